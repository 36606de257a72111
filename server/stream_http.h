/* Answers that are streams of rows: CSV and NDJSON. */
#ifndef SOLOQL_SERVER_STREAM_HTTP_H
#define SOLOQL_SERVER_STREAM_HTTP_H

#include "server/exchange.h"
#include "server/negotiate.h"

/* Who asks for what, on which connection of the database. */
typedef struct StreamAsk {
    soloql_connection *database;
    const soloql_request *request;
    MediaType type; /* MEDIA_CSV or MEDIA_NDJSON */
} StreamAsk;

/*
 * Runs the operation and sends its rows as they come. True if something was sent, and all is done;
 * false if the response is still to be sent, as the whole answer.
 */
bool stream_http_run(struct mg_connection *connection, Exchange *exchange, const StreamAsk *ask,
                     soloql_response *response);

#endif
