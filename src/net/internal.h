/* What the builder's files share while a network is being made. */
#ifndef LODE_NET_INTERNAL_H
#define LODE_NET_INTERNAL_H

#include "base/finding.h"
#include "base/text.h"
#include "net/build.h"
#include "net/names.h"
#include "net/tariff.h"

typedef struct lode_building {
    const lode_case *c;
    const lode_regions *regions;
    lode_network *n;
    lode_arena *arena; /* of the network */
    lode_findings *findings;
    lode_names places;  /* ids to rows */
    lode_price *prices; /* grown with malloc, moved into the arena at the end */
    size_t n_prices, price_capacity;
    int32_t *needs;
    size_t n_needs, need_capacity;
    int failed; /* out of memory */
} lode_building;

/* Fills the price, speed and CO2e of a side hauled for km; hours_given (NaN: none) wins over the speed, priced says
 * whether a price is needed. Returns the tariff's confidence. Findings: no price, no speed. */
uint8_t lode_building_haul(lode_building *b, lode_side *side, lode_mode mode, const char *domain, const char *surface,
                           const char *traction, double km, double hours_given, int priced, lode_where where);

/* The tariff rows for a haul; a road of no known surface is taken as paved where no row fits it. */
lode_tariff_set lode_building_tariff(const lode_building *b, lode_mode mode, const char *domain, const char *surface,
                                     const char *traction);

/* The entry charge of a set, and the row it rests on. */
void lode_building_keep_entry(const lode_building *b, lode_side *side, const lode_tariff_set *set);

/* Appends domains of a list to the needs; returns how many. */
uint32_t lode_building_needs(lode_building *b, const char *list);

/* A value, or the parameter that stands in for it, with its finding; *confidence falls to assumed. */
double lode_building_assume(lode_building *b, double value, double assumed, const char *parameter, lode_where where,
                            uint8_t *confidence);

/* Access legs of a point (src/net/access.c). */
int lode_building_access(lode_building *b, const char *id, double lon, double lat, const char *country,
                         lode_where where, lode_origin *origin);

/* States, sorted by (place, mode, gauge): index or -1. */
int32_t lode_state_find(const lode_network *n, int32_t place, lode_mode mode, int gauge);

#endif
