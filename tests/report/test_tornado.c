/* A tornado: bars on both sides of the base figure. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/tornado.h"

static const char *draw(report_page *page, double base, const report_swing *swings, size_t n)
{
    report_tornado tornado = {
        .title = "T <t>", .description = "D & d", .unit = "USD/t", .base = base, .swings = swings, .n_swings = n};
    return lode_report_i_tornado(page, &tornado);
}

static void bars_lie_around_the_base(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    report_swing swings[] = {{"rail <b>", 200, 1280}, {"sea", 400, 300}, {"one side", 380, 380}};
    const char *svg = draw(&page, 380, swings, 3);
    assert_non_null(svg);
    assert_non_null(strstr(svg, "<title>T &lt;t&gt;</title>"));
    assert_non_null(strstr(svg, "<desc>D &amp; d</desc>"));
    assert_non_null(strstr(svg, "rail &lt;b&gt;"));
    assert_non_null(strstr(svg, ">380 USD/t</text>"));
    assert_non_null(strstr(svg, ">1\u202f280</text>"));
    assert_non_null(strstr(svg, "x=\"760\" y=\"60\" width=\"180\"")); /* 200 to 380 of 200 to 1,280 on 1,080 units */
    assert_non_null(strstr(svg, "x=\"940\" y=\"60\" width=\"900\"")); /* 380 to 1,280 */
    assert_non_null(strstr(svg, "x=\"860\" y=\"126\" width=\"80\"")); /* 300 to 380, whichever end is the low one */
    assert_non_null(strstr(svg, "x=\"940\" y=\"126\" width=\"20\"")); /* 380 to 400 */
    assert_null(strstr(svg, "y=\"192\" width"));                      /* nothing swings */
    lode_report_i_page_close(&page);
}

static void nothing_moves_no_drawing(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    report_swing still[] = {{"one", 5, 5}}, unknown[] = {{"one", 1, NAN}}, endless[] = {{"one", 1, INFINITY}};
    assert_null(draw(&page, 5, still, 1));
    assert_null(draw(&page, 5, still, 0));
    assert_null(draw(&page, 5, unknown, 1));
    assert_null(draw(&page, 5, endless, 1));
    assert_null(draw(&page, NAN, still, 1));
    assert_false(page.failed);
    lode_report_i_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bars_lie_around_the_base),
                                       cmocka_unit_test(nothing_moves_no_drawing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
