#include "app/fleet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int same_shipment(const lode_shipment *a, const lode_shipment *b)
{
    return a->product == b->product && (a->usd_t == b->usd_t || (isnan(a->usd_t) && isnan(b->usd_t)));
}

double lode_output_t_a(const lode_session *s, const lode_occurrence *o, const lode_shipment *shipment,
                       uint8_t *notional)
{
    *notional = 0;
    if (!isnan(o->output_t_a))
        return o->output_t_a;
    if (!o->kind || strcmp(o->kind, "deposit") != 0)
        return NAN;
    double treo = s->network->parameters.notional_t_treo_a;
    *notional = 1;
    return shipment->treo_pct > 0 ? treo / (shipment->treo_pct / 100) : treo;
}

static lode_oracle *oracle_for(lode_fleet *f, const lode_shipment *shipment, lode_err *err)
{
    lode_target *targets = NULL;
    size_t n_targets;
    for (size_t i = 0; i < f->n_oracles; i++)
        if (same_shipment(lode_oracle_shipment(f->oracles[i]), shipment))
            return f->oracles[i];
    if (lode_destination_targets(f->s, f->destination, shipment->product, &targets, &n_targets, err))
        return NULL;
    lode_oracle *made = lode_oracle_new(f->scenario, shipment, LODE_BY_COST, targets, n_targets, err);
    free(targets);
    if (made)
        f->oracles[f->n_oracles++] = made;
    return made;
}

static lode_status add_ship(lode_fleet *f, size_t i, lode_err *err)
{
    const lode_occurrence *o = &f->s->c->occurrences.v[i];
    lode_shipment shipment;
    lode_status status = lode_session_shipment(f->s, o, &shipment, err);
    if (status)
        return status;
    f->ships[i].origin = &f->s->network->origin[i];
    f->ships[i].output_t_a = lode_output_t_a(f->s, o, &shipment, &f->notional[i]);
    f->ships[i].oracle = oracle_for(f, &shipment, err);
    f->own[i] = lode_own_domains(f->s->network, f->ships[i].origin, f->destination->single_market);
    return f->ships[i].oracle ? LODE_OK : LODE_IO;
}

static size_t *by_id(const lode_case *c)
{
    size_t n = c->occurrences.n, *order = calloc(n + 1, sizeof *order);
    for (size_t i = 0; order && i < n; i++) {
        size_t k = i;
        for (; k > 0 && strcmp(c->occurrences.v[order[k - 1]].id, c->occurrences.v[i].id) > 0; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    return order;
}

lode_status lode_fleet_open(lode_fleet *f, const lode_session *s, const lode_scenario *scenario,
                            const lode_destination *destination, lode_err *err)
{
    size_t n = s->c->occurrences.n;
    *f = (lode_fleet){.s = s, .scenario = scenario, .destination = destination, .n = n};
    f->ships = calloc(n + 1, sizeof *f->ships);
    f->notional = calloc(n + 1, 1);
    f->own = calloc(n + 1, sizeof *f->own);
    f->oracles = calloc(n + 1, sizeof(lode_oracle *));
    f->order = by_id(s->c);
    lode_status status = f->ships && f->notional && f->own && f->oracles && f->order ? LODE_OK : lode_fail_memory(err);
    for (size_t i = 0; i < n && !status; i++)
        status = add_ship(f, i, err);
    if (status)
        lode_fleet_close(f);
    return status;
}

void lode_fleet_close(lode_fleet *f)
{
    for (size_t i = 0; i < f->n_oracles; i++)
        lode_oracle_free(f->oracles[i]);
    free(f->oracles);
    free(f->ships);
    free(f->order);
    free(f->notional);
    free(f->own);
    *f = (lode_fleet){0};
}

size_t lode_fleet_searches(const lode_fleet *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n_oracles; i++)
        n += lode_oracle_searches(f->oracles[i]);
    return n;
}

lode_status lode_fleet_cost(const lode_fleet *f, size_t i, uint32_t actors, int64_t *cost, lode_err *err)
{
    lode_way way = {0};
    lode_set closed = lode_closed_by(f->s->network, actors, &f->own[i]);
    lode_status status = lode_oracle_ask(f->ships[i].oracle, f->ships[i].origin, &closed, &way, err);
    *cost = !status && way.found ? way.cost : LODE_NO_WAY;
    return status;
}

lode_status lode_fleet_route(const lode_fleet *f, size_t i, lode_route *route, lode_err *err)
{
    lode_step *steps = NULL;
    size_t n_steps = 0;
    lode_set nothing = {{0}};
    *route = (lode_route){0};
    lode_status status = lode_oracle_steps(f->ships[i].oracle, f->ships[i].origin, &nothing, &steps, &n_steps, err);
    return status ? status : lode_route_make(f->ships[i].oracle, steps, n_steps, route, err);
}

int64_t lode_capped(int64_t cost, const lode_shipment *shipment)
{
    if (isnan(shipment->outside_usd_t))
        return cost;
    int64_t outside = lode_micro(fmax(shipment->outside_usd_t, 0));
    return cost < outside ? cost : outside;
}

static int below(double a, double b)
{
    return a < b || (isinf(b) && b > 0 && !isinf(a));
}

/* Insertion: there are some dozen deposits. */
static void sort_pairs(double *values, double *weights, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && below(values[k], values[k - 1]); k--) {
            double v = values[k], w = weights[k];
            values[k] = values[k - 1];
            weights[k] = weights[k - 1];
            values[k - 1] = v;
            weights[k - 1] = w;
        }
}

double lode_weighted_median(double *values, double *weights, size_t n)
{
    double total = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        weights[i] = weights[i] > 0 ? weights[i] : 0;
        total += weights[i];
    }
    for (size_t i = 0; i < n && !(total > 0); i++)
        weights[i] = 1;
    total = total > 0 ? total : (double)n;
    sort_pairs(values, weights, n);
    for (size_t i = 0; i < n; i++) {
        sum += weights[i];
        if (2 * sum > total * (1 + 1e-12))
            return values[i];
        if (2 * sum >= total * (1 - 1e-12)) /* exactly half below: the mean of both, as usual */
            return i + 1 < n && !isinf(values[i + 1]) ? (values[i] + values[i + 1]) / 2 : values[i];
    }
    return NAN;
}

int lode_actor_index(const lode_network *n, const char *name)
{
    for (size_t a = 0; a < n->n_actors; a++)
        if (strcmp(n->actor[a].name, name) == 0)
            return (int)a;
    return -1;
}

uint32_t lode_main_actors(const lode_network *n)
{
    static const char *const names[] = {"RUS", "CHN", "CASPIAN"};
    uint32_t main = 0;
    for (int i = 0; i < 3; i++) {
        int a = lode_actor_index(n, names[i]);
        if (a >= 0)
            main |= UINT32_C(1) << a;
    }
    return !main && n->n_actors <= 5 ? (UINT32_C(1) << n->n_actors) - 1 : main;
}
