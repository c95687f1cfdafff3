/* Untrusted text made safe for each place it goes to. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/escape.h"

#define HOSTILE "<script>alert(1)</script> & \"x\" | 'y'"

typedef void (*escape_fn)(lode_text *out, const char *text);

static void expect(escape_fn escape, const char *text, const char *wanted)
{
    lode_text out = {0};
    escape(&out, text);
    assert_string_equal(lode_text_get(&out), wanted);
    lode_text_free(&out);
}

static void html(void **state)
{
    (void)state;
    expect(lode_report_i_html, HOSTILE, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; | &#39;y&#39;");
    expect(lode_report_i_html, "Хотгор", "Хотгор");
    expect(lode_report_i_html, NULL, "");
    expect(lode_report_i_html, "a\x01\x1b[31mb\u202ec\x7f", "a  [31mb c ");
    expect(lode_report_i_html, "a\xff<", "a\uFFFD&lt;");
}

static void markdown(void **state)
{
    (void)state;
    expect(lode_report_i_markdown, HOSTILE, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" \\| 'y'");
    expect(lode_report_i_markdown, "[a](b) *c* _d_ `e` \\ # ~", "\\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` \\\\ \\# \\~");
    expect(lode_report_i_markdown, "two\nlines", "two lines");
}

static void csv(void **state)
{
    (void)state;
    expect(lode_report_i_csv, "plain", "plain");
    expect(lode_report_i_csv, "", "");
    expect(lode_report_i_csv, "a,b", "\"a,b\"");
    expect(lode_report_i_csv, "say \"x\"", "\"say \"\"x\"\"\"");
    expect(lode_report_i_csv, "two\nlines", "\"two\nlines\"");
    expect(lode_report_i_csv, " edge", "\" edge\"");
    expect(lode_report_i_csv, "\xff", "\uFFFD");
}

static void plain_and_valid(void **state)
{
    (void)state;
    expect(lode_report_i_plain,
           "a\tb\u2028c\xc2\x85"
           "d",
           "a b c d");
    expect(lode_report_i_valid, "a\tb\xfe", "a\tb\uFFFD");
}

static void expect_slug(lode_arena *arena, const char *text, const char *wanted)
{
    assert_string_equal(lode_report_i_slug(arena, text), wanted);
}

static void slugs_are_file_names(void **state)
{
    (void)state;
    lode_arena *arena = lode_arena_new();
    expect_slug(arena, "mng-khotgor", "mng-khotgor");
    expect_slug(arena, "MNG/Khotgor_2", "mng-khotgor_2");
    expect_slug(arena, "../../etc/passwd", "etc-passwd");
    expect_slug(arena, "Хотгор", "x");
    expect_slug(arena, "", "x");
    expect_slug(arena, NULL, "x");
    expect_slug(arena, "..", "x");
    char longest[300];
    memset(longest, 'a', sizeof longest);
    longest[299] = '\0';
    assert_int_equal(strlen(lode_report_i_slug(arena, longest)), 80);
    lode_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(html), cmocka_unit_test(markdown), cmocka_unit_test(csv),
                                       cmocka_unit_test(plain_and_valid), cmocka_unit_test(slugs_are_file_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
