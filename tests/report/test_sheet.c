/* The grid of a map and the paths drawn on it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/sheet.h"

static lode_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = lode_arena_new();
    return arena == NULL;
}

static int teardown(void **state)
{
    (void)state;
    lode_arena_free(arena);
    return 0;
}

/* 2,000 km x 1,000 km: a grid unit is a kilometre. */
static report_sheet kilometres(void)
{
    report_sheet sheet = lode_report_i_sheet((report_window){0, 0, 2e6, 1e6}, arena);
    assert_non_null(sheet.cells);
    return sheet;
}

static void grid_is_turned_north_up(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    long x, y;
    assert_int_equal(sheet.height, 1000);
    lode_report_i_to_grid(&sheet, 0, 1e6, &x, &y);
    assert_true(x == 0 && y == 0);
    lode_report_i_to_grid(&sheet, 1.5e6, 2.5e5, &x, &y);
    assert_true(x == 1500 && y == 750);
}

static void small_and_narrow_windows_are_widened(void **state)
{
    (void)state;
    report_sheet point = lode_report_i_sheet((report_window){5, 5, 5, 5}, arena);
    assert_true(point.window.max_x - point.window.min_x >= 4e5 && point.height > 0);
    report_sheet tall = lode_report_i_sheet((report_window){0, 0, 1, 9e6}, arena);
    assert_true(tall.height <= SHEET_WIDTH * 0.7 + 1);
    report_sheet flat = lode_report_i_sheet((report_window){0, 0, 9e6, 1}, arena);
    assert_true(flat.height >= SHEET_WIDTH * 0.42 - 1);
}

static void a_cell_has_one_point(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    long ax, ay, bx, by;
    lode_report_i_sheet_step(&sheet, 8);
    lode_report_i_to_grid(&sheet, 100e3, 900e3, &ax, &ay);
    lode_report_i_to_grid(&sheet, 102e3, 898e3, &bx, &by);
    assert_true(ax == 100 && ay == 100); /* the first point itself, not a corner of the cell */
    assert_true(ax == bx && ay == by);
    lode_report_i_to_grid(&sheet, 120e3, 900e3, &bx, &by);
    assert_true(bx == 120);
    lode_report_i_sheet_step(&sheet, 8); /* begins anew */
    lode_report_i_to_grid(&sheet, 102e3, 898e3, &bx, &by);
    assert_true(bx == 102 && by == 102);
}

static void paths_are_relative_and_short(void **state)
{
    (void)state;
    lode_text out = {0};
    report_pen pen = {.out = &out};
    lode_report_i_pen_move(&pen, 10, 20);
    lode_report_i_pen_line(&pen, 13, 16);
    lode_report_i_pen_line(&pen, 13, 16);
    lode_report_i_pen_line(&pen, 10, 17);
    lode_report_i_pen_move(&pen, -5, 0);
    lode_report_i_pen_line(&pen, -5, 7);
    assert_string_equal(lode_text_get(&out), "M10 20l3-4-3 1M-5 0l0 7");
    lode_text_free(&out);
}

static void lines_break_at_the_edge(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    lode_text out = {0};
    report_pen pen = {.out = &out};
    const double way[] = {1e5, 5e5, 1e5, 9e6, 2e5, 9e6, 2e5, 5e5}; /* leaves in the north, comes back */
    lode_report_i_draw_line(&sheet, way, 4, &pen);
    assert_string_equal(lode_text_get(&out), "M100 500l0-540M200-40l0 540");
    lode_text_free(&out);
}

static void rings_close(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    double work[4 * 64], centre[2], ring[] = {1e5, 1e5, 3e5, 1e5, 3e5, 3e5, 1e5, 3e5, 1e5, 1e5};
    lode_text out = {0};
    report_pen pen = {.out = &out};
    assert_true(lode_report_i_clip_room(5) <= 64);
    double twice = lode_report_i_draw_ring(&sheet, ring, 5, work, &pen, centre);
    assert_string_equal(lode_text_get(&out), "M100 900l200 0 0-200-200 0z");
    assert_float_equal(twice, 2 * 200 * 200, 1e-6);
    assert_float_equal(centre[0], 200, 1e-6);
    assert_float_equal(centre[1], 800, 1e-6);
    lode_text_free(&out);
}

static void spikes_are_cut_off(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    double work[4 * 80], centre[2], ring[] = {1e5, 1e5, 3e5, 1e5, 4e5, 1e5, 3e5, 1e5, 3e5, 3e5, 1e5, 3e5};
    lode_text out = {0};
    report_pen pen = {.out = &out};
    assert_true(lode_report_i_clip_room(6) <= 80);
    lode_report_i_draw_ring(&sheet, ring, 6, work, &pen, centre);
    assert_string_equal(lode_text_get(&out), "M100 900l200 0 0-200-200 0z");
    lode_text_free(&out);
}

static void specks_are_left_out(void **state)
{
    (void)state;
    report_sheet sheet = kilometres();
    double work[4 * 64], centre[2], ring[] = {1e5, 1e5, 1.0001e5, 1e5, 1e5, 1.0001e5};
    lode_text out = {0};
    report_pen pen = {.out = &out};
    assert_float_equal(lode_report_i_draw_ring(&sheet, ring, 3, work, &pen, centre), 0, 0);
    assert_string_equal(lode_text_get(&out), "");
    lode_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grid_is_turned_north_up), cmocka_unit_test(small_and_narrow_windows_are_widened),
        cmocka_unit_test(a_cell_has_one_point),    cmocka_unit_test(paths_are_relative_and_short),
        cmocka_unit_test(lines_break_at_the_edge), cmocka_unit_test(rings_close),
        cmocka_unit_test(spikes_are_cut_off),      cmocka_unit_test(specks_are_left_out),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
