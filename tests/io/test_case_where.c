/* Rows of a layer by an SQL condition: which, and what is no condition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "io/case_folder.h"

static int setup(void **state)
{
    if (folder_make(state))
        return -1;
    put_small_case();
    put("products.csv", "id,usd_t,unit,remarks\np,1,t,O'Neil\nq,2,,\nr,3,wagon,x\n");
    import_to("x.gpkg");
    return 0;
}

/* The fids joined by spaces: "1 3 ". */
static void assert_where(const char *layer, const char *where, const char *expected)
{
    int64_t *fids = NULL;
    size_t n = 0;
    lode_err err = {0};
    lode_text text = {0};
    if (lode_case_where(in_folder("x.gpkg"), layer, where, &fids, &n, &err) != LODE_OK)
        fail_msg("%s", err.message);
    for (size_t i = 0; i < n; i++)
        lode_text_addf(&text, "%lld ", (long long)fids[i]);
    free(fids);
    assert_string_equal(lode_text_get(&text), expected);
    lode_text_free(&text);
}

static void conditions(void **state)
{
    (void)state;
    assert_where("products", "usd_t >= 2", "2 3 ");
    assert_where("products", "id = 'p' OR id = 'r'", "1 3 ");
    assert_where("products", "remarks = 'O''Neil'", "1 ");
    assert_where("products", "unit IS NULL", "2 ");
    assert_where("products", "usd_t > 99", "");
    assert_where("products", "lower(unit) LIKE 'WAG%'", "3 ");
    assert_where("products", "fid = 2", "2 ");
    assert_where("places", NULL, "1 2 ");
    assert_where("places", "domain = 'ORI' AND id <> 'a'", "2 ");
}

static void assert_no_answer(const char *file, const char *layer, const char *where, lode_status status,
                             const char *why)
{
    int64_t *fids = NULL;
    size_t n = 0;
    lode_err err = {0};
    lode_status got = lode_case_where(in_folder(file), layer, where, &fids, &n, &err);
    if (got != status || !strstr(err.message, why))
        fail_msg("%s: status %d, %zu rows, \"%s\"", where, got, n, err.message);
    free(fids);
}

static void no_conditions(void **state)
{
    (void)state;
    assert_no_answer("x.gpkg", "products", "no_such_column = 1", LODE_USAGE, "--where");
    assert_no_answer("x.gpkg", "products", "usd_t >", LODE_USAGE, "--where");
    assert_no_answer("x.gpkg", "products", "(", LODE_USAGE, "--where");
    assert_no_answer("x.gpkg", "nonsense", "1 = 1", LODE_USAGE, "has no layer nonsense");
    assert_no_answer("missing.gpkg", "products", "1 = 1", LODE_BAD_INPUT, "no such file");
}

static void conditions_that_do_no_harm(void **state)
{
    (void)state;
    char before[65], after[65];
    lode_file_sha256(in_folder("x.gpkg"), before, NULL);
    assert_no_answer("x.gpkg", "products", "1 = 1; DROP TABLE places", LODE_USAGE, "one condition");
    assert_no_answer("x.gpkg", "products", "load_extension('x')", LODE_USAGE, "--where");
    assert_no_answer("x.gpkg", "products", "length(zeroblob(900000000)) > 0", LODE_USAGE, "--where");
    lode_file_sha256(in_folder("x.gpkg"), after, NULL);
    assert_string_equal(before, after);
}

static void memory_runs_out(void **state)
{
    (void)state;
    int64_t *fids = NULL;
    size_t n = 0;
    lode_err err = {0};
    lode_alloc_fail_after = 0;
    lode_status status = lode_case_where(in_folder("x.gpkg"), "products", "1 = 1", &fids, &n, &err);
    lode_alloc_fail_after = -1;
    free(fids);
    assert_int_equal(status, LODE_IO);
    assert_non_null(strstr(err.message, "memory"));
}

#define WITH_CASE(test) cmocka_unit_test_setup_teardown(test, setup, folder_drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CASE(conditions),
        WITH_CASE(no_conditions),
        WITH_CASE(conditions_that_do_no_harm),
        WITH_CASE(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
