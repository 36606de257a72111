/* Schemas that are built by hand: adding, finishing, looking up, type references. */
#include "sqlgen/graphql/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "sqlgen/graphql/parser.h"

static Arena arena;

static int setup(void **state) {
    arena_init(&arena, 0);
    *state = schema_new(&arena);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static const TypeRef *ref_to(Schema *schema, const char *name) {
    return &schema_type(schema, str_from(name))->ref;
}

static void add_field(Type *type, const char *name, const TypeRef *of) {
    FieldDef field = {.name = str_from(name), .type = of};
    TypeBody *body = type_own_body(&arena, type);
    ARENA_PUSH(&arena, body->fields, body->field_count, field);
}

static void assert_text(Str text, const char *expected) {
    assert_string_equal(str_copy(&arena, text).data, expected);
}

static void assert_types(const Schema *schema, const char *expected) {
    Str names = {0};
    for (size_t i = 0; i < schema->type_count; i++) {
        assert_int_equal(schema->types[i]->position, i + 1);
        names = str_format(&arena, "%.*s%s%.*s", STR_ARG(names), i == 0 ? "" : " ",
                           STR_ARG(schema->types[i]->name));
    }
    assert_text(names, expected);
}

static void a_new_schema_knows_what_every_schema_has(void **state) {
    Schema *schema = *state;
    assert_int_equal(schema_type(schema, STR("Float"))->scalar, SCALAR_FLOAT);
    assert_true(schema_type(schema, STR("ID"))->built_in);
    assert_int_equal(type_body(schema_type(schema, STR("__TypeKind")))->value_count, 8);
    assert_null(schema_type(schema, STR("Query")));
    schema_finish(schema);
    const DirectiveDef *skip = schema_directive(schema, STR("skip"));
    assert_non_null(skip);
    assert_text(type_ref_text(&arena, directive_argument(skip, STR("if"))->type), "Boolean!");
    assert_null(directive_argument(skip, STR("unless")));
    assert_null(schema_directive(schema, STR("defer")));
    assert_int_equal(schema->directive_count, 5);
}

static void built_in_types_stand_where_they_are_first_used(void **state) {
    Schema *schema = *state;
    Type *query = schema_add_type(schema, TYPE_OBJECT, STR("Query"));
    Type *user = schema_add_type(schema, TYPE_OBJECT, STR("User"));
    add_field(query, "me", &user->ref);
    add_field(query, "n", type_ref_non_null(schema, ref_to(schema, "Int")));
    add_field(user, "id", ref_to(schema, "ID"));
    schema_finish(schema);
    assert_types(schema, "Query Int User ID Boolean String __Schema __Type __TypeKind __Field "
                         "__InputValue __EnumValue __Directive __DirectiveLocation");
    assert_null(schema_type(schema, STR("Float")));
    assert_non_null(schema_type(schema, STR("Int")));
}

static void a_name_is_given_once(void **state) {
    Schema *schema = *state;
    assert_non_null(schema_add_type(schema, TYPE_OBJECT, STR("A")));
    assert_null(schema_add_type(schema, TYPE_ENUM, STR("A")));
    assert_null(schema_add_type(schema, TYPE_OBJECT, STR("String")));
    assert_null(schema_add_type(schema, TYPE_OBJECT, STR("__Type")));
    assert_int_equal(schema->type_count, 1);
}

static void members_are_found_in_types_small_and_large(void **state) {
    Schema *schema = *state;
    static const size_t sizes[] = {0, 1, 8, 9, 500};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        Type *type = schema_add_type(schema, TYPE_OBJECT, str_format(&arena, "T%zu", sizes[s]));
        for (size_t i = 0; i < sizes[s]; i++) { /* neither sorted nor of one length */
            Str name = str_format(&arena, "f%zu", i * 7919 % 1009);
            add_field(type, name.data, ref_to(schema, "Int"));
        }
    }
    schema_finish(schema);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        const Type *type = schema_type(schema, str_format(&arena, "T%zu", sizes[s]));
        for (size_t i = 0; i < sizes[s]; i++) {
            const FieldDef *field = &type_body(type)->fields[i];
            assert_ptr_equal(type_field(type, field->name), field);
        }
        assert_null(type_field(type, STR("f")));
        assert_null(type_field(type, STR("f9999")));
        assert_null(type_field(type, STR("")));
    }
}

