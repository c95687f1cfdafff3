/* What every chart is drawn with: a sheet of fixed width, text that fits, axes with ticks, a legend, alternative text.
 *
 * SVG with real text. Colours are CSS variables of the page with a fallback, so that a dark page and paper work: --ink,
 * --soft, --line, --paper, and --plot-a ... for the marks; marks part in grey too. Knows figures and words; knows
 * nothing of tables. Ownership: lode_report_i_plot_open has exactly one lode_report_i_plot_close. */
#ifndef LODE_REPORT_PLOT_H
#define LODE_REPORT_PLOT_H

#include "report/page.h"

enum { PLOT_WIDTH = 900, PLOT_TEXT = 20, PLOT_SMALL = 17, PLOT_MARGIN = 12 };

typedef enum report_paint {
    PAINT_INK,
    PAINT_SOFT,
    PAINT_LINE,
    PAINT_PAPER,
    PAINT_BAND, /* a quiet ground */
    PAINT_A,    /* dark */
    PAINT_B,    /* light */
    PAINT_C,    /* dark, another hue */
    REPORT_N_PAINTS
} report_paint;

typedef enum report_anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } report_anchor;

typedef struct report_plot {
    report_page *page;
    lode_text out;
} report_plot;

void lode_report_i_plot_open(report_plot *plot, report_page *page);
/* The whole drawing in the page's arena; "" after a failure. */
const char *lode_report_i_plot_close(report_plot *plot, const char *title, const char *description, long height);

/* "var(--ink,#1d2630)". */
const char *lode_report_i_paint(report_paint paint);
/* tip is shown where the pointer rests; may be NULL. Nothing is drawn where width or height is not above 0. */
void lode_report_i_plot_box(report_plot *plot, long x, long y, long width, long height, report_paint paint,
                            const char *tip);
/* Stripes over a box, so that it parts from a plain one without colour. */
void lode_report_i_plot_stripes(report_plot *plot, long x, long y, long width, long height);
void lode_report_i_plot_line(report_plot *plot, long x0, long y0, long x1, long y1, report_paint paint, int width,
                             const char *dash);
void lode_report_i_plot_words(report_plot *plot, long x, long y, report_anchor anchor, int size, report_paint paint,
                              int bold, const char *words);
/* Width that words take, rather too much than too little. */
long lode_report_i_plot_width(const char *words, int size);
/* Words in at most two lines of a width, about the line y; what does not fit ends in an ellipsis and is whole in a tip.
 * They begin at x, or end there. */
void lode_report_i_plot_label(report_plot *plot, long x, long y, long width, report_anchor anchor, const char *words);
/* The first words of a text that fit into a width, with an ellipsis where some are left out. */
const char *lode_report_i_plot_cut(report_page *page, const char *words, int size, long width);

typedef struct report_axis {
    double least, most, step; /* step: between ticks, 1, 2 or 5 times a power of ten */
    long from, to;            /* where least and most lie; to may be below from */
    int decimals;             /* of the ticks */
} report_axis;

/* Round bounds around the values and at most so many ticks. 0 where a bound is not finite. */
int lode_report_i_axis(report_axis *axis, double least, double most, long from, long to, int most_ticks);
long lode_report_i_axis_at(const report_axis *axis, double value);
/* Grid lines from top to bottom, figures below, the title below these. Returns the height used below bottom. */
long lode_report_i_plot_x_axis(report_plot *plot, const report_axis *axis, long top, long bottom, const char *title);
/* Grid lines from left to right, figures left of them, the title above. */
void lode_report_i_plot_y_axis(report_plot *plot, const report_axis *axis, long left, long right, const char *title);

/* Items that flow into lines. */
typedef struct report_key {
    report_plot *plot;
    long x, y;
} report_key;

void lode_report_i_key_box(report_key *key, report_paint paint, int striped, const char *words);
void lode_report_i_key_line(report_key *key, report_paint paint, int width, const char *dash, const char *words);
/* A number in a circle, as in the drawing. */
void lode_report_i_key_number(report_key *key, size_t number, const char *words);
void lode_report_i_plot_number(report_plot *plot, long x, long y, size_t number);

/* A figure as the reader's language writes it, with its unit; "NA" where it is not known. */
const char *lode_report_i_plot_figure(report_page *page, double value, int decimals, const char *unit);

#endif
