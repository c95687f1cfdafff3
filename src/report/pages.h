/* What each page of a report says: blocks made from result rows.
 *
 * Knows the meaning of the result columns; knows nothing of markup, files or how a figure came about. Each builder
 * fills an open page; page->failed says whether memory ran out. */
#ifndef LODE_REPORT_PAGES_H
#define LODE_REPORT_PAGES_H

#include "report/map.h"
#include "report/page.h"
#include "report/source.h"

void lode_report_i_build_index(report_page *page, const report_source *source);
void lode_report_i_build_deposit(report_page *page, const report_source *source, size_t row);
void lode_report_i_build_corridor(report_page *page, const report_source *source, size_t row);
void lode_report_i_build_annex(report_page *page, const report_source *source);

void lode_report_i_build_brief(report_page *page, const report_source *source);
void lode_report_i_build_countries(report_page *page, const report_source *source);
void lode_report_i_build_scenarios(report_page *page, const report_source *source);
void lode_report_i_build_chokepoints(report_page *page, const report_source *source);
/* The two-page sheet of a deposit. */
void lode_report_i_build_sheet(report_page *page, const report_source *source, size_t row);

/* Where deposits are many the index lists the first and the pages list/1, list/2 ... all, REPORT_LISTED each. */
enum { REPORT_LISTED = 250 };
size_t lode_report_i_list_parts(const report_source *source); /* 0: the index lists all */
void lode_report_i_build_list(report_page *page, const report_source *source, size_t part);
void lode_report_i_add_list_links(report_page *page, const report_source *source);

/* The map of all deposits with their best ways; rows of deposits in order. The block of the figure, or NULL. */
report_block *lode_report_i_add_overview_map(report_page *page, const report_source *source, size_t *rows, size_t n);
/* The map of the best ways of a deposit. */
void lode_report_i_add_deposit_map(report_page *page, const report_source *source, size_t row);
/* Links to the pages at the root that are written, but for the page itself. */
void lode_report_i_add_root_links(report_page *page, const report_source *source);
/* A page table whose headings and units are in the language of the page. */
lode_table *lode_report_i_word_table(report_page *page, const char *name, const lode_column *columns, size_t n);
/* 1 where the destination of the row is the main one; rows without a base. */
int lode_report_i_is_main_destination(const report_source *source, const lode_table *table, size_t row);

/* A scenario over all countries, towards the main destination. */
typedef struct report_scenario_sum {
    const char *scenario, *title;
    size_t deposits, ways, uneconomic, captive, freed, dearer, cheaper; /* the last two: countries */
    double least, most, days; /* change of G: largest fall and rise of any deposit; days: median furthest from 0 */
} report_scenario_sum;

/* The scenarios, worst first; NULL where there are none. In the page's arena. */
report_scenario_sum *lode_report_i_sum_scenarios(report_page *page, const report_source *source, size_t *n);
int lode_report_i_scenario_harms(const report_scenario_sum *sum);
int lode_report_i_scenario_helps(const report_scenario_sum *sum);

/* Chokepoints of the main destination and base: one for each section (elements in series with the same users), the
 * largest impact first. */
typedef struct report_choke {
    size_t row, in_series;
} report_choke;
report_choke *lode_report_i_list_chokes(report_page *page, const report_source *source, size_t *n);
/* "Mongolia, China": the states whose ground it lies on; "no single state" for the open sea. */
const char *lode_report_i_choke_closers(report_page *page, const report_source *source, size_t row);
/* The first most of them as a table. */
void lode_report_i_add_choke_table(report_page *page, const report_source *source, const report_choke *chokes, size_t n,
                                   const char *caption);

/* Below every map. */
extern const char lode_report_i_boundary_note[];

/* A table with lead columns of its own and headline figures of deposits without their prefix; names end with NULL.
 * NULL where the deposits have no such figures. */
lode_table *lode_report_i_headline_table(report_page *page, const report_source *source, const char *name,
                                         const lode_column *lead, size_t n_lead, const char *const *names);
void lode_report_i_copy_headlines(lode_table *to, const report_source *source, size_t row, const char *prefix,
                                  const char *const *names);
/* Rows of deposits by main G, the cheapest first, those without a way last; in the page's arena, or NULL. */
size_t *lode_report_i_ranked(report_page *page, const report_source *source);

/* Deposits against closed sets, from dependency under the main prefix. rows: of deposits, in order. keep_set says
 * which closed sets are shown; NULL: the telling ones. Returns 0 where no set changes anything. */
typedef int (*report_set_fn)(const char *closed, double n_closed, const void *context);
int lode_report_i_add_heat(report_page *page, const report_source *source, const char *caption, const size_t *rows,
                           size_t n_rows, report_set_fn keep_set, const void *context);

/* Risk and ranges of a deposit, where the run computed them: sections of its page; and " (241-362)" behind a headline
 * G, "" without. */
int lode_report_i_has_ranges(const report_source *source);
void lode_report_i_add_chances(report_page *page, const report_source *source, const char *deposit);
const char *lode_report_i_range_text(report_page *page, const report_source *source, size_t row);

/* Charts of one way (a row of routes): waterfalls of its cost by kind and by domain; profile and time-space diagram
 * from its legs. Nothing where these are missing. */
void lode_report_i_add_waterfalls(report_page *page, const report_source *source, size_t route);
void lode_report_i_add_way_charts(report_page *page, const report_source *source, size_t route);
/* Rank probability of the cheapest deposits, and P10 to P90 of their G; nothing without --full. */
void lode_report_i_add_ranking_charts(report_page *page, const report_source *source);

/* Where a deposit stands on a map, coloured by its smallest cut. */
report_mark lode_report_i_deposit_mark(const report_source *source, size_t row);
/* Cost build-up by kind of n routes (rows of routes), with one label each, as chart and table. */
void lode_report_i_add_build_up(report_page *page, const report_source *source, const size_t *rows,
                                const char *const *labels, size_t n);
/* Targets of a view's rows: the page of the deposit (or corridor) that the column names. */
void lode_report_i_link_deposits(report_page *page, const report_source *source, report_block *block,
                                 const char *id_column, const char *shown_column);
void lode_report_i_link_corridors(report_page *page, const report_source *source, report_block *block,
                                  const char *column);

#endif
