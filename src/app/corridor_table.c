/* The layer corridor_summary, from the ways along corridors that along.c kept. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/network_measures.h"
#include "core/spread.h"

enum { OF_G, OF_DAYS, OF_BUFFER, OF_KM, OF_TFI1, OF_TFI2, OF_TFI3, OF_TFI4, OF_FREE, OF_OPEN };

static double figure_of(const lode_along *a, int which)
{
    switch (which) {
    case OF_G: return (double)a->g / LODE_MICRO;
    case OF_DAYS: return a->days;
    case OF_BUFFER: return a->buffer_d;
    case OF_TFI1: return a->tfi.tfi1_h;
    case OF_TFI2: return a->tfi.tfi2_usd;
    case OF_TFI3: return a->tfi.tfi3_usd;
    case OF_TFI4: return a->tfi.tfi4_km_h;
    case OF_FREE: return a->tfi.free_km_h;
    case OF_OPEN: return a->open_pct;
    default: return a->km;
    }
}

/* Room for n values; the least into *least. */
static double median_of(const lode_corridor_found *f, size_t n, int which, double *room, double *least)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (f->along[i].found && !isnan(figure_of(&f->along[i], which)))
            room[count++] = figure_of(&f->along[i], which);
    double value = lode_median(room, count);
    if (least)
        *least = count ? room[0] : NAN;
    return value;
}

typedef struct share {
    const char *domain;
    double pct;
} share;

static int order_shares(const void *a, const void *b)
{
    const share *x = a, *y = b;
    return x->pct > y->pct ? -1 : (x->pct < y->pct ? 1 : strcmp(x->domain, y->domain));
}

static int name_exposure(const lode_network *n, const lode_corridor_found *f, lode_text *out)
{
    double total = 0;
    size_t count = 0;
    share *shares = calloc(n->n_domains + 1, sizeof *shares);
    for (size_t d = 0; d < n->n_domains; d++)
        total += f->domain_km[d];
    for (size_t d = 0; shares && d < n->n_domains; d++) {
        double pct = total > 0 ? floor(100 * f->domain_km[d] / total + 0.5) : 0;
        if (pct >= 1)
            shares[count++] = (share){n->domain[d], pct};
    }
    if (shares)
        qsort(shares, count, sizeof *shares, order_shares);
    for (size_t i = 0; shares && i < count; i++)
        lode_text_addf(out, "%s%s %.0f %%", i ? ";" : "", shares[i].domain, shares[i].pct);
    int ok = shares != NULL;
    free(shares);
    return ok;
}

static int follows(const running *r, size_t occurrence, size_t prefix, const char *corridor)
{
    const char *best = r->headlines[occurrence * lode_run_i_prefixes(r) + prefix].corridor;
    return best && strcmp(best, corridor) == 0;
}

/* What one actor's closure costs those whose best way follows the corridor, USD/a. */
static lode_status impact_of(running *r, const lode_fleet *f, size_t prefix, const char *corridor, uint32_t actor,
                             double *usd_a)
{
    lode_status status = LODE_OK;
    *usd_a = 0;
    for (size_t k = 0; k < f->n && !status; k++) {
        size_t i = f->order[k];
        const lode_shipment *shipment = lode_oracle_shipment(f->ships[i].oracle);
        int64_t open, shut;
        if (!(f->ships[i].output_t_a > 0) || !follows(r, i, prefix, corridor))
            continue;
        status = lode_fleet_cost(f, i, 0, &open, r->err);
        if (!status)
            status = lode_fleet_cost(f, i, actor, &shut, r->err);
        if (status || open == LODE_NO_WAY)
            continue;
        shut = lode_capped(shut, shipment);
        if (shut != LODE_NO_WAY && shut > open)
            *usd_a += f->ships[i].output_t_a * ((double)(shut - open) / LODE_MICRO);
    }
    return status;
}

