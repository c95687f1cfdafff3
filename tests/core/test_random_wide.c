/* Random cases of every size and kind of row against hops made from the rows alone: every basis of prices, access legs
 * to terminals and roads, seasons, years, products, airspaces, gauges. The costs here are worked out a second time,
 * from MODEL.md; of the library only distances on the ellipsoid are used. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/dependency.h"
#include "geo/geodesic.h"
#include "net/build.h"
#include "net/check.h"

enum { CASES = 2000, PLACES = 9, LINKS = 9, CROSSINGS = 6, TARIFFS = 40, HOPS = 400, SPOT_KINDS = 6, ACTORS = 4 };
enum { GROUND, RAIL_1520, RAIL_1435, ROAD, SHIP, PLANE };
enum { SEA_DOMAIN = 4, AIR_DOMAIN, STRAIT, N_DOMAINS };
static const char *const domains[N_DOMAINS] = {"AAA", "BBB", "CCC", "DDD", "SEA", "AIR", "STRAIT"};

typedef struct world {
    uint64_t random;
    lode_case c;
    lode_place places[PLACES];
    int domain[PLACES], port[PLACES]; /* port: a port terminal stands there */
    double xy[PLACES][2], lines[4 * LINKS][4], at[2];
    size_t point_part[2], line_part[2], n_lines, n_ids;
    lode_link links[4][LINKS]; /* rail, road, sea, air */
    lode_crossing crossings[CROSSINGS];
    lode_terminal terminals[2 * PLACES];
    lode_tariff tariffs[TARIFFS];
    lode_market markets[3];
    lode_actor actors[ACTORS];
    unsigned actor_domains[ACTORS];
    lode_occurrence occurrence;
    lode_product product;
    lode_parameter parameters[3];
    char ids[200][8];
    lode_shipment shipment;
    int month, year, single, land;
} world;

static uint64_t draw(world *w, uint64_t below)
{
    w->random ^= w->random >> 12, w->random ^= w->random << 25, w->random ^= w->random >> 27;
    return (w->random * UINT64_C(2685821657736338717) >> 11) % below;
}

static int chance(world *w, unsigned percent)
{
    return draw(w, 100) < percent;
}

static double between(world *w, double least, double most)
{
    return least + (most - least) * (double)draw(w, 1000003) / 1000003;
}

static double maybe(world *w, unsigned percent, double least, double most)
{
    return chance(w, percent) ? between(w, least, most) : NAN;
}

static const char *new_id(world *w, char kind)
{
    char *text = w->ids[w->n_ids++];
    snprintf(text, sizeof w->ids[0], "%c%zu", kind, w->n_ids);
    return text;
}

/* ---- making ---------------------------------------------------------------------------------------------------- */

static void make_places(world *w)
{
    int n_lands = 2 + (int)draw(w, 3);
    w->c.places.n = 3 + draw(w, PLACES - 2);
    w->point_part[1] = 1, w->line_part[1] = 2;
    for (size_t i = 0; i < w->c.places.n; i++) {
        w->domain[i] = i > 1 && chance(w, 12) ? SEA_DOMAIN : (int)draw(w, (uint64_t)n_lands);
        w->xy[i][0] = 0.7 * (double)i + between(w, 0, 0.3);
        w->xy[i][1] = between(w, -2, 2);
        w->places[i] = (lode_place){.id = new_id(w, 'p'), .name = "Place", .domain = domains[w->domain[i]]};
        w->places[i].row = (lode_row){(int64_t)i, {LODE_POINT, 1, w->point_part, NULL, w->xy[i]}, NULL};
    }
    w->c.places.v = w->places;
}

static void make_terminals(world *w)
{
    size_t n = 0;
    static const char *const modes[] = {"rail", "rail1435;road", "road", "rail1520;rail1435", "rail;road"};
    for (size_t i = 0; i < w->c.places.n; i++)
        for (int port = 0; port < 2; port++) {
            if (!chance(w, port ? 50 : 45) || w->domain[i] == SEA_DOMAIN)
                continue;
            w->port[i] |= port;
            w->terminals[n] = (lode_terminal){.id = new_id(w, 't'),
                                              .place = w->places[i].id,
                                              .kind = port ? "port" : "railhead",
                                              .modes = port ? "rail;road,sea;air" : modes[draw(w, 5)],
                                              .status = chance(w, 12) ? "closed" : NULL,
                                              .closed_products = chance(w, 8) ? "ore" : NULL,
                                              .handling_usd_t = maybe(w, 90, 0, 20),
                                              .handling_h = maybe(w, 90, 0, 60),
                                              .handling_p90_h = maybe(w, 50, 0, 120),
                                              .co2_kg_t = NAN,
                                              .capacity_mt = NAN};
            n++;
        }
    w->c.terminals.v = w->terminals, w->c.terminals.n = n;
}

static int fits(const world *w, int layer, size_t a, size_t b)
{
    if (a == b)
        return 0;
    if (layer < 2)
        return w->domain[a] == w->domain[b] && w->domain[a] != SEA_DOMAIN;
    int ends = (w->port[a] || (layer == 2 && w->domain[a] == SEA_DOMAIN)) +
               (w->port[b] || (layer == 2 && w->domain[b] == SEA_DOMAIN));
    return ends == 2;
}

