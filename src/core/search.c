#include "core/search.h"

#include <stdlib.h>

#include "core/cost.h"

/* A heap of states with four children a node, keyed by the tree's (cost, tie); where[] finds a state in it. */
struct lode_workspace {
    int32_t *heap, *where;
    size_t n;
};

enum { ARITY = 4, ABSENT = -1, SETTLED = -2 };

lode_workspace *lode_workspace_new(const lode_network *network, lode_err *err)
{
    size_t n = network->n_states ? network->n_states : 1;
    lode_workspace *w = calloc(1, sizeof *w);
    if (w) {
        w->heap = malloc(n * sizeof *w->heap);
        w->where = malloc(n * sizeof *w->where);
    }
    if (!w || !w->heap || !w->where) {
        lode_workspace_free(w);
        lode_fail_memory(err);
        return NULL;
    }
    return w;
}

void lode_workspace_free(lode_workspace *w)
{
    if (!w)
        return;
    free(w->heap);
    free(w->where);
    free(w);
}

lode_tree *lode_tree_new(const lode_network *network, lode_err *err)
{
    size_t n = network->n_states ? network->n_states : 1;
    lode_tree *t = calloc(1, sizeof *t);
    if (t) {
        t->cost = malloc(n * sizeof *t->cost);
        t->tie = malloc(n * sizeof *t->tie);
        t->next_arc = malloc(n * sizeof *t->next_arc);
    }
    if (!t || !t->cost || !t->tie || !t->next_arc) {
        lode_tree_free(t);
        lode_fail_memory(err);
        return NULL;
    }
    return t;
}

void lode_tree_free(lode_tree *t)
{
    if (!t)
        return;
    free(t->cost);
    free(t->tie);
    free(t->next_arc);
    free(t);
}

static int before(const lode_tree *t, int32_t a, int32_t b)
{
    return t->cost[a] < t->cost[b] || (t->cost[a] == t->cost[b] && t->tie[a] < t->tie[b]);
}

static void place(lode_workspace *w, size_t i, int32_t state)
{
    w->heap[i] = state;
    w->where[state] = (int32_t)i;
}

static void sift_up(lode_workspace *w, const lode_tree *t, size_t i)
{
    int32_t state = w->heap[i];
    while (i > 0) {
        size_t parent = (i - 1) / ARITY;
        if (!before(t, state, w->heap[parent]))
            break;
        place(w, i, w->heap[parent]);
        i = parent;
    }
    place(w, i, state);
}

static void sift_down(lode_workspace *w, const lode_tree *t, size_t i)
{
    int32_t state = w->heap[i];
    for (;;) {
        size_t first = i * ARITY + 1, last = first + ARITY < w->n ? first + ARITY : w->n, least = first;
        if (first >= w->n)
            break;
        for (size_t c = first + 1; c < last; c++)
            if (before(t, w->heap[c], w->heap[least]))
                least = c;
        if (!before(t, w->heap[least], state))
            break;
        place(w, i, w->heap[least]);
        i = least;
    }
    place(w, i, state);
}

static void improve(lode_workspace *w, lode_tree *t, int32_t state, int64_t cost, uint64_t tie, int32_t arc)
{
    if (w->where[state] == SETTLED)
        return;
    if (cost > t->cost[state] || (cost == t->cost[state] && tie >= t->tie[state]))
        return;
    t->cost[state] = cost;
    t->tie[state] = tie;
    t->next_arc[state] = arc;
    if (w->where[state] == ABSENT) {
        w->n++;
        place(w, w->n - 1, state);
    }
    sift_up(w, t, (size_t)w->where[state]);
}

static int32_t take_least(lode_workspace *w, const lode_tree *t)
{
    int32_t least = w->heap[0];
    w->where[least] = SETTLED;
    w->n--;
    if (w->n > 0) {
        place(w, 0, w->heap[w->n]);
        sift_down(w, t, 0);
    }
    return least;
}

void lode_search(const lode_network *network, const int64_t *weight, const uint8_t *open, const lode_seed *seeds,
                 size_t n_seeds, lode_workspace *w, lode_tree *t)
{
    for (size_t i = 0; i < network->n_states; i++) {
        t->cost[i] = LODE_NO_WAY;
        t->tie[i] = UINT64_MAX;
        t->next_arc[i] = INT32_MIN;
        w->where[i] = ABSENT;
    }
    w->n = 0;
    for (size_t i = 0; i < n_seeds; i++)
        improve(w, t, seeds[i].state, seeds[i].cost, seeds[i].tie, -1 - (int32_t)i);
    while (w->n > 0) {
        int32_t head = take_least(w, t);
        for (uint32_t a = network->in_start[head]; a < network->in_start[head + 1]; a++)
            if (open[a])
                improve(w, t, network->arc_tail[a], t->cost[head] + weight[a], t->tie[head] + network->arc_tie[a],
                        (int32_t)a);
    }
}
