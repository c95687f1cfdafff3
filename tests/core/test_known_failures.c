/* What other programs are known to get wrong (DESIGN section 2), each as a small network. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder_case.h"

#define SEA_COLUMNS "id,from_place,to_place,domain,length_km,source,confidence,passes\n"

static void way_is(question *q, const char *closed, const char *expected)
{
    lode_text way = {0};
    question_way(q, closed, &way);
    assert_string_equal(lode_text_get(&way), expected);
    lode_text_free(&way);
}

static const char by_rus[] = "d>t_mine>r_e>x_rus>r_rus>x_mkt>r_mkt>m";
static const char by_sea[] = "d>t_mine>r_s>x_sou>r_sou>t_sou>t_sou>sea>m";

/* Whether a way touches a domain: its elements, what they need, the places between. */
static int touches(const question *q, const char *actors, const char *domain)
{
    lode_step *steps;
    size_t n;
    lode_set closed = lode_closed_by(q->f->n, question_actors(q, actors), &q->own), one = {{0}};
    lode_set_add(&one, lode_network_domain(q->f->n, domain));
    assert_int_equal(lode_oracle_steps(q->oracle, q->origin, &closed, &steps, &n, NULL), LODE_OK);
    assert_true(n > 0);
    int meets = lode_steps_meet(q->scenario, steps, n, &one);
    free(steps);
    return meets;
}

/* "Avoid Russia" that still crosses it: however dear the way around, and however cheap Russia is. */
static void avoiding_a_country_never_crosses_it(void **state)
{
    (void)state;
    for (int dear = 0; dear < 2; dear++) {
        folder_case f;
        question q;
        folder_case_start(&f);
        folder_case_put(&f, "sea",
                        dear ? SEA_COLUMNS "sea,sou_p,mkt_p,OCEAN,40000,test,high\n"
                             : SEA_COLUMNS "sea,sou_p,mkt_p,OCEAN,1500,test,high\n");
        folder_case_add(&f, "tariffs", "rail,RUS,0.0001,200");
        folder_case_read(&f);
        question_start(&q, &f, 0, "m");
        way_is(&q, "", by_rus);
        way_is(&q, "RUS", by_sea);
        assert_true(touches(&q, "", "RUS") && !touches(&q, "RUS", "RUS"));
        question_drop(&q);
        question_start(&q, &f, 0, "m"); /* the same by a scenario */
        assert_int_equal(lode_scenario_change(q.scenario, "close", "RUS", NULL, NULL), LODE_OK);
        question_again(&q);
        way_is(&q, "", by_sea);
        question_drop(&q);
        folder_case_drop(&f);
    }
}

/* A place of the closed country that a link of another domain merely calls at closes that way. */
static void calling_at_a_port_of_the_closed_country_is_crossing_it(void **state)
{
    folder_case f;
    question q;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "terminals", "t_rus,rus_e,port,rail;sea,8,48,test,high");
    folder_case_put(&f, "sea", SEA_COLUMNS "s1,sou_p,rus_e,OCEAN,900,test,high\ns2,rus_e,mkt_p,OCEAN,400,test,high\n");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    assert_true(question_cost(&q, "RUS") == LODE_NO_WAY);
    question_drop(&q);
    folder_case_drop(&f);
}

