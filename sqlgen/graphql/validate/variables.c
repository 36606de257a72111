/*
 * Variables (specification, sections 5.8.1 "Variable Uniqueness", 5.8.2 "Variables Are Input
 * Types", 5.8.3 "All Variable Uses Defined", 5.8.4 "All Variables Used" and 5.8.5 "All Variable
 * Usages Are Allowed").
 *
 * In: an operation with the usages that the walk noted in it and in the fragments it reaches.
 *
 * Examples:
 *     query Q { book(id: $id) { title } }           Variable "$id" is not defined by operation "Q".
 *     query Q($id: Int) { a }                       Variable "$id" is never used in operation "Q".
 *     query Q($id: Int) { book(id: $id) { title } } Variable "$id" of type "Int" used in position
 *                                                   expecting type "Int!".
 */
#include "sqlgen/graphql/validate/quote.h"
#include "sqlgen/graphql/validate/rules.h"

enum { VARIABLES_COMPARED_BY_NAME = 8 }; /* more of them are looked up in a map */

/* The variables an operation defines. */
typedef struct Variables {
    const Definition *operation;
    Map by_name;           /* to definitions, the last of a name; if there are more than a few */
    bool *used;            /* by definition */
    const TypeRef **types; /* by definition; filled when first needed, NULL if unknown */
    bool *resolved;        /* whether it was */
} Variables;

/* The usages that count for an operation: its own, then those of each fragment reached. */
typedef struct Usages {
    const Scope **scopes;
    size_t scope_count;
} Usages;

void variables_check_input_type(Validator *v, const VariableDefinition *variable,
                                const TypeRef *type) {
    if (type != NULL && !type_is_input(type->type)) {
        Str text = quote_type(v->arena, &variable->type);
        report_add(v->report, variable->type.span.start,
                   "Variable \"$%.*s\" cannot be non-input type \"%.*s\".",
                   STR_ARG(variable->name.text), STR_ARG(text));
    }
}

void variables_check_unique(Validator *v, const Definition *operation) {
    NameSet seen;
    name_set_init(&seen, v->arena);
    bool repeated = false;
    for (size_t i = 0; i < operation->variable_count && !repeated; i++) {
        repeated = name_set_add(&seen, &operation->variables[i].name) != NULL;
    }
    if (!repeated || validator_is_done(v)) {
        return;
    }
    const Name **names = ARENA_ARRAY(v->arena, operation->variable_count, const Name *);
    for (size_t i = 0; i < operation->variable_count; i++) {
        names[i] = &operation->variables[i].name;
    }
    name_set_report_repeated(v->report, names, operation->variable_count, "variable named \"$");
}

static Variables variables_of(Validator *v, const Definition *operation) {
    Variables variables = {.operation = operation};
    map_init(&variables.by_name, v->arena);
    if (operation->variable_count > VARIABLES_COMPARED_BY_NAME) {
        for (size_t i = 0; i < operation->variable_count; i++) {
            VariableDefinition *definition = &operation->variables[i];
            map_set(&variables.by_name, definition->name.text, definition);
        }
    }
    variables.used = ARENA_ARRAY(v->arena, operation->variable_count, bool);
    variables.resolved = ARENA_ARRAY(v->arena, operation->variable_count, bool);
    variables.types = ARENA_ARRAY(v->arena, operation->variable_count, const TypeRef *);
    return variables;
}

/* The definition that the name means, or NULL. */
static const VariableDefinition *variable_find(const Variables *variables, Str name) {
    const Definition *operation = variables->operation;
    if (operation->variable_count > VARIABLES_COMPARED_BY_NAME) {
        return map_get(&variables->by_name, name);
    }
    for (size_t i = operation->variable_count; i > 0; i--) {
        if (str_equal(operation->variables[i - 1].name.text, name)) {
            return &operation->variables[i - 1];
        }
    }
    return NULL;
}

static size_t variable_index(const Variables *variables, const VariableDefinition *definition) {
    return (size_t)(definition - variables->operation->variables);
}

/* The operation's usages, and marks the fragments it reaches as used. */
static Usages usages_of(Validator *v, Scope *operation) {
    size_t reached_count = 0;
    Fragment **reached = v->fragment_count == 0 ? NULL : scope_reach(v, operation, &reached_count);
    Usages usages = {.scopes = ARENA_ARRAY(v->arena, reached_count + 1, const Scope *)};
    usages.scopes[usages.scope_count++] = operation;
    for (size_t i = 0; i < reached_count && !v->stopped; i++) {
        const Scope *scope = &reached[i]->scope;
        reached[i]->used = true;
        usages.scopes[usages.scope_count++] = scope;
        validator_spend(v, scope->usage_count, operation->definition->span.start);
    }
    return usages;
}

