/*
 * Filters: t_bool_exp, and the comparisons of each scalar (API section 3, "where").
 *
 *     input items_bool_exp {
 *       _and: [items_bool_exp!]  _or: [items_bool_exp!]  _not: items_bool_exp
 *       quantity: Int_comparison_exp  product: products_bool_exp
 *       reviews: reviews_bool_exp  reviews_aggregate: reviews_aggregate_bool_exp
 *     }
 *     input Int_comparison_exp { _eq: Int  _in: [Int!]  _is_null: Boolean … }
 */
#include "sqlgen/model/builder.h"

typedef enum OperandForm {
    OPERAND_FORM_VALUE,
    OPERAND_FORM_LIST,
    OPERAND_FORM_BOOLEAN,
    OPERAND_FORM_TEXT,
    OPERAND_FORM_TEXTS
} OperandForm;

typedef enum OperatorScope { SCOPE_ALL, SCOPE_ORDERED, SCOPE_TEXT, SCOPE_JSON } OperatorScope;

typedef struct OperatorRow {
    Str name;
    CompareOperator compare;
    OperandForm form;
    OperatorScope scope; /* which types have it */
    const char *description;
} OperatorRow;

static const OperatorRow operators[] = {
    {STR_INIT("_eq"), COMPARE_EQ, OPERAND_FORM_VALUE, SCOPE_ALL, "equal"},
    {STR_INIT("_neq"), COMPARE_NEQ, OPERAND_FORM_VALUE, SCOPE_ALL, "not equal"},
    {STR_INIT("_gt"), COMPARE_GT, OPERAND_FORM_VALUE, SCOPE_ORDERED, "greater"},
    {STR_INIT("_gte"), COMPARE_GTE, OPERAND_FORM_VALUE, SCOPE_ORDERED, "greater or equal"},
    {STR_INIT("_lt"), COMPARE_LT, OPERAND_FORM_VALUE, SCOPE_ORDERED, "less"},
    {STR_INIT("_lte"), COMPARE_LTE, OPERAND_FORM_VALUE, SCOPE_ORDERED, "less or equal"},
    {STR_INIT("_in"), COMPARE_IN, OPERAND_FORM_LIST, SCOPE_ALL, "one of these"},
    {STR_INIT("_nin"), COMPARE_NIN, OPERAND_FORM_LIST, SCOPE_ALL, "none of these"},
    {STR_INIT("_is_null"), COMPARE_IS_NULL, OPERAND_FORM_BOOLEAN, SCOPE_ALL, "null, or not null"},
    {STR_INIT("_like"), COMPARE_LIKE, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "like this pattern: % is any text, _ any character, \\ takes the next one as it is"},
    {STR_INIT("_nlike"), COMPARE_NLIKE, OPERAND_FORM_TEXT, SCOPE_TEXT, "not like this pattern"},
    {STR_INIT("_ilike"), COMPARE_ILIKE, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "like this pattern, in upper or lower case"},
    {STR_INIT("_nilike"), COMPARE_NILIKE, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "not like this pattern, in upper or lower case"},
    {STR_INIT("_regex"), COMPARE_REGEX, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "this regular expression matches, somewhere in the text"},
    {STR_INIT("_nregex"), COMPARE_NREGEX, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "this regular expression matches nowhere"},
    {STR_INIT("_iregex"), COMPARE_IREGEX, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "this regular expression matches, in upper or lower case"},
    {STR_INIT("_niregex"), COMPARE_NIREGEX, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "this regular expression matches nowhere, in upper or lower case"},
    {STR_INIT("_similar"), COMPARE_SIMILAR, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "similar to this pattern of SQL: % and _, and | * + ? {m,n} ( ) [ ] as in a regular "
     "expression; all of the text must match"},
    {STR_INIT("_nsimilar"), COMPARE_NSIMILAR, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "not similar to this pattern"},
    {STR_INIT("_starts_with"), COMPARE_STARTS_WITH, OPERAND_FORM_TEXT, SCOPE_TEXT,
     "begins with this text"},
    {STR_INIT("_contains"), COMPARE_CONTAINS, OPERAND_FORM_VALUE, SCOPE_JSON,
     "contains this value: its members, or its items"},
    {STR_INIT("_contained_in"), COMPARE_CONTAINED_IN, OPERAND_FORM_VALUE, SCOPE_JSON,
     "is contained in this value"},
    {STR_INIT("_has_key"), COMPARE_HAS_KEY, OPERAND_FORM_TEXT, SCOPE_JSON,
     "has this key, or this string as an item"},
    {STR_INIT("_has_keys_any"), COMPARE_HAS_KEYS_ANY, OPERAND_FORM_TEXTS, SCOPE_JSON,
     "has one of these keys"},
    {STR_INIT("_has_keys_all"), COMPARE_HAS_KEYS_ALL, OPERAND_FORM_TEXTS, SCOPE_JSON,
     "has all of these keys"},
};

