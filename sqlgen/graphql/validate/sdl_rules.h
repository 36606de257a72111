/*
 * The rules for type system documents: graphql-js 16's specifiedSDLRules. The number is the rule's
 * place in its list, which decides the order of errors at one node.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_SDL_RULES_H
#define SOLOQL_GRAPHQL_VALIDATE_SDL_RULES_H

#include "sqlgen/graphql/report.h"
#include "sqlgen/graphql/sdl_define.h"
#include "sqlgen/graphql/validate/name_set.h"

/* What all definitions and extensions of one name use up together. */
typedef struct SdlNames {
    NameSet *fields; /* NULL until one was met; so are the others */
    NameSet *values;
    NameSet *directives;
} SdlNames;

/* A directive that may be used: defined by the document, or else by the base schema. */
typedef struct SdlDirective {
    bool repeatable;
    bool in_document; /* which of the two kinds of node and definition are meant below */
    Map locations;    /* where it may stand, by name; no values */
    Map arguments;    /* by name; const InputValueNode*, or const InputValueDef* of the base */
    Map required;     /* those of them that must be given */
} SdlDirective;

typedef struct SdlValidator {
    Arena *arena;
    const Schema *base; /* NULL if the document stands alone */
    const Document *document;
    Report report;
    Map defined_types; /* by name, const Definition* of the last definition */
    Map directives;    /* by name, SdlDirective* */
    Map names;         /* by type, SdlNames* */
    SdlNames schema_names;
    NameSet type_names; /* met by the walk, as are the next three */
    NameSet directive_names;
    const RootTypeNode *root_types[3];
    bool schema_defined;
    Str *known_types; /* for suggestions; NULL until one is wanted */
    size_t known_type_count;
} SdlValidator;

/* True if nothing more can be reported. */
static inline bool sdl_is_done(const SdlValidator *v) {
    return v->report.overflow;
}

/* The names used up by the definitions of a type. */
SdlNames *sdl_names(SdlValidator *v, Str type);

/* Adds a name to a set that is made when it gets its first. */
const Name *sdl_names_add(SdlValidator *v, NameSet **set, const Name *name);

/* The walk: sdl_walk.c, and for operations and fragments sdl_walk_executable.c */

void sdl_walk_document(SdlValidator *v);
void sdl_walk_executable(SdlValidator *v, const Definition *definition);
void sdl_walk_type_node(SdlValidator *v, const TypeNode *type, bool in_type_system);
void sdl_walk_value(SdlValidator *v, const Value *value); /* 14 UniqueInputFieldNames */
void sdl_walk_arguments(SdlValidator *v, const Argument *arguments, size_t count);
void sdl_walk_directives(SdlValidator *v, const Directive *directives, size_t count,
                         const char *location);

/* sdl_roots.c: 1 LoneSchemaDefinition, 2 UniqueOperationTypes */

void sdl_roots_check_lone(SdlValidator *v, const Definition *schema);
void sdl_roots_check_unique(SdlValidator *v, const Definition *schema);

/* sdl_names.c: 3 UniqueTypeNames, 4 UniqueEnumValueNames, 5 UniqueFieldDefinitionNames,
 * 6 UniqueArgumentDefinitionNames, 7 UniqueDirectiveNames */

void sdl_names_check_type(SdlValidator *v, const Definition *type);
void sdl_names_check_values(SdlValidator *v, const Definition *type);
void sdl_names_check_fields(SdlValidator *v, const Definition *type);
void sdl_names_check_arguments(SdlValidator *v, const Definition *type);
void sdl_names_check_directive(SdlValidator *v, const Definition *directive);

/* sdl_types.c: 8 KnownTypeNames, 11 PossibleTypeExtensions */

void sdl_types_check_known(SdlValidator *v, const Name *name, bool in_type_system);
void sdl_types_check_extension(SdlValidator *v, const Definition *extension);

/* sdl_directives.c: 9 KnownDirectives, 10 UniqueDirectivesPerLocation,
 * 12 KnownArgumentNamesOnDirectives, 13 UniqueArgumentNames,
 * 15 ProvidedRequiredArgumentsOnDirectives */

void sdl_directives_collect(SdlValidator *v);
void sdl_directives_check_known(SdlValidator *v, const Directive *directive, const char *location);
void sdl_directives_check_unique(SdlValidator *v, NameSet **seen, const Directive *directives,
                                 size_t count);

/* The same for a place that no other node shares: anything but a type or the schema. */
void sdl_directives_check_unique_here(SdlValidator *v, const Directive *directives, size_t count);

void sdl_directives_check_arguments(SdlValidator *v, const Directive *directive);
void sdl_directives_check_unique_arguments(SdlValidator *v, const Argument *arguments,
                                           size_t count);
void sdl_directives_check_required(SdlValidator *v, const Directive *directive);

#endif
