/*
 * Hasura's metadata as it was exported: which database it speaks of, its tables and their names.
 */
#ifndef SOLOQL_SERVER_HASURA_METADATA_H
#define SOLOQL_SERVER_HASURA_METADATA_H

#include <cjson/cJSON.h>
#include <stddef.h>
#include <stdio.h>

#include "server/complaint.h"

/* A tracked table. */
typedef struct HasuraTable {
    const cJSON *entry;         /* what the metadata says about it: an object */
    const cJSON *configuration; /* of the entry; NULL if there is none */
    char *sql_name;             /* owned */
    char *name;                 /* owned; the name of its GraphQL type */
    bool repeated;              /* another table before it has the same name, of one kind */
} HasuraTable;

/* A relationship that leads from a foreign key's parent to the table that declares the key. */
typedef struct HasuraBackLink {
    const HasuraTable *child; /* declares the key */
    const HasuraTable *parent;
    const cJSON *key; /* {"table", "column"} or {"table", "columns"} */
} HasuraBackLink;

typedef struct HasuraMetadata {
    cJSON *json;           /* owned; the file */
    const cJSON *document; /* what was exported, an object; NULL if the file lists tables alone */
    const cJSON *source;   /* the database of the document that is imported; NULL as above */
    HasuraTable *tables;   /* in the order of the file */
    size_t table_count;
    HasuraTable **by_sql_name; /* sorted; those that are not repeated */
    size_t by_sql_name_count;
    HasuraBackLink *links; /* sorted by child */
    size_t link_count;
    bool renames_columns; /* some field is not named as its column is */
} HasuraMetadata;

/*
 * Reads the text of version 2 or 3, or of a list of tables. `source` names the database of several;
 * NULL is fine if there is one. On success the result is freed with hasura_metadata_free().
 */
bool hasura_metadata_read(const char *text, const char *source, HasuraMetadata *out,
                          Complaint *complaint);

void hasura_metadata_free(HasuraMetadata *metadata);

/* The tracked table to which "t", ["t"] or {"schema", "name"} refers; NULL if there is none. */
const HasuraTable *hasura_table_find(const HasuraMetadata *metadata, const cJSON *reference);

/* The name that the metadata gives a column's field; NULL if it gives none. */
const char *hasura_table_custom_name(const HasuraTable *table, const char *column);

/* The name of a column's field. */
void hasura_table_write_field(FILE *out, const HasuraTable *table, const char *column);

/* The relationship of that name, of either kind; NULL if there is none. */
const cJSON *hasura_table_relationship(const HasuraTable *table, const char *name);

/* The table to which a relationship of the table leads. NULL if the metadata does not tell: the
 * parent of a foreign key is known to the database, here only to a relationship back. */
const HasuraTable *hasura_relationship_target(const HasuraMetadata *metadata,
                                              const HasuraTable *table, const cJSON *relationship);

/* A member of an object: its text, or NULL. */
const char *hasura_text(const cJSON *object, const char *key);

/* A member of an object: an object, whose own members have names; or NULL. */
const cJSON *hasura_object(const cJSON *object, const char *key);

#endif
