/* A whole small report in a folder: the four formats agree, nothing of a hostile name is raw, and what is missing
 * is left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/file.h"
#include "sample.h"

static char folder[64];

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/lodeway-report-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int teardown(void **state)
{
    (void)state;
    lode_file_remove(folder);
    return 0;
}

static char *read_page(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    assert_int_equal(fread(text, 1, size, file), size);
    fclose(file);
    return text;
}

static void write_sample(const lode_report_input *input)
{
    lode_err err = {0};
    if (lode_report_write(input, folder, &err) != LODE_OK)
        fail_msg("%s", err.message);
}

static void expect_in(const char *name, const char *const *parts)
{
    char *text = read_page(name);
    if (!text)
        fail_msg("no file %s", name);
    for (; *parts; parts++)
        if (!strstr(text, *parts))
            fail_msg("%s: missing: %s", name, *parts);
    free(text);
}

#define EXPECT_IN(name, ...) expect_in(name, (const char *const[]){__VA_ARGS__, NULL})

static void expect_not_in(const char *name, const char *part)
{
    char *text = read_page(name);
    assert_non_null(text);
    if (strstr(text, part))
        fail_msg("%s: has: %s", name, part);
    free(text);
}

static void every_page_has_four_faces(void **state)
{
    static const char *const pages[] = {"index", "annex", "deposit/mng-one", "deposit/mng-one--row-2",
                                        "corridor/middle"};
    static const char *const faces[] = {"html", "md", "json", "csv"};
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t k = 0; k < 4; k++) {
            char name[100];
            snprintf(name, sizeof name, "%s.%s", pages[i], faces[k]);
            char *text = read_page(name);
            assert_non_null(text);
            assert_true(strlen(text) > 20);
            if (k < 2)
                assert_null(strstr(text, "<script"));
            free(text);
        }
    sample_close(&s);
}

/* 1234.5678901 is the figure: rounded for readers, whole for machines. */
static void figures_agree(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN("index.html", "1\u202f234.57");
    EXPECT_IN("index.md", "1\u202f234.57");
    EXPECT_IN("index.csv", "ranking,1,g_usd_t,USD/t,1234.5678901\n");
    EXPECT_IN("deposit/mng-one.html", "1\u202f234.57", "1\u202f235\u00a0USD/t", "41.5\u00a0days");
    EXPECT_IN("deposit/mng-one.md", "1\u202f234.57", "1\u202f235\u00a0USD/t");
    EXPECT_IN("deposit/mng-one.csv", "headlines,1,g_usd_t,USD/t,1234.5678901\n",
              "build_up,1,haul_usd_t,USD/t,900.125\n");
    char *text = read_page("deposit/mng-one.json");
    json_t *page = json_loads(text, 0, NULL), *tables = json_object_get(page, "tables");
    json_t *row = json_array_get(json_object_get(tables, "headlines"), 0);
    assert_float_equal(json_real_value(json_object_get(row, "g_usd_t")), 1234.5678901, 1e-12);
    assert_int_equal(json_array_size(json_object_get(tables, "legs")), 2);
    json_decref(page);
    free(text);
    sample_close(&s);
}

static void what_is_not_known_is_not_zero(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN("deposit/mng-one.html", "<tr><th scope=\"row\">Resource</th><td>NA</td></tr>");
    EXPECT_IN("deposit/mng-one.md", "| Resource (Mt) | NA |");
    EXPECT_IN("deposit/mng-one.json", "\"resource_mt\": null");
    EXPECT_IN("deposit/mng-one.csv", "deposit,1,resource_mt,Mt,\n");
    EXPECT_IN("deposit/mng-one--row-2.html", "no way, even when all is open");
    sample_close(&s);
}

static void findings_count(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN(
        "index.md", "EU, base open: one of the 2 occurrences has a way",
        "Mongolia: the one occurrence has a way to the market. When Russia and China close together, it has none left.",
        "Kazakhstan: the one occurrence has no way to the market.");
    EXPECT_IN("index.csv", "countries,1,n_captive_rus_chn,,1\n", "countries,1,n_caspian,,0\n");
    EXPECT_IN("annex.md", "| LW-OCC-003 | warning | occurrences | \u2013 | 1 |",
              "| LW-NET-012 | note | crossings | \u2013 | 2 |", "lodeway run case.gpkg -o out", "disputed territory");
    sample_close(&s);
}

static void heat_table_shows_each_outcome(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN("index.md", "| +57 (5\u00a0%) | \u2715 captive |", "CHN + RUS");
    expect_not_in("index.md", "| Deposit | RUS |"); /* changes nothing: no column */
    EXPECT_IN("index.html", "<td class=\"t6\">\u2715 captive</td>");
    EXPECT_IN("index.csv", "dependency,1,closed,,CHN\n", "dependency,1,penalty_usd_t,USD/t,56.78\n");
    EXPECT_IN("deposit/mng-one.csv", "dependency,3,status,,captive\n", "dependency,3,penalty_usd_t,USD/t,\n");
    sample_close(&s);
}

