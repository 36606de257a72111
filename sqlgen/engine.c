/*
 * The engine: the hot pipeline on one screen.
 *
 *     text ─parse→ Document ─validate→ Operation ─plan→ Plan ─emit→ Program ─run→ bytes
 *
 * A text that was seen before skips to its program; only the variables are coerced anew, because
 * their shape chooses the program (operation_cache.h). Where memory runs out an arena escapes to
 * execution_start(); whatever was held by then hangs on the connection and is given back by
 * connection_clean().
 */
#include "sqlgen/engine.h"

#include <setjmp.h>
#include <string.h>

#include "sqlgen/base/clock.h"
#include "sqlgen/emit/emit.h"
#include "sqlgen/graphql/parser.h"
#include "sqlgen/graphql/validate/validate.h"
#include "sqlgen/run/mutate.h"
#include "sqlgen/violation.h"

enum {
    RESPONSE_KEPT = 4 * 1024 * 1024 /* bytes; a larger response buffer is given back */
};

static Snapshot *execution_snapshot(const Execution *execution) {
    return execution->connection->snapshot;
}

static bool request_take_variables(Execution *execution) {
    const soloql_request *given = execution->request;
    soloql_connection *connection = execution->connection;
    Json *variables = ARENA_NEW(&connection->arena, Json);
    JsonError problem;
    if (!json_read(&connection->arena, (Str){given->variables, given->variables_length},
                   connection->engine->options.max_json_depth, variables, &problem)) {
        error_add(&connection->errors, ERROR_BAD_REQUEST,
                  "The variables are not JSON: %s at byte %zu.", problem.message, problem.offset);
        return false;
    }
    if (variables->kind != JSON_OBJECT && variables->kind != JSON_NULL) {
        error_add(&connection->errors, ERROR_BAD_REQUEST, "The variables must be a JSON object.");
        return false;
    }
    execution->parameters.variables = variables->kind == JSON_OBJECT ? variables : NULL;
    return true;
}

/* Where the parameters come from: the JSON envelope, or one by one. */
static bool request_take(Execution *execution) {
    const soloql_request *given = execution->request;
    soloql_connection *connection = execution->connection;
    Request *out = &execution->parameters;
    if (given->body != NULL) {
        bool read =
            request_read(&connection->arena, (Str){given->body, given->body_length},
                         connection->engine->options.max_json_depth, out, &connection->errors);
        if (read && out->document.data == NULL) {
            error_add(&connection->errors, ERROR_BAD_REQUEST, "Must provide query string.");
        }
        return read && out->document.data != NULL;
    }
    out->document = (Str){given->query == NULL ? "" : given->query, given->query_length};
    if (given->operation_name != NULL) {
        out->operation_name = (Str){given->operation_name, given->operation_name_length};
    }
    if (!str_is_utf8(out->document)) {
        error_add(&connection->errors, ERROR_BAD_REQUEST, "The query is not UTF-8.");
        return false;
    }
    return given->variables == NULL || request_take_variables(execution);
}

/* Types that memory did not suffice to fill have nothing in them: what was said of them is not so.
 */
static void execution_mind_memory(const Execution *execution) {
    if (atomic_load(&execution->view->schema->fill_failures) != execution->fill_failures) {
        arena_exhaust(&execution->connection->arena);
    }
}

/* text → Document → Operation: parsed, validated, and the operation chosen. */
static bool operation_compile(Execution *execution, CachedOperation *operation) {
    soloql_connection *connection = execution->connection;
    const soloql_options *options = &connection->engine->options;
    ParseOptions parse = {.max_tokens = options->max_tokens, .max_depth = options->max_nesting};
    ValidateOptions validate = {.max_errors = options->max_errors,
                                .no_suggestions = connection->errors.no_suggestions,
                                .max_overlap_pairs = options->max_overlap_pairs,
                                .max_selection_depth = options->max_depth,
                                .max_aliases = options->max_aliases,
                                .max_directives = options->max_directives,
                                .max_expanded = options->max_selections};
    Document *document =
        parse_document(&operation->arena, &operation->source, &parse, &connection->errors);
    if (document == NULL) {
        return false;
    }
    validate_document(&connection->arena, execution->view->schema, document, &validate,
                      &connection->errors);
    execution_mind_memory(execution);
    if (connection->errors.count != 0) {
        return false;
    }
    operation->document = document;
    operation->operation = select_operation(document, operation->name, &connection->errors);
    return operation->operation != NULL;
}