static void make_link(world *w, int layer, size_t a, size_t b, lode_link *l)
{
    static const lode_mode modes[] = {LODE_RAIL, LODE_ROAD, LODE_SEA, LODE_AIR};
    static const char *const works[] = {"planned", "construction", "closed"};
    static const char *const surfaces[] = {NULL, "paved", "gravel"};
    double *xy = w->lines[w->n_lines++];
    memcpy(xy, w->xy[a], sizeof w->xy[a]);
    memcpy(xy + 2, w->xy[b], sizeof w->xy[b]);
    *l = (lode_link){.mode = modes[layer],
                     .id = new_id(w, 'l'),
                     .from_place = w->places[a].id,
                     .to_place = w->places[b].id,
                     .domain = layer < 2 ? domains[w->domain[a]] : domains[layer == 2 ? SEA_DOMAIN : AIR_DOMAIN],
                     .surface = layer == 1 ? surfaces[draw(w, 3)] : NULL,
                     .status = chance(w, 20) ? works[draw(w, 3)] : NULL,
                     .closed_months = chance(w, 15) ? "12;1,2" : NULL,
                     .passes = chance(w, 15) ? (chance(w, 50) ? "STRAIT" : "STRAIT;BBB") : NULL,
                     .overflies = layer == 3 ? (chance(w, 50) ? "CCC" : "BBB;AAA") : NULL,
                     .length_km = between(w, 100, 900),
                     .gauge_mm = layer == 0 ? (chance(w, 60) ? 1520 : 1435) : NAN,
                     .tracks = NAN,
                     .open_year = maybe(w, 50, 2027, 2033),
                     .headway_h = maybe(w, layer < 2 ? 10 : 50, 6, 200),
                     .days = maybe(w, 20, 0.2, 9),
                     .usd_t = maybe(w, 20, 1, 60),
                     .capacity_mt = NAN,
                     .used_mt = NAN};
    l->row.geom = (lode_geom){LODE_LINE, 1, w->line_part, NULL, xy};
}

static void make_links(world *w)
{
    size_t n[4] = {0};
    for (int layer = 0; layer < 4; layer++)
        for (int tries = 0; tries < 20 && n[layer] < (layer == 3 ? 2 : LINKS); tries++) {
            size_t a = draw(w, w->c.places.n), b = draw(w, w->c.places.n);
            if (fits(w, layer, a, b))
                make_link(w, layer, a, b, &w->links[layer][n[layer]++]);
        }
    w->c.rail.v = w->links[0], w->c.rail.n = n[0];
    w->c.road.v = w->links[1], w->c.road.n = n[1];
    w->c.sea.v = w->links[2], w->c.sea.n = n[2];
    w->c.air.v = w->links[3], w->c.air.n = n[3];
}

static void make_crossings(world *w)
{
    static const char *const dirs[] = {NULL, "both", "ab", "ba"};
    size_t n = 0;
    for (int tries = 0; tries < 14 && n < CROSSINGS; tries++) {
        size_t a = draw(w, w->c.places.n), b = draw(w, w->c.places.n);
        if (w->domain[a] == w->domain[b] || w->domain[a] == SEA_DOMAIN || w->domain[b] == SEA_DOMAIN)
            continue;
        int rail = chance(w, 60);
        w->crossings[n++] = (lode_crossing){.id = new_id(w, 'x'),
                                            .place_a = w->places[a].id,
                                            .place_b = w->places[b].id,
                                            .mode = rail ? "rail" : "road",
                                            .dir = dirs[draw(w, 4)],
                                            .passes = chance(w, 10) ? "STRAIT" : NULL,
                                            .closed_products = chance(w, 10) ? "ore" : NULL,
                                            .status = chance(w, 10) ? "closed" : NULL,
                                            .gap_km = maybe(w, 40, 1, 60),
                                            .gauge_a_mm = rail ? (chance(w, 60) ? 1520 : 1435) : NAN,
                                            .gauge_b_mm = rail ? (chance(w, 60) ? 1520 : 1435) : NAN,
                                            .dwell_h = maybe(w, 85, 0, 90),
                                            .dwell_p90_h = maybe(w, 60, 0, 150),
                                            .cost_usd_t = maybe(w, 70, 0, 30),
                                            .cost_usd_shipment = maybe(w, 30, 10, 900),
                                            .gauge_h = maybe(w, 70, 0, 20),
                                            .gauge_usd_t = maybe(w, 70, 0, 12),
                                            .capacity_mt = NAN,
                                            .used_mt = NAN};
    }
    w->c.crossings.v = w->crossings, w->c.crossings.n = n;
}

static void add_tariff(world *w, const char *mode, const char *domain, const char *surface, int speed)
{
    static const char *const bases[] = {NULL, "t", "unit", "unit_km", "shipment", "unit_h", "tkm"};
    static const double most[] = {0.1, 30, 900, 3, 9000, 40, 0.1};
    size_t basis = draw(w, 7);
    w->tariffs[w->c.tariffs.n++] = (lode_tariff){.mode = mode,
                                                 .domain = domain,
                                                 .surface = surface,
                                                 .basis = bases[basis],
                                                 .usd = between(w, 0, most[basis]),
                                                 .empty_share = maybe(w, 50, 0, 1),
                                                 .entry_usd = maybe(w, 30, 0, 9),
                                                 .km_h = speed ? between(w, 10, 60) : NAN,
                                                 .co2_g_tkm = NAN,
                                                 .low = NAN,
                                                 .high = NAN,
                                                 .price_year = NAN};
}

