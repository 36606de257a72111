// The command line: what each command prints, and with which status it ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import { library, makeDatabase, run, scratchFile } from './soloql.mjs';

const database = library();
const commands = ['serve', 'query', 'explain', 'schema', 'check', 'validate', 'import', 'version'];

const refused = (args, status, pattern) => {
  const result = run(args);
  assert.equal(result.status, status, `${args}: ${result.stdout}${result.stderr}`);
  assert.match(result.stderr, /^soloql[^\n]*\n$/);
  assert.match(result.stderr, pattern);
  assert.equal(result.stdout, '');
};

describe('usage', () => {
  test('every command has help', () => {
    const overview = run(['--help']);
    assert.equal(overview.status, 0);
    for (const command of commands) {
      assert.match(overview.stdout, new RegExp(`^  ${command} +\\S`, 'm'));
      const { status, stdout } = run([command, '--help']);
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`^Usage: soloql ${command}`, 'm'));
    }
  });

  test('wrong usage is one line and exit 2', () => {
    assert.equal(run([]).status, 2);
    refused(['qeury', database, '{a}'], 2, /"qeury"; did you mean "query"/);
    refused(['frobnicate'], 2, /unknown command "frobnicate"/);
    refused(['query', database], 2, /usage: soloql query DB/);
    refused(['query', database, '{a}', 'more'], 2, /"more"/);
    refused(['query', database, '{a}', '--variabels', '{}'], 2, /--variables/);
    refused(['query', database, '{a}', '--port', '1'], 2, /unknown option --port/);
    refused(['query', database, '{a}', '--role'], 2, /--role needs a value/);
    refused(['query', database, '{a}', '--format', 'xml'], 2, /json, table, csv and ndjson/);
    refused(['serve'], 2, /which database/);
    refused(['version', 'x'], 2, /"x"/);
  });

  test('a database that cannot be read is one line and exit 1', () => {
    refused(['query', '/no/such.db', '{a}'], 1, /such\.db/);
    refused(['query', scratchFile('text.db', 'this is no database, but long enough to be read as one '.repeat(20)), '{ __typename }'], 1, /text\.db/);
    refused(['schema', '/'], 1, /\//);
  });
});

describe('query', () => {
  test('prints the response', () => {
    const { status, stdout, stderr } = run(['query', database, '{ artist { id name } }']);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), { data: { artist: [{ id: 1, name: 'AC/DC' }, { id: 2, name: 'Björk' }] } });
    assert.ok(stdout.endsWith('}\n'));
  });

  test('takes variables, an operation and a document from standard input', () => {
    const document = 'query A { __typename } query B($id: Int!) { artist_by_pk(id: $id) { name } }';
    const { status, stdout } = run(
      ['query', database, '-', '--operation', 'B', '--variables={"id":2}'], { input: document });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), { data: { artist_by_pk: { name: 'Björk' } } });
  });

  test('ends with 1 if the response has errors', () => {
    const { status, stdout } = run(['query', database, '{ nothing }']);
    assert.equal(status, 1);
    assert.ok(JSON.parse(stdout).errors.length);
    for (const variables of ['{', '[]', '5']) {
      assert.equal(run(['query', database, '{ __typename }', '--variables', variables]).status, 1, variables);
    }
    assert.equal(run(['query', database, '{ __typename }', '--session', 'x']).status, 1);
  });

  for (const [flag, query, least] of [
    ['--max-depth', '{ album { artist { name } } }', 3],
    ['--max-root-fields', '{ a: __typename b: __typename }', 2],
    ['--max-tokens', '{ a: __typename b: __typename }', 8],
  ]) {
    test(`passes what takes ${least} of ${flag}, and refuses it with one less`, () => {
      const status = (limit) => run(['query', database, query, flag, String(limit)]).status;
      assert.equal(status(least), 0);
      assert.equal(status(least - 1), 1);
    });
  }

  test('keeps to the settings of the engine', () => {
    assert.equal(run(['query', database, '{ __schema { queryType { name } } }', '--no-introspection']).status, 1);
    assert.equal(run(['query', database, '{ endless { n } }', '--timeout', '200ms']).status, 1);
  });

  test('prints tables', () => {
    const odd = makeDatabase('odd.db', `
      CREATE TABLE item(id INTEGER PRIMARY KEY, big BIGINT, note TEXT, owner_id INTEGER REFERENCES owner(id));
      CREATE TABLE owner(id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE vacant(id INTEGER PRIMARY KEY);
      INSERT INTO owner VALUES (1, 'Zoë "Z" W');
      INSERT INTO item VALUES (1, 9007199254740993, 'two' || char(10) || 'lines', NULL), (20, NULL, '', 1);`);
    const query = '{ item { id big note owner { name } } vacant { id } item_aggregate { aggregate { count } } __typename }';
    const { status, stdout, stderr } = run(['query', odd, query, '--format', 'table']);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `item
id               big  note        owner.name
--  ----------------  ----------  ----------
 1  9007199254740993  two\\nlines
20                                Zoë "Z" W

vacant
(no rows)

item_aggregate
aggregate.count
---------------
              2

__typename: query_root
`);
  });

  test('prints the errors beside a table', () => {
    const { status, stdout, stderr } = run(['query', database, '{ nothing }', '--format', 'table']);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^soloql query: [^\n]+\n$/);
  });
});

