#include "support/random_case.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "net/build.h"
#include "net/check.h"

uint64_t random_case_draw(random_case *r, uint64_t below)
{
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return (r->state * UINT64_C(2685821657736338717) >> 11) % below;
}

static int chance(random_case *r, int percent)
{
    return (int)random_case_draw(r, 100) < percent;
}

static const char *id(random_case *r, const char *kind, size_t i)
{
    char *text = r->ids[r->n_ids++];
    snprintf(text, sizeof r->ids[0], "%s%s%zu", r->prefix, kind, i);
    return text;
}

/* Thousandths, so that no product lands on the half of a micro-dollar. */
static double figure(random_case *r, int least, int most)
{
    return least + (double)random_case_draw(r, (uint64_t)(most - least) * 1000) / 1000 + 0.0003;
}

static const char *const lands[] = {"AAA", "BBB", "CCC"};

static void make_places(random_case *r)
{
    r->part[1] = 1;
    r->line_part[1] = 2;
    for (size_t i = 0; i < RC_PLACES; i++) {
        r->xy[i][0] = (double)i;
        r->xy[i][1] = (double)(i * i % 5);
        r->places[i] = (lode_place){.id = id(r, "p", i), .name = "Place", .domain = lands[random_case_draw(r, 3)]};
        r->places[i].row = (lode_row){(int64_t)i + 1, {LODE_POINT, 1, r->part, NULL, r->xy[i]}, NULL};
    }
}

static lode_link blank_link(random_case *r, lode_mode mode, size_t i)
{
    static const char *const letters[] = {"", "rail", "road", "sea"};
    lode_link l = {.mode = mode,
                   .id = id(r, letters[mode], i),
                   .source = "test",
                   .confidence = "high",
                   .tracks = NAN,
                   .open_year = NAN,
                   .headway_h = NAN,
                   .days = NAN,
                   .usd_t = NAN,
                   .capacity_mt = NAN,
                   .used_mt = NAN,
                   .gauge_mm = NAN};
    l.row.fid = (int64_t)i + 1;
    l.length_km = figure(r, 400, 3000);
    l.status = chance(r, 12) ? "planned" : "open";
    return l;
}

static void join(random_case *r, lode_link *l, size_t a, size_t b)
{
    double *xy = r->line_xy[r->n_lines++];
    memcpy(xy, r->xy[a], sizeof r->xy[a]);
    memcpy(xy + 2, r->xy[b], sizeof r->xy[b]);
    l->from_place = r->places[a].id;
    l->to_place = r->places[b].id;
    l->row.geom = (lode_geom){LODE_LINE, 1, r->line_part, NULL, xy};
}

static size_t other(random_case *r, size_t a)
{
    return (a + 1 + random_case_draw(r, RC_PLACES - 1)) % RC_PLACES;
}

static size_t make_land(random_case *r, lode_mode mode, lode_link *links)
{
    size_t n = 0;
    for (size_t i = 0; i < RC_LINKS; i++) {
        size_t a = random_case_draw(r, RC_PLACES), b = other(r, a);
        if (strcmp(r->places[a].domain, r->places[b].domain) != 0)
            continue;
        lode_link l = blank_link(r, mode, i);
        join(r, &l, a, b);
        l.domain = r->places[a].domain;
        if (mode == LODE_RAIL)
            l.gauge_mm = chance(r, 50) ? 1520 : 1435;
        links[n++] = l;
    }
    return n;
}

static int has_port(const random_case *r, size_t place)
{
    for (size_t i = 0; i < r->c.terminals.n; i++)
        if (r->terminals[i].place == r->places[place].id && strcmp(r->terminals[i].kind, "port") == 0)
            return 1;
    return 0;
}

static size_t make_sea(random_case *r)
{
    size_t n = 0;
    for (size_t i = 0; i < RC_LINKS; i++) {
        size_t a = random_case_draw(r, RC_PLACES), b = other(r, a);
        if (!has_port(r, a) || !has_port(r, b))
            continue;
        lode_link l = blank_link(r, LODE_SEA, i);
        join(r, &l, a, b);
        l.domain = "WATER";
        l.passes = chance(r, 25) ? "STRAIT" : (chance(r, 15) ? "CCC" : NULL);
        if (chance(r, 40))
            l.headway_h = figure(r, 20, 200);
        if (chance(r, 30))
            l.usd_t = figure(r, 5, 90);
        if (chance(r, 20))
            l.days = figure(r, 1, 20);
        r->sea[n++] = l;
    }
    return n;
}

