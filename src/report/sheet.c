#include "report/sheet.h"

#include <math.h>

static const double least_width_m = 4e5, flattest = 0.42, tallest = 0.7, overlap = 0.02;

static void widen(double *low, double *high, double size)
{
    double more = (size - (*high - *low)) / 2;
    if (more > 0) {
        *low -= more;
        *high += more;
    }
}

enum { FINEST_CELL = 2, CUT_MARGIN = 48, NO_POINT = INT16_MIN };

static long cells_along(long size, long step)
{
    return (size + 2 * CUT_MARGIN) / step + 1;
}

report_sheet lode_report_i_sheet(report_window w, lode_arena *arena)
{
    widen(&w.min_x, &w.max_x, least_width_m);
    widen(&w.min_y, &w.max_y, flattest * (w.max_x - w.min_x));
    widen(&w.min_x, &w.max_x, (w.max_y - w.min_y) / tallest);
    double width = w.max_x - w.min_x, margin = overlap * width;
    report_sheet sheet = {.window = w, .scale = SHEET_WIDTH / width, .step = 1};
    sheet.cut = (report_window){w.min_x - margin, w.min_y - margin, w.max_x + margin, w.max_y + margin};
    sheet.height = lround((w.max_y - w.min_y) * sheet.scale);
    sheet.cells = LODE_NEW(
        arena, int16_t, (size_t)(2 * cells_along(SHEET_WIDTH, FINEST_CELL) * cells_along(sheet.height, FINEST_CELL)));
    return sheet;
}

void lode_report_i_sheet_step(report_sheet *sheet, long step)
{
    sheet->step = step;
    if (step < FINEST_CELL)
        return;
    sheet->cells_wide = cells_along(SHEET_WIDTH, step);
    sheet->cells_high = cells_along(sheet->height, step);
    for (long i = 0; i < 2 * sheet->cells_wide * sheet->cells_high; i++)
        sheet->cells[i] = NO_POINT;
}

static long within(long value, long limit)
{
    return value < 0 ? 0 : value >= limit ? limit - 1 : value;
}

/* The first point that falls into a cell stands for all that follow. */
static void first_of_cell(const report_sheet *s, long *gx, long *gy)
{
    long column = within((*gx + CUT_MARGIN) / s->step, s->cells_wide),
         row = within((*gy + CUT_MARGIN) / s->step, s->cells_high);
    int16_t *cell = s->cells + 2 * (row * s->cells_wide + column);
    if (cell[0] == NO_POINT) {
        cell[0] = (int16_t)*gx;
        cell[1] = (int16_t)*gy;
    }
    *gx = cell[0];
    *gy = cell[1];
}

void lode_report_i_to_grid(const report_sheet *s, double x, double y, long *gx, long *gy)
{
    *gx = lround((x - s->window.min_x) * s->scale);
    *gy = lround((s->window.max_y - y) * s->scale);
    if (s->step >= FINEST_CELL)
        first_of_cell(s, gx, gy);
}

void lode_report_i_integer(lode_text *out, long value)
{
    char digits[24];
    size_t at = sizeof digits;
    unsigned long rest = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0)
        digits[--at] = '-';
    lode_text_add_n(out, digits + at, sizeof digits - at);
}

/* A second number needs a space before it unless its sign parts them. */
static void add_pair(lode_text *out, long a, long b, int first)
{
    if (!first && a >= 0)
        lode_text_add_n(out, " ", 1);
    lode_report_i_integer(out, a);
    if (b >= 0)
        lode_text_add_n(out, " ", 1);
    lode_report_i_integer(out, b);
}

void lode_report_i_pen_move(report_pen *pen, long x, long y)
{
    lode_text_add_n(pen->out, "M", 1);
    add_pair(pen->out, x, y, 1);
    *pen = (report_pen){pen->out, x, y, 1};
}

void lode_report_i_pen_line(report_pen *pen, long x, long y)
{
    if (x == pen->x && y == pen->y)
        return;
    if (pen->state == 1)
        lode_text_add_n(pen->out, "l", 1);
    add_pair(pen->out, x - pen->x, y - pen->y, pen->state == 1);
    *pen = (report_pen){pen->out, x, y, 2};
}

void lode_report_i_draw_line(const report_sheet *sheet, const double *xy, size_t n, report_pen *pen)
{
    for (size_t i = 1; i < n; i++) {
        double x0 = xy[2 * i - 2], y0 = xy[2 * i - 1], x1 = xy[2 * i], y1 = xy[2 * i + 1];
        if (!lode_report_i_clip_segment(&sheet->cut, &x0, &y0, &x1, &y1))
            continue;
        long ax, ay, bx, by;
        lode_report_i_to_grid(sheet, x0, y0, &ax, &ay);
        lode_report_i_to_grid(sheet, x1, y1, &bx, &by);
        if (ax == bx && ay == by)
            continue;
        if (pen->state == 0 || pen->x != ax || pen->y != ay)
            lode_report_i_pen_move(pen, ax, ay);
        lode_report_i_pen_line(pen, bx, by);
    }
}

typedef struct grid_point {
    long x, y;
} grid_point;

/* 1 where the point so many places before the end of the n is x, y. */
static int is_point(const double *xy, size_t n, size_t back, double x, double y)
{
    return n >= back && xy[2 * (n - back)] == x && xy[2 * (n - back) + 1] == y;
}

/* The points on the grid, in place of the coordinates, without repeats and spikes. */
static size_t onto_grid(const report_sheet *sheet, double *xy, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        grid_point p;
        lode_report_i_to_grid(sheet, xy[2 * i], xy[2 * i + 1], &p.x, &p.y);
        double x = (double)p.x, y = (double)p.y;
        if (is_point(xy, kept, 1, x, y))
            continue;
        if (is_point(xy, kept, 2, x, y)) { /* there and back: a spike without area */
            kept--;
            continue;
        }
        xy[2 * kept] = x;
        xy[2 * kept + 1] = y;
        kept++;
    }
    while (kept > 1 && xy[0] == xy[2 * kept - 2] && xy[1] == xy[2 * kept - 1])
        kept--;
    return kept;
}

static double ring_area(const double *xy, size_t n, double centre[2])
{
    double area = 0, cx = 0, cy = 0;
    for (size_t i = 0; i < n; i++) {
        const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % n);
        double cross = a[0] * b[1] - b[0] * a[1];
        area += cross;
        cx += (a[0] + b[0]) * cross;
        cy += (a[1] + b[1]) * cross;
    }
    centre[0] = area != 0 ? cx / (3 * area) : xy[0];
    centre[1] = area != 0 ? cy / (3 * area) : xy[1];
    return fabs(area);
}

double lode_report_i_draw_ring(const report_sheet *sheet, const double *xy, size_t n, double *work, report_pen *pen,
                               double centre[2])
{
    size_t cut = lode_report_i_clip_ring(&sheet->cut, xy, n, work, work + 2 * lode_report_i_clip_room(n));
    cut = onto_grid(sheet, work, cut);
    if (cut < 3)
        return 0;
    double area = ring_area(work, cut, centre);
    if (area == 0)
        return 0;
    lode_report_i_pen_move(pen, (long)work[0], (long)work[1]);
    for (size_t i = 1; i < cut; i++)
        lode_report_i_pen_line(pen, (long)work[2 * i], (long)work[2 * i + 1]);
    lode_text_add(pen->out, "z");
    pen->state = 0;
    return area;
}
