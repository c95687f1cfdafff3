/* Every refusal of a file from a stranger, and what is still taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <ogr_api.h>

#include "io/case_folder.h"

static int setup(void **state)
{
    if (folder_make(state))
        return -1;
    put_small_case();
    import_to("good.gpkg");
    return 0;
}

static lode_status open_it(const char *name, lode_err *err)
{
    GDALDatasetH dataset = NULL;
    lode_status status = lode_guard_open(in_folder(name), &dataset, err);
    assert_true((status == LODE_OK) == (dataset != NULL));
    if (dataset)
        GDALClose(dataset);
    return status;
}

static void assert_refused(const char *name, const char *why)
{
    lode_err err = {0};
    assert_int_equal(open_it(name, &err), LODE_BAD_INPUT);
    if (!strstr(err.message, why))
        fail_msg("%s: \"%s\" does not say \"%s\"", name, err.message, why);
    assert_non_null(strstr(err.message, name));
}

static void a_good_file_is_taken(void **state)
{
    (void)state;
    assert_int_equal(open_it("good.gpkg", NULL), LODE_OK);
}

static void no_file(void **state)
{
    (void)state;
    assert_refused("missing.gpkg", "no such file");
}

static void not_regular(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(in_folder("fifo.gpkg"), 0600), 0);
    assert_refused("fifo.gpkg", "not a regular file");
    assert_int_equal(mkdir(in_folder("folder.gpkg"), 0700), 0);
    assert_refused("folder.gpkg", "not a regular file");
    assert_int_equal(symlink("/dev/zero", in_folder("zero.gpkg")), 0);
    assert_refused("zero.gpkg", "not a regular file");
}

static void not_sqlite(void **state)
{
    (void)state;
    put("empty.gpkg", "");
    assert_refused("empty.gpkg", "no SQLite header");
    put("text.gpkg", "id,name\n");
    assert_refused("text.gpkg", "no SQLite header");
    put("short.gpkg", "SQLite format 3");
    assert_refused("short.gpkg", "no SQLite header");
    put("vrt.gpkg", "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource>"
                    "</OGRVRTLayer></OGRVRTDataSource>                                             ");
    assert_refused("vrt.gpkg", "no SQLite header");
}

static void not_a_geopackage(void **state)
{
    (void)state;
    run_sql("plain.gpkg", "CREATE TABLE t(x)");
    assert_refused("plain.gpkg", "application id");
}

/* The right number in the header and nothing else of a GeoPackage. */
static void a_geopackage_in_name_only(void **state)
{
    (void)state;
    run_sql("name.gpkg", "PRAGMA application_id=1196444487; CREATE TABLE t(x)");
    assert_refused("name.gpkg", "GDAL cannot read it");
}

static void changes_in_a_log(void **state)
{
    (void)state;
    put("good.gpkg-wal", "");
    assert_int_equal(open_it("good.gpkg", NULL), LODE_OK);
    put("good.gpkg-wal", "frames");
    assert_refused("good.gpkg", "unsaved changes");
}

static void overwrite(const char *name, long at, int byte, size_t n)
{
    FILE *file = fopen(in_folder(name), "r+b");
    assert_non_null(file);
    fseek(file, at, SEEK_SET);
    while (n--)
        fputc(byte, file);
    fclose(file);
}

static void damaged_pages(void **state)
{
    (void)state;
    overwrite("good.gpkg", 4096 * 3, 0xff, 4096 * 4);
    assert_refused("good.gpkg", "damaged");
}

static void cut_short(void **state)
{
    (void)state;
    assert_int_equal(truncate(in_folder("good.gpkg"), 8192), 0);
    assert_refused("good.gpkg", "damaged");
}

static void a_header_and_nothing_more(void **state)
{
    (void)state;
    assert_int_equal(truncate(in_folder("good.gpkg"), 100), 0);
    lode_err err = {0};
    assert_int_equal(open_it("good.gpkg", &err), LODE_BAD_INPUT);
}

static void links_are_followed(void **state)
{
    (void)state;
    assert_int_equal(symlink("good.gpkg", in_folder("link.gpkg")), 0);
    sqlite3_int64 before = sqlite3_memory_used();
    assert_int_equal(open_it("link.gpkg", NULL), LODE_OK);
    assert_true(sqlite3_memory_used() == before); /* a connection left open is hidden by leaks.supp */
    assert_int_equal(symlink("nowhere", in_folder("dangling.gpkg")), 0);
    assert_refused("dangling.gpkg", "no such file");
}

static void odd_names(void **state)
{
    (void)state;
    static const char *const names[] = {"a b.gpkg",   "a?b.gpkg",         "a#b.gpkg",
                                        "a%20b.gpkg", "\xc3\xa4'\".gpkg", "a&b=1.gpkg"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lode_err err = {0};
        assert_int_equal(link(in_folder("good.gpkg"), in_folder(names[i])), 0);
        if (open_it(names[i], &err) != LODE_OK)
            fail_msg("%s", err.message);
    }
}

