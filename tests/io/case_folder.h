/* A small case as CSV in the test's folder, GeoPackages made with SQL or GDAL, and findings counted by code. */
#ifndef LODE_TESTS_IO_CASE_FOLDER_H
#define LODE_TESTS_IO_CASE_FOLDER_H

#include <sqlite3.h>

#include "base/folder.h"
#include "io/case_io.h"
#include "io/guard.h"

/* The least that is a case without a finding. */
static inline void put_small_case(void)
{
    put("occurrences.csv", "id,name,country,kind,lon,lat\nd1,One,ORI,deposit,1,2\n");
    put("places.csv", "id,name,domain,lon,lat\na,A,ORI,1,1\nb,B,ORI,2,2\n");
    put("markets.csv", "id,name,place\nm,M,b\n");
    put("tariffs.csv", "mode,domain,usd\nrail,*,0.05\n");
    put("products.csv", "id,usd_t\nconcentrate,1000\n");
}

static inline size_t count_code(const lode_findings *findings, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++)
        n += strcmp(findings->items[i].kind->code, code) == 0;
    return n;
}

static inline const lode_finding *first_of(const lode_findings *findings, const char *code)
{
    for (size_t i = 0; i < findings->n; i++)
        if (strcmp(findings->items[i].kind->code, code) == 0)
            return &findings->items[i];
    return NULL;
}

static inline void run_sql(const char *name, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    assert_int_equal(sqlite3_open(in_folder(name), &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(db);
}

/* The case of the folder, written to NAME. */
static inline void import_to(const char *name)
{
    lode_findings findings = {0};
    lode_case *c = NULL;
    lode_err err = {0};
    if (lode_case_read_folder(folder, &c, &findings, &err) != LODE_OK ||
        lode_case_write(c, in_folder(name), &err) != LODE_OK)
        fail_msg("%s", err.message);
    lode_case_free(c);
    lode_findings_free(&findings);
}

#endif
