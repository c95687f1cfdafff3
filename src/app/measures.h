/* What those who can close the way of a deposit could do, and what else the deposit could do: M5, M6, M7 and M13 of one
 * deposit on its way to one destination, and their rows. The whole job and the command depend share them.
 *
 * Knows sessions and result tables; nothing of files. Never a NaN in a row: a figure that does not exist is NULL beside
 * a status. Ownership: lode_measures_make has exactly one lode_measures_free on the same struct. */
#ifndef LODE_APP_MEASURES_H
#define LODE_APP_MEASURES_H

#include "app/session.h"
#include "core/attribution.h"
#include "core/diversity.h"

/* The first columns of every row that speaks of a deposit's way. */
typedef struct lode_key {
    const char *deposit, *name, *country, *destination, *base;
} lode_key;

typedef struct lode_measures {
    lode_coalitions coalitions;
    lode_attribution cost[LODE_N_OUTSIDES]; /* with K, K/2 and 2K */
    lode_attribution access;
    lode_resilience resilience;
    lode_diversity diversity;
} lode_measures;

/* own: the domains that are never closed. LODE_IO: out of memory, and m is empty. */
lode_status lode_measures_make(const lode_session *s, lode_oracle *oracle, const lode_origin *origin,
                               const lode_set *own, lode_measures *m, lode_err *err);
void lode_measures_free(lode_measures *m); /* leaves it empty; accepts an empty one */

/* The player with the largest part of the cost, the first by name of several; -1: the game is not shared out. */
int lode_main_player(const lode_measures *m);
/* Effective routes and HHI, NaN where no way is. */
double lode_effective_routes(const lode_measures *m);
double lode_transit_hhi(const lode_measures *m);

/* Adds a row and fills the columns of the key. */
void lode_put_key(lode_table *t, const lode_key *key);
/* One row an actor, the largest part first; those who do not play come last, with the reason as their status. */
void lode_put_attribution(lode_table *t, const lode_session *s, const lode_key *key, const lode_set *own,
                          const lode_measures *m);
/* One row a pair that does not just add up. */
void lode_put_interaction(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m);
/* One row. */
void lode_put_diversity(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m);

/* Every way that is the best under some set of the players closed, best first (layer ways); none where the case has too
 * many deposits for the page that reads them (LODE_MOST_EXPLORED). */
lode_status lode_put_ways(lode_table *t, const lode_session *s, const lode_key *key, lode_oracle *oracle,
                          const lode_origin *origin, const lode_set *own, const lode_coalitions *coalitions,
                          lode_err *err);

/* cut, no_small_cut (it takes more actors than are searched), free_way or unreachable. */
const char *lode_cut_status(const lode_cuts *cuts);
/* One row a cut set, or one that says why there is none. */
lode_status lode_put_cuts(lode_table *t, const lode_key *key, lode_oracle *oracle, const lode_origin *origin,
                          const lode_set *own, const lode_cuts *cuts, lode_err *err);

/* The scenario with overflight ignored (M12), for a second look beside the first. NULL with LODE_OK where that changes
 * nothing: no air link needs a domain for its airspace, or it is ignored already. */
lode_status lode_open_sky(const lode_scenario *scenario, lode_scenario **open, lode_err *err);
/* The cut sets with overflight ignored, by few searches of an oracle of that scenario; counted: those with it counted
 * (what is free then is free now). cuts->sets is freed with free(). */
lode_status lode_open_sky_cuts(lode_oracle *sky, const lode_origin *origin, const lode_set *own,
                               const lode_cuts *counted, lode_cuts *cuts, lode_err *err);

#endif
