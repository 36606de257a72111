/* GraphQL over HTTP: the endpoint /graphql. */
#ifndef SOLOQL_SERVER_GRAPHQL_HTTP_H
#define SOLOQL_SERVER_GRAPHQL_HTTP_H

#include "server/reply.h"

/*
 * Reads the body of a POST into the exchange's buffer, unless it is there already. NULL if that is
 * done; else what to answer.
 */
const Failure *graphql_http_read_body(struct mg_connection *connection, Exchange *exchange,
                                      size_t *length);

/* Answers the request; returns the status. The exchange knows who is asking. */
int graphql_http_handle(struct mg_connection *connection, Exchange *exchange);

#endif
