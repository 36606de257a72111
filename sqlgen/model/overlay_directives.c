/*
 * What a schema.graphql may say: the SDL of its directives, scalars and options.
 *
 * One text serves all: `soloql schema --directives` prints it for editors, and overlay.c parses it
 * as the schema that every schema.graphql extends, so that what is documented here is what is
 * checked.
 */
#include "sqlgen/model/overlay.h"

/* One definition each: a compiler need not take longer string literals. */
static const char *const definitions[] = {
    "\"\"\"\n"
    "What holds for the whole API.\n"
    "\n"
    "    extend schema @api(expose: DECLARED)\n"
    "\"\"\"\n"
    "directive @api(\n"
    "  \"How the types, fields and arguments of the automatic API are spelt.\"\n"
    "  naming: soloql_naming = HASURA_DEFAULT\n"
    "\n"
    "  \"Which tables and views are served.\"\n"
    "  expose: soloql_scope = ALL\n"
    "\n"
    "  \"Which relations are served.\"\n"
    "  relations: soloql_scope = ALL\n"
    ") on SCHEMA\n",

    "enum soloql_naming {\n"
    "  \"author_by_pk, author_bool_exp, order_by: as Hasura v2 has it.\"\n"
    "  HASURA_DEFAULT\n"
    "\n"
    "  \"\"\"\n"
    "  authorByPk, AuthorBoolExp, orderBy, ASC. The names in this file stay those of\n"
    "  HASURA_DEFAULT.\n"
    "  \"\"\"\n"
    "  GRAPHQL_DEFAULT\n"
    "}\n",

    "enum soloql_scope {\n"
    "  \"All that the database has.\"\n"
    "  ALL\n"
    "\n"
    "  \"Only what this file names.\"\n"
    "  DECLARED\n"
    "}\n",

    "\"\"\"\n"
    "The table or view behind a type, and its fields in query_root, mutation_root and\n"
    "subscription_root. A type without it exposes the table of its own name.\n"
    "\n"
    "    extend type authors @table(name: \"AUTHOR_TBL\", root_fields: {select: \"all_authors\"})\n"
    "\"\"\"\n"
    "directive @table(\n"
    "  \"The name of the table or view in the database.\"\n"
    "  name: String\n"
    "\n"
    "  \"The description of the type, in place of the comment in the database.\"\n"
    "  description: String\n"
    "\n"
    "  \"Names of root fields, in place of the automatic ones.\"\n"
    "  root_fields: soloql_table_root_fields\n"
    "\n"
    "  \"Descriptions of root fields, in place of the automatic ones.\"\n"
    "  root_descriptions: soloql_table_root_fields\n"
    "\n"
    "  \"\"\"\n"
    "  The root fields that exist. All, if it is not given; none, if it is empty: rows are then\n"
    "  reached through relations only.\n"
    "  \"\"\"\n"
    "  operations: [soloql_table_operation!]\n"
    "\n"
    "  \"Of a full type: that the table is STRICT.\"\n"
    "  strict: Boolean\n"
    "\n"
    "  \"Of a full type: that the table is WITHOUT ROWID.\"\n"
    "  without_rowid: Boolean\n"
    ") on OBJECT\n",

    "\"A text for each root field of a table.\"\n"
    "input soloql_table_root_fields {\n"
    "  select: String\n"
    "  select_by_pk: String\n"
    "  select_aggregate: String\n"
    "  select_group: String\n"
    "  select_connection: String\n"
    "  select_stream: String\n"
    "  insert: String\n"
    "  insert_one: String\n"
    "  update: String\n"
    "  update_by_pk: String\n"
    "  update_many: String\n"
    "  delete: String\n"
    "  delete_by_pk: String\n"
    "}\n",

    "\"The root fields that a table can have.\"\n"
    "enum soloql_table_operation {\n"
    "  select\n"
    "  select_by_pk\n"
    "  select_aggregate\n"
    "  select_group\n"
    "  select_connection\n"
    "  select_stream\n"
    "  insert\n"
    "  insert_one\n"
    "  update\n"
    "  update_by_pk\n"
    "  update_many\n"
    "  delete\n"
    "  delete_by_pk\n"
    "}\n",

    "\"\"\"\n"
    "Columns that tell the rows of a view or of a table without a primary key apart. The rows "
    "then\n"
    "have `_by_pk`, and lists of them are ordered by it where nothing else is asked for.\n"
    "\n"
    "    extend type sales_by_month @key(columns: [\"month\", \"country\"])\n"
    "\"\"\"\n"
    "directive @key(columns: [String!]!) on OBJECT\n",

    "\"\"\"\n"
    "The rows of the table are the values of an enum, `<type>_enum`, and columns with a foreign "
    "key\n"
    "to it are of that type. The table has a text as its primary key, and may have one more "
    "column,\n"
    "which describes the value. The rows are read when the file is.\n"
    "\n"
    "    extend type colors @enum_table\n"
    "\"\"\"\n"
    "directive @enum_table on OBJECT\n",

    "\"\"\"\n"
    "What differs about one column, where its type stays as it is. (A field with @column says the\n"
    "type as well.)\n"
    "\n"
    "    extend type authors @attribute(column: \"id\", name: \"AuthorId\")\n"
    "\"\"\"\n"
    "directive @attribute(\n"
    "  \"The name of the column in the database.\"\n"
    "  column: String!\n"
    "\n"
    "  \"The name of the field.\"\n"
    "  name: String\n"
    "\n"
    "  \"The description of the field, in place of the comment in the database.\"\n"
    "  description: String\n"
    "\n"
    "  \"True: there is no such field.\"\n"
    "  hidden: Boolean = false\n"
    ") repeatable on OBJECT\n",

    "\"\"\"\n"
    "A relation by a foreign key that the database declares, under a name of your own; where the\n"
    "type on the other side need not be said. It takes the place of the automatic relation.\n"
    "\n"
    "    extend type articles @foreign_key(columns: [\"author_id\"], as: \"author\")\n"
    "    extend type authors @foreign_key(table: \"articles\", columns: [\"author_id\"], as: "
    "\"articles\")\n"
    "\"\"\"\n"
    "directive @foreign_key(\n"
    "  \"The columns of the key, in the table that declares it.\"\n"
    "  columns: [String!]!\n"
    "\n"
    "  \"\"\"\n"
    "  The table that declares the key, if the relation leads from the other end: then it is a\n"
    "  list.\n"
    "  \"\"\"\n"
    "  table: String\n"
    "\n"
    "  \"With `table`: at most one row has the key, so the field is an object.\"\n"
    "  single: Boolean = false\n"
    "\n"
    "  \"The name of the field.\"\n"
    "  as: String!\n"
    "\n"
    "  description: String\n"
    ") repeatable on OBJECT\n",

    "\"\"\"\n"
    "There is no such type, or no such field.\n"
    "\n"
    "    extend type customers { email: String @hidden }\n"
    "\"\"\"\n"
    "directive @hidden on OBJECT | FIELD_DEFINITION\n",

    "\"\"\"\n"
    "The column behind a field, whose name differs from it.\n"
    "\n"
    "    extend type customers { lang: String @column(name: \"language_code\") }\n"
    "\"\"\"\n"
    "directive @column(name: String!) on FIELD_DEFINITION\n",

    "\"\"\"\n"
    "A field that SQL computes; exactly one argument is given. The SQL is checked when the file "
    "is\n"
    "read: it may read the database, and only a statement may write to it.\n"
    "\n"
    "    extend type customers { full_name: String @sql(expr: \"first_name || ' ' || last_name\") "
    "}\n"
    "    extend type query_root {\n"
    "      top_customers(n: Int! = 10): [customers!]!\n"
    "        @sql(query: \"select * from customers order by spent desc limit :n\")\n"
    "    }\n"
    "\"\"\"\n"
    "directive @sql(\n"
    "  \"On a field of a table: an expression over the columns of the row.\"\n"
    "  expr: String\n"
    "\n"
    "  \"\"\"\n"
    "  On a field of query_root: a SELECT, in which :name stands for the argument of that name.\n"
    "  Its rows are those of the field's type: a table's, a declared type's, or one value.\n"
    "  \"\"\"\n"
    "  query: String\n"
    "\n"
    "  \"\"\"\n"
    "  On a field of mutation_root: an INSERT, UPDATE or DELETE. Without a RETURNING clause the\n"
    "  field is an Int, the number of rows that it changed. With one it is what is returned: a\n"
    "  value, rows of a declared type, or rows of a table, of which the key is returned.\n"
    "  \"\"\"\n"
    "  statement: String\n"
    ") on FIELD_DEFINITION\n",

    "\"\"\"\n"
    "A relation by columns that are equal: a list if the field's type is one, else an object, "
    "which\n"
    "is null where there is no row. A relation without `where` over the columns of an automatic "
    "one\n"
    "takes its place, which is how relations are renamed.\n"
    "\n"
    "    extend type customers {\n"
    "      open_orders: [orders!]!\n"
    "        @relation(columns: [\"id\"], references: [\"customer_id\"], where: {status: {_eq: "
    "\"open\"}})\n"
    "    }\n"
    "\"\"\"\n"
    "directive @relation(\n"
    "  \"Columns of this table.\"\n"
    "  columns: [String!]!\n"
    "\n"
    "  \"As many columns of the other table, which are equal to them.\"\n"
    "  references: [String!]!\n"
    "\n"
    "  \"Only rows of the other table that meet this condition: a filter of its type.\"\n"
    "  where: soloql_filter\n"
    "\n"
    "  \"\"\"\n"
    "  Which row a nested insert writes first. If it is not given: the other one for an object,\n"
    "  this one for a list.\n"
    "  \"\"\"\n"
    "  insertion_order: soloql_insertion_order\n"
    ") on FIELD_DEFINITION\n",

    "enum soloql_insertion_order {\n"
    "  \"The other table's row is written before this one.\"\n"
    "  BEFORE_PARENT\n"
    "\n"
    "  \"The other table's row is written after this one.\"\n"
    "  AFTER_PARENT\n"
    "}\n",

    "\"A filter as the `where` argument of lists takes it.\"\n"
    "scalar soloql_filter\n",

    "\"\"\"\n"
    "What a role may do with the rows of a table. Columns are named by their fields, in filters,\n"
    "lists and values alike; a table in `_exists` by its type. What no rule permits does not "
    "exist\n"
    "for the role. Several rules of one role add up. A text \"$name\" is a claim of the session.\n"
    "\n"
    "    extend type orders @permit(\n"
    "      role: \"clerk\"\n"
    "      select: {where: {shop_id: {_eq: \"$shop_id\"}}, columns: \"*\"}\n"
    "      update: {columns: [\"status\"], where: {shop_id: {_eq: \"$shop_id\"}}}\n"
    "    )\n"
    "\"\"\"\n"
    "directive @permit(\n"
    "  \"Any name but admin, who may do everything; anonymous is whoever has no credentials.\"\n"
    "  role: String!\n"
    "  select: soloql_permit_select\n"
    "  insert: soloql_permit_insert\n"
    "  update: soloql_permit_update\n"
    "  delete: soloql_permit_delete\n"
    ") repeatable on OBJECT\n",

    "\"Names of fields that are columns, or \\\"*\\\" for all.\"\n"
    "scalar soloql_column_list\n",

    "\"Values by field; \\\"$name\\\" is a claim of the session.\"\n"
    "scalar soloql_column_values\n",

    "\"Which rows are seen, and what of them.\"\n"
    "input soloql_permit_select {\n"
    "  \"Rows that meet this filter; without it all of them.\"\n"
    "  where: soloql_filter\n"
    "\n"
    "  \"What is seen, and can be filtered, ordered, grouped and aggregated by.\"\n"
    "  columns: soloql_column_list\n"
    "\n"
    "  \"Whether rows can be counted, grouped and aggregated.\"\n"
    "  aggregate: Boolean\n"
    "\n"
    "  \"No list has more rows than this.\"\n"
    "  limit: Int\n"
    "\n"
    "  \"The root fields for reading that the role has; all, if it is not given.\"\n"
    "  root_fields: [soloql_table_operation!]\n"
    "}\n",

    "\"Which rows may be written anew.\"\n"
    "input soloql_permit_insert {\n"
    "  \"What the caller gives.\"\n"
    "  columns: soloql_column_list\n"
    "\n"
    "  \"What is written whatever the caller says; he cannot give it.\"\n"
    "  set: soloql_column_values\n"
    "\n"
    "  \"What a row must meet once it is written; else nothing is done.\"\n"
    "  check: soloql_filter\n"
    "\n"
    "  \"Only with the admin secret and X-Hasura-Use-Backend-Only-Permissions.\"\n"
    "  backend_only: Boolean\n"
    "}\n",

    "\"Which rows may be changed, and what of them.\"\n"
    "input soloql_permit_update {\n"
    "  \"What the caller changes.\"\n"
    "  columns: soloql_column_list\n"
    "\n"
    "  \"Rows that may be changed. If it is not given: all.\"\n"
    "  where: soloql_filter\n"
    "\n"
    "  \"What is written whatever the caller says; he cannot give it.\"\n"
    "  set: soloql_column_values\n"
    "\n"
    "  \"What a row must meet once it is written; without it that is `where`.\"\n"
    "  check: soloql_filter\n"
    "\n"
    "  \"Only with the admin secret and X-Hasura-Use-Backend-Only-Permissions.\"\n"
    "  backend_only: Boolean\n"
    "}\n",

    "\"Which rows may be deleted.\"\n"
    "input soloql_permit_delete {\n"
    "  \"Rows that may be deleted. If it is not given: all.\"\n"
    "  where: soloql_filter\n"
    "\n"
    "  \"Only with the admin secret and X-Hasura-Use-Backend-Only-Permissions.\"\n"
    "  backend_only: Boolean\n"
    "}\n",

    "\"The roles, beside admin, that may ask for a field of a root type that SQL computes.\"\n"
    "directive @allow(roles: [String!]!) on FIELD_DEFINITION\n",

    "\"On a field of a full type: its column is the primary key, or a part of it.\"\n"
    "directive @primary on FIELD_DEFINITION\n",

    "\"On a field of a full type: no two rows have the same value.\"\n"
    "directive @unique on FIELD_DEFINITION\n",

    "\"On a field of a full type: its column begins an index.\"\n"
    "directive @index on FIELD_DEFINITION\n",

    "\"On a field of a full type: a CHECK constraint of its table.\"\n"
    "directive @check(expr: String!) on FIELD_DEFINITION\n",

    "\"On a field of a full type: the default of its column, as SQL.\"\n"
    "directive @default(sql: String!) on FIELD_DEFINITION\n",

    "\"\"\"\n"
    "On a field of a full type whose type is that of another table: the foreign key behind it. "
    "With\n"
    "`!` the column is NOT NULL; the field itself is null where the row is missing, because "
    "SQLite\n"
    "enforces foreign keys only where it is asked to.\n"
    "\n"
    "    type tasks { project: projects! @references(column: \"project_id\", on_delete: CASCADE) "
    "}\n"
    "\"\"\"\n"
    "directive @references(\n"
    "  column: String!\n"
    "  on_delete: soloql_foreign_key_action\n"
    "  on_update: soloql_foreign_key_action\n"
    ") on FIELD_DEFINITION\n",

    "enum soloql_foreign_key_action {\n"
    "  NO_ACTION\n"
    "  RESTRICT\n"
    "  SET_NULL\n"
    "  SET_DEFAULT\n"
    "  CASCADE\n"
    "}\n",
};

void overlay_write_directives(StrBuf *out) {
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        if (i != 0) {
            strbuf_append_char(out, '\n');
        }
        strbuf_append(out, str_from(definitions[i]));
    }
}
