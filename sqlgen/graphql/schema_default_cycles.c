/*
 * In: an input object type. Out: default values that contain themselves, by way of the defaults of
 * the fields that they leave out (specification, section 3.10 "Input Objects"). graphql-js 16
 * overflows its stack on such a schema, so the words are those of its version 17.
 *
 * A depth-first search over fields with a stack of its own. Where a default leads is found by going
 * through its literal; these edges are kept on a second stack as long as the field is on the path.
 *
 * Example: `input A { x: A = {} }` gives Invalid circular reference. The default value of Input
 * Object field A.x references itself.
 */
#include "sqlgen/graphql/schema_problems.h"

#include <string.h>

/* A field with a default that holds input objects. */
typedef struct Edge {
    const Type *owner;
    const InputValueDef *field;
} Edge;

typedef struct Frame {
    Edge edge;         /* that led here; absent at the root */
    size_t next, last; /* the edges that lead on */
    size_t first;
} Frame;

typedef struct FieldState {
    uint32_t on_path; /* the field's frame, from 1, or 0 */
    bool seen;
} FieldState;

struct DefaultSearch {
    FieldState **states; /* by type position, then by field */
    Frame *frames;       /* the first is the root */
    size_t count;
    size_t capacity;
    Edge *edges;
    size_t edge_count;
    size_t edge_capacity;
};

enum { DEFAULT_FEW_FIELDS = 8 }; /* of a literal: up to here looking at each beats a map */

static DefaultSearch *default_search_of(SchemaValidator *v) {
    if (v->defaults == NULL) {
        v->defaults = ARENA_NEW(v->arena, DefaultSearch);
        v->defaults->states = ARENA_ARRAY(v->arena, v->schema->type_count + 1, FieldState *);
    }
    return v->defaults;
}

static FieldState *default_state_of(SchemaValidator *v, Edge edge) {
    FieldState **states = &v->defaults->states[edge.owner->position];
    if (*states == NULL) {
        *states = ARENA_ARRAY(v->arena, type_body(edge.owner)->input_count, FieldState);
    }
    return *states + (edge.field - type_body(edge.owner)->inputs);
}

/*
 * Room for one more on a stack. A stack also shrinks, so it must know its capacity: arena_grow()
 * would copy it whenever it passes a power of two.
 */
static void *default_stack_grow(Arena *arena, void *items, size_t count, size_t *capacity,
                                size_t size) {
    if (count < *capacity) {
        return items;
    }
    *capacity = count == 0 ? 16 : count * 2;
    void *grown = arena_array(arena, *capacity, size);
    return count == 0 ? grown : memcpy(grown, items, count * size);
}

static void default_push_edge(SchemaValidator *v, Edge edge) {
    DefaultSearch *search = v->defaults;
    search->edges = default_stack_grow(v->arena, search->edges, search->edge_count,
                                       &search->edge_capacity, sizeof edge);
    search->edges[search->edge_count++] = edge;
}

static void default_push_frame(SchemaValidator *v, Frame frame) {
    DefaultSearch *search = v->defaults;
    search->frames = default_stack_grow(v->arena, search->frames, search->count, &search->capacity,
                                        sizeof frame);
    search->frames[search->count++] = frame;
}

static const Value *default_literal_field(const Value *object, const Map *many, Str name) {
    if (many->count != 0) {
        return map_get(many, name);
    }
    for (size_t i = 0; i < object->count; i++) {
        if (str_equal(object->fields[i].name.text, name)) {
            return &object->fields[i].value;
        }
    }
    return NULL;
}

static void default_find_edges(SchemaValidator *v, const Type *type, const Value *value);

