#include "app/changes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rows and their keys ------------------------------------------------------------------------------------- */

static const char *key_fields(const lode_layer *layer)
{
    static const char *const keys[][2] = {{"tariffs", "mode;domain;surface;traction;basis"},
                                          {"scenarios", "scenario;action;target"},
                                          {"trade", "country;partner;flow;commodity;year"},
                                          {"governance", "iso3;year"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i][0], layer->name) == 0)
            return keys[i][1];
    return layer->key ? layer->key : layer->fields[0].name;
}

static void add_value(const lode_row *row, const lode_field *field, lode_text *out)
{
    if (field->value == LODE_V_NUMBER && !isnan(lode_field_number(row, field)))
        lode_text_addf(out, "%.10g", lode_field_number(row, field));
    else if (field->value != LODE_V_NUMBER && lode_field_text(row, field))
        lode_text_add(out, lode_field_text(row, field));
}

static char *kept(lode_arena *arena, lode_text *text)
{
    char *copy = text->failed ? NULL : lode_arena_strdup(arena, lode_text_get(text));
    lode_text_free(text);
    return copy;
}

static char *key_of(lode_arena *arena, const lode_layer *layer, const lode_row *row)
{
    lode_text text = {0};
    const char *list = key_fields(layer);
    size_t length;
    int first = 1;
    for (const char *item; (item = lode_list_next(&list, &length)); first = 0)
        for (size_t i = 0; i < layer->n_fields; i++)
            if (lode_same(layer->fields[i].name, item, length)) {
                lode_text_add(&text, first ? "" : ":");
                add_value(row, &layer->fields[i], &text);
            }
    return kept(arena, &text);
}

typedef struct keyed {
    const char *key;
    long row;
} keyed;

static int order_keys(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int by = strcmp(x->key, y->key);
    return by ? by : (x->row > y->row) - (x->row < y->row);
}

static keyed *keys_of(lode_arena *arena, const lode_layer *layer, const lode_any_rows *rows)
{
    keyed *keys = LODE_NEW(arena, keyed, rows->n + 1);
    for (size_t i = 0; keys && i < rows->n; i++) {
        keys[i] = (keyed){key_of(arena, layer, lode_layer_row(rows, layer, i)), (long)i};
        if (!keys[i].key)
            return NULL;
    }
    if (keys && rows->n)
        qsort(keys, rows->n, sizeof *keys, order_keys);
    return keys;
}

/* ---- what differs -------------------------------------------------------------------------------------------- */

static int same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static int same_field(const lode_row *a, const lode_row *b, const lode_field *field)
{
    if (field->value != LODE_V_NUMBER)
        return same_text(lode_field_text(a, field), lode_field_text(b, field));
    double x = lode_field_number(a, field), y = lode_field_number(b, field);
    return x == y || (isnan(x) && isnan(y));
}

static int same_shape(const lode_geom *a, const lode_geom *b)
{
    if (a->shape != b->shape || a->n_parts != b->n_parts)
        return 0;
    if (a->shape == LODE_NO_SHAPE)
        return 1;
    size_t n = a->part_start[a->n_parts];
    return memcmp(a->part_start, b->part_start, (a->n_parts + 1) * sizeof *a->part_start) == 0 &&
           memcmp(a->xy, b->xy, 2 * n * sizeof *a->xy) == 0;
}

static const char *extra_of(const lode_any_rows *rows, const lode_row *row, const char *name)
{
    for (size_t i = 0; row->extra && i < rows->n_extra; i++)
        if (strcmp(rows->extra_names[i], name) == 0)
            return row->extra[i];
    return NULL;
}

static void add_cell(lode_text *out, const char *name)
{
    lode_text_addf(out, "%s%s ", out->length ? ", " : "", name);
}

static void describe(const lode_layer *layer, const lode_any_rows *in_a, const lode_row *a, const lode_any_rows *in_b,
                     const lode_row *b, lode_text *out)
{
    for (size_t i = 0; i < layer->n_fields; i++) {
        if (same_field(a, b, &layer->fields[i]))
            continue;
        add_cell(out, layer->fields[i].name);
        add_value(a, &layer->fields[i], out);
        lode_text_add(out, " > ");
        add_value(b, &layer->fields[i], out);
    }
    if (!same_shape(&a->geom, &b->geom))
        lode_text_addf(out, "%sshape", out->length ? ", " : "");
    for (size_t i = 0; i < in_a->n_extra; i++)
        if (!same_text(extra_of(in_a, a, in_a->extra_names[i]), extra_of(in_b, b, in_a->extra_names[i])))
            add_cell(out, in_a->extra_names[i]);
}

typedef struct collecting {
    lode_arena *arena;
    lode_change *list;
    size_t n, capacity;
    int failed;
} collecting;

static void collect(collecting *c, lode_change change)
{
    lode_change *slot = lode_grow((void **)&c->list, &c->n, &c->capacity, sizeof *slot);
    if (slot && change.cells)
        *slot = change;
    else
        c->failed = 1;
}

static void compare_rows(collecting *c, const lode_layer *layer, const lode_any_rows *a, keyed x,
                         const lode_any_rows *b, keyed y)
{
    lode_text cells = {0};
    describe(layer, a, lode_layer_row(a, layer, (size_t)x.row), b, lode_layer_row(b, layer, (size_t)y.row), &cells);
    if (cells.length || cells.failed)
        collect(c, (lode_change){layer, x.row, y.row, x.key, kept(c->arena, &cells)});
    lode_text_free(&cells);
}

