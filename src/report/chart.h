/* Stacked bars as SVG with real text.
 *
 * Knows figures and names; knows nothing of tables or of what the parts are. */
#ifndef LODE_REPORT_CHART_H
#define LODE_REPORT_CHART_H

#include "report/page.h"

enum { REPORT_MOST_PARTS = 10 };

typedef struct report_bar {
    const char *label;
    double parts[REPORT_MOST_PARTS]; /* NaN and less than 0 are left out */
} report_bar;

typedef struct report_chart {
    const char *title, *description, *unit;
    int decimals;
    const char *parts[REPORT_MOST_PARTS]; /* names */
    size_t n_parts;
    report_bar *bars;
    size_t n_bars;
} report_chart;

/* The drawing in the page's arena; NULL where no bar has a length. */
const char *lode_report_i_chart(report_page *page, const report_chart *chart);

#endif