static void make_crossings(random_case *r)
{
    size_t n = 0;
    for (size_t i = 0; i < RC_CROSSINGS; i++) {
        size_t a = random_case_draw(r, RC_PLACES), b = other(r, a);
        if (strcmp(r->places[a].domain, r->places[b].domain) == 0)
            continue;
        int rail = chance(r, 60);
        lode_crossing x = {.id = id(r, "x", i),
                           .place_a = r->places[a].id,
                           .place_b = r->places[b].id,
                           .mode = rail ? "rail" : "road",
                           .source = "test",
                           .confidence = "high",
                           .capacity_mt = NAN,
                           .used_mt = NAN,
                           .gap_km = chance(r, 50) ? figure(r, 2, 50) : NAN,
                           .gauge_a_mm = NAN,
                           .gauge_b_mm = NAN,
                           .gauge_h = figure(r, 1, 20),
                           .gauge_usd_t = figure(r, 1, 20),
                           .dwell_h = figure(r, 1, 90),
                           .dwell_p90_h = NAN,
                           .cost_usd_t = figure(r, 1, 30),
                           .cost_usd_shipment = chance(r, 30) ? figure(r, 10, 400) : NAN};
        x.row.fid = (int64_t)i + 1;
        x.dwell_p90_h = chance(r, 60) ? x.dwell_h + figure(r, -5, 90) : NAN;
        x.dir = chance(r, 20) ? (chance(r, 50) ? "ab" : "ba") : NULL;
        if (rail) {
            x.gauge_a_mm = chance(r, 50) ? 1520 : 1435;
            x.gauge_b_mm = chance(r, 50) ? 1520 : 1435;
        }
        r->crossings[n++] = x;
    }
    r->c.crossings.n = n;
}

static void make_terminals(random_case *r)
{
    static const char *const kinds[] = {"railhead", "port", "dry_port"};
    static const char *const modes[] = {"rail;road", "rail;road;sea", "road;rail1520", "sea;rail"};
    for (size_t i = 0; i < RC_TERMINALS; i++) {
        size_t kind = random_case_draw(r, 3);
        lode_terminal t = {.id = id(r, "t", i),
                           .place = r->places[random_case_draw(r, RC_PLACES)].id,
                           .kind = kinds[kind],
                           .modes = modes[random_case_draw(r, 4)],
                           .source = "test",
                           .confidence = "high",
                           .handling_usd_t = figure(r, 1, 20),
                           .handling_h = figure(r, 1, 90),
                           .handling_p90_h = NAN,
                           .co2_kg_t = 1,
                           .capacity_mt = NAN,
                           .status = chance(r, 15) ? "closed" : "open"};
        t.row.fid = (int64_t)i + 1;
        if (chance(r, 50))
            t.handling_p90_h = t.handling_h + figure(r, 1, 90);
        r->terminals[i] = t;
    }
    r->terminals[0].place = r->places[0].id; /* the deposit lies there: it has an access */
    r->terminals[0].status = "open";
    r->c.terminals.n = RC_TERMINALS;
}

static void make_tariffs(random_case *r)
{
    static const char *const modes[] = {"rail", "road", "sea", "track"};
    size_t n = 0;
    for (size_t i = 0; i < 8; i++) {
        lode_tariff t = {.mode = modes[i % 4],
                         .domain = i < 4 ? "*" : (i == 6 ? "WATER" : lands[random_case_draw(r, 3)]),
                         .source = "test",
                         .confidence = "high",
                         .usd = figure(r, 10, 90) / 1000,
                         .empty_share = NAN,
                         .entry_usd = chance(r, 30) && i % 4 < 2 ? figure(r, 1, 9) : NAN,
                         .km_h = figure(r, 10, 60),
                         .co2_g_tkm = 10,
                         .low = NAN,
                         .high = NAN,
                         .price_year = NAN};
        t.row.fid = (int64_t)n + 1;
        r->tariffs[n++] = t;
    }
    r->c.tariffs.n = n;
}

