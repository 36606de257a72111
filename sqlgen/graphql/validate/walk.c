/*
 * The walk over an executable document.
 *
 * In: the AST. Out: the rules (rules.h), called node by node.
 *
 * The one idea is graphql-js's: all rules share one traversal, and at each node they run in the
 * order of its list. So does this file, with plain calls: to see which rules look at a field, read
 * walk_field() from top to bottom. What graphql-js's TypeInfo keeps on stacks (parent type, type
 * of the position) is passed down as arguments.
 *
 * Example: `{ dog @skip(if: true) { name } }` gives operation, selection set, field dog, its
 * directive, the argument's value, then the selection set and field name; required arguments are
 * checked when a field or directive is left.
 *
 * It recurses as deep as the parser let selections nest.
 */
#include "sqlgen/graphql/validate/rules.h"

static void walk_selection_set(Validator *v, const SelectionSet *set, const Type *parent);

/* The type if fields can be selected on it, else NULL. */
static const Type *composite_or_null(const Type *type) {
    return type != NULL && type_is_composite(type) ? type : NULL;
}

void walk_type_name(Validator *v, const Name *name, bool in_type_system) {
    if (schema_type(v->schema, name->text) == NULL) {
        documents_check_type_name(v, name, in_type_system);
    }
}

void walk_type_node(Validator *v, const TypeNode *type, bool in_type_system) {
    while (type->kind != TYPE_NODE_NAMED) {
        type = type->of;
    }
    walk_type_name(v, &type->name, in_type_system);
}

static void walk_field(Validator *v, const Selection *field, const Type *parent) {
    const FieldDef *outer = v->field;
    const FieldDef *def = parent == NULL ? NULL : schema_field(v->schema, parent, field->name.text);
    const TypeRef *type = def != NULL && type_is_output(def->type->type) ? def->type : NULL;
    v->field = def;
    v->scope->extent.aliases += field->alias.text.data != NULL;
    if (type != NULL) {
        fields_check_leaf(v, field, type);
    }
    if (parent != NULL && def == NULL) {
        fields_report_unknown(v, field, parent);
    }
    directives_check_unique(v, field->directives, field->directive_count);
    arguments_check_unique(v, field->arguments, field->argument_count);
    bool refused = introspection_check_depth(v, field);
    walk_arguments(v, field, def, parent);
    walk_directives(v, field->directives, field->directive_count, "FIELD");
    if (field->selection_set != NULL) {
        const Type *inside = composite_or_null(type == NULL ? NULL : type->type);
        overlap_check(v, field->selection_set, inside);
        walk_selection_set(v, field->selection_set, inside);
    }
    if (def != NULL) {
        arguments_check_required(v, field, def);
    }
    v->introspection_refused = v->introspection_refused && !refused;
    v->field = outer;
}

static void walk_spread(Validator *v, const Selection *spread, const Type *parent) {
    fragments_check_spread(v, spread, parent);
    directives_check_unique(v, spread->directives, spread->directive_count);
    walk_directives(v, spread->directives, spread->directive_count, "FRAGMENT_SPREAD");
}

static void walk_inline_fragment(Validator *v, const Selection *fragment, const Type *parent) {
    const Type *inside = parent;
    if (fragment->type_condition.text.data != NULL) {
        const Type *condition = schema_type(v->schema, fragment->type_condition.text);
        fragments_check_inline(v, fragment, condition, parent);
        inside = composite_or_null(condition);
    }
    directives_check_unique(v, fragment->directives, fragment->directive_count);
    if (fragment->type_condition.text.data != NULL) {
        walk_type_name(v, &fragment->type_condition, false);
    }
    walk_directives(v, fragment->directives, fragment->directive_count, "INLINE_FRAGMENT");
    walk_selection_set(v, fragment->selection_set, inside);
}

static void walk_selection_set(Validator *v, const SelectionSet *set, const Type *parent) {
    v->scope->extent.selections += set->count;
    for (size_t i = 0; i < set->count && !v->stopped; i++) {
        const Selection *selection = &set->items[i];
        switch (selection->kind) {
        case SELECTION_FIELD:
            walk_field(v, selection, parent);
            break;
        case SELECTION_FRAGMENT_SPREAD:
            walk_spread(v, selection, parent);
            break;
        case SELECTION_INLINE_FRAGMENT:
            walk_inline_fragment(v, selection, parent);
            break;
        }
    }
}

