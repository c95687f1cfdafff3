/* The whole job: every deposit against every destination, base and closure, then the GeoPackage and the report. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/distances.h"
#include "app/results.h"
#include "app/session.h"
#include "app/tables.h"
#include "base/file.h"
#include "core/columns.h"
#include "geo/crs.h"
#include "geo/geodesic.h"
#include "io/package.h"
#include "report/report.h"

enum {
    T_DEPOSITS,
    T_DISTANCES,
    T_ROUTES,
    T_LEGS,
    T_EXPOSURE,
    T_DEPENDENCY,
    T_CUT_SETS,
    T_ZONES,
    T_FINDINGS,
    T_PARAMETERS,
    T_PROVENANCE,
    N_TABLES
};
enum { MOST_BASES = 2 };

static const char *const table_names[N_TABLES] = {"deposits", "distances",  "routes",    "legs",
                                                  "exposure", "dependency", "cut_sets",  "zone_statistics",
                                                  "findings", "parameters", "provenance"};

/* What the layer deposits says of one deposit, destination and base. */
typedef struct headline {
    lode_standing standing;
    int64_t g, money;
    double g_treo, value_share_pct, days, km, co2, sourced_pct;
    const char *market, *corridor;
    char *domains, *cut_sets; /* in the session's arena */
    const char *cut_status;
    int smallest_cut;
    lode_standing actor_standing[3]; /* RUS, CHN, CASPIAN; LODE_N_STANDINGS: no such actor */
    double actor_penalty[3];
} headline;

static const char *const headline_actors[3] = {"RUS", "CHN", "CASPIAN"};
static const char *const headline_columns[3][2] = {{"rus_status", "rus_penalty_usd_t"},
                                                   {"chn_status", "chn_penalty_usd_t"},
                                                   {"caspian_status", "caspian_penalty_usd_t"}};

typedef struct running {
    lode_session s;
    lode_table *tables[N_TABLES];
    lode_destination *destinations;
    size_t n_destinations;
    const char *bases[MOST_BASES];
    size_t n_bases;
    const char **prefixes, **prefix_titles; /* one a destination and base */
    uint32_t *sets;                         /* masks of actors that the layer dependency closes */
    size_t n_sets;
    headline *headlines; /* occurrence x prefix */
    double *km;          /* occurrence x target kind */
    size_t searches;
    lode_err *err;
} running;

static size_t n_prefixes(const running *r)
{
    return r->n_destinations * r->n_bases;
}

/* One deposit under one oracle. */
typedef struct asking {
    running *r;
    lode_oracle *oracle;
    const lode_scenario *scenario;
    const lode_destination *destination;
    const char *base;
    size_t prefix, occurrence;
    const lode_origin *origin;
    lode_set own;
    lode_route best;
    headline *head;
    int main_prefix; /* the first: corridors and zones go by it */
} asking;

/* ---- the sets that are closed ------------------------------------------------------------------------------- */

static int actor_index(const lode_network *n, const char *name)
{
    for (size_t a = 0; a < n->n_actors; a++)
        if (strcmp(n->actor[a].name, name) == 0)
            return (int)a;
    return -1;
}

/* The actors closed jointly: RUS, CHN, CASPIAN where the case has them; else all, where they are few. */
static uint32_t joint_actors(const lode_network *n)
{
    uint32_t joint = 0;
    for (int i = 0; i < 3; i++) {
        int a = actor_index(n, headline_actors[i]);
        if (a >= 0)
            joint |= UINT32_C(1) << a;
    }
    if (!joint && n->n_actors <= 5)
        joint = (UINT32_C(1) << n->n_actors) - 1;
    return joint;
}

/* Every single actor, and every joint set of those above. */
static int choose_sets(running *r)
{
    const lode_network *n = r->s.network;
    uint32_t joint = joint_actors(n);
    r->sets = LODE_NEW(r->s.arena, uint32_t, n->n_actors + ((size_t)1 << __builtin_popcount(joint)));
    if (!r->sets)
        return 0;
    for (size_t a = 0; a < n->n_actors; a++)
        r->sets[r->n_sets++] = UINT32_C(1) << a;
    for (uint32_t set = joint; set; set = (set - 1) & joint)
        if (__builtin_popcount(set) >= 2)
            r->sets[r->n_sets++] = set;
    return 1;
}

/* ---- rows of one deposit ------------------------------------------------------------------------------------ */

static const lode_occurrence *occurrence_of(const asking *a)
{
    return &a->r->s.c->occurrences.v[a->occurrence];
}

static void put_key(const asking *a, lode_table *t)
{
    const lode_occurrence *o = occurrence_of(a);
    lode_table_add(t);
    lode_table_set_text(t, "deposit", o->id);
    lode_table_set_text(t, "deposit_name", o->name);
    lode_table_set_text(t, "country", o->country);
    lode_table_set_text(t, "destination", a->destination->name);
    lode_table_set_text(t, "base", a->base);
}

