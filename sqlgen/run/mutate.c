/*
 * Mutations; see mutate.h.
 *
 *     begin immediate          (or a savepoint, in a batch)
 *     insert … returning "id"  → slot 3, and the list of keys in slot 2
 *     insert … returning 1     takes slot 3
 *     select …                 takes slot 2: the answer
 *     commit
 *
 * What a step brings goes into slots behind those of the variables, so that binding knows no
 * difference. The schema is looked at inside the transaction, where it cannot change any more: a
 * mutation is never run twice. What errors there are below, down to a value in the answer that
 * contradicts its type, nothing has happened then.
 */
#include "sqlgen/run/mutate.h"

#include <math.h>
#include <string.h>

#include "sqlgen/base/base64.h"
#include "sqlgen/base/json_writer.h"
#include "sqlgen/run/sqlite_error.h"

typedef struct Mutator {
    Connection *connection;
    MutationRun *run;
    StrBuf *out;
    ErrorList *errors;
    Json *affected; /* of the stage that runs */
    Json *keys;
    int64_t affected_count;
    int64_t rows;           /* that the step has met */
    bool ended;             /* the stage has nothing to do but answer */
    const ResultRoot *root; /* that is being answered */
    size_t stage;           /* of it */
    ExecuteOutcome outcome; /* if a step failed */
} Mutator;

static bool mutator_exec(Mutator *mutator, const char *sql) {
    int rc = sqlite3_exec(mutator->connection->db, sql, NULL, NULL, NULL);
    if (rc != SQLITE_OK) {
        sqlite_error_add(mutator->errors, mutator->connection->db, rc);
    }
    return rc == SQLITE_OK;
}

/* Where the last error happened: the field, and which of its updates. */
static void mutator_locate(Mutator *mutator, Error *error, const Step *step) {
    const ProgramField *field =
        &mutator->run->program->mutations[mutator->root - mutator->run->program->roots];
    error->offset = step->offset + 1;
    error->path = ARENA_ARRAY(mutator->errors->arena, 2, PathSegment);
    error->path[0].key = mutator->root->node.key;
    error->path[1].index = mutator->stage;
    error->path_length = field->list ? 2 : 1;
}

/* What SQLite says of the error that the step has ended with. */
static void mutator_fail(Mutator *mutator, const Step *step, int rc) {
    sqlite3 *db = mutator->connection->db;
    Error *error = sqlite_error_add(mutator->errors, db, rc);
    mutator_locate(mutator, error, step);
    const char *text = sqlite3_errmsg(db), *colon = strstr(text, ": ");
    if ((rc & 0xFF) == SQLITE_CONSTRAINT && step->kind == STEP_WRITE) {
        mutator->run->violation = (Violation){
            .rc = rc,
            .text = str_copy(mutator->errors->arena, str_from(colon == NULL ? text : colon + 2)),
            .target = &step->target};
    }
}

/* ---- What a step brings ---- */

static Json json_of_text(Arena *arena, JsonKind kind, Str text) {
    return (Json){.kind = kind, .text = str_copy(arena, text)};
}

static Json json_of_double(Arena *arena, double number) {
    StrBuf *text = strbuf_new(arena);
    if (isinf(number)) { /* what JSON has no word for, reads as a number that is too large */
        return json_of_text(arena, JSON_NUMBER, number > 0 ? STR("9e999") : STR("-9e999"));
    }
    json_write_double(text, number);
    return (Json){.kind = JSON_NUMBER, .text = strbuf_view(text)};
}

/* Bytes become base64, which is bound as bytes again where the plan says so. */
static Json json_of_bytes(Arena *arena, Str bytes) {
    StrBuf *text = strbuf_new(arena);
    json_write_base64(text, bytes);
    Str quoted = strbuf_view(text);
    return (Json){.kind = JSON_STRING, .text = str_slice(quoted, 1, quoted.length - 2)};
}

static Json json_of_column(Arena *arena, sqlite3_stmt *statement, int column) {
    int type = sqlite3_column_type(statement, column);
    if (type == SQLITE_INTEGER) {
        return (Json){
            .kind = JSON_NUMBER,
            .text = str_format(arena, "%lld", (long long)sqlite3_column_int64(statement, column))};
    }
    if (type == SQLITE_FLOAT) {
        return json_of_double(arena, sqlite3_column_double(statement, column));
    }
    const char *data = sqlite3_column_blob(statement, column);
    Str bytes = {data, (size_t)sqlite3_column_bytes(statement, column)};
    if (type == SQLITE_TEXT) {
        return json_of_text(arena, JSON_STRING, bytes);
    }
    return type == SQLITE_BLOB ? json_of_bytes(arena, bytes) : (Json){.kind = JSON_NULL};
}

