/* Routes with different gates against every way of random networks, walked arc by arc; the worked example. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/alternatives.h"
#include "support/expected.h"
#include "support/folder_case.h"
#include "support/random_case.h"

enum { CASES = 1500, MOST_FOUND = 4000, MOST_DEEP = 64 };

/* ---- every way, one by one ------------------------------------------------------------------------------------ */

typedef struct way_found {
    int64_t cost;
    char gates[120];
} way_found;

typedef struct walker {
    const lode_network *n;
    const lode_target *targets;
    size_t n_targets;
    const int64_t *weight;
    const uint8_t *open;
    int64_t limit;
    int by_state;
    int32_t been[MOST_DEEP]; /* states in order */
    size_t n_been;
    way_found *found; /* the cheapest of each sequence of gates */
    size_t n_found;
} walker;

static void keep(walker *w, int64_t cost, const char *gates)
{
    for (size_t i = 0; i < w->n_found; i++)
        if (strcmp(w->found[i].gates, gates) == 0) {
            if (cost < w->found[i].cost)
                w->found[i].cost = cost;
            return;
        }
    assert_true(w->n_found < MOST_FOUND);
    way_found *f = &w->found[w->n_found++];
    f->cost = cost;
    snprintf(f->gates, sizeof f->gates, "%s", gates);
}

static int is_target(const walker *w, int32_t state)
{
    for (size_t i = 0; i < w->n_targets; i++)
        if (w->targets[i].state == state)
            return 1;
    return 0;
}

/* Left before, and now come back to. */
static int comes_back(const walker *w, int32_t head)
{
    const int32_t *place = w->n->state_place;
    if (!w->by_state && place[head] == place[w->been[w->n_been - 1]])
        return 0;
    for (size_t i = 0; i < w->n_been; i++)
        if (w->by_state ? w->been[i] == head : place[w->been[i]] == place[head])
            return 1;
    return 0;
}

static void walk(walker *w, int64_t cost, const char *gates, const char *last_gate, lode_element_kind before)
{
    int32_t state = w->been[w->n_been - 1];
    if (before != LODE_E_LOAD && is_target(w, state)) {
        keep(w, cost, gates);
        return;
    }
    for (size_t a = 0; a < w->n->n_arcs; a++) {
        const lode_element *e = &w->n->element[w->n->arc_element[a]];
        int32_t head = w->n->arc_head[a];
        if (w->n->arc_tail[a] != state || !w->open[a] || cost + w->weight[a] > w->limit || comes_back(w, head))
            continue;
        if (e->kind == LODE_E_UNLOAD && before == LODE_E_LOAD)
            continue;
        if (e->kind == LODE_E_LOAD && w->n_been > 1 && w->been[w->n_been - 2] == head)
            continue;
        char with[160];
        const char *gate = e->is_gate && strcmp(e->id, last_gate) != 0 ? e->id : NULL;
        snprintf(with, sizeof with, "%s%s%s", gates, gate && *gates ? ">" : "", gate ? gate : "");
        assert_true(w->n_been < MOST_DEEP);
        w->been[w->n_been++] = head;
        walk(w, cost + w->weight[a], with, gate ? gate : last_gate, e->kind);
        w->n_been--;
    }
}

static int order_found(const void *a, const void *b)
{
    const way_found *x = a, *y = b;
    return x->cost != y->cost ? (x->cost > y->cost) - (x->cost < y->cost) : strcmp(x->gates, y->gates);
}

/* ---- against the search --------------------------------------------------------------------------------------- */

typedef struct trial {
    random_case r;
    lode_network *n;
    lode_scenario *scenario;
    lode_shipment shipment;
    lode_target targets[64];
    size_t n_targets;
    lode_oracle *oracle;
    lode_set closed;
    walker w;
} trial;

