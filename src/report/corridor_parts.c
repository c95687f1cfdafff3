/* Gates, chokepoints, risk and planned works of a corridor. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/shocks.h"
#include "report/corridor_page.h"

typedef report_corridor corridor;

__attribute__((format_arg(2))) static const char *word(const corridor *c, const char *english)
{
    return lode_report_i_corridor_word(c, english);
}

static int text_is(const lode_table *table, size_t row, const char *column, const char *wanted)
{
    const char *text = lode_table_text(table, row, column);
    return text && strcmp(text, wanted) == 0;
}

static const char *domain_name(const corridor *c, const char *code)
{
    return code ? word(c, lode_report_i_domain_name(c->source, code)) : NULL;
}

static void copy_reals(lode_table *to, const lode_table *from, size_t row, const char *const *columns)
{
    for (; *columns; columns++)
        lode_table_set_real(to, *columns, lode_table_real(from, row, *columns));
}

/* ---- gates -------------------------------------------------------------------------------------------------- */

static const lode_column gate_columns[] = {
    {"gate", LODE_TEXT, "", "Gate", "", 0},
    {"gate_id", LODE_TEXT, "", "Id", "", 0},
    {"kind", LODE_TEXT, "", "Kind", "", 0},
    {"mode", LODE_TEXT, "", "Mode", "", 0},
    {"domain", LODE_TEXT, "", "From", "", 0},
    {"domain_to", LODE_TEXT, "", "To", "", 0},
    {"ways", LODE_INT, "", "Ways through it", "", 0},
    {"tfi1_h", LODE_REAL, "h", "TFI1: hours, one side", "", 1},
    {"tfi2_usd", LODE_REAL, "USD per 20 t", "TFI2: cost, one side", "", 0},
    {"hours", LODE_REAL, "h", "Hours in all", "", 1},
    {"plan_h", LODE_REAL, "h", "with the buffer to plan for", "", 1},
    {"usd_20t", LODE_REAL, "USD per 20 t", "Cost in all", "", 0},
};

/* Gates that many pass: a tenth of the ways; and every border of the typical way. */
static int is_shown(const corridor *c, const lode_table *t, size_t row)
{
    const char *typical = c->typical < 0 ? NULL : lode_table_text(c->source->routes, (size_t)c->typical, "gates");
    if (!lode_report_i_has_prefix(t, row, c->source->prefix))
        return 0;
    return 10 * lode_table_real(t, row, "n_ways") >= (double)c->n_routes ||
           (text_is(t, row, "kind", "crossing") &&
            lode_report_i_has_item(typical, lode_report_i_or_empty(lode_table_text(t, row, "gate"))));
}

static void set_gate(const corridor *c, lode_table *t, const lode_table *gates, size_t row)
{
    static const char *const reals[] = {"tfi1_h", "tfi2_usd", "hours", "usd_20t", NULL};
    const char *name = lode_table_text(gates, row, "name"), *id = lode_table_text(gates, row, "gate"),
               *kind = lode_table_text(gates, row, "kind"), *mode = lode_table_text(gates, row, "mode");
    lode_table_add(t);
    lode_table_set_text(t, "gate", name ? name : id);
    lode_table_set_text(t, "gate_id", id);
    lode_table_set_text(t, "kind", kind ? word(c, kind) : NULL);
    lode_table_set_text(t, "mode", mode ? word(c, mode) : NULL);
    lode_table_set_text(t, "domain", domain_name(c, lode_table_text(gates, row, "domain")));
    lode_table_set_text(t, "domain_to", domain_name(c, lode_table_text(gates, row, "domain_to")));
    lode_table_set_int(t, "ways", (int64_t)lode_table_real(gates, row, "n_ways"));
    copy_reals(t, gates, row, reals);
    lode_table_set_real(t, "plan_h", lode_table_real(gates, row, "hours") + lode_table_real(gates, row, "buffer_h"));
}

