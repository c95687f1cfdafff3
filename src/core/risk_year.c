/* Year risk (M9 b): shocks start by chance on whole days, last some days and overlap. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "core/chance.h"
#include "core/risk_i.h"
#include "core/spread.h"

/* Days are counted from the first of the year; a wait that began in it may end in the ten years after it. */
enum { YEAR = 365, WARM_UP = 5 * YEAR, LAST = YEAR + 10 * YEAR, TOO_LONG = 30 };

/* A shock starts (1) or ends (-1) with this day. */
typedef struct turn {
    int day, by;
    int32_t shock;
} turn;

struct lode_years {
    const lode_shocks *shocks;
    size_t n;
    size_t *first; /* n + 1, into turns; those of a year by day */
    turn *turns;
    size_t n_turns, capacity;
};

typedef struct year {
    lode_risk *risk;
    int64_t base, hold, outside;
    const turn *turns;
    size_t n_turns;
    int64_t cost[LAST];
    size_t n_days; /* filled in cost */
    int calm;      /* every day costs base */
} year;

double lode_hold_usd_t_d(const lode_network *network, const lode_shipment *shipment)
{
    return 24 * shipment->v + network->parameters.hold_extra_usd_t_d;
}

void lode_timeline_wait(int64_t *cost, size_t n_days, int64_t hold, int64_t outside)
{
    int64_t later = LODE_NO_WAY; /* of shipping on a later day, seen from this one */
    for (size_t t = n_days; t-- > 0;) {
        cost[t] = cost[t] < later ? cost[t] : later;
        cost[t] = cost[t] < outside ? cost[t] : outside;
        later = cost[t] < LODE_NO_WAY - hold ? cost[t] + hold : LODE_NO_WAY;
    }
}

/* ---- years of shocks ---------------------------------------------------------------------------------------- */

static int add_turn(lode_years *years, double day, int by, int32_t shock)
{
    turn *slot = lode_grow((void **)&years->turns, &years->n_turns, &years->capacity, sizeof *slot);
    if (slot)
        *slot = (turn){day < LAST ? (int)day : LAST, by, shock};
    return slot != NULL;
}

/* Starts of a shock are a Poisson process; a length in whole days is rounded up or down by chance, so that its mean
 * stays mean_days. */
static int draw_shock(lode_years *years, uint64_t seed, uint64_t number, int32_t shock)
{
    const lode_shock_model *s = &years->shocks->v[shock];
    double at = -WARM_UP;
    for (uint64_t event = 0; s->rate > 0 && s->mean_days > 0; event++) {
        double u[4];
        for (uint64_t k = 0; k < 4; k++)
            u[k] = lode_chance_unit(seed, number, s->key, 4 * event + k);
        at -= log(u[0]) * YEAR / s->rate;
        if (at >= LAST)
            break;
        double start = floor(at), days = floor(lode_lognormal(u[1], u[2], s->mean_days, s->cv) + u[3]);
        if (!(days > 0 && start + days > 0))
            continue;
        if (!add_turn(years, fmax(start, 0), 1, shock) || !add_turn(years, start + days, -1, shock))
            return 0;
    }
    return 1;
}

static int order(const void *a, const void *b)
{
    const turn *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->shock != y->shock ? (x->shock < y->shock ? -1 : 1) : y->by - x->by;
}

static int draw_year(lode_years *years, uint64_t seed, size_t number)
{
    years->first[number] = years->n_turns;
    for (size_t i = 0; i < years->shocks->n; i++)
        if (!draw_shock(years, seed, number, (int32_t)i))
            return 0;
    size_t n = years->n_turns - years->first[number];
    if (n)
        qsort(years->turns + years->first[number], n, sizeof *years->turns, order);
    return 1;
}

lode_years *lode_years_new(const lode_shocks *shocks, uint64_t seed, size_t n, lode_err *err)
{
    if (n == 0) {
        lode_fail(err, LODE_USAGE, "The year risk needs at least one year.");
        return NULL;
    }
    lode_years *years = calloc(1, sizeof *years);
    if (years) {
        *years = (lode_years){.shocks = shocks, .n = n};
        years->first = calloc(n + 1, sizeof *years->first);
    }
    int ok = years && years->first;
    for (size_t i = 0; i < n && ok; i++)
        ok = draw_year(years, seed, i);
    if (!ok) {
        lode_years_free(years);
        lode_fail_memory(err);
        return NULL;
    }
    years->first[n] = years->n_turns;
    return years;
}

void lode_years_free(lode_years *years)
{
    if (!years)
        return;
    free(years->first);
    free(years->turns);
    free(years);
}

/* ---- the days of a year ------------------------------------------------------------------------------------- */

/* Whether no day after this one can make a tonne of the year's last day cheaper. */
static int settled(const year *y, int64_t cost)
{
    if (y->n_days < YEAR)
        return 0;
    double waited = (double)y->base + (double)y->hold * (double)(y->n_days - YEAR);
    return cost == y->base || (y->outside != LODE_NO_WAY && waited >= (double)y->outside);
}

