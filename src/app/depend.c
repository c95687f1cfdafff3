/* Who can close the way of some deposits: every joint closure, who bears what part of it, and what else there is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/ends.h"
#include "app/measures.h"
#include "app/results.h"
#include "app/sentences.h"
#include "core/columns.h"

const char *const lode_depend_part_names[LODE_N_DEPEND_PARTS] = {"depend",   "coalitions", "attribution", "interaction",
                                                                 "cut_sets", "diversity",  "alternatives"};

/* The oracles of one shipment to one destination, shared by the deposits that ship the same. */
typedef struct asked_for {
    const lode_destination *destination;
    lode_shipment shipment;
    lode_oracle *oracle, *sky; /* sky: with overflight ignored, NULL where that changes nothing */
    size_t n_targets;
} asked_for;

typedef struct depending {
    lode_session s;
    const lode_depend_query *query;
    size_t *chosen; /* occurrences */
    size_t n_chosen;
    lode_destination *destinations;
    size_t n_destinations;
    const char *base;
    lode_scenario *scenario, *open_sky;
    asked_for *asked;
    size_t n_asked, asked_capacity;
    lode_table **parts;
    lode_err *err;
} depending;

/* One deposit on its way to one destination. */
typedef struct answer {
    depending *d;
    const asked_for *to;
    const lode_origin *origin;
    lode_key key;
    lode_set own;
    lode_measures m;
    lode_cuts cuts, sky_cuts;
} answer;

/* ---- what is asked -------------------------------------------------------------------------------------------- */

static lode_status choose_one(depending *d, const char *text)
{
    lode_origin origin;
    const lode_occurrence *occurrence;
    lode_status status = lode_find_start(&d->s, text, &origin, &occurrence, d->err);
    if (status)
        return status;
    if (!occurrence)
        return lode_fail(d->err, LODE_USAGE,
                         "\"%s\" is no occurrence. depend takes ids or names of occurrences; `lodeway route` starts "
                         "anywhere.",
                         text);
    size_t row = (size_t)(occurrence - d->s.c->occurrences.v);
    for (size_t i = 0; i < d->n_chosen; i++)
        if (d->chosen[i] == row) /* named twice is asked once */
            return LODE_OK;
    d->chosen[d->n_chosen++] = row;
    return LODE_OK;
}

static lode_status choose_deposits(depending *d)
{
    size_t all = d->s.c->occurrences.n, named = d->query->n_deposits;
    lode_status status = LODE_OK;
    d->chosen = LODE_NEW(d->s.arena, size_t, (named ? named : all) + 1);
    if (!d->chosen)
        return lode_fail_memory(d->err);
    for (size_t i = 0; i < named && !status; i++)
        status = choose_one(d, d->query->deposits[i]);
    for (size_t i = 0; i < all && named == 0; i++)
        d->chosen[d->n_chosen++] = i;
    return status;
}

static lode_status prepare(depending *d)
{
    const char *scenario = d->s.config->scenario;
    d->base = scenario ? scenario : "open";
    lode_status status = choose_deposits(d);
    if (!status)
        status = lode_session_destinations(&d->s, &d->destinations, &d->n_destinations, d->err);
    if (!status)
        status = lode_session_scenario(&d->s, d->base, 1, &d->scenario, d->err);
    if (!status)
        status = lode_open_sky(d->scenario, &d->open_sky, d->err);
    for (int i = 0; i < LODE_N_DEPEND_PARTS && !status; i++) {
        d->parts[i] = lode_result_table(lode_depend_part_names[i], NULL);
        status = d->parts[i] ? LODE_OK : lode_fail_memory(d->err);
    }
    return status;
}

