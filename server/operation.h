/* One operation given on the command line: what `query` and `explain` have in common. */
#ifndef SOLOQL_SERVER_OPERATION_H
#define SOLOQL_SERVER_OPERATION_H

#include "server/command.h"

/* The options that describe an operation, as the first rows of a command's list. */
enum { OPTION_VARIABLES, OPTION_OPERATION, OPTION_ROLE, OPTION_SESSION, OPERATION_OPTION_COUNT };

#define OPERATION_OPTIONS                                                                          \
    {"--variables", "JSON", "the variables, an object"},                                           \
        {"--operation", "NAME", "which operation of the document to run"},                         \
        {"--role", "ROLE", "the role to ask as (default admin)"}, {                                \
        "--session", "JSON", "the claims of the caller, an object of strings"                      \
    }

typedef void OperationExecute(soloql_connection *connection, const soloql_request *request,
                              soloql_response *response);

/*
 * Opens the database (first argument), reads the document (second argument; "-" is standard input)
 * and hands it to `execute`, then the response to `print`, which returns the exit status.
 */
int operation_run(const Invocation *invocation, OperationExecute *execute,
                  int (*print)(const Invocation *invocation, const soloql_response *response));

/* True if the role is there, or NULL; else a complaint with the nearest name. */
bool operation_check_role(soloql *engine, const char *role, Complaint *complaint);

/* Opens the engine on the database of the first argument; NULL and a complaint if it cannot be. */
soloql *operation_open_engine(const Invocation *invocation);

/* `format` is the word "json", or `other`, the default; else a complaint. */
bool operation_format(const char *format, const char *other, bool *json, Complaint *complaint);

/* Prints a text and frees it; for NULL, complains with the message, which may be NULL: then memory
 * was missing. Returns the exit status. */
int operation_print(char *text, const char *message, Complaint *complaint);

#endif
