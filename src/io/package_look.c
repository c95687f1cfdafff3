#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <sqlite3.h>

#include "base/text.h"
#include "io/archive.h"
#include "io/guard.h"
#include "io/package.h"

/* The same rows make the same bytes: no clock. */
static const char long_ago[] = "2025-01-01T00:00:00.000Z";

static lode_status fail_look(const lode_package *p, const char *why, lode_err *err)
{
    return lode_fail(err, LODE_IO, "Cannot write the styles of %s: %s. Is the disk full?", p->target,
                     *why ? why : "unknown fault");
}

/* ---- default styles ------------------------------------------------------------------------------------------ */

static const char *const style_fields[] = {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                                           "styleName",       "styleQML",       "styleSLD",     "useAsDefault",
                                           "description",     "owner",          "ui",           "update_time"};
enum { N_STYLE_FIELDS = sizeof style_fields / sizeof *style_fields };

static lode_status style_table(lode_package *p, OGRLayerH *table, lode_err *err)
{
    char **options = CSLSetNameValue(NULL, "FID", "id");
    *table = GDALDatasetCreateLayer(p->dataset, "layer_styles", NULL, wkbNone, options);
    CSLDestroy(options);
    lode_status status = *table ? LODE_OK : fail_look(p, lode_gdal_message(), err);
    for (int i = 0; i < N_STYLE_FIELDS && status == LODE_OK; i++)
        status = lode_package_field(*table, style_fields[i], i == 7 ? LODE_INT : LODE_TEXT, err);
    return status;
}

/* QGIS takes the style without a variant; the others wait in its list. */
static lode_status add_style(OGRLayerH table, const qgis_layer *layer, const char *variant, const lode_look *look,
                             lode_err *err)
{
    lode_text qml = {0};
    lode_qgis_i_qml(&qml, layer, variant, look);
    const char *texts[N_STYLE_FIELDS] = {"",
                                         "",
                                         layer->name,
                                         layer->shape ? "geom" : "",
                                         *variant ? variant : layer->name,
                                         lode_text_get(&qml),
                                         "",
                                         NULL,
                                         *variant ? "Style of Lodeway" : "Default style of Lodeway",
                                         "",
                                         NULL,
                                         long_ago};
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(table));
    for (int i = 0; i < N_STYLE_FIELDS; i++)
        if (texts[i])
            OGR_F_SetFieldString(feature, i, texts[i]);
    OGR_F_SetFieldInteger(feature, 7, !*variant);
    lode_status status = qml.failed ? lode_fail_memory(err) : lode_package_feature(table, feature, NULL, err);
    OGR_F_Destroy(feature);
    lode_text_free(&qml);
    return status;
}

static lode_status add_styles(lode_package *p, const lode_look *look, lode_err *err)
{
    OGRLayerH table;
    lode_status status = style_table(p, &table, err);
    for (size_t i = 0; i < p->n_layers && !status; i++) {
        const qgis_layer *layer = &p->layers[i];
        size_t length = strlen(layer->name);
        status = add_style(table, layer, "", look, err);
        for (size_t k = 0; k < lode_n_styles && !status; k++)
            if (strncmp(lode_styles[k].layer, layer->name, length) == 0 && lode_styles[k].layer[length] == '@')
                status = add_style(table, layer, lode_styles[k].layer + length + 1, look, err);
    }
    return status;
}

/* ---- dictionary and project, by SQL --------------------------------------------------------------------------- */

static lode_status run_sql(lode_package *p, sqlite3 *db, const char *sql, lode_err *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? LODE_OK : fail_look(p, sqlite3_errmsg(db), err);
}

/* Texts bound in order; a NULL ends them. */
static lode_status insert(lode_package *p, sqlite3 *db, const char *sql, const char *const *texts, lode_err *err)
{
    sqlite3_stmt *statement = NULL;
    int ok = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK;
    for (int i = 0; ok && texts[i]; i++)
        ok = sqlite3_bind_text(statement, i + 1, texts[i], -1, SQLITE_STATIC) == SQLITE_OK;
    ok = ok && sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return ok ? LODE_OK : fail_look(p, sqlite3_errmsg(db), err);
}

