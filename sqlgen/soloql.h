/*
 * SoloQL: any SQLite database as a GraphQL API. The public C API.
 *
 *     soloql_options options;
 *     soloql_options_init(&options);
 *     options.database = "app.db";
 *     soloql *engine;
 *     soloql_connection *connection;
 *     char *message;
 *     if (soloql_open(&options, &engine, &message) == 0 &&
 *         soloql_connect(engine, &connection, &message) == 0) {
 *         soloql_request request = {.query = "{ customers { name } }", .query_length = 22};
 *         soloql_response response;
 *         soloql_execute(connection, &request, &response);
 *         fwrite(response.body, 1, response.body_length, stdout);
 *     }
 *
 * Ownership: a handle made by a function belongs to the caller, who closes it with the function
 * named beside it; a `char *message` that a function sets on failure is freed with
 * soloql_free(). Text is UTF-8. Functions that return int return 0 for success.
 *
 * Threads: a `soloql` may be shared by any number of threads. A `soloql_connection` is used by
 * one thread at a time; have one for each thread, or a pool.
 */
#ifndef SOLOQL_H
#define SOLOQL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SOLOQL_API __attribute__((visibility("default")))
#else
#define SOLOQL_API
#endif

typedef struct soloql soloql;                       /* one database, served */
typedef struct soloql_connection soloql_connection; /* one way in, for one thread at a time */

/* How the names of the API are spelt; schema.graphql can choose as well. */
typedef enum soloql_naming {
    SOLOQL_HASURA_DEFAULT, /* author_by_pk, author_bool_exp, order_by */
    SOLOQL_GRAPHQL_DEFAULT /* authorByPk, AuthorBoolExp, orderBy */
} soloql_naming;

/* What rules the engine; 0 and NULL stand for the defaults named in the comments. */
typedef struct soloql_options {
    const char *database;       /* path of the SQLite file; required, never created */
    const char *schema;         /* path of schema.graphql; NULL = the automatic API */
    soloql_naming naming;       /* unless schema.graphql has SOLOQL_GRAPHQL_DEFAULT */
    int read_only;              /* open the file read-only */
    int immutable;              /* read_only, and nobody changes the file: it is read without locks
                                   and without files beside it */
    uint32_t max_tokens;        /* tokens of a document; 0 = 20,000 */
    uint32_t max_nesting;       /* of braces in selections, of values, of list types; 0 = 200 */
    uint32_t max_json_depth;    /* nesting of a request's JSON; 0 = 128 */
    uint32_t max_errors;        /* that an answer lists, and one that tells of more; 0 = 100 */
    uint32_t max_overlap_pairs; /* of fields that may be mergeable, compared; 0 = 1,000,000 */
    /* Of an operation, after its fragments are opened: */
    uint32_t max_depth;       /* fields within fields; 0 = 40 */
    uint32_t max_root_fields; /* 0 = 100 */
    uint32_t max_aliases;     /* 0 = 1,000 */
    uint32_t max_directives;  /* 0 = 1,000 */
    uint32_t max_selections;  /* fields, spreads and inline fragments; 0 = 100,000 */
    uint64_t max_cost;        /* estimated cost of an operation (docs/limits.md); 0 = 10,000,000 */
    uint64_t max_response_bytes;    /* bytes of an answer; 0 = 256 MiB */
    uint64_t max_request_memory;    /* bytes of memory to compile a request; 0 = 64 MiB */
    uint32_t timeout_ms;            /* of one statement; 0 = 30,000 */
    uint32_t stream_timeout_ms;     /* of a stream as a whole, its reader's slowness included;
                                       0 = 600,000 */
    uint32_t busy_timeout_ms;       /* to wait for another process's lock; 0 = 5,000 */
    uint64_t cache_bytes;           /* of compiled programs; 0 = 16 MiB */
    uint64_t result_cache_bytes;    /* of answers that are kept for as long as nothing that they are
                                       made of is written; 0 = none, soloql_options_init() says 16
                                       MiB */
    uint32_t result_cache_after_ms; /* what an answer must take to make to be kept; 0 = however
                                       little, soloql_options_init() says 1 */
    int no_introspection;           /* refuse __schema and __type */
    int no_suggestions;             /* leave "Did you mean" out of messages */
    int stringify_bigint;           /* answer bigint as strings */
    const char *cursor_secret;      /* what the cursors of connections are sealed with; servers that
                                       share it take each other's; NULL = the database's path */
} soloql_options;

SOLOQL_API void soloql_options_init(soloql_options *options);

/* Opens and introspects the database. On failure *out is NULL and *message says what to do. */
SOLOQL_API int soloql_open(const soloql_options *options, soloql **out, char **message);

/* All connections must have been closed. NULL is fine. */
SOLOQL_API void soloql_close(soloql *engine);

/*
 * What was noticed when the database was read: renamed identifiers, views that were skipped …
 * One line each; `index` counts from 0; NULL past the last. Belongs to the engine.
 */
SOLOQL_API const char *soloql_warning(const soloql *engine, size_t index);

