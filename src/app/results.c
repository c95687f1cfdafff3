#include "app/results.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grade.h"
#include "geo/geodesic.h"

double lode_usd(int64_t micro)
{
    return micro == LODE_NO_WAY ? NAN : (double)micro / LODE_MICRO;
}

const char *lode_corridor_of(const lode_session *s, const lode_scenario *scenario, const lode_route *route,
                             int32_t own_domain)
{
    const lode_corridor_plan *best = NULL;
    for (size_t i = 0; i < s->c->corridors.n; i++) {
        const lode_corridor_plan *plan = s->plans[i];
        if (!plan || !lode_corridor_holds(plan, scenario, route, own_domain))
            continue;
        if (!best || lode_corridor_plan_items(plan) > lode_corridor_plan_items(best))
            best = plan;
    }
    return best ? lode_corridor_plan_name(best) : NULL;
}

typedef void (*describe_fn)(const lode_route *route, lode_text *out);

static void put_list(lode_table *t, const char *column, const lode_route *route, describe_fn describe)
{
    lode_text text = {0};
    describe(route, &text);
    if (text.length)
        lode_table_set_text(t, column, text.data);
    lode_text_free(&text);
}

static void put_domains(lode_table *t, const lode_network *n, const lode_route *route)
{
    lode_text text = {0};
    lode_route_domains(n, route, &text);
    if (text.length)
        lode_table_set_text(t, "domains", text.data);
    lode_text_free(&text);
}

static void put_kinds(lode_table *t, const int64_t kind[LODE_N_KINDS])
{
    static const char *const columns[LODE_N_KINDS] = {"haul_usd_t", "sea_usd_t", "border_usd_t", "handling_usd_t",
                                                      "gauge_usd_t"};
    for (int i = 0; i < LODE_N_KINDS; i++)
        lode_table_set_real(t, columns[i], lode_usd(kind[i]));
}

static void put_grade(lode_table *t, const lode_network *n, const lode_route *r)
{
    static const char *const columns[LODE_N_CONFIDENCES] = {"high_pct", "medium_pct", "low_pct", "assumed_pct"};
    lode_table_set_real(t, "sourced_pct", lode_route_sourced_pct(r));
    lode_table_set_text(t, "grade", lode_grade(&n->parameters, r->by_confidence));
    for (int i = 0; i < LODE_N_CONFIDENCES; i++)
        lode_table_set_real(t, columns[i], lode_confidence_pct(r->by_confidence, i));
}

void lode_put_route_figures(lode_table *t, const lode_session *s, const lode_scenario *scenario,
                            const lode_shipment *shipment, const lode_route *r, int32_t own_domain)
{
    static const struct {
        const char *column;
        lode_mode mode;
    } by_mode[] = {{"track_km", LODE_TRACK},
                   {"road_km", LODE_ROAD},
                   {"rail_km", LODE_RAIL},
                   {"sea_km", LODE_SEA},
                   {"air_km", LODE_AIR}};
    if (r->n_steps == 0)
        return;
    lode_table_set_real(t, "length_km", r->km);
    lode_table_set_real(t, "hours", r->hours);
    lode_table_set_real(t, "days", r->hours / 24);
    lode_table_set_real(t, "buffer_h", r->buffer_h);
    lode_table_set_real(t, "money_usd_t", lode_usd(r->money));
    lode_table_set_real(t, "g_usd_t", lode_usd(r->total));
    lode_table_set_real(t, "g_usd_t_treo", lode_usd(r->total) / (shipment->treo_pct / 100));
    lode_table_set_real(t, "value_share_pct", 100 * lode_usd(r->total) / shipment->usd_t);
    put_kinds(t, r->kind);
    lode_table_set_real(t, "time_usd_t", lode_usd(r->time));
    lode_table_set_real(t, "reliability_usd_t", lode_usd(r->reliability));
    for (size_t i = 0; i < sizeof by_mode / sizeof *by_mode; i++)
        lode_table_set_real(t, by_mode[i].column, r->mode_km[by_mode[i].mode]);
    lode_table_set_real(t, "co2_kg_t", r->co2_kg_t);
    put_list(t, "gates", r, lode_route_gates);
    put_domains(t, s->network, r);
    put_list(t, "modes", r, lode_route_modes);
    lode_table_set_text(t, "corridor", lode_corridor_of(s, scenario, r, own_domain));
    put_grade(t, s->network, r);
}

/* ---- shapes ------------------------------------------------------------------------------------------------- */

typedef struct path {
    double *xy;
    size_t n, capacity;
    int failed;
} path;

