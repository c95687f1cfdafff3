/* c(S) of MODEL M3 for every joint closure S of those who can close the way of a deposit: what M5, M9 and M13 count on.
 *
 * Knows actors and least costs; must never know what a measure makes of them, nor tables or files.
 * Units: micro-USD per tonne; LODE_NO_WAY where no way is left under S.
 * Few searches: where the best way under T passes nobody of S outside T, it is the best way under S as well, and S is
 * not asked (closing more is never cheaper). The oracle remembers the sets that are asked, for all deposits alike.
 * Ownership: lode_coalitions_make has exactly one lode_coalitions_free on the same struct. */
#ifndef LODE_CORE_COALITION_H
#define LODE_CORE_COALITION_H

#include "core/dependency.h"

typedef struct lode_coalitions {
    uint32_t players;               /* actors of the network: the closable ones that own none of the own domains */
    int n;                          /* how many */
    uint8_t actor[LODE_MAX_ACTORS]; /* player i is this actor of the network; rising */
    int most;                       /* the parameter max_cut */
    size_t n_sets;                  /* 1 << n: bit i of a set is player i */
    int64_t *cost;                  /* c(S); cost[0] is c(none), rising with S by inclusion */
    uint16_t *way;                  /* the best way under S is that under the set way[S], a part of S that was asked */
    size_t asked;                   /* sets that the oracle was asked for */
    size_t searches;                /* of these, those that it had not searched before */
} lode_coalitions;

/* Fills c for an origin; own are the domains that are never closed (lode_own_domains). LODE_IO: out of memory, and c is
 * empty. */
lode_status lode_coalitions_make(lode_oracle *oracle, const lode_origin *origin, const lode_set *own,
                                 lode_coalitions *c, lode_err *err);
void lode_coalitions_free(lode_coalitions *c); /* leaves it empty; accepts an empty one */

/* A set of players as a mask of actors, and the other way; actors that do not play are dropped. */
uint32_t lode_coalition_actors(const lode_coalitions *c, uint32_t set);
uint32_t lode_coalition_set(const lode_coalitions *c, uint32_t actors);

/* The minimal cut sets of up to max_cut players (M6), read off the table: those of lode_cut_sets. LODE_IO: out of
 * memory, and cuts is empty; else cuts->sets is freed with free(). */
lode_status lode_coalition_cuts(const lode_coalitions *c, lode_cuts *cuts, lode_err *err);

#endif
