#include "core/cost.h"

#include <math.h>
#include <stdlib.h>

const char *const lode_objective_names[LODE_N_OBJECTIVES] = {"cost", "money", "time", "length", "safe"};

/* Half up, as MODEL M1 and DESIGN section 5 say; figures here are never negative. A part of more than a thousand
 * million dollars a tonne is absurd and held there, so that no sum overflows. */
static int64_t micro(double usd)
{
    return (int64_t)floor(fmin(usd, 1e9) * LODE_MICRO + 0.5);
}

int64_t lode_micro(double usd)
{
    return micro(usd);
}

double lode_price_row_usd_t(const lode_price *p, const lode_shipment *s, double empty_price, double km, double hours)
{
    switch (p->basis) {
    case LODE_TKM: return p->usd * km;
    case LODE_T: return p->usd;
    case LODE_UNIT: return p->usd / s->payload_t;
    case LODE_UNIT_KM: return p->usd * km * (1 + p->empty_share * empty_price) / s->payload_t;
    case LODE_SHIPMENT: return p->usd / s->shipment_t;
    case LODE_UNIT_H: return p->usd * hours / s->payload_t;
    }
    return 0;
}

double lode_price_usd_t(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int side,
                        uint32_t price)
{
    return lode_price_row_usd_t(&s->network->price[price], shipment, s->network->parameters.empty_price,
                                e->side[side].km, e->side[side].hours + e->wait_h);
}

static double side_usd_t(const lode_network *n, const lode_shipment *s, const lode_side *side, double hours)
{
    double usd = 0;
    for (uint32_t i = 0; i < side->price_n; i++)
        usd += lode_price_row_usd_t(&n->price[side->price_first + i], s, n->parameters.empty_price, side->km, hours);
    return usd;
}

/* Splits a whole amount over the two sides of a crossing; an odd micro-USD goes to side a (M1). */
static void halve(int64_t amount, int64_t *a, int64_t *b)
{
    *b = amount / 2;
    *a = amount - *b;
}

static void add_time(const lode_scenario *s, const lode_shipment *shipment, double hours, double buffer, lode_cost *c)
{
    c->time += micro(shipment->v * hours);
    c->reliability += micro(s->network->parameters.reliability_ratio * shipment->v * buffer);
}

static void add_haul(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int32_t index,
                     lode_cost *c)
{
    lode_cost_kind kind = e->mode == LODE_SEA ? LODE_SEA_FREIGHT : LODE_HAUL;
    for (int i = 0; i < e->n_sides; i++) {
        const lode_side *side = &e->side[i];
        double hours = side->hours + e->wait_h, buffer = e->wait_buffer_h;
        double usd = isnan(e->own_usd_t) ? side_usd_t(s->network, shipment, side, hours) : e->own_usd_t;
        c->money[i][kind] += micro(usd * lode_price_factor(s, e, index, i));
        c->km[i] += side->km;
        c->hours[i] += hours;
        c->buffer_h[i] += buffer;
        c->co2_kg_t += side->co2_kg_t;
        add_time(s, shipment, hours, buffer, c);
    }
}

/* The tariff's entry charge: of the domain loaded in, or of the one that a crossing enters (M2). */
static void add_entry(const lode_scenario *s, const lode_element *e, int32_t index, int reverse, lode_cost *c)
{
    int side = e->kind == LODE_E_CROSSING && !reverse ? 1 : 0;
    lode_cost_kind kind = e->mode == LODE_SEA ? LODE_SEA_FREIGHT : LODE_HAUL;
    if (e->side[side].entry_usd > 0)
        c->money[side][kind] += micro(e->side[side].entry_usd * lode_price_factor(s, e, index, side));
}

static void add_loading(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int32_t index,
                        lode_cost *c)
{
    double dwell = lode_dwell_factor(s, e, index), hours = e->stop_h * dwell + lode_dwell_add(s, index);
    double buffer = e->stop_buffer_h * dwell;
    c->money[0][LODE_HANDLING] += micro(e->stop_usd_t * lode_price_factor(s, e, index, 0));
    c->hours[0] += hours;
    c->buffer_h[0] += buffer;
    c->co2_kg_t += e->stop_co2_kg_t;
    add_time(s, shipment, hours, buffer, c);
}

static void add_halves(lode_cost *c, lode_cost_kind kind, int64_t money, double hours, double buffer)
{
    int64_t a, b;
    halve(money, &a, &b);
    c->money[0][kind] += a;
    c->money[1][kind] += b;
    for (int i = 0; i < 2; i++) {
        c->hours[i] += hours / 2;
        c->buffer_h[i] += buffer / 2;
    }
}

