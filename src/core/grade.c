#include "core/grade.h"

#include <math.h>

typedef struct walk {
    const lode_scenario *s;
    const lode_shipment *shipment;
    const lode_element *e;
    int32_t index;
    lode_part_fn call;
    void *context;
} walk;

/* ---- facts -------------------------------------------------------------------------------------------------- */

static const char *layer_of(const lode_element *e)
{
    switch (e->kind) {
    case LODE_E_CROSSING: return "crossings";
    case LODE_E_LOAD: return "terminals";
    default: return lode_mode_names[e->mode]; /* link layers are called like their modes */
    }
}

static const char *column_of(const lode_element *e, int fact)
{
    static const char *const link[LODE_N_FACTS] = {"length_km", "usd_t", "days", "headway_h", 0, 0, 0, 0};
    static const char *const crossing[LODE_N_FACTS] = {"gap_km",      0,        0, 0, "cost_usd_t", "dwell_h",
                                                       "gauge_usd_t", "gauge_h"};
    static const char *const loading[LODE_N_FACTS] = {0, 0, 0, 0, "handling_usd_t", "handling_h", 0, 0};
    switch (e->kind) {
    case LODE_E_ACCESS: return "detour_factor";
    case LODE_E_CROSSING: return crossing[fact];
    case LODE_E_LOAD: return loading[fact];
    default: return link[fact];
    }
}

static lode_fact own_fact(const lode_element *e, int fact)
{
    int assumed = e->fact_confidence[fact] == LODE_ASSUMED;
    return (lode_fact){assumed ? "parameters" : layer_of(e), assumed ? -1 : e->row, column_of(e, fact),
                       e->fact_confidence[fact]};
}

static lode_fact tariff_fact(int32_t row, const char *column, uint8_t confidence)
{
    return (lode_fact){"tariffs", row, column, confidence};
}

/* ---- parts -------------------------------------------------------------------------------------------------- */

static void tell(const walk *w, double usd_t, lode_fact a, const lode_fact *b)
{
    lode_part part = {.usd_t = usd_t, .confidence = a.confidence, .facts = {a}, .n_facts = 1};
    if (b) {
        part.facts[part.n_facts++] = *b;
        part.confidence = b->confidence > a.confidence ? b->confidence : a.confidence;
    }
    w->call(w->context, &part);
}

static double time_usd_t(const walk *w, double hours, double buffer)
{
    return w->shipment->v * (hours + w->s->network->parameters.reliability_ratio * buffer);
}

/* The running time of a side: days of the link, or its length at the speed of a tariff. */
static lode_fact hours_fact(const walk *w, const lode_side *side)
{
    return side->own_hours ? own_fact(w->e, LODE_FACT_DAYS)
                           : tariff_fact(side->speed_row, "km_h", side->speed_confidence);
}

static void tell_prices(const walk *w, const lode_side *side, double factor)
{
    const lode_network *n = w->s->network;
    lode_fact length = own_fact(w->e, LODE_FACT_LENGTH), running = hours_fact(w, side);
    double hours = side->hours + w->e->wait_h;
    for (uint32_t i = 0; i < side->price_n; i++) {
        const lode_price *p = &n->price[side->price_first + i];
        int by_km = p->basis == LODE_TKM || p->basis == LODE_UNIT_KM, by_hour = p->basis == LODE_UNIT_H;
        tell(w, factor * lode_price_row_usd_t(p, w->shipment, n->parameters.empty_price, side->km, hours),
             tariff_fact(p->tariff, "usd", p->confidence), by_km ? &length : (by_hour ? &running : NULL));
    }
}

static void tell_haul(const walk *w)
{
    const lode_element *e = w->e;
    lode_fact length = own_fact(e, LODE_FACT_LENGTH);
    for (int i = 0; i < e->n_sides; i++) {
        const lode_side *side = &e->side[i];
        double factor = lode_price_factor(w->s, e, w->index, i);
        if (isnan(e->own_usd_t))
            tell_prices(w, side, factor);
        else
            tell(w, factor * e->own_usd_t, own_fact(e, LODE_FACT_PRICE), NULL);
        if (side->hours > 0)
            tell(w, time_usd_t(w, side->hours, 0), hours_fact(w, side), side->own_hours ? NULL : &length);
        if (e->wait_h > 0 || e->wait_buffer_h > 0)
            tell(w, time_usd_t(w, e->wait_h, e->wait_buffer_h), own_fact(e, LODE_FACT_WAIT), NULL);
    }
}

