/* One way between two ends, with the proof where closures leave none. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/ends.h"
#include "app/explain.h"
#include "app/results.h"
#include "app/safety.h"
#include "app/sentences.h"
#include "core/columns.h"

typedef struct query {
    lode_session s;
    const char *from, *to;
    lode_origin origin;
    const lode_occurrence *occurrence;
    lode_shipment shipment;
    lode_target *targets;
    size_t n_targets;
    lode_objective objective;
    lode_safety safety;
    lode_table *route, *legs, *exposure;
    lode_table *parts, *rejected; /* NULL: not explained */
    lode_err *err;
} query;

static const char *scenario_name(const query *q)
{
    return q->s.config->scenario ? q->s.config->scenario : "open";
}

/* Steps of the best way under the scenario with some of the closures: bit i keeps closure i. */
static lode_status ask(query *q, uint64_t keep, lode_scenario **scenario, lode_oracle **oracle, lode_step **steps,
                       size_t *n)
{
    const lode_config *config = q->s.config;
    lode_set nothing = {{0}};
    *oracle = NULL;
    *steps = NULL;
    *n = 0;
    lode_status status = lode_session_scenario(&q->s, scenario_name(q), 0, scenario, q->err);
    for (size_t i = 0; i < config->n_closures && !status; i++)
        if (i >= 64 || keep >> i & 1)
            status = lode_scenario_change(*scenario, "close", config->closures[i], NULL, q->err);
    if (!status) {
        (*scenario)->risk = q->safety.risk;
        *oracle = lode_oracle_new(*scenario, &q->shipment, q->objective, q->targets, q->n_targets, q->err);
    }
    if (!status && !*oracle)
        status = LODE_IO;
    return status ? status : lode_oracle_steps(*oracle, &q->origin, &nothing, steps, n, q->err);
}

static lode_status way_left(query *q, uint64_t keep, int *left)
{
    lode_scenario *scenario = NULL;
    lode_oracle *oracle = NULL;
    lode_step *steps = NULL;
    size_t n = 0;
    lode_status status = ask(q, keep, &scenario, &oracle, &steps, &n);
    *left = n > 0;
    free(steps);
    lode_oracle_free(oracle);
    lode_scenario_free(scenario);
    return status;
}

/* A part of the closures that leaves no way, none of it to spare: open one after another as long as none comes back. */
static lode_status put_proof(query *q)
{
    size_t n = q->s.config->n_closures < 64 ? q->s.config->n_closures : 64;
    uint64_t keep = n == 64 ? UINT64_MAX : (UINT64_C(1) << n) - 1;
    lode_status status = LODE_OK;
    for (size_t i = 0; i < n && !status; i++) {
        int left;
        status = way_left(q, keep & ~(UINT64_C(1) << i), &left);
        if (!left)
            keep &= ~(UINT64_C(1) << i);
    }
    lode_text proof = {0};
    for (size_t i = 0; i < n; i++)
        if (keep >> i & 1)
            lode_text_addf(&proof, "%s%s", proof.length ? "+" : "", q->s.config->closures[i]);
    lode_table_set_text(q->route, "proof", lode_text_get(&proof));
    lode_table_set_text(q->route, "cause", "closure");
    lode_text_free(&proof);
    return status;
}

/* Why there is no way even without the closures: what would have to change is tried in turn. */
static lode_status put_cause(query *q)
{
    const char *cause = "island: no link leads there";
    lode_scenario *scenario = NULL;
    lode_status status = lode_session_scenario(&q->s, "open", 0, &scenario, q->err);
    if (q->n_targets == 0)
        cause = "no market takes the product";
    else if (q->origin.n_options == 0)
        cause = "no access to the network";
    else if (!status) {
        lode_way way = {0};
        lode_set nothing = {{0}};
        memset(scenario->closed_mode, 0, sizeof scenario->closed_mode);
        memset(scenario->opened_element, 1, q->s.network->n_elements);
        scenario->month = 0;
        lode_oracle *oracle = lode_oracle_new(scenario, &q->shipment, q->objective, q->targets, q->n_targets, q->err);
        status = oracle ? lode_oracle_ask(oracle, &q->origin, &nothing, &way, q->err) : LODE_IO;
        if (way.found)
            cause = q->s.config->month ? "season, scenario, mode or works that are not open"
                                       : "scenario, mode or works that are not open";
        lode_oracle_free(oracle);
    }
    lode_table_set_text(q->route, "cause", cause);
    lode_scenario_free(scenario);
    return status;
}

static lode_status put_no_way(query *q)
{
    int left = 0;
    lode_status status = q->s.config->n_closures ? way_left(q, 0, &left) : LODE_OK;
    if (status)
        return status;
    lode_table_set_text(q->route, "status", left ? "captive" : "unreachable");
    return left ? put_proof(q) : put_cause(q);
}

static void put_question(query *q)
{
    const lode_config *config = q->s.config;
    lode_text closed = {0};
    for (size_t i = 0; i < config->n_closures; i++)
        lode_text_addf(&closed, "%s%s", i ? ";" : "", config->closures[i]);
    lode_table_add(q->route);
    lode_table_set_text(q->route, "from", q->origin.id);
    lode_table_set_text(q->route, "to", q->to);
    lode_table_set_text(q->route, "scenario", scenario_name(q));
    lode_table_set_text(q->route, "closed", closed.length ? closed.data : NULL);
    lode_table_set_text(q->route, "by", lode_objective_names[q->objective]);
    lode_table_set_text(q->route, "product", q->shipment.product);
    lode_text_free(&closed);
}

