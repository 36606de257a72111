/*
 * What a value must be, beyond its type, before the statement runs: so that a pattern or a path
 * that is malformed is an error of the request, with its place, and not of a row.
 */
#ifndef SOLOQL_RUN_BIND_RULE_H
#define SOLOQL_RUN_BIND_RULE_H

#include "sqlgen/emit/program.h"

/* True if the value obeys the bind's rule; else what is wrong, in the arena. The rules of cursors
 * and ids are not judged here (token.h). */
bool bind_obeys_rule(const Bind *bind, const Json *value, Arena *arena, Str *message);

#endif
