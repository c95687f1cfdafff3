/* Every cost and cut set of an output, searched plainly: MODEL M1, M3 and M6 by their definitions. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/compare.h"
#include "app/recheck.h"
#include "core/plain.h"

/* Sets of actors by the text that names them; actors with a "+" in their names make some texts stand for two. */
typedef struct named_set {
    const char *text;
    uint32_t set;
} named_set;

typedef struct asking_plainly {
    lode_session *s;
    const lode_output *o;
    lode_destination *destinations;
    size_t n_destinations;
    lode_scenario **scenarios; /* one a base */
    named_set *sets;
    size_t n_sets;
    /* The deposit, destination and base asked last. */
    char key[600];
    lode_plain *plain;
    lode_target *targets;
    lode_shipment shipment;
    const lode_origin *origin;
    lode_set own;
    int64_t base; /* G with nothing closed */
    lode_table *lies;
    lode_err *err;
} asking_plainly;

static const char *text_of(const lode_table *t, size_t row, const char *column)
{
    const char *text = lode_table_text(t, row, column);
    return text ? text : "";
}

static int order_sets(const void *a, const void *b)
{
    const named_set *x = a, *y = b;
    int by = strcmp(x->text, y->text);
    return by ? by : (x->set > y->set) - (x->set < y->set);
}

static lode_status name_sets(asking_plainly *q)
{
    const lode_network *n = q->s->network;
    size_t most = (size_t)1 << n->n_actors;
    q->sets = LODE_NEW(q->s->arena, named_set, most);
    for (size_t set = 1; q->sets && set < most; set++) {
        lode_text names = {0};
        lode_actor_names(n, (uint32_t)set, &names);
        q->sets[q->n_sets] = (named_set){lode_arena_strdup(q->s->arena, lode_text_get(&names)), (uint32_t)set};
        lode_text_free(&names);
        if (!q->sets[q->n_sets++].text)
            return lode_fail_memory(q->err);
    }
    if (!q->sets)
        return lode_fail_memory(q->err);
    if (q->n_sets)
        qsort(q->sets, q->n_sets, sizeof *q->sets, order_sets);
    return LODE_OK;
}

