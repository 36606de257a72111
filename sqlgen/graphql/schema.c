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

enum {
    SCHEMA_FEW_MEMBERS = 8, /* up to here looking at each beats a search */
    SCHEMA_FEW_TYPES = 32   /* room to begin with */
};

const TypeBody type_no_body = {.fields = NULL};
static const TypeExtra type_no_extra = {.interfaces = NULL};

static Type *schema_new_type(Schema *schema, TypeKind kind, Str name) {
    Type *type = ARENA_NEW(schema->arena, Type);
    type->kind = kind;
    type->name = name;
    type->ref = (TypeRef){.kind = TYPE_REF_NAMED, .type = type};
    type->extra = &type_no_extra;
    type->body = (TypeBody *)&type_no_body; /* type_own_body() makes one to write to */
    return map_add(&schema->types_by_name, name, type) ? type : NULL;
}

TypeBody *type_own_body(Arena *arena, Type *type) {
    if (type->body == &type_no_body) {
        type->body = ARENA_NEW(arena, TypeBody);
    }
    return type->body;
}

TypeExtra *type_own_extra(Arena *arena, Type *type) {
    if (type->extra == &type_no_extra) {
        type->extra = ARENA_NEW(arena, TypeExtra);
    }
    return (TypeExtra *)type->extra; /* made above, for writing */
}

void schema_expect(Schema *schema, size_t types) {
    Type **items = ARENA_ARRAY(schema->arena, types, Type *);
    if (schema->type_count != 0) {
        memcpy(items, schema->types, schema->type_count * sizeof *items);
    }
    schema->types = items;
    schema->type_room = types;
    map_reserve(&schema->types_by_name, types);
}

void schema_list_type(Schema *schema, Type *type) {
    if (schema->type_count == schema->type_room) {
        schema_expect(schema, schema->type_room == 0 ? SCHEMA_FEW_TYPES : schema->type_room * 2);
    }
    schema->types[schema->type_count++] = type;
}

