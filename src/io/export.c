#include "io/export.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_utils.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/text.h"
#include "io/archive.h"
#include "io/guard.h"
#include "io/qgis.h"

typedef struct format {
    const char *ending, *driver;
    int one_layer, shapes;
} format;

static const format formats[] = {{".gpkg", "GPKG", 0, 1},       {".xlsx", "XLSX", 0, 0},      {".ods", "ODS", 0, 0},
                                 {".geojson", "GeoJSON", 1, 1}, {".fgb", "FlatGeobuf", 1, 1}, {"", "CSV", 0, 0}};
enum { N_FORMATS = sizeof formats / sizeof *formats };

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static const format *format_of(const char *target)
{
    const char *dot = strrchr(base_name(target), '.');
    for (size_t i = 0; i < N_FORMATS; i++)
        if (strcasecmp(dot ? dot : "", formats[i].ending) == 0)
            return &formats[i];
    return NULL;
}

static lode_status fail_export(const char *target, lode_err *err)
{
    return lode_fail(err, LODE_IO, "Cannot write %s: %s. Is the disk full, or the folder not yours to write to?",
                     target, *lode_gdal_message() ? lode_gdal_message() : "unknown fault");
}

/* ---- a copy with its project ---------------------------------------------------------------------------------- */

static int value_of(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}

static unsigned char *bytes_of(const char *hex, size_t *n)
{
    *n = strlen(hex) / 2;
    unsigned char *bytes = strspn(hex, "0123456789abcdefABCDEF") == 2 * *n ? malloc(*n + 1) : NULL;
    for (size_t i = 0; bytes && i < *n; i++)
        bytes[i] = (unsigned char)(value_of(hex[2 * i]) << 4 | value_of(hex[2 * i + 1]));
    return bytes;
}

enum { MOST_NAME = 1024 }; /* escaped; a longer one is no name of a file */

/* 1 where no edge of an XML text or attribute lies in between. */
static int is_one_word(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (strchr("<>\"\n", text[i]))
            return 0;
    return 1;
}

/* "./old.gpkg|layername=": all that stands between counts as the old name, whatever the file is called now. */
static void rename_sources(lode_text *out, const char *project, const char *name)
{
    static const char start[] = "./", stop[] = "|layername=";
    for (const char *at = project; (at = strchr(at, *start));) {
        const char *old = at++ + strlen(start);
        if (*at != start[1])
            continue;
        lode_text_add_n(out, project, (size_t)(old - project));
        const char *end = memmem(old, strnlen(old, MOST_NAME), stop, strlen(stop));
        project = at = end && is_one_word(old, (size_t)(end - old)) ? end : old;
        if (at == end)
            lode_qgis_i_escape(out, name);
    }
    lode_text_add(out, project);
}