/* The key of a written row: its one value, or the array of them. */
static Json json_of_key(Arena *arena, sqlite3_stmt *statement, size_t count) {
    if (count == 1) {
        return json_of_column(arena, statement, 0);
    }
    Json key = {.kind = JSON_ARRAY, .items = ARENA_ARRAY(arena, count, Json), .count = count};
    for (size_t i = 0; i < count; i++) {
        key.items[i] = json_of_column(arena, statement, (int)i);
    }
    return key;
}

/* The key of a row that is to be verified, as one that was inserted or one that was updated. */
static void step_note_verified(Mutator *mutator, const Step *step, Json key) {
    bool updated = step->told_apart && mutator->connection->functions.updated;
    uint32_t slot = updated ? step->verify_updated : step->verify;
    mutator->connection->functions.updated = false;
    if (slot != NO_SLOT) {
        Json *keys = (Json *)mutator->run->slots[slot];
        ARENA_PUSH(mutator->errors->arena, keys->items, keys->count, key);
    }
}

static void step_take_row(Mutator *mutator, const Step *step, sqlite3_stmt *statement) {
    Arena *arena = mutator->errors->arena;
    mutator->rows++;
    if (step->key_count != 0) {
        Json key = json_of_key(arena, statement, step->key_count);
        if (!step->keys_apart) {
            ARENA_PUSH(arena, mutator->keys->items, mutator->keys->count, key);
        }
        step_note_verified(mutator, step, key);
    }
    for (size_t i = 0; i < step->capture_count; i++) {
        Json *value = ARENA_NEW(arena, Json);
        *value = json_of_column(arena, statement, (int)(step->key_count + i));
        mutator->run->slots[step->captures[i]] = value;
    }
}

/* ---- Steps ---- */

static bool step_refuse(Mutator *mutator, const Step *step, ErrorCode code, const char *message) {
    mutator_locate(mutator, error_add(mutator->errors, code, "%s", message), step);
    return false;
}

/* What it means that the step has met no row. */
static bool step_check_none(Mutator *mutator, const Step *step) {
    switch (step->no_row) {
    case NO_ROW_FINE:
        break;
    case NO_ROW_ENDS:
        mutator->ended = true;
        break;
    case NO_ROW_CONFLICT:
        return step_refuse(mutator, step, ERROR_CONFLICT,
                           "The row was not written because of a conflict, so that the rows nested "
                           "with it have nothing to refer to.");
    case NO_ROW_NOT_FOUND:
        return step_refuse(mutator, step, ERROR_NOT_FOUND,
                           "The row that is meant here is not there, or not related to the one "
                           "around it; nothing was done.");
    }
    return true;
}

static bool step_check_rows(Mutator *mutator, const Step *step) {
    if (mutator->rows == 0) {
        return step_check_none(mutator, step);
    }
    const Bind *most = step->max_affected;
    int64_t limit;
    if (most == NULL) {
        return true;
    }
    const Json *value =
        most->slot == BIND_CONSTANT ? &most->constant : mutator->run->slots[most->slot];
    if (!json_int64(value, &limit) || mutator->rows > limit) {
        return step_refuse(mutator, step, ERROR_CONFLICT,
                           "More rows would be affected than _max_affected allows.");
    }
    return true;
}

/* Takes the rows that the statement returns. */
static bool step_run(Mutator *mutator, const Step *step, sqlite3_stmt *statement) {
    bool good = true;
    mutator->rows = 0;
    int rc = SQLITE_DONE;
    while (good && (rc = sqlite3_step(statement)) == SQLITE_ROW) {
        switch (step->kind) {
        case STEP_CHECK:
            good = sqlite3_column_int(statement, 0) != 0 ||
                   step_refuse(mutator, step, ERROR_CONFLICT,
                               "The row is no longer as _if says; nothing was done.");
            break;
        case STEP_VERIFY:
            good = step_refuse(mutator, step, ERROR_PERMISSION,
                               "The check of a rule for writing has failed: the role may not leave "
                               "such a row behind. Nothing was done.");
            break;
        case STEP_FIND:
        case STEP_WRITE:
            step_take_row(mutator, step, statement);
            break;
        case STEP_ANSWER: {
            const char *json = sqlite3_column_blob(statement, 0);
            size_t length = (size_t)sqlite3_column_bytes(statement, 0);
            strbuf_append(mutator->out, json == NULL ? STR("null") : (Str){json, length});
            break;
        }
        }
    }
    if (rc == SQLITE_DONE && step->counts_changes) {
        mutator->affected_count += sqlite3_changes64(mutator->connection->db);
    }
    if (good && rc != SQLITE_DONE) {
        mutator_fail(mutator, step, rc);
        good = false;
    }
    mutator->affected_count += step->kind == STEP_WRITE ? mutator->rows : 0;
    return good && ((step->kind != STEP_WRITE && step->kind != STEP_FIND) ||
                    step_check_rows(mutator, step));
}

