/* soloql version: what it is, and what it is made of. */
#include <civetweb.h>
#include <cjson/cJSON.h>
#include <stdio.h>
#include <zlib.h>

#include "server/command.h"

static const OptionDef version_options[] = {{NULL, NULL, NULL}};

static int version_run(const Invocation *invocation) {
    (void)invocation;
    printf("soloql %s\n", soloql_version());
    printf("SQLite %s\n", soloql_sqlite_version());
    printf("CivetWeb %s%s%s\n", mg_version(), mg_check_feature(MG_FEATURES_IPV6) ? " IPv6" : "",
           mg_check_feature(MG_FEATURES_WEBSOCKET) ? " WebSocket" : "");
    printf("cJSON %s\n", cJSON_Version());
    printf("zlib %s\n", zlibVersion());
#if defined(__SANITIZE_ADDRESS__)
    printf("built with " __VERSION__ ", AddressSanitizer\n");
#elif defined(__OPTIMIZE__)
    printf("built with " __VERSION__ ", optimised\n");
#else
    printf("built with " __VERSION__ ", not optimised\n");
#endif
    return 0;
}

const Command cmd_version = {
    .name = "version",
    .usage = "",
    .summary = "prints the versions of SoloQL and of what it is made of",
    .options = version_options,
    .run = version_run,
};
