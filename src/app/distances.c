#include "app/distances.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geodesic.h"
#include "net/names.h"

static const char *const kind_names[LODE_N_TARGET_KINDS] = {"rail", "electrified_rail", "railhead", "road", "crossing",
                                                            "port", "airport",          "zone",     "plant"};

/* A feature that can be the target of some kinds. */
typedef struct feature {
    unsigned kinds;
    const lode_geom *geom;
    const char *id, *name, *country;
    int32_t place_a, place_b; /* in the network; -1: none */
    double radius_km;         /* no point of it is farther from its first vertex; INFINITY: not known */
} feature;

typedef struct features {
    feature *v;
    size_t n, capacity;
    int failed;
} features;

/* A geodesic disc that holds all vertices holds all between them too, up to a quarter of the globe; the slack is for
 * the ellipsoid, which is not quite the sphere that this is true on. */
static double radius_of(const lode_geom *geom)
{
    const double convex_km = 5000, slack = 1.01;
    size_t n = geom->part_start[geom->n_parts];
    double most = 0;
    for (size_t i = 1; i < n; i++)
        most = fmax(most, lode_distance_km(geom->xy[0], geom->xy[1], geom->xy[2 * i], geom->xy[2 * i + 1]));
    return most < convex_km ? most * slack : INFINITY;
}

static void add(features *list, feature f)
{
    if (!f.geom->shape)
        return;
    f.radius_km = radius_of(f.geom);
    feature *slot = lode_grow((void **)&list->v, &list->n, &list->capacity, sizeof *slot);
    if (slot)
        *slot = f;
    else
        list->failed = 1;
}

static int is_open(const char *status)
{
    return !status || strcmp(status, "open") == 0;
}

static int is_yes(const char *word)
{
    return word && (strcmp(word, "yes") == 0 || strcmp(word, "1") == 0 || strcmp(word, "true") == 0);
}

static void add_links(const lode_case *c, features *list)
{
    for (size_t i = 0; i < c->rail.n; i++) {
        const lode_link *l = &c->rail.v[i];
        unsigned kinds = 1u << LODE_TO_RAIL | (is_yes(l->electrified) ? 1u << LODE_TO_ELECTRIFIED_RAIL : 0);
        if (is_open(l->status))
            add(list, (feature){kinds, &l->row.geom, l->id, l->line_name, l->domain, -1, -1, 0});
    }
    for (size_t i = 0; i < c->road.n; i++) {
        const lode_link *l = &c->road.v[i];
        if (is_open(l->status))
            add(list, (feature){1u << LODE_TO_ROAD, &l->row.geom, l->id, l->line_name, l->domain, -1, -1, 0});
    }
}

/* Which kinds a terminal is a target of: what it loads decides. */
static unsigned terminal_kinds(const lode_terminal *t)
{
    unsigned kinds = 0;
    const char *modes = t->modes;
    size_t length;
    for (const char *word; (word = lode_list_next(&modes, &length));) {
        lode_mode mode;
        int gauge;
        if (!lode_terminal_mode(word, length, &mode, &gauge))
            continue;
        kinds |= mode == LODE_RAIL ? 1u << LODE_TO_RAILHEAD : 0;
        kinds |= mode == LODE_SEA ? 1u << LODE_TO_PORT : 0;
        kinds |= mode == LODE_AIR ? 1u << LODE_TO_AIRPORT : 0;
    }
    return kinds;
}

static const char *place_text(const lode_session *s, int32_t place, int domain)
{
    if (place < 0)
        return NULL;
    return domain ? s->network->domain[s->network->place_domain[place]] : s->network->place_name[place];
}

