/* What lies beneath the results on every map: outlines of countries, names of seas, a graticule. From the case alone;
 * no tiles, no network. */
#ifndef LODE_APP_GROUND_H
#define LODE_APP_GROUND_H

#include "app/session.h"

/* Points, one a named water of the case's sea links: at the vertex nearest to their middle. NULL: out of memory. */
lode_table *lode_seas_table(const lode_session *s);

/* Meridians and parallels every 10 degrees. NULL: out of memory. */
lode_table *lode_graticule_table(void);

#endif
