/* What the interactive page knows, as JSON: deposits, actors, ways by the actors that they need, and shared shapes.
 *
 * Small, because what is shared is said once: coordinates are whole steps of a grid, each from the one before; a way's
 * links are a chain of [link, rest of the way], and ways that end alike share the rest. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/explore.h"
#include "report/format.h"

/* Texts and their numbers, in the order in which they came. */
typedef struct pool {
    char **texts;
    size_t n, capacity;
    size_t *slots, n_slots; /* open addressing: number + 1, 0 where empty; n_slots is a power of two */
} pool;

typedef struct explorer {
    lode_text *out;
    const report_source *s;
    lode_arena *arena;
    size_t n_mapped; /* gates with a place on the map; others follow */
    pool actors, lines, gates, domains, markets, corridors, gate_lists, domain_lists, starts, chain;
    int failed;
} explorer;

enum { NO_ENTRY = -1 };

/* ---- pools -------------------------------------------------------------------------------------------------- */

static size_t hash_of(const char *text)
{
    size_t hash = 14695981039346656037u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static size_t *slot_of(const pool *p, const char *text)
{
    size_t i = hash_of(text) & (p->n_slots - 1);
    while (p->slots[i] && strcmp(p->texts[p->slots[i] - 1], text) != 0)
        i = (i + 1) & (p->n_slots - 1);
    return &p->slots[i];
}

static int widen(pool *p)
{
    size_t n_slots = p->n_slots ? 2 * p->n_slots : 64, *slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return 0;
    free(p->slots);
    p->slots = slots;
    p->n_slots = n_slots;
    for (size_t i = 0; i < p->n; i++)
        *slot_of(p, p->texts[i]) = i + 1;
    return 1;
}

static long find(const pool *p, const char *text)
{
    return p->n_slots && text ? (long)*slot_of(p, text) - 1 : NO_ENTRY;
}

/* The number of a text, new or not; NO_ENTRY for NULL, and where memory ran out. */
static long number_of(explorer *e, pool *p, const char *text)
{
    if (!text || e->failed)
        return NO_ENTRY;
    if (2 * (p->n + 1) > p->n_slots && !widen(p)) {
        e->failed = 1;
        return NO_ENTRY;
    }
    size_t *slot = slot_of(p, text);
    if (*slot)
        return (long)*slot - 1;
    char *copy = lode_arena_strdup(e->arena, text), **place = NULL;
    if (copy)
        place = lode_grow((void **)&p->texts, &p->n, &p->capacity, sizeof *place);
    if (!place) {
        e->failed = 1;
        return NO_ENTRY;
    }
    *place = copy;
    *slot = p->n;
    return (long)p->n - 1;
}

static void drop(pool *p)
{
    free(p->texts);
    free(p->slots);
}

/* ---- JSON --------------------------------------------------------------------------------------------------- */

void lode_report_i_json_text(lode_text *out, const char *text)
{
    lode_text plain = {0};
    lode_report_i_plain(&plain, text);
    lode_text_add(out, "\"");
    for (const char *c = lode_text_get(&plain); *c; c++) {
        if (*c == '"' || *c == '\\')
            lode_text_addf(out, "\\%c", *c);
        else if (*c == '<')
            lode_text_add(out, "\\u003c");
        else
            lode_text_add_n(out, c, 1);
    }
    lode_text_add(out, "\"");
    out->failed |= plain.failed;
    lode_text_free(&plain);
}

/* A text after a comma, null where there is none. */
static void add_text(explorer *e, const char *text)
{
    lode_text_add(e->out, ",");
    if (text && *text)
        lode_report_i_json_text(e->out, text);
    else
        lode_text_add(e->out, "null");
}

static void add_number(explorer *e, double value)
{
    lode_text_add(e->out, ",");
    if (isnan(value))
        lode_text_add(e->out, "null");
    else
        lode_report_i_exact(e->out, value);
}

/* US dollars as micro-dollars, which are whole. */
static void add_micro(explorer *e, double usd)
{
    if (isnan(usd))
        lode_text_add(e->out, ",null");
    else
        lode_text_addf(e->out, ",%lld", (long long)llround(usd * 1e6));
}

/* ---- shapes ------------------------------------------------------------------------------------------------- */

static const double finest_grid_deg = 0.01;
enum { MOST_POINTS = 150000 };

static size_t points_of(const lode_geom *g)
{
    return g && g->shape != LODE_NO_SHAPE && g->n_parts ? g->part_start[g->n_parts] : 0;
}

/* Coarse enough for all points to be few. */
static double grid_for(const lode_table *t)
{
    size_t n = 0;
    double grid = finest_grid_deg;
    for (size_t row = 0; t && row < lode_table_rows(t); row++)
        n += points_of(lode_table_geom(t, row));
    for (; n > MOST_POINTS; n /= 2)
        grid *= 2;
    return grid;
}

/* One part as [lon, lat, then steps ...]; points that fall together on the grid are one. A ring that is left with fewer
 * than three is left out. */
static void add_part(explorer *e, const double *xy, size_t n, double grid, int ring, int *first)
{
    lode_text part = {0};
    long x = 0, y = 0;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        long to_x = lround(xy[2 * i] / grid), to_y = lround(xy[2 * i + 1] / grid);
        if (kept && to_x == x && to_y == y)
            continue;
        lode_text_addf(&part, "%s%ld,%ld", kept ? "," : "", to_x - x, to_y - y);
        x = to_x;
        y = to_y;
        kept++;
    }
    if (kept > (ring ? 3u : 0u)) { /* the last point of a ring is its first */
        lode_text_addf(e->out, "%s[%s]", *first ? "" : ",", lode_text_get(&part));
        *first = 0;
    }
    e->failed |= part.failed;
    lode_text_free(&part);
}

