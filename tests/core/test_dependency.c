/* Who can close what: the standings of MODEL M3 and the cut sets of M6, on the worked example and on small networks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder_case.h"

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

#define USD INT64_C(1000000)

static void standings(void **state)
{
    static const struct {
        int64_t base, shut;
        int all_own;
        double k;
        lode_standing expected;
    } rows[] = {{LODE_NO_WAY, LODE_NO_WAY, 0, 2000, LODE_UNREACHABLE},
                {LODE_NO_WAY, LODE_NO_WAY, 1, NAN, LODE_UNREACHABLE},
                {2000 * USD, LODE_NO_WAY, 0, 2000, LODE_UNECONOMIC}, /* G not below K */
                {2000 * USD - 1, LODE_NO_WAY, 0, 2000, LODE_CAPTIVE},
                {2000 * USD, LODE_NO_WAY, 0, NAN, LODE_CAPTIVE}, /* K is not known */
                {100 * USD, 100 * USD, 1, 2000, LODE_OWN},
                {100 * USD, 150 * USD, 1, 2000, LODE_OWN},
                {100 * USD, 100 * USD + 1, 0, 2000, LODE_REROUTE},
                {100 * USD, 3000 * USD, 0, 2000, LODE_REROUTE},
                {100 * USD, 100 * USD, 0, 2000, LODE_UNAFFECTED},
                {0, 0, 0, 0, LODE_UNECONOMIC}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_shipment shipment = {.outside_usd_t = rows[i].k};
        assert_string_equal(
            lode_standing_names[lode_standing_of(&shipment, rows[i].base, rows[i].shut, rows[i].all_own)],
            lode_standing_names[rows[i].expected]);
    }
}

/* Costs of the worked example in cents; -1: no way. */
static void closures_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *closed;
        int64_t cents;
    } rows[] = {{0, "m1", "", 27270},        {0, "m1", "NOR", 31956},      {0, "m1", "SOU", 27270},
                {0, "m1", "SEA", 27270},     {0, "m1", "SOU+SEA", 27270},  {0, "m1", "NOR+SOU", -1},
                {0, "m1", "NOR+SEA", -1},    {0, "m1", "NOR+SOU+SEA", -1}, {0, "m2", "", 11100},
                {0, "m2", "NOR", 11100},     {0, "m2", "SOU", 11100},      {0, "ALL", "", 11100},
                {0, "ALL", "SOU", 27270},    {0, "ALL", "NOR", 11100},     {0, "ALL", "NOR+SOU", -1},
                {1, "m1", "", 23750},        {1, "m1", "SOU", 23750},      {1, "m1", "NOR", 23750},
                {1, "m1", "NOR+SOU", 23750}, {1, "m2", "", 8660},          {1, "ALL", "SOU", 23750}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        question_start(&q, *state, rows[i].origin, rows[i].market);
        int64_t expected = rows[i].cents < 0 ? LODE_NO_WAY : rows[i].cents * 10000;
        if (question_cost(&q, rows[i].closed) != expected)
            fail_msg("deposit %zu to %s without %s: %lld, expected %lld", rows[i].origin, rows[i].market,
                     rows[i].closed, (long long)question_cost(&q, rows[i].closed), (long long)expected);
        question_drop(&q);
    }
}

static void cut_sets_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *cuts;
        int free_way;
    } rows[] = {{0, "m1", "{NOR+SEA} {NOR+SOU}", 0},
                {0, "m2", "", 1},
                {0, "ALL", "{NOR+SOU}", 0},
                {1, "m1", "", 1},
                {1, "m2", "", 1},
                {1, "ALL", "", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        lode_cuts cuts;
        lode_text text = {0};
        question_start(&q, *state, rows[i].origin, rows[i].market);
        assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
        lode_cut_text(q.f->n, &cuts, &text);
        assert_string_equal(lode_text_get(&text), rows[i].cuts);
        assert_int_equal(cuts.free_way, rows[i].free_way);
        assert_false(cuts.unreachable);
        lode_text_free(&text);
        free(cuts.sets);
        question_drop(&q);
    }
}

/* For a market its domain is protected, for a group only that of the deposit. */
static void own_domains_are_no_players(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *players, *owners;
    } rows[] = {{0, "m1", "NOR+SEA+SOU", ""},
                {0, "m2", "NOR+SEA", "SOU"},
                {0, "ALL", "NOR+SEA+SOU", ""},
                {1, "m1", "SEA+SOU", "NOR"},
                {1, "m2", "SEA", "NOR+SOU"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        lode_text players = {0}, owners = {0};
        question_start(&q, *state, rows[i].origin, rows[i].market);
        lode_actor_names(q.f->n, lode_players(q.f->n, &q.own), &players);
        lode_actor_names(q.f->n, lode_owners(q.f->n, 7, &q.own), &owners);
        assert_string_equal(lode_text_get(&players), rows[i].players);
        assert_string_equal(lode_text_get(&owners), rows[i].owners);
        lode_text_free(&players);
        lode_text_free(&owners);
        question_drop(&q);
    }
}