static lode_status open_oracles(depending *d, asked_for *to)
{
    lode_target *targets;
    lode_status status =
        lode_destination_targets(&d->s, to->destination, to->shipment.product, &targets, &to->n_targets, d->err);
    if (!status)
        to->oracle = lode_oracle_new(d->scenario, &to->shipment, LODE_BY_COST, targets, to->n_targets, d->err);
    if (!status && d->open_sky)
        to->sky = lode_oracle_new(d->open_sky, &to->shipment, LODE_BY_COST, targets, to->n_targets, d->err);
    if (!status && (!to->oracle || (d->open_sky && !to->sky)))
        status = LODE_IO;
    free(targets);
    return status;
}

/* The oracles for a deposit; *to lives until the next call. */
static lode_status oracles_of(depending *d, size_t occurrence, const lode_destination *destination,
                              const asked_for **to)
{
    lode_shipment shipment;
    lode_status status = lode_session_shipment(&d->s, &d->s.c->occurrences.v[occurrence], &shipment, d->err);
    if (status)
        return status;
    for (size_t i = 0; i < d->n_asked; i++) {
        *to = &d->asked[i];
        if ((*to)->destination == destination && lode_session_same_shipment(&(*to)->shipment, &shipment))
            return LODE_OK;
    }
    asked_for *slot = lode_grow((void **)&d->asked, &d->n_asked, &d->asked_capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(d->err);
    *slot = (asked_for){.destination = destination, .shipment = shipment};
    *to = slot;
    return open_oracles(d, slot);
}

/* ---- joint closures ------------------------------------------------------------------------------------------- */

/* Each of the set counts: opening any one of them makes the way cheaper, or gives one back. */
static int is_telling(const lode_coalitions *c, uint32_t set)
{
    int telling = 1;
    for (int i = 0; i < c->n && telling; i++)
        telling = !(set >> i & 1) || c->cost[set & ~(UINT32_C(1) << i)] != c->cost[set];
    return telling || __builtin_popcount(set) == 1;
}

/* By size, then by the names of the actors. */
static int order_sets(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b, differ = x ^ y;
    int size = __builtin_popcount(x) - __builtin_popcount(y);
    if (size || !differ)
        return size;
    return x & (differ & -differ) ? -1 : 1;
}

/* A part of the set that leaves no way, none of it to spare. */
static uint32_t proof_of(const lode_coalitions *c, uint32_t set)
{
    for (int i = 0; i < c->n; i++)
        if ((set >> i & 1) && c->cost[set & ~(UINT32_C(1) << i)] == LODE_NO_WAY)
            set &= ~(UINT32_C(1) << i);
    return set;
}

typedef struct passed {
    char *gates, *domains; /* NULL: not asked yet */
} passed;

/* Gates and domains of the best way under a set that was asked. */
static lode_status pass(const answer *a, uint32_t set, passed *p)
{
    const depending *d = a->d;
    lode_step *steps;
    size_t n_steps;
    lode_route route;
    lode_set closed = lode_closed_by(d->s.network, lode_coalition_actors(&a->m.coalitions, set), &a->own);
    lode_status status = lode_oracle_steps(a->to->oracle, a->origin, &closed, &steps, &n_steps, d->err);
    if (!status)
        status = lode_route_make(a->to->oracle, steps, n_steps, &route, d->err);
    if (status)
        return status;
    lode_text gates = {0}, domains = {0};
    lode_text_add(&gates, "");
    lode_text_add(&domains, "");
    lode_route_gates(&route, &gates);
    lode_route_domains(d->s.network, &route, &domains);
    lode_route_free(&route);
    *p = (passed){gates.data, domains.data};
    return gates.failed || domains.failed ? lode_fail_memory(d->err) : LODE_OK;
}

static void put_actors(lode_table *t, const answer *a, const char *column, uint32_t set)
{
    const lode_network *n = a->d->s.network;
    uint32_t actors = lode_coalition_actors(&a->m.coalitions, set);
    lode_text names = {0};
    for (size_t i = 0; i < n->n_actors; i++) /* in the order of their names */
        if (actors >> i & 1)
            lode_text_addf(&names, "%s%s", names.length ? ";" : "", n->actor[i].name);
    if (names.length)
        lode_table_set_text(t, column, names.data);
    lode_text_free(&names);
}

static lode_status put_coalition(const answer *a, uint32_t set, passed *ways)
{
    const lode_coalitions *c = &a->m.coalitions;
    lode_table *t = a->d->parts[LODE_DEPEND_COALITIONS];
    int64_t base = c->cost[0], cost = c->cost[set];
    lode_standing standing = lode_standing_of(&a->to->shipment, base, cost, 0);
    lode_put_key(t, &a->key);
    put_actors(t, a, "closed", set);
    lode_table_set_int(t, "n_closed", __builtin_popcount(set));
    lode_table_set_text(t, "status",
                        set == 0 && standing == LODE_UNAFFECTED ? "reachable" : lode_standing_names[standing]);
    if (cost == LODE_NO_WAY) {
        if (base != LODE_NO_WAY)
            put_actors(t, a, "proof", proof_of(c, set));
        return LODE_OK;
    }
    lode_table_set_real(t, "g_usd_t", lode_usd(cost));
    lode_table_set_real(t, "penalty_usd_t", lode_usd(cost - base));
    if (base > 0)
        lode_table_set_real(t, "penalty_pct", 100.0 * (double)(cost - base) / (double)base);
    passed *way = &ways[c->way[set]];
    lode_status status = way->gates ? LODE_OK : pass(a, c->way[set], way);
    lode_table_set_text(t, "gates", way->gates && *way->gates ? way->gates : NULL);
    lode_table_set_text(t, "domains", way->domains);
    return status;
}

static lode_status put_coalitions(const answer *a)
{
    const lode_coalitions *c = &a->m.coalitions;
    uint32_t *sets = calloc(c->n_sets, sizeof *sets);
    passed *ways = calloc(c->n_sets, sizeof *ways);
    lode_status status = sets && ways ? LODE_OK : lode_fail_memory(a->d->err);
    size_t n = 0;
    for (uint32_t set = 0; set < c->n_sets && !status; set++)
        if (a->d->query->all_sets || is_telling(c, set))
            sets[n++] = set;
    if (n)
        qsort(sets, n, sizeof *sets, order_sets);
    for (size_t i = 0; i < n && !status; i++)
        status = put_coalition(a, sets[i], ways);
    for (size_t i = 0; ways && i < c->n_sets; i++) {
        free(ways[i].gates);
        free(ways[i].domains);
    }
    free(ways);
    free(sets);
    return status;
}

/* ---- the other parts ------------------------------------------------------------------------------------------ */

static void put_alternatives(const answer *a)
{
    const lode_diversity *v = &a->m.diversity;
    lode_table *t = a->d->parts[LODE_DEPEND_ALTERNATIVES];
    for (size_t k = 0; k < v->alternatives.n; k++) {
        const lode_route *route = &v->alternatives.route[k];
        int64_t best = v->alternatives.route[0].total;
        lode_text gates = {0}, domains = {0};
        lode_route_gates(route, &gates);
        lode_route_domains(a->d->s.network, route, &domains);
        lode_put_key(t, &a->key);
        lode_table_set_int(t, "rank", (int64_t)k + 1);
        lode_table_set_text(t, "gates", gates.length ? gates.data : NULL);
        lode_table_set_text(t, "domains", lode_text_get(&domains));
        lode_table_set_real(t, "g_usd_t", lode_usd(route->total));
        if (best > 0)
            lode_table_set_real(t, "dearer_pct", 100.0 * (double)(route->total - best) / (double)best);
        lode_table_set_real(t, "path_size", v->path_size[k]);
        lode_table_set_real(t, "route_share", v->share[k]);
        lode_table_set_real(t, "transit_km", v->transit_km[k]);
        lode_text_free(&gates);
        lode_text_free(&domains);
    }
}

static void note(lode_text *out, int holds, const char *words)
{
    if (holds)
        lode_text_addf(out, "%s%s", out->length ? "; " : "", words);
}

/* Why figures are empty. */
static void put_note(const answer *a)
{
    const lode_network *n = a->d->s.network;
    const lode_shipment *shipment = &a->to->shipment;
    double outside = shipment->outside_usd_t;
    int way = a->m.coalitions.cost[0] != LODE_NO_WAY;
    lode_text text = {0};
    note(&text, a->to->n_targets == 0, "no market of the destination takes the product");
    note(&text, a->origin->n_options == 0, "no access to the network");
    note(&text, !way && a->to->n_targets && a->origin->n_options, "no way even when all actors leave it open");
    note(&text, n->n_actors == 0, "the case has no actors");
    note(&text, n->n_actors && a->m.coalitions.n == 0, "no actor can close: none is closable, or each owns an end");
    note(&text, !shipment->product, "no product: the case has none");
    note(&text, shipment->product && isnan(outside), "K is not known: the product lacks a value or a cost");
    note(&text, outside <= 0, "K is not above 0: the product is worth no more than it costs to make");
    note(&text, way && outside > 0 && lode_usd(a->m.coalitions.cost[0]) >= outside,
         "G is not below K: shipping does not pay");
    note(&text, !a->m.diversity.alternatives.complete, "the search for alternatives gave up: the cheapest are given");
    lode_table_set_text(a->d->parts[LODE_DEPEND_SUMMARY], "note", text.length ? text.data : NULL);
    lode_text_free(&text);
}

static void put_cut_columns(const answer *a, const lode_cuts *cuts, const char *status, const char *sets)
{
    lode_table *t = a->d->parts[LODE_DEPEND_SUMMARY];
    lode_text text = {0};
    lode_cut_text(a->d->s.network, cuts, &text);
    lode_table_set_text(t, status, lode_cut_status(cuts));
    lode_table_set_text(t, sets, text.length ? text.data : NULL);
    lode_text_free(&text);
}

static void put_summary(const answer *a)
{
    lode_table *t = a->d->parts[LODE_DEPEND_SUMMARY];
    const lode_measures *m = &a->m;
    const lode_coalitions *c = &m->coalitions;
    lode_standing standing = lode_standing_of(&a->to->shipment, c->cost[0], c->cost[0], 0);
    int player = lode_main_player(m);
    lode_put_key(t, &a->key);
    lode_table_set_text(t, "product", a->to->shipment.product);
    lode_table_set_text(t, "status", standing == LODE_UNAFFECTED ? "reachable" : lode_standing_names[standing]);
    lode_table_set_real(t, "g_usd_t", lode_usd(c->cost[0]));
    lode_table_set_real(t, "outside_usd_t", a->to->shipment.outside_usd_t);
    put_actors(t, a, "players", (uint32_t)c->n_sets - 1);
    put_cut_columns(a, &a->cuts, "cut_status", "minimal_cuts");
    put_cut_columns(a, &a->sky_cuts, "cut_status_no_overflight", "minimal_cuts_no_overflight");
    if (player >= 0) {
        lode_table_set_text(t, "main_actor", a->d->s.network->actor[c->actor[player]].name);
        lode_table_set_real(t, "main_actor_share", m->cost[0].share[player]);
    }
    lode_table_set_text(t, "attribution_status", lode_sharing_names[m->cost[0].sharing]);
    lode_table_set_int(t, "routes", (int64_t)m->diversity.alternatives.n);
    lode_table_set_real(t, "effective_routes", lode_effective_routes(m));
    lode_table_set_real(t, "hhi", lode_transit_hhi(m));
    lode_table_set_real(t, "resilience", m->resilience.value);
    lode_table_set_int(t, "sets_searched", (int64_t)c->asked);
    put_note(a);
}

static lode_status find_cuts(answer *a)
{
    depending *d = a->d;
    lode_status status = lode_coalition_cuts(&a->m.coalitions, &a->cuts, d->err);
    if (!status && a->to->sky)
        status = lode_open_sky_cuts(a->to->sky, a->origin, &a->own, &a->cuts, &a->sky_cuts, d->err);
    else if (!status)
        status = lode_coalition_cuts(&a->m.coalitions, &a->sky_cuts, d->err);
    return status;
}

static lode_status put_answer(answer *a)
{
    depending *d = a->d;
    lode_put_attribution(d->parts[LODE_DEPEND_ATTRIBUTION], &d->s, &a->key, &a->own, &a->m);
    lode_put_interaction(d->parts[LODE_DEPEND_INTERACTION], &d->s, &a->key, &a->m);
    lode_put_diversity(d->parts[LODE_DEPEND_DIVERSITY], &d->s, &a->key, &a->m);
    put_alternatives(a);
    put_summary(a);
    lode_status status =
        lode_put_cuts(d->parts[LODE_DEPEND_CUT_SETS], &a->key, a->to->oracle, a->origin, &a->own, &a->cuts, d->err);
    return status ? status : put_coalitions(a);
}

static lode_status answer_one(depending *d, size_t occurrence, const lode_destination *destination)
{
    const lode_occurrence *o = &d->s.c->occurrences.v[occurrence];
    answer a = {.d = d,
                .origin = &d->s.network->origin[occurrence],
                .key = {o->id, o->name, o->country, destination->name, d->base}};
    lode_status status = oracles_of(d, occurrence, destination, &a.to);
    if (status)
        return status;
    a.own = lode_own_domains(d->s.network, a.origin, destination->single_market);
    status = lode_measures_make(&d->s, a.to->oracle, a.origin, &a.own, &a.m, d->err);
    if (!status)
        status = find_cuts(&a);
    if (!status)
        status = put_answer(&a);
    free(a.cuts.sets);
    free(a.sky_cuts.sets);
    lode_measures_free(&a.m);
    return status;
}

static void close_all(depending *d)
{
    for (size_t i = 0; i < d->n_asked; i++) {
        lode_oracle_free(d->asked[i].oracle);
        lode_oracle_free(d->asked[i].sky);
    }
    free(d->asked);
    lode_scenario_free(d->open_sky);
    lode_scenario_free(d->scenario);
    lode_session_close(&d->s);
}

void lode_depend_free(lode_table *parts[LODE_N_DEPEND_PARTS])
{
    for (int i = 0; i < LODE_N_DEPEND_PARTS; i++) {
        lode_table_free(parts[i]);
        parts[i] = NULL;
    }
}

lode_status lode_depend_job(const lode_config *config, const lode_depend_query *query,
                            lode_table *parts[LODE_N_DEPEND_PARTS], lode_findings *findings, lode_err *err)
{
    depending d = {.query = query, .parts = parts, .err = err};
    memset(parts, 0, LODE_N_DEPEND_PARTS * sizeof *parts);
    lode_status status = lode_session_open(&d.s, config, 0, findings, err);
    if (!status)
        status = prepare(&d);
    for (size_t i = 0; i < d.n_chosen && !status; i++) {
        lode_session_progress(&d.s, "dependency", i, d.n_chosen);
        for (size_t k = 0; k < d.n_destinations && !status; k++)
            status = answer_one(&d, d.chosen[i], &d.destinations[k]);
    }
    if (!status)
        status = lode_session_sentences(&d.s, parts, LODE_N_DEPEND_PARTS, NULL, err);
    for (int i = 0; i < LODE_N_DEPEND_PARTS && !status; i++)
        status = lode_table_failed(parts[i]) ? lode_fail_memory(err) : LODE_OK;
    close_all(&d);
    if (status)
        lode_depend_free(parts);
    return status;
}
