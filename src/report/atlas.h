/* Outlines, network and gates projected once, so that every map only has to cut and draw them.
 *
 * Knows shapes and the projection it is given; knows nothing of drawing. Coordinates are map metres, thinned to
 * a grid that no map of the report resolves. */
#ifndef LODE_REPORT_ATLAS_H
#define LODE_REPORT_ATLAS_H

#include "base/arena.h"
#include "report/clip.h"
#include "report/report.h"

typedef struct report_path {
    double *xy;
    size_t n;
    report_window box;
    size_t feature;    /* row of its table: rings of one country have the same */
    const char *group; /* iso3 of an outline, mode of a network line; may be NULL */
    const char *name;  /* of the country or line; may be NULL */
} report_path;

typedef struct report_paths {
    report_path *items;
    size_t n, capacity;
} report_paths;

typedef struct report_atlas {
    lode_arena *arena;
    lode_project_fn project;
    void *projector;
    report_paths outlines, network;
    const lode_table *gates; /* not projected; may be NULL */
    int failed;              /* out of memory */
} report_atlas;

/* lode_report_i_atlas_open has exactly one lode_report_i_atlas_close, also when it failed. */
void lode_report_i_atlas_open(report_atlas *atlas, const lode_report_input *input);
void lode_report_i_atlas_close(report_atlas *atlas);

/* Projects a shape part by part into paths that the caller frees with free(paths->items); the points are the arena's.
 * Long edges get points in between; lines part, and rings are left out, where the projection tears. */
int lode_report_i_project(const report_atlas *atlas, lode_arena *arena, const lode_geom *geom, double grid,
                          report_paths *paths);
void lode_report_i_box_add(report_window *box, double x, double y);
report_window lode_report_i_no_box(void);

#endif
