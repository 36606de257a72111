/* What the plan_print*.c files share. Private to them. */
#ifndef SOLOQL_PLAN_PRINT_H
#define SOLOQL_PLAN_PRINT_H

#include "sqlgen/plan/plan.h"

void print_operand(StrBuf *out, const Operand *operand);
void print_predicate(StrBuf *out, const Predicate *predicate);

/* ` with name = value, …` of SQL that the owner wrote; nothing if it has no parameters. */
void print_parameters(StrBuf *out, const SqlText *sql, const Operand *operands);

/* Which rows, without their order and page. */
void print_rows(StrBuf *out, const Select *select);

/* The writes of a mutation's field, a line for each. */
void print_writes(StrBuf *out, const Mutation *mutation);

#endif
