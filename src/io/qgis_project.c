#include <math.h>
#include <stdio.h>
#include <string.h>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogr_srs_api.h>

#include "geo/crs.h"
#include "io/qgis_i.h"

/* ---- what is shown where ------------------------------------------------------------------------------------- */

enum { DEPENDENCY = 1, COST = 2, CORRIDORS = 4, CHOKEPOINTS = 8, QUALITY = 16, NETWORK = 32, SITES = 64, ONE = 128 };

/* A theme is offered where the file has a layer of its own kind, not only the ground. */
const qgis_theme lode_qgis_i_themes[] = {{"Dependency", DEPENDENCY},       {"Cost", COST},
                                         {"Corridors", CORRIDORS},         {"Chokepoints", CHOKEPOINTS},
                                         {"Data quality", QUALITY},        {"Network of the case", NETWORK},
                                         {"Occurrences and zones", SITES}, {"One deposit", ONE}};
const size_t lode_qgis_i_n_themes = sizeof lode_qgis_i_themes / sizeof *lode_qgis_i_themes;

enum { RESULTS = DEPENDENCY | COST | CORRIDORS | CHOKEPOINTS | QUALITY | ONE, ALL = RESULTS | NETWORK | SITES };

/* Drawn layers by group, from the top of the map down. */
static const struct {
    const char *group, *layer;
    unsigned themes;
} tree[] = {
    {"Deposits", "deposits", RESULTS},
    {"Deposits", "distances", 0},
    {"Ways", "chokepoints", CHOKEPOINTS},
    {"Ways", "calibration", QUALITY},
    {"Ways", "routes", DEPENDENCY | CORRIDORS | ONE},
    {"Ways", "legs", 0},
    {"Ways", "links_used", CORRIDORS | CHOKEPOINTS},
    {"Areas", "access_grid", COST},
    {"Areas", "zone_statistics", DEPENDENCY | QUALITY},
    {"Sites", "occurrences", SITES | NETWORK},
    {"Sites", "plants", SITES},
    {"Sites", "markets", SITES | NETWORK},
    {"Network", "crossings", NETWORK},
    {"Network", "terminals", NETWORK},
    {"Network", "places", 0},
    {"Network", "rail", NETWORK},
    {"Network", "road", NETWORK},
    {"Network", "sea", NETWORK},
    {"Network", "air", 0},
    {"Areas", "zones", SITES},
    {"Ground", "seas", ALL},
    {"Ground", "graticule", ALL},
    {"Ground", "countries", ALL},
};
enum { N_TREE = sizeof tree / sizeof *tree };
static const char *const groups[] = {"Deposits", "Ways",         "Sites",  "Network",
                                     "Areas",    "Other layers", "Tables", "Ground"};
enum { N_GROUPS = sizeof groups / sizeof *groups };

/* The style in which a layer is shown in a theme; in all other cases its default one. */
static const struct {
    const char *layer, *variant;
    unsigned theme;
} variants[] = {
    {"deposits", "cost", COST}, {"deposits", "quality", QUALITY}, {"deposits", "plain", CHOKEPOINTS | CORRIDORS},
    {"deposits", "one", ONE},   {"routes", "one", ONE},           {"links_used", "plain", CHOKEPOINTS},
};
enum { N_VARIANTS = sizeof variants / sizeof *variants };

static const qgis_relation relations[] = {
    {"routes_of_deposit", "deposits", "routes", "id", "deposit", "Routes"},
    {"legs_of_route", "routes", "legs", "id", "route", "Legs"},
    {"closures_of_deposit", "deposits", "dependency", "id", "deposit", "What each closure does"},
    {"cuts_of_deposit", "deposits", "cut_sets", "id", "deposit", "Who can close every way"},
    {"distances_of_deposit", "deposits", "distances", "id", "deposit", "Distances"},
    {"exposure_of_deposit", "deposits", "exposure", "id", "deposit", "The best way by domain"},
    {"attribution_of_deposit", "deposits", "attribution", "id", "deposit", "Whose power costs what"},
    {"ranges_of_deposit", "deposits", "ranges", "id", "deposit", "How sure the cost is"},
    {"risk_of_deposit", "deposits", "risk", "id", "deposit", "Closures by chance"},
};
enum { N_RELATIONS = sizeof relations / sizeof *relations };

