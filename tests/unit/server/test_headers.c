/* Headers: each one that has a row is found, however it is spelt, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "server/headers.h"

static void request_add(struct mg_request_info *request, const char *name, const char *value) {
    request->http_headers[request->num_headers++] = (struct mg_header){name, value};
}

static void every_row_is_found(void **state) {
    (void)state;
    for (int id = 0; id < HEADER_COUNT; id++) {
        for (int upper = 0; upper < 2; upper++) {
            char name[64];
            snprintf(name, sizeof name, "%s", header_name((HeaderId)id));
            for (char *c = name; *c != '\0'; c++) {
                *c = (char)(*c >= 'a' && *c <= 'z' && upper ? *c - 32 : *c);
            }
            struct mg_request_info request = {.num_headers = 0};
            Headers headers;
            request_add(&request, name, "value");
            headers_read(&headers, &request);
            for (int other = 0; other < HEADER_COUNT; other++) {
                assert_int_equal(headers.counts[other], other == id);
                assert_int_equal(headers.first[other] != NULL, other == id);
            }
        }
    }
}

static void of_several_the_first_counts(void **state) {
    (void)state;
    struct mg_request_info request = {.num_headers = 0};
    Headers headers;
    request_add(&request, "X-Trace", "0");
    request_add(&request, "host", "a");
    request_add(&request, "Hosts", "b");
    request_add(&request, "", "c");
    request_add(&request, "HOST", "d");
    headers_read(&headers, &request);
    assert_string_equal(headers.first[HEADER_HOST], "a");
    assert_int_equal(headers.counts[HEADER_HOST], 2);
    assert_null(headers.first[HEADER_ACCEPT]);
}

static void nothing_stays_of_the_request_before(void **state) {
    (void)state;
    struct mg_request_info request = {.num_headers = 0};
    Headers headers;
    request_add(&request, "Authorization", "Bearer x");
    headers_read(&headers, &request);
    request.num_headers = 0;
    headers_read(&headers, &request);
    assert_null(headers.first[HEADER_AUTHORIZATION]);
    assert_int_equal(headers.counts[HEADER_AUTHORIZATION], 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_found),
        cmocka_unit_test(of_several_the_first_counts),
        cmocka_unit_test(nothing_stays_of_the_request_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
