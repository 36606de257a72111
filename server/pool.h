/*
 * Pool: the database connections that requests borrow to read.
 *
 * Last in, first out, so that the one with the warmest caches is used again. Connections are opened
 * when first needed. Whoever finds none waits, but not for long. Thread-safe.
 */
#ifndef SOLOQL_SERVER_POOL_H
#define SOLOQL_SERVER_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/complaint.h"
#include "sqlgen/soloql.h"

typedef struct Pool Pool;

/* At most `size` connections (0 = two for each core); NULL without memory. */
Pool *pool_open(soloql *engine, size_t size, int64_t wait_ms);

/* Disconnects all; each must have been given back. NULL is fine. */
void pool_close(Pool *pool);

typedef enum PoolAnswer {
    POOL_TAKEN,
    POOL_BUSY,  /* none came free in time */
    POOL_FAILED /* a connection could not be opened; the complaint says why */
} PoolAnswer;

PoolAnswer pool_take(Pool *pool, soloql_connection **out, Complaint *complaint);
void pool_give(Pool *pool, soloql_connection *connection);

/* Interrupts what all borrowed connections are doing. */
void pool_interrupt(Pool *pool);

#endif
