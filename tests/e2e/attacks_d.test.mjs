// Attacks by what a value, a name or a file may hold: SQL, JSON paths, FTS queries, numbers, cursors.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { complaint } from './attack.mjs';
import { ask, makeDatabase, run, scratchFile, serve } from './soloql.mjs';

const strings = [
  "' OR 1=1 --", '"; DROP TABLE note; --', "\\'", '%00', '\u0000', '$1', '?', '?1', ':x', '@p', '/*', '*/', '--', ']', '`', '"', "''", ';', '%', '_', '\\', '\\%',
  "x' UNION SELECT sql FROM sqlite_master --", "'||(select load_extension('x'))||'", '\u202e', '😀', "é'", '\n', ' ', '', 'null', 'NULL', '0x41', 'char(65)', '{{7*7}}', '${7*7}',
];

const schema = `
  CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL, n INTEGER, big BIGINT, real REAL, j JSON, blob BLOB);
  INSERT INTO note(text, n, big, real, j) VALUES ('plain', 1, 9223372036854775807, 1.5, '{"a": {"b": 1}, "list": [1, 2]}');
  CREATE TABLE odd(id INTEGER PRIMARY KEY, text TEXT, n INTEGER, real REAL, j JSON);
  INSERT INTO odd VALUES (1, x'fffe', 'text', 9e999, 'no json'), (2, 'good', 2, -9e999, '{"a": 1}'), (3, null, null, null, null);
  CREATE TABLE "we""ird ta'ble"("a""b" TEXT, "select" INTEGER PRIMARY KEY, "" TEXT, "é" TEXT, "$x" TEXT, "a.b" TEXT, "a b" TEXT, "a-b" TEXT, "new
line" TEXT, "back\\slash" TEXT, "]" TEXT);
  INSERT INTO "we""ird ta'ble" VALUES ('1', 2, '3', '4', '5', '6', '7', '8', '9', '10', '11');
  CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, body TEXT);
  INSERT INTO post VALUES (1, 'hello world', 'deep secret'), (2, 'title', 'NEAR the end');
  CREATE VIRTUAL TABLE post_fts USING fts5(title, body, content=post, content_rowid=id);
  INSERT INTO post_fts(post_fts) VALUES ('rebuild');`;

let database, server;
before(async () => {
  database = makeDatabase(`attacks-d-${process.pid}.db`, schema);
  server = await serve(database);
});
afterEach(async () => {
  assert.equal(server.child.exitCode ?? server.child.signalCode, null, 'the server has died');
  assert.deepEqual((await ask(server.graphql, '{ note(where: {id: {_eq: 1}}) { text } }')).body, { data: { note: [{ text: 'plain' }] } });
});
after(() => server.stop());

