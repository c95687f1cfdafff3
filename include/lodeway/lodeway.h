/* Lodeway: distances, logistics cost and transit dependency of rare-earth deposits. The header for other programs.
 *
 * Fill a lode_config (zeroed means "the usual"), call one of the jobs below, look at the status and the error. Strings
 * in the config stay the caller's. One job at a time a thread; nothing here prints or ends the process. */
#ifndef LODEWAY_LODEWAY_H
#define LODEWAY_LODEWAY_H

#include "lodeway/case.h"
#include "lodeway/finding.h"
#include "lodeway/status.h"
#include "lodeway/table.h"

#define LODE_VERSION "0.1.0"

/* Called as a job goes on: done of total steps of a stage, total 0 where it is not known. */
typedef void (*lode_progress_fn)(void *context, const char *stage, size_t done, size_t total);

typedef struct lode_config {
    const char *case_path;       /* a GeoPackage; NULL: the built-in case */
    const char *scenario;        /* NULL: open (for run: open and eu_2025) */
    const char *const *closures; /* targets closed besides: RUS, crossing:dostyk-rail ... */
    size_t n_closures;
    const char *const *openings; /* targets opened: status:planned, link:..., or just planned */
    size_t n_openings;
    int year;              /* planned links of that year count as open; 0: as today */
    int month;             /* 1 to 12; 0: seasons ignored */
    const char *modes;     /* "rail,road": only these (access legs always); NULL: all */
    const char *markets;   /* destinations: markets and groups, parted by commas; NULL: EU and ALL */
    const char *product;   /* for all deposits; NULL: their own */
    const char *by;        /* cost, money, time; NULL: cost */
    int ignore_overflight; /* M12: air links need no airspace */
    const char *lang;      /* of sentences: en, de; NULL: en */
    const char *out;       /* output folder, or file of an import */
    int overwrite;
    /* risk and ranges */
    int full;            /* run: every measure: risk, ranges, rank probabilities too */
    int jobs;            /* threads; no answer depends on it; 0: one a processor */
    size_t draws;        /* of prices, and of states where shocks are many; 0: 1,000 */
    size_t years;        /* of the year risk; 0: 1,000 */
    uint64_t seed;       /* 0: 1 */
    const char *grid;    /* countries whose access grid is computed: "MNG,KAZ"; NULL: none */
    size_t most_pairs;   /* of plan: pairs of projects that are computed; 0: the usual number */
    size_t *searches;    /* where not NULL: run counts its searches here */
    const char *command; /* how the user called, for the provenance */
    lode_progress_fn progress;
    void *progress_context;
} lode_config;

/* "lodeway 0.1.0 (GDAL 3.6.2, PROJ 9.1.1, GEOS 3.11.1, SQLite 3.40.1)" */
LODE_API void lode_versions(char *text, size_t size);

/* Where the built-in case lies: beside the program, or in its share folder. The caller frees it; NULL: not found. */
LODE_API char *lode_builtin_case(void);

/* The jobs. findings collects what is wrong or assumed in the case, also when the job fails (LODE_BAD_INPUT). */

/* The whole job: OUT/lodeway.gpkg and OUT/report. */
LODE_API lode_status lode_run(const lode_config *config, lode_findings *findings, lode_err *err);

/* The best way between two ends (ids or names of occurrences, places, markets, market groups; or "lon,lat"). Two
 * tables: route (one row) and its legs. */
LODE_API lode_status lode_route_job(const lode_config *config, const char *from, const char *to, lode_table **route,
                                    lode_table **legs, lode_table **exposure, lode_findings *findings, lode_err *err);

/* The same way taken apart. route, legs and exposure are those of lode_route_job; parts sum to G to the micro-dollar;
 * rejected are the best ways that lost, and why. Ownership: a successful lode_explain_job has one
 * lode_explanation_free. */
typedef struct lode_explanation {
    lode_table *route, *legs, *exposure, *parts, *rejected;
} lode_explanation;

LODE_API lode_status lode_explain_job(const lode_config *config, const char *from, const char *to,
                                      lode_explanation *explanation, lode_findings *findings, lode_err *err);
LODE_API void lode_explanation_free(lode_explanation *explanation); /* accepts a zeroed one */

