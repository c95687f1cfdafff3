/* Single closures: the figures of the worked example; random networks in which everything is closed by name in turn. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/chokepoint.h"
#include "support/expected.h"
#include "support/folder_case.h"
#include "support/random_case.h"

enum { CASES = 2000 };

static const lode_choke *find(const lode_chokes *chokes, lode_choke_kind kind, const char *id)
{
    for (size_t i = 0; i < chokes->n; i++)
        if (chokes->v[i].kind == kind && strcmp(chokes->v[i].id, id) == 0)
            return &chokes->v[i];
    return NULL;
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

typedef struct two {
    question q;
    lode_shipper shippers[3];
    lode_chokes chokes;
} two;

/* The air link is used in the example's last section only. */
static void start_question(question *q, const folder_case *f)
{
    question_start(q, f, 0, "m1");
    assert_int_equal(lode_scenario_change(q->scenario, "close", "mode:air", NULL, NULL), LODE_OK);
    question_again(q);
}

/* d1 and d2 to m1; d3 lies beside d1 and has no output. */
static lode_status start(two *t, const folder_case *f, lode_err *err)
{
    start_question(&t->q, f);
    for (size_t i = 0; i < 3; i++)
        t->shippers[i] = (lode_shipper){&f->n->origin[i], t->q.oracle, f->c->occurrences.v[i].output_t_a};
    return lode_chokes_find(t->shippers, 3, &t->chokes, err);
}

static void drop(two *t)
{
    lode_chokes_free(&t->chokes);
    question_drop(&t->q);
}

static void figures_of_the_worked_example(void **state)
{
    static const struct {
        lode_choke_kind kind;
        const char *id;
    } rows[] = {{LODE_CHOKE_LINK, "rail_on"},     {LODE_CHOKE_LINK, "rail_os"},  {LODE_CHOKE_LINK, "rail_nw"},
                {LODE_CHOKE_LINK, "rail_sp"},     {LODE_CHOKE_LINK, "sea_ph"},   {LODE_CHOKE_CROSSING, "north"},
                {LODE_CHOKE_CROSSING, "south"},   {LODE_CHOKE_CROSSING, "west"}, {LODE_CHOKE_CROSSING, "east"},
                {LODE_CHOKE_TERMINAL, "t_port_s"}};
    two t;
    assert_int_equal(start(&t, *state, NULL), LODE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const lode_choke *c = find(&t.chokes, rows[i].kind, rows[i].id);
        double loss[2] = {0, 0};
        for (int d = 0; d < 2 && c; d++)
            loss[d] = (double)(c->without[d] - t.chokes.base[d]) / 1e6;
        expected_figure(loss[0], "choke.%s.d1", rows[i].id);
        expected_figure(loss[1], "choke.%s.d2", rows[i].id);
        expected_figure(c ? c->impact_usd_a : 0, "choke.%s.impact", rows[i].id);
        expected_figure(c ? c->cut_off_t_a : 0, "choke.%s.cut_off", rows[i].id);
    }
    drop(&t);
}

static void sections_of_the_worked_example(void **state)
{
    two t;
    assert_int_equal(start(&t, *state, NULL), LODE_OK);
    const lode_choke *rail_nw = find(&t.chokes, LODE_CHOKE_LINK, "rail_nw");
    const lode_choke *west = find(&t.chokes, LODE_CHOKE_CROSSING, "west");
    const lode_choke *rail_on = find(&t.chokes, LODE_CHOKE_LINK, "rail_on");
    const lode_choke *north = find(&t.chokes, LODE_CHOKE_CROSSING, "north");
    const lode_choke *adit = find(&t.chokes, LODE_CHOKE_TERMINAL, "t_adit");
    assert_int_equal(rail_nw->section, west->section);
    assert_int_equal(rail_on->section, north->section);
    assert_true(rail_nw->section != north->section);
    assert_true(west->used_t_a == 30000 && west->n_users == 2 && north->used_t_a == 20000);
    assert_true(west->is_gate && !rail_nw->is_gate);
    /* The mine's own railhead: no way is left, at K = 2,000 the loss is 1,727.30 a tonne; a section of its own. */
    assert_true(fabs(adit->impact_usd_a - 20000 * 1727.3) < 1e-6 && adit->cut_off_t_a == 20000);
    assert_true(adit->section != north->section && adit->unpriced_t_a == 0);
    assert_int_equal(t.chokes.n, 6); /* and that of d2, t_north_n */
    assert_int_equal(t.chokes.n_sections, 4);
    assert_ptr_equal(adit, &t.chokes.v[0]);
    drop(&t);
}

