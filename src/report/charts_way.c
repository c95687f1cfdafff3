/* Charts along a way: the profile of cost and hours, and the time-space diagram. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "report/charts.h"

enum { LEFT = 78, RIGHT = 868, STRIP = 24, PANEL = 190, GAP = 46, LEVEL = 25, MOST_LEVELS = 5, NUMBER_WIDE = 24 };

static const char *word(const report_plot *plot, const char *english)
{
    return lode_report_i_word(plot->page, english);
}

static int is_sound(const report_way *way)
{
    for (size_t i = 0; i < way->n_stops; i++)
        if (!isfinite(way->stops[i].km) || !isfinite(way->stops[i].hours) || !isfinite(way->stops[i].plan_hours) ||
            !isfinite(way->stops[i].usd))
            return 0;
    return way->n_stops > 0 && way->stops[way->n_stops - 1].km > 0 && way->stops[way->n_stops - 1].hours > 0;
}

/* ---- numbers of the borders --------------------------------------------------------------------------------- */

/* Puts a number where none of its level stands: at `at` in a free level, else behind the last of the highest one. */
typedef struct levels {
    long last[MOST_LEVELS];
    int used;
} levels;

static int level_for(levels *l, long *at)
{
    for (int i = 0; i < MOST_LEVELS; i++)
        if (i >= l->used || *at - l->last[i] >= NUMBER_WIDE) {
            l->used = i >= l->used ? i + 1 : l->used;
            l->last[i] = *at;
            return i;
        }
    l->last[MOST_LEVELS - 1] += NUMBER_WIDE;
    *at = l->last[MOST_LEVELS - 1];
    return MOST_LEVELS - 1;
}

static long border_at(const report_axis *axis, const report_border *border)
{
    return lode_report_i_axis_at(axis, border->km);
}

static int count_levels(const report_way *way, const report_axis *axis)
{
    levels l = {0};
    for (size_t i = 0; i < way->n_borders; i++) {
        long at = border_at(axis, &way->borders[i]);
        level_for(&l, &at);
    }
    return l.used;
}

static long draw_key(const report_way *way, report_key key)
{
    for (size_t i = 0; i < way->n_borders; i++)
        lode_report_i_key_number(&key, i + 1, way->borders[i].name);
    return key.y + 20;
}

/* ---- profile ------------------------------------------------------------------------------------------------ */

/* The name of a domain where it fits, else its code, else nothing. */
static const char *name_that_fits(const char *name, const char *code, long width)
{
    const char *const words[] = {name, code};
    for (size_t i = 0; i < 2; i++)
        if (words[i] && lode_report_i_plot_width(words[i], PLOT_SMALL) + 6 <= width)
            return words[i];
    return NULL;
}

/* Grounds that change at each border, with the names of the domains. */
static void draw_strip(report_plot *plot, const report_way *way, const report_axis *axis, long top, long bottom)
{
    const char *name = way->domain, *code = way->code;
    double from = 0, end = way->stops[way->n_stops - 1].km;
    for (size_t i = 0; i <= way->n_borders; i++) {
        double to = i < way->n_borders ? way->borders[i].km : end;
        long x0 = lode_report_i_axis_at(axis, from), x1 = lode_report_i_axis_at(axis, to);
        const char *words = name_that_fits(name, code, x1 - x0);
        if (i % 2)
            lode_report_i_plot_box(plot, x0, top, x1 - x0, bottom - top, PAINT_BAND, NULL);
        if (words)
            lode_report_i_plot_words(plot, (x0 + x1) / 2, top + 17, ANCHOR_MIDDLE, PLOT_SMALL, PAINT_SOFT, 0, words);
        name = i < way->n_borders ? way->borders[i].domain : NULL;
        code = i < way->n_borders ? way->borders[i].code : NULL;
        from = to;
    }
}

static void draw_borders(report_plot *plot, const report_way *way, const report_axis *axis, long top, long bottom)
{
    levels l = {0};
    for (size_t i = 0; i < way->n_borders; i++) {
        long x = border_at(axis, &way->borders[i]), at = x;
        int level = level_for(&l, &at);
        long y = top - 14 - level * LEVEL;
        lode_report_i_plot_line(plot, x, y, x, bottom, PAINT_SOFT, 1, "4 4");
        lode_report_i_plot_number(plot, at, y, i + 1);
    }
}

typedef double (*stop_fn)(const report_stop *stop);

static double usd_of(const report_stop *stop)
{
    return stop->usd;
}

static double hours_of(const report_stop *stop)
{
    return stop->hours;
}

static double plan_of(const report_stop *stop)
{
    return stop->plan_hours;
}

