/* Two outputs compared: which headlines moved, and which change of the input moved them.
 *
 * Each change is swapped alone into what the first output was computed from, and the headlines are computed again; what
 * the changes do only jointly is left as "together", so that the contributions sum to the move. No order of the changes
 * is preferred. More than a fixed number of changes are swapped layer by layer. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/changes.h"
#include "app/compare.h"
#include "app/output.h"
#include "app/run_i.h"
#include "core/columns.h"
#include "io/case_io.h"

enum { MOST_SINGLE = 200 };

/* A headline that is not the same in both outputs. */
typedef struct move {
    const char *deposit, *name, *destination, *base, *headline;
    char *column; /* of the layer deposits */
    const lode_column *about;
    size_t row_a, row_b;
} move;

/* What is swapped at once: rows of the case, or an option. */
typedef struct cause {
    const char *layer, *row, *cells;
    const lode_change *changes;
    size_t n;
    const char *option; /* NULL: rows */
} cause;

typedef struct comparing {
    lode_output a, b;
    lode_table *old, *new; /* deposits */
    lode_case *case_a, *case_b;
    lode_arena *arena;
    move *moves;
    size_t n_moves, move_capacity;
    const char **moved; /* ids of deposits with a move */
    size_t n_moved;
    cause *causes;
    size_t n_causes, cause_capacity;
    lode_table **alone, *base_a, *base_b; /* deposits computed again: a cause each, and both whole */
    lode_table *rows;
    lode_findings *findings;
    lode_err *err;
} comparing;

/* ---- what moved ---------------------------------------------------------------------------------------------- */

static size_t count_words(const char *list)
{
    size_t n = 0, length;
    while (lode_list_next(&list, &length))
        n++;
    return n;
}

/* The headline columns of an output, by its destinations and bases. NULL: out of memory. */
static lode_table *deposits_like(comparing *c, const lode_output *o)
{
    size_t n = 0, length;
    const char **prefixes = LODE_NEW(c->arena, const char *, count_words(o->config.markets) * o->n_bases + 1);
    for (size_t b = 0; prefixes && b < o->n_bases; b++) {
        const char *list = o->config.markets;
        for (const char *word; (word = lode_list_next(&list, &length));) {
            char *destination = lode_arena_strndup(c->arena, word, length);
            prefixes[n] = destination ? lode_run_i_prefix(c->arena, destination, o->bases[b]) : NULL;
            if (!prefixes[n++])
                return NULL;
        }
    }
    return prefixes ? lode_result_table("deposits", &(lode_more_columns){prefixes, n, NULL, 0}) : NULL;
}

static lode_status read_deposits(comparing *c, const lode_output *o, lode_table **table)
{
    lode_stray stray;
    lode_table *like = deposits_like(c, o);
    if (!like)
        return lode_fail_memory(c->err);
    lode_status status = lode_results_table(o->results, like, 0, table, &stray, c->err);
    lode_table_free(like);
    if (!status && stray.found)
        status = lode_fail(c->err, LODE_BAD_INPUT, "%s, layer deposits: %s%s%s.", o->package, stray.kind,
                           *stray.column ? ": " : "", stray.column);
    return status;
}

static long row_of(const lode_table *t, const char *id)
{
    for (size_t i = 0; i < lode_table_rows(t); i++) {
        const char *mine = lode_table_text(t, i, "id");
        if (mine && strcmp(mine, id) == 0)
            return (long)i;
    }
    return -1;
}

static char *cell_text(lode_arena *arena, const lode_table *t, long row, const char *column)
{
    lode_text text = {0};
    int i = t && row >= 0 ? lode_table_find(t, column) : -1;
    if (i >= 0)
        lode_cell_text(t, (size_t)row, (size_t)i, &text);
    char *copy = text.length ? lode_arena_strdup(arena, text.data) : NULL;
    lode_text_free(&text);
    return copy;
}

static int moved_cell(comparing *c, const char *column, const lode_column *about, size_t x, size_t y)
{
    int i = lode_table_find(c->old, column), k = lode_table_find(c->new, column);
    if (i < 0 || k < 0)
        return 0;
    const lode_cell *p = lode_table_cell(c->old, x, (size_t)i), *q = lode_table_cell(c->new, y, (size_t)k);
    if (!p->known || !q->known)
        return p->known != q->known;
    if (about->type == LODE_REAL)
        return fabs(p->as.real - q->as.real) > 5e-7;
    if (about->type == LODE_INT)
        return p->as.integer != q->as.integer;
    return strcmp(p->as.text, q->as.text) != 0;
}