void lode_report_i_corridor_gates(const report_corridor *c)
{
    const lode_table *gates = c->source->corridor_gates;
    static const char *const order[] = {"seq", NULL};
    report_view view = lode_report_i_rows_of(c->page, &c->source->gates_of_corridor, c->id, order);
    lode_report_i_view_sort(&view, "seq");
    size_t hidden = 0;
    lode_table *t =
        view.n_rows ? lode_report_i_corridor_table(c, "gates", gate_columns, sizeof gate_columns / sizeof *gate_columns)
                    : NULL;
    for (size_t i = 0; t && i < view.n_rows; i++) {
        if (is_shown(c, gates, view.rows[i]))
            set_gate(c, t, gates, view.rows[i]);
        else
            hidden += (size_t)lode_report_i_has_prefix(gates, view.rows[i], c->source->prefix);
    }
    if (!t || lode_table_rows(t) == 0)
        return;
    lode_report_i_heading(c->page, 2, word(c, "Gates"));
    report_block *block =
        lode_report_i_table(c->page, "gates", word(c, "Hours and cost at each gate, means over the ways through it"),
                            lode_report_i_page_view(c->page, t));
    if (block)
        block->note = lode_report_i_say(
            c->page,
            word(c,
                 "In the form of CAREC's trade facilitation indicators: TFI1 hours to clear one side of a border, TFI2 "
                 "what that costs for 20 t; model figures, not measurements. crossing: border crossing point with "
                 "dwell, fees and change of gauge, both sides in all. loading: terminal where the mode is loaded, "
                 "with half the interval between departures. In the order along the ways; %zu more gates that fewer "
                 "than a tenth of the ways pass are in the layer corridor_gates."),
            hidden);
}

/* ---- chokepoints -------------------------------------------------------------------------------------------- */

static const lode_column choke_columns[] = {
    {"rank", LODE_INT, "", "Rank of all", "", 0},
    {"name", LODE_TEXT, "", "Chokepoint", "", 0},
    {"kind", LODE_TEXT, "", "Kind", "", 0},
    {"where", LODE_TEXT, "", "Country or water", "", 0},
    {"n_deposits", LODE_INT, "", "Deposits that use it", "", 0},
    {"used_t_a", LODE_REAL, "t/a", "Tonnes using it", "", 0},
    {"impact_usd_a", LODE_REAL, "USD/a", "Cost of its closure", "", 0},
    {"cut_off_t_a", LODE_REAL, "t/a", "Tonnes cut off", "", 0},
    {"section", LODE_INT, "", "Section", "", 0},
};

/* 1 where a leg of the typical way, or a gate of the corridor, is this element. */
static int lies_on(const corridor *c, const char *id)
{
    const size_t *rows;
    const char *typical = c->typical < 0 ? NULL : lode_table_text(c->source->routes, (size_t)c->typical, "id");
    size_t n = lode_report_i_find(&c->source->legs_of, typical, &rows);
    for (size_t i = 0; i < n; i++)
        if (text_is(c->source->legs, rows[i], "element", id))
            return 1;
    n = lode_report_i_find(&c->source->gates_of_corridor, c->id, &rows);
    for (size_t i = 0; i < n; i++)
        if (text_is(c->source->corridor_gates, rows[i], "gate", id) && is_shown(c, c->source->corridor_gates, rows[i]))
            return 1;
    return 0;
}

/* Links and gates in series have the same users and losses: the first stands for all. */
static int is_in_series(const lode_table *t, const lode_table *chokes, size_t row)
{
    double section = lode_table_real(chokes, row, "section");
    for (size_t i = 0; i < lode_table_rows(t); i++)
        if (lode_table_real(t, i, "section") == section)
            return 1;
    return 0;
}

static void set_choke(const corridor *c, lode_table *t, const lode_table *chokes, size_t row)
{
    static const char *const reals[] = {"used_t_a", "impact_usd_a", "cut_off_t_a", NULL};
    const char *kind = lode_table_text(chokes, row, "kind"), *name = lode_table_text(chokes, row, "name");
    lode_table_add(t);
    lode_table_set_int(t, "rank", (int64_t)lode_table_real(chokes, row, "rank"));
    lode_table_set_text(t, "name", name ? name : lode_table_text(chokes, row, "id"));
    lode_table_set_text(t, "kind", kind ? word(c, kind) : NULL);
    lode_table_set_text(t, "where", lode_report_i_corridor_names(c, lode_table_text(chokes, row, "domains")));
    lode_table_set_int(t, "n_deposits", (int64_t)lode_table_real(chokes, row, "n_deposits"));
    if (!isnan(lode_table_real(chokes, row, "section")))
        lode_table_set_int(t, "section", (int64_t)lode_table_real(chokes, row, "section"));
    copy_reals(t, chokes, row, reals);
}

