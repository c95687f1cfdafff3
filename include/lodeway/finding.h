/* Findings: what is wrong or assumed in a case, each with where it is, what was expected and what to do.
 *
 * Each kind has a stable code. Ownership: a zeroed lode_findings is empty; lode_findings_free releases it. */
#ifndef LODEWAY_FINDING_H
#define LODEWAY_FINDING_H

#include <stddef.h>
#include <stdint.h>

#include "lodeway/status.h"

typedef enum lode_severity { LODE_NOTE, LODE_WARNING, LODE_ERROR } lode_severity;

typedef struct lode_finding {
    const struct lode_finding_kind *kind;
    char *layer, *id, *column, *value, *expected; /* NULL where it says nothing */
    int64_t fid;                                  /* -1 where it belongs to no row */
} lode_finding;

/* One row a kind of fault: src/base/finding.c. */
typedef struct lode_finding_kind {
    const char *code; /* LW-VAL-001 ... */
    lode_severity severity;
    const char *what;   /* the fault, a sentence without the values */
    const char *advice; /* what to do */
} lode_finding_kind;

typedef struct lode_findings {
    lode_finding *items;
    size_t n, capacity;
    int failed; /* out of memory: the list is not complete */
} lode_findings;

LODE_API extern const lode_finding_kind lode_finding_kinds[];
LODE_API extern const size_t lode_n_finding_kinds;

LODE_API void lode_findings_free(lode_findings *findings);
LODE_API size_t lode_findings_count(const lode_findings *findings, lode_severity severity);
/* The first faults in words, grouped by kind: five examples and a count each. Caller frees *text with free(). */
LODE_API lode_status lode_findings_text(const lode_findings *findings, lode_severity least, const char *file,
                                        char **text, lode_err *err);
LODE_API const char *lode_severity_name(lode_severity severity);

#endif
