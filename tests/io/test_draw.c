/* Shapes drawn from places: via points, links, crossings, terminals, markets, plants. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "geo/geodesic.h"
#include "io/draw.h"
#include "io/shape.h"

static lode_arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = lode_arena_new();
    return arena ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    lode_arena_free(arena);
    return 0;
}

static void via_points(void **state)
{
    (void)state;
    lode_geom g = {0};
    lode_draw_via("1 2;3.5 -4 ; 5\t6", arena, &g);
    assert_int_equal(g.shape, LODE_POINT); /* inner points, not yet a line */
    assert_int_equal(g.part_start[1], 3);
    static const double expected[] = {1, 2, 3.5, -4, 5, 6};
    assert_memory_equal(g.xy, expected, sizeof expected);
    g = (lode_geom){0};
    lode_draw_via("-180 -90;180 90;0 0;0 0;0 0;0 0;0 0;0 0", arena, &g);
    assert_int_equal(g.part_start[1], 8);
}

static void texts_that_are_no_via_points(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",      ";",          "1",
        "1 2;3", "x y",        "1 2 3",
        "1,2",   "181 0",      "0 91",
        "nan 1", "1 inf",      "1 2;oops",
        "1  ",   "0 0;-181 0", "11111111111111111111111111111111111111111111111111111111111111111111111111111111 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        lode_geom g = {0};
        lode_draw_via(bad[i], arena, &g);
        if (g.shape != LODE_NO_SHAPE)
            fail_msg("\"%s\" is taken", bad[i]);
    }
}

static lode_geom point(double lon, double lat)
{
    lode_geom g = {0};
    assert_true(lode_shape_point(arena, lon, lat, &g));
    return g;
}

static lode_link link_of(const char *from, const char *to)
{
    return (lode_link){.id = "r", .from_place = from, .to_place = to};
}

/* Places c, a, b (out of order) and one without a shape. */
static lode_place *four_places(void)
{
    lode_place *places = LODE_NEW(arena, lode_place, 4);
    places[0] = (lode_place){.row.geom = point(20, 50), .id = "c"};
    places[1] = (lode_place){.row.geom = point(0, 0), .id = "a"};
    places[2] = (lode_place){.row.geom = point(10, 0), .id = "b"};
    places[3] = (lode_place){.id = "nowhere"};
    return places;
}

static void draw(lode_case *c)
{
    lode_err err = {0};
    c->arena = arena;
    c->places.v = four_places();
    c->places.n = 4;
    assert_int_equal(lode_draw_from_places(c, &err), LODE_OK);
}

static void assert_line(const lode_row *row, size_t n, const double *xy)
{
    assert_int_equal(row->geom.shape, LODE_LINE);
    assert_int_equal(row->geom.n_parts, 1);
    assert_int_equal(row->geom.part_start[1], n);
    assert_memory_equal(row->geom.xy, xy, 2 * n * sizeof *xy);
}

static void links_of_all_modes(void **state)
{
    (void)state;
    lode_link rail = link_of("a", "b"), road = link_of("b", "c"), sea = link_of("c", "a"), air = link_of("a", "a");
    lode_case c = {0};
    c.rail.v = &rail, c.road.v = &road, c.sea.v = &sea, c.air.v = &air;
    c.rail.n = c.road.n = c.sea.n = c.air.n = 1;
    draw(&c);
    assert_line(&rail.row, 2, (double[]){0, 0, 10, 0});
    assert_line(&road.row, 2, (double[]){10, 0, 20, 50});
    assert_line(&sea.row, 2, (double[]){20, 50, 0, 0});
    assert_line(&air.row, 2, (double[]){0, 0, 0, 0});
}

static void inner_points_get_their_ends(void **state)
{
    (void)state;
    lode_link link = link_of("b", "a");
    lode_case c = {0};
    lode_draw_via("7 1;3 1", arena, &link.row.geom);
    c.rail.v = &link, c.rail.n = 1;
    draw(&c);
    assert_line(&link.row, 4, (double[]){10, 0, 7, 1, 3, 1, 0, 0});
}

