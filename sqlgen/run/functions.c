/* Our SQL functions: state and registration; see functions.h. */
#include "sqlgen/run/functions.h"

#include "sqlgen/run/each_table.h"

#include <stdlib.h>

enum {
    SHAPES_KEPT = 512,        /* compiled shapes that a connection keeps between requests */
    SPARE_LARGEST = 64 * 1024 /* bytes of a value that is copied, so that its buffer can be kept */
};

static void function_state_clear_shapes(FunctionState *state) {
    arena_reset(&state->shapes_arena);
    map_init(&state->shapes, &state->shapes_arena);
    map_init(&state->members, &state->shapes_arena);
}

void function_state_init(FunctionState *state) {
    *state = (FunctionState){.mark_errors = true};
    arena_init(&state->scratch_arena, 0);
    arena_init(&state->notes_arena, 0);
    arena_init(&state->shapes_arena, 0);
    function_state_clear_shapes(state);
}

void function_state_free(FunctionState *state) {
    sqlite3_finalize(state->decoder);
    arena_free(&state->scratch_arena);
    arena_free(&state->notes_arena);
    arena_free(&state->shapes_arena);
    while (state->spare_count != 0) {
        strbuf_free(&state->spares[--state->spare_count]);
    }
}

StrBuf function_take_buffer(sqlite3_context *context) {
    FunctionState *state = sqlite3_user_data(context);
    StrBuf buffer = {.data = NULL};
    if (state->spare_count != 0) {
        buffer = state->spares[--state->spare_count];
    }
    buffer.limit = state->max_bytes;
    if (buffer.limit != 0 && buffer.capacity > buffer.limit) { /* it was lowered meanwhile */
        strbuf_free(&buffer);
    }
    return buffer;
}

void function_result(sqlite3_context *context, StrBuf *out) {
    FunctionState *state = sqlite3_user_data(context);
    if (out->failed) {
        strbuf_free(out);
        sqlite3_result_error_toobig(context);
    } else if (out->capacity > SPARE_LARGEST || state->spare_count == FUNCTION_SPARES) {
        sqlite3_result_blob64(context, out->data, out->length, free);
    } else {
        sqlite3_result_blob64(context, out->data, out->length, SQLITE_TRANSIENT);
        out->length = 0;
        state->spares[state->spare_count++] = *out;
    }
    *out = (StrBuf){.data = NULL};
}

void function_state_reset(FunctionState *state) {
    if (state->note_count != 0) {
        arena_reset(&state->notes_arena);
        state->notes = NULL;
        state->note_count = 0;
    }
    if (state->shapes.count + state->members.count > SHAPES_KEPT) {
        function_state_clear_shapes(state);
    }
}

int functions_register(sqlite3 *db, FunctionState *state) {
    static int (*const stateful[])(sqlite3 *, FunctionState *) = {
        functions_register_json,  functions_register_page,  functions_register_text,
        functions_register_regex, functions_register_jsonb, functions_register_aggregate,
        functions_register_write};
    static int (*const stateless[])(sqlite3 *) = {functions_register_statistics,
                                                  functions_register_bucket,
                                                  functions_register_search, each_table_register};
    int rc = SQLITE_OK;
    state->db = db;
    for (size_t i = 0; i < sizeof stateful / sizeof *stateful && rc == SQLITE_OK; i++) {
        rc = stateful[i](db, state);
    }
    for (size_t i = 0; i < sizeof stateless / sizeof *stateless && rc == SQLITE_OK; i++) {
        rc = stateless[i](db);
    }
    return rc;
}
