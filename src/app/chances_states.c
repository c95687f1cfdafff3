/* The states of the world that shocks make, and a course of closures through one year that the user gives (M9). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/chances.h"
#include "app/results.h"
#include "base/text.h"
#include "core/columns.h"

/* An oracle and its risk for one group. */
typedef struct asked {
    lode_oracle *oracle;
    lode_risk *risk;
} asked;

static lode_status ask_open(asked *a, const lode_chances *c, const lode_chance_group *g, const lode_shocks *shocks,
                            lode_err *err)
{
    *a = (asked){0};
    a->oracle = lode_oracle_new(c->scenarios[g->base], &g->shipment, LODE_BY_COST, g->targets, g->n_targets, err);
    a->risk = a->oracle ? lode_risk_new(shocks, a->oracle, err) : NULL;
    return a->risk ? LODE_OK : LODE_IO;
}

static void ask_close(asked *a)
{
    lode_risk_free(a->risk);
    lode_oracle_free(a->oracle);
}

/* ---- states ------------------------------------------------------------------------------------------------- */

enum { MOST_STATES = 256 };

static int subset(const lode_set *a, const lode_set *b)
{
    lode_set both = lode_set_union(*a, b);
    return lode_set_equal(&both, b);
}

/* Shocks that together close just what a state closes. */
static lode_set active_in(const lode_shocks *shocks, const lode_shock_state *state, const lode_set *own)
{
    lode_set active = {{0}};
    for (size_t i = 0; i < shocks->n; i++) {
        lode_set just_it = {{0}};
        lode_set_add(&just_it, (int32_t)i);
        lode_set domains = lode_shocks_domains(shocks, &just_it, own);
        if (shocks->v[i].by_element ? (int)(state->by_element >> i & 1) : subset(&domains, &state->domains))
            lode_set_add(&active, (int32_t)i);
    }
    return active;
}

/* "NOR+SOU"; shocks that close more than domains by their id. */
static void name_state(const lode_chances *c, const lode_shock_state *state, lode_text *out)
{
    const lode_network *n = c->s->network;
    for (size_t i = 0; i < n->n_domains; i++)
        if (lode_set_has(&state->domains, (int32_t)i))
            lode_text_addf(out, "%s%s", out->length ? "+" : "", n->domain[i]);
    for (size_t i = 0; i < c->shocks->n && i < 32; i++)
        if (state->by_element >> i & 1)
            lode_text_addf(out, "%sshock:%s", out->length ? "+" : "", c->shocks->v[i].id);
    if (!out->length)
        lode_text_add(out, "none");
}

static lode_status put_state(const lode_chances *c, const asked *a, const lode_chance *d, const lode_shock_state *state,
                             lode_table *t, lode_err *err)
{
    lode_text name = {0};
    int64_t cost;
    lode_set active = active_in(c->shocks, state, &d->own);
    lode_status status = lode_risk_cost(a->risk, &active, &cost, err);
    name_state(c, state, &name);
    lode_table_set_text(t, "kind", "state");
    lode_table_set_text(t, "closed", lode_text_get(&name));
    lode_table_set_real(t, "probability", state->probability);
    lode_table_set_text(t, "status", !status && cost == LODE_NO_WAY ? "no_way" : "reachable");
    if (!status)
        lode_table_set_real(t, "g_usd_t", lode_usd(cost));
    lode_text_free(&name);
    return status;
}

static void put_rest(const lode_chances *c, const lode_chance_group *g, const lode_chance *d,
                     const lode_shock_state *states, size_t n, lode_table *t)
{
    double rest = 0;
    for (size_t i = n; i-- > MOST_STATES;)
        rest += states[i].probability;
    if (n <= MOST_STATES)
        return;
    lode_chances_i_key(c, g, d, t);
    lode_table_set_int(t, "rank", MOST_STATES + 1);
    lode_table_set_text(t, "kind", "rest");
    lode_table_set_real(t, "probability", rest);
}

static lode_status put_states(const lode_chances *c, const lode_chance_group *g, const asked *a, const lode_chance *d,
                              lode_table *t, lode_err *err)
{
    lode_shock_state *states;
    size_t n;
    lode_status status = lode_shocks_states(c->shocks, &d->own, &states, &n, err);
    lode_risk_turn(a->risk, d->origin, &d->own);
    for (size_t i = 0; i < n && i < MOST_STATES && !status; i++) {
        lode_chances_i_key(c, g, d, t);
        lode_table_set_int(t, "rank", (int64_t)i + 1);
        status = put_state(c, a, d, &states[i], t, err);
    }
    if (!status)
        put_rest(c, g, d, states, n, t);
    free(states);
    return status;
}

