#include <cpl_conv.h>
#include <cpl_csv.h>
#include <cpl_string.h>
#include <dirent.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/finding.h"
#include "geo/crs.h"
#include "io/case_io.h"
#include "io/draw.h"
#include "io/guard.h"
#include "io/schema.h"
#include "io/shape.h"

enum { MOST_FIELDS = 64, LONGEST_KEY = 200 };

/* Reading one layer: where its columns lie in the file. */
typedef struct reading {
    lode_case *c;
    lode_findings *findings;
    lode_err *err;
    const lode_layer *layer;
    OGRLayerH source;
    int is_csv;
    int column[MOST_FIELDS]; /* of each field of the schema, -1 where the file has none */
    int lon, lat, wkt, via;  /* columns of a CSV that hold shapes */
    int *extra;              /* columns that the schema does not know */
    size_t n_extra;
    lode_crs *crs; /* NULL: WGS 84 already */
    void *rows;
    size_t n, capacity;
    lode_status status; /* memory ran out */
} reading;

static lode_where at(const reading *r, const lode_row *row, const char *column)
{
    const lode_field *key = r->layer->key ? lode_layer_field(r->layer, r->layer->key) : NULL;
    const char *id = row && key ? lode_field_text(row, key) : NULL;
    return (lode_where){r->layer->name, row ? row->fid : -1, id, column};
}

static int find_column(OGRFeatureDefnH definition, const char *name, size_t length)
{
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++) {
        const char *have = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
        if (strlen(have) == length && strncasecmp(have, name, length) == 0)
            return i;
    }
    return -1;
}

static int find_named(OGRFeatureDefnH definition, const char *name)
{
    return find_column(definition, name, strlen(name));
}

static int find_field(OGRFeatureDefnH definition, const lode_field *field)
{
    int column = find_named(definition, field->name);
    size_t length;
    const char *aliases = field->aliases;
    for (const char *alias; column < 0 && (alias = lode_list_next(&aliases, &length));)
        column = find_column(definition, alias, length);
    return column;
}

static void check_type(reading *r, const lode_field *field, OGRFieldDefnH definition)
{
    OGRFieldType type = OGR_Fld_GetType(definition);
    int number = type == OFTInteger || type == OFTInteger64 || type == OFTReal, text = type == OFTString;
    if (number || text)
        return;
    lode_found(r->findings, "LW-COL-002", at(r, NULL, field->name), OGR_GetFieldTypeName(type),
               field->value == LODE_V_NUMBER ? "a column of REAL or INTEGER" : "a column of TEXT");
}

static int is_taken(const reading *r, int column)
{
    for (size_t i = 0; i < r->layer->n_fields; i++)
        if (r->column[i] == column)
            return 1;
    return column == r->lon || column == r->lat || column == r->wkt || column == r->via;
}

/* A column that occurs twice would be read once, and the other one lost. */
static void check_twice(reading *r, OGRFeatureDefnH definition)
{
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
        if (find_named(definition, name) != i)
            lode_found(r->findings, "LW-COL-003", at(r, NULL, name), NULL, "one column of that name");
    }
}

static void find_columns(reading *r)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(r->source);
    check_twice(r, definition);
    r->lon = r->is_csv && r->layer->shape == LODE_POINT ? find_named(definition, "lon") : -1;
    r->lat = r->is_csv && r->layer->shape == LODE_POINT ? find_named(definition, "lat") : -1;
    r->wkt = r->is_csv && r->layer->shape ? find_named(definition, "wkt") : -1;
    r->via = r->layer->shape == LODE_LINE ? find_named(definition, "via_lonlat") : -1;
    for (size_t i = 0; i < r->layer->n_fields; i++) {
        const lode_field *field = &r->layer->fields[i];
        r->column[i] = find_field(definition, field);
        if (r->column[i] >= 0)
            check_type(r, field, OGR_FD_GetFieldDefn(definition, r->column[i]));
        else if (field->required)
            lode_found(r->findings, "LW-COL-001", at(r, NULL, field->name), NULL, "a column of that name");
    }
    int n = OGR_FD_GetFieldCount(definition);
    r->extra = LODE_NEW(r->c->arena, int, (size_t)n);
    for (int i = 0; r->extra && i < n; i++)
        if (!is_taken(r, i))
            r->extra[r->n_extra++] = i;
    if (!r->extra)
        r->status = lode_fail_memory(r->err);
}

