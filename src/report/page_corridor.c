#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/pages.h"

/* The ways along one corridor under the main destination and base, one a deposit, the cheapest first. */
typedef struct corridor {
    report_page *page;
    const report_source *source;
    const char *id, *title;
    size_t *routes, n_routes;
    size_t n_best; /* deposits whose best way it is */
} corridor;

static int text_is(const lode_table *table, size_t row, const char *column, const char *wanted)
{
    const char *text = lode_table_text(table, row, column);
    return text && strcmp(text, wanted) == 0;
}

static int is_best(const corridor *c, size_t route)
{
    const char *deposit = lode_table_text(c->source->routes, route, "deposit");
    long best = lode_report_i_best_route(c->source, deposit, c->source->prefix);
    return best >= 0 && text_is(c->source->routes, (size_t)best, "corridor", c->id);
}

/* Of a deposit's rows for this corridor the one with role corridor, else the best way itself. */
static long route_along(const corridor *c, const char *deposit)
{
    const lode_table *t = c->source->routes;
    const size_t *rows;
    size_t n = lode_report_i_find(&c->source->routes_of, deposit, &rows);
    long found = -1;
    for (size_t i = 0; i < n; i++) {
        if (!text_is(t, rows[i], "corridor", c->id) || !lode_report_i_has_prefix(t, rows[i], c->source->prefix) ||
            isnan(lode_table_real(t, rows[i], "g_usd_t")))
            continue;
        if (text_is(t, rows[i], "role", "corridor"))
            return (long)rows[i];
        found = (long)rows[i];
    }
    return found;
}

static void find_routes(corridor *c)
{
    const lode_table *deposits = c->source->deposits;
    size_t n = deposits ? lode_table_rows(deposits) : 0;
    report_view view = {.table = c->source->routes};
    view.rows = c->page->failed ? NULL : LODE_NEW(c->page->arena, size_t, n);
    if (!view.rows) {
        c->page->failed = 1;
        return;
    }
    for (size_t i = 0; c->source->routes && i < n; i++) {
        long route = route_along(c, lode_table_text(deposits, i, "id"));
        if (route >= 0)
            view.rows[view.n_rows++] = (size_t)route;
    }
    lode_report_i_view_sort(&view, "g_usd_t");
    c->routes = view.rows;
    c->n_routes = view.n_rows;
    for (size_t i = 0; i < c->n_routes; i++)
        c->n_best += (size_t)is_best(c, c->routes[i]);
}

static double route_real(const corridor *c, size_t i, const char *column)
{
    return lode_table_real(c->source->routes, c->routes[i], column);
}

static const char *route_text(const corridor *c, size_t i, const char *column)
{
    return lode_report_i_or_empty(lode_table_text(c->source->routes, c->routes[i], column));
}

static const char *span_text(const corridor *c, const char *column, int decimals, const char *unit)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < c->n_routes; i++) {
        low = fmin(low, route_real(c, i, column));
        high = fmax(high, route_real(c, i, column));
    }
    const char *to = lode_report_i_figure_text(c->page, high, decimals, unit);
    if (low == high)
        return to;
    return lode_report_i_say(c->page, "%s to %s", lode_report_i_figure_text(c->page, low, decimals, ""), to);
}

static void add_summary(corridor *c)
{
    report_page *p = c->page;
    const char **items = p->failed ? NULL : LODE_NEW(p->arena, const char *, 3);
    if (!items) {
        p->failed = 1;
        return;
    }
    lode_report_i_heading(p, 2, "In brief");
    if (c->n_routes == 0) {
        lode_report_i_text(p, "%s: no deposit has a way along this corridor.", c->source->title);
        return;
    }
    items[0] = lode_report_i_say(p, "%s: %zu deposit%s a way along this corridor; it is the best way for %s.",
                                 c->source->title, c->n_routes, c->n_routes == 1 ? " has" : "s have",
                                 c->n_best == 0             ? "none of them"
                                 : c->n_best == c->n_routes ? "all of them"
                                                            : lode_report_i_say(p, "%zu of them", c->n_best));
    items[1] = lode_report_i_say(p, "The cheapest is %s: %s, %s, %s.", route_text(c, 0, "deposit_name"),
                                 lode_report_i_figure_text(p, route_real(c, 0, "g_usd_t"), 0, "USD/t"),
                                 lode_report_i_figure_text(p, route_real(c, 0, "days"), 1, "days"),
                                 lode_report_i_figure_text(p, route_real(c, 0, "length_km"), 0, "km"));
    items[2] =
        lode_report_i_say(p, "Over all deposits: G %s, %s, buffer to plan for %s.", span_text(c, "g_usd_t", 0, "USD/t"),
                          span_text(c, "days", 1, "days"), span_text(c, "buffer_h", 0, "h"));
    lode_report_i_items(p, items, 3);
}

