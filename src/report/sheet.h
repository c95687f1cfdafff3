/* The paper of one map: a window in map metres laid on an integer grid of half pixels, and a pen that writes SVG paths.
 *
 * Knows plane coordinates, cutting and path syntax; knows nothing of countries, routes or legends. */
#ifndef LODE_REPORT_SHEET_H
#define LODE_REPORT_SHEET_H

#include <stdint.h>

#include "base/text.h"
#include "report/atlas.h"

enum { SHEET_WIDTH = 2000 };

typedef struct report_sheet {
    report_window window; /* what is seen, in map metres */
    report_window cut;    /* a little more, so that cut edges lie outside the frame */
    double scale;         /* grid units a metre */
    long height;          /* grid units; the width is SHEET_WIDTH */
    long step;            /* one point stands for all in a cell of step x step */
    int16_t *cells;       /* that point: x, y of each cell; the arena's; not needed while step is 1 */
    long cells_wide, cells_high;
} report_sheet;

/* Lays out a window: widened where it is too small or too narrow for the paper. cells is NULL when out of memory. */
report_sheet lode_report_i_sheet(report_window window, lode_arena *arena);
/* Begins a drawing with this step. */
void lode_report_i_sheet_step(report_sheet *sheet, long step);
/* The grid point of a place in the cut. Borders that two countries share stay the same line in both. */
void lode_report_i_to_grid(const report_sheet *sheet, double x, double y, long *gx, long *gy);

typedef struct report_pen {
    lode_text *out;
    long x, y;
    int state; /* 0: nothing yet, 1: moved, 2: drawing */
} report_pen;

void lode_report_i_pen_move(report_pen *pen, long x, long y);
void lode_report_i_pen_line(report_pen *pen, long x, long y); /* no line where the pen already is */
void lode_report_i_integer(lode_text *out, long value);

/* A line cut to the sheet, through the pen. */
void lode_report_i_draw_line(const report_sheet *sheet, const double *xy, size_t n, report_pen *pen);

/* A ring cut to the sheet, closed, through the pen. work holds 2 x lode_report_i_clip_room(n) points. Adds nothing
 * where less than three grid points are left. Returns twice the area in grid units and its centre. */
double lode_report_i_draw_ring(const report_sheet *sheet, const double *xy, size_t n, double *work, report_pen *pen,
                               double centre[2]);

#endif
