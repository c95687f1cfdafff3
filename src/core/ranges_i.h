/* A batch made ready for many searches with moving prices: what ranges and tornado share. */
#ifndef LODE_CORE_RANGES_I_H
#define LODE_CORE_RANGES_I_H

#include "core/oracle_i.h"
#include "core/pricing.h"
#include "core/ranges.h"
#include "core/sweep.h"

/* Numbers of lode_pricing_add; partial is -1 where there is none. */
typedef struct lode_extra {
    int32_t whole, partial;
} lode_extra;

/* An option of an origin that is open. */
typedef struct lode_start {
    size_t origin, option;
    lode_extra extra;
    uint64_t tie;
} lode_start;

/* Read only once it is made; threads share it. */
typedef struct lode_prepared {
    const lode_batch *batch;
    size_t first; /* number of its first deposit */
    lode_oracle *oracle;
    lode_pricing *pricing;
    lode_sweep *sweep;
    size_t n_seeds;
    lode_extra *seed_extra;
    lode_start *starts; /* by origin */
    size_t n_starts, start_capacity;
} lode_prepared;

lode_status lode_prepared_i_make(lode_prepared *p, const lode_scenario *scenario, const lode_batch *batch, size_t first,
                                 lode_rates *rates, lode_err *err);
void lode_prepared_i_drop(lode_prepared *p);

/* What a thread needs to search. */
typedef struct lode_desk {
    int64_t *moved, *weight;
    double *factor; /* a rate */
    lode_seed *seeds;
    uint8_t *todo;
    lode_tree *tree;
} lode_desk;

/* For all the batches; n_rates factors of 1. 0: out of memory. */
int lode_desk_i_make(lode_desk *desk, const lode_prepared *batches, size_t n_batches, size_t n_rates);
void lode_desk_i_drop(lode_desk *desk);

/* Searches a batch with the factors of the desk. */
void lode_desk_i_search(lode_desk *desk, const lode_prepared *p);

/* The best way of an origin after that search; *at, an index of starts, walks on to those of the next origin. */
typedef struct lode_best {
    int64_t cost; /* LODE_NO_WAY: none */
    uint64_t tie;
    const lode_start *start;
} lode_best;
lode_best lode_desk_i_best(const lode_desk *desk, const lode_prepared *p, size_t origin, size_t *at);

/* Least and greatest factor of a row: 1 where not given or on the wrong side. */
double lode_tariff_low(const lode_tariff_range *range);
double lode_tariff_high(const lode_tariff_range *range);

#endif
