// Attacks on HTTP and on what answers tell: methods, media types, origins, introspection, messages.
// C5 needs websockets or streams of events, which there are none of; C10 is in http.test.mjs.
import assert from 'node:assert/strict';
import { copyFileSync, openSync, writeSync, closeSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { complaint } from './attack.mjs';
import { headersOf, secret, serveShop } from './roles.mjs';
import { ask, makeDatabase, post, raw, scratchFile, serve, statusOf, until } from './soloql.mjs';

let server, path;
before(async () => {
  path = makeDatabase(`attacks-c-${process.pid}.db`, `
    CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE CHECK (length(text) < 100));
    INSERT INTO note VALUES (1, 'one');`);
  server = await serve(path);
});
afterEach(async () => {
  assert.equal(server.child.exitCode ?? server.child.signalCode, null, 'the server has died');
  assert.deepEqual((await ask(server.graphql, '{ note { id } }')).body, { data: { note: [{ id: 1 }] } });
});
after(() => server.stop());

const json = { 'content-type': 'application/json' };
const insert = 'mutation { insert_note_one(object: {text: "two"}) { id } }';

test('C1 only POST changes anything', async () => {
  for (const method of ['GET', 'HEAD']) {
    const response = await fetch(`${server.graphql}?query=${encodeURIComponent(insert)}`, { method });
    assert.equal(response.status, 405, method);
    assert.match(response.headers.get('allow'), /POST/);
  }
  const subscribed = await fetch(`${server.graphql}?query=${encodeURIComponent('subscription { note { id } }')}`);
  assert.ok(subscribed.status >= 400);
  for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
    const response = await fetch(`${server.graphql}?query=${encodeURIComponent(insert)}`, { headers: { [header]: 'POST' } });
    assert.equal(response.status, 405, header);
  }
  for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
    assert.equal((await fetch(server.graphql, { method, headers: json, body: JSON.stringify({ query: insert }) })).status, 405, method);
  }
  assert.equal((await fetch(`${server.graphql}?query=${encodeURIComponent('query A { note { id } } mutation B { delete_note(where: {}, _all: true) { affected_rows } }')}&operationName=B`)).status, 405);
});

test('C2 a body is JSON, and says so', async () => {
  const types = ['application/x-www-form-urlencoded', 'text/plain', 'text/plain;charset=utf-8', 'multipart/form-data; boundary=x', '', 'application/jsonp',
    'application/json; charset=utf-16', 'text/json', 'application/graphql', 'application/x-www-form-urlencoded; application/json', ' '];
  for (const type of types) {
    const body = JSON.stringify({ query: insert });
    const told = await raw(server.port, `POST /graphql HTTP/1.1\r\nHost: localhost\r\n${type ? `Content-Type: ${type}\r\n` : ''}Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
    assert.ok([400, 415].includes(statusOf(told)), `${type}: ${told.slice(0, 100)}`);
  }
  for (const [type, body] of [['application/x-www-form-urlencoded', `query=${encodeURIComponent(insert)}`], ['multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"${insert}"}\r\n--x--\r\n`]]) {
    assert.equal((await fetch(server.graphql, { method: 'POST', headers: { 'content-type': type }, body })).status, 415);
  }
});

test('C3 GET can be off, or need a header that no link or form sends', async (t) => {
  for (const [setting, plain, marked] of [['off', [405], [405]], ['preflight', [400, 403, 405], [200]]]) {
    const guarded = await serve(path, ['--get-requests', setting]);
    t.after(() => guarded.stop());
    const get = async (headers) => (await fetch(`${guarded.graphql}?query={__typename}`, { headers })).status;
    assert.ok(plain.includes(await get({})), setting);
    assert.ok(marked.includes(await get({ 'graphql-require-preflight': '1' })), setting);
  }
});

test('C4 pages of other origins are not let in', async (t) => {
  const origin = 'https://good.com', guarded = await serve(path, ['--cors-origins', origin]);
  t.after(() => guarded.stop());
  for (const other of ['null', 'https://evil.com', 'https://evil.good.com', 'https://good.com.evil.com', 'http://good.com', 'https://good.com:444', 'https://GOOD.com.', '*', 'https://goodxcom', 'https://good.com/']) {
    for (const { graphql } of [guarded, server]) {
      for (const init of [{ method: 'POST', headers: { ...json, origin: other }, body: '{"query":"{note{id}}"}' },
        { method: 'OPTIONS', headers: { origin: other, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } }]) {
        const response = await fetch(graphql, init);
        await response.text();
        assert.equal(response.headers.get('access-control-allow-origin'), null, other);
        assert.equal(response.headers.get('access-control-allow-credentials'), null);
      }
    }
  }
  const good = await fetch(guarded.graphql, { method: 'POST', headers: { ...json, origin }, body: '{"query":"{note{id}}"}' });
  assert.equal(good.headers.get('access-control-allow-origin'), origin);
  assert.match(good.headers.get('vary') ?? '', /origin/i);
});

