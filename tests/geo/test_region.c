/* Prepared outlines: which holds a point, how far a line leaves one, outlines that are not valid. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "geo/geodesic.h"
#include "geo/region.h"

static const size_t ring_5[] = {0, 5}, rings_5_5[] = {0, 5, 10}, pair[] = {0, 2};
static const double square_xy[] = {0, 0, 2, 0, 2, 2, 0, 2, 0, 0};
static const double neighbour_xy[] = {2, 0, 4, 0, 4, 2, 2, 2, 2, 0};
static const double ringed_xy[] = {10, 10, 20, 10, 20, 20, 10, 20, 10, 10, 14, 14, 14, 16, 16, 16, 16, 14, 14, 14};
static const unsigned char second_is_hole[] = {0, 1}, none_is_hole[] = {0, 0};

static const lode_geom square = {LODE_POLYGON, 1, ring_5, NULL, square_xy};
static const lode_geom neighbour = {LODE_POLYGON, 1, ring_5, none_is_hole, neighbour_xy};
static const lode_geom ringed = {LODE_POLYGON, 2, rings_5_5, second_is_hole, ringed_xy};

static lode_regions *three(void)
{
    static const lode_geom *const shapes[] = {&square, &neighbour, &ringed};
    lode_regions *r = lode_regions_new(shapes, 3, NULL);
    assert_non_null(r);
    return r;
}

static void assert_km(double km, double expected, double tolerance)
{
    if (!(fabs(km - expected) <= tolerance))
        fail_msg("%.6f km instead of %.6f", km, expected);
}

static void which_region_holds_a_point(void **state)
{
    (void)state;
    lode_regions *r = three();
    assert_int_equal(lode_region_at(r, 1, 1), 0);
    assert_int_equal(lode_region_at(r, 3, 1), 1);
    assert_int_equal(lode_region_at(r, 12, 12), 2);
    assert_int_equal(lode_region_at(r, 15, 15), -1);
    assert_int_equal(lode_region_at(r, 1, 3), -1);
    assert_int_equal(lode_region_at(r, -170, -80), -1);
    lode_regions_free(r);
    lode_regions_free(NULL);
}

static void no_regions_at_all(void **state)
{
    (void)state;
    lode_regions *r = lode_regions_new(NULL, 0, NULL);
    assert_non_null(r);
    assert_int_equal(lode_region_at(r, 1, 1), -1);
    lode_regions_free(r);
}

static void a_line_that_stays_inside(void **state)
{
    (void)state;
    lode_regions *r = three();
    assert_km(lode_region_outside_km(r, 0, 0.1, 0.1, 1.9, 1.8), 0, 0);
    assert_km(lode_region_outside_km(r, 0, 1, 1, 1, 1), 0, 0);
    assert_km(lode_region_outside_km(r, 0, 0.5, 0, 1.5, 0), 0, 1e-6); /* along the edge */
    lode_regions_free(r);
}

/* On the equator and the meridians lines are straight in degrees: 111.319490793 km a degree of longitude. */
static void a_line_that_leaves_a_square(void **state)
{
    (void)state;
    lode_regions *r = three();
    assert_km(lode_region_outside_km(r, 0, 1, 0, 5, 0), 3 * 111.319490793, 1e-4);
    assert_km(lode_region_outside_km(r, 0, -1, 0, 3, 0), 2 * 111.319490793, 1e-4);
    assert_km(lode_region_outside_km(r, 0, 1, 1, 1, 3), lode_distance_km(1, 2, 1, 3), 1e-4);
    assert_km(lode_region_outside_km(r, 0, 5, 0, 6, 0), 111.319490793, 1e-6);
    lode_regions_free(r);
}

static void a_hole_is_outside(void **state)
{
    (void)state;
    lode_regions *r = three();
    assert_km(lode_region_outside_km(r, 2, 15, 11, 15, 19), lode_distance_km(15, 14, 15, 16), 1e-3);
    lode_regions_free(r);
}

/* Far north the geodesic between two points of a latitude leaves a box that ends at that latitude. */
static void lines_are_geodesics_not_chords(void **state)
{
    (void)state;
    static const double xy[] = {0, 40, 60, 40, 60, 60, 0, 60, 0, 40};
    static const lode_geom box = {LODE_POLYGON, 1, ring_5, NULL, xy};
    static const lode_geom *const shapes[] = {&box};
    lode_regions *r = lode_regions_new(shapes, 1, NULL);
    double whole = lode_distance_km(1, 60, 59, 60);
    assert_km(lode_region_outside_km(r, 0, 1, 60, 59, 60), whole, 0.5);
    lode_regions_free(r);
}

/* A bow-tie: two triangles that meet at 11 1. */
static void an_outline_that_crosses_itself(void **state)
{
    (void)state;
    static const double xy[] = {10, 0, 12, 2, 12, 0, 10, 2, 10, 0};
    static const lode_geom bow_tie = {LODE_POLYGON, 1, ring_5, NULL, xy};
    static const lode_geom *const shapes[] = {&bow_tie};
    lode_regions *r = lode_regions_new(shapes, 1, NULL);
    assert_non_null(r);
    assert_int_equal(lode_region_at(r, 10.3, 1), 0);
    assert_int_equal(lode_region_at(r, 11.7, 1), 0);
    assert_int_equal(lode_region_at(r, 11, 1.5), -1);
    assert_km(lode_region_outside_km(r, 0, 10.2, 1, 10.3, 1), 0, 1e-9);
    assert_km(lode_region_outside_km(r, 0, 11, 1.6, 11, 1.7), lode_distance_km(11, 1.6, 11, 1.7), 1e-6);
    lode_regions_free(r);
}

