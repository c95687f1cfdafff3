/* The tables of all pages gathered into the sheets of a workbook: one sheet a table of a kind of page, with a column
 * that names the page where there are several.
 *
 * Knows pages and views; knows nothing of file formats. Ownership: a zeroed book is empty; lode_report_i_book_close
 * releases it. */
#ifndef LODE_REPORT_BOOK_H
#define LODE_REPORT_BOOK_H

#include "report/page.h"
#include "report/report.h"

typedef struct report_sheet_rows {
    const char *kind, *key; /* literals */
    lode_table *rows;
    size_t n_columns; /* of the view; the page comes before them */
} report_sheet_rows;

typedef struct report_book {
    report_sheet_rows *sheets;
    size_t n, capacity;
    int failed;
} report_book;

/* Adds the keyed tables of a page. */
void lode_report_i_book_add(report_book *book, const report_page *page);
/* Hands each sheet over, in the order in which they came up. */
lode_status lode_report_i_book_write(const report_book *book, lode_sheet_fn sheet, void *context, lode_err *err);
void lode_report_i_book_close(report_book *book);

#endif
