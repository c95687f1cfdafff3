/* Sentences on ways, zones, published figures, chokepoints, corridors, countries and risk. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/sentence_i.h"

/* ---- routes and the command route --------------------------------------------------------------------------- */

static const char *corridor_title(const speech *s)
{
    const char *id = lode_report_i_said(s, "corridor");
    const char *title = id ? lode_wording_find(s->names, s->language, LODE_NAME_CORRIDOR, id, strlen(id)) : NULL;
    return title ? title : id;
}

/* "Along the Middle Corridor goods leave by Aktau in 23 days for 270 USD/t (294 with time and reliability)". */
static void say_way(speech *s, const char *to)
{
    double money = lode_report_i_told(s, "money_usd_t"), g = lode_report_i_told(s, "g_usd_t"),
           hours = lode_report_i_told(s, "hours");
    const char *gates = lode_report_i_gates(s, lode_report_i_said(s, "gates"));
    if (isnan(money) || isnan(g) || isnan(hours))
        return;
    if (lode_report_i_says(s, "role", "corridor") && corridor_title(s))
        SAY(s, "{1}: goods leave", "{1}: Die Ware geht", corridor_title(s));
    else
        SAY(s, "Goods leave", "Die Ware geht", "");
    if (gates)
        SAY(s, " by {1}", " über {1}", gates);
    if (to)
        SAY(s, " for {1}", " mit Ziel {1}", to);
    const char *time = lode_report_i_time(s, hours); /* German: in 23 Tagen */
    SAY(s, " in {1}{4} for {2} ({3} with time and reliability)",
        " in {1}{4} für {2} ({3} mit Zeit und Zuverlässigkeit)", time, lode_report_i_usd_t(s, money),
        lode_report_i_number(s, g), s->language == LODE_GERMAN && time && strstr(time, " Tage") ? "n" : "");
    if (lode_report_i_says(s, "status", "uneconomic"))
        SAY(s, ", more than the product can bear", ", mehr, als das Produkt trägt", "");
}

void lode_report_i_say_route(speech *s)
{
    const char *to = lode_report_i_said(s, "market_name");
    if (!to)
        to = lode_report_i_said(s, "market");
    if (lode_report_i_says(s, "status", "unreachable"))
        lode_report_i_say_unreachable(s);
    else if (lode_report_i_says(s, "status", "captive"))
        SAY(s, "Captive: closing {1} leaves no way", "Ohne {1} bleibt kein Weg",
            lode_report_i_targets(s, lode_report_i_said(s, "proof")));
    else
        say_way(s, to ? lode_report_i_market(s->arena, s->names, s->language, to) : NULL);
}

/* ---- near --------------------------------------------------------------------------------------------------- */

void lode_report_i_say_near(speech *s)
{
    const char *from = lode_report_i_said(s, "from_name"), *to = lode_report_i_said(s, "to_name");
    double km = lode_report_i_told(s, "distance_km");
    from = from ? from : lode_report_i_said(s, "from_id");
    to = to ? to : lode_report_i_said(s, "to_id");
    if (!from || !to || isnan(km))
        return;
    if (km == 0 && (lode_report_i_says(s, "to_layer", "zones") || lode_report_i_says(s, "to_layer", "countries")))
        SAY(s, "{1} lies inside {2}", "{1} liegt in {2}", from, to);
    else if (km == 0)
        SAY(s, "{1} lies at {2}", "{1} liegt an {2}", from, to);
    else
        SAY(s, "{1} lies {2} km from {3}", "{1} liegt {2} km von {3}", from, lode_report_i_number(s, km), to);
}

/* ---- zones -------------------------------------------------------------------------------------------------- */

