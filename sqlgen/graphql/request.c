/*
 * The envelope of a request.
 *
 * In: the body of a POST. Out: its parameters, each of the kind that the GraphQL over HTTP
 * specification asks for. The one idea: a parameter that is null is one that was left out, and a
 * parameter that is not known is none of our business.
 *
 * Example: `{"query": "{ a }", "variables": null}` has a document and nothing else;
 * `{"query": {}}` fails with `Parameter "query" must be a string.`
 */
#include "sqlgen/graphql/request.h"

/* The parameter, or NULL if it is absent or null; *valid is set false if it has another kind. */
static const Json *request_parameter(const Json *body, Str name, JsonKind kind, bool *valid,
                                     ErrorList *errors) {
    const Json *value = json_member(body, name);
    if (value == NULL || value->kind == JSON_NULL) {
        return NULL;
    }
    if (value->kind != kind && *valid) {
        error_add(errors, ERROR_BAD_REQUEST, "Parameter \"%.*s\" must be %s.", STR_ARG(name),
                  kind == JSON_STRING ? "a string" : "an object");
        *valid = false;
    }
    return value;
}

bool request_read(Arena *arena, Str body, size_t max_depth, Request *out, ErrorList *errors) {
    Json *root = ARENA_NEW(arena, Json);
    JsonError problem;
    if (!json_read(arena, body, max_depth, root, &problem)) {
        error_add(errors, ERROR_BAD_REQUEST, "Request body is not valid JSON: %s at byte %zu.",
                  problem.message, problem.offset);
        return false;
    }
    if (root->kind != JSON_OBJECT) {
        error_add(errors, ERROR_BAD_REQUEST, "Request body must be a JSON object.");
        return false;
    }
    bool valid = true;
    const Json *document = request_parameter(root, STR("query"), JSON_STRING, &valid, errors);
    const Json *name = request_parameter(root, STR("operationName"), JSON_STRING, &valid, errors);
    *out = (Request){0};
    if (document != NULL) {
        out->document = document->text;
    }
    if (name != NULL) {
        out->operation_name = name->text;
    }
    out->variables = request_parameter(root, STR("variables"), JSON_OBJECT, &valid, errors);
    out->extensions = request_parameter(root, STR("extensions"), JSON_OBJECT, &valid, errors);
    return valid;
}
