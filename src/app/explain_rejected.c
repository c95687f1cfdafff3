/* The best ways that were not taken, and why. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/explain.h"
#include "app/results.h"
#include "core/alternatives.h"

static int64_t key_of(const lode_route *r, lode_objective objective)
{
    int64_t key = 0;
    for (size_t i = 0; i < r->n_steps; i++)
        key += lode_cost_key(&r->costs[i], objective);
    return r->n_steps ? key : LODE_NO_WAY;
}

/* ---- which parts differ -------------------------------------------------------------------------------------- */

typedef struct part {
    const char *name;
    int64_t micro;
} part;

static int order_parts(const void *a, const void *b)
{
    const part *x = a, *y = b;
    int64_t p = llabs(x->micro), q = llabs(y->micro);
    return p != q ? (p < q) - (p > q) : strcmp(x->name, y->name);
}

/* Differences by part, the largest first: "border +12.30, haul -4.00". */
static void put_differences(lode_table *t, const lode_route *r, const lode_route *taken, lode_text *why)
{
    static const char *const names[] = {"haul", "sea", "border", "handling", "gauge", "time", "reliability"};
    part parts[7];
    char column[40];
    for (int i = 0; i < 7; i++) {
        int64_t mine = i < 5 ? r->kind[i] : (i == 5 ? r->time : r->reliability);
        int64_t other = i < 5 ? taken->kind[i] : (i == 5 ? taken->time : taken->reliability);
        parts[i] = (part){names[i], mine - other};
        snprintf(column, sizeof column, "delta_%s_usd_t", names[i]);
        lode_table_set_real(t, column, lode_usd(parts[i].micro));
    }
    qsort(parts, 7, sizeof *parts, order_parts);
    for (int i = 0; i < 7 && parts[i].micro; i++)
        lode_text_addf(why, "%s%s %+.2f", i ? ", " : "", parts[i].name, lode_usd(parts[i].micro));
}

static void put_way(lode_table *t, const char *status, const lode_network *n, const lode_route *r,
                    const lode_route *taken)
{
    lode_text gates = {0}, domains = {0}, modes = {0};
    lode_route_gates(r, &gates);
    lode_route_domains(n, r, &domains);
    lode_route_modes(r, &modes);
    lode_table_add(t);
    lode_table_set_text(t, "status", status);
    lode_table_set_text(t, "market", lode_route_end(r)->id);
    lode_table_set_text(t, "gates", gates.data);
    lode_table_set_text(t, "domains", domains.data);
    lode_table_set_text(t, "modes", modes.data);
    lode_table_set_real(t, "g_usd_t", lode_usd(r->total));
    if (taken->n_steps) {
        lode_table_set_real(t, "dearer_usd_t", lode_usd(r->total - taken->total));
        if (taken->total > 0)
            lode_table_set_real(t, "dearer_pct", 100 * (double)(r->total - taken->total) / (double)taken->total);
        lode_table_set_real(t, "delta_hours", r->hours - taken->hours);
        lode_table_set_real(t, "delta_km", r->km - taken->km);
    }
    lode_text_free(&gates);
    lode_text_free(&domains);
    lode_text_free(&modes);
}

/* ---- open ways ----------------------------------------------------------------------------------------------- */

static void put_dearer(lode_table *t, const lode_network *n, const lode_route *r, const lode_route *taken,
                       lode_objective objective)
{
    lode_text why = {0}, parts = {0};
    put_way(t, "dearer", n, r, taken);
    put_differences(t, r, taken, &parts);
    if (objective == LODE_BY_TIME)
        lode_text_addf(&why, "%.1f h slower", r->hours - taken->hours);
    else if (objective == LODE_BY_MONEY)
        lode_text_addf(&why, "%.2f USD/t more money", lode_usd(r->money - taken->money));
    else
        lode_text_addf(&why, "%.2f USD/t dearer", lode_usd(r->total - taken->total));
    lode_text_addf(&why, "%s%s", parts.length ? ": " : "", lode_text_get(&parts));
    lode_table_set_text(t, "why", lode_text_get(&why));
    lode_text_free(&why);
    lode_text_free(&parts);
}

static int same_gates(const lode_route *a, const lode_route *b)
{
    lode_text x = {0}, y = {0};
    lode_route_gates(a, &x);
    lode_route_gates(b, &y);
    int same = strcmp(lode_text_get(&x), lode_text_get(&y)) == 0;
    lode_text_free(&x);
    lode_text_free(&y);
    return same;
}

static lode_status put_next(lode_table *t, lode_oracle *oracle, const lode_origin *origin, lode_objective objective,
                            const lode_route *taken, lode_err *err)
{
    enum { LOOKED_AT = 3 };
    static const double as_far_as = 9; /* ten times the cost of the way taken */
    lode_alternatives found;
    lode_set nothing = {{0}};
    lode_status status = lode_alternatives_find(oracle, origin, &nothing, as_far_as, LOOKED_AT, &found, err);
    for (size_t i = 0; i < found.n && !status; i++) {
        if (same_gates(&found.route[i], taken))
            continue;
        put_dearer(t, lode_oracle_scenario(oracle)->network, &found.route[i], taken, objective);
        break;
    }
    lode_alternatives_free(&found);
    return status;
}

/* ---- ways that something shuts ------------------------------------------------------------------------------- */