void lode_report_i_say_zone(speech *s)
{
    double deposits = lode_report_i_told(s, "n_deposits"), prospects = lode_report_i_told(s, "n_prospects"),
           others = lode_report_i_told(s, "n_occurrences"), reachable = lode_report_i_told(s, "n_reachable"),
           captive = lode_report_i_told(s, "n_captive_pair"), median = lode_report_i_told(s, "g_median_usd_t"),
           all = deposits + prospects + others;
    const char *destination = lode_report_i_said(s, "destination");
    if (isnan(all) || isnan(reachable))
        return;
    if (all == 0) {
        SAY(s, "No occurrence of the case lies in the zone", "Kein Vorkommen des Datensatzes liegt in der Zone", "");
        return;
    }
    SAY(s, "{1} in the zone", "{1} in der Zone",
        lode_report_i_count(s, all, PHRASE("{1} occurrence lies", "{1} Vorkommen liegt"),
                            PHRASE("{1} occurrences lie", "{1} Vorkommen liegen")));
    if (deposits > 0 && deposits < all)
        SAY(s, ", {1}", ", {1}",
            lode_report_i_count(s, deposits, PHRASE("{1} of them a deposit", "davon {1} Lagerstätte"),
                                PHRASE("{1} of them deposits", "davon {1} Lagerstätten")));
    if (reachable == 0)
        SAY(s, "; none has a way {1}", "; keines hat einen Weg {1}",
            lode_report_i_whither(s->arena, s->names, s->language, destination ? destination : "?"));
    else if (destination && !isnan(median))
        SAY(s, "; {1} a way {2}, at the median for {3}", "; {1} einen Weg {2}, im Median für {3}",
            lode_report_i_count(s, reachable, PHRASE("{1} has", "{1} hat"), PHRASE("{1} have", "{1} haben")),
            lode_report_i_whither(s->arena, s->names, s->language, destination), lode_report_i_usd_t(s, median));
    if (captive > 0)
        SAY(s, "; {1} cut off by two actors or fewer", "; {1} schon von höchstens zwei Akteuren abgeschnitten",
            lode_report_i_count(s, captive, PHRASE("{1} can be", "{1} wird"), PHRASE("{1} can be", "{1} werden")));
}

/* ---- calibration -------------------------------------------------------------------------------------------- */

static const char *in_unit(speech *s, double value)
{
    const char *unit = lode_report_i_said(s, "unit");
    if (lode_report_i_says(s, "measure", "days"))
        return WORDS(s, "{1} days", "{1} Tage", lode_report_i_number(s, value));
    return unit ? WORDS(s, "{1} {2}", "{1} {2}", lode_report_i_number(s, value), unit) : lode_report_i_number(s, value);
}

void lode_report_i_say_calibration(speech *s)
{
    double published = lode_report_i_told(s, "observed"), computed = lode_report_i_told(s, "computed"),
           ratio = lode_report_i_told(s, "ratio");
    if (isnan(published))
        return;
    if (isnan(computed) || isnan(ratio)) {
        SAY(s, "Published: {1}; the model finds no way", "Veröffentlicht: {1}; das Modell findet keinen Weg",
            in_unit(s, published));
        return;
    }
    const char *one = in_unit(s, published), *other = in_unit(s, computed);
    const char *percent = lode_report_i_percent(s, 100 * fabs(ratio - 1));
    SAY(s, "Published: {1}; computed: {2}", "Veröffentlicht: {1}; berechnet: {2}", one, other);
    if (fabs(ratio - 1) < 0.005 || !one || !other || strcmp(one, other) == 0)
        SAY(s, ", nearly the same", ", fast gleich", "");
    else if (ratio > 1)
        SAY(s, ", {1} more", ", {1} mehr", percent);
    else
        SAY(s, ", {1} less", ", {1} weniger", percent);
    if (lode_report_i_says(s, "status", "off"))
        SAY(s, ", outside the band", ", außerhalb der Spanne", "");
}

/* ---- chokepoints -------------------------------------------------------------------------------------------- */

static const char *usd_a(speech *s, double value)
{
    return WORDS(s, "{1} USD a year", "{1} USD im Jahr", lode_report_i_large(s, value));
}

static const char *t_a(speech *s, double value)
{
    return WORDS(s, "{1} t a year", "{1} t im Jahr", lode_report_i_large(s, value));
}

