/* Sentences on who can close the way: dependency, cut_sets, attribution, and the deposit as a whole. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/sentence_i.h"

/* ---- dependency --------------------------------------------------------------------------------------------- */

/* One actor of a joint closure, and its row when it closes alone. */
typedef struct part {
    const char *name;
    double penalty; /* NaN: not known, or no way */
} part;

static int same_cell(const speech *s, size_t row, const char *column)
{
    const char *a = lode_report_i_said(s, column), *b = lode_table_text(s->table, row, column);
    return a && b && strcmp(a, b) == 0;
}

/* The row of dependency in which this actor closes alone; rows of a deposit, destination and base stand together. */
static long single_row(const speech *s, const char *actor, size_t length)
{
    for (int step = -1; step <= 1; step += 2)
        for (size_t row = s->row; row < lode_table_rows(s->table); row += (size_t)step) {
            if (!same_cell(s, row, "deposit") || !same_cell(s, row, "destination") || !same_cell(s, row, "base"))
                break;
            const char *closed = lode_table_text(s->table, row, "closed");
            if (closed && lode_same(closed, actor, length))
                return (long)row;
        }
    return -1;
}

static const lode_table *best_route(const speech *s, size_t *row)
{
    const char *deposit = lode_report_i_said(s, "deposit"), *destination = lode_report_i_said(s, "destination"),
               *base = lode_report_i_said(s, "base");
    if (!s->routes || !deposit || !destination || !base)
        return NULL;
    const char *id = lode_arena_printf(s->arena, "%s:%s:%s:best", deposit, destination, base);
    size_t low = 0, high = id ? lode_table_rows(s->routes) : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = lode_table_text(s->routes, s->route_order[middle], "id");
        int by = other ? strcmp(other, id) : -1;
        if (by == 0) {
            *row = s->route_order[middle];
            return s->routes;
        }
        if (by < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The last of a list: the state that the way ends in. */
static const char *last_item(speech *s, const char *list)
{
    const char *last = list ? strrchr(list, '>') : NULL;
    return last ? lode_arena_strdup(s->arena, last + 1) : NULL;
}

/* "; the way then goes by Türkiye": what the way that is left passes and the open one does not. */
static void say_way_left(speech *s)
{
    size_t row;
    const lode_table *routes = best_route(s, &row);
    if (!routes)
        return;
    const char *domains = lode_report_i_said(s, "domains");
    const char *by = lode_report_i_domains(s, domains, lode_table_text(routes, row, "domains"), last_item(s, domains));
    if (!by)
        by = lode_report_i_new_gates(s, lode_report_i_said(s, "gates"), lode_table_text(routes, row, "gates"));
    if (by)
        SAY(s, "; the way then goes by {1}", "; der Weg führt dann über {1}", by);
}

/* " (+4 %) and 3 days", after the money. */
static void say_share_and_time(speech *s)
{
    double percent = lode_report_i_told(s, "penalty_pct"), hours = lode_report_i_told(s, "delta_hours");
    if (!isnan(percent) && percent > 0)
        SAY(s, " (+{1})", " (+{1})", lode_report_i_percent(s, percent));
    if (isnan(hours) || fabs(hours) < 0.5)
        return;
    const char *time = lode_report_i_time(s, fabs(hours));
    if (hours > 0)
        SAY(s, " and {1}", " und {1}", time);
    else
        SAY(s, " and saves {1}", ", spart aber {1}", time);
}

static void say_rerouted(speech *s, const char *who)
{
    SAY(s, "Closing {1} costs {2}", "Ohne {1} kostet der Weg zusätzlich {2}", who,
        lode_report_i_usd_t(s, lode_report_i_told(s, "penalty_usd_t")));
    say_share_and_time(s);
    say_way_left(s);
}

static const char *penalty_words(speech *s, double penalty)
{
    return penalty > 0 ? lode_report_i_usd_t(s, penalty) : lode_report_i_words(s, PHRASE("nothing", "nichts"), NULL, 0);
}

/* "Either alone costs 38 USD/t; ", or "Russia alone costs 38 USD/t, China alone nothing; ". Nothing where the rows of
 * the single actors are not there, or one of them has no figure. */
static void say_each_alone(speech *s, const part *parts, size_t n)
{
    int alike = 1;
    for (size_t i = 0; i < n; i++) {
        if (isnan(parts[i].penalty))
            return;
        const char *first = penalty_words(s, parts[0].penalty), *other = penalty_words(s, parts[i].penalty);
        alike &= first && other && strcmp(first, other) == 0;
    }
    const char *cost = penalty_words(s, parts[0].penalty);
    if (alike && n == 2)
        SAY(s, "Either alone costs {1}; ", "Jede Sperre für sich kostet {1}; ", cost);
    else if (alike)
        SAY(s, "Each alone costs {1}; ", "Jede Sperre für sich kostet {1}; ", cost);
    for (size_t i = 0; i < n && !alike; i++)
        SAY(s, "{1}{2} alone{3} {4}{5}", "{1}{2} allein{3} {4}{5}", i ? ", " : "", parts[i].name,
            i                            ? ""
            : s->language == LODE_GERMAN ? " kostet"
                                         : " costs",
            penalty_words(s, parts[i].penalty), i + 1 == n ? "; " : "");
}

static int all_free(const part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(parts[i].penalty == 0))
            return 0;
    return n > 0;
}

static void say_joint_captive(speech *s, const actor_set *actors, const part *parts)
{
    actor_set proof = lode_report_i_actors(s, lode_report_i_said(s, "proof"));
    const char *who = lode_report_i_actor_words(s, LODE_OBJECT, actors);
    if (proof.n && proof.n < actors->n)
        SAY(s, "No way is left: closing {1} is enough", "Es bleibt kein Weg: Dazu genügt es, {1} zu sperren",
            lode_report_i_actor_words(s, LODE_OBJECT, &proof));
    else if (actors->n == 2 && all_free(parts, 2))
        SAY(s, "Captive to {1} together: without either one a way remains at no extra cost, without both none",
            "Auf {1} zusammen angewiesen: Sperrt nur einer von beiden, bleibt ein Weg ohne Mehrkosten; sperren beide, "
            "keiner",
            who);
    else {
        say_each_alone(s, parts, actors->n);
        const char *all = s->out.length ? NULL : who;
        if (all)
            SAY(s, "Closing {1} together leaves no way", "Ohne {1} zusammen bleibt kein Weg", all);
        else if (actors->n == 2)
            SAY(s, "both together leave no way", "beide zusammen lassen keinen Weg", "");
        else
            SAY(s, "all together leave no way", "alle zusammen lassen keinen Weg", "");
    }
}

static void say_joint_reroute(speech *s, const actor_set *actors, const part *parts)
{
    say_each_alone(s, parts, actors->n);
    if (!s->out.length) {
        say_rerouted(s, lode_report_i_actor_words(s, LODE_OBJECT, actors));
        return;
    }
    const char *cost = lode_report_i_usd_t(s, lode_report_i_told(s, "penalty_usd_t"));
    if (actors->n == 2)
        SAY(s, "both together {1}", "beide zusammen {1}", cost);
    else
        SAY(s, "all together {1}", "alle zusammen {1}", cost);
    say_share_and_time(s);
    say_way_left(s);
}

void lode_report_i_say_unreachable(speech *s)
{
    static const struct {
        const char *cause;
        phrase words;
    } causes[] = {
        {"no market takes the product", {{"no market takes the product", "kein Markt nimmt das Produkt ab"}}},
        {"no access to the network", {{"there is no access to the network", "es fehlt der Zugang zum Netz"}}},
        {"island: no link leads there", {{"no link leads there", "keine Strecke führt dorthin"}}},
        {"scenario, mode or works that are not open",
         {{"the scenario, the modes allowed or lines not yet open stand in the way",
           "Grund ist das Szenario, die Wahl der Verkehrsmittel oder eine noch nicht offene Strecke"}}},
        {"season, scenario, mode or works that are not open",
         {{"the month, the scenario, the modes allowed or lines not yet open stand in the way",
           "Grund ist der Monat, das Szenario, die Wahl der Verkehrsmittel oder eine noch nicht offene Strecke"}}},
        {"not connected", {{"the network does not lead there", "das Netz führt nicht dorthin"}}}};
    SAY(s, "There is no way, even when nobody closes", "Es gibt keinen Weg, auch wenn niemand sperrt", "");
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (lode_report_i_says(s, "cause", causes[i].cause))
            SAY(s, ": {1}", ": {1}", lode_report_i_words(s, causes[i].words, NULL, 0));
}

static void say_own(speech *s, const actor_set *own)
{
    SAY(s, "{1} holds an end of the way itself: its closure is not counted",
        "{1} liegt selbst an einem Ende des Weges: Die Sperre zählt nicht",
        lode_report_i_actor_words(s, LODE_SUBJECT, own));
}

/* One actor, or several: who closes, without those who own an end of the way. */
static void say_closure(speech *s, const actor_set *actors, const part *parts)
{
    const char *who = lode_report_i_actor_words(s, LODE_OBJECT, actors);
    if (lode_report_i_says(s, "status", "unaffected"))
        SAY(s, "Closing {1} changes nothing: the best way does not need {2}",
            "Ohne {1} ändert sich nichts: Der beste Weg ist nicht darauf angewiesen", who,
            actors->n > 1 ? "them" : "it");
    else if (lode_report_i_says(s, "status", "captive") && actors->n == 1)
        SAY(s, "Captive to {1}: closing it alone leaves no way",
            "Auf {1} angewiesen: Diese Sperre allein lässt keinen Weg", who);
    else if (lode_report_i_says(s, "status", "captive"))
        say_joint_captive(s, actors, parts);
    else if (isnan(lode_report_i_told(s, "penalty_usd_t")))
        return;
    else if (actors->n == 1)
        say_rerouted(s, who);
    else
        say_joint_reroute(s, actors, parts);
}

void lode_report_i_say_dependency(speech *s)
{
    actor_set all = lode_report_i_actors(s, lode_report_i_said(s, "closed")), counted = {.n = 0}, own = {.n = 0};
    part parts[32];
    if (lode_report_i_says(s, "status", "unreachable")) {
        lode_report_i_say_unreachable(s);
        return;
    }
    if (lode_report_i_says(s, "status", "uneconomic")) {
        SAY(s, "Even when nobody closes, the way costs more than the product can bear",
            "Auch wenn niemand sperrt, kostet der Weg mehr, als das Produkt trägt", "");
        return;
    }
    int whole = lode_report_i_says(s, "status", "own");
    for (size_t i = 0; i < all.n; i++) {
        long row = single_row(s, all.start[i], all.length[i]);
        const char *status = row < 0 ? NULL : lode_table_text(s->table, (size_t)row, "status");
        actor_set *to = whole || (status && strcmp(status, "own") == 0) ? &own : &counted;
        if (to == &counted)
            parts[counted.n] = (part){lode_report_i_actor_word(s, LODE_SUBJECT, &all, i),
                                      row < 0 ? NAN : lode_table_real(s->table, (size_t)row, "penalty_usd_t")};
        to->start[to->n] = all.start[i];
        to->length[to->n++] = all.length[i];
    }
    if (counted.n)
        say_closure(s, &counted, parts);
    if (own.n && counted.n && s->out.length)
        SAY(s, " ({1} holds an end of the way itself and is not counted)",
            " ({1} liegt selbst an einem Ende des Weges und zählt nicht)",
            lode_report_i_actor_words(s, LODE_SUBJECT, &own));
    else if (own.n && !counted.n)
        say_own(s, &own);
}

/* ---- cut sets ----------------------------------------------------------------------------------------------- */

static void say_free_way(speech *s)
{
    const char *gates = lode_report_i_gates(s, lode_report_i_said(s, "free_gates"));
    if (gates)
        SAY(s, "Whoever closes, a way stays open: by {1}", "Wer auch sperrt, ein Weg bleibt offen: über {1}", gates);
    else if (lode_report_i_said(s, "free_domains"))
        SAY(s, "Whoever closes, a way stays open: it crosses no border",
            "Wer auch sperrt, ein Weg bleibt offen: Er überschreitet keine Grenze", "");
    else
        SAY(s, "Whoever closes, a way stays open", "Wer auch sperrt, ein Weg bleibt offen", "");
}

void lode_report_i_say_cut_set(speech *s)
{
    actor_set set = lode_report_i_actors(s, lode_report_i_said(s, "cut_set"));
    const char *who = lode_report_i_actor_words(s, LODE_OBJECT, &set);
    if (lode_report_i_says(s, "status", "free_way"))
        say_free_way(s);
    else if (lode_report_i_says(s, "status", "no_small_cut"))
        SAY(s, "No four actors together can close every way", "Keine vier Akteure zusammen können jeden Weg sperren",
            "");
    else if (lode_report_i_says(s, "status", "unreachable"))
        lode_report_i_say_unreachable(s);
    else if (set.n == 1)
        SAY(s, "Captive to {1}: closing it alone leaves no way",
            "Auf {1} angewiesen: Diese Sperre allein lässt keinen Weg", who);
    else if (set.n == 2)
        SAY(s, "Captive to {1} together: without either one a way remains, without both none",
            "Auf {1} zusammen angewiesen: Sperrt nur einer von beiden, bleibt ein Weg; sperren beide, keiner", who);
    else if (set.n)
        SAY(s, "Captive to {1} together: while one of them stays open a way remains, with all closed none",
            "Auf {1} zusammen angewiesen: Bleibt einer davon offen, bleibt ein Weg; sperren alle, keiner", who);
}

/* The first set of that size in "{CHN+RUS} {AZE+GEO+CHN}", and how many there are. */
static actor_set smallest_set(speech *s, const char *sets, size_t size, size_t *n)
{
    actor_set first = {.n = 0};
    *n = 0;
    while (sets && (sets = strchr(sets, '{'))) {
        size_t length = strcspn(++sets, "}");
        const char *joined = lode_arena_strndup(s->arena, sets, length);
        actor_set set = lode_report_i_actors(s, joined);
        s->failed |= !joined;
        if (set.n == size && ++*n == 1)
            first = set;
        sets += length;
    }
    return first;
}

void lode_report_i_say_cut(speech *s, const char *cut_status, double smallest, const char *sets)
{
    size_t n = 0;
    if (!cut_status)
        return;
    if (strcmp(cut_status, "free_way") == 0)
        SAY(s, "; nobody can close every way", "; niemand kann jeden Weg sperren", "");
    else if (strcmp(cut_status, "no_small_cut") == 0)
        SAY(s, "; no four actors together can close every way",
            "; keine vier Akteure zusammen können jeden Weg sperren", "");
    else if (smallest > 0) {
        actor_set set = smallest_set(s, sets, (size_t)smallest, &n);
        const char *who = lode_report_i_actor_words(s, LODE_SUBJECT, &set);
        if (set.n == 1)
            SAY(s, "; {1} alone can close every way", "; {1} allein kann jeden Weg sperren", who);
        else if (set.n)
            SAY(s, "; {1} together can close every way", "; {1} zusammen können jeden Weg sperren", who);
        if (n > 1)
            SAY(s, ", as can {1}", ", ebenso {1}",
                lode_report_i_count(s, (double)n - 1,
                                    PHRASE("{1} other set of actors", "{1} weitere Gruppe von Akteuren"),
                                    PHRASE("{1} other sets of actors", "{1} weitere Gruppen von Akteuren")));
    }
}

/* ---- attribution -------------------------------------------------------------------------------------------- */

void lode_report_i_say_attribution(speech *s)
{
    actor_set set = lode_report_i_actors(s, lode_report_i_said(s, "actor"));
    const char *who = lode_report_i_actor_words(s, LODE_SUBJECT, &set);
    double share = lode_report_i_told(s, "phi_share"), cost = lode_report_i_told(s, "phi_usd_t"),
           access = lode_report_i_told(s, "access_share");
    if (!who)
        return;
    if (!isnan(share) && !isnan(cost))
        SAY(s, "{1} accounts for {2} of what it costs when all close ({3})",
            "{1} trägt {2} zu dem bei, was die Sperre durch alle kostet ({3})", who,
            lode_report_i_percent(s, 100 * share), lode_report_i_usd_t(s, cost));
    if (!isnan(access) && s->out.length)
        SAY(s, ", and for {1} of the power to leave no way", ", und {1} zur Macht, keinen Weg zu lassen",
            lode_report_i_percent(s, 100 * access));
    else if (!isnan(access))
        SAY(s, "{1} has {2} of the power to leave no way", "{1} hat {2} der Macht, keinen Weg zu lassen", who,
            lode_report_i_percent(s, 100 * access));
    else if (!s->out.length && lode_report_i_says(s, "status", "nothing to attribute"))
        SAY(s, "Nothing is attributed to {1}: even if all close, the way costs no more",
            "{1} wird nichts zugerechnet: Auch wenn alle sperren, kostet der Weg nicht mehr", who);
}

/* ---- the deposit -------------------------------------------------------------------------------------------- */

static const char *headline_column(const speech *s, const char *name)
{
    return s->main ? lode_arena_printf(s->arena, "%s_%s", s->main->prefix, name) : NULL;
}

static const char *headline_said(const speech *s, const char *name)
{
    const char *column = headline_column(s, name);
    return column ? lode_report_i_said(s, column) : NULL;
}

static double headline_told(const speech *s, const char *name)
{
    const char *column = headline_column(s, name);
    return column ? lode_report_i_told(s, column) : NAN;
}

void lode_report_i_say_deposit(speech *s)
{
    const char *name = lode_report_i_said(s, "name"), *domains = headline_said(s, "domains"),
               *status = headline_said(s, "status");
    double g = headline_told(s, "g_usd_t"), days = headline_told(s, "days");
    if (!name || !status || !s->main)
        return;
    const char *to = lode_report_i_whither(s->arena, s->names, s->language, s->main->destination);
    if (strcmp(s->main->base, "open") != 0)
        SAY(s, "Under {1}: ", "Unter {1}: ", s->main->base);
    if (strcmp(status, "unreachable") == 0 || isnan(g) || isnan(days)) {
        SAY(s, "from {1} {2} there is no way, even when nobody closes",
            "von {1} {2} gibt es keinen Weg, auch wenn niemand sperrt", name, to);
        return;
    }
    const char *by = lode_report_i_domains(s, domains, lode_report_i_said(s, "country"), last_item(s, domains));
    SAY(s, "from {1} {2} goods take {3} and cost {4} all in",
        "von {1} {2} braucht die Ware {3} und kostet alles in allem {4}", name, to, lode_report_i_time(s, 24 * days),
        lode_report_i_usd_t(s, g));
    if (by)
        SAY(s, ", by {1}", ", über {1}", by);
    if (strcmp(status, "uneconomic") == 0)
        SAY(s, ", more than the product can bear", ", mehr, als das Produkt trägt", "");
    lode_report_i_say_cut(s, headline_said(s, "cut_status"), headline_told(s, "smallest_cut"),
                          headline_said(s, "cut_sets"));
}
