/*
 * The type system: what a schema consists of (GraphQL specification, section 3).
 *
 * A Schema is made once, by sdl.c out of SDL or by model/build_*.c out of a database, and is
 * immutable and shared between threads from then on. It lives in its arena.
 *
 * A database of 5,000 tables has 310,000 types, of which a request sees a dozen. So the types are
 * all there from the start, with their names and in their order, but what a type consists of (its
 * *body*) and the arguments of a field can be *late*: filled when somebody first looks. Readers
 * go through type_body() and field_arguments(), and need not know.
 *
 * Definitions carry a Binding: what they mean in SQL terms. The type is opaque here; whoever
 * builds the schema sets it and the planner switches on it (HOUSE: bind meaning once).
 */
#ifndef SOLOQL_GRAPHQL_SCHEMA_H
#define SOLOQL_GRAPHQL_SCHEMA_H

#include <pthread.h>
#include <stdatomic.h>

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

typedef struct InputList {
    InputValueDef *items;
    size_t count;
} InputList;

typedef struct Schema Schema;

/* What is filled at once: bodies of types, and arguments of fields. */
typedef struct Late {
    Schema *schema;
    atomic_bool filled; /* what belongs to it may be read; set once, under schema->filling */
} Late;

typedef struct FieldDef {
    Str name;
    Str description;
    const TypeRef *type;
    InputList late_arguments; /* read with field_arguments() */
    Late *late;               /* fills the arguments; NULL if they are there */
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

/* What a type consists of, by its kind. */
typedef struct TypeBody {
    FieldDef *fields; /* object, interface */
    size_t field_count;
    InputValueDef *inputs; /* input object */
    size_t input_count;
    EnumValueDef *values; /* enum */
    size_t value_count;
    uint32_t *sorted; /* places of the fields, inputs or values in the order of their names; NULL
                         if they are few */
} TypeBody;

/* What few types of a database have. */
typedef struct TypeExtra {
    Str specified_by_url; /* scalar; data NULL if none */
    Type **interfaces;    /* object, interface: those it implements */
    size_t interface_count;
    Type **members; /* union */
    size_t member_count;
    Type **possible; /* interface, union: the object types, in schema order */
    size_t possible_count;
    const Definition *node; /* definition in SDL; NULL if built */
    const Definition **extensions;
    size_t extension_count;
} TypeExtra;

struct Type {
    TypeKind kind;
    ScalarKind scalar;     /* TYPE_SCALAR */
    bool one_of;           /* TYPE_INPUT_OBJECT with @oneOf */
    bool in_written_order; /* TYPE_INPUT_OBJECT whose coerced fields stand as they were written;
                               none of them is required or has a default */
    bool rows;         /* TYPE_INPUT_OBJECT whose objects are data: nulls and Booleans in its fields
                          are leaves, and a variable that is a list of objects of one shape is
                          folded (coerce.h) */
    bool built_in;     /* one of the five scalars, or an introspection type */
    uint32_t position; /* in the schema's types, from 1; final after schema_finish() */
    Str name;
    Str description;
    TypeRef ref; /* the bare reference to this type */
    const Binding *binding;
    const TypeExtra *extra; /* never NULL */
    TypeBody *body;         /* read with type_body() */
    Late *late;             /* fills the body; NULL if it is there */
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

enum { SCHEMA_BUILT_IN_SCALARS = 5 };

struct Schema {
    Arena *arena;
    Str description;
    Type *roots[3]; /* by OperationType; NULL if there is none */
    Type **types;   /* all named types, introspection types included, in the order graphql-js
                       lists them for SDL; in the order of definition for a built schema */
    size_t type_count;
    size_t type_room;
    DirectiveDef *directives; /* those of the schema's own first if it is made of SDL */
    size_t directive_count;
    Map types_by_name;      /* Str → Type*; NULL for a built-in scalar that is not used */
    Map directives_by_name; /* Str → DirectiveDef*; filled by schema_finish() */
    const Definition *node; /* `schema { … }`; NULL if none */
    const Definition **extensions;
    size_t extension_count;
    const Source *source; /* of the SDL, for locations of schema errors; NULL if built */
    const FieldDef *typename_field, *schema_field, *type_field; /* __typename, __schema, __type */

    void (*fill)(Late *late);           /* fills what is late; NULL if nothing is */
    pthread_mutex_t filling;            /* held by whoever does, and for the arena meanwhile */
    atomic_uint_fast32_t fill_failures; /* for want of memory */
    struct SchemaMet {
        Type *scalar, *by; /* a built-in scalar, and the first late type that refers to it */
    } met[SCHEMA_BUILT_IN_SCALARS]; /* in the order in which they are met there */
    size_t met_count;
};

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

/* Makes room for that many types, so that the lists of them leave nothing behind in growing. */
void schema_expect(Schema *schema, size_t types);

/* Puts a type into the list: for one that is known by name already. */
void schema_list_type(Schema *schema, Type *type);

/* A type of the specification's own; for schema_new() and introspection_add_types(). */
Type *schema_add_built_in(Schema *schema, TypeKind kind, Str name);

/* An empty directive; the pointer is valid until the next one is added. */
DirectiveDef *schema_add_directive(Schema *schema, Str name);

void schema_finish(Schema *schema);

/* What the type has of its own, to be written to while the schema is built: made if it has not. */
TypeBody *type_own_body(Arena *arena, Type *type);
TypeExtra *type_own_extra(Arena *arena, Type *type);

/*
 * Late types (schema_late.c). Whoever builds the schema sets `fill` and has schema_add_late() say
 * whose they are; schema_meet() is told of every reference in them, so that built-in scalars get
 * their places without anything being filled. By schema_finish() all types and wrapped references
 * that filling needs have been made: it adds none.
 */
void schema_begin_late(Schema *schema, void (*fill)(Late *late));
void schema_meet(Schema *schema, Type *by, const TypeRef *type);

/* Fills what is missing. False without memory: then it stays missing, and fill_failures counts. */
bool schema_fill(Late *late);

/* The indexes of a type that was filled. */
void type_finish(Arena *arena, Type *type);

/* True if what is filled by `late` (NULL: nothing) can be read. */
static inline bool late_is_filled(Late *late) {
    return late == NULL || atomic_load_explicit(&late->filled, memory_order_acquire) ||
           schema_fill(late);
}

extern const TypeBody type_no_body;

/* What the type consists of: nothing if memory is short (see schema_fill()). */
static inline const TypeBody *type_body(const Type *type) {
    return late_is_filled(type->late) ? type->body : &type_no_body;
}

static inline InputList field_arguments(const FieldDef *field) {
    return late_is_filled(field->late) ? field->late_arguments : (InputList){NULL, 0};
}

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
