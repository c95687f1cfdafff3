#include "cli/options.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Which commands take an option. */
enum {
    RUN = 1,
    ROUTE = 2,
    NEAR = 4,
    INFO = 8,
    CHECK = 16,
    IMPORT = 32,
    VALIDATE = 64,
    DEPEND = 128,
    RISK = 256,
    MATRIX = 512,
    PLAN = 1024,
    CASES = RUN | ROUTE | NEAR | INFO | CHECK | VALIDATE | DEPEND | RISK | MATRIX | PLAN,
    VERIFY = 2048,
    DIFF = 4096,
    EXPORT = 8192,
    REPORT = 16384,
    ANY = CASES | IMPORT | VERIFY | DIFF | EXPORT | REPORT
};

static const struct {
    const char *name;
    int bit;
} command_bits[] = {{"run", RUN},     {"route", ROUTE},   {"near", NEAR},         {"info", INFO},
                    {"check", CHECK}, {"import", IMPORT}, {"validate", VALIDATE}, {"depend", DEPEND},
                    {"risk", RISK},   {"matrix", MATRIX}, {"plan", PLAN},         {"verify", VERIFY},
                    {"diff", DIFF},   {"export", EXPORT}, {"report", REPORT}};

typedef const char *(*take_fn)(cli_options *o, const char *value); /* NULL: taken; else what was expected */

static const char *take_case(cli_options *o, const char *v)
{
    o->config.case_path = v;
    return NULL;
}

static const char *take_out(cli_options *o, const char *v)
{
    o->config.out = v;
    return *v ? NULL : "a path";
}

static const char *take_layer(cli_options *o, const char *v)
{
    o->layers = v;
    return *v ? NULL : "names of layers";
}

static const char *take_overwrite(cli_options *o, const char *v)
{
    (void)v;
    o->config.overwrite = 1;
    return NULL;
}

static const char *take_scenario(cli_options *o, const char *v)
{
    o->config.scenario = v;
    return NULL;
}

static const char *take_close(cli_options *o, const char *v)
{
    if (o->config.n_closures == CLI_MOST_TARGETS)
        return "at most 64 closures";
    o->closures[o->config.n_closures++] = v;
    return *v ? NULL : "a target";
}

static const char *take_open(cli_options *o, const char *v)
{
    if (o->config.n_openings == CLI_MOST_TARGETS)
        return "at most 64 openings";
    o->openings[o->config.n_openings++] = v;
    return *v ? NULL : "a target";
}

static const char *take_whole(const char *v, long least, long most, int *out)
{
    char *end;
    long n = strtol(v, &end, 10);
    if (end == v || *end || n < least || n > most)
        return "a whole number in its range";
    *out = (int)n;
    return NULL;
}

static const char *take_year(cli_options *o, const char *v)
{
    return take_whole(v, 1900, 2200, &o->config.year);
}

static const char *take_month(cli_options *o, const char *v)
{
    return take_whole(v, 1, 12, &o->config.month);
}

static const char *take_mode(cli_options *o, const char *v)
{
    o->config.modes = v;
    return *v ? NULL : "rail,road,sea,air";
}

static const char *take_market(cli_options *o, const char *v)
{
    o->config.markets = v;
    return *v ? NULL : "markets or groups";
}

static const char *take_product(cli_options *o, const char *v)
{
    o->config.product = v;
    return NULL;
}

static const char *take_by(cli_options *o, const char *v)
{
    o->config.by = v;
    return NULL;
}

static const char *take_overflight(cli_options *o, const char *v)
{
    o->config.ignore_overflight = strcmp(v, "ignored") == 0;
    return o->config.ignore_overflight || strcmp(v, "counted") == 0 ? NULL : "counted or ignored";
}

static const char *take_format(cli_options *o, const char *v)
{
    static const char *const formats[] = {"table", "json", "jsonl", "csv", "markdown"};
    o->format = v;
    for (int i = 0; i < 5; i++)
        if (strcmp(formats[i], v) == 0)
            return NULL;
    return "table, json, jsonl, csv or markdown";
}

static const char *take_to(cli_options *o, const char *v)
{
    if (o->n_ends == CLI_MOST_TARGETS)
        return "at most 64";
    o->to = v;
    o->ends[o->n_ends++] = v;
    return *v ? NULL : "a name";
}

