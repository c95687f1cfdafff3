/* Rows for the command line: table, JSON, JSON lines, CSV. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "report/format.h"
#include "report/report.h"

static const lode_column columns[] = {
    {"name", LODE_TEXT, "", "Name", "", 0},       {"rail_km", LODE_REAL, "km", "To railway", "", 1},
    {"n", LODE_INT, "", "Count", "", 0},          {"gates", LODE_LIST, "", "Gates", "", 0},
    {"remarks", LODE_TEXT, "", "Remarks", "", 0},
};

static lode_table *make_rows(void)
{
    lode_table *t = lode_table_new("rows", "Rows", LODE_NO_SHAPE, columns, 5);
    lode_table_add(t);
    lode_table_set_text(t, "name", "Хотгор");
    lode_table_set_real(t, "rail_km", 1.0 / 3);
    lode_table_set_int(t, "n", 12);
    lode_table_set_text(t, "gates", "a > b>c");
    lode_table_set_text(t, "remarks", "x, \"y\"\nz");
    lode_table_add(t);
    lode_table_set_text(t, "name", "白云鄂博\x1b[2J");
    lode_table_set_real(t, "rail_km", -1234.56);
    lode_table_add(t);
    lode_table_set_text(t, "gates", " ; ");
    assert_false(lode_table_failed(t));
    return t;
}

static char *format(const lode_table *t, const char *how)
{
    char *text;
    lode_err err = {0};
    assert_int_equal(lode_rows_format(t, how, &text, &err), LODE_OK);
    assert_non_null(text);
    return text;
}

static void table_lines_up(void **state)
{
    lode_table *t = make_rows();
    char *text = format(t, "table");
    (void)state;
    assert_string_equal(text, "name          rail_km [km]   n  gates      remarks\n"
                              "────────────  ────────────  ──  ─────────  ────────\n"
                              "Хотгор                 0.3  12  a → b → c  x, \"y\" z\n"
                              "白云鄂博 [2J       -1234.6   –  –          –\n"
                              "–                        –   –  –          –\n");
    free(text);
    lode_table_free(t);
}

static void table_cuts_long_words(void **state)
{
    lode_table *t = lode_table_new("rows", "", LODE_NO_SHAPE, columns, 2);
    char word[400];
    (void)state;
    memset(word, 'w', sizeof word);
    word[399] = '\0';
    lode_table_add(t);
    lode_table_set_text(t, "name", word);
    char *text = format(t, "table");
    assert_non_null(strstr(text, "w\u2026  "));
    char *line = strrchr(text, '\n');
    *line = '\0';
    line = strrchr(text, '\n') + 1;
    assert_int_equal(lode_report_i_width(line), 64 + 2 + (size_t)strlen("rail_km [km]"));
    free(text);
    lode_table_free(t);
}

static void one_wide_row_stands_upright(void **state)
{
    lode_column wide[8];
    (void)state;
    for (int i = 0; i < 8; i++)
        wide[i] = columns[i < 4 ? i : 4];
    static const char *const names[] = {"w4", "w5", "w6", "w7"};
    for (int i = 0; i < 4; i++)
        wide[4 + i].name = names[i];
    lode_table *t = lode_table_new("rows", "", LODE_NO_SHAPE, wide, 8);
    lode_table_add(t);
    lode_table_set_real(t, "rail_km", 12.34);
    char *text = format(t, "table");
    assert_int_equal(strncmp(text, "name     –\nrail_km  12.3 km\nn        –\n", 40), 0);
    free(text);
    lode_table_free(t);
}

static void json_reads_back(void **state)
{
    lode_table *t = make_rows();
    char *text = format(t, "json");
    (void)state;
    json_error_t error;
    json_t *document = json_loads(text, 0, &error);
    assert_non_null(document);
    assert_int_equal(json_integer_value(json_object_get(document, "schema")), 1);
    json_t *rows = json_object_get(document, "rows"), *first = json_array_get(rows, 0), *last = json_array_get(rows, 2);
    assert_int_equal(json_array_size(rows), 3);
    assert_string_equal(json_string_value(json_object_get(first, "name")), "Хотгор");
    assert_float_equal(json_real_value(json_object_get(first, "rail_km")), 1.0 / 3, 1e-15);
    assert_true(json_is_integer(json_object_get(first, "n")));
    json_t *gates = json_object_get(first, "gates");
    assert_int_equal(json_array_size(gates), 3);
    assert_string_equal(json_string_value(json_array_get(gates, 1)), "b");
    assert_string_equal(json_string_value(json_object_get(first, "remarks")), "x, \"y\"\nz");
    assert_true(json_is_null(json_object_get(last, "name")));
    assert_true(json_is_null(json_object_get(last, "rail_km")));
    assert_true(json_is_array(json_object_get(last, "gates")));
    assert_int_equal(json_array_size(json_object_get(last, "gates")), 0);
    json_decref(document);
    free(text);
    lode_table_free(t);
}

static void json_keys_stand_in_column_order(void **state)
{
    lode_table *t = make_rows();
    char *text = format(t, "jsonl");
    (void)state;
    const char *at = text;
    for (size_t i = 0; i < 5; i++) {
        const char *key = strstr(at, columns[i].name);
        assert_non_null(key);
        at = key;
    }
    size_t lines = 0;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    assert_int_equal(lines, 3);
    free(text);
    lode_table_free(t);
}

static void csv_follows_rfc_4180(void **state)
{
    lode_table *t = make_rows();
    char *text = format(t, "csv");
    (void)state;
    assert_string_equal(text, "name,rail_km,n,gates,remarks\n"
                              "Хотгор,0.333333333333333,12,a > b>c,\"x, \"\"y\"\"\nz\"\n"
                              "白云鄂博\x1b[2J,-1234.56,,,\n"
                              ",,,\" ; \",\n");
    free(text);
    lode_table_free(t);
}

static void broken_bytes_do_not_break_json(void **state)
{
    lode_table *t = lode_table_new("rows", "", LODE_NO_SHAPE, columns, 1);
    (void)state;
    lode_table_add(t);
    lode_table_set_text(t, "name",
                        "a\xff"
                        "b");
    char *text = format(t, "json");
    json_t *document = json_loads(text, 0, NULL);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(json_object_get(document, "rows"), 0), "name")), "a\uFFFDb");
    json_decref(document);
    free(text);
    lode_table_free(t);
}

static void no_rows_are_no_fault(void **state)
{
    static const char *const formats[][2] = {{"csv", "name\n"}, {"jsonl", ""}, {"table", "name\n────\n"}};
    lode_table *t = lode_table_new("rows", "", LODE_NO_SHAPE, columns, 1);
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char *text = format(t, formats[i][0]);
        assert_string_equal(text, formats[i][1]);
        free(text);
    }
    lode_table_free(t);
}

static void unknown_format_is_usage(void **state)
{
    lode_table *t = make_rows();
    char *text = (char *)"old";
    lode_err err = {0};
    (void)state;
    assert_int_equal(lode_rows_format(t, "xml", &text, &err), LODE_USAGE);
    assert_null(text);
    assert_non_null(strstr(err.message, "xml"));
    assert_non_null(strstr(err.message, "jsonl"));
    lode_table_free(t);
}

static void a_failed_table_is_an_error(void **state)
{
    lode_table *t = make_rows();
    char *text;
    lode_err err = {0};
    (void)state;
    lode_table_set_text(t, "no such column", "x");
    assert_int_equal(lode_rows_format(t, "csv", &text, &err), LODE_IO);
    assert_null(text);
    lode_table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_lines_up),
        cmocka_unit_test(table_cuts_long_words),
        cmocka_unit_test(one_wide_row_stands_upright),
        cmocka_unit_test(json_reads_back),
        cmocka_unit_test(json_keys_stand_in_column_order),
        cmocka_unit_test(csv_follows_rfc_4180),
        cmocka_unit_test(broken_bytes_do_not_break_json),
        cmocka_unit_test(no_rows_are_no_fault),
        cmocka_unit_test(unknown_format_is_usage),
        cmocka_unit_test(a_failed_table_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
