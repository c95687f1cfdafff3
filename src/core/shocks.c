#include "core/shocks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

void lode_shocks_free(lode_shocks *shocks)
{
    if (!shocks)
        return;
    for (size_t i = 0; i < shocks->n; i++)
        free(shocks->v[i].element);
    free(shocks->v);
    free(shocks);
}

double lode_shock_share(double p_year, double mean_days)
{
    return p_year > 0 && mean_days > 0 ? -expm1(log1p(-p_year) * mean_days / 365) : 0;
}

static lode_status close_targets(lode_scenario *scratch, const lode_shock *row, lode_err *err)
{
    const char *list = row->targets;
    size_t length, n = 0;
    for (const char *item; (item = lode_list_next(&list, &length)); n++) {
        lode_err fault = {0};
        char *target = strndup(item, length);
        if (!target)
            return lode_fail_memory(err);
        lode_status status = lode_scenario_change(scratch, "close", target, NULL, &fault);
        free(target);
        if (status)
            return lode_fail(err, LODE_BAD_INPUT, "Shock %s: %s", row->id, fault.message);
    }
    return n ? LODE_OK : lode_fail(err, LODE_BAD_INPUT, "Shock %s closes nothing: it has no targets.", row->id);
}

static lode_status check_figures(const lode_shock *row, lode_err *err)
{
    if (!(row->p_year >= 0 && row->p_year < 1))
        return lode_fail(err, LODE_BAD_INPUT, "Shock %s: p_year must be given, from 0 to below 1 (%g).", row->id,
                         row->p_year);
    if (!(row->mean_days >= 0 && isfinite(row->mean_days)))
        return lode_fail(err, LODE_BAD_INPUT, "Shock %s: mean_days must be given, 0 or more (%g).", row->id,
                         row->mean_days);
    return LODE_OK;
}

static lode_status keep_closures(const lode_scenario *scratch, lode_shock_model *shock, lode_err *err)
{
    size_t capacity = 0;
    shock->domains = scratch->closed_domains;
    memcpy(shock->closed_mode, scratch->closed_mode, sizeof shock->closed_mode);
    for (int mode = 0; mode < LODE_N_MODES; mode++)
        shock->by_element |= shock->closed_mode[mode];
    for (size_t i = 0; i < scratch->network->n_elements; i++) {
        if (!scratch->closed_element[i])
            continue;
        int32_t *slot = lode_grow((void **)&shock->element, &shock->n_elements, &capacity, sizeof *slot);
        if (!slot)
            return lode_fail_memory(err);
        *slot = (int32_t)i;
        shock->by_element = 1;
    }
    return LODE_OK;
}

static lode_status read_shock(const lode_network *network, const lode_shock *row, lode_shock_model *shock,
                              lode_err *err)
{
    *shock = (lode_shock_model){.id = row->id,
                                .key = lode_tie(row->id),
                                .rate = -log1p(-row->p_year),
                                .mean_days = row->mean_days,
                                .cv = isnan(row->cv) ? 1 : row->cv,
                                .share = lode_shock_share(row->p_year, row->mean_days)};
    lode_status status = check_figures(row, err);
    if (status)
        return status;
    lode_scenario *scratch = lode_scenario_new(network, row->id, err);
    if (!scratch)
        return LODE_IO;
    status = close_targets(scratch, row, err);
    if (!status)
        status = keep_closures(scratch, shock, err);
    lode_scenario_free(scratch);
    return status;
}

static int order(const void *a, const void *b)
{
    return strcmp(((const lode_shock_model *)a)->id, ((const lode_shock_model *)b)->id);
}

lode_shocks *lode_shocks_new(const lode_network *network, const lode_shock *rows, size_t n, lode_err *err)
{
    if (n > LODE_MAX_SHOCKS) {
        lode_fail(err, LODE_BAD_INPUT, "%zu shocks; at most %d are supported.", n, LODE_MAX_SHOCKS);
        return NULL;
    }
    lode_shocks *shocks = calloc(1, sizeof *shocks);
    if (shocks)
        shocks->v = calloc(n + 1, sizeof *shocks->v);
    if (!shocks || !shocks->v) {
        free(shocks);
        lode_fail_memory(err);
        return NULL;
    }
    for (; shocks->n < n; shocks->n++) {
        if (read_shock(network, &rows[shocks->n], &shocks->v[shocks->n], err)) {
            shocks->n++;
            lode_shocks_free(shocks);
            return NULL;
        }
    }
    if (n)
        qsort(shocks->v, n, sizeof *shocks->v, order);
    return shocks;
}

lode_set lode_shocks_domains(const lode_shocks *shocks, const lode_set *active, const lode_set *own)
{
    lode_set closed = {{0}};
    for (size_t i = 0; i < shocks->n; i++)
        if (lode_set_has(active, (int32_t)i))
            closed = lode_set_union(closed, &shocks->v[i].domains);
    for (int i = 0; i < LODE_MAX_DOMAINS / 64; i++)
        closed.word[i] &= ~own->word[i];
    return closed;
}

/* ---- all patterns ------------------------------------------------------------------------------------------- */

