/* The search of src/core/search.h, many times over the same open arcs with other weights: the same costs, ties and
 * ways.
 *
 * States are swept in the order in which a first search settled them, each that got better bettering those before it,
 * until none is left; with weights not far from those of the first search little is left after one sweep, without a
 * heap. Read only once it is made: threads may share it. Ownership: lode_sweep_new has exactly one lode_sweep_free. */
#ifndef LODE_CORE_SWEEP_H
#define LODE_CORE_SWEEP_H

#include "core/search.h"

typedef struct lode_sweep lode_sweep;

/* tree: of a search with the same open arcs and seeds at the same states. The network outlives the sweep. */
lode_sweep *lode_sweep_new(const lode_network *network, const uint8_t *open, const lode_tree *tree, lode_err *err);
void lode_sweep_free(lode_sweep *sweep); /* accepts NULL */

/* Fills tree. weight has an entry an arc, none negative; todo is room for an entry a state. */
void lode_sweep_search(const lode_sweep *sweep, const int64_t *weight, const lode_seed *seeds, size_t n_seeds,
                       uint8_t *todo, lode_tree *tree);

#endif
