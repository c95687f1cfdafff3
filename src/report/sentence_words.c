/* Words and figures of sentences. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/format.h"
#include "report/sentence_i.h"
#include "report/view.h"

static void fill(lode_text *out, const char *words, const char *const *slots, size_t n)
{
    for (const char *c = words; *c; c++) {
        if (*c != '{') {
            lode_text_add_n(out, c, 1);
            continue;
        }
        size_t slot = (size_t)(c[1] - '1');
        lode_text_add(out, slot < n && slots[slot] ? slots[slot] : "");
        c += 2;
    }
}

void lode_report_i_speak(speech *s, phrase p, const char *const *words, size_t n)
{
    fill(&s->out, p.words[s->language], words, n);
}

static const char *kept(speech *s, lode_text *text)
{
    const char *copy = text->failed ? NULL : lode_arena_strdup(s->arena, lode_text_get(text));
    s->failed |= !copy;
    lode_text_free(text);
    return copy;
}

const char *lode_report_i_words(speech *s, phrase p, const char *const *words, size_t n)
{
    lode_text text = {0};
    fill(&text, p.words[s->language], words, n);
    return kept(s, &text);
}

/* ---- cells -------------------------------------------------------------------------------------------------- */

const char *lode_report_i_said(const speech *s, const char *column)
{
    const char *text = lode_table_text(s->table, s->row, column);
    return text && *text ? text : NULL;
}

double lode_report_i_told(const speech *s, const char *column)
{
    return lode_table_real(s->table, s->row, column);
}

int lode_report_i_says(const speech *s, const char *column, const char *word)
{
    const char *text = lode_report_i_said(s, column);
    return text && strcmp(text, word) == 0;
}

/* ---- figures ------------------------------------------------------------------------------------------------ */

/* Two or three digits are what people keep in mind: 294, 12, 3.8, 0.25. */
static int decimals_for(double value)
{
    double size = fabs(value);
    return size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2;
}

