#include "app/compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lode_lie_put(lode_table *lies, const char *layer, const char *row, const char *column, const char *found,
                  const char *expected, const char *how)
{
    lode_table_add(lies);
    lode_table_set_text(lies, "layer", layer);
    lode_table_set_text(lies, "row", row && *row ? row : NULL);
    lode_table_set_text(lies, "column", column && *column ? column : NULL);
    lode_table_set_text(lies, "found", found && *found ? found : NULL);
    lode_table_set_text(lies, "expected", expected && *expected ? expected : NULL);
    lode_table_set_text(lies, "how", how);
}

/* ---- words -------------------------------------------------------------------------------------------------- */

static const char *key_of(const char *layer)
{
    static const char *const keys[][2] = {{"legs", "route;seq"},
                                          {"distances", "deposit;target_kind;target_id"},
                                          {"exposure", "deposit;destination;base;domain"},
                                          {"dependency", "deposit;destination;base;closed"},
                                          {"cut_sets", "deposit;destination;base;cut_set"},
                                          {"ways", "deposit;destination;base;rank"},
                                          {"calibration", "observation;measure"},
                                          {"calibration_summary", "corridor;measure"},
                                          {"findings", "code;layer;id;column"},
                                          {"parameters", "key"},
                                          {"provenance", "key"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i][0], layer) == 0)
            return keys[i][1];
    return NULL;
}

void lode_cell_text(const lode_table *t, size_t row, size_t column, lode_text *out)
{
    const lode_cell *cell = lode_table_cell(t, row, column);
    char text[40];
    if (!cell->known)
        return;
    switch (lode_table_column(t, column)->type) {
    case LODE_REAL:
        snprintf(text, sizeof text, "%.15g", cell->as.real);
        if (strtod(text, NULL) != cell->as.real)
            snprintf(text, sizeof text, "%.17g", cell->as.real);
        lode_text_add(out, text);
        break;
    case LODE_INT: lode_text_addf(out, "%lld", (long long)cell->as.integer); break;
    default: lode_text_add(out, cell->as.text);
    }
}

static void add_word(const lode_table *t, size_t row, size_t column, lode_text *out)
{
    if (!lode_table_cell(t, row, column)->known)
        return;
    if (out->length)
        lode_text_add(out, " ");
    lode_cell_text(t, row, column, out);
}

/* Its id; or the columns known to be the key; or the texts and whole numbers before the first figure. */
void lode_row_name(const lode_table *t, size_t row, lode_text *out)
{
    const char *key = key_of(lode_table_name(t));
    int id = lode_table_find(t, "id");
    size_t length;
    if (!key && id >= 0) {
        add_word(t, row, (size_t)id, out);
        return;
    }
    for (const char *item; key && (item = lode_list_next(&key, &length));)
        for (size_t i = 0; i < lode_table_columns(t); i++)
            if (lode_same(lode_table_column(t, i)->name, item, length))
                add_word(t, row, i, out);
    if (out->length)
        return;
    for (size_t i = 0; i < lode_table_columns(t) && i < 6 && lode_table_column(t, i)->type != LODE_REAL; i++)
        add_word(t, row, i, out);
}

/* ---- equal -------------------------------------------------------------------------------------------------- */

static int same_real(const lode_column *column, double a, double b)
{
    double apart = fabs(a - b);
    return a == b ||
           (strncmp(column->unit, "USD", 3) == 0 ? apart < 5e-7 : apart <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b))));
}

/* The command and the path of the case are the caller's words: the SHA-256 beside them tells which case it was. */
static int is_free(const lode_table *t, size_t row, size_t column)
{
    if (strcmp(lode_table_name(t), "provenance") != 0 || strcmp(lode_table_column(t, column)->name, "value") != 0)
        return 0;
    const char *key = lode_table_text(t, row, "key");
    return key && (strcmp(key, "command") == 0 || strcmp(key, "case") == 0);
}