static void lookups_mind_the_kind_of_type(void **state) {
    Schema *schema = *state;
    Type *input = schema_add_type(schema, TYPE_INPUT_OBJECT, STR("I"));
    InputValueDef def = {.name = STR("a"), .type = ref_to(schema, "Int")};
    *type_own_body(&arena, input) = (TypeBody){.inputs = &def, .input_count = 1};
    Type *choice = schema_add_type(schema, TYPE_ENUM, STR("E"));
    EnumValueDef value = {.name = STR("a")};
    *type_own_body(&arena, choice) = (TypeBody){.values = &value, .value_count = 1};
    schema_finish(schema);
    assert_ptr_equal(type_input(input, STR("a")), &def);
    assert_ptr_equal(type_enum_value(choice, STR("a")), &value);
    assert_null(type_field(input, STR("a")));
    assert_null(type_enum_value(input, STR("a")));
    assert_null(type_input(choice, STR("a")));
    assert_true(type_is_input(input) && type_is_input(choice) && type_is_leaf(choice));
    assert_true(!type_is_output(input) && type_is_output(choice) && !type_is_composite(choice));
}

static void meta_fields_are_on_composite_types_and_the_query_root(void **state) {
    Schema *schema = *state;
    Type *query = schema_add_type(schema, TYPE_OBJECT, STR("Q"));
    Type *other = schema_add_type(schema, TYPE_UNION, STR("U"));
    Type *choice = schema_add_type(schema, TYPE_ENUM, STR("E"));
    schema->roots[OPERATION_QUERY] = query;
    schema_finish(schema);
    assert_ptr_equal(schema_field(schema, query, STR("__schema")), schema->schema_field);
    assert_ptr_equal(schema_field(schema, query, STR("__type")), schema->type_field);
    assert_ptr_equal(schema_field(schema, other, STR("__typename")), schema->typename_field);
    assert_null(schema_field(schema, other, STR("__schema")));
    assert_null(schema_field(schema, choice, STR("__typename")));
    assert_null(schema_field(schema, query, STR("__")));
    assert_text(type_ref_text(&arena, field_argument(schema->type_field, STR("name"))->type),
                "String!");
}

static void push_interface(Type *type, Type *interface) {
    TypeExtra *extra = type_own_extra(&arena, type);
    ARENA_PUSH(&arena, extra->interfaces, extra->interface_count, interface);
}

static void push_member(Type *type, Type *member) {
    TypeExtra *extra = type_own_extra(&arena, type);
    ARENA_PUSH(&arena, extra->members, extra->member_count, member);
}

static void possible_types_are_known_and_overlap(void **state) {
    Schema *schema = *state;
    Type *node = schema_add_type(schema, TYPE_INTERFACE, STR("Node"));
    Type *some = schema_add_type(schema, TYPE_UNION, STR("Some"));
    Type *rest = schema_add_type(schema, TYPE_UNION, STR("Rest"));
    Type *objects[5];
    for (size_t i = 0; i < 5; i++) {
        objects[i] = schema_add_type(schema, TYPE_OBJECT, str_format(&arena, "T%zu", i));
    }
    push_interface(objects[3], node);
    push_interface(objects[1], node);
    push_member(some, objects[4]);
    push_member(some, objects[1]);
    push_member(rest, objects[0]);
    push_member(rest, objects[4]);
    schema_finish(schema);
    assert_int_equal(node->extra->possible_count, 2);
    assert_ptr_equal(node->extra->possible[0], objects[1]);
    assert_ptr_equal(some->extra->possible[0], objects[1]);
    assert_ptr_equal(some->extra->members[0], objects[4]);
    assert_true(type_is_possible(node, objects[3]) && type_is_possible(some, objects[4]));
    assert_false(type_is_possible(node, objects[4]) || type_is_possible(objects[1], objects[3]));
    assert_true(type_is_possible(objects[2], objects[2]));
    assert_true(types_overlap(node, some) && types_overlap(some, rest));
    assert_false(types_overlap(node, rest) || types_overlap(node, objects[2]));
    assert_true(types_overlap(objects[3], node) && types_overlap(node, node));
}

