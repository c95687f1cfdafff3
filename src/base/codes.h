/* Words for the codes that results hold (status, kinds, modes, verdicts), English and German.
 *
 * Codes stay in GeoPackage, JSON and CSV; readers of a page, and value maps of QGIS, see the words. A vocabulary is a
 * set of codes that belong together: "mode", "status/cut"; what stands before the '/' is its family, and a column that
 * mixes vocabularies has the family alone. Knows words and the names of columns; knows nothing of tables. */
#ifndef LODE_BASE_CODES_H
#define LODE_BASE_CODES_H

#include <stddef.h>

#include "base/words.h"

typedef struct lode_code {
    const char *vocabulary, *code, *words; /* words: English, a key of the catalogue */
} lode_code;

/* Grouped by vocabulary, in the order a reader would list them. */
extern const lode_code lode_codes[];
extern const size_t lode_n_codes;

/* The vocabulary of a column of a layer of results or of the case, headline columns with their prefix too
 * ("eu_open_cut_status"). NULL: its cells are figures, names or free text. "text": its cells are English words
 * that the catalogue may know, and have no code. "number": its cells are figures although they are stored as text. */
const char *lode_vocabulary(const char *layer, const char *column);

/* The words for a code of length bytes in a vocabulary or in its family; NULL where it has none. */
const char *lode_code_words(lode_language language, const char *vocabulary, const char *code, size_t length);

#endif
