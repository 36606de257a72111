/*
 * JSON values compared; see json_compare.h. Recursion follows the nesting of the values, which was
 * limited when they were read.
 */
#include "sqlgen/run/json_compare.h"

enum { STEPS_BETWEEN = 1 << 16 /* looks at the clock */ };

static bool work_goes_on(JsonWork *work) {
    if (++work->steps % STEPS_BETWEEN == 0 && work->is_over != NULL) {
        work->stopped |= work->is_over(work->context);
    }
    return !work->stopped;
}

static int number_order(const Json *a, const Json *b) {
    int64_t left, right;
    if (json_int64(a, &left) && json_int64(b, &right)) {
        return (left > right) - (left < right);
    }
    double x = json_double(a), y = json_double(b);
    return (x > y) - (x < y);
}

bool json_order(const Json *a, const Json *b, int *order) {
    if (a->kind != b->kind || (a->kind != JSON_NUMBER && a->kind != JSON_STRING)) {
        return false;
    }
    *order = a->kind == JSON_NUMBER ? number_order(a, b) : str_compare(a->text, b->text);
    return true;
}

static bool list_equal(JsonWork *work, const Json *a, const Json *b) {
    for (size_t i = 0; i < a->count; i++) {
        if (!json_equal(work, &a->items[i], &b->items[i])) {
            return false;
        }
    }
    return true;
}

static bool object_equal(JsonWork *work, const Json *a, const Json *b) {
    for (size_t i = 0; i < a->count; i++) {
        const Json *other = json_member(b, a->members[i].key);
        if (other == NULL || !json_equal(work, &a->members[i].value, other)) {
            return false;
        }
    }
    return true;
}

bool json_equal(JsonWork *work, const Json *a, const Json *b) {
    int order;
    if (!work_goes_on(work) || a->kind != b->kind || a->count != b->count) {
        return false;
    }
    switch (a->kind) {
    case JSON_NUMBER:
    case JSON_STRING:
        return json_order(a, b, &order) && order == 0;
    case JSON_ARRAY:
        return list_equal(work, a, b);
    case JSON_OBJECT:
        return object_equal(work, a, b);
    case JSON_NULL:
    case JSON_FALSE:
    case JSON_TRUE:
        break;
    }
    return true;
}

static bool is_container(const Json *value) {
    return value->kind == JSON_ARRAY || value->kind == JSON_OBJECT;
}

static bool contains_value(JsonWork *work, const Json *outer, const Json *inner) {
    return is_container(inner) ? outer->kind == inner->kind && json_contains(work, outer, inner)
                               : json_equal(work, outer, inner);
}

static bool list_contains(JsonWork *work, const Json *list, const Json *inner) {
    for (size_t i = 0; i < list->count && !work->stopped; i++) {
        if (contains_value(work, &list->items[i], inner)) {
            return true;
        }
    }
    return false;
}

bool json_contains(JsonWork *work, const Json *outer, const Json *inner) {
    if (!work_goes_on(work)) {
        return false;
    }
    if (inner->kind == JSON_OBJECT) {
        for (size_t i = 0; i < inner->count; i++) {
            const Json *member = json_member(outer, inner->members[i].key);
            if (member == NULL || !contains_value(work, member, &inner->members[i].value)) {
                return false;
            }
        }
        return outer->kind == JSON_OBJECT;
    }
    if (outer->kind != JSON_ARRAY) {
        return !is_container(inner) && json_equal(work, outer, inner);
    }
    if (inner->kind != JSON_ARRAY) {
        return list_contains(work, outer, inner);
    }
    for (size_t i = 0; i < inner->count; i++) {
        if (!list_contains(work, outer, &inner->items[i])) {
            return false;
        }
    }
    return true;
}

bool json_has_key(const Json *value, Str key) {
    if (value->kind == JSON_OBJECT) {
        return json_member(value, key) != NULL;
    }
    for (size_t i = 0; value->kind == JSON_ARRAY && i < value->count; i++) {
        if (value->items[i].kind == JSON_STRING && str_equal(value->items[i].text, key)) {
            return true;
        }
    }
    return value->kind == JSON_STRING && str_equal(value->text, key);
}
