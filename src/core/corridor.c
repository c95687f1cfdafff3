#include "core/corridor.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* One alternative of an item: a domain, or an element by kind and id. */
typedef struct alternative {
    int32_t domain; /* -1: an element */
    unsigned kinds;
    char *id;
    int item;
} alternative;

struct lode_corridor_plan {
    const lode_network *network;
    char *name;
    alternative *alternatives;
    size_t n_alternatives, capacity;
    int n_items;
    lode_set avoids;
    lode_network *unfolded; /* arena of its own */
};

const char *lode_corridor_plan_name(const lode_corridor_plan *plan)
{
    return plan->name;
}

size_t lode_corridor_plan_items(const lode_corridor_plan *plan)
{
    return (size_t)plan->n_items;
}

void lode_corridor_plan_free(lode_corridor_plan *plan)
{
    if (!plan)
        return;
    for (size_t i = 0; i < plan->n_alternatives; i++)
        free(plan->alternatives[i].id);
    free(plan->alternatives);
    free(plan->name);
    lode_network_free(plan->unfolded);
    free(plan);
}

static int element_known(const lode_network *n, unsigned kinds, const char *id)
{
    for (size_t i = 0; i < n->n_elements; i++)
        if ((kinds >> n->element[i].kind & 1) && strcmp(n->element[i].id, id) == 0)
            return 1;
    return 0;
}

/* Reads one word; 0 where it names nothing. */
static int read_alternative(const lode_network *n, const char *word, alternative *out)
{
    static const struct {
        const char *prefix;
        unsigned kinds;
    } named[] = {{"crossing:", 1u << LODE_E_CROSSING},
                 {"terminal:", 1u << LODE_E_LOAD | 1u << LODE_E_UNLOAD},
                 {"link:", 1u << LODE_E_LINK}};
    *out = (alternative){.domain = -1};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        size_t length = strlen(named[i].prefix);
        if (strncmp(word, named[i].prefix, length) != 0)
            continue;
        out->kinds = named[i].kinds;
        out->id = strdup(word + length);
        return out->id && element_known(n, out->kinds, out->id);
    }
    out->domain = lode_network_domain(n, strncmp(word, "passage:", 8) == 0 ? word + 8 : word);
    return out->domain >= 0;
}

