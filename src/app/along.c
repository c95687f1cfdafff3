/* The best way of each deposit along each corridor. */
#include <stdlib.h>

#include "app/corridor_way.h"
#include "app/run_i.h"

static void put_along(asking *a, const lode_corridor_plan *plan, const lode_shipment *shipment, const lode_route *route)
{
    const char *name = lode_corridor_plan_name(plan);
    lode_run_i_put_route(a, lode_run_i_route_id(a, name), "corridor", route,
                         lode_standing_of(shipment, route->total, route->total, 0));
    lode_table_set_text(a->r->tables[T_ROUTES], "corridor", name);
}

/* Up to where ways along a corridor that come back to no place are looked for. */
static int64_t corridor_limit(const asking *a)
{
    int64_t best = a->r->headlines[a->occurrence * lode_run_i_prefixes(a->r) + a->prefix].g;
    double limit = (double)best * a->r->s.network->parameters.corridor_limit;
    return best == LODE_NO_WAY || limit > 9e18 ? LODE_NO_WAY - 1 : (int64_t)limit;
}

static lode_status ask_along(asking *a, lode_corridor_search *search, const size_t *occurrences, size_t n)
{
    lode_status status = LODE_OK;
    a->oracle = search->oracle;
    for (size_t i = 0; i < n && !status; i++) {
        lode_route route;
        a->occurrence = occurrences[i];
        a->origin = &a->r->s.network->origin[a->occurrence];
        status = lode_corridor_search_ask(search, a->origin, corridor_limit(a), &route, a->r->err);
        if (!status && route.n_steps)
            put_along(a, search->plan, lode_oracle_shipment(search->oracle), &route);
        lode_route_free(&route);
    }
    a->r->searches += lode_oracle_searches(search->oracle);
    a->oracle = NULL;
    return status;
}

lode_status lode_run_i_corridor_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
{
    running *r = a->r;
    lode_target *targets;
    size_t n_targets;
    lode_status status =
        lode_destination_targets(&r->s, a->destination, shipment->product, &targets, &n_targets, r->err);
    for (size_t p = 0; p < r->s.c->corridors.n && !status; p++) {
        lode_corridor_search search = {0};
        if (!r->s.plans[p])
            continue;
        status = lode_corridor_search_open(&search, r->s.plans[p], a->scenario, shipment, LODE_BY_COST, targets,
                                           n_targets, r->err);
        if (!status)
            status = ask_along(a, &search, occurrences, n);
        lode_corridor_search_close(&search);
    }
    free(targets);
    return status;
}
