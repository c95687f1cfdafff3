/* Documents from result rows: HTML, Markdown, JSON and CSV of the same figures.
 *
 * Knows result tables, outlines as coordinates and a projection given as a function; knows nothing of GDAL, of the
 * files of a case or of how a figure came about. Writes below the folder it is given and nowhere else. */
#ifndef LODE_REPORT_REPORT_H
#define LODE_REPORT_REPORT_H

#include "base/words.h"
#include "lodeway/table.h"
#include "report/wording.h"

/* Longitude and latitude in degrees to map metres; returns 0 where the point cannot be drawn. */
typedef int (*lode_project_fn)(void *projector, double lon, double lat, double *x, double *y);

typedef struct lode_report_input {
    const lode_table *const *tables; /* the result layers of src/core/columns.c, found by name */
    size_t n_tables;
    const lode_table *outlines;  /* polygons: columns iso3, name */
    const lode_table *corridors; /* columns corridor, title_en, passes, avoids; no geometry */
    const lode_table *network;   /* lines: columns id, mode, name */
    const lode_table *gates;     /* points: columns id, name, mode; crossings and ports */
    const lode_table *works;     /* no geometry: project, title_en, title_de, kind, id, name, domain, domain_to, status,
                                    open_year, length_km, capacity_mt, source; NULL where not known */
    const lode_table *shocks;    /* no geometry: id, targets, p_year, mean_days, events, source; may be NULL */
    lode_project_fn project;
    void *projector;
    const char *const *prefixes;      /* headline prefixes of deposits, the first is the main one: "eu_open" ... */
    const char *const *prefix_titles; /* "EU, base open" ... */
    size_t n_prefixes;
    lode_language language;
    const lode_wording *names; /* what codes are called; NULL: codes stand for themselves */
} lode_report_input;

/* The interactive page is left out where there are more deposits. */
enum { LODE_MOST_EXPLORED = 1000 };

/* Writes index, a page a deposit, a page a corridor, the interactive page and the annex into folder, which exists and
 * is empty. */
lode_status lode_report_write(const lode_report_input *input, const char *folder, lode_err *err);

/* Rows as text for the command line: format is "table", "json", "jsonl" or "csv". JSON is one document
 * {"schema": 1, "rows": [...]}; lists are arrays. The caller frees *out with free(). */
lode_status lode_rows_format(const lode_table *table, const char *format, char **out, lode_err *err);

#endif
