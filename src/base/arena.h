/* Memory of one load or one run: many allocations, one free.
 *
 * Ownership: lode_arena_new has exactly one lode_arena_free; what the arena hands out lives as long as the arena.
 * All memory is zeroed and aligned for any type. NULL means out of memory. Knows nothing of what is stored. */
#ifndef LODE_BASE_ARENA_H
#define LODE_BASE_ARENA_H

#include <stddef.h>

typedef struct lode_arena lode_arena;

lode_arena *lode_arena_new(void);
void lode_arena_free(lode_arena *arena); /* accepts NULL */
void *lode_arena_alloc(lode_arena *arena, size_t count, size_t size);
char *lode_arena_strdup(lode_arena *arena, const char *text); /* NULL stays NULL */
char *lode_arena_strndup(lode_arena *arena, const char *text, size_t length);
char *lode_arena_printf(lode_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define LODE_NEW(arena, type, count) ((type *)lode_arena_alloc((arena), (count), sizeof(type)))

/* Grows *items (heap, realloc) so that one more fits; returns the new slot, zeroed, or NULL. Free *items with free().
 */
void *lode_grow(void **items, size_t *count, size_t *capacity, size_t size);

/* The tests make every n-th allocation fail: countdown of allocations until one fails, negative = never. */
extern long lode_alloc_fail_after;

#endif
