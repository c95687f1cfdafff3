#include "report/plot.h"

#include <math.h>
#include <string.h>

#include "report/escape.h"
#include "report/format.h"

static const char *const paints[REPORT_N_PAINTS] = {
    [PAINT_INK] = "var(--ink,#1d2630)",  [PAINT_SOFT] = "var(--soft,#56616d)", [PAINT_LINE] = "var(--line,#d5dae0)",
    [PAINT_PAPER] = "var(--paper,#fff)", [PAINT_BAND] = "var(--band,#f3f6f9)", [PAINT_A] = "var(--plot-a,#0072b2)",
    [PAINT_B] = "var(--plot-b,#e8ad3c)", [PAINT_C] = "var(--plot-c,#b84a00)",
};

const char *lode_report_i_paint(report_paint paint)
{
    return paints[paint];
}

void lode_report_i_plot_open(report_plot *plot, report_page *page)
{
    *plot = (report_plot){.page = page};
}

const char *lode_report_i_plot_close(report_plot *plot, const char *title, const char *description, long height)
{
    lode_text whole = {0};
    lode_text_addf(&whole,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %ld\" "
                   "font-family=\"system-ui,'Noto Sans','Liberation Sans','DejaVu Sans',Arial,sans-serif\" "
                   "font-size=\"%d\" style=\"max-width:58rem;fill:%s\">\n<title>",
                   PLOT_WIDTH, height, PLOT_TEXT, paints[PAINT_INK]);
    lode_report_i_html(&whole, title);
    lode_text_add(&whole, "</title>\n<desc>");
    lode_report_i_html(&whole, description);
    lode_text_addf(&whole, "</desc>\n%s</svg>", lode_text_get(&plot->out));
    whole.failed |= plot->out.failed;
    lode_text_free(&plot->out);
    return lode_report_i_keep(plot->page, &whole);
}

/* ---- marks -------------------------------------------------------------------------------------------------- */

void lode_report_i_plot_box(report_plot *plot, long x, long y, long width, long height, report_paint paint,
                            const char *tip)
{
    if (width <= 0 || height <= 0)
        return;
    lode_text_addf(&plot->out, "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\" style=\"fill:%s\"", x, y, width,
                   height, paints[paint]);
    if (tip) {
        lode_text_add(&plot->out, "><title>");
        lode_report_i_html(&plot->out, tip);
        lode_text_add(&plot->out, "</title></rect>\n");
    } else {
        lode_text_add(&plot->out, "/>\n");
    }
}

void lode_report_i_plot_stripes(report_plot *plot, long x, long y, long width, long height)
{
    enum { APART = 6 };
    if (width < 2 || height <= 0)
        return;
    lode_text_addf(&plot->out, "<path style=\"stroke:%s\" stroke-width=\"2\" d=\"", paints[PAINT_INK]);
    for (long at = APART / 2; at < width; at += APART)
        lode_text_addf(&plot->out, "M%ld %ldv%ld", x + at, y, height);
    lode_text_add(&plot->out, "\"/>\n");
}

void lode_report_i_plot_line(report_plot *plot, long x0, long y0, long x1, long y1, report_paint paint, int width,
                             const char *dash)
{
    lode_text_addf(&plot->out, "<path style=\"stroke:%s\" stroke-width=\"%d\"%s%s%s d=\"M%ld %ldL%ld %ld\"/>\n",
                   paints[paint], width, dash ? " stroke-dasharray=\"" : "", dash ? dash : "", dash ? "\"" : "", x0, y0,
                   x1, y1);
}

/* ---- words -------------------------------------------------------------------------------------------------- */

void lode_report_i_plot_words(report_plot *plot, long x, long y, report_anchor anchor, int size, report_paint paint,
                              int bold, const char *words)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    lode_text_addf(&plot->out, "<text x=\"%ld\" y=\"%ld\"%s", x, y, anchors[anchor]);
    if (size != PLOT_TEXT)
        lode_text_addf(&plot->out, " font-size=\"%d\"", size);
    if (paint != PAINT_INK)
        lode_text_addf(&plot->out, " style=\"fill:%s\"", paints[paint]);
    lode_text_add(&plot->out, bold ? " font-weight=\"600\">" : ">");
    lode_report_i_html(&plot->out, words);
    lode_text_add(&plot->out, "</text>\n");
}

