/* The pages besides GraphQL: the front page, and the probes of load balancers. */
#ifndef SOLOQL_SERVER_PAGES_H
#define SOLOQL_SERVER_PAGES_H

#include "server/exchange.h"

/* Frees the front page. When there are no threads any more. */
void pages_close(void);

/* GET /: a page to try a query from. Needs nothing from anywhere else. */
int pages_front(struct mg_connection *connection, Exchange *exchange);

/* GET /healthz: the process is alive. Does not touch the database. */
int pages_health(struct mg_connection *connection, Exchange *exchange);

/* GET /readyz: a query can be answered, now. */
int pages_ready(struct mg_connection *connection, Exchange *exchange);

#endif