/*
 * Reads the database's schema and schema.graphql anew. Requests in flight keep what they began
 * with; if it fails, so do all others, and *message says why. What soloql_warning() returned before
 * is no longer valid. The engine does the same by itself when it meets another schema in the
 * database than the one it knows, and, if that failed, again after ten seconds.
 */
SOLOQL_API int soloql_reload(soloql *engine, char **message);

/* Told of each reload that the engine did by itself, by a thread that asked for something:
 * `message` is NULL if it succeeded. Of one that failed once more for the same schema nobody is. */
typedef void soloql_reloaded(void *context, const char *message);

/* To be set before the engine is shared between threads; NULL = nobody is told. */
SOLOQL_API void soloql_on_reload(soloql *engine, soloql_reloaded *told, void *context);

/* Switches the database's file to WAL mode, in which readers do not wait for the writer. The file
 * keeps it. Does nothing if it is in that mode. */
SOLOQL_API int soloql_use_wal(soloql *engine, char **message);

/*
 * Makes reading cheaper for the moment that several threads read at once: the engine holds the lock
 * that each read transaction in WAL mode takes, so that they need not ask the system for it
 * (sqlite.org/walformat.html, "WAL read locks"). What they read stays what was committed last. A
 * checkpoint waits for a lock that is held: call it anew each few milliseconds, which gives it up
 * and takes the present one, and soloql_drop_read_mark() when the moment is over. 1 if nothing is
 * held, since somebody has written within the last ten seconds, since the file is not in WAL mode,
 * or immutable, or since it cannot be read just now. Then call it again later.
 */
SOLOQL_API int soloql_hold_read_mark(soloql *engine);
SOLOQL_API void soloql_drop_read_mark(soloql *engine);

SOLOQL_API int soloql_connect(soloql *engine, soloql_connection **out, char **message);

/*
 * A connection that runs mutations as well. All root fields of one are one transaction: if any
 * fails, nothing has happened. SQLite has one writer at a time; a second one waits as long as
 * busy_timeout_ms says. What has been answered is on the disk (synchronous=FULL). Fails if the
 * engine is read-only.
 */
SOLOQL_API int soloql_connect_writer(soloql *engine, soloql_connection **out, char **message);

/*
 * One transaction for several requests on that connection, so that they share the wait for the
 * disk: between the two calls each soloql_execute() is all or nothing by itself, and none is on the
 * disk before the second one has returned 0; if that fails, none of them has happened. Both return
 * 1 if another process holds the lock and all may be tried again, 2 if it is something else.
 */
SOLOQL_API int soloql_batch_begin(soloql_connection *writer, char **message);
SOLOQL_API int soloql_batch_commit(soloql_connection *writer, char **message);

/*
 * Whether the transaction is still there. SQLite undoes all of it when a request in it is stopped
 * while it writes (time limit, soloql_interrupt), when the disk is full or fails, or by a trigger's
 * RAISE(ROLLBACK): then this is 0, what follows is refused, and the commit fails. The requests
 * before the one that failed have not happened, and can be executed again.
 */
SOLOQL_API int soloql_batch_is_open(const soloql_connection *writer);

SOLOQL_API void soloql_disconnect(soloql_connection *connection); /* NULL is fine */

/* One operation. Either `body` (the JSON envelope of GraphQL over HTTP) or `query` is set. */
typedef struct soloql_request {
    const char *body; /* {"query": …, "variables": …, "operationName": …}; NULL if not used */
    size_t body_length;
    const char *query; /* the document; used if body is NULL */
    size_t query_length;
    const char *variables; /* a JSON object; NULL = none */
    size_t variables_length;
    const char *operation_name; /* NULL = the only operation */
    size_t operation_name_length;
    const char *role;    /* NULL = "admin"; one that schema.graphql does not know may do nothing */
    const char *session; /* claims by name, a JSON object; X-Hasura-User-Id, user-id and user_id
                            are one name; NULL = none */
    int backend;         /* with what @permit keeps for backends (backend_only) */
    int queries_only;    /* refuse mutations and subscriptions, as GET must */
    size_t headroom;     /* bytes to leave free before the answer, for HTTP headers */
    int want_etag;       /* name the answer, so that the caller can ask whether it still holds */
    const char *if_none_match; /* names of answers that he has, as in the header of HTTP; NULL =
                                  none; only with want_etag */
} soloql_request;

typedef enum soloql_outcome {
    SOLOQL_OK,            /* executed: "data" is there, perhaps with errors beside it */
    SOLOQL_REQUEST_ERROR, /* not executed: the request is at fault (parse, validation, variables) */
    SOLOQL_NOT_ALLOWED,   /* not executed: queries_only, and it is no query */
    SOLOQL_EXECUTION_ERROR, /* failed as a whole: {"errors": …, "data": null} */
    SOLOQL_NOT_MODIFIED,    /* not executed: the caller has the answer; the body is empty */
    SOLOQL_NEEDS_WRITER     /* not executed: a mutation, and the connection is for reading */
} soloql_outcome;

