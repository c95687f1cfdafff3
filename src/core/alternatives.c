#include "core/alternatives.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/oracle_i.h"

enum { MOST_LABELS = 400000, MOST_WATCHED = 64, NONE = -1 };

/* What a label did last; on the ground also where it came from. */
enum { LOADED = -2, MOVED = -3 };

/* A partial way. Its key is (state, gates, been, last): of two alike only the cheaper one goes on. */
typedef struct label {
    int64_t cost; /* from the origin; of a complete way, all of it */
    uint64_t tie, been;
    int32_t state, arc; /* arc that led here; NONE at the start */
    int32_t parent, gates;
    int32_t last; /* MOVED, LOADED; on the ground the state unloaded from, NONE at the start */
    int32_t end;  /* seed that completes the way; NONE: goes on */
} label;

/* A sequence of gates: a node of the tree of all of them. */
typedef struct sequence {
    int32_t parent, gate, first_child, next_sibling;
    int done;
} sequence;

typedef struct finding_routes {
    lode_oracle *o;
    const lode_network *n;
    const lode_tree *tree;
    const lode_origin *origin;
    const lode_set *all;
    int64_t limit;
    size_t most;
    int by_state;
    lode_arena *arena;
    int32_t *gate_of; /* by element; NONE: no gate */
    int32_t *seed_of; /* by state: the first seed; then next_seed */
    int32_t *next_seed;
    int8_t *watch; /* by place or state: bit of been, NONE: not watched */
    int n_watched;
    label *labels;
    size_t n_labels, label_capacity;
    int32_t *heap;
    size_t n_heap, heap_capacity;
    sequence *sequences;
    size_t n_sequences, sequence_capacity;
    int32_t *table; /* labels that went on, by the hash of their key; NONE: empty */
    size_t n_settled, table_size;
    int32_t complete[LODE_MOST_ALTERNATIVES]; /* labels */
    size_t n_complete, labels_made;
} finding_routes;

/* ---- gates ---------------------------------------------------------------------------------------------------- */

static int order_ids(const void *a, const void *b)
{
    return strcmp((*(const lode_element *const *)a)->id, (*(const lode_element *const *)b)->id);
}

/* Numbers the gates so that equal ids have equal numbers. */
static int number_gates(finding_routes *f)
{
    const lode_network *n = f->n;
    size_t count = 0;
    const lode_element **gates = LODE_NEW(f->arena, const lode_element *, n->n_elements);
    f->gate_of = LODE_NEW(f->arena, int32_t, n->n_elements);
    if (!gates || !f->gate_of)
        return 0;
    for (size_t i = 0; i < n->n_elements; i++) {
        f->gate_of[i] = NONE;
        if (n->element[i].is_gate)
            gates[count++] = &n->element[i];
    }
    if (count)
        qsort(gates, count, sizeof *gates, order_ids);
    for (size_t i = 0, number = 0; i < count; i++) {
        number += i > 0 && strcmp(gates[i]->id, gates[i - 1]->id) != 0;
        f->gate_of[gates[i] - n->element] = (int32_t)number;
    }
    return 1;
}

static int32_t add_sequence(finding_routes *f, int32_t parent, int32_t gate)
{
    sequence *s = lode_grow((void **)&f->sequences, &f->n_sequences, &f->sequence_capacity, sizeof *s);
    int32_t added = (int32_t)f->n_sequences - 1;
    if (!s)
        return NONE;
    *s = (sequence){parent, gate, NONE, NONE, 0};
    if (parent != NONE) {
        s->next_sibling = f->sequences[parent].first_child;
        f->sequences[parent].first_child = added;
    }
    return added;
}

/* The sequence after passing a gate; NONE: out of memory. */
static int32_t then_gate(finding_routes *f, int32_t gates, int32_t gate)
{
    if (gate == NONE || f->sequences[gates].gate == gate)
        return gates;
    for (int32_t s = f->sequences[gates].first_child; s != NONE; s = f->sequences[s].next_sibling)
        if (f->sequences[s].gate == gate)
            return s;
    return add_sequence(f, gates, gate);
}

/* ---- labels --------------------------------------------------------------------------------------------------- */

static int64_t cost_in_all(const finding_routes *f, const label *l)
{
    return l->end == NONE ? l->cost + f->tree->cost[l->state] : l->cost;
}

static uint64_t tie_in_all(const finding_routes *f, const label *l)
{
    return l->end == NONE ? l->tie + f->tree->tie[l->state] : l->tie;
}

static int before(const finding_routes *f, int32_t a, int32_t b)
{
    const label *x = &f->labels[a], *y = &f->labels[b];
    int64_t cost_x = cost_in_all(f, x), cost_y = cost_in_all(f, y);
    if (cost_x != cost_y)
        return cost_x < cost_y;
    uint64_t tie_x = tie_in_all(f, x), tie_y = tie_in_all(f, y);
    return tie_x != tie_y ? tie_x < tie_y : a < b;
}

