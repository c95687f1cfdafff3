/* The interactive page put together: the template of src/report/web with the words of the language, the styles, the
 * scripts and the data in their places. */
#include "report/explore.h"

#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/pages.h"
#include "report/web.h"

static const lode_web_file *file_named(const char *name)
{
    for (size_t i = 0; i < lode_n_web_files; i++)
        if (strcmp(lode_web_files[i].name, name) == 0)
            return &lode_web_files[i];
    return NULL;
}

int lode_report_i_wants_explore(const report_source *s)
{
    return (s->choice.faces & LODE_FACE_HTML) && !s->choice.brief;
}

const char *lode_report_i_no_explore(const report_source *s)
{
    if (!s->deposits || lode_table_rows(s->deposits) == 0)
        return "There is no interactive page: these results have no deposits.";
    if (lode_table_rows(s->deposits) > LODE_MOST_EXPLORED)
        return "There is no interactive page: it is made for up to 1,000 deposits.";
    return s->ways ? NULL : "There is no interactive page: these results have no table of ways.";
}

/* ---- what may run and look ---------------------------------------------------------------------------------- */

static int digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* A hash in hexadecimal digits as base64, as the policy wants it. */
static void add_base64(lode_text *out, const char *hex)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t n = strlen(hex) / 2, i = 0; i < n; i += 3) {
        unsigned long bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 |
                   (i + k < n ? (unsigned long)(digit(hex[2 * (i + k)]) * 16 + digit(hex[2 * (i + k) + 1])) : 0);
        for (size_t k = 0; k < 4; k++)
            lode_text_add_n(out, k <= n - i ? &letters[bits >> (18 - 6 * k) & 63] : "=", 1);
    }
}

static void add_hash(lode_text *out, const char *name)
{
    const lode_web_file *file = file_named(name);
    lode_text_add(out, " 'sha256-");
    add_base64(out, file ? file->sha256 : "");
    lode_text_add(out, "'");
}

/* These scripts and styles and nothing else; no network, no pictures, no forms. */
static void add_policy(lode_text *out)
{
    lode_text_add(out, "default-src 'none'; base-uri 'none'; form-action 'none'; script-src");
    add_hash(out, "leaflet.min.js");
    add_hash(out, "explore.js");
    lode_text_add(out, "; style-src");
    add_hash(out, "leaflet.css");
    add_hash(out, "explore.css");
}

/* ---- words -------------------------------------------------------------------------------------------------- */

/* The words that the script says, each written there as say("...") or words("..."), in the language: {"English":
 * "..."}. An English page needs none. */
static void add_words(lode_text *out, lode_language language)
{
    static const char call[] = "say(\"";
    const lode_web_file *script = file_named("explore.js");
    lode_arena *arena = lode_arena_new();
    size_t shown = 0;
    out->failed |= !arena;
    lode_text_add(out, "{");
    for (const char *c = script ? script->text : NULL;
         arena && language != LODE_ENGLISH && c && (c = strstr(c, call));) {
        c += strlen(call);
        const char *english = lode_arena_strndup(arena, c, strcspn(c, "\""));
        out->failed |= !english;
        if (!english || lode_word(language, english) == english)
            continue;
        lode_text_add(out, shown++ ? ",\n" : "");
        lode_report_i_json_text(out, english);
        lode_text_add(out, ":");
        lode_report_i_json_text(out, lode_word(language, english));
    }
    lode_text_add(out, "}");
    lode_arena_free(arena);
}

/* ---- the page ----------------------------------------------------------------------------------------------- */

static void add_data(lode_text *out, const report_source *s)
{
    lode_text data = {0};
    out->failed |= !lode_report_i_explore_data(&data, s);
    lode_text_add_n(out, lode_text_get(&data), data.length);
    lode_text_free(&data);
}

/* What stands for {{!name}}. */
static void add_part(lode_text *out, const report_source *s, const char *name)
{
    const lode_web_file *file = file_named(name);
    if (strcmp(name, "policy") == 0)
        add_policy(out);
    else if (strcmp(name, "language") == 0)
        lode_text_add(out, s->in->language == LODE_GERMAN ? "de" : "en");
    else if (strcmp(name, "words") == 0)
        add_words(out, s->in->language);
    else if (strcmp(name, "data") == 0)
        add_data(out, s);
    else if (strcmp(name, "boundaries") == 0)
        lode_report_i_html(out, lode_word(s->in->language, lode_report_i_boundary_note));
    else if (file)
        lode_text_add(out, file->text);
}

int lode_report_i_render_explore(lode_text *out, const report_source *s)
{
    const lode_web_file *page = file_named("explore.html");
    lode_arena *arena = lode_arena_new();
    const char *c = page ? page->text : "", *open;
    out->failed |= !arena;
    while (arena && (open = strstr(c, "{{")) && strstr(open, "}}")) {
        const char *close = strstr(open, "}}");
        char *name = lode_arena_strndup(arena, open + 2, (size_t)(close - open) - 2);
        lode_text_add_n(out, c, (size_t)(open - c));
        out->failed |= !name;
        if (name && *name == '!')
            add_part(out, s, name + 1);
        else if (name)
            lode_report_i_html(out, lode_word(s->in->language, name));
        c = close + 2;
    }
    lode_text_add(out, c);
    lode_arena_free(arena);
    return !out->failed;
}
