#include "report/source.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/escape.h"

const char *lode_report_i_or_empty(const char *text)
{
    return text ? text : "";
}

static const lode_table *find_table(const lode_report_input *in, const char *name)
{
    for (size_t i = 0; i < in->n_tables; i++)
        if (in->tables[i] && strcmp(lode_table_name(in->tables[i]), name) == 0)
            return in->tables[i];
    return NULL;
}

static const char *key_of(const report_index *index, size_t row)
{
    const lode_cell *cell = lode_table_cell(index->table, row, index->column);
    return cell->known ? cell->as.text : "";
}

static int compare_keys(const void *a, const void *b, void *context)
{
    size_t row_a = *(const size_t *)a, row_b = *(const size_t *)b;
    int order = strcmp(key_of(context, row_a), key_of(context, row_b));
    return order ? order : (row_a > row_b) - (row_a < row_b);
}

static report_index make_index(report_source *s, const lode_table *table, const char *column)
{
    report_index index = {0};
    int found = table ? lode_table_find(table, column) : -1;
    if (found < 0 || lode_report_i_is_number(lode_table_column(table, (size_t)found)))
        return index;
    size_t n = lode_table_rows(table);
    index = (report_index){table, (size_t)found, n, s->arena ? LODE_NEW(s->arena, size_t, n) : NULL};
    if (!index.rows) {
        s->failed = 1;
        return (report_index){0};
    }
    for (size_t i = 0; i < n; i++)
        index.rows[i] = i;
    if (n > 1)
        qsort_r(index.rows, n, sizeof *index.rows, compare_keys, &index);
    return index;
}

