/*
 * What the parts of the printer share.
 */
#ifndef SOLOQL_GRAPHQL_PRINTER_STATE_H
#define SOLOQL_GRAPHQL_PRINTER_STATE_H

#include "sqlgen/graphql/printer.h"

typedef struct Printer {
    StrBuf *out;
    size_t level; /* of indentation, two spaces each */
} Printer;

/* Text; each \n in it is followed by the indentation. */
void printer_text(Printer *printer, Str text);

/* Nodes of one kind in a row. */
typedef struct Items {
    const void *data;
    size_t count;
    size_t size;                                /* bytes of one node */
    void (*print)(Printer *, const void *item); /* prints one */
} Items;

#define ITEMS(array, length, function)                                                             \
    ((Items){.data = (array), .count = (length), .size = sizeof *(array), .print = (function)})

/* The items with a separator between them. */
void printer_items(Printer *printer, Items items, Str separator);

/* (a, b), or nothing if there are no items. */
void printer_inline(Printer *printer, Items items);

/* The items one a line and indented, between an opening and a closing character; nothing if
 * there are no items. */
void printer_block(Printer *printer, Str open, Items items, Str close);

/* What printer_inline() would print outside of any indentation. */
typedef struct Extent {
    size_t units; /* UTF-16 units */
    bool multiline;
} Extent;

Extent printer_measure(Printer *printer, Items items);

/* printer.c; the functions that take void * print an item */
void printer_value(Printer *printer, const Value *value);
void printer_default_value(Printer *printer, const Value *value); /* ` = value`, if any */
void printer_type(Printer *printer, const TypeNode *type);
void printer_argument(Printer *printer, const void *item);
void printer_name(Printer *printer, const void *item);
void printer_directives(Printer *printer, const Directive *directives, size_t count);
void printer_description(Printer *printer, const Value *description);

/* printer_operation.c and printer_sdl.c */
void printer_operation(Printer *printer, const Definition *operation);
void printer_fragment(Printer *printer, const Definition *fragment);
void printer_type_system(Printer *printer, const Definition *definition);

#endif
