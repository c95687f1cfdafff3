/* From rows to the frozen network: what stands in for figures that are missing, which price is found, access legs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/cost.h"
#include "net/tariff.h"
#include "support/folder_case.h"

static void start_with(folder_case *f, const char *layer, const char *line)
{
    folder_case_start(f);
    folder_case_add(f, layer, line);
    folder_case_read(f);
}

/* ---- faults and assumptions ------------------------------------------------------------------------------------ */

static void each_fault_is_named(void **state)
{
    static const struct {
        const char *layer, *line, *code, *id, *column, *expected;
    } rows[] = {
        {"air", "bad,sou_p,mkt_p,AIR,1500,test,high", "LW-NET-011", "bad", NULL, "domains"},
        {"crossings", "bad,B,ori_e,rus_w,road,,,test,high,5", "LW-NET-009", "bad", "cost_usd_t", "cost_usd_t = 8"},
        {"crossings", "bad,B,ori_e,rus_w,road,,,test,high,,5", "LW-NET-009", "bad", "dwell_h", "dwell_h = 24"},
        {"crossings", "bad,B,ori_e,rus_w,rail,1520,1435,test,high,5,5,,,,7", "LW-NET-009", "bad", "gauge_usd_t",
         "gauge_usd_t = 6"},
        {"crossings", "bad,B,ori_e,rus_w,rail,1520,1435,test,high,5,5,,,7", "LW-NET-009", "bad", "gauge_h",
         "gauge_h = 12"},
        {"terminals", "bad,ori_e,railhead,rail,,12,test,high", "LW-NET-009", "bad", "handling_usd_t",
         "handling_usd_t = 8"},
        {"terminals", "bad,ori_e,railhead,rail,5,,test,high", "LW-NET-009", "bad", "handling_h", "handling_h = 48"},
        {"occurrences", "bad,Bad,MKT,deposit,5.3,-0.9,ore", "LW-NET-006", "bad", NULL, "reach_km"},
        {"occurrences", "bad,Bad,RUS,deposit,3,0.2,ore", "LW-NET-007", "bad", NULL, "its country"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        folder_case f;
        start_with(&f, rows[i].layer, rows[i].line);
        if (folder_case_found(&f, rows[i].code) != 1)
            fail_msg("\"%s\" raises %s %d times", rows[i].line, rows[i].code, folder_case_found(&f, rows[i].code));
        const lode_finding *found = folder_case_finding(&f, rows[i].code);
        assert_string_equal(found->id, rows[i].id);
        assert_string_equal(found->layer, rows[i].layer);
        if (rows[i].column)
            assert_string_equal(found->column, rows[i].column);
        assert_non_null(strstr(found->expected, rows[i].expected));
        assert_non_null(f.n); /* a warning: the network is there */
        folder_case_drop(&f);
    }
}

static void missing_prices_and_speeds_are_errors(void **state)
{
    static const struct {
        const char *tariffs, *code;
    } rows[] = {
        {"mode,domain,usd,km_h\nrail,ORI,1,25\nrail,RUS,1,25\nrail,MKT,1,25\nsea,*,1,20\ntrack,*,1,20\n", "LW-NET-005"},
        {"mode,domain,usd,km_h\nrail,*,1,25\ntrack,*,1,20\n", "LW-NET-005"},
        {"mode,domain,usd,km_h\nrail,*,1,25\nsea,*,1,\ntrack,*,1,20\n", "LW-NET-010"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        folder_case f;
        folder_case_start(&f);
        folder_case_put(&f, "tariffs", rows[i].tariffs);
        folder_case_read(&f);
        assert_null(f.n);
        assert_int_equal(folder_case_found(&f, rows[i].code), 1);
        assert_int_equal(lode_findings_count(&f.findings, LODE_ERROR), 1);
        folder_case_drop(&f);
    }
}

/* A link's own price and days need no tariff. */
static void own_price_and_days_stand_alone(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "tariffs", "mode,domain,usd,km_h\nrail,*,1,25\ntrack,*,1,20\n");
    folder_case_put(&f, "sea",
                    "id,from_place,to_place,domain,length_km,source,confidence,usd_t,days\n"
                    "sea,sou_p,mkt_p,OCEAN,1500,test,high,90,4\n");
    folder_case_read(&f);
    assert_int_equal(lode_findings_count(&f.findings, LODE_ERROR), 0);
    const lode_element *e = folder_case_element(&f, "sea", LODE_E_LINK, NULL);
    assert_float_equal(e->own_usd_t, 90, 0);
    assert_float_equal(e->side[0].hours, 96, 1e-9);
    folder_case_drop(&f);
}

static void assumed_figures_are_marked(void **state)
{
    folder_case f;
    (void)state;
    start_with(&f, "crossings", "x,X,ori_e,rus_w,rail,1520,1435,test,high");
    const lode_element *e = folder_case_element(&f, "x", LODE_E_CROSSING, NULL);
    assert_int_equal(folder_case_found(&f, "LW-NET-009"), 4);
    assert_int_equal(e->confidence, LODE_ASSUMED);
    assert_float_equal(e->stop_usd_t, 8, 0);
    assert_float_equal(e->stop_h, 24, 0);
    assert_float_equal(e->gauge_usd_t, 6, 0);
    assert_float_equal(e->gauge_h, 12, 0);
    assert_int_equal(folder_case_element(&f, "x_rus", LODE_E_CROSSING, NULL)->confidence, LODE_HIGH);
    folder_case_drop(&f);
}

static void parameters_of_the_case_count(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "parameters", "cost_usd_t,33");
    folder_case_add(&f, "crossings", "x,X,ori_e,rus_w,road,,,test,high,5");
    folder_case_read(&f);
    assert_float_equal(folder_case_element(&f, "x", LODE_E_CROSSING, NULL)->stop_usd_t, 33, 0);
    folder_case_drop(&f);
}