static lode_shock_state state_of(const lode_shocks *shocks, uint32_t active, const lode_set *own)
{
    lode_set set = {{active}};
    lode_shock_state state = {.domains = lode_shocks_domains(shocks, &set, own), .probability = 1};
    for (size_t i = 0; i < shocks->n; i++) {
        int on = active >> i & 1;
        state.probability *= on ? shocks->v[i].share : 1 - shocks->v[i].share;
        if (on && shocks->v[i].by_element)
            state.by_element |= UINT32_C(1) << i;
    }
    return state;
}

static int order_patterns(const void *a, const void *b)
{
    const lode_shock_state *x = a, *y = b;
    int domains = memcmp(&x->domains, &y->domains, sizeof x->domains);
    return domains ? domains : (x->by_element > y->by_element) - (x->by_element < y->by_element);
}

static int order_probable(const void *a, const void *b)
{
    const lode_shock_state *x = a, *y = b;
    if (x->probability != y->probability)
        return x->probability > y->probability ? -1 : 1;
    return order_patterns(a, b);
}

static size_t merge_patterns(lode_shock_state *states, size_t n)
{
    size_t kept = 0;
    qsort(states, n, sizeof *states, order_patterns);
    for (size_t i = 0; i < n; i++)
        if (kept && order_patterns(&states[kept - 1], &states[i]) == 0)
            states[kept - 1].probability += states[i].probability;
        else
            states[kept++] = states[i];
    qsort(states, kept, sizeof *states, order_probable);
    return kept;
}

lode_status lode_shocks_states(const lode_shocks *shocks, const lode_set *own, lode_shock_state **states, size_t *n,
                               lode_err *err)
{
    *states = NULL;
    *n = 0;
    if (shocks->n > LODE_EXACT_SHOCKS)
        return lode_fail(err, LODE_USAGE, "%zu shocks; at most %d can be counted out.", shocks->n, LODE_EXACT_SHOCKS);
    size_t count = (size_t)1 << shocks->n;
    *states = malloc(count * sizeof **states);
    if (!*states)
        return lode_fail_memory(err);
    for (size_t active = 0; active < count; active++)
        (*states)[active] = state_of(shocks, (uint32_t)active, own);
    *n = merge_patterns(*states, count);
    return LODE_OK;
}

/* ---- the safest way ------------------------------------------------------------------------------------------- */

static int listed(const lode_shock_model *shock, int32_t index)
{
    for (size_t i = 0; i < shock->n_elements; i++)
        if (shock->element[i] == index)
            return 1;
    return 0;
}

static int needs_any(const lode_scenario *s, const lode_element *e, const lode_set *domains)
{
    for (uint32_t i = s->ignore_overflight ? e->overfly_n : 0; i < e->need_n; i++)
        if (lode_set_has(domains, s->network->need[e->need_first + i]))
            return 1;
    return 0;
}

/* Whether the way meets a shock's domains here that it was not in before. */
static int enters(const lode_element *e, int reverse, const lode_set *domains)
{
    int over = e->mode == LODE_SEA || e->mode == LODE_AIR;
    switch (e->kind) {
    case LODE_E_CROSSING:
        return lode_set_has(domains, e->side[!reverse].domain) && !lode_set_has(domains, e->side[reverse].domain);
    case LODE_E_LINK:
    case LODE_E_UNLOAD: return over && lode_set_has(domains, e->side[0].domain);
    default: return 0;
    }
}

static int counts(const lode_scenario *s, const lode_shock_model *shock, int32_t index, int reverse)
{
    const lode_element *e = &s->network->element[index];
    return listed(shock, index) || (e->kind == LODE_E_LOAD && shock->closed_mode[e->mode]) ||
           enters(e, reverse, &shock->domains) || needs_any(s, e, &shock->domains);
}

static double risk_of(const lode_shock_model *shock)
{
    return shock->rate * shock->mean_days / 365; /* -ln(1 - u) */
}

double *lode_shocks_risks(const lode_shocks *shocks, const lode_scenario *s)
{
    double *risk = calloc(2 * s->network->n_elements + 1, sizeof *risk);
    for (size_t i = 0; risk && i < 2 * s->network->n_elements; i++)
        for (size_t k = 0; k < shocks->n; k++)
            if (counts(s, &shocks->v[k], (int32_t)(i / 2), i % 2))
                risk[i] += risk_of(&shocks->v[k]);
    return risk;
}

static int meets_mode(const lode_shock_model *shock, const lode_step *steps, size_t n_steps)
{
    for (size_t i = 0; i < n_steps; i++)
        if (shock->closed_mode[steps[i].element->mode] || (steps[i].index >= 0 && listed(shock, steps[i].index)))
            return 1;
    return 0;
}

int lode_shocks_on(const lode_shocks *shocks, size_t shock, const lode_scenario *s, const lode_step *steps,
                   size_t n_steps)
{
    return lode_steps_meet(s, steps, n_steps, &shocks->v[shock].domains) ||
           meets_mode(&shocks->v[shock], steps, n_steps);
}

double lode_shocks_open_share(const lode_shocks *shocks, const lode_scenario *s, const lode_step *steps, size_t n_steps)
{
    double risk = 0;
    for (size_t k = 0; k < shocks->n; k++)
        if (lode_shocks_on(shocks, k, s, steps, n_steps))
            risk += risk_of(&shocks->v[k]);
    return exp(-risk);
}
