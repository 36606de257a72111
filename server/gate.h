/*
 * Gate: what every request has to pass before anything looks at it: a server that is not going
 * down, framing that cannot be read in two ways, a Host that is ours, and the rules of CORS.
 */
#ifndef SOLOQL_SERVER_GATE_H
#define SOLOQL_SERVER_GATE_H

#include "server/exchange.h"

/* 0 to let the request pass; else it has been answered with this status. */
int gate_pass(struct mg_connection *connection, Exchange *exchange);

#endif
