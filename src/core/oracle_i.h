/* The inside of an oracle, for the files of src/core that search with it. */
#ifndef LODE_CORE_ORACLE_I_H
#define LODE_CORE_ORACLE_I_H

#include "core/oracle.h"

typedef struct lode_memo {
    lode_set closed;
    lode_tree *tree;
} lode_memo;

struct lode_oracle {
    const lode_scenario *scenario;
    lode_weights *weights;
    int borrowed; /* the weights are those of another oracle */
    lode_workspace *workspace;
    lode_target *targets;
    lode_seed *seeds;
    int32_t *seed_target; /* which target a seed came from */
    size_t n_targets;
    uint8_t *open; /* arcs open under open_for, where open_known */
    lode_set open_for;
    int open_known;
    uint32_t *out_start; /* arcs grouped by the state they leave; made when first needed */
    int32_t *out_arc;
    lode_memo *memos;
    size_t n_memos, memo_capacity;
};

/* The tree of a closed set (that of the scenario included), searched or remembered. NULL: out of memory. */
const lode_tree *lode_oracle_i_tree(lode_oracle *o, const lode_set *all, lode_err *err);
/* Fills seeds and seed_target for a closed set; how many. */
size_t lode_oracle_i_seeds(lode_oracle *o, const lode_set *all);
/* Groups the arcs by the state that they leave; 0: out of memory. */
int lode_oracle_i_out(lode_oracle *o);
/* Fills open for a closed set. */
void lode_oracle_i_open(lode_oracle *o, const lode_set *all);
/* Fills seeds and seed_target with the targets that are open; how many. */
size_t lode_oracle_i_seeds(lode_oracle *o, const lode_set *all);
/* Cost and tie from the origin to the state that an option enters; 0: closed. */
int lode_oracle_i_start(const lode_oracle *o, const lode_option *option, const lode_set *all, int64_t *cost,
                        uint64_t *tie);

typedef struct lode_step_list {
    lode_step *v;
    size_t n, capacity;
} lode_step_list;

/* 0: out of memory. */
int lode_steps_add(lode_step_list *list, lode_step step);
int lode_steps_add_start(lode_step_list *list, const lode_option *option);
int lode_steps_add_arc(lode_step_list *list, const lode_network *n, int32_t arc);
int lode_steps_add_end(lode_step_list *list, const lode_target *target);

#endif