/* Puts a label into the heap, unless it cannot end within the limit; 0: out of memory. */
static int push(finding_routes *f, label l)
{
    if (l.end == NONE && f->tree->cost[l.state] == LODE_NO_WAY)
        return 1;
    if (cost_in_all(f, &l) > f->limit)
        return 1;
    label *slot = lode_grow((void **)&f->labels, &f->n_labels, &f->label_capacity, sizeof *slot);
    int32_t *top = slot ? lode_grow((void **)&f->heap, &f->n_heap, &f->heap_capacity, sizeof *top) : NULL;
    if (!top)
        return 0;
    *slot = l;
    size_t i = f->n_heap - 1;
    int32_t added = (int32_t)f->n_labels - 1;
    for (; i > 0 && before(f, added, f->heap[(i - 1) / 2]); i = (i - 1) / 2)
        f->heap[i] = f->heap[(i - 1) / 2];
    f->heap[i] = added;
    return 1;
}

static int32_t pop(finding_routes *f)
{
    int32_t top = f->heap[0], last = f->heap[--f->n_heap];
    size_t i = 0;
    for (size_t c; (c = 2 * i + 1) < f->n_heap; i = c) {
        c += c + 1 < f->n_heap && before(f, f->heap[c + 1], f->heap[c]);
        if (!before(f, f->heap[c], last))
            break;
        f->heap[i] = f->heap[c];
    }
    f->heap[i] = last;
    return top;
}

static uint64_t hash_of(const label *l)
{
    uint64_t h = (uint64_t)(uint32_t)l->state << 32 | (uint32_t)l->gates;
    h = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15) + l->been;
    h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9) + (uint32_t)l->last;
    h = (h ^ h >> 32) * UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 30;
}

static int same_key(const label *a, const label *b)
{
    return a->state == b->state && a->gates == b->gates && a->been == b->been && a->last == b->last;
}

static size_t slot_of(const finding_routes *f, const label *l)
{
    size_t i = hash_of(l) & (f->table_size - 1);
    while (f->table[i] != NONE && !same_key(&f->labels[f->table[i]], l))
        i = (i + 1) & (f->table_size - 1);
    return i;
}

static int grow_table(finding_routes *f)
{
    size_t size = f->table_size ? 2 * f->table_size : 1024, old_size = f->table_size;
    int32_t *old = f->table, *table = malloc(size * sizeof *table);
    if (!table)
        return 0;
    memset(table, 0xff, size * sizeof *table); /* NONE */
    f->table = table;
    f->table_size = size;
    for (size_t i = 0; i < old_size; i++)
        if (old[i] != NONE)
            f->table[slot_of(f, &f->labels[old[i]])] = old[i];
    free(old);
    return 1;
}

/* 1: the first of its key to go on; 0: a cheaper one went on before; -1: out of memory. */
static int settle(finding_routes *f, int32_t i)
{
    if (2 * (f->n_settled + 1) > f->table_size && !grow_table(f))
        return -1;
    size_t slot = slot_of(f, &f->labels[i]);
    if (f->table[slot] != NONE)
        return 0;
    f->table[slot] = i;
    f->n_settled++;
    return 1;
}

static int32_t node_of(const finding_routes *f, int32_t state)
{
    return f->by_state ? state : f->n->state_place[state];
}

/* Marks that a watched place is reached; 0: it has been before. */
static int arrive(const finding_routes *f, int32_t state, uint64_t *been)
{
    int8_t bit = f->watch[node_of(f, state)];
    if (bit == NONE)
        return 1;
    uint64_t mask = UINT64_C(1) << bit;
    if (*been & mask)
        return 0;
    *been |= mask;
    return 1;
}

/* ---- growing -------------------------------------------------------------------------------------------------- */

static int push_starts(finding_routes *f)
{
    for (size_t i = 0; i < f->origin->n_options; i++) {
        const lode_option *option = &f->origin->options[i];
        label l = {.state = option->state, .arc = NONE, .parent = -1 - (int32_t)i, .end = NONE};
        l.last = f->n->state_mode[l.state] == LODE_GROUND ? NONE : MOVED;
        arrive(f, l.state, &l.been);
        if (lode_oracle_i_start(f->o, option, f->all, &l.cost, &l.tie) && !push(f, l))
            return 0;
    }
    return 1;
}

/* Whether the way ends where it reaches this seed, or may go on to another end. */
static int ends_here(const lode_target *target)
{
    return !target->partial && target->arrival->kind == LODE_E_ARRIVAL;
}

