/* Result rows: cells by name and index, NULL, sorting, picking, shapes, and a failure that sticks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "lodeway/table.h"

static const lode_column columns[] = {
    {"id", LODE_TEXT, "", "Id", "Its id.", 0},
    {"rail_km", LODE_REAL, "km", NULL, NULL, 1},
    {"borders", LODE_INT, NULL, "Borders", "How many.", 0},
    {"players", LODE_LIST, "", "Players", "Who.", 0},
};

static lode_table *new_table(void)
{
    return lode_table_new("routes", "Routes", LODE_LINE, columns, 4);
}

static void add(lode_table *t, const char *id, double km, int64_t borders)
{
    lode_table_add(t);
    lode_table_set_text(t, "id", id);
    lode_table_set_real(t, "rail_km", km);
    lode_table_set_int(t, "borders", borders);
}

static void what_a_table_says_of_itself(void **state)
{
    (void)state;
    lode_table *t = new_table();
    assert_string_equal(lode_table_name(t), "routes");
    assert_string_equal(lode_table_title(t), "Routes");
    assert_int_equal(lode_table_shape(t), LODE_LINE);
    assert_int_equal(lode_table_rows(t), 0);
    assert_int_equal(lode_table_columns(t), 4);
    assert_int_equal(lode_table_find(t, "borders"), 2);
    assert_int_equal(lode_table_find(t, "border"), -1);
    assert_string_equal(lode_table_column(t, 1)->unit, "km");
    assert_string_equal(lode_table_column(t, 1)->heading, "rail_km");
    assert_string_equal(lode_table_column(t, 1)->help, "");
    assert_string_equal(lode_table_column(t, 2)->unit, "");
    assert_int_equal(lode_table_column(t, 1)->decimals, 1);
    lode_table_free(t);
    lode_table_free(NULL);
}

static void names_are_copied(void **state)
{
    (void)state;
    char name[] = "km", text[] = "Dostyk";
    const lode_column column = {name, LODE_TEXT, "", "", "", 0};
    lode_table *t = lode_table_new("t", "T", LODE_NO_SHAPE, &column, 1);
    lode_table_add(t);
    lode_table_set_text(t, "km", text);
    name[0] = text[0] = 'X';
    assert_int_equal(lode_table_find(t, "km"), 0);
    assert_string_equal(lode_table_text(t, 0, "km"), "Dostyk");
    lode_table_free(t);
}

static void cells_by_name_and_index(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "a", 12.25, INT64_C(9007199254740993));
    lode_table_set_text(t, "players", "RUS;CHN");
    assert_string_equal(lode_table_text(t, 0, "id"), "a");
    assert_string_equal(lode_table_text(t, 0, "players"), "RUS;CHN");
    assert_true(lode_table_real(t, 0, "rail_km") == 12.25);
    assert_true(lode_table_cell(t, 0, 2)->as.integer == INT64_C(9007199254740993));
    lode_table_set_real(t, "borders", 2.6);
    lode_table_set_int(t, "rail_km", 7);
    assert_true(lode_table_real(t, 0, "borders") == 3);
    assert_true(lode_table_real(t, 0, "rail_km") == 7);
    assert_false(lode_table_failed(t));
    lode_table_free(t);
}

static void unknown_cells_are_null(void **state)
{
    (void)state;
    lode_table *t = new_table();
    lode_table_add(t);
    lode_table_set_text(t, "id", NULL);
    lode_table_set_real(t, "rail_km", NAN);
    lode_table_set_real(t, "borders", INFINITY);
    for (size_t i = 0; i < 4; i++)
        assert_false(lode_table_cell(t, 0, i)->known);
    assert_null(lode_table_text(t, 0, "id"));
    assert_true(isnan(lode_table_real(t, 0, "rail_km")));
    assert_true(isnan(lode_table_real(t, 0, "no such column")));
    assert_null(lode_table_text(t, 0, "no such column"));
    assert_int_equal(lode_table_geom(t, 0)->shape, LODE_NO_SHAPE);
    assert_false(lode_table_failed(t));
    lode_table_free(t);
}

static void a_column_read_as_another_type_is_null(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "a", 1, 2);
    assert_null(lode_table_text(t, 0, "rail_km"));
    assert_true(isnan(lode_table_real(t, 0, "id")));
    lode_table_free(t);
}

static void assert_order(const lode_table *t, const char *expected)
{
    for (size_t i = 0; i < lode_table_rows(t); i++) {
        const char *id = lode_table_text(t, i, "id");
        assert_int_equal(id ? id[0] : '-', expected[i]);
    }
}

static void sorting_by_several_columns(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "d", 5, 1);
    add(t, "b", NAN, 1);
    add(t, "c", 5, 0);
    add(t, NULL, -1, 1);
    add(t, "a", 5, 0);
    lode_table_sort(t, (const char *const[]){"rail_km", "borders"}, 2);
    assert_order(t, "b-cad"); /* NULL first; c and a are equal and keep their order */
    lode_table_sort(t, (const char *const[]){"id"}, 1);
    assert_order(t, "-abcd");
    lode_table_sort(t, (const char *const[]){"borders"}, 1);
    assert_order(t, "ac-bd");
    assert_false(lode_table_failed(t));
    lode_table_free(t);
}