static void add_definition(corridor *c, size_t row)
{
    static const char *const columns[] = {"corridor", "title_en", "passes", "avoids", NULL};
    size_t *rows = c->page->failed ? NULL : LODE_NEW(c->page->arena, size_t, 1);
    if (!rows) {
        c->page->failed = 1;
        return;
    }
    rows[0] = row;
    report_block *block = lode_report_i_facts(
        c->page, "corridor", "What counts as this corridor",
        lode_report_i_view(c->page->arena, c->source->corridors, rows, 1, columns, &c->page->failed));
    if (block)
        block->note = "A corridor is a label for ways that pass these in order and avoid those; it is nothing that "
                      "closes. What closes are the domains on it.";
}

static const lode_column rank_columns[] = {
    {"rank", LODE_INT, "", "Rank", "", 0},
    {"deposit_name", LODE_TEXT, "", "Deposit", "", 0},
    {"deposit", LODE_TEXT, "", "Id", "", 0},
    {"country", LODE_TEXT, "", "Country", "", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "", 2},
    {"above_best_usd_t", LODE_REAL, "USD/t", "Above the best way", "", 2},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "", 2},
    {"days", LODE_REAL, "d", "Days", "", 1},
    {"buffer_h", LODE_REAL, "h", "Buffer", "", 0},
    {"length_km", LODE_REAL, "km", "Length", "", 0},
    {"market", LODE_TEXT, "", "Market reached", "", 0},
    {"is_best", LODE_TEXT, "", "Best way", "", 0},
};

static double above_best(const corridor *c, size_t i)
{
    long best = lode_report_i_best_route(c->source, route_text(c, i, "deposit"), c->source->prefix);
    return best < 0 ? NAN : route_real(c, i, "g_usd_t") - lode_table_real(c->source->routes, (size_t)best, "g_usd_t");
}

static void add_ranking(corridor *c)
{
    static const char *const texts[] = {"deposit_name", "deposit", "country", "market"};
    static const char *const reals[] = {"g_usd_t", "money_usd_t", "days", "buffer_h", "length_km"};
    lode_table *t = c->n_routes ? lode_report_i_page_table(c->page, "ranking", rank_columns,
                                                           sizeof rank_columns / sizeof *rank_columns)
                                : NULL;
    if (!t)
        return;
    for (size_t i = 0; i < c->n_routes; i++) {
        lode_table_add(t);
        lode_table_set_int(t, "rank", (int64_t)i + 1);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            lode_table_set_text(t, texts[k], route_text(c, i, texts[k]));
        for (size_t k = 0; k < sizeof reals / sizeof *reals; k++)
            lode_table_set_real(t, reals[k], route_real(c, i, reals[k]));
        lode_table_set_real(t, "above_best_usd_t", above_best(c, i));
        lode_table_set_text(t, "is_best", is_best(c, c->routes[i]) ? "yes" : "no");
    }
    lode_report_i_heading(c->page, 2, "Deposits along it, by generalised cost");
    report_block *block =
        lode_report_i_table(c->page, "ranking", c->source->title, lode_report_i_page_view(c->page, t));
    lode_report_i_link_deposits(c->page, c->source, block, "deposit", "deposit_name");
}

/* One gate over all routes that pass it. */
typedef struct gate {
    const char *id, *name, *kind, *mode, *from, *to;
    size_t routes, timed;
    double hours, buffer, money;
} gate;

typedef struct gates {
    gate *items;
    size_t n, capacity;
    int failed;
} gates;

