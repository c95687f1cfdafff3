#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/codes.h"
#include "base/text.h"
#include "io/qgis_i.h"

/* ---- headline columns ---------------------------------------------------------------------------------------- */

/* A headline is repeated for each destination and base: eu_open_days has the heading "Days (eu_open)". */
static int split_heading(const lode_column *column, char *heading, size_t size, char *prefix, size_t prefix_size)
{
    const char *open = strrchr(column->heading, '(');
    size_t length = open ? strcspn(open + 1, ")") : 0;
    snprintf(heading, size, "%s", column->heading);
    *prefix = '\0';
    if (!length || length + 1 >= prefix_size || strncmp(column->name, open + 1, length) != 0 ||
        column->name[length] != '_')
        return 0;
    snprintf(prefix, prefix_size, "%.*s", (int)length, open + 1);
    snprintf(heading, size, "%.*s", (int)(open - column->heading - 1), column->heading);
    return 1;
}

static const char *prefix_title(const lode_look *look, const char *prefix)
{
    for (size_t i = 0; i < look->n_prefixes; i++)
        if (strcmp(look->prefixes[i], prefix) == 0)
            return look->prefix_titles[i];
    return prefix;
}

/* "Days, EU, base open (d)". */
static void add_alias(lode_text *out, const lode_column *column, const lode_look *look)
{
    char heading[256], prefix[64];
    int headline = split_heading(column, heading, sizeof heading, prefix, sizeof prefix);
    lode_qgis_i_escape(out, lode_word(look->language, heading));
    if (headline) {
        lode_text_add(out, ", ");
        lode_qgis_i_escape(out, prefix_title(look, prefix));
    }
    if (column->unit && *column->unit) {
        lode_text_add(out, " (");
        lode_qgis_i_escape(out, lode_word(look->language, column->unit));
        lode_text_add(out, ")");
    }
}

static void add_aliases(lode_text *out, const qgis_layer *layer, const lode_look *look)
{
    lode_text_add(out, "  <aliases>\n");
    for (size_t i = 0; i < layer->n_columns; i++) {
        lode_text_addf(out, "    <alias index=\"%zu\" field=\"", i + 1);
        lode_qgis_i_escape(out, lode_qgis_i_field(&layer->columns[i]));
        lode_text_add(out, "\" name=\"");
        add_alias(out, &layer->columns[i], look);
        lode_text_add(out, "\"/>\n");
    }
    lode_text_add(out, "  </aliases>\n");
}

/* ---- widgets ------------------------------------------------------------------------------------------------- */

static int ends(const char *text, const char *with)
{
    size_t length = strlen(text), part = strlen(with);
    return length >= part && strcmp(text + length - part, with) == 0;
}

/* The same in the other language. */
static int is_hidden(const lode_column *column, const lode_look *look)
{
    return column->type == LODE_TEXT && ends(column->name, look->language == LODE_GERMAN ? "_en" : "_de");
}

static void add_option(lode_text *out, const char *name, const char *value, const char *type)
{
    lode_text_addf(out, "<Option name=\"%s\" value=\"%s\" type=\"%s\"/>", name, value, type);
}

static void add_number(lode_text *out, const lode_column *column)
{
    char decimals[16];
    snprintf(decimals, sizeof decimals, "%d", column->type == LODE_INT ? 0 : column->decimals);
    lode_text_add(out, "<editWidget type=\"Range\"><config><Option type=\"Map\">");
    add_option(out, "AllowNull", "true", "bool");
    add_option(out, "Style", "SpinBox", "QString");
    add_option(out, "Precision", decimals, "int");
    if (column->type == LODE_INT) { /* QGIS takes both for whole numbers */
        add_option(out, "Min", "-2147483648", "int");
        add_option(out, "Max", "2147483647", "int");
        add_option(out, "Step", "1", "int");
    } else {
        add_option(out, "Min", "-1.7976931348623157e+308", "double");
        add_option(out, "Max", "1.7976931348623157e+308", "double");
        add_option(out, "Step", "1", "double");
    }
    lode_text_add(out, "</Option></config></editWidget>");
}

/* The words of a vocabulary. */
static void add_value_map(lode_text *out, const char *vocabulary, const lode_look *look)
{
    lode_text_add(out,
                  "<editWidget type=\"ValueMap\"><config><Option type=\"Map\"><Option name=\"map\" type=\"List\">");
    for (size_t i = 0; i < lode_n_codes; i++) {
        if (strcmp(lode_codes[i].vocabulary, vocabulary) != 0)
            continue;
        lode_text_add(out, "<Option type=\"Map\"><Option name=\"");
        lode_qgis_i_escape(out, lode_word(look->language, lode_codes[i].words));
        lode_text_add(out, "\" value=\"");
        lode_qgis_i_escape(out, lode_codes[i].code);
        lode_text_add(out, "\" type=\"QString\"/></Option>");
    }
    lode_text_add(out, "</Option></Option></config></editWidget>");
}