static int same_cell(const lode_table *a, size_t x, const lode_table *b, size_t y, size_t column)
{
    const lode_cell *p = lode_table_cell(a, x, column), *q = lode_table_cell(b, y, column);
    if (is_free(a, x, column))
        return p->known == q->known;
    if (!p->known || !q->known)
        return p->known == q->known;
    switch (lode_table_column(a, column)->type) {
    case LODE_REAL: return same_real(lode_table_column(a, column), p->as.real, q->as.real);
    case LODE_INT: return p->as.integer == q->as.integer;
    default: return strcmp(p->as.text, q->as.text) == 0;
    }
}

static int same_shape(const lode_geom *a, const lode_geom *b)
{
    if (a->shape != b->shape || a->n_parts != b->n_parts)
        return 0;
    if (a->shape == LODE_NO_SHAPE)
        return 1;
    for (size_t i = 0; i <= a->n_parts; i++)
        if (a->part_start[i] != b->part_start[i])
            return 0;
    for (size_t i = 0; i < 2 * a->part_start[a->n_parts]; i++)
        if (!(fabs(a->xy[i] - b->xy[i]) <= 1e-9))
            return 0;
    return 1;
}

/* The first column that is not the same; the number of columns for the shape; -1: the rows are the same. */
static long first_difference(const lode_table *a, size_t x, const lode_table *b, size_t y, size_t *n_same)
{
    size_t n = lode_table_columns(a), same = 0;
    long first = -1;
    for (size_t i = 0; i < n; i++) {
        int equal = same_cell(a, x, b, y, i);
        same += (size_t)equal;
        if (!equal && first < 0)
            first = (long)i;
        if (!equal && !n_same)
            return first;
    }
    int equal = same_shape(lode_table_geom(a, x), lode_table_geom(b, y));
    if (n_same)
        *n_same = same + (size_t)equal;
    return first < 0 && !equal ? (long)n : first;
}

/* ---- rows in any order -------------------------------------------------------------------------------------- */

/* By all cells, so that equal rows come to lie side by side. */
static int order_rows(const lode_table *a, size_t x, const lode_table *b, size_t y)
{
    for (size_t i = 0; i < lode_table_columns(a); i++) {
        const lode_cell *p = lode_table_cell(a, x, i), *q = lode_table_cell(b, y, i);
        int by = p->known - q->known;
        if (p->known && q->known && !is_free(a, x, i))
            switch (lode_table_column(a, i)->type) {
            case LODE_REAL: by = (p->as.real > q->as.real) - (p->as.real < q->as.real); break;
            case LODE_INT: by = (p->as.integer > q->as.integer) - (p->as.integer < q->as.integer); break;
            default: by = strcmp(p->as.text, q->as.text);
            }
        if (by)
            return by;
    }
    return 0;
}

static int order_within(const void *x, const void *y, void *table)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    int by = order_rows(table, a, table, b);
    return by ? by : (a > b) - (a < b);
}

static size_t *ordered(const lode_table *t)
{
    size_t n = lode_table_rows(t), *order = malloc((n + 1) * sizeof *order);
    for (size_t i = 0; order && i < n; i++)
        order[i] = i;
    if (order && n)
        qsort_r(order, n, sizeof *order, order_within, (void *)(uintptr_t)t);
    return order;
}

static int order_numbers(const void *x, const void *y)
{
    size_t a = *(const size_t *)x, b = *(const size_t *)y;
    return (a > b) - (a < b);
}

