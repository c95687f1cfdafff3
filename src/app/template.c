#include "app/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const char *const keys[] = {"title", "organisation", "logo", "colours", "footer"};
static const char *const colour_names[] = {"ink", "soft", "line", "head", "band"};
enum { N_KEYS = sizeof keys / sizeof *keys, N_COLOURS = sizeof colour_names / sizeof *colour_names };

/* ---- files -------------------------------------------------------------------------------------------------- */

static lode_status read_file(lode_arena *arena, const char *path, size_t most, char **data, size_t *length,
                             lode_err *err)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return lode_fail(err, LODE_BAD_INPUT, "%s: no such file.", path);
    if ((size_t)info.st_size > most)
        return lode_fail(err, LODE_BAD_INPUT, "%s has %zu bytes, at most %zu are taken.", path, (size_t)info.st_size,
                         most);
    FILE *file = fopen(path, "rb");
    *data = LODE_NEW(arena, char, (size_t)info.st_size + 1);
    *length = file && *data ? fread(*data, 1, (size_t)info.st_size, file) : 0;
    if (file)
        fclose(file);
    if (!*data)
        return lode_fail_memory(err);
    return *length == (size_t)info.st_size ? LODE_OK : lode_fail(err, LODE_IO, "%s cannot be read.", path);
}

/* ---- what template.json says -------------------------------------------------------------------------------- */

static lode_status check_keys(const lode_template *t, lode_err *err)
{
    const char *key;
    json_t *value;
    json_object_foreach(t->file, key, value)
    {
        int known = 0;
        for (int i = 0; i < N_KEYS; i++)
            known |= strcmp(keys[i], key) == 0;
        if (!known) {
            char what[300];
            snprintf(what, sizeof what, "%s: key", t->path);
            return lode_fail_unknown(err, what, key, keys, N_KEYS,
                                     "Take title, organisation, logo, colours or footer.");
        }
    }
    return LODE_OK;
}

/* #abc or #aabbcc: nothing else reaches the style of a page. */
static int is_colour(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    return (length == 4 || length == 7) && text[0] == '#' && strspn(text + 1, "0123456789abcdefABCDEF") == length - 1;
}

static lode_status read_colours(lode_template *t, lode_err *err)
{
    json_t *colours = json_object_get(t->file, "colours"), *value;
    const char *name;
    if (colours && !json_is_object(colours))
        return lode_fail(err, LODE_BAD_INPUT, "%s: colours is no object. Write {\"head\": \"#12395b\"}.", t->path);
    json_object_foreach(colours, name, value)
    {
        int known = 0;
        for (int i = 0; i < N_COLOURS; i++)
            known |= strcmp(colour_names[i], name) == 0;
        if (!known) {
            char what[300];
            snprintf(what, sizeof what, "%s: colour", t->path);
            return lode_fail_unknown(err, what, name, colour_names, N_COLOURS, "Take ink, soft, line, head or band.");
        }
        if (!is_colour(json_string_value(value)))
            return lode_fail(err, LODE_BAD_INPUT, "%s: the colour %s is \"%s\", expected #rgb or #rrggbb.", t->path,
                             name, json_string_value(value) ? json_string_value(value) : "no text");
        lode_text_addf(&t->colours, "--%s:%s;", name, json_string_value(value));
    }
    return t->colours.failed ? lode_fail_memory(err) : LODE_OK;
}

/* ---- the logo ----------------------------------------------------------------------------------------------- */

static const char *media_type(const char *name, const char *data, size_t length)
{
    const char *dot = strrchr(name, '.');
    if (dot && strcasecmp(dot, ".png") == 0 && length > 8 && memcmp(data, "\x89PNG\r\n\x1a\n", 8) == 0)
        return "image/png";
    return dot && strcasecmp(dot, ".svg") == 0 && strstr(data, "<svg") ? "image/svg+xml" : NULL;
}