static bool mutator_step(Mutator *mutator, const Step *step) {
    Connection *connection = mutator->connection;
    *mutator->affected = (Json){
        .kind = JSON_NUMBER,
        .text = str_format(mutator->errors->arena, "%lld", (long long)mutator->affected_count)};
    mutator->outcome = EXECUTE_FAILED;
    sqlite3_stmt *statement =
        execute_prepare(connection, &step->statement, (const Json *const *)mutator->run->slots,
                        mutator->errors, &mutator->outcome);
    if (statement == NULL) {
        Error *error = &mutator->errors->items[mutator->errors->count - 1];
        if (mutator->outcome == EXECUTE_FAILED) {
            mutator_locate(mutator, error, step);
        }
        return false;
    }
    mutator->run->statements++;
    bool good = step_run(mutator, step, statement);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return good;
}

static bool mutator_steps(Mutator *mutator, const Step *steps, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool left_out = (mutator->ended && steps[i].kind != STEP_ANSWER) ||
                        (mutator->rows != 0 && steps[i].otherwise);
        if (!left_out && !mutator_step(mutator, &steps[i])) {
            return false;
        }
    }
    return true;
}

/* Puts a row of the list into the slots. */
static void mutator_put_row(Mutator *mutator, const RowValues *rows, size_t row) {
    for (size_t i = 0; i < rows->stride; i++) {
        mutator->run->slots[rows->first + i] = rows->values[row * rows->stride + i];
    }
}

/* The steps for each row of their list; the first one is in the slots again afterwards. */
static bool mutator_rows(Mutator *mutator, const Step *steps, size_t count) {
    const RowValues *rows = &mutator->run->rows[steps->rows_of - 1];
    bool good = !mutator->ended;
    for (size_t row = 0; row < rows->count && good; row++) {
        mutator_put_row(mutator, rows, row);
        good = mutator_steps(mutator, steps, count);
    }
    mutator_put_row(mutator, rows, 0);
    return good || mutator->ended;
}

/* How many steps, from the first of these on, are done together. */
static size_t steps_together(const Step *steps, size_t count) {
    size_t together = 1;
    while (together < count && steps[together].rows_of == steps->rows_of &&
           !steps[together].rows_begin) {
        together++;
    }
    return together;
}

static bool mutator_stage(Mutator *mutator, const ProgramStage *stage) {
    mutator->affected = ARENA_NEW(mutator->errors->arena, Json);
    mutator->keys = ARENA_NEW(mutator->errors->arena, Json);
    mutator->affected_count = 0;
    mutator->keys->kind = JSON_ARRAY;
    mutator->run->slots[stage->affected] = mutator->affected;
    mutator->run->slots[stage->keys] = mutator->keys;
    mutator->ended = false;
    for (size_t i = 0; i < stage->verified_count; i++) {
        Json *keys = ARENA_NEW(mutator->errors->arena, Json);
        keys->kind = JSON_ARRAY;
        mutator->run->slots[stage->verified[i]] = keys;
    }
    bool good = true;
    for (size_t i = 0, count; i < stage->step_count && good; i += count) {
        const Step *steps = &stage->steps[i];
        count = steps_together(steps, stage->step_count - i);
        good = steps->rows_of == 0 ? mutator_steps(mutator, steps, count)
                                   : mutator_rows(mutator, steps, count);
    }
    return good;
}

static bool mutator_field(Mutator *mutator, const ProgramField *field) {
    bool good = !field->dry_run || mutator_exec(mutator, "savepoint soloql_dry_run");
    strbuf_append(mutator->out, field->list ? STR("[") : STR(""));
    for (size_t i = 0; i < field->stage_count && good; i++) {
        mutator->stage = i;
        strbuf_append(mutator->out, i == 0 ? STR("") : STR(","));
        good = mutator_stage(mutator, &field->stages[i]);
    }
    strbuf_append(mutator->out, field->list ? STR("]") : STR(""));
    return good && (!field->dry_run || mutator_exec(mutator, "rollback to soloql_dry_run; "
                                                             "release soloql_dry_run"));
}

