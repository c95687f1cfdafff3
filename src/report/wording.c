#include "report/wording.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

typedef struct name_row {
    lode_name_kind kind;
    const char *id, *words[LODE_N_LANGUAGES];
} name_row;

struct lode_wording {
    lode_arena *arena;
    name_row *rows;
    size_t n, capacity;
};

lode_wording *lode_wording_new(void)
{
    lode_wording *names = calloc(1, sizeof *names);
    if (names && !(names->arena = lode_arena_new())) {
        free(names);
        return NULL;
    }
    return names;
}

void lode_wording_free(lode_wording *names)
{
    if (!names)
        return;
    lode_arena_free(names->arena);
    free(names->rows);
    free(names);
}

int lode_wording_add(lode_wording *names, lode_name_kind kind, const char *id, const char *english, const char *german)
{
    if (!id || !english || !*english)
        return 1;
    name_row *row = lode_grow((void **)&names->rows, &names->n, &names->capacity, sizeof *row);
    if (!row)
        return 0;
    row->kind = kind;
    row->id = lode_arena_strdup(names->arena, id);
    row->words[LODE_ENGLISH] = lode_arena_strdup(names->arena, english);
    row->words[LODE_GERMAN] = german && *german ? lode_arena_strdup(names->arena, german) : row->words[LODE_ENGLISH];
    if (row->id && row->words[LODE_ENGLISH] && row->words[LODE_GERMAN])
        return 1;
    names->n--;
    return 0;
}

/* Of two names for one id the one that sorts first counts, so that the order of adding never does. */
static int order_names(const void *a, const void *b)
{
    const name_row *x = a, *y = b;
    int by = (x->kind > y->kind) - (x->kind < y->kind);
    by = by ? by : strcmp(x->id, y->id);
    return by ? by : strcmp(x->words[LODE_ENGLISH], y->words[LODE_ENGLISH]);
}

void lode_wording_ready(lode_wording *names)
{
    if (names->n)
        qsort(names->rows, names->n, sizeof *names->rows, order_names);
}

static int order_id(const name_row *row, lode_name_kind kind, const char *id, size_t length)
{
    if (row->kind != kind)
        return row->kind < kind ? -1 : 1;
    int by = strncmp(row->id, id, length);
    return by ? by : row->id[length] != '\0';
}

