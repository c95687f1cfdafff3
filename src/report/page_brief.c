/* The brief: two pages for a reader who reads no others. What is captive to whom, five figures, one map, what would
 * change it, how sure it is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/pages.h"

typedef struct brief {
    report_page *page;
    const report_source *s;
    size_t *rows, n; /* of deposits, the cheapest first */
} brief;

static const char *word(const brief *b, const char *english)
{
    return lode_report_i_word(b->page, english);
}

/* ---- who can cut off what ----------------------------------------------------------------------------------- */

typedef struct captives {
    const char *country;
    size_t deposits, ways, russia, china, pair, nobody;
} captives;

static const char *const russia_china[] = {"CHN", "RUS"};

static int cut_by(const report_source *s, size_t row, const char *const *actors, size_t n)
{
    const size_t *cuts;
    size_t n_cuts = lode_report_i_find(&s->cuts_of, lode_table_text(s->deposits, row, "id"), &cuts);
    for (size_t i = 0; i < n_cuts; i++) {
        const char *set = lode_table_text(s->cut_sets, cuts[i], "cut_set");
        if (set && lode_report_i_has_prefix(s->cut_sets, cuts[i], s->prefix) && lode_report_i_subset(set, actors, n))
            return 1;
    }
    return 0;
}

static void count_row(captives *c, const report_source *s, size_t row)
{
    c->deposits++;
    if (!lode_report_i_has_way(s, row))
        return;
    c->ways++;
    c->china += (size_t)cut_by(s, row, russia_china, 1);
    c->russia += (size_t)cut_by(s, row, russia_china + 1, 1);
    c->pair += (size_t)cut_by(s, row, russia_china, 2);
    c->nobody += (size_t)(lode_report_i_cut_size(s, row) == 0);
}

static int order_of(const char *country)
{
    static const char *const first[] = {"MNG", "KAZ", "KGZ", "UZB", "TJK"};
    enum { N = sizeof first / sizeof *first };
    for (int i = 0; i < N; i++)
        if (strcmp(first[i], country) == 0)
            return i;
    return N;
}

static int by_country(const void *a, const void *b)
{
    const captives *c = a, *d = b;
    int order = order_of(c->country) - order_of(d->country);
    return order ? order : strcmp(c->country, d->country);
}

static captives *count_all(brief *b, size_t *n)
{
    captives *list = b->page->failed ? NULL : LODE_NEW(b->page->arena, captives, b->n + 1);
    *n = 0;
    if (!list)
        b->page->failed = 1;
    for (size_t i = 0; list && i < b->n; i++) {
        const char *country = lode_report_i_or_empty(lode_table_text(b->s->deposits, b->rows[i], "country"));
        size_t k = 0;
        while (k < *n && strcmp(list[k].country, country) != 0)
            k++;
        if (k == *n)
            list[(*n)++] = (captives){.country = country};
        count_row(&list[k], b->s, b->rows[i]);
    }
    if (*n > 1)
        qsort(list, *n, sizeof *list, by_country);
    return list;
}

static captives sum_of(const captives *list, size_t n)
{
    captives all = {0};
    for (size_t i = 0; i < n; i++) {
        all.deposits += list[i].deposits;
        all.ways += list[i].ways;
        all.russia += list[i].russia;
        all.china += list[i].china;
        all.pair += list[i].pair;
        all.nobody += list[i].nobody;
    }
    return all;
}

/* "none of them", or the figure. */
static const char *number(const brief *b, size_t n)
{
    return n ? lode_report_i_say(b->page, "%zu", n) : word(b, "none of them");
}

/* Names of the countries, those of the two left out, that lose nothing by them; NULL: none. */
static const char *safe_countries(brief *b, const captives *list, size_t n)
{
    const char *names = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *name = lode_report_i_domain_name(b->s, list[i].country);
        if (list[i].ways && !list[i].pair && strcmp(list[i].country, "RUS") != 0 && strcmp(list[i].country, "CHN") != 0)
            names = names ? lode_report_i_say(b->page, "%s, %s", names, name) : name;
    }
    return names;
}