/* Text of a cell in the arena, NULL where empty. */
static const char *cell_text(reading *r, OGRFeatureH feature, int column)
{
    if (column < 0 || !OGR_F_IsFieldSetAndNotNull(feature, column))
        return NULL;
    const char *text = OGR_F_GetFieldAsString(feature, column);
    while (*text == ' ')
        text++;
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (length == 0)
        return NULL;
    char *copy = lode_arena_strndup(r->c->arena, text, length);
    if (!copy)
        r->status = lode_fail_memory(r->err);
    return copy;
}

static int is_clean(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c < 0x20 && *c != '\t' && *c != '\n' && *c != '\r')
            return 0;
    return CPLIsUTF8(text, -1);
}

static void check_text(reading *r, const lode_row *row, const lode_field *field, const char *text)
{
    if (!is_clean(text))
        lode_found(r->findings, "LW-VAL-006", at(r, row, field->name), NULL, "UTF-8 without control characters");
    else if (field->value == LODE_V_WORD && !lode_list_has(field->words, text))
        lode_found(r->findings, "LW-VAL-004", at(r, row, field->name), text, field->words);
    else if (r->layer->key && strcmp(field->name, r->layer->key) == 0 && strlen(text) > LONGEST_KEY)
        lode_found(r->findings, "LW-VAL-006", at(r, row, field->name), text, "at most 200 bytes");
}

static void check_number(reading *r, const lode_row *row, const lode_field *field, double number)
{
    char expected[80];
    if (number >= field->least && number <= field->most)
        return;
    snprintf(expected, sizeof expected, "%.10g to %.10g %s", field->least, field->most, field->unit);
    lode_found_number(r->findings, "LW-VAL-003", at(r, row, field->name), number, expected);
}

static double read_number(reading *r, OGRFeatureH feature, const lode_row *row, const lode_field *field, int column)
{
    if (!OGR_F_IsFieldSetAndNotNull(feature, column))
        return NAN;
    const char *text = OGR_F_GetFieldAsString(feature, column);
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, column));
    if (type == OFTString && !text[strspn(text, " ")])
        return NAN;
    double number = type == OFTString ? lode_number(text) : OGR_F_GetFieldAsDouble(feature, column);
    if (!isfinite(number)) {
        lode_found(r->findings, "LW-VAL-002", at(r, row, field->name), text, "a finite number");
        return NAN;
    }
    check_number(r, row, field, number);
    return number;
}

static void read_field(reading *r, OGRFeatureH feature, lode_row *row, size_t i)
{
    const lode_field *field = &r->layer->fields[i];
    int known;
    if (field->value == LODE_V_NUMBER) {
        double number = r->column[i] < 0 ? NAN : read_number(r, feature, row, field, r->column[i]);
        lode_field_set_number(row, field, number);
        known = isfinite(number);
    } else {
        const char *text = cell_text(r, feature, r->column[i]);
        lode_field_set_text(row, field, text);
        known = text != NULL;
        if (known)
            check_text(r, row, field, text);
    }
    if (field->required && !known && r->column[i] >= 0)
        lode_found(r->findings, "LW-VAL-001", at(r, row, field->name), NULL, "a value");
}

static void found_shape(reading *r, const lode_row *row, lode_shape_fault fault)
{
    static const char *const kinds[] = {"no geometry", "a point", "a line", "a polygon"};
    if (fault == LODE_SHAPE_NOT_FINITE)
        lode_found(r->findings, "LW-GEO-002", at(r, row, "geom"), NULL, "finite longitude and latitude");
    else if (fault == LODE_SHAPE_WRONG_KIND)
        lode_found(r->findings, "LW-GEO-004", at(r, row, "geom"), NULL, kinds[r->layer->shape]);
    else if (fault == LODE_SHAPE_MEMORY)
        r->status = lode_fail_memory(r->err);
}

