/* A case in memory: the layers of one GeoPackage as plain rows, as the reader has checked them value by value.
 *
 * Shapes are WGS 84 longitude and latitude in degrees. A number that is not given is NaN, a text NULL, a list a text of
 * items parted by ';' or ','. Everything lies in the arena of the case. Knows nothing of networks or results. */
#ifndef LODEWAY_CASE_H
#define LODEWAY_CASE_H

#include <stdint.h>

#include "lodeway/status.h"
#include "lodeway/table.h"

/* First member of every row. extra holds the values of the columns that the schema does not know, in file order. */
typedef struct lode_row {
    int64_t fid; /* of the feature; the line of a CSV file */
    lode_geom geom;
    const char *const *extra;
} lode_row;

typedef struct lode_occurrence {
    lode_row row;
    const char *id, *name, *country, *kind, *name_local, *deposit_type, *elements, *minerals, *product, *output_basis,
        *status, *operator_name, *source, *confidence;
    const char *ree_role, *remarks;
    double resource_mt, ore_treo_pct, hree_share_pct, output_t_a, value_usd_t, contained_reo_kt, coord_accuracy_km;
} lode_occurrence;

typedef struct lode_zone {
    lode_row row;
    const char *id, *name, *kind, *country, *commodities, *source, *confidence;
} lode_zone;

typedef enum lode_mode { LODE_GROUND, LODE_RAIL, LODE_ROAD, LODE_SEA, LODE_AIR, LODE_TRACK, LODE_N_MODES } lode_mode;

typedef struct lode_link {
    lode_row row;
    lode_mode mode;
    const char *id, *from_place, *to_place, *domain, *length_basis, *electrified, *surface, *status, *closed_months,
        *overflies, *passes, *line_name, *source, *confidence;
    double length_km, gauge_mm, tracks, open_year, headway_h, days, usd_t, capacity_mt, used_mt;
} lode_link;

typedef struct lode_place {
    lode_row row;
    const char *id, *name, *domain, *kind, *source, *confidence;
} lode_place;

typedef struct lode_crossing {
    lode_row row;
    const char *id, *name, *place_a, *place_b, *mode, *dir, *passes, *closed_products, *status, *source, *confidence;
    double gap_km, gauge_a_mm, gauge_b_mm, dwell_h, dwell_p90_h, cost_usd_t, cost_usd_shipment, gauge_h, gauge_usd_t,
        capacity_mt, used_mt, open_year;
} lode_crossing;

typedef struct lode_terminal {
    lode_row row;
    const char *id, *place, *kind, *modes, *class7, *closed_products, *status, *source, *confidence;
    double handling_usd_t, handling_h, handling_p90_h, co2_kg_t, capacity_mt, open_year;
} lode_terminal;

typedef struct lode_market {
    lode_row row;
    const char *id, *place, *name, *groups, *kind, *product, *status, *source, *confidence;
} lode_market;

typedef struct lode_plant {
    lode_row row;
    const char *id, *place, *name, *product_in, *product_out, *status, *source, *confidence;
    double stage, capacity_t_a, recovery;
} lode_plant;

typedef struct lode_country {
    lode_row row;
    const char *iso3, *name, *name_de, *source;
} lode_country;

typedef struct lode_tariff {
    lode_row row;
    const char *mode, *domain, *surface, *traction, *basis, *co2_distance, *source, *confidence;
    double usd, empty_share, entry_usd, km_h, co2_g_tkm, low, high, price_year;
} lode_tariff;

typedef struct lode_product {
    lode_row row;
    const char *id, *name, *unit, *remarks, *source, *confidence;
    double usd_t_low, usd_t_high;
    double product_treo_pct, usd_t, cost_usd_t, process_usd_t_treo, recovery, payload_t, shipment_t, activity_bq_g;
} lode_product;

typedef struct lode_actor {
    lode_row row;
    const char *actor, *domains, *closable, *source, *confidence;
    double governance;
} lode_actor;

typedef struct lode_shock {
    lode_row row;
    const char *id, *targets, *events, *source, *confidence;
    double p_year, p_year_low, p_year_high, mean_days, cv;
} lode_shock;

typedef struct lode_scenario_row {
    lode_row row;
    const char *scenario, *action, *target, *value, *title_en, *title_de, *source, *confidence;
} lode_scenario_row;

typedef struct lode_corridor {
    lode_row row;
    const char *corridor, *passes, *avoids, *title_en, *title_de, *source;
} lode_corridor;

typedef struct lode_trade {
    lode_row row;
    const char *country, *partner, *flow, *commodity, *source, *confidence;
    double share, year;
} lode_trade;

typedef struct lode_governance {
    lode_row row;
    const char *iso3, *source, *confidence;
    double year, cpi, cpi_rank, wgi_political_stability, wgi_rule_of_law, gpi;
} lode_governance;

typedef struct lode_crm_element {
    lode_row row;
    const char *material_en, *material_de, *symbol_or_group, *strategic_entry, *remarks, *source, *confidence;
    double eu_critical_2024, eu_strategic_2024;
} lode_crm_element;

/* A published distance, time or price of a way between two places. */
typedef struct lode_observation {
    lode_row row;
    const char *id, *from_place, *to_place, *mode, *corridor, *scenario, *product, *unit, *source, *confidence,
        *remarks;
    double km, days, usd, payload_t, tfi1_h, tfi2_usd, tfi3_usd, tfi4_km_h, year;
} lode_observation;

typedef struct lode_parameter {
    lode_row row;
    const char *key, *value, *unit, *source, *confidence;
} lode_parameter;

/* Rows of one layer and the names of its columns that the schema does not know. */
#define LODE_ROWS(type, name)                                                                                          \
    struct {                                                                                                           \
        type *v;                                                                                                       \
        size_t n;                                                                                                      \
        const char *const *extra_names;                                                                                \
        size_t n_extra;                                                                                                \
    } name

typedef struct lode_case {
    const char *path;
    char sha256[65]; /* of the GeoPackage; of nothing for an imported folder */
    LODE_ROWS(lode_occurrence, occurrences);
    LODE_ROWS(lode_zone, zones);
    LODE_ROWS(lode_link, rail);
    LODE_ROWS(lode_link, road);
    LODE_ROWS(lode_link, sea);
    LODE_ROWS(lode_link, air);
    LODE_ROWS(lode_place, places);
    LODE_ROWS(lode_crossing, crossings);
    LODE_ROWS(lode_terminal, terminals);
    LODE_ROWS(lode_market, markets);
    LODE_ROWS(lode_plant, plants);
    LODE_ROWS(lode_country, countries);
    LODE_ROWS(lode_tariff, tariffs);
    LODE_ROWS(lode_product, products);
    LODE_ROWS(lode_actor, actors);
    LODE_ROWS(lode_shock, shocks);
    LODE_ROWS(lode_scenario_row, scenarios);
    LODE_ROWS(lode_corridor, corridors);
    LODE_ROWS(lode_trade, trade);
    LODE_ROWS(lode_governance, governance);
    LODE_ROWS(lode_crm_element, crm_elements);
    LODE_ROWS(lode_observation, observations);
    LODE_ROWS(lode_parameter, parameters);
    struct lode_arena *arena; /* holds all of the above */
} lode_case;

#endif
