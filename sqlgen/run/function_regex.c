/*
 * soloql_regex, soloql_iregex and soloql_similar; see functions.h.
 *
 * In: ('^A.*z$', 'Abcz'). Out: 1. The pattern is the same for every row, so it is compiled once and
 * kept by SQLite beside the argument.
 */
#include <stdlib.h>

#include "sqlgen/run/functions.h"
#include "sqlgen/run/regex.h"

typedef struct KeptRegex {
    Arena arena;
    Regex *regex; /* NULL if the pattern is no good */
} KeptRegex;

static void regex_free(void *data) {
    KeptRegex *kept = data;
    arena_free(&kept->arena);
    free(kept);
}

/* The first argument, compiled; NULL after reporting an error. */
static Regex *regex_get(sqlite3_context *context, Str pattern, RegexOptions options) {
    KeptRegex *kept = sqlite3_get_auxdata(context, 0);
    if (kept == NULL) {
        RegexError error;
        kept = calloc(1, sizeof *kept);
        if (kept == NULL) {
            sqlite3_result_error_nomem(context);
            return NULL;
        }
        arena_init(&kept->arena, 0);
        kept->regex = regex_compile(&kept->arena, pattern, options, &error);
        sqlite3_set_auxdata(context, 0, kept, regex_free);
        kept = sqlite3_get_auxdata(context, 0); /* SQLite may have freed it at once */
    }
    if (kept == NULL) {
        sqlite3_result_error_nomem(context);
    } else if (kept->regex == NULL) {
        sqlite3_result_error(context, "the pattern is malformed", -1);
    }
    return kept == NULL ? NULL : kept->regex;
}

static void function_match(sqlite3_context *context, sqlite3_value **arguments,
                           RegexOptions options) {
    FunctionState *state = sqlite3_user_data(context);
    Str texts[2];
    for (size_t i = 0; i < 2; i++) {
        const char *text = (const char *)sqlite3_value_text(arguments[i]);
        if (text == NULL) {
            return; /* null matches nothing */
        }
        texts[i] = (Str){text, (size_t)sqlite3_value_bytes(arguments[i])};
    }
    Regex *regex = regex_get(context, texts[0], options);
    if (regex == NULL) {
        return;
    }
    RegexOutcome outcome = regex_match(regex, texts[1], state->is_over, state->is_over_context);
    if (outcome == REGEX_STOPPED) {
        sqlite3_result_error_code(context, SQLITE_INTERRUPT);
    } else {
        sqlite3_result_int(context, outcome == REGEX_MATCHES);
    }
}

static void function_regex(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_match(context, arguments, (RegexOptions){.fold = false});
}

static void function_iregex(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_match(context, arguments, (RegexOptions){.fold = true});
}

static void function_similar(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_match(context, arguments, (RegexOptions){.similar = true});
}

int functions_register_regex(sqlite3 *db, FunctionState *state) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db, "soloql_regex", 2, flags, state, function_regex, NULL,
                                        NULL, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_iregex", 2, flags, state, function_iregex, NULL,
                                        NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_similar", 2, flags, state, function_similar,
                                        NULL, NULL, NULL);
    }
    return rc;
}