static const char *take_where(cli_options *o, const char *v)
{
    o->where = v;
    return NULL;
}

static const char *take_within(cli_options *o, const char *v)
{
    char *end;
    o->within_km = strtod(v, &end);
    double factor = strcmp(end, "m") == 0 ? 0.001 : 1;
    if (end == v || !isfinite(o->within_km) || o->within_km < 0 ||
        (*end && strcmp(end, "km") != 0 && strcmp(end, "m") != 0))
        return "a distance such as 50km or 800m";
    o->within_km *= factor;
    return NULL;
}

static const char *take_k(cli_options *o, const char *v)
{
    int k = 0;
    const char *expected = take_whole(v, 1, 100000, &k);
    o->k = (size_t)k;
    return expected;
}

static const char *take_grid(cli_options *o, const char *v)
{
    o->config.grid = v;
    return *v ? NULL : "countries: MNG,KAZ";
}

static const char *take_pairs(cli_options *o, const char *v)
{
    int n = 0;
    const char *expected = take_whole(v, 1, 100000, &n);
    o->config.most_pairs = (size_t)n;
    return expected;
}

static const char *take_quiet(cli_options *o, const char *v)
{
    (void)v;
    o->quiet = 1;
    return NULL;
}

static const char *take_strict(cli_options *o, const char *v)
{
    (void)v;
    o->strict = 1;
    return NULL;
}

static const char *take_verbose(cli_options *o, const char *v)
{
    (void)v;
    o->verbose = 1;
    return NULL;
}

static const char *take_facts(cli_options *o, const char *v)
{
    (void)v;
    o->facts = 1;
    return NULL;
}

static const char *take_all(cli_options *o, const char *v)
{
    (void)v;
    o->all = 1;
    return NULL;
}

/* Counts that no one means beyond a million. */
static const char *take_count(const char *v, size_t *out)
{
    int n = 0;
    const char *expected = take_whole(v, 1, 1000000, &n);
    *out = (size_t)n;
    return expected;
}

static const char *take_draws(cli_options *o, const char *v)
{
    return take_count(v, &o->config.draws);
}

static const char *take_years(cli_options *o, const char *v)
{
    return take_count(v, &o->config.years);
}

static const char *take_seed(cli_options *o, const char *v)
{
    int n = 0;
    const char *expected = take_whole(v, 1, 2147483647, &n);
    o->config.seed = (uint64_t)n;
    return expected;
}

static const char *take_jobs(cli_options *o, const char *v)
{
    return take_whole(v, 1, 64, &o->config.jobs);
}

static const char *take_full(cli_options *o, const char *v)
{
    (void)v;
    o->config.full = 1;
    return NULL;
}

static const char *take_part(cli_options *o, const char *v)
{
    o->part = v;
    return NULL;
}

static const char *take_timeline(cli_options *o, const char *v)
{
    o->timeline = v;
    return *v ? NULL : "closures such as RUS=100-189";
}

static const char *take_case2(cli_options *o, const char *v)
{
    o->case2 = v;
    return NULL;
}

static const char *take_explain(cli_options *o, const char *v)
{
    (void)v;
    o->explain = 1;
    return NULL;
}

static const char *take_quick(cli_options *o, const char *v)
{
    (void)v;
    o->quick = 1;
    return NULL;
}

static const char *take_brief(cli_options *o, const char *v)
{
    (void)v;
    o->report.brief = 1;
    return NULL;
}

static const char *take_deposits(cli_options *o, const char *v)
{
    o->report.deposits = v;
    return *v ? NULL : "ids of deposits, all or none";
}

static const char *take_corridors(cli_options *o, const char *v)
{
    o->report.corridors = v;
    return *v ? NULL : "ids of corridors, all or none";
}

static const char *take_languages(cli_options *o, const char *v)
{
    o->report.languages = v;
    return NULL;
}

static const char *take_faces(cli_options *o, const char *v)
{
    o->report.formats = v;
    return NULL;
}

static const char *take_template(cli_options *o, const char *v)
{
    o->report.template_folder = v;
    return *v ? NULL : "a folder";
}

