/* The search, the costs and the cut sets against an exhaustive computation that knows only the rows of the case. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/dependency.h"
#include "support/random_case.h"

enum { CASES = 2500, MOST_STATES = 64 };

/* ---- the dumb computation: every way, step by step, from the rows --------------------------------------------- */

typedef struct spot {
    size_t place;
    lode_mode mode;
    int gauge;
} spot;

typedef struct walking {
    const random_case *r;
    const char *closed[8]; /* domains */
    size_t n_closed;
    const char *markets[2]; /* ids of places where the way may end */
    size_t n_markets;
    double v, ratio;
    spot been[MOST_STATES];
    size_t n_been;
    int64_t best;
} walking;

static int64_t rounded(double usd)
{
    return (int64_t)floor(usd * 1e6 + 0.5);
}

static int is_closed(const walking *w, const char *domain)
{
    for (size_t i = 0; i < w->n_closed; i++)
        if (strcmp(w->closed[i], domain) == 0)
            return 1;
    return 0;
}

static size_t place_row(const walking *w, const char *id)
{
    for (size_t i = 0; i < w->r->c.places.n; i++)
        if (strcmp(w->r->places[i].id, id) == 0)
            return i;
    fail();
    return 0;
}

static int is_open(const char *status)
{
    return !status || strcmp(status, "open") == 0;
}

static const lode_tariff *tariff(const walking *w, const char *mode, const char *domain)
{
    const lode_tariff *found = NULL;
    for (size_t i = 0; i < w->r->c.tariffs.n; i++) {
        const lode_tariff *t = &w->r->tariffs[i];
        if (strcmp(t->mode, mode) == 0 && (strcmp(t->domain, domain) == 0 || (!found && strcmp(t->domain, "*") == 0)))
            found = t;
    }
    return found;
}

static int64_t timed(const walking *w, double hours, double buffer)
{
    return rounded(w->v * hours) + rounded(w->ratio * w->v * buffer);
}

static double entry(const walking *w, const char *mode, const char *domain)
{
    const lode_tariff *t = tariff(w, mode, domain);
    return t && !isnan(t->entry_usd) ? t->entry_usd : 0;
}

/* Whether a terminal's list of modes holds a mode for a gauge. */
static int serves(const lode_terminal *t, lode_mode mode, int gauge)
{
    const char *name = lode_mode_names[mode];
    char word[20];
    snprintf(word, sizeof word, "%s%d", name, gauge);
    char copy[80];
    snprintf(copy, sizeof copy, "%s", t->modes);
    char *save = NULL;
    for (char *m = strtok_r(copy, ";", &save); m; m = strtok_r(NULL, ";", &save))
        if (strcmp(m, name) == 0 || strcmp(m, word) == 0)
            return 1;
    return 0;
}

/* A ship calls at a land place only while a port that serves ships is open (any port, where none serves them). */
static int may_be_at(const walking *w, spot s)
{
    if (is_closed(w, w->r->places[s.place].domain))
        return 0;
    if (s.mode != LODE_SEA)
        return 1;
    int serving = 0, serving_open = 0, any_open = 0, any = 0;
    for (size_t i = 0; i < w->r->c.terminals.n; i++) {
        const lode_terminal *t = &w->r->terminals[i];
        if (strcmp(t->kind, "port") != 0 || place_row(w, t->place) != s.place)
            continue;
        any = 1;
        any_open |= is_open(t->status);
        serving |= serves(t, LODE_SEA, 0);
        serving_open |= serves(t, LODE_SEA, 0) && is_open(t->status);
    }
    return serving ? serving_open : (any ? any_open : 1);
}

static void walk(walking *w, spot s, int64_t cost);

static void step(walking *w, spot to, int64_t cost)
{
    for (size_t i = 0; i < w->n_been; i++)
        if (memcmp(&w->been[i], &to, sizeof to) == 0)
            return;
    if (cost < w->best && may_be_at(w, to))
        walk(w, to, cost);
}

static int64_t link_cost(const walking *w, const lode_link *l, const char *mode)
{
    const lode_tariff *t = tariff(w, mode, l->domain);
    double usd = isnan(l->usd_t) ? t->usd * l->length_km : l->usd_t;
    double hours = isnan(l->days) ? l->length_km / t->km_h : l->days * 24, buffer = 0;
    if (!isnan(l->headway_h)) {
        hours += l->headway_h * 0.5;
        buffer = l->headway_h * 0.4;
    }
    return rounded(usd) + timed(w, hours, buffer);
}

