/* The address to listen on; see address.h. "localhost" → 127.0.0.1, which is loopback. */
#include "server/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

static bool is_loopback(const struct sockaddr *address) {
    if (address->sa_family == AF_INET6) {
        return IN6_IS_ADDR_LOOPBACK(
            &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
    }
    const struct sockaddr_in *v4 = (const void *)address;
    return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
}

bool address_resolve(const char *host, Address *out, Complaint *complaint) {
    struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    char bare[256], number[64];
    size_t length = strlen(host);
    bool is_bracketed = length > 2 && *host == '[' && host[length - 1] == ']';
    if (length >= sizeof bare) {
        return complain(complaint, "host \"%.40s…\" is longer than any name", host);
    }
    (void)snprintf(bare, sizeof bare, "%.*s", is_bracketed ? (int)length - 2 : (int)length,
                   host + is_bracketed);
    int failed = getaddrinfo(bare, NULL, &wanted, &found);
    if (failed != 0 || found == NULL) {
        return complain(complaint, "host \"%s\": %s", host, gai_strerror(failed));
    }
    const struct addrinfo *best = found;
    for (const struct addrinfo *other = found; other != NULL; other = other->ai_next) {
        best = other->ai_family == AF_INET && best->ai_family != AF_INET ? other : best;
    }
    (void)getnameinfo(best->ai_addr, best->ai_addrlen, number, sizeof number, NULL, 0,
                      NI_NUMERICHOST);
    out->is_v6 = best->ai_family == AF_INET6;
    out->is_loopback = is_loopback(best->ai_addr);
    (void)snprintf(out->text, sizeof out->text, out->is_v6 ? "[%.60s]" : "%.60s", number);
    freeaddrinfo(found);
    return true;
}