static void texts_sort_by_bytes(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "\xc3\x84", 0, 0);
    add(t, "a", 0, 0);
    add(t, "B", 0, 0);
    lode_table_sort(t, (const char *const[]){"id"}, 1);
    assert_order(t, "Ba\xc3");
    lode_table_free(t);
}

static void rows_can_be_added_after_sorting(void **state)
{
    (void)state;
    lode_table *t = new_table();
    for (int i = 15; i >= 0; i--)
        add(t, (char[]){(char)('a' + i), '\0'}, i, i);
    lode_table_sort(t, (const char *const[]){"borders"}, 1);
    for (int i = 16; i < 26; i++)
        add(t, (char[]){(char)('a' + i), '\0'}, i, i);
    assert_order(t, "abcdefghijklmnopqrstuvwxyz");
    lode_table_free(t);
}

static void sorting_nothing_and_by_nothing_known(void **state)
{
    (void)state;
    lode_table *t = new_table();
    lode_table_sort(t, (const char *const[]){"id"}, 1);
    assert_false(lode_table_failed(t));
    lode_table_sort(t, (const char *const[]){"no such column"}, 1);
    assert_true(lode_table_failed(t));
    lode_table_free(t);
}

static void shapes_are_copied(void **state)
{
    (void)state;
    double xy[] = {0, 0, 4, 0, 4, 4, 0, 0, 1, 1, 2, 1, 2, 2, 1, 1};
    size_t part[] = {0, 4, 8};
    unsigned char hole[] = {0, 1};
    lode_table *t = new_table();
    lode_table_add(t);
    lode_table_set_geom(t, &(lode_geom){LODE_POLYGON, 2, part, hole, xy});
    xy[2] = 99, part[1] = 3, hole[1] = 0;
    const lode_geom *g = lode_table_geom(t, 0);
    assert_int_equal(g->shape, LODE_POLYGON);
    assert_int_equal(g->n_parts, 2);
    assert_int_equal(g->part_start[1], 4);
    assert_int_equal(g->part_start[2], 8);
    assert_true(g->hole[1] == 1 && g->xy[2] == 4 && g->xy[15] == 1);
    lode_table_add(t);
    lode_table_set_geom(t, NULL);
    lode_table_set_geom(t, &(lode_geom){0});
    assert_int_equal(lode_table_geom(t, 1)->shape, LODE_NO_SHAPE);
    assert_false(lode_table_failed(t));
    lode_table_free(t);
}

static void shapes_move_with_their_rows(void **state)
{
    (void)state;
    lode_table *t = new_table();
    for (int i = 3; i > 0; i--) {
        add(t, "x", i, i);
        lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, (size_t[]){0, 1}, NULL, (double[]){i, -i}});
    }
    lode_table_sort(t, (const char *const[]){"borders"}, 1);
    for (size_t i = 0; i < 3; i++)
        assert_true(lode_table_geom(t, i)->xy[0] == (double)i + 1);
    lode_table_free(t);
}

static void some_columns_in_another_order(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "a", 1.5, 2);
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, (size_t[]){0, 1}, NULL, (double[]){7, 8}});
    add(t, NULL, NAN, 3);
    lode_table *picked = lode_table_pick(t, (const char *const[]){"borders", "nonsense", "id", "rail_km"}, 4);
    lode_table *part = lode_table_part(t, (const char *const[]){"borders"}, 1, 1, 5),
               *none = lode_table_part(t, (const char *const[]){"borders"}, 1, 2, 1);
    lode_table_free(t);
    assert_int_equal(lode_table_rows(part), 1);
    assert_true(lode_table_real(part, 0, "borders") == 3);
    assert_int_equal(lode_table_rows(none), 0);
    lode_table_free(part);
    lode_table_free(none);
    assert_int_equal(lode_table_columns(picked), 3);
    assert_string_equal(lode_table_column(picked, 0)->name, "borders");
    assert_string_equal(lode_table_column(picked, 2)->unit, "km");
    assert_string_equal(lode_table_text(picked, 0, "id"), "a");
    assert_true(lode_table_real(picked, 0, "rail_km") == 1.5);
    assert_true(lode_table_real(picked, 1, "borders") == 3);
    assert_null(lode_table_text(picked, 1, "id"));
    assert_true(lode_table_geom(picked, 0)->xy[1] == 8);
    lode_table_free(picked);
}

