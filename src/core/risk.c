#include "core/risk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/chance.h"
#include "core/oracle_i.h"
#include "core/risk_i.h"
#include "core/spread.h"

const char *const lode_risk_standing_names[LODE_N_RISK_STANDINGS] = {"known", "unreachable", "uneconomic", "k_unknown"};

/* ---- oracles ------------------------------------------------------------------------------------------------ */

lode_risk *lode_risk_new(const lode_shocks *shocks, lode_oracle *oracle, lode_err *err)
{
    lode_risk *risk = calloc(1, sizeof *risk);
    if (risk)
        risk->shut = calloc(shocks->n + 1, sizeof *risk->shut);
    if (!risk || !risk->shut) {
        free(risk);
        lode_fail_memory(err);
        return NULL;
    }
    risk->shocks = shocks;
    risk->oracle = oracle;
    for (size_t i = 0; i < shocks->n; i++)
        if (shocks->v[i].by_element)
            lode_set_add(&risk->by_element, (int32_t)i);
    return risk;
}

static void branch_free(lode_risk_branch *branch)
{
    if (!branch)
        return;
    lode_oracle_free(branch->oracle);
    free(branch->scenario.closed_element);
    free(branch);
}

void lode_risk_free(lode_risk *risk)
{
    if (!risk)
        return;
    for (size_t i = 0; i < risk->n_branches; i++)
        branch_free(risk->branches[i]);
    free(risk->branches);
    free(risk->shut);
    free(risk->nodes);
    free(risk);
}

void lode_risk_turn(lode_risk *risk, const lode_origin *origin, const lode_set *own)
{
    risk->origin = origin;
    risk->own = *own;
    risk->n_nodes = 0;
    for (size_t i = 0; i < risk->shocks->n; i++) {
        lode_set just_it = {{0}};
        lode_set_add(&just_it, (int32_t)i);
        risk->shut[i] = lode_shocks_domains(risk->shocks, &just_it, own);
    }
}

const lode_shocks *lode_risk_shocks(const lode_risk *risk)
{
    return risk->shocks;
}

size_t lode_risk_states_seen(const lode_risk *risk)
{
    size_t n = 0;
    for (size_t i = 0; i < risk->n_nodes; i++)
        n += risk->nodes[i].asks < 0;
    return n;
}

static void close_more(lode_risk_branch *branch, const lode_shocks *shocks)
{
    for (size_t i = 0; i < shocks->n; i++) {
        if (!lode_set_has(&branch->shocks, (int32_t)i))
            continue;
        for (int mode = 0; mode < LODE_N_MODES; mode++)
            branch->scenario.closed_mode[mode] |= shocks->v[i].closed_mode[mode];
        for (size_t k = 0; k < shocks->v[i].n_elements; k++)
            branch->scenario.closed_element[shocks->v[i].element[k]] = 1;
    }
}

static lode_risk_branch *branch_new(lode_risk *risk, const lode_set *shocks, lode_err *err)
{
    const lode_oracle *o = risk->oracle;
    size_t n = o->scenario->network->n_elements + 1;
    lode_risk_branch *branch = calloc(1, sizeof *branch);
    uint8_t *closed = malloc(n);
    if (!branch || !closed) {
        free(branch);
        free(closed);
        lode_fail_memory(err);
        return NULL;
    }
    branch->shocks = *shocks;
    branch->scenario = *o->scenario;
    branch->scenario.closed_element = memcpy(closed, o->scenario->closed_element, n);
    close_more(branch, risk->shocks);
    branch->oracle =
        lode_oracle_new(&branch->scenario, &o->weights->shipment, o->weights->objective, o->targets, o->n_targets, err);
    if (!branch->oracle) {
        branch_free(branch);
        return NULL;
    }
    return branch;
}

