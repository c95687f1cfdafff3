/* Risk (M9) against the worked example, against every state searched on its own, and against years told day by day. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/chance.h"
#include "core/risk.h"
#include "core/spread.h"
#include "support/folder_case.h"
#include "support/random_case.h"

static void close_to(double value, double expected, double by)
{
    if (!(fabs(value - expected) <= by))
        fail_msg("%.12g, expected %.12g within %g", value, expected, by);
}

/* The figures of a result, which lie one after another: equal to the bit, or both not known. */
static int same_figures(const double *a, const double *b, size_t n)
{
    int same = 1;
    for (size_t i = 0; i < n; i++)
        same &= a[i] == b[i] || (isnan(a[i]) && isnan(b[i]));
    return same;
}

/* The year risk of drawn years. */
static lode_status tell(lode_risk *risk, uint64_t seed, size_t n, double hold, lode_year_risk *out)
{
    lode_years *years = lode_years_new(lode_risk_shocks(risk), seed, n, NULL);
    lode_status status = years ? lode_year_risk_of(risk, years, hold, out, NULL) : LODE_USAGE;
    lode_years_free(years);
    return status;
}

/* ---- the worked example --------------------------------------------------------------------------------------- */

static int open_worked(void **state)
{
    static folder_case f;
    folder_case_open(&f, "worked");
    *state = &f;
    return 0;
}

static int close_worked(void **state)
{
    folder_case_drop(*state);
    return 0;
}

typedef struct asked {
    question q;
    lode_shocks *shocks;
    lode_risk *risk;
} asked;

static void ask(asked *a, const folder_case *f, size_t origin, const char *market, const lode_shock *rows, size_t n)
{
    question_start(&a->q, f, origin, market);
    a->shocks = lode_shocks_new(f->n, rows, n, NULL);
    assert_non_null(a->shocks);
    a->risk = lode_risk_new(a->shocks, a->q.oracle, NULL);
    assert_non_null(a->risk);
    lode_risk_turn(a->risk, a->q.origin, &a->q.own);
}

static void drop(asked *a)
{
    lode_risk_free(a->risk);
    lode_shocks_free(a->shocks);
    question_drop(&a->q);
}

static const lode_risk_options few = {.seed = 1, .draws = 2000};

static lode_state_risk state_risk(asked *a)
{
    lode_state_risk r;
    assert_int_equal(lode_state_risk_of(a->risk, &few, &r, NULL), LODE_OK);
    return r;
}

static void shares_of_the_worked_example(void **state)
{
    static const char *const ids[] = {"both", "nor", "sea", "sou"};
    static const double shares[] = {0.000825714, 0.025644747, 0.001659119, 0.008396327};
    const folder_case *f = *state;
    lode_shocks *s = lode_shocks_new(f->n, f->c->shocks.v, f->c->shocks.n, NULL);
    assert_int_equal(s->n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(s->v[i].id, ids[i]);
        close_to(s->v[i].share, shares[i], 1e-9);
    }
    lode_shocks_free(s);
}

static double pattern(const asked *a, const lode_shock_state *states, size_t n, const char *actors)
{
    lode_set closed = lode_closed_by(a->q.f->n, question_actors(&a->q, actors), &a->q.own);
    for (size_t i = 0; i < n; i++)
        if (lode_set_equal(&states[i].domains, &closed))
            return states[i].probability;
    fail_msg("no pattern %s", actors);
    return 0;
}

static void patterns_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin, n;
        const char *closed;
        double probability;
    } rows[] = {{0, 8, "", 0.963774791},        {0, 8, "NOR", 0.025366272},         {0, 8, "SOU", 0.008160688},
                {0, 8, "SEA", 0.001601674},     {0, 8, "NOR+SOU", 0.001039131},     {0, 8, "NOR+SEA", 0.000042156},
                {0, 8, "SEA+SOU", 0.000013562}, {0, 8, "NOR+SEA+SOU", 0.000001727}, {1, 4, "", 0.989141063},
                {1, 4, "SOU", 0.009199819},     {1, 4, "SEA", 0.001643830},         {1, 4, "SEA+SOU", 0.000015289}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        asked a;
        lode_shock_state *states;
        size_t n;
        ask(&a, f, rows[i].origin, "m1", f->c->shocks.v, f->c->shocks.n);
        assert_int_equal(lode_shocks_states(a.shocks, &a.q.own, &states, &n, NULL), LODE_OK);
        assert_int_equal(n, rows[i].n);
        close_to(pattern(&a, states, n, rows[i].closed), rows[i].probability, 1e-9);
        for (size_t k = 1; k < n; k++)
            assert_true(states[k - 1].probability >= states[k].probability);
        free(states);
        drop(&a);
    }
}

static void state_risk_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        double base, expected, no_way, dearer, p95, cvar95;
    } rows[] = {{0, 272.7, 275.759353, 0.001083013, 0.026449285, 272.7, 333.887050},
                {1, 237.5, 237.5, 0, 0, 237.5, 237.5}};
    const folder_case *f = *state;
    for (size_t i = 0; i < 2; i++) {
        asked a;
        ask(&a, f, rows[i].origin, "m1", f->c->shocks.v, f->c->shocks.n);
        lode_state_risk r = state_risk(&a);
        assert_int_equal(r.standing, LODE_RISK_KNOWN);
        assert_false(r.sampled);
        close_to(r.base_usd_t, rows[i].base, 1e-9);
        close_to(r.expected_usd_t, rows[i].expected, 1e-6);
        close_to(r.p_no_way, rows[i].no_way, 1e-9);
        close_to(r.p_dearer, rows[i].dearer, 1e-9);
        close_to(r.p95_usd_t, rows[i].p95, 1e-9);
        close_to(r.cvar95_usd_t, rows[i].cvar95, 1e-6);
        assert_true(r.expected_error == 0 && r.p_no_way_error == 0 && r.p_dearer_error == 0);
        drop(&a);
    }
}