static int store(sqlite3 *db, const char *hex, const char *name)
{
    sqlite3_stmt *row = NULL;
    int ok =
        sqlite3_prepare_v2(db, "UPDATE qgis_projects SET content = ?1 WHERE name = ?2", -1, &row, NULL) == SQLITE_OK &&
        sqlite3_bind_text(row, 1, hex, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(row, 2, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(row) == SQLITE_DONE;
    sqlite3_finalize(row);
    return ok;
}

/* One project of the copy. 0: it cannot be read or written. */
static int rename_project(sqlite3 *db, const char *name, const char *content, const char *target)
{
    size_t n = 0, n_packed = 0;
    lode_text renamed = {0};
    unsigned char *archive = bytes_of(content, &n), *packed = NULL;
    char *project = archive ? lode_archive_read(archive, n) : NULL, *hex = NULL;
    if (project)
        rename_sources(&renamed, project, base_name(target));
    if (project && !renamed.failed &&
        lode_archive("lodeway.qgs", lode_text_get(&renamed), renamed.length, &packed, &n_packed))
        hex = lode_qgis_i_hex(packed, n_packed);
    int ok = hex && store(db, hex, name);
    free(archive);
    free(project);
    free(packed);
    free(hex);
    lode_text_free(&renamed);
    return ok;
}

static lode_status rename_projects(sqlite3 *db, const char *target, lode_err *err)
{
    sqlite3_stmt *row = NULL;
    lode_status status = LODE_OK;
    if (sqlite3_prepare_v2(db, "SELECT name, content FROM qgis_projects", -1, &row, NULL) != SQLITE_OK)
        return LODE_OK; /* no project, nothing to rename */
    while (!status && sqlite3_step(row) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(row, 0),
                   *content = (const char *)sqlite3_column_text(row, 1);
        char *name_copy = name ? strdup(name) : NULL, *content_copy = content ? strdup(content) : NULL;
        if (!name_copy || !content_copy || !rename_project(db, name_copy, content_copy, target))
            status = lode_fail(err, LODE_BAD_INPUT,
                               "The QGIS project in the file cannot be read; its layers can. Make the "
                               "file again with `lodeway run` or `lodeway import`.");
        free(name_copy);
        free(content_copy);
    }
    sqlite3_finalize(row);
    return status;
}

static lode_status copy_database(sqlite3 *from, const char *path, const char *target, lode_err *err)
{
    sqlite3 *to = NULL;
    int ok = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK;
    sqlite3_backup *backup = ok ? sqlite3_backup_init(to, "main", from, "main") : NULL;
    ok = backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE;
    sqlite3_backup_finish(backup);
    lode_status status = LODE_OK;
    if (ok) {
        sqlite3_db_config(to, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(to, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_db_config(to, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
        sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
        status = rename_projects(to, target, err);
    } else
        status = lode_fail(err, LODE_IO, "Cannot write %s: %s.", target, to ? sqlite3_errmsg(to) : "out of memory");
    if (sqlite3_close(to) != SQLITE_OK && !status)
        status = lode_fail(err, LODE_IO, "Cannot write %s. Is the disk full?", target);
    return status;
}

/* ---- other formats -------------------------------------------------------------------------------------------- */

static const char *first_layer(GDALDatasetH source)
{
    static const char *const usual[] = {"deposits", "occurrences"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (GDALDatasetGetLayerByName(source, usual[i]))
            return usual[i];
    return NULL;
}

static lode_status unknown_layer(GDALDatasetH source, const char *name, size_t length, lode_err *err)
{
    const char *names[256];
    size_t n = 0;
    for (int i = 0; i < GDALDatasetGetLayerCount(source) && n < 256; i++)
        names[n++] = OGR_L_GetName(GDALDatasetGetLayer(source, i));
    char wanted[128];
    snprintf(wanted, sizeof wanted, "%.*s", (int)length, name);
    return lode_fail_unknown(err, "layer", wanted, names, n, "`lodeway info` lists the layers of a case.");
}

/* The names of the layers asked for, all but styles where none are. */
static lode_status choose_layers(GDALDatasetH source, const format *as, const char *layers, char ***names,
                                 lode_err *err)
{
    size_t length;
    if (!layers && as->one_layer) {
        *names = CSLAddString(*names, first_layer(source));
        return *names ? LODE_OK : lode_fail(err, LODE_USAGE, "%s holds one layer: name it with --layer.", as->driver);
    }
    for (int i = 0; !layers && i < GDALDatasetGetLayerCount(source); i++) {
        const char *name = OGR_L_GetName(GDALDatasetGetLayer(source, i));
        if (strcmp(name, "layer_styles") != 0)
            *names = CSLAddString(*names, name);
    }
    for (const char *cursor = layers, *name; (name = lode_list_next(&cursor, &length));) {
        char one[128];
        snprintf(one, sizeof one, "%.*s", (int)length, name);
        if (!GDALDatasetGetLayerByName(source, one))
            return unknown_layer(source, name, length, err);
        *names = CSLAddString(*names, one);
    }
    if (as->one_layer && CSLCount(*names) != 1)
        return lode_fail(err, LODE_USAGE, "%s holds one layer: name one with --layer.", as->driver);
    return LODE_OK;
}

static lode_status translate(GDALDatasetH source, const format *as, char **names, const char *path, const char *target,
                             lode_err *err)
{
    char **words = CSLAddString(NULL, "-f");
    words = CSLAddString(words, as->driver);
    if (!as->shapes) {
        words = CSLAddString(words, "-nlt");
        words = CSLAddString(words, "NONE");
    }
    if (strcmp(as->driver, "CSV") == 0) {
        words = CSLAddString(words, "-lco");
        words = CSLAddString(words, "SEPARATOR=COMMA");
    }
    for (int i = 0; i < CSLCount(names); i++)
        words = CSLAddString(words, names[i]);
    GDALVectorTranslateOptions *options = GDALVectorTranslateOptionsNew(words, NULL);
    GDALDatasetH made = options ? GDALVectorTranslate(path, NULL, 1, &source, options, NULL) : NULL;
    GDALVectorTranslateOptionsFree(options);
    CSLDestroy(words);
    if (!made)
        return fail_export(target, err);
    lode_gdal_forget();
    GDALClose(made);
    return *lode_gdal_message() ? fail_export(target, err) : LODE_OK;
}

static lode_status write_aside(GDALDatasetH source, const format *as, const char *layers, const char *path,
                               const char *target, lode_err *err)
{
    char **names = NULL;
    if (strcmp(as->driver, "GPKG") == 0 && !layers)
        return copy_database(lode_guard_sqlite(source), path, target, err);
    lode_status status = choose_layers(source, as, layers, &names, err);
    if (!status)
        status = translate(source, as, names, path, target, err);
    CSLDestroy(names);
    return status;
}

/* A temporary beside the target that ends like it: GDAL's drivers want that. NULL: out of memory. */
static char *aside_with_ending(const char *target, const char *ending)
{
    char *aside = lode_file_aside(target), *path = NULL;
    if (aside && asprintf(&path, "%s%s", aside, ending) < 0)
        path = NULL;
    free(aside);
    return path;
}

lode_status lode_export(const char *source_path, const char *target, const char *layers, lode_err *err)
{
    GDALDatasetH source = NULL;
    const format *as = format_of(target);
    if (!as)
        return lode_fail(err, LODE_USAGE,
                         "%s: no such format. Endings: .gpkg, .xlsx, .ods, .geojson, .fgb; none for a "
                         "folder of CSV.",
                         target);
    char *aside = aside_with_ending(target, as->ending);
    lode_status status = aside ? lode_guard_open(source_path, &source, err) : lode_fail_memory(err);
    if (!status)
        status = write_aside(source, as, layers, aside, target, err);
    if (source)
        GDALClose(source);
    if (!status)
        status = *as->ending ? lode_file_commit(aside, target, err) : lode_folder_commit(aside, target, err);
    if (status && aside)
        lode_file_remove(aside);
    free(aside);
    return status;
}
