/* The layer scenarios: each scenario of the case against the base open, by country. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/network_measures.h"
#include "core/spread.h"

/* The best way of one occurrence. */
typedef struct answer {
    int64_t g; /* LODE_NO_WAY: none */
    double days;
} answer;

static lode_status ask(const lode_fleet *f, answer *answers, lode_err *err)
{
    lode_status status = LODE_OK;
    for (size_t i = 0; i < f->n && !status; i++) {
        lode_route route;
        status = lode_fleet_route(f, i, &route, err);
        if (status)
            break;
        answers[i] = (answer){route.n_steps ? route.total : LODE_NO_WAY, route.hours / 24};
        lode_route_free(&route);
    }
    return status;
}

typedef struct tally {
    size_t n, reachable, uneconomic, captive, freed, cheaper, dearer;
    double *g, *delta, *days; /* room for an entry an occurrence */
    size_t n_g, n_delta;
} tally;

static void count(tally *t, const answer *open, const answer *now, const lode_shipment *shipment)
{
    int economic = now->g != LODE_NO_WAY && lode_standing_of(shipment, now->g, now->g, 0) != LODE_UNECONOMIC;
    t->n++;
    t->captive += open->g != LODE_NO_WAY && now->g == LODE_NO_WAY;
    t->freed += open->g == LODE_NO_WAY && now->g != LODE_NO_WAY;
    t->reachable += (size_t)economic;
    t->uneconomic += now->g != LODE_NO_WAY && !economic;
    if (now->g == LODE_NO_WAY)
        return;
    t->g[t->n_g++] = (double)now->g / LODE_MICRO;
    if (open->g == LODE_NO_WAY)
        return;
    t->cheaper += now->g < open->g;
    t->dearer += now->g > open->g;
    t->delta[t->n_delta] = (double)(now->g - open->g) / LODE_MICRO;
    t->days[t->n_delta++] = now->days - open->days;
}

static const char *status_of(const tally *t)
{
    if (t->n_g == 0)
        return t->captive ? "captive" : "unreachable";
    size_t gains = t->cheaper + t->freed, losses = t->dearer + t->captive;
    return gains && losses ? "mixed" : (losses ? "dearer" : (gains ? "cheaper" : "unchanged"));
}

static void put(running *r, const lode_scenario_row *row, const char *country, const char *destination, tally *t)
{
    lode_table *table = r->tables[T_SCENARIOS];
    lode_table_add(table);
    lode_table_set_text(table, "scenario", row->scenario);
    lode_table_set_text(table, "title_en", lode_scenario_title(r->s.c, row->scenario, 0));
    lode_table_set_text(table, "title_de", lode_scenario_title(r->s.c, row->scenario, 1));
    lode_table_set_text(table, "country", country);
    lode_table_set_text(table, "destination", destination);
    lode_table_set_text(table, "status", status_of(t));
    lode_table_set_int(table, "n_deposits", (int64_t)t->n);
    lode_table_set_int(table, "n_reachable", (int64_t)t->reachable);
    lode_table_set_int(table, "n_uneconomic", (int64_t)t->uneconomic);
    lode_table_set_int(table, "n_captive", (int64_t)t->captive);
    lode_table_set_int(table, "n_freed", (int64_t)t->freed);
    lode_table_set_real(table, "g_median_usd_t", lode_median(t->g, t->n_g));
    lode_table_set_real(table, "delta_g_median_usd_t", lode_median(t->delta, t->n_delta));
    lode_table_set_real(table, "delta_g_least_usd_t", t->n_delta ? t->delta[0] : NAN);
    lode_table_set_real(table, "delta_g_most_usd_t", t->n_delta ? t->delta[t->n_delta - 1] : NAN);
    lode_table_set_real(table, "delta_median_days", lode_median(t->days, t->n_delta));
}

typedef struct comparing {
    running *r;
    const lode_fleet *open;
    answer *base, *now;
    double *room; /* three an occurrence */
    lode_land *lands;
    size_t n_lands;
} comparing;

static void put_lands(comparing *c, const lode_scenario_row *row)
{
    size_t n = c->open->n;
    for (size_t k = 0; k < c->n_lands; k++) {
        tally t = {.g = c->room, .delta = c->room + n, .days = c->room + 2 * n};
        for (size_t i = 0; i < n; i++)
            if (strcmp(c->r->s.c->occurrences.v[i].country, c->lands[k].country) == 0)
                count(&t, &c->base[i], &c->now[i], lode_oracle_shipment(c->open->ships[i].oracle));
        put(c->r, row, c->lands[k].country, c->open->destination->name, &t);
    }
}

static lode_status compare(comparing *c, const lode_scenario_row *row)
{
    running *r = c->r;
    lode_scenario *scenario = NULL;
    lode_fleet fleet = {0};
    lode_status status = lode_session_scenario(&r->s, row->scenario, 0, &scenario, r->err);
    if (!status)
        status = lode_fleet_open(&fleet, &r->s, scenario, c->open->destination, r->err);
    if (!status)
        status = ask(&fleet, c->now, r->err);
    if (!status)
        put_lands(c, row);
    r->searches += lode_fleet_searches(&fleet);
    lode_fleet_close(&fleet);
    lode_scenario_free(scenario);
    return status;
}

static int named_before(const lode_case *c, size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (strcmp(c->scenarios.v[i].scenario, c->scenarios.v[row].scenario) == 0)
            return 1;
    return 0;
}

lode_status lode_run_i_put_scenarios(running *r, const lode_fleet *open)
{
    const lode_case *c = r->s.c;
    comparing all = {.r = r, .open = open};
    all.base = calloc(open->n + 1, sizeof *all.base);
    all.now = calloc(open->n + 1, sizeof *all.now);
    all.room = calloc(3 * open->n + 1, sizeof *all.room);
    lode_status status =
        all.base && all.now && all.room ? lode_lands(c, 0, &all.lands, &all.n_lands, r->err) : lode_fail_memory(r->err);
    if (!status)
        status = ask(open, all.base, r->err);
    for (size_t i = 0; i < c->scenarios.n && !status; i++)
        if (!named_before(c, i)) {
            lode_session_progress(&r->s, "scenarios", i, c->scenarios.n);
            status = compare(&all, &c->scenarios.v[i]);
        }
    free(all.lands);
    free(all.base);
    free(all.now);
    free(all.room);
    return status;
}
