/* Profile and time-space diagram: curves against the sums, numbers that do not lie on each other. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/charts.h"

static report_page page;

static int open_page(void **state)
{
    (void)state;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    return 0;
}

static int close_page(void **state)
{
    (void)state;
    lode_report_i_page_close(&page);
    return 0;
}

static const report_stop stops[] = {{100, 10, 10, 20, "track"},
                                    {100, 58, 130, 60, NULL},
                                    {900, 98, 170, 100, "rail"},
                                    {900, 128, 260, 140, NULL},
                                    {2000, 192, 324, 200, "sea"}};

static report_way way_of(const report_border *borders, size_t n)
{
    return (report_way){.title = "T <t>",
                        .description = "D",
                        .domain = "Kazakhstan",
                        .code = "KAZ",
                        .stops = stops,
                        .n_stops = sizeof stops / sizeof *stops,
                        .borders = borders,
                        .n_borders = n};
}

/* The points of the nth path that is a curve. */
static size_t read_curve(const char *svg, int nth, long xy[][2], size_t most)
{
    const char *at = svg;
    for (int i = 0; i <= nth; i++) {
        at = strstr(at + 1, "<path fill=\"none\"");
        assert_non_null(at);
    }
    at = strstr(at, " d=\"M") + 4;
    size_t n = 0;
    for (; n < most && (*at == 'M' || *at == 'L'); n++) {
        char *end;
        xy[n][0] = strtol(at + 1, &end, 10);
        xy[n][1] = strtol(end, &end, 10);
        at = end;
    }
    return n;
}

static void curves_follow_the_sums(void **state)
{
    (void)state;
    const report_border borders[] = {{900, "Port <x>", "Caspian Sea", "CASPIAN"}};
    report_way way = way_of(borders, 1);
    const char *svg = lode_report_i_profile(&page, &way);
    long cost[10][2], plan[10][2], hours[10][2];
    assert_non_null(svg);
    assert_int_equal(read_curve(svg, 0, cost, 10), 6);
    assert_int_equal(read_curve(svg, 1, plan, 10), 6);
    assert_int_equal(read_curve(svg, 2, hours, 10), 6);
    for (size_t i = 0; i < 5; i++) {
        /* by hand: x 0 to 2,000 km on 78 to 868; y: 190 high, 0 to 200 USD and 0 to 400 h */
        assert_int_equal(cost[i + 1][0], 78 + lround(stops[i].km / 2000 * 790));
        assert_int_equal(cost[0][1] - cost[i + 1][1], lround(stops[i].usd / 200 * 190));
        assert_true(labs(plan[0][1] - plan[i + 1][1] - lround(stops[i].plan_hours / 400 * 190)) <= 1);
        assert_true(labs(hours[0][1] - hours[i + 1][1] - lround(stops[i].hours / 400 * 190)) <= 1);
    }
    assert_non_null(strstr(svg, ">200\u00a0USD/t</text>"));
    assert_non_null(strstr(svg, ">192\u00a0h</text>"));
    assert_non_null(strstr(svg, ">324\u00a0h</text>"));
    assert_non_null(strstr(svg, ">Port &lt;x&gt;</text>"));
    assert_non_null(strstr(svg, ">Kazakhstan</text>"));
}

static void stays_are_level(void **state)
{
    (void)state;
    report_way way = way_of(NULL, 0);
    const char *svg = lode_report_i_timespace(&page, &way);
    assert_non_null(svg);
    size_t stays = 0;
    for (const char *at = svg; (at = strstr(at, "stroke-width=\"7\" d=\"M")); at++) {
        long x0, y0, x1, y1;
        assert_int_equal(sscanf(at, "stroke-width=\"7\" d=\"M%ld %ldL%ld %ld\"", &x0, &y0, &x1, &y1), 4);
        if (x1 - x0 == 32)
            continue; /* the legend's */
        assert_int_equal(y0, y1);
        assert_true(x1 > x0);
        stays++;
    }
    assert_int_equal(stays, 2);
    assert_non_null(strstr(svg, ">rail</text>"));
    assert_non_null(strstr(svg, ">sea</text>"));
    assert_null(strstr(svg, ">air</text>"));
}

/* Thirty borders within a few kilometres: no two numbers nearer than their width. */
static void numbers_do_not_overlap(void **state)
{
    (void)state;
    report_border borders[30];
    for (size_t i = 0; i < 30; i++)
        borders[i] =
            (report_border){900 + (double)i * 3, "A gate with a rather long name that goes on", "Somewhere", "S"};
    report_way way = way_of(borders, 30);
    const char *svg = lode_report_i_profile(&page, &way);
    long at[64][2];
    size_t n = 0;
    for (const char *c = svg; n < 64 && (c = strstr(c, "<circle cx=\"")); c++, n++)
        assert_int_equal(sscanf(c, "<circle cx=\"%ld\" cy=\"%ld\"", &at[n][0], &at[n][1]), 2);
    assert_int_equal(n, 60); /* in the drawing and in the legend */
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(labs(at[i][0] - at[k][0]) >= 23 || labs(at[i][1] - at[k][1]) >= 23);
}

static void no_way_no_drawing(void **state)
{
    (void)state;
    report_way way = way_of(NULL, 0);
    way.n_stops = 0;
    assert_null(lode_report_i_profile(&page, &way));
    assert_null(lode_report_i_timespace(&page, &way));
    const report_stop unknown[] = {{100, NAN, 10, 1, "rail"}}, still[] = {{0, 5, 5, 1, NULL}};
    way.stops = unknown;
    way.n_stops = 1;
    assert_null(lode_report_i_profile(&page, &way));
    way.stops = still;
    assert_null(lode_report_i_timespace(&page, &way));
    assert_false(page.failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(curves_follow_the_sums), cmocka_unit_test(stays_are_level),
                                       cmocka_unit_test(numbers_do_not_overlap), cmocka_unit_test(no_way_no_drawing)};
    return cmocka_run_group_tests(tests, open_page, close_page);
}
