/*
 * soloql key: makes API keys.
 *
 *     $ soloql key new report --role reader
 *     sq_7Vf3…                                      (the key; it is shown once)
 *     {"name":"report","sha256":"2bd8…","role":"reader"}      (what the setting api_keys gets)
 */
#include <cjson/cJSON.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

#include "server/base64url.h"
#include "server/command.h"

enum { OPTION_ROLE, OPTION_EXPIRES };
enum { KEY_BYTES = 32, SHA256_BYTES = 32 };

static const OptionDef key_options[] = {
    {"--role", "ROLE", "the role that the key gives; needed"},
    {"--expires", "DATE", "when it ends, such as 2027-01-01T00:00:00Z; else never"},
    {NULL, NULL, NULL},
};

static void hex_write(const unsigned char *bytes, size_t length, char *out) {
    for (size_t i = 0; i < length; i++) {
        (void)sprintf(out + 2 * i, "%02x", bytes[i]);
    }
}

static bool entry_print(const Arguments *arguments, const char *hash) {
    const char *expires = arguments->options[OPTION_EXPIRES];
    cJSON *entry = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(entry, "name", arguments->positional[1]);
    (void)cJSON_AddStringToObject(entry, "sha256", hash);
    (void)cJSON_AddStringToObject(entry, "role", arguments->options[OPTION_ROLE]);
    if (expires != NULL) {
        (void)cJSON_AddStringToObject(entry, "expires", expires);
    }
    char *text = cJSON_PrintUnformatted(entry);
    bool good = text != NULL;
    if (good) {
        printf("%s\n", text);
    }
    cJSON_free(text);
    cJSON_Delete(entry);
    return good;
}

static int key_run(const Invocation *invocation) {
    const Arguments *arguments = invocation->arguments;
    unsigned char bytes[KEY_BYTES], digest[SHA256_BYTES];
    char key[3 + (KEY_BYTES + 2) / 3 * 4 + 1] = "sq_", hash[2 * SHA256_BYTES + 1];
    if (strcmp(arguments->positional[0], "new") != 0) {
        (void)complain(invocation->complaint,
                       "unknown action \"%s\"; usage: soloql key new NAME "
                       "--role ROLE",
                       arguments->positional[0]);
        return EXIT_USAGE;
    }
    if (arguments->options[OPTION_ROLE] == NULL || *arguments->options[OPTION_ROLE] == '\0') {
        (void)complain(invocation->complaint, "which role? usage: soloql key new NAME --role ROLE");
        return EXIT_USAGE;
    }
    if (RAND_bytes(bytes, sizeof bytes) != 1) {
        (void)complain(invocation->complaint, "there is no randomness");
        return EXIT_FAILED;
    }
    base64url_encode(bytes, sizeof bytes, key + 3);
    OPENSSL_cleanse(bytes, sizeof bytes);
    if (EVP_Digest(key, strlen(key), digest, NULL, EVP_sha256(), NULL) != 1) {
        (void)complain(invocation->complaint, "out of memory");
        return EXIT_FAILED;
    }
    hex_write(digest, sizeof digest, hash);
    printf("%s\n", key);
    OPENSSL_cleanse(key, sizeof key);
    return entry_print(arguments, hash) ? 0 : EXIT_FAILED;
}

const Command cmd_key = {
    .name = "key",
    .usage = "new NAME --role ROLE [--expires DATE]",
    .summary = "makes an API key: prints it once, and the entry for the setting api_keys",
    .options = key_options,
    .least_positional = 2,
    .most_positional = 2,
    .run = key_run,
};