void lode_report_i_corridor_chokepoints(const report_corridor *c)
{
    enum { MOST = 15 };
    const lode_table *chokes = c->source->chokepoints;
    if (!chokes || c->n_routes == 0)
        return;
    lode_table *t =
        lode_report_i_corridor_table(c, "chokepoints", choke_columns, sizeof choke_columns / sizeof *choke_columns);
    for (size_t i = 0; t && i < lode_table_rows(chokes) && lode_table_rows(t) < MOST; i++)
        if (lode_report_i_has_prefix(chokes, i, c->source->prefix) && lode_table_real(chokes, i, "impact_usd_a") > 0 &&
            !is_in_series(t, chokes, i) && lies_on(c, lode_report_i_or_empty(lode_table_text(chokes, i, "id"))))
            set_choke(c, t, chokes, i);
    if (!t)
        return;
    lode_report_i_heading(c->page, 3, word(c, "Chokepoints on it"));
    if (lode_table_rows(t) == 0) {
        lode_report_i_text(c->page, "%s",
                           word(c, "None: no gate or line of the typical way costs anything to close, since no deposit "
                                   "with output uses it on its best way, or ways around it cost the same."));
        return;
    }
    report_block *block =
        lode_report_i_table(c->page, "chokepoints", word(c, "Gates and lines on it by what their closure would cost"),
                            lode_report_i_page_view(c->page, t));
    if (block)
        block->note = word(c, "Over the best ways of all deposits with output, whichever corridor they follow: output "
                              "times the rise of G, which is held at the value of the product less its cost. Assumed "
                              "outputs count. Of links and gates in series (a section) the first stands for all.");
}

/* ---- risk --------------------------------------------------------------------------------------------------- */

static const lode_column shock_columns[] = {
    {"shock", LODE_TEXT, "", "Shock", "", 0},
    {"closes", LODE_TEXT, "", "Closes", "", 0},
    {"p_year_pct", LODE_REAL, "%", "Chance to start in a year", "", 0},
    {"mean_days", LODE_REAL, "d", "Lasts on average", "", 0},
    {"time_pct", LODE_REAL, "%", "Share of time closed", "", 2},
    {"events", LODE_TEXT, "", "Known events", "", 0},
    {"source", LODE_TEXT, "", "Source", "", 0},
};

static void add_shocks(const corridor *c, const char *shocks)
{
    const lode_table *in = c->source->in->shocks;
    lode_table *t =
        lode_report_i_corridor_table(c, "shocks", shock_columns, sizeof shock_columns / sizeof *shock_columns);
    for (size_t i = 0; t && in && i < lode_table_rows(in); i++) {
        const char *id = lode_table_text(in, i, "id");
        double p = lode_table_real(in, i, "p_year"), days = lode_table_real(in, i, "mean_days");
        if (!id || !lode_report_i_has_item(shocks, id))
            continue;
        lode_table_add(t);
        lode_table_set_text(t, "shock", id);
        lode_table_set_text(t, "closes", lode_report_i_corridor_names(c, lode_table_text(in, i, "targets")));
        lode_table_set_real(t, "p_year_pct", 100 * p);
        lode_table_set_real(t, "mean_days", days);
        lode_table_set_real(t, "time_pct", isnan(p) || isnan(days) ? NAN : 100 * lode_shock_share(p, days));
        lode_table_set_text(t, "events", lode_table_text(in, i, "events"));
        lode_table_set_text(t, "source", lode_table_text(in, i, "source"));
    }
    report_block *block = t && lode_table_rows(t)
                              ? lode_report_i_table(c->page, "shocks", word(c, "Shocks that close the typical way"),
                                                    lode_report_i_page_view(c->page, t))
                              : NULL;
    if (block)
        block->note = word(c, "Chances and lengths are judgements of the case from the events named, not forecasts. A "
                              "shock of the deposit's own country counts too.");
}