const char *lode_wording_find(const lode_wording *names, lode_language language, lode_name_kind kind, const char *id,
                              size_t length)
{
    size_t low = 0, high = names && id ? names->n : 0, all = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order_id(&names->rows[middle], kind, id, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < all && order_id(&names->rows[low], kind, id, length) == 0 ? names->rows[low].words[language] : NULL;
}

/* ---- domains and actors ------------------------------------------------------------------------------------- */

typedef struct known_name {
    const char *code, *english, *german; /* German in the accusative */
} known_name;

static const known_name known_domains[] = {
    {"CASPIAN", "the Caspian", "das Kaspische Meer"},
    {"BLACK_SEA", "the Black Sea", "das Schwarze Meer"},
    {"OCEAN", "the open sea", "das offene Meer"},
    {"AIR", "the air", "den Luftweg"},
    {"SUEZ", "the Suez Canal", "den Suezkanal"},
    {"BOSPORUS", "the Bosporus", "den Bosporus"},
    {"DARDANELLES", "the Dardanelles", "die Dardanellen"},
    {"BAB_EL_MANDEB", "Bab el-Mandeb", "den Bab al-Mandab"},
    {"HORMUZ", "the Strait of Hormuz", "die Straße von Hormus"},
    {"MALACCA", "the Strait of Malacca", "die Straße von Malakka"},
    {"SUNDA", "the Sunda Strait", "die Sundastraße"},
    {"GIBRALTAR", "the Strait of Gibraltar", "die Straße von Gibraltar"},
    {"DANISH_STRAITS", "the Danish Straits", "die dänischen Meerengen"},
    {"KIEL_CANAL", "the Kiel Canal", "den Nord-Ostsee-Kanal"},
    {"TSUGARU", "the Tsugaru Strait", "die Tsugarustraße"},
    {"KANMON", "the Kanmon Straits", "die Kanmonstraße"},
    {"RUS", "Russia", "Russland"},
    {"MNG", "Mongolia", "die Mongolei"},
    {"TUR", "Türkiye", "die Türkei"},
    {"UKR", "Ukraine", "die Ukraine"},
    {"CHE", "Switzerland", "die Schweiz"},
    {"SVK", "Slovakia", "die Slowakei"},
    {"MDA", "Moldova", "die Republik Moldau"},
    {"NLD", "the Netherlands", "die Niederlande"},
    {"USA", "the United States", "die Vereinigten Staaten"},
    {"GBR", "the United Kingdom", "das Vereinigte Königreich"},
    {"ARE", "the United Arab Emirates", "die Vereinigten Arabischen Emirate"},
};

static const known_name destinations[] = {
    {"EU", "to the EU", "in die EU"},
    {"ALL", "to any market", "zu irgendeinem Markt"},
    {"EUROPE", "to Europe", "nach Europa"},
    {"CHINA", "to China", "nach China"},
    {"EAST_ASIA", "to East Asia", "nach Ostasien"},
    {"SOUTH_ASIA", "to South Asia", "nach Südasien"},
    {"SOUTH_EAST_ASIA", "to South-East Asia", "nach Südostasien"},
    {"CENTRAL_ASIA", "to Central Asia", "nach Zentralasien"},
    {"NORTH_AMERICA", "to North America", "nach Nordamerika"},
    {"RUSSIA", "to Russia", "nach Russland"},
    {"TURKIYE", "to Türkiye", "in die Türkei"},
};

static const char *known(const known_name *rows, size_t n, lode_language language, const char *code, size_t length)
{
    for (size_t i = 0; i < n; i++)
        if (lode_same(rows[i].code, code, length))
            return language == LODE_GERMAN ? rows[i].german : rows[i].english;
    return NULL;
}
#define KNOWN(rows, language, code, length) known(rows, sizeof(rows) / sizeof *(rows), language, code, length)

const char *lode_report_i_domain(lode_arena *arena, const lode_wording *names, lode_language language,
                                 lode_word_case part, const char *code, size_t length)
{
    const char *word = KNOWN(known_domains, language, code, length);
    if (!word)
        word = lode_wording_find(names, language, LODE_NAME_DOMAIN, code, length);
    if (!word)
        return lode_arena_strndup(arena, code, length);
    if (part == LODE_SUBJECT && language == LODE_GERMAN && strncmp(word, "den ", 4) == 0)
        return lode_arena_printf(arena, "der %s", word + 4);
    return word;
}

static const char *without_article(const char *word)
{
    static const char *const articles[] = {"the ", "die ", "das ", "den ", "der "};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (strncmp(word, articles[i], 4) == 0)
            return word + 4;
    return word;
}

const char *lode_report_i_actor(lode_arena *arena, const lode_wording *names, lode_language language,
                                lode_word_case part, const char *actor, size_t length)
{
    enum { MOST_NAMED = 3 };
    const char *domains = lode_wording_find(names, language, LODE_NAME_ACTOR, actor, length), *joined = NULL, *domain;
    size_t n = 0, domain_length;
    if (!domains)
        return lode_report_i_domain(arena, names, language, part, actor, length);
    for (const char *cursor = domains; (domain = lode_list_next(&cursor, &domain_length)); n++) {
        const char *word = lode_report_i_domain(arena, names, language, part, domain, domain_length);
        if (!word)
            return NULL;
        joined = joined ? lode_arena_printf(arena, "%s/%s", joined, without_article(word)) : word;
        if (!joined)
            return NULL;
    }
    return n && n <= MOST_NAMED ? joined : lode_arena_strndup(arena, actor, length);
}

size_t lode_report_i_actor_length(const lode_wording *names, const char *set)
{
    size_t first = strcspn(set, "+"), longest = first;
    for (size_t length = first;; length += 1 + strcspn(set + length + 1, "+")) {
        if (lode_wording_find(names, LODE_ENGLISH, LODE_NAME_ACTOR, set, length))
            longest = length;
        if (!set[length])
            return longest;
    }
}

/* ---- gates and destinations --------------------------------------------------------------------------------- */

static int ends_with(const char *text, size_t length, const char *end)
{
    size_t n = strlen(end);
    return length > n && strncmp(text + length - n, end, n) == 0;
}

/* How much of a name is the station itself: "Zamyn-Uud / Erenhot (rail)", "Alat (Port of Baku)", "Poti port". */
static size_t station_length(const char *name)
{
    const char *slash = strstr(name, " / "), *bracket = strstr(name, " (");
    size_t end = slash ? (size_t)(slash - name) : strlen(name);
    if (bracket && (size_t)(bracket - name) < end)
        end = (size_t)(bracket - name);
    if (ends_with(name, end, " port"))
        end -= strlen(" port");
    return end ? end : strlen(name);
}

const char *lode_report_i_gate(lode_arena *arena, const lode_wording *names, lode_language language, const char *id,
                               size_t length)
{
    static const char airport[] = " airport";
    const char *name = lode_wording_find(names, language, LODE_NAME_GATE, id, length);
    if (!name)
        return lode_arena_strndup(arena, id, length);
    size_t end = station_length(name);
    if (language == LODE_GERMAN && ends_with(name, end, airport))
        return lode_arena_printf(arena, "Flughafen %.*s", (int)(end - strlen(airport)), name);
    return lode_arena_strndup(arena, name, end);
}

const char *lode_report_i_market(lode_arena *arena, const lode_wording *names, lode_language language, const char *id)
{
    const char *name = lode_wording_find(names, language, LODE_NAME_MARKET, id, strlen(id));
    name = name ? name : id;
    return lode_arena_strndup(arena, name, station_length(name));
}

const char *lode_report_i_whither(lode_arena *arena, const lode_wording *names, lode_language language, const char *id)
{
    const char *words = KNOWN(destinations, language, id, strlen(id));
    const char *market = words ? NULL : lode_report_i_market(arena, names, language, id);
    return words    ? words
           : market ? lode_arena_printf(arena, language == LODE_GERMAN ? "mit Ziel %s" : "to %s", market)
                    : NULL;
}
