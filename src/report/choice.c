#include "report/choice.h"

#include <stdlib.h>
#include <string.h>

static const char *const *ids_of(report_source *s, const lode_table *table, const char *column)
{
    size_t n = lode_table_rows(table);
    const char **ids = LODE_NEW(s->arena, const char *, n + 1);
    for (size_t i = 0; ids && i < n; i++)
        ids[i] = lode_report_i_or_empty(lode_table_text(table, i, column));
    return ids;
}

static lode_status unknown(report_source *s, const report_index *by_id, const char *what, const char *id, lode_err *err)
{
    const lode_table *table = by_id->table;
    if (!table || lode_table_rows(table) == 0)
        return lode_fail(err, LODE_USAGE, "No %s is called \"%s\": the results have none.", what, id);
    const char *const *ids = ids_of(s, table, lode_table_column(table, by_id->column)->name);
    return ids ? lode_fail_unknown(err, what, id, ids, lode_table_rows(table),
                                   "Name ids as in the results, all or none.")
               : lode_fail_memory(err);
}

/* Marks the pages named; the ids stand in a list parted by commas. */
static lode_status mark(report_source *s, const report_index *by_id, const char *list, const char *what, char *chosen,
                        lode_err *err)
{
    size_t length;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        char *id = lode_arena_strndup(s->arena, item, length);
        const size_t *rows;
        if (!id)
            return lode_fail_memory(err);
        size_t n = lode_report_i_find(by_id, id, &rows);
        if (n == 0)
            return unknown(s, by_id, what, id, err);
        for (size_t i = 0; i < n; i++)
            chosen[rows[i]] = 1;
    }
    return LODE_OK;
}

static void leave_out(const char **pages, size_t n, const char *chosen)
{
    for (size_t i = 0; pages && i < n; i++)
        if (!chosen || !chosen[i])
            pages[i] = NULL;
}

typedef struct chosen_pages {
    const lode_table *table;
    const report_index *by_id;
    const char *list, *what;
    const char **pages, **more; /* more: other pages of the same rows, or NULL */
} chosen_pages;

static lode_status choose(report_source *s, const chosen_pages *c, lode_err *err)
{
    size_t n = c->table ? lode_table_rows(c->table) : 0;
    const char *list = c->list ? c->list : s->choice.brief ? "none" : "all";
    if (strcmp(list, "all") == 0)
        return LODE_OK;
    char *chosen = LODE_NEW(s->arena, char, n + 1);
    if (!chosen)
        return lode_fail_memory(err);
    lode_status status = strcmp(list, "none") == 0 ? LODE_OK : mark(s, c->by_id, list, c->what, chosen, err);
    leave_out(c->pages, n, chosen);
    leave_out(c->more, n, chosen);
    return status;
}

lode_status lode_report_i_choose(report_source *s, lode_err *err)
{
    chosen_pages deposits = {s->deposits, &s->deposit_by_id, s->choice.deposits,
                             "deposit",   s->deposit_pages,  s->sheet_pages},
                 corridors = {s->corridors, &s->corridor_by_id, s->choice.corridors,
                              "corridor",   s->corridor_pages,  NULL};
    lode_status status = choose(s, &deposits, err);
    return status ? status : choose(s, &corridors, err);
}

int lode_report_i_has_page(const report_source *s, const char *name)
{
    const struct {
        const char *name;
        const lode_table *rows;
    } pages[] = {{"countries", s->countries}, {"scenarios", s->scenarios}, {"chokepoints", s->chokepoints}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(pages[i].name, name) == 0)
            return !s->choice.brief && pages[i].rows && lode_table_rows(pages[i].rows) > 0;
    return strcmp(name, "brief") != 0 || (s->deposits && lode_table_rows(s->deposits) > 0);
}
