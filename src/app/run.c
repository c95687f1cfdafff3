/* The whole job: every deposit against every destination, base and closure, then the GeoPackage and the report. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/ground.h"
#include "app/network_measures.h"
#include "app/run_i.h"
#include "app/sentences.h"
#include "app/tables.h"
#include "app/validate.h"
#include "base/codes.h"
#include "base/file.h"
#include "core/columns.h"
#include "geo/crs.h"
#include "io/package.h"
#include "report/report.h"

const char *const lode_run_i_table_names[N_TABLES] = {"deposits",
                                                      "distances",
                                                      "routes",
                                                      "legs",
                                                      "exposure",
                                                      "dependency",
                                                      "cut_sets",
                                                      "attribution",
                                                      "ways",
                                                      "interaction",
                                                      "diversity",
                                                      "zone_statistics",
                                                      "chokepoints",
                                                      "links_used",
                                                      "corridor_summary",
                                                      "corridor_gates",
                                                      "capacity",
                                                      "country_comparison",
                                                      "scenarios",
                                                      "access_grid",
                                                      "calibration",
                                                      "calibration_summary",
                                                      "risk",
                                                      "ranges",
                                                      "tornado",
                                                      "ranking",
                                                      "findings",
                                                      "parameters",
                                                      "provenance"};

static void choose_bases(running *r)
{
    const lode_config *config = r->s.config;
    r->bases[r->n_bases++] = config->scenario ? config->scenario : "open";
    if (!config->scenario && lode_session_has_scenario(&r->s, "eu_2025"))
        r->bases[r->n_bases++] = "eu_2025";
}

/* "eu_open": lower case, letters and digits; unlike characters become "_". */
char *lode_run_i_prefix(lode_arena *arena, const char *destination, const char *base)
{
    char *prefix = lode_arena_printf(arena, "%s_%s", destination, base);
    for (char *c = prefix; c && *c; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
        else if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9')))
            *c = '_';
    }
    return prefix;
}

/* "EU (open network)": for the reader of a report. */
static const char *prefix_title(const running *r, const char *destination, const char *base)
{
    lode_language language = lode_language_of(r->s.config->lang);
    const char *where = lode_code_words(language, "destination", destination, strlen(destination)),
               *what = lode_code_words(language, "base", base, strlen(base));
    if (!what)
        what = lode_scenario_title(r->s.c, base, language == LODE_GERMAN);
    char *title = lode_arena_printf(r->s.arena, "%s (%s)", where ? where : destination, what ? what : base);
    if (title && *title >= 'a' && *title <= 'z')
        *title = (char)(*title - 'a' + 'A');
    return title;
}

int lode_run_i_name_prefixes(running *r)
{
    lode_arena *arena = r->s.arena;
    r->prefixes = LODE_NEW(arena, const char *, lode_run_i_prefixes(r));
    r->prefix_titles = LODE_NEW(arena, const char *, lode_run_i_prefixes(r));
    r->headlines = LODE_NEW(arena, headline, r->s.c->occurrences.n * lode_run_i_prefixes(r));
    if (!r->prefixes || !r->prefix_titles || !r->headlines)
        return 0;
    for (size_t b = 0; b < r->n_bases; b++)
        for (size_t d = 0; d < r->n_destinations; d++) {
            size_t p = b * r->n_destinations + d;
            r->prefixes[p] = lode_run_i_prefix(arena, r->destinations[d].name, r->bases[b]);
            r->prefix_titles[p] = prefix_title(r, r->destinations[d].name, r->bases[b]);
            if (!r->prefixes[p] || !r->prefix_titles[p])
                return 0;
        }
    return 1;
}

lode_status lode_run_i_make_tables(running *r)
{
    const lode_case *c = r->s.c;
    lode_more_columns more = {r->prefixes, lode_run_i_prefixes(r), c->occurrences.extra_names, c->occurrences.n_extra};
    for (int i = 0; i < T_CALIBRATION; i++) {
        r->tables[i] = lode_result_table(lode_run_i_table_names[i], i == T_DEPOSITS ? &more : NULL);
        if (!r->tables[i])
            return lode_fail_memory(r->err);
    }
    return LODE_OK;
}

