/* The layers deposits and zone_statistics, once every answer is known. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/run_i.h"
#include "core/spread.h"
#include "geo/geodesic.h"

static const char *const headline_columns[3][2] = {{"rus_status", "rus_penalty_usd_t"},
                                                   {"chn_status", "chn_penalty_usd_t"},
                                                   {"caspian_status", "caspian_penalty_usd_t"}};

static void put_headline(lode_table *t, const char *prefix, const headline *h)
{
    char column[200];
#define PUT(setter, name, value) (snprintf(column, sizeof column, "%s_%s", prefix, name), setter(t, column, value))
    PUT(lode_table_set_text, "status", lode_run_i_reach(h->standing));
    for (int i = 0; i < 3; i++)
        if (h->actor_standing[i] != LODE_N_STANDINGS) {
            PUT(lode_table_set_text, headline_columns[i][0], lode_standing_names[h->actor_standing[i]]);
            PUT(lode_table_set_real, headline_columns[i][1], h->actor_penalty[i]);
        }
    if (h->g == LODE_NO_WAY)
        return;
    PUT(lode_table_set_real, "g_usd_t", lode_usd(h->g));
    PUT(lode_table_set_real, "g_usd_t_treo", h->g_treo);
    PUT(lode_table_set_real, "value_share_pct", h->value_share_pct);
    PUT(lode_table_set_real, "money_usd_t", lode_usd(h->money));
    PUT(lode_table_set_real, "days", h->days);
    PUT(lode_table_set_real, "length_km", h->km);
    PUT(lode_table_set_real, "co2_kg_t", h->co2);
    PUT(lode_table_set_text, "market", h->market);
    PUT(lode_table_set_text, "corridor", h->corridor);
    PUT(lode_table_set_text, "domains", h->domains);
    PUT(lode_table_set_text, "cut_sets", h->cut_sets && *h->cut_sets ? h->cut_sets : NULL);
    PUT(lode_table_set_text, "cut_status", h->cut_status);
    if (h->smallest_cut > 0)
        PUT(lode_table_set_int, "smallest_cut", h->smallest_cut);
    PUT(lode_table_set_text, "cut_sets_no_overflight", h->sky_cut_sets && *h->sky_cut_sets ? h->sky_cut_sets : NULL);
    PUT(lode_table_set_text, "cut_status_no_overflight", h->sky_cut_status);
    PUT(lode_table_set_text, "main_actor", h->main_actor);
    PUT(lode_table_set_real, "main_actor_share", h->main_actor_share);
    PUT(lode_table_set_real, "effective_routes", h->effective_routes);
    PUT(lode_table_set_real, "hhi", h->hhi);
    PUT(lode_table_set_real, "resilience", h->resilience);
    PUT(lode_table_set_real, "sourced_pct", h->sourced_pct);
    PUT(lode_table_set_text, "grade", h->grade);
#undef PUT
}

static void put_zones_of(running *r, lode_table *t, const lode_occurrence *o)
{
    lode_text zones = {0};
    for (size_t i = 0; i < r->s.c->zones.n; i++) {
        const lode_zone *z = &r->s.c->zones.v[i];
        if (z->row.geom.shape && lode_inside(&z->row.geom, o->row.geom.xy[0], o->row.geom.xy[1]))
            lode_text_addf(&zones, "%s%s", zones.length ? ";" : "", z->id);
    }
    lode_table_set_text(t, "zones", zones.length ? zones.data : NULL);
    lode_text_free(&zones);
}

static void put_facts(lode_table *t, const lode_occurrence *o, const lode_shipment *shipment)
{
    lode_table_set_text(t, "id", o->id);
    lode_table_set_text(t, "name", o->name);
    lode_table_set_text(t, "name_local", o->name_local);
    lode_table_set_text(t, "country", o->country);
    lode_table_set_text(t, "kind", o->kind);
    lode_table_set_text(t, "deposit_type", o->deposit_type);
    lode_table_set_text(t, "elements", o->elements);
    lode_table_set_real(t, "resource_mt", o->resource_mt);
    lode_table_set_real(t, "ore_treo_pct", o->ore_treo_pct);
    lode_table_set_real(t, "hree_share_pct", o->hree_share_pct);
    lode_table_set_text(t, "product", shipment->product);
    lode_table_set_real(t, "product_treo_pct", shipment->treo_pct);
    lode_table_set_real(t, "product_usd_t", shipment->usd_t);
    lode_table_set_real(t, "output_t_a", o->output_t_a);
    lode_table_set_real(t, "contained_reo_kt", o->contained_reo_kt);
    lode_table_set_text(t, "ree_role", o->ree_role);
    lode_table_set_text(t, "status", o->status);
    lode_table_set_real(t, "coord_accuracy_km", o->coord_accuracy_km);
    lode_table_set_text(t, "remarks", o->remarks);
    lode_table_set_text(t, "source", o->source);
    lode_table_set_text(t, "confidence", o->confidence);
}

/* Columns of the case that the schema does not know. */
static void put_extra(lode_table *t, const lode_session *s, const lode_row *row)
{
    for (size_t i = 0; i < s->c->occurrences.n_extra; i++) {
        const char *name = s->c->occurrences.extra_names[i];
        int column = lode_table_find(t, name);
        if (column >= 0 && strcmp(lode_table_column(t, (size_t)column)->help, "Carried through from the case.") == 0)
            lode_table_set_text(t, name, row->extra[i]);
    }
}

