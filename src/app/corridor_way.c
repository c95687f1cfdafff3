#include "app/corridor_way.h"

#include <stdlib.h>

lode_status lode_corridor_search_open(lode_corridor_search *search, lode_corridor_plan *plan,
                                      const lode_scenario *scenario, const lode_shipment *shipment,
                                      lode_objective objective, const lode_target *targets, size_t n_targets,
                                      lode_err *err)
{
    *search = (lode_corridor_search){.plan = plan, .unfolded = *scenario};
    search->unfolded.network = lode_corridor_network(plan, err);
    if (!search->unfolded.network)
        return LODE_IO;
    lode_target *layered = calloc(n_targets * (LODE_MAX_ITEMS + 1) + 1, sizeof *layered);
    if (!layered)
        return lode_fail_memory(err);
    size_t n = lode_corridor_targets(plan, targets, n_targets, layered);
    search->oracle = lode_oracle_new(&search->unfolded, shipment, objective, layered, n, err);
    free(layered);
    return search->oracle ? LODE_OK : LODE_IO;
}

void lode_corridor_search_close(lode_corridor_search *search)
{
    lode_oracle_free(search->oracle);
    search->oracle = NULL;
}

/* The elements of options were copied into room: names the originals. */
static void name_originals(lode_step *steps, size_t n_steps, const lode_origin *origin, const lode_option *room)
{
    for (size_t i = 0; i < n_steps; i++)
        for (size_t k = 0; k < origin->n_options; k++) {
            if (steps[i].element == &room[k].access)
                steps[i].element = &origin->options[k].access;
            else if (steps[i].element == &room[k].partial)
                steps[i].element = &origin->options[k].partial;
        }
}

lode_status lode_corridor_search_ask(lode_corridor_search *search, const lode_origin *origin, int64_t limit,
                                     lode_route *route, lode_err *err)
{
    *route = (lode_route){0};
    lode_option *room = calloc(origin->n_options + 1, sizeof *room);
    if (!room)
        return lode_fail_memory(err);
    lode_step *steps = NULL;
    size_t n_steps = 0;
    lode_origin unfolded = lode_corridor_origin(search->plan, origin, room);
    lode_set avoided = lode_corridor_avoided(search->plan, origin->domain);
    lode_status status = lode_oracle_simple_steps(search->oracle, &unfolded, &avoided, limit, &steps, &n_steps, err);
    if (!status && n_steps) {
        lode_corridor_fold(search->plan, steps, n_steps);
        name_originals(steps, n_steps, origin, room);
        status = lode_route_make(search->oracle, steps, n_steps, route, err);
    } else {
        free(steps);
    }
    free(room);
    return status;
}

lode_status lode_corridor_search_left(lode_corridor_search *search, const lode_origin *origin, const lode_set *closed,
                                      int *left, lode_err *err)
{
    lode_option *room = calloc(origin->n_options + 1, sizeof *room);
    if (!room)
        return lode_fail_memory(err);
    lode_way way = {0};
    lode_origin unfolded = lode_corridor_origin(search->plan, origin, room);
    lode_set avoided = lode_corridor_avoided(search->plan, origin->domain), shut = lode_set_union(avoided, closed);
    lode_status status = lode_oracle_ask(search->oracle, &unfolded, &shut, &way, err);
    *left = way.found;
    free(room);
    return status;
}
