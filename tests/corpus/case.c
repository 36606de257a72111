/*
 * One golden test; see case.h.
 *
 * The operation runs twice, and SQLite is watched each time. It must be answered by exactly the
 * statement that was compiled (none, if all is known before), a second time out of the cache, with
 * the same bytes. An operation that was refused has a .json only.
 */
#include "tests/corpus/case.h"

#include <stdio.h>

#include "sqlgen/base/json_reader.h"
#include "tests/corpus/compile.h"
#include "tests/corpus/golden.h"
#include "tests/corpus/pretty.h"

enum { ANSWER_DEPTH = 1200 }; /* a stored JSON value may be 1,000 deep */

typedef struct Case {
    Arena *arena;
    Subject *subject;
    const char *stem;
    soloql_request request;
    Compiled compiled;
    Str answer; /* of the first run */
    soloql_outcome outcome;
} Case;

static bool case_fail(const Case *c, const char *what) {
    printf("%s: %s\n", c->stem, what);
    return false;
}

/* The statement must be one read; and where virtual tables are read for the first time, they
 * read their own settings now rather than when statements are counted. */
static bool case_prepare(const Case *c) {
    const Program *program = c->compiled.program;
    if (program == NULL || program->sql.length == 0) {
        return true;
    }
    sqlite3_stmt *statement = NULL;
    const char *tail = NULL;
    int rc = sqlite3_prepare_v2(c->subject->connection->run.db, program->sql.data, -1, &statement,
                                &tail);
    bool good = rc == SQLITE_OK && *tail == '\0' && sqlite3_stmt_readonly(statement);
    sqlite3_finalize(statement);
    return good || case_fail(c, sqlite3_errmsg(c->subject->connection->run.db));
}

/* True if the statement was run, whatever came of it. */
static bool case_ran(const Case *c) {
    return c->outcome == SOLOQL_OK || c->outcome == SOLOQL_EXECUTION_ERROR;
}

/* Runs it once, and checks what SQLite was asked to do. */
static bool case_execute(Case *c, soloql_response *response) {
    Subject *subject = c->subject;
    const Program *program = c->compiled.program;
    subject_watch(subject, program == NULL ? (Str){0} : program->sql);
    soloql_execute(subject->connection, &c->request, response);
    subject_unwatch(subject);
    if (response->outcome == SOLOQL_NEEDS_WRITER &&
        !subject_mutate(subject, &c->request, response)) {
        return false;
    }
    c->outcome = response->outcome;
    bool runs = case_ran(c);
    if (runs && program == NULL) {
        return case_fail(c, "ran, although it does not compile");
    }
    unsigned wanted = runs && program->sql.length != 0; /* a mutation runs elsewhere */
    if (subject->statements != wanted || subject->strangers != 0) {
        printf("%s: %u statements ran, %u of them not the compiled one; %u should\n", c->stem,
               subject->statements, subject->strangers, wanted);
        return false;
    }
    Str answer = {response->body, response->body_length};
    if (!str_is_utf8(answer) || !json_check(answer, ANSWER_DEPTH)) {
        return case_fail(c, "the answer is not JSON");
    }
    return true;
}

static bool case_run_twice(Case *c) {
    soloql_response response;
    if (!case_execute(c, &response)) {
        return false;
    }
    c->answer = str_copy(c->arena, (Str){response.body, response.body_length});
    if (!case_execute(c, &response)) {
        return false;
    }
    if (!str_equal(c->answer, (Str){response.body, response.body_length})) {
        return case_fail(c, "the second answer differs from the first");
    }
    bool reusable = c->compiled.program != NULL && c->compiled.plan->reusable;
    if (case_ran(c) && (response.cached != 0) != reusable) {
        return case_fail(c, reusable ? "was compiled again" : "came out of the cache");
    }
    return true;
}

/* Compares, or rewrites, all three files whatever is wrong with one. */
static bool case_compare(const Case *c, bool accept) {
    Golden golden = {.arena = c->arena, .stem = c->stem, .accept = accept};
    StrBuf *json = strbuf_new(c->arena);
    StrBuf *plan = strbuf_new(c->arena);
    Str sql = {0};
    pretty_print(json, c->answer);
    if (case_ran(c)) {
        plan_print(plan, c->compiled.plan);
        sql = compile_write_sql(c->arena, &c->compiled);
    }
    bool same_plan = golden_check(&golden, ".plan", strbuf_view(plan));
    bool same_sql = golden_check(&golden, ".sql", sql);
    bool same_json = golden_check(&golden, ".json", strbuf_view(json));
    return same_plan && same_sql && same_json;
}

/* Who asks: {"role": "clerk", "claims": {"employee_id": "4"}, "backend": true}; the admin if there
 * is no such file. */
static bool case_read_caller(Case *c) {
    Str text = file_read(c->arena, str_format(c->arena, "%s.session.json", c->stem).data);
    if (text.data == NULL) {
        return true;
    }
    Json session;
    if (!json_read(c->arena, text, ANSWER_DEPTH, &session, NULL) || session.kind != JSON_OBJECT) {
        return case_fail(c, "the session is no JSON object");
    }
    for (size_t i = 0; i < session.count; i++) {
        const JsonMember *member = &session.members[i];
        if (str_equal(member->key, STR("role")) && member->value.kind == JSON_STRING) {
            c->request.role = str_copy(c->arena, member->value.text).data;
        } else if (str_equal(member->key, STR("claims"))) {
            StrBuf *claims = strbuf_new(c->arena);
            json_write(claims, &member->value);
            c->request.session = str_copy(c->arena, strbuf_view(claims)).data;
        } else if (str_equal(member->key, STR("backend"))) {
            c->request.backend = member->value.kind == JSON_TRUE;
        } else {
            return case_fail(c, "a session has role, claims and backend");
        }
    }
    return true;
}

bool case_run(Subject *subject, const char *stem, bool accept) {
    Arena arena;
    arena_init(&arena, 0);
    Case c = {.arena = &arena, .subject = subject, .stem = stem};
    Str document = file_read(&arena, str_format(&arena, "%s.graphql", stem).data);
    Str variables = file_read(&arena, str_format(&arena, "%s.vars.json", stem).data);
    c.request = (soloql_request){.query = document.data,
                                 .query_length = document.length,
                                 .variables = variables.data,
                                 .variables_length = variables.length};
    bool good = case_read_caller(&c);
    c.compiled = compile_operation(&arena, subject->idle, &c.request);
    good = good && case_prepare(&c) && case_run_twice(&c) && case_compare(&c, accept);
    arena_free(&arena);
    return good;
}
