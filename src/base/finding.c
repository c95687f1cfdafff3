#include "base/finding.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* clang-format off */
const lode_finding_kind lode_finding_kinds[] = {
    {"LW-LAY-001", LODE_ERROR, "A layer or table that every case needs is missing", "Add it; `lodeway help schema` lists its columns."},
    {"LW-LAY-002", LODE_WARNING, "A layer is empty", "Fill it, or leave it out if it is not needed."},
    {"LW-LAY-003", LODE_ERROR, "A layer is a view, which is not run from a file", "Store it as a table."},
    {"LW-LAY-004", LODE_NOTE, "A layer is not part of a case and was not read", "Nothing, or give it the name of a layer of the schema."},
    {"LW-COL-001", LODE_ERROR, "A required column is missing", "Add the column; `lodeway help schema` names it and its aliases."},
    {"LW-COL-002", LODE_ERROR, "A column has a type that cannot hold its values", "Store it as the type expected."},
    {"LW-COL-003", LODE_ERROR, "A column occurs twice", "Rename or remove one of them."},
    {"LW-COL-004", LODE_ERROR, "A line has more cells than there are columns", "Put text that holds a comma into quotes."},
    {"LW-VAL-001", LODE_ERROR, "A required value is missing", "Give the value."},
    {"LW-VAL-002", LODE_ERROR, "A value is not a number", "Write a plain decimal number, or leave the cell empty if it is not known."},
    {"LW-VAL-003", LODE_ERROR, "A number is outside its range", "Check the value and its unit."},
    {"LW-VAL-004", LODE_ERROR, "A word is not one of those allowed", "Use one of the words expected."},
    {"LW-VAL-005", LODE_ERROR, "An id is used twice", "Give each row of the layer an id of its own."},
    {"LW-VAL-006", LODE_ERROR, "A text is not clean UTF-8", "Save the file as UTF-8 without control characters."},
    {"LW-VAL-007", LODE_WARNING, "A figure has no source or no confidence", "Name the source, and high, medium or low."},
    {"LW-GEO-001", LODE_ERROR, "A geometry is missing", "Draw it, or give lon and lat (points) or wkt (polygons)."},
    {"LW-GEO-002", LODE_ERROR, "A coordinate is not a finite number", "Draw the feature again."},
    {"LW-GEO-003", LODE_ERROR, "A latitude is beyond 90 degrees", "Are the axes swapped? Longitude comes first, latitude second."},
    {"LW-GEO-004", LODE_ERROR, "A geometry is of the wrong kind", "Use the kind expected."},
    {"LW-GEO-005", LODE_ERROR, "A layer has no coordinate reference system", "Assign one (in QGIS: Set Layer CRS)."},
    {"LW-GEO-006", LODE_ERROR, "A geometry cannot be brought to WGS 84", "Check the coordinate reference system of the layer."},
    {"LW-GEO-007", LODE_WARNING, "A link is shorter than the geodesic between its ends", "Check the length and the two places."},
    {"LW-GEO-008", LODE_WARNING, "A point lies outside the country that it names", "Check the position and the country."},
    {"LW-REF-001", LODE_ERROR, "A reference points to nothing", "Add the row it names, or correct the id."},
    {"LW-REF-002", LODE_ERROR, "A country or domain is unknown", "Use an ISO 3166-1 alpha-3 code of the layer countries, or a water or air domain that a link lies in."},
    {"LW-REF-003", LODE_WARNING, "An actor can close a domain that no place or link of the case lies in",
     "Correct the name, if it is not just a domain that this case leaves out."},
    {"LW-NET-001", LODE_ERROR, "A land link leaves its domain", "End it at a border station; a crossing joins the two domains."},
    {"LW-NET-002", LODE_ERROR, "A sea or air link ends where no port, ferry or airport terminal is", "Add the terminal, or end the link at a place of its own domain."},
    {"LW-NET-003", LODE_ERROR, "A railway has no gauge", "Give gauge_mm (1520, 1435 ...)."},
    {"LW-NET-004", LODE_ERROR, "A crossing joins a domain to itself", "Give it places of two domains."},
    {"LW-NET-005", LODE_ERROR, "A price is missing", "Add a row to tariffs for the mode and domain, or for the domain *."},
    {"LW-NET-006", LODE_WARNING, "An occurrence is far from the network", "The nearest access is used although it is beyond reach_km; check whether a road is missing."},
    {"LW-NET-007", LODE_WARNING, "An occurrence has no access to the network of its country", "Add a road or a terminal in its country."},
    {"LW-NET-008", LODE_WARNING, "A crossing or link touches a place that no terminal and no other link reaches", "Check whether a link is missing."},
    {"LW-NET-009", LODE_WARNING, "A figure is missing and a named rule stands in for it", "Give the figure; the parameter named holds what was assumed."},
    {"LW-NET-010", LODE_ERROR, "A speed is missing", "Give km_h in tariffs for the mode, or days of the link."},
    {"LW-NET-011", LODE_NOTE, "The airspace of an air link is not given and was derived from the countries under it", "Give overflies."},
    {"LW-NET-012", LODE_WARNING, "A part of the network is not connected to the rest", "Add the missing link or crossing, if there is one."},
    {"LW-NET-013", LODE_WARNING, "An occurrence has no product and takes the first of the case", "Give product."},
    {"LW-NET-014", LODE_NOTE, "A figure is missing and counts as nothing", "Give the figure, or 0 where it is known to be nothing."},
    {"LW-NET-015", LODE_NOTE, "Figures that a case may give or leave out are left out, and a rule counts in their stead", "Nothing, or give them where they are known."},
    {"LW-NET-016", LODE_NOTE, "The length of a link is not given and was measured along its line", "Give length_km."},
    {"LW-NET-017", LODE_WARNING, "A row of tariffs has no price and is passed over", "Give usd; until then the next row that fits counts, or none."},
    {"LW-NET-018", LODE_NOTE, "A figure is dead: no cost rests on it", "Nothing, or check whether it was meant for something that it does not reach."},
    {"LW-TAR-001", LODE_ERROR, "Too many tariff rows are for the same mode, domain, surface and traction", "Join some of them; at most 16 add up."},
    {"LW-TAR-002", LODE_WARNING, "A tariff row is given twice and counts twice", "Remove one of them, if the price is not meant to add up."},
    {"LW-SCN-001", LODE_ERROR, "A target of a scenario is unknown", "Use a domain, actor:, crossing:, terminal:, link:, mode:, passage:, status: or *."},
    {"LW-SCN-002", LODE_ERROR, "A scenario has a value that its action cannot use", "price takes a factor above 0; dwell a factor, or hours with a leading +."},
    {"LW-SCN-003", LODE_ERROR, "A corridor passes or avoids something unknown", "Use domains, crossing:ID, terminal:ID or passage:NAME; at most 6 items."},
    {"LW-SHK-001", LODE_ERROR, "A shock closes nothing: it has no targets", "Give targets, or remove the row. Only risk needs shocks."},
    {"LW-SHK-002", LODE_ERROR, "A target of a shock is unknown", "Use a domain, actor:, crossing:, terminal:, link:, mode: or passage:. Only risk needs shocks."},
    {"LW-SHK-003", LODE_ERROR, "A shock has no p_year, or one that no rate follows from", "Give the probability of at least one start in a year, from 0 to below 1. Only risk needs shocks."},
    {"LW-SHK-004", LODE_ERROR, "A shock has no mean length", "Give mean_days. Only risk needs shocks."},
    {"LW-PAR-001", LODE_WARNING, "A parameter is unknown and has no effect", "`lodeway help parameters` lists them."},
    {"LW-PAR-002", LODE_ERROR, "A parameter is not a number in its range", "See `lodeway help parameters`."},
    {"LW-ACT-001", LODE_ERROR, "There are more than 12 actors", "Join some of them; every coalition of actors is computed."},
    {"LW-ACT-002", LODE_ERROR, "An actor has no domain", "Name the countries or waters that it can close, parted by ;."},
    {"LW-ACT-003", LODE_WARNING, "Two actors share a domain", "Give it to one of them, unless either can close it by itself: both then count its transit, and neither closure adds to the other."},
    {"LW-ACT-004", LODE_NOTE, "No actor can close a domain", "Add rows to actors, or set closable: without, nothing can be said of dependency on actors."},
    {"LW-PRD-001", LODE_WARNING, "A product is worth no more than it costs to make", "Check usd_t and cost_usd_t: with K not above 0 no transport pays, and every way is uneconomic."},
};
/* clang-format on */
const size_t lode_n_finding_kinds = sizeof lode_finding_kinds / sizeof *lode_finding_kinds;

