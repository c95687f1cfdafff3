/* A GeoPackage, or some of its layers, in the format of another program.
 *
 * A copy as GeoPackage has its QGIS project written for its new name: QGIS finds the layers of a project by the name of
 * the file. Knows files and GDAL's drivers; nothing of what the rows say. */
#ifndef LODE_IO_EXPORT_H
#define LODE_IO_EXPORT_H

#include "lodeway/status.h"

/* The format follows the target's ending: .gpkg (all layers), .xlsx, .ods (all layers, without shapes), .geojson, .fgb
 * (one layer: the first named, else deposits or occurrences); a name without an ending is a folder of CSV. layers:
 * names parted by commas, NULL: all. The target is written aside and put in place whole. */
lode_status lode_export(const char *source, const char *target, const char *layers, lode_err *err);

#endif
