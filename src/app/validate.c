#include "app/validate.h"
#include "app/sentences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/corridor_way.h"
#include "app/ends.h"
#include "app/results.h"
#include "core/columns.h"
#include "core/indicators.h"

typedef struct validating {
    lode_session *s;
    lode_table *rows;
    lode_err *err;
} validating;

/* One observation with what it takes to ask for its way. */
typedef struct asked {
    const lode_observation *o;
    lode_scenario *scenario;
    lode_shipment shipment;
    lode_objective objective;
    lode_origin origin;
    lode_target *targets;
    size_t n_targets;
    lode_route route;
} asked;

/* ---- the way of an observation ------------------------------------------------------------------------------ */

static int only_length(const lode_observation *o)
{
    return isnan(o->days) && isnan(o->usd) && isnan(o->tfi1_h) && isnan(o->tfi2_usd) && isnan(o->tfi3_usd) &&
           isnan(o->tfi4_km_h);
}

/* The session with the observation's product and modes in place of the user's. */
static lode_status choose_shipment(const validating *v, asked *a)
{
    lode_config config = *v->s->config;
    lode_session s = *v->s;
    config.product = a->o->product;
    config.modes = a->o->mode;
    s.config = &config;
    lode_status status = lode_session_shipment(&s, NULL, &a->shipment, v->err);
    if (!status && !a->o->product) { /* ordinary goods: no value of time, and no product that could be shut out */
        const lode_parameters *p = &v->s->network->parameters;
        a->shipment = (lode_shipment){.usd_t = NAN, .treo_pct = NAN, .outside_usd_t = NAN};
        a->shipment.payload_t = isnan(a->o->payload_t) ? p->payload_t : a->o->payload_t;
        a->shipment.shipment_t = p->shipment_t;
    }
    if (!status)
        status = lode_session_scenario(&s, a->o->scenario ? a->o->scenario : "open", 0, &a->scenario, v->err);
    return status;
}

/* A published length runs from station to station: goods start loaded, in any mode. */
static lode_status start_loaded(const validating *v, asked *a)
{
    const lode_network *n = v->s->network;
    lode_origin *origin = &a->origin;
    lode_option ground = origin->options[0];
    int32_t place = n->state_place[ground.state], first = n->place_ground[place], end = first;
    while (end < (int32_t)n->n_states && n->state_place[end] == place)
        end++;
    origin->options = LODE_NEW(v->s->arena, lode_option, (size_t)(end - first));
    if (!origin->options)
        return lode_fail_memory(v->err);
    origin->n_options = 0;
    for (int32_t state = first; state < end; state++) {
        origin->options[origin->n_options] = ground;
        origin->options[origin->n_options++].state = state;
    }
    return LODE_OK;
}

static lode_status find_ends(const validating *v, asked *a)
{
    const lode_occurrence *occurrence;
    lode_status status = lode_find_start(v->s, a->o->from_place, &a->origin, &occurrence, v->err);
    if (!status && only_length(a->o) && a->origin.n_options && !occurrence)
        status = start_loaded(v, a);
    return status ? status
                  : lode_find_end(v->s, a->o->to_place, a->shipment.product, &a->targets, &a->n_targets, v->err);
}

/* The corridor of that name, else one made of the items that stand in its place; *made is freed by the caller. */
static lode_corridor_plan *plan_of(const validating *v, const char *corridor, lode_corridor_plan **made)
{
    *made = NULL;
    for (size_t i = 0; i < v->s->c->corridors.n; i++)
        if (strcmp(v->s->c->corridors.v[i].corridor, corridor) == 0)
            return v->s->plans[i];
    return *made = lode_corridor_plan_new(v->s->network, corridor, corridor, NULL, v->err);
}

static lode_status ask_corridor(const validating *v, asked *a)
{
    lode_corridor_plan *made, *plan = plan_of(v, a->o->corridor, &made);
    if (!plan)
        return made ? LODE_OK : LODE_BAD_INPUT;
    lode_corridor_search search = {0};
    lode_status status = lode_corridor_search_open(&search, plan, a->scenario, &a->shipment, a->objective, a->targets,
                                                   a->n_targets, v->err);
    if (!status)
        status = lode_corridor_search_ask(&search, &a->origin, LODE_NO_WAY - 1, &a->route, v->err);
    lode_corridor_search_close(&search);
    lode_corridor_plan_free(made);
    return status;
}

