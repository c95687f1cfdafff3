#include "core/sweep.h"

#include <stdlib.h>

#include "core/cost.h"

typedef struct reached {
    int64_t cost;
    uint64_t tie;
    int32_t state;
} reached;

typedef struct way_in {
    int32_t arc, tail;
    uint64_t tie;
} way_in;

struct lode_sweep {
    const lode_network *network;
    size_t n_states; /* that a way leads from, nearest first */
    int32_t *state;
    uint32_t *first; /* n_states + 1, into ways */
    way_in *ways;    /* open arcs by the state that they lead to */
};

static int order(const void *a, const void *b)
{
    const reached *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    if (x->tie != y->tie)
        return x->tie < y->tie ? -1 : 1;
    return (x->state > y->state) - (x->state < y->state);
}

/* 0: out of memory. */
static int order_states(lode_sweep *s, const lode_tree *tree)
{
    reached *list = malloc((s->network->n_states + 1) * sizeof *list);
    if (!list)
        return 0;
    for (size_t i = 0; i < s->network->n_states; i++)
        if (tree->cost[i] != LODE_NO_WAY)
            list[s->n_states++] = (reached){tree->cost[i], tree->tie[i], (int32_t)i};
    if (s->n_states)
        qsort(list, s->n_states, sizeof *list, order);
    for (size_t i = 0; i < s->n_states; i++)
        s->state[i] = list[i].state;
    free(list);
    return 1;
}

/* Open arcs that lead to states with a way (then one leads from their tails too). */
static void group_arcs(lode_sweep *s, const uint8_t *open)
{
    const lode_network *n = s->network;
    uint32_t at = 0;
    for (size_t i = 0; i < s->n_states; i++) {
        int32_t head = s->state[i];
        s->first[i] = at;
        for (uint32_t a = n->in_start[head]; a < n->in_start[head + 1]; a++)
            if (open[a])
                s->ways[at++] = (way_in){(int32_t)a, n->arc_tail[a], n->arc_tie[a]};
    }
    s->first[s->n_states] = at;
}

lode_sweep *lode_sweep_new(const lode_network *network, const uint8_t *open, const lode_tree *tree, lode_err *err)
{
    lode_sweep *s = calloc(1, sizeof *s);
    if (s) {
        s->network = network;
        s->state = calloc(network->n_states + 1, sizeof *s->state);
        s->first = calloc(network->n_states + 1, sizeof *s->first);
        s->ways = calloc(network->n_arcs + 1, sizeof *s->ways);
    }
    int ok = s && s->state && s->first && s->ways && order_states(s, tree);
    if (!ok) {
        lode_sweep_free(s);
        lode_fail_memory(err);
        return NULL;
    }
    group_arcs(s, open);
    return s;
}

void lode_sweep_free(lode_sweep *s)
{
    if (!s)
        return;
    free(s->state);
    free(s->first);
    free(s->ways);
    free(s);
}

static void better(lode_tree *tree, uint8_t *todo, int32_t state, int64_t cost, uint64_t tie, int32_t arc)
{
    if (cost > tree->cost[state] || (cost == tree->cost[state] && tie >= tree->tie[state]))
        return;
    tree->cost[state] = cost;
    tree->tie[state] = tie;
    tree->next_arc[state] = arc;
    todo[state] = 1;
}

/* 1 where some state got better and has still to better others. */
static int sweep_once(const lode_sweep *s, const int64_t *weight, uint8_t *todo, lode_tree *tree)
{
    int any = 0;
    for (size_t i = 0; i < s->n_states; i++) {
        int32_t head = s->state[i];
        if (!todo[head])
            continue;
        todo[head] = 0;
        any = 1;
        int64_t cost = tree->cost[head];
        uint64_t tie = tree->tie[head];
        for (uint32_t k = s->first[i]; k < s->first[i + 1]; k++) {
            const way_in *in = &s->ways[k];
            better(tree, todo, in->tail, cost + weight[in->arc], tie + in->tie, in->arc);
        }
    }
    return any;
}

void lode_sweep_search(const lode_sweep *s, const int64_t *weight, const lode_seed *seeds, size_t n_seeds,
                       uint8_t *todo, lode_tree *tree)
{
    for (size_t i = 0; i < s->network->n_states; i++) {
        tree->cost[i] = LODE_NO_WAY;
        tree->tie[i] = UINT64_MAX;
        tree->next_arc[i] = INT32_MIN;
        todo[i] = 0;
    }
    for (size_t i = 0; i < n_seeds; i++)
        better(tree, todo, seeds[i].state, seeds[i].cost, seeds[i].tie, -1 - (int32_t)i);
    while (sweep_once(s, weight, todo, tree))
        continue;
}
