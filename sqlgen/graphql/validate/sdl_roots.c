/*
 * The schema definition and its root operation types (specification, section 3.3 "Schema").
 *
 * Examples:
 *     schema { query: A }  schema { query: B }     Must provide only one schema definition.
 *     schema { query: A query: B }                 There can be only one query type in schema.
 */
#include "sqlgen/graphql/validate/sdl_rules.h"

static bool sdl_roots_has_schema(const Schema *base) {
    return base->node != NULL || base->roots[OPERATION_QUERY] != NULL ||
           base->roots[OPERATION_MUTATION] != NULL || base->roots[OPERATION_SUBSCRIPTION] != NULL;
}

void sdl_roots_check_lone(SdlValidator *v, const Definition *schema) {
    if (schema->extension) {
        return;
    }
    if (v->base != NULL && sdl_roots_has_schema(v->base)) {
        report_add(&v->report, schema->span.start,
                   "Cannot define a new schema within a schema extension.");
        return;
    }
    if (v->schema_defined) {
        report_add(&v->report, schema->span.start, "Must provide only one schema definition.");
    }
    v->schema_defined = true;
}

void sdl_roots_check_unique(SdlValidator *v, const Definition *schema) {
    static const char *const names[] = {"query", "mutation", "subscription"};
    for (size_t i = 0; i < schema->root_type_count; i++) {
        const RootTypeNode *root = &schema->root_types[i];
        const RootTypeNode **earlier = &v->root_types[root->operation];
        if (v->base != NULL && v->base->roots[root->operation] != NULL) {
            report_add(&v->report, root->span.start,
                       "Type for %s already defined in the schema. It cannot be redefined.",
                       names[root->operation]);
        } else if (*earlier != NULL) {
            Violation *violation =
                report_add(&v->report, (*earlier)->span.start,
                           "There can be only one %s type in schema.", names[root->operation]);
            report_locate(&v->report, violation, root->span.start);
        } else {
            *earlier = root;
        }
    }
}
