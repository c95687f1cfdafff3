#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/pages.h"

const char lode_report_i_boundary_note[] =
    "Boundaries are drawn for orientation only and take no position on disputed territory; the figures rest on the "
    "domain of each link, not on the outlines. Scale holds near the middle of the map.";

/* "Days (eu_open)" of the prefix eu_open is "Days". */
static const char *bare_heading(report_page *page, const char *heading, const char *prefix)
{
    const char *suffix = lode_report_i_say(page, " (%s)", prefix);
    size_t length = strlen(heading), cut = strlen(suffix);
    if (length < cut || strcmp(heading + length - cut, suffix) != 0)
        return heading;
    return lode_report_i_say(page, "%.*s", (int)(length - cut), heading);
}

/* Ranges are left out where no run has computed them. */
static int computed(const report_source *s, const char *name)
{
    int range = strcmp(name, "g_p10_usd_t") == 0 || strcmp(name, "g_p90_usd_t") == 0;
    return !range || lode_report_i_has_ranges(s);
}

lode_table *lode_report_i_headline_table(report_page *page, const report_source *s, const char *name,
                                         const lode_column *lead, size_t n_lead, const char *const *names)
{
    size_t n_names = 0, n = n_lead;
    while (names[n_names])
        n_names++;
    lode_column *columns = page->failed ? NULL : LODE_NEW(page->arena, lode_column, n_lead + n_names);
    if (!columns) {
        page->failed = 1;
        return NULL;
    }
    memcpy(columns, lead, n_lead * sizeof *lead);
    for (size_t i = 0; i < n_names; i++) {
        int found = lode_report_i_headline_column(s->deposits, s->prefix, names[i]);
        if (found < 0 || !computed(s, names[i]))
            continue;
        columns[n] = *lode_table_column(s->deposits, (size_t)found);
        columns[n].name = names[i];
        columns[n].heading = bare_heading(page, columns[n].heading, s->prefix);
        n++;
    }
    return n > n_lead ? lode_report_i_page_table(page, name, columns, n) : NULL;
}

static void copy_cell(lode_table *to, const char *name, const lode_column *column, const lode_cell *cell)
{
    if (!cell->known)
        return;
    if (column->type == LODE_REAL)
        lode_table_set_real(to, name, cell->as.real);
    else if (column->type == LODE_INT)
        lode_table_set_int(to, name, cell->as.integer);
    else
        lode_table_set_text(to, name, cell->as.text);
}

void lode_report_i_copy_headlines(lode_table *to, const report_source *s, size_t row, const char *prefix,
                                  const char *const *names)
{
    for (; *names; names++) {
        int from = lode_report_i_headline_column(s->deposits, prefix, *names);
        if (from >= 0 && lode_table_find(to, *names) >= 0)
            copy_cell(to, *names, lode_table_column(s->deposits, (size_t)from),
                      lode_table_cell(s->deposits, row, (size_t)from));
    }
}

size_t *lode_report_i_ranked(report_page *page, const report_source *s)
{
    const char *name = lode_report_i_say(page, "%s_g_usd_t", s->prefix);
    report_view view =
        page->failed ? (report_view){0} : lode_report_i_view_all(page->arena, s->deposits, &page->failed);
    lode_report_i_view_sort(&view, name);
    return view.rows;
}

static report_mark_kind mark_kind(const report_source *s, size_t row)
{
    const char *status = lode_report_i_headline_text(s, row, "status");
    double cut = lode_report_i_cut_size(s, row);
    if (status && strcmp(status, "unreachable") == 0)
        return REPORT_MARK_NO_WAY;
    if (isnan(cut))
        return REPORT_MARK_UNKNOWN;
    return cut <= 0 ? REPORT_MARK_FREE : cut <= 1 ? REPORT_MARK_ONE : cut <= 2 ? REPORT_MARK_TWO : REPORT_MARK_MANY;
}