static void add_sentences(brief *b, const captives *list, size_t n)
{
    enum { MOST = 6 };
    const char **items = b->page->failed ? NULL : LODE_NEW(b->page->arena, const char *, MOST + 2);
    captives all = sum_of(list, n);
    size_t n_items = 0;
    if (!items) {
        b->page->failed = 1;
        return;
    }
    items[n_items++] = lode_report_i_say(
        b->page,
        word(b, "Of %zu occurrences, %zu have a way to the market. Russia and China together can cut off %s of them, "
                "Russia alone %s, China alone %s. For %s no set of up to four actors can close every way."),
        all.deposits, all.ways, number(b, all.pair), number(b, all.russia), number(b, all.china),
        number(b, all.nobody));
    const char *others = safe_countries(b, list, n);
    for (size_t i = 0; i < n && n_items < MOST; i++)
        if (list[i].pair)
            items[n_items++] = lode_report_i_say(
                b->page,
                word(b, "%s: of %zu occurrences with a way, Russia and China together can cut off %s, Russia alone %s, "
                        "China alone %s."),
                lode_report_i_domain_name(b->s, list[i].country), list[i].ways, number(b, list[i].pair),
                number(b, list[i].russia), number(b, list[i].china));
    if (others)
        items[n_items++] = lode_report_i_say(
            b->page, word(b, "Neither Russia nor China, alone or together, can cut off any occurrence in: %s."),
            others);
    lode_report_i_items(b->page, items, n_items);
}

static const lode_column captive_columns[] = {
    {"country_name", LODE_TEXT, "", "Country", "", 0},  {"n_deposits", LODE_INT, "", "Occurrences", "", 0},
    {"n_ways", LODE_INT, "", "With a way", "", 0},      {"n_russia", LODE_INT, "", "Cut off by Russia alone", "", 0},
    {"n_china", LODE_INT, "", "by China alone", "", 0}, {"n_pair", LODE_INT, "", "by both together", "", 0},
    {"n_nobody", LODE_INT, "", "by nobody", "", 0}};

static void add_captives(brief *b, const captives *list, size_t n)
{
    lode_table *t =
        lode_report_i_word_table(b->page, "captive", captive_columns, sizeof captive_columns / sizeof *captive_columns);
    for (size_t i = 0; t && i < n; i++) {
        const captives *c = &list[i];
        lode_table_add(t);
        lode_table_set_text(t, "country_name", lode_report_i_domain_name(b->s, c->country));
        lode_table_set_int(t, "n_deposits", (int64_t)c->deposits);
        lode_table_set_int(t, "n_ways", (int64_t)c->ways);
        lode_table_set_int(t, "n_russia", (int64_t)c->russia);
        lode_table_set_int(t, "n_china", (int64_t)c->china);
        lode_table_set_int(t, "n_pair", (int64_t)c->pair);
        lode_table_set_int(t, "n_nobody", (int64_t)c->nobody);
    }
    if (t)
        lode_report_i_table(
            b->page, "captive",
            lode_report_i_say(b->page, word(b, "Who can cut off how many occurrences: %s"), b->s->title),
            lode_report_i_page_view(b->page, t));
}

/* ---- five figures ------------------------------------------------------------------------------------------- */

static const lode_column five_columns[] = {{"figure", LODE_TEXT, "", "Figure", "", 0},
                                           {"value", LODE_REAL, "", "Value", "", 0},
                                           {"unit", LODE_TEXT, "", "Unit", "", 0},
                                           {"meaning", LODE_TEXT, "", "What it says", "", 0}};

static void add_figure(brief *b, lode_table *t, const char *figure, double value, const char *unit, const char *meaning)
{
    lode_table_add(t);
    lode_table_set_text(t, "figure", word(b, figure));
    lode_table_set_real(t, "value", value);
    lode_table_set_text(t, "unit", word(b, unit));
    lode_table_set_text(t, "meaning", meaning);
}

