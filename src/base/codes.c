#include "base/codes.h"

#include <string.h>

#include "base/text.h"

/* clang-format off */
const lode_code lode_codes[] = {
    /* What a closure does to a way (M3). */
    {"status", "reachable", "reachable"},
    {"status", "unaffected", "unaffected"},
    {"status", "reroute", "reroute"},
    {"status", "captive", "captive"},
    {"status", "uneconomic", "uneconomic"},
    {"status", "unreachable", "unreachable"},
    {"status", "own", "own"},
    {"status", "no_way", "no way"},
    {"status/cut", "cut", "can be closed"},
    {"status/cut", "no_small_cut", "by more than four only"},
    {"status/cut", "free_way", "free way"},
    {"status/cut", "unreachable", "unreachable"},
    {"status/attribution", "shared", "shared"},
    {"status/attribution", "nothing to attribute", "nothing to attribute"},
    {"status/attribution", "K unknown", "K unknown"},
    {"status/attribution", "uneconomic", "uneconomic"},
    {"status/attribution", "unreachable", "unreachable"},
    {"status/attribution", "own", "own"},
    {"status/attribution", "not closable", "not closable"},
    {"status/diversity", "complete", "complete"},
    {"status/diversity", "cheapest_only", "only the cheapest"},
    {"status/diversity", "unreachable", "unreachable"},
    {"status/capacity", "limited", "limited"},
    {"status/capacity", "unbounded", "unbounded"},
    {"status/capacity", "no_way", "no way"},
    {"status/corridor", "followed", "in use"},
    {"status/corridor", "possible", "possible"},
    {"status/corridor", "no_way", "no way"},
    {"status/calibration", "met", "met"},
    {"status/calibration", "off", "outside the band"},
    {"status/calibration", "no_way", "no way"},
    {"status/scenario", "unchanged", "unchanged"},
    {"status/scenario", "cheaper", "cheaper"},
    {"status/scenario", "dearer", "dearer"},
    {"status/scenario", "mixed", "some cheaper, some dearer"},
    {"status/scenario", "captive", "captive"},
    {"status/scenario", "unreachable", "unreachable"},
    {"status/plan", "changes", "changes something"},
    {"status/plan", "nothing", "changes nothing"},
    {"status/plan", "open_already", "open already"},
    {"status/chance", "known", "known"},
    {"status/chance", "not_computed", "not computed"},
    {"status/chance", "k_unknown", "K unknown"},
    {"status/chance", "not_comparable", "not comparable"},
    {"status/chance", "uneconomic", "uneconomic"},
    {"status/chance", "unreachable", "unreachable"},
    {"status/rejected", "closed", "closed"},
    {"status/rejected", "dearer", "dearer"},
    /* Facts of the case. */
    {"status/project", "mine", "mine in operation"},
    {"status/project", "feasibility", "feasibility study"},
    {"status/project", "resource", "resource estimated"},
    {"status/project", "exploration", "exploration"},
    {"status/project", "licence", "licensed"},
    {"status/project", "past_mine", "former mine"},
    {"status/project", "unknown", "not known"},
    {"status/link", "open", "open"},
    {"status/link", "construction", "under construction"},
    {"status/link", "planned", "planned"},
    {"status/link", "closed", "closed"},
    {"kind/occurrence", "deposit", "deposit"},
    {"kind/occurrence", "prospect", "prospect"},
    {"kind/occurrence", "occurrence", "occurrence"},
    {"kind/zone", "zone", "zone"},
    {"kind/zone", "belt", "belt"},
    {"kind/zone", "province", "province"},
    {"kind/leg", "access", "access leg"},
    {"kind/leg", "loading", "loading"},
    {"kind/leg", "unloading", "unloading"},
    {"kind/leg", "link", "link"},
    {"kind/leg", "crossing", "border crossing"},
    {"kind/leg", "arrival", "arrival"},
    {"kind/element", "crossing", "border crossing"},
    {"kind/element", "terminal", "terminal"},
    {"kind/element", "link", "link"},
    {"kind/element", "passage", "strait or canal"},
    {"kind/terminal", "railhead", "railhead"},
    {"kind/terminal", "port", "sea port"},
    {"kind/terminal", "ferry", "ferry port"},
    {"kind/terminal", "dry_port", "dry port"},
    {"kind/terminal", "airport", "airport"},
    {"kind/plan", "project", "project"},
    {"kind/plan", "pair", "pair of projects"},
    {"kind/state", "shock", "shock"},
    {"kind/state", "state", "state of the world"},
    {"kind/state", "rest", "all other states"},
    {"target", "rail", "railway"},
    {"target", "electrified_rail", "electrified railway"},
    {"target", "railhead", "railhead"},
    {"target", "road", "road"},
    {"target", "crossing", "border crossing"},
    {"target", "port", "sea port"},
    {"target", "airport", "airport"},
    {"target", "zone", "metallogenic zone"},
    {"target", "plant", "processing plant"},
    {"mode", "track", "access leg"},
    {"mode", "rail", "rail"},
    {"mode", "road", "road"},
    {"mode", "sea", "sea"},
    {"mode", "air", "air"},
    {"confidence", "high", "high"},
    {"confidence", "medium", "medium"},
    {"confidence", "low", "low"},
    {"confidence", "assumed", "assumed"},
    {"role", "best", "best way"},
    {"role", "corridor", "best along the corridor"},
    {"ree_role", "main", "main product"},
    {"ree_role", "coproduct", "co-product"},
    {"ree_role", "byproduct", "by-product"},
    {"ree_role", "trace", "traces"},
    {"relation", "substitutes", "stand in for each other"},
    {"relation", "complements", "lie one behind the other"},
    {"measure", "km", "length"},
    {"measure", "days", "duration"},
    {"measure", "usd_t", "price"},
    {"measure", "tfi1_h", "TFI1: hours at the border"},
    {"measure", "tfi2_usd", "TFI2: cost at the border"},
    {"measure", "tfi3_usd", "TFI3: cost per 500 km and 20 t"},
    {"measure", "tfi4_km_h", "TFI4: speed with delay"},
    {"measure", "landlockedness", "landlockedness"},
    {"measure", "main_market", "main market"},
    {"measure", "trade_concentration", "concentration of trade"},
    {"measure", "corridors", "corridors"},
    {"measure", "processing", "processing"},
    {"measure", "resilience", "resilience"},
    {"measure", "capacity", "capacity"},
    {"verdict", "synergy", "synergy"},
    {"verdict", "rivalry", "rivalry"},
    {"verdict", "independent", "independent"},
    {"objective", "cost", "generalised cost"},
    {"objective", "money", "money"},
    {"objective", "time", "time"},
    {"objective", "length", "length"},
    {"objective", "safe", "safety"},
    {"method", "exact", "exact"},
    {"method", "sampled", "sampled"},
    {"severity", "error", "error"},
    {"severity", "warning", "warning"},
    {"severity", "note", "note"},
    {"origin", "case", "case"},
    {"origin", "default", "built in"},
    {"provenance", "program", "Program"},
    {"provenance", "command", "Command"},
    {"provenance", "case", "Case"},
    {"provenance", "case_sha256", "SHA-256 of the case"},
    {"provenance", "bases", "Bases"},
    {"provenance", "destinations", "Destinations"},
    {"provenance", "modes", "Modes"},
    {"provenance", "product", "Product"},
    {"provenance", "year", "Year"},
    {"provenance", "month", "Month"},
    {"provenance", "closures", "Closures"},
    {"provenance", "openings", "Openings"},
    {"provenance", "overflight", "Overflight"},
    {"provenance", "measures", "Measures"},
    {"provenance", "draws", "Draws"},
    {"provenance", "years", "Years"},
    {"provenance", "seed", "Seed"},
    {"provenance", "grid", "Access grid"},
    {"provenance", "crs", "Coordinate reference system"},
    {"provenance", "domains", "Domains"},
    {"provenance", "states", "States of the network"},
    {"provenance", "arcs", "Arcs of the network"},
    {"provenance", "searches", "Searches"},
    {"provenance", "findings_errors", "Findings: errors"},
    {"provenance", "findings_warnings", "Findings: warnings"},
    {"provenance", "findings_notes", "Findings: notes"},
    {"provenance", "boundaries", "Boundaries"},
    {"yes_no", "yes", "yes"},
    {"yes_no", "no", "no"},
    {"all", "all", "all"},
    {"destination", "EU", "EU"},
    {"destination", "ALL", "any market"},
    {"base", "open", "open network"},
    {"base", "eu_2025", "EU at the end of 2025"},
    {"product", "rom_ore", "run-of-mine ore"},
    {"product", "ree_concentrate_generic", "rare-earth mineral concentrate"},
    {"product", "bastnaesite_concentrate", "bastnaesite concentrate"},
    {"product", "monazite_concentrate", "monazite concentrate"},
    {"product", "parisite_synchysite_concentrate", "parisite-synchysite concentrate"},
    {"product", "apatite_concentrate", "apatite concentrate with rare earths"},
    {"product", "hree_concentrate", "concentrate of heavy rare earths"},
    {"product", "mixed_re_carbonate", "mixed rare-earth carbonate"},
    {"product", "mixed_re_chloride", "mixed rare-earth chloride"},
    {"product", "ion_mrec", "mixed carbonate from ion-adsorption clay"},
    {"product", "ion_ore_92", "ion-adsorption concentrate with 92 % oxides"},
    {"product", "mixed_reo", "mixed rare-earth oxide"},
    {"product", "lree_oxides", "lanthanum and cerium oxide"},
    {"product", "hree_rich_oxide", "mixed oxide rich in heavy rare earths"},
    {"product", "ndpr_oxide", "neodymium-praseodymium oxide"},
    {"product", "dy_oxide", "dysprosium oxide"},
    {"product", "tb_oxide", "terbium oxide"},
    {"product", "ndpr_metal", "neodymium-praseodymium metal"},
    {"product", "ndfeb_alloy", "NdFeB magnet alloy"},
    {"product", "ndfeb_magnet", "NdFeB magnet"},
};
const size_t lode_n_codes = sizeof lode_codes / sizeof *lode_codes;