static void make_tariffs(world *w)
{
    static const char *const modes[] = {"rail", "road", "sea", "air", "track"};
    w->c.tariffs.v = w->tariffs;
    for (int m = 0; m < 5; m++)
        add_tariff(w, modes[m], "*", NULL, 1);
    for (int i = 0; i < 5; i++) {
        const char *mode = modes[draw(w, 2)], *domain = domains[draw(w, 4)];
        for (size_t k = 0; k < w->c.tariffs.n && mode; k++) /* one set a mode and domain */
            if (strcmp(w->tariffs[k].domain, domain) == 0 && strcmp(w->tariffs[k].mode, mode) == 0)
                mode = NULL;
        if (!mode)
            continue;
        add_tariff(w, mode, domain, NULL, 1);
        if (chance(w, 40)) /* two-part: rows of the same key add up */
            add_tariff(w, mode, domain, NULL, 0);
        if (strcmp(mode, "road") == 0 && chance(w, 50))
            add_tariff(w, mode, domain, "gravel", 1);
    }
    if (chance(w, 50))
        add_tariff(w, "road", "*", "paved", 1);
}

static void make_rest(world *w)
{
    static const lode_parameter parameters[] = {{.key = "reach_km", .value = "5000"},
                                                {.key = "access_legs", .value = "50"},
                                                {.key = "detour_factor", .value = "1.4"}};
    memcpy(w->parameters, parameters, sizeof parameters);
    w->c.parameters.v = w->parameters, w->c.parameters.n = 3;
    w->c.markets.v = w->markets, w->c.markets.n = 1 + draw(w, 3);
    for (size_t i = 0; i < w->c.markets.n; i++)
        w->markets[i] = (lode_market){.id = new_id(w, 'm'),
                                      .place = w->places[draw(w, w->c.places.n)].id,
                                      .name = "Market",
                                      .groups = i == 0 || chance(w, 60) ? "G;H" : "H"};
    w->single = chance(w, 40) ? (int)draw(w, w->c.markets.n) : -1;
    static const char *const lists[] = {"AAA", "BBB", "CCC;STRAIT", "SEA", "DDD,AIR", "STRAIT", "AAA;CCC"};
    static const unsigned masks[] = {1, 2, 4 | 1 << STRAIT, 1 << SEA_DOMAIN, 8 | 1 << AIR_DOMAIN, 1 << STRAIT, 1 | 4};
    w->c.actors.v = w->actors, w->c.actors.n = 1 + draw(w, ACTORS);
    for (size_t i = 0; i < w->c.actors.n; i++) {
        size_t k = draw(w, 7);
        w->actor_domains[i] = masks[k];
        w->actors[i] = (lode_actor){
            .actor = new_id(w, 'a'), .domains = lists[k], .governance = NAN, .closable = chance(w, 15) ? "no" : NULL};
    }
    size_t home = 0;
    w->land = w->domain[home];
    w->at[0] = w->xy[home][0] + (chance(w, 60) ? between(w, -0.5, 0.5) : 0);
    w->at[1] = w->xy[home][1] + (chance(w, 60) ? between(w, -0.5, 0.5) : 0);
    w->occurrence =
        (lode_occurrence){.id = "d", .name = "D", .country = domains[w->land], .kind = "deposit", .product = "ore"};
    w->occurrence.row.geom = (lode_geom){LODE_POINT, 1, w->point_part, NULL, w->at};
    w->c.occurrences.v = &w->occurrence, w->c.occurrences.n = 1;
    w->product = (lode_product){.id = "ore"};
    w->c.products.v = &w->product, w->c.products.n = 1;
    w->shipment = (lode_shipment){
        "ore", 4000, 40, chance(w, 90) ? between(w, 0, 0.3) : 0, between(w, 5, 70), between(w, 20, 900), NAN};
    w->month = chance(w, 50) ? 1 : 0;
    w->year = chance(w, 50) ? 2030 : 0;
}

static void make(world *w, uint64_t seed)
{
    memset(w, 0, sizeof *w);
    w->random = seed * UINT64_C(0x9E3779B97F4A7C15) + 7;
    w->c.path = "wide";
    make_places(w);
    make_terminals(w);
    make_links(w);
    make_crossings(w);
    make_tariffs(w);
    make_rest(w);
}

/* ---- the same figures, worked out from the rows ------------------------------------------------------------------ */

typedef struct hop {
    const char *id;
    int from, to; /* place * SPOT_KINDS + kind; from -1: the deposit */
    int64_t cost;
    unsigned domains;
} hop;

typedef struct map {
    const world *w;
    hop hops[HOPS];
    size_t n;
    int may_call[PLACES];
    unsigned ends; /* places where ways end */
    int64_t seen[PLACES * SPOT_KINDS], best;
} map;

