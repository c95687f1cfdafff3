/* Reports from results: the rows of OUT/lodeway.gpkg read back, what the maps need from the case, and the pages written
 * aside before they take the place of the old ones. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/output.h"
#include "app/run_i.h"
#include "app/template.h"
#include "base/file.h"
#include "base/text.h"
#include "core/columns.h"
#include "io/book.h"

static const struct {
    const char *name;
    unsigned face; /* 0: the workbook */
} formats[] = {{"html", LODE_FACE_HTML},
               {"md", LODE_FACE_MARKDOWN},
               {"json", LODE_FACE_JSON},
               {"csv", LODE_FACE_CSV},
               {"xlsx", 0}};
enum { N_FORMATS = sizeof formats / sizeof *formats, N_LANGUAGES = 2 };

static const char *const languages[N_LANGUAGES] = {"en", "de"};

typedef struct reporting {
    lode_output o;
    running r;
    const lode_report_query *query;
    lode_report_choice choice;
    int book;
    int speaks[N_LANGUAGES], n_speaks;
    lode_template look;
    char *target; /* FOLDER/report */
    lode_err *err;
} reporting;

/* ---- what was asked ----------------------------------------------------------------------------------------- */

static lode_status take_formats(reporting *j)
{
    const char *list = j->query->formats, *item;
    size_t length;
    if (!list) {
        j->choice.faces = LODE_FACES;
        return LODE_OK;
    }
    while ((item = lode_list_next(&list, &length))) {
        int i = 0;
        while (i < N_FORMATS && !lode_same(formats[i].name, item, length))
            i++;
        if (i == N_FORMATS)
            return lode_fail(j->err, LODE_USAGE, "No format is called \"%.*s\". Take html, md, json, csv or xlsx.",
                             (int)length, item);
        j->choice.faces |= formats[i].face;
        j->book |= formats[i].face == 0;
    }
    return j->choice.faces || j->book ? LODE_OK : lode_fail(j->err, LODE_USAGE, "--format names no format.");
}

static lode_status take_languages(reporting *j)
{
    const char *list = j->query->languages ? j->query->languages : "en", *item;
    size_t length;
    while ((item = lode_list_next(&list, &length))) {
        int i = 0;
        while (i < N_LANGUAGES && !lode_same(languages[i], item, length))
            i++;
        if (i == N_LANGUAGES)
            return lode_fail(j->err, LODE_USAGE, "No language is called \"%.*s\". Take en, de, or en,de.", (int)length,
                             item);
        j->n_speaks += !j->speaks[i];
        j->speaks[i] = 1;
    }
    return j->n_speaks ? LODE_OK : lode_fail(j->err, LODE_USAGE, "--lang names no language. Take en, de, or en,de.");
}

static lode_status check_target(reporting *j, const lode_config *config)
{
    const char *slash = strrchr(j->o.package, '/'), *folder = config->out;
    int n = folder ? asprintf(&j->target, "%s/report", folder)
                   : asprintf(&j->target, "%.*sreport", slash ? (int)(slash - j->o.package + 1) : 0, j->o.package);
    if (n < 0) {
        j->target = NULL;
        return lode_fail_memory(j->err);
    }
    const char *inputs[] = {j->o.package, j->o.config.case_path, j->query->template_folder};
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (inputs[i] && lode_file_would_replace(j->target, inputs[i]))
            return lode_fail(j->err, LODE_USAGE, "The report in %s would replace %s. Choose another folder with -o.",
                             j->target, inputs[i]);
    if (lode_file_exists(j->target) && !config->overwrite)
        return lode_fail(j->err, LODE_USAGE,
                         "%s is there already. Add --overwrite to replace it, or choose another folder with -o.",
                         j->target);
    return folder ? lode_folder_make(folder, j->err) : LODE_OK;
}

/* ---- rows read back ----------------------------------------------------------------------------------------- */

/* Layers that no page reads stay empty: with 10,000 deposits they are millions of cells. So are shapes that no map
 * draws, and columns that no page shows. */
static const struct {
    int layer;
    const char *leave_out; /* columns parted by ";"; "*": the whole layer */
} unread[] = {{T_INTERACTION, "*"},
              {T_DIVERSITY, "*"},
              {T_CAPACITY, "*"},
              {T_GRID, "*"},
              {T_LEGS, "geom"},
              {T_ROUTES, "track_km;road_km;rail_km;sea_km;air_km;high_pct;medium_pct;low_pct;assumed_pct"},
              {T_ATTRIBUTION,
               "deposit_name;country;phi_usd_t;half_k_share;double_k_share;half_k_status;double_k_status;"
               "access_share;access_status;transit_share;total_usd_t"},
              {T_DEPENDENCY, "km_share;money_share;hours_share;sentence_en;sentence_de"},
              {T_DISTANCES, "geom;deposit_name"},
              {T_EXPOSURE, "deposit_name;country"}};

static const char *left_out(int layer)
{
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (unread[i].layer == layer)
            return unread[i].leave_out;
    return "";
}

/* The table without some of its columns, or its shapes. */
static lode_table *narrowed(const lode_table *whole, const char *without)
{
    size_t n = lode_table_columns(whole), kept = 0;
    lode_column *columns = calloc(n + 1, sizeof *columns);
    for (size_t i = 0; columns && i < n; i++)
        if (!lode_list_has(without, lode_table_column(whole, i)->name))
            columns[kept++] = *lode_table_column(whole, i);
    lode_shape shape = lode_list_has(without, "geom") ? LODE_NO_SHAPE : lode_table_shape(whole);
    lode_table *table =
        columns ? lode_table_new(lode_table_name(whole), lode_table_title(whole), shape, columns, kept) : NULL;
    free(columns);
    return table;
}

