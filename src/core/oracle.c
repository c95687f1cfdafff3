#include "core/oracle_i.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lode_oracle *make(const lode_scenario *scenario, lode_weights *weights, int borrowed, const lode_target *targets,
                         size_t n_targets, lode_err *err)
{
    const lode_network *n = scenario->network;
    lode_oracle *o = calloc(1, sizeof *o);
    if (!o) {
        if (!borrowed)
            lode_weights_free(weights);
        lode_fail_memory(err);
        return NULL;
    }
    o->scenario = scenario;
    o->n_targets = n_targets;
    o->weights = weights;
    o->borrowed = borrowed;
    o->workspace = o->weights ? lode_workspace_new(n, err) : NULL;
    o->targets = calloc(n_targets + 1, sizeof *o->targets);
    o->seeds = calloc(n_targets + 1, sizeof *o->seeds);
    o->seed_target = calloc(n_targets + 1, sizeof *o->seed_target);
    o->open = calloc(n->n_arcs + 1, 1);
    if (!o->weights || !o->workspace || !o->targets || !o->seeds || !o->seed_target || !o->open) {
        lode_oracle_free(o);
        lode_fail_memory(err);
        return NULL;
    }
    if (n_targets)
        memcpy(o->targets, targets, n_targets * sizeof *targets);
    return o;
}

lode_oracle *lode_oracle_new(const lode_scenario *scenario, const lode_shipment *shipment, lode_objective objective,
                             const lode_target *targets, size_t n_targets, lode_err *err)
{
    return make(scenario, lode_weights_new(scenario, shipment, objective, err), 0, targets, n_targets, err);
}

lode_oracle *lode_oracle_sibling(const lode_oracle *like, const lode_scenario *scenario, const lode_target *targets,
                                 size_t n_targets, lode_err *err)
{
    return make(scenario, like->weights, 1, targets, n_targets, err);
}

void lode_oracle_free(lode_oracle *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->n_memos; i++)
        lode_tree_free(o->memos[i].tree);
    free(o->memos);
    free(o->open);
    free(o->out_start);
    free(o->out_arc);
    free(o->seed_target);
    free(o->seeds);
    free(o->targets);
    lode_workspace_free(o->workspace);
    if (!o->borrowed)
        lode_weights_free(o->weights);
    free(o);
}

const lode_scenario *lode_oracle_scenario(const lode_oracle *o)
{
    return o->scenario;
}

const lode_shipment *lode_oracle_shipment(const lode_oracle *o)
{
    return &o->weights->shipment;
}

size_t lode_oracle_searches(const lode_oracle *o)
{
    return o->n_memos;
}

/* A ship calls at a land place only while one of its port terminals is open for the product. */
static int port_open(const lode_scenario *s, int32_t state, const char *product)
{
    const lode_network *n = s->network;
    uint32_t first = n->state_port_first[state], end = n->state_port_first[state + 1];
    for (uint32_t i = first; i < end; i++) {
        int32_t index = n->port_element[i];
        if (lode_element_allowed(s, &n->element[index], index, product))
            return 1;
    }
    return first == end;
}

static int state_open(const lode_scenario *s, int32_t state, const char *product, const lode_set *closed)
{
    return !lode_set_has(closed, s->network->place_domain[s->network->state_place[state]]) &&
           port_open(s, state, product);
}

static int element_open(const lode_scenario *s, const lode_element *e, int32_t index, const char *product,
                        const lode_set *closed)
{
    return lode_element_allowed(s, e, index, product) && !lode_element_meets(s, e, closed);
}

void lode_open_arcs(const lode_scenario *s, const char *product, const lode_set *closed, uint8_t *open)
{
    const lode_network *n = s->network;
    for (size_t head = 0; head < n->n_states; head++) {
        int head_open = state_open(s, (int32_t)head, product, closed);
        for (uint32_t a = n->in_start[head]; a < n->in_start[head + 1]; a++) {
            int32_t index = n->arc_element[a];
            open[a] = head_open && element_open(s, &n->element[index], index, product, closed);
        }
    }
    /* Tails are heads of other arcs, except where nothing leads: those need their own look. */
    for (size_t a = 0; a < n->n_arcs; a++)
        if (open[a] && !state_open(s, n->arc_tail[a], product, closed))
            open[a] = 0;
}

void lode_oracle_i_open(lode_oracle *o, const lode_set *all)
{
    if (o->open_known && lode_set_equal(&o->open_for, all))
        return;
    lode_open_arcs(o->scenario, o->weights->shipment.product, all, o->open);
    o->open_for = *all;
    o->open_known = 1;
}