/* ---- elements -------------------------------------------------------------------------------------------------- */

static void buffer_is_p90_less_mean(void **state)
{
    static const struct {
        const char *line;
        double buffer;
    } rows[] = {{"x,X,ori_e,rus_w,road,,,test,high,10,1,46", 36},
                {"x,X,ori_e,rus_w,road,,,test,high,10,1,", 0},
                {"x,X,ori_e,rus_w,road,,,test,high,10,1,4", 0}};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        folder_case f;
        start_with(&f, "crossings", rows[i].line);
        assert_float_equal(folder_case_element(&f, "x", LODE_E_CROSSING, NULL)->stop_buffer_h, rows[i].buffer, 1e-9);
        folder_case_drop(&f);
    }
}

static void headway_waits_half_and_buffers_two_fifths(void **state)
{
    folder_case f;
    (void)state;
    start_with(&f, "sea", "s2,sou_p,mkt_p,OCEAN,1500,test,high,,168");
    const lode_element *e = folder_case_element(&f, "s2", LODE_E_LINK, NULL);
    assert_float_equal(e->wait_h, 84, 1e-9);
    assert_float_equal(e->wait_buffer_h, 67.2, 1e-9);
    folder_case_drop(&f);
}

static int arcs_of(const lode_network *n, int32_t element)
{
    int arcs = 0;
    for (size_t a = 0; a < n->n_arcs; a++)
        arcs += n->arc_element[a] == element;
    return arcs;
}

static void one_way_crossings_have_one_arc(void **state)
{
    static const char *const rows[] = {"x,X,ori_e,rus_w,rail,1520,1520,test,high,1,1,,,,,,,ab",
                                       "x,X,ori_e,rus_w,rail,1520,1520,test,high,1,1,,,,,,,ba",
                                       "x,X,ori_e,rus_w,rail,1520,1520,test,high,1,1,,,,,,,both"};
    (void)state;
    for (int i = 0; i < 3; i++) {
        folder_case f;
        int32_t x;
        start_with(&f, "crossings", rows[i]);
        folder_case_element(&f, "x", LODE_E_CROSSING, &x);
        assert_int_equal(arcs_of(f.n, x), i == 2 ? 2 : 1);
        for (size_t a = 0; a < f.n->n_arcs && i < 2; a++)
            if (f.n->arc_element[a] == x)
                assert_int_equal(f.n->arc_reverse[a], i);
        folder_case_drop(&f);
    }
}

