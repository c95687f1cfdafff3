#include "base/words.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

const lode_word_pair lode_words[] = {
#include "base/words_de.h"
};
const size_t lode_n_words = sizeof lode_words / sizeof *lode_words;

static const lode_word_pair *sorted[sizeof lode_words / sizeof *lode_words];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int by_english(const void *a, const void *b)
{
    return strcmp((*(const lode_word_pair *const *)a)->english, (*(const lode_word_pair *const *)b)->english);
}

static void sort_words(void)
{
    for (size_t i = 0; i < lode_n_words; i++)
        sorted[i] = &lode_words[i];
    qsort(sorted, lode_n_words, sizeof *sorted, by_english);
}

lode_language lode_language_of(const char *code)
{
    return code && strcmp(code, "de") == 0 ? LODE_GERMAN : LODE_ENGLISH;
}

const char *lode_word(lode_language language, const char *english)
{
    if (language == LODE_ENGLISH || !english)
        return english;
    pthread_once(&once, sort_words);
    lode_word_pair key = {english, NULL};
    const lode_word_pair *wanted = &key;
    const lode_word_pair **found = bsearch(&wanted, sorted, lode_n_words, sizeof *sorted, by_english);
    return found ? (*found)->german : english;
}
