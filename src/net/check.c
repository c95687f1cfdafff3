#include "net/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/finding.h"
#include "base/text.h"
#include "core/dependency.h"
#include "core/network.h"
#include "core/parameters.h"
#include "geo/geodesic.h"
#include "net/missing.h"
#include "net/names.h"
#include "net/tariff.h"

typedef struct checking {
    const lode_case *c;
    lode_findings *findings;
    lode_names places, products, domains;
    unsigned char *place_has_port;
} checking;

static const lode_place *place_of(const checking *k, const char *id)
{
    long row = lode_names_get(&k->places, id);
    return row < 0 ? NULL : &k->c->places.v[row];
}

static void check_place(checking *k, lode_where where, const char *id)
{
    if (id && !place_of(k, id))
        lode_found(k->findings, "LW-REF-001", where, id, "an id of places");
}

static void check_domain(checking *k, const char *code, lode_where where, const char *name, size_t length)
{
    if (lode_names_find(&k->domains, name, length) >= 0)
        return;
    char *text = strndup(name, length);
    lode_found(k->findings, code, where, text, "a domain of the case");
    free(text);
}

static void check_products(checking *k, lode_where where, const char *list)
{
    size_t length;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        if (lode_same("*", item, length) || lode_names_find(&k->products, item, length) >= 0)
            continue;
        char *text = strndup(item, length);
        lode_found(k->findings, "LW-REF-001", where, text, "an id of products, or *");
        free(text);
    }
}

/* A land link keeps to one domain; a ship or aircraft needs a port where it calls on land. */
static void check_end(checking *k, const lode_link *link, lode_where where, const char *id)
{
    const lode_place *place = place_of(k, id);
    if (!place || !place->domain || !link->domain || strcmp(place->domain, link->domain) == 0)
        return;
    if (link->mode == LODE_RAIL || link->mode == LODE_ROAD)
        lode_found(k->findings, "LW-NET-001", where, place->domain, link->domain);
    else if (!k->place_has_port[place - k->c->places.v])
        lode_found(k->findings, "LW-NET-002", where, id, "a place with a port, ferry or airport terminal");
}

static void check_length(checking *k, const lode_link *link, const char *layer)
{
    const lode_place *a = place_of(k, link->from_place), *b = place_of(k, link->to_place);
    if (!a || !b || !a->row.geom.shape || !b->row.geom.shape || isnan(link->length_km))
        return;
    double km = lode_distance_km(a->row.geom.xy[0], a->row.geom.xy[1], b->row.geom.xy[0], b->row.geom.xy[1]);
    char expected[60];
    snprintf(expected, sizeof expected, "at least %.1f km", km);
    if (link->length_km < 0.98 * km - 1)
        lode_found_number(k->findings, "LW-GEO-007", (lode_where){layer, link->row.fid, link->id, "length_km"},
                          link->length_km, expected);
}

static void check_links(checking *k, lode_links links)
{
    for (size_t i = 0; i < links.n; i++) {
        const lode_link *link = &links.v[i];
        lode_where from = {links.layer, link->row.fid, link->id, "from_place"}, to = from, gauge = from;
        to.column = "to_place";
        gauge.column = "gauge_mm";
        check_place(k, from, link->from_place);
        check_place(k, to, link->to_place);
        check_end(k, link, from, link->from_place);
        check_end(k, link, to, link->to_place);
        check_length(k, link, links.layer);
        if (link->mode == LODE_RAIL && isnan(link->gauge_mm))
            lode_found(k->findings, "LW-NET-003", gauge, NULL, "a gauge in mm");
    }
}

static void check_crossings(checking *k)
{
    for (size_t i = 0; i < k->c->crossings.n; i++) {
        const lode_crossing *x = &k->c->crossings.v[i];
        lode_where where = {"crossings", x->row.fid, x->id, "place_a"};
        const lode_place *a = place_of(k, x->place_a), *b = place_of(k, x->place_b);
        check_place(k, where, x->place_a);
        where.column = "place_b";
        check_place(k, where, x->place_b);
        if (a && b && a->domain && b->domain && strcmp(a->domain, b->domain) == 0)
            lode_found(k->findings, "LW-NET-004", where, a->domain, "places of two domains");
        check_products(k, (lode_where){"crossings", x->row.fid, x->id, "closed_products"}, x->closed_products);
        where.column = isnan(x->gauge_a_mm) ? "gauge_a_mm" : "gauge_b_mm";
        if (x->mode && strcmp(x->mode, "rail") == 0 && (isnan(x->gauge_a_mm) || isnan(x->gauge_b_mm)))
            lode_found(k->findings, "LW-NET-003", where, NULL, "a gauge in mm");
    }
}

