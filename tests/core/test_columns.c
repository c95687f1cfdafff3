/* The one table of result columns: names that are unique and carry their unit, help for each, room for what a case
 * adds. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "core/columns.h"

/* How a unit is written in a name. Figures of the case itself keep the names that they have there. */
static const struct {
    const char *unit, *suffix;
} units[] = {{"km", "_km"},       {"h", "hours"},        {"h", "_h"},
             {"d", "days"},       {"USD/t", "usd_t"},    {"USD/t TREO", "_usd_t_treo"},
             {"kg/t", "_kg_t"},   {"%", "_pct"},         {"Mt", "_mt"},
             {"t/a", "_t_a"},     {"deg", "lon"},        {"deg", "lat"},
             {"kt", "_kt"},       {"routes", "_routes"}, {"USD/(t d)", "_usd_t_d"},
             {"USD/a", "_usd_a"}, {"kt/a", "_kt_a"},     {"USD", "_usd"},
             {"USD", "_20t"},     {"km/h", "_km_h"},     {"t", "_t"},
             {"d", "_d"}};
/* Plain numbers that are no shares; those of calibration, country_comparison and diff have their unit in a column
 * beside them. */
static const char *const bare[] = {"_share",   "hhi",      "hhi_gov", "resilience",  "path_size",
                                   "observed", "computed", "ratio",   "agreement",   "year",
                                   "figure",   "factor",   "change",  "contribution"};

static int ends_with(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n >= m && strcmp(name + n - m, suffix) == 0;
}

static int names_its_unit(const lode_column *c)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, c->unit) == 0 && ends_with(c->name, units[i].suffix))
            return 1;
    return 0;
}

static int is_plain_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_')
            return 0;
    return islower((unsigned char)*name);
}

/* Probabilities, factors and ratios are figures without a unit too; calibration names the unit of a figure beside it.
 */
static int has_no_unit(const char *name)
{
    static const char *const names[] = {"probability", "observed", "computed", "ratio", "agreement", "year"};
    int found = strncmp(name, "p_", 2) == 0 || strncmp(name, "factor_", 7) == 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        found |= strcmp(name, names[i]) == 0;
    return found;
}

static void check_column(const lode_result_layer *layer, const lode_column *c)
{
    if (!is_plain_name(c->name))
        fail_msg("%s.%s is no plain name", layer->name, c->name);
    if (!c->heading || !*c->heading || !c->help || !*c->help || c->help[strlen(c->help) - 1] != '.')
        fail_msg("%s.%s needs a heading and a sentence of help", layer->name, c->name);
    if (*c->unit && !names_its_unit(c))
        fail_msg("%s.%s does not name its unit %s", layer->name, c->name, c->unit);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) /* and no name claims a unit that it has not */
        if (!*c->unit && c->type == LODE_REAL && ends_with(c->name, units[i].suffix))
            fail_msg("%s.%s has no unit", layer->name, c->name);
    int is_bare = 0;
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        is_bare |= ends_with(c->name, bare[i]);
    if (c->type == LODE_REAL && !*c->unit && !is_bare && !has_no_unit(c->name))
        fail_msg("%s.%s is a figure without a unit", layer->name, c->name);
}

static void columns_are_named_once_with_their_units(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_result_layers; i++) {
        const lode_result_layer *layer = &lode_result_layers[i];
        for (const lode_column *c = layer->columns; c->name; c++) {
            check_column(layer, c);
            for (const lode_column *other = c + 1; other->name; other++)
                if (strcasecmp(c->name, other->name) == 0)
                    fail_msg("%s.%s is there twice", layer->name, c->name);
        }
        for (const lode_column *c = layer->headlines; c && c->name; c++) {
            check_column(layer, c);
            for (const lode_column *other = c + 1; other->name; other++)
                assert_true(strcasecmp(c->name, other->name) != 0);
        }
    }
}

static void layers_are_named_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_result_layers; i++) {
        assert_ptr_equal(lode_result_layer_find(lode_result_layers[i].name), &lode_result_layers[i]);
        assert_true(is_plain_name(lode_result_layers[i].name));
        assert_true(*lode_result_layers[i].title && *lode_result_layers[i].help);
    }
    assert_null(lode_result_layer_find("nonsense"));
}

static void table_has_all_columns_of_its_layer(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_result_layers; i++) {
        lode_table *t = lode_result_table(lode_result_layers[i].name, NULL);
        size_t n = 0;
        assert_non_null(t);
        for (const lode_column *c = lode_result_layers[i].columns; c->name; c++, n++)
            assert_int_equal(lode_table_find(t, c->name), n);
        assert_int_equal(lode_table_columns(t), n);
        lode_table_free(t);
    }
}

/* Headlines for each destination and base; columns of the case that the layer has itself, or that a GeoPackage keeps
 * for itself, are left out. */
static void case_adds_columns(void **state)
{
    static const char *const prefixes[] = {"eu_open", "all_open"};
    static const char *const extra[] = {"my_note", "NAME", "geom", "FID", "eu_open_g_usd_t", "my_note"};
    const lode_more_columns more = {prefixes, 2, extra, 6};
    lode_table *t = lode_result_table("deposits", &more), *plain = lode_result_table("deposits", NULL);
    (void)state;
    assert_non_null(t);
    assert_true(lode_table_find(t, "eu_open_g_usd_t") > 0);
    assert_true(lode_table_find(t, "all_open_g_usd_t") > lode_table_find(t, "eu_open_g_usd_t"));
    assert_string_equal(lode_table_column(t, (size_t)lode_table_find(t, "all_open_g_usd_t"))->unit, "USD/t");
    size_t n_headlines = 0;
    for (const lode_column *c = lode_result_layer_find("deposits")->headlines; c->name; c++)
        n_headlines++;
    assert_int_equal(lode_table_columns(t), lode_table_columns(plain) + 2 * n_headlines + 1);
    assert_int_equal(lode_table_find(t, "my_note"), lode_table_columns(t) - 1);
    lode_table_free(t);
    lode_table_free(plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_named_once_with_their_units),
        cmocka_unit_test(layers_are_named_once),
        cmocka_unit_test(table_has_all_columns_of_its_layer),
        cmocka_unit_test(case_adds_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
