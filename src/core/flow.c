#include "core/flow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/oracle_i.h"

/* More than any sum of limits: each is held at 10^12 t/a, and there are fewer than 10^6 in a network. */
#define UNLIMITED (INT64_MAX / 4)
#define MOST_T_A 1e12

/* Nodes: the states, source and sink, then two for each limit: what passes it goes in at one and out at the other.
 * A link or a crossing has a limit for each direction, a terminal one for loading and one for unloading. */
typedef struct piping {
    lode_oracle *o;
    const lode_network *n;
    const lode_set *all;
    lode_unknown_capacity unknown;
    lode_arena *arena;
    size_t n_limits, n_terminals, n_nodes;
    int64_t *limit; /* capacity; -1: not used */
    lode_flow_limit *named;
    uint8_t *entry; /* by place: a deposit enters the network here */
    int32_t source, sink;
    /* Pipes in pairs: 2i, and 2i + 1 back. */
    struct pipe {
        int32_t to, next;
        int64_t left;
    } * pipes;
    size_t n_pipes, pipe_capacity;
    int32_t *first, *at, *level, *queue, *path;
} piping;

enum { NONE = -1 };

static int join(piping *p, int32_t from, int32_t to, int64_t capacity)
{
    for (int back = 0; back < 2; back++) {
        struct pipe *pipe = lode_grow((void **)&p->pipes, &p->n_pipes, &p->pipe_capacity, sizeof *pipe);
        if (!pipe)
            return 0;
        int32_t start = back ? to : from;
        *pipe = (struct pipe){back ? from : to, p->first[start], back ? 0 : capacity};
        p->first[start] = (int32_t)p->n_pipes - 1;
    }
    return 1;
}

/* ---- limits --------------------------------------------------------------------------------------------------- */

static size_t limit_of(const piping *p, const lode_element *e, int32_t index, int reverse)
{
    if (e->kind == LODE_E_LOAD || e->kind == LODE_E_UNLOAD)
        return 2 * p->n->n_elements + 2 * (size_t)e->terminal + (e->kind == LODE_E_UNLOAD);
    return 2 * (size_t)index + (reverse != 0);
}

/* Counts as unlimited, although nothing is known of it. */
static int never_nothing(const piping *p, const lode_element *e, int32_t place)
{
    if (e->kind == LODE_E_LINK)
        return e->mode == LODE_SEA || e->mode == LODE_AIR;
    return e->kind == LODE_E_LOAD && p->entry[place];
}

static int64_t capacity_of(const piping *p, const lode_element *e, int32_t index, int32_t place)
{
    if (isnan(e->capacity_mt))
        return p->unknown == LODE_UNKNOWN_UNLIMITED || never_nothing(p, e, place) ? UNLIMITED : 0;
    double used = isnan(e->used_mt) ? 0 : e->used_mt;
    double left = e->capacity_mt * lode_capacity_factor(p->o->scenario, e, index) - used;
    return (int64_t)floor(fmin(fmax(left, 0) * 1e6, MOST_T_A) + 0.5);
}

static int32_t way_in(const piping *p, size_t limit)
{
    return p->sink + 1 + 2 * (int32_t)limit;
}

/* The limit of an element in one direction, made when it is first used. */
static int use_limit(piping *p, int32_t index, int reverse, int32_t place, size_t *limit)
{
    const lode_element *e = &p->n->element[index];
    *limit = limit_of(p, e, index, reverse);
    if (p->limit[*limit] >= 0)
        return 1;
    p->limit[*limit] = capacity_of(p, e, index, place);
    p->named[*limit] = (lode_flow_limit){e, index, reverse, p->limit[*limit]};
    return join(p, way_in(p, *limit), way_in(p, *limit) + 1, p->limit[*limit]);
}

/* ---- the network as pipes ------------------------------------------------------------------------------------- */

static int lay_arcs(piping *p)
{
    const lode_network *n = p->n;
    for (size_t a = 0; a < n->n_arcs; a++) {
        size_t limit;
        if (!p->o->open[a])
            continue;
        if (!use_limit(p, n->arc_element[a], n->arc_reverse[a], n->state_place[n->arc_tail[a]], &limit))
            return 0;
        if (!join(p, n->arc_tail[a], way_in(p, limit), UNLIMITED) ||
            !join(p, way_in(p, limit) + 1, n->arc_head[a], UNLIMITED))
            return 0;
    }
    return 1;
}

