/* The layer country_comparison: each country with deposits by the measures of M13, in figures and in words. */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "app/corridor_way.h"
#include "app/network_measures.h"
#include "core/diversity.h"

/* How a deposit stands to its main closers, the worst first. */
enum { BY_CASPIAN = 1, DEPENDENT = 2 };

/* What the rules ask of each deposit of a country. */
typedef struct facts {
    double weight;
    double smallest; /* actors of its smallest cut among the main ones; INFINITY: none */
    double any_cut;  /* the same among all actors */
    int free_way;    /* nobody can close it */
    double standing; /* 0 independent, BY_CASPIAN or DEPENDENT */
    double resilience, corridors, effective;
} facts;

typedef struct comparing {
    running *r;
    const lode_fleet *f;
    const char *base;
    lode_corridor_plan *caspian; /* NULL: no such domain */
    const lode_land *land;
    size_t *members, n;
    facts *facts;
    double *values, *weights; /* room */
    int64_t seq;
} comparing;

/* ---- facts of one deposit ------------------------------------------------------------------------------------- */

static uint32_t pair_of(const lode_network *n)
{
    int rus = lode_actor_index(n, "RUS"), chn = lode_actor_index(n, "CHN");
    return (rus < 0 ? 0 : UINT32_C(1) << rus) | (chn < 0 ? 0 : UINT32_C(1) << chn);
}

/* Smallest cut among the main actors, and R (M13): one question a set of them. */
static lode_status ask_sets(comparing *c, size_t i, facts *x)
{
    const lode_network *n = c->r->s.network;
    uint32_t main = lode_main_actors(n);
    main &= ~lode_owners(n, main, &c->f->own[i]);
    int64_t open;
    double sum = 0;
    size_t sets = 0;
    lode_status status = lode_fleet_cost(c->f, i, 0, &open, c->r->err);
    x->smallest = INFINITY;
    x->resilience = NAN;
    for (uint32_t set = main; set && !status && open != LODE_NO_WAY; set = (set - 1) & main) {
        int64_t shut;
        status = lode_fleet_cost(c->f, i, set, &shut, c->r->err);
        sets++;
        if (shut == LODE_NO_WAY)
            x->smallest = fmin(x->smallest, __builtin_popcount(set));
        else
            sum += shut > 0 ? (double)open / (double)shut : 1;
    }
    if (sets)
        x->resilience = sum / (double)sets;
    return status;
}

/* Whether a way over the Caspian is left without Russia and China. */
static lode_status ask_caspian(comparing *c, size_t i, const lode_set *closed, int *left)
{
    const lode_shipment *shipment = lode_oracle_shipment(c->f->ships[i].oracle);
    lode_target *targets = NULL;
    size_t n_targets;
    lode_corridor_search search = {0};
    *left = 0;
    if (!c->caspian)
        return LODE_OK;
    lode_status status =
        lode_destination_targets(&c->r->s, c->f->destination, shipment->product, &targets, &n_targets, c->r->err);
    if (!status)
        status = lode_corridor_search_open(&search, c->caspian, c->f->scenario, shipment, LODE_BY_COST, targets,
                                           n_targets, c->r->err);
    if (!status)
        status = lode_corridor_search_left(&search, c->f->ships[i].origin, closed, left, c->r->err);
    lode_corridor_search_close(&search);
    free(targets);
    return status;
}

/* A cut within Russia and China; else what they cost, and whether the Caspian is a way around. */
static lode_status ask_standing(comparing *c, size_t i, facts *x)
{
    uint32_t pair = pair_of(c->r->s.network);
    pair &= ~lode_owners(c->r->s.network, pair, &c->f->own[i]);
    int64_t open, shut;
    int left = 0;
    lode_status status = lode_fleet_cost(c->f, i, 0, &open, c->r->err);
    if (!status)
        status = lode_fleet_cost(c->f, i, pair, &shut, c->r->err);
    if (status)
        return status;
    if (open != LODE_NO_WAY && shut == LODE_NO_WAY) {
        x->standing = DEPENDENT;
    } else if (open != LODE_NO_WAY && shut > open) {
        lode_set closed = lode_closed_by(c->r->s.network, pair, &c->f->own[i]);
        status = ask_caspian(c, i, &closed, &left);
        x->standing = left ? BY_CASPIAN : 0;
    }
    return status;
}

