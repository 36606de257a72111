/* The body of a request. */
#ifndef SOLOQL_SERVER_BODY_H
#define SOLOQL_SERVER_BODY_H

#include "server/exchange.h"

typedef enum BodyAnswer {
    BODY_READ,
    BODY_TOO_LONG,   /* nothing, or not all, was read */
    BODY_INCOMPLETE, /* the client went away, was too slow, or broke the encoding */
    BODY_NO_MEMORY
} BodyAnswer;

/*
 * Reads the whole body into the exchange's buffer, with a NUL behind it. At most `longest` bytes,
 * and no longer than exchange_transfer_limit() says. Asks the client to go on if it waits for that
 * (Expect: 100-continue).
 */
BodyAnswer body_read(struct mg_connection *connection, Exchange *exchange, size_t longest,
                     size_t *length);

/*
 * After the answer to a request whose body was not read: reads some of it, so that a client that
 * is still sending gets to see the answer before the connection is closed.
 */
void body_discard(struct mg_connection *connection, Exchange *exchange);

#endif
