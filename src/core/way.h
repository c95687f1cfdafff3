/* A way taken apart: legs with their costs, sums by kind, mode and domain, gates and domains in order (M1, M4, M11).
 *
 * Ownership: lode_route_make has exactly one lode_route_free on the same struct; a zeroed route is empty. */
#ifndef LODE_CORE_WAY_H
#define LODE_CORE_WAY_H

#include "base/text.h"
#include "core/oracle.h"

typedef struct lode_exposure {
    int32_t domain;
    double km, hours;
    int64_t money;
} lode_exposure;

typedef struct lode_route {
    lode_step *steps;
    lode_cost *costs; /* one a step */
    size_t n_steps;
    int64_t money, time, reliability, total, kind[LODE_N_KINDS];
    double km, hours, buffer_h, co2_kg_t, mode_km[LODE_N_MODES];
    int64_t by_confidence[LODE_N_CONFIDENCES]; /* G by the weakest fact behind each part of it */
    lode_exposure *exposures;                  /* in the order in which domains are first met */
    size_t n_exposures;
} lode_route;

/* Takes over steps. An empty list leaves an empty route. */
lode_status lode_route_make(const lode_oracle *oracle, lode_step *steps, size_t n_steps, lode_route *route,
                            lode_err *err);
void lode_route_free(lode_route *route);

/* Ids or names joined by ">": gates (each once where it is passed in one go), domains, modes. */
void lode_route_gates(const lode_route *route, lode_text *out);
void lode_route_domains(const lode_network *network, const lode_route *route, lode_text *out);
void lode_route_modes(const lode_route *route, lode_text *out);

/* 1 where the way comes back to no place that it has left. */
int lode_route_is_simple(const lode_network *network, const lode_route *route);

/* The element of the market or place that the way ends in; NULL for an empty route. */
const lode_element *lode_route_end(const lode_route *route);

/* Share of G that rests on facts of high or medium confidence, per cent; NaN for an empty route. */
double lode_route_sourced_pct(const lode_route *route);

#endif
