#include "app/safety.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

lode_status lode_read_objective(const lode_config *config, lode_objective *objective, lode_err *err)
{
    const char *by = config->by ? config->by : "cost";
    for (int i = 0; i < LODE_N_OBJECTIVES; i++)
        if (i != LODE_BY_LENGTH && strcmp(lode_objective_names[i], by) == 0) {
            *objective = (lode_objective)i;
            return LODE_OK;
        }
    return lode_fail(err, LODE_USAGE, "Unknown --by \"%s\". Use cost, money, time or safe.", by);
}

static lode_status need_risks(lode_safety *safety, const lode_session *s, lode_err *err)
{
    lode_scenario *plain = lode_scenario_new(s->network, "open", err);
    if (!plain)
        return LODE_IO;
    plain->ignore_overflight = s->config->ignore_overflight;
    safety->risk = lode_shocks_risks(safety->shocks, plain);
    lode_scenario_free(plain);
    return safety->risk ? LODE_OK : lode_fail_memory(err);
}

lode_status lode_safety_open(lode_safety *safety, const lode_session *s, lode_objective objective, lode_err *err)
{
    lode_err fault = {0};
    *safety = (lode_safety){0};
    if (s->c->shocks.n == 0)
        return objective == LODE_BY_SAFE ? lode_fail(err, LODE_BAD_INPUT,
                                                     "--by safe needs the table shocks: it says how often what is "
                                                     "closed. The case has none.")
                                         : LODE_OK;
    safety->shocks = lode_shocks_new(s->network, s->c->shocks.v, s->c->shocks.n, &fault);
    if (objective != LODE_BY_SAFE)
        return LODE_OK;
    return safety->shocks ? need_risks(safety, s, err) : lode_fail(err, fault.status, "%s", fault.message);
}

void lode_safety_close(lode_safety *safety)
{
    lode_shocks_free(safety->shocks);
    free(safety->risk);
    *safety = (lode_safety){0};
}

double lode_safety_open_pct(const lode_safety *safety, const lode_scenario *scenario, const lode_step *steps,
                            size_t n_steps)
{
    return safety->shocks && n_steps ? 100 * lode_shocks_open_share(safety->shocks, scenario, steps, n_steps) : NAN;
}
