/* GraphQL over HTTP: the endpoint /graphql. */
#ifndef SOLOQL_SERVER_GRAPHQL_HTTP_H
#define SOLOQL_SERVER_GRAPHQL_HTTP_H

#include "server/exchange.h"

/* Answers the request; returns the status. The exchange knows who is asking. */
int graphql_http_handle(struct mg_connection *connection, Exchange *exchange);

#endif
