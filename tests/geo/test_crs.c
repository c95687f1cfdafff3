/* Reference systems against values computed with cs2cs and by hand, and definitions that are none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "geo/crs.h"
#include "geo/geodesic.h"

static void assert_within_mm(const char *definition, double x, double y, double lon, double lat)
{
    lode_err err = {0};
    double xy[] = {x, y};
    lode_crs *crs = lode_crs_to_wgs84(definition, &err);
    assert_non_null(crs);
    assert_true(lode_crs_apply(crs, xy, 1));
    lode_crs_free(crs);
    double km = lode_distance_km(xy[0], xy[1], lon, lat);
    if (!(km < 1e-6))
        fail_msg("%s %.9g %.9g is %.9f %.9f, off by %g m", definition, x, y, xy[0], xy[1], km * 1000);
}

/* Arc of the meridian to 45 degrees, 4984944.378 m, times 0.9996. */
static void utm(void **state)
{
    (void)state;
    assert_within_mm("EPSG:32648", 500000, 0, 105, 0);
    assert_within_mm("EPSG:32648", 500000, 4982950.4002, 105, 45);
    assert_within_mm("EPSG:32748", 500000, 10000000 - 4982950.4002, 105, -45);
}

/* x = R lon, y = R ln tan(45 + lat / 2), R = 6378137 m. */
static void web_mercator(void **state)
{
    (void)state;
    const double r = 6378137, degree = 3.14159265358979323846 / 180;
    static const double points[][2] = {{105, 50}, {-179.9, -60}, {0, 0}, {12.5, 84}};
    for (size_t i = 0; i < 4; i++) {
        double lon = points[i][0], lat = points[i][1];
        assert_within_mm("EPSG:3857", r * lon * degree, r * log(tan((45 + lat / 2) * degree)), lon, lat);
    }
}

/* EPSG gives WGS 84 as latitude, longitude; here longitude always comes first. */
static void axes_are_longitude_first(void **state)
{
    (void)state;
    assert_within_mm("EPSG:4326", 105, 45, 105, 45);
    assert_within_mm("OGC:CRS84", 105, 45, 105, 45);
    assert_within_mm("+proj=longlat +datum=WGS84 +type=crs", 105, 45, 105, 45);
}

static void definitions_that_are_none(void **state)
{
    (void)state;
    static const char *const bad[] = {"EPSG:999999", "nonsense", "", "+proj=nosuch", "GEOGCRS[\"broken\""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lode_err err = {0};
        assert_null(lode_crs_to_wgs84(bad[i], &err));
        assert_int_equal(err.status, LODE_BAD_INPUT);
        assert_non_null(strstr(err.message, "PROJ knows no way"));
    }
    assert_null(lode_crs_to_wgs84("nonsense", NULL));
    lode_crs_free(NULL);
}

static void points_that_cannot_be_brought_over(void **state)
{
    (void)state;
    double xy[] = {500000, 0, 1e30, 1e30, 500000, 0};
    lode_crs *crs = lode_crs_to_wgs84("EPSG:32648", NULL);
    assert_int_equal(lode_crs_apply(crs, xy, 3), 0);
    assert_true(fabs(xy[0] - 105) < 1e-9 && fabs(xy[4] - 105) < 1e-9);
    assert_false(isfinite(xy[2]));
    assert_int_equal(lode_crs_apply(crs, xy, 0), 1);
    lode_crs_free(crs);
}

/* Area of a small square of degrees on the map, by the shoelace formula, m2. */
static double area_on_map(lode_crs *map, double lon, double lat, double half)
{
    double xy[] = {lon - half, lat - half, lon + half, lat - half, lon + half, lat + half, lon - half, lat + half};
    double twice = 0;
    assert_true(lode_crs_apply(map, xy, 4));
    for (size_t i = 0; i < 4; i++) {
        const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % 4);
        twice += a[0] * b[1] - b[0] * a[1];
    }
    return twice / 2;
}

/* On the ellipsoid: radii of curvature of the meridian and across it, at the centre of the square. */
static double area_on_earth(double lat, double half)
{
    const double a = 6378137, e2 = 0.0066943799901413165, degree = 3.14159265358979323846 / 180;
    double w = 1 - e2 * pow(sin(lat * degree), 2), m = a * (1 - e2) / pow(w, 1.5), n = a / sqrt(w);
    return m * n * cos(lat * degree) * pow(2 * half * degree, 2);
}

static void the_map_keeps_areas(void **state)
{
    (void)state;
    lode_crs *map = lode_crs_map(65, 45, NULL);
    static const double at[][2] = {{65, 45}, {100, 60}, {30, 35}, {140, 50}};
    for (size_t i = 0; i < 4; i++) {
        double share = area_on_map(map, at[i][0], at[i][1], 0.01) / area_on_earth(at[i][1], 0.01);
        if (!(fabs(share - 1) < 1e-4))
            fail_msg("at %g %g areas are %.6f of the true ones", at[i][0], at[i][1], share);
    }
    lode_crs_free(map);
}

static void the_map_is_true_at_its_centre(void **state)
{
    (void)state;
    double xy[] = {179.5, 45, 179.5, 45.01, -179.5, 45};
    lode_crs *map = lode_crs_map(179.5, 45, NULL);
    assert_true(lode_crs_apply(map, xy, 3));
    assert_true(fabs(xy[0]) < 1e-6 && fabs(xy[1]) < 1e-6);
    assert_true(fabs(xy[2]) < 1e-6);
    assert_true(fabs(xy[3] / 1000 - lode_distance_km(179.5, 45, 179.5, 45.01)) < 1e-5);
    assert_true(xy[4] > 78000 && xy[4] < 79000); /* across 180 degrees it goes on */
    lode_crs_free(map);
}

static void version(void **state)
{
    (void)state;
    char text[40];
    lode_proj_version(text, sizeof text);
    assert_true(text[0] >= '6' && text[0] <= '9' && strchr(text, '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utm),
        cmocka_unit_test(web_mercator),
        cmocka_unit_test(axes_are_longitude_first),
        cmocka_unit_test(definitions_that_are_none),
        cmocka_unit_test(points_that_cannot_be_brought_over),
        cmocka_unit_test(the_map_keeps_areas),
        cmocka_unit_test(the_map_is_true_at_its_centre),
        cmocka_unit_test(version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