static void add_once(lode_text *out, const char *words)
{
    if (strstr(lode_text_get(out), words))
        return;
    lode_text_addf(out, "%s%s", out->length ? ", " : "", words);
}

static void add_domain(const lode_scenario *s, int32_t domain, lode_text *out)
{
    if (lode_set_has(&s->closed_domains, domain))
        add_once(out, s->network->domain[domain]);
}

/* What keeps an element from being used, found by lifting one thing after another. */
static void add_reason(const lode_scenario *s, const lode_step *step, const char *product, const uint8_t *nothing,
                       lode_text *out)
{
    static const char *const prefix[LODE_N_ELEMENT_KINDS] = {"access", "terminal", "terminal",
                                                             "link",   "crossing", "market"};
    const lode_element *e = step->element;
    char words[300];
    if (lode_element_allowed(s, e, step->index, product))
        return;
    lode_scenario lifted = *s;
    const char *why = "closed to the product";
    lifted.month = 0;
    if (lode_element_allowed(&lifted, e, step->index, product))
        why = "season";
    lifted = *s;
    memset(lifted.closed_mode, 0, sizeof lifted.closed_mode);
    if (lode_element_allowed(&lifted, e, step->index, product)) {
        snprintf(words, sizeof words, "mode:%s", lode_mode_names[e->mode]);
        add_once(out, words);
        return;
    }
    lifted = *s;
    lifted.closed_element = (uint8_t *)(uintptr_t)nothing;
    if (lode_element_allowed(&lifted, e, step->index, product))
        why = "closed";
    snprintf(words, sizeof words, "%s:%s (%s)", prefix[e->kind], e->id, why);
    add_once(out, words);
}

static void add_reasons(const lode_scenario *s, const lode_route *r, const char *product, const uint8_t *nothing,
                        lode_text *out)
{
    const lode_network *n = s->network;
    for (size_t i = 0; i < r->n_steps; i++) {
        const lode_element *e = r->steps[i].element;
        int32_t state = r->steps[i].to_state;
        for (int k = 0; k < e->n_sides; k++)
            add_domain(s, e->side[k].domain, out);
        for (uint32_t k = s->ignore_overflight ? e->overfly_n : 0; k < e->need_n; k++)
            add_domain(s, n->need[e->need_first + k], out);
        if (state >= 0)
            add_domain(s, n->place_domain[n->state_place[state]], out);
        add_reason(s, &r->steps[i], product, nothing, out);
    }
    if (out->length == 0)
        lode_text_add(out, "a port on the way");
}

static void put_shut(lode_table *t, const lode_scenario *s, const char *product, const uint8_t *nothing,
                     const lode_route *r, const lode_route *taken)
{
    lode_text by = {0}, parts = {0}, why = {0};
    put_way(t, "closed", s->network, r, taken);
    if (taken->n_steps)
        put_differences(t, r, taken, &parts);
    add_reasons(s, r, product, nothing, &by);
    lode_text_addf(&why, "closed by %s", lode_text_get(&by));
    lode_table_set_text(t, "closed_by", lode_text_get(&by));
    lode_table_set_text(t, "why", lode_text_get(&why));
    lode_text_free(&by);
    lode_text_free(&parts);
    lode_text_free(&why);
}

/* The best way with nothing shut but works that are not there yet. */
static lode_status put_closed(lode_table *t, const lode_oracle *oracle, const lode_origin *origin,
                              const lode_target *targets, size_t n_targets, lode_objective objective,
                              const lode_route *taken, lode_err *err)
{
    const lode_scenario *s = lode_oracle_scenario(oracle);
    const lode_shipment *shipment = lode_oracle_shipment(oracle);
    uint8_t *nothing = calloc(s->network->n_elements + 1, 1);
    lode_scenario lifted = *s;
    lode_set none = {{0}};
    lode_step *steps = NULL;
    size_t n = 0;
    lode_route way = {0};
    if (!nothing)
        return lode_fail_memory(err);
    lifted.closed_domains = none;
    memset(lifted.closed_mode, 0, sizeof lifted.closed_mode);
    lifted.closed_element = nothing;
    lifted.month = 0;
    lifted.n_limits = 0;
    lode_oracle *free_of_it = lode_oracle_new(&lifted, shipment, objective, targets, n_targets, err);
    lode_status status = free_of_it ? lode_oracle_steps(free_of_it, origin, &none, &steps, &n, err) : LODE_IO;
    if (!status)
        status = lode_route_make(free_of_it, steps, n, &way, err);
    if (!status && way.n_steps && key_of(&way, objective) < key_of(taken, objective))
        put_shut(t, s, shipment->product, nothing, &way, taken);
    lode_route_free(&way);
    lode_oracle_free(free_of_it);
    free(nothing);
    return status;
}

lode_status lode_explain_rejected(lode_table *t, lode_oracle *oracle, const lode_origin *origin,
                                  const lode_target *targets, size_t n_targets, lode_objective objective,
                                  const lode_route *taken, lode_err *err)
{
    lode_status status = put_closed(t, oracle, origin, targets, n_targets, objective, taken, err);
    if (!status && taken->n_steps)
        status = put_next(t, oracle, origin, objective, taken, err);
    return status || !lode_table_failed(t) ? status : lode_fail_memory(err);
}
