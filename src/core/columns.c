#include "core/columns.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

/* clang-format off */
#define GRADE_HELP "A to D: how well G is sourced (M15). A: at least 80 % rests on high or medium confidence and under 5 % is assumed; B: 60 % and 15 %; D: more than half is assumed or of low confidence; C: the rest (parameters grade_*)."

#define SENTENCES \
    {"sentence_en", LODE_TEXT, "", "In one sentence", "What the row says, in English; empty where there is nothing to say.", 0}, \
    {"sentence_de", LODE_TEXT, "", "In one sentence (German)", "The same in German.", 0}

static const lode_column deposits[] = {
    {"id", LODE_TEXT, "", "Id", "Id of the occurrence in the case.", 0},
    {"name", LODE_TEXT, "", "Name", "Name in English.", 0},
    {"name_local", LODE_TEXT, "", "Local name", "Name in local script.", 0},
    {"country", LODE_TEXT, "", "Country", "ISO 3166-1 alpha-3 code of the country it lies in.", 0},
    {"kind", LODE_TEXT, "", "Kind", "deposit, prospect or occurrence.", 0},
    {"deposit_type", LODE_TEXT, "", "Deposit type", "Geological type.", 0},
    {"elements", LODE_LIST, "", "Elements", "Elements reported.", 0},
    {"resource_mt", LODE_REAL, "Mt", "Resource", "Ore resource; empty where not reported.", 2},
    {"ore_treo_pct", LODE_REAL, "%", "TREO of ore", "Total rare-earth oxides in the ore.", 2},
    {"hree_share_pct", LODE_REAL, "%", "HREE share", "Heavy rare earths with yttrium, share of TREO.", 1},
    {"product", LODE_TEXT, "", "Product", "What is shipped: a row of products.", 0},
    {"product_treo_pct", LODE_REAL, "%", "TREO of product", "Total rare-earth oxides in the product shipped.", 1},
    {"product_usd_t", LODE_REAL, "USD/t", "Value of product", "Value of a tonne of product.", 0},
    {"output_t_a", LODE_REAL, "t/a", "Output", "Tonnes of product a year; empty where not reported.", 0},
    {"contained_reo_kt", LODE_REAL, "kt", "REO contained", "Rare-earth oxides contained, as published.", 1},
    {"ree_role", LODE_TEXT, "", "Role of rare earths", "main, coproduct, byproduct or trace.", 0},
    {"status", LODE_TEXT, "", "Project status", "Status of the project in the case.", 0},
    {"zones", LODE_LIST, "", "Zones", "Metallogenic zones, belts and provinces it lies in.", 0},
    {"rail_km", LODE_REAL, "km", "To railway", "Geodesic distance to the nearest railway line in use (M16).", 1},
    {"electrified_rail_km", LODE_REAL, "km", "To electrified railway", "Geodesic distance to the nearest electrified line (M16).", 1},
    {"railhead_km", LODE_REAL, "km", "To railhead", "Geodesic distance to the nearest terminal that loads rail (M16).", 1},
    {"road_km", LODE_REAL, "km", "To road", "Geodesic distance to the nearest road of the network (M16).", 1},
    {"crossing_km", LODE_REAL, "km", "To border crossing", "Geodesic distance to the nearest border crossing point (M16).", 1},
    {"port_km", LODE_REAL, "km", "To sea port", "Geodesic distance to the nearest terminal that loads ships (M16).", 1},
    {"airport_km", LODE_REAL, "km", "To airport", "Geodesic distance to the nearest terminal that loads aircraft (M16).", 1},
    {"coord_accuracy_km", LODE_REAL, "km", "Accuracy of position", "Radius in which the true site should lie; finer distances say nothing.", 1},
    {"remarks", LODE_TEXT, "", "Remarks", "What else a reader should know.", 0},
    {"source", LODE_TEXT, "", "Source", "Where the facts of the occurrence come from.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "high, medium or low.", 0},
    SENTENCES,
    {0}};

static const lode_column deposit_headlines[] = {
    {"status", LODE_TEXT, "", "Status", "unreachable (no way even when all is open), uneconomic (G not below K), else reachable (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Money, time and reliability of the best way, per tonne of product (M1).", 2},
    {"g_usd_t_treo", LODE_REAL, "USD/t TREO", "G per tonne of TREO", "G divided by the TREO content of the product (M1).", 2},
    {"value_share_pct", LODE_REAL, "%", "G as share of value", "G divided by the value of the product (M1).", 1},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Freight, border, handling and gauge change (M1).", 2},
    {"days", LODE_REAL, "d", "Days", "Mean time of the best way (M1).", 1},
    {"length_km", LODE_REAL, "km", "Length", "Length of the best way.", 0},
    {"co2_kg_t", LODE_REAL, "kg/t", "CO2e", "Greenhouse gases of the best way, modelled, default data (M11).", 0},
    {"market", LODE_TEXT, "", "Market reached", "The market of the group that the best way ends in.", 0},
    {"corridor", LODE_TEXT, "", "Corridor", "The corridor that the best way follows; empty where it follows none.", 0},
    {"domains", LODE_LIST, "", "Domains", "Countries and waters passed, in order.", 0},
    {"cut_sets", LODE_TEXT, "", "Can be closed by", "Minimal sets of actors whose closure leaves no way (M6).", 0},
    {"cut_status", LODE_TEXT, "", "Can it be closed", "cut: by the sets named; no_small_cut: only by more than 4 actors together; free_way: by nobody (M6).", 0},
    {"smallest_cut", LODE_INT, "", "Actors needed to close", "Size of the smallest cut set; empty where there is none (see cut_status) (M6).", 0},
    {"rus_status", LODE_TEXT, "", "If Russia closes", "Status when RUS closes (M3).", 0},
    {"chn_status", LODE_TEXT, "", "If China closes", "Status when CHN closes (M3).", 0},
    {"caspian_status", LODE_TEXT, "", "If the Caspian closes", "Status when CASPIAN closes (M3).", 0},
    {"rus_penalty_usd_t", LODE_REAL, "USD/t", "Penalty without Russia", "Rise of G when RUS closes; empty when captive (M3).", 2},
    {"chn_penalty_usd_t", LODE_REAL, "USD/t", "Penalty without China", "Rise of G when CHN closes; empty when captive (M3).", 2},
    {"caspian_penalty_usd_t", LODE_REAL, "USD/t", "Penalty without the Caspian", "Rise of G when CASPIAN closes; empty when captive (M3).", 2},
    {"cut_sets_no_overflight", LODE_TEXT, "", "Can be closed by, overflight ignored", "The cut sets where an air link needs no airspace: what the claim of an independent air way rests on (M12).", 0},
    {"cut_status_no_overflight", LODE_TEXT, "", "Can it be closed, overflight ignored", "The same for cut_status (M12).", 0},
    {"main_actor", LODE_TEXT, "", "Main actor", "Who has the largest part of the cost of dependency; empty where there is nothing to attribute (M5).", 0},
    {"main_actor_share", LODE_REAL, "", "Share of main actor", "Its share of that cost (M5).", 3},
    {"effective_routes", LODE_REAL, "routes", "Effective routes", "How many real alternatives the routes within the margin are worth (M7).", 2},
    {"hhi", LODE_REAL, "", "Concentration of transit", "Herfindahl index of the transit shares, 0 to 1: of each actor, and of each domain of no actor, such as the ocean, by itself (M7).", 3},
    {"resilience", LODE_REAL, "", "Resilience", "Mean of c(none) / c(S) over the sets of RUS, CHN and CASPIAN, 0 where no way is left (M13).", 3},
    {"sourced_pct", LODE_REAL, "%", "Rests on sources", "Share of G that rests on facts of high or medium confidence (M15).", 0},
    {"grade", LODE_TEXT, "", "Grade", GRADE_HELP, 0},
    {"range_status", LODE_TEXT, "", "Status of the range", "not_computed (without --full), known, or unreachable.", 0},
    {"g_p10_usd_t", LODE_REAL, "USD/t", "P10 of G", "10 % of the draws of the tariffs are cheaper (M14).", 2},
    {"g_p90_usd_t", LODE_REAL, "USD/t", "P90 of G", "10 % of the draws of the tariffs are dearer (M14).", 2},
    {"best_stays_pct", LODE_REAL, "%", "Best corridor stays", "Share of draws in which the best corridor stays best (M14).", 1},
    {"check_first", LODE_TEXT, "", "Fact to check first", "The row of tariffs that moves G most (M14).", 0},
    {"p_no_way", LODE_REAL, "", "Time without a way", "Share of time in which closures by chance leave no way (M9).", 4},
    {0}};

static const lode_column distances[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"target_kind", LODE_TEXT, "", "Distance to", "rail, electrified_rail, railhead, road, crossing, port, airport, zone or plant.", 0},
    {"target_id", LODE_TEXT, "", "Target", "Id of the nearest one.", 0},
    {"target_name", LODE_TEXT, "", "Name of target", "Its name.", 0},
    {"target_country", LODE_TEXT, "", "Country of target", "The domain it lies in.", 0},
    {"same_country", LODE_TEXT, "", "Same country", "yes where it lies in the country of the deposit.", 0},
    {"distance_km", LODE_REAL, "km", "Distance", "Geodesic on the WGS 84 ellipsoid to the exact foot point (M16).", 2},
    {"network_km", LODE_REAL, "km", "Distance by network", "Shortest way along the open network, access leg with detour included; empty where none (M16).", 1},
    {0}};