static void corridor_page_has_gates_and_domains(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN("corridor/middle.html", "<h1>Middle &lt;corridor&gt;</h1>", "Alpha gate", "CASPIAN",
              "Each of these alone closes it for all: AZE/GEO, Caspian Sea.", "12.2\u00a0km/h", "97.5\u00a0%",
              "Cost and hours along the way", "Time and distance", "What the cost is made of, by kind",
              "One project is planned");
    EXPECT_IN("corridor/middle.csv", "ranking,1,is_best,,yes\n", "gates,1,tfi1_h,h,15\n", "gates,1,plan_h,h,72\n",
              "gates,1,tfi2_usd,USD per 20 t,72.5\n", "gates,1,usd_20t,USD per 20 t,145\n", "domains,1,domain,,CHN\n",
              "domains,1,closes,,for all\n", "corridor,1,tfi4_km_h,km/h,12.25\n", "works,1,open_year,,2031\n",
              "works,1,length_km,km,200\n", "works,1,parts,,2\n", "works,1,state,,under construction\n",
              "legs,2,hours,h,30\n");
    expect_not_in("corridor/middle.csv", "works,2,");
    EXPECT_IN("index.csv", "corridors,1,n_ways,,1\n", "corridors,1,n_best,,1\n");
    EXPECT_IN("index.html", "<a href=\"corridor/middle.html\">Middle &lt;corridor&gt;</a>");
    sample_close(&s);
}

static void legs_stand_in_order_and_assumptions_are_marked(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    EXPECT_IN("deposit/mng-one.csv", "legs,1,seq,,1\n", "legs,1,length_km,km,77.7\n", "legs,2,seq,,2\n");
    EXPECT_IN("deposit/mng-one.md", "77.7 e |", "e: a rule stands in");
    expect_not_in("deposit/mng-one.md", "7.25 e");
    sample_close(&s);
}

static void maps_come_with_a_note(void **state)
{
    static const char *const pages[] = {"index.html", "deposit/mng-one.html", "corridor/middle.html"};
    (void)state;
    sample s;
    sample_open(&s);
    write_sample(&s.input);
    for (size_t i = 0; i < 3; i++)
        EXPECT_IN(pages[i], "<svg ", "role=\"group\"", "no position on disputed territory", "railway");
    EXPECT_IN("deposit/mng-one.html", "Alpha &amp; gate");
    sample_close(&s);
    sample_open(&s);
    s.input.project = NULL;
    write_sample(&s.input);
    expect_not_in("index.html", "map-t");
    EXPECT_IN("deposit/mng-one.html", "Cost build-up");
    sample_close(&s);
}

static void missing_tables_leave_their_section_out(void **state)
{
    (void)state;
    for (int gone = 0; gone < SAMPLE_TABLES; gone++) {
        sample s;
        sample_open(&s);
        const lode_table *tables[SAMPLE_TABLES];
        memcpy(tables, s.tables, sizeof tables);
        tables[gone] = NULL;
        s.input.tables = tables;
        write_sample(&s.input);
        EXPECT_IN("index.html", "</html>");
        EXPECT_IN("annex.html", "Generalised cost (M1)");
        sample_close(&s);
    }
    write_sample(&(lode_report_input){0});
    EXPECT_IN("index.md", "There are no deposits");
}

static void write_twice(const lode_report_input *input, const char *page, char **first, char **second)
{
    write_sample(input);
    *first = read_page(page);
    write_sample(input);
    *second = read_page(page);
}

static void same_input_same_bytes(void **state)
{
    static const char *const pages[] = {"index.html", "deposit/mng-one.html", "corridor/middle.json", "annex.md"};
    (void)state;
    sample s;
    sample_open(&s);
    for (size_t i = 0; i < 4; i++) {
        char *first, *second;
        write_twice(&s.input, pages[i], &first, &second);
        assert_string_equal(first, second);
        free(first);
        free(second);
    }
    sample_close(&s);
}

static void a_folder_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    lode_err err = {0};
    assert_int_equal(lode_report_write(&s.input, "/proc/no-such-folder", &err), LODE_IO);
    assert_true(strlen(err.message) > 10);
    sample_close(&s);
}

/* Each allocation of the arenas in turn: an error or a whole report, never a crash. Wider steps as it goes on. */
static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    sample s;
    sample_open(&s);
    size_t failures = 0;
    for (long after = 0, limit = 200000; after < limit; after += 1 + after / 40) {
        lode_err err = {0};
        lode_alloc_fail_after = after;
        lode_status status = lode_report_write(&s.input, folder, &err);
        int reached = lode_alloc_fail_after < 0;
        lode_alloc_fail_after = -1;
        assert_true(reached ? status == LODE_IO : status == LODE_OK);
        if (!reached)
            break;
        assert_non_null(strstr(err.message, "memory"));
        failures++;
    }
    assert_true(failures > 100);
    sample_close(&s);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(every_page_has_four_faces),
        WITH_FOLDER(figures_agree),
        WITH_FOLDER(what_is_not_known_is_not_zero),
        WITH_FOLDER(findings_count),
        WITH_FOLDER(heat_table_shows_each_outcome),
        WITH_FOLDER(corridor_page_has_gates_and_domains),
        WITH_FOLDER(legs_stand_in_order_and_assumptions_are_marked),
        WITH_FOLDER(maps_come_with_a_note),
        WITH_FOLDER(missing_tables_leave_their_section_out),
        WITH_FOLDER(same_input_same_bytes),
        WITH_FOLDER(a_folder_that_cannot_be_written_is_an_error),
        WITH_FOLDER(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