static int compare_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that a share of the list lies below, between two of them where need be. NaN: an empty list. */
static double quantile(double *values, size_t n, double share)
{
    if (n == 0)
        return NAN;
    qsort(values, n, sizeof *values, compare_reals);
    double at = share * (double)(n - 1);
    size_t low = (size_t)at;
    return low + 1 < n ? values[low] + (at - (double)low) * (values[low + 1] - values[low]) : values[low];
}

/* A headline of all deposits with a way; in values, room for all. */
static size_t headlines_of(const brief *b, const report_source *s, const char *name, double *values)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        double value = lode_report_i_headline(s, b->rows[i], name);
        if (lode_report_i_has_way(s, b->rows[i]) && !isnan(value))
            values[n++] = value;
    }
    return n;
}

static void add_cost(brief *b, lode_table *t, double *values)
{
    size_t n = headlines_of(b, b->s, "days", values);
    const char *days = lode_report_i_figure_text(b->page, quantile(values, n, 0.5), 0, word(b, "days"));
    n = headlines_of(b, b->s, "g_usd_t", values);
    const char *low = lode_report_i_figure_text(b->page, quantile(values, n, 0.25), 0, NULL),
               *high = lode_report_i_figure_text(b->page, quantile(values, n, 0.75), 0, "USD/t");
    add_figure(b, t, "Cost of the median way, time and reliability included (G)", quantile(values, n, 0.5), "USD/t",
               lode_report_i_say(b->page,
                                 word(b, "Half of the occurrences with a way pay between %s and %s; the median "
                                         "way takes %s."),
                                 low, high, days));
}

static const char *destination_of(const report_source *s)
{
    for (size_t row = 0; s->routes && row < lode_table_rows(s->routes); row++)
        if (lode_report_i_has_prefix(s->routes, row, s->prefix))
            return lode_table_text(s->routes, row, "destination");
    return NULL;
}

/* The same destination under another base: its index among the prefixes, -1 where there is none. */
static int other_base(const report_source *s)
{
    const char *destination = destination_of(s);
    size_t length = destination ? strlen(destination) : 0;
    for (size_t p = 1; destination && p < s->in->n_prefixes; p++)
        if (strncmp(s->in->prefixes[p], s->prefix, length + 1) == 0)
            return (int)p;
    return -1;
}

static void add_other_base(brief *b, lode_table *t, double *values)
{
    int p = other_base(b->s);
    if (p < 0)
        return;
    report_source other = *b->s; /* the same rows, read under another prefix */
    other.prefix = b->s->in->prefixes[p];
    other.title = b->s->in->prefix_titles ? b->s->in->prefix_titles[p] : other.prefix;
    size_t n = 0, lost = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (!lode_report_i_has_way(b->s, b->rows[i]))
            continue;
        lost += (size_t)!lode_report_i_has_way(&other, b->rows[i]);
        double more =
            lode_report_i_headline(&other, b->rows[i], "g_usd_t") - lode_report_i_headline(b->s, b->rows[i], "g_usd_t");
        if (!isnan(more))
            values[n++] = more;
    }
    double middle = quantile(values, n, 0.5), most = n ? values[n - 1] : NAN;
    add_figure(b, t, "Most that today's sanctions and closed borders add to any way", most, "USD/t",
               lode_report_i_say(b->page,
                                 word(b, "%s against the main base: %s more at the median; occurrences that lose "
                                         "their way: %s."),
                                 other.title, lode_report_i_figure_text(b->page, middle, 0, "USD/t"), number(b, lost)));
}

static void add_choke(brief *b, lode_table *t, const report_choke *chokes, size_t n)
{
    if (!n)
        return;
    const lode_table *from = b->s->chokepoints;
    size_t row = chokes[0].row;
    add_figure(
        b, t, "A year's tonnes through the costliest chokepoint", lode_table_real(from, row, "used_t_a"), "t/a",
        lode_report_i_say(
            b->page,
            word(b,
                 "%s (%s). Its loss would cost %s a year and leave %s without a way; %s of these tonnes are assumed."),
            lode_report_i_or_empty(lode_table_text(from, row, "name")), lode_report_i_choke_closers(b->page, b->s, row),
            lode_report_i_figure_text(b->page, lode_table_real(from, row, "impact_usd_a") / 1e6, 1,
                                      word(b, "million USD")),
            lode_report_i_figure_text(b->page, lode_table_real(from, row, "cut_off_t_a"), 0, word(b, "t/a")),
            lode_report_i_figure_text(b->page, lode_table_real(from, row, "notional_pct"), 0, "%")));
}

