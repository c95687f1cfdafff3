/* The layers chokepoints and links_used: what best ways hang on, and what its loss would cost (M8). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/network_measures.h"
#include "geo/geodesic.h"

/* ---- where a thing lies --------------------------------------------------------------------------------------- */

static void put_point(lode_table *t, double lon, double lat)
{
    static const size_t starts[2] = {0, 1};
    const double xy[2] = {lon, lat};
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, starts, NULL, xy});
}

static void put_point_of(lode_table *t, const lode_geom *geom)
{
    if (geom->shape == LODE_POINT)
        put_point(t, geom->xy[0], geom->xy[1]);
}

/* The middle of a line, by length. */
static int middle(const lode_geom *line, double *lon, double *lat)
{
    size_t n = line->shape == LODE_LINE && line->n_parts ? line->part_start[line->n_parts] : 0;
    double *xy = n >= 2 ? malloc(2 * (n + 4) * sizeof *xy) : NULL;
    if (!xy)
        return 0;
    size_t kept = lode_line_piece(line, 0, 0.5, xy);
    *lon = xy[2 * kept - 2];
    *lat = xy[2 * kept - 1];
    free(xy);
    return kept > 0;
}

static const lode_geom *place_geom(const lode_session *s, const char *id)
{
    int32_t place = id ? lode_network_place(s->network, id) : -1;
    return place < 0 ? NULL : &s->c->places.v[place].row.geom;
}

static void put_crossing_point(lode_table *t, const lode_session *s, const lode_crossing *x)
{
    const lode_geom *a = place_geom(s, x->place_a), *b = place_geom(s, x->place_b);
    if (x->row.geom.shape)
        put_point_of(t, &x->row.geom);
    else if (a && b && fabs(a->xy[0] - b->xy[0]) < 180)
        put_point(t, (a->xy[0] + b->xy[0]) / 2, (a->xy[1] + b->xy[1]) / 2);
    else if (a)
        put_point_of(t, a);
}

/* Of a passage: the crossing that needs it, else the middle of the shortest link that does. */
static void put_passage_point(lode_table *t, const lode_session *s, int32_t domain)
{
    const lode_network *n = s->network;
    const lode_element *found = NULL;
    for (size_t i = 0; i < n->n_elements; i++) {
        const lode_element *e = &n->element[i];
        int needs = 0;
        for (uint32_t k = e->overfly_n; k < e->need_n; k++)
            needs |= n->need[e->need_first + k] == domain;
        if (!needs || (e->kind != LODE_E_CROSSING && e->kind != LODE_E_LINK))
            continue;
        int crossing = e->kind == LODE_E_CROSSING;
        int better = !found || (crossing && found->kind != LODE_E_CROSSING);
        if (found && crossing == (found->kind == LODE_E_CROSSING))
            better = crossing || e->side[0].km == found->side[0].km ? strcmp(e->id, found->id) < 0
                                                                    : e->side[0].km < found->side[0].km;
        if (better)
            found = e;
    }
    double lon, lat;
    if (found && found->kind == LODE_E_CROSSING)
        put_crossing_point(t, s, &s->c->crossings.v[found->row]);
    else if (found && middle(&lode_link_of(s->c, found)->row.geom, &lon, &lat))
        put_point(t, lon, lat);
}

static void put_place_of(lode_table *t, const lode_session *s, const lode_choke *c)
{
    const lode_element *e = c->kind == LODE_CHOKE_PASSAGE ? NULL : &s->network->element[c->index];
    double lon, lat;
    if (c->kind == LODE_CHOKE_PASSAGE)
        put_passage_point(t, s, c->index);
    else if (c->kind == LODE_CHOKE_CROSSING)
        put_crossing_point(t, s, &s->c->crossings.v[e->row]);
    else if (c->kind == LODE_CHOKE_LINK && middle(&lode_link_of(s->c, e)->row.geom, &lon, &lat))
        put_point(t, lon, lat);
    else if (c->kind == LODE_CHOKE_TERMINAL) {
        const lode_terminal *terminal = &s->c->terminals.v[e->row];
        const lode_geom *place = place_geom(s, terminal->place);
        if (terminal->row.geom.shape)
            put_point_of(t, &terminal->row.geom);
        else if (place)
            put_point_of(t, place);
    }
}

