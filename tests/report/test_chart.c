/* Stacked bars. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/chart.h"

static const char *draw(report_page *page, report_bar *bars, size_t n)
{
    report_chart chart = {.title = "T <t>",
                          .description = "D & d",
                          .unit = "USD/t",
                          .decimals = 0,
                          .parts = {"haul", "sea <x>"},
                          .n_parts = 2,
                          .bars = bars,
                          .n_bars = n};
    return lode_report_i_chart(page, &chart);
}

static void bars_carry_their_figures(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    report_bar bars[] = {{"one <b>", {1000, 250}}, {"two", {500, NAN}}};
    const char *svg = draw(&page, bars, 2);
    assert_non_null(svg);
    assert_non_null(strstr(svg, "<title>T &lt;t&gt;</title>"));
    assert_non_null(strstr(svg, "one &lt;b&gt;"));
    assert_non_null(strstr(svg, ">1\u202f250 USD/t</text>")); /* the sum */
    assert_non_null(strstr(svg, ">1\u202f000</text>"));
    assert_non_null(strstr(svg, "sea &lt;x&gt;: 250 USD/t"));
    assert_non_null(strstr(svg, "width=\"944\"")); /* 1,000 of 1,250 on 1,180 units */
    assert_non_null(strstr(svg, "width=\"472\""));
    lode_report_i_page_close(&page);
}

static void no_lengths_no_chart(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    report_bar bars[] = {{"one", {NAN, -3}}, {"two", {0, 0}}};
    assert_null(draw(&page, bars, 2));
    assert_null(draw(&page, bars, 0));
    assert_false(page.failed);
    lode_report_i_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bars_carry_their_figures),
                                       cmocka_unit_test(no_lengths_no_chart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
