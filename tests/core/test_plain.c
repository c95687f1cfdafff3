/* The plain search against the oracle: every closed set of random networks and of a case read from text. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/plain.h"
#include "support/folder_case.h"
#include "support/random_case.h"

enum { NETWORKS = 300 };

/* Where a market is reached: every state of its place. */
static size_t targets_of(const lode_network *n, lode_target *targets)
{
    size_t count = 0;
    for (size_t m = 0; m < n->n_markets; m++)
        for (int32_t s = n->place_ground[n->market[m].place];
             s < (int32_t)n->n_states && n->state_place[s] == n->market[m].place; s++)
            targets[count++] = (lode_target){.state = s,
                                             .arrival = &n->element[n->market[m].element],
                                             .arrival_index = n->market[m].element,
                                             .partial_of = -1};
    return count;
}

static void both_agree(const lode_scenario *scenario, const lode_shipment *shipment, const lode_target *targets,
                       size_t n_targets)
{
    const lode_network *n = scenario->network;
    lode_oracle *oracle = lode_oracle_new(scenario, shipment, LODE_BY_COST, targets, n_targets, NULL);
    lode_plain *plain = lode_plain_new(scenario, shipment, &n->origin[0], targets, n_targets, NULL);
    lode_set own = {{0}};
    assert_non_null(oracle);
    assert_non_null(plain);
    for (uint32_t set = 0; set < UINT32_C(1) << n->n_actors; set++) {
        lode_set closed = lode_closed_by(n, set, &own);
        lode_way way;
        assert_int_equal(lode_oracle_ask(oracle, &n->origin[0], &closed, &way, NULL), LODE_OK);
        assert_int_equal(lode_plain_cost(plain, &closed), way.found ? way.cost : LODE_NO_WAY);
    }
    lode_plain_free(plain);
    lode_oracle_free(oracle);
}

static void the_oracle_finds_what_a_plain_search_finds(void **state)
{
    (void)state;
    size_t reached = 0;
    for (uint64_t seed = 1; seed <= NETWORKS; seed++) {
        random_case r;
        random_case_make(&r, seed, "");
        lode_network *n = random_case_network(&r.c);
        lode_scenario *scenario = lode_scenario_new(n, "open", NULL);
        lode_shipment shipment = {"p", 9000, 50, 0.1, 21, 500, 2000};
        lode_target targets[64];
        size_t n_targets = targets_of(n, targets);
        scenario->month = (int)(seed % 13);
        scenario->ignore_overflight = (int)(seed % 2);
        both_agree(scenario, &shipment, targets, n_targets);
        lode_plain *plain = lode_plain_new(scenario, &shipment, &n->origin[0], targets, n_targets, NULL);
        reached += lode_plain_cost(plain, &(lode_set){{0}}) != LODE_NO_WAY;
        lode_plain_free(plain);
        lode_scenario_free(scenario);
        lode_network_free(n);
    }
    assert_true(reached > NETWORKS / 4); /* or nothing was compared */
}

static void so_it_does_in_a_case_with_ships(void **state)
{
    (void)state;
    folder_case f;
    question q;
    folder_case_start(&f);
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    both_agree(q.scenario, &q.shipment, q.targets, q.n_targets);
    assert_int_equal(lode_scenario_change(q.scenario, "close", "terminal:t_sou", NULL, NULL), LODE_OK);
    both_agree(q.scenario, &q.shipment, q.targets, q.n_targets);
    question_drop(&q);
    folder_case_drop(&f);
}

static void without_targets_there_is_no_way(void **state)
{
    (void)state;
    folder_case f;
    question q;
    folder_case_start(&f);
    folder_case_read(&f);
    question_start(&q, &f, 0, "m");
    lode_plain *plain = lode_plain_new(q.scenario, &q.shipment, q.origin, NULL, 0, NULL);
    assert_int_equal(lode_plain_cost(plain, &(lode_set){{0}}), LODE_NO_WAY);
    lode_plain_free(plain);
    lode_plain_free(NULL);
    question_drop(&q);
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_oracle_finds_what_a_plain_search_finds),
        cmocka_unit_test(so_it_does_in_a_case_with_ships),
        cmocka_unit_test(without_targets_there_is_no_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
