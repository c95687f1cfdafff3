#include "core/chokepoint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/oracle_i.h"

const char *const lode_choke_kind_names[LODE_N_CHOKE_KINDS] = {"crossing", "terminal", "link", "passage"};

/* What one best way uses, in order: numbers of things. */
typedef struct things {
    int32_t *v;
    size_t n, capacity;
} things;

typedef struct studying {
    const lode_shipper *shippers;
    size_t n_shippers;
    const lode_network *n;
    size_t n_terminals;
    lode_arena *arena;
    lode_chokes *out;
    size_t capacity;   /* of out->v while it grows */
    things *on;        /* by shipper */
    int32_t *number;   /* by element, terminals and domains after them: its thing; -1: none yet */
    int64_t **without; /* by thing */
    lode_err *err;
} studying;

static int ships(const lode_shipper *s)
{
    return s->output_t_a > 0;
}

/* ---- candidates ----------------------------------------------------------------------------------------------- */

static size_t key_of(const studying *s, lode_choke_kind kind, int32_t index)
{
    const lode_network *n = s->n;
    switch (kind) {
    case LODE_CHOKE_TERMINAL: return n->n_elements + (size_t)n->element[index].terminal;
    case LODE_CHOKE_PASSAGE: return n->n_elements + s->n_terminals + (size_t)index;
    default: return (size_t)index;
    }
}

/* Notes that a way uses a thing, once. */
static int note(studying *s, things *on, lode_choke_kind kind, int32_t index)
{
    int32_t *number = &s->number[key_of(s, kind, index)];
    if (*number < 0) {
        const lode_element *e = kind == LODE_CHOKE_PASSAGE ? NULL : &s->n->element[index];
        lode_choke *c = lode_grow((void **)&s->out->v, &s->out->n, &s->capacity, sizeof *c);
        if (!c)
            return 0;
        *c = (lode_choke){.kind = kind,
                          .id = e ? e->id : s->n->domain[index],
                          .name = e ? e->name : s->n->domain[index],
                          .index = index,
                          .is_gate = e && e->is_gate};
        *number = (int32_t)s->out->n - 1;
    }
    if (kind == LODE_CHOKE_TERMINAL)
        s->out->v[*number].is_gate |= s->n->element[index].is_gate;
    for (size_t i = 0; i < on->n; i++)
        if (on->v[i] == *number)
            return 1;
    int32_t *slot = lode_grow((void **)&on->v, &on->n, &on->capacity, sizeof *slot);
    if (slot)
        *slot = *number;
    return slot != NULL;
}

/* The ports that let a ship or an aircraft call at the state that a step leads to. */
static int note_ports(studying *s, things *on, int32_t state)
{
    const lode_network *n = s->n;
    if (state < 0)
        return 1;
    for (uint32_t i = n->state_port_first[state]; i < n->state_port_first[state + 1]; i++)
        if (!note(s, on, LODE_CHOKE_TERMINAL, n->port_element[i]))
            return 0;
    return 1;
}

static int note_step(studying *s, things *on, const lode_step *step)
{
    const lode_element *e = step->element;
    int ok = 1;
    if (step->index >= 0 && e->kind == LODE_E_LINK)
        ok = note(s, on, LODE_CHOKE_LINK, step->index);
    else if (step->index >= 0 && e->kind == LODE_E_CROSSING)
        ok = note(s, on, LODE_CHOKE_CROSSING, step->index);
    else if (step->index >= 0 && e->terminal >= 0)
        ok = note(s, on, LODE_CHOKE_TERMINAL, step->index);
    for (uint32_t i = e->overfly_n; ok && i < e->need_n; i++)
        if (s->n->need[e->need_first + i] >= 0)
            ok = note(s, on, LODE_CHOKE_PASSAGE, s->n->need[e->need_first + i]);
    return ok && note_ports(s, on, step->to_state);
}

static lode_status look_at(studying *s, size_t shipper, int64_t *base)
{
    const lode_shipper *d = &s->shippers[shipper];
    lode_set nothing = {{0}};
    lode_way way;
    lode_step *steps;
    size_t n_steps;
    lode_status status = lode_oracle_ask(d->oracle, d->origin, &nothing, &way, s->err);
    if (!status)
        status = lode_oracle_steps(d->oracle, d->origin, &nothing, &steps, &n_steps, s->err);
    if (status)
        return status;
    *base = way.cost;
    int ok = 1;
    for (size_t i = 0; ok && ships(d) && i < n_steps; i++)
        ok = note_step(s, &s->on[shipper], &steps[i]);
    free(steps);
    return ok ? LODE_OK : lode_fail_memory(s->err);
}

/* ---- closures ------------------------------------------------------------------------------------------------- */

static int needs(const lode_network *n, const lode_element *e, int32_t domain)
{
    for (uint32_t i = e->overfly_n; i < e->need_n; i++)
        if (n->need[e->need_first + i] == domain)
            return 1;
    return 0;
}

