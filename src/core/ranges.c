#include "core/ranges.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/chance.h"
#include "core/ranges_i.h"
#include "core/spread.h"

/* A way that was the best in some draw, as its tie: the arcs from one of the origin's options to a target. */
typedef struct found_way {
    uint64_t tie, label;
    size_t option;
    int32_t *arcs;
    size_t n_arcs;
    int32_t target;
} found_way;

typedef struct way_list {
    found_way *v;
    size_t n, capacity;
} way_list;

/* The first column of a deposit is the base, all factors 1; the draws follow. */
struct lode_ranges {
    size_t n_deposits, n_columns;
    int64_t *cost;
    uint64_t *tie;
    lode_range *range;
};

typedef struct drawing {
    const lode_scenario *scenario;
    const lode_range_options *options;
    lode_ranges *out;
    lode_prepared *batches;
    size_t n_batches;
    lode_rates rates;
} drawing;

/* One of several that share the columns among them. */
typedef struct worker {
    const drawing *d;
    size_t number, step;
    lode_desk desk;
    way_list *ways; /* a deposit */
    int failed;     /* out of memory */
    pthread_t thread;
    int started;
} worker;

/* ---- one draw ----------------------------------------------------------------------------------------------- */

static void draw_factors(const drawing *d, size_t column, double *factor)
{
    const lode_network *n = d->scenario->network;
    for (size_t i = 0; i < d->rates.n; i++) {
        const lode_tariff_range *range = &n->tariff[d->rates.v[i].tariff];
        double u = lode_chance_unit(d->options->seed, column - 1, d->rates.v[i].key, 1);
        factor[i] = column == 0 ? 1 : lode_triangular(u, range->low, range->high);
    }
}

static size_t length_of(const lode_tree *tree, const lode_network *n, int32_t state)
{
    size_t length = 0;
    for (; tree->next_arc[state] >= 0; state = n->arc_head[tree->next_arc[state]])
        length++;
    return length;
}

/* 0: out of memory. */
static int keep_way(const worker *w, const lode_prepared *p, const lode_best *best, way_list *list)
{
    const lode_network *n = w->d->scenario->network;
    const lode_tree *tree = w->desk.tree;
    int32_t state = p->batch->origins[best->start->origin]->options[best->start->option].state;
    size_t length = length_of(tree, n, state);
    int32_t *arcs = malloc((length + 1) * sizeof *arcs);
    found_way *slot = arcs ? lode_grow((void **)&list->v, &list->n, &list->capacity, sizeof *slot) : NULL;
    if (!slot) {
        free(arcs);
        return 0;
    }
    *slot = (found_way){.tie = best->tie, .option = best->start->option, .arcs = arcs, .n_arcs = length};
    for (size_t i = 0; i < length; i++) {
        arcs[i] = tree->next_arc[state];
        state = n->arc_head[arcs[i]];
    }
    slot->target = p->oracle->seed_target[-1 - tree->next_arc[state]];
    return 1;
}

static const found_way *way_of(const way_list *list, uint64_t tie)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].tie == tie)
            return &list->v[i];
    return NULL;
}

static int draw_batch(worker *w, const lode_prepared *p, size_t column)
{
    lode_ranges *out = w->d->out;
    lode_desk_i_search(&w->desk, p);
    for (size_t i = 0, at = 0; i < p->batch->n_origins; i++) {
        size_t deposit = p->first + i, cell = deposit * out->n_columns + column;
        lode_best best = lode_desk_i_best(&w->desk, p, i, &at);
        out->cost[cell] = best.cost;
        out->tie[cell] = best.tie;
        if (best.start && !way_of(&w->ways[deposit], best.tie) && !keep_way(w, p, &best, &w->ways[deposit]))
            return 0;
    }
    return 1;
}

static void *work(void *context)
{
    worker *w = context;
    for (size_t column = w->number; column < w->d->out->n_columns && !w->failed; column += w->step) {
        draw_factors(w->d, column, w->desk.factor);
        for (size_t i = 0; i < w->d->n_batches && !w->failed; i++)
            w->failed = !draw_batch(w, &w->d->batches[i], column);
    }
    return NULL;
}

/* ---- all draws ---------------------------------------------------------------------------------------------- */

