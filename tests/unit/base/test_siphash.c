/* SipHash-2-4 by the vectors of its authors: key 00 01 … 0f, text 00 01 … */
#include "sqlgen/base/siphash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const SipKey key = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};

static void the_authors_vectors_come_out(void **state) {
    (void)state;
    static const struct {
        size_t length;
        uint64_t checksum;
    } vectors[] = {
        {0, 0x726fdb47dd0e0e31u}, {1, 0x74f839c593dc67fdu},  {7, 0xab0200f58b01d137u},
        {8, 0x93f5f5799a932462u}, {15, 0xa129ca6149be45e5u}, {63, 0x958a324ceb064572u},
    };
    char text[64];
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = (char)i;
    }
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        assert_true(siphash(key, (Str){text, vectors[i].length}) == vectors[i].checksum);
    }
}

static void secrets_that_differ_make_keys_that_differ(void **state) {
    (void)state;
    SipKey a = siphash_key(STR("one")), b = siphash_key(STR("two"));
    assert_true(a.low != b.low && a.high != b.high && a.low != a.high);
    assert_true(siphash_key(STR("one")).low == a.low);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_authors_vectors_come_out),
        cmocka_unit_test(secrets_that_differ_make_keys_that_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
