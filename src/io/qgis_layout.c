#include <stdio.h>
#include <string.h>

#include "io/qgis_i.h"

/* Millimetres on the page. */
typedef struct frame {
    double x, y, w, h;
} frame;

typedef struct sheet {
    lode_text *out;
    const qgis_parts *parts;
    const lode_look *look;
    int n_items; /* so far: they number the items */
} sheet;

static const char *word(const sheet *s, const char *english)
{
    return lode_word(s->look->language, english);
}

/* ---- items --------------------------------------------------------------------------------------------------- */

enum { LABEL = 65641, LEGEND = 65642, MAP = 65639, SCALE_BAR = 65646, TABLE_FRAME = 65647, TABLE = 65649 };

static void add_id(sheet *s, int n)
{
    lode_text_addf(s->out, "{00000000-0000-0000-0000-%012d}", n);
}

/* Opens an item of a type and gives its number. */
static int open_item(sheet *s, int type, frame f)
{
    int n = ++s->n_items;
    lode_text_addf(s->out, "<LayoutItem type=\"%d\" uuid=\"", type);
    add_id(s, n);
    lode_text_add(s->out, "\" templateUuid=\"");
    add_id(s, n);
    lode_text_addf(s->out,
                   "\" position=\"%.2f,%.2f,mm\" positionOnPage=\"%.2f,%.2f,mm\" size=\"%.2f,%.2f,mm\" "
                   "referencePoint=\"0\" visibility=\"1\" opacity=\"1\" zValue=\"%d\" itemRotation=\"0\" ",
                   f.x, f.y, f.x, f.y, f.w, f.h, n);
    return n;
}

/* A property of an item that follows an expression. */
typedef struct bound {
    const char *property, *expression;
} bound;

static void add_bounds(sheet *s, const bound *bounds, size_t n)
{
    lode_text_add(s->out, "<LayoutObject><dataDefinedProperties><Option type=\"Map\">"
                          "<Option name=\"name\" value=\"\" type=\"QString\"/>"
                          "<Option name=\"properties\" type=\"Map\">");
    for (size_t i = 0; i < n; i++) {
        lode_text_addf(s->out,
                       "<Option name=\"%s\" type=\"Map\"><Option name=\"active\" value=\"true\" type=\"bool\"/>"
                       "<Option name=\"type\" value=\"3\" type=\"int\"/><Option name=\"expression\" value=\"",
                       bounds[i].property);
        lode_qgis_i_escape(s->out, bounds[i].expression);
        lode_text_add(s->out, "\" type=\"QString\"/></Option>");
    }
    lode_text_add(s->out, "</Option><Option name=\"type\" value=\"collection\" type=\"QString\"/></Option>"
                          "</dataDefinedProperties><customproperties><Option/></customproperties></LayoutObject>");
}

typedef struct lettering {
    double size; /* points */
    int bold, grey;
    const char *align; /* QGIS: 1 left, 2 right, 4 centre */
} lettering;

static const lettering title = {15, 1, 0, "1"}, heading = {10, 1, 0, "1"}, body = {8.5, 0, 0, "1"},
                       figure = {8.5, 1, 0, "2"}, small = {6.5, 0, 1, "1"}, tag = {6.5, 0, 0, "4"};

/* The text is raw: [% %] holds expressions. */
static void add_label(sheet *s, frame f, lettering l, const char *text, const bound *bounds, size_t n_bounds)
{
    open_item(s, LABEL, f);
    lode_text_addf(s->out,
                   "halign=\"%s\" valign=\"%s\" marginX=\"%s\" marginY=\"0\" htmlState=\"0\" background=\"%s\" ",
                   l.align, n_bounds ? "128" : "32", "0", n_bounds ? "true" : "false");
    lode_text_add(s->out, "frame=\"false\" labelText=\"");
    lode_qgis_i_escape(s->out, text);
    lode_text_addf(s->out, "\"><LabelFont description=\"DejaVu Sans,%g,-1,5,%d,0,0,0,0,0\" style=\"\"/>", l.size,
                   l.bold ? 75 : 50);
    lode_text_addf(s->out, "<FontColor red=\"%d\" green=\"%d\" blue=\"%d\" alpha=\"255\"/>", l.grey ? 90 : 30,
                   l.grey ? 90 : 30, l.grey ? 90 : 30);
    add_bounds(s, bounds, n_bounds);
    lode_text_add(s->out, "</LayoutItem>\n");
}

