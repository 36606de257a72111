/* One operation without a server; see operation.h. */
#include "server/operation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/file.h"
#include "server/nearest.h"

enum { DOCUMENT_LONGEST = 64 * 1024 * 1024 };

/* The last line is the complaint; those before it, errors of schema.graphql, are printed here. */
static void complain_lines(Complaint *complaint, const char *message) {
    for (const char *end; (end = strchr(message, '\n')) != NULL; message = end + 1) {
        fprintf(stderr, "%.*s\n", (int)(end - message), message);
    }
    (void)complain(complaint, "%s", message);
}

soloql *operation_open_engine(const Invocation *invocation) {
    soloql_options options;
    soloql *engine;
    char *message = NULL;
    settings_for_engine(invocation->settings, invocation->arguments->positional[0], &options);
    if (soloql_open(&options, &engine, &message) != 0) {
        complain_lines(invocation->complaint, message == NULL ? "out of memory" : message);
        soloql_free(message);
        return NULL;
    }
    return engine;
}

bool operation_check_role(soloql *engine, const char *role, Complaint *complaint) {
    if (role == NULL || soloql_has_role(engine, role)) {
        return true;
    }
    char *names = soloql_roles(engine);
    Nearest nearest = nearest_to(role);
    char *rest = NULL;
    for (char *name = names; name != NULL && (name = strtok_r(name, "\n", &rest)) != NULL;
         name = rest) {
        nearest_offer(&nearest, name);
    }
    const char *best = nearest_name(&nearest);
    (void)complain(complaint, "there is no role \"%s\"%s%s%s", role,
                   best == NULL ? "" : "; did you mean \"", best == NULL ? "" : best,
                   best == NULL ? "" : "\"?");
    soloql_free(names);
    return false;
}

static size_t length_of(const char *text) {
    return text == NULL ? 0 : strlen(text);
}

static soloql_request request_of(const Arguments *arguments, const char *document, size_t length) {
    const char *const *options = arguments->options;
    return (soloql_request){
        .query = document,
        .query_length = length,
        .variables = options[OPTION_VARIABLES],
        .variables_length = length_of(options[OPTION_VARIABLES]),
        .operation_name = options[OPTION_OPERATION],
        .operation_name_length = length_of(options[OPTION_OPERATION]),
        .role = options[OPTION_ROLE],
        .session = options[OPTION_SESSION],
    };
}

static int complain_status(Complaint *complaint, const char *message) {
    (void)complain(complaint, "%s", message == NULL ? "out of memory" : message);
    return EXIT_FAILED;
}

bool operation_format(const char *format, const char *other, bool *json, Complaint *complaint) {
    *json = format != NULL && strcmp(format, "json") == 0;
    return format == NULL || *json || strcmp(format, other) == 0 ||
           complain(complaint, "--format: \"%s\" is not %s or json", format, other);
}

int operation_print(char *text, const char *message, Complaint *complaint) {
    if (text == NULL) {
        return complain_status(complaint, message);
    }
    size_t length = strlen(text);
    (void)fwrite(text, 1, length, stdout);
    if (length == 0 || text[length - 1] != '\n') {
        (void)putchar('\n');
    }
    soloql_free(text);
    return 0;
}

int operation_run(const Invocation *invocation, OperationExecute *execute,
                  int (*print)(const Invocation *invocation, const soloql_response *response)) {
    const Arguments *arguments = invocation->arguments;
    const char *document = arguments->positional[1];
    size_t length = length_of(document);
    char *piped = NULL;
    if (strcmp(document, "-") == 0) {
        document = piped = file_read("-", DOCUMENT_LONGEST, &length, invocation->complaint);
    }
    soloql *engine = document == NULL ? NULL : operation_open_engine(invocation);
    soloql_connection *connection = NULL;
    char *message = NULL;
    int status = EXIT_FAILED;
    bool known = engine != NULL && operation_check_role(engine, arguments->options[OPTION_ROLE],
                                                        invocation->complaint);
    if (known && soloql_connect(engine, &connection, &message) == 0) {
        soloql_request request = request_of(arguments, document, length);
        soloql_response response;
        execute(connection, &request, &response);
        if (response.outcome == SOLOQL_NEEDS_WRITER) {
            soloql_disconnect(connection);
            if (soloql_connect_writer(engine, &connection, &message) == 0) {
                execute(connection, &request, &response);
            }
        }
        status = connection == NULL ? complain_status(invocation->complaint, message)
                                    : print(invocation, &response);
    } else if (known) {
        status = complain_status(invocation->complaint, message);
    }
    soloql_free(message);
    soloql_disconnect(connection);
    soloql_close(engine);
    free(piped);
    return status;
}
