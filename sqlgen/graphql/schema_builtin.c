/*
 * In: nothing. Out: a new schema with what every schema has.
 *
 * What the specification defines is written down in the specification's own language, the scalars
 * and directives here and the introspection types in introspection_types.c, and goes the way of
 * all SDL. Wording and order are graphql-js 16's.
 */
#include "sqlgen/graphql/introspection.h"
#include "sqlgen/graphql/sdl_define.h"

static const char built_in_scalars[] =
    "\"\"\"The `Int` scalar type represents non-fractional signed whole numeric values. Int can "
    "represent values between -(2^31) and 2^31 - 1.\"\"\"\n"
    "scalar Int\n"
    "\"\"\"The `Float` scalar type represents signed double-precision fractional values as "
    "specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).\"\"\"\n"
    "scalar Float\n"
    "\"\"\"The `String` scalar type represents textual data, represented as UTF-8 character "
    "sequences. The String type is most often used by GraphQL to represent free-form "
    "human-readable text.\"\"\"\n"
    "scalar String\n"
    "\"\"\"The `Boolean` scalar type represents `true` or `false`.\"\"\"\n"
    "scalar Boolean\n"
    "\"\"\"The `ID` scalar type represents a unique identifier, often used to refetch an object or "
    "as key for a cache. The ID type appears in a JSON response as a String; however, it is not "
    "intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) "
    "or integer (such as `4`) input value will be accepted as an ID.\"\"\"\n"
    "scalar ID\n";

static const char built_in_directives[] =
    "\"\"\"Directs the executor to include this field or fragment only when the `if` argument is "
    "true.\"\"\"\n"
    "directive @include(\"Included when true.\" if: Boolean!)\n"
    "  on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT\n"
    "\"\"\"Directs the executor to skip this field or fragment when the `if` argument is "
    "true.\"\"\"\n"
    "directive @skip(\"Skipped when true.\" if: Boolean!)\n"
    "  on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT\n"
    "\"\"\"Marks an element of a GraphQL schema as no longer supported.\"\"\"\n"
    "directive @deprecated(\n"
    "  \"\"\"Explains why this element was deprecated, usually also including a suggestion for how "
    "to access supported similar data. Formatted using the Markdown syntax, as specified by "
    "[CommonMark](https://commonmark.org/).\"\"\"\n"
    "  reason: String = \"No longer supported\"\n"
    ") on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE\n"
    "  | DIRECTIVE_DEFINITION\n"
    "\"\"\"Exposes a URL that specifies the behavior of this scalar.\"\"\"\n"
    "directive @specifiedBy(\"The URL that specifies the behavior of this scalar.\" url: String!)\n"
    "  on SCALAR\n"
    "\"\"\"Indicates exactly one field must be supplied and this field must not be `null`.\"\"\"\n"
    "directive @oneOf on INPUT_OBJECT\n";

static void schema_set_kind(const Schema *schema, Str name, ScalarKind kind) {
    schema_type(schema, name)->scalar = kind;
}

Schema *schema_new(Arena *arena) {
    Schema *schema = ARENA_NEW(arena, Schema);
    schema->arena = arena;
    map_init(&schema->types_by_name, arena);
    map_init(&schema->directives_by_name, arena);
    sdl_add_built_ins(schema, str_from(built_in_scalars));
    schema_set_kind(schema, STR("Int"), SCALAR_INT);
    schema_set_kind(schema, STR("Float"), SCALAR_FLOAT);
    schema_set_kind(schema, STR("String"), SCALAR_STRING);
    schema_set_kind(schema, STR("Boolean"), SCALAR_BOOLEAN);
    schema_set_kind(schema, STR("ID"), SCALAR_ID);
    sdl_add_built_ins(schema, str_from(built_in_directives));
    introspection_add_types(schema);
    return schema;
}
