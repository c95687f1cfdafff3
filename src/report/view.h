/* A choice of rows and columns of a result table, and its cells as text, JSON and CSV.
 *
 * Every output of a page reads its figures through a view, so that all formats agree. Knows tables and cells; knows
 * nothing of pages, markup or what a column means. */
#ifndef LODE_REPORT_VIEW_H
#define LODE_REPORT_VIEW_H

#include <jansson.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/words.h"
#include "lodeway/table.h"

/* Lives in an arena; the table outlives it. An empty view has n_rows == 0 (and table NULL where there is none). */
typedef struct report_view {
    const lode_table *table;
    size_t *rows, n_rows;
    size_t *columns, n_columns;
} report_view;

/* All rows and columns. After a failed allocation the view is empty and *failed is 1; so below. */
report_view lode_report_i_view_all(lode_arena *arena, const lode_table *table, int *failed);
/* The columns named, in this order, that the table has; columns ends with NULL. rows belongs to the arena. */
report_view lode_report_i_view(lode_arena *arena, const lode_table *table, size_t *rows, size_t n_rows,
                               const char *const *columns, int *failed);

const lode_column *lode_report_i_view_column(const report_view *view, size_t column);
const lode_cell *lode_report_i_view_cell(const report_view *view, size_t row, size_t column);
int lode_report_i_is_number(const lode_column *column);

/* The next item of a LODE_LIST, split at '>' and ';', without white space around it; NULL at the end. */
const char *lode_report_i_item(const char **cursor, size_t *length);
int lode_report_i_has_item(const char *list, const char *item);

/* A cell for readers, not yet escaped: grouped figures, lists as "A → B" or "A, B"; missing where NULL or empty. */
void lode_report_i_cell_text(lode_text *out, const lode_column *column, const lode_cell *cell, const char *missing);
/* The same in a language: its decimal point, and words for codes (src/base/codes.h). */
void lode_report_i_view_text(lode_text *out, lode_language language, const report_view *view, size_t row, size_t column,
                             const char *missing);
/* A cell for machines: all digits, text as it is; nothing where NULL. Not yet escaped. */
void lode_report_i_cell_exact(lode_text *out, const lode_column *column, const lode_cell *cell);

/* An object with the columns as keys; an array of such. New references; NULL: out of memory. */
json_t *lode_report_i_json_row(const report_view *view, size_t row);
json_t *lode_report_i_json_rows(const report_view *view);

/* Keeps the rows for which keep returns 1, in order. */
typedef int (*report_keep_fn)(const lode_table *table, size_t row, const void *context);
void lode_report_i_view_keep(report_view *view, report_keep_fn keep, const void *context);
/* Orders the rows by a column, ascending, NULL last, equal ones as they were. */
void lode_report_i_view_sort(report_view *view, const char *column);

#endif
