#include "geo/geodesic.h"

#include <geodesic.h>
#include <math.h>

static const double pi = 3.14159265358979323846;

/* The ellipsoid of WGS 84. Initialised by value on each call: cheap against an inverse problem, and no global state. */
static struct geod_geodesic wgs84(void)
{
    struct geod_geodesic g;
    geod_init(&g, 6378137.0, 1 / 298.257223563);
    return g;
}

static double inverse_m(const struct geod_geodesic *g, double lon1, double lat1, double lon2, double lat2,
                        double *azimuth)
{
    double m;
    geod_inverse(g, lat1, lon1, lat2, lon2, &m, azimuth, NULL);
    return m;
}

double lode_distance_km(double lon1, double lat1, double lon2, double lat2)
{
    struct geod_geodesic g = wgs84();
    return inverse_m(&g, lon1, lat1, lon2, lat2, NULL) / 1000;
}

double lode_line_km(const lode_geom *line)
{
    struct geod_geodesic g = wgs84();
    double m = 0;
    for (size_t part = 0; part < line->n_parts; part++)
        for (size_t i = line->part_start[part] + 1; i < line->part_start[part + 1]; i++) {
            const double *p = line->xy + 2 * (i - 1);
            m += inverse_m(&g, p[0], p[1], p[2], p[3], NULL);
        }
    return m / 1000;
}

typedef struct vec {
    double x, y, z;
} vec;

static vec unit(double lon, double lat)
{
    double a = lon * pi / 180, b = lat * pi / 180;
    return (vec){cos(b) * cos(a), cos(b) * sin(a), sin(b)};
}

