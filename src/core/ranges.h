/* How sure the figures are (M14): seeded draws of the tariff rows, and rows moved one at a time (tornado).
 *
 * A draw gives each tariff row, for each domain that it prices, a factor of the triangular law from low over 1 to high;
 * a row without factors stays. All deposits see the same draws, so that they can be ranked draw by draw. The way is
 * searched again in each draw. No answer depends on the number of threads. Knows nothing of tables or files; keeps no
 * global state. */
#ifndef LODE_CORE_RANGES_H
#define LODE_CORE_RANGES_H

#include "core/oracle.h"

/* Deposits that ship the same to the same destination. Everything pointed to outlives what is made of it. */
typedef struct lode_batch {
    lode_shipment shipment;
    const lode_target *targets;
    size_t n_targets;
    const lode_origin *const *origins;
    size_t n_origins;
} lode_batch;

/* The label of a way, such as the number of its corridor. Called once for each different way of a deposit, by the
 * thread that called lode_ranges_new. */
typedef uint64_t (*lode_way_label)(void *context, const lode_origin *origin, const lode_step *steps, size_t n_steps);

typedef struct lode_range_options {
    uint64_t seed;
    size_t draws;
    int jobs;             /* threads; below 2: none is made */
    lode_way_label label; /* NULL: the gates in order */
    void *label_context;
} lode_range_options;

/* Ownership: lode_ranges_new has exactly one lode_ranges_free. LODE_USAGE for no draws. */
typedef struct lode_ranges lode_ranges;
lode_ranges *lode_ranges_new(const lode_scenario *scenario, const lode_batch *batches, size_t n_batches,
                             const lode_range_options *options, lode_err *err);
void lode_ranges_free(lode_ranges *ranges); /* accepts NULL */

/* G of a deposit, micro-USD a tonne, in a draw; LODE_NO_WAY where no way is. Deposits are numbered through the batches.
 */
int64_t lode_ranges_draw(const lode_ranges *ranges, size_t deposit, size_t draw);

/* USD a tonne. NaN where there is no way (prices open or close none). */
typedef struct lode_range {
    double base, p10, p90;
    double stays;   /* share of draws in which the label of the best way is that of the base */
    size_t n_ways;  /* different best ways, that of the base included */
    uint64_t label; /* of the base */
} lode_range;

lode_range lode_ranges_get(const lode_ranges *ranges, size_t deposit);

/* What deposits are ranked by: add + G * times; for tonnes of TREO (M1): process_usd_t_treo and 100 / product_treo_pct.
 */
typedef struct lode_rank {
    double add, times;
} lode_rank;

/* Share of draws in which deposit a ranks before b, ties counted half; no way ranks last; NaN where neither has one. */
double lode_ranges_before(const lode_ranges *ranges, size_t a, const lode_rank *rank_a, size_t b,
                          const lode_rank *rank_b);

/* A tariff row moved to its low and to its high factor, in all domains that it prices; all else stays. */
typedef struct lode_bar {
    int32_t tariff;               /* row */
    double low_usd_t, high_usd_t; /* G */
} lode_bar;

/* The n_bars rows with the widest swing for each deposit of a batch, widest first, rows that move nothing left out:
 * bars[o * n_bars] is the fact to check first for origin o. counts has an entry an origin. */
lode_status lode_tornado(const lode_scenario *scenario, const lode_batch *batch, size_t n_bars, lode_bar *bars,
                         size_t *counts, lode_err *err);

#endif
