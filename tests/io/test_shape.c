/* Shapes from well-known text into lode_geom and back. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <cpl_conv.h>

#include "io/guard.h"
#include "io/shape.h"

static lode_arena *arena;

static int setup(void **state)
{
    (void)state;
    lode_gdal_start();
    arena = lode_arena_new();
    return arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    lode_arena_free(arena);
    return 0;
}

static lode_shape_fault from_wkt(const char *wkt, lode_shape wanted, lode_geom *geom)
{
    char *text = (char *)wkt;
    OGRGeometryH geometry = NULL;
    *geom = (lode_geom){0};
    assert_int_equal(OGR_G_CreateFromWkt(&text, NULL, &geometry), OGRERR_NONE);
    lode_shape_fault fault = lode_shape_from_ogr(geometry, wanted, arena, geom);
    OGR_G_DestroyGeometry(geometry);
    assert_int_equal(geom->shape, fault ? LODE_NO_SHAPE : wanted);
    return fault;
}

static void assert_back(const lode_geom *geom, const char *expected)
{
    char *wkt = NULL;
    OGRGeometryH geometry = lode_shape_to_ogr(geom);
    assert_non_null(geometry);
    OGR_G_ExportToWkt(geometry, &wkt);
    assert_string_equal(wkt, expected);
    CPLFree(wkt);
    OGR_G_DestroyGeometry(geometry);
}

typedef struct trip {
    const char *wkt;
    lode_shape wanted;
    const char *back;
} trip;

static const trip trips[] = {
    {"POINT (1 2)", LODE_POINT, "POINT (1 2)"},
    {"POINT Z (1 2 3)", LODE_POINT, "POINT (1 2)"},
    {"POINT ZM (1 2 3 4)", LODE_POINT, "POINT (1 2)"},
    {"MULTIPOINT ((1 2))", LODE_POINT, "POINT (1 2)"},
    {"LINESTRING (0 0,1 1,2 0)", LODE_LINE, "MULTILINESTRING ((0 0,1 1,2 0))"},
    {"LINESTRING M (0 0 5,1 1 5)", LODE_LINE, "MULTILINESTRING ((0 0,1 1))"},
    {"MULTILINESTRING Z ((0 0 9,1 1 9),(2 2 9,3 3 9))", LODE_LINE, "MULTILINESTRING ((0 0,1 1),(2 2,3 3))"},
    {"GEOMETRYCOLLECTION (LINESTRING (0 0,1 1),MULTILINESTRING ((2 2,3 3)))", LODE_LINE,
     "MULTILINESTRING ((0 0,1 1),(2 2,3 3))"},
    {"POLYGON ((0 0,4 0,4 4,0 0))", LODE_POLYGON, "MULTIPOLYGON (((0 0,4 0,4 4,0 0)))"},
    {"POLYGON Z ((0 0 1,9 0 1,9 9 1,0 0 1),(5 1 1,6 1 1,6 2 1,5 1 1))", LODE_POLYGON,
     "MULTIPOLYGON (((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)))"},
    {"MULTIPOLYGON (((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1),(7 1,8 1,8 2,7 1)),((20 0,21 0,21 1,20 0)))", LODE_POLYGON,
     "MULTIPOLYGON (((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1),(7 1,8 1,8 2,7 1)),((20 0,21 0,21 1,20 0)))"},
};

static void each_kind_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trips / sizeof *trips; i++) {
        lode_geom geom;
        assert_int_equal(from_wkt(trips[i].wkt, trips[i].wanted, &geom), LODE_SHAPE_OK);
        assert_back(&geom, trips[i].back);
    }
}

static void parts_and_holes(void **state)
{
    (void)state;
    lode_geom g;
    from_wkt(trips[10].wkt, LODE_POLYGON, &g);
    assert_int_equal(g.n_parts, 4);
    static const size_t starts[] = {0, 4, 8, 12, 16};
    static const unsigned char holes[] = {0, 1, 1, 0};
    assert_memory_equal(g.part_start, starts, sizeof starts);
    assert_memory_equal(g.hole, holes, sizeof holes);
    assert_true(g.xy[24] == 20 && g.xy[25] == 0);
    from_wkt(trips[6].wkt, LODE_LINE, &g);
    assert_true(g.n_parts == 2 && g.part_start[1] == 2 && g.part_start[2] == 4 && g.hole == NULL);
}

/* A half circle around 1 0 of radius 1, and a ring of two of them. */
static void curves_are_drawn_as_lines(void **state)
{
    (void)state;
    lode_geom g;
    assert_int_equal(from_wkt("CIRCULARSTRING (0 0,1 1,2 0)", LODE_LINE, &g), LODE_SHAPE_OK);
    assert_true(g.part_start[1] > 20);
    for (size_t i = 0; i < g.part_start[1]; i++)
        assert_true(fabs(hypot(g.xy[2 * i] - 1, g.xy[2 * i + 1]) - 1) < 1e-9);
    assert_int_equal(from_wkt("COMPOUNDCURVE ((-5 0,0 0),CIRCULARSTRING (0 0,1 1,2 0))", LODE_LINE, &g), LODE_SHAPE_OK);
    assert_true(g.xy[0] == -5 && g.part_start[1] > 20);
    assert_int_equal(from_wkt("CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))", LODE_POLYGON, &g), LODE_SHAPE_OK);
    assert_true(g.n_parts == 1 && g.part_start[1] > 40);
    assert_int_equal(from_wkt("MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0)))", LODE_POLYGON, &g),
                     LODE_SHAPE_OK);
    assert_int_equal(from_wkt("MULTICURVE (CIRCULARSTRING (0 0,1 1,2 0),(5 5,6 6))", LODE_LINE, &g), LODE_SHAPE_OK);
    assert_int_equal(g.n_parts, 2);
}