typedef struct lode_near_query {
    const char *from_layer, *to_layer; /* layers of the case; of any kind of shape */
    const char *where;                 /* SQL condition on from_layer; NULL: all */
    double within_km;                  /* NaN: no limit */
    size_t k;                          /* how many of the nearest; 0: one */
} lode_near_query;

LODE_API lode_status lode_near_job(const lode_config *config, const lode_near_query *query, lode_table **rows,
                                   lode_findings *findings, lode_err *err);

/* What a case holds: one row a layer. */
LODE_API lode_status lode_info_job(const lode_config *config, lode_table **rows, lode_findings *findings,
                                   lode_err *err);
/* Every finding of a case, the network included; and the facts to check first: the ten of low or no confidence that
 * most of the cost rests on (no rows where there are errors). LODE_OK also where there are errors: look at findings. */
LODE_API lode_status lode_check_job(const lode_config *config, lode_table **rows, lode_table **facts,
                                    lode_findings *findings, lode_err *err);
/* Published distances, times and prices of the case (observations) beside computed ones: one row a figure, and one a
 * corridor and measure. Both freed with lode_table_free. */
LODE_API lode_status lode_validate_job(const lode_config *config, lode_table **rows, lode_table **summary,
                                       lode_findings *findings, lode_err *err);
/* Who can close the way of some deposits, alone and together, and what that does (command depend). */
typedef enum lode_depend_part {
    LODE_DEPEND_SUMMARY, /* one row a deposit and destination */
    LODE_DEPEND_COALITIONS,
    LODE_DEPEND_ATTRIBUTION,
    LODE_DEPEND_INTERACTION,
    LODE_DEPEND_CUT_SETS,
    LODE_DEPEND_DIVERSITY,
    LODE_DEPEND_ALTERNATIVES,
    LODE_N_DEPEND_PARTS
} lode_depend_part;
LODE_API extern const char *const lode_depend_part_names[LODE_N_DEPEND_PARTS]; /* of their layers */

typedef struct lode_depend_query {
    const char *const *deposits; /* ids or names of occurrences */
    size_t n_deposits;           /* 0: all */
    int all_sets;                /* every set of actors; 0: those in which each counts */
} lode_depend_query;

/* Fills parts, in the order in which the deposits are named; freed with lode_depend_free. All NULL after a failure. */
LODE_API lode_status lode_depend_job(const lode_config *config, const lode_depend_query *query,
                                     lode_table *parts[LODE_N_DEPEND_PARTS], lode_findings *findings, lode_err *err);
LODE_API void lode_depend_free(lode_table *parts[LODE_N_DEPEND_PARTS]);
/* All parts as one text, format table or json (one document, the parts inside their rows). Freed with free(). */
LODE_API lode_status lode_format_depend(lode_table *const parts[LODE_N_DEPEND_PARTS], const char *format, char **out,
                                        lode_err *err);
/* What closures by chance cost chosen deposits (M9) and how sure their figures are (M14). */
typedef enum lode_risk_part {
    LODE_PART_RISK,
    LODE_PART_RANGES,
    LODE_PART_TORNADO,
    LODE_PART_RANKING,
    LODE_PART_STATES,
    LODE_PART_TIMELINE,
    LODE_N_PARTS
} lode_risk_part;

typedef struct lode_risk_query {
    const char *const *deposits; /* ids or names of occurrences */
    size_t n_deposits;           /* 0: all */
    const char *part;            /* risk, state, year, ranges, tornado, ranking, states or timeline; NULL: first four */
    const char *timeline;        /* with the part timeline: "RUS=100-189;CHN=150-209", days of a year from 0 */
} lode_risk_query;

/* Tables of parts that were not asked for stay NULL. Freed with lode_risk_tables_free. */
LODE_API lode_status lode_risk_job(const lode_config *config, const lode_risk_query *query,
                                   lode_table *tables[LODE_N_PARTS], lode_findings *findings, lode_err *err);
LODE_API void lode_risk_tables_free(lode_table *tables[LODE_N_PARTS]);
/* All parts as one JSON document: range and tornado inside the row of their deposit. The caller frees *out. */
LODE_API lode_status lode_format_risk(lode_table *const tables[LODE_N_PARTS], char **out, lode_err *err);

