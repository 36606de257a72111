/*
 * Who asks: the role's view of the snapshot, and the claims that its rules compare with.
 *
 *     role "clerk", session {"X-Hasura-Shop-Id": "7"}   →   slot 2 = 7, where a rule has "$shop_id"
 *
 * Claims come as texts, out of headers, or as JSON, out of tokens; the column that one is compared
 * with says what it must be. One that is missing or does not fit is an error before anything is
 * read: an empty comparison could be true. Messages never show a claim's value.
 */
#include <string.h>

#include "sqlgen/engine.h"

static Json *session_find(const Json *session, Str name) {
    for (size_t i = 0; i < session->count; i++) {
        if (str_equal(session->members[i].key, name)) {
            return &session->members[i].value;
        }
    }
    return NULL;
}

/* The claims under their folded names; false if two of them fold to one. */
static bool session_fold(Arena *arena, Json *session) {
    for (size_t i = 0; i < session->count; i++) {
        session->members[i].key = claim_fold(arena, session->members[i].key);
    }
    for (size_t i = 0; i < session->count; i++) {
        if (session_find(session, session->members[i].key) != &session->members[i].value) {
            return false;
        }
    }
    return true;
}

static bool session_read(Execution *execution) {
    const char *given = execution->request->session;
    soloql_connection *connection = execution->connection;
    Json *session = &execution->session;
    *session = (Json){.kind = JSON_OBJECT};
    bool good =
        given == NULL || (json_read(&connection->arena, str_from(given),
                                    connection->engine->options.max_json_depth, session, NULL) &&
                          session->kind == JSON_OBJECT);
    if (!good) {
        error_add(&connection->errors, ERROR_BAD_REQUEST,
                  "The session must be a JSON object of claims by name.");
        return false;
    }
    if (!session_fold(&connection->arena, session)) {
        error_add(&connection->errors, ERROR_BAD_REQUEST,
                  "A claim is in the session twice: upper and lower case, - and _, and the prefix "
                  "x-hasura- make no difference.");
        return false;
    }
    return true;
}

bool execution_identify(Execution *execution) {
    const soloql_request *given = execution->request;
    soloql_connection *connection = execution->connection;
    execution->view =
        snapshot_view(connection->snapshot, str_from(given->role), given->backend != 0);
    if (execution->view == NULL) {
        error_add(&connection->errors, ERROR_UNEXPECTED, "Out of memory.");
        return false;
    }
    return session_read(execution);
}

/* ---- Claims as values ---- */

/* A number, or a text that is one. */
static bool claim_number(Arena *arena, const Json *given, bool integer, Json *out) {
    *out = *given;
    bool good = given->kind == JSON_NUMBER ||
                (given->kind == JSON_STRING && json_read(arena, given->text, 1, out, NULL) &&
                 out->kind == JSON_NUMBER);
    int64_t number;
    return good && (!integer || json_int64(out, &number));
}

static bool claim_boolean(const Json *given, Json *out) {
    static const struct {
        Str text;
        JsonKind kind;
    } words[] = {{STR_INIT("true"), JSON_TRUE}, {STR_INIT("t"), JSON_TRUE},
                 {STR_INIT("1"), JSON_TRUE},    {STR_INIT("false"), JSON_FALSE},
                 {STR_INIT("f"), JSON_FALSE},   {STR_INIT("0"), JSON_FALSE}};
    *out = *given;
    if (given->kind != JSON_STRING) {
        return given->kind == JSON_TRUE || given->kind == JSON_FALSE;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(words[i].text, given->text)) {
            *out = (Json){.kind = words[i].kind};
            return true;
        }
    }
    return false;
}

static bool claim_text(const Json *given, Json *out) {
    *out = (Json){.kind = JSON_STRING, .text = given->text};
    if (given->kind == JSON_TRUE || given->kind == JSON_FALSE) {
        out->text = given->kind == JSON_TRUE ? STR("true") : STR("false");
    }
    return given->kind != JSON_ARRAY && given->kind != JSON_OBJECT;
}

