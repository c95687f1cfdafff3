/* Tables about the run itself: findings, parameters, provenance, and outlines for maps. */
#ifndef LODE_APP_TABLES_H
#define LODE_APP_TABLES_H

#include <jansson.h>

#include "app/session.h"

/* NULL: out of memory. */
lode_table *lode_findings_table(const lode_findings *findings);
lode_table *lode_parameters_table(const lode_session *s);
lode_table *lode_provenance_table(const lode_session *s, const char *bases, const char *destinations, size_t searches);

/* The ten facts of low or no confidence that most of G rests on, over the best ways of all deposits; no rows where the
 * case has errors. */
lode_status lode_facts_table(const lode_session *s, lode_table **table, lode_err *err);

/* What the maps of a report draw beneath the results. */
lode_table *lode_outlines_table(const lode_session *s);
lode_table *lode_corridors_table(const lode_session *s);
lode_table *lode_network_table(const lode_session *s);
lode_table *lode_gates_table(const lode_session *s);

/* What is planned or under construction, one row a line, crossing or terminal; closures by chance as the case has them.
 */
lode_table *lode_works_table(const lode_session *s);
lode_table *lode_shocks_table(const lode_session *s);

/* The rows of a table as a JSON array, an empty one for NULL; a new reference. NULL: after a failure. */
json_t *lode_rows_of(const lode_table *table, lode_err *err);

/* Markdown of all result layers and columns, of the parameters, of the kinds of findings. */
void lode_columns_markdown(lode_text *out);
void lode_parameters_markdown(lode_text *out);
void lode_findings_markdown(lode_text *out);

#endif
