#include "core/dependency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const lode_standing_names[LODE_N_STANDINGS] = {"unreachable", "uneconomic", "captive",
                                                           "own",         "reroute",    "unaffected"};

lode_set lode_own_domains(const lode_network *network, const lode_origin *origin, int32_t single_market)
{
    lode_set own = {{0}};
    if (origin->domain >= 0)
        lode_set_add(&own, origin->domain);
    if (single_market >= 0)
        lode_set_add(&own, network->place_domain[network->market[single_market].place]);
    return own;
}

lode_set lode_closed_by(const lode_network *network, uint32_t actors, const lode_set *own)
{
    lode_set closed = {{0}};
    for (size_t a = 0; a < network->n_actors; a++)
        if (actors >> a & 1)
            closed = lode_set_union(closed, &network->actor[a].domains);
    for (int i = 0; i < LODE_MAX_DOMAINS / 64; i++)
        closed.word[i] &= ~own->word[i];
    return closed;
}

uint32_t lode_owners(const lode_network *network, uint32_t actors, const lode_set *own)
{
    uint32_t owners = 0;
    for (size_t a = 0; a < network->n_actors; a++)
        if ((actors >> a & 1) && lode_set_meets(&network->actor[a].domains, own))
            owners |= UINT32_C(1) << a;
    return owners;
}

uint32_t lode_players(const lode_network *network, const lode_set *own)
{
    uint32_t players = 0;
    for (size_t a = 0; a < network->n_actors; a++)
        if (network->actor[a].closable && !lode_set_meets(&network->actor[a].domains, own))
            players |= UINT32_C(1) << a;
    return players;
}

uint32_t lode_actors_on(const lode_scenario *scenario, const lode_step *steps, size_t n_steps, uint32_t among,
                        const lode_set *own)
{
    uint32_t on = 0;
    for (uint32_t bit = 1; bit <= among; bit <<= 1) {
        if (!(bit & among))
            continue;
        lode_set closed = lode_closed_by(scenario->network, bit, own);
        if (lode_steps_meet(scenario, steps, n_steps, &closed))
            on |= bit;
    }
    return on;
}

lode_standing lode_standing_of(const lode_shipment *shipment, int64_t base, int64_t shut, int all_own)
{
    if (base == LODE_NO_WAY)
        return LODE_UNREACHABLE;
    if ((double)base / LODE_MICRO >= shipment->outside_usd_t) /* false where K is not known */
        return LODE_UNECONOMIC;
    if (shut == LODE_NO_WAY)
        return LODE_CAPTIVE;
    if (all_own)
        return LODE_OWN;
    return shut > base ? LODE_REROUTE : LODE_UNAFFECTED;
}

typedef struct cut_search {
    lode_oracle *oracle;
    const lode_origin *origin;
    const lode_set *own;
    uint32_t players;
    int max_size;
    uint8_t seen[(1 << LODE_MAX_ACTORS) / 8];
    uint32_t *found;
    size_t n_found, capacity;
    int free_way;
    uint32_t free_under;
} cut_search;

static int popcount(uint32_t mask)
{
    return __builtin_popcount(mask);
}

static int seen_before(cut_search *c, uint32_t set)
{
    int seen = c->seen[set / 8] >> (set % 8) & 1;
    c->seen[set / 8] |= (uint8_t)(1u << (set % 8));
    return seen;
}

static int holds_a_cut(const cut_search *c, uint32_t set)
{
    for (size_t i = 0; i < c->n_found; i++)
        if ((c->found[i] & set) == c->found[i])
            return 1;
    return 0;
}

static const lode_network *network_of(const cut_search *c)
{
    return lode_oracle_scenario(c->oracle)->network;
}

