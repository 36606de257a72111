/* The rules of values; see bind_rule.h. Patterns and paths are compiled here only to be judged. */
#include "sqlgen/run/bind_rule.h"

#include "sqlgen/run/json_path.h"
#include "sqlgen/run/regex.h"

static bool rule_regex(Str pattern, bool similar, Arena *arena, Str *message) {
    RegexError error;
    if (regex_compile(arena, pattern, (RegexOptions){.similar = similar}, &error) != NULL) {
        return true;
    }
    *message = str_format(arena, "This is not a %s: %s (at character %zu).",
                          similar ? "pattern of SIMILAR TO" : "regular expression", error.message,
                          error.character);
    return false;
}

static bool rule_json_path(Str path, Arena *arena, Str *message) {
    JsonPath parsed;
    JsonError error;
    if (json_path_read(arena, path, &parsed, &error)) {
        return true;
    }
    *message = str_format(arena,
                          "This is not a path into a JSON value: %s (at byte %zu). Paths look like "
                          "\"$.size.width\" or \"$.tags[0]\".",
                          error.message, error.offset);
    return false;
}

/* A number, or a string that holds one. */
static bool rule_natural(const Json *value, Str *message) {
    Json number = {.kind = JSON_NUMBER, .text = value->text};
    int64_t natural;
    *message = STR("Expected an integer that is not negative.");
    return (value->kind == JSON_NUMBER || value->kind == JSON_STRING) &&
           json_int64(&number, &natural) && natural >= 0;
}

static bool rule_percent(const Json *value, Str *message) {
    *message = STR("Expected a number from 0 to 100.");
    double percent = json_double(value);
    return percent >= 0 && percent <= 100;
}

bool bind_obeys_rule(const Bind *bind, const Json *value, Arena *arena, Str *message) {
    switch (bind->rule) {
    case RULE_NATURAL:
        return rule_natural(value, message);
    case RULE_REGEX:
        return rule_regex(value->text, false, arena, message);
    case RULE_SIMILAR:
        return rule_regex(value->text, true, arena, message);
    case RULE_JSON_PATH:
        return rule_json_path(value->text, arena, message);
    case RULE_PERCENT:
        return rule_percent(value, message);
    case RULE_NONE:
    case RULE_SEARCH:
    case RULE_CURSOR:
    case RULE_ID:
        break;
    }
    return true;
}