test('explain prints one statement', () => {
  const { status, stdout } = run(['explain', database, '{ artist { name album { title } } }']);
  assert.equal(status, 0);
  assert.match(stdout, /SELECT/i);
  assert.match(stdout, /album/);
  assert.equal(run(['explain', database, '{ nothing }']).status, 1);
});

describe('schema', () => {
  test('prints SDL', () => {
    const { status, stdout } = run(['schema', database]);
    assert.equal(status, 0);
    const fields = buildSchema(stdout).getQueryType().getFields();
    for (const name of ['artist', 'artist_by_pk', 'artist_aggregate', 'album']) assert.ok(fields[name], name);
  });

  test('prints the introspection result', () => {
    const { status, stdout } = run(['schema', database, '--format', 'json']);
    assert.equal(status, 0);
    assert.ok(stdout.includes('"__schema"'));
    JSON.parse(stdout);
  });

  test('knows its formats and roles', () => {
    refused(['schema', database, '--format', 'xml'], 2, /sdl or json/);
    refused(['schema', database, '--role', 'stranger'], 1, /stranger/);
  });
});

describe('validate', () => {
  const sdl = scratchFile('good.graphql', 'type Query { a(b: Int): String }');

  test('checks SDL', () => {
    const good = run(['validate', sdl]);
    assert.deepEqual([good.status, JSON.parse(good.stdout)], [0, { errors: [] }]);
    const bad = run(['validate', scratchFile('bad.graphql', 'type Query { a: Nothing }')]);
    assert.equal(bad.status, 1);
    assert.ok(JSON.parse(bad.stdout).errors[0].message);
  });

  test('checks a document against it', () => {
    assert.equal(run(['validate', sdl, '-'], { input: '{ a(b: 1) }' }).status, 0);
    const bad = run(['validate', sdl, '-'], { input: '{ a(c: 1)\n nothing }' });
    assert.equal(bad.status, 1);
    const { errors } = JSON.parse(bad.stdout);
    assert.equal(errors.length, 2);
    assert.ok(errors.every(({ message, locations }) => message && locations.length));
  });

  test('needs its files', () => {
    refused(['validate', '/no/such.graphql'], 1, /such\.graphql/);
    refused(['validate', '-', '-'], 2, /standard input/);
  });
});

test('version tells what it is made of', () => {
  const { status, stdout } = run(['version']);
  assert.equal(status, 0);
  assert.match(stdout, /^soloql \d+\.\d+\.\d+\nSQLite 3\.\d+.*\nCivetWeb 1\.16.* IPv6 WebSocket\ncJSON 1\.\d+.*\nzlib 1\..*\nbuilt with /);
  assert.equal(run(['--version']).stdout, stdout);
});
