#include "io/draw.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/schema.h"
#include "io/shape.h"

/* One "lon lat" of the list; 0 where it is none. */
static int read_pair(const char *item, size_t length, double pair[2])
{
    char text[80];
    if (length >= sizeof text)
        return 0;
    memcpy(text, item, length);
    text[length] = '\0';
    char *space = strpbrk(text, " \t");
    if (!space)
        return 0;
    *space = '\0';
    pair[0] = lode_number(text);
    pair[1] = lode_number(space + 1);
    return isfinite(pair[0]) && isfinite(pair[1]) && fabs(pair[0]) <= 180 && fabs(pair[1]) <= 90;
}

/* The marker of a line without its ends: one part, drawn as points. */
void lode_draw_via(const char *text, lode_arena *arena, lode_geom *geom)
{
    size_t n = 0, length, most = strlen(text) / 3 + 1;
    double *xy = calloc(2 * most, sizeof *xy);
    int ok = xy != NULL;
    for (const char *item; ok && n < most && (item = lode_list_next(&text, &length));)
        ok = read_pair(item, length, xy + 2 * n++);
    if (ok && n > 0 && lode_shape_line(arena, xy, n, geom))
        geom->shape = LODE_POINT;
    free(xy);
}

typedef struct place_index {
    const char *id;
    const lode_geom *geom;
} place_index;

static int order_places(const void *a, const void *b)
{
    return strcmp(((const place_index *)a)->id, ((const place_index *)b)->id);
}

static const double *place_at(const place_index *places, size_t n, const char *id)
{
    place_index wanted = {id, NULL};
    const place_index *found = id && n ? bsearch(&wanted, places, n, sizeof *places, order_places) : NULL;
    return found ? found->geom->xy : NULL;
}

static int draw_link(lode_arena *arena, lode_link *link, const double *from, const double *to)
{
    size_t inner = link->row.geom.shape == LODE_POINT ? link->row.geom.part_start[1] : 0;
    double *xy = calloc(2 * (inner + 2), sizeof *xy);
    if (!xy)
        return 0;
    memcpy(xy, from, 2 * sizeof *xy);
    if (inner)
        memcpy(xy + 2, link->row.geom.xy, 2 * inner * sizeof *xy);
    memcpy(xy + 2 * (inner + 1), to, 2 * sizeof *xy);
    int ok = lode_shape_line(arena, xy, inner + 2, &link->row.geom);
    free(xy);
    return ok;
}

static int draw_links(lode_case *c, lode_link *links, size_t n, const place_index *places, size_t n_places)
{
    int ok = 1;
    for (size_t i = 0; i < n && ok; i++) {
        const double *from = place_at(places, n_places, links[i].from_place),
                     *to = place_at(places, n_places, links[i].to_place);
        if (links[i].row.geom.shape == LODE_LINE)
            continue;
        if (from && to)
            ok = draw_link(c->arena, &links[i], from, to);
        else
            links[i].row.geom = (lode_geom){0}; /* the reference is found missing later */
    }
    return ok;
}

static int draw_point(lode_arena *arena, lode_row *row, const double *xy)
{
    return row->geom.shape || !xy || lode_shape_point(arena, xy[0], xy[1], &row->geom);
}

/* Halfway along the geodesic between the two border stations. */
static int draw_crossing(lode_arena *arena, lode_crossing *x, const double *a, const double *b)
{
    if (x->row.geom.shape || !a || !b)
        return 1;
    struct geod_geodesic g;
    struct geod_geodesicline line;
    double lat, lon;
    geod_init(&g, 6378137.0, 1 / 298.257223563);
    geod_inverseline(&line, &g, a[1], a[0], b[1], b[0], GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
    geod_position(&line, line.s13 / 2, &lat, &lon, NULL);
    return lode_shape_point(arena, lon, lat, &x->row.geom);
}

lode_status lode_draw_from_places(lode_case *c, lode_err *err)
{
    size_t n = 0;
    place_index *places = calloc(c->places.n + 1, sizeof *places);
    if (!places)
        return lode_fail_memory(err);
    for (size_t i = 0; i < c->places.n; i++)
        if (c->places.v[i].id && c->places.v[i].row.geom.shape)
            places[n++] = (place_index){c->places.v[i].id, &c->places.v[i].row.geom};
    qsort(places, n, sizeof *places, order_places);
    int ok = draw_links(c, c->rail.v, c->rail.n, places, n) && draw_links(c, c->road.v, c->road.n, places, n) &&
             draw_links(c, c->sea.v, c->sea.n, places, n) && draw_links(c, c->air.v, c->air.n, places, n);
    for (size_t i = 0; i < c->crossings.n && ok; i++)
        ok = draw_crossing(c->arena, &c->crossings.v[i], place_at(places, n, c->crossings.v[i].place_a),
                           place_at(places, n, c->crossings.v[i].place_b));
    for (size_t i = 0; i < c->terminals.n && ok; i++)
        ok = draw_point(c->arena, &c->terminals.v[i].row, place_at(places, n, c->terminals.v[i].place));
    for (size_t i = 0; i < c->markets.n && ok; i++)
        ok = draw_point(c->arena, &c->markets.v[i].row, place_at(places, n, c->markets.v[i].place));
    for (size_t i = 0; i < c->plants.n && ok; i++)
        ok = draw_point(c->arena, &c->plants.v[i].row, place_at(places, n, c->plants.v[i].place));
    free(places);
    return ok ? LODE_OK : lode_fail_memory(err);
}
