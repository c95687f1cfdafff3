/* A workbook (XLSX) being written, a sheet a table: headings with units in the first row, empty cells where a figure is
 * not known. The same tables make the same bytes.
 *
 * Knows tables and GDAL; knows nothing of what they mean. Ownership: lode_book_create has exactly one lode_book_finish.
 */
#ifndef LODE_IO_BOOK_H
#define LODE_IO_BOOK_H

#include <gdal.h>

#include "lodeway/table.h"

typedef struct lode_book {
    GDALDatasetH dataset;
    char *path;
} lode_book;

/* path ends in .xlsx and does not exist. */
lode_status lode_book_create(lode_book *book, const char *path, lode_err *err);
/* The name of the sheet is that of the table, cut to what a workbook takes. The same as a callback: book is a
 * lode_book. */
lode_status lode_book_sheet(void *book, const lode_table *rows, lode_err *err);
/* Closes; the file is whole when both status and what is returned are LODE_OK. */
lode_status lode_book_finish(lode_book *book, lode_status status, lode_err *err);

#endif