/* Overflight counted, the aircraft needs NOR; ignored, nobody can close it. */
static void overflight_makes_the_difference(void **state)
{
    question q;
    lode_cuts cuts;
    question_start(&q, *state, 0, "m1");
    q.scenario->ignore_overflight = 1;
    question_again(&q);
    assert_true(question_cost(&q, "NOR+SOU") == INT64_C(1524800000));
    assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
    assert_true(cuts.free_way && cuts.n == 0);
    free(cuts.sets);
    question_drop(&q);
}

static void who_cannot_close_is_no_player(void **state)
{
    folder_case f;
    question q;
    lode_cuts cuts;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "actors", "actor,domains,closable\nRUS,RUS,yes\nSOU,SOU,no\n");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    assert_int_equal(lode_players(f.n, &q.own), question_actors(&q, "RUS"));
    assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
    assert_true(cuts.free_way && cuts.n == 0); /* by SOU */
    free(cuts.sets);
    question_drop(&q);
    folder_case_drop(&f);
}

/* An actor of several domains keeps the deposit's own open and closes the rest. */
static void own_part_of_an_actor_stays_open(void **state)
{
    folder_case f;
    question q;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "actors", "actor,domains\nUNION,ORI;RUS\nSOU,SOU\n");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    int64_t south = question_cost(&q, "UNION");
    assert_true(south > question_cost(&q, "") && south != LODE_NO_WAY);
    assert_true(question_cost(&q, "UNION+SOU") == LODE_NO_WAY);
    assert_int_equal(lode_players(f.n, &q.own), question_actors(&q, "SOU"));
    question_drop(&q);
    folder_case_drop(&f);
}

static void without_a_way_there_is_nothing_to_cut(void **state)
{
    folder_case f;
    question q;
    lode_cuts cuts;
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    assert_int_equal(lode_scenario_change(q.scenario, "close", "mode:rail", NULL, NULL), LODE_OK);
    question_again(&q);
    assert_true(question_cost(&q, "") == LODE_NO_WAY);
    assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
    assert_true(cuts.unreachable && cuts.n == 0 && !cuts.free_way);
    question_drop(&q);
    folder_case_drop(&f);
}

/* Six parallel ways by six actors: no cut of four, and the parameter may ask for more. */
static void cuts_are_searched_up_to_the_parameter(void **state)
{
    (void)state;
    for (int most = 4; most <= 6; most += 2) {
        folder_case f;
        question q;
        lode_cuts cuts;
        folder_case_start(&f);
        folder_case_put(&f, "sea",
                        "id,from_place,to_place,domain,length_km,source,confidence,passes\n"
                        "s1,sou_p,mkt_p,OCEAN,1500,test,high,A\ns2,sou_p,mkt_p,OCEAN,1501,test,high,B\n"
                        "s3,sou_p,mkt_p,OCEAN,1502,test,high,C\ns4,sou_p,mkt_p,OCEAN,1503,test,high,D\n"
                        "s5,sou_p,mkt_p,OCEAN,1504,test,high,E\n");
        folder_case_put(&f, "actors", "actor,domains\nRUS,RUS\nA,A\nB,B\nC,C\nD,D\nE,E\n");
        folder_case_put(&f, "parameters", most == 4 ? "key,value\nmax_cut,4\n" : "key,value\nmax_cut,6\n");
        folder_case_read(&f);
        question_start(&q, &f, 0, "m");
        assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
        assert_int_equal(cuts.n, most == 6);
        assert_false(cuts.free_way);
        if (most == 6)
            assert_int_equal(cuts.sets[0], 63);
        free(cuts.sets);
        question_drop(&q);
        folder_case_drop(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standings),
        cmocka_unit_test(closures_of_the_worked_example),
        cmocka_unit_test(cut_sets_of_the_worked_example),
        cmocka_unit_test(own_domains_are_no_players),
        cmocka_unit_test(overflight_makes_the_difference),
        cmocka_unit_test(who_cannot_close_is_no_player),
        cmocka_unit_test(own_part_of_an_actor_stays_open),
        cmocka_unit_test(without_a_way_there_is_nothing_to_cut),
        cmocka_unit_test(cuts_are_searched_up_to_the_parameter),
    };
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
