/*
 * Reload: a schema that is read anew while the server runs, and who says so in the log.
 *
 * On SIGHUP; with the setting `watch` when schema.graphql is saved, which the kernel tells a thread
 * that sleeps until then; and by the engine itself when the database's schema has changed.
 */
#ifndef SOLOQL_SERVER_RELOAD_H
#define SOLOQL_SERVER_RELOAD_H

#include "server/settings.h"

typedef struct Reload Reload;

/* Begins to watch, if the settings say so; NULL after complaining. Signals that other threads wait
 * for must be blocked. */
Reload *reload_start(soloql *engine, const Settings *settings, Complaint *complaint);

/* Reads the schema anew and logs what came of it; NULL does nothing. */
void reload_now(Reload *reload);

void reload_stop(Reload *reload); /* NULL is fine */

#endif
