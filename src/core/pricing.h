/* Costs of one shipment under one scenario, taken apart into what is fixed and what moves with the tariff rows, so that
 * all arcs are weighed again in microseconds when the rows move (M14). Each part is rounded as in src/core/cost.c: with
 * all factors 1 the weights are those of lode_weights.
 *
 * A rate is a tariff row in one domain: a row for any domain is drawn for each domain on its own. Factors move the
 * price (usd) of a row; entry charges, speeds and prices of links of their own do not move. Knows nothing of chance. */
#ifndef LODE_CORE_PRICING_H
#define LODE_CORE_PRICING_H

#include "core/cost.h"

typedef struct lode_rate {
    int32_t tariff, domain;
    uint64_t key; /* hash of the row's id and the domain's name: draws depend on it, not on the order of rows */
} lode_rate;

/* Rates met so far; a zeroed one is empty. v is freed with free(). */
typedef struct lode_rates {
    lode_rate *v;
    size_t n, capacity;
} lode_rates;

/* Ownership: lode_pricing_new has exactly one lode_pricing_free; scenario and what is added outlive it. */
typedef struct lode_pricing lode_pricing;

/* Prices all arcs; adds their rates to rates. */
lode_pricing *lode_pricing_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_rates *rates,
                               lode_err *err);
void lode_pricing_free(lode_pricing *pricing); /* accepts NULL */

/* Prices an element outside the arcs (access leg, part of a road, arrival); its number for lode_pricing_cost, -1: out
 * of memory. */
int32_t lode_pricing_add(lode_pricing *pricing, const lode_element *element, int32_t index, int reverse,
                         lode_rates *rates);

/* weight: an entry an arc. moved: room for lode_pricing_items, filled. factor: an entry a rate. */
void lode_pricing_weigh(const lode_pricing *pricing, const double *factor, int64_t *moved, int64_t *weight);
size_t lode_pricing_items(const lode_pricing *pricing);
int64_t lode_pricing_cost(const lode_pricing *pricing, int32_t added, const double *factor);

#endif
