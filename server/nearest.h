/*
 * Nearest: which of the known names a mistyped one was meant to be.
 *
 *     Nearest nearest = nearest_to("prot");
 *     nearest_offer(&nearest, "port");       for each name there is
 *     nearest_name(&nearest)                 "port"
 */
#ifndef SOLOQL_SERVER_NEAREST_H
#define SOLOQL_SERVER_NEAREST_H

#include <stddef.h>

typedef struct Nearest {
    const char *given; /* what was typed */
    const char *best;  /* the nearest name so far; NULL if none is near */
    size_t distance;   /* edits between the two; a name that needs more is not near */
} Nearest;

Nearest nearest_to(const char *given);
void nearest_offer(Nearest *nearest, const char *name);

/* The nearest name, or NULL if none is so near that it is likely meant. */
const char *nearest_name(const Nearest *nearest);

#endif
