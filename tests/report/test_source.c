/* Result layers found by name and key; words for codes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/source.h"
#include "sample.h"

typedef struct fixture {
    sample s;
    report_source source;
} fixture;

static int setup(void **state)
{
    static fixture f;
    sample_open(&f.s);
    lode_report_i_source_open(&f.source, &f.s.input);
    *state = &f;
    return f.source.failed;
}

static int teardown(void **state)
{
    fixture *f = *state;
    lode_report_i_source_close(&f->source);
    sample_close(&f->s);
    return 0;
}

static void keys_find_their_rows(void **state)
{
    fixture *f = *state;
    const size_t *rows;
    assert_int_equal(lode_report_i_find(&f->source.routes_of, "MNG/One", &rows), 2);
    assert_true(rows[0] == 0 && rows[1] == 1);
    assert_int_equal(lode_report_i_find(&f->source.routes_of, "MNG/On", &rows), 0);
    assert_int_equal(lode_report_i_find(&f->source.routes_of, NULL, &rows), 0);
    assert_int_equal(lode_report_i_find(&f->source.legs_of, "one-best", &rows), 2);
    assert_int_equal(lode_report_i_find(&f->source.exposure_of, "MNG/One", &rows), 0);
}

static void equal_file_names_are_parted(void **state)
{
    fixture *f = *state; /* MNG/One and mng-one */
    assert_string_equal(lode_report_i_deposit_page(&f->source, "MNG/One"), "deposit/mng-one");
    assert_string_equal(lode_report_i_deposit_page(&f->source, "mng-one"), "deposit/mng-one--row-2");
    assert_null(lode_report_i_deposit_page(&f->source, "none"));
    assert_string_equal(lode_report_i_corridor_page(&f->source, "middle"), "corridor/middle");
}

static void prefixes_match_destination_and_base(void **state)
{
    fixture *f = *state;
    const lode_table *t = f->s.tables[5];
    assert_true(lode_report_i_has_prefix(t, 0, "eu_open"));
    assert_false(lode_report_i_has_prefix(t, 0, "eu_ope"));
    assert_false(lode_report_i_has_prefix(t, 0, "eu_open_2"));
    assert_false(lode_report_i_has_prefix(t, 0, "all_open"));
    lode_table_add(f->s.tables[5]);
    lode_table_set_text(f->s.tables[5], "destination", "m-Narva");
    lode_table_set_text(f->s.tables[5], "base", "eu_2025");
    assert_true(lode_report_i_has_prefix(t, 3, "m_narva_eu_2025"));
}

static void headlines_read_by_prefix(void **state)
{
    fixture *f = *state;
    assert_float_equal(lode_report_i_headline(&f->source, 0, "g_usd_t"), 1234.5678901, 1e-9);
    assert_true(isnan(lode_report_i_headline(&f->source, 1, "g_usd_t")));
    assert_true(isnan(lode_report_i_headline(&f->source, 0, "no_such")));
    assert_true(lode_report_i_has_way(&f->source, 0));
    assert_false(lode_report_i_has_way(&f->source, 1));
    assert_int_equal(lode_report_i_best_route(&f->source, "MNG/One", "eu_open"), 0);
    assert_int_equal(lode_report_i_best_route(&f->source, "MNG/One", "all_open"), -1);
    assert_int_equal(lode_report_i_best_route(&f->source, "mng-one", "eu_open"), -1);
}

static void cut_size_tells_none_from_unknown(void **state)
{
    fixture *f = *state;
    assert_float_equal(lode_report_i_cut_size(&f->source, 0), 2, 0);
    assert_true(isnan(lode_report_i_cut_size(&f->source, 1)));
    lode_table_add(f->s.tables[0]);
    lode_table_set_text(f->s.tables[0], SAMPLE_PREFIX "_cut_status", "free_way");
    assert_float_equal(lode_report_i_cut_size(&f->source, 2), 0, 0);
}

static void sets_of_actors(void **state)
{
    static const char *const pair[] = {"CHN", "RUS"};
    (void)state;
    assert_true(lode_report_i_same_set("CHN+RUS", pair, 2));
    assert_true(lode_report_i_same_set("RUS+CHN", pair, 2));
    assert_false(lode_report_i_same_set("RUS", pair, 2));
    assert_false(lode_report_i_same_set("CHN+RUS+IRN", pair, 2));
    assert_true(lode_report_i_subset("RUS", pair, 2));
    assert_false(lode_report_i_subset("RUS+IRN", pair, 2));
    assert_false(lode_report_i_subset("RU", pair, 2));
    assert_false(lode_report_i_subset("", pair, 2));
}

static void closures_are_found_in_any_order(void **state)
{
    static const char *const pair[] = {"RUS", "CHN"};
    fixture *f = *state;
    assert_int_equal(lode_report_i_closure(&f->source, "MNG/One", pair, 2), 2);
    assert_int_equal(lode_report_i_closure(&f->source, "MNG/One", pair, 1), 1);
    assert_int_equal(lode_report_i_closure(&f->source, "mng-one", pair, 2), -1);
}

static void codes_have_names(void **state)
{
    fixture *f = *state;
    assert_string_equal(lode_report_i_domain_name(&f->source, "CASPIAN"), "Caspian Sea");
    assert_string_equal(lode_report_i_domain_name(&f->source, "XYZ"), "XYZ");
    assert_string_equal(lode_report_i_domain_name(&f->source, NULL), "");
    assert_string_equal(lode_report_i_corridor_title(&f->source, "middle"), "Middle <corridor>");
    assert_string_equal(lode_report_i_corridor_title(&f->source, "other"), "other");
}

#define WITH_SOURCE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_SOURCE(keys_find_their_rows),
        WITH_SOURCE(equal_file_names_are_parted),
        WITH_SOURCE(prefixes_match_destination_and_base),
        WITH_SOURCE(headlines_read_by_prefix),
        WITH_SOURCE(cut_size_tells_none_from_unknown),
        cmocka_unit_test(sets_of_actors),
        WITH_SOURCE(closures_are_found_in_any_order),
        WITH_SOURCE(codes_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
