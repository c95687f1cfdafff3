/* Waterfall, ranges and rank probability: charts of rows with a label each. */
#include <math.h>

#include "report/charts.h"
#include "report/escape.h"

enum { LABEL_WIDTH = 240, LEFT = 264, RIGHT = 740, ROW = 40, BAR = 22, TOP = 10, TICKS = 6 };

static double known(double value)
{
    return isfinite(value) && value > 0 ? value : 0;
}

/* ---- waterfall ---------------------------------------------------------------------------------------------- */

static double fall_of(const report_fall *fall)
{
    return known(fall->parts[0]) + known(fall->parts[1]);
}

static void draw_parts(report_plot *plot, const report_waterfall *w, const report_axis *axis, double from,
                       const double parts[2], long y)
{
    for (int k = 0; k < 2; k++) {
        long x0 = lode_report_i_axis_at(axis, from), x1 = lode_report_i_axis_at(axis, from + known(parts[k]));
        const char *tip = lode_report_i_say(plot->page, "%s: %s", w->parts[k],
                                            lode_report_i_plot_figure(plot->page, known(parts[k]), w->decimals, NULL));
        lode_report_i_plot_box(plot, x0, y - BAR / 2, x1 - x0, BAR, k ? PAINT_B : PAINT_A, tip);
        if (k && x1 > x0)
            lode_report_i_plot_stripes(plot, x0, y - BAR / 2, x1 - x0, BAR);
        from += known(parts[k]);
    }
}

static void draw_fall(report_plot *plot, const report_waterfall *w, const report_axis *axis, double from, double total,
                      const report_fall *fall, long y)
{
    double value = fall_of(fall);
    lode_report_i_plot_label(plot, LEFT - 12, y, LABEL_WIDTH, ANCHOR_END, fall->label);
    draw_parts(plot, w, axis, from, fall->parts, y);
    long end = lode_report_i_axis_at(axis, from + value);
    const char *figure =
        lode_report_i_say(plot->page, "%s (%s)", lode_report_i_plot_figure(plot->page, value, w->decimals, NULL),
                          lode_report_i_plot_figure(plot->page, 100 * value / total, 0, "%"));
    lode_report_i_plot_words(plot, end + 8, y + 6, ANCHOR_START, PLOT_TEXT, PAINT_INK, 0, figure);
    lode_report_i_plot_line(plot, end, y + BAR / 2, end, y + ROW - BAR / 2, PAINT_SOFT, 1, "3 3");
}

static long draw_falls(report_plot *plot, const report_waterfall *w, const report_axis *axis, double total)
{
    double sum = 0, all[2] = {0, 0};
    long y = TOP + ROW / 2;
    for (size_t i = 0; i < w->n_falls; i++) {
        if (fall_of(&w->falls[i]) <= 0)
            continue;
        draw_fall(plot, w, axis, sum, total, &w->falls[i], y);
        sum += fall_of(&w->falls[i]);
        all[0] += known(w->falls[i].parts[0]);
        all[1] += known(w->falls[i].parts[1]);
        y += ROW;
    }
    lode_report_i_plot_words(plot, LEFT - 12, y + 6, ANCHOR_END, PLOT_TEXT, PAINT_INK, 1, w->total);
    draw_parts(plot, w, axis, 0, all, y);
    lode_report_i_plot_words(plot, lode_report_i_axis_at(axis, total) + 8, y + 6, ANCHOR_START, PLOT_TEXT, PAINT_INK, 1,
                             lode_report_i_plot_figure(plot->page, total, w->decimals, NULL));
    return y + ROW / 2;
}

const char *lode_report_i_waterfall(report_page *page, const report_waterfall *w)
{
    double total = 0;
    size_t n = 0;
    report_axis axis;
    for (size_t i = 0; i < w->n_falls; i++) {
        total += fall_of(&w->falls[i]);
        n += fall_of(&w->falls[i]) > 0;
    }
    if (page->failed || total <= 0 || !lode_report_i_axis(&axis, 0, total, LEFT, RIGHT, TICKS))
        return NULL;
    report_plot plot;
    lode_report_i_plot_open(&plot, page);
    long bottom = TOP + (long)(n + 1) * ROW;
    long below = lode_report_i_plot_x_axis(&plot, &axis, TOP, bottom, w->axis);
    draw_falls(&plot, w, &axis, total);
    report_key key = {&plot, PLOT_MARGIN, bottom + below + 16};
    lode_report_i_key_box(&key, PAINT_A, 0, w->parts[0]);
    lode_report_i_key_box(&key, PAINT_B, 1, w->parts[1]);
    return lode_report_i_plot_close(&plot, w->title, w->description, key.y + 20);
}

/* ---- ranges ------------------------------------------------------------------------------------------------- */

static int is_drawn(const report_range *r)
{
    return isfinite(r->low) && isfinite(r->middle) && isfinite(r->high);
}

/* How many are drawn, and over what. */
static size_t span_of(const report_ranges *r, double *least, double *most)
{
    size_t n = 0;
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t i = 0; i < r->n_ranges; i++) {
        if (!is_drawn(&r->ranges[i]))
            continue;
        *least = fmin(*least, fmin(r->ranges[i].low, r->ranges[i].middle));
        *most = fmax(*most, fmax(r->ranges[i].high, r->ranges[i].middle));
        n++;
    }
    return n;
}

