#include "net/build.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/dependency.h"
#include "geo/geodesic.h"
#include "net/dead.h"
#include "net/internal.h"

/* ---- parameters, domains, places ---------------------------------------------------------------------------- */

static void read_parameters(lode_building *b)
{
    b->n->parameters = lode_parameters_default();
    for (size_t i = 0; i < b->c->parameters.n; i++) {
        const lode_parameter *p = &b->c->parameters.v[i];
        const lode_parameter_row *row = p->key ? lode_parameter_find(p->key) : NULL;
        if (row && p->value)
            lode_parameter_set(&b->n->parameters, row, lode_number(p->value));
    }
}

static int make_domains(lode_building *b)
{
    lode_names domains;
    if (!lode_domains_of_case(b->arena, b->c, &domains))
        return 0;
    b->n->n_domains = domains.n;
    b->n->domain = LODE_NEW(b->arena, const char *, domains.n);
    for (size_t i = 0; b->n->domain && i < domains.n; i++)
        b->n->domain[i] = domains.v[i].text;
    return b->n->domain != NULL;
}

static int make_places(lode_building *b)
{
    const lode_case *c = b->c;
    lode_network *n = b->n;
    n->n_places = c->places.n;
    n->place = LODE_NEW(b->arena, const char *, n->n_places);
    n->place_name = LODE_NEW(b->arena, const char *, n->n_places);
    n->place_domain = LODE_NEW(b->arena, int32_t, n->n_places);
    n->place_ground = LODE_NEW(b->arena, int32_t, n->n_places);
    if (!n->place || !n->place_name || !n->place_domain || !n->place_ground)
        return 0;
    for (size_t i = 0; i < n->n_places; i++) {
        n->place[i] = c->places.v[i].id;
        n->place_name[i] = c->places.v[i].name;
        n->place_domain[i] = lode_network_domain(n, c->places.v[i].domain);
    }
    return lode_names_of_rows(b->arena, c->places.v, c->places.n, sizeof(lode_place), offsetof(lode_place, id),
                              &b->places);
}

static int32_t place_row(const lode_building *b, const char *id)
{
    return (int32_t)lode_names_get(&b->places, id);
}

/* ---- states ------------------------------------------------------------------------------------------------- */

typedef struct state {
    int32_t place;
    uint8_t mode;
    int32_t gauge;
} state;

typedef struct states {
    state *v;
    size_t n, capacity;
    int failed;
} states;

static int order_states(const void *a, const void *b)
{
    const state *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->mode != y->mode)
        return x->mode < y->mode ? -1 : 1;
    return (x->gauge > y->gauge) - (x->gauge < y->gauge);
}

static void add_state(states *s, int32_t place, lode_mode mode, double gauge)
{
    state *slot = lode_grow((void **)&s->v, &s->n, &s->capacity, sizeof *slot);
    if (slot)
        *slot = (state){place, (uint8_t)mode, mode == LODE_RAIL ? (int32_t)gauge : 0};
    else
        s->failed = 1;
}

static lode_mode crossing_mode(const lode_crossing *x)
{
    return lode_mode_named(x->mode, strlen(x->mode));
}

static void collect_states(const lode_building *b, states *s)
{
    for (size_t i = 0; i < b->n->n_places; i++)
        add_state(s, (int32_t)i, LODE_GROUND, 0);
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(b->c, layer);
        for (size_t i = 0; i < links.n; i++) {
            add_state(s, place_row(b, links.v[i].from_place), links.v[i].mode, links.v[i].gauge_mm);
            add_state(s, place_row(b, links.v[i].to_place), links.v[i].mode, links.v[i].gauge_mm);
        }
    }
    for (size_t i = 0; i < b->c->crossings.n; i++) {
        const lode_crossing *x = &b->c->crossings.v[i];
        add_state(s, place_row(b, x->place_a), crossing_mode(x), x->gauge_a_mm);
        add_state(s, place_row(b, x->place_b), crossing_mode(x), x->gauge_b_mm);
    }
}

static int keep_states(lode_building *b, states *s)
{
    lode_network *n = b->n;
    size_t kept = 0;
    if (s->n)
        qsort(s->v, s->n, sizeof *s->v, order_states);
    for (size_t i = 0; i < s->n; i++)
        if (i == 0 || order_states(&s->v[i], &s->v[kept - 1]) != 0)
            s->v[kept++] = s->v[i];
    n->n_states = kept;
    n->state_place = LODE_NEW(b->arena, int32_t, kept);
    n->state_mode = LODE_NEW(b->arena, uint8_t, kept);
    n->state_gauge = LODE_NEW(b->arena, int32_t, kept);
    if (s->failed || !n->state_place || !n->state_mode || !n->state_gauge)
        return 0;
    for (size_t i = 0; i < kept; i++) {
        n->state_place[i] = s->v[i].place;
        n->state_mode[i] = s->v[i].mode;
        n->state_gauge[i] = s->v[i].gauge;
        if (s->v[i].mode == LODE_GROUND)
            n->place_ground[s->v[i].place] = (int32_t)i;
    }
    return 1;
}

