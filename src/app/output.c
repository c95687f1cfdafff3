#include "app/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "core/columns.h"

const char *lode_output_value(const lode_output *o, const char *key)
{
    for (size_t i = 0; o->provenance && i < lode_table_rows(o->provenance); i++) {
        const char *name = lode_table_text(o->provenance, i, "key");
        if (name && strcmp(name, key) == 0)
            return lode_table_text(o->provenance, i, "value");
    }
    return NULL;
}

/* ---- the file ----------------------------------------------------------------------------------------------- */

static lode_status find_package(lode_output *o, const char *folder, lode_err *err)
{
    size_t length = strlen(folder);
    int is_file = length > 5 && strcmp(folder + length - 5, ".gpkg") == 0;
    o->package = lode_arena_printf(o->arena, is_file ? "%s" : "%s/lodeway.gpkg", folder);
    if (!o->package)
        return lode_fail_memory(err);
    if (!lode_file_exists(o->package))
        return lode_fail(err, LODE_BAD_INPUT, "%s: no such file. Name the folder that `lodeway run -o` wrote.",
                         o->package);
    return lode_results_open(o->package, &o->results, err);
}

static lode_status read_provenance(lode_output *o, lode_err *err)
{
    lode_stray stray;
    lode_table *like = lode_result_table("provenance", NULL);
    if (!like)
        return lode_fail_memory(err);
    lode_status status = lode_results_table(o->results, like, 1, &o->provenance, &stray, err);
    lode_table_free(like);
    if (!status && stray.found)
        status = lode_fail(err, LODE_BAD_INPUT,
                           "%s: its table provenance cannot be read (%s%s%s). Is it an output of "
                           "`lodeway run`?",
                           o->package, stray.kind, *stray.column ? ": " : "", stray.column);
    return status;
}

/* Another version may compute other figures: they would be no lies. */
static lode_status check_version(const lode_output *o, lode_err *err)
{
    static const char ours[] = "lodeway " LODE_VERSION;
    const char *program = lode_output_value(o, "program");
    size_t length = program ? strcspn(program, "(") : 0;
    while (length && program[length - 1] == ' ')
        length--;
    if (!program)
        return lode_fail(err, LODE_BAD_INPUT, "%s: the provenance does not say which program made it.", o->package);
    if (!lode_same(ours, program, length))
        return lode_fail(err, LODE_BAD_INPUT,
                         "%s was made by %.*s, this is %s. Use that version, or run the case again with this one.",
                         o->package, (int)length, program, ours);
    return LODE_OK;
}

/* ---- the case ----------------------------------------------------------------------------------------------- */

static int has_digest(const char *path, const char *wanted)
{
    char digest[65];
    return lode_file_exists(path) && lode_file_sha256(path, digest, NULL) == LODE_OK && strcmp(digest, wanted) == 0;
}

static lode_status other_case(const lode_output *o, const char *path, const char *wanted, lode_err *err)
{
    char digest[65];
    lode_status status = lode_file_sha256(path, digest, err);
    return status ? status
                  : lode_fail(err, LODE_BAD_INPUT,
                              "%s was computed from a case with the SHA-256 %s, but %s has %s. Name the right one with "
                              "--case, or run again.",
                              o->package, wanted, path, digest);
}

