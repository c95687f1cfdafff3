#include "app/explain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/results.h"
#include "net/tariff.h"

typedef struct explaining {
    lode_table *t;
    const lode_session *s;
    const lode_scenario *scenario;
    const lode_shipment *shipment;
    const lode_element *e;
    int32_t index;
    int64_t seq, sum; /* micro-USD of the parts put */
    double hours, buffer_h, co2_kg_t;
} explaining;

/* Where a figure comes from. */
typedef struct origin_of {
    const char *source, *confidence;
} origin_of;

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static void put_part(explaining *x, const char *part, int32_t domain, const char *formula, origin_of from)
{
    lode_table_add(x->t);
    lode_table_set_int(x->t, "seq", x->seq);
    lode_table_set_text(x->t, "kind", x->e ? lode_element_names[x->e->kind] : "value");
    lode_table_set_text(x->t, "element", x->e ? x->e->id : NULL);
    lode_table_set_text(x->t, "domain", domain < 0 ? NULL : x->s->network->domain[domain]);
    lode_table_set_text(x->t, "part", part);
    lode_table_set_text(x->t, "formula", formula);
    lode_table_set_text(x->t, "source", from.source);
    lode_table_set_text(x->t, "confidence", from.confidence);
}

static void put_money(explaining *x, const char *part, int32_t domain, const char *formula, int64_t micro,
                      origin_of from)
{
    put_part(x, part, domain, formula, from);
    lode_table_set_real(x->t, "usd_t", lode_usd(micro));
    x->sum += micro;
}

static void put_hours(explaining *x, const char *part, int32_t domain, const char *formula, double hours,
                      origin_of from)
{
    if (hours == 0)
        return;
    put_part(x, part, domain, formula, from);
    lode_table_set_real(x->t, "hours", hours);
    x->hours += hours;
}

static void put_buffer(explaining *x, const char *part, int32_t domain, const char *formula, double hours,
                       origin_of from)
{
    if (hours == 0)
        return;
    put_part(x, part, domain, formula, from);
    lode_table_set_real(x->t, "buffer_h", hours);
    x->buffer_h += hours;
}

static void put_co2(explaining *x, const char *part, int32_t domain, const char *formula, double kg, origin_of from)
{
    x->co2_kg_t += kg;
    if (kg == 0 || isnan(kg))
        return;
    put_part(x, part, domain, formula, from);
    lode_table_set_real(x->t, "co2_kg_t", kg);
}

/* v T and r v B of hours that are valued together (M1). */
static void put_value(explaining *x, int32_t domain, double hours, double buffer)
{
    char formula[200];
    double v = x->shipment->v, r = x->s->network->parameters.reliability_ratio;
    if (v * hours > 0) {
        snprintf(formula, sizeof formula, "v %.10g USD/(t h) x %.10g h", v, hours);
        put_money(x, "value of time", domain, formula, lode_micro(v * hours), (origin_of){"MODEL M1", NULL});
    }
    if (r * v * buffer > 0) {
        snprintf(formula, sizeof formula, "r %.10g x v %.10g USD/(t h) x %.10g h", r, v, buffer);
        put_money(x, "value of reliability", domain, formula, lode_micro(r * v * buffer),
                  (origin_of){"MODEL M1", NULL});
    }
}

/* " x 1.2" where a scenario moves a price or a dwell. */
static const char *times(char *room, size_t size, double factor)
{
    if (factor == 1)
        return "";
    snprintf(room, size, " x %.10g (scenario)", factor);
    return room;
}

/* ---- haul ---------------------------------------------------------------------------------------------------- */

static origin_of of_link(const explaining *x)
{
    const lode_case *c = x->s->c;
    const lode_link *rows[] = {
        [LODE_RAIL] = c->rail.v, [LODE_ROAD] = c->road.v, [LODE_SEA] = c->sea.v, [LODE_AIR] = c->air.v};
    if (x->e->kind != LODE_E_LINK || x->e->row < 0)
        return (origin_of){x->e->source, lode_confidence_names[x->e->confidence]};
    const lode_link *link = &rows[x->e->mode][x->e->row];
    return (origin_of){link->source, link->confidence ? link->confidence : "low"};
}