static int is_ground(const char *layer)
{
    return strcmp(layer, "countries") == 0 || strcmp(layer, "graticule") == 0 || strcmp(layer, "seas") == 0;
}

const qgis_layer *lode_qgis_i_layer(const qgis_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->n_layers; i++)
        if (strcmp(parts->layers[i].name, name) == 0)
            return &parts->layers[i];
    return NULL;
}

static const char *group_of(const qgis_layer *layer)
{
    for (size_t i = 0; i < N_TREE; i++)
        if (strcmp(tree[i].layer, layer->name) == 0)
            return tree[i].group;
    return layer->shape ? "Other layers" : "Tables";
}

static unsigned themes_of(const char *layer)
{
    for (size_t i = 0; i < N_TREE; i++)
        if (strcmp(tree[i].layer, layer) == 0)
            return tree[i].themes;
    return 0;
}

static const char *variant_in(const char *layer, unsigned theme)
{
    for (size_t i = 0; i < N_VARIANTS; i++)
        if ((variants[i].theme & theme) && strcmp(variants[i].layer, layer) == 0)
            return variants[i].variant;
    return "";
}

size_t lode_qgis_i_theme_layers(const qgis_parts *parts, unsigned bit, const qgis_layer **layers, size_t most)
{
    size_t n = 0, own = 0;
    for (size_t i = 0; i < N_TREE && n < most; i++) {
        const qgis_layer *layer = tree[i].themes & bit ? lode_qgis_i_layer(parts, tree[i].layer) : NULL;
        if (layer)
            layers[n++] = layer;
        own += layer && !is_ground(tree[i].layer);
    }
    return own ? n : 0;
}

/* What stands first: dependency in an output, the network in a case. */
static unsigned first_theme(const qgis_parts *parts)
{
    return lode_qgis_i_layer(parts, "deposits") ? DEPENDENCY : NETWORK;
}

/* ---- coordinates --------------------------------------------------------------------------------------------- */

static void add_crs_of(lode_text *out, OGRSpatialReferenceH crs, const char *rest)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", NULL};
    char *wkt = NULL, *proj = NULL;
    if (OSRExportToWktEx(crs, &wkt, options) != OGRERR_NONE || OSRExportToProj4(crs, &proj) != OGRERR_NONE)
        out->failed = 1;
    lode_text_add(out, "<spatialrefsys><wkt>");
    lode_qgis_i_escape(out, wkt ? wkt : "");
    lode_text_add(out, "</wkt><proj4>");
    lode_qgis_i_escape(out, proj ? proj : "");
    lode_text_addf(out, "</proj4>%s</spatialrefsys>\n", rest);
    CPLFree(wkt);
    CPLFree(proj);
}

void lode_qgis_i_add_crs(lode_text *out, const lode_look *look, int of_map)
{
    char definition[128];
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    snprintf(definition, sizeof definition, "+proj=laea +lat_0=%g +lon_0=%g +datum=WGS84 +units=m +no_defs",
             look->map_lat, look->map_lon);
    if (crs && (of_map ? OSRImportFromProj4(crs, definition) : OSRImportFromEPSG(crs, 4326)) == OGRERR_NONE)
        add_crs_of(out, crs,
                   of_map ? "<srsid>0</srsid><srid>0</srid><authid/><description/><projectionacronym>laea"
                            "</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym>"
                            "<geographicflag>false</geographicflag>"
                          : "<srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid><description>WGS 84"
                            "</description><projectionacronym>longlat</projectionacronym>"
                            "<ellipsoidacronym>EPSG:7030</ellipsoidacronym><geographicflag>true</geographicflag>");
    else
        out->failed = 1;
    OSRDestroySpatialReference(crs);
}

static void widen(double box[4], double x, double y)
{
    box[0] = fmin(box[0], x);
    box[1] = fmin(box[1], y);
    box[2] = fmax(box[2], x);
    box[3] = fmax(box[3], y);
}

