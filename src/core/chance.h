/* Seeded chance without a state: a draw depends on nothing but its seed and its three counters, so neither the order of
 * draws nor the number of threads changes one. Knows nothing of what is drawn. */
#ifndef LODE_CORE_CHANCE_H
#define LODE_CORE_CHANCE_H

#include <stdint.h>

/* 64 bits: the finisher of splitmix64 over seed, a, b and c in turn. */
uint64_t lode_chance(uint64_t seed, uint64_t a, uint64_t b, uint64_t c);
/* The same as a number above 0 and below 1. */
double lode_chance_unit(uint64_t seed, uint64_t a, uint64_t b, uint64_t c);

/* Of a unit number u: the factor of the triangular law from low over 1 to high (M14). A bound that is not given, or
 * lies on the wrong side of 1, counts as 1. */
double lode_triangular(double u, double low, double high);

/* Of two unit numbers: a length of the lognormal law with this mean and coefficient of variation (0: the mean). */
double lode_lognormal(double u, double w, double mean, double cv);

#endif