static lode_status record_cut(cut_search *c, uint32_t set, lode_err *err)
{
    uint32_t *slot = lode_grow((void **)&c->found, &c->n_found, &c->capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(err);
    *slot = set;
    return LODE_OK;
}

/* go(S) of M6. A way without a player ends the whole search: nothing can close it. */
static lode_status go(cut_search *c, uint32_t set, lode_err *err)
{
    if (c->free_way || holds_a_cut(c, set) || seen_before(c, set))
        return LODE_OK;
    lode_step *steps;
    size_t n_steps;
    lode_set closed = lode_closed_by(network_of(c), set, c->own);
    lode_status status = lode_oracle_steps(c->oracle, c->origin, &closed, &steps, &n_steps, err);
    if (status)
        return status;
    if (n_steps == 0)
        return record_cut(c, set, err);
    uint32_t on = lode_actors_on(lode_oracle_scenario(c->oracle), steps, n_steps, c->players & ~set, c->own);
    free(steps);
    if (on == 0) {
        c->free_way = 1;
        c->free_under = set;
        return LODE_OK;
    }
    for (uint32_t bit = 1; status == LODE_OK && bit <= on; bit <<= 1)
        if ((bit & on) && popcount(set) < c->max_size)
            status = go(c, set | bit, err);
    return status;
}

static void keep_minimal(cut_search *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->n_found; i++) {
        int minimal = 1;
        for (size_t k = 0; k < c->n_found && minimal; k++)
            minimal = k == i || (c->found[k] & c->found[i]) != c->found[k] || (c->found[k] == c->found[i] && k > i);
        if (minimal)
            c->found[kept++] = c->found[i];
    }
    c->n_found = kept;
}

static int order_cuts(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int size = popcount(x) - popcount(y);
    return size ? size : (x > y) - (x < y);
}

lode_status lode_cut_sets(lode_oracle *oracle, const lode_origin *origin, const lode_set *own, lode_cuts *cuts,
                          lode_err *err)
{
    const lode_network *n = lode_oracle_scenario(oracle)->network;
    cut_search c = {.oracle = oracle,
                    .origin = origin,
                    .own = own,
                    .players = lode_players(n, own),
                    .max_size = (int)n->parameters.max_cut};
    lode_way base;
    lode_set nothing = {{0}};
    *cuts = (lode_cuts){0};
    lode_status status = lode_oracle_ask(oracle, origin, &nothing, &base, err);
    if (status)
        return status;
    if (!base.found) {
        cuts->unreachable = 1;
        return LODE_OK;
    }
    status = go(&c, 0, err);
    if (status) {
        free(c.found);
        return status;
    }
    if (c.free_way)
        c.n_found = 0;
    keep_minimal(&c);
    if (c.n_found)
        qsort(c.found, c.n_found, sizeof *c.found, order_cuts);
    *cuts = (lode_cuts){c.found, c.n_found, c.free_way, c.free_under, 0};
    return LODE_OK;
}

static int order_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void lode_actor_names(const lode_network *network, uint32_t actors, lode_text *out)
{
    const char *names[LODE_MAX_ACTORS];
    size_t n = 0;
    for (size_t a = 0; a < network->n_actors && n < LODE_MAX_ACTORS; a++)
        if (actors >> a & 1)
            names[n++] = network->actor[a].name;
    qsort(names, n, sizeof *names, order_names);
    for (size_t i = 0; i < n; i++)
        lode_text_addf(out, "%s%s", i ? "+" : "", names[i]);
}

void lode_cut_text(const lode_network *network, const lode_cuts *cuts, lode_text *out)
{
    char **texts = calloc(cuts->n + 1, sizeof *texts);
    if (!texts) {
        out->failed = 1;
        return;
    }
    for (size_t i = 0; i < cuts->n; i++) {
        lode_text names = {0};
        lode_actor_names(network, cuts->sets[i], &names);
        out->failed |= names.failed;
        texts[i] = names.data;
    }
    if (!out->failed)
        qsort(texts, cuts->n, sizeof *texts, order_names);
    for (size_t i = 0; i < cuts->n; i++) {
        if (!out->failed)
            lode_text_addf(out, "%s{%s}", i ? " " : "", texts[i]);
        free(texts[i]);
    }
    free(texts);
}