/* Many to many: ids or names of occurrences, places and markets, "lon,lat"; as starts also countries, "deposits" and
 * "occurrences" (none: deposits), as ends also market groups (none: every market). */
typedef struct lode_matrix_query {
    const char *const *from, *const *to;
    size_t n_from, n_to;
} lode_matrix_query;

/* One row a start and end. */
LODE_API lode_status lode_matrix_job(const lode_config *config, const lode_matrix_query *query, lode_table **rows,
                                     lode_findings *findings, lode_err *err);
/* The same with a row a start and a column an end, for people: what was made least. NULL: out of memory. */
LODE_API lode_table *lode_matrix_pivot(const lode_table *rows);

/* What each planned line, crossing and change of gauge is worth: projects alone, then in pairs. */
LODE_API lode_status lode_plan_job(const lode_config *config, lode_table **rows, lode_findings *findings,
                                   lode_err *err);
/* How much was rechecked. */
typedef struct lode_verified {
    size_t rows, layers;
} lode_verified;

/* Rechecks an output of lode_run (its folder) against the case that it names by SHA-256; config->case_path says where
 * that lies, NULL: where it lay. The job is computed again and compared row by row, then every best way, closure and
 * cut set is searched plainly; quick leaves out the first. *lies: the first thing that does not hold, or no row. */
LODE_API lode_status lode_verify_job(const lode_config *config, const char *out, int quick, lode_table **lies,
                                     lode_verified *count, lode_findings *findings, lode_err *err);
/* Two outputs of lode_run: one row a headline that moved and cause. config->case_path and case2 say where the cases of
 * the first and the second lie; NULL: where they lay. Each changed row or option is swapped alone into the first case;
 * what they do only jointly is a row of its own (together). Freed with lode_table_free. */
LODE_API lode_status lode_diff_job(const lode_config *config, const char *out1, const char *out2, const char *case2,
                                   lode_table **rows, lode_findings *findings, lode_err *err);
/* A report from the results of lode_run. Lists are parted by commas; NULL: the usual. */
typedef struct lode_report_query {
    int brief;                        /* only the brief, index and annex, and the deposits and corridors named */
    const char *deposits, *corridors; /* ids, all or none; NULL: all, with brief none */
    const char *languages, *formats;  /* "en,de"; NULL: en. "html,md,json,csv,xlsx"; NULL: all but xlsx */
    const char *template_folder;      /* holds template.json; NULL: the plain look */
} lode_report_query;

/* Reads OUT/lodeway.gpkg and writes OUT/report, or config->out/report; several languages each into a folder of its own
 * in it. config->case_path says where the case lies, NULL: where the run had it. *target: the folder written, freed
 * with free(). */
LODE_API lode_status lode_report_job(const lode_config *config, const char *out, const lode_report_query *query,
                                     char **target, lode_findings *findings, lode_err *err);

/* A folder of CSV into a GeoPackage at config->out. */
LODE_API lode_status lode_import_job(const lode_config *config, const char *folder, lode_findings *findings,
                                     lode_err *err);

/* Rows as text: table, json, jsonl or csv. The caller frees *out with free(). */
LODE_API lode_status lode_format_rows(const lode_table *table, const char *format, char **out, lode_err *err);
/* The answer of a route as one JSON document, its legs and splits inside. */
LODE_API lode_status lode_format_route(const lode_table *route, const lode_table *legs, const lode_table *exposure,
                                       char **out, lode_err *err);

/* An explanation as text: table (for people), json (one document: parts inside their legs, rejected beside them), csv
 * or jsonl (the parts). The caller frees *out with free(). */
LODE_API lode_status lode_format_explanation(const lode_explanation *explanation, const char *format, char **out,
                                             lode_err *err);

/* A GeoPackage, or some of its layers (names parted by commas; NULL: all), as config->out, whose ending says the
 * format: .gpkg, .xlsx, .ods, .geojson, .fgb; none for a folder of CSV. A copy keeps its QGIS project whole. */
LODE_API lode_status lode_export_job(const lode_config *config, const char *source, const char *layers, lode_err *err);

/* Reference in Markdown: topic is "schema", "columns", "parameters" or "findings". The caller frees *out with free().
 */
LODE_API lode_status lode_reference(const char *topic, char **out, lode_err *err);

#endif
