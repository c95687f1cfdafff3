/* The command risk: chosen deposits, chosen parts. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/chances.h"
#include "app/ends.h"
#include "app/sentences.h"
#include "app/tables.h"
#include "core/columns.h"
#include "report/report.h"

static const char *const part_names[LODE_N_PARTS] = {"risk", "ranges", "tornado", "ranking", "states", "timeline"};

/* Parts of the layer risk, as --part names them; the key comes first. */
static const char *const key_columns[] = {"deposit", "deposit_name", "country", "destination", "base"};
static const char *const state_columns[] = {
    "deposit",      "deposit_name", "country",        "destination",          "base",           "status",
    "method",       "g_usd_t",      "expected_usd_t", "expected_open_usd_t",  "p95_usd_t",      "p99_usd_t",
    "cvar95_usd_t", "p_no_way",     "p_dearer",       "expected_error_usd_t", "p_no_way_error", "p_dearer_error"};
static const char *const year_columns[] = {"deposit",
                                           "deposit_name",
                                           "country",
                                           "destination",
                                           "base",
                                           "year_status",
                                           "years",
                                           "g_usd_t",
                                           "year_mean_usd_t",
                                           "year_mean_error_usd_t",
                                           "year_p95_usd_t",
                                           "year_cvar95_usd_t",
                                           "captive_days",
                                           "captive_error_days",
                                           "p_captive_30",
                                           "p_captive_30_error"};

typedef struct job {
    lode_session s;
    const lode_risk_query *query;
    lode_destination *destinations;
    size_t n_destinations, *occurrences, n_occurrences;
    lode_chances chances;
    lode_table **tables;
    lode_err *err;
} job;

static lode_status choose(job *j, const char *text)
{
    lode_origin origin;
    const lode_occurrence *o = NULL;
    lode_status status = lode_find_start(&j->s, text, &origin, &o, j->err);
    if (!status && !o)
        status = lode_fail(j->err, LODE_USAGE, "\"%s\" is no occurrence. Risk is asked of occurrences, by id or name.",
                           text);
    if (status)
        return status;
    size_t row = (size_t)(o - j->s.c->occurrences.v);
    for (size_t i = 0; i < j->n_occurrences; i++)
        if (j->occurrences[i] == row)
            return LODE_OK;
    j->occurrences[j->n_occurrences++] = row;
    return LODE_OK;
}

static lode_status choose_all(job *j)
{
    size_t n = j->s.c->occurrences.n;
    lode_status status = LODE_OK;
    j->occurrences = LODE_NEW(j->s.arena, size_t, n + 1);
    if (!j->occurrences)
        return lode_fail_memory(j->err);
    for (size_t i = 0; i < j->query->n_deposits && !status; i++)
        status = choose(j, j->query->deposits[i]);
    for (size_t i = 0; i < n && j->query->n_deposits == 0; i++)
        j->occurrences[j->n_occurrences++] = i;
    return status;
}

/* Which tables a part needs: bits of lode_risk_part. */
static lode_status wanted_parts(const lode_risk_query *q, unsigned *wanted, lode_err *err)
{
    const char *part = q->part;
    *wanted = 0;
    if (!part)
        *wanted = 1u << LODE_PART_RISK | 1u << LODE_PART_RANGES | 1u << LODE_PART_TORNADO | 1u << LODE_PART_RANKING;
    else if (strcmp(part, "state") == 0 || strcmp(part, "year") == 0)
        *wanted = 1u << LODE_PART_RISK;
    for (unsigned i = 0; part && i < LODE_N_PARTS; i++)
        if (strcmp(part, part_names[i]) == 0)
            *wanted = 1u << i;
    if (!*wanted)
        return lode_fail(err, LODE_USAGE,
                         "Unknown part \"%s\". Parts are risk, state, year, ranges, tornado, ranking, states and "
                         "timeline.",
                         part);
    int timeline = *wanted == 1u << LODE_PART_TIMELINE;
    if (timeline != (q->timeline != NULL))
        return lode_fail(err, LODE_USAGE,
                         timeline ? "The part timeline needs --timeline, such as \"RUS=100-189\"."
                                  : "--timeline goes with --part timeline.");
    return LODE_OK;
}

static lode_status fill(job *j, unsigned wanted)
{
    static lode_table *(*const makers[])(const lode_chances *) = {
        lode_chances_risk_table, lode_chances_ranges_table, lode_chances_tornado_table, lode_chances_ranking_table};
    lode_chances *c = &j->chances;
    lode_status status = LODE_OK;
    if (wanted >> LODE_PART_RISK & 1)
        status = lode_chances_risk(c, j->err);
    if (!status && wanted & (1u << LODE_PART_RANGES | 1u << LODE_PART_TORNADO | 1u << LODE_PART_RANKING))
        status = lode_chances_ranges(c, j->err);
    for (unsigned i = 0; i < sizeof makers / sizeof *makers && !status; i++)
        if (wanted >> i & 1 && !(j->tables[i] = makers[i](c)))
            status = lode_fail_memory(j->err);
    if (!status && wanted >> LODE_PART_STATES & 1)
        status = lode_chances_states_table(c, &j->tables[LODE_PART_STATES], j->err);
    if (!status && wanted >> LODE_PART_TIMELINE & 1)
        status = lode_chances_timeline_table(c, j->query->timeline, &j->tables[LODE_PART_TIMELINE], j->err);
    return status;
}

