#include "core/coalition.h"

#include <stdlib.h>

void lode_coalitions_free(lode_coalitions *c)
{
    free(c->cost);
    free(c->way);
    *c = (lode_coalitions){0};
}

uint32_t lode_coalition_actors(const lode_coalitions *c, uint32_t set)
{
    uint32_t actors = 0;
    for (int i = 0; i < c->n; i++)
        if (set >> i & 1)
            actors |= UINT32_C(1) << c->actor[i];
    return actors;
}

uint32_t lode_coalition_set(const lode_coalitions *c, uint32_t actors)
{
    uint32_t set = 0;
    for (int i = 0; i < c->n; i++)
        if (actors >> c->actor[i] & 1)
            set |= UINT32_C(1) << i;
    return set;
}

typedef struct table {
    lode_oracle *oracle;
    const lode_origin *origin;
    const lode_set *own;
    lode_coalitions *c;
    uint16_t *on; /* players that could close the best way under a set */
} table;

/* The least cost under a set, and who is on that way, asked of the oracle. */
static lode_status ask(table *t, uint32_t set, lode_err *err)
{
    lode_coalitions *c = t->c;
    const lode_scenario *scenario = lode_oracle_scenario(t->oracle);
    uint32_t actors = lode_coalition_actors(c, set);
    lode_set closed = lode_closed_by(scenario->network, actors, t->own);
    lode_way way;
    lode_step *steps;
    size_t n_steps;
    lode_status status = lode_oracle_ask(t->oracle, t->origin, &closed, &way, err);
    if (!status)
        status = lode_oracle_steps(t->oracle, t->origin, &closed, &steps, &n_steps, err);
    if (status)
        return status;
    c->asked++;
    c->way[set] = (uint16_t)set;
    c->cost[set] = way.cost;
    uint32_t on = lode_actors_on(scenario, steps, n_steps, c->players & ~actors, t->own);
    t->on[set] = (uint16_t)lode_coalition_set(c, on);
    free(steps);
    return LODE_OK;
}

/* Takes the answer over from a set with one player less, where that player is not on its way; 0: none such. */
static int inherit(table *t, uint32_t set)
{
    for (uint32_t bit = 1; bit <= set; bit <<= 1) {
        uint32_t less = set & ~bit;
        if (less == set || (t->on[less] & bit))
            continue;
        t->c->cost[set] = t->c->cost[less];
        t->on[set] = t->on[less];
        t->c->way[set] = t->c->way[less];
        return 1;
    }
    return 0;
}

static lode_status fill(table *t, lode_err *err)
{
    lode_status status = ask(t, 0, err);
    for (uint32_t set = 1; !status && set < t->c->n_sets; set++)
        if (!inherit(t, set))
            status = ask(t, set, err);
    return status;
}

static void name_players(const lode_network *network, const lode_set *own, lode_coalitions *c)
{
    c->most = (int)network->parameters.max_cut;
    c->players = lode_players(network, own);
    for (size_t a = 0; a < network->n_actors && c->n < LODE_MAX_ACTORS; a++)
        if (c->players >> a & 1)
            c->actor[c->n++] = (uint8_t)a;
    c->n_sets = (size_t)1 << c->n;
}

lode_status lode_coalitions_make(lode_oracle *oracle, const lode_origin *origin, const lode_set *own,
                                 lode_coalitions *c, lode_err *err)
{
    *c = (lode_coalitions){0};
    name_players(lode_oracle_scenario(oracle)->network, own, c);
    size_t before = lode_oracle_searches(oracle);
    table t = {oracle, origin, own, c, calloc(c->n_sets, sizeof *t.on)};
    c->cost = calloc(c->n_sets, sizeof *c->cost);
    c->way = calloc(c->n_sets, sizeof *c->way);
    lode_status status = t.on && c->cost && c->way ? fill(&t, err) : lode_fail_memory(err);
    c->searches = lode_oracle_searches(oracle) - before;
    free(t.on);
    if (status)
        lode_coalitions_free(c);
    return status;
}

/* Leaves no way, and opening any one player gives one back. */
static int is_cut(const lode_coalitions *c, uint32_t set)
{
    int minimal = c->cost[set] == LODE_NO_WAY;
    for (int i = 0; i < c->n && minimal; i++)
        minimal = !(set >> i & 1) || c->cost[set & ~(UINT32_C(1) << i)] != LODE_NO_WAY;
    return minimal;
}

lode_status lode_coalition_cuts(const lode_coalitions *c, lode_cuts *cuts, lode_err *err)
{
    uint32_t all = (uint32_t)c->n_sets - 1;
    size_t capacity = 0;
    *cuts = (lode_cuts){.unreachable = c->cost[0] == LODE_NO_WAY, .free_way = c->cost[all] != LODE_NO_WAY};
    if (cuts->free_way)
        cuts->free_under = lode_coalition_actors(c, c->way[all]);
    for (int size = 1; size <= c->most && !cuts->unreachable && !cuts->free_way; size++)
        for (uint32_t set = 1; set <= all; set++) {
            if (__builtin_popcount(set) != size || !is_cut(c, set))
                continue;
            uint32_t *slot = lode_grow((void **)&cuts->sets, &cuts->n, &capacity, sizeof *slot);
            if (!slot) {
                free(cuts->sets);
                *cuts = (lode_cuts){0};
                return lode_fail_memory(err);
            }
            *slot = lode_coalition_actors(c, set);
        }
    return LODE_OK;
}
