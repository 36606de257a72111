/*
 * The table of data types; see data_type.h.
 *
 * In: a declared type as written, such as `NVARCHAR(160)`. Out: the DataType. The idea: the
 * letters before any parenthesis, in one case and with single blanks, are looked up in a list of
 * declared names; nothing is guessed from parts of words, so `POINT` is no integer here although
 * SQLite gives it INTEGER affinity.
 */
#include "sqlgen/catalog/data_type.h"

typedef struct DataTypeRow {
    Str scalar;               /* GraphQL name */
    Str word;                 /* in shapes */
    const char *declared[16]; /* declared types, upper case */
} DataTypeRow;

static const DataTypeRow data_types[DATA_TYPE_COUNT] = {
    [DATA_INT] = {STR_INIT("Int"),
                  STR_INIT("int"),
                  {"INT", "INTEGER", "TINYINT", "SMALLINT", "MEDIUMINT", "INT2", "INT4", "SERIAL",
                   "SMALLSERIAL", "UNSIGNED INT", "INT UNSIGNED", "UNSIGNED INTEGER"}},
    [DATA_BIGINT] = {STR_INIT("bigint"),
                     STR_INIT("bigint"),
                     {"BIGINT", "INT8", "UNSIGNED BIG INT", "BIGSERIAL", "INT64", "LONG", "UINT64",
                      "BIGINT UNSIGNED", "UNSIGNED BIGINT"}},
    [DATA_FLOAT] = {STR_INIT("Float"),
                    STR_INIT("float"),
                    {"REAL", "DOUBLE", "FLOAT", "DOUBLE PRECISION", "FLOAT4", "FLOAT8"}},
    [DATA_NUMERIC] = {STR_INIT("numeric"),
                      STR_INIT("numeric"),
                      {"NUMERIC", "DECIMAL", "NUMBER", "DEC", "MONEY"}},
    [DATA_BOOLEAN] = {STR_INIT("Boolean"), STR_INIT("bool"), {"BOOLEAN", "BOOL"}},
    [DATA_STRING] = {STR_INIT("String"),
                     STR_INIT("text"),
                     {"TEXT", "CHAR", "CLOB", "VARCHAR", "NVARCHAR", "CHARACTER", "NCHAR",
                      "VARYING CHARACTER", "NATIVE CHARACTER", "CHARACTER VARYING", "STRING",
                      "VARCHAR2", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "CITEXT"}},
    [DATA_DATE] = {STR_INIT("date"), STR_INIT("date"), {"DATE"}},
    [DATA_TIMESTAMP] = {STR_INIT("timestamp"),
                        STR_INIT("timestamp"),
                        {"DATETIME", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE",
                         "TIMESTAMP WITHOUT TIME ZONE"}},
    [DATA_TIME] = {STR_INIT("time"), STR_INIT("time"), {"TIME", "TIMETZ"}},
    [DATA_JSONB] = {STR_INIT("jsonb"), STR_INIT("json"), {"JSON", "JSONB"}},
    [DATA_UUID] = {STR_INIT("uuid"), STR_INIT("uuid"), {"UUID", "GUID", "UNIQUEIDENTIFIER"}},
    [DATA_BYTEA] = {STR_INIT("bytea"),
                    STR_INIT("blob"),
                    {"BLOB", "BYTEA", "BINARY", "VARBINARY", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB",
                     "IMAGE"}},
    [DATA_ANY] = {STR_INIT("any"), STR_INIT("any"), {"ANY"}},
};

Str data_type_scalar(DataType type) {
    return data_types[type].scalar;
}

Str data_type_word(DataType type) {
    return data_types[type].word;
}

bool data_type_of_scalar(Str name, DataType *out) {
    for (int type = 0; type < DATA_TYPE_COUNT; type++) {
        if (str_equal(data_types[type].scalar, name)) {
            *out = (DataType)type;
            return true;
        }
    }
    return false;
}

bool data_type_of_word(Str word, DataType *out) {
    for (int type = 0; type < DATA_TYPE_COUNT; type++) {
        if (str_equal(data_types[type].word, word)) {
            *out = (DataType)type;
            return true;
        }
    }
    return false;
}

/* The declaration in upper case, without parentheses and what is in them, single blanks. */
static Str declaration_simplify(Str declared, char *text, size_t size) {
    size_t length = 0, depth = 0;
    for (size_t i = 0; i < declared.length && length + 1 < size; i++) {
        char c = declared.data[i];
        if (c == '(' || c == ')') {
            depth = c == '(' ? depth + 1 : depth - (depth > 0);
            c = ' ';
        } else if (depth > 0) {
            continue;
        }
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (length != 0 && text[length - 1] != ' ') {
                text[length++] = ' ';
            }
        } else {
            text[length++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        }
    }
    while (length != 0 && text[length - 1] == ' ') {
        length--;
    }
    return (Str){text, length};
}

bool data_type_of_declaration(Str declared_type, DataType *out) {
    char text[64];
    Str name = declaration_simplify(declared_type, text, sizeof text);
    const size_t names = sizeof data_types[0].declared / sizeof data_types[0].declared[0];
    for (int type = 0; type < DATA_TYPE_COUNT; type++) {
        for (size_t i = 0; i < names && data_types[type].declared[i] != NULL; i++) {
            if (str_equal(name, str_from(data_types[type].declared[i]))) {
                *out = (DataType)type;
                return true;
            }
        }
    }
    return false;
}

bool data_type_is_number(DataType type) {
    return type == DATA_INT || type == DATA_BIGINT || type == DATA_FLOAT || type == DATA_NUMERIC;
}

bool data_type_is_text(DataType type) {
    return type == DATA_STRING;
}

bool data_type_is_ordered(DataType type) {
    return type != DATA_JSONB && type != DATA_BOOLEAN && type != DATA_BYTEA;
}
