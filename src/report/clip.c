#include "report/clip.h"

#include <string.h>

int lode_report_i_windows_meet(const report_window *a, const report_window *b)
{
    return a->min_x <= b->max_x && b->min_x <= a->max_x && a->min_y <= b->max_y && b->min_y <= a->max_y;
}

/* One edge of Liang and Barsky: p is the way towards it, q the distance; narrows the stretch [t0, t1]. */
static int narrow(double p, double q, double *t0, double *t1)
{
    if (p == 0)
        return q >= 0;
    double t = q / p;
    if (p < 0)
        *t0 = t > *t0 ? t : *t0;
    else
        *t1 = t < *t1 ? t : *t1;
    return *t0 <= *t1;
}

int lode_report_i_clip_segment(const report_window *w, double *x0, double *y0, double *x1, double *y1)
{
    double dx = *x1 - *x0, dy = *y1 - *y0, t0 = 0, t1 = 1;
    if (!narrow(-dx, *x0 - w->min_x, &t0, &t1) || !narrow(dx, w->max_x - *x0, &t0, &t1) ||
        !narrow(-dy, *y0 - w->min_y, &t0, &t1) || !narrow(dy, w->max_y - *y0, &t0, &t1))
        return 0;
    if (t1 < 1) {
        *x1 = *x0 + t1 * dx;
        *y1 = *y0 + t1 * dy;
    }
    if (t0 > 0) {
        *x0 += t0 * dx;
        *y0 += t0 * dy;
    }
    return 1;
}

/* One side of the window: sign * (coordinate of axis - limit) >= 0 is inside. */
typedef struct side {
    int axis;
    double limit, sign;
} side;

static double inside_by(const side *s, const double *point)
{
    return s->sign * (point[s->axis] - s->limit);
}

static size_t add_point(double *out, size_t n, double x, double y)
{
    out[2 * n] = x;
    out[2 * n + 1] = y;
    return n + 1;
}

static size_t add_crossing(double *out, size_t n, const side *s, const double *a, const double *b)
{
    double da = inside_by(s, a), t = da / (da - inside_by(s, b));
    double point[2] = {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])};
    point[s->axis] = s->limit;
    return add_point(out, n, point[0], point[1]);
}

static size_t clip_side(const side *s, const double *in, size_t n, double *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        const double *a = in + 2 * (i ? i - 1 : n - 1), *b = in + 2 * i;
        int a_in = inside_by(s, a) >= 0, b_in = inside_by(s, b) >= 0;
        if (a_in != b_in)
            kept = add_crossing(out, kept, s, a, b);
        if (b_in)
            kept = add_point(out, kept, b[0], b[1]);
    }
    return kept;
}

size_t lode_report_i_clip_room(size_t n)
{
    return 6 * n + 16; /* each side adds at most half of the points it is given: 1.5^4 < 6 */
}

size_t lode_report_i_clip_ring(const report_window *w, const double *ring, size_t n, double *out, double *spare)
{
    const side sides[] = {{0, w->min_x, 1}, {0, w->max_x, -1}, {1, w->min_y, 1}, {1, w->max_y, -1}};
    if (n > 1 && ring[0] == ring[2 * n - 2] && ring[1] == ring[2 * n - 1])
        n--;
    n = clip_side(&sides[0], ring, n, spare);
    n = clip_side(&sides[1], spare, n, out);
    n = clip_side(&sides[2], out, n, spare);
    return clip_side(&sides[3], spare, n, out);
}
