#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/explore.h"
#include "report/pages.h"

typedef struct overview {
    report_page *page;
    const report_source *source;
    size_t *ranked, n; /* rows of deposits, the cheapest first */
    size_t from, to;   /* those of them that are listed one by one */
} overview;

static const char *const russia_china[] = {"CHN", "RUS"};

/* What a deposit keeps when Russia and China close together; CASPIAN: a way over the Caspian among those computed. */
typedef enum pair_outcome { PAIR_UNKNOWN, PAIR_CUT, PAIR_CASPIAN, PAIR_OTHER } pair_outcome;

static int has_pair_cut(const report_source *s, const char *deposit, int *known)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&s->cuts_of, deposit, &rows);
    for (size_t i = 0; i < n; i++) {
        if (!lode_report_i_has_prefix(s->cut_sets, rows[i], s->prefix))
            continue;
        *known = 1;
        const char *set = lode_table_text(s->cut_sets, rows[i], "cut_set");
        if (set && lode_report_i_subset(set, russia_china, 2))
            return 1;
    }
    return 0;
}

static int passes_foreign(const char *domains, const char *domain, const char *country)
{
    return lode_report_i_has_item(domains, domain) && (!country || strcmp(country, domain) != 0);
}

static int leads_over_caspian(const char *domains, const char *country)
{
    return lode_report_i_has_item(domains, "CASPIAN") && !passes_foreign(domains, "RUS", country) &&
           !passes_foreign(domains, "CHN", country);
}

/* Among the best ways and those along each corridor. */
static int has_caspian_way(const report_source *s, const char *deposit, const char *country)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&s->routes_of, deposit, &rows);
    for (size_t i = 0; i < n; i++)
        if (lode_report_i_has_prefix(s->routes, rows[i], s->prefix) &&
            leads_over_caspian(lode_table_text(s->routes, rows[i], "domains"), country))
            return 1;
    return 0;
}

static pair_outcome outcome_of_pair(const report_source *s, size_t row)
{
    const char *id = lode_table_text(s->deposits, row, "id"), *country = lode_table_text(s->deposits, row, "country");
    long closure = lode_report_i_closure(s, id, russia_china, 2);
    int known = closure >= 0, cut;
    if (closure < 0)
        cut = has_pair_cut(s, id, &known);
    else {
        const char *status = lode_table_text(s->dependency, (size_t)closure, "status");
        known = status != NULL;
        cut = status && (strcmp(status, "captive") == 0 || strcmp(status, "unreachable") == 0);
        if (lode_report_i_has_item(lode_table_text(s->dependency, (size_t)closure, "domains"), "CASPIAN"))
            return PAIR_CASPIAN;
    }
    if (cut || !known)
        return cut ? PAIR_CUT : PAIR_UNKNOWN;
    return has_caspian_way(s, id, country) ? PAIR_CASPIAN : PAIR_OTHER;
}

typedef struct tally {
    const char *country; /* NULL: all */
    size_t deposits, ways, dear, one_actor, free, pair_known, pair_cut, pair_caspian;
    double *g; /* of those with a way, ascending */
    size_t n_g;
} tally;

static void count_deposit(tally *t, const report_source *s, size_t row)
{
    t->deposits++;
    if (!lode_report_i_has_way(s, row))
        return;
    const char *status = lode_report_i_headline_text(s, row, "status");
    double cut = lode_report_i_cut_size(s, row), g = lode_report_i_headline(s, row, "g_usd_t");
    pair_outcome pair = outcome_of_pair(s, row);
    t->ways++;
    t->dear += (size_t)(strcmp(status, "uneconomic") == 0);
    t->one_actor += (size_t)(cut == 1);
    t->free += (size_t)(cut == 0);
    t->pair_known += (size_t)(pair != PAIR_UNKNOWN);
    t->pair_cut += (size_t)(pair == PAIR_CUT);
    t->pair_caspian += (size_t)(pair == PAIR_CASPIAN);
    if (!isnan(g))
        t->g[t->n_g++] = g;
}

