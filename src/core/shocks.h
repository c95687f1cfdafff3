/* Closures by chance (M9): how often a shock starts, how long it lasts, what it closes. One shock closes all its
 * targets.
 *
 * Targets are those of scenarios: actors, domains, crossing:, terminal:, link:, passage:, mode:. Knows nothing of
 * deposits or of what a closure costs. Ownership: lode_shocks_new has exactly one lode_shocks_free. */
#ifndef LODE_CORE_SHOCKS_H
#define LODE_CORE_SHOCKS_H

#include "core/oracle.h"

enum { LODE_MAX_SHOCKS = LODE_MAX_DOMAINS }; /* a set of shocks is a lode_set of their numbers */

typedef struct lode_shock_model {
    const char *id; /* text of the case */
    uint64_t key;   /* hash of the id: draws depend on it, not on the row */
    double rate;    /* starts a year: -ln(1 - p_year) */
    double mean_days, cv;
    double share; /* of time active: u = 1 - exp(-rate * mean_days / 365) */
    lode_set domains;
    uint8_t closed_mode[LODE_N_MODES];
    int32_t *element; /* closed by a target of their own */
    size_t n_elements;
    int by_element; /* closes elements or modes, not only domains */
} lode_shock_model;

typedef struct lode_shocks {
    lode_shock_model *v; /* by id, so that no answer depends on the order of rows */
    size_t n;
} lode_shocks;

/* cv not given counts as 1 (the spread of lengths that end by pure chance). LODE_BAD_INPUT names a shock without
 * targets, with an unknown target, without p_year or mean_days, or with p_year 1 (no finite rate). */
lode_shocks *lode_shocks_new(const lode_network *network, const lode_shock *rows, size_t n, lode_err *err);
void lode_shocks_free(lode_shocks *shocks); /* accepts NULL */

/* Share of time in which a shock is active, exactly 0 where it never is. */
double lode_shock_share(double p_year, double mean_days);

/* Domains closed while a set of shocks is active, without the own ones. */
lode_set lode_shocks_domains(const lode_shocks *shocks, const lode_set *active, const lode_set *own);

/* One pattern of closed domains and elements, and the share of time that it lasts. */
typedef struct lode_shock_state {
    lode_set domains;
    uint32_t by_element; /* active shocks that close more than domains, bit by number */
    double probability;
} lode_shock_state;

/* What the search for the safest way adds up, two entries an element (forwards, in reverse): the sum of -ln(1 - u) over
 * the shocks that it meets. A shock on a land domain counts where the domain is entered (at the crossing, or where a
 * ship or an aircraft is unloaded), one on a mode where it is loaded, any other at each element that it closes; so a
 * way that meets the same shock at two such elements counts it twice. Freed with free(); NULL: out of memory. */
double *lode_shocks_risks(const lode_shocks *shocks, const lode_scenario *scenario);

/* 1 where the shock closes anything on a way. */
int lode_shocks_on(const lode_shocks *shocks, size_t shock, const lode_scenario *scenario, const lode_step *steps,
                   size_t n_steps);
/* Share of time in which no shock closes anything on a way: the product of 1 - u over those met, each once. */
double lode_shocks_open_share(const lode_shocks *shocks, const lode_scenario *scenario, const lode_step *steps,
                              size_t n_steps);

enum { LODE_EXACT_SHOCKS = 16 };

/* All patterns of at most LODE_EXACT_SHOCKS shocks, most probable first; *states is freed with free(). LODE_USAGE where
 * there are more. */
lode_status lode_shocks_states(const lode_shocks *shocks, const lode_set *own, lode_shock_state **states, size_t *n,
                               lode_err *err);

#endif
