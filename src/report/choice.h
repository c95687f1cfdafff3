/* Which pages of a report are written: what was asked for, held against what the results have.
 *
 * Knows sources and pages by name; knows nothing of blocks or files. */
#ifndef LODE_REPORT_CHOICE_H
#define LODE_REPORT_CHOICE_H

#include "report/source.h"

/* Takes the pages of deposits and corridors that were not chosen out of the source, so that nothing links to them.
 * LODE_USAGE where an id is unknown. */
lode_status lode_report_i_choose(report_source *source, lode_err *err);

/* 1 where the page at the root with this name is written: "brief", "countries", "scenarios", "chokepoints"; index and
 * annex always are. */
int lode_report_i_has_page(const report_source *source, const char *name);

#endif
