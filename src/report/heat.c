#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/format.h"
#include "report/pages.h"

/* A set of actors that closes together, as a column of the heat table. */
typedef struct closed_set {
    const char *closed;
    double n_closed;
    size_t telling; /* deposits to which it matters */
} closed_set;

typedef struct heat {
    report_page *page;
    const report_source *source;
    const size_t *deposits;
    size_t n_deposits;
    report_set_fn keep_set;
    const void *context;
    closed_set *sets;
    size_t n_sets, cap_sets;
} heat;

enum { MOST_SETS = 12 };

static const char *const main_actors[] = {"RUS", "CHN", "CASPIAN"};

/* Single actors, and what Russia, China and the Caspian do together. */
static int is_telling_set(const char *closed, double n_closed, const void *context)
{
    (void)context;
    return n_closed == 1 || lode_report_i_subset(closed, main_actors, 3);
}

static int matters(const char *status)
{
    return status && strcmp(status, "unaffected") != 0 && strcmp(status, "own") != 0 &&
           strcmp(status, "unreachable") != 0;
}

/* Russia, China and the Caspian and what they do together, then the others; small sets and telling ones first. */
static int compare_sets(const void *a, const void *b)
{
    const closed_set *s = a, *t = b;
    int s_main = lode_report_i_subset(s->closed, main_actors, 3),
        t_main = lode_report_i_subset(t->closed, main_actors, 3);
    if (s_main != t_main)
        return t_main - s_main;
    if (s->n_closed != t->n_closed)
        return s->n_closed < t->n_closed ? -1 : 1;
    if (s->telling != t->telling)
        return s->telling > t->telling ? -1 : 1;
    return strcmp(s->closed, t->closed);
}

static closed_set *set_of(heat *h, const char *closed, double n_closed)
{
    for (size_t i = 0; i < h->n_sets; i++)
        if (strcmp(h->sets[i].closed, closed) == 0)
            return &h->sets[i];
    void *items = h->sets;
    closed_set *set = lode_grow(&items, &h->n_sets, &h->cap_sets, sizeof *set);
    h->sets = items;
    if (set)
        *set = (closed_set){closed, n_closed, 0};
    else
        h->page->failed = 1;
    return set;
}

static const char *deposit_id(const heat *h, size_t i)
{
    return lode_table_text(h->source->deposits, h->deposits[i], "id");
}

static void collect_sets(heat *h)
{
    const lode_table *t = h->source->dependency;
    for (size_t i = 0; i < h->n_deposits && !h->page->failed; i++) {
        const size_t *rows;
        size_t n = lode_report_i_find(&h->source->dependency_of, deposit_id(h, i), &rows);
        for (size_t k = 0; k < n && !h->page->failed; k++) {
            const char *closed = lode_table_text(t, rows[k], "closed");
            double n_closed = lode_table_real(t, rows[k], "n_closed");
            if (!closed || !*closed || !lode_report_i_has_prefix(t, rows[k], h->source->prefix) ||
                !h->keep_set(closed, n_closed, h->context))
                continue;
            closed_set *set = set_of(h, closed, n_closed);
            if (set)
                set->telling += (size_t)matters(lode_table_text(t, rows[k], "status"));
        }
    }
}

static void choose_sets(heat *h)
{
    size_t kept = 0;
    for (size_t i = 0; i < h->n_sets; i++)
        if (h->sets[i].telling > 0)
            h->sets[kept++] = h->sets[i];
    if (kept > 1)
        qsort(h->sets, kept, sizeof *h->sets, compare_sets);
    h->n_sets = kept < MOST_SETS ? kept : MOST_SETS;
}

typedef struct status_tone {
    const char *status, *words;
    report_tone tone;
} status_tone;

static const status_tone tones[] = {
    {"unaffected", "\u25cb", REPORT_FREE},         {"own", "own", REPORT_OWN},
    {"captive", "\u2715 captive", REPORT_CAPTIVE}, {"uneconomic", "uneconomic", REPORT_SEVERE},
    {"unreachable", "no way", REPORT_NO_WAY},
};

/* A detour is coloured by its price relative to the open way. */
static report_matrix_cell detour_cell(report_page *page, const lode_table *t, size_t row)
{
    double penalty = lode_table_real(t, row, "penalty_usd_t"), pct = lode_table_real(t, row, "penalty_pct");
    report_tone tone = !(pct >= 10) ? REPORT_MILD : pct < 50 ? REPORT_HARD : REPORT_SEVERE;
    if (isnan(penalty))
        return (report_matrix_cell){lode_report_i_word(page, "reroute"), REPORT_MILD};
    const char *more = lode_report_i_figure_text(page, penalty, 0, "");
    if (isnan(pct))
        return (report_matrix_cell){lode_report_i_say(page, "+%s", more), tone};
    return (report_matrix_cell){
        lode_report_i_say(page, "+%s (%s\u00a0%%)", more, lode_report_i_figure_text(page, pct, 0, "")), tone};
}

