/* Claims: their names folded, their values as they were; grants and where they are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/base64url.h"
#include "server/freshness.h"
#include "server/grant_cache.h"

static void folds_to(const char *name, const char *expected) {
    char folded[CLAIM_NAME_LONGEST];
    assert_true(claims_fold(name, strlen(name), folded));
    assert_string_equal(folded, expected);
}

static void names_fold(void **state) {
    (void)state;
    folds_to("X-Hasura-User-Id", "user_id");
    folds_to("x-hasura-user-id", "user_id");
    folds_to("user-id", "user_id");
    folds_to("USER_ID", "user_id");
    folds_to("sub", "sub");
    folds_to("x-hasura-x-hasura-a", "x_hasura_a");
    folds_to("Gr\xc3\xb6\xc3\x9f"
             "e",
             "gr\xc3\xb6\xc3\x9f"
             "e");
    char folded[CLAIM_NAME_LONGEST], name[CLAIM_NAME_LONGEST];
    memset(name, 'a', sizeof name);
    assert_true(claims_fold(name, CLAIM_NAME_LONGEST - 1, folded));
    assert_false(claims_fold(name, CLAIM_NAME_LONGEST, folded));
    assert_false(claims_fold("", 0, folded));
    assert_false(claims_fold("X-Hasura-", 9, folded));
}

/* The session that an object of claims makes; *error if it makes none. */
static Grant *grant_of(const char *object, ClaimsError *error) {
    Claims claims;
    assert_true(claims_begin(&claims));
    *error = claims_add_object(&claims, (JsonSpan){object, strlen(object)});
    Grant *grant = *error == NULL ? grant_make(&claims) : NULL;
    claims_end(&claims);
    return grant;
}

static void values_stay_what_they_are(void **state) {
    (void)state;
    ClaimsError error;
    Grant *grant = grant_of("{\"a\":12345678901234567890,\"b\":1.50,\"c\":[1, \"x\"],\"d\":false,"
                            "\"e\":null,\"f\":{\"g\":1},\"h\":\"{1,2}\",\"role\":\"r\"}",
                            &error);
    assert_null(error);
    assert_string_equal(grant->session, "{\"a\":12345678901234567890,\"b\":1.50,\"c\":[1, \"x\"],"
                                        "\"d\":false,\"h\":\"{1,2}\"}");
    assert_string_equal(grant->role, "r");
    grant_release(grant);
}

static void roles_are_told_apart(void **state) {
    (void)state;
    ClaimsError error;
    Grant *grant = grant_of("{\"role\":\"second\",\"X-Hasura-Default-Role\":\"first\","
                            "\"x-hasura-allowed-roles\":[\"first\",\"other\"]}",
                            &error);
    assert_null(error);
    assert_null(grant->session);
    assert_string_equal(grant->role, "first");
    assert_non_null(grant_role(grant, "other"));
    assert_null(grant_role(grant, "second"));
    assert_null(grant_role(grant, "Other"));
    assert_null(grant_role(grant, ""));
    grant_release(grant);
    grant = grant_of("{\"x-hasura-default-role\":\"first\",\"role\":\"second\"}", &error);
    assert_null(error);
    assert_string_equal(grant->role, "first");
    grant_release(grant);
}

static void what_could_be_read_twice_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"{\"user-id\":1,\"user_id\":1}",
                                      "{\"X-Hasura-User-Id\":1,\"user_id\":2}",
                                      "{\"a\":1,\"A\":2}",
                                      "{\"role\":\"a\",\"ROLE\":\"a\"}",
                                      "{\"default-role\":\"a\",\"default_role\":\"a\"}",
                                      "{\"allowed_roles\":[],\"allowed-roles\":[]}",
                                      "{\"role\":7}",
                                      "{\"role\":\"\"}",
                                      "{\"allowed_roles\":\"a\"}",
                                      "{\"allowed_roles\":[\"\"]}",
                                      "{\"\":1}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ClaimsError error;
        Grant *grant = grant_of(bad[i], &error);
        if (error == NULL) {
            fail_msg("passed: %s", bad[i]);
        }
        assert_null(grant);
    }
}