/* Rows come by ascending G, so the list of G is sorted. */
static double median(const tally *t)
{
    if (t->n_g == 0)
        return NAN;
    return t->n_g % 2 ? t->g[t->n_g / 2] : (t->g[t->n_g / 2 - 1] + t->g[t->n_g / 2]) / 2;
}

static tally count_country(overview *o, const char *country)
{
    tally t = {.country = country};
    t.g = o->page->failed ? NULL : LODE_NEW(o->page->arena, double, o->n);
    if (!t.g) {
        o->page->failed = 1;
        return t;
    }
    for (size_t i = 0; i < o->n; i++) {
        const char *of = lode_table_text(o->source->deposits, o->ranked[i], "country");
        if (!country || (of && strcmp(of, country) == 0))
            count_deposit(&t, o->source, o->ranked[i]);
    }
    return t;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const first_countries[] = {"MNG", "KAZ", "KGZ", "UZB", "TJK"};
enum { N_FIRST = sizeof first_countries / sizeof *first_countries };

static int is_first(const char *country)
{
    for (size_t i = 0; i < N_FIRST; i++)
        if (strcmp(first_countries[i], country) == 0)
            return 1;
    return 0;
}

/* The five of Central Asia and Mongolia first, then the others by code. */
static const char **list_countries(overview *o, size_t *n)
{
    const char **list = o->page->failed ? NULL : LODE_NEW(o->page->arena, const char *, o->n + N_FIRST);
    *n = 0;
    if (!list) {
        o->page->failed = 1;
        return NULL;
    }
    for (size_t i = 0; i < N_FIRST; i++)
        list[(*n)++] = first_countries[i];
    for (size_t i = 0; i < o->n; i++) {
        const char *country = lode_table_text(o->source->deposits, i, "country");
        if (country && !is_first(country))
            list[(*n)++] = country;
    }
    if (*n > N_FIRST + 1)
        qsort(list + N_FIRST, *n - N_FIRST, sizeof *list, compare_words);
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++)
        if (kept == 0 || strcmp(list[kept - 1], list[i]) != 0)
            list[kept++] = list[i];
    *n = kept;
    return list;
}

/* How many have a way. */
static const char *ways_sentence(report_page *page, const char *of, const tally *t)
{
    if (t->deposits == 1)
        return lode_report_i_say(page,
                                 t->ways ? lode_report_i_word(page, "%s: the one occurrence has a way to the market.")
                                         : lode_report_i_word(page, "%s: the one occurrence has no way to the market."),
                                 of);
    if (t->ways == t->deposits && t->ways == 2)
        return lode_report_i_say(page, lode_report_i_word(page, "%s: both occurrences have a way to the market."), of);
    if (t->ways == t->deposits)
        return lode_report_i_say(page, lode_report_i_word(page, "%s: all %zu occurrences have a way to the market."),
                                 of, t->deposits);
    if (t->ways == 0)
        return lode_report_i_say(page,
                                 lode_report_i_word(page, "%s: none of the %zu occurrences has a way to the market."),
                                 of, t->deposits);
    if (t->ways == 1)
        return lode_report_i_say(
            page, lode_report_i_word(page, "%s: one of the %zu occurrences has a way to the market."), of, t->deposits);
    return lode_report_i_say(page, lode_report_i_word(page, "%s: %zu of the %zu occurrences have a way to the market."),
                             of, t->ways, t->deposits);
}

/* What Russia and China do together to those that have a way. */
static const char *pair_sentence(report_page *page, const tally *t)
{
    if (t->pair_cut == t->ways)
        return t->ways == 1
                   ? lode_report_i_word(page, "When Russia and China close together, it has none left.")
                   : lode_report_i_word(page, "When Russia and China close together, no way is left for any of these.");
    if (t->pair_cut == 0)
        return lode_report_i_say(
            page,
            lode_report_i_word(page,
                               "When Russia and China close together, each of these keeps a way, %zu of them over "
                               "the Caspian Sea."),
            t->pair_caspian);
    return lode_report_i_say(
        page,
        lode_report_i_word(page, "When Russia and China close together, no way is left for %zu of these %zu, and one "
                                 "over the Caspian Sea for %zu."),
        t->pair_cut, t->ways, t->pair_caspian);
}

