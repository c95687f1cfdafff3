/* A scenario: closures, openings, prices and delays laid over a network that stays as it is.
 *
 * Targets are written as in the table scenarios: a domain, actor:, crossing:, terminal:, link:, mode:, passage:,
 * status: or *. Ownership: lode_scenario_new has exactly one lode_scenario_free. */
#ifndef LODE_CORE_SCENARIO_H
#define LODE_CORE_SCENARIO_H

#include "core/network.h"
#include "lodeway/status.h"

/* Products that may not use some elements. */
typedef struct lode_limit {
    char *products;   /* a list */
    uint8_t *element; /* 1: shut to them */
} lode_limit;

typedef struct lode_scenario {
    const lode_network *network;
    char *name;
    lode_set closed_domains;
    uint8_t closed_mode[LODE_N_MODES];
    uint8_t *closed_element; /* by a target of its own */
    uint8_t *opened_element; /* although planned, under construction or closed */
    double price_all, *price_domain, price_mode[LODE_N_MODES], *price_element;
    double dwell_all, *dwell_domain, dwell_mode[LODE_N_MODES], *dwell_element, *dwell_add_h;
    lode_limit *limits;
    size_t n_limits, limit_capacity;
    double capacity_all, *capacity_domain, capacity_mode[LODE_N_MODES], *capacity_element;
    double year;           /* NaN: today's status counts */
    int month;             /* 1 to 12; 0: any month, seasons ignored */
    int ignore_overflight; /* M12 */
    const double *risk;    /* by element, forwards and in reverse (lode_shocks_risks); NULL: none. The caller's */
} lode_scenario;

lode_scenario *lode_scenario_new(const lode_network *network, const char *name, lode_err *err);
void lode_scenario_free(lode_scenario *scenario); /* accepts NULL */
/* The same once more, to be changed on its own. NULL: out of memory. */
lode_scenario *lode_scenario_copy(const lode_scenario *scenario, lode_err *err);

/* Lays one change over the scenario: action close, open, price, dwell, capacity (a factor; no effect on ways). The
 * value of close is a list of products that it is closed to; empty: to all. LODE_USAGE with near names where the target
 * is unknown or the value cannot be used. */
lode_status lode_scenario_change(lode_scenario *scenario, const char *action, const char *target, const char *value,
                                 lode_err *err);

/* Whether an element may be used by the product in this month and year, its own status and targets considered; the
 * domains are not looked at. base_row is the element whose index carries targets (a part of a road has its road's). */
int lode_element_allowed(const lode_scenario *scenario, const lode_element *element, int32_t index,
                         const char *product);

/* Whether the element lies in, or needs, one of the closed domains. */
int lode_element_meets(const lode_scenario *scenario, const lode_element *element, const lode_set *closed);

double lode_price_factor(const lode_scenario *scenario, const lode_element *element, int32_t index, int side);
double lode_dwell_factor(const lode_scenario *scenario, const lode_element *element, int32_t index);
double lode_dwell_add(const lode_scenario *scenario, int32_t index);
/* Of an element's capacity; a crossing takes the smaller factor of its two sides. */
double lode_capacity_factor(const lode_scenario *scenario, const lode_element *element, int32_t index);

#endif
