/* The tornado of M14: one tariff row at a time between its factors, and the best way searched again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/ranges_i.h"

typedef struct moving {
    lode_prepared p;
    lode_rates rates;
    lode_desk desk;
    int64_t *low, *high; /* G an origin */
    size_t n_bars, *counts;
    lode_bar *bars;
} moving;

static double swing(const lode_bar *bar)
{
    return fabs(bar->high_usd_t - bar->low_usd_t);
}

/* Whether a bar stands before another: the wider, else by the text of its row. */
static int stands_before(const lode_network *n, const lode_bar *a, const lode_bar *b)
{
    if (swing(a) != swing(b))
        return swing(a) > swing(b);
    int order = strcmp(n->tariff[a->tariff].id, n->tariff[b->tariff].id);
    return order ? order < 0 : a->tariff < b->tariff;
}

static void keep_bar(moving *m, const lode_network *n, size_t origin, lode_bar bar)
{
    lode_bar *bars = m->bars + origin * m->n_bars;
    size_t *count = &m->counts[origin];
    if (*count == m->n_bars && (m->n_bars == 0 || !stands_before(n, &bar, &bars[*count - 1])))
        return;
    size_t at = *count < m->n_bars ? (*count)++ : *count - 1;
    for (; at > 0 && stands_before(n, &bar, &bars[at - 1]); at--)
        bars[at] = bars[at - 1];
    bars[at] = bar;
}

static void search_moved(moving *m, int32_t tariff, double factor, int64_t *costs)
{
    for (size_t i = 0; i < m->rates.n; i++)
        m->desk.factor[i] = m->rates.v[i].tariff == tariff ? factor : 1;
    lode_desk_i_search(&m->desk, &m->p);
    for (size_t i = 0, at = 0; i < m->p.batch->n_origins; i++)
        costs[i] = lode_desk_i_best(&m->desk, &m->p, i, &at).cost;
}

static int prices_something(const moving *m, int32_t tariff)
{
    for (size_t i = 0; i < m->rates.n; i++)
        if (m->rates.v[i].tariff == tariff)
            return 1;
    return 0;
}

static void move_row(moving *m, const lode_network *n, int32_t tariff)
{
    double low = lode_tariff_low(&n->tariff[tariff]), high = lode_tariff_high(&n->tariff[tariff]);
    if (low == high || !prices_something(m, tariff))
        return;
    search_moved(m, tariff, low, m->low);
    search_moved(m, tariff, high, m->high);
    for (size_t i = 0; i < m->p.batch->n_origins; i++)
        if (m->low[i] != m->high[i])
            keep_bar(m, n, i, (lode_bar){tariff, (double)m->low[i] / LODE_MICRO, (double)m->high[i] / LODE_MICRO});
}

lode_status lode_tornado(const lode_scenario *scenario, const lode_batch *batch, size_t n_bars, lode_bar *bars,
                         size_t *counts, lode_err *err)
{
    const lode_network *n = scenario->network;
    moving m = {.n_bars = n_bars, .bars = bars, .counts = counts};
    m.low = calloc(batch->n_origins + 1, sizeof *m.low);
    m.high = calloc(batch->n_origins + 1, sizeof *m.high);
    memset(counts, 0, batch->n_origins * sizeof *counts);
    lode_status status = m.low && m.high ? LODE_OK : lode_fail_memory(err);
    if (!status)
        status = lode_prepared_i_make(&m.p, scenario, batch, 0, &m.rates, err);
    if (!status && !lode_desk_i_make(&m.desk, &m.p, 1, m.rates.n))
        status = lode_fail_memory(err);
    for (size_t i = 0; i < n->n_tariffs && !status; i++)
        move_row(&m, n, (int32_t)i);
    lode_desk_i_drop(&m.desk);
    lode_prepared_i_drop(&m.p);
    free(m.rates.v);
    free(m.low);
    free(m.high);
    return status;
}
