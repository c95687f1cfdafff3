/* Corridors: labels of ways that pass given items in order and avoid given domains, and the best way along one.
 *
 * The best way is searched over (state, items met): the network is unfolded into a layer for each number of items met,
 * and an oracle searches that network like any other. At most 6 items. */
#ifndef LODE_CORE_CORRIDOR_H
#define LODE_CORE_CORRIDOR_H

#include "core/way.h"

enum { LODE_MAX_ITEMS = 6 };

typedef struct lode_corridor_plan lode_corridor_plan;

/* Reads passes ("RUS;crossing:x|terminal:y;OCEAN") and avoids; LODE_BAD_INPUT names the item that is unknown.
 * The network outlives the plan. Ownership: lode_corridor_plan_free, accepts NULL. */
lode_corridor_plan *lode_corridor_plan_new(const lode_network *network, const char *name, const char *passes,
                                           const char *avoids, lode_err *err);
void lode_corridor_plan_free(lode_corridor_plan *plan);
const char *lode_corridor_plan_name(const lode_corridor_plan *plan);
size_t lode_corridor_plan_items(const lode_corridor_plan *plan);

/* 1 where the route passes all items in order and avoids what it should (one's own domain is no condition). */
int lode_corridor_holds(const lode_corridor_plan *plan, const lode_scenario *scenario, const lode_route *route,
                        int32_t own_domain);

/* The unfolded network, and targets and origins in it. What they point to belongs to the plan. */
const lode_network *lode_corridor_network(lode_corridor_plan *plan, lode_err *err);
size_t lode_corridor_targets(const lode_corridor_plan *plan, const lode_target *targets, size_t n_targets,
                             lode_target *unfolded); /* room for n_targets * (items + 1) */
lode_origin lode_corridor_origin(const lode_corridor_plan *plan, const lode_origin *origin, lode_option *room);
lode_set lode_corridor_avoided(const lode_corridor_plan *plan, int32_t own_domain);
/* Steps found in the unfolded network name its states: turns them back. */
void lode_corridor_fold(const lode_corridor_plan *plan, lode_step *steps, size_t n_steps);

#endif
