/* The search on networks drawn as text: least cost, ties, closed arcs, and a workspace that is used again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/cost.h"
#include "core/search.h"

enum { MOST = 400 };

/* Arcs as listed; frozen by head. */
typedef struct drawing {
    lode_network n;
    uint32_t in_start[MOST + 2];
    int32_t tail[MOST], head[MOST];
    uint64_t tie[MOST];
    int64_t weight[MOST];
    uint8_t open[MOST];
    lode_workspace *workspace;
    lode_tree *tree;
} drawing;

typedef struct line {
    int32_t tail, head;
    int64_t weight;
    uint64_t tie;
} line;

static void freeze(drawing *d, size_t n_states, const line *lines, size_t n)
{
    size_t at = 0;
    memset(d, 0, sizeof *d);
    assert_true(n <= MOST && n_states <= MOST);
    for (int32_t head = 0; head < (int32_t)n_states; head++) {
        d->in_start[head] = (uint32_t)at;
        for (size_t i = 0; i < n; i++) {
            if (lines[i].head != head)
                continue;
            d->tail[at] = lines[i].tail, d->head[at] = head;
            d->weight[at] = lines[i].weight, d->tie[at] = lines[i].tie;
            d->open[at++] = 1;
        }
    }
    d->in_start[n_states] = (uint32_t)at;
    d->n = (lode_network){.n_states = n_states,
                          .n_arcs = at,
                          .in_start = d->in_start,
                          .arc_tail = d->tail,
                          .arc_head = d->head,
                          .arc_tie = d->tie};
    d->workspace = lode_workspace_new(&d->n, NULL);
    d->tree = lode_tree_new(&d->n, NULL);
    assert_non_null(d->workspace);
    assert_non_null(d->tree);
}

/* "0-1 5 7; 1-2 3 1": tail, head, weight, tie. */
static void draw(drawing *d, size_t n_states, const char *text)
{
    line lines[MOST];
    size_t n = 0;
    for (const char *at = text; at && *at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
        char *end;
        lines[n].tail = (int32_t)strtol(at, &end, 10);
        lines[n].head = (int32_t)strtol(end + 1, &end, 10);
        lines[n].weight = strtoll(end, &end, 10);
        lines[n++].tie = strtoull(end, &end, 10);
    }
    freeze(d, n_states, lines, n);
}

static void drop(drawing *d)
{
    lode_tree_free(d->tree);
    lode_workspace_free(d->workspace);
}

static void search(drawing *d, const lode_seed *seeds, size_t n)
{
    lode_search(&d->n, d->weight, d->open, seeds, n, d->workspace, d->tree);
}

static void least_cost_backwards(void **state)
{
    drawing d;
    lode_seed seed = {3, 10, 0};
    (void)state;
    draw(&d, 5, "0-1 5 1;1-3 5 1;0-2 1 1;2-3 8 1;3-0 1 1");
    search(&d, &seed, 1);
    assert_int_equal(d.tree->cost[0], 19); /* by 2: 1 + 8 + 10 */
    assert_int_equal(d.tree->cost[1], 15);
    assert_int_equal(d.tree->cost[3], 10);
    assert_int_equal(d.tree->next_arc[3], -1); /* seed 0 */
    assert_int_equal(d.head[d.tree->next_arc[0]], 2);
    assert_true(d.tree->cost[4] == LODE_NO_WAY && d.tree->next_arc[4] == INT32_MIN);
    drop(&d);
}

static void nearest_seed_wins(void **state)
{
    drawing d;
    lode_seed seeds[] = {{1, 100, 0}, {2, 0, 0}, {2, 0, 5}, {1, 3, 0}};
    (void)state;
    draw(&d, 3, "0-1 5 1;0-2 7 1");
    search(&d, seeds, 4);
    assert_int_equal(d.tree->cost[0], 7);
    assert_int_equal(d.tree->next_arc[2], -2); /* seed 1, of the lesser tie */
    assert_int_equal(d.tree->next_arc[1], -4); /* seed 3, the cheaper */
    drop(&d);
}

/* Equal costs: the lesser sum of ties, in whatever order the arcs come. */
static void ties_decide_between_equal_costs(void **state)
{
    static const char *const orders[] = {"0-1 5 9;1-3 5 9;0-2 5 8;2-3 5 8", "2-3 5 8;0-2 5 8;1-3 5 9;0-1 5 9",
                                         "0-2 5 8;0-1 5 9;2-3 5 8;1-3 5 9", "0-1 4 9;1-3 6 9;0-2 6 8;2-3 4 8",
                                         "0-1 6 1;1-3 4 17;0-2 4 15;2-3 6 1"};
    (void)state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        drawing d;
        lode_seed seed = {3, 0, 0};
        draw(&d, 4, orders[i]);
        search(&d, &seed, 1);
        assert_int_equal(d.tree->cost[0], 10);
        assert_int_equal(d.tree->tie[0], 16);
        assert_int_equal(d.head[d.tree->next_arc[0]], 2);
        drop(&d);
    }
}

