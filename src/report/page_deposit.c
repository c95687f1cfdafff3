#include <math.h>
#include <string.h>

#include "base/codes.h"
#include "report/chart.h"
#include "report/pages.h"

typedef struct deposit {
    report_page *page;
    const report_source *source;
    size_t row;
    const char *id, *country;
    long best; /* row of routes, -1: none */
} deposit;

static double figure(const deposit *d, const char *name)
{
    return lode_report_i_headline(d->source, d->row, name);
}

static const char *words(const deposit *d, const char *name)
{
    const char *text = lode_report_i_headline_text(d->source, d->row, name);
    return text && *text ? text : NULL;
}

static void add_links(deposit *d)
{
    report_link *links = d->page->failed ? NULL : LODE_NEW(d->page->arena, report_link, 4);
    if (!links) {
        d->page->failed = 1;
        return;
    }
    size_t n = 0;
    const char *corridor = words(d, "corridor"), *target = lode_report_i_corridor_page(d->source, corridor);
    links[n++] = (report_link){lode_report_i_word(d->page, "All deposits"), "index"};
    if (d->source->sheet_pages[d->row])
        links[n++] =
            (report_link){lode_report_i_word(d->page, "Deposit sheet, two pages"), d->source->sheet_pages[d->row]};
    if (target)
        links[n++] = (report_link){lode_report_i_corridor_title(d->source, corridor), target};
    links[n++] = (report_link){lode_report_i_word(d->page, "Method, data quality and provenance"), "annex"};
    lode_report_i_links(d->page, links, n);
}

static const char *way_sentence(const deposit *d)
{
    report_page *p = d->page;
    if (!lode_report_i_has_way(d->source, d->row))
        return lode_report_i_say(p, lode_report_i_word(p, "%s: no way, even when all is open."), d->source->title);
    const char *corridor = words(d, "corridor"),
               *way = lode_report_i_say(
                   p,
                   lode_report_i_word(p, "%s: the best way is %s long and takes %s. It costs %s in money and %s%s with "
                                         "the value of time and reliability (G)."),
                   d->source->title, lode_report_i_figure_text(p, figure(d, "length_km"), 0, "km"),
                   lode_report_i_figure_text(p, figure(d, "days"), 1, "days"),
                   lode_report_i_figure_text(p, figure(d, "money_usd_t"), 0, "USD/t"),
                   lode_report_i_figure_text(p, figure(d, "g_usd_t"), 0, "USD/t"),
                   lode_report_i_range_text(p, d->source, d->row));
    return corridor ? lode_report_i_say(p, lode_report_i_word(p, "%s Corridor: %s."), way,
                                        lode_report_i_corridor_title(d->source, corridor))
                    : way;
}

static const char *cut_sentence(const deposit *d)
{
    double cut = lode_report_i_cut_size(d->source, d->row);
    const char *sets = words(d, "cut_sets");
    if (isnan(cut) || !lode_report_i_has_way(d->source, d->row))
        return NULL;
    if (cut == 0)
        return lode_report_i_word(d->page, "No set of up to four actors can close every way.");
    if (cut == 1)
        return lode_report_i_say(d->page, lode_report_i_word(d->page, "One actor alone can close every way: %s."),
                                 sets ? sets : lode_report_i_word(d->page, "see below"));
    return lode_report_i_say(d->page,
                             lode_report_i_word(d->page, "It takes %.0f actors together to close every way: %s."), cut,
                             sets ? sets : lode_report_i_word(d->page, "see below"));
}

/* Where only the airspace under it makes the air way closable, that is said. */
static const char *sky_sentence(const deposit *d)
{
    const char *counted = words(d, "cut_sets"), *ignored = words(d, "cut_sets_no_overflight");
    const char *status = words(d, "cut_status_no_overflight");
    if (!status || !words(d, "cut_status") || strcmp(words(d, "cut_status"), "cut") != 0 ||
        (counted && ignored && strcmp(counted, ignored) == 0))
        return NULL;
    if (strcmp(status, "cut") != 0)
        return lode_report_i_word(
            d->page,
            "Only if airspace did not count would the air way be independent: it crosses the airspace of those who "
            "can close, and is not.");
    return lode_report_i_say(
        d->page,
        lode_report_i_word(d->page,
                           "If airspace did not count, the air way would leave fewer ways to close: %s. It crosses the "
                           "airspace of those who can close, and is not independent."),
        ignored ? ignored : lode_report_i_word(d->page, "none"));
}

