#include "app/ends.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"
#include "net/build.h"

/* Equal but for case and Unicode form. */
static int same_name(const char *a, const char *b)
{
    if (!a || !b)
        return 0;
    if (strcmp(a, b) == 0)
        return 1;
    utf8proc_uint8_t *x = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)a);
    utf8proc_uint8_t *y = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)b);
    int same = x && y && strcmp((const char *)x, (const char *)y) == 0;
    free(x);
    free(y);
    return same;
}

static int read_lonlat(const char *text, double *lon, double *lat)
{
    const char *comma = strchr(text, ',');
    char first[64];
    if (!comma || (size_t)(comma - text) >= sizeof first)
        return 0;
    memcpy(first, text, (size_t)(comma - text));
    first[comma - text] = '\0';
    *lon = lode_number(first);
    *lat = lode_number(comma + 1);
    return isfinite(*lon) && isfinite(*lat);
}

static const lode_occurrence *find_occurrence(const lode_case *c, const char *text, size_t *index)
{
    for (int by_name = 0; by_name < 2; by_name++)
        for (size_t i = 0; i < c->occurrences.n; i++) {
            const lode_occurrence *o = &c->occurrences.v[i];
            if (by_name ? same_name(o->name, text) || same_name(o->name_local, text) : strcmp(o->id, text) == 0) {
                *index = i;
                return o;
            }
        }
    return NULL;
}

static int32_t find_place(const lode_network *n, const char *text)
{
    int32_t place = lode_network_place(n, text);
    for (size_t i = 0; place < 0 && i < n->n_places; i++)
        if (same_name(n->place_name[i], text))
            place = (int32_t)i;
    return place;
}

static int32_t find_market(const lode_session *s, const char *text)
{
    for (int by_name = 0; by_name < 2; by_name++)
        for (size_t i = 0; i < s->c->markets.n; i++)
            if (by_name ? same_name(s->c->markets.v[i].name, text) : strcmp(s->c->markets.v[i].id, text) == 0)
                return (int32_t)i;
    return -1;
}

static lode_status unknown_end(const lode_session *s, const char *text, lode_err *err)
{
    const lode_case *c = s->c;
    size_t most = 2 * c->occurrences.n + 2 * c->places.n + c->markets.n, n = 0;
    const char **words = calloc(most + 1, sizeof *words);
    for (size_t i = 0; words && i < c->occurrences.n; i++) {
        words[n++] = c->occurrences.v[i].id;
        words[n++] = c->occurrences.v[i].name;
    }
    for (size_t i = 0; words && i < c->markets.n; i++)
        words[n++] = c->markets.v[i].id;
    for (size_t i = 0; words && i < c->places.n; i++) {
        words[n++] = c->places.v[i].id;
        words[n++] = c->places.v[i].name;
    }
    lode_status status = lode_fail_unknown(err, "end", text, words, n,
                                           "Use the id or name of an occurrence, place, market or market group, or "
                                           "\"lon,lat\".");
    free(words);
    return status;
}

/* The country that holds a point, by the outlines of the case. */
static lode_status point_access(lode_session *s, const char *text, double lon, double lat, lode_origin *origin,
                                lode_err *err)
{
    if (fabs(lat) > 90 || fabs(lon) > 180)
        return lode_fail(err, LODE_USAGE,
                         "\"%s\" is no point on earth: longitude comes first (-180 to 180), then latitude (-90 to 90).",
                         text);
    int region = lode_region_at(s->regions, lon, lat);
    if (region < 0)
        return lode_fail(err, LODE_USAGE, "\"%s\" lies in no country of the case.", text);
    return lode_network_origin(s->c, s->regions, s->network, s->arena, text, lon, lat, s->c->countries.v[region].iso3,
                               s->findings, origin, err);
}

static lode_element stand_still(const lode_session *s, int32_t place, lode_element_kind kind)
{
    lode_element e = {.kind = kind,
                      .id = s->network->place[place],
                      .name = s->network->place_name[place],
                      .row = -1,
                      .terminal = -1,
                      .n_sides = 1,
                      .own_usd_t = NAN,
                      .open_year = NAN};
    e.mode = kind == LODE_E_ACCESS ? LODE_TRACK : LODE_GROUND;
    e.side[0].domain = s->network->place_domain[place];
    return e;
}