static lode_status ask_effective(comparing *c, size_t i, facts *x)
{
    lode_diversity_rules rules = lode_diversity_rules_of(&c->r->s.network->parameters);
    lode_diversity d;
    lode_set nothing = {{0}};
    rules.home = c->f->own[i];
    lode_status status =
        lode_diversity_find(c->f->ships[i].oracle, c->f->ships[i].origin, &nothing, &rules, &d, c->r->err);
    x->effective = status || isnan(d.effective) ? 0 : d.effective;
    if (!status)
        lode_diversity_free(&d);
    return status;
}

static double count_corridors(const comparing *c, size_t i)
{
    const running *r = c->r;
    size_t n = 0;
    const headline *h = &r->headlines[i * lode_run_i_prefixes(r)];
    for (size_t k = 0; k < r->s.c->corridors.n && r->corridors && h->g != LODE_NO_WAY; k++) {
        const lode_along *along = r->corridors[k].along ? &r->corridors[k].along[i] : NULL;
        n += along && along->found && (double)along->g <= r->s.network->parameters.corridor_factor * (double)h->g;
    }
    return (double)n;
}

static lode_status ask_deposit(comparing *c, size_t i, facts *x)
{
    const headline *h = &c->r->headlines[i * lode_run_i_prefixes(c->r)];
    double output = c->r->s.c->occurrences.v[i].output_t_a;
    *x = (facts){.weight = output > 0 ? output : 0};
    x->any_cut = h->smallest_cut > 0 ? h->smallest_cut : INFINITY;
    x->free_way = h->cut_status && strcmp(h->cut_status, "free_way") == 0;
    x->corridors = count_corridors(c, i);
    lode_status status = ask_sets(c, i, x);
    if (!status)
        status = ask_standing(c, i, x);
    return status ? status : ask_effective(c, i, x);
}

/* ---- over a country ------------------------------------------------------------------------------------------- */

/* Over the deposits of the country, by their weights. */
static double median_of(comparing *c, size_t member_of_facts)
{
    size_t n = 0;
    for (size_t k = 0; k < c->n; k++) {
        double value;
        memcpy(&value, (const char *)&c->facts[k] + member_of_facts, sizeof value);
        if (isnan(value))
            continue;
        c->values[n] = value;
        c->weights[n++] = c->facts[k].weight;
    }
    return lode_weighted_median(c->values, c->weights, n);
}
#define MEDIAN(c, member) median_of(c, offsetof(facts, member))

static double free_share(const comparing *c)
{
    double all = 0, free_ones = 0;
    for (size_t k = 0; k < c->n; k++) {
        all += c->facts[k].weight;
        free_ones += c->facts[k].free_way ? c->facts[k].weight : 0;
    }
    return all > 0 ? free_ones / all : NAN;
}

typedef struct row {
    const char *measure, *unit, *words_en, *words_de, *rule, *source;
    double figure;
} row;

static void put(comparing *c, const row *x, lode_text *detail)
{
    lode_table *t = c->r->tables[T_COUNTRIES];
    const lode_case *cs = c->r->s.c;
    lode_table_add(t);
    lode_table_set_text(t, "country", c->land->country);
    for (size_t i = 0; i < cs->countries.n; i++)
        if (strcmp(cs->countries.v[i].iso3, c->land->country) == 0)
            lode_table_set_text(t, "country_name", cs->countries.v[i].name);
    lode_table_set_text(t, "measure", x->measure);
    lode_table_set_real(t, "figure", isfinite(x->figure) ? x->figure : NAN);
    lode_table_set_text(t, "unit", x->unit);
    lode_table_set_text(t, "words_en", x->words_en);
    lode_table_set_text(t, "words_de", x->words_de);
    lode_table_set_text(t, "detail", detail && detail->length ? detail->data : NULL);
    lode_table_set_text(t, "rule", x->rule);
    lode_table_set_text(t, "source", x->source);
    lode_table_set_text(t, "destination", c->f->destination->name);
    lode_table_set_text(t, "base", c->base);
    lode_table_set_int(t, "n_deposits", (int64_t)c->land->n_deposits);
    lode_table_set_int(t, "seq", ++c->seq);
    if (detail)
        lode_text_free(detail);
}

