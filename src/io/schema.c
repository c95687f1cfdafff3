#include "io/schema.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define UNLIMITED 1e15

/* clang-format off */
#define TEXT(type, member, req, help)          {#member, LODE_V_TEXT, "", 0, 0, "", "", req, offsetof(type, member), help}
#define LIST(type, member, req, help)          {#member, LODE_V_LIST, "", 0, 0, "", "", req, offsetof(type, member), help}
#define WORD(type, member, req, words, help)   {#member, LODE_V_WORD, "", 0, 0, words, "", req, offsetof(type, member), help}
#define NUM(type, member, unit, lo, hi, help)  {#member, LODE_V_NUMBER, unit, lo, hi, "", "", 0, offsetof(type, member), help}
#define ALIAS(type, member, unit, lo, hi, aliases, help) \
    {#member, LODE_V_NUMBER, unit, lo, hi, "", aliases, 0, offsetof(type, member), help}
#define ALIAS_TEXT(type, member, req, aliases, help) \
    {#member, LODE_V_TEXT, "", 0, 0, "", aliases, req, offsetof(type, member), help}
#define SOURCED(type) \
    TEXT(type, source, 0, "Where the figures come from."), \
    WORD(type, confidence, 0, "high;medium;low", "How far they can be trusted.")
#define STATUS "open;construction;planned;closed"

static const lode_field occurrence_fields[] = {
    TEXT(lode_occurrence, id, 1, "Id, unique in the layer."),
    TEXT(lode_occurrence, name, 1, "Name in English."),
    TEXT(lode_occurrence, country, 1, "Country it lies in, ISO 3166-1 alpha-3."),
    WORD(lode_occurrence, kind, 1, "deposit;prospect;occurrence", "How far it is known."),
    TEXT(lode_occurrence, name_local, 0, "Name in local script."),
    TEXT(lode_occurrence, deposit_type, 0, "Geological type."),
    LIST(lode_occurrence, elements, 0, "Elements reported."),
    LIST(lode_occurrence, minerals, 0, "Minerals reported."),
    NUM(lode_occurrence, resource_mt, "Mt", 0, 1e6, "Ore resource."),
    ALIAS(lode_occurrence, ore_treo_pct, "%", 0, 100, "treo_pct", "Total rare-earth oxides in the ore."),
    NUM(lode_occurrence, hree_share_pct, "%", 0, 100, "Heavy rare earths with yttrium, share of TREO."),
    TEXT(lode_occurrence, product, 0, "What is shipped, an id of products."),
    NUM(lode_occurrence, output_t_a, "t/a", 0, 1e9, "Tonnes of product a year."),
    WORD(lode_occurrence, output_basis, 0, "reported;planned;notional", "What the output rests on."),
    NUM(lode_occurrence, value_usd_t, "USD/t", 0, 1e9, "Value of a tonne of this product, if not that of products."),
    NUM(lode_occurrence, contained_reo_kt, "kt", 0, 1e7, "Rare-earth oxides contained, as published; may rest on another estimate than resource and grade."),
    WORD(lode_occurrence, ree_role, 0, "main;coproduct;byproduct;trace", "What rare earths are to the deposit."),
    TEXT(lode_occurrence, status, 0, "Status of the project."),
    {"operator", LODE_V_TEXT, "", 0, 0, "", "", 0, offsetof(lode_occurrence, operator_name), "Operator or licensee."},
    NUM(lode_occurrence, coord_accuracy_km, "km", 0, 1000, "Radius in which the true site should lie; finer distances say nothing."),
    TEXT(lode_occurrence, remarks, 0, "What else a reader should know."),
    SOURCED(lode_occurrence)};

static const lode_field zone_fields[] = {
    TEXT(lode_zone, id, 1, "Id, unique in the layer."), TEXT(lode_zone, name, 1, "Name."),
    WORD(lode_zone, kind, 1, "zone;belt;province", "Kind."), TEXT(lode_zone, country, 0, "Main country."),
    LIST(lode_zone, commodities, 0, "Commodities."), SOURCED(lode_zone)};

static const lode_field link_fields[] = {
    TEXT(lode_link, id, 1, "Id, unique in the layer."),
    TEXT(lode_link, from_place, 1, "Place it starts at."),
    TEXT(lode_link, to_place, 1, "Place it ends at; links are used both ways."),
    TEXT(lode_link, domain, 1, "Country, water or air it lies in."),
    NUM(lode_link, length_km, "km", 0, 45000, "Official length; empty: geodesic length of the drawn line."),
    TEXT(lode_link, length_basis, 0, "official, estimate or geodesic."),
    NUM(lode_link, gauge_mm, "mm", 500, 2000, "Gauge of a railway."),
    NUM(lode_link, tracks, "", 0, 20, "Number of tracks."),
    TEXT(lode_link, electrified, 0, "yes or no; chooses the traction of the tariff."),
    TEXT(lode_link, surface, 0, "Surface of a road: paved, gravel, track; chooses the tariff."),
    WORD(lode_link, status, 0, STATUS, "Empty: open. All but open are closed unless opened by a scenario, --open or --year."),
    NUM(lode_link, open_year, "", 1800, 2200, "Year of opening of a planned link."),
    LIST(lode_link, closed_months, 0, "Months (1 to 12) in which it is closed."),
    NUM(lode_link, headway_h, "h", 0, 8784, "Hours between two departures of a scheduled service."),
    NUM(lode_link, days, "d", 0, 1000, "Running time; wins over the speed of the tariff."),
    NUM(lode_link, usd_t, "USD/t", 0, 1e6, "Price; wins over the tariff."),
    NUM(lode_link, capacity_mt, "Mt/a", 0, 1e5, "Capacity a year and direction."),
    NUM(lode_link, used_mt, "Mt/a", 0, 1e5, "Of which used."),
    LIST(lode_link, overflies, 0, "Domains whose airspace an air link needs."),
    LIST(lode_link, passes, 0, "Straits, canals and other domains it needs besides its own."),
    TEXT(lode_link, line_name, 0, "Name of the line."),
    SOURCED(lode_link)};

static const lode_field place_fields[] = {
    TEXT(lode_place, id, 1, "Id, unique in the layer."), TEXT(lode_place, name, 1, "Name."),
    TEXT(lode_place, domain, 1, "Country, or water for a strait or cape at sea."), TEXT(lode_place, kind, 0, "Kind of place."), SOURCED(lode_place)};

static const lode_field crossing_fields[] = {
    TEXT(lode_crossing, id, 1, "Id, unique in the layer."),
    TEXT(lode_crossing, name, 0, "Name; empty: the id."),
    TEXT(lode_crossing, place_a, 1, "Border station of side a."),
    TEXT(lode_crossing, place_b, 1, "Border station of side b."),
    WORD(lode_crossing, mode, 1, "rail;road;sea;air", "Mode."),
    WORD(lode_crossing, dir, 0, "both;ab;ba", "Direction of use; empty: both."),
    NUM(lode_crossing, gap_km, "km", 0, 1000, "Way between the two stations, in no link; hauled at the tariffs of the two sides."),
    NUM(lode_crossing, gauge_a_mm, "mm", 500, 2000, "Gauge of side a."),
    NUM(lode_crossing, gauge_b_mm, "mm", 500, 2000, "Gauge of side b."),
    NUM(lode_crossing, dwell_h, "h", 0, 8784, "Mean dwell."),
    NUM(lode_crossing, dwell_p90_h, "h", 0, 8784, "90th percentile of dwell."),
    NUM(lode_crossing, cost_usd_t, "USD/t", 0, 1e5, "Cost a tonne."),
    NUM(lode_crossing, cost_usd_shipment, "USD", 0, 1e7, "Cost a shipment, added to cost_usd_t."),
    NUM(lode_crossing, gauge_h, "h", 0, 8784, "Hours for the change of gauge."),
    NUM(lode_crossing, gauge_usd_t, "USD/t", 0, 1e5, "Cost of the change of gauge."),
    NUM(lode_crossing, capacity_mt, "Mt/a", 0, 1e5, "Capacity a year and direction."),
    NUM(lode_crossing, used_mt, "Mt/a", 0, 1e5, "Of which used."),
    LIST(lode_crossing, passes, 0, "Straits and other domains it needs besides its two sides."),
    LIST(lode_crossing, closed_products, 0, "Products that may not pass."),
    WORD(lode_crossing, status, 0, STATUS, "Empty: open."),
    NUM(lode_crossing, open_year, "", 1800, 2200, "Year of opening of a planned crossing."),
    SOURCED(lode_crossing)};

static const lode_field terminal_fields[] = {
    TEXT(lode_terminal, id, 1, "Id, unique in the layer."),
    TEXT(lode_terminal, place, 1, "Place it stands at."),
    WORD(lode_terminal, kind, 1, "railhead;port;ferry;dry_port;airport", "Kind."),
    LIST(lode_terminal, modes, 1, "Modes it loads: rail, road, sea, air; rail1520 for one gauge only."),
    NUM(lode_terminal, handling_usd_t, "USD/t", 0, 1e5, "Cost of loading."),
    NUM(lode_terminal, handling_h, "h", 0, 8784, "Mean hours of loading, waiting included."),
    ALIAS(lode_terminal, handling_p90_h, "h", 0, 8784, "handling_h_p90", "90th percentile of these hours."),
    NUM(lode_terminal, co2_kg_t, "kg/t", 0, 1e4, "CO2e of loading."),
    NUM(lode_terminal, capacity_mt, "Mt/a", 0, 1e5, "Capacity a year."),
    TEXT(lode_terminal, class7, 0, "Whether it takes radioactive cargo (yes, no)."),
    LIST(lode_terminal, closed_products, 0, "Products that it does not load."),
    WORD(lode_terminal, status, 0, STATUS, "Empty: open."),
    NUM(lode_terminal, open_year, "", 1800, 2200, "Year of opening of a planned terminal."),
    SOURCED(lode_terminal)};

static const lode_field market_fields[] = {
    TEXT(lode_market, id, 1, "Id, unique in the layer."), TEXT(lode_market, place, 1, "Place where goods arrive."),
    TEXT(lode_market, name, 1, "Name."), LIST(lode_market, groups, 0, "Market groups it belongs to (EU ...); ALL holds every market."),
    TEXT(lode_market, kind, 0, "Kind of buyer."), LIST(lode_market, product, 0, "Products it buys; empty or *: any."),
    WORD(lode_market, status, 0, STATUS, "Empty: open; a plant that is not open buys nothing."),
    SOURCED(lode_market)};

static const lode_field plant_fields[] = {
    TEXT(lode_plant, id, 1, "Id, unique in the layer."), TEXT(lode_plant, place, 1, "Place it stands at."),
    TEXT(lode_plant, name, 1, "Name."), NUM(lode_plant, stage, "", 1, 4, "1 concentrate, 2 mixed compound, 3 separated oxide, 4 metal."),
    TEXT(lode_plant, product_in, 0, "Product taken."), TEXT(lode_plant, product_out, 0, "Product made."),
    NUM(lode_plant, capacity_t_a, "t/a", 0, 1e9, "Capacity."), NUM(lode_plant, recovery, "", 0, 1, "Recovery."),
    TEXT(lode_plant, status, 0, "Status."), SOURCED(lode_plant)};

static const lode_field country_fields[] = {
    TEXT(lode_country, iso3, 1, "ISO 3166-1 alpha-3."), TEXT(lode_country, name, 1, "Name."),
    TEXT(lode_country, name_de, 0, "Name in German."), TEXT(lode_country, source, 0, "Source of the outline.")};

static const lode_field tariff_fields[] = {
    WORD(lode_tariff, mode, 1, "rail;road;sea;air;track", "Mode; track prices access legs."),
    TEXT(lode_tariff, domain, 1, "Domain, or * for all others."),
    TEXT(lode_tariff, surface, 0, "Surface of the road that it is for."),
    WORD(lode_tariff, traction, 0, "electric;diesel", "Traction that it is for."),
    WORD(lode_tariff, basis, 0, "tkm;t;unit;unit_km;shipment;unit_h", "What the price is for; empty: tkm."),
    ALIAS(lode_tariff, usd, "USD", 0, 1e7, "usd_tkm", "Price."),
    NUM(lode_tariff, empty_share, "", 0, 10, "Empty kilometres a loaded one (unit_km)."),
    NUM(lode_tariff, entry_usd, "USD/t", 0, 1e5, "Charged when a mode is loaded in the domain or a crossing enters it."),
    NUM(lode_tariff, km_h, "km/h", 0.01, 2000, "Speed with all ordinary stops."),
    NUM(lode_tariff, co2_g_tkm, "g/tkm", 0, 1e5, "CO2e well to wheel with empty running."),
    WORD(lode_tariff, co2_distance, 0, "actual;sfd;gcd", "Distance that the factor refers to; empty: actual."),
    NUM(lode_tariff, low, "", 0, 1, "Factor for the low price."), NUM(lode_tariff, high, "", 1, 1000, "Factor for the high price."),
    ALIAS(lode_tariff, price_year, "", 1900, 2200, "basis_year", "Year of the price."),
    SOURCED(lode_tariff)};

static const lode_field product_fields[] = {
    TEXT(lode_product, id, 1, "Id, unique in the table."), TEXT(lode_product, name, 0, "Name."),
    ALIAS(lode_product, product_treo_pct, "%", 0, 100, "treo_pct", "TREO content."),
    NUM(lode_product, usd_t, "USD/t", 0, 1e9, "Value of a tonne."),
    NUM(lode_product, usd_t_low, "USD/t", 0, 1e9, "Low of the value in recent years."), NUM(lode_product, usd_t_high, "USD/t", 0, 1e9, "High of it."),
    NUM(lode_product, cost_usd_t, "USD/t", 0, 1e9, "Cost of making a tonne; K = usd_t - cost_usd_t."),
    NUM(lode_product, process_usd_t_treo, "USD/t TREO", 0, 1e9, "Cost of processing on to oxide."),
    NUM(lode_product, recovery, "", 0, 1, "Share of TREO of the ore in this product."),
    TEXT(lode_product, unit, 0, "Transport unit: t, wagon, container20, container40, truck, uld."),
    NUM(lode_product, payload_t, "t", 0.001, 1e5, "Tonnes a transport unit."), NUM(lode_product, shipment_t, "t", 0.001, 1e6, "Tonnes a shipment."),
    NUM(lode_product, activity_bq_g, "Bq/g", 0, 1e9, "Activity."), TEXT(lode_product, remarks, 0, "What else a reader should know."),
    SOURCED(lode_product)};

static const lode_field actor_fields[] = {
    TEXT(lode_actor, actor, 1, "Name."), LIST(lode_actor, domains, 1, "Domains that it can close."),
    NUM(lode_actor, governance, "", 0, 10, "0 best, 10 worst."), WORD(lode_actor, closable, 0, "yes;no;1;0;true;false", "Empty: yes."),
    SOURCED(lode_actor)};

static const lode_field shock_fields[] = {
    TEXT(lode_shock, id, 1, "Id, unique in the table."),
    {"targets", LODE_V_LIST, "", 0, 0, "", "actors", 0, offsetof(lode_shock, targets), "Domains and elements it closes."},
    NUM(lode_shock, p_year, "1/a", 0, 1, "Probability of at least one start in a year."),
    NUM(lode_shock, p_year_low, "1/a", 0, 1, "Low judgement of it."), NUM(lode_shock, p_year_high, "1/a", 0, 1, "High judgement of it."), NUM(lode_shock, mean_days, "d", 0, 1e5, "Mean length."),
    NUM(lode_shock, cv, "", 0, 100, "Coefficient of variation of the length."),
    TEXT(lode_shock, events, 0, "Past events that the judgement rests on."), SOURCED(lode_shock)};

static const lode_field scenario_fields[] = {
    TEXT(lode_scenario_row, scenario, 1, "Name; a scenario has as many rows as changes."),
    WORD(lode_scenario_row, action, 1, "close;open;price;dwell;capacity", "What is done."),
    TEXT(lode_scenario_row, target, 1, "Domain, actor:, crossing:, terminal:, link:, mode:, passage:, status: or *."),
    TEXT(lode_scenario_row, value, 0, "Factor of price or dwell, +hours of dwell, year of open, or the products that a close is for (empty: all)."),
    TEXT(lode_scenario_row, title_en, 0, "Title."), TEXT(lode_scenario_row, title_de, 0, "Title in German."), SOURCED(lode_scenario_row)};

static const lode_field corridor_fields[] = {
    TEXT(lode_corridor, corridor, 1, "Name."),
    TEXT(lode_corridor, passes, 0, "Items in order, ';' = and then, a vertical bar = or: domains, crossing:, terminal:, passage:."),
    TEXT(lode_corridor, avoids, 0, "Domains not passed."),
    TEXT(lode_corridor, title_en, 0, "Title."), TEXT(lode_corridor, title_de, 0, "Title in German."),
    TEXT(lode_corridor, source, 0, "Source.")};

static const lode_field parameter_fields[] = {
    TEXT(lode_parameter, key, 1, "Name; `lodeway help parameters` lists them."), TEXT(lode_parameter, value, 1, "Value."),
    TEXT(lode_parameter, unit, 0, "Unit."), SOURCED(lode_parameter)};

static const lode_field trade_fields[] = {
    TEXT(lode_trade, country, 1, "Country whose trade it is."), TEXT(lode_trade, partner, 1, "Partner country; REST: all others."),
    NUM(lode_trade, share, "", 0, 1, "Share of the partner; those of a country, year, flow and commodity add up to 1."),
    NUM(lode_trade, year, "", 1900, 2200, "Year."), TEXT(lode_trade, flow, 0, "export or import."),
    TEXT(lode_trade, commodity, 0, "What is traded."), SOURCED(lode_trade)};

static const lode_field governance_fields[] = {
    TEXT(lode_governance, iso3, 1, "Country."), NUM(lode_governance, year, "", 1900, 2200, "Year of the figures."),
    NUM(lode_governance, cpi, "", 0, 100, "Corruption Perceptions Index, 100 clean."),
    NUM(lode_governance, cpi_rank, "", 1, 300, "Rank in it, 1 the cleanest."),
    NUM(lode_governance, wgi_political_stability, "", -4, 4, "Worldwide Governance Indicators: political stability, about -2.5 to 2.5."),
    NUM(lode_governance, wgi_rule_of_law, "", -4, 4, "Worldwide Governance Indicators: rule of law."),
    NUM(lode_governance, gpi, "", 1, 5, "Global Peace Index, 1 the most peaceful."), SOURCED(lode_governance)};

static const lode_field crm_fields[] = {
    TEXT(lode_crm_element, material_en, 1, "Material."), TEXT(lode_crm_element, material_de, 0, "Material in German."),
    TEXT(lode_crm_element, symbol_or_group, 0, "Symbol, or group of elements."),
    NUM(lode_crm_element, eu_critical_2024, "", 0, 1, "1: critical in the EU list of 2024."),
    NUM(lode_crm_element, eu_strategic_2024, "", 0, 1, "1: strategic in the same list."),
    TEXT(lode_crm_element, strategic_entry, 0, "Entry of the strategic list that it belongs to."),
    TEXT(lode_crm_element, remarks, 0, "What else a reader should know."), SOURCED(lode_crm_element)};

static const lode_field observation_fields[] = {
    TEXT(lode_observation, id, 1, "Id, unique in the table."), ALIAS_TEXT(lode_observation, from_place, 1, "from", "Place it starts at."),
    ALIAS_TEXT(lode_observation, to_place, 1, "to", "Place it ends at."), LIST(lode_observation, mode, 0, "Modes it goes by; empty: any."),
    TEXT(lode_observation, corridor, 0, "Corridor it goes along: an id of corridors, or items in order as passes has them; empty: the best way."),
    TEXT(lode_observation, scenario, 0, "Scenario that held when it was published; empty: open."),
    TEXT(lode_observation, product, 0, "Product shipped; empty: a container of ordinary goods without value of time."),
    NUM(lode_observation, km, "km", 0, 50000, "Published distance."), NUM(lode_observation, days, "d", 0, 1000, "Published days."),
    NUM(lode_observation, usd, "USD", 0, 1e7, "Published price of a unit."),
    WORD(lode_observation, unit, 0, "t;container20;container40;truck;wagon", "What the price is for; empty: t."),
    NUM(lode_observation, payload_t, "t", 0.001, 1e5, "Tonnes in this unit; empty: that of the product."),
    NUM(lode_observation, tfi1_h, "h", 0, 8784, "Published hours at one side of a border (TFI1 of CAREC's CPMM)."),
    NUM(lode_observation, tfi2_usd, "USD", 0, 1e6, "Published cost of 20 t at one side of a border (TFI2)."),
    NUM(lode_observation, tfi3_usd, "USD", 0, 1e6, "Published cost of 20 t over 500 km (TFI3)."),
    NUM(lode_observation, tfi4_km_h, "km/h", 0, 2000, "Published speed with delay (TFI4)."),
    NUM(lode_observation, year, "", 1800, 2200, "Year of the figures."), TEXT(lode_observation, remarks, 0, "What the figures contain."),
    SOURCED(lode_observation)};

#define N(fields) fields, sizeof fields / sizeof *fields
#define ROWS(type, member) sizeof(type), offsetof(lode_case, member)

const lode_layer lode_schema[] = {
    {"occurrences", LODE_POINT, 1, 0, 0, ROWS(lode_occurrence, occurrences), N(occurrence_fields), "id", "Rare-earth occurrences, prospects and deposits."},
    {"zones", LODE_POLYGON, 0, 0, 0, ROWS(lode_zone, zones), N(zone_fields), "id", "Metallogenic zones, belts and provinces."},
    {"rail", LODE_LINE, 0, 1, LODE_RAIL, ROWS(lode_link, rail), N(link_fields), "id", "Railways."},
    {"road", LODE_LINE, 0, 1, LODE_ROAD, ROWS(lode_link, road), N(link_fields), "id", "Roads."},
    {"sea", LODE_LINE, 0, 1, LODE_SEA, ROWS(lode_link, sea), N(link_fields), "id", "Sea routes."},
    {"air", LODE_LINE, 0, 1, LODE_AIR, ROWS(lode_link, air), N(link_fields), "id", "Air routes."},
    {"places", LODE_POINT, 1, 0, 0, ROWS(lode_place, places), N(place_fields), "id", "Where links meet."},
    {"crossings", LODE_POINT, 0, 1, 0, ROWS(lode_crossing, crossings), N(crossing_fields), "id", "Border crossing points: they join two domains in one mode."},
    {"terminals", LODE_POINT, 0, 1, 0, ROWS(lode_terminal, terminals), N(terminal_fields), "id", "Where goods change mode or gauge."},
    {"markets", LODE_POINT, 1, 1, 0, ROWS(lode_market, markets), N(market_fields), "id", "Destinations."},
    {"plants", LODE_POINT, 0, 1, 0, ROWS(lode_plant, plants), N(plant_fields), "id", "Processing sites."},
    {"countries", LODE_POLYGON, 0, 0, 0, ROWS(lode_country, countries), N(country_fields), "iso3", "Outlines of countries."},
    {"tariffs", LODE_NO_SHAPE, 1, 0, 0, ROWS(lode_tariff, tariffs), N(tariff_fields), NULL, "Prices, speeds and emission factors by mode and domain."},
    {"products", LODE_NO_SHAPE, 1, 0, 0, ROWS(lode_product, products), N(product_fields), "id", "What is shipped."},
    {"actors", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_actor, actors), N(actor_fields), "actor", "Who can close which domains; at most 12."},
    {"shocks", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_shock, shocks), N(shock_fields), "id", "Closures by chance."},
    {"scenarios", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_scenario_row, scenarios), N(scenario_fields), NULL, "Changes to the network, one a row."},
    {"corridors", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_corridor, corridors), N(corridor_fields), "corridor", "Labels of routes."},
    {"trade", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_trade, trade), N(trade_fields), NULL, "Trade shares by partner."},
    {"governance", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_governance, governance), N(governance_fields), NULL, "Governance by country and year."},
    {"crm_elements", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_crm_element, crm_elements), N(crm_fields), "material_en", "Critical and strategic raw materials of the EU."},
    {"observations", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_observation, observations), N(observation_fields), "id", "Published times and prices to compare with."},
    {"parameters", LODE_NO_SHAPE, 0, 0, 0, ROWS(lode_parameter, parameters), N(parameter_fields), "key", "Constants of the model."},
};
const size_t lode_n_schema = sizeof lode_schema / sizeof *lode_schema;
/* clang-format on */