static gate *gate_of(gates *g, const char *id, const char *kind)
{
    for (size_t i = 0; i < g->n; i++)
        if (strcmp(g->items[i].id, id) == 0 && strcmp(g->items[i].kind, kind) == 0)
            return &g->items[i];
    void *items = g->items;
    gate *found = lode_grow(&items, &g->n, &g->capacity, sizeof *found);
    g->items = items;
    if (found)
        *found = (gate){.id = id, .kind = kind};
    else
        g->failed = 1;
    return found;
}

static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static void add_leg(gate *g, const lode_table *legs, size_t row)
{
    g->mode = lode_table_text(legs, row, "mode");
    if (!g->name)
        g->name = lode_table_text(legs, row, "name");
    double hours = lode_table_real(legs, row, "hours"), money = lode_table_real(legs, row, "money_usd_t");
    if (isnan(hours) || isnan(money))
        return;
    g->timed++;
    g->hours += hours;
    g->buffer += or_zero(lode_table_real(legs, row, "buffer_h"));
    g->money += money;
}

static void count_leg(gates *g, const lode_table *legs, size_t row)
{
    const char *kind = lode_table_text(legs, row, "kind"), *element = lode_table_text(legs, row, "element");
    if (!kind || !element || (strcmp(kind, "crossing") != 0 && strcmp(kind, "loading") != 0))
        return;
    gate *found = gate_of(g, element, kind);
    if (!found)
        return;
    found->routes++;
    found->from = lode_table_text(legs, row, "domain");
    found->to = lode_table_text(legs, row, "domain_to");
    add_leg(found, legs, row);
}

/* A gate known by its id alone: name from the gates, hours and cost from the legs of any way through it. */
static void describe_listed(const corridor *c, gate *g)
{
    const report_source *s = c->source;
    const size_t *rows;
    if (lode_report_i_find(&s->gate_by_id, g->id, &rows)) {
        g->name = lode_table_text(s->in->gates, rows[0], "name");
        g->mode = lode_table_text(s->in->gates, rows[0], "mode");
    }
    size_t n = lode_report_i_find(&s->legs_at, g->id, &rows);
    for (size_t i = 0; i < n; i++) {
        const char *kind = lode_table_text(s->legs, rows[i], "kind");
        if (kind && (strcmp(kind, "crossing") == 0 || strcmp(kind, "loading") == 0))
            add_leg(g, s->legs, rows[i]);
    }
}

/* Where the ways have no legs, the gates of their lists. */
static void count_listed(corridor *c, gates *g, const char *list)
{
    size_t length;
    for (const char *item; (item = lode_report_i_item(&list, &length));) {
        const char *id = lode_arena_strndup(c->page->arena, item, length);
        gate *found = id ? gate_of(g, id, "gate") : NULL;
        if (!found) {
            c->page->failed = 1;
            return;
        }
        if (found->routes++ == 0)
            describe_listed(c, found);
    }
}

static void collect_gates(corridor *c, gates *g)
{
    for (size_t i = 0; i < c->n_routes && !c->page->failed; i++) {
        const size_t *legs;
        size_t n = lode_report_i_find(&c->source->legs_of, route_text(c, i, "id"), &legs);
        for (size_t k = 0; k < n; k++)
            count_leg(g, c->source->legs, legs[k]);
    }
    size_t n_listed = g->n ? 0 : c->n_routes;
    for (size_t i = 0; i < n_listed && !c->page->failed; i++)
        count_listed(c, g, route_text(c, i, "gates"));
}

static const lode_column gate_columns[] = {
    {"gate", LODE_TEXT, "", "Gate", "", 0},
    {"gate_id", LODE_TEXT, "", "Id", "", 0},
    {"kind", LODE_TEXT, "", "Kind", "", 0},
    {"mode", LODE_TEXT, "", "Mode", "", 0},
    {"domain", LODE_TEXT, "", "From", "", 0},
    {"domain_to", LODE_TEXT, "", "To", "", 0},
    {"ways", LODE_INT, "", "Ways through it", "", 0},
    {"tfi1_h", LODE_REAL, "h", "TFI1: hours at the border", "", 1},
    {"tfi1_plan_h", LODE_REAL, "h", "with the buffer to plan for", "", 1},
    {"tfi2_usd_20t", LODE_REAL, "USD per 20 t", "TFI2: cost at the border", "", 0},
};

