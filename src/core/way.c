#include "core/way.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grade.h"

static lode_exposure *exposure_of(lode_route *r, int32_t domain)
{
    for (size_t i = 0; i < r->n_exposures; i++)
        if (r->exposures[i].domain == domain)
            return &r->exposures[i];
    lode_exposure *e = &r->exposures[r->n_exposures++]; /* room for two a step */
    *e = (lode_exposure){.domain = domain};
    return e;
}

static void add_side(lode_route *r, const lode_step *step, const lode_cost *c, int side)
{
    lode_exposure *e = exposure_of(r, step->element->side[side].domain);
    for (int kind = 0; kind < LODE_N_KINDS; kind++) {
        r->kind[kind] += c->money[side][kind];
        e->money += c->money[side][kind];
    }
    e->km += c->km[side];
    e->hours += c->hours[side];
    r->km += c->km[side];
    r->hours += c->hours[side];
    r->buffer_h += c->buffer_h[side];
    r->mode_km[step->element->mode] += c->km[side];
}

static void add_step_cost(lode_route *r, const lode_step *step, const lode_cost *c)
{
    int n_sides = step->element->n_sides;
    for (int i = 0; i < n_sides; i++) /* the side entered last comes last */
        add_side(r, step, c, step->reverse ? n_sides - 1 - i : i);
    r->money += lode_cost_money(c);
    r->time += c->time;
    r->reliability += c->reliability;
    r->co2_kg_t += c->co2_kg_t;
}

lode_status lode_route_make(const lode_oracle *oracle, lode_step *steps, size_t n_steps, lode_route *r, lode_err *err)
{
    *r = (lode_route){.steps = steps, .n_steps = n_steps};
    if (n_steps == 0)
        return LODE_OK;
    r->costs = calloc(n_steps, sizeof *r->costs);
    r->exposures = calloc(2 * n_steps, sizeof *r->exposures);
    if (!r->costs || !r->exposures) {
        lode_route_free(r);
        return lode_fail_memory(err);
    }
    for (size_t i = 0; i < n_steps; i++) {
        const lode_step *step = &steps[i];
        r->costs[i] = lode_cost_of(lode_oracle_scenario(oracle), lode_oracle_shipment(oracle), step->element,
                                   step->index, step->reverse);
        add_step_cost(r, step, &r->costs[i]);
        lode_cost_by_confidence(lode_oracle_scenario(oracle), lode_oracle_shipment(oracle), step->element, step->index,
                                step->reverse, r->by_confidence);
    }
    r->total = r->money + r->time + r->reliability;
    return LODE_OK;
}

void lode_route_free(lode_route *r)
{
    free(r->steps);
    free(r->costs);
    free(r->exposures);
    *r = (lode_route){0};
}

static void join(lode_text *out, const char *word, const char **last)
{
    if (*last && strcmp(*last, word) == 0)
        return;
    lode_text_addf(out, "%s%s", *last ? ">" : "", word);
    *last = word;
}

void lode_route_gates(const lode_route *r, lode_text *out)
{
    const char *last = NULL;
    for (size_t i = 0; i < r->n_steps; i++)
        if (r->steps[i].element->is_gate)
            join(out, r->steps[i].element->id, &last);
}

void lode_route_domains(const lode_network *network, const lode_route *r, lode_text *out)
{
    const char *last = NULL;
    for (size_t i = 0; i < r->n_steps; i++) {
        const lode_element *e = r->steps[i].element;
        for (int k = 0; k < e->n_sides; k++) {
            int32_t domain = e->side[r->steps[i].reverse ? e->n_sides - 1 - k : k].domain;
            if (domain >= 0)
                join(out, network->domain[domain], &last);
        }
    }
}

void lode_route_modes(const lode_route *r, lode_text *out)
{
    const char *last = NULL;
    for (size_t i = 0; i < r->n_steps; i++) {
        const lode_element *e = r->steps[i].element;
        if (e->kind == LODE_E_LINK || (e->kind == LODE_E_ACCESS && e->side[0].km > 0))
            join(out, lode_mode_names[e->mode], &last);
    }
}

static int32_t place_after(const lode_network *network, const lode_step *step)
{
    return step->to_state < 0 ? -1 : network->state_place[step->to_state];
}

int lode_route_is_simple(const lode_network *network, const lode_route *r)
{
    for (size_t i = 0; i < r->n_steps; i++) {
        int32_t place = place_after(network, &r->steps[i]);
        int left = 0;
        for (size_t k = i + 1; place >= 0 && k < r->n_steps; k++) {
            int32_t next = place_after(network, &r->steps[k]);
            if (next == place && left)
                return 0;
            left |= next != place;
        }
    }
    return 1;
}

const lode_element *lode_route_end(const lode_route *r)
{
    return r->n_steps ? r->steps[r->n_steps - 1].element : NULL;
}

double lode_route_sourced_pct(const lode_route *r)
{
    return lode_confidence_pct(r->by_confidence, LODE_HIGH) + lode_confidence_pct(r->by_confidence, LODE_MEDIUM);
}