/* K below the way without `west`: it caps the loss. */
static void the_outside_option_caps(void **state)
{
    two t;
    start_question(&t.q, *state);
    t.q.shipment.outside_usd_t = 300;
    question_again(&t.q);
    t.shippers[0] = (lode_shipper){t.q.origin, t.q.oracle, 1000};
    assert_int_equal(lode_chokes_find(t.shippers, 1, &t.chokes, NULL), LODE_OK);
    assert_true(fabs(find(&t.chokes, LODE_CHOKE_CROSSING, "west")->impact_usd_a - 27300) < 1e-6);
    assert_true(fabs(find(&t.chokes, LODE_CHOKE_CROSSING, "north")->impact_usd_a - 26000) < 1e-6);
    lode_chokes_free(&t.chokes);
    t.q.shipment.outside_usd_t = 200; /* uneconomic: nothing is lost */
    question_again(&t.q);
    t.shippers[0].oracle = t.q.oracle;
    assert_int_equal(lode_chokes_find(t.shippers, 1, &t.chokes, NULL), LODE_OK);
    assert_true(find(&t.chokes, LODE_CHOKE_CROSSING, "west")->impact_usd_a == 0);
    lode_chokes_free(&t.chokes);
    t.q.shipment.outside_usd_t = NAN;
    question_again(&t.q);
    t.shippers[0].oracle = t.q.oracle;
    assert_int_equal(lode_chokes_find(t.shippers, 1, &t.chokes, NULL), LODE_OK);
    const lode_choke *adit = find(&t.chokes, LODE_CHOKE_TERMINAL, "t_adit");
    assert_true(adit->impact_usd_a == 0 && adit->cut_off_t_a == 1000 && adit->unpriced_t_a == 1000);
    assert_true(fabs(find(&t.chokes, LODE_CHOKE_CROSSING, "west")->impact_usd_a - 46860) < 1e-6);
    drop(&t);
}

static void nothing_ships_nothing_is_a_candidate(void **state)
{
    two t;
    start_question(&t.q, *state);
    t.shippers[0] = (lode_shipper){t.q.origin, t.q.oracle, 0};
    t.shippers[1] = (lode_shipper){t.q.origin, t.q.oracle, NAN};
    assert_int_equal(lode_chokes_find(t.shippers, 2, &t.chokes, NULL), LODE_OK);
    assert_int_equal(t.chokes.n, 0);
    assert_int_equal(t.chokes.base[1], 272700000);
    lode_chokes_free(&t.chokes);
    assert_int_equal(lode_chokes_find(NULL, 0, &t.chokes, NULL), LODE_OK);
    assert_int_equal(t.chokes.n, 0);
    drop(&t);
}

static void out_of_memory(void **state)
{
    int failed = 0;
    for (long after = 0;; after++) {
        two t;
        lode_err err = {0};
        start_question(&t.q, *state);
        t.shippers[0] = (lode_shipper){t.q.origin, t.q.oracle, 1000};
        lode_alloc_fail_after = after;
        lode_status status = lode_chokes_find(t.shippers, 1, &t.chokes, &err);
        lode_alloc_fail_after = -1;
        assert_int_equal(status, status ? LODE_IO : LODE_OK);
        assert_true(!status || (strstr(err.message, "memory") && !t.chokes.v));
        failed += status != LODE_OK;
        drop(&t);
        if (!status)
            break;
    }
    assert_true(failed > 8);
}

/* ---- everything closed in turn, by name ----------------------------------------------------------------------- */

typedef struct world {
    random_case r;
    lode_network *n;
    lode_shipment shipment;
    lode_target targets[2][64];
    size_t n_targets[2];
} world;

static size_t targets_of(const lode_network *n, size_t market, lode_target *targets)
{
    size_t found = 0;
    for (int32_t s = 0; s < (int32_t)n->n_states; s++)
        if (n->state_place[s] == n->market[market].place)
            targets[found++] = (lode_target){.state = s,
                                             .arrival = &n->element[n->market[market].element],
                                             .arrival_index = n->market[market].element,
                                             .partial_of = -1};
    return found;
}

/* Least cost to a market under a scenario. */
static int64_t cost(world *w, lode_scenario *s, size_t market)
{
    lode_way way;
    lode_set nothing = {{0}};
    lode_oracle *o = lode_oracle_new(s, &w->shipment, LODE_BY_COST, w->targets[market], w->n_targets[market], NULL);
    assert_int_equal(lode_oracle_ask(o, &w->n->origin[0], &nothing, &way, NULL), LODE_OK);
    lode_oracle_free(o);
    return way.cost;
}

