/* What scenarios can aim at, what each change does there and nowhere else, and what is said of a target unknown. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder_case.h"

/* The base case with a strait on the ship's way, a planned railway, a seasonal one and an air link. */
static int make(void **state)
{
    static folder_case f;
    folder_case_start(&f);
    folder_case_put(&f, "sea",
                    "id,from_place,to_place,domain,length_km,source,confidence,passes\n"
                    "sea,sou_p,mkt_p,OCEAN,1500,test,high,STRAIT\n");
    folder_case_put(&f, "actors", "actor,domains\nRUS,RUS\nSOUTH,SOU;STRAIT\nOCEAN,OCEAN\n");
    folder_case_add(&f, "rail", "r_plan,rus_w,rus_e,RUS,450,test,high,1520,planned,2030");
    folder_case_add(&f, "rail", "r_works,rus_w,rus_e,RUS,440,test,high,1520,construction");
    folder_case_add(&f, "rail", "r_shut,rus_w,rus_e,RUS,430,test,high,1520,closed,2020");
    folder_case_add(&f, "rail", "r_summer,rus_w,rus_e,RUS,460,test,high,1520,open,,12;1;2");
    folder_case_add(&f, "crossings", "x_ores,X ores,ori_e,rus_w,road,,,test,high,24,4,,,,,,,,,ore");
    folder_case_add(&f, "terminals", "t_air,mine,airport,air,5,12,test,high");
    folder_case_add(&f, "terminals", "t_air_s,sou_p,airport,air,5,12,test,high");
    folder_case_add(&f, "air", "fly,mine,sou_p,AIR,700,test,high,RUS");
    folder_case_read(&f);
    assert_non_null(f.n);
    *state = &f;
    return 0;
}

static int drop(void **state)
{
    folder_case_drop(*state);
    return 0;
}

static void change(lode_scenario *s, const char *action, const char *target, const char *value)
{
    lode_err err = {0};
    if (lode_scenario_change(s, action, target, value, &err))
        fail_msg("%s %s: %s", action, target, err.message);
}

static int usable(const folder_case *f, const lode_scenario *s, const char *id, lode_element_kind kind)
{
    int32_t index;
    const lode_element *e = folder_case_element(f, id, kind, &index);
    return lode_element_allowed(s, e, index, "ore") && !lode_element_meets(s, e, &s->closed_domains);
}

static const struct {
    const char *id;
    lode_element_kind kind;
} watched[] = {{"r_e", LODE_E_LINK},       {"r_rus", LODE_E_LINK},     {"sea", LODE_E_LINK},   {"fly", LODE_E_LINK},
               {"x_rus", LODE_E_CROSSING}, {"x_sou", LODE_E_CROSSING}, {"t_sou", LODE_E_LOAD}, {"t_mine", LODE_E_LOAD}};
enum { N_WATCHED = sizeof watched / sizeof *watched };

/* Which of the elements watched a closure closes. */
static void each_target_closes_its_own(void **state)
{
    static const struct {
        const char *target;
        const char *closed; /* ids, spaced */
    } rows[] = {{"RUS", " r_rus fly x_rus "},
                {"actor:RUS", " r_rus fly x_rus "},
                {"SOU", " x_sou t_sou "},
                {"actor:SOUTH", " sea x_sou t_sou "},
                {"SOUTH", " sea x_sou t_sou "},
                {"OCEAN", " sea "},
                {"STRAIT", " sea "},
                {"passage:STRAIT", " sea "},
                {"crossing:x_rus", " x_rus "},
                {"terminal:t_sou", " t_sou "},
                {"link:r_rus", " r_rus "},
                {"mode:rail", " r_e r_rus x_rus x_sou t_sou t_mine "},
                {"mode:sea", " sea "},
                {"mode:air", " fly "},
                {"status:open", " r_e r_rus sea fly x_rus x_sou t_sou t_mine "},
                {"status:planned", " "},
                {"*", " r_e r_rus sea fly x_rus x_sou t_sou t_mine "}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "close", rows[i].target, NULL);
        for (size_t w = 0; w < N_WATCHED; w++) {
            char word[20];
            snprintf(word, sizeof word, " %s ", watched[w].id);
            int closed = !usable(f, s, watched[w].id, watched[w].kind);
            if (closed != (strstr(rows[i].closed, word) != NULL))
                fail_msg("close %s: %s is %s", rows[i].target, watched[w].id, closed ? "closed" : "open");
        }
        lode_scenario_free(s);
    }
}

