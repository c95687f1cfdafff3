/* Maximum flow against the least of all cuts of random networks, tried one by one; the worked example. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/dependency.h"
#include "core/flow.h"
#include "support/expected.h"
#include "support/folder_case.h"
#include "support/random_case.h"

enum { CASES = 2000 };

/* ---- every cut, one by one ------------------------------------------------------------------------------------ */

/* A limit: an element and a direction, or a terminal and what it does. */
typedef struct limit {
    int terminal; /* else -1 */
    int32_t element;
    int direction;
    int64_t t_a;
} limit;

typedef struct cutting {
    const random_case *r;
    const lode_network *n;
    const lode_scenario *scenario;
    const lode_target *targets;
    size_t n_targets;
    const lode_set *closed;
    uint8_t open[4000], reached[200];
    limit limits[64];
    size_t n_limits;
    int unknown_is_shut;
} cutting;

static int is_terminal(const lode_element *e)
{
    return e->kind == LODE_E_LOAD || e->kind == LODE_E_UNLOAD;
}

static int is_limit(const cutting *c, const limit *l, int32_t element, int reverse)
{
    const lode_element *e = &c->n->element[element];
    if (is_terminal(e))
        return l->terminal == e->terminal && l->direction == (e->kind == LODE_E_UNLOAD);
    return l->terminal < 0 && l->element == element && l->direction == reverse;
}

static const char *terminal_place(const cutting *c, const lode_element *e)
{
    return c->r->terminals[e->terminal].place;
}

/* Whether tonnes pass an element in a direction, where the limits of a mask are cut. */
static int passes(const cutting *c, uint32_t mask, int32_t element, int reverse)
{
    const lode_element *e = &c->n->element[element];
    for (size_t i = 0; i < c->n_limits; i++)
        if (is_limit(c, &c->limits[i], element, reverse))
            return !(mask >> i & 1);
    if (!c->unknown_is_shut || (e->kind == LODE_E_LINK && e->mode == LODE_SEA))
        return 1;
    return e->kind == LODE_E_LOAD && strcmp(terminal_place(c, e), "p0") == 0; /* where the deposit enters */
}

static void reach(cutting *c, uint32_t mask, int32_t state)
{
    if (c->reached[state])
        return;
    c->reached[state] = 1;
    for (size_t a = 0; a < c->n->n_arcs; a++)
        if (c->n->arc_tail[a] == state && c->open[a] && passes(c, mask, c->n->arc_element[a], c->n->arc_reverse[a]))
            reach(c, mask, c->n->arc_head[a]);
}

static int is_joined(cutting *c, uint32_t mask)
{
    memset(c->reached, 0, sizeof c->reached);
    for (size_t i = 0; i < c->n->origin[0].n_options; i++) {
        const lode_option *o = &c->n->origin[0].options[i];
        if (o->partial_of >= 0 && (!passes(c, mask, o->partial_of, o->partial_reverse) ||
                                   !lode_element_allowed(c->scenario, &o->partial, o->partial_of, "ore") ||
                                   lode_element_meets(c->scenario, &o->partial, c->closed)))
            continue;
        reach(c, mask, o->state);
    }
    for (size_t i = 0; i < c->n_targets; i++)
        if (c->reached[c->targets[i].state] &&
            !lode_set_has(c->closed, c->n->place_domain[c->n->state_place[c->targets[i].state]]))
            return 1;
    return 0;
}

static void add_limit(cutting *c, const lode_element *e, int32_t index, int direction)
{
    assert_true(c->n_limits < 20);
    double left = fmax(0, e->capacity_mt - (isnan(e->used_mt) ? 0 : e->used_mt));
    c->limits[c->n_limits++] = (limit){is_terminal(e) ? e->terminal : -1, index, direction, llround(left * 1e6)};
}

