/* The answer of the command depend as one JSON document or as sections for people. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lodeway/lodeway.h"
#include "report/report.h"

/* The columns of each part that fit a terminal; JSON and CSV have them all. NULL: left out. */
static const struct {
    const char *title;
    const char *columns[20]; /* ends with NULL */
} sections[LODE_N_DEPEND_PARTS] = {
    [LODE_DEPEND_SUMMARY] = {NULL,
                             {"product", "status", "g_usd_t", "outside_usd_t", "players", "cut_status", "minimal_cuts",
                              "cut_status_no_overflight", "minimal_cuts_no_overflight", "main_actor",
                              "main_actor_share", "attribution_status", "routes", "effective_routes", "hhi",
                              "resilience", "note"}},
    [LODE_DEPEND_COALITIONS] = {"Closed together",
                                {"closed", "status", "g_usd_t", "penalty_usd_t", "penalty_pct", "gates", "proof"}},
    [LODE_DEPEND_ATTRIBUTION] = {"Whose power to close costs what",
                                 {"actor", "phi_usd_t", "phi_share", "half_k_share", "double_k_share", "access_share",
                                  "transit_share", "status"}},
    [LODE_DEPEND_INTERACTION] = {"Two actors", {"actor", "other", "interaction_usd_t", "access_fraction", "relation"}},
    [LODE_DEPEND_CUT_SETS] = {"Who can leave no way", {"status", "size", "cut_set", "free_gates"}},
    [LODE_DEPEND_ALTERNATIVES] = {
        "Alternative routes", {"rank", "g_usd_t", "dearer_pct", "path_size", "route_share", "transit_km", "gates"}}};

static const char *const key_columns[] = {"deposit", "deposit_name", "country", "destination", "base"};
enum { N_KEYS = sizeof key_columns / sizeof *key_columns, MOST_COLUMNS = 32 };

/* Deposit and destination say whose row it is: the base is the same in all. */
static int same_key(const lode_table *a, size_t i, const lode_table *b, size_t k)
{
    return strcmp(lode_table_text(a, i, "deposit"), lode_table_text(b, k, "deposit")) == 0 &&
           strcmp(lode_table_text(a, i, "destination"), lode_table_text(b, k, "destination")) == 0;
}

/* Rows of a part from *next on that belong to a row of the summary; *next moves behind them. */
static size_t count_rows(lode_table *const parts[], int part, size_t row, size_t *next)
{
    size_t first = *next;
    while (*next < lode_table_rows(parts[part]) && same_key(parts[LODE_DEPEND_SUMMARY], row, parts[part], *next))
        (*next)++;
    return *next - first;
}

static size_t columns_without_key(const lode_table *t, const char **names)
{
    size_t n = 0;
    for (size_t i = 0; i < lode_table_columns(t) && n < MOST_COLUMNS; i++) {
        const char *name = lode_table_column(t, i)->name;
        int key = 0;
        for (int k = 0; k < N_KEYS; k++)
            key |= strcmp(name, key_columns[k]) == 0;
        if (!key)
            names[n++] = name;
    }
    return n;
}

/* Some rows as a JSON array; NULL after a failure. */
static json_t *json_rows(const lode_table *t, const char *const *names, size_t n_names, size_t first, size_t n)
{
    char *text = NULL;
    lode_table *picked = lode_table_part(t, names, n_names, first, n);
    if (!picked || lode_rows_format(picked, "json", &text, NULL))
        text = NULL;
    lode_table_free(picked);
    json_t *document = text ? json_loads(text, 0, NULL) : NULL, *rows = json_incref(json_object_get(document, "rows"));
    json_decref(document);
    free(text);
    return rows;
}

