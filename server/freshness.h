/* How long an answer may be kept, as its Cache-Control or Expires says. */
#ifndef SOLOQL_SERVER_FRESHNESS_H
#define SOLOQL_SERVER_FRESHNESS_H

#include <stdint.h>

enum { FRESHNESS_UNKNOWN = -1 };

/*
 * Seconds from `now` (Unix time) on; 0 = not at all; FRESHNESS_UNKNOWN = neither says.
 * Cache-Control beats Expires; either may be NULL.
 */
int64_t freshness_read(const char *cache_control, const char *expires, int64_t now);

#endif
