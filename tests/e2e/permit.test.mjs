// @permit and @allow: what they may not say, and what they come to: the matrix of permissions, the
// advice of the doctor, and roles that are not there.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDatabase, overlay, overlayErrors, readText, run } from './soloql.mjs';

const shop = makeDatabase(
  `permit-${process.pid}.db`,
  `create table customers(id integer primary key, first text, last text not null, status text,
                          n int generated always as (id + 1));
   create table orders(id integer primary key, customer_id int references customers(id), total real);
   create table colors(name text primary key not null, note text) without rowid;
   insert into colors values ('red', 'Warm'), ('blue', null);
   create table cars(id integer primary key, color text references colors(name));
   create view totals as select customer_id, sum(total) as total from orders group by 1;
   create view editable as select id, last from customers;
   create trigger editable_insert instead of insert on editable begin
     insert into customers(last) values (new.last);
   end;
   create trigger editable_update instead of update on editable begin
     update customers set last = new.last where id = old.id;
   end;`,
);

describe('a mistake is told with its place:', () => {
  const cases = {
    'a role without a name': ['extend type customers @permit(role: "", select: {columns: "*"})', 1, 37, 'A role has a name, without control characters.'],
    'rules for the admin': ['extend type customers @permit(role: "admin", select: {columns: "*"})', 1, 37, 'The role admin may do everything; it has no rules.'],
    'a role of control characters': ['extend type customers @permit(role: "a\\nbackend", select: {columns: "*"})', 1, 37, 'A role has a name, without control characters.'],
    'no role': ['extend type customers @permit(select: {columns: "*"})', 1, 23, 'Directive "@permit" argument "role" of type "String!" is required, but it was not provided.'],
    'a role that is no text': ['extend type customers @permit(role: 5, select: {columns: "*"})', 1, 37, 'Argument "role" has invalid value 5.'],
    'a permit of nothing': ['extend type customers @permit(role: "r")', 1, 23, 'It permits nothing: give it select, insert, update or delete.'],
    'columns left out': ['extend type customers @permit(role: "r", select: {})', 1, 50, 'Which columns select grants is said by `columns`: a list of fields\' names, or "*" for all.'],
    'a misspelt operation': ['extend type customers @permit(role: "r", selct: {columns: "*"})', 1, 42, 'Unknown argument "selct" on directive "@permit". Did you mean "select" or "delete"?'],
    'a misspelt member': ['extend type customers @permit(role: "r", select: {colums: "*"})', 1, 51, 'Field "colums" is not defined by type "soloql_permit_select". Did you mean "columns"?'],
    'another misspelt member': ['extend type customers @permit(role: "r", select: {columns: "*", were: {id: {_eq: 1}}})', 1, 65, 'Field "were" is not defined by type "soloql_permit_select". Did you mean "where"?'],
    'an unknown column': ['extend type customers @permit(role: "r", select: {columns: ["id", "frist"]})', 1, 67, 'customers has no column "frist". Did you mean "first" or "last"?'],
    'a star among names': ['extend type customers @permit(role: "r", select: {columns: ["*"]})', 1, 61, 'customers has no column "*". Did you mean "n"?'],
    'a column that is no name': ['extend type customers @permit(role: "r", select: {columns: [1]})', 1, 61, '`columns` is a list of fields\' names, or "*" for all.'],
    'a relation among the columns': ['extend type customers @permit(role: "r", select: {columns: ["orders"]})', 1, 61, 'customers has no column "orders".'],
    'an unknown field in a filter of a rule': ['extend type customers @permit(role: "r", select: {columns: "*", where: {lst: {_eq: 1}}})', 1, 73, 'Field "lst" is not defined by type "customers_bool_exp". Did you mean "last"?'],
    'an unknown operator': ['extend type customers @permit(role: "r", select: {columns: "*", where: {last: {_eqq: 1}}})', 1, 80, 'Field "_eqq" is not defined by type "String_comparison_exp". Did you mean "_eq" or "_neq"?'],
    'a value of another type': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_eq: "x"}}})', 1, 83, 'Int cannot represent non-integer value: "x"'],
    'a filter that is a list': ['extend type customers @permit(role: "r", select: {columns: "*", where: [{id: {_eq: 1}}]})', 1, 72, 'This is no value of type "customers_bool_exp".'],
    'a filter that is a claim': ['extend type customers @permit(role: "r", select: {columns: "*", where: "$x"})', 1, 72, 'This is no value of type "customers_bool_exp".'],
    'a rule without a filter': ['extend type customers @permit(role: "r", select: {columns: "*", where: null})', 1, 72, 'null says nothing here: leave `where` out, or give it a value.'],
    'a null for a filter': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: null}})', 1, 77, 'A filter compares with values, not with null.'],
    'a null as a value': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_eq: null}}})', 1, 83, 'A filter compares with values, not with null.'],
    'a variable': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_eq: $x}}})', 1, 83, 'Syntax Error: Unexpected variable "$x" in constant value.'],
    'a claim in _is_null': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_is_null: "$x"}}})', 1, 88, 'What "_is_null" says is a part of the rule, and no claim.'],
    'a claim for a condition': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: "$x"}})', 1, 77, 'This is no value of type "Int_comparison_exp".'],
    'a claim without a name': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_eq: "$"}}})', 1, 83, 'A claim has a name of letters, digits, _ and -: "$user_id". A text that begins with $ is written with two of them.'],
    'a claim with a blank': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_eq: "$a b"}}})', 1, 83, 'A claim has a name of letters, digits, _ and -: "$user_id". A text that begins with $ is written with two of them.'],
    'a claim within a list': ['extend type customers @permit(role: "r", select: {columns: "*", where: {id: {_in: ["$x"]}}})', 1, 84, 'A claim stands for the whole list here: "$ids" without brackets.'],
    'a claim as a limit': ['extend type customers @permit(role: "r", select: {columns: "*", limit: "$x"})', 1, 72, '"limit" has invalid value "$x".'],
    'a claim for columns': ['extend type customers @permit(role: "r", select: {columns: "*", where: {orders_aggregate: {count: {arguments: "$n", predicate: {_gt: 1}}}}})', 1, 111, 'What "arguments" says is a part of the rule, and no claim.'],
    '_exists of an unknown type': ['extend type customers @permit(role: "r", select: {columns: "*", where: {_exists: {_table: "ordrs", _where: {}}}})', 1, 91, 'There is no type "ordrs" of a table. Did you mean "orders", "cars", or "colors"?'],
    '_exists without _where': ['extend type customers @permit(role: "r", select: {columns: "*", where: {_exists: {_table: "orders"}}})', 1, 82, '_exists takes {_table: "…", _where: {…}}.'],
    '_exists with more': ['extend type customers @permit(role: "r", select: {columns: "*", where: {_exists: {_table: "orders", _where: {}, x: 1}}})', 1, 82, '_exists takes {_table: "…", _where: {…}}.'],
    '_exists of a table by an object': ['extend type customers @permit(role: "r", select: {columns: "*", where: {_exists: {_table: {name: "orders"}, _where: {}}}})', 1, 91, '_table is the name of a type, as a text.'],
    '_ceq of an unknown column': ['extend type customers @permit(role: "r", select: {columns: "*", where: {first: {_ceq: "lst"}}})', 1, 87, 'customers has no column "lst". Did you mean "last"?'],
    '_ceq of an unknown column of the row of the rule': ['extend type customers @permit(role: "r", select: {columns: "*", where: {orders: {customer_id: {_ceq: ["$", "idd"]}}}})', 1, 108, 'customers has no column "idd". Did you mean "id"?'],
    '_ceq of a path': ['extend type customers @permit(role: "r", select: {columns: "*", where: {orders: {customer_id: {_ceq: ["orders", "id"]}}}})', 1, 102, 'A column is named by its field, or as ["$", field] for the row that the rule is about.'],
    '_ceq of a column of another type': ['extend type customers @permit(role: "r", select: {columns: "*", where: {first: {_ceq: "id"}}})', 1, 87, 'customers.id is Int, and is compared with String.'],
    'a negative limit': ['extend type customers @permit(role: "r", select: {columns: "*", limit: -1})', 1, 72, 'A limit is a number of rows, 0 or more.'],
    'half a row': ['extend type customers @permit(role: "r", select: {columns: "*", limit: 1.5})', 1, 72, '"limit" has invalid value 1.5.'],
    'a limit beyond Int': ['extend type customers @permit(role: "r", select: {columns: "*", limit: 99999999999})', 1, 72, '"limit" has invalid value 99999999999.'],
    'a flag that is a text': ['extend type customers @permit(role: "r", select: {columns: "*", aggregate: "yes"})', 1, 76, '"aggregate" has invalid value "yes".'],
    'an unknown root field': ['extend type customers @permit(role: "r", select: {columns: "*", root_fields: [selct]})', 1, 78, '"root_fields" has invalid value [selct].'],
    'a root field of writing': ['extend type customers @permit(role: "r", select: {columns: "*", root_fields: [insert]})', 1, 79, '"insert" is no root field of select.'],
    'a check of what is read': ['extend type customers @permit(role: "r", select: {columns: "*", check: {}})', 1, 65, 'Field "check" is not defined by type "soloql_permit_select". Did you mean "where"?'],
    'a condition of what is not there yet': ['extend type customers @permit(role: "r", insert: {columns: "*", where: {}})', 1, 65, 'Field "where" is not defined by type "soloql_permit_insert". Did you mean "check"?'],
    'columns of a delete': ['extend type customers @permit(role: "r", delete: {columns: "*"})', 1, 51, 'Field "columns" is not defined by type "soloql_permit_delete".'],
    'a select for backends': ['extend type customers @permit(role: "r", select: {columns: "*", backend_only: true})', 1, 65, 'Field "backend_only" is not defined by type "soloql_permit_select".'],
    'an update without columns': ['extend type customers @permit(role: "r", update: {where: {}})', 1, 50, 'Which columns update grants is said by `columns`: a list of fields\' names, or "*" for all.'],
    'a preset of an unknown column': ['extend type customers @permit(role: "r", insert: {columns: ["last"], set: {frist: "x"}})', 1, 76, 'customers has no column "frist". Did you mean "first" or "last"?'],
    'a preset of a computed column': ['extend type customers @permit(role: "r", insert: {columns: ["last"], set: {n: 1}})', 1, 76, 'customers.n is computed, it cannot be written.'],
    'a preset of another type': ['extend type customers @permit(role: "r", insert: {columns: ["last"], set: {id: "x"}})', 1, 80, 'Int cannot represent non-integer value: "x"'],
    'a preset of null where there is none': ['extend type customers @permit(role: "r", insert: {columns: ["first"], set: {last: null}})', 1, 83, 'customers.last is never null, so every write would fail.'],
    'presets that are a list': ['extend type customers @permit(role: "r", insert: {columns: ["first"], set: ["last"]})', 1, 76, '`set` is an object of values by the fields\' names.'],
    'a preset twice': ['extend type customers @permit(role: "r", insert: {columns: ["first"], set: {last: "x", last: "y"}})', 1, 77, 'There can be only one input field named "last".'],
    'a computed column to write': ['extend type customers @permit(role: "r", insert: {columns: ["n"]})', 1, 61, 'customers.n is computed, it cannot be written.'],
    'the same without a list': ['extend type customers @permit(role: "r", insert: {columns: "n"})', 1, 60, 'customers.n is computed, it cannot be written.'],
    'a column of SQL to write': ['extend type customers @permit(role: "r", insert: {columns: ["f"]}) { f: String @sql(expr: "first") }', 1, 61, 'customers.f is computed, it cannot be written.'],
    'two rules with presets': ['extend type customers @permit(role: "r", insert: {columns: ["first"], set: {last: "x"}}) @permit(role: "r", insert: {columns: ["first"], set: {last: "y"}})', 1, 117, 'A rule with `set` is the role\'s only one for insert of a table: which of two would set the value is for nobody to guess.'],
    'an insert of presets alone': ['extend type customers @permit(role: "r", insert: {columns: ["last"], set: {last: "x"}})', 1, 50, 'An insert grants at least one column that `set` does not give.'],
    'an insert into a view that is read-only': ['extend type totals @permit(role: "r", insert: {columns: "*"})', 1, 47, 'Rows of "totals" are read-only: there is no insert.'],
    'a check of rows of a view': ['extend type editable @permit(role: "r", insert: {columns: "*", check: {last: {_eq: "x"}}})', 1, 71, 'Rows of a view cannot be found again once they are written, so they cannot be checked.'],
    'a check that is not said of rows of a view': ['extend type editable @permit(role: "r", update: {columns: "*", where: {last: {_eq: "x"}}})', 1, 71, 'Rows of a view cannot be found again once they are written, so they cannot be checked: `check: {}` says that they need not be.'],
    'a hidden type': ['extend type customers @hidden @permit(role: "r", select: {columns: "*"})', 1, 31, 'The type is hidden: nothing of it is permitted.'],
    'a hidden column': ['extend type customers @permit(role: "r", select: {columns: ["id", "status"]}) { status: String @hidden }', 1, 67, 'customers has no column "status".'],
    'a permit on a root type': ['extend type query_root @permit(role: "r", select: {columns: "*"})', 1, 24, 'query_root is no table: @permit is for types of tables, and @allow says who may ask for a root field.'],
    'a permit on rows of a query': ['type t @permit(role: "r", select: {columns: "*"}) { a: Int }\nextend type query_root { n: [t!]! @sql(query: "select 1 as a") }', 1, 8, 'There is no table or view "t" for @permit.'],
    '@allow on a column': ['extend type customers { first: String @allow(roles: ["r"]) }', 1, 39, '@allow is for fields of root types; which roles may see a column is said by `columns` of @permit.'],
    '@allow for nobody': ['extend type query_root { n: Int @sql(query: "select 1") @allow(roles: []) }', 1, 71, 'It names no role; without @allow the field is the admin\'s alone.'],
    '@allow for the admin': ['extend type query_root { n: Int @sql(query: "select 1") @allow(roles: ["admin"]) }', 1, 72, 'The role admin may do everything; it has no rules.'],
    '@allow for a number': ['extend type query_root { n: Int @sql(query: "select 1") @allow(roles: [1]) }', 1, 71, 'Argument "roles" has invalid value [1].'],
    '@allow of rows that the role may not see': ['extend type query_root { n: [customers!]! @sql(query: "select * from customers") @allow(roles: ["r"]) }', 1, 97, 'What is returned are rows of customers, of which the role "r" may see none: it needs @permit with `select` there.'],
    '@allow on a column of SQL': ['extend type customers { f: String @sql(expr: "first") @allow(roles: ["r"]) }', 1, 55, '@allow is for fields of root types; which roles may see a column is said by `columns` of @permit.'],
    'a claim in a relation': ['extend type customers { mine: [orders!]! @relation(columns: ["id"], references: ["customer_id"], where: {total: {_eq: "$x"}}) }', 1, 119, 'The filter of a relation is the same for everybody: it has no claims of a session. A text that begins with $ is written with two of them.'],
    '_exists in a relation': ['extend type customers { mine: [orders!]! @relation(columns: ["id"], references: ["customer_id"], where: {_exists: {_table: "orders", _where: {}}}) }', 1, 106, 'Field "_exists" is not defined by type "orders_bool_exp".'],
    'a value that the enum has not': ['extend type colors @enum_table\nextend type cars @permit(role: "r", select: {columns: "*", where: {color: {_eq: "green"}}})', 2, 81, 'This is no value of type "colors_enum".'],
  };
  for (const [name, [text, ...error]] of Object.entries(cases)) {
    test(name, () => assert.deepEqual(overlayErrors(shop, text), [error]));
  }
});