/* {"key":answer,…}: the fields in their order. */
static bool mutator_data(Mutator *mutator) {
    const Program *program = mutator->run->program;
    bool good = true;
    strbuf_append_char(mutator->out, '{');
    for (size_t i = 0; i < program->root_count && good; i++) {
        mutator->root = &program->roots[i];
        strbuf_append(mutator->out, i == 0 ? STR("\"") : STR(",\""));
        strbuf_append(mutator->out, mutator->root->node.key);
        strbuf_append(mutator->out, STR("\":"));
        if (mutator->root->constant.data != NULL) {
            strbuf_append(mutator->out, mutator->root->constant);
        } else {
            good = mutator_field(mutator, &program->mutations[i]);
        }
    }
    strbuf_append_char(mutator->out, '}');
    return good;
}

/* Values of the answer that contradict their types, and an answer that is too long. */
static bool mutator_check_answer(Mutator *mutator, size_t start) {
    const Program *program = mutator->run->program;
    (void)strbuf_reserve(mutator->out, 1); /* for the brace that closes the answer */
    if (mutator->out->failed) {
        error_add(mutator->errors, ERROR_QUERY_TOO_EXPENSIVE,
                  "The answer is larger than the limit; nothing was done. Ask for fewer rows.");
        return false;
    }
    if (mutator->connection->functions.note_count == 0) {
        return true;
    }
    ResultNode answer = {.kind = RESULT_OBJECT, .child_count = program->root_count};
    answer.children = ARENA_ARRAY(mutator->errors->arena, program->root_count, ResultNode);
    for (size_t i = 0; i < program->root_count; i++) {
        answer.children[i] = program->roots[i].node;
    }
    execute_bubble(mutator->out, start, &answer, &mutator->connection->functions, mutator->errors);
    return false;
}

/* ---- The transaction ---- */

static bool mutator_check_schema(Mutator *mutator) {
    if (connection_look_at_schema(mutator->connection) &&
        mutator->connection->schema_version == mutator->run->schema_version) {
        return true;
    }
    error_add(mutator->errors, ERROR_CONFLICT, "The database's schema has changed; try again.");
    return false;
}

/* The versions of tables are told of whole transactions: what a batch has written counts when the
 * batch is committed. */
static void transaction_has_begun(Connection *connection) {
    connection->written = (TableSet){0};
    if (connection->versions != NULL) {
        table_versions_begin(connection->versions, &connection->writer, connection->db);
    }
}

static void transaction_has_ended(Connection *connection, bool committed) {
    if (connection->versions != NULL) {
        table_versions_end(connection->versions, &connection->writer, &connection->written,
                           committed);
    }
}

/* Undoes what is open; also what could not be undone when its time was, for want of memory. */
static void transaction_clear(sqlite3 *db) {
    if (sqlite3_get_autocommit(db) == 0) {
        (void)sqlite3_exec(db, "rollback", NULL, NULL, NULL);
    }
}

static bool mutator_begin(Mutator *mutator) {
    if (!mutator->connection->in_batch) {
        transaction_clear(mutator->connection->db);
        bool good = mutator_exec(mutator, "begin immediate");
        if (good) {
            transaction_has_begun(mutator->connection);
        }
        return good;
    }
    if (!batch_is_open(mutator->connection)) { /* a savepoint would begin a transaction */
        sqlite_error_add(mutator->errors, mutator->connection->db, SQLITE_ABORT);
        return false;
    }
    return mutator_exec(mutator, "savepoint soloql_request");
}

/* In a batch SQLite would look at deferred keys only when all of it is committed. */
static bool mutator_check_keys(Mutator *mutator) {
    int violations = 0, highest;
    sqlite3 *db = mutator->connection->db;
    sqlite3_db_status(db, SQLITE_DBSTATUS_DEFERRED_FKS, &violations, &highest, 0);
    if (violations != 0) {
        sqlite_error_add(mutator->errors, db, SQLITE_CONSTRAINT_FOREIGNKEY);
    }
    return violations == 0;
}

static bool mutator_commit(Mutator *mutator) {
    if (!mutator->connection->in_batch) {
        return mutator_exec(mutator, "commit");
    }
    return mutator_check_keys(mutator) && mutator_exec(mutator, "release soloql_request");
}

