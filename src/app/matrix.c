/* Many to many: one search a target and kind of shipment answers for all starts. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/ends.h"
#include "app/results.h"
#include "app/safety.h"
#include "core/columns.h"

typedef struct start {
    const char *name;
    lode_origin origin;
    const lode_occurrence *occurrence; /* NULL: a place or a point */
    lode_shipment shipment;
} start;

typedef struct asking {
    lode_session s;
    lode_scenario *scenario, *unclosed; /* unclosed: without the closures asked for; made when first needed */
    lode_objective objective;
    lode_safety safety;
    start *starts;
    size_t n_starts, capacity;
    const char **ends;
    size_t n_ends;
    lode_oracle **like; /* one a shipment: those of the same share its weights */
    size_t n_like, like_capacity;
    lode_table *rows;
    lode_err *err;
} asking;

/* ---- ends ----------------------------------------------------------------------------------------------------- */

static lode_status add_start(asking *a, const char *name, const lode_origin *origin, const lode_occurrence *occurrence)
{
    start *slot = lode_grow((void **)&a->starts, &a->n_starts, &a->capacity, sizeof *slot);
    if (!slot)
        return lode_fail_memory(a->err);
    *slot = (start){.name = name, .origin = *origin, .occurrence = occurrence};
    return lode_session_shipment(&a->s, occurrence, &slot->shipment, a->err);
}

/* All occurrences of a kind or of a country; 0: the word is neither. */
static lode_status add_group(asking *a, const char *word, size_t *added)
{
    const lode_case *c = a->s.c;
    lode_status status = LODE_OK;
    *added = 0;
    for (size_t i = 0; i < c->occurrences.n && !status; i++) {
        const lode_occurrence *o = &c->occurrences.v[i];
        int deposits = strcmp(word, "deposits") == 0 && strcmp(o->kind, "deposit") == 0;
        if (!deposits && strcmp(word, "occurrences") != 0 && strcmp(word, o->country) != 0)
            continue;
        status = add_start(a, o->id, &a->s.network->origin[i], o);
        ++*added;
    }
    return status;
}

static lode_status find_starts(asking *a, const char *const *words, size_t n)
{
    static const char *const usual[] = {"deposits"};
    lode_status status = LODE_OK;
    for (size_t i = 0; i < (n ? n : 1) && !status; i++) {
        const char *word = n ? words[i] : usual[0];
        size_t added;
        lode_origin origin;
        const lode_occurrence *occurrence;
        status = add_group(a, word, &added);
        if (status || added || n == 0)
            continue;
        status = lode_find_start(&a->s, word, &origin, &occurrence, a->err);
        if (!status)
            status = add_start(a, word, &origin, occurrence);
    }
    if (!status && a->n_starts == 0)
        status = lode_fail(a->err, LODE_USAGE,
                           "No deposit in the case to start from. Name where ways start: an id, a "
                           "name, a country, occurrences, or \"lon,lat\".");
    return status;
}

/* A market names itself; all of them where none is named. */
static lode_status find_ends(asking *a, const char *const *words, size_t n)
{
    size_t n_markets = a->s.network->n_markets;
    a->ends = LODE_NEW(a->s.arena, const char *, n + n_markets + 1);
    if (!a->ends)
        return lode_fail_memory(a->err);
    for (size_t i = 0; i < (n ? n : n_markets); i++)
        a->ends[a->n_ends++] = n ? words[i] : a->s.network->market[i].id;
    if (a->n_ends == 0)
        return lode_fail(a->err, LODE_USAGE, "The case has no market to go to. Name ends with --to.");
    return LODE_OK;
}

/* ---- answers -------------------------------------------------------------------------------------------------- */

static int same_shipment(const lode_shipment *a, const lode_shipment *b)
{
    return a->product == b->product && (a->usd_t == b->usd_t || (isnan(a->usd_t) && isnan(b->usd_t)));
}

/* An oracle to an end for what a start ships; weights are computed once a shipment. */
static lode_oracle *oracle_to(asking *a, size_t from, const lode_target *targets, size_t n)
{
    const lode_shipment *shipment = &a->starts[from].shipment;
    for (size_t i = 0; i < a->n_like; i++)
        if (same_shipment(lode_oracle_shipment(a->like[i]), shipment))
            return lode_oracle_sibling(a->like[i], a->scenario, targets, n, a->err);
    lode_oracle **slot = lode_grow((void **)&a->like, &a->n_like, &a->like_capacity, sizeof(lode_oracle *));
    if (!slot)
        return NULL;
    *slot = lode_oracle_new(a->scenario, shipment, a->objective, targets, n, a->err);
    if (!*slot) {
        a->n_like--;
        return NULL;
    }
    return lode_oracle_sibling(*slot, a->scenario, targets, n, a->err);
}

