/* Shapley values against all orders of the players, in whole numbers; the laws that they keep; the worked example. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/attribution.h"
#include "support/expected.h"
#include "support/folder_case.h"

static uint64_t state_of_draws = 88172645463325252u;

static int64_t draw(int64_t below)
{
    state_of_draws ^= state_of_draws << 13;
    state_of_draws ^= state_of_draws >> 7;
    state_of_draws ^= state_of_draws << 17;
    return (int64_t)(state_of_draws % (uint64_t)below);
}

static void random_game(int n, int64_t *w)
{
    w[0] = 0;
    for (uint32_t set = 1; set < UINT32_C(1) << n; set++)
        w[set] = draw(INT64_C(2000000000)) - 500000000;
}

/* Sums what each player adds over every order in which the players can come; returns the number of orders. */
static int64_t walk_orders(int n, const int64_t *w, int *order, int at, __int128 *sums)
{
    if (at == n) {
        uint32_t come = 0;
        for (int i = 0; i < n; i++) {
            uint32_t with = come | UINT32_C(1) << order[i];
            sums[order[i]] += w[with] - w[come];
            come = with;
        }
        return 1;
    }
    int64_t orders = 0;
    for (int k = at; k < n; k++) {
        int kept = order[at];
        order[at] = order[k], order[k] = kept;
        orders += walk_orders(n, w, order, at + 1, sums);
        order[k] = order[at], order[at] = kept;
    }
    return orders;
}

static void same_fraction(lode_fraction f, __int128 numerator, int64_t denominator)
{
    assert_true(f.denominator > 0);
    assert_true(f.numerator * denominator == numerator * f.denominator);
}

static void values_are_means_over_all_orders(void **state)
{
    (void)state;
    for (int trial = 0; trial < 2000; trial++) {
        int n = 1 + trial % 7, order[7];
        int64_t w[1 << 7];
        __int128 sums[7] = {0};
        lode_fraction phi[7];
        random_game(n, w);
        for (int i = 0; i < n; i++)
            order[i] = i;
        int64_t orders = walk_orders(n, w, order, 0, sums);
        lode_shapley(n, w, phi);
        for (int i = 0; i < n; i++)
            same_fraction(phi[i], sums[i], orders);
    }
}

static void values_sum_to_the_total(void **state)
{
    static int64_t w[1 << LODE_MAX_ACTORS];
    (void)state;
    for (int n = 1; n <= LODE_MAX_ACTORS; n++) {
        lode_fraction phi[LODE_MAX_ACTORS];
        __int128 sum = 0;
        int64_t orders = 479001600; /* 12! */
        random_game(n, w);
        lode_shapley(n, w, phi);
        for (int i = 0; i < n; i++) {
            assert_int_equal(orders % phi[i].denominator, 0);
            sum += phi[i].numerator * (orders / phi[i].denominator);
        }
        assert_true(sum == (__int128)w[(1 << n) - 1] * orders);
    }
}

/* Player 0 and 1 are alike, player 2 adds nothing. */
static void the_alike_get_alike_and_the_idle_nothing(void **state)
{
    (void)state;
    for (int trial = 0; trial < 2000; trial++) {
        int64_t w[1 << 5], base[1 << 5];
        lode_fraction phi[5];
        random_game(5, base);
        for (uint32_t set = 0; set < 1 << 5; set++) {
            uint32_t kind = set & ~UINT32_C(4);
            if ((kind & 3) == 2)
                kind = (kind & ~UINT32_C(3)) | 1;
            w[set] = base[kind];
        }
        lode_shapley(5, w, phi);
        same_fraction(phi[0], phi[1].numerator, phi[1].denominator);
        same_fraction(phi[2], 0, 1);
        same_fraction(lode_interaction(5, w, 2, 4), 0, 1);
        lode_fraction a = lode_interaction(5, w, 0, 3), b = lode_interaction(5, w, 1, 3);
        same_fraction(a, b.numerator, b.denominator);
    }
}

