/* The law of deletion (M15, promise 3) on the built-in layers: each price, dwell and length is emptied in turn and the
 * network built again. Nothing may become cheaper, quicker or shorter in silence: then a share of sourced cost must
 * fall, a share of assumed cost rise, or a finding be new. And a figure whose deletion changes nothing is named dead,
 * and no other is. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/grade.h"
#include "io/case_io.h"
#include "io/schema.h"
#include "net/check.h"
#include "support/folder_case.h"

/* Elements rest on their own row and on tariffs, so what else there is can be left out: building is quicker then. */
static const struct {
    const char *layer, *columns[8], *left_out[6];
} cells[] = {
    {"tariffs", {"usd", "entry_usd", "empty_share", "km_h"}, {NULL}},
    {"crossings",
     {"dwell_h", "dwell_p90_h", "cost_usd_t", "cost_usd_shipment", "gauge_h", "gauge_usd_t", "gap_km"},
     {"occurrences", "rail", "road", "sea", "air", "terminals"}},
    {"terminals", {"handling_usd_t", "handling_h", "handling_p90_h"}, {"occurrences", "crossings"}},
    {"rail",
     {"length_km", "days", "usd_t", "headway_h"},
     {"occurrences", "road", "sea", "air", "crossings", "terminals"}},
    {"road",
     {"length_km", "days", "usd_t", "headway_h"},
     {"occurrences", "rail", "sea", "air", "crossings", "terminals"}},
    {"sea", {"length_km", "days", "usd_t", "headway_h"}, {"occurrences", "rail", "road", "crossings"}},
    {"air", {"length_km", "days", "usd_t", "headway_h"}, {"occurrences", "rail", "road", "crossings"}},
};

/* What an element costs one way, and what that rests on. */
typedef struct figures {
    lode_cost cost;
    int64_t by_confidence[LODE_N_CONFIDENCES];
} figures;

typedef struct taken {
    figures *v; /* two an element, then one an access leg */
    size_t n;
    lode_findings findings;
} taken;

/* Something the size of the goods of the case: it uses all price bases. */
static const lode_shipment shipment = {
    .product = "test", .usd_t = 20000, .treo_pct = 50, .v = 0.23, .payload_t = 22, .shipment_t = 20};

static void take(figures *f, const lode_scenario *s, const lode_element *e, int32_t index, int reverse)
{
    memset(f, 0, sizeof *f);
    f->cost = lode_cost_of(s, &shipment, e, index, reverse);
    lode_cost_by_confidence(s, &shipment, e, index, reverse, f->by_confidence);
}

static void take_network(taken *t, const lode_network *n)
{
    lode_scenario *s = lode_scenario_new(n, "test", NULL);
    size_t most = 2 * n->n_elements;
    for (size_t i = 0; i < n->n_origins; i++)
        most += n->origin[i].n_options;
    t->v = malloc((most + 1) * sizeof *t->v);
    assert_true(s && t->v);
    for (size_t i = 0; i < n->n_elements; i++)
        for (int reverse = 0; reverse < 2; reverse++)
            take(&t->v[t->n++], s, &n->element[i], (int32_t)i, reverse);
    for (size_t i = 0; i < n->n_origins; i++)
        for (size_t o = 0; o < n->origin[i].n_options; o++)
            take(&t->v[t->n++], s, &n->origin[i].options[o].access, -1, 0);
    lode_scenario_free(s);
}

/* Checks and builds; no figures where the case has errors now. */
static void take_case(taken *t, const lode_case *c)
{
    lode_network *n = NULL;
    *t = (taken){0};
    assert_int_equal(lode_case_check(c, &t->findings, NULL), LODE_OK);
    if (lode_findings_count(&t->findings, LODE_ERROR) == 0)
        assert_int_equal(lode_network_build(c, NULL, &n, &t->findings, NULL), LODE_OK);
    if (n)
        take_network(t, n);
    lode_network_free(n);
}

static void drop(taken *t)
{
    lode_findings_free(&t->findings);
    free(t->v);
    *t = (taken){0};
}

/* ---- comparing ------------------------------------------------------------------------------------------------ */

static int same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static int same_finding(const lode_finding *a, const lode_finding *b)
{
    return a->kind == b->kind && a->fid == b->fid && same_text(a->layer, b->layer) && same_text(a->id, b->id) &&
           same_text(a->column, b->column) && same_text(a->value, b->value) && same_text(a->expected, b->expected);
}