static void add_shape(explorer *e, const lode_geom *g, double grid)
{
    int first = 1;
    lode_text_add(e->out, ",[");
    for (size_t i = 0; g && i < g->n_parts && points_of(g); i++)
        add_part(e, g->xy + 2 * g->part_start[i], g->part_start[i + 1] - g->part_start[i], grid,
                 g->shape == LODE_POLYGON, &first);
    lode_text_add(e->out, "]");
}

static void add_point(explorer *e, const lode_geom *g)
{
    if (points_of(g))
        lode_text_addf(e->out, ",%.3f,%.3f", g->xy[0], g->xy[1]);
    else
        lode_text_add(e->out, ",null,null");
}

/* Rows in the order of their keys, so that the order of a case's rows counts for nothing. */
typedef struct keyed {
    const char *key;
    size_t row;
} keyed;

static int order_keys(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int by = strcmp(x->key, y->key);
    return by ? by : (x->row > y->row) - (x->row < y->row);
}

static keyed *ordered(explorer *e, const lode_table *t, const char *column, const char *prefix_column, size_t *n)
{
    *n = t ? lode_table_rows(t) : 0;
    keyed *rows = LODE_NEW(e->arena, keyed, *n + 1);
    for (size_t i = 0; rows && i < *n; i++) {
        const char *id = lode_table_text(t, i, column),
                   *before = prefix_column ? lode_table_text(t, i, prefix_column) : NULL;
        rows[i].row = i;
        rows[i].key = before ? lode_arena_printf(e->arena, "%s:%s", before, id ? id : "") : id ? id : "";
        e->failed |= !rows[i].key;
    }
    e->failed |= !rows;
    if (e->failed)
        *n = 0;
    else if (*n > 1)
        qsort(rows, *n, sizeof *rows, order_keys);
    return rows;
}

/* ---- words for codes ---------------------------------------------------------------------------------------- */

static const char *bare_name(const explorer *e, const char *code)
{
    const lode_report_input *in = e->s->in;
    const char *name = lode_wording_find(in->names, in->language, LODE_NAME_DOMAIN, code, strlen(code));
    return name ? name : lode_word(in->language, lode_report_i_domain_name(e->s, code));
}