/* A restriction is not dropped because no other way exists: captive, with the set that closes as proof. */
static void restriction_holds_where_no_other_way_exists(void **state)
{
    folder_case f;
    question q;
    lode_cuts cuts;
    lode_text proof = {0};
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    int64_t open = question_cost(&q, "");
    assert_true(question_cost(&q, "RUS+SOU") == LODE_NO_WAY);
    way_is(&q, "RUS+SOU", "");
    assert_int_equal(lode_standing_of(&q.shipment, open, question_cost(&q, "RUS+OCEAN"), 0), LODE_CAPTIVE);
    assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
    lode_cut_text(f.n, &cuts, &proof);
    assert_string_equal(lode_text_get(&proof), "{OCEAN+RUS} {RUS+SOU}");
    for (size_t i = 0; i < cuts.n; i++) /* the proof holds: closed together no way, one less a way */
        for (uint32_t bit = 1; bit < 8; bit <<= 1) {
            lode_way way;
            lode_set all = lode_closed_by(f.n, cuts.sets[i], &q.own);
            lode_set less = lode_closed_by(f.n, cuts.sets[i] & ~bit, &q.own);
            assert_int_equal(lode_oracle_ask(q.oracle, q.origin, &all, &way, NULL), LODE_OK);
            assert_false(way.found);
            assert_int_equal(lode_oracle_ask(q.oracle, q.origin, &less, &way, NULL), LODE_OK);
            assert_int_equal(way.found, (cuts.sets[i] & bit) != 0);
        }
    lode_text_free(&proof);
    free(cuts.sets);
    question_drop(&q);
    folder_case_drop(&f);
}

/* Links that lie on one strait: closing it closes them all, and one that goes around stays. */
static void duplicate_link_on_a_closed_strait_does_not_leak(void **state)
{
    static const char both[] = SEA_COLUMNS "sea,sou_p,mkt_p,OCEAN,1500,test,high,STRAIT\n"
                                           "copy,mkt_p,sou_p,OCEAN,1500,test,high,CANAL;STRAIT\n";
    static const char around[] = SEA_COLUMNS "sea,sou_p,mkt_p,OCEAN,1500,test,high,STRAIT\n"
                                             "cape,sou_p,mkt_p,OCEAN,9000,test,high\n";
    (void)state;
    for (int i = 0; i < 2; i++) {
        folder_case f;
        question q;
        folder_case_start(&f);
        folder_case_put(&f, "actors", "actor,domains\nRUS,RUS\nSTRAIT,STRAIT\n");
        folder_case_put(&f, "sea", i ? around : both);
        folder_case_read(&f);
        question_start(&q, &f, 0, "m");
        assert_int_equal(question_cost(&q, "RUS+STRAIT") == LODE_NO_WAY, i == 0);
        if (i)
            way_is(&q, "RUS+STRAIT", "d>t_mine>r_s>x_sou>r_sou>t_sou>t_sou>cape>m");
        question_drop(&q);
        folder_case_drop(&f);
    }
}

/* Missing border costs are not 0: the parameter counts, is found and lowers the confidence; so a crossing cannot become
 * cheaper by losing its figure unless it was dearer than assumed, and then the finding says so. */
static void missing_border_costs_are_not_zero(void **state)
{
    static const char columns[] = "id,name,place_a,place_b,mode,gauge_a_mm,gauge_b_mm,source,confidence,dwell_h,"
                                  "cost_usd_t\n";
    static const char *const x_rus[] = {"x_rus,X,ori_e,rus_w,rail,1520,1520,test,high,24,8",
                                        "x_rus,X,ori_e,rus_w,rail,1520,1520,test,high,24,",
                                        "x_rus,X,ori_e,rus_w,rail,1520,1520,test,high,,"};
    int64_t cost[3];
    (void)state;
    for (int i = 0; i < 3; i++) {
        folder_case f;
        question q;
        folder_case_start(&f);
        folder_case_put(&f, "crossings", columns);
        folder_case_add(&f, "crossings", x_rus[i]);
        folder_case_add(&f, "crossings", "x_mkt,X,rus_e,mkt_w,rail,1520,1520,test,high,24,4");
        folder_case_read(&f);
        assert_int_equal(folder_case_found(&f, "LW-NET-009"), i);
        if (i)
            assert_string_equal(folder_case_finding(&f, "LW-NET-009")->id, "x_rus");
        assert_int_equal(folder_case_element(&f, "x_rus", LODE_E_CROSSING, NULL)->confidence,
                         i ? LODE_ASSUMED : LODE_HIGH);
        question_start(&q, &f, 0, "m");
        cost[i] = question_cost(&q, "");
        question_drop(&q);
        folder_case_drop(&f);
    }
    assert_int_equal(cost[1], cost[0]); /* cost_usd_t = 8 and dwell_h = 24 are assumed */
    assert_int_equal(cost[2], cost[0]);
}

