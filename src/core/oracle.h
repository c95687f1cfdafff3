/* Least costs to one destination under any closure, each searched once: the memo of (shipment, scenario, destination).
 *
 * Ownership: lode_oracle_new has exactly one lode_oracle_free; trees and ways belong to the oracle or to the caller as
 * said. Knows domains and closures; knows nothing of deposits' measures. */
#ifndef LODE_CORE_ORACLE_H
#define LODE_CORE_ORACLE_H

#include "core/cost.h"
#include "core/search.h"

/* Where ways end. seeds: the states of the markets' places, or the access options of a point. */
typedef struct lode_target {
    int32_t state;
    const lode_element *arrival; /* of the market; or the access leg walked to its end */
    int32_t arrival_index;       /* -1 where it is no element of the network */
    const lode_element *partial; /* the part of a road before it, NULL where none */
    int32_t partial_of;
    int partial_reverse;
} lode_target;

typedef struct lode_oracle lode_oracle;

/* Copies targets. The scenario outlives the oracle. */
lode_oracle *lode_oracle_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_objective objective,
                             const lode_target *targets, size_t n_targets, lode_err *err);
/* The same shipment and objective, to other targets, or under a scenario that closes and opens other things but prices
 * nothing differently. It borrows the weights of like, which outlives it. */
lode_oracle *lode_oracle_sibling(const lode_oracle *like, const lode_scenario *scenario, const lode_target *targets,
                                 size_t n_targets, lode_err *err);
void lode_oracle_free(lode_oracle *oracle); /* accepts NULL */

const lode_scenario *lode_oracle_scenario(const lode_oracle *oracle);
const lode_shipment *lode_oracle_shipment(const lode_oracle *oracle);

/* One element of a way, in the order it is passed. */
typedef struct lode_step {
    const lode_element *element;
    int32_t index; /* in the network; -1 for access legs; of the whole road for a part */
    int reverse;
    int32_t from_state, to_state; /* -1 outside the network */
} lode_step;

typedef struct lode_way {
    int found;
    int64_t cost; /* of the objective; LODE_NO_WAY where none */
    uint64_t tie;
    size_t option; /* of the origin */
} lode_way;

/* The best way of an origin with the domains of closed shut, besides those of the scenario. */
lode_status lode_oracle_ask(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed, lode_way *way,
                            lode_err *err);
/* The steps of that way; *steps is freed by the caller with free(). */
lode_status lode_oracle_steps(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed, lode_step **steps,
                              size_t *n_steps, lode_err *err);

/* The best way that comes back to no place that it has left: the same as lode_oracle_steps, unless that one does.
 * Needed along corridors, where to the gate and back again would be no use of it. Where it does, ways up to limit are
 * looked for, the most promising first; after 20,000 partial ways the search gives up and finds none. */
lode_status lode_oracle_simple_steps(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed,
                                     int64_t limit, lode_step **steps, size_t *n_steps, lode_err *err);

/* Whether closing would close one of the steps or a place that they pass. */
int lode_steps_meet(const lode_scenario *scenario, const lode_step *steps, size_t n_steps, const lode_set *closed);

/* Open arcs for a product with the domains of closed shut; open has an entry an arc. */
void lode_open_arcs(const lode_scenario *scenario, const char *product, const lode_set *closed, uint8_t *open);

size_t lode_oracle_searches(const lode_oracle *oracle); /* how many were made */

#endif
