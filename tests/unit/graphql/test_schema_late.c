/* Types that are filled when somebody looks: once, whole or not at all, in their places. */
#include "sqlgen/graphql/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { FIELDS = 100 };

/* A type T { a … } and a field of Q with an argument, both late. */
typedef struct Fixture {
    Late late; /* first: fill() knows no more */
    Arena arena;
    Schema *schema;
    Type *type;
    FieldDef *field;
    unsigned fills;
} Fixture;

static void fill(Late *late) {
    Fixture *f = (Fixture *)late;
    f->fills++;
    TypeBody *body = ARENA_NEW(&f->arena, TypeBody);
    f->type->body = body;
    body->fields = ARENA_NEW(&f->arena, FieldDef);
    body->fields[body->field_count++] = (FieldDef){.name = STR("a"), .type = f->field->type};
    InputValueDef *arguments = ARENA_ARRAY(&f->arena, FIELDS, InputValueDef);
    arguments[0] = (InputValueDef){.name = STR("x"), .type = f->field->type};
    f->field->late_arguments = (InputList){arguments, 1};
}

static int setup(void **state) {
    static Fixture f;
    f = (Fixture){.fills = 0};
    arena_init(&f.arena, 0);
    f.schema = schema_new(&f.arena);
    schema_begin_late(f.schema, fill);
    f.late.schema = f.schema;
    Type *query = schema_add_type(f.schema, TYPE_OBJECT, STR("Q"));
    f.type = schema_add_type(f.schema, TYPE_OBJECT, STR("T"));
    f.type->late = &f.late;
    TypeBody *body = type_own_body(&f.arena, query);
    body->fields = f.field = ARENA_NEW(&f.arena, FieldDef);
    body->field_count = 1;
    *f.field = (FieldDef){
        .name = STR("t"), .type = &schema_type(f.schema, STR("Int"))->ref, .late = &f.late};
    *state = &f;
    return 0;
}

static int teardown(void **state) {
    Fixture *f = *state;
    arena_free(&f->arena);
    return 0;
}

static void what_is_late_is_filled_once_and_together(void **state) {
    Fixture *f = *state;
    schema_finish(f->schema);
    assert_int_equal(f->fills, 0);
    assert_non_null(type_field(f->type, STR("a")));
    assert_non_null(field_argument(f->field, STR("x")));
    assert_int_equal(type_body(f->type)->field_count, 1);
    assert_int_equal(f->fills, 1);
}

static void without_memory_it_stays_empty_and_is_tried_again(void **state) {
    Fixture *f = *state;
    schema_finish(f->schema);
    f->arena.budget = f->arena.used + sizeof(TypeBody) + sizeof(FieldDef); /* half of it fits */
    assert_int_equal(type_body(f->type)->field_count, 0);
    assert_int_equal(field_arguments(f->field).count, 0);
    assert_int_equal(f->schema->fill_failures, 2);
    assert_int_equal(f->fills, 2);
    assert_null(f->arena.escape);
    f->arena.budget = 0;
    assert_int_equal(type_body(f->type)->field_count, 1);
    assert_int_equal(f->schema->fill_failures, 2);
}

static bool fill_escapes(Fixture *f) {
    jmp_buf escape;
    if (setjmp(escape) != 0) {
        return true;
    }
    f->arena.escape = &escape;
    (void)type_body(f->type);
    return false;
}

static void an_owner_who_still_builds_hears_of_it(void **state) {
    Fixture *f = *state;
    f->arena.budget = f->arena.used + 1;
    assert_true(fill_escapes(f));
    f->arena.escape = NULL;
    f->arena.budget = 0;
    assert_int_equal(type_body(f->type)->field_count, 1); /* the lock is free */
}

static void assert_types(const Schema *schema, const char *const *names) {
    for (size_t i = 0; names[i] != NULL; i++) {
        assert_true(str_equal(schema->types[i]->name, str_from(names[i])));
        assert_int_equal(schema->types[i]->position, i + 1);
    }
}

/* As if T { a: ID, b: Float } and U { a: Float, b: String, c: ID } were filled, in whatever order
 * they are met. */
static void built_in_scalars_stand_behind_the_first_that_refers_to_them(void **state) {
    Fixture *f = *state;
    Type *other = schema_add_type(f->schema, TYPE_OBJECT, STR("U"));
    const struct {
        Type *by;
        Str scalar;
    } met[] = {{other, STR("Float")}, {f->type, STR("ID")}, {other, STR("String")},
               {other, STR("ID")},    {f->type, STR("T")},  {f->type, STR("Float")}};
    for (size_t i = 0; i < sizeof met / sizeof *met; i++) {
        const Type *type = schema_type(f->schema, met[i].scalar);
        schema_meet(f->schema, met[i].by, &type->ref);
    }
    schema_finish(f->schema);
    assert_types(f->schema, (const char *const[]){"Q", "Int", "T", "ID", "Float", "U", "String",
                                                  "Boolean", "__Schema", NULL});
    assert_int_equal(f->fills, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_late_is_filled_once_and_together, setup, teardown),
        cmocka_unit_test_setup_teardown(without_memory_it_stays_empty_and_is_tried_again, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(an_owner_who_still_builds_hears_of_it, setup, teardown),
        cmocka_unit_test_setup_teardown(built_in_scalars_stand_behind_the_first_that_refers_to_them,
                                        setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
