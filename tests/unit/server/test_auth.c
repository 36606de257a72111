/* Who is asking: secrets, roles and claims, from the headers of a request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "server/auth.h"

typedef struct Caller {
    char database[40], schema[40]; /* a table, and a role "visitor" that may ask something */
    soloql *engine;
    Settings settings;
    Auth *auth;
    struct mg_request_info request;
    Identity identity;
    AuthRefusal refusal;
} Caller;

static void file_make(char path[40], const char *text) {
    strcpy(path, "/tmp/soloql-test-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, text, strlen(text)) == (ssize_t)strlen(text));
    close(file);
}

/* An empty file is a database without tables; a query is there for the role. */
static void engine_open(Caller *caller) {
    soloql_options options;
    char *message = NULL;
    file_make(caller->database, "");
    file_make(caller->schema, "extend type query_root {"
                              " one: Int @sql(query: \"select 1\") @allow(roles: [\"visitor\"]) }");
    soloql_options_init(&options);
    options.database = caller->database;
    options.schema = caller->schema;
    if (soloql_open(&options, &caller->engine, &message) != 0) {
        fail_msg("%s", message);
    }
}

static void caller_open(Caller *caller, char *const *environment) {
    Complaint complaint = {.text = ""};
    const char *flags[SETTING_LIMIT] = {NULL};
    memset(caller, 0, sizeof *caller);
    engine_open(caller);
    if (!settings_load(&caller->settings, flags, environment, &complaint)) {
        fail_msg("%s", complaint.text);
    }
    caller->auth = auth_open(&caller->settings, caller->engine, &complaint);
    if (caller->auth == NULL) {
        fail_msg("%s", complaint.text);
    }
}

static void caller_close(Caller *caller) {
    identity_free(&caller->identity);
    auth_close(caller->auth);
    settings_free(&caller->settings);
    soloql_close(caller->engine);
    unlink(caller->database);
    unlink(caller->schema);
}

/* A request with these headers: name, value, …, NULL. */
static bool identify(Caller *caller, ...) {
    identity_free(&caller->identity);
    caller->request.num_headers = 0;
    va_list given;
    va_start(given, caller);
    for (const char *name; (name = va_arg(given, const char *)) != NULL;) {
        caller->request.http_headers[caller->request.num_headers++] =
            (struct mg_header){name, va_arg(given, const char *)};
    }
    va_end(given);
    Headers headers;
    headers_read(&headers, &caller->request);
    return auth_identify(caller->auth, &caller->request, &headers, NULL, &caller->identity,
                         &caller->refusal);
}

static void without_anything_set_up_everybody_is_admin(void **state) {
    (void)state;
    char *const environment[] = {NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_false(auth_is_configured(caller.auth));
    assert_true(identify(&caller, "Accept", "*/*", NULL));
    assert_null(caller.identity.role);
    assert_null(caller.identity.session);
    assert_true(identify(&caller, "X-Hasura-Admin-Secret", "any", NULL));
    assert_true(identify(&caller, "X-Hasura-Role", "user", NULL));
    assert_string_equal(caller.identity.role, "user");
    caller_close(&caller);
}

static void secret_must_match(void **state) {
    (void)state;
    char variable[] = "SOLOQL_ADMIN_SECRET=s3cret";
    char *const environment[] = {variable, NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_true(auth_is_configured(caller.auth));
    assert_false(identify(&caller, NULL));
    assert_int_equal(caller.refusal.status, 401);
    static const char *const wrong[] = {"", "s", "s3cre", "s3cret ", "s3creT", "s3crets3cret"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(identify(&caller, "X-Hasura-Admin-Secret", wrong[i], NULL));
        assert_null(caller.identity.session);
        assert_string_equal(caller.refusal.code, "access-denied");
    }
    assert_true(identify(&caller, "x-soloql-ADMIN-secret", "s3cret", NULL));
    assert_true(identify(&caller, "X-Hasura-Admin-Secret", "s3cret", NULL));
    assert_true(identify(&caller, "X-Hasura-Admin-Secret", "s3cret", "X-Soloql-Admin-Secret",
                         "s3cret", NULL));
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "s3cret", "X-Soloql-Admin-Secret",
                          "wrong", NULL));
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "wrong", "X-Soloql-Admin-Secret",
                          "s3cret", NULL));
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "s3cret", "x-hasura-admin-secret",
                          "s3cret", NULL));
    caller_close(&caller);
}

