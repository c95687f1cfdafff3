/* The catalogue: English, German. Each English text once; a file a room of the program. */
/* clang-format off */
/* report/report.c */
{"Method, data quality and provenance", "Methode, Datenqualität und Herkunft"},
{"Ways out: deposits, corridors and who can close them", "Wege zum Markt: Lagerstätten, Korridore und wer sie sperren kann"},
#include "base/words_de_codes.h"
#include "base/words_de_columns.h"
#include "base/words_de_pages.h"
#include "base/words_de_texts.h"
#include "base/words_de_documents.h"
#include "base/words_de_corridors.h"
#include "base/words_de_explore.h"
#include "base/words_de_qgis.h"
    /* clang-format on */