/* An extent of the frame's proportions around another: QGIS stretches the frame otherwise. */
static void fit(const double extent[4], frame f, double out[4])
{
    double w = extent[2] - extent[0], h = extent[3] - extent[1];
    double x = (extent[0] + extent[2]) / 2, y = (extent[1] + extent[3]) / 2;
    double scale = w / f.w > h / f.h ? w / f.w : h / f.h;
    out[0] = x - scale * f.w / 2;
    out[1] = y - scale * f.h / 2;
    out[2] = x + scale * f.w / 2;
    out[3] = y + scale * f.h / 2;
}

/* A map of a theme. Returns its number, which scale bar and legend name. */
static int add_map(sheet *s, frame f, const char *theme, const double extent[4], const char *atlas, const bound *bounds,
                   size_t n_bounds)
{
    double e[4];
    fit(extent, f, e);
    int n = open_item(s, MAP, f);
    lode_text_addf(s->out,
                   "id=\"map %d\" followPreset=\"true\" followPresetName=\"%s\" keepLayerSet=\"false\" "
                   "drawCanvasItems=\"false\" background=\"true\" frame=\"true\" outlineWidthM=\"0.2,mm\" "
                   "mapRotation=\"0\" labelMargin=\"1,mm\" mapFlags=\"1\">",
                   n, theme);
    lode_text_add(s->out, "<FrameColor red=\"110\" green=\"110\" blue=\"110\" alpha=\"255\"/>"
                          "<BackgroundColor red=\"223\" green=\"234\" blue=\"242\" alpha=\"255\"/>");
    add_bounds(s, bounds, n_bounds);
    lode_text_addf(s->out,
                   "<Extent xmin=\"%.0f\" ymin=\"%.0f\" xmax=\"%.0f\" ymax=\"%.0f\"/><LayerSet/>%s</LayoutItem>\n",
                   e[0], e[1], e[2], e[3], atlas);
    return n;
}

static void add_text_style(sheet *s, double size)
{
    lode_text_addf(s->out,
                   "<text-style fontFamily=\"DejaVu Sans\" fontSize=\"%g\" fontSizeUnit=\"Point\" fontWeight=\"50\" "
                   "textColor=\"30,30,30,255\" textOpacity=\"1\"/>",
                   size);
}

static void add_scale_bar(sheet *s, frame f, int map)
{
    open_item(s, SCALE_BAR, f);
    lode_text_add(s->out, "mapUuid=\"");
    add_id(s, map);
    lode_text_add(s->out,
                  "\" style=\"Single Box\" unitType=\"km\" unitLabel=\"km\" numMapUnitsPerScaleBarUnit=\"1\" "
                  "segmentSizeMode=\"1\" minBarWidth=\"20\" maxBarWidth=\"45\" numSegments=\"2\" numSegmentsLeft=\"0\" "
                  "numUnitsPerSegment=\"500\" height=\"1.5\" outlineWidth=\"0.2\" boxContentSpace=\"1\" "
                  "labelBarSpace=\"1\" background=\"false\" frame=\"false\">");
    add_bounds(s, NULL, 0);
    add_text_style(s, 6.5);
    lode_text_add(s->out, "</LayoutItem>\n");
}

static void add_legend_style(sheet *s, const char *name, double size, double above)
{
    lode_text_addf(s->out,
                   "<style name=\"%s\" alignment=\"1\" indent=\"0\" marginTop=\"%g\" marginLeft=\"%g\"><styleFont "
                   "description=\"DejaVu Sans,%g,-1,5,50,0,0,0,0,0\" style=\"\"/></style>",
                   name, above, strcmp(name, "symbolLabel") == 0 ? 1.5 : 0, size);
}

