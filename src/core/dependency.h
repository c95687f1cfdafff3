/* Who can close the way of a deposit, and what that does: MODEL M3 and M6.
 *
 * Actors are bits of a mask, in the order of the network. Own domains are never closed by these measures. Knows nothing
 * of tables or files. */
#ifndef LODE_CORE_DEPENDENCY_H
#define LODE_CORE_DEPENDENCY_H

#include "base/text.h"
#include "core/oracle.h"

/* What is never closed: the domain of the deposit, and of a single market (not of a group). */
lode_set lode_own_domains(const lode_network *network, const lode_origin *origin, int32_t single_market);

/* The domains of some actors without the own ones. */
lode_set lode_closed_by(const lode_network *network, uint32_t actors, const lode_set *own);

/* Closable actors that own none of the own domains (the players N of M5 and M6). */
uint32_t lode_players(const lode_network *network, const lode_set *own);
/* Those of some actors that could close one of the steps. */
uint32_t lode_actors_on(const lode_scenario *scenario, const lode_step *steps, size_t n_steps, uint32_t among,
                        const lode_set *own);
/* Actors of a mask that own one of the own domains. */
uint32_t lode_owners(const lode_network *network, uint32_t actors, const lode_set *own);

typedef enum lode_standing {
    LODE_UNREACHABLE,
    LODE_UNECONOMIC,
    LODE_CAPTIVE,
    LODE_OWN,
    LODE_REROUTE,
    LODE_UNAFFECTED,
    LODE_N_STANDINGS
} lode_standing;
extern const char *const lode_standing_names[LODE_N_STANDINGS];

/* Status under a closure (M3): base is c(none), shut is c(S), in micro-USD, LODE_NO_WAY where no way is. */
lode_standing lode_standing_of(const lode_shipment *shipment, int64_t base, int64_t shut, int all_own);

enum { LODE_MAX_ACTORS = 12 };

typedef struct lode_cuts {
    uint32_t *sets; /* minimal, by size, then by name of their actors; freed with free() */
    size_t n;
    int free_way;        /* a way is left that no actor is on */
    uint32_t free_under; /* the actors that are closed when that way is the best */
    int unreachable;     /* no way even when all is open */
} lode_cuts;

/* Minimal cut sets of up to the parameter max_cut actors (M6). */
lode_status lode_cut_sets(lode_oracle *oracle, const lode_origin *origin, const lode_set *own, lode_cuts *cuts,
                          lode_err *err);

/* Names of the actors of a mask, sorted, joined by "+". */
void lode_actor_names(const lode_network *network, uint32_t actors, lode_text *out);
/* The cut sets as "{CHN+RUS} {CASPIAN+IRN}", sorted; "" where none. */
void lode_cut_text(const lode_network *network, const lode_cuts *cuts, lode_text *out);

#endif
