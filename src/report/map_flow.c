#include <stdlib.h>
#include <string.h>

#include "report/map.h"

/* Routes share most of their way. Each stretch of the grid is drawn once, in the style of most routes on it (overview)
 * or of the uppermost one, as wide as routes are many. */
typedef struct stretch {
    long x0, y0, x1, y1; /* ordered */
    unsigned style, routes;
    int drawn;
} stretch;

typedef struct flows {
    const report_sheet *sheet;
    int overview;
    stretch *items;
    size_t n, capacity;
    int failed;
} flows;

typedef void (*stretch_fn)(void *context, long x0, long y0, long x1, long y1);

static void each_stretch(const report_sheet *sheet, const report_path *path, stretch_fn visit, void *context)
{
    for (size_t i = 1; i < path->n; i++) {
        double x0 = path->xy[2 * i - 2], y0 = path->xy[2 * i - 1], x1 = path->xy[2 * i], y1 = path->xy[2 * i + 1];
        if (!lode_report_i_clip_segment(&sheet->cut, &x0, &y0, &x1, &y1))
            continue;
        long ax, ay, bx, by;
        lode_report_i_to_grid(sheet, x0, y0, &ax, &ay);
        lode_report_i_to_grid(sheet, x1, y1, &bx, &by);
        if (ax != bx || ay != by)
            visit(context, ax, ay, bx, by);
    }
}

static stretch ordered(long x0, long y0, long x1, long y1)
{
    int swap = x0 > x1 || (x0 == x1 && y0 > y1);
    return swap ? (stretch){.x0 = x1, .y0 = y1, .x1 = x0, .y1 = y0} : (stretch){.x0 = x0, .y0 = y0, .x1 = x1, .y1 = y1};
}

typedef struct collector {
    flows *f;
    unsigned style;
} collector;

static void collect(void *context, long x0, long y0, long x1, long y1)
{
    collector *c = context;
    void *items = c->f->items;
    stretch *slot = c->f->failed ? NULL : lode_grow(&items, &c->f->n, &c->f->capacity, sizeof *slot);
    c->f->items = items;
    if (!slot) {
        c->f->failed = 1;
        return;
    }
    *slot = ordered(x0, y0, x1, y1);
    slot->style = c->style;
    slot->routes = 1;
}

static int compare_long(long a, long b)
{
    return (a > b) - (a < b);
}

static int compare_place(const void *a, const void *b)
{
    const stretch *s = a, *t = b;
    int order = compare_long(s->x0, t->x0);
    order = order ? order : compare_long(s->y0, t->y0);
    order = order ? order : compare_long(s->x1, t->x1);
    return order ? order : compare_long(s->y1, t->y1);
}

static int compare_place_style(const void *a, const void *b)
{
    const stretch *s = a, *t = b;
    int order = compare_place(a, b);
    return order ? order : (s->style > t->style) - (s->style < t->style);
}

/* One stretch out of the n that lie on the same place, sorted by style. */
static stretch merge(const stretch *same, size_t n, int by_majority)
{
    stretch merged = same[0];
    size_t most = 0;
    for (size_t i = 0, run = 1; i < n; i++, run++) {
        if (i + 1 < n && same[i + 1].style == same[i].style)
            continue;
        if (by_majority && run > most) {
            most = run;
            merged.style = same[i].style;
        }
        run = 0;
    }
    merged.routes = (unsigned)n;
    return merged;
}

static void unite(flows *f)
{
    if (f->n == 0)
        return;
    qsort(f->items, f->n, sizeof *f->items, compare_place_style);
    size_t kept = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        for (next = i + 1; next < f->n && compare_place(&f->items[i], &f->items[next]) == 0;)
            next++;
        f->items[kept++] = merge(&f->items[i], next - i, f->overview);
    }
    f->n = kept;
}

enum { N_WIDTHS = 3 };
static const int overview_widths[N_WIDTHS] = {5, 8, 12};
enum { SINGLE_WIDTH = 8, THIN_WIDTH = 4 };

