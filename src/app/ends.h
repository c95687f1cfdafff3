/* The ends of a way as people name them: ids or names of occurrences, places, markets and groups, or "lon,lat". */
#ifndef LODE_APP_ENDS_H
#define LODE_APP_ENDS_H

#include "app/session.h"

/* Where a way starts. occurrence is NULL unless it starts at one. What it points to lives as long as the session. */
lode_status lode_find_start(lode_session *s, const char *text, lode_origin *origin, const lode_occurrence **occurrence,
                            lode_err *err);

/* Where it ends, for a product; *targets is freed with free(). */
lode_status lode_find_end(lode_session *s, const char *text, const char *product, lode_target **targets, size_t *n,
                          lode_err *err);

#endif
