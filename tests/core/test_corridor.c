/* The best way along a corridor, on the worked example and on the base case. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/corridor.h"
#include "support/folder_case.h"

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

typedef struct answer {
    int64_t cost; /* LODE_NO_WAY: none */
    int holds, simple;
    lode_text gates;
} answer;

/* Route of some steps, and what the plan says of it. */
static void describe(const question *q, const lode_corridor_plan *plan, lode_step *steps, size_t n, answer *a)
{
    lode_route route;
    assert_int_equal(lode_route_make(q->oracle, steps, n, &route, NULL), LODE_OK);
    a->cost = n ? route.total : LODE_NO_WAY;
    a->holds = lode_corridor_holds(plan, q->scenario, &route, q->origin->domain);
    a->simple = lode_route_is_simple(q->f->n, &route);
    lode_route_gates(&route, &a->gates);
    lode_route_free(&route);
}

static answer along(const folder_case *f, size_t origin, const char *market, const char *passes, const char *avoids)
{
    lode_err err = {0};
    answer a = {0};
    question q;
    question_start(&q, f, origin, market);
    lode_corridor_plan *plan = lode_corridor_plan_new(f->n, "test", passes, avoids, &err);
    if (!plan)
        fail_msg("%s", err.message);
    lode_target targets[64 * (LODE_MAX_ITEMS + 1)];
    lode_option room[16];
    lode_scenario unfolded = *q.scenario;
    unfolded.network = lode_corridor_network(plan, NULL);
    assert_non_null(unfolded.network);
    size_t n = lode_corridor_targets(plan, q.targets, q.n_targets, targets), n_steps;
    lode_oracle *oracle = lode_oracle_new(&unfolded, &q.shipment, LODE_BY_COST, targets, n, NULL);
    lode_origin start = lode_corridor_origin(plan, q.origin, room);
    lode_set avoided = lode_corridor_avoided(plan, q.origin->domain);
    lode_step *steps;
    assert_int_equal(lode_oracle_simple_steps(oracle, &start, &avoided, LODE_NO_WAY - 1, &steps, &n_steps, NULL),
                     LODE_OK);
    lode_corridor_fold(plan, steps, n_steps);
    describe(&q, plan, steps, n_steps, &a);
    lode_oracle_free(oracle);
    lode_corridor_plan_free(plan);
    question_drop(&q);
    return a;
}

static const char *column(const folder_case *f, const char *corridor, int avoids)
{
    for (size_t i = 0; i < f->c->corridors.n; i++)
        if (strcmp(f->c->corridors.v[i].corridor, corridor) == 0)
            return avoids ? f->c->corridors.v[i].avoids : f->c->corridors.v[i].passes;
    fail_msg("no corridor %s", corridor);
    return NULL;
}

static void corridors_of_the_worked_example(void **state)
{
    static const struct {
        size_t origin;
        const char *market, *corridor;
        int64_t cents;
        const char *gates;
    } rows[] = {{0, "m1", "north", 27270, "north>west"},       {0, "m1", "ocean", 31956, "south>t_port_s"},
                {0, "m1", "bridge", 29870, "south>east>west"}, {1, "m1", "north", 23750, "west"},
                {1, "m1", "ocean", 29516, "east>t_port_s"}, /* avoiding one's own domain is no condition */
                {1, "m1", "bridge", 29516, "east>t_port_s"}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        answer a =
            along(f, rows[i].origin, rows[i].market, column(f, rows[i].corridor, 0), column(f, rows[i].corridor, 1));
        if (a.cost != rows[i].cents * 10000)
            fail_msg("deposit %zu along %s: %lld", rows[i].origin, rows[i].corridor, (long long)a.cost);
        assert_string_equal(lode_text_get(&a.gates), rows[i].gates);
        assert_true(a.holds && a.simple);
        lode_text_free(&a.gates);
    }
}

/* Items in order; alternatives of one item; the same place is not passed twice. */
static void items_are_met_in_order(void **state)
{
    static const struct {
        const char *passes, *avoids, *gates; /* "": none */
    } rows[] = {{NULL, NULL, "north>west"},
                {"NOR;SEA", NULL, "north>east>t_port_s"},
                {"SEA;NOR", NULL, ""}, /* NOR after the ship: not to hafen without coming back to it */
                {"crossing:south;crossing:west", NULL, "south>east>west"},
                {"crossing:west;crossing:south", NULL, ""},
                {"crossing:south|crossing:north;SEA", NULL, "south>t_port_s"},
                {"crossing:north|crossing:west", "SOU", "north>west"},
                {"terminal:t_port_s", NULL, "south>t_port_s"},
                {"link:rail_sp", "NOR", "south>t_port_s"},
                {"ORI;SOU;SEA;MKT", NULL, "south>t_port_s"},
                {"crossing:east", "SOU", ""},
                {NULL, "NOR;SOU", ""}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        answer a = along(f, 0, "m1", rows[i].passes, rows[i].avoids);
        if (strcmp(lode_text_get(&a.gates), rows[i].gates) != 0)
            fail_msg("passes %s avoids %s: %s, expected %s", rows[i].passes, rows[i].avoids, lode_text_get(&a.gates),
                     rows[i].gates);
        assert_int_equal(a.cost == LODE_NO_WAY, a.gates.length == 0);
        assert_true(a.cost == LODE_NO_WAY || (a.holds && a.simple));
        lode_text_free(&a.gates);
    }
}