/* The operation of the request, out of the cache or made. */
static bool operation_take(Execution *execution) {
    soloql_connection *connection = execution->connection;
    OperationCache *cache = &execution_snapshot(execution)->operations;
    Str role = execution->view->key;
    const Request *given = &execution->parameters;
    connection->operation =
        operation_cache_find(cache, role, given->operation_name, given->document);
    if (connection->operation != NULL) {
        execution->response->cached = 1;
        return true;
    }
    CachedOperation *made = operation_new(role, given->operation_name, given->document,
                                          connection->engine->options.max_request_memory);
    if (made == NULL) {
        error_add(&connection->errors, ERROR_UNEXPECTED, "Out of memory.");
        return false;
    }
    connection->operation = made;
    made->arena.escape = connection->arena.escape;
    made->role = str_copy(&made->arena, role);
    made->name = given->operation_name.data == NULL ? given->operation_name
                                                    : str_copy(&made->arena, given->operation_name);
    made->source.text = str_copy(&made->arena, given->document);
    bool good = operation_compile(execution, made);
    made->arena.escape = NULL;
    return good;
}

/* A mutation needs a connection that writes, and is answered as a whole. */
static bool operation_check_writer(Execution *execution) {
    soloql_connection *connection = execution->connection;
    if (execution->stream != NULL) {
        error_add(&connection->errors, ERROR_BAD_REQUEST,
                  "The rows of a query can be streamed; this is a mutation.");
        return false;
    }
    if (connection->engine->options.read_only != 0) {
        error_add(&connection->errors, ERROR_ACCESS_DENIED,
                  "The database is served read-only; mutations are refused.");
        return false;
    }
    if (!execution->explain && !connection->run.writes) {
        execution->response->outcome = SOLOQL_NEEDS_WRITER;
        error_add(&connection->errors, ERROR_ACCESS_DENIED,
                  "A mutation needs a connection that writes (soloql_connect_writer).");
        return false;
    }
    return true;
}

/* Only what may run does: queries; and for GET nothing else in any case. */
static bool operation_check_type(Execution *execution) {
    static const char *const names[] = {"query", "mutation", "subscription"};
    soloql_connection *connection = execution->connection;
    OperationType type = connection->operation->operation->operation;
    bool only_queries = execution->request->queries_only || execution->stream != NULL;
    if (type != OPERATION_QUERY && only_queries) {
        if (execution->request->queries_only) {
            execution->response->outcome = SOLOQL_NOT_ALLOWED;
        }
        error_add(&connection->errors, ERROR_BAD_REQUEST,
                  "Only a query can be sent this way, and this is a %s.", names[type]);
        return false;
    }
    if (execution->view->schema->roots[type] == NULL) {
        source_error(&connection->errors, &connection->operation->source,
                     connection->operation->operation->span.start, ERROR_VALIDATION_FAILED,
                     "Schema is not configured to execute %s operation.", names[type]);
        return false;
    }
    return type != OPERATION_MUTATION || operation_check_writer(execution);
}

/* Operation → Plan → Program, for the shape that the variables have. */
static bool program_compile(Execution *execution, CachedProgram *program) {
    soloql_connection *connection = execution->connection;
    const CachedOperation *operation = connection->operation;
    const RoleView *view = execution->view;
    CollectContext collect;
    Planner planner = {.arena = &program->arena,
                       .schema = view->schema,
                       .model = view->model,
                       .role = operation->role,
                       .reach = view->reach,
                       .document = &operation->source,
                       .collect = &collect,
                       .limits = &connection->engine->limits,
                       .errors = &connection->errors};
    program->shape = str_copy(&program->arena, program->shape);
    collect_init(&collect, &program->arena, view->schema, operation->document,
                 &execution->variables, &connection->errors);
    program->plan = plan_operation(&planner, operation->operation);
    bool good = program->plan != NULL;
    if (good && execution->stream != NULL) {
        program->program = plan_check_stream(&planner) ? emit_stream(program->plan) : NULL;
    } else if (good) {
        program->program = emit_program(program->plan);
    }
    execution_mind_memory(execution);
    return program->program != NULL;
}

/* The program for the variables' shape, out of the cache or made. Those of streams are not kept:
 * next to all their rows the time to make them is nothing. */
static bool program_take(Execution *execution) {
    soloql_connection *connection = execution->connection;
    OperationCache *cache = &execution_snapshot(execution)->operations;
    CachedOperation *operation = connection->operation;
    if (execution->stream == NULL) {
        execution->program = operation_cache_program(cache, operation, execution->variables.shape);
    }
    if (execution->program != NULL) {
        return true;
    }
    execution->response->cached = 0;
    CachedProgram *made =
        program_new(execution->variables.shape, connection->engine->options.max_request_memory);
    if (made == NULL) {
        error_add(&connection->errors, ERROR_UNEXPECTED, "Out of memory.");
        return false;
    }
    connection->unshared = made;
    made->arena.escape = connection->arena.escape;
    bool good = program_compile(execution, made);
    made->arena.escape = NULL;
    execution->program = made;
    if (good && made->plan->reusable && execution->stream == NULL) {
        connection->unshared = NULL;
        operation_cache_add(cache, operation);
        operation_cache_add_program(cache, operation, made);
    }
    return good;
}

