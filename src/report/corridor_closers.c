/* Who can close a corridor, and what that costs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/corridor_page.h"

typedef report_corridor corridor;

__attribute__((format_arg(2))) static const char *word(const corridor *c, const char *english)
{
    return lode_report_i_corridor_word(c, english);
}

static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static const char *route_text(const corridor *c, size_t way, const char *column)
{
    return lode_report_i_corridor_text(c, way, column);
}

static int is_best(const corridor *c, size_t route)
{
    return lode_report_i_corridor_is_best(c, route);
}

/* One domain over all ways. */
typedef struct domain {
    const char *code;
    size_t ways, closed_ways;
    int is_actor;
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

static void count_domains(const corridor *c, domains *d, size_t i)
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

static void collect_domains(const corridor *c, domains *d)
{
    const size_t *legs;
    for (size_t i = 0; i < c->n_routes && !d->failed; i++)
        count_domains(c, d, i);
    const char *typical = c->typical < 0 ? NULL : lode_table_text(c->source->routes, (size_t)c->typical, "id");
    size_t n = lode_report_i_find(&c->source->legs_of, typical, &legs);
    for (size_t k = 0; k < n; k++)
        share_leg(d, c->source->legs, legs[k]);
}

static const lode_column domain_columns[] = {
    {"domain_name", LODE_TEXT, "", "Country or water", "", 0},
    {"domain", LODE_TEXT, "", "Code", "", 0},
    {"ways", LODE_INT, "", "Ways through it", "", 0},
    {"ways_closed", LODE_INT, "", "Ways it can close", "", 0},
    {"closes", LODE_TEXT, "", "Closes the corridor", "", 0},
    {"length_share_pct", LODE_REAL, "%", "Share of length", "", 1},
    {"money_share_pct", LODE_REAL, "%", "Share of money", "", 1},
    {"hours_share_pct", LODE_REAL, "%", "Share of hours", "", 1},
};

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

/* 1 where some actor of the case holds the domain: destinations, and waters that nobody can close, are none. */
static int is_actor(const corridor *c, const char *code)
{
    enum { ENOUGH = 40 };
    const lode_table *t = c->source->dependency;
    size_t seen = 0;
    for (size_t i = 0; t && i < c->n_routes && seen < ENOUGH; i++) {
        const size_t *rows;
        size_t n = lode_report_i_find(&c->source->dependency_of, route_text(c, i, "deposit"), &rows);
        seen += n > 0;
        for (size_t k = 0; k < n; k++)
            if (lode_table_real(t, rows[k], "n_closed") == 1 &&
                names_actor(lode_report_i_or_empty(lode_table_text(t, rows[k], "closed")), code, strlen(code)))
                return 1;
    }
    return seen == 0;
}

static double percent(double part, double whole)
{
    return whole > 0 ? 100 * part / whole : NAN;
}

static int by_ways(const void *a, const void *b)
{
    const domain *x = a, *y = b;
    if (x->is_actor != y->is_actor)
        return y->is_actor - x->is_actor;
    if (x->closed_ways != y->closed_ways)
        return x->closed_ways > y->closed_ways ? -1 : 1;
    return strcmp(x->code, y->code);
}

static void set_domain(const corridor *c, lode_table *t, const domains *d, const domain *item)
{
    lode_table_add(t);
    lode_table_set_text(t, "domain", item->code);
    lode_table_set_text(t, "domain_name", word(c, lode_report_i_domain_name(c->source, item->code)));
    lode_table_set_int(t, "ways", (int64_t)item->ways);
    lode_table_set_int(t, "ways_closed", item->is_actor ? (int64_t)item->closed_ways : 0);
    lode_table_set_text(t, "closes",
                        !item->is_actor                    ? word(c, "no actor")
                        : item->closed_ways == c->n_routes ? word(c, "for all")
                        : item->closed_ways                ? word(c, "for some")
                                                           : word(c, "for none"));
    lode_table_set_real(t, "length_share_pct", percent(item->km, d->km));
    lode_table_set_real(t, "money_share_pct", percent(item->money, d->money));
    lode_table_set_real(t, "hours_share_pct", percent(item->hours, d->hours));
}

static void add_domains(const corridor *c)
{
    domains d = {0};
    if (!c->page->failed)
        collect_domains(c, &d);
    c->page->failed |= d.failed;
    for (size_t i = 0; i < d.n; i++)
        d.items[i].is_actor = is_actor(c, d.items[i].code);
    if (d.n > 1)
        qsort(d.items, d.n, sizeof *d.items, by_ways);
    lode_table *t =
        d.n ? lode_report_i_corridor_table(c, "domains", domain_columns, sizeof domain_columns / sizeof *domain_columns)
            : NULL;
    for (size_t i = 0; t && i < d.n; i++)
        set_domain(c, t, &d, &d.items[i]);
    free(d.items);
    if (!t)
        return;
    lode_report_i_heading(c->page, 2, word(c, "Who can close it"));
    report_block *block = lode_report_i_table(c->page, "domains", word(c, "Countries and waters on the ways along it"),
                                              lode_report_i_page_view(c->page, t));
    if (block)
        block->note =
            word(c, "Counted on the cheapest ways along this corridor; whether another way is left stands in "
                    "the next table. A deposit's own country does not close it for that deposit; no actor: the case "
                    "knows nobody who closes it, as the states of the destination and the open sea. Shares are "
                    "those of the typical way; a crossing counts half to either side.");
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

/* ---- when it becomes the best way --------------------------------------------------------------------------- */

typedef struct fallback {
    const char *closed;
    double n_closed;
    size_t deposits;
    double rise;
} fallback;

typedef struct fallbacks {
    fallback *items;
    size_t n, capacity;
    int failed;
} fallbacks;

static fallback *fallback_of(fallbacks *f, const char *closed, double n_closed)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->items[i].closed, closed) == 0)
            return &f->items[i];
    void *items = f->items;
    fallback *found = lode_grow(&items, &f->n, &f->capacity, sizeof *found);
    f->items = items;
    if (found)
        *found = (fallback){.closed = closed, .n_closed = n_closed};
    else
        f->failed = 1;
    return found;
}

