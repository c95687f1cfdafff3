#include "geo/region.h"

#include <geodesic.h>
#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geodesic.h"

struct lode_regions {
    GEOSContextHandle_t geos;
    size_t n;
    const lode_geom *const *shapes;
    GEOSGeometry **geometry;
    const GEOSPreparedGeometry **prepared;
    double (*box)[4]; /* west, south, east, north */
};

static GEOSCoordSequence *ring_points(GEOSContextHandle_t g, const lode_geom *geom, size_t part)
{
    size_t start = geom->part_start[part], n = geom->part_start[part + 1] - start;
    return GEOSCoordSeq_copyFromBuffer_r(g, geom->xy + 2 * start, (unsigned)n, 0, 0);
}

static GEOSGeometry *ring(GEOSContextHandle_t g, const lode_geom *geom, size_t part)
{
    GEOSCoordSequence *points = ring_points(g, geom, part);
    return points ? GEOSGeom_createLinearRing_r(g, points) : NULL;
}

/* One outer ring and the holes that follow it, from part *next on. */
static GEOSGeometry *one_polygon(GEOSContextHandle_t g, const lode_geom *geom, size_t *next)
{
    size_t outer = (*next)++, n_holes = 0;
    while (*next + n_holes < geom->n_parts && geom->hole && geom->hole[*next + n_holes])
        n_holes++;
    GEOSGeometry **holes = calloc(n_holes + 1, sizeof *holes);
    GEOSGeometry *shell = ring(g, geom, outer);
    for (size_t i = 0; holes && i < n_holes; i++)
        holes[i] = ring(g, geom, *next + i);
    *next += n_holes;
    GEOSGeometry *polygon = holes && shell ? GEOSGeom_createPolygon_r(g, shell, holes, (unsigned)n_holes) : NULL;
    free(holes);
    return polygon;
}

/* Outlines from strangers may cross themselves; what follows needs them valid. */
static GEOSGeometry *made_valid(GEOSContextHandle_t g, GEOSGeometry *raw)
{
    if (!raw || GEOSisValid_r(g, raw) == 1)
        return raw;
    GEOSGeometry *valid = GEOSMakeValid_r(g, raw);
    GEOSGeom_destroy_r(g, raw);
    return valid;
}

static GEOSGeometry *to_geos(GEOSContextHandle_t g, const lode_geom *geom)
{
    GEOSGeometry **parts = calloc(geom->n_parts + 1, sizeof *parts);
    unsigned n = 0;
    for (size_t next = 0; parts && next < geom->n_parts;) {
        GEOSGeometry *polygon = one_polygon(g, geom, &next);
        if (polygon)
            parts[n++] = polygon;
    }
    GEOSGeometry *all = parts ? GEOSGeom_createCollection_r(g, GEOS_MULTIPOLYGON, parts, n) : NULL;
    free(parts);
    return made_valid(g, all);
}

static void measure_box(const lode_geom *geom, double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (size_t i = 0; i < geom->part_start[geom->n_parts]; i++) {
        const double *p = geom->xy + 2 * i;
        box[0] = fmin(box[0], p[0]);
        box[1] = fmin(box[1], p[1]);
        box[2] = fmax(box[2], p[0]);
        box[3] = fmax(box[3], p[1]);
    }
}

lode_regions *lode_regions_new(const lode_geom *const *shapes, size_t n, lode_err *err)
{
    lode_regions *r = calloc(1, sizeof *r);
    if (!r) {
        lode_fail_memory(err);
        return NULL;
    }
    r->geos = GEOS_init_r();
    r->n = n;
    r->shapes = shapes;
    r->geometry = calloc(n + 1, sizeof *r->geometry);
    r->prepared = calloc(n + 1, sizeof *r->prepared);
    r->box = calloc(n + 1, sizeof *r->box);
    int ok = r->geos && r->geometry && r->prepared && r->box;
    for (size_t i = 0; ok && i < n; i++) {
        measure_box(shapes[i], r->box[i]);
        r->geometry[i] = to_geos(r->geos, shapes[i]);
        r->prepared[i] = r->geometry[i] ? GEOSPrepare_r(r->geos, r->geometry[i]) : NULL;
        ok = r->prepared[i] != NULL;
    }
    if (!ok) {
        lode_regions_free(r);
        lode_fail(err, LODE_IO, "GEOS cannot read the outlines of the countries (or memory ran out).");
        return NULL;
    }
    return r;
}

void lode_regions_free(lode_regions *r)
{
    if (!r)
        return;
    for (size_t i = 0; r->geometry && r->prepared && i < r->n; i++) {
        GEOSPreparedGeom_destroy_r(r->geos, r->prepared[i]);
        GEOSGeom_destroy_r(r->geos, r->geometry[i]);
    }
    free(r->geometry);
    free(r->prepared);
    free(r->box);
    if (r->geos)
        GEOS_finish_r(r->geos);
    free(r);
}

int lode_region_at(const lode_regions *r, double lon, double lat)
{
    for (size_t i = 0; i < r->n; i++) {
        const double *b = r->box[i];
        if (lon >= b[0] && lon <= b[2] && lat >= b[1] && lat <= b[3] && lode_inside(r->shapes[i], lon, lat))
            return (int)i;
    }
    return -1;
}

enum { STEP_KM = 50, MOST_POINTS = 2000 };

