/* JSON laid out for people: one line where it is short, else one member a line. */
#ifndef SOLOQL_TESTS_CORPUS_PRETTY_H
#define SOLOQL_TESTS_CORPUS_PRETTY_H

#include "sqlgen/base/str.h"

/* Appends the text, which must be JSON; nothing but white space changes. */
void pretty_print(StrBuf *out, Str json);

#endif