/* Whether the closures asked for are what leaves no way. */
static lode_status put_no_way(asking *a, size_t from, const lode_target *targets, size_t n)
{
    lode_way way = {0};
    lode_set nothing = {{0}};
    const lode_config *config = a->s.config;
    lode_status status = LODE_OK;
    if (config->n_closures && !a->unclosed)
        status = lode_session_scenario(&a->s, a->scenario->name, 0, &a->unclosed, a->err);
    if (!status && a->unclosed) {
        a->unclosed->risk = a->safety.risk;
        lode_oracle *oracle = lode_oracle_new(a->unclosed, &a->starts[from].shipment, a->objective, targets, n, a->err);
        status = oracle ? lode_oracle_ask(oracle, &a->starts[from].origin, &nothing, &way, a->err) : LODE_IO;
        lode_oracle_free(oracle);
    }
    lode_table_set_text(a->rows, "status", way.found ? "captive" : "unreachable");
    return status;
}

static void put_figures(asking *a, const lode_route *route)
{
    lode_text gates = {0}, domains = {0};
    lode_table *t = a->rows;
    lode_route_gates(route, &gates);
    lode_route_domains(a->s.network, route, &domains);
    lode_table_set_text(t, "status", "reachable");
    lode_table_set_text(t, "market", lode_route_end(route)->id);
    lode_table_set_real(t, "g_usd_t", lode_usd(route->total));
    lode_table_set_real(t, "money_usd_t", lode_usd(route->money));
    lode_table_set_real(t, "hours", route->hours);
    lode_table_set_real(t, "days", route->hours / 24);
    lode_table_set_real(t, "length_km", route->km);
    lode_table_set_real(t, "open_pct", lode_safety_open_pct(&a->safety, a->scenario, route->steps, route->n_steps));
    if (gates.length)
        lode_table_set_text(t, "gates", gates.data);
    if (domains.length)
        lode_table_set_text(t, "domains", domains.data);
    lode_text_free(&gates);
    lode_text_free(&domains);
}

static lode_status put_answer(asking *a, size_t from, const char *end, lode_oracle *oracle, const lode_target *targets,
                              size_t n_targets)
{
    lode_step *steps = NULL;
    size_t n_steps = 0;
    lode_route route = {0};
    lode_set nothing = {{0}};
    const start *s = &a->starts[from];
    lode_table_add(a->rows);
    lode_table_set_text(a->rows, "from", s->name);
    lode_table_set_text(a->rows, "from_name", s->origin.name ? s->origin.name : s->name);
    lode_table_set_text(a->rows, "to", end);
    lode_table_set_text(a->rows, "scenario", a->scenario->name);
    lode_table_set_text(a->rows, "by", lode_objective_names[a->objective]);
    lode_table_set_text(a->rows, "product", s->shipment.product);
    lode_status status = lode_oracle_steps(oracle, &s->origin, &nothing, &steps, &n_steps, a->err);
    if (!status)
        status = lode_route_make(oracle, steps, n_steps, &route, a->err);
    if (!status && route.n_steps)
        put_figures(a, &route);
    else if (!status)
        status = put_no_way(a, from, targets, n_targets);
    lode_route_free(&route);
    return status;
}

/* A place or point ships no product of its own: the first of the case that the end takes stands for it, as in route. */
static lode_status targets_of(asking *a, size_t from, const char *end, lode_target **targets, size_t *n)
{
    start *s = &a->starts[from];
    int fixed = s->occurrence || a->s.config->product;
    lode_status status = lode_session_shipment(&a->s, s->occurrence, &s->shipment, a->err);
    if (!status)
        status = lode_find_end(&a->s, end, s->shipment.product, targets, n, a->err);
    for (size_t i = 0; !fixed && !status && *n == 0 && i < a->s.c->products.n; i++) {
        lode_config config = *a->s.config;
        lode_session other = a->s;
        config.product = a->s.c->products.v[i].id;
        other.config = &config;
        free(*targets);
        *targets = NULL;
        status = lode_session_shipment(&other, NULL, &s->shipment, a->err);
        if (!status)
            status = lode_find_end(&a->s, end, s->shipment.product, targets, n, a->err);
    }
    return status;
}

/* One oracle for all starts that ship the same. */
static lode_status ask_from(asking *a, size_t from, const char *end, uint8_t *done)
{
    lode_target *targets = NULL;
    size_t n_targets;
    lode_status status = targets_of(a, from, end, &targets, &n_targets);
    lode_oracle *oracle = status ? NULL : oracle_to(a, from, targets, n_targets);
    if (!status && !oracle)
        status = LODE_IO;
    for (size_t i = from; i < a->n_starts && !status; i++) {
        int alone = !a->starts[i].occurrence && !a->s.config->product && i != from;
        if (done[i] || alone || !same_shipment(&a->starts[i].shipment, &a->starts[from].shipment))
            continue;
        done[i] = 1;
        status = put_answer(a, i, end, oracle, targets, n_targets);
    }
    lode_oracle_free(oracle);
    free(targets);
    return status;
}

