/*
 * CSV; see csv.h.
 *
 * In: {"id":1,"note":"5\" pipe","customer":{"name":"Ann"}}. Out: 1,"5"" pipe",Ann. The idea: the
 * row is text of our own making, so it is walked along the tree of result nodes and only its leaves
 * are looked at; a leaf that is a JSON value of the user's is skipped as a whole.
 */
#include "sqlgen/run/csv.h"

#include <string.h>

#include "sqlgen/base/json_reader.h"

typedef struct CsvWalk {
    StrBuf *out;
    const char *at, *end; /* of the row that is still to be written */
    Arena *arena;
    bool any; /* a field was written: the next one needs a comma */
} CsvWalk;

static void csv_separate(CsvWalk *walk) {
    if (walk->any) {
        strbuf_append_char(walk->out, ',');
    }
    walk->any = true;
}

static bool text_needs_quotes(Str text) {
    if (text.length == 0 || text.data[0] == ' ' || text.data[text.length - 1] == ' ') {
        return true;
    }
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '"' || c == ',' || c == '\n' || c == '\r') {
            return true;
        }
    }
    return false;
}

static void csv_write_field(StrBuf *out, Str text) {
    if (!text_needs_quotes(text)) {
        strbuf_append(out, text);
        return;
    }
    strbuf_append_char(out, '"');
    while (text.length != 0) {
        const char *quote = memchr(text.data, '"', text.length);
        size_t length = quote == NULL ? text.length : (size_t)(quote - text.data) + 1;
        strbuf_append(out, str_slice(text, 0, length));
        if (quote != NULL) {
            strbuf_append_char(out, '"');
        }
        text = str_slice(text, length, text.length);
    }
    strbuf_append_char(out, '"');
}

/* ---- The header ---- */

/* Names of the columns below a node; `path` holds those of the objects around it, with dots. */
static void csv_write_names(CsvWalk *walk, const ResultNode *node, StrBuf *path) {
    size_t length = path->length;
    for (size_t i = 0; i < node->child_count; i++) {
        const ResultNode *child = &node->children[i];
        strbuf_append(path, child->key);
        if (child->kind == RESULT_OBJECT) {
            strbuf_append_char(path, '.');
            csv_write_names(walk, child, path);
        } else {
            csv_separate(walk);
            strbuf_append(walk->out, strbuf_view(path)); /* names of GraphQL need no quotes */
        }
        path->length = length;
    }
}

void csv_write_header(StrBuf *out, const ResultNode *list) {
    CsvWalk walk = {.out = out};
    StrBuf path = {0};
    csv_write_names(&walk, list, &path);
    strbuf_append(out, STR("\r\n"));
    out->failed |= path.failed;
    strbuf_free(&path);
}

/* ---- A row ---- */

static void csv_skip_to(CsvWalk *walk, char c) {
    while (*walk->at++ != c) {
    }
}

static void csv_skip_string(CsvWalk *walk) {
    walk->at++;
    while (*walk->at != '"') {
        walk->at += *walk->at == '\\' ? 2 : 1;
    }
    walk->at++;
}

/* The text of a leaf: up to the comma or bracket behind it, without the blanks of a stored one. */
static Str csv_take_leaf(CsvWalk *walk) {
    const char *from = walk->at;
    size_t depth = 0;
    while (walk->at < walk->end) {
        char c = *walk->at;
        if (depth == 0 && (c == ',' || c == '}')) {
            break;
        }
        if (c == '"') {
            csv_skip_string(walk);
            continue;
        }
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        walk->at++;
    }
    size_t before = strspn(from, " \t\r\n");
    Str text = {from + before, (size_t)(walk->at - from) - before};
    while (strchr(" \t\r\n", text.data[text.length - 1]) != NULL) {
        text.length--;
    }
    return text;
}

static void csv_write_leaf(CsvWalk *walk) {
    Str text = csv_take_leaf(walk);
    csv_separate(walk);
    if (str_equal(text, STR("null"))) {
        return;
    }
    if (text.data[0] != '"') {
        csv_write_field(walk->out, text);
        return;
    }
    Json string = {.text = str_slice(text, 1, text.length - 2)};
    if (memchr(text.data, '\\', text.length) != NULL) {
        json_read(walk->arena, text, 1, &string, NULL);
    }
    csv_write_field(walk->out, string.text);
}

/* An empty field for each column below the node. */
static void csv_write_absent(CsvWalk *walk, const ResultNode *node) {
    for (size_t i = 0; i < node->child_count; i++) {
        if (node->children[i].kind == RESULT_OBJECT) {
            csv_write_absent(walk, &node->children[i]);
        } else {
            csv_separate(walk);
        }
    }
}

/* The members of an object, at whose { the walk stands. */
static void csv_write_members(CsvWalk *walk, const ResultNode *node) {
    for (size_t i = 0; i < node->child_count; i++) {
        const ResultNode *child = &node->children[i];
        csv_skip_to(walk, ':'); /* keys are GraphQL names */
        if (child->kind != RESULT_OBJECT) {
            csv_write_leaf(walk);
        } else if (*walk->at == '{') {
            csv_write_members(walk, child);
        } else {
            csv_write_absent(walk, child);
        }
    }
    csv_skip_to(walk, '}');
}

void csv_write_row(StrBuf *out, const ResultNode *list, Str row, Arena *arena) {
    CsvWalk walk = {.out = out, .at = row.data, .end = row.data + row.length, .arena = arena};
    csv_write_members(&walk, list);
    strbuf_append(out, STR("\r\n"));
}
