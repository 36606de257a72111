/*
 * In: a new schema. Out: the schema with the types of introspection and the three meta fields.
 *
 * The types are written in the language they describe (GraphQL specification, section 4.2); wording
 * and order are graphql-js 16's. One literal for each type, since C99 promises 4,095 characters.
 */
#include "sqlgen/graphql/introspection.h"

#include <string.h>

#include "sqlgen/graphql/sdl_define.h"

static const char *const introspection_types[] = {
    /* __Schema */
    "\"\"\"\n"
    "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all "
    "available types and directives on the server, as well as the entry points for "
    "query, mutation, and subscription operations.\n"
    "\"\"\"\n"
    "type __Schema {\n"
    "  description: String\n"
    "\n"
    "  \"\"\"A list of all types supported by this server.\"\"\"\n"
    "  types: [__Type!]!\n"
    "\n"
    "  \"\"\"The type that query operations will be rooted at.\"\"\"\n"
    "  queryType: __Type!\n"
    "\n"
    "  \"\"\"\n"
    "  If this server supports mutation, the type that mutation operations will be "
    "rooted at.\n"
    "  \"\"\"\n"
    "  mutationType: __Type\n"
    "\n"
    "  \"\"\"\n"
    "  If this server support subscription, the type that subscription operations will "
    "be rooted at.\n"
    "  \"\"\"\n"
    "  subscriptionType: __Type\n"
    "\n"
    "  \"\"\"A list of all directives supported by this server.\"\"\"\n"
    "  directives(includeDeprecated: Boolean! = false): [__Directive!]!\n"
    "}\n",
    /* __Type */
    "\"\"\"\n"
    "The fundamental unit of any GraphQL Schema is the type. There are many kinds of "
    "types in GraphQL as represented by the `__TypeKind` enum.\n"
    "\n"
    "Depending on the kind of a type, certain fields describe information about that "
    "type. Scalar types provide no information beyond a name, description and optional "
    "`specifiedByURL`, while Enum types provide their values. Object and Interface "
    "types provide the fields they describe. Abstract types, Union and Interface, "
    "provide the Object types possible at runtime. List and NonNull types compose other "
    "types.\n"
    "\"\"\"\n"
    "type __Type {\n"
    "  kind: __TypeKind!\n"
    "  name: String\n"
    "  description: String\n"
    "  specifiedByURL: String\n"
    "  fields(includeDeprecated: Boolean = false): [__Field!]\n"
    "  interfaces: [__Type!]\n"
    "  possibleTypes: [__Type!]\n"
    "  enumValues(includeDeprecated: Boolean = false): [__EnumValue!]\n"
    "  inputFields(includeDeprecated: Boolean = false): [__InputValue!]\n"
    "  ofType: __Type\n"
    "  isOneOf: Boolean\n"
    "}\n",
    /* __TypeKind */
    "\"\"\"An enum describing what kind of type a given `__Type` is.\"\"\"\n"
    "enum __TypeKind {\n"
    "  \"\"\"Indicates this type is a scalar.\"\"\"\n"
    "  SCALAR\n"
    "\n"
    "  \"\"\"\n"
    "  Indicates this type is an object. `fields` and `interfaces` are valid fields.\n"
    "  \"\"\"\n"
    "  OBJECT\n"
    "\n"
    "  \"\"\"\n"
    "  Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` "
    "are valid fields.\n"
    "  \"\"\"\n"
    "  INTERFACE\n"
    "\n"
    "  \"\"\"Indicates this type is a union. `possibleTypes` is a valid field.\"\"\"\n"
    "  UNION\n"
    "\n"
    "  \"\"\"Indicates this type is an enum. `enumValues` is a valid field.\"\"\"\n"
    "  ENUM\n"
    "\n"
    "  \"\"\"\n"
    "  Indicates this type is an input object. `inputFields` is a valid field.\n"
    "  \"\"\"\n"
    "  INPUT_OBJECT\n"
    "\n"
    "  \"\"\"Indicates this type is a list. `ofType` is a valid field.\"\"\"\n"
    "  LIST\n"
    "\n"
    "  \"\"\"Indicates this type is a non-null. `ofType` is a valid field.\"\"\"\n"
    "  NON_NULL\n"
    "}\n",
    /* __Field */
    "\"\"\"\n"
    "Object and Interface types are described by a list of Fields, each of which has a "
    "name, potentially a list of arguments, and a return type.\n"
    "\"\"\"\n"
    "type __Field {\n"
    "  name: String!\n"
    "  description: String\n"
    "  args(includeDeprecated: Boolean = false): [__InputValue!]!\n"
    "  type: __Type!\n"
    "  isDeprecated: Boolean!\n"
    "  deprecationReason: String\n"
    "}\n",
    /* __InputValue */
    "\"\"\"\n"
    "Arguments provided to Fields or Directives and the input fields of an InputObject "
    "are represented as Input Values which describe their type and optionally a default "
    "value.\n"
    "\"\"\"\n"
    "type __InputValue {\n"
    "  name: String!\n"
    "  description: String\n"
    "  type: __Type!\n"
    "\n"
    "  \"\"\"\n"
    "  A GraphQL-formatted string representing the default value for this input value.\n"
    "  \"\"\"\n"
    "  defaultValue: String\n"
    "  isDeprecated: Boolean!\n"
    "  deprecationReason: String\n"
    "}\n",
    /* __EnumValue */
    "\"\"\"\n"
    "One possible value for a given Enum. Enum values are unique values, not a "
    "placeholder for a string or numeric value. However an Enum value is returned in a "
    "JSON response as a string.\n"
    "\"\"\"\n"
    "type __EnumValue {\n"
    "  name: String!\n"
    "  description: String\n"
    "  isDeprecated: Boolean!\n"
    "  deprecationReason: String\n"
    "}\n",
    /* __Directive */
    "\"\"\"\n"
    "A Directive provides a way to describe alternate runtime execution and type "
    "validation behavior in a GraphQL document.\n"
    "\n"
    "In some cases, you need to provide options to alter GraphQL's execution behavior "
    "in ways field arguments will not suffice, such as conditionally including or "
    "skipping a field. Directives provide this by describing additional information to "
    "the executor.\n"
    "\"\"\"\n"
    "type __Directive {\n"
    "  name: String!\n"
    "  description: String\n"
    "  isRepeatable: Boolean!\n"
    "  locations: [__DirectiveLocation!]!\n"
    "  args(includeDeprecated: Boolean = false): [__InputValue!]!\n"
    "  isDeprecated: Boolean!\n"
    "  deprecationReason: String\n"
    "}\n",
    /* __DirectiveLocation */
    "\"\"\"\n"
    "A Directive can be adjacent to many parts of the GraphQL language, a "
    "__DirectiveLocation describes one such possible adjacencies.\n"
    "\"\"\"\n"
    "enum __DirectiveLocation {\n"
    "  \"\"\"Location adjacent to a query operation.\"\"\"\n"
    "  QUERY\n"
    "\n"
    "  \"\"\"Location adjacent to a mutation operation.\"\"\"\n"
    "  MUTATION\n"
    "\n"
    "  \"\"\"Location adjacent to a subscription operation.\"\"\"\n"
    "  SUBSCRIPTION\n"
    "\n"
    "  \"\"\"Location adjacent to a field.\"\"\"\n"
    "  FIELD\n"
    "\n"
    "  \"\"\"Location adjacent to a fragment definition.\"\"\"\n"
    "  FRAGMENT_DEFINITION\n"
    "\n"
    "  \"\"\"Location adjacent to a fragment spread.\"\"\"\n"
    "  FRAGMENT_SPREAD\n"
    "\n"
    "  \"\"\"Location adjacent to an inline fragment.\"\"\"\n"
    "  INLINE_FRAGMENT\n"
    "\n"
    "  \"\"\"Location adjacent to a variable definition.\"\"\"\n"
    "  VARIABLE_DEFINITION\n"
    "\n"
    "  \"\"\"Location adjacent to a schema definition.\"\"\"\n"
    "  SCHEMA\n"
    "\n"
    "  \"\"\"Location adjacent to a scalar definition.\"\"\"\n"
    "  SCALAR\n"
    "\n"
    "  \"\"\"Location adjacent to an object type definition.\"\"\"\n"
    "  OBJECT\n"
    "\n"
    "  \"\"\"Location adjacent to a field definition.\"\"\"\n"
    "  FIELD_DEFINITION\n"
    "\n"
    "  \"\"\"Location adjacent to an argument definition.\"\"\"\n"
    "  ARGUMENT_DEFINITION\n"
    "\n"
    "  \"\"\"Location adjacent to an interface definition.\"\"\"\n"
    "  INTERFACE\n"
    "\n"
    "  \"\"\"Location adjacent to a union definition.\"\"\"\n"
    "  UNION\n"
    "\n"
    "  \"\"\"Location adjacent to an enum definition.\"\"\"\n"
    "  ENUM\n"
    "\n"
    "  \"\"\"Location adjacent to an enum value definition.\"\"\"\n"
    "  ENUM_VALUE\n"
    "\n"
    "  \"\"\"Location adjacent to an input object type definition.\"\"\"\n"
    "  INPUT_OBJECT\n"
    "\n"
    "  \"\"\"Location adjacent to an input object field definition.\"\"\"\n"
    "  INPUT_FIELD_DEFINITION\n"
    "\n"
    "  \"\"\"Location adjacent to a directive definition.\"\"\"\n"
    "  DIRECTIVE_DEFINITION\n"
    "}\n",
};

