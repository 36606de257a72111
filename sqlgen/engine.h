/*
 * The engine's own structs. Private to engine.c, response.c and soloql.c.
 */
#ifndef SOLOQL_ENGINE_H
#define SOLOQL_ENGINE_H

#include "sqlgen/graphql/request.h"
#include "sqlgen/plan/planner.h"
#include "sqlgen/run/execute.h"
#include "sqlgen/snapshot.h"
#include "sqlgen/soloql.h"

struct soloql {
    soloql_options options; /* defaults filled in; the strings are copies */
    char *database;
    ConnectionOptions connection;
    PlanLimits limits;
    Snapshot *snapshot;
};

struct soloql_connection {
    soloql *engine;
    Connection run;
    Arena arena;     /* of the request */
    StrBuf response; /* headroom and body */
    StrBuf name;     /* operation name of the last response, NUL-terminated */
    ErrorList errors;
    CachedOperation *operation; /* held while a request runs */
    CachedProgram *unshared;    /* a program of this request alone */
};

/* What one request has come to. */
typedef struct Execution {
    soloql_connection *connection;
    const soloql_request *request;
    soloql_response *response;
    Request parameters;
    VariableValues variables;
    CachedProgram *program;
    bool explain;
} Execution;

/* Gives back what the last request held. */
void connection_clean(soloql_connection *connection);

/* Closes the body: the errors behind the data, or in its place. */
void response_finish(Execution *execution, bool has_data);

/* What is answered when even an error message finds no memory. */
void response_out_of_memory(Execution *execution);

#endif