static void list_limits(cutting *c)
{
    for (size_t i = 0; i < c->n->n_elements; i++) {
        const lode_element *e = &c->n->element[i];
        if (isnan(e->capacity_mt))
            continue;
        for (int direction = 0; direction < 2; direction++) {
            int known = is_terminal(e) && direction != (e->kind == LODE_E_UNLOAD);
            for (size_t k = 0; k < c->n_limits && !known; k++)
                known = is_limit(c, &c->limits[k], (int32_t)i, direction);
            if (!known)
                add_limit(c, e, (int32_t)i, direction);
        }
    }
}

/* The least sum of limits whose cutting parts the deposit from the market; -1: none does. */
static int64_t least_cut(cutting *c)
{
    int64_t least = -1;
    for (uint32_t mask = 0; mask < UINT32_C(1) << c->n_limits; mask++) {
        int64_t sum = 0;
        for (size_t i = 0; i < c->n_limits; i++)
            sum += (mask >> i & 1) ? c->limits[i].t_a : 0;
        if ((least < 0 || sum < least) && !is_joined(c, mask))
            least = sum;
    }
    return least;
}

/* ---- against the flow ----------------------------------------------------------------------------------------- */

static void give_capacities(random_case *r)
{
    for (int i = 0; i < 5; i++) {
        double capacity = 0.25 * (double)random_case_draw(r, 9), used = 0.25 * (double)random_case_draw(r, 4);
        switch (random_case_draw(r, 4)) {
        case 0:
            if (r->c.rail.n) {
                lode_link *l = &r->rail[random_case_draw(r, r->c.rail.n)];
                l->capacity_mt = capacity, l->used_mt = used;
            }
            break;
        case 1:
            if (r->c.road.n)
                r->road[random_case_draw(r, r->c.road.n)].capacity_mt = capacity;
            break;
        case 2:
            if (r->c.crossings.n) {
                lode_crossing *x = &r->crossings[random_case_draw(r, r->c.crossings.n)];
                x->capacity_mt = capacity, x->used_mt = used;
            }
            break;
        default: r->terminals[random_case_draw(r, r->c.terminals.n)].capacity_mt = capacity;
        }
    }
}

typedef struct tally {
    int kinds[3];
} tally;

static void check_cut(const lode_flow *flow)
{
    int64_t sum = 0;
    for (size_t i = 0; i < flow->n_limits; i++)
        sum += flow->limits[i].t_a;
    assert_int_equal(sum, flow->t_a);
}

static void check_flow(cutting *c, lode_oracle *oracle, uint64_t seed, lode_unknown_capacity unknown, tally *t)
{
    lode_flow flow;
    const lode_origin *origin = &c->n->origin[0];
    assert_int_equal(lode_flow_find(oracle, &origin, 1, c->closed, unknown, &flow, NULL), LODE_OK);
    c->unknown_is_shut = 0;
    int joined = is_joined(c, 0);
    c->unknown_is_shut = unknown == LODE_UNKNOWN_NOTHING;
    int64_t least = least_cut(c);
    lode_flow_kind kind = !joined ? LODE_FLOW_NO_WAY : (least < 0 ? LODE_FLOW_UNBOUNDED : LODE_FLOW_LIMITED);
    if (flow.kind != kind || (kind == LODE_FLOW_LIMITED && flow.t_a != least))
        fail_msg("seed %llu, unknown %d: kind %d, %lld; expected %d, %lld", (unsigned long long)seed, unknown,
                 flow.kind, (long long)flow.t_a, kind, (long long)least);
    check_cut(&flow);
    uint32_t named = 0;
    for (size_t i = 0; i < c->n_limits; i++)
        for (size_t k = 0; k < flow.n_limits; k++)
            if (is_limit(c, &c->limits[i], flow.limits[k].index, flow.limits[k].reverse))
                named |= UINT32_C(1) << i;
    if (kind == LODE_FLOW_LIMITED)
        assert_false(is_joined(c, named)); /* it is a cut */
    t->kinds[kind]++;
    lode_flow_free(&flow);
}