static void put_landlockedness(comparing *c)
{
    lode_text detail = {0};
    double smallest = MEDIAN(c, smallest), standing = MEDIAN(c, standing), share = free_share(c);
    int any = 0;
    for (size_t k = 0; k < c->n; k++)
        any |= !isnan(c->facts[k].resilience);
    row x = {
        "landlockedness",
        "actors",
        "independent of Russia and China",
        "unabhängig von Russland und China",
        "Smallest set of the main actors (RUS, CHN, CASPIAN without own) that cuts off the median deposit, empty "
        "where none does. Cut within RUS and CHN: fully transit-dependent; dearer without both, and a way over the "
        "Caspian is left: the Caspian offers alternatives; else independent (M13).",
        "cut sets and closures of this run",
        smallest};
    if (standing >= DEPENDENT) {
        x.words_en = "fully transit-dependent on Russia and China";
        x.words_de = "im Transit vollständig von Russland und China abhängig";
    } else if (standing >= BY_CASPIAN) {
        x.words_en = "the Caspian offers alternatives";
        x.words_de = "das Kaspische Meer bietet Alternativen";
    }
    if (!any)
        x.words_en = "no way to the destination", x.words_de = "kein Weg zum Ziel";
    lode_text_addf(&detail, "share with a way that nobody can close: %.0f %%", 100 * share);
    put(c, &x, &detail);
}

/* ---- main market ---------------------------------------------------------------------------------------------- */

static int is_rest(const char *partner)
{
    return strcmp(partner, "REST") == 0;
}

static int counts_as_trade(const lode_trade *t, const char *country, double year)
{
    return t->partner && strcmp(t->country, country) == 0 && !isnan(t->share) &&
           (!t->flow || strcmp(t->flow, "export") == 0) && (!t->commodity || strcmp(t->commodity, "all") == 0) &&
           (isnan(year) || t->year == year);
}

static double latest_year(const lode_case *cs, const char *country)
{
    double year = NAN;
    for (size_t i = 0; i < cs->trade.n; i++)
        if (counts_as_trade(&cs->trade.v[i], country, NAN))
            year = fmax(year, cs->trade.v[i].year); /* fmax passes over NaN */
    return year;
}

static int order_partners(const void *a, const void *b)
{
    const lode_trade *x = *(const lode_trade *const *)a, *y = *(const lode_trade *const *)b;
    return x->share > y->share ? -1 : (x->share < y->share ? 1 : strcmp(x->partner, y->partner));
}

/* Named partners, the largest first; how many. */
static size_t partners_of(const lode_case *cs, const char *country, const lode_trade **partners)
{
    size_t n = 0;
    double year = latest_year(cs, country);
    for (size_t i = 0; i < cs->trade.n; i++)
        if (counts_as_trade(&cs->trade.v[i], country, year) && !is_rest(cs->trade.v[i].partner))
            partners[n++] = &cs->trade.v[i];
    if (n)
        qsort(partners, n, sizeof(const lode_trade *), order_partners);
    return n;
}

static void put_concentration(comparing *c, double hhi, const char *source)
{
    int low = hhi < c->r->s.network->parameters.market_diversified_hhi;
    row x = {"trade_concentration",
             "HHI",
             low ? "diversified" : "concentrated",
             low ? "breit gestreut" : "konzentriert",
             "Sum of the squared shares of the named partners; all others (REST) are many and count as nothing. Below "
             "market_diversified_hhi: diversified (M13).",
             source,
             hhi};
    put(c, &x, NULL);
}

static void put_main_market(comparing *c, const lode_trade **partners, size_t n)
{
    const lode_parameters *p = &c->r->s.network->parameters;
    lode_text detail = {0}, en = {0}, de = {0};
    double hhi = 0;
    row x = {"main_market",
             "share of trade",
             NULL,
             NULL,
             "Largest partner of trade (latest year). From market_strong on: very strong orientation; HHI of the named "
             "partners below market_diversified_hhi: diversified; else focus on the first two (M13).",
             NULL,
             NAN};
    for (size_t i = n; i-- > 0;)
        hhi += partners[i]->share * partners[i]->share;
    if (n) {
        x.figure = partners[0]->share;
        x.source = partners[0]->source;
        for (size_t i = 0; i < n; i++)
            lode_text_addf(&detail, "%s%s %.0f %%", i ? "; " : "", partners[i]->partner, 100 * partners[i]->share);
    }
    if (n == 0) {
        lode_text_add(&en, "no trade in the case");
        lode_text_add(&de, "kein Handel im Fall");
    } else if (partners[0]->share >= p->market_strong) {
        lode_text_addf(&en, "very strong orientation to %s", partners[0]->partner);
        lode_text_addf(&de, "sehr starke Ausrichtung auf %s", partners[0]->partner);
    } else if (hhi < p->market_diversified_hhi) {
        lode_text_addf(&en, "diversified, %s%s%s in front", partners[0]->partner, n > 1 ? " and " : "",
                       n > 1 ? partners[1]->partner : "");
        lode_text_addf(&de, "diversifiziert, %s%s%s voran", partners[0]->partner, n > 1 ? " und " : "",
                       n > 1 ? partners[1]->partner : "");
    } else {
        lode_text_addf(&en, "focus on %s%s%s", partners[0]->partner, n > 1 ? ", " : "",
                       n > 1 ? partners[1]->partner : "");
        lode_text_addf(&de, "Schwerpunkt %s%s%s", partners[0]->partner, n > 1 ? ", " : "",
                       n > 1 ? partners[1]->partner : "");
    }
    x.words_en = lode_text_get(&en);
    x.words_de = lode_text_get(&de);
    put(c, &x, &detail);
    if (n)
        put_concentration(c, hhi, partners[0]->source);
    lode_text_free(&en);
    lode_text_free(&de);
}