/* What came of it. Everything belongs to the connection, until its next call. */
typedef struct soloql_response {
    soloql_outcome outcome;
    char *body; /* the GraphQL response as JSON; `headroom` bytes before it may be written to */
    size_t body_length;
    const char *error_code;     /* code of the first error, or NULL; static */
    const char *operation_name; /* NUL-terminated, or NULL */
    const char *etag; /* name of the answer (W/"…"); NULL if it has none: not wanted, not a query,
                         with errors, of the time of day, or data was written while it was made */
    uint32_t statements; /* SQLite statements that were run; 0 if the answer had been kept */
    int cached;          /* 1 if no compilation was needed */
} soloql_response;

/* Always fills the response, whatever happens. */
SOLOQL_API void soloql_execute(soloql_connection *connection, const soloql_request *request,
                               soloql_response *response);

/*
 * Makes the body of the last response the caller's, so that it outlives the connection's next call.
 * Returns the block that it is in, to be freed with soloql_free() when the body is done with; NULL
 * if there is none.
 */
SOLOQL_API void *soloql_take_body(soloql_connection *connection);

/*
 * As soloql_execute, but does not run: the body is text that shows the SQL statement, its binds,
 * SQLite's query plan and the tables read.
 */
SOLOQL_API void soloql_explain(soloql_connection *connection, const soloql_request *request,
                               soloql_response *response);

typedef enum soloql_stream_format {
    SOLOQL_CSV,   /* RFC 4180: a header, and a line for each row; nested objects are columns such as
                     "customer.name" */
    SOLOQL_NDJSON /* a line of JSON for each row */
} soloql_stream_format;

/* Where the rows of a stream go. */
typedef struct soloql_sink {
    soloql_stream_format format;
    /* Takes the next piece, of whole lines; other than 0 ends the stream. */
    int (*write)(void *context, const char *bytes, size_t length);
    void *context;
} soloql_sink;

/*
 * As soloql_execute, for an operation of one root list whose rows have no lists in them: the rows
 * are written to the sink one by one, in memory for a few of them.
 *
 * Errors: the body is {"errors": …}, or empty if there are none. What was written cannot be taken
 * back: if sink->write was never called the body is the whole answer. If it was, a stream that
 * fails (SOLOQL_EXECUTION_ERROR) just ends in CSV; in NDJSON its last line is the body. A value
 * that contradicts its type ends a CSV stream so; in NDJSON it is null, and the last line has the
 * errors.
 */
SOLOQL_API void soloql_stream(soloql_connection *connection, const soloql_request *request,
                              const soloql_sink *sink, soloql_response *response);

typedef enum soloql_format { SOLOQL_SDL, SOLOQL_INTROSPECTION_JSON } soloql_format;

/* The API of a role (NULL = "admin") as text, to be freed with soloql_free(); NULL if there is no
 * such role or no memory. */
SOLOQL_API char *soloql_schema(soloql *engine, const char *role, soloql_format format);

/* 1 if the role is "admin", or schema.graphql gives it anything; else 0. */
SOLOQL_API int soloql_has_role(soloql *engine, const char *role);

/* The names of all roles, "admin" first, a line each, to be freed with soloql_free(); NULL if there
 * is no memory. */
SOLOQL_API char *soloql_roles(soloql *engine);

/* The SDL of the directives that a schema.graphql may use, to be freed with soloql_free(); NULL if
 * there is no memory. */
SOLOQL_API char *soloql_directives(void);

typedef enum soloql_report_format { SOLOQL_REPORT_TEXT, SOLOQL_REPORT_JSON } soloql_report_format;

/*
 * The doctor: looks at all values and keys of the database (docs/check.md). Returns the report as
 * text, to be freed with soloql_free(), and the number of errors in it, mere advice not counted; or
 * NULL after setting *message.
 */
SOLOQL_API char *soloql_check(soloql *engine, soloql_report_format format, size_t *errors,
                              char **message);

/*
 * Who may do what with which table: a matrix of all roles; if `role` is not NULL, of that one and
 * with its rules; in JSON all there is (docs/schema/permit.md). Text to be freed with
 * soloql_free(); NULL if there is no such role or no memory.
 */
SOLOQL_API char *soloql_permissions(soloql *engine, const char *role, soloql_report_format format);

/*
 * Checks SDL text, and a document against it if `document` is not NULL; no database is needed.
 * Returns {"errors":[{"message","locations"}]} as text, to be freed with soloql_free(), and the
 * number of errors in *count.
 */
SOLOQL_API char *soloql_validate(const char *sdl, const char *document, size_t *count);

/* Stops what the connection is doing, from any thread; that request answers code "timeout". */
SOLOQL_API void soloql_interrupt(soloql_connection *connection);

/* Frees text that a function of this header gave to the caller; NULL is fine. */
SOLOQL_API void soloql_free(void *memory);

/* SoloQL's version, such as "0.1.0". Static. */
SOLOQL_API const char *soloql_version(void);

/* The SQLite library in use and its build options, one line. Static. */
SOLOQL_API const char *soloql_sqlite_version(void);

#ifdef __cplusplus
}
#endif

#endif
