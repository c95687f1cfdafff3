/* What each actor's power to close is worth: Shapley values, interaction of pairs and resilience (MODEL M5, M13).
 *
 * Knows the table of joint closures and nothing else; must never search, and must never know how a figure is shown.
 * Units: the cost game counts in micro-USD per tonne, the access game in ways lost (0 or 1). Exact: every value is a
 * fraction of whole numbers, and the values of the players sum to the total.
 * Nothing is allocated: every struct is the caller's and holds no pointer. */
#ifndef LODE_CORE_ATTRIBUTION_H
#define LODE_CORE_ATTRIBUTION_H

#include "core/coalition.h"

/* In lowest terms, denominator above 0. A zeroed one is not a fraction. */
typedef struct lode_fraction {
    __int128 numerator;
    int64_t denominator;
} lode_fraction;

double lode_fraction_value(lode_fraction f);
/* One by-th of it, by above 0; the denominator times by stays below 2^63. */
lode_fraction lode_fraction_part(lode_fraction f, int64_t by);
/* "-7/3", or "5" where it is whole. */
void lode_fraction_text(lode_fraction f, lode_text *out);

/* phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (w(S + i) - w(S)): w has 1 << n entries, phi n; n <= 12,
 * |w| below 2^62. */
void lode_shapley(int n, const int64_t *w, lode_fraction *phi);

/* The interaction index of players i and j: sum over S without both of |S|! (n - |S| - 2)! / (n - 1)! times
 * (w(S + i + j) - w(S + i) - w(S + j) + w(S)); Grabisch and Roubens, An axiomatic approach to the concept of
 * interaction among players in cooperative games, Int. J. Game Theory 28 (1999). Above 0: closing both does more than
 * the two closures alone, each stands in for the other (substitutes as a way). Below 0: closing one does much of what
 * both do, they lie one behind the other (complements). */
lode_fraction lode_interaction(int n, const int64_t *w, int i, int j);

typedef enum lode_sharing {
    LODE_SHARED,
    LODE_NOTHING_TO_SHARE, /* w(N) = 0: all values are 0, shares are NULL */
    LODE_OUTSIDE_UNKNOWN,  /* K is not known: no cost game */
    LODE_OUTSIDE_CHEAPER,  /* c(none) >= K, uneconomic: no cost game */
    LODE_NO_WAY_TO_SHARE,  /* c(none) does not exist: no game */
    LODE_N_SHARINGS
} lode_sharing;
extern const char *const lode_sharing_names[LODE_N_SHARINGS];

/* One game played. By player of the coalitions (not by actor). Values and pairs are set where sharing is SHARED or
 * NOTHING_TO_SHARE; shares where it is SHARED, else NaN. */
typedef struct lode_attribution {
    lode_sharing sharing;
    int n;
    int64_t outside; /* K that was used, micro-USD; LODE_NO_WAY: unknown, or the access game */
    int64_t total;   /* w(N) */
    lode_fraction value[LODE_MAX_ACTORS];
    double share[LODE_MAX_ACTORS];
    lode_fraction pair[LODE_MAX_ACTORS][LODE_MAX_ACTORS]; /* symmetric; the diagonal is not set */
} lode_attribution;

/* w(S) = min(c(S), K) - c(none), c(S) = K where no way is. K in USD per tonne, rounded to the micro-USD; NaN: unknown.
 */
void lode_attribute_cost(const lode_coalitions *c, double outside_usd_t, lode_attribution *a);
/* w(S) = 1 where no way is left, else 0. */
void lode_attribute_access(const lode_coalitions *c, lode_attribution *a);

/* The report repeats the cost game for these multiples of K: 1, 1/2, 2. */
enum { LODE_N_OUTSIDES = 3 };
extern const double lode_outside_factors[LODE_N_OUTSIDES];

/* R = 1 / (2^|A| - 1) times the sum over S in A, not empty, of c(none)/c(S), 0 where no way is. Those of the actors who
 * do not play (own domains) are left out. NaN, with sets 0, where none of them plays or no way is at all. */
typedef struct lode_resilience {
    double value;
    uint32_t actors; /* A: those that play */
    size_t sets;     /* how many closures it is the mean of */
} lode_resilience;
lode_resilience lode_resilience_of(const lode_coalitions *c, uint32_t actors);

#endif
