/* The sheet of a deposit: two pages in the manner of a geological survey's commodity summary. e marks what is
 * estimated, NA what is not available; nothing missing is ever 0. */
#include <math.h>
#include <string.h>

#include "report/pages.h"

typedef struct sheet {
    report_page *page;
    const report_source *s;
    size_t row;
    const char *id;
} sheet;

static const char *word(const sheet *d, const char *english)
{
    return lode_report_i_word(d->page, english);
}

/* Facts of low confidence are estimates. */
static int is_low(const sheet *d)
{
    const char *confidence = lode_table_text(d->s->deposits, d->row, "confidence");
    return !confidence || strcmp(confidence, "low") == 0;
}

/* Columns of a table with one more, which the view leaves out: confidence, by which the renderers set the e. */
static lode_table *with_confidence(sheet *d, const char *name, const lode_table *from, const char *const *names,
                                   lode_column *columns, size_t n)
{
    for (; *names; names++) {
        int found = lode_table_find(from, *names);
        if (found >= 0)
            columns[n++] = *lode_table_column(from, (size_t)found);
    }
    columns[n++] = (lode_column){"confidence", LODE_TEXT, "", "Confidence", "", 0};
    return lode_report_i_word_table(d->page, name, columns, n);
}

static void copy_cells(lode_table *to, const lode_table *from, size_t row, const char *const *names)
{
    for (; *names; names++) {
        int found = lode_table_find(from, *names);
        const lode_cell *cell = found < 0 ? NULL : lode_table_cell(from, row, (size_t)found);
        if (!cell || !cell->known)
            continue;
        lode_type type = lode_table_column(from, (size_t)found)->type;
        if (type == LODE_REAL)
            lode_table_set_real(to, *names, cell->as.real);
        else if (type == LODE_INT)
            lode_table_set_int(to, *names, cell->as.integer);
        else
            lode_table_set_text(to, *names, cell->as.text);
    }
}

static report_view view_of(sheet *d, const lode_table *t, const char *const *names)
{
    size_t n = t ? lode_table_rows(t) : 0, *rows = n ? LODE_NEW(d->page->arena, size_t, n) : NULL;
    for (size_t i = 0; rows && i < n; i++)
        rows[i] = i;
    d->page->failed |= !t || lode_table_failed(t) || (n && !rows);
    return rows && !d->page->failed ? lode_report_i_view(d->page->arena, t, rows, n, names, &d->page->failed)
                                    : (report_view){0};
}

/* ---- the deposit -------------------------------------------------------------------------------------------- */

static void add_facts(sheet *d, const char *key, const char *heading, const char *caption, const char *const *names)
{
    enum { MOST = 24 };
    lode_column columns[MOST];
    lode_table *t = with_confidence(d, key, d->s->deposits, names, columns, 0);
    if (!t)
        return;
    lode_table_add(t);
    copy_cells(t, d->s->deposits, d->row, names);
    if (is_low(d))
        lode_table_set_text(t, "confidence", "assumed");
    lode_report_i_heading(d->page, 2, word(d, heading));
    lode_report_i_facts(d->page, key, word(d, caption), view_of(d, t, names));
}

static const char *const resource_names[] = {
    "kind",          "deposit_type",   "elements",         "ree_role", "resource_mt",
    "ore_treo_pct",  "hree_share_pct", "contained_reo_kt", "product",  "product_treo_pct",
    "product_usd_t", "output_t_a",     "status",           "zones",    NULL};
static const char *const distance_names[] = {"road_km", "rail_km",    "railhead_km",       "crossing_km",
                                             "port_km", "airport_km", "coord_accuracy_km", NULL};

/* ---- statistics --------------------------------------------------------------------------------------------- */

static const char *const salient_names[] = {"status",   "g_usd_t",   "g_p10_usd_t", "g_p90_usd_t",     "money_usd_t",
                                            "days",     "length_km", "co2_kg_t",    "value_share_pct", "market",
                                            "corridor", "grade",     NULL};
static const char *const closing_names[] = {"rus_status",     "rus_penalty_usd_t",
                                            "chn_status",     "chn_penalty_usd_t",
                                            "caspian_status", "caspian_penalty_usd_t",
                                            "cut_sets",       "effective_routes",
                                            "resilience",     NULL};

/* More than two fifths of G without a source is an estimate. */
static int is_estimated(const sheet *d, const char *prefix)
{
    static const double least_pct = 60;
    report_source other = *d->s;
    other.prefix = prefix;
    return !(lode_report_i_headline(&other, d->row, "sourced_pct") >= least_pct);
}

static const char **with_lead(sheet *d, const char *const *names)
{
    size_t n = 0;
    while (names[n])
        n++;
    const char **all = d->page->failed ? NULL : LODE_NEW(d->page->arena, const char *, n + 2);
    if (!all) {
        d->page->failed = 1;
        return NULL;
    }
    all[0] = "destination_base";
    memcpy(all + 1, names, n * sizeof *names);
    return all;
}

static void add_statistics(sheet *d, const char *key, const char *caption, const char *const *names)
{
    static const lode_column lead[] = {{"destination_base", LODE_TEXT, "", "Destination and base", "", 0},
                                       {"confidence", LODE_TEXT, "", "Confidence", "", 0}};
    const lode_report_input *in = d->s->in;
    const char **shown = with_lead(d, names);
    lode_table *t = shown ? lode_report_i_headline_table(d->page, d->s, key, lead, 2, names) : NULL;
    for (size_t p = 0; t && p < in->n_prefixes; p++) {
        lode_table_add(t);
        lode_table_set_text(t, "destination_base", in->prefix_titles ? in->prefix_titles[p] : in->prefixes[p]);
        if (is_estimated(d, in->prefixes[p]))
            lode_table_set_text(t, "confidence", "assumed");
        lode_report_i_copy_headlines(t, d->s, d->row, in->prefixes[p], names);
    }
    report_block *block = t ? lode_report_i_table(d->page, key, word(d, caption), view_of(d, t, shown)) : NULL;
    if (block)
        block->missing = word(d, "NA");
}

