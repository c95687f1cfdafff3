/* Charts of a page from result rows: of one way, and of the cheapest deposits. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/charts.h"
#include "report/pages.h"

__attribute__((format_arg(2))) static const char *word(const report_page *page, const char *english)
{
    return lode_report_i_word(page, english);
}

static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

static int text_is(const lode_table *table, size_t row, const char *column, const char *wanted)
{
    const char *text = lode_table_text(table, row, column);
    return text && strcmp(text, wanted) == 0;
}

static report_view legs_in_order(report_page *page, const report_source *s, size_t route)
{
    static const char *const columns[] = {"seq", NULL};
    const char *id = lode_table_text(s->routes, route, "id");
    report_view view = lode_report_i_rows_of(page, &s->legs_of, id, columns);
    lode_report_i_view_sort(&view, "seq");
    return view;
}

static const char *way_name(report_page *page, const report_source *s, size_t route)
{
    const char *market = lode_table_text(s->routes, route, "market_name");
    return lode_report_i_say(page, "%s \u2192 %s",
                             lode_report_i_or_empty(lode_table_text(s->routes, route, "deposit_name")),
                             market ? market : lode_report_i_or_empty(lode_table_text(s->routes, route, "market")));
}

/* ---- waterfalls --------------------------------------------------------------------------------------------- */

