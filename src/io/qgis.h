/* What QGIS finds in a GeoPackage besides rows: a default style a layer, and a project that shows the finished map.
 *
 * A style is the hand-written QML of styles/ (symbols, labels, tip) with what follows from the columns put in: aliases
 * with units, number formats, words for codes, a read-only form by topic. The project is made of the same parts. Knows
 * tables and columns; nothing of how a figure came about. Texts are XML, escaped. */
#ifndef LODE_IO_QGIS_H
#define LODE_IO_QGIS_H

#include "base/text.h"
#include "base/words.h"
#include "io/styles.h"
#include "lodeway/table.h"

/* How an output shall look. Zeroed: English, no headline columns. */
typedef struct lode_look {
    lode_language language;
    const char *const *prefixes;      /* of headline columns, the first is the main one: "eu_open" */
    const char *const *prefix_titles; /* what they mean: "EU, base open" */
    size_t n_prefixes;
    double map_lon, map_lat; /* centre of the map's projection */
} lode_look;

/* A layer as it was written. */
typedef struct qgis_layer {
    const char *name, *title;
    lode_shape shape;
    const lode_column *columns;
    size_t n_columns;
    double core[4]; /* where most of its points lie: min x, min y, max x, max y; NaN: not a layer of points, or empty */
} qgis_layer;

/* The field's name in a GeoPackage, whose key is called fid. */
const char *lode_qgis_i_field(const lode_column *column);

/* The style of a layer, NULL where styles/ has none; variant "" is the default one ("deposits", "deposits@cost"). */
const lode_style *lode_qgis_i_style(const char *layer, const char *variant);

/* A whole QML document for layer_styles. */
void lode_qgis_i_qml(lode_text *out, const qgis_layer *layer, const char *variant, const lode_look *look);
/* The same without its frame, for a <maplayer> of a project, whose form shows the relations named. */
typedef struct qgis_relation {
    const char *id, *parent, *child, *parent_column, *child_column, *title;
} qgis_relation;
void lode_qgis_i_children(lode_text *out, const qgis_layer *layer, const char *variant, const lode_look *look,
                          const qgis_relation *relations, size_t n_relations);
/* Words and names of the look put into the text of a style or layout: {{English}} in the language, the main prefix. */
void lode_qgis_i_fill(lode_text *out, const char *text, const lode_look *look);

/* A place to jump to, in degrees. */
typedef struct qgis_bookmark {
    const char *name;
    double box[4]; /* min x, min y, max x, max y */
} qgis_bookmark;

/* What a project is made of: layers of the file called name, which lies beside it. */
typedef struct qgis_parts {
    const char *name;
    const qgis_layer *layers;
    size_t n_layers;
    const qgis_bookmark *bookmarks;
    size_t n_bookmarks;
} qgis_parts;

/* The project as a .qgs document. */
void lode_qgis_i_project(lode_text *out, const qgis_parts *parts, const lode_look *look);

/* Bytes as the hexadecimal text in which QGIS keeps a project. The caller frees it; NULL: out of memory. */
char *lode_qgis_i_hex(const unsigned char *bytes, size_t n);

/* XML-escaped text. */
void lode_qgis_i_escape(lode_text *out, const char *text);

#endif
