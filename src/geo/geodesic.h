/* Distances on the WGS 84 ellipsoid: points, drawn lines, polygons, exact foot points (MODEL M16).
 *
 * Longitude before latitude, degrees; kilometres. Edges between vertices are geodesics, so +-180 degrees needs no care.
 * Knows shapes; knows nothing of layers, routing or files. */
#ifndef LODE_GEO_GEODESIC_H
#define LODE_GEO_GEODESIC_H

#include "lodeway/table.h"

double lode_distance_km(double lon1, double lat1, double lon2, double lat2);

/* Length of all parts of a line. */
double lode_line_km(const lode_geom *line);

typedef struct lode_foot {
    double km;       /* to the foot point */
    double lon, lat; /* of the foot point */
    double along_km; /* from the start of the line to the foot point */
} lode_foot;

/* The nearest point of a point, line or polygon shape to a point; km is 0 inside a polygon. The foot is exact to a
 * millimetre. Not for an empty shape. */
lode_foot lode_nearest(const lode_geom *geom, double lon, double lat);

/* 1 inside a polygon shape, its holes excepted (edges straight in degrees, as drawn). */
int lode_inside(const lode_geom *polygon, double lon, double lat);

/* The piece of a single-part line between two shares (0 to 1) of its length, from a to b, which may run backwards.
 * xy has room for 2 * (points of the line + 2) numbers; returns the number of points. */
size_t lode_line_piece(const lode_geom *line, double a, double b, double *xy);

#endif
