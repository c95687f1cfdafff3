/* What an element costs a shipment: MODEL M1 and M2, in whole micro-USD per tonne, each part rounded half up.
 *
 * Weights are the costs of all arcs for one shipment under one scenario; they never change the network.
 * Ownership: lode_weights_new has exactly one lode_weights_free. */
#ifndef LODE_CORE_COST_H
#define LODE_CORE_COST_H

#include <stdint.h>

#include "core/network.h"
#include "core/scenario.h"

#define LODE_MICRO 1e6
#define LODE_NO_WAY INT64_MAX

typedef enum lode_cost_kind {
    LODE_HAUL,
    LODE_SEA_FREIGHT,
    LODE_BORDER,
    LODE_HANDLING,
    LODE_GAUGE,
    LODE_N_KINDS
} lode_cost_kind;

/* What is shipped, as the formulas need it. */
typedef struct lode_shipment {
    const char *product;
    double usd_t, treo_pct; /* NaN where not known */
    double v;               /* value of time, USD/(t h); 0 where usd_t is not known */
    double payload_t, shipment_t;
    double outside_usd_t; /* K = usd_t - cost_usd_t; NaN where not known */
} lode_shipment;

/* Parts of an element's cost, by side for money, km, hours and buffer (a crossing halves its own between them). */
typedef struct lode_cost {
    int64_t money[2][LODE_N_KINDS];
    int64_t time, reliability;
    double km[2], hours[2], buffer_h[2];
    double co2_kg_t;
    double risk; /* -ln of the chance that no shock met here is active; 0 unless the scenario has risks */
} lode_cost;

lode_cost lode_cost_of(const lode_scenario *scenario, const lode_shipment *shipment, const lode_element *element,
                       int32_t index, int reverse);
int64_t lode_cost_money(const lode_cost *cost);
/* USD a tonne of one price row (M2) for km and hours of haul. */
double lode_price_row_usd_t(const lode_price *price, const lode_shipment *shipment, double empty_price, double km,
                            double hours);
int64_t lode_cost_total(const lode_cost *cost); /* G */

/* Half up; what is beyond a thousand million dollars is held there. */
int64_t lode_micro(double usd);
/* Whether tariff rows price the haul of the element, on the sides that it has. */
int lode_priced_by_tariff(const lode_element *element);
/* USD a tonne of one price of a side, before factors: the haul of the side costs lode_micro(their sum * factor). */
double lode_price_usd_t(const lode_scenario *scenario, const lode_shipment *shipment, const lode_element *element,
                        int side, uint32_t price);

typedef enum lode_objective {
    LODE_BY_COST,
    LODE_BY_MONEY,
    LODE_BY_TIME,
    LODE_BY_LENGTH,
    LODE_BY_SAFE, /* least risk, ties by G */
    LODE_N_OBJECTIVES
} lode_objective;
extern const char *const lode_objective_names[LODE_N_OBJECTIVES];

/* The figure that a search adds up: micro-USD, micro-hours or millimetres; BY_SAFE: thousand millions for each
 * millionth of risk, and a thousandth of a USD of G for each one below. */
int64_t lode_cost_key(const lode_cost *cost, lode_objective objective);

typedef struct lode_weights {
    const lode_scenario *scenario;
    lode_shipment shipment;
    lode_objective objective;
    int64_t *arc; /* per arc of the network */
} lode_weights;

lode_weights *lode_weights_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_objective objective,
                               lode_err *err);
void lode_weights_free(lode_weights *weights); /* accepts NULL */

#endif
