/* Axes, words that fit, numbers by language. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/plot.h"

static void ticks_are_round_and_hold_all(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 2000; i++) {
        double a = (rand() % 20001 - 10000) * pow(10, rand() % 7 - 4),
               b = a + (rand() % 10000) * pow(10, rand() % 7 - 4);
        report_axis axis;
        assert_true(lode_report_i_axis(&axis, a, b, 0, 1000, 6));
        double ticks = (axis.most - axis.least) / axis.step, head = axis.step / pow(10, floor(log10(axis.step) + 1e-9));
        assert_true(axis.least <= a + 1e-6 * axis.step && axis.most >= b - 1e-6 * axis.step);
        assert_true(fabs(ticks - round(ticks)) < 1e-6 && ticks >= 1 && ticks <= 8);
        assert_true(fabs(head - 1) < 1e-6 || fabs(head - 2) < 1e-6 || fabs(head - 5) < 1e-6);
        assert_int_equal(lode_report_i_axis_at(&axis, axis.least), 0);
        assert_int_equal(lode_report_i_axis_at(&axis, axis.most), 1000);
    }
}

static void no_axis_without_figures(void **state)
{
    (void)state;
    report_axis axis;
    assert_false(lode_report_i_axis(&axis, NAN, 1, 0, 10, 5));
    assert_false(lode_report_i_axis(&axis, 0, INFINITY, 0, 10, 5));
    assert_false(lode_report_i_axis(&axis, 0, 1e300, 0, 10, 5));
    assert_false(lode_report_i_axis(&axis, 2, 1, 0, 10, 5));
    assert_true(lode_report_i_axis(&axis, 0, 0, 0, 10, 5));
    assert_true(axis.most > axis.least);
}

static void words_are_cut_to_their_room(void **state)
{
    static const char *const names[] = {"Ulgii Khiid (Ulugei Khid)",
                                        "WWWWWWWWWWWWWWWWWWWW",
                                        "Хотгорын орд газар",
                                        "稀土稀土稀土稀土稀土稀土",
                                        "<script>alert(1)</script> and so on, and on, and on",
                                        ""};
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (long width = 40; width < 600; width += 23) {
            const char *cut = lode_report_i_plot_cut(&page, names[i], PLOT_TEXT, width);
            assert_true(lode_report_i_plot_width(cut, PLOT_TEXT) <= width);
            if (strcmp(cut, names[i]) != 0)
                assert_true(lode_report_i_plot_width(names[i], PLOT_TEXT) > width && strstr(cut, "\u2026"));
        }
    assert_false(page.failed);
    lode_report_i_page_close(&page);
}

static void a_long_label_has_two_lines_and_a_tip(void **state)
{
    (void)state;
    report_page page;
    report_plot plot;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    lode_report_i_plot_open(&plot, &page);
    lode_report_i_plot_label(&plot, 200, 50, 120, ANCHOR_END, "Short");
    lode_report_i_plot_label(&plot, 200, 90, 120, ANCHOR_END, "Bala-Sauskandyk (<b>) and a very long name indeed");
    const char *svg = lode_report_i_plot_close(&plot, "T & t", "D <d>", 200);
    assert_non_null(strstr(svg, "<title>T &amp; t</title>"));
    assert_non_null(strstr(svg, "<desc>D &lt;d&gt;</desc>"));
    assert_non_null(strstr(svg, ">Short</text>"));
    assert_non_null(strstr(svg, "<g><title>Bala-Sauskandyk (&lt;b&gt;) and a very long name indeed</title>"));
    assert_non_null(strstr(svg, "\u2026</text>"));
    assert_null(strstr(svg, "<b>"));
    lode_report_i_page_close(&page);
}

static void figures_speak_the_page_s_language(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_GERMAN);
    assert_string_equal(lode_report_i_plot_figure(&page, 1234.56, 1, "h"), "1\u202f234,6\u00a0h");
    assert_string_equal(lode_report_i_plot_figure(&page, NAN, 1, "h"), "k. A.");
    lode_report_i_page_close(&page);
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    assert_string_equal(lode_report_i_plot_figure(&page, 1234.56, 1, "h"), "1\u202f234.6\u00a0h");
    lode_report_i_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_and_hold_all), cmocka_unit_test(no_axis_without_figures),
        cmocka_unit_test(words_are_cut_to_their_room), cmocka_unit_test(a_long_label_has_two_lines_and_a_tip),
        cmocka_unit_test(figures_speak_the_page_s_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