static void check_terminals(checking *k)
{
    for (size_t i = 0; i < k->c->terminals.n; i++) {
        const lode_terminal *t = &k->c->terminals.v[i];
        lode_where where = {"terminals", t->row.fid, t->id, "place"};
        check_place(k, where, t->place);
        check_products(k, (lode_where){"terminals", t->row.fid, t->id, "closed_products"}, t->closed_products);
        const char *modes = t->modes;
        size_t length;
        where.column = "modes";
        for (const char *word; (word = lode_list_next(&modes, &length));) {
            lode_mode mode;
            int gauge;
            if (!lode_terminal_mode(word, length, &mode, &gauge))
                lode_found(k->findings, "LW-VAL-004", where, t->modes,
                           "rail, road, sea, air, or rail with a gauge (rail1520)");
        }
    }
}

static void check_markets(checking *k)
{
    for (size_t i = 0; i < k->c->markets.n; i++) {
        const lode_market *m = &k->c->markets.v[i];
        lode_where where = {"markets", m->row.fid, m->id, "place"};
        check_place(k, where, m->place);
        where.column = "product";
        check_products(k, where, m->product);
    }
    for (size_t i = 0; i < k->c->plants.n; i++)
        check_place(k, (lode_where){"plants", k->c->plants.v[i].row.fid, k->c->plants.v[i].id, "place"},
                    k->c->plants.v[i].place);
}

