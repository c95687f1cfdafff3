#include "app/network_measures.h"

#include <stdlib.h>
#include <string.h>

/* Mongolia and Kazakhstan stand before all others. */
static int place_of(const char *country)
{
    return strcmp(country, "MNG") == 0 ? 0 : (strcmp(country, "KAZ") == 0 ? 1 : 2);
}

static int order_lands(const void *a, const void *b)
{
    const lode_land *x = a, *y = b;
    int by = place_of(x->country) - place_of(y->country);
    return by ? by : strcmp(x->country, y->country);
}

lode_status lode_lands(const lode_case *c, int all, lode_land **lands, size_t *n, lode_err *err)
{
    lode_land *v = calloc(c->occurrences.n + 1, sizeof *v);
    size_t count = 0, kept = 0;
    *lands = NULL;
    *n = 0;
    if (!v)
        return lode_fail_memory(err);
    for (size_t i = 0; i < c->occurrences.n; i++) {
        const lode_occurrence *o = &c->occurrences.v[i];
        size_t k = 0;
        while (k < count && strcmp(v[k].country, o->country) != 0)
            k++;
        if (k == count)
            v[count++] = (lode_land){.country = o->country};
        v[k].n_occurrences++;
        v[k].n_deposits += strcmp(o->kind, "deposit") == 0;
    }
    for (size_t k = 0; k < count; k++)
        if (all || v[k].n_deposits)
            v[kept++] = v[k];
    qsort(v, kept, sizeof *v, order_lands);
    *lands = v;
    *n = kept;
    return LODE_OK;
}

int lode_counts_for(const lode_land *land, const lode_occurrence *o)
{
    return strcmp(o->country, land->country) == 0 && (land->n_deposits == 0 || strcmp(o->kind, "deposit") == 0);
}

/* What hangs on destination and base. */
static lode_status measure(running *r, size_t base, size_t destination, const lode_fleet *f)
{
    const char *name = r->bases[base];
    int first = base == 0 && destination == 0;
    lode_status status = lode_run_i_put_links_used(r, f, name);
    if (!status)
        status = lode_run_i_put_chokepoints(r, f, name);
    if (!status && (base == 0 || r->s.config->full))
        status = lode_run_i_put_capacity(r, f, name);
    if (!status && (first || r->s.config->full))
        status = lode_run_i_put_corridors(r, f, name);
    if (!status && first)
        status = lode_run_i_put_countries(r, f, name);
    if (!status && first && r->s.config->grid)
        status = lode_run_i_put_grid(r, f, name);
    return status;
}

/* The scenarios of the case against open. */
static lode_status compare_scenarios(running *r)
{
    lode_scenario *open = NULL;
    lode_status status = lode_session_scenario(&r->s, "open", 0, &open, r->err);
    size_t n = r->s.config->full ? r->n_destinations : 1;
    for (size_t d = 0; d < n && !status; d++) {
        lode_fleet fleet;
        status = lode_fleet_open(&fleet, &r->s, open, &r->destinations[d], r->err);
        if (status)
            break;
        status = lode_run_i_put_scenarios(r, &fleet);
        r->searches += lode_fleet_searches(&fleet);
        lode_fleet_close(&fleet);
    }
    lode_scenario_free(open);
    return status;
}

lode_status lode_run_i_network_measures(running *r)
{
    lode_status status = LODE_OK;
    for (size_t b = 0; b < r->n_bases && !status; b++) {
        lode_scenario *scenario = NULL;
        status = lode_session_scenario(&r->s, r->bases[b], 1, &scenario, r->err);
        for (size_t d = 0; d < r->n_destinations && !status; d++) {
            lode_fleet fleet;
            lode_session_progress(&r->s, "chokepoints, capacity, countries", b * r->n_destinations + d,
                                  r->n_bases * r->n_destinations);
            status = lode_fleet_open(&fleet, &r->s, scenario, &r->destinations[d], r->err);
            if (status)
                break;
            status = measure(r, b, d, &fleet);
            r->searches += lode_fleet_searches(&fleet);
            lode_fleet_close(&fleet);
        }
        lode_scenario_free(scenario);
    }
    return status ? status : compare_scenarios(r);
}