/* whole: the corridors too, not only what the headlines rest on. */
static lode_status answer_base(running *r, size_t base, int whole)
{
    lode_scenario *scenario, *open_sky = NULL;
    lode_status status = lode_session_scenario(&r->s, r->bases[base], 1, &scenario, r->err);
    if (!status)
        status = lode_open_sky(scenario, &open_sky, r->err);
    for (size_t d = 0; d < r->n_destinations && !status; d++) {
        asking a = {.r = r,
                    .scenario = scenario,
                    .open_sky = open_sky,
                    .destination = &r->destinations[d],
                    .base = r->bases[base],
                    .prefix = base * r->n_destinations + d};
        lode_session_progress(&r->s, "routes and dependency", a.prefix, lode_run_i_prefixes(r));
        status = lode_run_i_each_batch(&a, lode_run_i_ask_batch);
        if (!status && whole && ((base == 0 && d == 0) || r->s.config->full)) {
            lode_session_progress(&r->s, "corridors", 0, 0);
            status = lode_run_i_each_batch(&a, lode_run_i_corridor_batch);
        }
    }
    lode_scenario_free(open_sky);
    lode_scenario_free(scenario);
    return status;
}

static lode_status sort_tables(running *r)
{
    static const struct {
        int table;
        const char *keys[6];
    } orders[] = {{T_DEPOSITS, {"id"}},
                  {T_DISTANCES, {"deposit", "target_kind"}},
                  {T_ROUTES, {"id"}},
                  {T_LEGS, {"route", "seq"}},
                  {T_EXPOSURE, {"deposit", "destination", "base"}},
                  {T_DEPENDENCY, {"deposit", "destination", "base", "n_closed", "closed"}},
                  {T_CUT_SETS, {"deposit", "destination", "base", "size", "cut_set"}},
                  {T_ATTRIBUTION, {"deposit", "destination", "base", "actor"}},
                  {T_WAYS, {"deposit", "destination", "base", "rank"}},
                  {T_INTERACTION, {"deposit", "destination", "base", "actor", "other"}},
                  {T_DIVERSITY, {"deposit", "destination", "base"}},
                  {T_ZONES, {"id"}},
                  {T_CHOKEPOINTS, {"destination", "base", "rank"}},
                  {T_LINKS_USED, {"destination", "base", "id"}},
                  {T_CORRIDORS, {"corridor", "destination", "base"}},
                  {T_CORRIDOR_GATES, {"corridor", "destination", "base", "seq"}},
                  {T_CAPACITY, {"country", "destination", "base", "closed"}},
                  {T_COUNTRIES, {"seq"}},
                  {T_SCENARIOS, {"scenario", "country", "destination"}},
                  {T_GRID, {"country", "destination", "base", "lat", "lon"}}};
    int failed = 0;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        size_t n = 0;
        while (n < 6 && orders[i].keys[n])
            n++;
        lode_table_sort(r->tables[orders[i].table], orders[i].keys, n);
        failed |= lode_table_failed(r->tables[orders[i].table]);
    }
    return failed ? lode_fail_memory(r->err) : LODE_OK;
}

static char *joined(lode_arena *arena, const running *r, int bases)
{
    lode_text text = {0};
    for (size_t i = 0; i < (bases ? r->n_bases : r->n_destinations); i++)
        lode_text_addf(&text, "%s%s", i ? ";" : "", bases ? r->bases[i] : r->destinations[i].name);
    return lode_run_i_kept(arena, &text);
}

static lode_status describe_run(running *r)
{
    const char *bases = joined(r->s.arena, r, 1), *destinations = joined(r->s.arena, r, 0);
    r->tables[T_FINDINGS] = lode_findings_table(r->s.findings);
    r->tables[T_PARAMETERS] = lode_parameters_table(&r->s);
    r->tables[T_PROVENANCE] = lode_provenance_table(&r->s, bases, destinations, r->searches);
    return r->tables[T_FINDINGS] && r->tables[T_PARAMETERS] && r->tables[T_PROVENANCE] ? LODE_OK
                                                                                       : lode_fail_memory(r->err);
}

static lode_status put_sentences(running *r)
{
    lode_sentence_main main = {r->prefixes[0], r->destinations[0].name, r->bases[0]};
    return lode_session_sentences(&r->s, r->tables, N_TABLES, r->n_destinations ? &main : NULL, r->err);
}

