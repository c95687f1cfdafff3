/* The interactive page: one file that holds a map, every way that is the best under some closure, and the script that
 * looks them up. No network, no other file.
 *
 * Knows result rows and the words for codes; knows nothing of how a figure came about. Every text of a case goes into
 * the page as JSON whose '<' are escaped, and from there into text nodes only. */
#ifndef LODE_REPORT_EXPLORE_H
#define LODE_REPORT_EXPLORE_H

#include "report/source.h"

/* 1 where HTML and more than the brief was asked for. */
int lode_report_i_wants_explore(const report_source *source);
/* Why the page cannot be had, as a sentence for the index; NULL where it can. Texts are constant. */
const char *lode_report_i_no_explore(const report_source *source);

/* The whole file. 0: out of memory. */
int lode_report_i_render_explore(lode_text *out, const report_source *source);
/* What it knows, as one JSON document. 0: out of memory. */
int lode_report_i_explore_data(lode_text *out, const report_source *source);

/* A text as JSON, quotes and all, safe inside a script element. */
void lode_report_i_json_text(lode_text *out, const char *text);

#endif