static const char *take_lang(cli_options *o, const char *v)
{
    o->config.lang = v;
    return strcmp(v, "en") == 0 || strcmp(v, "de") == 0 ? NULL : "en or de";
}

typedef struct option_row {
    const char *name;
    char letter;
    const char *argument; /* NULL: a switch */
    int commands;
    take_fn take;
    const char *help;
} option_row;

/* clang-format off */
static const option_row rows[] = {
    {"case", 0, "FILE", CASES | VERIFY | DIFF | REPORT, take_case, "the case, a GeoPackage; without it the built-in one serves"},
    {"out", 'o', "PATH", RUN | IMPORT | EXPORT | REPORT, take_out, "where results go: a folder (run; report: OUT by default) or a file (import, export)"},
    {"overwrite", 0, NULL, RUN | IMPORT | EXPORT | REPORT, take_overwrite, "replace an existing output"},
    {"scenario", 0, "NAME", RUN | ROUTE | DEPEND | RISK | MATRIX | PLAN, take_scenario, "scenario of the case, open by default; run computes open and eu_2025"},
    {"close", 0, "TARGET", RUN | ROUTE | DEPEND | RISK | MATRIX | PLAN, take_close, "close a domain, actor:, crossing:, terminal:, link:, mode:, passage: (repeat for more)"},
    {"open", 0, "TARGET", RUN | ROUTE | DEPEND | RISK | MATRIX | PLAN, take_open, "open what is not: planned, status:construction, link:... (repeat for more)"},
    {"year", 0, "YEAR", RUN | ROUTE | DEPEND | MATRIX | PLAN, take_year, "planned lines that open by that year count as open"},
    {"month", 0, "1-12", RUN | ROUTE | DEPEND | MATRIX | PLAN, take_month, "month of shipment; closes what is closed in it"},
    {"mode", 0, "LIST", RUN | ROUTE | DEPEND | MATRIX | PLAN, take_mode, "only these modes: rail,road,sea,air"},
    {"market", 0, "LIST", RUN | DEPEND | RISK | PLAN, take_market, "destinations: markets or groups; EU and ALL by default"},
    {"product", 0, "ID", RUN | ROUTE | DEPEND | RISK | MATRIX | PLAN, take_product, "what is shipped, for all; each deposit's own by default"},
    {"by", 0, "WHAT", ROUTE | MATRIX, take_by, "best by cost (default), money, time or safe (least sum of -ln(1 - u) over the shocks met, ties by G)"},
    {"facts", 0, NULL, CHECK, take_facts, "print only the facts to check first, in any format"},
    {"overflight", 0, "WORD", RUN | ROUTE | DEPEND | MATRIX | PLAN, take_overflight, "counted (default): an air link needs the airspaces under it; ignored: it needs none"},
    {"to", 0, "WHAT", NEAR | MATRIX, take_to, "near: layer whose features are looked for; matrix: an end, or several parted by ; (repeat for more)"},
    {"within", 0, "DISTANCE", NEAR, take_within, "only up to this distance: 50km, 800m"},
    {"where", 0, "SQL", NEAR, take_where, "only features that fulfil a condition on the columns: \"country='MNG'\""},
    {"nearest", 'k', "N", NEAR, take_k, "how many of the nearest each, 1 by default"},
    {"all", 0, NULL, DEPEND, take_all, "every set of actors, not only those in which each counts"},
    {"part", 0, "PART", DEPEND | RISK, take_part, "only one part: of depend coalitions (for csv, jsonl), depend, attribution, interaction, cut_sets, diversity, alternatives; of risk risk, state, year, ranges, tornado, ranking, states, timeline"},
    {"full", 0, NULL, RUN, take_full, "every measure: risk, ranges and rank probabilities too"},
    {"timeline", 0, "LIST", RISK, take_timeline, "with --part timeline: closures of one year by day, RUS=100-189;CHN=150-209"},
    {"draws", 0, "N", RUN | RISK, take_draws, "draws of prices, and of states where shocks are many; 1000 by default"},
    {"years", 0, "N", RUN | RISK, take_years, "years simulated; 1000 by default"},
    {"seed", 0, "N", RUN | RISK, take_seed, "start of all chance; 1 by default"},
    {"jobs", 0, "N", RUN | RISK, take_jobs, "threads; no answer depends on it; one a processor by default"},
    {"format", 0, "FORMAT", ROUTE | NEAR | INFO | CHECK | VALIDATE | DEPEND | RISK | MATRIX | PLAN | VERIFY | DIFF, take_format, "table (on a terminal), csv (into a pipe), json, jsonl or markdown"},
    {"strict", 0, NULL, RUN | ROUTE | DEPEND | RISK | IMPORT | MATRIX | PLAN, take_strict, "exit 1 where the case has warnings"},
    {"grid", 0, "LIST", RUN, take_grid, "access grid of these countries, a point every 25 km: MNG,KAZ"},
    {"pairs", 0, "N", PLAN, take_pairs, "most pairs of projects that are computed, 100 by default"},
    {"case2", 0, "FILE", DIFF, take_case2, "the case of the second output, where it moved"},
    {"explain", 0, NULL, ROUTE, take_explain, "take every figure apart: legs, unit prices, formulas, sources, and the best way that lost"},
    {"quick", 0, NULL, VERIFY, take_quick, "only what needs no second run: sums, chains, and each cost and cut set by plain search"},
    {"lang", 0, "LANGUAGE", RUN | ROUTE | NEAR, take_lang, "language of report and sentences: en (default) or de"},
    {"brief", 0, NULL, REPORT, take_brief, "only the two-page brief with index and annex, and the deposits and corridors named"},
    {"deposits", 0, "LIST", REPORT, take_deposits, "pages of these deposits: ids parted by commas, all (default) or none"},
    {"corridors", 0, "LIST", REPORT, take_corridors, "pages of these corridors: ids parted by commas, all (default) or none"},
    {"lang", 0, "LIST", REPORT, take_languages, "en (default), de, or en,de: each in a folder of its own"},
    {"format", 0, "LIST", REPORT, take_faces, "html,md,json,csv (default), xlsx: one workbook, a sheet a table"},
    {"template", 0, "FOLDER", REPORT, take_template, "titles, organisation, logo, colours and foot from FOLDER/template.json"},
    {"layer", 0, "LIST", EXPORT, take_layer, "only these layers, parted by commas; all by default"},
    {"verbose", 'v', NULL, RUN, take_verbose, "say how many searches were made"},
    {"quiet", 'q', NULL, ANY, take_quiet, "no progress and no summary on stderr"},
};
/* clang-format on */
enum { N_ROWS = sizeof rows / sizeof *rows };

