/*
 * The AST: what the parser makes of a document (GraphQL specification, Appendix B).
 *
 * One struct per production that has fields of its own; Definition and Selection are fat structs
 * with a kind, so that a reader needs no casts. Everything lives in the arena given to the
 * parser; names and numbers point into the source text, which must live as long. A Name that is
 * absent has text.data == NULL. Nodes are immutable once parsed.
 */
#ifndef SOLOQL_GRAPHQL_AST_H
#define SOLOQL_GRAPHQL_AST_H

#include "sqlgen/graphql/source.h"

typedef struct Name {
    Str text;
    Span span;
} Name;

typedef enum ValueKind {
    VALUE_VARIABLE,
    VALUE_INT,
    VALUE_FLOAT,
    VALUE_STRING,
    VALUE_BOOLEAN,
    VALUE_NULL,
    VALUE_ENUM,
    VALUE_LIST,
    VALUE_OBJECT
} ValueKind;

typedef struct Value Value;
typedef struct ObjectField ObjectField;

struct Value {
    ValueKind kind;
    Span span;           /* of a variable: with its $ */
    Str text;            /* variable or enum name, digits of a number, decoded string */
    bool boolean;        /* VALUE_BOOLEAN */
    bool block;          /* VALUE_STRING written as """block""" */
    Value *items;        /* VALUE_LIST */
    ObjectField *fields; /* VALUE_OBJECT */
    size_t count;        /* of items or fields */
};

struct ObjectField {
    Name name;
    Value value;
    Span span;
};

typedef struct Argument {
    Name name;
    Value value;
    Span span;
} Argument;

typedef struct Directive {
    Name name; /* without its @ */
    Argument *arguments;
    size_t argument_count;
    Span span;
} Directive;

typedef enum TypeNodeKind { TYPE_NODE_NAMED, TYPE_NODE_LIST, TYPE_NODE_NON_NULL } TypeNodeKind;

typedef struct TypeNode TypeNode;

struct TypeNode {
    TypeNodeKind kind;
    Name name;          /* TYPE_NODE_NAMED */
    const TypeNode *of; /* TYPE_NODE_LIST, TYPE_NODE_NON_NULL */
    Span span;
};

typedef struct VariableDefinition {
    const Value *description; /* a string; NULL if none */
    Name name;                /* without its $ */
    Span variable;            /* of the $name */
    TypeNode type;
    const Value *default_value; /* NULL if none */
    Directive *directives;
    size_t directive_count;
    Span span;
} VariableDefinition;

typedef enum SelectionKind {
    SELECTION_FIELD,
    SELECTION_FRAGMENT_SPREAD,
    SELECTION_INLINE_FRAGMENT
} SelectionKind;

typedef struct Selection Selection;

typedef struct SelectionSet {
    Selection *items;
    size_t count;
    Span span;
} SelectionSet;

struct Selection {
    SelectionKind kind;
    Span span;
    Name alias;          /* field: absent if none */
    Name name;           /* field or fragment name */
    Name type_condition; /* inline fragment: absent if none */
    Argument *arguments; /* field */
    size_t argument_count;
    Directive *directives;
    size_t directive_count;
    SelectionSet *selection_set; /* field: NULL if none; inline fragment: never NULL */
};

/* The key under which a field answers: its alias, else its name. */
static inline Str selection_response_key(const Selection *field) {
    return field->alias.text.data != NULL ? field->alias.text : field->name.text;
}

typedef struct InputValueNode { /* an argument or an input field, defined */
    const Value *description;
    Name name;
    TypeNode type;
    const Value *default_value; /* NULL if none */
    Directive *directives;
    size_t directive_count;
    Span span;
} InputValueNode;

typedef struct FieldNode { /* a field, defined */
    const Value *description;
    Name name;
    InputValueNode *arguments;
    size_t argument_count;
    TypeNode type;
    Directive *directives;
    size_t directive_count;
    Span span;
} FieldNode;

typedef struct EnumValueNode {
    const Value *description;
    Name name;
    Directive *directives;
    size_t directive_count;
    Span span;
} EnumValueNode;

typedef enum OperationType {
    OPERATION_QUERY,
    OPERATION_MUTATION,
    OPERATION_SUBSCRIPTION
} OperationType;

typedef struct RootTypeNode { /* `query: Query` in a schema definition */
    OperationType operation;
    Name type;
    Span span;
} RootTypeNode;

typedef enum DefinitionKind {
    DEFINITION_OPERATION,
    DEFINITION_FRAGMENT,
    DEFINITION_SCHEMA,
    DEFINITION_SCALAR,
    DEFINITION_OBJECT,
    DEFINITION_INTERFACE,
    DEFINITION_UNION,
    DEFINITION_ENUM,
    DEFINITION_INPUT_OBJECT,
    DEFINITION_DIRECTIVE
} DefinitionKind;

typedef struct Definition {
    DefinitionKind kind;
    bool extension; /* `extend …` */
    Span span;
    const Value *description; /* NULL if none */
    Name name;                /* absent: anonymous operation, schema */
    Directive *directives;
    size_t directive_count;

    OperationType operation;       /* operation */
    VariableDefinition *variables; /* operation; fragment if legacy fragment variables are on */
    size_t variable_count;
    Name type_condition;         /* fragment */
    SelectionSet *selection_set; /* operation, fragment */

    RootTypeNode *root_types; /* schema */
    size_t root_type_count;
    Name *interfaces; /* object, interface: `implements` */
    size_t interface_count;
    FieldNode *fields; /* object, interface */
    size_t field_count;
    Name *members; /* union */
    size_t member_count;
    EnumValueNode *values; /* enum */
    size_t value_count;
    InputValueNode *inputs; /* input object: its fields; directive: its arguments */
    size_t input_count;
    bool repeatable; /* directive */
    Name *locations; /* directive */
    size_t location_count;
} Definition;

typedef struct Document {
    const Source *source;
    Definition *definitions;
    size_t definition_count;
    Span span;
} Document;

#endif
