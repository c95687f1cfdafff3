/* Rows of an output held against the meaning of their columns, without the code that made them: parts sum to totals,
 * legs chain and make their route, gates are those of the legs, and every cost and cut set is searched afresh by
 * src/core/plain.h. The first row that does not hold is appended to lies. */
#ifndef LODE_APP_RECHECK_H
#define LODE_APP_RECHECK_H

#include "app/output.h"
#include "app/session.h"

/* The layers of an output, as read; NULL where it has none. Rows of deposits are found by their keys. */
typedef struct lode_rows_read {
    const lode_table *routes, *legs, *dependency, *cut_sets;
} lode_rows_read;

/* What can be seen from the rows alone. */
lode_status lode_recheck_sums(const lode_rows_read *rows, lode_table *lies, lode_err *err);
/* Best ways, closures and cut sets, each searched plainly in the network of the session. */
lode_status lode_recheck_ways(lode_session *s, const lode_output *o, const lode_rows_read *rows, lode_table *lies,
                              lode_err *err);

#endif