/* Every LODE_ROWS member has this layout: four pointers and sizes. Copied by bytes, as its pointers have other types.
 */
lode_any_rows lode_layer_rows(const lode_case *c, const lode_layer *layer)
{
    lode_any_rows rows;
    memcpy(&rows, (const char *)c + layer->rows_offset, sizeof rows);
    return rows;
}

void lode_layer_set_rows(lode_case *c, const lode_layer *layer, lode_any_rows rows)
{
    memcpy((char *)c + layer->rows_offset, &rows, sizeof rows);
}

lode_row *lode_layer_row(const lode_any_rows *rows, const lode_layer *layer, size_t i)
{
    return (lode_row *)((char *)rows->v + i * layer->row_size);
}

const char *lode_field_text(const lode_row *row, const lode_field *field)
{
    const char *text;
    assert(field->value != LODE_V_NUMBER);
    memcpy(&text, (const char *)row + field->offset, sizeof text);
    return text;
}

double lode_field_number(const lode_row *row, const lode_field *field)
{
    double number;
    assert(field->value == LODE_V_NUMBER);
    memcpy(&number, (const char *)row + field->offset, sizeof number);
    return number;
}

void lode_field_set_text(lode_row *row, const lode_field *field, const char *text)
{
    memcpy((char *)row + field->offset, &text, sizeof text);
}

