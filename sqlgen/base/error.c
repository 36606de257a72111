/* Errors and their table of codes; see error.h. */
#include "sqlgen/base/error.h"

#include "sqlgen/base/json_writer.h"

static const char *const error_codes[] = {
    [ERROR_PARSE_FAILED] = "parse-failed",
    [ERROR_VALIDATION_FAILED] = "validation-failed",
    [ERROR_BAD_REQUEST] = "bad-request",
    [ERROR_ACCESS_DENIED] = "access-denied",
    [ERROR_PERMISSION] = "permission-error",
    [ERROR_INVALID_JWT] = "invalid-jwt",
    [ERROR_NOT_FOUND] = "not-found",
    [ERROR_CONSTRAINT_VIOLATION] = "constraint-violation",
    [ERROR_DATA_EXCEPTION] = "data-exception",
    [ERROR_CONFLICT] = "conflict",
    [ERROR_BUSY] = "busy",
    [ERROR_TIMEOUT] = "timeout",
    [ERROR_RATE_LIMITED] = "rate-limited",
    [ERROR_QUERY_TOO_EXPENSIVE] = "query-too-expensive",
    [ERROR_PERSISTED_QUERY_NOT_FOUND] = "persisted-query-not-found",
    [ERROR_UNEXPECTED] = "unexpected",
};

const char *error_code_name(ErrorCode code) {
    return error_codes[code];
}

void error_list_init(ErrorList *list, Arena *arena, size_t limit) {
    *list = (ErrorList){.arena = arena, .limit = limit};
}

Error *error_add(ErrorList *list, ErrorCode code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Error *error = error_add_list(list, code, format, arguments);
    va_end(arguments);
    return error;
}

Error *error_add_list(ErrorList *list, ErrorCode code, const char *format, va_list arguments) {
    Str message = str_format_list(list->arena, format, arguments);
    if (list->limit != 0 && list->count >= list->limit) {
        Error *dropped = ARENA_NEW(list->arena, Error);
        *dropped = (Error){.code = code, .message = message};
        return dropped;
    }
    ARENA_PUSH(list->arena, list->items, list->count, ((Error){.code = code, .message = message}));
    return &list->items[list->count - 1];
}

void error_add_location(ErrorList *list, Error *error, ErrorLocation location) {
    ARENA_PUSH(list->arena, error->locations, error->location_count, location);
}

static void error_write_locations(StrBuf *out, const Error *error) {
    strbuf_append(out, STR(",\"locations\":["));
    for (size_t i = 0; i < error->location_count; i++) {
        strbuf_appendf(out, "%s{\"line\":%u,\"column\":%u}", i == 0 ? "" : ",",
                       error->locations[i].line, error->locations[i].column);
    }
    strbuf_append_char(out, ']');
}

static void error_write_path(StrBuf *out, const Error *error) {
    strbuf_append(out, STR(",\"path\":["));
    for (size_t i = 0; i < error->path_length; i++) {
        if (i != 0) {
            strbuf_append_char(out, ',');
        }
        if (error->path[i].key.data != NULL) {
            json_write_string(out, error->path[i].key);
        } else {
            json_write_int(out, (int64_t)error->path[i].index);
        }
    }
    strbuf_append_char(out, ']');
}

static void error_write_extensions(StrBuf *out, const Error *error) {
    strbuf_appendf(out, ",\"extensions\":{\"code\":\"%s\"", error_code_name(error->code));
    if (error->constraint.data != NULL) {
        strbuf_append(out, STR(",\"constraint\":"));
        json_write_string(out, error->constraint);
    }
    for (size_t i = 0; i < error->column_count; i++) {
        strbuf_append(out, i == 0 ? STR(",\"columns\":[") : STR(","));
        json_write_string(out, error->columns[i]);
    }
    strbuf_append(out, error->column_count == 0 ? STR("}") : STR("]}"));
}

void error_write(StrBuf *out, const Error *error) {
    strbuf_append(out, STR("{\"message\":"));
    json_write_string(out, error->message);
    if (error->location_count != 0) {
        error_write_locations(out, error);
    }
    if (error->path != NULL) {
        error_write_path(out, error);
    }
    error_write_extensions(out, error);
    strbuf_append_char(out, '}');
}

void error_list_write(StrBuf *out, const ErrorList *list) {
    strbuf_append_char(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i != 0) {
            strbuf_append_char(out, ',');
        }
        error_write(out, &list->items[i]);
    }
    strbuf_append_char(out, ']');
}
