/* What planned works are worth: each project alone and in pairs, against the base. A project is a scenario plan_... of
 * the case, else the works of one line_name with the crossings and terminals at its places, else one of these alone. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/fleet.h"
#include "app/results.h"
#include "core/columns.h"

typedef struct project {
    const char *name, *title_en, *title_de;
    uint8_t *element; /* 1: opened by it */
    size_t n_elements, n_shut;
    double opens_year; /* NaN where a part gives none */
} project;

/* How one occurrence stands. */
typedef struct stand {
    int64_t cost;
    lode_cuts cuts;
} stand;

typedef struct outcome {
    double saved_usd_a, saved_usd_t, median, most, freed_t_a, less_captive_t_a;
    size_t n_cheaper, n_freed, n_cut_grows, n_sets_gone, from[LODE_MAX_ACTORS];
    int changes;
} outcome;

typedef struct planning {
    lode_session s;
    lode_scenario *base;
    lode_destination *destinations;
    size_t n_destinations;
    project *projects;
    size_t n_projects, capacity;
    lode_fleet fleet; /* of the base and one destination */
    stand *before;
    double *saved; /* room */
    outcome *alone;
    lode_table *rows;
    lode_err *err;
} planning;

enum { USUAL_PAIRS = 100 };

/* ---- projects ------------------------------------------------------------------------------------------------- */

static int is_planned(const lode_element *e)
{
    int way =
        e->kind == LODE_E_LINK || e->kind == LODE_E_CROSSING || e->kind == LODE_E_LOAD || e->kind == LODE_E_UNLOAD;
    return way && (e->works == LODE_PLANNED || e->works == LODE_CONSTRUCTION);
}

static project *add_project(planning *p, const char *name)
{
    project *slot = lode_grow((void **)&p->projects, &p->n_projects, &p->capacity, sizeof *slot);
    if (!slot)
        return NULL;
    *slot = (project){.name = name, .element = LODE_NEW(p->s.arena, uint8_t, p->s.network->n_elements + 1)};
    return slot->element ? slot : NULL;
}

/* What a scenario of the case opens of the works that are planned. */
static lode_status read_scenario(planning *p, project *x)
{
    const lode_case *c = p->s.c;
    lode_scenario *scratch = lode_scenario_new(p->s.network, x->name, p->err);
    lode_status status = scratch ? LODE_OK : LODE_IO;
    for (size_t i = 0; i < c->scenarios.n && !status; i++) {
        const lode_scenario_row *row = &c->scenarios.v[i];
        if (strcmp(row->scenario, x->name) == 0 && strcmp(row->action, "open") == 0)
            status = lode_scenario_change(scratch, row->action, row->target, row->value, p->err);
    }
    for (size_t i = 0; i < p->s.network->n_elements && !status; i++)
        x->element[i] = scratch->opened_element[i] && is_planned(&p->s.network->element[i]);
    lode_scenario_free(scratch);
    x->title_en = lode_scenario_title(c, x->name, 0);
    x->title_de = lode_scenario_title(c, x->name, 1);
    return status;
}

static int known_project(const planning *p, const char *name)
{
    for (size_t i = 0; i < p->n_projects; i++)
        if (strcmp(p->projects[i].name, name) == 0)
            return 1;
    return 0;
}

static lode_status add_scenarios(planning *p)
{
    lode_status status = LODE_OK;
    for (size_t i = 0; i < p->s.c->scenarios.n && !status; i++) {
        const char *name = p->s.c->scenarios.v[i].scenario;
        if (strncmp(name, "plan_", 5) != 0 || known_project(p, name))
            continue;
        project *x = add_project(p, name);
        status = x ? read_scenario(p, x) : lode_fail_memory(p->err);
    }
    return status;
}

static int is_taken(const planning *p, size_t element)
{
    for (size_t i = 0; i < p->n_projects; i++)
        if (p->projects[i].element[element])
            return 1;
    return 0;
}

