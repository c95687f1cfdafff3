/* Access legs: from a point to the terminals and roads of its country (DESIGN section 5). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geodesic.h"
#include "net/internal.h"

/* A place with a terminal, or a road at its nearest point. */
typedef struct candidate {
    double km;
    const char *id;
    int32_t place; /* of the terminal; -1: a road */
    int32_t road;  /* row of the road; -1: a terminal */
    double along;  /* share of the road's length before the foot point */
    double lon, lat;
} candidate;

typedef struct candidates {
    candidate *v;
    size_t n, capacity;
    int failed;
} candidates;

static void add(candidates *list, candidate c)
{
    candidate *slot = lode_grow((void **)&list->v, &list->n, &list->capacity, sizeof *slot);
    if (slot)
        *slot = c;
    else
        list->failed = 1;
}

static int is_open(const char *status)
{
    return !status || strcmp(status, "open") == 0;
}

static void add_terminals(const lode_building *b, int32_t domain, double lon, double lat, candidates *list)
{
    for (size_t i = 0; i < b->c->terminals.n; i++) {
        const lode_terminal *t = &b->c->terminals.v[i];
        int32_t place = (int32_t)lode_names_get(&b->places, t->place);
        if (place < 0 || b->n->place_domain[place] != domain || !is_open(t->status))
            continue;
        const double *xy = b->c->places.v[place].row.geom.xy;
        int known = 0;
        for (size_t k = 0; k < list->n && !known; k++)
            known = list->v[k].place == place;
        if (!known)
            add(list, (candidate){lode_distance_km(lon, lat, xy[0], xy[1]), b->c->places.v[place].id, place, -1, 0,
                                  xy[0], xy[1]});
    }
}

/* The foot point's share of the drawn line, pinned to the ends. */
static double share_along(const lode_geom *line, double along_km)
{
    double total = lode_line_km(line);
    if (!(total > 0))
        return 0;
    double share = along_km / total;
    return share < 1e-9 ? 0 : (share > 1 - 1e-9 ? 1 : share);
}

static void add_roads(const lode_building *b, const char *country, double lon, double lat, candidates *list)
{
    for (size_t i = 0; i < b->c->road.n; i++) {
        const lode_link *road = &b->c->road.v[i];
        if (!road->row.geom.shape || !is_open(road->status) || strcmp(road->domain, country) != 0)
            continue;
        lode_foot foot = lode_nearest(&road->row.geom, lon, lat);
        add(list, (candidate){foot.km, road->id, -1, (int32_t)i, share_along(&road->row.geom, foot.along_km), foot.lon,
                              foot.lat});
    }
}

static const char *end_place(const lode_building *b, const candidate *c)
{
    const lode_link *road = &b->c->road.v[c->road];
    return c->along == 0 ? road->from_place : (c->along == 1 ? road->to_place : NULL);
}

/* A foot point at a road's end counts only where no road that goes on from there comes nearer, and once: so cutting a
 * road in two changes nothing. */
static int is_local_least(const lode_building *b, const candidates *list, size_t i)
{
    const candidate *c = &list->v[i];
    const char *end = c->road >= 0 ? end_place(b, c) : NULL;
    for (size_t k = 0; end && k < list->n; k++) {
        const candidate *other = &list->v[k];
        if (k == i || other->road < 0)
            continue;
        const lode_link *road = &b->c->road.v[other->road];
        if (strcmp(road->from_place, end) != 0 && strcmp(road->to_place, end) != 0)
            continue;
        const char *other_end = end_place(b, other);
        int same_point = other_end && strcmp(other_end, end) == 0;
        if (same_point ? strcmp(other->id, c->id) < 0 : other->km <= c->km)
            return 0;
    }
    return 1;
}

static void keep_local_least(const lode_building *b, candidates *list)
{
    unsigned char *keep = calloc(list->n + 1, 1);
    size_t kept = 0;
    if (!keep) {
        list->failed = 1;
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        keep[i] = (unsigned char)is_local_least(b, list, i);
    for (size_t i = 0; i < list->n; i++)
        if (keep[i])
            list->v[kept++] = list->v[i];
    list->n = kept;
    free(keep);
}

static int order(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->km != y->km)
        return x->km < y->km ? -1 : 1;
    int by_id = strcmp(x->id, y->id);
    return by_id ? by_id : (x->road > y->road) - (x->road < y->road);
}

static int region_of(const lode_building *b, const char *country)
{
    for (size_t i = 0; i < b->c->countries.n; i++)
        if (b->c->countries.v[i].iso3 && strcmp(b->c->countries.v[i].iso3, country) == 0 &&
            b->c->countries.v[i].row.geom.shape)
            return (int)i;
    return -1;
}