static void add_border(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int32_t index,
                       lode_cost *c)
{
    double price = (lode_price_factor(s, e, index, 0) + lode_price_factor(s, e, index, 1)) / 2;
    double dwell = lode_dwell_factor(s, e, index), hours = e->stop_h * dwell + lode_dwell_add(s, index);
    double buffer = e->stop_buffer_h * dwell, usd = e->stop_usd_t + e->stop_usd_shipment / shipment->shipment_t;
    add_halves(c, LODE_BORDER, micro(usd * price), hours, buffer);
    add_time(s, shipment, hours, buffer, c);
    if (e->gauge_usd_t > 0 || e->gauge_h > 0) {
        add_halves(c, LODE_GAUGE, micro(e->gauge_usd_t * price), e->gauge_h, 0);
        add_time(s, shipment, e->gauge_h, 0, c);
    }
}

lode_cost lode_cost_of(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int32_t index,
                       int reverse)
{
    lode_cost c = {0};
    switch (e->kind) {
    case LODE_E_LINK: add_haul(s, shipment, e, index, &c); break;
    case LODE_E_ACCESS: /* a lorry loaded at the mine pays the entry of the road it joins */
        add_haul(s, shipment, e, index, &c);
        add_entry(s, e, index, reverse, &c);
        break;
    case LODE_E_LOAD:
        add_loading(s, shipment, e, index, &c);
        add_entry(s, e, index, reverse, &c);
        break;
    case LODE_E_CROSSING:
        add_border(s, shipment, e, index, &c);
        if (e->side[0].km > 0 || e->side[1].km > 0)
            add_haul(s, shipment, e, index, &c);
        add_entry(s, e, index, reverse, &c);
        break;
    case LODE_E_UNLOAD:
    case LODE_E_ARRIVAL:
    case LODE_N_ELEMENT_KINDS: break;
    }
    if (s->risk && index >= 0)
        c.risk = s->risk[2 * (size_t)index + (reverse != 0)];
    return c;
}

int lode_priced_by_tariff(const lode_element *e)
{
    int hauls = e->kind == LODE_E_LINK || e->kind == LODE_E_ACCESS ||
                (e->kind == LODE_E_CROSSING && (e->side[0].km > 0 || e->side[1].km > 0));
    return hauls && isnan(e->own_usd_t);
}

int64_t lode_cost_money(const lode_cost *c)
{
    int64_t money = 0;
    for (int side = 0; side < 2; side++)
        for (int kind = 0; kind < LODE_N_KINDS; kind++)
            money += c->money[side][kind];
    return money;
}

int64_t lode_cost_total(const lode_cost *c)
{
    return lode_cost_money(c) + c->time + c->reliability;
}

/* Risk before G: ways of the same risk come in the order of G, to a tenth of a cent. A single risk above 10 (open one
 * day in 60 years) is held there, so that no sum overflows. */
static int64_t safe_key(const lode_cost *c)
{
    return micro(fmin(c->risk, 10)) * INT64_C(1000000000) + (lode_cost_total(c) + 500) / 1000;
}

int64_t lode_cost_key(const lode_cost *c, lode_objective objective)
{
    switch (objective) {
    case LODE_BY_COST: return lode_cost_total(c);
    case LODE_BY_MONEY: return lode_cost_money(c);
    case LODE_BY_TIME: return micro(c->hours[0] + c->hours[1]);
    case LODE_BY_LENGTH: return micro(c->km[0] + c->km[1]);
    case LODE_BY_SAFE: return safe_key(c);
    case LODE_N_OBJECTIVES: break;
    }
    return 0;
}

lode_weights *lode_weights_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_objective objective,
                               lode_err *err)
{
    const lode_network *n = scenario->network;
    lode_weights *w = calloc(1, sizeof *w);
    int64_t *arc = malloc((n->n_arcs ? n->n_arcs : 1) * sizeof *arc);
    if (!w || !arc) {
        free(w);
        free(arc);
        lode_fail_memory(err);
        return NULL;
    }
    *w = (lode_weights){scenario, *shipment, objective, arc};
    for (size_t i = 0; i < n->n_arcs; i++) {
        int32_t index = n->arc_element[i];
        lode_cost c = lode_cost_of(scenario, shipment, &n->element[index], index, n->arc_reverse[i]);
        arc[i] = lode_cost_key(&c, objective);
    }
    return w;
}

void lode_weights_free(lode_weights *w)
{
    if (!w)
        return;
    free(w->arc);
    free(w);
}
