/* The schema table: offsets, names, aliases, words, help, and the Markdown made of it. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/schema.h"

static int is_name(const char *name)
{
    for (const char *c = name; *c; c++)
        if (!islower(*c) && !isdigit(*c) && *c != '_')
            return 0;
    return islower(name[0]) != 0;
}

static void names_of_layers(void **state)
{
    (void)state;
    assert_true(lode_n_schema >= 20);
    for (size_t i = 0; i < lode_n_schema; i++) {
        const lode_layer *layer = &lode_schema[i];
        assert_true(is_name(layer->name));
        assert_true(strlen(layer->help) > 5 && layer->help[strlen(layer->help) - 1] == '.');
        assert_ptr_equal(lode_layer_find(layer->name), layer); /* so no name is used twice */
        assert_true(layer->n_fields <= 64);                    /* MOST_FIELDS of the reader */
    }
    assert_null(lode_layer_find("nonsense"));
    assert_null(lode_layer_find("Rail"));
}

/* Counts the fields of a layer that are read by a name. */
static size_t readers_of(const lode_layer *layer, const char *name, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < layer->n_fields; i++) {
        const lode_field *field = &layer->fields[i];
        n += lode_same(field->name, name, length);
        const char *aliases = field->aliases;
        size_t alias_length;
        for (const char *alias; (alias = lode_list_next(&aliases, &alias_length));)
            n += alias_length == length && strncmp(alias, name, length) == 0;
    }
    return n;
}

static void check_field_names(const lode_layer *layer, const lode_field *field)
{
    size_t length;
    const char *aliases = field->aliases;
    assert_true(is_name(field->name));
    assert_int_equal(readers_of(layer, field->name, strlen(field->name)), 1);
    for (const char *alias; (alias = lode_list_next(&aliases, &length));)
        assert_int_equal(readers_of(layer, alias, length), 1);
    assert_ptr_equal(lode_layer_field(layer, field->name), field);
}

static void check_field_meaning(const lode_field *field)
{
    assert_true(strlen(field->help) > 3 && field->help[strlen(field->help) - 1] == '.');
    assert_int_equal(field->value == LODE_V_WORD, *field->words != '\0');
    assert_true(field->value != LODE_V_NUMBER ? !*field->unit : field->least < field->most);
}

static void each_field(void (*check)(const lode_layer *layer, const lode_field *field))
{
    for (size_t i = 0; i < lode_n_schema; i++)
        for (size_t k = 0; k < lode_schema[i].n_fields; k++)
            check(&lode_schema[i], &lode_schema[i].fields[k]);
}

static void check_field(const lode_layer *layer, const lode_field *field)
{
    check_field_names(layer, field);
    check_field_meaning(field);
}

static void names_aliases_and_help_of_fields(void **state)
{
    (void)state;
    each_field(check_field);
    assert_null(lode_layer_field(lode_layer_find("rail"), "nonsense"));
}

/* No reader name may be one that holds a shape in a CSV, or the key of a GeoPackage. */
static void check_reserved(const lode_layer *layer, const lode_field *field)
{
    static const char *const reserved[] = {"fid", "geom", "lon", "lat", "wkt", "via_lonlat"};
    (void)field;
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        assert_int_equal(readers_of(layer, reserved[i], strlen(reserved[i])), 0);
}

static void reserved_names(void **state)
{
    (void)state;
    each_field(check_reserved);
}

static void keys_are_required_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_schema; i++) {
        const lode_layer *layer = &lode_schema[i];
        const lode_field *key = layer->key ? lode_layer_field(layer, layer->key) : NULL;
        assert_true(!layer->key || (key && key->value == LODE_V_TEXT && key->required));
    }
}

/* Every value lies inside its row, behind the head of the row, and on no other. */
static void check_offset(const lode_layer *layer, const lode_field *field)
{
    assert_true(field->offset >= sizeof(lode_row));
    assert_true(field->offset + 8 <= layer->row_size);
    assert_int_equal(field->offset % 8, 0);
    for (const lode_field *other = layer->fields; other < field; other++)
        assert_int_not_equal(other->offset, field->offset);
}

static void offsets(void **state)
{
    (void)state;
    each_field(check_offset);
    for (size_t i = 0; i < lode_n_schema; i++) {
        assert_true(lode_schema[i].rows_offset + sizeof(lode_any_rows) <= sizeof(lode_case));
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(lode_schema[i].rows_offset, lode_schema[k].rows_offset);
    }
}

static void set_all(const lode_layer *layer, lode_row *row)
{
    for (size_t i = 0; i < layer->n_fields; i++)
        if (layer->fields[i].value == LODE_V_NUMBER)
            lode_field_set_number(row, &layer->fields[i], (double)i + 0.5);
        else
            lode_field_set_text(row, &layer->fields[i], layer->fields[i].name);
}

