/*
 * Deadlines: waiting for a condition, but not for ever, by a clock that nobody can set.
 */
#ifndef SOLOQL_SERVER_DEADLINE_H
#define SOLOQL_SERVER_DEADLINE_H

#include <pthread.h>
#include <stdint.h>

/* Makes a condition whose timed waits take what deadline_after() returns. */
void deadline_init_condition(pthread_cond_t *condition);

/* The moment so many milliseconds from now. */
struct timespec deadline_after(int64_t milliseconds);

#endif