/* A wrong name is a fault of the program and sticks as one of memory does. */
static void a_failure_sticks(void **state)
{
    (void)state;
    lode_table *t = new_table();
    add(t, "a", 1, 1);
    lode_table_set_real(t, "no such column", 1);
    assert_true(lode_table_failed(t));
    add(t, "b", 2, 2);
    lode_table_set_text(t, "id", "changed");
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, (size_t[]){0, 1}, NULL, (double[]){7, 8}});
    lode_table_sort(t, (const char *const[]){"id"}, 1);
    assert_int_equal(lode_table_rows(t), 1);
    assert_string_equal(lode_table_text(t, 0, "id"), "a");
    assert_int_equal(lode_table_geom(t, 0)->shape, LODE_NO_SHAPE);
    assert_true(lode_table_failed(t));
    lode_table_free(t);
}

static void setting_before_the_first_row_fails(void **state)
{
    (void)state;
    lode_table *t = new_table();
    lode_table_set_int(t, "borders", 1);
    assert_true(lode_table_failed(t));
    lode_table_free(t);
}

static int fill(void)
{
    lode_table *t = new_table();
    if (!t)
        return 0;
    for (int i = 0; i < 3; i++) {
        add(t, "abc", i, i);
        lode_table_set_geom(t, &(lode_geom){LODE_POLYGON, 1, (size_t[]){0, 1}, (unsigned char[]){0}, (double[]){7, 8}});
    }
    lode_table_sort(t, (const char *const[]){"id", "borders"}, 2);
    lode_table *picked = lode_table_pick(t, (const char *const[]){"id", "borders"}, 2);
    int ok = picked && !lode_table_failed(t);
    if (ok)
        assert_true(lode_table_real(picked, 2, "borders") == 2);
    assert_int_equal(lode_table_find(t, "no such column"), -1);
    lode_table_free(picked);
    lode_table_free(t);
    return ok;
}

static void a_text_put_into_an_earlier_row(void **state)
{
    lode_table *t = new_table();
    (void)state;
    add(t, "a", 1, 1);
    add(t, "b", 2, 2);
    lode_table_put_text(t, 0, "players", "RUS");
    lode_table_put_text(t, 0, "id", NULL); /* changes nothing */
    assert_string_equal(lode_table_text(t, 0, "players"), "RUS");
    assert_string_equal(lode_table_text(t, 0, "id"), "a");
    assert_null(lode_table_text(t, 1, "players"));
    assert_false(lode_table_failed(t));
    lode_table_put_text(t, 2, "id", "no such row");
    assert_true(lode_table_failed(t));
    lode_table_free(t);
    t = new_table();
    add(t, "a", 1, 1);
    lode_table_put_text(t, 0, "rail_km", "no text column");
    assert_true(lode_table_failed(t));
    lode_table_free(t);
}

static void each_allocation_fails_in_turn(void **state)
{
    (void)state;
    long failing = 0;
    for (;; failing++) {
        lode_alloc_fail_after = failing;
        int ok = fill();
        lode_alloc_fail_after = -1;
        if (ok)
            break;
        assert_true(failing < 500);
    }
    assert_true(failing > 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_table_says_of_itself),
        cmocka_unit_test(names_are_copied),
        cmocka_unit_test(cells_by_name_and_index),
        cmocka_unit_test(unknown_cells_are_null),
        cmocka_unit_test(a_column_read_as_another_type_is_null),
        cmocka_unit_test(sorting_by_several_columns),
        cmocka_unit_test(texts_sort_by_bytes),
        cmocka_unit_test(rows_can_be_added_after_sorting),
        cmocka_unit_test(sorting_nothing_and_by_nothing_known),
        cmocka_unit_test(shapes_are_copied),
        cmocka_unit_test(shapes_move_with_their_rows),
        cmocka_unit_test(some_columns_in_another_order),
        cmocka_unit_test(a_failure_sticks),
        cmocka_unit_test(setting_before_the_first_row_fails),
        cmocka_unit_test(a_text_put_into_an_earlier_row),
        cmocka_unit_test(each_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
