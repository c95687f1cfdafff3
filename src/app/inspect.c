/* What a case holds, what is wrong with it, and how it is made from a folder. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/chances.h"
#include "app/explain.h"
#include "app/session.h"
#include "app/tables.h"
#include "base/file.h"
#include "base/text.h"
#include "geo/crs.h"
#include "io/case_io.h"
#include "io/package.h"
#include "io/schema.h"
#include "report/report.h"

void lode_versions(char *text, size_t size)
{
    char gdal[40], proj[40], geos[60], sqlite[40];
    lode_gdal_version(gdal, sizeof gdal);
    lode_proj_version(proj, sizeof proj);
    lode_geos_version(geos, sizeof geos);
    lode_sqlite_version(sqlite, sizeof sqlite);
    snprintf(text, size, "lodeway %s (GDAL %s, PROJ %s, GEOS %s, SQLite %s)", LODE_VERSION, gdal, proj, geos, sqlite);
}

char *lode_builtin_case(void)
{
    static const char *const places[] = {"eurasia.gpkg", "../share/lodeway/eurasia.gpkg"};
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    char *slash = n > 0 ? (program[n] = '\0', strrchr(program, '/')) : NULL;
    for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
        char *path = NULL;
        if (asprintf(&path, "%.*s/%s", (int)(slash - program), program, places[i]) < 0)
            return NULL;
        if (lode_file_exists(path))
            return path;
        free(path);
    }
    return NULL;
}

static const lode_column info_columns[] = {{"layer", LODE_TEXT, "", "Layer", "", 0},
                                           {"rows", LODE_INT, "", "Rows", "", 0},
                                           {"holds", LODE_TEXT, "", "Holds", "", 0},
                                           {"names", LODE_TEXT, "", "Names", "", 0}};

/* Distinct names that a reader asks for next: scenarios, corridors, actors, groups of markets. */
static void put_names(lode_table *t, const lode_case *c, const lode_layer *layer)
{
    lode_text names = {0};
    const char *last = NULL;
    for (size_t i = 0; strcmp(layer->name, "scenarios") == 0 && i < c->scenarios.n; i++) {
        const char *name = c->scenarios.v[i].scenario;
        if (name && (!last || strcmp(last, name) != 0))
            lode_text_addf(&names, "%s%s", names.length ? ", " : "", name);
        last = name;
    }
    for (size_t i = 0; strcmp(layer->name, "corridors") == 0 && i < c->corridors.n; i++)
        lode_text_addf(&names, "%s%s", names.length ? ", " : "", c->corridors.v[i].corridor);
    for (size_t i = 0; strcmp(layer->name, "actors") == 0 && i < c->actors.n; i++)
        lode_text_addf(&names, "%s%s", names.length ? ", " : "", c->actors.v[i].actor);
    if (names.length)
        lode_table_set_text(t, "names", names.data);
    lode_text_free(&names);
}

lode_status lode_info_job(const lode_config *config, lode_table **rows, lode_findings *findings, lode_err *err)
{
    lode_session s;
    *rows = NULL;
    lode_status status = lode_session_open(&s, config, 1, findings, err);
    lode_table *t = status ? NULL : lode_table_new("info", "Layers of the case", LODE_NO_SHAPE, info_columns, 4);
    for (size_t i = 0; t && i < lode_n_schema; i++) {
        lode_any_rows layer = lode_layer_rows(s.c, &lode_schema[i]);
        lode_table_add(t);
        lode_table_set_text(t, "layer", lode_schema[i].name);
        lode_table_set_int(t, "rows", (int64_t)layer.n);
        lode_table_set_text(t, "holds", lode_schema[i].help);
        put_names(t, s.c, &lode_schema[i]);
    }
    lode_session_close(&s);
    if (!status && (!t || lode_table_failed(t)))
        status = lode_fail_memory(err);
    if (status)
        lode_table_free(t);
    else
        *rows = t;
    return status;
}

lode_status lode_check_job(const lode_config *config, lode_table **rows, lode_table **facts, lode_findings *findings,
                           lode_err *err)
{
    lode_session s;
    *rows = *facts = NULL;
    lode_status status = lode_session_open(&s, config, 1, findings, err);
    if (!status && s.network) /* faults of shocks stop only what needs them */
        status = lode_session_check_shocks(&s, err);
    if (!status && !(*rows = lode_findings_table(findings)))
        status = lode_fail_memory(err);
    if (!status)
        status = lode_facts_table(&s, facts, err);
    lode_session_close(&s);
    return status;
}

/* Whether writing out would replace a table of the folder. */
static int replaces_input(const char *out, const char *folder)
{
    int replaces = 0;
    for (size_t i = 0; i < lode_n_schema && !replaces; i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s.csv", folder, lode_schema[i].name) < 0)
            return 1;
        replaces = lode_file_would_replace(out, path);
        free(path);
    }
    return replaces;
}

