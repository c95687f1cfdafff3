/* Shapes that a case does not give: links from their places and via points, gates and markets at their places. */
#ifndef LODE_IO_DRAW_H
#define LODE_IO_DRAW_H

#include "base/arena.h"
#include "lodeway/case.h"

/* "lon lat;lon lat" as a line of inner points; leaves geom alone where the text is empty or not such a list. */
void lode_draw_via(const char *text, lode_arena *arena, lode_geom *geom);

/* Draws all that lacks a shape and has places. Lines that came as inner points get their ends. */
lode_status lode_draw_from_places(lode_case *c, lode_err *err);

#endif