static origin_of of_tariff(const lode_tariff *t)
{
    return (origin_of){t->source, lode_confidence_names[lode_confidence_named(t->confidence)]};
}

static void tariff_formula(const explaining *x, const lode_price *p, const lode_side *side, double hours, double factor,
                           char *out, size_t size)
{
    const lode_shipment *s = x->shipment;
    double empty = x->s->network->parameters.empty_price;
    char by[60];
    const char *more = times(by, sizeof by, factor);
    switch (p->basis) {
    case LODE_TKM: snprintf(out, size, "%.10g USD/tkm x %.10g km%s", p->usd, side->km, more); break;
    case LODE_T: snprintf(out, size, "%.10g USD/t%s", p->usd, more); break;
    case LODE_UNIT: snprintf(out, size, "%.10g USD/unit / %.10g t payload%s", p->usd, s->payload_t, more); break;
    case LODE_UNIT_KM:
        snprintf(out, size,
                 "%.10g USD/unit-km x %.10g km x (1 + %.10g empty share x %.10g empty price) / %.10g t payload%s",
                 p->usd, side->km, p->empty_share, empty, s->payload_t, more);
        break;
    case LODE_SHIPMENT: snprintf(out, size, "%.10g USD/shipment / %.10g t%s", p->usd, s->shipment_t, more); break;
    case LODE_UNIT_H:
        snprintf(out, size, "%.10g USD/unit-h x %.10g h / %.10g t payload%s", p->usd, hours, s->payload_t, more);
        break;
    }
}

static void put_tariff(explaining *x, int side, uint32_t number, double factor, int64_t micro)
{
    static const char *const bases[] = {"tkm", "t", "unit", "unit_km", "shipment", "unit_h"};
    const lode_network *n = x->s->network;
    const lode_price *p = &n->price[number];
    const lode_side *at = &x->e->side[side];
    char formula[300];
    tariff_formula(x, p, at, at->hours + x->e->wait_h, factor, formula, sizeof formula);
    put_money(x, x->e->mode == LODE_SEA ? "sea freight" : "haul", at->domain, formula, micro,
              of_tariff(&x->s->c->tariffs.v[p->tariff]));
    lode_table_set_text(x->t, "tariff", n->tariff[p->tariff].id);
    lode_table_set_text(x->t, "basis", bases[p->basis]);
    lode_table_set_real(x->t, "price_usd", p->usd);
    lode_table_set_real(x->t, "length_km", at->km);
    if (p->basis == LODE_UNIT_KM)
        lode_table_set_real(x->t, "empty_share", p->empty_share);
    if (p->basis == LODE_UNIT || p->basis == LODE_UNIT_KM || p->basis == LODE_UNIT_H)
        lode_table_set_real(x->t, "payload_t", x->shipment->payload_t);
    if (p->basis == LODE_SHIPMENT)
        lode_table_set_real(x->t, "payload_t", x->shipment->shipment_t);
    lode_table_set_real(x->t, "factor", factor);
}

/* The sum of the rows is rounded, not each: a row takes what it adds to the rounded sum so far. */
static void explain_prices(explaining *x, int side)
{
    const lode_side *at = &x->e->side[side];
    double usd = 0, factor = lode_price_factor(x->scenario, x->e, x->index, side);
    int64_t so_far = 0;
    if (!isnan(x->e->own_usd_t)) {
        char formula[120], by[60];
        snprintf(formula, sizeof formula, "%.10g USD/t, price of the link itself%s", x->e->own_usd_t,
                 times(by, sizeof by, factor));
        put_money(x, x->e->mode == LODE_SEA ? "sea freight" : "haul", at->domain, formula,
                  lode_micro(x->e->own_usd_t * factor), of_link(x));
        return;
    }
    for (uint32_t i = 0; i < at->price_n; i++) {
        usd += lode_price_usd_t(x->scenario, x->shipment, x->e, side, at->price_first + i);
        int64_t whole = lode_micro(usd * factor);
        put_tariff(x, side, at->price_first + i, factor, whole - so_far);
        so_far = whole;
    }
}

