/* A small set of result rows for the tests of the report: two deposits, one of them with a hostile name, a way, a
 * corridor, closures. Figures are chosen so that each is found only where it belongs. */
#ifndef TESTS_REPORT_SAMPLE_H
#define TESTS_REPORT_SAMPLE_H

#include <math.h>
#include <stddef.h>

#include "core/columns.h"
#include "lodeway/table.h"
#include "report/report.h"

#define HOSTILE "<script>alert(1)</script> & \"x\" | 'y'"
#define SAMPLE_PREFIX "eu_open"

enum { SAMPLE_TABLES = 13 };

typedef struct sample {
    lode_table *tables[SAMPLE_TABLES];
    lode_table *outlines, *corridors, *network, *gates, *works;
    lode_report_input input;
} sample;

static inline void sample_line(lode_table *t, const double *xy, size_t n)
{
    size_t starts[2] = {0, n};
    lode_table_set_geom(t, &(lode_geom){LODE_LINE, 1, starts, NULL, xy});
}

static inline void sample_point(lode_table *t, double lon, double lat)
{
    double xy[2] = {lon, lat};
    size_t starts[2] = {0, 1};
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, starts, NULL, xy});
}

static inline void sample_box(lode_table *t, double west, double south, double east, double north)
{
    double xy[10] = {west, south, east, south, east, north, west, north, west, south};
    size_t starts[2] = {0, 5};
    lode_table_set_geom(t, &(lode_geom){LODE_POLYGON, 1, starts, NULL, xy});
}

/* A flat map: a degree is 100 km either way; nothing south of the equator. */
static inline int sample_project(void *projector, double lon, double lat, double *x, double *y)
{
    (void)projector;
    if (lat < 0)
        return 0;
    *x = lon * 1e5;
    *y = lat * 1e5;
    return 1;
}

static inline void sample_deposits(lode_table *t)
{
    lode_table_add(t);
    lode_table_set_text(t, "id", "MNG/One");
    lode_table_set_text(t, "name", HOSTILE);
    lode_table_set_text(t, "country", "MNG");
    lode_table_set_text(t, "kind", "deposit");
    lode_table_set_text(t, "elements", "Nd;Pr");
    lode_table_set_text(t, SAMPLE_PREFIX "_status", "reachable");
    lode_table_set_real(t, SAMPLE_PREFIX "_g_usd_t", 1234.5678901);
    lode_table_set_real(t, SAMPLE_PREFIX "_money_usd_t", 1000.25);
    lode_table_set_real(t, SAMPLE_PREFIX "_days", 41.5);
    lode_table_set_text(t, SAMPLE_PREFIX "_corridor", "middle");
    lode_table_set_int(t, SAMPLE_PREFIX "_smallest_cut", 2);
    lode_table_set_text(t, SAMPLE_PREFIX "_cut_sets", "CHN+RUS");
    sample_point(t, 105, 45);
    lode_table_add(t);
    lode_table_set_text(t, "id", "mng-one");
    lode_table_set_text(t, "name", "Хотгор");
    lode_table_set_text(t, "country", "KAZ");
    lode_table_set_text(t, SAMPLE_PREFIX "_status", "unreachable");
    sample_point(t, 70, 48);
}

static inline void sample_routes(lode_table *routes, lode_table *legs)
{
    static const double way[] = {105, 45, 80, 46, 51, 42, 28, 44};
    static const char *const roles[] = {"best", "corridor"};
    for (int i = 0; i < 2; i++) {
        lode_table_add(routes);
        lode_table_set_text(routes, "id", i ? "one-along" : "one-best");
        lode_table_set_text(routes, "deposit", "MNG/One");
        lode_table_set_text(routes, "deposit_name", HOSTILE);
        lode_table_set_text(routes, "country", "MNG");
        lode_table_set_text(routes, "destination", "EU");
        lode_table_set_text(routes, "base", "open");
        lode_table_set_text(routes, "role", roles[i]);
        lode_table_set_text(routes, "corridor", "middle");
        lode_table_set_real(routes, "g_usd_t", 1234.5678901);
        lode_table_set_real(routes, "haul_usd_t", 900.125);
        lode_table_set_real(routes, "border_usd_t", 100.125);
        lode_table_set_real(routes, "time_usd_t", 234.3178901);
        lode_table_set_real(routes, "days", 41.5);
        lode_table_set_text(routes, "gates", "alpha>beta");
        lode_table_set_text(routes, "domains", "MNG>CHN>KAZ>CASPIAN>AZE");
        sample_line(routes, way, 4);
        for (int k = 0; k < 2; k++) {
            lode_table_add(legs);
            lode_table_set_text(legs, "route", i ? "one-along" : "one-best");
            lode_table_set_int(legs, "seq", 2 - k);
            lode_table_set_text(legs, "kind", k ? "access" : "crossing");
            lode_table_set_text(legs, "element", k ? "access" : "alpha");
            lode_table_set_text(legs, "name", k ? "Track" : "Alpha gate");
            lode_table_set_text(legs, "domain", "MNG");
            lode_table_set_text(legs, "domain_to", k ? NULL : "CHN");
            lode_table_set_real(legs, "length_km", k ? 77.7 : 0);
            lode_table_set_real(legs, "hours", k ? 3.5 : 30);
            lode_table_set_real(legs, "buffer_h", k ? 0 : 42);
            lode_table_set_real(legs, "money_usd_t", k ? 9.5 : 7.25);
            lode_table_set_text(legs, "confidence", k ? "assumed" : "high");
        }
    }
}

