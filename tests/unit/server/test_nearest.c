/* The name that was meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/nearest.h"

static const char *meant(const char *given) {
    static const char *const names[] = {"port", "host", "max_depth", "max_tokens", "schema"};
    Nearest nearest = nearest_to(given);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        nearest_offer(&nearest, names[i]);
    }
    return nearest_name(&nearest);
}

static void one_slip_is_found(void **state) {
    (void)state;
    assert_string_equal(meant("prot"), "port");
    assert_string_equal(meant("pot"), "port");
    assert_string_equal(meant("ports"), "port");
    assert_string_equal(meant("hosy"), "host");
    assert_string_equal(meant("max-depth"), "max_depth");
    assert_string_equal(meant("maxtokens"), "max_tokens");
    assert_string_equal(meant("shcema"), "schema");
}

static void the_nearer_of_two_is_found(void **state) {
    (void)state;
    assert_string_equal(meant("max_tepth"), "max_depth");
    assert_string_equal(meant("max_toke"), "max_tokens");
}

static void what_is_far_from_all_is_not_guessed(void **state) {
    (void)state;
    assert_null(meant("frobnicate"));
    assert_null(meant(""));
    char endless[1000];
    memset(endless, 'p', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(meant(endless));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_is_found),
        cmocka_unit_test(the_nearer_of_two_is_found),
        cmocka_unit_test(what_is_far_from_all_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
