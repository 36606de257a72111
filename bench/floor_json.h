/*
 * JSON as the floors write it: into one block that is never given back, with as few checks as a
 * program can do that was written for one query. Not for anything but the bench.
 */
#ifndef SOLOQL_BENCH_FLOOR_JSON_H
#define SOLOQL_BENCH_FLOOR_JSON_H

#include <stddef.h>
#include <stdint.h>

typedef struct FloorText {
    char *data;
    size_t length;
    size_t capacity;
} FloorText;

/* Makes room; ends the program without memory. */
void floor_grow(FloorText *out, size_t more);

static inline void floor_reserve(FloorText *out, size_t more) {
    if (out->capacity - out->length < more) {
        floor_grow(out, more);
    }
}

/* Text of the program, as it is. */
void floor_raw(FloorText *out, const char *text, size_t length);
#define FLOOR_RAW(out, literal) floor_raw(out, "" literal, sizeof(literal) - 1)

/* A quoted string. */
void floor_string(FloorText *out, const char *text, size_t length);

void floor_int(FloorText *out, int64_t number);

/* The shortest text that means the same double. */
void floor_double(FloorText *out, double number);

#endif
