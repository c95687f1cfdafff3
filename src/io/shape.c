#include "io/shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct collector {
    double *xy;
    size_t n_points, point_capacity;
    size_t *starts;
    size_t n_parts, part_capacity;
    unsigned char *holes;
    size_t n_holes, hole_capacity;
    lode_shape_fault fault;
} collector;

static void add_point(collector *c, OGRGeometryH line, int i)
{
    double *slot = lode_grow((void **)&c->xy, &c->n_points, &c->point_capacity, 2 * sizeof *slot);
    if (!slot) {
        c->fault = LODE_SHAPE_MEMORY;
        return;
    }
    slot[0] = OGR_G_GetX(line, i);
    slot[1] = OGR_G_GetY(line, i);
    if (!isfinite(slot[0]) || !isfinite(slot[1]))
        c->fault = LODE_SHAPE_NOT_FINITE;
}

static void add_part(collector *c, OGRGeometryH line, int hole)
{
    size_t *start = lode_grow((void **)&c->starts, &c->n_parts, &c->part_capacity, sizeof *start);
    unsigned char *flag = lode_grow((void **)&c->holes, &c->n_holes, &c->hole_capacity, 1);
    if (!start || !flag) {
        c->fault = LODE_SHAPE_MEMORY;
        return;
    }
    *start = c->n_points;
    *flag = (unsigned char)hole;
    for (int i = 0; i < OGR_G_GetPointCount(line) && !c->fault; i++)
        add_point(c, line, i);
}

static void collect(collector *c, OGRGeometryH geometry, lode_shape wanted);

static void collect_parts(collector *c, OGRGeometryH geometry, lode_shape wanted)
{
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry) && !c->fault; i++)
        collect(c, OGR_G_GetGeometryRef(geometry, i), wanted);
}

static void collect_rings(collector *c, OGRGeometryH polygon)
{
    for (int i = 0; i < OGR_G_GetGeometryCount(polygon) && !c->fault; i++)
        add_part(c, OGR_G_GetGeometryRef(polygon, i), i > 0);
}

static void collect(collector *c, OGRGeometryH geometry, lode_shape wanted)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbMultiPoint || type == wkbMultiLineString || type == wkbMultiPolygon || type == wkbGeometryCollection)
        collect_parts(c, geometry, wanted);
    else if (type == wkbPoint && wanted == LODE_POINT && OGR_G_IsEmpty(geometry))
        c->fault = LODE_SHAPE_NOT_FINITE; /* not 0 0 */
    else if (type == wkbPoint && wanted == LODE_POINT)
        add_part(c, geometry, 0);
    else if (type == wkbLineString && wanted == LODE_LINE && OGR_G_GetPointCount(geometry) >= 2)
        add_part(c, geometry, 0);
    else if (type == wkbPolygon && wanted == LODE_POLYGON)
        collect_rings(c, geometry);
    else
        c->fault = LODE_SHAPE_WRONG_KIND;
}

static int copy_out(const collector *c, lode_shape wanted, lode_arena *arena, lode_geom *geom)
{
    size_t *starts = LODE_NEW(arena, size_t, c->n_parts + 1);
    double *xy = LODE_NEW(arena, double, 2 * c->n_points);
    unsigned char *holes = LODE_NEW(arena, unsigned char, c->n_parts);
    if (!starts || !xy || !holes)
        return 0;
    memcpy(starts, c->starts, c->n_parts * sizeof *starts);
    memcpy(xy, c->xy, 2 * c->n_points * sizeof *xy);
    memcpy(holes, c->holes, c->n_parts);
    starts[c->n_parts] = c->n_points;
    *geom = (lode_geom){wanted, c->n_parts, starts, wanted == LODE_POLYGON ? holes : NULL, xy};
    return 1;
}

lode_shape_fault lode_shape_from_ogr(OGRGeometryH geometry, lode_shape wanted, lode_arena *arena, lode_geom *geom)
{
    collector c = {0};
    OGRGeometryH linear = NULL;
    if (OGR_G_HasCurveGeometry(geometry, 0))
        linear = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    collect(&c, linear ? linear : geometry, wanted);
    if (!c.fault && c.n_points == 0)
        c.fault = OGR_G_IsEmpty(geometry) && wanted == LODE_POINT ? LODE_SHAPE_NOT_FINITE : LODE_SHAPE_WRONG_KIND;
    if (!c.fault && !copy_out(&c, wanted, arena, geom))
        c.fault = LODE_SHAPE_MEMORY;
    OGR_G_DestroyGeometry(linear);
    free(c.xy);
    free(c.starts);
    free(c.holes);
    return c.fault;
}

OGRwkbGeometryType lode_shape_type(lode_shape shape)
{
    static const OGRwkbGeometryType types[] = {wkbNone, wkbPoint, wkbMultiLineString, wkbMultiPolygon};
    return types[shape];
}

static void set_points(OGRGeometryH line, const lode_geom *geom, size_t part)
{
    size_t start = geom->part_start[part], n = geom->part_start[part + 1] - start;
    OGR_G_SetPointCount(line, (int)n);
    for (size_t i = 0; i < n; i++)
        OGR_G_SetPoint_2D(line, (int)i, geom->xy[2 * (start + i)], geom->xy[2 * (start + i) + 1]);
}

static OGRGeometryH line_to_ogr(const lode_geom *geom)
{
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiLineString);
    for (size_t part = 0; part < geom->n_parts; part++) {
        OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
        set_points(line, geom, part);
        OGR_G_AddGeometryDirectly(all, line);
    }
    return all;
}

static OGRGeometryH polygon_to_ogr(const lode_geom *geom)
{
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon), polygon = NULL;
    for (size_t part = 0; part < geom->n_parts; part++) {
        if (!polygon || !geom->hole || !geom->hole[part]) {
            if (polygon)
                OGR_G_AddGeometryDirectly(all, polygon);
            polygon = OGR_G_CreateGeometry(wkbPolygon);
        }
        OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
        set_points(ring, geom, part);
        OGR_G_AddGeometryDirectly(polygon, ring);
    }
    if (polygon)
        OGR_G_AddGeometryDirectly(all, polygon);
    return all;
}

OGRGeometryH lode_shape_to_ogr(const lode_geom *geom)
{
    switch (geom->shape) {
    case LODE_POINT: {
        OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
        OGR_G_SetPoint_2D(point, 0, geom->xy[0], geom->xy[1]);
        return point;
    }
    case LODE_LINE: return line_to_ogr(geom);
    case LODE_POLYGON: return polygon_to_ogr(geom);
    case LODE_NO_SHAPE: break;
    }
    return NULL;
}

int lode_shape_line(lode_arena *arena, const double *xy, size_t n_points, lode_geom *geom)
{
    size_t *starts = LODE_NEW(arena, size_t, 2);
    double *copy = LODE_NEW(arena, double, 2 * n_points);
    if (!starts || !copy)
        return 0;
    starts[1] = n_points;
    memcpy(copy, xy, 2 * n_points * sizeof *xy);
    *geom = (lode_geom){LODE_LINE, 1, starts, NULL, copy};
    return 1;
}

int lode_shape_point(lode_arena *arena, double lon, double lat, lode_geom *geom)
{
    if (!lode_shape_line(arena, (double[]){lon, lat}, 1, geom))
        return 0;
    geom->shape = LODE_POINT;
    return 1;
}