enum { OPERATOR_COUNT = sizeof operators / sizeof *operators };

static bool operator_applies(const OperatorRow *row, DataType type) {
    switch (row->scope) {
    case SCOPE_ALL:
        return true;
    case SCOPE_ORDERED:
        return data_type_is_ordered(type);
    case SCOPE_TEXT:
        return data_type_is_text(type);
    case SCOPE_JSON:
        return type == DATA_JSONB;
    }
    return false;
}

static const TypeRef *operand_type(Builder *builder, OperandForm form, DataType type) {
    switch (form) {
    case OPERAND_FORM_VALUE:
        return &builder_scalar(builder, type)->ref;
    case OPERAND_FORM_LIST:
        return builder_list(builder, builder_scalar(builder, type));
    case OPERAND_FORM_BOOLEAN:
        return &builder_scalar(builder, DATA_BOOLEAN)->ref;
    case OPERAND_FORM_TEXT:
        return &builder_scalar(builder, DATA_STRING)->ref;
    case OPERAND_FORM_TEXTS:
        break;
    }
    return builder_list(builder, builder_scalar(builder, DATA_STRING));
}

static void comparison_add(Builder *builder, Type *comparison, const OperatorRow *row,
                           DataType type) {
    Binding binding = {.comparison = COMPARISON_OPERATOR, .compare = row->compare};
    builder_add_input(builder, comparison,
                      (InputValueDef){.name = row->name,
                                      .description = str_from(row->description),
                                      .type = operand_type(builder, row->form, type),
                                      .binding = builder_bind(builder, binding)});
}

/* What stands at a path may be anything: so all operators apply. */
static Type *builder_json_path_comparison(Builder *builder) {
    if (builder->json_path_comparison == NULL) {
        Type *type = builder_new_type(builder, TYPE_INPUT_OBJECT, STR("jsonb_path_comparison_exp"));
        type->description = STR("Comparisons of what stands at a path. Numbers compare with "
                                "numbers and texts with texts; others are never greater or less.");
        builder->json_path_comparison = type;
        builder_room(builder, type, 1 + OPERATOR_COUNT);
        const Type *text = builder_scalar(builder, DATA_STRING);
        builder_add_input(
            builder, type,
            (InputValueDef){.name = STR("at"),
                            .description = STR("such as \"$.size.width\" or \"$.tags[0]\""),
                            .type = builder_non_null(builder, text),
                            .binding =
                                builder_bind(builder, (Binding){.comparison = COMPARISON_AT})});
        for (size_t i = 0; i < OPERATOR_COUNT; i++) {
            comparison_add(builder, type, &operators[i], DATA_JSONB);
        }
    }
    return builder->json_path_comparison;
}

Type *builder_comparison(Builder *builder, DataType type) {
    if (builder->comparisons[type] != NULL) {
        return builder->comparisons[type];
    }
    BuilderPlace place = builder_enter(builder, NULL);
    Str name = str_format(builder->room, "%.*s_comparison_exp", STR_ARG(data_type_scalar(type)));
    Type *comparison = builder_new_type(builder, TYPE_INPUT_OBJECT, name);
    builder->comparisons[type] = comparison;
    builder_room(builder, comparison, 1 + OPERATOR_COUNT);
    for (size_t i = 0; i < OPERATOR_COUNT; i++) {
        if (operator_applies(&operators[i], type)) {
            comparison_add(builder, comparison, &operators[i], type);
        }
    }
    if (type == DATA_JSONB) {
        builder_add_input(builder, comparison,
                          (InputValueDef){.name = STR("_path"),
                                          .description = STR("compares what stands at a path"),
                                          .type = &builder_json_path_comparison(builder)->ref,
                                          .binding = builder_bind(
                                              builder, (Binding){.comparison = COMPARISON_PATH})});
    }
    builder_leave(builder, place);
    return comparison;
}

