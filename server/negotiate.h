/* Content negotiation of GraphQL over HTTP: what the client sends, and what it wants back. */
#ifndef SOLOQL_SERVER_NEGOTIATE_H
#define SOLOQL_SERVER_NEGOTIATE_H

#include <stdbool.h>

typedef enum MediaType {
    MEDIA_NONE,            /* nothing that we have */
    MEDIA_JSON,            /* application/json */
    MEDIA_GRAPHQL_RESPONSE /* application/graphql-response+json */
} MediaType;

/* The media type to answer in, by the Accept header; NULL, and a tie, mean application/json. */
MediaType negotiate_answer(const char *accept);

/* The Content-Type header of an answer. */
const char *negotiate_header(MediaType type);

/* Whether the Content-Type of a request says JSON in UTF-8. NULL does not. */
bool negotiate_is_json(const char *content_type);

#endif
