#include "app/measures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/results.h"

/* ---- the measures of one deposit ------------------------------------------------------------------------------ */

/* By actor of the network; NaN where the case gives none. */
static void read_governance(const lode_session *s, double *governance)
{
    for (size_t a = 0; a < s->network->n_actors; a++) {
        governance[a] = NAN;
        for (size_t i = 0; i < s->c->actors.n; i++)
            if (strcmp(s->c->actors.v[i].actor, s->network->actor[a].name) == 0)
                governance[a] = s->c->actors.v[i].governance;
    }
}

/* A of M13: RUS, CHN and CASPIAN, or all where the case knows none of them. */
static uint32_t resilience_actors(const lode_network *n)
{
    static const char *const wanted[] = {"RUS", "CHN", "CASPIAN"};
    uint32_t actors = 0;
    for (size_t a = 0; a < n->n_actors; a++)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (strcmp(n->actor[a].name, wanted[i]) == 0)
                actors |= UINT32_C(1) << a;
    return actors ? actors : (UINT32_C(1) << n->n_actors) - 1;
}

static lode_status find_diversity(const lode_session *s, lode_oracle *oracle, const lode_origin *origin,
                                  const lode_set *own, lode_measures *m, lode_err *err)
{
    double governance[LODE_MAX_ACTORS];
    lode_set nothing = {{0}};
    lode_diversity_rules rules = lode_diversity_rules_of(&s->network->parameters);
    read_governance(s, governance);
    rules.governance = governance;
    rules.home = *own;
    return lode_diversity_find(oracle, origin, &nothing, &rules, &m->diversity, err);
}

lode_status lode_measures_make(const lode_session *s, lode_oracle *oracle, const lode_origin *origin,
                               const lode_set *own, lode_measures *m, lode_err *err)
{
    double outside_usd_t = lode_oracle_shipment(oracle)->outside_usd_t;
    *m = (lode_measures){0};
    lode_status status = lode_coalitions_make(oracle, origin, own, &m->coalitions, err);
    if (!status)
        status = find_diversity(s, oracle, origin, own, m, err);
    if (status) {
        lode_measures_free(m);
        return status;
    }
    for (int k = 0; k < LODE_N_OUTSIDES; k++)
        lode_attribute_cost(&m->coalitions, outside_usd_t * lode_outside_factors[k], &m->cost[k]);
    lode_attribute_access(&m->coalitions, &m->access);
    m->resilience = lode_resilience_of(&m->coalitions, resilience_actors(s->network));
    return LODE_OK;
}

void lode_measures_free(lode_measures *m)
{
    lode_coalitions_free(&m->coalitions);
    lode_diversity_free(&m->diversity);
    *m = (lode_measures){0};
}

int lode_main_player(const lode_measures *m)
{
    const lode_attribution *a = &m->cost[0];
    int best = -1;
    for (int i = 0; i < a->n && a->sharing == LODE_SHARED; i++)
        if (best < 0 || a->share[i] > a->share[best])
            best = i;
    return best;
}

static int has_ways(const lode_measures *m)
{
    return m->diversity.alternatives.n > 0;
}

double lode_effective_routes(const lode_measures *m)
{
    return has_ways(m) ? m->diversity.effective : NAN;
}

