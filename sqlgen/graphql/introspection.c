/*
 * In: a selection on __schema or __type. Out: its JSON, straight from the Schema.
 *
 * The same few selections are answered for each of perhaps 85,000 types, so fields are collected
 * once for each place in the query, into a tree of steps, and the tree is then walked along with
 * the schema. A step knows its field by its place in the introspection type, which the enums below
 * repeat from introspection_types.c.
 *
 * Example: `{ __type(name: "User") { n: name fields { name } } }` is the steps
 * n=TYPE_STEP_NAME, fields=TYPE_STEP_FIELDS[name=FIELD_STEP_NAME]; written:
 * {"n":"User","fields":[{"name":"id"}]}.
 */
#include "sqlgen/graphql/introspection.h"

#include "sqlgen/base/json_writer.h"
#include "sqlgen/graphql/printer.h"
#include "sqlgen/graphql/sdl_default.h"

enum { INTROSPECTION_MAX_DEPTH = 200 }; /* levels of selections, fragments opened */

typedef enum SchemaStep {
    SCHEMA_STEP_DESCRIPTION,
    SCHEMA_STEP_TYPES,
    SCHEMA_STEP_QUERY_TYPE,
    SCHEMA_STEP_MUTATION_TYPE,
    SCHEMA_STEP_SUBSCRIPTION_TYPE,
    SCHEMA_STEP_DIRECTIVES
} SchemaStep;

typedef enum TypeStep {
    TYPE_STEP_KIND,
    TYPE_STEP_NAME,
    TYPE_STEP_DESCRIPTION,
    TYPE_STEP_SPECIFIED_BY_URL,
    TYPE_STEP_FIELDS,
    TYPE_STEP_INTERFACES,
    TYPE_STEP_POSSIBLE_TYPES,
    TYPE_STEP_ENUM_VALUES,
    TYPE_STEP_INPUT_FIELDS,
    TYPE_STEP_OF_TYPE,
    TYPE_STEP_IS_ONE_OF
} TypeStep;

typedef enum FieldStep {
    FIELD_STEP_NAME,
    FIELD_STEP_DESCRIPTION,
    FIELD_STEP_ARGS,
    FIELD_STEP_TYPE,
    FIELD_STEP_IS_DEPRECATED,
    FIELD_STEP_DEPRECATION_REASON
} FieldStep;

typedef enum InputStep {
    INPUT_STEP_NAME,
    INPUT_STEP_DESCRIPTION,
    INPUT_STEP_TYPE,
    INPUT_STEP_DEFAULT_VALUE,
    INPUT_STEP_IS_DEPRECATED,
    INPUT_STEP_DEPRECATION_REASON
} InputStep;

typedef enum ValueStep {
    VALUE_STEP_NAME,
    VALUE_STEP_DESCRIPTION,
    VALUE_STEP_IS_DEPRECATED,
    VALUE_STEP_DEPRECATION_REASON
} ValueStep;

typedef enum DirectiveStep {
    DIRECTIVE_STEP_NAME,
    DIRECTIVE_STEP_DESCRIPTION,
    DIRECTIVE_STEP_IS_REPEATABLE,
    DIRECTIVE_STEP_LOCATIONS,
    DIRECTIVE_STEP_ARGS,
    DIRECTIVE_STEP_IS_DEPRECATED,
    DIRECTIVE_STEP_DEPRECATION_REASON
} DirectiveStep;

enum { STEP_TYPENAME = -1 };

typedef struct Steps Steps;

typedef struct Step {
    Str key;         /* the response key, quoted and with its colon */
    int field;       /* place of the field in its type, or STEP_TYPENAME */
    bool deprecated; /* includeDeprecated */
    Steps *below;    /* NULL if the field is a leaf */
} Step;

struct Steps {
    const Type *type; /* the introspection type that is selected from */
    Step *items;
    size_t count;
};

typedef struct Writer {
    StrBuf *out;
    const Schema *schema;
    Arena scratch; /* for default values */
    StrBuf text;   /* of a default value, before it is quoted */
} Writer;

/* Compiling the selection. */

