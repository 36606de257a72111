/* SipHash-2-4, as its paper has it; see siphash.h. */
#include "sqlgen/base/siphash.h"

typedef struct SipState {
    uint64_t v0, v1, v2, v3;
} SipState;

static uint64_t rotate_left(uint64_t word, unsigned bits) {
    return word << bits | word >> (64 - bits);
}

static void sip_rounds(SipState *s, unsigned count) {
    while (count-- > 0) {
        s->v0 += s->v1;
        s->v1 = rotate_left(s->v1, 13) ^ s->v0;
        s->v0 = rotate_left(s->v0, 32);
        s->v2 += s->v3;
        s->v3 = rotate_left(s->v3, 16) ^ s->v2;
        s->v0 += s->v3;
        s->v3 = rotate_left(s->v3, 21) ^ s->v0;
        s->v2 += s->v1;
        s->v1 = rotate_left(s->v1, 17) ^ s->v2;
        s->v2 = rotate_left(s->v2, 32);
    }
}

static void sip_word(SipState *s, uint64_t word) {
    s->v3 ^= word;
    sip_rounds(s, 2);
    s->v0 ^= word;
}

uint64_t siphash(SipKey key, Str bytes) {
    SipState s = {key.low ^ 0x736F6D6570736575u, key.high ^ 0x646F72616E646F6Du,
                  key.low ^ 0x6C7967656E657261u, key.high ^ 0x7465646279746573u};
    uint64_t word = 0;
    for (size_t i = 0; i < bytes.length; i++) {
        word |= (uint64_t)(unsigned char)bytes.data[i] << (i % 8 * 8);
        if (i % 8 == 7) {
            sip_word(&s, word);
            word = 0;
        }
    }
    sip_word(&s, word | (uint64_t)bytes.length << 56);
    s.v2 ^= 0xFF;
    sip_rounds(&s, 4);
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

SipKey siphash_key(Str secret) {
    return (SipKey){siphash((SipKey){0, 1}, secret), siphash((SipKey){0, 2}, secret)};
}
