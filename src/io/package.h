/* A GeoPackage being written: made aside, flushed, put in place whole, or not at all.
 *
 * Ownership: lode_package_create has exactly one lode_package_finish, which puts the file in place or removes it.
 * Layers have an AUTOINCREMENT fid, a column geom, an R-tree, WGS 84. Knows tables; nothing of how they came about. */
#ifndef LODE_IO_PACKAGE_H
#define LODE_IO_PACKAGE_H

#include <gdal.h>
#include <ogr_api.h>

#include "base/arena.h"
#include "io/qgis.h"
#include "lodeway/table.h"

enum { LODE_PACKAGE_LAYERS = 128 };

typedef struct lode_package {
    GDALDatasetH dataset;
    OGRSpatialReferenceH wgs84;
    char *aside, *target;
    lode_arena *arena;
    qgis_layer layers[LODE_PACKAGE_LAYERS]; /* as they were written; core is filled in with the look */
    size_t n_layers;
} lode_package;

lode_status lode_package_create(lode_package *package, const char *target, lode_err *err);

/* A new layer without fields. NULL after an error. */
OGRLayerH lode_package_layer(lode_package *package, const char *name, const char *title, lode_shape shape,
                             lode_err *err);
lode_status lode_package_field(OGRLayerH layer, const char *name, lode_type type, lode_err *err);
lode_status lode_package_feature(OGRLayerH layer, OGRFeatureH feature, const lode_geom *geom, lode_err *err);

/* A whole result table as a layer. */
lode_status lode_package_table(lode_package *package, const lode_table *table, lode_err *err);

/* Remembers what a layer that was written by its fields is: what styles and dictionary go by. Texts are copied. */
lode_status lode_package_note(lode_package *package, const char *name, const char *title, lode_shape shape,
                              const lode_column *columns, size_t n_columns, lode_err *err);

/* After all layers: the dictionary (gpkg_data_columns), the default styles (layer_styles) and the project
 * (qgis_projects) of the layers written. */
lode_status lode_package_look(lode_package *package, const lode_look *look, lode_err *err);

/* Commits, closes, flushes and renames when status is LODE_OK; else removes what was written. Returns the outcome. */
lode_status lode_package_finish(lode_package *package, lode_status status, lode_err *err);

void lode_gdal_version(char *text, size_t size);
void lode_sqlite_version(char *text, size_t size);

#endif