/* The game with j away, or with i and j come as one: player i stands for both, the others keep their order. */
static void smaller_game(int n, const int64_t *w, int j, uint32_t with, int64_t *small)
{
    for (uint32_t set = 0; set < UINT32_C(1) << (n - 1); set++) {
        uint32_t low = set & ((UINT32_C(1) << j) - 1), full = low | (set & ~low) << 1;
        small[set] = w[full | ((full & with) == with ? UINT32_C(1) << j : 0)];
    }
}

/* I(i, j) = value of the pair come as one, less the value of each with the other away (Grabisch and Roubens). */
static void interaction_is_what_the_pair_is_worth_beyond_its_parts(void **state)
{
    (void)state;
    for (int trial = 0; trial < 2000; trial++) {
        int n = 2 + trial % 5, i = (int)draw(n - 1), j = i + 1 + (int)draw(n - 1 - i);
        int64_t w[1 << 6], one[1 << 5], without_j[1 << 5], without_i[1 << 5];
        lode_fraction pair[6], only_i[6], only_j[6];
        random_game(n, w);
        smaller_game(n, w, j, UINT32_C(1) << i, one);
        smaller_game(n, w, j, UINT32_C(1) << 31, without_j);
        smaller_game(n, w, i, UINT32_C(1) << 31, without_i);
        for (uint32_t set = 0; set < UINT32_C(1) << (n - 1); set++) /* of w, player i is in both or in none */
            if (!(set >> i & 1))
                one[set] = without_j[set];
        lode_shapley(n - 1, one, pair);
        lode_shapley(n - 1, without_j, only_i);
        lode_shapley(n - 1, without_i, only_j);
        int64_t d = 120;
        __int128 expected = pair[i].numerator * (d / pair[i].denominator) -
                            only_i[i].numerator * (d / only_i[i].denominator) -
                            only_j[j - 1].numerator * (d / only_j[j - 1].denominator);
        same_fraction(lode_interaction(n, w, i, j), expected, d);
        same_fraction(lode_interaction(n, w, j, i), expected, d);
    }
}

/* All of T are needed: two of them interact with 1 / (|T| - 1). */
static void those_who_only_count_together(void **state)
{
    (void)state;
    int64_t w[1 << 5];
    for (uint32_t set = 0; set < 1 << 5; set++)
        w[set] = (set & 7) == 7;
    same_fraction(lode_interaction(5, w, 0, 1), 1, 2);
    same_fraction(lode_interaction(5, w, 0, 3), 0, 1);
    for (uint32_t set = 0; set < 1 << 5; set++)
        w[set] = (set & 3) != 0; /* either is enough: the second adds nothing */
    same_fraction(lode_interaction(5, w, 0, 1), -1, 1);
}

static void fractions_as_text(void **state)
{
    static const struct {
        lode_fraction f;
        const char *text;
    } rows[] = {{{0, 1}, "0"},
                {{-7, 3}, "-7/3"},
                {{12, 1}, "12"},
                {{(__int128)1000000000000000000 * 1000000000, 7}, "1000000000000000000000000000/7"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_text text = {0};
        lode_fraction_text(rows[i].f, &text);
        assert_string_equal(lode_text_get(&text), rows[i].text);
        lode_text_free(&text);
    }
    assert_true(fabs(lode_fraction_value((lode_fraction){-7, 3}) + 7 / 3.0) < 1e-15);
}

/* ---- on tables ------------------------------------------------------------------------------------------------ */

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

static void compare(const question *q, const lode_coalitions *c, const lode_attribution *a, double unit,
                    const char *prefix, const char *game)
{
    if (expected_textf("%s.%s.total", prefix, game))
        expected_figure((double)a->total / unit, "%s.%s.total", prefix, game);
    for (int i = 0; i < c->n; i++) {
        const char *name = q->f->n->actor[c->actor[i]].name;
        expected_figure(lode_fraction_value(a->value[i]) / unit, "%s.%s.%s", prefix, game, name);
        if (expected_textf("%s.%s.share.%s", prefix, game, name))
            expected_figure(a->share[i], "%s.%s.share.%s", prefix, game, name);
    }
}

static void figures_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *prefix;
        int no_air, no_overflight;
    } rows[] = {{0, "m1", "d1.m1", 0, 0},    {0, "m2", "d1.m2", 0, 0},          {1, "m1", "d2.m1", 0, 0},
                {1, "m2", "d2.m2", 0, 0},    {0, "m1", "air_free.d1.m1", 0, 1}, {0, "m1", "air_overflight.d1.m1", 0, 0},
                {0, "ALL", "d1.group", 1, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        lode_coalitions c;
        lode_attribution cost, access;
        question_start(&q, *state, rows[i].origin, rows[i].market);
        q.scenario->ignore_overflight = rows[i].no_overflight;
        question_again(&q);
        assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
        lode_attribute_cost(&c, q.shipment.outside_usd_t, &cost);
        assert_int_equal(cost.outside, INT64_C(2000000000));
        compare(&q, &c, &cost, 1e6, rows[i].prefix, "shapley_cost");
        lode_attribute_access(&c, &access);
        if (!rows[i].no_air)
            compare(&q, &c, &access, 1, rows[i].prefix, "shapley_access");
        if (expected_textf("%s.resilience", rows[i].prefix))
            expected_figure(lode_resilience_of(&c, c.players).value, "%s.resilience", rows[i].prefix);
        lode_coalitions_free(&c);
        question_drop(&q);
    }
}