static void forget_shape(lode_row *row)
{
    row->geom = (lode_geom){0};
}

/* Into WGS 84, and inside its bounds; a shape at fault is dropped after its finding. */
static void settle_shape(reading *r, lode_row *row)
{
    size_t n = row->geom.part_start[row->geom.n_parts];
    double *xy = (double *)row->geom.xy; /* the arena's own copy */
    if (r->crs && !lode_crs_apply(r->crs, xy, n)) {
        lode_found(r->findings, "LW-GEO-006", at(r, row, "geom"), NULL, "coordinates that its reference system allows");
        forget_shape(row);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        char value[80];
        snprintf(value, sizeof value, "%.6g %.6g", xy[2 * i], xy[2 * i + 1]);
        if (fabs(xy[2 * i + 1]) > 90)
            lode_found(r->findings, "LW-GEO-003", at(r, row, "geom"), value, "a latitude from -90 to 90");
        else if (fabs(xy[2 * i]) > 180)
            lode_found(r->findings, "LW-VAL-003", at(r, row, "geom"), value, "a longitude from -180 to 180");
        else
            continue;
        forget_shape(row);
        return;
    }
}

static void shape_from_wkt(reading *r, OGRFeatureH feature, lode_row *row)
{
    char *wkt = (char *)OGR_F_GetFieldAsString(feature, r->wkt);
    OGRGeometryH geometry = NULL;
    if (!*wkt)
        return;
    if (OGR_G_CreateFromWkt(&wkt, NULL, &geometry) != OGRERR_NONE || !geometry)
        lode_found(r->findings, "LW-GEO-004", at(r, row, "wkt"), wkt, "well-known text");
    else
        found_shape(r, row, lode_shape_from_ogr(geometry, r->layer->shape, r->c->arena, &row->geom));
    OGR_G_DestroyGeometry(geometry);
}

static void shape_from_lonlat(reading *r, OGRFeatureH feature, lode_row *row)
{
    const char *lon_text = OGR_F_GetFieldAsString(feature, r->lon), *lat_text = OGR_F_GetFieldAsString(feature, r->lat);
    double lon = lode_number(lon_text), lat = lode_number(lat_text);
    if (!*lon_text && !*lat_text)
        return;
    if (isnan(lon) || isnan(lat))
        lode_found(r->findings, "LW-GEO-002", at(r, row, isnan(lon) ? "lon" : "lat"), isnan(lon) ? lon_text : lat_text,
                   "finite degrees");
    else if (!lode_shape_point(r->c->arena, lon, lat, &row->geom))
        r->status = lode_fail_memory(r->err);
}

static void read_shape(reading *r, OGRFeatureH feature, lode_row *row)
{
    size_t findings = r->findings->n;
    OGRGeometryH geometry = r->is_csv ? NULL : OGR_F_GetGeometryRef(feature);
    if (geometry && !(OGR_G_IsEmpty(geometry) && r->layer->shape != LODE_POINT))
        found_shape(r, row, lode_shape_from_ogr(geometry, r->layer->shape, r->c->arena, &row->geom));
    else if (r->wkt >= 0 && *OGR_F_GetFieldAsString(feature, r->wkt))
        shape_from_wkt(r, feature, row);
    else if (r->lon >= 0 && r->lat >= 0 && r->layer->shape == LODE_POINT)
        shape_from_lonlat(r, feature, row);
    if (row->geom.shape)
        settle_shape(r, row);
    if (!row->geom.shape && !r->layer->shape_from_places && r->findings->n == findings)
        lode_found(r->findings, "LW-GEO-001", at(r, row, "geom"), NULL, "a geometry");
    if (!row->geom.shape && r->via >= 0 && r->status == LODE_OK) {
        lode_draw_via(OGR_F_GetFieldAsString(feature, r->via), r->c->arena, &row->geom);
        if (!row->geom.shape && *OGR_F_GetFieldAsString(feature, r->via))
            lode_found(r->findings, "LW-GEO-002", at(r, row, "via_lonlat"), OGR_F_GetFieldAsString(feature, r->via),
                       "pairs \"lon lat\" parted by ;");
    }
}

