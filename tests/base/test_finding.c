/* Findings: one meaning a code, grouped text with five examples and a count, and memory that runs out. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/finding.h"

static int is_code(const char *code)
{
    return strlen(code) == 10 && strncmp(code, "LW-", 3) == 0 && code[6] == '-' && isdigit(code[7]) &&
           isdigit(code[8]) && isdigit(code[9]);
}

static void codes_are_unique_and_explained(void **state)
{
    (void)state;
    assert_true(lode_n_finding_kinds > 30);
    for (size_t i = 0; i < lode_n_finding_kinds; i++) {
        const lode_finding_kind *kind = &lode_finding_kinds[i];
        if (!is_code(kind->code))
            fail_msg("%s is no code", kind->code);
        assert_true(strlen(kind->what) > 8 && strlen(kind->advice) > 6);
        assert_true(kind->advice[strlen(kind->advice) - 1] == '.');
        assert_true(kind->what[strlen(kind->what) - 1] != '.');
        for (size_t k = 0; k < i; k++)
            if (strcmp(kind->code, lode_finding_kinds[k].code) == 0)
                fail_msg("%s is used twice", kind->code);
    }
}

static void names_of_severities(void **state)
{
    (void)state;
    assert_string_equal(lode_severity_name(LODE_NOTE), "note");
    assert_string_equal(lode_severity_name(LODE_WARNING), "warning");
    assert_string_equal(lode_severity_name(LODE_ERROR), "error");
}

static size_t occurrences(const char *text, const char *word)
{
    size_t n = 0;
    for (; (text = strstr(text, word)); text++)
        n++;
    return n;
}

static void add_some(lode_findings *f)
{
    for (int i = 1; i <= 7; i++)
        lode_found_number(f, "LW-VAL-003", (lode_where){"rail", i, "r", "gauge_mm"}, 15200 + i, "500 to 2000 mm");
    lode_found(f, "LW-LAY-002", (lode_where){"zones", -1, NULL, NULL}, NULL, "rows");
    lode_found(f, "LW-LAY-004", (lode_where){"notes", -1, NULL, NULL}, NULL, NULL);
    lode_found(f, "LW-VAL-003", (lode_where){NULL, -1, NULL, NULL}, "9", NULL);
}

static void items_hold_copies(void **state)
{
    (void)state;
    char value[] = "abc";
    lode_findings f = {0};
    lode_found(&f, "LW-VAL-002", (lode_where){"rail", 3, "r1", "gauge_mm"}, value, "a finite number");
    value[0] = 'X';
    assert_int_equal(f.n, 1);
    assert_string_equal(f.items[0].kind->code, "LW-VAL-002");
    assert_string_equal(f.items[0].value, "abc");
    assert_string_equal(f.items[0].layer, "rail");
    assert_string_equal(f.items[0].id, "r1");
    assert_string_equal(f.items[0].column, "gauge_mm");
    assert_string_equal(f.items[0].expected, "a finite number");
    assert_int_equal(f.items[0].fid, 3);
    lode_findings_free(&f);
    assert_true(f.items == NULL && f.n == 0);
}

static void counts_by_severity(void **state)
{
    (void)state;
    lode_findings f = {0};
    add_some(&f);
    assert_int_equal(lode_findings_count(&f, LODE_ERROR), 8);
    assert_int_equal(lode_findings_count(&f, LODE_WARNING), 1);
    assert_int_equal(lode_findings_count(&f, LODE_NOTE), 1);
    lode_findings_free(&f);
}

static void text_groups_and_stops_at_five(void **state)
{
    (void)state;
    lode_findings f = {0};
    char *text = NULL;
    add_some(&f);
    assert_int_equal(lode_findings_text(&f, LODE_NOTE, "x.gpkg", &text, NULL), LODE_OK);
    assert_int_equal(occurrences(text, "error LW-VAL-003: A number is outside its range (8)\n  in x.gpkg:\n"), 1);
    assert_int_equal(occurrences(text, "    rail fid "), 5);
    assert_non_null(strstr(text, "    rail fid 1 (r), gauge_mm = \"15201\": expected 500 to 2000 mm\n"));
    assert_int_equal(occurrences(text, "... and 3 more\n"), 1);
    assert_int_equal(occurrences(text, "more\n"), 1);
    assert_int_equal(occurrences(text, "what to do: Check the value and its unit.\n"), 1);
    assert_true(strstr(text, "LW-VAL-003") < strstr(text, "LW-LAY-002"));
    assert_true(strstr(text, "LW-LAY-002") < strstr(text, "LW-LAY-004"));
    free(text);
    lode_findings_free(&f);
}

static void text_from_a_severity_on(void **state)
{
    (void)state;
    lode_findings f = {0};
    char *text = NULL;
    add_some(&f);
    assert_int_equal(lode_findings_text(&f, LODE_WARNING, "x", &text, NULL), LODE_OK);
    assert_non_null(strstr(text, "LW-LAY-002"));
    assert_null(strstr(text, "LW-LAY-004"));
    free(text);
    lode_findings_free(&f);
}

static void text_of_exactly_five_and_of_none(void **state)
{
    (void)state;
    lode_findings f = {0};
    char *text = NULL;
    assert_int_equal(lode_findings_text(&f, LODE_NOTE, "x", &text, NULL), LODE_OK);
    assert_string_equal(text, "");
    free(text);
    for (int i = 0; i < 5; i++)
        lode_found(&f, "LW-VAL-001", (lode_where){NULL, -1, NULL, NULL}, NULL, NULL);
    assert_int_equal(lode_findings_text(&f, LODE_NOTE, "x", &text, NULL), LODE_OK);
    assert_int_equal(occurrences(text, "    case\n"), 5);
    assert_null(strstr(text, "more"));
    free(text);
    lode_findings_free(&f);
}

/* A cut must not leave half a letter: the text goes into JSON and HTML. */
static void long_values_are_cut_between_letters(void **state)
{
    (void)state;
    char value[301];
    lode_findings f = {0};
    for (size_t i = 1; i < 300; i += 2)
        memcpy(value + i, "\xc3\xa4", 2); /* ä */
    value[0] = 'x';
    value[299] = '\0';
    lode_found(&f, "LW-VAL-004", (lode_where){"zones", 1, NULL, "kind"}, value, NULL);
    size_t length = strlen(f.items[0].value);
    assert_true(length <= 130);
    assert_memory_equal(f.items[0].value, value, length < 100 ? length : 100);
    assert_int_equal((unsigned char)f.items[0].value[length - 1], 0xa4);
    lode_findings_free(&f);
}

