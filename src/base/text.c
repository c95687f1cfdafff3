#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

void lode_text_free(lode_text *t)
{
    free(t->data);
    *t = (lode_text){0};
}

static int reserve(lode_text *t, size_t more)
{
    if (t->failed)
        return 0;
    if (t->length + more + 1 <= t->capacity)
        return 1;
    size_t bigger = (t->length + more + 1) * 2;
    char *data = realloc(t->data, bigger);
    if (!data) {
        t->failed = 1;
        return 0;
    }
    t->data = data;
    t->capacity = bigger;
    return 1;
}

void lode_text_add_n(lode_text *t, const char *words, size_t length)
{
    if (!reserve(t, length))
        return;
    memcpy(t->data + t->length, words, length);
    t->length += length;
    t->data[t->length] = '\0';
}

void lode_text_add(lode_text *t, const char *words)
{
    lode_text_add_n(t, words, strlen(words));
}

void lode_text_addf(lode_text *t, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length >= 0 && reserve(t, (size_t)length)) {
        vsnprintf(t->data + t->length, (size_t)length + 1, format, again);
        t->length += (size_t)length;
    }
    va_end(again);
}

const char *lode_text_get(const lode_text *t)
{
    return t->data ? t->data : "";
}

static int is_separator(char c)
{
    return c == ';' || c == ',';
}

const char *lode_list_next(const char **cursor, size_t *length)
{
    const char *c = *cursor;
    if (!c)
        return NULL;
    while (*c && (is_separator(*c) || isspace((unsigned char)*c)))
        c++;
    if (!*c)
        return NULL;
    const char *start = c;
    while (*c && !is_separator(*c))
        c++;
    const char *end = c;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    *length = (size_t)(end - start);
    *cursor = c;
    return start;
}

int lode_same(const char *a, const char *b, size_t length)
{
    return strncmp(a, b, length) == 0 && a[length] == '\0';
}

int lode_list_has(const char *list, const char *item)
{
    size_t length;
    for (const char *word; (word = lode_list_next(&list, &length));)
        if (lode_same(item, word, length))
            return 1;
    return 0;
}

double lode_number(const char *text)
{
    if (!text)
        return NAN;
    while (isspace((unsigned char)*text))
        text++;
    if (!*text || !strpbrk(text, "0123456789") || strpbrk(text, "xXpPnN"))
        return NAN; /* hexadecimal, nan and inf are no figures of a case */
    char *end;
    double value = strtod(text, &end);
    while (isspace((unsigned char)*end))
        end++;
    return *end || !isfinite(value) ? NAN : value;
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

enum { LONGEST_WORD = 63 };

size_t lode_word_distance(const char *a, const char *b)
{
    size_t n = strnlen(a, LONGEST_WORD), m = strnlen(b, LONGEST_WORD);
    if (strcasecmp(a, b) == 0)
        return 0;
    if (n >= 3 && m >= 3 && (strcasestr(a, b) || strcasestr(b, a)))
        return 1;
    size_t row[LONGEST_WORD + 1];
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = diagonal + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
            diagonal = row[j];
            row[j] = min3(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[m];
}

void lode_near_words(lode_text *out, const char *wanted, const char *const *words, size_t n_words)
{
    size_t limit = strlen(wanted) / 3 + 1;
    const char *best[3] = {0};
    size_t distance[3] = {0};
    for (size_t i = 0; i < n_words; i++) {
        size_t d = lode_word_distance(wanted, words[i]);
        if (d > limit)
            continue;
        for (size_t k = 0; k < 3; k++) {
            if (best[k] && strcmp(best[k], words[i]) == 0)
                break;
            if (best[k] && distance[k] <= d)
                continue;
            memmove(best + k + 1, best + k, (2 - k) * sizeof *best);
            memmove(distance + k + 1, distance + k, (2 - k) * sizeof *distance);
            best[k] = words[i];
            distance[k] = d;
            break;
        }
    }
    for (size_t k = 0; k < 3 && best[k]; k++)
        lode_text_addf(out, "%s%s", k ? ", " : "", best[k]);
}

lode_status lode_fail_unknown(lode_err *err, const char *what, const char *name, const char *const *words,
                              size_t n_words, const char *advice)
{
    lode_text near = {0};
    if (words)
        lode_near_words(&near, name, words, n_words);
    lode_status status =
        lode_fail(err, LODE_USAGE, "Unknown %s \"%s\".%s%s%s %s", what, name, near.length ? " Did you mean: " : "",
                  lode_text_get(&near), near.length ? "?" : "", advice);
    lode_text_free(&near);
    return status;
}
