#include "io/package.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "io/guard.h"
#include "io/shape.h"

static lode_status fail_write(const char *path, lode_err *err)
{
    return lode_fail(err, LODE_IO, "Cannot write %s: %s. Is the disk full, or the folder not yours to write to?", path,
                     *lode_gdal_message() ? lode_gdal_message() : "unknown fault");
}

lode_status lode_package_create(lode_package *p, const char *target, lode_err *err)
{
    *p = (lode_package){0};
    lode_gdal_start();
    lode_gdal_forget();
    p->target = strdup(target);
    p->aside = lode_file_aside(target);
    p->arena = lode_arena_new();
    if (!p->target || !p->aside || !p->arena)
        return lode_fail_memory(err);
    CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF"); /* flushed once, before the rename */
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    p->dataset = driver ? GDALCreate(driver, p->aside, 0, 0, 0, GDT_Unknown, NULL) : NULL;
    CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", NULL);
    p->wgs84 = OSRNewSpatialReference(NULL);
    if (!p->dataset || !p->wgs84 || OSRImportFromEPSG(p->wgs84, 4326) != OGRERR_NONE)
        return fail_write(target, err);
    OSRSetAxisMappingStrategy(p->wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    if (GDALDatasetStartTransaction(p->dataset, FALSE) != OGRERR_NONE)
        return fail_write(target, err);
    lode_gdal_forget(); /* it warns of the ending of a temporary's name */
    return LODE_OK;
}

OGRLayerH lode_package_layer(lode_package *p, const char *name, const char *title, lode_shape shape, lode_err *err)
{
    char **options = NULL;
    options = CSLSetNameValue(options, "FID", "fid");
    options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    options = CSLSetNameValue(options, "IDENTIFIER", title);
    options = CSLSetNameValue(options, "SPATIAL_INDEX", "YES");
    OGRLayerH layer =
        GDALDatasetCreateLayer(p->dataset, name, shape ? p->wgs84 : NULL, lode_shape_type(shape), options);
    CSLDestroy(options);
    if (!layer)
        fail_write(p->target, err);
    return layer;
}

lode_status lode_package_field(OGRLayerH layer, const char *name, lode_type type, lode_err *err)
{
    static const OGRFieldType types[] = {OFTString, OFTReal, OFTInteger64, OFTString};
    OGRFieldDefnH field = OGR_Fld_Create(name, types[type]);
    OGRErr bad = OGR_L_CreateField(layer, field, TRUE);
    OGR_Fld_Destroy(field);
    return bad == OGRERR_NONE ? LODE_OK
                              : lode_fail(err, LODE_IO, "Cannot add the column %s: %s.", name, lode_gdal_message());
}

lode_status lode_package_feature(OGRLayerH layer, OGRFeatureH feature, const lode_geom *geom, lode_err *err)
{
    OGRGeometryH shape = geom ? lode_shape_to_ogr(geom) : NULL;
    if (shape)
        OGR_F_SetGeometryDirectly(feature, shape);
    if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
        return lode_fail(err, LODE_IO, "Cannot write the layer %s: %s. Is the disk full?", OGR_L_GetName(layer),
                         lode_gdal_message());
    return LODE_OK;
}

static void set_cell(OGRFeatureH feature, int i, lode_type type, const lode_cell *cell)
{
    if (!cell->known)
        OGR_F_SetFieldNull(feature, i);
    else if (type == LODE_REAL)
        OGR_F_SetFieldDouble(feature, i, cell->as.real);
    else if (type == LODE_INT)
        OGR_F_SetFieldInteger64(feature, i, cell->as.integer);
    else
        OGR_F_SetFieldString(feature, i, cell->as.text);
}

static lode_status write_rows(OGRLayerH layer, const lode_table *table, lode_err *err)
{
    lode_status status = LODE_OK;
    for (size_t row = 0; row < lode_table_rows(table) && status == LODE_OK; row++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        for (size_t i = 0; i < lode_table_columns(table); i++)
            set_cell(feature, (int)i, lode_table_column(table, i)->type, lode_table_cell(table, row, i));
        status = lode_package_feature(layer, feature, lode_table_geom(table, row), err);
        OGR_F_Destroy(feature);
    }
    return status;
}

/* GDAL leaves the count of a table without rows open. */
static lode_status count_nothing(lode_package *p, const lode_table *table, lode_err *err)
{
    OGRLayerH layer = GDALDatasetGetLayerByName(p->dataset, lode_table_name(table));
    lode_text sql = {0};
    lode_text_addf(&sql, "UPDATE gpkg_ogr_contents SET feature_count = 0 WHERE table_name = '%s'",
                   lode_table_name(table));
    lode_status status = sql.failed ? lode_fail_memory(err) : LODE_OK;
    if (!status && OGR_L_SyncToDisk(layer) != OGRERR_NONE)
        status = fail_write(p->target, err);
    if (!status)
        GDALDatasetReleaseResultSet(p->dataset, GDALDatasetExecuteSQL(p->dataset, lode_text_get(&sql), NULL, NULL));
    lode_text_free(&sql);
    return status;
}

lode_status lode_package_note(lode_package *p, const char *name, const char *title, lode_shape shape,
                              const lode_column *columns, size_t n_columns, lode_err *err)
{
    if (p->n_layers == LODE_PACKAGE_LAYERS)
        return lode_fail(err, LODE_IO, "%s: more than %d layers.", p->target, LODE_PACKAGE_LAYERS);
    qgis_layer *layer = &p->layers[p->n_layers++];
    lode_column *copy = LODE_NEW(p->arena, lode_column, n_columns ? n_columns : 1);
    *layer = (qgis_layer){.name = lode_arena_strdup(p->arena, name),
                          .title = lode_arena_strdup(p->arena, title),
                          .shape = shape,
                          .columns = copy,
                          .n_columns = n_columns};
    for (size_t i = 0; copy && i < n_columns; i++) {
        copy[i] = columns[i];
        copy[i].name = lode_arena_strdup(p->arena, columns[i].name);
        copy[i].heading = lode_arena_strdup(p->arena, columns[i].heading);
        copy[i].unit = lode_arena_strdup(p->arena, columns[i].unit ? columns[i].unit : "");
        copy[i].help = lode_arena_strdup(p->arena, columns[i].help ? columns[i].help : "");
        if (!copy[i].name || !copy[i].heading || !copy[i].unit || !copy[i].help)
            return lode_fail_memory(err);
    }
    return copy && layer->name && layer->title ? LODE_OK : lode_fail_memory(err);
}

/* The columns of a table, in its order. */
static lode_status note_table(lode_package *p, const lode_table *table, lode_err *err)
{
    size_t n = lode_table_columns(table);
    lode_column *columns = LODE_NEW(p->arena, lode_column, n ? n : 1);
    if (!columns)
        return lode_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        columns[i] = *lode_table_column(table, i);
    return lode_package_note(p, lode_table_name(table), lode_table_title(table), lode_table_shape(table), columns, n,
                             err);
}

lode_status lode_package_table(lode_package *p, const lode_table *table, lode_err *err)
{
    OGRLayerH layer =
        lode_package_layer(p, lode_table_name(table), lode_table_title(table), lode_table_shape(table), err);
    lode_status status = layer ? LODE_OK : LODE_IO;
    for (size_t i = 0; i < lode_table_columns(table) && status == LODE_OK; i++) {
        const lode_column *column = lode_table_column(table, i);
        status = lode_package_field(layer, lode_qgis_i_field(column), column->type, err);
    }
    if (!status)
        status = note_table(p, table, err);
    if (!status)
        status = write_rows(layer, table, err);
    return status || lode_table_rows(table) ? status : count_nothing(p, table, err);
}

static lode_status close_dataset(lode_package *p, lode_status status, lode_err *err)
{
    if (!p->dataset)
        return status;
    if (status == LODE_OK)
        lode_gdal_forget();
    if (status == LODE_OK && GDALDatasetCommitTransaction(p->dataset) != OGRERR_NONE)
        status = fail_write(p->target, err);
    GDALFlushCache(p->dataset);
    GDALClose(p->dataset);
    p->dataset = NULL;
    if (status == LODE_OK && *lode_gdal_message()) /* closing says nothing but this */
        status = fail_write(p->target, err);
    return status;
}

lode_status lode_package_finish(lode_package *p, lode_status status, lode_err *err)
{
    status = close_dataset(p, status, err);
    if (status == LODE_OK)
        status = lode_file_commit(p->aside, p->target, err);
    if (status != LODE_OK && p->aside) {
        char side[4200];
        static const char *const endings[] = {"", "-journal", "-wal", "-shm"};
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            snprintf(side, sizeof side, "%s%s", p->aside, endings[i]);
            lode_file_remove(side);
        }
    }
    if (p->wgs84)
        OSRDestroySpatialReference(p->wgs84);
    lode_arena_free(p->arena);
    free(p->aside);
    free(p->target);
    *p = (lode_package){0};
    return status;
}

void lode_gdal_version(char *text, size_t size)
{
    snprintf(text, size, "%s", GDALVersionInfo("RELEASE_NAME"));
}

void lode_sqlite_version(char *text, size_t size)
{
    snprintf(text, size, "%s", sqlite3_libversion());
}
