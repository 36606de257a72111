/*
 * Binding: what a definition of the GraphQL schema means in terms of the Model.
 *
 * The build_*.c files set one on every field, argument, input field, enum value and row type they
 * make; the planner switches on its role and never looks at names (HOUSE: bind meaning once).
 * Which of the enums holds the role follows from where the definition stands, so each switch is
 * complete under -Wswitch-enum.
 */
#ifndef SOLOQL_MODEL_BINDING_H
#define SOLOQL_MODEL_BINDING_H

#include "sqlgen/catalog/operators.h"
#include "sqlgen/model/model.h"

/* Fields of query_root. */
typedef enum RootField {
    ROOT_LIST,       /* .entity */
    ROOT_BY_PK,      /* .entity */
    ROOT_AGGREGATE,  /* .entity */
    ROOT_GROUP,      /* .entity */
    ROOT_CONNECTION, /* .entity */
    ROOT_NODE,       /* nothing else is set */
    ROOT_QUERY,      /* .query */
    ROOT_EMPTY       /* stands in where there is no table */
} RootField;

/* Fields of mutation_root; .entity, unless something else is said */
typedef enum MutationField {
    MUTATION_INSERT,
    MUTATION_INSERT_ONE,
    MUTATION_UPDATE,
    MUTATION_UPDATE_BY_PK,
    MUTATION_UPDATE_MANY,
    MUTATION_DELETE,
    MUTATION_DELETE_BY_PK,
    MUTATION_STATEMENT /* .query */
} MutationField;

/* Arguments of these, and input fields of t_updates. */
typedef enum MutationArgument {
    MUTATION_OBJECT,       /* `object`, and `objects` */
    MUTATION_ON_CONFLICT,  /* `on_conflict` */
    MUTATION_WHERE,        /* `where` */
    MUTATION_PK_COLUMNS,   /* `pk_columns`: below it are fields with .attribute alone */
    MUTATION_KEY,          /* .attribute, of a row to delete */
    MUTATION_UPDATES,      /* `updates` */
    MUTATION_OPERATOR,     /* .update: below it are fields with .attribute alone */
    MUTATION_RELATION,     /* .relation: below it are NestedFields */
    MUTATION_IF,           /* `_if`: what the row must be like */
    MUTATION_MAX_AFFECTED, /* `_max_affected` */
    MUTATION_ALL,          /* `_all`: an empty `where` is meant */
    MUTATION_DRY_RUN       /* `_dry_run` */
} MutationArgument;

/* Input fields of t_obj_rel_update_input, t_arr_rel_update_input and t_many_rel_update_input. */
typedef enum NestedField {
    NESTED_CREATE,
    NESTED_CONNECT,    /* of a row: fields with .attribute alone */
    NESTED_DISCONNECT, /* likewise, or true */
    NESTED_UPDATE,     /* MutationArguments */
    NESTED_DELETE      /* conditions, or true */
} NestedField;

/* Fields of t_mutation_response; .entity */
typedef enum ResponseField { RESPONSE_AFFECTED_ROWS, RESPONSE_RETURNING } ResponseField;

/* Input fields of t_insert_input, and of t_obj_rel_insert_input and t_arr_rel_insert_input. */
typedef enum InsertField {
    INSERT_ATTRIBUTE,  /* .attribute */
    INSERT_RELATION,   /* .relation */
    INSERT_DATA,       /* `data` */
    INSERT_ON_CONFLICT /* `on_conflict` */
} InsertField;

/* Input fields of t_on_conflict. */
typedef enum ConflictField {
    CONFLICT_CONSTRAINT,     /* values of it have .constraint */
    CONFLICT_COLUMNS,        /* values of it have .attribute */
    CONFLICT_UPDATE_COLUMNS, /* values of it have .attribute */
    CONFLICT_WHERE
} ConflictField;

/* Fields of a row type. */
typedef enum RowField {
    ROW_ATTRIBUTE,           /* .attribute */
    ROW_RELATION,            /* .relation */
    ROW_RELATION_AGGREGATE,  /* .relation */
    ROW_RELATION_GROUP,      /* .relation */
    ROW_RELATION_CONNECTION, /* .relation */
    ROW_RELATION_TREE,       /* .relation */
    ROW_ID,                  /* .entity */
    ROW_RANK,                /* .entity */
    ROW_SNIPPET,             /* .entity */
    ROW_HIGHLIGHT            /* .entity */
} RowField;

/* Fields of t_aggregate, t_aggregate_fields and t_sum_fields and its kin. */
typedef enum AggregateField {
    AGGREGATE_FIELD_AGGREGATE, /* `aggregate` */
    AGGREGATE_FIELD_NODES,     /* `nodes` */
    AGGREGATE_FIELD_COUNT,     /* `count` */
    AGGREGATE_FIELD_FUNCTION,  /* .function: an object with a field per attribute */
    AGGREGATE_FIELD_ATTRIBUTE  /* .attribute, under a function */
} AggregateField;

/* Fields of t_group and of t_group_key. */
typedef enum GroupField {
    GROUP_FIELD_KEY,       /* `key` */
    GROUP_FIELD_AGGREGATE, /* `aggregate`: below it are AggregateFields */
    GROUP_FIELD_ATTRIBUTE, /* .attribute, in a key */
    GROUP_FIELD_RELATION   /* .relation, in a key */
} GroupField;