/* NOR closed on days 100 to 189, SOU on days 150 to 209. */
static void timeline_of_the_worked_example(void **state)
{
    asked a;
    const folder_case *f = *state;
    int64_t cost[365];
    int captive = 0;
    double sum = 0;
    ask(&a, f, 0, "m1", f->c->shocks.v, f->c->shocks.n);
    double hold = lode_hold_usd_t_d(f->n, &a.q.shipment);
    close_to(hold, 2.4, 1e-12);
    for (int day = 1; day <= 365; day++) {
        const char *closed = day >= 100 && day <= 189   ? (day >= 150 ? "NOR+SOU" : "NOR")
                             : day >= 150 && day <= 209 ? "SOU"
                                                        : "";
        cost[day - 1] = question_cost(&a.q, closed);
        captive += cost[day - 1] == LODE_NO_WAY;
    }
    lode_timeline_wait(cost, 365, 2400000, INT64_C(2000000000));
    for (int day = 0; day < 365; day++)
        sum += (double)cost[day] / LODE_MICRO;
    assert_int_equal(captive, 40);
    close_to(sum / 365, 284.510958904, 1e-9);
    drop(&a);
}

/* ---- figures of a spread -------------------------------------------------------------------------------------- */

static void spreads(void **state)
{
    lode_weighted v[] = {{30, 0.04}, {10, 0.95}, {INFINITY, 0.0}, {50, 0.01}};
    (void)state;
    lode_spread_sort(v, 4);
    close_to(lode_spread_mean(v, 4), 11.2, 1e-12);
    close_to(lode_spread_quantile(v, 4, 0.95), 10, 0); /* the sum of weights is not exact */
    close_to(lode_spread_quantile(v, 4, 0.951), 30, 0);
    close_to(lode_spread_quantile(v, 4, 0.99), 30, 0);
    close_to(lode_spread_quantile(v, 4, 1), 50, 0);
    close_to(lode_spread_tail(v, 4, 0.95), 34, 1e-9);
    close_to(lode_spread_tail(v, 4, 0.9), 22, 1e-9);
    v[3].weight = 0.001; /* the infinite value */
    assert_true(isinf(lode_spread_mean(v, 4)) && isinf(lode_spread_tail(v, 4, 0.95)));
    assert_true(isfinite(lode_spread_quantile(v, 4, 0.99)));
    lode_weighted equal[] = {{1, 1}, {2, 1}, {3, 1}, {6, 1}};
    close_to(lode_spread_error(equal, 4), sqrt(14.0 / 3 / 4), 1e-12);
    close_to(lode_spread_error(equal, 1), 0, 0);
}

static void chance_has_the_law_it_names(void **state)
{
    enum { N = 200000 };
    double sum = 0, square = 0, unit = 0, triangular = 0, below = 0;
    (void)state;
    for (uint64_t i = 0; i < N; i++) {
        double u = lode_chance_unit(7, i, 1, 0), w = lode_chance_unit(7, i, 1, 1);
        assert_true(u > 0 && u < 1);
        double x = lode_lognormal(u, w, 60, 1.5), t = lode_triangular(u, 0.7, 1.6);
        assert_true(t >= 0.7 && t <= 1.6);
        sum += x / N;
        square += x * x / N;
        unit += u / N;
        triangular += t / N;
        below += (t < 1) / (double)N;
    }
    close_to(unit, 0.5, 0.004);
    close_to(sum, 60, 1.2);
    close_to(sqrt(square - sum * sum) / sum, 1.5, 0.15);
    close_to(triangular, (0.7 + 1 + 1.6) / 3, 0.003);
    close_to(below, 0.3 / 0.9, 0.006);
    close_to(lode_lognormal(0.1, 0.2, 60, 0), 60, 0);
    close_to(lode_triangular(0.3, NAN, NAN), 1, 0);
    close_to(lode_triangular(0.3, 1, 1), 1, 0);
    close_to(lode_triangular(1e-12, 0.5, NAN), 0.5, 1e-5);
    close_to(lode_triangular(1 - 1e-12, NAN, 2), 2, 1e-5);
    assert_true(lode_chance(1, 2, 3, 4) != lode_chance(1, 3, 2, 4) &&
                lode_chance(1, 2, 3, 4) != lode_chance(2, 2, 3, 4));
}

/* ---- every state on its own ----------------------------------------------------------------------------------- */

enum { CASES = 2000, SHOCKS = 6, MOST_TARGETS = 3 };

typedef struct trial {
    random_case r;
    lode_network *n;
    lode_scenario *scenario;
    lode_shipment shipment;
    lode_target targets[80];
    size_t n_targets;
    lode_oracle *oracle;
    lode_set own;
    lode_shock rows[40];
    size_t n_rows;
    char ids[40][8], texts[40][80], items[40][MOST_TARGETS][24];
    size_t n_items[40];
    lode_shocks *shocks;
    lode_risk *risk;
} trial;