static const char *reach_name(lode_standing standing)
{
    return standing == LODE_UNREACHABLE || standing == LODE_UNECONOMIC ? lode_standing_names[standing] : "reachable";
}

static char *kept_text(lode_arena *arena, lode_text *text)
{
    char *copy = lode_arena_strdup(arena, lode_text_get(text));
    lode_text_free(text);
    return copy;
}

static char *route_id(const asking *a, const char *role)
{
    return lode_arena_printf(a->r->s.arena, "%s:%s:%s:%s", occurrence_of(a)->id, a->destination->name, a->base, role);
}

static void put_route(const asking *a, const char *id, const char *role, const lode_route *route,
                      lode_standing standing)
{
    lode_table *t = a->r->tables[T_ROUTES];
    const lode_shipment *shipment = lode_oracle_shipment(a->oracle);
    const lode_element *end = lode_route_end(route);
    put_key(a, t);
    lode_table_set_text(t, "id", id);
    lode_table_set_text(t, "role", role);
    lode_table_set_text(t, "product", shipment->product);
    lode_table_set_text(t, "market", end ? end->id : NULL);
    lode_table_set_text(t, "market_name", end ? end->name : NULL);
    lode_table_set_text(t, "status", reach_name(standing));
    lode_put_route_figures(t, &a->r->s, a->scenario, shipment, route, a->origin->domain);
    lode_put_route_line(t, &a->r->s, a->origin, route);
}

static void keep_headline(asking *a)
{
    const lode_route *b = &a->best;
    const lode_shipment *shipment = lode_oracle_shipment(a->oracle);
    headline *h = a->head;
    const lode_element *end = lode_route_end(b);
    h->g = b->n_steps ? b->total : LODE_NO_WAY;
    h->standing = lode_standing_of(shipment, h->g, h->g, 0);
    if (!end)
        return;
    lode_text domains = {0};
    lode_route_domains(a->r->s.network, b, &domains);
    h->domains = kept_text(a->r->s.arena, &domains);
    h->money = b->money;
    h->g_treo = lode_usd(b->total) / (shipment->treo_pct / 100);
    h->value_share_pct = 100 * lode_usd(b->total) / shipment->usd_t;
    h->days = b->hours / 24;
    h->km = b->km;
    h->co2 = b->co2_kg_t;
    h->sourced_pct = lode_route_sourced_pct(b);
    h->market = end->name;
    h->corridor = lode_corridor_of(&a->r->s, a->scenario, b, a->origin->domain);
}

static lode_status ask_best(asking *a)
{
    lode_step *steps;
    size_t n;
    lode_set nothing = {{0}};
    lode_status status = lode_oracle_steps(a->oracle, a->origin, &nothing, &steps, &n, a->r->err);
    if (!status)
        status = lode_route_make(a->oracle, steps, n, &a->best, a->r->err);
    if (status)
        return status;
    keep_headline(a);
    const char *id = route_id(a, "best");
    put_route(a, id, "best", &a->best, a->head->standing);
    lode_put_legs(a->r->tables[T_LEGS], &a->r->s, a->origin, id, &a->best);
    lode_put_exposure(a->r->tables[T_EXPOSURE], &a->r->s, occurrence_of(a)->id, a->destination->name, a->base, &a->best,
                      a->origin->domain);
    return LODE_OK;
}

/* Shares of the open best way inside the domains of a set, own ones shown too (M4). */
static void put_shares(const asking *a, lode_table *t, uint32_t set)
{
    lode_set none = {{0}}, inside = lode_closed_by(a->r->s.network, set, &none);
    double km = 0, hours = 0, money = 0;
    for (size_t i = 0; i < a->best.n_exposures; i++) {
        const lode_exposure *e = &a->best.exposures[i];
        if (!lode_set_has(&inside, e->domain))
            continue;
        km += e->km;
        hours += e->hours;
        money += (double)e->money;
    }
    if (a->best.n_steps == 0)
        return;
    lode_table_set_real(t, "km_share", a->best.km > 0 ? km / a->best.km : NAN);
    lode_table_set_real(t, "money_share", a->best.money > 0 ? money / (double)a->best.money : NAN);
    lode_table_set_real(t, "hours_share", a->best.hours > 0 ? hours / a->best.hours : NAN);
}

