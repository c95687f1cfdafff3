/* The cheapest routes of a deposit with pairwise different gates (MODEL M7), exactly.
 *
 * Knows states, arcs and gates; must never know how routes are weighed against each other, nor tables or files.
 *
 * A route here is a way that (1) comes back to no place that it has left; (2) ends at the first market that it reaches;
 * (3) changes its mode at most once at a place: what is unloaded is loaded into another state, and what is loaded moves
 * on. Without (3) a ship unloaded and loaded again at a port that it passes would count as a route of its own. Where
 * the best way of all comes back to a place (its mode changed elsewhere), (1) reads "to no state" for this deposit.
 * Gates are compared as lode_route_gates writes them: ids in order, the same id twice running counts once.
 *
 * Method: best-first search over (state, gates so far), led by the exact cost to go. The first way to complete a
 * sequence of gates is the cheapest one with these gates, and sequences complete in the order of their costs. Ways that
 * come back to a place are let pass at first; where one of them comes out, its places are watched and the search is
 * made again over (state, gates so far, watched places been at), until only routes come out: the relaxation of the
 * state space of Righini and Salani (Networks 51, 2008). What comes out is then both a lower bound and a route.
 *
 * Ownership: lode_alternatives_find has exactly one lode_alternatives_free on the same struct. */
#ifndef LODE_CORE_ALTERNATIVES_H
#define LODE_CORE_ALTERNATIVES_H

#include "core/way.h"

enum { LODE_MOST_ALTERNATIVES = 10 };

typedef struct lode_alternatives {
    lode_route route[LODE_MOST_ALTERNATIVES]; /* rising G; ties of G by the tie of their arcs */
    size_t n;
    int complete;        /* 0: the search gave up (too large); those given are the cheapest, others may be missing */
    size_t labels, runs; /* what it took */
} lode_alternatives;

/* Up to most (at most LODE_MOST_ALTERNATIVES) routes with G <= (1 + margin) G1, G1 the least cost with the domains of
 * closed shut. None where there is no way. LODE_IO: out of memory, and found is empty. */
lode_status lode_alternatives_find(lode_oracle *oracle, const lode_origin *origin, const lode_set *closed,
                                   double margin, size_t most, lode_alternatives *found, lode_err *err);
void lode_alternatives_free(lode_alternatives *found); /* leaves it empty; accepts an empty one */

#endif