static void walk_links(walking *w, spot s, int64_t cost, const lode_link *links, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const lode_link *l = &links[i];
        size_t a = place_row(w, l->from_place), b = place_row(w, l->to_place);
        if (l->mode != s.mode || (s.place != a && s.place != b) || !is_open(l->status) || is_closed(w, l->domain))
            continue;
        if (l->mode == LODE_RAIL && (int)l->gauge_mm != s.gauge)
            continue;
        if (l->passes && is_closed(w, l->passes))
            continue;
        step(w, (spot){s.place == a ? b : a, s.mode, s.gauge}, cost + link_cost(w, l, lode_mode_names[s.mode]));
    }
}

static int64_t crossing_cost(const walking *w, const lode_crossing *x, const char *from, const char *to)
{
    const char *sides[2] = {from, to};
    double usd = x->cost_usd_t + (isnan(x->cost_usd_shipment) ? 0 : x->cost_usd_shipment / 20);
    double buffer = isnan(x->dwell_p90_h) || x->dwell_p90_h < x->dwell_h ? 0 : x->dwell_p90_h - x->dwell_h;
    int64_t cost = rounded(usd) + timed(w, x->dwell_h, buffer);
    if (strcmp(x->mode, "rail") == 0 && x->gauge_a_mm != x->gauge_b_mm)
        cost += rounded(x->gauge_usd_t) + timed(w, x->gauge_h, 0);
    for (int i = 0; i < 2 && !isnan(x->gap_km); i++) {
        const lode_tariff *t = tariff(w, x->mode, sides[i]);
        cost += rounded(t->usd * x->gap_km / 2) + timed(w, x->gap_km / 2 / t->km_h, 0);
    }
    return cost + rounded(entry(w, x->mode, to));
}

static void walk_crossings(walking *w, spot s, int64_t cost)
{
    for (size_t i = 0; i < w->r->c.crossings.n; i++) {
        const lode_crossing *x = &w->r->crossings[i];
        size_t a = place_row(w, x->place_a), b = place_row(w, x->place_b);
        int rail = strcmp(x->mode, "rail") == 0;
        if (s.mode != (rail ? LODE_RAIL : LODE_ROAD))
            continue;
        for (int back = 0; back < 2; back++) {
            size_t from = back ? b : a, to = back ? a : b;
            int gauge_from = rail ? (int)(back ? x->gauge_b_mm : x->gauge_a_mm) : 0;
            int gauge_to = rail ? (int)(back ? x->gauge_a_mm : x->gauge_b_mm) : 0;
            if (s.place != from || s.gauge != gauge_from || (x->dir && strcmp(x->dir, back ? "ab" : "ba") == 0))
                continue;
            const char *from_domain = w->r->places[from].domain, *to_domain = w->r->places[to].domain;
            if (!is_closed(w, from_domain) && !is_closed(w, to_domain))
                step(w, (spot){to, s.mode, gauge_to}, cost + crossing_cost(w, x, from_domain, to_domain));
        }
    }
}

static void walk_terminals(walking *w, spot s, int64_t cost)
{
    for (size_t i = 0; i < w->r->c.terminals.n; i++) {
        const lode_terminal *t = &w->r->terminals[i];
        if (place_row(w, t->place) != s.place || !is_open(t->status))
            continue;
        if (s.mode != LODE_GROUND) {
            if (serves(t, s.mode, s.gauge))
                step(w, (spot){s.place, LODE_GROUND, 0}, cost);
            continue;
        }
        static const spot ways[] = {{0, LODE_RAIL, 1520}, {0, LODE_RAIL, 1435}, {0, LODE_ROAD, 0}, {0, LODE_SEA, 0}};
        for (int k = 0; k < 4; k++) {
            if (!serves(t, ways[k].mode, ways[k].gauge))
                continue;
            double buffer = isnan(t->handling_p90_h) ? 0 : t->handling_p90_h - t->handling_h;
            int64_t loading = rounded(t->handling_usd_t) + timed(w, t->handling_h, buffer) +
                              rounded(entry(w, lode_mode_names[ways[k].mode], w->r->places[s.place].domain));
            step(w, (spot){s.place, ways[k].mode, ways[k].gauge}, cost + loading);
        }
    }
}