/* The box of a box: its edge walked in steps, since edges bend in the projection. */
static void widen_by_edge(double extent[4], const double box[4], lode_crs *map)
{
    enum { STEPS = 16 };
    for (int i = 0; i <= STEPS; i++) {
        double x = box[0] + (box[2] - box[0]) * i / STEPS, y = box[1] + (box[3] - box[1]) * i / STEPS;
        double edge[8] = {x, box[1], x, box[3], box[0], y, box[2], y};
        if (lode_crs_apply(map, edge, 4))
            for (int k = 0; k < 4; k++)
                widen(extent, edge[2 * k], edge[2 * k + 1]);
    }
}

int lode_qgis_i_extent(const qgis_parts *parts, const lode_look *look, double extent[4])
{
    static const char *const telling[] = {"deposits", "occurrences", "access_grid"};
    lode_err ignored;
    lode_crs *map = lode_crs_map(look->map_lon, look->map_lat, &ignored);
    extent[0] = extent[1] = INFINITY;
    extent[2] = extent[3] = -INFINITY;
    for (size_t i = 0; map && i < sizeof telling / sizeof *telling; i++) {
        const qgis_layer *layer = lode_qgis_i_layer(parts, telling[i]);
        if (layer && isfinite(layer->core[0]))
            widen_by_edge(extent, layer->core, map);
    }
    lode_crs_free(map);
    double margin = 0.06 * fmax(extent[2] - extent[0], extent[3] - extent[1]);
    margin = isfinite(margin) ? fmax(margin, 200000) : 0;
    for (int i = 0; i < 4; i++)
        extent[i] += i < 2 ? -margin : margin;
    return extent[0] < extent[2] && extent[1] < extent[3];
}

/* ---- layers -------------------------------------------------------------------------------------------------- */

static void add_source(lode_text *out, const qgis_parts *parts, const qgis_layer *layer)
{
    lode_text_add(out, "./");
    lode_qgis_i_escape(out, parts->name);
    lode_text_add(out, "|layername=");
    lode_qgis_i_escape(out, layer->name);
}

static void add_styles(lode_text *out, const qgis_layer *layer, const lode_look *look)
{
    lode_text_add(out, "<map-layer-style-manager current=\"default\"><map-layer-style name=\"default\"/>\n");
    for (size_t i = 0; i < N_VARIANTS; i++) {
        const lode_style *style =
            strcmp(variants[i].layer, layer->name) == 0 ? lode_qgis_i_style(layer->name, variants[i].variant) : NULL;
        if (!style)
            continue;
        lode_text_addf(out, "<map-layer-style name=\"%s\"><qgis version=\"3.22.0\"", variants[i].variant);
        lode_qgis_i_root(out, style);
        lode_text_add(out, ">");
        lode_qgis_i_children(out, layer, variants[i].variant, look, relations, N_RELATIONS);
        lode_text_add(out, "</qgis></map-layer-style>\n");
    }
    lode_text_add(out, "</map-layer-style-manager>\n");
}

static void add_layer(lode_text *out, const qgis_parts *parts, const qgis_layer *layer, const lode_look *look)
{
    static const char *const geometry[] = {"No geometry", "Point", "Line", "Polygon"};
    static const char *const wkb[] = {"NoGeometry", "Point", "MultiLineString", "MultiPolygon"};
    lode_text_addf(out, "<maplayer type=\"vector\" geometry=\"%s\" wkbType=\"%s\" readOnly=\"1\"",
                   geometry[layer->shape], wkb[layer->shape]);
    lode_qgis_i_root(out, lode_qgis_i_style(layer->name, ""));
    lode_text_addf(out, ">\n<id>" QGIS_LAYER_ID "</id>\n<datasource>", layer->name);
    add_source(out, parts, layer);
    lode_text_add(out, "</datasource>\n<layername>");
    lode_qgis_i_escape(out, lode_word(look->language, layer->title));
    lode_text_add(out, "</layername>\n");
    if (layer->shape) {
        lode_text_add(out, "<srs>");
        lode_qgis_i_add_crs(out, look, 0);
        lode_text_add(out, "</srs>\n");
    }
    lode_text_add(out, "<provider encoding=\"UTF-8\">ogr</provider>\n");
    add_styles(out, layer, look);
    lode_qgis_i_children(out, layer, "", look, relations, N_RELATIONS);
    lode_text_add(out, "</maplayer>\n");
}