/* The oracle that knows the elements and modes closed by these shocks; NULL: out of memory. */
static lode_oracle *oracle_for(lode_risk *risk, const lode_set *closed, lode_err *err)
{
    lode_set wanted = {{0}}, none = {{0}};
    for (int i = 0; i < LODE_MAX_DOMAINS / 64; i++)
        wanted.word[i] = closed->word[i] & risk->by_element.word[i];
    if (lode_set_equal(&wanted, &none))
        return risk->oracle;
    for (size_t i = 0; i < risk->n_branches; i++)
        if (lode_set_equal(&risk->branches[i]->shocks, &wanted))
            return risk->branches[i]->oracle;
    lode_risk_branch *branch = branch_new(risk, &wanted, err);
    if (!branch)
        return NULL;
    lode_risk_branch **slot =
        lode_grow((void **)&risk->branches, &risk->n_branches, &risk->branch_capacity, sizeof *slot);
    if (!slot) {
        branch_free(branch);
        lode_fail_memory(err);
        return NULL;
    }
    *slot = branch;
    return branch->oracle;
}

/* ---- costs -------------------------------------------------------------------------------------------------- */

static int closes_element(const lode_shock_model *shock, const lode_element *e, int32_t index)
{
    if (shock->closed_mode[e->mode])
        return 1;
    for (size_t i = 0; index >= 0 && i < shock->n_elements; i++)
        if (shock->element[i] == index)
            return 1;
    return 0;
}

/* Whether it closes a terminal that a ship's call at the state may rest on. */
static int closes_port(const lode_network *n, const lode_shock_model *shock, int32_t state)
{
    for (uint32_t i = state < 0 ? 0 : n->state_port_first[state]; state >= 0 && i < n->state_port_first[state + 1]; i++)
        if (closes_element(shock, &n->element[n->port_element[i]], n->port_element[i]))
            return 1;
    return 0;
}

/* Domains whose closure closes one of the steps or a place that they pass: lode_steps_meet for all sets at once. */
static lode_set domains_of(const lode_scenario *s, const lode_step *steps, size_t n_steps)
{
    const lode_network *n = s->network;
    lode_set met = {{0}};
    for (size_t i = 0; i < n_steps; i++) {
        const lode_element *e = steps[i].element;
        for (int side = 0; side < e->n_sides; side++)
            if (e->side[side].domain >= 0)
                lode_set_add(&met, e->side[side].domain);
        for (uint32_t k = s->ignore_overflight ? e->overfly_n : 0; k < e->need_n; k++)
            if (n->need[e->need_first + k] >= 0)
                lode_set_add(&met, n->need[e->need_first + k]);
        if (steps[i].to_state >= 0)
            lode_set_add(&met, n->place_domain[n->state_place[steps[i].to_state]]);
    }
    return met;
}

/* Whether a shock may close the way by an element or mode. */
static int closes_step(const lode_network *n, const lode_shock_model *shock, const lode_step *steps, size_t n_steps)
{
    for (size_t i = 0; i < n_steps; i++)
        if (closes_element(shock, steps[i].element, steps[i].index) || closes_port(n, shock, steps[i].from_state) ||
            closes_port(n, shock, steps[i].to_state))
            return 1;
    return 0;
}

/* The first shock, neither closed nor absent, that may close the way; -1: none, and the way stays the best whatever of
 * the others starts. */
static int32_t first_closing(const lode_risk *risk, const lode_set *closed, const lode_set *absent,
                             const lode_step *steps, size_t n_steps)
{
    const lode_scenario *scenario = lode_oracle_scenario(risk->oracle);
    lode_set met = domains_of(scenario, steps, n_steps);
    for (int32_t i = 0; i < (int32_t)risk->shocks->n; i++) {
        if (lode_set_has(closed, i) || lode_set_has(absent, i))
            continue;
        if (lode_set_meets(&risk->shut[i], &met) ||
            (lode_set_has(&risk->by_element, i) && closes_step(scenario->network, &risk->shocks->v[i], steps, n_steps)))
            return i;
    }
    return -1;
}

/* Works out the best way while the shocks of closed are active and those of absent are not. */
static lode_status work_out(lode_risk *risk, const lode_set *closed, const lode_set *absent, lode_risk_node *node,
                            lode_err *err)
{
    lode_step *steps;
    size_t n_steps;
    lode_way way;
    lode_oracle *oracle = oracle_for(risk, closed, err);
    if (!oracle)
        return LODE_IO;
    lode_set domains = lode_shocks_domains(risk->shocks, closed, &risk->own);
    lode_status status = lode_oracle_ask(oracle, risk->origin, &domains, &way, err);
    if (!status)
        status = lode_oracle_steps(oracle, risk->origin, &domains, &steps, &n_steps, err);
    if (status)
        return status;
    *node = (lode_risk_node){way.cost, first_closing(risk, closed, absent, steps, n_steps), -1, -1};
    free(steps);
    return LODE_OK;
}

