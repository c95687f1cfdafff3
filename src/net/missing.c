#include "net/missing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/finding.h"
#include "net/names.h"

/* Each row that lacks what every row should have. */
static void miss(lode_findings *f, lode_where where, double value, const char *expected)
{
    if (isnan(value))
        lode_found(f, "LW-NET-014", where, NULL, expected);
}

/* How many rows leave out what a row need not have: told once a column, with the count. */
static void tell_left_out(lode_findings *f, const char *layer, const char *column, size_t missing, size_t n,
                          const char *expected)
{
    char value[60];
    snprintf(value, sizeof value, "empty in %zu of %zu rows", missing, n);
    if (missing > 0)
        lode_found(f, "LW-NET-015", (lode_where){layer, -1, NULL, column}, value, expected);
}

static void check_crossings(const lode_case *c, lode_findings *f)
{
    size_t shipment = 0, tonne = 0;
    for (size_t i = 0; i < c->crossings.n; i++) {
        const lode_crossing *x = &c->crossings.v[i];
        lode_where where = {"crossings", x->row.fid, x->id, "dwell_p90_h"};
        miss(f, where, x->dwell_p90_h, "a 90th percentile; no buffer counts");
        where.column = "gap_km";
        miss(f, where, x->gap_km, "the way between the two stations; 0 km count");
        shipment += isnan(x->cost_usd_shipment) && !isnan(x->cost_usd_t);
        tonne += isnan(x->cost_usd_t) && !isnan(x->cost_usd_shipment);
    }
    tell_left_out(f, "crossings", "cost_usd_shipment", shipment, c->crossings.n,
                  "a cost a shipment; none counts beside cost_usd_t");
    tell_left_out(f, "crossings", "cost_usd_t", tonne, c->crossings.n,
                  "a cost a tonne; none counts beside cost_usd_shipment");
}

static void check_terminals(const lode_case *c, lode_findings *f)
{
    for (size_t i = 0; i < c->terminals.n; i++) {
        const lode_terminal *t = &c->terminals.v[i];
        miss(f, (lode_where){"terminals", t->row.fid, t->id, "handling_p90_h"}, t->handling_p90_h,
             "a 90th percentile; no buffer counts");
    }
}

static void check_tariffs(const lode_case *c, lode_findings *f)
{
    size_t entry = 0, speed = 0;
    for (size_t i = 0; i < c->tariffs.n; i++) {
        const lode_tariff *t = &c->tariffs.v[i];
        lode_where where = {"tariffs", t->row.fid, t->domain, "usd"};
        if (isnan(t->usd))
            lode_found(f, "LW-NET-017", where, t->mode, "a price");
        where.column = "empty_share";
        if (t->basis && strcmp(t->basis, "unit_km") == 0)
            miss(f, where, t->empty_share, "a share of empty running; none counts");
        entry += isnan(t->entry_usd);
        speed += isnan(t->km_h);
    }
    tell_left_out(f, "tariffs", "entry_usd", entry, c->tariffs.n, "an entry charge; none counts");
    tell_left_out(f, "tariffs", "km_h", speed, c->tariffs.n, "a speed; that of the other rows that fit counts");
}

static void check_links(lode_links links, lode_findings *f)
{
    size_t headway = 0, days = 0, price = 0;
    for (size_t i = 0; i < links.n; i++) {
        headway += isnan(links.v[i].headway_h);
        days += isnan(links.v[i].days);
        price += isnan(links.v[i].usd_t);
    }
    tell_left_out(f, links.layer, "headway_h", headway, links.n, "hours between departures; no wait counts");
    tell_left_out(f, links.layer, "days", days, links.n, "a running time; length at the speed of the tariff counts");
    tell_left_out(f, links.layer, "usd_t", price, links.n, "a price of its own; that of the tariff counts");
}

void lode_case_missing(const lode_case *c, lode_findings *f)
{
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++)
        check_links(lode_link_layer(c, layer), f);
    check_crossings(c, f);
    check_terminals(c, f);
    check_tariffs(c, f);
}