static void add_points(const lode_session *s, features *list)
{
    const lode_case *c = s->c;
    for (size_t i = 0; i < c->terminals.n; i++) {
        const lode_terminal *t = &c->terminals.v[i];
        int32_t place = lode_network_place(s->network, t->place);
        if (is_open(t->status) && terminal_kinds(t))
            add(list, (feature){terminal_kinds(t), &t->row.geom, t->id, place_text(s, place, 0),
                                place_text(s, place, 1), place, -1, 0});
    }
    for (size_t i = 0; i < c->crossings.n; i++) {
        const lode_crossing *x = &c->crossings.v[i];
        int32_t a = lode_network_place(s->network, x->place_a), b = lode_network_place(s->network, x->place_b);
        if (is_open(x->status))
            add(list, (feature){1u << LODE_TO_CROSSING, &x->row.geom, x->id, x->name ? x->name : x->id,
                                place_text(s, a, 1), a, b, 0});
    }
    for (size_t i = 0; i < c->plants.n; i++) {
        int32_t place = lode_network_place(s->network, c->plants.v[i].place);
        add(list, (feature){1u << LODE_TO_PLANT, &c->plants.v[i].row.geom, c->plants.v[i].id, c->plants.v[i].name,
                            place_text(s, place, 1), place, -1, 0});
    }
    for (size_t i = 0; i < c->zones.n; i++)
        add(list, (feature){1u << LODE_TO_ZONE, &c->zones.v[i].row.geom, c->zones.v[i].id, c->zones.v[i].name,
                            c->zones.v[i].country, -1, -1, 0});
}

/* A crossing belongs to both its domains: it counts as one's own where either is. */
static int same_country(const lode_session *s, const feature *f, const char *country)
{
    if (f->country && strcmp(f->country, country) == 0)
        return 1;
    const char *other = place_text(s, f->place_b, 1);
    return other && strcmp(other, country) == 0;
}

typedef struct network_memo {
    const feature *target;
    lode_oracle *oracle;
} network_memo;

/* Shortest ways by length to one target: all states of its places are ends. */
static lode_oracle *length_oracle(const lode_session *s, const lode_scenario *scenario, const feature *f,
                                  const lode_element *arrival, lode_err *err)
{
    const lode_network *n = s->network;
    lode_target *targets = NULL;
    size_t count = 0, capacity = 0;
    const int32_t places[2] = {f->place_a, f->place_b};
    for (int i = 0; i < 2; i++)
        for (int32_t state = places[i] < 0 ? -1 : n->place_ground[places[i]];
             state >= 0 && state < (int32_t)n->n_states && n->state_place[state] == places[i]; state++) {
            lode_target *slot = lode_grow((void **)&targets, &count, &capacity, sizeof *slot);
            if (slot)
                *slot = (lode_target){.state = state, .arrival = arrival, .arrival_index = -1, .partial_of = -1};
        }
    lode_shipment nothing = {.usd_t = NAN, .treo_pct = NAN, .payload_t = 1, .shipment_t = 1, .outside_usd_t = NAN};
    lode_oracle *oracle = lode_oracle_new(scenario, &nothing, LODE_BY_LENGTH, targets, count, err);
    free(targets);
    return oracle;
}

typedef struct measuring {
    const lode_session *s;
    lode_scenario *scenario;
    lode_element arrival; /* costs nothing, lies nowhere */
    features list;
    network_memo *memos;
    size_t n_memos, memo_capacity;
    lode_table *table;
    double *km;
    double *at_least; /* km from the occurrence at hand, one a feature */
    lode_err *err;
} measuring;

static lode_oracle *memo_of(measuring *m, const feature *f)
{
    for (size_t i = 0; i < m->n_memos; i++)
        if (m->memos[i].target == f)
            return m->memos[i].oracle;
    lode_oracle *oracle = length_oracle(m->s, m->scenario, f, &m->arrival, m->err);
    network_memo *slot = oracle ? lode_grow((void **)&m->memos, &m->n_memos, &m->memo_capacity, sizeof *slot) : NULL;
    if (!slot) {
        lode_oracle_free(oracle);
        return NULL;
    }
    *slot = (network_memo){f, oracle};
    return oracle;
}

static lode_status network_km(measuring *m, const feature *f, const lode_origin *origin, double *km)
{
    lode_way way;
    lode_set nothing = {{0}};
    *km = NAN;
    if (f->place_a < 0)
        return LODE_OK;
    lode_oracle *oracle = memo_of(m, f);
    if (!oracle)
        return lode_fail_memory(m->err);
    lode_status status = lode_oracle_ask(oracle, origin, &nothing, &way, m->err);
    if (!status && way.found)
        *km = (double)way.cost / LODE_MICRO;
    return status;
}