static void opening_takes_a_closure_back(void **state)
{
    static const char *const targets[] = {"RUS",         "actor:SOUTH",   "crossing:x_rus", "terminal:t_sou",
                                          "link:r_rus",  "mode:rail",     "passage:STRAIT", "*",
                                          "status:open", "status:planned"};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "close", targets[i], NULL);
        change(s, "open", targets[i], NULL);
        for (size_t w = 0; w < N_WATCHED; w++)
            assert_true(usable(f, s, watched[w].id, watched[w].kind));
        lode_scenario_free(s);
    }
}

static void status_other_than_open_is_closed(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    static const char *const ids[] = {"r_plan", "r_works", "r_shut"};
    static const char *const targets[] = {"status:planned", "status:construction", "link:r_shut"};
    for (int i = 0; i < 3; i++) {
        assert_false(usable(f, s, ids[i], LODE_E_LINK));
        change(s, "open", targets[i], NULL);
        for (int k = 0; k < 3; k++)
            assert_int_equal(usable(f, s, ids[k], LODE_E_LINK), k <= i);
    }
    lode_scenario_free(s);
}

static void an_open_by_a_year_takes_what_opens_by_then(void **state)
{
    const folder_case *f = *state;
    for (int year = 2028; year <= 2032; year++) {
        char value[16];
        snprintf(value, sizeof value, "%d", year);
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "open", "status:planned", value);
        change(s, "open", "status:construction", value);
        assert_int_equal(usable(f, s, "r_plan", LODE_E_LINK), year >= 2030);
        assert_false(usable(f, s, "r_works", LODE_E_LINK)); /* no year is given */
        lode_scenario_free(s);
    }
}

static void planned_counts_from_its_year(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    for (int year = 2028; year <= 2032; year++) {
        s->year = year;
        assert_int_equal(usable(f, s, "r_plan", LODE_E_LINK), year >= 2030);
        assert_false(usable(f, s, "r_works", LODE_E_LINK)); /* no year is given */
    }
    lode_scenario_free(s);
}

static void closed_months_close(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    for (int month = 0; month <= 12; month++) {
        s->month = month;
        assert_int_equal(usable(f, s, "r_summer", LODE_E_LINK), month != 12 && month != 1 && month != 2);
        assert_true(usable(f, s, "r_rus", LODE_E_LINK));
    }
    lode_scenario_free(s);
}

static void closed_products_close_for_them(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    int32_t index;
    const lode_element *e = folder_case_element(f, "x_ores", LODE_E_CROSSING, &index);
    assert_false(lode_element_allowed(s, e, index, "ore"));
    assert_true(lode_element_allowed(s, e, index, "oxide"));
    assert_true(lode_element_allowed(s, e, index, NULL));
    lode_scenario_free(s);
}

/* A close with products shuts its target to them, with all that lies in it, and to nothing else. */
static void a_close_for_products_leaves_the_others_be(void **state)
{
    static const struct {
        const char *target, *closed; /* ids of watched, spaced */
    } rows[] = {{"crossing:x_rus", " x_rus "}, {"terminal:t_mine", " t_mine "}, {"link:sea", " sea "},
                {"STRAIT", " sea "},           {"mode:sea", " sea "},           {"RUS", " r_rus x_rus fly "}};
    const folder_case *f = *state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "close", rows[r].target, "oxide;ore");
        for (size_t w = 0; w < N_WATCHED; w++) {
            char word[40];
            int32_t index;
            const lode_element *e = folder_case_element(f, watched[w].id, watched[w].kind, &index);
            snprintf(word, sizeof word, " %s ", watched[w].id);
            int shut = !lode_element_allowed(s, e, index, "ore");
            if (shut != (strstr(rows[r].closed, word) != NULL))
                fail_msg("close %s to ore: %s is %s", rows[r].target, watched[w].id, shut ? "shut" : "open");
            assert_true(lode_element_allowed(s, e, index, "metal"));
            assert_true(lode_element_allowed(s, e, index, NULL));
        }
        lode_scenario_free(s);
    }
}