/* A finding that was not there before; that a figure is dead excuses nothing. */
static int has_new_finding(const taken *before, const taken *after)
{
    for (size_t i = 0; i < after->findings.n; i++) {
        int known = strcmp(after->findings.items[i].kind->code, "LW-NET-018") == 0;
        for (size_t k = 0; k < before->findings.n && !known; k++)
            known = same_finding(&after->findings.items[i], &before->findings.items[k]);
        if (!known)
            return 1;
    }
    return 0;
}

static int is_less(double a, double b)
{
    return a < b - 1e-9;
}

static int is_cheaper(const figures *a, const figures *b)
{
    return lode_cost_total(&a->cost) < lode_cost_total(&b->cost) ||
           lode_cost_money(&a->cost) < lode_cost_money(&b->cost) || a->cost.time < b->cost.time ||
           a->cost.reliability < b->cost.reliability ||
           is_less(a->cost.km[0] + a->cost.km[1], b->cost.km[0] + b->cost.km[1]) ||
           is_less(a->cost.hours[0] + a->cost.hours[1], b->cost.hours[0] + b->cost.hours[1]);
}

static double sourced_pct(const figures *f)
{
    return lode_confidence_pct(f->by_confidence, LODE_HIGH) + lode_confidence_pct(f->by_confidence, LODE_MEDIUM);
}

static int is_less_sourced(const figures *a, const figures *b)
{
    return is_less(sourced_pct(a), sourced_pct(b)) || is_less(lode_confidence_pct(b->by_confidence, LODE_ASSUMED),
                                                              lode_confidence_pct(a->by_confidence, LODE_ASSUMED));
}

static int is_same(const figures *a, const figures *b)
{
    double co2 = a->cost.co2_kg_t - b->cost.co2_kg_t;
    return memcmp(a->cost.money, b->cost.money, sizeof a->cost.money) == 0 && a->cost.time == b->cost.time &&
           a->cost.reliability == b->cost.reliability && memcmp(a->cost.km, b->cost.km, sizeof a->cost.km) == 0 &&
           memcmp(a->cost.hours, b->cost.hours, sizeof a->cost.hours) == 0 &&
           memcmp(a->cost.buffer_h, b->cost.buffer_h, sizeof a->cost.buffer_h) == 0 &&
           isnan(a->cost.co2_kg_t) == isnan(b->cost.co2_kg_t) && (isnan(co2) || co2 == 0) &&
           memcmp(a->by_confidence, b->by_confidence, sizeof a->by_confidence) == 0;
}

/* ---- one cell -------------------------------------------------------------------------------------------------- */

typedef struct trial {
    lode_case *c;
    const lode_layer *layer;
    const lode_field *field;
    lode_row *row;
    taken before;
    size_t n_cells, n_dead;
} trial;

static const char *name_of(const trial *t)
{
    const lode_field *key = lode_layer_field(t->layer, t->layer->key ? t->layer->key : "domain");
    return lode_field_text(t->row, key);
}

static int is_called_dead(const trial *t)
{
    for (size_t i = 0; i < t->before.findings.n; i++) {
        const lode_finding *f = &t->before.findings.items[i];
        if (strcmp(f->kind->code, "LW-NET-018") == 0 && strcmp(f->layer, t->layer->name) == 0 &&
            f->fid == t->row->fid && same_text(f->column, t->field->name))
            return 1;
    }
    return 0;
}

typedef enum verdict { NOTHING_CHANGED, FAIR, CHEAPER_IN_SILENCE } verdict;

static verdict judge(const taken *before, const taken *after)
{
    int told = has_new_finding(before, after), changed = after->n == 0;
    if (after->n)
        assert_int_equal(after->n, before->n);
    for (size_t i = 0; i < after->n; i++) {
        const figures *now = &after->v[i], *then = &before->v[i];
        changed |= !is_same(now, then);
        if (!told && is_cheaper(now, then) && !is_less_sourced(now, then))
            return CHEAPER_IN_SILENCE;
    }
    return changed ? FAIR : NOTHING_CHANGED;
}

