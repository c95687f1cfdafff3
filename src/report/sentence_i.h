/* What the files of sentences share: a speaker, the words it puts together, and the layers it knows.
 *
 * Knows cells and names; knows nothing of markup. */
#ifndef LODE_REPORT_SENTENCE_I_H
#define LODE_REPORT_SENTENCE_I_H

#include "base/text.h"
#include "report/sentence.h"

typedef struct speech {
    lode_language language;
    const lode_wording *names;
    lode_arena *arena; /* words of this pass */
    const lode_table *table;
    size_t row;
    const lode_table *routes;  /* NULL: none to compare with */
    const size_t *route_order; /* rows of routes by id */
    const lode_sentence_main *main;
    lode_text out;
    int failed;
} speech;

/* A sentence in both languages, with {1} to {9} for the words that go into it. */
typedef struct phrase {
    const char *words[LODE_N_LANGUAGES];
} phrase;
#define PHRASE(english, german) ((phrase){{english, german}})

/* Adds the phrase with its words in. A word that is NULL (no memory) is an empty one. */
#define SAY(s, english, german, ...)                                                                                   \
    lode_report_i_speak(s, PHRASE(english, german), (const char *const[]){__VA_ARGS__}, LODE_N_WORDS(__VA_ARGS__))
#define LODE_N_WORDS(...) (sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void lode_report_i_speak(speech *s, phrase p, const char *const *words, size_t n);
/* The same as a text of its own. */
#define WORDS(s, english, german, ...)                                                                                 \
    lode_report_i_words(s, PHRASE(english, german), (const char *const[]){__VA_ARGS__}, LODE_N_WORDS(__VA_ARGS__))
const char *lode_report_i_words(speech *s, phrase p, const char *const *words, size_t n);

/* Cells of the row. */
const char *lode_report_i_said(const speech *s, const char *column); /* NULL where empty */
double lode_report_i_told(const speech *s, const char *column);      /* NaN where empty */
int lode_report_i_says(const speech *s, const char *column, const char *word);

/* Figures as people say them: "38 USD/t", "1.2 %", "3 days", "9 hours", "1.5 million". */
const char *lode_report_i_number(speech *s, double value);
const char *lode_report_i_usd_t(speech *s, double value);
const char *lode_report_i_percent(speech *s, double value);
const char *lode_report_i_time(speech *s, double hours);
const char *lode_report_i_large(speech *s, double value);
/* A count with its noun: "1 deposit", "5 deposits". */
const char *lode_report_i_count(speech *s, double n, phrase one, phrase many);

/* "Altynkol, Aktau and Poti"; "A, B, C and 4 more" where there are many; NULL for none. */
const char *lode_report_i_gates(speech *s, const char *list);
const char *lode_report_i_domains(speech *s, const char *list, const char *without, const char *without_too);
/* Those of list that are not in without. */
const char *lode_report_i_new_gates(speech *s, const char *list, const char *without);

/* The actors of a set, "RUS+AZE+GEO": at most 32. */
typedef struct actor_set {
    const char *start[32];
    size_t length[32], n;
} actor_set;
actor_set lode_report_i_actors(const speech *s, const char *joined);
const char *lode_report_i_actor_word(speech *s, lode_word_case part, const actor_set *set, size_t i);
/* "Russia, China and the Caspian". */
const char *lode_report_i_actor_words(speech *s, lode_word_case part, const actor_set *set);

/* Closures asked for, joined by '+': "RUS+crossing:dostyk-rail". */
const char *lode_report_i_targets(speech *s, const char *joined);

void lode_report_i_say_unreachable(speech *s);
/* A clause at the end of a sentence on a deposit: who can close every way. sets as in deposits.cut_sets. */
void lode_report_i_say_cut(speech *s, const char *cut_status, double smallest, const char *sets);

/* The layers. Each speaks of one row, or says nothing. */
void lode_report_i_say_deposit(speech *s);
void lode_report_i_say_dependency(speech *s);
void lode_report_i_say_cut_set(speech *s);
void lode_report_i_say_attribution(speech *s);
void lode_report_i_say_route(speech *s);
void lode_report_i_say_zone(speech *s);
void lode_report_i_say_calibration(speech *s);
void lode_report_i_say_chokepoint(speech *s);
void lode_report_i_say_corridor(speech *s);
void lode_report_i_say_country(speech *s);
void lode_report_i_say_risk(speech *s);
void lode_report_i_say_near(speech *s);

#endif