static lode_status ask_freely(const validating *v, asked *a)
{
    lode_set nothing = {{0}};
    lode_step *steps;
    size_t n;
    lode_oracle *oracle = lode_oracle_new(a->scenario, &a->shipment, a->objective, a->targets, a->n_targets, v->err);
    lode_status status = oracle ? lode_oracle_steps(oracle, &a->origin, &nothing, &steps, &n, v->err) : LODE_IO;
    if (!status)
        status = lode_route_make(oracle, steps, n, &a->route, v->err);
    lode_oracle_free(oracle);
    return status;
}

/* ---- rows --------------------------------------------------------------------------------------------------- */

typedef struct figure {
    const char *name, *unit;
    double observed, computed;
} figure;

enum { N_MEASURES = 7 };

static double tonnes_of(const asked *a)
{
    if (!a->o->unit || strcmp(a->o->unit, "t") == 0)
        return 1;
    return isnan(a->o->payload_t) ? a->shipment.payload_t : a->o->payload_t;
}

static void measures_of(const asked *a, figure m[N_MEASURES])
{
    const lode_observation *o = a->o;
    lode_indicators tfi = lode_route_indicators(&a->route);
    figure all[N_MEASURES] = {{"km", "km", o->km, a->route.km},
                              {"days", "d", o->days, a->route.hours / 24},
                              {"usd_t", "USD/t", o->usd / tonnes_of(a), lode_usd(a->route.money)},
                              {"tfi1_h", "h", o->tfi1_h, tfi.tfi1_h},
                              {"tfi2_usd", "USD", o->tfi2_usd, tfi.tfi2_usd},
                              {"tfi3_usd", "USD", o->tfi3_usd, tfi.tfi3_usd},
                              {"tfi4_km_h", "km/h", o->tfi4_km_h, tfi.tfi4_km_h}};
    memcpy(m, all, sizeof all);
}

/* Lengths are held to a narrower band than days and money. */
static const char *verdict(const lode_parameters *p, const figure *m)
{
    double ratio = m->computed / m->observed;
    if (isnan(ratio))
        return "no_way";
    if (strcmp(m->name, "km") == 0)
        return fabs(ratio - 1) <= p->calibration_km_pct / 100 ? "met" : "off";
    return ratio >= p->calibration_low && ratio <= p->calibration_high ? "met" : "off";
}

static void put_row(const validating *v, const asked *a, const figure *m)
{
    lode_table *t = v->rows;
    const lode_observation *o = a->o;
    figure seen = *m;
    if (a->route.n_steps == 0)
        seen.computed = NAN;
    double ratio = seen.computed / seen.observed;
    lode_text gates = {0};
    lode_route_gates(&a->route, &gates);
    lode_table_add(t);
    lode_table_set_text(t, "observation", o->id);
    lode_table_set_text(t, "measure", seen.name);
    lode_table_set_text(t, "from_place", o->from_place);
    lode_table_set_text(t, "to_place", o->to_place);
    lode_table_set_text(t, "mode", o->mode);
    lode_table_set_text(t, "corridor", o->corridor);
    lode_table_set_text(t, "product", o->product);
    lode_table_set_real(t, "observed", seen.observed);
    lode_table_set_real(t, "computed", seen.computed);
    lode_table_set_text(t, "unit", seen.unit);
    lode_table_set_real(t, "ratio", ratio);
    lode_table_set_real(t, "agreement", fmin(ratio, 1 / ratio));
    lode_table_set_text(t, "status", verdict(&v->s->network->parameters, &seen));
    lode_table_set_real(t, "year", o->year);
    lode_table_set_text(t, "gates", lode_text_get(&gates));
    lode_table_set_text(t, "source", o->source);
    lode_table_set_text(t, "confidence", o->confidence);
    lode_table_set_text(t, "remarks", o->remarks);
    lode_put_route_line(t, v->s, &a->origin, &a->route);
    lode_text_free(&gates);
}

