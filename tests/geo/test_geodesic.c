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

#include "geo/geodesic.h"

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

/* The points of Vincenty's third test and others, from GeodSolve -i. */
static void close_far_and_antipodal(void **state)
{
    (void)state;
    static const double cases[][5] = {{0, 0, 0, 90, 10001.965729},   {0, 0, 179.5, 0.5, 19936.288579},
                                      {0, -90, 0, 90, 20003.931459}, {0, 0, 180, 0, 20003.931459},
                                      {10, 90, -70, 90, 0},          {5, 5, 5, 5, 0},
                                      {-180, 10, 180, 10, 0},        {0, 0, 90, 0, 10018.754171}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double *c = cases[i];
        double km = lode_distance_km(c[0], c[1], c[2], c[3]);
        if (!(fabs(km - c[4]) < 1e-6))
            fail_msg("%g %g to %g %g: %.6f instead of %.6f", c[0], c[1], c[2], c[3], km, c[4]);
    }
}

static void random_line(double *xy, size_t n, double lon, double lat, double span)
{
    for (size_t k = 0; k < n; k++) {
        xy[2 * k] = remainder(lon + draw(-span, span), 360);
        xy[2 * k + 1] = fmax(-89, fmin(89, lat + draw(-span, span) / 3));
    }
}

/* The dumb least distance to all edges of all parts. */
static double dumb_least_m(const lode_geom *g, double lon, double lat)
{
    double least = INFINITY;
    for (size_t part = 0; part < g->n_parts; part++)
        for (size_t i = g->part_start[part]; i + 1 < g->part_start[part + 1]; i++)
            least = fmin(least, dumb_nearest_m(g->xy + 2 * i, lon, lat));
    return least;
}

/* Several parts of several edges, up to 3,000 km and more each, at the pole and across 180 degrees. */
static void nearest_of_many_edges_is_exact(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++) {
        double xy[16], span = i % 3 ? 20 : 0.5, lat_0 = i % 4 ? draw(-60, 70) : 80, lon_0 = i % 2 ? 179.8 : 40;
        const size_t part[] = {0, 3, 8};
        const lode_geom line = {LODE_LINE, 2, part, NULL, xy};
        random_line(xy, 8, lon_0, lat_0, span);
        double lon = remainder(lon_0 + draw(-span, span), 360), lat = fmin(89, lat_0 + draw(-span, span) / 3);
        double m = lode_nearest(&line, lon, lat).km * 1000, expected = dumb_least_m(&line, lon, lat);
        if (!(fabs(m - expected) < 1))
            fail_msg("line %d: %.3f m instead of %.3f", i, m, expected);
    }
}

/* A point on a geodesic of 3,000 km, and a short edge on the great circle of the sphere between the same ends, which
 * runs elsewhere: what is near on a sphere must not hide what is near on the ellipsoid. */
static void a_long_edge_beside_a_short_one(void **state)
{
    (void)state;
    static const double lats[] = {20, 35, 50, 65};
    for (size_t i = 0; i < 4; i++)
        for (int side = -1; side <= 1; side += 2)
            for (double off = 0.002; off < 0.07; off *= 1.3) {
                double lat_0 = lats[i], half = 13.5 / cos(lat_0 * 3.14159265358979 / 180), lat, lon;
                struct geod_geodesic g;
                struct geod_geodesicline edge;
                geod_init(&g, 6378137.0, 1 / 298.257223563);
                geod_inverseline(&edge, &g, lat_0, 80 - half, lat_0 + 8, 80 + half, 0);
                geod_position(&edge, edge.s13 / 2, &lat, &lon, NULL);
                double y = lat + side * off;
                double xy[] = {80 - half, lat_0, 80 + half, lat_0 + 8, lon - 0.01, y, lon + 0.01, y};
                const size_t part[] = {0, 2, 4};
                const lode_geom line = {LODE_LINE, 2, part, NULL, xy};
                double km = lode_nearest(&line, lon, lat).km;
                if (!(km < 0.001))
                    fail_msg("lat %g: %.3f km from a point on the line (short edge %g degrees off)", lat_0, km, off);
            }
}

