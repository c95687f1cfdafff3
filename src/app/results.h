/* From answers to result rows: each function fills the columns of one layer. A new result column is one row in
 * src/core/columns.c and its line here. Knows sessions and tables; nothing of files. */
#ifndef LODE_APP_RESULTS_H
#define LODE_APP_RESULTS_H

#include "app/session.h"

/* The figures that the layers routes and route share. */
void lode_put_route_figures(lode_table *t, const lode_session *s, const lode_scenario *scenario,
                            const lode_shipment *shipment, const lode_route *route, int32_t own_domain);
/* The line of a route, drawn from its links, crossings and access legs. */
void lode_put_route_line(lode_table *t, const lode_session *s, const lode_origin *origin, const lode_route *route);
/* One row a step. */
void lode_put_legs(lode_table *t, const lode_session *s, const lode_origin *origin, const char *route_id,
                   const lode_route *route);
/* One row a domain. */
void lode_put_exposure(lode_table *t, const lode_session *s, const char *deposit, const char *destination,
                       const char *base, const lode_route *route, int32_t own_domain);

/* Longitude and latitude of the points of an access leg, and of the part of a road behind it: "87.1 48.2,87.3 48.4". */
void lode_start_text(const lode_session *s, const lode_origin *origin, const lode_route *route, lode_text *out);

/* Name of the corridor that a route follows: the one with the most items met; NULL where none. */
const char *lode_corridor_of(const lode_session *s, const lode_scenario *scenario, const lode_route *route,
                             int32_t own_domain);

/* The row of a link, or of a part of a road. */
const lode_link *lode_link_of(const lode_case *c, const lode_element *element);

double lode_usd(int64_t micro); /* NaN for LODE_NO_WAY */

#endif
