/* A tornado as SVG: bars around a base figure, from what it falls to up to what it rises to.
 *
 * Knows figures and names; knows nothing of tables or of what moves the figure. */
#ifndef LODE_REPORT_TORNADO_H
#define LODE_REPORT_TORNADO_H

#include "report/page.h"

typedef struct report_swing {
    const char *label;
    double low, high; /* the figure at either end; the order does not matter */
} report_swing;

typedef struct report_tornado {
    const char *title, *description, *unit;
    int decimals;
    double base;
    const report_swing *swings;
    size_t n_swings;
} report_tornado;

/* The drawing in the page's arena; NULL where nothing swings or a figure is not finite. */
const char *lode_report_i_tornado(report_page *page, const report_tornado *tornado);

#endif
