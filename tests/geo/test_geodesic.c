/* Distances to lines and polygons against a dumb search along them, and against published geodesics. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <geodesic.h>

#include "geo/crs.h"
#include "geo/geodesic.h"
#include "geo/region.h"

static uint64_t random_state = 7;

static double draw(double least, double most)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return least + (most - least) * (double)(random_state * UINT64_C(2685821657736338717) >> 11) / 9007199254740992.0;
}

/* JFK to Singapore as the manual of GeodSolve gives it, and a degree of latitude at the equator. */
static void published_geodesics(void **state)
{
    (void)state;
    assert_float_equal(lode_distance_km(-73.7788889, 40.6397222, 103.9894444, 1.3591667), 15347.628, 0.001);
    assert_float_equal(lode_distance_km(0, 0, 0, 1), 110.574389, 1e-4);
    assert_float_equal(lode_distance_km(179.9, 0, -179.9, 0), 22.263898, 1e-4);
}

/* The distance at a share of an edge, by the direct and inverse problems alone. */
static double at_share(const double *e, double share, double lon, double lat)
{
    struct geod_geodesic g;
    struct geod_geodesicline line;
    double y, x, m;
    geod_init(&g, 6378137.0, 1 / 298.257223563);
    geod_inverseline(&line, &g, e[1], e[0], e[3], e[2], 0);
    geod_position(&line, line.s13 * share, &y, &x, NULL);
    geod_inverse(&g, y, x, lat, lon, &m, NULL, NULL);
    return m;
}

/* Samples an edge and closes in on the best sample. */
static double dumb_nearest_m(const double *e, double lon, double lat)
{
    enum { SAMPLES = 400 };
    double best = INFINITY, at = 0;
    for (int i = 0; i <= SAMPLES; i++) {
        double m = at_share(e, (double)i / SAMPLES, lon, lat);
        if (m < best)
            best = m, at = (double)i / SAMPLES;
    }
    double low = fmax(0, at - 1.0 / SAMPLES), high = fmin(1, at + 1.0 / SAMPLES);
    for (int i = 0; i < 80; i++) {
        double a = low + (high - low) / 3, b = high - (high - low) / 3;
        if (at_share(e, a, lon, lat) < at_share(e, b, lon, lat))
            high = b;
        else
            low = a;
    }
    return fmin(best, at_share(e, (low + high) / 2, lon, lat));
}

static void nearest_of_a_line_is_exact(void **state)
{
    (void)state;
    for (int i = 0; i < 500; i++) {
        double span = i % 5 == 0 ? 30 : 2, lat_0 = i % 7 == 0 ? 80 : draw(-60, 70),
               lon_0 = i % 3 == 0 ? 179.5 : draw(-180, 180);
        double xy[6];
        size_t part[2] = {0, 3};
        for (int k = 0; k < 3; k++) {
            xy[2 * k] = remainder(lon_0 + draw(-span, span), 360);
            xy[2 * k + 1] = fmax(-89, fmin(89, lat_0 + draw(-span, span) / 3));
        }
        double lon = remainder(lon_0 + draw(-span, span), 360),
               lat = fmax(-89, fmin(89, lat_0 + draw(-span, span) / 3));
        lode_geom line = {LODE_LINE, 1, part, NULL, xy};
        lode_foot foot = lode_nearest(&line, lon, lat);
        double expected = fmin(dumb_nearest_m(xy, lon, lat), dumb_nearest_m(xy + 2, lon, lat));
        assert_true(fabs(foot.km * 1000 - expected) < 1);
        assert_true(fabs(lode_distance_km(foot.lon, foot.lat, lon, lat) - foot.km) < 1e-6);
        assert_true(foot.along_km >= 0 && foot.along_km <= lode_line_km(&line) + 1e-6);
    }
}

