#include "net/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/network.h"

static int order(const void *a, const void *b)
{
    const lode_name *x = a, *y = b;
    int by_text = strcmp(x->text, y->text);
    return by_text ? by_text : (x->row > y->row) - (x->row < y->row);
}

int lode_names_of_rows(lode_arena *arena, const void *rows, size_t n, size_t row_size, size_t offset, lode_names *names)
{
    names->v = LODE_NEW(arena, lode_name, n);
    names->n = 0;
    if (!names->v)
        return 0;
    for (size_t i = 0; i < n; i++) {
        const char *id;
        memcpy(&id, (const char *)rows + i * row_size + offset, sizeof id);
        if (id)
            names->v[names->n++] = (lode_name){id, i};
    }
    if (names->n)
        qsort(names->v, names->n, sizeof *names->v, order);
    return 1;
}

long lode_names_find(const lode_names *names, const char *text, size_t length)
{
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *have = names->v[middle].text;
        int by_text = strncmp(have, text, length);
        if (by_text == 0 && have[length] == '\0')
            return (long)names->v[middle].row;
        if (by_text < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

long lode_names_get(const lode_names *names, const char *text)
{
    return text ? lode_names_find(names, text, strlen(text)) : -1;
}

lode_links lode_link_layer(const lode_case *c, int i)
{
    switch (i) {
    case 0: return (lode_links){c->rail.v, c->rail.n, "rail"};
    case 1: return (lode_links){c->road.v, c->road.n, "road"};
    case 2: return (lode_links){c->sea.v, c->sea.n, "sea"};
    default: return (lode_links){c->air.v, c->air.n, "air"};
    }
}

int lode_terminal_mode(const char *word, size_t length, lode_mode *mode, int *gauge)
{
    size_t letters = 0;
    while (letters < length && (word[letters] < '0' || word[letters] > '9'))
        letters++;
    *mode = lode_mode_named(word, letters);
    *gauge = 0;
    for (size_t i = letters; i < length; i++) {
        if (word[i] < '0' || word[i] > '9' || *gauge > 9999)
            return 0;
        *gauge = *gauge * 10 + (word[i] - '0');
    }
    return *mode != LODE_N_MODES && *mode != LODE_TRACK && (*gauge == 0 || *mode == LODE_RAIL);
}

int lode_terminal_is_port(const lode_terminal *t)
{
    return t->kind && (!strcmp(t->kind, "port") || !strcmp(t->kind, "ferry") || !strcmp(t->kind, "airport"));
}

typedef struct bag {
    lode_arena *arena;
    lode_name *v;
    size_t n, capacity;
    int failed;
} bag;

static void put(bag *b, const char *text)
{
    if (!text || b->failed)
        return;
    lode_name *slot = lode_grow((void **)&b->v, &b->n, &b->capacity, sizeof *slot);
    if (slot)
        slot->text = text;
    else
        b->failed = 1;
}

static void put_list(bag *b, const char *list)
{
    size_t length;
    for (const char *item; (item = lode_list_next(&list, &length));)
        put(b, lode_arena_strndup(b->arena, item, length));
}

static void put_all(bag *b, const lode_case *c)
{
    for (size_t i = 0; i < c->places.n; i++)
        put(b, c->places.v[i].domain);
    for (size_t i = 0; i < c->countries.n; i++)
        put(b, c->countries.v[i].iso3);
    for (int layer = 0; layer < LODE_N_LINK_LAYERS; layer++) {
        lode_links links = lode_link_layer(c, layer);
        for (size_t i = 0; i < links.n; i++) {
            put(b, links.v[i].domain);
            put_list(b, links.v[i].overflies);
            put_list(b, links.v[i].passes);
        }
    }
    for (size_t i = 0; i < c->crossings.n; i++)
        put_list(b, c->crossings.v[i].passes);
}

int lode_domains_of_case(lode_arena *arena, const lode_case *c, lode_names *domains)
{
    bag b = {.arena = arena};
    put_all(&b, c);
    if (b.n)
        qsort(b.v, b.n, sizeof *b.v, order);
    size_t kept = 0;
    for (size_t i = 0; i < b.n; i++)
        if (i == 0 || strcmp(b.v[i].text, b.v[kept - 1].text) != 0)
            b.v[kept++] = b.v[i];
    domains->v = LODE_NEW(arena, lode_name, kept);
    domains->n = kept;
    int ok = !b.failed && domains->v;
    if (ok && kept)
        memcpy(domains->v, b.v, kept * sizeof *b.v);
    free(b.v);
    return ok;
}
