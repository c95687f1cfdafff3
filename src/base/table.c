#include "lodeway/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct lode_table {
    lode_arena *arena;
    const char *name, *title;
    lode_shape shape;
    lode_column *columns;
    size_t n_columns;
    lode_cell *cells; /* rows x columns */
    lode_geom *geoms; /* one a row */
    size_t rows, capacity;
    const char **texts; /* each text once: a hash set with open places, a power of two */
    size_t n_texts, room;
    int failed;
};

lode_table *lode_table_new(const char *name, const char *title, lode_shape shape, const lode_column *columns,
                           size_t n_columns)
{
    lode_table *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->arena = lode_arena_new();
    t->columns = t->arena ? LODE_NEW(t->arena, lode_column, n_columns) : NULL;
    t->name = t->columns ? lode_arena_strdup(t->arena, name) : NULL;
    t->title = t->name ? lode_arena_strdup(t->arena, title) : NULL;
    if (!t->title) {
        lode_table_free(t);
        return NULL;
    }
    t->shape = shape;
    t->n_columns = n_columns;
    memcpy(t->columns, columns, n_columns * sizeof *columns);
    for (size_t i = 0; i < n_columns; i++) {
        lode_column *c = &t->columns[i];
        c->name = lode_arena_strdup(t->arena, c->name);
        c->unit = lode_arena_strdup(t->arena, c->unit ? c->unit : "");
        c->heading = lode_arena_strdup(t->arena, c->heading ? c->heading : c->name);
        c->help = lode_arena_strdup(t->arena, c->help ? c->help : "");
        if (!c->name || !c->unit || !c->heading || !c->help) {
            lode_table_free(t);
            return NULL;
        }
    }
    return t;
}

void lode_table_free(lode_table *t)
{
    if (!t)
        return;
    free(t->cells);
    free(t->geoms);
    free(t->texts);
    lode_arena_free(t->arena);
    free(t);
}

const char *lode_table_name(const lode_table *t)
{
    return t->name;
}

const char *lode_table_title(const lode_table *t)
{
    return t->title;
}

lode_shape lode_table_shape(const lode_table *t)
{
    return t->shape;
}

size_t lode_table_rows(const lode_table *t)
{
    return t->rows;
}

size_t lode_table_columns(const lode_table *t)
{
    return t->n_columns;
}

const lode_column *lode_table_column(const lode_table *t, size_t column)
{
    return &t->columns[column];
}

