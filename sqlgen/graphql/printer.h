/*
 * The printer: AST to text, formatted as graphql-js 16's print() does.
 */
#ifndef SOLOQL_GRAPHQL_PRINTER_H
#define SOLOQL_GRAPHQL_PRINTER_H

#include "sqlgen/graphql/ast.h"

void print_document(StrBuf *out, const Document *document);
void print_value(StrBuf *out, const Value *value);
void print_type_node(StrBuf *out, const TypeNode *type);

/* A description or string as a """block string""", as graphql-js's printBlockString. */
void print_block_string(StrBuf *out, Str text, bool minimize);

#endif
