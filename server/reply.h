/*
 * Reply: what is sent for a request, head and body together in one write.
 */
#ifndef SOLOQL_SERVER_REPLY_H
#define SOLOQL_SERVER_REPLY_H

#include "server/exchange.h"

/* Room that a body should have before it, so that its head can be put there without copying. */
enum { REPLY_HEADROOM = 4096 }; /* the longest head, of a preflight, has some 2,500 bytes */

typedef struct Reply {
    int status;
    const char *media_type; /* NULL if there is no body */
    const char *headers;    /* more header lines, each with its CRLF; NULL = none */
    char *body;             /* bytes before it, `headroom` of them, may be written to */
    size_t length;
    size_t headroom;
    const char *etag; /* NULL = none */
    bool in_pieces;   /* the length is not known: what follows the head is sent in pieces */
    bool is_gzip;     /* the body is compressed; reply_pack() sees to it itself */
} Reply;

/* Bytes ready to be sent. */
typedef struct Packet {
    const char *data;
    size_t length;
    bool is_copy; /* in the exchange's buffer; otherwise around the reply's body */
} Packet;

/*
 * Puts head and body together. A small body, and one that is compressed because the client takes it
 * so, comes into the exchange's buffer, so that whose it is can be given back before a slow client
 * has taken it; a large one gets its head into its headroom.
 */
Packet reply_pack(const struct mg_connection *connection, Exchange *exchange, const Reply *reply);

/* Sends the packet in one write; returns the status, as CivetWeb's handlers do. */
int reply_send_packet(struct mg_connection *connection, Exchange *exchange, const Packet *packet);

/* Both. */
int reply_send(struct mg_connection *connection, Exchange *exchange, const Reply *reply);

/*
 * An answer of 200 whose length is not known: its head, then its pieces, each of one byte at least,
 * then its end. An answer that is not whole ends with the connection, so that the client knows.
 */
typedef struct Pieces {
    struct mg_connection *connection;
    Exchange *exchange;
    struct PieceGzip *gzip; /* from begin to end; NULL = they are sent as they are */
} Pieces;

/* Sends the head. `first` is the length of the first piece: a short one is the only one, and not
 * compressed. False if the client did not take it; the end is called for all the same. */
bool reply_begin_pieces(Pieces *pieces, const char *media_type, size_t first);

/* False if the client did not take it. When it returns the client has all that was sent so far. */
bool reply_send_piece(Pieces *pieces, const char *data, size_t length);
void reply_end_pieces(Pieces *pieces, bool is_whole);

/* An answer that is none of the engine's: {"errors":[{"message","extensions":{"code"}}]}. */
typedef struct Failure {
    int status;
    const char *code; /* static text */
    const char *message;
    const char *headers; /* as in Reply */
} Failure;

int reply_failure(struct mg_connection *connection, Exchange *exchange, const Failure *failure);

#endif
