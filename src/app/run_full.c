/* What `run --full` adds: risk and ranges of every deposit (M9, M14). */
#include <math.h>
#include <stdio.h>

#include "app/run_i.h"
#include "core/columns.h"

static lode_status ask_chances(running *r)
{
    size_t n = r->s.c->occurrences.n, *all = LODE_NEW(r->s.arena, size_t, n + 1);
    if (!all)
        return lode_fail_memory(r->err);
    for (size_t i = 0; i < n; i++)
        all[i] = i;
    lode_status status =
        lode_chances_open(&r->chances, &r->s, r->destinations, r->n_destinations, all, n, r->bases, r->n_bases, r->err);
    if (!status)
        status = lode_chances_risk(&r->chances, r->err);
    if (!status)
        status = lode_chances_ranges(&r->chances, r->err);
    r->searches += r->chances.searches;
    return status;
}

lode_status lode_run_i_chances(running *r)
{
    static const struct {
        int table;
        const char *layer;
        lode_table *(*make)(const lode_chances *c);
    } layers[] = {{T_RISK, "risk", lode_chances_risk_table},
                  {T_RANGES, "ranges", lode_chances_ranges_table},
                  {T_TORNADO, "tornado", lode_chances_tornado_table},
                  {T_RANKING, "ranking", lode_chances_ranking_table}};
    int full = r->s.config->full;
    lode_status status = full ? ask_chances(r) : LODE_OK;
    for (size_t i = 0; i < sizeof layers / sizeof *layers && !status; i++) {
        r->tables[layers[i].table] = full ? layers[i].make(&r->chances) : lode_result_table(layers[i].layer, NULL);
        if (!r->tables[layers[i].table])
            status = lode_fail_memory(r->err);
    }
    return status;
}

void lode_run_i_put_chance(running *r, lode_table *t, size_t occurrence, size_t prefix)
{
    const char *base = r->bases[prefix / r->n_destinations];
    const lode_chance *d =
        lode_chances_find(&r->chances, &r->destinations[prefix % r->n_destinations], base, occurrence);
    char column[200];
#define PUT(setter, name, value)                                                                                       \
    (snprintf(column, sizeof column, "%s_%s", r->prefixes[prefix], name), setter(t, column, value))
    if (!d) {
        PUT(lode_table_set_text, "range_status", "not_computed");
        return;
    }
    PUT(lode_table_set_text, "range_status", isnan(d->range.base) ? "unreachable" : "known");
    if (isnan(d->range.base))
        return;
    PUT(lode_table_set_real, "g_p10_usd_t", d->range.p10);
    PUT(lode_table_set_real, "g_p90_usd_t", d->range.p90);
    PUT(lode_table_set_real, "best_stays_pct", 100 * d->range.stays);
    PUT(lode_table_set_text, "check_first", d->check_first);
    PUT(lode_table_set_real, "p_no_way", d->state.p_no_way);
#undef PUT
}
