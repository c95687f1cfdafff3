/* Sentences of result rows with the names of a case. Knows sessions and tables; nothing of how a sentence is built. */
#ifndef LODE_APP_SENTENCES_H
#define LODE_APP_SENTENCES_H

#include "app/session.h"
#include "report/sentence.h"

/* Fills the columns of sentences in all tables that have them; main may be NULL (no sentences on deposits). */
lode_status lode_session_sentences(const lode_session *s, lode_table *const *tables, size_t n_tables,
                                   const lode_sentence_main *main, lode_err *err);

/* What the codes of the case are called. The caller frees it; NULL: out of memory. */
lode_wording *lode_session_wording(const lode_session *s);

/* The column of sentences in the language that the config asks for. */
const char *lode_sentence_column(const lode_config *config);

#endif