static lode_set with_scenario(const lode_oracle *o, const lode_set *closed)
{
    return lode_set_union(*closed, &o->scenario->closed_domains);
}

static uint64_t element_tie(const lode_element *e, int reverse)
{
    char text[400];
    int length = snprintf(text, sizeof text, "%s:%s:%d", lode_element_names[e->kind], e->id, reverse);
    (void)length;
    return lode_tie(text);
}

/* Cost and tie of an element outside the network's arcs; 0 where it is closed. */
static int extra_cost(const lode_oracle *o, const lode_element *e, int32_t index, int reverse, const lode_set *closed,
                      int64_t *cost, uint64_t *tie)
{
    if (!element_open(o->scenario, e, index, o->weights->shipment.product, closed))
        return 0;
    lode_cost c = lode_cost_of(o->scenario, &o->weights->shipment, e, index, reverse);
    *cost += lode_cost_key(&c, o->weights->objective);
    *tie += element_tie(e, reverse);
    return 1;
}

size_t lode_oracle_i_seeds(lode_oracle *o, const lode_set *closed)
{
    size_t n = 0;
    for (size_t i = 0; i < o->n_targets; i++) {
        const lode_target *t = &o->targets[i];
        lode_seed seed = {t->state, 0, 0};
        if (!state_open(o->scenario, t->state, o->weights->shipment.product, closed))
            continue;
        if (!extra_cost(o, t->arrival, t->arrival_index, 1, closed, &seed.cost, &seed.tie))
            continue;
        if (t->partial && !extra_cost(o, t->partial, t->partial_of, t->partial_reverse, closed, &seed.cost, &seed.tie))
            continue;
        o->seeds[n] = seed;
        o->seed_target[n++] = (int32_t)i;
    }
    return n;
}

const lode_tree *lode_oracle_i_tree(lode_oracle *o, const lode_set *closed, lode_err *err)
{
    for (size_t i = 0; i < o->n_memos; i++)
        if (lode_set_equal(&o->memos[i].closed, closed))
            return o->memos[i].tree;
    lode_tree *tree = lode_tree_new(o->scenario->network, err);
    if (!tree)
        return NULL;
    lode_memo *m = lode_grow((void **)&o->memos, &o->n_memos, &o->memo_capacity, sizeof *m);
    if (!m) {
        lode_tree_free(tree);
        lode_fail_memory(err);
        return NULL;
    }
    lode_oracle_i_open(o, closed);
    size_t n_seeds = lode_oracle_i_seeds(o, closed);
    lode_search(o->scenario->network, o->weights->arc, o->open, o->seeds, n_seeds, o->workspace, tree);
    for (size_t s = 0; s < o->scenario->network->n_states; s++)
        if (tree->next_arc[s] < 0 && tree->next_arc[s] != INT32_MIN) /* name targets, not seeds of this search */
            tree->next_arc[s] = -1 - o->seed_target[-1 - tree->next_arc[s]];
    *m = (lode_memo){*closed, tree};
    return tree;
}

int lode_oracle_i_out(lode_oracle *o)
{
    const lode_network *n = o->scenario->network;
    if (o->out_start)
        return 1;
    o->out_start = calloc(n->n_states + 2, sizeof *o->out_start);
    o->out_arc = malloc((n->n_arcs + 1) * sizeof *o->out_arc);
    if (!o->out_start || !o->out_arc) {
        free(o->out_start);
        o->out_start = NULL;
        return 0;
    }
    uint32_t *next = o->out_start + 1; /* shifted by one: next[s] is where state s goes on */
    for (size_t a = 0; a < n->n_arcs; a++)
        next[n->arc_tail[a] + 1]++;
    for (size_t s = 0; s < n->n_states; s++)
        next[s + 1] += next[s];
    for (size_t a = 0; a < n->n_arcs; a++)
        o->out_arc[next[n->arc_tail[a]]++] = (int32_t)a;
    return 1;
}

int lode_oracle_i_start(const lode_oracle *o, const lode_option *option, const lode_set *all, int64_t *cost,
                        uint64_t *tie)
{
    if (!extra_cost(o, &option->access, -1, 0, all, cost, tie))
        return 0;
    return option->partial_of < 0 ||
           extra_cost(o, &option->partial, option->partial_of, option->partial_reverse, all, cost, tie);
}

