/* Sweeps against the search they stand in for: costs, ties and ways alike, whatever the weights. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/cost.h"
#include "core/oracle.h"
#include "core/sweep.h"
#include "support/random_case.h"

typedef struct fixture {
    random_case r;
    lode_network *n;
    lode_seed seeds[3];
    int64_t *weight;
    uint8_t *open, *todo;
    lode_workspace *workspace;
    lode_tree *plain, *swept;
} fixture;

static void start(fixture *f, uint64_t seed)
{
    random_case_make(&f->r, seed, "");
    f->n = random_case_network(&f->r.c);
    f->weight = calloc(f->n->n_arcs + 1, sizeof *f->weight);
    f->open = calloc(f->n->n_arcs + 1, 1);
    f->todo = calloc(f->n->n_states + 1, 1);
    f->workspace = lode_workspace_new(f->n, NULL);
    f->plain = lode_tree_new(f->n, NULL);
    f->swept = lode_tree_new(f->n, NULL);
    for (size_t i = 0; i < 3; i++) /* two of them may lie at the same state */
        f->seeds[i] = (lode_seed){(int32_t)random_case_draw(&f->r, f->n->n_states < 5 ? f->n->n_states : 5),
                                  (int64_t)random_case_draw(&f->r, 50), random_case_draw(&f->r, 1000)};
    for (size_t a = 0; a < f->n->n_arcs; a++)
        f->open[a] = random_case_draw(&f->r, 10) > 0;
}

static void finish(fixture *f)
{
    lode_tree_free(f->plain);
    lode_tree_free(f->swept);
    lode_workspace_free(f->workspace);
    free(f->weight);
    free(f->open);
    free(f->todo);
    lode_network_free(f->n);
}

/* Small weights, so that many ways cost the same and the tie decides; some arcs cost nothing. */
static void weigh(fixture *f)
{
    for (size_t a = 0; a < f->n->n_arcs; a++)
        f->weight[a] = (int64_t)random_case_draw(&f->r, 6);
}

static void compare(const fixture *f)
{
    for (size_t s = 0; s < f->n->n_states; s++) {
        assert_true(f->plain->cost[s] == f->swept->cost[s] && f->plain->tie[s] == f->swept->tie[s]);
        assert_int_equal(f->plain->next_arc[s], f->swept->next_arc[s]);
    }
}

static void sweeps_find_what_the_search_finds(void **state)
{
    size_t reached = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        fixture f;
        start(&f, seed);
        weigh(&f);
        lode_search(f.n, f.weight, f.open, f.seeds, 3, f.workspace, f.plain);
        lode_sweep *sweep = lode_sweep_new(f.n, f.open, f.plain, NULL);
        for (int again = 0; again < 10; again++) {
            lode_search(f.n, f.weight, f.open, f.seeds, 3, f.workspace, f.plain);
            lode_sweep_search(sweep, f.weight, f.seeds, 3, f.todo, f.swept);
            compare(&f);
            weigh(&f);
        }
        for (size_t s = 0; s < f.n->n_states; s++)
            reached += f.plain->cost[s] != LODE_NO_WAY;
        lode_sweep_free(sweep);
        finish(&f);
    }
    assert_true(reached > 2000);
}

static void without_seeds_no_way_leads_anywhere(void **state)
{
    fixture f;
    (void)state;
    start(&f, 5);
    lode_search(f.n, f.weight, f.open, f.seeds, 0, f.workspace, f.plain);
    lode_sweep *sweep = lode_sweep_new(f.n, f.open, f.plain, NULL);
    lode_sweep_search(sweep, f.weight, f.seeds, 0, f.todo, f.swept);
    compare(&f);
    lode_sweep_free(sweep);
    lode_sweep_free(NULL);
    finish(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sweeps_find_what_the_search_finds),
        cmocka_unit_test(without_seeds_no_way_leads_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