static int start_is_open(const piping *p, const lode_option *option)
{
    int64_t cost = 0;
    uint64_t tie = 0;
    return lode_oracle_i_start(p->o, option, p->all, &cost, &tie);
}

/* A deposit enters at a state, or in the middle of a road: then over the road's own limit to its end. */
static int lay_origin(piping *p, const lode_origin *origin)
{
    for (size_t i = 0; i < origin->n_options; i++) {
        const lode_option *option = &origin->options[i];
        size_t limit;
        if (!start_is_open(p, option))
            continue;
        int32_t place = p->n->state_place[option->state];
        if (option->partial_of < 0) {
            if (!join(p, p->source, option->state, UNLIMITED))
                return 0;
        } else if (!use_limit(p, option->partial_of, option->partial_reverse, place, &limit) ||
                   !join(p, p->source, way_in(p, limit), UNLIMITED) ||
                   !join(p, way_in(p, limit) + 1, option->state, UNLIMITED))
            return 0;
    }
    return 1;
}

static int lay_ends(piping *p)
{
    size_t n_seeds = lode_oracle_i_seeds(p->o, p->all);
    for (size_t i = 0; i < n_seeds; i++)
        if (!join(p, p->o->seeds[i].state, p->sink, UNLIMITED))
            return 0;
    return 1;
}

static void mark_entries(piping *p, const lode_origin *const *origins, size_t n_origins)
{
    for (size_t i = 0; i < n_origins; i++)
        for (size_t k = 0; k < origins[i]->n_options; k++)
            if (origins[i]->options[k].partial_of < 0)
                p->entry[p->n->state_place[origins[i]->options[k].state]] = 1;
}

static int lay(piping *p, const lode_origin *const *origins, size_t n_origins)
{
    mark_entries(p, origins, n_origins);
    lode_oracle_i_open(p->o, p->all);
    if (!lay_arcs(p) || !lay_ends(p))
        return 0;
    for (size_t i = 0; i < n_origins; i++)
        if (!lay_origin(p, origins[i]))
            return 0;
    return 1;
}

/* ---- flow (Dinic): levels by breadth, then ways along rising levels until none is left ------------------------ */

/* Levels of the nodes that pipes with at least `least` left lead to (0: every pipe, none back); whether the sink is
 * one. */
static int find_levels(piping *p, int64_t least)
{
    size_t n_queue = 0;
    for (size_t i = 0; i < p->n_nodes; i++)
        p->level[i] = NONE;
    p->level[p->source] = 0;
    p->queue[n_queue++] = p->source;
    for (size_t i = 0; i < n_queue; i++)
        for (int32_t e = p->first[p->queue[i]]; e != NONE; e = p->pipes[e].next) {
            int32_t to = p->pipes[e].to;
            if (p->pipes[e].left < least || (least == 0 && (e & 1)) || p->level[to] != NONE)
                continue;
            p->level[to] = p->level[p->queue[i]] + 1;
            p->queue[n_queue++] = to;
        }
    return p->level[p->sink] != NONE;
}

/* One way along rising levels: its pipes into path; how many, 0: none is left. */
static size_t find_path(piping *p)
{
    size_t n = 0;
    int32_t node = p->source;
    while (node != p->sink) {
        int32_t *e = &p->at[node];
        while (*e != NONE && (p->pipes[*e].left == 0 || p->level[p->pipes[*e].to] != p->level[node] + 1))
            *e = p->pipes[*e].next;
        if (*e != NONE) {
            p->path[n++] = *e;
            node = p->pipes[*e].to;
        } else if (n == 0) {
            return 0;
        } else { /* a dead end: back, and never into it again */
            int32_t into = p->path[--n];
            node = p->pipes[into ^ 1].to;
            p->at[node] = p->pipes[into].next;
        }
    }
    return n;
}

static int64_t send(piping *p, size_t n)
{
    int64_t least = UNLIMITED;
    for (size_t i = 0; i < n; i++)
        if (p->pipes[p->path[i]].left < least)
            least = p->pipes[p->path[i]].left;
    for (size_t i = 0; i < n; i++) {
        p->pipes[p->path[i]].left -= least;
        p->pipes[p->path[i] ^ 1].left += least;
    }
    return least;
}