static void compare_layer(collecting *c, const lode_layer *layer, const lode_case *a, const lode_case *b)
{
    lode_any_rows in_a = lode_layer_rows(a, layer), in_b = lode_layer_rows(b, layer);
    keyed *x = keys_of(c->arena, layer, &in_a), *y = keys_of(c->arena, layer, &in_b);
    c->failed |= !x || !y;
    for (size_t i = 0, k = 0; !c->failed && (i < in_a.n || k < in_b.n);) {
        int by = i == in_a.n ? 1 : (k == in_b.n ? -1 : strcmp(x[i].key, y[k].key));
        if (by < 0) {
            collect(c, (lode_change){layer, x[i].row, -1, x[i].key, "row removed"});
            i++;
        } else if (by > 0) {
            collect(c, (lode_change){layer, -1, y[k].row, y[k].key, "row added"});
            k++;
        } else {
            compare_rows(c, layer, &in_a, x[i++], &in_b, y[k++]);
        }
    }
}

lode_status lode_case_changes(lode_arena *arena, const lode_case *a, const lode_case *b, lode_change **list, size_t *n,
                              lode_err *err)
{
    collecting c = {.arena = arena};
    for (size_t i = 0; i < lode_n_schema && !c.failed; i++)
        compare_layer(&c, &lode_schema[i], a, b);
    *n = c.n;
    *list = LODE_NEW(arena, lode_change, c.n + 1);
    if (*list && c.n)
        memcpy(*list, c.list, c.n * sizeof *c.list);
    free(c.list);
    return c.failed || !*list ? lode_fail_memory(err) : LODE_OK;
}

/* ---- swapping ------------------------------------------------------------------------------------------------ */

/* A row of b among those of a: what both carry through comes in the order of a. */
static int place_row(lode_arena *arena, const lode_layer *layer, const lode_any_rows *a, const lode_any_rows *b,
                     size_t from, lode_row *to)
{
    const lode_row *row = lode_layer_row(b, layer, from);
    const char **extra = LODE_NEW(arena, const char *, a->n_extra + 1);
    if (!extra)
        return 0;
    memcpy(to, row, layer->row_size);
    for (size_t i = 0; i < a->n_extra; i++)
        extra[i] = extra_of(b, row, a->extra_names[i]);
    to->extra = extra;
    return 1;
}

static int is_removed(const lode_change *list, size_t n, const lode_layer *layer, long row, long *by)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].layer == layer && list[i].a == row) {
            *by = list[i].b;
            return 1;
        }
    return 0;
}

static int swap_layer(lode_case *c, const lode_layer *layer, const lode_case *a, const lode_case *b,
                      const lode_change *list, size_t n)
{
    lode_any_rows old = lode_layer_rows(a, layer), other = lode_layer_rows(b, layer), made = old;
    made.v = lode_arena_alloc(c->arena, old.n + n + 1, layer->row_size);
    made.n = 0;
    if (!made.v)
        return 0;
    for (size_t i = 0; i < old.n; i++) {
        long by = -1;
        int swapped = is_removed(list, n, layer, (long)i, &by);
        lode_row *to = (lode_row *)((char *)made.v + made.n * layer->row_size);
        if (swapped && by < 0)
            continue;
        made.n++;
        if (!swapped)
            memcpy(to, lode_layer_row(&old, layer, i), layer->row_size);
        else if (!place_row(c->arena, layer, &old, &other, (size_t)by, to))
            return 0;
    }
    for (size_t i = 0; i < n; i++)
        if (list[i].layer == layer && list[i].a < 0 &&
            !place_row(c->arena, layer, &old, &other, (size_t)list[i].b,
                       (lode_row *)((char *)made.v + made.n++ * layer->row_size)))
            return 0;
    lode_layer_set_rows(c, layer, made);
    return 1;
}

/* Only the occurrences that are asked about: their order stays. */
static void keep_some(lode_case *c, const char *const *keep, size_t n_keep, lode_occurrence *room)
{
    size_t n = 0;
    for (size_t i = 0; i < c->occurrences.n; i++)
        for (size_t k = 0; k < n_keep; k++)
            if (c->occurrences.v[i].id && strcmp(c->occurrences.v[i].id, keep[k]) == 0) {
                room[n++] = c->occurrences.v[i];
                break;
            }
    c->occurrences.v = room;
    c->occurrences.n = n;
}

lode_case *lode_case_swapped(const lode_case *a, const lode_case *b, const lode_change *list, size_t n,
                             const char *const *keep, size_t n_keep)
{
    lode_arena *arena = lode_arena_new();
    lode_case *c = arena ? LODE_NEW(arena, lode_case, 1) : NULL;
    int ok = c != NULL;
    if (ok) {
        *c = *a;
        c->arena = arena;
    }
    for (size_t i = 0; ok && i < lode_n_schema; i++) {
        int concerned = 0;
        for (size_t k = 0; k < n; k++)
            concerned |= list[k].layer == &lode_schema[i];
        if (concerned)
            ok = swap_layer(c, &lode_schema[i], a, b, list, n);
    }
    lode_occurrence *room = ok ? LODE_NEW(arena, lode_occurrence, c->occurrences.n + 1) : NULL;
    if (!room) {
        lode_arena_free(arena);
        return NULL;
    }
    keep_some(c, keep, n_keep, room);
    return c;
}
