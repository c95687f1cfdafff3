/* An open case with its network: what every job starts from. Knows the config; nothing of argv. */
#ifndef LODE_APP_SESSION_H
#define LODE_APP_SESSION_H

#include "core/corridor.h"
#include "core/cost.h"
#include "core/dependency.h"
#include "geo/region.h"
#include "lodeway/lodeway.h"

typedef struct lode_session {
    const lode_config *config;
    lode_findings *findings;
    lode_case *c;
    const lode_geom **shapes;
    lode_regions *regions;
    lode_network *network;      /* NULL where the case has errors */
    lode_corridor_plan **plans; /* one a corridor, NULL where it cannot be read */
    lode_arena *arena;          /* for what lives as long as the session */
} lode_session;

/* Reads, checks, builds. With errors in the case: LODE_BAD_INPUT, unless lenient (check), where network stays NULL. */
lode_status lode_session_open(lode_session *s, const lode_config *config, int lenient, lode_findings *findings,
                              lode_err *err);
/* The same from a case in memory, which the session takes over, also after a failure. */
lode_status lode_session_of(lode_session *s, const lode_config *config, lode_case *c, lode_findings *findings,
                            lode_err *err);
void lode_session_close(lode_session *s);
void lode_session_progress(const lode_session *s, const char *stage, size_t done, size_t total);

/* A scenario of the case with what the config adds: openings, year, month, modes, closures (where wanted). */
lode_status lode_session_scenario(const lode_session *s, const char *name, int with_closures, lode_scenario **scenario,
                                  lode_err *err);
/* The title of a scenario: the same whatever the order of its rows; NULL: it has none. */
const char *lode_scenario_title(const lode_case *c, const char *scenario, int german);
int lode_session_has_scenario(const lode_session *s, const char *name);

/* What is shipped: the product of the occurrence, or of the config; the first of the case where neither says. */
lode_status lode_session_shipment(const lode_session *s, const lode_occurrence *o, lode_shipment *shipment,
                                  lode_err *err);

/* Whether two are one: answers to one hold for the other. */
int lode_session_same_shipment(const lode_shipment *a, const lode_shipment *b);

/* A market, or a group of them. */
typedef struct lode_destination {
    const char *name;
    int32_t single_market; /* -1: a group */
} lode_destination;

/* Destinations of the config, or EU (where a market is in it) and ALL. *list lies in the session's arena. */
lode_status lode_session_destinations(lode_session *s, lode_destination **list, size_t *n, lode_err *err);

/* Seeds of the markets of a destination that take the product; *targets is freed with free(). */
lode_status lode_destination_targets(const lode_session *s, const lode_destination *d, const char *product,
                                     lode_target **targets, size_t *n, lode_err *err);

#endif
