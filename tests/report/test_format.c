/* Figures as text, UTF-8 decoding and widths. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/format.h"

typedef void (*with_decimals)(lode_text *out, double value, int decimals);

static void expect(with_decimals format, double value, int decimals, const char *wanted)
{
    lode_text text = {0};
    format(&text, value, decimals);
    assert_string_equal(lode_text_get(&text), wanted);
    lode_text_free(&text);
}

static void expect_exact(double value, const char *wanted)
{
    lode_text text = {0};
    lode_report_i_exact(&text, value);
    assert_string_equal(lode_text_get(&text), wanted);
    lode_text_free(&text);
}

static void exact_has_fifteen_digits(void **state)
{
    (void)state;
    expect_exact(0.1, "0.1");
    expect_exact(1.0 / 3, "0.333333333333333");
    expect_exact(1234567890.12345, "1234567890.12345");
    expect_exact(-0.0, "0");
    expect_exact(1e300, "1e+300");
}

static void fixed_rounds(void **state)
{
    (void)state;
    expect(lode_report_i_fixed, 1234.567, 2, "1234.57");
    expect(lode_report_i_fixed, -1234.567, 0, "-1235");
    expect(lode_report_i_fixed, -0.004, 2, "0.00");
    expect(lode_report_i_fixed, 3, -1, "3");
}

static void grouped_parts_thousands(void **state)
{
    (void)state;
    expect(lode_report_i_grouped, 999, 0, "999");
    expect(lode_report_i_grouped, 1000, 0, "1\u202f000");
    expect(lode_report_i_grouped, 1234567.891, 2, "1\u202f234\u202f567.89");
    expect(lode_report_i_grouped, 123456, 0, "123\u202f456");
    expect(lode_report_i_grouped, -1500.5, 1, "\u22121\u202f500.5");
    expect(lode_report_i_grouped, -0.3, 0, "0");
}

static void the_longest_figure_fits(void **state)
{
    (void)state;
    lode_text text = {0};
    lode_report_i_fixed(&text, -1.7976931348623157e308, 9);
    assert_int_equal(text.length, 1 + 309 + 1 + 9);
    lode_text_free(&text);
}

static void decodes(void **state)
{
    static const struct {
        const char *text;
        size_t bytes;
        uint32_t code;
    } cases[] = {
        {"a", 1, 'a'},
        {"\u00e9", 2, 0xE9},
        {"\u20ac", 3, 0x20AC},
        {"\U0001F600", 4, 0x1F600},
        {"\x80", 1, 0xFFFD},
        {"\xC0\xAF", 1, 0xFFFD},
        {"\xE2\x82", 1, 0xFFFD},
        {"\xED\xA0\x80", 1, 0xFFFD},
        {"\xC3(", 1, 0xFFFD},
        {"\xF5\x80\x80\x80", 1, 0xFFFD},
        {"\xE0\x80\x80", 1, 0xFFFD},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t code;
        assert_int_equal(lode_report_i_decode(cases[i].text, &code), cases[i].bytes);
        assert_int_equal(code, cases[i].code);
    }
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(lode_report_i_width(""), 0);
    assert_int_equal(lode_report_i_width("Khotgor"), 7);
    assert_int_equal(lode_report_i_width("Хотгор"), 6);
    assert_int_equal(lode_report_i_width("白云鄂博"), 8);
    assert_int_equal(lode_report_i_width("e\u0301"), 1);
    assert_int_equal(lode_report_i_width("1\u202f000"), 5);
}

static void german_has_a_comma(void **state)
{
    (void)state;
    lode_text text = {0};
    lode_report_i_grouped_in(&text, LODE_GERMAN, -1234567.891, 2);
    assert_string_equal(lode_text_get(&text), "\u22121\u202f234\u202f567,89");
    lode_text_free(&text);
    lode_report_i_grouped_in(&text, LODE_GERMAN, 999, 0);
    assert_string_equal(lode_text_get(&text), "999");
    lode_text_free(&text);
    lode_report_i_grouped_in(&text, LODE_ENGLISH, 0.5, 1);
    assert_string_equal(lode_text_get(&text), "0.5");
    lode_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_has_fifteen_digits),
        cmocka_unit_test(fixed_rounds),
        cmocka_unit_test(grouped_parts_thousands),
        cmocka_unit_test(german_has_a_comma),
        cmocka_unit_test(the_longest_figure_fits),
        cmocka_unit_test(decodes),
        cmocka_unit_test(widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