size_t lode_report_i_find(const report_index *index, const char *key, const size_t **rows)
{
    *rows = NULL;
    if (!index->table || !key)
        return 0;
    size_t low = 0, high = index->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(key_of(index, index->rows[middle]), key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t n = 0;
    while (low + n < index->n && strcmp(key_of(index, index->rows[low + n]), key) == 0)
        n++;
    *rows = index->rows + low;
    return n;
}

static int compare_slugs(const void *a, const void *b, void *context)
{
    const char *const *slugs = context;
    size_t row_a = *(const size_t *)a, row_b = *(const size_t *)b;
    int order = strcmp(slugs[row_a], slugs[row_b]);
    return order ? order : (row_a > row_b) - (row_a < row_b);
}

/* Two ids may leave the same file name: every one after the first gets its row number, which no other has. */
static int part_equal_slugs(report_source *s, const char **slugs, size_t n)
{
    size_t *order = LODE_NEW(s->arena, size_t, n);
    if (!order)
        return 0;
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    if (n > 1)
        qsort_r(order, n, sizeof *order, compare_slugs, slugs);
    for (size_t i = n; i-- > 1;)
        if (strcmp(slugs[order[i]], slugs[order[i - 1]]) == 0 &&
            !(slugs[order[i]] = lode_arena_printf(s->arena, "%s--row-%zu", slugs[order[i]], order[i] + 1)))
            return 0;
    return 1;
}

static const char **make_pages(report_source *s, const lode_table *table, const char *id, const char *folder)
{
    size_t n = table ? lode_table_rows(table) : 0;
    const char **pages = s->arena ? LODE_NEW(s->arena, const char *, n) : NULL;
    int ok = pages != NULL;
    for (size_t i = 0; ok && i < n; i++)
        ok = (pages[i] = lode_report_i_slug(s->arena, lode_table_text(table, i, id))) != NULL;
    ok = ok && part_equal_slugs(s, pages, n);
    for (size_t i = 0; ok && i < n; i++)
        ok = (pages[i] = lode_arena_printf(s->arena, "%s/%s", folder, pages[i])) != NULL;
    s->failed |= !ok;
    return ok ? pages : NULL;
}

void lode_report_i_source_open(report_source *s, const lode_report_input *in)
{
    *s = (report_source){.in = in, .arena = lode_arena_new(), .corridors = in->corridors};
    s->failed = s->arena == NULL;
    s->deposits = find_table(in, "deposits");
    s->distances = find_table(in, "distances");
    s->routes = find_table(in, "routes");
    s->legs = find_table(in, "legs");
    s->exposure = find_table(in, "exposure");
    s->dependency = find_table(in, "dependency");
    s->cut_sets = find_table(in, "cut_sets");
    s->zones = find_table(in, "zone_statistics");
    s->findings = find_table(in, "findings");
    s->parameters = find_table(in, "parameters");
    s->provenance = find_table(in, "provenance");
    s->calibration = find_table(in, "calibration");
    s->calibration_summary = find_table(in, "calibration_summary");
    s->countries = find_table(in, "country_comparison");
    s->scenarios = find_table(in, "scenarios");
    s->chokepoints = find_table(in, "chokepoints");
    s->risk = find_table(in, "risk");
    s->ranges = find_table(in, "ranges");
    s->tornado = find_table(in, "tornado");
    s->corridor_summary = find_table(in, "corridor_summary");
    s->corridor_gates = find_table(in, "corridor_gates");
    s->chokepoints = find_table(in, "chokepoints");
    s->scenarios = find_table(in, "scenarios");
    s->ranking = find_table(in, "ranking");
    s->gates_of_corridor = make_index(s, s->corridor_gates, "corridor");
    s->summary_of = make_index(s, s->corridor_summary, "corridor");
    s->route_by_id = make_index(s, s->routes, "id");
    s->ranking_of = make_index(s, s->ranking, "deposit");
    s->risk_of = make_index(s, s->risk, "deposit");
    s->ranges_of = make_index(s, s->ranges, "deposit");
    s->tornado_of = make_index(s, s->tornado, "deposit");
    s->ways = find_table(in, "ways");
    s->attribution = find_table(in, "attribution");
    s->ways_of = make_index(s, s->ways, "deposit");
    s->attribution_of = make_index(s, s->attribution, "deposit");
    s->deposit_by_id = make_index(s, s->deposits, "id");
    s->corridor_by_id = make_index(s, s->corridors, "corridor");
    s->distances_of = make_index(s, s->distances, "deposit");
    s->routes_of = make_index(s, s->routes, "deposit");
    s->legs_of = make_index(s, s->legs, "route");
    s->legs_at = make_index(s, s->legs, "element");
    s->exposure_of = make_index(s, s->exposure, "deposit");
    s->dependency_of = make_index(s, s->dependency, "deposit");
    s->cuts_of = make_index(s, s->cut_sets, "deposit");
    s->outline_of = make_index(s, in->outlines, "iso3");
    s->gate_by_id = make_index(s, in->gates, "id");
    s->deposit_pages = make_pages(s, s->deposits, "id", "deposit");
    s->corridor_pages = make_pages(s, s->corridors, "corridor", "corridor");
    s->choice = in->choice ? *in->choice : (lode_report_choice){.faces = LODE_FACES};
    s->sheet_pages = make_pages(s, s->deposits, "id", "sheet");
    s->prefix = in->n_prefixes ? in->prefixes[0] : "";
    s->title = in->n_prefixes && in->prefix_titles ? in->prefix_titles[0] : s->prefix;
    s->last_map = s->arena ? LODE_NEW(s->arena, report_last_map, 1) : NULL;
    if (s->last_map)
        s->last_map->row = SIZE_MAX;
    else
        s->failed = 1;
    lode_report_i_atlas_open(&s->atlas, in);
    s->failed |= s->atlas.failed;
}

void lode_report_i_source_close(report_source *s)
{
    lode_report_i_atlas_close(&s->atlas);
    if (s->last_map)
        lode_text_free(&s->last_map->drawing);
    lode_arena_free(s->arena);
    *s = (report_source){0};
}

static const char *page_of(const report_index *index, const char **pages, const char *id)
{
    const size_t *rows;
    return pages && lode_report_i_find(index, id, &rows) ? pages[rows[0]] : NULL;
}

const char *lode_report_i_deposit_page(const report_source *s, const char *id)
{
    return page_of(&s->deposit_by_id, s->deposit_pages, id);
}

const char *lode_report_i_corridor_page(const report_source *s, const char *id)
{
    return page_of(&s->corridor_by_id, s->corridor_pages, id);
}

report_view lode_report_i_rows_of(report_page *page, const report_index *index, const char *key,
                                  const char *const *columns)
{
    const size_t *found;
    size_t n = lode_report_i_find(index, key, &found);
    size_t *rows = page->failed || n == 0 ? NULL : LODE_NEW(page->arena, size_t, n);
    if (!rows) {
        page->failed |= n > 0;
        return (report_view){0};
    }
    memcpy(rows, found, n * sizeof *rows);
    return lode_report_i_view(page->arena, index->table, rows, n, columns, &page->failed);
}

/* Lower case, and '_' for what is neither letter nor digit. */
static char prefix_char(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
}

static const char *match_prefix(const char *prefix, const char *words)
{
    for (; prefix && *words; words++, prefix++)
        if (!*prefix || prefix_char(*prefix) != prefix_char(*words))
            return NULL;
    return prefix;
}

int lode_report_i_has_prefix(const lode_table *table, size_t row, const char *prefix)
{
    const char *destination = lode_table_text(table, row, "destination"), *base = lode_table_text(table, row, "base");
    if (!destination || !base)
        return 0;
    const char *rest = match_prefix(prefix, destination);
    rest = rest && *rest == '_' ? match_prefix(rest + 1, base) : NULL;
    return rest && *rest == '\0';
}

int lode_report_i_keep_prefix(const lode_table *table, size_t row, const void *prefix)
{
    return lode_report_i_has_prefix(table, row, prefix);
}

int lode_report_i_headline_column(const lode_table *deposits, const char *prefix, const char *name)
{
    char column[160];
    int length = snprintf(column, sizeof column, "%s_%s", prefix, name);
    return deposits && length > 0 && (size_t)length < sizeof column ? lode_table_find(deposits, column) : -1;
}

double lode_report_i_headline(const report_source *s, size_t row, const char *name)
{
    int column = lode_report_i_headline_column(s->deposits, s->prefix, name);
    return column < 0 ? NAN : lode_table_real(s->deposits, row, lode_table_column(s->deposits, (size_t)column)->name);
}

const char *lode_report_i_headline_text(const report_source *s, size_t row, const char *name)
{
    int column = lode_report_i_headline_column(s->deposits, s->prefix, name);
    return column < 0 ? NULL : lode_table_text(s->deposits, row, lode_table_column(s->deposits, (size_t)column)->name);
}

int lode_report_i_has_way(const report_source *s, size_t row)
{
    const char *status = lode_report_i_headline_text(s, row, "status");
    return status && (strcmp(status, "reachable") == 0 || strcmp(status, "uneconomic") == 0);
}

long lode_report_i_best_route(const report_source *s, const char *deposit, const char *prefix)
{
    const size_t *rows;
    size_t n = lode_report_i_find(&s->routes_of, deposit, &rows);
    for (size_t i = 0; i < n; i++) {
        const char *role = lode_table_text(s->routes, rows[i], "role");
        if (role && strcmp(role, "best") == 0 && lode_report_i_has_prefix(s->routes, rows[i], prefix))
            return (long)rows[i];
    }
    return -1;
}

const char *lode_report_i_corridor_title(const report_source *s, const char *id)
{
    const size_t *rows;
    if (!lode_report_i_find(&s->corridor_by_id, id, &rows))
        return lode_report_i_or_empty(id);
    const char *title = s->in->language == LODE_GERMAN ? lode_table_text(s->corridors, rows[0], "title_de") : NULL;
    if (!title || !*title)
        title = lode_table_text(s->corridors, rows[0], "title_en");
    return title && *title ? title : lode_report_i_or_empty(id);
}

typedef struct code_name {
    const char *code, *name;
} code_name;

/* Waters and passages have no outline; short names for the states that findings speak of most. */
static const code_name names[] = {
    {"CASPIAN", "Caspian Sea"},
    {"BLACK_SEA", "Black Sea"},
    {"OCEAN", "Ocean"},
    {"AIR", "Air"},
    {"SUEZ", "Suez Canal"},
    {"BOSPORUS", "Bosporus"},
    {"RUS", "Russia"},
    {"CHN", "China"},
    {"IRN", "Iran"},
    {"MNG", "Mongolia"},
    {"KAZ", "Kazakhstan"},
    {"KGZ", "Kyrgyzstan"},
    {"UZB", "Uzbekistan"},
    {"TJK", "Tajikistan"},
};

const char *lode_report_i_domain_name(const report_source *s, const char *code)
{
    const size_t *rows;
    for (size_t i = 0; code && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].code, code) == 0)
            return lode_word(s->in->language, names[i].name);
    const char *name =
        lode_report_i_find(&s->outline_of, code, &rows) ? lode_table_text(s->in->outlines, rows[0], "name") : NULL;
    return name && *name ? name : lode_report_i_or_empty(code);
}