static lode_status put_row(measuring *m, size_t occurrence, lode_target_kind kind, const feature *f,
                           const lode_foot *foot)
{
    const lode_occurrence *o = &m->s->c->occurrences.v[occurrence];
    double by_network;
    lode_status status = network_km(m, f, &m->s->network->origin[occurrence], &by_network);
    lode_table *t = m->table;
    lode_table_add(t);
    lode_table_set_text(t, "deposit", o->id);
    lode_table_set_text(t, "deposit_name", o->name);
    lode_table_set_text(t, "target_kind", kind_names[kind]);
    lode_table_set_text(t, "target_id", f->id);
    lode_table_set_text(t, "target_name", f->name);
    lode_table_set_text(t, "target_country", f->country);
    lode_table_set_text(t, "same_country", same_country(m->s, f, o->country) ? "yes" : "no");
    lode_table_set_real(t, "distance_km", foot->km);
    lode_table_set_real(t, "network_km", by_network);
    const double *from = o->row.geom.xy;
    size_t starts[2] = {0, 2};
    double xy[4] = {from[0], from[1], foot->lon, foot->lat};
    if (foot->km > 0 && fabs(xy[0] - xy[2]) <= 180)
        lode_table_set_geom(t, &(lode_geom){LODE_LINE, 1, starts, NULL, xy});
    return status;
}

/* No feature is nearer than its disc: most need no closer look. */
static void bound_all(measuring *m, const double *from)
{
    for (size_t i = 0; i < m->list.n; i++) {
        const feature *f = &m->list.v[i];
        m->at_least[i] = lode_distance_km(from[0], from[1], f->geom->xy[0], f->geom->xy[1]) - f->radius_km;
    }
}

static void look_at(const measuring *m, size_t i, const double *from, const feature **best, lode_foot *least)
{
    const feature *f = &m->list.v[i];
    if (m->at_least[i] > least->km)
        return;
    lode_foot foot = lode_nearest(f->geom, from[0], from[1]);
    if (foot.km < least->km || (foot.km == least->km && *best && strcmp(f->id, (*best)->id) < 0)) {
        *least = foot;
        *best = f;
    }
}

static lode_status measure(measuring *m, size_t occurrence, lode_target_kind kind)
{
    const double *from = m->s->c->occurrences.v[occurrence].row.geom.xy;
    const feature *best = NULL;
    lode_foot least = {INFINITY, 0, 0, 0};
    size_t likely = m->list.n;
    for (size_t i = 0; i < m->list.n; i++)
        if ((m->list.v[i].kinds >> kind & 1) && (likely == m->list.n || m->at_least[i] < m->at_least[likely]))
            likely = i;
    if (likely == m->list.n)
        return LODE_OK;
    look_at(m, likely, from, &best, &least);
    for (size_t i = 0; i < m->list.n; i++)
        if (m->list.v[i].kinds >> kind & 1)
            look_at(m, i, from, &best, &least);
    if (!best)
        return LODE_OK;
    m->km[occurrence * LODE_N_TARGET_KINDS + (size_t)kind] = least.km;
    return put_row(m, occurrence, kind, best, &least);
}

static lode_status measure_all(measuring *m)
{
    size_t n = m->s->c->occurrences.n;
    lode_status status = LODE_OK;
    for (size_t i = 0; i < n && !status; i++) {
        lode_session_progress(m->s, "measuring distances", i, n);
        bound_all(m, m->s->c->occurrences.v[i].row.geom.xy);
        for (int kind = 0; kind < LODE_N_TARGET_KINDS && !status; kind++) {
            m->km[i * LODE_N_TARGET_KINDS + (size_t)kind] = NAN;
            status = measure(m, i, (lode_target_kind)kind);
        }
    }
    return status;
}

lode_status lode_distances(const lode_session *s, lode_table *table, double **km, lode_err *err)
{
    measuring m = {
        .s = s,
        .table = table,
        .err = err,
        .arrival = {
            .kind = LODE_E_ARRIVAL, .id = "target", .row = -1, .terminal = -1, .own_usd_t = NAN, .open_year = NAN}};
    *km = calloc(s->c->occurrences.n * LODE_N_TARGET_KINDS + 1, sizeof **km);
    m.km = *km;
    add_links(s->c, &m.list);
    add_points(s, &m.list);
    m.at_least = calloc(m.list.n + 1, sizeof *m.at_least);
    lode_status status = *km && m.at_least && !m.list.failed ? lode_session_scenario(s, "open", 0, &m.scenario, err)
                                                             : lode_fail_memory(err);
    if (!status)
        status = measure_all(&m);
    for (size_t i = 0; i < m.n_memos; i++)
        lode_oracle_free(m.memos[i].oracle);
    free(m.memos);
    free(m.at_least);
    free(m.list.v);
    lode_scenario_free(m.scenario);
    return status;
}
