/*
 * The type system: what a schema consists of (GraphQL specification, section 3).
 *
 * A Schema is made once, by sdl.c out of SDL or by model/build_*.c out of a database, and is
 * immutable and shared between threads from then on. It lives in its arena.
 *
 * Definitions carry a Binding: what they mean in SQL terms. The type is opaque here; whoever
 * builds the schema sets it and the planner switches on it (HOUSE: bind meaning once).
 */
#ifndef SOLOQL_GRAPHQL_SCHEMA_H
#define SOLOQL_GRAPHQL_SCHEMA_H

#include "sqlgen/base/json_reader.h"
#include "sqlgen/base/map.h"
#include "sqlgen/graphql/ast.h"

typedef struct Binding Binding; /* model/binding.h */
typedef struct Type Type;
typedef struct TypeRef TypeRef;

typedef enum TypeRefKind { TYPE_REF_NAMED, TYPE_REF_LIST, TYPE_REF_NON_NULL } TypeRefKind;

/*
 * A reference to a type with its wrappers. Interned: within one schema the same reference is
 * the same pointer, so references are compared with ==.
 */
struct TypeRef {
    TypeRefKind kind;
    Type *type;        /* the innermost named type, whatever the kind */
    const TypeRef *of; /* what is wrapped; NULL if named */
    TypeRef *list;     /* the list of this one, once it was asked for */
    TypeRef *non_null; /* the non-null of this one, once it was asked for */
};

typedef enum TypeKind {
    TYPE_SCALAR,
    TYPE_OBJECT,
    TYPE_INTERFACE,
    TYPE_UNION,
    TYPE_ENUM,
    TYPE_INPUT_OBJECT
} TypeKind;

/*
 * What a scalar takes as input. SCALAR_CUSTOM takes anything, as graphql-js does for a scalar
 * that was defined in SDL; the others are checked, the five of the specification with
 * graphql-js's messages.
 */
typedef enum ScalarKind {
    SCALAR_CUSTOM,
    SCALAR_INT,
    SCALAR_FLOAT,
    SCALAR_STRING,
    SCALAR_BOOLEAN,
    SCALAR_ID,
    SCALAR_BIGINT,  /* an integer of 64 bits, as number or string */
    SCALAR_NUMERIC, /* a number, or a string that holds one */
    SCALAR_TEXT,    /* a string or a number: date, timestamp, time */
    SCALAR_UUID,    /* a string */
    SCALAR_BYTES,   /* a base64 string */
    SCALAR_JSON     /* any JSON value */
} ScalarKind;

typedef struct InputValueDef { /* an argument or an input field */
    Str name;
    Str description; /* data NULL if none */
    const TypeRef *type;
    const Value *default_value; /* a constant; NULL if none */
    Str deprecation_reason;     /* data NULL if not deprecated */
    const Binding *binding;
    const InputValueNode *node; /* where it was defined in SDL; NULL if built */
} InputValueDef;

typedef struct FieldDef {
    Str name;
    Str description;
    const TypeRef *type;
    InputValueDef *arguments;
    size_t argument_count;
    Str deprecation_reason;
    const Binding *binding;
    const FieldNode *node;
} FieldDef;

typedef struct EnumValueDef {
    Str name;
    Str description;
    Str deprecation_reason;
    const Binding *binding;
    const EnumValueNode *node;
} EnumValueDef;

struct Type {
    TypeKind kind;
    ScalarKind scalar;     /* TYPE_SCALAR */
    bool one_of;           /* TYPE_INPUT_OBJECT with @oneOf */
    bool in_written_order; /* TYPE_INPUT_OBJECT whose coerced fields stand as they were written;
                               none of them is required or has a default */
    bool rows;     /* TYPE_INPUT_OBJECT whose objects are data: nulls and Booleans in its fields
                      are leaves, and a variable that is a list of objects of one shape is
                      folded (coerce.h) */
    bool built_in; /* one of the five scalars, or an introspection type */
    Str name;
    Str description;
    Str specified_by_url; /* TYPE_SCALAR; data NULL if none */
    TypeRef ref;          /* the bare reference to this type */

    FieldDef *fields; /* object, interface */
    size_t field_count;
    InputValueDef *inputs; /* input object */
    size_t input_count;
    EnumValueDef *values; /* enum */
    size_t value_count;
    Type **interfaces; /* object, interface: those it implements */
    size_t interface_count;
    Type **members; /* union */
    size_t member_count;
    Type **possible; /* interface, union: the object types, in schema order */
    size_t possible_count;

