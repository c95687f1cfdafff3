/* What the whole job asks of each deposit: the best way, every closure, the cut sets, what they say of power and
 * diversity (M1, M3 to M7, M12, M13). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/run_i.h"
#include "core/dependency.h"
#include "core/grade.h"

static const char *const headline_actors[3] = {"RUS", "CHN", "CASPIAN"};

size_t lode_run_i_prefixes(const running *r)
{
    return r->n_destinations * r->n_bases;
}

/* ---- the sets that are closed ------------------------------------------------------------------------------- */

static int actor_index(const lode_network *n, const char *name)
{
    for (size_t a = 0; a < n->n_actors; a++)
        if (strcmp(n->actor[a].name, name) == 0)
            return (int)a;
    return -1;
}

enum { FEW_ACTORS = 5 };

/* The actors closed jointly: all where they are few, else RUS, CHN, CASPIAN. The command depend closes every set. */
static uint32_t joint_actors(const lode_network *n)
{
    uint32_t joint = 0;
    if (n->n_actors <= FEW_ACTORS)
        return (UINT32_C(1) << n->n_actors) - 1;
    for (int i = 0; i < 3; i++) {
        int a = actor_index(n, headline_actors[i]);
        if (a >= 0)
            joint |= UINT32_C(1) << a;
    }
    return joint;
}

/* Every single actor, and every joint set of those above. */
int lode_run_i_choose_sets(running *r)
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

const lode_occurrence *lode_run_i_occurrence(const asking *a)
{
    return &a->r->s.c->occurrences.v[a->occurrence];
}

static lode_key key_of(const asking *a)
{
    const lode_occurrence *o = lode_run_i_occurrence(a);
    return (lode_key){o->id, o->name, o->country, a->destination->name, a->base};
}

static void put_key(const asking *a, lode_table *t)
{
    lode_key key = key_of(a);
    lode_put_key(t, &key);
}

const char *lode_run_i_reach(lode_standing standing)
{
    return standing == LODE_UNREACHABLE || standing == LODE_UNECONOMIC ? lode_standing_names[standing] : "reachable";
}

char *lode_run_i_kept(lode_arena *arena, lode_text *text)
{
    char *copy = lode_arena_strdup(arena, lode_text_get(text));
    lode_text_free(text);
    return copy;
}

char *lode_run_i_route_id(const asking *a, const char *role)
{
    return lode_arena_printf(a->r->s.arena, "%s:%s:%s:%s", lode_run_i_occurrence(a)->id, a->destination->name, a->base,
                             role);
}

