/* Published distances, times and prices against computed ones: the layers calibration and calibration_summary. */
#ifndef LODE_APP_VALIDATE_H
#define LODE_APP_VALIDATE_H

#include "app/session.h"

/* One row an observation and measure, the worst first; and one a corridor and measure. Both empty where the case has
 * no observations. Freed with lode_table_free; NULL after a failure. */
lode_status lode_calibration(lode_session *s, lode_table **rows, lode_table **summary, lode_err *err);

#endif