static double dot(vec a, vec b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static vec cross(vec a, vec b)
{
    return (vec){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static double angle(vec a, vec b)
{
    vec c = cross(a, b);
    return atan2(sqrt(dot(c, c)), dot(a, b));
}

/* Distance on a sphere to the arc a-b, km: within 1 % of the ellipsoid, good for choosing what to look at. */
static double sphere_km(vec p, vec a, vec b)
{
    vec n = cross(a, b);
    double length = sqrt(dot(n, n)), least = fmin(angle(p, a), angle(p, b));
    if (length > 1e-15 && dot(cross(n, a), p) > 0 && dot(cross(b, n), p) > 0)
        least = fmin(least, fabs(asin(fmax(-1, fmin(1, dot(n, p) / length)))));
    return least * 6371.0;
}

/* The foot on one geodesic edge: the sign of the distance's derivative along it is bisected. */
static lode_foot edge_foot(const struct geod_geodesic *g, const double *a, const double *b, double lon, double lat)
{
    struct geod_geodesicline line;
    geod_inverseline(&line, g, a[1], a[0], b[1], b[0],
                     GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_AZIMUTH | GEOD_DISTANCE_IN);
    double low = 0, high = line.s13, s = 0, at_lat = a[1], at_lon = a[0], azimuth = line.azi1, to;
    double m = inverse_m(g, a[0], a[1], lon, lat, &to);
    if (high > 0 && m > 0 && cos((to - azimuth) * pi / 180) > 0) {
        s = high;
        for (int i = 0; i < 60 && high - low > 1e-4; i++) {
            s = (low + high) / 2;
            geod_position(&line, s, &at_lat, &at_lon, &azimuth);
            inverse_m(g, at_lon, at_lat, lon, lat, &to);
            if (cos((to - azimuth) * pi / 180) > 0)
                low = s;
            else
                high = s;
        }
        s = line.s13 - high < 1e-3 ? line.s13 : (low + high) / 2; /* the end itself, not a hair before it */
        geod_position(&line, s, &at_lat, &at_lon, NULL);
        if (s == line.s13)
            at_lon = b[0], at_lat = b[1];
        m = inverse_m(g, at_lon, at_lat, lon, lat, NULL);
    }
    return (lode_foot){m / 1000, at_lon, at_lat, s / 1000};
}

/* How near an edge is on a sphere, and by how much the ellipsoid can differ: with the distance and the edge's length.
 */
static double edge_sphere_km(const lode_geom *geom, size_t i, vec p, double *slack)
{
    const double *e = geom->xy + 2 * i;
    vec a = unit(e[0], e[1]), b = unit(e[2], e[3]);
    double km = sphere_km(p, a, b);
    *slack = 0.01 * (km + angle(a, b) * 6371.0) + 0.1;
    return km;
}

/* No edge is nearer than it says less its slack: those that reach below this can hold the foot. */
static double nearest_sphere_km(const lode_geom *geom, vec p)
{
    double least = INFINITY, slack;
    for (size_t part = 0; part < geom->n_parts; part++)
        for (size_t i = geom->part_start[part]; i + 1 < geom->part_start[part + 1]; i++) {
            double km = edge_sphere_km(geom, i, p, &slack);
            least = fmin(least, km + slack);
        }
    return least;
}

static lode_foot nearest_point(const lode_geom *geom, double lon, double lat)
{
    struct geod_geodesic g = wgs84();
    lode_foot best = {INFINITY, 0, 0, 0};
    for (size_t i = 0; i < geom->part_start[geom->n_parts]; i++) {
        const double *p = geom->xy + 2 * i;
        double km = inverse_m(&g, p[0], p[1], lon, lat, NULL) / 1000;
        if (km < best.km)
            best = (lode_foot){km, p[0], p[1], 0};
    }
    return best;
}

static lode_foot nearest_edge(const lode_geom *geom, double lon, double lat)
{
    struct geod_geodesic g = wgs84();
    vec p = unit(lon, lat);
    double limit = nearest_sphere_km(geom, p), before = 0, slack;
    lode_foot best = {INFINITY, 0, 0, 0};
    for (size_t part = 0; part < geom->n_parts; part++)
        for (size_t i = geom->part_start[part]; i + 1 < geom->part_start[part + 1]; i++) {
            const double *e = geom->xy + 2 * i;
            if (edge_sphere_km(geom, i, p, &slack) - slack <= limit) {
                lode_foot foot = edge_foot(&g, e, e + 2, lon, lat);
                foot.along_km += before;
                if (foot.km < best.km)
                    best = foot;
            }
            if (geom->shape == LODE_LINE)
                before += inverse_m(&g, e[0], e[1], e[2], e[3], NULL) / 1000;
        }
    return best;
}

lode_foot lode_nearest(const lode_geom *geom, double lon, double lat)
{
    if (geom->shape == LODE_POLYGON && lode_inside(geom, lon, lat))
        return (lode_foot){0, lon, lat, 0};
    if (geom->shape == LODE_POINT || geom->part_start[geom->n_parts] < 2)
        return nearest_point(geom, lon, lat);
    lode_foot foot = nearest_edge(geom, lon, lat);
    return isfinite(foot.km) ? foot : nearest_point(geom, lon, lat); /* parts of one point have no edge */
}

/* Even-odd rule over all rings: holes and several outer rings need no care. */
int lode_inside(const lode_geom *polygon, double lon, double lat)
{
    int inside = 0;
    for (size_t part = 0; part < polygon->n_parts; part++)
        for (size_t i = polygon->part_start[part]; i + 1 < polygon->part_start[part + 1]; i++) {
            const double *a = polygon->xy + 2 * i, *b = a + 2;
            if ((a[1] > lat) != (b[1] > lat) && lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0])
                inside = !inside;
        }
    return inside;
}

static size_t add_point(double *xy, size_t n, double lon, double lat)
{
    xy[2 * n] = lon;
    xy[2 * n + 1] = lat;
    return n + 1;
}

static void reverse_points(double *xy, size_t n)
{
    for (size_t i = 0; i < n / 2; i++)
        for (int k = 0; k < 2; k++) {
            double saved = xy[2 * i + k];
            xy[2 * i + k] = xy[2 * (n - 1 - i) + k];
            xy[2 * (n - 1 - i) + k] = saved;
        }
}

size_t lode_line_piece(const lode_geom *line, double a, double b, double *xy)
{
    struct geod_geodesic g = wgs84();
    double total = lode_line_km(line) * 1000, from = fmin(a, b) * total, to = fmax(a, b) * total, at = 0;
    size_t n = 0, end = line->n_parts ? line->part_start[1] : 0;
    for (size_t i = 0; i + 1 < end; i++) {
        const double *e = line->xy + 2 * i;
        struct geod_geodesicline edge;
        geod_inverseline(&edge, &g, e[1], e[0], e[3], e[2], GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
        double s = edge.s13, lat, lon;
        if (n == 0 && at + s >= from) {
            geod_position(&edge, from - at, &lat, &lon, NULL);
            n = add_point(xy, n, lon, lat);
        }
        if (n > 0 && at + s >= to) {
            geod_position(&edge, to - at, &lat, &lon, NULL);
            n = add_point(xy, n, lon, lat);
            break;
        }
        if (n > 0)
            n = add_point(xy, n, e[2], e[3]);
        at += s;
    }
    if (n == 0 && end > 0) /* the end itself, missed by rounding */
        n = add_point(xy, n, line->xy[2 * (end - 1)], line->xy[2 * (end - 1) + 1]);
    if (n == 1)
        n = add_point(xy, n, xy[0], xy[1]);
    if (a > b)
        reverse_points(xy, n);
    return n;
}
