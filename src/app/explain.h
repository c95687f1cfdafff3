/* A way unfolded: each leg's money, hours, buffer and CO2e as the parts that the formulas of MODEL M1, M2 and M11 add
 * up, with unit prices, sources and confidence; and the best way that was not taken, with why.
 *
 * Parts sum to G to the micro-dollar, or the functions fail. Knows sessions and routes; nothing of files. */
#ifndef LODE_APP_EXPLAIN_H
#define LODE_APP_EXPLAIN_H

#include "app/session.h"
#include "core/way.h"

/* Appends to a table of the layer explain: first v and r, then the parts leg by leg. */
lode_status lode_explain_parts(lode_table *t, const lode_session *s, const lode_scenario *scenario,
                               const lode_shipment *shipment, const lode_route *route, lode_err *err);

/* Appends to a table of the layer rejected: the best way that closures, season, modes or products shut, where it beats
 * the way taken (or there is none); and the best open way with other gates. */
lode_status lode_explain_rejected(lode_table *t, lode_oracle *oracle, const lode_origin *origin,
                                  const lode_target *targets, size_t n_targets, lode_objective objective,
                                  const lode_route *taken, lode_err *err);

/* For people: G and its parts, leg by leg, then the ways not taken. */
void lode_explain_text(const lode_table *legs, const lode_table *parts, const lode_table *rejected, lode_text *out);

#endif