static const lode_column risk_columns[] = {
    {"deposit_name", LODE_TEXT, "", "Deposit", "", 0},
    {"deposit", LODE_TEXT, "", "Id", "", 0},
    {"g_usd_t", LODE_REAL, "USD/t", "G when all is open", "", 0},
    {"expected_usd_t", LODE_REAL, "USD/t", "Expected G", "", 1},
    {"p99_usd_t", LODE_REAL, "USD/t", "P99 of G", "", 0},
    {"dearer_pct", LODE_REAL, "%", "Time dearer or closed", "", 2},
    {"no_way_pct", LODE_REAL, "%", "Time without a way", "", 2},
    {"captive_days", LODE_REAL, "d", "Days a year without a way", "", 1},
};

static void set_risk(const corridor *c, lode_table *t, size_t row)
{
    static const char *const reals[] = {"g_usd_t", "expected_usd_t", "p99_usd_t", "captive_days", NULL};
    const lode_table *risk = c->source->risk;
    lode_table_add(t);
    lode_table_set_text(t, "deposit", lode_table_text(risk, row, "deposit"));
    lode_table_set_text(t, "deposit_name", lode_table_text(risk, row, "deposit_name"));
    copy_reals(t, risk, row, reals);
    lode_table_set_real(t, "dearer_pct", 100 * lode_table_real(risk, row, "p_dearer"));
    lode_table_set_real(t, "no_way_pct", 100 * lode_table_real(risk, row, "p_no_way"));
}

/* Of those whose best way it is: what closures by chance cost them, ways around counted. */
static void add_risks(const corridor *c)
{
    enum { MOST = 40 };
    lode_table *t =
        c->n_best && c->source->risk && lode_table_rows(c->source->risk)
            ? lode_report_i_corridor_table(c, "risk", risk_columns, sizeof risk_columns / sizeof *risk_columns)
            : NULL;
    for (size_t i = 0; t && i < c->n_routes && lode_table_rows(t) < MOST; i++) {
        const size_t *rows;
        size_t n = lode_report_i_corridor_is_best(c, c->routes[i])
                       ? lode_report_i_find(&c->source->risk_of, lode_report_i_corridor_text(c, i, "deposit"), &rows)
                       : 0;
        for (size_t k = 0; k < n; k++)
            if (lode_report_i_has_prefix(c->source->risk, rows[k], c->source->prefix))
                set_risk(c, t, rows[k]);
    }
    if (!t || !lode_table_rows(t))
        return;
    report_block *block =
        lode_report_i_table(c->page, "risk", word(c, "What closures by chance do to the deposits whose best way it is"),
                            lode_report_i_page_view(c->page, t));
    lode_report_i_link_deposits(c->page, c->source, block, "deposit", "deposit_name");
    if (block)
        block->note = word(c, "Ways around are used where there are any: this is the risk of the deposit, not of the "
                              "corridor alone.");
}

void lode_report_i_corridor_risk(const report_corridor *c)
{
    const char *shocks = lode_report_i_summary_text(c, "shocks");
    double open = lode_report_i_summary_real(c, "open_pct");
    if (c->n_routes == 0 || isnan(open))
        return;
    lode_report_i_heading(c->page, 2, word(c, "Risk"));
    lode_report_i_text(
        c->page,
        word(c, "By the chances of closure in the case a way along it is open %s of the time (median of the "
                "ways), and closed somewhere on %s days of a year."),
        lode_report_i_plot_figure(c->page, open, 1, "%"),
        lode_report_i_plot_figure(c->page, 365 * (1 - open / 100), 0, NULL));
    add_shocks(c, shocks);
    add_risks(c);
}

/* ---- works -------------------------------------------------------------------------------------------------- */