/* Enums are equal or not: what else could be asked of the words for states and kinds. */
static Type *builder_enum_comparison(Builder *builder, const Attribute *attribute) {
    Type **place = &builder->enum_comparisons[attribute->enumeration->position];
    if (*place != NULL) {
        return *place;
    }
    const Type *value = builder_value_type(builder, attribute);
    BuilderPlace before = builder_enter(builder, NULL);
    Str name = str_format(builder->room, "%.*s_comparison_exp", STR_ARG(value->name));
    *place = builder_new_type(builder, TYPE_INPUT_OBJECT, name);
    builder_room(builder, *place, OPERATOR_COUNT);
    for (size_t i = 0; i < OPERATOR_COUNT; i++) {
        const OperatorRow *row = &operators[i];
        if (row->scope != SCOPE_ALL) {
            continue;
        }
        const TypeRef *type = row->form == OPERAND_FORM_VALUE ? &value->ref
                              : row->form == OPERAND_FORM_LIST
                                  ? builder_list(builder, value)
                                  : operand_type(builder, row->form, DATA_STRING);
        Binding binding = {.comparison = COMPARISON_OPERATOR, .compare = row->compare};
        builder_add_input(builder, *place,
                          (InputValueDef){.name = row->name,
                                          .description = str_from(row->description),
                                          .type = type,
                                          .binding = builder_bind(builder, binding)});
    }
    builder_leave(builder, before);
    return *place;
}

Type *builder_attribute_comparison(Builder *builder, const Attribute *attribute) {
    return attribute->enumeration != NULL ? builder_enum_comparison(builder, attribute)
                                          : builder_comparison(builder, attribute->type);
}

static void filter_add(Builder *builder, Type *filter, Str name, const TypeRef *type,
                       Binding binding) {
    builder_add_input(
        builder, filter,
        (InputValueDef){.name = name, .type = type, .binding = builder_bind(builder, binding)});
}

void build_filter(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *filter = types->filter;
    builder_describe(builder, filter, STR("All conditions given must be met; {} is always met."));
    builder_room(builder, filter, 5 + entity->attribute_count + entity->relation_count * 2);
    const TypeRef *list = builder_list(builder, filter);
    filter_add(builder, filter, STR("_and"), list, (Binding){.filter = FILTER_AND});
    filter_add(builder, filter, STR("_or"), list, (Binding){.filter = FILTER_OR});
    filter_add(builder, filter, STR("_not"), &filter->ref, (Binding){.filter = FILTER_NOT});
    if (entity->search != NULL) {
        const TypeRef *text = &builder_scalar(builder, DATA_STRING)->ref;
        filter_add(builder, filter, STR("_search"), text,
                   (Binding){.filter = FILTER_SEARCH, .entity = entity});
        filter_add(builder, filter, STR("_search_raw"), text,
                   (Binding){.filter = FILTER_SEARCH_RAW, .entity = entity});
    }
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        filter_add(builder, filter, attribute->name,
                   &builder_attribute_comparison(builder, attribute)->ref,
                   (Binding){.filter = FILTER_ATTRIBUTE, .attribute = attribute});
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        if (relation->target->unreadable) {
            continue;
        }
        filter_add(builder, filter, relation->name,
                   &builder_types(builder, relation->target)->filter->ref,
                   (Binding){.filter = FILTER_RELATION, .relation = relation});
        if (relation->kind == RELATION_ARRAY && !relation->target->no_aggregates) {
            filter_add(builder, filter,
                       str_format(builder->room, "%.*s_aggregate", STR_ARG(relation->name)),
                       &builder_aggregate_filter(builder, relation->target)->ref,
                       (Binding){.filter = FILTER_AGGREGATE, .relation = relation});
        }
    }
}