/* Fields of t_connection, t_edge and PageInfo. */
typedef enum ConnectionField {
    CONNECTION_EDGES,
    CONNECTION_NODES,
    CONNECTION_PAGE_INFO,
    CONNECTION_TOTAL_COUNT,
    CONNECTION_CURSOR, /* `cursor`, of an edge */
    CONNECTION_NODE,   /* `node`, of an edge */
    CONNECTION_HAS_NEXT_PAGE,
    CONNECTION_HAS_PREVIOUS_PAGE,
    CONNECTION_START_CURSOR,
    CONNECTION_END_CURSOR
} ConnectionField;

/* Fields of t_tree. */
typedef enum TreeField { TREE_DEPTH, TREE_NODE } TreeField;

/* Input fields of t_group_having and of what is below. */
typedef enum HavingField {
    HAVING_AND,
    HAVING_OR,
    HAVING_NOT,
    HAVING_COUNT,    /* `count` */
    HAVING_FUNCTION, /* .function: an object with a field per attribute */
    HAVING_ATTRIBUTE /* .attribute, in that */
} HavingField;

/* Input fields of t_group_order_by. */
typedef enum GroupOrderField {
    GROUP_ORDER_KEY,      /* `key`: below it are OrderFields */
    GROUP_ORDER_AGGREGATE /* `aggregate`: likewise */
} GroupOrderField;

/* Input fields of t_bool_exp. */
typedef enum FilterField {
    FILTER_AND,
    FILTER_OR,
    FILTER_NOT,
    FILTER_ATTRIBUTE,  /* .attribute */
    FILTER_RELATION,   /* .relation */
    FILTER_AGGREGATE,  /* .relation: a condition on its rows taken together */
    FILTER_SEARCH,     /* .entity: words */
    FILTER_SEARCH_RAW, /* .entity: a query of FTS5 */
    FILTER_EXISTS      /* .entity: some row of it, in rules alone */
} FilterField;

/* Input fields of Int_comparison_exp and its kin. */
typedef enum ComparisonField {
    COMPARISON_OPERATOR, /* .compare */
    COMPARISON_PATH,     /* `_path`: comparisons of what stands there in a JSON value */
    COMPARISON_AT,       /* `at`, in those */
    COMPARISON_COLUMN    /* .column_comparison, in rules alone */
} ComparisonField;

/* With another column. */
typedef struct ColumnComparison {
    CompareOperator compare;
    const Column *column;
    bool of_owner; /* of the row that the rule is about; else of the same row */
} ColumnComparison;

/* Input fields of t_aggregate_bool_exp, and of what is below. */
typedef enum AggregateFilterField {
    AGGREGATE_FILTER_FUNCTION,  /* .function */
    AGGREGATE_FILTER_ARGUMENTS, /* `arguments`: columns */
    AGGREGATE_FILTER_DISTINCT,  /* `distinct` */
    AGGREGATE_FILTER_FILTER,    /* `filter`: which rows */
    AGGREGATE_FILTER_PREDICATE  /* `predicate`: comparisons of the result */
} AggregateFilterField;

/* Input fields of t_order_by, and of t_aggregate_order_by and what is below. */
typedef enum OrderField {
    ORDER_ATTRIBUTE, /* .attribute */
    ORDER_RELATION,  /* .relation */
    ORDER_AGGREGATE, /* .relation: by its rows taken together */
    ORDER_COUNT,     /* `count`, in that */
    ORDER_FUNCTION,  /* .function, in that: an object with a field per attribute */
    ORDER_RANK       /* .entity: by how well the row fits the words searched */
} OrderField;

typedef enum ArgumentRole {
    ARGUMENT_WHERE,
    ARGUMENT_ORDER_BY,
    ARGUMENT_LIMIT,
    ARGUMENT_OFFSET,
    ARGUMENT_KEY,       /* .attribute */
    ARGUMENT_PARAMETER, /* .parameter of a named query */
    ARGUMENT_COUNT_COLUMNS,
    ARGUMENT_COUNT_DISTINCT,
    ARGUMENT_DISTINCT_ON,
    ARGUMENT_PERCENT,   /* which percentile */
    ARGUMENT_JSON_PATH, /* of a JSON column */
    ARGUMENT_HAVING,
    ARGUMENT_BUCKET, /* what a date is rounded down to */
    ARGUMENT_FIRST,
    ARGUMENT_AFTER,
    ARGUMENT_LAST,
    ARGUMENT_BEFORE,
    ARGUMENT_ID,
    ARGUMENT_MAX_DEPTH,
    ARGUMENT_SEARCH_COLUMN,
    ARGUMENT_SEARCH_START,
    ARGUMENT_SEARCH_END,
    ARGUMENT_SEARCH_ELLIPSIS,
    ARGUMENT_SEARCH_TOKENS
} ArgumentRole;

struct Binding {
    union {
        RootField root;
        RowField row;
        AggregateField aggregate;
        FilterField filter;
        OrderField order;
        ArgumentRole argument;
        ComparisonField comparison;
        AggregateFilterField aggregate_filter;
        GroupField group;
        ConnectionField connection;
        TreeField tree;
        HavingField having;
        GroupOrderField group_order;
        MutationField mutation;
        MutationArgument mutation_argument;
        NestedField nested;
        ResponseField response;
        InsertField insert;
        ConflictField conflict;
        DateBucket bucket;        /* value of the enum date_bucket: nothing else is set */
        OrderDirection direction; /* value of the enum order_by: nothing else is set */
    };
    union {
        const Entity *entity;       /* also of a row type, as its Type.binding */
        const Attribute *attribute; /* also of a value of t_select_column */
        const Relation *relation;
        const Column *search_column; /* of the index: value of t_search_column */
        AggregateFunction function;
        CompareOperator compare;
        const NamedQuery *query;
        const Parameter *parameter;
        const Constraint *constraint;
        UpdateOperator update;
        const ColumnComparison *column_comparison;
    };
};

#endif
