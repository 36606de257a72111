/*
 * In: a JSON value (of a variable, or made of a literal) and a scalar type. Out: the value that the
 * rest of the program may rely on, or the message that says why there is none.
 *
 * The idea: numbers stay text, so integers of 64 bits and decimals are exact; only a number that is
 * written unusually (1.0 or 1e3 for an Int, -0) is written anew.
 *
 *     Int     2147483648   →  Int cannot represent non 32-bit signed integer value: 2147483648
 *     ID      7            →  "7"
 *     bigint  "007"        →  7
 *
 * Messages of the five scalars of the specification are graphql-js 16's; the others follow their
 * style with the name of the type.
 */
#include <math.h>
#include <string.h>

#include "sqlgen/graphql/coerce.h"
#include "sqlgen/graphql/coerce_inspect.h"

static const double scalar_exact_limit = 9007199254740992.0; /* 2^53: beyond, doubles skip */

/* What is to be coerced, and how. */
typedef struct ScalarGiven {
    Arena *arena;
    const Type *scalar;
    const Json *value;
    bool literal;
    Str *message; /* where the message goes; NULL if none is wanted */
} ScalarGiven;

/* Always false. The message ends in the value: a literal, and a number that is to stay exact, as
 * it was written; else as graphql-js sees it. */
static bool scalar_refuse(const ScalarGiven *given, const char *reason) {
    if (given->message == NULL) {
        return false;
    }
    bool exact = given->literal || given->scalar->scalar == SCALAR_BIGINT;
    Str value = exact && given->value->kind == JSON_NUMBER
                    ? inspect_text(given->arena, given->value->text)
                    : inspect_json(given->arena, given->value);
    *given->message = str_format(given->arena, "%.*s cannot represent %s: %.*s",
                                 STR_ARG(given->scalar->name), reason, STR_ARG(value));
    return false;
}

static Json scalar_number(Arena *arena, int64_t number) {
    return (Json){.kind = JSON_NUMBER, .text = str_format(arena, "%lld", (long long)number)};
}

/* True if the number has neither fraction nor exponent. */
static bool scalar_is_plain(Str number) {
    for (size_t i = 0; i < number.length; i++) {
        if (number.data[i] == '.' || number.data[i] == 'e' || number.data[i] == 'E') {
            return false;
        }
    }
    return true;
}

/* The value as a double if it is a whole number, also when written 1.0 or 1e3; else NaN. */
static double scalar_integral(const Json *value) {
    double number = value->kind == JSON_NUMBER ? json_double(value) : NAN;
    return isfinite(number) && floor(number) == number ? number : NAN;
}

static bool scalar_coerce_int(const ScalarGiven *given, Json *out) {
    int64_t integer;
    double number;
    if (given->value->kind == JSON_NUMBER && json_int64(given->value, &integer)) {
        number = (double)integer;
    } else if (given->literal && given->value->kind == JSON_NUMBER) {
        number = scalar_is_plain(given->value->text) ? HUGE_VAL : NAN;
    } else {
        number = scalar_integral(given->value);
    }
    if (isnan(number)) {
        return scalar_refuse(given, "non-integer value");
    }
    if (number < INT32_MIN || number > INT32_MAX) {
        return scalar_refuse(given, "non 32-bit signed integer value");
    }
    if (number == 0 || !scalar_is_plain(given->value->text)) { /* 0 may have come as -0 */
        *out = scalar_number(given->arena, (int64_t)number);
    }
    return true;
}

static bool scalar_coerce_id(const ScalarGiven *given, Json *out) {
    out->kind = JSON_STRING;
    if (given->value->kind == JSON_STRING) {
        return true;
    }
    bool plain = given->value->kind == JSON_NUMBER && scalar_is_plain(given->value->text);
    if (given->literal) {
        return plain || scalar_refuse(given, "a non-string and non-integer value");
    }
    double number = scalar_integral(given->value);
    if (isnan(number)) {
        return scalar_refuse(given, "value");
    }
    if (number == 0 || !plain) {
        char text[INSPECT_NUMBER_SIZE];
        out->text = str_copy(given->arena, inspect_number(text, number));
    }
    return true;
}

/* True if the text is digits, which may have a minus before them. */
static bool scalar_is_digits(Str text) {
    size_t first = text.length != 0 && text.data[0] == '-', i = first;
    while (i < text.length && text.data[i] >= '0' && text.data[i] <= '9') {
        i++;
    }
    return i == text.length && i > first;
}

