/*
 * Filters in the file: those of relations, and the conditions and presets of rules, typed by the
 * schema that the file leads to.
 *
 *     where: {_or: [{author_id: {_eq: "$user_id"}}, {_exists: {_table: "staff", _where: {…}}}]}
 *
 * In: a literal and the t_bool_exp that it is of. Out: an Input, planned like any other filter,
 * whose leaves are constants or claims of the session. What only rules have, claims, `_exists` and
 * the comparisons of two columns, is in no type of the schema; it is known here by its name.
 *
 * "$name" is the claim of that name and "$$name" the text "$name". Places in the file mean nothing
 * in a request's document, so Inputs have none.
 */
#include "sqlgen/graphql/suggest.h"
#include "sqlgen/model/binding.h"
#include "sqlgen/model/overlay_parts.h"
#include "sqlgen/model/role.h"

typedef struct RuleReader {
    Arena *arena;
    const Model *model;
    const Schema *schema;
    const Source *source;
    ErrorList *errors;
    const Entity *owner; /* that the rule is for; NULL = a relation's filter: nobody asks */
} RuleReader;

/* What the fields of an object literal are about; bindings are read accordingly. */
typedef enum Level { LEVEL_FILTER, LEVEL_COMPARISON, LEVEL_AGGREGATE, LEVEL_OTHER } Level;

typedef struct Place {
    Level level;
    const Entity *entity; /* whose columns are meant */
    DataType type;        /* LEVEL_COMPARISON: of what is compared */
} Place;

static const struct {
    const char *name;
    CompareOperator compare;
} column_comparisons[] = {{"_ceq", COMPARE_EQ},   {"_cneq", COMPARE_NEQ}, {"_cgt", COMPARE_GT},
                          {"_cgte", COMPARE_GTE}, {"_clt", COMPARE_LT},   {"_clte", COMPARE_LTE}};

enum { COLUMN_COMPARISON_COUNT = sizeof column_comparisons / sizeof *column_comparisons };

static Input *read_value(RuleReader *reader, const Value *literal, const TypeRef *type,
                         Place place);

__attribute__((format(printf, 3, 4))) static void *reader_error(RuleReader *reader, uint32_t offset,
                                                                const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Error *error = error_add_list(reader->errors, ERROR_VALIDATION_FAILED, format, arguments);
    va_end(arguments);
    source_locate(reader->errors, error, reader->source, offset);
    return NULL;
}

static Input *input_new(RuleReader *reader, InputKind kind, const TypeRef *type) {
    Input *input = ARENA_NEW(reader->arena, Input);
    *input = (Input){.kind = kind, .type = type, .slot = INPUT_NO_SLOT};
    return input;
}

static const Type *entity_filter_type(const RuleReader *reader, const Entity *entity) {
    Str name = str_format(reader->arena, "%.*s_bool_exp", STR_ARG(entity->name));
    return schema_type(reader->schema, name);
}

/* ---- Leaves ---- */

static bool value_is_claim(const Value *literal) {
    return literal->kind == VALUE_STRING && literal->text.length != 0 &&
           literal->text.data[0] == '$' &&
           !(literal->text.length > 1 && literal->text.data[1] == '$');
}

static bool claim_name_is_good(Str name) {
    bool good = name.length != 0;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.data[i];
        good &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                c == '_' || c == '-';
    }
    return good;
}

static Input *read_claim(RuleReader *reader, const Value *literal, const TypeRef *type, bool list) {
    if (reader->owner == NULL) {
        return reader_error(reader, literal->span.start,
                            "The filter of a relation is the same for everybody: it has no claims "
                            "of a session. A text that begins with $ is written with two of them.");
    }
    Str name = str_slice(literal->text, 1, literal->text.length);
    if (!claim_name_is_good(name)) {
        return reader_error(reader, literal->span.start,
                            "A claim has a name of letters, digits, _ and -: \"$user_id\". A text "
                            "that begins with $ is written with two of them.");
    }
    Input *input = input_new(reader, list ? INPUT_LIST : INPUT_SCALAR, type);
    input->claim = claim_fold(reader->arena, name);
    return input;
}

