/* Shapes between OGR and lode_geom. Knows geometry formats; nothing of layers. */
#ifndef LODE_IO_SHAPE_H
#define LODE_IO_SHAPE_H

#include <ogr_api.h>

#include "base/arena.h"
#include "lodeway/table.h"

/* Codes of what can be wrong with a geometry: the findings LW-GEO-002 to -004. */
typedef enum lode_shape_fault {
    LODE_SHAPE_OK,
    LODE_SHAPE_NOT_FINITE,
    LODE_SHAPE_WRONG_KIND,
    LODE_SHAPE_MEMORY
} lode_shape_fault;

/* A copy in the arena; Z and M are dropped, curves drawn as lines, single parts and multi parts taken alike. */
lode_shape_fault lode_shape_from_ogr(OGRGeometryH geometry, lode_shape wanted, lode_arena *arena, lode_geom *geom);

/* A new geometry (multi where the layer type says so); NULL: no shape or no memory. */
OGRGeometryH lode_shape_to_ogr(const lode_geom *geom);
OGRwkbGeometryType lode_shape_type(lode_shape shape);

/* Shapes from plain coordinates. 0: out of memory. */
int lode_shape_point(lode_arena *arena, double lon, double lat, lode_geom *geom);
int lode_shape_line(lode_arena *arena, const double *xy, size_t n_points, lode_geom *geom);

#endif