static void along_a_line_of_two_parts(void **state)
{
    (void)state;
    const double xy[] = {0, 0, 1, 0, 5, 0, 7, 0};
    const size_t part[] = {0, 2, 4};
    const lode_geom line = {LODE_LINE, 2, part, NULL, xy};
    const double degree = 111.31949079327358;
    assert_true(fabs(lode_line_km(&line) - 3 * degree) < 1e-6);
    lode_foot foot = lode_nearest(&line, 6, 0.5);
    assert_true(fabs(foot.along_km - 2 * degree) < 1e-3);
    assert_true(fabs(foot.lon - 6) < 1e-6 && fabs(foot.lat) < 1e-6);
    foot = lode_nearest(&line, 0.25, -0.5);
    assert_true(fabs(foot.along_km - 0.25 * degree) < 1e-3);
    foot = lode_nearest(&line, 9, 0);
    assert_true(foot.along_km == lode_line_km(&line) || fabs(foot.along_km - 3 * degree) < 1e-6);
    assert_true(foot.lon == 7 && foot.lat == 0);
    assert_true(fabs(foot.km - 2 * degree) < 1e-6);
}

static void nearest_of_points_and_degenerate_lines(void **state)
{
    (void)state;
    const double xy[] = {10, 10, 20, 20};
    const size_t one[] = {0, 1}, two[] = {0, 2}, ones[] = {0, 1, 2};
    const lode_geom point = {LODE_POINT, 1, one, NULL, xy}, points = {LODE_POINT, 2, ones, NULL, xy},
                    stub = {LODE_LINE, 1, one, NULL, xy}, stubs = {LODE_LINE, 2, ones, NULL, xy};
    assert_true(fabs(lode_nearest(&point, 10, 11).km - lode_distance_km(10, 10, 10, 11)) < 1e-9);
    assert_true(lode_nearest(&points, 20, 21).lon == 20);
    assert_true(lode_nearest(&stub, 10, 11).lat == 10);
    assert_true(isfinite(lode_nearest(&stubs, 20, 21).km)); /* two parts of one point each: no edge at all */
    const double same[] = {5, 5, 5, 5};
    const lode_geom nothing = {LODE_LINE, 1, two, NULL, same};
    assert_true(fabs(lode_nearest(&nothing, 5, 6).km - lode_distance_km(5, 5, 5, 6)) < 1e-9);
}

/* Random lines and shares: a piece has its share of the length, and ends where the other piece begins. */
static void pieces_add_up(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        double xy[10], one[14], two[14], share = i % 10 == 0 ? (i / 10) % 2 : draw(0, 1);
        const size_t part[] = {0, 5};
        const lode_geom line = {LODE_LINE, 1, part, NULL, xy};
        random_line(xy, 5, 178, draw(-60, 80), 10);
        size_t a[] = {0, lode_line_piece(&line, 0, share, one)}, b[] = {0, lode_line_piece(&line, share, 1, two)};
        assert_true(a[1] >= 2 && a[1] <= 7 && b[1] >= 2 && b[1] <= 7);
        double whole = lode_line_km(&line), km_a = lode_line_km(&(lode_geom){LODE_LINE, 1, a, NULL, one}),
               km_b = lode_line_km(&(lode_geom){LODE_LINE, 1, b, NULL, two});
        assert_true(fabs(km_a - share * whole) < 1e-6 && fabs(km_b - (1 - share) * whole) < 1e-6);
        assert_true(lode_distance_km(one[2 * a[1] - 2], one[2 * a[1] - 1], two[0], two[1]) < 1e-6);
    }
}

/* A piece of no length still has two points, wherever on the line it lies. */
static void pieces_of_no_length(void **state)
{
    (void)state;
    for (int i = 0; i < 300; i++) {
        double xy[10], piece[14], share = i % 3 == 0 ? 1 : i % 3 == 1 ? 0 : draw(0, 1);
        const size_t part[] = {0, 5};
        const lode_geom line = {LODE_LINE, 1, part, NULL, xy};
        random_line(xy, 5, 178, draw(-60, 80), 10);
        size_t n = lode_line_piece(&line, share, share, piece);
        if (n < 2)
            fail_msg("line %d from %g to %g: %zu points", i, share, share, n);
        assert_true(lode_distance_km(piece[0], piece[1], piece[2 * n - 2], piece[2 * n - 1]) < 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_geodesics),
        cmocka_unit_test(close_far_and_antipodal),
        cmocka_unit_test(nearest_of_a_line_is_exact),
        cmocka_unit_test(nearest_of_many_edges_is_exact),
        cmocka_unit_test(a_long_edge_beside_a_short_one),
        cmocka_unit_test(along_a_line_of_two_parts),
        cmocka_unit_test(nearest_of_points_and_degenerate_lines),
        cmocka_unit_test(polygons_and_their_holes),
        cmocka_unit_test(piece_of_a_line),
        cmocka_unit_test(pieces_add_up),
        cmocka_unit_test(pieces_of_no_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