double lode_transit_hhi(const lode_measures *m)
{
    return has_ways(m) ? m->diversity.hhi : NAN;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

void lode_put_key(lode_table *t, const lode_key *key)
{
    lode_table_add(t);
    lode_table_set_text(t, "deposit", key->deposit);
    lode_table_set_text(t, "deposit_name", key->name);
    lode_table_set_text(t, "country", key->country);
    lode_table_set_text(t, "destination", key->destination);
    lode_table_set_text(t, "base", key->base);
}

static int played(const lode_attribution *a)
{
    return a->sharing == LODE_SHARED || a->sharing == LODE_NOTHING_TO_SHARE;
}

static void put_fraction(lode_table *t, const char *column, lode_fraction f)
{
    lode_text text = {0};
    lode_fraction_text(f, &text);
    lode_table_set_text(t, column, lode_text_get(&text));
    lode_text_free(&text);
}

static void put_player(lode_table *t, const lode_measures *m, int i)
{
    static const char *const columns[LODE_N_OUTSIDES][2] = {
        {"status", "phi_share"}, {"half_k_status", "half_k_share"}, {"double_k_status", "double_k_share"}};
    for (int k = 0; k < LODE_N_OUTSIDES; k++) {
        lode_table_set_text(t, columns[k][0], lode_sharing_names[m->cost[k].sharing]);
        lode_table_set_real(t, columns[k][1], m->cost[k].share[i]);
    }
    if (played(&m->cost[0])) {
        lode_fraction phi = lode_fraction_part(m->cost[0].value[i], (int64_t)LODE_MICRO);
        lode_table_set_real(t, "phi_usd_t", lode_fraction_value(phi));
        put_fraction(t, "phi_fraction", phi);
    }
    lode_table_set_text(t, "access_status", lode_sharing_names[m->access.sharing]);
    lode_table_set_real(t, "access_share", m->access.share[i]);
    if (played(&m->access))
        put_fraction(t, "access_fraction", m->access.value[i]);
}

static void put_actor(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m, size_t actor)
{
    lode_put_key(t, key);
    lode_table_set_text(t, "actor", s->network->actor[actor].name);
    lode_table_set_real(t, "outside_usd_t", lode_usd(m->cost[0].outside));
    if (played(&m->cost[0]))
        lode_table_set_real(t, "total_usd_t", lode_usd(m->cost[0].total));
    if (has_ways(m))
        lode_table_set_real(t, "transit_share", m->diversity.actor[actor]);
}

/* Players by their part, the largest first, then by their power over access, then by name. */
static void rank_players(const lode_measures *m, int *order)
{
    for (int i = 0; i < m->coalitions.n; i++) {
        int at = i;
        for (; at > 0; at--) {
            double more = played(&m->cost[0]) ? lode_fraction_value(m->cost[0].value[i]) -
                                                    lode_fraction_value(m->cost[0].value[order[at - 1]])
                                              : 0;
            if (more == 0 && played(&m->access))
                more = lode_fraction_value(m->access.value[i]) - lode_fraction_value(m->access.value[order[at - 1]]);
            if (!(more > 0))
                break;
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

void lode_put_attribution(lode_table *t, const lode_session *s, const lode_key *key, const lode_set *own,
                          const lode_measures *m)
{
    const lode_network *n = s->network;
    int order[LODE_MAX_ACTORS];
    rank_players(m, order);
    for (int k = 0; k < m->coalitions.n; k++) {
        put_actor(t, s, key, m, m->coalitions.actor[order[k]]);
        put_player(t, m, order[k]);
    }
    for (size_t a = 0; a < n->n_actors; a++) {
        if (m->coalitions.players >> a & 1)
            continue;
        put_actor(t, s, key, m, a);
        lode_table_set_text(t, "status", lode_owners(n, UINT32_C(1) << a, own) ? "own" : "not closable");
    }
}

static void put_pair(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m, int i, int j)
{
    int cost = played(&m->cost[0]), access = played(&m->access);
    lode_fraction of_cost = cost ? m->cost[0].pair[i][j] : (lode_fraction){0, 1};
    lode_fraction of_access = access ? m->access.pair[i][j] : (lode_fraction){0, 1};
    if (of_cost.numerator == 0 && of_access.numerator == 0)
        return;
    __int128 sign = of_cost.numerator ? of_cost.numerator : of_access.numerator;
    lode_put_key(t, key);
    lode_table_set_text(t, "actor", s->network->actor[m->coalitions.actor[i]].name);
    lode_table_set_text(t, "other", s->network->actor[m->coalitions.actor[j]].name);
    lode_table_set_text(t, "relation", sign > 0 ? "substitutes" : "complements");
    if (cost) {
        lode_fraction usd = lode_fraction_part(of_cost, (int64_t)LODE_MICRO);
        lode_table_set_real(t, "interaction_usd_t", lode_fraction_value(usd));
        put_fraction(t, "interaction_fraction", usd);
    }
    if (access)
        put_fraction(t, "access_fraction", of_access);
}

void lode_put_interaction(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m)
{
    for (int i = 0; i < m->coalitions.n; i++)
        for (int j = i + 1; j < m->coalitions.n; j++)
            put_pair(t, s, key, m, i, j);
}

void lode_put_diversity(lode_table *t, const lode_session *s, const lode_key *key, const lode_measures *m)
{
    const lode_diversity *d = &m->diversity;
    lode_text actors = {0};
    lode_put_key(t, key);
    lode_table_set_text(t, "status",
                        has_ways(m) ? (d->alternatives.complete ? "complete" : "cheapest_only") : "unreachable");
    lode_table_set_int(t, "routes", (int64_t)d->alternatives.n);
    lode_table_set_real(t, "effective_routes", lode_effective_routes(m));
    lode_table_set_real(t, "hhi", lode_transit_hhi(m));
    if (has_ways(m)) {
        double transit = d->elsewhere;
        for (size_t a = 0; a < s->network->n_actors; a++)
            transit += d->actor[a];
        lode_table_set_real(t, "hhi_gov", transit > 0 && d->ungraded >= transit ? NAN : d->hhi_gov);
        lode_table_set_real(t, "ungraded_share", d->ungraded);
        lode_table_set_real(t, "elsewhere_share", d->elsewhere);
    }
    lode_table_set_real(t, "resilience", m->resilience.value);
    lode_actor_names(s->network, m->resilience.actors, &actors);
    lode_table_set_text(t, "resilience_actors", m->resilience.actors ? lode_text_get(&actors) : NULL);
    lode_text_free(&actors);
}

/* ---- cut sets ------------------------------------------------------------------------------------------------- */

const char *lode_cut_status(const lode_cuts *cuts)
{
    if (cuts->unreachable)
        return "unreachable";
    return cuts->free_way ? "free_way" : (cuts->n ? "cut" : "no_small_cut");
}

static lode_status put_free_way(lode_table *t, lode_oracle *oracle, const lode_origin *origin, const lode_set *own,
                                uint32_t free_under, lode_err *err)
{
    const lode_network *n = lode_oracle_scenario(oracle)->network;
    lode_step *steps;
    size_t n_steps;
    lode_route way;
    lode_set closed = lode_closed_by(n, free_under, own);
    lode_status status = lode_oracle_steps(oracle, origin, &closed, &steps, &n_steps, err);
    if (!status)
        status = lode_route_make(oracle, steps, n_steps, &way, err);
    if (status)
        return status;
    lode_text gates = {0}, domains = {0};
    lode_route_gates(&way, &gates);
    lode_route_domains(n, &way, &domains);
    lode_table_set_text(t, "free_gates", lode_text_get(&gates));
    lode_table_set_text(t, "free_domains", lode_text_get(&domains));
    lode_text_free(&gates);
    lode_text_free(&domains);
    lode_route_free(&way);
    return LODE_OK;
}

lode_status lode_put_cuts(lode_table *t, const lode_key *key, lode_oracle *oracle, const lode_origin *origin,
                          const lode_set *own, const lode_cuts *cuts, lode_err *err)
{
    for (size_t i = 0; i < cuts->n; i++) {
        lode_text names = {0};
        lode_actor_names(lode_oracle_scenario(oracle)->network, cuts->sets[i], &names);
        lode_put_key(t, key);
        lode_table_set_text(t, "status", "cut");
        lode_table_set_text(t, "cut_set", lode_text_get(&names));
        lode_table_set_int(t, "size", __builtin_popcount(cuts->sets[i]));
        lode_text_free(&names);
    }
    if (cuts->n)
        return LODE_OK;
    lode_put_key(t, key);
    lode_table_set_text(t, "status", lode_cut_status(cuts));
    return cuts->free_way ? put_free_way(t, oracle, origin, own, cuts->free_under, err) : LODE_OK;
}

lode_status lode_open_sky(const lode_scenario *scenario, lode_scenario **open, lode_err *err)
{
    const lode_network *n = scenario->network;
    int needed = 0;
    for (size_t i = 0; i < n->n_elements && !needed; i++)
        needed = n->element[i].overfly_n > 0;
    *open = NULL;
    if (!needed || scenario->ignore_overflight)
        return LODE_OK;
    *open = lode_scenario_copy(scenario, err);
    if (!*open)
        return LODE_IO;
    (*open)->ignore_overflight = 1;
    return LODE_OK;
}

lode_status lode_open_sky_cuts(lode_oracle *sky, const lode_origin *origin, const lode_set *own,
                               const lode_cuts *counted, lode_cuts *cuts, lode_err *err)
{
    const lode_network *n = lode_oracle_scenario(sky)->network;
    lode_coalitions coalitions;
    *cuts = (lode_cuts){.free_way = 1, .free_under = lode_players(n, own)};
    if (counted->free_way)
        return LODE_OK;
    lode_way way;
    lode_set closed = lode_closed_by(n, cuts->free_under, own);
    lode_status status = lode_oracle_ask(sky, origin, &closed, &way, err);
    if (status || way.found)
        return status;
    status = lode_coalitions_make(sky, origin, own, &coalitions, err);
    if (!status)
        status = lode_coalition_cuts(&coalitions, cuts, err);
    lode_coalitions_free(&coalitions);
    return status;
}
