/* The best way of each deposit along each corridor. */
#include <stdlib.h>

#include "app/run_i.h"

static void put_along(asking *a, const lode_corridor_plan *plan, const lode_route *route)
{
    const char *name = lode_corridor_plan_name(plan);
    lode_run_i_put_route(a, lode_run_i_route_id(a, name), "corridor", route,
                         lode_standing_of(lode_oracle_shipment(a->oracle), route->total, route->total, 0));
    lode_table_set_text(a->r->tables[T_ROUTES], "corridor", name);
}

/* Up to where ways along a corridor that come back to no place are looked for. */
static int64_t corridor_limit(const asking *a)
{
    int64_t best = a->r->headlines[a->occurrence * lode_run_i_prefixes(a->r) + a->prefix].g;
    double limit = (double)best * a->r->s.network->parameters.corridor_limit;
    return best == LODE_NO_WAY || limit > 9e18 ? LODE_NO_WAY - 1 : (int64_t)limit;
}

static lode_status put_corridor_way(asking *a, lode_corridor_plan *plan, lode_option *room)
{
    running *r = a->r;
    lode_step *steps;
    size_t n_steps;
    lode_route route;
    a->origin = &r->s.network->origin[a->occurrence];
    lode_origin unfolded = lode_corridor_origin(plan, a->origin, room);
    lode_set avoided = lode_corridor_avoided(plan, a->origin->domain);
    lode_status status =
        lode_oracle_simple_steps(a->oracle, &unfolded, &avoided, corridor_limit(a), &steps, &n_steps, r->err);
    if (status || n_steps == 0)
        return status;
    lode_corridor_fold(plan, steps, n_steps);
    for (size_t i = 0; i < n_steps; i++) /* the elements of options were copied into room: name the originals */
        for (size_t k = 0; k < a->origin->n_options; k++) {
            if (steps[i].element == &room[k].access)
                steps[i].element = &a->origin->options[k].access;
            else if (steps[i].element == &room[k].partial)
                steps[i].element = &a->origin->options[k].partial;
        }
    status = lode_route_make(a->oracle, steps, n_steps, &route, r->err);
    if (status)
        return status;
    put_along(a, plan, &route);
    lode_route_free(&route);
    return LODE_OK;
}

static lode_status corridor_oracle(asking *a, lode_corridor_plan *plan, const lode_scenario *unfolded,
                                   const lode_shipment *shipment)
{
    running *r = a->r;
    lode_target *targets, *layered = NULL;
    size_t n_targets;
    lode_status status =
        lode_destination_targets(&r->s, a->destination, shipment->product, &targets, &n_targets, r->err);
    if (!status && !(layered = calloc(n_targets * (LODE_MAX_ITEMS + 1) + 1, sizeof *layered)))
        status = lode_fail_memory(r->err);
    if (!status) {
        size_t n = lode_corridor_targets(plan, targets, n_targets, layered);
        a->oracle = lode_oracle_new(unfolded, shipment, LODE_BY_COST, layered, n, r->err);
        status = a->oracle ? LODE_OK : LODE_IO;
    }
    free(layered);
    free(targets);
    return status;
}

lode_status lode_run_i_corridor_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
{
    running *r = a->r;
    lode_status status = LODE_OK;
    size_t most = 2 * (size_t)r->s.network->parameters.access_legs + 2;
    lode_option *room = calloc(most, sizeof *room);
    if (!room)
        return lode_fail_memory(r->err);
    for (size_t p = 0; p < r->s.c->corridors.n && !status; p++) {
        lode_corridor_plan *plan = r->s.plans[p];
        const lode_network *network = plan ? lode_corridor_network(plan, r->err) : NULL;
        if (!plan)
            continue;
        lode_scenario unfolded = *a->scenario;
        unfolded.network = network;
        status = network ? corridor_oracle(a, plan, &unfolded, shipment) : LODE_IO;
        for (size_t i = 0; i < n && !status; i++) {
            a->occurrence = occurrences[i];
            status = put_corridor_way(a, plan, room);
        }
        if (a->oracle)
            r->searches += lode_oracle_searches(a->oracle);
        lode_oracle_free(a->oracle);
        a->oracle = NULL;
    }
    free(room);
    return status;
}
