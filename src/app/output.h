/* An output of the job run, opened again: its results, what it was computed from, and what was asked.
 *
 * Knows provenance and where cases lie; knows nothing of what the results mean. Ownership: lode_output_open has exactly
 * one lode_output_close on the same struct, also after a failure. */
#ifndef LODE_APP_OUTPUT_H
#define LODE_APP_OUTPUT_H

#include "base/arena.h"
#include "io/result_read.h"
#include "lodeway/lodeway.h"

typedef struct lode_output {
    lode_arena *arena;
    const char *package; /* OUT/lodeway.gpkg */
    lode_results *results;
    lode_table *provenance;
    lode_config config; /* what the run was asked, its case included; strings lie in the arena */
    const char **bases; /* scenarios that it computed */
    size_t n_bases;
} lode_output;

/* folder: what was given to -o, or the file in it. case_path: where the case lies; NULL: where the run had it, or the
 * built-in one. LODE_BAD_INPUT where there is no output, another version made it (unless any will do), or the case is
 * not the one that it names. config of the output takes progress over from config. */
lode_status lode_output_open(lode_output *o, const char *folder, const char *case_path, int any_version,
                             const lode_config *config, lode_err *err);
void lode_output_close(lode_output *o);

/* A value of the provenance; NULL where the run recorded none. */
const char *lode_output_value(const lode_output *o, const char *key);

#endif
