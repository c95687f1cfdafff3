/* The parts of a style and of a project, for the files that make them. Knows what io/qgis.h knows. */
#ifndef LODE_IO_QGIS_I_H
#define LODE_IO_QGIS_I_H

#include "io/qgis.h"

/* The attributes of the root of a style, which a <maplayer> takes too: labelsEnabled and the like. */
void lode_qgis_i_root(lode_text *out, const lode_style *style);

/* Aliases, formats, words for codes and the read-only form, all from the columns. */
void lode_qgis_i_add_form(lode_text *out, const qgis_layer *layer, const lode_look *look,
                          const qgis_relation *relations, size_t n_relations);

/* The tip of a layer whose style has none: its name and the sentence of the row, where it has one. */
void lode_qgis_i_add_tip(lode_text *out, const qgis_layer *layer, const lode_look *look);

/* The id of a layer in the project. QGIS breaks on ids of 10 characters and less. */
#define QGIS_LAYER_ID "%s_of_lodeway"

/* An element <spatialrefsys>: of WGS 84, or of the map's projection. */
void lode_qgis_i_add_crs(lode_text *out, const lode_look *look, int of_map);

const qgis_layer *lode_qgis_i_layer(const qgis_parts *parts, const char *name);

/* The themes: sets of layers that tell one thing. */
typedef struct qgis_theme {
    const char *name;
    unsigned bit;
} qgis_theme;
extern const qgis_theme lode_qgis_i_themes[];
extern const size_t lode_qgis_i_n_themes;
/* The layers of a theme that the file has, from the top of the map to its ground; returns how many. */
size_t lode_qgis_i_theme_layers(const qgis_parts *parts, unsigned bit, const qgis_layer **layers, size_t most);

/* Where most of the deposits lie, in metres of the map's projection: min x, min y, max x, max y. 0: nothing. */
int lode_qgis_i_extent(const qgis_parts *parts, const lode_look *look, double extent[4]);

/* The print layouts: a page a deposit and an overview. Nothing where the file has no deposits. */
void lode_qgis_i_add_layouts(lode_text *out, const qgis_parts *parts, const lode_look *look);

#endif
