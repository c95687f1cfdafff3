#include "core/indicators.h"

#include <math.h>

enum { TONNES = 20, SECTION_KM = 500, SIDES_OF_A_BORDER = 2 };

/* Hours that a step hauls or waits for departure, in no border or terminal. */
static double hours_in_motion(const lode_element *e)
{
    double hours = 0;
    if (e->kind == LODE_E_LINK || e->kind == LODE_E_CROSSING || e->kind == LODE_E_ACCESS)
        for (int i = 0; i < e->n_sides; i++)
            hours += e->side[i].hours;
    return hours;
}

static double ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

/* Hours at the start, before the cargo moves: no part of a journey in these indicators. */
static double hours_before_departure(const lode_route *route)
{
    double hours = 0;
    for (size_t i = 0; i < route->n_steps && hours_in_motion(route->steps[i].element) <= 0; i++)
        hours += route->costs[i].hours[0] + route->costs[i].hours[1];
    return hours;
}

lode_indicators lode_route_indicators(const lode_route *route)
{
    double border_h = 0, border_usd = 0, motion_h = 0, sides = 0;
    for (size_t i = 0; i < route->n_steps; i++) {
        const lode_element *e = route->steps[i].element;
        const lode_cost *c = &route->costs[i];
        motion_h += hours_in_motion(e);
        if (e->kind != LODE_E_CROSSING)
            continue;
        sides += SIDES_OF_A_BORDER;
        border_h += c->hours[0] + c->hours[1] - hours_in_motion(e);
        for (int side = 0; side < 2; side++)
            border_usd += (double)(c->money[side][LODE_BORDER] + c->money[side][LODE_GAUGE]) / LODE_MICRO;
    }
    return (lode_indicators){.tfi1_h = ratio(border_h, sides),
                             .tfi2_usd = ratio(TONNES * border_usd, sides),
                             .tfi3_usd = ratio(TONNES * SECTION_KM * ((double)route->money / LODE_MICRO), route->km),
                             .tfi4_km_h = ratio(route->km, route->hours - hours_before_departure(route)),
                             .free_km_h = ratio(route->km, motion_h)};
}
