/* The layer capacity: how much can leave the deposits of a country, with all open and under closures (M10). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/network_measures.h"
#include "core/flow.h"

/* The deposits of a country as one source: their origins, by id, and the oracle of most of them. */
typedef struct source {
    const lode_land *land;
    const lode_origin **origins;
    size_t n;
    lode_oracle *oracle;
    lode_set own;
} source;

/* Of the product that most ship; of equal numbers the one whose id comes first. */
static void choose_oracle(const lode_fleet *f, source *s)
{
    size_t most = 0;
    for (size_t k = 0; k < f->n_oracles; k++) {
        size_t n = 0;
        const char *product = lode_oracle_shipment(f->oracles[k])->product;
        for (size_t i = 0; i < f->n; i++)
            n += f->ships[i].oracle == f->oracles[k] && lode_counts_for(s->land, &f->s->c->occurrences.v[i]);
        const char *kept = s->oracle ? lode_oracle_shipment(s->oracle)->product : NULL;
        if (n > most || (n && n == most && product && kept && strcmp(product, kept) < 0)) {
            most = n;
            s->oracle = f->oracles[k];
        }
    }
}

static void gather(const lode_fleet *f, const lode_land *land, source *s)
{
    s->land = land;
    for (size_t i = 0; i < f->n; i++)
        if (lode_counts_for(land, &f->s->c->occurrences.v[f->order[i]])) {
            s->own = f->own[f->order[i]];
            s->origins[s->n++] = f->ships[f->order[i]].origin;
        }
    choose_oracle(f, s);
}

static const char *const kinds[] = {"limited", "unbounded", "no_way"};

static int order_limits(const void *a, const void *b)
{
    const lode_flow_limit *x = a, *y = b;
    int by = (int)x->element->kind - (int)y->element->kind;
    by = by ? by : strcmp(x->element->id, y->element->id);
    return by ? by : x->reverse - y->reverse;
}

/* Those with a known capacity by name, the others by number. */
static void name_limits(lode_flow *flow, lode_text *out)
{
    static const char *const kind_names[LODE_N_ELEMENT_KINDS] = {"", "terminal", "terminal", "link", "crossing", ""};
    size_t unknown = 0;
    if (flow->n_limits)
        qsort(flow->limits, flow->n_limits, sizeof *flow->limits, order_limits);
    for (size_t i = 0; i < flow->n_limits; i++) {
        const lode_element *e = flow->limits[i].element;
        unknown += isnan(e->capacity_mt);
        if (!isnan(e->capacity_mt))
            lode_text_addf(out, "%s%s:%s %g kt/a", out->length ? ";" : "", kind_names[e->kind], e->id,
                           (double)flow->limits[i].t_a / 1000);
    }
    if (unknown)
        lode_text_addf(out, "%s%zu of unknown capacity", out->length ? ";" : "", unknown);
}

static lode_status put_flow(running *r, const source *s, const lode_set *closed, lode_unknown_capacity unknown)
{
    static const char *const columns[2][3] = {{"low_kt_a", "low_status", "low_limits"},
                                              {"high_kt_a", "high_status", "high_limits"}};
    const char *const *column = columns[unknown == LODE_UNKNOWN_UNLIMITED];
    lode_table *t = r->tables[T_CAPACITY];
    lode_flow flow;
    lode_text limits = {0};
    lode_status status = lode_flow_find(s->oracle, s->origins, s->n, closed, unknown, &flow, r->err);
    if (status)
        return status;
    lode_table_set_text(t, column[1], kinds[flow.kind]);
    if (flow.kind != LODE_FLOW_UNBOUNDED)
        lode_table_set_real(t, column[0], flow.kind == LODE_FLOW_LIMITED ? (double)flow.t_a / 1000 : 0);
    name_limits(&flow, &limits);
    if (limits.length)
        lode_table_set_text(t, column[2], limits.data);
    lode_text_free(&limits);
    lode_flow_free(&flow);
    return LODE_OK;
}

static lode_status put_row(running *r, const lode_fleet *f, const source *s, uint32_t actors, const char *base)
{
    lode_table *t = r->tables[T_CAPACITY];
    lode_set closed = lode_closed_by(r->s.network, actors, &s->own);
    lode_text names = {0};
    lode_actor_names(r->s.network, actors, &names);
    lode_table_add(t);
    lode_table_set_text(t, "country", s->land->country);
    lode_table_set_text(t, "destination", f->destination->name);
    lode_table_set_text(t, "base", base);
    lode_table_set_text(t, "closed", actors ? lode_text_get(&names) : "none");
    lode_table_set_text(t, "product", lode_oracle_shipment(s->oracle)->product);
    lode_table_set_int(t, "n_deposits", (int64_t)s->n);
    lode_text_free(&names);
    lode_status status = put_flow(r, s, &closed, LODE_UNKNOWN_NOTHING);
    return status ? status : put_flow(r, s, &closed, LODE_UNKNOWN_UNLIMITED);
}

/* All sets of the main actors that own nothing of the country's. */
static lode_status put_land(running *r, const lode_fleet *f, const source *s, const char *base)
{
    uint32_t main = lode_main_actors(r->s.network);
    main &= ~lode_owners(r->s.network, main, &s->own);
    lode_status status = put_row(r, f, s, 0, base);
    for (uint32_t set = main; set && !status; set = (set - 1) & main)
        status = put_row(r, f, s, set, base);
    return status;
}

lode_status lode_run_i_put_capacity(running *r, const lode_fleet *f, const char *base)
{
    lode_land *lands;
    size_t n;
    const lode_origin **origins = calloc(f->n + 1, sizeof *origins);
    lode_status status = origins ? lode_lands(f->s->c, 0, &lands, &n, r->err) : lode_fail_memory(r->err);
    if (status) {
        free(origins);
        return status;
    }
    for (size_t i = 0; i < n && !status; i++) {
        source s = {.origins = origins};
        gather(f, &lands[i], &s);
        if (s.n)
            status = put_land(r, f, &s, base);
    }
    free(lands);
    free(origins);
    return status;
}
