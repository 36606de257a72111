/*
 * JSON laid out; see pretty.h.
 *
 * In: {"data":{"a":[1,2]}}. Out: the same with blanks and lines. The text is never parsed into
 * values, because what is compared is what was sent: the digits of a number, the order of keys, a
 * key that stands twice.
 */
#include "tests/corpus/pretty.h"

#define INDENT "  "

enum { LINE_LENGTH = 100 };

typedef struct Pretty {
    StrBuf *out;
    Str json;
    size_t at;
    size_t depth;
} Pretty;

/* The offset behind the string that begins at `at`. */
static size_t string_end(Str json, size_t at) {
    for (at++; json.data[at] != '"'; at++) {
        at += json.data[at] == '\\';
    }
    return at + 1;
}

/* The offset behind the array or object that begins at `at`. */
static size_t container_end(Str json, size_t at) {
    size_t depth = 0;
    do {
        char c = json.data[at];
        if (c == '"') {
            at = string_end(json, at);
            continue;
        }
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        at++;
    } while (depth != 0);
    return at;
}

/* Copies up to `end` on one line. */
static void print_flat(Pretty *pretty, size_t end) {
    while (pretty->at < end) {
        char c = pretty->json.data[pretty->at];
        size_t next = c == '"' ? string_end(pretty->json, pretty->at) : pretty->at + 1;
        strbuf_append(pretty->out, str_slice(pretty->json, pretty->at, next - pretty->at));
        if ((c == ',' || c == ':') && pretty->json.data[next] != ' ') {
            strbuf_append_char(pretty->out, ' ');
        }
        pretty->at = next;
    }
}

static void print_line(Pretty *pretty) {
    strbuf_append_char(pretty->out, '\n');
    for (size_t i = 0; i < pretty->depth; i++) {
        strbuf_append(pretty->out, STR(INDENT));
    }
}

/* A bracket, comma or colon, and what white space follows it. */
static void print_mark(Pretty *pretty, char c) {
    if (c == ']' || c == '}') {
        pretty->depth--;
        print_line(pretty);
    }
    strbuf_append_char(pretty->out, c);
    pretty->at++;
    if (c == ':') {
        strbuf_append_char(pretty->out, ' ');
    } else if (c == ',') {
        print_line(pretty);
    } else if (c == '[' || c == '{') {
        pretty->depth++;
        print_line(pretty);
    }
}

void pretty_print(StrBuf *out, Str json) {
    Pretty pretty = {.out = out, .json = json};
    while (pretty.at < json.length) {
        char c = json.data[pretty.at];
        if (c == '[' || c == '{') {
            size_t end = container_end(json, pretty.at);
            if (end - pretty.at + pretty.depth * STR(INDENT).length <= LINE_LENGTH) {
                print_flat(&pretty, end);
                continue;
            }
        }
        if (c == '"') {
            print_flat(&pretty, string_end(json, pretty.at));
        } else if (c == '[' || c == '{' || c == ']' || c == '}' || c == ',' || c == ':') {
            print_mark(&pretty, c);
        } else {
            print_flat(&pretty, pretty.at + 1);
        }
    }
    strbuf_append_char(out, '\n');
}
