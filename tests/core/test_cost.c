/* The prices of MODEL M2 and the parts of M1, each against a figure worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/cost.h"

/* A network of one link, one loading and one crossing between the domains AAA and BBB. */
typedef struct fixture {
    lode_network n;
    lode_element elements[3];
    lode_price prices[4];
    const char *domains[2];
    lode_scenario *scenario;
    lode_shipment shipment;
} fixture;

enum { LINK, LOADING, CROSSING };

static void make(fixture *f)
{
    memset(f, 0, sizeof *f);
    f->domains[0] = "AAA", f->domains[1] = "BBB";
    f->n = (lode_network){.parameters = lode_parameters_default(),
                          .n_domains = 2,
                          .domain = f->domains,
                          .n_elements = 3,
                          .element = f->elements,
                          .n_prices = 4,
                          .price = f->prices};
    f->prices[0] = (lode_price){.basis = LODE_TKM, .usd = 0.05, .empty_share = 0};
    f->elements[LINK] = (lode_element){.kind = LODE_E_LINK,
                                       .id = "link",
                                       .name = "link",
                                       .mode = LODE_RAIL,
                                       .n_sides = 1,
                                       .own_usd_t = NAN,
                                       .open_year = NAN,
                                       .side = {{.domain = 0, .km = 400, .hours = 16, .price_n = 1, .co2_kg_t = 8}}};
    f->elements[LOADING] = (lode_element){.kind = LODE_E_LOAD,
                                          .id = "terminal",
                                          .name = "t",
                                          .mode = LODE_RAIL,
                                          .n_sides = 1,
                                          .own_usd_t = NAN,
                                          .open_year = NAN,
                                          .stop_usd_t = 5,
                                          .stop_h = 12,
                                          .stop_buffer_h = 8,
                                          .stop_co2_kg_t = 1,
                                          .side = {{.domain = 0, .entry_usd = 3.5}}};
    f->elements[CROSSING] = (lode_element){.kind = LODE_E_CROSSING,
                                           .id = "crossing",
                                           .name = "x",
                                           .mode = LODE_RAIL,
                                           .n_sides = 2,
                                           .own_usd_t = NAN,
                                           .open_year = NAN,
                                           .stop_usd_t = 4,
                                           .stop_h = 24,
                                           .stop_buffer_h = 36,
                                           .side = {{.domain = 0, .entry_usd = 1}, {.domain = 1, .entry_usd = 2}}};
    f->scenario = lode_scenario_new(&f->n, "test", NULL);
    f->shipment = (lode_shipment){"ore", 8760, 50, 0.1, 25, 100, 2000};
    assert_non_null(f->scenario);
}

static lode_cost cost(fixture *f, int which, int reverse)
{
    return lode_cost_of(f->scenario, &f->shipment, &f->elements[which], which, reverse);
}

static double haul(fixture *f)
{
    lode_cost c = cost(f, LINK, 0);
    lode_scenario_free(f->scenario);
    return (double)c.money[0][LODE_HAUL] / 1e6;
}

static void prices_by_basis(void **state)
{
    static const struct {
        lode_price price;
        double usd_t; /* 400 km, 16 h, 25 t a wagon, 100 t a shipment, an empty km at half price */
    } rows[] = {{{LODE_TKM, 0.05, 0, 0, 0}, 20},    {{LODE_T, 7, 0, 0, 0}, 7},
                {{LODE_UNIT, 500, 0, 0, 0}, 20},    {{LODE_UNIT_KM, 1, 0.6, 0, 0}, 20.8},
                {{LODE_SHIPMENT, 900, 0, 0, 0}, 9}, {{LODE_UNIT_H, 5, 0, 0, 0}, 3.2}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture f;
        make(&f);
        f.prices[0] = rows[i].price;
        assert_float_equal(haul(&f), rows[i].usd_t, 1e-9);
    }
}

static void rows_of_a_tariff_add_up(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.prices[1] = (lode_price){.basis = LODE_T, .usd = 7, .empty_share = 0};
    f.elements[LINK].side[0].price_n = 2;
    assert_float_equal(haul(&f), 27, 1e-9);
}

static void own_price_wins(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.elements[LINK].own_usd_t = 33;
    assert_float_equal(haul(&f), 33, 1e-9);
}

static void scheduled_service_waits(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.elements[LINK].wait_h = 84;
    f.elements[LINK].wait_buffer_h = 67.2;
    lode_cost c = cost(&f, LINK, 0);
    assert_int_equal(c.time, 10000000);       /* 0.1 x (16 + 84) */
    assert_int_equal(c.reliability, 5376000); /* 0.8 x 0.1 x 67.2 */
    assert_float_equal(c.hours[0], 100, 1e-9);
    lode_scenario_free(f.scenario);
}

static void loading_costs_handling_and_entry(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    lode_cost c = cost(&f, LOADING, 0);
    assert_int_equal(c.money[0][LODE_HANDLING], 5000000);
    assert_int_equal(c.money[0][LODE_HAUL], 3500000);
    assert_int_equal(c.time, 1200000);
    assert_int_equal(c.reliability, 640000);
    assert_float_equal(c.co2_kg_t, 1, 1e-9);
    lode_scenario_free(f.scenario);
}