static void draw_range(report_plot *plot, const report_ranges *r, const report_axis *axis, const report_range *range,
                       long y)
{
    long x0 = lode_report_i_axis_at(axis, fmin(range->low, range->high)),
         x1 = lode_report_i_axis_at(axis, fmax(range->low, range->high)),
         x = lode_report_i_axis_at(axis, range->middle);
    report_page *page = plot->page;
    const char *figure =
        lode_report_i_say(page, "%s (%s\u2013%s)", lode_report_i_plot_figure(page, range->middle, r->decimals, NULL),
                          lode_report_i_plot_figure(page, range->low, r->decimals, NULL),
                          lode_report_i_plot_figure(page, range->high, r->decimals, NULL));
    lode_report_i_plot_label(plot, LEFT - 12, y, LABEL_WIDTH, ANCHOR_END, range->label);
    lode_report_i_plot_box(plot, x0, y - BAR / 2, x1 > x0 ? x1 - x0 : 1, BAR, PAINT_B, figure);
    lode_report_i_plot_line(plot, x, y - BAR / 2 - 4, x, y + BAR / 2 + 4, PAINT_INK, 4, NULL);
    lode_report_i_plot_words(plot, (x1 > x ? x1 : x) + 10, y + 6, ANCHOR_START, PLOT_SMALL, PAINT_INK, 0, figure);
}

const char *lode_report_i_ranges(report_page *page, const report_ranges *r)
{
    double least, most;
    report_axis axis;
    size_t n = span_of(r, &least, &most), row = 0;
    /* from 0: lengths may be compared */
    if (page->failed || n == 0 || !lode_report_i_axis(&axis, fmin(0, least), most, LEFT, RIGHT, TICKS))
        return NULL;
    report_plot plot;
    lode_report_i_plot_open(&plot, page);
    long bottom = TOP + (long)n * ROW;
    long below = lode_report_i_plot_x_axis(&plot, &axis, TOP, bottom, r->axis);
    for (size_t i = 0; i < r->n_ranges; i++)
        if (is_drawn(&r->ranges[i]))
            draw_range(&plot, r, &axis, &r->ranges[i], TOP + ROW / 2 + (long)row++ * ROW);
    report_key key = {&plot, PLOT_MARGIN, bottom + below + 16};
    lode_report_i_key_box(&key, PAINT_B, 0, r->range_words);
    lode_report_i_key_line(&key, PAINT_INK, 4, NULL, r->middle_words);
    return lode_report_i_plot_close(&plot, r->title, r->description, key.y + 20);
}

/* ---- rank probability --------------------------------------------------------------------------------------- */

enum { CELL_TOP = 64, CELL_HIGH = 36, RANK_LEFT = 290 };

/* What is no certainty is not written as one. */
static const char *per_cent(report_page *page, double pct)
{
    if (pct > 99.5 && pct < 100)
        return ">99";
    if (pct > 0 && pct < 0.5)
        return "<1";
    return lode_report_i_plot_figure(page, pct, 0, NULL);
}

/* The surer, the darker: one hue, so that it holds in grey. */
static void draw_cell(report_plot *plot, long x, long y, long width, double pct)
{
    static const char *const fills[] = {"#f2f5f7", "#d3e6f2", "#a6cfe6", "#4f9cca", "#005a8c"};
    int shade = pct < 10 ? 0 : pct < 40 ? 1 : pct <= 60 ? 2 : pct <= 90 ? 3 : 4;
    lode_text_addf(&plot->out, "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%d\" fill=\"%s\"/>", x, y, width - 2,
                   CELL_HIGH - 2, fills[shade]);
    lode_text_addf(&plot->out, "<text x=\"%ld\" y=\"%ld\" text-anchor=\"middle\" font-size=\"%d\" style=\"fill:%s\">",
                   x + (width - 2) / 2, y + 23, PLOT_SMALL, shade == 4 ? "#fff" : "#10181f");
    lode_report_i_html(&plot->out, per_cent(plot->page, pct));
    lode_text_add(&plot->out, "</text>\n");
}

static void draw_rank_row(report_plot *plot, const report_ranks *r, size_t row, long width)
{
    long y = CELL_TOP + (long)row * CELL_HIGH;
    lode_report_i_plot_number(plot, PLOT_MARGIN + 12, y + CELL_HIGH / 2 - 1, row + 1);
    lode_report_i_plot_label(plot, PLOT_MARGIN + 34, y + CELL_HIGH / 2 - 1, LABEL_WIDTH, ANCHOR_START, r->labels[row]);
    for (size_t k = 0; k < r->n; k++) {
        double pct = r->before_pct[row * r->n + k];
        if (k != row && isfinite(pct))
            draw_cell(plot, RANK_LEFT + (long)k * width, y, width, pct);
    }
}

const char *lode_report_i_ranks(report_page *page, const report_ranks *r)
{
    if (page->failed || r->n < 2)
        return NULL;
    report_plot plot;
    lode_report_i_plot_open(&plot, page);
    long width = (PLOT_WIDTH - PLOT_MARGIN - RANK_LEFT) / (long)r->n;
    width = width > 90 ? 90 : width;
    lode_report_i_plot_words(&plot, RANK_LEFT, 20, ANCHOR_START, PLOT_SMALL, PAINT_SOFT, 0, r->heading);
    for (size_t k = 0; k < r->n; k++)
        lode_report_i_plot_number(&plot, RANK_LEFT + (long)k * width + width / 2 - 1, CELL_TOP - 18, k + 1);
    for (size_t row = 0; row < r->n; row++)
        draw_rank_row(&plot, r, row, width);
    return lode_report_i_plot_close(&plot, r->title, r->description, CELL_TOP + (long)r->n * CELL_HIGH + 8);
}
