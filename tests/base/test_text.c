/* Growing text, lists, numbers and near words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void text_grows(void **state)
{
    (void)state;
    lode_text text = {0};
    assert_string_equal(lode_text_get(&text), "");
    lode_text_add(&text, "a");
    lode_text_add_n(&text, "bcd", 2);
    lode_text_addf(&text, "-%d%s", 12, "x");
    assert_string_equal(lode_text_get(&text), "abc-12x");
    assert_int_equal(text.length, 7);
    for (int i = 0; i < 5000; i++)
        lode_text_add(&text, "0123456789");
    assert_int_equal(text.length, 50007);
    assert_int_equal(strlen(lode_text_get(&text)), 50007);
    assert_false(text.failed);
    lode_text_free(&text);
    assert_true(text.data == NULL && text.length == 0 && text.capacity == 0);
}

static void a_failed_text_stays_as_it_is(void **state)
{
    (void)state;
    lode_text text = {0};
    lode_text_add(&text, "kept");
    text.failed = 1;
    lode_text_add(&text, "lost");
    lode_text_add_n(&text, "lost", 4);
    lode_text_addf(&text, "%s", "lost");
    assert_string_equal(lode_text_get(&text), "kept");
    lode_text_free(&text);
}

/* The items of a list, joined by '|'. */
static void items_of(const char *list, lode_text *out)
{
    size_t length;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        if (out->length)
            lode_text_add(out, "|");
        lode_text_add_n(out, item, length);
    }
}

static void assert_items(const char *list, const char *expected)
{
    lode_text out = {0};
    items_of(list, &out);
    assert_string_equal(lode_text_get(&out), expected);
    lode_text_free(&out);
}

static void lists(void **state)
{
    (void)state;
    assert_items("RUS;CHN", "RUS|CHN");
    assert_items("RUS,CHN;KAZ", "RUS|CHN|KAZ");
    assert_items("  RUS ; \tCHN\n", "RUS|CHN");
    assert_items(";;,RUS,,; ;", "RUS");
    assert_items("two words; x", "two words|x");
    assert_items("", "");
    assert_items(" ", "");
    assert_items(";", "");
    assert_items(NULL, "");
}

static void membership(void **state)
{
    (void)state;
    assert_true(lode_list_has("rail; road", "road"));
    assert_true(lode_list_has("rail", "rail"));
    assert_false(lode_list_has("rail; road", "roa"));
    assert_false(lode_list_has("rail; road", "roads"));
    assert_false(lode_list_has("rail;road", "rail;road"));
    assert_false(lode_list_has("rail", ""));
    assert_false(lode_list_has("", "rail"));
    assert_false(lode_list_has(NULL, "rail"));
}

static void sameness_of_a_piece(void **state)
{
    (void)state;
    assert_true(lode_same("rail", "rail;road", 4));
    assert_false(lode_same("rail", "rail;road", 3));
    assert_false(lode_same("rai", "rail", 4));
    assert_false(lode_same("Rail", "rail", 4));
    assert_true(lode_same("", "x", 0));
}

static void numbers_that_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},    {"-12.5", -12.5}, {"+3", 3},       {"1e5", 1e5}, {"1E-3", 1e-3},
                {" 7\t", 7}, {".5", 0.5},      {"5.", 5},       {"007", 7},   {"1435\r\n", 1435},
                {"-0.0", 0}, {"1e-400", 0},    {"1e308", 1e308}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!(lode_number(good[i].text) == good[i].value))
            fail_msg("\"%s\" is read as %g", good[i].text, lode_number(good[i].text));
}

static void texts_that_are_no_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      " ",
                                      "nan",
                                      "NaN",
                                      "nan(7)",
                                      "inf",
                                      "-INF",
                                      "infinity",
                                      "0x10",
                                      "0X1p3",
                                      "1,5",
                                      "1 5",
                                      "1.5.2",
                                      "12t",
                                      "1e400",
                                      "-1e999",
                                      "1e",
                                      "e5",
                                      "-",
                                      "+",
                                      ".",
                                      "--1",
                                      "1;2",
                                      "1_000",
                                      "1'000",
                                      "5 km",
                                      "\xc2\xa0"
                                      "5",
                                      "\xe2\x88\x92"
                                      "5",
                                      "1e+",
                                      "~5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!isnan(lode_number(bad[i])))
            fail_msg("\"%s\" is read as %g", bad[i], lode_number(bad[i]));
    assert_true(isnan(lode_number(NULL)));
}

static void distance_of_words(void **state)
{
    (void)state;
    assert_int_equal(lode_word_distance("kitten", "sitting"), 3);
    assert_int_equal(lode_word_distance("rail", "RAIL"), 0);
    assert_int_equal(lode_word_distance("rail", "rial"), 2);
    assert_int_equal(lode_word_distance("rail", "railway"), 1);
    assert_int_equal(lode_word_distance("way", "railway"), 1);
    assert_int_equal(lode_word_distance("abc", ""), 3);
    assert_int_equal(lode_word_distance("", "ab"), 2);
    assert_int_equal(lode_word_distance("", ""), 0);
    assert_int_equal(lode_word_distance("km", "kg"), 1);
    assert_int_equal(lode_word_distance("flaw", "lawn"), 2);
    assert_int_equal(lode_word_distance("lawn", "flaw"), 2);
}

static void words_longer_than_any_name(void **state)
{
    (void)state;
    char a[500], b[500];
    memset(a, 'a', sizeof a);
    memset(b, 'b', sizeof b);
    a[499] = b[499] = '\0';
    assert_int_equal(lode_word_distance(a, b), 63);
}

static void assert_near(const char *wanted, const char *const *words, size_t n, const char *expected)
{
    lode_text out = {0};
    lode_near_words(&out, wanted, words, n);
    assert_string_equal(lode_text_get(&out), expected);
    lode_text_free(&out);
}

static void near_words(void **state)
{
    (void)state;
    static const char *const words[] = {"zones", "occurrences", "rail", "road", "raid", "rain", "sail", "rail"};
    assert_near("rial", words, 4, "rail, road");
    assert_near("occurences", words, 8, "occurrences");
    assert_near("rail", words, 8, "rail, raid, rain");
    assert_near("xyzxyz", words, 8, "");
    assert_near("zones", words, 0, "");
}

/* The nearest come first, whatever their order in the list. */
static void near_words_in_order(void **state)
{
    (void)state;
    static const char *const words[] = {"abcdxxf", "abcdexf", "abcdefg", "abcxxxg"};
    assert_near("abcdefg", words, 4, "abcdefg, abcdexf, abcdxxf");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows),
        cmocka_unit_test(a_failed_text_stays_as_it_is),
        cmocka_unit_test(lists),
        cmocka_unit_test(membership),
        cmocka_unit_test(sameness_of_a_piece),
        cmocka_unit_test(numbers_that_are_read),
        cmocka_unit_test(texts_that_are_no_numbers),
        cmocka_unit_test(distance_of_words),
        cmocka_unit_test(words_longer_than_any_name),
        cmocka_unit_test(near_words),
        cmocka_unit_test(near_words_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
