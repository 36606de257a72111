// Streams of rows: CSV and NDJSON, on the command line and over HTTP.
// STREAM_ROWS=1000000 streams as many rows as the claim of constant memory is about.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { ask, makeDatabase, raw, run, serve, sleep, soloql, statusOf, until } from './soloql.mjs';

const rows = Number(process.env.STREAM_ROWS ?? 200_000);

const database = makeDatabase(
  `streams-${process.pid}.db`,
  `CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, meta JSON, vip BOOLEAN, photo BLOB);
   INSERT INTO customer VALUES
     (1, 'Ann "q", x', '{"a": [1, "}"]}', 1, x'00ff'), (2, '', '"s\\u00e9\\ud83d\\ude00,"', 0, NULL),
     (3, NULL, ' 5 ', NULL, NULL), (4, ' first', 'null', 1, NULL), (5, 'two' || char(10) || 'lines', NULL, 1, NULL);
   CREATE TABLE sale(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer(id),
                     total INT NOT NULL, note TEXT);
   INSERT INTO sale VALUES (1, 1, 5, '=1+1'), (2, NULL, 6, 'a'), (3, 5, 7, 'b');
   CREATE TABLE odd(id INTEGER PRIMARY KEY, n INT NOT NULL, m INT);
   INSERT INTO odd VALUES (1, 1, 1), (2, 'x', 2), (3, 3, 'y'), (4, 4, 4);
   CREATE TABLE big(id INTEGER PRIMARY KEY, text TEXT NOT NULL, half REAL NOT NULL, late INT);
   WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
   INSERT INTO big SELECT i, 'row number ' || i, i * 0.5, iif(i = ${rows}, 'x', i) FROM n;
   CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
     SELECT i, printf('%.1000c', 'x') AS text FROM n;`,
);

const query = (text, format, ...more) => run(['query', database, text, '--format', format, ...more]);

const csv = (text, ...more) => {
  const { status, stdout, stderr } = query(text, 'csv', ...more);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
  return stdout;
};

describe('CSV', () => {
  test('quotes what RFC 4180 wants quoted, and tells null from an empty text', () => {
    assert.equal(
      csv('{ customer { id name meta vip photo } }'),
      'id,name,meta,vip,photo\r\n' +
        '1,"Ann ""q"", x","{""a"": [1, ""}""]}",true,AP8=\r\n' +
        '2,"","sé😀,",false,\r\n' +
        '3,,5,,\r\n' +
        '4," first",,true,\r\n' +
        '5,"two\nlines",,true,\r\n',
    );
  });

  test('objects within a row become columns, in the order of the answer', () => {
    assert.equal(
      csv('{ sale(order_by: {customer: {name: desc}}) { id customer { is: vip name } t: __typename } }'),
      'id,customer.is,customer.name,t\r\n2,,,sale\r\n3,true,"two\nlines",sale\r\n1,true,"Ann ""q"", x",sale\r\n',
    );
    assert.equal(
      csv('{ customer(limit: 2) { id sale_aggregate { aggregate { count sum { total } } } } }'),
      'id,sale_aggregate.aggregate.count,sale_aggregate.aggregate.sum.total\r\n1,1,5\r\n2,0,\r\n',
    );
    assert.equal(
      csv('{ sale_group { key { vip: customer { vip } } aggregate { count max { total } } } }'),
      'key.vip.vip,aggregate.count,aggregate.max.total\r\ntrue,2,7\r\n,1,6\r\n',
    );
  });

  test('no rows are a header', () => {
    assert.equal(csv('{ sale(where: {id: {_gt: 10}}) { id note } }'), 'id,note\r\n');
  });

  test('distinct_on, variables and pages are those of any list', () => {
    const text = 'query($n: Int) { sale(distinct_on: total, order_by: {total: desc}, limit: $n) { total customer { id } } }';
    assert.equal(csv(text, '--variables', '{"n":2}'), 'total,customer.id\r\n7,5\r\n6,\r\n');
  });

  test('a value that contradicts its type is refused before the first line', () => {
    const { status, stdout, stderr } = query('{ odd { id n } }', 'csv');
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
    assert.match(stderr, /Int cannot represent the stored text "x"/);
  });

  test('more columns than one call of a function takes', () => {
    const names = Array.from({ length: 300 }, (_, i) => `f${i}`);
    const text = csv(`{ sale(limit: 1) { ${names.map((name) => `${name}: total`).join(' ')} } }`);
    assert.equal(text, `${names.join(',')}\r\n${names.map(() => 5).join(',')}\r\n`);
  });
});