static void gap_is_hauled_half_by_either_side(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "tariffs", "rail,RUS,0.09,50");
    folder_case_add(&f, "crossings", "x,X,ori_e,rus_w,rail,1520,1520,test,high,1,1,,30");
    folder_case_read(&f);
    int32_t x;
    const lode_element *e = folder_case_element(&f, "x", LODE_E_CROSSING, &x);
    lode_scenario *s = lode_scenario_new(f.n, "test", NULL);
    lode_shipment shipment = folder_case_shipment(&f);
    lode_cost c = lode_cost_of(s, &shipment, e, x, 0);
    assert_int_equal(c.money[0][LODE_HAUL], 750000);  /* 15 km at 0.05 */
    assert_int_equal(c.money[1][LODE_HAUL], 1350000); /* 15 km at 0.09 */
    assert_float_equal(c.hours[0], 0.5 + 15 / 25.0, 1e-9);
    assert_float_equal(c.hours[1], 0.5 + 15 / 50.0, 1e-9);
    lode_scenario_free(s);
    folder_case_drop(&f);
}

static void length_is_geodesic_where_not_given(void **state)
{
    folder_case f;
    (void)state;
    start_with(&f, "rail", "r,mine,ori_e,ORI,,test,high,1520");
    assert_float_equal(folder_case_element(&f, "r", LODE_E_LINK, NULL)->side[0].km, 111.3195, 1e-3);
    folder_case_drop(&f);
}

/* rail1520;rail1435: a change of gauge inside a country, for one handling. */
static void terminal_changes_gauge(void **state)
{
    folder_case f;
    question q;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "rail",
                    "id,from_place,to_place,domain,length_km,source,confidence,gauge_mm\n"
                    "r_s,mine,ori_s,ORI,200,test,high,1520\nr_sou,sou_n,sou_p,SOU,500,test,high,1435\n"
                    "r_mkt,mkt_w,mkt_p,MKT,200,test,high,1520\n");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    assert_true(question_cost(&q, "") == LODE_NO_WAY); /* sou_n: 1520 comes in, 1435 goes on */
    question_drop(&q);
    folder_case_drop(&f);
    folder_case_start(&f);
    folder_case_put(&f, "rail",
                    "id,from_place,to_place,domain,length_km,source,confidence,gauge_mm\n"
                    "r_s,mine,ori_s,ORI,200,test,high,1520\nr_sou,sou_n,sou_p,SOU,500,test,high,1435\n"
                    "r_mkt,mkt_w,mkt_p,MKT,200,test,high,1520\n");
    folder_case_add(&f, "terminals", "t_gauge,sou_n,dry_port,rail1520;rail1435,11,0,test,high");
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    lode_text way = {0};
    question_way(&q, "", &way);
    assert_string_equal(lode_text_get(&way), "d>t_mine>r_s>x_sou>t_gauge>t_gauge>r_sou>t_sou>t_sou>sea>m");
    lode_text_free(&way);
    question_drop(&q);
    folder_case_drop(&f);
}

static const char *need_names(const folder_case *f, const lode_element *e, lode_text *text)
{
    for (uint32_t i = 0; i < e->need_n; i++)
        lode_text_addf(text, "%s%s", i ? ";" : "", f->n->domain[f->n->need[e->need_first + i]]);
    return lode_text_get(text);
}

/* Airspaces as given, else of the countries under the line (M12); passages beside them. */
static void air_link_needs_what_it_overflies(void **state)
{
    static const struct {
        const char *line, *needs;
        int derived;
    } rows[] = {{"a,sou_p,mkt_p,AIR,1500,test,high,RUS;OCEAN", "RUS;OCEAN", 0},
                {"a,mkt_p,sou_p,AIR,1500,test,high", "SOU;MKT", 1}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        folder_case f;
        lode_text text = {0};
        folder_case_start(&f);
        folder_case_put(&f, "terminals",
                        "id,place,kind,modes,handling_usd_t,handling_h,source,confidence\n"
                        "t_mine,mine,railhead,rail,5,12,test,high\n"
                        "t_sou,sou_p,port,rail;sea;air,8,48,test,high\n"
                        "t_mkt,mkt_p,port,rail;sea;air,8,48,test,high\n");
        folder_case_add(&f, "air", rows[i].line);
        folder_case_read(&f);
        const lode_element *e = folder_case_element(&f, "a", LODE_E_LINK, NULL);
        assert_string_equal(need_names(&f, e, &text), rows[i].needs);
        assert_int_equal(e->overfly_n, 2);
        assert_int_equal(folder_case_found(&f, "LW-NET-011"), rows[i].derived);
        assert_int_equal(e->confidence == LODE_ASSUMED, rows[i].derived);
        lode_text_free(&text);
        folder_case_drop(&f);
    }
}