static int same_word(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static int same_target(const lode_tariff *a, const lode_tariff *b)
{
    return same_word(a->mode, b->mode) && same_word(a->domain, b->domain) && same_word(a->surface, b->surface) &&
           same_word(a->traction, b->traction);
}

/* Rows for the same target add up: too many are not all counted, and equal ones are most likely a slip. */
static void check_tariffs(checking *k)
{
    for (size_t i = 0; i < k->c->tariffs.n; i++) {
        const lode_tariff *t = &k->c->tariffs.v[i];
        size_t before = 0;
        int twice = 0;
        for (size_t j = 0; j < i; j++) {
            const lode_tariff *other = &k->c->tariffs.v[j];
            if (!same_target(t, other))
                continue;
            before++;
            twice |= same_word(t->basis, other->basis) && t->usd == other->usd;
        }
        lode_where where = {"tariffs", t->row.fid, t->domain, "domain"};
        if (before == LODE_MOST_TARIFF_ROWS)
            lode_found(k->findings, "LW-TAR-001", where, t->mode, "at most 16 rows");
        where.column = "usd";
        if (twice)
            lode_found_number(k->findings, "LW-TAR-002", where, t->usd, "one row for each price");
    }
}

static int scenario_known(const lode_case *c, const char *name)
{
    int known = strcmp(name, "open") == 0;
    for (size_t i = 0; i < c->scenarios.n && !known; i++)
        known = c->scenarios.v[i].scenario && strcmp(c->scenarios.v[i].scenario, name) == 0;
    return known;
}

/* The value of a close is a list of products. */
static void check_limits(checking *k)
{
    for (size_t i = 0; i < k->c->scenarios.n; i++) {
        const lode_scenario_row *r = &k->c->scenarios.v[i];
        if (r->action && strcmp(r->action, "close") == 0)
            check_products(k, (lode_where){"scenarios", r->row.fid, r->scenario, "value"}, r->value);
    }
}

static void check_observations(checking *k)
{
    for (size_t i = 0; i < k->c->observations.n; i++) {
        const lode_observation *o = &k->c->observations.v[i];
        lode_where where = {"observations", o->row.fid, o->id, "from_place"};
        check_place(k, where, o->from_place);
        where.column = "to_place";
        check_place(k, where, o->to_place);
        where.column = "product";
        check_products(k, where, o->product);
        where.column = "scenario";
        if (o->scenario && !scenario_known(k->c, o->scenario))
            lode_found(k->findings, "LW-REF-001", where, o->scenario, "a scenario of the case");
        where.column = "mode";
        const char *modes = o->mode;
        size_t length;
        for (const char *word; (word = lode_list_next(&modes, &length));)
            if (lode_mode_named(word, length) == LODE_N_MODES)
                lode_found(k->findings, "LW-VAL-004", where, o->mode, "rail, road, sea or air");
    }
}

static double border_tolerance(const lode_case *c)
{
    double tolerance = lode_parameters_default().border_tolerance_km;
    for (size_t i = 0; i < c->parameters.n; i++) {
        const lode_parameter *p = &c->parameters.v[i];
        double value = p->key && strcmp(p->key, "border_tolerance_km") == 0 ? lode_number(p->value) : NAN;
        tolerance = isnan(value) ? tolerance : value;
    }
    return tolerance;
}

static void check_position(checking *k, const lode_occurrence *o)
{
    if (!o->row.geom.shape || !o->country)
        return;
    for (size_t i = 0; i < k->c->countries.n; i++) {
        const lode_country *country = &k->c->countries.v[i];
        if (!country->iso3 || strcmp(country->iso3, o->country) != 0 || !country->row.geom.shape)
            continue;
        double km = lode_nearest(&country->row.geom, o->row.geom.xy[0], o->row.geom.xy[1]).km;
        char expected[60];
        snprintf(expected, sizeof expected, "inside (it lies %.0f km away)", km);
        if (km > border_tolerance(k->c))
            lode_found(k->findings, "LW-GEO-008", (lode_where){"occurrences", o->row.fid, o->id, "country"}, o->country,
                       expected);
        return;
    }
}

static void check_occurrences(checking *k)
{
    for (size_t i = 0; i < k->c->occurrences.n; i++) {
        const lode_occurrence *o = &k->c->occurrences.v[i];
        lode_where where = {"occurrences", o->row.fid, o->id, "product"};
        if (o->product)
            check_products(k, where, o->product);
        else
            lode_found(k->findings, "LW-NET-013", where, NULL, "an id of products");
        where.column = "country";
        if (o->country)
            check_domain(k, "LW-REF-002", where, o->country, strlen(o->country));
        check_position(k, o);
    }
}

static int can_close(const lode_actor *a)
{
    const char *word = a->closable;
    return !word || (strcmp(word, "no") != 0 && strcmp(word, "0") != 0 && strcmp(word, "false") != 0);
}

/* Each pair of actors that share a domain is named once, at the later one by name. */
static void check_overlaps(checking *k, const lode_actor *a)
{
    for (size_t i = 0; i < k->c->actors.n; i++) {
        const lode_actor *other = &k->c->actors.v[i];
        if (!a->actor || !other->actor || strcmp(other->actor, a->actor) >= 0)
            continue;
        const char *list = a->domains;
        size_t length;
        for (const char *item; (item = lode_list_next(&list, &length));) {
            char domain[100], expected[200];
            snprintf(domain, sizeof domain, "%.*s", (int)length, item);
            snprintf(expected, sizeof expected, "domains that %s does not hold", other->actor);
            if (!lode_list_has(other->domains, domain))
                continue;
            lode_found(k->findings, "LW-ACT-003", (lode_where){"actors", a->row.fid, a->actor, "domains"}, domain,
                       expected);
            break;
        }
    }
}

static void check_actors(checking *k)
{
    int closable = 0;
    if (k->c->actors.n > LODE_MAX_ACTORS)
        lode_found_number(k->findings, "LW-ACT-001", (lode_where){"actors", -1, NULL, NULL}, (double)k->c->actors.n,
                          "at most 12");
    for (size_t i = 0; i < k->c->actors.n; i++) {
        const lode_actor *a = &k->c->actors.v[i];
        const char *list = a->domains;
        size_t length, n = 0;
        for (const char *item; (item = lode_list_next(&list, &length)); n++)
            check_domain(k, "LW-REF-003", (lode_where){"actors", a->row.fid, a->actor, "domains"}, item, length);
        if (a->domains && n == 0)
            lode_found(k->findings, "LW-ACT-002", (lode_where){"actors", a->row.fid, a->actor, "domains"}, a->domains,
                       "countries or waters");
        check_overlaps(k, a);
        closable |= can_close(a);
    }
    if (!closable)
        lode_found(k->findings, "LW-ACT-004", (lode_where){"actors", -1, NULL, NULL}, NULL,
                   "an actor with domains that is closable");
}

/* K, the outside option, where it leaves nothing for transport. */
static void check_worth(checking *k)
{
    for (size_t i = 0; i < k->c->products.n; i++) {
        const lode_product *p = &k->c->products.v[i];
        char expected[60];
        snprintf(expected, sizeof expected, "above cost_usd_t, which is %.10g", p->cost_usd_t);
        if (p->usd_t - p->cost_usd_t <= 0)
            lode_found_number(k->findings, "LW-PRD-001", (lode_where){"products", p->row.fid, p->id, "usd_t"}, p->usd_t,
                              expected);
    }
}

static void check_parameters(checking *k)
{
    for (size_t i = 0; i < k->c->parameters.n; i++) {
        const lode_parameter *p = &k->c->parameters.v[i];
        lode_where where = {"parameters", p->row.fid, p->key, "value"};
        const lode_parameter_row *row = p->key ? lode_parameter_find(p->key) : NULL;
        double value = p->value ? lode_number(p->value) : NAN;
        char expected[80];
        if (!row && p->key) {
            lode_found(k->findings, "LW-PAR-001", where, p->key, "a parameter of the model");
        } else if (row && !(value >= row->least && value <= row->most)) {
            snprintf(expected, sizeof expected, "%.10g to %.10g %s", row->least, row->most, row->unit);
            lode_found(k->findings, "LW-PAR-002", where, p->value, expected);
        }
    }
}

static void check_sources(checking *k)
{
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(k->c, layer);
        for (size_t i = 0; i < links.n; i++)
            if (!links.v[i].source || !links.v[i].confidence)
                lode_found(k->findings, "LW-VAL-007",
                           (lode_where){links.layer, links.v[i].row.fid, links.v[i].id,
                                        links.v[i].source ? "confidence" : "source"},
                           NULL, "a source and a confidence");
    }
    for (size_t i = 0; i < k->c->crossings.n; i++) {
        const lode_crossing *x = &k->c->crossings.v[i];
        if (!x->source || !x->confidence)
            lode_found(k->findings, "LW-VAL-007",
                       (lode_where){"crossings", x->row.fid, x->id, x->source ? "confidence" : "source"}, NULL,
                       "a source and a confidence");
    }
}

