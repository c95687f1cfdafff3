/* How many real alternatives a deposit has, and how they lean on those who can close them: MODEL M7.
 *
 * Knows routes, actors and their governance; must never search by itself (core/alternatives does), nor know tables or
 * files. Figures are plain numbers; shares are between 0 and 1.
 * Ownership: lode_diversity_find has exactly one lode_diversity_free on the same struct. */
#ifndef LODE_CORE_DIVERSITY_H
#define LODE_CORE_DIVERSITY_H

#include "core/alternatives.h"
#include "core/dependency.h"

typedef struct lode_diversity_rules {
    double margin, lambda;
    size_t most;
    /* By actor of the network, 0 best to 10 worst (10 (2.5 - WGI) / 5); NaN where not known; NULL: none is known. */
    const double *governance;
    /* Domains that are no transit: those of lode_own_domains, or more. That of a route's end never is. */
    lode_set home;
} lode_diversity_rules;

typedef struct lode_diversity {
    lode_alternatives alternatives;
    double path_size[LODE_MOST_ALTERNATIVES]; /* PS_k = sum over e of (G_e / G_k) / N_e: N_e routes use e, either way */
    double share[LODE_MOST_ALTERNATIVES];     /* P_k ~ PS_k exp(-lambda (G_k / G_1 - 1)) */
    double transit_km[LODE_MOST_ALTERNATIVES];
    double effective; /* 1 / sum P_k^2; NaN where there is no route */
    /* s_X = sum over k of P_k km in X / km in transit; a route without a kilometre of transit adds nothing, so the
     * parts may sum to less than 1. By actor of the network: one who holds two domains has both; a domain that two
     * actors hold counts for both. elsewhere: transit through domains of no actor. */
    double actor[LODE_MAX_ACTORS];
    double elsewhere;
    double hhi;      /* sum of s^2 over the actors, and over the domains of no actor each by itself */
    double hhi_gov;  /* sum of s^2 w over the actors whose governance is known */
    double ungraded; /* s that hhi_gov leaves out: domains of no actor, and actors whose governance is not known */
} lode_diversity;

/* The routes with the domains of closed shut, and what M7 makes of them. LODE_IO: out of memory, and d is empty. */
lode_status lode_diversity_find(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed,
                                const lode_diversity_rules *rules, lode_diversity *d, lode_err *err);
void lode_diversity_free(lode_diversity *d); /* leaves it empty; accepts an empty one */

/* Margin, lambda and number of routes of the model; no governance, no home. */
lode_diversity_rules lode_diversity_rules_of(const lode_parameters *parameters);

#endif
