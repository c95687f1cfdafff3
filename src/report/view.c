#include "report/view.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/codes.h"
#include "report/escape.h"
#include "report/format.h"

static size_t *count_up(lode_arena *arena, size_t n)
{
    size_t *numbers = LODE_NEW(arena, size_t, n);
    for (size_t i = 0; numbers && i < n; i++)
        numbers[i] = i;
    return numbers;
}

report_view lode_report_i_view_all(lode_arena *arena, const lode_table *table, int *failed)
{
    report_view view = {0};
    if (!table)
        return view;
    view = (report_view){table, count_up(arena, lode_table_rows(table)), lode_table_rows(table),
                         count_up(arena, lode_table_columns(table)), lode_table_columns(table)};
    if (!view.rows || !view.columns) {
        *failed = 1;
        return (report_view){0};
    }
    return view;
}

static size_t count_words(const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    return n;
}

report_view lode_report_i_view(lode_arena *arena, const lode_table *table, size_t *rows, size_t n_rows,
                               const char *const *columns, int *failed)
{
    report_view view = {table, rows, n_rows, NULL, 0};
    if (!table || n_rows == 0)
        return (report_view){0};
    view.columns = LODE_NEW(arena, size_t, count_words(columns));
    if (!view.columns) {
        *failed = 1;
        return (report_view){0};
    }
    for (; *columns; columns++) {
        int found = lode_table_find(table, *columns);
        if (found >= 0)
            view.columns[view.n_columns++] = (size_t)found;
    }
    return view;
}

const lode_column *lode_report_i_view_column(const report_view *view, size_t column)
{
    return lode_table_column(view->table, view->columns[column]);
}

const lode_cell *lode_report_i_view_cell(const report_view *view, size_t row, size_t column)
{
    return lode_table_cell(view->table, view->rows[row], view->columns[column]);
}

int lode_report_i_is_number(const lode_column *column)
{
    return column->type == LODE_REAL || column->type == LODE_INT;
}

static int parts_items(char c)
{
    return c == '>' || c == ';';
}

const char *lode_report_i_item(const char **cursor, size_t *length)
{
    const char *start = *cursor;
    if (!start)
        return NULL;
    while (*start && (parts_items(*start) || isspace((unsigned char)*start)))
        start++;
    if (!*start)
        return NULL;
    const char *end = start;
    while (*end && !parts_items(*end))
        end++;
    *cursor = end;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    *length = (size_t)(end - start);
    return start;
}

int lode_report_i_has_item(const char *list, const char *item)
{
    size_t length;
    for (const char *word; (word = lode_report_i_item(&list, &length));)
        if (lode_same(item, word, length))
            return 1;
    return 0;
}

/* The items of a list, as words where they are codes of the vocabulary. */
static void add_list(lode_text *out, const char *list, lode_language language, const char *vocabulary)
{
    const char *between = strchr(list, '>') ? " \u2192 " : ", ", *gap = "";
    size_t length;
    for (const char *word; (word = lode_report_i_item(&list, &length)); gap = between) {
        const char *said = lode_code_words(language, vocabulary, word, length);
        lode_text_add(out, gap);
        if (said)
            lode_text_add(out, said);
        else
            lode_text_add_n(out, word, length);
    }
}

/* A year is a name, not a quantity: 2023, not 2 023. */
static int is_year(const lode_column *column)
{
    size_t length = strlen(column->name);
    return length >= 4 && strcmp(column->name + length - 4, "year") == 0;
}

static void add_figure(lode_text *out, lode_language language, const lode_column *column, double value)
{
    if (is_year(column))
        lode_report_i_fixed(out, value, column->decimals);
    else
        lode_report_i_grouped_in(out, language, value, column->decimals);
}

void lode_report_i_cell_text(lode_text *out, const lode_column *column, const lode_cell *cell, const char *missing)
{
    size_t before = out->length;
    if (!cell->known)
        lode_text_add(out, missing);
    else if (column->type == LODE_REAL)
        add_figure(out, LODE_ENGLISH, column, cell->as.real);
    else if (column->type == LODE_INT)
        add_figure(out, LODE_ENGLISH, column, (double)cell->as.integer);
    else if (column->type == LODE_LIST)
        add_list(out, cell->as.text, LODE_ENGLISH, NULL);
    else
        lode_text_add(out, cell->as.text);
    if (out->length == before)
        lode_text_add(out, missing);
}

/* A figure stored as text, "0.8": the point by language. */
static void add_number(lode_text *out, lode_language language, const char *text)
{
    size_t point = strspn(text, "-0123456789");
    int plain =
        text[point] == '.' && text[point + 1] && text[point + 1 + strspn(text + point + 1, "0123456789")] == '\0';
    if (language == LODE_GERMAN && plain)
        lode_text_addf(out, "%.*s,%s", (int)point, text, text + point + 1);
    else
        lode_text_add(out, text);
}