static const char *place_sentences(report_page *page, const char *of, const tally *t)
{
    const char *ways = ways_sentence(page, of, t);
    return t->ways && t->pair_known ? lode_report_i_say(page, "%s %s", ways, pair_sentence(page, t)) : ways;
}

static const char *strength_sentence(overview *o, const tally *all)
{
    return lode_report_i_say(
        o->page,
        lode_report_i_word(o->page, "Of the %zu with a way: too dear for the product %zu, closable by one actor alone "
                                    "%zu, not closable even by four actors %zu."),
        all->ways, all->dear, all->one_actor, all->free);
}

static const char *cheapest_sentence(overview *o)
{
    const report_source *s = o->source;
    if (o->n == 0 || isnan(lode_report_i_headline(s, o->ranked[0], "g_usd_t")))
        return NULL;
    size_t row = o->ranked[0];
    const char *whole = lode_report_i_sentence(s, s->deposits, row);
    if (whole)
        return lode_report_i_say(o->page, lode_report_i_word(o->page, "The cheapest way: %s"), whole);
    const char *name = lode_report_i_or_empty(lode_table_text(s->deposits, row, "name")),
               *country = lode_report_i_domain_name(s, lode_table_text(s->deposits, row, "country"));
    return lode_report_i_say(o->page, lode_report_i_word(o->page, "The cheapest way is that of %s (%s): %s, %s."), name,
                             country,
                             lode_report_i_figure_text(o->page, lode_report_i_headline(s, row, "g_usd_t"), 0, "USD/t"),
                             lode_report_i_figure_text(o->page, lode_report_i_headline(s, row, "days"), 1, "days"));
}

static void add_findings(overview *o, const tally *all)
{
    const char **items = o->page->failed ? NULL : LODE_NEW(o->page->arena, const char *, N_FIRST + 4);
    if (!items) {
        o->page->failed = 1;
        return;
    }
    size_t n = 0;
    items[n++] = place_sentences(o->page, o->source->title, all);
    if (all->ways)
        items[n++] = strength_sentence(o, all);
    for (size_t i = 0; i < N_FIRST; i++) {
        tally t = count_country(o, first_countries[i]);
        if (t.deposits)
            items[n++] = place_sentences(o->page, lode_report_i_domain_name(o->source, t.country), &t);
    }
    const char *cheapest = cheapest_sentence(o);
    if (cheapest)
        items[n++] = cheapest;
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Key findings"));
    lode_report_i_items(o->page, items, n);
}

static const lode_column country_columns[] = {
    {"country_name", LODE_TEXT, "", "Country", "", 0},
    {"country", LODE_TEXT, "", "Code", "", 0},
    {"n_deposits", LODE_INT, "", "Occurrences", "", 0},
    {"n_ways", LODE_INT, "", "With a way", "", 0},
    {"n_uneconomic", LODE_INT, "", "of these too dear", "", 0},
    {"n_one_actor", LODE_INT, "", "Closed by one actor", "", 0},
    {"n_captive_rus_chn", LODE_INT, "", "Cut off by Russia and China together", "", 0},
    {"n_caspian", LODE_INT, "", "A way over the Caspian is left", "", 0},
    {"n_free", LODE_INT, "", "No set of four closes", "", 0},
    {"g_least_usd_t", LODE_REAL, "USD/t", "Least G", "", 0},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "", 0},
};

static void set_country(overview *o, lode_table *t, const tally *c)
{
    lode_table_add(t);
    lode_table_set_text(t, "country_name", lode_report_i_domain_name(o->source, c->country));
    lode_table_set_text(t, "country", c->country);
    lode_table_set_int(t, "n_deposits", (int64_t)c->deposits);
    lode_table_set_int(t, "n_ways", (int64_t)c->ways);
    lode_table_set_int(t, "n_uneconomic", (int64_t)c->dear);
    lode_table_set_int(t, "n_one_actor", (int64_t)c->one_actor);
    lode_table_set_int(t, "n_free", (int64_t)c->free);
    if (c->pair_known) {
        lode_table_set_int(t, "n_captive_rus_chn", (int64_t)c->pair_cut);
        lode_table_set_int(t, "n_caspian", (int64_t)c->pair_caspian);
    }
    lode_table_set_real(t, "g_least_usd_t", c->n_g ? c->g[0] : NAN);
    lode_table_set_real(t, "g_median_usd_t", median(c));
}