/* A smallest part of the closed actors that is enough to leave no way: found by opening one after another. */
static lode_status put_proof(asking *a, lode_table *t, uint32_t set)
{
    lode_status status = LODE_OK;
    for (uint32_t bit = 1; bit && bit <= set && !status; bit <<= 1) {
        if (!(bit & set))
            continue;
        lode_way way;
        lode_set closed = lode_closed_by(a->r->s.network, set & ~bit, &a->own);
        status = lode_oracle_ask(a->oracle, a->origin, &closed, &way, a->r->err);
        if (!status && !way.found)
            set &= ~bit;
    }
    lode_text names = {0};
    lode_actor_names(a->r->s.network, set, &names);
    lode_table_set_text(t, "proof", lode_text_get(&names));
    lode_table_set_text(t, "cause", "closure");
    lode_text_free(&names);
    return status;
}

static void put_left_way(const asking *a, lode_table *t, const lode_route *left)
{
    lode_text gates = {0}, domains = {0};
    lode_route_gates(left, &gates);
    lode_route_domains(a->r->s.network, left, &domains);
    lode_table_set_text(t, "gates", lode_text_get(&gates));
    lode_table_set_text(t, "domains", lode_text_get(&domains));
    lode_table_set_real(t, "g_usd_t", lode_usd(left->total));
    lode_table_set_real(t, "penalty_usd_t", lode_usd(left->total - a->best.total));
    if (a->best.total > 0)
        lode_table_set_real(t, "penalty_pct", 100.0 * (double)(left->total - a->best.total) / (double)a->best.total);
    lode_table_set_real(t, "delta_money_usd_t", lode_usd(left->money - a->best.money));
    lode_table_set_real(t, "delta_hours", left->hours - a->best.hours);
    lode_text_free(&gates);
    lode_text_free(&domains);
}

static void keep_actor(asking *a, uint32_t set, lode_standing standing, const lode_route *left)
{
    for (int i = 0; i < 3; i++) {
        int actor = actor_index(a->r->s.network, headline_actors[i]);
        if (actor < 0 || set != UINT32_C(1) << actor)
            continue;
        a->head->actor_standing[i] = standing;
        a->head->actor_penalty[i] = left->n_steps && a->best.n_steps ? lode_usd(left->total - a->best.total) : NAN;
    }
}

static const char *no_way_cause(const asking *a, size_t n_targets)
{
    if (n_targets == 0)
        return "no market takes the product";
    return a->origin->n_options == 0 ? "no access to the network" : "not connected";
}

static lode_status ask_closure(asking *a, uint32_t set, size_t n_targets)
{
    lode_table *t = a->r->tables[T_DEPENDENCY];
    const lode_network *n = a->r->s.network;
    lode_step *steps;
    size_t n_steps;
    lode_route left;
    lode_set closed = lode_closed_by(n, set, &a->own);
    lode_status status = lode_oracle_steps(a->oracle, a->origin, &closed, &steps, &n_steps, a->r->err);
    if (!status)
        status = lode_route_make(a->oracle, steps, n_steps, &left, a->r->err);
    if (status)
        return status;
    int all_own = lode_owners(n, set, &a->own) == set;
    lode_standing standing =
        lode_standing_of(lode_oracle_shipment(a->oracle), a->head->g, n_steps ? left.total : LODE_NO_WAY, all_own);
    lode_text names = {0};
    lode_actor_names(n, set, &names);
    put_key(a, t);
    lode_table_set_text(t, "closed", lode_text_get(&names));
    lode_table_set_int(t, "n_closed", __builtin_popcount(set));
    lode_table_set_text(t, "status", lode_standing_names[standing]);
    lode_text_free(&names);
    put_shares(a, t, set);
    keep_actor(a, set, standing, &left);
    if (n_steps)
        put_left_way(a, t, &left);
    else if (a->best.n_steps)
        status = put_proof(a, t, set);
    else
        lode_table_set_text(t, "cause", no_way_cause(a, n_targets));
    lode_route_free(&left);
    return status;
}

static void put_cut(const asking *a, const char *kind, const char *names, int size)
{
    lode_table *t = a->r->tables[T_CUT_SETS];
    put_key(a, t);
    lode_table_set_text(t, "status", kind);
    lode_table_set_text(t, "cut_set", names);
    if (size > 0)
        lode_table_set_int(t, "size", size);
}

static lode_status put_free_way(asking *a, uint32_t free_under)
{
    lode_table *t = a->r->tables[T_CUT_SETS];
    lode_step *steps;
    size_t n;
    lode_route way;
    lode_set closed = lode_closed_by(a->r->s.network, free_under, &a->own);
    lode_status status = lode_oracle_steps(a->oracle, a->origin, &closed, &steps, &n, a->r->err);
    if (!status)
        status = lode_route_make(a->oracle, steps, n, &way, a->r->err);
    if (status)
        return status;
    lode_text gates = {0}, domains = {0};
    lode_route_gates(&way, &gates);
    lode_route_domains(a->r->s.network, &way, &domains);
    put_cut(a, "free_way", NULL, 0);
    lode_table_set_text(t, "free_gates", lode_text_get(&gates));
    lode_table_set_text(t, "free_domains", lode_text_get(&domains));
    lode_text_free(&gates);
    lode_text_free(&domains);
    lode_route_free(&way);
    return LODE_OK;
}

