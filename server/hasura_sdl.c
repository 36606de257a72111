/*
 * The text of a schema.graphql; see hasura_sdl.h.
 *
 * In: a line that is too long. Out: the same, broken at its last bracket, and at those within as
 * far as needed. The idea: whoever composes SDL writes compact lines and knows nothing of their
 * width.
 *
 *     @permit(role: "user", select: {columns: "*"})
 *
 *     @permit(
 *       role: "user"
 *       select: {columns: "*"}
 *     )
 */
#include "server/hasura_sdl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Two short of 100 columns, which a line takes that becomes a comment. */
enum { LINE_WIDTH = 98, LINE_INDENT = 2 };

/* A piece of a line. */
typedef struct SdlSpan {
    const char *data;
    size_t length;
} SdlSpan;

static void require_memory(const void *memory) {
    if (memory == NULL) {
        fputs("soloql import: out of memory\n", stderr);
        exit(1);
    }
}

void *sdl_allocate(size_t size) {
    void *memory = calloc(1, size);
    require_memory(memory);
    return memory;
}

void sdl_begin(SdlText *text) {
    text->stream = open_memstream(&text->data, &text->length);
    require_memory(text->stream);
}

void sdl_complete(SdlText *text) {
    bool good = fclose(text->stream) == 0;
    text->stream = NULL;
    require_memory(good ? text->data : NULL);
}

void sdl_free(SdlText *text) {
    free(text->data);
    text->data = NULL;
}

bool sdl_is_name(const char *text) {
    bool good = *text != '\0' && !isdigit((unsigned char)*text) && strncmp(text, "__", 2) != 0;
    for (const char *c = text; *c != '\0'; c++) {
        good &= *c == '_' || isalnum((unsigned char)*c) != 0;
    }
    return good;
}

void sdl_write_name(FILE *out, const char *sql_name) {
    bool needs_start = *sql_name == '\0' || isdigit((unsigned char)*sql_name);
    char last = needs_start ? '_' : '\0'; /* written last; \0 until a second _ is certain to stay */
    bool started = false;
    for (const char *c = sql_name; *c != '\0'; c++) {
        if (((unsigned char)*c & 0xc0) == 0x80) {
            continue; /* the rest of a character that gave its _ already */
        }
        char kept = isalnum((unsigned char)*c) ? *c : '_';
        if (last != '\0' && (started || last != '_' || kept != '_')) {
            (void)putc(last, out);
            started = true;
        }
        last = kept;
    }
    (void)putc(last, out);
}

void sdl_write_string(FILE *out, const char *text) {
    cJSON *string = cJSON_CreateStringReference(text);
    char *escaped = cJSON_PrintUnformatted(string);
    require_memory(escaped);
    fputs(escaped, out);
    cJSON_free(escaped);
    cJSON_Delete(string);
}

void sdl_write_strings(FILE *out, const cJSON *texts) {
    bool list = cJSON_IsArray(texts);
    const cJSON *text = list ? texts->child : texts;
    const char *separator = "";
    (void)putc('[', out);
    while (text != NULL) {
        if (cJSON_IsString(text)) {
            fputs(separator, out);
            sdl_write_string(out, text->valuestring);
            separator = ", ";
        }
        text = list ? text->next : NULL; /* what follows a lone text is no part of it */
    }
    (void)putc(']', out);
}

/* The place behind the string literal that begins at `at`. */
static const char *string_end(const char *at) {
    for (at++; *at != '"'; at++) {
        at += *at == '\\';
    }
    return at + 1;
}

/* The length of the first item of a list whose items are separated by ", ". */
static size_t item_length(SdlSpan list) {
    const char *at = list.data, *end = list.data + list.length;
    size_t depth = 0;
    while (at < end && (depth != 0 || *at != ',')) {
        if (*at == '"') {
            at = string_end(at);
            continue;
        }
        depth += *at == '(' || *at == '[' || *at == '{';
        depth -= *at == ')' || *at == ']' || *at == '}';
        at++;
    }
    return (size_t)(at - list.data);
}

/* Where the last bracket that is not within another opens; the length if there is none. */
static size_t last_group(SdlSpan line) {
    size_t found = line.length, depth = 0;
    for (const char *at = line.data, *end = line.data + line.length; at < end;) {
        if (*at == '"') {
            at = string_end(at);
            continue;
        }
        if (*at == '(' || *at == '[' || *at == '{') {
            found = depth++ == 0 ? (size_t)(at - line.data) : found;
        }
        depth -= *at == ')' || *at == ']' || *at == '}';
        at++;
    }
    return found;
}

static void write_indent(FILE *out, size_t indent) {
    fprintf(out, "%*s", (int)indent, "");
}

/* Recursion is as deep as values nest, which whoever composed the line has limited. */
static void write_wrapped(FILE *out, SdlSpan line, size_t indent) {
    size_t open = indent + line.length <= LINE_WIDTH ? line.length : last_group(line);
    if (open == line.length) {
        (void)fwrite(line.data, 1, line.length, out);
        return;
    }
    (void)fwrite(line.data, 1, open + 1, out);
    (void)putc('\n', out);
    SdlSpan rest = {line.data + open + 1, line.length - open - 2};
    while (rest.length != 0) {
        SdlSpan item = {rest.data, item_length(rest)};
        write_indent(out, indent + LINE_INDENT);
        write_wrapped(out, item, indent + LINE_INDENT);
        (void)putc('\n', out);
        size_t taken = item.length == rest.length ? item.length : item.length + strlen(", ");
        rest = (SdlSpan){rest.data + taken, rest.length - taken};
    }
    write_indent(out, indent);
    (void)putc(line.data[line.length - 1], out);
}

void sdl_write_lines(FILE *out, const SdlText *text, size_t indent) {
    for (const char *line = text->data; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        write_indent(out, indent);
        write_wrapped(out, (SdlSpan){line, length}, indent);
        (void)putc('\n', out);
        line += length + (line[length] == '\n');
    }
}

void sdl_write_comments(FILE *out, const SdlText *text) {
    for (const char *line = text->data; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        fprintf(out, "#%s%.*s\n", length == 0 ? "" : " ", (int)length, line);
        line += length + (line[length] == '\n');
    }
}