static int crosses_border(const lode_building *b, int region, double lon, double lat, const candidate *c)
{
    return b->regions && region >= 0 &&
           lode_region_outside_km(b->regions, (size_t)region, lon, lat, c->lon, c->lat) >
               b->n->parameters.border_tolerance_km;
}

static lode_element access_leg(lode_building *b, const char *id, const char *country, double km,
                               const lode_tariff_set *joined, lode_where where)
{
    lode_element e = {.kind = LODE_E_ACCESS,
                      .id = id,
                      .name = id,
                      .mode = LODE_TRACK,
                      .row = -1,
                      .terminal = -1,
                      .n_sides = 1,
                      .own_usd_t = NAN,
                      .open_year = NAN};
    e.confidence =
        lode_building_haul(b, &e.side[0], LODE_TRACK, country, NULL, NULL, km, km > 0 ? NAN : 0, km > 0, where);
    lode_building_keep_entry(b, &e.side[0], joined);
    e.fact_confidence[LODE_FACT_LENGTH] = LODE_ASSUMED; /* by the detour factor */
    e.source = "geodesic times detour_factor";
    return e;
}

/* One end of a road entered in its middle. */
static void add_road_option(lode_building *b, const candidate *c, const lode_element *access, int to_end,
                            lode_origin *origin)
{
    const lode_link *road = &b->c->road.v[c->road];
    int32_t place = (int32_t)lode_names_get(&b->places, to_end ? road->to_place : road->from_place);
    lode_option *o = &origin->options[origin->n_options];
    *o = (lode_option){.state = lode_state_find(b->n, place, LODE_ROAD, 0),
                       .access = *access,
                       .partial_of = -1,
                       .partial_reverse = !to_end,
                       .lon = c->lon,
                       .lat = c->lat};
    for (size_t i = 0; i < b->n->n_elements; i++)
        if (b->n->element[i].kind == LODE_E_LINK && b->n->element[i].mode == LODE_ROAD &&
            b->n->element[i].row == c->road)
            o->partial_of = (int32_t)i;
    double share = to_end ? 1 - c->along : c->along;
    o->partial = b->n->element[o->partial_of];
    o->partial.side[0].km *= share;
    o->partial.side[0].hours *= share;
    o->partial.side[0].co2_kg_t *= share;
    o->partial.own_usd_t *= share;
    origin->n_options++;
}

static void add_option(lode_building *b, const candidate *c, const char *id, const char *country, lode_where where,
                       lode_origin *origin)
{
    double km = c->km * b->n->parameters.detour_factor;
    lode_tariff_set joined = {0}; /* of the road that is entered */
    if (c->road >= 0)
        joined = lode_building_tariff(b, LODE_ROAD, country, b->c->road.v[c->road].surface, NULL);
    lode_element access = access_leg(b, id, country, km, &joined, where);
    if (c->road < 0) {
        origin->options[origin->n_options++] = (lode_option){
            .state = b->n->place_ground[c->place], .access = access, .partial_of = -1, .lon = c->lon, .lat = c->lat};
        return;
    }
    if (c->along < 1)
        add_road_option(b, c, &access, 0, origin);
    if (c->along > 0)
        add_road_option(b, c, &access, 1, origin);
}

/* The nearest within reach; where none is, the nearest of all with a finding. */
static void choose(lode_building *b, const candidates *list, const char *id, double lon, double lat,
                   const char *country, lode_where where, lode_origin *origin)
{
    const lode_parameters *p = &b->n->parameters;
    int region = region_of(b, country);
    size_t chosen = 0;
    for (size_t i = 0; i < list->n && (double)chosen < p->access_legs; i++) {
        int near = list->v[i].km <= p->reach_km;
        if (!near && chosen > 0)
            break;
        if (crosses_border(b, region, lon, lat, &list->v[i]))
            continue;
        add_option(b, &list->v[i], id, country, where, origin);
        chosen++;
        if (!near) {
            lode_found_number(b->findings, "LW-NET-006", where, list->v[i].km, "an access within reach_km");
            break;
        }
    }
    if (chosen == 0)
        lode_found(b->findings, "LW-NET-007", where, country, "a terminal or road in its country");
}

int lode_building_access(lode_building *b, const char *id, double lon, double lat, const char *country,
                         lode_where where, lode_origin *origin)
{
    candidates list = {0};
    *origin = (lode_origin){.id = id, .name = id, .domain = lode_network_domain(b->n, country)};
    add_terminals(b, origin->domain, lon, lat, &list);
    add_roads(b, country, lon, lat, &list);
    keep_local_least(b, &list);
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, order);
    origin->options = LODE_NEW(b->arena, lode_option, 2 * (size_t)b->n->parameters.access_legs + 2);
    int ok = origin->options && !list.failed && id;
    if (ok)
        choose(b, &list, id, lon, lat, country, where, origin);
    free(list.v);
    return ok && !b->failed;
}
