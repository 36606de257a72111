/*
 * SoloQL inside another program: opens a database, runs one operation, prints the answer.
 *
 *     cc embed.c -lsoloql -lpthread -lm -o embed
 *     ./embed app.db '{ customers { name } }'
 */
#include <soloql.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: %s DATABASE OPERATION\n", argv[0]);
        return 2;
    }
    soloql_options options;
    soloql_options_init(&options);
    options.database = argv[1];
    options.read_only = 1;

    soloql *engine = NULL;
    soloql_connection *connection = NULL;
    char *message = NULL;
    int failed = soloql_open(&options, &engine, &message) != 0 ||
                 soloql_connect(engine, &connection, &message) != 0;
    if (failed) {
        fprintf(stderr, "%s\n", message);
        soloql_free(message);
    } else {
        soloql_request request = {.query = argv[2], .query_length = strlen(argv[2])};
        soloql_response response;
        soloql_execute(connection, &request, &response);
        printf("%.*s\n", (int)response.body_length, response.body);
        failed = response.outcome != SOLOQL_OK;
    }
    soloql_disconnect(connection);
    soloql_close(engine);
    return failed;
}