static lode_status compute(running *r)
{
    choose_bases(r);
    lode_status status = lode_session_destinations(&r->s, &r->destinations, &r->n_destinations, r->err);
    if (!status)
        status = lode_run_i_check_grid(r);
    if (!status && (!lode_run_i_choose_sets(r) || !lode_run_i_name_prefixes(r)))
        status = lode_fail_memory(r->err);
    if (!status)
        status = lode_run_i_make_tables(r);
    if (!status)
        status = lode_distances(&r->s, r->tables[T_DISTANCES], &r->km, r->err);
    for (size_t b = 0; b < r->n_bases && !status; b++)
        status = answer_base(r, b, 1);
    if (!status)
        status = lode_run_i_chances(r);
    if (!status)
        status = lode_run_i_put_deposits(r);
    if (!status)
        status = lode_run_i_put_zones(r);
    if (!status)
        status = lode_run_i_network_measures(r);
    if (!status)
        status = sort_tables(r);
    if (!status)
        status = lode_calibration(&r->s, &r->tables[T_CALIBRATION], &r->tables[T_CALIBRATION_SUMMARY], r->err);
    if (!status)
        status = describe_run(r);
    return status ? status : put_sentences(r);
}

/* Where the map is centred, and how far from there it can still be read (cosine of the angle on a sphere). */
static const double map_lon = 65, map_lat = 45, map_edge = -0.16;

static int project(void *projector, double lon, double lat, double *x, double *y)
{
    const double degree = 3.14159265358979323846 / 180;
    double xy[2] = {lon, lat};
    double cosine = sin(lat * degree) * sin(map_lat * degree) +
                    cos(lat * degree) * cos(map_lat * degree) * cos((lon - map_lon) * degree);
    if (cosine < map_edge || !lode_crs_apply(projector, xy, 1))
        return 0;
    *x = xy[0];
    *y = xy[1];
    return 1;
}

lode_status lode_run_i_write_report(running *r, const char *folder, const lode_report_choice *choice)
{
    lode_status status = lode_folder_make(folder, r->err);
    lode_crs *map = status ? NULL : lode_crs_map(map_lon, map_lat, r->err);
    lode_table *outlines = lode_outlines_table(&r->s), *corridors = lode_corridors_table(&r->s);
    lode_table *network = lode_network_table(&r->s), *gates = lode_gates_table(&r->s);
    lode_table *works = lode_works_table(&r->s), *shocks = lode_shocks_table(&r->s);
    lode_wording *names = lode_session_wording(&r->s);
    if (!status && (!outlines || !corridors || !network || !gates || !works || !shocks || !names))
        status = lode_fail_memory(r->err);
    if (!status && !map)
        status = LODE_IO;
    if (!status) {
        lode_report_input input = {.tables = (const lode_table *const *)r->tables,
                                   .n_tables = N_TABLES,
                                   .outlines = outlines,
                                   .corridors = corridors,
                                   .network = network,
                                   .gates = gates,
                                   .works = works,
                                   .shocks = shocks,
                                   .project = project,
                                   .projector = map,
                                   .prefixes = r->prefixes,
                                   .prefix_titles = r->prefix_titles,
                                   .n_prefixes = lode_run_i_prefixes(r),
                                   .language = lode_language_of(r->s.config->lang),
                                   .names = names,
                                   .choice = choice};
        status = lode_report_write(&input, folder, r->err);
    }
    lode_table_free(outlines);
    lode_table_free(corridors);
    lode_table_free(network);
    lode_table_free(gates);
    lode_table_free(works);
    lode_table_free(shocks);
    lode_wording_free(names);
    lode_crs_free(map);
    return status;
}

/* The ground of the maps, so that the file stands alone. */
static lode_status put_ground(running *r, lode_package *package)
{
    lode_table *tables[] = {lode_seas_table(&r->s), lode_graticule_table(), lode_outlines_table(&r->s)};
    lode_status status = LODE_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (!status && (!tables[i] || lode_table_failed(tables[i])))
            status = lode_fail_memory(r->err);
        if (!status && lode_table_rows(tables[i]))
            status = lode_package_table(package, tables[i], r->err);
        lode_table_free(tables[i]);
    }
    return status;
}

static lode_status put_look(running *r, lode_package *package)
{
    const lode_look look = {.language = lode_language_of(r->s.config->lang),
                            .prefixes = r->prefixes,
                            .prefix_titles = r->prefix_titles,
                            .n_prefixes = lode_run_i_prefixes(r),
                            .map_lon = map_lon,
                            .map_lat = map_lat};
    return lode_package_look(package, &look, r->err);
}

