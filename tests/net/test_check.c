/* Every fault that only shows across rows has its code, its place and its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder_case.h"

/* A line added to the base case, and the finding that it must raise. */
static const struct {
    const char *layer, *line, *code, *id, *column, *value;
} faults[] = {
    {"rail", "bad,mine,nowhere,ORI,100,test,high,1520", "LW-REF-001", "bad", "to_place", "nowhere"},
    {"road", "bad,nowhere,mine,ORI,100,test,high", "LW-REF-001", "bad", "from_place", "nowhere"},
    {"crossings", "bad,B,mine,nowhere,road,,,test,high,1,1", "LW-REF-001", "bad", "place_b", "nowhere"},
    {"crossings", "bad,B,nowhere,mine,road,,,test,high,1,1", "LW-REF-001", "bad", "place_a", "nowhere"},
    {"crossings", "bad,B,ori_e,rus_w,road,,,test,high,1,1,,,,,,,,,oar", "LW-REF-001", "bad", "closed_products", "oar"},
    {"terminals", "bad,nowhere,railhead,rail,1,1,test,high", "LW-REF-001", "bad", "place", "nowhere"},
    {"terminals", "bad,mine,railhead,rail,1,1,test,high,open,oar", "LW-REF-001", "bad", "closed_products", "oar"},
    {"markets", "bad,nowhere,Bad", "LW-REF-001", "bad", "place", "nowhere"},
    {"markets", "bad,mine,Bad,,oar", "LW-REF-001", "bad", "product", "oar"},
    {"plants", "bad,nowhere,Bad,1", "LW-REF-001", "bad", "place", "nowhere"},
    {"occurrences", "bad,Bad,ORI,deposit,0,0,oar", "LW-REF-001", "bad", "product", "oar"},
    {"occurrences", "bad,Bad,XXX,deposit,0,0,ore", "LW-REF-002", "bad", "country", "XXX"},
    {"actors", "bad,RUS;XXX", "LW-REF-003", "bad", "domains", "XXX"},
    {"rail", "bad,mine,rus_w,ORI,300,test,high,1520", "LW-NET-001", "bad", "to_place", "RUS"},
    {"road", "bad,rus_w,mine,ORI,300,test,high", "LW-NET-001", "bad", "from_place", "RUS"},
    {"sea", "bad,mine,mkt_p,OCEAN,1500,test,high", "LW-NET-002", "bad", "from_place", "mine"},
    {"air", "bad,sou_p,rus_w,AIR,1500,test,high,RUS", "LW-NET-002", "bad", "to_place", "rus_w"},
    {"rail", "bad,mine,ori_e,ORI,200,test,high", "LW-NET-003", "bad", "gauge_mm", NULL},
    {"crossings", "bad,B,ori_e,rus_w,rail,,1520,test,high,1,1", "LW-NET-003", "bad", "gauge_a_mm", NULL},
    {"crossings", "bad,B,ori_e,rus_w,rail,1520,,test,high,1,1", "LW-NET-003", "bad", "gauge_b_mm", NULL},
    {"crossings", "bad,B,mine,ori_e,road,,,test,high,1,1", "LW-NET-004", "bad", "place_b", "ORI"},
    {"occurrences", "bad,Bad,ORI,deposit,0,0", "LW-NET-013", "bad", "product", NULL},
    {"rail", "bad,mine,ori_e,ORI,100,test,high,1520", "LW-GEO-007", "bad", "length_km", "100"},
    {"occurrences", "bad,Bad,ORI,deposit,2,0,ore", "LW-GEO-008", "bad", "country", "ORI"},
    {"parameters", "annual_rate,5", "LW-PAR-001", "annual_rate", "value", "annual_rate"},
    {"parameters", "annual_rate_pct,-5", "LW-PAR-002", "annual_rate_pct", "value", "-5"},
    {"parameters", "annual_rate_pct,dear", "LW-PAR-002", "annual_rate_pct", "value", "dear"},
    {"parameters", "annual_rate_pct,nan", "LW-PAR-002", "annual_rate_pct", "value", "nan"},
    {"tariffs", "rail,*,0.05,25", "LW-TAR-002", "*", "usd", "0.05"},
    {"tariffs",
     "rail,ORI,1\nrail,ORI,2\nrail,ORI,3\nrail,ORI,4\nrail,ORI,5\nrail,ORI,6\nrail,ORI,7\nrail,ORI,8\nrail,ORI,9\n"
     "rail,ORI,10\nrail,ORI,11\nrail,ORI,12\nrail,ORI,13\nrail,ORI,14\nrail,ORI,15\nrail,ORI,16\nrail,ORI,17",
     "LW-TAR-001", "ORI", "domain", "rail"},
    {"terminals", "bad,mine,railhead,rial,1,1,test,high", "LW-VAL-004", "bad", "modes", "rial"},
    {"terminals", "bad,mine,railhead,road1520,1,1,test,high", "LW-VAL-004", "bad", "modes", "road1520"},
    {"rail", "bad,mine,ori_e,ORI,200,,high,1520", "LW-VAL-007", "bad", "source", NULL},
    {"crossings", "bad,B,ori_e,rus_w,road,,,test,,1,1", "LW-VAL-007", "bad", "confidence", NULL},
};

