/* Where one closure costs most: crossings, terminals, links and straits by what their loss would cost in a year. */
#include <math.h>
#include <string.h>

#include "report/pages.h"

static int seen_section(const lode_table *t, report_choke *list, size_t n, size_t row)
{
    double section = lode_table_real(t, row, "section");
    for (size_t i = 0; !isnan(section) && i < n; i++)
        if (lode_table_real(t, list[i].row, "section") == section) {
            list[i].in_series++;
            return 1;
        }
    return 0;
}

report_choke *lode_report_i_list_chokes(report_page *page, const report_source *s, size_t *n)
{
    const lode_table *t = s->chokepoints;
    size_t rows = t ? lode_table_rows(t) : 0;
    *n = 0;
    if (page->failed || !rows)
        return NULL;
    report_view view = lode_report_i_view_all(page->arena, t, &page->failed);
    report_choke *list = page->failed ? NULL : LODE_NEW(page->arena, report_choke, rows);
    if (!list) {
        page->failed = 1;
        return NULL;
    }
    lode_report_i_view_keep(&view, lode_report_i_keep_prefix, s->prefix);
    lode_report_i_view_sort(&view, "rank");
    for (size_t i = 0; i < view.n_rows; i++)
        if (!seen_section(t, list, *n, view.rows[i]))
            list[(*n)++] = (report_choke){view.rows[i], 1};
    return list;
}

const char *lode_report_i_choke_closers(report_page *page, const report_source *s, size_t row)
{
    const char *domains = lode_table_text(s->chokepoints, row, "domains"), *closers = NULL;
    size_t length;
    for (const char *domain; (domain = lode_report_i_item(&domains, &length));) {
        if (lode_same("OCEAN", domain, length))
            continue;
        const char *code = lode_report_i_say(page, "%.*s", (int)length, domain);
        const char *name = lode_report_i_domain_name(s, code);
        closers = closers ? lode_report_i_say(page, "%s, %s", closers, name) : name;
    }
    return closers ? closers : lode_report_i_word(page, "no single state (open sea)");
}

static const lode_column columns[] = {{"name", LODE_TEXT, "", "Chokepoint", "", 0},
                                      {"rank", LODE_INT, "", "Rank", "", 0},
                                      {"kind", LODE_TEXT, "", "Kind", "", 0},
                                      {"closers", LODE_TEXT, "", "Who can close", "", 0},
                                      {"impact_usd_a", LODE_REAL, "USD/a", "Cost of its loss", "", 0},
                                      {"used_t_a", LODE_REAL, "t/a", "Tonnes through it", "", 0},
                                      {"cut_off_t_a", LODE_REAL, "t/a", "of these cut off", "", 0},
                                      {"notional_pct", LODE_REAL, "%", "Assumed tonnes", "", 0},
                                      {"n_deposits", LODE_INT, "", "Deposits", "", 0},
                                      {"in_series", LODE_INT, "", "Elements in series", "", 0}};

static void set_choke(report_page *page, const report_source *s, lode_table *t, const report_choke *choke)
{
    static const char *const reals[] = {"impact_usd_a", "used_t_a", "cut_off_t_a", "notional_pct"};
    const lode_table *from = s->chokepoints;
    const char *name = lode_table_text(from, choke->row, "name"), *kind = lode_table_text(from, choke->row, "kind");
    lode_table_add(t);
    lode_table_set_text(t, "name", name && *name ? name : lode_table_text(from, choke->row, "id"));
    lode_table_set_int(t, "rank", (int64_t)lode_table_rows(t));
    lode_table_set_text(t, "kind", kind ? lode_report_i_word(page, kind) : NULL);
    lode_table_set_text(t, "closers", lode_report_i_choke_closers(page, s, choke->row));
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        lode_table_set_real(t, reals[i], lode_table_real(from, choke->row, reals[i]));
    double deposits = lode_table_real(from, choke->row, "n_deposits");
    if (!isnan(deposits))
        lode_table_set_int(t, "n_deposits", (int64_t)deposits);
    lode_table_set_int(t, "in_series", (int64_t)choke->in_series);
}

void lode_report_i_add_choke_table(report_page *page, const report_source *s, const report_choke *chokes, size_t n,
                                   const char *caption)
{
    lode_table *t = n ? lode_report_i_word_table(page, "chokepoints", columns, sizeof columns / sizeof *columns) : NULL;
    for (size_t i = 0; t && i < n; i++)
        set_choke(page, s, t, &chokes[i]);
    report_block *block =
        t ? lode_report_i_table(page, "chokepoints", caption, lode_report_i_page_view(page, t)) : NULL;
    if (!block)
        return;
    block->missing = lode_report_i_word(page, "NA");
    block->note = lode_report_i_word(
        page, "Cost of its loss: output times the rise of the cost of each deposit, at most what the product can bear. "
              "Tonnes are those of the deposits whose best way it is; where a deposit's output is not reported, an "
              "assumed one counts (its share is given).");
}

/* The first five in a sentence each, as the results have them. */
static void add_sentences(report_page *page, const report_source *s, const report_choke *chokes, size_t n)
{
    enum { MOST = 5 };
    const char **items = page->failed ? NULL : LODE_NEW(page->arena, const char *, MOST);
    size_t n_items = 0;
    if (!items) {
        page->failed = 1;
        return;
    }
    for (size_t i = 0; i < n && n_items < MOST; i++) {
        const char *sentence = lode_report_i_sentence(s, s->chokepoints, chokes[i].row);
        if (sentence)
            items[n_items++] = sentence;
    }
    if (n_items)
        lode_report_i_heading(page, 2, lode_report_i_word(page, "The five that cost most"));
    lode_report_i_items(page, items, n_items);
}

void lode_report_i_build_chokepoints(report_page *page, const report_source *s)
{
    enum { MOST = 60 };
    size_t n;
    report_choke *chokes = lode_report_i_list_chokes(page, s, &n);
    page->subtitle = lode_report_i_say(page, lode_report_i_word(page, "Where one closure costs most: %s"), s->title);
    lode_report_i_add_root_links(page, s);
    if (!n) {
        lode_report_i_text(page, "%s", lode_report_i_word(page, "No best way with output passes any chokepoint."));
        return;
    }
    add_sentences(page, s, chokes, n);
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Chokepoints by what their loss costs"));
    size_t shown = n < MOST ? n : MOST;
    lode_report_i_add_choke_table(
        page, s, chokes, shown,
        lode_report_i_say(page, lode_report_i_word(page, "The %zu that cost most, of %zu: %s"), shown, n, s->title));
}