/* Which of the named corridors the open best way follows. */
static void a_way_is_labelled_by_what_it_passes(void **state)
{
    const folder_case *f = *state;
    static const char *const closed[] = {"", "NOR"}, *const follows[] = {"north", "ocean"};
    for (int i = 0; i < 2; i++) {
        question q;
        lode_route route;
        lode_step *steps;
        size_t n;
        question_start(&q, f, 0, "m1");
        lode_set set = lode_closed_by(f->n, question_actors(&q, closed[i]), &q.own);
        assert_int_equal(lode_oracle_steps(q.oracle, q.origin, &set, &steps, &n, NULL), LODE_OK);
        assert_int_equal(lode_route_make(q.oracle, steps, n, &route, NULL), LODE_OK);
        for (size_t c = 0; c < f->c->corridors.n; c++) {
            const lode_corridor *row = &f->c->corridors.v[c];
            lode_corridor_plan *plan = lode_corridor_plan_new(f->n, row->corridor, row->passes, row->avoids, NULL);
            assert_int_equal(lode_corridor_holds(plan, q.scenario, &route, q.origin->domain),
                             strcmp(row->corridor, follows[i]) == 0);
            lode_corridor_plan_free(plan);
        }
        lode_route_free(&route);
        question_drop(&q);
    }
}

/* There and back again would meet the item: only a way that comes back to no place counts, though it is dearer. */
static void there_and_back_is_no_way(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "places", "rus_n,Rus north,RUS,3,0.5");
    folder_case_add(&f, "rail", "r_spur,rus_w,rus_n,RUS,300,test,high,1520");
    folder_case_read(&f);
    answer none = along(&f, 0, "m", "link:r_spur", NULL);
    assert_true(none.cost == LODE_NO_WAY);
    lode_text_free(&none.gates);
    folder_case_drop(&f);
    folder_case_start(&f);
    folder_case_add(&f, "places", "rus_n,Rus north,RUS,3,0.5");
    folder_case_add(&f, "rail", "r_spur,rus_w,rus_n,RUS,300,test,high,1520");
    folder_case_add(&f, "rail", "r_far,rus_n,rus_e,RUS,2000,test,high,1520");
    folder_case_read(&f);
    answer far = along(&f, 0, "m", "link:r_spur", NULL);
    assert_true(far.cost != LODE_NO_WAY && far.simple && far.holds);
    lode_text_free(&far.gates);
    folder_case_drop(&f);
}

/* The same where loading costs nothing: circles at a terminal must not eat up the search. */
static void free_loading_does_not_exhaust_the_search(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "places", "rus_n,Rus north,RUS,3,0.5");
    folder_case_add(&f, "rail", "r_spur,rus_w,rus_n,RUS,300,test,high,1520");
    folder_case_add(&f, "rail", "r_far,rus_n,rus_e,RUS,2000,test,high,1520");
    folder_case_add(&f, "terminals", "t_free,rus_w,railhead,rail,0,0,test,high");
    folder_case_read(&f);
    answer a = along(&f, 0, "m", "link:r_spur", NULL);
    assert_true(a.cost != LODE_NO_WAY && a.simple && a.holds);
    lode_text_free(&a.gates);
    folder_case_drop(&f);
}

static void what_is_unknown_is_named(void **state)
{
    static const struct {
        const char *passes, *avoids, *said;
    } rows[] = {{"NRO", NULL, "NRO"},
                {"crossing:nroth", NULL, "nroth"},
                {"NOR|XXX", NULL, "XXX"},
                {"NOR", "XXX", "XXX"},
                {"link:north", NULL, "link:north"},
                {"passage:XXX", NULL, "XXX"},
                {"NOR;SOU;NOR;SOU;NOR;SOU;NOR", NULL, "more than 6"}};
    const folder_case *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lode_err err = {0};
        assert_null(lode_corridor_plan_new(f->n, "bad", rows[i].passes, rows[i].avoids, &err));
        assert_int_equal(err.status, LODE_BAD_INPUT);
        assert_non_null(strstr(err.message, rows[i].said));
        assert_non_null(strstr(err.message, "bad"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corridors_of_the_worked_example),          cmocka_unit_test(items_are_met_in_order),
        cmocka_unit_test(a_way_is_labelled_by_what_it_passes),      cmocka_unit_test(there_and_back_is_no_way),
        cmocka_unit_test(free_loading_does_not_exhaust_the_search), cmocka_unit_test(what_is_unknown_is_named),
    };
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
