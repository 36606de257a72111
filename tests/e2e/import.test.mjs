// soloql import hasura: the text it makes of metadata, what it refuses, and that the text is served.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'graphql';
import { ask, makeDatabase, readText, root, run, scratchFile, serve } from './soloql.mjs';

let files = 0;

/** Imports metadata given as an object or text: {status, stdout, stderr}. */
function imported(metadata, ...options) {
  const text = typeof metadata === 'string' ? metadata : JSON.stringify(metadata);
  return run(['import', 'hasura', scratchFile(`metadata-${++files}.json`, text), ...options]);
}

/** The schema.graphql of tables, without its head. */
function schemaOf(...tables) {
  const { status, stdout, stderr } = imported({ version: 2, tables });
  assert.equal(status, 0, stderr);
  parse(stdout);
  const head = 'extend schema @api(expose: DECLARED, relations: DECLARED)\n\n';
  return stdout.slice(stdout.indexOf(head) + head.length);
}

const shop = () =>
  makeDatabase(
    `import-${++files}.db`,
    `CREATE TABLE "author details"(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born DATE);
     CREATE TABLE genres(value TEXT PRIMARY KEY, comment TEXT);
     CREATE TABLE books(id INTEGER PRIMARY KEY, title TEXT NOT NULL, room TEXT, shelf_no INTEGER,
                        author_id INTEGER REFERENCES "author details"(id),
                        genre TEXT REFERENCES genres(value));
     CREATE TABLE house_shelves(room TEXT, no INTEGER, width REAL, PRIMARY KEY (room, no));
     CREATE TABLE appendices(book_id INTEGER PRIMARY KEY REFERENCES books(id), text TEXT);
     CREATE TABLE secrets(id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books(id));
     INSERT INTO "author details" VALUES (1, 'Ann', '1950-02-03'), (2, 'Bob', NULL);
     INSERT INTO genres VALUES ('essay', 'short'), ('novel', 'long');
     INSERT INTO books VALUES (1, 'A', 'hall', 1, 1, 'novel'), (2, 'B', 'hall', 9, 1, 'essay');
     INSERT INTO house_shelves VALUES ('hall', 1, 0.5);
     INSERT INTO appendices VALUES (2, 'more');`,
  );