/* Places that arcs of an element join. */
static void mark_places(const lode_network *n, size_t element, uint8_t *at)
{
    for (size_t a = 0; a < n->n_arcs; a++)
        if (n->arc_element[a] == (int32_t)element) {
            at[n->state_place[n->arc_tail[a]]] = 1;
            at[n->state_place[n->arc_head[a]]] = 1;
        }
}

static int touches(const lode_network *n, size_t element, const uint8_t *at)
{
    for (size_t a = 0; a < n->n_arcs; a++)
        if (n->arc_element[a] == (int32_t)element &&
            (at[n->state_place[n->arc_tail[a]]] || at[n->state_place[n->arc_head[a]]]))
            return 1;
    return 0;
}

static lode_status add_works_at(planning *p, project *x)
{
    const lode_network *n = p->s.network;
    uint8_t *at = calloc(n->n_places + 1, 1);
    if (!at)
        return lode_fail_memory(p->err);
    for (size_t i = 0; i < n->n_elements; i++)
        if (x->element[i])
            mark_places(n, i, at);
    for (size_t i = 0; i < n->n_elements; i++)
        if (is_planned(&n->element[i]) && n->element[i].kind != LODE_E_LINK && !is_taken(p, i) && touches(n, i, at))
            x->element[i] = 1;
    free(at);
    return LODE_OK;
}

static const char *line_of(const planning *p, size_t element)
{
    const lode_element *e = &p->s.network->element[element];
    const char *line = e->kind == LODE_E_LINK ? lode_link_of(p->s.c, e)->line_name : NULL;
    return line ? line : e->id;
}

/* The first name of a line whose works are in no project; NULL: none is left. */
static const char *next_line(const planning *p)
{
    const lode_network *n = p->s.network;
    const char *next = NULL;
    for (size_t i = 0; i < n->n_elements; i++)
        if (is_planned(&n->element[i]) && n->element[i].kind == LODE_E_LINK && !is_taken(p, i) &&
            (!next || strcmp(line_of(p, i), next) < 0))
            next = line_of(p, i);
    return next;
}

/* What no scenario opens: links by the name of their line, with crossings and terminals at their places. */
static lode_status add_lines(planning *p)
{
    const lode_network *n = p->s.network;
    lode_status status = LODE_OK;
    for (const char *line; !status && (line = next_line(p));) {
        uint8_t *free_ones = calloc(n->n_elements + 1, 1);
        for (size_t k = 0; free_ones && k < n->n_elements; k++)
            free_ones[k] = is_planned(&n->element[k]) && n->element[k].kind == LODE_E_LINK && !is_taken(p, k) &&
                           strcmp(line_of(p, k), line) == 0;
        project *x = free_ones ? add_project(p, line) : NULL;
        if (x)
            memcpy(x->element, free_ones, n->n_elements);
        status = x ? add_works_at(p, x) : lode_fail_memory(p->err);
        free(free_ones);
    }
    return status;
}

/* Crossings and terminals that are left, each with all of its elements. */
static lode_status add_rest(planning *p)
{
    const lode_network *n = p->s.network;
    for (size_t i = 0; i < n->n_elements; i++) {
        const lode_element *e = &n->element[i];
        if (!is_planned(e) || is_taken(p, i))
            continue;
        project *x = add_project(p, e->id);
        if (!x)
            return lode_fail_memory(p->err);
        for (size_t k = i; k < n->n_elements; k++)
            x->element[k] = is_planned(&n->element[k]) && strcmp(n->element[k].id, e->id) == 0;
    }
    return LODE_OK;
}

static void describe(planning *p, project *x)
{
    const lode_network *n = p->s.network;
    x->opens_year = -INFINITY;
    for (size_t i = 0; i < n->n_elements; i++) {
        const lode_element *e = &n->element[i];
        if (!x->element[i])
            continue;
        x->n_elements++;
        x->n_shut += !lode_element_allowed(p->base, e, (int32_t)i, NULL);
        if (!(x->opens_year >= e->open_year)) /* NaN stays */
            x->opens_year = e->open_year;
    }
}

static int order_projects(const void *a, const void *b)
{
    return strcmp(((const project *)a)->name, ((const project *)b)->name);
}