static int64_t rounded(double usd)
{
    return (int64_t)floor(usd * 1e6 + 0.5);
}

static int64_t timed(const world *w, double hours, double buffer)
{
    return rounded(w->shipment.v * hours) + rounded(0.8 * w->shipment.v * buffer);
}

static double or_else(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

static int place_of(const world *w, const char *id)
{
    for (int i = 0; i < (int)w->c.places.n; i++)
        if (strcmp(w->places[i].id, id) == 0)
            return i;
    fail();
    return 0;
}

static unsigned domains_in(const char *list)
{
    unsigned mask = 0;
    for (int d = 0; d < N_DOMAINS; d++)
        if (list && strstr(list, domains[d]))
            mask |= 1u << d;
    return mask;
}

/* Exact domain first, then *; within it the row of the surface first. A road of no known surface has rows of none. */
static int applies(const lode_tariff *t, const char *mode, const char *domain, const char *surface)
{
    return strcmp(t->mode, mode) == 0 && strcmp(t->domain, domain) == 0 &&
           (surface ? t->surface && strcmp(t->surface, surface) == 0 : !t->surface);
}

static int found(const world *w, const char *mode, const char *domain, const char *surface, const lode_tariff **out)
{
    const char *const asked[4][2] = {{domain, surface}, {domain, NULL}, {"*", surface}, {"*", NULL}};
    for (int i = 0; i < 4; i++) {
        int n = 0;
        for (size_t k = 0; k < w->c.tariffs.n; k++)
            if (applies(&w->tariffs[k], mode, asked[i][0], asked[i][1]))
                out[n++] = &w->tariffs[k];
        if (n)
            return n;
    }
    fail();
    return 0;
}

static double entry_of(const world *w, const char *mode, const char *domain, const char *surface)
{
    const lode_tariff *rows[8];
    double sum = 0;
    for (int n = found(w, mode, domain, surface, rows), i = 0; i < n; i++)
        sum += or_else(rows[i]->entry_usd, 0);
    return sum;
}

static double speed_of(const world *w, const char *mode, const char *domain, const char *surface)
{
    const lode_tariff *rows[8];
    for (int n = found(w, mode, domain, surface, rows), i = 0; i < n; i++)
        if (!isnan(rows[i]->km_h))
            return rows[i]->km_h;
    return NAN;
}

static double basis_usd(const world *w, const lode_tariff *t, double km, double hours)
{
    const char *basis = t->basis ? t->basis : "tkm";
    double payload = w->shipment.payload_t;
    if (strcmp(basis, "tkm") == 0)
        return t->usd * km;
    if (strcmp(basis, "t") == 0)
        return t->usd;
    if (strcmp(basis, "unit") == 0)
        return t->usd / payload;
    if (strcmp(basis, "unit_km") == 0)
        return t->usd * km * (1 + or_else(t->empty_share, 0) * 0.5) / payload;
    return strcmp(basis, "shipment") == 0 ? t->usd / w->shipment.shipment_t : t->usd * hours / payload;
}

static double price_of(const world *w, const char *mode, const char *domain, const char *surface, double km,
                       double hours)
{
    const lode_tariff *rows[8];
    double sum = 0;
    for (int n = found(w, mode, domain, surface, rows), i = 0; i < n; i++)
        sum += basis_usd(w, rows[i], km, hours);
    return sum;
}

static void add_hop(map *m, const char *id, int from, int to, int64_t cost, unsigned touched)
{
    assert_true(m->n < HOPS);
    m->hops[m->n++] = (hop){id, from, to, cost, touched};
}

static const char *const layer_modes[] = {"rail", "road", "sea", "air"};

static int link_usable(const world *w, const lode_link *l)
{
    if (w->month && l->closed_months)
        return 0;
    if (!l->status || strcmp(l->status, "open") == 0)
        return 1;
    return strcmp(l->status, "closed") != 0 && w->year && l->open_year <= w->year;
}

/* A share of a link: of its length, running time and own price. */
static int64_t link_cost(const world *w, const lode_link *l, int layer, double share)
{
    double km = l->length_km * share;
    double hours = isnan(l->days) ? km / speed_of(w, layer_modes[layer], l->domain, l->surface) : l->days * 24 * share;
    hours += or_else(l->headway_h, 0) / 2;
    double usd = isnan(l->usd_t) ? price_of(w, layer_modes[layer], l->domain, l->surface, km, hours) : l->usd_t * share;
    return rounded(usd) + timed(w, hours, 0.4 * or_else(l->headway_h, 0));
}

static unsigned link_domains(const lode_link *l)
{
    return domains_in(l->domain) | domains_in(l->passes) | domains_in(l->overflies);
}

static int kind_of(int layer, double gauge)
{
    return layer == 0 ? (gauge == 1520 ? RAIL_1520 : RAIL_1435) : ROAD + layer - 1;
}

static void map_links(map *m)
{
    for (int layer = 0; layer < 4; layer++) {
        size_t n =
            layer == 0 ? m->w->c.rail.n : (layer == 1 ? m->w->c.road.n : (layer == 2 ? m->w->c.sea.n : m->w->c.air.n));
        for (size_t i = 0; i < n; i++) {
            const lode_link *l = &m->w->links[layer][i];
            int a = place_of(m->w, l->from_place) * SPOT_KINDS + kind_of(layer, l->gauge_mm);
            int b = place_of(m->w, l->to_place) * SPOT_KINDS + kind_of(layer, l->gauge_mm);
            if (!link_usable(m->w, l))
                continue;
            add_hop(m, l->id, a, b, link_cost(m->w, l, layer, 1), link_domains(l));
            add_hop(m, l->id, b, a, link_cost(m->w, l, layer, 1), link_domains(l));
        }
    }
}

static int64_t border_cost(const world *w, const lode_crossing *x, const char *from, const char *to)
{
    const char *const sides[2] = {from, to};
    double usd = isnan(x->cost_usd_shipment)
                     ? or_else(x->cost_usd_t, 8)
                     : or_else(x->cost_usd_t, 0) + x->cost_usd_shipment / w->shipment.shipment_t;
    double dwell = or_else(x->dwell_h, 24);
    int64_t cost = rounded(usd) + timed(w, dwell, isnan(x->dwell_p90_h) ? 0 : fmax(0, x->dwell_p90_h - dwell));
    if (strcmp(x->mode, "rail") == 0 && x->gauge_a_mm != x->gauge_b_mm)
        cost += rounded(or_else(x->gauge_usd_t, 6)) + timed(w, or_else(x->gauge_h, 12), 0);
    for (int i = 0; i < 2 && !isnan(x->gap_km); i++) {
        double hours = x->gap_km / 2 / speed_of(w, x->mode, sides[i], NULL);
        cost += rounded(price_of(w, x->mode, sides[i], NULL, x->gap_km / 2, hours)) + timed(w, hours, 0);
    }
    return cost + rounded(entry_of(w, x->mode, to, NULL));
}

static void map_crossings(map *m)
{
    const world *w = m->w;
    for (size_t i = 0; i < w->c.crossings.n; i++) {
        const lode_crossing *x = &w->crossings[i];
        int layer = strcmp(x->mode, "rail") == 0 ? 0 : 1, a = place_of(w, x->place_a), b = place_of(w, x->place_b);
        int from = a * SPOT_KINDS + kind_of(layer, x->gauge_a_mm), to = b * SPOT_KINDS + kind_of(layer, x->gauge_b_mm);
        unsigned touched = 1u << w->domain[a] | 1u << w->domain[b] | domains_in(x->passes);
        if (x->status || x->closed_products)
            continue;
        if (!x->dir || strcmp(x->dir, "ba") != 0)
            add_hop(m, x->id, from, to, border_cost(w, x, domains[w->domain[a]], domains[w->domain[b]]), touched);
        if (!x->dir || strcmp(x->dir, "ab") != 0)
            add_hop(m, x->id, to, from, border_cost(w, x, domains[w->domain[b]], domains[w->domain[a]]), touched);
    }
}

static int serves(const lode_terminal *t, int kind)
{
    static const char *const words[SPOT_KINDS] = {"", "rail1520", "rail1435", "road", "sea", "air"};
    if (kind == RAIL_1520 || kind == RAIL_1435)
        return strstr(t->modes, words[kind]) != NULL || strncmp(t->modes, "rail;", 5) == 0 ||
               strcmp(t->modes, "rail") == 0;
    return strstr(t->modes, words[kind]) != NULL;
}

static void map_terminals(map *m)
{
    const world *w = m->w;
    for (size_t i = 0; i < w->c.terminals.n; i++) {
        const lode_terminal *t = &w->terminals[i];
        int place = place_of(w, t->place), ground = place * SPOT_KINDS;
        if (t->status || t->closed_products)
            continue;
        m->may_call[place] |= strcmp(t->kind, "port") == 0;
        double hours = or_else(t->handling_h, 48);
        int64_t handling = rounded(or_else(t->handling_usd_t, 8)) +
                           timed(w, hours, isnan(t->handling_p90_h) ? 0 : fmax(0, t->handling_p90_h - hours));
        for (int kind = RAIL_1520; kind <= PLANE; kind++) {
            if (!serves(t, kind))
                continue;
            const char *mode = kind <= RAIL_1435 ? "rail" : layer_modes[kind - ROAD + 1];
            int64_t entry = rounded(entry_of(w, mode, domains[w->domain[place]], NULL));
            add_hop(m, t->id, ground, ground + kind, handling + entry, 1u << w->domain[place]);
            add_hop(m, t->id, ground + kind, ground, 0, 1u << w->domain[place]);
        }
    }
}

static int64_t track_cost(const world *w, double km, double entry)
{
    double haul = km * 1.4, hours = haul > 0 ? haul / speed_of(w, "track", domains[w->land], NULL) : 0;
    double usd = haul > 0 ? price_of(w, "track", domains[w->land], NULL, haul, hours) : 0;
    if (haul == 0) /* nothing is hauled: what does not depend on km still counts where the row says so */
        usd = price_of(w, "track", domains[w->land], NULL, 0, 0);
    return rounded(usd) + timed(w, hours, 0) + rounded(entry);
}

typedef struct foot {
    double km, share;
    int end; /* place, -1 inside */
    const lode_link *road;
} foot;

static foot foot_on(const world *w, const lode_link *l)
{
    lode_foot at = lode_nearest(&l->row.geom, w->at[0], w->at[1]);
    double share = at.along_km / lode_line_km(&l->row.geom);
    share = share < 1e-9 ? 0 : (share > 1 - 1e-9 ? 1 : share);
    int end = share == 0 ? place_of(w, l->from_place) : (share == 1 ? place_of(w, l->to_place) : -1);
    return (foot){at.km, share, end, l};
}

/* At its end a road is entered only where no road that goes on from there is nearer, and once. */
static int is_entry(const world *w, foot f, const foot *all, size_t n)
{
    for (size_t i = 0; i < n && f.end >= 0; i++) {
        if (all[i].road == f.road ||
            (place_of(w, all[i].road->from_place) != f.end && place_of(w, all[i].road->to_place) != f.end))
            continue;
        if (all[i].end == f.end ? strcmp(all[i].road->id, f.road->id) < 0 : all[i].km <= f.km)
            return 0;
    }
    return 1;
}

static void map_access(map *m)
{
    const world *w = m->w;
    foot feet[LINKS];
    size_t n = 0;
    for (size_t i = 0; i < w->c.road.n; i++)
        if (!w->links[1][i].status && strcmp(w->links[1][i].domain, domains[w->land]) == 0)
            feet[n++] = foot_on(w, &w->links[1][i]);
    for (size_t i = 0; i < n; i++) {
        const lode_link *l = feet[i].road;
        if (!is_entry(w, feet[i], feet, n) || !link_usable(w, l))
            continue;
        int64_t track = track_cost(w, feet[i].km, entry_of(w, "road", domains[w->land], l->surface));
        if (feet[i].share < 1)
            add_hop(m, l->id, -1, place_of(w, l->from_place) * SPOT_KINDS + ROAD,
                    track + link_cost(w, l, 1, feet[i].share), link_domains(l));
        if (feet[i].share > 0)
            add_hop(m, l->id, -1, place_of(w, l->to_place) * SPOT_KINDS + ROAD,
                    track + link_cost(w, l, 1, 1 - feet[i].share), link_domains(l));
    }
    for (size_t i = 0; i < w->c.terminals.n; i++) {
        int place = place_of(w, w->terminals[i].place);
        if (w->domain[place] == w->land && !w->terminals[i].status)
            add_hop(m, "d", -1, place * SPOT_KINDS,
                    track_cost(w, lode_distance_km(w->at[0], w->at[1], w->xy[place][0], w->xy[place][1]), 0),
                    1u << w->land);
    }
}

static void map_make(map *m, const world *w)
{
    memset(m, 0, sizeof *m);
    m->w = w;
    for (size_t i = 0; i < w->c.markets.n; i++)
        if (w->single < 0 ? strstr(w->markets[i].groups, "G") != NULL : (int)i == w->single)
            m->ends |= 1u << place_of(w, w->markets[i].place);
    map_links(m);
    map_crossings(m);
    map_terminals(m);
    map_access(m);
}

/* On and on from a spot, as long as it was never reached cheaper. */
static void walk(map *m, int from, int64_t cost, unsigned closed)
{
    if (from >= 0 && (m->ends >> (from / SPOT_KINDS) & 1) && cost < m->best)
        m->best = cost;
    for (size_t i = 0; i < m->n; i++) {
        const hop *h = &m->hops[i];
        if (h->from != from || (h->domains & closed))
            continue;
        int place = h->to / SPOT_KINDS, kind = h->to % SPOT_KINDS;
        if (closed >> m->w->domain[place] & 1)
            continue;
        if ((kind == SHIP || kind == PLANE) && m->w->port[place] && !m->may_call[place])
            continue;
        if (cost + h->cost >= m->seen[h->to])
            continue;
        m->seen[h->to] = cost + h->cost;
        walk(m, h->to, cost + h->cost, closed);
    }
}

static int64_t least(map *m, unsigned closed)
{
    m->best = LODE_NO_WAY;
    for (int i = 0; i < PLACES * SPOT_KINDS; i++)
        m->seen[i] = LODE_NO_WAY;
    walk(m, -1, 0, closed);
    return m->best;
}

/* ---- against the program ----------------------------------------------------------------------------------------- */

typedef struct trial {
    world w;
    map m;
    uint64_t seed;
    lode_findings findings;
    lode_network *n;
    lode_scenario *scenario;
    lode_oracle *oracle;
    lode_set own;
    unsigned own_mask;
    lode_target targets[3 * SPOT_KINDS];
    size_t n_targets;
} trial;

static void build_network(trial *t)
{
    assert_int_equal(lode_case_check(&t->w.c, &t->findings, NULL), LODE_OK);
    assert_int_equal(lode_network_build(&t->w.c, NULL, &t->n, &t->findings, NULL), LODE_OK);
    if (t->n && lode_findings_count(&t->findings, LODE_ERROR) == 0)
        return;
    char *text = NULL;
    lode_findings_text(&t->findings, LODE_ERROR, "wide", &text, NULL);
    fail_msg("seed %llu: %s", (unsigned long long)t->seed, text);
}

static void add_targets(trial *t, size_t market)
{
    const lode_market_node *m = &t->n->market[market];
    if (t->w.single < 0 ? !strstr(m->groups, "G") : (int)market != t->w.single)
        return;
    for (int32_t s = 0; s < (int32_t)t->n->n_states; s++)
        if (t->n->state_place[s] == m->place)
            t->targets[t->n_targets++] = (lode_target){
                .state = s, .arrival = &t->n->element[m->element], .arrival_index = m->element, .partial_of = -1};
}

static void build(trial *t)
{
    build_network(t);
    t->n_targets = 0;
    for (size_t i = 0; i < t->n->n_markets; i++)
        add_targets(t, i);
    t->scenario = lode_scenario_new(t->n, "wide", NULL);
    t->scenario->month = t->w.month;
    t->scenario->year = t->w.year ? t->w.year : NAN;
    t->oracle = lode_oracle_new(t->scenario, &t->w.shipment, LODE_BY_COST, t->targets, t->n_targets, NULL);
    assert_non_null(t->oracle);
    t->own = lode_own_domains(t->n, &t->n->origin[0], t->w.single);
}

static void start(trial *t, uint64_t seed)
{
    memset(t, 0, sizeof *t);
    t->seed = seed;
    make(&t->w, seed);
    map_make(&t->m, &t->w);
    t->own_mask = 1u << t->w.land;
    if (t->w.single >= 0)
        t->own_mask |= 1u << t->w.domain[place_of(&t->w, t->w.markets[t->w.single].place)];
    build(t);
}

static void finish(trial *t)
{
    lode_oracle_free(t->oracle);
    lode_scenario_free(t->scenario);
    lode_network_free(t->n);
    lode_findings_free(&t->findings);
}

static unsigned mask_of(const trial *t, uint32_t actors)
{
    unsigned mask = 0;
    for (size_t a = 0; a < t->w.c.actors.n; a++)
        if (actors >> a & 1)
            mask |= t->w.actor_domains[a];
    return mask & ~t->own_mask;
}

/* Each element passed is one of the hops, and none of its hops lies in a closed domain. */
static void check_steps(trial *t, const lode_set *closed, unsigned mask, int64_t cost)
{
    lode_step *steps;
    size_t n;
    int64_t sum = 0;
    assert_int_equal(lode_oracle_steps(t->oracle, &t->n->origin[0], closed, &steps, &n, NULL), LODE_OK);
    for (size_t i = 0; i < n; i++) {
        lode_cost c = lode_cost_of(t->scenario, &t->w.shipment, steps[i].element, steps[i].index, steps[i].reverse);
        sum += lode_cost_total(&c);
        int known = steps[i].element->kind == LODE_E_ACCESS || steps[i].element->kind == LODE_E_ARRIVAL;
        for (size_t h = 0; h < t->m.n; h++)
            if (strcmp(t->m.hops[h].id, steps[i].element->id) == 0) {
                known = 1;
                assert_int_equal(t->m.hops[h].domains & mask, 0);
            }
        assert_true(known);
        if (steps[i].to_state >= 0)
            assert_false(mask >> t->w.domain[t->n->state_place[steps[i].to_state]] & 1);
    }
    assert_true(n ? sum == cost : cost == LODE_NO_WAY);
    free(steps);
}

static int64_t check_closure(trial *t, uint32_t actors)
{
    lode_way way;
    unsigned mask = mask_of(t, actors);
    lode_set closed = lode_closed_by(t->n, actors, &t->own);
    int64_t expected = least(&t->m, mask);
    assert_int_equal(lode_oracle_ask(t->oracle, &t->n->origin[0], &closed, &way, NULL), LODE_OK);
    if (way.cost != expected)
        fail_msg("seed %llu, market %d, actors %x: search %lld, by hand %lld", (unsigned long long)t->seed, t->w.single,
                 actors, (long long)way.cost, (long long)expected);
    check_steps(t, &closed, mask, way.cost);
    return expected;
}

static uint32_t players_of(const trial *t)
{
    uint32_t players = 0;
    for (size_t a = 0; a < t->w.c.actors.n; a++)
        if (!t->w.actors[a].closable && !(t->w.actor_domains[a] & t->own_mask))
            players |= 1u << a;
    return players;
}

static size_t check_cuts(trial *t, const int64_t *costs)
{
    lode_cuts cuts;
    uint32_t players = players_of(t);
    size_t expected = 0;
    assert_int_equal(lode_cut_sets(t->oracle, &t->n->origin[0], &t->own, &cuts, NULL), LODE_OK);
    for (uint32_t set = 1; set < 1u << t->w.c.actors.n && costs[0] != LODE_NO_WAY; set++) {
        int minimal = (set & ~players) == 0 && costs[set] == LODE_NO_WAY, there = 0;
        for (uint32_t bit = 1; bit <= set; bit <<= 1)
            minimal &= !(bit & set) || costs[set & ~bit] != LODE_NO_WAY;
        for (size_t i = 0; i < cuts.n; i++)
            there += cuts.sets[i] == set;
        if (there != minimal)
            fail_msg("seed %llu: cut set %x is there %d times", (unsigned long long)t->seed, set, there);
        expected += (size_t)minimal;
    }
    assert_int_equal(cuts.n, expected);
    assert_int_equal(cuts.unreachable, costs[0] == LODE_NO_WAY);
    if (costs[0] != LODE_NO_WAY)
        assert_int_equal(cuts.free_way, costs[players] != LODE_NO_WAY);
    free(cuts.sets);
    return expected;
}

static void agrees_with_rows_alone(void **state)
{
    static trial t;
    size_t ways = 0, captive = 0, cuts = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        int64_t costs[1 << ACTORS];
        start(&t, seed);
        for (uint32_t actors = 0; actors < 1u << t.w.c.actors.n; actors++) {
            costs[actors] = check_closure(&t, actors);
            ways += costs[actors] != LODE_NO_WAY;
            captive += costs[0] != LODE_NO_WAY && costs[actors] == LODE_NO_WAY;
        }
        cuts += check_cuts(&t, costs);
        finish(&t);
    }
    print_message("%d cases, seeds 1 to %d: %zu ways, %zu captive, %zu cut sets\n", CASES, CASES, ways, captive, cuts);
    assert_true(ways > CASES && captive > CASES / 10 && cuts > CASES / 20);
}