static inline void sample_closure(lode_table *t, const char *closed, int n, const char *status, double penalty)
{
    lode_table_add(t);
    lode_table_set_text(t, "deposit", "MNG/One");
    lode_table_set_text(t, "destination", "EU");
    lode_table_set_text(t, "base", "open");
    lode_table_set_text(t, "closed", closed);
    lode_table_set_int(t, "n_closed", n);
    lode_table_set_text(t, "status", status);
    lode_table_set_real(t, "penalty_usd_t", penalty);
    lode_table_set_real(t, "penalty_pct", penalty / 12.345678901);
}

static inline void sample_map(sample *s)
{
    static const lode_column columns[] = {{"iso3", LODE_TEXT, "", "ISO3", "", 0},
                                          {"id", LODE_TEXT, "", "Id", "", 0},
                                          {"name", LODE_TEXT, "", "Name", "", 0},
                                          {"mode", LODE_TEXT, "", "Mode", "", 0}};
    static const double rail[] = {105, 45, 80, 46};
    s->outlines = lode_table_new("outlines", "", LODE_POLYGON, columns, 4);
    lode_table_add(s->outlines);
    lode_table_set_text(s->outlines, "iso3", "MNG");
    lode_table_set_text(s->outlines, "name", "Mongolia <i>");
    sample_box(s->outlines, 88, 42, 119, 52);
    s->network = lode_table_new("network", "", LODE_LINE, columns, 4);
    lode_table_add(s->network);
    lode_table_set_text(s->network, "mode", "rail");
    sample_line(s->network, rail, 2);
    s->gates = lode_table_new("gates", "", LODE_POINT, columns, 4);
    lode_table_add(s->gates);
    lode_table_set_text(s->gates, "id", "alpha");
    lode_table_set_text(s->gates, "name", "Alpha & gate");
    sample_point(s->gates, 88, 45.5);
}

static inline void sample_corridors(sample *s)
{
    static const lode_column columns[] = {{"corridor", LODE_TEXT, "", "Corridor", "", 0},
                                          {"title_en", LODE_TEXT, "", "Title", "", 0},
                                          {"passes", LODE_TEXT, "", "Passes", "", 0},
                                          {"avoids", LODE_TEXT, "", "Avoids", "", 0}};
    s->corridors = lode_table_new("corridors", "", LODE_NO_SHAPE, columns, 4);
    lode_table_add(s->corridors);
    lode_table_set_text(s->corridors, "corridor", "middle");
    lode_table_set_text(s->corridors, "title_en", "Middle <corridor>");
    lode_table_set_text(s->corridors, "passes", "CASPIAN;AZE");
}

static inline void sample_findings(lode_table *findings, lode_table *provenance)
{
    for (int i = 0; i < 3; i++) {
        lode_table_add(findings);
        lode_table_set_text(findings, "severity", i ? "note" : "warning");
        lode_table_set_text(findings, "code", i ? "LW-NET-012" : "LW-OCC-003");
        lode_table_set_text(findings, "layer", i ? "crossings" : "occurrences");
    }
    lode_table_add(provenance);
    lode_table_set_text(provenance, "key", "command");
    lode_table_set_text(provenance, "value", "lodeway run case.gpkg -o out");
}