static const lode_finding_kind *kind_of(const char *code)
{
    for (size_t i = 0; i < lode_n_finding_kinds; i++)
        if (strcmp(lode_finding_kinds[i].code, code) == 0)
            return &lode_finding_kinds[i];
    assert(!"unknown code of a finding");
    return &lode_finding_kinds[0];
}

enum { LONGEST_VALUE = 120 };

/* A copy, cut to a length fit for a message; *failed is set when memory runs out. */
static char *clip(const char *text, int *failed)
{
    if (!text)
        return NULL;
    size_t length = strnlen(text, LONGEST_VALUE + 1);
    if (length > LONGEST_VALUE) /* between two letters of UTF-8, not inside one */
        for (length = LONGEST_VALUE; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    char *copy = strndup(text, length);
    if (!copy)
        *failed = 1;
    return copy;
}

void lode_found(lode_findings *f, const char *code, lode_where where, const char *value, const char *expected)
{
    lode_finding *item = lode_grow((void **)&f->items, &f->n, &f->capacity, sizeof *f->items);
    if (!item) {
        f->failed = 1;
        return;
    }
    item->kind = kind_of(code);
    item->fid = where.fid;
    item->layer = clip(where.layer, &f->failed);
    item->id = clip(where.id, &f->failed);
    item->column = clip(where.column, &f->failed);
    item->value = clip(value, &f->failed);
    item->expected = clip(expected, &f->failed);
}

void lode_found_number(lode_findings *f, const char *code, lode_where where, double value, const char *expected)
{
    char text[40];
    snprintf(text, sizeof text, "%.10g", value);
    lode_found(f, code, where, text, expected);
}

void lode_findings_free(lode_findings *f)
{
    for (size_t i = 0; i < f->n; i++) {
        lode_finding *item = &f->items[i];
        free(item->layer);
        free(item->id);
        free(item->column);
        free(item->value);
        free(item->expected);
    }
    free(f->items);
    *f = (lode_findings){0};
}

size_t lode_findings_count(const lode_findings *f, lode_severity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->items[i].kind->severity == severity;
    return n;
}

const char *lode_severity_name(lode_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

static void describe(lode_text *out, const lode_finding *item)
{
    lode_text_addf(out, "    %s", item->layer ? item->layer : "case");
    if (item->fid >= 0)
        lode_text_addf(out, " fid %lld", (long long)item->fid);
    if (item->id)
        lode_text_addf(out, " (%s)", item->id);
    if (item->column)
        lode_text_addf(out, ", %s", item->column);
    if (item->value)
        lode_text_addf(out, " = \"%s\"", item->value);
    if (item->expected)
        lode_text_addf(out, ": expected %s", item->expected);
    lode_text_add(out, "\n");
}

enum { EXAMPLES = 5 };

static void describe_kind(lode_text *out, const lode_findings *f, const lode_finding_kind *kind, const char *file)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->items[i].kind == kind;
    if (n == 0)
        return;
    lode_text_addf(out, "%s %s: %s (%zu)\n  in %s:\n", lode_severity_name(kind->severity), kind->code, kind->what, n,
                   file);
    size_t shown = 0;
    for (size_t i = 0; i < f->n && shown < EXAMPLES; i++)
        if (f->items[i].kind == kind) {
            describe(out, &f->items[i]);
            shown++;
        }
    if (n > shown)
        lode_text_addf(out, "    ... and %zu more\n", n - shown);
    lode_text_addf(out, "  what to do: %s\n", kind->advice);
}

lode_status lode_findings_text(const lode_findings *f, lode_severity least, const char *file, char **text,
                               lode_err *err)
{
    lode_text out = {0};
    lode_text_add(&out, "");
    for (int severity = LODE_ERROR; severity >= (int)least; severity--)
        for (size_t k = 0; k < lode_n_finding_kinds; k++)
            if ((int)lode_finding_kinds[k].severity == severity)
                describe_kind(&out, f, &lode_finding_kinds[k], file);
    if (out.failed || f->failed) {
        lode_text_free(&out);
        return lode_fail_memory(err);
    }
    *text = out.data;
    return LODE_OK;
}