static void add_sourced(brief *b, lode_table *t, double *values)
{
    size_t grades[4] = {0}, n = headlines_of(b, b->s, "sourced_pct", values);
    for (size_t i = 0; i < b->n; i++) {
        const char *grade = lode_report_i_headline_text(b->s, b->rows[i], "grade");
        if (grade && *grade >= 'A' && *grade <= 'D')
            grades[*grade - 'A']++;
    }
    add_figure(b, t, "Share of the cost that rests on sourced facts, median", quantile(values, n, 0.5), "%",
               lode_report_i_say(b->page,
                                 word(b, "Grades of the occurrences: A %zu, B %zu, C %zu, D %zu. Grade D: more "
                                         "than half is assumed or of low confidence."),
                                 grades[0], grades[1], grades[2], grades[3]));
}

static void add_five(brief *b, const captives *all, const report_choke *chokes, size_t n_chokes)
{
    lode_table *t =
        lode_report_i_word_table(b->page, "figures", five_columns, sizeof five_columns / sizeof *five_columns);
    double *values = t ? LODE_NEW(b->page->arena, double, b->n + 1) : NULL;
    if (!values) {
        b->page->failed = 1;
        return;
    }
    add_figure(b, t, "Cut off when Russia and China close together",
               all->ways ? 100 * (double)all->pair / (double)all->ways : NAN, "%",
               lode_report_i_say(b->page, word(b, "%zu of %zu occurrences with a way lose it."), all->pair, all->ways));
    add_cost(b, t, values);
    add_other_base(b, t, values);
    add_choke(b, t, chokes, n_chokes);
    add_sourced(b, t, values);
    lode_report_i_heading(b->page, 2, word(b, "The figures that matter"));
    report_block *block = lode_report_i_table(b->page, "figures", lode_report_i_say(b->page, "%s", b->s->title),
                                              lode_report_i_page_view(b->page, t));
    if (block)
        block->missing = word(b, "NA");
}

/* ---- what would change it ----------------------------------------------------------------------------------- */

static const char *harm_sentence(brief *b, const report_scenario_sum *sum)
{
    const char *rise = lode_report_i_figure_text(b->page, sum->most, 0, "USD/t");
    if (sum->captive && sum->most > 0)
        return lode_report_i_say(b->page, word(b, "%s: %zu occurrences lose their way, others pay up to %s more."),
                                 sum->title, sum->captive, rise);
    if (sum->captive)
        return lode_report_i_say(b->page, word(b, "%s: %zu occurrences lose their way."), sum->title, sum->captive);
    return lode_report_i_say(b->page, word(b, "%s: up to %s more, nobody loses the way."), sum->title, rise);
}

static const char *help_sentence(brief *b, const report_scenario_sum *sum)
{
    const char *fall = lode_report_i_figure_text(b->page, -sum->least, 0, "USD/t");
    if (sum->freed && sum->least < 0)
        return lode_report_i_say(b->page, word(b, "%s: up to %s less, and %zu occurrences gain a way."), sum->title,
                                 fall, sum->freed);
    if (sum->freed)
        return lode_report_i_say(b->page, word(b, "%s: %zu occurrences gain a way."), sum->title, sum->freed);
    return lode_report_i_say(b->page, word(b, "%s: up to %s less; countries better off: %zu."), sum->title, fall,
                             sum->cheaper);
}

static int most_helpful_first(const void *a, const void *b)
{
    const report_scenario_sum *x = a, *y = b;
    if (x->freed != y->freed)
        return x->freed > y->freed ? -1 : 1;
    double p = isnan(x->least) ? 0 : x->least, q = isnan(y->least) ? 0 : y->least;
    return p != q ? (p < q ? -1 : 1) : strcmp(x->scenario, y->scenario);
}