static char *data_uri(lode_arena *arena, const char *media, const unsigned char *data, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char *text = LODE_NEW(arena, char, (n + 2) / 3 * 4 + 64), *at = text;
    if (!text)
        return NULL;
    at += snprintf(at, 64, "data:%s;base64,", media);
    for (size_t i = 0; i < n; i += 3) {
        unsigned bits = (unsigned)data[i] << 16 | (i + 1 < n ? (unsigned)data[i + 1] << 8 : 0) |
                        (i + 2 < n ? (unsigned)data[i + 2] : 0);
        *at++ = digits[bits >> 18 & 63];
        *at++ = digits[bits >> 12 & 63];
        *at++ = i + 1 < n ? digits[bits >> 6 & 63] : '=';
        *at++ = i + 2 < n ? digits[bits & 63] : '=';
    }
    *at = '\0';
    return text;
}

static lode_status read_logo(lode_template *t, const char *folder, lode_err *err)
{
    enum { MOST_BYTES = 300000 };
    json_t *logo = json_object_get(t->file, "logo");
    const char *name = json_string_value(logo);
    if (!logo)
        return LODE_OK;
    if (!name || !*name || strchr(name, '/') || name[0] == '.')
        return lode_fail(err, LODE_BAD_INPUT, "%s: logo is the name of an SVG or PNG file in the same folder.",
                         t->path);
    char *path = lode_arena_printf(t->arena, "%s/%s", folder, name), *data = NULL;
    size_t length = 0;
    lode_status status = path ? read_file(t->arena, path, MOST_BYTES, &data, &length, err) : lode_fail_memory(err);
    const char *media = status ? NULL : media_type(name, data, length);
    if (!status && !media)
        status = lode_fail(err, LODE_BAD_INPUT, "%s is no SVG or PNG, or its name ends otherwise.", path);
    if (!status && !(t->logo = data_uri(t->arena, media, (const unsigned char *)data, length)))
        status = lode_fail_memory(err);
    return status;
}

/* ---- all of it ---------------------------------------------------------------------------------------------- */

lode_status lode_template_open(lode_template *t, const char *folder, lode_err *err)
{
    enum { MOST_BYTES = 100000 };
    char *path, *data = NULL;
    size_t length = 0;
    *t = (lode_template){.arena = lode_arena_new()};
    path = t->arena ? lode_arena_printf(t->arena, "%s/template.json", folder) : NULL;
    t->path = path;
    if (!path)
        return lode_fail_memory(err);
    lode_status status = read_file(t->arena, path, MOST_BYTES, &data, &length, err);
    if (status)
        return status;
    json_error_t fault;
    t->file = json_loadb(data, length, JSON_REJECT_DUPLICATES, &fault);
    if (!t->file)
        return lode_fail(err, LODE_BAD_INPUT, "%s, line %d: %s.", path, fault.line, fault.text);
    if (!json_is_object(t->file))
        return lode_fail(err, LODE_BAD_INPUT, "%s holds no object. Write {\"title\": \"...\"}.", path);
    status = check_keys(t, err);
    if (!status)
        status = read_colours(t, err);
    return status ? status : read_logo(t, folder, err);
}

/* A text, or one of a language: {"en": "...", "de": "..."}. */
static lode_status text_of(const lode_template *t, const char *key, const char *language, const char **text,
                           lode_err *err)
{
    json_t *value = json_object_get(t->file, key);
    if (json_is_object(value))
        value = json_object_get(value, language);
    *text = json_string_value(value);
    if (value && !*text)
        return lode_fail(err, LODE_BAD_INPUT, "%s: %s is no text. Write \"...\" or {\"en\": \"...\", \"de\": \"...\"}.",
                         t->path, key);
    return LODE_OK;
}

lode_status lode_template_look(lode_template *t, const char *language, lode_report_look *look, lode_err *err)
{
    *look = (lode_report_look){.logo = t->logo, .colours = t->colours.length ? lode_text_get(&t->colours) : NULL};
    lode_status status = text_of(t, "title", language, &look->title, err);
    if (!status)
        status = text_of(t, "organisation", language, &look->organisation, err);
    return status ? status : text_of(t, "footer", language, &look->footer, err);
}

void lode_template_close(lode_template *t)
{
    json_decref(t->file);
    lode_text_free(&t->colours);
    lode_arena_free(t->arena);
    *t = (lode_template){0};
}
