/*
 * SipHash-2-4: a keyed checksum of 64 bits, by Aumasson and Bernstein. Without the key nobody can
 * make the checksum of another text.
 */
#ifndef SOLOQL_BASE_SIPHASH_H
#define SOLOQL_BASE_SIPHASH_H

#include "sqlgen/base/str.h"

typedef struct SipKey {
    uint64_t low, high; /* the first and the last eight of its bytes, little-endian */
} SipKey;

uint64_t siphash(SipKey key, Str bytes);

/* A key out of a text of any length. */
SipKey siphash_key(Str secret);

#endif