static void admin_chooses_role_and_claims(void **state) {
    (void)state;
    char variable[] = "SOLOQL_ADMIN_SECRET=s";
    char *const environment[] = {variable, NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_true(identify(&caller, "X-Hasura-Admin-Secret", "s", "X-Hasura-Role", "user",
                         "X-HASURA-User-Id", "7\"\\", "X-Hasura-Org", "", "X-Other", "no", NULL));
    assert_string_equal(caller.identity.role, "user");
    assert_string_equal(caller.identity.session, "{\"user_id\":\"7\\\"\\\\\",\"org\":\"\"}");
    assert_false(caller.identity.is_backend);
    assert_true(identify(&caller, "X-Hasura-Admin-Secret", "s", "X-Hasura-Role", "admin",
                         "X-Hasura-Use-Backend-Only-Permissions", "true", NULL));
    assert_null(caller.identity.role);
    assert_null(caller.identity.session);
    assert_true(caller.identity.is_backend);
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "s", "X-Hasura-Role", "", NULL));
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "s", "X-Hasura-Id", "\xc0\xaf", NULL));
    caller_close(&caller);
}

static void unclear_claims_and_credentials_are_refused(void **state) {
    (void)state;
    char name[400] = "x-hasura-";
    memset(name + strlen(name), 'a', sizeof name - strlen(name) - 1);
    name[sizeof name - 1] = '\0';
    char *const environment[] = {NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_false(identify(&caller, "X-Hasura-Id", "1", "x-hasura-ID", "1", NULL));
    assert_false(identify(&caller, "X-Hasura-User-Id", "1", "X-Hasura-User_Id", "2", NULL));
    assert_false(identify(&caller, name, "1", NULL));
    assert_false(identify(&caller, "X-Hasura-Role", "a", "x-hasura-role", "a", NULL));
    assert_false(identify(&caller, "Authorization", "a", "Authorization", "b", NULL));
    assert_null(caller.identity.session);
    caller_close(&caller);
}

/* The key is "sq_test". */
static void a_key_gives_its_role_and_claims_and_no_other(void **state) {
    (void)state;
    char variable[] =
        "SOLOQL_API_KEYS=[{\"name\":\"k\",\"role\":\"reader\",\"claims\":{\"X-Hasura-Id\":"
        "9007199254740993,\"list\":[1,\"a\"],\"yes\":true},\"sha256\":"
        "\"63511f6ada10ffa4cf05ffc6e00bac0ecf01621dc4eae9172755f5c06b004c8d\"}]";
    char *const environment[] = {variable, NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_true(identify(&caller, "X-Api-Key", "sq_test", "X-Hasura-Id", "1", NULL));
    assert_string_equal(caller.identity.role, "reader");
    assert_string_equal(caller.identity.session,
                        "{\"id\":9007199254740993,\"list\":[1,\"a\"],\"yes\":true}");
    assert_false(caller.identity.is_backend);
    assert_true(identify(&caller, "Authorization", "bearer sq_test", NULL));
    assert_true(identify(&caller, "X-Api-Key", "sq_test", "X-Hasura-Role", "reader", NULL));
    assert_false(identify(&caller, "X-Api-Key", "sq_test", "X-Hasura-Role", "admin", NULL));
    assert_int_equal(caller.refusal.status, 403);
    assert_false(identify(&caller, "X-Api-Key", "sq_tesu", NULL));
    assert_false(identify(&caller, NULL));
    caller_close(&caller);
}

/*
 * Signed with HS256 and the secret below: {"iat":1,"https://hasura.io/jwt/claims":
 * {"x-hasura-default-role":"user","x-hasura-allowed-roles":["user","clerk"],
 * "x-hasura-user-id":9007199254740993,"X-Hasura-Orgs":["a","b"],"staff":true,"none":null,
 * "what":{"a":1}}}
 */
static const char token[] =
    "Bearer "
    "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjEsImh0dHBzOi8vaGFzdXJhLmlvL2p3dC9jbGFpbXMiOns"
    "ieC1oYXN1cmEtZGVmYXVsdC1yb2xlIjoidXNlciIsIngtaGFzdXJhLWFsbG93ZWQtcm9sZXMiOls"
    "idXNlciIsImNsZXJrIl0sIngtaGFzdXJhLXVzZXItaWQiOjkwMDcxOTkyNTQ3NDA5OTMsIlgtSGF"
    "zdXJhLU9yZ3MiOlsiYSIsImIiXSwic3RhZmYiOnRydWUsIm5vbmUiOm51bGwsIndoYXQiOnsiYSI"
    "6MX19fQ.GLFdwbkVfRQgbih8MYmkqc6yMBiOMsKggIONiEoBm_M";

static void a_token_gives_what_it_says(void **state) {
    (void)state;
    char variable[] =
        "SOLOQL_JWT={\"type\":\"HS256\",\"key\":\"a secret of at least 32 bytes, no less\"}";
    char *const environment[] = {variable, NULL};
    Caller caller;
    caller_open(&caller, environment);
    for (int i = 0; i < 2; i++) { /* the second time from the cache */
        assert_true(identify(&caller, "Authorization", token, "X-Hasura-User-Id", "1", NULL));
        assert_string_equal(caller.identity.role, "user");
        assert_string_equal(caller.identity.session,
                            "{\"user_id\":9007199254740993,\"orgs\":[\"a\",\"b\"],\"staff\":true}");
        assert_int_equal(caller.identity.expires, 0);
    }
    assert_true(identify(&caller, "Authorization", token, "X-Hasura-Role", "clerk",
                         "X-Hasura-Use-Backend-Only-Permissions", "true", NULL));
    assert_string_equal(caller.identity.role, "clerk");
    assert_false(caller.identity.is_backend);
    assert_false(identify(&caller, "Authorization", token, "X-Hasura-Role", "Clerk", NULL));
    assert_int_equal(caller.refusal.status, 403);
    assert_false(identify(&caller, "Authorization", "Bearer a.b.c", NULL));
    assert_string_equal(caller.refusal.code, "invalid-jwt");
    caller_close(&caller);
}

static void who_brings_nothing_is_anonymous_if_there_is_that_role(void **state) {
    (void)state;
    char secret[] = "SOLOQL_ADMIN_SECRET=s", role[64] = "SOLOQL_ANONYMOUS_ROLE=visitor";
    char *const environment[] = {secret, role, NULL};
    Caller caller;
    caller_open(&caller, environment);
    assert_true(identify(&caller, "X-Hasura-User-Id", "7", NULL));
    assert_string_equal(caller.identity.role, "visitor");
    assert_null(caller.identity.session);
    assert_true(identify(&caller, "X-Hasura-Role", "visitor", NULL));
    assert_false(identify(&caller, "X-Hasura-Role", "admin", NULL));
    assert_false(identify(&caller, "X-Hasura-Admin-Secret", "wrong", NULL));
    caller_close(&caller);
    strcpy(role, "SOLOQL_ANONYMOUS_ROLE=nobody"); /* whom the schema gives nothing */
    caller_open(&caller, environment);
    assert_false(identify(&caller, NULL));
    assert_int_equal(caller.refusal.status, 401);
    caller_close(&caller);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_anything_set_up_everybody_is_admin),
        cmocka_unit_test(secret_must_match),
        cmocka_unit_test(admin_chooses_role_and_claims),
        cmocka_unit_test(unclear_claims_and_credentials_are_refused),
        cmocka_unit_test(a_key_gives_its_role_and_claims_and_no_other),
        cmocka_unit_test(a_token_gives_what_it_says),
        cmocka_unit_test(who_brings_nothing_is_anonymous_if_there_is_that_role),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
