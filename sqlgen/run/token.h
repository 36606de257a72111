/*
 * Tokens: values of a row as opaque text that a client gives back: cursors and global ids.
 *
 * A token is base64 of the values, each with its storage class and exact to the bit, and of a
 * keyed checksum over them and a label that says what they are of. A token that was changed, or
 * that is of another list or table, is told by its checksum.
 */
#ifndef SOLOQL_RUN_TOKEN_H
#define SOLOQL_RUN_TOKEN_H

#include "sqlgen/base/siphash.h"
#include "sqlgen/base/sqlite.h"

/* The key of ids, which hold for ever and on every server: it only guards against mistakes. */
static const SipKey token_public_key = {0x736F6C6F716C5F69u, 0x645F746F6B656E73u};

typedef struct TokenValue {
    int type; /* SQLITE_INTEGER … */
    int64_t integer;
    double real;
    Str bytes; /* SQLITE_TEXT, SQLITE_BLOB */
} TokenValue;

typedef struct Token {
    TokenValue *values;
    size_t count;
} Token;

/* Appends the token of the values. */
void token_write(StrBuf *out, SipKey key, Str label, sqlite3_value **values, size_t count);

/* The token's values, in the arena; false if it was not made with that key and label. */
bool token_read(Arena *arena, SipKey key, Str label, Str text, Token *out);

/* Binds a value; its bytes must live until the statement is reset. A SQLite result code. */
int token_bind(sqlite3_stmt *statement, int index, const TokenValue *value);

#endif
