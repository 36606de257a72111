/*
 * Exchange: one request and its answer, as far as the server goes.
 *
 * Each worker thread has one and uses it for one request after another, so that its buffer need
 * not be allocated anew. CivetWeb hands it out with mg_get_thread_pointer().
 */
#ifndef SOLOQL_SERVER_EXCHANGE_H
#define SOLOQL_SERVER_EXCHANGE_H

#include <civetweb.h>
#include <time.h>

#include "server/headers.h"
#include "server/server.h"
#include "server/watch.h"

enum { REQUEST_ID_LONGEST = 64, OPERATION_NAME_LONGEST = 128 };

typedef struct Exchange {
    Server *server;     /* NULL until the thread has its first connection */
    Watch *watch;       /* of the same thread */
    char *buffer;       /* the body of the request, then the answer */
    size_t capacity;    /* of buffer */
    time_t date_second; /* the second that `date` names */
    char date[32];      /* the Date header, made once a second */

    /* The rest is of one request. */
    Headers headers;
    bool is_open;            /* between exchange_begin and exchange_end */
    bool is_admitted;        /* counted in server->in_flight */
    bool is_closing;         /* the connection ends with this answer */
    bool has_unread_body;    /* so it does as well: nobody knows what follows */
    bool has_body;           /* it was read already, and is in `buffer` */
    size_t body_length;      /* of it */
    const char *media_type;  /* of the answer, as the client wants it */
    const char *cors_origin; /* what Access-Control-Allow-Origin says; NULL = no such header */
    Identity identity;
    struct timespec started;
    int status;
    size_t bytes;                               /* that were sent */
    int64_t statements;                         /* that were run; -1 = no operation was executed */
    char code[40];                              /* of the first error; "" if there is none */
    char reason[160];                           /* why the caller was refused; "" if he was not */
    char operation[OPERATION_NAME_LONGEST + 1]; /* cut; "" if it has no name */
    char id[REQUEST_ID_LONGEST + 1];            /* the caller's X-Request-Id, or one of our own */
} Exchange;

/* One that is all zeros is one that was not needed yet. */
void exchange_init(Exchange *exchange, Server *server, Watch *watch);
void exchange_destroy(Exchange *exchange);

/* The exchange of the thread that serves this connection. */
Exchange *exchange_of(const struct mg_connection *connection);

void exchange_begin(Exchange *exchange, const struct mg_request_info *request);

/* Writes the log line and gives back what the request held. */
void exchange_end(Exchange *exchange, const struct mg_request_info *request);

/* Makes room in the buffer, keeping its content; false without memory. */
bool exchange_reserve(Exchange *exchange, size_t size);

/* How long a transfer of this many bytes may take, in milliseconds. */
int64_t exchange_transfer_limit(const Exchange *exchange, size_t bytes);

#endif
