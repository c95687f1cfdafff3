#include "io/result_read.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "io/guard.h"
#include "io/shape.h"

struct lode_results {
    GDALDatasetH dataset;
    sqlite3 *db;
    char *path;
};

lode_status lode_results_open(const char *path, lode_results **results, lode_err *err)
{
    *results = NULL;
    lode_results *r = calloc(1, sizeof *r);
    if (!r)
        return lode_fail_memory(err);
    lode_status status = lode_guard_open(path, &r->dataset, err);
    r->path = strdup(path);
    r->db = status ? NULL : lode_guard_sqlite(r->dataset);
    if (!status && (!r->path || !r->db))
        status = lode_fail_memory(err);
    if (status) {
        lode_results_close(r);
        return status;
    }
    *results = r;
    return LODE_OK;
}

void lode_results_close(lode_results *r)
{
    if (!r)
        return;
    if (r->dataset)
        GDALClose(r->dataset);
    free(r->path);
    free(r);
}

static sqlite3_stmt *prepare(const lode_results *r, char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (!sql || sqlite3_prepare_v2(r->db, sql, -1, &statement, NULL) != SQLITE_OK)
        statement = NULL;
    sqlite3_free(sql);
    return statement;
}

int lode_results_has(const lode_results *r, const char *layer)
{
    sqlite3_stmt *row =
        prepare(r, sqlite3_mprintf("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %Q", layer));
    int found = row && sqlite3_step(row) == SQLITE_ROW;
    sqlite3_finalize(row);
    return found;
}

/* The key of a layer is called fid; a result column of that name is stored under another. */
static const char *stored_name(const lode_column *column)
{
    return strcmp(column->name, "fid") == 0 ? "feature_fid" : column->name;
}

static void tell(lode_stray *stray, size_t row, const char *column, const char *value, const char *wanted,
                 const char *kind)
{
    if (stray->found)
        return;
    stray->found = 1;
    stray->row = row;
    stray->wanted = wanted;
    stray->kind = kind;
    snprintf(stray->column, sizeof stray->column, "%s", column ? column : "");
    snprintf(stray->value, sizeof stray->value, "%s", value ? value : "");
}

/* ---- columns ------------------------------------------------------------------------------------------------ */

static int is_wanted(const lode_table *like, const char *name)
{
    if (strcasecmp(name, "fid") == 0 || (lode_table_shape(like) && strcasecmp(name, "geom") == 0))
        return 1;
    for (size_t i = 0; i < lode_table_columns(like); i++)
        if (strcasecmp(stored_name(lode_table_column(like, i)), name) == 0)
            return 1;
    return 0;
}

/* Columns lost, or added by somebody. */
static void check_columns(const lode_results *r, const lode_table *like, int all, lode_stray *stray)
{
    const char *layer = lode_table_name(like);
    sqlite3_stmt *row = prepare(r, sqlite3_mprintf("PRAGMA table_info(\"%w\")", layer));
    size_t n = lode_table_columns(like);
    unsigned char *seen = calloc(n + 1, 1);
    while (row && seen && sqlite3_step(row) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(row, 1);
        if (all && name && !is_wanted(like, name))
            tell(stray, SIZE_MAX, name, "a column", "no such column", "column added");
        for (size_t i = 0; name && i < n; i++)
            seen[i] |= strcasecmp(stored_name(lode_table_column(like, i)), name) == 0;
    }
    for (size_t i = 0; seen && i < n; i++)
        if (!seen[i])
            tell(stray, SIZE_MAX, lode_table_column(like, i)->name, NULL, "a column", "column missing");
    sqlite3_finalize(row);
    free(seen);
}

static void check_crs(const lode_results *r, const lode_table *like, lode_stray *stray)
{
    if (lode_table_shape(like) == LODE_NO_SHAPE)
        return;
    sqlite3_stmt *row =
        prepare(r, sqlite3_mprintf("SELECT srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(%Q)",
                                   lode_table_name(like)));
    if (!row || sqlite3_step(row) != SQLITE_ROW)
        tell(stray, SIZE_MAX, "geom", NULL, "a column of geometries", "column missing");
    else if (sqlite3_column_int64(row, 0) != 4326)
        tell(stray, SIZE_MAX, "geom", (const char *)sqlite3_column_text(row, 0), "4326", "coordinate reference system");
    sqlite3_finalize(row);
}

/* ---- cells -------------------------------------------------------------------------------------------------- */

static const char *const type_names[] = {"a text", "a number", "a whole number", "a text"};

static void read_cell(sqlite3_stmt *row, int i, const lode_column *column, lode_table *table, lode_stray *stray)
{
    int type = sqlite3_column_type(row, i);
    size_t number = lode_table_rows(table) - 1;
    if (type == SQLITE_NULL)
        return;
    if (column->type == LODE_REAL && type == SQLITE_FLOAT) {
        lode_table_set_real(table, column->name, sqlite3_column_double(row, i));
    } else if (column->type == LODE_INT && type == SQLITE_INTEGER) {
        lode_table_set_int(table, column->name, sqlite3_column_int64(row, i));
    } else if ((column->type == LODE_TEXT || column->type == LODE_LIST) && type == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        if (text && strlen(text) == (size_t)sqlite3_column_bytes(row, i))
            lode_table_set_text(table, column->name, text);
        else
            tell(stray, number, column->name, text, "a text without a NUL byte", "value");
    } else {
        const char *text = type == SQLITE_BLOB ? "bytes" : (const char *)sqlite3_column_text(row, i);
        tell(stray, number, column->name, text, type_names[column->type], "type");
    }
}