/* A field that the object gives is gone into; one that it leaves out stands for its default. */
static void default_find_edges_of_object(SchemaValidator *v, const Type *type,
                                         const Value *object) {
    Map many;
    map_init(&many, v->arena);
    for (size_t i = 0; object->count > DEFAULT_FEW_FIELDS && i < object->count; i++) {
        map_add(&many, object->fields[i].name.text, &object->fields[i].value);
    }
    for (size_t i = 0; i < type_body(type)->input_count; i++) {
        const InputValueDef *field = &type_body(type)->inputs[i];
        if (field->type->type->kind != TYPE_INPUT_OBJECT) {
            continue;
        }
        const Value *given = default_literal_field(object, &many, field->name);
        if (given != NULL) {
            default_find_edges(v, field->type->type, given);
        } else if (field->default_value != NULL) {
            default_push_edge(v, (Edge){type, field});
        }
    }
}

/* Recurses as deep as the literal nests, which the parser has bounded. */
static void default_find_edges(SchemaValidator *v, const Type *type, const Value *value) {
    if (value->kind == VALUE_OBJECT) {
        default_find_edges_of_object(v, type, value);
    } else if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->count; i++) {
            default_find_edges(v, type, &value->items[i]);
        }
    }
}

static void default_search_enter(SchemaValidator *v, Edge edge, const Type *type,
                                 const Value *value) {
    DefaultSearch *search = v->defaults;
    Frame frame = {.edge = edge, .first = search->edge_count, .next = search->edge_count};
    default_find_edges(v, type, value);
    frame.last = search->edge_count;
    default_push_frame(v, frame);
}

static void default_search_leave(SchemaValidator *v) {
    DefaultSearch *search = v->defaults;
    const Frame *frame = &search->frames[--search->count];
    search->edge_count = frame->first;
    if (frame->edge.field != NULL) {
        default_state_of(v, frame->edge)->on_path = 0;
    }
}

static char *default_put(char *end, Str text) {
    return mempcpy(end, text.data, text.length);
}

/* ` via the default values of: B.x, C.x`, of the frames after the one where the cycle begins. */
static Str default_via_text(SchemaValidator *v, size_t begin) {
    const DefaultSearch *search = v->defaults;
    const Str before = STR(" via the default values of: "), between = STR(", ");
    size_t length = 0;
    for (size_t i = begin; i < search->count; i++) {
        const Edge *edge = &search->frames[i].edge;
        length += before.length + edge->owner->name.length + 1 + edge->field->name.length;
    }
    char *text = arena_alloc(v->arena, length), *end = text;
    for (size_t i = begin; i < search->count; i++) {
        const Edge *edge = &search->frames[i].edge;
        end = default_put(end, i == begin ? before : between);
        end = default_put(default_put(default_put(end, edge->owner->name), STR(".")),
                          edge->field->name);
    }
    return (Str){text, (size_t)(end - text)};
}

static void default_report_cycle(SchemaValidator *v, Edge edge, size_t frame) {
    const DefaultSearch *search = v->defaults;
    Str via = default_via_text(v, frame);
    Violation problem =
        schema_problem(v,
                       "Invalid circular reference. The default value of Input "
                       "Object field %.*s.%.*s references itself%.*s.",
                       STR_ARG(edge.owner->name), STR_ARG(edge.field->name), STR_ARG(via));
    for (size_t i = frame - 1; i < search->count; i++) {
        const InputValueDef *field = search->frames[i].edge.field;
        schema_locate(v, &problem, field->node == NULL ? NULL : &field->default_value->span);
    }
    report_append(&v->report, &problem);
}

static void default_follow(SchemaValidator *v, Edge edge) {
    FieldState *state = default_state_of(v, edge);
    if (state->on_path != 0) {
        default_report_cycle(v, edge, state->on_path);
    } else if (!state->seen) {
        default_search_enter(v, edge, edge.field->type->type, edge.field->default_value);
        state->seen = true;
        state->on_path = (uint32_t)v->defaults->count;
    }
}

void schema_check_default_cycles(SchemaValidator *v, const Type *type) {
    DefaultSearch *search = default_search_of(v);
    default_search_enter(v, (Edge){0}, type, &(Value){.kind = VALUE_OBJECT});
    while (search->count != 0) {
        Frame *frame = &search->frames[search->count - 1];
        if (frame->next == frame->last || schema_problems_full(v)) {
            default_search_leave(v);
        } else {
            default_follow(v, search->edges[frame->next++]);
        }
    }
}