/* Why a literal does not fit its type, in the language's own words where it has some. */
static void *leaf_refuse(RuleReader *reader, const Value *literal, const Type *type) {
    Json given = {.kind = literal->kind == VALUE_STRING ? JSON_STRING : JSON_NUMBER,
                  .text = literal->text};
    if (literal->kind == VALUE_BOOLEAN) {
        given = (Json){.kind = literal->boolean ? JSON_TRUE : JSON_FALSE};
    }
    bool simple = literal->kind == VALUE_STRING || literal->kind == VALUE_INT ||
                  literal->kind == VALUE_FLOAT || literal->kind == VALUE_BOOLEAN;
    Json out;
    Str message = {0};
    if (literal->kind == VALUE_NULL) {
        return reader_error(reader, literal->span.start,
                            "A filter compares with values, not with null.");
    }
    if (type->kind == TYPE_SCALAR && simple &&
        !scalar_coerce(reader->arena, type, &given, true, &out, &message)) {
        return reader_error(reader, literal->span.start, "%.*s", STR_ARG(message));
    }
    return reader_error(reader, literal->span.start, "This is no value of type \"%.*s\".",
                        STR_ARG(type->name));
}

/* The name of an enum's value may be written as a text, as it is in the database. */
static Input *read_constant(RuleReader *reader, const Value *literal, const TypeRef *type) {
    Value plain = *literal;
    if (plain.kind == VALUE_STRING && type->type->kind == TYPE_ENUM) {
        plain.kind = VALUE_ENUM;
    }
    const VariableValues none = {0};
    Input *input =
        plain.kind == VALUE_NULL ? NULL : coerce_literal(reader->arena, &plain, type, &none, NULL);
    if (input == NULL) {
        return leaf_refuse(reader, &plain, type->type);
    }
    input->span = (Span){0, 0};
    return input;
}

static Input *read_leaf(RuleReader *reader, const Value *literal, const TypeRef *type) {
    if (value_is_claim(literal)) {
        return read_claim(reader, literal, type, false);
    }
    Value plain = *literal;
    if (plain.kind == VALUE_STRING && plain.text.length > 1 && plain.text.data[0] == '$') {
        plain.text = str_slice(plain.text, 1, plain.text.length);
    }
    return read_constant(reader, &plain, type);
}

/* ---- Lists ---- */

static Input *read_leaves(RuleReader *reader, const Value *literal, const TypeRef *type) {
    if (value_is_claim(literal)) {
        return read_claim(reader, literal, type, true);
    }
    for (size_t i = 0; literal->kind == VALUE_LIST && i < literal->count; i++) {
        if (value_is_claim(&literal->items[i])) {
            return reader_error(reader, literal->items[i].span.start,
                                "A claim stands for the whole list here: \"$ids\" without "
                                "brackets.");
        }
        if (read_leaf(reader, &literal->items[i], &type->of->type->ref) == NULL) {
            return NULL;
        }
    }
    const VariableValues none = {0};
    Input *input = coerce_literal(reader->arena, literal, type, &none, NULL);
    if (input == NULL) {
        return leaf_refuse(reader, literal, type->type);
    }
    input->span = (Span){0, 0};
    return input;
}

static Input *read_list(RuleReader *reader, const Value *literal, const TypeRef *type,
                        Place place) {
    if (type->type->kind != TYPE_INPUT_OBJECT) {
        return read_leaves(reader, literal, type);
    }
    Input *input = input_new(reader, INPUT_LIST, type);
    input->count = literal->kind == VALUE_LIST ? literal->count : 1;
    const Value *items = literal->kind == VALUE_LIST ? literal->items : literal;
    input->items = ARENA_ARRAY(reader->arena, input->count, Input *);
    for (size_t i = 0; i < input->count; i++) {
        input->items[i] = read_value(reader, &items[i], type->of, place);
        if (input->items[i] == NULL) {
            return NULL;
        }
    }
    return input;
}

/* ---- What only rules have ---- */

static InputValueDef *rule_field(RuleReader *reader, Str name, const Binding *binding) {
    Binding *copy = ARENA_NEW(reader->arena, Binding);
    *copy = *binding;
    InputValueDef *def = ARENA_NEW(reader->arena, InputValueDef);
    *def = (InputValueDef){.name = name, .binding = copy};
    return def;
}

static const Entity *entity_named(RuleReader *reader, const Value *name) {
    if (name->kind != VALUE_STRING) {
        return reader_error(reader, name->span.start, "_table is the name of a type, as a text.");
    }
    const Entity *entity = map_get(&reader->model->by_name, name->text);
    if (entity == NULL) {
        Str *names = ARENA_ARRAY(reader->arena, reader->model->entity_count, Str);
        for (size_t i = 0; i < reader->model->entity_count; i++) {
            names[i] = reader->model->entities[i].name;
        }
        reader_error(
            reader, name->span.start, "There is no type \"%.*s\" of a table.%.*s",
            STR_ARG(name->text),
            STR_ARG(suggest_text(reader->arena, name->text, names, reader->model->entity_count)));
    }
    return entity;
}