static void add_tree_layer(lode_text *out, const qgis_parts *parts, const qgis_layer *layer, const lode_look *look)
{
    lode_text_addf(out, "<layer-tree-layer id=\"" QGIS_LAYER_ID "\" providerKey=\"ogr\" expanded=\"0\" checked=\"%s\" ",
                   layer->name, themes_of(layer->name) & first_theme(parts) ? "Qt::Checked" : "Qt::Unchecked");
    lode_text_add(out, "name=\"");
    lode_qgis_i_escape(out, lode_word(look->language, layer->title));
    lode_text_add(out, "\" source=\"");
    add_source(out, parts, layer);
    lode_text_add(out, "\"><customproperties><Option/></customproperties></layer-tree-layer>\n");
}

/* Layers of a group in the order of the tree above; those that it does not know in the order of the file. */
static void add_group(lode_text *out, const qgis_parts *parts, const char *group, const lode_look *look)
{
    lode_text_add(out, "<layer-tree-group checked=\"Qt::Checked\" expanded=\"0\" name=\"");
    lode_qgis_i_escape(out, lode_word(look->language, group));
    lode_text_add(out, "\"><customproperties><Option/></customproperties>\n");
    for (size_t i = 0; i < N_TREE; i++) {
        const qgis_layer *layer = strcmp(tree[i].group, group) == 0 ? lode_qgis_i_layer(parts, tree[i].layer) : NULL;
        if (layer)
            add_tree_layer(out, parts, layer, look);
    }
    for (size_t i = 0; i < parts->n_layers; i++) {
        int known = 0;
        for (size_t k = 0; k < N_TREE; k++)
            known |= strcmp(tree[k].layer, parts->layers[i].name) == 0;
        if (!known && strcmp(group_of(&parts->layers[i]), group) == 0)
            add_tree_layer(out, parts, &parts->layers[i], look);
    }
    lode_text_add(out, "</layer-tree-group>\n");
}

static int has_group(const qgis_parts *parts, const char *group)
{
    for (size_t i = 0; i < parts->n_layers; i++)
        if (strcmp(group_of(&parts->layers[i]), group) == 0)
            return 1;
    return 0;
}

static void add_tree(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    lode_text_add(out, "<layer-tree-group><customproperties><Option/></customproperties>\n");
    for (size_t g = 0; g < N_GROUPS; g++)
        if (has_group(parts, groups[g]))
            add_group(out, parts, groups[g], look);
    lode_text_add(out, "<custom-order enabled=\"0\"/></layer-tree-group>\n");
}

static void add_relations(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    lode_text_add(out, "<relations>\n");
    for (size_t i = 0; i < N_RELATIONS; i++) {
        const qgis_relation *r = &relations[i];
        if (!lode_qgis_i_layer(parts, r->parent) || !lode_qgis_i_layer(parts, r->child))
            continue;
        lode_text_addf(
            out,
            "<relation id=\"%s\" name=\"%s\" referencedLayer=\"" QGIS_LAYER_ID "\" referencingLayer=\"" QGIS_LAYER_ID
            "\" strength=\"Association\"><fieldRef referencedField=\"%s\" referencingField=\"%s\"/>"
            "</relation>\n",
            r->id, lode_word(look->language, r->title), r->parent, r->child, r->parent_column, r->child_column);
    }
    lode_text_add(out, "</relations>\n");
}

/* ---- themes, bookmarks, view --------------------------------------------------------------------------------- */

/* The rules of a style that are drawn at first: a theme without such a list would draw all. */
static void add_checked(lode_text *out, const qgis_layer *layer, const char *variant)
{
    const lode_style *style = lode_qgis_i_style(layer->name, variant);
    static const char mark[] = "<rule key=\"";
    if (!style || !strstr(style->qml, mark))
        return;
    lode_text_addf(out, "<checked-legend-nodes id=\"" QGIS_LAYER_ID "\">", layer->name);
    for (const char *rule = style->qml; (rule = strstr(rule, mark));) {
        const char *key = rule + strlen(mark), *end = strchr(rule, '>'), *off = strstr(rule, "checkstate=\"0\"");
        if (!off || off > end)
            lode_text_addf(out, "<checked-legend-node id=\"%.*s\"/>", (int)strcspn(key, "\""), key);
        rule = end;
    }
    lode_text_add(out, "</checked-legend-nodes>");
}