/* "no_small_cut": it takes more actors than are searched. */
static const char *cut_status(const lode_cuts *cuts)
{
    if (cuts->unreachable)
        return "unreachable";
    return cuts->free_way ? "free_way" : (cuts->n ? "cut" : "no_small_cut");
}

static lode_status ask_cuts(asking *a)
{
    lode_cuts cuts;
    const lode_network *n = a->r->s.network;
    lode_status status = lode_cut_sets(a->oracle, a->origin, &a->own, &cuts, a->r->err);
    if (status)
        return status;
    for (size_t i = 0; i < cuts.n; i++) {
        lode_text names = {0};
        lode_actor_names(n, cuts.sets[i], &names);
        put_cut(a, "cut", lode_text_get(&names), __builtin_popcount(cuts.sets[i]));
        lode_text_free(&names);
    }
    lode_text all = {0};
    lode_cut_text(n, &cuts, &all);
    a->head->cut_sets = kept_text(a->r->s.arena, &all);
    a->head->cut_status = cut_status(&cuts);
    a->head->smallest_cut = cuts.n ? __builtin_popcount(cuts.sets[0]) : 0;
    if (cuts.free_way)
        status = put_free_way(a, cuts.free_under);
    else if (cuts.n == 0)
        put_cut(a, a->head->cut_status, NULL, 0);
    free(cuts.sets);
    return status;
}

static lode_status ask_all(asking *a, size_t n_targets)
{
    running *r = a->r;
    a->origin = &r->s.network->origin[a->occurrence];
    a->own = lode_own_domains(r->s.network, a->origin, a->destination->single_market);
    a->head = &r->headlines[a->occurrence * n_prefixes(r) + a->prefix];
    for (int i = 0; i < 3; i++)
        a->head->actor_standing[i] = LODE_N_STANDINGS;
    lode_status status = ask_best(a);
    for (size_t i = 0; i < r->n_sets && !status; i++)
        status = ask_closure(a, r->sets[i], n_targets);
    if (!status)
        status = ask_cuts(a);
    lode_route_free(&a->best);
    return status;
}

/* ---- batches: deposits that ship the same ------------------------------------------------------------------- */

static int same_shipment(const lode_shipment *a, const lode_shipment *b)
{
    return a->product == b->product && (a->usd_t == b->usd_t || (isnan(a->usd_t) && isnan(b->usd_t)));
}

typedef lode_status (*batch_fn)(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n);

/* Calls back once for each kind of shipment with the deposits that ship it. */
static lode_status each_batch(asking *a, batch_fn job)
{
    running *r = a->r;
    size_t n = r->s.c->occurrences.n;
    lode_shipment *shipments = calloc(n + 1, sizeof *shipments);
    size_t *members = calloc(n + 1, sizeof *members);
    unsigned char *done = calloc(n + 1, 1);
    lode_status status = shipments && members && done ? LODE_OK : lode_fail_memory(r->err);
    for (size_t i = 0; i < n && !status; i++)
        status = lode_session_shipment(&r->s, &r->s.c->occurrences.v[i], &shipments[i], r->err);
    for (size_t i = 0; i < n && !status; i++) {
        size_t count = 0;
        for (size_t k = i; !done[i] && k < n; k++)
            if (!done[k] && same_shipment(&shipments[i], &shipments[k]))
                members[count++] = k;
        for (size_t k = 0; k < count; k++)
            done[members[k]] = 1;
        if (count)
            status = job(a, &shipments[i], members, count);
    }
    free(shipments);
    free(members);
    free(done);
    return status;
}

static lode_status ask_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
{
    running *r = a->r;
    lode_target *targets;
    size_t n_targets;
    lode_status status =
        lode_destination_targets(&r->s, a->destination, shipment->product, &targets, &n_targets, r->err);
    if (!status) {
        a->oracle = lode_oracle_new(a->scenario, shipment, LODE_BY_COST, targets, n_targets, r->err);
        status = a->oracle ? LODE_OK : LODE_IO;
    }
    for (size_t i = 0; i < n && !status; i++) {
        a->occurrence = occurrences[i];
        status = ask_all(a, n_targets);
    }
    if (a->oracle)
        r->searches += lode_oracle_searches(a->oracle);
    lode_oracle_free(a->oracle);
    a->oracle = NULL;
    free(targets);
    return status;
}

/* ---- the best way along each corridor ----------------------------------------------------------------------- */

static void put_along(asking *a, const lode_corridor_plan *plan, const lode_route *route)
{
    const char *name = lode_corridor_plan_name(plan);
    put_route(a, route_id(a, name), "corridor", route,
              lode_standing_of(lode_oracle_shipment(a->oracle), route->total, route->total, 0));
    lode_table_set_text(a->r->tables[T_ROUTES], "corridor", name);
}

