/* Our SQL functions: state and registration; see functions.h. */
#include "sqlgen/run/functions.h"

#include "sqlgen/run/each_table.h"

enum { SHAPES_KEPT = 512 }; /* compiled shapes that a connection keeps between requests */

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
