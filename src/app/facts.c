/* The facts to check first: of all facts of low or no confidence, those that most of the cost rests on (M15). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/run_i.h"
#include "app/tables.h"
#include "core/columns.h"
#include "core/grade.h"

enum { SHOWN = 10, MOST_COLUMNS = 6, SOURCE_LENGTH = 100 };

/* All that rests on one row, or on one parameter. */
typedef struct weight {
    const char *layer, *columns[MOST_COLUMNS];
    int32_t row;
    size_t n_columns;
    uint8_t confidence;
    size_t headlines, last_headline;
    double share, usd_t; /* sums over headlines */
} weight;

typedef struct weighing {
    running r; /* first: a batch finds the rest behind it */
    weight *v;
    size_t n, capacity;
    size_t headline; /* the number of the one at hand, from 1 */
    double g_usd_t;  /* of it */
    int failed;
} weighing;

/* ---- weighing ----------------------------------------------------------------------------------------------- */

static weight *weight_of(weighing *w, const lode_fact *fact)
{
    for (size_t i = 0; i < w->n; i++) {
        weight *have = &w->v[i];
        if (have->row == fact->row && strcmp(have->layer, fact->layer) == 0 &&
            (fact->row >= 0 || strcmp(have->columns[0], fact->column) == 0))
            return have;
    }
    weight *added = lode_grow((void **)&w->v, &w->n, &w->capacity, sizeof *added);
    if (added)
        *added = (weight){.layer = fact->layer, .row = fact->row, .confidence = fact->confidence};
    return added;
}

static void add_column(weight *have, const char *column)
{
    for (size_t i = 0; i < have->n_columns; i++)
        if (strcmp(have->columns[i], column) == 0)
            return;
    if (have->n_columns < MOST_COLUMNS)
        have->columns[have->n_columns++] = column;
}

static void weigh_part(void *context, const lode_part *part)
{
    weighing *w = context;
    int64_t counted = -1; /* a part that rests on two figures of one row counts once */
    for (int i = 0; i < part->n_facts && part->usd_t > 0; i++) {
        const lode_fact *fact = &part->facts[i];
        if (fact->confidence < LODE_LOW)
            continue;
        weight *have = weight_of(w, fact);
        if (!have) {
            w->failed = 1;
            return;
        }
        add_column(have, fact->column);
        if (have - w->v == counted)
            continue;
        counted = have - w->v;
        have->headlines += have->last_headline != w->headline;
        have->last_headline = w->headline;
        have->confidence = fact->confidence > have->confidence ? fact->confidence : have->confidence;
        have->usd_t += part->usd_t;
        have->share += part->usd_t / w->g_usd_t;
    }
}

static lode_status weigh_best(weighing *w, asking *a)
{
    lode_step *steps;
    size_t n;
    lode_route best;
    lode_set nothing = {{0}};
    const lode_origin *origin = &w->r.s.network->origin[a->occurrence];
    lode_status status = lode_oracle_steps(a->oracle, origin, &nothing, &steps, &n, w->r.err);
    if (!status)
        status = lode_route_make(a->oracle, steps, n, &best, w->r.err);
    if (status)
        return status;
    if (best.total > 0) {
        w->headline++;
        w->g_usd_t = lode_usd(best.total);
        for (size_t i = 0; i < best.n_steps; i++)
            lode_cost_parts(a->scenario, lode_oracle_shipment(a->oracle), best.steps[i].element, best.steps[i].index,
                            best.steps[i].reverse, weigh_part, w);
    }
    lode_route_free(&best);
    return w->failed ? lode_fail_memory(w->r.err) : LODE_OK;
}

static lode_status weigh_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n)
{
    weighing *w = (weighing *)(void *)a->r;
    lode_target *targets;
    size_t n_targets;
    lode_status status =
        lode_destination_targets(&w->r.s, a->destination, shipment->product, &targets, &n_targets, w->r.err);
    if (!status) {
        a->oracle = lode_oracle_new(a->scenario, shipment, LODE_BY_COST, targets, n_targets, w->r.err);
        status = a->oracle ? LODE_OK : LODE_IO;
    }
    for (size_t i = 0; i < n && !status; i++) {
        a->occurrence = occurrences[i];
        status = weigh_best(w, a);
    }
    lode_oracle_free(a->oracle);
    a->oracle = NULL;
    free(targets);
    return status;
}

static lode_status weigh_all(weighing *w)
{
    lode_scenario *scenario;
    lode_status status = lode_session_destinations(&w->r.s, &w->r.destinations, &w->r.n_destinations, w->r.err);
    if (status)
        return status;
    status = lode_session_scenario(&w->r.s, "open", 0, &scenario, w->r.err);
    for (size_t d = 0; d < w->r.n_destinations && !status; d++) {
        asking a = {.r = &w->r, .scenario = scenario, .destination = &w->r.destinations[d]};
        status = lode_run_i_each_batch(&a, weigh_batch);
    }
    lode_scenario_free(scenario);
    return status;
}

