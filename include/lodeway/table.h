/* Result rows: a table of typed cells with an optional geometry, filled once and then read by every output.
 *
 * One lode_column describes a column for all of them: GeoPackage field, heading, JSON key, unit, dictionary.
 * Longitude and latitude are WGS 84 degrees. Ownership: lode_table_new has exactly one lode_table_free; texts and
 * coordinates are copied into the table. */
#ifndef LODEWAY_TABLE_H
#define LODEWAY_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "lodeway/status.h"

typedef enum lode_type { LODE_TEXT, LODE_REAL, LODE_INT, LODE_LIST } lode_type; /* LIST: words joined by ">" or ";" */

typedef enum lode_shape { LODE_NO_SHAPE, LODE_POINT, LODE_LINE, LODE_POLYGON } lode_shape;

/* Parts are lines or rings; part i has the points part_start[i] .. part_start[i+1]-1 of xy (x, y, x, y ...). */
typedef struct lode_geom {
    lode_shape shape;
    size_t n_parts;
    const size_t *part_start;  /* n_parts + 1 entries */
    const unsigned char *hole; /* polygons: 1 where the ring is a hole of the last outer ring; else NULL */
    const double *xy;
} lode_geom;

typedef struct lode_column {
    const char *name; /* with its unit: rail_km, money_usd_t */
    lode_type type;
    const char *unit;    /* as a reader writes it: km, USD/t; "" where none */
    const char *heading; /* for people */
    const char *help;    /* one sentence, with the formula of the model where there is one */
    int decimals;        /* as printed for people; machines get the full figure */
} lode_column;

typedef struct lode_cell {
    int known; /* 0: NULL */
    union {
        double real;
        int64_t integer;
        const char *text;
    } as;
} lode_cell;

typedef struct lode_table lode_table;

/* The columns are copied; name is the layer's name, shape what its rows draw. NULL: out of memory. */
LODE_API lode_table *lode_table_new(const char *name, const char *title, lode_shape shape, const lode_column *columns,
                                    size_t n_columns);
LODE_API void lode_table_free(lode_table *table); /* accepts NULL */

LODE_API const char *lode_table_name(const lode_table *table);
LODE_API const char *lode_table_title(const lode_table *table);
LODE_API lode_shape lode_table_shape(const lode_table *table);
LODE_API size_t lode_table_rows(const lode_table *table);
LODE_API size_t lode_table_columns(const lode_table *table);
LODE_API const lode_column *lode_table_column(const lode_table *table, size_t column);
/* The index of a column by name, -1 where there is none. */
LODE_API int lode_table_find(const lode_table *table, const char *name);
LODE_API const lode_cell *lode_table_cell(const lode_table *table, size_t row, size_t column);
LODE_API const lode_geom *lode_table_geom(const lode_table *table, size_t row);

/* Reading by name; NULL or NaN where the cell is NULL or the column is missing. */
LODE_API const char *lode_table_text(const lode_table *table, size_t row, const char *name);
LODE_API double lode_table_real(const lode_table *table, size_t row, const char *name);

/* Appends an empty row; the setters write into the last row. A setter given NaN or NULL leaves NULL.
 * After a failed allocation every later call does nothing and lode_table_failed says so: check it once, at the end. */
LODE_API void lode_table_add(lode_table *table);
LODE_API void lode_table_set_text(lode_table *table, const char *name, const char *text);
LODE_API void lode_table_set_real(lode_table *table, const char *name, double value);
LODE_API void lode_table_set_int(lode_table *table, const char *name, int64_t value);
/* The same for a row that is there already; a type other than text or list is a fault of the program. */
LODE_API void lode_table_put_text(lode_table *table, size_t row, const char *name, const char *text);
LODE_API void lode_table_set_geom(lode_table *table, const lode_geom *geom);
/* Puts the rows in the order of some columns (texts by bytes, NULL first); rows that are equal keep their order. */
LODE_API void lode_table_sort(lode_table *table, const char *const *names, size_t n_names);
/* Keeps the first rows only. */
LODE_API void lode_table_keep(lode_table *table, size_t rows);
/* The same with some of the rows: n from first on. */
LODE_API lode_table *lode_table_part(const lode_table *table, const char *const *names, size_t n_names, size_t first,
                                     size_t n);
/* A new table with some of the columns, in the order of names; unknown names are left out. NULL: out of memory. */
LODE_API lode_table *lode_table_pick(const lode_table *table, const char *const *names, size_t n_names);
LODE_API int lode_table_failed(const lode_table *table);

#endif
