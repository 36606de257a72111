/* A whole file as text; see file.h. */
#include "server/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads on until the end, or one byte past `longest`; NULL if there is no memory. */
static char *stream_read(FILE *stream, size_t longest, size_t *length) {
    size_t capacity = 4096;
    char *text = malloc(capacity);
    *length = 0;
    while (text != NULL) {
        *length += fread(text + *length, 1, capacity - 1 - *length, stream);
        text[*length] = '\0';
        if (*length < capacity - 1 || *length > longest) {
            return text;
        }
        capacity *= 2;
        char *larger = realloc(text, capacity);
        if (larger == NULL) {
            free(text);
        }
        text = larger;
    }
    return NULL;
}

char *file_read(const char *path, size_t longest, size_t *length, Complaint *complaint) {
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL) {
        (void)complain(complaint, "%s: %s", name, strerror(errno));
        return NULL;
    }
    errno = 0;
    char *text = stream_read(stream, longest, length);
    const char *wrong = NULL;
    if (text == NULL || ferror(stream)) {
        wrong = strerror(errno == 0 ? EIO : errno);
    } else if (*length > longest) {
        wrong = "too long";
    } else if (strlen(text) != *length) {
        wrong = "not text: it holds a NUL byte";
    }
    if (!standard) {
        (void)fclose(stream);
    }
    if (wrong != NULL) {
        (void)complain(complaint, "%s: %s", name, wrong);
        free(text);
        return NULL;
    }
    return text;
}
