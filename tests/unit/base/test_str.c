/* Text: comparing, slicing, formatting, hashing, UTF-8, and buffers that grow. */
#include "sqlgen/base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void equality_looks_at_all_bytes(void **state) {
    (void)state;
    assert_true(str_equal(STR("a\0b"), STR("a\0b")));
    assert_false(str_equal(STR("a\0b"), STR("a\0c")));
    assert_false(str_equal(STR("a"), STR("ab")));
    assert_true(str_equal((Str){0}, STR("")));
    assert_true(str_equal_nocase(STR("Name_1"), STR("nAME_1")));
    assert_false(str_equal_nocase(STR("[a"), STR("{a")));
    assert_false(str_equal_nocase(STR("É"), STR("é")));
    assert_true(str_equal(str_from("abc"), STR("abc")));
    assert_true(str_equal(str_from(NULL), STR("")));
}

static void order_is_by_bytes_then_length(void **state) {
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("b"), STR("abc")) > 0);
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_compare(STR("z"), STR("é")) < 0);
    assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
    assert_int_equal(str_compare((Str){0}, STR("")), 0);
}

static void prefixes_and_suffixes(void **state) {
    (void)state;
    assert_true(str_starts_with(STR("abc"), STR("ab")));
    assert_true(str_starts_with(STR("abc"), STR("")));
    assert_false(str_starts_with(STR("ab"), STR("abc")));
    assert_true(str_ends_with(STR("abc"), STR("bc")));
    assert_true(str_ends_with(STR("abc"), STR("abc")));
    assert_false(str_ends_with(STR("bc"), STR("abc")));
    assert_false(str_ends_with(STR("abc"), STR("ab")));
}

static void slices_are_cut_to_what_there_is(void **state) {
    (void)state;
    assert_true(str_equal(str_slice(STR("abcdef"), 2, 3), STR("cde")));
    assert_true(str_equal(str_slice(STR("abcdef"), 4, 9), STR("ef")));
    assert_true(str_equal(str_slice(STR("abcdef"), 4, SIZE_MAX), STR("ef")));
    assert_int_equal(str_slice(STR("abcdef"), 6, 1).length, 0);
    assert_int_equal(str_slice(STR("abcdef"), 7, 1).length, 0);
}

static void copies_and_formats_end_in_nul(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    Str copy = str_copy(&arena, str_slice(STR("abcdef"), 1, 3));
    assert_int_equal(copy.length, 3);
    assert_string_equal(copy.data, "bcd");
    Str text = str_format(&arena, "%d-%.*s", 42, STR_ARG(copy));
    assert_int_equal(text.length, 6);
    assert_string_equal(text.data, "42-bcd");
    arena_free(&arena);
}

static void formats_keep_nuls_in_texts(void **state) {
    (void)state;
    Arena arena;
    StrBuf buffer = {0};
    arena_init(&arena, 0);
    Str text = str_format(&arena, "<%.*s|%s>", STR_ARG(STR("a\0b")), "c");
    assert_true(str_equal(text, STR("<a\0b|c>")));
    assert_int_equal(text.data[text.length], '\0');
    strbuf_appendf(&buffer, "%.*s", STR_ARG(STR("\0")));
    assert_true(str_equal(strbuf_view(&buffer), STR("\0")));
    text = str_format(&arena, "%c %d %u %04X %02X %lld %llu %zu %.17g %%%.*s", 'x', -1, 4294967295u,
                      0xE9, 0xFFu, -9223372036854775807ll, 18446744073709551615ull, SIZE_MAX, 0.1,
                      STR_ARG(STR("")));
    assert_string_equal(text.data,
                        "x -1 4294967295 00E9 FF -9223372036854775807 18446744073709551615 "
                        "18446744073709551615 0.10000000000000001 %");
    strbuf_free(&buffer);
    arena_free(&arena);
}

