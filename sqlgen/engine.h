/*
 * The engine's own structs. Private to engine.c, response.c and soloql.c.
 */
#ifndef SOLOQL_ENGINE_H
#define SOLOQL_ENGINE_H

#include "sqlgen/answer_cache.h"
#include "sqlgen/graphql/request.h"
#include "sqlgen/plan/planner.h"
#include "sqlgen/run/read_mark.h"
#include "sqlgen/run/stream.h"
#include "sqlgen/snapshot.h"
#include "sqlgen/soloql.h"

enum { MAX_ATTEMPTS = 5 }; /* at something while the schema of the database keeps changing */

struct soloql {
    soloql_options options; /* defaults filled in; the strings are copies */
    char *database;
    ConnectionOptions connection;
    PlanLimits limits;
    char *schema;              /* path of schema.graphql; NULL = none */
    Snapshot *snapshot;        /* the present one, with a reference; swapped under `lock` */
    pthread_mutex_t lock;      /* guards `snapshot` and the references of all snapshots */
    pthread_mutex_t reloading; /* held by whoever builds a new one, and guards what follows */
    int64_t refused_version;   /* schema version with which the last reload failed; -1 = none */
    int64_t refused_until;     /* clock_ms() when it is tried again */
    TableVersions versions;
    pthread_mutex_t marking; /* guards what follows */
    ReadMark mark;
    EtagKeys etag_keys;
    AnswerCache answers;
    soloql_reloaded *reloaded; /* who is told of reloads; NULL = nobody */
    void *reloaded_context;
};

struct soloql_connection {
    soloql *engine;
    Connection run;
    Arena arena;     /* of the request */
    StrBuf response; /* headroom and body */
    StrBuf name;     /* operation name of the last response, NUL-terminated */
    ErrorList errors;
    Snapshot *snapshot;         /* held while a request runs */
    CachedOperation *operation; /* held while a request runs */
    CachedProgram *unshared;    /* a program of this request alone */
    char etag[ETAG_LENGTH + 1]; /* of the last response */
};

/* What one request has come to. */
typedef struct Execution {
    soloql_connection *connection;
    const soloql_request *request;
    soloql_response *response;
    const RoleView *view; /* of the snapshot: what the caller's role sees */
    Json session;         /* the claims, an object with folded names */
    Request parameters;
    VariableValues variables;
    uint_fast32_t fill_failures; /* of the view's schema, before anything of it was asked */
    CachedProgram *program;
    bool explain;
    bool is_named;      /* the answer has a name, if it is of that version */
    bool is_unmodified; /* the caller has the answer */
    bool is_recalled;   /* the answer was kept, and is there again */
    bool is_slow;       /* the answer took long to make */
    EtagName name;
    TableSet tables;  /* that the answer depends on */
    uint64_t version; /* of these */
    Stream *stream;   /* where the rows go; NULL = into the response */
} Execution;

/* A snapshot of the files as they are; NULL after setting *message (malloc). */
Snapshot *engine_build(const soloql *engine, char **message);

/* The present snapshot, with a reference for the caller. */
Snapshot *engine_acquire(soloql *engine);

/* Gives a reference back; NULL is fine. */
void engine_release(soloql *engine, Snapshot *snapshot);

/* True if the database has another schema than the snapshot, and a new snapshot is there now. */
bool engine_catch_up(soloql *engine, const Snapshot *snapshot, Connection *connection);

/*
 * Begins a batch with the snapshot of the schema that the database has, if there can be one; until
 * it ends nobody can change the schema. A SQLite result code.
 */
int engine_begin_batch(soloql_connection *writer);

/* Gives back what the last request held. */
void connection_clean(soloql_connection *connection);

/* Names the answer that is to come, if the caller wants that, or if the last one took so long that
 * it is kept. False if the caller has it already. */
bool execution_name(Execution *execution);

/* Answers with what was kept under that name; false if there is nothing. */
bool execution_recall(Execution *execution);

/* Gives the name of the answer to the caller, if it is still known to be right of one that was
 * made, and keeps the answer if it took long. */
void execution_confirm_name(Execution *execution);

/* Who asks: the view of a role that exists, and the claims. False after adding an error. */
bool execution_identify(Execution *execution);

/* Fills in the slots of the claims that the plan needs; false after adding an error. */
bool execution_claim(Execution *execution, const Plan *plan, const Json **slots);

/* Closes the body: the errors behind the data, or in its place; and the stream, if it is one. */
void response_finish(Execution *execution, bool has_data);

/* What is answered when even an error message finds no memory. */
void response_out_of_memory(Execution *execution);

#endif