static void pick_target(trial *t, char *out, size_t size)
{
    static const char *const domains[] = {"AAA", "BBB", "CCC", "WATER", "passage:STRAIT", "actor1", "actor:actor2"};
    static const char *const kinds[LODE_N_ELEMENT_KINDS] = {NULL, "terminal", "terminal", "link", "crossing", NULL};
    random_case *r = &t->r;
    const lode_element *e = &t->n->element[random_case_draw(r, t->n->n_elements)];
    uint64_t what = random_case_draw(r, 10);
    if (what < 3 && kinds[e->kind]) {
        snprintf(out, size, "%s:%s", kinds[e->kind], e->id);
        return;
    }
    if (what == 3) {
        snprintf(out, size, "mode:%s", random_case_draw(r, 2) ? "sea" : "road");
        return;
    }
    const char *name;
    do {
        name = domains[random_case_draw(r, 7)];
        const char *colon = strchr(name, ':');
        snprintf(out, size, "%s", name);
        name = colon ? colon + 1 : name;
    } while (strncmp(name, "actor", 5) != 0 && lode_network_domain(t->n, name) < 0);
}

static void make_shock(trial *t, double p_year, double mean_days, double cv)
{
    size_t i = t->n_rows++;
    t->n_items[i] = 1 + random_case_draw(&t->r, MOST_TARGETS);
    snprintf(t->ids[i], sizeof t->ids[i], "s%02zu", i);
    t->texts[i][0] = '\0';
    for (size_t k = 0; k < t->n_items[i]; k++) {
        pick_target(t, t->items[i][k], sizeof t->items[i][k]);
        size_t used = strlen(t->texts[i]);
        snprintf(t->texts[i] + used, sizeof t->texts[i] - used, "%s%s", k ? ";" : "", t->items[i][k]);
    }
    t->rows[i] =
        (lode_shock){.id = t->ids[i], .targets = t->texts[i], .p_year = p_year, .mean_days = mean_days, .cv = cv};
}

static void start(trial *t, uint64_t seed, double k)
{
    memset(t, 0, sizeof *t);
    random_case_make(&t->r, seed, "");
    t->n = random_case_network(&t->r.c);
    t->scenario = lode_scenario_new(t->n, "risk", NULL);
    for (size_t i = 0; i < t->n->n_markets; i++)
        for (int32_t s = 0; s < (int32_t)t->n->n_states; s++)
            if (t->n->state_place[s] == t->n->market[i].place)
                t->targets[t->n_targets++] = (lode_target){.state = s,
                                                           .arrival = &t->n->element[t->n->market[i].element],
                                                           .arrival_index = t->n->market[i].element,
                                                           .partial_of = -1};
    t->shipment = (lode_shipment){"ore", 5003.7, 40, 0.064, 22, 20, k};
    t->own = lode_own_domains(t->n, &t->n->origin[0], -1);
}

static void read_shocks(trial *t)
{
    t->oracle = lode_oracle_new(t->scenario, &t->shipment, LODE_BY_COST, t->targets, t->n_targets, NULL);
    lode_err err = {0};
    t->shocks = lode_shocks_new(t->n, t->rows, t->n_rows, &err);
    if (!t->shocks)
        fail_msg("%s", err.message);
    t->risk = lode_risk_new(t->shocks, t->oracle, NULL);
    lode_risk_turn(t->risk, &t->n->origin[0], &t->own);
}

static void finish(trial *t)
{
    lode_risk_free(t->risk);
    lode_shocks_free(t->shocks);
    lode_oracle_free(t->oracle);
    lode_scenario_free(t->scenario);
    lode_network_free(t->n);
}

/* Closes one item in a plain scenario, its domains into closed unless they are own. */
static void close_item(trial *t, lode_scenario *s, const char *item)
{
    assert_int_equal(lode_scenario_change(s, "close", item, NULL, NULL), LODE_OK);
    for (size_t d = 0; d < t->n->n_domains; d++)
        if (lode_set_has(&t->own, (int32_t)d))
            lode_set_remove(&s->closed_domains, (int32_t)d);
}

/* One search of its own for a set of rows. */
static int64_t plain_cost(trial *t, uint32_t active)
{
    lode_scenario *s = lode_scenario_new(t->n, "plain", NULL);
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t k = 0; (active >> i & 1) && k < t->n_items[i]; k++)
            close_item(t, s, t->items[i][k]);
    lode_oracle *o = lode_oracle_new(s, &t->shipment, LODE_BY_COST, t->targets, t->n_targets, NULL);
    lode_set nothing = {{0}};
    lode_way way;
    assert_int_equal(lode_oracle_ask(o, &t->n->origin[0], &nothing, &way, NULL), LODE_OK);
    lode_oracle_free(o);
    lode_scenario_free(s);
    return way.cost;
}

static double plain_share(const lode_shock *s)
{
    return 1 - exp(log(1 - s->p_year) * s->mean_days / 365);
}

static double plain_probability(const trial *t, uint32_t active)
{
    double p = 1;
    for (size_t i = 0; i < t->n_rows; i++)
        p *= active >> i & 1 ? plain_share(&t->rows[i]) : 1 - plain_share(&t->rows[i]);
    return p;
}

/* The mean over the dearest part, and the edge of it, by taking small portions of the dearest state left. */
static void plain_tail(const double *value, const double *probability, size_t n, double part, double *edge,
                       double *mean)
{
    char used[1 << SHOCKS] = {0};
    double left = part, sum = 0;
    while (left > 1e-13) {
        size_t dearest = n;
        for (size_t i = 0; i < n; i++)
            if (!used[i] && probability[i] > 0 && (dearest == n || value[i] > value[dearest]))
                dearest = i;
        assert_true(dearest < n);
        used[dearest] = 1;
        double taken = probability[dearest] < left ? probability[dearest] : left;
        sum += taken * value[dearest];
        left -= taken;
        *edge = value[dearest];
    }
    *mean = sum / part;
}

