// Compressed answers: only for who takes them, only where it is worth it, and never another answer.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { makeDatabase, run, serve, until } from './soloql.mjs';

const rows = 100_000;
const database = makeDatabase(
  `gzip-${process.pid}.db`,
  `CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL);
   WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
   INSERT INTO item SELECT i, 'item number ' || i || ' é', i * 0.25 FROM n;
   CREATE TABLE noise(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL, late INT);
   WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
   INSERT INTO noise SELECT i, randomblob(5000), iif(i = 200, 'x', i) FROM n;
   CREATE TABLE page(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
   CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
     SELECT i, 'row number ' || i || printf('%.200c', ' ') AS text FROM n;`,
);

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
after(() => agent.destroy());

/** Asks without any header of the client's own: {status, headers, bytes, whole}. */
function ask(server, { path = '/graphql', query, accept = 'gzip', body, method = body ? 'POST' : 'GET', headers = {} }) {
  const target = query ? `${path}?query=${encodeURIComponent(query)}` : path;
  const all = { ...headers };
  if (accept !== undefined && accept !== null) all['accept-encoding'] = accept;
  if (body) all['content-type'] = 'application/json';
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path: target, method, headers: all, agent });
    asked.on('error', fail).on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
      response.on('close', () => done({
        status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks), whole: response.complete,
      }));
    });
    asked.end(body && JSON.stringify(body));
  });
}

/** What the answer says, after a look at whether its head is right about it. */
function textOf({ headers, bytes, whole }) {
  assert.ok(whole);
  if (headers['content-length']) assert.equal(Number(headers['content-length']), bytes.length);
  return headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
}

const large = '{ item(limit: 1000, order_by: {id: asc}) { id name price } }';
const small = '{ item(limit: 2) { id } }';
let server, plain;
before(async () => {
  server = await serve(database, ['--gzip', 'on']);
  plain = textOf(await ask(server, { query: large, accept: null }));
});
after(() => server.stop());

describe('an answer', () => {
  test('that is asked for and large is compressed', async () => {
    const answer = await ask(server, { query: large });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-encoding'], 'gzip');
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8');
    assert.ok(answer.bytes.length < plain.length / 4, `${answer.bytes.length} of ${plain.length}`);
    assert.equal(textOf(answer), plain);
  });

  test('is compressed by POST, and in the other media type', async () => {
    const accept = 'application/graphql-response+json';
    const answer = await ask(server, { body: { query: large }, headers: { accept } });
    assert.equal(answer.headers['content-encoding'], 'gzip');
    assert.match(answer.headers['content-type'], /^application\/graphql-response\+json/);
    assert.equal(textOf(answer), plain);
  });

  for (const accept of [null, '', 'br', 'identity', 'gzip;q=0', '*;q=0', 'gzip;q=0.5, identity', 'gzip;q=0, *']) {
    test(`is not for ${accept === null ? 'no Accept-Encoding' : `"${accept}"`}`, async () => {
      const answer = await ask(server, { query: large, accept });
      assert.equal(answer.headers['content-encoding'], undefined);
      assert.equal(answer.headers.vary, 'Accept, Accept-Encoding');
      assert.equal(textOf(answer), plain);
    });
  }

  for (const accept of ['x-gzip', '*', 'deflate, GZIP;q=0.5, *;q=0', 'gzip, deflate, br, zstd']) {
    test(`is for "${accept}"`, async () => {
      const answer = await ask(server, { query: large, accept });
      assert.equal(answer.headers['content-encoding'], 'gzip');
      assert.equal(textOf(answer), plain);
    });
  }

  test('that is small stays as it is', async () => {
    const few = await ask(server, { query: small });
    assert.equal(few.headers['content-encoding'], undefined);
    assert.equal(few.headers.vary, 'Accept, Accept-Encoding');
    assert.equal(textOf(few), '{"data":{"item":[{"id":1},{"id":2}]}}');
    const failed = await ask(server, { query: '{ nothing }' });
    assert.equal(failed.headers['content-encoding'], undefined);
    assert.equal(failed.headers.vary, 'Accept-Encoding');
    assert.ok(JSON.parse(textOf(failed)).errors);
  });

  test('of any length is the same as without', async () => {
    for (const limit of [0, 5, 13, 14, 15, 50, 300, 3000, 30_000, rows]) {
      const query = `{ item(limit: ${limit}, order_by: {id: asc}) { id name price } }`;
      const [one, other] = [await ask(server, { query }), await ask(server, { query, accept: null })];
      assert.equal(one.headers['content-encoding'], other.bytes.length >= 1024 ? 'gzip' : undefined, `${limit}`);
      assert.equal(textOf(one), textOf(other), `${limit}`);
    }
    const query = '{ noise { id bytes } }';
    assert.equal(textOf(await ask(server, { query })), textOf(await ask(server, { query, accept: null })));
  });

  test('of a mutation is compressed', async () => {
    const objects = Array.from({ length: 200 }, (_, i) => ({ text: `page ${i}` }));
    const query = 'mutation($o: [page_insert_input!]!) { insert_page(objects: $o) { returning { id text } } }';
    const answer = await ask(server, { body: { query, variables: { o: objects } } });
    assert.equal(answer.headers['content-encoding'], 'gzip');
    const { returning } = JSON.parse(textOf(answer)).data.insert_page;
    assert.deepEqual(returning.map(({ text }) => text), objects.map(({ text }) => text));
  });

  test('of errors is compressed when it is large', async () => {
    const query = `{ ${Array.from({ length: 50 }, (_, i) => `nothing_${i}`).join(' ')} }`;
    const answer = await ask(server, { body: { query } });
    assert.equal(answer.headers['content-encoding'], 'gzip');
    assert.equal(JSON.parse(textOf(answer)).errors.length, 50);
  });
});

