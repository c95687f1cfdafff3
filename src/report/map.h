/* Maps as SVG: countries, network, routes, marks, legend, scale bar, north, and a description for screen readers.
 *
 * Knows shapes in degrees and an atlas; knows nothing of result tables or of what a route means. */
#ifndef LODE_REPORT_MAP_H
#define LODE_REPORT_MAP_H

#include "report/atlas.h"
#include "report/page.h"
#include "report/sheet.h"

typedef enum report_mark_kind {
    REPORT_MARK_FREE,
    REPORT_MARK_MANY,
    REPORT_MARK_TWO,
    REPORT_MARK_ONE,
    REPORT_MARK_NO_WAY,
    REPORT_MARK_UNKNOWN,
    REPORT_MARK_MARKET,
    REPORT_MARK_GATE,
    REPORT_N_MARKS
} report_mark_kind;

typedef struct report_mark {
    double lon, lat;
    report_mark_kind kind;
    const char *label, *target; /* either may be NULL */
} report_mark;

typedef struct report_map_route {
    const lode_geom *geom;
    size_t style; /* also the order: a lower one lies above */
} report_map_route;

enum { REPORT_N_STYLES = 8 };

typedef struct report_map {
    const char *title, *description;
    report_map_route *routes;
    size_t n_routes;
    const char *style_titles[REPORT_N_STYLES]; /* for the legend; NULL: style not used */
    report_mark *marks;                        /* the first are labelled first */
    size_t n_marks;
    int overview;      /* the fixed window of Eurasia, and lines as wide as routes are many */
    int eurasia;       /* no more than that window */
    unsigned thin;     /* bit a style: a quieter line */
    const char *focus; /* iso3 of a country to tint, or NULL */
} report_map;

/* The window of the overview in degrees. */
extern const report_window lode_report_i_overview_deg;

/* The drawing in the page's arena; NULL without a projection or when nothing can be drawn. */
const char *lode_report_i_map(report_page *page, const report_atlas *atlas, const report_map *map);

typedef struct report_line_style {
    const char *colour, *dash;
} report_line_style;

typedef struct report_mark_style {
    const char *path, *fill, *edge, *words;
} report_mark_style;

extern const report_line_style lode_report_i_line_styles[REPORT_N_STYLES];
extern const report_mark_style lode_report_i_mark_styles[REPORT_N_MARKS];

/* Name of a country, at the middle of its largest part in sight; area is twice that of the part. */
typedef struct report_place_name {
    const char *words;
    double area, centre[2];
} report_place_name;

/* The parts of a map, for map.c. Names are written where no mark or label stands. */
void lode_report_i_draw_flows(lode_text *out, const report_atlas *atlas, const report_map *map,
                              const report_sheet *sheet);
void lode_report_i_define_marks(lode_text *out);
void lode_report_i_draw_marks(lode_text *out, const report_page *page, const report_atlas *atlas, const report_map *map,
                              const report_sheet *sheet, const report_place_name *names, size_t n_names);
/* Returns the height used. */
long lode_report_i_draw_legend(lode_text *out, const report_page *page, const report_map *map, long top);
void lode_report_i_svg_text(lode_text *out, long x, long y, const char *attributes, const char *words);
/* The width of words in grid units, roughly. */
long lode_report_i_words_width(const char *words, long size);

#endif
