/*
 * Running; see execute.h. One prepare (or none, if the connection has the statement), one bind per
 * parameter, one step: the row has a column per root field, and each is JSON already. A list of
 * stored values alone has a row for each of its objects instead, which are written as they come.
 */
#include "sqlgen/run/execute.h"

#include "sqlgen/run/bubble.h"
#include "sqlgen/run/row_writer.h"
#include "sqlgen/run/sqlite_error.h"

typedef struct ExecuteRun {
    Connection *connection;
    const Program *program;
    StrBuf *out;
    ErrorList *errors;
} ExecuteRun;

/* {"key":value,…} of the constants and, in their turn, the statement's columns. Which value of
 * several was there goes to answer->children. */
static void write_data(StrBuf *out, const Program *program, sqlite3_stmt *statement,
                       ResultNode *answer) {
    int column = 0;
    strbuf_append_char(out, '{');
    for (size_t i = 0; i < program->root_count; i++) {
        const ResultRoot *root = &program->roots[i];
        answer->children[i] = root->node;
        strbuf_append(out, i == 0 ? STR("\"") : STR(",\""));
        strbuf_append(out, root->node.key);
        strbuf_append(out, STR("\":"));
        if (root->constant.data != NULL) {
            strbuf_append(out, root->constant);
            continue;
        }
        int end = column + 1 + (int)root->other_count, first = column;
        while (column + 1 < end && sqlite3_column_type(statement, column) == SQLITE_NULL) {
            column++;
        }
        if (column != first) {
            answer->children[i] = root->others[column - first - 1];
        }
        const char *json = sqlite3_column_blob(statement, column);
        size_t length = (size_t)sqlite3_column_bytes(statement, column);
        strbuf_append(out, json == NULL ? STR("null") : (Str){json, length});
        column = end;
    }
    strbuf_append_char(out, '}');
}

/* The objects of the rows, on the first of which the statement stands if rc is SQLITE_ROW, straight
 * into the answer. Gives the code of the last step. */
static int write_rows(const ExecuteRun *run, sqlite3_stmt *statement, int rc) {
    StrBuf *out = run->out;
    RowWriter *writer = NULL;
    if (rc == SQLITE_ROW) {
        writer = row_writer_new(run->errors->arena, &run->connection->functions, statement);
        rc = writer == NULL ? SQLITE_MISMATCH : SQLITE_ROW;
    }
    while (rc == SQLITE_ROW && !out->failed) {
        row_writer_write(writer, out);
        rc = sqlite3_step(statement);
        if (rc == SQLITE_ROW) {
            strbuf_append_char(out, ',');
        }
    }
    return out->failed ? SQLITE_DONE : rc;
}

/* Runs the statement to its end. False after adding an error. */
static bool execute_steps(const ExecuteRun *run, sqlite3_stmt *statement, ResultNode *answer) {
    const Program *program = run->program;
    int rc = sqlite3_step(statement), last = SQLITE_ROW;
    if (program->by_row) {
        answer->children[0] = program->roots[0].node;
        strbuf_append(run->out, STR("{\""));
        strbuf_append(run->out, program->roots[0].node.key);
        strbuf_append(run->out, STR("\":["));
        rc = write_rows(run, statement, rc);
        strbuf_append(run->out, STR("]}"));
        last = SQLITE_DONE;
    } else if (rc == SQLITE_ROW) {
        write_data(run->out, program, statement, answer);
    }
    if (rc != last) {
        execute_complain(run->connection, program, rc, run->errors);
    }
    return rc == last;
}

void execute_bubble(StrBuf *out, size_t start, const ResultNode *answer, const FunctionState *state,
                    ErrorList *errors) {
    StrBuf bubbled = {.limit = out->limit};
    bubble_errors(&bubbled, (Str){out->data + start, out->length - start}, answer, state, errors);
    out->length = start;
    strbuf_append(out, strbuf_view(&bubbled));
    out->failed |= bubbled.failed;
    strbuf_free(&bubbled);
}

/* One more place that the error may be about; each is told once. */
static void error_add_place(ErrorList *errors, Error *error, uint32_t offset) {
    bool known = error->offset == offset + 1;
    for (size_t i = 0; i < error->other_count; i++) {
        known |= error->others[i] == offset + 1;
    }
    if (error->offset == 0) {
        error->offset = offset + 1;
    } else if (!known) {
        ARENA_PUSH(errors->arena, error->others, error->other_count, offset + 1);
    }
}

void execute_complain(Connection *connection, const Program *program, int rc, ErrorList *errors) {
    Error *error = sqlite_error_add(errors, connection->db, rc);
    const ResultRoot *first = NULL, *root = program->roots;
    bool of_search = sqlite_error_is_of_search(error), one_root = true;
    for (size_t i = 0; of_search && i < program->bind_count; i++) {
        while (root->bind_end <= i) {
            root++;
        }
        if (program->binds[i].rule == RULE_SEARCH) {
            error_add_place(errors, error, program->binds[i].offset);
            first = first == NULL ? root : first;
            one_root &= first == root;
        }
    }
    if (first != NULL && one_root) {
        error->path = ARENA_NEW(errors->arena, PathSegment);
        error->path->key = first->node.key;
        error->path_length = 1;
    }
}