/* Takes away the rows that both have; what is left comes in the order of the tables. */
static void leave_unlike(const lode_table *a, size_t *x, size_t *n_x, const lode_table *b, size_t *y, size_t *n_y)
{
    size_t i = 0, k = 0, left_x = 0, left_y = 0, n = lode_table_rows(a), m = lode_table_rows(b);
    while (i < n || k < m) {
        int by = i == n ? 1 : (k == m ? -1 : order_rows(a, x[i], b, y[k]));
        if (by == 0 && first_difference(a, x[i], b, y[k], NULL) < 0) {
            i++;
            k++;
        } else if (by == 0) { /* the shape differs */
            x[left_x++] = x[i++];
            y[left_y++] = y[k++];
        } else if (by < 0) {
            x[left_x++] = x[i++];
        } else {
            y[left_y++] = y[k++];
        }
    }
    qsort(x, left_x, sizeof *x, order_numbers);
    qsort(y, left_y, sizeof *y, order_numbers);
    *n_x = left_x;
    *n_y = left_y;
}

/* Of the rows y the one most like row x; *same says how many cells agree. */
static size_t most_like(const lode_table *a, size_t x, const lode_table *b, const size_t *y, size_t n_y, size_t *same)
{
    size_t best = 0;
    *same = 0;
    for (size_t i = 0; i < n_y; i++) {
        size_t n = 0;
        first_difference(a, x, b, y[i], &n);
        if (n > *same) {
            *same = n;
            best = i;
        }
    }
    return best;
}

static void put_cell(const lode_table *a, size_t x, const lode_table *b, size_t y, long column, const char *how,
                     lode_table *lies)
{
    lode_text name = {0}, found = {0}, expected = {0};
    lode_row_name(a, x, &name);
    if ((size_t)column == lode_table_columns(a)) {
        lode_lie_put(lies, lode_table_name(a), lode_text_get(&name), "geom", "another shape", "the shape of the row",
                     how);
    } else {
        lode_cell_text(a, x, (size_t)column, &found);
        lode_cell_text(b, y, (size_t)column, &expected);
        lode_lie_put(lies, lode_table_name(a), lode_text_get(&name), lode_table_column(a, (size_t)column)->name,
                     lode_text_get(&found), lode_text_get(&expected), how);
    }
    lode_text_free(&name);
    lode_text_free(&found);
    lode_text_free(&expected);
}

static void put_row(const lode_table *t, size_t row, const char *found, const char *expected, const char *how,
                    lode_table *lies)
{
    lode_text name = {0};
    lode_row_name(t, row, &name);
    lode_lie_put(lies, lode_table_name(t), lode_text_get(&name), NULL, found, expected, how);
    lode_text_free(&name);
}

/* Rows that differ in the last digits only are the same after all; the first that does not is the lie. */
static void put_first(const lode_table *a, const size_t *x, size_t n_x, const lode_table *b, size_t *y, size_t n_y,
                      const char *how, lode_table *lies)
{
    for (size_t i = 0; i < n_x; i++) {
        size_t k = 0, same;
        while (k < n_y && first_difference(a, x[i], b, y[k], NULL) >= 0)
            k++;
        if (k < n_y) {
            y[k] = y[--n_y];
            continue;
        }
        k = most_like(a, x[i], b, y, n_y, &same);
        if (n_x - i > n_y && (n_y == 0 || 2 * same < lode_table_columns(a)))
            put_row(a, x[i], "a row", "no such row", how, lies);
        else
            put_cell(a, x[i], b, y[k], first_difference(a, x[i], b, y[k], NULL), how, lies);
        return;
    }
    if (n_y)
        put_row(b, y[0], "no such row", "a row", how, lies);
}

lode_status lode_compare_tables(const lode_table *found, const lode_table *expected, const char *how, lode_table *lies,
                                lode_err *err)
{
    size_t *x = ordered(found), *y = ordered(expected), n_x, n_y;
    if (x && y) {
        leave_unlike(found, x, &n_x, expected, y, &n_y);
        put_first(found, x, n_x, expected, y, n_y, how, lies);
    }
    int failed = !x || !y || lode_table_failed(lies);
    free(x);
    free(y);
    return failed ? lode_fail_memory(err) : LODE_OK;
}