describe('what looks odd and is right:', () => {
  const customers = (rules) => `extend type customers @permit(role: "r", ${rules})`;
  const cases = {
    'a column by itself': customers('select: {columns: "id"}'),
    'no columns, to count rows': customers('select: {columns: [], aggregate: true}'),
    'presets alone, as an update': customers('update: {columns: [], where: {}, set: {last: "x"}}'),
    'a text with a dollar': customers('select: {columns: "*", where: {last: {_eq: "$$user_id"}}}'),
    'a claim for a number of rows': customers(
      'select: {columns: "*", where: {orders_aggregate: {count: {predicate: {_gt: "$n"}}}}}',
    ),
    'all rows of a view, unchecked':
      'extend type editable @permit(role: "r", update: {columns: "*", where: {}, check: {}})',
    'a role with blanks': 'extend type customers @permit(role: "head of sales", select: {columns: "*"})',
  };
  for (const [name, text] of Object.entries(cases)) {
    test(name, () => {
      const { status, stderr } = run(['schema', shop, '--schema', overlay(text)]);
      assert.equal(status, 0, stderr);
    });
  }
});

describe('permissions', () => {
  const schema = overlay(`
    extend type customers
      @permit(
        role: "clerk"
        select: {where: {status: {_in: "$X-Hasura-Kinds"}}, columns: ["id", "last", "status"], limit: 9}
        update: {columns: ["last"], where: {id: {_gt: 1}}, set: {status: "seen by $$1"}}
        insert: {columns: ["last"], backend_only: true}
      )
      @permit(role: "clerk", select: {where: {id: {_eq: "$user_id"}}, columns: ["id", "first"]})
      @permit(role: "auditor", select: {columns: ["last"], aggregate: true})
    extend type orders @permit(role: "clerk", delete: {where: {customer: {last: {_eq: "Nobody"}}}})
    extend type query_root { total: Float @sql(query: "select sum(total) from orders") @allow(roles: ["auditor"]) }
    extend type mutation_root { forget: Int @sql(statement: "delete from orders") @allow(roles: ["clerk"]) }
  `);
  const permissions = (...options) => run(['permissions', shop, '--schema', schema, ...options]);

  test('are a matrix of roles and tables', () => {
    assert.equal(
      permissions().stdout,
      `clerk               select        insert        update        delete
  customers         some 4/5      1/5 b         some 1/5      -
  orders            -             -             -             some
  statements: forget
  claims: kinds, user_id

auditor             select        insert        update        delete
  customers         all 1/5       -             -             -
  queries: total

all, some: of the rows. 4/11: of the columns. b: for backends only. The role admin may do everything.
`,
    );
  });

  test('of a role are its rules and what follows from them', () => {
    const { stdout } = permissions('--role', 'clerk');
    assert.doesNotMatch(stdout, /auditor/);
    const [, customers] = stdout.match(/\n  customers\n(.*?)\n\n/s);
    assert.equal(
      customers,
      `    select
      columns: id, last, status
      where: {status: {_in: "$X-Hasura-Kinds"}}
      limit: 9
    select
      columns: id, first
      where: {id: {_eq: "$user_id"}}
    insert, for backends only
      columns: last
      check: none, any row is good
    update
      columns: last
      where: {id: {_gt: 1}}
      set: {status: "seen by $$1"}
      check: the row must still meet \`where\`
    root fields: customers, customers_by_pk, customers_connection, insert_customers, insert_customers_one, update_customers, update_customers_many, update_customers_by_pk
    null on some rows: first, last, status`,
    );
    assert.match(permissions('--role', 'auditor').stdout, /without all of the key: no by_pk, connection or node/);
  });

  test('are there for programs', () => {
    const { roles } = JSON.parse(permissions('--format', 'json').stdout);
    assert.deepEqual(roles.map(({ role }) => role), ['clerk', 'auditor']);
    const [clerk, auditor] = roles;
    assert.deepEqual(clerk.claims, ['kinds', 'user_id']);
    assert.deepEqual([clerk.statements, auditor.queries], [['forget'], ['total']]);
    assert.deepEqual(clerk.tables[0].masked, ['first', 'last', 'status']);
    assert.deepEqual(clerk.tables[0].rules[3], {
      operation: 'update',
      columns: ['last'],
      where: '{id: {_gt: 1}}',
      check: null,
      set: { status: '"seen by $$1"' },
      limit: null,
      aggregate: false,
      backend_only: false,
    });
    assert.deepEqual(auditor.tables[0].root_fields, ['customers', 'customers_aggregate', 'customers_group']);
  });

  test('say so if there are none', () => {
    assert.match(run(['permissions', shop]).stdout, /^There is no role but admin/);
    assert.deepEqual(JSON.parse(run(['permissions', shop, '--format', 'json']).stdout), { roles: [] });
  });

  test('of a role that is not there', () => {
    for (const command of [['permissions', shop], ['query', shop, '{ a }'], ['explain', shop, '{ a }'], ['schema', shop]]) {
      const { status, stdout, stderr } = run([...command, '--schema', schema, '--role', 'clrk']);
      assert.deepEqual([status, stdout], [1, '']);
      assert.equal(stderr, `soloql ${command[0]}: there is no role "clrk"; did you mean "clerk"?\n`);
    }
    assert.equal(permissions('--role', 'nobody at all').stderr, 'soloql permissions: there is no role "nobody at all"\n');
    assert.equal(permissions('--format', 'xml').status, 2);
  });

  test('of a role are what it may ask for', () => {
    const as = (...options) => run(['query', shop, '{ __type(name: "customers") { fields { name } } }', '--schema', schema, ...options]);
    const fields = (...options) => JSON.parse(as(...options).stdout).data.__type.fields.map(({ name }) => name);
    assert.deepEqual(fields('--role', 'auditor'), ['last']);
    assert.ok(fields('--role', 'admin').includes('orders'));
  });
});