static void a_drawn_line_stays(void **state)
{
    (void)state;
    lode_link link = link_of("a", "b");
    const double xy[] = {0, 0, 5, 5, 10, 0};
    lode_case c = {0};
    assert_true(lode_shape_line(arena, xy, 3, &link.row.geom));
    c.rail.v = &link, c.rail.n = 1;
    draw(&c);
    assert_line(&link.row, 3, xy);
}

/* A link without its place, or whose place has no shape, has no shape, inner points or not. */
static void links_of_unknown_places(void **state)
{
    (void)state;
    lode_link links[] = {link_of("a", "zzz"), link_of(NULL, "b"), link_of("a", "nowhere"), link_of("zzz", "a")};
    lode_case c = {0};
    lode_draw_via("7 1", arena, &links[3].row.geom);
    c.road.v = links, c.road.n = 4;
    draw(&c);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(links[i].row.geom.shape, LODE_NO_SHAPE);
}

static void crossings_lie_halfway(void **state)
{
    (void)state;
    lode_crossing x[] = {
        {.place_a = "a", .place_b = "c"}, {.place_a = "a", .place_b = "zzz"}, {.row.geom = point(1, 1)}};
    x[2].place_a = "a", x[2].place_b = "b";
    lode_case c = {0};
    c.crossings.v = x, c.crossings.n = 3;
    draw(&c);
    const double *xy = x[0].row.geom.xy;
    double to_a = lode_distance_km(xy[0], xy[1], 0, 0), to_c = lode_distance_km(xy[0], xy[1], 20, 50);
    assert_true(fabs(to_a - to_c) < 1e-6);
    assert_true(fabs(to_a + to_c - lode_distance_km(0, 0, 20, 50)) < 1e-6);
    assert_int_equal(x[1].row.geom.shape, LODE_NO_SHAPE);
    assert_true(x[2].row.geom.xy[0] == 1);
}

static void what_stands_at_a_place(void **state)
{
    (void)state;
    lode_terminal t[] = {{.place = "b"}, {.place = "zzz"}};
    lode_market m = {.place = "c"};
    lode_plant p = {.row.geom = point(3, 3), .place = "a"};
    lode_case c = {0};
    c.terminals.v = t, c.terminals.n = 2, c.markets.v = &m, c.markets.n = 1, c.plants.v = &p, c.plants.n = 1;
    draw(&c);
    assert_true(t[0].row.geom.shape == LODE_POINT && t[0].row.geom.xy[0] == 10);
    assert_int_equal(t[1].row.geom.shape, LODE_NO_SHAPE);
    assert_true(m.row.geom.xy[1] == 50);
    assert_true(p.row.geom.xy[0] == 3);
}

static void an_empty_case(void **state)
{
    (void)state;
    lode_case c = {.arena = arena};
    assert_int_equal(lode_draw_from_places(&c, NULL), LODE_OK);
}

static void each_allocation_fails_in_turn(void **state)
{
    (void)state;
    long failing = 0;
    for (lode_status status = LODE_IO; status != LODE_OK; failing++) {
        lode_err err = {0};
        lode_link link = link_of("a", "b");
        lode_crossing x = {.place_a = "a", .place_b = "b"};
        lode_market m = {.place = "c"};
        lode_case c = {.arena = arena};
        c.places.v = four_places(), c.places.n = 4, c.rail.v = &link, c.rail.n = 1;
        c.crossings.v = &x, c.crossings.n = 1, c.markets.v = &m, c.markets.n = 1;
        lode_alloc_fail_after = failing;
        status = lode_draw_from_places(&c, &err);
        lode_alloc_fail_after = -1;
        assert_true(status == LODE_OK || (status == LODE_IO && strstr(err.message, "memory")));
        assert_true(failing < 20);
    }
    assert_int_equal(failing, 7); /* two for each of three shapes */
}

#define IN_ARENA(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ARENA(via_points),
        IN_ARENA(texts_that_are_no_via_points),
        IN_ARENA(links_of_all_modes),
        IN_ARENA(inner_points_get_their_ends),
        IN_ARENA(a_drawn_line_stays),
        IN_ARENA(links_of_unknown_places),
        IN_ARENA(crossings_lie_halfway),
        IN_ARENA(what_stands_at_a_place),
        IN_ARENA(an_empty_case),
        IN_ARENA(each_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
