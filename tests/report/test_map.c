/* Maps: what is drawn, how it is escaped, how light it stays. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/map.h"
#include "sample.h"

typedef struct fixture {
    sample s;
    report_atlas atlas;
    report_page page;
    report_map_route routes[4];
    report_mark marks[3];
    report_map map;
} fixture;

static int setup(void **state)
{
    static fixture f;
    f = (fixture){0};
    sample_open(&f.s);
    lode_report_i_atlas_open(&f.atlas, &f.s.input);
    lode_report_i_page_open(&f.page, "deposit/x", "deposit", "X", LODE_ENGLISH);
    f.marks[0] = (report_mark){105, 45, REPORT_MARK_TWO, HOSTILE, "deposit/one"};
    f.marks[1] = (report_mark){28, 44, REPORT_MARK_MARKET, "Market", NULL};
    f.marks[2] = (report_mark){NAN, NAN, REPORT_MARK_FREE, "nowhere", NULL};
    f.routes[0] = (report_map_route){lode_table_geom(f.s.tables[2], 0), 0};
    f.map = (report_map){.title = "A <title>",
                         .description = "A \"description\" & more",
                         .routes = f.routes,
                         .n_routes = 1,
                         .marks = f.marks,
                         .n_marks = 3,
                         .focus = "MNG"};
    f.map.style_titles[0] = "best <way>";
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    lode_report_i_page_close(&f->page);
    lode_report_i_atlas_close(&f->atlas);
    sample_close(&f->s);
    return 0;
}

static const char *draw(fixture *f)
{
    const char *svg = lode_report_i_map(&f->page, &f->atlas, &f->map);
    assert_non_null(svg);
    assert_false(f->page.failed);
    return svg;
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

static void is_a_picture_with_words(void **state)
{
    const char *svg = draw(*state);
    assert_int_equal(strncmp(svg, "<svg ", 5), 0);
    assert_non_null(strstr(svg, "role=\"group\""));
    assert_non_null(strstr(svg, "<title id=\"map-t\">A &lt;title&gt;</title>"));
    assert_non_null(strstr(svg, "A &quot;description&quot; &amp; more"));
    assert_non_null(strstr(svg, "aria-labelledby=\"map-t map-d\""));
    assert_non_null(strstr(svg, "\u202f000 km</text>"));
    assert_non_null(strstr(svg, ">N</text>"));
    assert_non_null(strstr(svg, "best &lt;way&gt;"));
    assert_non_null(strstr(svg, "2 actors close it together"));
    assert_non_null(strstr(svg, "market reached"));
    assert_int_equal(count(svg, "<svg"), count(svg, "</svg>"));
    assert_int_equal(count(svg, "<g"), count(svg, "</g>"));
}

static void names_are_escaped(void **state)
{
    const char *svg = draw(*state);
    assert_null(strstr(svg, "<script"));
    assert_null(strstr(svg, "<i>"));
    assert_non_null(strstr(svg, "Mongolia &lt;i&gt;"));
    assert_non_null(strstr(svg, "&lt;script&gt;"));
}

static void marks_are_links_to_pages(void **state)
{
    const char *svg = draw(*state);
    assert_non_null(strstr(svg, "<a href=\"../deposit/one.html\">"));
    assert_null(strstr(svg, "nowhere")); /* no place, no mark */
}

static void own_country_is_tinted(void **state)
{
    fixture *f = *state;
    assert_non_null(strstr(draw(f), "#fbe9c6"));
    f->map.focus = "KAZ";
    assert_null(strstr(draw(f), "#fbe9c6"));
}

static void a_shared_way_is_drawn_once(void **state)
{
    fixture *f = *state;
    const char *one = draw(f);
    size_t length = strlen(one);
    for (int i = 1; i < 4; i++)
        f->routes[i] = (report_map_route){f->routes[0].geom, (size_t)i};
    f->map.n_routes = 4;
    assert_int_equal(strlen(draw(f)), length); /* the uppermost style hides the others */
}

static void the_overview_shows_the_style_of_most(void **state)
{
    fixture *f = *state;
    f->map.overview = 1;
    for (int i = 1; i < 4; i++)
        f->routes[i] = (report_map_route){f->routes[0].geom, 1};
    f->map.n_routes = 4;
    const char *svg = draw(f);
    assert_non_null(strstr(svg, "<path stroke=\"#D55E00\" stroke-width=\"12\""));
    assert_null(strstr(svg, "<path stroke=\"#0072B2\""));
}

static void nothing_to_draw_is_no_map(void **state)
{
    fixture *f = *state;
    f->map.n_routes = 0;
    f->map.n_marks = 0;
    assert_null(lode_report_i_map(&f->page, &f->atlas, &f->map));
    f->atlas.project = NULL;
    f->map.overview = 1;
    assert_null(lode_report_i_map(&f->page, &f->atlas, &f->map));
    assert_false(f->page.failed);
}

/* A coast of 200,000 points is thinned until the page stays small. */
static void heavy_outlines_are_thinned(void **state)
{
    fixture *f = *state;
    enum { COAST = 200000 };
    double *xy = calloc(2 * COAST, sizeof *xy);
    size_t starts[2] = {0, COAST};
    assert_non_null(xy);
    for (size_t i = 0; i < COAST; i++) {
        double turn = 2 * M_PI * (double)i / COAST, radius = 15 + 2 * sin(700 * turn) + sin(9001 * turn);
        xy[2 * i] = 70 + 3 * radius * cos(turn);
        xy[2 * i + 1] = 45 + radius * sin(turn);
    }
    lode_report_i_atlas_close(&f->atlas);
    lode_table_add(f->s.outlines);
    lode_table_set_text(f->s.outlines, "name", "Coast");
    lode_table_set_geom(f->s.outlines, &(lode_geom){LODE_POLYGON, 1, starts, NULL, xy});
    free(xy);
    lode_report_i_atlas_open(&f->atlas, &f->s.input);
    assert_true(strlen(draw(f)) < 120000);
    f->map.overview = 1;
    assert_true(strlen(draw(f)) < 250000);
}

static void same_input_same_bytes(void **state)
{
    const char *first = draw(*state);
    assert_string_equal(first, draw(*state));
}

#define WITH_MAP(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_MAP(is_a_picture_with_words),    WITH_MAP(names_are_escaped),
        WITH_MAP(marks_are_links_to_pages),   WITH_MAP(own_country_is_tinted),
        WITH_MAP(a_shared_way_is_drawn_once), WITH_MAP(the_overview_shows_the_style_of_most),
        WITH_MAP(nothing_to_draw_is_no_map),  WITH_MAP(heavy_outlines_are_thinned),
        WITH_MAP(same_input_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
