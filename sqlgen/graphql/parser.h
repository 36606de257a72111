/*
 * The parser: text to AST (GraphQL specification, section 2, section 3 and Appendix B).
 *
 * Accepts executable documents and type system documents alike; which of them is wanted is for
 * validation to say. Stops at the first error, worded and placed as graphql-js 16 does
 * ("Syntax Error: Expected Name, found <EOF>."). Depth and tokens are counted before anything
 * recurses, so the stack stays small whatever comes in.
 */
#ifndef SOLOQL_GRAPHQL_PARSER_H
#define SOLOQL_GRAPHQL_PARSER_H

#include "sqlgen/graphql/ast.h"

typedef struct ParseOptions {
    size_t max_tokens;              /* 0 = no limit */
    size_t max_depth;               /* of selections, values and types, each; 0 = the default 200 */
    bool legacy_fragment_variables; /* fragments may define variables (graphql-js option) */
} ParseOptions;

/* The document, or NULL after adding one error (ERROR_VALIDATION_FAILED). options may be NULL. */
Document *parse_document(Arena *arena, const Source *source, const ParseOptions *options,
                         ErrorList *errors);

/* One value, or NULL after adding one error. A constant value has no variables in it. */
Value *parse_value(Arena *arena, const Source *source, bool constant, const ParseOptions *options,
                   ErrorList *errors);

/* One type reference such as [Int!]!, or NULL after adding one error. */
TypeNode *parse_type(Arena *arena, const Source *source, const ParseOptions *options,
                     ErrorList *errors);

#endif
