/* Server: what the parts of a running server share. */
#ifndef SOLOQL_SERVER_SERVER_H
#define SOLOQL_SERVER_SERVER_H

#include <stdatomic.h>
#include <stdbool.h>

#include "server/auth.h"
#include "server/crowd.h"
#include "server/pool.h"
#include "server/settings.h"
#include "server/writer.h"

typedef struct Server {
    const Settings *settings;
    Pool *pool;
    Writer *writer;
    Pool *streams; /* for answers that take long to send: slow readers must not use up the pool */
    Auth *auth;
    Crowd *crowd;
    bool is_loopback;       /* only this machine can reach it */
    bool has_gzip;          /* answers are compressed for clients that take them so */
    atomic_int connections; /* of clients, that have a thread */
    atomic_bool draining;   /* no more requests are admitted */
    atomic_int in_flight;   /* requests admitted and not yet answered */
} Server;

#endif