static void overflight_can_be_ignored(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    change(s, "close", "RUS", NULL);
    assert_false(usable(f, s, "fly", LODE_E_LINK));
    s->ignore_overflight = 1;
    assert_true(usable(f, s, "fly", LODE_E_LINK));
    change(s, "close", "STRAIT", NULL); /* a strait is no airspace */
    assert_false(usable(f, s, "sea", LODE_E_LINK));
    change(s, "close", "AIR", NULL);
    assert_false(usable(f, s, "fly", LODE_E_LINK));
    lode_scenario_free(s);
}

static int64_t price(const folder_case *f, const lode_scenario *s, const char *id, lode_element_kind kind)
{
    int32_t index;
    const lode_element *e = folder_case_element(f, id, kind, &index);
    lode_shipment shipment = folder_case_shipment(f);
    lode_cost c = lode_cost_of(s, &shipment, e, index, 0);
    return lode_cost_money(&c);
}

static void price_factors_keep_to_their_target(void **state)
{
    static const struct {
        const char *target;
        int r_rus, r_e, sea, x_rus; /* money in eighths of what it was */
    } rows[] = {{"RUS", 16, 8, 8, 12},           {"actor:RUS", 16, 8, 8, 12}, {"mode:rail", 16, 16, 8, 16},
                {"mode:sea", 8, 8, 16, 8},       {"link:r_e", 8, 16, 8, 8},   {"crossing:x_rus", 8, 8, 8, 16},
                {"status:open", 16, 16, 16, 16}, {"*", 16, 16, 16, 16}};
    const folder_case *f = *state;
    lode_scenario *plain = lode_scenario_new(f->n, "plain", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "price", rows[i].target, "2");
        assert_int_equal(price(f, s, "r_rus", LODE_E_LINK) * 8, price(f, plain, "r_rus", LODE_E_LINK) * rows[i].r_rus);
        assert_int_equal(price(f, s, "r_e", LODE_E_LINK) * 8, price(f, plain, "r_e", LODE_E_LINK) * rows[i].r_e);
        assert_int_equal(price(f, s, "sea", LODE_E_LINK) * 8, price(f, plain, "sea", LODE_E_LINK) * rows[i].sea);
        assert_int_equal(price(f, s, "x_rus", LODE_E_CROSSING) * 8,
                         price(f, plain, "x_rus", LODE_E_CROSSING) * rows[i].x_rus);
        lode_scenario_free(s);
    }
    lode_scenario_free(plain);
}

static double stop_hours(const folder_case *f, const lode_scenario *s, const char *id, lode_element_kind kind)
{
    int32_t index;
    const lode_element *e = folder_case_element(f, id, kind, &index);
    lode_shipment shipment = folder_case_shipment(f);
    lode_cost c = lode_cost_of(s, &shipment, e, index, 0);
    return c.hours[0] + c.hours[1];
}

/* Hours at x_rus (24 without, RUS is its side b), x_mkt (24, RUS is its side a) and in t_sou (48). */
static void dwell_factors_and_hours(void **state)
{
    static const struct {
        const char *target, *value;
        double x_rus, x_mkt, t_sou;
    } rows[] = {{"RUS", "2", 48, 48, 48},
                {"crossing:x_rus", "1.5", 36, 24, 48},
                {"terminal:t_sou", "0.5", 24, 24, 24},
                {"mode:rail", "2", 48, 48, 96},
                {"*", "2", 48, 48, 96},
                {"crossing:x_rus", "+6", 30, 24, 48},
                {"terminal:t_sou", "+6", 24, 24, 54},
                {"crossing:x_rus", "0", 0, 24, 48}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "dwell", rows[i].target, rows[i].value);
        assert_float_equal(stop_hours(f, s, "x_rus", LODE_E_CROSSING), rows[i].x_rus, 1e-9);
        assert_float_equal(stop_hours(f, s, "x_mkt", LODE_E_CROSSING), rows[i].x_mkt, 1e-9);
        assert_float_equal(stop_hours(f, s, "t_sou", LODE_E_LOAD), rows[i].t_sou, 1e-9);
        lode_scenario_free(s);
    }
}

/* Hours added to a domain count at its crossings whichever side it is on. */
static void hours_added_to_a_domain_count_on_both_sides(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    change(s, "dwell", "RUS", "+6");
    assert_float_equal(stop_hours(f, s, "x_mkt", LODE_E_CROSSING), 30, 1e-9);
    assert_float_equal(stop_hours(f, s, "x_rus", LODE_E_CROSSING), 30, 1e-9);
    assert_float_equal(stop_hours(f, s, "x_sou", LODE_E_CROSSING), 24, 1e-9);
    lode_scenario_free(s);
}

