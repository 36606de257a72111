/* The address to listen on. */
#ifndef SOLOQL_SERVER_ADDRESS_H
#define SOLOQL_SERVER_ADDRESS_H

#include <stdbool.h>

#include "server/complaint.h"

typedef struct Address {
    char text[64];    /* in numbers, brackets around one of version 6: what goes into a URL */
    bool is_loopback; /* only this machine can reach it */
    bool is_v6;
} Address;

/* Resolves a name or number, once, so that what was checked is what is bound. */
bool address_resolve(const char *host, Address *out, Complaint *complaint);

#endif