/* A cheaper way wins however large its tie; a longer chain of free arcs does not win over a lesser tie. */
static void cost_comes_before_tie(void **state)
{
    drawing d;
    lode_seed seed = {3, 0, 0};
    (void)state;
    draw(&d, 4, "0-3 10 1;0-1 9 1000000000000;1-3 0 1000000000000");
    search(&d, &seed, 1);
    assert_int_equal(d.tree->cost[0], 9);
    assert_true(d.tree->tie[0] == UINT64_C(2000000000000));
    drop(&d);
    draw(&d, 4, "0-3 0 9;0-1 0 1;1-2 0 1;2-3 0 1");
    search(&d, &seed, 1);
    assert_int_equal(d.tree->tie[0], 3);
    drop(&d);
}

static void free_circles_end(void **state)
{
    drawing d;
    lode_seed seed = {2, 0, 0};
    (void)state;
    draw(&d, 3, "0-1 0 1;1-0 0 1;1-2 0 1;2-1 0 1;0-0 0 0");
    search(&d, &seed, 1);
    assert_int_equal(d.tree->cost[0], 0);
    assert_int_equal(d.tree->tie[0], 2);
    drop(&d);
}

static void closed_arcs_are_not_used(void **state)
{
    drawing d;
    lode_seed seed = {2, 0, 0};
    (void)state;
    draw(&d, 3, "0-2 1 1;0-1 5 1;1-2 5 1");
    search(&d, &seed, 1);
    assert_int_equal(d.tree->cost[0], 1);
    for (size_t a = 0; a < d.n.n_arcs; a++)
        d.open[a] = d.weight[a] != 1;
    search(&d, &seed, 1);
    assert_int_equal(d.tree->cost[0], 10);
    memset(d.open, 0, sizeof d.open);
    search(&d, &seed, 1);
    assert_true(d.tree->cost[0] == LODE_NO_WAY && d.tree->cost[2] == 0);
    search(&d, &seed, 0); /* no seed: nothing is left of the search before */
    assert_true(d.tree->cost[2] == LODE_NO_WAY && d.tree->next_arc[2] == INT32_MIN);
    drop(&d);
}

static uint64_t draw_number(uint64_t *state, uint64_t below)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state % below;
}

/* Bellman and Ford: over and over until nothing changes. */
static void relax(const drawing *d, lode_seed seed, int64_t *cost, uint64_t *tie)
{
    for (size_t s = 0; s < d->n.n_states; s++)
        cost[s] = LODE_NO_WAY, tie[s] = UINT64_MAX;
    cost[seed.state] = seed.cost, tie[seed.state] = seed.tie;
    for (int changed = 1; changed;) {
        changed = 0;
        for (size_t a = 0; a < d->n.n_arcs; a++) {
            int32_t tail = d->tail[a], head = d->head[a];
            if (!d->open[a] || cost[head] == LODE_NO_WAY)
                continue;
            int64_t c = cost[head] + d->weight[a];
            uint64_t t = tie[head] + d->tie[a];
            if (c > cost[tail] || (c == cost[tail] && t >= tie[tail]))
                continue;
            cost[tail] = c, tie[tail] = t;
            changed = 1;
        }
    }
}

/* Many searches with one workspace, each equal to one with a new workspace and to relaxation. */
static void workspace_is_used_again(void **state)
{
    uint64_t random = 20240917;
    (void)state;
    for (int round = 0; round < 60; round++) {
        drawing d;
        line lines[MOST];
        size_t n_states = 2 + draw_number(&random, 60), n = draw_number(&random, MOST);
        for (size_t i = 0; i < n; i++)
            lines[i] = (line){(int32_t)draw_number(&random, n_states), (int32_t)draw_number(&random, n_states),
                              (int64_t)draw_number(&random, 6), draw_number(&random, 1000000)};
        freeze(&d, n_states, lines, n);
        for (int again = 0; again < 8; again++) {
            int64_t cost[MOST];
            uint64_t tie[MOST];
            lode_seed seed = {(int32_t)draw_number(&random, n_states), (int64_t)draw_number(&random, 9), 3};
            for (size_t a = 0; a < n; a++)
                d.open[a] = draw_number(&random, 5) > 0;
            search(&d, &seed, 1);
            relax(&d, seed, cost, tie);
            assert_memory_equal(d.tree->cost, cost, n_states * sizeof *cost);
            assert_memory_equal(d.tree->tie, tie, n_states * sizeof *tie);
        }
        drop(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_cost_backwards),
        cmocka_unit_test(nearest_seed_wins),
        cmocka_unit_test(ties_decide_between_equal_costs),
        cmocka_unit_test(cost_comes_before_tie),
        cmocka_unit_test(free_circles_end),
        cmocka_unit_test(closed_arcs_are_not_used),
        cmocka_unit_test(workspace_is_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