static int bit_of(const cli_command *command)
{
    for (size_t i = 0; i < sizeof command_bits / sizeof *command_bits; i++)
        if (strcmp(command_bits[i].name, command->name) == 0)
            return command_bits[i].bit;
    return 0;
}

const cli_command *cli_find_command(const char *name)
{
    for (size_t i = 0; i < cli_n_commands; i++)
        if (strcmp(cli_commands[i].name, name) == 0)
            return &cli_commands[i];
    return NULL;
}

static int usage_error(const cli_command *command, const char *problem, const char *what)
{
    fprintf(stderr, "lodeway %s: %s%s. `lodeway help %s` lists its options.\n", command->name, problem, what,
            command->name);
    return LODE_USAGE;
}

/* The option table as getopt wants it; val is the row's number from 256 on. */
static void make_getopt(const cli_command *command, struct option *longs, char *shorts)
{
    int n = 0, s = 0, bit = bit_of(command);
    shorts[s++] = ':';
    for (int i = 0; i < N_ROWS; i++) {
        if (!(rows[i].commands & bit))
            continue;
        longs[n++] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument, NULL, 256 + i};
        if (rows[i].letter) {
            shorts[s++] = rows[i].letter;
            if (rows[i].argument)
                shorts[s++] = ':';
        }
    }
    longs[n++] = (struct option){"help", no_argument, NULL, 'h'};
    shorts[s++] = 'h';
    longs[n] = (struct option){0};
    shorts[s] = '\0';
}

static const option_row *row_of(int value)
{
    if (value >= 256)
        return &rows[value - 256];
    for (int i = 0; i < N_ROWS; i++)
        if (rows[i].letter == value)
            return &rows[i];
    return NULL;
}