/* The way of one option of an origin: access leg, part of a road, then the tree. */
static int option_way(const lode_oracle *o, const lode_option *option, const lode_tree *tree, const lode_set *closed,
                      lode_way *way)
{
    if (tree->cost[option->state] == LODE_NO_WAY)
        return 0;
    way->cost = tree->cost[option->state];
    way->tie = tree->tie[option->state];
    return lode_oracle_i_start(o, option, closed, &way->cost, &way->tie);
}

static lode_way best_option(const lode_oracle *o, const lode_origin *origin, const lode_tree *tree,
                            const lode_set *closed)
{
    lode_way best = {0, LODE_NO_WAY, UINT64_MAX, 0};
    for (size_t i = 0; i < origin->n_options; i++) {
        lode_way way = {1, 0, 0, i};
        if (!option_way(o, &origin->options[i], tree, closed, &way))
            continue;
        if (way.cost < best.cost || (way.cost == best.cost && way.tie < best.tie))
            best = way;
    }
    return best;
}

lode_status lode_oracle_ask(lode_oracle *o, const lode_origin *origin, const lode_set *closed, lode_way *way,
                            lode_err *err)
{
    lode_set all = with_scenario(o, closed);
    const lode_tree *tree = lode_oracle_i_tree(o, &all, err);
    if (!tree)
        return LODE_IO;
    *way = best_option(o, origin, tree, &all);
    return LODE_OK;
}

int lode_steps_add(lode_step_list *list, lode_step step)
{
    lode_step *slot = lode_grow((void **)&list->v, &list->n, &list->capacity, sizeof *slot);
    if (!slot)
        return 0;
    *slot = step;
    return 1;
}

int lode_steps_add_start(lode_step_list *list, const lode_option *option)
{
    int part = option->partial_of >= 0;
    if (!lode_steps_add(list, (lode_step){&option->access, -1, 0, -1, part ? -1 : option->state}))
        return 0;
    return !part || lode_steps_add(list, (lode_step){&option->partial, option->partial_of, option->partial_reverse, -1,
                                                     option->state});
}

int lode_steps_add_arc(lode_step_list *list, const lode_network *n, int32_t a)
{
    return lode_steps_add(list, (lode_step){&n->element[n->arc_element[a]], n->arc_element[a], n->arc_reverse[a],
                                            n->arc_tail[a], n->arc_head[a]});
}

int lode_steps_add_end(lode_step_list *list, const lode_target *target)
{
    if (target->partial && !lode_steps_add(list, (lode_step){target->partial, target->partial_of,
                                                             target->partial_reverse, target->state, -1}))
        return 0;
    return lode_steps_add(
        list, (lode_step){target->arrival, target->arrival_index, 1, target->partial ? -1 : target->state, -1});
}

static int walk(const lode_oracle *o, const lode_tree *tree, int32_t state, lode_step_list *list)
{
    const lode_network *n = o->scenario->network;
    for (; tree->next_arc[state] >= 0; state = n->arc_head[tree->next_arc[state]])
        if (!lode_steps_add_arc(list, n, tree->next_arc[state]))
            return 0;
    return lode_steps_add_end(list, &o->targets[-1 - tree->next_arc[state]]);
}

lode_status lode_oracle_steps(lode_oracle *o, const lode_origin *origin, const lode_set *closed, lode_step **steps,
                              size_t *n_steps, lode_err *err)
{
    lode_set all = with_scenario(o, closed);
    const lode_tree *tree = lode_oracle_i_tree(o, &all, err);
    if (!tree)
        return LODE_IO;
    lode_way way = best_option(o, origin, tree, &all);
    lode_step_list list = {0};
    *steps = NULL;
    *n_steps = 0;
    if (!way.found)
        return LODE_OK;
    const lode_option *option = &origin->options[way.option];
    if (!lode_steps_add_start(&list, option) || !walk(o, tree, option->state, &list)) {
        free(list.v);
        return lode_fail_memory(err);
    }
    *steps = list.v;
    *n_steps = list.n;
    return LODE_OK;
}

int lode_steps_meet(const lode_scenario *s, const lode_step *steps, size_t n_steps, const lode_set *closed)
{
    const lode_network *n = s->network;
    for (size_t i = 0; i < n_steps; i++) {
        if (lode_element_meets(s, steps[i].element, closed))
            return 1;
        int32_t state = steps[i].to_state;
        if (state >= 0 && lode_set_has(closed, n->place_domain[n->state_place[state]]))
            return 1;
    }
    return 0;
}
