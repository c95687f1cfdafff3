#include "core/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static double *ones(size_t n)
{
    double *values = malloc((n ? n : 1) * sizeof *values);
    for (size_t i = 0; values && i < n; i++)
        values[i] = 1;
    return values;
}

lode_scenario *lode_scenario_new(const lode_network *network, const char *name, lode_err *err)
{
    lode_scenario *s = calloc(1, sizeof *s);
    if (!s) {
        lode_fail_memory(err);
        return NULL;
    }
    s->network = network;
    s->name = strdup(name);
    s->closed_element = calloc(network->n_elements + 1, 1);
    s->opened_element = calloc(network->n_elements + 1, 1);
    s->price_domain = ones(network->n_domains);
    s->price_element = ones(network->n_elements);
    s->dwell_domain = ones(network->n_domains);
    s->dwell_element = ones(network->n_elements);
    s->dwell_add_h = calloc(network->n_elements + 1, sizeof(double));
    s->capacity_domain = ones(network->n_domains);
    s->capacity_element = ones(network->n_elements);
    s->price_all = s->dwell_all = s->capacity_all = 1;
    for (int mode = 0; mode < LODE_N_MODES; mode++)
        s->price_mode[mode] = s->dwell_mode[mode] = s->capacity_mode[mode] = 1;
    s->year = NAN;
    if (!s->name || !s->closed_element || !s->opened_element || !s->price_domain || !s->price_element ||
        !s->dwell_domain || !s->dwell_element || !s->dwell_add_h || !s->capacity_domain || !s->capacity_element) {
        lode_scenario_free(s);
        lode_fail_memory(err);
        return NULL;
    }
    return s;
}

void lode_scenario_free(lode_scenario *s)
{
    if (!s)
        return;
    free(s->name);
    free(s->closed_element);
    free(s->opened_element);
    free(s->price_domain);
    free(s->price_element);
    free(s->dwell_domain);
    free(s->dwell_element);
    free(s->dwell_add_h);
    free(s->capacity_domain);
    free(s->capacity_element);
    for (size_t i = 0; i < s->n_limits; i++) {
        free(s->limits[i].products);
        free(s->limits[i].element);
    }
    free(s->limits);
    free(s);
}

static lode_limit *add_limit(lode_scenario *s, const char *products)
{
    lode_limit *slot = lode_grow((void **)&s->limits, &s->n_limits, &s->limit_capacity, sizeof *slot);
    if (!slot)
        return NULL;
    *slot = (lode_limit){strdup(products), calloc(s->network->n_elements + 1, 1)};
    return slot->products && slot->element ? slot : NULL;
}

static int copy_limits(lode_scenario *to, const lode_scenario *from)
{
    for (size_t i = 0; i < from->n_limits; i++) {
        lode_limit *made = add_limit(to, from->limits[i].products);
        if (!made)
            return 0;
        memcpy(made->element, from->limits[i].element, from->network->n_elements);
    }
    return 1;
}

static void copy_figures(double *to, const double *from, size_t n)
{
    if (n)
        memcpy(to, from, n * sizeof *to);
}

lode_scenario *lode_scenario_copy(const lode_scenario *s, lode_err *err)
{
    size_t n_elements = s->network->n_elements, n_domains = s->network->n_domains;
    lode_scenario *made = lode_scenario_new(s->network, s->name, err);
    if (!made)
        return NULL;
    lode_scenario own = *made; /* its arrays stay its own */
    *made = *s;
    made->name = own.name;
    made->closed_element = own.closed_element;
    made->opened_element = own.opened_element;
    made->price_domain = own.price_domain;
    made->price_element = own.price_element;
    made->dwell_domain = own.dwell_domain;
    made->dwell_element = own.dwell_element;
    made->dwell_add_h = own.dwell_add_h;
    made->capacity_domain = own.capacity_domain;
    made->capacity_element = own.capacity_element;
    made->limits = NULL;
    made->n_limits = made->limit_capacity = 0;
    memcpy(made->closed_element, s->closed_element, n_elements);
    memcpy(made->opened_element, s->opened_element, n_elements);
    copy_figures(made->price_domain, s->price_domain, n_domains);
    copy_figures(made->price_element, s->price_element, n_elements);
    copy_figures(made->dwell_domain, s->dwell_domain, n_domains);
    copy_figures(made->dwell_element, s->dwell_element, n_elements);
    copy_figures(made->dwell_add_h, s->dwell_add_h, n_elements);
    copy_figures(made->capacity_domain, s->capacity_domain, n_domains);
    copy_figures(made->capacity_element, s->capacity_element, n_elements);
    if (!copy_limits(made, s)) {
        lode_scenario_free(made);
        lode_fail_memory(err);
        return NULL;
    }
    return made;
}

