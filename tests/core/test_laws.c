/* Laws that hold whatever the data: DESIGN section 8. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/way.h"
#include "support/random_case.h"

enum { CASES = 600 };

typedef struct answer {
    int64_t cost;
    uint64_t tie;
    char ids[600]; /* of the elements passed */
} answer;

static void describe(lode_oracle *oracle, const lode_network *n, answer *a)
{
    lode_step *steps;
    size_t count;
    lode_set nothing = {{0}};
    assert_int_equal(lode_oracle_steps(oracle, &n->origin[0], &nothing, &steps, &count, NULL), LODE_OK);
    lode_text text = {0};
    for (size_t i = 0; i < count; i++)
        lode_text_addf(&text, "%s ", steps[i].element->id);
    snprintf(a->ids, sizeof a->ids, "%s", lode_text_get(&text));
    lode_text_free(&text);
    free(steps);
}

/* The best way to any market, with prices times k, value times v_k, and planned works open or not. */
static answer ask(const lode_case *c, double k, double v_k, int planned)
{
    lode_target targets[80];
    size_t n_targets = 0;
    lode_network *n = random_case_network(c);
    lode_scenario *scenario = lode_scenario_new(n, "law", NULL);
    char factor[20];
    snprintf(factor, sizeof factor, "%g", k);
    assert_int_equal(lode_scenario_change(scenario, "price", "*", factor, NULL), LODE_OK);
    if (planned)
        assert_int_equal(lode_scenario_change(scenario, "open", "status:planned", NULL, NULL), LODE_OK);
    for (size_t i = 0; i < n->n_markets; i++)
        for (int32_t s = 0; s < (int32_t)n->n_states; s++)
            if (n->state_place[s] == n->market[i].place)
                targets[n_targets++] = (lode_target){.state = s,
                                                     .arrival = &n->element[n->market[i].element],
                                                     .arrival_index = n->market[i].element,
                                                     .partial_of = -1};
    lode_shipment shipment = {"ore", 5003.7, 40, v_k * 0.064, 22, 20, NAN};
    lode_oracle *oracle = lode_oracle_new(scenario, &shipment, LODE_BY_COST, targets, n_targets, NULL);
    lode_set nothing = {{0}};
    lode_way way;
    answer a = {0};
    assert_int_equal(lode_oracle_ask(oracle, &n->origin[0], &nothing, &way, NULL), LODE_OK);
    describe(oracle, n, &a);
    a.cost = way.cost;
    a.tie = way.tie;
    lode_oracle_free(oracle);
    lode_scenario_free(scenario);
    lode_network_free(n);
    return a;
}

static void shuffling_rows_changes_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r;
        random_case_make(&r, seed, "");
        answer before = ask(&r.c, 1, 1, 0);
        random_case_reverse(&r);
        answer after = ask(&r.c, 1, 1, 0);
        assert_true(before.cost == after.cost && before.tie == after.tie);
        assert_string_equal(before.ids, after.ids);
    }
}

static void renaming_ids_changes_no_cost(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r, renamed;
        random_case_make(&r, seed, "");
        random_case_make(&renamed, seed, "zz-");
        assert_true(ask(&r.c, 1, 1, 0).cost == ask(&renamed.c, 1, 1, 0).cost);
    }
}

static void opening_is_never_dearer(void **state)
{
    size_t cheaper = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r;
        random_case_make(&r, seed, "");
        int64_t shut = ask(&r.c, 1, 1, 0).cost, open = ask(&r.c, 1, 1, 1).cost;
        assert_true(open <= shut);
        cheaper += open < shut;
    }
    assert_true(cheaper > 20);
}

/* Every part is rounded once, so k times the sum differs by at most half a micro-dollar a part, k times. */
static void scaling_costs_scales_results(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r;
        random_case_make(&r, seed, "");
        int64_t one = ask(&r.c, 1, 1, 0).cost, three = ask(&r.c, 3, 3, 0).cost;
        assert_int_equal(one == LODE_NO_WAY, three == LODE_NO_WAY);
        if (one != LODE_NO_WAY)
            assert_true(llabs(three - 3 * one) < 1000);
    }
}

/* Puts a new place into the middle of the first open railway or road. */
static int split_link(random_case *r, lode_place *places, lode_link *links, lode_mode mode)
{
    const lode_link *source = mode == LODE_RAIL ? r->rail : r->road;
    size_t n = mode == LODE_RAIL ? r->c.rail.n : r->c.road.n;
    static double middle[2], first[4], second[4];
    if (n == 0)
        return 0;
    memcpy(places, r->places, sizeof r->places);
    memcpy(links, source, n * sizeof *links);
    const double *xy = source[0].row.geom.xy;
    for (int k = 0; k < 2; k++)
        middle[k] = first[2 + k] = second[k] = (xy[k] + xy[2 + k]) / 2;
    memcpy(first, xy, 2 * sizeof *xy);
    memcpy(second + 2, xy + 2, 2 * sizeof *xy);
    places[RC_PLACES] = (lode_place){.id = "middle", .name = "Middle", .domain = source[0].domain};
    places[RC_PLACES].row = (lode_row){99, {LODE_POINT, 1, r->part, NULL, middle}, NULL};
    links[n] = links[0];
    links[0].to_place = links[n].from_place = "middle";
    links[n].id = "second-half";
    links[0].length_km = links[n].length_km = source[0].length_km / 2;
    links[0].row.geom.xy = first;
    links[n].row.geom.xy = second;
    r->c.places.v = places, r->c.places.n = RC_PLACES + 1;
    if (mode == LODE_RAIL)
        r->c.rail.v = links, r->c.rail.n = n + 1;
    else
        r->c.road.v = links, r->c.road.n = n + 1;
    return 1;
}

static void splitting_a_link_costs_only_rounding(void **state)
{
    size_t split = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        random_case r;
        lode_place places[RC_PLACES + 1];
        lode_link links[RC_LINKS + 1];
        random_case_make(&r, seed, "");
        int64_t before = ask(&r.c, 1, 1, 1).cost;
        if (!split_link(&r, places, links, seed % 2 ? LODE_RAIL : LODE_ROAD))
            continue;
        int64_t after = ask(&r.c, 1, 1, 1).cost;
        assert_int_equal(before == LODE_NO_WAY, after == LODE_NO_WAY);
        if (before != LODE_NO_WAY && llabs(before - after) > 3)
            fail_msg("seed %llu: %lld before, %lld after", (unsigned long long)seed, (long long)before,
                     (long long)after);
        split++;
    }
    assert_true(split > CASES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shuffling_rows_changes_nothing),
        cmocka_unit_test(renaming_ids_changes_no_cost),
        cmocka_unit_test(opening_is_never_dearer),
        cmocka_unit_test(scaling_costs_scales_results),
        cmocka_unit_test(splitting_a_link_costs_only_rounding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