static lode_status states_of_group(const lode_chances *c, const lode_chance_group *g, lode_table *t, lode_err *err)
{
    asked a;
    lode_status status = ask_open(&a, c, g, c->shocks, err);
    for (size_t i = 0; i < g->n && !status; i++)
        status = put_states(c, g, &a, &g->v[i], t, err);
    ask_close(&a);
    return status;
}

static void put_shocks(const lode_chances *c, lode_table *t)
{
    for (size_t i = 0; i < c->shocks->n; i++) {
        const lode_shock_model *shock = &c->shocks->v[i];
        lode_table_add(t);
        lode_table_set_int(t, "rank", (int64_t)i + 1);
        lode_table_set_text(t, "kind", "shock");
        lode_table_set_text(t, "shock", shock->id);
        for (size_t k = 0; k < c->s->c->shocks.n; k++)
            if (strcmp(c->s->c->shocks.v[k].id, shock->id) == 0)
                lode_table_set_text(t, "closed", c->s->c->shocks.v[k].targets);
        lode_table_set_real(t, "probability", shock->share);
    }
}

lode_status lode_chances_states_table(lode_chances *c, lode_table **table, lode_err *err)
{
    static const char *const order[] = {"deposit", "destination", "base", "rank"};
    lode_status status = lode_chances_i_shocks(c, err);
    lode_table *t = status ? NULL : lode_result_table("risk_states", NULL);
    *table = NULL;
    if (!status && !t)
        status = lode_fail_memory(err);
    if (!status)
        put_shocks(c, t);
    /* where shocks are too many to be counted out, there is no list of states */
    for (size_t i = 0; !status && c->shocks->n <= LODE_EXACT_SHOCKS && i < c->n_groups; i++)
        status = states_of_group(c, &c->groups[i], t, err);
    if (status) {
        lode_table_free(t);
        return status;
    }
    *table = lode_chances_i_sorted(t, order, 4);
    return *table ? LODE_OK : lode_fail_memory(err);
}

/* ---- a year given ------------------------------------------------------------------------------------------- */

enum { YEAR = 365, MOST_EVENTS = 64 };

typedef struct event {
    const char *target;
    int first, last; /* days of the year, from 0 */
} event;

typedef struct course {
    event events[MOST_EVENTS];
    size_t n;
    lode_shocks *shocks;   /* one an event, in an order of their own */
    int64_t day[YEAR + 1]; /* the last one is open: what waits leaves then at the latest */
} course;

static lode_status bad_event(lode_err *err, const char *item, size_t length)
{
    return lode_fail(err, LODE_USAGE,
                     "\"%.*s\" is no closure of a timeline. Write TARGET=FIRST-LAST with days from 0 to 364, such as "
                     "RUS=100-189.",
                     (int)length, item);
}

static lode_status read_event(lode_arena *arena, const char *item, size_t length, event *e, lode_err *err)
{
    char *text = lode_arena_strndup(arena, item, length), *end = NULL;
    char *equals = text ? strrchr(text, '=') : NULL;
    if (!text)
        return lode_fail_memory(err);
    if (!equals || equals == text)
        return bad_event(err, item, length);
    long first = strtol(equals + 1, &end, 10), last = -1;
    int ok = end > equals + 1 && *end == '-';
    if (ok) {
        char *start = end + 1;
        last = strtol(start, &end, 10);
        ok = end > start && *end == '\0' && first >= 0 && first <= last && last < YEAR;
    }
    if (!ok)
        return bad_event(err, item, length);
    *equals = '\0';
    *e = (event){text, (int)first, (int)last};
    return LODE_OK;
}

/* Each event is a shock of its own, named by its number. */
static lode_status make_shocks(const lode_chances *c, course *k, lode_err *err)
{
    lode_shock rows[MOST_EVENTS];
    lode_err fault = {0};
    for (size_t i = 0; i < k->n; i++)
        rows[i] = (lode_shock){.id = lode_arena_printf(c->s->arena, "%02zu", i),
                               .targets = k->events[i].target,
                               .p_year = 0,
                               .mean_days = 0,
                               .cv = NAN};
    for (size_t i = 0; i < k->n; i++)
        if (!rows[i].id)
            return lode_fail_memory(err);
    k->shocks = lode_shocks_new(c->s->network, rows, k->n, &fault);
    if (k->shocks)
        return LODE_OK;
    const char *what = strstr(fault.message, ": ");
    return lode_fail(err, fault.status == LODE_BAD_INPUT ? LODE_USAGE : fault.status, "%s",
                     what ? what + 2 : fault.message);
}