/* The symbols of some layers that the map shows. */
static void add_legend(sheet *s, frame f, int map, const char *const *layers, int columns)
{
    open_item(s, LEGEND, f);
    lode_text_add(s->out, "map_uuid=\"");
    add_id(s, map);
    lode_text_addf(
        s->out,
        "\" legendFilterByMap=\"1\" resizeToContents=\"0\" columnCount=\"%d\" splitLayer=\"1\" columnSpace=\"3\" "
        "symbolWidth=\"5\" symbolHeight=\"2.6\" boxSpace=\"0\" lineSpacing=\"0.6\" title=\"\" wrapChar=\"\" "
        "background=\"false\" frame=\"false\" symbolAlignment=\"1\" titleAlignment=\"1\">",
        columns);
    add_bounds(s, NULL, 0);
    lode_text_add(s->out, "<styles>");
    add_legend_style(s, "title", 8, 0);
    add_legend_style(s, "group", 8, 1);
    add_legend_style(s, "subgroup", 7.5, 1.5);
    add_legend_style(s, "symbol", 7, 0.8);
    add_legend_style(s, "symbolLabel", 7, 0.8);
    lode_text_add(s->out, "</styles><layer-tree-group><customproperties><Option/></customproperties>");
    for (; *layers; layers++) {
        const qgis_layer *layer = lode_qgis_i_layer(s->parts, *layers);
        if (!layer)
            continue;
        lode_text_addf(s->out,
                       "<layer-tree-layer id=\"" QGIS_LAYER_ID "\" providerKey=\"ogr\" checked=\"Qt::Checked\" "
                       "expanded=\"1\" name=\"",
                       layer->name);
        lode_qgis_i_escape(s->out, word(s, layer->title));
        lode_text_add(s->out, "\"><customproperties><Option/></customproperties></layer-tree-layer>");
    }
    lode_text_add(s->out, "</layer-tree-group></LayoutItem>\n");
}

typedef struct table_column {
    const char *heading, *attribute;
    int align; /* 1 left, 2 right */
    double width;
} table_column;

/* Rows of a layer that pass a filter. */
static void add_table(sheet *s, frame f, const char *layer, const char *filter, const table_column *columns, size_t n)
{
    int table = ++s->n_items, item = open_item(s, TABLE_FRAME, f);
    lode_text_add(s->out, "multiFrame=\"");
    add_id(s, table);
    lode_text_add(s->out, "\" multiFrameTemplateUuid=\"");
    add_id(s, table);
    lode_text_addf(s->out,
                   "\" sectionX=\"0\" sectionY=\"0\" sectionWidth=\"%g\" sectionHeight=\"%g\" hidePageIfEmpty=\"0\" "
                   "hideBackgroundIfEmpty=\"0\" background=\"false\" frame=\"false\">",
                   f.w, f.h);
    add_bounds(s, NULL, 0);
    lode_text_addf(s->out, "</LayoutItem>\n<LayoutMultiFrame type=\"%d\" source=\"0\" resizeMode=\"0\" uuid=\"", TABLE);
    add_id(s, table);
    lode_text_add(s->out, "\" templateUuid=\"");
    add_id(s, table);
    lode_text_addf(s->out,
                   "\" vectorLayer=\"" QGIS_LAYER_ID "\" maxFeatures=\"12\" filterFeatures=\"true\" "
                   "showOnlyVisibleFeatures=\"0\" showUniqueRowsOnly=\"0\" filterToAtlasIntersection=\"0\" "
                   "emptyTableMode=\"0\" showEmptyRows=\"0\" cellMargin=\"0.8\" gridStrokeWidth=\"0.1\" "
                   "gridColor=\"170,170,170,255\" showGrid=\"1\" horizontalGrid=\"1\" verticalGrid=\"0\" "
                   "backgroundColor=\"255,255,255,0\" headerMode=\"0\" headerHAlignment=\"0\" wrapBehavior=\"0\" "
                   "featureFilter=\"",
                   layer);
    lode_qgis_i_escape(s->out, filter);
    lode_text_add(s->out, "\"><childFrame uuid=\"");
    add_id(s, item);
    lode_text_add(s->out, "\" templateUuid=\"");
    add_id(s, item);
    lode_text_add(s->out, "\"/>");
    add_bounds(s, NULL, 0);
    lode_text_add(s->out, "<headerTextFormat>");
    add_text_style(s, 7);
    lode_text_add(s->out, "</headerTextFormat><contentTextFormat>");
    add_text_style(s, 7);
    lode_text_add(s->out, "</contentTextFormat><displayColumns>");
    for (size_t i = 0; i < n; i++) {
        lode_text_addf(s->out,
                       "<column hAlignment=\"%d\" vAlignment=\"128\" width=\"%g\" sortByRank=\"0\" "
                       "sortOrder=\"0\" heading=\"",
                       columns[i].align, columns[i].width);
        lode_qgis_i_escape(s->out, word(s, columns[i].heading));
        lode_text_add(s->out, "\" attribute=\"");
        lode_qgis_i_escape(s->out, columns[i].attribute);
        lode_text_add(s->out, "\"><backgroundColor red=\"0\" green=\"0\" blue=\"0\" alpha=\"0\"/></column>");
    }
    lode_text_add(s->out, "</displayColumns></LayoutMultiFrame>\n");
}

