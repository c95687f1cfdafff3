/* How much can leave the deposits of a country for a destination in a year: the maximum flow of MODEL M10.
 *
 * Knows capacities, closures and states; must never know costs of ways, nor tables or files.
 * Units: whole tonnes a year (capacities are given in Mt/a, used_mt is taken off, half a tonne rounds up).
 *
 * What limits: a link and a crossing in each direction for itself; a terminal all that it loads, and all that it
 * unloads, whatever the modes. What does not: the deposits themselves, access legs, markets. What is not known
 * counts twice: as nothing and as unlimited. Two things count as unlimited even then, where nothing is known of them:
 * water and air (a sea or air link has no track; its ports limit it), and loading where the deposits enter the network
 * (whoever opens a mine builds its siding). A capacity that is known always counts.
 *
 * Ownership: lode_flow_find has exactly one lode_flow_free on the same struct. */
#ifndef LODE_CORE_FLOW_H
#define LODE_CORE_FLOW_H

#include "core/oracle.h"

typedef enum lode_unknown_capacity { LODE_UNKNOWN_NOTHING, LODE_UNKNOWN_UNLIMITED } lode_unknown_capacity;

/* One limit of the minimal cut: full in every maximum flow; without it, more would pass. */
typedef struct lode_flow_limit {
    const lode_element *element; /* of a terminal: one of its loadings (or unloadings) */
    int32_t index;               /* in the network */
    int reverse;                 /* from its end to its start */
    int64_t t_a;                 /* capacity times the scenario's factor, less what is used; 0 also where not known */
} lode_flow_limit;

typedef enum lode_flow_kind {
    LODE_FLOW_LIMITED,   /* t_a is the maximum; the limits sum to it */
    LODE_FLOW_UNBOUNDED, /* a way without any limit: t_a is 0 and means nothing */
    LODE_FLOW_NO_WAY     /* not even without limits: closed, or never joined */
} lode_flow_kind;

typedef struct lode_flow {
    lode_flow_kind kind;
    int64_t t_a;
    lode_flow_limit *limits; /* the minimal cut nearest to the deposits, in the order of the network */
    size_t n_limits;
} lode_flow;

/* From the origins to the targets of the oracle, with the domains of closed shut besides those of the scenario. The
 * oracle, of a network that is not unfolded, lends scenario, product and targets; nothing is searched in it. LODE_IO:
 * out of memory, flow is empty. */
lode_status lode_flow_find(lode_oracle *oracle, const lode_origin *const *origins, size_t n_origins,
                           const lode_set *closed, lode_unknown_capacity unknown, lode_flow *flow, lode_err *err);
void lode_flow_free(lode_flow *flow); /* leaves it empty; accepts an empty one */

#endif