typedef struct column_rule {
    const char *layer, *column, *vocabulary; /* layer NULL: any */
} column_rule;

/* The first that fits counts. */
static const column_rule rules[] = {
    {"deposits", "status", "status/project"},
    {"occurrences", "status", "status/project"},
    {"cut_sets", "status", "status/cut"},
    {"attribution", "status", "status/attribution"},
    {"diversity", "status", "status/diversity"},
    {"corridor_summary", "status", "status/corridor"},
    {"calibration", "status", "status/calibration"},
    {"scenarios", "status", "status/scenario"},
    {"plan", "status", "status/plan"},
    {"risk", "status", "status/chance"},
    {"ranges", "status", "status/chance"},
    {"timeline", "status", "status/chance"},
    {"rejected", "status", "status/rejected"},
    {"rail", "status", "status/link"},
    {"road", "status", "status/link"},
    {"sea", "status", "status/link"},
    {"air", "status", "status/link"},
    {"crossings", "status", "status/link"},
    {"terminals", "status", "status/link"},
    {"markets", "status", "status/link"},
    {"plants", "status", "status/link"},
    {NULL, "status", "status"},
    {NULL, "rus_status", "status"},
    {NULL, "chn_status", "status"},
    {NULL, "caspian_status", "status"},
    {NULL, "cut_status", "status/cut"},
    {NULL, "cut_status_no_overflight", "status/cut"},
    {NULL, "access_status", "status/attribution"},
    {NULL, "half_k_status", "status/attribution"},
    {NULL, "double_k_status", "status/attribution"},
    {NULL, "attribution_status", "status/attribution"},
    {NULL, "low_status", "status/capacity"},
    {NULL, "high_status", "status/capacity"},
    {NULL, "range_status", "status/chance"},
    {NULL, "year_status", "status/chance"},
    {"deposits", "kind", "kind/occurrence"},
    {"occurrences", "kind", "kind/occurrence"},
    {"zone_statistics", "kind", "kind/zone"},
    {"zones", "kind", "kind/zone"},
    {"legs", "kind", "kind/leg"},
    {"explain", "kind", "kind/leg"},
    {"chokepoints", "kind", "kind/element"},
    {"terminals", "kind", "kind/terminal"},
    {"plan", "kind", "kind/plan"},
    {"risk_states", "kind", "kind/state"},
    {NULL, "kind", "kind"},
    {NULL, "target_kind", "target"},
    {NULL, "mode", "mode"},
    {NULL, "modes", "mode"},
    {NULL, "confidence", "confidence"},
    {NULL, "role", "role"},
    {NULL, "ree_role", "ree_role"},
    {NULL, "relation", "relation"},
    {NULL, "measure", "measure"},
    {NULL, "verdict", "verdict"},
    {NULL, "by", "objective"},
    {NULL, "method", "method"},
    {NULL, "severity", "severity"},
    {NULL, "origin", "origin"},
    {NULL, "own", "yes_no"},
    {NULL, "same_country", "yes_no"},
    {NULL, "break_of_gauge", "yes_no"},
    {"calibration_summary", "corridor", "all"},
    {NULL, "destination", "destination"},
    {NULL, "base", "base"},
    {NULL, "product", "product"},
    {NULL, "deposit_type", "text"},
    {NULL, "cause", "text"},
    {NULL, "help", "text"},
    {NULL, "what", "text"},
    {NULL, "advice", "text"},
    {"parameters", "value", "number"},
    {"provenance", "key", "provenance"},
    {"provenance", "value", "text"},
};
/* clang-format on */

