/*
 * In: types, added one by one. Out: an immutable graph of types that is quick to ask.
 *
 * The one idea: all questions are answered from three things that schema_finish() makes once.
 * A *position* for each type, its place in the list of types; lists of *possible* object types in
 * the order of positions, so that membership is a binary search and overlap a merge; and for each
 * type with more than a handful of members an array of their places *sorted* by name. A database
 * of 5,000 tables has some 900,000 fields: four bytes for each instead of a hash table's fifty.
 *
 * Example: for `type Query { a: Int, me: User }  type User { name: String }` the list of types is
 * Query, Int, User, String, Boolean, __Schema, __Type …
 */
#include "sqlgen/graphql/schema.h"

#include <stdlib.h>
#include <string.h>

#include "sqlgen/graphql/introspection.h"

enum { SCHEMA_FEW_MEMBERS = 8 }; /* up to here looking at each beats a search */

static Type *schema_new_type(Schema *schema, TypeKind kind, Str name) {
    Type *type = ARENA_NEW(schema->arena, Type);
    type->kind = kind;
    type->name = name;
    type->ref = (TypeRef){.kind = TYPE_REF_NAMED, .type = type};
    return map_add(&schema->types_by_name, name, type) ? type : NULL;
}

Type *schema_add_type(Schema *schema, TypeKind kind, Str name) {
    Type *type = schema_new_type(schema, kind, name);
    if (type != NULL) {
        ARENA_PUSH(schema->arena, schema->types, schema->type_count, type);
    }
    return type;
}

Type *schema_add_built_in(Schema *schema, TypeKind kind, Str name) {
    Type *type = schema_new_type(schema, kind, name);
    type->built_in = true;
    return type;
}

DirectiveDef *schema_add_directive(Schema *schema, Str name) {
    DirectiveDef directive = {.name = name};
    ARENA_PUSH(schema->arena, schema->directives, schema->directive_count, directive);
    return &schema->directives[schema->directive_count - 1];
}

/* Members: the fields of a type, its inputs or its values. All three begin with their name. */

typedef struct Members {
    const char *items;
    size_t count;
    size_t size; /* of one item */
} Members;

static Members type_members(const Type *type) {
    switch (type->kind) {
    case TYPE_OBJECT:
    case TYPE_INTERFACE:
        return (Members){(const char *)type->fields, type->field_count, sizeof(FieldDef)};
    case TYPE_INPUT_OBJECT:
        return (Members){(const char *)type->inputs, type->input_count, sizeof(InputValueDef)};
    case TYPE_ENUM:
        return (Members){(const char *)type->values, type->value_count, sizeof(EnumValueDef)};
    case TYPE_SCALAR:
    case TYPE_UNION:
        break;
    }
    return (Members){0};
}

static Str member_name(const Members *members, size_t i) {
    Str name;
    memcpy(&name, members->items + i * members->size, sizeof name);
    return name;
}

/* Shorter names first: most pairs are told apart without looking at the text. */
static int compare_names(Str a, Str b) {
    if (a.length != b.length) {
        return a.length < b.length ? -1 : 1;
    }
    return a.length == 0 ? 0 : memcmp(a.data, b.data, a.length);
}

static int compare_members(const void *left, const void *right, void *context) {
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    int order = compare_names(member_name(context, a), member_name(context, b));
    return order != 0 ? order : (a > b) - (a < b);
}

static void type_sort_members(Arena *arena, Type *type) {
    Members members = type_members(type);
    if (members.count <= SCHEMA_FEW_MEMBERS) {
        return;
    }
    type->sorted = ARENA_ARRAY(arena, members.count, uint32_t);
    for (size_t i = 0; i < members.count; i++) {
        type->sorted[i] = (uint32_t)i;
    }
    qsort_r(type->sorted, members.count, sizeof *type->sorted, compare_members, &members);
}

