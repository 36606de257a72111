/* Code points to and from UTF-8, and \u escapes. */
#include "sqlgen/base/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_scalar_value_survives_the_round_trip(void **state) {
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        if (!unicode_is_scalar(point)) {
            continue;
        }
        char text[4];
        uint32_t back;
        size_t size = unicode_encode(point, text);
        assert_int_equal(unicode_decode((Str){text, size}, 0, &back), size);
        assert_int_equal(back, point);
        assert_int_equal(unicode_decode((Str){text, size - 1}, 0, &back), 0);
    }
}

static void surrogates_are_no_scalar_values(void **state) {
    (void)state;
    assert_true(unicode_is_scalar(0xD7FF));
    assert_false(unicode_is_scalar(0xD800));
    assert_false(unicode_is_scalar(0xDFFF));
    assert_true(unicode_is_scalar(0xE000));
    assert_true(unicode_is_scalar(0x10FFFF));
    assert_false(unicode_is_scalar(0x110000));
}

static void malformed_bytes_decode_to_nothing(void **state) {
    (void)state;
    const Str texts[] = {STR("\x80"),         STR("\xC0\x80"),
                         STR("\xED\xA0\x80"), STR("\xF5\x80\x80\x80"),
                         STR("\xE2\x82"),     STR("\xC3(")};
    uint32_t point;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(unicode_decode(texts[i], 0, &point), 0);
    }
    assert_int_equal(unicode_decode(STR("ab"), 2, &point), 0);
    assert_int_equal(unicode_decode(STR("aé"), 1, &point), 2);
    assert_int_equal(point, 0xE9);
}

static void hex_digits_in_either_case(void **state) {
    (void)state;
    assert_int_equal(unicode_hex_digit('0'), 0);
    assert_int_equal(unicode_hex_digit('9'), 9);
    assert_int_equal(unicode_hex_digit('a'), 10);
    assert_int_equal(unicode_hex_digit('F'), 15);
    assert_int_equal(unicode_hex_digit('g'), -1);
    assert_int_equal(unicode_hex_digit('/'), -1);
    assert_int_equal(unicode_hex_digit(':'), -1);
    assert_int_equal(unicode_hex_digit('\0'), -1);
}

static void escapes_may_be_pairs(void **state) {
    (void)state;
    uint32_t point;
    assert_int_equal(unicode_read_escape(STR("x\\u00e9"), 1, &point), 6);
    assert_int_equal(point, 0xE9);
    assert_int_equal(unicode_read_escape(STR("\\uD83D\\uDE00"), 0, &point), 12);
    assert_int_equal(point, 0x1F600);
    assert_int_equal(unicode_read_escape(STR("\\uDBFF\\uDFFF"), 0, &point), 12);
    assert_int_equal(point, 0x10FFFF);
    const Str bad[] = {STR("\\u12"),           STR("\\u12G4"),        STR("\\U1234"),
                       STR("u1234"),           STR("\\uD83D"),        STR("\\uDE00\\uD83D"),
                       STR("\\uD83D\\uD83D"),  STR("\\uD83D\\uE000"), STR("\\uD83D\\u00e9"),
                       STR("\\uD83Dx\\uDE00"), STR("\\uD83D\\uDE0"),  STR("")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(unicode_read_escape(bad[i], 0, &point), 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_value_survives_the_round_trip),
        cmocka_unit_test(surrogates_are_no_scalar_values),
        cmocka_unit_test(malformed_bytes_decode_to_nothing),
        cmocka_unit_test(hex_digits_in_either_case),
        cmocka_unit_test(escapes_may_be_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