static void grants_are_kept_until_their_time(void **state) {
    (void)state;
    unsigned char key[GRANT_KEY_SIZE] = {1}, other[GRANT_KEY_SIZE] = {1, 0, 0, 0, 1};
    ClaimsError error;
    GrantCache *cache = grant_cache_open();
    Grant *grant = grant_of("{\"role\":\"r\",\"a\":1}", &error);
    assert_null(grant_cache_find(cache, key, 100));
    grant_cache_put(cache, key, grant, 200);
    Grant *found = grant_cache_find(cache, key, 199);
    assert_ptr_equal(found, grant);
    grant_release(found);
    assert_null(grant_cache_find(cache, key, 200));
    assert_null(grant_cache_find(cache, other, 100));
    grant_release(grant);
    grant_cache_close(cache);
}

static void the_cache_is_bounded_and_keeps_what_is_used(void **state) {
    (void)state;
    unsigned char used[GRANT_KEY_SIZE] = {7};
    ClaimsError error;
    GrantCache *cache = grant_cache_open();
    Grant *grant = grant_of("{\"role\":\"r\"}", &error);
    grant_cache_put(cache, used, grant, 10);
    for (unsigned i = 0; i < 4 * GRANT_CACHE_SLOTS; i++) {
        unsigned char key[GRANT_KEY_SIZE] = {7, 0, 0, 0, (unsigned char)i, (unsigned char)(i >> 8),
                                             1};
        grant_cache_put(cache, key, grant, 10);
        Grant *found = grant_cache_find(cache, used, 1);
        assert_non_null(found);
        grant_release(found);
    }
    assert_true(atomic_load(&grant->holders) <= 1 + GRANT_CACHE_SLOTS);
    grant_cache_close(cache);
    assert_int_equal(atomic_load(&grant->holders), 1);
    grant_release(grant);
}

static void base64url_has_one_spelling(void **state) {
    (void)state;
    static const struct {
        const char *text, *bytes;
        size_t length;
    } good[] = {{"", "", 0},           {"AA", "\0", 1},
                {"AQAB", "\1\0\1", 3}, {"-_8", "\xfb\xff", 2},
                {"Zm9v", "foo", 3},    {"Zm9vYg", "foob", 4}};
    unsigned char out[16];
    char text[16];
    size_t length;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(base64url_decode(good[i].text, strlen(good[i].text), out, &length));
        assert_int_equal(length, good[i].length);
        assert_memory_equal(out, good[i].bytes, length);
        base64url_encode(out, length, text);
        assert_string_equal(text, good[i].text);
    }
    static const char *const bad[] = {
        "A", "AAAAA", "AB", "Zm9vYh", "AA==", "AA=", "A+", "A/", "A A", "AA\n", "\xc3\xa9"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (base64url_decode(bad[i], strlen(bad[i]), out, &length)) {
            fail_msg("passed: %s", bad[i]);
        }
    }
}

static void freshness_is_what_the_headers_say(void **state) {
    (void)state;
    static const struct {
        const char *control, *expires;
        int64_t fresh;
    } cases[] = {
        {NULL, NULL, FRESHNESS_UNKNOWN},
        {"max-age=60", NULL, 60},
        {"public, MAX-AGE=60,must-revalidate", NULL, 60},
        {"max-age=\"60\"", NULL, 60},
        {"max-age=60, no-store", NULL, 0},
        {"no-cache", "Thu, 01 Jan 1970 00:01:00 GMT", 0},
        {"s-maxage=60", NULL, FRESHNESS_UNKNOWN},
        {"max-age=x", NULL, 0},
        {"max-age=-1", NULL, 0},
        {"max-age=99999999999999999999999", NULL, 365 * 24 * 3600},
        {NULL, "Thu, 01 Jan 1970 00:01:00 GMT", 30},
        {"private", "Thu, 01 Jan 1970 00:01:00 GMT", 30},
        {NULL, "Thu, 01 Jan 1970 00:00:10 GMT", 0},
        {NULL, "0", 0},
        {"max-age=5", "Thu, 01 Jan 1970 00:01:00 GMT", 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t fresh = freshness_read(cases[i].control, cases[i].expires, 30);
        if (fresh != cases[i].fresh) {
            fail_msg("%s, %s: %lld", cases[i].control, cases[i].expires, (long long)fresh);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_fold),
        cmocka_unit_test(values_stay_what_they_are),
        cmocka_unit_test(roles_are_told_apart),
        cmocka_unit_test(what_could_be_read_twice_is_refused),
        cmocka_unit_test(grants_are_kept_until_their_time),
        cmocka_unit_test(the_cache_is_bounded_and_keeps_what_is_used),
        cmocka_unit_test(base64url_has_one_spelling),
        cmocka_unit_test(freshness_is_what_the_headers_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