/* Turns of one day, each a shock more or less; several events of a shock may overlap. */
static size_t take_turns(const year *y, size_t at, int day, int *running, lode_set *active)
{
    for (; at < y->n_turns && y->turns[at].day <= day; at++) {
        int32_t shock = y->turns[at].shock;
        running[shock] += y->turns[at].by;
        if (running[shock] > 0)
            lode_set_add(active, shock);
        else
            lode_set_remove(active, shock);
    }
    return at;
}

/* Costs day by day, until every tonne of the year knows when to go. */
static lode_status fill_days(year *y, lode_err *err)
{
    int running[LODE_MAX_SHOCKS] = {0};
    lode_set active = {{0}};
    lode_status status = LODE_OK;
    int64_t cost = y->base;
    y->n_days = 0;
    y->calm = 1;
    for (size_t at = 0, next; y->n_days < LAST && !status; at = next) {
        next = take_turns(y, at, (int)y->n_days, running, &active);
        if (next > at)
            status = lode_risk_cost(y->risk, &active, &cost, err);
        y->calm &= cost == y->base;
        y->cost[y->n_days++] = cost;
        if (settled(y, cost))
            break;
    }
    return status;
}

static int captive_days(const year *y)
{
    int days = 0;
    for (int t = 0; t < YEAR && !y->calm; t++)
        days += y->cost[t] == LODE_NO_WAY;
    return days;
}

/* Mean cost a tonne of the year's days, each shipping when it is best; infinite where one never leaves. */
static double mean_cost(year *y)
{
    double sum = 0;
    if (y->calm)
        return lode_risk_i_usd(y->base, y->outside);
    lode_timeline_wait(y->cost, y->n_days, y->hold, y->outside);
    for (int t = 0; t < YEAR; t++)
        sum += lode_risk_i_usd(y->cost[t], y->outside);
    return sum / YEAR;
}

/* ---- all years ---------------------------------------------------------------------------------------------- */

static void put_money(lode_weighted *costs, size_t n, lode_year_risk *out)
{
    if (out->standing != LODE_RISK_KNOWN)
        return;
    lode_spread_sort(costs, n);
    out->mean_usd_t = lode_risk_i_finite(lode_spread_mean(costs, n));
    out->p95_usd_t = lode_risk_i_finite(lode_spread_quantile(costs, n, 0.95));
    out->cvar95_usd_t = lode_risk_i_finite(lode_spread_tail(costs, n, 0.95));
    out->mean_error = lode_risk_i_finite(lode_spread_error(costs, n));
    if (isnan(out->mean_usd_t))
        out->standing = LODE_RISK_K_UNKNOWN;
}

static void put_days(const lode_weighted *days, size_t n, lode_year_risk *out)
{
    double long_years = 0;
    for (size_t i = 0; i < n; i++)
        long_years += days[i].value > TOO_LONG;
    out->captive_days = lode_spread_mean(days, n);
    out->captive_days_error = lode_spread_error(days, n);
    out->p_captive_30 = long_years / (double)n;
    out->p_captive_30_error = sqrt(out->p_captive_30 * (1 - out->p_captive_30) / (double)n);
}

static lode_status tell_years(year *y, const lode_years *years, lode_weighted *costs, lode_weighted *days,
                              lode_err *err)
{
    for (size_t i = 0; i < years->n; i++) {
        y->turns = years->turns + years->first[i];
        y->n_turns = years->first[i + 1] - years->first[i];
        lode_status status = fill_days(y, err);
        if (status)
            return status;
        days[i] = (lode_weighted){captive_days(y), 1};
        costs[i] = (lode_weighted){mean_cost(y), 1};
    }
    return LODE_OK;
}

static lode_status run_years(year *y, const lode_years *years, lode_year_risk *out, lode_err *err)
{
    lode_weighted *costs = calloc(years->n, sizeof *costs), *days = calloc(years->n, sizeof *days);
    lode_status status = costs && days ? tell_years(y, years, costs, days, err) : lode_fail_memory(err);
    if (!status) {
        put_days(days, years->n, out);
        put_money(costs, years->n, out);
    }
    free(costs);
    free(days);
    return status;
}

lode_status lode_year_risk_of(lode_risk *risk, const lode_years *years, double hold_usd_t_d, lode_year_risk *out,
                              lode_err *err)
{
    *out = (lode_year_risk){LODE_RISK_KNOWN, years->n, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (!(hold_usd_t_d >= 0))
        return lode_fail(err, LODE_USAGE, "A cost of waiting of %g USD a tonne and day cannot be used.", hold_usd_t_d);
    year *y = calloc(1, sizeof *y);
    if (!y)
        return lode_fail_memory(err);
    y->risk = risk;
    y->hold = llround(fmin(hold_usd_t_d, 1e9) * LODE_MICRO);
    y->outside = lode_risk_i_outside(risk);
    lode_status status = lode_risk_i_base(risk, &y->base, &out->standing, err);
    if (!status && out->standing != LODE_RISK_UNREACHABLE)
        status = run_years(y, years, out, err);
    free(y);
    return status;
}