static bool introspection_coerce_field(CollectContext *context, const CollectedField *field,
                                       ArgumentValues *arguments) {
    const Selection *node = field->nodes[0];
    InputList defs = field_arguments(field->def);
    return coerce_arguments(context->arena, context->document->source, defs.items, defs.count,
                            node->arguments, node->argument_count, node->span, context->variables,
                            arguments, context->errors);
}

static Steps *introspection_compile(CollectContext *context, const CollectedField *field,
                                    size_t depth);

static bool introspection_compile_step(CollectContext *context, const CollectedField *field,
                                       const Type *parent, size_t depth, Step *step) {
    step->key = str_format(context->arena, "\"%.*s\":", STR_ARG(field->key));
    step->field = STEP_TYPENAME;
    if (field->def == context->schema->typename_field) {
        return true;
    }
    step->field = (int)(field->def - type_body(parent)->fields);
    if (field_arguments(field->def).count != 0) {
        ArgumentValues arguments;
        if (!introspection_coerce_field(context, field, &arguments)) {
            return false;
        }
        const Input *given = argument_value(&arguments, STR("includeDeprecated"));
        step->deprecated = given != NULL && given->json.kind == JSON_TRUE;
    }
    if (type_is_composite(field->def->type->type)) {
        step->below = introspection_compile(context, field, depth + 1);
        return step->below != NULL;
    }
    return true;
}

/* The steps below a field; NULL after adding an error. */
static Steps *introspection_compile(CollectContext *context, const CollectedField *field,
                                    size_t depth) {
    if (depth > INTROSPECTION_MAX_DEPTH) {
        source_error(context->errors, context->document->source, field->nodes[0]->span.start,
                     ERROR_VALIDATION_FAILED, "Introspection nests deeper than %d levels.",
                     INTROSPECTION_MAX_DEPTH);
        return NULL;
    }
    Steps *steps = ARENA_NEW(context->arena, Steps);
    steps->type = field->def->type->type;
    CollectedFields fields = collect_subfields(context, field, steps->type);
    steps->items = ARENA_ARRAY(context->arena, fields.count, Step);
    for (size_t i = 0; i < fields.count; i++) {
        if (!introspection_compile_step(context, &fields.items[i], steps->type, depth,
                                        &steps->items[steps->count++])) {
            return NULL;
        }
    }
    return steps;
}

/* Writing. */

static void introspection_write_null(Writer *writer) {
    strbuf_append(writer->out, STR("null"));
}

static void introspection_write_bool(Writer *writer, bool value) {
    strbuf_append(writer->out, value ? STR("true") : STR("false"));
}

static void introspection_write_text(Writer *writer, Str text) {
    if (text.data == NULL) {
        introspection_write_null(writer);
    } else {
        json_write_string(writer->out, text);
    }
}

static void introspection_begin_item(Writer *writer, char open, size_t index) {
    strbuf_append_char(writer->out, index == 0 ? open : ',');
}

/* Writes `]` or `}`, and the opening one if no item did. */
static void introspection_end_items(Writer *writer, char open, size_t count) {
    if (count == 0) {
        strbuf_append_char(writer->out, open);
    }
    strbuf_append_char(writer->out, open == '[' ? ']' : '}');
}

/* Begins a member of an object; true if it was __typename, which is written then. */
static bool introspection_begin_member(Writer *writer, const Steps *steps, size_t index) {
    introspection_begin_item(writer, '{', index);
    strbuf_append(writer->out, steps->items[index].key);
    if (steps->items[index].field != STEP_TYPENAME) {
        return false;
    }
    json_write_string(writer->out, steps->type->name);
    return true;
}

static void introspection_write_type(Writer *writer, const Steps *steps, const TypeRef *ref);

static void introspection_write_default(Writer *writer, const InputValueDef *def) {
    const Value *literal = sdl_default_literal(&writer->scratch, def);
    if (literal != NULL) {
        writer->text.length = 0;
        print_value(&writer->text, literal);
        json_write_string(writer->out, strbuf_view(&writer->text));
    } else {
        introspection_write_null(writer);
    }
    arena_reset(&writer->scratch);
}

