/* Every result layer and column, once: GeoPackage fields, headings, JSON keys, units and the data dictionary read it.
 *
 * A new result column is one row here and its computation in src/app/results.c. Knows nothing of files. */
#ifndef LODE_CORE_COLUMNS_H
#define LODE_CORE_COLUMNS_H

#include "lodeway/table.h"

typedef struct lode_result_layer {
    const char *name, *title, *help;
    lode_shape shape;
    const lode_column *columns;   /* ends with a NULL name */
    const lode_column *headlines; /* repeated for each destination and base, as DESTINATION_BASE_name; or NULL */
} lode_result_layer;

extern const lode_result_layer lode_result_layers[];
extern const size_t lode_n_result_layers;

const lode_result_layer *lode_result_layer_find(const char *name);

/* What a case adds to the columns of a layer. */
typedef struct lode_more_columns {
    const char *const *prefixes; /* repeat the headline columns: "eu_open", "all_open" ... */
    size_t n_prefixes;
    const char *const *extra; /* texts carried through from the case; a name that the layer has itself is left out */
    size_t n_extra;
} lode_more_columns;

/* An empty table of a result layer; more may be NULL. */
lode_table *lode_result_table(const char *name, const lode_more_columns *more);

#endif