/* Seeds of the markets in a domain that take the product. */
static lode_status targets_in(const lode_session *s, const char *domain, const char *product, lode_target **targets,
                              size_t *n, lode_err *err)
{
    lode_destination all = {"ALL", -1};
    lode_status status = lode_destination_targets(s, &all, product, targets, n, err);
    size_t kept = 0;
    int32_t wanted = lode_network_domain(s->network, domain);
    for (size_t i = 0; i < *n && !status; i++)
        if (s->network->place_domain[s->network->state_place[(*targets)[i].state]] == wanted)
            (*targets)[kept++] = (*targets)[i];
    *n = kept;
    return status;
}

/* G of the best market in a domain, of a deposit; LODE_NO_WAY where none. */
static lode_status ask_market(comparing *c, size_t i, const char *domain, int64_t *g)
{
    const lode_shipment *shipment = lode_oracle_shipment(c->f->ships[i].oracle);
    lode_target *targets = NULL;
    size_t n;
    lode_way way = {0};
    lode_set nothing = {{0}};
    *g = LODE_NO_WAY;
    lode_status status = targets_in(&c->r->s, domain, shipment->product, &targets, &n, c->r->err);
    if (!status && n) {
        lode_oracle *oracle = lode_oracle_sibling(c->f->ships[i].oracle, c->f->scenario, targets, n, c->r->err);
        status = oracle ? lode_oracle_ask(oracle, c->f->ships[i].origin, &nothing, &way, c->r->err) : LODE_IO;
        if (!status && way.found)
            *g = way.cost;
        c->r->searches += oracle ? lode_oracle_searches(oracle) : 0;
        lode_oracle_free(oracle);
    }
    free(targets);
    return status;
}

static int has_market(const lode_network *n, const char *domain)
{
    int32_t wanted = lode_network_domain(n, domain);
    for (size_t i = 0; i < n->n_markets; i++)
        if (wanted >= 0 && n->place_domain[n->market[i].place] == wanted)
            return 1;
    return 0;
}

static lode_status put_pull(comparing *c, const char *partner)
{
    size_t n = 0;
    lode_text measure = {0};
    for (size_t k = 0; k < c->n; k++) {
        int64_t there, best;
        lode_status status = ask_market(c, c->members[k], partner, &there);
        if (!status)
            status = lode_fleet_cost(c->f, c->members[k], 0, &best, c->r->err);
        if (status)
            return status;
        if (there == LODE_NO_WAY || best == LODE_NO_WAY || best == 0)
            continue;
        c->values[n] = 1 - (double)there / (double)best;
        c->weights[n++] = c->facts[k].weight;
    }
    lode_text_addf(&measure, "pull_%s", partner);
    row x = {lode_text_get(&measure),
             "1 - G/G",
             NULL,
             NULL,
             "1 - G(best market in the partner country) / G(best market of the destination), of the median deposit: "
             "above 0 the partner is nearer in cost (M13).",
             "best ways of this run",
             lode_weighted_median(c->values, c->weights, n)};
    x.words_en = n == 0 ? "no way there" : (x.figure > 0 ? "nearer than the destination" : "not nearer");
    x.words_de = n == 0 ? "kein Weg dorthin" : (x.figure > 0 ? "näher als das Ziel" : "nicht näher");
    put(c, &x, NULL);
    lode_text_free(&measure);
    return LODE_OK;
}

