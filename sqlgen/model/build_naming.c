/*
 * graphql-default: all names of a schema, spelt anew (API section, before 1).
 *
 *     author_bool_exp { birth_year: Int_comparison_exp }   →   AuthorBoolExp { birthYear: … }
 *     author(order_by: [{name: asc}])                      →   author(orderBy: [{name: ASC}])
 *
 * In: a schema whose names are those of hasura-default, before it is finished. Out: the same with
 * other names; bindings do not know. What is filled later is spelt when it is filled. Kept are the
 * names of scalars and root types, what belongs to introspection, the values of enums that a
 * schema.graphql declares, because they are stored values, and what begins with _.
 *
 * Two names of one place that come to be the same get a number, in the order of the schema. A
 * name that is spelt anew already stays as it is, and is not written to: so the lists of fields and
 * arguments that types share may be met more than once, while others read them.
 */
#include "sqlgen/model/builder.h"

struct Speller {
    Arena *arena;           /* of the schema */
    Map known[NAME_PLACES]; /* name → Str*, as it is spelt */
    Arena *scratch;         /* of the place that is being spelt */
    Map taken;              /* the names in it */
};

static void place_begin(Speller *speller) {
    arena_reset(speller->scratch);
    map_init(&speller->taken, speller->scratch);
}

/* The name, which may be met in thousands of places, as it is spelt where nothing is in its way. */
static Str speller_spell(Speller *speller, NamePlace place, Str name) {
    if (place == NAME_OF_TYPE) {
        return name_spell(speller->arena, place, name); /* each is met once */
    }
    Str *spelt = map_get(&speller->known[place], name);
    if (spelt == NULL) {
        spelt = ARENA_NEW(speller->arena, Str);
        *spelt = name_spell(speller->arena, place, name);
        map_add(&speller->known[place], name, spelt);
    }
    return *spelt;
}

static void place_spell(Speller *speller, NamePlace place, Str *name) {
    Str base = speller_spell(speller, place, *name), free_name = base;
    const char *between = place == NAME_OF_VALUE ? "_" : "";
    for (unsigned number = 2; !map_add(&speller->taken, free_name, NULL); number++) {
        free_name = str_format(speller->arena, "%.*s%s%u", STR_ARG(base), between, number);
    }
    if (!str_equal(*name, free_name)) {
        *name = free_name;
    }
}

static void spell_arguments(Speller *speller, const FieldDef *field) {
    place_begin(speller);
    for (size_t i = 0; i < field->late_arguments.count; i++) {
        place_spell(speller, NAME_OF_FIELD, &field->late_arguments.items[i].name);
    }
}

static void spell_members(Speller *speller, const Type *type) {
    TypeBody *body = type->body;
    place_begin(speller);
    for (size_t i = 0; i < body->field_count; i++) {
        place_spell(speller, NAME_OF_FIELD, &body->fields[i].name);
    }
    for (size_t i = 0; i < body->input_count; i++) {
        place_spell(speller, NAME_OF_FIELD, &body->inputs[i].name);
    }
    for (size_t i = 0; i < body->value_count; i++) {
        if (body->values[i].binding != NULL) {
            place_spell(speller, NAME_OF_VALUE, &body->values[i].name);
        }
    }
    for (size_t i = 0; i < body->field_count; i++) {
        spell_arguments(speller, &body->fields[i]);
    }
}

static bool type_keeps_name(const Schema *schema, const Type *type) {
    bool is_root = type == schema->roots[OPERATION_QUERY] ||
                   type == schema->roots[OPERATION_MUTATION] ||
                   type == schema->roots[OPERATION_SUBSCRIPTION];
    return is_root || type->built_in || type->kind == TYPE_SCALAR;
}

/* Names that are kept are taken first, so that they can be. What is taken is the schema's new map.
 */
static void spell_types(Speller *speller, Schema *schema) {
    const Map *types = &schema->types_by_name;
    map_init(&speller->taken, schema->arena);
    map_reserve(&speller->taken, types->count);
    for (size_t i = 0; i < types->count; i++) {
        const MapEntry *entry = &types->entries[i];
        if (type_keeps_name(schema, entry->value)) {
            map_add(&speller->taken, entry->key, entry->value);
        }
    }
    for (size_t i = 0; i < types->count; i++) {
        Type *type = types->entries[i].value;
        if (!type_keeps_name(schema, type)) {
            place_spell(speller, NAME_OF_TYPE, &type->name);
            map_set(&speller->taken, type->name, type);
        }
    }
    schema->types_by_name = speller->taken;
}

void build_naming(Builder *builder) {
    const Schema *schema = builder->schema;
    Speller *speller = builder->speller = ARENA_NEW(builder->arena, Speller);
    *speller = (Speller){.arena = builder->arena, .scratch = arena_scratch(builder->arena)};
    for (size_t i = 0; i < NAME_PLACES; i++) {
        map_init(&speller->known[i], builder->arena);
    }
    spell_types(speller, builder->schema);
    for (size_t i = 0; i < schema->type_count; i++) {
        if (schema->types[i]->late == NULL) {
            spell_members(speller, schema->types[i]);
        }
    }
    arena_free(speller->scratch);
}

void builder_spell(Builder *builder, const EntityTypes *types) {
    Speller *speller = builder->speller;
    if (speller == NULL) {
        return;
    }
    speller->scratch->escape = builder->arena->escape;
    for (size_t i = 0; i < builder->filled_count; i++) {
        spell_members(speller, builder->filled[i]);
    }
    for (size_t operation = 0; operation < BUILDER_ROOTS; operation++) {
        for (size_t i = 0; i < types->root_counts[operation]; i++) {
            spell_arguments(speller, &types->roots[operation][i]);
        }
    }
    arena_free(speller->scratch);
}