describe('NDJSON', () => {
  test('is a line of JSON for each row', () => {
    const { status, stdout } = query('{ sale { id customer { name } } }', 'ndjson');
    assert.equal(status, 0);
    assert.deepEqual(stdout.trimEnd().split('\n').map((line) => JSON.parse(line)), [
      { id: 1, customer: { name: 'Ann "q", x' } },
      { id: 2, customer: null },
      { id: 3, customer: { name: 'two\nlines' } },
    ]);
  });

  test('the last line has the errors, whose paths count lines', () => {
    const { status, stdout, stderr } = query('{ odd { id n m } }', 'ndjson');
    assert.equal(status, 1);
    assert.match(stderr, /"x"[^\n]*\n[^\n]*"y"/);
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(lines.slice(0, 4), [
      { id: 1, n: 1, m: 1 },
      null,
      { id: 3, n: 3, m: null },
      { id: 4, n: 4, m: 4 },
    ]);
    assert.deepEqual(lines[4].errors.map(({ path }) => path), [['odd', 1, 'n'], ['odd', 2, 'm']]);
  });
});

describe('what cannot be streamed', () => {
  const refused = (text, pattern) => {
    for (const format of ['csv', 'ndjson']) {
      const { status, stdout, stderr } = query(text, format);
      assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
      assert.match(stderr, pattern);
    }
  };

  test('is refused with one error', () => {
    refused('{ customer { id sale { id } } }', /^[^\n]*no lists in them, and "sale" is one[^\n]*\n$/);
    refused('{ customer { s: sale_aggregate { nodes { id } } } }', /"nodes" is one/);
    refused('{ customer { sale_connection { pageInfo { endCursor } nodes { id } } } }', /"nodes" is one/);
    refused('{ customer_by_pk(id: 1) { id } }', /one root field, and one that is a list/);
    refused('{ sale { id } customer { id } }', /one root field, and one that is a list/);
    refused('{ __typename }', /one root field, and one that is a list/);
    refused('{ sale @skip(if: true) { id } }', /one root field, and one that is a list/);
    refused('{ sale { nope } }', /Cannot query field "nope"/);
  });
});