static lode_status add_move(comparing *c, move m)
{
    move *slot = m.column ? lode_grow((void **)&c->moves, &c->n_moves, &c->move_capacity, sizeof *slot) : NULL;
    if (!slot)
        return lode_fail_memory(c->err);
    *slot = m;
    return LODE_OK;
}

static lode_status find_moves_of(comparing *c, const char *destination, const char *base, size_t x, size_t y)
{
    const lode_column *about = lode_result_layer_find("deposits")->headlines;
    const char *prefix = lode_run_i_prefix(c->arena, destination, base);
    lode_status status = prefix ? LODE_OK : lode_fail_memory(c->err);
    for (; !status && about->name; about++) {
        char *column = lode_arena_printf(c->arena, "%s_%s", prefix, about->name);
        if (!column)
            return lode_fail_memory(c->err);
        if (moved_cell(c, column, about, x, y))
            status = add_move(c, (move){lode_table_text(c->old, x, "id"), lode_table_text(c->old, x, "name"),
                                        destination, base, about->name, column, about, x, y});
    }
    return status;
}

/* A deposit that only one output has is told once. */
static void put_lone(comparing *c, const lode_table *in, const lode_table *other, const char *column)
{
    for (size_t i = 0; i < lode_table_rows(in); i++) {
        const char *id = lode_table_text(in, i, "id");
        if (!id || row_of(other, id) >= 0)
            continue;
        lode_table_add(c->rows);
        lode_table_set_text(c->rows, "deposit", id);
        lode_table_set_text(c->rows, "deposit_name", lode_table_text(in, i, "name"));
        lode_table_set_text(c->rows, "headline", "deposit");
        lode_table_set_text(c->rows, column, "there");
        lode_table_set_text(c->rows, "cause", "occurrences");
        lode_table_set_text(c->rows, "cause_row", id);
    }
}

static lode_status find_moves(comparing *c)
{
    lode_status status = LODE_OK;
    size_t length;
    c->moved = LODE_NEW(c->arena, const char *, lode_table_rows(c->old) + 1);
    if (!c->moved)
        return lode_fail_memory(c->err);
    for (size_t x = 0; x < lode_table_rows(c->old) && !status; x++) {
        const char *id = lode_table_text(c->old, x, "id");
        long y = id ? row_of(c->new, id) : -1;
        size_t before = c->n_moves;
        for (size_t b = 0; y >= 0 && b < c->a.n_bases && !status; b++) {
            const char *list = c->a.config.markets;
            for (const char *word; !status && (word = lode_list_next(&list, &length));) {
                char *destination = lode_arena_strndup(c->arena, word, length);
                status =
                    destination ? find_moves_of(c, destination, c->a.bases[b], x, (size_t)y) : lode_fail_memory(c->err);
            }
        }
        if (c->n_moves > before)
            c->moved[c->n_moved++] = id;
    }
    return status;
}

/* ---- what can have moved it ---------------------------------------------------------------------------------- */

