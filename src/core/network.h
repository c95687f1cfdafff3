/* The frozen network: states, elements and arcs. Built once by src/net, never changed by a scenario or a search.
 *
 * A state is (place, mode, gauge) or the ground of a place. An element is what costs something: an access leg, the
 * loading and unloading at a terminal, a link, a crossing, the arrival at a market. An arc leads from state to state
 * over one element. Knows nothing of files, geometry or results.
 *
 * Ownership: everything lies in the arena of the network; lode_network_free releases it (accepts NULL). */
#ifndef LODE_CORE_NETWORK_H
#define LODE_CORE_NETWORK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/parameters.h"
#include "core/set.h"
#include "lodeway/case.h"

typedef enum lode_element_kind {
    LODE_E_ACCESS,
    LODE_E_LOAD,
    LODE_E_UNLOAD,
    LODE_E_LINK,
    LODE_E_CROSSING,
    LODE_E_ARRIVAL,
    LODE_N_ELEMENT_KINDS
} lode_element_kind;

typedef enum lode_basis { LODE_TKM, LODE_T, LODE_UNIT, LODE_UNIT_KM, LODE_SHIPMENT, LODE_UNIT_H } lode_basis;

/* A price of a tariff row (M2). */
typedef struct lode_price {
    lode_basis basis;
    double usd, empty_share;
    int32_t tariff; /* network->tariff */
    uint8_t confidence;
} lode_price;

/* How sure a tariff row is (M14). */
typedef struct lode_tariff_range {
    const char *id;   /* mode:domain:surface:traction:basis, "" where not given */
    double low, high; /* factors on its usd; NaN: not given */
} lode_tariff_range;

/* What an element does inside one domain. Links, terminals and access legs have one side, crossings two. */
typedef struct lode_side {
    int32_t domain;
    double km, hours;              /* hauled here */
    uint32_t price_first, price_n; /* network->price */
    double entry_usd;              /* charged when loaded here or when a crossing enters; 0 where none */
    double co2_kg_t;               /* of the haul; NaN where no factor is known */
    int32_t speed_row, entry_row;  /* of tariffs; what hours (unless the link gives days) and entry_usd rest on */
    uint8_t speed_confidence, entry_confidence;
    int own_hours; /* the link gives days: the speed of the tariff does not count */
} lode_side;

enum { LODE_HIGH, LODE_MEDIUM, LODE_LOW, LODE_ASSUMED, LODE_N_CONFIDENCES };

/* Figures of an element's own row, or the parameter that stands in for them. */
enum {
    LODE_FACT_LENGTH,
    LODE_FACT_PRICE,
    LODE_FACT_DAYS,
    LODE_FACT_WAIT,
    LODE_FACT_STOP_USD,
    LODE_FACT_STOP_H,
    LODE_FACT_GAUGE_USD,
    LODE_FACT_GAUGE_H,
    LODE_N_FACTS
};

typedef enum lode_state_of_works { LODE_OPEN, LODE_CONSTRUCTION, LODE_PLANNED, LODE_CLOSED } lode_state_of_works;

typedef struct lode_element {
    const char *id, *name; /* id of the link, crossing, terminal, market or occurrence */
    lode_element_kind kind;
    lode_mode mode;
    int32_t row;      /* in its layer of the case; -1 where it has none */
    int32_t terminal; /* loading and unloading: which terminal; else -1 */
    int n_sides;
    lode_side side[2];
    double own_usd_t;                     /* a link's own price, NaN where the tariff counts */
    double stop_usd_t, stop_usd_shipment; /* border, or handling */
    double stop_h, stop_buffer_h;         /* dwell, handling */
    double gauge_usd_t, gauge_h;          /* crossings between gauges */
    double wait_h, wait_buffer_h;         /* half the headway, 0.4 headway */
    double stop_co2_kg_t;
    double capacity_mt, used_mt; /* Mt/a in each direction, and what others use of it; NaN: not known */
    uint32_t need_first, need_n; /* network->need: domains besides those of the sides */
    uint32_t overfly_n;          /* of these, the first overfly_n are airspaces */
    uint16_t closed_months;      /* bit 0: January */
    const char *closed_products;
    lode_state_of_works works;
    double open_year;
    int is_gate;        /* passing it changes the domain */
    uint8_t confidence; /* the weakest of its facts */
    uint8_t fact_confidence[LODE_N_FACTS];
    const char *source;
} lode_element;

typedef struct lode_option {
    int32_t state;        /* where the network is entered */
    lode_element access;  /* the access leg; km 0 for a start at a place */
    lode_element partial; /* the rest of the road entered in its middle */
    int32_t partial_of;   /* index of that road's element, -1 where the state is a ground */
    int partial_reverse;
    double lon, lat; /* where the access leg ends */
} lode_option;

/* Where a way starts: an occurrence, a place or a point. */
typedef struct lode_origin {
    const char *id, *name;
    int32_t domain;
    lode_option *options;
    size_t n_options;
} lode_origin;

typedef struct lode_market_node {
    int32_t place, element; /* element: its arrival */
    const char *id, *groups, *products;
} lode_market_node;

typedef struct lode_actor_set {
    const char *name;
    lode_set domains;
    int closable;
} lode_actor_set;

typedef struct lode_network {
    lode_arena *arena;
    lode_parameters parameters;

    size_t n_domains;
    const char **domain; /* names, sorted */

    size_t n_places;
    const char **place; /* ids */
    const char **place_name;
    int32_t *place_domain;
    int32_t *place_ground; /* state */

    size_t n_states;
    int32_t *state_place;
    uint8_t *state_mode;
    int32_t *state_gauge; /* mm; 0 where the mode has none */
    /* A ship or an aircraft calls at a land place only while one of these terminals is open; none: no such rule. */
    uint32_t *state_port_first; /* n_states + 1, into port_element */
    int32_t *port_element;

    size_t n_elements;
    lode_element *element;
    size_t n_prices;
    lode_price *price;
    size_t n_tariffs; /* rows of the case, in its order */
    lode_tariff_range *tariff;
    size_t n_needs;
    int32_t *need;

    /* Arcs grouped by the state that they lead to: the search runs backwards from the markets. */
    size_t n_arcs;
    uint32_t *in_start; /* n_states + 1 */
    int32_t *arc_tail;  /* state that the arc leaves */
    int32_t *arc_head;
    int32_t *arc_element;
    uint8_t *arc_reverse; /* the element is used from its end to its start */
    uint64_t *arc_tie;    /* 40-bit hash of the arc's text id */

    size_t n_origins; /* one an occurrence, in the order of the case */
    lode_origin *origin;
    size_t n_markets; /* in the order of the case */
    lode_market_node *market;
    size_t n_actors;
    lode_actor_set *actor;
} lode_network;

void lode_network_free(lode_network *network);

int32_t lode_network_domain(const lode_network *network, const char *name); /* -1: unknown */
int32_t lode_network_place(const lode_network *network, const char *id);    /* -1: unknown */

/* Hash of a text, 40 bits: the tie of arcs (DESIGN section 5). */
uint64_t lode_tie(const char *text);

extern const char *const lode_mode_names[LODE_N_MODES];
extern const char *const lode_element_names[LODE_N_ELEMENT_KINDS];
extern const char *const lode_confidence_names[LODE_N_CONFIDENCES];
lode_mode lode_mode_named(const char *name, size_t length); /* LODE_N_MODES: unknown */

#endif
