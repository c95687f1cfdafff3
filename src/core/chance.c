#include "core/chance.h"

#include <math.h>

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

uint64_t lode_chance(uint64_t seed, uint64_t a, uint64_t b, uint64_t c)
{
    return mix(mix(mix(mix(seed) ^ a) ^ b) ^ c);
}

double lode_chance_unit(uint64_t seed, uint64_t a, uint64_t b, uint64_t c)
{
    return ((double)(lode_chance(seed, a, b, c) >> 12) + 0.5) * 0x1p-52;
}

double lode_triangular(double u, double low, double high)
{
    double below = low < 1 ? 1 - low : 0, above = high > 1 ? high - 1 : 0, width = below + above; /* NaN gives way */
    if (u * width < below)
        return 1 - below + sqrt(u * width * below);
    return 1 + above - sqrt((1 - u) * width * above);
}

double lode_lognormal(double u, double w, double mean, double cv)
{
    double variance = log1p(cv * cv), normal = sqrt(-2 * log(u)) * cos(2 * acos(-1) * w);
    return mean * exp(sqrt(variance) * normal - variance / 2);
}
