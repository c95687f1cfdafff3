/* Each scenario of the case against the base open: what it takes, what it gives, country by country. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/pages.h"

static const double telling_usd_t = 0.005; /* what rounds to nothing changes nothing */

static const char *title_of(const report_page *page, const lode_table *t, size_t row)
{
    const char *title = lode_table_text(t, row, page->language == LODE_GERMAN ? "title_de" : "title_en");
    return title && *title ? title : lode_report_i_or_empty(lode_table_text(t, row, "scenario"));
}

static size_t count_of(const lode_table *t, size_t row, const char *column)
{
    double n = lode_table_real(t, row, column);
    return n > 0 ? (size_t)n : 0;
}

static void add_country(report_scenario_sum *sum, const lode_table *t, size_t row)
{
    const char *status = lode_report_i_or_empty(lode_table_text(t, row, "status"));
    double days = lode_table_real(t, row, "delta_median_days");
    sum->deposits += count_of(t, row, "n_deposits");
    sum->ways += count_of(t, row, "n_reachable") + count_of(t, row, "n_uneconomic");
    sum->uneconomic += count_of(t, row, "n_uneconomic");
    sum->captive += count_of(t, row, "n_captive");
    sum->freed += count_of(t, row, "n_freed");
    sum->dearer += (size_t)(strcmp(status, "dearer") == 0 || strcmp(status, "captive") == 0);
    sum->cheaper += (size_t)(strcmp(status, "cheaper") == 0);
    sum->least = fmin(sum->least, lode_table_real(t, row, "delta_g_least_usd_t"));
    sum->most = fmax(sum->most, lode_table_real(t, row, "delta_g_most_usd_t"));
    if (!isnan(days) && !(fabs(days) <= fabs(sum->days)))
        sum->days = days;
}

int lode_report_i_scenario_harms(const report_scenario_sum *sum)
{
    return sum->captive > 0 || sum->most > telling_usd_t;
}

int lode_report_i_scenario_helps(const report_scenario_sum *sum)
{
    return sum->freed > 0 || sum->least < -telling_usd_t;
}

static int compare_reals(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

static int worst_first(const void *a, const void *b)
{
    const report_scenario_sum *x = a, *y = b;
    if (x->captive != y->captive)
        return x->captive > y->captive ? -1 : 1;
    int order = compare_reals(y->most, x->most);
    order = order ? order : compare_reals(x->least, y->least);
    return order ? order : strcmp(x->scenario, y->scenario);
}

static report_scenario_sum *find_sum(report_scenario_sum *sums, size_t *n, const report_page *page, const lode_table *t,
                                     size_t row)
{
    const char *id = lode_report_i_or_empty(lode_table_text(t, row, "scenario"));
    for (size_t i = 0; i < *n; i++)
        if (strcmp(sums[i].scenario, id) == 0)
            return &sums[i];
    sums[*n] =
        (report_scenario_sum){.scenario = id, .title = title_of(page, t, row), .least = NAN, .most = NAN, .days = NAN};
    return &sums[(*n)++];
}

report_scenario_sum *lode_report_i_sum_scenarios(report_page *page, const report_source *s, size_t *n)
{
    const lode_table *t = s->scenarios;
    size_t rows = t ? lode_table_rows(t) : 0;
    report_scenario_sum *sums = rows && !page->failed ? LODE_NEW(page->arena, report_scenario_sum, rows) : NULL;
    *n = 0;
    if (!sums) {
        page->failed |= rows > 0;
        return NULL;
    }
    for (size_t row = 0; row < rows; row++)
        if (lode_report_i_is_main_destination(s, t, row))
            add_country(find_sum(sums, n, page, t, row), t, row);
    if (*n > 1)
        qsort(sums, *n, sizeof *sums, worst_first);
    return *n ? sums : NULL;
}

static const lode_column sum_columns[] = {{"title", LODE_TEXT, "", "Scenario", "", 0},
                                          {"scenario", LODE_TEXT, "", "Id", "", 0},
                                          {"n_ways", LODE_INT, "", "With a way", "", 0},
                                          {"n_uneconomic", LODE_INT, "", "of these too dear", "", 0},
                                          {"n_captive", LODE_INT, "", "Lose their way", "", 0},
                                          {"n_freed", LODE_INT, "", "Gain a way", "", 0},
                                          {"n_dearer", LODE_INT, "", "Countries worse off", "", 0},
                                          {"n_cheaper", LODE_INT, "", "Countries better off", "", 0},
                                          {"delta_g_least_usd_t", LODE_REAL, "USD/t", "Largest fall of G", "", 1},
                                          {"delta_g_most_usd_t", LODE_REAL, "USD/t", "Largest rise of G", "", 1},
                                          {"delta_days", LODE_REAL, "d", "Change of days", "", 1}};

static void set_sum(lode_table *t, const report_scenario_sum *sum)
{
    lode_table_add(t);
    lode_table_set_text(t, "title", sum->title);
    lode_table_set_text(t, "scenario", sum->scenario);
    lode_table_set_int(t, "n_ways", (int64_t)sum->ways);
    lode_table_set_int(t, "n_uneconomic", (int64_t)sum->uneconomic);
    lode_table_set_int(t, "n_captive", (int64_t)sum->captive);
    lode_table_set_int(t, "n_freed", (int64_t)sum->freed);
    lode_table_set_int(t, "n_dearer", (int64_t)sum->dearer);
    lode_table_set_int(t, "n_cheaper", (int64_t)sum->cheaper);
    if (sum->least < 0)
        lode_table_set_real(t, "delta_g_least_usd_t", sum->least);
    if (sum->most > 0)
        lode_table_set_real(t, "delta_g_most_usd_t", sum->most);
    lode_table_set_real(t, "delta_days", sum->days);
}

typedef int (*choose_fn)(const report_scenario_sum *sum);

static int only_helps(const report_scenario_sum *sum)
{
    return lode_report_i_scenario_helps(sum) && !lode_report_i_scenario_harms(sum);
}

static void add_sums(report_page *page, const report_scenario_sum *sums, size_t n, const char *key, const char *heading,
                     const char *caption, choose_fn choose)
{
    lode_table *t = lode_report_i_word_table(page, key, sum_columns, sizeof sum_columns / sizeof *sum_columns);
    for (size_t i = 0; t && i < n; i++)
        if (choose(&sums[i]))
            set_sum(t, &sums[i]);
    if (!t || lode_table_rows(t) == 0)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, heading));
    report_block *block =
        lode_report_i_table(page, key, lode_report_i_word(page, caption), lode_report_i_page_view(page, t));
    if (block)
        block->note =
            lode_report_i_word(page, "Falls and rises of G are those of the occurrence that gains or loses most "
                                     "among those with a way in both; days: the median of the country where it "
                                     "moves most. Who loses the way has no figure. A scenario closes a country "
                                     "to everybody, its own deposits included.");
}

