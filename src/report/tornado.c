#include "report/tornado.h"

#include <math.h>

#include "report/escape.h"
#include "report/format.h"
#include "report/map.h"
#include "report/plot.h"

enum { LEFT = 760, RIGHT = 1840, HIGH = 44, STEP = 66, TOP = 60, TEXT_SIZE = 26, WIDTH = 2000 };

typedef struct scale {
    double least, most;
} scale;

static long place(const scale *s, double value)
{
    return LEFT + lround((value - s->least) / (s->most - s->least) * (RIGHT - LEFT));
}

/* 0: nothing to draw. */
static int span(const report_tornado *t, scale *s)
{
    *s = (scale){t->base, t->base};
    for (size_t i = 0; i < t->n_swings; i++) {
        s->least = fmin(s->least, fmin(t->swings[i].low, t->swings[i].high));
        s->most = fmax(s->most, fmax(t->swings[i].low, t->swings[i].high));
        if (!isfinite(t->swings[i].low) || !isfinite(t->swings[i].high))
            return 0;
    }
    return isfinite(t->base) && s->most > s->least;
}

static void draw_side(lode_text *out, long from, long to, long y, const char *fill)
{
    if (to > from)
        lode_text_addf(out, "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%d\" fill=\"%s\"/>", from, y, to - from,
                       HIGH, fill);
}

static void draw_figure(lode_text *out, report_page *page, const report_tornado *t, double value, long x, long y,
                        const char *anchor)
{
    lode_text figure = {0};
    lode_text_add(&figure, lode_report_i_plot_figure(page, value, t->decimals, NULL));
    lode_report_i_svg_text(out, x, y, anchor, lode_text_get(&figure));
    out->failed |= figure.failed;
    lode_text_free(&figure);
}

static void draw_swing(lode_text *out, report_page *page, const report_tornado *t, const scale *s,
                       const report_swing *swing, long y)
{
    double low = fmin(swing->low, swing->high), high = fmax(swing->low, swing->high);
    long x0 = place(s, low), x1 = place(s, high), middle = place(s, fmin(fmax(t->base, low), high));
    lode_report_i_svg_text(out, 20, y + 31, "", lode_report_i_plot_cut(page, swing->label, TEXT_SIZE, LEFT - 150));
    draw_side(out, x0, middle, y, "#9fd3f2");
    draw_side(out, middle, x1, y, "#b84a00");
    draw_figure(out, page, t, low, x0 - 12, y + 31, "text-anchor=\"end\"");
    draw_figure(out, page, t, high, x1 + 12, y + 31, "");
    lode_text_add(out, "\n");
}

static void draw_base(lode_text *out, report_page *page, const report_tornado *t, const scale *s, long bottom)
{
    lode_text figure = {0};
    long x = place(s, t->base);
    lode_text_add(&figure, lode_report_i_plot_figure(page, t->base, t->decimals, NULL));
    lode_text_addf(&figure, " %s", t->unit);
    lode_report_i_svg_text(out, x, TOP - 24, "text-anchor=\"middle\" font-weight=\"600\"", lode_text_get(&figure));
    lode_text_addf(out, "<path style=\"stroke:var(--ink,#1d2630)\" stroke-width=\"3\" d=\"M%ld %dV%ld\"/>", x, TOP - 12,
                   bottom);
    out->failed |= figure.failed;
    lode_text_free(&figure);
}

const char *lode_report_i_tornado(report_page *page, const report_tornado *t)
{
    scale s;
    if (page->failed || !span(t, &s))
        return NULL;
    lode_text out = {0};
    long bottom = TOP + (long)t->n_swings * STEP;
    lode_text_addf(&out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %ld\" "
                   "font-family=\"system-ui,'Noto Sans','Liberation Sans','DejaVu Sans',Arial,sans-serif\" "
                   "font-size=\"%d\" style=\"fill:var(--ink,#1d2630)\">\n<title>",
                   WIDTH, bottom + 10, TEXT_SIZE);
    lode_report_i_html(&out, t->title);
    lode_text_add(&out, "</title>\n<desc>");
    lode_report_i_html(&out, t->description);
    lode_text_add(&out, "</desc>\n");
    for (size_t i = 0; i < t->n_swings; i++)
        draw_swing(&out, page, t, &s, &t->swings[i], TOP + (long)i * STEP);
    draw_base(&out, page, t, &s, bottom);
    lode_text_add(&out, "</svg>");
    return lode_report_i_keep(page, &out);
}