static inline void sample_corridor_rows(lode_table *summary, lode_table *gates)
{
    lode_table_add(summary);
    lode_table_set_text(summary, "corridor", "middle");
    lode_table_set_text(summary, "destination", "EU");
    lode_table_set_text(summary, "base", "open");
    lode_table_set_int(summary, "n_deposits", 1);
    lode_table_set_int(summary, "n_best", 1);
    lode_table_set_text(summary, "typical_way", "one-along");
    lode_table_set_text(summary, "closed_by", "AZE+GEO;CASPIAN");
    lode_table_set_real(summary, "tfi4_km_h", 12.25);
    lode_table_set_real(summary, "open_pct", 97.5);
    lode_table_add(gates);
    lode_table_set_text(gates, "corridor", "middle");
    lode_table_set_text(gates, "destination", "EU");
    lode_table_set_text(gates, "base", "open");
    lode_table_set_int(gates, "seq", 1);
    lode_table_set_text(gates, "kind", "crossing");
    lode_table_set_text(gates, "gate", "alpha");
    lode_table_set_text(gates, "name", HOSTILE);
    lode_table_set_text(gates, "domain", "MNG");
    lode_table_set_text(gates, "domain_to", "CHN");
    lode_table_set_int(gates, "n_ways", 1);
    lode_table_set_real(gates, "hours", 30);
    lode_table_set_real(gates, "buffer_h", 42);
    lode_table_set_real(gates, "usd_20t", 145);
    lode_table_set_real(gates, "tfi1_h", 15);
    lode_table_set_real(gates, "tfi2_usd", 72.5);
}

/* A project of two parts on the way, and one elsewhere. */
static inline void sample_works(sample *s)
{
    static const lode_column columns[] = {
        {"project", LODE_TEXT, "", "", "", 0},   {"title_en", LODE_TEXT, "", "", "", 0},
        {"kind", LODE_TEXT, "", "", "", 0},      {"id", LODE_TEXT, "", "", "", 0},
        {"name", LODE_TEXT, "", "", "", 0},      {"domain", LODE_TEXT, "", "", "", 0},
        {"status", LODE_TEXT, "", "", "", 0},    {"open_year", LODE_REAL, "", "", "", 0},
        {"length_km", LODE_REAL, "", "", "", 0}, {"source", LODE_TEXT, "", "", "", 0}};
    static const char *const domains[] = {"PER", "AZE", "AZE"}, *const projects[] = {"far", "plan_near", "plan_near"};
    s->works = lode_table_new("works", "", LODE_NO_SHAPE, columns, sizeof columns / sizeof *columns);
    for (int i = 0; i < 3; i++) {
        lode_table_add(s->works);
        lode_table_set_text(s->works, "project", projects[i]);
        lode_table_set_text(s->works, "title_en", i ? HOSTILE : NULL);
        lode_table_set_text(s->works, "kind", "link");
        lode_table_set_text(s->works, "id", "works");
        lode_table_set_text(s->works, "domain", domains[i]);
        lode_table_set_text(s->works, "status", i == 2 ? "construction" : "planned");
        lode_table_set_real(s->works, "open_year", 2029 + i);
        lode_table_set_real(s->works, "length_km", 100);
        lode_table_set_text(s->works, "source", HOSTILE);
    }
}

static inline void sample_open(sample *s)
{
    static const char *const names[SAMPLE_TABLES] = {
        "deposits",        "distances", "routes",     "legs",       "exposure",         "dependency",    "cut_sets",
        "zone_statistics", "findings",  "parameters", "provenance", "corridor_summary", "corridor_gates"};
    static const char *const prefixes[] = {SAMPLE_PREFIX}, *const titles[] = {"EU, base open"};
    const lode_more_columns more = {prefixes, 1, NULL, 0};
    *s = (sample){0};
    for (int i = 0; i < SAMPLE_TABLES; i++)
        s->tables[i] = lode_result_table(names[i], &more);
    sample_deposits(s->tables[0]);
    sample_routes(s->tables[2], s->tables[3]);
    sample_closure(s->tables[5], "CHN", 1, "reroute", 56.78);
    sample_closure(s->tables[5], "RUS", 1, "unaffected", 0);
    sample_closure(s->tables[5], "CHN+RUS", 2, "captive", (double)NAN);
    sample_findings(s->tables[8], s->tables[10]);
    sample_corridor_rows(s->tables[11], s->tables[12]);
    sample_works(s);
    sample_map(s);
    sample_corridors(s);
    s->input = (lode_report_input){.tables = (const lode_table *const *)s->tables,
                                   .n_tables = SAMPLE_TABLES,
                                   .outlines = s->outlines,
                                   .corridors = s->corridors,
                                   .network = s->network,
                                   .gates = s->gates,
                                   .works = s->works,
                                   .project = sample_project,
                                   .prefixes = prefixes,
                                   .prefix_titles = titles,
                                   .n_prefixes = 1};
}

static inline void sample_close(sample *s)
{
    for (int i = 0; i < SAMPLE_TABLES; i++)
        lode_table_free(s->tables[i]);
    lode_table_free(s->outlines);
    lode_table_free(s->corridors);
    lode_table_free(s->network);
    lode_table_free(s->gates);
    lode_table_free(s->works);
}

#endif