static lode_status read_layer(reporting *j, int layer)
{
    running *r = &j->r;
    const char *name = lode_run_i_table_names[layer];
    lode_more_columns more = {r->prefixes, lode_run_i_prefixes(r), r->s.c->occurrences.extra_names,
                              r->s.c->occurrences.n_extra};
    lode_stray stray;
    lode_table *like = lode_result_table(name, layer == T_DEPOSITS ? &more : NULL);
    const char *without = left_out(layer);
    if (like && strcmp(without, "*") == 0) {
        r->tables[layer] = like;
        return LODE_OK;
    }
    lode_table *narrow = like && *without ? narrowed(like, without) : NULL;
    if (narrow) {
        lode_table_free(like);
        like = narrow;
    }
    if (!like || (*without && !narrow)) {
        lode_table_free(like);
        return lode_fail_memory(j->err);
    }
    lode_status status = lode_results_table(j->o.results, like, 0, &r->tables[layer], &stray, j->err);
    lode_table_free(like);
    if (!status && stray.found)
        status = lode_fail(j->err, LODE_BAD_INPUT,
                           "%s, layer %s%s%s: %s; found \"%s\", expected %s. Run the case again.", j->o.package, name,
                           *stray.column ? ", column " : "", stray.column, stray.kind, stray.value, stray.wanted);
    return status;
}

static lode_status read_rows(reporting *j)
{
    running *r = &j->r;
    if (j->o.n_bases > MOST_BASES)
        return lode_fail(j->err, LODE_BAD_INPUT, "%s: the provenance names %zu bases, at most %d are known.",
                         j->o.package, j->o.n_bases, MOST_BASES);
    for (size_t i = 0; i < j->o.n_bases; i++)
        r->bases[r->n_bases++] = j->o.bases[i];
    lode_status status = lode_session_destinations(&r->s, &r->destinations, &r->n_destinations, j->err);
    if (!status && !lode_run_i_name_prefixes(r))
        status = lode_fail_memory(j->err);
    for (int layer = 0; layer < N_TABLES && !status; layer++) {
        lode_session_progress(&r->s, "reading the results", (size_t)layer, N_TABLES);
        status = read_layer(j, layer);
    }
    return status;
}

/* ---- pages -------------------------------------------------------------------------------------------------- */

static lode_status open_book(reporting *j, lode_book *book, const char *folder)
{
    char *path = NULL;
    lode_status status = lode_folder_make(folder, j->err);
    if (!status && asprintf(&path, "%s/report.xlsx", folder) < 0) {
        path = NULL;
        status = lode_fail_memory(j->err);
    }
    if (!status)
        status = lode_book_create(book, path, j->err);
    free(path);
    return status;
}

static lode_status write_language(reporting *j, const char *language, const char *folder)
{
    lode_report_look look;
    lode_report_choice choice = j->choice;
    lode_book book = {0};
    j->o.config.lang = language; /* names of countries, destinations and bases go by it */
    lode_status status = lode_run_i_name_prefixes(&j->r) ? LODE_OK : lode_fail_memory(j->err);
    if (!status && j->query->template_folder) {
        status = lode_template_look(&j->look, language, &look, j->err);
        choice.look = &look;
    }
    if (!status && j->book) {
        status = open_book(j, &book, folder);
        choice.sheet = lode_book_sheet;
        choice.sheet_context = &book;
    }
    if (!status)
        status = lode_run_i_write_report(&j->r, folder, &choice);
    return j->book ? lode_book_finish(&book, status, j->err) : status;
}

static lode_status write_languages(reporting *j, const char *folder)
{
    lode_status status = LODE_OK;
    for (int i = 0; i < N_LANGUAGES && !status; i++) {
        char *below = NULL;
        if (!j->speaks[i])
            continue;
        lode_session_progress(&j->r.s, "writing the report", 0, 0);
        if (j->n_speaks > 1 && asprintf(&below, "%s/%s", folder, languages[i]) < 0)
            return lode_fail_memory(j->err);
        status = write_language(j, languages[i], below ? below : folder);
        free(below);
    }
    return status;
}

/* The old report stays until the new one is whole. */
static lode_status put_in_place(reporting *j)
{
    char *aside = lode_file_aside(j->target);
    if (!aside)
        return lode_fail_memory(j->err);
    lode_status status = write_languages(j, aside);
    if (!status)
        status = lode_folder_commit(aside, j->target, j->err);
    lode_file_remove(aside);
    free(aside);
    return status;
}

lode_status lode_report_job(const lode_config *config, const char *out, const lode_report_query *query, char **target,
                            lode_findings *findings, lode_err *err)
{
    reporting j = {.r = {.err = err}, .query = query, .err = err};
    j.choice = (lode_report_choice){.brief = query->brief, .deposits = query->deposits, .corridors = query->corridors};
    *target = NULL;
    lode_status status = take_formats(&j);
    if (!status)
        status = take_languages(&j);
    if (!status && query->template_folder)
        status = lode_template_open(&j.look, query->template_folder, err);
    if (!status)
        status = lode_output_open(&j.o, out, config->case_path, 0, config, err);
    if (!status)
        status = check_target(&j, config);
    if (!status)
        status = lode_session_open(&j.r.s, &j.o.config, 0, findings, err);
    if (!status)
        status = read_rows(&j);
    if (!status)
        status = put_in_place(&j);
    lode_run_i_drop(&j.r);
    lode_template_close(&j.look);
    lode_output_close(&j.o);
    if (status)
        free(j.target);
    else
        *target = j.target;
    return status;
}