/* Both outputs are made aside in full before either is put in place. */
static lode_status write_all(running *r, const char *package_path, const char *report_path)
{
    lode_package package;
    char *report = lode_file_aside(report_path);
    lode_session_progress(&r->s, "writing the GeoPackage", 0, 0);
    lode_status status = lode_package_create(&package, package_path, r->err);
    for (int i = 0; i < N_TABLES && !status; i++)
        status = lode_package_table(&package, r->tables[i], r->err);
    if (!status)
        status = put_ground(r, &package);
    if (!status)
        status = put_look(r, &package);
    lode_session_progress(&r->s, "writing the report", 0, 0);
    if (!status)
        status = report ? lode_run_i_write_report(r, report, NULL) : lode_fail_memory(r->err);
    status = lode_package_finish(&package, status, r->err);
    if (!status)
        status = lode_folder_commit(report, report_path, r->err);
    if (report)
        lode_file_remove(report);
    free(report);
    return status;
}

static lode_status prepare_output(const lode_config *config, const char *package_path, const char *report_path,
                                  lode_err *err)
{
    const char *input = config->case_path;
    if (input && (lode_file_would_replace(package_path, input) || lode_file_would_replace(report_path, input)))
        return lode_fail(err, LODE_USAGE, "The output in %s would replace the case %s. Choose another folder with -o.",
                         config->out, input);
    int there = lode_file_exists(package_path) || lode_file_exists(report_path);
    if (there && !config->overwrite)
        return lode_fail(err, LODE_USAGE,
                         "%s holds results already. Add --overwrite to replace them, or choose another folder with -o.",
                         config->out);
    lode_status status = lode_folder_make(config->out, err);
    if (!status && access(config->out, W_OK | X_OK) != 0)
        status = lode_fail(err, LODE_IO, "Cannot write into %s. Choose an output folder that you may write to.",
                           config->out);
    if (!status)
        lode_file_sweep(config->out);
    return status;
}

static void finish(running *r)
{
    for (int i = 0; i < N_TABLES; i++)
        lode_table_free(r->tables[i]);
    free(r->km);
    lode_chances_close(&r->chances);
    lode_session_close(&r->s);
}

lode_status lode_run(const lode_config *config, lode_findings *findings, lode_err *err)
{
    char *package_path = NULL, *report_path = NULL;
    running r = {.err = err};
    lode_status status = config->out ? LODE_OK : lode_fail(err, LODE_USAGE, "run needs an output folder: -o OUT.");
    if (!status && (asprintf(&package_path, "%s/lodeway.gpkg", config->out) < 0 ||
                    asprintf(&report_path, "%s/report", config->out) < 0))
        status = lode_fail_memory(err);
    if (!status)
        status = prepare_output(config, package_path, report_path, err);
    if (!status) {
        status = lode_session_open(&r.s, config, 0, findings, err);
        if (!status)
            status = compute(&r);
        if (!status)
            status = write_all(&r, package_path, report_path);
        if (config->searches)
            *config->searches = r.searches;
        finish(&r);
    }
    free(package_path);
    free(report_path);
    return status;
}

/* ---- for verify and diff ------------------------------------------------------------------------------------ */

lode_status lode_run_i_again(running *r, const lode_config *config, lode_findings *findings)
{
    lode_status status = lode_session_open(&r->s, config, 0, findings, r->err);
    return status ? status : compute(r);
}

lode_status lode_run_i_headlines(running *r)
{
    size_t n = r->s.c->occurrences.n * LODE_N_TARGET_KINDS;
    choose_bases(r);
    lode_status status = lode_session_destinations(&r->s, &r->destinations, &r->n_destinations, r->err);
    r->km = calloc(n + 1, sizeof *r->km);
    if (!status && (!r->km || !lode_run_i_choose_sets(r) || !lode_run_i_name_prefixes(r)))
        status = lode_fail_memory(r->err);
    for (size_t i = 0; !status && i < n; i++)
        r->km[i] = NAN;
    if (!status)
        status = lode_run_i_make_tables(r);
    for (size_t b = 0; b < r->n_bases && !status; b++)
        status = answer_base(r, b, 0);
    return status ? status : lode_run_i_put_deposits(r);
}

void lode_run_i_drop(running *r)
{
    finish(r);
}
