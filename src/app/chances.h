/* Risk and ranges of chosen deposits (M9, M14): what the command risk and `run --full` share.
 *
 * Deposits that ship the same to one destination under one base are a group; groups are worked on by several threads,
 * each group by one, so that no answer depends on how many there are. Knows sessions and tables; nothing of files. */
#ifndef LODE_APP_CHANCES_H
#define LODE_APP_CHANCES_H

#include "app/session.h"
#include "core/ranges.h"
#include "core/risk.h"

enum { LODE_N_BARS = 8, LODE_STANDARD_DRAWS = 1000, LODE_STANDARD_YEARS = 1000, LODE_STANDARD_SEED = 1 };

/* What is known of one deposit. Texts live as long as the session. */
typedef struct lode_chance {
    size_t occurrence;
    const lode_origin *origin;
    lode_set own;
    int has_risk, has_range; /* computed */
    lode_state_risk state;
    lode_year_risk year;
    lode_range range;
    const char *corridor; /* of the base; NULL: none */
    const lode_bar *bars; /* widest first */
    size_t n_bars;
    const char *check_first; /* row of tariffs; NULL: none moves G */
} lode_chance;

typedef struct lode_chance_group {
    const lode_destination *destination;
    size_t base; /* of the chances */
    lode_shipment shipment;
    double process_usd_t_treo; /* NaN: not known */
    lode_target *targets;
    size_t n_targets;
    lode_chance *v;
    const lode_origin **origins;
    lode_bar *bars;
    size_t *n_bars;
    size_t n, first; /* first: number of its first deposit in the ranges of the base */
    size_t searches;
    lode_status status;
    lode_err err;
} lode_chance_group;

typedef struct lode_chances {
    const lode_session *s;
    size_t draws, years;
    uint64_t seed;
    int jobs;
    const lode_destination *destinations;
    size_t n_destinations;
    const size_t *occurrences;
    size_t n_occurrences;
    const char **bases;
    lode_scenario **scenarios; /* one a base */
    lode_ranges **ranges;      /* one a base; NULL: not computed */
    size_t n_bases;
    lode_chance_group *groups; /* by base, then destination */
    size_t n_groups, group_capacity;
    lode_shocks *shocks;
    lode_years *shock_years;
    size_t searches;
} lode_chances;

/* Shocks of the case; a fault of a row is a finding, and LODE_BAD_INPUT. Freed with lode_shocks_free. */
lode_status lode_session_shocks(const lode_session *s, lode_shocks **shocks, lode_err *err);
/* The findings alone. */
lode_status lode_session_check_shocks(const lode_session *s, lode_err *err);

/* What the config says of draws, years, seed and jobs, or what is usual. */
size_t lode_config_draws(const lode_config *config);
size_t lode_config_years(const lode_config *config);
uint64_t lode_config_seed(const lode_config *config);

/* Lists outlive the chances. Ownership: lode_chances_close on the same struct, also after a failure. */
lode_status lode_chances_open(lode_chances *c, const lode_session *s, const lode_destination *destinations,
                              size_t n_destinations, const size_t *occurrences, size_t n_occurrences,
                              const char *const *bases, size_t n_bases, lode_err *err);
void lode_chances_close(lode_chances *c);

lode_status lode_chances_risk(lode_chances *c, lode_err *err);
lode_status lode_chances_ranges(lode_chances *c, lode_err *err); /* draws and tornado */

/* The deposit among those chosen; NULL where it is not. */
const lode_chance *lode_chances_find(const lode_chances *c, const lode_destination *destination, const char *base,
                                     size_t occurrence);

/* Rows, in an order that depends on names alone; NULL: out of memory. */
lode_table *lode_chances_risk_table(const lode_chances *c);
lode_table *lode_chances_ranges_table(const lode_chances *c);
lode_table *lode_chances_tornado_table(const lode_chances *c);
lode_table *lode_chances_ranking_table(const lode_chances *c);

/* What can be active at a time, how likely, and what it costs; and a course of events given by the user. */
lode_status lode_chances_states_table(lode_chances *c, lode_table **table, lode_err *err);
lode_status lode_chances_timeline_table(lode_chances *c, const char *events, lode_table **table, lode_err *err);

/* For the files of chances alone. */
void lode_chances_i_key(const lode_chances *c, const lode_chance_group *g, const lode_chance *d, lode_table *t);
lode_table *lode_chances_i_sorted(lode_table *t, const char *const *names, size_t n);
const char *lode_chances_i_tariff(const lode_chances *c, int32_t tariff); /* NULL: out of memory */
lode_status lode_chances_i_shocks(lode_chances *c, lode_err *err);

#endif
