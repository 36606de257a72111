/*
 * In: an input object type. Out: the cycles of fields that must be given, which no finite value can
 * satisfy (specification, section 3.10 "Input Objects", Circular References).
 *
 * A depth-first search with a stack of its own, for types may lead to types as long as a file has
 * lines. Each type is entered once, whichever type the search began at.
 *
 * Example: `input A { b: B! }  input B { a: A! }` gives Cannot reference Input Object "A" within
 * itself through a series of non-null fields: "b.a".
 */
#include "sqlgen/graphql/schema_problems.h"

#include <string.h>

typedef struct Frame {
    const Type *type;
    size_t next; /* the field to look at next; the one before it leads to the next frame */
} Frame;

struct RequiredSearch {
    uint32_t *on_path; /* by type position: the type's frame, from 1, or 0 */
    bool *seen;        /* by type position */
    Frame *frames;     /* room for every type */
    size_t count;
};

static RequiredSearch *required_search_of(SchemaValidator *v) {
    if (v->required == NULL) {
        v->required = ARENA_NEW(v->arena, RequiredSearch);
        v->required->on_path = ARENA_ARRAY(v->arena, v->schema->type_count + 1, uint32_t);
        v->required->seen = ARENA_ARRAY(v->arena, v->schema->type_count + 1, bool);
        v->required->frames = ARENA_ARRAY(v->arena, v->schema->type_count, Frame);
    }
    return v->required;
}

static void required_search_enter(RequiredSearch *search, const Type *type) {
    search->frames[search->count++] = (Frame){type, 0};
    search->seen[type->position] = true;
    search->on_path[type->position] = (uint32_t)search->count;
}

static const InputValueDef *required_frame_field(const Frame *frame) {
    return &type_body(frame->type)->inputs[frame->next - 1];
}

/* The names of the fields from a frame to the top of the stack, with dots between them. */
static Str required_path_text(SchemaValidator *v, const RequiredSearch *search, size_t from) {
    size_t length = 0;
    for (size_t i = from; i < search->count; i++) {
        length += required_frame_field(&search->frames[i])->name.length + 1;
    }
    char *text = arena_alloc(v->arena, length), *end = text;
    for (size_t i = from; i < search->count; i++) {
        Str name = required_frame_field(&search->frames[i])->name;
        end = (char *)mempcpy(end, name.data, name.length);
        *end++ = '.';
    }
    return (Str){text, length - 1};
}

static void required_report_cycle(SchemaValidator *v, const RequiredSearch *search,
                                  const Type *type) {
    size_t from = search->on_path[type->position] - 1;
    Str path = required_path_text(v, search, from);
    Violation problem = schema_problem(v,
                                       "Cannot reference Input Object \"%.*s\" within itself "
                                       "through a series of non-null fields: \"%.*s\".",
                                       STR_ARG(type->name), STR_ARG(path));
    for (size_t i = from; i < search->count; i++) {
        const InputValueDef *field = required_frame_field(&search->frames[i]);
        schema_locate(v, &problem, field->node == NULL ? NULL : &field->node->span);
    }
    report_append(&v->report, &problem);
}

/* The input object that a value of the field must hold, or NULL. */
static const Type *required_type(const InputValueDef *field) {
    const TypeRef *ref = field->type;
    bool holds = ref->kind == TYPE_REF_NON_NULL && ref->of->kind == TYPE_REF_NAMED &&
                 ref->type->kind == TYPE_INPUT_OBJECT;
    return holds ? ref->type : NULL;
}

void schema_check_required_cycles(SchemaValidator *v, const Type *type) {
    RequiredSearch *search = required_search_of(v);
    if (!search->seen[type->position]) {
        required_search_enter(search, type);
    }
    while (search->count != 0) {
        Frame *frame = &search->frames[search->count - 1];
        if (frame->next == type_body(frame->type)->input_count || schema_problems_full(v)) {
            search->on_path[frame->type->position] = 0;
            search->count--;
            continue;
        }
        const Type *required = required_type(&type_body(frame->type)->inputs[frame->next++]);
        if (required == NULL) {
            continue;
        }
        if (search->on_path[required->position] != 0) {
            required_report_cycle(v, search, required);
        } else if (!search->seen[required->position]) {
            required_search_enter(search, required);
        }
    }
}