static const char *dear_sentence(const deposit *d)
{
    const char *status = words(d, "status");
    double share = figure(d, "value_share_pct");
    if (status && strcmp(status, "uneconomic") == 0)
        return lode_report_i_word(d->page, "The way costs more than the product can bear (uneconomic).");
    if (isnan(share))
        return NULL;
    return lode_report_i_say(d->page, lode_report_i_word(d->page, "The way takes up %s of the value of the product."),
                             lode_report_i_figure_text(d->page, share, 1, "%"));
}

static void add_summary(deposit *d)
{
    const char **items = d->page->failed ? NULL : LODE_NEW(d->page->arena, const char *, 5);
    if (!items) {
        d->page->failed = 1;
        return;
    }
    const char *sentences[] = {way_sentence(d), dear_sentence(d), cut_sentence(d), sky_sentence(d)};
    size_t n = 0;
    const char *whole = lode_report_i_sentence(d->source, d->source->deposits, d->row);
    if (whole)
        items[n++] = whole;
    if (words(d, "status"))
        for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
            if (sentences[i])
                items[n++] = sentences[i];
    double sourced = figure(d, "sourced_pct");
    if (!isnan(sourced))
        items[n++] = lode_report_i_say(
            d->page, lode_report_i_word(d->page, "%s of G rests on facts of high or medium confidence: grade %s."),
            lode_report_i_figure_text(d->page, sourced, 0, "%"),
            words(d, "grade") ? words(d, "grade") : lode_report_i_word(d->page, "NA"));
    if (n)
        lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "In brief"));
    lode_report_i_items(d->page, items, n);
}

static const char *const fact_columns[] = {"id",
                                           "name",
                                           "name_local",
                                           "country",
                                           "kind",
                                           "deposit_type",
                                           "elements",
                                           "resource_mt",
                                           "ore_treo_pct",
                                           "hree_share_pct",
                                           "status",
                                           "zones",
                                           "product",
                                           "product_treo_pct",
                                           "product_usd_t",
                                           "output_t_a",
                                           "confidence",
                                           "source",
                                           NULL};

static void add_facts(deposit *d)
{
    size_t *rows = d->page->failed ? NULL : LODE_NEW(d->page->arena, size_t, 1);
    if (!rows) {
        d->page->failed = 1;
        return;
    }
    rows[0] = d->row;
    lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "The deposit"));
    report_block *block = lode_report_i_facts(
        d->page, "deposit", lode_report_i_word(d->page, "Facts"),
        lode_report_i_view(d->page->arena, d->source->deposits, rows, 1, fact_columns, &d->page->failed));
    if (block)
        block->note = lode_report_i_word(d->page, "NA: not available. What is not reported is never counted as zero.");
}

static void add_distances(deposit *d)
{
    static const char *const columns[] = {"target_kind", "target_name", "target_country", "same_country",
                                          "distance_km", "network_km",  "target_id",      NULL};
    report_view view = lode_report_i_rows_of(d->page, &d->source->distances_of, d->id, columns);
    if (!view.n_rows)
        return;
    lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "Distances"));
    report_block *block =
        lode_report_i_table(d->page, "distances", lode_report_i_word(d->page, "The nearest of each kind"), view);
    if (block)
        block->note = lode_report_i_word(
            d->page, "Geodesic on the WGS 84 ellipsoid. No finer than the position of the deposit is known.");
}