static void without_last_zeros(char *figure)
{
    char *end = figure + strlen(figure);
    if (!strchr(figure, '.'))
        return;
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

static const char *figure(speech *s, double value, int decimals)
{
    lode_text text = {0};
    lode_report_i_grouped(&text, value, decimals);
    if (text.data) {
        without_last_zeros(text.data);
        char *point = s->language == LODE_GERMAN ? strchr(text.data, '.') : NULL;
        if (point)
            *point = ',';
    }
    return kept(s, &text);
}

const char *lode_report_i_number(speech *s, double value)
{
    if (value != 0 && fabs(value) < 0.005)
        return WORDS(s, "less than {1}", "weniger als {1}", figure(s, 0.01, 2));
    return figure(s, value, decimals_for(value));
}

const char *lode_report_i_usd_t(speech *s, double value)
{
    return WORDS(s, "{1} USD/t", "{1} USD/t", lode_report_i_number(s, value));
}

const char *lode_report_i_percent(speech *s, double value)
{
    return WORDS(s, "{1} %", "{1} %", lode_report_i_number(s, value));
}

static int is_one(const char *number)
{
    return number && strcmp(number, "1") == 0;
}

const char *lode_report_i_time(speech *s, double hours)
{
    if (fabs(hours) >= 24) {
        const char *days = lode_report_i_number(s, hours / 24);
        return is_one(days) ? WORDS(s, "{1} day", "{1} Tag", days) : WORDS(s, "{1} days", "{1} Tage", days);
    }
    const char *number = figure(s, hours, fabs(hours) < 0.95 ? 1 : 0);
    return is_one(number) ? WORDS(s, "{1} hour", "{1} Stunde", number) : WORDS(s, "{1} hours", "{1} Stunden", number);
}

const char *lode_report_i_large(speech *s, double value)
{
    if (fabs(value) < 999500)
        return lode_report_i_number(s, value);
    return WORDS(s, "{1} million", "{1} Mio.", figure(s, value / 1e6, fabs(value) < 9.95e6 ? 1 : 0));
}

const char *lode_report_i_count(speech *s, double n, phrase one, phrase many)
{
    const char *number = figure(s, n, 0);
    return lode_report_i_words(s, is_one(number) ? one : many, &number, 1);
}

/* ---- lists -------------------------------------------------------------------------------------------------- */

enum { MOST_ITEMS = 64, MOST_NAMED = 4 };

typedef struct word_list {
    const char *items[MOST_ITEMS];
    size_t n;
} word_list;

/* A name that follows itself is said once: a border station that is a port too. */
static void add_word(speech *s, word_list *list, const char *word)
{
    s->failed |= !word;
    if (!word || list->n == MOST_ITEMS || (list->n && strcmp(list->items[list->n - 1], word) == 0))
        return;
    list->items[list->n++] = word;
}

static const char *join(speech *s, const word_list *list)
{
    lode_text text = {0};
    size_t shown = list->n <= MOST_NAMED ? list->n : MOST_NAMED - 1, rest = list->n - shown;
    if (!list->n)
        return NULL;
    for (size_t i = 0; i < shown; i++) {
        int last = i + 1 == shown && !rest;
        lode_text_add(&text, i == 0 ? "" : !last ? ", " : s->language == LODE_GERMAN ? " und " : " and ");
        lode_text_add(&text, list->items[i]);
    }
    if (rest)
        lode_text_addf(&text, s->language == LODE_GERMAN ? " und %zu weitere" : " and %zu more", rest);
    return kept(s, &text);
}

static int has_item(const char *list, const char *item, size_t length)
{
    size_t other_length;
    for (const char *other; list && (other = lode_report_i_item(&list, &other_length));)
        if (other_length == length && strncmp(other, item, length) == 0)
            return 1;
    return 0;
}

const char *lode_report_i_new_gates(speech *s, const char *list, const char *without)
{
    word_list words = {.n = 0};
    size_t length;
    for (const char *item; list && (item = lode_report_i_item(&list, &length));)
        if (!has_item(without, item, length))
            add_word(s, &words, lode_report_i_gate(s->arena, s->names, s->language, item, length));
    return join(s, &words);
}

const char *lode_report_i_gates(speech *s, const char *list)
{
    return lode_report_i_new_gates(s, list, NULL);
}

static int seen(const word_list *list, const char *word)
{
    for (size_t i = 0; word && i < list->n; i++)
        if (strcmp(list->items[i], word) == 0)
            return 1;
    return 0;
}

const char *lode_report_i_domains(speech *s, const char *list, const char *without, const char *without_too)
{
    word_list words = {.n = 0};
    size_t length;
    for (const char *item; list && (item = lode_report_i_item(&list, &length));) {
        if (has_item(without, item, length) || has_item(without_too, item, length))
            continue;
        const char *word = lode_report_i_domain(s->arena, s->names, s->language, LODE_OBJECT, item, length);
        if (!seen(&words, word))
            add_word(s, &words, word);
    }
    return join(s, &words);
}

/* ---- actors ------------------------------------------------------------------------------------------------- */

actor_set lode_report_i_actors(const speech *s, const char *joined)
{
    actor_set set = {.n = 0};
    while (joined && *joined && set.n < sizeof set.start / sizeof *set.start) {
        size_t length = lode_report_i_actor_length(s->names, joined);
        set.start[set.n] = joined;
        set.length[set.n++] = length;
        joined += length;
        while (*joined == '+')
            joined++;
    }
    return set;
}

const char *lode_report_i_actor_word(speech *s, lode_word_case part, const actor_set *set, size_t i)
{
    const char *word = lode_report_i_actor(s->arena, s->names, s->language, part, set->start[i], set->length[i]);
    s->failed |= !word;
    return word;
}

const char *lode_report_i_actor_words(speech *s, lode_word_case part, const actor_set *set)
{
    word_list words = {.n = 0};
    for (size_t i = 0; i < set->n; i++)
        add_word(s, &words, lode_report_i_actor_word(s, part, set, i));
    return join(s, &words);
}

const char *lode_report_i_targets(speech *s, const char *joined)
{
    actor_set set = lode_report_i_actors(s, joined);
    word_list words = {.n = 0};
    for (size_t i = 0; i < set.n; i++) {
        const char *colon = memchr(set.start[i], ':', set.length[i]), *id = colon ? colon + 1 : set.start[i];
        size_t length = set.length[i] - (size_t)(id - set.start[i]);
        int gate = lode_wording_find(s->names, s->language, LODE_NAME_GATE, id, length) != NULL;
        add_word(s, &words,
                 gate ? lode_report_i_gate(s->arena, s->names, s->language, id, length)
                      : lode_report_i_actor(s->arena, s->names, s->language, LODE_OBJECT, id, length));
    }
    return join(s, &words);
}