static void add_text_widget(lode_text *out, const char *name)
{
    int wide = ends(name, "_en") || ends(name, "_de") || strcmp(name, "source") == 0 || strcmp(name, "remarks") == 0 ||
               strcmp(name, "advice") == 0 || strcmp(name, "what") == 0;
    lode_text_addf(out,
                   "<editWidget type=\"TextEdit\"><config><Option type=\"Map\"><Option name=\"IsMultiline\" "
                   "value=\"%s\" type=\"bool\"/><Option name=\"UseHtml\" value=\"false\" "
                   "type=\"bool\"/></Option></config></editWidget>",
                   wide ? "true" : "false");
}

static void add_widget(lode_text *out, const qgis_layer *layer, const lode_column *column, const lode_look *look)
{
    const char *vocabulary = lode_vocabulary(layer->name, column->name);
    int coded = 0;
    for (size_t i = 0; vocabulary && i < lode_n_codes; i++)
        coded |= strcmp(lode_codes[i].vocabulary, vocabulary) == 0;
    if (is_hidden(column, look))
        lode_text_add(out, "<editWidget type=\"Hidden\"><config><Option/></config></editWidget>");
    else if (column->type == LODE_REAL || column->type == LODE_INT)
        add_number(out, column);
    else if (coded)
        add_value_map(out, vocabulary, look);
    else
        add_text_widget(out, column->name);
}

static void add_widgets(lode_text *out, const qgis_layer *layer, const lode_look *look)
{
    lode_text_add(out, "  <fieldConfiguration>\n    <field name=\"fid\"><editWidget type=\"Hidden\"><config><Option/>"
                       "</config></editWidget></field>\n");
    for (size_t i = 0; i < layer->n_columns; i++) {
        lode_text_add(out, "    <field name=\"");
        lode_qgis_i_escape(out, lode_qgis_i_field(&layer->columns[i]));
        lode_text_add(out, "\">");
        add_widget(out, layer, &layer->columns[i], look);
        lode_text_add(out, "</field>\n");
    }
    lode_text_add(out, "  </fieldConfiguration>\n  <editable>\n");
    for (size_t i = 0; i < layer->n_columns; i++) {
        lode_text_add(out, "    <field editable=\"0\" name=\"");
        lode_qgis_i_escape(out, lode_qgis_i_field(&layer->columns[i]));
        lode_text_add(out, "\"/>\n");
    }
    lode_text_add(out, "  </editable>\n");
}

/* ---- the form ------------------------------------------------------------------------------------------------ */

typedef enum topic { TOPIC_WHAT, TOPIC_COST, TOPIC_WAY, TOPIC_WHO, TOPIC_TRUST, N_TOPICS } topic;

static const char *const topic_titles[N_TOPICS] = {"What it is", "Cost", "Length, time and CO2e", "Who can close it",
                                                   "Sources and confidence"};

/* A column belongs to the first topic one of whose marks its name holds (whole words between underscores). */
static const struct {
    topic topic;
    const char *marks;
} topic_marks[] = {
    {TOPIC_TRUST,
     "source;confidence;remarks;sourced;grade;high;medium;low;assumed;notional;check;basis;error;accuracy"},
    {TOPIC_WHO,
     "closed;cut;actor;actors;captive;domains;gates;hhi;resilience;proof;cause;overflight;penalty;closable;phi;"
     "access;rus;chn;caspian;free"},
};

static int holds_word(const char *name, const char *marks)
{
    size_t length;
    for (const char *cursor = marks, *mark; (mark = lode_list_next(&cursor, &length));)
        for (const char *at = name; at; at = strchr(at, '_')) {
            at += *at == '_';
            if (strncmp(at, mark, length) == 0 && (at[length] == '_' || !at[length]))
                return 1;
        }
    return 0;
}

static topic topic_of(const lode_column *column)
{
    const char *unit = column->unit ? column->unit : "";
    for (size_t i = 0; i < sizeof topic_marks / sizeof *topic_marks; i++)
        if (holds_word(column->name, topic_marks[i].marks))
            return topic_marks[i].topic;
    if (strncmp(unit, "USD", 3) == 0)
        return TOPIC_COST;
    if (holds_word(unit, "km;h;d;kg/t;km/h;min"))
        return TOPIC_WAY;
    return TOPIC_WHAT;
}

