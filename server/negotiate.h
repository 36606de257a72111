/* Content negotiation of GraphQL over HTTP: what the client sends, and what it wants back. */
#ifndef SOLOQL_SERVER_NEGOTIATE_H
#define SOLOQL_SERVER_NEGOTIATE_H

#include <stdbool.h>

typedef enum MediaType {
    MEDIA_NONE,             /* nothing that we have */
    MEDIA_JSON,             /* application/json */
    MEDIA_GRAPHQL_RESPONSE, /* application/graphql-response+json */
    MEDIA_CSV,              /* text/csv: a stream of rows */
    MEDIA_NDJSON            /* application/x-ndjson: likewise */
} MediaType;

/* The media type to answer in, by the Accept header; NULL, and a tie, mean application/json. A
 * stream is only for who names its type. */
MediaType negotiate_answer(const char *accept);

/* The Content-Type header of an answer. */
const char *negotiate_header(MediaType type);

/* Whether an answer of that type is a stream of rows. */
bool negotiate_is_stream(MediaType type);

/*
 * Whether the client takes gzip, and likes it no less than what is not compressed, by the
 * Accept-Encoding header. NULL, and a header that names neither gzip nor "*", mean that it does
 * not.
 */
bool negotiate_takes_gzip(const char *accept_encoding);

/* Whether the Content-Type of a request says JSON in UTF-8. NULL does not. */
bool negotiate_is_json(const char *content_type);

#endif