static lode_status find_projects(planning *p)
{
    lode_status status = add_scenarios(p);
    if (!status)
        status = add_lines(p);
    if (!status)
        status = add_rest(p);
    size_t kept = 0;
    for (size_t i = 0; i < p->n_projects && !status; i++) {
        describe(p, &p->projects[i]);
        if (p->projects[i].n_elements)
            p->projects[kept++] = p->projects[i];
    }
    p->n_projects = kept;
    if (kept)
        qsort(p->projects, kept, sizeof *p->projects, order_projects);
    return status;
}

/* ---- outcomes ------------------------------------------------------------------------------------------------- */

static void free_stands(stand *stands, size_t n)
{
    for (size_t i = 0; stands && i < n; i++)
        free(stands[i].cuts.sets);
    free(stands);
}

/* The base with the works of one or two projects opened. NULL: out of memory. */
static lode_scenario *opened(planning *p, const project *a, const project *b)
{
    lode_scenario *made = lode_scenario_copy(p->base, p->err);
    for (size_t i = 0; made && i < p->s.network->n_elements; i++)
        if (a->element[i] || (b && b->element[i]))
            made->opened_element[i] = 1;
    return made;
}

static lode_status look(planning *p, const lode_fleet *f, stand *stands)
{
    lode_status status = LODE_OK;
    for (size_t i = 0; i < f->n && !status; i++) {
        status = lode_fleet_cost(f, i, 0, &stands[i].cost, p->err);
        if (!status)
            status = lode_cut_sets(f->ships[i].oracle, f->ships[i].origin, &f->own[i], &stands[i].cuts, p->err);
    }
    return status;
}

static int smallest(const lode_cuts *c)
{
    return c->n ? __builtin_popcount(c->sets[0]) : 99;
}

static int has_set(const lode_cuts *c, uint32_t set)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->sets[i] == set)
            return 1;
    return 0;
}

/* Dependency lost: cut sets that are gone; a deposit without a way before had none to lose. */
static void count_cuts(const lode_cuts *before, const lode_cuts *after, double output, outcome *o)
{
    uint32_t gone = 0;
    for (size_t i = 0; i < before->n; i++)
        if (!has_set(after, before->sets[i]))
            gone |= before->sets[i];
    o->n_sets_gone += gone != 0;
    for (int a = 0; a < LODE_MAX_ACTORS; a++)
        o->from[a] += gone >> a & 1;
    if (before->n && !after->unreachable && smallest(after) > smallest(before)) {
        o->n_cut_grows++;
        o->less_captive_t_a += output > 0 ? output : 0;
    }
    o->changes |= gone != 0;
}

static int ships_at(int64_t cost, const lode_shipment *shipment)
{
    return cost != LODE_NO_WAY && lode_standing_of(shipment, cost, cost, 0) != LODE_UNECONOMIC;
}

static double usd(int64_t micro)
{
    return (double)micro / LODE_MICRO;
}

static void compare(planning *p, const stand *after, outcome *o)
{
    const lode_fleet *f = &p->fleet;
    double tonnes = 0, sum = 0;
    size_t n = 0;
    *o = (outcome){.most = NAN};
    for (size_t k = 0; k < f->n; k++) {
        size_t i = f->order[k];
        const lode_shipment *shipment = lode_oracle_shipment(f->ships[i].oracle);
        int64_t was = p->before[i].cost, is = after[i].cost;
        double output = f->ships[i].output_t_a > 0 ? f->ships[i].output_t_a : 0;
        int64_t capped_was = lode_capped(was, shipment), capped_is = lode_capped(is, shipment);
        o->changes |= was != is;
        if (capped_was != LODE_NO_WAY && capped_is != LODE_NO_WAY)
            o->saved_usd_a += output * usd(capped_was - capped_is);
        if (!ships_at(was, shipment) && ships_at(is, shipment)) {
            o->n_freed++;
            o->freed_t_a += output;
        }
        if (was != LODE_NO_WAY && is != LODE_NO_WAY) {
            o->n_cheaper += is < was;
            p->saved[n++] = usd(was - is);
            tonnes += output;
            sum += output * usd(was - is);
            o->most = fmax(o->most, usd(was - is));
        }
        count_cuts(&p->before[i].cuts, &after[i].cuts, output, o);
    }
    o->saved_usd_t = tonnes > 0 ? sum / tonnes : NAN;
    double *ones = p->saved + f->n;
    for (size_t i = 0; i < n; i++)
        ones[i] = 1;
    o->median = lode_weighted_median(p->saved, ones, n);
}