/* Up to where ways along a corridor that come back to no place are looked for. */
static int64_t corridor_limit(const asking *a)
{
    int64_t best = a->r->headlines[a->occurrence * n_prefixes(a->r) + a->prefix].g;
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

static lode_status corridor_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
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

/* ---- layers about deposits and zones ------------------------------------------------------------------------ */

static void put_headline(lode_table *t, const char *prefix, const headline *h)
{
    char column[200];
#define PUT(setter, name, value) (snprintf(column, sizeof column, "%s_%s", prefix, name), setter(t, column, value))
    PUT(lode_table_set_text, "status", reach_name(h->standing));
    for (int i = 0; i < 3; i++)
        if (h->actor_standing[i] != LODE_N_STANDINGS) {
            PUT(lode_table_set_text, headline_columns[i][0], lode_standing_names[h->actor_standing[i]]);
            PUT(lode_table_set_real, headline_columns[i][1], h->actor_penalty[i]);
        }
    if (h->g == LODE_NO_WAY)
        return;
    PUT(lode_table_set_real, "g_usd_t", lode_usd(h->g));
    PUT(lode_table_set_real, "g_usd_t_treo", h->g_treo);
    PUT(lode_table_set_real, "value_share_pct", h->value_share_pct);
    PUT(lode_table_set_real, "money_usd_t", lode_usd(h->money));
    PUT(lode_table_set_real, "days", h->days);
    PUT(lode_table_set_real, "length_km", h->km);
    PUT(lode_table_set_real, "co2_kg_t", h->co2);
    PUT(lode_table_set_text, "market", h->market);
    PUT(lode_table_set_text, "corridor", h->corridor);
    PUT(lode_table_set_text, "domains", h->domains);
    PUT(lode_table_set_text, "cut_sets", h->cut_sets && *h->cut_sets ? h->cut_sets : NULL);
    PUT(lode_table_set_text, "cut_status", h->cut_status);
    if (h->smallest_cut > 0)
        PUT(lode_table_set_int, "smallest_cut", h->smallest_cut);
    PUT(lode_table_set_real, "sourced_pct", h->sourced_pct);
#undef PUT
}

static void put_zones_of(running *r, lode_table *t, const lode_occurrence *o)
{
    lode_text zones = {0};
    for (size_t i = 0; i < r->s.c->zones.n; i++) {
        const lode_zone *z = &r->s.c->zones.v[i];
        if (z->row.geom.shape && lode_inside(&z->row.geom, o->row.geom.xy[0], o->row.geom.xy[1]))
            lode_text_addf(&zones, "%s%s", zones.length ? ";" : "", z->id);
    }
    lode_table_set_text(t, "zones", zones.length ? zones.data : NULL);
    lode_text_free(&zones);
}

static void put_facts(lode_table *t, const lode_occurrence *o, const lode_shipment *shipment)
{
    lode_table_set_text(t, "id", o->id);
    lode_table_set_text(t, "name", o->name);
    lode_table_set_text(t, "name_local", o->name_local);
    lode_table_set_text(t, "country", o->country);
    lode_table_set_text(t, "kind", o->kind);
    lode_table_set_text(t, "deposit_type", o->deposit_type);
    lode_table_set_text(t, "elements", o->elements);
    lode_table_set_real(t, "resource_mt", o->resource_mt);
    lode_table_set_real(t, "ore_treo_pct", o->ore_treo_pct);
    lode_table_set_real(t, "hree_share_pct", o->hree_share_pct);
    lode_table_set_text(t, "product", shipment->product);
    lode_table_set_real(t, "product_treo_pct", shipment->treo_pct);
    lode_table_set_real(t, "product_usd_t", shipment->usd_t);
    lode_table_set_real(t, "output_t_a", o->output_t_a);
    lode_table_set_text(t, "status", o->status);
    lode_table_set_text(t, "source", o->source);
    lode_table_set_text(t, "confidence", o->confidence);
}

/* Columns of the case that the schema does not know. */
static void put_extra(lode_table *t, const lode_session *s, const lode_row *row)
{
    for (size_t i = 0; i < s->c->occurrences.n_extra; i++) {
        const char *name = s->c->occurrences.extra_names[i];
        int column = lode_table_find(t, name);
        if (column >= 0 && strcmp(lode_table_column(t, (size_t)column)->help, "Carried through from the case.") == 0)
            lode_table_set_text(t, name, row->extra[i]);
    }
}

static lode_status put_deposits(running *r)
{
    static const struct {
        const char *column;
        lode_target_kind kind;
    } distances[] = {{"rail_km", LODE_TO_RAIL},         {"electrified_rail_km", LODE_TO_ELECTRIFIED_RAIL},
                     {"railhead_km", LODE_TO_RAILHEAD}, {"road_km", LODE_TO_ROAD},
                     {"crossing_km", LODE_TO_CROSSING}, {"port_km", LODE_TO_PORT},
                     {"airport_km", LODE_TO_AIRPORT}};
    lode_table *t = r->tables[T_DEPOSITS];
    for (size_t i = 0; i < r->s.c->occurrences.n; i++) {
        const lode_occurrence *o = &r->s.c->occurrences.v[i];
        lode_shipment shipment;
        lode_status status = lode_session_shipment(&r->s, o, &shipment, r->err);
        if (status)
            return status;
        lode_table_add(t);
        put_facts(t, o, &shipment);
        put_zones_of(r, t, o);
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++)
            lode_table_set_real(t, distances[d].column, r->km[i * LODE_N_TARGET_KINDS + (size_t)distances[d].kind]);
        for (size_t p = 0; p < n_prefixes(r); p++)
            put_headline(t, r->prefixes[p], &r->headlines[i * n_prefixes(r) + p]);
        put_extra(t, &r->s, &o->row);
        lode_table_set_geom(t, &o->row.geom);
    }
    return LODE_OK;
}