static void read_extra(reading *r, OGRFeatureH feature, lode_row *row)
{
    const char **values = r->n_extra ? LODE_NEW(r->c->arena, const char *, r->n_extra) : NULL;
    if (r->n_extra && !values) {
        r->status = lode_fail_memory(r->err);
        return;
    }
    for (size_t i = 0; i < r->n_extra; i++) {
        values[i] = cell_text(r, feature, r->extra[i]);
        if (values[i] && !is_clean(values[i]))
            values[i] = NULL;
    }
    row->extra = values;
}

static void read_row(reading *r, OGRFeatureH feature)
{
    lode_row *row = lode_grow(&r->rows, &r->n, &r->capacity, r->layer->row_size);
    if (!row) {
        r->status = lode_fail_memory(r->err);
        return;
    }
    row->fid = r->is_csv ? (int64_t)r->n + 1 : OGR_F_GetFID(feature); /* the header is line 1 */
    for (size_t i = 0; i < r->layer->n_fields; i++)
        read_field(r, feature, row, i);
    if (r->layer->shape)
        read_shape(r, feature, row);
    read_extra(r, feature, row);
    if (r->layer->shape == LODE_LINE)
        ((lode_link *)row)->mode = r->layer->mode;
}

static void read_rows(reading *r)
{
    OGR_L_ResetReading(r->source);
    for (OGRFeatureH feature; r->status == LODE_OK && (feature = OGR_L_GetNextFeature(r->source));) {
        read_row(r, feature);
        OGR_F_Destroy(feature);
    }
    if (r->status == LODE_OK && *lode_gdal_message())
        r->status = lode_fail(r->err, LODE_BAD_INPUT, "%s, layer %s: reading stopped: %s.", r->c->path, r->layer->name,
                              lode_gdal_message());
}

typedef struct keyed {
    const lode_row *row;
    const char *key;
} keyed;

static int order_keys(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->row->fid > y->row->fid) - (x->row->fid < y->row->fid);
}

static void check_keys(reading *r)
{
    const lode_field *key = r->layer->key ? lode_layer_field(r->layer, r->layer->key) : NULL;
    keyed *keys = key && r->n ? calloc(r->n, sizeof *keys) : NULL;
    size_t n = 0;
    for (size_t i = 0; keys && i < r->n; i++) {
        const lode_row *row = (const lode_row *)((char *)r->rows + i * r->layer->row_size);
        if (lode_field_text(row, key))
            keys[n++] = (keyed){row, lode_field_text(row, key)};
    }
    if (n)
        qsort(keys, n, sizeof *keys, order_keys);
    for (size_t i = 1; i < n; i++)
        if (strcmp(keys[i].key, keys[i - 1].key) == 0)
            lode_found(r->findings, "LW-VAL-005", at(r, keys[i].row, key->name), keys[i].key, "an id of its own");
    free(keys);
}

/* fid and geom are the GeoPackage's own: a CSV that QGIS wrote has them too. */
static const char *extra_name(reading *r, const char *name)
{
    int taken = strcasecmp(name, "fid") == 0 || strcasecmp(name, "geom") == 0;
    const char *kept = lode_arena_printf(r->c->arena, "%s%s", taken ? "original_" : "", name);
    if (!kept)
        r->status = lode_fail_memory(r->err);
    return kept;
}

/* Moves the rows into the arena of the case. */
static void keep_rows(reading *r)
{
    void *rows = lode_arena_alloc(r->c->arena, r->n, r->layer->row_size);
    const char **names = LODE_NEW(r->c->arena, const char *, r->n_extra);
    if (!rows || !names) {
        r->status = lode_fail_memory(r->err);
        return;
    }
    if (r->n)
        memcpy(rows, r->rows, r->n * r->layer->row_size);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(r->source);
    for (size_t i = 0; i < r->n_extra; i++)
        names[i] = extra_name(r, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, r->extra[i])));
    lode_layer_set_rows(r->c, r->layer, (lode_any_rows){rows, r->n, names, r->n_extra});
}