static origin_of of_speed(const explaining *x, int side)
{
    const lode_side *at = &x->e->side[side];
    const lode_link *air = x->e->kind == LODE_E_LINK && x->e->mode == LODE_AIR ? x->s->c->air.v : NULL;
    if (at->price_n == 0 || air)
        return of_link(x);
    return of_tariff(&x->s->c->tariffs.v[x->s->network->price[at->price_first].tariff]);
}

static void explain_haul(explaining *x)
{
    const lode_element *e = x->e;
    const lode_parameters *p = &x->s->network->parameters;
    char formula[200];
    for (int i = 0; i < e->n_sides; i++) {
        const lode_side *side = &e->side[i];
        explain_prices(x, i);
        snprintf(formula, sizeof formula, "%.10g km / %.10g km/h", side->km, side->km / side->hours);
        put_hours(x, "running", side->domain, formula, side->hours, of_speed(x, i));
        snprintf(formula, sizeof formula, "headway %.10g h x %.10g", e->wait_h / p->headway_wait, p->headway_wait);
        put_hours(x, "waiting for departure", side->domain, formula, e->wait_h, of_link(x));
        snprintf(formula, sizeof formula, "headway %.10g h x %.10g", e->wait_h / p->headway_wait, p->headway_buffer);
        put_buffer(x, "buffer of the schedule", side->domain, formula, e->wait_buffer_h, of_link(x));
        put_value(x, side->domain, side->hours + e->wait_h, e->wait_buffer_h);
        snprintf(formula, sizeof formula, "%.10g km x %.6g g/tkm / 1000", side->km, 1000 * side->co2_kg_t / side->km);
        put_co2(x, "CO2e of the haul", side->domain, formula, side->co2_kg_t, of_speed(x, i));
    }
}

static void explain_entry(explaining *x, int reverse)
{
    const lode_element *e = x->e;
    int side = e->kind == LODE_E_CROSSING && !reverse ? 1 : 0;
    const lode_side *at = &e->side[side];
    if (!(at->entry_usd > 0))
        return;
    char formula[160], by[60];
    double factor = lode_price_factor(x->scenario, e, x->index, side);
    lode_mode mode = e->kind == LODE_E_ACCESS ? LODE_ROAD : e->mode;
    lode_tariff_set set = lode_tariff_find(x->s->c, mode, x->s->network->domain[at->domain], NULL, NULL);
    snprintf(formula, sizeof formula, "entry charge %.10g USD/t%s", at->entry_usd, times(by, sizeof by, factor));
    put_money(x, "entry", at->domain, formula, lode_micro(at->entry_usd * factor),
              (origin_of){set.source, set.n ? lode_confidence_names[set.confidence] : NULL});
}

/* ---- terminals and borders ----------------------------------------------------------------------------------- */

/* Of a figure that the case gives, or of the parameter that stands in for it. */
static origin_of given(double value, const char *source, const char *confidence, const char *parameter)
{
    if (isnan(value))
        return (origin_of){parameter, "assumed"};
    return (origin_of){source, confidence ? confidence : "low"};
}

typedef struct stop {
    origin_of money, hours, buffer;
    double dwell, add_h, hold_h, buffer_h; /* factor and addition of the scenario; as used */
} stop;

static stop stop_of(const explaining *x)
{
    double dwell = lode_dwell_factor(x->scenario, x->e, x->index), add = lode_dwell_add(x->scenario, x->index);
    return (stop){
        .dwell = dwell, .add_h = add, .hold_h = x->e->stop_h * dwell + add, .buffer_h = x->e->stop_buffer_h * dwell};
}

