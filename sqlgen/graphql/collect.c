/*
 * In: a selection set and the object type it is asked of. Out: the fields to answer, in the order
 * of the response (GraphQL specification, section 6.3.2; graphql-js collectFields).
 *
 * The idea: a stack of our own instead of recursion, for a document may hold a chain of as many
 * fragments as fit into it. Each fragment is opened once for a set of fields.
 *
 *     { a ...F b } fragment F on Query { c @skip(if: $s) a { x } }    →    a (twice), b
 */
#include "sqlgen/graphql/collect.h"

#include <string.h>

typedef struct OpenSelectionSet {
    const SelectionSet *set;
    size_t next; /* selection to look at */
} OpenSelectionSet;

typedef struct Collector {
    CollectContext *context;
    const Type *type;
    CollectedFields fields;
    Map by_key;             /* response key → index in fields, plus 1 */
    Map visited;            /* names of fragments that were opened */
    OpenSelectionSet *open; /* innermost last */
    size_t depth, room;     /* sets in open, and for how many there is room */
} Collector;

void collect_init(CollectContext *context, Arena *arena, const Schema *schema,
                  const Document *document, const VariableValues *variables, ErrorList *errors) {
    *context = (CollectContext){.arena = arena,
                                .schema = schema,
                                .document = document,
                                .variables = variables,
                                .errors = errors};
    map_init(&context->fragments, arena);
    for (size_t i = 0; i < document->definition_count; i++) {
        Definition *definition = &document->definitions[i];
        if (definition->kind == DEFINITION_FRAGMENT) {
            map_set(&context->fragments, definition->name.text, definition);
        }
    }
}

/* The `if` of @skip or @include on the selection, or `otherwise` if it does not have one. */
static bool collect_condition(CollectContext *context, const Selection *selection, Str name,
                              bool otherwise) {
    const DirectiveDef *def = NULL;
    const Directive *directive = NULL;
    for (size_t i = 0; i < selection->directive_count && directive == NULL; i++) {
        if (str_equal(selection->directives[i].name.text, name)) {
            directive = &selection->directives[i];
            def = schema_directive(context->schema, name);
        }
    }
    if (def == NULL) {
        return otherwise;
    }
    ArgumentValues values;
    if (!coerce_arguments(context->arena, context->document->source, def->arguments,
                          def->argument_count, directive->arguments, directive->argument_count,
                          directive->span, context->variables, &values, context->errors)) {
        return otherwise;
    }
    const Input *condition = argument_value(&values, STR("if"));
    return condition == NULL ? otherwise : condition->json.kind == JSON_TRUE;
}

static bool collect_is_included(CollectContext *context, const Selection *selection) {
    return selection->directive_count == 0 ||
           (!collect_condition(context, selection, STR("skip"), false) &&
            collect_condition(context, selection, STR("include"), true));
}

/* True if a fragment on that type is about objects of the type too. */
static bool collect_type_matches(const Collector *collector, Name condition) {
    if (condition.text.data == NULL) {
        return true;
    }
    const Type *type = schema_type(collector->context->schema, condition.text);
    return type != NULL && (type == collector->type || type_is_possible(type, collector->type));
}

static void collect_field(Collector *collector, const Selection *node) {
    CollectedFields *fields = &collector->fields;
    Arena *arena = collector->context->arena;
    Str key = selection_response_key(node);
    uintptr_t place = (uintptr_t)map_get(&collector->by_key, key);
    if (place == 0) {
        CollectedField field = {
            .key = key,
            .def = schema_field(collector->context->schema, collector->type, node->name.text)};
        ARENA_PUSH(arena, fields->items, fields->count, field);
        place = fields->count;
        map_add(&collector->by_key, key, (void *)place);
    }
    CollectedField *field = &fields->items[place - 1];
    ARENA_PUSH(arena, field->nodes, field->node_count, node);
}