/* The extension "schema" of GeoPackage: a title and a sentence for each column. */
static const char dictionary[] =
    "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, "
    "title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, "
    "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));"
    "CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT "
    "NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));"
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
    "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
    "extension_name));"
    "INSERT OR IGNORE INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write');"
    "INSERT OR IGNORE INTO gpkg_extensions VALUES ('gpkg_data_column_constraints', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema', 'read-write');";

static lode_status describe(lode_package *p, sqlite3 *db, const qgis_layer *layer, lode_err *err)
{
    static const char sql[] = "INSERT OR REPLACE INTO gpkg_data_columns (table_name, column_name, title, description) "
                              "VALUES (?1, ?2, ?3, ?4)";
    lode_status status = LODE_OK;
    for (size_t i = 0; i < layer->n_columns && !status; i++) {
        const lode_column *column = &layer->columns[i];
        char title[512];
        snprintf(title, sizeof title, *column->unit ? "%s (%s)" : "%s", column->heading, column->unit);
        const char *texts[] = {layer->name, lode_qgis_i_field(column), title, column->help, NULL};
        status = insert(p, db, sql, texts, err);
    }
    return status;
}

static lode_status add_dictionary(lode_package *p, sqlite3 *db, lode_err *err)
{
    lode_status status = run_sql(p, db, dictionary, err);
    for (size_t i = 0; i < p->n_layers && !status; i++)
        status = describe(p, db, &p->layers[i], err);
    return status;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The longitudes and latitudes of a layer of points, apart; returns how many. */
static size_t read_points(OGRLayerH layer, double *x, double *y, size_t most)
{
    size_t n = 0;
    OGRFeatureH feature;
    OGR_L_ResetReading(layer);
    while (n < most && (feature = OGR_L_GetNextFeature(layer))) {
        OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
        if (shape && !OGR_G_IsEmpty(shape)) {
            x[n] = OGR_G_GetX(shape, 0);
            y[n++] = OGR_G_GetY(shape, 0);
        }
        OGR_F_Destroy(feature);
    }
    OGR_L_ResetReading(layer);
    return n;
}

/* From the 5th to the 95th of a hundred: a mine on another continent does not shrink the map of all others. */
static int find_core(lode_package *p, qgis_layer *layer)
{
    OGRLayerH of = GDALDatasetGetLayerByName(p->dataset, layer->name);
    size_t most = of ? (size_t)OGR_L_GetFeatureCount(of, TRUE) : 0;
    double *x = LODE_NEW(p->arena, double, 2 * most + 2);
    size_t n = x && of ? read_points(of, x, x + most + 1, most) : 0;
    if (!n)
        return x != NULL;
    double *y = x + most + 1;
    qsort(x, n, sizeof *x, ascending);
    qsort(y, n, sizeof *y, ascending);
    size_t low = n / 20, high = n - 1 - n / 20;
    memcpy(layer->core, (double[]){x[low], y[low], x[high], y[high]}, sizeof layer->core);
    return 1;
}

static lode_status find_cores(lode_package *p, lode_err *err)
{
    for (size_t i = 0; i < p->n_layers; i++) {
        for (int k = 0; k < 4; k++)
            p->layers[i].core[k] = NAN;
        if (p->layers[i].shape == LODE_POINT && !find_core(p, &p->layers[i]))
            return lode_fail_memory(err);
    }
    return LODE_OK;
}

/* ---- bookmarks: each country that has deposits ----------------------------------------------------------------- */

enum { MOST_BOOKMARKS = 256 };

/* The largest part stands for a country that straddles the antimeridian or has islands far off. */
static void box_of_country(OGRGeometryH shape, double box[4])
{
    double largest = -1;
    int n = OGR_G_GetGeometryCount(shape);
    for (int i = 0; i < n; i++) {
        OGREnvelope e;
        OGR_G_GetEnvelope(OGR_G_GetGeometryRef(shape, i), &e);
        double area = (e.MaxX - e.MinX) * (e.MaxY - e.MinY);
        if (area > largest) {
            largest = area;
            memcpy(box, (double[]){e.MinX, e.MinY, e.MaxX, e.MaxY}, 4 * sizeof *box);
        }
    }
}

static size_t find_bookmarks(lode_package *p, qgis_bookmark *marks)
{
    const char *sites = GDALDatasetGetLayerByName(p->dataset, "deposits")      ? "deposits"
                        : GDALDatasetGetLayerByName(p->dataset, "occurrences") ? "occurrences"
                                                                               : NULL;
    char sql[256];
    size_t n = 0;
    if (!sites || !GDALDatasetGetLayerByName(p->dataset, "countries"))
        return 0;
    snprintf(sql, sizeof sql, "SELECT * FROM countries WHERE iso3 IN (SELECT country FROM %s) ORDER BY iso3", sites);
    OGRLayerH rows = GDALDatasetExecuteSQL(p->dataset, sql, NULL, NULL);
    OGRFeatureH feature;
    while (rows && n < MOST_BOOKMARKS && (feature = OGR_L_GetNextFeature(rows))) {
        int name = OGR_F_GetFieldIndex(feature, "name");
        OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
        marks[n].name = name >= 0 ? lode_arena_strdup(p->arena, OGR_F_GetFieldAsString(feature, name)) : NULL;
        if (shape && marks[n].name)
            box_of_country(shape, marks[n++].box);
        OGR_F_Destroy(feature);
    }
    GDALDatasetReleaseResultSet(p->dataset, rows);
    return n;
}

/* ---- project ------------------------------------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static lode_status store_project(lode_package *p, sqlite3 *db, const lode_text *project, lode_err *err)
{
    static const char sql[] = "INSERT OR REPLACE INTO qgis_projects (name, metadata, content) VALUES (?1, ?2, ?3)";
    unsigned char *archive = NULL;
    size_t n = 0;
    char *hex = lode_archive("lodeway.qgs", lode_text_get(project), project->length, &archive, &n)
                    ? lode_qgis_i_hex(archive, n)
                    : NULL;
    const char *texts[] = {
        "lodeway", "{\"last_modified_time\": \"2025-01-01T00:00:00\", \"last_modified_user\": \"lodeway\"}", hex, NULL};
    lode_status status =
        hex ? run_sql(p, db,
                      "CREATE TABLE IF NOT EXISTS qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, "
                      "content BLOB)",
                      err)
            : lode_fail_memory(err);
    if (!status)
        status = insert(p, db, sql, texts, err);
    free(hex);
    free(archive);
    return status;
}

static lode_status add_project(lode_package *p, sqlite3 *db, const lode_look *look, lode_err *err)
{
    lode_text project = {0};
    qgis_bookmark *marks = LODE_NEW(p->arena, qgis_bookmark, MOST_BOOKMARKS);
    if (!marks)
        return lode_fail_memory(err);
    qgis_parts parts = {.name = base_name(p->target),
                        .layers = p->layers,
                        .n_layers = p->n_layers,
                        .bookmarks = marks,
                        .n_bookmarks = find_bookmarks(p, marks)};
    lode_qgis_i_project(&project, &parts, look);
    lode_status status = project.failed ? lode_fail_memory(err) : store_project(p, db, &project, err);
    lode_text_free(&project);
    return status;
}

lode_status lode_package_look(lode_package *p, const lode_look *look, lode_err *err)
{
    lode_status status = add_styles(p, look, err);
    for (int i = 0; i < GDALDatasetGetLayerCount(p->dataset) && !status; i++)
        if (OGR_L_SyncToDisk(GDALDatasetGetLayer(p->dataset, i)) != OGRERR_NONE)
            status = fail_look(p, lode_gdal_message(), err);
    sqlite3 *db = GDALGetInternalHandle(p->dataset, "SQLITE_HANDLE");
    if (!status && !db)
        status = fail_look(p, "no connection to the file", err);
    if (!status)
        status = find_cores(p, err);
    if (!status)
        status = add_dictionary(p, db, err);
    return status ? status : add_project(p, db, look, err);
}