static void start(trial *t, uint64_t seed)
{
    random_case_make(&t->r, seed, "");
    t->n = random_case_network(&t->r.c);
    t->scenario = lode_scenario_new(t->n, "open", NULL);
    t->shipment = (lode_shipment){.product = "ore", .usd_t = 5000, .v = 0.06, .payload_t = 22, .shipment_t = 20};
    t->n_targets = 0;
    for (size_t i = 0; i < t->n->n_markets; i++)
        for (int32_t s = 0; s < (int32_t)t->n->n_states && i <= seed % 2; s++)
            if (t->n->state_place[s] == t->n->market[i].place)
                t->targets[t->n_targets++] = (lode_target){.state = s,
                                                           .arrival = &t->n->element[t->n->market[i].element],
                                                           .arrival_index = t->n->market[i].element,
                                                           .partial_of = -1};
    t->oracle = lode_oracle_new(t->scenario, &t->shipment, LODE_BY_COST, t->targets, t->n_targets, NULL);
    t->closed = (lode_set){{0}};
    if (seed % 3 == 0 && lode_network_domain(t->n, "BBB") >= 0)
        lode_set_add(&t->closed, lode_network_domain(t->n, "BBB"));
    if (t->n->origin[0].domain >= 0)
        lode_set_remove(&t->closed, t->n->origin[0].domain);
}

static void finish(trial *t)
{
    lode_oracle_free(t->oracle);
    lode_scenario_free(t->scenario);
    lode_network_free(t->n);
}

static int64_t start_cost(const trial *t, const lode_option *o)
{
    lode_cost c = lode_cost_of(t->scenario, &t->shipment, &o->access, -1, 0);
    int64_t cost = lode_cost_total(&c);
    if (o->partial_of >= 0) {
        c = lode_cost_of(t->scenario, &t->shipment, &o->partial, o->partial_of, o->partial_reverse);
        cost += lode_cost_total(&c);
    }
    return cost;
}

static int option_is_open(const trial *t, const lode_option *o)
{
    return o->partial_of < 0 || (lode_element_allowed(t->scenario, &o->partial, o->partial_of, "ore") &&
                                 !lode_element_meets(t->scenario, &o->partial, &t->closed));
}

static void walk_all(trial *t, int64_t limit, int by_state, way_found *found)
{
    static uint8_t open[4000];
    assert_true(t->n->n_arcs < sizeof open);
    lode_open_arcs(t->scenario, "ore", &t->closed, open);
    lode_weights *weights = lode_weights_new(t->scenario, &t->shipment, LODE_BY_COST, NULL);
    t->w = (walker){.n = t->n, .weight = weights->arc, .open = open, .limit = limit, .by_state = by_state};
    lode_target reached[64]; /* those that are not closed */
    for (size_t i = 0; i < t->n_targets; i++)
        if (!lode_set_has(&t->closed, t->n->place_domain[t->n->state_place[t->targets[i].state]]))
            reached[t->w.n_targets++] = t->targets[i];
    t->w.targets = reached;
    t->w.found = found;
    for (size_t i = 0; i < t->n->origin[0].n_options; i++) {
        const lode_option *o = &t->n->origin[0].options[i];
        t->w.been[0] = o->state;
        t->w.n_been = 1;
        if (option_is_open(t, o) && start_cost(t, o) <= limit)
            walk(&t->w, start_cost(t, o), "", "", LODE_E_LINK);
    }
    if (t->w.n_found)
        qsort(found, t->w.n_found, sizeof *found, order_found);
    lode_weights_free(weights);
}