static void add_themes(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    const qgis_layer *layers[N_TREE];
    lode_text_add(out, "<visibility-presets>\n");
    for (size_t t = 0; t < lode_qgis_i_n_themes; t++) {
        const qgis_theme *theme = &lode_qgis_i_themes[t];
        size_t n = lode_qgis_i_theme_layers(parts, theme->bit, layers, N_TREE);
        if (!n)
            continue;
        lode_text_addf(out, "<visibility-preset name=\"%s\" has-expanded-info=\"0\">",
                       lode_word(look->language, theme->name));
        for (size_t i = 0; i < n; i++) {
            const char *variant = variant_in(layers[i]->name, theme->bit);
            lode_text_addf(out, "<layer id=\"" QGIS_LAYER_ID "\" style=\"%s\" visible=\"1\" expanded=\"0\"/>",
                           layers[i]->name, *variant ? variant : "default");
        }
        for (size_t i = 0; i < n; i++)
            add_checked(out, layers[i], variant_in(layers[i]->name, theme->bit));
        lode_text_add(out, "</visibility-preset>\n");
    }
    lode_text_add(out, "</visibility-presets>\n");
}

static void add_bookmarks(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    lode_text_add(out, "<Bookmarks>\n");
    for (size_t i = 0; i < parts->n_bookmarks; i++) {
        const double *b = parts->bookmarks[i].box;
        lode_text_addf(out, "<Bookmark id=\"country_%zu\" group=\"%s\" name=\"", i,
                       lode_word(look->language, "Countries"));
        lode_qgis_i_escape(out, parts->bookmarks[i].name);
        lode_text_addf(out, "\" extent=\"POLYGON((%.4f %.4f, %.4f %.4f, %.4f %.4f, %.4f %.4f, %.4f %.4f))\">", b[0],
                       b[1], b[2], b[1], b[2], b[3], b[0], b[3], b[0], b[1]);
        lode_qgis_i_add_crs(out, look, 0);
        lode_text_add(out, "</Bookmark>\n");
    }
    lode_text_add(out, "</Bookmarks>\n");
}

static void add_view(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    double e[4];
    lode_text_add(out, "<ProjectViewSettings UseProjectScales=\"0\"><Scales/>");
    if (lode_qgis_i_extent(parts, look, e)) {
        lode_text_addf(out, "<DefaultViewExtent xmin=\"%.0f\" ymin=\"%.0f\" xmax=\"%.0f\" ymax=\"%.0f\">", e[0], e[1],
                       e[2], e[3]);
        lode_qgis_i_add_crs(out, look, 1);
        lode_text_add(out, "</DefaultViewExtent>");
    }
    lode_text_add(out, "</ProjectViewSettings>\n");
}

/* Water is the colour of the paper. */
static const char properties[] =
    "<properties><Gui><CanvasColorBluePart type=\"int\">242</CanvasColorBluePart><CanvasColorGreenPart "
    "type=\"int\">234</CanvasColorGreenPart><CanvasColorRedPart type=\"int\">223</CanvasColorRedPart></Gui>"
    "<Measure><Ellipsoid type=\"QString\">EPSG:7030</Ellipsoid></Measure>"
    "<Measurement><AreaUnits type=\"QString\">km2</AreaUnits><DistanceUnits type=\"QString\">km</DistanceUnits>"
    "</Measurement><Paths><Absolute type=\"bool\">false</Absolute></Paths>"
    "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n";

void lode_qgis_i_project(lode_text *out, const qgis_parts *parts, const lode_look *look)
{
    lode_text_add(out, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis projectname=\"Lodeway\" version=\"3.22.0\">\n<title>Lodeway</title>\n<projectCrs>");
    lode_qgis_i_add_crs(out, look, 1);
    lode_text_add(out, "</projectCrs>\n");
    add_tree(out, parts, look);
    add_relations(out, parts, look);
    lode_text_add(out, "<projectlayers>\n");
    for (size_t i = 0; i < parts->n_layers; i++)
        add_layer(out, parts, &parts->layers[i], look);
    lode_text_add(out, "</projectlayers>\n");
    lode_text_add(out, properties);
    add_themes(out, parts, look);
    lode_qgis_i_add_layouts(out, parts, look);
    add_bookmarks(out, parts, look);
    add_view(out, parts, look);
    lode_text_add(out, "</qgis>\n");
}