static void add_countries(overview *o)
{
    size_t n;
    const char **countries = list_countries(o, &n);
    lode_table *t = countries ? lode_report_i_page_table(o->page, "countries", country_columns,
                                                         sizeof country_columns / sizeof *country_columns)
                              : NULL;
    for (size_t i = 0; t && i < n && !o->page->failed; i++) {
        tally c = count_country(o, countries[i]);
        if (c.deposits)
            set_country(o, t, &c);
    }
    if (!t)
        return;
    report_block *block =
        lode_report_i_table(o->page, "countries",
                            lode_report_i_say(o->page, lode_report_i_word(o->page, "By country: %s"), o->source->title),
                            lode_report_i_page_view(o->page, t));
    if (block)
        block->note = lode_report_i_word(
            o->page,
            "A way over the Caspian is counted where one of the ways computed (the best one under the closure, "
            "or the best along a corridor) leads over it and through neither Russia nor China.");
}

/* Corridors by how many deposits' best way they are; the first have a line style of their own. */
typedef struct usage {
    const char *corridor;
    size_t deposits;
} usage;

static int compare_usage(const void *a, const void *b)
{
    const usage *u = a, *v = b;
    if (u->deposits != v->deposits)
        return u->deposits > v->deposits ? -1 : 1;
    return strcmp(u->corridor, v->corridor);
}

static usage *count_usage(overview *o, size_t *n)
{
    usage *list = o->page->failed ? NULL : LODE_NEW(o->page->arena, usage, o->n);
    *n = 0;
    if (!list)
        o->page->failed = 1;
    for (size_t i = 0; list && i < o->n; i++) {
        const char *corridor = lode_report_i_headline_text(o->source, o->ranked[i], "corridor");
        if (!corridor || !*corridor || !lode_report_i_has_way(o->source, o->ranked[i]))
            continue;
        size_t k = 0;
        while (k < *n && strcmp(list[k].corridor, corridor) != 0)
            k++;
        if (k == *n)
            list[(*n)++] = (usage){corridor, 0};
        list[k].deposits++;
    }
    if (*n > 1)
        qsort(list, *n, sizeof *list, compare_usage);
    return list;
}

static size_t style_of(const usage *list, size_t n, const char *corridor)
{
    for (size_t i = 0; i < n && i < REPORT_N_STYLES - 1; i++)
        if (corridor && strcmp(list[i].corridor, corridor) == 0)
            return i;
    return REPORT_N_STYLES - 1;
}

static void add_overview_routes(overview *o, report_map *map, const usage *list, size_t n)
{
    const report_source *s = o->source;
    for (size_t i = 0; i < o->n; i++) {
        const char *id = lode_table_text(s->deposits, o->ranked[i], "id");
        long route = lode_report_i_best_route(s, id, s->prefix);
        if (route < 0)
            continue;
        size_t style = style_of(list, n, lode_table_text(s->routes, (size_t)route, "corridor"));
        if (style < n)
            map->style_titles[style] = lode_report_i_say(
                o->page, "%s: %zu", lode_report_i_corridor_title(s, list[style].corridor), list[style].deposits);
        else
            map->style_titles[style] = lode_report_i_word(o->page, "other ways");
        map->routes[map->n_routes++] = (report_map_route){lode_table_geom(s->routes, (size_t)route), style};
    }
}