/* Every link and crossing drawn the other way round. */
static void turn_rows(world *w)
{
    lode_link *const layers[] = {w->c.rail.v, w->c.road.v, w->c.sea.v, w->c.air.v};
    const size_t n[] = {w->c.rail.n, w->c.road.n, w->c.sea.n, w->c.air.n};
    for (int layer = 0; layer < 4; layer++)
        for (size_t i = 0; i < n[layer]; i++) {
            lode_link *l = &layers[layer][i], old = *l;
            double *xy = (double *)l->row.geom.xy, x = xy[0], y = xy[1];
            l->from_place = old.to_place, l->to_place = old.from_place;
            xy[0] = xy[2], xy[1] = xy[3], xy[2] = x, xy[3] = y;
        }
    for (size_t i = 0; i < w->c.crossings.n; i++) {
        lode_crossing *x = &w->crossings[i], old = *x;
        x->place_a = old.place_b, x->place_b = old.place_a;
        x->gauge_a_mm = old.gauge_b_mm, x->gauge_b_mm = old.gauge_a_mm;
        if (old.dir && strcmp(old.dir, "both") != 0)
            x->dir = strcmp(old.dir, "ab") == 0 ? "ba" : "ab";
    }
}

static int64_t cost_of(trial *t, uint32_t actors)
{
    lode_way way;
    lode_set closed = lode_closed_by(t->n, actors, &t->own);
    assert_int_equal(lode_oracle_ask(t->oracle, &t->n->origin[0], &closed, &way, NULL), LODE_OK);
    return way.cost;
}