/* {_table: "staff", _where: {…}} */
static bool read_exists(RuleReader *reader, const ObjectField *field, InputField *out) {
    const Value *table = NULL, *where = NULL;
    for (size_t i = 0; field->value.kind == VALUE_OBJECT && i < field->value.count; i++) {
        const ObjectField *part = &field->value.fields[i];
        table = str_equal(part->name.text, STR("_table")) ? &part->value : table;
        where = str_equal(part->name.text, STR("_where")) ? &part->value : where;
    }
    if (table == NULL || where == NULL || field->value.count != 2) {
        return reader_error(reader, field->value.span.start,
                            "_exists takes {_table: \"…\", _where: {…}}.") != NULL;
    }
    const Entity *entity = entity_named(reader, table);
    if (entity == NULL) {
        return false;
    }
    out->def =
        rule_field(reader, field->name.text, &(Binding){.filter = FILTER_EXISTS, .entity = entity});
    out->value = read_value(reader, where, &entity_filter_type(reader, entity)->ref,
                            (Place){LEVEL_FILTER, entity, DATA_ANY});
    return out->value != NULL;
}

static const Attribute *attribute_named(RuleReader *reader, const Entity *entity,
                                        const Value *name) {
    Str *names = ARENA_ARRAY(reader->arena, entity->attribute_count, Str);
    for (size_t i = 0; i < entity->attribute_count; i++) {
        names[i] = entity->attributes[i].name;
        if (name->kind == VALUE_STRING && str_equal(names[i], name->text)) {
            return &entity->attributes[i];
        }
    }
    return reader_error(
        reader, name->span.start, "%.*s has no column \"%.*s\".%.*s", STR_ARG(entity->name),
        STR_ARG(name->text),
        STR_ARG(suggest_text(reader->arena, name->text, names, entity->attribute_count)));
}

/* Whether values of the two can be equal at all. */
static bool types_compare(DataType a, DataType b) {
    return a == b || a == DATA_ANY || b == DATA_ANY ||
           (data_type_is_number(a) && data_type_is_number(b)) ||
           (data_type_is_text(a) && data_type_is_text(b));
}

/* A column of the same row, or ["$", column] of the row that the rule is about. */
static bool read_column_comparison(RuleReader *reader, const ObjectField *field,
                                   CompareOperator compare, Place place, InputField *out) {
    const Value *value = &field->value, *name = value;
    ColumnComparison *comparison = ARENA_NEW(reader->arena, ColumnComparison);
    if (value->kind == VALUE_LIST && value->count != 0) {
        comparison->of_owner = value->count == 2 && str_equal(value->items[0].text, STR("$"));
        name = &value->items[value->count - 1];
        if (!comparison->of_owner && value->count != 1) {
            return reader_error(reader, value->span.start,
                                "A column is named by its field, or as [\"$\", field] for the row "
                                "that the rule is about.") != NULL;
        }
    }
    const Entity *entity = comparison->of_owner ? reader->owner : place.entity;
    const Attribute *attribute = attribute_named(reader, entity, name);
    if (attribute == NULL) {
        return false;
    }
    if (!types_compare(place.type, attribute->type)) {
        return reader_error(reader, name->span.start,
                            "%.*s.%.*s is %.*s, and is compared with %.*s.", STR_ARG(entity->name),
                            STR_ARG(attribute->name), STR_ARG(data_type_scalar(attribute->type)),
                            STR_ARG(data_type_scalar(place.type))) != NULL;
    }
    comparison->compare = compare;
    comparison->column = attribute->column;
    out->def =
        rule_field(reader, field->name.text,
                   &(Binding){.comparison = COMPARISON_COLUMN, .column_comparison = comparison});
    out->value = input_new(reader, INPUT_SCALAR, NULL);
    return true;
}

