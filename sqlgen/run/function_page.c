/*
 * soloql_page, soloql_page_end, soloql_cursor and soloql_id: connections and global ids; see
 * functions.h.
 *
 * A page is read with one row more than it shows if somebody asks whether there is more, and from
 * its end if its last rows are wanted. So soloql_page(size, backward, shape, …) is
 * soloql_list(shape, …) of the first `size` rows, written in the opposite order where `backward`
 * is 1.
 */
#include <stdlib.h>

#include "sqlgen/run/functions.h"
#include "sqlgen/run/token.h"

typedef struct PageContext {
    StrBuf out;   /* the objects, one after the other */
    size_t *ends; /* of each object in out; malloc */
    size_t count; /* of objects */
    size_t size;  /* of the page; SIZE_MAX = all rows */
    bool backward;
    const Shape *shape; /* NULL until the first row */
} PageContext;

static size_t page_size(sqlite3_value *value) {
    return sqlite3_value_type(value) == SQLITE_NULL ? SIZE_MAX : (size_t)sqlite3_value_int64(value);
}

static bool page_note_end(PageContext *page) {
    bool full = (page->count & (page->count - 1)) == 0; /* room is 1, 2, 4, 8 … */
    size_t room = page->count == 0 ? 1 : page->count * 2;
    size_t *ends = full ? realloc(page->ends, room * sizeof *ends) : page->ends;
    if (ends == NULL) {
        return false;
    }
    page->ends = ends;
    page->ends[page->count++] = page->out.length;
    return true;
}

static void function_page_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    FunctionState *state = sqlite3_user_data(context);
    PageContext *page = sqlite3_aggregate_context(context, sizeof *page);
    if (page == NULL || count < 3) {
        sqlite3_result_error(context, "a page takes its size, its direction and a shape", -1);
        return;
    }
    if (page->shape == NULL) {
        page->shape = function_check_shape(context, count - 2, arguments + 2, true);
        page->size = page_size(arguments[0]);
        page->backward = sqlite3_value_int(arguments[1]) != 0;
        page->out.limit = state->max_bytes;
    }
    if (page->shape == NULL || page->count == page->size) {
        return;
    }
    function_write_shape(state, &page->out, page->shape, arguments + 3);
    if (page->out.failed || !page_note_end(page)) {
        sqlite3_result_error_toobig(context);
    }
}

static void function_page_final(sqlite3_context *context) {
    FunctionState *state = sqlite3_user_data(context);
    PageContext *page = sqlite3_aggregate_context(context, 0);
    StrBuf list = {.limit = state->max_bytes};
    strbuf_append_char(&list, '[');
    for (size_t i = 0; page != NULL && i < page->count; i++) {
        size_t index = page->backward ? page->count - 1 - i : i;
        size_t start = index == 0 ? 0 : page->ends[index - 1];
        if (i != 0) {
            strbuf_append_char(&list, ',');
        }
        strbuf_append(&list, (Str){page->out.data + start, page->ends[index] - start});
    }
    strbuf_append_char(&list, ']');
    if (page != NULL) {
        strbuf_free(&page->out);
        free(page->ends);
    }
    function_result(context, &list);
}

typedef struct PageEndContext {
    sqlite3_value *value; /* a copy; NULL before the first row */
    int64_t rows;
} PageEndContext;

/* soloql_page_end(size, last, value): that of the first row, or of the last one of the page. */
static void function_page_end_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    PageEndContext *end = sqlite3_aggregate_context(context, sizeof *end);
    if (end == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    bool last = sqlite3_value_int(arguments[1]) != 0;
    bool in_page = (size_t)end->rows < page_size(arguments[0]);
    if (in_page && (last || end->rows == 0)) {
        sqlite3_value_free(end->value);
        end->value = sqlite3_value_dup(arguments[2]);
    }
    end->rows++;
}

static void function_page_end_final(sqlite3_context *context) {
    PageEndContext *end = sqlite3_aggregate_context(context, 0);
    if (end != NULL && end->value != NULL) {
        sqlite3_result_value(context, end->value);
        sqlite3_value_free(end->value);
    }
}

static void function_token(sqlite3_context *context, int count, sqlite3_value **arguments,
                           SipKey key) {
    if (count < 1 || sqlite3_value_type(arguments[0]) != SQLITE_TEXT) {
        sqlite3_result_error(context, "a token has a label", -1);
        return;
    }
    Str label = {(const char *)sqlite3_value_text(arguments[0]),
                 (size_t)sqlite3_value_bytes(arguments[0])};
    StrBuf out = {0};
    token_write(&out, key, label, arguments + 1, (size_t)count - 1);
    if (out.failed) {
        strbuf_free(&out);
        sqlite3_result_error_toobig(context);
    } else {
        sqlite3_result_text64(context, out.data, out.length, free, SQLITE_UTF8);
    }
}

static void function_cursor(sqlite3_context *context, int count, sqlite3_value **arguments) {
    const FunctionState *state = sqlite3_user_data(context);
    function_token(context, count, arguments, state->cursor_key);
}

static void function_id(sqlite3_context *context, int count, sqlite3_value **arguments) {
    function_token(context, count, arguments, token_public_key);
}

int functions_register_page(sqlite3 *db, FunctionState *state) {
    const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db, "soloql_page", -1, flags, state, NULL,
                                        function_page_step, function_page_final, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_page_end", 3, flags, NULL, NULL,
                                        function_page_end_step, function_page_end_final, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_cursor", -1, flags | SQLITE_DETERMINISTIC,
                                        state, function_cursor, NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_id", -1, flags | SQLITE_DETERMINISTIC, NULL,
                                        function_id, NULL, NULL, NULL);
    }
    return rc;
}