static void wrong_kinds(void **state)
{
    (void)state;
    static const struct {
        const char *wkt;
        lode_shape wanted;
    } bad[] = {{"POINT (1 2)", LODE_LINE},
               {"POINT (1 2)", LODE_POLYGON},
               {"LINESTRING (0 0,1 1)", LODE_POINT},
               {"LINESTRING (0 0,1 1)", LODE_POLYGON},
               {"POLYGON ((0 0,4 0,4 4,0 0))", LODE_LINE},
               {"GEOMETRYCOLLECTION (POINT (1 2),LINESTRING (0 0,1 1))", LODE_LINE},
               {"TRIANGLE ((0 0,1 0,1 1,0 0))", LODE_POLYGON},
               {"TIN (((0 0,1 0,1 1,0 0)))", LODE_POLYGON},
               {"LINESTRING EMPTY", LODE_LINE},
               {"POLYGON EMPTY", LODE_POLYGON},
               {"MULTILINESTRING EMPTY", LODE_LINE},
               {"GEOMETRYCOLLECTION EMPTY", LODE_LINE}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lode_geom g;
        lode_shape_fault fault = from_wkt(bad[i].wkt, bad[i].wanted, &g);
        if (fault != LODE_SHAPE_WRONG_KIND)
            fail_msg("%s gives %d", bad[i].wkt, fault);
    }
}

/* An empty point is stored as NaN in a GeoPackage. */
static void an_empty_point_is_not_finite(void **state)
{
    (void)state;
    lode_geom g;
    assert_int_equal(from_wkt("POINT EMPTY", LODE_POINT, &g), LODE_SHAPE_NOT_FINITE);
    assert_int_equal(from_wkt("MULTIPOINT EMPTY", LODE_POINT, &g), LODE_SHAPE_NOT_FINITE);
}

static void assert_not_finite(OGRwkbGeometryType type, lode_shape wanted, double x, double y)
{
    lode_geom g = {0};
    OGRGeometryH geometry = OGR_G_CreateGeometry(type);
    OGR_G_SetPoint_2D(geometry, 0, type == wkbPoint ? x : 0, type == wkbPoint ? y : 0);
    if (type != wkbPoint)
        OGR_G_SetPoint_2D(geometry, 1, x, y);
    assert_int_equal(lode_shape_from_ogr(geometry, wanted, arena, &g), LODE_SHAPE_NOT_FINITE);
    assert_int_equal(g.shape, LODE_NO_SHAPE);
    OGR_G_DestroyGeometry(geometry);
}

