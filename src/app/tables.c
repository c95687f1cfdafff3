#include "app/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/chances.h"
#include "base/text.h"
#include "core/columns.h"
#include "geo/crs.h"
#include "geo/region.h"
#include "io/package.h"
#include "net/names.h"
#include "report/report.h"

/* A table that went wrong while it was filled is no table. */
static lode_table *checked(lode_table *t)
{
    if (t && lode_table_failed(t)) {
        lode_table_free(t);
        return NULL;
    }
    return t;
}

lode_table *lode_findings_table(const lode_findings *findings)
{
    lode_table *t = lode_result_table("findings", NULL);
    for (size_t i = 0; t && i < findings->n; i++) {
        const lode_finding *f = &findings->items[i];
        lode_table_add(t);
        lode_table_set_text(t, "severity", lode_severity_name(f->kind->severity));
        lode_table_set_text(t, "code", f->kind->code);
        lode_table_set_text(t, "layer", f->layer);
        if (f->fid >= 0)
            lode_table_set_int(t, "fid", f->fid);
        lode_table_set_text(t, "id", f->id);
        lode_table_set_text(t, "column", f->column);
        lode_table_set_text(t, "value", f->value);
        lode_table_set_text(t, "expected", f->expected);
        lode_table_set_text(t, "what", f->kind->what);
        lode_table_set_text(t, "advice", f->kind->advice);
    }
    if (t)
        lode_table_sort(t, (const char *const[]){"code", "layer", "id", "column", "value", "fid"}, 6);
    return checked(t);
}

static const char *origin_of(const lode_case *c, const char *key)
{
    for (size_t i = 0; i < c->parameters.n; i++)
        if (c->parameters.v[i].key && strcmp(c->parameters.v[i].key, key) == 0)
            return "case";
    return "default";
}

lode_table *lode_parameters_table(const lode_session *s)
{
    lode_table *t = lode_result_table("parameters", NULL);
    for (size_t i = 0; t && i < lode_n_parameter_rows; i++) {
        const lode_parameter_row *row = &lode_parameter_rows[i];
        char value[40];
        snprintf(value, sizeof value, "%.15g", lode_parameter_get(&s->network->parameters, row));
        lode_table_add(t);
        lode_table_set_text(t, "key", row->key);
        lode_table_set_text(t, "value", value);
        lode_table_set_text(t, "unit", row->unit);
        lode_table_set_text(t, "origin", origin_of(s->c, row->key));
        lode_table_set_text(t, "help", row->help);
    }
    return checked(t);
}

static void put(lode_table *t, const char *key, const char *value)
{
    if (!value)
        return;
    lode_table_add(t);
    lode_table_set_text(t, "key", key);
    lode_table_set_text(t, "value", value);
}

static void put_number(lode_table *t, const char *key, size_t value)
{
    char text[40];
    snprintf(text, sizeof text, "%zu", value);
    put(t, key, text);
}

static void put_list(lode_table *t, const char *key, const char *const *items, size_t n)
{
    lode_text text = {0};
    for (size_t i = 0; i < n; i++)
        lode_text_addf(&text, "%s%s", i ? ";" : "", items[i]);
    if (n)
        put(t, key, lode_text_get(&text));
    lode_text_free(&text);
}

