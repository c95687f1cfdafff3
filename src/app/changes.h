/* What differs between two cases, row by row, and a case with some of it swapped in.
 *
 * Knows cases by the schema; knows nothing of results. Ownership: changes and swapped cases point into both cases,
 * which outlive them; a swapped case is freed with lode_case_free. */
#ifndef LODE_APP_CHANGES_H
#define LODE_APP_CHANGES_H

#include "base/arena.h"
#include "io/schema.h"

typedef struct lode_change {
    const lode_layer *layer;
    long a, b;         /* rows in either case; -1: it has none */
    const char *key;   /* of the row */
    const char *cells; /* what differs: "usd 0.04 > 0.05", "row added", "row removed" */
} lode_change;

/* All of them, by layer in the order of the schema, then by key. *list lies in the arena. */
lode_status lode_case_changes(lode_arena *arena, const lode_case *a, const lode_case *b, lode_change **list, size_t *n,
                              lode_err *err);

/* The case a with some of its rows as they are in b. keep: ids of the occurrences that are wanted. NULL: out of memory.
 */
lode_case *lode_case_swapped(const lode_case *a, const lode_case *b, const lode_change *list, size_t n,
                             const char *const *keep, size_t n_keep);

#endif