static lode_status put_market(comparing *c)
{
    const lode_case *cs = c->r->s.c;
    const lode_trade **partners = calloc(cs->trade.n + 1, sizeof *partners);
    if (!partners)
        return lode_fail_memory(c->r->err);
    size_t n = partners_of(cs, c->land->country, partners);
    lode_status status = LODE_OK;
    put_main_market(c, partners, n);
    for (size_t i = 0; i < n && !status; i++)
        if (has_market(c->r->s.network, partners[i]->partner) && strcmp(partners[i]->partner, c->land->country) != 0)
            status = put_pull(c, partners[i]->partner);
    free(partners);
    return status;
}

/* ---- corridors, processing, resilience, capacity -------------------------------------------------------------- */

static void put_corridors(comparing *c)
{
    const lode_parameters *p = &c->r->s.network->parameters;
    double corridors = MEDIAN(c, corridors), effective = MEDIAN(c, effective), cut = MEDIAN(c, any_cut);
    int several = corridors >= p->corridors_least && effective >= p->effective_least && !(cut <= p->corridors_cut);
    lode_text detail = {0};
    row x = {"corridors",
             "corridors",
             several ? "multi-vector" : "limited",
             several ? "mehrere Richtungen" : "eingeschränkt",
             "Corridors with G up to corridor_factor times the best, of the median deposit. Multi-vector: at least "
             "corridors_least of them, at least effective_least effective routes (M7), and no corridors_cut actors can "
             "close all ways; else limited (M13).",
             "corridors, routes and cut sets of this run",
             corridors};
    lode_text_addf(&detail, "effective routes %.2f; ", effective);
    if (isinf(cut))
        lode_text_add(&detail, "no small cut set");
    else
        lode_text_addf(&detail, "smallest cut %.0f", cut);
    put(c, &x, &detail);
}

typedef struct plants {
    double stage, capacity;
    size_t unknown;
} plants;

static plants plants_of(const lode_session *s, const char *country)
{
    plants p = {0};
    for (size_t i = 0; i < s->c->plants.n; i++) {
        const lode_plant *x = &s->c->plants.v[i];
        int32_t place = x->place ? lode_network_place(s->network, x->place) : -1;
        if (place < 0 || strcmp(s->network->domain[s->network->place_domain[place]], country) != 0)
            continue;
        if (x->status && strcmp(x->status, "open") != 0)
            continue;
        p.stage = fmax(p.stage, x->stage);
        p.capacity += isnan(x->capacity_t_a) ? 0 : x->capacity_t_a;
        p.unknown += isnan(x->capacity_t_a);
    }
    return p;
}

static void put_processing(comparing *c)
{
    static const char *const en[] = {"low", "moderate", "high"}, *const de[] = {"gering", "mäßig", "hoch"};
    plants p = plants_of(&c->r->s, c->land->country);
    double output = 0;
    for (size_t k = 0; k < c->n; k++)
        output += c->f->ships[c->members[k]].output_t_a > 0 ? c->f->ships[c->members[k]].output_t_a : 0;
    int level = p.stage <= 1 ? 0 : (p.stage <= 2 || p.capacity < output ? 1 : 2);
    lode_text detail = {0};
    row x = {
        "processing",
        "stage",
        en[level],
        de[level],
        "Highest stage of an open plant (1 concentrate, 2 mixed compound, 3 separated oxide, 4 metal). 0 or 1: low; "
        "2, or less capacity than output: moderate; else high. A capacity that is not known counts as nothing, an "
        "output that is not given as notional (M13, M8).",
        "plants, occurrences",
        p.stage};
    lode_text_addf(&detail, "known capacity %.0f t/a (%zu open plants without a figure), output %.0f t/a", p.capacity,
                   p.unknown, output);
    put(c, &x, &detail);
}

static void put_resilience(comparing *c)
{
    const lode_parameters *p = &c->r->s.network->parameters;
    double value = MEDIAN(c, resilience);
    row x = {
        "resilience",
        "R",
        "high",
        "hoch",
        "R = mean over all sets of the main actors (RUS, CHN, CASPIAN without own) of c(none)/c(S), 0 where no way "
        "is, of the median deposit. Up to resilience_limited: limited; below resilience_high: comparatively "
        "higher; else high (M13).",
        "closures of this run",
        value};
    if (isnan(value))
        x.words_en = "nothing to close, or no way", x.words_de = "nichts zu schließen, oder kein Weg";
    else if (value <= p->resilience_limited + 1e-9)
        x.words_en = "limited", x.words_de = "eingeschränkt";
    else if (value < p->resilience_high)
        x.words_en = "comparatively higher", x.words_de = "vergleichsweise höher";
    put(c, &x, NULL);
}