const answer = async (query, variables) => (await ask(server.graphql, query, { variables })).body;
const data = async (query, variables) => {
  const body = await answer(query, variables);
  assert.equal(body.errors, undefined, JSON.stringify(body.errors));
  return body.data;
};
const refused = async (query, variables, pattern = /^(validation-failed|bad-request|data-exception): /) => {
  const told = complaint({ body: await answer(query, variables) });
  assert.match(told ?? `answered: ${query}`, pattern);
  assert.doesNotMatch(told, /SQLite|syntax error|near "|no such|\.db/);
};

test('D1 a string is a value, wherever it stands', async () => {
  const { insert_note: { returning } } = await data(
    'mutation ($o: [note_insert_input!]!) { insert_note(objects: $o) { returning { id text } } }', { o: strings.map((text) => ({ text })) });
  assert.deepEqual(returning.map(({ text }) => text), strings);
  for (const [i, text] of strings.entries()) {
    const { id } = returning[i], literal = JSON.stringify(text).replace('\\u0000', '\\u0000');
    assert.deepEqual(await data('query ($t: String) { note(where: {text: {_eq: $t}, id: {_neq: 1}}) { id } }', { t: text }), { note: [{ id }] }, text);
    assert.deepEqual(await data(`{ note(where: {text: {_in: [${literal}]}}) { id } }`), { note: [{ id }] }, text);
    const others = await data('query ($t: [String!]) { note(where: {text: {_nin: $t}}) { id } }', { t: [text] });
    assert.equal(others.note.length, strings.length, text);
    const start = await data('query ($t: String) { note(where: {text: {_starts_with: $t}, id: {_neq: 1}}) { text } }', { t: text });
    assert.deepEqual(start.note.map((row) => row.text), strings.filter((other) => other.startsWith(text)), text);
    const changed = await data('mutation ($t: String!) { update_note(where: {text: {_eq: $t}}, _set: {text: $t}, _dry_run: true) { affected_rows } }', { t: text });
    assert.equal(changed.update_note.affected_rows, 1, text);
    const keys = await data('query ($k: String) { note(where: {j: {_has_key: $k}}) { id } }', { k: text });
    assert.deepEqual(keys.note, [], text);
    assert.deepEqual((await data('query ($t: String) { note_aggregate(where: {text: {_gte: $t, _lte: $t}}) { aggregate { count } } }', { t: text })).note_aggregate.aggregate.count, 1, text);
  }
  const { delete_note: gone } = await data('mutation ($t: [String!]) { delete_note(where: {text: {_in: $t}}) { affected_rows } }', { t: strings });
  assert.equal(gone.affected_rows, strings.length);
});

test('D2 hostile names of a schema are quoted, and each has a name of its own', async () => {
  const { __schema: { types } } = await data('{ __schema { types { name fields { name } } } }');
  const type = types.find(({ name }) => /^we.*ird/.test(name)), names = type.fields.map(({ name }) => name).filter((name) => name !== '_id');
  assert.equal(names.length, 11);
  assert.equal(new Set(names).size, 11);
  const { rows: [row] } = await data(`{ rows: ${type.name}(order_by: {${names[0]}: asc}, where: {${names[3]}: {_eq: "4"}}) { ${names.join(' ')} } }`);
  assert.deepEqual(Object.values(row).map(String), ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
  for (const name of names.filter((_, i) => i !== 1)) {
    const set = await data(`mutation { it: update_${type.name}(where: {${name}: {_is_null: false}}, _set: {${name}: "x"}, _dry_run: true) { affected_rows returning { ${name} } } }`);
    assert.deepEqual(set.it, { affected_rows: 1, returning: [{ [name]: 'x' }] });
  }
});

test('D3 an alias is a key as it is written', async () => {
  const aliases = ['__proto__', 'constructor', 'toString', 'x'.repeat(100_000)];
  for (const alias of aliases) {
    const body = JSON.stringify({ query: `query ${alias} { ${alias}: note(where: {id: {_eq: 1}}) { ${alias}: text } }`, operationName: alias });
    const response = await fetch(server.graphql, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(await response.text(), `{"data":{"${alias}":[{"${alias}":"plain"}]}}`);
  }
});

test('D4 a JSON path is a value that is checked', async () => {
  for (const path of ["$.a'", '$[', '$."', '$.a.b[#-1]', '$.', '$..a', '$[1', '$[-]', '$["a]', ']', "a' or 1", '$.a\u0000', '$[99999999999999999999]', '$.' + 'a'.repeat(100_000) + '[']) {
    const told = await answer('query ($p: String) { note(where: {id: {_eq: 1}}) { j(path: $p) } }', { p: path });
    if (told.errors) assert.match(complaint({ body: told }), /^(validation-failed|data-exception): /, path);
    else assert.deepEqual(told.data.note, [{ j: null }], path);
    const filter = await answer('query ($p: String!) { note(where: {j: {_path: {at: $p, _eq: 1}}}) { id } }', { p: path });
    if (filter.errors) assert.match(complaint({ body: filter }), /^(validation-failed|data-exception): /, path);
    else assert.deepEqual(filter.data.note, [], path);
  }
  assert.deepEqual(await data('{ note(where: {id: {_eq: 1}}) { a: j(path: "$") b: j(path: "$.a.b") c: j(path: "list[1]") } }'), {
    note: [{ a: { a: { b: 1 }, list: [1, 2] }, b: 1, c: 2 }],
  });
});

test('D5 D15 a stored value that is none of its type fails where it stands, and the rest is answered', async () => {
  const { data: rows, errors } = await answer('{ odd(order_by: {id: asc}) { id text n real j } }');
  assert.deepEqual(rows.odd, [{ id: 1, text: null, n: null, real: null, j: null }, { id: 2, text: 'good', n: 2, real: null, j: { a: 1 } }, { id: 3, text: null, n: null, real: null, j: null }]);
  assert.deepEqual(errors.map(({ path }) => path.join('.')).sort(), ['odd.0.j', 'odd.0.n', 'odd.0.real', 'odd.0.text', 'odd.1.real']);
  assert.deepEqual(await data('{ odd(where: {j: {_contains: {a: 1}}}) { id } }'), { odd: [{ id: 2 }] });
  assert.equal((await answer('{ odd_aggregate { aggregate { sum { n real } max { text j: n } } } }')).data === undefined, false);
});

test('D6 patterns have the wildcards that they are said to have', async () => {
  await data('mutation { insert_note(objects: [{text: "100%"}, {text: "a_b"}, {text: "back\\\\slash"}]) { affected_rows } }');
  const found = async (operator, pattern) => (await data(`query ($p: String) { note(where: {text: {${operator}: $p}, id: {_neq: 1}}, order_by: {id: asc}) { text } }`, { p: pattern })).note.map(({ text }) => text);
  assert.deepEqual(await found('_like', '%'), ['100%', 'a_b', 'back\\slash']);
  assert.deepEqual(await found('_like', '100\\%'), ['100%']);
  assert.deepEqual(await found('_like', 'a\\_b'), ['a_b']);
  assert.deepEqual(await found('_like', '%\\\\%'), ['back\\slash']);
  assert.deepEqual(await found('_starts_with', '%'), []);
  for (const pattern of ['\\', 'a\\', '%'.repeat(100_000), '_'.repeat(100_000), 'a'.repeat(100_000)]) {
    const body = await answer('query ($p: String) { note(where: {text: {_like: $p}}) { id } }', { p: pattern });
    assert.ok(body.data || /^(validation-failed|data-exception)/.test(complaint({ body })));
  }
  await data('mutation { delete_note(where: {id: {_neq: 1}}) { affected_rows } }');
});

test('D7 an order is a name of the schema', async () => {
  for (const order of ['{text: "asc"}', '{text: ascending}', '{text: "1 collate x"}', '"text"', '["(select 1)"]', '{sqlite_version: asc}', '{text: {asc: asc}}', '[[{text: asc}]]', '1']) {
    await refused(`{ note(order_by: ${order}) { id } }`);
  }
  for (const order of [{ text: 'ASC' }, { text: "asc'" }, { text: 1 }, { '1 collate x': 'asc' }, 'text', { text: 'asc; drop table note' }]) {
    await refused('query ($o: [note_order_by!]) { note(order_by: $o) { id } }', { o: order });
  }
  const { note } = await data('query ($d: order_by) { note(order_by: {text: $d}) { id } }', { d: 'desc' });
  assert.equal(note.length, 1);
});

test('D8 what is searched is words; a query of FTS5 is right, or refused', async () => {
  for (const text of ['"', 'AND', 'nocol:x', '-x', 'NEAR(', '*', '^', '{a b}:x', "''", "'", 'a" OR "b', '(', 'title:hello', '{title body}:deep', '\u0000', '😀', 'rank', 'a*']) {
    const { post } = await data('query ($t: String) { post(where: {_search: $t}) { id } }', { t: text });
    assert.ok(post.length <= 1, text);
    const raw = await answer('query ($t: String) { post(where: {_search_raw: $t}) { id } }', { t: text });
    if (raw.errors) {
      assert.match(complaint({ body: raw }), /^validation-failed: /, text);
      assert.doesNotMatch(JSON.stringify(raw), /fts5:|no such column|sqlite/i, text);
    }
  }
  assert.deepEqual(await data('{ post(where: {_search: "title:hello"}) { id } }'), { post: [] });
});

test('D9 pages take natural numbers', async () => {
  for (const value of ['-1', '1.5', '"a"', '9223372036854775808', '99999999999999999999', '2147483648', 'true', '{}', '[1, 2]']) {
    for (const name of ['limit', 'offset']) await refused(`{ note(${name}: ${value}) { id } }`);
    await refused(`{ note_connection(first: ${value}) { nodes { id } } }`);
  }
  for (const value of [-1, 1.5, 'a', 2 ** 31, 9e18, true, {}]) await refused('query ($n: Int) { note(limit: $n) { id } }', { n: value });
  await refused('{ note_connection(first: 1, last: 1) { nodes { id } } }');
  await refused('{ note_connection(last: -1) { nodes { id } } }');
  assert.deepEqual(await data('{ a: note(limit: 0) { id } b: note(offset: 2147483647) { id } c: note(limit: null, offset: null) { id } }'), { a: [], b: [], c: [{ id: 1 }] });
});

test('D10 numbers keep their value, or are refused', async () => {
  for (const value of ['2147483648', '-2147483649', '1.5', '1e309', '"1"', 'true']) await refused(`{ note(where: {id: {_eq: ${value}}}) { id } }`);
  for (const value of ['9223372036854775808', '-9223372036854775809', '1.5', '"1.5"', '"x"']) await refused(`{ note(where: {big: {_eq: ${value}}}) { id } }`);
  await refused('{ note(where: {real: {_eq: 1e400}}) { id } }');
  assert.deepEqual(await data('{ note(where: {big: {_eq: "9223372036854775807"}, real: {_neq: -0.0}}) { id } }'), { note: [{ id: 1 }] });
  await refused('mutation { update_note(where: {id: {_eq: 1}}, _inc: {big: 1}) { affected_rows } }', undefined, /^data-exception: /);
  const { data: sum, errors } = await answer('{ note_aggregate { aggregate { sum { big } } } }');
  assert.ok(sum && !errors);
  await data('mutation { insert_note(objects: {text: "more", big: 1}) { affected_rows } }');
  const over = await answer('{ note_aggregate { aggregate { count sum { big } } } }');
  assert.deepEqual([over.data.note_aggregate.aggregate.count, over.data.note_aggregate.aggregate.sum.big, over.errors[0].path.at(-1)], [2, null, 'big']);
  await data('mutation { delete_note(where: {text: {_eq: "more"}}) { affected_rows } }');
});

test('D11 a cursor that was changed is refused, and reaches no SQL', async () => {
  const page = (field, after) => answer(`query ($c: String) { ${field}_connection(first: 1, after: $c) { nodes { id } pageInfo { endCursor } } }`, { c: after });
  const cursor = (await page('note')).data.note_connection.pageInfo.endCursor;
  assert.equal((await page('note', cursor)).errors, undefined);
  const bytes = Buffer.from(cursor, 'base64url');
  const tampered = ['', 'x', cursor.slice(1), cursor.slice(0, -1), `${cursor}A`, cursor + cursor, 'A'.repeat(100_000), "' or 1=1", '\u0000', `${cursor} `];
  for (let i = 0; i < bytes.length; i++) {
    const copy = Buffer.from(bytes);
    copy[i] ^= 1 << (i % 8);
    tampered.push(copy.toString('base64url'));
  }
  for (const after of tampered) assert.match(complaint({ body: await page('note', after) }) ?? `answered ${after.slice(0, 50)}`, /^validation-failed: /);
  assert.match(complaint({ body: await page('post', cursor) }), /^validation-failed: /);
  for (const id of [...tampered, cursor]) assert.deepEqual((await answer('query ($i: ID!) { node(id: $i) { __typename } }', { i: id })).data, { node: null });
});

test('D12 functions and tables of SQLite are not there', async () => {
  const names = ['sqlite_master', 'sqlite_schema', 'sqlite_sequence', 'sqlite_temp_master', 'sqlite_stat1', 'pragma_table_info', 'pragma_database_list', 'json_each', 'dbstat', 'soloql_each',
    'post_fts_data', 'post_fts_idx', 'post_fts_config', 'post_fts_docsize', 'generate_series', 'fts5vocab', 'readfile'];
  for (const name of names) await refused(`{ ${name} { __typename } }`);
  for (const name of ['group_concat', 'load_extension', 'fts3_tokenizer', 'writefile', 'total', 'json_group_array']) await refused(`{ note_aggregate { aggregate { ${name} { text } } } }`);
});

describe('D13 a hostile file', () => {
  test('that is no database stops the start with a message', async () => {
    for (const [name, bytes] of [['text.db', 'not a database, but a text that is long enough for a header of one hundred bytes, or so one would think here'],
      ['head.db', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84, 255)])], ['junk.db', Buffer.alloc(8192, 0x5a)]]) {
      const path = scratchFile(name);
      writeFileSync(path, bytes);
      const { status, stderr } = run(['query', path, '{ __typename }']);
      assert.ok(status > 0 && stderr.length > 0, name);
    }
    assert.ok(run(['query', scratchFile('none.db'), '{ __typename }']).status > 0);
  });
  test('with broken views, triggers and wide tables is served without them, or says why', async (t) => {
    const wide = Array.from({ length: 1990 }, (_, i) => `c${i}`);
    const path = makeDatabase('hostile-file.db', `
      CREATE TABLE gone(a); CREATE VIEW broken AS SELECT a FROM gone; CREATE VIEW above AS SELECT * FROM broken; DROP TABLE gone;
      CREATE TABLE good(id INTEGER PRIMARY KEY, a TEXT, up TEXT GENERATED ALWAYS AS (upper(a))); INSERT INTO good(a) VALUES ('x');
      CREATE VIEW calls AS SELECT load_extension('x') AS x; CREATE VIEW ring AS SELECT 1 AS a;
      CREATE TRIGGER t AFTER INSERT ON good BEGIN SELECT load_extension('y'); END;
      CREATE TABLE wide(${wide.join(', ')}); INSERT INTO wide(c1989) VALUES ('last');`);
    const hostile = await serve(path);
    t.after(() => hostile.stop());
    assert.deepEqual((await ask(hostile.graphql, '{ good { a up } wide { c1989 } }')).body.data, { good: [{ a: 'x', up: 'X' }], wide: [{ c1989: 'last' }] });
    for (const query of ['{ broken { a } }', '{ above { a } }', '{ calls { x } }', 'mutation { insert_good(objects: {a: "y"}) { affected_rows } }']) {
      const told = JSON.stringify((await ask(hostile.graphql, query)).body);
      assert.match(told, /"errors"/, query);
      assert.doesNotMatch(told, /hostile-file|SELECT|no such table/i, query);
    }
    assert.deepEqual((await ask(hostile.graphql, '{ good { a } }')).body.data, { good: [{ a: 'x' }] });
  });
});
