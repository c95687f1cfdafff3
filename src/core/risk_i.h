/* What the two files of the risk share. */
#ifndef LODE_CORE_RISK_I_H
#define LODE_CORE_RISK_I_H

#include "core/risk.h"

/* A question about the active shocks, and the answer where none is left: in a state that closes what led here, the best
 * way costs this; asks: the shock that would close it, -1: none that is not known to be absent. */
typedef struct lode_risk_node {
    int64_t cost;
    int32_t asks;
    int32_t active, absent; /* nodes for either answer; -1: not made yet */
} lode_risk_node;

/* An oracle of its own for shocks that close more than domains. */
typedef struct lode_risk_branch {
    lode_set shocks;
    lode_scenario scenario; /* shares all but closed_element with that of the first oracle */
    lode_oracle *oracle;
} lode_risk_branch;

struct lode_risk {
    const lode_shocks *shocks;
    lode_oracle *oracle;
    lode_set by_element; /* shocks that close elements or modes */
    lode_risk_branch **branches;
    size_t n_branches, branch_capacity;
    const lode_origin *origin; /* turned to */
    lode_set own;
    lode_set *shut;        /* domains that each shock closes for it */
    lode_risk_node *nodes; /* the first is the root */
    size_t n_nodes, node_capacity;
};

/* c(none) as a standing: LODE_RISK_KNOWN, unreachable or uneconomic. */
lode_status lode_risk_i_base(lode_risk *risk, int64_t *base, lode_risk_standing *standing, lode_err *err);
/* K in micro-USD; LODE_NO_WAY where it is not known. */
int64_t lode_risk_i_outside(const lode_risk *risk);
/* min(cost, K) in USD; infinite where there is neither. */
double lode_risk_i_usd(int64_t cost, int64_t outside);
/* An infinite figure is one that is not known. */
double lode_risk_i_finite(double figure);

#endif
