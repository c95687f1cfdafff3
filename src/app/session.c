#include "app/session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/finding.h"
#include "base/text.h"
#include "io/case_io.h"
#include "net/build.h"
#include "net/check.h"

void lode_session_progress(const lode_session *s, const char *stage, size_t done, size_t total)
{
    if (s->config->progress)
        s->config->progress(s->config->progress_context, stage, done, total);
}

static lode_status refuse(const lode_session *s, lode_err *err)
{
    size_t n = lode_findings_count(s->findings, LODE_ERROR);
    return lode_fail(err, LODE_BAD_INPUT, "%s has %zu error%s. `lodeway check` lists them with what to do.", s->c->path,
                     n, n == 1 ? "" : "s");
}

/* Every scenario of the case must mean something before one is used. */
static lode_status check_scenarios(lode_session *s, lode_err *err)
{
    lode_scenario *scratch = lode_scenario_new(s->network, "check", err);
    if (!scratch)
        return LODE_IO;
    for (size_t i = 0; i < s->c->scenarios.n; i++) {
        const lode_scenario_row *row = &s->c->scenarios.v[i];
        lode_err fault = {0};
        if (!row->action || !row->target ||
            lode_scenario_change(scratch, row->action, row->target, row->value, &fault) == LODE_OK)
            continue;
        int value = strncmp(fault.message, "The value", 9) == 0;
        lode_found(s->findings, value ? "LW-SCN-002" : "LW-SCN-001",
                   (lode_where){"scenarios", row->row.fid, row->scenario, value ? "value" : "target"},
                   value ? row->value : row->target, fault.message);
    }
    lode_scenario_free(scratch);
    return LODE_OK;
}

static lode_status plan_corridors(lode_session *s, lode_err *err)
{
    s->plans = LODE_NEW(s->arena, lode_corridor_plan *, s->c->corridors.n + 1);
    if (!s->plans)
        return lode_fail_memory(err);
    for (size_t i = 0; i < s->c->corridors.n; i++) {
        const lode_corridor *row = &s->c->corridors.v[i];
        lode_err fault = {0};
        s->plans[i] =
            row->corridor ? lode_corridor_plan_new(s->network, row->corridor, row->passes, row->avoids, &fault) : NULL;
        if (fault.status)
            lode_found(s->findings, "LW-SCN-003", (lode_where){"corridors", row->row.fid, row->corridor, "passes"},
                       row->passes, fault.message);
    }
    return LODE_OK;
}

/* An observation goes along a corridor of the case, or along items of its own. */
static lode_status check_observed_corridors(lode_session *s, lode_err *err)
{
    for (size_t i = 0; i < s->c->observations.n; i++) {
        const lode_observation *o = &s->c->observations.v[i];
        int named = !o->corridor;
        for (size_t k = 0; k < s->c->corridors.n && !named; k++)
            named = s->c->corridors.v[k].corridor && strcmp(s->c->corridors.v[k].corridor, o->corridor) == 0;
        if (named)
            continue;
        lode_err fault = {0};
        lode_corridor_plan_free(lode_corridor_plan_new(s->network, o->corridor, o->corridor, NULL, &fault));
        if (fault.status == LODE_BAD_INPUT)
            lode_found(s->findings, "LW-SCN-003", (lode_where){"observations", o->row.fid, o->id, "corridor"},
                       o->corridor, fault.message);
        else if (fault.status)
            return lode_fail(err, fault.status, "%s", fault.message);
    }
    return LODE_OK;
}

static lode_status prepare(lode_session *s, lode_err *err)
{
    lode_session_progress(s, "checking the case", 0, 0);
    lode_status status = lode_case_check(s->c, s->findings, err);
    if (!status)
        status = lode_case_regions(s->c, &s->shapes, &s->regions, err);
    if (status || lode_findings_count(s->findings, LODE_ERROR))
        return status;
    lode_session_progress(s, "building the network", 0, 0);
    status = lode_network_build(s->c, s->regions, &s->network, s->findings, err);
    if (status || !s->network)
        return status;
    status = check_scenarios(s, err);
    if (!status)
        status = plan_corridors(s, err);
    return status ? status : check_observed_corridors(s, err);
}

