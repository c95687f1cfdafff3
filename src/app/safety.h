/* What best means (--by), and what the safest way needs: the risk of each element by the shocks of the case. */
#ifndef LODE_APP_SAFETY_H
#define LODE_APP_SAFETY_H

#include "app/session.h"
#include "core/shocks.h"

lode_status lode_read_objective(const lode_config *config, lode_objective *objective, lode_err *err);

/* Empty where the case has no shocks. Ownership: lode_safety_close on the same struct. */
typedef struct lode_safety {
    lode_shocks *shocks;
    double *risk; /* for scenario->risk; NULL unless the objective is safe */
} lode_safety;

/* LODE_BAD_INPUT where the objective is safe and the shocks are missing or cannot be used. */
lode_status lode_safety_open(lode_safety *safety, const lode_session *s, lode_objective objective, lode_err *err);
void lode_safety_close(lode_safety *safety);

/* Share of time in which nothing on the steps is closed, per cent; NaN without shocks. */
double lode_safety_open_pct(const lode_safety *safety, const lode_scenario *scenario, const lode_step *steps,
                            size_t n_steps);

#endif