static void compare_state(trial *t, double k)
{
    enum { N = 1 << SHOCKS };
    double value[N], probability[N], expected = 0, open = 0, no_way = 0, dearer = 0, edge, tail, p99, unused;
    int64_t base = plain_cost(t, 0);
    lode_state_risk r;
    assert_int_equal(lode_state_risk_of(t->risk, &few, &r, NULL), LODE_OK);
    if (base == LODE_NO_WAY) {
        assert_int_equal(r.standing, LODE_RISK_UNREACHABLE);
        assert_true(isnan(r.expected_usd_t) && isnan(r.p_no_way));
        return;
    }
    for (uint32_t active = 0; active < N; active++) {
        int64_t cost = plain_cost(t, active), asked_cost;
        lode_set set = {{active}};
        assert_int_equal(lode_risk_cost(t->risk, &set, &asked_cost, NULL), LODE_OK);
        assert_true(cost == asked_cost);
        probability[active] = plain_probability(t, active);
        value[active] = cost == LODE_NO_WAY ? k : fmin((double)cost / 1e6, k);
        expected += probability[active] * value[active];
        no_way += cost == LODE_NO_WAY ? probability[active] : 0;
        open += cost == LODE_NO_WAY ? 0 : probability[active] * value[active];
        dearer += cost > base ? probability[active] : 0;
    }
    close_to(r.p_no_way, no_way, 1e-12);
    close_to(r.p_dearer, dearer, 1e-12);
    if ((double)base / 1e6 >= k) {
        assert_int_equal(r.standing, LODE_RISK_UNECONOMIC);
        assert_true(isnan(r.expected_usd_t));
        return;
    }
    plain_tail(value, probability, N, 0.05, &edge, &tail);
    plain_tail(value, probability, N, 0.01, &p99, &unused);
    assert_int_equal(r.standing, LODE_RISK_KNOWN);
    close_to(r.expected_usd_t, expected, 1e-8);
    close_to(r.expected_open_usd_t, open / (1 - no_way), 1e-8);
    close_to(r.cvar95_usd_t, tail, 1e-7);
    close_to(r.p95_usd_t, edge, 1e-9);
    close_to(r.p99_usd_t, p99, 1e-9);
}

static void agrees_with_every_state(void **state)
{
    size_t known = 0, dearer = 0, no_way = 0, seen = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        trial t;
        double k = seed % 10 == 0 ? 150 : 1500;
        start(&t, seed, k);
        for (int i = 0; i < SHOCKS; i++)
            make_shock(&t, (double)random_case_draw(&t.r, 95) / 100, (double)random_case_draw(&t.r, 300), NAN);
        read_shocks(&t);
        compare_state(&t, k);
        lode_state_risk r;
        assert_int_equal(lode_state_risk_of(t.risk, &few, &r, NULL), LODE_OK);
        known += r.standing == LODE_RISK_KNOWN;
        dearer += r.p_dearer > 0;
        no_way += r.p_no_way > 0;
        seen += lode_risk_states_seen(t.risk);
        finish(&t);
    }
    print_message("%d cases: %zu known, %zu dearer, %zu no way, %zu states worked out\n", CASES, known, dearer, no_way,
                  seen);
    assert_true(known > CASES / 3 && dearer > CASES / 4 && no_way > CASES / 6);
    assert_true(seen < CASES << SHOCKS);
}

/* ---- K is not known ------------------------------------------------------------------------------------------- */

static void without_k_nothing_rests_on_no_way(void **state)
{
    size_t unknown = 0, known = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        trial t;
        lode_state_risk with, without;
        start(&t, seed, 1e6);
        for (int i = 0; i < 4; i++)
            make_shock(&t, 0.3, 30, NAN);
        read_shocks(&t);
        assert_int_equal(lode_state_risk_of(t.risk, &few, &with, NULL), LODE_OK);
        finish(&t);
        start(&t, seed, NAN);
        for (int i = 0; i < 4; i++)
            make_shock(&t, 0.3, 30, NAN);
        read_shocks(&t);
        assert_int_equal(lode_state_risk_of(t.risk, &few, &without, NULL), LODE_OK);
        finish(&t);
        if (with.standing == LODE_RISK_UNREACHABLE)
            continue;
        close_to(without.p_no_way, with.p_no_way, 0);
        close_to(without.expected_open_usd_t, with.expected_open_usd_t, 0);
        if (with.p_no_way == 0) {
            known++;
            assert_int_equal(without.standing, LODE_RISK_KNOWN);
            close_to(without.expected_usd_t, with.expected_usd_t, 0);
            close_to(without.cvar95_usd_t, with.cvar95_usd_t, 0);
        } else {
            unknown++;
            assert_int_equal(without.standing, LODE_RISK_K_UNKNOWN);
            assert_true(isnan(without.expected_usd_t) && isnan(without.cvar95_usd_t));
            if (with.p_no_way < 0.01) /* the edge of the dearest 1 % still has a way */
                close_to(without.p99_usd_t, with.p99_usd_t, 0);
            assert_int_equal(isnan(without.p95_usd_t), with.p_no_way > 0.05);
        }
    }
    assert_true(unknown > 10 && known > 5);
}

/* ---- laws ----------------------------------------------------------------------------------------------------- */

static void shocks_that_never_come_cost_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        trial t;
        lode_state_risk r;
        lode_year_risk y;
        start(&t, seed, 1500);
        make_shock(&t, 0, 90, NAN);
        make_shock(&t, 0.5, 0, NAN);
        read_shocks(&t);
        int64_t base = plain_cost(&t, 0);
        assert_int_equal(lode_state_risk_of(t.risk, &few, &r, NULL), LODE_OK);
        assert_int_equal(tell(t.risk, 1, 20, 1, &y), LODE_OK);
        if (r.standing == LODE_RISK_KNOWN) {
            close_to(r.expected_usd_t, (double)base / 1e6, 1e-9);
            close_to(r.cvar95_usd_t, (double)base / 1e6, 1e-9);
            close_to(r.p_dearer, 0, 0);
            close_to(y.mean_usd_t, (double)base / 1e6, 1e-9);
            close_to(y.captive_days, 0, 0);
            close_to(y.mean_error, 0, 1e-9);
        }
        assert_int_equal(r.standing, y.standing);
        finish(&t);
    }
}

