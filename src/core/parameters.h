/* Every constant of the model with its default, range and meaning: one table, read from the case by name. */
#ifndef LODE_CORE_PARAMETERS_H
#define LODE_CORE_PARAMETERS_H

#include <stddef.h>

typedef struct lode_parameters {
    double annual_rate_pct, reliability_ratio, detour_factor, reach_km, access_legs, border_tolerance_km, empty_price;
    double payload_t, shipment_t;
    double handling_usd_t, handling_h, handling_co2_kg_t, dwell_h, cost_usd_t, gauge_h, gauge_usd_t;
    double headway_wait, headway_buffer;
    double daf_rail, daf_road, daf_sea, daf_air;
    double margin, lambda, hold_extra_usd_t_d, notional_t_treo_a, max_cut, corridor_limit;
    double market_strong, market_diversified_hhi, corridor_factor, corridors_least, effective_least, corridors_cut;
    double resilience_limited, resilience_high, grid_km;
    double calibration_low, calibration_high, calibration_km_pct;
    double grade_a_sourced_pct, grade_a_assumed_pct, grade_b_sourced_pct, grade_b_assumed_pct, grade_d_weak_pct;
} lode_parameters;

typedef struct lode_parameter_row {
    const char *key, *unit;
    double standard, least, most;
    size_t offset;
    const char *help;
} lode_parameter_row;

extern const lode_parameter_row lode_parameter_rows[];
extern const size_t lode_n_parameter_rows;

lode_parameters lode_parameters_default(void);
const lode_parameter_row *lode_parameter_find(const char *key);
double lode_parameter_get(const lode_parameters *parameters, const lode_parameter_row *row);
void lode_parameter_set(lode_parameters *parameters, const lode_parameter_row *row, double value);

#endif