static FieldDef *introspection_add_meta_field(Schema *schema, Str name, Str description,
                                              const TypeRef *type) {
    FieldDef *field = ARENA_NEW(schema->arena, FieldDef);
    *field = (FieldDef){.name = name, .description = description, .type = type};
    return field;
}

static Str introspection_text(Arena *arena) {
    size_t count = sizeof introspection_types / sizeof *introspection_types, length = 0;
    for (size_t i = 0; i < count; i++) {
        length += strlen(introspection_types[i]);
    }
    char *text = arena_alloc(arena, length + 1), *end = text;
    for (size_t i = 0; i < count; i++) {
        end = stpcpy(end, introspection_types[i]);
    }
    return (Str){text, length};
}

void introspection_add_types(Schema *schema) {
    sdl_add_built_ins(schema, introspection_text(schema->arena));
    const TypeRef *string = &schema_type(schema, STR("String"))->ref;
    const TypeRef *required_string = type_ref_non_null(schema, string);
    Type *schema_object = schema_type(schema, STR("__Schema"));
    schema->typename_field = introspection_add_meta_field(
        schema, STR("__typename"), STR("The name of the current Object type at runtime."),
        required_string);
    schema->schema_field = introspection_add_meta_field(
        schema, STR("__schema"), STR("Access the current type schema of this server."),
        type_ref_non_null(schema, &schema_object->ref));
    FieldDef *type_field = introspection_add_meta_field(
        schema, STR("__type"), STR("Request the type information of a single type."),
        &schema_type(schema, STR("__Type"))->ref);
    InputValueDef *name = ARENA_NEW(schema->arena, InputValueDef);
    *name = (InputValueDef){.name = STR("name"), .type = required_string};
    type_field->late_arguments = (InputList){name, 1};
    schema->type_field = type_field;
}
