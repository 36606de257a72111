/*
 * In: a type that nobody has looked into. Out: the same with its body, and all else that is late
 * with it.
 *
 * Whoever reads asks one flag, with an acquire load; only if it is not set the lock of the schema
 * is taken, and the builder's function called. That writes to the bodies and the arguments of what
 * it fills and to the arena, to nothing else that is read without the lock; the flag is set after
 * all of it. Where memory runs out, the arena's escape ends here: the flag stays as it is, nobody
 * sees the half of a body, and the next one tries again.
 *
 * Example: {t1{id}} fills the 62 types of the table t1, of 5,000 such tables.
 */
#include "sqlgen/graphql/schema.h"

static void schema_end_late(void *schema) {
    (void)pthread_mutex_destroy(&((Schema *)schema)->filling);
}

void schema_begin_late(Schema *schema, void (*fill)(Late *late)) {
    schema->fill = fill;
    (void)pthread_mutex_init(&schema->filling, NULL);
    arena_defer(schema->arena, schema_end_late, schema);
}

void schema_meet(Schema *schema, Type *by, const TypeRef *type) {
    Type *scalar = type->type;
    size_t place = 0;
    if (!scalar->built_in) {
        return;
    }
    while (place < schema->met_count && schema->met[place].scalar != scalar) {
        place++;
    }
    if (place == schema->met_count) {
        schema->met_count++;
    } else if (schema->met[place].by->position <= by->position) {
        return;
    }
    for (; place + 1 < schema->met_count; place++) { /* to the end: it is the last one met there */
        schema->met[place] = schema->met[place + 1];
    }
    schema->met[place] = (struct SchemaMet){scalar, by};
}

/* Under the lock. */
static bool late_fill(Late *late) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        return false;
    }
    late->schema->arena->escape = &escape;
    late->schema->fill(late);
    atomic_store_explicit(&late->filled, true, memory_order_release);
    return true;
}

bool schema_fill(Late *late) {
    Schema *schema = late->schema;
    (void)pthread_mutex_lock(&schema->filling);
    jmp_buf *owner = schema->arena->escape; /* NULL if the schema is in use */
    bool filled = atomic_load_explicit(&late->filled, memory_order_relaxed) || late_fill(late);
    schema->arena->escape = owner;
    (void)pthread_mutex_unlock(&schema->filling);
    if (!filled && owner != NULL) {
        longjmp(*owner, 1);
    }
    if (!filled) {
        atomic_fetch_add(&schema->fill_failures, 1);
    }
    return filled;
}
