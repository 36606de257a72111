// ETag and 304: an answer that is kept is right for as long as the server says so.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { makeDatabase, run, scratchFile, serve, sleep } from './soloql.mjs';

const schema = `
  CREATE TABLE counter(id INTEGER PRIMARY KEY, n INT NOT NULL);
  INSERT INTO counter VALUES (1, 0), (2, 0);
  CREATE TABLE tally(id INTEGER PRIMARY KEY, n INT NOT NULL);
  INSERT INTO tally VALUES (1, 0);
  CREATE TABLE other(id INTEGER PRIMARY KEY, text TEXT);
  CREATE VIEW clock AS SELECT strftime('%J') AS now;
  CREATE VIEW dice AS SELECT random() AS n;`;

// SQL is run in a transaction, in which the mode cannot be changed.
const database = (name, mode) =>
  makeDatabase(`${name}-${process.pid}.db`, `COMMIT; PRAGMA journal_mode=${mode}; BEGIN; ${schema}`);
const write = (path, sql) => makeDatabase(path.split('/').pop(), sql);

const get = (server, text, headers = {}) =>
  fetch(`${server.graphql}?query=${encodeURIComponent(text)}`, { headers });
const post = (server, body, headers = {}) =>
  fetch(server.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const tally = '{ tally { n } }';
const query = '{ counter(order_by: {id: asc}) { id n } }';

for (const mode of ['wal', 'delete']) {
  describe(`journal_mode ${mode}`, () => {
    let path, server;
    before(async () => {
      path = database(`etag-${mode}`, mode);
      server = await serve(path);
    });
    after(() => server.stop());

    const tagOf = async (text = query, headers = {}) => {
      const response = await get(server, text, headers);
      await response.arrayBuffer();
      assert.equal(response.status, 200);
      return response.headers.get('etag');
    };
    const statusWith = async (tag, text = query, headers = {}) => {
      const response = await get(server, text, { 'if-none-match': tag, ...headers });
      const body = await response.text();
      assert.equal(body.length === 0, response.status === 304);
      return response.status;
    };

    test('304 until somebody writes, then 200 with another name', async () => {
      const tag = await tagOf();
      assert.match(tag, /^W\/"[0-9a-f]{32}"$/);
      for (let i = 0; i < 20; i++) assert.equal(await statusWith(`"x", ${tag}`), 304);
      write(path, 'UPDATE counter SET n = n + 1');
      const response = await get(server, query, { 'if-none-match': tag });
      assert.equal(response.status, 200);
      assert.notEqual(response.headers.get('etag'), tag);
      assert.equal(await statusWith(response.headers.get('etag')), 304);
      assert.equal(await statusWith(tag), 200);
    });

    test('a mutation makes new names of what reads the tables that it wrote', async () => {
      const others = '{ other { text } }', both = '{ tally { n } other { text } }';
      const mutate = async (text) => {
        const response = await post(server, { query: `mutation { ${text} { affected_rows } }` });
        assert.deepEqual((await response.json()).errors, undefined);
      };
      const tags = [await tagOf(tally), await tagOf(others), await tagOf(both)];
      const statuses = async () =>
        [await statusWith(tags[0], tally), await statusWith(tags[1], others), await statusWith(tags[2], both)];
      for (let i = 0; i < 5; i++) await mutate('insert_other(objects: {text: "x"})');
      assert.deepEqual(await statuses(), [304, 200, 200]);
      [tags[1], tags[2]] = [await tagOf(others), await tagOf(both)];
      await mutate('update_tally(where: {}, _all: true, _inc: {n: 1})');
      assert.deepEqual(await statuses(), [200, 304, 200]);
      tags[0] = await tagOf(tally);
      write(path, "INSERT INTO other(text) VALUES ('by another process')");
      assert.deepEqual(await statuses(), [200, 200, 200]);
    });

    test('whoever asks after a mutation was answered, sees it', { timeout: 120_000 }, async () => {
      const text = 'mutation { update_tally(where: {}, _all: true, _inc: {n: 1}) { returning { n } } }';
      const noise = 'mutation { insert_other(objects: {text: "x"}) { affected_rows } }';
      let answered = 0, unmodified = 0;
      const client = async (number) => {
        let kept;
        for (let i = 0; i < 60; i++) {
          const body = await (await post(server, { query: (i + number) % 3 ? noise : text })).json();
          if (body.errors) continue; // readers kept the writer out
          answered = Math.max(answered, body.data.update_tally?.returning[0].n ?? 0);
          const floor = answered;
          const response = await get(server, tally, kept ? { 'if-none-match': kept.tag } : {});
          const answer = await response.text();
          if (answer.includes('"busy"')) continue;
          if (response.status === 304) unmodified++;
          const n = response.status === 304 ? kept.n : JSON.parse(answer).data.tally[0].n;
          assert.ok(n >= floor, `${response.status} gave ${n} after ${floor} had been answered`);
          kept = response.headers.get('etag') ? { tag: response.headers.get('etag'), n } : undefined;
        }
      };
      await Promise.all([0, 1, 2, 3].map(client));
      assert.ok(unmodified > 0);
    });

    test('the head of 304', async () => {
      const tag = await tagOf();
      const response = await get(server, query, { 'if-none-match': tag });
      assert.equal(response.headers.get('etag'), tag);
      assert.equal(response.headers.get('cache-control'), 'private, no-cache');
      assert.match(response.headers.get('vary'), /Accept/);
      assert.equal(response.headers.get('content-type'), null);
    });

    test('everything that an answer depends on is in the name', async () => {
      const text = 'query A($id: Int) { counter(where: {id: {_eq: $id}}) { n } } query B { counter { n } }';
      const ask = (variables, operationName, headers) =>
        post(server, { query: text, variables, operationName }, { 'if-none-match': '""', ...headers });
      const tags = [];
      for (const [variables, name] of [[{ id: 1 }, 'A'], [{ id: 2 }, 'A'], [{}, 'A'], [{}, 'B']]) {
        const response = await ask(variables, name);
        assert.equal(response.status, 200);
        tags.push(response.headers.get('etag'));
      }
      assert.equal(new Set(tags).size, 4);
      assert.equal((await ask({ id: 1 }, 'A', { 'if-none-match': tags[0] })).status, 304);
      assert.equal((await ask({ id: 2 }, 'A', { 'if-none-match': tags[0] })).status, 200);
      const claimed = await tagOf(query, { 'x-hasura-role': 'admin', 'x-hasura-user-id': '7' });
      assert.notEqual(claimed, await tagOf());
      assert.equal(await statusWith(claimed), 200);
    });

    test('what depends on more than the data has no name', async () => {
      for (const text of ['{ clock { now } }', '{ dice { n } }']) {
        for (let i = 0; i < 3; i++) assert.equal(await tagOf(text), null);
      }
      assert.equal((await get(server, '{ nope }')).headers.get('etag'), null);
    });

    test('a view that becomes a clock loses its name', async () => {
      write(path, 'CREATE VIEW turncoat AS SELECT 1 AS now');
      const tag = await tagOf('{ turncoat { now } }');
      assert.notEqual(tag, null);
      write(path, "DROP VIEW turncoat; CREATE VIEW turncoat AS SELECT strftime('%s') + 0 AS now");
      for (let i = 0; i < 3; i++) {
        const response = await get(server, '{ turncoat { now } }', { 'if-none-match': tag });
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('etag'), null);
      }
    });

    test('a POST asks for it with If-None-Match', async () => {
      assert.equal((await post(server, { query })).headers.get('etag'), null);
      const tag = (await post(server, { query }, { 'if-none-match': '""' })).headers.get('etag');
      assert.equal((await post(server, { query }, { 'if-none-match': tag })).status, 304);
    });

    // The counter only grows: whoever has seen a value proves that later answers cannot be older.
    test('never a wrong 304 while another process writes', { timeout: 120_000 }, async () => {
      const last = 100;
      const writes = Array.from({ length: last }, (_, i) => `UPDATE counter SET n = ${i + 1}; COMMIT; BEGIN IMMEDIATE;`);
      const file = scratchFile(`writes-${mode}.sql`, `PRAGMA busy_timeout=30000; ${writes.join('\n')}`);
      const writer = spawn(process.env.SQLRUN ?? 'build/sqlrun', [path, file], { stdio: 'inherit' });
      let writing = true, unmodified = 0, seen = 0;
      const done = new Promise((end) => writer.on('close', (code) => end((writing = false), code)));
      const reader = async () => {
        let kept;
        for (let over = false; ; over = !writing) {
          await sleep(2); // without a pause for the writer, readers can keep it out for ever
          const floor = over ? last : seen;
          const response = await get(server, query, kept ? { 'if-none-match': kept.tag } : {});
          const text = await response.text();
          if (text.includes('"busy"')) continue; // the writer kept us out
          if (response.status === 304) unmodified++;
          const values = response.status === 304 ? kept.values : JSON.parse(text).data.counter.map(({ n }) => n);
          assert.equal(values[0], values[1]);
          assert.ok(values[0] >= floor, `${response.status} gave ${values[0]} after ${floor} had been seen`);
          seen = Math.max(seen, values[0]);
          const tag = response.headers.get('etag');
          kept = tag ? { tag, values } : undefined;
          if (over && unmodified) return;
        }
      };
      await Promise.all([reader(), reader(), reader(), reader(), done]);
      assert.equal(seen, last);
    });
  });
}

describe('settings', () => {
  test('off, and on for all', async () => {
    const path = database('etag-settings', 'delete');
    const off = await serve(path, ['--etag', 'off']);
    assert.equal((await get(off, query)).headers.get('etag'), null);
    await off.stop();
    const on = await serve(path, ['--etag', 'on']);
    const tag = (await post(on, { query })).headers.get('etag');
    assert.equal((await post(on, { query }, { 'if-none-match': tag })).status, 304);
    await on.stop();
    const again = await serve(path, ['--etag', 'on']);
    assert.equal((await post(again, { query }, { 'if-none-match': tag })).status, 200);
    await again.stop();
    assert.equal(run(['serve', path, '--etag', 'sometimes']).status, 2);
  });
});
