/* JSON text, written: escapes, integers, doubles that read back, base64. */
#include "sqlgen/base/json_writer.h"

#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Compares what was written, and empties the buffer. */
static void assert_written(StrBuf *out, Str expected) {
    strbuf_append_char(out, '\0');
    assert_string_equal(out->data, expected.data);
    assert_int_equal(out->length - 1, expected.length);
    strbuf_free(out);
}

static void strings_are_escaped(void **state) {
    (void)state;
    StrBuf out = {0};
    json_write_string(&out, STR(""));
    assert_written(&out, STR("\"\""));
    json_write_string(&out, STR("a\"b\\c/\b\f\n\r\t\x01\x1F\x7F é😀"));
    assert_written(&out, STR("\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7F é😀\""));
    json_write_string(&out, STR("nul \0 inside"));
    assert_written(&out, STR("\"nul \\u0000 inside\""));
}

static void escape_is_found_wherever_it_stands(void **state) {
    (void)state;
    for (size_t length = 1; length < 40; length++) {
        for (size_t at = 0; at < length; at++) {
            char text[40];
            memset(text, 'x', sizeof text);
            text[at] = '"';
            StrBuf out = {0};
            json_write_string(&out, (Str){text, length});
            assert_int_equal(out.length, length + 3);
            assert_int_equal(out.data[at + 1], '\\');
            assert_int_equal(out.data[at + 2], '"');
            strbuf_free(&out);
        }
    }
}

static void integers_of_64_bits(void **state) {
    (void)state;
    const struct {
        int64_t number;
        Str text;
    } cases[] = {
        {0, STR("0")},
        {7, STR("7")},
        {-10, STR("-10")},
        {99, STR("99")},
        {100, STR("100")},
        {12345, STR("12345")},
        {INT64_MAX, STR("9223372036854775807")},
        {INT64_MIN, STR("-9223372036854775808")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        StrBuf out = {0};
        json_write_int(&out, cases[i].number);
        assert_written(&out, cases[i].text);
    }
}

static void doubles_are_short(void **state) {
    (void)state;
    const struct {
        double number;
        Str text;
    } cases[] = {
        {0.0, STR("0")},      {-0.0, STR("-0")},
        {1.0, STR("1")},      {-2.5, STR("-2.5")},
        {0.1, STR("0.1")},    {19.99, STR("19.99")},
        {0.05, STR("0.05")},  {123456.789, STR("123456.789")},
        {1e21, STR("1e+21")}, {0.1 + 0.2, STR("0.30000000000000004")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        StrBuf out = {0};
        json_write_double(&out, cases[i].number);
        assert_written(&out, cases[i].text);
    }
}

static void doubles_read_back_to_the_same_bits(void **state) {
    (void)state;
    uint64_t random = 88172645463325252u;
    double number = DBL_MAX;
    for (int i = 0; i < 20000; i++) {
        StrBuf out = {0};
        json_write_double(&out, number);
        strbuf_append_char(&out, '\0');
        double back = strtod(out.data, NULL);
        assert_memory_equal(&back, &number, sizeof number);
        strbuf_free(&out);
        do {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            memcpy(&number, &random, sizeof number);
        } while (!(number >= -DBL_MAX && number <= DBL_MAX));
    }
}

static void bytes_become_base64(void **state) {
    (void)state;
    const struct {
        Str bytes, text;
    } cases[] = {
        {STR(""), STR("\"\"")},
        {STR("f"), STR("\"Zg==\"")},
        {STR("fo"), STR("\"Zm8=\"")},
        {STR("foo"), STR("\"Zm9v\"")},
        {STR("foob"), STR("\"Zm9vYg==\"")},
        {STR("\xFF\xFE\0\x01"), STR("\"//4AAQ==\"")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        StrBuf out = {0};
        json_write_base64(&out, cases[i].bytes);
        assert_written(&out, cases[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(escape_is_found_wherever_it_stands),
        cmocka_unit_test(integers_of_64_bits),
        cmocka_unit_test(doubles_are_short),
        cmocka_unit_test(doubles_read_back_to_the_same_bits),
        cmocka_unit_test(bytes_become_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
