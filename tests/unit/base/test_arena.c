/* Arenas: zeroed and aligned memory, growing arrays, budgets and the escape. */
#include "sqlgen/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void allocations_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = arena_alloc(&arena, i);
        assert_int_equal((uintptr_t)blocks[i] % sizeof(void *), 0);
        for (size_t j = 0; j < i; j++) {
            assert_int_equal(blocks[i][j], 0);
        }
        memset(blocks[i], (int)i, i);
    }
    for (size_t i = 1; i < 200; i++) {
        assert_int_equal((unsigned char)blocks[i][0], i);
        assert_int_equal((unsigned char)blocks[i][i - 1], i);
    }
    arena_free(&arena);
    assert_null(arena.chunk);
}

static void used_counts_bytes_until_reset(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    arena_alloc(&arena, 100);
    arena_alloc(&arena, 1000 * 1000);
    assert_int_equal(arena.used, 1000100);
    arena_reset(&arena);
    assert_int_equal(arena.used, 0);
    char *again = arena_alloc(&arena, 5000);
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal(again[i], 0);
    }
    arena_free(&arena);
}

static void reset_of_an_unused_arena_is_harmless(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    arena_reset(&arena);
    assert_null(arena.chunk);
    arena_free(&arena);
}

static void arrays_grow_and_keep_their_elements(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    int *items = NULL;
    size_t count = 0;
    for (int i = 0; i < 1000; i++) {
        ARENA_PUSH(&arena, items, count, i);
    }
    assert_int_equal(count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(items[i], i);
    }
    arena_free(&arena);
}

/* Allocates `size` bytes, or `count` times so many; true if the arena escaped instead. */
static bool escapes(Arena *arena, size_t count, size_t size) {
    jmp_buf escape;
    arena->escape = &escape;
    if (setjmp(escape) != 0) {
        return true;
    }
    arena_array(arena, count, size);
    return false;
}

static void exhausted_budget_escapes(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 1000);
    assert_false(escapes(&arena, 1, 600));
    assert_true(escapes(&arena, 1, 401));
    assert_false(escapes(&arena, 1, 400));
    assert_true(escapes(&arena, 1, 1));
    arena_reset(&arena);
    assert_false(escapes(&arena, 1, 1000));
    arena_free(&arena);
}

static void sizes_that_overflow_escape(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    assert_true(escapes(&arena, SIZE_MAX / 8, 16));
    assert_true(escapes(&arena, 1, SIZE_MAX));
    assert_int_equal(arena.used, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
        cmocka_unit_test(used_counts_bytes_until_reset),
        cmocka_unit_test(reset_of_an_unused_arena_is_harmless),
        cmocka_unit_test(arrays_grow_and_keep_their_elements),
        cmocka_unit_test(exhausted_budget_escapes),
        cmocka_unit_test(sizes_that_overflow_escape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
