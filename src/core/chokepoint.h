/* What the loss of a single gate, terminal, passage or link would cost all deposits: MODEL M8.
 *
 * Knows best ways and tonnes; must never know how they are shown, nor tables or files. Closing a gate is not closing
 * its domain: others of the same border stay open.
 * Units: USD a year, tonnes a year, micro-USD per tonne.
 * Few searches: a deposit whose best way does not use a thing keeps its cost when that is closed.
 * Ownership: lode_chokes_find has exactly one lode_chokes_free on the same struct. */
#ifndef LODE_CORE_CHOKEPOINT_H
#define LODE_CORE_CHOKEPOINT_H

#include "core/oracle.h"

/* A deposit that ships. Its oracle knows product (and K), destination and scenario; shippers may share one. */
typedef struct lode_shipper {
    const lode_origin *origin;
    lode_oracle *oracle;
    double output_t_a; /* not above 0, or NaN: it ships nothing and makes no candidates */
} lode_shipper;

typedef enum lode_choke_kind {
    LODE_CHOKE_CROSSING,
    LODE_CHOKE_TERMINAL, /* all that it loads and unloads; a port also lets ships call */
    LODE_CHOKE_LINK,
    LODE_CHOKE_PASSAGE, /* every element that needs the domain in its passes */
    LODE_N_CHOKE_KINDS
} lode_choke_kind;
extern const char *const lode_choke_kind_names[LODE_N_CHOKE_KINDS];

typedef struct lode_choke {
    lode_choke_kind kind;
    const char *id, *name; /* of the network */
    int32_t index;         /* element (of a terminal: one of them); of a passage the domain */
    int is_gate;
    double used_t_a; /* tonnes whose best way uses it */
    size_t n_users;
    double impact_usd_a;    /* sum of output (min(c without it, K) - c), over those that ship at K or K is not known */
    double cut_off_t_a;     /* tonnes left without a way */
    double unpriced_t_a;    /* of these, those whose K is not known: not in the impact */
    size_t section;         /* things in a series with the same users and the same losses have the same number */
    const int64_t *without; /* by shipper: c without it; LODE_NO_WAY where no way is left */
    const uint8_t *used_by; /* by shipper: 1 where its best way uses it */
} lode_choke;

typedef struct lode_chokes {
    lode_choke *v; /* by impact, then tonnes cut off, then tonnes using it, all falling; then kind and id */
    size_t n, n_sections;
    const int64_t *base; /* by shipper: c; LODE_NO_WAY where no way is */
    size_t n_shippers;
    size_t searches; /* made for the closures */
    void *memory;    /* its own */
} lode_chokes;

/* Candidates: what lies on a best way of a shipper. All oracles are of one network, not unfolded. LODE_IO: out of
 * memory, and chokes is empty. */
lode_status lode_chokes_find(const lode_shipper *shippers, size_t n, lode_chokes *chokes, lode_err *err);
void lode_chokes_free(lode_chokes *chokes); /* leaves it empty; accepts an empty one */

#endif