/* By name, parted by ";": "AZE+GEO" is one actor. */
static void name_actors(const lode_network *n, uint32_t actors, lode_text *out)
{
    const char *last = "";
    for (uint32_t left = actors; left;) {
        size_t least = LODE_MAX_ACTORS;
        for (size_t a = 0; a < n->n_actors; a++)
            if ((left >> a & 1) && (least == LODE_MAX_ACTORS || strcmp(n->actor[a].name, n->actor[least].name) < 0))
                least = a;
        if (least == LODE_MAX_ACTORS)
            break;
        lode_text_addf(out, "%s%s", last, n->actor[least].name);
        last = ";";
        left &= ~(UINT32_C(1) << least);
    }
}

static lode_status put_closers(running *r, const lode_fleet *f, size_t prefix, const char *corridor, uint32_t closers)
{
    lode_table *t = r->tables[T_CORRIDORS];
    lode_text names = {0};
    lode_status status = LODE_OK;
    double most = 0;
    for (uint32_t bit = 1; bit && bit <= closers && !status; bit <<= 1) {
        double usd_a;
        if (!(bit & closers))
            continue;
        status = impact_of(r, f, prefix, corridor, bit, &usd_a);
        most = usd_a > most ? usd_a : most;
    }
    name_actors(r->s.network, closers, &names);
    if (closers) {
        lode_table_set_text(t, "closed_by", lode_text_get(&names));
        lode_table_set_real(t, "impact_usd_a", most);
    }
    lode_text_free(&names);
    return status;
}

static void put_figures(running *r, const lode_fleet *f, const lode_corridor_found *found, size_t prefix,
                        const char *corridor, double *room)
{
    lode_table *t = r->tables[T_CORRIDORS];
    size_t n = 0, n_best = 0;
    double tonnes = 0, least;
    for (size_t k = 0; k < f->n; k++) {
        size_t i = f->order[k];
        n += (size_t)found->along[i].found;
        if (!follows(r, i, prefix, corridor))
            continue;
        n_best++;
        tonnes += f->ships[i].output_t_a > 0 ? f->ships[i].output_t_a : 0;
    }
    lode_table_set_text(t, "status", n_best ? "followed" : (n ? "possible" : "no_way"));
    lode_table_set_int(t, "n_deposits", (int64_t)n);
    lode_table_set_int(t, "n_best", (int64_t)n_best);
    lode_table_set_real(t, "used_t_a", tonnes);
    lode_table_set_real(t, "g_median_usd_t", median_of(found, f->n, OF_G, room, &least));
    lode_table_set_real(t, "g_min_usd_t", least);
    lode_table_set_real(t, "median_days", median_of(found, f->n, OF_DAYS, room, NULL));
    lode_table_set_real(t, "buffer_median_d", median_of(found, f->n, OF_BUFFER, room, NULL));
    lode_table_set_real(t, "length_median_km", median_of(found, f->n, OF_KM, room, NULL));
}