/* One shock after another is added: nothing gets cheaper. The years are the same, since draws hang on ids. */
static void more_shocks_are_never_cheaper(void **state)
{
    size_t dearer = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        double last = 0, last_year = 0, last_tail = 0, last_captive = 0;
        for (int n = 0; n <= 5; n++) {
            trial t;
            lode_state_risk r;
            lode_year_risk y;
            start(&t, seed, 1500);
            for (int i = 0; i < n; i++)
                make_shock(&t, 0.4, 60, 0.5);
            read_shocks(&t);
            assert_int_equal(lode_state_risk_of(t.risk, &few, &r, NULL), LODE_OK);
            assert_int_equal(tell(t.risk, 5, 100, 2, &y), LODE_OK);
            finish(&t);
            if (r.standing != LODE_RISK_KNOWN)
                break;
            assert_true(r.expected_usd_t >= last - 1e-9 && r.cvar95_usd_t >= last_tail - 1e-9);
            assert_true(y.mean_usd_t >= last_year - 1e-9 && y.captive_days >= last_captive);
            dearer += last > 0 && r.expected_usd_t > last + 1e-6;
            last = r.expected_usd_t;
            last_tail = r.cvar95_usd_t;
            last_year = y.mean_usd_t;
            last_captive = y.captive_days;
        }
    }
    assert_true(dearer > 20);
}

static void scaling_costs_scales_the_risk(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        lode_state_risk r[2];
        lode_year_risk y[2];
        for (int k = 0; k < 2; k++) {
            trial t;
            double times = k ? 3 : 1;
            start(&t, seed, 1500 * times);
            t.shipment.v *= times;
            assert_int_equal(lode_scenario_change(t.scenario, "price", "*", k ? "3" : "1", NULL), LODE_OK);
            for (int i = 0; i < 4; i++)
                make_shock(&t, 0.4, 60, 0.5);
            read_shocks(&t);
            assert_int_equal(lode_state_risk_of(t.risk, &few, &r[k], NULL), LODE_OK);
            assert_int_equal(tell(t.risk, 5, 50, 2 * times, &y[k]), LODE_OK);
            finish(&t);
        }
        assert_int_equal(r[0].standing, r[1].standing);
        if (r[0].standing != LODE_RISK_KNOWN)
            continue;
        close_to(r[1].expected_usd_t, 3 * r[0].expected_usd_t, 1e-3);
        close_to(r[1].cvar95_usd_t, 3 * r[0].cvar95_usd_t, 1e-3);
        close_to(y[1].mean_usd_t, 3 * y[0].mean_usd_t, 1e-3);
        close_to(y[1].captive_days, y[0].captive_days, 0);
    }
}

/* Shutting the deposit's own domain is no shock for it; breaking a crossing of its own border is. */
static void own_domains_stay_open_own_crossings_do_not(void **state)
{
    static const struct {
        const char *targets;
        int hurts;
    } rows[] = {{"ORI", 0},
                {"RUS", 1},
                {"actor:RUS", 1},
                {"crossing:x_rus", 1},
                {"link:r_e", 1},
                {"terminal:t_sou", 0},
                {"mode:rail", 1},
                {"OCEAN", 0},
                {"ORI;crossing:x_sou", 0}};
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_shock shock = {.id = "s", .targets = rows[i].targets, .p_year = 0.5, .mean_days = 100, .cv = NAN};
        asked a;
        ask(&a, &f, 0, "m", &shock, 1);
        lode_state_risk r = state_risk(&a);
        if ((r.p_dearer > 0) != rows[i].hurts)
            fail_msg("%s: P(dearer) %g", rows[i].targets, r.p_dearer);
        if (rows[i].hurts)
            close_to(r.p_dearer, lode_shock_share(0.5, 100), 1e-12);
        drop(&a);
    }
    folder_case_drop(&f);
}

/* ---- more shocks than can be counted out ------------------------------------------------------------------------ */

static void many_shocks_are_sampled(void **state)
{
    size_t compared = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        enum { N = 20, DRAWS = 4000 };
        trial t;
        lode_state_risk r, again;
        const lode_risk_options options = {.seed = seed, .draws = DRAWS};
        double sum = 0, no_way = 0, squares = 0;
        start(&t, seed, 1500);
        for (int i = 0; i < N; i++)
            make_shock(&t, 0.3, 40, NAN);
        read_shocks(&t);
        assert_int_equal(lode_state_risk_of(t.risk, &options, &r, NULL), LODE_OK);
        assert_true(r.sampled);
        assert_int_equal(lode_state_risk_of(t.risk, &options, &again, NULL), LODE_OK);
        assert_true(same_figures(&r.base_usd_t, &again.base_usd_t, 10));
        for (uint64_t draw = 0; draw < DRAWS && r.standing == LODE_RISK_KNOWN && seed <= 3; draw++) {
            uint32_t active = 0;
            for (int i = 0; i < N; i++)
                if (lode_chance_unit(seed, draw, lode_tie(t.rows[i].id), 0) < plain_share(&t.rows[i]))
                    active |= UINT32_C(1) << i;
            int64_t cost = plain_cost(&t, active);
            double usd = cost == LODE_NO_WAY ? 1500 : fmin((double)cost / 1e6, 1500);
            sum += usd;
            squares += usd * usd;
            no_way += cost == LODE_NO_WAY;
        }
        if (sum > 0) {
            double mean = sum / DRAWS, error = sqrt((squares - DRAWS * mean * mean) / (DRAWS - 1.0) / DRAWS);
            close_to(r.expected_usd_t, mean, 1e-7);
            close_to(r.expected_error, error, 1e-6);
            close_to(r.p_no_way, no_way / DRAWS, 1e-9);
            close_to(r.p_no_way_error, sqrt(no_way / DRAWS * (1 - no_way / DRAWS) / DRAWS), 1e-9);
            compared++;
        }
        lode_risk_options none = {.seed = 1};
        assert_int_equal(lode_state_risk_of(t.risk, &none, &again, NULL), LODE_USAGE);
        finish(&t);
    }
    assert_true(compared > 0);
}

