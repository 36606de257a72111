/*
 * Bubbling; see bubble.h.
 *
 * In: {"items":[{"id":<mark 0>,"name":"a"}]} where id is Int!. Out: null, and an error with the
 * path ["items", 0, "id"]. The idea: errors are rare, so the hot path only leaves marks; here the
 * text is walked along the tree of result nodes, which says what may be null. The text is our own
 * except for leaves, so no JSON is checked, only skipped.
 */
#include "sqlgen/run/bubble.h"

typedef struct Bubble {
    StrBuf *out;
    const char *at, *end; /* of the text that is still to be copied */
    const FunctionState *state;
    ErrorList *errors;
    PathSegment *path; /* where we are */
    size_t path_length;
} Bubble;

static bool bubble_value(Bubble *bubble, const ResultNode *node);

static void bubble_note(Bubble *bubble, const ResultNode *node) {
    size_t number = 0;
    bubble->at++;
    while (*bubble->at != NOTE_END) {
        number = number * 10 + (size_t)(*bubble->at++ - '0');
    }
    bubble->at++;
    Error *error = error_add(bubble->errors, ERROR_DATA_EXCEPTION, "%.*s",
                             STR_ARG(bubble->state->notes[number]));
    error->offset = node->offset + 1;
    error->path = ARENA_ARRAY(bubble->errors->arena, bubble->path_length, PathSegment);
    error->path_length = bubble->path_length;
    for (size_t i = 0; i < bubble->path_length; i++) {
        error->path[i] = bubble->path[i];
    }
}

static void bubble_copy(Bubble *bubble, const char *from) {
    strbuf_append(bubble->out, (Str){from, (size_t)(bubble->at - from)});
}

static void bubble_copy_string(Bubble *bubble) {
    const char *from = bubble->at++;
    while (*bubble->at != '"') {
        bubble->at += *bubble->at == '\\' ? 2 : 1;
    }
    bubble->at++;
    bubble_copy(bubble, from);
}

/* A leaf: a scalar, or a whole JSON value of the user's. True if it is null. */
static bool bubble_leaf(Bubble *bubble, const ResultNode *node) {
    if (*bubble->at == NOTE_MARK) {
        bubble_note(bubble, node);
        strbuf_append(bubble->out, STR("null"));
        return true;
    }
    size_t depth = 0;
    bool is_null = *bubble->at == 'n';
    while (bubble->at < bubble->end) {
        char c = *bubble->at;
        if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
            break;
        }
        if (c == '"') {
            bubble_copy_string(bubble);
            continue;
        }
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        strbuf_append_char(bubble->out, c);
        bubble->at++;
    }
    return is_null;
}

/* The members of an object, of which `at` stands behind the {. True if one that must not be null
 * is: then the object is to become null. */
static bool bubble_members(Bubble *bubble, const ResultNode *children, size_t count) {
    bool broken = false;
    for (size_t i = 0; i < count; i++) {
        const char *from = bubble->at;
        while (*bubble->at != ':') { /* keys are GraphQL names: no escapes, no colons */
            bubble->at++;
        }
        bubble->at++;
        bubble_copy(bubble, from);
        bubble->path[bubble->path_length++] = (PathSegment){.key = children[i].key};
        broken |= bubble_value(bubble, &children[i]) && children[i].not_null;
        bubble->path_length--;
    }
    strbuf_append_char(bubble->out, *bubble->at++);
    return broken;
}

static bool bubble_object(Bubble *bubble, const ResultNode *node) {
    size_t start = bubble->out->length;
    strbuf_append_char(bubble->out, *bubble->at++);
    if (!bubble_members(bubble, node->children, node->child_count)) {
        return false;
    }
    bubble->out->length = start;
    strbuf_append(bubble->out, STR("null"));
    return true;
}

/* A list of objects that must not be null, as all of ours are. */
static bool bubble_list(Bubble *bubble, const ResultNode *node) {
    size_t start = bubble->out->length;
    bool broken = false;
    strbuf_append_char(bubble->out, *bubble->at++);
    for (size_t index = 0; *bubble->at != ']'; index++) {
        if (*bubble->at == ',') {
            strbuf_append_char(bubble->out, *bubble->at++);
        }
        bubble->path[bubble->path_length++] = (PathSegment){.index = index};
        broken |= bubble_object(bubble, node);
        bubble->path_length--;
    }
    strbuf_append_char(bubble->out, *bubble->at++);
    if (broken) {
        bubble->out->length = start;
        strbuf_append(bubble->out, STR("null"));
    }
    return broken;
}

/* Copies one value; true if it is null, or has become it. */
static bool bubble_value(Bubble *bubble, const ResultNode *node) {
    if (node->kind == RESULT_OBJECT && *bubble->at == '{') {
        return bubble_object(bubble, node);
    }
    if (node->kind == RESULT_LIST && *bubble->at == '[') {
        return bubble_list(bubble, node);
    }
    return bubble_leaf(bubble, node);
}

static size_t node_depth(const ResultNode *node) {
    size_t deepest = 0;
    for (size_t i = 0; i < node->child_count; i++) {
        size_t depth = node_depth(&node->children[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + 2; /* a key and an index */
}

void bubble_errors(StrBuf *out, Str data, const ResultNode *answer, const FunctionState *state,
                   ErrorList *errors) {
    Bubble bubble = {.out = out,
                     .at = data.data,
                     .end = data.data + data.length,
                     .state = state,
                     .errors = errors};
    bubble.path = ARENA_ARRAY(errors->arena, node_depth(answer), PathSegment);
    if (data.length != 0 && !out->failed) {
        bubble_value(&bubble, answer);
    }
}

void bubble_row(StrBuf *out, Str row, const ResultNode *list, size_t index,
                const FunctionState *state, ErrorList *errors) {
    Bubble bubble = {
        .out = out, .at = row.data, .end = row.data + row.length, .state = state, .errors = errors};
    bubble.path = ARENA_ARRAY(errors->arena, node_depth(list) + 2, PathSegment);
    bubble.path[bubble.path_length++] = (PathSegment){.key = list->key};
    bubble.path[bubble.path_length++] = (PathSegment){.index = index};
    bubble_object(&bubble, list);
}
