/*
 * Any bytes as a token, as what a token says, and as a set of keys. What the strict reader passes
 * cJSON can parse, its names are found again, and claims that are taken make a session that is
 * strict JSON itself. No bytes are a good token: nobody knows the secret.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "server/claim_path.h"
#include "server/identity.h"
#include "server/json_strict.h"
#include "server/key_set.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take_claims(JsonSpan object) {
    Claims claims;
    assert(claims_begin(&claims));
    if (claims_add_object(&claims, object) == NULL) {
        Grant *grant = grant_make(&claims);
        assert(grant != NULL);
        if (grant->session != NULL) {
            assert(json_strict_check((JsonSpan){grant->session, strlen(grant->session)}) == NULL);
        }
        grant_release(grant);
    }
    claims_end(&claims);
}

static void read_json(JsonSpan text) {
    const char *wrong;
    cJSON *json = json_strict_parse(text, &wrong);
    assert((json == NULL) == (wrong != NULL));
    if (json == NULL) {
        return;
    }
    JsonSpan trimmed = json_strict_trim(text);
    JsonScan scan = json_scan_begin(trimmed);
    while (json_strict_kind(trimmed) == '{' && json_scan_member(&scan)) {
        char *name = json_strict_name(scan.key);
        assert(json_strict_find(trimmed, name).data == scan.value.data);
        assert(cJSON_GetObjectItemCaseSensitive(json, name) != NULL);
        free(name);
    }
    if (json_strict_kind(trimmed) == '{') {
        take_claims(trimmed);
    }
    cJSON_Delete(json);
}

static void read_token(const char *text) {
    Key key;
    Jws jws;
    ClaimPath path;
    assert(key_from_text("what no seed was signed with: 32 bytes", algorithm_find("HS256"), &key) ==
           NULL);
    if (jws_read(text, &jws) == NULL) {
        assert(!jws_verify(&jws, &key));
        read_json(jws.payload);
        jws_free(&jws);
    }
    key_free(&key);
    if (claim_path_read(text, &path)) {
        claim_path_free(&path);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    JsonSpan text = {(const char *)data, size};
    Complaint complaint;
    size_t left_out;
    read_json(text);
    key_set_release(key_set_read(text, NULL, true, &left_out, &complaint));
    char *copy = strndup(text.data == NULL ? "" : text.data, size);
    read_token(copy);
    free(copy);
    return 0;
}