report_mark lode_report_i_deposit_mark(const report_source *s, size_t row)
{
    const lode_geom *geom = lode_table_geom(s->deposits, row);
    int known = geom->shape == LODE_POINT && geom->n_parts > 0 && geom->part_start[geom->n_parts] > 0;
    return (report_mark){known ? geom->xy[0] : NAN, known ? geom->xy[1] : NAN, mark_kind(s, row),
                         lode_table_text(s->deposits, row, "name"), s->deposit_pages ? s->deposit_pages[row] : NULL};
}

/* Kinds of cost, in the order of the bars. */
static const char *const kinds[][2] = {
    {"haul_usd_t", "haul"},
    {"sea_usd_t", "sea freight"},
    {"border_usd_t", "border"},
    {"handling_usd_t", "handling"},
    {"gauge_usd_t", "change of gauge"},
    {"time_usd_t", "value of time"},
    {"reliability_usd_t", "value of reliability"},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static void draw_build_up(report_page *page, const report_source *s, const size_t *rows, const char *const *labels,
                          size_t n)
{
    report_chart chart = {.title = lode_report_i_word(page, "Cost build-up by kind, USD per tonne of product"),
                          .description = lode_report_i_word(
                              page, "Stacked bars: one for each way, its parts haul, sea freight, border, "
                                    "handling, change of gauge, value of time and of reliability. The table "
                                    "below has the same figures."),
                          .unit = "USD/t",
                          .decimals = 0,
                          .n_parts = N_KINDS,
                          .bars = LODE_NEW(page->arena, report_bar, n),
                          .n_bars = n};
    if (!chart.bars) {
        page->failed = 1;
        return;
    }
    for (size_t k = 0; k < N_KINDS; k++)
        chart.parts[k] = lode_report_i_word(page, kinds[k][1]);
    for (size_t i = 0; i < n; i++) {
        chart.bars[i].label = labels[i];
        for (size_t k = 0; k < N_KINDS; k++)
            chart.bars[i].parts[k] = lode_table_real(s->routes, rows[i], kinds[k][0]);
    }
    lode_report_i_figure(page, lode_report_i_chart(page, &chart), chart.title, chart.description);
}

void lode_report_i_add_build_up(report_page *page, const report_source *s, const size_t *rows,
                                const char *const *labels, size_t n)
{
    static const char *const columns[] = {
        "deposit_name",   "destination", "base",       "corridor",          "haul_usd_t",  "sea_usd_t", "border_usd_t",
        "handling_usd_t", "gauge_usd_t", "time_usd_t", "reliability_usd_t", "money_usd_t", "g_usd_t",   NULL};
    if (n == 0 || page->failed)
        return;
    draw_build_up(page, s, rows, labels, n);
    size_t *copy = page->failed ? NULL : LODE_NEW(page->arena, size_t, n);
    if (!copy) {
        page->failed = 1;
        return;
    }
    memcpy(copy, rows, n * sizeof *copy);
    lode_report_i_table(page, "build_up", lode_report_i_word(page, "Cost build-up: parts sum to G"),
                        lode_report_i_view(page->arena, s->routes, copy, n, columns, &page->failed));
}

typedef const char *(*page_fn)(const report_source *source, const char *id);

static void link_rows(report_page *page, const report_source *s, report_block *block, const char *id_column,
                      const char *shown_column, page_fn page_of)
{
    const char **targets = block ? LODE_NEW(page->arena, const char *, block->view.n_rows) : NULL;
    if (!targets) {
        page->failed |= block != NULL;
        return;
    }
    for (size_t i = 0; i < block->view.n_rows; i++)
        targets[i] = page_of(s, lode_table_text(block->view.table, block->view.rows[i], id_column));
    block->targets = targets;
    block->link_column = shown_column;
}

void lode_report_i_link_deposits(report_page *page, const report_source *s, report_block *block, const char *id_column,
                                 const char *shown_column)
{
    link_rows(page, s, block, id_column, shown_column, lode_report_i_deposit_page);
}

void lode_report_i_link_corridors(report_page *page, const report_source *s, report_block *block, const char *column)
{
    link_rows(page, s, block, column, column, lode_report_i_corridor_page);
}