/* ---- the way ------------------------------------------------------------------------------------------------ */

static int is_gate(const lode_table *t, size_t row, const void *context)
{
    (void)context;
    const char *kind = lode_table_text(t, row, "kind");
    return kind && strcmp(kind, "crossing") == 0;
}

static void add_gates(sheet *d)
{
    static const char *const columns[] = {"name",  "mode",     "domain",      "domain_to",
                                          "hours", "buffer_h", "money_usd_t", NULL};
    long best = lode_report_i_best_route(d->s, d->id, d->s->prefix);
    if (best < 0)
        return;
    report_view view =
        lode_report_i_rows_of(d->page, &d->s->legs_of, lode_table_text(d->s->routes, (size_t)best, "id"), columns);
    lode_report_i_view_sort(&view, "seq");
    lode_report_i_view_keep(&view, is_gate, NULL);
    report_block *block = lode_report_i_table(
        d->page, "gates", lode_report_i_say(d->page, word(d, "Border crossings of the best way: %s"), d->s->title),
        view);
    if (block)
        block->missing = word(d, "NA");
}

/* ---- closures ----------------------------------------------------------------------------------------------- */

static int is_short(const lode_table *t, size_t row, const void *prefix)
{
    const char *status = lode_table_text(t, row, "status");
    return lode_report_i_has_prefix(t, row, prefix) && lode_table_real(t, row, "n_closed") <= 2 && status &&
           strcmp(status, "unaffected") != 0 && strcmp(status, "own") != 0;
}

static void add_closures(sheet *d)
{
    enum { MOST = 14 };
    static const char *const columns[] = {"closed",      "status",      "g_usd_t", "penalty_usd_t",
                                          "penalty_pct", "delta_hours", NULL};
    report_view view = lode_report_i_rows_of(d->page, &d->s->dependency_of, d->id, columns);
    lode_report_i_view_keep(&view, is_short, d->s->prefix);
    view.n_rows = view.n_rows < MOST ? view.n_rows : MOST;
    report_block *block = lode_report_i_table(
        d->page, "closures",
        lode_report_i_say(d->page, word(d, "Closures by one or two actors that tell: %s"), d->s->title), view);
    if (block) {
        block->missing = word(d, "NA");
        block->note = word(d, "NA beside captive: no way is left, so there is no cost to give.");
    }
}

static void add_links(sheet *d)
{
    report_link *links = d->page->failed ? NULL : LODE_NEW(d->page->arena, report_link, 3);
    size_t n = 0;
    if (!links) {
        d->page->failed = 1;
        return;
    }
    links[n++] = (report_link){word(d, "All deposits and corridors"), "index"};
    if (d->s->deposit_pages[d->row])
        links[n++] = (report_link){word(d, "Every figure of this deposit"), d->s->deposit_pages[d->row]};
    links[n++] = (report_link){word(d, "Method, data quality and provenance"), "annex"};
    lode_report_i_links(d->page, links, n);
}

static void add_sentence(sheet *d)
{
    const char *sentence = lode_report_i_sentence(d->s, d->s->deposits, d->row);
    const char *remarks = lode_table_text(d->s->deposits, d->row, "remarks");
    if (sentence)
        lode_report_i_text(d->page, "%s", sentence);
    if (remarks && *remarks && d->page->language == LODE_ENGLISH)
        lode_report_i_text(d->page, "%s", remarks);
}

static void add_source(sheet *d)
{
    const char *source = lode_table_text(d->s->deposits, d->row, "source");
    lode_report_i_heading(d->page, 2, word(d, "Sources and signs"));
    lode_report_i_text(d->page, "%s", source && *source ? source : "NA");
    lode_report_i_text(
        d->page, "%s",
        word(d, "e: estimated; the facts of the deposit are of low confidence, or less than 60 % of the cost "
                "of the way rests on sourced facts. NA: not available, never zero. Distances are geodesic "
                "and no finer than the position is known."));
}

void lode_report_i_build_sheet(report_page *page, const report_source *s, size_t row)
{
    sheet d = {page, s, row, lode_report_i_or_empty(lode_table_text(s->deposits, row, "id"))};
    const char *local = lode_table_text(s->deposits, row, "name_local");
    page->subtitle = lode_report_i_say(page, "%s%s%s", local ? local : "", local && *local ? " \u00b7 " : "",
                                       lode_report_i_domain_name(s, lode_table_text(s->deposits, row, "country")));
    add_links(&d);
    add_sentence(&d);
    add_facts(&d, "resource", "Resource and product", "Deposit and product", resource_names);
    add_facts(&d, "nearest", "Infrastructure", "Distance to the nearest", distance_names);
    lode_report_i_heading(page, 2, word(&d, "Salient statistics"));
    add_statistics(&d, "salient", "Cost and time of the best way", salient_names);
    add_source(&d);
    size_t first = page->n_blocks;
    lode_report_i_heading(page, 2, word(&d, "The way out and who can close it"));
    if (page->n_blocks > first)
        page->blocks[first].new_sheet = 1;
    lode_report_i_add_deposit_map(page, s, row);
    add_gates(&d);
    add_statistics(&d, "closing", "If they close", closing_names);
    add_closures(&d);
}