/* Which end of a row is called a changes no cost, but for the rounding of a part of a road. */
static void network_is_symmetric(void **state)
{
    static trial t;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES / 4; seed++) {
        int64_t before[1 << ACTORS];
        start(&t, seed);
        for (uint32_t actors = 0; actors < 1u << t.w.c.actors.n; actors++)
            before[actors] = cost_of(&t, actors);
        lode_oracle_free(t.oracle);
        lode_scenario_free(t.scenario);
        lode_network_free(t.n);
        turn_rows(&t.w);
        build(&t);
        for (uint32_t actors = 0; actors < 1u << t.w.c.actors.n; actors++) {
            int64_t after = cost_of(&t, actors);
            if ((after == LODE_NO_WAY) != (before[actors] == LODE_NO_WAY) || llabs(after - before[actors]) > 3)
                fail_msg("seed %llu, actors %x: %lld, turned %lld", (unsigned long long)seed, actors,
                         (long long)before[actors], (long long)after);
        }
        finish(&t);
    }
}

/* Closing more is never cheaper; opening what is planned, a later year or any season never dearer. */
static void closing_is_never_cheaper_and_opening_never_dearer(void **state)
{
    static trial t;
    size_t cheaper = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES / 2; seed++) {
        start(&t, seed);
        int64_t base = cost_of(&t, 0);
        for (uint32_t actors = 1; actors < 1u << t.w.c.actors.n; actors++)
            for (uint32_t bit = 1; bit <= actors; bit <<= 1)
                assert_true(!(bit & actors) || cost_of(&t, actors) >= cost_of(&t, actors & ~bit));
        lode_oracle_free(t.oracle);
        assert_int_equal(lode_scenario_change(t.scenario, "open", "status:planned", NULL, NULL), LODE_OK);
        t.scenario->month = 0;
        t.scenario->year = 2050;
        t.oracle = lode_oracle_new(t.scenario, &t.w.shipment, LODE_BY_COST, t.targets, t.n_targets, NULL);
        assert_true(cost_of(&t, 0) <= base);
        cheaper += cost_of(&t, 0) < base;
        finish(&t);
    }
    assert_true(cheaper > CASES / 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_rows_alone), cmocka_unit_test(network_is_symmetric),
                                       cmocka_unit_test(closing_is_never_cheaper_and_opening_never_dearer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
