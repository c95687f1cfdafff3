/* One catalogue of the words a reader sees, English and German: headings, column titles, words for codes.
 *
 * The English text is the key, as in gettext; src/base/words_de.h holds the pairs, one a line. A text that is not there
 * is its own translation. Texts may hold printf conversions; the German has the same ones (a test compares them). */
#ifndef LODE_BASE_WORDS_H
#define LODE_BASE_WORDS_H

#include <stddef.h>

typedef enum lode_language { LODE_ENGLISH, LODE_GERMAN, LODE_N_LANGUAGES } lode_language;

/* "en", "de"; anything else, and NULL, is English. */
lode_language lode_language_of(const char *code);

/* The text in a language. Never NULL unless english is; constant. */
const char *lode_word(lode_language language, const char *english) __attribute__((format_arg(2)));

/* The pairs themselves, for tests. */
typedef struct lode_word_pair {
    const char *english, *german;
} lode_word_pair;
extern const lode_word_pair lode_words[];
extern const size_t lode_n_words;

#endif
