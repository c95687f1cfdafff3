/* Path sizes, shares and concentration: the figures of the worked example, and M7 written out a second time. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/diversity.h"
#include "support/expected.h"
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

/* Governance as the case gives it, by actor of the network. */
static void governance_of(const folder_case *f, double *w)
{
    for (size_t a = 0; a < f->n->n_actors; a++)
        for (size_t i = 0; i < f->c->actors.n; i++)
            if (strcmp(f->c->actors.v[i].actor, f->n->actor[a].name) == 0)
                w[a] = f->c->actors.v[i].governance;
}

static void ask(question *q, double *w, lode_diversity *d)
{
    lode_set nothing = {{0}};
    lode_diversity_rules rules = lode_diversity_rules_of(&q->f->n->parameters);
    rules.governance = w;
    rules.home = q->own;
    assert_int_equal(lode_diversity_find(q->oracle, q->origin, &nothing, &rules, d, NULL), LODE_OK);
}

static void figures_of_the_worked_example(void **state)
{
    static const char *const pairs[] = {"d1.m1", "d2.m1"};
    for (size_t origin = 0; origin < 2; origin++) {
        question q;
        lode_diversity d;
        double w[LODE_MAX_ACTORS];
        const char *pair = pairs[origin];
        governance_of(*state, w);
        question_start(&q, *state, origin, "m1");
        ask(&q, w, &d);
        expected_figure((double)d.alternatives.n, "%s.div.routes", pair);
        for (size_t k = 0; k < d.alternatives.n; k++) {
            lode_text gates = {0};
            lode_route_gates(&d.alternatives.route[k], &gates);
            assert_string_equal(lode_text_get(&gates), expected_textf("%s.div.%zu.gates", pair, k + 1));
            lode_text_free(&gates);
            expected_figure((double)d.alternatives.route[k].total / 1e6, "%s.div.%zu.G", pair, k + 1);
            expected_figure(d.path_size[k], "%s.div.%zu.pathsize", pair, k + 1);
            expected_figure(d.share[k], "%s.div.%zu.share", pair, k + 1);
        }
        expected_figure(d.effective, "%s.div.effective", pair);
        for (size_t a = 0; a < q.f->n->n_actors; a++) {
            const char *name = q.f->n->actor[a].name;
            if (expected_textf("%s.div.s.%s", pair, name))
                expected_figure(d.actor[a], "%s.div.s.%s", pair, name);
            else
                assert_true(d.actor[a] == 0);
        }
        expected_figure(d.hhi, "%s.div.hhi", pair);
        expected_figure(d.hhi_gov, "%s.div.hhi_gov", pair);
        assert_true(d.elsewhere == 0 && d.ungraded == 0);
        lode_diversity_free(&d);
        question_drop(&q);
    }
}

static void kilometres_of_transit(void **state)
{
    question q;
    lode_diversity d;
    question_start(&q, *state, 0, "m1");
    ask(&q, NULL, &d);
    assert_true(d.transit_km[0] == 5000 && d.transit_km[1] == 5000); /* NOR; NOR and a border of SOU */
    assert_true(d.transit_km[2] == 9000 && d.transit_km[3] == 9000);
    assert_true(d.hhi_gov == 0 && fabs(d.ungraded - 1) < 1e-12); /* no governance is known */
    lode_diversity_free(&d);
    question_drop(&q);
}

/* Without its actors a domain counts by itself: the same concentration, but nothing can be weighed. */
static void domains_of_no_actor(void **state)
{
    question q;
    lode_diversity d;
    double w[LODE_MAX_ACTORS] = {6, 6, 6};
    folder_case *f = *state;
    size_t n_actors = f->n->n_actors;
    f->n->n_actors = 0;
    question_start(&q, f, 0, "m1");
    ask(&q, w, &d);
    f->n->n_actors = n_actors;
    expected_figure(d.hhi, "d1.m1.div.hhi");
    assert_true(fabs(d.elsewhere - 1) < 1e-12 && fabs(d.ungraded - 1) < 1e-12 && d.hhi_gov == 0);
    lode_diversity_free(&d);
    question_drop(&q);
}

static void one_actor_with_two_domains(void **state)
{
    question q;
    lode_diversity d;
    double w[LODE_MAX_ACTORS] = {6, 5, NAN};
    folder_case *f = *state;
    lode_actor_set kept = f->n->actor[1];
    lode_set_add(&f->n->actor[1].domains, lode_network_domain(f->n, "SOU")); /* SEA has SOU as well */
    question_start(&q, f, 0, "m1");
    ask(&q, w, &d);
    f->n->actor[1] = kept;
    assert_true(fabs(d.actor[1] - (0.158447 + 0.019806)) < 2e-6);
    assert_true(fabs(d.actor[2] - 0.019806) < 1e-6); /* SOU itself */
    assert_true(fabs(d.ungraded - 0.019806) < 1e-6);
    lode_diversity_free(&d);
    question_drop(&q);
}

static void no_way_no_figures(void **state)
{
    question q;
    lode_diversity d;
    question_start(&q, *state, 0, "m1");
    lode_set closed = lode_closed_by(q.f->n, question_actors(&q, "NOR+SEA"), &q.own);
    lode_diversity_rules rules = lode_diversity_rules_of(&q.f->n->parameters);
    assert_int_equal(lode_diversity_find(q.oracle, q.origin, &closed, &rules, &d, NULL), LODE_OK);
    assert_int_equal(d.alternatives.n, 0);
    assert_true(isnan(d.effective) && d.hhi == 0);
    lode_diversity_free(&d);
    question_drop(&q);
}

/* A single route is all there is: path size 1, share 1. */
static void one_route(void **state)
{
    question q;
    lode_diversity d;
    lode_set nothing = {{0}};
    question_start(&q, *state, 0, "m1");
    lode_diversity_rules rules = lode_diversity_rules_of(&q.f->n->parameters);
    rules.most = 1;
    rules.home = q.own;
    assert_int_equal(lode_diversity_find(q.oracle, q.origin, &nothing, &rules, &d, NULL), LODE_OK);
    assert_true(d.alternatives.n == 1 && fabs(d.path_size[0] - 1) < 1e-12 && d.share[0] == 1 && d.effective == 1);
    assert_true(d.hhi == 1); /* NOR alone */
    lode_diversity_free(&d);
    question_drop(&q);
}

static void out_of_memory(void **state)
{
    int failed = 0;
    for (long after = 0;; after++) {
        question q;
        lode_diversity d;
        lode_err err = {0};
        lode_set nothing = {{0}};
        question_start(&q, *state, 0, "m1");
        lode_diversity_rules rules = lode_diversity_rules_of(&q.f->n->parameters);
        lode_alloc_fail_after = after;
        lode_status status = lode_diversity_find(q.oracle, q.origin, &nothing, &rules, &d, &err);
        lode_alloc_fail_after = -1;
        assert_int_equal(status, status ? LODE_IO : LODE_OK);
        assert_int_equal(d.alternatives.n, status ? 0 : 4);
        failed += status != LODE_OK;
        lode_diversity_free(&d);
        question_drop(&q);
        if (!status)
            break;
    }
    assert_true(failed > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_of_the_worked_example),
                                       cmocka_unit_test(kilometres_of_transit),
                                       cmocka_unit_test(domains_of_no_actor),
                                       cmocka_unit_test(one_actor_with_two_domains),
                                       cmocka_unit_test(no_way_no_figures),
                                       cmocka_unit_test(one_route),
                                       cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, open_worked, close_worked);
}