static const char *const headline_names[] = {"status",
                                             "g_usd_t",
                                             "g_p10_usd_t",
                                             "g_p90_usd_t",
                                             "g_usd_t_treo",
                                             "value_share_pct",
                                             "money_usd_t",
                                             "days",
                                             "length_km",
                                             "co2_kg_t",
                                             "market",
                                             "corridor",
                                             "cut_status",
                                             "smallest_cut",
                                             "cut_sets",
                                             "cut_sets_no_overflight",
                                             "main_actor",
                                             "main_actor_share",
                                             "effective_routes",
                                             "hhi",
                                             "resilience",
                                             "sourced_pct",
                                             "grade",
                                             NULL};

static void add_headlines(deposit *d)
{
    static const lode_column lead[] = {{"destination_base", LODE_TEXT, "", "Destination and base", "", 0}};
    const lode_report_input *in = d->source->in;
    lode_table *table = lode_report_i_headline_table(d->page, d->source, "headlines", lead, 1, headline_names);
    if (!table)
        return;
    for (size_t p = 0; p < in->n_prefixes; p++) {
        lode_table_add(table);
        lode_table_set_text(table, "destination_base", in->prefix_titles ? in->prefix_titles[p] : in->prefixes[p]);
        lode_report_i_copy_headlines(table, d->source, d->row, in->prefixes[p], headline_names);
    }
    lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "Cost and time"));
    report_block *block = lode_report_i_table(d->page, "headlines",
                                              lode_report_i_word(d->page, "The best way for each destination and base"),
                                              lode_report_i_page_view(d->page, table));
    lode_report_i_link_corridors(d->page, d->source, block, "corridor");
}

static void add_gate_marks(const deposit *d, report_map *map, size_t room)
{
    const char *gates = lode_table_text(d->source->routes, (size_t)d->best, "gates");
    size_t length;
    for (const char *gate; (gate = lode_report_i_item(&gates, &length)) && map->n_marks < room;) {
        const char *id = lode_arena_strndup(d->page->arena, gate, length);
        const size_t *rows;
        if (!id)
            d->page->failed = 1;
        if (!id || !lode_report_i_find(&d->source->gate_by_id, id, &rows))
            continue;
        const lode_geom *geom = lode_table_geom(d->source->in->gates, rows[0]);
        if (geom->shape == LODE_POINT)
            map->marks[map->n_marks++] = (report_mark){geom->xy[0], geom->xy[1], REPORT_MARK_GATE,
                                                       lode_table_text(d->source->in->gates, rows[0], "name"), NULL};
    }
}

static void add_market_mark(const deposit *d, report_map *map)
{
    const lode_geom *geom = lode_table_geom(d->source->routes, (size_t)d->best);
    size_t n = geom->shape == LODE_LINE && geom->n_parts ? geom->part_start[geom->n_parts] : 0;
    if (n)
        map->marks[map->n_marks++] =
            (report_mark){geom->xy[2 * n - 2], geom->xy[2 * n - 1], REPORT_MARK_MARKET,
                          lode_table_text(d->source->routes, (size_t)d->best, "market_name"), NULL};
}

static int same_way(const lode_geom *a, const lode_geom *b)
{
    if (a->shape != b->shape || a->n_parts != b->n_parts || a->n_parts == 0)
        return 0;
    size_t n = a->part_start[a->n_parts];
    return n == b->part_start[b->n_parts] && memcmp(a->xy, b->xy, 2 * n * sizeof *a->xy) == 0;
}

/* A way that is drawn already only adds its name to the legend. */
static void add_map_route(const deposit *d, report_map *map, const lode_geom *geom, const char *title)
{
    for (size_t i = 0; i < map->n_routes; i++)
        if (same_way(map->routes[i].geom, geom)) {
            map->style_titles[i] = lode_report_i_say(d->page, "%s; %s", map->style_titles[i], title);
            return;
        }
    if (geom->shape != LODE_LINE || map->n_routes == REPORT_N_STYLES)
        return;
    map->style_titles[map->n_routes] = title;
    map->routes[map->n_routes] = (report_map_route){geom, map->n_routes};
    map->n_routes++;
}

