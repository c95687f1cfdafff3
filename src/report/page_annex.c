#include <stdlib.h>
#include <string.h>

#include "report/pages.h"

typedef struct method {
    const char *heading, *words;
} method;

static const method methods[] = {
    {"Generalised cost (M1)",
     "G = sum over all elements of a way (access leg, loading, link, crossing, change of gauge) of M + v\u00b7T + "
     "r\u00b7v\u00b7B, in USD per tonne of product. M is money; T the mean hours; B the buffer hours a shipper must "
     "plan for, the 90th percentile less the mean. v = value of the product \u00d7 annual rate / 8760 is the price of "
     "an hour; r (0.8 unless given) weighs the buffer. Scheduled services add half their headway to T and 0.4 of it "
     "to B. Buffers are added along the way: an upper bound of its 90th percentile."},
    {"Unit prices (M2)",
     "Every tariff is brought to USD per tonne by its basis: per tonne-kilometre, per tonne, per transport unit, per "
     "unit-kilometre (with the share of empty running), per shipment or per unit-hour. An entry charge falls due "
     "where a mode is loaded and where a crossing enters the domain. A missing price is an error or a named "
     "assumption, never nothing."},
    {"Closure (M3)",
     "For a set of actors S that close, c(S) is the least G with every element shut whose domain, or any domain it "
     "needs, belongs to an actor in S. The deposit's own country stays open to it. captive: no c(S); reroute: c(S) "
     "above c(none); unaffected: equal; own: the actor owns the deposit's domain; uneconomic: G is not below K, the "
     "dearest transport at which shipping pays; unreachable: no way even when all is open. The penalty is c(S) \u2212 "
     "c(none); it is not a number where the deposit is captive."},
    {"Exposure (M4)",
     "The shares of length, money and hours of the best way that lie inside a domain. Money and hours of a crossing "
     "belong half to either side."},
    {"Minimal cut sets (M6)",
     "A set of actors is a minimal cut when its closure leaves no way and every smaller part of it leaves one. The "
     "search closes the actors on the way that is left, one after the other, up to four: every cut must hit every "
     "way, so none up to that size is missed. free way: a way is left that none of them touches."},
    {"Greenhouse gases (M11)",
     "CO2e in kg per tonne = sum of km \u00d7 factor (g per tonne-km, well to wheel, empty running included) / 1000 + "
     "handling, after ISO 14083 and GLEC. Modelled, default data."},
    {"Calibration",
     "The way of each published figure is computed as any other, and set beside it: ratio, bias and mean absolute "
     "error by corridor. Days and prices count as met within the band of the parameters calibration_low and "
     "calibration_high, lengths within calibration_km_pct. No price was fitted to a published total."},
    {"Grades A to D (M15)",
     "How well a figure is sourced. Each part of G (freight, time on the way, border, handling, change of gauge) is "
     "as good as the weakest of the facts behind it: a price row, a length, a speed, a dwell. A: at least 80 % of G "
     "rests on facts of high or medium confidence and less than 5 % is assumed. B: at least 60 %, and less than 15 % "
     "assumed. D: more than 50 % is assumed or of low confidence. C: what is left. A length measured on the map "
     "counts as low; a parameter that stands in for a figure counts as assumed. `lodeway check` names the facts to "
     "check first. The thresholds are parameters (grade_...)."},
    {"Distances (M16)",
     "Geodesic on the WGS 84 ellipsoid from the deposit to the exact foot point of the nearest railway, road, "
     "crossing, port, airport, zone or plant; beside it the distance along the open network. They are no finer than "
     "the position of the deposit is known."},
};

static void add_methods(report_page *page)
{
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Method"));
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        lode_report_i_heading(page, 3, lode_report_i_word(page, methods[i].heading));
        lode_report_i_text(page, "%s", lode_report_i_word(page, methods[i].words));
    }
    lode_report_i_heading(page, 3, lode_report_i_word(page, "How to read the figures"));
    lode_report_i_text(
        page, lode_report_i_word(
                  page, "\u2013 or NA: not known or not defined, never zero. e: assumed, a named rule stands in for "
                        "a figure that is not given. Figures are rounded for reading; the JSON and CSV files "
                        "beside each page hold them in full. CSV: one figure a line, as table, row, column, "
                        "unit, value."));
}

static void add_all(report_page *page, const lode_table *table, const char *key, const char *heading,
                    const char *caption)
{
    report_view view = page->failed ? (report_view){0} : lode_report_i_view_all(page->arena, table, &page->failed);
    if (!view.n_rows)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, heading));
    lode_report_i_table(page, key, lode_report_i_word(page, caption), view);
}

/* Every published figure, the one met worst first. */
static void add_calibration(report_page *page, const lode_table *table)
{
    static const char *const columns[] = {"observation", "measure", "corridor", "observed", "computed", "unit",
                                          "ratio",       "status",  "year",     "source",   "remarks",  NULL};
    size_t n = table ? lode_table_rows(table) : 0;
    size_t *rows = n && !page->failed ? LODE_NEW(page->arena, size_t, n) : NULL;
    for (size_t i = 0; rows && i < n; i++)
        rows[i] = i;
    if (rows)
        lode_report_i_table(page, "calibration",
                            lode_report_i_word(page, "Published figures beside computed ones, the worst first"),
                            lode_report_i_view(page->arena, table, rows, n, columns, &page->failed));
}