#define ROUTE_FIGURES \
    {"length_km", LODE_REAL, "km", "Length", "Length of the way, gaps at borders included.", 1}, \
    {"hours", LODE_REAL, "h", "Hours", "Mean time: running, half the headway, handling, dwell (M1).", 1}, \
    {"days", LODE_REAL, "d", "Days", "Hours / 24.", 1}, \
    {"buffer_h", LODE_REAL, "h", "Buffer", "Hours a shipper must plan for, sum of p90 - mean: an upper bound of the p90 of the way (M1).", 1}, \
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Sum of haul, sea, border, handling and gauge (M1).", 2}, \
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Money + value of time + value of reliability (M1).", 2}, \
    {"g_usd_t_treo", LODE_REAL, "USD/t TREO", "G per tonne of TREO", "G divided by the TREO content of the product (M1).", 2}, \
    {"value_share_pct", LODE_REAL, "%", "G as share of value", "G divided by the value of the product (M1).", 2}, \
    {"haul_usd_t", LODE_REAL, "USD/t", "Haul", "Freight on land and in the air (M2).", 2}, \
    {"sea_usd_t", LODE_REAL, "USD/t", "Sea freight", "Freight at sea (M2).", 2}, \
    {"border_usd_t", LODE_REAL, "USD/t", "Border", "Cost at border crossing points.", 2}, \
    {"handling_usd_t", LODE_REAL, "USD/t", "Handling", "Loading at terminals.", 2}, \
    {"gauge_usd_t", LODE_REAL, "USD/t", "Gauge change", "Change of gauge at crossings.", 2}, \
    {"time_usd_t", LODE_REAL, "USD/t", "Value of time", "v times hours (M1).", 2}, \
    {"reliability_usd_t", LODE_REAL, "USD/t", "Value of reliability", "r times v times buffer hours (M1).", 2}, \
    {"track_km", LODE_REAL, "km", "Access leg", "Length of the access leg, with detour.", 1}, \
    {"road_km", LODE_REAL, "km", "Road", "Length by road.", 1}, \
    {"rail_km", LODE_REAL, "km", "Rail", "Length by rail.", 1}, \
    {"sea_km", LODE_REAL, "km", "Sea", "Length by sea.", 1}, \
    {"air_km", LODE_REAL, "km", "Air", "Length by air.", 1}, \
    {"co2_kg_t", LODE_REAL, "kg/t", "CO2e", "Greenhouse gases well to wheel, modelled, default data (M11).", 1}, \
    {"gates", LODE_LIST, "", "Gates", "Border crossings, ports and airports where the domain changes, in order.", 0}, \
    {"domains", LODE_LIST, "", "Domains", "Countries and waters passed, in order.", 0}, \
    {"modes", LODE_LIST, "", "Modes", "Modes used, in order.", 0}, \
    {"corridor", LODE_TEXT, "", "Corridor", "The corridor that the way follows; empty where it follows none.", 0}, \
    {"sourced_pct", LODE_REAL, "%", "Rests on sources", "Share of G that rests on facts of high or medium confidence (M15).", 0}, \
    {"grade", LODE_TEXT, "", "Grade", GRADE_HELP, 0}, \
    {"high_pct", LODE_REAL, "%", "Of high confidence", "Share of G whose weakest fact is of high confidence (M15).", 1}, \
    {"medium_pct", LODE_REAL, "%", "Of medium confidence", "Share of G whose weakest fact is of medium confidence (M15).", 1}, \
    {"low_pct", LODE_REAL, "%", "Of low confidence", "Share of G whose weakest fact is of low confidence or derived (M15).", 1}, \
    {"assumed_pct", LODE_REAL, "%", "Assumed", "Share of G for which a parameter stands in (M15).", 1}

static const lode_column routes[] = {
    {"id", LODE_TEXT, "", "Id", "Deposit, destination, base and role.", 0},
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"role", LODE_TEXT, "", "Role", "best: the least G; corridor: the least G along the corridor named.", 0},
    {"product", LODE_TEXT, "", "Product", "What is shipped.", 0},
    {"market", LODE_TEXT, "", "Market reached", "Id of the market at the end.", 0},
    {"market_name", LODE_TEXT, "", "Name of market", "Its name.", 0},
    {"status", LODE_TEXT, "", "Status", "reachable, uneconomic or unreachable (M3).", 0},
    ROUTE_FIGURES,
    SENTENCES,
    {0}};

static const lode_column legs[] = {
    {"route", LODE_TEXT, "", "Route", "Id of the route.", 0},
    {"seq", LODE_INT, "", "No.", "Place in the route, from 1.", 0},
    {"kind", LODE_TEXT, "", "Kind", "access, loading, unloading, link, crossing or arrival.", 0},
    {"element", LODE_TEXT, "", "Element", "Id of the link, crossing or terminal.", 0},
    {"name", LODE_TEXT, "", "Name", "Name of the line, crossing or place.", 0},
    {"mode", LODE_TEXT, "", "Mode", "track, rail, road, sea or air.", 0},
    {"from_place", LODE_TEXT, "", "From", "Place where it starts.", 0},
    {"to_place", LODE_TEXT, "", "To", "Place where it ends.", 0},
    {"domain", LODE_TEXT, "", "Domain", "Domain of the leg; for a crossing the one left.", 0},
    {"domain_to", LODE_TEXT, "", "Domain entered", "For a crossing the domain entered.", 0},
    {"length_km", LODE_REAL, "km", "Length", "Length of the leg.", 1},
    {"hours", LODE_REAL, "h", "Hours", "Mean time.", 1},
    {"buffer_h", LODE_REAL, "h", "Buffer", "p90 - mean.", 1},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Money of the leg.", 2},
    {"haul_usd_t", LODE_REAL, "USD/t", "Haul", "Freight on land and in the air.", 2},
    {"sea_usd_t", LODE_REAL, "USD/t", "Sea freight", "Freight at sea.", 2},
    {"border_usd_t", LODE_REAL, "USD/t", "Border", "Cost at the border.", 2},
    {"handling_usd_t", LODE_REAL, "USD/t", "Handling", "Loading.", 2},
    {"gauge_usd_t", LODE_REAL, "USD/t", "Gauge change", "Change of gauge.", 2},
    {"time_usd_t", LODE_REAL, "USD/t", "Value of time", "v times hours.", 2},
    {"reliability_usd_t", LODE_REAL, "USD/t", "Value of reliability", "r times v times buffer.", 2},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Money, time and reliability of the leg.", 2},
    {"co2_kg_t", LODE_REAL, "kg/t", "CO2e", "Greenhouse gases of the leg.", 1},
    {"source", LODE_TEXT, "", "Source", "Source of the facts of the leg.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "high, medium or low; assumed where a rule stands in for a missing figure.", 0},
    {0}};

static const lode_column exposure[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"domain", LODE_TEXT, "", "Domain", "Country or water passed on the best way.", 0},
    {"own", LODE_TEXT, "", "Own", "yes where it is the domain of the deposit or of the market reached.", 0},
    {"length_km", LODE_REAL, "km", "Length", "Length inside the domain.", 1},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Money inside the domain; a crossing counts half to either side (M1).", 2},
    {"hours", LODE_REAL, "h", "Hours", "Hours inside the domain.", 1},
    {"length_share", LODE_REAL, "", "Share of length", "Share of the way's length (M4).", 3},
    {"money_share", LODE_REAL, "", "Share of money", "Share of the way's money (M4).", 3},
    {"hours_share", LODE_REAL, "", "Share of hours", "Share of the way's hours (M4).", 3},
    {0}};

static const lode_column dependency[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"closed", LODE_TEXT, "", "Closed", "Actors that close, joined by +.", 0},
    {"n_closed", LODE_INT, "", "Number closed", "How many actors close.", 0},
    {"status", LODE_TEXT, "", "Status", "unreachable, uneconomic, captive, own, reroute or unaffected (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Least G under the closure; empty where no way is left (M3).", 2},
    {"penalty_usd_t", LODE_REAL, "USD/t", "Penalty", "Rise of G against all open; empty where captive (M3).", 2},
    {"penalty_pct", LODE_REAL, "%", "Penalty", "The same in per cent.", 1},
    {"delta_money_usd_t", LODE_REAL, "USD/t", "More money", "Change of money between the two ways (M3).", 2},
    {"delta_hours", LODE_REAL, "h", "More hours", "Change of hours between the two ways (M3).", 1},
    {"km_share", LODE_REAL, "", "Share of km inside", "Share of the open best way's length inside the closed domains (M4).", 3},
    {"money_share", LODE_REAL, "", "Share of money inside", "Share of its money (M4).", 3},
    {"hours_share", LODE_REAL, "", "Share of hours inside", "Share of its hours (M4).", 3},
    {"gates", LODE_LIST, "", "Gates", "Gates of the way that is left.", 0},
    {"domains", LODE_LIST, "", "Domains", "Domains of the way that is left.", 0},
    {"proof", LODE_TEXT, "", "Proof", "Where captive: a minimal set of the closed actors that suffices.", 0},
    {"cause", LODE_TEXT, "", "Cause", "Why there is no way: closure, season, status, no market, island.", 0},
    SENTENCES,
    {0}};

static const lode_column cut_sets[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"status", LODE_TEXT, "", "Status", "cut, no_small_cut (only more than 4 actors together close it), free_way (nobody can close it) or unreachable.", 0},
    {"cut_set", LODE_TEXT, "", "Cut set", "Actors joined by +; empty for a free way (M6).", 0},
    {"size", LODE_INT, "", "Actors", "How many actors it takes.", 0},
    {"free_gates", LODE_LIST, "", "Gates of the free way", "Where the way is free: its gates.", 0},
    {"free_domains", LODE_LIST, "", "Domains of the free way", "Where the way is free: its domains.", 0},
    SENTENCES,
    {0}};