static void add_map_routes(const deposit *d, report_map *map)
{
    const lode_report_input *in = d->source->in;
    for (size_t p = 0; p < in->n_prefixes; p++) {
        long route = lode_report_i_best_route(d->source, d->id, in->prefixes[p]);
        if (route >= 0)
            add_map_route(d, map, lode_table_geom(d->source->routes, (size_t)route),
                          in->prefix_titles ? in->prefix_titles[p] : in->prefixes[p]);
    }
}

/* Drawn once for both pages of a deposit. */
static const char *drawing_of(deposit *d, const report_map *map)
{
    report_last_map *last = d->source->last_map;
    if (last->row == d->row && !last->drawing.failed) {
        const char *again = lode_arena_strndup(d->page->arena, lode_text_get(&last->drawing), last->drawing.length);
        d->page->failed |= !again;
        return again;
    }
    const char *drawing = lode_report_i_map(d->page, &d->source->atlas, map);
    lode_text_free(&last->drawing);
    last->drawing = (lode_text){0};
    last->row = drawing && !d->page->failed ? d->row : SIZE_MAX;
    lode_text_add(&last->drawing, drawing ? drawing : "");
    return drawing;
}

static void add_map(deposit *d)
{
    enum { MOST_MARKS = 40 };
    report_page *page = d->page;
    const char *name = lode_report_i_or_empty(lode_table_text(d->source->deposits, d->row, "name"));
    report_map map = {.title = lode_report_i_say(page, lode_report_i_word(page, "Best ways of %s"), name),
                      .focus = d->country};
    map.routes = page->failed ? NULL : LODE_NEW(page->arena, report_map_route, REPORT_N_STYLES);
    map.marks = map.routes ? LODE_NEW(page->arena, report_mark, MOST_MARKS) : NULL;
    if (!map.marks) {
        page->failed = 1;
        return;
    }
    map.marks[map.n_marks++] = lode_report_i_deposit_mark(d->source, d->row);
    map.marks[0].target = NULL;
    add_map_routes(d, &map);
    const char *domains = d->best < 0 ? NULL : lode_table_text(d->source->routes, (size_t)d->best, "domains");
    if (d->best >= 0) {
        add_market_mark(d, &map);
        add_gate_marks(d, &map, MOST_MARKS);
    }
    map.description =
        domains ? lode_report_i_say(
                      page, lode_report_i_word(page, "Map of the best way of %s; destination: %s; domains passed: %s."),
                      name, d->source->title, domains)
                : lode_report_i_say(page, lode_report_i_word(page, "Map of the best way of %s; destination: %s."), name,
                                    d->source->title);
    const char *drawing = drawing_of(d, &map);
    report_block *block = lode_report_i_figure(page, drawing, map.title, map.description);
    if (block)
        block->note = lode_report_i_word(page, lode_report_i_boundary_note);
}

void lode_report_i_add_deposit_map(report_page *page, const report_source *s, size_t row)
{
    const char *id = lode_report_i_or_empty(lode_table_text(s->deposits, row, "id"));
    deposit d = {
        page, s, row, id, lode_table_text(s->deposits, row, "country"), lode_report_i_best_route(s, id, s->prefix)};
    add_map(&d);
}

static void add_build_up(deposit *d)
{
    enum { MOST_BARS = 12 };
    const lode_report_input *in = d->source->in;
    size_t rows[MOST_BARS], n = 0;
    const char *labels[MOST_BARS];
    for (size_t p = 0; p < in->n_prefixes && n < MOST_BARS; p++) {
        long route = lode_report_i_best_route(d->source, d->id, in->prefixes[p]);
        if (route < 0 || isnan(lode_table_real(d->source->routes, (size_t)route, "g_usd_t")))
            continue;
        labels[n] = in->prefix_titles ? in->prefix_titles[p] : in->prefixes[p];
        rows[n++] = (size_t)route;
    }
    if (n)
        lode_report_i_heading(d->page, 3, lode_report_i_word(d->page, "What the cost is made of"));
    if (d->best >= 0)
        lode_report_i_add_waterfalls(d->page, d->source, (size_t)d->best);
    lode_report_i_add_build_up(d->page, d->source, rows, labels, n);
}