/* The leaves of the variables, the claims, and room for what the steps of a mutation bring. NULL
 * after adding an error. */
static const Json **program_slots(Execution *execution) {
    const VariableValues *variables = &execution->variables;
    const Plan *plan = execution->program->plan;
    const Json **slots = ARENA_ARRAY(&execution->connection->arena, plan->slot_count, const Json *);
    for (size_t i = 0; i < variables->slot_count; i++) {
        slots[i] = &variables->slots[i]->json;
    }
    return execution_claim(execution, plan, slots) ? slots : NULL;
}

static bool program_explain(Execution *execution, const Program *program, const Json **slots) {
    soloql_connection *connection = execution->connection;
    StrBuf *out = &connection->response;
    if (program->mutations != NULL) {
        mutation_write_steps(out, program, slots);
        return true;
    }
    return execute_explain(&connection->run, program, slots, out, &connection->errors) ==
           EXECUTE_OK;
}

/* The lists that are written row by row. */
static const RowValues *program_rows(Execution *execution) {
    const VariableValues *variables = &execution->variables;
    Arena *arena = &execution->connection->arena;
    RowValues *lists = ARENA_ARRAY(arena, variables->row_count, RowValues);
    for (size_t i = 0; i < variables->row_count; i++) {
        const VariableRows *rows = &variables->rows[i];
        size_t count = rows->count * rows->stride;
        lists[i] = (RowValues){rows->first, rows->stride, rows->count,
                               ARENA_ARRAY(arena, count, const Json *)};
        for (size_t v = 0; v < count; v++) {
            lists[i].values[v] = &rows->leaves[v]->json;
        }
    }
    return lists;
}

static ExecuteOutcome mutation_run(Execution *execution, const Program *program,
                                   const Json **slots) {
    soloql_connection *connection = execution->connection;
    MutationRun run = {.program = program,
                       .slots = slots,
                       .rows = program_rows(execution),
                       .schema_version = execution_snapshot(execution)->catalog.schema_version};
    ExecuteOutcome outcome =
        execute_mutation(&connection->run, &run, &connection->response, &connection->errors);
    violation_tell(&run.violation, execution_snapshot(execution)->model, execution->view->schema,
                   &connection->errors);
    execution->response->statements = run.statements;
    return outcome;
}

/* Program → bytes, behind the headroom and `{"data":`. */
static bool program_run(Execution *execution) {
    soloql_connection *connection = execution->connection;
    const Program *program = execution->program->program;
    const Json **slots = program_slots(execution);
    StrBuf *out = &connection->response;
    if (slots == NULL) {
        return false;
    }
    if (execution->explain) {
        return program_explain(execution, program, slots);
    }
    ExecuteOutcome outcome;
    execution->response->statements = program->sql.length != 0;
    if (program->mutations != NULL) {
        strbuf_append(out, STR("{\"data\":"));
        outcome = mutation_run(execution, program, slots);
    } else if (execution->stream != NULL) {
        execution->stream->schema_version = execution_snapshot(execution)->catalog.schema_version;
        outcome = execute_stream(&connection->run, program, slots, execution->stream,
                                 &connection->errors);
    } else {
        strbuf_append(out, STR("{\"data\":"));
        outcome = execute_program(&connection->run, program, slots, out, &connection->errors);
    }
    if (outcome != EXECUTE_OK) {
        execution->response->outcome =
            outcome == EXECUTE_FAILED ? SOLOQL_EXECUTION_ERROR : SOLOQL_REQUEST_ERROR;
    }
    return outcome == EXECUTE_OK;
}

/* Notes whether the answer took so long that it, or the next one, is to be kept. */
static bool program_run_timed(Execution *execution) {
    const soloql_options *options = &execution->connection->engine->options;
    if (options->result_cache_bytes == 0) {
        return program_run(execution);
    }
    int64_t begun = clock_ns();
    bool good = program_run(execution);
    execution->is_slow = clock_ns() - begun >= (int64_t)options->result_cache_after_ms * 1000000;
    atomic_store_explicit(&execution->program->is_slow, execution->is_slow, memory_order_relaxed);
    return good;
}