static report_block *add_map(overview *o)
{
    report_page *page = o->page;
    size_t n;
    const usage *list = count_usage(o, &n);
    report_map map = {.title = lode_report_i_word(page, "Deposits and their best ways"), .overview = 1};
    map.routes = list ? LODE_NEW(page->arena, report_map_route, o->n) : NULL;
    map.marks = map.routes ? LODE_NEW(page->arena, report_mark, o->n) : NULL;
    if (!map.marks) {
        page->failed = 1;
        return NULL;
    }
    add_overview_routes(o, &map, list, n);
    for (size_t i = 0; i < o->n; i++) {
        report_mark *mark = &map.marks[map.n_marks++];
        *mark = lode_report_i_deposit_mark(o->source, o->ranked[i]);
        if (i >= REPORT_LISTED && lode_report_i_list_parts(o->source)) /* thousands of names and links say nothing */
            mark->label = mark->target = NULL;
    }
    map.description = lode_report_i_say(
        page,
        lode_report_i_word(page, "Map of Eurasia from Central Europe to Mongolia with %zu deposits and the "
                                 "best way of each to %s. The tables below give the same figures."),
        o->n, o->source->title);
    const char *caption =
        lode_report_i_say(page, lode_report_i_word(page, "Deposits and their best ways: %s"), o->source->title);
    report_block *block =
        lode_report_i_figure(page, lode_report_i_map(page, &o->source->atlas, &map), caption, map.description);
    if (block)
        block->note = lode_report_i_say(
            page,
            lode_report_i_word(page, "Lines are wider where more deposits share the way; the figure after a "
                                     "corridor is the number of deposits whose best way it is. Deposits "
                                     "outside the window are in the tables only. %s"),
            lode_report_i_word(page, lode_report_i_boundary_note));
    return block;
}

report_block *lode_report_i_add_overview_map(report_page *page, const report_source *source, size_t *rows, size_t n)
{
    overview o = {page, source, rows, n, 0, n};
    return add_map(&o);
}

static const char *const ranking_names[] = {
    "status",   "g_usd_t", "g_p10_usd_t", "g_p90_usd_t",  "g_usd_t_treo", "money_usd_t", "days",  "length_km",
    "corridor", "market",  "cut_status",  "smallest_cut", "cut_sets",     "sourced_pct", "grade", NULL};

static void add_ranking(overview *o)
{
    static const lode_column lead[] = {{"name", LODE_TEXT, "", "Deposit", "", 0},
                                       {"rank", LODE_INT, "", "Rank", "", 0},
                                       {"id", LODE_TEXT, "", "Id", "", 0},
                                       {"country", LODE_TEXT, "", "Country", "", 0},
                                       {"kind", LODE_TEXT, "", "Kind", "", 0}};
    const lode_table *deposits = o->source->deposits;
    lode_table *t =
        lode_report_i_headline_table(o->page, o->source, "ranking", lead, sizeof lead / sizeof *lead, ranking_names);
    for (size_t i = o->from; t && i < o->to; i++) {
        size_t row = o->ranked[i];
        const char *name = lode_table_text(deposits, row, "name");
        lode_table_add(t);
        lode_table_set_text(t, "name", name ? name : lode_table_text(deposits, row, "id"));
        if (!isnan(lode_report_i_headline(o->source, row, "g_usd_t")))
            lode_table_set_int(t, "rank", (int64_t)i + 1);
        lode_table_set_text(t, "id", lode_table_text(deposits, row, "id"));
        lode_table_set_text(t, "country", lode_table_text(deposits, row, "country"));
        lode_table_set_text(t, "kind", lode_table_text(deposits, row, "kind"));
        lode_report_i_copy_headlines(t, o->source, row, o->source->prefix, ranking_names);
    }
    if (!t)
        return;
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Deposits, the cheapest way first"));
    report_block *block =
        lode_report_i_table(o->page, "ranking", o->source->title, lode_report_i_page_view(o->page, t));
    lode_report_i_link_deposits(o->page, o->source, block, "id", "name");
}

static const lode_column destination_columns[] = {
    {"destination_base", LODE_TEXT, "", "Destination and base", "", 0},
    {"n_ways", LODE_INT, "", "With a way", "", 0},
    {"n_uneconomic", LODE_INT, "", "of these too dear", "", 0},
    {"n_one_actor", LODE_INT, "", "Closed by one actor", "", 0},
    {"n_two_actors", LODE_INT, "", "by two actors", "", 0},
    {"n_free", LODE_INT, "", "No set of four closes", "", 0},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "", 0},
    {"median_days", LODE_REAL, "d", "Median days", "", 1},
};