static lode_status add_node(lode_risk *risk, const lode_set *closed, const lode_set *absent, int32_t *index,
                            lode_err *err)
{
    lode_risk_node node;
    lode_status status = work_out(risk, closed, absent, &node, err);
    if (status)
        return status;
    lode_risk_node *slot = lode_grow((void **)&risk->nodes, &risk->n_nodes, &risk->node_capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(err);
    *slot = node;
    *index = (int32_t)risk->n_nodes - 1;
    return LODE_OK;
}

/* The node after the answer to what a node asks; the answer is added to closed or absent. */
static lode_status next_node(lode_risk *risk, int32_t *at, int is_active, lode_set *closed, lode_set *absent,
                             lode_err *err)
{
    lode_set_add(is_active ? closed : absent, risk->nodes[*at].asks);
    int32_t next = is_active ? risk->nodes[*at].active : risk->nodes[*at].absent;
    if (next < 0) {
        lode_status status = add_node(risk, closed, absent, &next, err);
        if (status)
            return status;
        *(is_active ? &risk->nodes[*at].active : &risk->nodes[*at].absent) = next;
    }
    *at = next;
    return LODE_OK;
}

static lode_status root_node(lode_risk *risk, lode_err *err)
{
    lode_set none = {{0}};
    int32_t root;
    return risk->n_nodes ? LODE_OK : add_node(risk, &none, &none, &root, err);
}

lode_status lode_risk_cost(lode_risk *risk, const lode_set *active, int64_t *cost, lode_err *err)
{
    lode_set closed = {{0}}, absent = {{0}};
    int32_t at = 0;
    lode_status status = root_node(risk, err);
    while (!status && risk->nodes[at].asks >= 0)
        status = next_node(risk, &at, lode_set_has(active, risk->nodes[at].asks), &closed, &absent, err);
    if (!status)
        *cost = risk->nodes[at].cost;
    return status;
}

/* ---- state risk --------------------------------------------------------------------------------------------- */

int64_t lode_risk_i_outside(const lode_risk *risk)
{
    double k = lode_oracle_shipment(risk->oracle)->outside_usd_t;
    return isnan(k) ? LODE_NO_WAY : llround(fmax(-1e9, fmin(k, 1e9)) * LODE_MICRO);
}

double lode_risk_i_usd(int64_t cost, int64_t outside)
{
    int64_t least = cost < outside ? cost : outside;
    return least == LODE_NO_WAY ? INFINITY : (double)least / LODE_MICRO;
}

double lode_risk_i_finite(double figure)
{
    return isfinite(figure) ? figure : NAN;
}

lode_status lode_risk_i_base(lode_risk *risk, int64_t *base, lode_risk_standing *standing, lode_err *err)
{
    lode_set none = {{0}};
    lode_status status = lode_risk_cost(risk, &none, base, err);
    if (status)
        return status;
    *standing = *base == LODE_NO_WAY                 ? LODE_RISK_UNREACHABLE
                : *base >= lode_risk_i_outside(risk) ? LODE_RISK_UNECONOMIC
                                                     : LODE_RISK_KNOWN;
    return LODE_OK;
}

typedef struct outcomes {
    lode_risk *risk;
    int64_t base, outside;
    lode_weighted *v; /* min(c, K) */
    size_t n, capacity;
    double no_way, dearer, open_sum; /* open_sum: over states with a way */
} outcomes;

static lode_status add_outcome(outcomes *o, int64_t cost, double weight, lode_err *err)
{
    lode_weighted *slot = lode_grow((void **)&o->v, &o->n, &o->capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(err);
    *slot = (lode_weighted){lode_risk_i_usd(cost, o->outside), weight};
    if (cost == LODE_NO_WAY)
        o->no_way += weight;
    else
        o->open_sum += weight * slot->value;
    if (cost > o->base)
        o->dearer += weight;
    return LODE_OK;
}

/* Splits the states of the world by what each node asks, until nothing more closes the best way: exact, since the
 * leaves part all states. */
static lode_status count_out(outcomes *o, int32_t at, lode_set closed, lode_set absent, double weight, lode_err *err)
{
    int32_t asks = o->risk->nodes[at].asks;
    if (asks < 0)
        return add_outcome(o, o->risk->nodes[at].cost, weight, err);
    double share = o->risk->shocks->v[asks].share;
    lode_status status = LODE_OK;
    for (int is_active = 0; is_active < 2 && !status; is_active++) {
        double part = weight * (is_active ? share : 1 - share);
        lode_set in = closed, out = absent;
        int32_t next = at;
        if (!(part > 0))
            continue;
        status = next_node(o->risk, &next, is_active, &in, &out, err);
        if (!status)
            status = count_out(o, next, in, out, part, err);
    }
    return status;
}

static lode_status sample(outcomes *o, const lode_risk_options *options, lode_err *err)
{
    const lode_shocks *shocks = o->risk->shocks;
    lode_status status = LODE_OK;
    for (size_t draw = 0; draw < options->draws && !status; draw++) {
        lode_set active = {{0}};
        int64_t cost;
        for (size_t i = 0; i < shocks->n; i++)
            if (lode_chance_unit(options->seed, draw, shocks->v[i].key, 0) < shocks->v[i].share)
                lode_set_add(&active, (int32_t)i);
        status = lode_risk_cost(o->risk, &active, &cost, err);
        if (!status)
            status = add_outcome(o, cost, 1.0 / (double)options->draws, err);
    }
    return status;
}

static void put_money(outcomes *o, lode_state_risk *out)
{
    lode_spread_sort(o->v, o->n);
    out->expected_usd_t = lode_risk_i_finite(lode_spread_mean(o->v, o->n));
    out->expected_open_usd_t = o->no_way < 1 ? o->open_sum / (1 - o->no_way) : NAN;
    out->p95_usd_t = lode_risk_i_finite(lode_spread_quantile(o->v, o->n, 0.95));
    out->p99_usd_t = lode_risk_i_finite(lode_spread_quantile(o->v, o->n, 0.99));
    out->cvar95_usd_t = lode_risk_i_finite(lode_spread_tail(o->v, o->n, 0.95));
    if (out->sampled)
        out->expected_error = lode_risk_i_finite(lode_spread_error(o->v, o->n));
    if (isnan(out->expected_usd_t))
        out->standing = LODE_RISK_K_UNKNOWN;
}

static void put_shares(const outcomes *o, lode_state_risk *out)
{
    double n = (double)o->n;
    out->p_no_way = o->no_way;
    out->p_dearer = o->dearer;
    if (!out->sampled)
        return;
    out->p_no_way_error = sqrt(fmax(0, o->no_way * (1 - o->no_way)) / n);
    out->p_dearer_error = sqrt(fmax(0, o->dearer * (1 - o->dearer)) / n);
}

static lode_state_risk nothing_known(lode_risk_standing standing)
{
    return (lode_state_risk){standing, 0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, 0, 0};
}

lode_status lode_state_risk_of(lode_risk *risk, const lode_risk_options *options, lode_state_risk *out, lode_err *err)
{
    outcomes o = {.risk = risk, .outside = lode_risk_i_outside(risk)};
    lode_set none = {{0}};
    *out = nothing_known(LODE_RISK_KNOWN);
    out->sampled = risk->shocks->n > LODE_EXACT_SHOCKS;
    if (out->sampled && options->draws == 0)
        return lode_fail(err, LODE_USAGE, "%zu shocks are sampled: at least one draw is needed.", risk->shocks->n);
    lode_status status = lode_risk_i_base(risk, &o.base, &out->standing, err);
    if (status || out->standing == LODE_RISK_UNREACHABLE)
        return status;
    out->base_usd_t = lode_risk_i_usd(o.base, LODE_NO_WAY);
    status = out->sampled ? sample(&o, options, err) : count_out(&o, 0, none, none, 1, err);
    if (!status) {
        put_shares(&o, out);
        if (out->standing == LODE_RISK_KNOWN)
            put_money(&o, out);
    }
    free(o.v);
    return status;
}