lode_status lode_import_job(const lode_config *config, const char *folder, lode_findings *findings, lode_err *err)
{
    lode_case *c;
    if (!config->out)
        return lode_fail(err, LODE_USAGE, "import needs a file to write: -o case.gpkg.");
    if (replaces_input(config->out, folder))
        return lode_fail(err, LODE_USAGE, "%s is one of the files to be read. Choose another name with -o.",
                         config->out);
    if (lode_file_exists(config->out) && !config->overwrite)
        return lode_fail(err, LODE_USAGE,
                         "%s exists already. Add --overwrite to replace it, or choose another name with -o.",
                         config->out);
    if (config->progress)
        config->progress(config->progress_context, "reading", 0, 0);
    lode_status status = lode_case_read_folder(folder, &c, findings, err);
    size_t errors = lode_findings_count(findings, LODE_ERROR);
    if (!status && errors)
        status = lode_fail(err, LODE_BAD_INPUT, "%s has %zu error%s; nothing was written.", folder, errors,
                           errors == 1 ? "" : "s");
    if (config->progress)
        config->progress(config->progress_context, "writing", 0, 0);
    if (!status)
        status = lode_case_write(c, config->out, err);
    lode_case_free(c);
    return status;
}

lode_status lode_format_rows(const lode_table *table, const char *format, char **out, lode_err *err)
{
    return lode_rows_format(table, format, out, err);
}

lode_status lode_format_route(const lode_table *route, const lode_table *legs, const lode_table *exposure, char **out,
                              lode_err *err)
{
    json_t *rows = lode_rows_of(route, err), *leg_rows = lode_rows_of(legs, err),
           *by_domain = lode_rows_of(exposure, err);
    json_t *document = json_pack("{s:i, s:O?}", "schema", 1, "rows", rows), *row = json_array_get(rows, 0);
    *out = NULL;
    if (row && leg_rows && by_domain && json_object_set(row, "legs", leg_rows) == 0 &&
        json_object_set(row, "by_domain", by_domain) == 0)
        *out = json_dumps(document, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
    json_decref(document);
    json_decref(rows);
    json_decref(leg_rows);
    json_decref(by_domain);
    return *out ? LODE_OK : lode_fail_memory(err);
}

/* The parts whose seq is that of a leg, as an array; 0: v and r. */
static json_t *parts_of(const json_t *parts, json_int_t seq)
{
    json_t *mine = json_array(), *part;
    size_t i;
    json_array_foreach(parts, i, part)
    {
        if (json_integer_value(json_object_get(part, "seq")) == seq)
            json_array_append(mine, part);
    }
    return mine;
}

static lode_status explanation_json(const lode_explanation *e, char **out, lode_err *err)
{
    char *text = NULL;
    lode_status status = lode_format_route(e->route, e->legs, e->exposure, &text, err);
    if (status)
        return status;
    json_t *document = json_loads(text, 0, NULL), *parts = lode_rows_of(e->parts, err),
           *lost = lode_rows_of(e->rejected, err);
    json_t *row = json_array_get(json_object_get(document, "rows"), 0), *leg;
    size_t i;
    free(text);
    json_array_foreach(json_object_get(row, "legs"), i, leg)
    {
        json_object_set_new(leg, "parts", parts_of(parts, json_integer_value(json_object_get(leg, "seq"))));
    }
    if (row && parts && lost && json_object_set_new(row, "values", parts_of(parts, 0)) == 0 &&
        json_object_set(row, "rejected", lost) == 0)
        *out = json_dumps(document, JSON_INDENT(1) | JSON_REAL_PRECISION(15));
    json_decref(document);
    json_decref(parts);
    json_decref(lost);
    return *out ? LODE_OK : lode_fail_memory(err);
}

lode_status lode_format_explanation(const lode_explanation *e, const char *format, char **out, lode_err *err)
{
    *out = NULL;
    if (strcmp(format, "json") == 0)
        return explanation_json(e, out, err);
    if (strcmp(format, "table") != 0)
        return lode_rows_format(e->parts, format, out, err);
    lode_text text = {0};
    char *route = NULL;
    lode_status status = lode_rows_format(e->route, format, &route, err);
    if (status)
        return status;
    lode_text_addf(&text, "%s\n", route);
    free(route);
    lode_explain_text(e->legs, e->parts, e->rejected, &text);
    *out = text.data;
    return text.failed ? lode_fail_memory(err) : LODE_OK;
}

lode_status lode_reference(const char *topic, char **out, lode_err *err)
{
    static const struct {
        const char *name;
        void (*write)(lode_text *out);
    } topics[] = {{"schema", lode_schema_markdown},
                  {"columns", lode_columns_markdown},
                  {"parameters", lode_parameters_markdown},
                  {"findings", lode_findings_markdown}};
    lode_text text = {0};
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (strcmp(topics[i].name, topic) == 0)
            topics[i].write(&text);
    if (text.failed)
        return lode_fail_memory(err);
    if (!text.data)
        return lode_fail(err, LODE_USAGE, "Unknown topic \"%s\". Topics are schema, columns, parameters and findings.",
                         topic);
    *out = text.data;
    return LODE_OK;
}