int lode_table_find(const lode_table *t, const char *name)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (strcmp(t->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

const lode_cell *lode_table_cell(const lode_table *t, size_t row, size_t column)
{
    return &t->cells[row * t->n_columns + column];
}

const lode_geom *lode_table_geom(const lode_table *t, size_t row)
{
    return &t->geoms[row];
}

const char *lode_table_text(const lode_table *t, size_t row, const char *name)
{
    int column = lode_table_find(t, name);
    if (column < 0)
        return NULL;
    const lode_cell *cell = lode_table_cell(t, row, (size_t)column);
    lode_type type = t->columns[column].type;
    return cell->known && (type == LODE_TEXT || type == LODE_LIST) ? cell->as.text : NULL;
}

double lode_table_real(const lode_table *t, size_t row, const char *name)
{
    int column = lode_table_find(t, name);
    if (column < 0)
        return NAN;
    const lode_cell *cell = lode_table_cell(t, row, (size_t)column);
    if (!cell->known)
        return NAN;
    switch (t->columns[column].type) {
    case LODE_REAL: return cell->as.real;
    case LODE_INT: return (double)cell->as.integer;
    default: return NAN;
    }
}

static int grow_rows(lode_table *t)
{
    size_t bigger = t->capacity ? t->capacity * 2 : 16;
    lode_cell *cells = realloc(t->cells, bigger * (t->n_columns ? t->n_columns : 1) * sizeof *cells);
    if (!cells)
        return 0;
    t->cells = cells;
    lode_geom *geoms = realloc(t->geoms, bigger * sizeof *geoms);
    if (!geoms)
        return 0;
    t->geoms = geoms;
    t->capacity = bigger;
    return 1;
}

void lode_table_add(lode_table *t)
{
    if (t->failed)
        return;
    if (t->rows == t->capacity && !grow_rows(t)) {
        t->failed = 1;
        return;
    }
    if (t->n_columns)
        memset(t->cells + t->rows * t->n_columns, 0, t->n_columns * sizeof *t->cells);
    memset(t->geoms + t->rows, 0, sizeof *t->geoms);
    t->rows++;
}

/* The cell of a row, or NULL after a failure. A name that is no column is a fault of the program: failed. */
static lode_cell *own_cell(lode_table *t, size_t row, const char *name, lode_type *type)
{
    int column = t->failed || row >= t->rows ? -1 : lode_table_find(t, name);
    if (column < 0) {
        t->failed = 1;
        return NULL;
    }
    *type = t->columns[column].type;
    return &t->cells[row * t->n_columns + (size_t)column];
}

static lode_cell *last_cell(lode_table *t, const char *name, lode_type *type)
{
    return own_cell(t, t->rows - 1, name, type); /* without rows the last is none: failed */
}

/* FNV-1a. */
static size_t hash_of(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (size_t)hash;
}

static const char **place_of(const char **texts, size_t room, const char *text)
{
    size_t at = hash_of(text) & (room - 1);
    while (texts[at] && strcmp(texts[at], text) != 0)
        at = (at + 1) & (room - 1);
    return &texts[at];
}

static int grow_texts(lode_table *t)
{
    size_t room = t->room ? 2 * t->room : 64;
    const char **texts = calloc(room, sizeof *texts);
    for (size_t i = 0; texts && i < t->room; i++)
        if (t->texts[i])
            *place_of(texts, room, t->texts[i]) = t->texts[i];
    if (texts) {
        free(t->texts);
        t->texts = texts;
        t->room = room;
    }
    return texts != NULL;
}

/* The table's own copy of a text; rows repeat names, gates and sources, which are kept once. NULL: out of memory. */
static const char *own_text(lode_table *t, const char *text)
{
    if (2 * t->n_texts >= t->room && !grow_texts(t))
        return NULL;
    const char **place = place_of(t->texts, t->room, text);
    if (!*place && (*place = lode_arena_strdup(t->arena, text)))
        t->n_texts++;
    return *place;
}

void lode_table_put_text(lode_table *t, size_t row, const char *name, const char *text)
{
    lode_type type;
    lode_cell *cell = own_cell(t, row, name, &type);
    if (!cell || !text)
        return;
    if (type != LODE_TEXT && type != LODE_LIST) {
        t->failed = 1;
        return;
    }
    cell->as.text = own_text(t, text);
    cell->known = cell->as.text != NULL;
    if (!cell->known)
        t->failed = 1;
}

void lode_table_set_text(lode_table *t, const char *name, const char *text)
{
    lode_table_put_text(t, t->rows - 1, name, text);
}

void lode_table_set_real(lode_table *t, const char *name, double value)
{
    lode_type type;
    lode_cell *cell = last_cell(t, name, &type);
    if (!cell || !isfinite(value))
        return;
    cell->known = 1;
    if (type == LODE_INT)
        cell->as.integer = llround(value);
    else
        cell->as.real = value;
}

void lode_table_set_int(lode_table *t, const char *name, int64_t value)
{
    lode_type type;
    lode_cell *cell = last_cell(t, name, &type);
    if (!cell)
        return;
    cell->known = 1;
    if (type == LODE_REAL)
        cell->as.real = (double)value;
    else
        cell->as.integer = value;
}

void lode_table_set_geom(lode_table *t, const lode_geom *geom)
{
    if (t->failed || t->rows == 0 || !geom || geom->shape == LODE_NO_SHAPE)
        return;
    size_t n_points = geom->part_start[geom->n_parts];
    size_t *starts = LODE_NEW(t->arena, size_t, geom->n_parts + 1);
    double *xy = LODE_NEW(t->arena, double, 2 * n_points);
    unsigned char *hole = geom->hole ? LODE_NEW(t->arena, unsigned char, geom->n_parts) : NULL;
    if (!starts || !xy || (geom->hole && !hole)) {
        t->failed = 1;
        return;
    }
    memcpy(starts, geom->part_start, (geom->n_parts + 1) * sizeof *starts);
    memcpy(xy, geom->xy, 2 * n_points * sizeof *xy);
    if (hole)
        memcpy(hole, geom->hole, geom->n_parts);
    t->geoms[t->rows - 1] = (lode_geom){geom->shape, geom->n_parts, starts, hole, xy};
}

typedef struct sort_key {
    const lode_table *table;
    const int *columns;
    size_t n_columns;
} sort_key;

static int order_cells(lode_type type, const lode_cell *a, const lode_cell *b)
{
    if (!a->known || !b->known)
        return a->known - b->known;
    switch (type) {
    case LODE_REAL: return (a->as.real > b->as.real) - (a->as.real < b->as.real);
    case LODE_INT: return (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
    default: return strcmp(a->as.text, b->as.text);
    }
}

static int order_rows(const void *a, const void *b, void *context)
{
    const sort_key *key = context;
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    for (size_t i = 0; i < key->n_columns; i++) {
        size_t column = (size_t)key->columns[i];
        int by = order_cells(key->table->columns[column].type, lode_table_cell(key->table, x, column),
                             lode_table_cell(key->table, y, column));
        if (by)
            return by;
    }
    return (x > y) - (x < y);
}

/* Moves rows so that row i is the old row order[i]. */
static void permute(lode_table *t, const size_t *order)
{
    lode_cell *cells = malloc((t->capacity * t->n_columns + 1) * sizeof *cells);
    lode_geom *geoms = malloc((t->capacity + 1) * sizeof *geoms);
    if (!cells || !geoms) {
        free(cells);
        free(geoms);
        t->failed = 1;
        return;
    }
    for (size_t i = 0; i < t->rows; i++) {
        memcpy(cells + i * t->n_columns, t->cells + order[i] * t->n_columns, t->n_columns * sizeof *cells);
        geoms[i] = t->geoms[order[i]];
    }
    free(t->cells);
    free(t->geoms);
    t->cells = cells;
    t->geoms = geoms;
}

void lode_table_sort(lode_table *t, const char *const *names, size_t n_names)
{
    size_t *order = t->failed ? NULL : malloc((t->rows + 1) * sizeof *order);
    int columns[8];
    if (!order || n_names > 8) {
        t->failed = 1;
        free(order);
        return;
    }
    for (size_t i = 0; i < n_names; i++) {
        columns[i] = lode_table_find(t, names[i]);
        t->failed |= columns[i] < 0;
    }
    for (size_t i = 0; i < t->rows; i++)
        order[i] = i;
    sort_key key = {t, columns, n_names};
    if (!t->failed) {
        qsort_r(order, t->rows, sizeof *order, order_rows, &key);
        permute(t, order);
    }
    free(order);
}

void lode_table_keep(lode_table *t, size_t rows)
{
    if (rows < t->rows)
        t->rows = rows;
}

static void copy_cell(lode_table *to, const lode_column *column, const lode_cell *cell)
{
    if (!cell->known)
        return;
    switch (column->type) {
    case LODE_REAL: lode_table_set_real(to, column->name, cell->as.real); break;
    case LODE_INT: lode_table_set_int(to, column->name, cell->as.integer); break;
    default: lode_table_set_text(to, column->name, cell->as.text);
    }
}

lode_table *lode_table_pick(const lode_table *t, const char *const *names, size_t n_names)
{
    return lode_table_part(t, names, n_names, 0, t->rows);
}

lode_table *lode_table_part(const lode_table *t, const char *const *names, size_t n_names, size_t first, size_t n_rows)
{
    lode_column columns[32];
    size_t n = 0;
    for (size_t i = 0; i < n_names && n < 32; i++)
        if (lode_table_find(t, names[i]) >= 0)
            columns[n++] = t->columns[lode_table_find(t, names[i])];
    lode_table *picked = lode_table_new(t->name, t->title, t->shape, columns, n);
    for (size_t row = first; picked && row < t->rows && row - first < n_rows; row++) {
        lode_table_add(picked);
        for (size_t i = 0; i < n; i++)
            copy_cell(picked, &columns[i], lode_table_cell(t, row, (size_t)lode_table_find(t, columns[i].name)));
        lode_table_set_geom(picked, &t->geoms[row]);
    }
    if (picked && picked->failed) {
        lode_table_free(picked);
        return NULL;
    }
    return picked;
}

int lode_table_failed(const lode_table *t)
{
    return t->failed;
}
