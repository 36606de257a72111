/*
 * Filters: t_bool_exp, and the comparisons of each scalar (API section 3, "where").
 *
 *     input items_bool_exp {
 *       _and: [items_bool_exp!]  _or: [items_bool_exp!]  _not: items_bool_exp
 *       quantity: Int_comparison_exp  product: products_bool_exp
 *     }
 *     input Int_comparison_exp { _eq: Int  _in: [Int!]  _is_null: Boolean … }
 */
#include "sqlgen/model/builder.h"

typedef enum OperandForm {
    OPERAND_FORM_VALUE,
    OPERAND_FORM_LIST,
    OPERAND_FORM_BOOLEAN
} OperandForm;

typedef enum OperatorScope { SCOPE_ALL, SCOPE_EQUALITY, SCOPE_ORDERED, SCOPE_TEXT } OperatorScope;

typedef struct OperatorRow {
    Str name;
    CompareOperator compare;
    OperandForm form;
    OperatorScope scope; /* which types have it */
    const char *description;
} OperatorRow;

static const OperatorRow operators[] = {
    {STR_INIT("_eq"), COMPARE_EQ, OPERAND_FORM_VALUE, SCOPE_EQUALITY, "equal"},
    {STR_INIT("_neq"), COMPARE_NEQ, OPERAND_FORM_VALUE, SCOPE_EQUALITY, "not equal"},
    {STR_INIT("_gt"), COMPARE_GT, OPERAND_FORM_VALUE, SCOPE_ORDERED, "greater"},
    {STR_INIT("_gte"), COMPARE_GTE, OPERAND_FORM_VALUE, SCOPE_ORDERED, "greater or equal"},
    {STR_INIT("_lt"), COMPARE_LT, OPERAND_FORM_VALUE, SCOPE_ORDERED, "less"},
    {STR_INIT("_lte"), COMPARE_LTE, OPERAND_FORM_VALUE, SCOPE_ORDERED, "less or equal"},
    {STR_INIT("_in"), COMPARE_IN, OPERAND_FORM_LIST, SCOPE_EQUALITY, "one of these"},
    {STR_INIT("_nin"), COMPARE_NIN, OPERAND_FORM_LIST, SCOPE_EQUALITY, "none of these"},
    {STR_INIT("_is_null"), COMPARE_IS_NULL, OPERAND_FORM_BOOLEAN, SCOPE_ALL, "null, or not null"},
    {STR_INIT("_like"), COMPARE_LIKE, OPERAND_FORM_VALUE, SCOPE_TEXT,
     "like this pattern: % is any text, _ any character, \\ takes the next one as it is"},
    {STR_INIT("_nlike"), COMPARE_NLIKE, OPERAND_FORM_VALUE, SCOPE_TEXT, "not like this pattern"},
    {STR_INIT("_ilike"), COMPARE_ILIKE, OPERAND_FORM_VALUE, SCOPE_TEXT,
     "like this pattern, in upper or lower case"},
    {STR_INIT("_nilike"), COMPARE_NILIKE, OPERAND_FORM_VALUE, SCOPE_TEXT,
     "not like this pattern, in upper or lower case"},
};

static bool operator_applies(const OperatorRow *row, DataType type) {
    switch (row->scope) {
    case SCOPE_ALL:
        return true;
    case SCOPE_EQUALITY:
        return type != DATA_JSONB;
    case SCOPE_ORDERED:
        return data_type_is_ordered(type);
    case SCOPE_TEXT:
        return data_type_is_text(type);
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
        break;
    }
    return &builder_scalar(builder, DATA_BOOLEAN)->ref;
}

static Type *builder_comparison(Builder *builder, DataType type) {
    if (builder->comparisons[type] != NULL) {
        return builder->comparisons[type];
    }
    const size_t count = sizeof operators / sizeof *operators;
    Str name = str_format(builder->arena, "%.*s_comparison_exp", STR_ARG(data_type_scalar(type)));
    Type *comparison = schema_add_type(builder->schema, TYPE_INPUT_OBJECT, name);
    builder->comparisons[type] = comparison;
    builder_room(builder, comparison, count);
    for (size_t i = 0; i < count; i++) {
        const OperatorRow *row = &operators[i];
        if (operator_applies(row, type)) {
            Binding binding = {.compare = row->compare};
            builder_add_input(comparison,
                              (InputValueDef){.name = row->name,
                                              .description = str_from(row->description),
                                              .type = operand_type(builder, row->form, type),
                                              .binding = builder_bind(builder, binding)});
        }
    }
    return comparison;
}

static void filter_add(Builder *builder, Type *filter, Str name, const TypeRef *type,
                       Binding binding) {
    builder_add_input(
        filter,
        (InputValueDef){.name = name, .type = type, .binding = builder_bind(builder, binding)});
}

static void build_entity_filter(Builder *builder, EntityTypes *types) {
    const Entity *entity = types->entity;
    Type *filter = types->filter;
    filter->description = STR("All conditions given must be met; {} is always met.");
    builder_room(builder, filter, 3 + entity->attribute_count + entity->relation_count);
    const TypeRef *list = builder_list(builder, filter);
    filter_add(builder, filter, STR("_and"), list, (Binding){.filter = FILTER_AND});
    filter_add(builder, filter, STR("_or"), list, (Binding){.filter = FILTER_OR});
    filter_add(builder, filter, STR("_not"), &filter->ref, (Binding){.filter = FILTER_NOT});
    for (size_t i = 0; i < entity->attribute_count; i++) {
        const Attribute *attribute = &entity->attributes[i];
        filter_add(builder, filter, attribute->name,
                   &builder_comparison(builder, attribute->type)->ref,
                   (Binding){.filter = FILTER_ATTRIBUTE, .attribute = attribute});
    }
    for (size_t i = 0; i < entity->relation_count; i++) {
        const Relation *relation = &entity->relations[i];
        filter_add(builder, filter, relation->name,
                   &builder_types(builder, relation->target)->filter->ref,
                   (Binding){.filter = FILTER_RELATION, .relation = relation});
    }
}

void build_filter(Builder *builder) {
    for (size_t i = 0; i < builder->model->entity_count; i++) {
        build_entity_filter(builder, &builder->entities[i]);
    }
}