static GEOSGeometry *straight_line(GEOSContextHandle_t g, const double *xy, size_t n)
{
    GEOSCoordSequence *points = GEOSCoordSeq_copyFromBuffer_r(g, xy, (unsigned)n, 0, 0);
    return points ? GEOSGeom_createLineString_r(g, points) : NULL;
}

/* Where a step crosses +-180 degrees; n where none does (a short geodesic crosses at most once). */
static size_t crossing_step(const double *xy, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (fabs(xy[2 * i] - xy[2 * i - 2]) > 180)
            return i;
    return n;
}

/* Cuts the points before step i at +-180 degrees: the two halves end and begin on either side of it. */
static GEOSGeometry *cut_line(GEOSContextHandle_t g, double *xy, size_t n, size_t i)
{
    double side = xy[2 * i - 2] > 0 ? 180 : -180, step = xy[2 * i] + 2 * side - xy[2 * i - 2];
    double share = step != 0 ? (side - xy[2 * i - 2]) / step : 0;
    double lat = xy[2 * i - 1] + share * (xy[2 * i + 1] - xy[2 * i - 1]);
    memmove(xy + 2 * (i + 2), xy + 2 * i, 2 * (n - i) * sizeof *xy);
    xy[2 * i] = side, xy[2 * i + 1] = lat;
    xy[2 * i + 2] = -side, xy[2 * i + 3] = lat;
    GEOSGeometry *parts[2] = {straight_line(g, xy, i + 1), straight_line(g, xy + 2 * (i + 1), n - i + 1)};
    return parts[0] && parts[1] ? GEOSGeom_createCollection_r(g, GEOS_MULTILINESTRING, parts, 2) : NULL;
}

/* The geodesic between two points as a line of short straight pieces, cut at +-180 degrees. */
static GEOSGeometry *geodesic_line(GEOSContextHandle_t g, double lon1, double lat1, double lon2, double lat2)
{
    struct geod_geodesic wgs84;
    struct geod_geodesicline line;
    geod_init(&wgs84, 6378137.0, 1 / 298.257223563);
    geod_inverseline(&line, &wgs84, lat1, lon1, lat2, lon2, GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
    size_t n = (size_t)(line.s13 / 1000 / STEP_KM) + 2;
    if (n > MOST_POINTS)
        n = MOST_POINTS;
    double *xy = malloc(2 * (n + 2) * sizeof *xy);
    if (!xy)
        return NULL;
    for (size_t i = 0; i < n; i++)
        geod_position(&line, line.s13 * (double)i / (double)(n - 1), &xy[2 * i + 1], &xy[2 * i], NULL);
    xy[0] = lon1, xy[1] = lat1;
    xy[2 * n - 2] = lon2, xy[2 * n - 1] = lat2;
    size_t crossing = crossing_step(xy, n);
    GEOSGeometry *geometry = crossing < n ? cut_line(g, xy, n, crossing) : straight_line(g, xy, n);
    free(xy);
    return geometry;
}

static double geos_line_km(GEOSContextHandle_t g, const GEOSGeometry *geometry)
{
    double km = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(g, geometry); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(g, geometry, i);
        if (GEOSGeomTypeId_r(g, part) != GEOS_LINESTRING)
            continue;
        const GEOSCoordSequence *points = GEOSGeom_getCoordSeq_r(g, part);
        unsigned n = 0;
        GEOSCoordSeq_getSize_r(g, points, &n);
        for (unsigned k = 1; k < n; k++) {
            double x1, y1, x2, y2;
            GEOSCoordSeq_getXY_r(g, points, k - 1, &x1, &y1);
            GEOSCoordSeq_getXY_r(g, points, k, &x2, &y2);
            km += lode_distance_km(x1, y1, x2, y2);
        }
    }
    return km;
}

double lode_region_outside_km(const lode_regions *r, size_t region, double lon1, double lat1, double lon2, double lat2)
{
    if (lon1 == lon2 && lat1 == lat2)
        return 0;
    GEOSGeometry *line = geodesic_line(r->geos, lon1, lat1, lon2, lat2);
    if (!line)
        return 0;
    double km = 0;
    if (GEOSPreparedCovers_r(r->geos, r->prepared[region], line) != 1) {
        GEOSGeometry *rest = GEOSDifference_r(r->geos, line, r->geometry[region]);
        km = rest ? geos_line_km(r->geos, rest) : 0;
        GEOSGeom_destroy_r(r->geos, rest);
    }
    GEOSGeom_destroy_r(r->geos, line);
    return km;
}

void lode_regions_under(const lode_regions *r, const lode_geom *line, void (*found)(void *context, size_t region),
                        void *context)
{
    for (size_t region = 0; region < r->n; region++) {
        int touches = 0;
        for (size_t part = 0; part < line->n_parts && !touches; part++)
            for (size_t i = line->part_start[part]; i + 1 < line->part_start[part + 1] && !touches; i++) {
                const double *e = line->xy + 2 * i;
                GEOSGeometry *edge = geodesic_line(r->geos, e[0], e[1], e[2], e[3]);
                touches = edge && GEOSPreparedIntersects_r(r->geos, r->prepared[region], edge) == 1;
                GEOSGeom_destroy_r(r->geos, edge);
            }
        if (touches)
            found(context, region);
    }
}

void lode_geos_version(char *text, size_t size)
{
    snprintf(text, size, "%s", GEOSversion());
}