static int compare_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(double *values, size_t n)
{
    if (n == 0)
        return NAN;
    qsort(values, n, sizeof *values, compare_reals);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void set_destination(overview *o, lode_table *t, const report_source *s, double *g, double *days)
{
    size_t ways = 0, dear = 0, cuts[3] = {0}, n_g = 0, n_days = 0;
    for (size_t i = 0; i < o->n; i++) {
        const char *status = lode_report_i_headline_text(s, i, "status");
        if (!lode_report_i_has_way(s, i))
            continue;
        double cut = lode_report_i_cut_size(s, i);
        ways++;
        dear += (size_t)(strcmp(status, "uneconomic") == 0);
        if (cut >= 0 && cut <= 2)
            cuts[(size_t)cut]++;
        double values[] = {lode_report_i_headline(s, i, "g_usd_t"), lode_report_i_headline(s, i, "days")};
        g[n_g] = values[0];
        days[n_days] = values[1];
        n_g += (size_t)!isnan(values[0]);
        n_days += (size_t)!isnan(values[1]);
    }
    lode_table_add(t);
    lode_table_set_text(t, "destination_base", s->title);
    lode_table_set_int(t, "n_ways", (int64_t)ways);
    lode_table_set_int(t, "n_uneconomic", (int64_t)dear);
    lode_table_set_int(t, "n_one_actor", (int64_t)cuts[1]);
    lode_table_set_int(t, "n_two_actors", (int64_t)cuts[2]);
    lode_table_set_int(t, "n_free", (int64_t)cuts[0]);
    lode_table_set_real(t, "g_median_usd_t", median_of(g, n_g));
    lode_table_set_real(t, "median_days", median_of(days, n_days));
}

static void add_destinations(overview *o)
{
    const lode_report_input *in = o->source->in;
    double *values = o->page->failed || in->n_prefixes < 2 ? NULL : LODE_NEW(o->page->arena, double, 2 * o->n + 2);
    lode_table *t = values ? lode_report_i_page_table(o->page, "destinations", destination_columns,
                                                      sizeof destination_columns / sizeof *destination_columns)
                           : NULL;
    if (!t)
        return;
    for (size_t p = 0; p < in->n_prefixes; p++) {
        report_source other = *o->source; /* the same rows, read under another prefix */
        other.prefix = in->prefixes[p];
        other.title = in->prefix_titles ? in->prefix_titles[p] : in->prefixes[p];
        set_destination(o, t, &other, values, values + o->n + 1);
    }
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Destinations and bases compared"));
    lode_report_i_table(o->page, "destinations",
                        lode_report_i_word(o->page, "All occurrences, by destination and base"),
                        lode_report_i_page_view(o->page, t));
}

static const lode_column corridor_columns[] = {
    {"title", LODE_TEXT, "", "Corridor", "", 0},
    {"corridor", LODE_TEXT, "", "Id", "", 0},
    {"n_ways", LODE_INT, "", "Deposits with a way along it", "", 0},
    {"n_best", LODE_INT, "", "for which it is the best", "", 0},
    {"g_least_usd_t", LODE_REAL, "USD/t", "Least G", "", 0},
    {"days_least", LODE_REAL, "d", "Least days", "", 1},
    {"passes", LODE_TEXT, "", "Passes", "", 0},
    {"avoids", LODE_TEXT, "", "Avoids", "", 0},
};

typedef struct corridor_tally {
    size_t along, best;
    double g, days;
} corridor_tally;

static void count_way(const report_source *s, const size_t *rows, size_t n, const char *corridor, corridor_tally *t)
{
    int along = 0;
    for (size_t i = 0; i < n; i++) {
        const char *of = lode_table_text(s->routes, rows[i], "corridor"),
                   *role = lode_table_text(s->routes, rows[i], "role");
        double g = lode_table_real(s->routes, rows[i], "g_usd_t");
        if (!of || strcmp(of, corridor) != 0 || isnan(g) || !lode_report_i_has_prefix(s->routes, rows[i], s->prefix))
            continue;
        along = 1;
        t->best += (size_t)(role && strcmp(role, "best") == 0);
        t->g = fmin(t->g, g);
        t->days = fmin(t->days, lode_table_real(s->routes, rows[i], "days"));
    }
    t->along += (size_t)along;
}

static void set_corridor(overview *o, lode_table *t, size_t row)
{
    const report_source *s = o->source;
    const char *id = lode_report_i_or_empty(lode_table_text(s->corridors, row, "corridor"));
    corridor_tally c = {.g = NAN, .days = NAN};
    for (size_t i = 0; i < o->n; i++) {
        const size_t *rows;
        size_t n = lode_report_i_find(&s->routes_of, lode_table_text(s->deposits, i, "id"), &rows);
        count_way(s, rows, n, id, &c);
    }
    lode_table_add(t);
    lode_table_set_text(t, "title", lode_report_i_corridor_title(s, id));
    lode_table_set_text(t, "corridor", id);
    lode_table_set_int(t, "n_ways", (int64_t)c.along);
    lode_table_set_int(t, "n_best", (int64_t)c.best);
    lode_table_set_real(t, "g_least_usd_t", c.g);
    lode_table_set_real(t, "days_least", c.days);
    lode_table_set_text(t, "passes", lode_table_text(s->corridors, row, "passes"));
    lode_table_set_text(t, "avoids", lode_table_text(s->corridors, row, "avoids"));
}

static void add_corridors(overview *o)
{
    size_t n = o->source->corridors ? lode_table_rows(o->source->corridors) : 0;
    lode_table *t = n ? lode_report_i_page_table(o->page, "corridors", corridor_columns,
                                                 sizeof corridor_columns / sizeof *corridor_columns)
                      : NULL;
    if (!t)
        return;
    for (size_t row = 0; row < n; row++)
        set_corridor(o, t, row);
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Corridors"));
    report_block *block = lode_report_i_table(
        o->page, "corridors",
        lode_report_i_say(o->page, lode_report_i_word(o->page, "Ways along each corridor: %s"), o->source->title),
        lode_report_i_page_view(o->page, t));
    const char **targets = block ? LODE_NEW(o->page->arena, const char *, n) : NULL;
    if (!targets) {
        o->page->failed |= block != NULL;
        return;
    }
    memcpy(targets, o->source->corridor_pages, n * sizeof *targets);
    block->targets = targets;
    block->link_column = "title";
}

static int zone_counts(const lode_table *table, size_t row, const void *prefix)
{
    double n = lode_table_real(table, row, "n_deposits"), more = lode_table_real(table, row, "n_prospects"),
           others = lode_table_real(table, row, "n_occurrences");
    return lode_report_i_has_prefix(table, row, prefix) && (n > 0 || more > 0 || others > 0);
}

static void add_zones(overview *o)
{
    static const char *const columns[] = {"name",
                                          "id",
                                          "kind",
                                          "country",
                                          "n_deposits",
                                          "n_prospects",
                                          "n_occurrences",
                                          "n_reachable",
                                          "n_captive_pair",
                                          "g_min_usd_t",
                                          "g_median_usd_t",
                                          "rail_median_km",
                                          NULL};
    size_t n = o->source->zones ? lode_table_rows(o->source->zones) : 0;
    size_t *rows = n && !o->page->failed ? LODE_NEW(o->page->arena, size_t, n) : NULL;
    if (!rows)
        return;
    for (size_t i = 0; i < n; i++)
        rows[i] = i;
    report_view view = lode_report_i_view(o->page->arena, o->source->zones, rows, n, columns, &o->page->failed);
    lode_report_i_view_keep(&view, zone_counts, o->source->prefix);
    if (view.n_rows)
        lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Metallogenic zones"));
    lode_report_i_table(
        o->page, "zones",
        lode_report_i_say(o->page, lode_report_i_word(o->page, "Zones with occurrences: %s"), o->source->title), view);
}

static void add_heat(overview *o)
{
    if (!o->source->dependency || !lode_table_rows(o->source->dependency))
        return;
    const char *caption =
        lode_report_i_say(o->page, lode_report_i_word(o->page, "Deposits against closures: %s"), o->source->title);
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "Who can close the way"));
    if (!lode_report_i_add_heat(o->page, o->source, caption, o->ranked + o->from, o->to - o->from, NULL, NULL))
        lode_report_i_text(o->page, lode_report_i_word(o->page, "No closure changes the best way of any deposit."));
}

