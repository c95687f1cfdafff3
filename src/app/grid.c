/* The layer access_grid: from points all over a country, what it costs to get out, and who can forbid it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/network_measures.h"
#include "base/finding.h"
#include "net/build.h"

typedef struct laying {
    running *r;
    const lode_fleet *f;
    const char *base, *country;
    size_t region; /* in the countries of the case */
    lode_oracle *oracle;
    lode_shipment shipment;
} laying;

static void name_sets(const lode_network *n, const uint32_t *sets, size_t n_sets, lode_text *out)
{
    for (size_t i = 0; i < n_sets; i++) {
        lode_text_add(out, i ? ";" : "");
        lode_actor_names(n, sets[i], out);
    }
}

/* Minimal sets of the main actors that leave no way, smaller ones first. */
static lode_status find_captors(laying *l, const lode_origin *origin, lode_text *out)
{
    const lode_network *n = l->r->s.network;
    lode_set own = lode_own_domains(n, origin, l->f->destination->single_market);
    uint32_t main = lode_main_actors(n), found[1 << 5];
    size_t n_found = 0;
    lode_status status = LODE_OK;
    main &= ~lode_owners(n, main, &own);
    for (int size = 1; size <= __builtin_popcount(main); size++)
        for (uint32_t set = main; set && !status; set = (set - 1) & main) {
            int holds = __builtin_popcount(set) != size;
            for (size_t i = 0; i < n_found; i++)
                holds |= (found[i] & set) == found[i];
            if (holds)
                continue;
            lode_way way = {0};
            lode_set closed = lode_closed_by(n, set, &own);
            status = lode_oracle_ask(l->oracle, origin, &closed, &way, l->r->err);
            if (!status && !way.found)
                found[n_found++] = set;
        }
    name_sets(n, found, n_found, out);
    return status;
}

static lode_status put_point(laying *l, const lode_origin *origin, double lon, double lat)
{
    lode_table *t = l->r->tables[T_GRID];
    static const size_t starts[2] = {0, 1};
    const double xy[2] = {lon, lat};
    lode_step *steps = NULL;
    size_t n_steps = 0;
    lode_route route = {0};
    lode_text captors = {0};
    lode_set nothing = {{0}};
    lode_status status = lode_oracle_steps(l->oracle, origin, &nothing, &steps, &n_steps, l->r->err);
    if (!status)
        status = lode_route_make(l->oracle, steps, n_steps, &route, l->r->err);
    if (status)
        return status;
    int64_t g = route.n_steps ? route.total : LODE_NO_WAY;
    lode_table_add(t);
    lode_table_set_text(t, "country", l->country);
    lode_table_set_text(t, "destination", l->f->destination->name);
    lode_table_set_text(t, "base", l->base);
    lode_table_set_text(t, "product", l->shipment.product);
    lode_table_set_text(t, "status", lode_run_i_reach(lode_standing_of(&l->shipment, g, g, 0)));
    lode_table_set_real(t, "lon", lon);
    lode_table_set_real(t, "lat", lat);
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, starts, NULL, xy});
    if (route.n_steps) {
        lode_table_set_real(t, "g_usd_t", lode_usd(g));
        lode_table_set_real(t, "days", route.hours / 24);
        lode_table_set_real(t, "access_km", route.mode_km[LODE_TRACK]);
        lode_table_set_text(t, "market", lode_route_end(&route)->name);
        status = find_captors(l, origin, &captors);
        if (captors.length)
            lode_table_set_text(t, "captive_to", captors.data);
    }
    lode_text_free(&captors);
    lode_route_free(&route);
    return status;
}

/* Its access legs live in an arena of their own; their prices are taken off the network again. */
static lode_status ask_point(laying *l, double lon, double lat)
{
    lode_session *s = &l->r->s;
    lode_price *prices = s->network->price;
    size_t n_prices = s->network->n_prices;
    lode_findings unheard = {0};
    lode_origin origin;
    lode_arena *arena = lode_arena_new();
    lode_status status = arena ? lode_network_origin(s->c, s->regions, s->network, arena, "point", lon, lat, l->country,
                                                     &unheard, &origin, l->r->err)
                               : lode_fail_memory(l->r->err);
    if (!status)
        status = put_point(l, &origin, lon, lat);
    s->network->price = prices;
    s->network->n_prices = n_prices;
    lode_findings_free(&unheard);
    lode_arena_free(arena);
    return status;
}

static void bounds(const lode_geom *g, double *least, double *most)
{
    size_t n = g->n_parts ? g->part_start[g->n_parts] : 0;
    for (size_t i = 0; i < 2 * n; i++) {
        least[i % 2] = fmin(least[i % 2], g->xy[i]);
        most[i % 2] = fmax(most[i % 2], g->xy[i]);
    }
}