static bool variables_take(Execution *execution) {
    soloql_connection *connection = execution->connection;
    bool good = coerce_variables(&connection->arena, execution->view->schema,
                                 &connection->operation->source, connection->operation->operation,
                                 execution->parameters.variables, &execution->variables,
                                 &connection->errors);
    execution_mind_memory(execution);
    return good;
}

static bool execution_run(Execution *execution) {
    if (!execution_identify(execution)) {
        return false;
    }
    execution->fill_failures = atomic_load(&execution->view->schema->fill_failures);
    return request_take(execution) && operation_take(execution) &&
           operation_check_type(execution) && variables_take(execution) &&
           program_take(execution) && execution_name(execution) &&
           (execution_recall(execution) || program_run_timed(execution));
}

/* What a request holds of its snapshot, and the snapshot itself. */
static void connection_let_go(soloql_connection *connection) {
    if (connection->snapshot != NULL) {
        operation_cache_release(&connection->snapshot->operations, connection->operation);
        program_free(connection->unshared);
        engine_release(connection->engine, connection->snapshot);
    }
    connection->run.catalog = NULL;
    connection->operation = NULL;
    connection->unshared = NULL;
    connection->snapshot = NULL;
    connection->run.reach = NULL; /* the snapshot's */
}

void connection_clean(soloql_connection *connection) {
    connection_let_go(connection);
    if (connection->response.capacity > RESPONSE_KEPT) {
        strbuf_free(&connection->response);
    }
    connection->response.length = 0;
    connection->response.failed = false;
    arena_reset(&connection->arena);
}

/* Who may not ask which names there are is not told by messages either. */
static void execution_begin_errors(soloql_connection *connection) {
    const soloql_options *options = &connection->engine->options;
    error_list_init(&connection->errors, &connection->arena, (size_t)options->max_errors + 1);
    connection->errors.no_suggestions = options->no_suggestions || options->no_introspection;
}

static void execution_start(Execution *execution) {
    soloql_connection *connection = execution->connection;
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        connection->arena.escape = NULL;
        statement_cache_reset(&connection->run.statements);
        mutation_abandon(&connection->run);
        response_out_of_memory(execution);
        return;
    }
    connection->arena.escape = &escape;
    execution_begin_errors(connection);
    strbuf_reserve(&connection->response, execution->request->headroom + 256);
    connection->response.length = execution->request->headroom;
    execution->response->outcome = SOLOQL_REQUEST_ERROR;
    bool has_data = execution_run(execution);
    if (has_data) {
        execution->response->outcome = SOLOQL_OK;
        execution_confirm_name(execution);
    }
    response_finish(execution, has_data);
    connection->arena.escape = NULL;
    if (connection->response.failed) {
        response_out_of_memory(execution);
    }
}

/*
 * Once, as a rule. What ran while the schema of the database changed is thrown away and asked
 * again, with a new snapshot, so that no answer is of one schema and read by another.
 */
static void execution_settle(Execution *execution) {
    soloql_connection *connection = execution->connection;
    const Execution fresh = *execution;
    bool again = true;
    for (unsigned attempt = 0; again && attempt < MAX_ATTEMPTS; attempt++) {
        *execution = fresh;
        *execution->response = (soloql_response){0};
        connection_clean(connection);
        connection->snapshot = engine_acquire(connection->engine);
        connection->run.catalog = &connection->snapshot->catalog;
        connection->run.unsettled = true;
        execution_start(execution);
        again = execution->response->outcome != SOLOQL_NEEDS_WRITER && /* which looks itself */
                engine_catch_up(connection->engine, connection->snapshot, &connection->run) &&
                (execution->stream == NULL || !execution->stream->begun);
    }
    connection_let_go(connection);
}

void soloql_execute(soloql_connection *connection, const soloql_request *request,
                    soloql_response *response) {
    Execution execution = {.connection = connection, .request = request, .response = response};
    execution_settle(&execution);
}

void soloql_explain(soloql_connection *connection, const soloql_request *request,
                    soloql_response *response) {
    Execution execution = {
        .connection = connection, .request = request, .response = response, .explain = true};
    execution_settle(&execution);
}

void soloql_stream(soloql_connection *connection, const soloql_request *request,
                   const soloql_sink *sink, soloql_response *response) {
    Stream stream = {.format = sink->format == SOLOQL_CSV ? STREAM_CSV : STREAM_NDJSON,
                     .write = sink->write,
                     .context = sink->context,
                     .timeout_ms = connection->engine->options.stream_timeout_ms};
    Execution execution = {
        .connection = connection, .request = request, .response = response, .stream = &stream};
    execution_settle(&execution);
}

void soloql_interrupt(soloql_connection *connection) {
    connection_interrupt(&connection->run);
}