enum { MOST_CHANGES = 4 };

/* The next one takes as many ways with less: it says the same of fewer closures. */
static int outdone(const report_scenario_sum *sums, size_t n, size_t i)
{
    return sums[i].captive && i + 1 < n && sums[i + 1].captive == sums[i].captive;
}

/* Sorts the scenarios anew. */
static void add_changes(brief *b, report_scenario_sum *sums, size_t n)
{
    const char **items = b->page->failed ? NULL : LODE_NEW(b->page->arena, const char *, 2 * MOST_CHANGES);
    size_t n_items = 0, helps = 0;
    if (!items) {
        b->page->failed = 1;
        return;
    }
    for (size_t i = 0; i < n && n_items < MOST_CHANGES; i++)
        if (lode_report_i_scenario_harms(&sums[i]) && !outdone(sums, n, i))
            items[n_items++] = harm_sentence(b, &sums[i]);
    if (n > 1)
        qsort(sums, n, sizeof *sums, most_helpful_first);
    for (size_t i = 0; i < n && helps < MOST_CHANGES; i++)
        if (lode_report_i_scenario_helps(&sums[i]) && !lode_report_i_scenario_harms(&sums[i])) {
            items[n_items++] = help_sentence(b, &sums[i]);
            helps++;
        }
    lode_report_i_heading(b->page, 2, word(b, "What would change it"));
    if (n_items)
        lode_report_i_items(b->page, items, n_items);
    else
        lode_report_i_text(b->page, "%s", word(b, "No scenario of the case changes a best way."));
    if (n_items && !helps)
        lode_report_i_text(b->page, "%s", word(b, "No scenario of the case only helps."));
}

static void add_how_sure(brief *b)
{
    lode_report_i_heading(b->page, 2, word(b, "How to read it"));
    lode_report_i_text(
        b->page, "%s",
        word(
            b,
            "All figures are computed for the best way of each occurrence in the network of the case. Where this page "
            "says "
            "who can cut off what, a deposit's own country stays open to it; a scenario closes a country to everybody, "
            "its own deposits included, and so counts more losses. Outputs that are not reported are "
            "assumed, so tonnes compare places and forecast nothing. The annex has the formulas, the comparison with "
            "published figures, the parameters, and the command that repeats the run."));
}

void lode_report_i_build_brief(report_page *page, const report_source *s)
{
    enum { MOST_CHOKES = 5 };
    brief b = {page, s, lode_report_i_ranked(page, s), 0};
    size_t n_countries, n_chokes, n_sums;
    b.n = b.rows ? lode_table_rows(s->deposits) : 0;
    page->subtitle =
        lode_report_i_say(page, lode_report_i_word(page, "Two pages on %zu occurrences; %s"), b.n, s->title);
    lode_report_i_add_root_links(page, s);
    captives *list = count_all(&b, &n_countries), all = sum_of(list, list ? n_countries : 0);
    report_choke *chokes = lode_report_i_list_chokes(page, s, &n_chokes);
    report_scenario_sum *sums = lode_report_i_sum_scenarios(page, s, &n_sums);
    lode_report_i_heading(page, 2, word(&b, "What is captive to whom"));
    add_sentences(&b, list, n_countries);
    add_captives(&b, list, n_countries);
    add_five(&b, &all, chokes, n_chokes);
    add_how_sure(&b);
    report_block *map = lode_report_i_add_overview_map(page, s, b.rows, b.n);
    if (map)
        map->new_sheet = 1;
    add_changes(&b, sums, n_sums);
    if (n_chokes) {
        lode_report_i_heading(page, 2, word(&b, "Where it breaks first"));
        lode_report_i_add_choke_table(page, s, chokes, n_chokes < MOST_CHOKES ? n_chokes : MOST_CHOKES,
                                      word(&b, "The chokepoints whose loss costs most"));
    }
}