test('C6 on loopback only names of this machine are answered', async () => {
  for (const host of ['evil.com', 'localhost.evil.com', '127.0.0.1.evil.com', 'localhost@evil.com', '127.0.0.2.nip.io', '0.0.0.0', '']) {
    const told = await raw(server.port, post('{"query":"{note{id}}"}').replace('Host: localhost', `Host: ${host}`));
    assert.ok(statusOf(told) >= 400, `${host}: ${told.slice(0, 80)}`);
    assert.doesNotMatch(told, /"note"/, host);
  }
});

test('C7 introspection that is off is off in whatever words', async (t) => {
  const shut = await serve(path, ['--no-introspection']);
  t.after(() => shut.stop());
  const queries = ['{ __schema { types { name } } }', '{ __type(name: "note") { name } }', '{ a: __schema { queryType { name } } }', 'fragment F on query_root { __schema { types { name } } } { ...F }', '{ ... { __schema #x\n{ types { name } } } }',
    '{ ...on query_root @include(if: true) { __type(name: "note") { fields { name } } } }', '{__schema\n\t,{types{name}}}', 'query A { __typename } query B { __schema { types { name } } }'];
  for (const query of queries) {
    const operationName = query.includes('query B') ? 'B' : undefined;
    for (const answer of [await ask(shut.graphql, query, { operationName }),
      { body: await (await fetch(`${shut.graphql}?query=${encodeURIComponent(query)}${operationName ? '&operationName=B' : ''}`)).json() }]) {
      assert.match(complaint(answer) ?? `answered ${query}`, /Introspection is switched off/);
      assert.doesNotMatch(JSON.stringify(answer.body), /"name"/);
    }
  }
  assert.deepEqual((await ask(shut.graphql, '{ __typename note { __typename } }')).body, { data: { __typename: 'query_root', note: [{ __typename: 'note' }] } });
});

test('C8 no suggestion names what a role may not see; without introspection there are none', async (t) => {
  const shop = await serveShop(['--no-introspection']);
  t.after(() => shop.stop());
  for (const query of ['{ custome { id } }', '{ customer { nam } }', '{ customer(wher: {}) { id } }', '{ customer(where: {nam: {}}) { id } }', '{ customer(order_by: {name: as}) { id } }', '{ customer { secre } }', '{ ... on custome { id } }', 'query ($w: custome_bool_exp) { __typename }',
    'mutation { insert_custome { affected_rows } }', '{ customer @skp { id } }']) {
    assert.doesNotMatch(await shop.text('user', query), /Did you mean/, query);
  }
});

test('C9 hidden types, values and columns are told as those that never were', async (t) => {
  const shop = await serveShop(['--no-suggestions']);
  t.after(() => shop.stop());
  for (const [hidden, never, make] of [
    ['vault', 'qqqqq', (n) => `{ ${n} { id } }`], ['vault', 'qqqqq', (n) => `{ ... on ${n} { id } }`], ['secret', 'qqqqqq', (n) => `{ customer { ${n} } }`], ['secret', 'qqqqqq', (n) => `{ customer(distinct_on: [${n}]) { id } }`],
    ['vault_bool_exp', 'qqqqq_bool_exp', (n) => `query ($x: ${n}) { customer { id } }`], ['insert_vault', 'insert_qqqqq', (n) => `mutation { ${n} { affected_rows } }`], ['customer_pkey', 'customer_qqqq', (n) => `mutation { insert_purchase_tag(objects: {}, on_conflict: {constraint: ${n}, update_columns: []}) { affected_rows } }`],
  ]) {
    assert.equal((await shop.text('user', make(hidden))).replaceAll(hidden, never), await shop.text('user', make(never)), make(hidden));
  }
});