/* Sixteen shocks counted out; a seventeenth that never comes makes the same sampled: equal within the error. */
static void samples_agree_with_counting_out(void **state)
{
    size_t compared = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        lode_state_risk r[2];
        for (int k = 0; k < 2; k++) {
            trial t;
            start(&t, seed, 1500);
            for (int i = 0; i < 16; i++)
                make_shock(&t, 0.5, 100, NAN);
            if (k)
                make_shock(&t, 0, 40, NAN);
            read_shocks(&t);
            assert_int_equal(lode_state_risk_of(t.risk, &(lode_risk_options){seed, 5000}, &r[k], NULL), LODE_OK);
            finish(&t);
        }
        assert_true(!r[0].sampled && r[1].sampled);
        if (r[0].standing != LODE_RISK_KNOWN)
            continue;
        close_to(r[1].expected_usd_t, r[0].expected_usd_t, 4.5 * r[1].expected_error + 1e-9);
        close_to(r[1].p_no_way, r[0].p_no_way, 4.5 * sqrt(r[0].p_no_way / 5000) + 1e-9);
        close_to(r[1].p_dearer, r[0].p_dearer, 4.5 * sqrt(r[0].p_dearer / 5000) + 1e-9);
        compared++;
    }
    assert_true(compared > 10);
}

/* ---- years, told day by day ------------------------------------------------------------------------------------- */

enum { WARM = 1825, AHEAD = 3650, SPAN = WARM + 365 + AHEAD };

/* Which shocks are active on each day, from the same draws, marked day by day. */
static void tell_days(const trial *t, uint64_t seed, uint64_t year, uint32_t *active)
{
    memset(active, 0, SPAN * sizeof *active);
    for (size_t i = 0; i < t->n_rows; i++) {
        double gap = 365 / -log(1 - t->rows[i].p_year), when = 0;
        for (uint64_t event = 0;; event++) {
            uint64_t key = lode_tie(t->rows[i].id), k = 4 * event;
            when += -log(lode_chance_unit(seed, year, key, k)) * gap;
            if (when >= SPAN)
                break;
            double length =
                lode_lognormal(lode_chance_unit(seed, year, key, k + 1), lode_chance_unit(seed, year, key, k + 2),
                               t->rows[i].mean_days, isnan(t->rows[i].cv) ? 1 : t->rows[i].cv);
            int days = (int)(length + lode_chance_unit(seed, year, key, k + 3));
            for (int day = (int)when; day < (int)when + days && day < SPAN; day++)
                active[day] |= UINT32_C(1) << i;
        }
    }
}

/* The cost of a tonne of one day, every day of departure tried. */
static double tell_tonne(const int64_t *costs, const uint32_t *active, int day, double hold, double k)
{
    double best = k;
    for (int wait = 0; day + wait < SPAN; wait++) {
        int64_t cost = costs[active[day + wait]];
        if (cost != LODE_NO_WAY && (double)cost / 1e6 + hold * wait < best)
            best = (double)cost / 1e6 + hold * wait;
        if (hold * wait > best)
            break;
    }
    return best;
}

static void compare_years(trial *t, uint64_t seed, double hold, double k, size_t years)
{
    static uint32_t active[SPAN];
    int64_t costs[16];
    lode_year_risk y;
    double mean = 0, captive = 0, long_years = 0, squares = 0;
    for (uint32_t set = 0; set < 16; set++)
        costs[set] = plain_cost(t, set);
    assert_int_equal(tell(t->risk, seed, years, hold, &y), LODE_OK);
    if (y.standing != LODE_RISK_KNOWN) {
        assert_true(costs[0] == LODE_NO_WAY || (double)costs[0] / 1e6 >= k);
        return;
    }
    for (uint64_t year = 0; year < years; year++) {
        int days = 0;
        double sum = 0;
        tell_days(t, seed, year, active);
        for (int day = WARM; day < WARM + 365; day++) {
            days += costs[active[day]] == LODE_NO_WAY;
            sum += tell_tonne(costs, active, day, hold, k) / 365;
        }
        mean += sum / (double)years;
        squares += sum * sum;
        captive += days / (double)years;
        long_years += days > 30;
    }
    close_to(y.mean_usd_t, mean, 1e-5); /* the cost of waiting is a whole number of micro-dollars a day */
    close_to(y.captive_days, captive, 1e-9);
    close_to(y.p_captive_30, long_years / (double)years, 1e-12);
    close_to(y.mean_error, sqrt(fmax(0, squares - (double)years * mean * mean) / (double)(years - 1) / (double)years),
             1e-3);
    assert_true(y.p95_usd_t <= y.cvar95_usd_t + 1e-9 && y.cvar95_usd_t <= k + 1e-9 &&
                y.mean_usd_t <= y.cvar95_usd_t + 1e-9);
}

