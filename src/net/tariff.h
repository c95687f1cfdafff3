/* Prices, speeds and emission factors of a mode in a domain: the look-up of MODEL M2. */
#ifndef LODE_NET_TARIFF_H
#define LODE_NET_TARIFF_H

#include "core/network.h"
#include "lodeway/case.h"

enum { LODE_MOST_TARIFF_ROWS = 16 };

/* What the rows found say together. usd rows are listed in rows; entry charges add up. */
typedef struct lode_tariff_set {
    const lode_tariff *rows[LODE_MOST_TARIFF_ROWS];
    size_t n;
    double entry_usd, km_h, co2_g_tkm; /* NaN: not given (entry 0) */
    const char *co2_distance;
    const lode_tariff *speed, *entry; /* the rows that km_h and entry_usd come from; NULL where none */
    uint8_t confidence;               /* the weakest */
    const char *source;
} lode_tariff_set;

/* The rows of the most telling kind: own domain before *, own surface and traction before none. surface and traction
 * may be NULL. n is 0 where no row prices it. */
lode_tariff_set lode_tariff_find(const lode_case *c, lode_mode mode, const char *domain, const char *surface,
                                 const char *traction);

lode_basis lode_basis_named(const char *name);   /* NULL is tkm */
uint8_t lode_confidence_named(const char *name); /* NULL is low */

#endif
