/* Waterfall, ranges, rank probability: what is drawn against the figures. */
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

/* Reads the boxes of a drawing in order: x and width of each. */
static size_t read_boxes(const char *svg, long boxes[][2], size_t most)
{
    size_t n = 0;
    for (const char *at = svg; n < most && (at = strstr(at, "<rect x=\"")); at++) {
        long y, height;
        assert_int_equal(sscanf(at, "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\"", &boxes[n][0], &y,
                                &boxes[n][1], &height),
                         4);
        n++;
    }
    return n;
}

static void falls_start_where_the_last_ended(void **state)
{
    (void)state;
    const report_fall falls[] = {
        {"haul <h>", {300, NAN}}, {"nothing", {0, NAN}}, {"border", {100, 50}}, {"time", {NAN, 50}}};
    const report_waterfall w = {.title = "T",
                                .description = "D",
                                .axis = "USD",
                                .parts = {"money", "time"},
                                .total = "Sum",
                                .falls = falls,
                                .n_falls = 4};
    const char *svg = lode_report_i_waterfall(&page, &w);
    long box[20][2];
    assert_non_null(svg);
    /* 0 to 500 on 264 to 740: 0.952 a unit; boxes: 300 | 100, 50 | 50 | sum 400, 100 | legend */
    size_t n = read_boxes(svg, box, 20);
    assert_int_equal(n, 8);
    const double scale = 476.0 / 500, from[] = {0, 300, 400, 450, 0, 400}, wide[] = {300, 100, 50, 50, 400, 100};
    for (size_t i = 0; i < 6; i++) {
        assert_true(labs(box[i][0] - lround(264 + from[i] * scale)) <= 1);
        assert_true(labs(box[i][1] - lround(wide[i] * scale)) <= 1);
    }
    assert_non_null(strstr(svg, ">haul &lt;h&gt;</text>"));
    assert_null(strstr(svg, "nothing"));
    assert_non_null(strstr(svg, ">150 (30\u00a0%)</text>"));
    assert_non_null(strstr(svg, ">500</text>"));
}

static void nothing_adds_up_to_no_drawing(void **state)
{
    (void)state;
    const report_fall falls[] = {{"a", {NAN, -5}}, {"b", {0, 0}}, {"c", {INFINITY, 0}}};
    const report_waterfall w = {.parts = {"m", "t"}, .total = "S", .falls = falls, .n_falls = 3};
    assert_null(lode_report_i_waterfall(&page, &w));
}

static void ranges_run_from_low_to_high(void **state)
{
    (void)state;
    const report_range ranges[] = {{"one", 100, 150, 300}, {"unknown", NAN, 1, 2}, {"two & three", 50, 60, 400}};
    const report_ranges r = {.title = "T",
                             .description = "D",
                             .axis = "USD",
                             .range_words = "P10 to P90",
                             .middle_words = "G",
                             .ranges = ranges,
                             .n_ranges = 3};
    const char *svg = lode_report_i_ranges(&page, &r);
    long box[8][2];
    assert_int_equal(read_boxes(svg, box, 8), 3);
    const double scale = 476.0 / 400;
    assert_int_equal(box[0][0], 264 + lround(100 * scale));
    assert_int_equal(box[0][1], lround(300 * scale) - lround(100 * scale));
    assert_int_equal(box[1][0], 264 + lround(50 * scale));
    assert_non_null(strstr(svg, "150 (100\u2013300)</text>"));
    assert_non_null(strstr(svg, ">two &amp; three</text>"));
    assert_null(strstr(svg, "unknown"));
}

static void what_is_not_sure_is_not_written_as_sure(void **state)
{
    (void)state;
    static const char *const labels[] = {"A", "B", "C"};
    const double pct[] = {NAN, 99.9, 100, 0.1, NAN, 74.4, 0, 25.6, NAN};
    const report_ranks r = {
        .title = "T", .description = "D", .heading = "H", .labels = labels, .n = 3, .before_pct = pct};
    const char *svg = lode_report_i_ranks(&page, &r);
    assert_non_null(strstr(svg, ">&gt;99</text>"));
    assert_non_null(strstr(svg, ">&lt;1</text>"));
    assert_non_null(strstr(svg, ">100</text>"));
    assert_non_null(strstr(svg, ">0</text>"));
    assert_non_null(strstr(svg, ">74</text>"));
    const report_ranks alone = {.labels = labels, .n = 1, .before_pct = pct};
    assert_null(lode_report_i_ranks(&page, &alone));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(falls_start_where_the_last_ended), cmocka_unit_test(nothing_adds_up_to_no_drawing),
        cmocka_unit_test(ranges_run_from_low_to_high), cmocka_unit_test(what_is_not_sure_is_not_written_as_sure)};
    return cmocka_run_group_tests(tests, open_page, close_page);
}