/* ---- what it is ----------------------------------------------------------------------------------------------- */

static const char *domain_name(const lode_network *n, int32_t domain)
{
    return domain < 0 ? NULL : n->domain[domain];
}

static void put_domains(lode_table *t, const lode_network *n, const lode_element *e)
{
    lode_text text = {0};
    for (int i = 0; i < e->n_sides; i++)
        if (e->side[i].domain >= 0)
            lode_text_addf(&text, "%s%s", text.length ? ";" : "", n->domain[e->side[i].domain]);
    if (text.length)
        lode_table_set_text(t, "domains", text.data);
    lode_text_free(&text);
}

static int changes_gauge(const lode_session *s, const lode_choke *c)
{
    const lode_element *e = &s->network->element[c->index];
    if (c->kind == LODE_CHOKE_CROSSING) {
        const lode_crossing *x = &s->c->crossings.v[e->row];
        return e->gauge_h > 0 || e->gauge_usd_t > 0 || x->gauge_a_mm < x->gauge_b_mm || x->gauge_a_mm > x->gauge_b_mm;
    }
    if (c->kind != LODE_CHOKE_TERMINAL)
        return 0;
    const char *modes = s->c->terminals.v[e->row].modes;
    size_t length, rails = 0;
    for (const char *word; (word = lode_list_next(&modes, &length));)
        rails += length > 4 && strncmp(word, "rail", 4) == 0;
    return rails > 1;
}

static void put_kind(lode_table *t, const lode_session *s, const lode_choke *c)
{
    const lode_network *n = s->network;
    const lode_element *e = c->kind == LODE_CHOKE_PASSAGE ? NULL : &n->element[c->index];
    lode_table_set_text(t, "kind", lode_choke_kind_names[c->kind]);
    lode_table_set_text(t, "id", c->id);
    lode_table_set_text(t, "name", c->name);
    if (!e) {
        lode_table_set_text(t, "domains", domain_name(n, c->index));
        lode_table_set_text(t, "break_of_gauge", "no");
        return;
    }
    put_domains(t, n, e);
    lode_table_set_text(t, "mode",
                        c->kind == LODE_CHOKE_TERMINAL ? s->c->terminals.v[e->row].modes : lode_mode_names[e->mode]);
    lode_table_set_text(t, "break_of_gauge", changes_gauge(s, c) ? "yes" : "no");
}

/* ---- chokepoints ---------------------------------------------------------------------------------------------- */

/* Those that ship, by id. */
static size_t pick_shippers(const lode_fleet *f, lode_shipper *shippers, size_t *from)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->ships[f->order[i]].output_t_a > 0) {
            from[n] = f->order[i];
            shippers[n++] = f->ships[f->order[i]];
        }
    return n;
}

/* How much of the tonnes that a thing carries is assumed. */
static double notional_pct(const lode_fleet *f, const lode_choke *c, const size_t *from, size_t n)
{
    double assumed = 0;
    for (size_t i = 0; i < n; i++)
        if (c->used_by[i] && f->notional[from[i]])
            assumed += f->ships[from[i]].output_t_a;
    return c->used_t_a > 0 ? 100 * assumed / c->used_t_a : NAN;
}

