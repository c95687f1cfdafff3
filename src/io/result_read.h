/* Result layers of an output read back, each cell as it is stored: an integer in a column of reals, a text in one of
 * numbers or a lost column is told, never turned into something else.
 *
 * Knows GeoPackages and tables; knows nothing of what the columns mean. Ownership: lode_results_open has exactly one
 * lode_results_close. */
#ifndef LODE_IO_RESULT_READ_H
#define LODE_IO_RESULT_READ_H

#include "lodeway/table.h"

typedef struct lode_results lode_results;

/* Opens a GeoPackage of results through all checks of src/io/guard.h, to be read only. */
lode_status lode_results_open(const char *path, lode_results **results, lode_err *err);
void lode_results_close(lode_results *results); /* accepts NULL */

/* What in a stored layer cannot stand in a table of its columns. */
typedef struct lode_stray {
    int found;
    size_t row;                /* from 0, in the order of fid; SIZE_MAX: it concerns the layer or a column */
    char column[128];          /* "" where it concerns the layer */
    char value[200];           /* what is stored */
    const char *wanted, *kind; /* what should be */
} lode_stray;

/* Reads the layer that is called as the table like, into a new table with its columns, in the order of fid. all: stored
 * columns that like lacks are strays too. Where one is found, *table holds the rows before it. */
lode_status lode_results_table(lode_results *results, const lode_table *like, int all, lode_table **table,
                               lode_stray *stray, lode_err *err);

/* 1 where the file has a layer of that name. */
int lode_results_has(const lode_results *results, const char *layer);

#endif