static void assert_all_set(const lode_layer *layer, const lode_row *row)
{
    for (size_t i = 0; i < layer->n_fields; i++)
        if (layer->fields[i].value == LODE_V_NUMBER)
            assert_true(lode_field_number(row, &layer->fields[i]) == (double)i + 0.5);
        else
            assert_ptr_equal(lode_field_text(row, &layer->fields[i]), layer->fields[i].name);
}

static void each_field_is_set_and_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < lode_n_schema; i++) {
        lode_row *row = calloc(1, lode_schema[i].row_size); /* exact, so that the sanitizer sees a step beyond */
        row->fid = 77;
        set_all(&lode_schema[i], row);
        assert_all_set(&lode_schema[i], row);
        assert_true(row->fid == 77 && row->geom.shape == LODE_NO_SHAPE && row->extra == NULL);
        free(row);
    }
}

static void members_lie_where_the_schema_says(void **state)
{
    (void)state;
    lode_link link = {.gauge_mm = 1520, .from_place = "a", .confidence = "high"};
    const lode_layer *rail = lode_layer_find("rail");
    assert_true(lode_field_number(&link.row, lode_layer_field(rail, "gauge_mm")) == 1520);
    assert_string_equal(lode_field_text(&link.row, lode_layer_field(rail, "from_place")), "a");
    assert_string_equal(lode_field_text(&link.row, lode_layer_field(rail, "confidence")), "high");
    lode_occurrence o = {.operator_name = "x"};
    assert_string_equal(lode_field_text(&o.row, lode_layer_field(lode_layer_find("occurrences"), "operator")), "x");
}

static void rows_of_a_case(void **state)
{
    (void)state;
    lode_case c = {0};
    lode_place places[3] = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
    static const char *const names[] = {"remarks"};
    const lode_layer *layer = lode_layer_find("places");
    lode_layer_set_rows(&c, layer, (lode_any_rows){places, 3, names, 1});
    assert_true(c.places.v == places && c.places.n == 3 && c.places.n_extra == 1 && c.places.extra_names == names);
    lode_any_rows rows = lode_layer_rows(&c, layer);
    assert_string_equal(((lode_place *)lode_layer_row(&rows, layer, 2))->id, "c");
    assert_int_equal(lode_layer_rows(&c, lode_layer_find("rail")).n, 0);
}

static const char *markdown;

static void check_listed(const lode_layer *layer, const lode_field *field)
{
    lode_text heading = {0}, line = {0};
    lode_text_addf(&heading, "\n## %s (", layer->name);
    lode_text_addf(&line, "\n| `%s` | %s | ", field->name, field->unit);
    const char *section = strstr(markdown, lode_text_get(&heading));
    const char *found = section ? strstr(section, lode_text_get(&line)) : NULL;
    const char *next = section ? strstr(section + 1, "\n## ") : NULL;
    if (!found || (next && found > next))
        fail_msg("%s.%s is not listed", layer->name, field->name);
    assert_non_null(strstr(found, field->help));
    lode_text_free(&heading);
    lode_text_free(&line);
}

static void markdown_lists_every_column(void **state)
{
    (void)state;
    lode_text out = {0};
    lode_schema_markdown(&out);
    markdown = lode_text_get(&out);
    each_field(check_listed);
    for (size_t i = 0; i < lode_n_schema; i++)
        assert_non_null(strstr(markdown, lode_schema[i].help));
    assert_non_null(strstr(markdown, "| `gauge_mm` | mm | number 500 to 2000 |  |  | Gauge of a railway. |"));
    assert_non_null(strstr(markdown, "`high`, `medium`, `low`"));
    assert_false(out.failed);
    lode_text_free(&out);
}

/* A bar inside a cell of a table parts it: every row has the six cells of its heading. */
static void rows_of_the_markdown_have_six_cells(void **state)
{
    (void)state;
    lode_text out = {0};
    lode_schema_markdown(&out);
    for (const char *line = strstr(lode_text_get(&out), "\n| "); line; line = strstr(line + 1, "\n| ")) {
        int bars = 0;
        for (const char *c = line + 1; *c && *c != '\n'; c++)
            bars += *c == '|' && c[-1] != '\\';
        if (bars != 7)
            fail_msg("%.*s", (int)strcspn(line + 1, "\n"), line + 1);
    }
    lode_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_layers),
        cmocka_unit_test(names_aliases_and_help_of_fields),
        cmocka_unit_test(reserved_names),
        cmocka_unit_test(keys_are_required_texts),
        cmocka_unit_test(offsets),
        cmocka_unit_test(each_field_is_set_and_read),
        cmocka_unit_test(members_lie_where_the_schema_says),
        cmocka_unit_test(rows_of_a_case),
        cmocka_unit_test(markdown_lists_every_column),
        cmocka_unit_test(rows_of_the_markdown_have_six_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