static void introspection_write_input_step(Writer *writer, const Step *step,
                                           const InputValueDef *def) {
    switch ((InputStep)step->field) {
    case INPUT_STEP_NAME:
        introspection_write_text(writer, def->name);
        break;
    case INPUT_STEP_DESCRIPTION:
        introspection_write_text(writer, def->description);
        break;
    case INPUT_STEP_TYPE:
        introspection_write_type(writer, step->below, def->type);
        break;
    case INPUT_STEP_DEFAULT_VALUE:
        introspection_write_default(writer, def);
        break;
    case INPUT_STEP_IS_DEPRECATED:
        introspection_write_bool(writer, def->deprecation_reason.data != NULL);
        break;
    case INPUT_STEP_DEPRECATION_REASON:
        introspection_write_text(writer, def->deprecation_reason);
        break;
    }
}

static void introspection_write_inputs(Writer *writer, const Step *step, const InputValueDef *defs,
                                       size_t count) {
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        if (defs[i].deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        introspection_begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!introspection_begin_member(writer, step->below, j)) {
                introspection_write_input_step(writer, &step->below->items[j], &defs[i]);
            }
        }
        introspection_end_items(writer, '{', step->below->count);
    }
    introspection_end_items(writer, '[', written);
}

static void introspection_write_field_step(Writer *writer, const Step *step,
                                           const FieldDef *field) {
    InputList arguments;
    switch ((FieldStep)step->field) {
    case FIELD_STEP_NAME:
        introspection_write_text(writer, field->name);
        break;
    case FIELD_STEP_DESCRIPTION:
        introspection_write_text(writer, field->description);
        break;
    case FIELD_STEP_ARGS:
        arguments = field_arguments(field);
        introspection_write_inputs(writer, step, arguments.items, arguments.count);
        break;
    case FIELD_STEP_TYPE:
        introspection_write_type(writer, step->below, field->type);
        break;
    case FIELD_STEP_IS_DEPRECATED:
        introspection_write_bool(writer, field->deprecation_reason.data != NULL);
        break;
    case FIELD_STEP_DEPRECATION_REASON:
        introspection_write_text(writer, field->deprecation_reason);
        break;
    }
}

static void introspection_write_fields(Writer *writer, const Step *step, const Type *type) {
    size_t written = 0;
    for (size_t i = 0; i < type_body(type)->field_count && !writer->out->failed; i++) {
        const FieldDef *field = &type_body(type)->fields[i];
        if (field->deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        introspection_begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!introspection_begin_member(writer, step->below, j)) {
                introspection_write_field_step(writer, &step->below->items[j], field);
            }
        }
        introspection_end_items(writer, '{', step->below->count);
    }
    introspection_end_items(writer, '[', written);
}

static void introspection_write_value_step(Writer *writer, const Step *step,
                                           const EnumValueDef *value) {
    switch ((ValueStep)step->field) {
    case VALUE_STEP_NAME:
        introspection_write_text(writer, value->name);
        break;
    case VALUE_STEP_DESCRIPTION:
        introspection_write_text(writer, value->description);
        break;
    case VALUE_STEP_IS_DEPRECATED:
        introspection_write_bool(writer, value->deprecation_reason.data != NULL);
        break;
    case VALUE_STEP_DEPRECATION_REASON:
        introspection_write_text(writer, value->deprecation_reason);
        break;
    }
}

static void introspection_write_values(Writer *writer, const Step *step, const Type *type) {
    size_t written = 0;
    for (size_t i = 0; i < type_body(type)->value_count; i++) {
        const EnumValueDef *value = &type_body(type)->values[i];
        if (value->deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        introspection_begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!introspection_begin_member(writer, step->below, j)) {
                introspection_write_value_step(writer, &step->below->items[j], value);
            }
        }
        introspection_end_items(writer, '{', step->below->count);
    }
    introspection_end_items(writer, '[', written);
}

