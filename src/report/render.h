/* The four faces of a page. Each appends the whole file to out; 0 means out of memory. Knows blocks; knows nothing of
 * what they say. */
#ifndef LODE_REPORT_RENDER_H
#define LODE_REPORT_RENDER_H

#include "report/page.h"

int lode_report_i_render_html(lode_text *out, const report_page *page);
int lode_report_i_render_markdown(lode_text *out, const report_page *page);
/* {"schema": 1, "page": kind, "path": path, "title": title, "tables": {key: rows ...}} */
int lode_report_i_render_json(lode_text *out, const report_page *page);
/* One figure a line: table,row,column,unit,value. */
int lode_report_i_render_csv(lode_text *out, const report_page *page);

/* 1 where the row's confidence says that its figures are assumed: they carry an "e". */
int lode_report_i_assumed(const report_view *view, size_t row);
/* Heading of a column with its unit, in the language. */
void lode_report_i_heading_text(lode_text *out, lode_language language, const lode_column *column);

#endif
