#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/corridor_page.h"

typedef report_corridor corridor;

static int text_is(const lode_table *table, size_t row, const char *column, const char *wanted)
{
    const char *text = lode_table_text(table, row, column);
    return text && strcmp(text, wanted) == 0;
}

int lode_report_i_corridor_is_best(const corridor *c, size_t route)
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
        c->n_best += (size_t)lode_report_i_corridor_is_best(c, c->routes[i]);
}

double lode_report_i_corridor_real(const corridor *c, size_t i, const char *column)
{
    return lode_table_real(c->source->routes, c->routes[i], column);
}

const char *lode_report_i_corridor_text(const corridor *c, size_t i, const char *column)
{
    return lode_report_i_or_empty(lode_table_text(c->source->routes, c->routes[i], column));
}

double lode_report_i_summary_real(const corridor *c, const char *column)
{
    return c->summary < 0 ? NAN : lode_table_real(c->source->corridor_summary, (size_t)c->summary, column);
}

const char *lode_report_i_summary_text(const corridor *c, const char *column)
{
    return c->summary < 0 ? NULL : lode_table_text(c->source->corridor_summary, (size_t)c->summary, column);
}

const char *lode_report_i_corridor_word(const corridor *c, const char *english)
{
    return lode_report_i_word(c->page, english);
}

__attribute__((format_arg(2))) static const char *word(const corridor *c, const char *english)
{
    return lode_report_i_word(c->page, english);
}

static const char *figure(const corridor *c, double value, int decimals, const char *unit)
{
    return lode_report_i_plot_figure(c->page, value, decimals, unit);
}

/* A gate of the case by its id; NULL where the word is no "crossing:id" or "terminal:id" that is known. */
static const char *gate_name(const corridor *c, const char *code)
{
    const size_t *rows;
    const char *colon = strchr(code, ':');
    return colon && lode_report_i_find(&c->source->gate_by_id, colon + 1, &rows)
               ? lode_table_text(c->source->in->gates, rows[0], "name")
               : NULL;
}

static const char *item_name(const corridor *c, const char *code, size_t length)
{
    const char *own = lode_report_i_say(c->page, "%.*s", (int)length, code), *gate = gate_name(c, own);
    return gate ? gate : word(c, lode_report_i_domain_name(c->source, own));
}

/* One item: an actor "AZE+GEO", or a choice "KAZ|TKM". */
static void add_names(const corridor *c, lode_text *out, const char *item, size_t length)
{
    for (size_t at = 0, part; at < length; at += part + 1) {
        for (part = 0; at + part < length && item[at + part] != '+' && item[at + part] != '|';)
            part++;
        if (at > 0)
            lode_text_addf(out, "%s", item[at - 1] == '+' ? "/" : lode_report_i_say(c->page, " %s ", word(c, "or")));
        lode_text_add(out, item_name(c, item + at, part));
    }
}

const char *lode_report_i_corridor_names(const corridor *c, const char *list)
{
    lode_text out = {0};
    size_t length;
    for (const char *item; (item = lode_report_i_item(&list, &length));) {
        if (out.length)
            lode_text_add(&out, ", ");
        add_names(c, &out, item, length);
    }
    return lode_report_i_keep(c->page, &out);
}

/* "KAZ 28 %;CHN 12 %" with names. */
static const char *exposure_text(const corridor *c, const char *list)
{
    lode_text out = {0};
    size_t length;
    for (const char *item; (item = lode_report_i_item(&list, &length));) {
        size_t code = strcspn(item, " ");
        code = code < length ? code : length;
        lode_text_addf(&out, "%s%s", out.length ? ", " : "", item_name(c, item, code));
        for (size_t i = code; i < length; i++) /* a share stays on the line of its name's end */
            lode_text_addf(&out, "%s", item[i] == ' ' ? "\u00a0" : (char[]){item[i], '\0'});
    }
    return lode_report_i_keep(c->page, &out);
}

lode_table *lode_report_i_corridor_table(const corridor *c, const char *name, const lode_column *columns, size_t n)
{
    lode_column *own = c->page->failed ? NULL : LODE_NEW(c->page->arena, lode_column, n);
    if (!own) {
        c->page->failed = 1;
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        own[i] = columns[i];
        own[i].heading = word(c, columns[i].heading);
        own[i].unit = *columns[i].unit ? word(c, columns[i].unit) : "";
    }
    return lode_report_i_page_table(c->page, name, own, n);
}