typedef enum action { CLOSE, OPEN, PRICE, DWELL, DWELL_ADD, CAPACITY, LIMIT } action;

typedef struct change {
    action action;
    double value;
} change;

static void limit_element(lode_scenario *s, size_t i)
{
    s->limits[s->n_limits - 1].element[i] = 1;
}

static void limit_domain(lode_scenario *s, int32_t domain)
{
    lode_set shut = {{0}};
    lode_set_add(&shut, domain);
    for (size_t i = 0; i < s->network->n_elements; i++)
        if (lode_element_meets(s, &s->network->element[i], &shut))
            limit_element(s, i);
}

static void change_domain(lode_scenario *s, int32_t domain, change c)
{
    switch (c.action) {
    case CLOSE: lode_set_add(&s->closed_domains, domain); break;
    case OPEN: lode_set_remove(&s->closed_domains, domain); break;
    case PRICE: s->price_domain[domain] *= c.value; break;
    case DWELL: s->dwell_domain[domain] *= c.value; break;
    case DWELL_ADD:
        for (size_t i = 0; i < s->network->n_elements; i++) {
            const lode_element *e = &s->network->element[i];
            if (e->side[0].domain == domain || (e->n_sides > 1 && e->side[1].domain == domain))
                s->dwell_add_h[i] += c.value;
        }
        break;
    case LIMIT: limit_domain(s, domain); break;
    case CAPACITY: s->capacity_domain[domain] *= c.value; break;
    }
}

static void change_element(lode_scenario *s, size_t i, change c)
{
    switch (c.action) {
    case CLOSE: s->closed_element[i] = 1; break;
    case OPEN:
        s->opened_element[i] = 1;
        s->closed_element[i] = 0;
        break;
    case PRICE: s->price_element[i] *= c.value; break;
    case DWELL: s->dwell_element[i] *= c.value; break;
    case DWELL_ADD: s->dwell_add_h[i] += c.value; break;
    case LIMIT: limit_element(s, i); break;
    case CAPACITY: s->capacity_element[i] *= c.value; break;
    }
}

static void change_mode(lode_scenario *s, lode_mode mode, change c)
{
    switch (c.action) {
    case CLOSE: s->closed_mode[mode] = 1; break;
    case OPEN: s->closed_mode[mode] = 0; break;
    case PRICE: s->price_mode[mode] *= c.value; break;
    case DWELL: s->dwell_mode[mode] *= c.value; break;
    case DWELL_ADD:
        for (size_t i = 0; i < s->network->n_elements; i++)
            if (s->network->element[i].mode == mode)
                s->dwell_add_h[i] += c.value;
        break;
    case LIMIT:
        for (size_t i = 0; i < s->network->n_elements; i++)
            if (s->network->element[i].mode == mode)
                limit_element(s, i);
        break;
    case CAPACITY: s->capacity_mode[mode] *= c.value; break;
    }
}

static void change_everything(lode_scenario *s, change c)
{
    if (c.action == PRICE)
        s->price_all *= c.value;
    else if (c.action == DWELL)
        s->dwell_all *= c.value;
    else if (c.action == CAPACITY)
        s->capacity_all *= c.value;
    else
        for (size_t i = 0; i < s->network->n_elements; i++)
            change_element(s, i, c);
}

/* Elements of some kinds by id; 0 where there is none. */
static int change_elements_named(lode_scenario *s, unsigned kinds, const char *id, change c)
{
    int found = 0;
    for (size_t i = 0; i < s->network->n_elements; i++) {
        const lode_element *e = &s->network->element[i];
        if (!(kinds >> e->kind & 1) || strcmp(e->id, id) != 0)
            continue;
        change_element(s, i, c);
        found = 1;
    }
    return found;
}

static int change_actor(lode_scenario *s, const char *name, change c)
{
    const lode_network *n = s->network;
    for (size_t a = 0; a < n->n_actors; a++) {
        if (strcmp(n->actor[a].name, name) != 0)
            continue;
        for (size_t d = 0; d < n->n_domains; d++)
            if (lode_set_has(&n->actor[a].domains, (int32_t)d))
                change_domain(s, (int32_t)d, c);
        return 1;
    }
    return 0;
}

