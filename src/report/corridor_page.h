/* A page of one corridor, and what its parts share: the ways along it, its row of corridor_summary, the typical way.
 *
 * Knows result rows and blocks; knows nothing of markup. */
#ifndef LODE_REPORT_CORRIDOR_PAGE_H
#define LODE_REPORT_CORRIDOR_PAGE_H

#include "report/pages.h"
#include "report/plot.h"

/* The ways along one corridor under the main destination and base, one a deposit, the cheapest first. */
typedef struct report_corridor {
    report_page *page;
    const report_source *source;
    const char *id, *title;
    size_t *routes, n_routes;
    size_t n_best;         /* deposits whose best way it is */
    long summary, typical; /* rows of corridor_summary and routes; -1: none */
} report_corridor;

/* In the language of the page. */
const char *lode_report_i_corridor_word(const report_corridor *c, const char *english) __attribute__((format_arg(2)));
const char *lode_report_i_corridor_text(const report_corridor *c, size_t way, const char *column);
double lode_report_i_corridor_real(const report_corridor *c, size_t way, const char *column);
/* 1 where the route is the best way of its deposit. */
int lode_report_i_corridor_is_best(const report_corridor *c, size_t route);
/* Of the row in corridor_summary; NaN or NULL without one. */
double lode_report_i_summary_real(const report_corridor *c, const char *column);
const char *lode_report_i_summary_text(const report_corridor *c, const char *column);
/* "Azerbaijan, Caspian Sea": domains or actors of a list, by name. */
const char *lode_report_i_corridor_names(const report_corridor *c, const char *list);
/* A table of the page with its headings in the language of the page. */
lode_table *lode_report_i_corridor_table(const report_corridor *c, const char *name, const lode_column *columns,
                                         size_t n);

/* Sections, each with its heading; nothing where there is nothing to say. */
void lode_report_i_corridor_gates(const report_corridor *c);   /* in the form of TFI1 and TFI2 */
void lode_report_i_corridor_closers(const report_corridor *c); /* who can close it, what that costs */
void lode_report_i_corridor_chokepoints(const report_corridor *c);
void lode_report_i_corridor_risk(const report_corridor *c);
void lode_report_i_corridor_works(const report_corridor *c);
/* Projects on its territory. */
size_t lode_report_i_corridor_count_works(const report_corridor *c);

#endif