static void polygons_and_their_holes(void **state)
{
    (void)state;
    const double xy[] = {0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 1, 1, 1, 3, 3, 3, 3, 1, 1, 1};
    const size_t part[] = {0, 5, 10};
    const unsigned char hole[] = {0, 1};
    lode_geom g = {LODE_POLYGON, 2, part, hole, xy};
    assert_true(lode_inside(&g, 0.5, 0.5));
    assert_false(lode_inside(&g, 2, 2));
    assert_false(lode_inside(&g, 5, 2));
    assert_true(lode_nearest(&g, 0.5, 0.5).km == 0);
    assert_float_equal(lode_nearest(&g, 2, 2).km, lode_distance_km(2, 2, 2, 3), 0.05);
    assert_float_equal(lode_nearest(&g, 5, 2).km, lode_distance_km(5, 2, 4, 2), 0.05);
}

static void piece_of_a_line(void **state)
{
    (void)state;
    const double xy[] = {0, 0, 1, 0, 1, 1};
    const size_t part[] = {0, 3};
    lode_geom line = {LODE_LINE, 1, part, NULL, xy};
    double piece[10], whole = lode_line_km(&line);
    size_t forward[2] = {0, lode_line_piece(&line, 0.25, 1, piece)};
    lode_geom rest = {LODE_LINE, 1, forward, NULL, piece};
    assert_float_equal(lode_line_km(&rest), 0.75 * whole, 1e-6);
    assert_float_equal(piece[2 * forward[1] - 1], 1, 1e-9);
    size_t backward[2] = {0, lode_line_piece(&line, 0.25, 0, piece)};
    rest.part_start = backward;
    assert_float_equal(lode_line_km(&rest), 0.25 * whole, 1e-6);
    assert_float_equal(piece[2 * backward[1] - 2], 0, 1e-9);
}

static void reference_systems(void **state)
{
    (void)state;
    lode_err err = {0};
    double utm[] = {500000, 0}, mercator[] = {111319.49079327358, 0}, centre[] = {65, 45};
    lode_crs *a = lode_crs_to_wgs84("EPSG:32648", &err), *b = lode_crs_to_wgs84("EPSG:3857", &err),
             *c = lode_crs_map(65, 45, &err);
    assert_true(a && b && c);
    assert_true(lode_crs_apply(a, utm, 1) && lode_crs_apply(b, mercator, 1) && lode_crs_apply(c, centre, 1));
    assert_float_equal(utm[0], 105, 1e-9);
    assert_float_equal(utm[1], 0, 1e-9);
    assert_float_equal(mercator[0], 1, 1e-9);
    assert_float_equal(centre[0], 0, 1e-6);
    assert_null(lode_crs_to_wgs84("EPSG:999999", &err));
    assert_int_equal(err.status, LODE_BAD_INPUT);
    lode_crs_free(a);
    lode_crs_free(b);
    lode_crs_free(c);
}

static void count_region(void *context, size_t region)
{
    *(unsigned *)context |= 1u << region;
}

static void regions(void **state)
{
    (void)state;
    const double square[] = {0, 0, 2, 0, 2, 2, 0, 2, 0, 0}, bow_tie[] = {10, 0, 12, 2, 12, 0, 10, 2, 10, 0};
    const size_t part[] = {0, 5};
    const lode_geom a = {LODE_POLYGON, 1, part, NULL, square}, b = {LODE_POLYGON, 1, part, NULL, bow_tie};
    const lode_geom *shapes[] = {&a, &b};
    lode_regions *r = lode_regions_new(shapes, 2, NULL);
    assert_non_null(r);
    assert_int_equal(lode_region_at(r, 1, 1), 0);
    assert_int_equal(lode_region_at(r, 5, 1), -1);
    assert_float_equal(lode_region_outside_km(r, 0, 1, 1, 1.5, 1.5), 0, 1e-9);
    assert_float_equal(lode_region_outside_km(r, 0, 1, 1, 3, 1), lode_distance_km(2, 1, 3, 1), 0.5);
    const double flight[] = {1, 1, 11.9, 1};
    const size_t two[] = {0, 2};
    const lode_geom line = {LODE_LINE, 1, two, NULL, flight};
    unsigned found = 0;
    lode_regions_under(r, &line, count_region, &found);
    assert_int_equal(found, 3);
    lode_regions_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_geodesics),      cmocka_unit_test(nearest_of_a_line_is_exact),
        cmocka_unit_test(polygons_and_their_holes), cmocka_unit_test(piece_of_a_line),
        cmocka_unit_test(reference_systems),        cmocka_unit_test(regions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