/* 1 where the domain is passed by the typical way, or by half of the ways. */
static int is_passed(const corridor *c, const char *domain)
{
    size_t n = 0;
    if (!domain)
        return 0;
    if (c->typical >= 0 &&
        lode_report_i_has_item(lode_table_text(c->source->routes, (size_t)c->typical, "domains"), domain))
        return 1;
    for (size_t i = 0; i < c->n_routes; i++)
        n += (size_t)lode_report_i_has_item(lode_report_i_corridor_text(c, i, "domains"), domain);
    return n > 0 && 2 * n >= c->n_routes;
}

/* 1 where the domain is one that the corridor must pass, or may ("KAZ|TKM"). */
static int defines(const corridor *c, const char *domain)
{
    const size_t *rows;
    const char *passes = lode_report_i_find(&c->source->corridor_by_id, c->id, &rows)
                             ? lode_table_text(c->source->corridors, rows[0], "passes")
                             : NULL;
    size_t length = domain ? strlen(domain) : 0, part;
    for (; passes && length && *passes; passes += part + (passes[part] != '\0')) {
        part = strcspn(passes, ";|,> ");
        if (part == length && strncmp(passes, domain, length) == 0)
            return 1;
    }
    return 0;
}

static int touches(const corridor *c, const lode_table *works, size_t row)
{
    const char *one = lode_table_text(works, row, "domain"), *two = lode_table_text(works, row, "domain_to");
    return is_passed(c, one) || is_passed(c, two) || defines(c, one) || defines(c, two);
}

/* Rows of one project: works are sorted by it. */
static size_t end_of_project(const lode_table *works, size_t row)
{
    const char *project = lode_report_i_or_empty(lode_table_text(works, row, "project"));
    size_t end = row + 1;
    while (end < lode_table_rows(works) && text_is(works, end, "project", project))
        end++;
    return end;
}

static int project_touches(const corridor *c, const lode_table *works, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (touches(c, works, i))
            return 1;
    return 0;
}

size_t lode_report_i_corridor_count_works(const report_corridor *c)
{
    const lode_table *works = c->source->in->works;
    size_t n = 0;
    for (size_t i = 0, end; works && i < lode_table_rows(works); i = end) {
        end = end_of_project(works, i);
        n += (size_t)project_touches(c, works, i, end);
    }
    return n;
}

static const lode_column work_columns[] = {
    {"title", LODE_TEXT, "", "Project", "", 0},
    {"state", LODE_TEXT, "", "State", "", 0},
    {"open_year", LODE_TEXT, "", "Opens", "", 0}, /* no figure to group */
    {"where", LODE_TEXT, "", "Country or water", "", 0},
    {"length_km", LODE_REAL, "km", "Line", "", 0},
    {"capacity_mt", LODE_REAL, "Mt/a", "Capacity", "", 1},
    {"parts", LODE_INT, "", "Lines, crossings, terminals", "", 0},
    {"saves_usd_t", LODE_REAL, "USD/t", "Saves at most", "", 2},
    {"saves_where", LODE_TEXT, "", "for deposits of", "", 0},
    {"source", LODE_TEXT, "", "Source", "", 0},
};

/* What the scenario of a project saves at most, and in which countries anything. */
static double saving_of(const corridor *c, const char *project, lode_text *where)
{
    const lode_table *t = c->source->scenarios;
    double most = NAN;
    size_t length = strcspn(lode_report_i_or_empty(c->source->prefix), "_");
    for (size_t i = 0; t && i < lode_table_rows(t); i++) {
        const char *destination = lode_table_text(t, i, "destination");
        double delta = lode_table_real(t, i, "delta_g_least_usd_t");
        if (!text_is(t, i, "scenario", project) || !destination || strlen(destination) != length ||
            strncasecmp(destination, c->source->prefix, length) != 0 || isnan(delta))
            continue;
        most = delta < 0 ? fmax(isnan(most) ? 0 : most, -delta) : (isnan(most) ? 0 : most);
        if (delta < 0)
            lode_text_addf(where, "%s%s", where->length ? ", " : "", domain_name(c, lode_table_text(t, i, "country")));
    }
    return most;
}

