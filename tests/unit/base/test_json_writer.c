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

/* As it is written byte by byte. */
static void write_plainly(StrBuf *out, Str text) {
    strbuf_append_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        switch (text.data[i]) {
        case '"':
            strbuf_append(out, STR("\\\""));
            break;
        case '\n':
            strbuf_append(out, STR("\\n"));
            break;
        case '\x01':
            strbuf_append(out, STR("\\u0001"));
            break;
        default:
            strbuf_append_char(out, text.data[i]);
            break;
        }
    }
    strbuf_append_char(out, '"');
}

/* Texts of all kinds of characters, in blocks and buffers that have no byte too many. */
static void any_text_is_written_within_its_bounds(void **state) {
    (void)state;
    static const Str kinds[] = {STR_INIT("a"),   STR_INIT("bcdefghi"), STR_INIT("\""),
                                STR_INIT("\n"),  STR_INIT("é"),        STR_INIT("\x01"),
                                STR_INIT("xyz"), STR_INIT("😀")};
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        StrBuf made = {0}, expected = {0};
        for (unsigned parts = (unsigned)(i % 12); parts != 0; parts--) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            strbuf_append(&made, kinds[i % 3 == 0 ? random >> 61 : random >> 62]);
        }
        write_plainly(&expected, strbuf_view(&made));
        char *block = malloc(made.length + (made.length == 0));
        assert_non_null(block);
        memcpy(block, made.length == 0 ? "" : made.data, made.length);
        StrBuf out = {.limit = expected.length}, less = {.limit = expected.length - 1};
        assert_true(json_write_utf8(&out, (Str){block, made.length}));
        assert_false(out.failed);
        assert_int_equal(out.length, expected.length);
        assert_memory_equal(out.data, expected.data, expected.length);
        json_write_string(&less, (Str){block, made.length});
        assert_true(less.failed);
        free(block);
        strbuf_free(&made);
        strbuf_free(&expected);
        strbuf_free(&out);
        strbuf_free(&less);
    }
}

static void what_is_not_utf8_is_not_written(void **state) {
    (void)state;
    for (size_t length = 1; length < 30; length++) {
        for (size_t at = 0; at < length; at++) {
            char text[30];
            memset(text, 'x', sizeof text);
            text[at] = (char)0xC3; /* and no second byte */
            text[0] = at == 0 ? text[0] : '"';
            StrBuf out = {0};
            strbuf_append(&out, STR("before"));
            assert_false(json_write_utf8(&out, (Str){text, length}));
            assert_written(&out, STR("before"));
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
        cmocka_unit_test(any_text_is_written_within_its_bounds),
        cmocka_unit_test(what_is_not_utf8_is_not_written),
        cmocka_unit_test(integers_of_64_bits),
        cmocka_unit_test(doubles_are_short),
        cmocka_unit_test(doubles_read_back_to_the_same_bits),
        cmocka_unit_test(bytes_become_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