static int belongs(const studying *s, const lode_choke *c, size_t element)
{
    const lode_element *e = &s->n->element[element];
    switch (c->kind) {
    case LODE_CHOKE_TERMINAL: return e->terminal >= 0 && e->terminal == s->n->element[c->index].terminal;
    case LODE_CHOKE_PASSAGE: return needs(s->n, e, c->index);
    default: return element == (size_t)c->index;
    }
}

static int uses(const studying *s, size_t shipper, size_t thing)
{
    const things *on = &s->on[shipper];
    for (size_t i = 0; i < on->n; i++)
        if (on->v[i] == (int32_t)thing)
            return 1;
    return 0;
}

/* The oracle of a shipper's product and destination where a thing is closed. */
static lode_oracle *shut_oracle(studying *s, const lode_oracle *base, const lode_choke *c, lode_scenario **shut)
{
    *shut = lode_scenario_copy(base->scenario, s->err);
    for (size_t e = 0; *shut && e < s->n->n_elements; e++)
        if (belongs(s, c, e))
            (*shut)->closed_element[e] = 1;
    return *shut ? lode_oracle_sibling(base, *shut, base->targets, base->n_targets, s->err) : NULL;
}

/* Asks for all users of a thing from the first on that share its oracle. */
static lode_status ask_users(studying *s, size_t thing, size_t first, uint8_t *asked)
{
    const lode_oracle *base = s->shippers[first].oracle;
    lode_scenario *shut;
    lode_oracle *oracle = shut_oracle(s, base, &s->out->v[thing], &shut);
    lode_status status = oracle ? LODE_OK : LODE_IO;
    lode_set nothing = {{0}};
    for (size_t d = first; !status && d < s->n_shippers; d++) {
        lode_way way = {0};
        if (s->shippers[d].oracle != base || !uses(s, d, thing))
            continue;
        asked[d] = 1;
        status = lode_oracle_ask(oracle, s->shippers[d].origin, &nothing, &way, s->err);
        s->without[thing][d] = way.cost;
    }
    if (oracle)
        s->out->searches += lode_oracle_searches(oracle);
    lode_oracle_free(oracle);
    lode_scenario_free(shut);
    return status;
}

static lode_status close_thing(studying *s, size_t thing)
{
    size_t n = s->n_shippers;
    uint8_t *asked = LODE_NEW(s->arena, uint8_t, n);
    s->without[thing] = LODE_NEW(s->arena, int64_t, n);
    if (!asked || !s->without[thing])
        return lode_fail_memory(s->err);
    lode_status status = LODE_OK;
    memcpy(s->without[thing], s->out->base, n * sizeof *s->out->base);
    for (size_t d = 0; !status && d < n; d++)
        if (!asked[d] && uses(s, d, thing))
            status = ask_users(s, thing, d, asked);
    return status;
}

/* ---- figures -------------------------------------------------------------------------------------------------- */

static void add_loss(lode_choke *c, const lode_shipper *d, int64_t base, int64_t without)
{
    double outside = lode_oracle_shipment(d->oracle)->outside_usd_t, open = (double)base / LODE_MICRO;
    c->n_users++;
    c->used_t_a += d->output_t_a;
    if (without == LODE_NO_WAY) {
        c->cut_off_t_a += d->output_t_a;
        if (isnan(outside)) {
            c->unpriced_t_a += d->output_t_a;
            return;
        }
    }
    /* Whole micro-USD as far as it goes, so that 46.86 a tonne stays 46.86. */
    double loss = without == LODE_NO_WAY ? outside - open : (double)(without - base) / LODE_MICRO;
    if (!isnan(outside) && outside - open < loss)
        loss = outside - open;
    if (loss > 0) /* below: it does not ship at K */
        c->impact_usd_a += d->output_t_a * loss;
}

static void sum_losses(studying *s, size_t thing)
{
    for (size_t d = 0; d < s->n_shippers; d++)
        if (uses(s, d, thing))
            add_loss(&s->out->v[thing], &s->shippers[d], s->out->base[d], s->without[thing][d]);
}

/* ---- sections ------------------------------------------------------------------------------------------------- */

static int are_neighbours(const things *on, int32_t a, int32_t b)
{
    for (size_t i = 0; i + 1 < on->n; i++)
        if ((on->v[i] == a && on->v[i + 1] == b) || (on->v[i] == b && on->v[i + 1] == a))
            return 1;
    return 0;
}

/* The same users, neighbours on the way of each, and the same losses. */
static int in_series(const studying *s, int32_t a, int32_t b)
{
    for (size_t d = 0; d < s->n_shippers; d++) {
        int uses_a = uses(s, d, (size_t)a);
        if (uses_a != uses(s, d, (size_t)b) || s->without[a][d] != s->without[b][d])
            return 0;
        if (uses_a && !are_neighbours(&s->on[d], a, b))
            return 0;
    }
    return 1;
}

