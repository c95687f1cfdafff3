/* The measures of the whole network in the whole job: chokepoints and links used (M8), corridors, capacity (M10),
 * countries (M13), scenarios, access grid. Each function fills one layer. Knows runs and fleets; nothing of files. */
#ifndef LODE_APP_NETWORK_MEASURES_H
#define LODE_APP_NETWORK_MEASURES_H

#include "app/fleet.h"
#include "app/run_i.h"

/* All of the layers below. */
lode_status lode_run_i_network_measures(running *r);

lode_status lode_run_i_put_chokepoints(running *r, const lode_fleet *fleet, const char *base);
lode_status lode_run_i_put_links_used(running *r, const lode_fleet *fleet, const char *base);
lode_status lode_run_i_put_corridors(running *r, const lode_fleet *fleet, const char *base);
lode_status lode_run_i_put_capacity(running *r, const lode_fleet *fleet, const char *base);
lode_status lode_run_i_put_countries(running *r, const lode_fleet *fleet, const char *base);
/* open: the fleet of the same destination in the scenario open. */
lode_status lode_run_i_put_scenarios(running *r, const lode_fleet *open);
/* Whether the case knows the countries of --grid: before any work. */
lode_status lode_run_i_check_grid(running *r);
lode_status lode_run_i_put_grid(running *r, const lode_fleet *fleet, const char *base);

/* Countries of occurrences, those of kind deposit first counted: Mongolia, Kazakhstan, then by code. */
typedef struct lode_land {
    const char *country; /* text of the case */
    size_t n_deposits, n_occurrences;
} lode_land;
/* Countries with at least one deposit (all: at least one occurrence); *lands is freed with free(). */
lode_status lode_lands(const lode_case *c, int all, lode_land **lands, size_t *n, lode_err *err);
/* Whether an occurrence counts for its country: a deposit, or any where the country has none. */
int lode_counts_for(const lode_land *land, const lode_occurrence *o);

#endif