static void put_choke(running *r, const lode_fleet *f, const lode_choke *c, size_t rank, double assumed_pct,
                      const char *base)
{
    lode_table *t = r->tables[T_CHOKEPOINTS];
    lode_table_add(t);
    put_kind(t, f->s, c);
    lode_table_set_int(t, "rank", (int64_t)rank);
    lode_table_set_text(t, "destination", f->destination->name);
    lode_table_set_text(t, "base", base);
    lode_table_set_real(t, "used_t_a", c->used_t_a);
    lode_table_set_real(t, "notional_pct", assumed_pct);
    lode_table_set_int(t, "n_deposits", (int64_t)c->n_users);
    lode_table_set_real(t, "impact_usd_a", c->impact_usd_a);
    lode_table_set_real(t, "cut_off_t_a", c->cut_off_t_a);
    lode_table_set_int(t, "section", (int64_t)c->section + 1);
    put_place_of(t, f->s, c);
}

lode_status lode_run_i_put_chokepoints(running *r, const lode_fleet *f, const char *base)
{
    lode_shipper *shippers = calloc(f->n + 1, sizeof *shippers);
    size_t *from = calloc(f->n + 1, sizeof *from), n = 0;
    lode_chokes chokes = {0};
    lode_status status = shippers && from ? LODE_OK : lode_fail_memory(r->err);
    if (!status) {
        n = pick_shippers(f, shippers, from);
        status = lode_chokes_find(shippers, n, &chokes, r->err);
    }
    for (size_t i = 0; i < chokes.n && !status; i++)
        put_choke(r, f, &chokes.v[i], i + 1, notional_pct(f, &chokes.v[i], from, n), base);
    r->searches += chokes.searches;
    lode_chokes_free(&chokes);
    free(from);
    free(shippers);
    return status;
}

/* ---- links used ----------------------------------------------------------------------------------------------- */

typedef struct load {
    double t_a, assumed_t_a;
    size_t n;
} load;

static lode_status add_loads(const lode_fleet *f, size_t occurrence, load *loads, lode_err *err)
{
    lode_route route;
    const lode_network *n = f->s->network;
    double t_a = f->ships[occurrence].output_t_a;
    lode_status status = lode_fleet_route(f, occurrence, &route, err);
    if (status)
        return status;
    for (size_t i = 0; i < route.n_steps; i++) {
        int32_t index = route.steps[i].index;
        if (index < 0 || n->element[index].kind != LODE_E_LINK)
            continue;
        loads[index].n++;
        if (t_a > 0) {
            loads[index].t_a += t_a;
            loads[index].assumed_t_a += f->notional[occurrence] ? t_a : 0;
        }
    }
    lode_route_free(&route);
    return LODE_OK;
}

static void put_load(running *r, const lode_fleet *f, const lode_element *e, const load *l, const char *base)
{
    lode_table *t = r->tables[T_LINKS_USED];
    const lode_link *link = lode_link_of(f->s->c, e);
    lode_table_add(t);
    lode_table_set_text(t, "id", e->id);
    lode_table_set_text(t, "line_name", link->line_name);
    lode_table_set_text(t, "mode", lode_mode_names[e->mode]);
    lode_table_set_text(t, "domain", domain_name(f->s->network, e->side[0].domain));
    lode_table_set_text(t, "destination", f->destination->name);
    lode_table_set_text(t, "base", base);
    lode_table_set_real(t, "used_t_a", l->t_a);
    lode_table_set_real(t, "notional_pct", l->t_a > 0 ? 100 * l->assumed_t_a / l->t_a : NAN);
    lode_table_set_int(t, "n_deposits", (int64_t)l->n);
    if (link->row.geom.shape)
        lode_table_set_geom(t, &link->row.geom);
}

lode_status lode_run_i_put_links_used(running *r, const lode_fleet *f, const char *base)
{
    const lode_network *n = f->s->network;
    load *loads = calloc(n->n_elements + 1, sizeof *loads);
    lode_status status = loads ? LODE_OK : lode_fail_memory(r->err);
    for (size_t i = 0; i < f->n && !status; i++)
        status = add_loads(f, f->order[i], loads, r->err);
    for (size_t i = 0; i < n->n_elements && !status; i++)
        if (loads[i].n)
            put_load(r, f, &n->element[i], &loads[i], base);
    free(loads);
    return status;
}