static void set_gate(lode_table *t, const gate *g)
{
    enum { TFI_TONNES = 20 };
    lode_table_add(t);
    lode_table_set_text(t, "gate", g->name ? g->name : g->id);
    lode_table_set_text(t, "gate_id", g->id);
    lode_table_set_text(t, "kind", g->kind);
    lode_table_set_text(t, "mode", g->mode);
    lode_table_set_text(t, "domain", g->from);
    lode_table_set_text(t, "domain_to", g->to);
    lode_table_set_int(t, "ways", (int64_t)g->routes);
    if (g->timed == 0)
        return;
    double n = (double)g->timed;
    lode_table_set_real(t, "tfi1_h", g->hours / n);
    lode_table_set_real(t, "tfi1_plan_h", (g->hours + g->buffer) / n);
    lode_table_set_real(t, "tfi2_usd_20t", TFI_TONNES * g->money / n);
}

static void add_gates(corridor *c)
{
    gates g = {0};
    collect_gates(c, &g);
    c->page->failed |= g.failed;
    lode_table *t =
        g.n ? lode_report_i_page_table(c->page, "gates", gate_columns, sizeof gate_columns / sizeof *gate_columns)
            : NULL;
    for (size_t i = 0; t && i < g.n; i++)
        set_gate(t, &g.items[i]);
    free(g.items);
    if (!t)
        return;
    lode_report_i_heading(c->page, 2, "Gates");
    report_block *block =
        lode_report_i_table(c->page, "gates", "Hours and cost at each gate, means over the ways through it",
                            lode_report_i_page_view(c->page, t));
    if (block)
        block->note = "In the form of CAREC's trade facilitation indicators (TFI): model figures, not measurements. "
                      "crossing: border crossing point, dwell, border fees and change of gauge. loading: terminal "
                      "where the mode is loaded. In the order of the cheapest way.";
}

/* One domain over all ways. */
typedef struct domain {
    const char *code;
    size_t ways, closed_ways;
    double km, money, hours;
} domain;

typedef struct domains {
    domain *items;
    size_t n, capacity;
    double km, money, hours;
    int failed;
} domains;

static domain *domain_of(domains *d, const char *code)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->items[i].code, code) == 0)
            return &d->items[i];
    void *items = d->items;
    domain *found = lode_grow(&items, &d->n, &d->capacity, sizeof *found);
    d->items = items;
    if (found)
        *found = (domain){.code = code};
    else
        d->failed = 1;
    return found;
}

/* 1 where the list has the code before the item at end. */
static int stands_before(const char *list, const char *end, const char *code)
{
    size_t length;
    for (const char *item; (item = lode_report_i_item(&list, &length)) && item < end;)
        if (lode_same(code, item, length))
            return 1;
    return 0;
}

static void count_domains(corridor *c, domains *d, size_t i)
{
    const char *list = route_text(c, i, "domains"), *country = route_text(c, i, "country"), *all = list;
    size_t length;
    for (const char *item; (item = lode_report_i_item(&list, &length));) {
        const char *code = lode_arena_strndup(c->page->arena, item, length);
        domain *found = code ? domain_of(d, code) : NULL;
        if (!found) {
            d->failed = 1;
            return;
        }
        if (stands_before(all, item, code)) /* entered twice: one way */
            continue;
        found->ways++;
        found->closed_ways += (size_t)(strcmp(code, country) != 0);
    }
}

static void add_share(domains *d, const char *code, double km, double money, double hours)
{
    domain *found = code ? domain_of(d, code) : NULL;
    if (!found)
        return;
    found->km += or_zero(km);
    found->money += or_zero(money);
    found->hours += or_zero(hours);
    d->km += or_zero(km);
    d->money += or_zero(money);
    d->hours += or_zero(hours);
}

/* A crossing belongs half to either side. */
static void share_leg(domains *d, const lode_table *legs, size_t row)
{
    const char *from = lode_table_text(legs, row, "domain"), *to = lode_table_text(legs, row, "domain_to");
    double km = lode_table_real(legs, row, "length_km"), money = lode_table_real(legs, row, "money_usd_t"),
           hours = lode_table_real(legs, row, "hours");
    double part = to && *to ? 0.5 : 1;
    add_share(d, from, part * km, part * money, part * hours);
    if (part < 1)
        add_share(d, to, part * km, part * money, part * hours);
}