static void variables_check_defined(Validator *v, const Variables *variables,
                                    const VariableUsage *usage) {
    const Definition *operation = variables->operation;
    Str name = usage->variable->text;
    const VariableDefinition *definition = variable_find(variables, name);
    if (definition != NULL) {
        variables->used[variable_index(variables, definition)] = true;
        return;
    }
    Violation *violation;
    if (operation->name.text.data != NULL) {
        violation = report_add(v->report, usage->variable->span.start,
                               "Variable \"$%.*s\" is not defined by operation \"%.*s\".",
                               STR_ARG(name), STR_ARG(operation->name.text));
    } else {
        violation = report_add(v->report, usage->variable->span.start,
                               "Variable \"$%.*s\" is not defined.", STR_ARG(name));
    }
    report_locate(v->report, violation, operation->span.start);
}

static void variables_check_used(Validator *v, const Variables *variables) {
    const Definition *operation = variables->operation;
    for (size_t i = 0; i < operation->variable_count; i++) {
        const VariableDefinition *definition = &operation->variables[i];
        const VariableDefinition *meant = variable_find(variables, definition->name.text);
        if (variables->used[variable_index(variables, meant)]) {
            continue;
        }
        if (operation->name.text.data != NULL) {
            report_add(v->report, definition->span.start,
                       "Variable \"$%.*s\" is never used in operation \"%.*s\".",
                       STR_ARG(definition->name.text), STR_ARG(operation->name.text));
        } else {
            report_add(v->report, definition->span.start, "Variable \"$%.*s\" is never used.",
                       STR_ARG(definition->name.text));
        }
    }
}

static const TypeRef *variable_type(Validator *v, const Variables *variables,
                                    const VariableDefinition *definition) {
    size_t index = variable_index(variables, definition);
    if (!variables->resolved[index]) {
        variables->resolved[index] = true;
        variables->types[index] = type_ref_resolve(v->schema, v->arena, &definition->type);
    }
    return variables->types[index];
}

/* A nullable variable may stand where null may not if a default, here or there, replaces null. */
static bool variable_fits(const VariableDefinition *definition, const TypeRef *type,
                          const VariableUsage *usage) {
    const Value *value = definition->default_value;
    if (usage->type->kind == TYPE_REF_NON_NULL && type->kind != TYPE_REF_NON_NULL) {
        bool has_value = value != NULL && value->kind != VALUE_NULL;
        return (has_value || usage->has_default) && type_ref_is_subtype(type, usage->type->of);
    }
    return type_ref_is_subtype(type, usage->type);
}

static void variables_check_position(Validator *v, const Variables *variables,
                                     const VariableUsage *usage) {
    Str name = usage->variable->text;
    const VariableDefinition *definition = variable_find(variables, name);
    const TypeRef *type =
        definition == NULL || usage->type == NULL ? NULL : variable_type(v, variables, definition);
    if (type == NULL || validator_is_done(v)) {
        return;
    }
    if (!variable_fits(definition, type, usage)) {
        Str given = type_ref_text(v->arena, type), wanted = type_ref_text(v->arena, usage->type);
        Violation *violation =
            report_add(v->report, definition->span.start,
                       "Variable \"$%.*s\" of type \"%.*s\" used in position expecting type "
                       "\"%.*s\".",
                       STR_ARG(name), STR_ARG(given), STR_ARG(wanted));
        report_locate(v->report, violation, usage->variable->span.start);
    }
    const TypeRef *parent = usage->parent;
    if (parent != NULL && parent->kind == TYPE_REF_NAMED && parent->type->one_of &&
        type->kind != TYPE_REF_NON_NULL) {
        Str given = type_ref_text(v->arena, type);
        Violation *violation =
            report_add(v->report, definition->span.start,
                       "Variable \"$%.*s\" is of type \"%.*s\" but must be non-nullable to be used "
                       "for OneOf Input Object \"%.*s\".",
                       STR_ARG(name), STR_ARG(given), STR_ARG(parent->type->name));
        report_locate(v->report, violation, usage->variable->span.start);
    }
}

/* One of the two rules that look at each usage. */
typedef void UsageRule(Validator *v, const Variables *variables, const VariableUsage *usage);

static void usages_visit(Validator *v, const Usages *usages, const Variables *variables,
                         UsageRule *rule) {
    for (size_t i = 0; i < usages->scope_count; i++) {
        const Scope *scope = usages->scopes[i];
        for (size_t j = 0; j < scope->usage_count && !validator_is_done(v); j++) {
            rule(v, variables, &scope->usages[j]);
        }
    }
}

void variables_check_usages(Validator *v, Scope *operation) {
    Usages usages = usages_of(v, operation);
    if (v->stopped) {
        return;
    }
    Variables variables = variables_of(v, operation->definition);
    usages_visit(v, &usages, &variables, variables_check_defined);
    variables_check_used(v, &variables);
    usages_visit(v, &usages, &variables, variables_check_position);
}
