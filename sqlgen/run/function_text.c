/*
 * soloql_like, soloql_ilike and soloql_unbase64; see functions.h.
 *
 * SQLite's own LIKE folds ASCII letters only and cannot be told not to fold for one comparison;
 * the API's _like tells upper from lower case and _ilike does not, for all of Unicode (by simple
 * case folding, one character to one character).
 */
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <wctype.h>

#include "sqlgen/base/base64.h"
#include "sqlgen/run/functions.h"

static locale_t unicode_locale; /* (locale_t)0 if the system has no C.UTF-8: then ASCII is folded */

static void unicode_locale_open(void) {
    unicode_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* A text being read character by character. */
typedef struct TextCursor {
    const unsigned char *at, *end;
    bool fold;
} TextCursor;

/* The next character, folded if asked for; the cursor must not be at the end. A byte that is not
 * UTF-8 stands for itself. */
static uint32_t cursor_next(TextCursor *cursor) {
    uint32_t c = *cursor->at++;
    if (c < 0x80) {
        return cursor->fold && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    if (more == 0 || cursor->end - cursor->at < more) {
        return c;
    }
    c &= 0x3Fu >> more;
    while (more-- > 0) {
        c = c << 6 | (*cursor->at++ & 0x3Fu);
    }
    if (cursor->fold && unicode_locale != (locale_t)0) {
        return (uint32_t)towlower_l((wint_t)towupper_l((wint_t)c, unicode_locale), unicode_locale);
    }
    return c;
}

/*
 * Matches the whole text. Where a % has been seen, the text may be retried from one character
 * later than last time; only the last % needs that, so the time is at worst the product of the
 * two lengths, and nothing recurses.
 */
static bool text_like(TextCursor pattern, TextCursor text) {
    TextCursor retry_pattern = {0}, retry_text = {0};
    for (;;) {
        TextCursor after = pattern;
        uint32_t want = pattern.at < pattern.end ? cursor_next(&after) : 0;
        bool at_end = pattern.at == pattern.end;
        if (!at_end && want == '%') {
            pattern = retry_pattern = after;
            retry_text = text;
            continue;
        }
        if (at_end && text.at == text.end) {
            return true;
        }
        bool matched = false;
        if (!at_end && text.at < text.end) {
            bool any = want == '_';
            if (want == '\\' && after.at < after.end) {
                want = cursor_next(&after);
            }
            matched = cursor_next(&text) == want || any;
        }
        if (matched) {
            pattern = after;
            continue;
        }
        if (retry_pattern.at == NULL || retry_text.at == retry_text.end) {
            return false;
        }
        cursor_next(&retry_text);
        pattern = retry_pattern;
        text = retry_text;
    }
}

static TextCursor value_cursor(sqlite3_value *value, bool fold) {
    const unsigned char *text = sqlite3_value_text(value);
    int length = sqlite3_value_bytes(value);
    return (TextCursor){text, text + length, fold};
}

/* Null if one of the two is null; numbers are matched by their text. */
static void function_like(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL ||
        sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        return;
    }
    sqlite3 *db = sqlite3_context_db_handle(context);
    if (sqlite3_value_bytes(arguments[0]) >
        sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1)) {
        sqlite3_result_error(context, "LIKE or GLOB pattern too complex", -1);
        return;
    }
    bool fold = sqlite3_user_data(context) != NULL;
    TextCursor pattern = value_cursor(arguments[0], fold), text = value_cursor(arguments[1], fold);
    if (pattern.at == NULL || text.at == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_int(context, text_like(pattern, text));
}

static void function_unbase64(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    const char *data = (const char *)sqlite3_value_text(arguments[0]);
    Str text = {data, data == NULL ? 0 : (size_t)sqlite3_value_bytes(arguments[0])};
    if (data == NULL) {
        return;
    }
    unsigned char *bytes = malloc(text.length + 1);
    size_t length;
    if (bytes == NULL) {
        sqlite3_result_error_nomem(context);
    } else if (base64_decode(text, bytes, &length)) {
        sqlite3_result_blob64(context, bytes, length, free);
    } else {
        free(bytes);
    }
}

int functions_register_text(sqlite3 *db) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, unicode_locale_open);
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    static const char folds = 1; /* its address tells _ilike from _like */
    int rc = sqlite3_create_function_v2(db, "soloql_like", 2, flags, NULL, function_like, NULL,
                                        NULL, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_ilike", 2, flags, (void *)(uintptr_t)&folds,
                                        function_like, NULL, NULL, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_unbase64", 1, flags, NULL, function_unbase64,
                                        NULL, NULL, NULL);
    }
    return rc;
}
