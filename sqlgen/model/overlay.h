/*
 * The overlay: what a schema.graphql says differs from the automatic API (docs/schema/).
 *
 *     extend type customers { full_name: String @sql(expr: "first || ' ' || last") }
 *
 * The file is parsed, checked against the directives' own SDL and against the database, and applied
 * to a Model before its schema is built. Nothing in it is ignored: what is not understood, does not
 * fit the database or is not served yet is an error with its place.
 */
#ifndef SOLOQL_MODEL_OVERLAY_H
#define SOLOQL_MODEL_OVERLAY_H

#include "sqlgen/base/sqlite.h"
#include "sqlgen/graphql/schema.h"
#include "sqlgen/model/model.h"

/* What SQL in the text is checked with: nothing is run. */
typedef struct OverlayDatabase {
    sqlite3 *reader; /* a connection on which only reads can be prepared */
    sqlite3 *writer; /* one on which statements that write rows can be prepared as well */
} OverlayDatabase;

/*
 * Applies the text to the model, which has no schema yet. The source must live as long as the
 * model. False after adding errors; the model is then of no use.
 */
bool overlay_apply(Model *model, const OverlayDatabase *database, const Source *source,
                   ErrorList *errors);

/* Once the model has its schema: reads the filters of relations, and the conditions and presets of
 * rules. False after adding errors. */
bool overlay_apply_filters(Model *model, const Schema *schema, const Source *source,
                           ErrorList *errors);

/* The SDL of the directives that a schema.graphql may use, with descriptions. */
void overlay_write_directives(StrBuf *out);

#endif
