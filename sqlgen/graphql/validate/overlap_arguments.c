/*
 * Arguments compared (specification, section 5.3.2 "Field Selection Merging": identical sets of
 * arguments).
 *
 * In: two fields. Out: whether their arguments mean the same, whatever their order and that of the
 * fields of objects in them.
 *
 * Example: f(a: {x: 1, y: [2]}, b: $v) and f(b: $v, a: {y: [2], x: 1}) are equal; f(a: 1) and
 * f(a: 1.0) are not.
 */
#include <stdlib.h>

#include "sqlgen/graphql/validate/overlap.h"

static bool values_equal(Arena *arena, const Value *a, const Value *b, size_t *work);

static int object_field_compare(const void *left, const void *right) {
    const ObjectField *const *a = left, *const *b = right;
    int order = str_compare((*a)->name.text, (*b)->name.text);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static const ObjectField **object_sort(Arena *arena, const Value *object) {
    const ObjectField **fields = ARENA_ARRAY(arena, object->count, const ObjectField *);
    for (size_t i = 0; i < object->count; i++) {
        fields[i] = &object->fields[i];
    }
    qsort(fields, object->count, sizeof *fields, object_field_compare);
    return fields;
}

static bool objects_equal(Arena *arena, const Value *a, const Value *b, size_t *work) {
    if (a->count != b->count || a->count == 0) {
        return a->count == b->count;
    }
    const ObjectField **left = object_sort(arena, a), **right = object_sort(arena, b);
    for (size_t i = 0; i < a->count; i++) {
        if (!str_equal(left[i]->name.text, right[i]->name.text) ||
            !values_equal(arena, &left[i]->value, &right[i]->value, work)) {
            return false;
        }
    }
    return true;
}

static bool lists_equal(Arena *arena, const Value *a, const Value *b, size_t *work) {
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!values_equal(arena, &a->items[i], &b->items[i], work)) {
            return false;
        }
    }
    return true;
}

/* Recurses as deep as the parser let values nest. */
static bool values_equal(Arena *arena, const Value *a, const Value *b, size_t *work) {
    enum { BYTES_PER_STEP = 64 };
    if (a->kind != b->kind) {
        return false;
    }
    *work += 1 + a->text.length / BYTES_PER_STEP + a->count;
    switch (a->kind) {
    case VALUE_VARIABLE:
    case VALUE_INT:
    case VALUE_FLOAT:
    case VALUE_ENUM:
        return str_equal(a->text, b->text);
    case VALUE_STRING:
        return a->block == b->block && str_equal(a->text, b->text);
    case VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case VALUE_NULL:
        return true;
    case VALUE_LIST:
        return lists_equal(arena, a, b, work);
    case VALUE_OBJECT:
        return objects_equal(arena, a, b, work);
    }
    return false;
}

/* The last argument of the name, or NULL. */
static const Argument *argument_find(const Selection *field, Str name) {
    for (size_t i = field->argument_count; i > 0; i--) {
        if (str_equal(field->arguments[i - 1].name.text, name)) {
            return &field->arguments[i - 1];
        }
    }
    return NULL;
}

bool field_arguments_equal(Arena *arena, const Selection *a, const Selection *b, size_t *work) {
    if (a->argument_count != b->argument_count) {
        return false;
    }
    for (size_t i = 0; i < a->argument_count; i++) {
        const Argument *mine = &a->arguments[i], *other = argument_find(b, mine->name.text);
        *work += b->argument_count;
        if (other == NULL || !values_equal(arena, &mine->value, &other->value, work)) {
            return false;
        }
    }
    return true;
}