static lode_status read_course(const lode_chances *c, const char *text, course *k, lode_err *err)
{
    size_t length;
    lode_status status = LODE_OK;
    for (const char *item; !status && (item = lode_list_next(&text, &length));) {
        if (k->n == MOST_EVENTS)
            return lode_fail(err, LODE_USAGE, "A timeline has at most %d closures.", MOST_EVENTS);
        status = read_event(c->s->arena, item, length, &k->events[k->n++], err);
    }
    if (!status && k->n == 0)
        status = bad_event(err, "", 0);
    return status ? status : make_shocks(c, k, err);
}

/* Shocks are sorted by their ids, which are the numbers of the events. */
static lode_status fill_days(const asked *a, course *k, lode_err *err)
{
    lode_status status = LODE_OK;
    for (int day = 0; day <= YEAR && !status; day++) {
        lode_set active = {{0}};
        for (size_t i = 0; i < k->n; i++)
            if (k->events[i].first <= day && day <= k->events[i].last)
                lode_set_add(&active, (int32_t)i);
        status = lode_risk_cost(a->risk, &active, &k->day[day], err);
    }
    return status;
}

static double mean_of(const int64_t *day)
{
    double sum = 0;
    for (int t = 0; t < YEAR; t++)
        sum += (double)day[t];
    return sum / YEAR / LODE_MICRO;
}

static void put_course(const lode_chances *c, const lode_chance_group *g, course *k, lode_table *t)
{
    double hold = lode_hold_usd_t_d(c->s->network, &g->shipment);
    int64_t base = k->day[YEAR],
            outside = isnan(g->shipment.outside_usd_t) ? LODE_NO_WAY : lode_micro(g->shipment.outside_usd_t);
    int64_t captive = 0;
    for (int day = 0; day < YEAR; day++)
        captive += k->day[day] == LODE_NO_WAY;
    lode_risk_standing standing = base == LODE_NO_WAY ? LODE_RISK_UNREACHABLE
                                  : base >= outside   ? LODE_RISK_UNECONOMIC
                                                      : LODE_RISK_KNOWN;
    lode_table_set_text(t, "status", lode_risk_standing_names[standing]);
    lode_table_set_real(t, "hold_usd_t_d", hold);
    if (standing == LODE_RISK_UNREACHABLE)
        return;
    lode_table_set_real(t, "g_usd_t", lode_usd(base));
    lode_table_set_int(t, "captive_days", captive);
    if (standing == LODE_RISK_UNECONOMIC)
        return;
    lode_timeline_wait(k->day, YEAR + 1, lode_micro(hold), outside);
    lode_table_set_real(t, "mean_usd_t", mean_of(k->day));
}

static lode_status course_of_group(const lode_chances *c, const lode_chance_group *g, course *k, lode_table *t,
                                   lode_err *err)
{
    asked a;
    lode_status status = ask_open(&a, c, g, k->shocks, err);
    for (size_t i = 0; i < g->n && !status; i++) {
        lode_risk_turn(a.risk, g->v[i].origin, &g->v[i].own);
        status = fill_days(&a, k, err);
        lode_chances_i_key(c, g, &g->v[i], t);
        if (!status)
            put_course(c, g, k, t);
    }
    ask_close(&a);
    return status;
}

lode_status lode_chances_timeline_table(lode_chances *c, const char *events, lode_table **table, lode_err *err)
{
    static const char *const order[] = {"deposit", "destination", "base"};
    course *k = calloc(1, sizeof *k);
    lode_table *t = lode_result_table("timeline", NULL);
    *table = NULL;
    lode_status status = k && t ? read_course(c, events, k, err) : lode_fail_memory(err);
    for (size_t i = 0; i < c->n_groups && !status; i++)
        status = course_of_group(c, &c->groups[i], k, t, err);
    if (k)
        lode_shocks_free(k->shocks);
    free(k);
    if (status) {
        lode_table_free(t);
        return status;
    }
    *table = lode_chances_i_sorted(t, order, 3);
    return *table ? LODE_OK : lode_fail_memory(err);
}