static void drop_worker(worker *w)
{
    for (size_t i = 0; w->ways && i < w->d->out->n_deposits; i++) {
        for (size_t k = 0; k < w->ways[i].n; k++)
            free(w->ways[i].v[k].arcs);
        free(w->ways[i].v);
    }
    free(w->ways);
    lode_desk_i_drop(&w->desk);
}

static int make_worker(worker *w, const drawing *d, size_t number, size_t step)
{
    *w = (worker){.d = d, .number = number, .step = step};
    w->ways = calloc(d->out->n_deposits + 1, sizeof *w->ways);
    return w->ways && lode_desk_i_make(&w->desk, d->batches, d->n_batches, d->rates.n);
}

/* Where no thread can be had, the work is done here: the same work. */
static int run_workers(worker *workers, size_t n)
{
    int failed = 0;
    for (size_t i = 1; i < n; i++)
        workers[i].started = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    for (size_t i = 0; i < n; i++)
        if (!workers[i].started)
            work(&workers[i]);
    for (size_t i = 0; i < n; i++) {
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
        failed |= workers[i].failed;
    }
    return !failed;
}

/* ---- labels ------------------------------------------------------------------------------------------------- */

static uint64_t gates_label(const lode_step *steps, size_t n_steps)
{
    const char *last = NULL;
    uint64_t label = 0;
    for (size_t i = 0; i < n_steps; i++) {
        const lode_element *e = steps[i].element;
        if (!e->is_gate || (last && strcmp(last, e->id) == 0))
            continue;
        label = lode_chance(label, lode_tie(e->id), 0, 0);
        last = e->id;
    }
    return label;
}

/* 0: out of memory. */
static int label_way(const drawing *d, const lode_prepared *p, size_t origin, found_way *way)
{
    const lode_origin *from = p->batch->origins[origin];
    lode_step_list list = {0};
    int ok = lode_steps_add_start(&list, &from->options[way->option]);
    for (size_t i = 0; ok && i < way->n_arcs; i++)
        ok = lode_steps_add_arc(&list, d->scenario->network, way->arcs[i]);
    ok = ok && lode_steps_add_end(&list, &p->oracle->targets[way->target]);
    if (ok)
        way->label = d->options->label ? d->options->label(d->options->label_context, from, list.v, list.n)
                                       : gates_label(list.v, list.n);
    free(list.v);
    return ok;
}

/* Brings the different ways of all workers to the first one, labelled. */
static int gather_ways(const drawing *d, const lode_prepared *p, size_t origin, worker *workers, size_t n)
{
    size_t deposit = p->first + origin;
    way_list *all = &workers[0].ways[deposit];
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < workers[i].ways[deposit].n; k++) {
            found_way *way = &workers[i].ways[deposit].v[k];
            if (way_of(all, way->tie))
                continue;
            found_way *slot = lode_grow((void **)&all->v, &all->n, &all->capacity, sizeof *slot);
            if (!slot)
                return 0;
            *slot = *way;
            way->arcs = NULL;
        }
    for (size_t k = 0; k < all->n; k++)
        if (!label_way(d, p, origin, &all->v[k]))
            return 0;
    return 1;
}

/* ---- figures ------------------------------------------------------------------------------------------------ */

static void sum_up(const lode_ranges *r, size_t deposit, const way_list *ways, lode_weighted *room, lode_range *out)
{
    const int64_t *cost = r->cost + deposit * r->n_columns;
    const uint64_t *tie = r->tie + deposit * r->n_columns;
    size_t draws = r->n_columns - 1, stays = 0;
    *out = (lode_range){NAN, NAN, NAN, NAN, ways->n, 0};
    if (cost[0] == LODE_NO_WAY)
        return;
    out->base = (double)cost[0] / LODE_MICRO;
    out->label = way_of(ways, tie[0])->label;
    for (size_t i = 0; i < draws; i++) {
        room[i] = (lode_weighted){(double)cost[i + 1] / LODE_MICRO, 1};
        stays += way_of(ways, tie[i + 1])->label == out->label;
    }
    lode_spread_sort(room, draws);
    out->p10 = lode_spread_quantile(room, draws, 0.1);
    out->p90 = lode_spread_quantile(room, draws, 0.9);
    out->stays = (double)stays / (double)draws;
}