/* Titles of the scenarios that change nothing, in one sentence. */
static void add_unchanged(report_page *page, const report_scenario_sum *sums, size_t n)
{
    const char *list = NULL;
    for (size_t i = 0; i < n; i++)
        if (!lode_report_i_scenario_harms(&sums[i]) && !lode_report_i_scenario_helps(&sums[i]))
            list = list ? lode_report_i_say(page, "%s; %s", list, sums[i].title) : sums[i].title;
    if (list)
        lode_report_i_text(page, lode_report_i_word(page, "No deposit's best way changes under: %s."), list);
}

static const lode_column change_columns[] = {{"title", LODE_TEXT, "", "Scenario", "", 0},
                                             {"country_name", LODE_TEXT, "", "Country", "", 0},
                                             {"status", LODE_TEXT, "", "Outcome", "", 0},
                                             {"n_deposits", LODE_INT, "", "Occurrences", "", 0},
                                             {"n_reachable", LODE_INT, "", "With a way", "", 0},
                                             {"n_uneconomic", LODE_INT, "", "Too dear", "", 0},
                                             {"n_captive", LODE_INT, "", "Lose their way", "", 0},
                                             {"n_freed", LODE_INT, "", "Gain a way", "", 0},
                                             {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "", 1},
                                             {"delta_g_median_usd_t", LODE_REAL, "USD/t", "Median change of G", "", 1},
                                             {"delta_g_least_usd_t", LODE_REAL, "USD/t", "Least change of G", "", 1},
                                             {"delta_g_most_usd_t", LODE_REAL, "USD/t", "Largest change of G", "", 1},
                                             {"delta_median_days", LODE_REAL, "d", "Median change of days", "", 1}};

static void copy_figures(lode_table *to, const lode_table *from, size_t row)
{
    for (size_t c = 3; c < sizeof change_columns / sizeof *change_columns; c++) {
        const char *name = change_columns[c].name;
        double value = lode_table_real(from, row, name);
        if (change_columns[c].type == LODE_REAL)
            lode_table_set_real(to, name, value);
        else if (!isnan(value))
            lode_table_set_int(to, name, (int64_t)value);
    }
}

/* Every country that a scenario changes, scenarios in the order of their harm. */
static void add_changes(report_page *page, const report_source *s, const report_scenario_sum *sums, size_t n)
{
    const lode_table *from = s->scenarios;
    lode_table *t =
        lode_report_i_word_table(page, "changes", change_columns, sizeof change_columns / sizeof *change_columns);
    for (size_t i = 0; t && i < n; i++)
        for (size_t row = 0; row < lode_table_rows(from); row++) {
            const char *id = lode_table_text(from, row, "scenario"), *status = lode_table_text(from, row, "status");
            if (!id || strcmp(id, sums[i].scenario) != 0 || !lode_report_i_is_main_destination(s, from, row) ||
                !status || strcmp(status, "unchanged") == 0 || strcmp(status, "unreachable") == 0)
                continue;
            lode_table_add(t);
            lode_table_set_text(t, "title", sums[i].title);
            lode_table_set_text(t, "country_name", lode_report_i_domain_name(s, lode_table_text(from, row, "country")));
            lode_table_set_text(t, "status", lode_report_i_word(page, status));
            copy_figures(t, from, row);
        }
    if (!t || lode_table_rows(t) == 0)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Country by country"));
    report_block *block =
        lode_report_i_table(page, "changes", lode_report_i_word(page, "Countries that a scenario changes"),
                            lode_report_i_page_view(page, t));
    if (block)
        block->note = lode_report_i_word(page, "Countries without a change are left out; the layer scenarios of the "
                                               "GeoPackage has every row and destination.");
}

void lode_report_i_build_scenarios(report_page *page, const report_source *s)
{
    size_t n;
    report_scenario_sum *sums = lode_report_i_sum_scenarios(page, s, &n);
    page->subtitle = lode_report_i_say(
        page, lode_report_i_word(page, "Each scenario against the open network; main destination of the report: %s"),
        s->title);
    lode_report_i_add_root_links(page, s);
    add_sums(page, sums, n, "harm", "What takes ways away or makes them dearer", "Scenarios that harm, the worst first",
             lode_report_i_scenario_harms);
    add_sums(page, sums, n, "help", "What opens ways or makes them cheaper", "Scenarios that only help", only_helps);
    add_unchanged(page, sums, n);
    add_changes(page, s, sums, n);
}