static void make_rest(random_case *r)
{
    static const char *const keys[] = {"reach_km", "annual_rate_pct", "reliability_ratio"};
    static const char *const values[] = {"1", "11.3", "0.7"};
    static const char *const actor_domains[] = {"AAA", "BBB", "CCC;STRAIT", "WATER"};
    for (size_t i = 0; i < 3; i++)
        r->parameters[i] = (lode_parameter){.key = keys[i], .value = values[i]};
    for (size_t i = 0; i < RC_ACTORS; i++)
        r->actors[i] = (lode_actor){.actor = id(r, "actor", i), .domains = actor_domains[i], .governance = NAN};
    r->products[0] = (lode_product){.id = "ore",
                                    .product_treo_pct = 40,
                                    .usd_t = 5003.7,
                                    .cost_usd_t = NAN,
                                    .process_usd_t_treo = NAN,
                                    .recovery = NAN,
                                    .payload_t = NAN,
                                    .shipment_t = NAN,
                                    .activity_bq_g = NAN};
    for (size_t i = 0; i < 2; i++) {
        r->markets[i] = (lode_market){.id = id(r, "m", i),
                                      .place = r->places[1 + random_case_draw(r, RC_PLACES - 1)].id,
                                      .name = "Market",
                                      .groups = "GROUP"};
        r->markets[i].row.fid = (int64_t)i + 1;
    }
    r->occurrences[0] = (lode_occurrence){.row = r->places[0].row,
                                          .id = "deposit",
                                          .name = "Deposit",
                                          .country = r->places[0].domain,
                                          .kind = "deposit",
                                          .product = "ore",
                                          .resource_mt = NAN,
                                          .ore_treo_pct = NAN,
                                          .hree_share_pct = NAN,
                                          .output_t_a = NAN,
                                          .value_usd_t = NAN};
}

void random_case_make(random_case *r, uint64_t seed, const char *prefix)
{
    memset(r, 0, sizeof *r);
    r->state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    r->prefix = prefix;
    r->c.path = "random";
    make_places(r);
    make_terminals(r);
    r->c.rail.n = make_land(r, LODE_RAIL, r->rail);
    r->c.road.n = make_land(r, LODE_ROAD, r->road);
    r->c.sea.n = make_sea(r);
    make_crossings(r);
    make_tariffs(r);
    make_rest(r);
    r->c.places.v = r->places, r->c.places.n = RC_PLACES;
    r->c.terminals.v = r->terminals;
    r->c.rail.v = r->rail, r->c.road.v = r->road, r->c.sea.v = r->sea;
    r->c.crossings.v = r->crossings;
    r->c.tariffs.v = r->tariffs;
    r->c.markets.v = r->markets, r->c.markets.n = 2;
    r->c.occurrences.v = r->occurrences, r->c.occurrences.n = 1;
    r->c.products.v = r->products, r->c.products.n = 1;
    r->c.actors.v = r->actors, r->c.actors.n = RC_ACTORS;
    r->c.parameters.v = r->parameters, r->c.parameters.n = 3;
}

static void reverse(void *rows, size_t n, size_t size)
{
    char *a = rows, saved[1024];
    assert_true(size <= sizeof saved);
    for (size_t i = 0; i < n / 2; i++) {
        memcpy(saved, a + i * size, size);
        memcpy(a + i * size, a + (n - 1 - i) * size, size);
        memcpy(a + (n - 1 - i) * size, saved, size);
    }
}

void random_case_reverse(random_case *r)
{
    reverse(r->places, r->c.places.n, sizeof *r->places);
    reverse(r->rail, r->c.rail.n, sizeof *r->rail);
    reverse(r->road, r->c.road.n, sizeof *r->road);
    reverse(r->sea, r->c.sea.n, sizeof *r->sea);
    reverse(r->crossings, r->c.crossings.n, sizeof *r->crossings);
    reverse(r->terminals, r->c.terminals.n, sizeof *r->terminals);
    reverse(r->markets, r->c.markets.n, sizeof *r->markets);
    reverse(r->tariffs, r->c.tariffs.n, sizeof *r->tariffs);
    reverse(r->actors, r->c.actors.n, sizeof *r->actors);
}

lode_network *random_case_network(const lode_case *c)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_network *network = NULL;
    lode_status status = lode_case_check(c, &findings, &err);
    if (!status && lode_findings_count(&findings, LODE_ERROR) == 0)
        status = lode_network_build(c, NULL, &network, &findings, &err);
    if (status || !network) {
        char *text = NULL;
        lode_findings_text(&findings, LODE_ERROR, "random", &text, NULL);
        fail_msg("no network: %s %s", err.message, text ? text : "");
    }
    lode_findings_free(&findings);
    return network;
}