/* Rows of equal latitude, points at equal distances on each; the corner of all grids is 0, 0, so that they do not
 * depend on the outline. */
static lode_status lay(laying *l)
{
    const double degree_km = 111.195, radian = 3.14159265358979323846 / 180;
    double least[2] = {180, 90}, most[2] = {-180, -90}, km = l->r->s.network->parameters.grid_km;
    lode_status status = LODE_OK;
    bounds(&l->r->s.c->countries.v[l->region].row.geom, least, most);
    double step_lat = km / degree_km, first = ceil(least[1] / step_lat);
    size_t rows = (size_t)fmax(floor(most[1] / step_lat) - first + 1, 0);
    for (size_t i = 0; i < rows && !status; i++) {
        double lat = (first + (double)i) * step_lat;
        double step = step_lat / fmax(cos(lat * radian), 1e-3), start = ceil(least[0] / step);
        size_t n = (size_t)fmax(floor(most[0] / step) - start + 1, 0);
        lode_session_progress(&l->r->s, "access grid", i, rows);
        for (size_t k = 0; k < n && !status; k++) {
            double lon = (start + (double)k) * step;
            if (lode_region_at(l->r->s.regions, lon, lat) == (int)l->region)
                status = ask_point(l, lon, lat);
        }
    }
    return status;
}

static lode_status unknown_country(const running *r, const char *name, lode_err *err)
{
    const lode_case *c = r->s.c;
    const char **words = calloc(c->countries.n + 1, sizeof *words);
    for (size_t i = 0; words && i < c->countries.n; i++)
        words[i] = c->countries.v[i].iso3;
    lode_status status = lode_fail_unknown(err, "country of --grid", name, words, c->countries.n,
                                           "Use ISO3 codes of the layer countries.");
    free(words);
    return status;
}

static const lode_country *country_of(const lode_case *c, const char *word, size_t length)
{
    for (size_t i = 0; i < c->countries.n; i++)
        if (strlen(c->countries.v[i].iso3) == length && strncmp(c->countries.v[i].iso3, word, length) == 0)
            return &c->countries.v[i];
    return NULL;
}

lode_status lode_run_i_check_grid(running *r)
{
    const char *list = r->s.config->grid;
    size_t length;
    for (const char *word; list && (word = lode_list_next(&list, &length));) {
        const char *name = lode_arena_strndup(r->s.arena, word, length);
        if (!name)
            return lode_fail_memory(r->err);
        if (!country_of(r->s.c, word, length))
            return unknown_country(r, name, r->err);
    }
    return LODE_OK;
}

/* What would be shipped: --product, or the first of the case that the destination takes. */
static lode_status choose_product(laying *l, lode_target **targets, size_t *n_targets)
{
    running *r = l->r;
    lode_status status = lode_session_shipment(&r->s, NULL, &l->shipment, r->err);
    if (!status)
        status = lode_destination_targets(&r->s, l->f->destination, l->shipment.product, targets, n_targets, r->err);
    for (size_t i = 0; !r->s.config->product && i < r->s.c->products.n && *n_targets == 0 && !status; i++) {
        lode_config config = *r->s.config;
        lode_session other = r->s;
        config.product = r->s.c->products.v[i].id;
        other.config = &config;
        free(*targets);
        status = lode_session_shipment(&other, NULL, &l->shipment, r->err);
        if (!status)
            status =
                lode_destination_targets(&r->s, l->f->destination, l->shipment.product, targets, n_targets, r->err);
    }
    return status;
}

lode_status lode_run_i_put_grid(running *r, const lode_fleet *f, const char *base)
{
    laying l = {.r = r, .f = f, .base = base};
    lode_target *targets = NULL;
    size_t n_targets = 0, length;
    const char *list = r->s.config->grid;
    lode_status status = choose_product(&l, &targets, &n_targets);
    if (!status) {
        l.oracle = lode_oracle_new(f->scenario, &l.shipment, LODE_BY_COST, targets, n_targets, r->err);
        status = l.oracle ? LODE_OK : LODE_IO;
    }
    for (const char *word; !status && (word = lode_list_next(&list, &length));) {
        const lode_country *country = country_of(r->s.c, word, length);
        l.country = country->iso3;
        l.region = (size_t)(country - r->s.c->countries.v);
        if (country->row.geom.shape)
            status = lay(&l);
    }
    if (l.oracle)
        r->searches += lode_oracle_searches(l.oracle);
    lode_oracle_free(l.oracle);
    free(targets);
    return status;
}
