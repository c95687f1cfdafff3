/* The table of the source study, computed: each country by the measures of M13, in words and figures. */
#include <string.h>

#include "report/pages.h"

/* Measures in the order of the study; those of single partners (pull_X) share one column. */
static const struct {
    const char *measure, *heading;
} measures[] = {{"landlockedness", "Transit dependency"},
                {"main_market", "Main market"},
                {"trade_concentration", "Concentration of trade"},
                {"pull_", "Markets nearer than the destination"},
                {"corridors", "Choice of corridors"},
                {"processing", "Processing"},
                {"resilience", "Resilience"},
                {"capacity", "Capacity"}};
enum { N_MEASURES = sizeof measures / sizeof *measures, PULL = 3 };

static int measure_of(const char *name)
{
    for (int i = 0; name && i < N_MEASURES; i++)
        if (i == PULL ? strncmp(name, measures[i].measure, strlen(measures[i].measure)) == 0
                      : strcmp(name, measures[i].measure) == 0)
            return i;
    return -1;
}

static const char *words_of(const report_page *page, const lode_table *t, size_t row)
{
    return lode_table_text(t, row, page->language == LODE_GERMAN ? "words_de" : "words_en");
}

static const char *partner_of(const report_source *s, const char *measure)
{
    return lode_report_i_domain_name(s, measure + strlen(measures[PULL].measure));
}

/* Partners whose markets are nearer, joined. */
static const char *join_pull(report_page *page, const report_source *s, const char *before, size_t row)
{
    const char *partner = partner_of(s, lode_table_text(s->countries, row, "measure"));
    if (!(lode_table_real(s->countries, row, "figure") > 0))
        return before;
    return before ? lode_report_i_say(page, "%s, %s", before, partner) : partner;
}

static size_t count_countries(const lode_table *t)
{
    size_t n = 0;
    const char *last = NULL;
    for (size_t row = 0; row < lode_table_rows(t); row++) {
        const char *country = lode_report_i_or_empty(lode_table_text(t, row, "country"));
        n += !last || strcmp(last, country) != 0;
        last = country;
    }
    return n;
}

static void fill_matrix(report_page *page, const report_source *s, report_matrix *m)
{
    const lode_table *t = s->countries;
    const char *last = NULL;
    for (size_t row = 0; row < lode_table_rows(t); row++) {
        const char *country = lode_report_i_or_empty(lode_table_text(t, row, "country"));
        int measure = measure_of(lode_table_text(t, row, "measure"));
        if (!last || strcmp(last, country) != 0)
            m->rows[m->n_rows++] = (report_link){lode_report_i_domain_name(s, country), NULL};
        last = country;
        if (measure < 0)
            continue;
        report_matrix_cell *cell = &m->cells[(m->n_rows - 1) * N_MEASURES + (size_t)measure];
        cell->text = measure == PULL ? join_pull(page, s, cell->text, row) : words_of(page, t, row);
    }
}

static void add_matrix(report_page *page, const report_source *s)
{
    size_t n = count_countries(s->countries);
    report_matrix m = {.corner = lode_report_i_word(page, "Country"), .n_columns = N_MEASURES};
    m.rows = page->failed ? NULL : LODE_NEW(page->arena, report_link, n);
    m.columns = m.rows ? LODE_NEW(page->arena, const char *, N_MEASURES) : NULL;
    m.cells = m.columns ? LODE_NEW(page->arena, report_matrix_cell, n * N_MEASURES) : NULL;
    if (!m.cells) {
        page->failed = 1;
        return;
    }
    for (size_t i = 0; i < N_MEASURES; i++)
        m.columns[i] = lode_report_i_word(page, measures[i].heading);
    fill_matrix(page, s, &m);
    report_block *block = lode_report_i_matrix(
        page, NULL, lode_report_i_say(page, lode_report_i_word(page, "Countries in words: %s"), s->title), m,
        lode_report_i_view_all(page->arena, s->countries, &page->failed));
    if (block)
        block->note =
            lode_report_i_word(page, "The words follow from the figures below by fixed rules; the thresholds are "
                                     "parameters of the case. A dash: nothing nearer, or nothing known.");
}