/* From a place goods are loaded on its ground; where it has no terminal, they are taken to be loaded already. */
static lode_status start_at_place(lode_session *s, int32_t place, lode_origin *origin, lode_err *err)
{
    const lode_network *n = s->network;
    int32_t ground = n->place_ground[place], end = ground + 1;
    int loads = 0;
    while (end < (int32_t)n->n_states && n->state_place[end] == place)
        end++;
    for (size_t a = 0; a < n->n_arcs && !loads; a++)
        loads = n->arc_tail[a] == ground;
    *origin = (lode_origin){.id = n->place[place], .name = n->place_name[place], .domain = n->place_domain[place]};
    origin->options = LODE_NEW(s->arena, lode_option, (size_t)(end - ground));
    if (!origin->options)
        return lode_fail_memory(err);
    for (int32_t state = loads ? ground : ground + 1; state < (loads ? ground + 1 : end); state++)
        origin->options[origin->n_options++] = (lode_option){.state = state,
                                                             .access = stand_still(s, place, LODE_E_ACCESS),
                                                             .partial_of = -1,
                                                             .lon = s->c->places.v[place].row.geom.xy[0],
                                                             .lat = s->c->places.v[place].row.geom.xy[1]};
    return LODE_OK;
}

lode_status lode_find_start(lode_session *s, const char *text, lode_origin *origin, const lode_occurrence **occurrence,
                            lode_err *err)
{
    size_t index;
    double lon, lat;
    *occurrence = find_occurrence(s->c, text, &index);
    if (*occurrence) {
        *origin = s->network->origin[index];
        return LODE_OK;
    }
    int32_t place = find_place(s->network, text), market = place < 0 ? find_market(s, text) : -1;
    if (place < 0 && market >= 0)
        place = s->network->market[market].place;
    if (place >= 0)
        return start_at_place(s, place, origin, err);
    if (read_lonlat(text, &lon, &lat))
        return point_access(s, text, lon, lat, origin, err);
    return unknown_end(s, text, err);
}

static lode_status end_at_place(lode_session *s, int32_t place, lode_target **targets, size_t *n, lode_err *err)
{
    const lode_network *net = s->network;
    lode_element *arrival = LODE_NEW(s->arena, lode_element, 1);
    size_t capacity = 0;
    if (!arrival)
        return lode_fail_memory(err);
    *arrival = stand_still(s, place, LODE_E_ARRIVAL);
    for (int32_t state = net->place_ground[place]; state < (int32_t)net->n_states && net->state_place[state] == place;
         state++) {
        lode_target *slot = lode_grow((void **)targets, n, &capacity, sizeof *slot);
        if (!slot)
            return lode_fail_memory(err);
        *slot = (lode_target){.state = state, .arrival = arrival, .arrival_index = -1, .partial_of = -1};
    }
    return LODE_OK;
}

/* A point is reached over its access legs, walked the other way. */
static lode_status end_at_point(lode_session *s, const lode_origin *point, lode_target **targets, size_t *n,
                                lode_err *err)
{
    size_t capacity = 0;
    for (size_t i = 0; i < point->n_options; i++) {
        const lode_option *o = &point->options[i];
        lode_target *slot = lode_grow((void **)targets, n, &capacity, sizeof *slot);
        if (!slot)
            return lode_fail_memory(err);
        *slot = (lode_target){.state = o->state,
                              .arrival = &o->access,
                              .arrival_index = -1,
                              .partial = o->partial_of >= 0 ? &o->partial : NULL,
                              .partial_of = o->partial_of,
                              .partial_reverse = !o->partial_reverse};
    }
    (void)s;
    return LODE_OK;
}

lode_status lode_find_end(lode_session *s, const char *text, const char *product, lode_target **targets, size_t *n,
                          lode_err *err)
{
    size_t index;
    double lon, lat;
    lode_origin point;
    *targets = NULL;
    *n = 0;
    int32_t market = find_market(s, text);
    lode_destination destination = {text, market};
    int group = strcmp(text, "ALL") == 0;
    for (size_t i = 0; i < s->network->n_markets && !group; i++)
        group = lode_list_has(s->network->market[i].groups, text);
    if (market >= 0 || group)
        return lode_destination_targets(s, &destination, product, targets, n, err);
    int32_t place = find_place(s->network, text);
    if (place >= 0)
        return end_at_place(s, place, targets, n, err);
    if (find_occurrence(s->c, text, &index))
        return end_at_point(s, &s->network->origin[index], targets, n, err);
    if (!read_lonlat(text, &lon, &lat))
        return unknown_end(s, text, err);
    lode_status status = point_access(s, text, lon, lat, &point, err);
    return status ? status : end_at_point(s, &point, targets, n, err);
}