static void check_thing(world *w, const lode_chokes *chokes, lode_scenario *s, lode_choke_kind kind, const char *id)
{
    const lode_choke *c = find(chokes, kind, id);
    for (size_t market = 0; market < 2; market++) {
        int64_t expected = cost(w, s, market), got = c ? c->without[market] : chokes->base[market];
        if (expected != got)
            fail_msg("%s %s to market %zu: %lld, expected %lld", lode_choke_kind_names[kind], id, market,
                     (long long)got, (long long)expected);
    }
    lode_scenario_free(s);
}

static lode_scenario *without(const world *w, const char *prefix, const char *id)
{
    char target[60];
    lode_scenario *s = lode_scenario_new(w->n, "shut", NULL);
    snprintf(target, sizeof target, "%s%s", prefix, id);
    lode_status status = lode_scenario_change(s, "close", target, NULL, NULL);
    assert_true(status == LODE_OK || strcmp(prefix, "terminal:") == 0); /* some terminals load nothing */
    return s;
}

static void check_links(world *w, const lode_chokes *chokes, const lode_link *links, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check_thing(w, chokes, without(w, "link:", links[i].id), LODE_CHOKE_LINK, links[i].id);
}

static void check_passage(world *w, const lode_chokes *chokes, const char *domain)
{
    lode_scenario *s = lode_scenario_new(w->n, "shut", NULL);
    int any = 0;
    for (size_t i = 0; i < w->r.c.sea.n; i++) {
        char target[60];
        if (!w->r.sea[i].passes || strcmp(w->r.sea[i].passes, domain) != 0)
            continue;
        any = 1;
        snprintf(target, sizeof target, "link:%s", w->r.sea[i].id);
        assert_int_equal(lode_scenario_change(s, "close", target, NULL, NULL), LODE_OK);
    }
    assert_true(any || !find(chokes, LODE_CHOKE_PASSAGE, domain));
    check_thing(w, chokes, s, LODE_CHOKE_PASSAGE, domain);
}

static void check_all(world *w, const lode_chokes *chokes)
{
    check_links(w, chokes, w->r.rail, w->r.c.rail.n);
    check_links(w, chokes, w->r.road, w->r.c.road.n);
    check_links(w, chokes, w->r.sea, w->r.c.sea.n);
    for (size_t i = 0; i < w->r.c.crossings.n; i++)
        check_thing(w, chokes, without(w, "crossing:", w->r.crossings[i].id), LODE_CHOKE_CROSSING,
                    w->r.crossings[i].id);
    for (size_t i = 0; i < w->r.c.terminals.n; i++)
        check_thing(w, chokes, without(w, "terminal:", w->r.terminals[i].id), LODE_CHOKE_TERMINAL,
                    w->r.terminals[i].id);
    check_passage(w, chokes, "STRAIT");
    check_passage(w, chokes, "CCC");
}

static void random_networks_closed_in_turn(void **state)
{
    size_t things = 0, passages = 0, searches = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= CASES; seed++) {
        static world w;
        lode_chokes chokes;
        lode_shipper shippers[2];
        random_case_make(&w.r, seed, "");
        w.n = random_case_network(&w.r.c);
        w.shipment = (lode_shipment){
            .product = "ore", .usd_t = 5000, .v = 0.06, .payload_t = 22, .shipment_t = 20, .outside_usd_t = 900};
        lode_scenario *open = lode_scenario_new(w.n, "open", NULL);
        for (size_t m = 0; m < 2; m++) {
            w.n_targets[m] = targets_of(w.n, m, w.targets[m]);
            shippers[m] = (lode_shipper){
                &w.n->origin[0], lode_oracle_new(open, &w.shipment, LODE_BY_COST, w.targets[m], w.n_targets[m], NULL),
                1000};
        }
        assert_int_equal(lode_chokes_find(shippers, 2, &chokes, NULL), LODE_OK);
        check_all(&w, &chokes);
        things += chokes.n;
        searches += chokes.searches;
        for (size_t i = 0; i < chokes.n; i++)
            passages += chokes.v[i].kind == LODE_CHOKE_PASSAGE;
        lode_chokes_free(&chokes);
        for (size_t m = 0; m < 2; m++)
            lode_oracle_free(shippers[m].oracle);
        lode_scenario_free(open);
        lode_network_free(w.n);
    }
    print_message("%zu things, %zu of them passages, %zu searches\n", things, passages, searches);
    assert_true(things > CASES && passages > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_of_the_worked_example),  cmocka_unit_test(sections_of_the_worked_example),
        cmocka_unit_test(the_outside_option_caps),        cmocka_unit_test(nothing_ships_nothing_is_a_candidate),
        cmocka_unit_test(random_networks_closed_in_turn), cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
