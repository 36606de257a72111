/*
 * JSON walked without a tree; see json_scan.h. A value ends where its brackets balance, outside of
 * strings: that is all one needs to know to step over it, so nothing recurses.
 */
#include "server/json_scan.h"

#include <string.h>

static bool is_between(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':';
}

static void skip_between(JsonScan *scan) {
    while (scan->at < scan->end && is_between(*scan->at)) {
        scan->at++;
    }
}

/* Past the string that begins at the quote. */
static const char *string_end(const char *at, const char *end) {
    for (at++; at < end && *at != '"'; at++) {
        at += *at == '\\';
    }
    return at < end ? at + 1 : end;
}

/* Past the value that begins here. */
static const char *value_end(const char *at, const char *end) {
    size_t depth = 0;
    while (at < end) {
        char c = *at;
        if (c == '"') {
            at = string_end(at, end);
        } else if (depth == 0 && (is_between(c) || c == '}' || c == ']')) {
            return at;
        } else {
            depth += c == '{' || c == '[';
            depth -= c == '}' || c == ']';
            at++;
        }
        if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
            return at;
        }
    }
    return end;
}

static JsonSpan value_take(JsonScan *scan) {
    const char *from = scan->at;
    scan->at = value_end(from, scan->end);
    return (JsonSpan){from, (size_t)(scan->at - from)};
}

JsonScan json_scan_begin(JsonSpan container) {
    return (JsonScan){.at = container.data + (container.length != 0),
                      .end = container.data + container.length};
}

bool json_scan_item(JsonScan *scan) {
    skip_between(scan);
    if (scan->at >= scan->end || *scan->at == ']' || *scan->at == '}') {
        return false;
    }
    scan->value = value_take(scan);
    return true;
}

bool json_scan_member(JsonScan *scan) {
    if (!json_scan_item(scan)) {
        return false;
    }
    scan->key = (JsonSpan){scan->value.data + 1, scan->value.length - 2};
    return json_scan_item(scan);
}

JsonSpan json_scan_find(JsonSpan object, const char *key) {
    JsonScan scan = json_scan_begin(object);
    size_t length = strlen(key);
    while (object.length != 0 && *object.data == '{' && json_scan_member(&scan)) {
        if (scan.key.length == length && memcmp(scan.key.data, key, length) == 0) {
            return scan.value;
        }
    }
    return (JsonSpan){NULL, 0};
}
