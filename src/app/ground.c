#include "app/ground.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "core/columns.h"

/* ---- seas ---------------------------------------------------------------------------------------------------- */

typedef struct middle {
    double x, y;
    size_t n;
} middle;

static int is_of(const lode_link *link, const char *domain)
{
    return link->domain && strcmp(link->domain, domain) == 0;
}

static size_t n_points(const lode_geom *geom)
{
    return geom->n_parts ? geom->part_start[geom->n_parts] : 0;
}

static middle middle_of(const lode_case *c, const char *domain)
{
    middle m = {0};
    for (size_t i = 0; i < c->sea.n; i++)
        for (size_t k = 0; is_of(&c->sea.v[i], domain) && k < n_points(&c->sea.v[i].row.geom); k++, m.n++) {
            m.x += c->sea.v[i].row.geom.xy[2 * k];
            m.y += c->sea.v[i].row.geom.xy[2 * k + 1];
        }
    m.x /= m.n ? (double)m.n : 1;
    m.y /= m.n ? (double)m.n : 1;
    return m;
}

/* A vertex of a sea link lies in the water; a mean of them may not. */
static int nearest_vertex(const lode_case *c, const char *domain, double xy[2])
{
    middle m = middle_of(c, domain);
    double least = INFINITY;
    for (size_t i = 0; i < c->sea.n; i++)
        for (size_t k = 0; is_of(&c->sea.v[i], domain) && k < n_points(&c->sea.v[i].row.geom); k++) {
            const double *at = &c->sea.v[i].row.geom.xy[2 * k];
            double d = hypot(at[0] - m.x, at[1] - m.y);
            if (d < least) {
                least = d;
                memcpy(xy, at, 2 * sizeof *xy);
            }
        }
    return isfinite(least);
}

lode_table *lode_seas_table(const lode_session *s)
{
    static const size_t one_part[] = {0, 1};
    static const struct {
        const char *code, *words;
    } waters[] = {{"CASPIAN", "Caspian Sea"}, {"BLACK_SEA", "Black Sea"}};
    lode_table *table = lode_result_table("seas", NULL);
    for (size_t i = 0; table && i < sizeof waters / sizeof *waters; i++) {
        double xy[2];
        if (!nearest_vertex(s->c, waters[i].code, xy))
            continue;
        lode_table_add(table);
        lode_table_set_text(table, "domain", waters[i].code);
        lode_table_set_text(table, "name", lode_word(lode_language_of(s->config->lang), waters[i].words));
        lode_table_set_geom(table, &(lode_geom){LODE_POINT, 1, one_part, NULL, xy});
    }
    return table;
}

/* ---- graticule ----------------------------------------------------------------------------------------------- */

enum { EVERY = 10, FINE = 2, MOST_POINTS = 360 / FINE + 1, TOP = 80 };

static void add_line(lode_table *table, const char *kind, int degrees, const double *xy, size_t n)
{
    static const char *const ends[] = {"S", "N", "W", "E"};
    int parallel = strcmp(kind, "parallel") == 0;
    char label[16];
    size_t parts[] = {0, n};
    snprintf(label, sizeof label, degrees ? "%d° %s" : "%d°", degrees < 0 ? -degrees : degrees,
             ends[2 * !parallel + (degrees > 0)]);
    lode_table_add(table);
    lode_table_set_text(table, "kind", kind);
    lode_table_set_int(table, "degrees", degrees);
    lode_table_set_text(table, "label", label);
    lode_table_set_geom(table, &(lode_geom){LODE_LINE, 1, parts, NULL, xy});
}

lode_table *lode_graticule_table(void)
{
    double xy[2 * MOST_POINTS];
    lode_table *table = lode_result_table("graticule", NULL);
    for (int lat = -TOP; table && lat <= TOP; lat += EVERY) {
        size_t n = 0;
        for (int lon = -180; lon <= 180; lon += FINE, n++)
            xy[2 * n] = lon, xy[2 * n + 1] = lat;
        add_line(table, "parallel", lat, xy, n);
    }
    for (int lon = -180; table && lon < 180; lon += EVERY) {
        size_t n = 0;
        for (int lat = -TOP; lat <= TOP; lat += FINE, n++)
            xy[2 * n] = lon, xy[2 * n + 1] = lat;
        add_line(table, "meridian", lon, xy, n);
    }
    return table;
}
