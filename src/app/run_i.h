/* What the files of the whole job share: run.c (the job), answer.c (each deposit and closure), along.c (corridors) and
 * layers.c (deposits and zones). */
#ifndef LODE_APP_RUN_I_H
#define LODE_APP_RUN_I_H

#include "app/chances.h"
#include "app/distances.h"
#include "app/measures.h"
#include "app/results.h"
#include "app/session.h"
#include "core/indicators.h"
#include "report/report.h"

enum {
    T_DEPOSITS,
    T_DISTANCES,
    T_ROUTES,
    T_LEGS,
    T_EXPOSURE,
    T_DEPENDENCY,
    T_CUT_SETS,
    T_ATTRIBUTION,
    T_WAYS,
    T_INTERACTION,
    T_DIVERSITY,
    T_ZONES,
    T_CHOKEPOINTS,
    T_LINKS_USED,
    T_CORRIDORS,
    T_CORRIDOR_GATES,
    T_CAPACITY,
    T_COUNTRIES,
    T_SCENARIOS,
    T_GRID,
    T_CALIBRATION,
    T_CALIBRATION_SUMMARY,
    T_RISK,
    T_RANGES,
    T_TORNADO,
    T_RANKING,
    T_FINDINGS,
    T_PARAMETERS,
    T_PROVENANCE,
    N_TABLES
};
enum { MOST_BASES = 2 };

/* What the layer deposits says of one deposit, destination and base. */
typedef struct headline {
    lode_standing standing;
    int64_t g, money;
    double g_treo, value_share_pct, days, km, co2, sourced_pct;
    const char *market, *corridor, *grade;
    char *domains, *cut_sets; /* in the session's arena */
    const char *cut_status;
    int smallest_cut;
    lode_standing actor_standing[3]; /* RUS, CHN, CASPIAN; LODE_N_STANDINGS: no such actor */
    double actor_penalty[3];
    const char *sky_cut_sets, *sky_cut_status; /* with overflight ignored */
    const char *main_actor;
    double main_actor_share, effective_routes, hhi, resilience;
} headline;

/* The best way of one deposit along one corridor, for the layer corridor_summary. */
typedef struct lode_along {
    int found;
    int64_t g;
    double days, buffer_d, km, open_pct; /* open_pct NaN without shocks */
    lode_indicators tfi;
} lode_along;

/* A border crossing, or a terminal that loads, over all ways along a corridor. Sums are whole numbers, so that they do
 * not depend on the order of the deposits. */
typedef struct lode_gate_sum {
    const lode_element *element;
    int64_t ways, reverse, micro_h, micro_buffer_h, micro_usd, micro_way;
    struct lode_gate_sum *next;
} lode_gate_sum;

/* All of one corridor, destination and base. */
typedef struct lode_corridor_found {
    lode_along *along;         /* by occurrence */
    double *domain_km;         /* by domain, over all of them */
    uint32_t closes, may_play; /* actors that leave none of them a way; actors that are no owner of one of them */
    lode_gate_sum *gates;
} lode_corridor_found;

typedef struct running {
    lode_session s;
    lode_table *tables[N_TABLES];
    lode_destination *destinations;
    size_t n_destinations;
    const char *bases[MOST_BASES];
    size_t n_bases;
    const char **prefixes, **prefix_titles; /* one a destination and base */
    uint32_t *sets;                         /* masks of actors that the layer dependency closes */
    size_t n_sets;
    headline *headlines;            /* occurrence x prefix */
    double *km;                     /* occurrence x target kind */
    lode_corridor_found *corridors; /* prefix x corridor, in the session's arena; made when first needed */
    size_t searches;
    lode_chances chances; /* zeroed unless every measure is asked for */
    lode_err *err;
} running;

/* One deposit under one oracle. */
typedef struct asking {
    running *r;
    lode_oracle *oracle, *sky; /* sky: the same with overflight ignored; NULL where that changes nothing */
    const lode_scenario *scenario, *open_sky;
    const lode_destination *destination;
    const char *base;
    size_t prefix, occurrence;
    const lode_origin *origin;
    lode_set own;
    lode_route best;
    headline *head;
    int main_prefix; /* the first: corridors and zones go by it */
} asking;

size_t lode_run_i_prefixes(const running *r);

/* The sets of actors that the layer dependency closes. 0: out of memory. */
int lode_run_i_choose_sets(running *r);

typedef lode_status (*lode_run_i_batch_fn)(asking *a, const lode_shipment *shipment, const size_t *occurrences,
                                           size_t n);

/* Calls back once for each kind of shipment with the deposits that ship it. */
lode_status lode_run_i_each_batch(asking *a, lode_run_i_batch_fn job);
/* Best way, closures and cut sets of each deposit of a batch. */
lode_status lode_run_i_ask_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n);
/* The best way of each along each corridor. */
lode_status lode_run_i_corridor_batch(asking *a, const lode_shipment *shipment, const size_t *occurrences, size_t n);

/* Adds the gates of a way along a corridor. 0: out of memory. */
int lode_run_i_count_gates(asking *a, lode_corridor_found *found, const lode_route *route);
void lode_run_i_put_gates(running *r, const lode_corridor_found *found, const char *corridor, const char *destination,
                          const char *base);
/* The legs of an occurrence's best way along a corridor, as rows of legs, and the shocks that can close it, in the last
 * row of corridor_summary; a->oracle is not used. */
lode_status lode_run_i_put_along_legs(asking *a, size_t corridor, const lode_shipment *shipment, size_t occurrence);

const lode_occurrence *lode_run_i_occurrence(const asking *a);
const char *lode_run_i_reach(lode_standing standing);
/* The text copied into the arena and released. NULL: out of memory. */
char *lode_run_i_kept(lode_arena *arena, lode_text *text);
char *lode_run_i_route_id(const asking *a, const char *role);
void lode_run_i_put_route(const asking *a, const char *id, const char *role, const lode_route *route,
                          lode_standing standing);

/* The whole job in memory, nothing written: to be compared (verify). The caller sets r->err and drops r in any case. */
lode_status lode_run_i_again(running *r, const lode_config *config, lode_findings *findings);
/* The layers by T_..., empty tables of those before the calibration, prefixes of headline columns and their titles. */
extern const char *const lode_run_i_table_names[N_TABLES];
lode_status lode_run_i_make_tables(running *r);
int lode_run_i_name_prefixes(running *r); /* 0: out of memory */
/* The report of the tables of r into a new folder; choice NULL: everything. */
lode_status lode_run_i_write_report(running *r, const char *folder, const lode_report_choice *choice);

/* Only the layer deposits, distances left empty, for an open session r->s (diff). */
lode_status lode_run_i_headlines(running *r);
void lode_run_i_drop(running *r);
/* "eu_open": what headline columns of a destination and base begin with. NULL: out of memory. */
char *lode_run_i_prefix(lode_arena *arena, const char *destination, const char *base);

lode_status lode_run_i_put_deposits(running *r);
lode_status lode_run_i_put_zones(running *r);

/* Risk and ranges of every deposit where the config asks for every measure; else their layers, without rows. */
lode_status lode_run_i_chances(running *r);
/* Their headlines in the last row of deposits. */
void lode_run_i_put_chance(running *r, lode_table *t, size_t occurrence, size_t prefix);

#endif
