/* Every layer and column of a case, once: reading, checking, importing, writing and the docs go by this table.
 *
 * A new input column is one row here and one member in lodeway/case.h. Knows how a case lies in memory; knows nothing
 * of networks. */
#ifndef LODE_IO_SCHEMA_H
#define LODE_IO_SCHEMA_H

#include <stddef.h>

#include "base/text.h"
#include "lodeway/case.h"

typedef enum lode_value { LODE_V_TEXT, LODE_V_NUMBER, LODE_V_LIST, LODE_V_WORD } lode_value;

typedef struct lode_field {
    const char *name;
    lode_value value;
    const char *unit;
    double least, most;  /* numbers */
    const char *words;   /* LODE_V_WORD: allowed words, parted by ';' */
    const char *aliases; /* other names it is read by, parted by ';' */
    int required;
    size_t offset; /* of the member in the row */
    const char *help;
} lode_field;

typedef struct lode_layer {
    const char *name;
    lode_shape shape;
    int required;          /* the case is no case without it */
    int shape_from_places; /* a missing shape is drawn from the places named */
    lode_mode mode;        /* of the rows of a link layer */
    size_t row_size;
    size_t rows_offset; /* of the LODE_ROWS member in lode_case */
    const lode_field *fields;
    size_t n_fields;
    const char *key; /* the field that must be unique, NULL where none */
    const char *help;
} lode_layer;

extern const lode_layer lode_schema[];
extern const size_t lode_n_schema;

/* The rows of a layer in a case, whatever their type. */
typedef struct lode_any_rows {
    void *v;
    size_t n;
    const char *const *extra_names;
    size_t n_extra;
} lode_any_rows;

lode_any_rows lode_layer_rows(const lode_case *c, const lode_layer *layer);
void lode_layer_set_rows(lode_case *c, const lode_layer *layer, lode_any_rows rows);
lode_row *lode_layer_row(const lode_any_rows *rows, const lode_layer *layer, size_t i);

const char *lode_field_text(const lode_row *row, const lode_field *field);
double lode_field_number(const lode_row *row, const lode_field *field);
void lode_field_set_text(lode_row *row, const lode_field *field, const char *text);
void lode_field_set_number(lode_row *row, const lode_field *field, double number);

const lode_layer *lode_layer_find(const char *name);
const lode_field *lode_layer_field(const lode_layer *layer, const char *name);

/* The schema as Markdown, for `lodeway help schema` and docs/schema.md. */
void lode_schema_markdown(lode_text *out);

#endif
