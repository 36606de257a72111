/* Our SQL functions: state and registration; see functions.h. */
#include "sqlgen/run/functions.h"

enum { SHAPES_KEPT = 512 }; /* compiled shapes that a connection keeps between requests */

static void function_state_clear_shapes(FunctionState *state) {
    arena_reset(&state->shapes_arena);
    map_init(&state->shapes, &state->shapes_arena);
    map_init(&state->members, &state->shapes_arena);
}

void function_state_init(FunctionState *state) {
    *state = (FunctionState){.mark_errors = true};
    arena_init(&state->notes_arena, 0);
    arena_init(&state->shapes_arena, 0);
    function_state_clear_shapes(state);
}

void function_state_free(FunctionState *state) {
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
    int rc = functions_register_json(db, state);
    if (rc == SQLITE_OK) {
        rc = functions_register_text(db);
    }
    if (rc == SQLITE_OK) {
        rc = functions_register_bucket(db);
    }
    if (rc == SQLITE_OK) {
        rc = functions_register_page(db, state);
    }
    return rc == SQLITE_OK ? functions_register_statistics(db) : rc;
}
