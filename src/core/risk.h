/* What closures by chance cost a deposit: the state risk and the year risk of MODEL M9.
 *
 * Own domains (M3) stay open whatever shock closes them; a shock that names a crossing, terminal, link or mode closes
 * it for everybody, its owner too: it is out of order, not shut by a decision. Costs come from an oracle; a state whose
 * shocks close nothing on the best way of a smaller state is never searched.
 *
 * K is the price that stands in for no way (M5). Where it is not known and some state leaves no way, what would rest on
 * it is NaN (NULL in a table) and the status says so; the shares of time and the mean over states with a way are given.
 * Knows nothing of tables or files; keeps no global state. */
#ifndef LODE_CORE_RISK_H
#define LODE_CORE_RISK_H

#include "core/oracle.h"
#include "core/shocks.h"

/* Costs under shocks, for one deposit after another. One at a time a thread; the oracle is used by it alone.
 * Ownership: lode_risk_new has exactly one lode_risk_free; shocks and oracle outlive it. */
typedef struct lode_risk lode_risk;

lode_risk *lode_risk_new(const lode_shocks *shocks, lode_oracle *oracle, lode_err *err);
void lode_risk_free(lode_risk *risk); /* accepts NULL */

/* Turns to a deposit; origin outlives what is asked of it. own: lode_own_domains. */
void lode_risk_turn(lode_risk *risk, const lode_origin *origin, const lode_set *own);

/* c(S), micro-USD a tonne, while a set of shocks is active; LODE_NO_WAY where no way is. Not capped by K. */
lode_status lode_risk_cost(lode_risk *risk, const lode_set *active, int64_t *cost, lode_err *err);
const lode_shocks *lode_risk_shocks(const lode_risk *risk);
size_t lode_risk_states_seen(const lode_risk *risk); /* different answers that were worked out for the deposit */

typedef enum lode_risk_standing {
    LODE_RISK_KNOWN,
    LODE_RISK_UNREACHABLE, /* no way even when no shock is active: nothing is given */
    LODE_RISK_UNECONOMIC,  /* c(none) is not below K: nothing is shipped, no money is given */
    LODE_RISK_K_UNKNOWN,   /* some state leaves no way, and K is not known */
    LODE_N_RISK_STANDINGS
} lode_risk_standing;
extern const char *const lode_risk_standing_names[LODE_N_RISK_STANDINGS];

typedef struct lode_risk_options {
    uint64_t seed;
    size_t draws; /* states sampled where there are more than LODE_EXACT_SHOCKS shocks */
} lode_risk_options;

/* USD a tonne of min(c(S), K) over the states of the world. Standard errors are 0 where all states were counted out. */
typedef struct lode_state_risk {
    lode_risk_standing standing;
    int sampled;
    double base_usd_t;          /* c(none) */
    double expected_usd_t;      /* E[G] */
    double expected_open_usd_t; /* E[G] over the states that leave a way; needs no K beyond the cap */
    double p95_usd_t, p99_usd_t, cvar95_usd_t;
    double p_no_way, p_dearer; /* dearer than c(none), no way counted as dearer */
    double expected_error, p_no_way_error, p_dearer_error;
} lode_state_risk;

lode_status lode_state_risk_of(lode_risk *risk, const lode_risk_options *options, lode_state_risk *out, lode_err *err);

/* When shocks start and end in a number of years of 365 whole days, five years of warm-up before each: drawn once for
 * all deposits, by (seed, year, shock, event). Read only, so threads may share it. Ownership: lode_years_new has
 * exactly one lode_years_free; shocks outlive it. LODE_USAGE for no years. */
typedef struct lode_years lode_years;
lode_years *lode_years_new(const lode_shocks *shocks, uint64_t seed, size_t n, lode_err *err);
void lode_years_free(lode_years *years); /* accepts NULL */

/* A tonne of each day ships at once or waits. Where a tonne never leaves within ten years, and K is not known, there is
 * no mean; else waiting needs no K. */
typedef struct lode_year_risk {
    lode_risk_standing standing;
    size_t years;
    double mean_usd_t, p95_usd_t, cvar95_usd_t, mean_error; /* of the mean cost of a year */
    double captive_days, captive_days_error;                /* days without a way, a year */
    double p_captive_30, p_captive_30_error;                /* share of years with more than 30 such days */
} lode_year_risk;

/* years: of the same shocks. hold: USD a tonne and day of waiting, 0 or more (else LODE_USAGE). */
lode_status lode_year_risk_of(lode_risk *risk, const lode_years *years, double hold_usd_t_d, lode_year_risk *out,
                              lode_err *err);

/* 24 v + storage and demurrage (the parameter hold_extra_usd_t_d). */
double lode_hold_usd_t_d(const lode_network *network, const lode_shipment *shipment);

/* cost[t], c of day t (LODE_NO_WAY: none), becomes min(K, min over w of c of day t + w, plus hold * w), all in
 * micro-USD; w ends with the last day given. outside is K, LODE_NO_WAY where it is not known. */
void lode_timeline_wait(int64_t *cost, size_t n_days, int64_t hold, int64_t outside);

#endif
