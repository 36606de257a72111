/*
 * soloql_check(): the doctor's examination of the engine's database, as text.
 *
 * Reads with a connection of its own, without a time limit, and not guarded: pragmas tell which
 * foreign keys are violated.
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "sqlgen/doctor/doctor.h"
#include "sqlgen/engine.h"

/* What the examination holds, so that it can be given back wherever it ends. */
typedef struct Check {
    Arena arena;
    Connection connection;
    StrBuf text;
    size_t errors;
} Check;

static void check_run(Check *check, const Snapshot *snapshot, soloql_report_format format) {
    Examination examination = {
        .arena = &check->arena, .model = snapshot->model, .connection = &check->connection};
    doctor_examine(&examination);
    check->errors = doctor_count_errors(&examination);
    if (format == SOLOQL_REPORT_JSON) {
        doctor_write_json(&check->text, &examination);
    } else {
        doctor_write_text(&check->text, &examination);
    }
    strbuf_append_char(&check->text, '\0');
}

/* As check_run(); false where memory runs out. */
static bool check_try(Check *check, const Snapshot *snapshot, soloql_report_format format) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        return false;
    }
    check->arena.escape = &escape;
    check_run(check, snapshot, format);
    return !check->text.failed;
}

char *soloql_check(soloql *engine, soloql_report_format format, size_t *errors, char **message) {
    Check check = {.errors = 0};
    ConnectionOptions options = engine->connection;
    options.guarded = false;
    options.timeout_ms = 0;
    *message = NULL;
    arena_init(&check.arena, 0);
    Str problem = STR("not enough memory");
    bool good = connection_open(&check.connection, &options, &check.arena, &problem);
    if (good) {
        Snapshot *snapshot = engine_acquire(engine);
        connection_begin(&check.connection);
        good = check_try(&check, snapshot, format);
        connection_close(&check.connection);
        engine_release(engine, snapshot);
    }
    if (!good) {
        strbuf_free(&check.text);
        *message = strdup(problem.data);
    }
    *errors = check.errors;
    arena_free(&check.arena);
    return check.text.data;
}