void lode_run_i_put_route(const asking *a, const char *id, const char *role, const lode_route *route,
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
    lode_table_set_text(t, "status", lode_run_i_reach(standing));
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
    h->domains = lode_run_i_kept(a->r->s.arena, &domains);
    h->money = b->money;
    h->g_treo = lode_usd(b->total) / (shipment->treo_pct / 100);
    h->value_share_pct = 100 * lode_usd(b->total) / shipment->usd_t;
    h->days = b->hours / 24;
    h->km = b->km;
    h->co2 = b->co2_kg_t;
    h->sourced_pct = lode_route_sourced_pct(b);
    h->grade = lode_grade(&a->r->s.network->parameters, b->by_confidence);
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
    const char *id = lode_run_i_route_id(a, "best");
    lode_run_i_put_route(a, id, "best", &a->best, a->head->standing);
    lode_put_legs(a->r->tables[T_LEGS], &a->r->s, a->origin, id, &a->best);
    lode_put_exposure(a->r->tables[T_EXPOSURE], &a->r->s, lode_run_i_occurrence(a)->id, a->destination->name, a->base,
                      &a->best, a->origin->domain);
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

/* A part of the closed actors that leaves no way, none of it to spare: found by opening one after another. */
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

static char *kept_cuts(const asking *a, const lode_cuts *cuts)
{
    lode_text all = {0};
    lode_cut_text(a->r->s.network, cuts, &all);
    return lode_run_i_kept(a->r->s.arena, &all);
}

/* The cut sets once more with overflight ignored (M12). */
static lode_status ask_open_sky(asking *a, const lode_cuts *counted)
{
    lode_cuts cuts;
    headline *h = a->head;
    h->sky_cut_sets = h->cut_sets;
    h->sky_cut_status = h->cut_status;
    if (!a->sky)
        return LODE_OK;
    lode_status status = lode_open_sky_cuts(a->sky, a->origin, &a->own, counted, &cuts, a->r->err);
    if (status)
        return status;
    h->sky_cut_sets = kept_cuts(a, &cuts);
    h->sky_cut_status = lode_cut_status(&cuts);
    free(cuts.sets);
    return LODE_OK;
}

static lode_status ask_cuts(asking *a, const lode_coalitions *coalitions)
{
    lode_cuts cuts;
    lode_key key = key_of(a);
    lode_status status = lode_coalition_cuts(coalitions, &cuts, a->r->err);
    if (status)
        return status;
    a->head->cut_sets = kept_cuts(a, &cuts);
    a->head->cut_status = lode_cut_status(&cuts);
    a->head->smallest_cut = cuts.n ? __builtin_popcount(cuts.sets[0]) : 0;
    status = lode_put_cuts(a->r->tables[T_CUT_SETS], &key, a->oracle, a->origin, &a->own, &cuts, a->r->err);
    if (!status)
        status = ask_open_sky(a, &cuts);
    free(cuts.sets);
    return status;
}

/* ---- who has the power to close, and what else the deposit could do (M5, M7, M13) ------------------------------ */

static lode_status ask_measures(asking *a)
{
    running *r = a->r;
    lode_measures m;
    lode_key key = key_of(a);
    lode_status status = lode_measures_make(&r->s, a->oracle, a->origin, &a->own, &m, r->err);
    if (status)
        return status;
    int player = lode_main_player(&m);
    headline *h = a->head;
    h->main_actor = player < 0 ? NULL : r->s.network->actor[m.coalitions.actor[player]].name;
    h->main_actor_share = player < 0 ? NAN : m.cost[0].share[player];
    h->effective_routes = lode_effective_routes(&m);
    h->hhi = lode_transit_hhi(&m);
    h->resilience = m.resilience.value;
    lode_put_attribution(r->tables[T_ATTRIBUTION], &r->s, &key, &a->own, &m);
    lode_put_interaction(r->tables[T_INTERACTION], &r->s, &key, &m);
    lode_put_diversity(r->tables[T_DIVERSITY], &r->s, &key, &m);
    status = ask_cuts(a, &m.coalitions);
    if (!status)
        status = lode_put_ways(r->tables[T_WAYS], &r->s, &key, a->oracle, a->origin, &a->own, &m.coalitions, r->err);
    lode_measures_free(&m);
    return status;
}

static lode_status ask_all(asking *a, size_t n_targets)
{
    running *r = a->r;
    a->origin = &r->s.network->origin[a->occurrence];
    a->own = lode_own_domains(r->s.network, a->origin, a->destination->single_market);
    a->head = &r->headlines[a->occurrence * lode_run_i_prefixes(r) + a->prefix];
    for (int i = 0; i < 3; i++)
        a->head->actor_standing[i] = LODE_N_STANDINGS;
    lode_status status = ask_best(a);
    for (size_t i = 0; i < r->n_sets && !status; i++)
        status = ask_closure(a, r->sets[i], n_targets);
    if (!status)
        status = ask_measures(a);
    lode_route_free(&a->best);
    return status;
}

/* ---- batches: deposits that ship the same ------------------------------------------------------------------- */

lode_status lode_run_i_each_batch(asking *a, lode_run_i_batch_fn job)
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
            if (!done[k] && lode_session_same_shipment(&shipments[i], &shipments[k]))
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

lode_status lode_run_i_ask_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
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
    if (!status && a->open_sky) {
        a->sky = lode_oracle_new(a->open_sky, shipment, LODE_BY_COST, targets, n_targets, r->err);
        status = a->sky ? LODE_OK : LODE_IO;
    }
    for (size_t i = 0; i < n && !status; i++) {
        a->occurrence = occurrences[i];
        status = ask_all(a, n_targets);
    }
    if (a->oracle)
        r->searches += lode_oracle_searches(a->oracle);
    if (a->sky)
        r->searches += lode_oracle_searches(a->sky);
    lode_oracle_free(a->oracle);
    lode_oracle_free(a->sky);
    a->oracle = a->sky = NULL;
    free(targets);
    return status;
}