/* ---- telling ------------------------------------------------------------------------------------------------ */

static const lode_link *link_at(const lode_case *c, const weight *w)
{
    const char *layer = w->layer;
    if (strcmp(layer, "rail") == 0)
        return &c->rail.v[w->row];
    if (strcmp(layer, "road") == 0)
        return &c->road.v[w->row];
    return strcmp(layer, "sea") == 0 ? &c->sea.v[w->row] : &c->air.v[w->row];
}

/* What tells the rows of tariffs apart, joined by ":". */
static void tariff_name(const lode_tariff *t, lode_text *id)
{
    const char *parts[] = {t->mode, t->domain, t->surface, t->traction, t->basis};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            lode_text_addf(id, "%s%s", id->length ? ":" : "", parts[i]);
}

static const char *parameter_source(const lode_case *c, const char *key)
{
    for (size_t i = 0; i < c->parameters.n; i++)
        if (c->parameters.v[i].key && strcmp(c->parameters.v[i].key, key) == 0)
            return c->parameters.v[i].source;
    return "built-in default";
}

/* Id and source of the row. */
static const char *name_row(const lode_case *c, const weight *w, lode_text *id)
{
    if (w->row < 0) {
        lode_text_add(id, w->columns[0]);
        return parameter_source(c, w->columns[0]);
    }
    if (strcmp(w->layer, "tariffs") == 0) {
        tariff_name(&c->tariffs.v[w->row], id);
        return c->tariffs.v[w->row].source;
    }
    if (strcmp(w->layer, "crossings") == 0) {
        lode_text_add(id, c->crossings.v[w->row].id);
        return c->crossings.v[w->row].source;
    }
    if (strcmp(w->layer, "terminals") == 0) {
        lode_text_add(id, c->terminals.v[w->row].id);
        return c->terminals.v[w->row].source;
    }
    lode_text_add(id, link_at(c, w)->id);
    return link_at(c, w)->source;
}

static void put_source(lode_table *t, const char *source)
{
    char text[SOURCE_LENGTH + 8];
    if (!source)
        return;
    size_t length = strlen(source), end = SOURCE_LENGTH;
    while (length > SOURCE_LENGTH && end > 0 && ((unsigned char)source[end] & 0xC0) == 0x80)
        end--; /* between two letters of UTF-8, not inside one */
    snprintf(text, sizeof text, "%.*s%s", (int)(length > SOURCE_LENGTH ? end : length), source,
             length > SOURCE_LENGTH ? "..." : "");
    lode_table_set_text(t, "source", text);
}

static int order_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_weight(lode_table *t, const weighing *w, weight *fact, size_t rank)
{
    lode_text id = {0}, columns = {0};
    const char *source = name_row(w->r.s.c, fact, &id);
    qsort(fact->columns, fact->n_columns, sizeof *fact->columns, order_texts);
    for (size_t i = 0; i < fact->n_columns; i++)
        lode_text_addf(&columns, "%s%s", i ? ";" : "", fact->row < 0 ? "value" : fact->columns[i]);
    lode_table_add(t);
    lode_table_set_int(t, "rank", (int64_t)rank);
    lode_table_set_text(t, "layer", fact->layer);
    lode_table_set_text(t, "id", lode_text_get(&id));
    lode_table_set_text(t, "columns", lode_text_get(&columns));
    lode_table_set_text(t, "confidence", lode_confidence_names[fact->confidence]);
    lode_table_set_int(t, "headlines", (int64_t)fact->headlines);
    lode_table_set_real(t, "share_pct", 100 * fact->share / (double)w->headline);
    lode_table_set_real(t, "g_usd_t", fact->usd_t / (double)fact->headlines);
    put_source(t, source);
    lode_text_free(&id);
    lode_text_free(&columns);
}

/* The heaviest first. Ties are told apart by what they are, not by where they lie. */
static int order_weights(const void *a, const void *b)
{
    const weight *x = a, *y = b;
    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    int by_layer = strcmp(x->layer, y->layer);
    return by_layer ? by_layer : (x->row > y->row) - (x->row < y->row);
}

lode_status lode_facts_table(const lode_session *s, lode_table **table, lode_err *err)
{
    weighing w = {.r = {.s = *s, .err = err}};
    lode_status status = s->network ? weigh_all(&w) : LODE_OK;
    lode_table *t = status ? NULL : lode_result_table("facts", NULL);
    if (w.n)
        qsort(w.v, w.n, sizeof *w.v, order_weights);
    for (size_t i = 0; t && i < w.n && i < SHOWN; i++)
        put_weight(t, &w, &w.v[i], i + 1);
    free(w.v);
    *table = NULL;
    if (!status && (!t || lode_table_failed(t)))
        status = lode_fail_memory(err);
    if (status)
        lode_table_free(t);
    else
        *table = t;
    return status;
}