/* True if it is a field that only rules have; *good tells whether it was read. */
static bool read_rule_field(RuleReader *reader, const ObjectField *field, Place place,
                            InputField *out, bool *good) {
    if (reader->owner == NULL) {
        return false;
    }
    if (place.level == LEVEL_FILTER && str_equal(field->name.text, STR("_exists"))) {
        *good = read_exists(reader, field, out);
        return true;
    }
    for (size_t i = 0; place.level == LEVEL_COMPARISON && i < COLUMN_COMPARISON_COUNT; i++) {
        if (str_equal(field->name.text, str_from(column_comparisons[i].name))) {
            *good =
                read_column_comparison(reader, field, column_comparisons[i].compare, place, out);
            return true;
        }
    }
    return false;
}

/* ---- Objects ---- */

/* What is below a field of a filter. */
static Place place_below_filter(const Binding *binding, Place place) {
    switch (binding->filter) {
    case FILTER_AND:
    case FILTER_OR:
    case FILTER_NOT:
        return place;
    case FILTER_ATTRIBUTE:
        return (Place){LEVEL_COMPARISON, place.entity, binding->attribute->type};
    case FILTER_RELATION:
        return (Place){LEVEL_FILTER, binding->relation->target, DATA_ANY};
    case FILTER_AGGREGATE:
        return (Place){LEVEL_AGGREGATE, binding->relation->target, DATA_ANY};
    case FILTER_EXISTS:
    case FILTER_SEARCH:
    case FILTER_SEARCH_RAW:
        break;
    }
    return (Place){LEVEL_OTHER, place.entity, DATA_ANY};
}

static Place place_below(const Binding *binding, Place place) {
    if (place.level == LEVEL_FILTER) {
        return place_below_filter(binding, place);
    }
    if (place.level == LEVEL_AGGREGATE && binding->aggregate_filter == AGGREGATE_FILTER_FUNCTION) {
        return place;
    }
    if (place.level == LEVEL_AGGREGATE && binding->aggregate_filter == AGGREGATE_FILTER_FILTER) {
        return (Place){LEVEL_FILTER, place.entity, DATA_ANY};
    }
    return (Place){LEVEL_OTHER, place.entity, DATA_ANY};
}

static const InputValueDef *input_named(RuleReader *reader, const Type *type,
                                        const ObjectField *field) {
    Str *names = ARENA_ARRAY(reader->arena, type_body(type)->input_count, Str);
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        names[i] = type_body(type)->inputs[i].name;
        if (str_equal(names[i], field->name.text)) {
            return &type_body(type)->inputs[i];
        }
    }
    return reader_error(reader, field->name.span.start,
                        "Field \"%.*s\" is not defined by type \"%.*s\".%.*s",
                        STR_ARG(field->name.text), STR_ARG(type->name),
                        STR_ARG(suggest_text(reader->arena, field->name.text, names,
                                             type_body(type)->input_count)));
}

/* The place within a JSON value, which begins with $ as a rule. */
static bool field_is_path(const Binding *binding, Level level) {
    return (level == LEVEL_COMPARISON || level == LEVEL_OTHER) &&
           binding->comparison == COMPARISON_AT;
}

/* What decides how rows are compared, and so is known when the plan is made. */
static bool field_is_fixed(const Binding *binding, Level level) {
    switch (level) {
    case LEVEL_AGGREGATE:
        return binding->aggregate_filter == AGGREGATE_FILTER_ARGUMENTS ||
               binding->aggregate_filter == AGGREGATE_FILTER_DISTINCT;
    case LEVEL_COMPARISON:
    case LEVEL_OTHER:
        return binding->comparison == COMPARISON_OPERATOR && binding->compare == COMPARE_IS_NULL;
    case LEVEL_FILTER:
        break;
    }
    return false;
}

static bool read_field(RuleReader *reader, const ObjectField *field, const Type *type, Place place,
                       InputField *out) {
    bool good = false;
    if (read_rule_field(reader, field, place, out, &good)) {
        return good;
    }
    out->def = input_named(reader, type, field);
    if (out->def == NULL) {
        return false;
    }
    if (field_is_path(out->def->binding, place.level)) {
        out->value = read_constant(reader, &field->value, out->def->type);
        return out->value != NULL;
    }
    if (field_is_fixed(out->def->binding, place.level) && value_is_claim(&field->value)) {
        return reader_error(reader, field->value.span.start,
                            "What \"%.*s\" says is a part of the rule, and no claim.",
                            STR_ARG(field->name.text)) != NULL;
    }
    out->value =
        read_value(reader, &field->value, out->def->type, place_below(out->def->binding, place));
    return out->value != NULL;
}