/* What one role has prepared is not taken by another: the second wall stands where a statement is
 * prepared. */
static uint64_t statement_hash(const Connection *connection, const Program *program) {
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    return connection->reach == NULL ? program->sql_hash
                                     : program->sql_hash ^ (connection->reach->serial * odd);
}

sqlite3_stmt *execute_statement(Connection *connection, const Program *program, int *rc) {
    connection->owners_sql = program->owners_sql;
    return statement_cache_get(&connection->statements, connection->db, program->sql,
                               statement_hash(connection, program), rc);
}

sqlite3_stmt *execute_prepare(Connection *connection, const Program *program,
                              const Json *const *slots, ErrorList *errors,
                              ExecuteOutcome *outcome) {
    int rc;
    sqlite3_stmt *statement = execute_statement(connection, program, &rc);
    if (statement == NULL) {
        sqlite_error_add(errors, connection->db, rc);
        *outcome = EXECUTE_FAILED;
        return NULL;
    }
    table_set_join(&connection->written, &connection->statements.current->writes);
    if (!bind_program(statement, program, slots, connection->functions.cursor_key, errors)) {
        sqlite3_clear_bindings(statement);
        *outcome = EXECUTE_REQUEST;
        return NULL;
    }
    return statement;
}

ExecuteOutcome execute_program(Connection *connection, const Program *program,
                               const Json *const *slots, StrBuf *out, ErrorList *errors) {
    size_t start = out->length;
    ExecuteOutcome outcome = EXECUTE_OK;
    ResultNode answer = {.kind = RESULT_OBJECT, .child_count = program->root_count};
    answer.children = ARENA_ARRAY(errors->arena, program->root_count, ResultNode);
    connection_begin(connection);
    if (program->sql.length == 0) {
        write_data(out, program, NULL, &answer);
    } else {
        sqlite3_stmt *statement = execute_prepare(connection, program, slots, errors, &outcome);
        if (statement != NULL) {
            ExecuteRun run = {connection, program, out, errors};
            if (!execute_steps(&run, statement, &answer)) {
                outcome = EXECUTE_FAILED;
            }
            int prepared = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 1);
            connection->unsettled = outcome != EXECUTE_OK || prepared != 0;
            sqlite3_reset(statement);
        }
    }
    connection_end(connection);
    if (outcome == EXECUTE_OK && connection->functions.note_count != 0) {
        execute_bubble(out, start, &answer, &connection->functions, errors);
    }
    if (outcome == EXECUTE_OK && out->failed) {
        error_add(errors, ERROR_QUERY_TOO_EXPENSIVE,
                  "The answer is larger than the limit. Ask for fewer rows (limit).");
        outcome = EXECUTE_FAILED;
    }
    return outcome;
}

static void explain_plan(Connection *connection, const Program *program, StrBuf *out,
                         Arena *arena) {
    Str sql = str_format(arena, "explain query plan %.*s", STR_ARG(program->sql));
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(connection->db, sql.data, (int)sql.length, &statement, NULL) !=
        SQLITE_OK) {
        return;
    }
    enum { DEEPEST = 64 };
    int parents[DEEPEST] = {0};
    size_t depth = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        int id = sqlite3_column_int(statement, 0), parent = sqlite3_column_int(statement, 1);
        while (depth > 0 && parents[depth - 1] != parent) {
            depth--;
        }
        for (size_t i = 0; i <= depth; i++) {
            strbuf_append(out, STR("  "));
        }
        strbuf_appendf(out, "%s\n", (const char *)sqlite3_column_text(statement, 3));
        if (depth < DEEPEST) {
            parents[depth++] = id;
        }
    }
    sqlite3_finalize(statement);
}

ExecuteOutcome execute_explain(Connection *connection, const Program *program,
                               const Json *const *slots, StrBuf *out, ErrorList *errors) {
    ExecuteOutcome outcome = EXECUTE_OK;
    if (program->sql.length == 0) {
        strbuf_append(out, STR("No statement: the answer is known without the database.\n"));
        return outcome;
    }
    connection_begin(connection);
    connection->reads = (ReadSet){.arena = errors->arena};
    map_init(&connection->reads.tables, errors->arena);
    statement_cache_clear(&connection->statements); /* so that it is prepared, and reads noted */
    if (execute_prepare(connection, program, slots, errors, &outcome) != NULL) {
        strbuf_append(out, program->sql);
        strbuf_append(out, STR(";\n"));
        for (size_t i = 0; i < program->bind_count; i++) {
            strbuf_appendf(out, i == 0 ? "\nBinds\n  ?%zu = " : "  ?%zu = ", i + 1);
            bind_write(out, &program->binds[i], slots);
            strbuf_append_char(out, '\n');
        }
        strbuf_append(out, STR("\nQuery plan\n"));
        explain_plan(connection, program, out, errors->arena);
        strbuf_append(out, STR("\nTables read\n"));
        for (size_t i = 0; i < connection->reads.tables.count; i++) {
            strbuf_appendf(out, "  %.*s\n", STR_ARG(connection->reads.tables.entries[i].key));
        }
    }
    connection->reads.arena = NULL;
    connection_end(connection);
    return outcome;
}