lode_status lode_run_i_put_deposits(running *r)
{
    static const struct {
        const char *column;
        lode_target_kind kind;
    } distances[] = {{"rail_km", LODE_TO_RAIL},         {"electrified_rail_km", LODE_TO_ELECTRIFIED_RAIL},
                     {"railhead_km", LODE_TO_RAILHEAD}, {"road_km", LODE_TO_ROAD},
                     {"crossing_km", LODE_TO_CROSSING}, {"port_km", LODE_TO_PORT},
                     {"airport_km", LODE_TO_AIRPORT}};
    lode_table *t = r->tables[T_DEPOSITS];
    for (size_t i = 0; i < r->s.c->occurrences.n; i++) {
        const lode_occurrence *o = &r->s.c->occurrences.v[i];
        lode_shipment shipment;
        lode_status status = lode_session_shipment(&r->s, o, &shipment, r->err);
        if (status)
            return status;
        lode_table_add(t);
        put_facts(t, o, &shipment);
        put_zones_of(r, t, o);
        for (size_t d = 0; d < sizeof distances / sizeof *distances; d++)
            lode_table_set_real(t, distances[d].column, r->km[i * LODE_N_TARGET_KINDS + (size_t)distances[d].kind]);
        for (size_t p = 0; p < lode_run_i_prefixes(r); p++) {
            put_headline(t, r->prefixes[p], &r->headlines[i * lode_run_i_prefixes(r) + p]);
            lode_run_i_put_chance(r, t, i, p);
        }
        put_extra(t, &r->s, &o->row);
        lode_table_set_geom(t, &o->row.geom);
    }
    return LODE_OK;
}

static void put_zone_counts(running *r, lode_table *t, const lode_zone *z, double *g, double *rail)
{
    size_t kinds[3] = {0}, n_g = 0, n_rail = 0, captive = 0;
    for (size_t i = 0; i < r->s.c->occurrences.n; i++) {
        const lode_occurrence *o = &r->s.c->occurrences.v[i];
        const headline *h = &r->headlines[i * lode_run_i_prefixes(r)];
        double km = r->km[i * LODE_N_TARGET_KINDS + LODE_TO_RAIL];
        if (!lode_inside(&z->row.geom, o->row.geom.xy[0], o->row.geom.xy[1]))
            continue;
        kinds[strcmp(o->kind, "deposit") == 0 ? 0 : (strcmp(o->kind, "prospect") == 0 ? 1 : 2)]++;
        captive += h->smallest_cut > 0 && h->smallest_cut <= 2;
        if (h->g != LODE_NO_WAY)
            g[n_g++] = lode_usd(h->g);
        if (!isnan(km))
            rail[n_rail++] = km;
    }
    lode_table_set_int(t, "n_deposits", (int64_t)kinds[0]);
    lode_table_set_int(t, "n_prospects", (int64_t)kinds[1]);
    lode_table_set_int(t, "n_occurrences", (int64_t)kinds[2]);
    lode_table_set_int(t, "n_reachable", (int64_t)n_g);
    lode_table_set_int(t, "n_captive_pair", (int64_t)captive);
    lode_table_set_real(t, "g_median_usd_t", lode_median(g, n_g));
    lode_table_set_real(t, "g_min_usd_t", n_g ? g[0] : NAN);
    lode_table_set_real(t, "rail_median_km", lode_median(rail, n_rail));
}

lode_status lode_run_i_put_zones(running *r)
{
    lode_table *t = r->tables[T_ZONES];
    size_t n = r->s.c->occurrences.n;
    double *room = calloc(2 * n + 1, sizeof *room);
    if (!room)
        return lode_fail_memory(r->err);
    for (size_t i = 0; i < r->s.c->zones.n; i++) {
        const lode_zone *z = &r->s.c->zones.v[i];
        if (!z->row.geom.shape)
            continue;
        lode_table_add(t);
        lode_table_set_text(t, "id", z->id);
        lode_table_set_text(t, "name", z->name);
        lode_table_set_text(t, "kind", z->kind);
        lode_table_set_text(t, "country", z->country);
        lode_table_set_text(t, "commodities", z->commodities);
        lode_table_set_text(t, "destination", r->destinations[0].name);
        lode_table_set_text(t, "base", r->bases[0]);
        lode_table_set_text(t, "source", z->source);
        put_zone_counts(r, t, z, room, room + n);
        lode_table_set_geom(t, &z->row.geom);
    }
    free(room);
    return LODE_OK;
}
