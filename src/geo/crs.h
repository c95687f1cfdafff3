/* Coordinate reference systems through PROJ: into WGS 84, and onto a map. Axis order is always longitude, latitude.
 *
 * Ownership: each _new has exactly one _free, which accepts NULL. The network of PROJ stays off. */
#ifndef LODE_GEO_CRS_H
#define LODE_GEO_CRS_H

#include <stddef.h>

#include "lodeway/status.h"

typedef struct lode_crs lode_crs;

/* From a CRS given as WKT, PROJ string or code (EPSG:32648) to WGS 84. */
lode_crs *lode_crs_to_wgs84(const char *definition, lode_err *err);
/* From WGS 84 onto an equal-area map (Lambert) centred on lon, lat; metres. */
lode_crs *lode_crs_map(double lon, double lat, lode_err *err);
void lode_crs_free(lode_crs *crs);

/* In place; 0 where a point cannot be brought over (its values are then not finite). */
int lode_crs_apply(lode_crs *crs, double *xy, size_t n_points);

/* The version of PROJ in use, "9.1.1". */
void lode_proj_version(char *text, size_t size);

#endif