/* d1 to m1 by hand: a = 46.86, b = 1727.3; NOR and SOU stand in for each other, SOU and SEA lie in one way. */
static void fractions_and_pairs_of_the_worked_example(void **state)
{
    question q;
    lode_coalitions c;
    lode_attribution a;
    int64_t reroute = 46860000, captive = 1727300000;
    question_start(&q, *state, 0, "m1");
    assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
    lode_attribute_cost(&c, 2000, &a);
    int nor = 0, sea = 1, sou = 2; /* actors are in the order of their names */
    assert_int_equal(lode_coalition_actors(&c, 1u << nor), question_actors(&q, "NOR"));
    assert_int_equal(lode_coalition_actors(&c, 1u << sea), question_actors(&q, "SEA"));
    same_fraction(a.value[nor], reroute + 2 * captive, 3);
    same_fraction(a.value[sou], captive - reroute, 6);
    same_fraction(a.value[sea], captive - reroute, 6);
    same_fraction(a.pair[nor][sou], captive - reroute, 2);
    same_fraction(a.pair[sou][nor], captive - reroute, 2);
    same_fraction(a.pair[sou][sea], -(captive - reroute), 2);
    lode_coalitions_free(&c);
    question_drop(&q);
}

/* A game with idle players in it is shared out as the whole formula says, pairs and all. */
static void idle_players_change_nothing(void **state)
{
    (void)state;
    for (int trial = 0; trial < 2000; trial++) {
        int64_t cost[1 << 6], w[1 << 6];
        uint32_t idle = (uint32_t)draw(1 << 6);
        lode_coalitions c = {.players = 63, .n = 6, .actor = {0, 1, 2, 3, 4, 5}, .n_sets = 1 << 6, .cost = cost};
        lode_attribution a;
        lode_fraction phi[6];
        for (uint32_t set = 0; set < 1 << 6; set++) /* what is idle is closed in vain */
            cost[set] = (set & idle) ? cost[set & ~idle] : 1000000 + draw(INT64_C(2000000000));
        for (uint32_t set = 0; set < 1 << 6; set++)
            w[set] = (cost[set] < INT64_C(1500000000) ? cost[set] : INT64_C(1500000000)) - cost[0];
        lode_attribute_cost(&c, 1500, &a);
        if (a.sharing == LODE_OUTSIDE_CHEAPER)
            continue;
        lode_shapley(6, w, phi);
        for (int i = 0; i < 6; i++) {
            same_fraction(a.value[i], phi[i].numerator, phi[i].denominator);
            for (int j = 0; j < i; j++) {
                lode_fraction pair = lode_interaction(6, w, i, j);
                same_fraction(a.pair[i][j], pair.numerator, pair.denominator);
                same_fraction(a.pair[j][i], pair.numerator, pair.denominator);
            }
        }
    }
}

static lode_coalitions two_players(int64_t *cost)
{
    return (lode_coalitions){.players = 5, .n = 2, .actor = {0, 2}, .n_sets = 4, .cost = cost};
}