/* Its row under the main destination and base, and the route that stands for it. */
static void find_summary(corridor *c)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&c->source->summary_of, c->id, &rows);
    c->summary = c->typical = -1;
    for (size_t i = 0; i < n; i++)
        if (lode_report_i_has_prefix(c->source->corridor_summary, rows[i], c->source->prefix))
            c->summary = (long)rows[i];
    if (lode_report_i_find(&c->source->route_by_id, lode_report_i_summary_text(c, "typical_way"), &rows))
        c->typical = (long)rows[0];
    else if (c->n_routes)
        c->typical = (long)c->routes[(c->n_routes - 1) / 2];
}

/* ---- in brief ----------------------------------------------------------------------------------------------- */

static const char *span_text(const corridor *c, const char *column, int decimals, const char *unit)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < c->n_routes; i++) {
        low = fmin(low, lode_report_i_corridor_real(c, i, column));
        high = fmax(high, lode_report_i_corridor_real(c, i, column));
    }
    const char *to = figure(c, high, decimals, unit);
    if (low == high)
        return to;
    return lode_report_i_say(c->page, word(c, "%s to %s"), figure(c, low, decimals, NULL), to);
}

static const char *ways_sentence(const corridor *c)
{
    const char *first =
        c->n_routes == 1
            ? word(c, "One deposit has a way along this corridor")
            : lode_report_i_say(c->page, word(c, "%zu deposits have a way along this corridor"), c->n_routes);
    const char *second = c->n_best == 0 ? word(c, "it is the best way of none of them")
                         : c->n_best == c->n_routes
                             ? word(c, "it is the best way of all of them")
                             : lode_report_i_say(c->page, word(c, "it is the best way of %zu"), c->n_best);
    return lode_report_i_say(c->page, "%s: %s; %s.", c->source->title, first, second);
}

static const char *typical_sentence(const corridor *c)
{
    const lode_table *t = c->source->routes;
    size_t row = (size_t)c->typical;
    double hours = lode_table_real(t, row, "hours"), buffer = lode_table_real(t, row, "buffer_h");
    return lode_report_i_say(
        c->page,
        word(c, "The way in the middle by cost, from %s: %s (of which %s money), %s, %s on average and %s with "
                "the buffer to plan for."),
        lode_report_i_or_empty(lode_table_text(t, row, "deposit_name")),
        figure(c, lode_table_real(t, row, "g_usd_t"), 0, "USD/t"),
        figure(c, lode_table_real(t, row, "money_usd_t"), 0, NULL),
        figure(c, lode_table_real(t, row, "length_km"), 0, "km"), figure(c, hours / 24, 0, word(c, "days")),
        figure(c, (hours + buffer) / 24, 0, NULL));
}

static const char *indicator_sentence(const corridor *c)
{
    if (isnan(lode_report_i_summary_real(c, "tfi4_km_h")))
        return NULL;
    return lode_report_i_say(
        c->page,
        word(c,
             "In the form of CAREC's indicators, medians of the ways: %s to clear one side of a border (TFI1), at %s "
             "for 20 t (TFI2); %s for 20 t over 500 km (TFI3); %s with all delays, %s while moving (TFI4)."),
        figure(c, lode_report_i_summary_real(c, "tfi1_h"), 1, "h"),
        figure(c, lode_report_i_summary_real(c, "tfi2_usd"), 0, "USD"),
        figure(c, lode_report_i_summary_real(c, "tfi3_usd"), 0, "USD"),
        figure(c, lode_report_i_summary_real(c, "tfi4_km_h"), 1, "km/h"),
        figure(c, lode_report_i_summary_real(c, "free_km_h"), 1, "km/h"));
}

static const char *closer_sentence(const corridor *c)
{
    const char *closers = lode_report_i_summary_text(c, "closed_by");
    double open = lode_report_i_summary_real(c, "open_pct");
    const char *who = closers && *closers
                          ? lode_report_i_say(c->page, word(c, "Each of these alone closes it for all: %s."),
                                              lode_report_i_corridor_names(c, closers))
                          : word(c, "No single actor closes it for all.");
    if (c->summary < 0 || isnan(open))
        return c->summary < 0 ? NULL : who;
    return lode_report_i_say(c->page, word(c, "%s By the chances of closure in the case it is open %s of the time."),
                             who, figure(c, open, 1, "%"));
}

