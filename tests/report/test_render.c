/* The four faces of a page: one set of rows, escaped for each. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/page.h"
#include "report/render.h"
#include "sample.h"

static const lode_column columns[] = {
    {"id", LODE_TEXT, "", "Id", "", 0},
    {"name", LODE_TEXT, "", "Name | <b>", "", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G", "", 2},
    {"confidence", LODE_TEXT, "", "Confidence", "", 0},
};

static void fill(report_page *page, report_block **block)
{
    static const char *targets[] = {"deposit/one", NULL};
    static const char *items[] = {HOSTILE, "2 < 3"};
    lode_report_i_page_open(page, "corridor/x", "corridor", HOSTILE, LODE_ENGLISH);
    lode_table *t = lode_report_i_page_table(page, "rows", columns, 4);
    lode_table_add(t);
    lode_table_set_text(t, "id", "one");
    lode_table_set_text(t, "name", HOSTILE);
    lode_table_set_real(t, "g_usd_t", 1234.56789);
    lode_table_set_text(t, "confidence", "assumed: rule");
    lode_table_add(t);
    lode_table_set_text(t, "id", "two, \"x\"");
    lode_report_i_heading(page, 2, "Heading <h>");
    lode_report_i_text(page, "%s and %d", HOSTILE, 7);
    lode_report_i_items(page, items, 2);
    *block = lode_report_i_table(page, "rows", "Caption <c>", lode_report_i_page_view(page, t));
    assert_non_null(*block);
    (*block)->targets = targets;
    (*block)->link_column = "id";
    (*block)->note = "note *n*";
    lode_report_i_facts(page, "facts", "Facts", lode_report_i_page_view(page, t));
}

typedef int (*render_fn)(lode_text *out, const report_page *page);

static char *render(render_fn how)
{
    report_page page;
    report_block *block;
    lode_text out = {0};
    fill(&page, &block);
    assert_false(page.failed);
    assert_true(how(&out, &page));
    lode_report_i_page_close(&page);
    return out.data;
}

static void expect_all(const char *text, const char *const *parts)
{
    for (; *parts; parts++)
        if (!strstr(text, *parts))
            fail_msg("missing: %s\nin: %s", *parts, text);
}

static void html(void **state)
{
    static const char *const parts[] = {"<html lang=\"en\">",
                                        "<h2>Heading &lt;h&gt;</h2>",
                                        "<caption>Caption &lt;c&gt;</caption>",
                                        "<th scope=\"col\">Name | &lt;b&gt;</th>",
                                        "<th scope=\"col\" class=\"n\">G<small>USD/t</small></th>",
                                        "<th scope=\"row\"><a href=\"../deposit/one.html\">one</a></th>",
                                        "1\u202f234.57\u00a0<abbr title=\"assumed\">e</abbr>",
                                        "<td class=\"n na\">\u2013</td>",
                                        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;",
                                        "<li>2 &lt; 3</li>",
                                        "<a href=\"x.csv\">CSV</a>",
                                        "<a href=\"../annex.html\">",
                                        "Content-Security-Policy",
                                        NULL};
    (void)state;
    char *text = render(lode_report_i_render_html);
    expect_all(text, parts);
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "http://"));
    assert_null(strstr(text, "https://"));
    free(text);
}

static void markdown(void **state)
{
    static const char *const parts[] = {
        "# &lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\" \\| 'y'\n",
        "## Heading &lt;h&gt;\n",
        "**Caption &lt;c&gt;**",
        "| Id | Name \\| &lt;b&gt; | G (USD/t) | Confidence |\n| --- | --- | ---: | --- |\n",
        "| [one](../deposit/one.md) | &lt;script&gt;",
        "| 1\u202f234.57 e | assumed: rule |",
        "| two, \"x\" | \u2013 | \u2013 | \u2013 |",
        "*note \\*n\\**",
        "| G (USD/t) | 1\u202f234.57 e |",
        NULL};
    (void)state;
    char *text = render(lode_report_i_render_markdown);
    expect_all(text, parts);
    assert_null(strstr(text, "<script"));
    free(text);
}

static void json(void **state)
{
    (void)state;
    char *text = render(lode_report_i_render_json);
    json_t *page = json_loads(text, 0, NULL), *rows = json_object_get(json_object_get(page, "tables"), "rows");
    assert_int_equal(json_integer_value(json_object_get(page, "schema")), 1);
    assert_string_equal(json_string_value(json_object_get(page, "page")), "corridor");
    assert_string_equal(json_string_value(json_object_get(page, "title")), HOSTILE);
    assert_int_equal(json_array_size(rows), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(rows, 0), "name")), HOSTILE);
    assert_float_equal(json_real_value(json_object_get(json_array_get(rows, 0), "g_usd_t")), 1234.56789, 1e-12);
    assert_true(json_is_null(json_object_get(json_array_get(rows, 1), "g_usd_t")));
    json_decref(page);
    free(text);
}

static void csv(void **state)
{
    static const char *const parts[] = {"table,row,column,unit,value\nrows,1,id,,one\n",
                                        "rows,1,name,,\"<script>alert(1)</script> & \"\"x\"\" | 'y'\"\n",
                                        "rows,1,g_usd_t,USD/t,1234.56789\n",
                                        "rows,2,id,,\"two, \"\"x\"\"\"\n",
                                        "rows,2,g_usd_t,USD/t,\n",
                                        NULL};
    (void)state;
    char *text = render(lode_report_i_render_csv);
    expect_all(text, parts);
    free(text);
}

static void empty_views_make_no_block(void **state)
{
    (void)state;
    report_page page;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    assert_null(lode_report_i_table(&page, "t", "T", (report_view){0}));
    assert_null(lode_report_i_facts(&page, "t", "T", (report_view){0}));
    assert_null(lode_report_i_figure(&page, NULL, "F", "D"));
    assert_int_equal(page.n_blocks, 0);
    assert_false(page.failed);
    assert_string_equal(lode_report_i_figure_text(&page, NAN, 1, "km"), "NA");
    assert_string_equal(lode_report_i_figure_text(&page, 1234.56, 1, "km"), "1\u202f234.6\u00a0km");
    lode_report_i_page_close(&page);
}

static void a_page_that_failed_stays_failed(void **state)
{
    (void)state;
    report_page page;
    lode_alloc_fail_after = 0;
    lode_report_i_page_open(&page, "index", "index", "X", LODE_ENGLISH);
    lode_alloc_fail_after = -1;
    assert_true(page.failed);
    lode_report_i_heading(&page, 2, "H");
    lode_report_i_text(&page, "%d", 1);
    assert_string_equal(lode_report_i_say(&page, "x"), "");
    assert_null(lode_report_i_page_table(&page, "rows", columns, 4));
    assert_int_equal(page.n_blocks, 0);
    lode_report_i_page_close(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html),
        cmocka_unit_test(markdown),
        cmocka_unit_test(json),
        cmocka_unit_test(csv),
        cmocka_unit_test(empty_views_make_no_block),
        cmocka_unit_test(a_page_that_failed_stays_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