test('C11 what fails inside is told without its inside', async (t) => {
  const secrets = /SELECT|INSERT|SQLITE|constraint failed|attacks-c|\/tmp|\.c:\d|stack|exception"|tracing/;
  for (const [query, code] of [['qwerty cop { abc }', 'validation-failed'], ['{ note(where: {id: {_eq: "x"}}) { id } }', 'validation-failed'], ['mutation { insert_note_one(object: {text: "one"}) { id } }', 'constraint-violation'],
    [`mutation { insert_note_one(object: {text: "${'x'.repeat(200)}"}) { id } }`, 'constraint-violation'], ['mutation { update_note(where: {id: {_eq: 1}}, _set: {text: null}) { affected_rows } }', 'constraint-violation']]) {
    const response = await fetch(server.graphql, { method: 'POST', headers: json, body: JSON.stringify({ query }) }), text = await response.text();
    assert.equal(JSON.parse(text).errors[0].extensions.code, code, text);
    assert.doesNotMatch(text, secrets);
    assert.ok(response.headers.get('x-request-id'));
    await until(() => server.log().some((line) => line.request_id === response.headers.get('x-request-id')));
  }
  // A database that is damaged while it is served.
  const damaged = scratchFile('torn.db');
  copyFileSync(makeDatabase('whole.db', `CREATE TABLE page(id INTEGER PRIMARY KEY, text TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO page SELECT i, printf('%.*c', 200, 'x') FROM n;`), damaged);
  const other = await serve(damaged);
  t.after(() => other.stop());
  const file = openSync(damaged, 'r+');
  writeSync(file, Buffer.alloc(4096 * 20, 0xa5), 0, 4096 * 20, 4096 * 10);
  closeSync(file);
  const { body } = await ask(other.graphql, '{ page_aggregate { aggregate { max { text } } } }');
  assert.ok(body.errors);
  assert.doesNotMatch(JSON.stringify(body), /SELECT|torn|malformed|\/tmp/i);
  assert.deepEqual((await ask(other.graphql, '{ __typename }')).body, { data: { __typename: 'query_root' } });
});

test('C12 nothing of a request comes back in headers', async () => {
  for (const id of ['a\tb', 'x'.repeat(65), 'a b', '<script>', 'a;b', 'é']) {
    const told = await raw(server.port, post('{"query":"{note{id}}"}', `X-Request-Id: ${id}\r\n`));
    assert.doesNotMatch(told.split('\r\n\r\n')[0], new RegExp(`X-Request-Id: ${id.replace(/[^\w ]/g, '.')}\\r`, 'i'));
  }
  const told = await raw(server.port, post(JSON.stringify({ query: 'query A { note { id } }', operationName: 'A\r\nX-Evil: 1' })));
  assert.doesNotMatch(told.split('\r\n\r\n')[0], /evil/i);
  assert.doesNotMatch(await raw(server.port, 'GET /%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), /^X-Evil/im);
});

test('C13 an answer is JSON and cannot be taken for a page', async () => {
  const script = '<script>alert(1)</script>';
  for (const response of [await fetch(server.graphql, { method: 'POST', headers: { ...json, accept: 'application/json' }, body: JSON.stringify({ query: script }) }),
    await fetch(`${server.graphql}?query=${encodeURIComponent(script)}`), await fetch(`${server.url}/${encodeURIComponent(script)}`)]) {
    assert.match(response.headers.get('content-type') ?? '', /^application\/(graphql-response\+)?json/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    await response.text();
  }
});

test('C14 paths and headers out of order are refused', async () => {
  const send = (start, headers = '') => raw(server.port, `${start} HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n`);
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd', '/graphql/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/%00', '/graphql%00.html', '/.git/config', '/..\\..\\x', '/graphql/']) {
    const told = await send(`GET ${path}`);
    assert.ok(statusOf(told) >= 400 || told === '', `${path}: ${told.slice(0, 60)}`);
    assert.doesNotMatch(told, /root:/);
  }
  for (const told of [await send(`GET /${'a'.repeat(65536)}`), await send('GET /healthz', Array.from({ length: 1000 }, (_, i) => `X-${i}: 1\r\n`).join(''))]) {
    assert.ok([400, 404, 413, 414, 431].includes(statusOf(told)) || told === '', told.slice(0, 60));
  }
  for (const headers of ['no colon\r\n', ': empty\r\n', 'A\0B: 1\r\n', 'A : 1\r\n']) {
    const told = await raw(server.port, post('{"query":"{note{id}}"}', headers));
    assert.ok(told === '' || statusOf(told) >= 400 || /"note":\[/.test(told), `${JSON.stringify(headers)}: ${told.slice(0, 60)}`);
  }
});

test('C15 a secret that begins right is as wrong as another', async (t) => {
  const guarded = await serveShop();
  t.after(() => guarded.stop());
  const tries = ['', 'x', secret.slice(0, -1), `${secret}x`, secret.slice(1), secret.toUpperCase(), secret.repeat(2), 'x'.repeat(10_000)];
  const answers = await Promise.all(tries.map(async (guess) => {
    const response = await fetch(guarded.graphql, { method: 'POST', headers: { ...json, ...headersOf('user'), 'x-soloql-admin-secret': guess }, body: '{"query":"{ customer { id } }"}' });
    return `${response.status} ${await response.text()}`;
  }));
  assert.equal(new Set(answers).size, 1);
  assert.match(answers[0], /^401 .*access-denied/);
  // A row that is hidden and one that is not there are one answer.
  assert.equal(await guarded.text('user', '{ customer_by_pk(id: 3) { id } }'), await guarded.text('user', '{ customer_by_pk(id: 99) { id } }'));
});
