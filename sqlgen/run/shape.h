/*
 * The shape: the constant first argument of our JSON functions, read once.
 *
 *     id:int! customer?{name:text} items:raw __typename=orders ...
 *
 *     shape  = [ item { " " item } ]
 *     item   = key ":" word [ "!" ]      one argument, written as the word says (data_type.h), or
 *                                        raw: JSON that another of our functions wrote;
 *                                        "!": a null is an error
 *            | key [ "?" ] "{" shape "}" an object in place; with "?" it takes one argument first
 *                                        and is null if that is null
 *              ":" enum "(" name { "|" name } ")" [ "!" ]   a text that must be one of these
 *            | key "=" name              the name as a string; no argument
 *            | "..."                     one argument: members that soloql_members() wrote
 *
 * A key may be left out; then the value stands alone, as soloql_members() needs it for one.
 * Keys are GraphQL names, so nothing in a shape needs an escape. A shape is compiled to a list of
 * steps in which the constant text between two values is one piece.
 */
#ifndef SOLOQL_RUN_SHAPE_H
#define SOLOQL_RUN_SHAPE_H

#include "sqlgen/base/map.h"
#include "sqlgen/catalog/data_type.h"

typedef enum ShapeStepKind {
    SHAPE_TEXT,    /* text is written */
    SHAPE_VALUE,   /* an argument, as type says */
    SHAPE_RAW,     /* an argument that is JSON; null if it is null */
    SHAPE_MEMBERS, /* an argument that is "key":value,… */
    SHAPE_PRESENT  /* an argument; if it is null, "null" is written and `skip` steps are left out,
                      with `skip_arguments` arguments */
} ShapeStepKind;

typedef struct ShapeStep {
    ShapeStepKind kind;
    DataType type;
    bool not_null;
    bool any_text;     /* any text that is UTF-8 is such a value */
    const Map *values; /* that the text may be; NULL = any */
    Str text;          /* SHAPE_TEXT, as strbuf_append_short() takes it; the name of the enum whose
                          values those are */
    size_t skip, skip_arguments;
} ShapeStep;

typedef struct Shape {
    ShapeStep *steps;
    size_t step_count;
    size_t argument_count; /* that the steps take */
} Shape;

/* Compiles a shape; `braces` writes the object's own { and }. NULL if the text is not a shape, or
 * nests deeper than 100. */
Shape *shape_compile(Arena *arena, Str text, bool braces);

#endif