/* Completes a label at the seeds of its state; *over: it ends here. 0: out of memory. */
static int push_ends(finding_routes *f, int32_t from, int *over)
{
    label l = f->labels[from];
    for (int32_t seed = f->seed_of[l.state]; seed != NONE; seed = f->next_seed[seed]) {
        const lode_target *target = &f->o->targets[f->o->seed_target[seed]];
        if (l.last == LOADED && !target->partial)
            continue;
        *over |= ends_here(target);
        label whole = l;
        whole.cost += f->o->seeds[seed].cost;
        whole.tie += f->o->seeds[seed].tie;
        whole.parent = from;
        whole.end = seed;
        if (!push(f, whole))
            return 0;
    }
    return 1;
}

/* What the label has done after an arc of this kind; 0 where rule (3) forbids it. */
static int follows(const finding_routes *f, const label *l, int32_t arc, int32_t *last)
{
    switch (f->n->element[f->n->arc_element[arc]].kind) {
    case LODE_E_LOAD: *last = LOADED; return f->n->arc_head[arc] != l->last;
    case LODE_E_UNLOAD: *last = l->state; return l->last == MOVED;
    default: *last = MOVED; return 1;
    }
}

/* Goes on over one arc; 0: out of memory. */
static int push_arc(finding_routes *f, int32_t from, int32_t arc)
{
    const label *l = &f->labels[from];
    int32_t head = f->n->arc_head[arc];
    label next = {.cost = l->cost + f->o->weights->arc[arc],
                  .tie = l->tie + f->n->arc_tie[arc],
                  .been = l->been,
                  .state = head,
                  .arc = arc,
                  .parent = from,
                  .end = NONE};
    if (f->tree->cost[head] == LODE_NO_WAY || next.cost + f->tree->cost[head] > f->limit)
        return 1;
    if (!follows(f, l, arc, &next.last))
        return 1;
    if (node_of(f, head) != node_of(f, l->state) && !arrive(f, head, &next.been))
        return 1;
    next.gates = then_gate(f, l->gates, f->gate_of[f->n->arc_element[arc]]);
    return next.gates != NONE && push(f, next);
}

static int grow(finding_routes *f, int32_t from)
{
    int over = 0;
    if (!push_ends(f, from, &over))
        return 0;
    int32_t state = f->labels[from].state;
    for (uint32_t i = f->o->out_start[state]; !over && i < f->o->out_start[state + 1]; i++)
        if (f->o->open[f->o->out_arc[i]] && !push_arc(f, from, f->o->out_arc[i]))
            return 0;
    return 1;
}

/* ---- runs ----------------------------------------------------------------------------------------------------- */

/* Watches the places that a complete way comes back to: how many; -1: too many. */
static int watch_returns(finding_routes *f, int32_t whole)
{
    int found = 0;
    for (int32_t i = f->labels[whole].parent; i >= 0; i = f->labels[i].parent) {
        int32_t node = node_of(f, f->labels[i].state), left = 0;
        for (int32_t k = f->labels[i].parent; k >= 0; k = f->labels[k].parent) {
            int32_t earlier = node_of(f, f->labels[k].state);
            if (earlier == node && left && f->watch[node] == NONE) {
                if (f->n_watched == MOST_WATCHED)
                    return -1;
                f->watch[node] = (int8_t)f->n_watched++;
                found++;
            }
            left |= earlier != node;
        }
    }
    return found;
}

static void reset(finding_routes *f)
{
    f->labels_made += f->n_labels;
    f->n_labels = f->n_heap = f->n_sequences = f->n_settled = f->n_complete = 0;
    if (f->table)
        memset(f->table, 0xff, f->table_size * sizeof *f->table);
}

typedef enum run_end { RAN_OUT, RETURNS, TOO_LARGE, NO_MEMORY } run_end;

/* One search with the places watched so far. RETURNS: new ones are watched now, to be run again. */
static run_end run(finding_routes *f)
{
    size_t junk = 0;
    reset(f);
    if (add_sequence(f, NONE, NONE) == NONE || !push_starts(f))
        return NO_MEMORY;
    while (f->n_heap > 0 && f->n_complete + junk < f->most) {
        int32_t best = pop(f);
        if (f->labels[best].end != NONE) {
            sequence *s = &f->sequences[f->labels[best].gates];
            int returns = s->done ? 0 : watch_returns(f, best);
            if (returns < 0)
                return TOO_LARGE;
            if (!s->done && returns == 0 && junk == 0)
                f->complete[f->n_complete++] = best;
            junk += returns > 0;
            s->done = 1;
            continue;
        }
        int fresh = settle(f, best);
        if (fresh < 0 || (fresh && !grow(f, best)))
            return NO_MEMORY;
        if (f->n_labels > MOST_LABELS)
            return TOO_LARGE;
    }
    return junk ? RETURNS : RAN_OUT;
}

