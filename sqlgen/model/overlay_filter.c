/*
 * The filters of relations: literals in the file, typed by the schema that the file leads to.
 *
 *     @relation(columns: ["id"], references: ["customer_id"], where: {status: {_eq: "open"}})
 *
 * In: the literal and the target's t_bool_exp. Out: a coerced Input, planned like any other filter.
 * The literal is validated as the argument of a field that exists for that purpose alone, in the
 * language's own words.
 */
#include "sqlgen/graphql/validate/validate.h"
#include "sqlgen/model/overlay_parts.h"

/* { relation(where: LITERAL) }, whose names stand where the literal does. */
static Document *filter_document(Arena *arena, const Source *source, const Value *literal) {
    const Name name = {STR("relation"), literal->span}, where = {STR("where"), literal->span};
    Argument *argument = ARENA_NEW(arena, Argument);
    *argument = (Argument){.name = where, .value = *literal, .span = literal->span};
    Selection *field = ARENA_NEW(arena, Selection);
    *field = (Selection){.kind = SELECTION_FIELD,
                         .name = name,
                         .arguments = argument,
                         .argument_count = 1,
                         .span = literal->span};
    SelectionSet *selections = ARENA_NEW(arena, SelectionSet);
    *selections = (SelectionSet){.items = field, .count = 1, .span = literal->span};
    Definition *operation = ARENA_NEW(arena, Definition);
    *operation = (Definition){.kind = DEFINITION_OPERATION,
                              .operation = OPERATION_QUERY,
                              .selection_set = selections,
                              .span = literal->span};
    Document *document = ARENA_NEW(arena, Document);
    *document = (Document){
        .source = source, .definitions = operation, .definition_count = 1, .span = literal->span};
    return document;
}

/* The schema with a query root that has nothing but that field. */
static Schema filter_schema(Arena *arena, const Schema *schema, const TypeRef *filter) {
    Schema probe = *schema;
    InputValueDef *where = ARENA_NEW(arena, InputValueDef);
    *where = (InputValueDef){.name = STR("where"), .type = filter};
    FieldDef *field = ARENA_NEW(arena, FieldDef);
    *field = (FieldDef){.name = STR("relation"),
                        .type = schema->typename_field->type,
                        .arguments = where,
                        .argument_count = 1};
    Type *root = ARENA_NEW(arena, Type);
    *root = *schema->roots[OPERATION_QUERY];
    root->fields = field;
    root->field_count = 1;
    root->sorted = NULL;
    probe.roots[OPERATION_QUERY] = root;
    return probe;
}

/* A null in a filter is an error wherever it comes from. Takes away the places in the file, which
 * mean nothing in a request's document. */
static bool filter_settle(Input *input) {
    bool good = input->kind != INPUT_NULL;
    input->span = (Span){0, 0};
    for (size_t i = 0; i < input->count && input->kind == INPUT_OBJECT; i++) {
        input->fields[i].span = (Span){0, 0};
        good &= filter_settle(input->fields[i].value);
    }
    for (size_t i = 0; i < input->count && input->kind == INPUT_LIST && input->items != NULL; i++) {
        good &= filter_settle(input->items[i]);
    }
    return good;
}

static void relation_apply_filter(Arena *arena, Relation *relation, const Schema *schema,
                                  const Source *source, ErrorList *errors) {
    Str name = str_format(arena, "%.*s_bool_exp", STR_ARG(relation->target->name));
    const TypeRef *type = &schema_type(schema, name)->ref;
    Document *document = filter_document(arena, source, relation->where);
    Schema probe = filter_schema(arena, schema, type);
    size_t before = errors->count;
    validate_document(arena, &probe, document, NULL, errors);
    if (errors->count != before) {
        return;
    }
    const VariableValues none = {0};
    Input *filter = coerce_literal(arena, relation->where, type, &none, NULL);
    if (filter == NULL || !filter_settle(filter)) {
        source_error(errors, source, relation->where->span.start, ERROR_VALIDATION_FAILED,
                     "A filter compares with values, not with null.");
        return;
    }
    relation->filter = filter;
}

bool overlay_apply_filters(Model *model, const Schema *schema, const Source *source,
                           ErrorList *errors) {
    for (size_t i = 0; i < model->entity_count; i++) {
        for (size_t r = 0; r < model->entities[i].relation_count; r++) {
            Relation *relation = &model->entities[i].relations[r];
            if (relation->where != NULL) {
                relation_apply_filter(model->arena, relation, schema, source, errors);
            }
        }
    }
    return errors->count == 0;
}