static void draw_curve(report_plot *plot, const report_way *way, const report_axis *x, const report_axis *y,
                       stop_fn value, report_paint paint, const char *dash)
{
    lode_text_addf(
        &plot->out,
        "<path fill=\"none\" style=\"stroke:%s\" stroke-width=\"3\" stroke-linejoin=\"round\"%s%s%s d=\"M%ld %ld",
        lode_report_i_paint(paint), dash ? " stroke-dasharray=\"" : "", dash ? dash : "", dash ? "\"" : "",
        lode_report_i_axis_at(x, 0), lode_report_i_axis_at(y, 0));
    for (size_t i = 0; i < way->n_stops; i++)
        lode_text_addf(&plot->out, "L%ld %ld", lode_report_i_axis_at(x, way->stops[i].km),
                       lode_report_i_axis_at(y, value(&way->stops[i])));
    lode_text_add(&plot->out, "\"/>\n");
}

/* The sum at the end of the way: right of it where there is room, else before it, above the curve (down < 0) or below.
 */
static void draw_end(report_plot *plot, const report_way *way, const report_axis *x, const report_axis *y,
                     stop_fn value, const char *unit, long down)
{
    enum { ABOVE = -9, BELOW = 34, MIDDLE = 6 };
    const report_stop *end = &way->stops[way->n_stops - 1];
    const char *figure = lode_report_i_plot_figure(plot->page, value(end), 0, unit);
    long at = lode_report_i_axis_at(x, end->km), line = lode_report_i_axis_at(y, value(end));
    int room = at + 10 + lode_report_i_plot_width(figure, PLOT_TEXT) <= PLOT_WIDTH;
    lode_report_i_plot_words(plot, room ? at + 8 : at,
                             line + (room       ? MIDDLE + down
                                     : down < 0 ? ABOVE
                                                : BELOW),
                             room ? ANCHOR_START : ANCHOR_END, PLOT_TEXT, PAINT_INK, 1, figure);
}

/* How far two figures at the end must stand off their curves, so that one does not lie upon the other. */
static long close_by(const report_way *way, const report_axis *y)
{
    const report_stop *end = &way->stops[way->n_stops - 1];
    long apart = labs(lode_report_i_axis_at(y, end->plan_hours) - lode_report_i_axis_at(y, end->hours));
    return apart < 22 ? (22 - apart) / 2 + 1 : 1;
}

const char *lode_report_i_profile(report_page *page, const report_way *way)
{
    enum { TICKS = 8, Y_TICKS = 4 };
    report_axis x, cost, hours;
    const report_stop *end = way->n_stops ? &way->stops[way->n_stops - 1] : NULL;
    if (page->failed || !is_sound(way) || !lode_report_i_axis(&x, 0, end->km, LEFT, RIGHT, TICKS))
        return NULL;
    long strip = 20 + (long)count_levels(way, &x) * LEVEL, one = strip + STRIP + 34, two = one + PANEL + GAP;
    if (!lode_report_i_axis(&cost, 0, end->usd, one + PANEL, one, Y_TICKS) ||
        !lode_report_i_axis(&hours, 0, fmax(end->hours, end->plan_hours), two + PANEL, two, Y_TICKS))
        return NULL;
    report_plot plot;
    lode_report_i_plot_open(&plot, page);
    draw_strip(&plot, way, &x, strip, two + PANEL);
    long below = lode_report_i_plot_x_axis(&plot, &x, strip + STRIP, two + PANEL, word(&plot, "km from the deposit"));
    lode_report_i_plot_y_axis(&plot, &cost, LEFT, RIGHT, word(&plot, "G so far, USD/t"));
    lode_report_i_plot_y_axis(&plot, &hours, LEFT, RIGHT, word(&plot, "hours so far"));
    draw_borders(&plot, way, &x, strip, two + PANEL);
    draw_curve(&plot, way, &x, &cost, usd_of, PAINT_A, NULL);
    draw_curve(&plot, way, &x, &hours, plan_of, PAINT_C, "9 6");
    draw_curve(&plot, way, &x, &hours, hours_of, PAINT_A, NULL);
    draw_end(&plot, way, &x, &cost, usd_of, "USD/t", -1);
    draw_end(&plot, way, &x, &hours, plan_of, "h", -close_by(way, &hours));
    draw_end(&plot, way, &x, &hours, hours_of, "h", close_by(way, &hours));
    report_key key = {&plot, PLOT_MARGIN, two + PANEL + below + 16};
    lode_report_i_key_line(&key, PAINT_A, 3, NULL, word(&plot, "mean"));
    lode_report_i_key_line(&key, PAINT_C, 3, "9 6", word(&plot, "with the buffer to plan for"));
    key = (report_key){&plot, PLOT_MARGIN, key.y + 30};
    return lode_report_i_plot_close(&plot, way->title, way->description, draw_key(way, key));
}

/* ---- time and space ----------------------------------------------------------------------------------------- */

typedef struct mode_style {
    const char *mode, *words;
    report_paint paint;
    int width;
    const char *dash;
} mode_style;

static const mode_style mode_styles[] = {
    {"rail", "rail", PAINT_A, 4, NULL},
    {"road", "road", PAINT_C, 4, "8 4"},
    {"sea", "sea", PAINT_B, 6, NULL},
    {"air", "air", PAINT_INK, 3, "2 4"},
    {"track", "access leg", PAINT_SOFT, 4, "4 3"},
};
enum { N_MODES = sizeof mode_styles / sizeof *mode_styles };