static const char *works_sentence(const corridor *c)
{
    size_t n = lode_report_i_corridor_count_works(c);
    if (n == 0)
        return NULL;
    return n == 1 ? word(c, "One project is planned or being built in the countries and waters on it.")
                  : lode_report_i_say(c->page,
                                      word(c, "%zu projects are planned or being built in the countries and "
                                              "waters on it."),
                                      n);
}

static void add_summary(corridor *c)
{
    enum { MOST = 6 };
    report_page *p = c->page;
    const char **items = p->failed ? NULL : LODE_NEW(p->arena, const char *, MOST);
    size_t n = 0;
    if (!items) {
        p->failed = 1;
        return;
    }
    lode_report_i_heading(p, 2, word(c, "In brief"));
    if (c->n_routes == 0) {
        lode_report_i_text(p, word(c, "%s: no deposit has a way along this corridor."), c->source->title);
        return;
    }
    items[n++] = ways_sentence(c);
    items[n++] = typical_sentence(c);
    items[n++] = lode_report_i_say(p, word(c, "Over all deposits: G %s, %s."), span_text(c, "g_usd_t", 0, "USD/t"),
                                   span_text(c, "days", 0, word(c, "days")));
    const char *more[] = {indicator_sentence(c), closer_sentence(c), works_sentence(c)};
    for (size_t i = 0; i < 3; i++)
        if (more[i])
            items[n++] = more[i];
    lode_report_i_items(p, items, n);
}

/* ---- what it is --------------------------------------------------------------------------------------------- */

static const lode_column figure_columns[] = {
    {"corridor", LODE_TEXT, "", "Id", "", 0},
    {"passes", LODE_TEXT, "", "Passes, in order", "", 0},
    {"avoids", LODE_TEXT, "", "Avoids", "", 0},
    {"n_deposits", LODE_INT, "", "Deposits with a way along it", "", 0},
    {"n_best", LODE_INT, "", "Deposits whose best way it is", "", 0},
    {"used_t_a", LODE_REAL, "t/a", "Tonnes of these", "", 0},
    {"g_min_usd_t", LODE_REAL, "USD/t", "Least G", "", 0},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "", 0},
    {"median_days", LODE_REAL, "d", "Median time", "", 1},
    {"buffer_median_d", LODE_REAL, "d", "Median buffer to plan for besides", "", 1},
    {"length_median_km", LODE_REAL, "km", "Median length", "", 0},
    {"tfi1_h", LODE_REAL, "h", "TFI1: hours to clear one side of a border", "", 1},
    {"tfi2_usd", LODE_REAL, "USD", "TFI2: cost of that for 20 t", "", 0},
    {"tfi3_usd", LODE_REAL, "USD", "TFI3: cost of 20 t over 500 km", "", 0},
    {"tfi4_km_h", LODE_REAL, "km/h", "TFI4: speed with delay", "", 1},
    {"free_km_h", LODE_REAL, "km/h", "Speed without delay", "", 1},
    {"open_pct", LODE_REAL, "%", "Open, share of time", "", 1},
    {"closed_by", LODE_TEXT, "", "Closed for all by each of", "", 0},
    {"impact_usd_a", LODE_REAL, "USD/a", "Dearest closure by one of these", "", 0},
    {"exposure", LODE_TEXT, "", "Length by country or water", "", 0},
};

static void add_figures(corridor *c, size_t row)
{
    static const char *const copied[] = {"n_deposits",     "n_best",      "used_t_a",        "g_min_usd_t",
                                         "g_median_usd_t", "median_days", "buffer_median_d", "length_median_km",
                                         "tfi1_h",         "tfi2_usd",    "tfi3_usd",        "tfi4_km_h",
                                         "free_km_h",      "open_pct",    "impact_usd_a"};
    lode_table *t =
        lode_report_i_corridor_table(c, "corridor", figure_columns, sizeof figure_columns / sizeof *figure_columns);
    if (!t)
        return;
    lode_table_add(t);
    lode_table_set_text(t, "corridor", c->id);
    lode_table_set_text(t, "passes",
                        lode_report_i_corridor_names(c, lode_table_text(c->source->corridors, row, "passes")));
    lode_table_set_text(t, "avoids",
                        lode_report_i_corridor_names(c, lode_table_text(c->source->corridors, row, "avoids")));
    for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
        double value = lode_report_i_summary_real(c, copied[i]);
        if (i < 2 && !isnan(value))
            lode_table_set_int(t, copied[i], (int64_t)value);
        else if (i >= 2)
            lode_table_set_real(t, copied[i], value);
    }
    const char *closers = lode_report_i_summary_text(c, "closed_by");
    lode_table_set_text(t, "closed_by", closers ? lode_report_i_corridor_names(c, closers) : NULL);
    lode_table_set_text(t, "exposure", exposure_text(c, lode_report_i_summary_text(c, "exposure")));
    lode_report_i_heading(c->page, 2, word(c, "The corridor in figures"));
    report_block *block =
        lode_report_i_facts(c->page, "corridor", c->source->title, lode_report_i_page_view(c->page, t));
    if (block)
        block->note = word(c, "A corridor is a label for ways that pass these in order and avoid those; it is "
                              "nothing that closes. What closes are the domains on it. TFI: CAREC's trade facilitation "
                              "indicators, here computed by the model, not measured.");
}

