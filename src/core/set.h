/* Sets of domains, by value. */
#ifndef LODE_CORE_SET_H
#define LODE_CORE_SET_H

#include <stdint.h>
#include <string.h>

enum { LODE_MAX_DOMAINS = 512 };

typedef struct lode_set {
    uint64_t word[LODE_MAX_DOMAINS / 64];
} lode_set;

static inline void lode_set_add(lode_set *s, int32_t i)
{
    s->word[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void lode_set_remove(lode_set *s, int32_t i)
{
    s->word[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

static inline int lode_set_has(const lode_set *s, int32_t i)
{
    return i >= 0 && (s->word[i / 64] >> (i % 64) & 1);
}

static inline lode_set lode_set_union(lode_set a, const lode_set *b)
{
    for (int i = 0; i < LODE_MAX_DOMAINS / 64; i++)
        a.word[i] |= b->word[i];
    return a;
}

static inline int lode_set_meets(const lode_set *a, const lode_set *b)
{
    for (int i = 0; i < LODE_MAX_DOMAINS / 64; i++)
        if (a->word[i] & b->word[i])
            return 1;
    return 0;
}

static inline int lode_set_equal(const lode_set *a, const lode_set *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

#endif