static void open_tab(lode_text *out, const char *title)
{
    lode_text_add(out, "    <attributeEditorContainer groupBox=\"0\" showLabel=\"1\" columnCount=\"1\" name=\"");
    lode_qgis_i_escape(out, title);
    lode_text_add(out, "\">\n");
}

static void close_tab(lode_text *out)
{
    lode_text_add(out, "    </attributeEditorContainer>\n");
}

static void add_field(lode_text *out, const qgis_layer *layer, size_t i)
{
    lode_text_addf(out, "      <attributeEditorField showLabel=\"1\" index=\"%zu\" name=\"", i + 1);
    lode_qgis_i_escape(out, lode_qgis_i_field(&layer->columns[i]));
    lode_text_add(out, "\"/>\n");
}

/* One tab of the columns without a prefix of a topic, or of those with one prefix. */
static void add_tab(lode_text *out, const qgis_layer *layer, const lode_look *look, topic wanted, const char *prefix,
                    const char *title)
{
    char heading[256], found[64];
    int open = 0;
    for (size_t i = 0; i < layer->n_columns; i++) {
        const lode_column *column = &layer->columns[i];
        int headline = split_heading(column, heading, sizeof heading, found, sizeof found);
        int belongs = prefix ? headline && strcmp(found, prefix) == 0 : !headline && topic_of(column) == wanted;
        if (!belongs || is_hidden(column, look))
            continue;
        if (!open++)
            open_tab(out, title);
        add_field(out, layer, i);
    }
    if (open)
        close_tab(out);
}

static void add_relations(lode_text *out, const qgis_layer *layer, const lode_look *look,
                          const qgis_relation *relations, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(relations[i].parent, layer->name) != 0)
            continue;
        open_tab(out, lode_word(look->language, relations[i].title));
        lode_text_addf(out,
                       "      <attributeEditorRelation name=\"%s\" relation=\"%s\" showLabel=\"0\" label=\"\" "
                       "relationWidgetTypeId=\"relation_editor\" nmRelationId=\"\" forceSuppressFormPopup=\"0\">"
                       "<editor_configuration type=\"Map\"><Option name=\"buttons\" value=\"NoButton\" "
                       "type=\"QString\"/></editor_configuration></attributeEditorRelation>\n",
                       relations[i].id, relations[i].id);
        close_tab(out);
    }
}

/* An expression for what a row is called. */
static void add_name(lode_text *out, const qgis_layer *layer)
{
    static const char *const names[] = {"name", "deposit_name", "line_name", "title_en", "id", "key", "code"};
    lode_text_add(out, "coalesce(");
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t i = 0; i < layer->n_columns; i++)
            if (strcmp(layer->columns[i].name, names[n]) == 0)
                lode_text_addf(out, "\"%s\", ", names[n]);
    lode_text_add(out, "to_string(\"fid\"))");
}

static void add_preview(lode_text *out, const qgis_layer *layer)
{
    lode_text_add(out, "  <previewExpression>");
    add_name(out, layer);
    lode_text_add(out, "</previewExpression>\n");
}

void lode_qgis_i_add_tip(lode_text *out, const qgis_layer *layer, const lode_look *look)
{
    const char *sentence = look->language == LODE_GERMAN ? "sentence_de" : "sentence_en";
    lode_text_add(out, "  <mapTip>&lt;b&gt;[% ");
    add_name(out, layer);
    lode_text_add(out, " %]&lt;/b&gt;");
    for (size_t i = 0; i < layer->n_columns; i++)
        if (strcmp(layer->columns[i].name, sentence) == 0)
            lode_text_addf(out, "&lt;br&gt;[%% coalesce(\"%s\", '') %%]", sentence);
    lode_text_add(out, "</mapTip>\n");
}

void lode_qgis_i_add_form(lode_text *out, const qgis_layer *layer, const lode_look *look,
                          const qgis_relation *relations, size_t n_relations)
{
    add_aliases(out, layer, look);
    add_widgets(out, layer, look);
    lode_text_add(out, "  <editorlayout>tablayout</editorlayout>\n  <attributeEditorForm>\n");
    for (int t = 0; t < N_TOPICS; t++)
        add_tab(out, layer, look, (topic)t, NULL, lode_word(look->language, topic_titles[t]));
    for (size_t i = 0; i < look->n_prefixes; i++)
        add_tab(out, layer, look, TOPIC_WHAT, look->prefixes[i], look->prefix_titles[i]);
    add_relations(out, layer, look, relations, n_relations);
    lode_text_add(out, "  </attributeEditorForm>\n");
    add_preview(out, layer);
}