static void add_words(lode_text *out, lode_language language, const char *vocabulary, const lode_column *column,
                      const char *text)
{
    const char *said = lode_code_words(language, vocabulary, text, strlen(text));
    if (strcmp(vocabulary, "text") == 0)
        lode_text_add(out, lode_word(language, text));
    else if (strcmp(vocabulary, "number") == 0)
        add_number(out, language, text);
    else if (!said && (column->type == LODE_LIST || strcmp(vocabulary, "mode") == 0))
        add_list(out, text, language, vocabulary);
    else
        lode_text_add(out, said ? said : text);
}

void lode_report_i_view_text(lode_text *out, lode_language language, const report_view *view, size_t row, size_t c,
                             const char *missing)
{
    const lode_column *column = lode_report_i_view_column(view, c);
    const lode_cell *cell = lode_report_i_view_cell(view, row, c);
    int number = lode_report_i_is_number(column);
    const char *vocabulary = number ? NULL : lode_vocabulary(lode_table_name(view->table), column->name);
    if (cell->known && number)
        add_figure(out, language, column, column->type == LODE_REAL ? cell->as.real : (double)cell->as.integer);
    else if (cell->known && vocabulary && *cell->as.text)
        add_words(out, language, vocabulary, column, cell->as.text);
    else
        lode_report_i_cell_text(out, column, cell, missing);
}

void lode_report_i_cell_exact(lode_text *out, const lode_column *column, const lode_cell *cell)
{
    if (!cell->known)
        return;
    if (column->type == LODE_REAL)
        lode_report_i_exact(out, cell->as.real);
    else if (column->type == LODE_INT)
        lode_text_addf(out, "%lld", (long long)cell->as.integer);
    else
        lode_text_add(out, cell->as.text);
}

static json_t *json_text(const char *text, size_t length)
{
    lode_text copy = {0}, valid = {0};
    lode_text_add_n(&copy, text, length);
    lode_report_i_valid(&valid, lode_text_get(&copy));
    json_t *json = copy.failed || valid.failed ? NULL : json_string(lode_text_get(&valid));
    lode_text_free(&copy);
    lode_text_free(&valid);
    return json;
}

static json_t *json_list(const lode_cell *cell)
{
    json_t *array = json_array();
    const char *list = cell->known ? cell->as.text : NULL;
    size_t length;
    for (const char *word; array && (word = lode_report_i_item(&list, &length));)
        if (json_array_append_new(array, json_text(word, length)) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

static json_t *json_cell(const lode_column *column, const lode_cell *cell)
{
    if (column->type == LODE_LIST)
        return json_list(cell);
    if (!cell->known)
        return json_null();
    if (column->type == LODE_REAL)
        return json_real(cell->as.real == 0 ? 0.0 : cell->as.real);
    if (column->type == LODE_INT)
        return json_integer(cell->as.integer);
    return json_text(cell->as.text, strlen(cell->as.text));
}

json_t *lode_report_i_json_row(const report_view *view, size_t row)
{
    json_t *object = json_object();
    for (size_t i = 0; object && i < view->n_columns; i++) {
        const lode_column *column = lode_report_i_view_column(view, i);
        if (json_object_set_new(object, column->name, json_cell(column, lode_report_i_view_cell(view, row, i))) != 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

json_t *lode_report_i_json_rows(const report_view *view)
{
    json_t *array = json_array();
    for (size_t i = 0; array && i < view->n_rows; i++)
        if (json_array_append_new(array, lode_report_i_json_row(view, i)) != 0) {
            json_decref(array);
            return NULL;
        }
    return array;
}

void lode_report_i_view_keep(report_view *view, report_keep_fn keep, const void *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < view->n_rows; i++)
        if (keep(view->table, view->rows[i], context))
            view->rows[kept++] = view->rows[i];
    view->n_rows = kept;
}

typedef struct sort_by {
    const lode_table *table;
    size_t column;
} sort_by;

static int compare_cells(const lode_column *column, const lode_cell *a, const lode_cell *b)
{
    if (!a->known || !b->known)
        return b->known - a->known;
    if (column->type == LODE_REAL)
        return (a->as.real > b->as.real) - (a->as.real < b->as.real);
    if (column->type == LODE_INT)
        return (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
    return strcmp(a->as.text, b->as.text);
}

static int compare_rows(const void *a, const void *b, void *context)
{
    const sort_by *by = context;
    size_t row_a = *(const size_t *)a, row_b = *(const size_t *)b;
    int order = compare_cells(lode_table_column(by->table, by->column), lode_table_cell(by->table, row_a, by->column),
                              lode_table_cell(by->table, row_b, by->column));
    return order ? order : (row_a > row_b) - (row_a < row_b);
}

void lode_report_i_view_sort(report_view *view, const char *column)
{
    int found = view->table ? lode_table_find(view->table, column) : -1;
    if (found < 0 || view->n_rows < 2)
        return;
    sort_by by = {view->table, (size_t)found};
    qsort_r(view->rows, view->n_rows, sizeof *view->rows, compare_rows, &by);
}
