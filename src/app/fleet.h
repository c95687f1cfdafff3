/* All deposits of a case on their way to one destination under one scenario, with an oracle a kind of shipment: what
 * the measures of the whole network start from. Knows sessions and oracles; nothing of result layers. */
#ifndef LODE_APP_FLEET_H
#define LODE_APP_FLEET_H

#include "app/session.h"
#include "core/chokepoint.h"
#include "core/way.h"

typedef struct lode_fleet {
    const lode_session *s;
    const lode_scenario *scenario;
    const lode_destination *destination;
    size_t n;            /* occurrences of the case, in its order */
    size_t *order;       /* their numbers by id: sums go by it, so that they do not depend on the order of rows */
    lode_shipper *ships; /* output NaN where nothing is shipped */
    uint8_t *notional;   /* 1: the output is assumed (M8) */
    lode_set *own;       /* never closed */
    lode_oracle **oracles;
    size_t n_oracles;
} lode_fleet;

/* The session, scenario and destination outlive the fleet. Ownership: lode_fleet_close on the same struct. */
lode_status lode_fleet_open(lode_fleet *fleet, const lode_session *s, const lode_scenario *scenario,
                            const lode_destination *destination, lode_err *err);
void lode_fleet_close(lode_fleet *fleet); /* accepts a zeroed one */
size_t lode_fleet_searches(const lode_fleet *fleet);

/* c of an occurrence with the domains of some actors closed (own ones stay open); LODE_NO_WAY where none is. */
lode_status lode_fleet_cost(const lode_fleet *fleet, size_t occurrence, uint32_t actors, int64_t *cost, lode_err *err);
/* Its best way when all is open. */
lode_status lode_fleet_route(const lode_fleet *fleet, size_t occurrence, lode_route *route, lode_err *err);

/* Tonnes of product a year, with the rule of M8 for what is not given: notional_t_treo_a for a deposit, NaN for others.
 */
double lode_output_t_a(const lode_session *s, const lode_occurrence *o, const lode_shipment *shipment,
                       uint8_t *notional);

/* min(c, K), micro-USD; LODE_NO_WAY where neither is known. */
int64_t lode_capped(int64_t cost, const lode_shipment *shipment);

/* The value below which half of the weight lies (weights not above 0 or NaN count as nothing; all nothing: each counts
 * 1). Infinite values count as the largest. NaN where there are none. Reorders values and weights together. */
double lode_weighted_median(double *values, double *weights, size_t n);

/* RUS, CHN and CASPIAN where the case has them; else all of its actors where they are at most 5, else none. */
uint32_t lode_main_actors(const lode_network *network);
/* -1: no such actor. */
int lode_actor_index(const lode_network *network, const char *name);

#endif
