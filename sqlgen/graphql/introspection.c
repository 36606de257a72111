/*
 * In: a selection on __schema or __type. Out: its JSON, straight from the Schema.
 *
 * The same few selections are answered for each of perhaps 85,000 types, so fields are collected
 * once for each place in the query, into a tree of steps, and the tree is then walked along with
 * the schema. A step knows its field by its place in the introspection type, which the enums below
 * repeat from introspection_types.c.
 *
 * Example: `{ __type(name: "User") { n: name fields { name } } }` is the steps
 * n=TYPE_NAME, fields=TYPE_FIELDS[name=FIELD_NAME]; written: {"n":"User","fields":[{"name":"id"}]}.
 */
#include "sqlgen/graphql/introspection.h"

#include "sqlgen/base/json_writer.h"
#include "sqlgen/graphql/printer.h"
#include "sqlgen/graphql/sdl_default.h"

enum { INTROSPECTION_MAX_DEPTH = 200 }; /* levels of selections, fragments opened */

typedef enum SchemaStep {
    SCHEMA_DESCRIPTION,
    SCHEMA_TYPES,
    SCHEMA_QUERY_TYPE,
    SCHEMA_MUTATION_TYPE,
    SCHEMA_SUBSCRIPTION_TYPE,
    SCHEMA_DIRECTIVES
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

static bool coerce_field(CollectContext *context, const CollectedField *field,
                         ArgumentValues *arguments) {
    const Selection *node = field->nodes[0];
    return coerce_arguments(context->arena, context->document->source, field->def->arguments,
                            field->def->argument_count, node->arguments, node->argument_count,
                            node->span, context->variables, arguments, context->errors);
}

static Steps *compile(CollectContext *context, const CollectedField *field, size_t depth);

static bool compile_step(CollectContext *context, const CollectedField *field, const Type *parent,
                         size_t depth, Step *step) {
    step->key = str_format(context->arena, "\"%.*s\":", STR_ARG(field->key));
    step->field = STEP_TYPENAME;
    if (field->def == context->schema->typename_field) {
        return true;
    }
    step->field = (int)(field->def - parent->fields);
    if (field->def->argument_count != 0) {
        ArgumentValues arguments;
        if (!coerce_field(context, field, &arguments)) {
            return false;
        }
        const Input *given = argument_value(&arguments, STR("includeDeprecated"));
        step->deprecated = given != NULL && given->json.kind == JSON_TRUE;
    }
    if (type_is_composite(field->def->type->type)) {
        step->below = compile(context, field, depth + 1);
        return step->below != NULL;
    }
    return true;
}

/* The steps below a field; NULL after adding an error. */
static Steps *compile(CollectContext *context, const CollectedField *field, size_t depth) {
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
        if (!compile_step(context, &fields.items[i], steps->type, depth,
                          &steps->items[steps->count++])) {
            return NULL;
        }
    }
    return steps;
}

/* Writing. */

static void write_null(Writer *writer) {
    strbuf_append(writer->out, STR("null"));
}

static void write_bool(Writer *writer, bool value) {
    strbuf_append(writer->out, value ? STR("true") : STR("false"));
}

static void write_text(Writer *writer, Str text) {
    if (text.data == NULL) {
        write_null(writer);
    } else {
        json_write_string(writer->out, text);
    }
}

static void begin_item(Writer *writer, char open, size_t index) {
    strbuf_append_char(writer->out, index == 0 ? open : ',');
}

/* Writes `]` or `}`, and the opening one if no item did. */
static void end_items(Writer *writer, char open, size_t count) {
    if (count == 0) {
        strbuf_append_char(writer->out, open);
    }
    strbuf_append_char(writer->out, open == '[' ? ']' : '}');
}

/* Begins a member of an object; true if it was __typename, which is written then. */
static bool begin_member(Writer *writer, const Steps *steps, size_t index) {
    begin_item(writer, '{', index);
    strbuf_append(writer->out, steps->items[index].key);
    if (steps->items[index].field != STEP_TYPENAME) {
        return false;
    }
    json_write_string(writer->out, steps->type->name);
    return true;
}

static void write_type(Writer *writer, const Steps *steps, const TypeRef *ref);

static void write_default(Writer *writer, const InputValueDef *def) {
    const Value *literal = sdl_default_literal(&writer->scratch, def);
    if (literal != NULL) {
        writer->text.length = 0;
        print_value(&writer->text, literal);
        json_write_string(writer->out, strbuf_view(&writer->text));
    } else {
        write_null(writer);
    }
    arena_reset(&writer->scratch);
}