/* Kinds of cost; what is no money stands in the second part. */
static const struct {
    const char *column, *words;
    int part;
} kinds[] = {
    {"haul_usd_t", "Haul by land and air", 0},
    {"sea_usd_t", "Freight by sea", 0},
    {"border_usd_t", "Border fees", 0},
    {"handling_usd_t", "Handling at terminals", 0},
    {"gauge_usd_t", "Change of gauge", 0},
    {"time_usd_t", "Value of time", 1},
    {"reliability_usd_t", "Value of reliability", 1},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

/* The parts in words, for those who do not see the drawing. */
static const char *describe_falls(report_page *page, const report_fall *falls, size_t n)
{
    lode_text text = {0};
    double total = 0;
    for (size_t i = 0; i < n; i++) {
        double value = or_zero(falls[i].parts[0]) + or_zero(falls[i].parts[1]);
        total += value;
        if (value > 0)
            lode_text_addf(&text, "%s%s: %s", text.length ? "; " : "", falls[i].label,
                           lode_report_i_plot_figure(page, value, 0, NULL));
    }
    lode_text_addf(&text, "; %s: %s.", word(page, "Sum"), lode_report_i_plot_figure(page, total, 0, "USD/t"));
    return lode_report_i_keep(page, &text);
}

static report_block *add_waterfall(report_page *page, const char *title, const report_fall *falls, size_t n)
{
    report_waterfall w = {.title = title,
                          .axis = word(page, "G, USD per tonne of product"),
                          .parts = {word(page, "money"), word(page, "value of time and of reliability")},
                          .total = word(page, "Sum"),
                          .falls = falls,
                          .n_falls = n};
    w.description = describe_falls(page, falls, n);
    return lode_report_i_figure(page, lode_report_i_waterfall(page, &w), title, w.description);
}

typedef struct domain_sum {
    const char *code;
    double parts[2];
} domain_sum;

static int add_to_domain(domain_sum *sums, size_t *n, size_t room, const char *code, double money, double other)
{
    size_t i = 0;
    while (i < *n && strcmp(sums[i].code, code) != 0)
        i++;
    if (i == room)
        return 0;
    if (i == *n)
        sums[(*n)++] = (domain_sum){.code = code};
    sums[i].parts[0] += money;
    sums[i].parts[1] += other;
    return 1;
}

/* A crossing belongs half to either side. */
static void share_legs(const report_view *legs, domain_sum *sums, size_t *n, size_t room)
{
    for (size_t i = 0; i < legs->n_rows; i++) {
        const char *from = lode_table_text(legs->table, legs->rows[i], "domain"),
                   *to = lode_table_text(legs->table, legs->rows[i], "domain_to");
        double money = or_zero(lode_table_real(legs->table, legs->rows[i], "money_usd_t")),
               other = or_zero(lode_table_real(legs->table, legs->rows[i], "time_usd_t")) +
                       or_zero(lode_table_real(legs->table, legs->rows[i], "reliability_usd_t"));
        double part = to && *to ? 0.5 : 1;
        add_to_domain(sums, n, room, lode_report_i_or_empty(from), part * money, part * other);
        if (part < 1)
            add_to_domain(sums, n, room, to, part * money, part * other);
    }
}

static void add_domain_waterfall(report_page *page, const report_source *s, size_t route)
{
    report_view legs = legs_in_order(page, s, route);
    size_t room = 2 * legs.n_rows, n = 0;
    domain_sum *sums = legs.n_rows ? LODE_NEW(page->arena, domain_sum, room) : NULL;
    report_fall *falls = sums ? LODE_NEW(page->arena, report_fall, room) : NULL;
    if (!falls) {
        page->failed |= legs.n_rows > 0;
        return;
    }
    share_legs(&legs, sums, &n, room);
    for (size_t i = 0; i < n; i++)
        falls[i] =
            (report_fall){word(page, lode_report_i_domain_name(s, sums[i].code)), {sums[i].parts[0], sums[i].parts[1]}};
    add_waterfall(page,
                  lode_report_i_say(page, word(page, "Where the cost arises, in the order of the way: %s"),
                                    way_name(page, s, route)),
                  falls, n);
}

void lode_report_i_add_waterfalls(report_page *page, const report_source *s, size_t route)
{
    report_fall falls[N_KINDS] = {{0}};
    for (size_t i = 0; i < N_KINDS; i++) {
        falls[i].label = word(page, kinds[i].words);
        falls[i].parts[kinds[i].part] = lode_table_real(s->routes, route, kinds[i].column);
    }
    report_block *block = add_waterfall(
        page, lode_report_i_say(page, word(page, "What the cost is made of, by kind: %s"), way_name(page, s, route)),
        falls, N_KINDS);
    if (block)
        block->note = word(page, "Each figure is rounded by itself; rounded parts need not add up to the sum.");
    add_domain_waterfall(page, s, route);
}

/* ---- profile and time-space --------------------------------------------------------------------------------- */

typedef struct journey {
    report_page *page;
    const report_source *source;
    report_stop *stops, sum;
    report_border *borders;
    size_t n_stops, n_borders;
    const char *domain; /* code of where the way is */
} journey;

static void pass_border(journey *j, const char *name, const char *code)
{
    j->borders[j->n_borders++] = (report_border){.km = j->sum.km,
                                                 .name = lode_report_i_or_empty(name),
                                                 .domain = word(j->page, lode_report_i_domain_name(j->source, code)),
                                                 .code = code};
    j->domain = code;
}

static int moves(const lode_table *t, size_t row)
{
    return text_is(t, row, "kind", "link") || text_is(t, row, "kind", "access");
}

/* A ship leaves the port for another domain where its leg begins; at a crossing it changes where that ends. */
static void add_leg(journey *j, const lode_table *t, size_t row)
{
    const char *domain = lode_table_text(t, row, "domain"), *to = lode_table_text(t, row, "domain_to");
    if (domain && j->domain && strcmp(domain, j->domain) != 0)
        pass_border(j, lode_table_text(t, row, "from_place"), domain);
    else if (domain)
        j->domain = domain;
    double hours = or_zero(lode_table_real(t, row, "hours"));
    j->sum.km += or_zero(lode_table_real(t, row, "length_km"));
    j->sum.hours += hours;
    j->sum.plan_hours += hours + or_zero(lode_table_real(t, row, "buffer_h"));
    j->sum.usd += or_zero(lode_table_real(t, row, "g_usd_t"));
    j->sum.mode = moves(t, row) ? lode_table_text(t, row, "mode") : NULL;
    j->stops[j->n_stops++] = j->sum;
    if (to && *to && j->domain && strcmp(to, j->domain) != 0)
        pass_border(j, lode_table_text(t, row, "name"), to);
}

static int travel(journey *j, report_page *page, const report_source *s, size_t route)
{
    report_view legs = legs_in_order(page, s, route);
    *j = (journey){.page = page, .source = s};
    j->stops = legs.n_rows ? LODE_NEW(page->arena, report_stop, legs.n_rows) : NULL;
    j->borders = j->stops ? LODE_NEW(page->arena, report_border, 2 * legs.n_rows) : NULL;
    if (!j->borders) {
        page->failed |= legs.n_rows > 0;
        return 0;
    }
    for (size_t i = 0; i < legs.n_rows; i++)
        add_leg(j, legs.table, legs.rows[i]);
    return 1;
}

static const char *describe_way(const journey *j)
{
    lode_text text = {0};
    lode_text_addf(&text, word(j->page, "%s, %s (%s with the buffer to plan for), %s in all."),
                   lode_report_i_plot_figure(j->page, j->sum.km, 0, "km"),
                   lode_report_i_plot_figure(j->page, j->sum.hours, 0, "h"),
                   lode_report_i_plot_figure(j->page, j->sum.plan_hours, 0, "h"),
                   lode_report_i_plot_figure(j->page, j->sum.usd, 0, "USD/t"));
    for (size_t i = 0; i < j->n_borders; i++) {
        lode_text_add(&text, i ? "; " : " ");
        lode_text_addf(&text, word(j->page, "%s at km %s into %s"), j->borders[i].name,
                       lode_report_i_plot_figure(j->page, j->borders[i].km, 0, NULL), j->borders[i].domain);
    }
    if (j->n_borders)
        lode_text_add(&text, ".");
    return lode_report_i_keep(j->page, &text);
}

void lode_report_i_add_way_charts(report_page *page, const report_source *s, size_t route)
{
    journey j;
    if (page->failed || !travel(&j, page, s, route))
        return;
    const char *start = lode_table_text(s->routes, route, "country"), *name = way_name(page, s, route);
    report_way way = {.title = lode_report_i_say(page, word(page, "Cost and hours along the way: %s"), name),
                      .description = describe_way(&j),
                      .domain = word(page, lode_report_i_domain_name(s, start)),
                      .code = start,
                      .stops = j.stops,
                      .n_stops = j.n_stops,
                      .borders = j.borders,
                      .n_borders = j.n_borders};
    report_block *block = lode_report_i_figure(page, lode_report_i_profile(page, &way), way.title, way.description);
    if (block)
        block->note =
            word(page, "Steps are stays at borders and terminals; the numbers mark where the country or water "
                       "changes. The buffer is summed leg by leg and so an upper bound.");
    way.title = lode_report_i_say(page, word(page, "Time and distance: %s"), name);
    lode_report_i_figure(page, lode_report_i_timespace(page, &way), way.title, way.description);
}

/* ---- ranking ------------------------------------------------------------------------------------------------ */

enum { MOST_RANKS = 12, MOST_RANGES = 20 };

/* P(row before column), from whichever of the two rows the layer has. */
static double before(const report_source *s, const char *deposit, const char *other)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&s->ranking_of, deposit, &rows);
    for (size_t i = 0; i < n; i++)
        if (text_is(s->ranking, rows[i], "other", other) && lode_report_i_has_prefix(s->ranking, rows[i], s->prefix))
            return lode_table_real(s->ranking, rows[i], "before_pct");
    return NAN;
}

