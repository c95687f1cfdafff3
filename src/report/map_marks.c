#include <math.h>
#include <stdlib.h>

#include "report/escape.h"
#include "report/format.h"
#include "report/map.h"

void lode_report_i_svg_text(lode_text *out, long x, long y, const char *attributes, const char *words)
{
    lode_text_addf(out, "<text x=\"%ld\" y=\"%ld\" %s>", x, y, attributes);
    lode_report_i_html(out, words);
    lode_text_add(out, "</text>");
}

long lode_report_i_words_width(const char *words, long size)
{
    return (long)lode_report_i_width(words) * size * 54 / 100;
}

void lode_report_i_define_marks(lode_text *out)
{
    lode_text_add(out, "<defs>");
    for (int kind = 0; kind < REPORT_N_MARKS; kind++) {
        const report_mark_style *style = &lode_report_i_mark_styles[kind];
        lode_text_addf(out, "<path id=\"k%d\" d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"3\"/>", kind,
                       style->path, style->fill, style->edge);
    }
    lode_text_add(out, "</defs>\n");
}

/* Boxes that hold a mark or a label; a label goes where it meets none. */
typedef struct boxes {
    report_window *items;
    size_t n;
} boxes;

typedef struct placed_mark {
    const report_mark *mark;
    long x, y;
} placed_mark;

enum { LABEL_SIZE = 24, NAME_SIZE = 23, NAME_SPACING = 4, MARK_HALF = 13 };

static int is_free(const boxes *taken, const report_window *box, const report_window *frame)
{
    if (box->min_x < frame->min_x || box->max_x > frame->max_x || box->min_y < frame->min_y ||
        box->max_y > frame->max_y)
        return 0;
    for (size_t i = 0; i < taken->n; i++)
        if (lode_report_i_windows_meet(&taken->items[i], box))
            return 0;
    return 1;
}

/* Right, left, above and below the mark: the label's left edge and base line from the mark. */
static void label_place(int side, long width, long *dx, long *dy)
{
    *dx = side == 0 ? MARK_HALF + 7 : side == 1 ? -width - MARK_HALF - 7 : -width / 2;
    *dy = side < 2 ? 8 : side == 2 ? -MARK_HALF - 8 : MARK_HALF + 24;
}

static void draw_label(lode_text *out, const placed_mark *p, boxes *taken, const report_window *frame)
{
    long width = lode_report_i_words_width(p->mark->label, LABEL_SIZE);
    for (int side = 0; side < 4; side++) {
        long dx, dy;
        label_place(side, width, &dx, &dy);
        double left = (double)(p->x + dx), base = (double)(p->y + dy);
        report_window box = {left, base - 19, left + (double)width, base + 6};
        if (!is_free(taken, &box, frame))
            continue;
        taken->items[taken->n++] = box;
        lode_report_i_svg_text(out, p->x + dx, p->y + dy, "", p->mark->label);
        lode_text_add(out, "\n");
        return;
    }
}

static void draw_mark(lode_text *out, const report_page *page, const placed_mark *p)
{
    if (p->mark->target)
        lode_text_addf(out, "<a href=\"%s%s.html\">", lode_report_i_root(page), p->mark->target);
    lode_text_addf(out, "<use href=\"#k%d\" x=\"%ld\" y=\"%ld\">", (int)p->mark->kind, p->x, p->y);
    if (p->mark->label) {
        lode_text_add(out, "<title>");
        lode_report_i_html(out, p->mark->label);
        lode_text_add(out, "</title>");
    }
    lode_text_addf(out, "</use>%s\n", p->mark->target ? "</a>" : "");
}

static size_t place_marks(const report_atlas *atlas, const report_map *map, const report_sheet *sheet,
                          placed_mark *placed, boxes *taken)
{
    size_t n = 0;
    for (size_t i = 0; i < map->n_marks; i++) {
        double x, y;
        const report_mark *mark = &map->marks[i];
        if (!isfinite(mark->lon) || !isfinite(mark->lat) ||
            !atlas->project(atlas->projector, mark->lon, mark->lat, &x, &y))
            continue;
        if (!(x >= sheet->window.min_x && x <= sheet->window.max_x && y >= sheet->window.min_y &&
              y <= sheet->window.max_y))
            continue;
        placed_mark *p = &placed[n++];
        p->mark = mark;
        lode_report_i_to_grid(sheet, x, y, &p->x, &p->y);
        double px = (double)p->x, py = (double)p->y;
        taken->items[taken->n++] = (report_window){px - MARK_HALF, py - MARK_HALF, px + MARK_HALF, py + MARK_HALF};
    }
    return n;
}

static void draw_labels(lode_text *out, const placed_mark *placed, size_t n, boxes *taken, const report_window *frame)
{
    lode_text_add(out, "<g font-size=\"24\" fill=\"#1d2630\" stroke=\"#fff\" stroke-width=\"5\" paint-order=\"stroke\" "
                       "stroke-linejoin=\"round\">\n");
    for (size_t i = 0; i < n; i++)
        if (placed[i].mark->label)
            draw_label(out, &placed[i], taken, frame);
    lode_text_add(out, "</g>\n");
}

/* In the middle of the country, or a little above or below it. */
static void draw_name(lode_text *out, const report_place_name *name, boxes *taken, const report_window *frame)
{
    static const double shifts[] = {0, -40, 40, -80, 80};
    double half = (double)lode_report_i_words_width(name->words, NAME_SIZE + NAME_SPACING) / 2;
    if (2 * half > 0.9 * sqrt(name->area))
        return;
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        double x = name->centre[0], y = name->centre[1] + shifts[i];
        report_window box = {x - half, y - 18, x + half, y + 6};
        if (fabs(shifts[i]) > 0.15 * sqrt(name->area) || !is_free(taken, &box, frame))
            continue;
        taken->items[taken->n++] = box;
        lode_report_i_svg_text(out, lround(x), lround(y), "", name->words);
        lode_text_add(out, "\n");
        return;
    }
}

static void draw_names(lode_text *out, const report_place_name *names, size_t n, boxes *taken,
                       const report_window *frame)
{
    lode_text_add(out, "<g font-size=\"23\" fill=\"#5b646d\" text-anchor=\"middle\" letter-spacing=\"2\" "
                       "stroke=\"#f7f5ef\" stroke-width=\"5\" paint-order=\"stroke\">\n");
    for (size_t i = 0; i < n; i++)
        draw_name(out, &names[i], taken, frame);
    lode_text_add(out, "</g>\n");
}

void lode_report_i_draw_marks(lode_text *out, const report_page *page, const report_atlas *atlas, const report_map *map,
                              const report_sheet *sheet, const report_place_name *names, size_t n_names)
{
    lode_arena *arena = lode_arena_new();
    placed_mark *placed = arena ? LODE_NEW(arena, placed_mark, map->n_marks) : NULL;
    boxes taken = {placed ? LODE_NEW(arena, report_window, 2 * map->n_marks + n_names) : NULL, 0};
    if (taken.items) {
        report_window frame = {6, 6, SHEET_WIDTH - 6, (double)sheet->height - 66};
        size_t n = place_marks(atlas, map, sheet, placed, &taken);
        for (size_t i = n; i-- > 0;)
            draw_mark(out, page, &placed[i]);
        draw_labels(out, placed, n, &taken, &frame);
        draw_names(out, names, n_names, &taken, &frame);
    } else {
        out->failed = 1;
    }
    lode_arena_free(arena);
}