static lode_status validate_one(const validating *v, const lode_observation *o)
{
    asked a = {.o = o};
    a.objective = only_length(o) ? LODE_BY_LENGTH : LODE_BY_COST;
    lode_status status = choose_shipment(v, &a);
    if (!status)
        status = find_ends(v, &a);
    if (!status)
        status = o->corridor ? ask_corridor(v, &a) : ask_freely(v, &a);
    figure m[N_MEASURES];
    if (!status)
        measures_of(&a, m);
    for (int i = 0; i < N_MEASURES && !status; i++)
        if (!isnan(m[i].observed) && m[i].observed > 0)
            put_row(v, &a, &m[i]);
    lode_route_free(&a.route);
    free(a.targets);
    lode_scenario_free(a.scenario);
    return status;
}

/* ---- summary ------------------------------------------------------------------------------------------------ */

typedef struct group {
    const char *corridor, *measure;
    size_t n, met, lost;
    double sum, absolute; /* of ratio - 1 */
} group;

static group *group_of(group *groups, size_t *n, const char *corridor, const char *measure)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(groups[i].corridor, corridor) == 0 && strcmp(groups[i].measure, measure) == 0)
            return &groups[i];
    groups[*n] = (group){.corridor = corridor, .measure = measure};
    return &groups[(*n)++];
}

static void count(group *g, const char *status, double ratio)
{
    g->n++;
    g->met += (size_t)(strcmp(status, "met") == 0);
    if (isnan(ratio)) {
        g->lost++;
        return;
    }
    g->sum += ratio - 1;
    g->absolute += fabs(ratio - 1);
}

static void put_group(lode_table *t, const group *g)
{
    size_t compared = g->n - g->lost;
    lode_table_add(t);
    lode_table_set_text(t, "corridor", g->corridor);
    lode_table_set_text(t, "measure", g->measure);
    lode_table_set_int(t, "n", (int64_t)g->n);
    lode_table_set_int(t, "n_met", (int64_t)g->met);
    lode_table_set_int(t, "n_no_way", (int64_t)g->lost);
    if (compared) {
        lode_table_set_real(t, "bias_pct", 100 * g->sum / (double)compared);
        lode_table_set_real(t, "mape_pct", 100 * g->absolute / (double)compared);
    }
}

/* By corridor and measure, and over all corridors. */
static lode_status summarise(const lode_table *rows, lode_table *t, lode_err *err)
{
    size_t n = lode_table_rows(rows), n_groups = 0;
    group *groups = calloc(n + N_MEASURES + 1, sizeof *groups);
    if (!groups)
        return lode_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        const char *corridor = lode_table_text(rows, i, "corridor"), *measure = lode_table_text(rows, i, "measure");
        const char *status = lode_table_text(rows, i, "status");
        double ratio = lode_table_real(rows, i, "ratio");
        count(group_of(groups, &n_groups, "all", measure), status, ratio);
        if (corridor)
            count(group_of(groups, &n_groups, corridor, measure), status, ratio);
    }
    for (size_t i = 0; i < n_groups; i++)
        put_group(t, &groups[i]);
    free(groups);
    lode_table_sort(t, (const char *const[]){"corridor", "measure"}, 2);
    return lode_table_failed(t) ? lode_fail_memory(err) : LODE_OK;
}

lode_status lode_calibration(lode_session *s, lode_table **rows, lode_table **summary, lode_err *err)
{
    validating v = {s, lode_result_table("calibration", NULL), err};
    *summary = lode_result_table("calibration_summary", NULL);
    *rows = v.rows;
    lode_status status = v.rows && *summary ? LODE_OK : lode_fail_memory(err);
    for (size_t i = 0; i < s->c->observations.n && !status; i++) {
        lode_session_progress(s, "comparing with observations", i, s->c->observations.n);
        status = validate_one(&v, &s->c->observations.v[i]);
    }
    if (!status) {
        lode_table_sort(v.rows, (const char *const[]){"agreement", "observation", "measure"}, 3);
        status = lode_table_failed(v.rows) ? lode_fail_memory(err) : summarise(v.rows, *summary, err);
    }
    if (status) {
        lode_table_free(*rows);
        lode_table_free(*summary);
        *rows = *summary = NULL;
    }
    return status;
}

lode_status lode_validate_job(const lode_config *config, lode_table **rows, lode_table **summary,
                              lode_findings *findings, lode_err *err)
{
    lode_session s;
    *rows = *summary = NULL;
    lode_status status = lode_session_open(&s, config, 0, findings, err);
    if (!status)
        status = lode_calibration(&s, rows, summary, err);
    if (!status)
        status = lode_session_sentences(&s, rows, 1, NULL, err);
    lode_session_close(&s);
    return status;
}