static void walk_variable_definitions(Validator *v, const Definition *definition) {
    for (size_t i = 0; i < definition->variable_count; i++) {
        const VariableDefinition *variable = &definition->variables[i];
        const TypeRef *type = type_ref_resolve(v->schema, v->arena, &variable->type);
        variables_check_input_type(v, variable, type);
        directives_check_unique(v, variable->directives, variable->directive_count);
        walk_type_node(v, &variable->type, false);
        if (variable->default_value != NULL) {
            walk_default(v, variable->default_value, type);
        }
        walk_directives(v, variable->directives, variable->directive_count, "VARIABLE_DEFINITION");
    }
}

static void walk_operation(Validator *v, const Definition *operation, Scope *scope) {
    static const char *const locations[] = {"QUERY", "MUTATION", "SUBSCRIPTION"};
    operations_check_name(v, operation);
    subscriptions_check_single_field(v, operation);
    variables_check_unique(v, operation);
    directives_check_unique(v, operation->directives, operation->directive_count);
    walk_variable_definitions(v, operation);
    v->scope = scope;
    walk_directives(v, operation->directives, operation->directive_count,
                    locations[operation->operation]);
    const Type *root = composite_or_null(v->schema->roots[operation->operation]);
    overlap_check(v, operation->selection_set, root);
    walk_selection_set(v, operation->selection_set, root);
    v->scope = NULL;
    scope->mark = v->report->count;
}

static void walk_fragment(Validator *v, Fragment *fragment) {
    const Definition *definition = fragment->scope.definition;
    fragments_check_definition(v, fragment);
    fragments_check_cycles(v, fragment);
    directives_check_unique(v, definition->directives, definition->directive_count);
    walk_variable_definitions(v, definition);
    walk_type_name(v, &definition->type_condition, false);
    v->scope = &fragment->scope;
    walk_directives(v, definition->directives, definition->directive_count, "FRAGMENT_DEFINITION");
    const Type *inside = composite_or_null(fragment->type);
    overlap_check(v, definition->selection_set, inside);
    walk_selection_set(v, definition->selection_set, inside);
    v->scope = NULL;
}

/* Lists the operations and fragments, so that every rule can look ahead. */
static void walk_prepare(Validator *v) {
    const Document *document = v->document;
    size_t fragments = 0, operations = 0;
    for (size_t i = 0; i < document->definition_count; i++) {
        DefinitionKind kind = document->definitions[i].kind;
        fragments += kind == DEFINITION_FRAGMENT;
        operations += kind == DEFINITION_OPERATION;
        v->has_type_system |= kind != DEFINITION_FRAGMENT && kind != DEFINITION_OPERATION;
    }
    v->operations = ARENA_ARRAY(v->arena, operations, Scope);
    v->fragments = ARENA_ARRAY(v->arena, fragments, Fragment);
    name_set_init(&v->operation_names, v->arena);
    name_set_init(&v->fragment_names, v->arena);
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *definition = &document->definitions[i];
        if (definition->kind == DEFINITION_OPERATION) {
            v->operations[v->operation_count++].definition = definition;
        } else if (definition->kind == DEFINITION_FRAGMENT) {
            Fragment *fragment = &v->fragments[v->fragment_count++];
            fragment->scope.definition = definition;
            fragment->type = schema_type(v->schema, definition->type_condition.text);
        }
    }
    fragments_name(v);
}

void walk_document(Validator *v) {
    size_t operation = 0, fragment = 0;
    walk_prepare(v);
    if (v->has_type_system) {
        documents_check_executable(v);
    }
    for (size_t i = 0; i < v->document->definition_count && !v->stopped; i++) {
        const Definition *definition = &v->document->definitions[i];
        if (definition->kind == DEFINITION_OPERATION) {
            walk_operation(v, definition, &v->operations[operation++]);
        } else if (definition->kind == DEFINITION_FRAGMENT) {
            walk_fragment(v, &v->fragments[fragment++]);
        } else {
            walk_type_system(v, definition);
        }
    }
}