static void games_that_cannot_be_played(void **state)
{
    int64_t cost[4] = {100000000, 150000000, 100000000, LODE_NO_WAY}, nowhere[4];
    lode_coalitions c = two_players(cost);
    lode_attribution a;
    (void)state;
    for (int i = 0; i < 4; i++)
        nowhere[i] = LODE_NO_WAY;
    lode_attribute_cost(&c, NAN, &a);
    assert_int_equal(a.sharing, LODE_OUTSIDE_UNKNOWN);
    assert_true(isnan(a.share[0]) && a.outside == LODE_NO_WAY);
    lode_attribute_access(&c, &a); /* free of K */
    assert_int_equal(a.sharing, LODE_SHARED);
    assert_true(a.share[0] == 0.5 && a.share[1] == 0.5);
    lode_attribute_cost(&c, 100, &a);
    assert_int_equal(a.sharing, LODE_OUTSIDE_CHEAPER);
    assert_true(isnan(a.share[0]));
    lode_attribute_cost(&c, 100.000001, &a);
    assert_int_equal(a.sharing, LODE_SHARED);
    assert_int_equal(a.total, 1);
    lode_attribute_cost(&c, -5, &a);
    assert_int_equal(a.sharing, LODE_OUTSIDE_CHEAPER);
    c = two_players(nowhere);
    lode_attribute_cost(&c, 2000, &a);
    assert_int_equal(a.sharing, LODE_NO_WAY_TO_SHARE);
    lode_attribute_access(&c, &a);
    assert_int_equal(a.sharing, LODE_NO_WAY_TO_SHARE);
    assert_string_equal(lode_sharing_names[a.sharing], "unreachable");
}

/* K caps what a closure costs: a way dearer than K is worth no more than none. */
static void the_outside_option_caps(void **state)
{
    int64_t cost[4] = {100000000, 150000000, 100000000, 900000000};
    lode_coalitions c = two_players(cost);
    (void)state;
    for (int i = 0; i < LODE_N_OUTSIDES; i++) {
        lode_attribution a;
        double k = 400 * lode_outside_factors[i];
        lode_attribute_cost(&c, k, &a);
        assert_int_equal(a.total, (int64_t)(k * 1e6) - 100000000);
        same_fraction(a.value[0], 50000000 + a.total, 2);
        same_fraction(a.value[1], a.total - 50000000, 2);
    }
}

static void resilience_of_some_and_none(void **state)
{
    int64_t cost[4] = {100000000, 150000000, 100000000, LODE_NO_WAY}, free_of_cost[4] = {0, 0, 5, LODE_NO_WAY};
    lode_coalitions c = two_players(cost);
    (void)state;
    lode_resilience r = lode_resilience_of(&c, 0xfff);
    assert_true(fabs(r.value - (2 / 3.0 + 1 + 0) / 3) < 1e-15);
    assert_int_equal(r.actors, 5);
    assert_int_equal(r.sets, 3);
    r = lode_resilience_of(&c, 1 | 2); /* actor 1 does not play */
    assert_true(fabs(r.value - 2 / 3.0) < 1e-15);
    r = lode_resilience_of(&c, 2);
    assert_true(isnan(r.value) && r.sets == 0);
    c = two_players(free_of_cost);
    assert_true(fabs(lode_resilience_of(&c, 5).value - 1 / 3.0) < 1e-15);
    free_of_cost[0] = LODE_NO_WAY;
    assert_true(isnan(lode_resilience_of(&c, 5).value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_means_over_all_orders),
                                       cmocka_unit_test(values_sum_to_the_total),
                                       cmocka_unit_test(the_alike_get_alike_and_the_idle_nothing),
                                       cmocka_unit_test(interaction_is_what_the_pair_is_worth_beyond_its_parts),
                                       cmocka_unit_test(those_who_only_count_together),
                                       cmocka_unit_test(fractions_as_text),
                                       cmocka_unit_test(figures_of_the_worked_example),
                                       cmocka_unit_test(fractions_and_pairs_of_the_worked_example),
                                       cmocka_unit_test(idle_players_change_nothing),
                                       cmocka_unit_test(games_that_cannot_be_played),
                                       cmocka_unit_test(the_outside_option_caps),
                                       cmocka_unit_test(resilience_of_some_and_none)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
