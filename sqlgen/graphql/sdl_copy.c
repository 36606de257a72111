/*
 * In: a finished schema. Out: its types and directives in another schema that is being built.
 *
 * A type is more than its members: everything that refers to it must refer to the copy. So all
 * names are added first, and a reference is rebuilt by name, wrapper by wrapper.
 *
 * Example: extending `type Query { me: User }` by `extend type User { age: Int }` must copy Query
 * too, since its field has to lead to the User that has an age.
 */
#include "sqlgen/graphql/sdl_build_parts.h"

/* Recursion is as deep as the wrappers nest, which the parser has bounded. */
static const TypeRef *sdl_copy_ref(Schema *schema, const TypeRef *ref) {
    switch (ref->kind) {
    case TYPE_REF_LIST:
        return type_ref_list(schema, sdl_copy_ref(schema, ref->of));
    case TYPE_REF_NON_NULL:
        return type_ref_non_null(schema, sdl_copy_ref(schema, ref->of));
    case TYPE_REF_NAMED:
        break;
    }
    return &schema_type(schema, ref->type->name)->ref;
}

static InputValueDef *sdl_copy_inputs(Schema *schema, const InputValueDef *inputs, size_t count) {
    InputValueDef *copies = ARENA_ARRAY(schema->arena, count, InputValueDef);
    for (size_t i = 0; i < count; i++) {
        copies[i] = inputs[i];
        copies[i].type = sdl_copy_ref(schema, inputs[i].type);
        copies[i].node = NULL;
    }
    return copies;
}

static FieldDef *sdl_copy_fields(Schema *schema, const FieldDef *fields, size_t count) {
    FieldDef *copies = ARENA_ARRAY(schema->arena, count, FieldDef);
    for (size_t i = 0; i < count; i++) {
        copies[i] = fields[i];
        copies[i].type = sdl_copy_ref(schema, fields[i].type);
        InputList arguments = field_arguments(&fields[i]);
        copies[i].late_arguments =
            (InputList){sdl_copy_inputs(schema, arguments.items, arguments.count), arguments.count};
        copies[i].late = NULL;
        copies[i].node = NULL;
    }
    return copies;
}

static EnumValueDef *sdl_copy_values(Schema *schema, const EnumValueDef *values, size_t count) {
    EnumValueDef *copies = ARENA_ARRAY(schema->arena, count, EnumValueDef);
    for (size_t i = 0; i < count; i++) {
        copies[i] = values[i];
        copies[i].node = NULL;
    }
    return copies;
}

static Type **sdl_copy_type_list(const Schema *schema, Type *const *types, size_t count) {
    Type **copies = ARENA_ARRAY(schema->arena, count, Type *);
    for (size_t i = 0; i < count; i++) {
        copies[i] = schema_type(schema, types[i]->name);
    }
    return copies;
}

static void sdl_copy_members(Schema *schema, Type *copy, const Type *type) {
    copy->scalar = type->scalar;
    copy->one_of = type->one_of;
    copy->description = type->description;
    copy->binding = type->binding;
    const TypeBody *body = type_body(type);
    *type_own_body(schema->arena, copy) =
        (TypeBody){.fields = sdl_copy_fields(schema, body->fields, body->field_count),
                   .field_count = body->field_count,
                   .inputs = sdl_copy_inputs(schema, body->inputs, body->input_count),
                   .input_count = body->input_count,
                   .values = sdl_copy_values(schema, body->values, body->value_count),
                   .value_count = body->value_count};
    const TypeExtra *extra = type->extra;
    *type_own_extra(schema->arena, copy) = (TypeExtra){
        .specified_by_url = extra->specified_by_url,
        .interfaces = sdl_copy_type_list(schema, extra->interfaces, extra->interface_count),
        .interface_count = extra->interface_count,
        .members = sdl_copy_type_list(schema, extra->members, extra->member_count),
        .member_count = extra->member_count};
}

void sdl_copy_types(Schema *schema, const Schema *base) {
    for (size_t i = 0; i < base->type_count; i++) {
        if (!base->types[i]->built_in) {
            schema_add_type(schema, base->types[i]->kind, base->types[i]->name);
        }
    }
    for (size_t i = 0; i < base->type_count; i++) {
        const Type *type = base->types[i];
        if (!type->built_in) {
            sdl_copy_members(schema, schema_type(schema, type->name), type);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        if (base->roots[i] != NULL) {
            schema->roots[i] = schema_type(schema, base->roots[i]->name);
        }
    }
}

void sdl_copy_directive(Schema *schema, const DirectiveDef *directive) {
    DirectiveDef *copy = schema_add_directive(schema, directive->name);
    *copy = *directive;
    copy->arguments = sdl_copy_inputs(schema, directive->arguments, directive->argument_count);
    copy->node = NULL;
}