static double before_either(const report_source *s, const char *deposit, const char *other)
{
    double pct = before(s, deposit, other);
    return isnan(pct) ? 100 - before(s, other, deposit) : pct;
}

/* How often a deposit comes before the others, on average. */
typedef struct standing {
    double sum;
    size_t n, row;
} standing;

static void count_duel(const report_source *s, standing *all, const char *deposit, double pct)
{
    const size_t *rows;
    if (isnan(pct) || !lode_report_i_find(&s->deposit_by_id, deposit, &rows))
        return;
    all[rows[0]].sum += pct;
    all[rows[0]].n++;
}

static double mean_of(const standing *x)
{
    return x->n ? x->sum / (double)x->n : -1;
}

static int by_mean(const void *a, const void *b)
{
    double x = mean_of(a), y = mean_of(b);
    size_t i = ((const standing *)a)->row, k = ((const standing *)b)->row;
    return x > y ? -1 : x < y ? 1 : (i > k) - (i < k);
}

/* Rows of deposits, those first that come before most others; *n with a known place. */
static standing *order_standings(report_page *page, const report_source *s, size_t *n)
{
    size_t n_deposits = lode_table_rows(s->deposits);
    standing *all = LODE_NEW(page->arena, standing, n_deposits);
    *n = 0;
    if (!all) {
        page->failed = 1;
        return NULL;
    }
    for (size_t i = 0; i < n_deposits; i++)
        all[i].row = i;
    for (size_t i = 0; i < lode_table_rows(s->ranking); i++) {
        double pct = lode_table_real(s->ranking, i, "before_pct");
        if (!lode_report_i_has_prefix(s->ranking, i, s->prefix))
            continue;
        count_duel(s, all, lode_table_text(s->ranking, i, "deposit"), pct);
        count_duel(s, all, lode_table_text(s->ranking, i, "other"), 100 - pct);
    }
    if (n_deposits > 1)
        qsort(all, n_deposits, sizeof *all, by_mean);
    while (*n < n_deposits && all[*n].n > 0)
        ++*n;
    return all;
}