static int order_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t n)
{
    if (n == 0)
        return NAN;
    qsort(values, n, sizeof *values, order_reals);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void put_zone_counts(running *r, lode_table *t, const lode_zone *z, double *g, double *rail)
{
    size_t kinds[3] = {0}, n_g = 0, n_rail = 0, captive = 0;
    for (size_t i = 0; i < r->s.c->occurrences.n; i++) {
        const lode_occurrence *o = &r->s.c->occurrences.v[i];
        const headline *h = &r->headlines[i * n_prefixes(r)];
        double km = r->km[i * LODE_N_TARGET_KINDS + LODE_TO_RAIL];
        if (!lode_inside(&z->row.geom, o->row.geom.xy[0], o->row.geom.xy[1]))
            continue;
        kinds[strcmp(o->kind, "deposit") == 0 ? 0 : (strcmp(o->kind, "prospect") == 0 ? 1 : 2)]++;
        captive += h->smallest_cut > 0 && h->smallest_cut <= 2;
        if (h->g != LODE_NO_WAY)
            g[n_g++] = lode_usd(h->g);
        if (!isnan(km))
            rail[n_rail++] = km;
    }
    lode_table_set_int(t, "n_deposits", (int64_t)kinds[0]);
    lode_table_set_int(t, "n_prospects", (int64_t)kinds[1]);
    lode_table_set_int(t, "n_occurrences", (int64_t)kinds[2]);
    lode_table_set_int(t, "n_reachable", (int64_t)n_g);
    lode_table_set_int(t, "n_captive_pair", (int64_t)captive);
    lode_table_set_real(t, "g_median_usd_t", median(g, n_g));
    lode_table_set_real(t, "g_min_usd_t", n_g ? g[0] : NAN);
    lode_table_set_real(t, "rail_median_km", median(rail, n_rail));
}

static lode_status put_zones(running *r)
{
    lode_table *t = r->tables[T_ZONES];
    size_t n = r->s.c->occurrences.n;
    double *room = calloc(2 * n + 1, sizeof *room);
    if (!room)
        return lode_fail_memory(r->err);
    for (size_t i = 0; i < r->s.c->zones.n; i++) {
        const lode_zone *z = &r->s.c->zones.v[i];
        if (!z->row.geom.shape)
            continue;
        lode_table_add(t);
        lode_table_set_text(t, "id", z->id);
        lode_table_set_text(t, "name", z->name);
        lode_table_set_text(t, "kind", z->kind);
        lode_table_set_text(t, "country", z->country);
        lode_table_set_text(t, "commodities", z->commodities);
        lode_table_set_text(t, "destination", r->destinations[0].name);
        lode_table_set_text(t, "base", r->bases[0]);
        lode_table_set_text(t, "source", z->source);
        put_zone_counts(r, t, z, room, room + n);
        lode_table_set_geom(t, &z->row.geom);
    }
    free(room);
    return LODE_OK;
}

/* ---- the job ------------------------------------------------------------------------------------------------ */

static void choose_bases(running *r)
{
    const lode_config *config = r->s.config;
    r->bases[r->n_bases++] = config->scenario ? config->scenario : "open";
    if (!config->scenario && lode_session_has_scenario(&r->s, "eu_2025"))
        r->bases[r->n_bases++] = "eu_2025";
}

/* "eu_open": lower case, letters and digits; unlike characters become "_". */
static char *prefix_of(lode_arena *arena, const char *destination, const char *base)
{
    char *prefix = lode_arena_printf(arena, "%s_%s", destination, base);
    for (char *c = prefix; c && *c; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
        else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')))
            *c = '_';
    }
    return prefix;
}

static int name_prefixes(running *r)
{
    lode_arena *arena = r->s.arena;
    r->prefixes = LODE_NEW(arena, const char *, n_prefixes(r));
    r->prefix_titles = LODE_NEW(arena, const char *, n_prefixes(r));
    r->headlines = LODE_NEW(arena, headline, r->s.c->occurrences.n * n_prefixes(r));
    if (!r->prefixes || !r->prefix_titles || !r->headlines)
        return 0;
    for (size_t b = 0; b < r->n_bases; b++)
        for (size_t d = 0; d < r->n_destinations; d++) {
            size_t p = b * r->n_destinations + d;
            r->prefixes[p] = prefix_of(arena, r->destinations[d].name, r->bases[b]);
            r->prefix_titles[p] = lode_arena_printf(arena, "%s, base %s", r->destinations[d].name, r->bases[b]);
            if (!r->prefixes[p] || !r->prefix_titles[p])
                return 0;
        }
    return 1;
}

static lode_status make_tables(running *r)
{
    const lode_case *c = r->s.c;
    lode_more_columns more = {r->prefixes, n_prefixes(r), c->occurrences.extra_names, c->occurrences.n_extra};
    for (int i = 0; i < T_FINDINGS; i++) {
        r->tables[i] = lode_result_table(table_names[i], i == T_DEPOSITS ? &more : NULL);
        if (!r->tables[i])
            return lode_fail_memory(r->err);
    }
    return LODE_OK;
}

static lode_status answer_base(running *r, size_t base)
{
    lode_scenario *scenario;
    lode_status status = lode_session_scenario(&r->s, r->bases[base], 1, &scenario, r->err);
    for (size_t d = 0; d < r->n_destinations && !status; d++) {
        asking a = {.r = r,
                    .scenario = scenario,
                    .destination = &r->destinations[d],
                    .base = r->bases[base],
                    .prefix = base * r->n_destinations + d};
        lode_session_progress(&r->s, "routes and dependency", a.prefix, n_prefixes(r));
        status = each_batch(&a, ask_batch);
        if (!status && base == 0 && d == 0) {
            lode_session_progress(&r->s, "corridors", 0, 0);
            status = each_batch(&a, corridor_batch);
        }
    }
    lode_scenario_free(scenario);
    return status;
}

static lode_status sort_tables(running *r)
{
    static const struct {
        int table;
        const char *keys[6];
    } orders[] = {{T_DEPOSITS, {"id"}},
                  {T_DISTANCES, {"deposit", "target_kind"}},
                  {T_ROUTES, {"id"}},
                  {T_LEGS, {"route", "seq"}},
                  {T_EXPOSURE, {"deposit", "destination", "base"}},
                  {T_DEPENDENCY, {"deposit", "destination", "base", "n_closed", "closed"}},
                  {T_CUT_SETS, {"deposit", "destination", "base", "size", "cut_set"}},
                  {T_ZONES, {"id"}}};
    int failed = 0;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        size_t n = 0;
        while (n < 6 && orders[i].keys[n])
            n++;
        lode_table_sort(r->tables[orders[i].table], orders[i].keys, n);
        failed |= lode_table_failed(r->tables[orders[i].table]);
    }
    return failed ? lode_fail_memory(r->err) : LODE_OK;
}

