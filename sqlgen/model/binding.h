/*
 * Binding: what a definition of the GraphQL schema means in terms of the Model.
 *
 * The build_*.c files set one on every field, argument, input field, enum value and object type
 * they make; the planner switches on the kind and never looks at names (HOUSE: bind meaning once).
 */
#ifndef SOLOQL_MODEL_BINDING_H
#define SOLOQL_MODEL_BINDING_H

#include "sqlgen/catalog/operators.h"
#include "sqlgen/model/model.h"

typedef enum BindingKind {
    BINDING_ENTITY, /* object type: rows of .entity */

    /* fields of query_root */
    BINDING_ROOT_LIST,      /* .entity */
    BINDING_ROOT_BY_PK,     /* .entity */
    BINDING_ROOT_AGGREGATE, /* .entity */
    BINDING_ROOT_EMPTY,     /* the field that stands in where there is no table */

    /* fields of a row; input fields of its filter and order */
    BINDING_ATTRIBUTE,          /* .attribute */
    BINDING_RELATION,           /* .relation */
    BINDING_RELATION_AGGREGATE, /* .relation */

    /* fields of t_aggregate and below */
    BINDING_AGGREGATE, /* `aggregate` */
    BINDING_NODES,     /* `nodes` */
    BINDING_COUNT,     /* `count` */
    BINDING_FUNCTION,  /* .function: an object with a field per attribute */

    /* arguments */
    BINDING_WHERE,
    BINDING_ORDER_BY,
    BINDING_LIMIT,
    BINDING_OFFSET,
    BINDING_KEY, /* .attribute */
    BINDING_COUNT_COLUMNS,
    BINDING_COUNT_DISTINCT,

    /* input fields of a filter */
    BINDING_AND,
    BINDING_OR,
    BINDING_NOT,
    BINDING_COMPARE, /* .compare */

    /* values of the enum order_by */
    BINDING_DIRECTION /* .direction */
} BindingKind;

struct Binding {
    BindingKind kind;
    union {
        const Entity *entity;
        const Attribute *attribute;
        const Relation *relation;
        AggregateFunction function;
        CompareOperator compare;
        OrderDirection direction;
    };
};

#endif
