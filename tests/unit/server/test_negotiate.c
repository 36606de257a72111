/* Content negotiation: which media type and coding a client gets, and which type it may send. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/negotiate.h"

static void answers(const char *accept, MediaType expected) {
    MediaType type = negotiate_answer(accept);
    if (type != expected) {
        fail_msg("\"%s\" gives %d, not %d", accept == NULL ? "" : accept, (int)type, (int)expected);
    }
}

static void heavier_type_wins(void **state) {
    (void)state;
    answers("application/json;q=0.5, application/graphql-response+json", MEDIA_GRAPHQL_RESPONSE);
    answers("application/graphql-response+json;q=0.5,application/json", MEDIA_JSON);
    answers("application/json;q=0.001,application/graphql-response+json;q=0.002",
            MEDIA_GRAPHQL_RESPONSE);
    answers("application/json ; charset=utf-8 ; Q=0.9 , application/graphql-response+json;q=0.8",
            MEDIA_JSON);
}

static void tie_goes_to_what_was_named_and_then_to_the_first(void **state) {
    (void)state;
    answers("application/json, application/graphql-response+json", MEDIA_JSON);
    answers("application/graphql-response+json, application/json", MEDIA_GRAPHQL_RESPONSE);
    answers("*/*, application/graphql-response+json", MEDIA_GRAPHQL_RESPONSE);
    answers("application/*", MEDIA_JSON);
    answers("*/*", MEDIA_JSON);
    answers(NULL, MEDIA_JSON);
}

static void specific_range_overrules_the_general(void **state) {
    (void)state;
    answers("*/*;q=1, application/json;q=0", MEDIA_GRAPHQL_RESPONSE);
    answers("application/json;q=0, application/graphql-response+json;q=0, */*", MEDIA_NONE);
    answers("application/*;q=0, application/json", MEDIA_JSON);
}

static void what_fits_nothing_is_none(void **state) {
    (void)state;
    answers("", MEDIA_NONE);
    answers("text/html", MEDIA_NONE);
    answers("application/jsonp, application", MEDIA_NONE);
    answers("*/*;q=0", MEDIA_NONE);
    answers("*/*;q=0.000", MEDIA_NONE);
    answers(",;,;q=;;", MEDIA_NONE);
}

static void odd_weights_count_fully(void **state) {
    (void)state;
    answers("application/json;q=x", MEDIA_JSON);
    answers("application/json;q=99999999999999999999", MEDIA_JSON);
    answers("application/json;q=0.9999999999999999999", MEDIA_JSON);
}

static void content_type_is_json_in_utf8(void **state) {
    (void)state;
    assert_true(negotiate_is_json("application/json"));
    assert_true(negotiate_is_json("Application/JSON;charset=UTF-8"));
    assert_true(negotiate_is_json("application/json ; x=y; charset=\"utf-8\""));
    assert_false(negotiate_is_json(NULL));
    assert_false(negotiate_is_json(""));
    assert_false(negotiate_is_json("application/json, text/plain"));
    assert_false(negotiate_is_json("application/json+x"));
    assert_false(negotiate_is_json("text/json"));
    assert_false(negotiate_is_json("application/json; charset=latin1"));
    assert_false(negotiate_is_json("application/json; charset=utf-8; charset=utf-16"));
}

static void streams_are_for_who_names_them(void **state) {
    (void)state;
    answers("text/csv", MEDIA_CSV);
    answers("application/x-ndjson", MEDIA_NDJSON);
    answers("text/csv, */*;q=0.1", MEDIA_CSV);
    answers("text/csv;q=0.5, application/json", MEDIA_JSON);
    answers("text/csv;q=0, application/x-ndjson", MEDIA_NDJSON);
    answers("text/*", MEDIA_NONE);
    assert_true(negotiate_is_stream(MEDIA_CSV) && negotiate_is_stream(MEDIA_NDJSON));
    assert_false(negotiate_is_stream(MEDIA_JSON));
    assert_false(negotiate_is_stream(MEDIA_GRAPHQL_RESPONSE));
}

static void gzip_is_for_who_takes_it(void **state) {
    (void)state;
    static const char *const taking[] = {
        "gzip",
        "GZIP",
        "x-gzip",
        "gzip, deflate, br",
        "br;q=1.0, gzip;q=0.8",
        "gzip;q=0.001",
        "deflate,gzip",
        "*",
        "*;q=0.1",
        "br, *;q=0.5",
        "gzip ; Q=0.5",
        "identity;q=0, gzip;q=0.1",
        "gzip, identity;q=0.5, *;q=0",
        "identity;q=0.5, *;q=0.5",
        "gzip;q=x",
        ",,gzip",
        "gzip, identity",
    };
    static const char *const refusing[] = {
        "",
        "br",
        "deflate, br",
        "identity",
        "gzip;q=0",
        "gzip;q=0.000",
        "gzip;q=0, *",
        "x-gzip;q=0",
        "*;q=0",
        "gzipped",
        "gzi p",
        "gzip;q=0.5, identity",
        ";",
        ",",
        "q=1",
        "identity, *;q=0.9",
        "gzip;q=0.5, *",
        "*;q=0, br",
        "x;gzip",
    };
    assert_false(negotiate_takes_gzip(NULL));
    for (size_t i = 0; i < sizeof taking / sizeof *taking; i++) {
        if (!negotiate_takes_gzip(taking[i])) {
            fail_msg("\"%s\" takes gzip", taking[i]);
        }
    }
    for (size_t i = 0; i < sizeof refusing / sizeof *refusing; i++) {
        if (negotiate_takes_gzip(refusing[i])) {
            fail_msg("\"%s\" does not take gzip", refusing[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_are_for_who_names_them),
        cmocka_unit_test(heavier_type_wins),
        cmocka_unit_test(tie_goes_to_what_was_named_and_then_to_the_first),
        cmocka_unit_test(specific_range_overrules_the_general),
        cmocka_unit_test(what_fits_nothing_is_none),
        cmocka_unit_test(odd_weights_count_fully),
        cmocka_unit_test(content_type_is_json_in_utf8),
        cmocka_unit_test(gzip_is_for_who_takes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