static bool object_is_complete(RuleReader *reader, const Value *literal, const Type *type) {
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        const InputValueDef *def = &type_body(type)->inputs[i];
        bool given = def->type->kind != TYPE_REF_NON_NULL || def->default_value != NULL;
        for (size_t f = 0; f < literal->count; f++) {
            given |= str_equal(literal->fields[f].name.text, def->name);
        }
        if (!given) {
            return reader_error(reader, literal->span.start,
                                "Field \"%.*s.%.*s\" is required and was not given.",
                                STR_ARG(type->name), STR_ARG(def->name)) != NULL;
        }
    }
    return true;
}

static Input *read_object(RuleReader *reader, const Value *literal, const TypeRef *type,
                          Place place) {
    if (literal->kind != VALUE_OBJECT) {
        return leaf_refuse(reader, literal, type->type);
    }
    Input *input = input_new(reader, INPUT_OBJECT, type);
    input->fields = ARENA_ARRAY(reader->arena, literal->count, InputField);
    bool good = object_is_complete(reader, literal, type->type);
    for (size_t i = 0; i < literal->count; i++) {
        InputField *field = &input->fields[input->count++];
        good &= read_field(reader, &literal->fields[i], type->type, place, field);
    }
    return good ? input : NULL;
}

/* Depth: that of the literal, which the parser has limited. */
static Input *read_value(RuleReader *reader, const Value *literal, const TypeRef *type,
                         Place place) {
    const TypeRef *inner = type->kind == TYPE_REF_NON_NULL ? type->of : type;
    if (literal->kind == VALUE_VARIABLE) {
        return reader_error(reader, literal->span.start,
                            "There are no variables here; a claim of the session is \"$%.*s\".",
                            STR_ARG(literal->text));
    }
    if (literal->kind == VALUE_NULL) {
        return leaf_refuse(reader, literal, inner->type);
    }
    if (inner->kind == TYPE_REF_LIST) {
        return read_list(reader, literal, inner, place);
    }
    return inner->type->kind == TYPE_INPUT_OBJECT ? read_object(reader, literal, inner, place)
                                                  : read_leaf(reader, literal, inner);
}

static const Input *read_filter(RuleReader *reader, const Value *literal, const Entity *entity) {
    return read_value(reader, literal, &entity_filter_type(reader, entity)->ref,
                      (Place){LEVEL_FILTER, entity, DATA_ANY});
}

/* ---- Rules ---- */

static void read_condition(RuleReader *reader, Condition *condition) {
    bool all = condition->literal == NULL ||
               (condition->literal->kind == VALUE_OBJECT && condition->literal->count == 0);
    if (!all) {
        condition->filter = read_filter(reader, condition->literal, reader->owner);
    }
}

static void read_preset(RuleReader *reader, Preset *preset) {
    const Attribute *attribute = preset->attribute;
    Str name = attribute->enumeration == NULL ? data_type_scalar(attribute->type)
                                              : attribute->enumeration->values.name;
    const TypeRef *type = &schema_type(reader->schema, name)->ref;
    preset->value = preset->literal->kind == VALUE_NULL ? input_new(reader, INPUT_NULL, type)
                                                        : read_leaf(reader, preset->literal, type);
}

static void read_policy(RuleReader *reader, Policy *policy) {
    for (size_t kind = 0; kind < PERMIT_COUNT; kind++) {
        for (size_t i = 0; i < policy->counts[kind]; i++) {
            Rule *rule = &policy->rules[kind][i];
            read_condition(reader, &rule->where);
            read_condition(reader, &rule->check);
            for (size_t p = 0; p < rule->preset_count; p++) {
                read_preset(reader, &rule->presets[p]);
            }
        }
    }
}

bool overlay_apply_filters(Model *model, const Schema *schema, const Source *source,
                           ErrorList *errors) {
    RuleReader reader = {.arena = model->arena,
                         .model = model,
                         .schema = schema,
                         .source = source,
                         .errors = errors};
    for (size_t i = 0; i < model->entity_count; i++) {
        for (size_t r = 0; r < model->entities[i].relation_count; r++) {
            Relation *relation = &model->entities[i].relations[r];
            if (relation->where != NULL) {
                relation->filter = read_filter(&reader, relation->where, relation->target);
            }
        }
    }
    for (size_t i = 0; i < model->role_count; i++) {
        for (size_t e = 0; e < model->entity_count; e++) {
            reader.owner = &model->entities[e];
            if (model->roles[i].policies[e] != NULL) {
                read_policy(&reader, model->roles[i].policies[e]);
            }
        }
    }
    return errors->count == 0;
}
