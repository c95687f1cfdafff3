/* Lines and rings cut to a window: Liang-Barsky for segments, Sutherland-Hodgman for rings.
 *
 * Knows plane coordinates; knows nothing of maps or drawing. */
#ifndef LODE_REPORT_CLIP_H
#define LODE_REPORT_CLIP_H

#include <stddef.h>

typedef struct report_window {
    double min_x, min_y, max_x, max_y;
} report_window;

/* Cuts the segment in place: 0 where nothing of it lies in the window. */
int lode_report_i_clip_segment(const report_window *window, double *x0, double *y0, double *x1, double *y1);

/* Cuts a ring of n points (x, y, x, y ..., closed or not) into out and returns its points. out and spare hold
 * lode_report_i_clip_room(n) points each. The ring out is not closed; edges along the window may join its parts. */
size_t lode_report_i_clip_ring(const report_window *window, const double *ring, size_t n, double *out, double *spare);
size_t lode_report_i_clip_room(size_t n);

int lode_report_i_windows_meet(const report_window *a, const report_window *b);

#endif