static int list_labels(const finding_routes *f, int32_t i, lode_step_list *list)
{
    const label *l = &f->labels[i];
    if (l->arc == NONE)
        return lode_steps_add_start(list, &f->origin->options[-1 - l->parent]);
    return list_labels(f, l->parent, list) && lode_steps_add_arc(list, f->n, l->arc);
}

static lode_status make_routes(const finding_routes *f, lode_alternatives *found, lode_err *err)
{
    for (size_t i = 0; i < f->n_complete; i++) {
        lode_step_list list = {0};
        const label *whole = &f->labels[f->complete[i]];
        if (!list_labels(f, whole->parent, &list) ||
            !lode_steps_add_end(&list, &f->o->targets[f->o->seed_target[whole->end]])) {
            free(list.v);
            return lode_fail_memory(err);
        }
        lode_status status = lode_route_make(f->o, list.v, list.n, &found->route[i], err);
        if (status)
            return status;
        found->n++;
    }
    return LODE_OK;
}

static int prepare(finding_routes *f)
{
    const lode_network *n = f->n;
    size_t n_nodes = f->by_state ? n->n_states : n->n_places;
    size_t n_seeds = lode_oracle_i_seeds(f->o, f->all);
    f->seed_of = LODE_NEW(f->arena, int32_t, n->n_states);
    f->next_seed = LODE_NEW(f->arena, int32_t, n_seeds);
    f->watch = LODE_NEW(f->arena, int8_t, n_nodes);
    if (!f->seed_of || !f->next_seed || !f->watch || !number_gates(f) || !lode_oracle_i_out(f->o))
        return 0;
    memset(f->seed_of, 0xff, n->n_states * sizeof *f->seed_of); /* NONE */
    memset(f->watch, 0xff, n_nodes);
    for (size_t i = 0; i < n_seeds; i++) {
        f->next_seed[i] = f->seed_of[f->o->seeds[i].state];
        f->seed_of[f->o->seeds[i].state] = (int32_t)i;
    }
    lode_oracle_i_open(f->o, f->all);
    return 1;
}

static lode_status search(finding_routes *f, lode_alternatives *found, lode_err *err)
{
    if (!f->arena || !prepare(f))
        return lode_fail_memory(err);
    run_end end;
    do {
        end = run(f);
        found->runs++;
    } while (end == RETURNS);
    if (end == NO_MEMORY)
        return lode_fail_memory(err);
    found->labels = f->labels_made + f->n_labels;
    found->complete = end == RAN_OUT;
    return make_routes(f, found, err);
}

static void drop(finding_routes *f)
{
    lode_arena_free(f->arena);
    free(f->labels);
    free(f->heap);
    free(f->sequences);
    free(f->table);
}

/* The least cost, and whether that way comes back to a place. */
static lode_status look_at_best(lode_oracle *o, const lode_origin *origin, const lode_set *closed, lode_way *best,
                                int *returns, lode_err *err)
{
    lode_route route = {0};
    lode_status status = lode_oracle_ask(o, origin, closed, best, err);
    if (!status)
        status = lode_oracle_steps(o, origin, closed, &route.steps, &route.n_steps, err);
    *returns = !status && !lode_route_is_simple(o->scenario->network, &route);
    lode_route_free(&route);
    return status;
}

static int64_t limit_of(int64_t best, double margin)
{
    double limit = floor((double)best * (1 + fmax(margin, 0)) + 1e-3); /* a whole product is not lost to rounding */
    return limit < 9e18 ? (int64_t)limit : INT64_MAX - 1;
}

void lode_alternatives_free(lode_alternatives *found)
{
    for (size_t i = 0; i < found->n; i++)
        lode_route_free(&found->route[i]);
    *found = (lode_alternatives){0};
}

lode_status lode_alternatives_find(lode_oracle *o, const lode_origin *origin, const lode_set *closed, double margin,
                                   size_t most, lode_alternatives *found, lode_err *err)
{
    lode_way best;
    int returns;
    *found = (lode_alternatives){.complete = 1};
    lode_status status = look_at_best(o, origin, closed, &best, &returns, err);
    if (status || !best.found)
        return status;
    lode_set all = lode_set_union(*closed, &o->scenario->closed_domains);
    finding_routes f = {.o = o,
                        .n = o->scenario->network,
                        .tree = lode_oracle_i_tree(o, &all, err),
                        .origin = origin,
                        .all = &all,
                        .limit = limit_of(best.cost, margin),
                        .most = most < LODE_MOST_ALTERNATIVES ? most : LODE_MOST_ALTERNATIVES,
                        .by_state = returns,
                        .arena = lode_arena_new()};
    status = f.tree ? search(&f, found, err) : LODE_IO;
    drop(&f);
    if (status)
        lode_alternatives_free(found);
    return status;
}