static void add_point(path *p, double lon, double lat)
{
    if (p->n > 0 && p->xy[2 * p->n - 2] == lon && p->xy[2 * p->n - 1] == lat)
        return;
    double *slot = lode_grow((void **)&p->xy, &p->n, &p->capacity, 2 * sizeof *slot);
    if (!slot) {
        p->failed = 1;
        return;
    }
    slot[0] = lon;
    slot[1] = lat;
}

const lode_link *lode_link_of(const lode_case *c, const lode_element *e)
{
    switch (e->mode) {
    case LODE_RAIL: return &c->rail.v[e->row];
    case LODE_ROAD: return &c->road.v[e->row];
    case LODE_SEA: return &c->sea.v[e->row];
    default: return &c->air.v[e->row];
    }
}

static void add_line(path *p, const lode_geom *line, int reverse)
{
    size_t n = line->part_start[line->n_parts];
    for (size_t i = 0; i < n; i++) {
        const double *xy = line->xy + 2 * (reverse ? n - 1 - i : i);
        add_point(p, xy[0], xy[1]);
    }
}

/* The rest of a road from where the access leg meets it to one of its ends. */
static void add_partial(path *p, const lode_geom *line, const lode_option *option)
{
    lode_foot foot = lode_nearest(line, option->lon, option->lat);
    double total = lode_line_km(line), share = total > 0 ? foot.along_km / total : 0;
    double *piece = malloc(2 * (line->part_start[line->n_parts] + 4) * sizeof *piece);
    if (!piece) {
        p->failed = 1;
        return;
    }
    size_t n = lode_line_piece(line, share, option->partial_reverse ? 0 : 1, piece);
    for (size_t i = 0; i < n; i++)
        add_point(p, piece[2 * i], piece[2 * i + 1]);
    free(piece);
}

static const double *place_xy(const lode_session *s, int32_t state)
{
    return state < 0 ? NULL : s->c->places.v[s->network->state_place[state]].row.geom.xy;
}

static const double *start_xy(const lode_session *s, const lode_origin *origin)
{
    for (size_t i = 0; i < s->network->n_origins; i++)
        if (&s->network->origin[i] == origin)
            return s->c->occurrences.v[i].row.geom.xy;
    return NULL;
}

static const lode_option *option_of(const lode_origin *origin, const lode_element *element)
{
    for (size_t i = 0; i < origin->n_options; i++)
        if (&origin->options[i].access == element || &origin->options[i].partial == element)
            return &origin->options[i];
    return NULL;
}

/* Adds what one step draws. */
static void add_step(path *p, const lode_session *s, const lode_origin *origin, const lode_step *step)
{
    const lode_element *e = step->element;
    const lode_option *option = option_of(origin, e);
    const double *from = place_xy(s, step->from_state), *to = place_xy(s, step->to_state), *start = start_xy(s, origin);
    if (e->kind == LODE_E_ACCESS && option) {
        if (start)
            add_point(p, start[0], start[1]);
        add_point(p, option->lon, option->lat);
    } else if (e->kind == LODE_E_LINK && option) {
        if (lode_link_of(s->c, e)->row.geom.shape)
            add_partial(p, &lode_link_of(s->c, e)->row.geom, option);
    } else if (e->kind == LODE_E_LINK && lode_link_of(s->c, e)->row.geom.shape) {
        add_line(p, &lode_link_of(s->c, e)->row.geom, step->reverse);
    } else {
        if (from)
            add_point(p, from[0], from[1]);
        if (e->kind == LODE_E_CROSSING && s->c->crossings.v[e->row].row.geom.shape)
            add_point(p, s->c->crossings.v[e->row].row.geom.xy[0], s->c->crossings.v[e->row].row.geom.xy[1]);
        if (to)
            add_point(p, to[0], to[1]);
    }
}

/* Cuts a path where it crosses +-180 degrees and hands it over as the shape of the last row. */
static void put_path(lode_table *t, const path *p)
{
    size_t *starts = p->n ? calloc(p->n + 1, sizeof *starts) : NULL;
    size_t parts = 0;
    for (size_t i = 0; starts && i < p->n; i++)
        if (i == 0 || fabs(p->xy[2 * i] - p->xy[2 * i - 2]) > 180)
            starts[parts++] = i;
    size_t kept = 0;
    if (starts) {
        starts[parts] = p->n;
        for (size_t i = 0; i < parts; i++)
            kept += starts[i + 1] - starts[i] >= 2;
    }
    if (kept == parts && parts > 0) /* a part of one point would be no line */
        lode_table_set_geom(t, &(lode_geom){LODE_LINE, parts, starts, NULL, p->xy});
    free(starts);
}

void lode_put_route_line(lode_table *t, const lode_session *s, const lode_origin *origin, const lode_route *r)
{
    path p = {0};
    for (size_t i = 0; i < r->n_steps; i++)
        add_step(&p, s, origin, &r->steps[i]);
    if (!p.failed)
        put_path(t, &p);
    free(p.xy);
}