static lode_status try_projects(planning *p, const project *a, const project *b, outcome *o)
{
    lode_fleet fleet = {0};
    lode_scenario *with = opened(p, a, b);
    stand *after = calloc(p->fleet.n + 1, sizeof *after);
    lode_status status = with && after ? LODE_OK : lode_fail_memory(p->err);
    if (!status)
        status = lode_fleet_open(&fleet, &p->s, with, p->fleet.destination, p->err);
    if (!status)
        status = look(p, &fleet, after);
    if (!status)
        compare(p, after, o);
    lode_fleet_close(&fleet);
    free_stands(after, p->fleet.n);
    lode_scenario_free(with);
    return status;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static int order_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_elements(const lode_network *n, const project *a, const project *b, lode_text *out)
{
    size_t count = 0;
    const char **ids = calloc(n->n_elements + 1, sizeof *ids);
    for (size_t i = 0; ids && i < n->n_elements; i++)
        if (a->element[i] || (b && b->element[i]))
            ids[count++] = n->element[i].id;
    if (ids && count)
        qsort(ids, count, sizeof *ids, order_texts);
    for (size_t i = 0; ids && i < count; i++)
        if (i == 0 || strcmp(ids[i], ids[i - 1]) != 0)
            lode_text_addf(out, "%s%s", out->length ? ";" : "", ids[i]);
    free(ids);
}

/* The actors with the most deposits first, then by name. */
static void list_actors(const lode_network *n, const outcome *o, lode_text *out)
{
    uint32_t listed = 0;
    for (size_t k = 0; k < n->n_actors; k++) {
        int next = -1;
        for (size_t a = 0; a < n->n_actors; a++) {
            if ((listed >> a & 1) || o->from[a] == 0)
                continue;
            if (next < 0 || o->from[a] > o->from[next] ||
                (o->from[a] == o->from[next] && strcmp(n->actor[a].name, n->actor[next].name) < 0))
                next = (int)a;
        }
        if (next < 0)
            return;
        listed |= UINT32_C(1) << next;
        lode_text_addf(out, "%s%s %zu", out->length ? ";" : "", n->actor[next].name, o->from[next]);
    }
}

static void put_figures(planning *p, const outcome *o)
{
    lode_table *t = p->rows;
    lode_text from = {0};
    lode_table_set_real(t, "saved_usd_a", o->saved_usd_a);
    lode_table_set_real(t, "saved_usd_t", o->saved_usd_t);
    lode_table_set_real(t, "saved_median_usd_t", o->median);
    lode_table_set_real(t, "saved_most_usd_t", o->most);
    lode_table_set_int(t, "n_cheaper", (int64_t)o->n_cheaper);
    lode_table_set_real(t, "freed_t_a", o->freed_t_a);
    lode_table_set_int(t, "n_freed", (int64_t)o->n_freed);
    lode_table_set_int(t, "n_cut_grows", (int64_t)o->n_cut_grows);
    lode_table_set_int(t, "n_sets_gone", (int64_t)o->n_sets_gone);
    lode_table_set_real(t, "freed_from_cuts_t_a", o->less_captive_t_a);
    list_actors(p->s.network, o, &from);
    if (from.length)
        lode_table_set_text(t, "frees_from", from.data);
    lode_text_free(&from);
}

static void put_row(planning *p, const project *a, const project *b, const outcome *o, size_t rank)
{
    lode_table *t = p->rows;
    lode_text elements = {0};
    int shut = a->n_shut > 0 || (b && b->n_shut > 0);
    lode_table_add(t);
    lode_table_set_int(t, "rank", (int64_t)rank);
    lode_table_set_text(t, "kind", b ? "pair" : "project");
    lode_table_set_text(t, "project", a->name);
    lode_table_set_text(t, "other", b ? b->name : NULL);
    lode_table_set_text(t, "title_en", b ? NULL : a->title_en);
    lode_table_set_text(t, "title_de", b ? NULL : a->title_de);
    lode_table_set_real(t, "opens_year", b ? fmax(a->opens_year, b->opens_year) : a->opens_year);
    if (b && (isnan(a->opens_year) || isnan(b->opens_year)))
        lode_table_set_real(t, "opens_year", NAN);
    list_elements(p->s.network, a, b, &elements);
    lode_table_set_text(t, "elements", lode_text_get(&elements));
    lode_text_free(&elements);
    lode_table_set_text(t, "destination", p->fleet.destination->name);
    lode_table_set_text(t, "base", p->base->name);
    lode_table_set_text(t, "status", !shut ? "open_already" : (o->changes ? "changes" : "nothing"));
    put_figures(p, o);
}

/* ---- alone and in pairs --------------------------------------------------------------------------------------- */

typedef struct ranked {
    size_t a, b; /* b: n_projects for a project alone */
    outcome outcome;
    const planning *p;
} ranked;

static int order_ranked(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    double m = a->outcome.saved_usd_a, n = b->outcome.saved_usd_a;
    if (m > n || m < n)
        return m > n ? -1 : 1;
    if (a->outcome.n_sets_gone != b->outcome.n_sets_gone)
        return a->outcome.n_sets_gone > b->outcome.n_sets_gone ? -1 : 1;
    return a->a != b->a ? (a->a > b->a) - (a->a < b->a) : (a->b > b->b) - (a->b < b->b);
}

static int meet(const planning *p, const project *a, const project *b, uint8_t *at)
{
    const lode_network *n = p->s.network;
    memset(at, 0, n->n_places);
    for (size_t i = 0; i < n->n_elements; i++)
        if (a->element[i])
            mark_places(n, i, at);
    for (size_t i = 0; i < n->n_elements; i++)
        if (b->element[i] && touches(n, i, at))
            return 1;
    return 0;
}

/* A project that holds another adds nothing beside it. */
static int holds(const planning *p, const project *a, const project *b)
{
    size_t in_a = 0, in_b = 0;
    for (size_t i = 0; i < p->s.network->n_elements; i++) {
        in_a += b->element[i] && !a->element[i];
        in_b += a->element[i] && !b->element[i];
    }
    return in_a == 0 || in_b == 0;
}

static void put_verdict(planning *p, const ranked *r)
{
    double together = r->outcome.saved_usd_a - p->alone[r->a].saved_usd_a - p->alone[r->b].saved_usd_a;
    double scale = fmax(1, fabs(r->outcome.saved_usd_a)) * 1e-9;
    lode_table_set_real(p->rows, "synergy_usd_a", fabs(together) <= scale ? 0 : together);
    lode_table_set_text(p->rows, "verdict",
                        together > scale ? "synergy" : (together < -scale ? "rivalry" : "independent"));
}

static lode_status put_ranked(planning *p, ranked *list, size_t n)
{
    if (n)
        qsort(list, n, sizeof *list, order_ranked);
    for (size_t i = 0; i < n; i++) {
        const project *b = list[i].b < p->n_projects ? &p->projects[list[i].b] : NULL;
        put_row(p, &p->projects[list[i].a], b, &list[i].outcome, i + 1);
        if (b)
            put_verdict(p, &list[i]);
    }
    return lode_table_failed(p->rows) ? lode_fail_memory(p->err) : LODE_OK;
}

static lode_status try_alone(planning *p)
{
    ranked *list = calloc(p->n_projects + 1, sizeof *list);
    lode_status status = list ? LODE_OK : lode_fail_memory(p->err);
    for (size_t i = 0; i < p->n_projects && !status; i++) {
        lode_session_progress(&p->s, "projects", i, p->n_projects);
        status = try_projects(p, &p->projects[i], NULL, &p->alone[i]);
        if (!status)
            list[i] = (ranked){i, p->n_projects, p->alone[i], p};
    }
    if (!status)
        status = put_ranked(p, list, p->n_projects);
    free(list);
    return status;
}

/* Which pairs: of projects that both change something first (by what they save alone), then those that meet. */
static size_t choose_pairs(planning *p, ranked *list, uint8_t *at)
{
    size_t n = 0, most = p->s.config->most_pairs ? p->s.config->most_pairs : USUAL_PAIRS;
    for (int round = 0; round < 2; round++)
        for (size_t a = 0; a < p->n_projects; a++)
            for (size_t b = a + 1; b < p->n_projects && n < most; b++) {
                int both = p->alone[a].changes && p->alone[b].changes;
                if (both != (round == 0) || holds(p, &p->projects[a], &p->projects[b]))
                    continue;
                if (!both && !meet(p, &p->projects[a], &p->projects[b], at))
                    continue;
                list[n++] = (ranked){.a = a, .b = b, .p = p};
            }
    return n;
}

static lode_status try_pairs(planning *p)
{
    size_t most = p->n_projects * p->n_projects / 2;
    ranked *list = calloc(most + 1, sizeof *list);
    uint8_t *at = calloc(p->s.network->n_places + 1, 1);
    lode_status status = list && at ? LODE_OK : lode_fail_memory(p->err);
    size_t n = status ? 0 : choose_pairs(p, list, at);
    for (size_t i = 0; i < n && !status; i++) {
        lode_session_progress(&p->s, "pairs of projects", i, n);
        status = try_projects(p, &p->projects[list[i].a], &p->projects[list[i].b], &list[i].outcome);
    }
    if (!status)
        status = put_ranked(p, list, n);
    free(list);
    free(at);
    return status;
}

static lode_status plan_for(planning *p, const lode_destination *destination)
{
    size_t n = p->s.c->occurrences.n;
    lode_status status = lode_fleet_open(&p->fleet, &p->s, p->base, destination, p->err);
    p->before = calloc(n + 1, sizeof *p->before);
    p->saved = calloc(2 * n + 1, sizeof *p->saved);
    p->alone = calloc(p->n_projects + 1, sizeof *p->alone);
    if (!status && (!p->before || !p->saved || !p->alone))
        status = lode_fail_memory(p->err);
    if (!status)
        status = look(p, &p->fleet, p->before);
    if (!status)
        status = try_alone(p);
    if (!status)
        status = try_pairs(p);
    free_stands(p->before, n);
    free(p->saved);
    free(p->alone);
    p->before = NULL;
    p->saved = NULL;
    p->alone = NULL;
    lode_fleet_close(&p->fleet);
    return status;
}

static lode_status answer(planning *p)
{
    const char *name = p->s.config->scenario ? p->s.config->scenario : "open";
    lode_status status = lode_session_scenario(&p->s, name, 1, &p->base, p->err);
    if (!status)
        status = lode_session_destinations(&p->s, &p->destinations, &p->n_destinations, p->err);
    if (!status)
        status = find_projects(p);
    size_t n = p->s.config->markets ? p->n_destinations : 1; /* EU, else ALL, unless asked otherwise */
    for (size_t d = 0; d < n && d < p->n_destinations && p->n_projects && !status; d++)
        status = plan_for(p, &p->destinations[d]);
    return status;
}

lode_status lode_plan_job(const lode_config *config, lode_table **rows, lode_findings *findings, lode_err *err)
{
    planning p = {.err = err};
    lode_status status = lode_session_open(&p.s, config, 0, findings, err);
    p.rows = lode_result_table("plan", NULL);
    if (!status && !p.rows)
        status = lode_fail_memory(err);
    if (!status)
        status = answer(&p);
    free(p.projects);
    lode_scenario_free(p.base);
    lode_session_close(&p.s);
    if (status) {
        lode_table_free(p.rows);
        p.rows = NULL;
    }
    *rows = p.rows;
    return status;
}