static void agrees_with_years_told_day_by_day(void **state)
{
    static const double cvs[] = {NAN, 0, 0.5, 2}, holds[] = {0.5, 0, 2.37, 40};
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        trial t;
        start(&t, seed, 1500);
        for (int i = 0; i < 4; i++)
            make_shock(&t, 0.1 + 0.2 * i, 10 + 40 * (3 - i), cvs[(seed + (uint64_t)i) % 4]);
        read_shocks(&t);
        compare_years(&t, seed, holds[seed / 4 % 4], 1500, 12);
        finish(&t);
    }
}

/* Where waiting is no choice, the mean over years is the mean over states. */
static void years_agree_with_states_where_nobody_waits(void **state)
{
    size_t compared = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        trial t;
        lode_state_risk r;
        lode_year_risk y;
        start(&t, seed, 1500);
        for (int i = 0; i < 4; i++)
            make_shock(&t, 0.2, 25, i % 2 ? NAN : 0.3);
        read_shocks(&t);
        assert_int_equal(lode_state_risk_of(t.risk, &few, &r, NULL), LODE_OK);
        assert_int_equal(tell(t.risk, seed, 3000, 1e8, &y), LODE_OK);
        if (r.standing == LODE_RISK_KNOWN) {
            close_to(y.mean_usd_t, r.expected_usd_t, 4 * y.mean_error + 1e-9);
            close_to(y.captive_days, 365 * r.p_no_way, 4 * y.captive_days_error + 1e-9);
            compared += r.p_no_way > 0;
        }
        finish(&t);
    }
    assert_true(compared > 8);
}

/* Another simulation: each day a shock starts by the throw of another die, and lasts just its mean. */
static void agrees_with_another_simulation(void **state)
{
    enum { YEARS = 3000, DAYS = 365 * 2 };
    asked a;
    folder_case f;
    lode_year_risk y;
    (void)state;
    const lode_shock rows[] = {{.id = "r", .targets = "RUS", .p_year = 0.4, .mean_days = 40, .cv = 0},
                               {.id = "s", .targets = "SOU", .p_year = 0.3, .mean_days = 60, .cv = 0}};
    folder_case_start(&f);
    folder_case_read(&f);
    ask(&a, &f, 0, "m", rows, 2);
    assert_int_equal(tell(a.risk, 3, YEARS, 2.4, &y), LODE_OK);
    double costs[4] = {(double)question_cost(&a.q, "") / 1e6, (double)question_cost(&a.q, "RUS") / 1e6,
                       (double)question_cost(&a.q, "SOU") / 1e6, 2000};
    assert_true(question_cost(&a.q, "RUS+SOU") == LODE_NO_WAY);
    uint64_t die = 12345;
    double sum = 0, squares = 0, captive = 0;
    for (int year = 0; year < YEARS; year++) {
        int until[2] = {-1, -1};
        double cost[DAYS + 100], mean = 0;
        for (int day = -200; day < DAYS; day++) {
            for (int s = 0; s < 2; s++) {
                die = die * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
                if ((double)(die >> 11) * 0x1p-53 < 1 - pow(1 - rows[s].p_year, 1.0 / 365) &&
                    day + (int)rows[s].mean_days > until[s])
                    until[s] = day + (int)rows[s].mean_days;
            }
            if (day >= 0)
                cost[day] = costs[(day < until[0]) + 2 * (day < until[1])];
            captive += day >= 0 && day < 365 && day < until[0] && day < until[1];
        }
        for (int day = DAYS - 2; day >= 0; day--)
            cost[day] = fmin(cost[day], cost[day + 1] + 2.4);
        for (int day = 0; day < 365; day++)
            mean += cost[day] / 365;
        sum += mean / YEARS;
        squares += mean * mean / YEARS;
    }
    double error = sqrt((squares - sum * sum) / YEARS);
    close_to(y.mean_usd_t, sum, 4 * sqrt(error * error + y.mean_error * y.mean_error));
    close_to(y.captive_days, captive / YEARS, 6 * y.captive_days_error);
    close_to(y.mean_error, error, 0.2 * error);
    drop(&a);
    folder_case_drop(&f);
}

/* Without K nobody gives up: a tonne that cannot leave waits, and the year has a cost. */
static void waiting_needs_no_k(void **state)
{
    folder_case f;
    lode_year_risk y;
    lode_state_risk r;
    (void)state;
    const lode_shock row = {.id = "s", .targets = "RUS;SOU", .p_year = 0.6, .mean_days = 30, .cv = NAN};
    asked a;
    folder_case_start(&f);
    folder_case_put(&f, "products",
                    "id,product_treo_pct,usd_t,cost_usd_t,unit,payload_t,shipment_t\nore,50,8760,,wagon,60,600\n");
    folder_case_read(&f);
    ask(&a, &f, 0, "m", &row, 1);
    r = state_risk(&a);
    assert_int_equal(r.standing, LODE_RISK_K_UNKNOWN);
    assert_int_equal(tell(a.risk, 3, 200, 2.4, &y), LODE_OK);
    assert_int_equal(y.standing, LODE_RISK_KNOWN);
    assert_true(y.mean_usd_t > r.base_usd_t && y.captive_days > 5);
    assert_int_equal(tell(a.risk, 3, 200, 0, &y), LODE_OK);
    close_to(y.mean_usd_t, r.base_usd_t, 1e-9); /* waiting is free: nobody ever pays more */
    assert_int_equal(tell(a.risk, 3, 0, 0, &y), LODE_USAGE);
    assert_int_equal(tell(a.risk, 3, 1, NAN, &y), LODE_USAGE);
    drop(&a);
    folder_case_drop(&f);
}

/* ---- order, faults, memory -------------------------------------------------------------------------------------- */

