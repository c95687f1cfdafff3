/* Groups of deposits, and the work on them by several threads. */
#include "app/chances.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/results.h"
#include "base/finding.h"

/* ---- what the config says ----------------------------------------------------------------------------------- */

size_t lode_config_draws(const lode_config *config)
{
    return config->draws ? config->draws : LODE_STANDARD_DRAWS;
}

size_t lode_config_years(const lode_config *config)
{
    return config->years ? config->years : LODE_STANDARD_YEARS;
}

uint64_t lode_config_seed(const lode_config *config)
{
    return config->seed ? config->seed : LODE_STANDARD_SEED;
}

/* As many threads as processors, unless the user says how many. */
static int jobs_of(const lode_config *config)
{
    enum { MOST = 64 };
    long n = config->jobs > 0 ? config->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (n > MOST ? MOST : (int)n);
}

/* ---- shocks ------------------------------------------------------------------------------------------------- */

static void found_figure(const lode_session *s, const char *code, lode_where where, double value, const char *expected)
{
    if (isnan(value))
        lode_found(s->findings, code, where, NULL, expected);
    else
        lode_found_number(s->findings, code, where, value, expected);
}

static void found_shock(const lode_session *s, const lode_shock *row, const char *fault)
{
    const char *any = row->targets;
    size_t length;
    lode_where where = {"shocks", row->row.fid, row->id, "targets"};
    if (!lode_list_next(&any, &length)) {
        lode_found(s->findings, "LW-SHK-001", where, NULL, "domains, actors, crossing:, terminal:, link: or passage:");
    } else if (!(row->p_year >= 0 && row->p_year < 1)) {
        where.column = "p_year";
        found_figure(s, "LW-SHK-003", where, row->p_year, "from 0 to below 1");
    } else if (!(row->mean_days >= 0 && isfinite(row->mean_days))) {
        where.column = "mean_days";
        found_figure(s, "LW-SHK-004", where, row->mean_days, "0 days or more");
    } else {
        lode_found(s->findings, "LW-SHK-002", where, row->targets, fault);
    }
}

lode_status lode_session_check_shocks(const lode_session *s, lode_err *err)
{
    for (size_t i = 0; i < s->c->shocks.n; i++) {
        lode_err fault = {0};
        lode_shocks *one = lode_shocks_new(s->network, &s->c->shocks.v[i], 1, &fault);
        lode_shocks_free(one);
        if (!one && fault.status == LODE_IO)
            return lode_fail(err, LODE_IO, "%s", fault.message);
        if (!one)
            found_shock(s, &s->c->shocks.v[i], fault.message);
    }
    return LODE_OK;
}

lode_status lode_session_shocks(const lode_session *s, lode_shocks **shocks, lode_err *err)
{
    size_t before = lode_findings_count(s->findings, LODE_ERROR);
    *shocks = NULL;
    lode_status status = lode_session_check_shocks(s, err);
    size_t faults = lode_findings_count(s->findings, LODE_ERROR) - before;
    if (!status && faults)
        status = lode_fail(err, LODE_BAD_INPUT, "%zu row%s of the table shocks of %s cannot be used.", faults,
                           faults == 1 ? "" : "s", s->c->path);
    if (status)
        return status;
    *shocks = lode_shocks_new(s->network, s->c->shocks.v, s->c->shocks.n, err);
    return *shocks ? LODE_OK : err->status;
}

lode_status lode_chances_i_shocks(lode_chances *c, lode_err *err)
{
    return c->shocks ? LODE_OK : lode_session_shocks(c->s, &c->shocks, err);
}

/* ---- groups ------------------------------------------------------------------------------------------------- */