static void introspection_write_types(Writer *writer, const Steps *steps, Type *const *types,
                                      size_t count) {
    for (size_t i = 0; i < count && !writer->out->failed; i++) {
        introspection_begin_item(writer, '[', i);
        introspection_write_type(writer, steps, &types[i]->ref);
    }
    introspection_end_items(writer, '[', count);
}

static void introspection_write_kind(Writer *writer, const TypeRef *ref) {
    static const char *const names[] = {
        [TYPE_SCALAR] = "\"SCALAR\"",       [TYPE_OBJECT] = "\"OBJECT\"",
        [TYPE_INTERFACE] = "\"INTERFACE\"", [TYPE_UNION] = "\"UNION\"",
        [TYPE_ENUM] = "\"ENUM\"",           [TYPE_INPUT_OBJECT] = "\"INPUT_OBJECT\"",
    };
    switch (ref->kind) {
    case TYPE_REF_LIST:
        strbuf_append(writer->out, STR("\"LIST\""));
        break;
    case TYPE_REF_NON_NULL:
        strbuf_append(writer->out, STR("\"NON_NULL\""));
        break;
    case TYPE_REF_NAMED:
        strbuf_append(writer->out, str_from(names[ref->type->kind]));
        break;
    }
}

/* A union's types stand in the order in which it lists them. */
static void introspection_write_possible(Writer *writer, const Step *step, const Type *type) {
    if (type->kind == TYPE_UNION) {
        introspection_write_types(writer, step->below, type->extra->members,
                                  type->extra->member_count);
    } else {
        introspection_write_types(writer, step->below, type->extra->possible,
                                  type->extra->possible_count);
    }
}

/* A step that is null for the kind of type at hand falls through to the end. */
static void introspection_write_named_step(Writer *writer, const Step *step, const Type *type) {
    bool has_fields = type->kind == TYPE_OBJECT || type->kind == TYPE_INTERFACE;
    TypeStep field = (TypeStep)step->field;
    if (field == TYPE_STEP_NAME) {
        introspection_write_text(writer, type->name);
    } else if (field == TYPE_STEP_DESCRIPTION) {
        introspection_write_text(writer, type->description);
    } else if (field == TYPE_STEP_SPECIFIED_BY_URL) {
        introspection_write_text(writer, type->extra->specified_by_url);
    } else if (field == TYPE_STEP_FIELDS && has_fields) {
        introspection_write_fields(writer, step, type);
    } else if (field == TYPE_STEP_INTERFACES && has_fields) {
        introspection_write_types(writer, step->below, type->extra->interfaces,
                                  type->extra->interface_count);
    } else if (field == TYPE_STEP_POSSIBLE_TYPES && type_is_abstract(type)) {
        introspection_write_possible(writer, step, type);
    } else if (field == TYPE_STEP_ENUM_VALUES && type->kind == TYPE_ENUM) {
        introspection_write_values(writer, step, type);
    } else if (field == TYPE_STEP_INPUT_FIELDS && type->kind == TYPE_INPUT_OBJECT) {
        introspection_write_inputs(writer, step, type_body(type)->inputs,
                                   type_body(type)->input_count);
    } else if (field == TYPE_STEP_IS_ONE_OF && type->kind == TYPE_INPUT_OBJECT) {
        introspection_write_bool(writer, type->one_of);
    } else {
        introspection_write_null(writer);
    }
}

static void introspection_write_type(Writer *writer, const Steps *steps, const TypeRef *ref) {
    for (size_t i = 0; i < steps->count; i++) {
        const Step *step = &steps->items[i];
        if (introspection_begin_member(writer, steps, i)) {
            continue;
        }
        if (step->field == TYPE_STEP_KIND) {
            introspection_write_kind(writer, ref);
        } else if (ref->kind == TYPE_REF_NAMED) {
            introspection_write_named_step(writer, step, ref->type);
        } else if (step->field == TYPE_STEP_OF_TYPE) {
            introspection_write_type(writer, step->below, ref->of);
        } else {
            introspection_write_null(writer);
        }
    }
    introspection_end_items(writer, '{', steps->count);
}

