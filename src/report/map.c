#include "report/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/format.h"

const report_window lode_report_i_overview_deg = {5, 25, 125, 62};

/* What a map may weigh, in bytes: land, network, routes. */
typedef struct weights {
    size_t land, network, flows;
} weights;

static const weights overview_weights = {120000, 50000, 45000}, page_weights = {55000, 22000, 22000};

typedef struct canvas {
    const report_page *page;
    const report_atlas *atlas;
    const report_map *map;
    report_sheet sheet;
    double *work;              /* for cutting rings */
    report_place_name *labels; /* one a path of the outlines at most */
    size_t n_labels;
} canvas;

typedef void (*draw_fn)(lode_text *out, canvas *c);

/* Draws on a coarser grid until the drawing is light enough. */
static void draw_within(lode_text *out, canvas *c, draw_fn draw, size_t limit)
{
    enum { COARSEST = 64 };
    for (long step = 1;; step *= 2) {
        lode_text part = {0};
        lode_report_i_sheet_step(&c->sheet, step);
        draw(&part, c);
        int light = part.length <= limit || step >= COARSEST || part.failed;
        if (light)
            lode_text_add(out, lode_text_get(&part));
        out->failed |= part.failed;
        lode_text_free(&part);
        if (light)
            break;
    }
    lode_report_i_sheet_step(&c->sheet, 1);
}

static void draw_country(lode_text *out, canvas *c, const report_path *paths, size_t n)
{
    lode_text d = {0};
    report_pen pen = {.out = &d};
    report_place_name label = {.words = paths->name};
    for (size_t i = 0; i < n; i++) {
        double centre[2];
        if (!lode_report_i_windows_meet(&paths[i].box, &c->sheet.cut))
            continue;
        double area = lode_report_i_draw_ring(&c->sheet, paths[i].xy, paths[i].n, c->work, &pen, centre);
        if (area > label.area) {
            label.area = area;
            memcpy(label.centre, centre, sizeof centre);
        }
    }
    int focus = c->map->focus && paths->group && strcmp(c->map->focus, paths->group) == 0;
    if (d.length)
        lode_text_addf(out, "<path%s d=\"%s\"/>\n", focus ? " fill=\"#fbe9c6\"" : "", lode_text_get(&d));
    if (label.area > 0 && label.words)
        c->labels[c->n_labels++] = label;
    out->failed |= d.failed;
    lode_text_free(&d);
}

static void draw_land(lode_text *out, canvas *c)
{
    const report_paths *land = &c->atlas->outlines;
    c->n_labels = 0;
    lode_text_add(out, "<g fill=\"#f7f5ef\" stroke=\"#aab0b6\" stroke-width=\"2\" stroke-linejoin=\"round\" "
                       "fill-rule=\"evenodd\">\n");
    for (size_t i = 0, next; i < land->n; i = next) {
        for (next = i + 1; next < land->n && land->items[next].feature == land->items[i].feature;)
            next++;
        draw_country(out, c, land->items + i, next - i);
    }
    lode_text_add(out, "</g>\n");
}

typedef struct network_style {
    const char *mode, *stroke;
} network_style;

static const network_style network_styles[] = {
    {"sea", "stroke=\"#7aa7c7\" stroke-width=\"3\" stroke-dasharray=\"12 9\""},
    {"road", "stroke=\"#c0a98a\" stroke-width=\"3\""},
    {"rail", "stroke=\"#6f6f6f\" stroke-width=\"3\""},
};

static void draw_mode(lode_text *out, canvas *c, const network_style *style)
{
    lode_text d = {0};
    report_pen pen = {.out = &d};
    for (size_t i = 0; i < c->atlas->network.n; i++) {
        const report_path *path = &c->atlas->network.items[i];
        if (!path->group || strcmp(path->group, style->mode) != 0 ||
            !lode_report_i_windows_meet(&path->box, &c->sheet.cut))
            continue;
        lode_report_i_draw_line(&c->sheet, path->xy, path->n, &pen);
    }
    if (d.length)
        lode_text_addf(out, "<path %s d=\"%s\"/>\n", style->stroke, lode_text_get(&d));
    out->failed |= d.failed;
    lode_text_free(&d);
}

static void draw_network(lode_text *out, canvas *c)
{
    lode_text_add(out, "<g fill=\"none\" stroke-opacity=\".75\">\n");
    for (size_t i = 0; i < sizeof network_styles / sizeof *network_styles; i++)
        draw_mode(out, c, &network_styles[i]);
    lode_text_add(out, "</g>\n");
}

static void draw_flows(lode_text *out, canvas *c)
{
    lode_report_i_draw_flows(out, c->atlas, c->map, &c->sheet);
}

static void graticule_line(canvas *c, report_pen *pen, double lon0, double lat0, double d_lon, double d_lat, int steps)
{
    double xy[2 * 64];
    size_t n = 0;
    for (int i = 0; i <= steps && n < 64; i++) {
        double *p = xy + 2 * n;
        if (c->atlas->project(c->atlas->projector, lon0 + i * d_lon, lat0 + i * d_lat, &p[0], &p[1]))
            n++;
    }
    lode_report_i_draw_line(&c->sheet, xy, n, pen);
}

