/* An operation's way to its program, stage by stage, so that what is in between can be shown. */
#ifndef SOLOQL_TESTS_CORPUS_COMPILE_H
#define SOLOQL_TESTS_CORPUS_COMPILE_H

#include "sqlgen/engine.h"

typedef struct Compiled {
    Plan *plan;
    Program *program; /* NULL if there were errors on the way */
    const Json **slots;
} Compiled;

/* All that engine.c does before it runs a program, without its caches. The claims are the
 * connection's, until it is used again. */
Compiled compile_operation(Arena *arena, soloql_connection *connection,
                           const soloql_request *request);

/* The program's statement and binds as SQL text: those of variables are marked. */
Str compile_write_sql(Arena *arena, const Compiled *compiled);

#endif