static void collect_open(Collector *collector, const SelectionSet *set) {
    if (collector->depth == collector->room) {
        size_t room = collector->room == 0 ? 8 : collector->room * 2;
        OpenSelectionSet *open = ARENA_ARRAY(collector->context->arena, room, OpenSelectionSet);
        if (collector->depth != 0) {
            memcpy(open, collector->open, collector->depth * sizeof *open);
        }
        collector->open = open;
        collector->room = room;
    }
    collector->open[collector->depth++] = (OpenSelectionSet){.set = set};
}

static void collect_spread(Collector *collector, const Selection *spread) {
    if (!map_add(&collector->visited, spread->name.text, NULL)) {
        return;
    }
    const Definition *fragment = map_get(&collector->context->fragments, spread->name.text);
    if (fragment != NULL && collect_type_matches(collector, fragment->type_condition)) {
        collect_open(collector, fragment->selection_set);
    }
}

static void collect_selection(Collector *collector, const Selection *selection) {
    if (!collect_is_included(collector->context, selection)) {
        return;
    }
    switch (selection->kind) {
    case SELECTION_FIELD:
        collect_field(collector, selection);
        break;
    case SELECTION_INLINE_FRAGMENT:
        if (collect_type_matches(collector, selection->type_condition)) {
            collect_open(collector, selection->selection_set);
        }
        break;
    case SELECTION_FRAGMENT_SPREAD:
        collect_spread(collector, selection);
        break;
    }
}

static void collect_set(Collector *collector, const SelectionSet *set) {
    collect_open(collector, set);
    while (collector->depth != 0) {
        OpenSelectionSet *top = &collector->open[collector->depth - 1];
        if (top->next == top->set->count) {
            collector->depth--;
        } else {
            collect_selection(collector, &top->set->items[top->next++]);
        }
    }
}

static Collector collect_begin(CollectContext *context, const Type *type) {
    Collector collector = {.context = context, .type = type};
    map_init(&collector.by_key, context->arena);
    map_init(&collector.visited, context->arena);
    return collector;
}

CollectedFields collect_operation(CollectContext *context, const Definition *operation,
                                  const Type *root) {
    Collector collector = collect_begin(context, root);
    collect_set(&collector, operation->selection_set);
    return collector.fields;
}

CollectedFields collect_subfields(CollectContext *context, const CollectedField *field,
                                  const Type *object) {
    Collector collector = collect_begin(context, object);
    for (size_t i = 0; i < field->node_count; i++) {
        if (field->nodes[i]->selection_set != NULL) {
            collect_set(&collector, field->nodes[i]->selection_set);
        }
    }
    return collector.fields;
}

const Definition *select_operation(const Document *document, Str name, ErrorList *errors) {
    const Definition *selected = NULL;
    for (size_t i = 0; i < document->definition_count; i++) {
        const Definition *definition = &document->definitions[i];
        if (definition->kind != DEFINITION_OPERATION) {
            continue;
        }
        if (name.data == NULL && selected != NULL) {
            error_add(errors, ERROR_BAD_REQUEST,
                      "Must provide operation name if query contains multiple operations.");
            return NULL;
        }
        bool named = definition->name.text.data != NULL && str_equal(definition->name.text, name);
        if (name.data == NULL || named) {
            selected = definition;
        }
    }
    if (selected == NULL && name.data != NULL) {
        error_add(errors, ERROR_BAD_REQUEST, "Unknown operation named \"%.*s\".", STR_ARG(name));
    } else if (selected == NULL) {
        error_add(errors, ERROR_BAD_REQUEST, "Must provide an operation.");
    }
    return selected;
}

const Type *operation_root(const Schema *schema, const Source *source, const Definition *operation,
                           ErrorList *errors) {
    static const char *const names[] = {[OPERATION_QUERY] = "query",
                                        [OPERATION_MUTATION] = "mutation",
                                        [OPERATION_SUBSCRIPTION] = "subscription"};
    const Type *root = schema->roots[operation->operation];
    if (root == NULL) {
        source_error(errors, source, operation->span.start, ERROR_VALIDATION_FAILED,
                     "Schema is not configured to execute %s operation.",
                     names[operation->operation]);
    }
    return root;
}