static void walk(walking *w, spot s, int64_t cost)
{
    for (size_t i = 0; i < w->n_markets; i++)
        if (place_row(w, w->markets[i]) == s.place && cost < w->best)
            w->best = cost;
    if (w->n_been == MOST_STATES)
        return;
    w->been[w->n_been++] = s;
    walk_links(w, s, cost, w->r->rail, w->r->c.rail.n);
    walk_links(w, s, cost, w->r->road, w->r->c.road.n);
    walk_links(w, s, cost, w->r->sea, w->r->c.sea.n);
    walk_crossings(w, s, cost);
    walk_terminals(w, s, cost);
    w->n_been--;
}

/* Least cost from the deposit: it lies on place 0, at its terminal and on its roads. */
static int64_t exhaustive(walking *w)
{
    w->best = LODE_NO_WAY;
    w->n_been = 0;
    if (is_closed(w, w->r->occurrences[0].country))
        return LODE_NO_WAY;
    size_t home = place_row(w, "p0");
    step(w, (spot){home, LODE_GROUND, 0}, 0);
    for (size_t i = 0; i < w->r->c.road.n; i++) {
        const lode_link *l = &w->r->road[i];
        if (is_open(l->status) && (place_row(w, l->from_place) == home || place_row(w, l->to_place) == home)) {
            step(w, (spot){home, LODE_ROAD, 0}, rounded(entry(w, "road", l->domain)));
            break;
        }
    }
    return w->best;
}

/* ---- against the program -------------------------------------------------------------------------------------- */

typedef struct trial {
    random_case r;
    lode_network *n;
    lode_scenario *scenario;
    lode_oracle *oracle;
    lode_set own;
    walking w;
} trial;

static const char *const actor_domains[RC_ACTORS][2] = {
    {"AAA", NULL}, {"BBB", NULL}, {"CCC", "STRAIT"}, {"WATER", NULL}};

static lode_shipment shipment_of(const lode_network *n)
{
    double v = 5003.7 * n->parameters.annual_rate_pct / 100 / 8760;
    return (lode_shipment){"ore", 5003.7, 40, v, n->parameters.payload_t, n->parameters.shipment_t, NAN};
}

static void start(trial *t, uint64_t seed, int32_t single)
{
    lode_target targets[60];
    size_t n_targets = 0;
    random_case_make(&t->r, seed, "");
    t->n = random_case_network(&t->r.c);
    t->scenario = lode_scenario_new(t->n, "open", NULL);
    lode_shipment shipment = shipment_of(t->n);
    t->w = (walking){.r = &t->r, .v = shipment.v, .ratio = t->n->parameters.reliability_ratio};
    for (size_t i = 0; i < t->n->n_markets; i++) {
        const lode_market_node *m = &t->n->market[i];
        if (single >= 0 && (size_t)single != i)
            continue;
        t->w.markets[t->w.n_markets++] = t->n->place[m->place];
        for (int32_t s = 0; s < (int32_t)t->n->n_states; s++)
            if (t->n->state_place[s] == m->place)
                targets[n_targets++] = (lode_target){
                    .state = s, .arrival = &t->n->element[m->element], .arrival_index = m->element, .partial_of = -1};
    }
    t->oracle = lode_oracle_new(t->scenario, &shipment, LODE_BY_COST, targets, n_targets, NULL);
    t->own = lode_own_domains(t->n, &t->n->origin[0], single);
    assert_non_null(t->oracle);
}

static void finish(trial *t)
{
    lode_oracle_free(t->oracle);
    lode_scenario_free(t->scenario);
    lode_network_free(t->n);
}

/* The same closure for the dumb computation: by name, own domains never. */
static void close_by_name(trial *t, uint32_t actors, int32_t single)
{
    const char *home = t->r.occurrences[0].country,
               *end = single < 0 ? "" : t->n->domain[t->n->place_domain[t->n->market[single].place]];
    t->w.n_closed = 0;
    for (int a = 0; a < RC_ACTORS; a++)
        for (int k = 0; k < 2 && (actors >> a & 1); k++) {
            const char *domain = actor_domains[a][k];
            if (domain && strcmp(domain, home) != 0 && strcmp(domain, end) != 0)
                t->w.closed[t->w.n_closed++] = domain;
        }
}