/* ---- map ---------------------------------------------------------------------------------------------------- */

enum { MOST_WAYS = 300, MOST_GATES = 12 };

/* Gates that a quarter of the ways pass. */
static void add_gate_marks(const corridor *c, report_map *map)
{
    const lode_table *t = c->source->corridor_gates;
    const size_t *rows, *found;
    size_t n = lode_report_i_find(&c->source->gates_of_corridor, c->id, &rows), before = map->n_marks;
    for (size_t i = 0; i < n && map->n_marks < before + MOST_GATES; i++) {
        if (!lode_report_i_has_prefix(t, rows[i], c->source->prefix) ||
            4 * lode_table_real(t, rows[i], "n_ways") < (double)c->n_routes ||
            !lode_report_i_find(&c->source->gate_by_id, lode_table_text(t, rows[i], "gate"), &found))
            continue;
        const lode_geom *geom = lode_table_geom(c->source->in->gates, found[0]);
        if (geom->shape == LODE_POINT)
            map->marks[map->n_marks++] = (report_mark){geom->xy[0], geom->xy[1], REPORT_MARK_GATE,
                                                       lode_table_text(c->source->in->gates, found[0], "name"), NULL};
    }
}

static void add_map_ways(corridor *c, report_map *map)
{
    enum { TYPICAL = 0, OTHERS = 7 };
    size_t n = c->n_routes < MOST_WAYS ? c->n_routes : MOST_WAYS;
    map->thin = 1u << OTHERS;
    if (c->typical >= 0) {
        map->routes[map->n_routes++] =
            (report_map_route){lode_table_geom(c->source->routes, (size_t)c->typical), TYPICAL};
        map->style_titles[TYPICAL] = lode_report_i_say(
            c->page, word(c, "typical way: %s"),
            lode_report_i_or_empty(lode_table_text(c->source->routes, (size_t)c->typical, "deposit_name")));
    }
    for (size_t i = 0; i < n; i++)
        if ((long)c->routes[i] != c->typical) {
            map->routes[map->n_routes++] = (report_map_route){lode_table_geom(c->source->routes, c->routes[i]), OTHERS};
            map->style_titles[OTHERS] = word(c, "ways of the other deposits");
        }
}

static void add_map(corridor *c)
{
    report_page *page = c->page;
    report_map map = {.title = lode_report_i_say(page, word(c, "Ways along: %s"), c->title), .eurasia = 1};
    map.routes = page->failed ? NULL : LODE_NEW(page->arena, report_map_route, MOST_WAYS + 1);
    map.marks = map.routes ? LODE_NEW(page->arena, report_mark, MOST_WAYS + MOST_GATES) : NULL;
    if (!map.marks) {
        page->failed = 1;
        return;
    }
    if (c->n_routes == 0)
        return;
    add_map_ways(c, &map);
    add_gate_marks(c, &map);
    for (size_t i = 0; i < c->n_routes && i < MOST_WAYS; i++) {
        const size_t *found;
        if (lode_report_i_find(&c->source->deposit_by_id, lode_report_i_corridor_text(c, i, "deposit"), &found))
            map.marks[map.n_marks++] = lode_report_i_deposit_mark(c->source, found[0]);
    }
    map.description = lode_report_i_say(
        page, word(c, "Map of the ways of %zu deposits along the corridor %s; the typical one passes %s."), c->n_routes,
        c->title, lode_report_i_corridor_names(c, lode_table_text(c->source->routes, (size_t)c->typical, "domains")));
    report_block *block =
        lode_report_i_figure(page, lode_report_i_map(page, &c->source->atlas, &map), map.title, map.description);
    if (block)
        block->note = word(c, lode_report_i_boundary_note);
}

