#include "geo/crs.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>

struct lode_crs {
    PJ_CONTEXT *context;
    PJ *transformation;
};

static lode_crs *make(const char *from, const char *to, lode_err *err)
{
    lode_crs *crs = calloc(1, sizeof *crs);
    if (!crs) {
        lode_fail_memory(err);
        return NULL;
    }
    crs->context = proj_context_create();
    if (crs->context) {
        proj_context_set_enable_network(crs->context, 0);
        proj_log_level(crs->context, PJ_LOG_NONE);
        PJ *raw = proj_create_crs_to_crs(crs->context, from, to, NULL);
        crs->transformation = raw ? proj_normalize_for_visualization(crs->context, raw) : NULL;
        proj_destroy(raw);
    }
    if (!crs->transformation) {
        lode_crs_free(crs);
        lode_fail(err, LODE_BAD_INPUT, "PROJ knows no way from the coordinate reference system \"%.80s\" to \"%.80s\".",
                  from, to);
        return NULL;
    }
    return crs;
}

lode_crs *lode_crs_to_wgs84(const char *definition, lode_err *err)
{
    return make(definition, "EPSG:4326", err);
}

lode_crs *lode_crs_map(double lon, double lat, lode_err *err)
{
    char definition[200];
    snprintf(definition, sizeof definition, "+proj=laea +lat_0=%.6f +lon_0=%.6f +datum=WGS84 +units=m +type=crs", lat,
             lon);
    return make("EPSG:4326", definition, err);
}

void lode_crs_free(lode_crs *crs)
{
    if (!crs)
        return;
    proj_destroy(crs->transformation);
    proj_context_destroy(crs->context);
    free(crs);
}

int lode_crs_apply(lode_crs *crs, double *xy, size_t n_points)
{
    int ok = 1;
    for (size_t i = 0; i < n_points; i++) {
        PJ_COORD c = proj_trans(crs->transformation, PJ_FWD, proj_coord(xy[2 * i], xy[2 * i + 1], 0, 0));
        xy[2 * i] = c.xy.x;
        xy[2 * i + 1] = c.xy.y;
        ok &= isfinite(c.xy.x) && isfinite(c.xy.y);
    }
    return ok;
}

void lode_proj_version(char *text, size_t size)
{
    snprintf(text, size, "%s", proj_info().version);
}
