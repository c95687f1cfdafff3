#include "core/pricing.h"

#include <stdio.h>
#include <stdlib.h>

/* USD a tonne at factor 1 of one rate. */
typedef struct term {
    double usd;
    int32_t rate;
} term;

/* What is rounded as a whole: the haul of one side. */
typedef struct part {
    double scale; /* of the scenario */
    uint32_t first, n;
} part;

/* An element; the first of them are those of the network. */
typedef struct item {
    int64_t fixed; /* of those added */
    uint32_t first, n;
} item;

struct lode_pricing {
    const lode_scenario *scenario;
    lode_shipment shipment;
    int64_t *fixed; /* an arc: all but the parts of its element */
    term *terms;
    size_t n_terms, term_capacity;
    part *parts;
    size_t n_parts, part_capacity;
    item *items;
    size_t n_items, item_capacity;
};

static uint64_t key_of(const lode_network *n, int32_t tariff, int32_t domain)
{
    char text[300];
    int length = snprintf(text, sizeof text, "%s@%s", n->tariff[tariff].id, domain < 0 ? "" : n->domain[domain]);
    (void)length; /* what is too long is cut, the same way always */
    return lode_tie(text);
}

/* Number of a rate; -1: out of memory. */
static int32_t rate_of(const lode_network *n, int32_t tariff, int32_t domain, lode_rates *rates)
{
    for (size_t i = 0; i < rates->n; i++)
        if (rates->v[i].tariff == tariff && rates->v[i].domain == domain)
            return (int32_t)i;
    lode_rate *slot = lode_grow((void **)&rates->v, &rates->n, &rates->capacity, sizeof *slot);
    if (!slot)
        return -1;
    *slot = (lode_rate){tariff, domain, key_of(n, tariff, domain)};
    return (int32_t)rates->n - 1;
}

static int add_term(lode_pricing *p, const lode_element *e, int side, uint32_t price, lode_rates *rates)
{
    const lode_network *n = p->scenario->network;
    int32_t rate = rate_of(n, n->price[price].tariff, e->side[side].domain, rates);
    term *slot = rate < 0 ? NULL : lode_grow((void **)&p->terms, &p->n_terms, &p->term_capacity, sizeof *slot);
    if (slot)
        *slot = (term){lode_price_usd_t(p->scenario, &p->shipment, e, side, price), rate};
    return slot != NULL;
}

static int add_part(lode_pricing *p, const lode_element *e, int32_t index, int side, lode_rates *rates)
{
    part *slot = lode_grow((void **)&p->parts, &p->n_parts, &p->part_capacity, sizeof *slot);
    if (!slot)
        return 0;
    *slot = (part){lode_price_factor(p->scenario, e, index, side), (uint32_t)p->n_terms, e->side[side].price_n};
    for (uint32_t i = 0; i < e->side[side].price_n; i++)
        if (!add_term(p, e, side, e->side[side].price_first + i, rates))
            return 0;
    return 1;
}

static int add_item(lode_pricing *p, const lode_element *e, int32_t index, lode_rates *rates)
{
    item *slot = lode_grow((void **)&p->items, &p->n_items, &p->item_capacity, sizeof *slot);
    if (!slot)
        return 0;
    *slot = (item){0, (uint32_t)p->n_parts, 0};
    for (int side = 0; lode_priced_by_tariff(e) && side < e->n_sides; side++) {
        if (!add_part(p, e, index, side, rates))
            return 0;
        p->items[p->n_items - 1].n++;
    }
    return 1;
}

static int64_t parts_cost(const lode_pricing *p, const item *i, const double *factor)
{
    int64_t cost = 0;
    for (uint32_t k = i->first; k < i->first + i->n; k++) {
        const part *whole = &p->parts[k];
        double usd = 0;
        for (uint32_t t = whole->first; t < whole->first + whole->n; t++)
            usd += p->terms[t].usd * (factor ? factor[p->terms[t].rate] : 1);
        cost += lode_micro(usd * whole->scale);
    }
    return cost;
}

/* The cost of an element without its parts. */
static int64_t fixed_cost(const lode_pricing *p, const lode_element *e, int32_t index, int reverse, const item *i)
{
    lode_cost c = lode_cost_of(p->scenario, &p->shipment, e, index, reverse);
    return lode_cost_total(&c) - parts_cost(p, i, NULL);
}

static int price_arcs(lode_pricing *p, lode_rates *rates)
{
    const lode_network *n = p->scenario->network;
    for (size_t i = 0; i < n->n_elements; i++)
        if (!add_item(p, &n->element[i], (int32_t)i, rates))
            return 0;
    for (size_t a = 0; a < n->n_arcs; a++) {
        int32_t index = n->arc_element[a];
        p->fixed[a] = fixed_cost(p, &n->element[index], index, n->arc_reverse[a], &p->items[index]);
    }
    return 1;
}

lode_pricing *lode_pricing_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_rates *rates,
                               lode_err *err)
{
    lode_pricing *p = calloc(1, sizeof *p);
    if (p) {
        *p = (lode_pricing){.scenario = scenario, .shipment = *shipment};
        p->fixed = calloc(scenario->network->n_arcs + 1, sizeof *p->fixed);
    }
    if (!p || !p->fixed || !price_arcs(p, rates)) {
        lode_pricing_free(p);
        lode_fail_memory(err);
        return NULL;
    }
    return p;
}

void lode_pricing_free(lode_pricing *p)
{
    if (!p)
        return;
    free(p->fixed);
    free(p->terms);
    free(p->parts);
    free(p->items);
    free(p);
}

int32_t lode_pricing_add(lode_pricing *p, const lode_element *e, int32_t index, int reverse, lode_rates *rates)
{
    if (!add_item(p, e, index, rates))
        return -1;
    item *added = &p->items[p->n_items - 1];
    added->fixed = fixed_cost(p, e, index, reverse, added);
    return (int32_t)p->n_items - 1;
}

size_t lode_pricing_items(const lode_pricing *p)
{
    return p->n_items;
}

int64_t lode_pricing_cost(const lode_pricing *p, int32_t added, const double *factor)
{
    return p->items[added].fixed + parts_cost(p, &p->items[added], factor);
}

void lode_pricing_weigh(const lode_pricing *p, const double *factor, int64_t *moved, int64_t *weight)
{
    const lode_network *n = p->scenario->network;
    for (size_t i = 0; i < n->n_elements; i++)
        moved[i] = parts_cost(p, &p->items[i], factor);
    for (size_t a = 0; a < n->n_arcs; a++)
        weight[a] = p->fixed[a] + moved[n->arc_element[a]];
}