/* ---- the typical way ---------------------------------------------------------------------------------------- */

static const lode_column leg_columns[] = {
    {"seq", LODE_INT, "", "No.", "", 0},
    {"leg", LODE_TEXT, "", "Leg", "", 0},
    {"kind", LODE_TEXT, "", "Kind", "", 0},
    {"mode", LODE_TEXT, "", "Mode", "", 0},
    {"domain", LODE_TEXT, "", "Country or water", "", 0},
    {"length_km", LODE_REAL, "km", "Length", "", 0},
    {"hours", LODE_REAL, "h", "Hours", "", 1},
    {"buffer_h", LODE_REAL, "h", "Buffer", "", 1},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "", 2},
    {"g_usd_t", LODE_REAL, "USD/t", "G", "", 2},
    {"confidence", LODE_TEXT, "", "Confidence", "", 0},
};

static void set_leg(const corridor *c, lode_table *t, const lode_table *legs, size_t row)
{
    static const char *const reals[] = {"length_km", "hours", "buffer_h", "money_usd_t", "g_usd_t"};
    const char *kind = lode_table_text(legs, row, "kind"), *mode = lode_table_text(legs, row, "mode");
    const char *from = lode_table_text(legs, row, "from_place"), *to = lode_table_text(legs, row, "to_place"),
               *name = lode_table_text(legs, row, "name"), *entered = lode_table_text(legs, row, "domain_to"),
               *domain = lode_report_i_domain_name(c->source, lode_table_text(legs, row, "domain"));
    int link = kind && strcmp(kind, "link") == 0 && from && to;
    if (kind && strcmp(kind, "access") == 0)
        name = lode_table_text(c->source->routes, (size_t)c->typical, "deposit_name");
    lode_table_add(t);
    lode_table_set_int(t, "seq", (int64_t)lode_table_real(legs, row, "seq"));
    lode_table_set_text(t, "leg", link ? lode_report_i_say(c->page, "%s \u2192 %s", from, to) : name);
    lode_table_set_text(t, "kind", kind ? word(c, kind) : NULL);
    lode_table_set_text(t, "mode", mode ? word(c, mode) : NULL);
    lode_table_set_text(t, "domain",
                        entered ? lode_report_i_say(c->page, "%s \u2192 %s", word(c, domain),
                                                    word(c, lode_report_i_domain_name(c->source, entered)))
                                : word(c, domain));
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        lode_table_set_real(t, reals[i], lode_table_real(legs, row, reals[i]));
    const char *confidence = lode_table_text(legs, row, "confidence");
    lode_table_set_text(t, "confidence", confidence ? word(c, confidence) : NULL);
}

static void add_legs(corridor *c)
{
    static const char *const order[] = {"seq", NULL};
    report_view legs = lode_report_i_rows_of(c->page, &c->source->legs_of,
                                             lode_table_text(c->source->routes, (size_t)c->typical, "id"), order);
    lode_report_i_view_sort(&legs, "seq");
    lode_table *t = legs.n_rows
                        ? lode_report_i_corridor_table(c, "legs", leg_columns, sizeof leg_columns / sizeof *leg_columns)
                        : NULL;
    for (size_t i = 0; t && i < legs.n_rows; i++)
        set_leg(c, t, legs.table, legs.rows[i]);
    if (t)
        lode_report_i_table(c->page, "legs", word(c, "The typical way leg by leg"),
                            lode_report_i_page_view(c->page, t));
}

static void add_typical(corridor *c)
{
    if (c->typical < 0)
        return;
    lode_report_i_heading(c->page, 2, word(c, "The typical way"));
    lode_report_i_text(c->page, "%s",
                       c->n_best
                           ? word(c, "The way in the middle by G of the deposits whose best way it is.")
                           : word(c, "The way in the middle by G of all deposits with a way along it; for each of "
                                     "them another corridor is cheaper."));
    lode_report_i_add_waterfalls(c->page, c->source, (size_t)c->typical);
    lode_report_i_add_way_charts(c->page, c->source, (size_t)c->typical);
    add_legs(c);
}

/* ---- deposits ----------------------------------------------------------------------------------------------- */