/* Hours added to a mode or to everything are added, or refused; never dropped without a word. */
static void hours_added_widely_are_not_dropped(void **state)
{
    static const char *const targets[] = {"mode:rail", "*"};
    const folder_case *f = *state;
    for (int i = 0; i < 2; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        if (lode_scenario_change(s, "dwell", targets[i], "+6", NULL) == LODE_OK)
            assert_float_equal(stop_hours(f, s, "x_rus", LODE_E_CROSSING), 30, 1e-9);
        lode_scenario_free(s);
    }
}

static void changes_add_up_in_any_order(void **state)
{
    const folder_case *f = *state;
    lode_scenario *a = lode_scenario_new(f->n, "a", NULL), *b = lode_scenario_new(f->n, "b", NULL);
    change(a, "price", "RUS", "1.5"), change(a, "price", "mode:rail", "2"), change(a, "price", "link:r_rus", "3");
    change(b, "price", "link:r_rus", "3"), change(b, "price", "RUS", "1.5"), change(b, "price", "mode:rail", "2");
    assert_int_equal(price(f, a, "r_rus", LODE_E_LINK), 225000000); /* 500 km x 0.05 x 9 */
    assert_int_equal(price(f, b, "r_rus", LODE_E_LINK), 225000000);
    lode_scenario_free(a);
    lode_scenario_free(b);
}

static void what_cannot_be_used_is_named(void **state)
{
    static const struct {
        const char *action, *target, *value, *said;
    } rows[] = {{"close", "RSU", NULL, "RUS"},
                {"close", "OCAEN", NULL, "OCEAN"},
                {"close", "actor:SUOTH", NULL, "SOUTH"},
                {"close", "passage:STRIAT", NULL, "STRAIT"},
                {"close", "crossing:x_russ", NULL, "x_rus"},
                {"close", "terminal:t_su", NULL, "t_sou"},
                {"close", "link:r_ruz", NULL, "r_rus"},
                {"close", "crossing:r_rus", NULL, "crossing:r_rus"}, /* a link is no crossing */
                {"close", "mode:canal", NULL, "mode:canal"},
                {"close", "status:dreamt", NULL, "status:dreamt"},
                {"close", "", NULL, "Unknown target"},
                {"close", "rus", NULL, "RUS"},
                {"price", "RUS", NULL, "factor"},
                {"price", "RUS", "0", "\"0\""},
                {"price", "RUS", "-1", "\"-1\""},
                {"price", "RUS", "nan", "\"nan\""},
                {"price", "RUS", "1e9", "\"1e9\""},
                {"price", "RUS", "2x", "\"2x\""},
                {"dwell", "RUS", "-2", "\"-2\""},
                {"shut", "RUS", NULL, "shut"},
                {"", "RUS", NULL, "Unknown action"}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_err err = {0};
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        lode_status status = lode_scenario_change(s, rows[i].action, rows[i].target, rows[i].value, &err);
        if (status != LODE_USAGE || !strstr(err.message, rows[i].said))
            fail_msg("%s \"%s\" %s: status %d, \"%s\" does not say %s", rows[i].action, rows[i].target,
                     rows[i].value ? rows[i].value : "", status, err.message, rows[i].said);
        for (size_t w = 0; w < N_WATCHED; w++) /* and nothing has changed */
            assert_true(usable(f, s, watched[w].id, watched[w].kind));
        lode_scenario_free(s);
    }
}

static double capacity(const folder_case *f, const lode_scenario *s, const char *id, lode_element_kind kind)
{
    int32_t index;
    const lode_element *e = folder_case_element(f, id, kind, &index);
    return lode_capacity_factor(s, e, index);
}

