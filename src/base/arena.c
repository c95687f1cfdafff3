#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

long lode_alloc_fail_after = -1;

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t data[];
} block;

struct lode_arena {
    block *head;
};

enum { BLOCK_BYTES = 64 * 1024 };

static int allocation_fails(void)
{
    if (lode_alloc_fail_after < 0)
        return 0;
    return lode_alloc_fail_after-- == 0;
}

lode_arena *lode_arena_new(void)
{
    return allocation_fails() ? NULL : calloc(1, sizeof(lode_arena));
}

void lode_arena_free(lode_arena *arena)
{
    if (!arena)
        return;
    for (block *b = arena->head; b;) {
        block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

static block *block_new(size_t bytes)
{
    size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    if (size > SIZE_MAX - sizeof(block))
        return NULL;
    block *b = calloc(1, sizeof(block) + size);
    if (b)
        b->size = size;
    return b;
}

void *lode_arena_alloc(lode_arena *arena, size_t count, size_t size)
{
    if (allocation_fails() || (size && count > (SIZE_MAX - 64) / size))
        return NULL;
    size_t align = sizeof(max_align_t);
    size_t bytes = (count * size + align - 1) / align * align;
    if (bytes == 0)
        bytes = align;
    if (!arena->head || arena->head->size - arena->head->used < bytes) {
        block *b = block_new(bytes);
        if (!b)
            return NULL;
        b->next = arena->head;
        arena->head = b;
    }
    void *memory = (char *)arena->head->data + arena->head->used;
    arena->head->used += bytes;
    return memory;
}

char *lode_arena_strndup(lode_arena *arena, const char *text, size_t length)
{
    char *copy = lode_arena_alloc(arena, length + 1, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *lode_arena_strdup(lode_arena *arena, const char *text)
{
    return text ? lode_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *lode_arena_printf(lode_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : lode_arena_alloc(arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *lode_grow(void **items, size_t *count, size_t *capacity, size_t size)
{
    if (*count == *capacity) {
        size_t bigger = *capacity ? *capacity * 2 : 16;
        if (allocation_fails() || bigger > SIZE_MAX / size)
            return NULL;
        void *moved = realloc(*items, bigger * size);
        if (!moved)
            return NULL;
        *items = moved;
        *capacity = bigger;
    }
    void *slot = (char *)*items + *count * size;
    memset(slot, 0, size);
    (*count)++;
    return slot;
}