lode_table *lode_provenance_table(const lode_session *s, const char *bases, const char *destinations, size_t searches)
{
    lode_table *t = lode_result_table("provenance", NULL);
    char versions[200];
    if (!t)
        return NULL;
    lode_versions(versions, sizeof versions);
    put(t, "program", versions);
    put(t, "command", s->config->command);
    put(t, "case", s->config->case_path ? s->config->case_path : "built-in (eurasia.gpkg)");
    put(t, "case_sha256", s->c->sha256);
    put(t, "bases", bases);
    put(t, "destinations", destinations);
    put_list(t, "closures", s->config->closures, s->config->n_closures);
    put_list(t, "openings", s->config->openings, s->config->n_openings);
    put(t, "modes", s->config->modes);
    put(t, "product", s->config->product);
    if (s->config->year)
        put_number(t, "year", (size_t)s->config->year);
    if (s->config->month)
        put_number(t, "month", (size_t)s->config->month);
    put(t, "overflight", s->config->ignore_overflight ? "ignored" : "counted");
    put(t, "measures", s->config->full ? "all" : "usual: no risk and no ranges, which --full adds");
    if (s->config->full) {
        put_number(t, "draws", lode_config_draws(s->config));
        put_number(t, "years", lode_config_years(s->config));
        put_number(t, "seed", (size_t)lode_config_seed(s->config));
    }
    put(t, "grid", s->config->grid);
    put(t, "crs", "EPSG:4326 (WGS 84); distances are geodesic on its ellipsoid");
    put_number(t, "domains", s->network->n_domains);
    put_number(t, "states", s->network->n_states);
    put_number(t, "arcs", s->network->n_arcs);
    put_number(t, "searches", searches);
    put_number(t, "findings_errors", lode_findings_count(s->findings, LODE_ERROR));
    put_number(t, "findings_warnings", lode_findings_count(s->findings, LODE_WARNING));
    put_number(t, "findings_notes", lode_findings_count(s->findings, LODE_NOTE));
    put(t, "boundaries", "Outlines of countries are generalised and no statement on disputed territory.");
    return checked(t);
}

static const lode_column map_columns[] = {{"iso3", LODE_TEXT, "", "ISO3", "", 0},
                                          {"id", LODE_TEXT, "", "Id", "", 0},
                                          {"name", LODE_TEXT, "", "Name", "", 0},
                                          {"mode", LODE_TEXT, "", "Mode", "", 0}};

lode_table *lode_outlines_table(const lode_session *s)
{
    int german = lode_language_of(s->config->lang) == LODE_GERMAN;
    lode_table *t = lode_result_table("countries", NULL);
    for (size_t i = 0; t && i < s->c->countries.n; i++) {
        const lode_country *c = &s->c->countries.v[i];
        lode_table_add(t);
        lode_table_set_text(t, "iso3", c->iso3);
        lode_table_set_text(t, "name", german && c->name_de && *c->name_de ? c->name_de : c->name);
        lode_table_set_geom(t, &c->row.geom);
    }
    return checked(t);
}

lode_table *lode_corridors_table(const lode_session *s)
{
    static const lode_column columns[] = {{"corridor", LODE_TEXT, "", "Corridor", "", 0},
                                          {"title_en", LODE_TEXT, "", "Title", "", 0},
                                          {"title_de", LODE_TEXT, "", "Title", "", 0},
                                          {"passes", LODE_TEXT, "", "Passes", "", 0},
                                          {"avoids", LODE_TEXT, "", "Avoids", "", 0}};
    lode_table *t = lode_table_new("corridors", "Corridors", LODE_NO_SHAPE, columns, 5);
    for (size_t i = 0; t && i < s->c->corridors.n; i++) {
        const lode_corridor *c = &s->c->corridors.v[i];
        lode_table_add(t);
        lode_table_set_text(t, "corridor", c->corridor);
        lode_table_set_text(t, "title_en", c->title_en);
        lode_table_set_text(t, "title_de", c->title_de);
        lode_table_set_text(t, "passes", c->passes);
        lode_table_set_text(t, "avoids", c->avoids);
    }
    return checked(t);
}

lode_table *lode_network_table(const lode_session *s)
{
    lode_table *t = lode_table_new("network", "Network", LODE_LINE, map_columns, 4);
    for (int layer = 0; t && layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(s->c, layer);
        for (size_t i = 0; i < links.n; i++) {
            if (links.v[i].status && strcmp(links.v[i].status, "open") != 0)
                continue;
            lode_table_add(t);
            lode_table_set_text(t, "id", links.v[i].id);
            lode_table_set_text(t, "name", links.v[i].line_name);
            lode_table_set_text(t, "mode", links.layer);
            lode_table_set_geom(t, &links.v[i].row.geom);
        }
    }
    return checked(t);
}