/* Of the layer risk only the state risk, or only the year risk, where just one is asked for. */
static lode_status narrow(job *j)
{
    const char *part = j->query->part;
    int year = part && strcmp(part, "year") == 0;
    if (!part || (!year && strcmp(part, "state") != 0))
        return LODE_OK;
    lode_table *all = j->tables[LODE_PART_RISK];
    j->tables[LODE_PART_RISK] = year
                                    ? lode_table_pick(all, year_columns, sizeof year_columns / sizeof *year_columns)
                                    : lode_table_pick(all, state_columns, sizeof state_columns / sizeof *state_columns);
    lode_table_free(all);
    return j->tables[LODE_PART_RISK] ? LODE_OK : lode_fail_memory(j->err);
}

static lode_status answer(job *j, unsigned wanted)
{
    const char *base = j->s.config->scenario ? j->s.config->scenario : "open";
    lode_status status = lode_session_destinations(&j->s, &j->destinations, &j->n_destinations, j->err);
    if (!status)
        status = choose_all(j);
    if (!status)
        status = lode_chances_open(&j->chances, &j->s, j->destinations, j->n_destinations, j->occurrences,
                                   j->n_occurrences, &base, 1, j->err);
    if (!status)
        status = fill(j, wanted);
    return status ? status : narrow(j);
}

void lode_risk_tables_free(lode_table *tables[LODE_N_PARTS])
{
    for (int i = 0; i < LODE_N_PARTS; i++) {
        lode_table_free(tables[i]);
        tables[i] = NULL;
    }
}

lode_status lode_risk_job(const lode_config *config, const lode_risk_query *query, lode_table *tables[LODE_N_PARTS],
                          lode_findings *findings, lode_err *err)
{
    job j = {.query = query, .tables = tables, .err = err};
    unsigned wanted;
    for (int i = 0; i < LODE_N_PARTS; i++)
        tables[i] = NULL;
    lode_status status = wanted_parts(query, &wanted, err);
    if (status)
        return status;
    status = lode_session_open(&j.s, config, 0, findings, err);
    if (!status)
        status = answer(&j, wanted);
    if (!status && tables[LODE_PART_RISK])
        status = lode_session_sentences(&j.s, &tables[LODE_PART_RISK], 1, NULL, err);
    lode_chances_close(&j.chances);
    lode_session_close(&j.s);
    if (status)
        lode_risk_tables_free(tables);
    return status;
}

/* ---- one JSON document -------------------------------------------------------------------------------------- */

static int same_key(const json_t *a, const json_t *b)
{
    int same = 1;
    for (size_t i = 0; i < sizeof key_columns / sizeof *key_columns; i++)
        same &= json_equal(json_object_get(a, key_columns[i]), json_object_get(b, key_columns[i]));
    return same;
}

/* Moves the rows that belong to a row into it, as a list or as the one there is. Both come in the order of the key.
 * 0: out of memory. */
static int nest(json_t *rows, const char *name, json_t *children, int single)
{
    size_t at = 0;
    for (size_t i = 0; i < json_array_size(rows); i++) {
        json_t *row = json_array_get(rows, i), *list = json_array();
        for (; at < json_array_size(children) && same_key(row, json_array_get(children, at)); at++)
            if (json_array_append(list, json_array_get(children, at)))
                return 0;
        json_t *one = single ? json_incref(json_array_get(list, 0)) : NULL;
        if (single)
            json_decref(list);
        if (json_object_set_new(row, name, single ? (one ? one : json_null()) : list))
            return 0;
    }
    size_t index;
    json_t *child;
    json_array_foreach(children, index, child) for (size_t i = 0; i < sizeof key_columns / sizeof *key_columns; i++)
        json_object_del(child, key_columns[i]);
    return 1;
}

lode_status lode_format_risk(lode_table *const tables[LODE_N_PARTS], char **out, lode_err *err)
{
    json_t *rows = lode_rows_of(tables[LODE_PART_RISK], err), *ranges = lode_rows_of(tables[LODE_PART_RANGES], err);
    json_t *tornado = lode_rows_of(tables[LODE_PART_TORNADO], err),
           *ranking = lode_rows_of(tables[LODE_PART_RANKING], err);
    int ok =
        rows && ranges && tornado && ranking && nest(rows, "range", ranges, 1) && nest(rows, "tornado", tornado, 0);
    json_t *document = ok ? json_pack("{s:i, s:O, s:O}", "schema", 1, "rows", rows, "ranking", ranking) : NULL;
    *out = document ? json_dumps(document, JSON_INDENT(1) | JSON_REAL_PRECISION(15)) : NULL;
    json_decref(document);
    json_decref(rows);
    json_decref(ranges);
    json_decref(tornado);
    json_decref(ranking);
    return *out ? LODE_OK : lode_fail_memory(err);
}
