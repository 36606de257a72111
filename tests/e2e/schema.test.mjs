// schema.graphql: what it may not say, and that the demo's says what it means.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDatabase, overlayErrors, readText, root, run, scratchFile } from './soloql.mjs';

const shop = makeDatabase(
  'overlay.db',
  `create table customers(id integer primary key, first text, last text not null, status text);
   create table orders(id integer primary key, customer_id int references customers(id), total real);
   create table colors(name text primary key not null, note text) without rowid;
   insert into colors values ('red', 'Warm'), ('blue', null);
   create table cars(id integer primary key, color text references colors(name));
   create table sizes(name text primary key); insert into sizes values ('not a name');
   create table tasks(id integer primary key, title text not null check (length(title) > 0),
                      done boolean not null default 0, order_id int references orders(id));
   create view totals as select customer_id, sum(total) as total from orders group by 1;`,
);

describe('an error has its place and the nearest name:', () => {
  const cases = {
    'a word that is no SDL': ['extend tpe customers @hidden', 1, 8, /Syntax Error: Unexpected Name "tpe"/],
    'an unknown type': ['extend type custmers @hidden', 1, 13, /Cannot extend type "custmers" .* Did you mean "customers"\?/],
    'an unknown directive': ['extend type customers @hiden', 1, 23, /Unknown directive "@hiden"/],
    'an unknown argument': ['extend type customers @table(nme: "customers")', 1, 30, /Unknown argument "nme" .* Did you mean "name"\?/],
    'an argument of another type': ['extend type totals @key(columns: 3)', 1, 34, /invalid value 3/],
    'a directive in the wrong place': ['extend type customers { last: String! @key(columns: ["id"]) }', 1, 39, /may not be used on FIELD_DEFINITION/],
    'an unknown table': ['extend type people @table(name: "custmers")', 1, 20, /no table or view "custmers"\. Did you mean "customers"\?/],
    'an unknown column': ['extend type customers {\n  frist: String\n}', 2, 3, /no column "frist" in "customers"\. Did you mean "first"/],
    'an unknown column of @column': ['extend type customers { a: String @column(name: "lst") }', 1, 35, /no column "lst" .* Did you mean "last"/],
    'an unknown column of @key': ['extend type totals @key(columns: ["custmer_id"])', 1, 20, /Did you mean "customer_id"\?/],
    'an unknown column of @relation': ['extend type totals { customer: customers @relation(columns: ["customer_id"], references: ["ident"]) }', 1, 42, /no column "ident" in "customers"/],
    'columns without partners': ['extend type totals { customer: customers @relation(columns: ["customer_id", "total"], references: ["id"]) }', 1, 42, /2 columns here and 1 on the other side/],
    'a relation to a scalar': ['extend type totals { customer: String @relation(columns: ["customer_id"], references: ["id"]) }', 1, 32, /"String" is none/],
    'an unknown field in a filter': ['extend type customers {\n  big: [orders!]! @relation(columns: ["id"], references: ["customer_id"],\n    where: {totl: {_gt: 5}})\n}', 3, 13, /"totl" is not defined by type "orders_bool_exp"\. Did you mean "total"\?/],
    'a null in a filter': ['extend type customers { big: [orders!]! @relation(columns: ["id"], references: ["customer_id"], where: {total: {_gt: null}}) }', 1, 118, /not with null/],
    'no foreign key': ['extend type cars @foreign_key(columns: ["id"], as: "x")', 1, 18, /"cars" has no foreign key over "id"/],
    'an unknown column in SQL': ['extend type customers { full: String @sql(expr: "frist || last") }', 1, 38, /no such column: frist\. Did you mean "first"/],
    'an aggregate in a row': ['extend type customers { n: Int @sql(expr: "count(*)") }', 1, 32, /misuse of aggregate/],
    'SQL that reaches out': ['extend type customers { n: Int @sql(expr: "1) from orders --") }', 1, 32, /closed that was not opened/],
    'SQL that is not closed': [`extend type customers { n: Int @sql(expr: "'a") }`, 1, 32, /is not closed/],
    'SQL of two statements': ['extend type query_root { n: Int @sql(query: "select 1; select 2") }', 1, 33, /one statement/],
    'SQL that writes': ['extend type query_root { n: Int @sql(query: "delete from orders returning 1") }', 1, 33, /SQLite: /],
    'a parameter without an argument': ['extend type query_root { n(limt: Int): Int @sql(query: "select :limit + :limt") }', 1, 44, /no argument for :limit\. Did you mean "limt"\?/],
    'an argument without a parameter': ['extend type query_root { n(x: Int): Int @sql(query: "select 1") }', 1, 28, /does not use :x/],
    'a parameter of another form': ['extend type query_root { n(x: Int): Int @sql(query: "select ?1") }', 1, 41, /a parameter is written :name/],
    'a query without a column': ['extend type query_root { c: [customers!]! @sql(query: "select id, first, status from customers") }', 1, 43, /gives no column "last"/],
    'a value of two columns': ['extend type query_root { n: Int @sql(query: "select 1, 2") }', 1, 33, /gives 2 columns/],
    'two kinds of SQL': ['extend type customers { n: Int @sql(expr: "1", query: "select 1") }', 1, 32, /takes `expr`, and nothing else/],
    'a type that is none': ['extend type customers { last: Strng }', 1, 31, /Unknown type "Strng"\. Did you mean "String"/],
    'a column of lists': ['extend type customers { last: [String] }', 1, 31, /no list/],
    'an enum of numbers': ['enum e { a }\nextend type orders { total: e }', 2, 29, /texts, and "total" is Float/],
    'an enum table of phrases': ['extend type sizes @enum_table', 1, 19, /"not a name" cannot be the value of an enum/],
    'a table that is no enum': ['extend type orders @enum_table', 1, 20, /An enum table has a text as its primary key/],
    'a type for two names': ['extend type customers @hidden\nextend type people @table(name: "customers")', 2, 13, /exposed by the type customers already/],
    'a name that is taken': ['extend type orders @table(name: "customers")', 1, 13, /The name orders, or one derived from it, is taken/],
    'a root field that is taken': ['extend type customers @table(root_fields: {select: "orders"})', 1, 13, /two root fields called orders/],
    'a field that is taken': ['extend type customers { first: String @column(name: "last") }', 1, 13, /two fields customers\.first/],
    'a column spoken of twice': ['extend type customers @attribute(column: "last", name: "a") { last: String! }', 1, 63, /spoken of already/],
    'a name that is none': ['extend type customers @attribute(column: "last", name: "a b")', 1, 23, /"a b" cannot be the name of a field/],
    'a key where there is one': ['extend type customers @key(columns: ["last"])', 1, 23, /has a primary key/],
    'a full type of another type': ['type tasks { id: Int! title: Int! }', 1, 30, /"tasks"\."title" is String, not Int/],
    'a full type of another nullability': ['type tasks { id: Int! title: String }', 1, 30, /is NOT NULL/],
    'another check': ['type tasks { id: Int! title: String! @check(expr: "length(title) > 1") }', 1, 38, /no such CHECK/],
    'another default': ['type tasks { id: Int! done: Boolean! @default(sql: "1") }', 1, 38, /another default/],
    'another key': ['type tasks { id: Int! title: String! @primary }', 1, 38, /not part of the primary key/],
    'another action': ['type tasks { id: Int! order: orders @references(column: "order_id", on_delete: CASCADE) }', 1, 37, /has on_delete: NO_ACTION/],
    'no index': ['type tasks { id: Int! title: String! @index }', 1, 38, /has no index/],
    'not unique': ['type tasks { id: Int! title: String! @unique }', 1, 38, /is not unique/],
    'not strict': ['type tasks @table(strict: true) { id: Int! }', 1, 12, /is not a table with strict/],
    'a table directive in an extension': ['extend type tasks { title: String! @index }', 1, 36, /stands in a full type/],
    'a statement with a column that is not there': ['extend type mutation_root {\n  n: Int @sql(statement: "update orders set totl = 1")\n}', 2, 10, /SQLite: no such column: totl/],
    'a statement that reads': ['extend type mutation_root { n: Int @sql(statement: "select 1") }', 1, 36, /is an INSERT, UPDATE or DELETE/],
    'a statement that reads by WITH': ['extend type mutation_root { n: Int @sql(statement: "with a as (select 1) select * from a") }', 1, 36, /is an INSERT, UPDATE or DELETE/],
    'a statement that only explains': ['extend type mutation_root { n: Int @sql(statement: "explain delete from orders") }', 1, 36, /is an INSERT, UPDATE or DELETE/],
    'a statement that makes a table': ['extend type mutation_root { n: Int @sql(statement: "create table x(a)") }', 1, 36, /may only read, insert, update and delete: not authorized/],
    'a statement that drops a table': ['extend type mutation_root { n: Int @sql(statement: "drop table orders") }', 1, 36, /may only read, insert, update and delete/],
    'a statement of the schema': ['extend type mutation_root { n: Int @sql(statement: "update sqlite_master set sql = 1") }', 1, 36, /sqlite_master may not be modified/],
    'a pragma': ['extend type mutation_root { n: Int @sql(statement: "pragma user_version = 1") }', 1, 36, /may only read, insert, update and delete/],
    'attach': ['extend type mutation_root { n: Int @sql(statement: "attach \'x\' as x") }', 1, 36, /may only read, insert, update and delete/],
    'vacuum': ['extend type mutation_root { n: Int @sql(statement: "vacuum into \'x\'") }', 1, 36, /is an INSERT, UPDATE or DELETE|may only/],
    'begin': ['extend type mutation_root { n: Int @sql(statement: "begin immediate") }', 1, 36, /is an INSERT, UPDATE or DELETE/],
    'commit': ['extend type mutation_root { n: Int @sql(statement: "commit") }', 1, 36, /is an INSERT, UPDATE or DELETE/],
    'two statements': ['extend type mutation_root { n: Int @sql(statement: "delete from orders; delete from cars") }', 1, 36, /one statement/],
    'a function that writes files': ['extend type mutation_root { n: Int @sql(statement: "update orders set total = load_extension(\'x\')") }', 1, 36, /no such function|not authorized to use function/],
    'a statement with a parameter of another form': ['extend type mutation_root { n: Int @sql(statement: "delete from orders where id = ?1") }', 1, 36, /a parameter is written :name/],
    'a statement without its parameter': ['extend type mutation_root { n(x: Int): Int @sql(statement: "delete from orders") }', 1, 31, /The statement does not use :x/],
    'a statement without an argument': ['extend type mutation_root { n(idd: Int): Int @sql(statement: "delete from orders where id = :id + :idd") }', 1, 46, /no argument for :id\. Did you mean "idd"\?/],
    'a count that is no Int': ['extend type mutation_root { n: String @sql(statement: "delete from orders") }', 1, 32, /number of rows that it changed, an Int/],
    'rows without RETURNING': ['extend type mutation_root { n: [orders!]! @sql(statement: "update orders set total = 1") }', 1, 32, /number of rows that it changed, an Int/],
    'a value of two columns that are returned': ['extend type mutation_root { n: Int @sql(statement: "delete from orders returning id, total") }', 1, 36, /RETURNING gives 2 columns/],
    'rows without their key': ['extend type mutation_root { n: [orders!]! @sql(statement: "update orders set total = 1 returning total, customer_id as ident") }', 1, 43, /RETURNING gives no column "id"/],
    'rows that are gone': ['extend type mutation_root { n: [orders!]! @sql(statement: "delete from orders returning *") }', 1, 32, /deleted cannot be read any more/],
    'rows of a view that are written': ['extend type mutation_root { n: [totals!]! @sql(statement: "update orders set total = 1 returning *") }', 1, 32, /no primary key to find them by/],
    'rows that lack a field': ['type t { a: Int b: Int }\nextend type mutation_root { n: t @sql(statement: "delete from orders returning id as a") }', 2, 34, /RETURNING gives no column "b"/],
    'rows of bytes': ['type t { a: bytea }\nextend type mutation_root { n: t @sql(statement: "delete from orders returning id as a") }', 2, 32, /no computed fields and no bytea; t\.a is one/],
    'two statements of one name': ['extend type mutation_root { insert_orders: Int @sql(statement: "delete from orders") }', 1, 29, /two root fields called insert_orders/],
    'a statement among queries': ['extend type query_root { n: Int @sql(statement: "delete from orders") }', 1, 33, /of query_root takes `query`, and nothing else/],
    'a query among mutations': ['extend type mutation_root { n: Int @sql(query: "select 1") }', 1, 36, /of mutation_root takes `statement`, and nothing else/],
    'a statement among subscriptions': ['extend type subscription_root { n: Int @sql(statement: "delete from orders") }', 1, 40, /stands on fields of query_root and mutation_root/],
    'a root field without SQL': ['extend type query_root { x: Int }', 1, 26, /given @sql, or @hidden/],
    'a root field that is not there': ['extend type query_root { ordrs: Int @hidden }', 1, 26, /no root field "ordrs"/],
    'another definition': ['scalar money', 1, 1, /consists of/],
  };
  for (const [name, [text, line, column, message]] of Object.entries(cases)) {
    test(name, () => {
      const errors = overlayErrors(shop, text);
      assert.deepEqual(errors.map(([l, c]) => [l, c]), [[line, column]], JSON.stringify(errors));
      assert.match(errors[0][2], message);
    });
  }
});

