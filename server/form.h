/* The fields of a query string (application/x-www-form-urlencoded). */
#ifndef SOLOQL_SERVER_FORM_H
#define SOLOQL_SERVER_FORM_H

#include <stdbool.h>
#include <stddef.h>

typedef struct FormField {
    const char *name;  /* what is looked for */
    const char *value; /* decoded, followed by a NUL; NULL if it is not there */
    size_t length;     /* of value, which may hold NULs */
} FormField;

/*
 * Finds the fields and decodes their values into `buffer`, which has room for as many bytes as the
 * text and a NUL. Other fields are passed over. False if one stands twice or is wrongly escaped.
 */
bool form_read(const char *text, FormField *fields, size_t field_count, char *buffer);

#endif