void lode_field_set_number(lode_row *row, const lode_field *field, double number)
{
    memcpy((char *)row + field->offset, &number, sizeof number);
}

const lode_layer *lode_layer_find(const char *name)
{
    for (size_t i = 0; i < lode_n_schema; i++)
        if (strcmp(lode_schema[i].name, name) == 0)
            return &lode_schema[i];
    return NULL;
}

const lode_field *lode_layer_field(const lode_layer *layer, const char *name)
{
    for (size_t i = 0; i < layer->n_fields; i++)
        if (strcmp(layer->fields[i].name, name) == 0)
            return &layer->fields[i];
    return NULL;
}

static void describe_values(lode_text *out, const lode_field *f)
{
    switch (f->value) {
    case LODE_V_TEXT: lode_text_add(out, "text"); break;
    case LODE_V_LIST: lode_text_add(out, "list"); break;
    case LODE_V_NUMBER: lode_text_addf(out, "number %.10g to %.10g", f->least, f->most); break;
    case LODE_V_WORD: {
        size_t length;
        const char *words = f->words, *word, *comma = "";
        while ((word = lode_list_next(&words, &length))) {
            lode_text_addf(out, "%s`%.*s`", comma, (int)length, word);
            comma = ", ";
        }
        break;
    }
    }
}

void lode_schema_markdown(lode_text *out)
{
    static const char *const shapes[] = {"table", "points", "lines", "polygons"};
    lode_text_add(out, "# Layers and columns of a case\n\nGenerated by `lodeway help schema`. Lists are parted by `;`. "
                       "Columns that are not listed are kept and carried through.\n");
    for (size_t i = 0; i < lode_n_schema; i++) {
        const lode_layer *l = &lode_schema[i];
        lode_text_addf(out, "\n## %s (%s%s)\n\n%s\n", l->name, shapes[l->shape], l->required ? ", required" : "",
                       l->help);
        if (l->n_fields)
            lode_text_add(
                out, "\n| column | unit | values | required | also read as | meaning |\n|---|---|---|---|---|---|\n");
        for (size_t k = 0; k < l->n_fields; k++) {
            const lode_field *f = &l->fields[k];
            lode_text_addf(out, "| `%s` | %s | ", f->name, f->unit);
            describe_values(out, f);
            lode_text_addf(out, " | %s | %s | %s |\n", f->required ? "yes" : "", f->aliases, f->help);
        }
    }
}
