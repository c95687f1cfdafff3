/* The layer ways: every way that is the best under some closure, with the actors whose closure would close it. Under
 * any set of closed actors the best way is the first that needs none of them. */
#include <stdlib.h>

#include "app/measures.h"
#include "app/results.h"
#include "report/report.h"

/* One way by the set that it was found under. */
typedef struct kept_way {
    int64_t cost;
    uint64_t tie;
    uint32_t closed, needs; /* actors */
    lode_step *steps;
    size_t n_steps;
} kept_way;

typedef struct way_list {
    kept_way *v;
    size_t n, capacity;
} way_list;

/* The order in which ways come into use; that of the search. */
static int order_ways(const void *a, const void *b)
{
    const kept_way *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    if (x->tie != y->tie)
        return x->tie < y->tie ? -1 : 1;
    return (x->needs > y->needs) - (x->needs < y->needs);
}

static int is_known(const way_list *list, const kept_way *way)
{
    for (size_t i = 0; i < list->n; i++)
        if (order_ways(&list->v[i], way) == 0)
            return 1;
    return 0;
}

/* The best way under a set; the oracle has searched it already. */
static lode_status find_way(lode_oracle *oracle, const lode_origin *origin, const lode_set *own, uint32_t players,
                            kept_way *way, lode_err *err)
{
    const lode_scenario *scenario = lode_oracle_scenario(oracle);
    lode_set closed = lode_closed_by(scenario->network, way->closed, own);
    lode_way best;
    lode_status status = lode_oracle_ask(oracle, origin, &closed, &best, err);
    if (!status)
        status = lode_oracle_steps(oracle, origin, &closed, &way->steps, &way->n_steps, err);
    if (status)
        return status;
    way->cost = best.cost;
    way->tie = best.tie;
    way->needs = lode_actors_on(scenario, way->steps, way->n_steps, players, own);
    return LODE_OK;
}

static lode_status find_ways(lode_oracle *oracle, const lode_origin *origin, const lode_set *own,
                             const lode_coalitions *c, way_list *list, lode_err *err)
{
    for (uint32_t set = 0; set < c->n_sets; set++) {
        if (c->way[set] != set || c->cost[set] == LODE_NO_WAY)
            continue;
        kept_way way = {.closed = lode_coalition_actors(c, set)};
        lode_status status = find_way(oracle, origin, own, c->players, &way, err);
        kept_way *slot = NULL;
        if (!status && !is_known(list, &way)) {
            slot = lode_grow((void **)&list->v, &list->n, &list->capacity, sizeof *slot);
            status = slot ? LODE_OK : lode_fail_memory(err);
        }
        if (slot)
            *slot = way;
        else
            free(way.steps);
        if (status)
            return status;
    }
    if (list->n)
        qsort(list->v, list->n, sizeof *list->v, order_ways);
    return LODE_OK;
}

/* 0: out of memory; a text cut short would be another way. */
static int put_text(lode_table *t, const char *column, lode_text *text)
{
    int whole = !text->failed;
    if (whole && text->length)
        lode_table_set_text(t, column, text->data);
    lode_text_free(text);
    return whole;
}

static int put_needs(lode_table *t, const lode_network *n, uint32_t actors)
{
    lode_text names = {0};
    for (size_t a = 0; a < n->n_actors; a++)
        if (actors >> a & 1)
            lode_text_addf(&names, "%s%s", names.length ? ";" : "", n->actor[a].name);
    return put_text(t, "needs", &names);
}

/* Links of the network; the part of a road that an access leg meets belongs to the start. */
static void links_of(const lode_route *r, lode_text *out)
{
    for (size_t i = 0; i < r->n_steps; i++) {
        const lode_step *step = &r->steps[i];
        if (step->element->kind == LODE_E_LINK && step->from_state >= 0)
            lode_text_addf(out, "%s%s%s:%s", out->length ? ">" : "", step->reverse ? "-" : "",
                           lode_mode_names[step->element->mode], step->element->id);
    }
}

static int put_way(lode_table *t, const lode_session *s, const lode_scenario *scenario, const lode_origin *origin,
                   const lode_route *r)
{
    const lode_element *end = lode_route_end(r);
    lode_text gates = {0}, domains = {0}, start = {0}, links = {0};
    lode_table_set_real(t, "g_usd_t", lode_usd(r->total));
    lode_table_set_real(t, "money_usd_t", lode_usd(r->money));
    lode_table_set_real(t, "hours", r->hours);
    lode_table_set_real(t, "days", r->hours / 24);
    lode_table_set_real(t, "length_km", r->km);
    lode_table_set_text(t, "market", end ? end->id : NULL);
    lode_table_set_text(t, "corridor", lode_corridor_of(s, scenario, r, origin->domain));
    lode_route_gates(r, &gates);
    lode_route_domains(s->network, r, &domains);
    lode_start_text(s, origin, r, &start);
    links_of(r, &links);
    int whole = put_text(t, "gates", &gates);
    whole &= put_text(t, "domains", &domains);
    whole &= put_text(t, "start", &start);
    whole &= put_text(t, "links", &links);
    return whole;
}

lode_status lode_put_ways(lode_table *t, const lode_session *s, const lode_key *key, lode_oracle *oracle,
                          const lode_origin *origin, const lode_set *own, const lode_coalitions *coalitions,
                          lode_err *err)
{
    way_list list = {0};
    lode_status status =
        s->c->occurrences.n > LODE_MOST_EXPLORED ? LODE_OK : find_ways(oracle, origin, own, coalitions, &list, err);
    for (size_t i = 0; i < list.n; i++) {
        lode_route route = {0};
        if (!status) /* takes over the steps, also when it fails */
            status = lode_route_make(oracle, list.v[i].steps, list.v[i].n_steps, &route, err);
        else
            free(list.v[i].steps);
        if (status)
            continue;
        lode_put_key(t, key);
        lode_table_set_int(t, "rank", (int64_t)i + 1);
        if (!put_needs(t, s->network, list.v[i].needs) || !put_way(t, s, lode_oracle_scenario(oracle), origin, &route))
            status = lode_fail_memory(err);
        lode_route_free(&route);
    }
    free(list.v);
    return status;
}
