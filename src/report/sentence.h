/* One sentence a row, in English and German, made from the figures of the row (and of its kin in other layers).
 *
 * Knows the result columns of src/core/columns.c and how a figure is rounded for people; knows nothing of markup, files
 * or how a figure came about. What a row does not know is not spoken of: a row without figures has no sentence, and no
 * sentence ever holds a 0 that means "not known". */
#ifndef LODE_REPORT_SENTENCE_H
#define LODE_REPORT_SENTENCE_H

#include "lodeway/table.h"
#include "report/wording.h"

/* What the sentence of a deposit is about: prefix of its headline columns ("eu_open"), destination, base. */
typedef struct lode_sentence_main {
    const char *prefix, *destination, *base;
} lode_sentence_main;

/* Fills sentence_en and sentence_de in every one of the tables that has them and is known by its name. The other tables
 * (routes) serve to compare with. names and main may be NULL: then codes stand for themselves, deposits have no
 * sentence. NULL tables are passed over. */
lode_status lode_put_sentences(lode_table *const *tables, size_t n_tables, const lode_wording *names,
                               const lode_sentence_main *main, lode_err *err);

#endif
