#include "io/guard.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static __thread char last_message[400];

static void remember(CPLErr class, CPLErrorNum number, const char *message)
{
    (void)number;
    if (class >= CE_Warning && !last_message[0])
        snprintf(last_message, sizeof last_message, "%s", message);
}

static void start(void)
{
    CPLSetErrorHandler(remember);
    CPLSetConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=OFF,cell_size_check=ON,mmap_size=0");
    CPLSetConfigOption("GDAL_NUM_THREADS", "1");
    GDALAllRegister();
}

void lode_gdal_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
}

const char *lode_gdal_message(void)
{
    return last_message;
}

void lode_gdal_forget(void)
{
    last_message[0] = '\0';
    CPLErrorReset();
}

enum { HEADER = 100 };

static lode_status read_header(const char *path, unsigned char header[HEADER], lode_err *err)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return lode_fail(err, LODE_BAD_INPUT,
                         "%s: no such file. Check the path; `lodeway import DIR -o case.gpkg` makes a case from CSV.",
                         path);
    if (fd < 0)
        return lode_fail(err, LODE_IO, "%s: cannot be opened: %s.", path, strerror(errno));
    struct stat info;
    int bad = fstat(fd, &info) != 0 || !S_ISREG(info.st_mode);
    ssize_t n = bad ? 0 : read(fd, header, HEADER);
    close(fd);
    if (bad)
        return lode_fail(err, LODE_BAD_INPUT, "%s: not a regular file. A case is a GeoPackage file (.gpkg).", path);
    if (n < HEADER || memcmp(header, "SQLite format 3", 16) != 0)
        return lode_fail(err, LODE_BAD_INPUT,
                         "%s: not a GeoPackage (no SQLite header). `lodeway import` makes one from other data.", path);
    return LODE_OK;
}

static lode_status check_header(const char *path, lode_err *err)
{
    unsigned char header[HEADER];
    lode_status status = read_header(path, header, err);
    if (status)
        return status;
    const unsigned char *id = header + 68;
    if (memcmp(id, "GPKG", 4) != 0 && memcmp(id, "GP10", 4) != 0 && memcmp(id, "GP11", 4) != 0)
        return lode_fail(err, LODE_BAD_INPUT,
                         "%s: an SQLite file, but not a GeoPackage (application id). Convert it with `ogr2ogr`.", path);
    return LODE_OK;
}

/* A log beside the file that holds changes would be skipped in silence: they belong to another program. */
static lode_status check_no_log(const char *path, lode_err *err)
{
    static const char *const endings[] = {"-wal", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char log[4200];
        struct stat info;
        snprintf(log, sizeof log, "%s%s", path, endings[i]);
        if (stat(log, &info) == 0 && info.st_size > 0)
            return lode_fail(
                err, LODE_BAD_INPUT,
                "%s: another program holds unsaved changes in %s. Save and close it there, then run again.", path, log);
    }
    return LODE_OK;
}

enum { OPCODES_A_CALL = 100000, MOST_CALLS = 2000 };

/* Ends a statement that runs without end (a recursive view, say): a bound on work, not on time. */
static int watch(void *calls)
{
    int *n = calls;
    return ++*n > MOST_CALLS;
}

static __thread int watched_calls;

static void restrain(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 256 * 1024 * 1024);
    sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1000000);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    watched_calls = 0;
    sqlite3_progress_handler(db, OPCODES_A_CALL, watch, &watched_calls);
}

static lode_status quick_check(const char *path, sqlite3 *db, lode_err *err)
{
    sqlite3_stmt *statement = NULL;
    char found[200] = "cannot be read";
    sqlite3_exec(db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON;", NULL, NULL, NULL);
    if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(statement, 0));
    else
        snprintf(found, sizeof found, "%s", sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    if (strcmp(found, "ok") == 0)
        return LODE_OK;
    for (char *c = found; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return lode_fail(err, LODE_BAD_INPUT, "%s: damaged (%s). Restore it from a copy.", path, found);
}

/* A view in the place of a system table would be run by whoever opens the file. */
static lode_status check_no_system_view(const char *path, sqlite3 *db, lode_err *err)
{
    sqlite3_stmt *row = NULL;
    lode_status status = LODE_OK;
    if (sqlite3_prepare_v2(
            db, "SELECT name FROM sqlite_master WHERE type = 'view' AND lower(name) LIKE 'gpkg\\_%' ESCAPE '\\'", -1,
            &row, NULL) != SQLITE_OK)
        status = lode_fail(err, LODE_BAD_INPUT, "%s: %s.", path, sqlite3_errmsg(db));
    else if (sqlite3_step(row) == SQLITE_ROW)
        status = lode_fail(err, LODE_BAD_INPUT, "%s: its system table %s is a view, which is not run from a file.",
                           path, (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return status;
}

static lode_status check_database(const char *path, lode_err *err)
{
    sqlite3 *db = NULL;
    char *uri = NULL, *escaped = CPLEscapeString(path, -1, CPLES_URL);
    lode_status status = LODE_OK;
    uri = escaped ? sqlite3_mprintf("file:%s?immutable=1", escaped) : NULL;
    if (!uri)
        status = lode_fail_memory(err);
    else if (sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
        status = lode_fail(err, LODE_BAD_INPUT, "%s: %s.", path, sqlite3_errmsg(db));
    if (status == LODE_OK) {
        restrain(db);
        status = quick_check(path, db, err);
        if (status == LODE_OK)
            status = check_no_system_view(path, db, err);
    }
    sqlite3_close(db);
    sqlite3_free(uri);
    CPLFree(escaped);
    return status;
}

sqlite3 *lode_guard_sqlite(GDALDatasetH dataset)
{
    return GDALGetInternalHandle(dataset, "SQLITE_HANDLE");
}

lode_status lode_guard_open(const char *path, GDALDatasetH *dataset, lode_err *err)
{
    static const char *const drivers[] = {"GPKG", NULL};
    static const char *const options[] = {"IMMUTABLE=YES", "LIST_ALL_TABLES=NO", NULL};
    *dataset = NULL;
    lode_status status = check_header(path, err);
    if (!status)
        status = check_no_log(path, err);
    if (!status)
        status = check_database(path, err);
    if (status)
        return status;
    lode_gdal_start();
    lode_gdal_forget();
    *dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
    if (!*dataset)
        return lode_fail(err, LODE_BAD_INPUT, "%s: GDAL cannot read it as a GeoPackage%s%s.", path,
                         *lode_gdal_message() ? ": " : "", lode_gdal_message());
    if (lode_guard_sqlite(*dataset))
        restrain(lode_guard_sqlite(*dataset));
    return LODE_OK;
}
