/*
 * The headers of a request that anybody here looks at, found in one pass over all of them.
 *
 *     GET /graphql?query=… HTTP/1.1
 *     Host: localhost:8080           →  headers.first[HEADER_HOST]   "localhost:8080"
 *     X-Trace: 5                     →  nobody's
 *     accept: text/csv               →  headers.first[HEADER_ACCEPT] "text/csv"
 *
 * To add a header: a row here.
 */
#ifndef SOLOQL_SERVER_HEADERS_H
#define SOLOQL_SERVER_HEADERS_H

#include <civetweb.h>

/* By the length of their names, the shortest first. */
#define HEADER_ROWS(ROW)                                                                           \
    ROW(HEADER_HOST, "Host")                                                                       \
    ROW(HEADER_ACCEPT, "Accept")                                                                   \
    ROW(HEADER_EXPECT, "Expect")                                                                   \
    ROW(HEADER_ORIGIN, "Origin")                                                                   \
    ROW(HEADER_API_KEY, "X-Api-Key")                                                               \
    ROW(HEADER_CONNECTION, "Connection")                                                           \
    ROW(HEADER_CONTENT_TYPE, "Content-Type")                                                       \
    ROW(HEADER_REQUEST_ID, "X-Request-Id")                                                         \
    ROW(HEADER_AUTHORIZATION, "Authorization")                                                     \
    ROW(HEADER_IF_NONE_MATCH, "If-None-Match")                                                     \
    ROW(HEADER_ROLE, "X-Hasura-Role")                                                              \
    ROW(HEADER_CONTENT_LENGTH, "Content-Length")                                                   \
    ROW(HEADER_ACCEPT_ENCODING, "Accept-Encoding")                                                 \
    ROW(HEADER_TRANSFER_ENCODING, "Transfer-Encoding")                                             \
    ROW(HEADER_ADMIN_SECRET, "X-Soloql-Admin-Secret")                                              \
    ROW(HEADER_HASURA_SECRET, "X-Hasura-Admin-Secret")                                             \
    ROW(HEADER_APOLLO_OPERATION, "X-Apollo-Operation-Name")                                        \
    ROW(HEADER_APOLLO_PREFLIGHT, "Apollo-Require-Preflight")                                       \
    ROW(HEADER_PREFLIGHT, "GraphQL-Require-Preflight")                                             \
    ROW(HEADER_REQUEST_METHOD, "Access-Control-Request-Method")                                    \
    ROW(HEADER_REQUEST_HEADERS, "Access-Control-Request-Headers")                                  \
    ROW(HEADER_BACKEND, "X-Hasura-Use-Backend-Only-Permissions")

#define HEADER_ENUM(id, name) id,
typedef enum HeaderId { HEADER_ROWS(HEADER_ENUM) HEADER_COUNT } HeaderId;
#undef HEADER_ENUM

typedef struct Headers {
    const char *first[HEADER_COUNT];    /* the value; of several the first; NULL = none */
    unsigned char counts[HEADER_COUNT]; /* how many there are */
} Headers;

/* The values stay the request's. */
void headers_read(Headers *headers, const struct mg_request_info *request);

/* The name as it is usually written. */
const char *header_name(HeaderId id);

#endif