describe('a cache', () => {
  test('has one ETag for both, and 304 has neither body nor coding', async () => {
    const [one, other] = [await ask(server, { query: large }), await ask(server, { query: large, accept: null })];
    assert.equal(one.headers.etag, other.headers.etag);
    assert.match(one.headers.etag, /^W\//);
    for (const accept of ['gzip', null]) {
      const again = await ask(server, { query: large, accept, headers: { 'if-none-match': one.headers.etag } });
      assert.equal(again.status, 304);
      assert.equal(again.bytes.length, 0);
      assert.equal(again.headers['content-encoding'], undefined);
      assert.equal(again.headers.vary, 'Accept, Accept-Encoding');
      assert.equal(again.headers.etag, one.headers.etag);
    }
  });

  test('is told all that the answer depends on, in one line', async (t) => {
    const shared = await serve(database, ['--gzip', 'on', '--cors-origins', 'https://good.example']);
    t.after(() => shared.stop());
    const headers = { origin: 'https://good.example' };
    const vary = async (what) => (await ask(shared, { headers, ...what })).headers.vary;
    assert.equal(await vary({ query: large }), 'Accept, Accept-Encoding, Origin');
    assert.equal(await vary({ body: { query: large } }), 'Accept-Encoding, Origin');
    assert.equal(await vary({ path: '/healthz' }), 'Accept-Encoding, Origin');
    assert.equal(await vary({ method: 'OPTIONS', headers: { ...headers, 'access-control-request-method': 'POST' } }), 'Origin');
  });
});

describe('a connection', () => {
  test('goes on after a compressed answer', async () => {
    let sockets = 0;
    const own = new Agent({ keepAlive: true, maxSockets: 1 });
    const made = own.createConnection;
    own.createConnection = (...all) => (sockets++, made.apply(own, all));
    for (const [query, accept] of [[large, 'gzip'], [small, 'gzip'], [large, ''], [large, 'gzip']]) {
      const response = await new Promise((done, fail) =>
        request({ port: server.port, host: '127.0.0.1', path: `/graphql?query=${encodeURIComponent(query)}`, agent: own,
          headers: { 'accept-encoding': accept } }, done).on('error', fail).end());
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      assert.equal(response.headers.connection, 'keep-alive');
      if (query === large) assert.equal(textOf({ ...response, headers: response.headers, bytes: Buffer.concat(chunks), whole: true }), plain);
    }
    assert.equal(sockets, 1);
    own.destroy();
  });

  test('of HTTP/1.0 gets it as well', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET /graphql?query=${encodeURIComponent(large)} HTTP/1.0\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n`);
    const chunks = [];
    for await (const chunk of socket) chunks.push(chunk);
    const all = Buffer.concat(chunks);
    const body = all.indexOf('\r\n\r\n') + 4;
    assert.match(all.subarray(0, body).toString(), /\r\nContent-Encoding: gzip\r\n/);
    assert.equal(gunzipSync(all.subarray(body)).toString(), plain);
  });

  test('of the database is given back before a slow client has taken a compressed answer', async (t) => {
    const narrow = await serve(database, ['--gzip', 'on', '--pool-size', '1', '--pool-wait', '100ms']);
    t.after(() => narrow.stop());
    // Noise stays large: more than the socket takes without a reader, and more than is copied.
    const all = Array.from({ length: 20 }, (_, i) => `n${i}: noise { bytes }`).join(' ');
    const socket = connect(narrow.port, '127.0.0.1');
    t.after(() => socket.destroy());
    socket.on('error', () => {}).pause();
    socket.write(`GET /graphql?query=${encodeURIComponent(`{ ${all} }`)} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n`);
    await once(socket, 'readable');
    assert.equal((await ask(narrow, { query: small, headers: { 'x-request-id': 'second' } })).status, 200);
    const requests = () => narrow.log().filter(({ path }) => path).map(({ request_id: id }) => id);
    await until(() => requests().includes('second'));
    assert.deepEqual(requests(), ['second'], 'the first is still being sent');
  });

  test('HEAD says what GET would', async () => {
    const [head, get] = [await ask(server, { path: '/', method: 'HEAD' }), await ask(server, { path: '/' })];
    assert.equal(get.headers['content-encoding'], 'gzip');
    assert.match(textOf(get), /<\/script>\n$/);
    assert.equal(head.bytes.length, 0);
    for (const name of ['content-encoding', 'content-length', 'content-type', 'vary']) {
      assert.equal(head.headers[name], get.headers[name], name);
    }
  });
});

describe('a stream', () => {
  const list = (n) => `{ item(limit: ${n}, order_by: {id: asc}) { id name price } }`;

  for (const type of ['text/csv', 'application/x-ndjson']) {
    test(`of ${type} is compressed`, async () => {
      for (const n of [100, 3000, rows]) {
        const headers = { accept: type };
        const one = await ask(server, { query: list(n), headers });
        const other = await ask(server, { query: list(n), headers, accept: null });
        assert.equal(one.headers['content-encoding'], 'gzip');
        assert.equal(one.headers['transfer-encoding'], 'chunked');
        assert.equal(one.headers.vary, 'Accept-Encoding');
        assert.equal(other.headers['content-encoding'], undefined);
        assert.ok(one.bytes.length < other.bytes.length / 2, `${n}: ${one.bytes.length} of ${other.bytes.length}`);
        assert.equal(textOf(one), textOf(other));
      }
    });
  }

  test('that is small, or not asked for so, is not', async () => {
    const few = await ask(server, { query: list(3), headers: { accept: 'text/csv' } });
    assert.equal(few.headers['content-encoding'], undefined);
    assert.equal(few.headers.vary, 'Accept-Encoding');
    assert.match(textOf(few), /^id,name,price\r\n1,/);
    const refused = await ask(server, { query: list(300), headers: { accept: 'text/csv' }, accept: 'gzip;q=0' });
    assert.equal(refused.headers['content-encoding'], undefined);
  });

  test('of what cannot become smaller comes through', async () => {
    const headers = { accept: 'application/x-ndjson' };
    const query = '{ noise { bytes } }';
    assert.equal(textOf(await ask(server, { query, headers })), textOf(await ask(server, { query, headers, accept: null })));
  });

  test('can be read as it comes', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET /graphql?query=%7Bendless%7Bi,text%7D%7D HTTP/1.0\r\nHost: localhost\r\nAccept: text/csv\r\nAccept-Encoding: gzip\r\n\r\n`);
    let head = Buffer.alloc(0), text = '';
    const unzip = createGunzip().on('data', (data) => (text += data)).on('error', () => {});
    socket.on('data', (data) => {
      if (!head) return void unzip.write(data);
      head = Buffer.concat([head, data]);
      const body = head.indexOf('\r\n\r\n') + 4;
      if (body > 3) (unzip.write(head.subarray(body)), (head = null));
    });
    await until(() => text.length > 500_000);
    socket.destroy();
    assert.match(text, /^i,text\r\n1,/);
  });

  test('that breaks off has neither the end of gzip nor a last chunk', async () => {
    const cut = await ask(server, { query: '{ noise { bytes late } }', headers: { accept: 'text/csv' } });
    assert.equal(cut.status, 200);
    assert.equal(cut.headers['content-encoding'], 'gzip');
    assert.equal(cut.whole, false);
    assert.throws(() => gunzipSync(cut.bytes), /unexpected end/);
    const read = gunzipSync(cut.bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    assert.match(read, /^bytes,late\r\n/);
    assert.equal((await ask(server, { query: small })).status, 200);
  });

  test('of NDJSON ends well with its errors', async () => {
    const told = textOf(await ask(server, { query: '{ noise { bytes late } }', headers: { accept: 'application/x-ndjson' } }));
    assert.deepEqual(JSON.parse(told.trimEnd().split('\n').at(-1)).errors[0].path, ['noise', 199, 'late']);
  });

  test('of HTTP/1.0 ends with the connection', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET /graphql?query=${encodeURIComponent(list(3000))} HTTP/1.0\r\nHost: localhost\r\nAccept: text/csv\r\nAccept-Encoding: gzip\r\n\r\n`);
    const chunks = [];
    for await (const chunk of socket) chunks.push(chunk);
    const all = Buffer.concat(chunks);
    const body = all.indexOf('\r\n\r\n') + 4;
    assert.doesNotMatch(all.subarray(0, body).toString(), /chunked/i);
    assert.equal(gunzipSync(all.subarray(body)).toString().split('\r\n').length, 3002);
  });
});

describe('the setting', () => {
  const codingWith = async (t, ...args) => {
    const other = await serve(database, args);
    t.after(() => other.stop());
    const { headers } = await ask(other, { query: large });
    const stream = await ask(other, { query: large, headers: { accept: 'text/csv' } });
    assert.equal(stream.headers['content-encoding'], headers['content-encoding']);
    return [headers['content-encoding'], headers.vary];
  };

  test('auto is off on loopback', async (t) => assert.deepEqual(await codingWith(t), [undefined, 'Accept']));
  test('auto is on elsewhere', async (t) =>
    assert.deepEqual(await codingWith(t, '--host', '0.0.0.0', '--insecure'), ['gzip', 'Accept, Accept-Encoding']));
  test('off is off', async (t) =>
    assert.deepEqual(await codingWith(t, '--host', '0.0.0.0', '--insecure', '--gzip', 'off'), [undefined, 'Accept']));
  test('is one of three words', () => assert.equal(run(['serve', database, '--gzip', 'always']).status, 2));
});