test('all errors are told, each on its line', () => {
  const errors = overlayErrors(shop, 'extend type customers {\n  a: String\n  b: String\n}\nextend type orders { c: Int }');
  assert.deepEqual(errors.map(([line, column]) => [line, column]), [[2, 3], [3, 3], [5, 22]]);
});

test('a hundred errors are enough', () => {
  const fields = Array.from({ length: 300 }, (_, i) => `  a${i}: String`).join('\n');
  assert.equal(overlayErrors(shop, `extend type customers {\n${fields}\n}`).length, 100);
});

test('a file that is not there', () => {
  const { status, stderr } = run(['schema', shop, '--schema', '/no/such.graphql']);
  assert.equal(status, 1);
  assert.match(stderr, /cannot open schema "\/no\/such\.graphql"/);
});

test('the directives are SDL that describes itself', () => {
  const { status, stdout } = run(['schema', '--directives']);
  assert.equal(status, 0);
  const file = scratchFile('directives.graphql', `${stdout}\ntype query_root { a: Int }\nschema { query: query_root }`);
  assert.equal(run(['validate', file]).status, 0);
  for (const name of stdout.matchAll(/^directive @(\w+)/gm)) {
    assert.ok(readText('schema.graphql').includes(`@${name[1]}`), `the demo does not use @${name[1]}`);
  }
});

