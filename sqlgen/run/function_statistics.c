/*
 * soloql_stddev_pop, soloql_stddev_samp, soloql_var_pop, soloql_var_samp; see functions.h.
 *
 * Welford's method: one pass, and no difference of large sums. Null of no numbers, and of one
 * number where the sample's form is asked for. Values that are no numbers are left out.
 *
 * Numbers are measured from the first one if that is an integer: the variance is the same, and
 * large integers such as keys of 64 bits, of which a double keeps only the upper digits, become
 * small ones.
 */
#include <math.h>
#include <stdint.h>

#include "sqlgen/run/functions.h"

typedef enum StatisticForm {
    STATISTIC_VAR_POP,
    STATISTIC_VAR_SAMP,
    STATISTIC_STDDEV_POP,
    STATISTIC_STDDEV_SAMP
} StatisticForm;

typedef struct StatisticContext {
    int64_t count;
    int64_t origin; /* what all numbers are measured from */
    double mean;    /* from there */
    double squares; /* sum of the squared distances from the mean */
} StatisticContext;

/* The distance of a number from the origin: exact between integers, if it fits at all. */
static double statistic_measure(const StatisticContext *state, sqlite3_value *value) {
    int64_t distance;
    if (sqlite3_value_type(value) == SQLITE_INTEGER &&
        !__builtin_sub_overflow(sqlite3_value_int64(value), state->origin, &distance)) {
        return (double)distance;
    }
    return sqlite3_value_double(value) - (double)state->origin;
}

static void statistic_step(sqlite3_context *context, int count, sqlite3_value **arguments) {
    (void)count;
    int type = sqlite3_value_type(arguments[0]);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        return;
    }
    StatisticContext *state = sqlite3_aggregate_context(context, sizeof *state);
    if (state == NULL) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (state->count == 0 && type == SQLITE_INTEGER) {
        state->origin = sqlite3_value_int64(arguments[0]);
    }
    double number = statistic_measure(state, arguments[0]), distance = number - state->mean;
    state->count++;
    state->mean += distance / (double)state->count;
    state->squares += distance * (number - state->mean);
}

static void statistic_final(sqlite3_context *context) {
    const StatisticForm *form = sqlite3_user_data(context);
    StatisticContext *state = sqlite3_aggregate_context(context, 0);
    bool sample = *form == STATISTIC_VAR_SAMP || *form == STATISTIC_STDDEV_SAMP;
    bool root = *form == STATISTIC_STDDEV_POP || *form == STATISTIC_STDDEV_SAMP;
    int64_t degrees = state == NULL ? 0 : state->count - sample;
    if (degrees <= 0) {
        sqlite3_result_null(context);
        return;
    }
    double variance = state->squares / (double)degrees;
    sqlite3_result_double(context, root ? sqrt(variance) : variance);
}

int functions_register_statistics(sqlite3 *db) {
    static const StatisticForm forms[] = {STATISTIC_VAR_POP, STATISTIC_VAR_SAMP,
                                          STATISTIC_STDDEV_POP, STATISTIC_STDDEV_SAMP};
    static const char *const names[] = {"soloql_var_pop", "soloql_var_samp", "soloql_stddev_pop",
                                        "soloql_stddev_samp"};
    int rc = SQLITE_OK;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && rc == SQLITE_OK; i++) {
        rc = sqlite3_create_function_v2(
            db, names[i], 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
            (void *)(uintptr_t)&forms[i], NULL, statistic_step, statistic_final, NULL);
    }
    return rc;
}
