#include "net/tariff.h"

#include <math.h>
#include <string.h>

lode_basis lode_basis_named(const char *name)
{
    static const char *const names[] = {"tkm", "t", "unit", "unit_km", "shipment", "unit_h"};
    for (int i = 0; name && i < 6; i++)
        if (strcmp(names[i], name) == 0)
            return (lode_basis)i;
    return LODE_TKM;
}

uint8_t lode_confidence_named(const char *name)
{
    for (uint8_t i = LODE_HIGH; name && i <= LODE_LOW; i++)
        if (strcmp(lode_confidence_names[i], name) == 0)
            return i;
    return LODE_LOW;
}

/* 0: not for it; 1: for any; 2: for just this one. */
static int fit(const char *row, const char *wanted)
{
    if (!row)
        return 1;
    return wanted && strcmp(row, wanted) == 0 ? 2 : 0;
}

/* How telling a row is for what is wanted; 0 where it does not apply. */
static int rank(const lode_tariff *t, lode_mode mode, const char *domain, const char *surface, const char *traction)
{
    if (!t->mode || !t->domain || isnan(t->usd) || strcmp(t->mode, lode_mode_names[mode]) != 0)
        return 0;
    int own = domain && strcmp(t->domain, domain) == 0, any = strcmp(t->domain, "*") == 0;
    int by_surface = fit(t->surface, surface), by_traction = fit(t->traction, traction);
    if ((!own && !any) || !by_surface || !by_traction)
        return 0;
    return 1 + 16 * own + 4 * by_surface + by_traction;
}

/* The row to doubt first; a may be NULL. */
static const lode_tariff *weaker(const lode_tariff *a, const lode_tariff *b)
{
    return a && lode_confidence_named(a->confidence) >= lode_confidence_named(b->confidence) ? a : b;
}

static void add(lode_tariff_set *set, const lode_tariff *t)
{
    if (set->n < sizeof set->rows / sizeof *set->rows)
        set->rows[set->n++] = t;
    if (!isnan(t->entry_usd)) {
        set->entry_usd += t->entry_usd;
        set->entry = weaker(set->entry, t);
    }
    if (!isnan(t->km_h))
        set->speed = t->km_h == set->km_h ? weaker(set->speed, t) : (t->km_h > set->km_h ? set->speed : t);
    set->km_h = fmin(set->km_h, t->km_h);                            /* the slowest; NaN gives way */
    if (!(t->co2_g_tkm <= set->co2_g_tkm) && !isnan(t->co2_g_tkm)) { /* the highest */
        set->co2_g_tkm = t->co2_g_tkm;
        set->co2_distance = t->co2_distance;
    }
    uint8_t confidence = lode_confidence_named(t->confidence);
    if (confidence > set->confidence)
        set->confidence = confidence;
    if (t->source && (!set->source || strcmp(t->source, set->source) < 0))
        set->source = t->source;
}

lode_tariff_set lode_tariff_find(const lode_case *c, lode_mode mode, const char *domain, const char *surface,
                                 const char *traction)
{
    lode_tariff_set set = {.km_h = NAN, .co2_g_tkm = NAN};
    int best = 0;
    for (size_t i = 0; i < c->tariffs.n; i++) {
        int r = rank(&c->tariffs.v[i], mode, domain, surface, traction);
        best = r > best ? r : best;
    }
    for (size_t i = 0; best && i < c->tariffs.n; i++)
        if (rank(&c->tariffs.v[i], mode, domain, surface, traction) == best)
            add(&set, &c->tariffs.v[i]);
    return set;
}
