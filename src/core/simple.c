/* The best way that comes back to no place: partial ways are grown from the origin, the most promising first. What is
 * still to go is known exactly from the tree for ways that may come back, so the first complete way is the best. */
#include <stdlib.h>

#include "core/oracle_i.h"
#include "core/way.h"

typedef struct partial {
    int64_t cost; /* from the origin to state */
    uint64_t tie;
    int32_t state, arc; /* arc that led here; -1 - option at the start */
    int32_t parent;
} partial;

typedef struct growing {
    lode_oracle *o;
    const lode_network *n;
    const lode_tree *tree;
    int64_t limit;
    partial *partials;
    size_t n_partials, partial_capacity;
    int32_t *heap; /* of partials, by cost to the end */
    size_t n_heap, heap_capacity;
} growing;

enum { MOST_PARTIALS = 20000 };

static int before(const growing *g, int32_t a, int32_t b)
{
    const partial *x = &g->partials[a], *y = &g->partials[b];
    int64_t cost_x = x->cost + g->tree->cost[x->state], cost_y = y->cost + g->tree->cost[y->state];
    uint64_t tie_x = x->tie + g->tree->tie[x->state], tie_y = y->tie + g->tree->tie[y->state];
    if (cost_x != cost_y)
        return cost_x < cost_y;
    return tie_x != tie_y ? tie_x < tie_y : a < b;
}

static int push(growing *g, partial p)
{
    if (g->tree->cost[p.state] == LODE_NO_WAY || p.cost + g->tree->cost[p.state] > g->limit)
        return 1;
    partial *slot = lode_grow((void **)&g->partials, &g->n_partials, &g->partial_capacity, sizeof *slot);
    int32_t *top = slot ? lode_grow((void **)&g->heap, &g->n_heap, &g->heap_capacity, sizeof *top) : NULL;
    if (!top)
        return 0;
    *slot = p;
    size_t i = g->n_heap - 1;
    int32_t added = (int32_t)g->n_partials - 1;
    for (; i > 0 && before(g, added, g->heap[(i - 1) / 2]); i = (i - 1) / 2)
        g->heap[i] = g->heap[(i - 1) / 2];
    g->heap[i] = added;
    return 1;
}

static int32_t pop(growing *g)
{
    int32_t top = g->heap[0], last = g->heap[--g->n_heap];
    size_t i = 0;
    for (size_t c; (c = 2 * i + 1) < g->n_heap; i = c) {
        c += c + 1 < g->n_heap && before(g, g->heap[c + 1], g->heap[c]);
        if (!before(g, g->heap[c], last))
            break;
        g->heap[i] = g->heap[c];
    }
    g->heap[i] = last;
    return top;
}

static int was_at(const growing *g, int32_t from, int32_t place)
{
    for (int32_t i = from; i >= 0; i = g->partials[i].parent)
        if (g->n->state_place[g->partials[i].state] == place)
            return 1;
    return 0;
}

static int was_in(const growing *g, int32_t from, int32_t state)
{
    for (int32_t i = from; i >= 0; i = g->partials[i].parent)
        if (g->partials[i].state == state)
            return 1;
    return 0;
}

static int grow(growing *g, int32_t from)
{
    const lode_oracle *o = g->o;
    partial p = g->partials[from];
    int32_t here = g->n->state_place[p.state];
    for (uint32_t i = o->out_start[p.state]; i < o->out_start[p.state + 1]; i++) {
        int32_t a = o->out_arc[i], head = g->n->arc_head[a], there = g->n->state_place[head];
        if (!o->open[a] || (there != here && was_at(g, from, there)) || was_in(g, from, head))
            continue;
        if (!push(g, (partial){p.cost + o->weights->arc[a], p.tie + g->n->arc_tie[a], head, a, from}))
            return 0;
    }
    return 1;
}

static int push_starts(growing *g, const lode_origin *origin, const lode_set *all)
{
    for (size_t i = 0; i < origin->n_options; i++) {
        partial p = {0, 0, origin->options[i].state, -1 - (int32_t)i, -1};
        if (lode_oracle_i_start(g->o, &origin->options[i], all, &p.cost, &p.tie) && !push(g, p))
            return 0;
    }
    return 1;
}

static int list_arcs(const growing *g, const lode_origin *origin, int32_t i, lode_step_list *list)
{
    if (g->partials[i].arc < 0)
        return lode_steps_add_start(list, &origin->options[-1 - g->partials[i].arc]);
    return list_arcs(g, origin, g->partials[i].parent, list) && lode_steps_add_arc(list, g->n, g->partials[i].arc);
}

/* The first partial way that is complete; -1: none (or too many were tried), -2: out of memory. */
static int32_t grow_to_end(growing *g)
{
    while (g->n_heap > 0 && g->n_partials < MOST_PARTIALS) {
        int32_t best = pop(g);
        if (g->tree->next_arc[g->partials[best].state] < 0)
            return best;
        if (!grow(g, best))
            return -2;
    }
    return -1;
}

static lode_status search_simple(growing *g, const lode_origin *origin, const lode_set *all, lode_step_list *list,
                                 lode_err *err)
{
    if (!lode_oracle_i_out(g->o) || !push_starts(g, origin, all))
        return lode_fail_memory(err);
    lode_oracle_i_open(g->o, all);
    int32_t end = grow_to_end(g);
    if (end == -1)
        return LODE_OK;
    const lode_target *target = end >= 0 ? &g->o->targets[-1 - g->tree->next_arc[g->partials[end].state]] : NULL;
    if (!target || !list_arcs(g, origin, end, list) || !lode_steps_add_end(list, target))
        return lode_fail_memory(err);
    return LODE_OK;
}

static int is_simple(const lode_network *n, const lode_step *steps, size_t n_steps)
{
    lode_route route = {.steps = (lode_step *)steps, .n_steps = n_steps};
    return lode_route_is_simple(n, &route);
}

lode_status lode_oracle_simple_steps(lode_oracle *o, const lode_origin *origin, const lode_set *closed, int64_t limit,
                                     lode_step **steps, size_t *n_steps, lode_err *err)
{
    lode_status status = lode_oracle_steps(o, origin, closed, steps, n_steps, err);
    if (status || is_simple(o->scenario->network, *steps, *n_steps))
        return status;
    free(*steps);
    *steps = NULL;
    *n_steps = 0;
    lode_set all = lode_set_union(*closed, &o->scenario->closed_domains);
    growing g = {.o = o, .n = o->scenario->network, .limit = limit, .tree = lode_oracle_i_tree(o, &all, err)};
    lode_step_list list = {0};
    status = g.tree ? search_simple(&g, origin, &all, &list, err) : LODE_IO;
    free(g.partials);
    free(g.heap);
    if (status) {
        free(list.v);
        return status;
    }
    *steps = list.v;
    *n_steps = list.n;
    return LODE_OK;
}
