/* The pass over the tables: who speaks of which layer. */
#include "report/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/sentence_i.h"

typedef void (*say_fn)(speech *s);

static const struct {
    const char *table;
    say_fn say;
} speakers[] = {
    {"deposits", lode_report_i_say_deposit},
    {"routes", lode_report_i_say_route},
    {"route", lode_report_i_say_route},
    {"near", lode_report_i_say_near},
    {"dependency", lode_report_i_say_dependency},
    {"cut_sets", lode_report_i_say_cut_set},
    {"attribution", lode_report_i_say_attribution},
    {"zone_statistics", lode_report_i_say_zone},
    {"calibration", lode_report_i_say_calibration},
    {"chokepoints", lode_report_i_say_chokepoint},
    {"corridor_summary", lode_report_i_say_corridor},
    {"country_comparison", lode_report_i_say_country},
    {"risk", lode_report_i_say_risk},
};

static const char *const columns[LODE_N_LANGUAGES] = {"sentence_en", "sentence_de"};

static const lode_table *named(lode_table *const *tables, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (tables[i] && strcmp(lode_table_name(tables[i]), name) == 0)
            return tables[i];
    return NULL;
}

static int order_by_id(const void *a, const void *b, void *context)
{
    const lode_table *routes = context;
    const char *x = lode_table_text(routes, *(const size_t *)a, "id"),
               *y = lode_table_text(routes, *(const size_t *)b, "id");
    return strcmp(x ? x : "", y ? y : "");
}

static size_t *rows_by_id(const lode_table *routes)
{
    size_t n = routes ? lode_table_rows(routes) : 0, *order = calloc(n + 1, sizeof *order);
    for (size_t i = 0; order && i < n; i++)
        order[i] = i;
    if (order && n)
        qsort_r(order, n, sizeof *order, order_by_id, (void *)(uintptr_t)routes);
    return order;
}

/* The first letter large, a full stop at the end, no control characters from names. */
static void finish(speech *s)
{
    if (!s->out.length)
        return;
    char *first = s->out.data;
    if (*first >= 'a' && *first <= 'z')
        *first = (char)(*first - 'a' + 'A');
    lode_text plain = {0};
    lode_report_i_plain(&plain, s->out.data);
    lode_text_add(&plain, ".");
    plain.failed |= s->out.failed;
    lode_text_free(&s->out);
    s->out = plain;
}

static void speak_of(lode_table *table, say_fn say, speech *s)
{
    for (int language = 0; language < LODE_N_LANGUAGES; language++) {
        if (lode_table_find(table, columns[language]) < 0)
            continue;
        s->language = (lode_language)language;
        for (s->row = 0; s->row < lode_table_rows(table); s->row++) {
            say(s);
            finish(s);
            if (s->out.length)
                lode_table_put_text(table, s->row, columns[language], s->out.data);
            s->failed |= s->out.failed;
            lode_text_free(&s->out);
        }
    }
    s->failed |= lode_table_failed(table);
}

lode_status lode_put_sentences(lode_table *const *tables, size_t n_tables, const lode_wording *names,
                               const lode_sentence_main *main, lode_err *err)
{
    const lode_table *routes = named(tables, n_tables, "routes");
    size_t *order = rows_by_id(routes);
    int failed = !order;
    for (size_t i = 0; i < n_tables && !failed; i++)
        for (size_t k = 0; tables[i] && k < sizeof speakers / sizeof *speakers; k++) {
            if (strcmp(lode_table_name(tables[i]), speakers[k].table) != 0)
                continue;
            speech s = {.names = names, .table = tables[i], .routes = routes, .route_order = order, .main = main};
            s.arena = lode_arena_new();
            if (s.arena)
                speak_of(tables[i], speakers[k].say, &s);
            failed |= !s.arena || s.failed;
            lode_arena_free(s.arena);
        }
    free(order);
    return failed ? lode_fail_memory(err) : LODE_OK;
}
