/*
 * What can be done with the columns of a table: comparisons, aggregate functions, directions of
 * an order. The vocabulary that the model binds, the planner records and emit turns into SQL.
 */
#ifndef SOLOQL_CATALOG_OPERATORS_H
#define SOLOQL_CATALOG_OPERATORS_H

#include <stdbool.h>

typedef enum CompareOperator {
    COMPARE_EQ,
    COMPARE_NEQ,
    COMPARE_GT,
    COMPARE_GTE,
    COMPARE_LT,
    COMPARE_LTE,
    COMPARE_IN,
    COMPARE_NIN,
    COMPARE_IS_NULL,
    COMPARE_LIKE,
    COMPARE_NLIKE,
    COMPARE_ILIKE,
    COMPARE_NILIKE,
    COMPARE_REGEX,
    COMPARE_NREGEX,
    COMPARE_IREGEX,
    COMPARE_NIREGEX,
    COMPARE_SIMILAR,
    COMPARE_NSIMILAR,
    COMPARE_STARTS_WITH,
    COMPARE_CONTAINS, /* of JSON, as are those that follow */
    COMPARE_CONTAINED_IN,
    COMPARE_HAS_KEY,
    COMPARE_HAS_KEYS_ANY,
    COMPARE_HAS_KEYS_ALL
} CompareOperator;

typedef enum AggregateFunction {
    AGGREGATE_COUNT,
    AGGREGATE_COUNT_DISTINCT,
    AGGREGATE_SUM,
    AGGREGATE_AVG,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_MEDIAN,
    AGGREGATE_PERCENTILE, /* takes a parameter: which one */
    AGGREGATE_STDDEV,
    AGGREGATE_STDDEV_POP,
    AGGREGATE_STDDEV_SAMP,
    AGGREGATE_VAR_POP,
    AGGREGATE_VAR_SAMP,
    AGGREGATE_VARIANCE
} AggregateFunction;

/* What a value must be, beyond its type, before the statement runs. */
typedef enum OperandRule {
    RULE_NONE,
    RULE_NATURAL,   /* an integer that is not negative: limit, offset */
    RULE_REGEX,     /* a regular expression */
    RULE_SIMILAR,   /* a pattern of SIMILAR TO */
    RULE_JSON_PATH, /* a path into a JSON value */
    RULE_PERCENT,   /* a number from 0 to 100 */
    RULE_SEARCH,    /* a query of FTS5, which alone can judge it */
    RULE_CURSOR,    /* a cursor, of which one value is bound */
    RULE_ID         /* a global id, likewise; null is bound if it is another table's */
} OperandRule;

/* What a date is rounded down to. */
typedef enum DateBucket {
    BUCKET_NONE, /* the value itself */
    BUCKET_YEAR,
    BUCKET_QUARTER,
    BUCKET_MONTH,
    BUCKET_WEEK, /* begins on Monday */
    BUCKET_DAY,
    BUCKET_HOUR,
    BUCKET_MINUTE
} DateBucket;

typedef struct OrderDirection {
    bool descending;
    bool nulls_first;
} OrderDirection;

/* How an update changes a column. */
typedef enum UpdateOperator {
    UPDATE_SET,
    UPDATE_INC,
    UPDATE_APPEND,
    UPDATE_PREPEND,
    UPDATE_DELETE_KEY,
    UPDATE_DELETE_ELEM,
    UPDATE_DELETE_AT_PATH
} UpdateOperator;

enum { UPDATE_OPERATOR_COUNT = UPDATE_DELETE_AT_PATH + 1 };

/* What it means that a step of a mutation meets no row. */
typedef enum NoRow {
    NO_ROW_FINE,
    NO_ROW_ENDS,     /* there is nothing to do: the steps up to the answer are left out */
    NO_ROW_CONFLICT, /* an error: what is nested has nothing to refer to */
    NO_ROW_NOT_FOUND /* an error: the row that the request speaks of is not there */
} NoRow;

#endif