static void unreadable(void **state)
{
    (void)state;
    lode_err err = {0};
    if (geteuid() == 0)
        skip();
    assert_int_equal(chmod(in_folder("good.gpkg"), 0), 0);
    assert_int_equal(open_it("good.gpkg", &err), LODE_IO);
}

static int sql_status(GDALDatasetH dataset, const char *sql)
{
    sqlite3_stmt *row = NULL;
    sqlite3 *db = lode_guard_sqlite(dataset);
    int status = sqlite3_prepare_v2(db, sql, -1, &row, NULL);
    if (status == SQLITE_OK)
        while ((status = sqlite3_step(row)) == SQLITE_ROW)
            ;
    sqlite3_finalize(row);
    return status;
}

static void the_connection_is_restrained(void **state)
{
    (void)state;
    GDALDatasetH dataset;
    run_sql("good.gpkg", "CREATE VIEW v AS SELECT 1 AS x");
    assert_int_equal(lode_guard_open(in_folder("good.gpkg"), &dataset, NULL), LODE_OK);
    assert_non_null(lode_guard_sqlite(dataset));
    assert_int_equal(sql_status(dataset, "SELECT id FROM places"), SQLITE_DONE);
    assert_int_not_equal(sql_status(dataset, "DELETE FROM places"), SQLITE_DONE);
    assert_int_not_equal(sql_status(dataset, "ATTACH '/tmp/x' AS y"), SQLITE_DONE);
    assert_int_not_equal(sql_status(dataset, "SELECT * FROM v"), SQLITE_DONE);
    assert_int_not_equal(sql_status(dataset, "SELECT load_extension('x')"), SQLITE_DONE);
    assert_int_not_equal(sql_status(dataset, "SELECT length(zeroblob(900000000))"), SQLITE_DONE);
    GDALClose(dataset);
}

static void a_statement_without_end_is_ended(void **state)
{
    (void)state;
    GDALDatasetH dataset;
    assert_int_equal(lode_guard_open(in_folder("good.gpkg"), &dataset, NULL), LODE_OK);
    int status = sql_status(dataset, "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) "
                                     "FROM n");
    assert_int_equal(status, SQLITE_INTERRUPT);
    GDALClose(dataset);
}

static void a_hostile_view_cannot_hang_a_read(void **state)
{
    (void)state;
    lode_findings findings = {0};
    lode_case *c = NULL;
    run_sql("good.gpkg",
            "CREATE VIEW rail AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x AS "
            "fid FROM n; INSERT INTO gpkg_contents(table_name,data_type,identifier,srs_id) "
            "VALUES('rail','attributes','rail',0)");
    lode_status status = lode_case_read(in_folder("good.gpkg"), &c, &findings, NULL);
    assert_true(status == LODE_OK || status == LODE_BAD_INPUT);
    if (status == LODE_OK)
        assert_int_equal(count_code(&findings, "LW-LAY-003"), 1);
    lode_case_free(c);
    lode_findings_free(&findings);
}

/* Flips bytes all over the file: refused, or opened and read, but never worse. */
static void flipped_bytes_never_crash(void **state)
{
    (void)state;
    struct stat info;
    assert_int_equal(stat(in_folder("good.gpkg"), &info), 0);
    for (long i = 0; i < 40; i++) {
        lode_findings findings = {0};
        lode_case *c = NULL;
        import_to("flip.gpkg");
        overwrite("flip.gpkg", 101 + i * (long)(info.st_size - 200) / 40, 0x5a, 3);
        lode_status status = lode_case_read(in_folder("flip.gpkg"), &c, &findings, NULL);
        assert_true(status == LODE_OK || status == LODE_BAD_INPUT);
        lode_case_free(c);
        lode_findings_free(&findings);
    }
}

#define WITH_CASE(test) cmocka_unit_test_setup_teardown(test, setup, folder_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CASE(a_good_file_is_taken),
        WITH_CASE(no_file),
        WITH_CASE(not_regular),
        WITH_CASE(not_sqlite),
        WITH_CASE(not_a_geopackage),
        WITH_CASE(a_geopackage_in_name_only),
        WITH_CASE(changes_in_a_log),
        WITH_CASE(damaged_pages),
        WITH_CASE(cut_short),
        WITH_CASE(a_header_and_nothing_more),
        WITH_CASE(links_are_followed),
        WITH_CASE(odd_names),
        WITH_CASE(unreadable),
        WITH_CASE(the_connection_is_restrained),
        WITH_CASE(a_statement_without_end_is_ended),
        WITH_CASE(a_hostile_view_cannot_hang_a_read),
        WITH_CASE(flipped_bytes_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