/* An open with a year takes what opens by then. */
static int opens_by(const lode_element *e, change c)
{
    return c.action != OPEN || isnan(c.value) || e->open_year <= c.value;
}

static int change_status(lode_scenario *s, const char *name, change c)
{
    static const char *const works[] = {"open", "construction", "planned", "closed"};
    for (int w = 0; w < 4; w++) {
        if (strcmp(works[w], name) != 0)
            continue;
        for (size_t i = 0; i < s->network->n_elements; i++)
            if ((int)s->network->element[i].works == w && opens_by(&s->network->element[i], c))
                change_element(s, i, c);
        return 1;
    }
    return 0;
}

static int change_target(lode_scenario *s, const char *target, change c)
{
    static const struct {
        const char *prefix;
        unsigned kinds;
    } named[] = {{"crossing:", 1u << LODE_E_CROSSING},
                 {"terminal:", 1u << LODE_E_LOAD | 1u << LODE_E_UNLOAD},
                 {"link:", 1u << LODE_E_LINK}};
    if (strcmp(target, "*") == 0) {
        change_everything(s, c);
        return 1;
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (strncmp(target, named[i].prefix, strlen(named[i].prefix)) == 0)
            return change_elements_named(s, named[i].kinds, target + strlen(named[i].prefix), c);
    if (strncmp(target, "actor:", 6) == 0)
        return change_actor(s, target + 6, c);
    if (strncmp(target, "status:", 7) == 0)
        return change_status(s, target + 7, c);
    if (strncmp(target, "mode:", 5) == 0) {
        lode_mode mode = lode_mode_named(target + 5, strlen(target + 5));
        if (mode == LODE_N_MODES)
            return 0;
        change_mode(s, mode, c);
        return 1;
    }
    const char *name = strncmp(target, "passage:", 8) == 0 ? target + 8 : target;
    int32_t domain = lode_network_domain(s->network, name);
    if (domain < 0)
        return change_actor(s, name, c); /* AZE+GEO without its prefix */
    change_domain(s, domain, c);
    return 1;
}

/* Names like the target, out of all that a target can be. */
static void near_targets(const lode_network *n, const char *target, lode_text *out)
{
    size_t count = 0, most = n->n_domains + n->n_actors + n->n_elements;
    const char **words = calloc(most + 1, sizeof *words);
    if (!words)
        return;
    const char *colon = strchr(target, ':');
    const char *name = colon ? colon + 1 : target;
    if (!colon || strncmp(target, "passage:", 8) == 0)
        for (size_t i = 0; i < n->n_domains; i++)
            words[count++] = n->domain[i];
    if (!colon || strncmp(target, "actor:", 6) == 0)
        for (size_t i = 0; i < n->n_actors; i++)
            words[count++] = n->actor[i].name;
    lode_text near = {0};
    lode_near_words(&near, name, words, count);
    if (near.length == 0) {
        static const char *const prefix[LODE_N_ELEMENT_KINDS] = {NULL, "terminal", NULL, "link", "crossing", NULL};
        lode_arena *arena = lode_arena_new();
        count = 0;
        for (size_t i = 0; arena && i < n->n_elements; i++) {
            const lode_element *e = &n->element[i];
            if (!prefix[e->kind] || (colon && strncmp(target, prefix[e->kind], (size_t)(colon - target)) != 0))
                continue;
            words[count++] = e->id;
        }
        lode_near_words(&near, name, words, count);
        lode_arena_free(arena);
    }
    lode_text_add(out, lode_text_get(&near));
    lode_text_free(&near);
    free(words);
}

static lode_status unknown_target(const lode_network *n, const char *target, lode_err *err)
{
    lode_text near = {0};
    near_targets(n, target, &near);
    lode_status status =
        lode_fail(err, LODE_USAGE,
                  "Unknown target \"%s\".%s%s%s A target is a domain (RUS, CASPIAN), actor:, crossing:, terminal:, "
                  "link:, mode:, passage:, status: or *.",
                  target, near.length ? " Did you mean: " : "", lode_text_get(&near), near.length ? "?" : "");
    lode_text_free(&near);
    return status;
}

static lode_status parse_change(const char *action_name, const char *value, change *c, lode_err *err)
{
    static const char *const names[] = {"close", "open", "price", "dwell", NULL, "capacity"}; /* as action */
    int found = 0;
    for (int i = 0; i < 6; i++)
        if (names[i] && strcmp(names[i], action_name) == 0) {
            c->action = (action)i;
            found = 1;
        }
    if (!found)
        return lode_fail(err, LODE_USAGE, "Unknown action \"%s\". Use close, open, price, dwell or capacity.",
                         action_name);
    c->value = lode_number(value);
    if (c->action == DWELL && value && value[strspn(value, " ")] == '+')
        c->action = DWELL_ADD;
    if (c->action == CLOSE && value && *value)
        c->action = LIMIT;
    int needs_value = c->action != CLOSE && c->action != OPEN && c->action != LIMIT;
    int least_ok = c->action == PRICE ? c->value > 0 : c->value >= 0;
    if (needs_value && (!isfinite(c->value) || !least_ok || c->value > 1e6))
        return lode_fail(
            err, LODE_USAGE,
            "The value \"%s\" cannot be used by %s: price takes a factor above 0; dwell a factor, or hours "
            "with a leading +; capacity a factor.",
            value ? value : "", action_name);
    return LODE_OK;
}

static int limited(const lode_scenario *s, int32_t index, const char *product)
{
    for (size_t i = 0; i < s->n_limits; i++)
        if (s->limits[i].element[index] && lode_list_has(s->limits[i].products, product))
            return 1;
    return 0;
}

lode_status lode_scenario_change(lode_scenario *s, const char *action_name, const char *target, const char *value,
                                 lode_err *err)
{
    change c = {0};
    lode_status status = parse_change(action_name, value, &c, err);
    if (!status && c.action == LIMIT && !add_limit(s, value))
        status = lode_fail_memory(err);
    if (status)
        return status;
    return change_target(s, target, c) ? LODE_OK : unknown_target(s->network, target, err);
}

static int works_allow(const lode_scenario *s, const lode_element *e, int32_t index)
{
    if (e->works == LODE_OPEN || (index >= 0 && s->opened_element[index]))
        return 1;
    return e->works != LODE_CLOSED && e->open_year <= s->year; /* NaN on either side: not yet */
}

int lode_element_allowed(const lode_scenario *s, const lode_element *e, int32_t index, const char *product)
{
    if (s->closed_mode[e->mode] || (index >= 0 && s->closed_element[index]))
        return 0;
    if (s->month && (e->closed_months >> (s->month - 1) & 1))
        return 0;
    if (e->closed_products && product &&
        (lode_list_has(e->closed_products, product) || lode_list_has(e->closed_products, "*")))
        return 0;
    if (product && index >= 0 && limited(s, index, product))
        return 0;
    return works_allow(s, e, index);
}

int lode_element_meets(const lode_scenario *s, const lode_element *e, const lode_set *closed)
{
    for (int i = 0; i < e->n_sides; i++)
        if (lode_set_has(closed, e->side[i].domain))
            return 1;
    uint32_t skip = s->ignore_overflight ? e->overfly_n : 0;
    for (uint32_t i = skip; i < e->need_n; i++)
        if (lode_set_has(closed, s->network->need[e->need_first + i]))
            return 1;
    return 0;
}

double lode_price_factor(const lode_scenario *s, const lode_element *e, int32_t index, int side)
{
    int32_t domain = e->side[side].domain;
    return s->price_all * s->price_mode[e->mode] * (domain >= 0 ? s->price_domain[domain] : 1) *
           (index >= 0 ? s->price_element[index] : 1);
}

double lode_dwell_factor(const lode_scenario *s, const lode_element *e, int32_t index)
{
    int32_t a = e->side[0].domain, b = e->n_sides > 1 ? e->side[1].domain : -1;
    return s->dwell_all * s->dwell_mode[e->mode] * (a >= 0 ? s->dwell_domain[a] : 1) *
           (b >= 0 ? s->dwell_domain[b] : 1) * (index >= 0 ? s->dwell_element[index] : 1);
}

double lode_dwell_add(const lode_scenario *s, int32_t index)
{
    return index >= 0 ? s->dwell_add_h[index] : 0;
}

double lode_capacity_factor(const lode_scenario *s, const lode_element *e, int32_t index)
{
    double sides = INFINITY;
    for (int i = 0; i < e->n_sides; i++)
        sides = fmin(sides, e->side[i].domain >= 0 ? s->capacity_domain[e->side[i].domain] : 1);
    return s->capacity_all * s->capacity_mode[e->mode] * sides * (index >= 0 ? s->capacity_element[index] : 1);
}