static void write_input_step(Writer *writer, const Step *step, const InputValueDef *def) {
    switch ((InputStep)step->field) {
    case INPUT_STEP_NAME:
        write_text(writer, def->name);
        break;
    case INPUT_STEP_DESCRIPTION:
        write_text(writer, def->description);
        break;
    case INPUT_STEP_TYPE:
        write_type(writer, step->below, def->type);
        break;
    case INPUT_STEP_DEFAULT_VALUE:
        write_default(writer, def);
        break;
    case INPUT_STEP_IS_DEPRECATED:
        write_bool(writer, def->deprecation_reason.data != NULL);
        break;
    case INPUT_STEP_DEPRECATION_REASON:
        write_text(writer, def->deprecation_reason);
        break;
    }
}

static void write_inputs(Writer *writer, const Step *step, const InputValueDef *defs,
                         size_t count) {
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        if (defs[i].deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!begin_member(writer, step->below, j)) {
                write_input_step(writer, &step->below->items[j], &defs[i]);
            }
        }
        end_items(writer, '{', step->below->count);
    }
    end_items(writer, '[', written);
}

static void write_field_step(Writer *writer, const Step *step, const FieldDef *field) {
    switch ((FieldStep)step->field) {
    case FIELD_STEP_NAME:
        write_text(writer, field->name);
        break;
    case FIELD_STEP_DESCRIPTION:
        write_text(writer, field->description);
        break;
    case FIELD_STEP_ARGS:
        write_inputs(writer, step, field->arguments, field->argument_count);
        break;
    case FIELD_STEP_TYPE:
        write_type(writer, step->below, field->type);
        break;
    case FIELD_STEP_IS_DEPRECATED:
        write_bool(writer, field->deprecation_reason.data != NULL);
        break;
    case FIELD_STEP_DEPRECATION_REASON:
        write_text(writer, field->deprecation_reason);
        break;
    }
}

static void write_fields(Writer *writer, const Step *step, const Type *type) {
    size_t written = 0;
    for (size_t i = 0; i < type->field_count && !writer->out->failed; i++) {
        const FieldDef *field = &type->fields[i];
        if (field->deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!begin_member(writer, step->below, j)) {
                write_field_step(writer, &step->below->items[j], field);
            }
        }
        end_items(writer, '{', step->below->count);
    }
    end_items(writer, '[', written);
}

static void write_value_step(Writer *writer, const Step *step, const EnumValueDef *value) {
    switch ((ValueStep)step->field) {
    case VALUE_STEP_NAME:
        write_text(writer, value->name);
        break;
    case VALUE_STEP_DESCRIPTION:
        write_text(writer, value->description);
        break;
    case VALUE_STEP_IS_DEPRECATED:
        write_bool(writer, value->deprecation_reason.data != NULL);
        break;
    case VALUE_STEP_DEPRECATION_REASON:
        write_text(writer, value->deprecation_reason);
        break;
    }
}

static void write_values(Writer *writer, const Step *step, const Type *type) {
    size_t written = 0;
    for (size_t i = 0; i < type->value_count; i++) {
        const EnumValueDef *value = &type->values[i];
        if (value->deprecation_reason.data != NULL && !step->deprecated) {
            continue;
        }
        begin_item(writer, '[', written++);
        for (size_t j = 0; j < step->below->count; j++) {
            if (!begin_member(writer, step->below, j)) {
                write_value_step(writer, &step->below->items[j], value);
            }
        }
        end_items(writer, '{', step->below->count);
    }
    end_items(writer, '[', written);
}

static void write_types(Writer *writer, const Steps *steps, Type *const *types, size_t count) {
    for (size_t i = 0; i < count && !writer->out->failed; i++) {
        begin_item(writer, '[', i);
        write_type(writer, steps, &types[i]->ref);
    }
    end_items(writer, '[', count);
}

