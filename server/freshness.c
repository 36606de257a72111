/*
 * How long an answer may be kept; see freshness.h.
 *
 *     Cache-Control: public, max-age=600, must-revalidate     → 600
 *     Cache-Control: no-store                                 → 0
 *     Expires: Mon, 23 Nov 2026 12:00:00 GMT                  → until then
 */
#include "server/freshness.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { LONGEST_KEPT = 365 * 24 * 3600 };

static bool word_is(const char *text, size_t length, const char *word) {
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

/* The number of "max-age=60" or max-age="60"; FRESHNESS_UNKNOWN if it is no such directive. */
static int64_t age_read(const char *text, size_t length) {
    static const char name[] = "max-age=";
    size_t skipped = sizeof name - 1;
    if (length <= skipped || strncasecmp(text, name, skipped) != 0) {
        return FRESHNESS_UNKNOWN;
    }
    const char *digits = text + skipped + (text[skipped] == '"');
    char *end;
    long long age = strtoll(digits, &end, 10);
    return end == digits || age < 0 ? 0 : age > LONGEST_KEPT ? LONGEST_KEPT : age;
}

static int64_t control_read(const char *text) {
    int64_t age = FRESHNESS_UNKNOWN;
    while (*text != '\0') {
        size_t length = strcspn(text, ", \t");
        if (word_is(text, length, "no-store") || word_is(text, length, "no-cache")) {
            return 0;
        }
        int64_t stated = age_read(text, length);
        age = stated == FRESHNESS_UNKNOWN ? age : stated;
        text += length;
        text += strspn(text, ", \t");
    }
    return age;
}

/* The one form of a date that HTTP has been written with since 1999; 0 if it is another. */
static int64_t date_read(const char *text) {
    struct tm date = {.tm_mday = 1};
    const char *end = strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &date);
    return end == NULL || *end != '\0' ? 0 : (int64_t)timegm(&date);
}

int64_t freshness_read(const char *cache_control, const char *expires, int64_t now) {
    int64_t age = cache_control == NULL ? FRESHNESS_UNKNOWN : control_read(cache_control);
    if (age != FRESHNESS_UNKNOWN || expires == NULL) {
        return age;
    }
    /* A date that cannot be read means the past (RFC 9111, 5.3). */
    int64_t until = date_read(expires);
    return until <= now ? 0 : until - now > LONGEST_KEPT ? LONGEST_KEPT : until - now;
}
