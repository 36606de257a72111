/*
 * CSV (RFC 4180): lines that end in CRLF, fields between commas, quotes around what needs them.
 *
 * An object within a row becomes columns of its own, "customer.name". Null is an empty field, an
 * empty text is "" in quotes.
 */
#ifndef SOLOQL_RUN_CSV_H
#define SOLOQL_RUN_CSV_H

#include "sqlgen/emit/program.h"

/* The line of the columns' names. `list` says what its rows consist of. */
void csv_write_header(StrBuf *out, const ResultNode *list);

/* The line of a row, given as the JSON object that our functions wrote. The arena is for the time
 * of the call. */
void csv_write_row(StrBuf *out, const ResultNode *list, Str row, Arena *arena);

#endif
