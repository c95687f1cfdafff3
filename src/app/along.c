/* The best way of each deposit along each corridor. */
#include <stdlib.h>

#include "app/corridor_way.h"
#include "app/run_i.h"
#include "app/safety.h"

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

/* ---- for the layer corridor_summary ---- */

static lode_corridor_found *found_of(asking *a, size_t corridor)
{
    running *r = a->r;
    lode_arena *arena = r->s.arena;
    size_t n = r->s.c->corridors.n;
    if (!r->corridors)
        r->corridors = LODE_NEW(arena, lode_corridor_found, lode_run_i_prefixes(r) * n);
    if (!r->corridors)
        return NULL;
    lode_corridor_found *f = &r->corridors[a->prefix * n + corridor];
    if (!f->along) {
        f->along = LODE_NEW(arena, lode_along, r->s.c->occurrences.n);
        f->domain_km = LODE_NEW(arena, double, r->s.network->n_domains);
        f->closes = UINT32_MAX;
    }
    return f->along && f->domain_km ? f : NULL;
}

/* Keeps the figures of a way; closes loses the actors that are not on it. */
static void keep_along(asking *a, lode_corridor_found *f, const lode_route *route, double open_pct)
{
    const lode_network *n = a->r->s.network;
    uint32_t players = lode_players(n, &a->own);
    uint32_t on = lode_actors_on(a->scenario, route->steps, route->n_steps, players, &a->own);
    f->along[a->occurrence] = (lode_along){1,         route->total, route->hours / 24,           route->buffer_h / 24,
                                           route->km, open_pct,     lode_route_indicators(route)};
    for (size_t i = 0; i < route->n_exposures; i++)
        if (route->exposures[i].domain >= 0)
            f->domain_km[route->exposures[i].domain] += route->exposures[i].km;
    f->may_play |= players;
    f->closes &= on | ~players;
}

/* Of the actors on the best way of all, those that another way goes around are no closers. */
static lode_status test_closers(asking *a, lode_corridor_search *search, lode_corridor_found *f)
{
    lode_status status = LODE_OK;
    uint32_t players = lode_players(a->r->s.network, &a->own);
    for (uint32_t bit = 1; bit && bit <= players && !status; bit <<= 1) {
        int left = 0;
        if (!(bit & players & f->closes))
            continue;
        lode_set closed = lode_closed_by(a->r->s.network, bit, &a->own);
        status = lode_corridor_search_left(search, a->origin, &closed, &left, a->r->err);
        if (left)
            f->closes &= ~bit;
    }
    return status;
}

static void look_at(asking *a, size_t occurrence)
{
    a->occurrence = occurrence;
    a->origin = &a->r->s.network->origin[occurrence];
    a->own = lode_own_domains(a->r->s.network, a->origin, a->destination->single_market);
}

static lode_status ask_along(asking *a, lode_corridor_search *search, lode_corridor_found *found,
                             const lode_safety *safety, const size_t *occurrences, size_t n)
{
    lode_status status = LODE_OK;
    a->oracle = search->oracle;
    for (size_t i = 0; i < n && !status; i++) {
        lode_route route;
        look_at(a, occurrences[i]);
        status = lode_corridor_search_ask(search, a->origin, corridor_limit(a), &route, a->r->err);
        if (!status && route.n_steps) {
            put_along(a, search->plan, lode_oracle_shipment(search->oracle), &route);
            keep_along(a, found, &route, lode_safety_open_pct(safety, a->scenario, route.steps, route.n_steps));
            if (!lode_run_i_count_gates(a, found, &route))
                status = lode_fail_memory(a->r->err);
        }
        lode_route_free(&route);
    }
    for (size_t i = 0; i < n && !status; i++) {
        look_at(a, occurrences[i]);
        if (found->along[a->occurrence].found)
            status = test_closers(a, search, found);
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
    lode_safety safety;
    lode_status status =
        lode_destination_targets(&r->s, a->destination, shipment->product, &targets, &n_targets, r->err);
    if (status)
        return status;
    status = lode_safety_open(&safety, &r->s, LODE_BY_COST, r->err);
    for (size_t p = 0; p < r->s.c->corridors.n && !status; p++) {
        lode_corridor_search search = {0};
        lode_corridor_found *found = found_of(a, p);
        if (!found)
            status = lode_fail_memory(r->err);
        if (!r->s.plans[p] || status)
            continue;
        status = lode_corridor_search_open(&search, r->s.plans[p], a->scenario, shipment, LODE_BY_COST, targets,
                                           n_targets, r->err);
        if (!status)
            status = ask_along(a, &search, found, &safety, occurrences, n);
        lode_corridor_search_close(&search);
    }
    lode_safety_close(&safety);
    free(targets);
    return status;
}

/* The shocks of the case that close anything on a way, parted by ";". */
static lode_status put_shocks(asking *a, const lode_route *route)
{
    lode_safety safety;
    lode_text ids = {0};
    lode_status status = lode_safety_open(&safety, &a->r->s, LODE_BY_COST, a->r->err);
    for (size_t k = 0; !status && safety.shocks && k < safety.shocks->n; k++)
        if (lode_shocks_on(safety.shocks, k, a->scenario, route->steps, route->n_steps))
            lode_text_addf(&ids, "%s%s", ids.length ? ";" : "", safety.shocks->v[k].id);
    if (!status && ids.length)
        lode_table_set_text(a->r->tables[T_CORRIDORS], "shocks", lode_text_get(&ids));
    lode_text_free(&ids);
    lode_safety_close(&safety);
    return status;
}

lode_status lode_run_i_put_along_legs(asking *a, size_t corridor, const lode_shipment *shipment, size_t occurrence)
{
    running *r = a->r;
    lode_target *targets;
    size_t n_targets;
    lode_corridor_search search = {0};
    lode_route route = {0};
    lode_status status =
        lode_destination_targets(&r->s, a->destination, shipment->product, &targets, &n_targets, r->err);
    if (status)
        return status;
    look_at(a, occurrence);
    status = lode_corridor_search_open(&search, r->s.plans[corridor], a->scenario, shipment, LODE_BY_COST, targets,
                                       n_targets, r->err);
    if (!status)
        status = lode_corridor_search_ask(&search, a->origin, corridor_limit(a), &route, r->err);
    if (!status)
        lode_put_legs(r->tables[T_LEGS], &r->s, a->origin,
                      lode_run_i_route_id(a, lode_corridor_plan_name(r->s.plans[corridor])), &route);
    if (!status)
        status = put_shocks(a, &route);
    if (search.oracle)
        r->searches += lode_oracle_searches(search.oracle);
    lode_route_free(&route);
    lode_corridor_search_close(&search);
    free(targets);
    return status;
}
