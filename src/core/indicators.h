/* The trade facilitation indicators of CAREC's Corridor Performance Measurement and Monitoring, for a computed way.
 *
 * As their authors define them (cpmm.carecprogram.org, annual reports): each border has a crossing point on either
 * side, cargo is counted in units of 20 t, a corridor section has 500 km. Knows nothing of what was measured. */
#ifndef LODE_CORE_INDICATORS_H
#define LODE_CORE_INDICATORS_H

#include "core/way.h"

/* NaN where the way passes no border (tfi1, tfi2), or has no length or no time. */
typedef struct lode_indicators {
    double tfi1_h;    /* hours to clear one side of a border, change of gauge included */
    double tfi2_usd;  /* USD for 20 t at one side of a border, change of gauge included */
    double tfi3_usd;  /* USD for 20 t over 500 km, borders included */
    double tfi4_km_h; /* speed with delay: km by all hours from departure */
    double free_km_h; /* speed without delay: km by the hours in motion */
} lode_indicators;

lode_indicators lode_route_indicators(const lode_route *route);

#endif