static void expect(trial *t, verdict found)
{
    if (found == CHEAPER_IN_SILENCE)
        fail_msg("%s %s (row %ld): without its %s something costs less, and nothing says so", t->layer->name,
                 name_of(t), (long)t->row->fid, t->field->name);
    if ((found == NOTHING_CHANGED) != is_called_dead(t))
        fail_msg("%s %s (row %ld): its %s is %s, but LW-NET-018 says otherwise", t->layer->name, name_of(t),
                 (long)t->row->fid, t->field->name, found == FAIR ? "used" : "dead");
    t->n_dead += found == NOTHING_CHANGED;
}

static void empty_cell(trial *t)
{
    double kept = lode_field_number(t->row, t->field);
    taken after;
    if (isnan(kept))
        return;
    lode_field_set_number(t->row, t->field, NAN);
    take_case(&after, t->c);
    expect(t, judge(&t->before, &after));
    drop(&after);
    lode_field_set_number(t->row, t->field, kept);
    t->n_cells++;
}

static void empty_layer(trial *t, size_t layer)
{
    t->layer = lode_layer_find(cells[layer].layer);
    lode_any_rows rows = lode_layer_rows(t->c, t->layer);
    for (size_t column = 0; cells[layer].columns[column]; column++) {
        t->field = lode_layer_field(t->layer, cells[layer].columns[column]);
        assert_non_null(t->field);
        for (size_t i = 0; i < rows.n; i++) {
            t->row = lode_layer_row(&rows, t->layer, i);
            empty_cell(t);
        }
    }
}

/* Access legs take the tariffs of their country: one deposit stands for all of it. */
static void keep_one_a_country(lode_case *c)
{
    lode_occurrence *kept = malloc((c->occurrences.n + 1) * sizeof *kept);
    size_t n = 0;
    assert_non_null(kept);
    for (size_t i = 0; i < c->occurrences.n; i++) {
        int known = 0;
        for (size_t k = 0; k < n; k++)
            known |= strcmp(kept[k].country, c->occurrences.v[i].country) == 0;
        if (!known)
            kept[n++] = c->occurrences.v[i];
    }
    c->occurrences.v = kept;
    c->occurrences.n = n;
}

static void leave_out(lode_case *c, const char *const *layers)
{
    for (size_t i = 0; i < 6 && layers[i]; i++) {
        const lode_layer *layer = lode_layer_find(layers[i]);
        lode_any_rows rows = lode_layer_rows(c, layer);
        rows.n = 0;
        lode_layer_set_rows(c, layer, rows);
    }
}

static void nothing_gets_cheaper_in_silence(void **state)
{
    trial t = {0};
    lode_findings findings = {0};
    char folder[500];
    (void)state;
    snprintf(folder, sizeof folder, "%s/layers", getenv("LODEWAY_SOURCE"));
    assert_int_equal(lode_case_read_folder(folder, &t.c, &findings, NULL), LODE_OK);
    lode_case whole = *t.c;
    keep_one_a_country(t.c);
    lode_case all = *t.c;
    for (size_t layer = 0; layer < sizeof cells / sizeof *cells; layer++) {
        leave_out(t.c, cells[layer].left_out);
        take_case(&t.before, t.c);
        assert_true(t.before.n > 0);
        empty_layer(&t, layer);
        drop(&t.before);
        *t.c = all;
    }
    print_message("%zu cells emptied one by one, %zu of them dead\n", t.n_cells, t.n_dead);
    assert_true(t.n_cells > 2000 && t.n_dead > 0 && t.n_dead < 100);
    free(all.occurrences.v);
    *t.c = whole;
    lode_case_free(t.c);
    lode_findings_free(&findings);
}

/* The judge himself: a price halved, not emptied, raises no finding and weakens no fact. */
static void the_law_can_be_broken(void **state)
{
    folder_case f;
    taken before, after;
    (void)state;
    folder_case_start(&f);
    folder_case_read(&f);
    take_case(&before, f.c);
    take_case(&after, f.c);
    assert_int_equal(judge(&before, &after), NOTHING_CHANGED);
    drop(&after);
    f.c->crossings.v[0].dwell_h /= 2;
    take_case(&after, f.c);
    assert_int_equal(judge(&before, &after), CHEAPER_IN_SILENCE);
    drop(&after);
    f.c->crossings.v[0].dwell_h *= 4;
    take_case(&after, f.c);
    assert_int_equal(judge(&before, &after), FAIR);
    drop(&after);
    drop(&before);
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_law_can_be_broken),
        cmocka_unit_test(nothing_gets_cheaper_in_silence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