static void draw_graticule(lode_text *out, canvas *c)
{
    lode_text d = {0};
    report_pen pen = {.out = &d};
    for (int lon = -20; lon <= 180; lon += 10)
        graticule_line(c, &pen, lon, 0, 0, 2, 40);
    for (int lat = 0; lat <= 80; lat += 10)
        for (int lon = -20; lon < 180; lon += 50)
            graticule_line(c, &pen, lon, lat, 2, 0, 25);
    if (d.length)
        lode_text_addf(out,
                       "<path fill=\"none\" stroke=\"#5f7a8c\" stroke-opacity=\".25\" stroke-width=\"2\" d=\"%s\"/>\n",
                       lode_text_get(&d));
    out->failed |= d.failed;
    lode_text_free(&d);
}

/* The longest of 1, 2, 5 x 10^n km that takes at most a fifth of the width. */
static double scale_bar_km(const report_sheet *sheet)
{
    double most = SHEET_WIDTH / 5.0 / sheet->scale / 1000, size = pow(10, floor(log10(most)));
    return most >= 5 * size ? 5 * size : most >= 2 * size ? 2 * size : size;
}

static void draw_scale_bar(lode_text *out, const report_sheet *sheet)
{
    double km = scale_bar_km(sheet);
    long width = lround(km * 1000 * sheet->scale), x = 30, y = sheet->height - 26;
    lode_text label = {0};
    lode_report_i_grouped(&label, km, 0);
    lode_text_add(&label, " km");
    lode_text_addf(out,
                   "<rect x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"52\" fill=\"#fff\" fill-opacity=\".85\"/>"
                   "<path fill=\"none\" stroke=\"#1d2630\" stroke-width=\"4\" d=\"M%ld %ldv12h%ldv-12\"/>",
                   x - 14, y - 34, width + lode_report_i_words_width(lode_text_get(&label), 26) + 44, x, y - 12, width);
    lode_report_i_svg_text(out, x + width + 14, y + 4, "font-size=\"26\"", lode_text_get(&label));
    lode_text_add(out, "\n");
    out->failed |= label.failed;
    lode_text_free(&label);
}

/* North at the place itself: the meridian leans where the projection bends it. */
static void draw_north(lode_text *out, const canvas *c, double lon, double lat)
{
    double x0, y0, x1, y1;
    if (!c->atlas->project(c->atlas->projector, lon, lat, &x0, &y0) ||
        !c->atlas->project(c->atlas->projector, lon, lat + 0.5, &x1, &y1))
        return;
    double lean = atan2(x1 - x0, y1 - y0) * 180 / M_PI;
    lode_text_addf(
        out,
        "<g transform=\"translate(1942 62) rotate(%.0f)\"><circle r=\"40\" fill=\"#fff\" "
        "fill-opacity=\".85\"/><path d=\"M0-32l11 30h-22z\" fill=\"#1d2630\"/><text y=\"24\" font-size=\"26\" "
        "text-anchor=\"middle\">N</text></g>\n",
        fabs(lean) < 0.5 ? 0.0 : lean);
}

static void add_window_deg(report_window *box, const report_atlas *atlas)
{
    const report_window *w = &lode_report_i_overview_deg;
    for (int i = 0; i <= 40; i++) {
        double part = i / 40.0, lon = w->min_x + part * (w->max_x - w->min_x), x, y;
        if (atlas->project(atlas->projector, lon, w->min_y, &x, &y))
            lode_report_i_box_add(box, x, y);
        if (atlas->project(atlas->projector, lon, w->max_y, &x, &y))
            lode_report_i_box_add(box, x, y);
    }
}

static int add_routes_box(report_window *box, const report_atlas *atlas, const report_map *map)
{
    lode_arena *arena = lode_arena_new();
    report_paths paths = {0};
    int ok = arena != NULL;
    for (size_t i = 0; ok && i < map->n_routes; i++)
        if (map->routes[i].style == 0)
            ok = lode_report_i_project(atlas, arena, map->routes[i].geom, 0, &paths);
    for (size_t i = 0; i < paths.n; i++) {
        lode_report_i_box_add(box, paths.items[i].box.min_x, paths.items[i].box.min_y);
        lode_report_i_box_add(box, paths.items[i].box.max_x, paths.items[i].box.max_y);
    }
    free(paths.items);
    lode_arena_free(arena);
    return ok;
}

/* Around the upper routes and the marks, with a margin. */
static int fitted_window(report_window *box, const report_atlas *atlas, const report_map *map)
{
    if (!add_routes_box(box, atlas, map))
        return 0;
    for (size_t i = 0; i < map->n_marks; i++) {
        double x, y;
        if (atlas->project(atlas->projector, map->marks[i].lon, map->marks[i].lat, &x, &y))
            lode_report_i_box_add(box, x, y);
    }
    double margin = 0.07 * fmax(box->max_x - box->min_x, box->max_y - box->min_y);
    *box = (report_window){box->min_x - margin, box->min_y - margin, box->max_x + margin, box->max_y + margin};
    return 1;
}