/* A deposit that no road or terminal of its country serves is not unreachable without a word. */
static void unconnected_origin_is_found(void **state)
{
    folder_case f;
    question q;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "occurrences", "alone,Alone,RUS,deposit,3,0.5,ore");
    folder_case_read(&f);
    const lode_finding *found = folder_case_finding(&f, "LW-NET-007");
    assert_string_equal(found->id, "alone");
    assert_string_equal(found->layer, "occurrences");
    assert_int_equal(folder_case_found(&f, "LW-NET-007"), 1);
    question_start(&q, &f, 1, "m");
    lode_cuts cuts;
    assert_true(question_cost(&q, "") == LODE_NO_WAY);
    assert_int_equal(lode_standing_of(&q.shipment, LODE_NO_WAY, LODE_NO_WAY, 0), LODE_UNREACHABLE);
    assert_int_equal(lode_cut_sets(q.oracle, q.origin, &q.own, &cuts, NULL), LODE_OK);
    assert_true(cuts.unreachable && cuts.n == 0);
    question_drop(&q);
    folder_case_drop(&f);
}

/* A sea way that uses an inland river of the closed country: passes RUS, so it closes with it. */
static void sea_way_by_a_river_closes_with_its_country(void **state)
{
    folder_case f;
    question q;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "sea", SEA_COLUMNS "river,sou_p,mkt_p,OCEAN,1200,test,high,RUS\n");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    assert_int_equal(lode_scenario_change(q.scenario, "close", "link:r_rus", NULL, NULL), LODE_OK);
    question_again(&q);
    way_is(&q, "", "d>t_mine>r_s>x_sou>r_sou>t_sou>t_sou>river>m");
    assert_true(touches(&q, "", "RUS"));
    assert_true(question_cost(&q, "RUS") == LODE_NO_WAY);
    question_drop(&q);
    folder_case_drop(&f);
}

/* A port that is closed is closed to ships that only call there, whatever else it handles. */
static void closed_port_lets_no_ship_call(void **state)
{
    static const char *const ports[] = {"t_call,cape,port,sea,8,48,test,high,closed",
                                        "t_call,cape,port,rail,8,48,test,high,closed"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        folder_case f;
        question q;
        folder_case_start(&f);
        folder_case_add(&f, "places", "cape,Cape,SOU,0.9,-5.5");
        folder_case_put(&f, "sea",
                        SEA_COLUMNS "s1,sou_p,cape,OCEAN,900,test,high\ns2,cape,mkt_p,OCEAN,900,test,high\n");
        folder_case_add(&f, "terminals", ports[i]);
        folder_case_read(&f);
        question_start(&q, &f, 0, "m");
        assert_true(question_cost(&q, "") != LODE_NO_WAY);
        if (question_cost(&q, "RUS") != LODE_NO_WAY)
            fail_msg("a ship calls at the closed port \"%s\"", ports[i]);
        question_drop(&q);
        folder_case_drop(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(avoiding_a_country_never_crosses_it),
        cmocka_unit_test(calling_at_a_port_of_the_closed_country_is_crossing_it),
        cmocka_unit_test(restriction_holds_where_no_other_way_exists),
        cmocka_unit_test(duplicate_link_on_a_closed_strait_does_not_leak),
        cmocka_unit_test(missing_border_costs_are_not_zero),
        cmocka_unit_test(unconnected_origin_is_found),
        cmocka_unit_test(sea_way_by_a_river_closes_with_its_country),
        cmocka_unit_test(closed_port_lets_no_ship_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
