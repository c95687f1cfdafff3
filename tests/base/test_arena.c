/* The arena and lode_grow: zeroed, aligned, apart from each other, and NULL at every allocation that fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static int all_zero(const unsigned char *memory, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (memory[i])
            return 0;
    return 1;
}

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    unsigned char *piece[400];
    lode_arena *arena = lode_arena_new();
    for (size_t i = 0; i < 400; i++) {
        size_t size = i * 7 + 1;
        piece[i] = lode_arena_alloc(arena, size, 1);
        assert_non_null(piece[i]);
        assert_true((uintptr_t)piece[i] % sizeof(max_align_t) % 16 == 0);
        assert_true(all_zero(piece[i], size));
        memset(piece[i], (int)(i % 251) + 1, size);
    }
    for (size_t i = 0; i < 400; i++) {
        assert_int_equal(piece[i][0], i % 251 + 1);
        assert_int_equal(piece[i][i * 7], i % 251 + 1);
    }
    lode_arena_free(arena);
}

static void large_and_empty_pieces(void **state)
{
    (void)state;
    lode_arena *arena = lode_arena_new();
    size_t large = 1 << 20;
    unsigned char *a = lode_arena_alloc(arena, large, 1), *b = lode_arena_alloc(arena, 0, 8),
                  *c = lode_arena_alloc(arena, 0, 8);
    assert_true(a && b && c && b != c);
    assert_true(all_zero(a, large));
    a[0] = a[large - 1] = 1;
    lode_arena_free(arena);
    lode_arena_free(NULL);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    lode_arena *arena = lode_arena_new();
    assert_null(lode_arena_alloc(arena, SIZE_MAX / 2, 3));
    assert_null(lode_arena_alloc(arena, SIZE_MAX, 1));
    assert_null(lode_arena_alloc(arena, SIZE_MAX / 8, 8));
    assert_non_null(lode_arena_alloc(arena, 3, 8));
    lode_arena_free(arena);
}

static void texts(void **state)
{
    (void)state;
    char longest[3000];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    lode_arena *arena = lode_arena_new();
    char source[] = "Baotou";
    char *copy = lode_arena_strdup(arena, source);
    source[0] = 'X';
    assert_string_equal(copy, "Baotou");
    assert_null(lode_arena_strdup(arena, NULL));
    assert_string_equal(lode_arena_strndup(arena, "Aktogay", 3), "Akt");
    assert_string_equal(lode_arena_strndup(arena, "", 0), "");
    assert_string_equal(lode_arena_printf(arena, "%s/%d", "a", 7), "a/7");
    assert_string_equal(lode_arena_printf(arena, "%s", longest), longest);
    lode_arena_free(arena);
}

static void grown_items_keep_their_values(void **state)
{
    (void)state;
    int64_t *items = NULL;
    size_t n = 0, capacity = 0;
    for (int64_t i = 0; i < 1000; i++) {
        int64_t *slot = lode_grow((void **)&items, &n, &capacity, sizeof *slot);
        assert_non_null(slot);
        assert_int_equal(*slot, 0);
        *slot = i + 1;
    }
    assert_int_equal(n, 1000);
    assert_true(capacity >= n);
    for (int64_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i + 1);
    free(items);
}

/* A size that cannot be: nothing changes. */
static void growth_that_overflows_is_refused(void **state)
{
    (void)state;
    void *items = NULL;
    size_t n = 0, capacity = 0;
    assert_null(lode_grow(&items, &n, &capacity, SIZE_MAX / 8));
    assert_true(items == NULL && n == 0 && capacity == 0);
}

static int fill(void)
{
    lode_arena *arena = lode_arena_new();
    int64_t *items = NULL;
    size_t n = 0, capacity = 0;
    int ok = arena && lode_arena_alloc(arena, 9, 9) && lode_arena_strdup(arena, "a") &&
             lode_arena_strndup(arena, "abc", 2) && lode_arena_printf(arena, "%d", 5);
    for (size_t i = 0; ok && i < 40; i++) {
        size_t before = n;
        ok = lode_grow((void **)&items, &n, &capacity, sizeof *items) != NULL;
        assert_int_equal(n, before + (ok ? 1 : 0));
    }
    free(items);
    lode_arena_free(arena);
    return ok;
}

/* 5 of the arena and 3 of growing to 40 items. */
static void each_allocation_fails_in_turn(void **state)
{
    (void)state;
    long failing = 0;
    for (;; failing++) {
        lode_alloc_fail_after = failing;
        int ok = fill();
        lode_alloc_fail_after = -1;
        if (ok)
            break;
        assert_true(failing < 100);
    }
    assert_int_equal(failing, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart), cmocka_unit_test(large_and_empty_pieces),
        cmocka_unit_test(sizes_that_overflow_are_refused),    cmocka_unit_test(texts),
        cmocka_unit_test(grown_items_keep_their_values),      cmocka_unit_test(growth_that_overflows_is_refused),
        cmocka_unit_test(each_allocation_fails_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