static void share_exposure(corridor *c, domains *d, size_t i)
{
    const lode_table *t = c->source->exposure;
    const size_t *rows;
    size_t n =
        is_best(c, c->routes[i]) ? lode_report_i_find(&c->source->exposure_of, route_text(c, i, "deposit"), &rows) : 0;
    for (size_t k = 0; k < n; k++)
        if (lode_report_i_has_prefix(t, rows[k], c->source->prefix))
            add_share(d, lode_table_text(t, rows[k], "domain"), lode_table_real(t, rows[k], "length_km"),
                      lode_table_real(t, rows[k], "money_usd_t"), lode_table_real(t, rows[k], "hours"));
}

static void collect_domains(corridor *c, domains *d)
{
    for (size_t i = 0; i < c->n_routes && !d->failed; i++) {
        const size_t *legs;
        size_t n = lode_report_i_find(&c->source->legs_of, route_text(c, i, "id"), &legs);
        count_domains(c, d, i);
        for (size_t k = 0; k < n; k++)
            share_leg(d, c->source->legs, legs[k]);
        if (n == 0)
            share_exposure(c, d, i);
    }
}

static const lode_column domain_columns[] = {
    {"domain", LODE_TEXT, "", "Domain", "", 0},
    {"domain_name", LODE_TEXT, "", "Name", "", 0},
    {"ways", LODE_INT, "", "Ways through it", "", 0},
    {"ways_closed", LODE_INT, "", "Ways it can close", "", 0},
    {"closes", LODE_TEXT, "", "Closes the corridor", "", 0},
    {"length_share_pct", LODE_REAL, "%", "Share of length", "", 1},
    {"money_share_pct", LODE_REAL, "%", "Share of money", "", 1},
    {"hours_share_pct", LODE_REAL, "%", "Share of hours", "", 1},
};

static double percent(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : NAN;
}

static void set_domain(const corridor *c, lode_table *t, const domains *d, const domain *item)
{
    lode_table_add(t);
    lode_table_set_text(t, "domain", item->code);
    lode_table_set_text(t, "domain_name", lode_report_i_domain_name(c->source, item->code));
    lode_table_set_int(t, "ways", (int64_t)item->ways);
    lode_table_set_int(t, "ways_closed", (int64_t)item->closed_ways);
    lode_table_set_text(t, "closes",
                        item->closed_ways == c->n_routes ? "for all"
                        : item->closed_ways              ? "for some"
                                                         : "for none");
    lode_table_set_real(t, "length_share_pct", percent(item->km, d->km));
    lode_table_set_real(t, "money_share_pct", percent(item->money, d->money));
    lode_table_set_real(t, "hours_share_pct", percent(item->hours, d->hours));
}

static void add_domains(corridor *c)
{
    domains d = {0};
    if (!c->page->failed)
        collect_domains(c, &d);
    c->page->failed |= d.failed;
    lode_table *t = d.n ? lode_report_i_page_table(c->page, "domains", domain_columns,
                                                   sizeof domain_columns / sizeof *domain_columns)
                        : NULL;
    for (size_t i = 0; t && i < d.n; i++)
        set_domain(c, t, &d, &d.items[i]);
    free(d.items);
    if (!t)
        return;
    lode_report_i_heading(c->page, 2, "Whose closure closes it");
    report_block *block = lode_report_i_table(c->page, "domains", "Countries and waters on the ways along it",
                                              lode_report_i_page_view(c->page, t));
    if (block)
        block->note = "A closure is obeyed on this corridor only; whether another way is left stands in the next "
                      "table. A deposit's own country does not close it for that deposit. Shares are of the sum over "
                      "all ways; a crossing counts half to either side.";
}

/* 1 where the words joined by '+' have the item among them. */
static int names_actor(const char *joined, const char *item, size_t length)
{
    for (size_t n; *joined; joined += n + (joined[n] == '+')) {
        n = strcspn(joined, "+");
        if (n == length && strncmp(joined, item, n) == 0)
            return 1;
    }
    return 0;
}

/* Single actors that hold a domain of the corridor. */
static int holds_domain(const char *closed, double n_closed, const void *context)
{
    const corridor *c = context;
    if (n_closed != 1)
        return 0;
    for (size_t i = 0; i < c->n_routes; i++) {
        const char *list = route_text(c, i, "domains");
        size_t length;
        for (const char *item; (item = lode_report_i_item(&list, &length));)
            if (names_actor(closed, item, length))
                return 1;
    }
    return 0;
}