static char *joined(lode_arena *arena, const running *r, int bases)
{
    lode_text text = {0};
    for (size_t i = 0; i < (bases ? r->n_bases : r->n_destinations); i++)
        lode_text_addf(&text, "%s%s", i ? ";" : "", bases ? r->bases[i] : r->destinations[i].name);
    return kept_text(arena, &text);
}

static lode_status describe_run(running *r)
{
    const char *bases = joined(r->s.arena, r, 1), *destinations = joined(r->s.arena, r, 0);
    r->tables[T_FINDINGS] = lode_findings_table(r->s.findings);
    r->tables[T_PARAMETERS] = lode_parameters_table(&r->s);
    r->tables[T_PROVENANCE] = lode_provenance_table(&r->s, bases, destinations, r->searches);
    return r->tables[T_FINDINGS] && r->tables[T_PARAMETERS] && r->tables[T_PROVENANCE] ? LODE_OK
                                                                                       : lode_fail_memory(r->err);
}

static lode_status compute(running *r)
{
    choose_bases(r);
    lode_status status = lode_session_destinations(&r->s, &r->destinations, &r->n_destinations, r->err);
    if (!status && (!choose_sets(r) || !name_prefixes(r)))
        status = lode_fail_memory(r->err);
    if (!status)
        status = make_tables(r);
    if (!status)
        status = lode_distances(&r->s, r->tables[T_DISTANCES], &r->km, r->err);
    for (size_t b = 0; b < r->n_bases && !status; b++)
        status = answer_base(r, b);
    if (!status)
        status = put_deposits(r);
    if (!status)
        status = put_zones(r);
    if (!status)
        status = sort_tables(r);
    return status ? status : describe_run(r);
}

