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

/* An empty table of a result layer. headline_prefixes ("eu_open", "all_open" ...) repeat the headline columns. */
lode_table *lode_result_table(const char *name, const char *const *headline_prefixes, size_t n_prefixes);

#endif
