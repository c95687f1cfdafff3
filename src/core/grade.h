/* What a cost rests on: each part of an element's G with the facts behind it, and the grade of a way (M15).
 *
 * A part is as good as the weakest of its facts. Knows elements and costs; nothing of the rows of a case but their
 * layer and number. */
#ifndef LODE_CORE_GRADE_H
#define LODE_CORE_GRADE_H

#include "core/cost.h"

typedef struct lode_fact {
    const char *layer;  /* "parameters" where a rule stands in */
    int32_t row;        /* of that layer; -1 for a parameter */
    const char *column; /* or the name of the parameter */
    uint8_t confidence;
} lode_fact;

enum { LODE_MOST_PART_FACTS = 2 };

typedef struct lode_part {
    double usd_t; /* of G; 0 where the fact costs nothing here */
    uint8_t confidence;
    lode_fact facts[LODE_MOST_PART_FACTS];
    int n_facts;
} lode_part;

typedef void (*lode_part_fn)(void *context, const lode_part *part);

/* Calls back for each part of what lode_cost_of says in sum. */
void lode_cost_parts(const lode_scenario *scenario, const lode_shipment *shipment, const lode_element *element,
                     int32_t index, int reverse, lode_part_fn call, void *context);

/* Adds the parts up by confidence, micro-USD a tonne. */
void lode_cost_by_confidence(const lode_scenario *scenario, const lode_shipment *shipment, const lode_element *element,
                             int32_t index, int reverse, int64_t by_confidence[LODE_N_CONFIDENCES]);

/* Share of one confidence, per cent; NaN where there is no cost. */
double lode_confidence_pct(const int64_t by_confidence[LODE_N_CONFIDENCES], int confidence);

/* "A" to "D"; NULL where there is no cost. */
const char *lode_grade(const lode_parameters *parameters, const int64_t by_confidence[LODE_N_CONFIDENCES]);

#endif
