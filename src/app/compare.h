/* Two tables of the same columns, rows in any order: the first cell or row that is not the same.
 *
 * Figures count as equal within half a micro-dollar (money) or the last digits of a double (all else). Knows tables;
 * nothing of where they came from. */
#ifndef LODE_APP_COMPARE_H
#define LODE_APP_COMPARE_H

#include "base/text.h"
#include "lodeway/table.h"

/* Appends a row to a table of the layer verify. Texts are copied; NULL says nothing. */
void lode_lie_put(lode_table *lies, const char *layer, const char *row, const char *column, const char *found,
                  const char *expected, const char *how);

/* What names a row for a reader: its key columns, joined by " ". */
void lode_row_name(const lode_table *table, size_t row, lode_text *out);
/* A cell as text, every digit of it; "" where it is NULL. */
void lode_cell_text(const lode_table *table, size_t row, size_t column, lode_text *out);

/* Appends the first difference to lies, if there is one. how: what expected rests on. */
lode_status lode_compare_tables(const lode_table *found, const lode_table *expected, const char *how, lode_table *lies,
                                lode_err *err);

#endif
