#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options.h"

/* ---- messages ----------------------------------------------------------------------------------------------- */

static void show_progress(void *context, const char *stage, size_t done, size_t total)
{
    (void)context;
    if (total)
        fprintf(stderr, "\r\033[K%s %zu of %zu", stage, done, total);
    else
        fprintf(stderr, "\r\033[K%s ...", stage);
}

static void start_progress(cli_options *o)
{
    if (!o->quiet && isatty(STDERR_FILENO))
        o->config.progress = show_progress;
}

static void end_progress(const cli_options *o)
{
    if (o->config.progress)
        fputs("\r\033[K", stderr);
}

static void show_errors(const lode_findings *findings, const cli_options *o)
{
    char *text = NULL;
    if (lode_findings_count(findings, LODE_ERROR) &&
        lode_findings_text(findings, LODE_ERROR, o->config.case_path ? o->config.case_path : "the built-in case", &text,
                           NULL) == LODE_OK &&
        text)
        fputs(text, stderr);
    free(text);
}

/* Says what came of a job, on stderr, and gives the exit code. */
static int conclude(const cli_options *o, lode_findings *findings, lode_status status, const lode_err *err)
{
    size_t warnings = lode_findings_count(findings, LODE_WARNING), notes = lode_findings_count(findings, LODE_NOTE);
    end_progress(o);
    if (status) {
        show_errors(findings, o);
        fprintf(stderr, "lodeway: %s\n", err->message);
    } else if (!o->quiet && warnings + notes) {
        fprintf(stderr, "%zu warning%s and %zu note%s about the case; `lodeway check` lists them.\n", warnings,
                warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
    }
    int code = (int)status;
    if (!status && o->strict && warnings)
        code = 1;
    lode_findings_free(findings);
    return code;
}

static const char *format_of(const cli_options *o)
{
    return o->format ? o->format : (isatty(STDOUT_FILENO) ? "table" : "csv");
}

/* A full disk or a closed pipe behind stdout is an error too. */
static lode_status print_text(const char *text, lode_err *err)
{
    if (fputs(text, stdout) == EOF || fflush(stdout) == EOF)
        return lode_fail(err, LODE_IO, "The output cannot be written. Is the disk full?");
    return LODE_OK;
}

static lode_status print_rows(const lode_table *rows, const cli_options *o, lode_err *err)
{
    char *text = NULL;
    end_progress(o);
    lode_status status = lode_format_rows(rows, format_of(o), &text, err);
    if (!status)
        status = print_text(text, err);
    free(text);
    return status;
}

/* The row in words, beneath a table on a terminal; nothing where it has no sentence. */
static lode_status print_sentence(const lode_table *rows, const cli_options *o, lode_err *err)
{
    int german = o->config.lang && strcmp(o->config.lang, "de") == 0;
    const char *sentence =
        lode_table_rows(rows) ? lode_table_text(rows, 0, german ? "sentence_de" : "sentence_en") : NULL;
    if (!sentence || strcmp(format_of(o), "table") != 0)
        return LODE_OK;
    lode_status status = print_text("\n", err);
    if (!status)
        status = print_text(sentence, err);
    return status ? status : print_text("\n", err);
}

/* ---- commands ----------------------------------------------------------------------------------------------- */

static int run_run(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    size_t searches = 0;
    o->config.searches = &searches;
    start_progress(o);
    lode_status status = lode_run(&o->config, &findings, &err);
    end_progress(o);
    if (!status && o->verbose)
        fprintf(stderr, "%zu searches\n", searches);
    if (!status)
        printf("%s/lodeway.gpkg\n%s/report/index.html\n", o->config.out, o->config.out);
    return conclude(o, &findings, status, &err);
}

/* The columns of legs that fit a terminal; JSON has them all. */
static lode_status print_legs(const cli_options *o, const lode_table *legs, lode_err *err)
{
    static const char *const shown[] = {"seq",       "kind",  "mode",        "from_place", "to_place",  "domain",
                                        "length_km", "hours", "money_usd_t", "g_usd_t",    "confidence"};
    lode_table *narrow = lode_table_pick(legs, shown, sizeof shown / sizeof *shown);
    if (!narrow)
        return lode_fail_memory(err);
    lode_status status = print_text("\n", err);
    if (!status)
        status = print_rows(narrow, o, err);
    lode_table_free(narrow);
    return status;
}

static lode_status print_route(const cli_options *o, const lode_table *route, const lode_table *legs,
                               const lode_table *exposure, lode_err *err)
{
    const char *format = format_of(o);
    char *text = NULL;
    if (strcmp(format, "json") == 0) {
        lode_status status = lode_format_route(route, legs, exposure, &text, err);
        if (!status)
            status = print_text(text, err);
        if (!status)
            status = print_text("\n", err);
        free(text);
        return status;
    }
    if (strcmp(format, "table") != 0)
        return print_rows(route, o, err);
    lode_status status = lode_format_rows(route, format, &text, err);
    if (!status)
        status = print_text(text, err);
    free(text);
    if (!status && lode_table_rows(legs))
        status = print_legs(o, legs, err);
    return status ? status : print_sentence(route, o, err);
}

static int run_explain(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_explanation explanation;
    char *text = NULL;
    start_progress(o);
    lode_status status = lode_explain_job(&o->config, o->words[0], o->words[1], &explanation, &findings, &err);
    end_progress(o);
    if (!status)
        status = lode_format_explanation(&explanation, format_of(o), &text, &err);
    if (!status)
        status = print_text(text, &err);
    if (!status && strcmp(format_of(o), "json") == 0)
        status = print_text("\n", &err);
    free(text);
    lode_explanation_free(&explanation);
    return conclude(o, &findings, status, &err);
}

static int run_route(cli_options *o)
{
    if (o->explain)
        return run_explain(o);
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *route, *legs, *exposure;
    start_progress(o);
    lode_status status =
        lode_route_job(&o->config, o->words[0], o->words[1], &route, &legs, &exposure, &findings, &err);
    end_progress(o);
    if (!status)
        status = print_route(o, route, legs, exposure, &err);
    lode_table_free(route);
    lode_table_free(legs);
    lode_table_free(exposure);
    return conclude(o, &findings, status, &err);
}

static int run_near(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows = NULL;
    if (!o->to) {
        fputs("lodeway near: --to LAYER says what to look for: `lodeway near occurrences --to rail --within 50km`.\n",
              stderr);
        return LODE_USAGE;
    }
    start_progress(o);
    lode_near_query query = {o->words[0], o->to, o->where, o->within_km, o->k};
    lode_status status = lode_near_job(&o->config, &query, &rows, &findings, &err);
    if (!status)
        status = print_rows(rows, o, &err);
    if (!status)
        status = print_sentence(rows, o, &err);
    lode_table_free(rows);
    return conclude(o, &findings, status, &err);
}

static int run_info(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows = NULL;
    start_progress(o);
    lode_status status = lode_info_job(&o->config, &rows, &findings, &err);
    if (!status)
        status = print_rows(rows, o, &err);
    lode_table_free(rows);
    return conclude(o, &findings, status, &err);
}

/* The columns of facts that fit a terminal; JSON and CSV have them all. */
static lode_status print_facts(const cli_options *o, const lode_table *facts, lode_err *err)
{
    static const char *const shown[] = {"rank",       "layer",     "id",        "columns",
                                        "confidence", "headlines", "share_pct", "g_usd_t"};
    if (strcmp(format_of(o), "table") != 0)
        return print_rows(facts, o, err);
    lode_table *narrow = lode_table_pick(facts, shown, sizeof shown / sizeof *shown);
    lode_status status =
        narrow
            ? print_text("Facts to check first: of low or no confidence, by the share of G that rests on them\n", err)
            : lode_fail_memory(err);
    if (!status)
        status = print_rows(narrow, o, err);
    lode_table_free(narrow);
    return status;
}

static lode_status print_findings(const cli_options *o, const lode_findings *findings, const lode_table *rows,
                                  lode_err *err)
{
    char *text = NULL;
    if (strcmp(format_of(o), "table") != 0)
        return print_rows(rows, o, err);
    lode_status status = lode_findings_text(
        findings, LODE_NOTE, o->config.case_path ? o->config.case_path : "the built-in case", &text, err);
    if (!status)
        status = print_text(text ? text : "", err);
    free(text);
    return status;
}

static int run_check(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows = NULL, *facts = NULL;
    start_progress(o);
    lode_status status = lode_check_job(&o->config, &rows, &facts, &findings, &err);
    end_progress(o);
    if (!status && !o->facts)
        status = print_findings(o, &findings, rows, &err);
    if (!status && (o->facts || (strcmp(format_of(o), "table") == 0 && lode_table_rows(facts) > 0)))
        status = print_facts(o, facts, &err);
    size_t errors = lode_findings_count(&findings, LODE_ERROR), warnings = lode_findings_count(&findings, LODE_WARNING);
    if (!status && !o->quiet)
        fprintf(stderr, "%zu error%s, %zu warning%s, %zu note%s\n", errors, errors == 1 ? "" : "s", warnings,
                warnings == 1 ? "" : "s", lode_findings_count(&findings, LODE_NOTE),
                lode_findings_count(&findings, LODE_NOTE) == 1 ? "" : "s");
    lode_table_free(rows);
    lode_table_free(facts);
    o->quiet = 1;
    int code = conclude(o, &findings, status, &err);
    return code ? code : (errors + warnings > 0);
}

static lode_status print_chosen(const cli_options *o, const lode_table *rows, const char *const *names, size_t n,
                                size_t most, lode_err *err)
{
    lode_table *narrow = lode_table_pick(rows, names, n);
    if (!narrow)
        return lode_fail_memory(err);
    lode_table_keep(narrow, most);
    lode_status status = print_rows(narrow, o, err);
    lode_table_free(narrow);
    return status;
}

/* For people the summary comes first, then the figures that the model meets worst: ten on a terminal, all in a
 * document. For programs, one table. */
static lode_status print_calibration(const cli_options *o, const lode_table *rows, const lode_table *summary,
                                     lode_err *err)
{
    static const char *const shown[] = {"observation", "measure", "observed", "computed", "unit",
                                        "ratio",       "status",  "year",     "source"};
    enum { N_SHOWN = sizeof shown / sizeof *shown, WORST = 10 };
    int document = strcmp(format_of(o), "markdown") == 0;
    if (!document && strcmp(format_of(o), "table") != 0)
        return print_rows(rows, o, err);
    lode_status status = document ? print_text("# Calibration: computed against published figures\n\nGenerated by "
                                               "`lodeway validate --format markdown`.\n\n",
                                               err)
                                  : LODE_OK;
    if (!status)
        status = print_rows(summary, o, err);
    if (!status && lode_table_rows(rows))
        status = print_text(document ? "\nEvery figure, the one met worst first:\n\n" : "\nThe worst:\n", err);
    if (!status && lode_table_rows(rows))
        status = print_chosen(o, rows, shown, document ? N_SHOWN : N_SHOWN - 1,
                              document ? lode_table_rows(rows) : WORST, err);
    return status;
}

static int run_validate(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows, *summary;
    start_progress(o);
    lode_status status = lode_validate_job(&o->config, &rows, &summary, &findings, &err);
    end_progress(o);
    if (!status && lode_table_rows(rows) == 0 && !o->quiet)
        fputs("The case has no observations to compare with.\n", stderr);
    else if (!status)
        status = print_calibration(o, rows, summary, &err);
    lode_table_free(rows);
    lode_table_free(summary);
    return conclude(o, &findings, status, &err);
}

/* LODE_N_DEPEND_PARTS: there is none of that name. */
static int depend_part(const char *name)
{
    int part = 0;
    while (part < LODE_N_DEPEND_PARTS && strcmp(lode_depend_part_names[part], name) != 0)
        part++;
    return part;
}

/* One part as plain rows, or all of them as a document or sections. */
static lode_status print_depend(const cli_options *o, lode_table *const parts[LODE_N_DEPEND_PARTS], lode_err *err)
{
    const char *format = format_of(o);
    int whole = strcmp(format, "table") == 0 || strcmp(format, "json") == 0;
    if (o->part || !whole)
        return print_rows(parts[o->part ? depend_part(o->part) : LODE_DEPEND_COALITIONS], o, err);
    char *text = NULL;
    end_progress(o);
    lode_status status = lode_format_depend(parts, format, &text, err);
    if (!status)
        status = print_text(text, err);
    free(text);
    return status;
}

/* The columns of risk and ranges that fit a terminal. */
static lode_status print_narrow(const cli_options *o, const lode_table *rows, const char *title,
                                const char *const *shown, size_t n, lode_err *err)
{
    lode_table *narrow = lode_table_pick(rows, shown, n);
    lode_status status = narrow ? print_text(title, err) : lode_fail_memory(err);
    if (!status)
        status = print_rows(narrow, o, err);
    lode_table_free(narrow);
    return status;
}

static lode_status print_risk_for_people(const cli_options *o, lode_table *const tables[LODE_N_PARTS], lode_err *err)
{
    static const char *const risk[] = {
        "deposit",   "destination", "g_usd_t",         "expected_usd_t", "expected_open_usd_t",
        "p99_usd_t", "p_no_way",    "year_mean_usd_t", "captive_days",   "status"};
    static const char *const ranges[] = {"deposit",     "destination", "g_usd_t",
                                         "g_p10_usd_t", "g_p90_usd_t", "best_stays_pct",
                                         "corridor",    "check_first", "check_first_swing_usd_t"};
    lode_status status =
        print_narrow(o, tables[LODE_PART_RISK], "Closures by chance\n", risk, sizeof risk / sizeof *risk, err);
    return status ? status
                  : print_narrow(o, tables[LODE_PART_RANGES], "\nHow sure G is: P10 to P90 of the draws\n", ranges,
                                 sizeof ranges / sizeof *ranges, err);
}

/* One part as rows; all of them as two tables for people, or one JSON document. */
static lode_status print_risk(const cli_options *o, lode_table *const tables[LODE_N_PARTS], const char *part,
                              lode_err *err)
{
    const char *format = format_of(o);
    char *text = NULL;
    for (int i = 0; part && i < LODE_N_PARTS; i++)
        if (tables[i])
            return print_rows(tables[i], o, err);
    if (strcmp(format, "json") != 0)
        return print_risk_for_people(o, tables, err);
    lode_status status = lode_format_risk(tables, &text, err);
    if (!status)
        status = print_text(text, err);
    if (!status)
        status = print_text("\n", err);
    free(text);
    return status;
}

static int run_depend(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *parts[LODE_N_DEPEND_PARTS];
    lode_depend_query query = {o->words, o->n_words, o->all};
    if (o->part && depend_part(o->part) == LODE_N_DEPEND_PARTS) {
        fprintf(stderr,
                "lodeway depend: --part \"%s\": expected depend, coalitions, attribution, interaction, cut_sets, "
                "diversity or alternatives.\n",
                o->part);
        return LODE_USAGE;
    }
    start_progress(o);
    lode_status status = lode_depend_job(&o->config, &query, parts, &findings, &err);
    if (!status)
        status = print_depend(o, parts, &err);
    lode_depend_free(parts);
    return conclude(o, &findings, status, &err);
}

static int run_risk(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *tables[LODE_N_PARTS];
    int rows_only = strcmp(format_of(o), "csv") == 0 || strcmp(format_of(o), "jsonl") == 0;
    const char *part = o->part ? o->part : (rows_only ? "risk" : NULL);
    lode_risk_query query = {o->words, o->n_words, part, o->timeline};
    start_progress(o);
    lode_status status = lode_risk_job(&o->config, &query, tables, &findings, &err);
    end_progress(o);
    if (!status)
        status = print_risk(o, tables, part, &err);
    lode_risk_tables_free(tables);
    return conclude(o, &findings, status, &err);
}

/* --to "A;B" --to C as single ends; *room holds their text. */
static size_t split_ends(cli_options *o, char **room, const char **ends, size_t most)
{
    size_t length = 0, n = 0;
    for (size_t i = 0; i < o->n_ends; i++)
        length += strlen(o->ends[i]) + 1;
    char *at = *room = malloc(length + 1);
    for (size_t i = 0; at && i < o->n_ends; i++) {
        char *word = at, *save = NULL;
        at = stpcpy(at, o->ends[i]) + 1;
        for (word = strtok_r(word, ";", &save); word && n < most; word = strtok_r(NULL, ";", &save))
            ends[n++] = word;
    }
    return n;
}

static lode_status print_matrix(const cli_options *o, const lode_table *rows, lode_err *err)
{
    if (strcmp(format_of(o), "table") != 0)
        return print_rows(rows, o, err);
    lode_table *pivot = lode_matrix_pivot(rows);
    lode_status status = pivot ? print_rows(pivot, o, err) : lode_fail_memory(err);
    lode_table_free(pivot);
    return status;
}

static int run_matrix(cli_options *o)
{
    enum { MOST = 1000 };
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows = NULL;
    char *room = NULL;
    const char *ends[MOST];
    lode_matrix_query query = {.from = o->words, .n_from = o->n_words, .to = ends};
    query.n_to = split_ends(o, &room, ends, MOST);
    start_progress(o);
    lode_status status =
        room ? lode_matrix_job(&o->config, &query, &rows, &findings, &err) : lode_fail(&err, LODE_IO, "Out of memory.");
    end_progress(o);
    if (!status)
        status = print_matrix(o, rows, &err);
    lode_table_free(rows);
    free(room);
    return conclude(o, &findings, status, &err);
}

/* The columns of plan that fit a terminal; JSON and CSV have them all. */
static lode_status print_plan(const cli_options *o, const lode_table *rows, lode_err *err)
{
    static const char *const shown[] = {"kind",        "project",       "other",     "saved_usd_a",
                                        "saved_usd_t", "n_cheaper",     "freed_t_a", "n_cut_grows",
                                        "frees_from",  "synergy_usd_a", "verdict"};
    if (strcmp(format_of(o), "table") != 0)
        return print_rows(rows, o, err);
    lode_table *narrow = lode_table_pick(rows, shown, sizeof shown / sizeof *shown);
    lode_status status = narrow ? print_rows(narrow, o, err) : lode_fail_memory(err);
    lode_table_free(narrow);
    return status;
}

static int run_plan(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows = NULL;
    start_progress(o);
    lode_status status = lode_plan_job(&o->config, &rows, &findings, &err);
    end_progress(o);
    if (!status && lode_table_rows(rows) == 0 && !o->quiet)
        fputs("The case has no planned links, crossings or terminals: there is nothing to open.\n", stderr);
    else if (!status)
        status = print_plan(o, rows, &err);
    lode_table_free(rows);
    return conclude(o, &findings, status, &err);
}

/* What does not hold, in words. */
static lode_status print_lie(const lode_table *lies, lode_err *err)
{
    const char *row = lode_table_text(lies, 0, "row"), *column = lode_table_text(lies, 0, "column");
    const char *found = lode_table_text(lies, 0, "found"), *expected = lode_table_text(lies, 0, "expected");
    printf("layer %s%s%s%s%s: found %s, expected %s (%s).\n", lode_table_text(lies, 0, "layer"), row ? ", row " : "",
           row ? row : "", column ? ", column " : "", column ? column : "", found ? found : "nothing",
           expected ? expected : "nothing", lode_table_text(lies, 0, "how"));
    return print_text("", err);
}

static int run_verify(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *lies;
    lode_verified count;
    start_progress(o);
    lode_status status = lode_verify_job(&o->config, o->words[0], o->quick, &lies, &count, &findings, &err);
    end_progress(o);
    int wrong = !status && lode_table_rows(lies) > 0;
    if (!status && o->format && strcmp(o->format, "table") != 0)
        status = print_rows(lies, o, &err);
    else if (wrong)
        status = print_lie(lies, &err);
    else if (!status)
        printf("%s holds: %zu rows of %zu layers rechecked.\n", o->words[0], count.rows, count.layers);
    lode_table_free(lies);
    o->quiet = 1;
    int code = conclude(o, &findings, status, &err);
    return code ? code : wrong;
}

/* The columns that fit a terminal; JSON and CSV have them all. */
static lode_status print_moves(const cli_options *o, const lode_table *rows, lode_err *err)
{
    static const char *const shown[] = {"deposit", "destination", "base",      "headline",    "old",         "new",
                                        "change",  "cause",       "cause_row", "cause_cells", "contribution"};
    if (strcmp(format_of(o), "table") != 0)
        return print_rows(rows, o, err);
    if (lode_table_rows(rows) == 0)
        return print_text("No headline moved.\n", err);
    lode_table *narrow = lode_table_pick(rows, shown, sizeof shown / sizeof *shown);
    lode_status status = narrow ? print_rows(narrow, o, err) : lode_fail_memory(err);
    lode_table_free(narrow);
    return status;
}

static int run_diff(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_table *rows;
    start_progress(o);
    lode_status status = lode_diff_job(&o->config, o->words[0], o->words[1], o->case2, &rows, &findings, &err);
    end_progress(o);
    int moved = !status && lode_table_rows(rows) > 0;
    if (!status)
        status = print_moves(o, rows, &err);
    lode_table_free(rows);
    o->quiet = 1;
    int code = conclude(o, &findings, status, &err);
    return code ? code : moved;
}

static int run_report(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    char *target = NULL;
    start_progress(o);
    lode_status status = lode_report_job(&o->config, o->words[0], &o->report, &target, &findings, &err);
    end_progress(o);
    if (!status)
        printf("%s\n", target);
    free(target);
    o->quiet = 1;
    return conclude(o, &findings, status, &err);
}

static int run_import(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    start_progress(o);
    const char *folder = o->words[0];
    lode_status status = lode_import_job(&o->config, folder, &findings, &err);
    end_progress(o);
    o->config.case_path = folder; /* findings name the folder */
    if (!status)
        printf("%s\n", o->config.out);
    return conclude(o, &findings, status, &err);
}

static int run_export(cli_options *o)
{
    lode_findings findings = {0};
    lode_err err = {0};
    lode_status status = lode_export_job(&o->config, o->words[0], o->layers, &err);
    if (!status)
        printf("%s\n", o->config.out);
    return conclude(o, &findings, status, &err);
}

static int run_help(cli_options *o)
{
    if (o->n_words == 0) {
        cli_print_help(stdout);
        return 0;
    }
    const cli_command *command = cli_find_command(o->words[0]);
    if (command) {
        cli_print_command_help(stdout, command);
        return 0;
    }
    char *text = NULL;
    lode_err err = {0};
    lode_status status = lode_reference(o->words[0], &text, &err);
    if (status) {
        fprintf(stderr, "lodeway help: no command or topic \"%s\". Commands:", o->words[0]);
        for (size_t i = 0; i < cli_n_commands; i++)
            fprintf(stderr, " %s", cli_commands[i].name);
        fputs(". Topics: schema, columns, parameters, findings.\n", stderr);
    } else if (print_text(text, &err))
        fprintf(stderr, "lodeway: %s\n", err.message), status = err.status;
    free(text);
    return (int)status;
}

/* clang-format off */
const cli_command cli_commands[] = {
    {"run", "run [CASE.gpkg] -o OUT [OPTIONS]", "the whole job: every deposit, every closure, GeoPackage and report",
     "Computes for every deposit of a case the distances, the best way to each market group, what it costs, and what\n"
     "each closure does to it. Writes OUT/lodeway.gpkg (opens styled in QGIS) and OUT/report/index.html.\n"
     "An existing output stays until the new one is complete. --full adds what takes longer: closures by chance, ranges of\n"
     "the figures and rank probabilities (layers risk, ranges, tornado and ranking).",
     "  lodeway run -o out\n  lodeway run -o out --full --overwrite\n  lodeway run my_case.gpkg -o out --close CASPIAN --overwrite", run_run, 0, 0},
    {"route", "route [CASE.gpkg] FROM TO [OPTIONS]", "the best way between two ends, leg by leg",
     "FROM and TO are ids or names of occurrences, places, markets or market groups (EU, ALL), or \"lon,lat\".\n"
     "Where closures leave no way the status is captive and proof names a part of them that suffices, none of it to spare.",
     "  lodeway route \"Mushgai Khudag\" EU\n  lodeway route \"Mushgai Khudag\" EU --close RUS --format json\n  lodeway route 75.5,50.3 m-hamburg --by time\n  lodeway route \"Mushgai Khudag\" EU --explain", run_route, 2, 2},
    {"depend", "depend [CASE.gpkg] [DEPOSIT...] [OPTIONS]", "who can close the way, alone and together, and at what price",
     "For some deposits (ids or names; none: all) and each destination: what joint closures cost, with the way that is\n"
     "left or the proof that none is; whose power costs what (Shapley values, exact); which two actors stand in for each\n"
     "other; minimal cut sets, with overflight ignored too; alternative routes, how they lean on whom; resilience.\n"
     "Lists the sets of actors in which each counts: any other costs as much as the dearest of those it holds. --all lists\n"
     "all 2^n. JSON nests the parts in their deposit; CSV has one part. Own domains stay open.",
     "  lodeway depend \"Mushgai Khudag\" --market EU\n  lodeway depend \"Mushgai Khudag\" --all --format csv\n  lodeway depend --part attribution --format csv", run_depend, 0, CLI_MOST_WORDS},
    {"near", "near [CASE.gpkg] LAYER --to LAYER [OPTIONS]", "the nearest features, geodesic to the metre",
     "Measures from each point of a layer to the nearest feature of another (points, lines, polygons) on the ellipsoid.",
     "  lodeway near occurrences --to rail --within 50km\n  lodeway near occurrences --to crossings -k 3 --where \"country='MNG'\"", run_near, 1, 1},
    {"info", "info [CASE.gpkg]", "what a case holds",
     "Lists the layers of a case with their rows, and the names of its scenarios, corridors and actors.", "  lodeway info", run_info, 0, 0},
    {"check", "check [CASE.gpkg]", "every fault and assumption in a case",
     "Lists findings by kind with five examples and a count; as JSON or CSV all of them. Exit code 1 where there are\n"
     "errors or warnings. `lodeway help findings` lists the codes. Below stand the ten facts of low or no confidence that\n"
     "most of the cost rests on, over the best ways of all deposits; --facts prints them alone.",
     "  lodeway check my_case.gpkg\n  lodeway check my_case.gpkg --format json\n  lodeway check my_case.gpkg --facts --format csv", run_check, 0, 0},
    {"validate", "validate [CASE.gpkg]", "computed distances, days and prices against published ones",
     "Computes the way of each row of the table observations and sets its length, days, price and trade facilitation\n"
     "indicators beside the published ones: ratio, bias and error by corridor, and the ten worst. CSV and JSON have all.",
     "  lodeway validate\n  lodeway validate my_case.gpkg --format csv", run_validate, 0, 0},
    {"risk", "risk [CASE.gpkg] [DEPOSIT...] [OPTIONS]", "what closures by chance cost, and how sure the figures are",
     "For the occurrences named (by id or name; none: all) the cost over all states of the world that the shocks of the\n"
     "case make (state risk), over simulated years in which goods may wait (year risk), and the range of G when tariffs\n"
     "move between their factors low and high. --part chooses one table: risk (the standard for CSV), state, year, ranges,\n"
     "tornado (the tariffs that move G most), ranking (how surely one deposit is cheaper than another), states (what can\n"
     "be closed together, how often, at what cost), or timeline (a year of closures that you give). JSON holds risk,\n"
     "ranges, tornado and ranking in one document.",
     "  lodeway risk \"Mushgai Khudag\" --market EU\n  lodeway risk --part ranges --draws 200 --format csv\n  lodeway risk \"Mushgai Khudag\" --part timeline --timeline \"RUS=100-189;CHN=150-209\"", run_risk, 0, CLI_MOST_WORDS},
    {"matrix", "matrix [CASE.gpkg] [FROM...] [--to TO]...", "the best ways from many starts to many ends",
     "FROM are ids or names of occurrences, places or markets, \"lon,lat\", a country (all its occurrences), deposits or\n"
     "occurrences; all deposits by default. TO are the same and market groups; every market by default. A table for people\n"
     "has a row a start and a column an end with G (--by money: money, time: days, safe: share of time open); CSV and JSON\n"
     "have a row a pair. --by safe minimises the sum of -ln(1 - u) over the shocks met, u the share of time that each is\n"
     "active (a shock met at two gates counts twice in the search; open_pct of the way found counts each once).",
     "  lodeway matrix MNG --to \"EU;m-yokohama\"\n  lodeway matrix \"Mushgai Khudag\" 75.5,50.3 --to EU --by time --format csv", run_matrix, 0, CLI_MOST_WORDS},
    {"plan", "plan [CASE.gpkg] [OPTIONS]", "what planned lines are worth, alone and in pairs",
     "A project is a scenario plan_... of the case, or the works of one line with the crossings and terminals at its places.\n"
     "Each is opened alone, then with each other: what all deposits save, what is freed, whose power to close is lost, and\n"
     "whether two together save more (synergy) or less (rivalry) than both alone. --year takes what opens by then as open.",
     "  lodeway plan\n  lodeway plan --market ALL --pairs 20 --format csv", run_plan, 0, 0},
    {"verify", "verify OUT [OPTIONS]", "recheck every row of an output by plain search",
     "Computes the run again from the case that OUT/lodeway.gpkg names by its SHA-256, with the options recorded in it, and\n"
     "compares every row, column and shape; then searches every best way, closure and cut set once more, plainly, and adds\n"
     "up legs and parts. Exit code 1 at the first thing that does not hold. --case says where the case lies if it moved.",
     "  lodeway verify out\n  lodeway verify out --quick", run_verify, 1, 1},
    {"diff", "diff OUT1 OUT2 [OPTIONS]", "which headlines moved between two outputs, and which change moved them",
     "Compares the headlines of the layer deposits. Then swaps each row that differs between the two cases, and each option\n"
     "that was asked otherwise, alone into the first case and computes again: its contribution. What the changes do only\n"
     "jointly is the cause `together`, so contributions sum to the move and no order of the changes matters. More than 200\n"
     "changed rows are swapped layer by layer. Exit code 1 where something moved. --case and --case2 say where cases lie.",
     "  lodeway diff out out", run_diff, 2, 2},
    {"report", "report OUT [OPTIONS]", "documents from results: brief, deposit sheets, corridors, comparisons, annex",
     "Reads the rows of OUT/lodeway.gpkg back and writes OUT/report anew, without computing: for each page HTML, Markdown,\n"
     "JSON and CSV of the same figures, and a workbook where --format names xlsx. What the results do not hold (outlines,\n"
     "lines of the network) comes from the case, which must be the one that the results name by SHA-256; --case says where\n"
     "it lies if it moved. An existing report stays until the new one is complete. A template folder holds template.json with\n"
     "title, organisation, footer (texts, or {\"en\": ..., \"de\": ...}), logo (an SVG or PNG beside it) and colours (ink, soft,\n"
     "line, head, band as #rrggbb).",
     "  lodeway report out --lang en,de --overwrite\n  lodeway report out --brief --deposits mng-mushgai-khudag --lang de --format html,md,xlsx --overwrite", run_report, 1, 1},
    {"import", "import FOLDER -o CASE.gpkg", "a folder of CSV into a case",
     "Reads occurrences.csv, places.csv, rail.csv and so on (`lodeway help schema` lists all columns and their aliases).\n"
     "Shapes come from lon and lat, from wkt, or, for links, from their places and via_lonlat.", "  lodeway import layers -o my_case.gpkg", run_import, 1, 1},
    {"export", "export OUT -o FILE", "results or a case as .xlsx, .geojson, .fgb, CSV, or a GeoPackage of another name",
     "The ending of FILE says the format: .gpkg, .xlsx, .ods, .geojson, .fgb; a name without one is a folder of CSV. A copy as\n"
     ".gpkg keeps its QGIS project working, which looks for its layers by the name of the file: rename with this, not by hand.",
     "  lodeway export out -o mongolia.gpkg\n  lodeway export out -o deposits.xlsx --layer deposits,routes", run_export, 1, 1},
    {"help", "help [COMMAND | schema | columns | parameters | findings]", "this, a command, or the reference", "Prints help.", "  lodeway help run", run_help, 0, 1},
};
const size_t cli_n_commands = sizeof cli_commands / sizeof *cli_commands;
/* clang-format on */

static int unknown_command(const char *name)
{
    fprintf(stderr, "lodeway: unknown command \"%s\". Commands:", name);
    for (size_t i = 0; i < cli_n_commands; i++)
        fprintf(stderr, " %s", cli_commands[i].name);
    fputs(".\n", stderr);
    return LODE_USAGE;
}

/* The call as a user could repeat it. */
static char *command_line(int argc, char **argv)
{
    size_t length = 16;
    for (int i = 1; i < argc; i++)
        length += strlen(argv[i]) + 3;
    char *text = malloc(length), *at = text;
    if (!text)
        return NULL;
    at = stpcpy(at, "lodeway");
    for (int i = 1; i < argc; i++) {
        int quote = strpbrk(argv[i], " '\"$;&|<>()") != NULL;
        at = stpcpy(stpcpy(stpcpy(at, quote ? " \"" : " "), argv[i]), quote ? "\"" : "");
    }
    return text;
}

/* The answer must have reached where it goes, a help text too. */
static int flushed(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (code == 0)
        fputs("lodeway: The output cannot be written. Is the disk full?\n", stderr);
    return code ? code : LODE_IO;
}

int main(int argc, char **argv)
{
    signal(SIGXFSZ, SIG_IGN); /* a file size limit is an error, not a death */
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        cli_print_help(argc < 2 ? stderr : stdout);
        return flushed(argc < 2 ? LODE_USAGE : 0);
    }
    if (strcmp(argv[1], "--version") == 0) {
        char versions[200];
        lode_versions(versions, sizeof versions);
        puts(versions);
        return flushed(0);
    }
    const cli_command *command = cli_find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    cli_options options;
    int code = cli_parse(command, argc - 1, argv + 1, &options);
    if (code)
        return code;
    char *line = command_line(argc, argv);
    options.config.command = line;
    code = command->run(&options);
    free(line);
    return flushed(code);
}
