/*
 * JwtRules: which JSON web tokens are good, and what they say about whom; read from the setting
 * `jwt`, whose form is that of HASURA_GRAPHQL_JWT_SECRET.
 */
#ifndef SOLOQL_SERVER_JWT_RULES_H
#define SOLOQL_SERVER_JWT_RULES_H

#include "server/claim_path.h"
#include "server/complaint.h"
#include "server/key_source.h"

typedef enum JwtPlace { JWT_IN_AUTHORIZATION, JWT_IN_COOKIE, JWT_IN_HEADER } JwtPlace;

/* A claim of claims_map. */
typedef struct JwtClaim {
    char *name;    /* owned */
    bool has_path; /* false: it is always `fallback` */
    ClaimPath path;
    char *fallback; /* owned; JSON, if nothing stands there; NULL = then there is no such claim */
} JwtClaim;

typedef struct JwtRules {
    KeySource *keys;
    JwtPlace place;
    char *place_name; /* owned; of the cookie or header; NULL for Authorization */
    char *issuer;     /* owned; NULL = any */
    char **audiences; /* owned; one of them must be named; NULL = any */
    size_t audience_count;
    int64_t skew; /* seconds that clocks may differ by */
    bool needs_expiry;
    ClaimPath namespace; /* where the claims are, unless there is a map */
    bool is_stringified; /* what stands there is a string with JSON in it */
    JwtClaim *map;       /* owned; NULL = none */
    size_t map_count;
} JwtRules;

/* NULL and a complaint if the text says nothing that makes sense. */
JwtRules *jwt_rules_read(const char *text, Complaint *complaint);
void jwt_rules_free(JwtRules *rules); /* NULL is fine */

#endif