static int any_assumed(const report_view *view)
{
    for (size_t i = 0; i < view->n_rows; i++) {
        const char *confidence = lode_table_text(view->table, view->rows[i], "confidence");
        if (confidence && strncmp(confidence, "assumed", 7) == 0)
            return 1;
    }
    return 0;
}

static report_view add_legs(deposit *d)
{
    static const char *const columns[] = {"seq",       "kind",      "name",       "mode",     "domain",
                                          "domain_to", "length_km", "hours",      "buffer_h", "money_usd_t",
                                          "g_usd_t",   "co2_kg_t",  "confidence", NULL};
    if (d->best < 0)
        return (report_view){0};
    const char *route = lode_table_text(d->source->routes, (size_t)d->best, "id");
    report_view view = lode_report_i_rows_of(d->page, &d->source->legs_of, route, columns);
    lode_report_i_view_sort(&view, "seq");
    if (!view.n_rows)
        return view;
    lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "The way, leg by leg"));
    lode_report_i_add_way_charts(d->page, d->source, (size_t)d->best);
    report_block *block = lode_report_i_table(
        d->page, "legs", lode_report_i_say(d->page, lode_report_i_word(d->page, "Best way: %s"), d->source->title),
        view);
    if (block && any_assumed(&view))
        block->note = lode_report_i_word(d->page, "e: a rule stands in for a figure that is not given (assumed).");
    return view;
}

static void add_other_ways(deposit *d)
{
    static const char *const columns[] = {"corridor",  "market_name", "g_usd_t", "money_usd_t", "days", "buffer_h",
                                          "length_km", "co2_kg_t",    "gates",   "domains",     NULL};
    report_view view = lode_report_i_rows_of(d->page, &d->source->routes_of, d->id, columns);
    if (!view.n_rows)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < view.n_rows; i++) {
        const char *role = lode_table_text(view.table, view.rows[i], "role");
        if (role && strcmp(role, "corridor") == 0 &&
            lode_report_i_has_prefix(view.table, view.rows[i], d->source->prefix))
            view.rows[kept++] = view.rows[i];
    }
    view.n_rows = kept;
    lode_report_i_view_sort(&view, "g_usd_t");
    report_block *block = lode_report_i_table(
        d->page, "corridors",
        lode_report_i_say(d->page, lode_report_i_word(d->page, "The best way along each corridor: %s"),
                          d->source->title),
        view);
    lode_report_i_link_corridors(d->page, d->source, block, "corridor");
}

static void add_closures(deposit *d)
{
    static const char *const columns[] = {
        "closed",      "status", "g_usd_t", "penalty_usd_t", "penalty_pct", "delta_money_usd_t",
        "delta_hours", "gates",  "domains", "proof",         "cause",       NULL};
    static const char *const cut_columns[] = {"destination", "base",       "status",       "cut_set",
                                              "size",        "free_gates", "free_domains", NULL};
    report_view view = lode_report_i_rows_of(d->page, &d->source->dependency_of, d->id, columns);
    lode_report_i_view_keep(&view, lode_report_i_keep_prefix, d->source->prefix);
    report_view cuts = lode_report_i_rows_of(d->page, &d->source->cuts_of, d->id, cut_columns);
    if (view.n_rows || cuts.n_rows)
        lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "Who can close it"));
    lode_report_i_table(d->page, "cut_sets", lode_report_i_word(d->page, "Minimal sets of actors that leave no way"),
                        cuts);
    report_block *block = lode_report_i_table(
        d->page, "dependency",
        lode_report_i_say(d->page, lode_report_i_word(d->page, "What each closure does: %s"), d->source->title), view);
    if (block)
        block->note = lode_report_i_word(
            d->page, "captive: no way is left; the rise is then not a number. own: the actor is the deposit's own "
                     "state. reroute: a dearer way is left.");
}