/* SQLite has rolled back by itself after some errors. A mutation of a batch that cannot be undone
 * by itself takes the batch with it, which is then no longer open. */
static void mutator_roll_back(Mutator *mutator) {
    Connection *connection = mutator->connection;
    if (sqlite3_get_autocommit(connection->db) != 0) {
        return;
    }
    if (!connection->in_batch) {
        transaction_clear(connection->db);
    } else if (sqlite3_exec(connection->db, "rollback to soloql_request; release soloql_request",
                            NULL, NULL, NULL) != SQLITE_OK) {
        transaction_clear(connection->db);
        connection->in_batch = false;
    }
}

void mutation_abandon(Connection *connection) {
    Mutator mutator = {.connection = connection};
    if (!connection->mutates) {
        return;
    }
    connection->mutates = false;
    mutator_roll_back(&mutator);
    if (!connection->in_batch) {
        transaction_has_ended(connection, false);
    }
    connection->unsettled = true;
    connection_end(connection);
}

ExecuteOutcome execute_mutation(Connection *connection, MutationRun *run, StrBuf *out,
                                ErrorList *errors) {
    Mutator mutator = {.connection = connection,
                       .run = run,
                       .out = out,
                       .errors = errors,
                       .outcome = EXECUTE_FAILED};
    size_t start = out->length;
    connection_begin(connection);
    bool good = mutator_begin(&mutator);
    if (good) {
        connection->mutates = true;
        good = mutator_check_schema(&mutator) && mutator_data(&mutator) &&
               mutator_check_answer(&mutator, start) && mutator_commit(&mutator);
        connection->deadline_ms = 0; /* undoing takes the time that it takes */
        if (!good) {
            mutator_roll_back(&mutator);
        }
        connection->mutates = false;
        if (!connection->in_batch) {
            transaction_has_ended(connection, good);
        }
    }
    connection->unsettled = !good;
    connection_end(connection);
    return good ? EXECUTE_OK : mutator.outcome;
}

int batch_begin(Connection *connection) {
    transaction_clear(connection->db);
    int rc = sqlite3_exec(connection->db, "begin immediate", NULL, NULL, NULL);
    connection->in_batch = rc == SQLITE_OK;
    if (connection->in_batch) {
        transaction_has_begun(connection);
    }
    return rc;
}

bool batch_is_open(const Connection *connection) {
    return connection->in_batch && sqlite3_get_autocommit(connection->db) == 0;
}

int batch_commit(Connection *connection) {
    bool is_open = batch_is_open(connection);
    atomic_store_explicit(&connection->interrupted, false, memory_order_relaxed);
    int rc = is_open ? sqlite3_exec(connection->db, "commit", NULL, NULL, NULL) : SQLITE_ABORT;
    if (rc != SQLITE_OK) {
        batch_roll_back(connection);
        return rc;
    }
    connection->in_batch = false;
    transaction_has_ended(connection, true);
    return rc;
}

void batch_roll_back(Connection *connection) {
    transaction_clear(connection->db);
    connection->in_batch = false;
    transaction_has_ended(connection, false);
}

/* ---- As text ---- */

static void step_write(StrBuf *out, const Program *statement, const Program *program,
                       const Json *const *slots) {
    size_t known = program->slot_count;
    strbuf_append(out, statement->sql);
    strbuf_append(out, STR(";\n"));
    for (size_t i = 0; i < statement->bind_count; i++) {
        const Bind *bind = &statement->binds[i];
        strbuf_appendf(out, "-- ?%zu = ", i + 1);
        if (bind->slot != BIND_CONSTANT && (bind->slot >= known || slots[bind->slot] == NULL)) {
            strbuf_appendf(out, "what an earlier step brings (slot %u)", bind->slot);
        } else {
            bind_write(out, bind, slots);
        }
        strbuf_append_char(out, '\n');
    }
}

void mutation_write_steps(StrBuf *out, const Program *program, const Json *const *slots) {
    for (size_t i = 0; i < program->root_count; i++) {
        const ProgramField *field = &program->mutations[i];
        for (size_t s = 0; s < field->stage_count; s++) {
            const ProgramStage *stage = &field->stages[s];
            for (size_t step = 0; step < stage->step_count; step++) {
                strbuf_append(out,
                              stage->steps[step].rows_begin
                                  ? STR("-- for each row of the list, of which the first is:\n")
                                  : STR(""));
                step_write(out, &stage->steps[step].statement, program, slots);
            }
        }
    }
}
