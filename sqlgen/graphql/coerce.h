/*
 * Coercion of input: variables and literals to Inputs (GraphQL specification, section 3 "Input
 * Coercion", section 6.1.2 and 6.4.1). Messages are graphql-js 16's.
 *
 * An Input is a value that fits its type. Where it came from matters to the planner: a leaf of a
 * variable is never looked at when a plan is made, only its *slot*, so that one plan serves all
 * values of the same shape.
 *
 * Slots: coerce_variables() numbers the leaves of all variables in document order, depth first.
 * A leaf is a scalar, or a list (of lists …) of scalars as a whole. Enum values, booleans, nulls,
 * absence, the length of a list of input objects or enums, and which fields an input object has
 * are not leaves: they are the *shape*, which is written as text; equal shapes number their leaves
 * alike. A Boolean is both: it has a slot and its value is part of the shape. Defaults, of a
 * variable or of an input field, are constants: they have no slots, and the shape says that the
 * variable or the field was not given.
 */
#ifndef SOLOQL_GRAPHQL_COERCE_H
#define SOLOQL_GRAPHQL_COERCE_H

#include "sqlgen/graphql/schema.h"

typedef enum InputKind {
    INPUT_NULL,
    INPUT_SCALAR, /* json holds the coerced value */
    INPUT_ENUM,
    INPUT_LIST,
    INPUT_OBJECT
} InputKind;

enum { INPUT_NO_SLOT = UINT32_MAX };

typedef struct Input Input;

typedef struct InputField {
    const InputValueDef *def;
    Input *value; /* never NULL; an absent field is not in the list */
    Span span;    /* as Input.span, of the whole field */
} InputField;

struct Input {
    InputKind kind;
    const TypeRef *type; /* the type it was coerced to */
    uint32_t slot;       /* INPUT_NO_SLOT if it is a constant of the document or schema */
    bool inlined;        /* json, though not a leaf, holds values of variables: a plan that keeps
                            it serves this request alone (a literal such as {a: $x} of a JSON
                            scalar; a literal list of scalars with a variable in it, whose items
                            tell the slots) */
    Span span;           /* where it stands in the document: the literal, or the variable's use;
                            in variables' own trees the variable definition */
    Str claim;           /* the claim of the session that it is the value of; data NULL = none; only
                            in what was not read from a document */
    Json json;           /* INPUT_SCALAR; and INPUT_LIST of scalars: the list as a JSON array */
    const EnumValueDef *value; /* INPUT_ENUM */
    Input **items;             /* INPUT_LIST; NULL if it is a leaf (has a slot): see json then */
    InputField *fields;        /* INPUT_OBJECT, in the order the type defines them; as they were
                                  written if the type says so */
    size_t count;              /* of items or fields */
    size_t rows; /* INPUT_LIST that is folded: its place in VariableValues.rows plus 1 */
};

typedef struct VariableValue {
    const VariableDefinition *definition;
    const TypeRef *type;
    Input *input;   /* NULL if the variable was not given and has no default */
    bool defaulted; /* it is the default, which has no slots: a constant of the document */
} VariableValue;

/*
 * A list that is folded: a variable of objects that are data and have one shape. The Input has the
 * first of them alone, and the plan is the same for every number of them: what it does to the
 * first is done to each, with the leaves of that one in the slots.
 */
typedef struct VariableRows {
    uint32_t first; /* slot */
    size_t stride;  /* slots that a row takes */
    size_t count;   /* of rows; 1 or more */
    Input **leaves; /* row by row, the first one among them */
} VariableRows;

typedef struct VariableValues {
    VariableValue *items; /* in the order of definition */
    size_t count;
    Input **slots; /* leaves by slot */
    size_t slot_count;
    VariableRows *rows; /* lists that are folded */
    size_t row_count;   /* of these */
    Str shape;          /* see above; empty if there are no variables */
    Map by_name;        /* name → VariableValue*; empty if there are only a few */
} VariableValues;

/*
 * Coerces the request's variables (`given` is an object, or NULL for none) for the operation;
 * false after adding errors (ERROR_VALIDATION_FAILED): 50 and one that says that there are more,
 * fewer if `errors->limit` is lower. The operation must have passed validation. The result lives
 * in the arena and points into `given`.
 */
bool coerce_variables(Arena *arena, const Schema *schema, const Source *source,
                      const Definition *operation, const Json *given, VariableValues *out,
                      ErrorList *errors);

/* The variable of that name, or NULL if the operation defines none. */
const VariableValue *variable_value(const VariableValues *variables, Str name);

/*
 * Coerces a literal with the variables' values put in (graphql-js valueFromAST). NULL if it does
 * not fit the type. `*absent` (may be NULL) is set if the literal is a variable without a value:
 * then NULL is returned as well.
 */
Input *coerce_literal(Arena *arena, const Value *literal, const TypeRef *type,
                      const VariableValues *variables, bool *absent);

/* Coerces a JSON value (graphql-js coerceInputValue); NULL after adding errors, which carry the
 * path inside the value. No leaf gets a slot. */
Input *coerce_json(Arena *arena, const Json *value, const TypeRef *type, ErrorList *errors);

/* One coerced argument of a field or directive. */
typedef struct ArgumentValue {
    const InputValueDef *def;
    Input *value; /* never NULL; an argument that is absent is not in the list */
} ArgumentValue;

typedef struct ArgumentValues {
    ArgumentValue *items; /* in the order of the definition */
    size_t count;
} ArgumentValues;

/*
 * The arguments of a field (graphql-js getArgumentValues), defaults put in. False after adding
 * an error: a required argument got null through a variable, or a value does not fit.
 */
bool coerce_arguments(Arena *arena, const Source *source, const InputValueDef *defs,
                      size_t def_count, const Argument *arguments, size_t argument_count, Span node,
                      const VariableValues *variables, ArgumentValues *out, ErrorList *errors);

/* The value of the named argument, or NULL if it is absent. */
const Input *argument_value(const ArgumentValues *arguments, Str name);

/* The coerced value as JSON (enums as their names), for tests and messages. */
void input_write(StrBuf *out, const Input *input);

/* A scalar of the JSON value checked against its type; false and a message if it does not fit
 * (`message` may be NULL: then none is made). `literal` tells an Int literal from a JSON number
 * such as 1.0. `given` is not null. */
bool scalar_coerce(Arena *arena, const Type *scalar, const Json *given, bool literal, Json *out,
                   Str *message);

#endif
