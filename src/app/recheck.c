#include "app/recheck.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/compare.h"

static int64_t micro(double usd)
{
    return isnan(usd) ? 0 : llround(usd * 1e6);
}

static int64_t money(const lode_table *t, size_t row, const char *column)
{
    return micro(lode_table_real(t, row, column));
}

static const char *text_of(const lode_table *t, size_t row, const char *column)
{
    const char *text = lode_table_text(t, row, column);
    return text ? text : "";
}

static void put_text(lode_table *lies, const lode_table *t, size_t row, const char *column, const char *expected,
                     const char *how)
{
    lode_text name = {0}, found = {0};
    lode_row_name(t, row, &name);
    if (lode_table_find(t, column) >= 0)
        lode_cell_text(t, row, (size_t)lode_table_find(t, column), &found);
    lode_lie_put(lies, lode_table_name(t), lode_text_get(&name), column, lode_text_get(&found), expected, how);
    lode_text_free(&name);
    lode_text_free(&found);
}

static void put_figure(lode_table *lies, const lode_table *t, size_t row, const char *column, double expected,
                       const char *how)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", expected);
    put_text(lies, t, row, column, isnan(expected) ? NULL : text, how);
}

/* ---- sums ---------------------------------------------------------------------------------------------------- */

static const char *const kinds[] = {"haul_usd_t", "sea_usd_t", "border_usd_t", "handling_usd_t", "gauge_usd_t"};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* Money is the sum of its kinds, G that of money, time and reliability: in routes and in legs. */
static int sums_hold(const lode_table *t, size_t row, lode_table *lies)
{
    int64_t parts = 0, whole = money(t, row, "money_usd_t");
    for (int i = 0; i < N_KINDS; i++)
        parts += money(t, row, kinds[i]);
    int64_t g = whole + money(t, row, "time_usd_t") + money(t, row, "reliability_usd_t");
    if (whole != parts)
        put_figure(lies, t, row, "money_usd_t", (double)parts / 1e6, "sum of haul, sea, border, handling and gauge");
    else if (money(t, row, "g_usd_t") != g)
        put_figure(lies, t, row, "g_usd_t", (double)g / 1e6, "sum of money, time and reliability");
    return lode_table_rows(lies) == 0;
}

static int near(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-6 * fmax(1, fabs(b));
}

static int modes_hold(const lode_table *t, size_t row, lode_table *lies)
{
    static const char *const modes[] = {"track_km", "road_km", "rail_km", "sea_km", "air_km"};
    double km = 0, hours = lode_table_real(t, row, "hours");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        km += lode_table_real(t, row, modes[i]);
    if (!near(lode_table_real(t, row, "length_km"), km))
        put_figure(lies, t, row, "length_km", km, "sum of the lengths by mode");
    else if (!near(lode_table_real(t, row, "days"), hours / 24))
        put_figure(lies, t, row, "days", hours / 24, "hours / 24");
    return lode_table_rows(lies) == 0;
}

/* ---- legs ---------------------------------------------------------------------------------------------------- */

/* The legs of a route in the order of seq: rows of the table legs. */
typedef struct leg_list {
    const lode_table *t;
    size_t *rows, n;
} leg_list;

static int order_legs(const void *a, const void *b, void *table)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    int by = strcmp(text_of(table, x, "route"), text_of(table, y, "route"));
    double p = lode_table_real(table, x, "seq"), q = lode_table_real(table, y, "seq");
    return by ? by : (p > q) - (p < q);
}

static int chain_holds(const leg_list *l, lode_table *lies)
{
    for (size_t i = 0; i < l->n; i++) {
        if (lode_table_real(l->t, l->rows[i], "seq") != (double)(i + 1))
            put_figure(lies, l->t, l->rows[i], "seq", (double)(i + 1), "legs are numbered from 1");
        else if (i && strcmp(text_of(l->t, l->rows[i - 1], "to_place"), text_of(l->t, l->rows[i], "from_place")) != 0)
            put_text(lies, l->t, l->rows[i], "from_place", text_of(l->t, l->rows[i - 1], "to_place"),
                     "where the leg before ends");
        if (lode_table_rows(lies))
            return 0;
    }
    return 1;
}