static void write_kind(Writer *writer, const TypeRef *ref) {
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
static void write_possible(Writer *writer, const Step *step, const Type *type) {
    if (type->kind == TYPE_UNION) {
        write_types(writer, step->below, type->members, type->member_count);
    } else {
        write_types(writer, step->below, type->possible, type->possible_count);
    }
}

/* A step that is null for the kind of type at hand falls through to the end. */
static void write_named_step(Writer *writer, const Step *step, const Type *type) {
    bool has_fields = type->kind == TYPE_OBJECT || type->kind == TYPE_INTERFACE;
    TypeStep field = (TypeStep)step->field;
    if (field == TYPE_STEP_NAME) {
        write_text(writer, type->name);
    } else if (field == TYPE_STEP_DESCRIPTION) {
        write_text(writer, type->description);
    } else if (field == TYPE_STEP_SPECIFIED_BY_URL) {
        write_text(writer, type->specified_by_url);
    } else if (field == TYPE_STEP_FIELDS && has_fields) {
        write_fields(writer, step, type);
    } else if (field == TYPE_STEP_INTERFACES && has_fields) {
        write_types(writer, step->below, type->interfaces, type->interface_count);
    } else if (field == TYPE_STEP_POSSIBLE_TYPES && type_is_abstract(type)) {
        write_possible(writer, step, type);
    } else if (field == TYPE_STEP_ENUM_VALUES && type->kind == TYPE_ENUM) {
        write_values(writer, step, type);
    } else if (field == TYPE_STEP_INPUT_FIELDS && type->kind == TYPE_INPUT_OBJECT) {
        write_inputs(writer, step, type->inputs, type->input_count);
    } else if (field == TYPE_STEP_IS_ONE_OF && type->kind == TYPE_INPUT_OBJECT) {
        write_bool(writer, type->one_of);
    } else {
        write_null(writer);
    }
}

static void write_type(Writer *writer, const Steps *steps, const TypeRef *ref) {
    for (size_t i = 0; i < steps->count; i++) {
        const Step *step = &steps->items[i];
        if (begin_member(writer, steps, i)) {
            continue;
        }
        if (step->field == TYPE_STEP_KIND) {
            write_kind(writer, ref);
        } else if (ref->kind == TYPE_REF_NAMED) {
            write_named_step(writer, step, ref->type);
        } else if (step->field == TYPE_STEP_OF_TYPE) {
            write_type(writer, step->below, ref->of);
        } else {
            write_null(writer);
        }
    }
    end_items(writer, '{', steps->count);
}

static void write_directive_step(Writer *writer, const Step *step, const DirectiveDef *directive) {
    switch ((DirectiveStep)step->field) {
    case DIRECTIVE_STEP_NAME:
        write_text(writer, directive->name);
        break;
    case DIRECTIVE_STEP_DESCRIPTION:
        write_text(writer, directive->description);
        break;
    case DIRECTIVE_STEP_IS_REPEATABLE:
        write_bool(writer, directive->repeatable);
        break;
    case DIRECTIVE_STEP_LOCATIONS:
        for (size_t i = 0; i < directive->location_count; i++) {
            begin_item(writer, '[', i);
            write_text(writer, str_from(directive->locations[i]));
        }
        end_items(writer, '[', directive->location_count);
        break;
    case DIRECTIVE_STEP_ARGS:
        write_inputs(writer, step, directive->arguments, directive->argument_count);
        break;
    case DIRECTIVE_STEP_IS_DEPRECATED: /* the language has no way to deprecate one */
        write_bool(writer, false);
        break;
    case DIRECTIVE_STEP_DEPRECATION_REASON:
        write_null(writer);
        break;
    }
}

static void write_directives(Writer *writer, const Steps *steps) {
    const Schema *schema = writer->schema;
    for (size_t i = 0; i < schema->directive_count; i++) {
        begin_item(writer, '[', i);
        for (size_t j = 0; j < steps->count; j++) {
            if (!begin_member(writer, steps, j)) {
                write_directive_step(writer, &steps->items[j], &schema->directives[i]);
            }
        }
        end_items(writer, '{', steps->count);
    }
    end_items(writer, '[', schema->directive_count);
}

static void write_type_or_null(Writer *writer, const Steps *steps, const Type *type) {
    if (type == NULL) {
        write_null(writer);
    } else {
        write_type(writer, steps, &type->ref);
    }
}

static void write_schema(Writer *writer, const Steps *steps) {
    const Schema *schema = writer->schema;
    for (size_t i = 0; i < steps->count; i++) {
        const Step *step = &steps->items[i];
        if (begin_member(writer, steps, i)) {
            continue;
        }
        switch ((SchemaStep)step->field) {
        case SCHEMA_DESCRIPTION:
            write_text(writer, schema->description);
            break;
        case SCHEMA_TYPES:
            write_types(writer, step->below, schema->types, schema->type_count);
            break;
        case SCHEMA_QUERY_TYPE:
            write_type_or_null(writer, step->below, schema->roots[OPERATION_QUERY]);
            break;
        case SCHEMA_MUTATION_TYPE:
            write_type_or_null(writer, step->below, schema->roots[OPERATION_MUTATION]);
            break;
        case SCHEMA_SUBSCRIPTION_TYPE:
            write_type_or_null(writer, step->below, schema->roots[OPERATION_SUBSCRIPTION]);
            break;
        case SCHEMA_DIRECTIVES:
            write_directives(writer, step->below);
            break;
        }
    }
    end_items(writer, '{', steps->count);
}

bool introspection_write(StrBuf *out, CollectContext *context, const CollectedField *field) {
    const Schema *schema = context->schema;
    const Steps *steps = compile(context, field, 1);
    ArgumentValues arguments;
    if (steps == NULL || !coerce_field(context, field, &arguments)) {
        return false;
    }
    Writer writer = {.out = out, .schema = schema};
    arena_init(&writer.scratch, 0);
    if (field->def == schema->schema_field) {
        write_schema(&writer, steps);
    } else {
        Str name = argument_value(&arguments, STR("name"))->json.text;
        write_type_or_null(&writer, steps, schema_type(schema, name));
    }
    strbuf_free(&writer.text);
    arena_free(&writer.scratch);
    return true;
}
