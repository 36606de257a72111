/* A whole file, or standard input, as text. */
#ifndef SOLOQL_SERVER_FILE_H
#define SOLOQL_SERVER_FILE_H

#include <stddef.h>

#include "server/complaint.h"

/*
 * The file's bytes and a NUL behind them, to be freed; "-" is standard input. NULL and a complaint
 * if it cannot be read, holds a NUL, or is longer than `longest`.
 */
char *file_read(const char *path, size_t longest, size_t *length, Complaint *complaint);

#endif