static void add_page(sheet *s, double width, double height)
{
    lode_text_add(s->out, "<PageCollection>");
    int n = open_item(s, 65638, (frame){0, 0, width, height}); /* a page */
    (void)n;
    lode_text_add(s->out, ">");
    add_bounds(s, NULL, 0);
    lode_text_add(s->out,
                  "<symbol type=\"fill\" name=\"\" alpha=\"1\"><layer class=\"SimpleFill\" enabled=\"1\" pass=\"0\" "
                  "locked=\"0\"><Option type=\"Map\"><Option name=\"color\" value=\"255,255,255,255\" "
                  "type=\"QString\"/><Option name=\"outline_style\" value=\"no\" type=\"QString\"/></Option>"
                  "</layer></symbol></LayoutItem></PageCollection>\n");
}

static void open_layout(sheet *s, const char *name, double width, double height)
{
    lode_text_addf(s->out, "<Layout name=\"%s\" units=\"mm\" printResolution=\"200\" worldFileMap=\"\">",
                   word(s, name));
    add_page(s, width, height);
}

static void add_ground_note(sheet *s, frame f)
{
    char text[512];
    snprintf(text, sizeof text,
             word(s, "Outlines of countries are generalised and no statement on disputed territory. Map: Lambert "
                     "azimuthal equal-area, centred on %g° E, %g° N; WGS 84."),
             s->look->map_lon, s->look->map_lat);
    add_label(s, f, small, text, NULL, 0);
}

/* ---- a page a deposit ---------------------------------------------------------------------------------------- */

/* Rows of a layer for the deposit of the page and the main destination and base. */
#define OF_PAGE                                                                                                        \
    "\"deposit\" = attribute(@atlas_feature, 'id') AND "                                                               \
    "regexp_replace(lower(\"destination\" || '_' || \"base\"), '[^a-z0-9]', '_') = '%s'"

static const char *prefix_of(const sheet *s)
{
    return s->look->n_prefixes ? s->look->prefixes[0] : "eu_open";
}

/* Where the map looks: at the best way, or at the surroundings where there is none. QGIS has no function from degrees
 * to a projection without a code, so the corners are computed point by point on the sphere (Snyder 1987, (24-2) to
 * (24-4)), which is near enough for a frame. */
#define BEST_WAY "aggregate('routes_of_lodeway', 'collect', $geometry, filter:=\"role\" = 'best' AND " OF_PAGE ")"
#define ANGLE "radians(x(point_n(@way, @element)) - %g)"
#define LATITUDE "radians(y(point_n(@way, @element)))"
#define TO_PLANE                                                                                                       \
    "6371007 * sqrt(2 / (1 + sin(radians(%g)) * sin(" LATITUDE ") + cos(radians(%g)) * cos(" LATITUDE ") * cos(" ANGLE \
    "))) * "