/* The well-known binary inside a geometry of a GeoPackage; NULL: it is none. */
static const unsigned char *binary_of(const unsigned char *blob, int n, int *length)
{
    static const int envelopes[8] = {0, 32, 48, 48, 64, -1, -1, -1};
    enum { HEAD = 8 };
    if (!blob || n < HEAD || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0)
        return NULL;
    int envelope = envelopes[blob[3] >> 1 & 7], little = blob[3] & 1;
    unsigned long srs = 0;
    for (int i = 0; i < 4; i++)
        srs |= (unsigned long)blob[4 + (little ? i : 3 - i)] << (8 * i);
    if (envelope < 0 || n <= HEAD + envelope || srs != 4326)
        return NULL;
    *length = n - HEAD - envelope;
    return blob + HEAD + envelope;
}

static lode_status read_shape(sqlite3_stmt *row, int i, lode_table *table, lode_stray *stray, lode_err *err)
{
    size_t number = lode_table_rows(table) - 1;
    if (sqlite3_column_type(row, i) == SQLITE_NULL)
        return LODE_OK;
    int length = 0;
    const unsigned char *blob = sqlite3_column_type(row, i) == SQLITE_BLOB ? sqlite3_column_blob(row, i) : NULL;
    const unsigned char *wkb = binary_of(blob, sqlite3_column_bytes(row, i), &length);
    OGRGeometryH shape = NULL;
    lode_geom geom = {0};
    if (!wkb || OGR_G_CreateFromWkb(wkb, NULL, &shape, length) != OGRERR_NONE || !shape) {
        tell(stray, number, "geom", "bytes", "a geometry in WGS 84", "geometry");
        return LODE_OK;
    }
    lode_arena *arena = lode_arena_new();
    lode_shape_fault fault =
        arena ? lode_shape_from_ogr(shape, lode_table_shape(table), arena, &geom) : LODE_SHAPE_MEMORY;
    if (fault == LODE_SHAPE_OK)
        lode_table_set_geom(table, &geom);
    else if (fault != LODE_SHAPE_MEMORY)
        tell(stray, number, "geom", OGR_G_GetGeometryName(shape), "a shape of the layer's kind", "geometry");
    OGR_G_DestroyGeometry(shape);
    lode_arena_free(arena);
    return fault == LODE_SHAPE_MEMORY ? lode_fail_memory(err) : LODE_OK;
}

/* SELECT of all columns of like, the geometry last. */
static char *selection(const lode_table *like)
{
    char *sql = sqlite3_mprintf("SELECT ");
    for (size_t i = 0; sql && i < lode_table_columns(like); i++)
        sql = sqlite3_mprintf("%z%s\"%w\"", sql, i ? ", " : "", stored_name(lode_table_column(like, i)));
    if (sql)
        sql = sqlite3_mprintf("%z%s FROM \"%w\" ORDER BY fid", sql, lode_table_shape(like) ? ", geom" : "",
                              lode_table_name(like));
    return sql;
}

static lode_status read_rows(const lode_results *r, const lode_table *like, lode_table *table, lode_stray *stray,
                             lode_err *err)
{
    sqlite3_stmt *row = prepare(r, selection(like));
    size_t n = lode_table_columns(like);
    lode_status status = LODE_OK;
    int step = SQLITE_ERROR;
    if (!row)
        return lode_fail(err, LODE_BAD_INPUT, "%s, layer %s: %s.", r->path, lode_table_name(like),
                         sqlite3_errmsg(r->db));
    while (!status && !stray->found && (step = sqlite3_step(row)) == SQLITE_ROW) {
        lode_table_add(table);
        for (size_t i = 0; i < n; i++)
            read_cell(row, (int)i, lode_table_column(like, i), table, stray);
        if (lode_table_shape(like))
            status = read_shape(row, (int)n, table, stray, err);
    }
    if (!status && !stray->found && step != SQLITE_DONE)
        status =
            lode_fail(err, LODE_BAD_INPUT, "%s, layer %s: %s.", r->path, lode_table_name(like), sqlite3_errmsg(r->db));
    sqlite3_finalize(row);
    return status;
}

lode_status lode_results_table(lode_results *r, const lode_table *like, int all, lode_table **table, lode_stray *stray,
                               lode_err *err)
{
    size_t n = lode_table_columns(like);
    lode_column *columns = calloc(n + 1, sizeof *columns);
    *stray = (lode_stray){0};
    for (size_t i = 0; columns && i < n; i++)
        columns[i] = *lode_table_column(like, i);
    lode_table *t =
        columns ? lode_table_new(lode_table_name(like), lode_table_title(like), lode_table_shape(like), columns, n)
                : NULL;
    free(columns);
    *table = t;
    if (!t)
        return lode_fail_memory(err);
    lode_status status = LODE_OK;
    if (!lode_results_has(r, lode_table_name(like)))
        tell(stray, SIZE_MAX, NULL, NULL, "a layer", "layer missing");
    if (!stray->found)
        check_columns(r, like, all, stray);
    if (!stray->found)
        check_crs(r, like, stray);
    if (!stray->found)
        status = read_rows(r, like, t, stray, err);
    if (!status && lode_table_failed(t))
        status = lode_fail_memory(err);
    return status;
}
