/*
 * SQLite's API, by the header that this build needs: sqlite3.h where the library is linked in,
 * sqlite3ext.h (calls through the host's table) in the loadable extension. Every file that
 * calls SQLite includes this one; extension.c alone defines the table.
 */
#ifndef SOLOQL_BASE_SQLITE_H
#define SOLOQL_BASE_SQLITE_H

#ifdef SOLOQL_EXTENSION
#include <sqlite3ext.h>
#ifndef SOLOQL_EXTENSION_MAIN
SQLITE_EXTENSION_INIT3
#endif
#else
#include <sqlite3.h>
#endif

#endif