describe('the doctor', () => {
  const advice = (text) => {
    const { status, stdout } = run(['check', shop, '--schema', overlay(text), '--format', 'json']);
    assert.equal(status, 0, stdout);
    return JSON.parse(stdout).findings.filter(({ kind }) => kind.startsWith('rule-'));
  };
  const kindsOf = (rules) =>
    advice(`extend type customers @permit(role: "r", ${rules})`).map(({ kind, column }) =>
      column === null ? kind : `${kind} ${column}`,
    );
  const world = makeDatabase(
    `permit-world-${process.pid}.db`,
    `create table customers(id integer primary key, first text, last text not null, status text);
     create table orders(id integer primary key, customer_id int references customers(id), total real);
     insert into customers values (1, null, 'a', null), (2, 'x', 'b', 'new'), (3, 'y', 'b', 'old');
     insert into orders values (1, 1, 5), (2, 2, null);`,
  );

  // What is said of a filter is what it does.
  const filters = {
    'rule-always-true': [
      '{_or: [{}]}',
      '{id: {}}',
      '{_and: []}',
      '{_not: {_or: []}}',
      '{id: {_is_null: false}}',
      '{_not: {status: {_in: []}}}',
      '{status: {_nin: []}}',
      '{last: {_like: "%"}}',
      '{_or: [{id: {_eq: 5}}, {_not: {id: {_is_null: true}}}]}',
      '{_and: [{last: {_is_null: false}}, {}], id: {_is_null: false}}',
    ],
    'rule-never-true': [
      '{_or: []}',
      '{_not: {}}',
      '{id: {_in: []}}',
      '{last: {_is_null: true}}',
      '{orders: {id: {_is_null: true}}}',
      '{_and: [{id: {_gt: 0}}, {status: {_in: []}}]}',
    ],
    depends: [
      '{status: {_is_null: false}}',
      '{first: {_like: "%"}}',
      '{orders: {}}',
      '{_or: [{id: {_eq: 1}}, {id: {_in: []}}]}',
      '{_not: {orders: {id: {_is_null: false}}}}',
    ],
  };
  for (const [kind, texts] of Object.entries(filters)) {
    for (const filter of texts) {
      test(`says ${kind} of ${filter}`, () => {
        const { stdout } = run(['query', world, `{ customers(where: ${filter}) { id } }`]);
        const count = JSON.parse(stdout).data.customers.length;
        const expected = { 'rule-always-true': 3, 'rule-never-true': 0 }[kind];
        assert.ok(expected === undefined ? count > 0 && count < 3 : count === expected, `${count} rows`);
        assert.deepEqual(kindsOf(`select: {columns: "*", where: ${filter}}`), kind === 'depends' ? [] : [kind]);
      });
    }
  }

  test('knows columns that are compared with themselves', () => {
    assert.deepEqual(kindsOf('delete: {where: {id: {_ceq: "id"}}}'), ['rule-always-true']);
    assert.deepEqual(kindsOf('delete: {where: {id: {_ceq: ["$", "id"]}}}'), ['rule-always-true']);
    assert.deepEqual(kindsOf('delete: {where: {id: {_clt: "id"}}}'), ['rule-never-true']);
    assert.deepEqual(kindsOf('delete: {where: {first: {_ceq: "first"}}}'), []);
    assert.deepEqual(kindsOf('delete: {where: {orders: {id: {_ceq: ["$", "id"]}}}}'), []);
  });

  test('knows claims that nulls are compared with', () => {
    const select = (where) => kindsOf(`select: {columns: "*", where: ${where}}`);
    assert.deepEqual(select('{status: {_neq: "$kind"}}'), ['rule-nulls status']);
    assert.deepEqual(select('{_or: [{id: {_eq: 1}}, {status: {_nin: "$kinds"}}]}'), ['rule-nulls status']);
    assert.deepEqual(select('{_not: {_or: [{status: {_eq: "$kind"}}]}}'), ['rule-nulls status']);
    assert.deepEqual(select('{orders: {customer_id: {_neq: "$user_id"}}}'), ['rule-nulls customer_id']);
    assert.deepEqual(select('{last: {_neq: "$kind"}, status: {_eq: "$kind", _neq: "new"}}'), []);
    assert.deepEqual(select('{_not: {orders: {customer_id: {_eq: "$user_id"}}}}'), []);
    assert.deepEqual(select('{_not: {status: {_neq: "$kind"}}}'), []);
  });

  test('looks at rules for writing', () => {
    assert.deepEqual(kindsOf('update: {columns: ["last"], where: {}}'), ['rule-every-row']);
    assert.deepEqual(kindsOf('delete: {where: {}}'), ['rule-every-row']);
    assert.deepEqual(kindsOf('select: {columns: "*", where: {}}'), []);
    assert.deepEqual(kindsOf('insert: {columns: ["last"]}'), ['rule-unchecked']);
    assert.deepEqual(kindsOf('insert: {columns: ["last"], check: {}}'), []);
    assert.deepEqual(kindsOf('insert: {columns: ["last"], check: {id: {_is_null: false}}}'), ['rule-always-true']);
    assert.deepEqual(
      kindsOf('insert: {columns: ["last", "status"], set: {status: "$kind"}, check: {}}'),
      ['rule-preset status'],
    );
    assert.deepEqual(kindsOf('insert: {columns: "*", set: {status: "$kind"}, check: {}}'), []);
  });

  test('says what to do about each', () => {
    const found = advice(
      'extend type customers @permit(role: "r", delete: {where: {}}, insert: {columns: ["last"]}) @permit(role: "s", select: {columns: "*", where: {_or: []}})',
    );
    assert.deepEqual(found.map(({ kind }) => kind), ['rule-unchecked', 'rule-every-row', 'rule-never-true']);
    assert.ok(found.every(({ severity, message, remedy }) => severity === 'advice' && message && remedy));
    assert.equal(found[2].message, 'select of the role "s": `where: {_or: []}` admits no row.');
    const { stdout } = run(['check', shop, '--schema', overlay('extend type customers @permit(role: "r", delete: {where: {}})')]);
    assert.match(stdout, /^advice {2}customers: a role may change every row\n +delete of the role "r" reaches every row of the table\.\n +remedy: Say which/m);
  });
});
