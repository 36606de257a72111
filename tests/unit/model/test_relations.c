/* Foreign keys become relations with names, in both directions. */
#include "tests/unit/engine/fixture.h"

static const Entity *entity(const Fixture *f, const char *name) {
    const Entity *found = map_get(&f->engine->snapshot->model->by_name, str_from(name));
    if (found == NULL) {
        fail_msg("there is no %s", name);
    }
    return found;
}

/* The relations of a type, as "name>target name>>target …": > to one, >> to many, >* through. */
static void assert_relations(const Fixture *f, const char *name, const char *expected) {
    const Entity *found = entity(f, name);
    StrBuf text = {0};
    for (size_t i = 0; i < found->relation_count; i++) {
        const Relation *relation = &found->relations[i];
        const char *arrow = relation->junction != NULL         ? ">*"
                            : relation->kind == RELATION_ARRAY ? ">>"
                                                               : ">";
        strbuf_appendf(&text, "%s%.*s%s%.*s", i == 0 ? "" : " ", STR_ARG(relation->name), arrow,
                       STR_ARG(relation->target->name));
    }
    strbuf_append_char(&text, '\0');
    assert_string_equal(text.data, expected);
    strbuf_free(&text);
}

static void stems_name_the_side_of_one(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table customers(id integer primary key);"
                      "create table orders(id integer primary key,"
                      " customer_id int references customers, paidBy int references customers,"
                      " SellerID int references customers, customer text);");
    assert_relations(&f, "orders", "customers>customers customers_2>customers Seller>customers");
    assert_relations(
        &f, "customers",
        "orders_by_customer>>orders orders_by_paidBy>>orders orders_by_Seller>>orders");
    fixture_close(&f);
}

static void a_table_may_lead_to_itself(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table c(id integer primary key, parent_id int references c);"
                      "create table d(id integer primary key, up int references d);");
    assert_relations(&f, "c", "parent>c c_by_parent>>c");
    assert_relations(&f, "d", "d>d d_by_up>>d");
    fixture_close(&f);
}

static void composite_keys_take_the_name_of_the_table(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table p(a int, b int, primary key (a, b));"
                      "create table c(x_id int, y int, foreign key (x_id, y) references p);");
    assert_relations(&f, "c", "p>p");
    assert_relations(&f, "p", "c>>c");
    assert_int_equal(entity(&f, "c")->relations[0].count, 2);
    fixture_close(&f);
}

static void junctions_lead_through(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f,
                  "create table a(id integer primary key); create table b(id integer primary key);"
                  "create table ab(a_id int references a, b_id int references b,"
                  " primary key (a_id, b_id));");
    assert_relations(&f, "a", "ab>>ab b>*b");
    assert_relations(&f, "b", "ab>>ab a>*a");
    fixture_close(&f);
}

static void a_junction_with_more_to_it_is_a_table(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f,
                  "create table a(id integer primary key); create table b(id integer primary key);"
                  "create table more(a_id int references a, b_id int references b, n int,"
                  " primary key (a_id, b_id));"
                  "create table keyless(a_id int references a, b_id int references b);"
                  "create table three(a_id int references a, b_id int references b,"
                  " c_id int references a, primary key (a_id, b_id, c_id));");
    assert_relations(&f, "b", "more>>more keyless>>keyless three>>three");
    fixture_close(&f);
}

static void keys_that_lead_nowhere_are_left_out(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table p(id integer primary key);"
                      "create table c(a int references gone, b int references p(gone),"
                      " c int references p);");
    assert_relations(&f, "c", "p>p");
    fixture_close(&f);
}

static void only_unique_parents_can_be_joined(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f,
                  "create table p(id integer primary key, code text unique, name text, part text);"
                  "create unique index some on p(part) where part > '';"
                  "create table c(p_id int references p, c text references p(code),"
                  " n text references p(name), q text references p(part));");
    const Entity *child = entity(&f, "c");
    assert_int_equal(child->relation_count, 4);
    assert_true(child->relations[0].unique);
    assert_true(child->relations[1].unique);
    assert_false(child->relations[2].unique);
    assert_false(child->relations[3].unique);
    fixture_close(&f);
}

static void views_inherit_keys(void **state) {
    (void)state;
    Fixture f;
    fixture_start(&f, "create table p(id integer primary key);"
                      "create table c(id integer primary key, p_id int references p);"
                      "create view v as select id, p_id as owner_id from c;"
                      "create view w as select owner_id from v;"
                      "create view x as select p_id + 0 as p_id from c;");
    assert_relations(&f, "v", "owner>p");
    assert_relations(&f, "w", "owner>p");
    assert_relations(&f, "x", "");
    assert_relations(&f, "p", "c>>c v>>v w>>w");
    fixture_close(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems_name_the_side_of_one),
        cmocka_unit_test(a_table_may_lead_to_itself),
        cmocka_unit_test(composite_keys_take_the_name_of_the_table),
        cmocka_unit_test(junctions_lead_through),
        cmocka_unit_test(a_junction_with_more_to_it_is_a_table),
        cmocka_unit_test(keys_that_lead_nowhere_are_left_out),
        cmocka_unit_test(only_unique_parents_can_be_joined),
        cmocka_unit_test(views_inherit_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