lode_status lode_session_open(lode_session *s, const lode_config *config, int lenient, lode_findings *findings,
                              lode_err *err)
{
    *s = (lode_session){.config = config, .findings = findings};
    char *builtin = config->case_path ? NULL : lode_builtin_case();
    const char *path = config->case_path ? config->case_path : builtin;
    if (!path)
        return lode_fail(err, LODE_IO,
                         "The built-in case eurasia.gpkg is not beside the program nor in its share folder. "
                         "Run `make`, or name a case.");
    lode_session_progress(s, "reading the case", 0, 0);
    s->arena = lode_arena_new();
    lode_status status = s->arena ? lode_case_read(path, &s->c, findings, err) : lode_fail_memory(err);
    free(builtin);
    if (!status)
        status = prepare(s, err);
    if (!status && findings->failed)
        status = lode_fail_memory(err);
    if (!status && !lenient && (!s->network || lode_findings_count(findings, LODE_ERROR)))
        status = refuse(s, err);
    return status;
}

lode_status lode_session_of(lode_session *s, const lode_config *config, lode_case *c, lode_findings *findings,
                            lode_err *err)
{
    *s = (lode_session){.config = config, .findings = findings, .c = c, .arena = lode_arena_new()};
    lode_status status = s->arena ? prepare(s, err) : lode_fail_memory(err);
    if (!status && findings->failed)
        status = lode_fail_memory(err);
    if (!status && (!s->network || lode_findings_count(findings, LODE_ERROR)))
        status = refuse(s, err);
    return status;
}

void lode_session_close(lode_session *s)
{
    for (size_t i = 0; s->plans && i < s->c->corridors.n; i++)
        lode_corridor_plan_free(s->plans[i]);
    lode_network_free(s->network);
    lode_regions_free(s->regions);
    free(s->shapes);
    lode_case_free(s->c);
    lode_arena_free(s->arena);
    *s = (lode_session){0};
}

/* ---- scenarios ---------------------------------------------------------------------------------------------- */

const char *lode_scenario_title(const lode_case *c, const char *scenario, int german)
{
    const char *title = NULL;
    for (size_t i = 0; i < c->scenarios.n; i++) {
        const lode_scenario_row *row = &c->scenarios.v[i];
        const char *text = german ? row->title_de : row->title_en;
        if (text && strcmp(row->scenario, scenario) == 0 && (!title || strcmp(text, title) < 0))
            title = text;
    }
    return title;
}

int lode_session_has_scenario(const lode_session *s, const char *name)
{
    for (size_t i = 0; i < s->c->scenarios.n; i++)
        if (strcmp(s->c->scenarios.v[i].scenario, name) == 0)
            return 1;
    return 0;
}

static lode_status unknown_scenario(const lode_session *s, const char *name, lode_err *err)
{
    const char **words = calloc(s->c->scenarios.n + 1, sizeof *words);
    for (size_t i = 0; words && i < s->c->scenarios.n; i++)
        words[i] = s->c->scenarios.v[i].scenario;
    lode_status status =
        lode_fail_unknown(err, "scenario", name, words, s->c->scenarios.n, "`lodeway info` lists those of the case.");
    free(words);
    return status;
}

/* "planned" alone stands for status:planned and status:construction. */
static lode_status open_target(lode_scenario *scenario, const char *target, lode_err *err)
{
    if (strcmp(target, "planned") != 0)
        return lode_scenario_change(scenario, "open", target, NULL, err);
    lode_status status = lode_scenario_change(scenario, "open", "status:planned", NULL, err);
    return status ? status : lode_scenario_change(scenario, "open", "status:construction", NULL, err);
}

