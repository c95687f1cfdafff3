/* Lines, crossings and terminals of the case that are planned or under construction, for the pages of corridors. */
#include <string.h>

#include "app/tables.h"
#include "net/names.h"

static const lode_column columns[] = {{"project", LODE_TEXT, "", "Project", "", 0},
                                      {"title_en", LODE_TEXT, "", "Title", "", 0},
                                      {"title_de", LODE_TEXT, "", "Title", "", 0},
                                      {"kind", LODE_TEXT, "", "Kind", "", 0},
                                      {"id", LODE_TEXT, "", "Id", "", 0},
                                      {"name", LODE_TEXT, "", "Name", "", 0},
                                      {"domain", LODE_TEXT, "", "Domain", "", 0},
                                      {"domain_to", LODE_TEXT, "", "Domain entered", "", 0},
                                      {"status", LODE_TEXT, "", "Status", "", 0},
                                      {"open_year", LODE_REAL, "", "Opens", "", 0},
                                      {"length_km", LODE_REAL, "km", "Length", "", 0},
                                      {"capacity_mt", LODE_REAL, "Mt/a", "Capacity", "", 1},
                                      {"source", LODE_TEXT, "", "Source", "", 0}};

static int is_works(const char *status)
{
    return status && (strcmp(status, "planned") == 0 || strcmp(status, "construction") == 0);
}

static int opens(const lode_scenario_row *row, const char *kind, const char *id)
{
    size_t n = strlen(kind);
    return strncmp(row->scenario, "plan_", 5) == 0 && strcmp(row->action, "open") == 0 && row->target &&
           strncmp(row->target, kind, n) == 0 && row->target[n] == ':' && strcmp(row->target + n + 1, id) == 0;
}

/* The first scenario plan_... of the case that opens it names the project, else its own name does. */
static void put_project(lode_table *t, const lode_case *c, const char *kind, const char *id, const char *name)
{
    const char *project = name ? name : id;
    for (size_t i = 0; i < c->scenarios.n; i++) {
        if (!opens(&c->scenarios.v[i], kind, id))
            continue;
        project = c->scenarios.v[i].scenario;
        lode_table_set_text(t, "title_en", lode_scenario_title(c, project, 0));
        lode_table_set_text(t, "title_de", lode_scenario_title(c, project, 1));
        break;
    }
    lode_table_set_text(t, "project", project);
    lode_table_set_text(t, "kind", kind);
    lode_table_set_text(t, "id", id);
    lode_table_set_text(t, "name", name ? name : id);
}

static void put_state(lode_table *t, const char *status, double year, double capacity, const char *source)
{
    lode_table_set_text(t, "status", status);
    lode_table_set_real(t, "open_year", year);
    lode_table_set_real(t, "capacity_mt", capacity);
    lode_table_set_text(t, "source", source);
}

static const char *domain_at(const lode_session *s, const char *place)
{
    int32_t found = place ? lode_network_place(s->network, place) : -1;
    int32_t domain = found < 0 ? -1 : s->network->place_domain[found];
    return domain < 0 ? NULL : s->network->domain[domain];
}

static void put_links(lode_table *t, const lode_session *s)
{
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(s->c, layer);
        for (size_t i = 0; i < links.n; i++) {
            const lode_link *l = &links.v[i];
            if (!is_works(l->status))
                continue;
            lode_table_add(t);
            put_project(t, s->c, "link", l->id, l->line_name);
            lode_table_set_text(t, "domain", l->domain);
            if (l->mode == LODE_RAIL || l->mode == LODE_ROAD) /* nobody builds a line at sea */
                lode_table_set_real(t, "length_km", l->length_km);
            put_state(t, l->status, l->open_year, l->capacity_mt, l->source);
        }
    }
}

static void put_gates(lode_table *t, const lode_session *s)
{
    for (size_t i = 0; i < s->c->crossings.n; i++) {
        const lode_crossing *x = &s->c->crossings.v[i];
        if (!is_works(x->status))
            continue;
        lode_table_add(t);
        put_project(t, s->c, "crossing", x->id, x->name);
        lode_table_set_text(t, "domain", domain_at(s, x->place_a));
        lode_table_set_text(t, "domain_to", domain_at(s, x->place_b));
        put_state(t, x->status, x->open_year, x->capacity_mt, x->source);
    }
    for (size_t i = 0; i < s->c->terminals.n; i++) {
        const lode_terminal *x = &s->c->terminals.v[i];
        int32_t place = is_works(x->status) ? lode_network_place(s->network, x->place) : -1;
        if (!is_works(x->status))
            continue;
        lode_table_add(t);
        put_project(t, s->c, "terminal", x->id, place < 0 ? NULL : s->network->place_name[place]);
        lode_table_set_text(t, "domain", domain_at(s, x->place));
        put_state(t, x->status, x->open_year, x->capacity_mt, x->source);
    }
}

lode_table *lode_works_table(const lode_session *s)
{
    static const char *const keys[] = {"project", "kind", "id"};
    lode_table *t = lode_table_new("works", "Works", LODE_NO_SHAPE, columns, sizeof columns / sizeof *columns);
    if (!t)
        return NULL;
    put_links(t, s);
    put_gates(t, s);
    lode_table_sort(t, keys, 3);
    if (lode_table_failed(t)) {
        lode_table_free(t);
        return NULL;
    }
    return t;
}

lode_table *lode_shocks_table(const lode_session *s)
{
    static const lode_column shock_columns[] = {{"id", LODE_TEXT, "", "Shock", "", 0},
                                                {"targets", LODE_LIST, "", "Closes", "", 0},
                                                {"p_year", LODE_REAL, "", "Starts in a year", "", 3},
                                                {"mean_days", LODE_REAL, "d", "Lasts", "", 0},
                                                {"events", LODE_TEXT, "", "Known events", "", 0},
                                                {"source", LODE_TEXT, "", "Source", "", 0},
                                                {"confidence", LODE_TEXT, "", "Confidence", "", 0}};
    lode_table *t =
        lode_table_new("shocks", "Shocks", LODE_NO_SHAPE, shock_columns, sizeof shock_columns / sizeof *shock_columns);
    for (size_t i = 0; t && i < s->c->shocks.n; i++) {
        const lode_shock *x = &s->c->shocks.v[i];
        lode_table_add(t);
        lode_table_set_text(t, "id", x->id);
        lode_table_set_text(t, "targets", x->targets);
        lode_table_set_real(t, "p_year", x->p_year);
        lode_table_set_real(t, "mean_days", x->mean_days);
        lode_table_set_text(t, "events", x->events);
        lode_table_set_text(t, "source", x->source);
        lode_table_set_text(t, "confidence", x->confidence);
    }
    if (t)
        lode_table_sort(t, (const char *const[]){"id"}, 1);
    if (t && lode_table_failed(t)) {
        lode_table_free(t);
        return NULL;
    }
    return t;
}
