/* What a cost rests on (M15): parts that add up, the weakest fact of each, grades at their thresholds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/grade.h"
#include "core/way.h"
#include "support/folder_case.h"

/* Parts of one element, gathered. */
typedef struct gathered {
    lode_part parts[24];
    size_t n;
} gathered;

static void gather(void *context, const lode_part *part)
{
    gathered *g = context;
    assert_true(g->n < sizeof g->parts / sizeof *g->parts);
    g->parts[g->n++] = *part;
}

static gathered parts_of(const folder_case *f, const lode_element *e, int32_t index)
{
    gathered g = {0};
    lode_shipment shipment = folder_case_shipment(f);
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    lode_cost_parts(s, &shipment, e, index, 0, gather, &g);
    lode_scenario_free(s);
    return g;
}

static gathered parts_of_id(const folder_case *f, const char *id, lode_element_kind kind)
{
    int32_t index;
    const lode_element *e = folder_case_element(f, id, kind, &index);
    return parts_of(f, e, index);
}

/* The part that rests on a column; fails where there is none. */
static const lode_part *part_on(const gathered *g, const char *column)
{
    for (size_t i = 0; i < g->n; i++)
        for (int k = 0; k < g->parts[i].n_facts; k++)
            if (strcmp(g->parts[i].facts[k].column, column) == 0)
                return &g->parts[i];
    fail_msg("no part rests on %s", column);
    return NULL;
}

static void parts_add_up_to_g(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "tariffs",
                    "mode,domain,usd,km_h,basis,surface,traction,entry_usd,empty_share,co2_g_tkm,confidence\n"
                    "rail,*,0.05,25,tkm,,,3.5,,,high\nrail,*,90,,unit_km,,,,0.4,,low\nroad,*,0.1,40\n"
                    "sea,*,0.01,20,tkm,,,,,,medium\nair,*,0.5,700\ntrack,*,0.2,20\n");
    folder_case_add(&f, "crossings", "x,X,ori_e,rus_w,rail,1520,1435,test,high,24,4,40,7,6,12,50");
    folder_case_add(&f, "sea", "slow,sou_p,mkt_p,OCEAN,1500,test,high,,48,12,4");
    folder_case_read(&f);
    lode_shipment shipment = folder_case_shipment(&f);
    lode_scenario *s = lode_scenario_new(f.n, "test", NULL);
    for (size_t i = 0; i < f.n->n_elements; i++)
        for (int reverse = 0; reverse < 2; reverse++) {
            const lode_element *e = &f.n->element[i];
            int64_t by_confidence[LODE_N_CONFIDENCES] = {0}, sum = 0;
            lode_cost cost = lode_cost_of(s, &shipment, e, (int32_t)i, reverse);
            lode_cost_by_confidence(s, &shipment, e, (int32_t)i, reverse, by_confidence);
            for (int k = 0; k < LODE_N_CONFIDENCES; k++)
                sum += by_confidence[k];
            if (llabs(sum - lode_cost_total(&cost)) > 8) /* the rounding of the parts */
                fail_msg("%s: parts sum to %lld, G is %lld", e->id, (long long)sum, (long long)lode_cost_total(&cost));
        }
    lode_scenario_free(s);
    folder_case_drop(&f);
}

static void a_part_is_as_good_as_its_weakest_fact(void **state)
{
    static const struct {
        const char *link, *tariff;
        uint8_t freight, running;
    } rows[] = {
        {"high", "high", LODE_HIGH, LODE_HIGH},
        {"medium", "high", LODE_MEDIUM, LODE_MEDIUM},
        {"high", "medium", LODE_MEDIUM, LODE_MEDIUM},
        {"low", "high", LODE_LOW, LODE_LOW},
        {"high", "", LODE_LOW, LODE_LOW},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        folder_case f;
        char link[120], tariff[120];
        int32_t index;
        snprintf(link, sizeof link, "r,mine,ori_e,ORI,200,test,%s,1520", rows[i].link);
        snprintf(tariff, sizeof tariff, "rail,ORI,0.05,25,tkm,,,,,,%s", rows[i].tariff);
        folder_case_start(&f);
        folder_case_add(&f, "rail", link);
        folder_case_add(&f, "tariffs", tariff);
        folder_case_read(&f);
        const lode_element *e = folder_case_element(&f, "r", LODE_E_LINK, &index);
        gathered g = parts_of(&f, e, index);
        assert_int_equal(part_on(&g, "usd")->confidence, rows[i].freight);
        assert_int_equal(part_on(&g, "km_h")->confidence, rows[i].running);
        assert_float_equal(part_on(&g, "usd")->usd_t, 10, 1e-9);
        assert_string_equal(part_on(&g, "usd")->facts[0].layer, "tariffs");
        assert_string_equal(part_on(&g, "usd")->facts[1].layer, "rail");
        folder_case_drop(&f);
    }
}

