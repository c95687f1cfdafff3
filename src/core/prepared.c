#include <stdlib.h>

#include "core/ranges_i.h"

double lode_tariff_low(const lode_tariff_range *range)
{
    return range->low < 1 ? range->low : 1;
}

double lode_tariff_high(const lode_tariff_range *range)
{
    return range->high > 1 ? range->high : 1;
}

/* ---- a batch ------------------------------------------------------------------------------------------------ */

/* 0: out of memory. */
static int price_extra(lode_prepared *p, const lode_element *whole, int32_t index, int reverse,
                       const lode_element *partial, int32_t partial_of, int partial_reverse, lode_rates *rates,
                       lode_extra *out)
{
    out->whole = lode_pricing_add(p->pricing, whole, index, reverse, rates);
    out->partial = partial ? lode_pricing_add(p->pricing, partial, partial_of, partial_reverse, rates) : -1;
    return out->whole >= 0 && (!partial || out->partial >= 0);
}

static int price_seeds(lode_prepared *p, const lode_set *all, lode_rates *rates)
{
    lode_oracle *o = p->oracle;
    p->n_seeds = lode_oracle_i_seeds(o, all);
    p->seed_extra = calloc(p->n_seeds + 1, sizeof *p->seed_extra);
    for (size_t i = 0; p->seed_extra && i < p->n_seeds; i++) {
        const lode_target *t = &o->targets[o->seed_target[i]];
        if (!price_extra(p, t->arrival, t->arrival_index, 1, t->partial, t->partial_of, t->partial_reverse, rates,
                         &p->seed_extra[i]))
            return 0;
    }
    return p->seed_extra != NULL;
}

static int price_option(lode_prepared *p, size_t origin, size_t number, const lode_set *all, lode_rates *rates)
{
    const lode_option *option = &p->batch->origins[origin]->options[number];
    lode_start start = {.origin = origin, .option = number};
    int64_t cost = 0;
    if (!lode_oracle_i_start(p->oracle, option, all, &cost, &start.tie))
        return 1; /* closed */
    const lode_element *partial = option->partial_of >= 0 ? &option->partial : NULL;
    if (!price_extra(p, &option->access, -1, 0, partial, option->partial_of, option->partial_reverse, rates,
                     &start.extra))
        return 0;
    lode_start *slot = lode_grow((void **)&p->starts, &p->n_starts, &p->start_capacity, sizeof *slot);
    if (slot)
        *slot = start;
    return slot != NULL;
}

static int price_starts(lode_prepared *p, const lode_set *all, lode_rates *rates)
{
    for (size_t i = 0; i < p->batch->n_origins; i++)
        for (size_t k = 0; k < p->batch->origins[i]->n_options; k++)
            if (!price_option(p, i, k, all, rates))
                return 0;
    return 1;
}

lode_status lode_prepared_i_make(lode_prepared *p, const lode_scenario *scenario, const lode_batch *batch, size_t first,
                                 lode_rates *rates, lode_err *err)
{
    lode_set all = scenario->closed_domains;
    *p = (lode_prepared){.batch = batch, .first = first};
    p->oracle = lode_oracle_new(scenario, &batch->shipment, LODE_BY_COST, batch->targets, batch->n_targets, err);
    if (!p->oracle)
        return LODE_IO;
    const lode_tree *base = lode_oracle_i_tree(p->oracle, &all, err);
    p->sweep = base ? lode_sweep_new(scenario->network, p->oracle->open, base, err) : NULL;
    p->pricing = p->sweep ? lode_pricing_new(scenario, &batch->shipment, rates, err) : NULL;
    if (!p->pricing)
        return LODE_IO;
    return price_seeds(p, &all, rates) && price_starts(p, &all, rates) ? LODE_OK : lode_fail_memory(err);
}

void lode_prepared_i_drop(lode_prepared *p)
{
    lode_oracle_free(p->oracle);
    lode_sweep_free(p->sweep);
    lode_pricing_free(p->pricing);
    free(p->seed_extra);
    free(p->starts);
    *p = (lode_prepared){0};
}

/* ---- a desk ------------------------------------------------------------------------------------------------- */

int lode_desk_i_make(lode_desk *desk, const lode_prepared *batches, size_t n_batches, size_t n_rates)
{
    const lode_network *n = lode_oracle_scenario(batches[0].oracle)->network;
    size_t items = 0, seeds = 0;
    for (size_t i = 0; i < n_batches; i++) {
        items = lode_pricing_items(batches[i].pricing) > items ? lode_pricing_items(batches[i].pricing) : items;
        seeds = batches[i].n_seeds > seeds ? batches[i].n_seeds : seeds;
    }
    *desk = (lode_desk){.moved = calloc(items + 1, sizeof *desk->moved),
                        .weight = calloc(n->n_arcs + 1, sizeof *desk->weight),
                        .factor = calloc(n_rates + 1, sizeof *desk->factor),
                        .seeds = calloc(seeds + 1, sizeof *desk->seeds),
                        .todo = calloc(n->n_states + 1, 1),
                        .tree = lode_tree_new(n, NULL)};
    for (size_t i = 0; desk->factor && i < n_rates; i++)
        desk->factor[i] = 1;
    return desk->moved && desk->weight && desk->factor && desk->seeds && desk->todo && desk->tree;
}

void lode_desk_i_drop(lode_desk *desk)
{
    free(desk->moved);
    free(desk->weight);
    free(desk->factor);
    free(desk->seeds);
    free(desk->todo);
    lode_tree_free(desk->tree);
    *desk = (lode_desk){0};
}

static int64_t extra_cost(const lode_prepared *p, const lode_extra *extra, const double *factor)
{
    int64_t cost = lode_pricing_cost(p->pricing, extra->whole, factor);
    return extra->partial < 0 ? cost : cost + lode_pricing_cost(p->pricing, extra->partial, factor);
}

void lode_desk_i_search(lode_desk *desk, const lode_prepared *p)
{
    const lode_oracle *o = p->oracle;
    lode_pricing_weigh(p->pricing, desk->factor, desk->moved, desk->weight);
    for (size_t i = 0; i < p->n_seeds; i++) {
        desk->seeds[i] = o->seeds[i];
        desk->seeds[i].cost = extra_cost(p, &p->seed_extra[i], desk->factor);
    }
    lode_sweep_search(p->sweep, desk->weight, desk->seeds, p->n_seeds, desk->todo, desk->tree);
}

lode_best lode_desk_i_best(const lode_desk *desk, const lode_prepared *p, size_t origin, size_t *at)
{
    lode_best best = {LODE_NO_WAY, UINT64_MAX, NULL};
    for (; *at < p->n_starts && p->starts[*at].origin == origin; (*at)++) {
        const lode_start *start = &p->starts[*at];
        int32_t state = p->batch->origins[origin]->options[start->option].state;
        if (desk->tree->cost[state] == LODE_NO_WAY)
            continue;
        int64_t cost = desk->tree->cost[state] + extra_cost(p, &start->extra, desk->factor);
        uint64_t tie = desk->tree->tie[state] + start->tie;
        if (cost < best.cost || (cost == best.cost && tie < best.tie))
            best = (lode_best){cost, tie, start};
    }
    return best;
}