static int same_figure(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static int same_shipment(const lode_shipment *a, const lode_shipment *b)
{
    return a->product == b->product && same_figure(a->usd_t, b->usd_t);
}

static double process_cost(const lode_case *c, const char *product)
{
    for (size_t i = 0; product && i < c->products.n; i++)
        if (strcmp(c->products.v[i].id, product) == 0)
            return c->products.v[i].process_usd_t_treo;
    return NAN;
}

/* A new group with room for all; groups live in one list that may move, what they point to does not. */
static lode_chance_group *new_group(lode_chances *c, size_t base, const lode_destination *d,
                                    const lode_shipment *shipment, lode_err *err)
{
    lode_arena *arena = c->s->arena;
    lode_chance_group *g = lode_grow((void **)&c->groups, &c->n_groups, &c->group_capacity, sizeof *g);
    if (!g) {
        lode_fail_memory(err);
        return NULL;
    }
    *g = (lode_chance_group){.destination = d,
                             .base = base,
                             .shipment = *shipment,
                             .process_usd_t_treo = process_cost(c->s->c, shipment->product)};
    g->v = LODE_NEW(arena, lode_chance, c->n_occurrences);
    g->origins = LODE_NEW(arena, const lode_origin *, c->n_occurrences);
    g->bars = LODE_NEW(arena, lode_bar, c->n_occurrences * LODE_N_BARS);
    g->n_bars = LODE_NEW(arena, size_t, c->n_occurrences);
    if (!g->v || !g->origins || !g->bars || !g->n_bars) {
        lode_fail_memory(err);
        return NULL;
    }
    return lode_destination_targets(c->s, d, shipment->product, &g->targets, &g->n_targets, err) ? NULL : g;
}

static void add_deposit(const lode_chances *c, lode_chance_group *g, size_t occurrence)
{
    const lode_origin *origin = &c->s->network->origin[occurrence];
    g->origins[g->n] = origin;
    g->v[g->n++] = (lode_chance){.occurrence = occurrence,
                                 .origin = origin,
                                 .own = lode_own_domains(c->s->network, origin, g->destination->single_market)};
}

static lode_status group_deposits(lode_chances *c, size_t base, const lode_destination *d, lode_err *err)
{
    size_t first_group = c->n_groups;
    lode_status status = LODE_OK;
    for (size_t i = 0; i < c->n_occurrences && !status; i++) {
        lode_shipment shipment;
        lode_chance_group *g = NULL;
        status = lode_session_shipment(c->s, &c->s->c->occurrences.v[c->occurrences[i]], &shipment, err);
        for (size_t k = first_group; k < c->n_groups && !status && !g; k++)
            if (same_shipment(&c->groups[k].shipment, &shipment))
                g = &c->groups[k];
        if (!status && !g && !(g = new_group(c, base, d, &shipment, err)))
            status = err->status;
        if (!status)
            add_deposit(c, g, c->occurrences[i]);
    }
    return status;
}

lode_status lode_chances_open(lode_chances *c, const lode_session *s, const lode_destination *destinations,
                              size_t n_destinations, const size_t *occurrences, size_t n_occurrences,
                              const char *const *bases, size_t n_bases, lode_err *err)
{
    *c = (lode_chances){.s = s,
                        .draws = lode_config_draws(s->config),
                        .years = lode_config_years(s->config),
                        .seed = lode_config_seed(s->config),
                        .jobs = jobs_of(s->config),
                        .destinations = destinations,
                        .n_destinations = n_destinations,
                        .occurrences = occurrences,
                        .n_occurrences = n_occurrences};
    c->bases = LODE_NEW(s->arena, const char *, n_bases);
    c->scenarios = LODE_NEW(s->arena, lode_scenario *, n_bases);
    c->ranges = LODE_NEW(s->arena, lode_ranges *, n_bases);
    lode_status status = c->bases && c->scenarios && c->ranges ? LODE_OK : lode_fail_memory(err);
    for (size_t b = 0; b < n_bases && !status; b++) {
        size_t first = c->n_groups, n = 0;
        c->bases[b] = bases[b];
        c->n_bases++;
        status = lode_session_scenario(s, bases[b], 1, &c->scenarios[b], err);
        for (size_t d = 0; d < n_destinations && !status; d++)
            status = group_deposits(c, b, &destinations[d], err);
        for (size_t g = first; g < c->n_groups; n += c->groups[g++].n)
            c->groups[g].first = n;
    }
    return status;
}

void lode_chances_close(lode_chances *c)
{
    for (size_t i = 0; i < c->n_groups; i++)
        free(c->groups[i].targets);
    free(c->groups);
    for (size_t b = 0; b < c->n_bases; b++) {
        lode_ranges_free(c->ranges[b]);
        lode_scenario_free(c->scenarios[b]);
    }
    lode_years_free(c->shock_years);
    lode_shocks_free(c->shocks);
    *c = (lode_chances){0};
}

const lode_chance *lode_chances_find(const lode_chances *c, const lode_destination *destination, const char *base,
                                     size_t occurrence)
{
    for (size_t i = 0; i < c->n_groups; i++) {
        const lode_chance_group *g = &c->groups[i];
        if (g->destination != destination || strcmp(c->bases[g->base], base) != 0)
            continue;
        for (size_t k = 0; k < g->n; k++)
            if (g->v[k].occurrence == occurrence)
                return &g->v[k];
    }
    return NULL;
}

/* ---- threads ------------------------------------------------------------------------------------------------ */

typedef lode_status (*group_fn)(const lode_chances *c, lode_chance_group *g, lode_err *err);

typedef struct crew {
    lode_chances *c;
    group_fn job;
    atomic_size_t next;
} crew;

static void *work(void *context)
{
    crew *w = context;
    for (size_t i; (i = atomic_fetch_add(&w->next, 1)) < w->c->n_groups;) {
        lode_chance_group *g = &w->c->groups[i];
        g->status = w->job(w->c, g, &g->err);
    }
    return NULL;
}

/* Each group once, by one of the threads. Where no thread can be had, this one does it all. */
static lode_status each_group(lode_chances *c, group_fn job, lode_err *err)
{
    enum { MOST = 64 };
    crew w = {.c = c, .job = job};
    pthread_t threads[MOST];
    int n = 0;
    atomic_init(&w.next, 0);
    while (n + 1 < c->jobs && (size_t)n + 1 < c->n_groups && pthread_create(&threads[n], NULL, work, &w) == 0)
        n++;
    work(&w);
    for (int i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < c->n_groups; i++)
        if (c->groups[i].status)
            return lode_fail(err, c->groups[i].status, "%s", c->groups[i].err.message);
    return LODE_OK;
}

/* ---- risk --------------------------------------------------------------------------------------------------- */

static lode_status risk_of_group(const lode_chances *c, lode_chance_group *g, lode_err *err)
{
    lode_risk_options options = {c->seed, c->draws};
    double hold = lode_hold_usd_t_d(c->s->network, &g->shipment);
    lode_oracle *oracle =
        lode_oracle_new(c->scenarios[g->base], &g->shipment, LODE_BY_COST, g->targets, g->n_targets, err);
    lode_risk *risk = oracle ? lode_risk_new(c->shocks, oracle, err) : NULL;
    lode_status status = risk ? LODE_OK : LODE_IO;
    for (size_t i = 0; i < g->n && !status; i++) {
        lode_chance *d = &g->v[i];
        lode_risk_turn(risk, d->origin, &d->own);
        status = lode_state_risk_of(risk, &options, &d->state, err);
        if (!status)
            status = lode_year_risk_of(risk, c->shock_years, hold, &d->year, err);
        d->has_risk = !status;
    }
    g->searches = oracle ? lode_oracle_searches(oracle) : 0;
    lode_risk_free(risk);
    lode_oracle_free(oracle);
    return status;
}

lode_status lode_chances_risk(lode_chances *c, lode_err *err)
{
    lode_session_progress(c->s, "risk", 0, 0);
    lode_status status = lode_chances_i_shocks(c, err);
    if (!status)
        c->shock_years = lode_years_new(c->shocks, c->seed, c->years, err);
    if (!status && !c->shock_years)
        status = err->status;
    if (!status)
        status = each_group(c, risk_of_group, err);
    for (size_t i = 0; i < c->n_groups; i++)
        c->searches += c->groups[i].searches;
    return status;
}

/* ---- ranges ------------------------------------------------------------------------------------------------- */

typedef struct labelling {
    const lode_session *s;
    const lode_scenario *scenario;
} labelling;

/* The corridor that a way follows; where it follows none, its gates. */
static uint64_t label_of(void *context, const lode_origin *origin, const lode_step *steps, size_t n_steps)
{
    const labelling *l = context;
    lode_route route = {.steps = (lode_step *)steps, .n_steps = n_steps};
    const char *corridor = lode_corridor_of(l->s, l->scenario, &route, origin->domain);
    if (corridor)
        return lode_tie(corridor);
    lode_text gates = {0};
    lode_route_gates(&route, &gates);
    uint64_t label = ~lode_tie(lode_text_get(&gates));
    lode_text_free(&gates);
    return label;
}

static const char *corridor_labelled(const lode_session *s, uint64_t label)
{
    for (size_t i = 0; i < s->c->corridors.n; i++)
        if (s->plans[i] && lode_tie(lode_corridor_plan_name(s->plans[i])) == label)
            return lode_corridor_plan_name(s->plans[i]);
    return NULL;
}

/* "rail:KAZ:electric:tkm": what tells rows of tariffs apart, parts that are not given left out. */
const char *lode_chances_i_tariff(const lode_chances *c, int32_t tariff)
{
    char *name = lode_arena_strdup(c->s->arena, c->s->network->tariff[tariff].id), *to = name;
    for (const char *from = name; from && *from; from++)
        if (*from != ':' || (to > name && to[-1] != ':'))
            *to++ = *from;
    if (name)
        to[to > name && to[-1] == ':' ? -1 : 0] = '\0';
    return name;
}

static lode_status take_ranges(lode_chances *c, size_t base, lode_err *err)
{
    for (size_t i = 0; i < c->n_groups; i++) {
        lode_chance_group *g = &c->groups[i];
        for (size_t k = 0; k < g->n && g->base == base; k++) {
            lode_chance *d = &g->v[k];
            d->range = lode_ranges_get(c->ranges[base], g->first + k);
            d->corridor = isnan(d->range.base) ? NULL : corridor_labelled(c->s, d->range.label);
            d->has_range = 1;
            d->bars = g->bars + k * LODE_N_BARS;
            d->n_bars = g->n_bars[k];
            if (d->n_bars && !(d->check_first = lode_chances_i_tariff(c, d->bars[0].tariff)))
                return lode_fail_memory(err);
        }
    }
    return LODE_OK;
}

static lode_batch batch_of(const lode_chance_group *g)
{
    return (lode_batch){g->shipment, g->targets, g->n_targets, g->origins, g->n};
}

static lode_status draw_base(lode_chances *c, size_t base, lode_err *err)
{
    labelling l = {c->s, c->scenarios[base]};
    lode_range_options options = {c->seed, c->draws, c->jobs, label_of, &l};
    lode_batch *batches = calloc(c->n_groups + 1, sizeof *batches);
    size_t n = 0;
    if (!batches)
        return lode_fail_memory(err);
    for (size_t i = 0; i < c->n_groups; i++)
        if (c->groups[i].base == base)
            batches[n++] = batch_of(&c->groups[i]);
    c->ranges[base] = lode_ranges_new(c->scenarios[base], batches, n, &options, err);
    c->searches += n * (c->draws + 1);
    free(batches);
    return c->ranges[base] ? take_ranges(c, base, err) : err->status;
}

static lode_status tornado_of_group(const lode_chances *c, lode_chance_group *g, lode_err *err)
{
    lode_batch batch = batch_of(g);
    return lode_tornado(c->scenarios[g->base], &batch, LODE_N_BARS, g->bars, g->n_bars, err);
}

lode_status lode_chances_ranges(lode_chances *c, lode_err *err)
{
    lode_session_progress(c->s, "ranges: one tariff at a time", 0, 0);
    lode_status status = each_group(c, tornado_of_group, err);
    for (size_t b = 0; b < c->n_bases && !status; b++) {
        lode_session_progress(c->s, "ranges: draws", b, c->n_bases);
        status = draw_base(c, b, err);
    }
    return status;
}
