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

/* What a report looks like where a template says otherwise; texts are raw, NULL: the usual. */
typedef struct lode_report_look {
    const char *title, *organisation, *footer;
    const char *logo;    /* data:image/... */
    const char *colours; /* checked declarations of CSS variables: "--head:#102030;" */
} lode_report_look;

enum { LODE_FACE_HTML = 1, LODE_FACE_MARKDOWN = 2, LODE_FACE_JSON = 4, LODE_FACE_CSV = 8, LODE_FACES = 15 };

/* One sheet of a workbook: rows of the same table of all pages of a kind. */
typedef lode_status (*lode_sheet_fn)(void *context, const lode_table *rows, lode_err *err);

/* Which part of a report is written, and as what. Zeroed: no files but a workbook. */
typedef struct lode_report_choice {
    unsigned faces;                   /* LODE_FACE_... */
    int brief;                        /* the brief, index and annex, and only the deposits and corridors named */
    const char *deposits, *corridors; /* ids parted by commas, all or none; NULL: all, with brief none */
    const lode_report_look *look;     /* NULL: plain */
    lode_sheet_fn sheet;              /* called for each sheet at the end; NULL: no workbook */
    void *sheet_context;
} lode_report_choice;

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
    const lode_wording *names;        /* what codes are called; NULL: codes stand for themselves */
    const lode_report_choice *choice; /* NULL: everything, in four faces */
} lode_report_input;

/* The interactive page is left out where there are more deposits. */
enum { LODE_MOST_EXPLORED = 1000 };

/* Writes index, brief, a page and a sheet a deposit, a page a corridor, the interactive page, tables and the annex into
 * folder, which exists and is empty. LODE_USAGE where the choice names a deposit or corridor that the results lack. */
lode_status lode_report_write(const lode_report_input *input, const char *folder, lode_err *err);

/* Rows as text for the command line: format is "table", "json", "jsonl" or "csv". JSON is one document
 * {"schema": 1, "rows": [...]}; lists are arrays. The caller frees *out with free(). */
lode_status lode_rows_format(const lode_table *table, const char *format, char **out, lode_err *err);

#endif
