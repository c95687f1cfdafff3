#include "core/spread.h"

#include <math.h>
#include <stdlib.h>

static int order(const void *a, const void *b)
{
    const lode_weighted *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

void lode_spread_sort(lode_weighted *v, size_t n)
{
    if (n)
        qsort(v, n, sizeof *v, order);
}

static double total(const lode_weighted *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i].weight;
    return sum;
}

double lode_spread_mean(const lode_weighted *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (v[i].weight > 0)
            sum += v[i].weight * v[i].value;
    return sum / total(v, n);
}

double lode_spread_quantile(const lode_weighted *v, size_t n, double share)
{
    const double slack = 1e-12; /* sums of weights are not exact */
    double wanted = (share - slack) * total(v, n), sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += v[i].weight;
        if (v[i].weight > 0 && sum >= wanted)
            return v[i].value;
    }
    return n ? v[n - 1].value : NAN;
}

double lode_spread_tail(const lode_weighted *v, size_t n, double share)
{
    double wanted = (1 - share) * total(v, n), left = wanted, sum = 0;
    for (size_t i = n; i-- > 0 && left > 0;) {
        double part = fmin(left, v[i].weight);
        if (part > 0)
            sum += part * v[i].value;
        left -= part;
    }
    return sum / (wanted - fmax(left, 0));
}

double lode_spread_error(const lode_weighted *v, size_t n)
{
    double mean = lode_spread_mean(v, n), sum = 0;
    if (n < 2)
        return 0;
    for (size_t i = 0; i < n; i++)
        sum += (v[i].value - mean) * (v[i].value - mean);
    return sqrt(sum / (double)(n - 1) / (double)n);
}

static int order_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double lode_median(double *v, size_t n)
{
    if (n == 0)
        return NAN;
    qsort(v, n, sizeof *v, order_reals);
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}
