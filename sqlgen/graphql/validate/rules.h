/*
 * The rules, by the file they are in; each file is a heading of the specification's section 5.
 * The number is the rule's place in graphql-js's list, which decides the order of errors at one
 * node.
 */
#ifndef SOLOQL_GRAPHQL_VALIDATE_RULES_H
#define SOLOQL_GRAPHQL_VALIDATE_RULES_H

#include "sqlgen/graphql/validate/validator.h"

/* The walk: walk.c, walk_input.c, walk_type_system.c. */

void walk_document(Validator *v);
void walk_type_name(Validator *v, const Name *name, bool in_type_system);
void walk_type_node(Validator *v, const TypeNode *type, bool in_type_system);
void walk_arguments(Validator *v, const Selection *field, const FieldDef *def, const Type *parent);
void walk_directives(Validator *v, const Directive *directives, size_t count, const char *location);
void walk_default(Validator *v, const Value *value, const TypeRef *type);
void walk_type_system(Validator *v, const Definition *definition);

/* documents.c: 1 ExecutableDefinitions, 5 KnownTypeNames */

void documents_check_executable(Validator *v);
void documents_check_type_name(Validator *v, const Name *name, bool in_type_system);

/* operations.c: 2 UniqueOperationNames, 3 LoneAnonymousOperation;
 * subscriptions.c: 4 SingleFieldSubscriptions */

void operations_check_name(Validator *v, const Definition *operation);
void subscriptions_check_single_field(Validator *v, const Definition *operation);

/* fields.c: 8 ScalarLeafs, 9 FieldsOnCorrectType; overlap.c: 25 OverlappingFieldsCanBeMerged;
 * introspection_depth.c: 27 MaxIntrospectionDepth, true if the field was refused */

void fields_check_leaf(Validator *v, const Selection *field, const TypeRef *type);
void fields_report_unknown(Validator *v, const Selection *field, const Type *parent);
void overlap_check(Validator *v, const SelectionSet *set, const Type *parent);
bool introspection_check_depth(Validator *v, const Selection *field);

/* arguments.c: 20 KnownArgumentNames, 21 UniqueArgumentNames, 23 ProvidedRequiredArguments */

void arguments_report_unknown(Validator *v, const Argument *argument, const FieldDef *field,
                              const Type *parent);
void arguments_check_unique(Validator *v, const Argument *arguments, size_t count);
void arguments_check_required(Validator *v, const Selection *field, const FieldDef *def);

/* fragments.c: 6 FragmentsOnCompositeTypes, 10 UniqueFragmentNames, 11 KnownFragmentNames,
 * 12 NoUnusedFragments, 13 PossibleFragmentSpreads; fragment_cycles.c: 14 NoFragmentCycles */

void fragments_check_definition(Validator *v, const Fragment *fragment);
void fragments_check_spread(Validator *v, const Selection *spread, const Type *parent);
void fragments_check_inline(Validator *v, const Selection *fragment, const Type *condition,
                            const Type *parent);
void fragments_check_unused(Validator *v);
void fragments_check_cycles(Validator *v, Fragment *fragment);

/* values.c: 22 ValuesOfCorrectType (26 UniqueInputFieldNames is in walk_input.c). The first two are
 * false if the value was refused: then what is inside is not checked. */

bool values_check_list(Validator *v, const Value *list, const TypeRef *type);
bool values_check_object(Validator *v, const Value *object, const TypeRef *type);
void values_report_unknown_field(Validator *v, const ObjectField *field, const Type *object);
void values_check_leaf(Validator *v, const Value *value, const TypeRef *type);

/* directives.c: 18 KnownDirectives, 19 UniqueDirectivesPerLocation, and 20 and 23 for directives */

void directives_check_unique(Validator *v, const Directive *directives, size_t count);
void directives_check_unique_in(Validator *v, NameSet *seen, const Directive *directives,
                                size_t count);
void directives_check_known(Validator *v, const Directive *directive, const char *location);
void directives_check_arguments(Validator *v, const Directive *directive);
void directives_check_required(Validator *v, const Directive *directive);

/* variables.c: 7 VariablesAreInputTypes, 15 UniqueVariableNames; and, when the walk is over,
 * 16 NoUndefinedVariables, 17 NoUnusedVariables, 24 VariablesInAllowedPosition */

void variables_check_input_type(Validator *v, const VariableDefinition *variable,
                                const TypeRef *type);
void variables_check_unique(Validator *v, const Definition *operation);
void variables_check_usages(Validator *v, Scope *operation);

/* limits.c: how much an operation asks for, when the walk is over */

void limits_check(Validator *v, Scope *operation);

#endif