static void order_of_rows_changes_nothing(void **state)
{
    const folder_case *f = *state;
    lode_state_risk r[2];
    lode_year_risk y[2];
    for (int k = 0; k < 2; k++) {
        lode_shock rows[4];
        asked a;
        for (size_t i = 0; i < 4; i++)
            rows[i] = f->c->shocks.v[k ? 3 - i : i];
        ask(&a, f, 0, "m1", rows, 4);
        r[k] = state_risk(&a);
        assert_int_equal(tell(a.risk, 1, 2000, 2.4, &y[k]), LODE_OK);
        drop(&a);
    }
    assert_true(same_figures(&r[0].base_usd_t, &r[1].base_usd_t, 10));
    assert_true(same_figures(&y[0].mean_usd_t, &y[1].mean_usd_t, 8));
}

static void faults_name_the_shock(void **state)
{
    static const struct {
        lode_shock row;
        const char *word;
    } rows[] = {{{.id = "one", .targets = "NOWHERE", .p_year = 0.1, .mean_days = 3, .cv = NAN}, "NOWHERE"},
                {{.id = "one", .targets = "", .p_year = 0.1, .mean_days = 3, .cv = NAN}, "targets"},
                {{.id = "one", .p_year = 0.1, .mean_days = 3, .cv = NAN}, "targets"},
                {{.id = "one", .targets = "NOR", .p_year = NAN, .mean_days = 3, .cv = NAN}, "p_year"},
                {{.id = "one", .targets = "NOR", .p_year = 1, .mean_days = 3, .cv = NAN}, "p_year"},
                {{.id = "one", .targets = "NOR", .p_year = 0.1, .mean_days = NAN, .cv = NAN}, "mean_days"}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_err err = {0};
        assert_null(lode_shocks_new(f->n, &rows[i].row, 1, &err));
        assert_int_equal(err.status, LODE_BAD_INPUT);
        assert_non_null(strstr(err.message, "Shock one"));
        assert_non_null(strstr(err.message, rows[i].word));
    }
    static lode_shock many[LODE_MAX_SHOCKS + 1];
    assert_null(lode_shocks_new(f->n, many, LODE_MAX_SHOCKS + 1, NULL));
    lode_shock_state *states;
    size_t n;
    lode_shocks crowd = {.n = 17};
    lode_set none = {{0}};
    assert_int_equal(lode_shocks_states(&crowd, &none, &states, &n, NULL), LODE_USAGE);
}

static lode_status whole_job(const folder_case *f, const question *q, lode_err *err)
{
    lode_state_risk r;
    lode_year_risk y;
    const lode_shock rows[] = {{.id = "a", .targets = "NOR;crossing:west", .p_year = 0.3, .mean_days = 90, .cv = NAN},
                               {.id = "b", .targets = "SOU;mode:sea", .p_year = 0.3, .mean_days = 90, .cv = NAN}};
    lode_status status = LODE_IO;
    lode_years *years = NULL;
    lode_shocks *shocks = lode_shocks_new(f->n, rows, 2, err);
    lode_oracle *oracle =
        shocks ? lode_oracle_new(q->scenario, &q->shipment, LODE_BY_COST, q->targets, q->n_targets, err) : NULL;
    lode_risk *risk = oracle ? lode_risk_new(shocks, oracle, err) : NULL;
    if (risk) {
        lode_risk_turn(risk, q->origin, &q->own);
        status = lode_state_risk_of(risk, &few, &r, err);
        if (!status && !(years = lode_years_new(shocks, 1, 20, err)))
            status = LODE_IO;
        if (!status)
            status = lode_year_risk_of(risk, years, 2.4, &y, err);
    }
    lode_years_free(years);
    lode_risk_free(risk);
    lode_oracle_free(oracle);
    lode_shocks_free(shocks);
    return status;
}

static void out_of_memory_is_an_error(void **state)
{
    question q;
    size_t failures = 0;
    question_start(&q, *state, 0, "m1");
    for (long after = 0; after < 100000; after++) {
        lode_err err = {0};
        lode_alloc_fail_after = after;
        lode_status status = whole_job(*state, &q, &err);
        int reached = lode_alloc_fail_after < 0;
        lode_alloc_fail_after = -1;
        assert_int_equal(status, reached ? LODE_IO : LODE_OK);
        if (!reached)
            break;
        assert_non_null(strstr(err.message, "memory"));
        failures++;
    }
    assert_true(failures > 3);
    question_drop(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_of_the_worked_example),
        cmocka_unit_test(patterns_of_the_worked_example),
        cmocka_unit_test(state_risk_of_the_worked_example),
        cmocka_unit_test(timeline_of_the_worked_example),
        cmocka_unit_test(spreads),
        cmocka_unit_test(chance_has_the_law_it_names),
        cmocka_unit_test(agrees_with_every_state),
        cmocka_unit_test(without_k_nothing_rests_on_no_way),
        cmocka_unit_test(shocks_that_never_come_cost_nothing),
        cmocka_unit_test(more_shocks_are_never_cheaper),
        cmocka_unit_test(scaling_costs_scales_the_risk),
        cmocka_unit_test(own_domains_stay_open_own_crossings_do_not),
        cmocka_unit_test(many_shocks_are_sampled),
        cmocka_unit_test(samples_agree_with_counting_out),
        cmocka_unit_test(agrees_with_years_told_day_by_day),
        cmocka_unit_test(years_agree_with_states_where_nobody_waits),
        cmocka_unit_test(agrees_with_another_simulation),
        cmocka_unit_test(waiting_needs_no_k),
        cmocka_unit_test(order_of_rows_changes_nothing),
        cmocka_unit_test(faults_name_the_shock),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
