/* What a page says of risk and ranges; nothing where they were not computed. */
#include <math.h>

#include "report/pages.h"
#include "report/tornado.h"

int lode_report_i_has_ranges(const report_source *s)
{
    return s->ranges && lode_table_rows(s->ranges) > 0;
}

const char *lode_report_i_range_text(report_page *page, const report_source *s, size_t row)
{
    double low = lode_report_i_headline(s, row, "g_p10_usd_t"), high = lode_report_i_headline(s, row, "g_p90_usd_t");
    if (isnan(low) || isnan(high))
        return "";
    return lode_report_i_say(page, " (%s\u2013%s)", lode_report_i_figure_text(page, low, 0, NULL),
                             lode_report_i_figure_text(page, high, 0, NULL));
}

static report_view rows_under_prefix(report_page *page, const report_source *s, const report_index *index,
                                     const char *deposit, const char *const *columns)
{
    report_view view = lode_report_i_rows_of(page, index, deposit, columns);
    lode_report_i_view_keep(&view, lode_report_i_keep_prefix, s->prefix);
    return view;
}

/* ---- how sure it is ----------------------------------------------------------------------------------------- */

static void add_range_words(report_page *page, const report_view *range)
{
    const lode_table *t = range->table;
    size_t row = range->rows[0];
    const char *first = lode_table_text(t, row, "check_first");
    if (isnan(lode_table_real(t, row, "g_p10_usd_t")))
        return;
    const char *words = lode_report_i_say(
        page,
        lode_report_i_word(page, "Tariffs are known within a factor only. In %s draws of all of them, G lies between "
                                 "%s and %s in eight of ten; the best corridor stays the best in %s of them."),
        lode_report_i_figure_text(page, lode_table_real(t, row, "draws"), 0, NULL),
        lode_report_i_figure_text(page, lode_table_real(t, row, "g_p10_usd_t"), 0, NULL),
        lode_report_i_figure_text(page, lode_table_real(t, row, "g_p90_usd_t"), 0, "USD/t"),
        lode_report_i_figure_text(page, lode_table_real(t, row, "best_stays_pct"), 0, "%"));
    if (first)
        lode_report_i_text(page, lode_report_i_word(page, "%s The fact to check first is the tariff %s."), words,
                           first);
    else
        lode_report_i_text(page, "%s", words);
}

static void draw_tornado(report_page *page, const report_source *s, const report_view *bars)
{
    report_swing *swings = page->failed ? NULL : LODE_NEW(page->arena, report_swing, bars->n_rows);
    if (!swings) {
        page->failed = 1;
        return;
    }
    for (size_t i = 0; i < bars->n_rows; i++)
        swings[i] = (report_swing){lode_report_i_or_empty(lode_table_text(bars->table, bars->rows[i], "tariff")),
                                   lode_table_real(bars->table, bars->rows[i], "low_usd_t"),
                                   lode_table_real(bars->table, bars->rows[i], "high_usd_t")};
    report_tornado tornado = {
        .title = lode_report_i_say(page, lode_report_i_word(page, "What moves G most: %s"), s->title),
        .description = lode_report_i_word(
            page, "One bar a tariff, the widest first: G when that tariff alone goes to its low and to its high "
                  "factor and the best way is searched again. The figures are those of the table below."),
        .unit = "USD/t",
        .base = lode_table_real(bars->table, bars->rows[0], "g_usd_t"),
        .swings = swings,
        .n_swings = bars->n_rows};
    lode_report_i_figure(page, lode_report_i_tornado(page, &tornado), tornado.title, tornado.description);
}

static void add_ranges(report_page *page, const report_source *s, const char *deposit)
{
    static const char *const range_columns[] = {
        "destination", "base",           "status", "g_usd_t",     "g_p10_usd_t",
        "g_p90_usd_t", "best_stays_pct", "n_ways", "check_first", "check_first_swing_usd_t",
        NULL};
    static const char *const bar_columns[] = {"rank",       "tariff",      "factor_low", "factor_high", "low_usd_t",
                                              "high_usd_t", "swing_usd_t", "confidence", "source",      NULL};
    report_view all = lode_report_i_rows_of(page, &s->ranges_of, deposit, range_columns);
    report_view range = rows_under_prefix(page, s, &s->ranges_of, deposit, range_columns);
    report_view bars = rows_under_prefix(page, s, &s->tornado_of, deposit, bar_columns);
    if (!all.n_rows)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, "How sure the cost is"));
    if (range.n_rows)
        add_range_words(page, &range);
    if (bars.n_rows)
        draw_tornado(page, s, &bars);
    lode_report_i_table(page, "tornado",
                        lode_report_i_say(page, lode_report_i_word(page, "The tariffs that move G most: %s"), s->title),
                        bars);
    report_block *block = lode_report_i_table(
        page, "ranges", lode_report_i_word(page, "Range of G for each destination and base, P10 to P90 of the draws"),
        all);
    if (block)
        block->note = lode_report_i_word(
            page, "Only tariffs move, between their factors low and high; entry charges, dwell times and speeds do "
                  "not. A range says nothing of closures.");
}

/* ---- closures by chance ------------------------------------------------------------------------------------- */

static void add_risk_words(report_page *page, const report_view *risk)
{
    const lode_table *t = risk->table;
    size_t row = risk->rows[0];
    double base = lode_table_real(t, row, "g_usd_t"), mean = lode_table_real(t, row, "expected_usd_t");
    double no_way = lode_table_real(t, row, "p_no_way"), dearer = lode_table_real(t, row, "p_dearer");
    if (isnan(base))
        return;
    if (isnan(mean))
        mean = lode_table_real(t, row, "expected_open_usd_t");
    lode_report_i_text(
        page,
        lode_report_i_word(
            page, "With the chances of closures in the case the way is dearer than open, or closed, in %s of the "
                  "time, and in %s no way is left. G is then %s on average, against %s when all is open."),
        lode_report_i_figure_text(page, 100 * dearer, 2, "%"), lode_report_i_figure_text(page, 100 * no_way, 2, "%"),
        lode_report_i_figure_text(page, mean, 1, "USD/t"), lode_report_i_figure_text(page, base, 1, "USD/t"));
}

static void add_risk(report_page *page, const report_source *s, const char *deposit)
{
    static const char *const columns[] = {"destination",
                                          "base",
                                          "status",
                                          "g_usd_t",
                                          "expected_usd_t",
                                          "expected_open_usd_t",
                                          "p99_usd_t",
                                          "cvar95_usd_t",
                                          "p_no_way",
                                          "p_dearer",
                                          "year_status",
                                          "year_mean_usd_t",
                                          "year_mean_error_usd_t",
                                          "year_p95_usd_t",
                                          "year_cvar95_usd_t",
                                          "captive_days",
                                          "p_captive_30",
                                          NULL};
    report_view all = lode_report_i_rows_of(page, &s->risk_of, deposit, columns);
    report_view main_row = rows_under_prefix(page, s, &s->risk_of, deposit, columns);
    if (!all.n_rows)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Closures by chance"));
    if (main_row.n_rows)
        add_risk_words(page, &main_row);
    report_block *block =
        lode_report_i_table(page, "risk", lode_report_i_word(page, "Risk for each destination and base"), all);
    if (block)
        block->note = lode_report_i_word(
            page, "How often closures come and how long they last are judgements (layer shocks). In the year risk "
                  "goods may wait for a way to open. K unknown: some state leaves no way, and what that is worth "
                  "is not known.");
}

void lode_report_i_add_chances(report_page *page, const report_source *s, const char *deposit)
{
    add_ranges(page, s, deposit);
    add_risk(page, s, deposit);
}