/* ---- tariffs --------------------------------------------------------------------------------------------------- */

static double usd(const folder_case *f, const char *domain, const char *surface, const char *traction)
{
    lode_tariff_set set = lode_tariff_find(f->c, LODE_ROAD, domain, surface, traction);
    double sum = 0;
    for (size_t i = 0; i < set.n; i++)
        sum += set.rows[i]->usd;
    return set.n ? sum : NAN;
}

/* Exact domain, then *; within either the row for just this surface and traction first. */
static void tariff_is_looked_up_in_order(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "tariffs",
                    "mode,domain,usd,km_h,basis,surface,traction,entry_usd\n"
                    "road,*,1,40\nroad,*,2,40,,paved\nroad,ORI,4,40\nroad,ORI,8,40,,gravel\n"
                    "road,RUS,16,40,tkm,,,3\nroad,RUS,32,,t,,,5\nrail,ORI,64,25\nroad,SOU,128,40,,,diesel\n"
                    "rail,*,1,25\nsea,*,1,20\ntrack,*,1,20\n");
    folder_case_read(&f);
    assert_float_equal(usd(&f, "MKT", NULL, NULL), 1, 0);
    assert_float_equal(usd(&f, "MKT", "paved", NULL), 2, 0);
    assert_float_equal(usd(&f, "MKT", "gravel", NULL), 1, 0);
    assert_float_equal(usd(&f, "ORI", "paved", NULL), 4, 0); /* the domain tells more than the surface */
    assert_float_equal(usd(&f, "ORI", "gravel", NULL), 8, 0);
    assert_float_equal(usd(&f, "ORI", "gravel", "diesel"), 8, 0);
    assert_float_equal(usd(&f, "RUS", NULL, NULL), 48, 0); /* rows of two bases add up */
    assert_float_equal(usd(&f, "SOU", NULL, NULL), 1, 0);
    assert_float_equal(usd(&f, "SOU", NULL, "diesel"), 128, 0);
    lode_tariff_set set = lode_tariff_find(f.c, LODE_ROAD, "RUS", NULL, NULL);
    assert_float_equal(set.entry_usd, 8, 0);
    assert_float_equal(set.km_h, 40, 0);
    assert_int_equal(lode_tariff_find(f.c, LODE_AIR, "RUS", NULL, NULL).n, 0);
    folder_case_drop(&f);
}

/* Entry is charged where a lorry is loaded, also when roads are priced by their surface. */
static void entry_is_charged_under_a_tariff_by_surface(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "tariffs",
                    "mode,domain,usd,km_h,basis,surface,traction,entry_usd\n"
                    "rail,*,0.05,25\nsea,*,0.01,20\ntrack,*,0.2,20\nroad,*,0.1,40,,paved,,7\n");
    folder_case_add(&f, "road", "r,ori_e,ori_s,ORI,300,test,high");
    folder_case_add(&f, "terminals", "t_road,ori_e,dry_port,road,5,1,test,high");
    folder_case_read(&f);
    assert_float_equal(folder_case_element(&f, "r", LODE_E_LINK, NULL)->side[0].entry_usd, 7, 0);
    assert_float_equal(folder_case_element(&f, "t_road", LODE_E_LOAD, NULL)->side[0].entry_usd, 7, 0);
    folder_case_drop(&f);
}

static double speed_in_ori(const char *first, const char *second)
{
    folder_case f;
    folder_case_start(&f);
    folder_case_add(&f, "tariffs", first);
    folder_case_add(&f, "tariffs", second);
    folder_case_read(&f);
    double km_h = f.n ? 200 / folder_case_element(&f, "r_e", LODE_E_LINK, NULL)->side[0].hours : NAN;
    folder_case_drop(&f);
    return km_h;
}

/* Shuffling rows changes nothing at all: two rows of one tariff that name two speeds give one answer, or an error. */
static void order_of_tariff_rows_is_no_matter(void **state)
{
    double a = speed_in_ori("rail,ORI,0.05,10", "rail,ORI,7,50,t"),
           b = speed_in_ori("rail,ORI,7,50,t", "rail,ORI,0.05,10");
    (void)state;
    assert_true((isnan(a) && isnan(b)) || a == b);
}

/* ---- access ---------------------------------------------------------------------------------------------------- */