static void explain_stop(explaining *x, const stop *at, const char *what)
{
    char formula[200], by[60], more[60] = "";
    int32_t domain = x->e->n_sides > 1 ? -1 : x->e->side[0].domain;
    if (at->add_h != 0)
        snprintf(more, sizeof more, " + %.10g h (scenario)", at->add_h);
    snprintf(formula, sizeof formula, "%.10g h%s%s", x->e->stop_h, times(by, sizeof by, at->dwell), more);
    put_hours(x, what, domain, formula, at->hold_h, at->hours);
    snprintf(formula, sizeof formula, "p90 %.10g h - mean %.10g h%s", x->e->stop_h + x->e->stop_buffer_h, x->e->stop_h,
             times(by, sizeof by, at->dwell));
    put_buffer(x, "buffer", domain, formula, at->buffer_h, at->hours);
    put_value(x, domain, at->hold_h, at->buffer_h);
}

static void explain_loading(explaining *x, int reverse)
{
    const lode_terminal *t = &x->s->c->terminals.v[x->e->terminal];
    stop at = stop_of(x);
    char formula[120], by[60];
    double factor = lode_price_factor(x->scenario, x->e, x->index, 0);
    at.hours = given(t->handling_h, t->source, t->confidence, "parameter handling_h: the terminal gives none");
    snprintf(formula, sizeof formula, "%.10g USD/t%s", x->e->stop_usd_t, times(by, sizeof by, factor));
    put_money(x, "handling", x->e->side[0].domain, formula, lode_micro(x->e->stop_usd_t * factor),
              given(t->handling_usd_t, t->source, t->confidence, "parameter handling_usd_t: the terminal gives none"));
    explain_stop(x, &at, "handling");
    snprintf(formula, sizeof formula, "%.10g kg/t", x->e->stop_co2_kg_t);
    put_co2(x, "CO2e of handling", x->e->side[0].domain, formula, x->e->stop_co2_kg_t,
            given(t->co2_kg_t, t->source, t->confidence, "parameter handling_co2_kg_t: the terminal gives none"));
    explain_entry(x, reverse);
}

static void explain_gauge(explaining *x, const lode_crossing *c, double factor)
{
    const lode_element *e = x->e;
    char formula[240], by[60];
    if (!(e->gauge_usd_t > 0 || e->gauge_h > 0))
        return;
    snprintf(formula, sizeof formula, "%.10g to %.10g mm: %.10g USD/t%s", c->gauge_a_mm, c->gauge_b_mm, e->gauge_usd_t,
             times(by, sizeof by, factor));
    put_money(x, "gauge change", -1, formula, lode_micro(e->gauge_usd_t * factor),
              given(c->gauge_usd_t, c->source, c->confidence, "parameter gauge_usd_t: the crossing gives none"));
    snprintf(formula, sizeof formula, "%.10g h", e->gauge_h);
    put_hours(x, "gauge change", -1, formula, e->gauge_h,
              given(c->gauge_h, c->source, c->confidence, "parameter gauge_h: the crossing gives none"));
    put_value(x, -1, e->gauge_h, 0);
}

static void explain_crossing(explaining *x, int reverse)
{
    const lode_element *e = x->e;
    const lode_crossing *c = &x->s->c->crossings.v[e->row];
    double factor =
        (lode_price_factor(x->scenario, e, x->index, 0) + lode_price_factor(x->scenario, e, x->index, 1)) / 2;
    int64_t whole = lode_micro((e->stop_usd_t + e->stop_usd_shipment / x->shipment->shipment_t) * factor);
    int64_t tonne = e->stop_usd_shipment > 0 ? lode_micro(e->stop_usd_t * factor) : whole;
    char formula[160], by[60];
    stop at = stop_of(x);
    at.hours = given(c->dwell_h, c->source, c->confidence, "parameter dwell_h: the crossing gives none");
    snprintf(formula, sizeof formula, "%.10g USD/t%s", e->stop_usd_t, times(by, sizeof by, factor));
    if (e->stop_usd_t > 0 || !(e->stop_usd_shipment > 0))
        put_money(x, "border", -1, formula, tonne,
                  given(c->cost_usd_t, c->source, c->confidence, "parameter cost_usd_t: the crossing gives none"));
    else
        tonne = 0;
    snprintf(formula, sizeof formula, "%.10g USD/shipment / %.10g t%s", e->stop_usd_shipment, x->shipment->shipment_t,
             times(by, sizeof by, factor));
    if (e->stop_usd_shipment > 0)
        put_money(x, "border, by shipment", -1, formula, whole - tonne,
                  given(c->cost_usd_shipment, c->source, c->confidence, ""));
    explain_stop(x, &at, "dwell at the border");
    explain_gauge(x, c, factor);
    if (e->side[0].km > 0 || e->side[1].km > 0)
        explain_haul(x);
    explain_entry(x, reverse);
}