/* From the layer capacity, all open. */
static void put_capacity(comparing *c)
{
    const lode_table *t = c->r->tables[T_CAPACITY];
    for (size_t i = 0; i < lode_table_rows(t); i++) {
        if (strcmp(lode_table_text(t, i, "country"), c->land->country) != 0 ||
            strcmp(lode_table_text(t, i, "destination"), c->f->destination->name) != 0 ||
            strcmp(lode_table_text(t, i, "base"), c->base) != 0 || strcmp(lode_table_text(t, i, "closed"), "none") != 0)
            continue;
        const char *high = lode_table_text(t, i, "high_status"), *low = lode_table_text(t, i, "low_status");
        const char *limits = lode_table_text(t, i, "low_limits");
        int unbounded = strcmp(high, "unbounded") == 0, no_way = strcmp(high, "no_way") == 0;
        lode_text detail = {0};
        row x = {
            "capacity",
            "kt/a",
            unbounded ? "not bounded by what is known" : (no_way ? "no way" : "bounded"),
            unbounded ? "durch Bekanntes nicht begrenzt" : (no_way ? "kein Weg" : "begrenzt"),
            "Maximum flow from the country's deposits, low (a capacity that is not known counts as nothing) as the "
            "figure, high (unlimited) beside it (M10).",
            "capacities of links, crossings and terminals",
            lode_table_real(t, i, "low_kt_a")};
        lode_text_addf(&detail, "low: %s; high: %s", low, high);
        if (!isnan(lode_table_real(t, i, "high_kt_a")))
            lode_text_addf(&detail, " %.1f kt/a", lode_table_real(t, i, "high_kt_a"));
        if (limits)
            lode_text_addf(&detail, "; bound by %s", limits);
        put(c, &x, &detail);
        return;
    }
}

/* By output where the case gives that of each of the country's deposits, else each counts once: one known output among
 * many unknown ones would speak for all. */
static void weigh(comparing *c)
{
    int given = 1;
    for (size_t k = 0; k < c->n; k++)
        given &= c->facts[k].weight > 0;
    for (size_t k = 0; k < c->n && !given; k++)
        c->facts[k].weight = 1;
}

static lode_status compare(comparing *c)
{
    lode_status status = LODE_OK;
    c->n = 0;
    for (size_t k = 0; k < c->f->n; k++)
        if (lode_counts_for(c->land, &c->r->s.c->occurrences.v[c->f->order[k]]))
            c->members[c->n++] = c->f->order[k];
    for (size_t k = 0; k < c->n && !status; k++)
        status = ask_deposit(c, c->members[k], &c->facts[k]);
    weigh(c);
    if (status)
        return status;
    put_landlockedness(c);
    status = put_market(c);
    put_corridors(c);
    put_processing(c);
    put_resilience(c);
    put_capacity(c);
    return status;
}

lode_status lode_run_i_put_countries(running *r, const lode_fleet *f, const char *base)
{
    comparing c = {.r = r, .f = f, .base = base};
    lode_land *lands = NULL;
    size_t n_lands = 0;
    lode_err fault = {0};
    c.members = calloc(f->n + 1, sizeof *c.members);
    c.facts = calloc(f->n + 1, sizeof *c.facts);
    c.values = calloc(f->n + 1, sizeof *c.values);
    c.weights = calloc(f->n + 1, sizeof *c.weights);
    lode_status status = c.members && c.facts && c.values && c.weights ? lode_lands(r->s.c, 0, &lands, &n_lands, r->err)
                                                                       : lode_fail_memory(r->err);
    if (!status && lode_network_domain(r->s.network, "CASPIAN") >= 0)
        c.caspian = lode_corridor_plan_new(r->s.network, "over the Caspian", "CASPIAN", NULL, &fault);
    for (size_t i = 0; i < n_lands && !status; i++) {
        lode_session_progress(&r->s, "countries", i, n_lands);
        c.land = &lands[i];
        status = compare(&c);
    }
    lode_corridor_plan_free(c.caspian);
    free(lands);
    free(c.members);
    free(c.facts);
    free(c.values);
    free(c.weights);
    return status;
}