static int take_option(const cli_command *command, int value, cli_options *o)
{
    const option_row *row = row_of(value);
    const char *expected = row->take(o, optarg);
    if (!expected)
        return 0;
    fprintf(stderr, "lodeway %s: --%s \"%s\": expected %s.\n", command->name, row->name, optarg ? optarg : "",
            expected);
    return LODE_USAGE;
}

static int is_case(const char *word)
{
    size_t length = strlen(word);
    return length > 5 && strcmp(word + length - 5, ".gpkg") == 0;
}

static int take_words(const cli_command *command, int argc, char **argv, cli_options *o)
{
    for (int i = optind; i < argc; i++) {
        if (i == optind && is_case(argv[i]) && (bit_of(command) & CASES)) {
            o->config.case_path = argv[i];
            continue;
        }
        if (o->n_words == command->most_words || o->n_words == CLI_MOST_WORDS)
            return usage_error(command, "one argument too many: ", argv[i]);
        o->words[o->n_words++] = argv[i];
    }
    if (o->n_words < command->least_words)
        return usage_error(command, "arguments missing; usage: lodeway ", command->arguments);
    return 0;
}

int cli_parse(const cli_command *command, int argc, char **argv, cli_options *o)
{
    struct option longs[N_ROWS + 2];
    char shorts[3 * N_ROWS + 4];
    *o = (cli_options){.within_km = NAN};
    make_getopt(command, longs, shorts);
    opterr = 0;
    optind = 1;
    for (int value; (value = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (value == 'h') {
            cli_print_command_help(stdout, command);
            exit(0);
        }
        if (value == ':')
            return usage_error(command, "a value is missing after ", argv[optind - 1]);
        if (value == '?')
            return usage_error(command, "unknown or ambiguous option ", argv[optind - 1]);
        int bad = take_option(command, value, o);
        if (bad)
            return bad;
    }
    o->config.closures = o->closures;
    o->config.openings = o->openings;
    return take_words(command, argc, argv, o);
}

void cli_print_help(FILE *out)
{
    fputs("Lodeway tells for every rare-earth deposit on a map which borders stand between the ore and its market,\n"
          "what the way costs, and who can close it.\n\n"
          "usage: lodeway COMMAND [CASE.gpkg] [ARGUMENTS] [OPTIONS]\n\ncommands:\n",
          out);
    for (size_t i = 0; i < cli_n_commands; i++)
        fprintf(out, "  %-9s %s\n", cli_commands[i].name, cli_commands[i].summary);
    fputs("\n`lodeway help COMMAND` teaches a command with an example. `lodeway help schema`, `columns`, `parameters` "
          "and\n"
          "`findings` print the reference. `lodeway --version` names the libraries in use.\n\n"
          "Without a case the built-in one serves: Mongolia, Kazakhstan and their ways to Europe and East Asia.\n"
          "first steps:\n"
          "  lodeway run -o out                                   the whole job: a GeoPackage for QGIS and a report\n"
          "  lodeway route khotgor-or-any-name EU --close RUS     one way, with Russia closed\n"
          "  lodeway near occurrences --to rail --within 50km     what lies near a railway\n\n"
          "exit codes: 0 done, 1 findings (check, verify, diff, --strict), 2 usage, 3 bad input, 4 file cannot be read "
          "or written\n",
          out);
}

void cli_print_command_help(FILE *out, const cli_command *command)
{
    fprintf(out, "usage: lodeway %s\n\n%s\n", command->arguments, command->text);
    if (bit_of(command))
        fputs("\noptions:\n", out);
    for (int i = 0; i < N_ROWS; i++) {
        char left[60];
        if (!(rows[i].commands & bit_of(command)))
            continue;
        if (rows[i].letter)
            snprintf(left, sizeof left, "-%c, --%s%s%s", rows[i].letter, rows[i].name, rows[i].argument ? " " : "",
                     rows[i].argument ? rows[i].argument : "");
        else
            snprintf(left, sizeof left, "    --%s%s%s", rows[i].name, rows[i].argument ? " " : "",
                     rows[i].argument ? rows[i].argument : "");
        fprintf(out, "  %-24s %s\n", left, rows[i].help);
    }
    fprintf(out, "\nexample:\n%s\n", command->example);
}