static const char *next_actor(const char **cursor, size_t *length)
{
    const char *start = *cursor;
    while (start && *start == '+')
        start++;
    if (!start || !*start)
        return NULL;
    *length = strcspn(start, "+");
    *cursor = start + *length;
    return start;
}

static size_t count_among(const char *joined, const char *const *actors, size_t n, size_t *all)
{
    size_t among = 0, length;
    *all = 0;
    for (const char *actor; (actor = next_actor(&joined, &length)); (*all)++)
        for (size_t i = 0; i < n; i++)
            if (lode_same(actors[i], actor, length)) {
                among++;
                break;
            }
    return among;
}

int lode_report_i_subset(const char *joined, const char *const *actors, size_t n)
{
    size_t all, among = count_among(joined, actors, n, &all);
    return all > 0 && among == all;
}

int lode_report_i_same_set(const char *joined, const char *const *actors, size_t n)
{
    size_t all, among = count_among(joined, actors, n, &all);
    return among == n && all == n;
}

long lode_report_i_closure(const report_source *s, const char *deposit, const char *const *actors, size_t n)
{
    const size_t *rows;
    size_t found = lode_report_i_find(&s->dependency_of, deposit, &rows);
    for (size_t i = 0; i < found; i++) {
        const char *closed = lode_table_text(s->dependency, rows[i], "closed");
        if (closed && lode_report_i_same_set(closed, actors, n) &&
            lode_report_i_has_prefix(s->dependency, rows[i], s->prefix))
            return (long)rows[i];
    }
    return -1;
}

double lode_report_i_cut_size(const report_source *source, size_t row)
{
    const char *status = lode_report_i_headline_text(source, row, "cut_status");
    int none = status && (strcmp(status, "free_way") == 0 || strcmp(status, "no_small_cut") == 0);
    return none ? 0 : lode_report_i_headline(source, row, "smallest_cut");
}

const char *lode_report_i_sentence(const report_source *s, const lode_table *table, size_t row)
{
    const char *text = lode_table_text(table, row, s->in->language == LODE_GERMAN ? "sentence_de" : "sentence_en");
    return text && *text ? text : NULL;
}
