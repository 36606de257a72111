/*
 * The subject of the golden tests: one database, made of its schema.sql and seed.sql in a temporary
 * file, and served by the engine. A witness counts the statements that SQLite runs for it.
 */
#ifndef SOLOQL_TESTS_CORPUS_SUBJECT_H
#define SOLOQL_TESTS_CORPUS_SUBJECT_H

#include "sqlgen/engine.h"

typedef struct Subject {
    char path[64]; /* of the temporary file */
    soloql *engine;
    soloql_connection *connection;
    soloql_connection *writer;
    soloql_connection *idle; /* runs nothing: it holds what is known of who asks */
    Str expected;            /* the only statement that may run; empty = none may */
    unsigned statements;     /* that ran since subject_watch() */
    unsigned strangers;      /* those among them with another text */
} Subject;

/* Makes the database of that directory and opens it. False after saying what is wrong. */
bool subject_open(Subject *subject, const char *directory);
void subject_close(Subject *subject);

/* Counts statements from now on. The text must live until subject_unwatch(). */
void subject_watch(Subject *subject, Str expected);
void subject_unwatch(Subject *subject);

/* Runs a mutation, and undoes it after it was answered: the next case finds the database as it was.
 * False after saying what is wrong. */
bool subject_mutate(Subject *subject, const soloql_request *request, soloql_response *response);

/* True if the connection refuses whatever is not a read; else says what it admits. */
bool subject_is_guarded(const Subject *subject);

#endif