/* The part of box that lies in limit; box as it is where they do not meet. */
static void shrink_to(report_window *box, const report_window *limit)
{
    if (!lode_report_i_windows_meet(box, limit))
        return;
    *box = (report_window){fmax(box->min_x, limit->min_x), fmax(box->min_y, limit->min_y),
                           fmin(box->max_x, limit->max_x), fmin(box->max_y, limit->max_y)};
}

static int choose_window(report_window *box, const report_atlas *atlas, const report_map *map)
{
    report_window eurasia = lode_report_i_no_box();
    *box = lode_report_i_no_box();
    add_window_deg(&eurasia, atlas);
    if (map->overview)
        *box = eurasia;
    else if (!fitted_window(box, atlas, map))
        return 0;
    if (map->eurasia)
        shrink_to(box, &eurasia);
    return 1;
}

static int is_window(const report_window *w)
{
    return isfinite(w->min_x) && isfinite(w->min_y) && isfinite(w->max_x) && isfinite(w->max_y) &&
           w->max_x >= w->min_x && w->max_y >= w->min_y;
}

static size_t longest_ring(const report_paths *paths)
{
    size_t longest = 0;
    for (size_t i = 0; i < paths->n; i++)
        longest = paths->items[i].n > longest ? paths->items[i].n : longest;
    return longest;
}

static void draw_body(lode_text *out, canvas *c)
{
    const weights *limit = c->map->overview ? &overview_weights : &page_weights;
    lode_text_addf(out,
                   "<svg x=\"0\" y=\"0\" width=\"%d\" height=\"%ld\" viewBox=\"0 0 %d %ld\">\n"
                   "<rect width=\"%d\" height=\"%ld\" fill=\"#dfeaf2\"/>\n",
                   SHEET_WIDTH, c->sheet.height, SHEET_WIDTH, c->sheet.height, SHEET_WIDTH, c->sheet.height);
    draw_within(out, c, draw_land, limit->land);
    draw_graticule(out, c);
    draw_within(out, c, draw_network, limit->network);
    draw_within(out, c, draw_flows, limit->flows);
    lode_report_i_draw_marks(out, c->page, c->atlas, c->map, &c->sheet, c->labels, c->n_labels);
    draw_scale_bar(out, &c->sheet);
    int own_north = !c->map->overview && c->map->n_marks;
    draw_north(out, c, own_north ? c->map->marks[0].lon : 65, own_north ? c->map->marks[0].lat : 45);
    lode_text_addf(out,
                   "<rect x=\"1\" y=\"1\" width=\"%d\" height=\"%ld\" fill=\"none\" stroke=\"#8795a3\" "
                   "stroke-width=\"2\"/>\n</svg>\n",
                   SHEET_WIDTH - 2, c->sheet.height - 2);
}

static void draw_map(lode_text *out, canvas *c)
{
    lode_text body = {0}, legend = {0};
    draw_body(&body, c);
    long height = c->sheet.height + lode_report_i_draw_legend(&legend, c->page, c->map, c->sheet.height);
    lode_text_addf(out,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-labelledby=\"map-t map-d\" "
                   "viewBox=\"0 0 %d %ld\" font-family=\"system-ui,'Noto Sans','Liberation Sans','DejaVu "
                   "Sans',Arial,sans-serif\" fill=\"#1d2630\">\n<title id=\"map-t\">",
                   SHEET_WIDTH, height);
    lode_report_i_html(out, c->map->title);
    lode_text_add(out, "</title>\n<desc id=\"map-d\">");
    lode_report_i_html(out, c->map->description);
    lode_text_add(out, "</desc>\n");
    lode_report_i_define_marks(out);
    lode_text_add(out, lode_text_get(&body));
    lode_text_add(out, lode_text_get(&legend));
    lode_text_add(out, "\n</svg>");
    out->failed |= body.failed || legend.failed;
    lode_text_free(&body);
    lode_text_free(&legend);
}

const char *lode_report_i_map(report_page *page, const report_atlas *atlas, const report_map *map)
{
    if (!atlas->project || page->failed)
        return NULL;
    report_window window;
    page->failed |= !choose_window(&window, atlas, map);
    if (page->failed || !is_window(&window))
        return NULL;
    canvas c = {
        .page = page,
        .atlas = atlas,
        .map = map,
    };
    lode_arena *arena = lode_arena_new();
    if (arena)
        c.sheet = lode_report_i_sheet(window, arena);
    c.work =
        c.sheet.cells ? LODE_NEW(arena, double, 4 * lode_report_i_clip_room(longest_ring(&atlas->outlines))) : NULL;
    c.labels = c.work ? LODE_NEW(arena, report_place_name, atlas->outlines.n) : NULL;
    lode_text out = {.failed = c.labels == NULL};
    if (c.labels)
        draw_map(&out, &c);
    lode_arena_free(arena);
    return lode_report_i_keep(page, &out);
}
