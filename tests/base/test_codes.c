/* Words for codes, and German for every code, column title, unit and layer title. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/codes.h"
#include "core/columns.h"

static const char *words(lode_language language, const char *layer, const char *column, const char *code)
{
    return lode_code_words(language, lode_vocabulary(layer, column), code, strlen(code));
}

static void knows_the_vocabulary_of_a_column(void **state)
{
    (void)state;
    assert_string_equal(lode_vocabulary("deposits", "status"), "status/project");
    assert_string_equal(lode_vocabulary("deposits", "eu_open_status"), "status");
    assert_string_equal(lode_vocabulary("deposits", "eu_eu_2025_cut_status"), "status/cut");
    assert_string_equal(lode_vocabulary("deposits", "all_open_cut_status_no_overflight"), "status/cut");
    assert_string_equal(lode_vocabulary("deposits", "eu_open_rus_status"), "status");
    assert_string_equal(lode_vocabulary("routes", "modes"), "mode");
    assert_string_equal(lode_vocabulary(NULL, "status"), "status");
    assert_null(lode_vocabulary("deposits", "name"));
    assert_null(lode_vocabulary("routes", "eu_open_status"));
}

static void says_codes_in_both_languages(void **state)
{
    (void)state;
    assert_string_equal(words(LODE_ENGLISH, "deposits", "eu_open_cut_status", "free_way"), "free way");
    assert_string_equal(words(LODE_GERMAN, "deposits", "eu_open_cut_status", "free_way"), "freier Weg");
    assert_string_equal(words(LODE_GERMAN, "deposits", "status", "mine"), "Bergwerk in Betrieb");
    assert_string_equal(words(LODE_GERMAN, "legs", "kind", "access"), "Anschlussweg");
    assert_string_equal(words(LODE_GERMAN, "zone_statistics", "kind", "belt"), "Gürtel");
    /* one family stands in for another: the pages mix them */
    assert_string_equal(words(LODE_ENGLISH, "headlines", "status", "k_unknown"), "K unknown");
    assert_string_equal(words(LODE_ENGLISH, "anything", "kind", "passage"), "strait or canal");
    assert_null(words(LODE_ENGLISH, "legs", "kind", "belongs nowhere"));
    assert_null(words(LODE_ENGLISH, "legs", "name", "road"));
    /* of a list only as many bytes as the item has */
    assert_string_equal(lode_code_words(LODE_GERMAN, "mode", "rail>sea", 4), "Bahn");
}

static int in_catalogue(const char *english)
{
    for (size_t i = 0; i < lode_n_words; i++)
        if (strcmp(lode_words[i].english, english) == 0)
            return 1;
    return 0;
}

static void has_german_for_every_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_codes; i++) {
        if (!in_catalogue(lode_codes[i].words))
            fail_msg("no German for %s (%s)", lode_codes[i].words, lode_codes[i].code);
        for (size_t k = 0; k < i; k++)
            if (strcmp(lode_codes[i].vocabulary, lode_codes[k].vocabulary) == 0 &&
                strcmp(lode_codes[i].code, lode_codes[k].code) == 0)
                fail_msg("twice: %s in %s", lode_codes[i].code, lode_codes[i].vocabulary);
    }
}

/* Units of letters only that are no sign of a quantity. */
static int is_word_unit(const char *unit)
{
    return strcmp(unit, "routes") == 0 || strcmp(unit, "deg") == 0 || strstr(unit, "TREO") != NULL;
}

static void check_columns(const lode_column *columns)
{
    for (; columns && columns->name; columns++) {
        if (!in_catalogue(columns->heading))
            fail_msg("no German for the title of %s: %s", columns->name, columns->heading);
        if (is_word_unit(columns->unit) && !in_catalogue(columns->unit))
            fail_msg("no German for the unit of %s: %s", columns->name, columns->unit);
    }
}

static void has_german_for_every_title(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_result_layers; i++) {
        if (!in_catalogue(lode_result_layers[i].title))
            fail_msg("no German for the layer %s", lode_result_layers[i].title);
        check_columns(lode_result_layers[i].columns);
        check_columns(lode_result_layers[i].headlines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_vocabulary_of_a_column),
        cmocka_unit_test(says_codes_in_both_languages),
        cmocka_unit_test(has_german_for_every_code),
        cmocka_unit_test(has_german_for_every_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