static unsigned width_class(const flows *f, size_t n_routes, unsigned routes)
{
    if (!f->overview)
        return 0;
    return routes * 10 >= n_routes * 3 ? 2 : routes * 10 >= n_routes ? 1 : 0;
}

typedef struct drawer {
    flows *f;
    size_t n_routes;
    report_pen pens[REPORT_N_STYLES * N_WIDTHS];
} drawer;

static void draw_stretch(void *context, long x0, long y0, long x1, long y1)
{
    drawer *d = context;
    stretch key = ordered(x0, y0, x1, y1);
    stretch *s = d->f->n ? bsearch(&key, d->f->items, d->f->n, sizeof key, compare_place) : NULL;
    if (!s || s->drawn)
        return;
    s->drawn = 1;
    report_pen *pen = &d->pens[s->style * N_WIDTHS + width_class(d->f, d->n_routes, s->routes)];
    if (pen->state == 0 || pen->x != x0 || pen->y != y0)
        lode_report_i_pen_move(pen, x0, y0);
    lode_report_i_pen_line(pen, x1, y1);
}

static int each_route(const report_atlas *atlas, const report_map *map, flows *f, stretch_fn visit, void *context,
                      unsigned *style)
{
    lode_arena *arena = lode_arena_new();
    report_paths paths = {0};
    int ok = arena != NULL;
    for (size_t i = 0; ok && i < map->n_routes; i++) {
        *style = (unsigned)map->routes[i].style;
        paths.n = 0;
        ok = lode_report_i_project(atlas, arena, map->routes[i].geom, 0, &paths);
        for (size_t k = 0; ok && k < paths.n; k++)
            each_stretch(f->sheet, &paths.items[k], visit, context);
    }
    free(paths.items);
    lode_arena_free(arena);
    return ok;
}

static void add_stroke(lode_text *out, const report_line_style *style, int width, const char *path)
{
    lode_text_addf(out, "<path stroke=\"#fff\" stroke-width=\"%d\" stroke-opacity=\".75\" d=\"%s\"/>", width + 5, path);
    lode_text_addf(out, "<path stroke=\"%s\" stroke-width=\"%d\"%s%s%s d=\"%s\"/>\n", style->colour, width,
                   *style->dash ? " stroke-dasharray=\"" : "", style->dash, *style->dash ? "\"" : "", path);
}

static int width_of(const flows *f, const report_map *map, size_t style, size_t class)
{
    if (map->thin >> style & 1)
        return THIN_WIDTH;
    return f->overview ? overview_widths[class] : SINGLE_WIDTH;
}

static void add_strokes(lode_text *out, const flows *f, const report_map *map, lode_text *paths)
{
    lode_text_add(out, "<g fill=\"none\" stroke-linejoin=\"round\">\n");
    for (size_t style = REPORT_N_STYLES; style-- > 0;)
        for (size_t w = 0; w < N_WIDTHS; w++) {
            lode_text *path = &paths[style * N_WIDTHS + w];
            if (path->length)
                add_stroke(out, &lode_report_i_line_styles[style], width_of(f, map, style, w), lode_text_get(path));
            out->failed |= path->failed;
        }
    lode_text_add(out, "</g>\n");
}

void lode_report_i_draw_flows(lode_text *out, const report_atlas *atlas, const report_map *map,
                              const report_sheet *sheet)
{
    flows f = {.sheet = sheet, .overview = map->overview};
    collector c = {.f = &f};
    drawer d = {.f = &f, .n_routes = map->n_routes};
    lode_text paths[REPORT_N_STYLES * N_WIDTHS] = {0};
    unsigned unused;
    for (size_t i = 0; i < REPORT_N_STYLES * N_WIDTHS; i++)
        d.pens[i] = (report_pen){.out = &paths[i]};
    int ok = each_route(atlas, map, &f, collect, &c, &c.style);
    unite(&f);
    ok = ok && !f.failed && each_route(atlas, map, &f, draw_stretch, &d, &unused);
    if (ok)
        add_strokes(out, &f, map, paths);
    else
        out->failed = 1;
    for (size_t i = 0; i < REPORT_N_STYLES * N_WIDTHS; i++)
        lode_text_free(&paths[i]);
    free(f.items);
}
