/* Views: which rows and columns, in what order, and how a cell reads. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/view.h"

static const lode_column columns[] = {
    {"id", LODE_TEXT, "", "Id", "", 0}, {"g", LODE_REAL, "USD/t", "G", "", 2}, {"list", LODE_LIST, "", "List", "", 0}};

typedef struct fixture {
    lode_table *table;
    lode_arena *arena;
    int failed;
} fixture;

static int setup(void **state)
{
    static fixture f;
    f = (fixture){lode_table_new("t", "T", LODE_NO_SHAPE, columns, 3), lode_arena_new(), 0};
    static const char *const ids[] = {"b", "a", "d", "c"};
    static const double g[] = {2, NAN, 1, 2};
    for (int i = 0; i < 4; i++) {
        lode_table_add(f.table);
        lode_table_set_text(f.table, "id", ids[i]);
        lode_table_set_real(f.table, "g", g[i]);
    }
    lode_table_set_text(f.table, "list", "x; y;");
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    lode_table_free(f->table);
    lode_arena_free(f->arena);
    return 0;
}

static void expect_rows(const report_view *view, const char *ids)
{
    assert_int_equal(view->n_rows, strlen(ids));
    for (size_t i = 0; i < view->n_rows; i++)
        assert_int_equal(lode_table_text(view->table, view->rows[i], "id")[0], ids[i]);
}

static void sorts_with_unknown_last_and_ties_in_order(void **state)
{
    fixture *f = *state;
    report_view view = lode_report_i_view_all(f->arena, f->table, &f->failed);
    lode_report_i_view_sort(&view, "g");
    expect_rows(&view, "dbca");
    lode_report_i_view_sort(&view, "id");
    expect_rows(&view, "abcd");
    lode_report_i_view_sort(&view, "none");
    expect_rows(&view, "abcd");
}

static int is_two(const lode_table *table, size_t row, const void *context)
{
    return lode_table_real(table, row, "g") == *(const double *)context;
}

static void keeps(void **state)
{
    fixture *f = *state;
    double two = 2;
    report_view view = lode_report_i_view_all(f->arena, f->table, &f->failed);
    lode_report_i_view_keep(&view, is_two, &two);
    expect_rows(&view, "bc");
}

static void takes_the_columns_that_are_there(void **state)
{
    fixture *f = *state;
    static const char *const names[] = {"list", "none", "id", NULL};
    size_t rows[] = {3};
    report_view view = lode_report_i_view(f->arena, f->table, rows, 1, names, &f->failed);
    assert_int_equal(view.n_columns, 2);
    assert_string_equal(lode_report_i_view_column(&view, 0)->name, "list");
    assert_string_equal(lode_report_i_view_cell(&view, 0, 1)->as.text, "c");
    view = lode_report_i_view(f->arena, NULL, rows, 1, names, &f->failed);
    assert_int_equal(view.n_rows, 0);
    assert_int_equal(lode_report_i_view_all(f->arena, NULL, &f->failed).n_rows, 0);
    assert_false(f->failed);
}

static void expect_cell(const lode_column *column, lode_cell cell, const char *wanted, const char *exact)
{
    lode_text text = {0}, digits = {0};
    lode_report_i_cell_text(&text, column, &cell, "NA");
    lode_report_i_cell_exact(&digits, column, &cell);
    assert_string_equal(lode_text_get(&text), wanted);
    assert_string_equal(lode_text_get(&digits), exact);
    lode_text_free(&text);
    lode_text_free(&digits);
}

static void cells_read(void **state)
{
    static const lode_column count = {"n", LODE_INT, "", "N", "", 0};
    (void)state;
    expect_cell(&columns[1], (lode_cell){1, {.real = 1234.5678}}, "1\u202f234.57", "1234.5678");
    expect_cell(&columns[1], (lode_cell){0, {0}}, "NA", "");
    expect_cell(&count, (lode_cell){1, {.integer = 12345}}, "12\u202f345", "12345");
    expect_cell(&columns[2], (lode_cell){1, {.text = "MNG>CHN > KAZ"}}, "MNG \u2192 CHN \u2192 KAZ", "MNG>CHN > KAZ");
    expect_cell(&columns[2], (lode_cell){1, {.text = "Nd;Pr"}}, "Nd, Pr", "Nd;Pr");
    expect_cell(&columns[2], (lode_cell){1, {.text = ""}}, "NA", "");
}

static void items_are_whole_words(void **state)
{
    (void)state;
    assert_true(lode_report_i_has_item("MNG>CASPIAN>AZE", "CASPIAN"));
    assert_true(lode_report_i_has_item(" a ; b", "b"));
    assert_false(lode_report_i_has_item("MNG>CASPIAN_2", "CASPIAN"));
    assert_false(lode_report_i_has_item(NULL, "CASPIAN"));
    assert_false(lode_report_i_has_item("", "CASPIAN"));
}

static void json_has_null_and_lists(void **state)
{
    fixture *f = *state;
    report_view view = lode_report_i_view_all(f->arena, f->table, &f->failed);
    json_t *rows = lode_report_i_json_rows(&view);
    assert_int_equal(json_array_size(rows), 4);
    assert_true(json_is_null(json_object_get(json_array_get(rows, 1), "g")));
    assert_int_equal(json_array_size(json_object_get(json_array_get(rows, 1), "list")), 0);
    assert_int_equal(json_array_size(json_object_get(json_array_get(rows, 3), "list")), 2);
    json_decref(rows);
}

static void out_of_memory_is_told(void **state)
{
    fixture *f = *state;
    lode_alloc_fail_after = 0;
    report_view view = lode_report_i_view_all(f->arena, f->table, &f->failed);
    lode_alloc_fail_after = -1;
    assert_true(f->failed);
    assert_int_equal(view.n_rows, 0);
}

static void expect_said(const lode_table *table, lode_language language, size_t column, const char *words)
{
    lode_arena *arena = lode_arena_new();
    int failed = 0;
    report_view view = lode_report_i_view_all(arena, table, &failed);
    lode_text text = {0};
    lode_report_i_view_text(&text, language, &view, 0, column, "NA");
    assert_string_equal(lode_text_get(&text), words);
    lode_text_free(&text);
    lode_arena_free(arena);
}

static void readers_see_words_for_codes(void **state)
{
    (void)state;
    static const lode_column said[] = {{"status", LODE_TEXT, "", "", "", 0},
                                       {"modes", LODE_LIST, "", "", "", 0},
                                       {"g", LODE_REAL, "", "", "", 2},
                                       {"year", LODE_REAL, "", "", "", 0},
                                       {"deposit_type", LODE_TEXT, "", "", "", 0},
                                       {"confidence", LODE_TEXT, "", "", "", 0},
                                       {"role", LODE_TEXT, "", "", "", 0}};
    lode_table *table = lode_table_new("routes", "", LODE_NO_SHAPE, said, 7);
    lode_table_add(table);
    lode_table_set_text(table, "status", "captive");
    lode_table_set_text(table, "modes", "rail>sea>zeppelin");
    lode_table_set_real(table, "g", 1234.5);
    lode_table_set_real(table, "year", 2024);
    lode_table_set_text(table, "deposit_type", "carbonatite");
    lode_table_set_text(table, "confidence", "a text; of the case > with signs");
    expect_said(table, LODE_ENGLISH, 0, "captive");
    expect_said(table, LODE_GERMAN, 0, "abgeschnitten");
    expect_said(table, LODE_GERMAN, 1, "Bahn \u2192 See \u2192 zeppelin");
    expect_said(table, LODE_ENGLISH, 2, "1\u202f234.50");
    expect_said(table, LODE_GERMAN, 2, "1\u202f234,50");
    expect_said(table, LODE_GERMAN, 3, "2024");
    expect_said(table, LODE_ENGLISH, 4, "carbonatite");
    expect_said(table, LODE_GERMAN, 4, "Karbonatit");
    expect_said(table, LODE_GERMAN, 5, "a text; of the case > with signs");
    expect_said(table, LODE_GERMAN, 6, "NA");
    lode_table_free(table);
    static const lode_column value[] = {{"value", LODE_TEXT, "", "", "", 0}};
    table = lode_table_new("parameters", "", LODE_NO_SHAPE, value, 1);
    lode_table_add(table);
    lode_table_set_text(table, "value", "0.8");
    expect_said(table, LODE_GERMAN, 0, "0,8");
    expect_said(table, LODE_ENGLISH, 0, "0.8");
    lode_table_free(table);
}

#define WITH_ROWS(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ROWS(sorts_with_unknown_last_and_ties_in_order),
        WITH_ROWS(keeps),
        WITH_ROWS(takes_the_columns_that_are_there),
        cmocka_unit_test(cells_read),
        cmocka_unit_test(items_are_whole_words),
        cmocka_unit_test(readers_see_words_for_codes),
        WITH_ROWS(json_has_null_and_lists),
        WITH_ROWS(out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
