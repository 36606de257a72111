/*
 * Crowd: while several requests are in flight, the engine holds the read mark for them, if it can.
 *
 * A thread of its own does so. It sleeps until a request comes while another one is there, takes
 * the mark anew each few milliseconds, and sleeps again when there was no such request for a tenth
 * of a second. A client that asks for one thing after the other never wakes it.
 */
#ifndef SOLOQL_SERVER_CROWD_H
#define SOLOQL_SERVER_CROWD_H

#include "sqlgen/soloql.h"

typedef struct Crowd Crowd;

/* NULL without memory or threads. The engine must live longer. */
Crowd *crowd_start(soloql *engine);

/* A request has come while another one is in flight. Thread-safe; nearly always one look at a
 * flag. */
void crowd_note(Crowd *crowd);

/* Gives up the mark, and ends the thread. NULL is fine. */
void crowd_stop(Crowd *crowd);

#endif
