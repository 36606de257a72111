/*
 * Affinity: the rule of datatype3.html, section 3.1, that turns a declared type into an affinity.
 *
 * In: the type as it was written, any text at all. Out: one of five affinities. The rule looks
 * for pieces of words wherever they stand, in this order, so "CHARINT" is an INTEGER, and
 * "POINT" is one too.
 *
 * Example: "UNSIGNED BIG INT" -> INTEGER, "VARYING CHARACTER(255)" -> TEXT, "DATE" -> NUMERIC.
 */
#include "sqlgen/catalog/catalog.h"

static bool type_contains(Str type, Str piece) {
    for (size_t at = 0; at + piece.length <= type.length; at++) {
        if (str_equal_nocase(str_slice(type, at, piece.length), piece)) {
            return true;
        }
    }
    return false;
}

Affinity affinity_of_type(Str declared_type) {
    static const struct {
        Str piece;
        Affinity affinity;
    } rules[] = {
        {STR_INIT("INT"), AFFINITY_INTEGER}, {STR_INIT("CHAR"), AFFINITY_TEXT},
        {STR_INIT("CLOB"), AFFINITY_TEXT},   {STR_INIT("TEXT"), AFFINITY_TEXT},
        {STR_INIT("BLOB"), AFFINITY_BLOB},   {STR_INIT("REAL"), AFFINITY_REAL},
        {STR_INIT("FLOA"), AFFINITY_REAL},   {STR_INIT("DOUB"), AFFINITY_REAL},
    };
    if (declared_type.length == 0) {
        return AFFINITY_BLOB;
    }
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (type_contains(declared_type, rules[i].piece)) {
            return rules[i].affinity;
        }
    }
    return AFFINITY_NUMERIC;
}