static int prepare(checking *k, lode_arena *arena)
{
    const lode_case *c = k->c;
    k->place_has_port = LODE_NEW(arena, unsigned char, c->places.n);
    if (!k->place_has_port ||
        !lode_names_of_rows(arena, c->places.v, c->places.n, sizeof(lode_place), offsetof(lode_place, id),
                            &k->places) ||
        !lode_names_of_rows(arena, c->products.v, c->products.n, sizeof(lode_product), offsetof(lode_product, id),
                            &k->products) ||
        !lode_domains_of_case(arena, c, &k->domains))
        return 0;
    for (size_t i = 0; i < c->terminals.n; i++) {
        long row = lode_names_get(&k->places, c->terminals.v[i].place);
        if (row >= 0 && lode_terminal_is_port(&c->terminals.v[i]))
            k->place_has_port[row] = 1;
    }
    return 1;
}

lode_status lode_case_check(const lode_case *c, lode_findings *findings, lode_err *err)
{
    checking k = {.c = c, .findings = findings};
    lode_arena *arena = lode_arena_new();
    if (!arena || !prepare(&k, arena)) {
        lode_arena_free(arena);
        return lode_fail_memory(err);
    }
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++)
        check_links(&k, lode_link_layer(c, layer));
    check_crossings(&k);
    check_terminals(&k);
    check_markets(&k);
    check_observations(&k);
    check_limits(&k);
    check_tariffs(&k);
    check_occurrences(&k);
    check_actors(&k);
    check_worth(&k);
    check_parameters(&k);
    check_sources(&k);
    lode_case_missing(c, findings);
    lode_arena_free(arena);
    return findings->failed ? lode_fail_memory(err) : LODE_OK;
}