static void add_actors(explorer *e)
{
    const lode_report_input *in = e->s->in;
    lode_text_add(e->out, "\"actors\":[");
    for (size_t i = 0; i < e->actors.n; i++) {
        const char *id = e->actors.texts[i];
        lode_text_add(e->out, i ? ",\n[" : "[");
        lode_report_i_json_text(e->out, id);
        add_text(e, lode_report_i_actor(e->arena, in->names, in->language, LODE_SUBJECT, id, strlen(id)));
        add_text(e, lode_report_i_actor(e->arena, in->names, in->language, LODE_OBJECT, id, strlen(id)));
        add_text(e, lode_wording_find(in->names, in->language, LODE_NAME_ACTOR, id, strlen(id)));
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

/* [code, name, name in a sentence] */
static void add_domains(explorer *e)
{
    const lode_report_input *in = e->s->in;
    lode_text_add(e->out, "\"domains\":[");
    for (size_t i = 0; i < e->domains.n; i++) {
        const char *code = e->domains.texts[i];
        lode_text_add(e->out, i ? ",\n[" : "[");
        lode_report_i_json_text(e->out, code);
        add_text(e, bare_name(e, code));
        add_text(e, lode_report_i_domain(e->arena, in->names, in->language, LODE_OBJECT, code, strlen(code)));
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

static void add_named(explorer *e, const char *key, const pool *p, const char *(*name)(const explorer *, const char *))
{
    lode_text_addf(e->out, "\"%s\":[", key);
    for (size_t i = 0; i < p->n; i++) {
        lode_text_add(e->out, i ? ",\n[" : "[");
        lode_report_i_json_text(e->out, p->texts[i]);
        add_text(e, name(e, p->texts[i]));
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

static const char *market_name(const explorer *e, const char *id)
{
    return lode_report_i_market(e->arena, e->s->in->names, e->s->in->language, id);
}

static const char *corridor_name(const explorer *e, const char *id)
{
    const lode_report_input *in = e->s->in;
    const char *title = lode_wording_find(in->names, in->language, LODE_NAME_CORRIDOR, id, strlen(id));
    return title ? title : lode_report_i_corridor_title(e->s, id);
}

/* ---- network ------------------------------------------------------------------------------------------------ */

/* [mode, name, parts]; their number is that of the pool lines, whose texts are "mode:id". */
static void add_lines(explorer *e)
{
    const lode_table *t = e->s->in->network;
    size_t n;
    double grid = grid_for(t);
    keyed *rows = ordered(e, t, "id", "mode", &n);
    lode_text_addf(e->out, "\"line_grid\":%g,\"lines\":[", grid);
    for (size_t i = 0; i < n; i++) {
        size_t before = e->lines.n;
        if (number_of(e, &e->lines, rows[i].key) != (long)before)
            continue; /* a second of the same key */
        lode_text_add(e->out, before ? ",\n[" : "[");
        lode_report_i_json_text(e->out, lode_table_text(t, rows[i].row, "mode"));
        add_text(e, lode_table_text(t, rows[i].row, "name"));
        add_shape(e, lode_table_geom(t, rows[i].row), grid);
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

/* [id, name, mode, lon, lat, name in a sentence] */
static void add_gates(explorer *e)
{
    const lode_report_input *in = e->s->in;
    size_t n;
    keyed *rows = ordered(e, in->gates, "id", NULL, &n);
    lode_text_add(e->out, "\"gates\":[");
    for (size_t i = 0; i < n; i++) {
        size_t before = e->gates.n;
        if (number_of(e, &e->gates, rows[i].key) != (long)before)
            continue;
        const lode_geom *at = lode_table_geom(in->gates, rows[i].row);
        lode_text_add(e->out, before ? ",\n[" : "[");
        lode_report_i_json_text(e->out, rows[i].key);
        add_text(e, lode_table_text(in->gates, rows[i].row, "name"));
        add_text(e, lode_table_text(in->gates, rows[i].row, "mode"));
        add_point(e, at);
        add_text(e, lode_report_i_gate(e->arena, in->names, in->language, rows[i].key, strlen(rows[i].key)));
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
    e->n_mapped = e->gates.n;
}

/* [id, name in a sentence] of gates that ways pass and the map does not show; their numbers follow those of gates. */
static void add_other_gates(explorer *e)
{
    const lode_report_input *in = e->s->in;
    lode_text_add(e->out, "\"other_gates\":[");
    for (size_t i = e->n_mapped; i < e->gates.n; i++) {
        const char *id = e->gates.texts[i];
        lode_text_add(e->out, i > e->n_mapped ? ",[" : "[");
        lode_report_i_json_text(e->out, id);
        add_text(e, lode_report_i_gate(e->arena, in->names, in->language, id, strlen(id)));
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

static void add_outlines(explorer *e)
{
    const lode_table *t = e->s->in->outlines;
    size_t n;
    double grid = grid_for(t);
    keyed *rows = ordered(e, t, "iso3", NULL, &n);
    lode_text_addf(e->out, "\"outline_grid\":%g,\"outlines\":[", grid);
    for (size_t i = 0; i < n; i++) {
        lode_text_add(e->out, i ? ",\n[" : "[");
        lode_report_i_json_text(e->out, rows[i].key);
        add_text(e, bare_name(e, rows[i].key));
        add_shape(e, lode_table_geom(t, rows[i].row), grid);
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

/* ---- ways --------------------------------------------------------------------------------------------------- */

/* The actors of a list parted by ';' as a mask. */
static unsigned long mask_of_list(explorer *e, const char *list)
{
    unsigned long mask = 0;
    size_t length;
    for (const char *item; (item = lode_list_next(&list, &length));) {
        char *name = lode_arena_strndup(e->arena, item, length);
        long actor = name ? find(&e->actors, name) : NO_ENTRY;
        e->failed |= !name;
        mask |= actor >= 0 ? 1ul << actor : 0;
    }
    return mask;
}

/* The actors of a set joined by '+', where names may hold one too: the longest name that fits is meant. */
static unsigned long mask_of_set(explorer *e, const char *set)
{
    unsigned long mask = 0;
    while (set && *set) {
        long best = NO_ENTRY;
        size_t longest = strcspn(set, "+");
        for (size_t i = 0; i < e->actors.n; i++) {
            size_t length = strlen(e->actors.texts[i]);
            int fits = strncmp(set, e->actors.texts[i], length) == 0 && (set[length] == '+' || !set[length]);
            if (fits && (best < 0 || length > longest)) {
                best = (long)i;
                longest = length;
            }
        }
        mask |= best >= 0 ? 1ul << best : 0;
        set += longest;
        set += *set == '+';
    }
    return mask;
}

/* The number of the chain of links: each entry is "link,rest", link counted from 1 and negative when it is used from
 * its end to its start, rest the entry that follows or -1. Made from the last link on. */
static long chain_of(explorer *e, const char *links)
{
    enum { LONGEST_CHAIN = 4096 };
    const char *starts[LONGEST_CHAIN];
    size_t lengths[LONGEST_CHAIN], n = 0;
    long rest = -1;
    while (links && *links && n < LONGEST_CHAIN) {
        starts[n] = links;
        lengths[n] = strcspn(links, ">");
        links += lengths[n] + (links[lengths[n]] == '>');
        n++;
    }
    while (n-- > 0) {
        int back = starts[n][0] == '-';
        char *name = lode_arena_strndup(e->arena, starts[n] + back, lengths[n] - (size_t)back), key[64];
        long line = name ? find(&e->lines, name) : NO_ENTRY;
        e->failed |= !name;
        if (line < 0)
            continue; /* not drawn */
        snprintf(key, sizeof key, "%s%ld,%ld", back ? "-" : "", line + 1, rest);
        rest = number_of(e, &e->chain, key);
    }
    return rest;
}

/* Numbers of the gates or domains of a list, as the text of a JSON array, itself numbered. */
static long list_of(explorer *e, pool *lists, pool *items, const char *list)
{
    lode_text numbers = {0};
    size_t length;
    for (const char *item; list && (item = lode_report_i_item(&list, &length));) {
        char *name = lode_arena_strndup(e->arena, item, length);
        e->failed |= !name;
        lode_text_addf(&numbers, "%s%ld", numbers.length ? "," : "", number_of(e, items, name));
    }
    long number = number_of(e, lists, lode_text_get(&numbers));
    e->failed |= numbers.failed;
    lode_text_free(&numbers);
    return number;
}

/* [needs, G, money, hours, km, market, corridor, gates, domains, start, links] */
static void add_way(explorer *e, size_t row)
{
    const lode_table *t = e->s->ways;
    lode_text_addf(e->out, "[%lu", mask_of_list(e, lode_table_text(t, row, "needs")));
    add_micro(e, lode_table_real(t, row, "g_usd_t"));
    add_micro(e, lode_table_real(t, row, "money_usd_t"));
    add_number(e, lode_table_real(t, row, "hours"));
    add_number(e, lode_table_real(t, row, "length_km"));
    lode_text_addf(e->out, ",%ld,%ld", number_of(e, &e->markets, lode_table_text(t, row, "market")),
                   number_of(e, &e->corridors, lode_table_text(t, row, "corridor")));
    lode_text_addf(e->out, ",%ld,%ld", list_of(e, &e->gate_lists, &e->gates, lode_table_text(t, row, "gates")),
                   list_of(e, &e->domain_lists, &e->domains, lode_table_text(t, row, "domains")));
    lode_text_addf(e->out, ",%ld,%ld]", number_of(e, &e->starts, lode_table_text(t, row, "start")),
                   chain_of(e, lode_table_text(t, row, "links")));
}

typedef struct players {
    unsigned long all, own;
    double outside;
} players;

static players players_of(explorer *e, const char *deposit, const char *prefix)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&e->s->attribution_of, deposit, &rows);
    players p = {0, 0, NAN};
    for (size_t i = 0; i < n; i++) {
        if (!lode_report_i_has_prefix(e->s->attribution, rows[i], prefix))
            continue;
        const char *name = lode_table_text(e->s->attribution, rows[i], "actor"),
                   *status = lode_table_text(e->s->attribution, rows[i], "status");
        long actor = find(&e->actors, name);
        unsigned long bit = actor < 0 ? 0 : 1ul << actor;
        p.outside = lode_table_real(e->s->attribution, rows[i], "outside_usd_t");
        if (status && strcmp(status, "own") == 0)
            p.own |= bit;
        else if (!status || strcmp(status, "not closable") != 0)
            p.all |= bit;
    }
    return p;
}

/* The status of the cut sets, then their masks: "cut",[6,40] */
static void add_cuts(explorer *e, const char *deposit, const char *prefix)
{
    const size_t *rows;
    const char *status = NULL;
    lode_text sets = {0};
    size_t n = lode_report_i_find(&e->s->cuts_of, deposit, &rows);
    for (size_t i = 0; i < n; i++) {
        if (!lode_report_i_has_prefix(e->s->cut_sets, rows[i], prefix))
            continue;
        const char *set = lode_table_text(e->s->cut_sets, rows[i], "cut_set");
        status = lode_table_text(e->s->cut_sets, rows[i], "status");
        if (set)
            lode_text_addf(&sets, "%s%lu", sets.length ? "," : "", mask_of_set(e, set));
    }
    add_text(e, status);
    lode_text_addf(e->out, ",[%s]", lode_text_get(&sets));
    e->failed |= sets.failed;
    lode_text_free(&sets);
}

/* Why there is no way, even when nobody closes. */
static const char *cause_of(explorer *e, const char *deposit, const char *prefix)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&e->s->dependency_of, deposit, &rows);
    for (size_t i = 0; i < n; i++) {
        const char *status = lode_table_text(e->s->dependency, rows[i], "status");
        if (status && strcmp(status, "unreachable") == 0 && lode_report_i_has_prefix(e->s->dependency, rows[i], prefix))
            return lode_table_text(e->s->dependency, rows[i], "cause");
    }
    return NULL;
}

/* [players, own, K, status of the cut sets, cut sets, ways, cause] of a deposit and prefix. */
static void add_answer(explorer *e, const char *deposit, const char *prefix)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&e->s->ways_of, deposit, &rows), shown = 0;
    players p = players_of(e, deposit, prefix);
    lode_text_addf(e->out, "[%lu,%lu", p.all, p.own);
    add_number(e, p.outside);
    add_cuts(e, deposit, prefix);
    lode_text_add(e->out, ",[");
    for (size_t i = 0; i < n; i++)
        if (lode_report_i_has_prefix(e->s->ways, rows[i], prefix)) {
            lode_text_add(e->out, shown++ ? "," : "");
            add_way(e, rows[i]);
        }
    lode_text_add(e->out, "]");
    add_text(e, shown ? NULL : cause_of(e, deposit, prefix));
    lode_text_add(e->out, "]");
}

/* [id, name, local name, country, kind, product, output, page, lon, lat, one answer a prefix] */
static void add_deposit(explorer *e, size_t row)
{
    const report_source *s = e->s;
    const lode_table *t = s->deposits;
    const char *id = lode_table_text(t, row, "id"), *country = lode_table_text(t, row, "country");
    lode_report_i_json_text(e->out, id ? id : "");
    add_text(e, lode_table_text(t, row, "name"));
    add_text(e, lode_table_text(t, row, "name_local"));
    add_text(e, country ? bare_name(e, country) : NULL);
    add_text(e, lode_table_text(t, row, "kind"));
    add_text(e, lode_table_text(t, row, "product"));
    add_number(e, lode_table_real(t, row, "output_t_a"));
    add_text(e, s->deposit_pages ? s->deposit_pages[row] : NULL);
    add_point(e, lode_table_geom(t, row));
    lode_text_add(e->out, ",[");
    for (size_t p = 0; p < s->in->n_prefixes; p++) {
        lode_text_add(e->out, p ? "," : "");
        add_answer(e, id ? id : "", s->in->prefixes[p]);
    }
    lode_text_add(e->out, "]");
}

static void add_deposits(explorer *e)
{
    size_t n = e->s->deposits ? lode_table_rows(e->s->deposits) : 0;
    lode_text_add(e->out, "\"deposits\":[");
    for (size_t row = 0; row < n; row++) {
        lode_text_add(e->out, row ? ",\n[" : "[");
        add_deposit(e, row);
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

/* ---- destinations and bases --------------------------------------------------------------------------------- */

static const char *base_title(const explorer *e, const char *base)
{
    for (size_t i = 0; i < e->s->in->n_tables; i++) {
        const lode_table *t = e->s->in->tables[i];
        if (!t || strcmp(lode_table_name(t), "scenarios") != 0)
            continue;
        for (size_t row = 0; row < lode_table_rows(t); row++) {
            const char *name = lode_table_text(t, row, "scenario"), *german = lode_table_text(t, row, "title_de");
            if (name && strcmp(name, base) == 0)
                return e->s->in->language == LODE_GERMAN && german ? german : lode_table_text(t, row, "title_en");
        }
    }
    return NULL;
}

/* [destination, in words, base, in words] a prefix; cut_sets has a row for each deposit, destination and base. */
static void add_cases(explorer *e)
{
    const lode_report_input *in = e->s->in;
    lode_text_add(e->out, "\"cases\":[");
    for (size_t p = 0; p < in->n_prefixes; p++) {
        const char *destination = NULL, *base = NULL;
        for (size_t row = 0; e->s->cut_sets && !destination && row < lode_table_rows(e->s->cut_sets); row++)
            if (lode_report_i_has_prefix(e->s->cut_sets, row, in->prefixes[p])) {
                destination = lode_table_text(e->s->cut_sets, row, "destination");
                base = lode_table_text(e->s->cut_sets, row, "base");
            }
        lode_text_add(e->out, p ? ",\n[" : "[");
        lode_report_i_json_text(e->out, destination ? destination : in->prefixes[p]);
        add_text(e, destination ? lode_report_i_whither(e->arena, in->names, in->language, destination)
                                : in->prefix_titles[p]);
        add_text(e, base);
        add_text(e, base ? base_title(e, base) : NULL);
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

/* ---- all ---------------------------------------------------------------------------------------------------- */

static void number_actors(explorer *e)
{
    size_t n;
    keyed *rows = ordered(e, e->s->attribution, "actor", NULL, &n);
    enum { MOST_ACTORS = 30 }; /* bits of a mask that a script can count with */
    for (size_t i = 0; i < n && e->actors.n < MOST_ACTORS; i++)
        number_of(e, &e->actors, rows[i].key);
}

static void add_lists(explorer *e, const char *key, const pool *p, const char *open, const char *close)
{
    lode_text_addf(e->out, "\"%s\":[", key);
    for (size_t i = 0; i < p->n; i++)
        lode_text_addf(e->out, "%s%s%s%s", i ? "," : "", open, p->texts[i], close);
    lode_text_add(e->out, "]");
}

/* "87.1 48.2,87.3 48.4" as [87.1,48.2,87.3,48.4]. */
static void add_starts(explorer *e)
{
    lode_text_add(e->out, "\"starts\":[");
    for (size_t i = 0; i < e->starts.n; i++) {
        const char *cursor = e->starts.texts[i];
        size_t length, shown = 0;
        lode_text_add(e->out, i ? ",[" : "[");
        for (const char *point; (point = lode_list_next(&cursor, &length));) {
            double lon, lat;
            if (sscanf(point, "%lf %lf", &lon, &lat) == 2 && isfinite(lon) && isfinite(lat))
                lode_text_addf(e->out, "%s%.4f,%.4f", shown++ ? "," : "", lon, lat);
        }
        lode_text_add(e->out, "]");
    }
    lode_text_add(e->out, "],\n");
}

static void add_all(explorer *e)
{
    lode_text_addf(e->out, "{\"schema\":1,\"language\":\"%s\",\n", e->s->in->language == LODE_GERMAN ? "de" : "en");
    number_actors(e);
    add_cases(e);
    add_outlines(e);
    add_lines(e);
    add_gates(e);
    add_deposits(e);
    add_other_gates(e);
    add_actors(e);
    add_domains(e);
    add_named(e, "markets", &e->markets, market_name);
    add_named(e, "corridors", &e->corridors, corridor_name);
    add_starts(e);
    add_lists(e, "gate_lists", &e->gate_lists, "[", "]");
    lode_text_add(e->out, ",\n");
    add_lists(e, "domain_lists", &e->domain_lists, "[", "]");
    lode_text_add(e->out, ",\n");
    add_lists(e, "chain", &e->chain, "", "");
    lode_text_add(e->out, "}");
}

int lode_report_i_explore_data(lode_text *out, const report_source *s)
{
    explorer e = {.out = out, .s = s, .arena = lode_arena_new()};
    e.failed = !e.arena;
    if (!e.failed)
        add_all(&e);
    pool *const pools[] = {&e.actors,    &e.lines,      &e.gates,        &e.domains, &e.markets,
                           &e.corridors, &e.gate_lists, &e.domain_lists, &e.starts,  &e.chain};
    for (size_t i = 0; i < sizeof pools / sizeof *pools; i++)
        drop(pools[i]);
    lode_arena_free(e.arena);
    return !e.failed && !out->failed;
}