static lode_status restrict_modes(lode_scenario *scenario, const char *modes, lode_err *err)
{
    int wanted[LODE_N_MODES] = {0};
    size_t length;
    for (const char *word; (word = lode_list_next(&modes, &length));) {
        lode_mode mode = lode_mode_named(word, length);
        if (mode == LODE_N_MODES)
            return lode_fail(err, LODE_USAGE, "Unknown mode \"%.*s\". Modes are rail, road, sea and air.", (int)length,
                             word);
        wanted[mode] = 1;
    }
    for (int mode = LODE_RAIL; mode <= LODE_AIR; mode++)
        scenario->closed_mode[mode] |= (uint8_t)!wanted[mode];
    return LODE_OK;
}

static lode_status apply_config(const lode_config *config, int with_closures, lode_scenario *scenario, lode_err *err)
{
    lode_status status = LODE_OK;
    scenario->ignore_overflight = config->ignore_overflight;
    scenario->month = config->month;
    if (config->year)
        scenario->year = config->year;
    for (size_t i = 0; i < config->n_openings && !status; i++)
        status = open_target(scenario, config->openings[i], err);
    if (!status && config->modes)
        status = restrict_modes(scenario, config->modes, err);
    for (size_t i = 0; with_closures && i < config->n_closures && !status; i++)
        status = lode_scenario_change(scenario, "close", config->closures[i], NULL, err);
    return status;
}

lode_status lode_session_scenario(const lode_session *s, const char *name, int with_closures, lode_scenario **scenario,
                                  lode_err *err)
{
    *scenario = NULL;
    if (strcmp(name, "open") != 0 && !lode_session_has_scenario(s, name))
        return unknown_scenario(s, name, err);
    lode_scenario *made = lode_scenario_new(s->network, name, err);
    lode_status status = made ? LODE_OK : LODE_IO;
    for (size_t i = 0; i < s->c->scenarios.n && !status; i++) {
        const lode_scenario_row *row = &s->c->scenarios.v[i];
        if (strcmp(row->scenario, name) == 0)
            status = lode_scenario_change(made, row->action, row->target, row->value, err);
    }
    if (!status)
        status = apply_config(s->config, with_closures, made, err);
    if (status) {
        lode_scenario_free(made);
        return status;
    }
    *scenario = made;
    return LODE_OK;
}

/* ---- what is shipped ---------------------------------------------------------------------------------------- */

static const lode_product *find_product(const lode_case *c, const char *id)
{
    for (size_t i = 0; id && i < c->products.n; i++)
        if (strcmp(c->products.v[i].id, id) == 0)
            return &c->products.v[i];
    return NULL;
}

static lode_status unknown_product(const lode_session *s, const char *id, lode_err *err)
{
    const char **words = calloc(s->c->products.n + 1, sizeof *words);
    for (size_t i = 0; words && i < s->c->products.n; i++)
        words[i] = s->c->products.v[i].id;
    lode_status status =
        lode_fail_unknown(err, "product", id, words, s->c->products.n, "Use an id of the table products.");
    free(words);
    return status;
}

