/* Growing text, lists in a text, and words near a mistyped one. Knows nothing of what the words mean.
 *
 * Ownership: a zeroed lode_text is empty; lode_text_free releases it. */
#ifndef LODE_BASE_TEXT_H
#define LODE_BASE_TEXT_H

#include <stddef.h>

#include "lodeway/status.h"

typedef struct lode_text {
    char *data; /* NUL-terminated; NULL while empty */
    size_t length, capacity;
    int failed; /* out of memory: later calls do nothing */
} lode_text;

void lode_text_free(lode_text *text);
void lode_text_add(lode_text *text, const char *words);
void lode_text_add_n(lode_text *text, const char *words, size_t length);
void lode_text_addf(lode_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *lode_text_get(const lode_text *text); /* "" while empty */

/* Walks the items of a list parted by ';' or ','; *cursor starts at the list. Returns the item's start and length
 * without white space around it, NULL at the end. Empty items are skipped. A NULL list has no items. */
const char *lode_list_next(const char **cursor, size_t *length);
int lode_list_has(const char *list, const char *item);

/* 1 where a equals the first length bytes of b. */
int lode_same(const char *a, const char *b, size_t length);

/* A number as text, whole or nothing: NaN unless all of text is one finite decimal number. */
double lode_number(const char *text);

/* Edits (insert, delete, replace) between two words, ASCII case ignored; a prefix or a part of the other is near too.
 */
size_t lode_word_distance(const char *a, const char *b);
/* Up to 3 of the words nearest to wanted, joined by ", "; "" where none is near. */
void lode_near_words(lode_text *out, const char *wanted, const char *const *words, size_t n_words);

/* LODE_USAGE: nothing is called so; names those that are near, then the advice. */
lode_status lode_fail_unknown(lode_err *err, const char *what, const char *name, const char *const *words,
                              size_t n_words, const char *advice);

#endif