static void introspection_write_directive_step(Writer *writer, const Step *step,
                                               const DirectiveDef *directive) {
    switch ((DirectiveStep)step->field) {
    case DIRECTIVE_STEP_NAME:
        introspection_write_text(writer, directive->name);
        break;
    case DIRECTIVE_STEP_DESCRIPTION:
        introspection_write_text(writer, directive->description);
        break;
    case DIRECTIVE_STEP_IS_REPEATABLE:
        introspection_write_bool(writer, directive->repeatable);
        break;
    case DIRECTIVE_STEP_LOCATIONS:
        for (size_t i = 0; i < directive->location_count; i++) {
            introspection_begin_item(writer, '[', i);
            introspection_write_text(writer, str_from(directive->locations[i]));
        }
        introspection_end_items(writer, '[', directive->location_count);
        break;
    case DIRECTIVE_STEP_ARGS:
        introspection_write_inputs(writer, step, directive->arguments, directive->argument_count);
        break;
    case DIRECTIVE_STEP_IS_DEPRECATED: /* the language has no way to deprecate one */
        introspection_write_bool(writer, false);
        break;
    case DIRECTIVE_STEP_DEPRECATION_REASON:
        introspection_write_null(writer);
        break;
    }
}

static void introspection_write_directives(Writer *writer, const Steps *steps) {
    const Schema *schema = writer->schema;
    for (size_t i = 0; i < schema->directive_count; i++) {
        introspection_begin_item(writer, '[', i);
        for (size_t j = 0; j < steps->count; j++) {
            if (!introspection_begin_member(writer, steps, j)) {
                introspection_write_directive_step(writer, &steps->items[j],
                                                   &schema->directives[i]);
            }
        }
        introspection_end_items(writer, '{', steps->count);
    }
    introspection_end_items(writer, '[', schema->directive_count);
}

static void introspection_write_type_or_null(Writer *writer, const Steps *steps, const Type *type) {
    if (type == NULL) {
        introspection_write_null(writer);
    } else {
        introspection_write_type(writer, steps, &type->ref);
    }
}

static void introspection_write_schema(Writer *writer, const Steps *steps) {
    const Schema *schema = writer->schema;
    for (size_t i = 0; i < steps->count; i++) {
        const Step *step = &steps->items[i];
        if (introspection_begin_member(writer, steps, i)) {
            continue;
        }
        switch ((SchemaStep)step->field) {
        case SCHEMA_STEP_DESCRIPTION:
            introspection_write_text(writer, schema->description);
            break;
        case SCHEMA_STEP_TYPES:
            introspection_write_types(writer, step->below, schema->types, schema->type_count);
            break;
        case SCHEMA_STEP_QUERY_TYPE:
            introspection_write_type_or_null(writer, step->below, schema->roots[OPERATION_QUERY]);
            break;
        case SCHEMA_STEP_MUTATION_TYPE:
            introspection_write_type_or_null(writer, step->below,
                                             schema->roots[OPERATION_MUTATION]);
            break;
        case SCHEMA_STEP_SUBSCRIPTION_TYPE:
            introspection_write_type_or_null(writer, step->below,
                                             schema->roots[OPERATION_SUBSCRIPTION]);
            break;
        case SCHEMA_STEP_DIRECTIVES:
            introspection_write_directives(writer, step->below);
            break;
        }
    }
    introspection_end_items(writer, '{', steps->count);
}

bool introspection_write(StrBuf *out, CollectContext *context, const CollectedField *field) {
    const Schema *schema = context->schema;
    const Steps *steps = introspection_compile(context, field, 1);
    ArgumentValues arguments;
    if (steps == NULL || !introspection_coerce_field(context, field, &arguments)) {
        return false;
    }
    Writer writer = {.out = out, .schema = schema};
    arena_init(&writer.scratch, 0);
    if (field->def == schema->schema_field) {
        introspection_write_schema(&writer, steps);
    } else {
        Str name = argument_value(&arguments, STR("name"))->json.text;
        introspection_write_type_or_null(&writer, steps, schema_type(schema, name));
    }
    strbuf_free(&writer.text);
    arena_free(&writer.scratch);
    return true;
}
