#include "report/escape.h"

#include <stdint.h>
#include <string.h>

#include "report/format.h"

static const char replacement[] = "\uFFFD";

static int is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* What stands for an ASCII character, NULL: itself. */
typedef const char *(*substitute_fn)(char c);

static void add_each(lode_text *out, const char *text, int keep_controls, substitute_fn substitute)
{
    uint32_t code;
    for (size_t n; text && *text; text += n) {
        n = lode_report_i_decode(text, &code);
        const char *other = substitute && code < 0x80 ? substitute((char)code) : NULL;
        if (other)
            lode_text_add(out, other);
        else if (code == 0xFFFD)
            lode_text_add(out, replacement);
        else if (!keep_controls && is_control(code))
            lode_text_add(out, " ");
        else
            lode_text_add_n(out, text, n);
    }
}

void lode_report_i_valid(lode_text *out, const char *text)
{
    add_each(out, text, 1, NULL);
}

void lode_report_i_plain(lode_text *out, const char *text)
{
    add_each(out, text, 0, NULL);
}

static const char *html_for(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void lode_report_i_html(lode_text *out, const char *text)
{
    add_each(out, text, 0, html_for);
}

static const char *markdown_for(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '|': return "\\|";
    case '*': return "\\*";
    case '_': return "\\_";
    case '`': return "\\`";
    case '[': return "\\[";
    case ']': return "\\]";
    case '~': return "\\~";
    case '#': return "\\#";
    case '\\': return "\\\\";
    default: return NULL;
    }
}

void lode_report_i_markdown(lode_text *out, const char *text)
{
    add_each(out, text, 0, markdown_for);
}

static const char *csv_for(char c)
{
    return c == '"' ? "\"\"" : NULL;
}

void lode_report_i_csv(lode_text *out, const char *text)
{
    size_t length = strlen(text);
    int edge_space = length && (text[0] == ' ' || text[length - 1] == ' ');
    int quoted = edge_space || strpbrk(text, ",\"\r\n") != NULL;
    lode_text_add(out, quoted ? "\"" : "");
    add_each(out, text, 1, quoted ? csv_for : NULL);
    lode_text_add(out, quoted ? "\"" : "");
}

static char slug_char(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ? c : '-';
}

enum { LONGEST_SLUG = 80 };

char *lode_report_i_slug(lode_arena *arena, const char *text)
{
    char slug[LONGEST_SLUG + 1];
    size_t n = 0;
    for (; text && *text && n < LONGEST_SLUG; text++) {
        char c = slug_char(*text);
        if (c != '-' || (n > 0 && slug[n - 1] != '-'))
            slug[n++] = c;
    }
    while (n > 0 && slug[n - 1] == '-')
        n--;
    return n ? lode_arena_strndup(arena, slug, n) : lode_arena_strdup(arena, "x");
}