/* Where the map is centred, and how far from there it can still be read (cosine of the angle on a sphere). */
static const double map_lon = 65, map_lat = 45, map_edge = -0.16;

static int project(void *projector, double lon, double lat, double *x, double *y)
{
    const double degree = 3.14159265358979323846 / 180;
    double xy[2] = {lon, lat};
    double cosine = sin(lat * degree) * sin(map_lat * degree) +
                    cos(lat * degree) * cos(map_lat * degree) * cos((lon - map_lon) * degree);
    if (cosine < map_edge || !lode_crs_apply(projector, xy, 1))
        return 0;
    *x = xy[0];
    *y = xy[1];
    return 1;
}

static lode_status write_report(running *r, const char *folder)
{
    lode_status status = lode_folder_make(folder, r->err);
    lode_crs *map = status ? NULL : lode_crs_map(map_lon, map_lat, r->err);
    lode_table *outlines = lode_outlines_table(&r->s), *corridors = lode_corridors_table(&r->s);
    lode_table *network = lode_network_table(&r->s), *gates = lode_gates_table(&r->s);
    if (!status && (!outlines || !corridors || !network || !gates))
        status = lode_fail_memory(r->err);
    if (!status && !map)
        status = LODE_IO;
    if (!status) {
        lode_report_input input = {.tables = (const lode_table *const *)r->tables,
                                   .n_tables = N_TABLES,
                                   .outlines = outlines,
                                   .corridors = corridors,
                                   .network = network,
                                   .gates = gates,
                                   .project = project,
                                   .projector = map,
                                   .prefixes = r->prefixes,
                                   .prefix_titles = r->prefix_titles,
                                   .n_prefixes = n_prefixes(r)};
        status = lode_report_write(&input, folder, r->err);
    }
    lode_table_free(outlines);
    lode_table_free(corridors);
    lode_table_free(network);
    lode_table_free(gates);
    lode_crs_free(map);
    return status;
}

/* Both outputs are made aside in full before either is put in place. */
static lode_status write_all(running *r, const char *package_path, const char *report_path)
{
    lode_package package;
    char *report = lode_file_aside(report_path);
    lode_session_progress(&r->s, "writing the GeoPackage", 0, 0);
    lode_status status = lode_package_create(&package, package_path, r->err);
    for (int i = 0; i < N_TABLES && !status; i++)
        status = lode_package_table(&package, r->tables[i], r->err);
    if (!status)
        status = lode_package_styles(&package, r->err);
    lode_session_progress(&r->s, "writing the report", 0, 0);
    if (!status)
        status = report ? write_report(r, report) : lode_fail_memory(r->err);
    status = lode_package_finish(&package, status, r->err);
    if (!status)
        status = lode_folder_commit(report, report_path, r->err);
    if (report)
        lode_file_remove(report);
    free(report);
    return status;
}

static lode_status prepare_output(const lode_config *config, const char *package_path, const char *report_path,
                                  lode_err *err)
{
    int there = lode_file_exists(package_path) || lode_file_exists(report_path);
    if (there && !config->overwrite)
        return lode_fail(err, LODE_USAGE,
                         "%s holds results already. Add --overwrite to replace them, or choose another folder with -o.",
                         config->out);
    lode_status status = lode_folder_make(config->out, err);
    if (!status && access(config->out, W_OK | X_OK) != 0)
        status = lode_fail(err, LODE_IO, "Cannot write into %s. Choose an output folder that you may write to.",
                           config->out);
    if (!status)
        lode_file_sweep(config->out);
    return status;
}

static void finish(running *r)
{
    for (int i = 0; i < N_TABLES; i++)
        lode_table_free(r->tables[i]);
    free(r->km);
    lode_session_close(&r->s);
}

lode_status lode_run(const lode_config *config, lode_findings *findings, lode_err *err)
{
    char *package_path = NULL, *report_path = NULL;
    running r = {.err = err};
    lode_status status = config->out ? LODE_OK : lode_fail(err, LODE_USAGE, "run needs an output folder: -o OUT.");
    if (!status && (asprintf(&package_path, "%s/lodeway.gpkg", config->out) < 0 ||
                    asprintf(&report_path, "%s/report", config->out) < 0))
        status = lode_fail_memory(err);
    if (!status)
        status = prepare_output(config, package_path, report_path, err);
    if (!status) {
        status = lode_session_open(&r.s, config, 0, findings, err);
        if (!status)
            status = compute(&r);
        if (!status)
            status = write_all(&r, package_path, report_path);
        finish(&r);
    }
    free(package_path);
    free(report_path);
    return status;
}