static const mode_style *style_of(const char *mode)
{
    for (size_t i = 0; mode && i < N_MODES; i++)
        if (strcmp(mode_styles[i].mode, mode) == 0)
            return &mode_styles[i];
    return NULL;
}

static double days(double hours)
{
    return hours / 24;
}

static void draw_legs(report_plot *plot, const report_way *way, const report_axis *x, const report_axis *y)
{
    report_stop before = {0};
    for (size_t i = 0; i < way->n_stops; i++) {
        const report_stop *s = &way->stops[i];
        const mode_style *style = style_of(s->mode);
        long x0 = lode_report_i_axis_at(x, days(before.hours)), x1 = lode_report_i_axis_at(x, days(s->hours));
        long y0 = lode_report_i_axis_at(y, before.km), y1 = lode_report_i_axis_at(y, s->km);
        before = *s;
        if (x0 == x1 && y0 == y1)
            continue;
        lode_report_i_plot_line(plot, x0, y0, x1, y1, style ? style->paint : PAINT_INK, style ? style->width : 7,
                                style ? style->dash : NULL);
    }
}

static void draw_plan(report_plot *plot, const report_way *way, const report_axis *x, const report_axis *y)
{
    lode_text_addf(&plot->out,
                   "<path fill=\"none\" style=\"stroke:%s\" stroke-width=\"2\" stroke-dasharray=\"9 6\" d=\"M%ld %ld",
                   lode_report_i_paint(PAINT_SOFT), lode_report_i_axis_at(x, 0), lode_report_i_axis_at(y, 0));
    for (size_t i = 0; i < way->n_stops; i++)
        lode_text_addf(&plot->out, "L%ld %ld", lode_report_i_axis_at(x, days(way->stops[i].plan_hours)),
                       lode_report_i_axis_at(y, way->stops[i].km));
    lode_text_add(&plot->out, "\"/>\n");
}

/* Numbers stand right of the drawing, or further left where one is there already. */
static void draw_levels(report_plot *plot, const report_way *way, const report_axis *y, long right)
{
    levels l = {0};
    for (size_t i = 0; i < way->n_borders; i++) {
        long line = lode_report_i_axis_at(y, way->borders[i].km), at = -line;
        int level = level_for(&l, &at);
        lode_report_i_plot_line(plot, LEFT, line, right + 14 + level * LEVEL, line, PAINT_SOFT, 1, "4 4");
        lode_report_i_plot_number(plot, right + 14 + level * LEVEL, -at, i + 1);
    }
}

static int uses_mode(const report_way *way, const char *mode)
{
    for (size_t i = 0; i < way->n_stops; i++)
        if (mode ? way->stops[i].mode && strcmp(way->stops[i].mode, mode) == 0 : !way->stops[i].mode)
            return 1;
    return 0;
}

static void draw_modes(report_key *key, const report_way *way)
{
    for (size_t i = 0; i < N_MODES; i++)
        if (uses_mode(way, mode_styles[i].mode))
            lode_report_i_key_line(key, mode_styles[i].paint, mode_styles[i].width, mode_styles[i].dash,
                                   word(key->plot, mode_styles[i].words));
    if (uses_mode(way, NULL))
        lode_report_i_key_line(key, PAINT_INK, 7, NULL, word(key->plot, "stay: border, terminal, change of gauge"));
    lode_report_i_key_line(key, PAINT_SOFT, 2, "9 6", word(key->plot, "with the buffer to plan for"));
}

const char *lode_report_i_timespace(report_page *page, const report_way *way)
{
    enum { TICKS = 10, Y_TICKS = 6, TOP = 40, HIGH = 420, SIDE = RIGHT - MOST_LEVELS * LEVEL };
    report_axis x, y;
    const report_stop *end = way->n_stops ? &way->stops[way->n_stops - 1] : NULL;
    if (page->failed || !is_sound(way) || !lode_report_i_axis(&y, 0, end->km, TOP + HIGH, TOP, Y_TICKS) ||
        !lode_report_i_axis(&x, 0, days(fmax(end->hours, end->plan_hours)), LEFT, SIDE, TICKS))
        return NULL;
    report_plot plot;
    lode_report_i_plot_open(&plot, page);
    long below = lode_report_i_plot_x_axis(&plot, &x, TOP, TOP + HIGH, word(&plot, "days from departure"));
    lode_report_i_plot_y_axis(&plot, &y, LEFT, SIDE, word(&plot, "km from the deposit"));
    draw_levels(&plot, way, &y, SIDE);
    draw_plan(&plot, way, &x, &y);
    draw_legs(&plot, way, &x, &y);
    report_key key = {&plot, PLOT_MARGIN, TOP + HIGH + below + 16};
    draw_modes(&key, way);
    key = (report_key){&plot, PLOT_MARGIN, key.y + 30};
    return lode_report_i_plot_close(&plot, way->title, way->description, draw_key(way, key));
}