/* Findings of one code and layer. */
typedef struct finding_count {
    const char *severity, *code, *layer, *column, *what, *advice;
    int64_t n;
} finding_count;

typedef struct finding_counts {
    finding_count *items;
    size_t n, capacity;
} finding_counts;

static const char *text_of(const lode_table *t, size_t row, const char *column)
{
    return lode_report_i_or_empty(lode_table_text(t, row, column));
}

static int count_finding(finding_counts *counts, const lode_table *t, size_t row)
{
    const char *code = text_of(t, row, "code"), *layer = text_of(t, row, "layer"), *column = text_of(t, row, "column");
    for (size_t i = 0; i < counts->n; i++) {
        finding_count *c = &counts->items[i];
        if (strcmp(c->code, code) == 0 && strcmp(c->layer, layer) == 0 && strcmp(c->column, column) == 0) {
            c->n++;
            return 1;
        }
    }
    void *items = counts->items;
    finding_count *added = lode_grow(&items, &counts->n, &counts->capacity, sizeof *added);
    counts->items = items;
    if (added)
        *added = (finding_count){text_of(t, row, "severity"), code, layer, column, text_of(t, row, "what"),
                                 text_of(t, row, "advice"),   1};
    return added != NULL;
}

static int severity_rank(const char *severity)
{
    static const char *const order[] = {"error", "warning", "note"};
    for (int i = 0; i < 3; i++)
        if (strcmp(severity, order[i]) == 0)
            return i;
    return 3;
}

static int compare_findings(const void *a, const void *b)
{
    const finding_count *f = a, *g = b;
    int order = severity_rank(f->severity) - severity_rank(g->severity);
    order = order ? order : strcmp(f->code, g->code);
    order = order ? order : strcmp(f->layer, g->layer);
    return order ? order : strcmp(f->column, g->column);
}

static const lode_column finding_columns[] = {
    {"code", LODE_TEXT, "", "Code", "", 0},
    {"severity", LODE_TEXT, "", "Severity", "", 0},
    {"layer", LODE_TEXT, "", "Layer", "", 0},
    {"column", LODE_TEXT, "", "Column", "", 0},
    {"n", LODE_INT, "", "Count", "", 0},
    {"what", LODE_TEXT, "", "Fault (first case)", "", 0},
    {"advice", LODE_TEXT, "", "What to do", "", 0},
};

static void set_finding(lode_table *t, const finding_count *f)
{
    lode_table_add(t);
    lode_table_set_text(t, "code", f->code);
    lode_table_set_text(t, "severity", f->severity);
    lode_table_set_text(t, "layer", f->layer);
    lode_table_set_text(t, "column", f->column);
    lode_table_set_int(t, "n", f->n);
    lode_table_set_text(t, "what", f->what);
    lode_table_set_text(t, "advice", f->advice);
}

static void add_findings(report_page *page, const lode_table *findings)
{
    finding_counts counts = {0};
    for (size_t i = 0; findings && i < lode_table_rows(findings); i++)
        if (!count_finding(&counts, findings, i))
            page->failed = 1;
    if (counts.n > 1)
        qsort(counts.items, counts.n, sizeof *counts.items, compare_findings);
    lode_table *t = counts.n ? lode_report_i_page_table(page, "data_quality", finding_columns,
                                                        sizeof finding_columns / sizeof *finding_columns)
                             : NULL;
    for (size_t i = 0; t && i < counts.n; i++)
        set_finding(t, &counts.items[i]);
    free(counts.items);
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Data quality"));
    if (!findings)
        lode_report_i_text(page, lode_report_i_word(page, "The findings of the case were not handed to this report."));
    else if (!t)
        lode_report_i_text(
            page, lode_report_i_word(page, "No findings: no fault was seen in the case and no figure was assumed."));
    else
        lode_report_i_table(page, "data_quality",
                            lode_report_i_word(page, "Findings by code; every one is a row of the layer findings"),
                            lode_report_i_page_view(page, t));
}

void lode_report_i_build_annex(report_page *page, const report_source *s)
{
    report_link *links = page->failed ? NULL : LODE_NEW(page->arena, report_link, 1);
    if (!links) {
        page->failed = 1;
        return;
    }
    links[0] = (report_link){lode_report_i_word(page, "All deposits and corridors"), "index"};
    lode_report_i_links(page, links, 1);
    add_methods(page);
    add_findings(page, s->findings);
    add_all(page, s->calibration_summary, "calibration_summary", "Calibration",
            "Computed against published figures, by corridor and measure");
    add_calibration(page, s->calibration);
    add_all(page, s->parameters, "parameters", "Parameters", "Every constant of the model as used");
    add_all(page, s->provenance, "provenance", "Provenance",
            "Inputs, version, options: what it takes to repeat the run");
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Boundaries"));
    lode_report_i_text(
        page,
        lode_report_i_word(page,
                           "%s Names and outlines are those of the source named in the case; where states disagree, "
                           "the drawing follows that source and settles nothing."),
        lode_report_i_word(page, lode_report_i_boundary_note));
}