/* The layer's CRS as a transformation; LW-GEO-005 where it has none. 0: nothing can be read. */
static int find_crs(reading *r)
{
    if (r->layer->shape == LODE_NO_SHAPE || r->is_csv)
        return 1;
    OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(r->source);
    const char *name = srs ? OSRGetName(srs) : NULL, *code = srs ? OSRGetAuthorityCode(srs, NULL) : NULL;
    if (!srs || (name && strncmp(name, "Undefined", 9) == 0)) {
        lode_found(r->findings, "LW-GEO-005", at(r, NULL, NULL), name, "a coordinate reference system");
        return 0;
    }
    if (code && strcmp(code, "4326") == 0)
        return 1;
    char *wkt = NULL;
    OSRExportToWktEx(srs, &wkt, (const char *const[]){"FORMAT=WKT2_2019", NULL});
    r->crs = lode_crs_to_wgs84(wkt ? wkt : "", r->err);
    CPLFree(wkt);
    if (!r->crs)
        r->status = LODE_BAD_INPUT;
    return r->crs != NULL;
}

static lode_status read_layer(lode_case *c, const lode_layer *layer, OGRLayerH source, int is_csv,
                              lode_findings *findings, lode_err *err)
{
    reading r = {.c = c, .findings = findings, .err = err, .layer = layer, .source = source, .is_csv = is_csv};
    lode_gdal_forget();
    find_columns(&r);
    if (r.status == LODE_OK && find_crs(&r)) {
        read_rows(&r);
        check_keys(&r);
        if (r.status == LODE_OK)
            keep_rows(&r);
        if (r.n == 0)
            lode_found(findings, "LW-LAY-002", at(&r, NULL, NULL), NULL, "rows");
    }
    lode_crs_free(r.crs);
    free(r.rows);
    return r.status;
}

static lode_case *case_new(const char *path, lode_err *err)
{
    lode_arena *arena = lode_arena_new();
    lode_case *c = arena ? LODE_NEW(arena, lode_case, 1) : NULL;
    const char *copy = c ? lode_arena_strdup(arena, path) : NULL;
    if (!copy) {
        lode_arena_free(arena);
        lode_fail_memory(err);
        return NULL;
    }
    c->arena = arena;
    c->path = copy;
    return c;
}

void lode_case_free(lode_case *c)
{
    if (c)
        lode_arena_free(c->arena);
}

/* SQLite keeps any value in any column, and OGR would read a text in a REAL column as 0: look for those first. */
static void check_stored_types(sqlite3 *db, const lode_layer *layer, OGRFeatureDefnH definition,
                               lode_findings *findings)
{
    for (size_t i = 0; db && i < layer->n_fields; i++) {
        const lode_field *field = &layer->fields[i];
        int column = find_field(definition, field);
        OGRFieldType type = column < 0 ? OFTString : OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, column));
        if (field->value != LODE_V_NUMBER || (type != OFTReal && type != OFTInteger && type != OFTInteger64))
            continue;
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, column));
        char *sql =
            sqlite3_mprintf("SELECT rowid, CAST(\"%w\" AS TEXT) FROM \"%w\" WHERE typeof(\"%w\") IN ('text','blob')",
                            name, layer->name, name);
        sqlite3_stmt *rows = NULL;
        if (sql && sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK)
            while (sqlite3_step(rows) == SQLITE_ROW)
                lode_found(findings, "LW-COL-002",
                           (lode_where){layer->name, sqlite3_column_int64(rows, 0), NULL, field->name},
                           (const char *)sqlite3_column_text(rows, 1), "a number, not a text");
        sqlite3_finalize(rows);
        sqlite3_free(sql);
    }
}

