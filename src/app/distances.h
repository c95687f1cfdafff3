/* The nearest of each kind of target to each occurrence: MODEL M16. */
#ifndef LODE_APP_DISTANCES_H
#define LODE_APP_DISTANCES_H

#include "app/session.h"

typedef enum lode_target_kind {
    LODE_TO_RAIL,
    LODE_TO_ELECTRIFIED_RAIL,
    LODE_TO_RAILHEAD,
    LODE_TO_ROAD,
    LODE_TO_CROSSING,
    LODE_TO_PORT,
    LODE_TO_AIRPORT,
    LODE_TO_ZONE,
    LODE_TO_PLANT,
    LODE_N_TARGET_KINDS
} lode_target_kind;

/* Geodesic km of each occurrence to each kind; NaN where the case has none. Fills the layer distances. *km has
 * n_occurrences x LODE_N_TARGET_KINDS entries and is freed with free(). */
lode_status lode_distances(const lode_session *s, lode_table *table, double **km, lode_err *err);

#endif
