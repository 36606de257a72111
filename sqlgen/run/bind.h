/*
 * Binding: the values of a request into a prepared statement.
 */
#ifndef SOLOQL_RUN_BIND_H
#define SOLOQL_RUN_BIND_H

#include "sqlgen/base/error.h"
#include "sqlgen/base/siphash.h"
#include "sqlgen/base/sqlite.h"
#include "sqlgen/emit/program.h"

/*
 * Binds all parameters of the program's statement; `slots` are the leaves of the request's
 * variables. `cursor_key` is that of cursors. Memory that must live until the statement is reset
 * comes from the arena of the errors. False after adding an error: a value that does not fit its
 * column's type, a negative limit, a cursor that is not one.
 */
bool bind_program(sqlite3_stmt *statement, const Program *program, const Json *const *slots,
                  SipKey cursor_key, ErrorList *errors);

/* Writes a bound value as text, for `explain`. */
void bind_write(StrBuf *out, const Bind *bind, const Json *const *slots);

#endif