/* Only the list of items goes through the counted allocations: 16, 32 and 64 items. */
static void each_allocation_fails_in_turn(void **state)
{
    (void)state;
    for (long failing = 0; failing < 4; failing++) {
        lode_findings f = {0};
        lode_err err = {0};
        char *text = NULL;
        lode_alloc_fail_after = failing;
        for (int i = 0; i < 40; i++)
            lode_found(&f, "LW-VAL-001", (lode_where){"rail", i, "r", "id"}, "v", "e");
        lode_alloc_fail_after = -1;
        assert_int_equal(f.failed, failing < 3);
        lode_status status = lode_findings_text(&f, LODE_NOTE, "x", &text, &err);
        assert_int_equal(status, failing < 3 ? LODE_IO : LODE_OK);
        assert_true(failing < 3 ? strstr(err.message, "memory") != NULL : text != NULL);
        free(text);
        lode_findings_free(&f);
    }
}

static void errors_keep_the_first_fault(void **state)
{
    (void)state;
    lode_err err = {0};
    assert_int_equal(lode_fail(&err, LODE_BAD_INPUT, "first %d", 1), LODE_BAD_INPUT);
    assert_int_equal(lode_fail(&err, LODE_IO, "second"), LODE_IO);
    assert_int_equal(err.status, LODE_BAD_INPUT);
    assert_string_equal(err.message, "first 1");
    assert_int_equal(lode_fail_memory(NULL), LODE_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_unique_and_explained),
        cmocka_unit_test(names_of_severities),
        cmocka_unit_test(items_hold_copies),
        cmocka_unit_test(counts_by_severity),
        cmocka_unit_test(text_groups_and_stops_at_five),
        cmocka_unit_test(text_from_a_severity_on),
        cmocka_unit_test(text_of_exactly_five_and_of_none),
        cmocka_unit_test(long_values_are_cut_between_letters),
        cmocka_unit_test(each_allocation_fails_in_turn),
        cmocka_unit_test(errors_keep_the_first_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