static json_t *json_of_row(lode_table *const parts[], size_t row, size_t *next)
{
    const char *names[MOST_COLUMNS];
    const lode_table *summary = parts[LODE_DEPEND_SUMMARY];
    for (size_t i = 0; i < lode_table_columns(summary) && i < MOST_COLUMNS; i++)
        names[i] = lode_table_column(summary, i)->name;
    json_t *one = json_rows(summary, names, lode_table_columns(summary), row, 1);
    json_t *object = json_incref(json_array_get(one, 0));
    json_decref(one);
    for (int part = LODE_DEPEND_COALITIONS; object && part < LODE_N_DEPEND_PARTS; part++) {
        size_t first = next[part], n = count_rows(parts, part, row, &next[part]);
        size_t n_names = columns_without_key(parts[part], names);
        json_t *rows = json_rows(parts[part], names, n_names, first, n);
        json_t *value = part == LODE_DEPEND_DIVERSITY ? json_incref(json_array_get(rows, 0)) : json_incref(rows);
        json_decref(rows);
        if (json_object_set_new(object, lode_depend_part_names[part], value) != 0) {
            json_decref(object);
            object = NULL;
        }
    }
    return object;
}

/* One deposit after another, so that no more than one is held as JSON. */
static int add_json(lode_text *out, lode_table *const parts[])
{
    size_t next[LODE_N_DEPEND_PARTS] = {0}, n = lode_table_rows(parts[LODE_DEPEND_SUMMARY]);
    lode_text_add(out, "{\n \"schema\": 1,\n \"rows\": [");
    for (size_t row = 0; row < n; row++) {
        json_t *object = json_of_row(parts, row, next);
        char *text = object ? json_dumps(object, JSON_INDENT(1) | JSON_REAL_PRECISION(15)) : NULL;
        json_decref(object);
        if (!text)
            return 0;
        lode_text_add(out, row ? ",\n" : "\n");
        lode_text_add(out, text);
        free(text);
    }
    lode_text_add(out, n ? "\n ]\n}\n" : "]\n}\n");
    return 1;
}

static int add_section(lode_text *out, lode_table *const parts[], int part, size_t first, size_t n)
{
    size_t n_names = 0;
    while (sections[part].columns[n_names])
        n_names++;
    if (n == 0 || n_names == 0)
        return 1;
    lode_table *picked = lode_table_part(parts[part], sections[part].columns, n_names, first, n);
    char *text = NULL;
    int ok = picked && lode_rows_format(picked, "table", &text, NULL) == LODE_OK;
    if (ok) {
        if (sections[part].title)
            lode_text_addf(out, "\n%s\n", sections[part].title);
        lode_text_add(out, text);
    }
    lode_table_free(picked);
    free(text);
    return ok;
}

static int add_table(lode_text *out, lode_table *const parts[])
{
    const lode_table *summary = parts[LODE_DEPEND_SUMMARY];
    size_t next[LODE_N_DEPEND_PARTS] = {0};
    int ok = 1;
    for (size_t row = 0; row < lode_table_rows(summary) && ok; row++) {
        const char *name = lode_table_text(summary, row, "deposit_name");
        lode_text_addf(out, "%s%s (%s) to %s, base %s\n\n", row ? "\n\n" : "", name ? name : "",
                       lode_table_text(summary, row, "deposit"), lode_table_text(summary, row, "destination"),
                       lode_table_text(summary, row, "base"));
        for (int part = 0; part < LODE_N_DEPEND_PARTS && ok; part++) {
            size_t first = next[part], n = count_rows(parts, part, row, &next[part]);
            ok = add_section(out, parts, part, first, n);
        }
    }
    return ok;
}

lode_status lode_format_depend(lode_table *const parts[LODE_N_DEPEND_PARTS], const char *format, char **out,
                               lode_err *err)
{
    lode_text text = {0};
    *out = NULL;
    lode_text_add(&text, "");
    int json = strcmp(format, "json") == 0;
    if (!json && strcmp(format, "table") != 0)
        return lode_fail(err, LODE_USAGE, "Format \"%s\" is unknown. Take table or json.", format);
    int ok = json ? add_json(&text, parts) : add_table(&text, parts);
    if (!ok || text.failed) {
        lode_text_free(&text);
        return lode_fail_memory(err);
    }
    *out = text.data;
    return LODE_OK;
}
