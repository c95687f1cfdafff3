#include "net/dead.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/finding.h"
#include "core/grade.h"
#include "net/names.h"

enum { PRICED = 1, TIMED = 2, ENTERED = 4, LISTED = 8 };

typedef struct looking {
    const lode_case *c;
    const lode_network *n;
    lode_scenario *scenario;
    lode_shipment shipment;
    unsigned char *tariff;   /* one a row: what rests on it */
    unsigned char *terminal; /* one a row: it loads something */
    lode_findings *findings;
} looking;

static void mark(void *context, const lode_part *part)
{
    looking *k = context;
    for (int i = 0; i < part->n_facts; i++) {
        const lode_fact *fact = &part->facts[i];
        if (strcmp(fact->layer, "tariffs") == 0 && fact->row >= 0)
            k->tariff[fact->row] |= strcmp(fact->column, "usd") == 0    ? PRICED
                                    : strcmp(fact->column, "km_h") == 0 ? TIMED
                                                                        : ENTERED;
    }
}

static void look_at(looking *k, const lode_element *e, int32_t index)
{
    lode_cost_parts(k->scenario, &k->shipment, e, index, 0, mark, k);
    lode_cost_parts(k->scenario, &k->shipment, e, index, 1, mark, k);
    for (int i = 0; i < e->n_sides; i++) /* speed and CO2e come from all rows that fit */
        for (uint32_t p = 0; e->side[i].km > 0 && p < e->side[i].price_n; p++)
            k->tariff[k->n->price[e->side[i].price_first + p].tariff] |= LISTED;
    if (e->kind == LODE_E_LOAD && e->mode != LODE_GROUND)
        k->terminal[e->terminal] = 1;
}

static void look(looking *k)
{
    for (size_t i = 0; i < k->n->n_elements; i++)
        look_at(k, &k->n->element[i], (int32_t)i);
    for (size_t i = 0; i < k->n->n_origins; i++)
        for (size_t o = 0; o < k->n->origin[i].n_options; o++)
            look_at(k, &k->n->origin[i].options[o].access, -1);
}

static void dead(looking *k, lode_where where, double value, const char *why)
{
    if (!isnan(value))
        lode_found_number(k->findings, "LW-NET-018", where, value, why);
}

static void tell_tariff(looking *k, const lode_tariff *t, int use)
{
    lode_where where = {"tariffs", t->row.fid, t->domain, "usd"};
    if (!use)
        dead(k, where, t->usd, "a link, loading or access leg that takes this row");
    where.column = "km_h";
    if (!(use & TIMED))
        dead(k, where, t->km_h, "something that goes at this speed");
    where.column = "entry_usd";
    if (!(use & ENTERED))
        dead(k, where, t->entry_usd > 0 ? t->entry_usd : NAN, "something that is loaded or enters here");
    where.column = "empty_share";
    if (!use || !t->basis || strcmp(t->basis, "unit_km") != 0)
        dead(k, where, t->empty_share, "a price a unit_km that is used");
}

static void tell_crossing(looking *k, const lode_crossing *x)
{
    lode_where where = {"crossings", x->row.fid, x->id, "gauge_h"};
    if (strcmp(x->mode, "rail") == 0 && x->gauge_a_mm != x->gauge_b_mm)
        return;
    dead(k, where, x->gauge_h, "two gauges");
    where.column = "gauge_usd_t";
    dead(k, where, x->gauge_usd_t, "two gauges");
}

static void tell_terminal(looking *k, const lode_terminal *t)
{
    lode_where where = {"terminals", t->row.fid, t->id, "handling_usd_t"};
    dead(k, where, t->handling_usd_t, "a link of one of its modes");
    where.column = "handling_h";
    dead(k, where, t->handling_h, "a link of one of its modes");
    where.column = "handling_p90_h";
    dead(k, where, t->handling_p90_h, "a link of one of its modes");
}

static void tell(looking *k)
{
    for (size_t i = 0; i < k->c->tariffs.n; i++)
        tell_tariff(k, &k->c->tariffs.v[i], k->tariff[i]);
    for (size_t i = 0; i < k->c->crossings.n; i++)
        tell_crossing(k, &k->c->crossings.v[i]);
    for (size_t i = 0; i < k->c->terminals.n; i++)
        if (!k->terminal[i])
            tell_terminal(k, &k->c->terminals.v[i]);
}

lode_status lode_network_dead(const lode_case *c, const lode_network *n, lode_findings *findings, lode_err *err)
{
    looking k = {.c = c,
                 .n = n,
                 .scenario = lode_scenario_new(n, "dead", err),
                 .shipment = {.v = 1, .payload_t = 1, .shipment_t = 1},
                 .tariff = calloc(c->tariffs.n + 1, 1),
                 .terminal = calloc(c->terminals.n + 1, 1),
                 .findings = findings};
    lode_status status = k.scenario && k.tariff && k.terminal ? LODE_OK : lode_fail_memory(err);
    if (!status) {
        look(&k);
        tell(&k);
    }
    lode_scenario_free(k.scenario);
    free(k.tariff);
    free(k.terminal);
    return status ? status : (findings->failed ? lode_fail_memory(err) : LODE_OK);
}