describe('the text', () => {
  test('is the one that is kept, each time', () => {
    const args = ['import', 'hasura', `${root}/tests/e2e/import/library.json`, '--source', 'default'];
    const expected = readText('tests/e2e/import/library.graphql');
    for (let i = 0; i < 2; i++) {
      const { status, stdout, stderr } = run(args);
      assert.equal(status, 0, stderr);
      assert.equal(stdout, expected);
    }
    parse(expected);
  });

  test('is the same for every form of export', () => {
    const tables = [{ table: 'a' }, { table: 'b', is_enum: true }];
    const body = (metadata, ...options) => {
      const { status, stdout, stderr } = imported(metadata, ...options);
      assert.equal(status, 0, stderr);
      return stdout.slice(stdout.indexOf('extend schema'));
    };
    const expected = body({ version: 2, tables });
    assert.match(expected, /extend type a @table\n\nextend type b\n {2}@enum_table\n$/);
    const source = { name: 'default', kind: 'sqlite', tables };
    assert.equal(body(tables), expected);
    assert.equal(body({ version: 3, sources: [source] }), expected);
    assert.equal(body({ version: 3, databases: [source] }), expected);
    assert.equal(body({ resource_version: 1, metadata: { version: 3, sources: [source] } }), expected);
    const two = { version: 3, sources: [{ name: 'x', tables: [] }, source] };
    assert.equal(body(two, '--source', 'default'), expected);
    const named = tables.map((t) => ({ ...t, table: { name: t.table, schema: 'public' } }));
    assert.equal(body({ version: 3, sources: [{ name: 'pg', tables: named }] }), expected);
  });

  test('is as the documentation shows it', () => {
    const page = readText('docs/hasura.md');
    const block = (language) => page.match(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's'))[1];
    assert.equal(imported(block('json')).stdout, block('graphql'));
  });

  test('comes from standard input too', () => {
    const { status, stdout } = run(['import', 'hasura', '-'], { input: '{"version":2,"tables":[{"table":"a"}]}' });
    assert.equal(status, 0);
    assert.match(stdout, /^extend type a @table$/m);
  });

  test('names nothing that SDL could not say', () => {
    const hostile = '"\\\n# } type x { y: Int } """ \u0007 é';
    const text = schemaOf(
      { table: hostile, configuration: { comment: hostile, custom_column_names: { [hostile]: hostile } }, [hostile]: 1 },
      { table: '9 lives', event_triggers: [{ name: hostile }], computed_fields: [{ name: hostile }] },
      { table: '___x', select_permissions: [{ role: hostile, permission: { columns: [hostile], filter: { [hostile]: 1, b: { [hostile]: 2 } } } }] },
    );
    const [first, second, third, ...more] = parse(text).definitions;
    assert.equal(more.length, 0);
    const value = (node) => node.arguments.map((a) => a.value.value);
    assert.deepEqual(value(first.directives[0]), [hostile, hostile]);
    assert.deepEqual(value(first.directives[1]), [hostile, hostile]);
    assert.deepEqual([second.name.value, third.name.value], ['_9_lives', '_x']);
  });

  test('carries literals, claims and older operators of rules', () => {
    const filter = {
      $and: [{ a: 5 }, { b: { $ne: 'x' } }, { c: { _in: ['X-Hasura-Ids', 1.5, true, null] } }],
      _not: { d: { _contains: { k: ['$5', 'X-Hasura-Ids'] } } },
    };
    const text = schemaOf({ table: 't', delete_permissions: [{ role: 'r', permission: { filter } }] });
    assert.equal(
      text,
      `extend type t @table

extend type t
  @permit(
    role: "r"
    delete: {
      where: {
        _and: [{a: {_eq: 5}}, {b: {_neq: "x"}}, {c: {_in: ["$ids", 1.5, true, null]}}]
        _not: {d: {_contains: {k: ["$$5", "X-Hasura-Ids"]}}}
      }
    }
  )
`,
    );
  });

  test('leaves a rule out that it cannot say exactly', () => {
    const reasonOf = (permission, table = {}) => {
      const text = schemaOf({ table: 't', ...table, select_permissions: [{ role: 'r', permission }] });
      assert.doesNotMatch(text, /@permit/);
      return text.match(/select of role "r" is left out: (.*)\.\n/)[1];
    };
    const deep = (n) => (n === 0 ? {} : { _not: deep(n - 1) });
    assert.match(reasonOf({ filter: { g: { _st_within: 1 } } }), /"_st_within" is an operator/);
    assert.match(reasonOf({ filter: { u: { name: { _eq: 1 } } } }), /"u" is no relationship/);
    assert.match(reasonOf({ filter: { a: null } }), /compared with null/);
    assert.match(reasonOf({ filter: { a: { _eq: 2 ** 53 } } }), /too large/);
    assert.match(reasonOf({ filter: { a: { _contains: { 'b c': 1 } } } }), /"b c" is a key/);
    assert.match(reasonOf({ filter: { a: { _ceq: ['$', 'b', 'c'] } } }), /"_ceq" takes a column/);
    assert.match(reasonOf({ filter: { _exists: { _table: 'gone', _where: {} } } }), /"_exists"/);
    assert.match(reasonOf({ filter: deep(500) }), /nested too deeply/);
    assert.match(reasonOf({ filter: [] }), /no object/);
    assert.match(reasonOf({ filter: {}, columns: 'id' }), /columns/);
    assert.match(reasonOf({ filter: {}, limit: -1 }), /limit/);
    assert.match(reasonOf({ filter: {}, mystery: 1 }), /no "mystery"/);
    assert.match(reasonOf(null), /no object/);
    const renaming = {
      configuration: { custom_column_names: { a: 'b' } },
      object_relationships: [{ name: 'u', using: { foreign_key_constraint_on: 'u_id' } }],
    };
    assert.match(reasonOf({ filter: { u: { a: { _eq: 1 } } } }, renaming), /names of its fields/);
  });
});

