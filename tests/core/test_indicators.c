/* CAREC's indicators of made-up ways, worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/indicators.h"

/* 500 km by rail in 20 h for 30 USD, a border of 40 h and 10 USD with 2 h and 10 km of its own, gauge 6 h and 2 USD. */
static lode_element link = {.kind = LODE_E_LINK, .n_sides = 1, .side = {{.km = 500, .hours = 20}}};
static lode_element border = {
    .kind = LODE_E_CROSSING, .n_sides = 2, .side = {{.km = 5, .hours = 1}, {.km = 5, .hours = 1}}};
static lode_element load = {.kind = LODE_E_LOAD, .n_sides = 1, .side = {{.km = 0}}};

static void assert_near(double got, double wanted, double tolerance)
{
    if (!(fabs(got - wanted) <= tolerance))
        fail_msg("%.9g is not %.9g", got, wanted);
}

static void figures_of_one_border(void **state)
{
    (void)state;
    lode_step steps[] = {{.element = &load}, {.element = &link}, {.element = &border}};
    lode_cost costs[3] = {{.money = {{[LODE_HANDLING] = 5000000}}, .hours = {12, 0}},
                          {.money = {{[LODE_HAUL] = 30000000}}, .hours = {20, 0}},
                          {.money = {{[LODE_BORDER] = 5000000, [LODE_GAUGE] = 1000000, [LODE_HAUL] = 400000},
                                     {[LODE_BORDER] = 5000000, [LODE_GAUGE] = 1000000, [LODE_HAUL] = 600000}},
                           .hours = {24, 24}}};
    lode_route route = {.steps = steps, .costs = costs, .n_steps = 3, .money = 48000000, .km = 510, .hours = 80};
    lode_indicators got = lode_route_indicators(&route);
    assert_near(got.tfi1_h, 23, 1e-9);    /* (48 h - 2 h of haul) / 2 sides */
    assert_near(got.tfi2_usd, 120, 1e-9); /* 12 USD/t x 20 t / 2 sides */
    assert_near(got.tfi3_usd, 48. * 20 * 500 / 510, 1e-9);
    assert_near(got.tfi4_km_h, 510. / (80 - 12), 1e-9); /* loading comes before the journey */
    assert_near(got.free_km_h, 510. / 22, 1e-9);
}

static void no_border_no_figure_of_borders(void **state)
{
    (void)state;
    lode_step steps[] = {{.element = &link}};
    lode_cost costs[1] = {{.money = {{[LODE_HAUL] = 30000000}}, .hours = {20, 0}}};
    lode_route route = {.steps = steps, .costs = costs, .n_steps = 1, .money = 30000000, .km = 500, .hours = 20};
    lode_indicators got = lode_route_indicators(&route);
    assert_true(isnan(got.tfi1_h) && isnan(got.tfi2_usd));
    assert_near(got.tfi3_usd, 600, 1e-9);
}

static void an_empty_way_has_none(void **state)
{
    (void)state;
    lode_route route = {0};
    lode_indicators got = lode_route_indicators(&route);
    assert_true(isnan(got.tfi1_h) && isnan(got.tfi3_usd) && isnan(got.tfi4_km_h) && isnan(got.free_km_h));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_of_one_border),
                                       cmocka_unit_test(no_border_no_figure_of_borders),
                                       cmocka_unit_test(an_empty_way_has_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
