/*
 * Validation of executable documents (GraphQL specification, section 5): all of graphql-js 16's
 * specifiedRules, with its messages, locations and order of errors.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_H
#define SOLOQL_GRAPHQL_VALIDATE_H

#include "sqlgen/graphql/schema.h"

typedef struct ValidateOptions {
    size_t max_errors;          /* as graphql-js maxErrors; 0 = 100 */
    bool no_suggestions;        /* leave out "Did you mean …" */
    size_t max_expanded;        /* selections after fragments are opened; 0 = 100,000 */
    size_t max_aliases;         /* after fragments are opened; 0 = no limit */
    size_t max_directives;      /* after fragments are opened; 0 = no limit */
    size_t max_overlap_pairs;   /* pairs that the overlap rule may compare; 0 = 1,000,000 */
    size_t max_selection_depth; /* after fragments are opened; 0 = no limit */
} ValidateOptions;

/*
 * Adds the errors of the document to `errors` (ERROR_VALIDATION_FAILED); none means it can be
 * executed. Scratch memory comes from the arena. options may be NULL.
 */
void validate_document(Arena *arena, const Schema *schema, const Document *document,
                       const ValidateOptions *options, ErrorList *errors);

#endif