static int sum_up_all(const drawing *d, worker *workers, size_t n)
{
    lode_weighted *room = calloc(d->out->n_columns, sizeof *room);
    int ok = room != NULL;
    for (size_t b = 0; b < d->n_batches && ok; b++)
        for (size_t i = 0; i < d->batches[b].batch->n_origins && ok; i++) {
            size_t deposit = d->batches[b].first + i;
            ok = gather_ways(d, &d->batches[b], i, workers, n);
            if (ok)
                sum_up(d->out, deposit, &workers[0].ways[deposit], room, &d->out->range[deposit]);
        }
    free(room);
    return ok;
}

static int draw_all(const drawing *d)
{
    size_t n = d->options->jobs > 1 ? (size_t)d->options->jobs : 1, made = 0;
    worker *workers = calloc(n, sizeof *workers);
    int ok = workers != NULL;
    for (; ok && made < n; made++)
        ok = make_worker(&workers[made], d, made, n);
    ok = ok && run_workers(workers, n) && sum_up_all(d, workers, n);
    for (size_t i = 0; i < made; i++)
        drop_worker(&workers[i]);
    free(workers);
    return ok;
}

/* ---- from outside ------------------------------------------------------------------------------------------- */

static lode_ranges *room_for(size_t n_deposits, size_t draws)
{
    lode_ranges *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    *r = (lode_ranges){.n_deposits = n_deposits, .n_columns = draws + 1};
    r->cost = calloc(n_deposits + 1, r->n_columns * sizeof *r->cost);
    r->tie = calloc(n_deposits + 1, r->n_columns * sizeof *r->tie);
    r->range = calloc(n_deposits + 1, sizeof *r->range);
    if (r->cost && r->tie && r->range)
        return r;
    lode_ranges_free(r);
    return NULL;
}

static lode_status prepare(drawing *d, const lode_batch *batches, size_t n, lode_err *err)
{
    size_t first = 0;
    lode_status status = LODE_OK;
    d->batches = calloc(n + 1, sizeof *d->batches);
    if (!d->batches)
        return lode_fail_memory(err);
    for (size_t i = 0; i < n && !status; i++) {
        d->n_batches++;
        status = lode_prepared_i_make(&d->batches[i], d->scenario, &batches[i], first, &d->rates, err);
        first += batches[i].n_origins;
    }
    if (status)
        return status;
    d->out = room_for(first, d->options->draws);
    return d->out ? LODE_OK : lode_fail_memory(err);
}

lode_ranges *lode_ranges_new(const lode_scenario *scenario, const lode_batch *batches, size_t n_batches,
                             const lode_range_options *options, lode_err *err)
{
    drawing d = {.scenario = scenario, .options = options};
    if (options->draws == 0) {
        lode_fail(err, LODE_USAGE, "Ranges need at least one draw.");
        return NULL;
    }
    lode_status status = prepare(&d, batches, n_batches, err);
    if (!status && d.n_batches && !draw_all(&d))
        status = lode_fail_memory(err);
    for (size_t i = 0; i < d.n_batches; i++)
        lode_prepared_i_drop(&d.batches[i]);
    free(d.batches);
    free(d.rates.v);
    if (status) {
        lode_ranges_free(d.out);
        return NULL;
    }
    return d.out;
}

void lode_ranges_free(lode_ranges *r)
{
    if (!r)
        return;
    free(r->cost);
    free(r->tie);
    free(r->range);
    free(r);
}

int64_t lode_ranges_draw(const lode_ranges *r, size_t deposit, size_t draw)
{
    return r->cost[deposit * r->n_columns + draw + 1];
}

lode_range lode_ranges_get(const lode_ranges *r, size_t deposit)
{
    return r->range[deposit];
}

static double ranked(const lode_ranges *r, size_t deposit, const lode_rank *rank, size_t draw)
{
    int64_t cost = lode_ranges_draw(r, deposit, draw);
    return cost == LODE_NO_WAY ? INFINITY : rank->add + rank->times * (double)cost / LODE_MICRO;
}

double lode_ranges_before(const lode_ranges *r, size_t a, const lode_rank *rank_a, size_t b, const lode_rank *rank_b)
{
    size_t draws = r->n_columns - 1;
    double before = 0;
    for (size_t i = 0; i < draws; i++) {
        double x = ranked(r, a, rank_a, i), y = ranked(r, b, rank_b, i);
        if (isinf(x) && isinf(y))
            return NAN;
        before += x < y ? 1 : (x == y ? 0.5 : 0);
    }
    return before / (double)draws;
}