static void least_cuts_of_random_networks(void **state)
{
    tally tallies[2] = {0};
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        static cutting c;
        random_case r;
        lode_target targets[64];
        lode_set closed = {{0}};
        random_case_make(&r, seed, "");
        give_capacities(&r);
        lode_network *n = random_case_network(&r.c);
        lode_scenario *scenario = lode_scenario_new(n, "open", NULL);
        lode_shipment shipment = {.product = "ore", .usd_t = 5000, .v = 0.06, .payload_t = 22, .shipment_t = 20};
        if (seed % 3 == 0 && strcmp(r.places[0].domain, "BBB") != 0 && lode_network_domain(n, "BBB") >= 0)
            lode_set_add(&closed, lode_network_domain(n, "BBB"));
        c = (cutting){.r = &r, .n = n, .scenario = scenario, .targets = targets, .closed = &closed};
        for (int32_t s = 0; s < (int32_t)n->n_states; s++)
            if (n->state_place[s] == n->market[0].place)
                targets[c.n_targets++] = (lode_target){.state = s,
                                                       .arrival = &n->element[n->market[0].element],
                                                       .arrival_index = n->market[0].element,
                                                       .partial_of = -1};
        assert_true(n->n_arcs < sizeof c.open && n->n_states < sizeof c.reached);
        lode_open_arcs(scenario, "ore", &closed, c.open);
        list_limits(&c);
        lode_oracle *oracle = lode_oracle_new(scenario, &shipment, LODE_BY_COST, targets, c.n_targets, NULL);
        check_flow(&c, oracle, seed, LODE_UNKNOWN_UNLIMITED, &tallies[1]);
        check_flow(&c, oracle, seed, LODE_UNKNOWN_NOTHING, &tallies[0]);
        lode_oracle_free(oracle);
        lode_scenario_free(scenario);
        lode_network_free(n);
    }
    for (int i = 0; i < 2; i++)
        print_message("%s: %d limited, %d unbounded, %d no way\n", i ? "high" : "low", tallies[i].kinds[0],
                      tallies[i].kinds[1], tallies[i].kinds[2]);
    assert_true(tallies[1].kinds[0] > CASES / 20 && tallies[1].kinds[1] > CASES / 20);
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

/* The air link is used in the example's last section only. */
static void start(question *q, const folder_case *f)
{
    question_start(q, f, 0, "m1");
    assert_int_equal(lode_scenario_change(q->scenario, "close", "mode:air", NULL, NULL), LODE_OK);
    question_again(q);
}

static void ask(question *q, const char *actors, lode_unknown_capacity unknown, lode_flow *flow)
{
    lode_set closed = lode_closed_by(q->f->n, question_actors(q, actors), &q->own);
    assert_int_equal(lode_flow_find(q->oracle, &q->origin, 1, &closed, unknown, flow, NULL), LODE_OK);
    check_cut(flow);
}

