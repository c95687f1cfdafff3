/* The kinds of charts, each drawn with plot.h from figures and names alone.
 *
 * All texts are raw, in the language of the page; the drawing escapes them. Each returns the drawing in the page's
 * arena, NULL where there is nothing to draw or a figure is not finite. */
#ifndef LODE_REPORT_CHARTS_H
#define LODE_REPORT_CHARTS_H

#include "report/plot.h"

/* ---- waterfall: parts that add up to a sum ---- */

typedef struct report_fall {
    const char *label;
    double parts[2]; /* money, and what is no money; NaN counts as nothing */
} report_fall;

typedef struct report_waterfall {
    const char *title, *description, *axis, *parts[2], *total;
    const report_fall *falls;
    size_t n_falls;
    int decimals;
} report_waterfall;

const char *lode_report_i_waterfall(report_page *page, const report_waterfall *waterfall);

/* ---- ranges: a figure between two others ---- */

typedef struct report_range {
    const char *label;
    double low, middle, high;
} report_range;

typedef struct report_ranges {
    const char *title, *description, *axis, *range_words, *middle_words;
    const report_range *ranges;
    size_t n_ranges;
    int decimals;
} report_ranges;

/* Rows with a figure that is not known are left out. */
const char *lode_report_i_ranges(report_page *page, const report_ranges *ranges);

/* ---- rank probability: how surely one comes before another ---- */

typedef struct report_ranks {
    const char *title, *description, *heading;
    const char *const *labels;
    size_t n;
    const double *before_pct; /* n x n: the row before the column; NaN where it is not known */
} report_ranks;

const char *lode_report_i_ranks(report_page *page, const report_ranks *ranks);

/* ---- along a way ---- */

/* The end of a leg; all figures are sums from the start. */
typedef struct report_stop {
    double km, hours, plan_hours, usd; /* plan_hours: with the buffer to plan for */
    const char *mode;                  /* of the leg that ends here: "rail" ...; NULL: a stay */
} report_stop;

typedef struct report_border {
    double km;
    const char *name, *domain,
        *code; /* of the gate; of what is entered, its name and, where that has no room, a code */
} report_border;

typedef struct report_way {
    const char *title, *description;
    const char *domain, *code; /* where it starts */
    const report_stop *stops;
    size_t n_stops;
    const report_border *borders;
    size_t n_borders;
} report_way;

/* Cumulated cost and hours against km, borders marked. */
const char *lode_report_i_profile(report_page *page, const report_way *way);
/* Kilometres against days: slopes are travel, level parts are stays. */
const char *lode_report_i_timespace(report_page *page, const report_way *way);

#endif
