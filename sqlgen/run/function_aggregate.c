/*
 * soloql_sum, soloql_avg, soloql_median and soloql_percentile; see functions.h.
 *
 * SQLite's sum() fails the whole statement where integers overflow, and its median() is not in
 * every build. A sum of integers that outgrows 64 bits becomes a REAL here: in a field of an
 * integer type that is an error with a path (function_value.c), in an order it is where it belongs.
 * A text among the numbers is left out by all of them; SQLite's avg() counts it as a zero.
 */
#include <math.h>
#include <stdlib.h>

#include "sqlgen/run/functions.h"

typedef struct SumContext {
    int64_t integer;   /* the sum while it is one */
    double real, lost; /* Neumaier's sum of all values, and the digits that it lost */
    int64_t count;     /* of the numbers */
    bool is_real;      /* a value was no integer, or the integers overflowed */
} SumContext;

static void sum_add_real(SumContext *sum, double value) {
    double total = sum->real + value;
    bool larger = fabs(sum->real) >= fabs(value);
    sum->lost += larger ? (sum->real - total) + value : (value - total) + sum->real;
    sum->real = total;
}

/* Adds an integer to the real sum in two parts, each of which a double holds exactly. */
static void sum_add_integer(SumContext *sum, int64_t value) {
    int64_t low = value % (INT64_C(1) << 32);
    sum_add_real(sum, (double)(value - low));
    sum_add_real(sum, (double)low);
}

static void sum_become_real(SumContext *sum) {
    if (!sum->is_real) {
        sum->is_real = true;
        sum_add_integer(sum, sum->integer);
    }
}

static void sum_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int type = sqlite3_value_numeric_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        return;
    }
    SumContext *sum = sqlite3_aggregate_context(context, sizeof *sum);
    if (sum == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sum->count++;
    if (type == SQLITE_FLOAT) {
        sum_become_real(sum);
        sum_add_real(sum, sqlite3_value_double(arguments[0]));
        return;
    }
    int64_t value = sqlite3_value_int64(arguments[0]), total;
    if (!sum->is_real && !__builtin_add_overflow(sum->integer, value, &total)) {
        sum->integer = total;
        return;
    }
    sum_become_real(sum);
    sum_add_integer(sum, value);
}

static void sum_final(sqlite3_context *context) {
    const SumContext *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->count == 0) {
        sqlite3_result_null(context);
    } else if (sum->is_real) {
        double lost = isfinite(sum->lost) ? sum->lost : 0;
        sqlite3_result_double(context, sum->real + lost);
    } else {
        sqlite3_result_int64(context, sum->integer);
    }
}

static void avg_final(sqlite3_context *context) {
    const SumContext *sum = sqlite3_aggregate_context(context, 0);
    if (sum == NULL || sum->count == 0) {
        sqlite3_result_null(context);
        return;
    }
    double lost = isfinite(sum->lost) ? sum->lost : 0;
    double total = sum->is_real ? sum->real + lost : (double)sum->integer;
    sqlite3_result_double(context, total / (double)sum->count);
}

/* All values, since which one is in the middle is known at the end only. */
typedef struct RankContext {
    double *values; /* malloc */
    size_t count, capacity;
    double percent;
} RankContext;

static bool rank_grow(sqlite3_context *context, RankContext *rank) {
    const FunctionState *state = sqlite3_user_data(context);
    size_t capacity = rank->capacity == 0 ? 64 : rank->capacity * 2;
    if (state->max_bytes != 0 && capacity * sizeof(double) > state->max_bytes) {
        sqlite3_result_error_toobig(context);
        return false;
    }
    double *values = realloc(rank->values, capacity * sizeof(double));
    if (values == NULL) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    rank->values = values;
    rank->capacity = capacity;
    return true;
}

static void rank_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    int type = sqlite3_value_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        return;
    }
    RankContext *rank = sqlite3_aggregate_context(context, sizeof *rank);
    if (rank == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (rank->count == rank->capacity && !rank_grow(context, rank)) {
        return;
    }
    rank->percent = count == 2 ? sqlite3_value_double(arguments[1]) : 50;
    rank->values[rank->count++] = sqlite3_value_double(arguments[0]);
}

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The value at the rank, between two values in proportion, as PostgreSQL's percentile_cont. */
static double rank_value(const RankContext *rank) {
    double hundredths = rank->percent * (double)(rank->count - 1);
    size_t below = (size_t)(hundredths / 100);
    double share = fmod(hundredths, 100) / 100, low = rank->values[below];
    if (share == 0 || below + 1 == rank->count || low == rank->values[below + 1]) {
        return low;
    }
    return low + (rank->values[below + 1] - low) * share;
}

static void rank_final(sqlite3_context *context) {
    RankContext *rank = sqlite3_aggregate_context(context, 0);
    if (rank == NULL || rank->count == 0) {
        sqlite3_result_null(context);
        return;
    }
    if (rank->percent >= 0 && rank->percent <= 100) {
        qsort(rank->values, rank->count, sizeof(double), compare_doubles);
        sqlite3_result_double(context, rank_value(rank));
    } else {
        sqlite3_result_error(context, "a percentile is from 0 to 100", -1);
    }
    free(rank->values);
}

int functions_register_aggregate(sqlite3 *db, FunctionState *state) {
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int rc = sqlite3_create_function_v2(db, "soloql_sum", 1, flags, state, NULL, sum_step,
                                        sum_final, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_avg", 1, flags, state, NULL, sum_step,
                                        avg_final, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_median", 1, flags, state, NULL, rank_step,
                                        rank_final, NULL);
    }
    if (rc == SQLITE_OK) {
        rc = sqlite3_create_function_v2(db, "soloql_percentile", 2, flags, state, NULL, rank_step,
                                        rank_final, NULL);
    }
    return rc;
}