void lode_report_i_say_chokepoint(speech *s)
{
    const char *id = lode_report_i_said(s, "id"), *name = lode_report_i_said(s, "name");
    double impact = lode_report_i_told(s, "impact_usd_a"), cut_off = lode_report_i_told(s, "cut_off_t_a"),
           used = lode_report_i_told(s, "used_t_a");
    name = name ? name : id;
    if (!name || isnan(impact))
        return;
    if (impact > 0)
        SAY(s, "Without {1} all deposits together pay {2} more", "Ohne {1} zahlen alle Lagerstätten zusammen {2} mehr",
            name, usd_a(s, impact));
    else
        SAY(s, "Without {1} no deposit pays more", "Ohne {1} zahlt keine Lagerstätte mehr", name);
    if (cut_off > 0)
        SAY(s, ", and {1} have no way left", ", und {1} haben keinen Weg mehr", t_a(s, cut_off));
    if (used > 0)
        SAY(s, "; {1} go by it", "; {1} gehen hindurch", t_a(s, used));
}

/* ---- corridors ---------------------------------------------------------------------------------------------- */

/* The first of several names that a column may have. */
static double any_of(const speech *s, const char *a, const char *b)
{
    double value = lode_report_i_told(s, a);
    return isnan(value) ? lode_report_i_told(s, b) : value;
}

void lode_report_i_say_corridor(speech *s)
{
    const char *title = corridor_title(s);
    double deposits = any_of(s, "n_deposits", "n_best"), g = any_of(s, "g_median_usd_t", "g_usd_t"),
           days = any_of(s, "median_days", "days");
    if (!title || (isnan(g) && isnan(deposits)))
        return;
    if (isnan(g)) {
        SAY(s, "{1}: no way follows it", "{1}: Kein Weg folgt ihm", title);
        return;
    }
    SAY(s, "{1}: {2}", "{1}: {2}", title, lode_report_i_usd_t(s, g));
    if (!isnan(days))
        SAY(s, " and {1}", " und {1}", lode_report_i_time(s, 24 * days));
    if (!isnan(deposits))
        SAY(s, " at the median of {1}", " im Median von {1}",
            lode_report_i_count(s, deposits, PHRASE("{1} deposit", "{1} Lagerstätte"),
                                PHRASE("{1} deposits", "{1} Lagerstätten")));
}

/* ---- countries ---------------------------------------------------------------------------------------------- */

/* The words come from the rule of M13; the sentence says of whom and of what. */
void lode_report_i_say_country(speech *s)
{
    const char *code = lode_report_i_said(s, "country"), *criterion = lode_report_i_said(s, "criterion"),
               *words = lode_report_i_said(s, s->language == LODE_GERMAN ? "words_de" : "words_en");
    criterion = criterion ? criterion : lode_report_i_said(s, "row");
    if (!code || !words)
        return;
    const char *country = lode_report_i_domain(s->arena, s->names, s->language, LODE_SUBJECT, code, strlen(code));
    if (criterion && s->language == LODE_ENGLISH)
        SAY(s, "{1}, {2}: {3}", "", country, criterion, words);
    else
        SAY(s, "{1}: {2}", "{1}: {2}", country, words);
}

/* ---- risk --------------------------------------------------------------------------------------------------- */

void lode_report_i_say_risk(speech *s)
{
    double expected = lode_report_i_told(s, "expected_usd_t"), base = any_of(s, "base_usd_t", "g_usd_t"),
           no_way = lode_report_i_told(s, "p_no_way"), dearer = lode_report_i_told(s, "p_dearer"),
           captive = lode_report_i_told(s, "captive_days");
    if (!isnan(dearer))
        SAY(s, "In {1} of the time the way is dearer or closed", "In {1} der Zeit ist der Weg teurer oder gesperrt",
            lode_report_i_percent(s, 100 * dearer));
    if (!isnan(no_way) && s->out.length)
        SAY(s, ", in {1} there is none", ", in {1} gibt es keinen", lode_report_i_percent(s, 100 * no_way));
    if (!isnan(expected) && !isnan(base))
        SAY(s, "{1}on average it costs {2} instead of {3}", "{1}im Mittel kostet er {2} statt {3}",
            s->out.length ? "; " : "", lode_report_i_usd_t(s, expected), lode_report_i_usd_t(s, base));
    if (!isnan(captive))
        SAY(s, "{1}{2} days a year without a way", "{1}{2} Tage im Jahr ohne Weg", s->out.length ? "; " : "",
            lode_report_i_number(s, captive));
}