static const char *name_of(const report_source *s, size_t row)
{
    return lode_report_i_or_empty(lode_table_text(s->deposits, row, "name"));
}

static const char *id_of(const report_source *s, size_t row)
{
    return lode_report_i_or_empty(lode_table_text(s->deposits, row, "id"));
}

static void add_ranks(report_page *page, const report_source *s)
{
    const char *labels[MOST_RANKS];
    double pct[MOST_RANKS * MOST_RANKS];
    size_t n;
    const standing *order = order_standings(page, s, &n);
    n = n < MOST_RANKS ? n : MOST_RANKS;
    for (size_t i = 0; order && i < n; i++) {
        labels[i] = name_of(s, order[i].row);
        for (size_t k = 0; k < n; k++)
            pct[i * n + k] = i == k ? NAN : before_either(s, id_of(s, order[i].row), id_of(s, order[k].row));
    }
    if (!order || n < 2)
        return;
    report_ranks ranks = {
        .title = word(page, "How surely one deposit comes before another"),
        .description =
            word(page, "Square of the deposits that come first: per cent of the draws of the tariffs in "
                       "which the deposit of the row is cheaper, a tonne of oxides, than that of the column."),
        .heading = word(page, "is cheaper than no. \u2026 in so many per cent of the draws"),
        .labels = labels,
        .n = n,
        .before_pct = pct};
    report_block *block = lode_report_i_figure(page, lode_report_i_ranks(page, &ranks), ranks.title, ranks.description);
    if (block)
        block->note = word(page, "By transport and processing per tonne of oxides; first the deposits that come before "
                                 "most others. Near 50 the order is open. Empty: not comparable.");
}

static void add_ranges(report_page *page, const report_source *s, const size_t *ranked, size_t n_ranked)
{
    report_range ranges[MOST_RANGES];
    size_t n = 0;
    for (size_t i = 0; i < n_ranked && n < MOST_RANGES; i++) {
        double g = lode_report_i_headline(s, ranked[i], "g_usd_t"),
               low = lode_report_i_headline(s, ranked[i], "g_p10_usd_t"),
               high = lode_report_i_headline(s, ranked[i], "g_p90_usd_t");
        if (!isnan(g) && !isnan(low) && !isnan(high))
            ranges[n++] = (report_range){name_of(s, ranked[i]), low, g, high};
    }
    report_ranges chart = {
        .title = word(page, "How far the tariffs move G: the cheapest deposits"),
        .description =
            word(page, "One bar a deposit, from the figure that a tenth of the draws stay below (P10) to the "
                       "one that a tenth exceed (P90); the stroke is G as the case has it."),
        .axis = word(page, "G, USD per tonne of product"),
        .range_words = word(page, "P10 to P90 of the draws"),
        .middle_words = word(page, "G as the case has it"),
        .ranges = ranges,
        .n_ranges = n};
    lode_report_i_figure(page, lode_report_i_ranges(page, &chart), chart.title, chart.description);
}

void lode_report_i_add_ranking_charts(report_page *page, const report_source *s)
{
    if (page->failed || !s->deposits || !lode_report_i_has_ranges(s))
        return;
    const size_t *ranked = lode_report_i_ranked(page, s);
    size_t n = ranked ? lode_table_rows(s->deposits) : 0;
    add_ranges(page, s, ranked, n);
    if (s->ranking)
        add_ranks(page, s);
}