static int is_layer(const column_rule *rule, const char *layer)
{
    return !rule->layer || (layer && strcmp(rule->layer, layer) == 0);
}

/* "eu_open_cut_status" ends with "_cut_status". */
static int ends_with(const char *column, const char *name)
{
    size_t length = strlen(column), end = strlen(name);
    return length > end + 1 && column[length - end - 1] == '_' && strcmp(column + length - end, name) == 0;
}

/* A headline of deposits: of the status columns that it ends with, the longest. */
static const char *headline_vocabulary(const char *column)
{
    const char *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (!rules[i].layer && strncmp(rules[i].vocabulary, "status", 6) == 0 && ends_with(column, rules[i].column) &&
            strlen(rules[i].column) > longest) {
            longest = strlen(rules[i].column);
            found = rules[i].vocabulary;
        }
    return found;
}

const char *lode_vocabulary(const char *layer, const char *column)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (is_layer(&rules[i], layer) && strcmp(rules[i].column, column) == 0)
            return rules[i].vocabulary;
    return layer && strcmp(layer, "deposits") == 0 ? headline_vocabulary(column) : NULL;
}

static const char *find_words(const char *vocabulary, size_t vocabulary_length, int whole, const char *code,
                              size_t length)
{
    for (size_t i = 0; i < lode_n_codes; i++) {
        const char *of = lode_codes[i].vocabulary;
        if (strncmp(of, vocabulary, vocabulary_length) == 0 &&
            (of[vocabulary_length] == '\0' || (!whole && of[vocabulary_length] == '/')) &&
            lode_same(lode_codes[i].code, code, length))
            return lode_codes[i].words;
    }
    return NULL;
}

const char *lode_code_words(lode_language language, const char *vocabulary, const char *code, size_t length)
{
    if (!vocabulary || !code || !length)
        return NULL;
    const char *words = find_words(vocabulary, strlen(vocabulary), 1, code, length);
    if (!words)
        words = find_words(vocabulary, strcspn(vocabulary, "/"), 0, code, length);
    return lode_word(language, words);
}