static int is_overall(const lode_table *table, size_t row, const void *context)
{
    (void)context;
    const char *corridor = lode_table_text(table, row, "corridor");
    return corridor && strcmp(corridor, "all") == 0;
}

/* What the figures are worth comes before any ranking by them. */
static void add_calibration(overview *o)
{
    static const char *const columns[] = {"measure", "n", "n_met", "bias_pct", "mape_pct", NULL};
    const lode_table *t = o->source->calibration_summary;
    size_t n = t ? lode_table_rows(t) : 0;
    size_t *rows = n && !o->page->failed ? LODE_NEW(o->page->arena, size_t, n) : NULL;
    if (!rows)
        return;
    for (size_t i = 0; i < n; i++)
        rows[i] = i;
    report_view view = lode_report_i_view(o->page->arena, t, rows, n, columns, &o->page->failed);
    lode_report_i_view_keep(&view, is_overall, NULL);
    lode_report_i_heading(o->page, 2, lode_report_i_word(o->page, "How near the model comes to published figures"));
    report_block *block = lode_report_i_table(
        o->page, "calibration", lode_report_i_word(o->page, "Computed lengths, days and prices against published ones"),
        view);
    if (block)
        block->note = lode_report_i_word(
            o->page, "Bias: mean of computed / published - 1; above 0 the model is longer, slower or dearer. The annex "
                     "has every figure with its source.");
}