static lode_status ask_all(asking *a)
{
    lode_status status = LODE_OK;
    uint8_t *done = calloc(a->n_starts + 1, 1);
    if (!done)
        status = lode_fail_memory(a->err);
    for (size_t e = 0; e < a->n_ends && !status; e++) {
        lode_session_progress(&a->s, "searching", e, a->n_ends);
        memset(done, 0, a->n_starts);
        for (size_t i = 0; i < a->n_starts && !status; i++)
            if (!done[i])
                status = ask_from(a, i, a->ends[e], done);
    }
    for (size_t i = 0; i < a->n_like; i++)
        lode_oracle_free(a->like[i]);
    free(a->like);
    free(done);
    return status;
}

static lode_status answer(asking *a, const lode_matrix_query *query)
{
    const char *name = a->s.config->scenario ? a->s.config->scenario : "open";
    lode_status status = lode_read_objective(a->s.config, &a->objective, a->err);
    if (!status)
        status = lode_safety_open(&a->safety, &a->s, a->objective, a->err);
    if (!status)
        status = lode_session_scenario(&a->s, name, 1, &a->scenario, a->err);
    if (!status) {
        a->scenario->risk = a->safety.risk;
        status = find_starts(a, query->from, query->n_from);
    }
    if (!status)
        status = find_ends(a, query->to, query->n_to);
    if (!status)
        status = ask_all(a);
    if (!status) {
        lode_table_sort(a->rows, (const char *const[]){"from", "to"}, 2);
        status = lode_table_failed(a->rows) ? lode_fail_memory(a->err) : LODE_OK;
    }
    return status;
}

lode_status lode_matrix_job(const lode_config *config, const lode_matrix_query *query, lode_table **rows,
                            lode_findings *findings, lode_err *err)
{
    asking a = {.err = err};
    lode_status status = lode_session_open(&a.s, config, 0, findings, err);
    a.rows = lode_result_table("matrix", NULL);
    if (!status && !a.rows)
        status = lode_fail_memory(err);
    if (!status)
        status = answer(&a, query);
    lode_scenario_free(a.scenario);
    lode_scenario_free(a.unclosed);
    lode_safety_close(&a.safety);
    free(a.starts);
    lode_session_close(&a.s);
    if (status) {
        lode_table_free(a.rows);
        a.rows = NULL;
    }
    *rows = a.rows;
    return status;
}

/* ---- the pivot for people ------------------------------------------------------------------------------------- */

static const char *figure_column(const char *by, const char **unit, const char **heading)
{
    if (by && strcmp(by, "money") == 0) {
        *unit = "USD/t";
        *heading = "money, USD/t";
        return "money_usd_t";
    }
    if (by && strcmp(by, "time") == 0) {
        *unit = "d";
        *heading = "days";
        return "days";
    }
    if (by && strcmp(by, "safe") == 0) {
        *unit = "%";
        *heading = "open, %";
        return "open_pct";
    }
    *unit = "USD/t";
    *heading = "G, USD/t";
    return "g_usd_t";
}

lode_table *lode_matrix_pivot(const lode_table *rows)
{
    enum { MOST = 400 };
    lode_column columns[MOST];
    size_t n = 1, count = lode_table_rows(rows);
    const char *unit, *heading, *figure = figure_column(count ? lode_table_text(rows, 0, "by") : NULL, &unit, &heading);
    columns[0] = (lode_column){"from", LODE_TEXT, "", heading, "Start.", 0};
    for (size_t i = 0; i < count && n < MOST; i++) { /* rows come by start, then end: those of the first start */
        if (strcmp(lode_table_text(rows, i, "from"), lode_table_text(rows, 0, "from")) != 0)
            break;
        const char *to = lode_table_text(rows, i, "to");
        columns[n++] = (lode_column){to, LODE_REAL, unit, to, "End.", 1};
    }
    lode_table *t = lode_table_new("matrix", "Matrix", LODE_NO_SHAPE, columns, n);
    const char *last = NULL;
    for (size_t i = 0; t && i < count; i++) {
        const char *from = lode_table_text(rows, i, "from");
        if (!last || strcmp(from, last) != 0) {
            lode_table_add(t);
            lode_table_set_text(t, "from", from);
        }
        last = from;
        lode_table_set_real(t, lode_table_text(rows, i, "to"), lode_table_real(rows, i, figure));
    }
    if (t && lode_table_failed(t)) {
        lode_table_free(t);
        t = NULL;
    }
    return t;
}
