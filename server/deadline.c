/*
 * Deadlines; see deadline.h.
 *
 *     struct timespec deadline = deadline_after(5000);
 *     while (!is_there && pthread_cond_timedwait(&condition, &mutex, &deadline) == 0) {
 *     }
 */
#include "server/deadline.h"

#include <time.h>

void deadline_init_condition(pthread_cond_t *condition) {
    pthread_condattr_t attributes;
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(condition, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

struct timespec deadline_after(int64_t milliseconds) {
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += (time_t)(milliseconds / 1000);
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000;
    }
    return time;
}