describe('over HTTP', () => {
  let server;
  before(async () => (server = await serve(database, ['--max-streams', '2', '--pool-wait', '200ms'])));
  after(() => server.stop());

  const get = (text, accept) =>
    fetch(`${server.graphql}?query=${encodeURIComponent(text)}`, { headers: { accept } });

  test('Accept chooses', async () => {
    const asked = await get('{ sale { id note } }', 'text/csv');
    assert.equal(asked.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(asked.headers.get('content-length'), null);
    assert.equal(await asked.text(), 'id,note\r\n1,=1+1\r\n2,a\r\n3,b\r\n');

    const posted = await fetch(server.graphql, {
      method: 'POST',
      headers: { accept: 'application/x-ndjson', 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query($id: Int) { sale(where: {id: {_eq: $id}}) { note } }', variables: { id: 2 } }),
    });
    assert.equal(posted.headers.get('content-type'), 'application/x-ndjson; charset=utf-8');
    assert.equal(await posted.text(), '{"note":"a"}\n');
    assert.equal((await get('{ sale { id } }', '*/*')).headers.get('content-type'), 'application/json; charset=utf-8');
  });

  test('what fails before the first row has a status and says so in JSON', async () => {
    for (const [text, status] of [['{ customer { sale { id } } }', 400], ['{ odd { n } }', 500], ['{ nope', 400]]) {
      const response = await get(text, 'text/csv');
      assert.equal(response.status, status);
      assert.equal(response.headers.get('content-type'), 'application/json; charset=utf-8');
      assert.equal((await response.json()).errors.length, 1);
    }
  });

  test('what fails after it cuts CSV, and is the last line of NDJSON', async () => {
    const cut = await get('{ big { id text late } }', 'text/csv');
    assert.equal(cut.status, 200);
    await assert.rejects(cut.text());
    const told = (await (await get('{ big { id text late } }', 'application/x-ndjson')).text()).trimEnd().split('\n');
    assert.equal(told.length, rows + 1);
    assert.deepEqual(JSON.parse(told[rows]).errors[0].path, ['big', rows - 1, 'late']);
    await until(() => server.log().some(({ code, status }) => status === 200 && code === 'data-exception'));
  });

  test('an older client gets the rows without chunks', async () => {
    const answer = await raw(
      server.port,
      'GET /graphql?query=%7Bsale%7Bid%7D%7D HTTP/1.0\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n',
    );
    assert.equal(statusOf(answer), 200);
    assert.doesNotMatch(answer, /chunked/i);
    assert.match(answer, /\r\n\r\nid\r\n1\r\n2\r\n3\r\n$/);
  });

  test('a connection serves one stream after another', async () => {
    const one = 'GET /graphql?query=%7Bsale%7Bid%7D%7D HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n';
    const answer = await raw(server.port, `${one}\r\n`, `${one}Connection: close\r\n\r\n`);
    assert.equal(answer.match(/HTTP\/1\.1 200 OK/g).length, 2);
    assert.equal(answer.match(/\r\n0\r\n\r\n/g).length, 2);
  });

  test('readers that do not read hold no more than their streams', async () => {
    const slow = [1, 2].map(() => {
      const socket = connect(server.port, '127.0.0.1');
      socket.pause();
      socket.write('GET /graphql?query=%7Bendless%7Btext%7D%7D HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n');
      return socket;
    });
    await sleep(300);
    assert.equal((await get('{ sale { id } }', 'text/csv')).status, 503);
    assert.equal((await ask(server.graphql, '{ sale { id } }')).status, 200);
    slow.forEach((socket) => socket.destroy());
    let status;
    for (let i = 0; i < 50 && status !== 200; i++) ({ status } = await get('{ sale { id } }', 'text/csv'));
    assert.equal(status, 200);
  });

  test('memory does not grow with the rows', async () => {
    const peak = () => Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]);
    const { body } = await get('{ big { id text half } }', 'text/csv');
    let bytes = 0;
    for await (const piece of body) bytes += piece.length;
    assert.ok(bytes > rows * 20);
    // Instrumented builds are many times larger; they show that it is bounded all the same.
    assert.ok(peak() < (process.env.MODE === 'asan' || process.env.MODE === 'tsan' ? 512 : 32) * 1024, `${peak()} KiB`);
  });
});

describe('time', () => {
  test('a stream has its own limit', () => {
    const { status, stderr } = query('{ endless { i } }', 'csv', '--stream-timeout', '300ms');
    assert.equal(status, 1);
    assert.match(stderr, /longer than the time limit/);
    assert.equal(run(['query', database, '{ big { id } }', '--format', 'csv', '--timeout', '1ms']).status, 0);
  });

  test('the command ends with its reader', async () => {
    const child = spawn(soloql, ['query', database, '{ endless { i } }', '--format', 'csv']);
    child.stdout.once('data', () => child.stdout.destroy());
    await new Promise((done) => child.on('close', done));
  });
});
