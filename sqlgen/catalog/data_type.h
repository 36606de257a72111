/*
 * DataType: what a declared column type means to us (API section 2).
 *
 * One row of a table in data_type.c gives each its GraphQL scalar, its word in a shape and the
 * declared types that lead to it. SQLite itself only knows affinities; a value that contradicts
 * its column's DataType is an error on the way out.
 */
#ifndef SOLOQL_CATALOG_DATA_TYPE_H
#define SOLOQL_CATALOG_DATA_TYPE_H

#include "sqlgen/base/str.h"

typedef enum DataType {
    DATA_INT,       /* Int: 32 bits */
    DATA_BIGINT,    /* bigint: 64 bits */
    DATA_FLOAT,     /* Float */
    DATA_NUMERIC,   /* numeric */
    DATA_BOOLEAN,   /* Boolean: 0 and 1 */
    DATA_STRING,    /* String */
    DATA_DATE,      /* date: text, or an epoch number */
    DATA_TIMESTAMP, /* timestamp */
    DATA_TIME,      /* time */
    DATA_JSONB,     /* jsonb: JSON text, SQLite's JSONB, or a number */
    DATA_UUID,      /* uuid */
    DATA_BYTEA,     /* bytea: bytes, in base64 outside */
    DATA_ANY        /* any: as stored */
} DataType;

enum { DATA_TYPE_COUNT = DATA_ANY + 1 };

/* The texts that a column may hold, where they are the values of an enum: GraphQL names. */
typedef struct ValueSet {
    Str name; /* of the enum */
    Str *items;
    size_t count;
} ValueSet;

/* The GraphQL scalar's name, such as "Int". Static. */
Str data_type_scalar(DataType type);

/* The type whose scalar has this name; false if there is none. */
bool data_type_of_scalar(Str name, DataType *out);

/* The word that stands for the type in a shape (run/shape.h), such as "int". Static. */
Str data_type_word(DataType type);

/* The type whose word this is; false if there is none. */
bool data_type_of_word(Str word, DataType *out);

/* The type that a declared type means; false if the declaration is empty or unknown. */
bool data_type_of_declaration(Str declared_type, DataType *out);

bool data_type_is_number(DataType type);  /* can be summed */
bool data_type_is_text(DataType type);    /* has _like and its kin */
bool data_type_is_ordered(DataType type); /* has <, min and max */

#endif
