/*
 * The text of a schema.graphql in the making: names, strings, values, lines that wrap, comments.
 *
 * Texts are put together in memory, without line breaks inside one piece, and wrapped when they are
 * written. A program that has no memory for that ends.
 */
#ifndef SOLOQL_SERVER_HASURA_SDL_H
#define SOLOQL_SERVER_HASURA_SDL_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A text in the making. */
typedef struct SdlText {
    FILE *stream;  /* what is written to it becomes the text; NULL once it is complete */
    char *data;    /* the text, NUL-terminated, once it is complete */
    size_t length; /* of it */
} SdlText;

/* Memory to be freed; never NULL. */
void *sdl_allocate(size_t size);

void sdl_begin(SdlText *text);
void sdl_complete(SdlText *text);
void sdl_free(SdlText *text);

/* A GraphQL name: letters, digits and _, no digit first, no __ first. */
bool sdl_is_name(const char *text);

/* The name, as the engine makes one of a table's or a column's that GraphQL does not allow. */
void sdl_write_name(FILE *out, const char *sql_name);

/* "text", escaped; a string literal of SDL is written as one of JSON. */
void sdl_write_string(FILE *out, const char *text);

/* ["a", "b"] of an array's strings, or of one string. */
void sdl_write_strings(FILE *out, const cJSON *texts);

/* Each line of the text, indented; what is too long for a line is broken at its brackets. */
void sdl_write_lines(FILE *out, const SdlText *text, size_t indent);

/* Each line of the text as a comment. */
void sdl_write_comments(FILE *out, const SdlText *text);

#endif