static int same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static int raised(const folder_case *f, size_t row)
{
    int n = 0;
    for (size_t i = 0; i < f->findings.n; i++) {
        const lode_finding *have = &f->findings.items[i];
        n += same(have->kind->code, faults[row].code) && same(have->layer, faults[row].layer) &&
             same(have->id, faults[row].id) && same(have->column, faults[row].column) &&
             same(have->value, faults[row].value) && have->fid >= 0;
    }
    return n;
}

static void each_fault_is_named(void **state)
{
    (void)state;
    for (size_t row = 0; row < sizeof faults / sizeof *faults; row++) {
        folder_case f;
        folder_case_start(&f);
        folder_case_add(&f, faults[row].layer, faults[row].line);
        folder_case_read(&f);
        if (raised(&f, row) != 1) {
            char *text = NULL;
            lode_findings_text(&f.findings, LODE_NOTE, "case", &text, NULL);
            fail_msg("%s: \"%s\" should raise %s once: %s", faults[row].layer, faults[row].line, faults[row].code,
                     text);
        }
        assert_int_equal(f.n != NULL, lode_findings_count(&f.findings, LODE_ERROR) == 0);
        folder_case_drop(&f);
    }
}

static void sound_case_has_no_findings(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    for (size_t i = 0; i < f.findings.n; i++)
        if (f.findings.items[i].kind->severity > LODE_NOTE)
            fail_msg("%s %s %s", f.findings.items[i].kind->code, f.findings.items[i].layer, f.findings.items[i].id);
    assert_non_null(f.n);
    folder_case_drop(&f);
}

static void twelve_actors_at_most(void **state)
{
    (void)state;
    for (int more = 9; more <= 10; more++) { /* beside the three of the base case */
        folder_case f;
        folder_case_start(&f);
        for (int i = 0; i < more; i++) {
            char line[40];
            snprintf(line, sizeof line, "more%d,RUS", i);
            folder_case_add(&f, "actors", line);
        }
        folder_case_read(&f);
        assert_int_equal(folder_case_found(&f, "LW-ACT-001"), more == 10);
        folder_case_drop(&f);
    }
}

/* What is near the rule but keeps to it. */
static void nothing_is_found_that_is_not_there(void **state)
{
    static const struct {
        const char *layer, *line, *code;
    } rows[] = {{"sea", "mid,sou_p,mkt_p,OCEAN,1500,test,high,STRAIT", "LW-NET-002"},
                {"rail", "mid,mine,ori_e,ORI,109,test,high,1520", "LW-GEO-007"},
                {"occurrences", "mid,Mid,ORI,deposit,1.14,0,ore", "LW-GEO-008"}, /* 4.5 km outside: an outline */
                {"parameters", "annual_rate_pct,0", "LW-PAR-002"},
                {"crossings", "mid,M,ori_e,rus_w,road,,,test,high,1,1", "LW-NET-003"},
                {"terminals", "mid,mine,railhead,rail1520;rail1435,1,1,test,high", "LW-VAL-004"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        folder_case f;
        folder_case_start(&f);
        folder_case_add(&f, rows[i].layer, rows[i].line);
        folder_case_read(&f);
        if (folder_case_found(&f, rows[i].code))
            fail_msg("\"%s\" should not raise %s", rows[i].line, rows[i].code);
        folder_case_drop(&f);
    }
}

/* The tolerance is a parameter of the case, for access legs and for positions alike. */
static void tolerance_of_positions_is_that_of_the_case(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "parameters", "border_tolerance_km,50");
    folder_case_add(&f, "occurrences", "out,Out,ORI,deposit,1.3,0,ore"); /* 22 km outside */
    folder_case_read(&f);
    assert_int_equal(folder_case_found(&f, "LW-GEO-008"), 0);
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_case_has_no_findings),
        cmocka_unit_test(each_fault_is_named),
        cmocka_unit_test(twelve_actors_at_most),
        cmocka_unit_test(nothing_is_found_that_is_not_there),
        cmocka_unit_test(tolerance_of_positions_is_that_of_the_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