static const lode_column columns[] = {{"country_name", LODE_TEXT, "", "Country", "", 0},
                                      {"country", LODE_TEXT, "", "Code", "", 0},
                                      {"measure", LODE_TEXT, "", "Measure", "", 0},
                                      {"figure", LODE_REAL, "", "Figure", "", 3},
                                      {"unit", LODE_TEXT, "", "Unit", "", 0},
                                      {"words", LODE_TEXT, "", "In words", "", 0},
                                      {"detail", LODE_TEXT, "", "Behind it", "", 0},
                                      {"source", LODE_TEXT, "", "Source", "", 0}};

static void set_row(report_page *page, const report_source *s, lode_table *t, size_t row)
{
    const lode_table *from = s->countries;
    const char *name = lode_table_text(from, row, "measure"), *unit = lode_table_text(from, row, "unit");
    int measure = measure_of(name);
    lode_table_add(t);
    lode_table_set_text(t, "country_name", lode_report_i_domain_name(s, lode_table_text(from, row, "country")));
    lode_table_set_text(t, "country", lode_table_text(from, row, "country"));
    lode_table_set_text(t, "measure",
                        measure == PULL ? lode_report_i_say(page, lode_report_i_word(page, "Pull of the market: %s"),
                                                            partner_of(s, name))
                        : measure < 0   ? name
                                        : lode_report_i_word(page, measures[measure].heading));
    lode_table_set_real(t, "figure", lode_table_real(from, row, "figure"));
    lode_table_set_text(t, "unit", unit ? lode_report_i_word(page, unit) : NULL);
    lode_table_set_text(t, "words", words_of(page, from, row));
    if (page->language == LODE_ENGLISH) /* the layer has no other */
        lode_table_set_text(t, "detail", lode_table_text(from, row, "detail"));
    lode_table_set_text(t, "source", lode_table_text(from, row, "source"));
}

static void add_figures(report_page *page, const report_source *s)
{
    lode_table *t = lode_report_i_word_table(page, "comparison", columns, sizeof columns / sizeof *columns);
    for (size_t row = 0; t && row < lode_table_rows(s->countries); row++)
        set_row(page, s, t, row);
    if (!t)
        return;
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Figures behind the words"));
    report_block *block = lode_report_i_table(
        page, "comparison",
        lode_report_i_say(page, lode_report_i_word(page, "Figures by country and measure: %s"), s->title),
        lode_report_i_page_view(page, t));
    if (block)
        block->missing = lode_report_i_word(page, "NA");
}

/* Each rule once, in the order of the measures. */
static void add_rules(report_page *page, const report_source *s)
{
    const char **items = page->failed ? NULL : LODE_NEW(page->arena, const char *, N_MEASURES);
    size_t n = 0;
    if (!items) {
        page->failed = 1;
        return;
    }
    for (int i = 0; i < N_MEASURES; i++)
        for (size_t row = 0; row < lode_table_rows(s->countries); row++) {
            const char *rule = lode_table_text(s->countries, row, "rule");
            if (!rule || measure_of(lode_table_text(s->countries, row, "measure")) != i)
                continue;
            items[n++] = lode_report_i_say(page, "%s: %s", lode_report_i_word(page, measures[i].heading),
                                           lode_report_i_word(page, rule));
            break;
        }
    lode_report_i_heading(page, 2, lode_report_i_word(page, "Rules"));
    lode_report_i_items(page, items, n);
}

void lode_report_i_build_countries(report_page *page, const report_source *s)
{
    page->subtitle =
        lode_report_i_say(page, lode_report_i_word(page, "The source study's table, computed: %s"), s->title);
    lode_report_i_add_root_links(page, s);
    add_matrix(page, s);
    add_rules(page, s);
    add_figures(page, s);
}
