#include "core/diversity.h"

#include <math.h>

#include "base/arena.h"

lode_diversity_rules lode_diversity_rules_of(const lode_parameters *p)
{
    return (lode_diversity_rules){.margin = p->margin, .lambda = p->lambda, .most = LODE_MOST_ALTERNATIVES};
}

/* The same thing in two routes: an element of the network, or one access leg. */
static int same_element(const lode_step *a, const lode_step *b)
{
    return a->index >= 0 ? a->index == b->index : a->element == b->element;
}

static int uses(const lode_route *route, const lode_step *step)
{
    for (size_t i = 0; i < route->n_steps; i++)
        if (same_element(&route->steps[i], step))
            return 1;
    return 0;
}

static double path_size(const lode_alternatives *all, const lode_route *route)
{
    double sum = 0;
    if (route->total == 0) /* nothing to share */
        return 1;
    for (size_t i = 0; i < route->n_steps; i++) {
        int64_t cost = lode_cost_total(&route->costs[i]);
        int used = 0;
        for (size_t k = 0; k < all->n && cost > 0; k++)
            used += uses(&all->route[k], &route->steps[i]);
        if (used)
            sum += (double)cost / (double)route->total / used;
    }
    return sum;
}

static void share_out(lode_diversity *d, double lambda)
{
    const lode_alternatives *all = &d->alternatives;
    double sum = 0, squares = 0, least = all->n ? (double)all->route[0].total : 0;
    for (size_t k = 0; k < all->n; k++) {
        double dearer = least > 0 ? (double)all->route[k].total / least - 1 : 0;
        d->path_size[k] = path_size(all, &all->route[k]);
        d->share[k] = d->path_size[k] * exp(-lambda * dearer);
        sum += d->share[k];
    }
    for (size_t k = 0; k < all->n; k++) {
        d->share[k] /= sum;
        squares += d->share[k] * d->share[k];
    }
    d->effective = all->n ? 1 / squares : NAN;
}

static int is_transit(const lode_route *route, const lode_set *home, int32_t domain)
{
    return domain >= 0 && !lode_set_has(home, domain) && domain != lode_route_end(route)->side[0].domain;
}

/* Adds a route's parts of its transit to s, which has an entry a domain. */
static void add_transit(const lode_route *route, const lode_set *home, double share, double *km, double *s)
{
    *km = 0;
    for (size_t i = 0; i < route->n_exposures; i++)
        if (is_transit(route, home, route->exposures[i].domain))
            *km += route->exposures[i].km;
    for (size_t i = 0; i<route->n_exposures && * km> 0; i++)
        if (is_transit(route, home, route->exposures[i].domain))
            s[route->exposures[i].domain] += share * route->exposures[i].km / *km;
}

static void concentrate(const lode_network *n, const double *governance, const double *s, lode_diversity *d)
{
    for (size_t domain = 0; domain < n->n_domains; domain++) {
        int held = 0;
        for (size_t a = 0; a < n->n_actors && a < LODE_MAX_ACTORS; a++) {
            if (!lode_set_has(&n->actor[a].domains, (int32_t)domain))
                continue;
            d->actor[a] += s[domain];
            held = 1;
        }
        if (held)
            continue;
        d->elsewhere += s[domain];
        d->hhi += s[domain] * s[domain];
    }
    d->ungraded = d->elsewhere;
    for (size_t a = 0; a < n->n_actors && a < LODE_MAX_ACTORS; a++) {
        double square = d->actor[a] * d->actor[a];
        d->hhi += square;
        if (governance && !isnan(governance[a]))
            d->hhi_gov += square * governance[a];
        else
            d->ungraded += d->actor[a];
    }
}

void lode_diversity_free(lode_diversity *d)
{
    lode_alternatives_free(&d->alternatives);
    *d = (lode_diversity){0};
}

lode_status lode_diversity_find(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed,
                                const lode_diversity_rules *rules, lode_diversity *d, lode_err *err)
{
    const lode_network *n = lode_oracle_scenario(oracle)->network;
    *d = (lode_diversity){0};
    lode_arena *arena = lode_arena_new();
    double *s = arena ? LODE_NEW(arena, double, n->n_domains) : NULL;
    lode_status status =
        s ? lode_alternatives_find(oracle, origin, closed, rules->margin, rules->most, &d->alternatives, err)
          : lode_fail_memory(err);
    if (!status) {
        share_out(d, rules->lambda);
        for (size_t k = 0; k < d->alternatives.n; k++)
            add_transit(&d->alternatives.route[k], &rules->home, d->share[k], &d->transit_km[k], s);
        concentrate(n, rules->governance, s, d);
    }
    lode_arena_free(arena);
    return status;
}