static void compare(uint64_t seed, const lode_alternatives *got, const way_found *found, size_t n_found, size_t most)
{
    if (!got->complete || got->n != (n_found < most ? n_found : most))
        fail_msg("seed %llu: %zu routes, expected %zu", (unsigned long long)seed, got->n, n_found);
    for (size_t i = 0; i < got->n; i++) {
        lode_text gates = {0};
        int same = 0;
        lode_route_gates(&got->route[i], &gates);
        for (size_t k = 0; k < n_found; k++) /* routes of one cost may come in any order */
            same |= found[k].cost == got->route[i].total && strcmp(found[k].gates, lode_text_get(&gates)) == 0;
        if (got->route[i].total != found[i].cost || !same)
            fail_msg("seed %llu: route %zu %s %lld, expected %s %lld", (unsigned long long)seed, i,
                     lode_text_get(&gates), (long long)got->route[i].total, found[i].gates, (long long)found[i].cost);
        lode_text_free(&gates);
    }
}

static void every_way_of_random_networks(void **state)
{
    static way_found found[MOST_FOUND];
    size_t routes = 0, runs = 0, several = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        trial t;
        lode_alternatives got;
        lode_way best;
        double margin = seed % 4 == 0 ? 2 : 0.5;
        start(&t, seed);
        assert_int_equal(lode_oracle_ask(t.oracle, &t.n->origin[0], &t.closed, &best, NULL), LODE_OK);
        assert_int_equal(lode_alternatives_find(t.oracle, &t.n->origin[0], &t.closed, margin, 10, &got, NULL), LODE_OK);
        assert_int_equal(got.n > 0, best.found);
        if (best.found) {
            assert_int_equal(got.route[0].total, best.cost);
            int64_t limit = (int64_t)floor((double)best.cost * (1 + margin) + 1e-3);
            walk_all(&t, limit, !lode_route_is_simple(t.n, &got.route[0]), found);
            compare(seed, &got, found, t.w.n_found, 10);
        }
        routes += got.n;
        several += got.n > 1;
        runs += got.runs > 1;
        lode_alternatives_free(&got);
        finish(&t);
    }
    print_message("%zu routes, %zu cases with several, %zu searched more than once\n", routes, several, runs);
    assert_true(several > CASES / 8 && runs > CASES / 10); /* the cases say something */
}

/* ---- the worked example --------------------------------------------------------------------------------------- */

static int open_worked(void **state)
{
    static folder_case f;
    folder_case_open(&f, "worked");
    *state = &f;
    return 0;
}

static int close_worked(void **state)
{
    folder_case_drop(*state);
    return 0;
}

static void check_listed(question *q, const char *pair, double margin, size_t n_listed)
{
    lode_alternatives got;
    lode_set nothing = {{0}};
    assert_int_equal(lode_alternatives_find(q->oracle, q->origin, &nothing, margin, 10, &got, NULL), LODE_OK);
    assert_int_equal(got.n, n_listed);
    assert_int_equal(got.complete, 1);
    for (size_t i = 0; i < got.n; i++) {
        lode_text gates = {0};
        lode_route_gates(&got.route[i], &gates);
        assert_string_equal(lode_text_get(&gates), expected_textf("%s.route%zu.gates", pair, i + 1));
        expected_figure((double)got.route[i].total / 1e6, "%s.route%zu.G", pair, i + 1);
        expected_figure((double)got.route[i].money / 1e6, "%s.route%zu.M", pair, i + 1);
        expected_figure(got.route[i].km, "%s.route%zu.km", pair, i + 1);
        lode_text_free(&gates);
    }
    lode_alternatives_free(&got);
}

static void all_routes_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *pair;
        double margin;
        size_t n;
    } rows[] = {
        {0, "m1", "d1.m1", 0.3, 4}, {0, "m2", "d1.m2", 0.3, 2}, {1, "m1", "d2.m1", 0.3, 2}, {1, "m2", "d2.m2", 0.7, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        question_start(&q, *state, rows[i].origin, rows[i].market);
        check_listed(&q, rows[i].pair, rows[i].margin, rows[i].n);
        question_drop(&q);
    }
}

