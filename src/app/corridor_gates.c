/* Gates of the ways along a corridor: hours and cost at each, and CAREC's indicators of the borders, for the layer
 * corridor_gates. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/run_i.h"

static int64_t micro(double value)
{
    return llround(value * 1e6);
}

static int is_gate(const lode_element *e)
{
    return e->kind == LODE_E_CROSSING || e->kind == LODE_E_LOAD;
}

static lode_gate_sum *gate_of(asking *a, lode_corridor_found *f, const lode_step *step)
{
    lode_gate_sum **slot = &f->gates;
    while (*slot && (*slot)->element != step->element)
        slot = &(*slot)->next;
    if (!*slot && (*slot = LODE_NEW(a->r->s.arena, lode_gate_sum, 1)))
        **slot = (lode_gate_sum){.element = step->element};
    return *slot;
}

/* Way between the stations of a border is hauled, not waited. */
static double hours_at(const lode_element *e, const lode_cost *c)
{
    double hours = c->hours[0] + c->hours[1];
    for (int i = 0; i < e->n_sides && e->kind == LODE_E_CROSSING; i++)
        hours -= e->side[i].hours;
    return hours;
}

static int64_t money_at(const lode_element *e, const lode_cost *c)
{
    if (e->kind != LODE_E_CROSSING)
        return lode_cost_money(c);
    return c->money[0][LODE_BORDER] + c->money[1][LODE_BORDER] + c->money[0][LODE_GAUGE] + c->money[1][LODE_GAUGE];
}

int lode_run_i_count_gates(asking *a, lode_corridor_found *found, const lode_route *route)
{
    double km = 0;
    for (size_t i = 0; i < route->n_steps; i++) {
        const lode_cost *c = &route->costs[i];
        lode_gate_sum *g = is_gate(route->steps[i].element) ? gate_of(a, found, &route->steps[i]) : NULL;
        if (!g && is_gate(route->steps[i].element))
            return 0;
        if (g) {
            g->ways++;
            g->reverse += route->steps[i].reverse != 0;
            g->micro_h += micro(hours_at(g->element, c));
            g->micro_buffer_h += micro(c->buffer_h[0] + c->buffer_h[1]);
            g->micro_usd += money_at(g->element, c);
            g->micro_way += route->km > 0 ? micro(km / route->km) : 0;
        }
        km += c->km[0] + c->km[1];
    }
    return 1;
}

static int order_gates(const void *a, const void *b)
{
    const lode_gate_sum *x = *(lode_gate_sum *const *)a, *y = *(lode_gate_sum *const *)b;
    double at_x = (double)x->micro_way / (double)x->ways, at_y = (double)y->micro_way / (double)y->ways;
    int by = (at_x > at_y) - (at_x < at_y);
    by = by ? by : strcmp(x->element->id, y->element->id);
    return by ? by : (x->element->mode > y->element->mode) - (x->element->mode < y->element->mode);
}

/* As most ways pass it. */
static const char *domain_of(const lode_network *n, const lode_gate_sum *g, int first)
{
    const lode_element *e = g->element;
    int32_t domain = e->side[first == (2 * g->reverse <= g->ways) ? 0 : e->n_sides - 1].domain;
    return domain < 0 ? NULL : n->domain[domain];
}

static void put_gate(lode_table *t, const lode_network *n, const lode_gate_sum *g)
{
    enum { TONNES = 20, SIDES = 2 };
    double ways = (double)g->ways, hours = (double)g->micro_h / 1e6 / ways, usd = (double)g->micro_usd / 1e6 / ways;
    int border = g->element->kind == LODE_E_CROSSING;
    lode_table_set_text(t, "kind", lode_element_names[g->element->kind]);
    lode_table_set_text(t, "gate", g->element->id);
    lode_table_set_text(t, "name", g->element->name);
    lode_table_set_text(t, "mode", lode_mode_names[g->element->mode]);
    lode_table_set_text(t, "domain", domain_of(n, g, 1));
    if (border)
        lode_table_set_text(t, "domain_to", domain_of(n, g, 0));
    lode_table_set_int(t, "n_ways", g->ways);
    lode_table_set_real(t, "hours", hours);
    lode_table_set_real(t, "buffer_h", (double)g->micro_buffer_h / 1e6 / ways);
    lode_table_set_real(t, "usd_20t", TONNES * usd);
    lode_table_set_real(t, "tfi1_h", border ? hours / SIDES : NAN);
    lode_table_set_real(t, "tfi2_usd", border ? TONNES * usd / SIDES : NAN);
}

void lode_run_i_put_gates(running *r, const lode_corridor_found *found, const char *corridor, const char *destination,
                          const char *base)
{
    lode_table *t = r->tables[T_CORRIDOR_GATES];
    size_t n = 0;
    for (const lode_gate_sum *g = found->gates; g; g = g->next)
        n++;
    lode_gate_sum **order = LODE_NEW(r->s.arena, lode_gate_sum *, n + 1);
    if (!order)
        return;
    n = 0;
    for (lode_gate_sum *g = found->gates; g; g = g->next)
        order[n++] = g;
    if (n > 1)
        qsort(order, n, sizeof *order, order_gates);
    for (size_t i = 0; i < n; i++) {
        lode_table_add(t);
        lode_table_set_text(t, "corridor", corridor);
        lode_table_set_text(t, "destination", destination);
        lode_table_set_text(t, "base", base);
        lode_table_set_int(t, "seq", (int64_t)i + 1);
        put_gate(t, r->s.network, order[i]);
    }
}