static const lode_column attribution[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"actor", LODE_TEXT, "", "Actor", "Who can close: one row each.", 0},
    {"status", LODE_TEXT, "", "Status", "shared; nothing to attribute (closing all changes nothing); K unknown; uneconomic (G not below K); unreachable; own (holds an end of the way) or not closable (M5).", 0},
    {"phi_usd_t", LODE_REAL, "USD/t", "Cost of dependency", "Shapley value: the actor's part of what it costs when all close, G held at K where no way is left (M5).", 2},
    {"phi_share", LODE_REAL, "", "Share of cost", "Its part of the whole; empty where there is nothing to attribute (M5).", 3},
    {"half_k_share", LODE_REAL, "", "Share with K/2", "The same with half of K: how far the shares rest on K (M5).", 3},
    {"double_k_share", LODE_REAL, "", "Share with 2K", "The same with twice K (M5).", 3},
    {"access_share", LODE_REAL, "", "Share of access", "Shapley share of the power to leave no way at all; knows nothing of K (M5).", 3},
    {"access_status", LODE_TEXT, "", "Status of access", "As status: nothing to attribute where a way is left when all close (M5).", 0},
    {"transit_share", LODE_REAL, "", "Share of transit", "Part of the transit km inside the actor's domains, over the alternatives by their shares: s (M7).", 3},
    {"outside_usd_t", LODE_REAL, "USD/t", "Outside option K", "The dearest transport at which shipping pays: value less cost of production (M5).", 2},
    {"total_usd_t", LODE_REAL, "USD/t", "Cost when all close", "w(N): what the parts of all actors sum to (M5).", 2},
    {"half_k_status", LODE_TEXT, "", "Status with K/2", "As status, with half of K.", 0},
    {"double_k_status", LODE_TEXT, "", "Status with 2K", "As status, with twice K.", 0},
    {"phi_fraction", LODE_TEXT, "", "Cost of dependency, exact", "phi_usd_t as a fraction of whole numbers.", 0},
    {"access_fraction", LODE_TEXT, "", "Power over access, exact", "Shapley value of the game in which a set counts 1 where it leaves no way, else 0 (M5).", 0},
    SENTENCES,
    {0}};

static const lode_column ways[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"rank", LODE_INT, "", "Rank", "1: the best way when nobody closes. Under any closure the best way is the first whose needs are all open.", 0},
    {"needs", LODE_LIST, "", "Needs", "Actors whose closure closes the way; empty: nobody's (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Money, time and reliability, per tonne of product (M1).", 2},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Freight, border, handling and gauge change (M1).", 2},
    {"hours", LODE_REAL, "h", "Hours", "Mean time (M1).", 1},
    {"days", LODE_REAL, "d", "Days", "The same in days.", 1},
    {"length_km", LODE_REAL, "km", "Length", "Length of the way.", 0},
    {"market", LODE_TEXT, "", "Market", "Id of the market that the way ends in.", 0},
    {"corridor", LODE_TEXT, "", "Corridor", "The corridor that the way follows; empty where it follows none.", 0},
    {"gates", LODE_LIST, "", "Gates", "Crossings, ports and airports passed, in order.", 0},
    {"domains", LODE_LIST, "", "Domains", "Countries and waters passed, in order.", 0},
    {"start", LODE_TEXT, "", "Start", "From the deposit to the first link: longitude and latitude of each point, in degrees.", 0},
    {"links", LODE_LIST, "", "Links", "Links in order, as mode:id; - before those that are used from their end to their start.", 0},
    {0}};

static const lode_column interaction[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"actor", LODE_TEXT, "", "Actor", "One of the two.", 0},
    {"other", LODE_TEXT, "", "Other actor", "The other one.", 0},
    {"relation", LODE_TEXT, "", "Relation", "substitutes: each stands in for the other, closing both does more than the two closures alone; complements: they lie one behind the other, closing one does much of what both do.", 0},
    {"interaction_usd_t", LODE_REAL, "USD/t", "Interaction", "Shapley interaction index of the cost game, above 0 for substitutes (M5).", 2},
    {"interaction_fraction", LODE_TEXT, "", "Interaction, exact", "The same as a fraction of whole numbers.", 0},
    {"access_fraction", LODE_TEXT, "", "Interaction in access, exact", "The same index of the game of access (M5).", 0},
    {0}};

static const lode_column diversity[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"status", LODE_TEXT, "", "Status", "complete; cheapest_only (the search gave up, dearer routes may be missing); unreachable.", 0},
    {"routes", LODE_INT, "", "Routes", "Routes with different gates, at most 10, none dearer than the best by more than the margin (M7).", 0},
    {"effective_routes", LODE_REAL, "routes", "Effective routes", "1 over the sum of squared shares: how many real alternatives these routes are worth (M7).", 2},
    {"hhi", LODE_REAL, "", "Concentration of transit", "Herfindahl index of the transit shares, 0 to 1: of each actor, and of each domain of no actor, such as the ocean, by itself (M7).", 3},
    {"hhi_gov", LODE_REAL, "", "Concentration by governance", "Of the actors alone, each square times its governance, 0 best to 10 worst; empty where none is known (M7).", 3},
    {"elsewhere_share", LODE_REAL, "", "Share through others", "Part of the transit km through domains of no actor.", 3},
    {"ungraded_share", LODE_REAL, "", "Share without governance", "Part of the transit km that the index by governance leaves out.", 3},
    {"resilience", LODE_REAL, "", "Resilience", "Mean of c(none) / c(S) over the sets of the actors named, 0 where no way is left: 1 is untouched (M13).", 3},
    {"resilience_actors", LODE_TEXT, "", "Resilience against", "RUS, CHN and CASPIAN, or all actors where the case knows none of them; without own ones; empty where none is left.", 0},
    {0}};

static const lode_column zone_statistics[] = {
    {"id", LODE_TEXT, "", "Id", "Id of the zone.", 0},
    {"name", LODE_TEXT, "", "Name", "Name of the zone.", 0},
    {"kind", LODE_TEXT, "", "Kind", "zone, belt or province.", 0},
    {"country", LODE_TEXT, "", "Country", "Main country.", 0},
    {"commodities", LODE_LIST, "", "Commodities", "Commodities of the zone.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market group that the figures are for.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"n_deposits", LODE_INT, "", "Deposits", "Deposits inside the zone.", 0},
    {"n_prospects", LODE_INT, "", "Prospects", "Prospects inside the zone.", 0},
    {"n_occurrences", LODE_INT, "", "Occurrences", "Other occurrences inside the zone.", 0},
    {"n_reachable", LODE_INT, "", "With a way", "Of all these, how many reach the destination.", 0},
    {"n_captive_pair", LODE_INT, "", "Captive to two or fewer", "How many are cut off by at most two actors (M6).", 0},
    {"g_min_usd_t", LODE_REAL, "USD/t", "Least G", "Least generalised cost among them.", 2},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "Median generalised cost of those with a way.", 2},
    {"rail_median_km", LODE_REAL, "km", "Median to railway", "Median geodesic distance to the railway.", 1},
    {"source", LODE_TEXT, "", "Source", "Source of the outline.", 0},
    SENTENCES,
    {0}};

