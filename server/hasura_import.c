/*
 * Hasura's metadata as a schema.graphql; see hasura_import.h.
 *
 * In: {"version": 3, "sources": [{"name": "default", "tables": [{"table": "author"}]}]}
 * Out:
 *     # From Hasura's metadata, source "default", by `soloql import hasura`. …
 *
 *     extend schema @api(expose: DECLARED, relations: DECLARED)
 *
 *     extend type author @table
 *
 * As in Hasura, what is not tracked is not served. The order is that of the metadata, so that the
 * same metadata gives the same text.
 */
#include "server/hasura_import.h"

#include "server/hasura_leftover.h"
#include "server/hasura_sdl.h"
#include "server/hasura_type.h"

static void write_head(FILE *out, const HasuraMetadata *metadata) {
    SdlText head;
    const char *source = hasura_text(metadata->source, "name");
    sdl_begin(&head);
    fputs("From Hasura's metadata", head.stream);
    if (source != NULL) {
        fputs(", source ", head.stream);
        sdl_write_string(head.stream, source);
    }
    fputs(", by `soloql import hasura`.\n"
          "What could not be carried is said in comments; docs/hasura.md tells what differs.\n",
          head.stream);
    hasura_leftover_write(head.stream, HASURA_DOCUMENT, metadata->document);
    if (metadata->source != metadata->document) {
        hasura_leftover_write(head.stream, HASURA_SOURCE, metadata->source);
    }
    sdl_complete(&head);
    sdl_write_comments(out, &head);
    sdl_free(&head);
}

void hasura_import_write(FILE *out, const HasuraMetadata *metadata) {
    write_head(out, metadata);
    fputs("\nextend schema @api(expose: DECLARED, relations: DECLARED)\n", out);
    for (size_t i = 0; i < metadata->table_count; i++) {
        (void)putc('\n', out);
        hasura_type_write(out, metadata, &metadata->tables[i]);
    }
}
