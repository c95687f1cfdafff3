/* Values with weights, and what is said of them: mean, quantile, mean of the dearest part. Knows nothing of ways.
 *
 * A value may be infinite (no way and no price that stands in for one); figures that rest on such a value are infinite.
 * Weights are not negative and their sum is above 0. */
#ifndef LODE_CORE_SPREAD_H
#define LODE_CORE_SPREAD_H

#include <stddef.h>

typedef struct lode_weighted {
    double value, weight;
} lode_weighted;

void lode_spread_sort(lode_weighted *v, size_t n); /* cheapest first; the figures below need it */

double lode_spread_mean(const lode_weighted *v, size_t n);
/* The least value that at least this share of the weight does not exceed. */
double lode_spread_quantile(const lode_weighted *v, size_t n, double share);
/* The mean of the dearest 1 - share of the weight; the value at the edge counts in part (CVaR of M9). */
double lode_spread_tail(const lode_weighted *v, size_t n, double share);
/* Standard error of the mean of n equal weights; 0 for fewer than two. */
double lode_spread_error(const lode_weighted *v, size_t n);

/* Of plain numbers, which are sorted; NaN where there is none. */
double lode_median(double *v, size_t n);

#endif