/* The claim as a value of that type; false if it is none. */
static bool claim_scalar(Arena *arena, const Json *given, DataType type, Json *out) {
    switch (type) {
    case DATA_INT:
    case DATA_BIGINT:
        return claim_number(arena, given, true, out);
    case DATA_FLOAT:
    case DATA_NUMERIC:
        return claim_number(arena, given, false, out);
    case DATA_BOOLEAN:
        return claim_boolean(given, out);
    case DATA_JSONB:
        *out = *given;
        if (given->kind == JSON_STRING && !json_read(arena, given->text, 100, out, NULL)) {
            *out = *given;
        }
        return true;
    case DATA_ANY:
        *out = *given;
        return true;
    case DATA_STRING:
    case DATA_DATE:
    case DATA_TIMESTAMP:
    case DATA_TIME:
    case DATA_UUID:
    case DATA_BYTEA:
        break;
    }
    return claim_text(given, out);
}

/* The next item of Hasura's {1,"a b",3}; false at its end or where it is malformed. */
static bool braces_next(Arena *arena, Str text, size_t *at, Json *item) {
    StrBuf *value = strbuf_new(arena);
    bool quoted = *at < text.length && text.data[*at] == '"';
    *at += quoted;
    while (*at < text.length) {
        char c = text.data[(*at)++];
        if (quoted ? c == '"' : c == ',' || c == '}') {
            *at -= !quoted;
            *item = (Json){.kind = JSON_STRING, .text = strbuf_view(value)};
            return !value->failed && *at < text.length;
        }
        if (c == '\\' && quoted && *at < text.length) {
            c = text.data[(*at)++];
        }
        strbuf_append_char(value, c);
    }
    return false;
}

static bool claim_braces(Arena *arena, Str text, Json *out) {
    *out = (Json){.kind = JSON_ARRAY};
    if (str_equal(text, STR("{}"))) {
        return true;
    }
    size_t at = 1;
    for (;;) {
        Json item;
        if (!braces_next(arena, text, &at, &item)) {
            return false;
        }
        ARENA_PUSH(arena, out->items, out->count, item);
        if (text.data[at] == '}') {
            return at + 1 == text.length;
        }
        if (text.data[at++] != ',') {
            return false;
        }
    }
}

/* A list: as JSON, or as Hasura has it in a header. */
static bool claim_list(Arena *arena, const Json *given, DataType type, Json *out) {
    Json list = *given;
    bool text = given->kind == JSON_STRING && given->text.length != 0;
    if (text && given->text.data[0] == '{') {
        if (!claim_braces(arena, given->text, &list)) {
            return false;
        }
    } else if (text && !json_read(arena, given->text, 100, &list, NULL)) {
        return false;
    }
    if (list.kind != JSON_ARRAY) {
        return false;
    }
    *out = (Json){.kind = JSON_ARRAY, .count = list.count};
    out->items = ARENA_ARRAY(arena, list.count, Json);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind == JSON_NULL ||
            !claim_scalar(arena, &list.items[i], type, &out->items[i])) {
            return false;
        }
    }
    return true;
}

bool execution_claim(Execution *execution, const Plan *plan, const Json **slots) {
    soloql_connection *connection = execution->connection;
    for (size_t i = 0; i < plan->claim_count; i++) {
        const Claim *claim = &plan->claims[i];
        const Json *given = session_find(&execution->session, claim->name);
        if (given == NULL || given->kind == JSON_NULL) {
            error_add(&connection->errors, ERROR_NOT_FOUND, "Missing session variable: \"%.*s\".",
                      STR_ARG(claim->name));
            return false;
        }
        Json *value = ARENA_NEW(&connection->arena, Json);
        bool fits = claim->list ? claim_list(&connection->arena, given, claim->type, value)
                                : claim_scalar(&connection->arena, given, claim->type, value);
        if (!fits) {
            Str type = data_type_scalar(claim->type);
            error_add(&connection->errors, ERROR_DATA_EXCEPTION,
                      "The session variable \"%.*s\" is no %s%.*s.", STR_ARG(claim->name),
                      claim->list ? "list of " : "", STR_ARG(type));
            return false;
        }
        slots[claim->slot] = value;
    }
    return true;
}
