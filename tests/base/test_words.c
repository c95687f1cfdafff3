/* The catalogue of words: each key once, no empty translation, the same conversions in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/words.h"

static void finds_german(void **state)
{
    (void)state;
    assert_string_equal(lode_word(LODE_GERMAN, "Corridor"), "Korridor");
    assert_string_equal(lode_word(LODE_ENGLISH, "Corridor"), "Corridor");
    assert_string_equal(lode_word(LODE_GERMAN, "of no catalogue"), "of no catalogue");
    assert_null(lode_word(LODE_GERMAN, NULL));
    assert_int_equal(lode_language_of("de"), LODE_GERMAN);
    assert_int_equal(lode_language_of(NULL), LODE_ENGLISH);
}

static void holds_each_key_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_words; i++) {
        assert_true(*lode_words[i].english && *lode_words[i].german);
        for (size_t j = 0; j < i; j++)
            if (strcmp(lode_words[i].english, lode_words[j].english) == 0)
                fail_msg("twice: %s", lode_words[i].english);
    }
}

/* The conversions of a printf text in order: "%s %.1f %%" is "sf%". */
static void conversions(const char *text, char *out, size_t size)
{
    size_t n = 0;
    for (const char *c = text; *c; c++)
        if (*c == '%') {
            c += 1 + strspn(c + 1, "0123456789.*-+ #'lzjh");
            assert_true(*c && n + 1 < size);
            out[n++] = *c;
        }
    out[n] = '\0';
}

static void keeps_conversions(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_words; i++) {
        char english[32], german[32];
        if (strstr(lode_words[i].english, "% ") || strstr(lode_words[i].english, "%)"))
            continue; /* a per cent sign of a text that is never a format */
        conversions(lode_words[i].english, english, sizeof english);
        conversions(lode_words[i].german, german, sizeof german);
        if (strcmp(english, german) != 0)
            fail_msg("%s: %s, %s", lode_words[i].english, english, german);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_german),
        cmocka_unit_test(holds_each_key_once),
        cmocka_unit_test(keeps_conversions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