/* The set of some actors of a size that a text names; 0: none. size 0: any. */
static uint32_t set_named(const asking_plainly *q, const char *text, int size)
{
    size_t low = 0, high = q->n_sets;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(q->sets[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < q->n_sets && strcmp(q->sets[low].text, text) == 0; low++)
        if (!size || __builtin_popcount(q->sets[low].set) == size)
            return q->sets[low].set;
    return 0;
}

/* ---- one deposit, destination and base ----------------------------------------------------------------------- */

static void put(asking_plainly *q, const lode_table *t, size_t row, const char *column, const char *expected,
                const char *how)
{
    lode_text name = {0}, found = {0};
    if (lode_table_rows(q->lies))
        return;
    lode_row_name(t, row, &name);
    if (lode_table_find(t, column) >= 0)
        lode_cell_text(t, row, (size_t)lode_table_find(t, column), &found);
    lode_lie_put(q->lies, lode_table_name(t), lode_text_get(&name), column, lode_text_get(&found), expected, how);
    lode_text_free(&name);
    lode_text_free(&found);
}

static void drop(asking_plainly *q)
{
    lode_plain_free(q->plain);
    free(q->targets);
    q->plain = NULL;
    q->targets = NULL;
    q->key[0] = '\0';
}

static lode_status cost_under(asking_plainly *q, uint32_t set, int64_t *cost)
{
    lode_set closed = lode_closed_by(q->s->network, set, &q->own);
    *cost = lode_plain_cost(q->plain, &closed);
    return *cost < 0 ? lode_fail_memory(q->err) : LODE_OK;
}

static lode_status open_question(asking_plainly *q, size_t occurrence, const lode_destination *d,
                                 const lode_scenario *scenario)
{
    size_t n = 0;
    drop(q);
    q->origin = &q->s->network->origin[occurrence];
    q->own = lode_own_domains(q->s->network, q->origin, d->single_market);
    lode_status status = lode_session_shipment(q->s, &q->s->c->occurrences.v[occurrence], &q->shipment, q->err);
    if (!status)
        status = lode_destination_targets(q->s, d, q->shipment.product, &q->targets, &n, q->err);
    if (status)
        return status;
    q->plain = lode_plain_new(scenario, &q->shipment, q->origin, q->targets, n, q->err);
    return q->plain ? cost_under(q, 0, &q->base) : LODE_IO;
}

/* Finds what a row speaks of by its columns deposit, destination and base; *known 0 where the case has no such. */
static lode_status ask_for_row(asking_plainly *q, const lode_table *t, size_t row, int *known)
{
    const char *deposit = text_of(t, row, "deposit"), *destination = text_of(t, row, "destination");
    const char *base = text_of(t, row, "base");
    char key[sizeof q->key];
    int length = snprintf(key, sizeof key, "%s\n%s\n%s", deposit, destination, base);
    *known = 1;
    if (length > 0 && (size_t)length < sizeof key && strcmp(key, q->key) == 0 && q->plain)
        return LODE_OK;
    size_t o = 0, d = 0, b = 0;
    while (o < q->s->c->occurrences.n && strcmp(q->s->c->occurrences.v[o].id, deposit) != 0)
        o++;
    while (d < q->n_destinations && strcmp(q->destinations[d].name, destination) != 0)
        d++;
    while (b < q->o->n_bases && strcmp(q->o->bases[b], base) != 0)
        b++;
    *known = o < q->s->c->occurrences.n && d < q->n_destinations && b < q->o->n_bases;
    if (!*known) {
        put(q, t, row, "deposit", "a deposit, destination and base of the run", "the case and what was asked");
        return LODE_OK;
    }
    lode_status status = open_question(q, o, &q->destinations[d], q->scenarios[b]);
    memcpy(q->key, key, sizeof key);
    return status;
}

/* A cost in a column against one searched plainly. */
static void hold_cost(asking_plainly *q, const lode_table *t, size_t row, const char *column, int64_t cost,
                      const char *how)
{
    double found = lode_table_real(t, row, column);
    char expected[40];
    int same = cost == LODE_NO_WAY ? isnan(found) : !isnan(found) && llround(found * 1e6) == cost;
    snprintf(expected, sizeof expected, "%.15g", (double)cost / LODE_MICRO);
    if (!same)
        put(q, t, row, column, cost == LODE_NO_WAY ? NULL : expected, how);
}

/* ---- dependency ---------------------------------------------------------------------------------------------- */

/* M3, in the order of its sentence. */
static const char *status_of(const asking_plainly *q, uint32_t set, int64_t cost)
{
    double k = q->shipment.outside_usd_t;
    if (q->base == LODE_NO_WAY)
        return "unreachable";
    if (!isnan(k) && (double)q->base / LODE_MICRO >= k)
        return "uneconomic";
    if (cost == LODE_NO_WAY)
        return "captive";
    if (lode_owners(q->s->network, set, &q->own) == set)
        return "own";
    return cost > q->base ? "reroute" : "unaffected";
}

/* No way under a set, and one under each of its parts that lacks one actor. */
static lode_status is_minimal(asking_plainly *q, uint32_t set, int *minimal)
{
    int64_t cost;
    lode_status status = cost_under(q, set, &cost);
    *minimal = cost == LODE_NO_WAY;
    for (uint32_t bit = 1; bit && bit <= set && !status && *minimal; bit <<= 1)
        if (bit & set) {
            status = cost_under(q, set & ~bit, &cost);
            *minimal = cost != LODE_NO_WAY;
        }
    return status;
}

static lode_status hold_proof(asking_plainly *q, const lode_table *t, size_t row, uint32_t set)
{
    uint32_t proof = set_named(q, text_of(t, row, "proof"), 0);
    int minimal = 0;
    lode_status status = proof ? is_minimal(q, proof, &minimal) : LODE_OK;
    if (!status && (!minimal || (proof & ~set)))
        put(q, t, row, "proof", "a part of the closed actors that leaves no way, none of it to spare",
            "searched plainly under it and each smaller part");
    return status;
}

static lode_status hold_dependency(asking_plainly *q, const lode_table *t, size_t row)
{
    double size = lode_table_real(t, row, "n_closed");
    uint32_t set = isnan(size) ? 0 : set_named(q, text_of(t, row, "closed"), (int)size);
    int64_t cost;
    if (!set) {
        put(q, t, row, "closed", "actors of the case", "the table actors");
        return LODE_OK;
    }
    lode_status status = cost_under(q, set, &cost);
    if (status)
        return status;
    hold_cost(q, t, row, "g_usd_t", cost, "searched plainly with the actors closed");
    if (strcmp(text_of(t, row, "status"), status_of(q, set, cost)) != 0)
        put(q, t, row, "status", status_of(q, set, cost), "M3 on the costs searched plainly");
    int both = cost != LODE_NO_WAY && q->base != LODE_NO_WAY;
    hold_cost(q, t, row, "penalty_usd_t", both ? cost - q->base : LODE_NO_WAY, "G under the closure less G");
    if (q->base != LODE_NO_WAY && cost == LODE_NO_WAY)
        status = hold_proof(q, t, row, set);
    return status;
}

/* ---- cut sets ------------------------------------------------------------------------------------------------ */

static lode_status hold_cut(asking_plainly *q, const lode_table *t, size_t row)
{
    const char *kind = text_of(t, row, "status");
    double size = lode_table_real(t, row, "size");
    uint32_t players = lode_players(q->s->network, &q->own);
    int64_t cost = 0;
    int holds = 0;
    lode_status status = LODE_OK;
    if (strcmp(kind, "cut") == 0) {
        uint32_t set = isnan(size) ? 0 : set_named(q, text_of(t, row, "cut_set"), (int)size);
        status = set && !(set & ~players) ? is_minimal(q, set, &holds) : LODE_OK;
        if (!status && !holds)
            put(q, t, row, "cut_set", "actors that leave no way, none of them to spare",
                "searched plainly under them and each smaller part");
        return status;
    }
    if (strcmp(kind, "free_way") == 0) {
        status = cost_under(q, players, &cost);
        holds = cost != LODE_NO_WAY;
    } else {
        holds = strcmp(kind, "unreachable") == 0 ? q->base == LODE_NO_WAY : q->base != LODE_NO_WAY;
    }
    if (!status && !holds)
        put(q, t, row, "status", "what a plain search finds", "searched plainly with every player closed, and none");
    return status;
}

/* ---- all rows ------------------------------------------------------------------------------------------------ */

static lode_status hold_route(asking_plainly *q, const lode_table *t, size_t row)
{
    if (strcmp(text_of(t, row, "role"), "best") == 0)
        hold_cost(q, t, row, "g_usd_t", q->base, "searched plainly");
    return LODE_OK;
}

typedef lode_status (*hold_fn)(asking_plainly *q, const lode_table *t, size_t row);

static lode_status hold_table(asking_plainly *q, const lode_table *t, hold_fn hold)
{
    lode_status status = LODE_OK;
    size_t n = t ? lode_table_rows(t) : 0;
    for (size_t row = 0; row < n && !status && !lode_table_rows(q->lies); row++) {
        int known;
        if (row % 64 == 0)
            lode_session_progress(q->s, lode_table_name(t), row, n);
        status = ask_for_row(q, t, row, &known);
        if (!status && known)
            status = hold(q, t, row);
    }
    return status;
}

static lode_status make_scenarios(asking_plainly *q)
{
    q->scenarios = LODE_NEW(q->s->arena, lode_scenario *, q->o->n_bases);
    lode_status status = q->scenarios ? LODE_OK : lode_fail_memory(q->err);
    for (size_t i = 0; i < q->o->n_bases && !status; i++)
        status = lode_session_scenario(q->s, q->o->bases[i], 1, &q->scenarios[i], q->err);
    return status;
}

lode_status lode_recheck_ways(lode_session *s, const lode_output *o, const lode_rows_read *rows, lode_table *lies,
                              lode_err *err)
{
    asking_plainly q = {.s = s, .o = o, .lies = lies, .err = err};
    lode_status status = lode_session_destinations(s, &q.destinations, &q.n_destinations, err);
    if (!status)
        status = name_sets(&q);
    if (!status)
        status = make_scenarios(&q);
    if (!status)
        status = hold_table(&q, rows->routes, hold_route);
    if (!status)
        status = hold_table(&q, rows->dependency, hold_dependency);
    if (!status)
        status = hold_table(&q, rows->cut_sets, hold_cut);
    drop(&q);
    for (size_t i = 0; q.scenarios && i < o->n_bases; i++)
        lode_scenario_free(q.scenarios[i]);
    return status;
}