/* Gives the section of one thing to all of another's. */
static void merge(lode_chokes *out, size_t into, size_t from)
{
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].section == from)
            out->v[i].section = into;
}

static void find_sections(studying *s)
{
    for (size_t i = 0; i < s->out->n; i++)
        s->out->v[i].section = i;
    for (size_t d = 0; d < s->n_shippers; d++)
        for (size_t i = 0; i + 1 < s->on[d].n; i++) {
            int32_t a = s->on[d].v[i], b = s->on[d].v[i + 1];
            if (s->out->v[a].section != s->out->v[b].section && in_series(s, a, b))
                merge(s->out, s->out->v[a].section, s->out->v[b].section);
        }
}

/* ---- order ---------------------------------------------------------------------------------------------------- */

static int falling(double a, double b)
{
    return (a < b) - (a > b);
}

static int order_chokes(const void *a, const void *b)
{
    const lode_choke *x = a, *y = b;
    int by = falling(x->impact_usd_a, y->impact_usd_a);
    by = by ? by : falling(x->cut_off_t_a, y->cut_off_t_a);
    by = by ? by : falling(x->used_t_a, y->used_t_a);
    by = by ? by : (int)x->kind - (int)y->kind;
    by = by ? by : strcmp(x->id, y->id);
    return by ? by : (x->index > y->index) - (x->index < y->index);
}

/* Sections numbered from 0 in the order in which the table meets them. */
static int number_sections(studying *s)
{
    lode_chokes *out = s->out;
    size_t *renamed = LODE_NEW(s->arena, size_t, out->n);
    if (!renamed)
        return 0;
    for (size_t i = 0; i < out->n; i++) {
        size_t *name = &renamed[out->v[i].section];
        if (*name == 0)
            *name = ++out->n_sections;
        out->v[i].section = *name - 1;
    }
    return 1;
}

static lode_status study(studying *s)
{
    size_t n = s->n_shippers, n_keys = s->n->n_elements + s->n->n_domains;
    int64_t *base = LODE_NEW(s->arena, int64_t, n);
    for (size_t i = 0; i < s->n->n_elements; i++)
        if (s->n->element[i].terminal >= (int32_t)s->n_terminals)
            s->n_terminals = (size_t)s->n->element[i].terminal + 1;
    n_keys += s->n_terminals;
    s->on = LODE_NEW(s->arena, things, n);
    s->number = LODE_NEW(s->arena, int32_t, n_keys);
    if (!base || !s->on || !s->number)
        return lode_fail_memory(s->err);
    s->out->base = base;
    memset(s->number, 0xff, n_keys * sizeof *s->number); /* -1 */
    lode_status status = LODE_OK;
    for (size_t d = 0; !status && d < n; d++)
        status = look_at(s, d, &base[d]);
    s->without = status ? NULL : LODE_NEW(s->arena, int64_t *, s->out->n);
    if (!status && !s->without)
        status = lode_fail_memory(s->err);
    for (size_t i = 0; !status && i < s->out->n; i++) {
        status = close_thing(s, i);
        if (!status)
            sum_losses(s, i);
    }
    return status;
}

static lode_status name_users(studying *s, size_t thing)
{
    uint8_t *users = LODE_NEW(s->arena, uint8_t, s->n_shippers);
    for (size_t d = 0; users && d < s->n_shippers; d++)
        users[d] = (uint8_t)uses(s, d, thing);
    s->out->v[thing].used_by = users;
    return users ? LODE_OK : lode_fail_memory(s->err);
}

static lode_status finish(studying *s)
{
    lode_chokes *out = s->out;
    for (size_t i = 0; i < out->n; i++)
        if (name_users(s, i))
            return LODE_IO;
    find_sections(s);
    for (size_t i = 0; i < out->n; i++)
        out->v[i].without = s->without[i];
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, order_chokes);
    return number_sections(s) ? LODE_OK : lode_fail_memory(s->err);
}

void lode_chokes_free(lode_chokes *chokes)
{
    free(chokes->v);
    if (chokes->memory)
        lode_arena_free(chokes->memory);
    *chokes = (lode_chokes){0};
}

lode_status lode_chokes_find(const lode_shipper *shippers, size_t n, lode_chokes *chokes, lode_err *err)
{
    *chokes = (lode_chokes){.n_shippers = n, .memory = n ? lode_arena_new() : NULL};
    if (n == 0)
        return LODE_OK;
    studying s = {.shippers = shippers,
                  .n_shippers = n,
                  .n = lode_oracle_scenario(shippers[0].oracle)->network,
                  .arena = chokes->memory,
                  .out = chokes,
                  .err = err};
    lode_status status = s.arena ? study(&s) : lode_fail_memory(err);
    if (!status)
        status = finish(&s);
    for (size_t d = 0; s.on && d < n; d++)
        free(s.on[d].v);
    if (status)
        lode_chokes_free(chokes);
    return status;
}