/* A case of its own: where --case says, or where the run had it. Else the built-in one, where it is the same. */
static lode_status find_case(lode_output *o, const char *given, lode_err *err)
{
    const char *wanted = lode_output_value(o, "case_sha256"), *recorded = lode_output_value(o, "case");
    if (!wanted || !recorded)
        return lode_fail(err, LODE_BAD_INPUT, "%s: the provenance does not name a case.", o->package);
    int is_builtin = strncmp(recorded, "built-in", 8) == 0;
    const char *path = given ? given : (is_builtin ? NULL : recorded);
    if (path && has_digest(path, wanted)) {
        o->config.case_path = path;
        return LODE_OK;
    }
    if (given && !lode_file_exists(given))
        return lode_fail(err, LODE_BAD_INPUT, "%s: no such file. --case names the case of %s.", given, o->package);
    char *builtin = lode_builtin_case();
    lode_status status = LODE_OK;
    if (!given && builtin && has_digest(builtin, wanted))
        o->config.case_path = is_builtin ? NULL : lode_arena_strdup(o->arena, builtin);
    else if (path && lode_file_exists(path))
        status = other_case(o, path, wanted, err);
    else if (is_builtin && builtin)
        status = other_case(o, builtin, wanted, err);
    else
        status = lode_fail(err, LODE_BAD_INPUT,
                           "%s was computed from %s, which is not there. Name where it lies with --case (SHA-256 %s).",
                           o->package, recorded, wanted);
    free(builtin);
    return status;
}

/* ---- what was asked ----------------------------------------------------------------------------------------- */

/* The items of a list parted by ";", in the arena. NULL: out of memory. */
static const char **items_of(lode_arena *arena, const char *list, size_t *n)
{
    size_t most = 1;
    for (const char *c = list; c && *c; c++)
        most += *c == ';';
    const char **items = LODE_NEW(arena, const char *, most);
    *n = 0;
    while (items && list && *list) {
        size_t length = strcspn(list, ";");
        items[*n] = lode_arena_strndup(arena, list, length);
        if (!items[(*n)++])
            return NULL;
        list += length + (list[length] == ';');
    }
    return items;
}

static int whole(const char *text)
{
    return text ? (int)strtol(text, NULL, 10) : 0;
}

static lode_status read_questions(lode_output *o, lode_err *err)
{
    lode_config *c = &o->config;
    const char *overflight = lode_output_value(o, "overflight");
    c->closures = items_of(o->arena, lode_output_value(o, "closures"), &c->n_closures);
    c->openings = items_of(o->arena, lode_output_value(o, "openings"), &c->n_openings);
    o->bases = items_of(o->arena, lode_output_value(o, "bases"), &o->n_bases);
    if (!c->closures || !c->openings || !o->bases)
        return lode_fail_memory(err);
    if (o->n_bases == 0 || !lode_output_value(o, "destinations"))
        return lode_fail(err, LODE_BAD_INPUT, "%s: the provenance names no bases or no destinations.", o->package);
    c->scenario = o->n_bases == 1 ? o->bases[0] : NULL; /* several: the usual ones */
    c->markets = lode_output_value(o, "destinations");
    c->modes = lode_output_value(o, "modes");
    c->product = lode_output_value(o, "product");
    c->year = whole(lode_output_value(o, "year"));
    c->month = whole(lode_output_value(o, "month"));
    c->ignore_overflight = overflight && strcmp(overflight, "ignored") == 0;
    c->full = lode_output_value(o, "measures") && strcmp(lode_output_value(o, "measures"), "all") == 0;
    c->draws = (size_t)whole(lode_output_value(o, "draws"));
    c->years = (size_t)whole(lode_output_value(o, "years"));
    c->seed = (uint64_t)whole(lode_output_value(o, "seed"));
    c->grid = lode_output_value(o, "grid");
    c->command = lode_output_value(o, "command");
    return LODE_OK;
}

lode_status lode_output_open(lode_output *o, const char *folder, const char *case_path, int any_version,
                             const lode_config *config, lode_err *err)
{
    *o = (lode_output){.arena = lode_arena_new()};
    if (!o->arena)
        return lode_fail_memory(err);
    o->config = (lode_config){.progress = config->progress, .progress_context = config->progress_context};
    lode_status status = find_package(o, folder, err);
    if (!status)
        status = read_provenance(o, err);
    if (!status && !any_version)
        status = check_version(o, err);
    if (!status)
        status = find_case(o, case_path, err);
    return status ? status : read_questions(o, err);
}

void lode_output_close(lode_output *o)
{
    lode_results_close(o->results);
    lode_table_free(o->provenance);
    lode_arena_free(o->arena);
    *o = (lode_output){0};
}