/* Rings too short to be one, alone and as a hole beside a good outline: nothing crashes or leaks. */
static void rings_that_are_none(void **state)
{
    (void)state;
    static const double xy[] = {0, 0, 2, 0, 2, 2, 0, 2, 0, 0, 1, 1, 1.5, 1.5};
    static const size_t parts[] = {0, 5, 7}, short_part[] = {0, 2};
    static const lode_geom bad_hole = {LODE_POLYGON, 2, parts, second_is_hole, xy};
    static const lode_geom bad_outline = {LODE_POLYGON, 1, short_part, NULL, xy};
    static const lode_geom *const shapes[] = {&bad_outline, &bad_hole, &square};
    lode_regions *r = lode_regions_new(shapes, 3, NULL);
    assert_non_null(r);
    assert_km(lode_region_outside_km(r, 2, 0.5, 0.5, 1, 1), 0, 0);
    assert_true(lode_region_at(r, 0.2, 1) >= 0);
    lode_regions_free(r);
}

/* Islands: an outline of two outer rings. */
static void two_outer_rings(void **state)
{
    (void)state;
    static const double xy[] = {0, 0, 2, 0, 2, 2, 0, 2, 0, 0, 5, 0, 7, 0, 7, 2, 5, 2, 5, 0};
    static const lode_geom islands = {LODE_POLYGON, 2, rings_5_5, none_is_hole, xy};
    static const lode_geom *const shapes[] = {&islands};
    lode_regions *r = lode_regions_new(shapes, 1, NULL);
    assert_int_equal(lode_region_at(r, 6, 1), 0);
    assert_int_equal(lode_region_at(r, 3, 1), -1);
    assert_km(lode_region_outside_km(r, 0, 1, 0, 6, 0), 3 * 111.319490793, 1e-4);
    lode_regions_free(r);
}

static void count_region(void *context, size_t region)
{
    unsigned *found = context;
    assert_int_equal(*found & 1u << region, 0); /* each once */
    *found |= 1u << region;
}

static unsigned under(const double *xy)
{
    unsigned found = 0;
    lode_regions *r = three();
    const lode_geom line = {LODE_LINE, 1, pair, NULL, xy};
    lode_regions_under(r, &line, count_region, &found);
    lode_regions_free(r);
    return found;
}

static void countries_under_an_air_line(void **state)
{
    (void)state;
    assert_int_equal(under((double[]){1, 1, 3, 1}), 3);
    assert_int_equal(under((double[]){-3, 1, 9, 1}), 3);
    assert_int_equal(under((double[]){15, 14.5, 15, 15.5}), 0); /* within the hole */
    assert_int_equal(under((double[]){15, 5, 15, 25}), 4);
    assert_int_equal(under((double[]){1, 1, 12, 12}), 5);
    assert_int_equal(under((double[]){-5, -5, -5, 5}), 0);
}

/* A line of two parts: the gap between them is not flown. */
static void parts_of_an_air_line(void **state)
{
    (void)state;
    static const double xy[] = {-3, 1, -1, 1, 3, 1, 5, 1};
    static const size_t parts[] = {0, 2, 4};
    const lode_geom line = {LODE_LINE, 2, parts, NULL, xy};
    unsigned found = 0;
    lode_regions *r = three();
    lode_regions_under(r, &line, count_region, &found);
    assert_int_equal(found, 2);
    lode_regions_free(r);
}

/* Across 180 degrees: nothing in the middle of the map lies under it. */
static void an_air_line_across_180_degrees(void **state)
{
    (void)state;
    static const double west_xy[] = {-180, 0, -170, 0, -170, 10, -180, 10, -180, 0};
    static const lode_geom west = {LODE_POLYGON, 1, ring_5, NULL, west_xy};
    static const lode_geom *const shapes[] = {&west, &square};
    static const double xy[] = {175, 1, -175, 1};
    const lode_geom line = {LODE_LINE, 1, pair, NULL, xy};
    unsigned found = 0;
    lode_regions *r = lode_regions_new(shapes, 2, NULL);
    lode_regions_under(r, &line, count_region, &found);
    lode_regions_free(r);
    assert_int_equal(found, 1);
}

static void outside_across_180_degrees(void **state)
{
    (void)state;
    static const double xy[] = {170, -5, 180, -5, 180, 5, 170, 5, 170, -5};
    static const lode_geom east = {LODE_POLYGON, 1, ring_5, NULL, xy};
    static const lode_geom *const shapes[] = {&east};
    lode_regions *r = lode_regions_new(shapes, 1, NULL);
    double km = lode_region_outside_km(r, 0, 175, 0, -175, 0);
    lode_regions_free(r);
    assert_km(km, 5 * 111.319490793, 56); /* a piece of the line may count as out */
}

static void version(void **state)
{
    (void)state;
    char text[80];
    lode_geos_version(text, sizeof text);
    assert_true(text[0] == '3' && text[1] == '.');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_region_holds_a_point),
        cmocka_unit_test(no_regions_at_all),
        cmocka_unit_test(a_line_that_stays_inside),
        cmocka_unit_test(a_line_that_leaves_a_square),
        cmocka_unit_test(a_hole_is_outside),
        cmocka_unit_test(lines_are_geodesics_not_chords),
        cmocka_unit_test(an_outline_that_crosses_itself),
        cmocka_unit_test(rings_that_are_none),
        cmocka_unit_test(two_outer_rings),
        cmocka_unit_test(countries_under_an_air_line),
        cmocka_unit_test(parts_of_an_air_line),
        cmocka_unit_test(an_air_line_across_180_degrees),
        cmocka_unit_test(outside_across_180_degrees),
        cmocka_unit_test(version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