static void draw_exposure(deposit *d, const report_view *view)
{
    static const char *const shares[][2] = {
        {"length_share", "Share of length"}, {"money_share", "Share of money"}, {"hours_share", "Share of hours"}};
    report_bar bars[3] = {0};
    report_chart chart = {.title = lode_report_i_word(d->page, "Exposure by domain, per cent of the best way"),
                          .description = lode_report_i_word(
                              d->page, "Three stacked bars: shares of length, money and hours by country or water, "
                                       "in the order of the table below."),
                          .unit = "%",
                          .bars = bars,
                          .n_bars = 3};
    for (size_t i = 0; i < view->n_rows; i++) {
        size_t part = i < REPORT_MOST_PARTS ? i : REPORT_MOST_PARTS - 1;
        const char *domain = lode_table_text(view->table, view->rows[i], "domain");
        chart.parts[part] = i < REPORT_MOST_PARTS ? lode_report_i_domain_name(d->source, domain)
                                                  : lode_report_i_word(d->page, "others");
        chart.n_parts = part + 1;
        for (size_t k = 0; k < 3; k++) {
            double share = lode_table_real(view->table, view->rows[i], shares[k][0]);
            bars[k].label = lode_report_i_word(d->page, shares[k][1]);
            bars[k].parts[part] += isnan(share) ? 0 : 100 * share;
        }
    }
    lode_report_i_figure(d->page, lode_report_i_chart(d->page, &chart), chart.title, chart.description);
}

static void add_exposure(deposit *d)
{
    static const char *const columns[] = {"domain",       "own",         "length_km",   "money_usd_t", "hours",
                                          "length_share", "money_share", "hours_share", NULL};
    report_view view = lode_report_i_rows_of(d->page, &d->source->exposure_of, d->id, columns);
    lode_report_i_view_keep(&view, lode_report_i_keep_prefix, d->source->prefix);
    if (!view.n_rows)
        return;
    lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "Exposure by domain"));
    draw_exposure(d, &view);
    lode_report_i_table(
        d->page, "exposure",
        lode_report_i_say(d->page, lode_report_i_word(d->page, "Where the way lies: %s"), d->source->title), view);
}

static int seen_before(const char **items, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(items[i], text) == 0)
            return 1;
    return 0;
}

static void add_sources(deposit *d, const report_view *legs)
{
    const char **items = d->page->failed ? NULL : LODE_NEW(d->page->arena, const char *, legs->n_rows + 1);
    const char *own = lode_table_text(d->source->deposits, d->row, "source");
    if (!items) {
        d->page->failed = 1;
        return;
    }
    size_t n = 0;
    if (own && *own)
        items[n++] = lode_report_i_say(d->page, lode_report_i_word(d->page, "Deposit: %s"), own);
    for (size_t i = 0; i < legs->n_rows; i++) {
        const char *source = lode_table_text(legs->table, legs->rows[i], "source");
        if (source && *source && !seen_before(items, n, source))
            items[n++] = source;
    }
    if (n)
        lode_report_i_heading(d->page, 2, lode_report_i_word(d->page, "Sources"));
    lode_report_i_items(d->page, items, n);
}

void lode_report_i_build_deposit(report_page *page, const report_source *s, size_t row)
{
    const char *id = lode_report_i_or_empty(lode_table_text(s->deposits, row, "id"));
    deposit d = {
        page, s, row, id, lode_table_text(s->deposits, row, "country"), lode_report_i_best_route(s, id, s->prefix)};
    const char *code = lode_table_text(s->deposits, row, "kind"),
               *local = lode_table_text(s->deposits, row, "name_local"),
               *kind = lode_code_words(page->language, "kind/occurrence", code ? code : "occurrence",
                                       strlen(code ? code : "occurrence"));
    page->subtitle = lode_report_i_say(page, "%s%s%s, %s", local ? local : "", local ? " \u00b7 " : "",
                                       kind ? kind : code, lode_report_i_domain_name(s, d.country));
    add_links(&d);
    add_summary(&d);
    add_map(&d);
    add_facts(&d);
    add_distances(&d);
    add_headlines(&d);
    add_build_up(&d);
    add_other_ways(&d);
    report_view legs = add_legs(&d);
    add_closures(&d);
    lode_report_i_add_chances(page, s, id);
    add_exposure(&d);
    add_sources(&d, &legs);
}