static int is_gate(const leg_list *l, size_t row)
{
    const char *kind = text_of(l->t, row, "kind"), *mode = text_of(l->t, row, "mode");
    int port = strcmp(mode, "sea") == 0 || strcmp(mode, "air") == 0;
    return strcmp(kind, "crossing") == 0 || (port && (strcmp(kind, "loading") == 0 || strcmp(kind, "unloading") == 0));
}

static void gates_of(const leg_list *l, lode_text *out)
{
    const char *last = NULL;
    for (size_t i = 0; i < l->n; i++) {
        const char *id = text_of(l->t, l->rows[i], "element");
        if (!is_gate(l, l->rows[i]) || (last && strcmp(last, id) == 0))
            continue;
        lode_text_addf(out, "%s%s", last ? ">" : "", id);
        last = id;
    }
}

static int totals_hold(const lode_table *routes, size_t row, const leg_list *l, lode_table *lies)
{
    static const char *const columns[] = {"money_usd_t", "g_usd_t",        "haul_usd_t",
                                          "sea_usd_t",   "border_usd_t",   "gauge_usd_t",
                                          "time_usd_t",  "handling_usd_t", "reliability_usd_t"};
    static const char *const sums[] = {"length_km", "hours", "buffer_h"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns && !lode_table_rows(lies); i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < l->n; k++)
            sum += money(l->t, l->rows[k], columns[i]);
        if (sum != money(routes, row, columns[i]))
            put_figure(lies, routes, row, columns[i], (double)sum / 1e6, "sum of its legs");
    }
    for (size_t i = 0; i < sizeof sums / sizeof *sums && !lode_table_rows(lies); i++) {
        double sum = 0;
        for (size_t k = 0; k < l->n; k++)
            sum += lode_table_real(l->t, l->rows[k], sums[i]);
        if (!near(lode_table_real(routes, row, sums[i]), sum))
            put_figure(lies, routes, row, sums[i], sum, "sum of its legs");
    }
    lode_text gates = {0};
    gates_of(l, &gates);
    if (!lode_table_rows(lies) && strcmp(lode_text_get(&gates), text_of(routes, row, "gates")) != 0)
        put_text(lies, routes, row, "gates", lode_text_get(&gates), "gates of its legs");
    lode_text_free(&gates);
    return lode_table_rows(lies) == 0;
}

static long route_row(const lode_table *routes, const char *id)
{
    for (size_t i = 0; i < lode_table_rows(routes); i++)
        if (strcmp(text_of(routes, i, "id"), id) == 0)
            return (long)i;
    return -1;
}

static void recheck_legs(const lode_rows_read *r, size_t *order, lode_table *lies)
{
    size_t n = lode_table_rows(r->legs);
    for (size_t i = 0, end; i < n && !lode_table_rows(lies); i = end) {
        const char *id = text_of(r->legs, order[i], "route");
        for (end = i; end < n && strcmp(text_of(r->legs, order[end], "route"), id) == 0;)
            end++;
        leg_list l = {r->legs, order + i, end - i};
        long row = route_row(r->routes, id);
        if (row < 0)
            put_text(lies, r->legs, order[i], "route", "a route of the layer routes", "legs belong to a route");
        else if (chain_holds(&l, lies))
            totals_hold(r->routes, (size_t)row, &l, lies);
    }
}

lode_status lode_recheck_sums(const lode_rows_read *r, lode_table *lies, lode_err *err)
{
    if (!r->routes || !r->legs)
        return LODE_OK;
    size_t n = lode_table_rows(r->legs), *order = malloc((n + 1) * sizeof *order);
    for (size_t i = 0; i < lode_table_rows(r->routes) && !lode_table_rows(lies); i++)
        if (!isnan(lode_table_real(r->routes, i, "g_usd_t")) && sums_hold(r->routes, i, lies))
            modes_hold(r->routes, i, lies);
    for (size_t i = 0; i < n && !lode_table_rows(lies); i++)
        sums_hold(r->legs, i, lies);
    for (size_t i = 0; order && i < n; i++)
        order[i] = i;
    if (order && n) {
        qsort_r(order, n, sizeof *order, order_legs, (void *)(uintptr_t)r->legs);
        recheck_legs(r, order, lies);
    }
    free(order);
    return order && !lode_table_failed(lies) ? LODE_OK : lode_fail_memory(err);
}