static void add_closures(corridor *c)
{
    enum { MOST_ROWS = 60 };
    size_t *rows = c->page->failed ? NULL : LODE_NEW(c->page->arena, size_t, c->n_routes), n = 0;
    if (!rows) {
        c->page->failed = 1;
        return;
    }
    for (size_t i = 0; i < c->n_routes && n < MOST_ROWS; i++) {
        const size_t *found;
        if ((c->n_best == 0 || is_best(c, c->routes[i])) &&
            lode_report_i_find(&c->source->deposit_by_id, route_text(c, i, "deposit"), &found))
            rows[n++] = found[0];
    }
    if (n == 0)
        return;
    lode_report_i_heading(c->page, 2, "What a closure of its domains would cost");
    const char *caption =
        lode_report_i_say(c->page, "%s; %s", c->source->title,
                          c->n_best ? "deposits whose best way runs here" : "deposits with a way along this corridor");
    if (!lode_report_i_add_heat(c->page, c->source, caption, rows, n, holds_domain, c))
        lode_report_i_text(c->page, "%s: no closure of a single actor on it changes the best way of these deposits.",
                           caption);
}

static void add_build_up(corridor *c)
{
    enum { MOST_BARS = 10 };
    size_t n = c->n_routes < MOST_BARS ? c->n_routes : MOST_BARS;
    const char *labels[MOST_BARS];
    for (size_t i = 0; i < n; i++)
        labels[i] = route_text(c, i, "deposit_name");
    if (n)
        lode_report_i_heading(c->page, 2, "What the cost is made of");
    lode_report_i_add_build_up(c->page, c->source, c->routes, labels, n);
}

static void add_map(corridor *c)
{
    report_page *page = c->page;
    report_map map = {.title = lode_report_i_say(page, "Ways along: %s", c->title), .eurasia = 1};
    map.routes = page->failed ? NULL : LODE_NEW(page->arena, report_map_route, c->n_routes);
    map.marks = map.routes ? LODE_NEW(page->arena, report_mark, c->n_routes) : NULL;
    if (!map.marks) {
        page->failed = 1;
        return;
    }
    if (c->n_routes == 0)
        return;
    for (size_t i = 0; i < c->n_routes; i++) {
        const size_t *found;
        map.routes[map.n_routes++] = (report_map_route){lode_table_geom(c->source->routes, c->routes[i]), 0};
        if (lode_report_i_find(&c->source->deposit_by_id, route_text(c, i, "deposit"), &found))
            map.marks[map.n_marks++] = lode_report_i_deposit_mark(c->source, found[0]);
    }
    map.style_titles[0] = c->title;
    map.description = lode_report_i_say(page, "Map of the ways of %zu deposits along the corridor %s: %s.", c->n_routes,
                                        c->title, route_text(c, 0, "domains"));
    report_block *block =
        lode_report_i_figure(page, lode_report_i_map(page, &c->source->atlas, &map), map.title, map.description);
    if (block)
        block->note = lode_report_i_boundary_note;
}

static void add_links(corridor *c)
{
    report_link *links = c->page->failed ? NULL : LODE_NEW(c->page->arena, report_link, 2);
    if (!links) {
        c->page->failed = 1;
        return;
    }
    links[0] = (report_link){"All deposits and corridors", "index"};
    links[1] = (report_link){"Method, data quality and provenance", "annex"};
    lode_report_i_links(c->page, links, 2);
}

void lode_report_i_build_corridor(report_page *page, const report_source *s, size_t row)
{
    corridor c = {
        .page = page, .source = s, .id = lode_report_i_or_empty(lode_table_text(s->corridors, row, "corridor"))};
    c.title = lode_report_i_corridor_title(s, c.id);
    page->subtitle = "Corridor: cost, gates, and who can close it";
    find_routes(&c);
    add_links(&c);
    add_summary(&c);
    add_map(&c);
    add_definition(&c, row);
    add_ranking(&c);
    add_gates(&c);
    add_domains(&c);
    add_closures(&c);
    add_build_up(&c);
}