static lode_status add_cause(comparing *c, cause why)
{
    cause *slot = lode_grow((void **)&c->causes, &c->n_causes, &c->cause_capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(c->err);
    *slot = why;
    return LODE_OK;
}

static lode_status find_changes(comparing *c)
{
    lode_change *list;
    size_t n;
    lode_status status = lode_case_changes(c->arena, c->case_a, c->case_b, &list, &n, c->err);
    for (size_t i = 0, end; i < n && !status; i = end) {
        end = i + 1;
        if (n <= MOST_SINGLE) {
            status = add_cause(c, (cause){list[i].layer->name, list[i].key, list[i].cells, &list[i], 1, NULL});
            continue;
        }
        while (end < n && list[end].layer == list[i].layer)
            end++;
        char *many = lode_arena_printf(c->arena, "%zu rows", end - i);
        status = many ? add_cause(c, (cause){list[i].layer->name, many, NULL, &list[i], end - i, NULL})
                      : lode_fail_memory(c->err);
    }
    return status;
}

static const char *or_none(const char *text)
{
    return text ? text : "none";
}

static lode_status find_options(comparing *c)
{
    static const char *const options[] = {"closures", "openings", "modes", "product", "year", "month", "overflight"};
    lode_status status = LODE_OK;
    for (size_t i = 0; i < sizeof options / sizeof *options && !status; i++) {
        const char *x = lode_output_value(&c->a, options[i]), *y = lode_output_value(&c->b, options[i]);
        if (strcmp(or_none(x), or_none(y)) == 0)
            continue;
        char *cells = lode_arena_printf(c->arena, "%s > %s", or_none(x), or_none(y));
        status =
            cells ? add_cause(c, (cause){"option", options[i], cells, NULL, 0, options[i]}) : lode_fail_memory(c->err);
    }
    return status;
}

static void swap_option(lode_config *config, const lode_config *other, const char *option)
{
    if (strcmp(option, "closures") == 0) {
        config->closures = other->closures;
        config->n_closures = other->n_closures;
    } else if (strcmp(option, "openings") == 0) {
        config->openings = other->openings;
        config->n_openings = other->n_openings;
    } else if (strcmp(option, "modes") == 0)
        config->modes = other->modes;
    else if (strcmp(option, "product") == 0)
        config->product = other->product;
    else if (strcmp(option, "year") == 0)
        config->year = other->year;
    else if (strcmp(option, "month") == 0)
        config->month = other->month;
    else
        config->ignore_overflight = other->ignore_overflight;
}

/* ---- computing again ----------------------------------------------------------------------------------------- */

/* The layer deposits for some rows swapped; *table stays NULL where that is no case (a row that needs another). */
static lode_status compute(comparing *c, const lode_case *from, const lode_case *to, const cause *why,
                           const lode_config *config, lode_table **table)
{
    running r = {0};
    lode_err fault = {0};
    lode_findings findings = {0};
    r.err = &fault;
    lode_case *swapped = lode_case_swapped(from, to, why ? why->changes : NULL, why ? why->n : 0, c->moved, c->n_moved);
    if (!swapped)
        return lode_fail_memory(c->err);
    lode_config quiet = *config;
    quiet.progress = NULL;
    lode_status status = lode_session_of(&r.s, &quiet, swapped, &findings, &fault);
    if (!status)
        status = lode_run_i_headlines(&r);
    if (!status) {
        *table = r.tables[T_DEPOSITS];
        r.tables[T_DEPOSITS] = NULL;
    }
    lode_run_i_drop(&r);
    lode_findings_free(&findings);
    return status == LODE_IO ? lode_fail(c->err, status, "%s", fault.message) : LODE_OK;
}

static lode_status compute_all(comparing *c)
{
    const lode_config *config = &c->a.config;
    c->alone = LODE_NEW(c->arena, lode_table *, c->n_causes + 1);
    lode_status status = c->alone ? LODE_OK : lode_fail_memory(c->err);
    if (!status)
        status = compute(c, c->case_a, c->case_b, NULL, config, &c->base_a);
    if (!status)
        status = compute(c, c->case_b, c->case_a, NULL, &c->b.config, &c->base_b);
    for (size_t i = 0; i < c->n_causes && !status; i++) {
        lode_config swapped = *config;
        if (c->causes[i].option)
            swap_option(&swapped, &c->b.config, c->causes[i].option);
        if (config->progress)
            config->progress(config->progress_context, "swapping changes", i, c->n_causes);
        status = compute(c, c->case_a, c->case_b, &c->causes[i], &swapped, &c->alone[i]);
    }
    return status;
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static double real_of(const lode_table *t, const move *m)
{
    long row = t ? row_of(t, m->deposit) : -1;
    int column = row < 0 ? -1 : lode_table_find(t, m->column);
    if (column < 0 || !lode_table_cell(t, (size_t)row, (size_t)column)->known)
        return NAN;
    const lode_cell *cell = lode_table_cell(t, (size_t)row, (size_t)column);
    return m->about->type == LODE_INT ? (double)cell->as.integer : cell->as.real;
}

static char *value_of(comparing *c, const lode_table *t, const move *m)
{
    return cell_text(c->arena, t, t ? row_of(t, m->deposit) : -1, m->column);
}

static int is_figure(const move *m)
{
    return m->about->type == LODE_REAL || m->about->type == LODE_INT;
}

static void put_row(comparing *c, const move *m, const char *cause_name, const char *row, const char *cells,
                    const char *alone, double contribution)
{
    lode_table *t = c->rows;
    lode_table_add(t);
    lode_table_set_text(t, "deposit", m->deposit);
    lode_table_set_text(t, "deposit_name", m->name);
    lode_table_set_text(t, "destination", m->destination);
    lode_table_set_text(t, "base", m->base);
    lode_table_set_text(t, "headline", m->headline);
    lode_table_set_text(t, "unit", *m->about->unit ? m->about->unit : NULL);
    lode_table_set_text(t, "old", value_of(c, c->old, m));
    lode_table_set_text(t, "new", value_of(c, c->new, m));
    if (is_figure(m))
        lode_table_set_real(t, "change", real_of(c->new, m) - real_of(c->old, m));
    lode_table_set_text(t, "cause", cause_name);
    lode_table_set_text(t, "cause_row", row);
    lode_table_set_text(t, "cause_cells", cells);
    lode_table_set_text(t, "alone", alone);
    lode_table_set_real(t, "contribution", contribution);
}

static int same_value(comparing *c, const lode_table *x, const lode_table *y, const move *m)
{
    if (is_figure(m)) {
        double a = real_of(x, m), b = real_of(y, m);
        return (isnan(a) && isnan(b)) || fabs(a - b) <= 5e-7;
    }
    const char *a = value_of(c, x, m), *b = value_of(c, y, m);
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The changes that move it alone, then what is left. */
static void put_causes(comparing *c, const move *m)
{
    double sum = 0, whole = real_of(c->base_b, m) - real_of(c->base_a, m);
    size_t before = lode_table_rows(c->rows);
    int figure = is_figure(m), traced = same_value(c, c->base_a, c->old, m) && same_value(c, c->base_b, c->new, m);
    for (size_t i = 0; i < c->n_causes; i++) {
        const cause *why = &c->causes[i];
        if (!c->alone[i] || same_value(c, c->alone[i], c->base_a, m))
            continue;
        double part = figure ? real_of(c->alone[i], m) - real_of(c->base_a, m) : NAN;
        sum += isnan(part) ? 0 : part;
        put_row(c, m, why->layer, why->row, why->cells, value_of(c, c->alone[i], m), part);
    }
    int explained = lode_table_rows(c->rows) > before;
    if (figure ? fabs(whole - sum) > 1e-6 : !explained && !same_value(c, c->base_a, c->base_b, m))
        put_row(c, m, "together", NULL, NULL, NULL, figure ? whole - sum : NAN);
    else if (figure && isnan(whole) && !explained && traced)
        put_row(c, m, "together", NULL, NULL, NULL, NAN);
    if (!traced)
        put_row(c, m, "program", NULL, "not what this program computes anew", NULL,
                figure ? real_of(c->new, m) - real_of(c->old, m) - whole : NAN);
}

/* ---- the job ------------------------------------------------------------------------------------------------- */

static lode_status read_case(comparing *c, const lode_output *o, lode_case **result)
{
    char *builtin = o->config.case_path ? NULL : lode_builtin_case();
    const char *path = o->config.case_path ? o->config.case_path : builtin;
    lode_status status = path ? lode_case_read(path, result, c->findings, c->err)
                              : lode_fail(c->err, LODE_BAD_INPUT, "%s: its case is not there.", o->package);
    free(builtin);
    return status;
}

static lode_status explain_moves(comparing *c)
{
    lode_status status = read_case(c, &c->a, &c->case_a);
    if (!status)
        status = read_case(c, &c->b, &c->case_b);
    if (!status)
        status = find_changes(c);
    if (!status)
        status = find_options(c);
    if (!status)
        status = compute_all(c);
    for (size_t i = 0; i < c->n_moves && !status; i++)
        put_causes(c, &c->moves[i]);
    return status;
}

static lode_status compare(comparing *c)
{
    lode_status status = read_deposits(c, &c->a, &c->old);
    if (!status)
        status = read_deposits(c, &c->b, &c->new);
    if (!status)
        status = find_moves(c);
    if (status)
        return status;
    put_lone(c, c->old, c->new, "old");
    put_lone(c, c->new, c->old, "new");
    return c->n_moves ? explain_moves(c) : LODE_OK;
}

static void drop(comparing *c)
{
    for (size_t i = 0; c->alone && i < c->n_causes; i++)
        lode_table_free(c->alone[i]);
    lode_table_free(c->base_a);
    lode_table_free(c->base_b);
    lode_table_free(c->old);
    lode_table_free(c->new);
    free(c->moves);
    free(c->causes);
    lode_case_free(c->case_a);
    lode_case_free(c->case_b);
    lode_output_close(&c->a);
    lode_output_close(&c->b);
    lode_arena_free(c->arena);
}

lode_status lode_diff_job(const lode_config *config, const char *out1, const char *out2, const char *case2,
                          lode_table **rows, lode_findings *findings, lode_err *err)
{
    comparing c = {
        .findings = findings, .err = err, .arena = lode_arena_new(), .rows = lode_result_table("diff", NULL)};
    *rows = NULL;
    lode_status status = c.arena && c.rows ? LODE_OK : lode_fail_memory(err);
    if (!status)
        status = lode_output_open(&c.a, out1, config->case_path, 1, config, err);
    if (!status)
        status = lode_output_open(&c.b, out2, case2, 1, config, err);
    if (!status)
        status = compare(&c);
    if (!status && lode_table_failed(c.rows))
        status = lode_fail_memory(err);
    drop(&c);
    if (status)
        lode_table_free(c.rows);
    else
        *rows = c.rows;
    return status;
}