Type *schema_add_type(Schema *schema, TypeKind kind, Str name) {
    Type *type = schema_new_type(schema, kind, name);
    if (type != NULL) {
        schema_list_type(schema, type);
        type->position = (uint32_t)schema->type_count;
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

static Members body_members(TypeKind kind, const TypeBody *body) {
    switch (kind) {
    case TYPE_OBJECT:
    case TYPE_INTERFACE:
        return (Members){(const char *)body->fields, body->field_count, sizeof(FieldDef)};
    case TYPE_INPUT_OBJECT:
        return (Members){(const char *)body->inputs, body->input_count, sizeof(InputValueDef)};
    case TYPE_ENUM:
        return (Members){(const char *)body->values, body->value_count, sizeof(EnumValueDef)};
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

void type_finish(Arena *arena, Type *type) {
    TypeBody *body = type->body;
    Members members = body_members(type->kind, body);
    if (members.count <= SCHEMA_FEW_MEMBERS || body->sorted != NULL) {
        return;
    }
    body->sorted = ARENA_ARRAY(arena, members.count, uint32_t);
    for (size_t i = 0; i < members.count; i++) {
        body->sorted[i] = (uint32_t)i;
    }
    qsort_r(body->sorted, members.count, sizeof *body->sorted, compare_members, &members);
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
    const TypeBody *body = type_body(type);
    Members members = body_members(type->kind, body);
    return members_find(&members, body->sorted, name);
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
    InputList arguments = field_arguments(field);
    return find_argument(arguments.items, arguments.count, name);
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
    size_t low = 0, high = type->extra->possible_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (type->extra->possible[middle]->position < object->position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return type == object ||
           (low < type->extra->possible_count && type->extra->possible[low] == object);
}

bool types_overlap(const Type *a, const Type *b) {
    if (a == b) {
        return true;
    }
    if (!type_is_abstract(a) || !type_is_abstract(b)) {
        return type_is_possible(a, b) || type_is_possible(b, a);
    }
    size_t i = 0, j = 0;
    while (i < a->extra->possible_count && j < b->extra->possible_count) {
        uint32_t left = a->extra->possible[i]->position, right = b->extra->possible[j]->position;
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

static void list_body(TypeList *list, const TypeBody *body);

/* Lists the type that is referred to if it is built in and has no place in the list yet. */
static void list_built_in(TypeList *list, Type *type) {
    if (type->built_in && type->position == 0) {
        type->position = 1;
        list->items[list->count++] = type;
        list_body(list, type->body);
    }
}

static void list_inputs(TypeList *list, const InputValueDef *inputs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        list_built_in(list, inputs[i].type->type);
    }
}

/* Lists what a type refers to, of which only built-in types recurse, once each. */
static void list_body(TypeList *list, const TypeBody *body) {
    for (size_t i = 0; i < body->field_count; i++) {
        const FieldDef *field = &body->fields[i];
        list_built_in(list, field->type->type);
        list_inputs(list, field->late_arguments.items, field->late_arguments.count);
    }
    list_inputs(list, body->inputs, body->input_count);
}

/* Lists what a type refers to in what is late. */
static void list_met(const Schema *schema, TypeList *list, const Type *type) {
    for (size_t i = 0; i < schema->met_count; i++) {
        if (schema->met[i].by == type) {
            list_built_in(list, schema->met[i].scalar);
        }
    }
}

/*
 * Types as they were added, each followed by the built-in types met there first; then those of the
 * directives, then introspection. `position` marks what has a place until positions are known.
 */
static void schema_order_types(Schema *schema) {
    Arena *arena = schema->arena;
    TypeList list = {
        .items = ARENA_ARRAY(arena, schema->types_by_name.count, Type *)}; /* each once at most */
    Type *introspection = schema_type(schema, STR("__Schema"));
    for (size_t i = 0; i < schema->type_count; i++) {
        schema->types[i]->position = 1;
    }
    for (size_t i = 0; i < schema->type_count; i++) {
        Type *type = schema->types[i];
        list.items[list.count++] = type;
        list_met(schema, &list, type);
        list_body(&list, type->body);
    }
    for (size_t i = 0; i < schema->directive_count; i++) {
        const DirectiveDef *directive = &schema->directives[i];
        list_inputs(&list, directive->arguments, directive->argument_count);
    }
    list_built_in(&list, introspection);
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
    TypeExtra *extra = type_own_extra(arena, abstract);
    size_t count = extra->possible_count;
    if (count == 0 || extra->possible[count - 1] != object) {
        ARENA_PUSH(arena, extra->possible, extra->possible_count, object);
    }
}

static int compare_positions(const void *left, const void *right) {
    const Type *const *a = left, *const *b = right;
    return ((*a)->position > (*b)->position) - ((*a)->position < (*b)->position);
}

static void union_list_possible(Arena *arena, Type *type) {
    size_t count = 0;
    Type **objects = ARENA_ARRAY(arena, type->extra->member_count, Type *);
    for (size_t i = 0; i < type->extra->member_count; i++) {
        if (type->extra->members[i]->kind == TYPE_OBJECT) {
            objects[count++] = type->extra->members[i];
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
        type_finish(schema->arena, type);
        if (type->kind == TYPE_UNION) {
            union_list_possible(schema->arena, type);
        }
        for (size_t j = 0; type->kind == TYPE_OBJECT && j < type->extra->interface_count; j++) {
            if (type->extra->interfaces[j]->kind == TYPE_INTERFACE) {
                type_add_possible(schema->arena, type->extra->interfaces[j], type);
            }
        }
    }
    for (size_t i = 0; i < schema->directive_count; i++) {
        DirectiveDef *directive = &schema->directives[i];
        map_add(&schema->directives_by_name, directive->name, directive);
    }
}
