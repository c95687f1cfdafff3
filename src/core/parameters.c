#include "core/parameters.h"

#include <string.h>

/* clang-format off */
#define P(member, unit, standard, least, most, help) \
    {#member, unit, standard, least, most, offsetof(lode_parameters, member), help}

const lode_parameter_row lode_parameter_rows[] = {
    P(annual_rate_pct, "%/a", 10, 0, 100, "Interest on the value of the goods; v = usd_t * rate / 8760 (M1)."),
    P(reliability_ratio, "", 0.8, 0, 10, "r: an hour of buffer against an hour of time (M1)."),
    P(detour_factor, "", 1.3, 1, 5, "Length of an access leg against the geodesic."),
    P(reach_km, "km", 300, 0, 5000, "Access legs go this far; where none is, the nearest one counts."),
    P(access_legs, "", 5, 1, 50, "Most access legs a deposit."),
    P(border_tolerance_km, "km", 5, 0, 100, "An access leg may leave the generalised outline of its country by this much."),
    P(empty_price, "", 0.5, 0, 1, "Price of an empty kilometre against a loaded one (M2)."),
    P(payload_t, "t", 22, 0.001, 1e5, "Assumed tonnes a transport unit where a product gives none (M2)."),
    P(shipment_t, "t", 20, 0.001, 1e6, "Assumed tonnes a shipment where a product gives none (M2)."),
    P(handling_usd_t, "USD/t", 8, 0, 1e5, "Assumed cost of loading where a terminal gives none."),
    P(handling_h, "h", 48, 0, 8784, "Assumed hours of loading where a terminal gives none."),
    P(handling_co2_kg_t, "kg/t", 1.2, 0, 1e4, "Assumed CO2e of loading where a terminal gives none."),
    P(dwell_h, "h", 24, 0, 8784, "Assumed dwell where a crossing gives none."),
    P(cost_usd_t, "USD/t", 8, 0, 1e5, "Assumed cost where a crossing gives none, neither a tonne nor a shipment."),
    P(gauge_h, "h", 12, 0, 8784, "Assumed hours for a change of gauge where a crossing gives none."),
    P(gauge_usd_t, "USD/t", 6, 0, 1e5, "Assumed cost of a change of gauge where a crossing gives none."),
    P(headway_wait, "", 0.5, 0, 1, "Mean wait for a scheduled service, share of the headway (M1)."),
    P(headway_buffer, "", 0.4, 0, 1, "Buffer of a scheduled service, share of the headway (M1)."),
    P(daf_rail, "", 1, 1, 2, "Distance adjustment factor for rail: divides where an emission factor refers to another distance (M11)."),
    P(daf_road, "", 1.05, 1, 2, "The same for road."),
    P(daf_sea, "", 1.15, 1, 2, "The same for sea."),
    P(daf_air, "", 1.05, 1, 2, "The same for air."),
    P(margin, "", 0.3, 0, 10, "Routes this much dearer than the best still count as alternatives (M7)."),
    P(lambda, "", 10, 0, 1000, "Scale of the choice between alternatives (M7)."),
    P(hold_extra_usd_t_d, "USD/(t d)", 0, 0, 1e4, "Storage and demurrage while waiting (M9)."),
    P(notional_t_treo_a, "t/a", 1000, 0, 1e7, "Assumed output of TREO of a deposit where none is given (M8)."),
    P(max_cut, "", 4, 1, 12, "Largest cut set that is searched (M6)."),
    P(corridor_limit, "", 3, 1, 1000, "Where the best way along a corridor comes back to a place, others are looked for up to this many times the best G."),
    P(market_strong, "", 0.8, 0, 1, "Main market: from this share of trade on the orientation is very strong (M13)."),
    P(market_diversified_hhi, "", 0.35, 0, 1, "Main market: below this concentration (HHI of the named partners) trade is diversified (M13)."),
    P(corridor_factor, "", 1.5, 1, 100, "Corridors with G up to this many times the best count for a country (M13)."),
    P(corridors_least, "", 3, 0, 100, "Multi-vector needs at least so many corridors (M13)."),
    P(effective_least, "", 2, 0, 10, "Multi-vector needs at least so many effective routes (M13, M7)."),
    P(corridors_cut, "", 2, 0, 12, "Multi-vector needs that no so many actors can close all ways (M13)."),
    P(resilience_limited, "", 5.0 / 7, 0, 1, "Resilience up to this is limited (M13)."),
    P(resilience_high, "", 0.9, 0, 1, "Resilience from this on is high, below it comparatively higher (M13)."),
    P(grid_km, "km", 25, 1, 1000, "Distance between the points of the access grid."),
    P(calibration_low, "", 0.67, 0, 1, "Least ratio of computed to published days or prices that counts as met."),
    P(calibration_high, "", 1.5, 1, 1000, "Largest such ratio."),
    P(calibration_km_pct, "%", 3, 0, 100, "A computed length counts as met within this much of the published one."),
    P(grade_a_sourced_pct, "%", 80, 0, 100, "Grade A: at least this share of G rests on facts of high or medium confidence (M15)."),
    P(grade_a_assumed_pct, "%", 5, 0, 100, "Grade A: less than this share is assumed (M15)."),
    P(grade_b_sourced_pct, "%", 60, 0, 100, "Grade B: at least this share of G rests on facts of high or medium confidence (M15)."),
    P(grade_b_assumed_pct, "%", 15, 0, 100, "Grade B: less than this share is assumed (M15)."),
    P(grade_d_weak_pct, "%", 50, 0, 100, "Grade D: more than this share of G is assumed or of low confidence; C is what is left (M15)."),
};
const size_t lode_n_parameter_rows = sizeof lode_parameter_rows / sizeof *lode_parameter_rows;
/* clang-format on */

lode_parameters lode_parameters_default(void)
{
    lode_parameters p = {0};
    for (size_t i = 0; i < lode_n_parameter_rows; i++)
        lode_parameter_set(&p, &lode_parameter_rows[i], lode_parameter_rows[i].standard);
    return p;
}

const lode_parameter_row *lode_parameter_find(const char *key)
{
    for (size_t i = 0; i < lode_n_parameter_rows; i++)
        if (strcmp(lode_parameter_rows[i].key, key) == 0)
            return &lode_parameter_rows[i];
    return NULL;
}

double lode_parameter_get(const lode_parameters *p, const lode_parameter_row *row)
{
    double value;
    memcpy(&value, (const char *)p + row->offset, sizeof value);
    return value;
}

void lode_parameter_set(lode_parameters *p, const lode_parameter_row *row, double value)
{
    memcpy((char *)p + row->offset, &value, sizeof value);
}
