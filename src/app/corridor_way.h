/* Ways along a corridor: an oracle over the unfolded network of a plan, asked for one origin after another. */
#ifndef LODE_APP_CORRIDOR_WAY_H
#define LODE_APP_CORRIDOR_WAY_H

#include "app/session.h"

typedef struct lode_corridor_search {
    lode_corridor_plan *plan;
    lode_scenario unfolded; /* shares everything with the scenario but the network */
    lode_oracle *oracle;
} lode_corridor_search;

/* The plan and the scenario outlive the search. Ownership: lode_corridor_search_close on the same struct. */
lode_status lode_corridor_search_open(lode_corridor_search *search, lode_corridor_plan *plan,
                                      const lode_scenario *scenario, const lode_shipment *shipment,
                                      lode_objective objective, const lode_target *targets, size_t n_targets,
                                      lode_err *err);
void lode_corridor_search_close(lode_corridor_search *search); /* accepts a zeroed one */

/* The best way along the corridor that comes back to no place, up to a limit of the objective; empty where none. */
lode_status lode_corridor_search_ask(lode_corridor_search *search, const lode_origin *origin, int64_t limit,
                                     lode_route *route, lode_err *err);

/* Whether any way along the corridor is left with the domains of closed shut, also one that comes back to a place. */
lode_status lode_corridor_search_left(lode_corridor_search *search, const lode_origin *origin, const lode_set *closed,
                                      int *left, lode_err *err);

#endif
