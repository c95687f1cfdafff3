/* Prepared polygons, for many questions to the same outlines: which holds a point, how far a line leaves one.
 *
 * Ownership: lode_regions_new has exactly one lode_regions_free. One thread a set of regions. */
#ifndef LODE_GEO_REGION_H
#define LODE_GEO_REGION_H

#include "lodeway/table.h"

typedef struct lode_regions lode_regions;

/* shapes are polygons and outlive the regions. */
lode_regions *lode_regions_new(const lode_geom *const *shapes, size_t n_shapes, lode_err *err);
void lode_regions_free(lode_regions *regions); /* accepts NULL */

/* Index of the first region that holds the point, -1 where none does. */
int lode_region_at(const lode_regions *regions, double lon, double lat);

/* Kilometres of the geodesic between two points that lie outside a region. */
double lode_region_outside_km(const lode_regions *regions, size_t region, double lon1, double lat1, double lon2,
                              double lat2);

/* Calls back with each region that the geodesic line touches. */
void lode_regions_under(const lode_regions *regions, const lode_geom *line, void (*found)(void *context, size_t region),
                        void *context);

void lode_geos_version(char *text, size_t size);

#endif
