/* One golden test: an operation, its plan, its SQL and its answer. */
#ifndef SOLOQL_TESTS_CORPUS_CASE_H
#define SOLOQL_TESTS_CORPUS_CASE_H

#include "tests/corpus/subject.h"

/*
 * Runs the case whose files are `stem` and an extension: .graphql is the operation, .vars.json its
 * variables, .session.json who asks; .plan, .sql and .json are golden. False after saying what is
 * wrong.
 */
bool case_run(Subject *subject, const char *stem, bool accept);

#endif
