/* Least (cost, tie) from every state to the seeds, searched backwards over the arcs that are open.
 *
 * Two ways of equal cost differ in their tie, so the chosen way depends on nothing but the data. The workspace is
 * allocated once and used again; a tree is what one search leaves. Knows nothing of money or borders. */
#ifndef LODE_CORE_SEARCH_H
#define LODE_CORE_SEARCH_H

#include <stdint.h>

#include "core/network.h"
#include "lodeway/status.h"

typedef struct lode_seed {
    int32_t state;
    int64_t cost;
    uint64_t tie;
} lode_seed;

/* cost LODE_NO_WAY: no way. next_arc: the arc that the way takes; -1 - i at seed i. */
typedef struct lode_tree {
    int64_t *cost;
    uint64_t *tie;
    int32_t *next_arc;
} lode_tree;

typedef struct lode_workspace lode_workspace;

lode_workspace *lode_workspace_new(const lode_network *network, lode_err *err);
void lode_workspace_free(lode_workspace *workspace); /* accepts NULL */

lode_tree *lode_tree_new(const lode_network *network, lode_err *err);
void lode_tree_free(lode_tree *tree); /* accepts NULL */

/* Fills tree. weight and open have an entry an arc. */
void lode_search(const lode_network *network, const int64_t *weight, const uint8_t *open, const lode_seed *seeds,
                 size_t n_seeds, lode_workspace *workspace, lode_tree *tree);

#endif
