/* Rows of the layers risk, ranges, tornado and ranking. */
#include <math.h>
#include <string.h>

#include "app/chances.h"
#include "app/results.h"
#include "core/columns.h"

static const lode_occurrence *occurrence_of(const lode_chances *c, const lode_chance *d)
{
    return &c->s->c->occurrences.v[d->occurrence];
}

void lode_chances_i_key(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t)
{
    const lode_occurrence *o = occurrence_of(c, d);
    lode_table_add(t);
    lode_table_set_text(t, "deposit", o->id);
    lode_table_set_text(t, "deposit_name", o->name);
    lode_table_set_text(t, "country", o->country);
    lode_table_set_text(t, "destination", g->destination->name);
    lode_table_set_text(t, "base", c->bases[g->base]);
}

lode_table *lode_chances_i_sorted(lode_table *t, const char *const *names, size_t n)
{
    if (t)
        lode_table_sort(t, names, n);
    if (t && !lode_table_failed(t))
        return t;
    lode_table_free(t);
    return NULL;
}

typedef void (*put_fn)(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t);

static lode_table *table_of(const lode_chances *c, const char *layer, put_fn put)
{
    static const char *const order[] = {"deposit", "destination", "base", "rank"};
    lode_table *t = lode_result_table(layer, NULL);
    for (size_t i = 0; t && i < c->n_groups; i++)
        for (size_t k = 0; k < c->groups[i].n; k++)
            put(c, &c->groups[i], &c->groups[i].v[k], t);
    return lode_chances_i_sorted(t, order, t && lode_table_find(t, "rank") >= 0 ? 4 : 3);
}

/* ---- risk --------------------------------------------------------------------------------------------------- */

/* A sum of shares leaves noise in the last digits: a mean over one cost is that cost. */
static void put_mean(lode_table *t, const char *column, double value)
{
    lode_table_set_real(t, column, round(value * 1e9) / 1e9);
}

static void put_state(const lode_state_risk *r, lode_table *t)
{
    lode_table_set_text(t, "status", lode_risk_standing_names[r->standing]);
    if (r->standing == LODE_RISK_UNREACHABLE)
        return;
    lode_table_set_text(t, "method", r->sampled ? "sampled" : "exact");
    lode_table_set_real(t, "g_usd_t", r->base_usd_t);
    put_mean(t, "expected_usd_t", r->expected_usd_t);
    put_mean(t, "expected_open_usd_t", r->expected_open_usd_t);
    lode_table_set_real(t, "p95_usd_t", r->p95_usd_t);
    lode_table_set_real(t, "p99_usd_t", r->p99_usd_t);
    put_mean(t, "cvar95_usd_t", r->cvar95_usd_t);
    lode_table_set_real(t, "p_no_way", r->p_no_way);
    lode_table_set_real(t, "p_dearer", r->p_dearer);
    if (!r->sampled)
        return;
    put_mean(t, "expected_error_usd_t", r->expected_error);
    lode_table_set_real(t, "p_no_way_error", r->p_no_way_error);
    lode_table_set_real(t, "p_dearer_error", r->p_dearer_error);
}

static void put_year(const lode_year_risk *r, lode_table *t)
{
    lode_table_set_text(t, "year_status", lode_risk_standing_names[r->standing]);
    if (r->standing == LODE_RISK_UNREACHABLE)
        return;
    lode_table_set_int(t, "years", (int64_t)r->years);
    put_mean(t, "year_mean_usd_t", r->mean_usd_t);
    put_mean(t, "year_mean_error_usd_t", r->mean_error);
    put_mean(t, "year_p95_usd_t", r->p95_usd_t);
    put_mean(t, "year_cvar95_usd_t", r->cvar95_usd_t);
    lode_table_set_real(t, "captive_days", r->captive_days);
    lode_table_set_real(t, "captive_error_days", r->captive_days_error);
    lode_table_set_real(t, "p_captive_30", r->p_captive_30);
    lode_table_set_real(t, "p_captive_30_error", r->p_captive_30_error);
}

static void put_risk(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t)
{
    lode_chances_i_key(c, g, d, t);
    put_state(&d->state, t);
    put_year(&d->year, t);
}

lode_table *lode_chances_risk_table(const lode_chances *c)
{
    return table_of(c, "risk", put_risk);
}

/* ---- ranges ------------------------------------------------------------------------------------------------- */

static double swing(const lode_bar *bar)
{
    return fabs(bar->high_usd_t - bar->low_usd_t);
}

