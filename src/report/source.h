/* The result layers of a report, found by name and indexed by their keys, and words for codes.
 *
 * Knows the columns of src/core/columns.c; knows nothing of blocks, markup or drawing. A layer that is missing is
 * NULL and finds nothing. */
#ifndef LODE_REPORT_SOURCE_H
#define LODE_REPORT_SOURCE_H

#include "base/arena.h"
#include "report/atlas.h"
#include "report/page.h"
#include "report/report.h"

/* Row numbers ordered by the text of one column. */
typedef struct report_index {
    const lode_table *table;
    size_t column, n;
    size_t *rows;
} report_index;

typedef struct report_source {
    const lode_report_input *in;
    lode_arena *arena;
    const lode_table *deposits, *distances, *routes, *legs, *exposure, *dependency, *cut_sets, *zones, *findings,
        *parameters, *provenance, *corridors, *calibration, *calibration_summary;
    report_index deposit_by_id, corridor_by_id, distances_of, routes_of, legs_of, legs_at, exposure_of, dependency_of,
        cuts_of, outline_of, gate_by_id;
    const lode_table *countries, *scenarios, *chokepoints; /* country_comparison and so on */
    const lode_table *risk, *ranges, *tornado;             /* no rows unless every measure was asked for */
    report_index risk_of, ranges_of, tornado_of;
    const lode_table *corridor_summary, *corridor_gates, *ranking;
    report_index gates_of_corridor, summary_of, route_by_id, ranking_of;
    const lode_table *ways, *attribution;
    report_index ways_of, attribution_of;
    const char **deposit_pages, **corridor_pages; /* paths without extension, one a row; NULL: not written */
    const char **sheet_pages;                     /* the same for the two-page sheets of deposits */
    lode_report_choice choice;
    const char *prefix, *title; /* of the main destination and base */
    report_atlas atlas;
    struct report_last_map *last_map; /* of a deposit: its page and its sheet, which follow each other, share it */
    int failed;
} report_source;

typedef struct report_last_map {
    size_t row; /* of deposits; SIZE_MAX: none */
    lode_text drawing;
} report_last_map;

/* lode_report_i_source_open has exactly one lode_report_i_source_close, also when it failed. */
void lode_report_i_source_open(report_source *source, const lode_report_input *input);
void lode_report_i_source_close(report_source *source);

/* Rows whose key is the text: how many, and the first of them in *rows, in the order of the table. */
size_t lode_report_i_find(const report_index *index, const char *key, const size_t **rows);
/* The page of a deposit or corridor by its id, NULL where there is none. */
const char *lode_report_i_deposit_page(const report_source *source, const char *id);
const char *lode_report_i_corridor_page(const report_source *source, const char *id);

/* A view of the rows whose key is the text, with the columns named. */
report_view lode_report_i_rows_of(report_page *page, const report_index *index, const char *key,
                                  const char *const *columns);
/* 1 where the row's destination and base make the prefix ("EU", "open": "eu_open"). */
int lode_report_i_has_prefix(const lode_table *table, size_t row, const char *prefix);
/* The same as report_keep_fn; context is the prefix. */
int lode_report_i_keep_prefix(const lode_table *table, size_t row, const void *prefix);

/* Headline columns of a deposit: PREFIX_name. */
int lode_report_i_headline_column(const lode_table *deposits, const char *prefix, const char *name);
double lode_report_i_headline(const report_source *source, size_t row, const char *name);
/* Actors that it takes to close every way: 0 where no set of up to four does, NaN where it is not known. */
double lode_report_i_cut_size(const report_source *source, size_t row);
const char *lode_report_i_headline_text(const report_source *source, size_t row, const char *name);
/* 1 where the main destination is reached, dear or not. */
int lode_report_i_has_way(const report_source *source, size_t row);

/* Best route of a deposit for a prefix: its row, or -1. */
long lode_report_i_best_route(const report_source *source, const char *deposit, const char *prefix);
/* Title of a corridor by its id; the id where it has none. */
const char *lode_report_i_corridor_title(const report_source *source, const char *id);
/* "Kazakhstan", "Caspian Sea"; the code itself where no name is known. */
const char *lode_report_i_domain_name(const report_source *source, const char *code);
/* 1 where the actors joined by '+' are exactly the n named. */
int lode_report_i_same_set(const char *joined, const char *const *actors, size_t n);
/* 1 where the actors joined by '+' are all among the n named. */
int lode_report_i_subset(const char *joined, const char *const *actors, size_t n);
/* The row of dependency of a deposit under the main prefix with exactly these actors closed, or -1. */
long lode_report_i_closure(const report_source *source, const char *deposit, const char *const *actors, size_t n);
/* The sentence of a row in the language of the report; NULL where it has none. */
const char *lode_report_i_sentence(const report_source *source, const lode_table *table, size_t row);
/* "" for NULL. */
const char *lode_report_i_or_empty(const char *text);

#endif