lode_table *lode_gates_table(const lode_session *s)
{
    lode_table *t = lode_table_new("gates", "Gates", LODE_POINT, map_columns, 4);
    for (size_t i = 0; t && i < s->c->crossings.n; i++) {
        lode_table_add(t);
        lode_table_set_text(t, "id", s->c->crossings.v[i].id);
        lode_table_set_text(t, "name", s->c->crossings.v[i].name);
        lode_table_set_text(t, "mode", s->c->crossings.v[i].mode);
        lode_table_set_geom(t, &s->c->crossings.v[i].row.geom);
    }
    for (size_t i = 0; t && i < s->c->terminals.n; i++) {
        if (!lode_terminal_is_port(&s->c->terminals.v[i]))
            continue;
        int32_t place = lode_network_place(s->network, s->c->terminals.v[i].place);
        lode_table_add(t);
        lode_table_set_text(t, "id", s->c->terminals.v[i].id);
        lode_table_set_text(t, "name", place < 0 ? NULL : s->network->place_name[place]);
        lode_table_set_text(t, "mode", strcmp(s->c->terminals.v[i].kind, "airport") == 0 ? "air" : "sea");
        lode_table_set_geom(t, &s->c->terminals.v[i].row.geom);
    }
    return checked(t);
}

/* ---- reference ---------------------------------------------------------------------------------------------- */

static void columns_rows(lode_text *out, const lode_column *columns, const char *prefix)
{
    static const char *const types[] = {"text", "real", "integer", "list"};
    for (; columns && columns->name; columns++)
        lode_text_addf(out, "| `%s%s` | %s | %s | %s | %s |\n", prefix, columns->name, types[columns->type],
                       columns->unit, columns->heading, columns->help);
}

void lode_columns_markdown(lode_text *out)
{
    static const char *const shapes[] = {"table", "points", "lines", "polygons"};
    lode_text_add(out,
                  "# Result columns\n\nGenerated by `lodeway help columns`: the one table that makes the fields of the "
                  "GeoPackage, the headings of reports and the keys of JSON. Units are in the names. An empty cell is "
                  "NULL; a status stands beside it.\n");
    for (size_t i = 0; i < lode_n_result_layers; i++) {
        const lode_result_layer *l = &lode_result_layers[i];
        lode_text_addf(out,
                       "\n## %s (%s)\n\n%s\n\n| column | type | unit | heading | meaning |\n|---|---|---|---|---|\n",
                       l->name, shapes[l->shape], l->help);
        columns_rows(out, l->columns, "");
        if (l->headlines)
            lode_text_add(
                out,
                "\nFor each destination and base, with names such as `eu_open_g_usd_t` (destination EU, base open):\n\n"
                "| column | type | unit | heading | meaning |\n|---|---|---|---|---|\n");
        columns_rows(out, l->headlines, "DESTINATION_BASE_");
    }
}

json_t *lode_rows_of(const lode_table *table, lode_err *err)
{
    char *text = NULL;
    if (!table)
        return json_array();
    if (lode_rows_format(table, "json", &text, err))
        return NULL;
    json_t *document = json_loads(text, 0, NULL), *rows = json_incref(json_object_get(document, "rows"));
    json_decref(document);
    free(text);
    return rows;
}

void lode_parameters_markdown(lode_text *out)
{
    lode_text_add(
        out, "# Parameters\n\nGenerated by `lodeway help parameters`. A case sets them in its table `parameters`.\n\n"
             "| parameter | unit | default | range | meaning |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < lode_n_parameter_rows; i++) {
        const lode_parameter_row *p = &lode_parameter_rows[i];
        lode_text_addf(out, "| `%s` | %s | %.10g | %.10g to %.10g | %s |\n", p->key, p->unit, p->standard, p->least,
                       p->most, p->help);
    }
}

void lode_findings_markdown(lode_text *out)
{
    lode_text_add(out, "# Findings\n\nGenerated by `lodeway help findings`. The codes are stable.\n\n"
                       "| code | severity | fault | what to do |\n|---|---|---|---|\n");
    for (size_t i = 0; i < lode_n_finding_kinds; i++) {
        const lode_finding_kind *k = &lode_finding_kinds[i];
        lode_text_addf(out, "| `%s` | %s | %s | %s |\n", k->code, lode_severity_name(k->severity), k->what, k->advice);
    }
}