static void put_range(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t)
{
    lode_chances_i_key(c, g, d, t);
    lode_table_set_text(t, "status", isnan(d->range.base) ? "unreachable" : "known");
    if (isnan(d->range.base))
        return;
    lode_table_set_int(t, "draws", (int64_t)c->draws);
    lode_table_set_real(t, "g_usd_t", d->range.base);
    lode_table_set_real(t, "g_p10_usd_t", d->range.p10);
    lode_table_set_real(t, "g_p90_usd_t", d->range.p90);
    lode_table_set_real(t, "best_stays_pct", 100 * d->range.stays);
    lode_table_set_text(t, "corridor", d->corridor);
    lode_table_set_int(t, "n_ways", (int64_t)d->range.n_ways);
    lode_table_set_text(t, "check_first", d->check_first);
    if (d->n_bars)
        lode_table_set_real(t, "check_first_swing_usd_t", swing(&d->bars[0]));
}

lode_table *lode_chances_ranges_table(const lode_chances *c)
{
    return table_of(c, "ranges", put_range);
}

static void put_tariff(const lode_chances *c, int32_t row, lode_table *t)
{
    const lode_tariff *tariff = &c->s->c->tariffs.v[row];
    lode_table_set_text(t, "tariff", lode_chances_i_tariff(c, row));
    lode_table_set_real(t, "factor_low", tariff->low);
    lode_table_set_real(t, "factor_high", tariff->high);
    lode_table_set_text(t, "source", tariff->source);
    lode_table_set_text(t, "confidence", tariff->confidence);
}

static void put_bars(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t)
{
    for (size_t i = 0; i < d->n_bars; i++) {
        const lode_bar *bar = &d->bars[i];
        lode_chances_i_key(c, g, d, t);
        lode_table_set_int(t, "rank", (int64_t)i + 1);
        put_tariff(c, bar->tariff, t);
        lode_table_set_real(t, "g_usd_t", d->range.base);
        lode_table_set_real(t, "low_usd_t", bar->low_usd_t);
        lode_table_set_real(t, "high_usd_t", bar->high_usd_t);
        lode_table_set_real(t, "swing_usd_t", swing(bar));
    }
}

lode_table *lode_chances_tornado_table(const lode_chances *c)
{
    return table_of(c, "tornado", put_bars);
}

/* ---- who ranks before whom ---------------------------------------------------------------------------------- */

typedef struct contender {
    const lode_chance_group *g;
    const lode_chance *d;
    size_t number; /* in the ranges of the base */
} contender;

/* What they are ranked by: G and processing, a tonne of TREO; among equal products processing cancels out. 0: cannot be
 * compared. */
static int rank_of(const contender *x, const contender *other, lode_rank *rank)
{
    int same = x->g->shipment.product == other->g->shipment.product;
    double process = x->g->process_usd_t_treo, treo = x->g->shipment.treo_pct;
    if (!(treo > 0)) /* a tonne of the same product is as good a measure */
        *rank = (lode_rank){0, 1};
    else
        *rank = (lode_rank){same ? 0 : process, 100 / treo};
    return same || (treo > 0 && !isnan(process));
}

static void put_pair(const lode_chances *c, const contender *a, const contender *b, lode_table *t)
{
    lode_rank rank_a, rank_b;
    int comparable = rank_of(a, b, &rank_a) & rank_of(b, a, &rank_b);
    const lode_occurrence *other = occurrence_of(c, b->d);
    double before = lode_ranges_before(c->ranges[a->g->base], a->number, &rank_a, b->number, &rank_b);
    lode_chances_i_key(c, a->g, a->d, t);
    lode_table_set_text(t, "other", other->id);
    lode_table_set_text(t, "other_name", other->name);
    lode_table_set_text(t, "status", comparable ? "known" : "not_comparable");
    lode_table_set_real(t, "before_pct", comparable ? 100 * before : NAN);
}

static void put_pairs(const lode_chances *c, const contender *v, size_t n, lode_table *t)
{
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            if (strcmp(occurrence_of(c, v[a].d)->id, occurrence_of(c, v[b].d)->id) < 0)
                put_pair(c, &v[a], &v[b], t);
}

/* Those with a way to a destination under a base. */
static size_t contenders(const lode_chances *c, size_t base, const lode_destination *d, contender *v)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_groups; i++) {
        const lode_chance_group *g = &c->groups[i];
        for (size_t k = 0; k < g->n && g->base == base && g->destination == d; k++)
            if (!isnan(g->v[k].range.base))
                v[n++] = (contender){g, &g->v[k], g->first + k};
    }
    return n;
}

lode_table *lode_chances_ranking_table(const lode_chances *c)
{
    static const char *const order[] = {"destination", "base", "deposit", "other"};
    lode_table *t = lode_result_table("ranking", NULL);
    contender *v = LODE_NEW(c->s->arena, contender, c->n_occurrences + 1);
    for (size_t b = 0; t && v && b < c->n_bases; b++)
        for (size_t d = 0; d < c->n_destinations; d++)
            put_pairs(c, v, contenders(c, b, &c->destinations[d], v), t);
    if (!v) {
        lode_table_free(t);
        return NULL;
    }
    return lode_chances_i_sorted(t, order, 4);
}
