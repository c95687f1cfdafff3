/* Shapes projected: long edges, tears, places that cannot be drawn. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/atlas.h"
#include "sample.h"

/* Bends parallels, and tears at the meridian 100. */
static int bent(void *projector, double lon, double lat, double *x, double *y)
{
    (void)projector;
    *x = (lon < 100 ? lon : lon - 360) * 1e5;
    *y = lat * 1e5 + lon * lon * 10;
    return 1;
}

typedef struct fixture {
    report_atlas atlas;
    lode_arena *arena;
    report_paths paths;
} fixture;

static fixture start(lode_project_fn project)
{
    return (fixture){.atlas = {.project = project}, .arena = lode_arena_new()};
}

static void stop(fixture *f)
{
    free(f->paths.items);
    lode_arena_free(f->arena);
}

static void run(fixture *f, lode_shape shape, const double *xy, size_t n)
{
    size_t starts[] = {0, n};
    lode_geom geom = {shape, 1, starts, NULL, xy};
    assert_true(lode_report_i_project(&f->atlas, f->arena, &geom, 0, &f->paths));
}

static void long_edges_follow_the_bend(void **state)
{
    (void)state;
    fixture f = start(bent);
    run(&f, LODE_LINE, (double[]){0, 40, 50, 40}, 2);
    assert_int_equal(f.paths.n, 1);
    assert_int_equal(f.paths.items[0].n, 26); /* a point every two degrees */
    assert_float_equal(f.paths.items[0].xy[2 * 13], 26e5, 1);
    assert_float_equal(f.paths.items[0].xy[2 * 13 + 1], 40e5 + 26 * 26 * 10, 1);
    assert_float_equal(f.paths.items[0].box.max_x, 50e5, 1e-6);
    stop(&f);
}

static void lines_part_where_the_map_tears(void **state)
{
    (void)state;
    fixture f = start(bent);
    run(&f, LODE_LINE, (double[]){90, 40, 95, 40, 105, 40, 110, 40}, 4);
    assert_int_equal(f.paths.n, 2);
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 1; i < f.paths.items[p].n; i++)
            assert_true(fabs(f.paths.items[p].xy[2 * i] - f.paths.items[p].xy[2 * i - 2]) < 1.5e6);
    stop(&f);
}

static void torn_rings_are_left_out(void **state)
{
    (void)state;
    fixture f = start(bent);
    run(&f, LODE_POLYGON, (double[]){90, 40, 110, 40, 110, 50, 90, 40}, 4);
    assert_int_equal(f.paths.n, 0);
    run(&f, LODE_POLYGON, (double[]){80, 40, 90, 40, 90, 50, 80, 40}, 4);
    assert_int_equal(f.paths.n, 1);
    stop(&f);
}

static void what_cannot_be_drawn_is_dropped(void **state)
{
    (void)state;
    fixture f = start(sample_project); /* nothing south of the equator */
    run(&f, LODE_LINE, (double[]){0, 3, 0, 2, 0, -1, 0, -2, 0, 1, 0, 4}, 6);
    assert_int_equal(f.paths.n, 2);
    run(&f, LODE_LINE, (double[]){0, -3, 0, -2}, 2);
    assert_int_equal(f.paths.n, 2);
    run(&f, LODE_POINT, (double[]){0, 3}, 1);
    assert_int_equal(f.paths.n, 2);
    stop(&f);
}

static void atlas_holds_outlines_and_network(void **state)
{
    (void)state;
    sample s;
    report_atlas atlas;
    sample_open(&s);
    lode_report_i_atlas_open(&atlas, &s.input);
    assert_false(atlas.failed);
    assert_int_equal(atlas.outlines.n, 1);
    assert_string_equal(atlas.outlines.items[0].group, "MNG");
    assert_int_equal(atlas.network.n, 1);
    assert_string_equal(atlas.network.items[0].group, "rail");
    lode_report_i_atlas_close(&atlas);
    sample_close(&s);
}

static void out_of_memory_is_told(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    int failures = 0;
    for (long after = 0;; after++) {
        report_atlas atlas;
        lode_alloc_fail_after = after;
        lode_report_i_atlas_open(&atlas, &s.input);
        lode_alloc_fail_after = -1;
        int failed = atlas.failed;
        lode_report_i_atlas_close(&atlas);
        failures += failed;
        if (!failed)
            break;
        assert_true(after < 100);
    }
    assert_true(failures > 2);
    sample_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_edges_follow_the_bend),       cmocka_unit_test(lines_part_where_the_map_tears),
        cmocka_unit_test(torn_rings_are_left_out),          cmocka_unit_test(what_cannot_be_drawn_is_dropped),
        cmocka_unit_test(atlas_holds_outlines_and_network), cmocka_unit_test(out_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
