/* A clock that nobody can set, for durations and deadlines. */
#ifndef SOLOQL_BASE_CLOCK_H
#define SOLOQL_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds since some moment of the past, the same one for as long as the process runs. */
static inline int64_t clock_ns(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int64_t clock_ms(void) {
    return clock_ns() / 1000000;
}

#endif