static int is_view(sqlite3 *db, const char *name)
{
    sqlite3_stmt *row = NULL;
    int found = 0;
    if (db && sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_master WHERE type = 'view' AND lower(name) = lower(?)", -1,
                                 &row, NULL) == SQLITE_OK) {
        sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC);
        found = sqlite3_step(row) == SQLITE_ROW;
    }
    sqlite3_finalize(row);
    return found;
}

/* As GDAL finds layers: whatever the case of the letters. */
static int is_layer(const char *name)
{
    for (size_t i = 0; i < lode_n_schema; i++)
        if (strcasecmp(lode_schema[i].name, name) == 0)
            return 1;
    return 0;
}

static lode_status read_package(lode_case *c, GDALDatasetH dataset, lode_findings *findings, lode_err *err)
{
    sqlite3 *db = lode_guard_sqlite(dataset);
    lode_status status = LODE_OK;
    for (size_t i = 0; i < lode_n_schema && status == LODE_OK; i++) {
        const lode_layer *layer = &lode_schema[i];
        lode_where where = {layer->name, -1, NULL, NULL};
        if (is_view(db, layer->name)) {
            lode_found(findings, "LW-LAY-003", where, NULL, "a table");
            continue;
        }
        OGRLayerH source = GDALDatasetGetLayerByName(dataset, layer->name);
        if (source) {
            check_stored_types(db, layer, OGR_L_GetLayerDefn(source), findings);
            status = read_layer(c, layer, source, 0, findings, err);
        } else if (layer->required)
            lode_found(findings, "LW-LAY-001", where, NULL, layer->help);
    }
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); i++) {
        const char *name = OGR_L_GetName(GDALDatasetGetLayer(dataset, i));
        if (!is_layer(name) && strcmp(name, "layer_styles") != 0)
            lode_found(findings, "LW-LAY-004", (lode_where){name, -1, NULL, NULL}, NULL, NULL);
    }
    return status;
}

static lode_status finish(lode_case *c, lode_status status, lode_case **result, lode_findings *findings, lode_err *err)
{
    if (status == LODE_OK)
        status = lode_draw_from_places(c, err);
    if (status == LODE_OK && findings->failed)
        status = lode_fail_memory(err);
    if (status != LODE_OK) {
        lode_case_free(c);
        c = NULL;
    }
    *result = c;
    return status;
}

lode_status lode_case_read(const char *path, lode_case **result, lode_findings *findings, lode_err *err)
{
    *result = NULL;
    GDALDatasetH dataset;
    lode_status status = lode_guard_open(path, &dataset, err);
    if (status)
        return status;
    lode_case *c = case_new(path, err);
    status = c ? lode_file_sha256(path, c->sha256, err) : LODE_IO;
    if (status == LODE_OK)
        status = read_package(c, dataset, findings, err);
    GDALClose(dataset);
    return finish(c, status, result, findings, err);
}

static char **csv_cells(VSILFILE *file, const char *delimiter)
{
    return CSVReadParseLine3L(file, 10000000, delimiter, true, false, false, true);
}

/* GDAL drops cells behind the last column without a word: count them first. */
static void check_cells(const lode_layer *layer, const char *path, lode_findings *findings)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    const char *delimiter = ",";
    char **cells = file ? csv_cells(file, delimiter) : NULL;
    if (cells && cells[0] && !cells[1] && strpbrk(cells[0], ";\t")) {
        delimiter = strchr(cells[0], ';') ? ";" : "\t";
        VSIRewindL(file);
        CSLDestroy(cells);
        cells = csv_cells(file, delimiter);
    }
    int columns = CSLCount(cells);
    CSLDestroy(cells);
    for (int64_t line = 2; file && (cells = csv_cells(file, delimiter)); CSLDestroy(cells)) {
        if (CSLCount(cells) > columns)
            lode_found(findings, "LW-COL-004", (lode_where){layer->name, line, NULL, NULL}, cells[columns],
                       "no more cells than columns");
        line += cells[0] != NULL;
    }
    if (file)
        VSIFCloseL(file);
}

