#include "report/atlas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double longest_edge_deg = 2, tear_m = 1.5e6, thin_m = 400;

report_window lode_report_i_no_box(void)
{
    return (report_window){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
}

void lode_report_i_box_add(report_window *box, double x, double y)
{
    box->min_x = fmin(box->min_x, x);
    box->min_y = fmin(box->min_y, y);
    box->max_x = fmax(box->max_x, x);
    box->max_y = fmax(box->max_y, y);
}

/* Points of the path that is being made; heap, reused. */
typedef struct tracer {
    const report_atlas *atlas;
    double grid;
    double *xy;
    size_t n, capacity;
    int torn, failed;
} tracer;

typedef struct point {
    double x, y;
} point;

static void trace_add(tracer *t, double x, double y)
{
    void *items = t->xy;
    point *slot = t->failed ? NULL : lode_grow(&items, &t->n, &t->capacity, sizeof *slot);
    t->xy = items;
    if (slot)
        *slot = (point){x, y};
    else
        t->failed = 1;
}

static double snap(double v, double grid)
{
    return grid > 0 ? round(v / grid) * grid : v;
}

/* Adds a point unless it falls on the one before; says whether the projection tore on the way to it. */
static int trace_point(tracer *t, double lon, double lat)
{
    double x, y;
    if (!t->atlas->project(t->atlas->projector, lon, lat, &x, &y) || !isfinite(x) || !isfinite(y))
        return 1;
    x = snap(x, t->grid);
    y = snap(y, t->grid);
    const double *last = t->n ? t->xy + 2 * (t->n - 1) : NULL;
    if (last && (x - last[0]) * (x - last[0]) + (y - last[1]) * (y - last[1]) > tear_m * tear_m)
        return 1;
    if (!last || x != last[0] || y != last[1])
        trace_add(t, x, y);
    return 0;
}

static int keep_path(tracer *t, lode_arena *arena, report_paths *paths, size_t least)
{
    size_t n = t->n;
    t->n = 0;
    if (n < least || t->failed)
        return !t->failed;
    void *items = paths->items;
    report_path *path = lode_grow(&items, &paths->n, &paths->capacity, sizeof *path);
    paths->items = items;
    double *xy = path ? LODE_NEW(arena, double, 2 * n) : NULL;
    if (!xy)
        return 0;
    memcpy(xy, t->xy, 2 * n * sizeof *xy);
    *path = (report_path){.xy = xy, .n = n, .box = lode_report_i_no_box()};
    for (size_t i = 0; i < n; i++)
        lode_report_i_box_add(&path->box, xy[2 * i], xy[2 * i + 1]);
    return 1;
}

static void trace_edge(tracer *t, const double *a, const double *b)
{
    double longest = fmax(fabs(b[0] - a[0]), fabs(b[1] - a[1]));
    int steps = longest > longest_edge_deg && longest <= 360 ? (int)ceil(longest / longest_edge_deg) : 1;
    for (int k = 1; k <= steps && !t->torn; k++) {
        double part = (double)k / steps;
        t->torn = trace_point(t, a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]));
    }
}

static int trace_part(tracer *t, lode_arena *arena, const double *xy, size_t n, int ring, report_paths *paths)
{
    t->n = 0;
    t->torn = n == 0 || trace_point(t, xy[0], xy[1]);
    for (size_t i = 1; i < n; i++) {
        trace_edge(t, xy + 2 * (i - 1), xy + 2 * i);
        if (!t->torn)
            continue;
        if (ring)
            return !t->failed; /* a torn ring cannot be filled */
        if (!keep_path(t, arena, paths, 2))
            return 0;
        t->torn = 0;
        trace_point(t, xy[2 * i], xy[2 * i + 1]);
    }
    return keep_path(t, arena, paths, ring ? 3 : 2);
}

int lode_report_i_project(const report_atlas *atlas, lode_arena *arena, const lode_geom *geom, double grid,
                          report_paths *paths)
{
    tracer t = {.atlas = atlas, .grid = grid};
    int ok = 1;
    int drawn = geom && (geom->shape == LODE_LINE || geom->shape == LODE_POLYGON);
    for (size_t part = 0; ok && drawn && part < geom->n_parts; part++) {
        size_t start = geom->part_start[part], n = geom->part_start[part + 1] - start;
        ok = trace_part(&t, arena, geom->xy + 2 * start, n, geom->shape == LODE_POLYGON, paths);
    }
    free(t.xy);
    return ok && !t.failed;
}

static int project_table(report_atlas *atlas, const lode_table *table, const char *group, report_paths *paths)
{
    for (size_t row = 0; table && row < lode_table_rows(table); row++) {
        size_t before = paths->n;
        if (!lode_report_i_project(atlas, atlas->arena, lode_table_geom(table, row), thin_m, paths))
            return 0;
        for (size_t i = before; i < paths->n; i++) {
            paths->items[i].feature = row;
            paths->items[i].group = lode_table_text(table, row, group);
            paths->items[i].name = lode_table_text(table, row, "name");
        }
    }
    return 1;
}

void lode_report_i_atlas_open(report_atlas *atlas, const lode_report_input *input)
{
    *atlas = (report_atlas){.project = input->project, .projector = input->projector, .gates = input->gates};
    if (!atlas->project)
        return;
    atlas->arena = lode_arena_new();
    atlas->failed = !atlas->arena || !project_table(atlas, input->outlines, "iso3", &atlas->outlines) ||
                    !project_table(atlas, input->network, "mode", &atlas->network);
}

void lode_report_i_atlas_close(report_atlas *atlas)
{
    free(atlas->outlines.items);
    free(atlas->network.items);
    lode_arena_free(atlas->arena);
    *atlas = (report_atlas){0};
}