static lode_status explain(query *q, lode_oracle *oracle, const lode_scenario *scenario, const lode_route *route)
{
    lode_status status = LODE_OK;
    if (route->n_steps)
        status = lode_explain_parts(q->parts, &q->s, scenario, &q->shipment, route, q->err);
    return status ? status
                  : lode_explain_rejected(q->rejected, oracle, &q->origin, q->targets, q->n_targets, q->objective,
                                          route, q->err);
}

static lode_status put_answer(query *q)
{
    lode_scenario *scenario = NULL;
    lode_oracle *oracle = NULL;
    lode_step *steps = NULL;
    size_t n;
    lode_route route = {0};
    lode_status status = ask(q, UINT64_MAX, &scenario, &oracle, &steps, &n);
    if (!status)
        status = lode_route_make(oracle, steps, n, &route, q->err);
    if (!status && route.n_steps) {
        lode_table_set_text(q->route, "status", "reachable");
        lode_table_set_text(q->route, "market", lode_route_end(&route)->id);
        lode_put_route_figures(q->route, &q->s, scenario, &q->shipment, &route, q->origin.domain);
        lode_table_set_real(q->route, "open_pct",
                            lode_safety_open_pct(&q->safety, scenario, route.steps, route.n_steps));
        lode_put_route_line(q->route, &q->s, &q->origin, &route);
        lode_put_legs(q->legs, &q->s, &q->origin, q->origin.id, &route);
        lode_put_exposure(q->exposure, &q->s, q->origin.id, q->to, scenario_name(q), &route, q->origin.domain);
    }
    int found = route.n_steps > 0;
    if (!status && q->parts)
        status = explain(q, oracle, scenario, &route);
    lode_route_free(&route);
    lode_oracle_free(oracle);
    lode_scenario_free(scenario);
    return status || found ? status : put_no_way(q);
}

/* The ends for a product; NULL: that of the occurrence, or the first of the case. */
static lode_status ask_for(query *q, const char *product)
{
    lode_config config = *q->s.config;
    lode_session s = q->s;
    config.product = product;
    s.config = &config;
    lode_status status = lode_session_shipment(&s, q->occurrence, &q->shipment, q->err);
    return status ? status : lode_find_end(&q->s, q->to, q->shipment.product, &q->targets, &q->n_targets, q->err);
}

/* A point or place ships no product of its own: the first of the case that the destination takes stands for it. */
static lode_status ask_for_any(query *q)
{
    lode_status status = ask_for(q, NULL);
    for (size_t i = 0; i < q->s.c->products.n && !status && q->n_targets == 0; i++) {
        free(q->targets);
        q->targets = NULL;
        status = ask_for(q, q->s.c->products.v[i].id);
    }
    return status;
}

static lode_status answer(query *q)
{
    lode_status status = lode_read_objective(q->s.config, &q->objective, q->err);
    if (!status)
        status = lode_safety_open(&q->safety, &q->s, q->objective, q->err);
    if (!status)
        status = lode_find_start(&q->s, q->from, &q->origin, &q->occurrence, q->err);
    if (!status)
        status = q->occurrence || q->s.config->product ? ask_for(q, q->s.config->product) : ask_for_any(q);
    if (!status) {
        put_question(q);
        status = put_answer(q);
    }
    return status;
}

static int make_tables(query *q, int explained)
{
    q->route = lode_result_table("route", NULL);
    q->legs = lode_result_table("legs", NULL);
    q->exposure = lode_result_table("exposure", NULL);
    q->parts = explained ? lode_result_table("explain", NULL) : NULL;
    q->rejected = explained ? lode_result_table("rejected", NULL) : NULL;
    return q->route && q->legs && q->exposure && (!explained || (q->parts && q->rejected));
}

static lode_status run_query(query *q, const lode_config *config, int explained, lode_findings *findings)
{
    lode_status status = lode_session_open(&q->s, config, 0, findings, q->err);
    if (!make_tables(q, explained) && !status)
        status = lode_fail_memory(q->err);
    if (!status)
        status = answer(q);
    if (!status)
        status = lode_session_sentences(&q->s, &q->route, 1, NULL, q->err);
    if (!status && (lode_table_failed(q->route) || lode_table_failed(q->legs) || lode_table_failed(q->exposure)))
        status = lode_fail_memory(q->err);
    free(q->targets);
    lode_safety_close(&q->safety);
    lode_session_close(&q->s);
    if (status) {
        lode_table_free(q->route);
        lode_table_free(q->legs);
        lode_table_free(q->exposure);
        lode_table_free(q->parts);
        lode_table_free(q->rejected);
        q->route = q->legs = q->exposure = q->parts = q->rejected = NULL;
    }
    return status;
}

lode_status lode_route_job(const lode_config *config, const char *from, const char *to, lode_table **route,
                           lode_table **legs, lode_table **exposure, lode_findings *findings, lode_err *err)
{
    query q = {.from = from, .to = to, .err = err};
    lode_status status = run_query(&q, config, 0, findings);
    *route = q.route;
    *legs = q.legs;
    *exposure = q.exposure;
    return status;
}

lode_status lode_explain_job(const lode_config *config, const char *from, const char *to, lode_explanation *explanation,
                             lode_findings *findings, lode_err *err)
{
    query q = {.from = from, .to = to, .err = err};
    lode_status status = run_query(&q, config, 1, findings);
    *explanation = (lode_explanation){q.route, q.legs, q.exposure, q.parts, q.rejected};
    return status;
}

void lode_explanation_free(lode_explanation *e)
{
    lode_table_free(e->route);
    lode_table_free(e->legs);
    lode_table_free(e->exposure);
    lode_table_free(e->parts);
    lode_table_free(e->rejected);
    *e = (lode_explanation){0};
}
