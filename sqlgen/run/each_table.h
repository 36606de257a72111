/*
 * soloql_each(list, type): the items of a JSON array as rows, each as a column of that type holds
 * it: a bigint given as a string is an integer, base64 is bytes. The type is a word of
 * data_type.h. Made for `x in (select value from temp.soloql_each(?1, 'bigint'))`.
 */
#ifndef SOLOQL_RUN_EACH_TABLE_H
#define SOLOQL_RUN_EACH_TABLE_H

#include "sqlgen/base/sqlite.h"

/* Registers the table-valued function. A SQLite result code. */
int each_table_register(sqlite3 *db);

#endif
