/* Access legs: how many, how far, never across a border, and the nearest point of a road. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/case_io.h"
#include "net/build.h"
#include "net/check.h"

static char folder[] = "/tmp/lodeway-access-XXXXXX";

static void put(const char *layer, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s.csv", folder, layer);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* A country AAA of 10 x 10 degrees with a neighbour BBB; the deposit lies at (1, 1). */
static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    put("countries",
        "iso3,name,wkt\nAAA,A,\"POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 0.5, 3 0.5, 3 4, 2 4, 2 0.5))\"\n"
        "BBB,B,\"POLYGON ((2 0.5, 3 0.5, 3 4, 2 4, 2 0.5))\"\n");
    put("occurrences", "id,name,country,kind,lon,lat,product\nd,Deposit,AAA,deposit,1,1,ore\n");
    put("products", "id,product_treo_pct,usd_t\nore,40,1000\n");
    put("tariffs", "mode,domain,usd,km_h\ntrack,*,0.2,20\nroad,*,0.1,30\nrail,*,0.05,30\n");
    put("markets", "id,place,name\nm,far,Market\n");
    put("terminals", "id,place,kind,modes\n");
    put("road", "id,from_place,to_place,domain,length_km\n");
    put("parameters", "key,value\nreach_km,200\ndetour_factor,1.5\n");
    return 0;
}

static int remove_folder(void **state)
{
    static const char *const layers[] = {"countries", "occurrences", "products",   "tariffs", "markets",
                                         "terminals", "road",        "parameters", "places"};
    char path[200];
    (void)state;
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, layers[i]);
        remove(path);
    }
    return remove(folder);
}

typedef struct built {
    lode_case *c;
    const lode_geom **shapes;
    lode_regions *regions;
    lode_network *n;
    lode_findings findings;
} built;

static void build(built *b)
{
    lode_err err = {0};
    memset(b, 0, sizeof *b);
    assert_int_equal(lode_case_read_folder(folder, &b->c, &b->findings, &err), LODE_OK);
    assert_int_equal(lode_case_check(b->c, &b->findings, &err), LODE_OK);
    assert_int_equal(lode_case_regions(b->c, &b->shapes, &b->regions, &err), LODE_OK);
    assert_int_equal(lode_network_build(b->c, b->regions, &b->n, &b->findings, &err), LODE_OK);
    assert_non_null(b->n);
}

static void drop(built *b)
{
    lode_network_free(b->n);
    lode_regions_free(b->regions);
    free(b->shapes);
    lode_case_free(b->c);
    lode_findings_free(&b->findings);
}

static int found(const built *b, const char *code)
{
    int n = 0;
    for (size_t i = 0; i < b->findings.n; i++)
        n += strcmp(b->findings.items[i].kind->code, code) == 0;
    return n;
}

static void five_nearest_with_detour(void **state)
{
    built b;
    (void)state;
    put("places", "id,name,domain,lon,lat\np1,P,AAA,1,1.1\np2,P,AAA,1,1.2\np3,P,AAA,1,1.3\np4,P,AAA,1,1.4\np5,P,AAA,1,"
                  "1.5\np6,P,AAA,1,1.6\nfar,F,AAA,9,9\n");
    put("terminals", "id,place,kind,modes\nt1,p1,railhead,rail\nt2,p2,railhead,rail\nt3,p3,railhead,rail\nt4,p4,"
                     "railhead,rail\nt5,p5,railhead,rail\nt6,p6,railhead,rail\n");
    put("road", "id,from_place,to_place,domain,length_km\n");
    build(&b);
    assert_int_equal(b.n->origin[0].n_options, 5);
    assert_float_equal(b.n->origin[0].options[0].access.side[0].km, 1.5 * 11.0575, 0.01);
    assert_int_equal(found(&b, "LW-NET-006"), 0);
    drop(&b);
}

static void never_across_a_border(void **state)
{
    built b;
    (void)state;
    put("places", "id,name,domain,lon,lat\nbehind,P,AAA,3.2,1\nfar,F,AAA,1,9\nclose,C,BBB,2.1,1\n");
    put("terminals", "id,place,kind,modes\nt1,behind,railhead,rail\nt2,far,railhead,rail\nt3,close,railhead,rail\n");
    put("road", "id,from_place,to_place,domain,length_km\n");
    put("parameters", "key,value\nreach_km,500\n");
    build(&b);
    assert_int_equal(b.n->origin[0].n_options, 1); /* the one behind BBB is nearer but cut off; far is over 500 km */
    assert_string_equal(b.n->place[b.n->state_place[b.n->origin[0].options[0].state]], "far");
    assert_int_equal(found(&b, "LW-NET-006"), 1);
    drop(&b);
}

static void no_access_is_found(void **state)
{
    built b;
    (void)state;
    put("places", "id,name,domain,lon,lat\nfar,F,BBB,2.5,1\n");
    put("terminals", "id,place,kind,modes\nt2,far,railhead,rail\n");
    put("road", "id,from_place,to_place,domain,length_km\n");
    build(&b);
    assert_int_equal(b.n->origin[0].n_options, 0);
    assert_int_equal(found(&b, "LW-NET-007"), 1);
    drop(&b);
}

static void road_is_entered_in_its_middle(void **state)
{
    built b;
    (void)state;
    put("places", "id,name,domain,lon,lat\na,A,AAA,0.5,1.2\nb,B,AAA,1.5,1.2\nfar,F,AAA,9,9\n");
    put("terminals", "id,place,kind,modes\n");
    put("road", "id,from_place,to_place,domain,length_km\nr,a,b,AAA,120\n");
    put("parameters", "key,value\nreach_km,200\n");
    build(&b);
    assert_int_equal(b.n->origin[0].n_options, 2);
    const lode_option *o = b.n->origin[0].options;
    assert_float_equal(o[0].partial.side[0].km, 60, 0.01);
    assert_float_equal(o[1].partial.side[0].km, 60, 0.01);
    assert_true(o[0].partial_reverse && !o[1].partial_reverse);
    drop(&b);
}

/* Beyond its end a road is entered there once, however many roads go on from the place. */
static void end_of_roads_counts_once(void **state)
{
    built b;
    (void)state;
    put("places", "id,name,domain,lon,lat\na,A,AAA,1,1.2\nb,B,AAA,1,1.5\nc,C,AAA,1.1,1.5\nfar,F,AAA,9,9\n");
    put("terminals", "id,place,kind,modes\n");
    put("road", "id,from_place,to_place,domain,length_km\nr1,a,b,AAA,40\nr2,a,c,AAA,40\n");
    build(&b);
    assert_int_equal(b.n->origin[0].n_options, 1);
    assert_string_equal(b.n->place[b.n->state_place[b.n->origin[0].options[0].state]], "a");
    assert_true(b.n->origin[0].options[0].partial.side[0].km == 0);
    drop(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_nearest_with_detour), cmocka_unit_test(never_across_a_border),
        cmocka_unit_test(no_access_is_found),       cmocka_unit_test(road_is_entered_in_its_middle),
        cmocka_unit_test(end_of_roads_counts_once),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