/* ---- the whole way ------------------------------------------------------------------------------------------- */

static const lode_product *product_of(const lode_session *s, const char *id)
{
    for (size_t i = 0; id && i < s->c->products.n; i++)
        if (strcmp(s->c->products.v[i].id, id) == 0)
            return &s->c->products.v[i];
    return NULL;
}

/* The two values that turn hours into money. */
static void explain_values(explaining *x)
{
    const lode_parameters *p = &x->s->network->parameters;
    const lode_product *product = product_of(x->s, x->shipment->product);
    char formula[200];
    if (isnan(x->shipment->usd_t))
        snprintf(formula, sizeof formula, "0: the value of the product is not known");
    else
        snprintf(formula, sizeof formula, "v = %.10g USD/t x %.10g %% a year / 8760 h = %.10g USD/(t h)",
                 x->shipment->usd_t, p->annual_rate_pct, x->shipment->v);
    put_part(x, "v", -1, formula,
             (origin_of){product ? product->source : "occurrence and parameter annual_rate_pct",
                         product ? product->confidence : NULL});
    snprintf(formula, sizeof formula, "r = %.10g", p->reliability_ratio);
    put_part(x, "r", -1, formula, (origin_of){"parameter reliability_ratio", NULL});
}

static void explain_step(explaining *x, const lode_step *step)
{
    x->e = step->element;
    x->index = step->index;
    x->seq++;
    switch (step->element->kind) {
    case LODE_E_ACCESS:
        explain_haul(x);
        explain_entry(x, step->reverse);
        break;
    case LODE_E_LINK: explain_haul(x); break;
    case LODE_E_LOAD: explain_loading(x, step->reverse); break;
    case LODE_E_CROSSING: explain_crossing(x, step->reverse); break;
    case LODE_E_UNLOAD:
    case LODE_E_ARRIVAL:
    case LODE_N_ELEMENT_KINDS: break;
    }
}

static int near(double a, double b)
{
    return isnan(b) || fabs(a - b) <= 1e-6 * fmax(1, fabs(b));
}

lode_status lode_explain_parts(lode_table *t, const lode_session *s, const lode_scenario *scenario,
                               const lode_shipment *shipment, const lode_route *route, lode_err *err)
{
    explaining x = {.t = t, .s = s, .scenario = scenario, .shipment = shipment};
    int64_t whole = 0;
    explain_values(&x);
    for (size_t i = 0; i < route->n_steps; i++) {
        explain_step(&x, &route->steps[i]);
        whole += lode_cost_total(&route->costs[i]);
        if (x.sum != whole)
            return lode_fail(err, LODE_IO, "The parts of leg %zu (%s) do not sum to its cost: a fault of the program.",
                             i + 1, route->steps[i].element->id);
    }
    if (x.sum != route->total || !near(x.hours, route->hours) || !near(x.buffer_h, route->buffer_h) ||
        !near(x.co2_kg_t, route->co2_kg_t))
        return lode_fail(err, LODE_IO, "The parts of the way do not sum to its figures: a fault of the program.");
    return lode_table_failed(t) ? lode_fail_memory(err) : LODE_OK;
}