static void check_steps(trial *t, const lode_set *closed, int64_t cost)
{
    lode_step *steps;
    size_t n;
    int64_t sum = 0;
    lode_shipment shipment = shipment_of(t->n);
    assert_int_equal(lode_oracle_steps(t->oracle, &t->n->origin[0], closed, &steps, &n, NULL), LODE_OK);
    assert_int_equal(n > 0, cost != LODE_NO_WAY);
    for (size_t i = 0; i < n; i++) {
        lode_cost c = lode_cost_of(t->scenario, &shipment, steps[i].element, steps[i].index, steps[i].reverse);
        sum += lode_cost_total(&c);
    }
    if (n)
        assert_int_equal(sum, cost);
    assert_false(lode_steps_meet(t->scenario, steps, n, closed));
    free(steps);
}

static int64_t check_closure(trial *t, uint64_t seed, uint32_t actors, int32_t single)
{
    lode_way way;
    lode_set closed = lode_closed_by(t->n, actors, &t->own);
    close_by_name(t, actors, single);
    int64_t expected = exhaustive(&t->w);
    assert_int_equal(lode_oracle_ask(t->oracle, &t->n->origin[0], &closed, &way, NULL), LODE_OK);
    if (way.cost != expected)
        fail_msg("seed %llu, market %d, actors %x: search %lld, exhaustive %lld", (unsigned long long)seed, single,
                 actors, (long long)way.cost, (long long)expected);
    check_steps(t, &closed, way.cost);
    return expected;
}

static void check_cuts(trial *t, uint64_t seed, const int64_t *costs)
{
    lode_cuts cuts;
    uint32_t players = lode_players(t->n, &t->own);
    size_t expected = 0;
    assert_int_equal(lode_cut_sets(t->oracle, &t->n->origin[0], &t->own, &cuts, NULL), LODE_OK);
    for (uint32_t set = 1; set < 1u << RC_ACTORS && costs[0] != LODE_NO_WAY; set++) {
        int minimal = (set & players) == set && costs[set] == LODE_NO_WAY, found = 0;
        for (uint32_t bit = 1; bit <= set && minimal; bit <<= 1)
            minimal = !(bit & set) || costs[set & ~bit] != LODE_NO_WAY;
        for (size_t i = 0; i < cuts.n; i++)
            found |= cuts.sets[i] == set;
        if (found != minimal)
            fail_msg("seed %llu: cut set %x found %d, expected %d", (unsigned long long)seed, set, found, minimal);
        expected += (size_t)minimal;
    }
    assert_int_equal(cuts.n, expected);
    assert_int_equal(cuts.unreachable, costs[0] == LODE_NO_WAY);
    if (costs[0] != LODE_NO_WAY)
        assert_int_equal(cuts.free_way, costs[players] != LODE_NO_WAY);
    free(cuts.sets);
}

static void agrees_with_exhaustive(void **state)
{
    size_t ways = 0, captive = 0, cuts = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        trial t;
        int32_t single = (int32_t)(seed % 3) - 1;
        int64_t costs[1 << RC_ACTORS];
        start(&t, seed, single);
        for (uint32_t actors = 0; actors < 1u << RC_ACTORS; actors++) {
            costs[actors] = check_closure(&t, seed, actors, single);
            ways += costs[actors] != LODE_NO_WAY;
            captive += costs[0] != LODE_NO_WAY && costs[actors] == LODE_NO_WAY;
            for (uint32_t bit = 1; bit <= actors; bit <<= 1) /* closing more is never cheaper */
                if (bit & actors)
                    assert_true(costs[actors] >= costs[actors & ~bit]);
        }
        check_cuts(&t, seed, costs);
        cuts += costs[0] != LODE_NO_WAY;
        finish(&t);
    }
    print_message("%d cases, seeds 1 to %d: %zu ways, %zu captive, cut sets of %zu\n", CASES, CASES, ways, captive,
                  cuts);
    assert_true(ways > CASES && captive > CASES / 4); /* the cases say something */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_exhaustive)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