static lode_status read_csv(lode_case *c, const lode_layer *layer, const char *path, lode_findings *findings,
                            lode_err *err)
{
    static const char *const drivers[] = {"CSV", NULL};
    static const char *const options[] = {"AUTODETECT_TYPE=NO", "HEADERS=YES", "EMPTY_STRING_AS_NULL=YES", NULL};
    check_cells(layer, path, findings);
    lode_gdal_forget();
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
    OGRLayerH source = dataset ? GDALDatasetGetLayer(dataset, 0) : NULL;
    lode_status status =
        source ? read_layer(c, layer, source, 1, findings, err)
               : lode_fail(err, LODE_BAD_INPUT, "%s: cannot be read as CSV. %s", path, lode_gdal_message());
    if (dataset)
        GDALClose(dataset);
    return status;
}

lode_status lode_case_read_folder(const char *folder, lode_case **result, lode_findings *findings, lode_err *err)
{
    *result = NULL;
    DIR *dir = opendir(folder);
    if (!dir)
        return lode_fail(err, LODE_BAD_INPUT,
                         "%s: no such folder. Name a folder that holds occurrences.csv, places.csv and so on.", folder);
    closedir(dir);
    lode_gdal_start();
    lode_case *c = case_new(folder, err);
    lode_status status = c ? LODE_OK : LODE_IO;
    for (size_t i = 0; i < lode_n_schema && status == LODE_OK; i++) {
        const lode_layer *layer = &lode_schema[i];
        const char *path = lode_arena_printf(c->arena, "%s/%s.csv", folder, layer->name);
        if (!path)
            status = lode_fail_memory(err);
        else if (lode_file_exists(path))
            status = read_csv(c, layer, path, findings, err);
        else if (layer->required)
            lode_found(findings, "LW-LAY-001", (lode_where){layer->name, -1, NULL, NULL}, NULL, layer->help);
    }
    return finish(c, status, result, findings, err);
}

/* Whether a second statement follows the condition: a semicolon outside quotes. SQL doubles a quote inside quotes. */
static int has_second_statement(const char *where)
{
    char quote = '\0';
    for (const char *c = where; *c; c++) {
        if (quote)
            quote = *c == quote ? '\0' : quote;
        else if (*c == '\'' || *c == '"')
            quote = *c;
        else if (*c == ';')
            return 1;
    }
    return 0;
}

lode_status lode_case_where(const char *path, const char *layer, const char *where, int64_t **fids, size_t *n,
                            lode_err *err)
{
    size_t capacity = 0;
    *fids = NULL;
    *n = 0;
    GDALDatasetH dataset;
    if (where && has_second_statement(where))
        return lode_fail(err, LODE_USAGE, "--where \"%s\" holds a \";\": give one condition on the columns of %s.",
                         where, layer);
    lode_status status = lode_guard_open(path, &dataset, err);
    if (status)
        return status;
    OGRLayerH source = GDALDatasetGetLayerByName(dataset, layer);
    lode_gdal_forget();
    if (!source)
        status = lode_fail(err, LODE_USAGE, "%s has no layer %s.", path, layer);
    else if (OGR_L_SetAttributeFilter(source, where) != OGRERR_NONE)
        status = lode_fail(err, LODE_USAGE, "--where \"%s\" is no condition on the columns of %s: %s", where, layer,
                           lode_gdal_message());
    for (OGRFeatureH feature; status == LODE_OK && (feature = OGR_L_GetNextFeature(source));) {
        int64_t *slot = lode_grow((void **)fids, n, &capacity, sizeof *slot);
        if (slot)
            *slot = OGR_F_GetFID(feature);
        else
            status = lode_fail_memory(err);
        OGR_F_Destroy(feature);
    }
    if (status == LODE_OK && *lode_gdal_message())
        status = lode_fail(err, LODE_USAGE, "--where \"%s\" cannot be answered: %s", where, lode_gdal_message());
    GDALClose(dataset);
    return status;
}