static report_matrix_cell heat_cell(report_page *page, const lode_table *t, size_t row)
{
    const char *status = lode_table_text(t, row, "status");
    if (!status)
        return (report_matrix_cell){NULL, REPORT_PLAIN};
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
        if (strcmp(tones[i].status, status) == 0)
            return (report_matrix_cell){lode_report_i_word(page, tones[i].words), tones[i].tone};
    return strcmp(status, "reroute") == 0 ? detour_cell(page, t, row) : (report_matrix_cell){status, REPORT_PLAIN};
}

static long find_set(const heat *h, const char *closed)
{
    for (size_t i = 0; i < h->n_sets; i++)
        if (closed && strcmp(h->sets[i].closed, closed) == 0)
            return (long)i;
    return -1;
}

/* Fills the row of one deposit and lists the dependency rows used; returns how many. */
static size_t fill_row(heat *h, report_matrix *m, size_t i, size_t *used)
{
    const lode_table *t = h->source->dependency;
    const size_t *rows;
    size_t n = lode_report_i_find(&h->source->dependency_of, deposit_id(h, i), &rows), n_used = 0;
    for (size_t k = 0; k < n; k++) {
        long set = find_set(h, lode_table_text(t, rows[k], "closed"));
        if (set < 0 || !lode_report_i_has_prefix(t, rows[k], h->source->prefix))
            continue;
        report_matrix_cell *cell = &m->cells[m->n_rows * h->n_sets + (size_t)set];
        if (cell->text)
            continue;
        *cell = heat_cell(h->page, t, rows[k]);
        used[n_used++] = rows[k];
    }
    if (n_used == 0)
        return 0;
    const char *name = lode_table_text(h->source->deposits, h->deposits[i], "name");
    m->rows[m->n_rows++] = (report_link){name ? name : lode_report_i_or_empty(deposit_id(h, i)),
                                         h->source->deposit_pages ? h->source->deposit_pages[h->deposits[i]] : NULL};
    return n_used;
}

static const char heat_note[] =
    "Figures: rise of G in USD per tonne of product, and in per cent. captive: no way is left. own: the actor is the "
    "deposit's own state. \u25cb unaffected: the best way stays open. Sets that change nothing for any deposit are "
    "left out.";

/* "CHN + RUS": a heading that can break. */
static const char *set_label(report_page *page, const char *closed)
{
    lode_text label = {0};
    for (; *closed; closed++) {
        if (*closed == '+')
            lode_text_add(&label, " + ");
        else
            lode_text_add_n(&label, closed, 1);
    }
    return lode_report_i_keep(page, &label);
}

static void add_matrix(heat *h, const char *caption)
{
    static const char *const columns[] = {
        "deposit", "deposit_name",  "country",     "destination",       "base",        "closed", "n_closed", "status",
        "g_usd_t", "penalty_usd_t", "penalty_pct", "delta_money_usd_t", "delta_hours", NULL};
    lode_arena *arena = h->page->arena;
    report_matrix m = {.corner = lode_report_i_word(h->page, "Deposit"), .n_columns = h->n_sets};
    m.rows = LODE_NEW(arena, report_link, h->n_deposits);
    m.columns = LODE_NEW(arena, const char *, h->n_sets);
    m.cells = LODE_NEW(arena, report_matrix_cell, h->n_deposits * h->n_sets);
    size_t *used = LODE_NEW(arena, size_t, h->n_deposits * h->n_sets), n_used = 0;
    if (!m.rows || !m.columns || !m.cells || !used) {
        h->page->failed = 1;
        return;
    }
    for (size_t i = 0; i < h->n_sets; i++)
        m.columns[i] = set_label(h->page, h->sets[i].closed);
    for (size_t i = 0; i < h->n_deposits; i++)
        n_used += fill_row(h, &m, i, used + n_used);
    report_view view = lode_report_i_view(arena, h->source->dependency, used, n_used, columns, &h->page->failed);
    report_block *block = lode_report_i_matrix(h->page, "dependency", caption, m, view);
    if (block)
        block->note = lode_report_i_word(h->page, heat_note);
}

int lode_report_i_add_heat(report_page *page, const report_source *s, const char *caption, const size_t *rows,
                           size_t n_rows, report_set_fn keep_set, const void *context)
{
    if (!s->dependency || !s->deposits || page->failed)
        return 0;
    heat h = {.page = page,
              .source = s,
              .deposits = rows,
              .n_deposits = n_rows,
              .keep_set = keep_set ? keep_set : is_telling_set,
              .context = context};
    collect_sets(&h);
    choose_sets(&h);
    if (h.n_sets && !page->failed)
        add_matrix(&h, caption);
    free(h.sets);
    return h.n_sets > 0;
}
