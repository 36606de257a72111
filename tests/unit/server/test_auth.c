/* Who is asking: secrets, roles and claims, from the headers of a request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/auth.h"

typedef struct Caller {
    struct mg_request_info request;
    Identity identity;
} Caller;

/* A request with these headers: name, value, …, NULL. */
static AuthVerdict identify(Caller *caller, const char *secret, ...) {
    memset(caller, 0, sizeof *caller);
    va_list headers;
    va_start(headers, secret);
    for (const char *name; (name = va_arg(headers, const char *)) != NULL;) {
        caller->request.http_headers[caller->request.num_headers++] =
            (struct mg_header){name, va_arg(headers, const char *)};
    }
    va_end(headers);
    Auth auth = {.admin_secret = secret};
    return auth_identify(&auth, &caller->request, &caller->identity);
}

static void without_a_secret_everybody_is_admin(void **state) {
    (void)state;
    Caller caller;
    assert_int_equal(identify(&caller, "", "Accept", "*/*", NULL), AUTH_ACCEPTED);
    assert_null(caller.identity.role);
    assert_null(caller.identity.session);
    assert_int_equal(identify(&caller, "", "X-Hasura-Admin-Secret", "any", NULL), AUTH_ACCEPTED);
}

static void secret_must_match(void **state) {
    (void)state;
    Caller caller;
    assert_int_equal(identify(&caller, "s3cret", NULL), AUTH_ABSENT);
    static const char *const wrong[] = {"", "s", "s3cre", "s3cret ", "s3creT", "s3crets3cret"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(identify(&caller, "s3cret", "X-Hasura-Admin-Secret", wrong[i], NULL),
                         AUTH_REFUSED);
        assert_null(caller.identity.session);
    }
    assert_int_equal(identify(&caller, "s3cret", "x-soloql-ADMIN-secret", "s3cret", NULL),
                     AUTH_ACCEPTED);
    assert_int_equal(identify(&caller, "s3cret", "X-Hasura-Admin-Secret", "s3cret", NULL),
                     AUTH_ACCEPTED);
    assert_int_equal(identify(&caller, "s3cret", "X-Hasura-Admin-Secret", "s3cret",
                              "X-Soloql-Admin-Secret", "wrong", NULL),
                     AUTH_REFUSED);
}

static void admin_chooses_role_and_claims(void **state) {
    (void)state;
    Caller caller;
    assert_int_equal(identify(&caller, "s", "X-Hasura-Admin-Secret", "s", "X-Hasura-Role", "user",
                              "X-HASURA-User-Id", "7\"\\", "X-Hasura-Org", "", "X-Other", "no",
                              NULL),
                     AUTH_ACCEPTED);
    assert_string_equal(caller.identity.role, "user");
    assert_string_equal(caller.identity.session,
                        "{\"x-hasura-user-id\":\"7\\\"\\\\\",\"x-hasura-org\":\"\"}");
    identity_free(&caller.identity);
    assert_null(caller.identity.session);
}

static void unclear_claims_are_refused(void **state) {
    (void)state;
    char name[400] = "x-hasura-";
    memset(name + strlen(name), 'a', sizeof name - strlen(name) - 1);
    name[sizeof name - 1] = '\0';
    Caller caller;
    assert_int_equal(identify(&caller, "", "X-Hasura-Id", "1", "x-hasura-ID", "1", NULL),
                     AUTH_REFUSED);
    assert_null(caller.identity.session);
    assert_int_equal(identify(&caller, "", name, "1", NULL), AUTH_REFUSED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_secret_everybody_is_admin),
        cmocka_unit_test(secret_must_match),
        cmocka_unit_test(admin_chooses_role_and_claims),
        cmocka_unit_test(unclear_claims_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
