/*
 * Paths into JSON; see claim_path.h.
 *
 *     /realm_access/roles/0      $.realm_access.roles[0]      $['https://a.example/claims'].role
 */
#include "server/claim_path.h"

#include <stdlib.h>
#include <string.h>

#include "server/json_strict.h"

bool claim_path_begins(const char *text) {
    return *text == '/' || *text == '$';
}

void claim_path_free(ClaimPath *path) {
    for (size_t i = 0; i < path->count; i++) {
        free(path->steps[i]);
    }
    *path = (ClaimPath){.count = 0};
}

/* Adds a step of these bytes. */
static bool step_add(ClaimPath *path, const char *text, size_t length) {
    char *step = path->count == CLAIM_PATH_LIMIT ? NULL : strndup(text, length);
    if (step != NULL) {
        path->steps[path->count++] = step;
    }
    return step != NULL;
}

/* In a pointer ~1 is a slash, ~0 a tilde. */
static bool pointer_unescape(char *step) {
    char *to = step;
    for (const char *from = step; *from != '\0'; from++) {
        if (*from == '~' && from[1] != '0' && from[1] != '1') {
            return false;
        }
        *to++ = *from == '~' ? (*++from == '0' ? '~' : '/') : *from;
    }
    *to = '\0';
    return true;
}

static bool pointer_read(const char *text, ClaimPath *out) {
    while (*text == '/') {
        size_t length = strcspn(++text, "/");
        if (!step_add(out, text, length) || !pointer_unescape(out->steps[out->count - 1])) {
            return false;
        }
        text += length;
    }
    return *text == '\0';
}

/* What stands in brackets: a name in quotes, or a number. NULL if it is neither. */
static const char *bracket_read(const char *text, ClaimPath *out) {
    char quote = *text == '\'' || *text == '"' ? *text : '\0';
    const char *from = text + (quote != '\0');
    const char *end = quote != '\0' ? strchr(from, quote) : from + strspn(from, "0123456789");
    if (end == NULL || end == from || end[quote != '\0'] != ']' ||
        !step_add(out, from, (size_t)(end - from))) {
        return NULL;
    }
    return end + (quote != '\0') + 1;
}

static bool dollar_read(const char *text, ClaimPath *out) {
    while (text != NULL && *text != '\0') {
        if (*text == '[') {
            text = bracket_read(text + 1, out);
            continue;
        }
        size_t length = *text == '.' ? strcspn(text + 1, ".[*") : 0;
        if (length == 0 || text[1 + length] == '*' || !step_add(out, text + 1, length)) {
            return false;
        }
        text += 1 + length;
    }
    return text != NULL;
}

bool claim_path_read(const char *text, ClaimPath *out) {
    *out = (ClaimPath){.count = 0};
    bool good = *text == '$' ? dollar_read(text + 1, out) : pointer_read(text, out);
    if (!good) {
        claim_path_free(out);
    }
    return good;
}

static JsonSpan item_find(JsonSpan list, const char *position) {
    char *end;
    unsigned long left = strtoul(position, &end, 10);
    JsonScan scan = json_scan_begin(list);
    while (*end == '\0' && *position != '\0' && json_scan_item(&scan)) {
        if (left-- == 0) {
            return scan.value;
        }
    }
    return (JsonSpan){NULL, 0};
}

JsonSpan claim_path_follow(const ClaimPath *path, JsonSpan document) {
    JsonSpan place = json_strict_trim(document);
    for (size_t i = 0; i < path->count && place.data != NULL; i++) {
        place = json_strict_kind(place) == '[' ? item_find(place, path->steps[i])
                                               : json_strict_find(place, path->steps[i]);
    }
    return place;
}