static void access_is_at_most_the_parameter(void **state)
{
    (void)state;
    for (int most = 1; most <= 3; most++) {
        folder_case f;
        char line[40];
        folder_case_start(&f);
        snprintf(line, sizeof line, "access_legs,%d", most);
        folder_case_put(&f, "parameters", "key,value\nreach_km,500\n");
        folder_case_add(&f, "parameters", line);
        folder_case_add(&f, "terminals", "t_e,ori_e,railhead,rail,5,12,test,high");
        folder_case_add(&f, "terminals", "t_s,ori_s,railhead,rail,5,12,test,high");
        folder_case_read(&f);
        assert_int_equal(f.n->origin[0].n_options, most);
        folder_case_drop(&f);
    }
}

/* Geodesic times detour at the price of a track; nothing where the deposit lies at the place. */
static void access_is_hauled_on_a_track(void **state)
{
    folder_case f;
    (void)state;
    start_with(&f, "occurrences", "off,Off,ORI,deposit,0.2,0,ore");
    const lode_side *off = &f.n->origin[1].options[0].access.side[0];
    assert_float_equal(off->km, 1.3 * 22.2639, 1e-3);
    assert_float_equal(off->hours, off->km / 20, 1e-9);
    assert_float_equal(f.n->price[off->price_first].usd, 0.2, 0);
    assert_float_equal(f.n->origin[0].options[0].access.side[0].km, 0, 0);
    folder_case_drop(&f);
}

/* A lorry can join a road anywhere; a closed terminal or planned road is no access. */
static void access_keeps_to_what_is_open(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "terminals", "t_rus,rus_w,railhead,rail,5,12,test,high,closed");
    folder_case_add(&f, "road", "road_p,rus_w,rus_e,RUS,500,test,high,,planned");
    folder_case_add(&f, "occurrences", "o,O,RUS,deposit,1.3,0,ore");
    folder_case_read(&f);
    assert_int_equal(f.n->origin[1].n_options, 0);
    assert_int_equal(folder_case_found(&f, "LW-NET-007"), 1);
    folder_case_drop(&f);
}

/* The part of a road has its share of the road's own price, hours and length. */
static void part_of_a_road_costs_its_share(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "road", "r,rus_w,rus_e,RUS,500,test,high,,open,40,2");
    folder_case_add(&f, "occurrences", "o,O,RUS,deposit,2.15,0.1,ore"); /* a quarter of the way */
    folder_case_read(&f);
    const lode_origin *o = &f.n->origin[1];
    assert_int_equal(o->n_options, 2);
    double km = 0;
    for (int i = 0; i < 2; i++) {
        double quarter = o->options[i].partial_reverse ? 1 : 3;
        assert_float_equal(o->options[i].partial.side[0].km, quarter * 125, 0.5);
        assert_float_equal(o->options[i].partial.own_usd_t, quarter * 10, 0.05);
        assert_float_equal(o->options[i].partial.side[0].hours, quarter * 12, 0.05);
        km += o->options[i].partial.side[0].km;
    }
    assert_float_equal(km, 500, 1e-9);
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_named),
        cmocka_unit_test(missing_prices_and_speeds_are_errors),
        cmocka_unit_test(own_price_and_days_stand_alone),
        cmocka_unit_test(assumed_figures_are_marked),
        cmocka_unit_test(parameters_of_the_case_count),
        cmocka_unit_test(buffer_is_p90_less_mean),
        cmocka_unit_test(headway_waits_half_and_buffers_two_fifths),
        cmocka_unit_test(one_way_crossings_have_one_arc),
        cmocka_unit_test(gap_is_hauled_half_by_either_side),
        cmocka_unit_test(length_is_geodesic_where_not_given),
        cmocka_unit_test(terminal_changes_gauge),
        cmocka_unit_test(air_link_needs_what_it_overflies),
        cmocka_unit_test(tariff_is_looked_up_in_order),
        cmocka_unit_test(entry_is_charged_under_a_tariff_by_surface),
        cmocka_unit_test(order_of_tariff_rows_is_no_matter),
        cmocka_unit_test(access_is_at_most_the_parameter),
        cmocka_unit_test(access_is_hauled_on_a_track),
        cmocka_unit_test(access_keeps_to_what_is_open),
        cmocka_unit_test(part_of_a_road_costs_its_share),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
