/* c(S) for every joint closure: the figures of the worked example, and random networks asked set by set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/coalition.h"
#include "support/folder_case.h"
#include "support/random_case.h"

enum { CASES = 2000 };

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

static void tables_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *closed;
        int64_t cents; /* -1: no way */
    } rows[] = {{0, "m1", "", 27270},         {0, "m1", "NOR", 31956},      {0, "m1", "SOU", 27270},
                {0, "m1", "SEA", 27270},      {0, "m1", "NOR+SOU", -1},     {0, "m1", "NOR+SEA", -1},
                {0, "m1", "SEA+SOU", 27270},  {0, "m1", "NOR+SEA+SOU", -1}, {0, "m2", "", 11100},
                {0, "m2", "NOR+SEA", 11100},  {1, "m1", "", 23750},         {1, "m1", "SEA+SOU", 23750},
                {1, "m2", "SEA", 8660},       {0, "ALL", "", 11100},        {0, "ALL", "SOU", 27270},
                {0, "ALL", "NOR+SEA", 11100}, {0, "ALL", "SEA+SOU", 27270}, {0, "ALL", "NOR+SOU", -1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        question q;
        lode_coalitions c;
        question_start(&q, *state, rows[i].origin, rows[i].market);
        assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
        uint32_t actors = question_actors(&q, rows[i].closed), set = lode_coalition_set(&c, actors);
        assert_int_equal(lode_coalition_actors(&c, set), actors);
        assert_int_equal(c.cost[set], rows[i].cents < 0 ? LODE_NO_WAY : rows[i].cents * 10000);
        lode_coalitions_free(&c);
        question_drop(&q);
    }
}

static void players_own_neither_end(void **state)
{
    question q;
    lode_coalitions c;
    question_start(&q, *state, 1, "m2"); /* in NOR, to SOU: only SEA plays */
    assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
    assert_int_equal(c.n, 1);
    assert_int_equal(c.n_sets, 2);
    assert_int_equal(c.players, question_actors(&q, "SEA"));
    assert_int_equal(lode_coalition_set(&c, question_actors(&q, "NOR+SOU")), 0); /* they do not play */
    assert_int_equal(c.asked, 1);                                                /* the best way passes nobody */
    lode_coalitions_free(&c);
    question_drop(&q);
}

static size_t targets_of(const lode_network *n, int32_t single, lode_target *targets)
{
    size_t n_targets = 0;
    for (size_t i = 0; i < n->n_markets; i++)
        for (int32_t s = 0; s < (int32_t)n->n_states; s++)
            if ((single < 0 || single == (int32_t)i) && n->state_place[s] == n->market[i].place)
                targets[n_targets++] = (lode_target){.state = s,
                                                     .arrival = &n->element[n->market[i].element],
                                                     .arrival_index = n->market[i].element,
                                                     .partial_of = -1};
    return n_targets;
}

/* The cuts read off the table against the search for them. */
static void check_cuts(lode_oracle *oracle, const lode_origin *origin, const lode_set *own, const lode_coalitions *c)
{
    lode_cuts found, read;
    assert_int_equal(lode_cut_sets(oracle, origin, own, &found, NULL), LODE_OK);
    assert_int_equal(lode_coalition_cuts(c, &read, NULL), LODE_OK);
    assert_int_equal(read.n, found.n);
    assert_int_equal(read.free_way, found.free_way);
    assert_int_equal(read.unreachable, found.unreachable);
    for (size_t i = 0; i < found.n; i++)
        assert_int_equal(read.sets[i], found.sets[i]);
    free(found.sets);
    free(read.sets);
}

/* The table against an oracle of its own, asked for every set. */
static void check_table(const lode_network *n, int32_t single, size_t *asked, size_t *sets)
{
    lode_target targets[64];
    lode_shipment shipment = {.product = "ore", .usd_t = 5000, .v = 0.06, .payload_t = 22, .shipment_t = 20};
    lode_scenario *scenario = lode_scenario_new(n, "open", NULL);
    size_t n_targets = targets_of(n, single, targets);
    lode_oracle *oracle = lode_oracle_new(scenario, &shipment, LODE_BY_COST, targets, n_targets, NULL);
    lode_oracle *dumb = lode_oracle_new(scenario, &shipment, LODE_BY_COST, targets, n_targets, NULL);
    lode_set own = lode_own_domains(n, &n->origin[0], single);
    lode_coalitions c;
    assert_int_equal(lode_coalitions_make(oracle, &n->origin[0], &own, &c, NULL), LODE_OK);
    assert_int_equal(c.players, lode_players(n, &own));
    for (uint32_t set = 0; set < c.n_sets; set++) {
        lode_way way;
        lode_set closed = lode_closed_by(n, lode_coalition_actors(&c, set), &own);
        assert_int_equal(lode_oracle_ask(dumb, &n->origin[0], &closed, &way, NULL), LODE_OK);
        assert_int_equal(c.cost[set], way.cost);
        assert_int_equal(c.way[set] & ~set, 0); /* its way was found under a part of the set, and is this one */
        lode_way same;
        lode_set less = lode_closed_by(n, lode_coalition_actors(&c, c.way[set]), &own);
        assert_int_equal(lode_oracle_ask(dumb, &n->origin[0], &less, &same, NULL), LODE_OK);
        assert_true(same.cost == way.cost && same.tie == way.tie);
    }
    check_cuts(dumb, &n->origin[0], &own, &c);
    assert_int_equal(c.asked, c.searches); /* all new to this oracle */
    *asked += c.asked;
    *sets += c.n_sets;
    lode_coalitions_free(&c);
    lode_oracle_free(dumb);
    lode_oracle_free(oracle);
    lode_scenario_free(scenario);
}

static void random_networks_set_by_set(void **state)
{
    size_t asked = 0, sets = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r;
        random_case_make(&r, seed, "");
        lode_network *n = random_case_network(&r.c);
        check_table(n, (int32_t)(seed % 3) - 1, &asked, &sets);
        lode_network_free(n);
    }
    print_message("%zu sets, %zu asked\n", sets, asked);
    assert_true(asked < sets / 2 && asked > CASES);
}

static void remembered_sets_are_no_searches(void **state)
{
    question q;
    lode_coalitions c;
    question_start(&q, *state, 0, "m1");
    assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
    assert_true(c.searches > 1 && c.searches <= c.asked);
    lode_coalitions_free(&c);
    assert_int_equal(lode_coalitions_make(q.oracle, q.origin, &q.own, &c, NULL), LODE_OK);
    assert_int_equal(c.searches, 0);
    lode_coalitions_free(&c);
    question_drop(&q);
}

static void out_of_memory(void **state)
{
    int failed = 0;
    for (long after = 0;; after++) {
        question q;
        lode_coalitions c;
        lode_err err = {0};
        question_start(&q, *state, 0, "m1");
        lode_alloc_fail_after = after;
        lode_status status = lode_coalitions_make(q.oracle, q.origin, &q.own, &c, &err);
        lode_alloc_fail_after = -1;
        if (status) {
            assert_int_equal(status, LODE_IO);
            assert_non_null(strstr(err.message, "memory"));
            assert_null(c.cost);
            failed++;
        }
        lode_coalitions_free(&c);
        question_drop(&q);
        if (!status)
            break;
    }
    assert_true(failed > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_the_worked_example), cmocka_unit_test(players_own_neither_end),
        cmocka_unit_test(random_networks_set_by_set), cmocka_unit_test(remembered_sets_are_no_searches),
        cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