describe('refused', () => {
  const refused = (result, status, pattern) => {
    assert.equal(result.status, status, result.stdout);
    assert.match(result.stderr, /^soloql import: [^\n]*\n$/);
    assert.match(result.stderr, pattern);
    assert.equal(result.stdout, '');
  };

  test('what is no metadata', () => {
    refused(imported('{"version": 2,\n "tables": [}'), 1, /line 2, column 13: this is not JSON/);
    refused(imported('{} x'), 1, /not JSON/);
    refused(imported('['.repeat(100_000)), 1, /not JSON/);
    refused(imported({}), 1, /no list of tables/);
    refused(imported('5'), 1, /no list of tables/);
    refused(imported({ version: 3, sources: [{ name: 'a', tables: '!include a.yaml' }] }), 1, /no list of tables/);
    refused(imported({ version: 1, tables: [] }), 1, /version 2 or 3/);
    refused(imported([{ table: 'a' }, '!include b.yaml']), 1, /tables\[1\]/);
    refused(imported([{ table: {} }]), 1, /tables\[0\]/);
    refused(run(['import', 'hasura', '/no/such.json']), 1, /such\.json/);
    refused(run(['import', 'hasure', '/no/such.json']), 2, /hasure/);
    refused(run(['import', 'hasura']), 2, /usage/);
  });

  test('sources to choose from', () => {
    const two = { version: 3, sources: [{ name: 'a', tables: [] }, { name: 'b', tables: [] }] };
    refused(imported(two), 1, /several sources; --source chooses one of "a", "b"/);
    refused(imported(two, '--source', 'c'), 1, /no source "c"; it has "a", "b"/);
    refused(imported({ version: 3, sources: [] }, '--source', 'c'), 1, /it has none/);
  });
});

describe('served', () => {
  test('under the names of the metadata', async (t) => {
    const schema = `${root}/tests/e2e/import/library.graphql`;
    const server = await serve(shop(), ['--schema', schema]);
    t.after(() => server.stop());
    const { body } = await ask(
      server.graphql,
      `{ allAuthors(where: {books: {genre: {_eq: novel}}}) {
           authorId fullName books { title genreOfIt { comment } appendix { text } shelf { width } } }
         author(authorId: 2) { fullName born }
         authors_aggregate { aggregate { count } }
         house_shelves { books { title author { fullName } } } }`,
    );
    assert.deepEqual(body, {
      data: {
        allAuthors: [
          {
            authorId: 1,
            fullName: 'Ann',
            books: [
              { title: 'A', genreOfIt: { comment: 'long' }, appendix: null, shelf: { width: 0.5 } },
              { title: 'B', genreOfIt: { comment: 'short' }, appendix: { text: 'more' }, shelf: null },
            ],
          },
        ],
        author: { fullName: 'Bob', born: null },
        authors_aggregate: { aggregate: { count: 2 } },
        house_shelves: [{ books: [{ title: 'A', author: { fullName: 'Ann' } }] }],
      },
    });
  });

  test('and nothing else', async (t) => {
    const schema = `${root}/tests/e2e/import/library.graphql`;
    const server = await serve(shop(), ['--schema', schema]);
    t.after(() => server.stop());
    for (const query of ['{ secrets { id } }', '{ books { secrets { id } } }', '{ genres { books { id } } }', '{ authors { authorId } }']) {
      const { body } = await ask(server.graphql, query);
      assert.match(body.errors[0].message, /^Cannot query field/, query);
    }
  });
});

