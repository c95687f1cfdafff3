#include "core/attribution.h"

#include <math.h>

const char *const lode_sharing_names[LODE_N_SHARINGS] = {"shared", "nothing to attribute", "K unknown", "uneconomic",
                                                         "unreachable"};
const double lode_outside_factors[LODE_N_OUTSIDES] = {1, 0.5, 2};

static __int128 common_divisor(__int128 a, __int128 b)
{
    while (b != 0) {
        __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static lode_fraction fraction(__int128 numerator, int64_t denominator)
{
    __int128 d = common_divisor(numerator, denominator);
    return (lode_fraction){numerator / d, (int64_t)(denominator / d)};
}

double lode_fraction_value(lode_fraction f)
{
    __int128 whole = f.numerator / f.denominator, rest = f.numerator % f.denominator;
    return (double)whole + (double)rest / (double)f.denominator;
}

lode_fraction lode_fraction_part(lode_fraction f, int64_t by)
{
    return fraction(f.numerator, f.denominator * by);
}

void lode_fraction_text(lode_fraction f, lode_text *out)
{
    char digits[48];
    size_t at = sizeof digits - 1;
    int negative = f.numerator < 0;
    digits[at] = '\0';
    __int128 left = f.numerator;
    do {
        int digit = (int)(left % 10);
        digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
        left /= 10;
    } while (left != 0);
    lode_text_addf(out, "%s%s", negative ? "-" : "", digits + at);
    if (f.denominator != 1)
        lode_text_addf(out, "/%lld", (long long)f.denominator);
}

static int64_t factorial(int n)
{
    int64_t product = 1;
    for (int i = 2; i <= n; i++)
        product *= i;
    return product;
}

static int size_of(uint32_t set)
{
    return __builtin_popcount(set);
}

void lode_shapley(int n, const int64_t *w, lode_fraction *phi)
{
    for (int i = 0; i < n; i++) {
        uint32_t bit = UINT32_C(1) << i;
        __int128 sum = 0;
        for (uint32_t set = 0; set < UINT32_C(1) << n; set++)
            if (!(set & bit))
                sum += (__int128)(factorial(size_of(set)) * factorial(n - size_of(set) - 1)) * (w[set | bit] - w[set]);
        phi[i] = fraction(sum, factorial(n));
    }
}

lode_fraction lode_interaction(int n, const int64_t *w, int i, int j)
{
    uint32_t a = UINT32_C(1) << i, b = UINT32_C(1) << j;
    __int128 sum = 0;
    for (uint32_t set = 0; set < UINT32_C(1) << n; set++) {
        if (set & (a | b))
            continue;
        __int128 both = (__int128)w[set | a | b] - w[set | a] - w[set | b] + w[set];
        sum += factorial(size_of(set)) * factorial(n - size_of(set) - 2) * both;
    }
    return fraction(sum, factorial(n - 1));
}

/* The players who ever change anything; returns how many. */
static int busy_players(int n, const int64_t *w, int *busy)
{
    int n_busy = 0;
    for (int i = 0; i < n; i++) {
        uint32_t bit = UINT32_C(1) << i, set = 0;
        while (set < UINT32_C(1) << n && ((set & bit) || w[set | bit] == w[set]))
            set++;
        if (set < UINT32_C(1) << n)
            busy[n_busy++] = i;
    }
    return n_busy;
}

/* Values and pairs. Idle players get 0, and with them away the others get the same: only the busy ones are reckoned. */
static void share_out(int n, const int64_t *w, lode_attribution *a)
{
    int64_t small[1 << LODE_MAX_ACTORS];
    uint32_t wide[1 << LODE_MAX_ACTORS] = {0};
    lode_fraction value[LODE_MAX_ACTORS];
    int busy[LODE_MAX_ACTORS], n_busy = busy_players(n, w, busy);
    small[0] = w[0];
    for (uint32_t set = 1; set < UINT32_C(1) << n_busy; set++) {
        wide[set] = wide[set & (set - 1)] | UINT32_C(1) << busy[__builtin_ctz(set)];
        small[set] = w[wide[set]];
    }
    for (int i = 0; i < n; i++) {
        a->value[i] = fraction(0, 1);
        for (int j = 0; j < n; j++)
            a->pair[i][j] = fraction(0, 1);
    }
    lode_shapley(n_busy, small, value);
    for (int i = 0; i < n_busy; i++) {
        a->value[busy[i]] = value[i];
        for (int j = 0; j < i; j++)
            a->pair[busy[i]][busy[j]] = a->pair[busy[j]][busy[i]] = lode_interaction(n_busy, small, i, j);
    }
}

static void play(int n, const int64_t *w, lode_attribution *a)
{
    a->total = w[(UINT32_C(1) << n) - 1];
    a->sharing = a->total == 0 ? LODE_NOTHING_TO_SHARE : LODE_SHARED;
    share_out(n, w, a);
    for (int i = 0; i < n && a->sharing == LODE_SHARED; i++)
        a->share[i] = lode_fraction_value(a->value[i]) / (double)a->total;
}

static void blank(const lode_coalitions *c, lode_attribution *a)
{
    *a = (lode_attribution){.n = c->n, .outside = LODE_NO_WAY};
    for (int i = 0; i < LODE_MAX_ACTORS; i++)
        a->share[i] = NAN;
}

/* Half up, as all money (M1); an absurd K is held where costs are. */
static int64_t micro(double usd_t)
{
    return (int64_t)floor(fmax(fmin(usd_t, 1e12), -1e12) * LODE_MICRO + 0.5);
}

void lode_attribute_cost(const lode_coalitions *c, double outside_usd_t, lode_attribution *a)
{
    int64_t w[1 << LODE_MAX_ACTORS];
    blank(c, a);
    if (!isnan(outside_usd_t))
        a->outside = micro(outside_usd_t);
    if (c->cost[0] == LODE_NO_WAY)
        a->sharing = LODE_NO_WAY_TO_SHARE;
    else if (isnan(outside_usd_t))
        a->sharing = LODE_OUTSIDE_UNKNOWN;
    else if (c->cost[0] >= a->outside)
        a->sharing = LODE_OUTSIDE_CHEAPER;
    else {
        for (size_t set = 0; set < c->n_sets; set++)
            w[set] = (c->cost[set] < a->outside ? c->cost[set] : a->outside) - c->cost[0];
        play(c->n, w, a);
    }
}

void lode_attribute_access(const lode_coalitions *c, lode_attribution *a)
{
    int64_t w[1 << LODE_MAX_ACTORS];
    blank(c, a);
    a->sharing = LODE_NO_WAY_TO_SHARE;
    if (c->cost[0] == LODE_NO_WAY)
        return;
    for (size_t set = 0; set < c->n_sets; set++)
        w[set] = c->cost[set] == LODE_NO_WAY;
    play(c->n, w, a);
}

static double kept(int64_t open, int64_t shut)
{
    if (shut == LODE_NO_WAY)
        return 0;
    return shut == open ? 1 : (double)open / (double)shut;
}

lode_resilience lode_resilience_of(const lode_coalitions *c, uint32_t actors)
{
    uint32_t all = lode_coalition_set(c, actors);
    lode_resilience r = {NAN, lode_coalition_actors(c, all), 0};
    if (all == 0 || c->cost[0] == LODE_NO_WAY)
        return r;
    double sum = 0;
    for (uint32_t set = all; set != 0; set = (set - 1) & all, r.sets++)
        sum += kept(c->cost[0], c->cost[set]);
    r.value = sum / (double)r.sets;
    return r;
}
