/* Ids to rows, and the domains of a case: the vocabulary that checking and building share. */
#ifndef LODE_NET_NAMES_H
#define LODE_NET_NAMES_H

#include <stddef.h>

#include "base/arena.h"
#include "lodeway/case.h"

typedef struct lode_name {
    const char *text;
    size_t row;
} lode_name;

/* Names sorted for look-up. Ownership: lies in the arena given. */
typedef struct lode_names {
    lode_name *v;
    size_t n;
} lode_names;

/* ids at equal distances in memory: rows of row_size bytes, the id at offset. NULL ids are left out. */
int lode_names_of_rows(lode_arena *arena, const void *rows, size_t n, size_t row_size, size_t offset,
                       lode_names *names);
/* Row of a name of some length, -1 where there is none. */
long lode_names_find(const lode_names *names, const char *text, size_t length);
long lode_names_get(const lode_names *names, const char *text); /* NULL is not found */

/* Every domain that a place, link, crossing, occurrence or country of the case names, sorted; row is meaningless. */
int lode_domains_of_case(lode_arena *arena, const lode_case *c, lode_names *domains);

/* The link layers of a case, to walk them all. */
typedef struct lode_links {
    lode_link *v;
    size_t n;
    const char *layer;
} lode_links;
enum { LODE_N_LINK_LAYERS = 4 };
lode_links lode_link_layer(const lode_case *c, int i);

/* The mode and gauge of a word in a terminal's modes: "rail1520" is rail and 1520. Gauge 0: any. 0: no mode. */
int lode_terminal_mode(const char *word, size_t length, lode_mode *mode, int *gauge);
/* Whether the terminal is of a kind where ships or aircraft call. */
int lode_terminal_is_port(const lode_terminal *t);

#endif