static const lode_column chokepoints[] = {
    {"rank", LODE_INT, "", "Rank", "1 for the largest impact, of its destination and base.", 0},
    {"kind", LODE_TEXT, "", "Kind", "crossing, terminal, link or passage (strait or canal).", 0},
    {"id", LODE_TEXT, "", "Id", "Id in the case.", 0},
    {"name", LODE_TEXT, "", "Name", "Name of the crossing, place, line or passage.", 0},
    {"domains", LODE_LIST, "", "Domains", "Country or water it lies in; both sides of a crossing.", 0},
    {"mode", LODE_TEXT, "", "Mode", "Modes that use it.", 0},
    {"break_of_gauge", LODE_TEXT, "", "Break of gauge", "yes where the gauge of the railway changes.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"used_t_a", LODE_REAL, "t/a", "Tonnes using it", "Output of the deposits whose best way uses it (M8).", 0},
    {"notional_pct", LODE_REAL, "%", "Assumed tonnes", "Share of these tonnes that is assumed (notional_t_treo_a), not given by the case (M8).", 0},
    {"n_deposits", LODE_INT, "", "Deposits", "How many deposits with output use it on their best way.", 0},
    {"impact_usd_a", LODE_REAL, "USD/a", "Impact", "What its closure costs in a year: sum of output x (min(c without it, K) - c) (M8).", 0},
    {"cut_off_t_a", LODE_REAL, "t/a", "Tonnes cut off", "Output left without a way when it closes (M8).", 0},
    {"section", LODE_INT, "", "Section", "Links and gates in series with the same users and losses have the same number (M8).", 0},
    SENTENCES,
    {0}};

static const lode_column links_used[] = {
    {"id", LODE_TEXT, "", "Id", "Id of the link.", 0},
    {"line_name", LODE_TEXT, "", "Line", "Name of the line.", 0},
    {"mode", LODE_TEXT, "", "Mode", "rail, road, sea or air.", 0},
    {"domain", LODE_TEXT, "", "Domain", "Country or water it lies in.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"used_t_a", LODE_REAL, "t/a", "Tonnes", "Output of the deposits whose best way uses it (M8).", 0},
    {"notional_pct", LODE_REAL, "%", "Assumed tonnes", "Share of these tonnes that is assumed (notional_t_treo_a), not given by the case (M8).", 0},
    {"n_deposits", LODE_INT, "", "Best ways", "How many occurrences use it on their best way, those without output too.", 0},
    {0}};

static const lode_column corridor_summary[] = {
    {"corridor", LODE_TEXT, "", "Corridor", "Name of the corridor in the case.", 0},
    {"title_en", LODE_TEXT, "", "Title", "Title in English.", 0},
    {"title_de", LODE_TEXT, "", "Title (German)", "Title in German.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"status", LODE_TEXT, "", "Status", "followed: it is the best way of a deposit; possible: a way along it exists; no_way: none does.", 0},
    {"n_deposits", LODE_INT, "", "With a way", "Occurrences with a way along it.", 0},
    {"n_best", LODE_INT, "", "Best way", "Occurrences whose best way follows it.", 0},
    {"g_min_usd_t", LODE_REAL, "USD/t", "Least G", "Least generalised cost along it.", 2},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "Median of those with a way (each counts once).", 2},
    {"median_days", LODE_REAL, "d", "Median days", "Median mean time along it.", 1},
    {"buffer_median_d", LODE_REAL, "d", "Median buffer", "Median of the days in buffer: what a shipper must plan for besides (M1).", 1},
    {"length_median_km", LODE_REAL, "km", "Median length", "Median length along it.", 0},
    {"exposure", LODE_LIST, "", "Exposure", "Domains passed with their share of the length in per cent, over all ways along it, largest first; those below 1 % left out (M4).", 0},
    {"closed_by", LODE_LIST, "", "Can be closed by", "Actors each of whom alone leaves no deposit a way along it (own domains excepted).", 0},
    {"typical_way", LODE_TEXT, "", "Typical way", "Id of the route in the middle by G, of the occurrences whose best way follows it (of all with a way where there is none); its legs are in the layer legs.", 0},
    {"tfi1_h", LODE_REAL, "h", "TFI1: hours at a border", "Hours to clear one side of a border, change of gauge included: mean of the borders of a way, median of the ways along it (CAREC).", 1},
    {"tfi2_usd", LODE_REAL, "USD", "TFI2: cost at a border", "USD for 20 t at one side of a border, likewise.", 0},
    {"tfi3_usd", LODE_REAL, "USD", "TFI3: cost of 500 km", "USD for 20 t over 500 km, borders included; median of the ways.", 0},
    {"tfi4_km_h", LODE_REAL, "km/h", "TFI4: speed with delay", "Length by all hours from departure; median of the ways.", 1},
    {"free_km_h", LODE_REAL, "km/h", "Speed without delay", "Length by the hours in motion; median of the ways.", 1},
    {"open_pct", LODE_REAL, "%", "Time open", "Share of time in which no shock of the case closes anything on a way along it, each shock counted once; median of the ways (M9).", 1},
    {"shocks", LODE_LIST, "", "Shocks", "Shocks of the case that close anything on the typical way (M9).", 0},
    {"used_t_a", LODE_REAL, "t/a", "Tonnes", "Output of the deposits whose best way follows it.", 0},
    {"impact_usd_a", LODE_REAL, "USD/a", "Impact", "What the dearest closure by one of these actors costs those whose best way follows it: sum of output x (min(c, K) - c) (M8).", 0},
    SENTENCES,
    {0}};

static const lode_column corridor_gates[] = {
    {"corridor", LODE_TEXT, "", "Corridor", "Name of the corridor in the case.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"seq", LODE_INT, "", "No.", "Order along the ways, by the mean share of the length that lies before it.", 0},
    {"kind", LODE_TEXT, "", "Kind", "crossing: border crossing point; loading: terminal where a mode is loaded.", 0},
    {"gate", LODE_TEXT, "", "Id", "Id of the crossing or terminal.", 0},
    {"name", LODE_TEXT, "", "Gate", "Its name.", 0},
    {"mode", LODE_TEXT, "", "Mode", "Mode that crosses or is loaded.", 0},
    {"domain", LODE_TEXT, "", "From", "Domain of the gate; for a crossing the one left.", 0},
    {"domain_to", LODE_TEXT, "", "To", "For a crossing the domain entered.", 0},
    {"n_ways", LODE_INT, "", "Ways through it", "Ways along the corridor that pass it, one an occurrence.", 0},
    {"hours", LODE_REAL, "h", "Hours", "Mean hours at it: dwell, change of gauge, handling and half the headway; both sides of a border.", 1},
    {"buffer_h", LODE_REAL, "h", "Buffer", "Hours to plan for besides (p90 - mean).", 1},
    {"usd_20t", LODE_REAL, "USD", "Cost of 20 t", "Border and change of gauge, or loading, for 20 t; both sides of a border.", 0},
    {"tfi1_h", LODE_REAL, "h", "TFI1", "Hours to clear one side of the border (CAREC): half the hours.", 1},
    {"tfi2_usd", LODE_REAL, "USD", "TFI2", "USD for 20 t at one side of the border (CAREC): half the cost.", 0},
    {0}};

static const lode_column capacity[] = {
    {"country", LODE_TEXT, "", "Country", "Country whose deposits ship.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"closed", LODE_TEXT, "", "Closed", "Actors that close, joined by +; none where all is open.", 0},
    {"product", LODE_TEXT, "", "Product", "What is shipped: the product of most of the country's deposits; it decides which gates and markets are open.", 0},
    {"n_deposits", LODE_INT, "", "Deposits", "Deposits that ship (all occurrences where the country has no deposit).", 0},
    {"low_kt_a", LODE_REAL, "kt/a", "At least", "Maximum flow where a capacity that is not known counts as nothing (M10).", 1},
    {"low_status", LODE_TEXT, "", "At least: kind", "limited, unbounded (a way without any limit; figure empty) or no_way.", 0},
    {"low_limits", LODE_LIST, "", "At least: bound by", "The minimal cut: what limits it, nearest to the deposits.", 0},
    {"high_kt_a", LODE_REAL, "kt/a", "At most", "Maximum flow where a capacity that is not known counts as unlimited (M10).", 1},
    {"high_status", LODE_TEXT, "", "At most: kind", "limited, unbounded (a way without any limit; figure empty) or no_way.", 0},
    {"high_limits", LODE_LIST, "", "At most: bound by", "The minimal cut: what limits it, nearest to the deposits.", 0},
    {0}};

static const lode_column country_comparison[] = {
    {"country", LODE_TEXT, "", "Country", "ISO 3166-1 alpha-3 code.", 0},
    {"country_name", LODE_TEXT, "", "Name of country", "Name as in countries.", 0},
    {"measure", LODE_TEXT, "", "Measure", "landlockedness, main_market, trade_concentration, pull_X (X a trade partner with a market), corridors, processing, resilience or capacity (M13).", 0},
    {"figure", LODE_REAL, "", "Figure", "The figure that the words rest on, in the unit named.", 3},
    {"unit", LODE_TEXT, "", "Unit", "What the figure counts.", 0},
    {"words_en", LODE_TEXT, "", "Words", "The figure in words, by the rule.", 0},
    {"words_de", LODE_TEXT, "", "Words (German)", "The same in German.", 0},
    {"detail", LODE_TEXT, "", "Behind it", "The other figures that the rule looks at.", 0},
    {"rule", LODE_TEXT, "", "Rule", "How the words follow from the figures (M13); thresholds are parameters.", 0},
    {"source", LODE_TEXT, "", "Source", "What it was computed from.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"n_deposits", LODE_INT, "", "Deposits", "Deposits of the country.", 0},
    {"seq", LODE_INT, "", "No.", "Order of the rows: Mongolia and Kazakhstan first, then by country.", 0},
    SENTENCES,
    {0}};

static const lode_column scenarios[] = {
    {"scenario", LODE_TEXT, "", "Scenario", "Scenario of the case.", 0},
    {"title_en", LODE_TEXT, "", "Title", "Title in English.", 0},
    {"title_de", LODE_TEXT, "", "Title (German)", "Title in German.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposits.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"status", LODE_TEXT, "", "Status", "unchanged, cheaper, dearer or mixed (some deposits each way), captive (all lose their way), unreachable (none has a way in either).", 0},
    {"n_deposits", LODE_INT, "", "Occurrences", "Occurrences of the country.", 0},
    {"n_reachable", LODE_INT, "", "With a way", "Those with a way below K.", 0},
    {"n_uneconomic", LODE_INT, "", "Uneconomic", "Those whose G is not below K.", 0},
    {"n_captive", LODE_INT, "", "Captive", "Those that have a way in the base open and none here.", 0},
    {"n_freed", LODE_INT, "", "Freed", "Those that have a way here and none in the base open.", 0},
    {"g_median_usd_t", LODE_REAL, "USD/t", "Median G", "Median of those with a way.", 2},
    {"delta_g_median_usd_t", LODE_REAL, "USD/t", "Median change of G", "Against the base open, of those with a way in both.", 2},
    {"delta_g_least_usd_t", LODE_REAL, "USD/t", "Least change of G", "The same, least (most saved).", 2},
    {"delta_g_most_usd_t", LODE_REAL, "USD/t", "Largest change of G", "The same, largest.", 2},
    {"delta_median_days", LODE_REAL, "d", "Median change of days", "The same for days.", 1},
    {0}};

static const lode_column access_grid[] = {
    {"country", LODE_TEXT, "", "Country", "Country that the point lies in.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"product", LODE_TEXT, "", "Product", "What would be shipped: --product, or the first of the case that the destination takes.", 0},
    {"status", LODE_TEXT, "", "Status", "unreachable, uneconomic or reachable (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Of the best way from here, access leg included (M1).", 2},
    {"days", LODE_REAL, "d", "Days", "Mean time of the best way.", 1},
    {"access_km", LODE_REAL, "km", "Access leg", "Length of the access leg, with detour.", 1},
    {"market", LODE_TEXT, "", "Market reached", "The market that the best way ends in.", 0},
    {"captive_to", LODE_LIST, "", "Captive to", "Minimal sets of the main actors (RUS, CHN, CASPIAN) whose closure leaves no way; empty: none does.", 0},
    {"lon", LODE_REAL, "deg", "Longitude", "WGS 84.", 4},
    {"lat", LODE_REAL, "deg", "Latitude", "WGS 84.", 4},
    {0}};

static const lode_column calibration[] = {
    {"observation", LODE_TEXT, "", "Observation", "Id of the row of observations.", 0},
    {"measure", LODE_TEXT, "", "Measure", "km, days, usd_t, or a trade facilitation indicator (tfi1_h, tfi2_usd, tfi3_usd, tfi4_km_h).", 0},
    {"from_place", LODE_TEXT, "", "From", "Place it starts at.", 0},
    {"to_place", LODE_TEXT, "", "To", "Place it ends at.", 0},
    {"mode", LODE_LIST, "", "Modes", "Modes it goes by; empty: any.", 0},
    {"corridor", LODE_TEXT, "", "Corridor", "Corridor it goes along; empty: the best way.", 0},
    {"product", LODE_TEXT, "", "Product", "Product shipped; empty: a container of ordinary goods.", 0},
    {"observed", LODE_REAL, "", "Published", "The published figure, in the unit named; prices per tonne.", 2},
    {"computed", LODE_REAL, "", "Computed", "The same figure as the model has it; empty where it finds no way.", 2},
    {"unit", LODE_TEXT, "", "Unit", "Unit of both.", 0},
    {"ratio", LODE_REAL, "", "Ratio", "Computed by published.", 2},
    {"agreement", LODE_REAL, "", "Agreement", "The smaller of ratio and 1 / ratio: 1 where both agree. Rows come in this order, the worst first.", 3},
    {"status", LODE_TEXT, "", "Verdict", "met, off (outside the band of the parameters calibration_*), or no_way.", 0},
    {"year", LODE_REAL, "", "Year", "Year of the published figure.", 0},
    {"gates", LODE_LIST, "", "Gates", "Gates of the computed way.", 0},
    {"source", LODE_TEXT, "", "Source", "Where it was published.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "high, medium or low.", 0},
    {"remarks", LODE_TEXT, "", "Remarks", "What the published figure contains.", 0},
    SENTENCES,
    {0}};

static const lode_column calibration_summary[] = {
    {"corridor", LODE_TEXT, "", "Corridor", "Corridor, or all.", 0},
    {"measure", LODE_TEXT, "", "Measure", "As in calibration.", 0},
    {"n", LODE_INT, "", "Published figures", "How many.", 0},
    {"n_met", LODE_INT, "", "Met", "How many are met.", 0},
    {"n_no_way", LODE_INT, "", "No way", "For how many the model finds no way.", 0},
    {"bias_pct", LODE_REAL, "%", "Bias", "Mean of ratio - 1: above 0 the model is dearer, slower or longer.", 1},
    {"mape_pct", LODE_REAL, "%", "Mean absolute error", "Mean of |ratio - 1|.", 1},
    {0}};

static const lode_column findings[] = {
    {"severity", LODE_TEXT, "", "Severity", "error, warning or note.", 0},
    {"code", LODE_TEXT, "", "Code", "Stable code of the kind of fault.", 0},
    {"layer", LODE_TEXT, "", "Layer", "Layer or table.", 0},
    {"fid", LODE_INT, "", "Feature", "Feature id, or line of a CSV file.", 0},
    {"id", LODE_TEXT, "", "Id", "Id of the row where it has one.", 0},
    {"column", LODE_TEXT, "", "Column", "Column at fault.", 0},
    {"value", LODE_TEXT, "", "Value", "Value found.", 0},
    {"expected", LODE_TEXT, "", "Expected", "What was expected.", 0},
    {"what", LODE_TEXT, "", "Fault", "The fault in words.", 0},
    {"advice", LODE_TEXT, "", "What to do", "What to do about it.", 0},
    {0}};

static const lode_column parameters[] = {
    {"key", LODE_TEXT, "", "Parameter", "Name of the constant.", 0},
    {"value", LODE_TEXT, "", "Value", "Value used.", 0},
    {"unit", LODE_TEXT, "", "Unit", "Unit.", 0},
    {"origin", LODE_TEXT, "", "Origin", "case: given by the case; default: built in.", 0},
    {"help", LODE_TEXT, "", "Meaning", "What it does.", 0},
    {0}};

static const lode_column provenance[] = {
    {"key", LODE_TEXT, "", "What", "What is recorded.", 0},
    {"value", LODE_TEXT, "", "Value", "Its value.", 0},
    {0}};

static const lode_column near_columns[] = {
    {"from_id", LODE_TEXT, "", "From", "Id of the feature asked about.", 0},
    {"from_name", LODE_TEXT, "", "Name", "Its name.", 0},
    {"country", LODE_TEXT, "", "Country", "Its country or domain.", 0},
    {"to_layer", LODE_TEXT, "", "To", "Layer searched.", 0},
    {"to_id", LODE_TEXT, "", "Nearest", "Id of the feature found.", 0},
    {"to_name", LODE_TEXT, "", "Name of nearest", "Its name.", 0},
    {"to_country", LODE_TEXT, "", "Its country", "Its country or domain.", 0},
    {"rank", LODE_INT, "", "Rank", "1 for the nearest.", 0},
    {"distance_km", LODE_REAL, "km", "Distance", "Geodesic to the exact foot point; 0 inside a polygon (M16).", 3},
    {"lon", LODE_REAL, "deg", "Longitude of foot point", "WGS 84.", 5},
    {"lat", LODE_REAL, "deg", "Latitude of foot point", "WGS 84.", 5},
    SENTENCES,
    {0}};

static const lode_column route_query[] = {
    {"from", LODE_TEXT, "", "From", "Where the way starts.", 0},
    {"to", LODE_TEXT, "", "To", "Where it should end.", 0},
    {"scenario", LODE_TEXT, "", "Scenario", "Scenario in force.", 0},
    {"closed", LODE_LIST, "", "Closed", "Closures asked for.", 0},
    {"by", LODE_TEXT, "", "Best by", "cost, money, time or safe.", 0},
    {"product", LODE_TEXT, "", "Product", "What is shipped.", 0},
    {"status", LODE_TEXT, "", "Status", "reachable, captive (closed by the closures asked for) or unreachable.", 0},
    {"market", LODE_TEXT, "", "Market reached", "Id of the market or place at the end.", 0},
    ROUTE_FIGURES,
    {"open_pct", LODE_REAL, "%", "Open", "Share of time in which no shock of the case closes anything on the way, each shock counted once: 100 exp(-sum of p-rate x mean days / 365) (M9); empty where the case has no shocks.", 2},
    {"proof", LODE_TEXT, "", "Proof", "Where captive: a minimal set of the closures that suffices.", 0},
    {"cause", LODE_TEXT, "", "Cause", "Why there is no way.", 0},
    SENTENCES,
    {0}};

static const lode_column matrix[] = {
    {"from", LODE_TEXT, "", "From", "Where the way starts, as it was named.", 0},
    {"from_name", LODE_TEXT, "", "Name", "Its name.", 0},
    {"to", LODE_TEXT, "", "To", "Where it should end, as it was named.", 0},
    {"scenario", LODE_TEXT, "", "Scenario", "Scenario in force.", 0},
    {"by", LODE_TEXT, "", "Best by", "cost, money, time or safe.", 0},
    {"product", LODE_TEXT, "", "Product", "What is shipped.", 0},
    {"status", LODE_TEXT, "", "Status", "reachable, captive (closed by the closures asked for) or unreachable.", 0},
    {"market", LODE_TEXT, "", "Market reached", "Id of the market or place at the end.", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Money + value of time + value of reliability (M1).", 2},
    {"money_usd_t", LODE_REAL, "USD/t", "Money", "Freight, border, handling and gauge change (M1).", 2},
    {"hours", LODE_REAL, "h", "Hours", "Mean time (M1).", 1},
    {"days", LODE_REAL, "d", "Days", "Hours / 24.", 1},
    {"length_km", LODE_REAL, "km", "Length", "Length of the way.", 1},
    {"open_pct", LODE_REAL, "%", "Open", "Share of time in which no shock of the case closes anything on the way, each shock counted once (M9); empty where the case has no shocks.", 2},
    {"gates", LODE_LIST, "", "Gates", "Gates in order.", 0},
    {"domains", LODE_LIST, "", "Domains", "Countries and waters passed, in order.", 0},
    {0}};

static const lode_column plan[] = {
    {"rank", LODE_INT, "", "Rank", "1 for the most saved in a year, of its destination; projects alone before pairs.", 0},
    {"kind", LODE_TEXT, "", "Kind", "project (alone) or pair.", 0},
    {"project", LODE_TEXT, "", "Project", "Scenario plan_... of the case, name of the line, or id of the crossing or terminal.", 0},
    {"other", LODE_TEXT, "", "Second project", "Of a pair.", 0},
    {"title_en", LODE_TEXT, "", "Title", "Title in English.", 0},
    {"title_de", LODE_TEXT, "", "Title (German)", "Title in German.", 0},
    {"opens_year", LODE_REAL, "", "Opens", "Last opening year of its parts; empty where one has none.", 0},
    {"elements", LODE_LIST, "", "Parts", "Links, crossings and terminals that it opens.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that it is compared with.", 0},
    {"status", LODE_TEXT, "", "Status", "changes: costs, ways or closures of a deposit; nothing: none; open_already: all parts are open in the base.", 0},
    {"saved_usd_a", LODE_REAL, "USD/a", "Saved in a year", "Sum of output x (min(c, K) before - min(c, K) after); assumed outputs included (M8).", 0},
    {"saved_usd_t", LODE_REAL, "USD/t", "Saved, mean by output", "Mean of c before - c after of the deposits with a way in both, weighted by output.", 3},
    {"saved_median_usd_t", LODE_REAL, "USD/t", "Saved, median", "Median of the same over the occurrences with a way in both, each counts once.", 3},
    {"saved_most_usd_t", LODE_REAL, "USD/t", "Saved, most", "Largest of the same.", 2},
    {"n_cheaper", LODE_INT, "", "Cheaper for", "Occurrences whose way gets cheaper.", 0},
    {"freed_t_a", LODE_REAL, "t/a", "Tonnes freed", "Output of the deposits that were unreachable or uneconomic and now ship below K.", 0},
    {"n_freed", LODE_INT, "", "Freed", "How many occurrences.", 0},
    {"n_cut_grows", LODE_INT, "", "Cut grows", "Occurrences whose smallest cut set takes more actors than before, or that none can close any more (M6).", 0},
    {"n_sets_gone", LODE_INT, "", "Cut sets gone", "Occurrences with a cut set that no longer is one (M6).", 0},
    {"freed_from_cuts_t_a", LODE_REAL, "t/a", "Tonnes less captive", "Output of the deposits whose smallest cut grows.", 0},
    {"frees_from", LODE_LIST, "", "Dependency lost on", "Actors of the cut sets that are gone, with the number of occurrences.", 0},
    {"synergy_usd_a", LODE_REAL, "USD/a", "Synergy", "Of a pair: saved together less the sum of saved alone.", 0},
    {"verdict", LODE_TEXT, "", "Verdict", "Of a pair: synergy (together more than both alone), rivalry (less) or independent.", 0},
    {0}};

static const lode_column facts[] = {
    {"rank", LODE_INT, "", "Rank", "1 for the fact to check first.", 0},
    {"layer", LODE_TEXT, "", "Layer", "Layer or table; parameters where a rule stands in for a figure.", 0},
    {"id", LODE_TEXT, "", "Id", "Id of the row; mode, domain and so on of a tariff; name of the parameter.", 0},
    {"columns", LODE_LIST, "", "Columns", "Figures of the row that costs rest on.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "low or assumed.", 0},
    {"headlines", LODE_INT, "", "Headlines", "How many best ways rest on it, of all deposits and destinations.", 0},
    {"share_pct", LODE_REAL, "%", "Share of G", "Share of G that rests on it, mean of all best ways.", 2},
    {"g_usd_t", LODE_REAL, "USD/t", "G that rests on it", "Mean of the best ways that rest on it.", 2},
    {"source", LODE_TEXT, "", "Source", "Where the fact comes from, its first words.", 0},
    {0}};

static const lode_column depend[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"product", LODE_TEXT, "", "Product", "What is shipped.", 0},
    {"status", LODE_TEXT, "", "Status", "unreachable, uneconomic (G not below K), else reachable (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "c(none): least G with all open (M1).", 2},
    {"outside_usd_t", LODE_REAL, "USD/t", "Outside option K", "Value less cost of production; empty where not known (M5).", 2},
    {"players", LODE_LIST, "", "Can close", "Closable actors that own neither end.", 0},
    {"cut_status", LODE_TEXT, "", "Can it be closed", "cut, no_small_cut, free_way or unreachable, as in cut_sets (M6).", 0},
    {"minimal_cuts", LODE_TEXT, "", "Can be closed by", "Minimal sets of actors whose closure leaves no way (M6).", 0},
    {"cut_status_no_overflight", LODE_TEXT, "", "Can it be closed, overflight ignored", "The same where an air link needs no airspace (M12).", 0},
    {"minimal_cuts_no_overflight", LODE_TEXT, "", "Can be closed by, overflight ignored", "The same where an air link needs no airspace (M12).", 0},
    {"main_actor", LODE_TEXT, "", "Main actor", "Who has the largest part of the cost of dependency (M5).", 0},
    {"main_actor_share", LODE_REAL, "", "Its share", "Its share of that cost (M5).", 3},
    {"attribution_status", LODE_TEXT, "", "Attribution", "shared, or why there is none (M5).", 0},
    {"routes", LODE_INT, "", "Routes", "Routes with different gates within the margin (M7).", 0},
    {"effective_routes", LODE_REAL, "routes", "Effective routes", "How many real alternatives these are worth (M7).", 2},
    {"hhi", LODE_REAL, "", "Concentration of transit", "Herfindahl index of the transit shares, as in diversity (M7).", 3},
    {"resilience", LODE_REAL, "", "Resilience", "Mean of c(none) / c(S), as in diversity (M13).", 3},
    {"sets_searched", LODE_INT, "", "Sets searched", "Sets of actors that the table of joint closures was searched for; all others follow from these.", 0},
    {"note", LODE_TEXT, "", "Note", "Why a figure is empty, in words.", 0},
    {0}};

static const lode_column coalitions[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"closed", LODE_LIST, "", "Closed", "Actors that close together; empty: none.", 0},
    {"n_closed", LODE_INT, "", "Number closed", "How many actors close.", 0},
    {"status", LODE_TEXT, "", "Status", "reachable (none closed), unaffected, reroute, captive, uneconomic or unreachable (M3).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "c(S): least G under the closure; empty where no way is left (M3).", 2},
    {"penalty_usd_t", LODE_REAL, "USD/t", "Penalty", "c(S) less c(none); empty where captive (M3).", 2},
    {"penalty_pct", LODE_REAL, "%", "Penalty", "The same in per cent.", 1},
    {"gates", LODE_LIST, "", "Gates", "Gates of the way that is left.", 0},
    {"domains", LODE_LIST, "", "Domains", "Domains of the way that is left.", 0},
    {"proof", LODE_LIST, "", "Proof", "Where captive: a minimal set of the closed actors that suffices.", 0},
    {0}};

static const lode_column alternatives[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"rank", LODE_INT, "", "Rank", "1 for the cheapest.", 0},
    {"gates", LODE_LIST, "", "Gates", "Gates of the route.", 0},
    {"domains", LODE_LIST, "", "Domains", "Domains of the route.", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "G of the route (M1).", 2},
    {"dearer_pct", LODE_REAL, "%", "Dearer than the best", "G above that of the best route.", 1},
    {"path_size", LODE_REAL, "", "Path size", "1 where the route shares nothing with the others, less where it does (M7).", 3},
    {"route_share", LODE_REAL, "", "Share", "P: part of the goods that would take the route (M7).", 3},
    {"transit_km", LODE_REAL, "km", "Transit", "Length outside the domains of both ends.", 0},
    {0}};

#define DEPOSIT_KEY \
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0}, \
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0}, \
    {"country", LODE_TEXT, "", "Country", "Country of the deposit.", 0}, \
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0}, \
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0}
#define RISK_STATUS "known; k_unknown: some state leaves no way and K, what no way counts as, is not known; uneconomic: c(none) is not below K; unreachable."

static const lode_column risk[] = {
    DEPOSIT_KEY,
    {"status", LODE_TEXT, "", "Status", "State risk: " RISK_STATUS, 0},
    {"method", LODE_TEXT, "", "Method", "exact: all states counted out; sampled: more than 16 shocks, standard errors given (M9).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G when all is open", "c(none): the best way while no shock is active (M9).", 2},
    {"expected_usd_t", LODE_REAL, "USD/t", "Expected G", "Mean of min(c(S), K) over the states of the world, by their share of time (M9).", 2},
    {"expected_open_usd_t", LODE_REAL, "USD/t", "Expected G with a way", "The same mean over the states that leave a way (M9).", 2},
    {"p95_usd_t", LODE_REAL, "USD/t", "P95 of G", "G is no more than this in 95 % of the time (M9).", 2},
    {"p99_usd_t", LODE_REAL, "USD/t", "P99 of G", "G is no more than this in 99 % of the time (M9).", 2},
    {"cvar95_usd_t", LODE_REAL, "USD/t", "CVaR95 of G", "Mean of G over the worst 5 % of the time (M9).", 2},
    {"p_no_way", LODE_REAL, "", "Time without a way", "Share of time in which no way is left (M9).", 4},
    {"p_dearer", LODE_REAL, "", "Time dearer", "Share of time in which the way is dearer than open, or there is none (M9).", 4},
    {"expected_error_usd_t", LODE_REAL, "USD/t", "Error of expected G", "Standard error where states were sampled.", 2},
    {"p_no_way_error", LODE_REAL, "", "Error of time without a way", "Standard error where states were sampled.", 4},
    {"p_dearer_error", LODE_REAL, "", "Error of time dearer", "Standard error where states were sampled.", 4},
    {"year_status", LODE_TEXT, "", "Status of the year", "Year risk, where a tonne may wait: " RISK_STATUS, 0},
    {"years", LODE_INT, "", "Years", "Years simulated.", 0},
    {"year_mean_usd_t", LODE_REAL, "USD/t", "Mean of a year", "Mean cost of a tonne over a year, shipped at once or kept waiting (M9).", 2},
    {"year_mean_error_usd_t", LODE_REAL, "USD/t", "Error of the mean", "Standard error of it.", 2},
    {"year_p95_usd_t", LODE_REAL, "USD/t", "P95 of a year", "95 % of years cost no more than this (M9).", 2},
    {"year_cvar95_usd_t", LODE_REAL, "USD/t", "CVaR95 of a year", "Mean of the worst 5 % of years (M9).", 2},
    {"captive_days", LODE_REAL, "d", "Captive days", "Days a year without a way, mean (M9).", 2},
    {"captive_error_days", LODE_REAL, "d", "Error of captive days", "Standard error of it.", 2},
    {"p_captive_30", LODE_REAL, "", "Years with 30 days captive", "Share of years with more than 30 days without a way (M9).", 4},
    {"p_captive_30_error", LODE_REAL, "", "Error of it", "Standard error of it.", 4},
    SENTENCES,
    {0}};

static const lode_column ranges[] = {
    DEPOSIT_KEY,
    {"status", LODE_TEXT, "", "Status", "known, or unreachable.", 0},
    {"draws", LODE_INT, "", "Draws", "Seeded draws of the tariffs, each row between its factors low and high (M14).", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "As the case has it (M1).", 2},
    {"g_p10_usd_t", LODE_REAL, "USD/t", "P10 of G", "10 % of the draws are cheaper (M14).", 2},
    {"g_p90_usd_t", LODE_REAL, "USD/t", "P90 of G", "10 % of the draws are dearer (M14).", 2},
    {"best_stays_pct", LODE_REAL, "%", "Best corridor stays", "Share of draws in which the corridor of the best way stays best (its gates, where it follows none) (M14).", 1},
    {"corridor", LODE_TEXT, "", "Corridor", "Corridor of the best way; empty where it follows none.", 0},
    {"n_ways", LODE_INT, "", "Best ways", "Different ways that are the best in some draw (M14).", 0},
    {"check_first", LODE_TEXT, "", "Fact to check first", "The row of tariffs whose factors move G most: mode, domain, surface, traction and basis (M14).", 0},
    {"check_first_swing_usd_t", LODE_REAL, "USD/t", "Its swing", "G at one end of its range less G at the other (M14).", 2},
    {0}};

static const lode_column tornado[] = {
    DEPOSIT_KEY,
    {"rank", LODE_INT, "", "Rank", "1 for the widest swing; at most 8.", 0},
    {"tariff", LODE_TEXT, "", "Tariff", "Row of tariffs: mode, domain, surface, traction and basis.", 0},
    {"factor_low", LODE_REAL, "", "Low factor", "As the case has it.", 2},
    {"factor_high", LODE_REAL, "", "High factor", "As the case has it.", 2},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "As the case has it (M1).", 2},
    {"low_usd_t", LODE_REAL, "USD/t", "G at low", "G with this row at its low factor, all else as it is, searched again (M14).", 2},
    {"high_usd_t", LODE_REAL, "USD/t", "G at high", "G with this row at its high factor (M14).", 2},
    {"swing_usd_t", LODE_REAL, "USD/t", "Swing", "The difference of both.", 2},
    {"source", LODE_TEXT, "", "Source", "Source of the row.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "high, medium or low.", 0},
    {0}};

static const lode_column ranking[] = {
    DEPOSIT_KEY,
    {"other", LODE_TEXT, "", "Other deposit", "Id of the occurrence it is compared with; each pair occurs once.", 0},
    {"other_name", LODE_TEXT, "", "Name of other", "Its name.", 0},
    {"status", LODE_TEXT, "", "Status", "known; not_comparable: different products, of which one has no cost of processing.", 0},
    {"before_pct", LODE_REAL, "%", "Ranks before it", "Share of draws in which G and processing, a tonne of TREO, are less than the other's; ties count half (M14).", 1},
    {0}};

static const lode_column risk_states[] = {
    DEPOSIT_KEY,
    {"rank", LODE_INT, "", "Rank", "1 for the most probable state; shocks by their id.", 0},
    {"kind", LODE_TEXT, "", "Kind", "shock: a row of shocks; state: what is closed together; rest: all states beyond the 256 most probable.", 0},
    {"shock", LODE_TEXT, "", "Shock", "Id of the shock.", 0},
    {"closed", LODE_TEXT, "", "Closed", "Targets of a shock; domains closed in a state, own ones left out, and shocks that close more than domains; or none.", 0},
    {"probability", LODE_REAL, "", "Share of time", "Of a shock: u = 1 - exp(-lambda mean_days / 365); of a state: its share of time (M9).", 6},
    {"status", LODE_TEXT, "", "Status", "reachable or no_way.", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G in the state", "c(S), not capped by K; empty where no way is left (M9).", 2},
    {0}};

static const lode_column timeline[] = {
    DEPOSIT_KEY,
    {"status", LODE_TEXT, "", "Status", "known, uneconomic or unreachable.", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G when all is open", "c(none).", 2},
    {"hold_usd_t_d", LODE_REAL, "USD/(t d)", "Cost of waiting", "24 v and storage, a tonne and day (M9).", 2},
    {"captive_days", LODE_INT, "d", "Captive days", "Days of the year without a way.", 0},
    {"mean_usd_t", LODE_REAL, "USD/t", "Mean of the year", "Mean cost of a tonne, each day's shipped at once or kept waiting; what waits at the end of the year leaves on the day after it (M9).", 2},
    {0}};

static const lode_column explain_columns[] = {
    {"seq", LODE_INT, "", "Leg", "Number of the leg, from 1; 0: the values v and r of M1.", 0},
    {"kind", LODE_TEXT, "", "Kind", "Kind of the leg, as in legs; value for v and r.", 0},
    {"element", LODE_TEXT, "", "Element", "Id of the link, crossing or terminal.", 0},
    {"domain", LODE_TEXT, "", "Domain", "Domain that it falls in; empty where both sides of a crossing share it.", 0},
    {"part", LODE_TEXT, "", "Part", "What is added up: haul, sea freight, entry, handling, border, gauge change, running, dwell, buffer, value of time and so on.", 0},
    {"formula", LODE_TEXT, "", "Formula", "How it comes about, with its figures (M1, M2, M11).", 0},
    {"usd_t", LODE_REAL, "USD/t", "Money", "What it adds to G; all of them sum to G to the micro-dollar.", 6},
    {"hours", LODE_REAL, "h", "Hours", "What it adds to the hours.", 3},
    {"buffer_h", LODE_REAL, "h", "Buffer", "What it adds to the buffer.", 3},
    {"co2_kg_t", LODE_REAL, "kg/t", "CO2e", "What it adds to the greenhouse gases.", 3},
    {"tariff", LODE_TEXT, "", "Tariff", "Row of tariffs: mode, domain, surface, traction and basis, parted by colons.", 0},
    {"basis", LODE_TEXT, "", "Basis", "tkm, t, unit, unit_km, shipment or unit_h (M2).", 0},
    {"price_usd", LODE_REAL, "USD", "Unit price", "USD of the tariff row for its basis.", 4},
    {"length_km", LODE_REAL, "km", "Length", "Length priced.", 1},
    {"empty_share", LODE_REAL, "", "Empty share", "Share of empty running that the price bears (unit_km).", 2},
    {"payload_t", LODE_REAL, "t", "Payload", "Tonnes that share the price: payload of the unit, or the shipment.", 1},
    {"factor", LODE_REAL, "", "Factor", "Price factor of the scenario.", 3},
    {"source", LODE_TEXT, "", "Source", "Source of the figure.", 0},
    {"confidence", LODE_TEXT, "", "Confidence", "high, medium, low or assumed.", 0},
    {0}};

static const lode_column rejected_columns[] = {
    {"status", LODE_TEXT, "", "Status", "closed: better, but something shuts it; dearer: the best open way with other gates.", 0},
    {"market", LODE_TEXT, "", "Market reached", "Id of the market or place at its end.", 0},
    {"gates", LODE_LIST, "", "Gates", "Its gates in order.", 0},
    {"domains", LODE_LIST, "", "Domains", "Its domains in order.", 0},
    {"modes", LODE_LIST, "", "Modes", "Its modes in order.", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "Generalised cost G", "Its G (M1).", 2},
    {"dearer_usd_t", LODE_REAL, "USD/t", "Dearer", "Its G less that of the way taken; empty where none is taken.", 2},
    {"dearer_pct", LODE_REAL, "%", "Dearer", "The same in per cent.", 1},
    {"delta_hours", LODE_REAL, "h", "More hours", "Its hours less those of the way taken.", 1},
    {"delta_km", LODE_REAL, "km", "Longer", "Its length less that of the way taken.", 1},
    {"delta_haul_usd_t", LODE_REAL, "USD/t", "More haul", "By part: the sum of these is dearer_usd_t.", 2},
    {"delta_sea_usd_t", LODE_REAL, "USD/t", "More sea freight", "By part.", 2},
    {"delta_border_usd_t", LODE_REAL, "USD/t", "More border", "By part.", 2},
    {"delta_handling_usd_t", LODE_REAL, "USD/t", "More handling", "By part.", 2},
    {"delta_gauge_usd_t", LODE_REAL, "USD/t", "More gauge change", "By part.", 2},
    {"delta_time_usd_t", LODE_REAL, "USD/t", "More time", "By part.", 2},
    {"delta_reliability_usd_t", LODE_REAL, "USD/t", "More reliability", "By part.", 2},
    {"closed_by", LODE_TEXT, "", "Closed by", "Domains, modes and elements that shut it, with why: closed, season, closed to the product.", 0},
    {"why", LODE_TEXT, "", "Why not", "Why it lost, in words: the parts that differ, the largest first, or what shuts it.", 0},
    {0}};

static const lode_column diff_columns[] = {
    {"deposit", LODE_TEXT, "", "Deposit", "Id of the occurrence.", 0},
    {"deposit_name", LODE_TEXT, "", "Name", "Name of the occurrence.", 0},
    {"destination", LODE_TEXT, "", "Destination", "Market or market group.", 0},
    {"base", LODE_TEXT, "", "Base", "Scenario that the figures rest on.", 0},
    {"headline", LODE_TEXT, "", "Headline", "Column of deposits that moved; deposit: only one output has it.", 0},
    {"unit", LODE_TEXT, "", "Unit", "Its unit.", 0},
    {"old", LODE_TEXT, "", "Old", "In the first output; empty: nothing.", 0},
    {"new", LODE_TEXT, "", "New", "In the second output; empty: nothing.", 0},
    {"change", LODE_REAL, "", "Change", "New less old; empty for words, and where one of them is empty.", 6},
    {"cause", LODE_TEXT, "", "Cause", "Layer of the case with a change that moves it alone; option; together: only several changes jointly; program: not what this version computes.", 0},
    {"cause_row", LODE_TEXT, "", "Changed row", "Key of the changed row, or the option.", 0},
    {"cause_cells", LODE_TEXT, "", "Changed cells", "Column, old and new value.", 0},
    {"alone", LODE_TEXT, "", "With it alone", "The headline with this change alone swapped into the first case.", 0},
    {"contribution", LODE_REAL, "", "Contribution", "What the change alone moves; the contributions of a headline sum to its change.", 6},
    {0}};

static const lode_column verify_columns[] = {
    {"layer", LODE_TEXT, "", "Layer", "Layer of the output that does not hold.", 0},
    {"row", LODE_TEXT, "", "Row", "Key of the row; empty where a column or the whole layer is meant.", 0},
    {"column", LODE_TEXT, "", "Column", "Column; empty where the row is one too many, or missing.", 0},
    {"found", LODE_TEXT, "", "Found", "What the output says; empty: nothing.", 0},
    {"expected", LODE_TEXT, "", "Expected", "What it should say; empty: nothing.", 0},
    {"how", LODE_TEXT, "", "Known from", "What the expected value rests on.", 0},
    {0}};

static const lode_column ground_countries[] = {
    {"iso3", LODE_TEXT, "", "Code", "ISO 3166-1 alpha-3 code.", 0},
    {"name", LODE_TEXT, "", "Country", "Name in English.", 0},
    {0}};

static const lode_column ground_seas[] = {
    {"domain", LODE_TEXT, "", "Domain", "Domain of the water.", 0},
    {"name", LODE_TEXT, "", "Name", "Its name, at a point on one of its sea links.", 0},
    {0}};

static const lode_column ground_graticule[] = {
    {"kind", LODE_TEXT, "", "Kind", "meridian or parallel.", 0},
    {"degrees", LODE_INT, "", "Degrees", "Longitude or latitude; west and south below 0.", 0},
    {"label", LODE_TEXT, "", "Label", "As it stands on the map.", 0},
    {0}};

const lode_result_layer lode_result_layers[] = {
    {"deposits", "Deposits: distance, cost and dependency", "One row an occurrence, with the headline figures for each destination and base.", LODE_POINT, deposits, deposit_headlines},
    {"distances", "Distances", "The nearest of each kind of target, as a line to its foot point.", LODE_LINE, distances, NULL},
    {"routes", "Routes", "The best way of each deposit, and the best along each corridor.", LODE_LINE, routes, NULL},
    {"legs", "Legs of the best routes", "Each element of a best way, and of the typical way along each corridor, with its money, hours and CO2e.", LODE_LINE, legs, NULL},
    {"exposure", "Exposure", "The best way by domain.", LODE_NO_SHAPE, exposure, NULL},
    {"dependency", "Dependency", "What each closure does to each deposit.", LODE_NO_SHAPE, dependency, NULL},
    {"cut_sets", "Cut sets", "Minimal sets of actors whose closure leaves no way.", LODE_NO_SHAPE, cut_sets, NULL},
    {"attribution", "Attribution: whose power to close costs what", "Shapley values of each actor that can close the way: of cost and of access.", LODE_NO_SHAPE, attribution, NULL},
    {"ways", "Ways under closures", "Every way that is the best under some closure, in the order in which they come into use: what the interactive page of the report looks up. No rows where a case has more than 1,000 deposits.", LODE_NO_SHAPE, ways, NULL},
    {"interaction", "Interaction of two actors", "Pairs of actors whose closures do not just add up: substitutes or complements.", LODE_NO_SHAPE, interaction, NULL},
    {"diversity", "Diversity and resilience", "How many real alternatives a deposit has, how they lean on those who can close, and how it stands closures.", LODE_NO_SHAPE, diversity, NULL},
    {"zone_statistics", "Zones", "Counts and costs by metallogenic zone.", LODE_POLYGON, zone_statistics, NULL},
    {"chokepoints", "Chokepoints", "Crossings, terminals, links (at their middle) and passages on best ways, by what their closure would cost.", LODE_POINT, chokepoints, NULL},
    {"links_used", "Links used", "Links on best ways with their tonnes.", LODE_LINE, links_used, NULL},
    {"corridor_summary", "Corridors", "What each corridor offers, and who can close it.", LODE_NO_SHAPE, corridor_summary, NULL},
    {"corridor_gates", "Gates of the corridors", "Border crossing points and terminals on the ways along each corridor: hours, cost, and CAREC's indicators.", LODE_NO_SHAPE, corridor_gates, NULL},
    {"capacity", "Capacity", "How much can leave the deposits of a country in a year, with all open and under closures.", LODE_NO_SHAPE, capacity, NULL},
    {"country_comparison", "Country comparison", "Each country with deposits by the measures of the source study: figure, words, rule.", LODE_NO_SHAPE, country_comparison, NULL},
    {"scenarios", "Scenarios", "What each scenario of the case changes against the base open, by country.", LODE_NO_SHAPE, scenarios, NULL},
    {"access_grid", "Access grid", "Points every 25 km in chosen countries (--grid): cost and time to the destination, and who can close it.", LODE_POINT, access_grid, NULL},
    {"calibration", "Calibration: computed against published", "Published distances, days and prices beside those of the model.", LODE_LINE, calibration, NULL},
    {"calibration_summary", "Calibration by corridor", "How far the model is off, by corridor and measure.", LODE_NO_SHAPE, calibration_summary, NULL},
    {"risk", "Risk: what closures by chance cost", "State risk and year risk of each deposit, destination and base (M9); only from `run --full` and the command risk.", LODE_NO_SHAPE, risk, NULL},
    {"ranges", "Ranges: how sure G is", "P10 and P90 of G over seeded draws of the tariffs, and the fact to check first (M14); only from `run --full` and the command risk.", LODE_NO_SHAPE, ranges, NULL},
    {"tornado", "Tornado: what moves G most", "The rows of tariffs that move G most, one at a time (M14); only from `run --full` and the command risk.", LODE_NO_SHAPE, tornado, NULL},
    {"ranking", "Ranking: which deposit is cheaper, and how surely", "Rank probabilities of each pair of deposits with a way (M14); only from `run --full` and the command risk.", LODE_NO_SHAPE, ranking, NULL},
    {"findings", "Findings", "Faults and assumptions in the case.", LODE_NO_SHAPE, findings, NULL},
    {"parameters", "Parameters", "Every constant of the model as used.", LODE_NO_SHAPE, parameters, NULL},
    {"provenance", "Provenance", "Inputs, versions and options: what it takes to repeat the run.", LODE_NO_SHAPE, provenance, NULL},
    {"countries", "Countries", "Outlines of the case, generalised; no statement on disputed territory.", LODE_POLYGON, ground_countries, NULL},
    {"seas", "Seas", "Names of the waters of the case.", LODE_POINT, ground_seas, NULL},
    {"graticule", "Graticule", "Meridians and parallels every 10 degrees.", LODE_LINE, ground_graticule, NULL},
    {"near", "Nearest features (command near)", "Answer of the command near.", LODE_POINT, near_columns, NULL},
    {"depend", "Dependency of a deposit (command depend)", "Answer of the command depend, one row a deposit and destination; its parts have the columns of coalitions, attribution, interaction, cut_sets, diversity and alternatives.", LODE_NO_SHAPE, depend, NULL},
    {"coalitions", "Joint closures (command depend)", "c(S) for sets of actors that close together: those in which each counts, with --all every one.", LODE_NO_SHAPE, coalitions, NULL},
    {"alternatives", "Alternative routes (command depend)", "The cheapest routes with different gates.", LODE_NO_SHAPE, alternatives, NULL},
    {"route", "Route (command route)", "Answer of the command route; its legs have the columns of legs.", LODE_LINE, route_query, NULL},
    {"risk_states", "States of the shocks (command risk)", "Answer of `risk --part states`.", LODE_NO_SHAPE, risk_states, NULL},
    {"timeline", "A year of closures (command risk)", "Answer of `risk --part timeline`.", LODE_NO_SHAPE, timeline, NULL},
    {"matrix", "Matrix (command matrix)", "Answer of the command matrix: one row a start and end.", LODE_NO_SHAPE, matrix, NULL},
    {"plan", "Plans (command plan)", "What each planned line, crossing and change of gauge is worth, alone and in pairs.", LODE_NO_SHAPE, plan, NULL},
    {"facts", "Facts to check first (command check)", "The ten facts of low or no confidence that most of the cost rests on.", LODE_NO_SHAPE, facts, NULL},
    {"explain", "Parts of a way (command route --explain)", "Each figure of a way taken apart.", LODE_NO_SHAPE, explain_columns, NULL},
    {"rejected", "Ways not taken (command route --explain)", "The best ways that lost, and why.", LODE_NO_SHAPE, rejected_columns, NULL},
    {"diff", "What moved between two outputs (command diff)", "One row a headline that moved and cause.", LODE_NO_SHAPE, diff_columns, NULL},
    {"verify", "First lie (command verify)", "Answer of the command verify: the first thing in an output that does not hold; no row where all does.", LODE_NO_SHAPE, verify_columns, NULL},
};
const size_t lode_n_result_layers = sizeof lode_result_layers / sizeof *lode_result_layers;
/* clang-format on */

const lode_result_layer *lode_result_layer_find(const char *name)
{
    for (size_t i = 0; i < lode_n_result_layers; i++)
        if (strcmp(lode_result_layers[i].name, name) == 0)
            return &lode_result_layers[i];
    return NULL;
}

static size_t count_columns(const lode_column *columns)
{
    size_t n = 0;
    while (columns && columns[n].name)
        n++;
    return n;
}

static int has_column(const lode_column *columns, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(columns[i].name, name) == 0)
            return 1;
    return strcasecmp(name, "fid") == 0 || strcasecmp(name, "geom") == 0; /* the GeoPackage's own */
}

/* The columns of a layer with what the case adds; returns how many, 0 where memory ran out. */
static size_t all_columns(const lode_result_layer *layer, const lode_more_columns *more, lode_arena *names,
                          lode_column *columns)
{
    size_t n = count_columns(layer->columns), n_headlines = count_columns(layer->headlines);
    memcpy(columns, layer->columns, n * sizeof *columns);
    for (size_t p = 0; p < more->n_prefixes; p++)
        for (size_t i = 0; i < n_headlines; i++, n++) {
            columns[n] = layer->headlines[i];
            columns[n].name = lode_arena_printf(names, "%s_%s", more->prefixes[p], layer->headlines[i].name);
            columns[n].heading = lode_arena_printf(names, "%s (%s)", layer->headlines[i].heading, more->prefixes[p]);
            if (!columns[n].name || !columns[n].heading)
                return 0;
        }
    for (size_t i = 0; i < more->n_extra; i++)
        if (!has_column(columns, n, more->extra[i]))
            columns[n++] =
                (lode_column){more->extra[i], LODE_TEXT, "", more->extra[i], "Carried through from the case.", 0};
    return n;
}

lode_table *lode_result_table(const char *name, const lode_more_columns *more)
{
    static const lode_more_columns nothing;
    const lode_result_layer *layer = lode_result_layer_find(name);
    more = more ? more : &nothing;
    size_t most = count_columns(layer->columns) + count_columns(layer->headlines) * more->n_prefixes + more->n_extra;
    lode_arena *names = lode_arena_new();
    lode_column *columns = names ? LODE_NEW(names, lode_column, most) : NULL;
    size_t n = columns ? all_columns(layer, more, names, columns) : 0;
    lode_table *table = n ? lode_table_new(layer->name, layer->title, layer->shape, columns, n) : NULL;
    lode_arena_free(names);
    return table;
}