/* Capitals and wide letters count more than the mean, thin ones less; rather too much than too little. */
static long code_width(uint32_t code)
{
    if (code < 0x80 && strchr("iljtfr.,:;'|!()[]-/ ", (int)code) && code)
        return 36;
    if (code == 0x202f || code == 0xa0)
        return 30;
    if (code < 0x80 && strchr("MWmw@%", (int)code))
        return 90;
    if (code >= 'A' && code <= 'Z')
        return 70;
    return 58 * (long)lode_report_i_code_width(code);
}

long lode_report_i_plot_width(const char *words, int size)
{
    long hundredths = 0;
    for (uint32_t code; *words;) {
        words += lode_report_i_decode(words, &code);
        hundredths += code_width(code);
    }
    return (hundredths * size + 99) / 100;
}

/* Bytes of the text that fit into a width; whole says whether all do. */
static size_t bytes_that_fit(const char *words, int size, long width)
{
    long hundredths = 0;
    size_t fit = 0;
    for (uint32_t code; words[fit];) {
        size_t length = lode_report_i_decode(words + fit, &code);
        hundredths += code_width(code);
        if (hundredths * size > 100 * width)
            break;
        fit += length;
    }
    return fit;
}

const char *lode_report_i_plot_cut(report_page *page, const char *words, int size, long width)
{
    size_t fit = bytes_that_fit(words, size, width);
    if (!words[fit])
        return words;
    fit = bytes_that_fit(words, size, width - size);
    return lode_report_i_say(page, "%.*s\u2026", (int)fit, words);
}

/* Where a line of a width ends: behind the last space that fits, else in the middle of a word. */
static size_t line_end(const char *words, int size, long width)
{
    size_t fit = bytes_that_fit(words, size, width), space = fit;
    if (!words[fit])
        return fit;
    while (space > 0 && words[space] != ' ')
        space--;
    return space > 0 ? space : fit;
}

void lode_report_i_plot_label(report_plot *plot, long x, long y, long width, report_anchor anchor, const char *words)
{
    enum { LINE = 19 };
    size_t end = line_end(words, PLOT_TEXT, width);
    if (!words[end]) {
        lode_report_i_plot_words(plot, x, y + 6, anchor, PLOT_TEXT, PAINT_INK, 0, words);
        return;
    }
    end = line_end(words, PLOT_SMALL, width);
    const char *first = lode_report_i_say(plot->page, "%.*s", (int)end, words);
    const char *rest = words + end + (words[end] == ' ');
    const char *second = lode_report_i_plot_cut(plot->page, rest, PLOT_SMALL, width);
    lode_text_add(&plot->out, "<g>");
    if (second != rest) {
        lode_text_add(&plot->out, "<title>");
        lode_report_i_html(&plot->out, words);
        lode_text_add(&plot->out, "</title>");
    }
    lode_report_i_plot_words(plot, x, *second ? y - 3 : y + 6, anchor, PLOT_SMALL, PAINT_INK, 0, first);
    if (*second)
        lode_report_i_plot_words(plot, x, y - 3 + LINE, anchor, PLOT_SMALL, PAINT_INK, 0, second);
    lode_text_add(&plot->out, "</g>");
}

const char *lode_report_i_plot_figure(report_page *page, double value, int decimals, const char *unit)
{
    const char *text = lode_report_i_figure_text(page, value, decimals, unit);
    if (page->language != LODE_GERMAN || decimals == 0 || !isfinite(value))
        return text;
    size_t point = strcspn(text, ".");
    return text[point] ? lode_report_i_say(page, "%.*s,%s", (int)point, text, text + point + 1) : text;
}

/* ---- axes --------------------------------------------------------------------------------------------------- */