/* The way to the interactive page, or why there is none. */
static void add_explore(report_page *page, const report_source *s)
{
    if (!lode_report_i_wants_explore(s))
        return;
    const char *missing = lode_report_i_no_explore(s);
    report_link *link = missing || page->failed ? NULL : LODE_NEW(page->arena, report_link, 1);
    if (missing) {
        lode_report_i_text(page, "%s", lode_report_i_word(page, missing));
        return;
    }
    page->failed |= !link;
    if (!link)
        return;
    *link = (report_link){lode_report_i_word(page, "Try closures: the interactive map"), "explore"};
    lode_report_i_links(page, link, 1);
}

void lode_report_i_build_index(report_page *page, const report_source *s)
{
    overview o = {.page = page, .source = s};
    page->subtitle = lode_report_i_say(page, lode_report_i_word(page, "Headline figures: %s"), s->title);
    add_explore(page, s);
    o.ranked = s->deposits ? lode_report_i_ranked(page, s) : NULL;
    o.n = o.ranked ? lode_table_rows(s->deposits) : 0;
    o.to = lode_report_i_list_parts(s) ? REPORT_LISTED : o.n;
    lode_report_i_add_root_links(page, s);
    lode_report_i_add_list_links(page, s);
    if (o.n) {
        tally all = count_country(&o, NULL);
        add_findings(&o, &all);
        add_map(&o);
        add_countries(&o);
        add_heat(&o);
        add_calibration(&o);
        add_ranking(&o);
        lode_report_i_add_ranking_charts(page, s);
        add_destinations(&o);
    } else {
        lode_report_i_text(page, lode_report_i_word(page, "There are no deposits in these results."));
    }
    add_corridors(&o);
    add_zones(&o);
}

void lode_report_i_build_list(report_page *page, const report_source *s, size_t part)
{
    overview o = {.page = page, .source = s, .from = part * REPORT_LISTED};
    o.ranked = lode_report_i_ranked(page, s);
    o.n = o.ranked ? lode_table_rows(s->deposits) : 0;
    o.to = o.from + REPORT_LISTED < o.n ? o.from + REPORT_LISTED : o.n;
    page->subtitle = lode_report_i_say(
        page, lode_report_i_word(page, "Deposits %zu to %zu of %zu, the cheapest way first"), o.from + 1, o.to, o.n);
    lode_report_i_add_list_links(page, s);
    if (o.from >= o.to)
        return;
    add_ranking(&o);
    add_heat(&o);
}