describe('the demo', () => {
  const database = scratchFile('demo.db');
  const sqlrun = process.env.SQLRUN ?? join(root, 'build/sqlrun');
  const migrations = readdirSync(join(root, 'migrations')).sort();
  execFileSync(sqlrun, [database, ...migrations.map((name) => join(root, 'migrations', name))]);
  const schema = ['--schema', join(root, 'schema.graphql')];
  const answer = (query, variables = {}) => {
    const { stdout, stderr } = run(['query', database, query, '--variables', JSON.stringify(variables), ...schema]);
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  };
  const data = (query, variables) => {
    const { data, errors } = answer(query, variables);
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  };

  test('computes', () => {
    const { bikes, bikes_aggregate } = data(
      '{ bikes(where: {age: {_gt: 0}}, order_by: {age: desc}, limit: 2) { age } bikes_aggregate { aggregate { max { age } } } }',
    );
    assert.equal(bikes[0].age, bikes_aggregate.aggregate.max.age);
    assert.ok(bikes[0].age >= bikes[1].age);
  });

  test('knows its enums', () => {
    const query = 'query($s: [bike_state!]!) { bikes(where: {state: {_in: $s}}) { state } }';
    const states = new Set(data(query, { s: ['lost', 'workshop'] }).bikes.map(({ state }) => state));
    assert.deepEqual([...states].sort(), ['lost', 'workshop']);
    assert.match(answer(query, { s: ['stolen'] }).errors[0].message, /"stolen" does not exist in "bike_state" enum/);
    assert.deepEqual(data('{ notices(where: {level: {_eq: closed}}) { level station { name } } }').notices, [
      { level: 'closed', station: { name: 'Cathedral Close' } },
    ]);
  });

  test('relates', () => {
    const [member] = data('{ members(where: {host: {}}, limit: 1) { name host { invited { name } } } }').members;
    assert.ok(member.host.invited.some(({ name }) => name === member.name));
    for (const bike of data('{ bikes(where: {open_jobs: {}}, limit: 3) { open_jobs { closed_at } } }').bikes) {
      assert.ok(bike.open_jobs.length > 0 && bike.open_jobs.every(({ closed_at }) => closed_at === null));
    }
    assert.ok(data('{ stations_by_pk(id: 1) { status { bikes } } }').stations_by_pk.status.bikes >= 0);
    assert.ok(data('{ air_by_day(limit: 1) { status { name } } }').air_by_day[0].status.name);
  });

  test('renames and hides', () => {
    data('{ members(limit: 1) { birthday } plans(limit: 1) { monthly_fee } all_staff { name } staff_by_pk(id: 1) { id } }');
    for (const query of ['{ members { email } }', '{ members { born } }', '{ jobs_fts { note } }', '{ staff_group { key { id } } }', '{ notices { until } }']) {
      assert.match(answer(query).errors[0].message, /Cannot query field/, query);
    }
  });

  test('gives views keys', () => {
    assert.equal(data('{ trips_by_month_by_pk(month: "2026-05") { month } }').trips_by_month_by_pk.month, '2026-05');
  });

  test('answers named queries, with relations, in one statement', () => {
    const query = '{ busiest_stations(since: "2026-01-01", n: 2) { name district { name } docks(limit: 1) { id } } riders { kilometres member { name } } revenue(month: "2026-05") }';
    const { busiest_stations, riders, revenue } = data(query);
    assert.equal(busiest_stations.length, 2);
    assert.ok(busiest_stations.every(({ district, docks }) => district.name && docks.length === 1));
    assert.equal(riders.length, 3);
    assert.ok(riders[0].kilometres >= riders[1].kilometres && riders[0].member.name);
    assert.equal(typeof revenue, 'number');
    assert.equal(data('{ revenue(month: "1999-01") }').revenue, null);
    const plan = run(['explain', database, query, ...schema]).stdout;
    assert.equal(plan.match(/;$/gm).length, 1);
  });

  test('writes by statements, with relations', () => {
    const [{ id }] = data('{ jobs(where: {closed_at: {_is_null: true}}, limit: 1) { id } }').jobs;
    const close = `mutation { close_job(id: ${id}) { id closed_at bike { id } } }`;
    const { close_job } = data(close);
    assert.equal(close_job.id, id);
    assert.ok(close_job.closed_at && close_job.bike.id);
    assert.equal(data(close).close_job, null);
    const { stdout } = run(['explain', database, close, ...schema]);
    assert.match(stdout, /^update jobs set closed_at = datetime\('now'\)$/m);
    assert.equal(stdout.match(/;$/gm).length, 2);
  });

  test('describes itself', () => {
    const { stdout } = run(['schema', database, ...schema]);
    const [notices] = stdout.match(/^type notices [^}]*\}/m);
    assert.match(notices, /\n  level: notice_levels_enum!\n  text: String!\n  station: stations\n/);
    assert.doesNotMatch(notices, /until|station_id/);
    assert.match(stdout, /enum notice_levels_enum \{\n  """The station cannot be used."""\n  closed/);
    assert.match(stdout, /"""In euro, due on the first\."""\n  monthly_fee: numeric!/);
    assert.match(stdout, /riders\(n: Int! = 3\): \[rider!\]!/);
    assert.match(stdout, /input bike_state_comparison_exp \{[^}]*_nin: \[bike_state!\]/);
    assert.match(readFileSync(join(root, 'schema.graphql'), 'utf8'), /@permit/);
  });

  test('has every argument of @permit once', () => {
    const { stdout } = run(['schema', '--directives']);
    for (const [, body] of stdout.matchAll(/^input soloql_permit_\w+ \{\n(.*?)^\}/gms)) {
      for (const [, name] of body.matchAll(/^ {2}(\w+):/gm)) {
        assert.match(readText('schema.graphql'), new RegExp(`\\b${name}: `), name);
      }
    }
    for (const word of ['_exists', '_cgte', '"$user_id"', '$$']) assert.ok(readText('schema.graphql').includes(word), word);
  });

  // The console blocks of these pages; SDL that they show is added to roles.graphql as a reader would.
  for (const page of ['docs/schema/permit.md', 'docs/roles.md']) {
    test(`answers as ${page} shows it`, () => {
      let sdl = '', commands = 0;
      for (const [, language, body] of readText(page).matchAll(/^```(graphql|console)\n(.*?)^```/gms)) {
        if (language === 'graphql') {
          sdl += body;
          continue;
        }
        for (const [, line, output] of body.matchAll(/^\$ soloql ((?:query|permissions) .*)\n((?:[^$\n].*\n|\n)*)/gm)) {
          const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
          const places = { 'build/demo.db': database, 'schema.graphql': schema[1] };
          if (words.includes('roles.graphql')) places['roles.graphql'] = scratchFile('roles.graphql', sdl);
          assert.equal(run(words.map((word) => places[word] ?? word)).stdout, output, line);
          commands++;
        }
      }
      assert.ok(commands > 5, `${commands} commands`);
    });
  }
});