describe('roles that are imported', () => {
  const rules = (role, permission) => [{ role, permission }];
  const tables = [
    {
      table: 'author details',
      configuration: { custom_name: 'authors', custom_column_names: { id: 'authorId' } },
      array_relationships: [
        { name: 'books', using: { foreign_key_constraint_on: { table: 'books', column: 'author_id' } } },
      ],
      select_permissions: rules('author', { columns: ['id', 'name'], filter: {}, limit: 1 }),
    },
    {
      table: 'books',
      object_relationships: [{ name: 'author', using: { foreign_key_constraint_on: 'author_id' } }],
      select_permissions: rules('author', {
        columns: ['id', 'title', 'room'],
        filter: { author: { id: { _eq: 'X-Hasura-Author-Id' } } },
        allow_aggregations: true,
      }),
      insert_permissions: rules('author', {
        columns: ['title', 'room'],
        set: { author_id: 'x-hasura-author-id' },
        check: { room: { _in: ['hall', 'attic'] } },
      }),
      update_permissions: rules('author', {
        columns: ['room', 'title'],
        filter: { room: { _eq: 'hall' }, author_id: { _eq: 'X-Hasura-Author-Id' } },
        check: null,
      }),
      delete_permissions: [
        { role: 'author', permission: { filter: { author_id: { _eq: 'X-Hasura-Author-Id' } }, backend_only: true } },
      ],
    },
  ];
  const secret = { 'x-hasura-admin-secret': 'imported' };
  const as = (role, claims) => ({ headers: { ...secret, 'x-hasura-role': role, ...claims } });
  const ann = as('author', { 'x-hasura-author-id': '1' });
  const world = async (t) => {
    const { stdout } = imported({ version: 2, tables });
    const schema = scratchFile(`imported-${++files}.graphql`, stdout);
    const server = await serve(shop(), ['--schema', schema, '--admin-secret', 'imported']);
    t.after(() => server.stop());
    return (query, who) => ask(server.graphql, query, who).then(({ body }) => body);
  };

  test('see their rows, columns and fields', async (t) => {
    const answer = await world(t);
    const { data } = await answer(
      '{ authors { authorId books { title } } books { id author { name } } books_aggregate { aggregate { count } } }',
      ann,
    );
    assert.deepEqual(data, {
      authors: [{ authorId: 1, books: [{ title: 'A' }, { title: 'B' }] }],
      books: [{ id: 1, author: { name: 'Ann' } }, { id: 2, author: { name: 'Ann' } }],
      books_aggregate: { aggregate: { count: 2 } },
    });
    const bob = as('author', { 'X-Hasura-Author-Id': '2' });
    assert.deepEqual((await answer('{ books { id } }', bob)).data, { books: [] });
    for (const query of ['{ books { genre } }', '{ authors { born } }', '{ authors_aggregate { aggregate { count } } }', '{ genres { value } }']) {
      assert.match((await answer(query, ann)).errors[0].message, /^Cannot query field/, query);
    }
    const { errors } = await answer('{ books { id } }', as('author', {}));
    assert.deepEqual(errors, [{ message: 'Missing session variable: "author_id".', extensions: { code: 'not-found' } }]);
    assert.match((await answer('{ books { id } }', as('reader', {}))).errors[0].message, /^Cannot query field "books"/);
  });

  test('write within their rules', async (t) => {
    const answer = await world(t);
    const insert = (room) => `mutation { insert_books_one(object: {title: "C", room: "${room}"}) { title author { name } } }`;
    assert.deepEqual((await answer(insert('attic'), ann)).data, {
      insert_books_one: { title: 'C', author: { name: 'Ann' } },
    });
    assert.equal((await answer(insert('cellar'), ann)).errors[0].extensions.code, 'permission-error');
    // As in Hasura, an update without a check may lead out of its filter.
    const move = 'mutation { update_books(where: {title: {_in: ["A", "C"]}}, _set: {room: "cellar"}) { affected_rows } }';
    assert.deepEqual((await answer(move, ann)).data, { update_books: { affected_rows: 1 } });
    assert.deepEqual((await answer(move, ann)).data, { update_books: { affected_rows: 0 } });
    const { data } = await answer('{ books(order_by: {id: asc}) { title room } }', ann);
    assert.deepEqual(data.books.map(({ title, room }) => `${title} ${room}`), ['A cellar', 'B hall', 'C attic']);
    assert.match((await answer('mutation { delete_books(where: {}, _all: true) { affected_rows } }', ann)).errors[0].message, /delete_books/);
  });
});
