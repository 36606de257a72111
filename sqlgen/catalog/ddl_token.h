/*
 * DDL tokens: the words of a CREATE statement that SQLite has accepted, comments among them.
 *
 * A scanner for statements that are known to be good: it never fails, and on text that is not
 * SQL it still ends, in linear time. Tokens are slices of the text.
 */
#ifndef SOLOQL_CATALOG_DDL_TOKEN_H
#define SOLOQL_CATALOG_DDL_TOKEN_H

#include "sqlgen/base/str.h"

typedef enum DdlTokenKind {
    DDL_END,
    DDL_WORD,    /* a keyword or a bare name */
    DDL_QUOTED,  /* a name in "…", […] or `…` */
    DDL_STRING,  /* '…', which SQLite also takes for a name */
    DDL_NUMBER,  /* and whatever else begins with a digit */
    DDL_SYMBOL,  /* one byte of punctuation */
    DDL_COMMENT, /* from -- to before the end of the line, or from slash-star to star-slash */
} DdlTokenKind;

typedef struct DdlToken {
    DdlTokenKind kind;
    Str text;        /* as written, quotes and comment marks included */
    size_t newlines; /* between the token before and this one */
    size_t indent;   /* how far it stands from the beginning of its line, in bytes */
} DdlToken;

typedef struct DdlScanner {
    Str sql;
    size_t at;   /* the next byte to look at; 0 at the beginning */
    size_t line; /* where the line of the latest token begins; 0 at the beginning */
} DdlScanner;

/* The next token, comments included; DDL_END for ever once the text is used up. */
DdlToken ddl_next(DdlScanner *scanner);

/* The next token that is not a comment. */
DdlToken ddl_next_word(DdlScanner *scanner);

/* Moves past the parenthesis that closes the one just read; comments and strings are skipped. */
void ddl_skip_group(DdlScanner *scanner);

/* True for this bare keyword, in either case. A quoted name is never a keyword. */
bool ddl_is_word(DdlToken token, Str keyword);

/* As ddl_is_word, for any of a list of `count` keywords. */
bool ddl_is_any(DdlToken token, const Str *keywords, size_t count);

bool ddl_is_symbol(DdlToken token, char symbol);

/* True if the token can be the name of something. */
bool ddl_is_name(DdlToken token);

/* The name a token spells, without its quotes; copied into the arena only if it must be. */
Str ddl_name(Arena *arena, DdlToken token);

#endif