static void margin_and_number_limit(void **state)
{
    question q;
    lode_alternatives got;
    lode_set nothing = {{0}};
    static const struct {
        double margin;
        size_t most, n;
    } rows[] = {{0, 10, 1},  {0.0953, 10, 1}, {0.09535, 10, 2}, {26 / 272.7, 10, 2},
                {0.3, 3, 3}, {0.3, 0, 0},     {-1, 10, 1},      {10, 99, 5}};
    question_start(&q, *state, 0, "m1");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(lode_alternatives_find(q.oracle, q.origin, &nothing, rows[i].margin, rows[i].most, &got, NULL),
                         LODE_OK);
        assert_int_equal(got.n, rows[i].n);
        lode_alternatives_free(&got);
    }
    question_drop(&q);
}

/* To the other deposit: unloaded at its railhead, then its access leg walked the other way. */
static void to_a_point(void **state)
{
    static const char *const gates[] = {"north", "south>east"};
    question q;
    lode_alternatives got;
    lode_way best;
    lode_set nothing = {{0}};
    question_start(&q, *state, 0, "m1");
    const lode_origin *point = &q.f->n->origin[1];
    assert_true(point->n_options > 0 && point->n_options < 64);
    q.n_targets = 0;
    for (size_t i = 0; i < point->n_options; i++)
        q.targets[q.n_targets++] = (lode_target){.state = point->options[i].state,
                                                 .arrival = &point->options[i].access,
                                                 .arrival_index = -1,
                                                 .partial_of = -1};
    question_again(&q);
    assert_int_equal(lode_oracle_ask(q.oracle, q.origin, &nothing, &best, NULL), LODE_OK);
    assert_int_equal(lode_alternatives_find(q.oracle, q.origin, &nothing, 2, 10, &got, NULL), LODE_OK);
    assert_int_equal(got.n, 2);
    assert_int_equal(got.route[0].total, best.cost);
    for (size_t i = 0; i < got.n; i++) {
        lode_text text = {0};
        const lode_route *route = &got.route[i];
        lode_route_gates(route, &text);
        assert_string_equal(lode_text_get(&text), gates[i]);
        assert_int_equal(lode_route_end(route)->kind, LODE_E_ACCESS);
        assert_int_equal(route->steps[route->n_steps - 2].element->kind, LODE_E_UNLOAD);
        lode_text_free(&text);
    }
    lode_alternatives_free(&got);
    question_drop(&q);
}

static void none_where_no_way_is(void **state)
{
    question q;
    lode_alternatives got;
    question_start(&q, *state, 0, "m1");
    lode_set closed = lode_closed_by(q.f->n, question_actors(&q, "NOR+SOU"), &q.own);
    assert_int_equal(lode_alternatives_find(q.oracle, q.origin, &closed, 0.3, 10, &got, NULL), LODE_OK);
    assert_int_equal(got.n, 0);
    assert_int_equal(got.complete, 1);
    lode_alternatives_free(&got);
    question_drop(&q);
}

static void out_of_memory(void **state)
{
    int failed = 0;
    for (long after = 0;; after++) {
        question q;
        lode_alternatives got;
        lode_err err = {0};
        lode_set nothing = {{0}};
        question_start(&q, *state, 0, "m1");
        lode_alloc_fail_after = after;
        lode_status status = lode_alternatives_find(q.oracle, q.origin, &nothing, 0.3, 10, &got, &err);
        lode_alloc_fail_after = -1;
        if (status) {
            assert_int_equal(status, LODE_IO);
            assert_non_null(strstr(err.message, "memory"));
            assert_int_equal(got.n, 0);
            failed++;
        } else
            assert_int_equal(got.n, 4);
        lode_alternatives_free(&got);
        question_drop(&q);
        if (!status)
            break;
    }
    assert_true(failed > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_way_of_random_networks),
                                       cmocka_unit_test(all_routes_of_the_worked_example),
                                       cmocka_unit_test(margin_and_number_limit),
                                       cmocka_unit_test(none_where_no_way_is),
                                       cmocka_unit_test(to_a_point),
                                       cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
