/* Query strings: found, decoded, refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/form.h"

enum { A, B, FIELDS };

/* Reads with a buffer of exactly the promised size, so that a sanitizer sees one byte too many. */
static bool read_fields(const char *text, FormField fields[FIELDS], char **buffer) {
    fields[A] = (FormField){.name = "a"};
    fields[B] = (FormField){.name = "b"};
    *buffer = malloc(strlen(text) + 1);
    return form_read(text, fields, FIELDS, *buffer);
}

static void is_read_as(const char *text, const char *a, const char *b) {
    FormField fields[FIELDS];
    char *buffer;
    assert_true(read_fields(text, fields, &buffer));
    const char *expected[] = {a, b};
    for (size_t i = 0; i < FIELDS; i++) {
        if (expected[i] == NULL) {
            assert_null(fields[i].value);
            continue;
        }
        assert_non_null(fields[i].value);
        assert_string_equal(fields[i].value, expected[i]);
        assert_int_equal(fields[i].length, strlen(expected[i]));
    }
    free(buffer);
}

static void fields_are_found_and_decoded(void **state) {
    (void)state;
    is_read_as("", NULL, NULL);
    is_read_as("a=1&b=2", "1", "2");
    is_read_as("b=2&x=%zz&a=1", "1", "2");
    is_read_as("a=%7B+x%20%7d", "{ x }", NULL);
    is_read_as("a=1=2&aa=3&=4&&b", "1=2", "");
    is_read_as("A=1&a=%C3%A9", "\xc3\xa9", NULL);
}

static void nul_does_not_end_a_value(void **state) {
    (void)state;
    FormField fields[FIELDS];
    char *buffer;
    assert_true(read_fields("a=x%00y", fields, &buffer));
    assert_int_equal(fields[A].length, 3);
    assert_memory_equal(fields[A].value, "x\0y", 4);
    free(buffer);
}

static void unclear_fields_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"a=1&a=1",  "a&a",   "a=%",   "a=%4",
                                        "a=%4&b=1", "a=%g1", "a=%1g", "b=2&a=%%41"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        FormField fields[FIELDS];
        char *buffer;
        if (read_fields(texts[i], fields, &buffer)) {
            fail_msg("\"%s\" was read", texts[i]);
        }
        free(buffer);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_found_and_decoded),
        cmocka_unit_test(nul_does_not_end_a_value),
        cmocka_unit_test(unclear_fields_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
