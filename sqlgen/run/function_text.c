/*
 * soloql_like, soloql_ilike and soloql_starts_with; see functions.h.
 *
 * SQLite's own LIKE folds ASCII letters only and cannot be told not to fold for one comparison;
 * the API's _like tells upper from lower case and _ilike does not, for all of Unicode (by simple
 * case folding, one character to one character).
 */
#include <string.h>

#include "sqlgen/run/functions.h"
#include "sqlgen/run/text_cursor.h"

enum { RETRIES_BETWEEN = 1 << 8 /* looks at the clock */ };

typedef enum LikeOutcome { LIKE_MISSES, LIKE_MATCHES, LIKE_STOPPED } LikeOutcome;

/* Where the pattern goes on with an ASCII character that stands for itself, goes straight to the
 * next of these in the text; false if there is none. */
static bool text_skip(TextCursor *text, const TextCursor *pattern) {
    if (pattern->fold || pattern->at == pattern->end || *pattern->at >= 0x80 ||
        memchr("%_\\", *pattern->at, 3) != NULL) {
        return true;
    }
    size_t left = (size_t)(text->end - text->at);
    const unsigned char *found = left == 0 ? NULL : memchr(text->at, *pattern->at, left);
    text->at = found == NULL ? text->end : found;
    return found != NULL;
}

/*
 * Matches the whole text. Where a % has been seen, the text may be retried from one character
 * later than last time; only the last % needs that, so the time is at worst the product of the
 * two lengths, and nothing recurses.
 */
static LikeOutcome text_like(TextCursor pattern, TextCursor text, const FunctionState *state) {
    TextCursor retry_pattern = {0}, retry_text = {0};
    size_t retries = 0;
    for (;;) {
        TextCursor after = pattern;
        uint32_t want = pattern.at < pattern.end ? text_next(&after) : 0;
        bool at_end = pattern.at == pattern.end;
        if (!at_end && want == '%') {
            pattern = retry_pattern = after;
            retry_text = text;
            continue;
        }
        if (at_end && text.at == text.end) {
            return LIKE_MATCHES;
        }
        bool matched = false;
        if (!at_end && text.at < text.end) {
            bool any = want == '_';
            if (want == '\\' && after.at < after.end) {
                want = text_next(&after);
            }
            matched = text_next(&text) == want || any;
        }
        if (matched) {
            pattern = after;
            continue;
        }
        if (retry_pattern.at == NULL || retry_text.at == retry_text.end) {
            return LIKE_MISSES;
        }
        if (++retries % RETRIES_BETWEEN == 0 && state->is_over != NULL &&
            state->is_over(state->is_over_context)) {
            return LIKE_STOPPED;
        }
        text_next(&retry_text);
        if (!text_skip(&retry_text, &retry_pattern)) {
            return LIKE_MISSES;
        }
        pattern = retry_pattern;
        text = retry_text;
    }
}

static Str value_text(sqlite3_value *value) {
    const char *text = (const char *)sqlite3_value_text(value);
    return (Str){text, text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

/* Null if one of the two is null; numbers are matched by their text. */
static void function_match(sqlite3_context *context, sqlite3_value **arguments, bool fold) {
    sqlite3 *db = sqlite3_context_db_handle(context);
    Str pattern = value_text(arguments[0]), text = value_text(arguments[1]);
    if (pattern.data == NULL || text.data == NULL) {
        return;
    }
    if (pattern.length > (size_t)sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1)) {
        sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1);
        return;
    }
    LikeOutcome outcome =
        text_like(text_cursor(pattern, fold), text_cursor(text, fold), sqlite3_user_data(context));
    if (outcome == LIKE_STOPPED) {
        sqlite3_result_error_code(context, SQLITE_INTERRUPT);
    } else {
        sqlite3_result_int(context, outcome == LIKE_MATCHES);
    }
}

static void function_like(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_match(context, arguments, false);
}

static void function_ilike(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    function_match(context, arguments, true);
}

static void function_starts_with(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    Str prefix = value_text(arguments[0]), text = value_text(arguments[1]);
    if (prefix.data != NULL && text.data != NULL) {
        sqlite3_result_int(context, str_starts_with(text, prefix));
    }
}

int functions_register_text(sqlite3 *db, FunctionState *state) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db, "soloql_like", 2, flags, state, function_like, NULL,
                                        NULL, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_ilike", 2, flags, state, function_ilike, NULL,
                                        NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_starts_with", 2, flags, state,
                                        function_starts_with, NULL, NULL, NULL);
    }
    return rc;
}
