#include "report/chart.h"

#include <math.h>

#include "report/escape.h"
#include "report/format.h"
#include "report/map.h"
#include "report/plot.h"

/* Light and dark in turn, so that neighbours part in grey too; hatching for the last ones. */
typedef struct part_style {
    const char *fill, *ink;
} part_style;

static const part_style part_styles[REPORT_MOST_PARTS] = {
    {"#0072B2", "#fff"}, {"#9fd3f2", "#1d2630"}, {"#b84a00", "#fff"}, {"#f3c766", "#1d2630"},
    {"#00694d", "#fff"}, {"#dcdfe3", "#1d2630"}, {"#7a8590", "#fff"}, {"#e7b3cf", "#1d2630"},
    {"#3d444b", "#fff"}, {"#f7f2b0", "#1d2630"},
};

enum {
    BAR_LEFT = 560,
    BAR_RIGHT = 1740,
    BAR_HIGH = 52,
    BAR_STEP = 78,
    BAR_TEXT = 26,
    CHART_WIDTH = 2000,
    KEY_LINE = 44
};

static double part_of(const report_bar *bar, size_t i)
{
    return isfinite(bar->parts[i]) && bar->parts[i] > 0 ? bar->parts[i] : 0;
}

static double bar_total(const report_chart *chart, const report_bar *bar)
{
    double total = 0;
    for (size_t i = 0; i < chart->n_parts; i++)
        total += part_of(bar, i);
    return total;
}

static double longest_bar(const report_chart *chart)
{
    double longest = 0;
    for (size_t i = 0; i < chart->n_bars; i++)
        longest = fmax(longest, bar_total(chart, &chart->bars[i]));
    return longest;
}

static void add_figure(lode_text *out, report_page *page, const report_chart *chart, double value)
{
    lode_text_add(out, lode_report_i_plot_figure(page, value, chart->decimals, NULL));
}

static void draw_part(lode_text *out, report_page *page, const report_chart *chart, size_t part, double value, long x0,
                      long x1, long y)
{
    lode_text figure = {0};
    add_figure(&figure, page, chart, value);
    lode_text_addf(
        out,
        "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%d\" fill=\"%s\" style=\"stroke:var(--paper,#fff)\" "
        "stroke-width=\"2\"><title>",
        x0, y, x1 - x0, BAR_HIGH, part_styles[part].fill);
    lode_report_i_html(out, chart->parts[part]);
    lode_text_addf(out, ": %s ", lode_text_get(&figure));
    lode_report_i_html(out, chart->unit);
    lode_text_add(out, "</title></rect>");
    if (lode_report_i_words_width(lode_text_get(&figure), BAR_TEXT) + 8 < x1 - x0) {
        lode_text_addf(out, "<text x=\"%ld\" y=\"%ld\" style=\"fill:%s\" text-anchor=\"middle\">%s</text>",
                       (x0 + x1) / 2, y + 35L, part_styles[part].ink, lode_text_get(&figure));
    }
    lode_text_add(out, "\n");
    out->failed |= figure.failed;
    lode_text_free(&figure);
}

static void draw_bar(lode_text *out, report_page *page, const report_chart *chart, const report_bar *bar,
                     double longest, long y)
{
    double scale = (BAR_RIGHT - BAR_LEFT) / longest, sum = 0;
    lode_text total = {0};
    lode_report_i_svg_text(out, BAR_LEFT - 18, y + 35, "text-anchor=\"end\"",
                           lode_report_i_plot_cut(page, bar->label, BAR_TEXT, BAR_LEFT - 30));
    for (size_t i = 0; i < chart->n_parts; i++) {
        double value = part_of(bar, i);
        long x0 = BAR_LEFT + lround(sum * scale), x1 = BAR_LEFT + lround((sum + value) * scale);
        sum += value;
        if (x1 > x0)
            draw_part(out, page, chart, i, value, x0, x1, y);
    }
    add_figure(&total, page, chart, sum);
    lode_text_addf(&total, " %s", chart->unit);
    lode_report_i_svg_text(out, BAR_LEFT + lround(sum * scale) + 14, y + 35, "font-weight=\"600\"",
                           lode_text_get(&total));
    lode_text_add(out, "\n");
    out->failed |= total.failed;
    lode_text_free(&total);
}

static long draw_key(lode_text *out, const report_chart *chart, long top)
{
    long x = 20, y = top + 30;
    for (size_t i = 0; i < chart->n_parts; i++) {
        long width = 46 + lode_report_i_words_width(chart->parts[i], BAR_TEXT) + 40;
        if (x + width > CHART_WIDTH && x > 20) {
            x = 20;
            y += KEY_LINE;
        }
        lode_text_addf(out, "<rect x=\"%ld\" y=\"%ld\" width=\"32\" height=\"26\" fill=\"%s\" stroke=\"#56616d\"/>", x,
                       y - 20, part_styles[i].fill);
        lode_report_i_svg_text(out, x + 44, y + 2, "", chart->parts[i]);
        x += width;
    }
    return y + 24;
}

const char *lode_report_i_chart(report_page *page, const report_chart *chart)
{
    double longest = longest_bar(chart);
    if (longest <= 0 || page->failed)
        return NULL;
    lode_text body = {0}, out = {0};
    for (size_t i = 0; i < chart->n_bars; i++)
        draw_bar(&body, page, chart, &chart->bars[i], longest, 10 + (long)i * BAR_STEP);
    long base = 10 + (long)chart->n_bars * BAR_STEP, height = draw_key(&body, chart, base);
    lode_text_addf(&out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %ld\" "
                   "font-family=\"system-ui,'Noto Sans','Liberation Sans','DejaVu Sans',Arial,sans-serif\" "
                   "font-size=\"%d\" style=\"fill:var(--ink,#1d2630)\">\n<title>",
                   CHART_WIDTH, height, BAR_TEXT);
    lode_report_i_html(&out, chart->title);
    lode_text_add(&out, "</title>\n<desc>");
    lode_report_i_html(&out, chart->description);
    lode_text_addf(&out,
                   "</desc>\n%s<path style=\"stroke:var(--ink,#1d2630)\" stroke-width=\"3\" d=\"M%d 4V%ld\"/></svg>",
                   lode_text_get(&body), BAR_LEFT, base - 18);
    out.failed |= body.failed;
    lode_text_free(&body);
    return lode_report_i_keep(page, &out);
}