static void add_way_map(sheet *s, frame f, const double extent[4])
{
    static const char *const properties[] = {"dataDefinedMapXMin", "dataDefinedMapYMin", "dataDefinedMapXMax",
                                             "dataDefinedMapYMax"};
    double lon = s->look->map_lon, lat = s->look->map_lat;
    char way[1024], plane[512], x[1024], y[1024], texts[4][4096];
    bound bounds[4];
    snprintf(way, sizeof way, "coalesce(" BEST_WAY ", buffer(@atlas_geometry, 3))", prefix_of(s));
    snprintf(plane, sizeof plane, TO_PLANE, lat, lat, lon);
    snprintf(x, sizeof x, "%s cos(" LATITUDE ") * sin(" ANGLE ")", plane, lon);
    snprintf(y, sizeof y,
             "%s (cos(radians(%g)) * sin(" LATITUDE ") - sin(radians(%g)) * cos(" LATITUDE ") * cos(" ANGLE "))", plane,
             lat, lat, lon);
    for (int i = 0; i < 4; i++) {
        snprintf(texts[i], sizeof texts[i],
                 "with_variable('way', %s, %s(array_foreach(generate_series(1, num_points(@way)), %s))) %s 600000", way,
                 i < 2 ? "array_min" : "array_max", i % 2 ? y : x, i < 2 ? "-" : "+");
        bounds[i] = (bound){properties[i], texts[i]};
    }
    int map = add_map(s, f, word(s, "One deposit"), extent,
                      "<AtlasMap atlasDriven=\"1\" scalingMode=\"2\" margin=\"0.1\"/>", bounds, 4);
    add_scale_bar(s, (frame){f.x + 2, f.y + f.h - 9, 50, 8}, map);
    static const char *const layers[] = {"routes", "deposits", NULL};
    add_legend(s, (frame){f.x, f.y + f.h + 1.5, f.w, 14}, map, layers, 4);
}

static const struct {
    const char *name, *value; /* value: an expression; %s is the main prefix */
} key_figures[] = {
    {"Status", "coalesce(represent_value(\"%s_status\"), 'NA')"},
    {"Generalised cost G (USD/t)", "coalesce(format_number(\"%s_g_usd_t\", 0), 'NA')"},
    {"of which money (USD/t)", "coalesce(format_number(\"%s_money_usd_t\", 0), 'NA')"},
    {"G as share of value (%)", "coalesce(format_number(\"%s_value_share_pct\", 1), 'NA')"},
    {"Days", "coalesce(format_number(\"%s_days\", 0), 'NA')"},
    {"Length (km)", "coalesce(format_number(\"%s_length_km\", 0), 'NA')"},
    {"CO2e (kg/t)", "coalesce(format_number(\"%s_co2_kg_t\", 0), 'NA')"},
    {"Rests on sources (%)", "coalesce(format_number(\"%s_sourced_pct\", 0), 'NA')"},
    {"Grade", "coalesce(\"%s_grade\", 'NA')"},
};

static void add_key_figures(sheet *s, frame f)
{
    char text[512], value[256];
    snprintf(text, sizeof text, "%s: %s", word(s, "Key figures"),
             s->look->n_prefixes ? s->look->prefix_titles[0] : "EU, base open");
    add_label(s, (frame){f.x, f.y, f.w, 5}, heading, text, NULL, 0);
    for (size_t i = 0; i < sizeof key_figures / sizeof *key_figures; i++) {
        double y = f.y + 6 + 4.6 * (double)i;
        snprintf(value, sizeof value, key_figures[i].value, prefix_of(s));
        snprintf(text, sizeof text, "[%% %s %%]", value);
        add_label(s, (frame){f.x, y, 62, 4.4}, body, word(s, key_figures[i].name), NULL, 0);
        add_label(s, (frame){f.x + 62, y, f.w - 62, 4.4}, figure, text, NULL, 0);
    }
    snprintf(text, sizeof text,
             "%s: [%% coalesce(replace(\"%s_cut_sets\", '} {', '} · {'), if(\"%s_cut_status\" = 'free_way', "
             "'%s', 'NA'), 'NA') %%]",
             word(s, "Can be closed by"), prefix_of(s), prefix_of(s), word(s, "nobody"));
    add_label(s, (frame){f.x, f.y + 48, f.w, 8}, small, text, NULL, 0);
}

