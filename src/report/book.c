#include "report/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Column names of the table stay unique; headings say unit and language. */
static lode_table *new_sheet(const report_page *page, const report_block *block)
{
    enum { NAME = 200 };
    size_t n = block->view.n_columns;
    lode_arena *arena = lode_arena_new();
    lode_column *columns = arena ? LODE_NEW(arena, lode_column, n + 1) : NULL;
    lode_table *table = NULL;
    char name[NAME];
    snprintf(name, sizeof name, "%s %s", page->kind, block->key);
    if (columns) {
        columns[0] = (lode_column){"page", LODE_TEXT, "", lode_report_i_word(page, "Page"), "", 0};
        for (size_t c = 0; c < n; c++) {
            columns[c + 1] = *lode_report_i_view_column(&block->view, c);
            columns[c + 1].heading = lode_report_i_word(page, columns[c + 1].heading);
        }
        table = lode_table_new(name, block->text, LODE_NO_SHAPE, columns, n + 1);
    }
    lode_arena_free(arena);
    return table;
}

static int has_columns(const report_sheet_rows *sheet, const report_view *view)
{
    if (sheet->n_columns != view->n_columns)
        return 0;
    for (size_t c = 0; c < view->n_columns; c++)
        if (strcmp(lode_table_column(sheet->rows, c + 1)->name, lode_report_i_view_column(view, c)->name) != 0)
            return 0;
    return 1;
}

static report_sheet_rows *sheet_of(report_book *book, const report_page *page, const report_block *block)
{
    for (size_t i = 0; i < book->n; i++) {
        report_sheet_rows *s = &book->sheets[i];
        if (strcmp(s->kind, page->kind) == 0 && strcmp(s->key, block->key) == 0 && has_columns(s, &block->view))
            return s;
    }
    void *items = book->sheets;
    report_sheet_rows *added = lode_grow(&items, &book->n, &book->capacity, sizeof *added);
    book->sheets = items;
    if (added)
        *added = (report_sheet_rows){page->kind, block->key, new_sheet(page, block), block->view.n_columns};
    return added && added->rows ? added : NULL;
}

static void add_row(lode_table *to, const report_page *page, const report_view *view, size_t row)
{
    lode_table_add(to);
    lode_table_set_text(to, "page", page->path);
    for (size_t c = 0; c < view->n_columns; c++) {
        const lode_column *column = lode_report_i_view_column(view, c);
        const lode_cell *cell = lode_report_i_view_cell(view, row, c);
        if (!cell->known)
            continue;
        if (column->type == LODE_REAL)
            lode_table_set_real(to, column->name, cell->as.real);
        else if (column->type == LODE_INT)
            lode_table_set_int(to, column->name, cell->as.integer);
        else
            lode_table_set_text(to, column->name, cell->as.text);
    }
}

void lode_report_i_book_add(report_book *book, const report_page *page)
{
    for (size_t i = 0; i < page->n_blocks && !book->failed && !page->failed; i++) {
        const report_block *block = &page->blocks[i];
        if (!block->key)
            continue;
        report_sheet_rows *sheet = sheet_of(book, page, block);
        book->failed |= sheet == NULL;
        for (size_t row = 0; sheet && row < block->view.n_rows; row++)
            add_row(sheet->rows, page, &block->view, row);
    }
}

lode_status lode_report_i_book_write(const report_book *book, lode_sheet_fn sheet, void *context, lode_err *err)
{
    lode_status status = book->failed ? lode_fail_memory(err) : LODE_OK;
    for (size_t i = 0; i < book->n && !status; i++)
        status =
            lode_table_failed(book->sheets[i].rows) ? lode_fail_memory(err) : sheet(context, book->sheets[i].rows, err);
    return status;
}

void lode_report_i_book_close(report_book *book)
{
    for (size_t i = 0; i < book->n; i++)
        lode_table_free(book->sheets[i].rows);
    free(book->sheets);
    *book = (report_book){0};
}