static double round_step(double rough)
{
    double power = pow(10, floor(log10(rough))), times = rough / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

int lode_report_i_axis(report_axis *axis, double least, double most, long from, long to, int most_ticks)
{
    if (!isfinite(least) || !isfinite(most) || most < least || fabs(least) > 1e15 || fabs(most) > 1e15)
        return 0;
    if (most - least < 1e-9 * fmax(1, fabs(most)))
        most = least + fmax(1, fabs(least) / 10);
    double step = round_step((most - least) / most_ticks);
    *axis = (report_axis){floor(least / step + 1e-9) * step, ceil(most / step - 1e-9) * step, step, from, to, 0};
    while (axis->decimals < 6 && fabs(step * pow(10, axis->decimals) - round(step * pow(10, axis->decimals))) > 1e-6)
        axis->decimals++;
    return 1;
}

long lode_report_i_axis_at(const report_axis *axis, double value)
{
    return axis->from + lround((value - axis->least) / (axis->most - axis->least) * (double)(axis->to - axis->from));
}

static int count_ticks(const report_axis *axis)
{
    return (int)lround((axis->most - axis->least) / axis->step);
}

long lode_report_i_plot_x_axis(report_plot *plot, const report_axis *axis, long top, long bottom, const char *title)
{
    for (int i = 0; i <= count_ticks(axis); i++) {
        double value = axis->least + i * axis->step;
        long x = lode_report_i_axis_at(axis, value);
        lode_report_i_plot_line(plot, x, top, x, bottom, PAINT_LINE, 1, NULL);
        lode_report_i_plot_words(plot, x, bottom + 21, ANCHOR_MIDDLE, PLOT_SMALL, PAINT_SOFT, 0,
                                 lode_report_i_plot_figure(plot->page, value, axis->decimals, NULL));
    }
    lode_report_i_plot_words(plot, axis->to, bottom + 44, ANCHOR_END, PLOT_SMALL, PAINT_SOFT, 0, title);
    return 54;
}

void lode_report_i_plot_y_axis(report_plot *plot, const report_axis *axis, long left, long right, const char *title)
{
    for (int i = 0; i <= count_ticks(axis); i++) {
        double value = axis->least + i * axis->step;
        long y = lode_report_i_axis_at(axis, value);
        lode_report_i_plot_line(plot, left, y, right, y, PAINT_LINE, 1, NULL);
        lode_report_i_plot_words(plot, left - 8, y + 5, ANCHOR_END, PLOT_SMALL, PAINT_SOFT, 0,
                                 lode_report_i_plot_figure(plot->page, value, axis->decimals, NULL));
    }
    lode_report_i_plot_words(plot, PLOT_MARGIN, lode_report_i_axis_at(axis, axis->most) - 14, ANCHOR_START, PLOT_SMALL,
                             PAINT_SOFT, 0, title);
}

/* ---- legend ------------------------------------------------------------------------------------------------- */

enum { KEY_LINE = 28, KEY_SYMBOL = 40, KEY_GAP = 22 };

/* Room for symbol and words; moves to the next line where there is none. Returns the words, cut where they must be. */
static const char *key_room(report_key *key, long symbol, const char *words)
{
    long width = symbol + lode_report_i_plot_width(words, PLOT_SMALL);
    if (key->x + width > PLOT_WIDTH - PLOT_MARGIN && key->x > PLOT_MARGIN) {
        key->x = PLOT_MARGIN;
        key->y += KEY_LINE;
    }
    return lode_report_i_plot_cut(key->plot->page, words, PLOT_SMALL, PLOT_WIDTH - 2 * PLOT_MARGIN - symbol);
}

static void key_words(report_key *key, long symbol, const char *words)
{
    lode_report_i_plot_words(key->plot, key->x + symbol, key->y + 5, ANCHOR_START, PLOT_SMALL, PAINT_INK, 0, words);
    key->x += symbol + lode_report_i_plot_width(words, PLOT_SMALL) + KEY_GAP;
}

void lode_report_i_key_box(report_key *key, report_paint paint, int striped, const char *words)
{
    words = key_room(key, KEY_SYMBOL, words);
    lode_report_i_plot_box(key->plot, key->x, key->y - 8, 32, 16, paint, NULL);
    if (striped)
        lode_report_i_plot_stripes(key->plot, key->x, key->y - 8, 32, 16);
    key_words(key, KEY_SYMBOL, words);
}

void lode_report_i_key_line(report_key *key, report_paint paint, int width, const char *dash, const char *words)
{
    words = key_room(key, KEY_SYMBOL, words);
    lode_report_i_plot_line(key->plot, key->x, key->y, key->x + 32, key->y, paint, width, dash);
    key_words(key, KEY_SYMBOL, words);
}

void lode_report_i_plot_number(report_plot *plot, long x, long y, size_t number)
{
    lode_text_addf(&plot->out,
                   "<circle cx=\"%ld\" cy=\"%ld\" r=\"11\" style=\"fill:%s;stroke:%s\" stroke-width=\"1.5\"/>"
                   "<text x=\"%ld\" y=\"%ld\" text-anchor=\"middle\" font-size=\"%d\">%zu</text>\n",
                   x, y, paints[PAINT_PAPER], paints[PAINT_INK], x, y + 5, number < 10 ? 14 : 12, number);
}

void lode_report_i_key_number(report_key *key, size_t number, const char *words)
{
    enum { SYMBOL = 29 };
    words = key_room(key, SYMBOL, words);
    lode_report_i_plot_number(key->plot, key->x + 11, key->y, number);
    key_words(key, SYMBOL, words);
}