/* The way as a bar: a piece a domain, as long as its share; Russia, China and the Caspian stand out. */
enum { MOST_PIECES = 12 };
#define ROWS_OF_BAR "aggregate('exposure_of_lodeway', 'array_agg', %s, filter:=" OF_PAGE ")"

static void add_piece(sheet *s, frame f, int i)
{
    char domains[400], shares[400], own[400], x[1200], w[1000], colour[2600], text[1000];
    snprintf(domains, sizeof domains, ROWS_OF_BAR, "\"domain\"", prefix_of(s));
    snprintf(shares, sizeof shares, ROWS_OF_BAR, "\"length_share\"", prefix_of(s));
    snprintf(own, sizeof own, ROWS_OF_BAR, "\"own\"", prefix_of(s));
    snprintf(x, sizeof x, "%g + %g * coalesce(array_sum(array_slice(%s, 0, %d)), 0)", f.x, f.w, shares, i - 1);
    if (i == 0)
        snprintf(x, sizeof x, "%g", f.x);
    snprintf(w, sizeof w, "max(%g * coalesce(%s[%d], 0), 0.01)", f.w, shares, i);
    snprintf(
        colour, sizeof colour,
        "CASE WHEN %s[%d] IS NULL THEN '255,255,255,0' WHEN %s[%d] = 'RUS' THEN '213,94,0' WHEN %s[%d] = 'CHN' THEN "
        "'230,159,0' WHEN %s[%d] = 'CASPIAN' THEN '86,180,233' WHEN %s[%d] = 'yes' THEN '238,238,238' ELSE "
        "'200,200,200' END",
        domains, i, domains, i, domains, i, domains, i, own, i);
    snprintf(text, sizeof text, "[%% if(coalesce(%s[%d], 0) > 0.045, %s[%d], '') %%]", shares, i, domains, i);
    bound bounds[] = {{"dataDefinedPositionX", x}, {"dataDefinedWidth", w}, {"dataDefinedBackgroundColor", colour}};
    add_label(s, (frame){f.x, f.y, 1, f.h}, tag, text, bounds, 3);
}

static void add_bar(sheet *s, frame f)
{
    char text[900];
    add_label(s, (frame){f.x, f.y, f.w, 5}, heading,
              word(s, "The way by domain, by length: Russia red, China orange, Caspian blue, own domains pale"), NULL,
              0);
    for (int i = 0; i < MOST_PIECES; i++)
        add_piece(s, (frame){f.x, f.y + 6, f.w, 6}, i);
    snprintf(text, sizeof text, "[%% coalesce(array_to_string(" ROWS_OF_BAR ", ' · '), '') %%]",
             "\"domain\" || ' ' || format_number(\"length_km\", 0) || ' km'", prefix_of(s));
    add_label(s, (frame){f.x, f.y + 13, f.w, 8}, small, text, NULL, 0);
}

static void add_closures(sheet *s, frame f)
{
    static const table_column columns[] = {
        {"Closed", "\"closed\"", 1, 28},
        {"What happens", "represent_value(\"status\")", 1, 27},
        {"G (USD/t)", "coalesce(format_number(\"g_usd_t\", 0), 'NA')", 2, 14},
        {"Dearer (USD/t)", "coalesce(format_number(\"penalty_usd_t\", 0), 'NA')", 2, 18},
    };
    char filter[512];
    snprintf(filter, sizeof filter, OF_PAGE " AND (\"n_closed\" = 1 OR \"closed\" IN ('CHN+RUS', 'RUS+CHN'))",
             prefix_of(s));
    add_label(s, (frame){f.x, f.y, f.w, 5}, heading, word(s, "What each closure does"), NULL, 0);
    add_table(s, (frame){f.x, f.y + 6, f.w, f.h - 6}, "dependency", filter, columns, sizeof columns / sizeof *columns);
}