static void nan_and_infinity_are_found(void **state)
{
    (void)state;
    assert_not_finite(wkbPoint, LODE_POINT, INFINITY, 1);
    assert_not_finite(wkbPoint, LODE_POINT, 1, NAN);
    assert_not_finite(wkbLineString, LODE_LINE, NAN, 1);
    assert_not_finite(wkbLineString, LODE_LINE, 1, -INFINITY);
}

/* One point is no line, in one part or in several. */
static void a_line_of_one_point_is_none(void **state)
{
    (void)state;
    lode_geom g;
    assert_int_equal(from_wkt("LINESTRING (1 1)", LODE_LINE, &g), LODE_SHAPE_WRONG_KIND);
    assert_int_equal(from_wkt("MULTILINESTRING ((1 1),(2 2))", LODE_LINE, &g), LODE_SHAPE_WRONG_KIND);
}

/* A line with an empty part is refused or taken without it; a part of no points would have no ends. */
static void no_shape_has_empty_parts(void **state)
{
    (void)state;
    lode_geom g;
    if (from_wkt("MULTILINESTRING (EMPTY,(0 0,1 1))", LODE_LINE, &g) != LODE_SHAPE_OK)
        return;
    assert_int_equal(g.part_start[g.n_parts], 2);
    for (size_t i = 0; i < g.n_parts; i++)
        assert_true(g.part_start[i + 1] > g.part_start[i]);
}

static void shapes_from_coordinates(void **state)
{
    (void)state;
    lode_geom g = {0};
    double xy[] = {1, 2, 3, 4};
    assert_true(lode_shape_line(arena, xy, 2, &g));
    xy[0] = 99;
    assert_true(g.shape == LODE_LINE && g.n_parts == 1 && g.part_start[1] == 2 && g.xy[0] == 1 && g.xy[3] == 4);
    assert_true(lode_shape_point(arena, 7, 8, &g));
    assert_true(g.shape == LODE_POINT && g.part_start[1] == 1 && g.xy[0] == 7 && g.xy[1] == 8);
    assert_null(lode_shape_to_ogr(&(lode_geom){0}));
}

static void types_of_layers(void **state)
{
    (void)state;
    assert_int_equal(lode_shape_type(LODE_NO_SHAPE), wkbNone);
    assert_int_equal(lode_shape_type(LODE_POINT), wkbPoint);
    assert_int_equal(lode_shape_type(LODE_LINE), wkbMultiLineString);
    assert_int_equal(lode_shape_type(LODE_POLYGON), wkbMultiPolygon);
}

static void each_allocation_fails_in_turn(void **state)
{
    (void)state;
    long failing = 0;
    for (;; failing++) {
        lode_geom g;
        lode_alloc_fail_after = failing;
        lode_shape_fault fault = from_wkt(trips[10].wkt, LODE_POLYGON, &g);
        lode_alloc_fail_after = -1;
        if (fault == LODE_SHAPE_OK)
            break;
        assert_int_equal(fault, LODE_SHAPE_MEMORY);
        assert_true(failing < 50);
    }
    assert_int_equal(failing, 6); /* points, parts, holes; their three copies */
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ARENA(each_kind_there_and_back),      IN_ARENA(parts_and_holes),
        IN_ARENA(curves_are_drawn_as_lines),     IN_ARENA(wrong_kinds),
        IN_ARENA(an_empty_point_is_not_finite),  IN_ARENA(nan_and_infinity_are_found),
        IN_ARENA(a_line_of_one_point_is_none),   IN_ARENA(no_shape_has_empty_parts),
        IN_ARENA(shapes_from_coordinates),       IN_ARENA(types_of_layers),
        IN_ARENA(each_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