static const char *work_title(const corridor *c, const lode_table *works, size_t row)
{
    const char *title = lode_table_text(works, row, c->page->language == LODE_GERMAN ? "title_de" : "title_en");
    title = title && *title ? title : lode_table_text(works, row, "title_en");
    title = title && *title ? title : lode_table_text(works, row, "name");
    return title && *title ? title : lode_table_text(works, row, "project");
}

/* Countries of the parts, each once. */
static const char *places_of(const corridor *c, const lode_table *works, size_t from, size_t end)
{
    lode_text codes = {0};
    for (size_t i = from; i < end; i++)
        for (int side = 0; side < 2; side++) {
            const char *code = lode_table_text(works, i, side ? "domain_to" : "domain");
            if (code && !lode_report_i_has_item(lode_text_get(&codes), code))
                lode_text_addf(&codes, "%s%s", codes.length ? ";" : "", code);
        }
    const char *names = lode_report_i_corridor_names(c, lode_text_get(&codes));
    lode_text_free(&codes);
    return names;
}

static double greater(double a, double b)
{
    return isnan(a) ? b : isnan(b) ? a : fmax(a, b);
}

static void set_work(const corridor *c, lode_table *t, const lode_table *works, size_t from, size_t end)
{
    double km = NAN, capacity = NAN, year = NAN;
    int built = 0, undated = 0;
    size_t of_line = from; /* its source says more than that of a crossing */
    lode_text where = {0};
    for (size_t i = from; i < end; i++) {
        double length = lode_table_real(works, i, "length_km"), opens = lode_table_real(works, i, "open_year");
        km = isnan(length) ? km : (isnan(km) ? 0 : km) + length;
        capacity = greater(capacity, lode_table_real(works, i, "capacity_mt"));
        year = greater(year, opens);
        undated |= isnan(opens) && text_is(works, i, "kind", "link");
        built |= text_is(works, i, "status", "construction");
        if (text_is(works, i, "kind", "link") && !text_is(works, of_line, "kind", "link"))
            of_line = i;
    }
    lode_table_add(t);
    lode_table_set_text(t, "title", work_title(c, works, from));
    lode_table_set_text(t, "state", built ? word(c, "under construction") : word(c, "planned"));
    if (!undated && !isnan(year))
        lode_table_set_text(t, "open_year", lode_report_i_say(c->page, "%.0f", year));
    lode_table_set_text(t, "where", places_of(c, works, from, end));
    lode_table_set_real(t, "length_km", km);
    lode_table_set_real(t, "capacity_mt", capacity);
    lode_table_set_int(t, "parts", (int64_t)(end - from));
    lode_table_set_real(t, "saves_usd_t", saving_of(c, lode_table_text(works, from, "project"), &where));
    lode_table_set_text(t, "saves_where",
                        where.length ? lode_report_i_say(c->page, "%s", lode_text_get(&where)) : NULL);
    lode_table_set_text(t, "source", lode_table_text(works, of_line, "source"));
    lode_text_free(&where);
}

void lode_report_i_corridor_works(const report_corridor *c)
{
    const lode_table *works = c->source->in->works;
    lode_table *t =
        works && lode_report_i_corridor_count_works(c)
            ? lode_report_i_corridor_table(c, "works", work_columns, sizeof work_columns / sizeof *work_columns)
            : NULL;
    for (size_t i = 0, end; t && i < lode_table_rows(works); i = end) {
        end = end_of_project(works, i);
        if (project_touches(c, works, i, end))
            set_work(c, t, works, i, end);
    }
    if (!t)
        return;
    lode_report_i_heading(c->page, 2, word(c, "Planned works"));
    report_block *block = lode_report_i_table(
        c->page, "works", word(c, "Projects in the countries and waters that the ways along it pass"),
        lode_report_i_page_view(c->page, t));
    if (block)
        block->note =
            word(c, "As the case has them; not all lie on the corridor itself. Saves at most: the largest fall of "
                    "G of any deposit to the main destination when the project is open, whichever way it "
                    "takes then; 0 where it helps none, empty where the case has no scenario of it. The last "
                    "year of its parts; empty where one has none.");
}
