/* What a template changes on a page, and how a page prints on A4.
 *
 * Knows the look that it is given and the page's names; knows nothing of files: a logo comes as a data URI, colours as
 * checked declarations. */
#ifndef LODE_REPORT_LOOK_H
#define LODE_REPORT_LOOK_H

#include "report/page.h"

/* Rules after those of the page: colours of the template, paper, running foot. */
void lode_report_i_look_style(lode_text *out, const report_page *page);
/* Who publishes the report. */
const char *lode_report_i_look_brand(const report_page *page);
/* The title of a page: the index takes that of the template. */
const char *lode_report_i_look_title(const report_page *page);
void lode_report_i_look_logo(lode_text *out, const report_page *page);
/* The first words of the foot: those of the template, then who wrote it. */
void lode_report_i_look_foot(lode_text *out, const report_page *page);
/* "The same figures: Markdown, JSON, CSV." with links to the files that are written. */
void lode_report_i_look_faces(lode_text *out, const report_page *page);

#endif