static void put_indicators(running *r, const lode_fleet *f, const lode_corridor_found *found, double *room)
{
    static const struct {
        const char *column;
        int which;
    } rows[] = {{"tfi1_h", OF_TFI1},    {"tfi2_usd", OF_TFI2},  {"tfi3_usd", OF_TFI3},
                {"tfi4_km_h", OF_TFI4}, {"free_km_h", OF_FREE}, {"open_pct", OF_OPEN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        lode_table_set_real(r->tables[T_CORRIDORS], rows[i].column, median_of(found, f->n, rows[i].which, room, NULL));
}

typedef struct candidate {
    int64_t g;
    const char *id;
    size_t occurrence;
} candidate;

static int order_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    int by = (x->g > y->g) - (x->g < y->g);
    return by ? by : strcmp(x->id, y->id);
}

/* The occurrence in the middle by G, of those whose best way it is where there are any; -1 where there is none. */
static long typical_of(const running *r, const lode_fleet *f, const lode_corridor_found *found, size_t prefix,
                       const char *corridor, candidate *room)
{
    size_t n = 0, n_best = 0;
    for (size_t i = 0; i < f->n; i++)
        n_best += (size_t)(found->along[i].found && follows(r, i, prefix, corridor));
    for (size_t i = 0; i < f->n; i++)
        if (found->along[i].found && (!n_best || follows(r, i, prefix, corridor)))
            room[n++] = (candidate){found->along[i].g, r->s.c->occurrences.v[i].id, i};
    if (n > 1)
        qsort(room, n, sizeof *room, order_candidates);
    return n ? (long)room[(n - 1) / 2].occurrence : -1;
}

static lode_status put_typical(running *r, const lode_fleet *f, const lode_corridor_found *found, size_t prefix,
                               const char *base, size_t corridor)
{
    const char *name = r->s.c->corridors.v[corridor].corridor;
    candidate *order = calloc(f->n + 1, sizeof *order);
    if (!order)
        return lode_fail_memory(r->err);
    long typical = typical_of(r, f, found, prefix, name, order);
    free(order);
    if (typical < 0)
        return LODE_OK;
    asking a = {.r = r, .scenario = f->scenario, .destination = f->destination, .base = base, .prefix = prefix};
    const lode_shipment *shipment = lode_oracle_shipment(f->ships[typical].oracle);
    a.occurrence = (size_t)typical;
    const char *id = lode_run_i_route_id(&a, name);
    lode_table_set_text(r->tables[T_CORRIDORS], "typical_way", id);
    return id ? lode_run_i_put_along_legs(&a, corridor, shipment, (size_t)typical) : lode_fail_memory(r->err);
}

static size_t prefix_of(const running *r, const lode_fleet *f, const char *base)
{
    size_t b = 0;
    while (b + 1 < r->n_bases && strcmp(r->bases[b], base) != 0)
        b++;
    return b * r->n_destinations + (size_t)(f->destination - r->destinations);
}

static lode_status put_corridor(running *r, const lode_fleet *f, const char *base, size_t corridor, double *room)
{
    lode_table *t = r->tables[T_CORRIDORS];
    const lode_corridor *row = &r->s.c->corridors.v[corridor];
    size_t prefix = prefix_of(r, f, base);
    const lode_corridor_found *found = &r->corridors[prefix * r->s.c->corridors.n + corridor];
    lode_text exposure = {0};
    lode_table_add(t);
    lode_table_set_text(t, "corridor", row->corridor);
    lode_table_set_text(t, "title_en", row->title_en);
    lode_table_set_text(t, "title_de", row->title_de);
    lode_table_set_text(t, "destination", f->destination->name);
    lode_table_set_text(t, "base", base);
    put_figures(r, f, found, prefix, row->corridor, room);
    put_indicators(r, f, found, room);
    lode_run_i_put_gates(r, found, row->corridor, f->destination->name, base);
    int ok = name_exposure(r->s.network, found, &exposure);
    if (exposure.length)
        lode_table_set_text(t, "exposure", exposure.data);
    lode_text_free(&exposure);
    if (!ok)
        return lode_fail_memory(r->err);
    lode_status status = put_typical(r, f, found, prefix, base, corridor);
    return status ? status : put_closers(r, f, prefix, row->corridor, found->closes & found->may_play);
}

lode_status lode_run_i_put_corridors(running *r, const lode_fleet *f, const char *base)
{
    lode_status status = LODE_OK;
    double *room = calloc(f->n + 1, sizeof *room);
    if (!room)
        return lode_fail_memory(r->err);
    for (size_t i = 0; i < r->s.c->corridors.n && !status; i++)
        if (r->s.plans[i] && r->corridors && r->corridors[prefix_of(r, f, base) * r->s.c->corridors.n + i].along)
            status = put_corridor(r, f, base, i, room);
    free(room);
    return status;
}