static void capacity_factors_keep_to_their_target(void **state)
{
    static const struct {
        const char *target;
        double r_rus, x_rus, x_mkt, sea, t_sou;
    } rows[] = {{"*", 0.5, 0.5, 0.5, 0.5, 0.5},          {"RUS", 0.5, 0.5, 0.5, 1, 1},
                {"link:r_rus", 0.5, 1, 1, 1, 1},         {"crossing:x_rus", 1, 0.5, 1, 1, 1},
                {"terminal:t_sou", 1, 1, 1, 1, 0.5},     {"mode:rail", 0.5, 0.5, 0.5, 1, 0.5},
                {"actor:SOUTH", 1, 1, 1, 1, 0.5},        {"mode:sea", 1, 1, 1, 0.5, 1},
                {"status:open", 0.5, 0.5, 0.5, 0.5, 0.5}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
        change(s, "capacity", rows[i].target, "0.5");
        assert_true(capacity(f, s, "r_rus", LODE_E_LINK) == rows[i].r_rus);
        assert_true(capacity(f, s, "x_rus", LODE_E_CROSSING) == rows[i].x_rus);
        assert_true(capacity(f, s, "x_mkt", LODE_E_CROSSING) == rows[i].x_mkt);
        assert_true(capacity(f, s, "sea", LODE_E_LINK) == rows[i].sea);
        assert_true(capacity(f, s, "t_sou", LODE_E_LOAD) == rows[i].t_sou);
        lode_scenario_free(s);
    }
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    change(s, "capacity", "RUS", "0.5");
    change(s, "capacity", "MKT", "0.2"); /* the narrower side of a crossing counts */
    change(s, "capacity", "crossing:x_mkt", "3");
    assert_true(fabs(capacity(f, s, "x_mkt", LODE_E_CROSSING) - 0.6) < 1e-12);
    change(s, "capacity", "crossing:x_mkt", "0");
    assert_true(capacity(f, s, "x_mkt", LODE_E_CROSSING) == 0);
    lode_scenario_free(s);
}

static void a_copy_is_changed_on_its_own(void **state)
{
    const folder_case *f = *state;
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    change(s, "close", "SOU", NULL);
    change(s, "price", "link:r_rus", "2");
    change(s, "capacity", "RUS", "0.5");
    s->year = 2031;
    lode_scenario *copy = lode_scenario_copy(s, NULL);
    assert_string_equal(copy->name, "test");
    assert_true(copy->year == 2031 && lode_set_equal(&copy->closed_domains, &s->closed_domains));
    assert_true(capacity(f, copy, "r_rus", LODE_E_LINK) == 0.5);
    int32_t index;
    const lode_element *e = folder_case_element(f, "r_rus", LODE_E_LINK, &index);
    assert_true(lode_price_factor(copy, e, index, 0) == 2);
    change(copy, "close", "link:r_rus", NULL);
    change(copy, "price", "link:r_rus", "2");
    assert_true(lode_element_allowed(s, e, index, "ore") && !lode_element_allowed(copy, e, index, "ore"));
    assert_true(lode_price_factor(s, e, index, 0) == 2 && lode_price_factor(copy, e, index, 0) == 4);
    lode_scenario_free(copy);
    lode_scenario_free(s);
}

static void network_stays_as_it_is(void **state)
{
    const folder_case *f = *state;
    size_t bytes = f->n->n_elements * sizeof *f->n->element;
    lode_element *before = malloc(bytes);
    assert_non_null(before);
    memcpy(before, f->n->element, bytes);
    lode_scenario *s = lode_scenario_new(f->n, "test", NULL);
    change(s, "price", "*", "3"), change(s, "dwell", "*", "2"), change(s, "close", "RUS", NULL);
    change(s, "open", "status:planned", NULL);
    lode_scenario_free(s);
    assert_memory_equal(before, f->n->element, bytes);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_target_closes_its_own),
        cmocka_unit_test(a_close_for_products_leaves_the_others_be),
        cmocka_unit_test(opening_takes_a_closure_back),
        cmocka_unit_test(status_other_than_open_is_closed),
        cmocka_unit_test(planned_counts_from_its_year),
        cmocka_unit_test(an_open_by_a_year_takes_what_opens_by_then),
        cmocka_unit_test(closed_months_close),
        cmocka_unit_test(closed_products_close_for_them),
        cmocka_unit_test(overflight_can_be_ignored),
        cmocka_unit_test(price_factors_keep_to_their_target),
        cmocka_unit_test(dwell_factors_and_hours),
        cmocka_unit_test(hours_added_to_a_domain_count_on_both_sides),
        cmocka_unit_test(hours_added_widely_are_not_dropped),
        cmocka_unit_test(changes_add_up_in_any_order),
        cmocka_unit_test(what_cannot_be_used_is_named),
        cmocka_unit_test(capacity_factors_keep_to_their_target),
        cmocka_unit_test(a_copy_is_changed_on_its_own),
        cmocka_unit_test(network_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