static void add_sources(sheet *s, frame f)
{
    char text[1024];
    add_label(s, (frame){f.x, f.y, f.w, 5}, heading, word(s, "Sources"), NULL, 0);
    snprintf(text, sizeof text,
             "[%% coalesce(\"source\", 'NA') %%] (%s: [%% coalesce(represent_value(\"confidence\"), 'NA') %%]). "
             "[%% coalesce(\"remarks\", '') %%]",
             word(s, "confidence"));
    add_label(s, (frame){f.x, f.y + 5.5, f.w, f.h - 5.5}, small, text, NULL, 0);
}

static void add_deposit_layout(sheet *s, const double extent[4])
{
    char text[512];
    s->n_items = 1000;
    open_layout(s, "Deposit", 210, 297);
    add_label(
        s, (frame){12, 10, 186, 8}, title,
        "[% \"name\" %][% if(\"name_local\" IS NULL OR \"name_local\" = \"name\", '', ' · ' || \"name_local\") %]",
        NULL, 0);
    snprintf(
        text, sizeof text,
        "[%% \"country\" %%] · [%% represent_value(\"kind\") %%] · [%% coalesce(represent_value(\"status\"), '') %%] · "
        "%s: [%% coalesce(aggregate('zone_statistics_of_lodeway', 'concatenate_unique', \"name\", filter:=';' || "
        "attribute(@atlas_feature, 'zones') || ';' LIKE '%%;' || \"id\" || ';%%', concatenator:=', '), 'NA') %%]",
        word(s, "zone"));
    add_label(s, (frame){12, 18.5, 186, 5}, body, text, NULL, 0);
    snprintf(text, sizeof text, "[%% coalesce(\"sentence_%s\", '') %%]",
             s->look->language == LODE_GERMAN ? "de" : "en");
    add_label(s, (frame){12, 24, 186, 11}, body, text, NULL, 0);
    add_way_map(s, (frame){12, 36, 186, 118}, extent);
    add_key_figures(s, (frame){12, 172, 88, 54});
    add_closures(s, (frame){104, 172, 94, 54});
    add_bar(s, (frame){12, 229, 186, 20});
    add_sources(s, (frame){12, 252, 186, 27});
    add_ground_note(s, (frame){12, 281, 186, 7});
    lode_text_addf(s->out,
                   "<Atlas enabled=\"1\" coverageLayer=\"" QGIS_LAYER_ID "\" hideCoverage=\"0\" filterFeatures=\"0\" "
                   "sortFeatures=\"1\" sortKey=\"&quot;country&quot; || &quot;name&quot;\" sortAscending=\"1\" "
                   "pageNameExpression=\"&quot;name&quot;\" filenamePattern=\"&quot;id&quot;\"/></Layout>\n",
                   "deposits");
}

/* ---- overview ------------------------------------------------------------------------------------------------ */

static void add_overview(sheet *s, const double extent[4])
{
    static const char *const layers[] = {"deposits", "routes", "zone_statistics", NULL};
    char text[256];
    s->n_items = 2000;
    open_layout(s, "Overview", 297, 210);
    snprintf(text, sizeof text, "%s: %s", word(s, "Deposits and their ways out"),
             s->look->n_prefixes ? s->look->prefix_titles[0] : "");
    add_label(s, (frame){10, 8, 277, 8}, title, text, NULL, 0);
    int map = add_map(s, (frame){10, 18, 277, 140}, word(s, "Dependency"), extent, "", NULL, 0);
    add_scale_bar(s, (frame){12, 148, 60, 8}, map);
    add_legend(s, (frame){10, 160, 277, 36}, map, layers, 4);
    add_ground_note(s, (frame){10, 200, 277, 5});
    lode_text_add(s->out, "</Layout>\n");
}

void lode_qgis_i_add_layouts(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    double extent[4];
    sheet s = {out, parts, look, 0};
    if (!lode_qgis_i_layer(parts, "deposits") || !lode_qgis_i_extent(parts, look, extent))
        return;
    lode_text_add(out, "<Layouts>\n");
    add_deposit_layout(&s, extent);
    add_overview(&s, extent);
    lode_text_add(out, "</Layouts>\n");
}