/* Digits as a number of 64 bits; zeros may stand before them. */
static bool scalar_parse_digits(Str text, int64_t *out) {
    char number[24];
    size_t length = 0, i = text.data[0] == '-';
    if (i == 1) {
        number[length++] = '-';
    }
    while (i + 1 < text.length && text.data[i] == '0') {
        i++;
    }
    if (text.length - i > 19) {
        return false;
    }
    memcpy(number + length, text.data + i, text.length - i);
    length += text.length - i;
    return json_int64(&(Json){.kind = JSON_NUMBER, .text = {number, length}}, out);
}

static bool scalar_coerce_bigint(const ScalarGiven *given, Json *out) {
    const Json *value = given->value;
    int64_t integer;
    bool textual = value->kind == JSON_STRING || value->kind == JSON_NUMBER;
    if (textual && scalar_is_digits(value->text)) {
        if (!scalar_parse_digits(value->text, &integer)) {
            return scalar_refuse(given, "non 64-bit signed integer value");
        }
        if (value->kind == JSON_STRING || integer == 0) {
            *out = scalar_number(given->arena, integer);
        }
        return true;
    }
    double number = scalar_integral(value);
    if (isnan(number)) {
        return scalar_refuse(given, "non-integer value");
    }
    if (fabs(number) > scalar_exact_limit) {
        return scalar_refuse(given, "so large an integer unless all its digits are written");
    }
    *out = scalar_number(given->arena, (int64_t)number);
    return true;
}

/* A number, or a string that holds exactly one. */
static bool scalar_coerce_numeric(const ScalarGiven *given, Json *out) {
    Str text = given->value->text;
    bool numeric = given->value->kind == JSON_NUMBER;
    if (given->value->kind == JSON_STRING && text.length != 0) {
        char first = text.data[0], last = text.data[text.length - 1];
        bool begins = first == '-' || (first >= '0' && first <= '9');
        numeric = begins && last >= '0' && last <= '9' && json_check(text, 1);
    }
    if (!numeric || !isfinite(json_double(&(Json){.kind = JSON_NUMBER, .text = text}))) {
        return scalar_refuse(given, "non numeric value");
    }
    out->kind = JSON_NUMBER;
    return true;
}

/* RFC 4648, section 4, padded. */
static bool scalar_is_base64(Str text) {
    size_t digits = text.length;
    while (digits > 0 && text.length - digits < 2 && text.data[digits - 1] == '=') {
        digits--;
    }
    for (size_t i = 0; i < digits; i++) {
        char c = text.data[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!letter && !(c >= '0' && c <= '9') && c != '+' && c != '/') {
            return false;
        }
    }
    return text.length % 4 == 0;
}

bool scalar_coerce(Arena *arena, const Type *scalar, const Json *given, bool literal, Json *out,
                   Str *message) {
    const ScalarGiven input = {arena, scalar, given, literal, message};
    bool boolean = given->kind == JSON_TRUE || given->kind == JSON_FALSE;
    bool string = given->kind == JSON_STRING, number = given->kind == JSON_NUMBER;
    *out = *given;
    switch (scalar->scalar) {
    case SCALAR_CUSTOM:
    case SCALAR_JSON:
        return true;
    case SCALAR_INT:
        return scalar_coerce_int(&input, out);
    case SCALAR_FLOAT:
        return (number && isfinite(json_double(given))) ||
               scalar_refuse(&input, "non numeric value");
    case SCALAR_STRING:
    case SCALAR_UUID:
        return string || scalar_refuse(&input, "a non string value");
    case SCALAR_BOOLEAN:
        return boolean || scalar_refuse(&input, "a non boolean value");
    case SCALAR_ID:
        return scalar_coerce_id(&input, out);
    case SCALAR_BIGINT:
        return scalar_coerce_bigint(&input, out);
    case SCALAR_NUMERIC:
        return scalar_coerce_numeric(&input, out);
    case SCALAR_TEXT:
        return string || number || scalar_refuse(&input, "value");
    case SCALAR_BYTES:
        return (string && scalar_is_base64(given->text)) ||
               scalar_refuse(&input, string ? "a non base64 value" : "a non string value");
    }
    return false;
}
