#include "core/plain.h"

#include <stdlib.h>

struct lode_plain {
    const lode_scenario *scenario;
    lode_shipment shipment;
    const lode_origin *origin;
    const lode_target *targets;
    size_t n_targets;
    int64_t *weight; /* an arc */
    uint8_t *shut;   /* states, under the set asked for */
    int64_t *cost;   /* from the origin to each state */
};

static int64_t cost_of(const lode_plain *p, const lode_element *e, int32_t index, int reverse)
{
    lode_cost c = lode_cost_of(p->scenario, &p->shipment, e, index, reverse);
    return lode_cost_total(&c);
}

lode_plain *lode_plain_new(const lode_scenario *scenario, const lode_shipment *shipment, const lode_origin *origin,
                           const lode_target *targets, size_t n_targets, lode_err *err)
{
    const lode_network *n = scenario->network;
    lode_plain *p = calloc(1, sizeof *p);
    if (p) {
        *p = (lode_plain){scenario, *shipment, origin, targets, n_targets, NULL, NULL, NULL};
        p->weight = calloc(n->n_arcs + 1, sizeof *p->weight);
        p->shut = calloc(n->n_states + 1, 1);
        p->cost = calloc(n->n_states + 1, sizeof *p->cost);
    }
    if (!p || !p->weight || !p->shut || !p->cost) {
        lode_plain_free(p);
        lode_fail_memory(err);
        return NULL;
    }
    for (size_t a = 0; a < n->n_arcs; a++)
        p->weight[a] = cost_of(p, &n->element[n->arc_element[a]], n->arc_element[a], n->arc_reverse[a]);
    return p;
}

void lode_plain_free(lode_plain *p)
{
    if (!p)
        return;
    free(p->weight);
    free(p->shut);
    free(p->cost);
    free(p);
}

static int usable(const lode_plain *p, const lode_element *e, int32_t index, const lode_set *closed)
{
    return lode_element_allowed(p->scenario, e, index, p->shipment.product) &&
           !lode_element_meets(p->scenario, e, closed);
}

/* A place in a closed domain, or one where ships and aircraft find no open port. */
static int is_shut(const lode_plain *p, size_t state, const lode_set *closed)
{
    const lode_network *n = p->scenario->network;
    uint32_t first = n->state_port_first[state], end = n->state_port_first[state + 1];
    int callable = first == end;
    for (uint32_t i = first; i < end; i++)
        callable |=
            lode_element_allowed(p->scenario, &n->element[n->port_element[i]], n->port_element[i], p->shipment.product);
    return !callable || lode_set_has(closed, n->place_domain[n->state_place[state]]);
}

static void start(lode_plain *p, const lode_set *closed)
{
    for (size_t i = 0; i < p->origin->n_options; i++) {
        const lode_option *o = &p->origin->options[i];
        if (p->shut[o->state] || !usable(p, &o->access, -1, closed))
            continue;
        int64_t cost = cost_of(p, &o->access, -1, 0);
        if (o->partial_of >= 0) {
            if (!usable(p, &o->partial, o->partial_of, closed))
                continue;
            cost += cost_of(p, &o->partial, o->partial_of, o->partial_reverse);
        }
        if (cost < p->cost[o->state])
            p->cost[o->state] = cost;
    }
}

/* Tries every open arc once; whether a state got cheaper. */
static int relax(lode_plain *p, const uint8_t *open)
{
    const lode_network *n = p->scenario->network;
    int cheaper = 0;
    for (size_t a = 0; a < n->n_arcs; a++) {
        int64_t cost = p->cost[n->arc_tail[a]];
        if (!open[a] || cost == LODE_NO_WAY || cost + p->weight[a] >= p->cost[n->arc_head[a]])
            continue;
        p->cost[n->arc_head[a]] = cost + p->weight[a];
        cheaper = 1;
    }
    return cheaper;
}

static int64_t arrive(const lode_plain *p, const lode_set *closed)
{
    int64_t best = LODE_NO_WAY;
    for (size_t i = 0; i < p->n_targets; i++) {
        const lode_target *t = &p->targets[i];
        int64_t cost = p->cost[t->state];
        if (cost == LODE_NO_WAY || !usable(p, t->arrival, t->arrival_index, closed) ||
            (t->partial && !usable(p, t->partial, t->partial_of, closed)))
            continue;
        cost += cost_of(p, t->arrival, t->arrival_index, 1);
        if (t->partial)
            cost += cost_of(p, t->partial, t->partial_of, t->partial_reverse);
        best = cost < best ? cost : best;
    }
    return best;
}

int64_t lode_plain_cost(lode_plain *p, const lode_set *closed)
{
    const lode_network *n = p->scenario->network;
    lode_set all = lode_set_union(*closed, &p->scenario->closed_domains);
    uint8_t *open = calloc(n->n_arcs + 1, 1);
    if (!open)
        return -1;
    for (size_t s = 0; s < n->n_states; s++) {
        p->shut[s] = (uint8_t)is_shut(p, s, &all);
        p->cost[s] = LODE_NO_WAY;
    }
    for (size_t a = 0; a < n->n_arcs; a++)
        open[a] = !p->shut[n->arc_tail[a]] && !p->shut[n->arc_head[a]] &&
                  usable(p, &n->element[n->arc_element[a]], n->arc_element[a], &all);
    start(p, &all);
    while (relax(p, open))
        ;
    free(open);
    return arrive(p, &all);
}
