/*
 * Complaint: one line for the user that says what is wrong and what to do about it.
 *
 * A function that can fail fills the complaint of its caller and returns false; nothing is kept
 * in globals, and nobody rewrites the line on its way up.
 */
#ifndef SOLOQL_SERVER_COMPLAINT_H
#define SOLOQL_SERVER_COMPLAINT_H

#include <stdbool.h>

typedef struct Complaint {
    char text[1024]; /* one line without its newline; cut if it is longer */
} Complaint;

/* Writes the line, with line breaks and other control characters replaced; always false. */
bool complain(Complaint *complaint, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