static double value_or(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

lode_status lode_session_shipment(const lode_session *s, const lode_occurrence *o, lode_shipment *shipment,
                                  lode_err *err)
{
    const lode_parameters *p = &s->network->parameters;
    const char *id = s->config->product ? s->config->product : (o ? o->product : NULL);
    const lode_product *product = id ? find_product(s->c, id) : (s->c->products.n ? &s->c->products.v[0] : NULL);
    if (id && !product)
        return unknown_product(s, id, err);
    *shipment = (lode_shipment){.product = product ? product->id : NULL,
                                .usd_t = product ? product->usd_t : NAN,
                                .treo_pct = product ? product->product_treo_pct : NAN,
                                .payload_t = value_or(product ? product->payload_t : NAN, p->payload_t),
                                .shipment_t = value_or(product ? product->shipment_t : NAN, p->shipment_t)};
    if (product && product->unit && strcmp(product->unit, "t") == 0 && isnan(product->payload_t))
        shipment->payload_t = 1;
    if (o && !isnan(o->value_usd_t) && !s->config->product)
        shipment->usd_t = o->value_usd_t;
    shipment->outside_usd_t = product ? shipment->usd_t - product->cost_usd_t : NAN;
    shipment->v = isnan(shipment->usd_t) ? 0 : shipment->usd_t * p->annual_rate_pct / 100 / 8760;
    return LODE_OK;
}

int lode_session_same_shipment(const lode_shipment *a, const lode_shipment *b)
{
    return a->product == b->product && (a->usd_t == b->usd_t || (isnan(a->usd_t) && isnan(b->usd_t)));
}

/* ---- destinations ------------------------------------------------------------------------------------------- */

static int is_group(const lode_network *n, const char *name)
{
    if (strcmp(name, "ALL") == 0)
        return 1;
    for (size_t i = 0; i < n->n_markets; i++)
        if (lode_list_has(n->market[i].groups, name))
            return 1;
    return 0;
}

static lode_status unknown_destination(const lode_session *s, const char *name, lode_err *err)
{
    const char **words = calloc(s->network->n_markets + 1, sizeof *words);
    for (size_t i = 0; words && i < s->network->n_markets; i++)
        words[i] = s->network->market[i].id;
    lode_status status = lode_fail_unknown(err, "market", name, words, s->network->n_markets,
                                           "Use the id of a market, a market group, or ALL.");
    free(words);
    return status;
}

static lode_status read_destination(lode_session *s, const char *name, lode_destination *d, lode_err *err)
{
    *d = (lode_destination){name, -1};
    for (size_t i = 0; i < s->network->n_markets; i++)
        if (strcmp(s->network->market[i].id, name) == 0)
            d->single_market = (int32_t)i;
    if (d->single_market < 0 && !is_group(s->network, name))
        return unknown_destination(s, name, err);
    return LODE_OK;
}

lode_status lode_session_destinations(lode_session *s, lode_destination **list, size_t *n, lode_err *err)
{
    const char *wanted = s->config->markets ? s->config->markets : (is_group(s->network, "EU") ? "EU,ALL" : "ALL");
    size_t length;
    *n = 0;
    *list = LODE_NEW(s->arena, lode_destination, strlen(wanted) + 1);
    if (!*list)
        return lode_fail_memory(err);
    for (const char *word; (word = lode_list_next(&wanted, &length));) {
        const char *name = lode_arena_strndup(s->arena, word, length);
        if (!name)
            return lode_fail_memory(err);
        lode_status status = read_destination(s, name, &(*list)[*n], err);
        if (status)
            return status;
        int known = 0;
        for (size_t i = 0; i < *n; i++)
            known |= strcmp((*list)[i].name, name) == 0;
        *n += (size_t)!known; /* named twice is asked once */
    }
    return LODE_OK;
}

static int takes(const lode_market_node *m, const char *product)
{
    return !m->products || !product || lode_list_has(m->products, "*") || lode_list_has(m->products, product);
}

static int belongs(const lode_destination *d, const lode_network *n, size_t market)
{
    if (d->single_market >= 0)
        return (size_t)d->single_market == market;
    return strcmp(d->name, "ALL") == 0 || lode_list_has(n->market[market].groups, d->name);
}

lode_status lode_destination_targets(const lode_session *s, const lode_destination *d, const char *product,
                                     lode_target **targets, size_t *n, lode_err *err)
{
    const lode_network *net = s->network;
    size_t capacity = 0;
    *targets = NULL;
    *n = 0;
    for (size_t i = 0; i < net->n_markets; i++) {
        const lode_market_node *m = &net->market[i];
        if (!belongs(d, net, i) || !takes(m, product))
            continue;
        for (int32_t state = net->place_ground[m->place];
             state < (int32_t)net->n_states && net->state_place[state] == m->place; state++) {
            lode_target *slot = lode_grow((void **)targets, n, &capacity, sizeof *slot);
            if (!slot)
                return lode_fail_memory(err);
            *slot = (lode_target){
                .state = state, .arrival = &net->element[m->element], .arrival_index = m->element, .partial_of = -1};
        }
    }
    return LODE_OK;
}
