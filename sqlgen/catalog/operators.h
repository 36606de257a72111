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
    COMPARE_NILIKE
} CompareOperator;

typedef enum AggregateFunction {
    AGGREGATE_COUNT,
    AGGREGATE_SUM,
    AGGREGATE_AVG,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_STDDEV,
    AGGREGATE_STDDEV_POP,
    AGGREGATE_STDDEV_SAMP,
    AGGREGATE_VAR_POP,
    AGGREGATE_VAR_SAMP,
    AGGREGATE_VARIANCE
} AggregateFunction;

typedef struct OrderDirection {
    bool descending;
    bool nulls_first;
} OrderDirection;

#endif