static void figures_of_the_worked_example(void **state)
{
    static const char *const closed[] = {"none", "NOR", "SOU", "SEA", "NOR+SOU", "NOR+SEA", "SEA+SOU", "NOR+SEA+SOU"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        for (int high = 0; high < 2; high++) {
            question q;
            lode_flow flow;
            start(&q, *state);
            ask(&q, closed[i], high ? LODE_UNKNOWN_UNLIMITED : LODE_UNKNOWN_NOTHING, &flow);
            assert_true(flow.kind != LODE_FLOW_UNBOUNDED);
            expected_figure((double)flow.t_a / 1e6, "capacity.d1.m1.%s.%s", closed[i], high ? "high" : "low");
            lode_flow_free(&flow);
            question_drop(&q);
        }
}

static void cuts_name_what_binds(void **state)
{
    static const struct {
        const char *closed, *cut;
        lode_unknown_capacity unknown;
    } rows[] = {{"", "west>south>east", LODE_UNKNOWN_UNLIMITED},
                {"NOR", "south", LODE_UNKNOWN_UNLIMITED},
                {"SOU", "west", LODE_UNKNOWN_UNLIMITED},
                {"SOU", "rail_nw", LODE_UNKNOWN_NOTHING},
                {"NOR+SOU", "", LODE_UNKNOWN_UNLIMITED}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        lode_flow flow;
        start(&q, *state);
        ask(&q, rows[i].closed, rows[i].unknown, &flow);
        assert_int_equal(flow.kind, *rows[i].cut ? LODE_FLOW_LIMITED : LODE_FLOW_NO_WAY);
        size_t named = 0;
        for (size_t k = 0; k < flow.n_limits; k++)
            named += strstr(rows[i].cut, flow.limits[k].element->id) != NULL;
        assert_int_equal(named, flow.n_limits);
        assert_int_equal(flow.n_limits > 0, *rows[i].cut != '\0');
        lode_flow_free(&flow);
        question_drop(&q);
    }
}

static void a_way_without_limit_is_unbounded(void **state)
{
    question q;
    lode_flow flow;
    question_start(&q, *state, 0, "m1"); /* by air: nothing is known of its capacity */
    ask(&q, "", LODE_UNKNOWN_UNLIMITED, &flow);
    assert_int_equal(flow.kind, LODE_FLOW_UNBOUNDED);
    assert_true(flow.t_a == 0 && flow.n_limits == 0);
    lode_flow_free(&flow);
    question_drop(&q);
}

static void factors_of_the_scenario_count(void **state)
{
    question q;
    lode_flow flow;
    start(&q, *state);
    assert_int_equal(lode_scenario_change(q.scenario, "capacity", "crossing:west", "0.5", NULL), LODE_OK);
    assert_int_equal(lode_scenario_change(q.scenario, "capacity", "SOU", "0.25", NULL), LODE_OK);
    ask(&q, "", LODE_UNKNOWN_UNLIMITED, &flow);  /* west 0.5; by sea rail_sp 0.75 */
    assert_int_equal(flow.t_a, 500000 + 625000); /* south 0.5, east 0.125 */
    lode_flow_free(&flow);
    question_drop(&q);
}

static void deposits_share_what_limits_them(void **state)
{
    question q;
    lode_flow flow;
    const folder_case *f = *state;
    const lode_origin *both[] = {&f->n->origin[0], &f->n->origin[1]};
    lode_set nothing = {{0}};
    start(&q, f);
    assert_int_equal(lode_flow_find(q.oracle, both, 2, &nothing, LODE_UNKNOWN_UNLIMITED, &flow, NULL), LODE_OK);
    assert_int_equal(flow.t_a, 3500000);
    lode_flow_free(&flow);
    assert_int_equal(lode_flow_find(q.oracle, both, 0, &nothing, LODE_UNKNOWN_UNLIMITED, &flow, NULL), LODE_OK);
    assert_int_equal(flow.kind, LODE_FLOW_NO_WAY); /* of no deposit */
    lode_flow_free(&flow);
    question_drop(&q);
}

static void out_of_memory(void **state)
{
    int failed = 0;
    for (long after = 0;; after++) {
        question q;
        lode_flow flow;
        lode_err err = {0};
        lode_set nothing = {{0}};
        start(&q, *state);
        lode_alloc_fail_after = after;
        lode_status status = lode_flow_find(q.oracle, &q.origin, 1, &nothing, LODE_UNKNOWN_UNLIMITED, &flow, &err);
        lode_alloc_fail_after = -1;
        assert_int_equal(status, status ? LODE_IO : LODE_OK);
        assert_true(!status || strstr(err.message, "memory"));
        failed += status != LODE_OK;
        lode_flow_free(&flow);
        question_drop(&q);
        if (!status)
            break;
    }
    assert_true(failed > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(least_cuts_of_random_networks),
                                       cmocka_unit_test(figures_of_the_worked_example),
                                       cmocka_unit_test(cuts_name_what_binds),
                                       cmocka_unit_test(a_way_without_limit_is_unbounded),
                                       cmocka_unit_test(factors_of_the_scenario_count),
                                       cmocka_unit_test(deposits_share_what_limits_them),
                                       cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