static void tell_entry(const walk *w, int side_entered)
{
    const lode_side *side = &w->e->side[side_entered];
    if (side->entry_usd > 0)
        tell(w, side->entry_usd * lode_price_factor(w->s, w->e, w->index, side_entered),
             tariff_fact(side->entry_row, "entry_usd", side->entry_confidence), NULL);
}

/* Handling, or the border: money and hours. */
static void tell_stop(const walk *w, double price)
{
    const lode_element *e = w->e;
    double dwell = lode_dwell_factor(w->s, e, w->index);
    tell(w, price * (e->stop_usd_t + e->stop_usd_shipment / w->shipment->shipment_t), own_fact(e, LODE_FACT_STOP_USD),
         NULL);
    tell(w, time_usd_t(w, e->stop_h * dwell + lode_dwell_add(w->s, w->index), e->stop_buffer_h * dwell),
         own_fact(e, LODE_FACT_STOP_H), NULL);
}

static void tell_border(const walk *w)
{
    const lode_element *e = w->e;
    double price = (lode_price_factor(w->s, e, w->index, 0) + lode_price_factor(w->s, e, w->index, 1)) / 2;
    tell_stop(w, price);
    if (e->gauge_usd_t > 0 || e->gauge_h > 0) {
        tell(w, price * e->gauge_usd_t, own_fact(e, LODE_FACT_GAUGE_USD), NULL);
        tell(w, time_usd_t(w, e->gauge_h, 0), own_fact(e, LODE_FACT_GAUGE_H), NULL);
    }
    if (e->side[0].km > 0 || e->side[1].km > 0)
        tell_haul(w);
}

void lode_cost_parts(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e, int32_t index,
                     int reverse, lode_part_fn call, void *context)
{
    walk w = {s, shipment, e, index, call, context};
    switch (e->kind) {
    case LODE_E_LINK: tell_haul(&w); break;
    case LODE_E_ACCESS:
        tell_haul(&w);
        tell_entry(&w, 0);
        break;
    case LODE_E_LOAD:
        tell_stop(&w, lode_price_factor(s, e, index, 0));
        tell_entry(&w, 0);
        break;
    case LODE_E_CROSSING:
        tell_border(&w);
        tell_entry(&w, reverse ? 0 : 1);
        break;
    case LODE_E_UNLOAD:
    case LODE_E_ARRIVAL:
    case LODE_N_ELEMENT_KINDS: break;
    }
}

/* ---- shares and grades -------------------------------------------------------------------------------------- */

static void add_part(void *context, const lode_part *part)
{
    int64_t *by_confidence = context;
    by_confidence[part->confidence] += (int64_t)floor(fmin(part->usd_t, 1e9) * LODE_MICRO + 0.5);
}

void lode_cost_by_confidence(const lode_scenario *s, const lode_shipment *shipment, const lode_element *e,
                             int32_t index, int reverse, int64_t by_confidence[LODE_N_CONFIDENCES])
{
    lode_cost_parts(s, shipment, e, index, reverse, add_part, by_confidence);
}

double lode_confidence_pct(const int64_t by_confidence[LODE_N_CONFIDENCES], int confidence)
{
    int64_t total = 0;
    for (int i = 0; i < LODE_N_CONFIDENCES; i++)
        total += by_confidence[i];
    return total > 0 ? 100.0 * (double)by_confidence[confidence] / (double)total : NAN;
}

const char *lode_grade(const lode_parameters *p, const int64_t by_confidence[LODE_N_CONFIDENCES])
{
    int64_t sourced = by_confidence[LODE_HIGH] + by_confidence[LODE_MEDIUM];
    int64_t weak = by_confidence[LODE_LOW] + by_confidence[LODE_ASSUMED];
    double total = (double)(sourced + weak);
    double sourced_pct = 100.0 * (double)sourced / total, weak_pct = 100.0 * (double)weak / total;
    double assumed_pct = 100.0 * (double)by_confidence[LODE_ASSUMED] / total;
    if (!(total > 0))
        return NULL;
    if (weak_pct > p->grade_d_weak_pct)
        return "D";
    if (sourced_pct >= p->grade_a_sourced_pct && assumed_pct < p->grade_a_assumed_pct)
        return "A";
    return sourced_pct >= p->grade_b_sourced_pct && assumed_pct < p->grade_b_assumed_pct ? "B" : "C";
}
