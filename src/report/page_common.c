/* What the pages at the root share: links, tables in the language of the page, the main destination. */
#include <string.h>

#include "report/choice.h"
#include "report/pages.h"

void lode_report_i_add_root_links(report_page *page, const report_source *s)
{
    static const struct {
        const char *name, *label;
    } roots[] = {{"index", "All deposits and corridors"}, {"brief", "Brief, two pages"},
                 {"countries", "Countries compared"},     {"scenarios", "Scenarios compared"},
                 {"chokepoints", "Chokepoints"},          {"annex", "Method, data quality and provenance"}};
    enum { N_ROOTS = sizeof roots / sizeof *roots };
    report_link *links = page->failed ? NULL : LODE_NEW(page->arena, report_link, N_ROOTS);
    size_t n = 0;
    if (!links)
        page->failed = 1;
    for (size_t i = 0; links && i < N_ROOTS; i++)
        if (strcmp(page->path, roots[i].name) != 0 && lode_report_i_has_page(s, roots[i].name))
            links[n++] = (report_link){lode_report_i_word(page, roots[i].label), roots[i].name};
    lode_report_i_links(page, links, n);
}

lode_table *lode_report_i_word_table(report_page *page, const char *name, const lode_column *columns, size_t n)
{
    lode_column *said = page->failed ? NULL : LODE_NEW(page->arena, lode_column, n);
    if (!said) {
        page->failed = 1;
        return NULL;
    }
    memcpy(said, columns, n * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        said[i].heading = lode_report_i_word(page, columns[i].heading);
        said[i].unit = lode_report_i_word(page, columns[i].unit);
    }
    return lode_report_i_page_table(page, name, said, n);
}

static char slug(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
}

int lode_report_i_is_main_destination(const report_source *s, const lode_table *table, size_t row)
{
    const char *destination = lode_table_text(table, row, "destination"), *prefix = s->prefix;
    if (!destination)
        return 0;
    for (; *destination; destination++, prefix++)
        if (!*prefix || slug(*destination) != *prefix)
            return 0;
    return *prefix == '_';
}

size_t lode_report_i_list_parts(const report_source *s)
{
    size_t n = s->deposits ? lode_table_rows(s->deposits) : 0;
    return n > 2 * REPORT_LISTED ? (n + REPORT_LISTED - 1) / REPORT_LISTED : 0;
}

void lode_report_i_add_list_links(report_page *page, const report_source *s)
{
    size_t n = lode_report_i_list_parts(s), n_links = 0;
    report_link *links = n && !page->failed ? LODE_NEW(page->arena, report_link, n + 1) : NULL;
    if (!links) {
        page->failed |= n > 0;
        return;
    }
    links[n_links++] = (report_link){lode_report_i_word(page, "All deposits and corridors"), "index"};
    for (size_t i = 0; i < n; i++)
        links[n_links++] =
            (report_link){lode_report_i_say(page, "%zu\u2013%zu", i * REPORT_LISTED + 1, (i + 1) * REPORT_LISTED),
                          lode_report_i_say(page, "list/%zu", i + 1)};
    lode_report_i_text(page, lode_report_i_word(page, "All %zu deposits, %d a page, the cheapest way first:"),
                       lode_table_rows(s->deposits), (int)REPORT_LISTED);
    lode_report_i_links(page, links, n_links);
}