static void crossing_is_halved_odd_micro_to_a(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.elements[CROSSING].stop_usd_t = 4.000001;
    f.elements[CROSSING].stop_usd_shipment = 100; /* a dollar a tonne */
    lode_cost c = cost(&f, CROSSING, 0);
    assert_int_equal(c.money[0][LODE_BORDER], 2500001);
    assert_int_equal(c.money[1][LODE_BORDER], 2500000);
    assert_float_equal(c.hours[0], 12, 1e-9);
    assert_float_equal(c.buffer_h[1], 18, 1e-9);
    lode_scenario_free(f.scenario);
}

static void crossing_charges_the_entry_of_the_domain_entered(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    assert_int_equal(cost(&f, CROSSING, 0).money[1][LODE_HAUL], 2000000);
    assert_int_equal(cost(&f, CROSSING, 0).money[0][LODE_HAUL], 0);
    assert_int_equal(cost(&f, CROSSING, 1).money[0][LODE_HAUL], 1000000);
    lode_scenario_free(f.scenario);
}

static void gauge_and_gap_of_a_crossing(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.elements[CROSSING].gauge_usd_t = 6;
    f.elements[CROSSING].gauge_h = 12;
    f.elements[CROSSING].side[0] = (lode_side){.domain = 0, .km = 10, .hours = 1, .price_n = 1};
    f.elements[CROSSING].side[1] = (lode_side){.domain = 1, .km = 10, .hours = 2, .price_first = 1, .price_n = 1};
    f.prices[1] = (lode_price){.basis = LODE_TKM, .usd = 0.07, .empty_share = 0};
    lode_cost c = cost(&f, CROSSING, 0);
    assert_int_equal(c.money[0][LODE_GAUGE] + c.money[1][LODE_GAUGE], 6000000);
    assert_int_equal(c.money[0][LODE_HAUL], 500000);
    assert_int_equal(c.money[1][LODE_HAUL], 700000);
    assert_int_equal(c.time, 2400000 + 1200000 + 100000 + 200000);
    assert_float_equal(c.km[0] + c.km[1], 20, 1e-9);
    lode_scenario_free(f.scenario);
}

static void scenarios_scale_prices_and_dwell(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    assert_int_equal(lode_scenario_change(f.scenario, "price", "AAA", "1.5", NULL), LODE_OK);
    assert_int_equal(lode_scenario_change(f.scenario, "price", "mode:rail", "2", NULL), LODE_OK);
    assert_int_equal(lode_scenario_change(f.scenario, "dwell", "crossing:crossing", "2.5", NULL), LODE_OK);
    assert_int_equal(lode_scenario_change(f.scenario, "dwell", "terminal:terminal", "+10", NULL), LODE_OK);
    assert_int_equal(cost(&f, LINK, 0).money[0][LODE_HAUL], 60000000);
    lode_cost crossing = cost(&f, CROSSING, 0);
    assert_float_equal(crossing.hours[0] + crossing.hours[1], 60, 1e-9);
    assert_float_equal(crossing.buffer_h[0] + crossing.buffer_h[1], 90, 1e-9);
    assert_int_equal(crossing.money[0][LODE_BORDER], 5000000); /* 4 x mean of 3 and 2, halved */
    assert_float_equal(cost(&f, LOADING, 0).hours[0], 22, 1e-9);
    lode_scenario_free(f.scenario);
}

static void scenario_says_what_it_cannot_use(void **state)
{
    static const struct {
        const char *action, *target, *value, *said;
    } rows[] = {{"close", "AAB", NULL, "AAA"},
                {"close", "crossing:crosing", NULL, "crossing"},
                {"price", "*", "0", "factor above 0"},
                {"price", "*", "cheap", "cheap"},
                {"dwell", "*", "-1", "-1"},
                {"burn", "AAA", NULL, "burn"},
                {"close", "mode:canal", NULL, "canal"},
                {"open", "status:dreamt", NULL, "dreamt"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture f;
        lode_err err = {0};
        make(&f);
        assert_int_equal(lode_scenario_change(f.scenario, rows[i].action, rows[i].target, rows[i].value, &err),
                         LODE_USAGE);
        assert_non_null(strstr(err.message, rows[i].said));
        lode_scenario_free(f.scenario);
    }
}

static void absurd_price_does_not_overflow(void **state)
{
    fixture f;
    (void)state;
    make(&f);
    f.prices[0].usd = 1e300;
    assert_float_equal(haul(&f), 1e9, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_by_basis),
        cmocka_unit_test(rows_of_a_tariff_add_up),
        cmocka_unit_test(own_price_wins),
        cmocka_unit_test(scheduled_service_waits),
        cmocka_unit_test(loading_costs_handling_and_entry),
        cmocka_unit_test(crossing_is_halved_odd_micro_to_a),
        cmocka_unit_test(crossing_charges_the_entry_of_the_domain_entered),
        cmocka_unit_test(gauge_and_gap_of_a_crossing),
        cmocka_unit_test(scenarios_scale_prices_and_dwell),
        cmocka_unit_test(scenario_says_what_it_cannot_use),
        cmocka_unit_test(absurd_price_does_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