/* The way left under a closure is the one along this corridor where it passes the same gates at the same G. */
static void count_fallbacks(const corridor *c, fallbacks *f, size_t way)
{
    static const double micro = 1.5e-6;
    const lode_table *t = c->source->dependency;
    const size_t *rows;
    double g = lode_report_i_corridor_real(c, way, "g_usd_t");
    size_t n = lode_report_i_find(&c->source->dependency_of, route_text(c, way, "deposit"), &rows);
    for (size_t i = 0; i < n; i++) {
        const char *status = lode_table_text(t, rows[i], "status"), *closed = lode_table_text(t, rows[i], "closed"),
                   *gates = lode_report_i_or_empty(lode_table_text(t, rows[i], "gates"));
        if (!status || !closed || strcmp(status, "reroute") != 0 || strcmp(gates, route_text(c, way, "gates")) != 0 ||
            !(fabs(lode_table_real(t, rows[i], "g_usd_t") - g) <= micro) ||
            !lode_report_i_has_prefix(t, rows[i], c->source->prefix))
            continue;
        fallback *found = fallback_of(f, closed, lode_table_real(t, rows[i], "n_closed"));
        if (!found)
            return;
        found->deposits++;
        found->rise += or_zero(lode_table_real(t, rows[i], "penalty_usd_t"));
    }
}

static int by_deposits(const void *a, const void *b)
{
    const fallback *x = a, *y = b;
    if (x->n_closed != y->n_closed)
        return x->n_closed < y->n_closed ? -1 : 1;
    if (x->deposits != y->deposits)
        return x->deposits > y->deposits ? -1 : 1;
    return strcmp(x->closed, y->closed);
}

static const lode_column fallback_columns[] = {
    {"closed_names", LODE_TEXT, "", "When these close", "", 0},
    {"closed", LODE_TEXT, "", "Codes", "", 0},
    {"deposits", LODE_INT, "", "Deposits that then take it", "", 0},
    {"rise_usd_t", LODE_REAL, "USD/t", "Mean rise of their G", "", 0},
};

/* "CHN+RUS" as "China, Russia". */
static const char *names_of_set(const corridor *c, const char *closed)
{
    char *list = c->page->failed ? NULL : lode_arena_strndup(c->page->arena, closed, strlen(closed));
    for (char *plus = list; plus && (plus = strchr(plus, '+'));)
        *plus = ';';
    return lode_report_i_corridor_names(c, list);
}

static void add_fallbacks(const corridor *c)
{
    enum { MOST = 12 };
    fallbacks f = {0};
    for (size_t i = 0; c->source->dependency && i < c->n_routes && !f.failed; i++)
        count_fallbacks(c, &f, i);
    c->page->failed |= f.failed;
    if (f.n > 1)
        qsort(f.items, f.n, sizeof *f.items, by_deposits);
    lode_table *t = f.n && !f.failed ? lode_report_i_corridor_table(c, "fallback", fallback_columns,
                                                                    sizeof fallback_columns / sizeof *fallback_columns)
                                     : NULL;
    for (size_t i = 0; t && i < f.n && i < MOST; i++) {
        lode_table_add(t);
        lode_table_set_text(t, "closed_names", names_of_set(c, f.items[i].closed));
        lode_table_set_text(t, "closed", f.items[i].closed);
        lode_table_set_int(t, "deposits", (int64_t)f.items[i].deposits);
        lode_table_set_real(t, "rise_usd_t", f.items[i].rise / (double)f.items[i].deposits);
    }
    free(f.items);
    if (!t)
        return;
    report_block *block = lode_report_i_table(c->page, "fallback", word(c, "When it becomes the best way"),
                                              lode_report_i_page_view(c->page, t));
    if (block)
        block->note = word(c, "What it is worth as a way around: closures that leave it as the cheapest way, single "
                              "actors first, then those that close together.");
}

static void add_closures(const corridor *c)
{
    enum { MOST_ROWS = 60 };
    size_t room = c->n_routes < MOST_ROWS ? c->n_routes : MOST_ROWS, n = 0;
    size_t *rows = c->page->failed ? NULL : LODE_NEW(c->page->arena, size_t, room);
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
    lode_report_i_heading(c->page, 3, word(c, "What a closure would cost"));
    add_fallbacks(c);
    if (c->n_best == 0) {
        lode_report_i_text(c->page, "%s",
                           word(c, "No deposit takes it while all is open: its own closure costs nothing "
                                   "then, and counts only when other ways are closed too."));
        return;
    }
    const char *caption =
        lode_report_i_say(c->page, "%s; %s", c->source->title, word(c, "deposits whose best way runs here"));
    if (!lode_report_i_add_heat(c->page, c->source, caption, rows, n, holds_domain, c))
        lode_report_i_text(c->page,
                           word(c, "%s: no closure of a single actor on it changes the best way of these deposits."),
                           caption);
}

void lode_report_i_corridor_closers(const report_corridor *c)
{
    add_domains(c);
    add_closures(c);
}
