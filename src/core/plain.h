/* Least costs by the plainest search there is: every open arc is tried again until no state gets cheaper.
 *
 * No memo, no heap, no ties, no bounds, and from the mine to the market instead of backwards: what src/core/search.c
 * and src/core/oracle.c answer is held against this. Costs of single elements come from src/core/cost.c. Ownership:
 * lode_plain_new has exactly one lode_plain_free; scenario, origin and targets outlive it. */
#ifndef LODE_CORE_PLAIN_H
#define LODE_CORE_PLAIN_H

#include "core/oracle.h"

typedef struct lode_plain lode_plain;

lode_plain *lode_plain_new(const lode_scenario *scenario, const lode_shipment *shipment, const lode_origin *origin,
                           const lode_target *targets, size_t n_targets, lode_err *err);
void lode_plain_free(lode_plain *plain); /* accepts NULL */

/* Micro-USD per tonne with the domains of closed shut, besides those of the scenario; LODE_NO_WAY where none is, -1:
 * out of memory. */
int64_t lode_plain_cost(lode_plain *plain, const lode_set *closed);

#endif