static void own_price_and_days_rest_on_the_link(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "sea", "own,sou_p,mkt_p,OCEAN,1500,test,medium,,48,12,4");
    folder_case_read(&f);
    gathered g = parts_of_id(&f, "own", LODE_E_LINK);
    assert_int_equal(g.n, 3);
    assert_int_equal(part_on(&g, "usd_t")->confidence, LODE_MEDIUM);
    assert_float_equal(part_on(&g, "usd_t")->usd_t, 12, 1e-9);
    assert_float_equal(part_on(&g, "days")->usd_t, 96 * 0.1, 1e-9); /* v = 0.1 USD/(t h) */
    assert_float_equal(part_on(&g, "headway_h")->usd_t, 0.1 * (24 + 0.8 * 19.2), 1e-9);
    folder_case_drop(&f);
}

static void what_is_missing_is_assumed_and_what_is_derived_is_low(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "crossings", "no_cost,X,ori_e,rus_w,road,,,test,high,5,,9");
    folder_case_add(&f, "crossings", "no_p90,X,ori_e,rus_w,road,,,test,high,5,3");
    folder_case_add(&f, "rail", "no_length,mine,ori_e,ORI,,test,high,1520");
    folder_case_read(&f);
    gathered g = parts_of_id(&f, "no_cost", LODE_E_CROSSING);
    assert_int_equal(part_on(&g, "cost_usd_t")->confidence, LODE_ASSUMED);
    assert_string_equal(part_on(&g, "cost_usd_t")->facts[0].layer, "parameters");
    assert_int_equal(part_on(&g, "cost_usd_t")->facts[0].row, -1);
    assert_int_equal(part_on(&g, "dwell_h")->confidence, LODE_HIGH);
    g = parts_of_id(&f, "no_p90", LODE_E_CROSSING);
    assert_int_equal(part_on(&g, "cost_usd_t")->confidence, LODE_HIGH);
    assert_int_equal(part_on(&g, "dwell_h")->confidence, LODE_LOW);
    g = parts_of_id(&f, "no_length", LODE_E_LINK);
    assert_int_equal(part_on(&g, "length_km")->facts[1].confidence, LODE_LOW);
    const lode_element *access = &f.n->origin[0].options[0].access;
    g = parts_of(&f, access, -1);
    for (size_t i = 0; i < g.n; i++)
        assert_true(g.parts[i].confidence == LODE_ASSUMED);
    folder_case_drop(&f);
}

static void grades_at_their_thresholds(void **state)
{
    static const struct {
        int64_t by_confidence[LODE_N_CONFIDENCES];
        const char *grade;
    } rows[] = {
        {{100, 0, 0, 0}, "A"},  {{0, 100, 0, 0}, "A"},  {{40, 40, 20, 0}, "A"}, {{40, 39, 21, 0}, "B"},
        {{96, 0, 0, 4}, "A"},   {{95, 0, 0, 5}, "B"},   {{86, 0, 0, 14}, "B"},  {{85, 0, 0, 15}, "C"},
        {{30, 30, 40, 0}, "B"}, {{30, 29, 41, 0}, "C"}, {{50, 0, 50, 0}, "C"},  {{49, 0, 51, 0}, "D"},
        {{49, 0, 0, 51}, "D"},  {{0, 0, 0, 1}, "D"},    {{0, 49, 26, 25}, "D"},
    };
    lode_parameters p = lode_parameters_default();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *grade = lode_grade(&p, rows[i].by_confidence);
        if (!grade || strcmp(grade, rows[i].grade) != 0)
            fail_msg("row %zu: grade %s, not %s", i, grade ? grade : "none", rows[i].grade);
    }
    assert_null(lode_grade(&p, (int64_t[LODE_N_CONFIDENCES]){0}));
    assert_true(isnan(lode_confidence_pct((int64_t[LODE_N_CONFIDENCES]){0}, LODE_HIGH)));
    p.grade_a_sourced_pct = 90;
    assert_string_equal(lode_grade(&p, (int64_t[]){85, 0, 15, 0}), "B");
}

static void shares_of_a_way_sum_to_100(void **state)
{
    folder_case f;
    question q;
    lode_step *steps;
    size_t n;
    lode_route r;
    lode_set nothing = {{0}};
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    question_start(&q, &f, 0, "EU");
    assert_int_equal(lode_oracle_steps(q.oracle, q.origin, &nothing, &steps, &n, NULL), LODE_OK);
    assert_int_equal(lode_route_make(q.oracle, steps, n, &r, NULL), LODE_OK);
    double sum = 0;
    for (int i = 0; i < LODE_N_CONFIDENCES; i++)
        sum += lode_confidence_pct(r.by_confidence, i);
    assert_float_equal(sum, 100, 1e-9);
    /* Border costs are of high confidence; tariffs have none named, and no p90 is given: the rest is low. */
    assert_float_equal(lode_route_sourced_pct(&r), 100.0 * (5 + 4 + 4) / ((double)r.total / 1e6), 1e-4);
    lode_route_free(&r);
    question_drop(&q);
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_add_up_to_g),
        cmocka_unit_test(a_part_is_as_good_as_its_weakest_fact),
        cmocka_unit_test(own_price_and_days_rest_on_the_link),
        cmocka_unit_test(what_is_missing_is_assumed_and_what_is_derived_is_low),
        cmocka_unit_test(grades_at_their_thresholds),
        cmocka_unit_test(shares_of_a_way_sum_to_100),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