static const lode_column rank_columns[] = {
    {"rank", LODE_INT, "", "Rank", "", 0},
    {"deposit_name", LODE_TEXT, "", "Deposit", "", 0},
    {"deposit", LODE_TEXT, "", "Id", "", 0},
    {"country", LODE_TEXT, "", "Country", "", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G", "", 2},
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
    long best = lode_report_i_best_route(c->source, lode_report_i_corridor_text(c, i, "deposit"), c->source->prefix);
    return best < 0 ? NAN
                    : lode_report_i_corridor_real(c, i, "g_usd_t") -
                          lode_table_real(c->source->routes, (size_t)best, "g_usd_t");
}

static void set_rank(const corridor *c, lode_table *t, size_t i)
{
    static const char *const texts[] = {"deposit_name", "deposit", "country"};
    static const char *const reals[] = {"g_usd_t", "money_usd_t", "days", "buffer_h", "length_km"};
    const char *market = lode_report_i_corridor_text(c, i, "market_name");
    lode_table_add(t);
    lode_table_set_int(t, "rank", (int64_t)i + 1);
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        lode_table_set_text(t, texts[k], lode_report_i_corridor_text(c, i, texts[k]));
    for (size_t k = 0; k < sizeof reals / sizeof *reals; k++)
        lode_table_set_real(t, reals[k], lode_report_i_corridor_real(c, i, reals[k]));
    lode_table_set_real(t, "above_best_usd_t", above_best(c, i));
    lode_table_set_text(t, "market", *market ? market : lode_report_i_corridor_text(c, i, "market"));
    lode_table_set_text(t, "is_best", lode_report_i_corridor_is_best(c, c->routes[i]) ? word(c, "yes") : word(c, "no"));
}

static void add_ranking(corridor *c)
{
    enum { MOST_RANKED = 500 };
    size_t n = c->n_routes < MOST_RANKED ? c->n_routes : MOST_RANKED;
    lode_table *t =
        n ? lode_report_i_corridor_table(c, "ranking", rank_columns, sizeof rank_columns / sizeof *rank_columns) : NULL;
    if (!t)
        return;
    for (size_t i = 0; i < n; i++)
        set_rank(c, t, i);
    lode_report_i_heading(c->page, 2, word(c, "Deposits along it, by generalised cost"));
    report_block *block =
        lode_report_i_table(c->page, "ranking", c->source->title, lode_report_i_page_view(c->page, t));
    if (block && n < c->n_routes)
        block->note = lode_report_i_say(c->page, word(c, "The first %zu of %zu."), n, c->n_routes);
    lode_report_i_link_deposits(c->page, c->source, block, "deposit", "deposit_name");
}

static void add_build_up(corridor *c)
{
    enum { MOST_BARS = 10 };
    size_t n = c->n_routes < MOST_BARS ? c->n_routes : MOST_BARS;
    const char *labels[MOST_BARS];
    for (size_t i = 0; i < n; i++)
        labels[i] = lode_report_i_corridor_text(c, i, "deposit_name");
    if (n)
        lode_report_i_heading(c->page, 3, word(c, "What the cost of the cheapest is made of"));
    lode_report_i_add_build_up(c->page, c->source, c->routes, labels, n);
}

static void add_links(corridor *c)
{
    report_link *links = c->page->failed ? NULL : LODE_NEW(c->page->arena, report_link, 2);
    if (!links) {
        c->page->failed = 1;
        return;
    }
    links[0] = (report_link){word(c, "All deposits and corridors"), "index"};
    links[1] = (report_link){word(c, "Method, data quality and provenance"), "annex"};
    lode_report_i_links(c->page, links, 2);
}

void lode_report_i_build_corridor(report_page *page, const report_source *s, size_t row)
{
    corridor c = {
        .page = page, .source = s, .id = lode_report_i_or_empty(lode_table_text(s->corridors, row, "corridor"))};
    const char *german = page->language == LODE_GERMAN ? lode_table_text(s->corridors, row, "title_de") : NULL;
    c.title = german && *german ? german : lode_report_i_corridor_title(s, c.id);
    page->subtitle = word(&c, "Corridor: cost, gates, risk, and who can close it");
    find_routes(&c);
    find_summary(&c);
    add_links(&c);
    add_summary(&c);
    add_map(&c);
    add_figures(&c, row);
    add_typical(&c);
    lode_report_i_corridor_gates(&c);
    lode_report_i_corridor_closers(&c);
    lode_report_i_corridor_chokepoints(&c);
    lode_report_i_corridor_risk(&c);
    lode_report_i_corridor_works(&c);
    add_ranking(&c);
    add_build_up(&c);
}
