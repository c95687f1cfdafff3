#include "io/qgis.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/qgis_i.h"

const char *lode_qgis_i_field(const lode_column *column)
{
    return strcmp(column->name, "fid") == 0 ? "feature_fid" : column->name;
}

const lode_style *lode_qgis_i_style(const char *layer, const char *variant)
{
    char name[128];
    snprintf(name, sizeof name, "%s%s%s", layer, *variant ? "@" : "", variant);
    for (size_t i = 0; i < lode_n_styles; i++)
        if (strcmp(lode_styles[i].layer, name) == 0)
            return &lode_styles[i];
    return NULL;
}

void lode_qgis_i_escape(lode_text *out, const char *text)
{
    char *escaped = CPLEscapeString(text, -1, CPLES_XML);
    if (escaped)
        lode_text_add(out, escaped);
    else
        out->failed = 1;
    CPLFree(escaped);
}

/* ---- words and names in hand-written XML --------------------------------------------------------------------- */

/* The words behind a mark up to its end, in the language. Returns where the text goes on. */
static const char *add_word(lode_text *out, const char *text, const char *mark, const char *end, const lode_look *look)
{
    const char *start = text + strlen(mark), *stop = strstr(start, end);
    char *key = stop ? strndup(start, (size_t)(stop - start)) : NULL;
    if (!key) {
        out->failed = 1;
        return text + strlen(text);
    }
    const char *words = lode_word(look->language, key);
    if (strstr(words, "{{"))
        lode_qgis_i_fill(out, words, look); /* a legend text may name the destination */
    else
        lode_text_add(out, words);
    free(key);
    return stop + strlen(end);
}

/* The styles speak of the headline columns eu_open_... and of English sentences: the main ones of the case, and those
 * in the language of the output, take their place. */
static const char styled_prefix[] = "eu_open_", styled_title[] = "{{main}}", styled_sentence[] = "sentence_en";

static int begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

void lode_qgis_i_fill(lode_text *out, const char *text, const lode_look *look)
{
    static const char label[] = " label=\"";
    while (*text && !out->failed) {
        size_t plain = strcspn(text, "{es ");
        lode_text_add_n(out, text, plain);
        text += plain;
        if (begins(text, styled_title)) {
            lode_qgis_i_escape(out, look->n_prefixes ? look->prefix_titles[0] : "EU, base open");
            text += strlen(styled_title);
        } else if (begins(text, "{{"))
            text = add_word(out, text, "{{", "}}", look);
        else if (begins(text, styled_prefix) && look->n_prefixes) {
            lode_text_addf(out, "%s_", look->prefixes[0]);
            text += strlen(styled_prefix);
        } else if (begins(text, styled_sentence)) {
            lode_text_add(out, look->language == LODE_GERMAN ? "sentence_de" : styled_sentence);
            text += strlen(styled_sentence);
        } else if (begins(text, label)) {
            lode_text_add(out, label);
            text = add_word(out, text, label, "\"", look);
            lode_text_add(out, "\"");
        } else if (*text)
            lode_text_add_n(out, text++, 1);
    }
}

/* ---- one layer ----------------------------------------------------------------------------------------------- */

/* What stands between <qgis ...> and </qgis> of a hand-written style; "" where there is none. */
static const char *inner(const lode_style *style, size_t *length)
{
    const char *root = style ? strstr(style->qml, "<qgis") : NULL;
    const char *start = root ? strchr(root, '>') : NULL, *stop = start ? strstr(start, "</qgis>") : NULL;
    *length = stop ? (size_t)(stop - start - 1) : 0;
    return stop ? start + 1 : "";
}

void lode_qgis_i_root(lode_text *out, const lode_style *style)
{
    const char *root = style ? strstr(style->qml, "<qgis version=\"3.22.0\"") : NULL;
    if (!root)
        return;
    root += strlen("<qgis version=\"3.22.0\"");
    lode_text_add_n(out, root, strcspn(root, ">"));
}

static void add_style(lode_text *out, const lode_style *style, const lode_look *look)
{
    size_t length;
    const char *start = inner(style, &length);
    char *text = strndup(start, length);
    if (text)
        lode_qgis_i_fill(out, text, look);
    else
        out->failed = 1;
    free(text);
}

void lode_qgis_i_children(lode_text *out, const qgis_layer *layer, const char *variant, const lode_look *look,
                          const qgis_relation *relations, size_t n_relations)
{
    add_style(out, lode_qgis_i_style(layer->name, variant), look);
    const lode_style *style = lode_qgis_i_style(layer->name, variant);
    lode_qgis_i_add_form(out, layer, look, relations, n_relations);
    if (layer->shape && (!style || !strstr(style->qml, "<mapTip>")))
        lode_qgis_i_add_tip(out, layer, look);
}

void lode_qgis_i_qml(lode_text *out, const qgis_layer *layer, const char *variant, const lode_look *look)
{
    lode_text_add(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\"");
    lode_qgis_i_root(out, lode_qgis_i_style(layer->name, variant));
    lode_text_add(out, " readOnly=\"0\">");
    lode_qgis_i_children(out, layer, variant, look, NULL, 0);
    lode_text_add(out, "</qgis>\n");
}

char *lode_qgis_i_hex(const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    char *text = malloc(2 * n + 1);
    for (size_t i = 0; text && i < n; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    if (text)
        text[2 * n] = '\0';
    return text;
}