    const Binding *binding;
    const Definition *node; /* definition in SDL; NULL if built */
    const Definition **extensions;
    size_t extension_count;
    uint32_t position; /* in the schema's types, from 1; set by schema_finish() */
    uint32_t *sorted;  /* positions of the fields, inputs or values in the order of their names;
                          NULL if they are few; made by schema_finish() */
};

typedef struct DirectiveDef {
    Str name;
    Str description;
    InputValueDef *arguments;
    size_t argument_count;
    const char **locations; /* "FIELD", "OBJECT" … */
    size_t location_count;
    bool repeatable;
    bool built_in; /* named @skip, @include, @deprecated, @specifiedBy or @oneOf */
    const Definition *node;
} DirectiveDef;

typedef struct Schema {
    Arena *arena;
    Str description;
    Type *roots[3]; /* by OperationType; NULL if there is none */
    Type **types;   /* all named types, introspection types included, in the order graphql-js
                       lists them for SDL; in the order of definition for a built schema */
    size_t type_count;
    DirectiveDef *directives; /* those of the schema's own first if it is made of SDL */
    size_t directive_count;
    Map types_by_name;      /* Str → Type*; NULL for a built-in scalar that is not used */
    Map directives_by_name; /* Str → DirectiveDef*; filled by schema_finish() */
    const Definition *node; /* `schema { … }`; NULL if none */
    const Definition **extensions;
    size_t extension_count;
    const Source *source; /* of the SDL, for locations of schema errors; NULL if built */
    const FieldDef *typename_field, *schema_field, *type_field; /* __typename, __schema, __type */
} Schema;

/*
 * Building. schema_new() gives a schema that knows the five scalars, the introspection types and
 * the specified directives. Types are added and filled in any order; schema_finish() then makes
 * the indexes and the lists of possible types and puts schema->types in their final order. After
 * it the schema is read-only.
 *
 * The built-in types can be found by name from the start, but stand in schema->types only after
 * schema_finish(): a scalar after the first type that refers to it, the introspection types at the
 * end. A built-in scalar that nothing refers to is not part of the finished schema.
 */
Schema *schema_new(Arena *arena);

/* An empty type of that name, which is not copied; NULL if the name is taken. */
Type *schema_add_type(Schema *schema, TypeKind kind, Str name);

/* A type of the specification's own; for schema_new() and introspection_add_types(). */
Type *schema_add_built_in(Schema *schema, TypeKind kind, Str name);

/* An empty directive; the pointer is valid until the next one is added. */
DirectiveDef *schema_add_directive(Schema *schema, Str name);

void schema_finish(Schema *schema);

/* The wrapped references, made once. */
const TypeRef *type_ref_list(Schema *schema, const TypeRef *of);
const TypeRef *type_ref_non_null(Schema *schema, const TypeRef *of);

/* Looking up. All return NULL if there is none. */
Type *schema_type(const Schema *schema, Str name);
const DirectiveDef *schema_directive(const Schema *schema, Str name);
const FieldDef *type_field(const Type *type, Str name);
const InputValueDef *type_input(const Type *type, Str name);
const EnumValueDef *type_enum_value(const Type *type, Str name);
const InputValueDef *field_argument(const FieldDef *field, Str name);
const InputValueDef *directive_argument(const DirectiveDef *directive, Str name);

/* type_field(), and the meta fields: __typename on composite types, __schema and __type on the
 * query root. */
const FieldDef *schema_field(const Schema *schema, const Type *parent, Str name);

bool type_is_input(const Type *type);     /* scalar, enum, input object */
bool type_is_output(const Type *type);    /* all but input object */
bool type_is_leaf(const Type *type);      /* scalar, enum */
bool type_is_composite(const Type *type); /* object, interface, union */
bool type_is_abstract(const Type *type);  /* interface, union */

/* True if values of `object` can stand where `type` is asked for. */
bool type_is_possible(const Type *type, const Type *object);

/* True if some object type satisfies both (spec 5.5.2.3). */
bool types_overlap(const Type *a, const Type *b);

/* The type reference as text, such as [Int!]!. */
Str type_ref_text(Arena *arena, const TypeRef *type);

/* The reference that an AST type node names, or NULL if a name in it is unknown. Wrappers are
 * interned in `schema` while it is being built; for a finished schema use type_ref_resolve(). */
const TypeRef *type_ref_from_node(Schema *schema, const TypeNode *node);

/* As type_ref_from_node for a finished schema: new wrappers are made in `arena` and are NOT
 * interned; compare such references with type_ref_equal(). */
const TypeRef *type_ref_resolve(const Schema *schema, Arena *arena, const TypeNode *node);
bool type_ref_equal(const TypeRef *a, const TypeRef *b);
bool type_ref_is_subtype(const TypeRef *sub, const TypeRef *super);

#endif