static int64_t fill(piping *p)
{
    int64_t flow = 0;
    while (find_levels(p, 1)) {
        memcpy(p->at, p->first, p->n_nodes * sizeof *p->at);
        for (size_t n; (n = find_path(p)) > 0;)
            flow += send(p, n);
    }
    return flow;
}

/* Whether pipes lead to the sink when no limit counts. */
static int is_joined(piping *p)
{
    return find_levels(p, 0);
}

/* Marks in `at` what leads to the sink without coming back to what can still be reached from the source. */
static void find_ends(piping *p)
{
    size_t n_queue = 0;
    memset(p->at, 0, p->n_nodes * sizeof *p->at);
    p->at[p->sink] = 1;
    p->queue[n_queue++] = p->sink;
    for (size_t i = 0; i < n_queue; i++)
        for (int32_t e = p->first[p->queue[i]]; e != NONE; e = p->pipes[e].next) {
            int32_t from = p->pipes[e].to;
            if (!(e & 1) || p->at[from] || p->level[from] != NONE)
                continue;
            p->at[from] = 1;
            p->queue[n_queue++] = from;
        }
}

/* The limits between what can still be reached and what leads on to the sink. */
static int cut(piping *p, lode_flow *flow)
{
    size_t capacity = 0;
    find_ends(p);
    for (size_t i = 0; i < p->n_limits; i++) {
        if (p->limit[i] < 0 || p->level[way_in(p, i)] == NONE || !p->at[way_in(p, i) + 1])
            continue;
        lode_flow_limit *slot = lode_grow((void **)&flow->limits, &flow->n_limits, &capacity, sizeof *slot);
        if (!slot)
            return 0;
        *slot = p->named[i];
    }
    return 1;
}

static int prepare(piping *p)
{
    const lode_network *n = p->n;
    for (size_t i = 0; i < n->n_elements; i++)
        if (n->element[i].terminal >= (int32_t)p->n_terminals)
            p->n_terminals = (size_t)n->element[i].terminal + 1;
    p->n_limits = 2 * n->n_elements + 2 * p->n_terminals;
    p->source = (int32_t)n->n_states;
    p->sink = p->source + 1;
    p->n_nodes = n->n_states + 2 + 2 * p->n_limits;
    p->limit = LODE_NEW(p->arena, int64_t, p->n_limits);
    p->named = LODE_NEW(p->arena, lode_flow_limit, p->n_limits);
    p->entry = LODE_NEW(p->arena, uint8_t, n->n_places);
    int32_t **by_node[] = {&p->first, &p->at, &p->level, &p->queue, &p->path};
    for (size_t i = 0; i < sizeof by_node / sizeof *by_node; i++)
        if (!(*by_node[i] = LODE_NEW(p->arena, int32_t, p->n_nodes)))
            return 0;
    if (!p->limit || !p->named || !p->entry)
        return 0;
    for (size_t i = 0; i < p->n_limits; i++)
        p->limit[i] = -1;
    for (size_t i = 0; i < p->n_nodes; i++)
        p->first[i] = NONE;
    return 1;
}

static int solve(piping *p, const lode_origin *const *origins, size_t n_origins, lode_flow *flow)
{
    if (!p->arena || !prepare(p) || !lay(p, origins, n_origins))
        return 0;
    if (!is_joined(p))
        flow->kind = LODE_FLOW_NO_WAY;
    else if (find_levels(p, UNLIMITED))
        flow->kind = LODE_FLOW_UNBOUNDED;
    else {
        flow->kind = LODE_FLOW_LIMITED;
        flow->t_a = fill(p);
        return cut(p, flow);
    }
    return 1;
}

void lode_flow_free(lode_flow *flow)
{
    free(flow->limits);
    *flow = (lode_flow){0};
}

lode_status lode_flow_find(lode_oracle *o, const lode_origin *const *origins, size_t n_origins, const lode_set *closed,
                           lode_unknown_capacity unknown, lode_flow *flow, lode_err *err)
{
    lode_set all = lode_set_union(*closed, &o->scenario->closed_domains);
    piping p = {.o = o, .n = o->scenario->network, .all = &all, .unknown = unknown, .arena = lode_arena_new()};
    *flow = (lode_flow){0};
    int ok = solve(&p, origins, n_origins, flow);
    lode_arena_free(p.arena);
    free(p.pipes);
    if (ok)
        return LODE_OK;
    lode_flow_free(flow);
    return lode_fail_memory(err);
}