void lode_start_text(const lode_session *s, const lode_origin *origin, const lode_route *r, lode_text *out)
{
    path p = {0};
    for (size_t i = 0; i < r->n_steps && option_of(origin, r->steps[i].element); i++)
        add_step(&p, s, origin, &r->steps[i]);
    for (size_t i = 0; i < p.n && !p.failed; i++)
        lode_text_addf(out, "%s%.4f %.4f", i ? "," : "", p.xy[2 * i], p.xy[2 * i + 1]);
    out->failed |= p.failed;
    free(p.xy);
}

static const char *place_name(const lode_session *s, int32_t state)
{
    return state < 0 ? NULL : s->network->place_name[s->network->state_place[state]];
}

static void put_leg_figures(lode_table *t, const lode_element *e, const lode_cost *c)
{
    int64_t kind[LODE_N_KINDS];
    for (int i = 0; i < LODE_N_KINDS; i++)
        kind[i] = c->money[0][i] + c->money[1][i];
    lode_table_set_real(t, "length_km", c->km[0] + c->km[1]);
    lode_table_set_real(t, "hours", c->hours[0] + c->hours[1]);
    lode_table_set_real(t, "buffer_h", c->buffer_h[0] + c->buffer_h[1]);
    lode_table_set_real(t, "money_usd_t", lode_usd(lode_cost_money(c)));
    put_kinds(t, kind);
    lode_table_set_real(t, "time_usd_t", lode_usd(c->time));
    lode_table_set_real(t, "reliability_usd_t", lode_usd(c->reliability));
    lode_table_set_real(t, "g_usd_t", lode_usd(lode_cost_total(c)));
    lode_table_set_real(t, "co2_kg_t", c->co2_kg_t);
    lode_table_set_text(t, "source", e->source);
    lode_table_set_text(t, "confidence", lode_confidence_names[e->confidence]);
}

static const char *domain_name(const lode_network *n, int32_t domain)
{
    return domain < 0 ? NULL : n->domain[domain];
}

static void put_leg_names(lode_table *t, const lode_session *s, const lode_step *step)
{
    const lode_element *e = step->element;
    int last = e->n_sides - 1;
    lode_table_set_text(t, "kind", lode_element_names[e->kind]);
    lode_table_set_text(t, "element", e->id);
    lode_table_set_text(t, "name", e->name);
    lode_table_set_text(t, "mode", e->kind == LODE_E_ARRIVAL ? NULL : lode_mode_names[e->mode]);
    lode_table_set_text(t, "from_place", place_name(s, step->from_state));
    lode_table_set_text(t, "to_place", place_name(s, step->to_state));
    lode_table_set_text(t, "domain", domain_name(s->network, e->side[step->reverse ? last : 0].domain));
    if (last > 0)
        lode_table_set_text(t, "domain_to", domain_name(s->network, e->side[step->reverse ? 0 : last].domain));
}

void lode_put_legs(lode_table *t, const lode_session *s, const lode_origin *origin, const char *route_id,
                   const lode_route *r)
{
    int64_t seq = 0;
    for (size_t i = 0; i < r->n_steps; i++) {
        const lode_step *step = &r->steps[i];
        path p = {0};
        lode_table_add(t);
        lode_table_set_text(t, "route", route_id);
        lode_table_set_int(t, "seq", ++seq);
        put_leg_names(t, s, step);
        put_leg_figures(t, step->element, &r->costs[i]);
        add_step(&p, s, origin, step);
        if (!p.failed && p.n >= 2)
            put_path(t, &p);
        free(p.xy);
    }
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

void lode_put_exposure(lode_table *t, const lode_session *s, const char *deposit, const char *destination,
                       const char *base, const lode_route *r, int32_t own_domain)
{
    const lode_element *end = lode_route_end(r);
    for (size_t i = 0; i < r->n_exposures; i++) {
        const lode_exposure *e = &r->exposures[i];
        int own = e->domain == own_domain || (end && e->domain == end->side[0].domain);
        lode_table_add(t);
        lode_table_set_text(t, "deposit", deposit);
        lode_table_set_text(t, "destination", destination);
        lode_table_set_text(t, "base", base);
        lode_table_set_text(t, "domain", domain_name(s->network, e->domain));
        lode_table_set_text(t, "own", own ? "yes" : "no");
        lode_table_set_real(t, "length_km", e->km);
        lode_table_set_real(t, "money_usd_t", lode_usd(e->money));
        lode_table_set_real(t, "hours", e->hours);
        lode_table_set_real(t, "length_share", share(e->km, r->km));
        lode_table_set_real(t, "money_share", share((double)e->money, (double)r->money));
        lode_table_set_real(t, "hours_share", share(e->hours, r->hours));
    }
}
