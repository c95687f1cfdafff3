/* What the codes of result rows are called in a sentence, in English and in German: domains, actors, gates, markets,
 * corridors, destinations.
 *
 * Waters, canals and states whose names take an article are in a table here; all other names are given by the caller.
 * A code that nobody knows is its own name. Knows nothing of tables or of sentences.
 * Ownership: lode_wording_new has exactly one lode_wording_free; texts are copied. */
#ifndef LODE_REPORT_WORDING_H
#define LODE_REPORT_WORDING_H

#include "base/arena.h"
#include "base/words.h"

typedef enum lode_name_kind {
    LODE_NAME_DOMAIN,
    LODE_NAME_ACTOR, /* its names are its domains, parted by ';' */
    LODE_NAME_GATE,
    LODE_NAME_MARKET,
    LODE_NAME_CORRIDOR,
    LODE_N_NAME_KINDS
} lode_name_kind;

typedef struct lode_wording lode_wording;
lode_wording *lode_wording_new(void); /* NULL: out of memory */
void lode_wording_free(lode_wording *names);
/* A NULL id is passed over, a NULL German name is the English one. 0: out of memory. */
int lode_wording_add(lode_wording *names, lode_name_kind kind, const char *id, const char *english, const char *german);
/* Orders what was added; once, before the first question. */
void lode_wording_ready(lode_wording *names);

/* NULL where it was not added; names may be NULL. */
const char *lode_wording_find(const lode_wording *names, lode_language language, lode_name_kind kind, const char *id,
                              size_t length);

/* With the article that the language wants; German as the object of "ohne", "über" (accusative), or as the subject.
 * Texts are the arena's, or constant; NULL: out of memory. */
typedef enum lode_word_case { LODE_OBJECT, LODE_SUBJECT } lode_word_case;
const char *lode_report_i_domain(lode_arena *arena, const lode_wording *names, lode_language language,
                                 lode_word_case part, const char *code, size_t length);
/* An actor of several domains: "Türkiye/Bosporus". */
const char *lode_report_i_actor(lode_arena *arena, const lode_wording *names, lode_language language,
                                lode_word_case part, const char *actor, size_t length);
/* Where the next actor of a set ends, for names that themselves hold a '+': "AZE+GEO+RUS" begins with AZE+GEO. */
size_t lode_report_i_actor_length(const lode_wording *names, const char *set);
/* The station on the near side: "Zamyn-Uud" of "Zamyn-Uud / Erenhot (rail)". */
const char *lode_report_i_gate(lode_arena *arena, const lode_wording *names, lode_language language, const char *id,
                               size_t length);
/* A market by its id or its full name: "Hamburg" of "Hamburg port". */
const char *lode_report_i_market(lode_arena *arena, const lode_wording *names, lode_language language, const char *id);
/* "to the EU", "in die EU". */
const char *lode_report_i_whither(lode_arena *arena, const lode_wording *names, lode_language language, const char *id);

#endif
