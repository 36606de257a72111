/*
 * In: types and AST type nodes. Out: references such as [Int!]!, made once each.
 *
 * A reference remembers the list and the non-null made of it, so interning needs no table: asking
 * twice follows the same pointer (const to everybody else, hence the casts). A finished schema is
 * shared between threads and must not be written to; there new wrappers go into the caller's arena
 * and stay out of the chain.
 *
 * Example: [Int!] is Int's ref → its non_null → that one's list.
 */
#include "sqlgen/graphql/schema.h"

#include <string.h>

static TypeRef *ref_wrap(Arena *arena, TypeRefKind kind, const TypeRef *of) {
    TypeRef *ref = ARENA_NEW(arena, TypeRef);
    *ref = (TypeRef){.kind = kind, .type = of->type, .of = of};
    return ref;
}

const TypeRef *type_ref_list(Schema *schema, const TypeRef *of) {
    if (of->list == NULL) {
        ((TypeRef *)of)->list = ref_wrap(schema->arena, TYPE_REF_LIST, of);
    }
    return of->list;
}

const TypeRef *type_ref_non_null(Schema *schema, const TypeRef *of) {
    if (of->non_null == NULL) {
        ((TypeRef *)of)->non_null = ref_wrap(schema->arena, TYPE_REF_NON_NULL, of);
    }
    return of->non_null;
}

/* The named type inside the wrappers, which nest no deeper than the parser allows. */
static Type *node_type(const Schema *schema, const TypeNode *node) {
    while (node->kind != TYPE_NODE_NAMED) {
        node = node->of;
    }
    return schema_type(schema, node->name.text);
}

/* Recursion is as deep as the node nests, which the parser has bounded. */
static const TypeRef *ref_build(Schema *schema, Type *type, const TypeNode *node) {
    switch (node->kind) {
    case TYPE_NODE_LIST:
        return type_ref_list(schema, ref_build(schema, type, node->of));
    case TYPE_NODE_NON_NULL:
        return type_ref_non_null(schema, ref_build(schema, type, node->of));
    case TYPE_NODE_NAMED:
        break;
    }
    return &type->ref;
}

const TypeRef *type_ref_from_node(Schema *schema, const TypeNode *node) {
    Type *type = node_type(schema, node);
    return type == NULL ? NULL : ref_build(schema, type, node);
}

static const TypeRef *ref_borrow(Arena *arena, Type *type, const TypeNode *node) {
    if (node->kind == TYPE_NODE_NAMED) {
        return &type->ref;
    }
    const TypeRef *of = ref_borrow(arena, type, node->of);
    bool list = node->kind == TYPE_NODE_LIST;
    const TypeRef *made = list ? of->list : of->non_null;
    return made != NULL ? made : ref_wrap(arena, list ? TYPE_REF_LIST : TYPE_REF_NON_NULL, of);
}

const TypeRef *type_ref_resolve(const Schema *schema, Arena *arena, const TypeNode *node) {
    Type *type = node_type(schema, node);
    return type == NULL ? NULL : ref_borrow(arena, type, node);
}

bool type_ref_equal(const TypeRef *a, const TypeRef *b) {
    while (a != b) {
        if (a->kind != b->kind || a->type != b->type || a->of == NULL) {
            return false;
        }
        a = a->of;
        b = b->of;
    }
    return true;
}

/* True if values of the type `sub` are always values of the type `super`. */
static bool type_is_subtype(const Type *sub, const Type *super) {
    if (sub->kind == TYPE_INTERFACE && super->kind == TYPE_INTERFACE) {
        for (size_t i = 0; i < sub->extra->interface_count; i++) {
            if (sub->extra->interfaces[i] == super) {
                return true;
            }
        }
    }
    return type_is_possible(super, sub);
}

bool type_ref_is_subtype(const TypeRef *sub, const TypeRef *super) {
    while (sub != super) {
        if (super->kind == TYPE_REF_NON_NULL) {
            if (sub->kind != TYPE_REF_NON_NULL) {
                return false;
            }
            super = super->of;
            sub = sub->of;
        } else if (sub->kind == TYPE_REF_NON_NULL) {
            sub = sub->of;
        } else if (super->kind != sub->kind) {
            return false;
        } else if (super->kind == TYPE_REF_NAMED) {
            return type_is_subtype(sub->type, super->type);
        } else {
            super = super->of;
            sub = sub->of;
        }
    }
    return true;
}

/* Brackets and marks are written from the outside in, from both ends of the text at once. */
Str type_ref_text(Arena *arena, const TypeRef *type) {
    size_t length = type->type->name.length;
    for (const TypeRef *ref = type; ref != NULL; ref = ref->of) {
        length += ref->kind == TYPE_REF_LIST ? 2 : ref->kind == TYPE_REF_NON_NULL ? 1 : 0;
    }
    char *text = arena_alloc(arena, length + 1), *front = text, *back = text + length;
    for (; type->of != NULL; type = type->of) {
        if (type->kind == TYPE_REF_LIST) {
            *front++ = '[';
            *--back = ']';
        } else {
            *--back = '!';
        }
    }
    memcpy(front, type->type->name.data, type->type->name.length);
    return (Str){text, length};
}