static const void *members_find(const Members *members, const uint32_t *sorted, Str name) {
    if (sorted == NULL) {
        for (size_t i = 0; i < members->count; i++) {
            if (str_equal(member_name(members, i), name)) {
                return members->items + i * members->size;
            }
        }
        return NULL;
    }
    size_t low = 0, high = members->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_names(member_name(members, sorted[middle]), name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < members->count && str_equal(member_name(members, sorted[low]), name);
    return found ? members->items + sorted[low] * members->size : NULL;
}

static const void *type_find_member(const Type *type, Str name) {
    Members members = type_members(type);
    return members_find(&members, type->sorted, name);
}

const FieldDef *type_field(const Type *type, Str name) {
    bool has_fields = type->kind == TYPE_OBJECT || type->kind == TYPE_INTERFACE;
    return has_fields ? type_find_member(type, name) : NULL;
}

const InputValueDef *type_input(const Type *type, Str name) {
    return type->kind == TYPE_INPUT_OBJECT ? type_find_member(type, name) : NULL;
}

const EnumValueDef *type_enum_value(const Type *type, Str name) {
    return type->kind == TYPE_ENUM ? type_find_member(type, name) : NULL;
}

static const InputValueDef *find_argument(const InputValueDef *arguments, size_t count, Str name) {
    Members members = {(const char *)arguments, count, sizeof(InputValueDef)};
    return members_find(&members, NULL, name);
}

const InputValueDef *field_argument(const FieldDef *field, Str name) {
    return find_argument(field->arguments, field->argument_count, name);
}

const InputValueDef *directive_argument(const DirectiveDef *directive, Str name) {
    return find_argument(directive->arguments, directive->argument_count, name);
}

Type *schema_type(const Schema *schema, Str name) {
    return map_get(&schema->types_by_name, name);
}

const DirectiveDef *schema_directive(const Schema *schema, Str name) {
    return map_get(&schema->directives_by_name, name);
}

const FieldDef *schema_field(const Schema *schema, const Type *parent, Str name) {
    if (str_starts_with(name, STR("__"))) {
        if (str_equal(name, schema->typename_field->name) && type_is_composite(parent)) {
            return schema->typename_field;
        }
        bool query = parent == schema->roots[OPERATION_QUERY];
        if (query && str_equal(name, schema->schema_field->name)) {
            return schema->schema_field;
        }
        if (query && str_equal(name, schema->type_field->name)) {
            return schema->type_field;
        }
    }
    return type_field(parent, name);
}

bool type_is_input(const Type *type) {
    return type_is_leaf(type) || type->kind == TYPE_INPUT_OBJECT;
}

bool type_is_output(const Type *type) {
    return type->kind != TYPE_INPUT_OBJECT;
}

bool type_is_leaf(const Type *type) {
    return type->kind == TYPE_SCALAR || type->kind == TYPE_ENUM;
}

bool type_is_composite(const Type *type) {
    return type->kind == TYPE_OBJECT || type_is_abstract(type);
}

bool type_is_abstract(const Type *type) {
    return type->kind == TYPE_INTERFACE || type->kind == TYPE_UNION;
}

bool type_is_possible(const Type *type, const Type *object) {
    size_t low = 0, high = type->possible_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (type->possible[middle]->position < object->position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return type == object || (low < type->possible_count && type->possible[low] == object);
}

bool types_overlap(const Type *a, const Type *b) {
    if (a == b) {
        return true;
    }
    if (!type_is_abstract(a) || !type_is_abstract(b)) {
        return type_is_possible(a, b) || type_is_possible(b, a);
    }
    size_t i = 0, j = 0;
    while (i < a->possible_count && j < b->possible_count) {
        uint32_t left = a->possible[i]->position, right = b->possible[j]->position;
        if (left == right) {
            return true;
        }
        i += left < right;
        j += right < left;
    }
    return false;
}

/* Finishing: the order of types, possible types and indexes. */

typedef struct TypeList {
    Type **items;
    size_t count;
} TypeList;

static void list_type(Arena *arena, TypeList *list, Type *type);

/* Lists the type that is referred to if it is built in and has no place in the list yet. */
static void list_built_in(Arena *arena, TypeList *list, Type *type) {
    if (type->built_in && type->position == 0) {
        type->position = 1;
        list_type(arena, list, type);
    }
}

static void list_inputs(Arena *arena, TypeList *list, const InputValueDef *inputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        list_built_in(arena, list, inputs[i].type->type);
    }
}

/* Lists a type and what it refers to. Only built-in types recurse, once each. */
static void list_type(Arena *arena, TypeList *list, Type *type) {
    ARENA_PUSH(arena, list->items, list->count, type);
    for (size_t i = 0; i < type->field_count; i++) {
        const FieldDef *field = &type->fields[i];
        list_built_in(arena, list, field->type->type);
        list_inputs(arena, list, field->arguments, field->argument_count);
    }
    list_inputs(arena, list, type->inputs, type->input_count);
}

/*
 * Types as they were added, each followed by the built-in types met there first; then those of the
 * directives, then introspection. `position` marks what has a place until positions are known.
 */
static void schema_order_types(Schema *schema) {
    Arena *arena = schema->arena;
    TypeList list = {0};
    Type *introspection = schema_type(schema, STR("__Schema"));
    for (size_t i = 0; i < schema->type_count; i++) {
        schema->types[i]->position = 1;
    }
    for (size_t i = 0; i < schema->type_count; i++) {
        list_type(arena, &list, schema->types[i]);
    }
    for (size_t i = 0; i < schema->directive_count; i++) {
        const DirectiveDef *directive = &schema->directives[i];
        list_inputs(arena, &list, directive->arguments, directive->argument_count);
    }
    list_built_in(arena, &list, introspection);
    for (size_t i = 0; i < schema->types_by_name.count; i++) {
        MapEntry *entry = &schema->types_by_name.entries[i];
        entry->value = ((Type *)entry->value)->position == 0 ? NULL : entry->value;
    }
    for (size_t i = 0; i < list.count; i++) {
        list.items[i]->position = (uint32_t)(i + 1);
    }
    schema->types = list.items;
    schema->type_count = list.count;
}

/* Appends an object type to an abstract one's list; the caller goes by rising position. */
static void type_add_possible(Arena *arena, Type *abstract, Type *object) {
    size_t count = abstract->possible_count;
    if (count == 0 || abstract->possible[count - 1] != object) {
        ARENA_PUSH(arena, abstract->possible, abstract->possible_count, object);
    }
}

static int compare_positions(const void *left, const void *right) {
    const Type *const *a = left, *const *b = right;
    return ((*a)->position > (*b)->position) - ((*a)->position < (*b)->position);
}

static void union_list_possible(Arena *arena, Type *type) {
    size_t count = 0;
    Type **objects = ARENA_ARRAY(arena, type->member_count, Type *);
    for (size_t i = 0; i < type->member_count; i++) {
        if (type->members[i]->kind == TYPE_OBJECT) {
            objects[count++] = type->members[i];
        }
    }
    qsort(objects, count, sizeof(Type *), compare_positions);
    for (size_t i = 0; i < count; i++) {
        type_add_possible(arena, type, objects[i]);
    }
}

void schema_finish(Schema *schema) {
    schema_order_types(schema);
    for (size_t i = 0; i < schema->type_count; i++) {
        Type *type = schema->types[i];
        type_sort_members(schema->arena, type);
        if (type->kind == TYPE_UNION) {
            union_list_possible(schema->arena, type);
        }
        for (size_t j = 0; type->kind == TYPE_OBJECT && j < type->interface_count; j++) {
            if (type->interfaces[j]->kind == TYPE_INTERFACE) {
                type_add_possible(schema->arena, type->interfaces[j], type);
            }
        }
    }
    for (size_t i = 0; i < schema->directive_count; i++) {
        DirectiveDef *directive = &schema->directives[i];
        map_add(&schema->directives_by_name, directive->name, directive);
    }
}