static lode_status add_alternative(lode_corridor_plan *plan, const char *word, int item, lode_err *err)
{
    alternative *slot = lode_grow((void **)&plan->alternatives, &plan->n_alternatives, &plan->capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(err);
    int known = read_alternative(plan->network, word, slot);
    slot->item = item;
    return known ? LODE_OK
                 : lode_fail(
                       err, LODE_BAD_INPUT,
                       "Corridor %s passes \"%s\", which is no domain, crossing:, terminal: or passage: of the case.",
                       plan->name, word);
}

/* "a|b" of one item. */
static lode_status add_item(lode_corridor_plan *plan, const char *text, size_t length, lode_err *err)
{
    if (plan->n_items == LODE_MAX_ITEMS)
        return lode_fail(err, LODE_BAD_INPUT, "Corridor %s passes more than %d items.", plan->name, LODE_MAX_ITEMS);
    char *copy = strndup(text, length), *save = NULL;
    if (!copy)
        return lode_fail_memory(err);
    lode_status status = LODE_OK;
    for (char *word = strtok_r(copy, "|", &save); word && !status; word = strtok_r(NULL, "|", &save))
        status = add_alternative(plan, word, plan->n_items, err);
    free(copy);
    plan->n_items++;
    return status;
}

static lode_status read_avoids(lode_corridor_plan *plan, const char *avoids, lode_err *err)
{
    size_t length;
    for (const char *word; (word = lode_list_next(&avoids, &length));) {
        char *name = strndup(word, length);
        int32_t domain = name ? lode_network_domain(plan->network, name) : -1;
        free(name);
        if (domain < 0)
            return lode_fail(err, LODE_BAD_INPUT, "Corridor %s avoids \"%.*s\", which is no domain of the case.",
                             plan->name, (int)length, word);
        lode_set_add(&plan->avoids, domain);
    }
    return LODE_OK;
}

lode_corridor_plan *lode_corridor_plan_new(const lode_network *network, const char *name, const char *passes,
                                           const char *avoids, lode_err *err)
{
    lode_corridor_plan *plan = calloc(1, sizeof *plan);
    if (!plan || !(plan->name = strdup(name))) {
        free(plan);
        lode_fail_memory(err);
        return NULL;
    }
    plan->network = network;
    size_t length;
    lode_status status = LODE_OK;
    for (const char *item; !status && (item = lode_list_next(&passes, &length));)
        status = add_item(plan, item, length, err);
    if (!status)
        status = read_avoids(plan, avoids, err);
    if (status) {
        lode_corridor_plan_free(plan);
        return NULL;
    }
    return plan;
}

static int element_matches(const lode_network *n, const alternative *a, const lode_element *e)
{
    if (a->domain < 0)
        return (a->kinds >> e->kind & 1) && strcmp(e->id, a->id) == 0;
    for (int i = 0; i < e->n_sides; i++)
        if (e->side[i].domain == a->domain)
            return 1;
    for (uint32_t i = e->overfly_n; i < e->need_n; i++) /* a passage counts, an overflight does not */
        if (n->need[e->need_first + i] == a->domain)
            return 1;
    return 0;
}

/* How many items are met after the element, of met before it. */
static int advance(const lode_corridor_plan *plan, const lode_element *e, int met)
{
    for (int moved = 1; moved && met < plan->n_items;) {
        moved = 0;
        for (size_t i = 0; i < plan->n_alternatives && !moved; i++)
            moved = plan->alternatives[i].item == met && element_matches(plan->network, &plan->alternatives[i], e);
        met += moved;
    }
    return met;
}

lode_set lode_corridor_avoided(const lode_corridor_plan *plan, int32_t own_domain)
{
    lode_set avoided = plan->avoids;
    if (own_domain >= 0)
        lode_set_remove(&avoided, own_domain);
    return avoided;
}

int lode_corridor_holds(const lode_corridor_plan *plan, const lode_scenario *scenario, const lode_route *route,
                        int32_t own_domain)
{
    int met = 0;
    for (size_t i = 0; i < route->n_steps; i++)
        met = advance(plan, route->steps[i].element, met);
    lode_set avoided = lode_corridor_avoided(plan, own_domain);
    return route->n_steps > 0 && met == plan->n_items &&
           !lode_steps_meet(scenario, route->steps, route->n_steps, &avoided);
}

static int layers(const lode_corridor_plan *plan)
{
    return plan->n_items + 1;
}

static int unfold_states(const lode_corridor_plan *plan, lode_network *u, lode_arena *arena)
{
    const lode_network *n = plan->network;
    size_t k = (size_t)layers(plan);
    u->n_states = n->n_states * k;
    u->state_place = LODE_NEW(arena, int32_t, u->n_states);
    u->state_mode = LODE_NEW(arena, uint8_t, u->n_states);
    u->state_gauge = LODE_NEW(arena, int32_t, u->n_states);
    u->state_port_first = LODE_NEW(arena, uint32_t, u->n_states + 1);
    size_t n_ports = n->state_port_first[n->n_states];
    u->port_element = LODE_NEW(arena, int32_t, n_ports * k);
    if (!u->state_place || !u->state_mode || !u->state_gauge || !u->state_port_first || !u->port_element)
        return 0;
    uint32_t port = 0;
    for (size_t s = 0; s < u->n_states; s++) {
        size_t original = s / k;
        u->state_place[s] = n->state_place[original];
        u->state_mode[s] = n->state_mode[original];
        u->state_gauge[s] = n->state_gauge[original];
        u->state_port_first[s] = port;
        for (uint32_t i = n->state_port_first[original]; i < n->state_port_first[original + 1]; i++)
            u->port_element[port++] = n->port_element[i];
    }
    u->state_port_first[u->n_states] = port;
    return 1;
}

/* Arc a from layer j leads to layer advance(j): grouped by head state and head layer. */
static int unfold_arcs(const lode_corridor_plan *plan, lode_network *u, lode_arena *arena)
{
    const lode_network *n = plan->network;
    int k = layers(plan);
    u->n_arcs = n->n_arcs * (size_t)k;
    u->in_start = LODE_NEW(arena, uint32_t, u->n_states + 1);
    u->arc_tail = LODE_NEW(arena, int32_t, u->n_arcs);
    u->arc_head = LODE_NEW(arena, int32_t, u->n_arcs);
    u->arc_element = LODE_NEW(arena, int32_t, u->n_arcs);
    u->arc_reverse = LODE_NEW(arena, uint8_t, u->n_arcs);
    u->arc_tie = LODE_NEW(arena, uint64_t, u->n_arcs);
    if (!u->in_start || !u->arc_tail || !u->arc_head || !u->arc_element || !u->arc_reverse || !u->arc_tie)
        return 0;
    uint32_t at = 0;
    for (size_t head = 0; head < n->n_states; head++)
        for (int layer = 0; layer < k; layer++) {
            u->in_start[head * (size_t)k + (size_t)layer] = at;
            for (uint32_t a = n->in_start[head]; a < n->in_start[head + 1]; a++)
                for (int before = 0; before <= layer; before++) {
                    if (advance(plan, &n->element[n->arc_element[a]], before) != layer)
                        continue;
                    u->arc_tail[at] = n->arc_tail[a] * k + before;
                    u->arc_head[at] = (int32_t)head * k + layer;
                    u->arc_element[at] = n->arc_element[a];
                    u->arc_reverse[at] = n->arc_reverse[a];
                    u->arc_tie[at++] = n->arc_tie[a];
                }
        }
    u->in_start[u->n_states] = at;
    u->n_arcs = at;
    return 1;
}

const lode_network *lode_corridor_network(lode_corridor_plan *plan, lode_err *err)
{
    if (plan->unfolded)
        return plan->unfolded;
    lode_arena *arena = lode_arena_new();
    lode_network *u = arena ? LODE_NEW(arena, lode_network, 1) : NULL;
    if (u) {
        *u = *plan->network; /* elements, places, domains and prices are shared */
        u->arena = arena;
    }
    if (!u || !unfold_states(plan, u, arena) || !unfold_arcs(plan, u, arena)) {
        lode_arena_free(arena);
        lode_fail_memory(err);
        return NULL;
    }
    plan->unfolded = u;
    return u;
}

size_t lode_corridor_targets(const lode_corridor_plan *plan, const lode_target *targets, size_t n_targets,
                             lode_target *unfolded)
{
    size_t n = 0;
    for (size_t i = 0; i < n_targets; i++)
        for (int layer = 0; layer < layers(plan); layer++) {
            int met = targets[i].partial ? advance(plan, targets[i].partial, layer) : layer;
            if (advance(plan, targets[i].arrival, met) != plan->n_items)
                continue;
            unfolded[n] = targets[i];
            unfolded[n++].state = targets[i].state * layers(plan) + layer;
        }
    return n;
}

lode_origin lode_corridor_origin(const lode_corridor_plan *plan, const lode_origin *origin, lode_option *room)
{
    lode_origin unfolded = *origin;
    unfolded.options = room;
    for (size_t i = 0; i < origin->n_options; i++) {
        const lode_option *option = &origin->options[i];
        int met = advance(plan, &option->access, 0);
        if (option->partial_of >= 0)
            met = advance(plan, &option->partial, met);
        room[i] = *option;
        room[i].state = option->state * layers(plan) + met;
    }
    return unfolded;
}

void lode_corridor_fold(const lode_corridor_plan *plan, lode_step *steps, size_t n_steps)
{
    for (size_t i = 0; i < n_steps; i++) {
        if (steps[i].from_state >= 0)
            steps[i].from_state /= layers(plan);
        if (steps[i].to_state >= 0)
            steps[i].to_state /= layers(plan);
    }
}