static void hash_depends_on_every_byte_and_the_length(void **state) {
    (void)state;
    char text[40];
    memset(text, 'a', sizeof text);
    assert_int_equal(str_hash((Str){text, 40}), str_hash((Str){text, 40}));
    for (size_t i = 0; i < sizeof text; i++) {
        uint64_t before = str_hash((Str){text, 40});
        text[i] = 'b';
        assert_int_not_equal(str_hash((Str){text, 40}), before);
        text[i] = 'a';
    }
    assert_int_not_equal(str_hash(STR("\0")), str_hash(STR("\0\0")));
}

static void utf8_is_checked_to_the_letter(void **state) {
    (void)state;
    const Str good[] = {
        STR(""),
        STR("plain ASCII, longer than a word"),
        STR("\xC2\x80\xDF\xBF"),
        STR("\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"),
        STR("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"),
    };
    const Str bad[] = {
        STR("\x80"),             /* continues nothing */
        STR("\xC0\xAF"),         /* overlong */
        STR("\xC1\xBF"),         /* overlong */
        STR("\xE0\x9F\xBF"),     /* overlong */
        STR("\xF0\x8F\xBF\xBF"), /* overlong */
        STR("\xED\xA0\x80"),     /* surrogate */
        STR("\xF4\x90\x80\x80"), /* beyond U+10FFFF */
        STR("\xF8\x88\x80\x80\x80"),
        STR("\xFF"),
        STR("\xC3"),
        STR("\xE2\x82"),
        STR("\xF0\x9F\x98"),
        STR("\xC3("),
        STR("12345678\xE2\x82("),
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(str_is_utf8(good[i]));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(str_is_utf8(bad[i]));
    }
}

static void buffers_grow(void **state) {
    (void)state;
    StrBuf buffer = {0};
    for (int i = 0; i < 10000; i++) {
        strbuf_append(&buffer, STR("ab"));
        strbuf_append_char(&buffer, 'c');
    }
    strbuf_appendf(&buffer, "%s:%d", "end", 7);
    Str text = strbuf_view(&buffer);
    assert_int_equal(text.length, 30005);
    assert_true(str_starts_with(text, STR("abcabc")));
    assert_true(str_ends_with(text, STR("abcend:7")));
    assert_false(buffer.failed);
    strbuf_free(&buffer);
    assert_null(buffer.data);
}

static void limit_of_a_buffer_fails_for_good(void **state) {
    (void)state;
    StrBuf buffer = {.limit = 10};
    strbuf_append(&buffer, STR("12345678"));
    assert_false(buffer.failed);
    strbuf_append(&buffer, STR("901"));
    assert_true(buffer.failed);
    strbuf_append_char(&buffer, 'x');
    assert_true(str_equal(strbuf_view(&buffer), STR("12345678")));
    assert_false(strbuf_reserve(&buffer, 1));
    strbuf_free(&buffer);
    strbuf_append(&buffer, STR("1234567890"));
    assert_false(buffer.failed);
    strbuf_append_char(&buffer, 'x');
    assert_true(buffer.failed);
    strbuf_free(&buffer);
}

static void reserving_more_than_there_is_memory_fails(void **state) {
    (void)state;
    StrBuf buffer = {0};
    strbuf_append_char(&buffer, 'a');
    assert_false(strbuf_reserve(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    strbuf_free(&buffer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_looks_at_all_bytes),
        cmocka_unit_test(order_is_by_bytes_then_length),
        cmocka_unit_test(prefixes_and_suffixes),
        cmocka_unit_test(slices_are_cut_to_what_there_is),
        cmocka_unit_test(copies_and_formats_end_in_nul),
        cmocka_unit_test(formats_keep_nuls_in_texts),
        cmocka_unit_test(hash_depends_on_every_byte_and_the_length),
        cmocka_unit_test(utf8_is_checked_to_the_letter),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(limit_of_a_buffer_fails_for_good),
        cmocka_unit_test(reserving_more_than_there_is_memory_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