static int make_states(lode_building *b)
{
    states s = {0};
    collect_states(b, &s);
    int ok = keep_states(b, &s);
    free(s.v);
    return ok;
}

int32_t lode_state_find(const lode_network *n, int32_t place, lode_mode mode, int gauge)
{
    size_t low = 0, high = n->n_states;
    state wanted = {place, (uint8_t)mode, gauge};
    while (low < high) {
        size_t middle = (low + high) / 2;
        state have = {n->state_place[middle], n->state_mode[middle], n->state_gauge[middle]};
        int by = order_states(&have, &wanted);
        if (by == 0)
            return (int32_t)middle;
        if (by < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* ---- what the elements share -------------------------------------------------------------------------------- */

static lode_state_of_works works_named(const char *name)
{
    static const char *const names[] = {"open", "construction", "planned", "closed"};
    for (int i = 0; name && i < 4; i++)
        if (strcmp(names[i], name) == 0)
            return (lode_state_of_works)i;
    return LODE_OPEN;
}

uint32_t lode_building_needs(lode_building *b, const char *list)
{
    size_t length;
    uint32_t n = 0;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        char *name = lode_arena_strndup(b->arena, item, length);
        int32_t *slot = lode_grow((void **)&b->needs, &b->n_needs, &b->need_capacity, sizeof *slot);
        if (!name || !slot) {
            b->failed = 1;
            return n;
        }
        *slot = lode_network_domain(b->n, name);
        n++;
    }
    return n;
}

double lode_building_assume(lode_building *b, double value, double assumed, const char *parameter, lode_where where,
                            uint8_t *confidence)
{
    if (!isnan(value))
        return value;
    char text[120];
    snprintf(text, sizeof text, "a figure; %s = %.6g is used", parameter, assumed);
    lode_found(b->findings, "LW-NET-009", where, NULL, text);
    *confidence = LODE_ASSUMED;
    return assumed;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static int make_tariffs(lode_building *b)
{
    lode_network *n = b->n;
    n->n_tariffs = b->c->tariffs.n;
    n->tariff = LODE_NEW(b->arena, lode_tariff_range, n->n_tariffs);
    for (size_t i = 0; n->tariff && i < n->n_tariffs; i++) {
        const lode_tariff *t = &b->c->tariffs.v[i];
        const char *id = lode_arena_printf(b->arena, "%s:%s:%s:%s:%s", or_empty(t->mode), or_empty(t->domain),
                                           or_empty(t->surface), or_empty(t->traction), or_empty(t->basis));
        n->tariff[i] = (lode_tariff_range){id, t->low, t->high};
        b->failed |= !id;
    }
    return n->tariff && !b->failed;
}

static double distance_factor(const lode_parameters *p, lode_mode mode, const char *co2_distance)
{
    if (!co2_distance || strcmp(co2_distance, "actual") == 0)
        return 1;
    switch (mode) {
    case LODE_RAIL: return p->daf_rail;
    case LODE_SEA: return p->daf_sea;
    case LODE_AIR: return p->daf_air;
    default: return p->daf_road;
    }
}

static void keep_prices(lode_building *b, lode_side *side, const lode_tariff_set *set)
{
    side->price_first = (uint32_t)b->n_prices;
    for (size_t i = 0; i < set->n; i++) {
        const lode_tariff *t = set->rows[i];
        lode_price *price = lode_grow((void **)&b->prices, &b->n_prices, &b->price_capacity, sizeof *price);
        if (!price) {
            b->failed = 1;
            return;
        }
        *price = (lode_price){.basis = lode_basis_named(t->basis),
                              .usd = t->usd,
                              .empty_share = isnan(t->empty_share) ? 0 : t->empty_share,
                              .tariff = (int32_t)(t - b->c->tariffs.v),
                              .confidence = lode_confidence_named(t->confidence)};
    }
    side->price_n = (uint32_t)set->n;
}

void lode_building_keep_entry(const lode_building *b, lode_side *side, const lode_tariff_set *set)
{
    side->entry_usd = set->entry_usd;
    side->entry_row = set->entry ? (int32_t)(set->entry - b->c->tariffs.v) : -1;
    side->entry_confidence = set->entry ? lode_confidence_named(set->entry->confidence) : LODE_LOW;
}

lode_tariff_set lode_building_tariff(const lode_building *b, lode_mode mode, const char *domain, const char *surface,
                                     const char *traction)
{
    lode_tariff_set set = lode_tariff_find(b->c, mode, domain, surface, traction);
    if (set.n == 0 && mode == LODE_ROAD && !surface)
        set = lode_tariff_find(b->c, mode, domain, "paved", traction);
    return set;
}

uint8_t lode_building_haul(lode_building *b, lode_side *side, lode_mode mode, const char *domain, const char *surface,
                           const char *traction, double km, double hours_given, int priced, lode_where where)
{
    lode_tariff_set set = lode_building_tariff(b, mode, domain, surface, traction);
    char wanted[160];
    snprintf(wanted, sizeof wanted, "a row of tariffs for %s in %s%s%s", lode_mode_names[mode], domain,
             surface ? " on " : "", surface ? surface : "");
    if (set.n == 0 && priced)
        lode_found(b->findings, "LW-NET-005", where, NULL, wanted);
    if (isnan(set.km_h) && isnan(hours_given) && km > 0 && (set.n > 0 || !priced))
        lode_found(b->findings, "LW-NET-010", where, NULL, wanted);
    keep_prices(b, side, &set);
    side->domain = lode_network_domain(b->n, domain);
    side->km = km;
    side->hours = !isnan(hours_given) ? hours_given : (km > 0 ? km / set.km_h : 0);
    lode_building_keep_entry(b, side, &set);
    side->own_hours = !isnan(hours_given);
    side->speed_row = set.speed ? (int32_t)(set.speed - b->c->tariffs.v) : -1;
    side->speed_confidence = set.speed ? lode_confidence_named(set.speed->confidence) : LODE_LOW;
    side->co2_kg_t =
        km > 0 ? km * set.co2_g_tkm / 1000 / distance_factor(&b->n->parameters, mode, set.co2_distance) : 0;
    return set.n ? set.confidence : LODE_LOW;
}

static uint8_t weaker(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

static uint16_t months_mask(const char *list)
{
    size_t length;
    uint16_t mask = 0;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        long month = strtol(item, NULL, 10);
        if (month >= 1 && month <= 12)
            mask |= (uint16_t)(1u << (month - 1));
    }
    return mask;
}

/* ---- elements ----------------------------------------------------------------------------------------------- */

typedef struct arc {
    int32_t tail, head, element;
    uint8_t reverse;
    uint64_t tie;
} arc;

typedef struct making {
    lode_building *b;
    lode_element *elements;
    size_t n_elements, element_capacity;
    arc *arcs;
    size_t n_arcs, arc_capacity;
} making;

static lode_element *add_element(making *m, lode_element_kind kind, const char *id, const char *name)
{
    lode_element *e = lode_grow((void **)&m->elements, &m->n_elements, &m->element_capacity, sizeof *e);
    if (!e) {
        m->b->failed = 1;
        return NULL;
    }
    *e = (lode_element){.kind = kind,
                        .id = id,
                        .name = name ? name : id,
                        .row = -1,
                        .terminal = -1,
                        .n_sides = 1,
                        .own_usd_t = NAN,
                        .capacity_mt = NAN,
                        .used_mt = NAN,
                        .open_year = NAN};
    return e;
}

static void add_arc(making *m, int32_t tail, int32_t head, int reverse, const char *id)
{
    arc *a = lode_grow((void **)&m->arcs, &m->n_arcs, &m->arc_capacity, sizeof *a);
    if (!a) {
        m->b->failed = 1;
        return;
    }
    *a = (arc){tail, head, (int32_t)m->n_elements - 1, (uint8_t)reverse, lode_tie(id)};
}

/* Both directions of the last element; the tie is the hash of kind, id and direction. */
static void add_both(making *m, int32_t a, int32_t b, const char *kind, const char *id, int forward, int backward)
{
    lode_text text = {0};
    lode_text_addf(&text, "%s:%s:0", kind, id);
    m->b->failed |= text.failed;
    if (forward && !text.failed)
        add_arc(m, a, b, 0, text.data);
    if (backward && !text.failed) {
        text.data[text.length - 1] = '1';
        add_arc(m, b, a, 1, text.data);
    }
    lode_text_free(&text);
}

typedef struct derived {
    lode_building *b;
    uint32_t n;
} derived;

static void add_overflown(void *context, size_t region)
{
    derived *d = context;
    int32_t *slot = lode_grow((void **)&d->b->needs, &d->b->n_needs, &d->b->need_capacity, sizeof *slot);
    if (!slot) {
        d->b->failed = 1;
        return;
    }
    *slot = lode_network_domain(d->b->n, d->b->c->countries.v[region].iso3);
    d->n++;
}

/* Airspaces of an air link: as given, or derived from the countries under it (M12). */
static uint32_t overflown(lode_building *b, const lode_link *link, lode_where where, uint8_t *confidence)
{
    if (link->mode != LODE_AIR)
        return 0;
    if (link->overflies)
        return lode_building_needs(b, link->overflies);
    derived d = {b, 0};
    if (b->regions && link->row.geom.shape)
        lode_regions_under(b->regions, &link->row.geom, add_overflown, &d);
    lode_found(b->findings, "LW-NET-011", where, NULL, "domains parted by ;");
    *confidence = LODE_ASSUMED;
    return d.n;
}

/* All figures of its own row are as good as the row. */
static void trust(lode_element *e, uint8_t confidence)
{
    e->confidence = confidence;
    for (int i = 0; i < LODE_N_FACTS; i++)
        e->fact_confidence[i] = confidence;
}

/* A value, or the parameter that stands in for it. */
static double assume(lode_building *b, lode_element *e, int fact, double value, double assumed, lode_where where)
{
    double used = lode_building_assume(b, value, assumed, where.column, where, &e->fact_confidence[fact]);
    if (e->fact_confidence[fact] == LODE_ASSUMED)
        e->confidence = LODE_ASSUMED;
    return used;
}

/* What a figure is worth where a part of it is derived, or counts as nothing because it is not given. */
static void doubt(lode_element *e, int fact)
{
    e->fact_confidence[fact] = weaker(e->fact_confidence[fact], LODE_LOW);
}

static double link_km(const lode_link *link)
{
    return isnan(link->length_km) && link->row.geom.shape ? lode_line_km(&link->row.geom) : link->length_km;
}

static const char *traction_of(const lode_link *link)
{
    if (!link->electrified)
        return NULL;
    return strcmp(link->electrified, "yes") == 0 || strcmp(link->electrified, "1") == 0 ? "electric" : "diesel";
}

static void add_link(making *m, const lode_link *link, size_t row, const char *layer)
{
    lode_building *b = m->b;
    lode_where where = {layer, link->row.fid, link->id, NULL};
    lode_element *e = add_element(m, LODE_E_LINK, link->id, link->line_name);
    if (!e)
        return;
    e->mode = link->mode;
    e->row = (int32_t)row;
    e->own_usd_t = link->usd_t;
    e->capacity_mt = link->capacity_mt;
    e->used_mt = link->used_mt;
    uint8_t tariff = lode_building_haul(b, &e->side[0], link->mode, link->domain, link->surface, traction_of(link),
                                        link_km(link), link->days * 24, isnan(link->usd_t), where);
    trust(e, lode_confidence_named(link->confidence));
    if (isnan(link->usd_t))
        e->confidence = weaker(e->confidence, tariff);
    if (isnan(link->length_km)) {
        doubt(e, LODE_FACT_LENGTH);
        where.column = "length_km";
        lode_found_number(b->findings, "LW-NET-016", where, e->side[0].km, "an official length");
        where.column = NULL;
    }
    if (!isnan(link->headway_h)) {
        e->wait_h = link->headway_h * b->n->parameters.headway_wait;
        e->wait_buffer_h = link->headway_h * b->n->parameters.headway_buffer;
    }
    e->need_first = (uint32_t)b->n_needs;
    e->overfly_n = overflown(b, link, where, &e->confidence);
    e->need_n = e->overfly_n + lode_building_needs(b, link->passes);
    e->closed_months = months_mask(link->closed_months);
    e->works = works_named(link->status);
    e->open_year = link->open_year;
    e->source = link->source;
    int gauge = link->mode == LODE_RAIL ? (int)link->gauge_mm : 0;
    int32_t from = lode_state_find(b->n, place_row(b, link->from_place), link->mode, gauge);
    int32_t to = lode_state_find(b->n, place_row(b, link->to_place), link->mode, gauge);
    add_both(m, from, to, layer, link->id, 1, 1);
}

static void add_links(making *m)
{
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(m->b->c, layer);
        for (size_t i = 0; i < links.n; i++)
            add_link(m, &links.v[i], i, links.layer);
    }
}

static double or_zero(double value)
{
    return isnan(value) ? 0 : value;
}

/* Border cost, dwell and gauge change, with the rules for what is not given. */
static void price_crossing(lode_building *b, const lode_crossing *x, lode_element *e, lode_where where)
{
    const lode_parameters *p = &b->n->parameters;
    where.column = "cost_usd_t";
    e->stop_usd_shipment = or_zero(x->cost_usd_shipment);
    e->stop_usd_t = isnan(x->cost_usd_shipment) ? assume(b, e, LODE_FACT_STOP_USD, x->cost_usd_t, p->cost_usd_t, where)
                                                : or_zero(x->cost_usd_t);
    where.column = "dwell_h";
    e->stop_h = assume(b, e, LODE_FACT_STOP_H, x->dwell_h, p->dwell_h, where);
    e->stop_buffer_h = isnan(x->dwell_p90_h) ? 0 : fmax(0, x->dwell_p90_h - e->stop_h);
    if (isnan(x->dwell_p90_h))
        doubt(e, LODE_FACT_STOP_H);
    if (e->mode != LODE_RAIL || x->gauge_a_mm == x->gauge_b_mm)
        return;
    where.column = "gauge_usd_t";
    e->gauge_usd_t = assume(b, e, LODE_FACT_GAUGE_USD, x->gauge_usd_t, p->gauge_usd_t, where);
    where.column = "gauge_h";
    e->gauge_h = assume(b, e, LODE_FACT_GAUGE_H, x->gauge_h, p->gauge_h, where);
}

/* Each side hauls half the gap between the two stations at its own tariff. */
static void haul_gap(lode_building *b, const lode_crossing *x, lode_element *e, lode_where where)
{
    int32_t places[2] = {place_row(b, x->place_a), place_row(b, x->place_b)};
    double half = isnan(x->gap_km) ? 0 : x->gap_km / 2;
    for (int i = 0; i < 2; i++) {
        const char *domain = b->n->domain[b->n->place_domain[places[i]]];
        uint8_t tariff =
            lode_building_haul(b, &e->side[i], e->mode, domain, NULL, NULL, half, half > 0 ? NAN : 0, half > 0, where);
        if (half > 0)
            e->confidence = weaker(e->confidence, tariff);
    }
}

static void add_crossing(making *m, const lode_crossing *x, size_t row)
{
    lode_building *b = m->b;
    lode_where where = {"crossings", x->row.fid, x->id, NULL};
    lode_element *e = add_element(m, LODE_E_CROSSING, x->id, x->name);
    if (!e)
        return;
    e->mode = crossing_mode(x);
    e->row = (int32_t)row;
    e->n_sides = 2;
    e->is_gate = 1;
    e->capacity_mt = x->capacity_mt;
    e->used_mt = x->used_mt;
    trust(e, lode_confidence_named(x->confidence));
    e->source = x->source;
    haul_gap(b, x, e, where);
    price_crossing(b, x, e, where);
    e->need_first = (uint32_t)b->n_needs;
    e->need_n = lode_building_needs(b, x->passes);
    e->closed_products = x->closed_products;
    e->works = works_named(x->status);
    e->open_year = x->open_year;
    int rail = e->mode == LODE_RAIL;
    int32_t a = lode_state_find(b->n, place_row(b, x->place_a), e->mode, rail ? (int)x->gauge_a_mm : 0);
    int32_t z = lode_state_find(b->n, place_row(b, x->place_b), e->mode, rail ? (int)x->gauge_b_mm : 0);
    int only_ab = x->dir && strcmp(x->dir, "ab") == 0, only_ba = x->dir && strcmp(x->dir, "ba") == 0;
    add_both(m, a, z, "crossing", x->id, !only_ba, !only_ab);
}

/* Loading into, or unloading from, one state at a terminal. */
static void add_handling(making *m, const lode_terminal *t, size_t row, lode_element_kind kind, int32_t at_state)
{
    lode_building *b = m->b;
    lode_network *n = b->n;
    const lode_parameters *p = &n->parameters;
    lode_element *e = add_element(m, kind, t->id, NULL);
    if (!e)
        return;
    int32_t place = n->state_place[at_state], ground = n->place_ground[place];
    int gauge = n->state_gauge[at_state];
    lode_where where = {"terminals", t->row.fid, t->id, "handling_usd_t"};
    e->name = n->place_name[place];
    e->mode = n->state_mode[at_state];
    e->row = e->terminal = (int32_t)row;
    e->capacity_mt = t->capacity_mt;
    trust(e, kind == LODE_E_LOAD ? lode_confidence_named(t->confidence) : LODE_HIGH);
    e->source = t->source;
    e->is_gate = e->mode == LODE_SEA || e->mode == LODE_AIR;
    e->closed_products = t->closed_products;
    e->works = works_named(t->status);
    e->open_year = t->open_year;
    e->side[0].domain = n->place_domain[place];
    if (kind == LODE_E_LOAD) {
        lode_tariff_set set = lode_building_tariff(b, e->mode, n->domain[n->place_domain[place]], NULL, NULL);
        lode_building_keep_entry(b, &e->side[0], &set);
        e->stop_usd_t = assume(b, e, LODE_FACT_STOP_USD, t->handling_usd_t, p->handling_usd_t, where);
        where.column = "handling_h";
        e->stop_h = assume(b, e, LODE_FACT_STOP_H, t->handling_h, p->handling_h, where);
        e->stop_buffer_h = isnan(t->handling_p90_h) ? 0 : fmax(0, t->handling_p90_h - e->stop_h);
        if (isnan(t->handling_p90_h))
            doubt(e, LODE_FACT_STOP_H);
        e->stop_co2_kg_t = isnan(t->co2_kg_t) ? p->handling_co2_kg_t : t->co2_kg_t;
    }
    char tie[400];
    snprintf(tie, sizeof tie, "%s:%s:%s%d", lode_element_names[kind], t->id, lode_mode_names[e->mode], gauge);
    if (kind == LODE_E_LOAD)
        add_arc(m, ground, at_state, 0, tie);
    else
        add_arc(m, at_state, ground, 0, tie);
}

/* A port that loads nothing here still lets ships call, or not: an element without arcs. */
static void add_bare_port(making *m, const lode_terminal *t, size_t row)
{
    lode_element *e = add_element(m, LODE_E_LOAD, t->id, NULL);
    if (!e)
        return;
    e->mode = LODE_GROUND;
    e->row = e->terminal = (int32_t)row;
    e->closed_products = t->closed_products;
    e->works = works_named(t->status);
    e->open_year = t->open_year;
    e->source = t->source;
    e->side[0].domain = m->b->n->place_domain[place_row(m->b, t->place)];
}

static void add_terminal(making *m, const lode_terminal *t, size_t row)
{
    lode_network *n = m->b->n;
    int32_t place = place_row(m->b, t->place);
    const char *modes = t->modes;
    size_t length, before = m->n_elements;
    for (const char *word; (word = lode_list_next(&modes, &length));) {
        lode_mode mode;
        int gauge;
        if (!lode_terminal_mode(word, length, &mode, &gauge))
            continue;
        for (int32_t s = n->place_ground[place] + 1; s < (int32_t)n->n_states && n->state_place[s] == place; s++) {
            if (n->state_mode[s] != mode || (gauge && n->state_gauge[s] != gauge))
                continue;
            add_handling(m, t, row, LODE_E_LOAD, s);
            add_handling(m, t, row, LODE_E_UNLOAD, s);
        }
    }
    if (m->n_elements == before && lode_terminal_is_port(t))
        add_bare_port(m, t, row);
}

static void add_markets(making *m)
{
    lode_building *b = m->b;
    lode_network *n = b->n;
    n->n_markets = b->c->markets.n;
    n->market = LODE_NEW(b->arena, lode_market_node, n->n_markets);
    for (size_t i = 0; n->market && i < n->n_markets; i++) {
        const lode_market *market = &b->c->markets.v[i];
        lode_element *e = add_element(m, LODE_E_ARRIVAL, market->id, market->name);
        if (!e)
            return;
        int32_t place = place_row(b, market->place);
        e->row = (int32_t)i;
        e->works = works_named(market->status);
        e->side[0].domain = n->place_domain[place];
        n->market[i] =
            (lode_market_node){place, (int32_t)m->n_elements - 1, market->id, market->groups, market->product};
    }
    b->failed |= !n->market;
}

/* ---- freezing ----------------------------------------------------------------------------------------------- */

static int order_arcs(const void *a, const void *b)
{
    const arc *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    if (x->tie != y->tie)
        return x->tie < y->tie ? -1 : 1;
    return (x->element > y->element) - (x->element < y->element);
}

static int freeze_arcs(making *m)
{
    lode_network *n = m->b->n;
    lode_arena *arena = m->b->arena;
    if (m->n_arcs)
        qsort(m->arcs, m->n_arcs, sizeof *m->arcs, order_arcs);
    n->n_arcs = m->n_arcs;
    n->in_start = LODE_NEW(arena, uint32_t, n->n_states + 1);
    n->arc_tail = LODE_NEW(arena, int32_t, n->n_arcs);
    n->arc_head = LODE_NEW(arena, int32_t, n->n_arcs);
    n->arc_element = LODE_NEW(arena, int32_t, n->n_arcs);
    n->arc_reverse = LODE_NEW(arena, uint8_t, n->n_arcs);
    n->arc_tie = LODE_NEW(arena, uint64_t, n->n_arcs);
    if (!n->in_start || !n->arc_tail || !n->arc_head || !n->arc_element || !n->arc_reverse || !n->arc_tie)
        return 0;
    for (size_t i = 0; i < n->n_arcs; i++) {
        n->arc_tail[i] = m->arcs[i].tail;
        n->arc_head[i] = m->arcs[i].head;
        n->arc_element[i] = m->arcs[i].element;
        n->arc_reverse[i] = m->arcs[i].reverse;
        n->arc_tie[i] = m->arcs[i].tie;
        n->in_start[m->arcs[i].head + 1]++;
    }
    for (size_t s = 0; s < n->n_states; s++)
        n->in_start[s + 1] += n->in_start[s];
    return 1;
}

static void *moved(lode_arena *arena, const void *items, size_t n, size_t size)
{
    void *copy = lode_arena_alloc(arena, n, size);
    if (copy && n)
        memcpy(copy, items, n * size);
    return copy;
}

/* Loading elements of the port terminals at a state's place: those that serve its mode, or all where none does. */
static size_t ports_of(const lode_building *b, int32_t s, int32_t *out)
{
    const lode_network *n = b->n;
    size_t found = 0;
    for (int serving = 1; serving >= 0 && found == 0; serving--)
        for (size_t i = 0; i < n->n_elements; i++) {
            const lode_element *e = &n->element[i];
            if (e->kind != LODE_E_LOAD || !lode_terminal_is_port(&b->c->terminals.v[e->terminal]))
                continue;
            if (place_row(b, b->c->terminals.v[e->terminal].place) != n->state_place[s])
                continue;
            if (!serving || e->mode == n->state_mode[s]) {
                if (out)
                    out[found] = (int32_t)i;
                found++;
            }
        }
    return found;
}

static int freeze_ports(lode_building *b)
{
    lode_network *n = b->n;
    n->state_port_first = LODE_NEW(b->arena, uint32_t, n->n_states + 1);
    if (!n->state_port_first)
        return 0;
    for (int fill = 0; fill < 2; fill++) {
        uint32_t at = 0;
        for (size_t s = 0; s < n->n_states; s++) {
            n->state_port_first[s] = at;
            if (n->state_mode[s] == LODE_SEA || n->state_mode[s] == LODE_AIR)
                at += (uint32_t)ports_of(b, (int32_t)s, fill ? n->port_element + at : NULL);
        }
        n->state_port_first[n->n_states] = at;
        if (!fill && !(n->port_element = LODE_NEW(b->arena, int32_t, at)))
            return 0;
    }
    return 1;
}

static int make_elements(lode_building *b)
{
    making m = {.b = b};
    add_links(&m);
    for (size_t i = 0; i < b->c->crossings.n; i++)
        add_crossing(&m, &b->c->crossings.v[i], i);
    for (size_t i = 0; i < b->c->terminals.n; i++)
        add_terminal(&m, &b->c->terminals.v[i], i);
    add_markets(&m);
    b->n->n_elements = m.n_elements;
    b->n->element = moved(b->arena, m.elements, m.n_elements, sizeof *m.elements);
    int ok = !b->failed && b->n->element && freeze_arcs(&m) && freeze_ports(b);
    free(m.elements);
    free(m.arcs);
    return ok;
}

static int order_actors(const void *a, const void *b)
{
    return strcmp(((const lode_actor_set *)a)->name, ((const lode_actor_set *)b)->name);
}

/* By name, so that no answer depends on the order of rows. */
static int make_actors(lode_building *b)
{
    lode_network *n = b->n;
    n->n_actors = b->c->actors.n < LODE_MAX_ACTORS ? b->c->actors.n : LODE_MAX_ACTORS;
    n->actor = LODE_NEW(b->arena, lode_actor_set, n->n_actors);
    for (size_t i = 0; n->actor && i < n->n_actors; i++) {
        const lode_actor *a = &b->c->actors.v[i];
        int closable =
            !a->closable || (strcmp(a->closable, "no") && strcmp(a->closable, "0") && strcmp(a->closable, "false"));
        n->actor[i] = (lode_actor_set){.name = a->actor, .closable = closable};
        const char *list = a->domains;
        size_t length;
        for (const char *item; (item = lode_list_next(&list, &length));) {
            char *name = lode_arena_strndup(b->arena, item, length);
            int32_t domain = name ? lode_network_domain(n, name) : -1;
            if (domain >= 0)
                lode_set_add(&n->actor[i].domains, domain);
        }
    }
    if (n->n_actors && n->actor)
        qsort(n->actor, n->n_actors, sizeof *n->actor, order_actors);
    return n->actor != NULL;
}

static int make_origins(lode_building *b)
{
    lode_network *n = b->n;
    n->n_origins = b->c->occurrences.n;
    n->origin = LODE_NEW(b->arena, lode_origin, n->n_origins);
    for (size_t i = 0; n->origin && i < n->n_origins; i++) {
        const lode_occurrence *o = &b->c->occurrences.v[i];
        lode_where where = {"occurrences", o->row.fid, o->id, NULL};
        if (!lode_building_access(b, o->id, o->row.geom.xy[0], o->row.geom.xy[1], o->country, where, &n->origin[i]))
            return 0;
        n->origin[i].name = o->name;
    }
    return n->origin != NULL;
}

static int keep_shared(lode_building *b)
{
    b->n->n_prices = b->n_prices;
    b->n->price = moved(b->arena, b->prices, b->n_prices, sizeof *b->prices);
    b->n->n_needs = b->n_needs;
    b->n->need = moved(b->arena, b->needs, b->n_needs, sizeof *b->needs);
    return b->n->price && b->n->need;
}

lode_status lode_network_build(const lode_case *c, const lode_regions *regions, lode_network **network,
                               lode_findings *findings, lode_err *err)
{
    lode_arena *arena = lode_arena_new();
    lode_network *n = arena ? LODE_NEW(arena, lode_network, 1) : NULL;
    *network = NULL;
    if (!n) {
        lode_arena_free(arena);
        return lode_fail_memory(err);
    }
    n->arena = arena;
    lode_building b = {.c = c, .regions = regions, .n = n, .arena = arena, .findings = findings};
    size_t errors = lode_findings_count(findings, LODE_ERROR);
    read_parameters(&b);
    int ok = make_domains(&b) && make_places(&b);
    if (ok && n->n_domains > LODE_MAX_DOMAINS) {
        lode_network_free(n);
        return lode_fail(err, LODE_BAD_INPUT, "%s: %zu domains; at most %d are supported.", c->path, n->n_domains,
                         LODE_MAX_DOMAINS);
    }
    ok = ok && make_tariffs(&b) && make_states(&b) && make_elements(&b) && make_actors(&b) && make_origins(&b) &&
         !b.failed && keep_shared(&b);
    free(b.prices);
    free(b.needs);
    if (!ok || findings->failed) {
        lode_network_free(n);
        return lode_fail_memory(err);
    }
    if (lode_findings_count(findings, LODE_ERROR) > errors) {
        lode_network_free(n);
        return LODE_OK;
    }
    *network = n;
    return lode_network_dead(c, n, findings, err);
}

lode_status lode_network_origin(const lode_case *c, const lode_regions *regions, lode_network *network,
                                lode_arena *arena, const char *id, double lon, double lat, const char *country,
                                lode_findings *findings, lode_origin *origin, lode_err *err)
{
    lode_network copy = *network; /* prices of the new access legs go behind those of the network */
    lode_building b = {.c = c, .regions = regions, .n = &copy, .arena = arena, .findings = findings};
    int ok =
        lode_names_of_rows(arena, c->places.v, c->places.n, sizeof(lode_place), offsetof(lode_place, id), &b.places);
    for (size_t i = 0; ok && i < network->n_prices; i++) {
        lode_price *slot = lode_grow((void **)&b.prices, &b.n_prices, &b.price_capacity, sizeof *slot);
        if (slot)
            *slot = network->price[i];
        ok = slot != NULL;
    }
    ok = ok && lode_building_access(&b, lode_arena_strdup(arena, id), lon, lat, country,
                                    (lode_where){"point", -1, id, NULL}, origin);
    lode_price *prices = ok && !b.failed ? moved(arena, b.prices, b.n_prices, sizeof *prices) : NULL;
    free(b.prices);
    free(b.needs);
    if (!prices)
        return lode_fail_memory(err);
    network->price = prices;
    network->n_prices = b.n_prices;
    return LODE_OK;
}

lode_status lode_case_regions(const lode_case *c, const lode_geom ***shapes, lode_regions **regions, lode_err *err)
{
    static const size_t no_parts[1] = {0};
    static const lode_geom empty = {LODE_POLYGON, 0, no_parts, NULL, NULL};
    *shapes = calloc(c->countries.n + 1, sizeof **shapes);
    *regions = NULL;
    if (!*shapes)
        return lode_fail_memory(err);
    for (size_t i = 0; i < c->countries.n; i++)
        (*shapes)[i] = c->countries.v[i].row.geom.shape ? &c->countries.v[i].row.geom : &empty;
    *regions = lode_regions_new(*shapes, c->countries.n, err);
    return *regions ? LODE_OK : LODE_IO;
}