static void references_are_made_once(void **state) {
    Schema *schema = *state;
    const TypeRef *number = ref_to(schema, "Int");
    const TypeRef *list = type_ref_list(schema, type_ref_non_null(schema, number));
    assert_ptr_equal(list, type_ref_list(schema, type_ref_non_null(schema, number)));
    assert_ptr_not_equal(list, type_ref_list(schema, number));
    assert_ptr_equal(list->type, number->type);
    assert_text(type_ref_text(&arena, type_ref_non_null(schema, list)), "[Int!]!");
    assert_text(type_ref_text(&arena, number), "Int");
}

static const TypeNode *node_of(const char *text) {
    ErrorList errors;
    error_list_init(&errors, &arena, 0);
    Source *source = ARENA_NEW(&arena, Source);
    source->text = str_from(text);
    return parse_type(&arena, source, NULL, &errors);
}

static void a_finished_schema_lends_its_references(void **state) {
    Schema *schema = *state;
    const TypeRef *made = type_ref_from_node(schema, node_of("[Int!]"));
    schema_finish(schema);
    assert_ptr_equal(type_ref_resolve(schema, &arena, node_of("[Boolean]"))->type,
                     schema_type(schema, STR("Boolean")));
    const TypeRef *lent = type_ref_resolve(schema, &arena, node_of("[[String!]]!"));
    assert_text(type_ref_text(&arena, lent), "[[String!]]!");
    assert_ptr_not_equal(lent, type_ref_resolve(schema, &arena, node_of("[[String!]]!")));
    assert_true(type_ref_equal(lent, type_ref_resolve(schema, &arena, node_of("[[String!]]!"))));
    assert_false(type_ref_equal(lent, type_ref_resolve(schema, &arena, node_of("[[String]]!"))));
    assert_false(type_ref_equal(lent, made));
    assert_null(type_ref_resolve(schema, &arena, node_of("[Nope]")));
}

static void subtypes_are_narrower(void **state) {
    Schema *schema = *state;
    Type *node = schema_add_type(schema, TYPE_INTERFACE, STR("Node"));
    Type *inner = schema_add_type(schema, TYPE_INTERFACE, STR("Inner"));
    Type *object = schema_add_type(schema, TYPE_OBJECT, STR("Object"));
    push_interface(inner, node);
    push_interface(object, node);
    static const struct {
        const char *sub, *super;
        bool narrower;
    } cases[] = {
        {"Object", "Node", true},       {"Node", "Object", false},   {"Inner", "Node", true},
        {"Object", "Inner", false},     {"Object!", "Node", true},   {"Object", "Node!", false},
        {"[Object!]!", "[Node]", true}, {"[Object]", "Node", false}, {"Object", "[Node]", false},
        {"Int", "Int", true},           {"Int", "String", false},    {"Int!", "Int!", true},
    };
    const TypeRef *refs[sizeof cases / sizeof *cases][2];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        refs[i][0] = type_ref_from_node(schema, node_of(cases[i].sub));
        refs[i][1] = type_ref_from_node(schema, node_of(cases[i].super));
    }
    schema_finish(schema);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(type_ref_is_subtype(refs[i][0], refs[i][1]), cases[i].narrower);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_schema_knows_what_every_schema_has, setup, teardown),
        cmocka_unit_test_setup_teardown(built_in_types_stand_where_they_are_first_used, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_name_is_given_once, setup, teardown),
        cmocka_unit_test_setup_teardown(members_are_found_in_types_small_and_large, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(lookups_mind_the_kind_of_type, setup, teardown),
        cmocka_unit_test_setup_teardown(meta_fields_are_on_composite_types_and_the_query_root,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(possible_types_are_known_and_overlap, setup, teardown),
        cmocka_unit_test_setup_teardown(references_are_made_once, setup, teardown),
        cmocka_unit_test_setup_teardown(a_finished_schema_lends_its_references, setup, teardown),
        cmocka_unit_test_setup_teardown(subtypes_are_narrower, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
