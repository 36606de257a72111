// GraphQL over HTTP, as a client sees it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { ask, library, post, raw, serve, sleep, statusOf, until } from './soloql.mjs';

const json = 'application/json; charset=utf-8';
const graphqlResponse = 'application/graphql-response+json; charset=utf-8';
const artists = { data: { artist: [{ name: 'AC/DC' }, { name: 'Björk' }] } };
let database, server;

before(async () => {
  database = library();
  server = await serve(database);
});
after(() => server.stop());

const get = (parameters, headers) =>
  fetch(`${server.graphql}?${new URLSearchParams(parameters)}`, { headers });

describe('a request', () => {
  test('by POST is answered', async () => {
    const { status, headers, body } = await ask(server.graphql, '{ artist { name } }');
    assert.equal(status, 200);
    assert.deepEqual(body, artists);
    assert.equal(headers.get('content-type'), json);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.ok(headers.get('date'));
  });

  test('at /v1/graphql is the same', async () => {
    assert.deepEqual((await ask(`${server.url}/v1/graphql`, '{ artist { name } }')).body, artists);
  });

  test('by GET is answered, with variables and an operation name', async () => {
    const query = 'query A($id: Int!) { artist_by_pk(id: $id) { name } } query B { __typename }';
    const response = await get({ query, operationName: 'A', variables: '{"id":2}' });
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { data: { artist_by_pk: { name: 'Björk' } } });
  });

  test('carries its id, or gets one', async () => {
    const id = async (given) =>
      (await fetch(`${server.url}/healthz`, given && { headers: { 'x-request-id': given } }))
        .headers.get('x-request-id');
    assert.equal(await id('abc-1.2_3'), 'abc-1.2_3');
    for (const bad of ['a b', 'a"b', 'x'.repeat(65)]) assert.match(await id(bad), /^[0-9a-f]{16}$/);
    assert.notEqual(await id(), await id());
  });

  test('that fails says so in the body, in the status only if it was asked for', async () => {
    const strict = { accept: 'application/graphql-response+json' };
    assert.equal((await ask(server.graphql, '{ nothing }')).status, 200);
    const { status, body, headers } = await ask(server.graphql, '{ nothing }', { headers: strict });
    assert.equal(status, 400);
    assert.equal(headers.get('content-type'), graphqlResponse);
    assert.equal(body.errors[0].extensions.code, 'validation-failed');
  });

  test('by another method is refused with what is allowed', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const response = await fetch(server.graphql, { method });
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get('allow'), 'GET, POST', method);
    }
  });
});

describe('content negotiation', () => {
  const cases = [
    [undefined, json],
    ['*/*', json],
    ['application/*', json],
    ['application/json', json],
    ['application/graphql-response+json', graphqlResponse],
    ['application/graphql-response+json, application/json;q=0.9', graphqlResponse],
    ['application/graphql-response+json;q=0.1, application/json', json],
    ['application/json;q=0, */*', graphqlResponse],
    ['text/html,application/xhtml+xml,*/*;q=0.8', json],
    ['APPLICATION/JSON;charset=UTF-8', json],
  ];
  for (const [accept, expected] of cases) {
    test(`${accept ?? 'no Accept'} gets ${expected}`, async () => {
      const answer = await raw(
        server.port,
        post('{"query":"{ __typename }"}', accept ? `Accept: ${accept}\r\n` : ''),
      );
      assert.ok(answer.includes(`\r\nContent-Type: ${expected}\r\n`), answer);
    });
  }

  test('what we do not have is 406', async () => {
    for (const accept of ['text/html', 'image/*', '*/*;q=0']) {
      assert.equal((await ask(server.graphql, '{ __typename }', { headers: { accept } })).status, 406);
    }
  });

  test('a body that is not JSON in UTF-8 is 415', async () => {
    const types = [
      'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x',
      'application/graphql', 'application/json; charset=iso-8859-1', 'application/jsonx',
    ];
    for (const type of types) {
      const { status } = await ask(server.graphql, '{ a }', { headers: { 'content-type': type } });
      assert.equal(status, 415, type);
    }
    const bare = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}';
    assert.equal(statusOf(await raw(server.port, bare)), 415);
    const quoted = { 'content-type': 'Application/JSON ; charset="UTF-8"' };
    assert.equal((await ask(server.graphql, '{ __typename }', { headers: quoted })).status, 200);
  });
});

describe('a broken request', () => {
  const bodies = {
    'an empty body': '',
    'cut JSON': '{"query":"{ a',
    'text after the JSON': '{"query":"{ __typename }"} x',
    'a batch': '[{"query":"{ __typename }"}]',
    'an empty batch, after blanks': ' \n[]',
    'a raw NUL': '{"query":"{ __type\0name }"}',
    'no query': '{}',
    'a string': '"{ __typename }"',
    'deep nesting': `{"query":"{ __typename }","variables":${'['.repeat(100000)}`,
    'a repeated key': '{"query":"{ __typename }","query":"{ artist { name } }"}',
    'a byte order mark': '\ufeff{"query":"{ __typename }"}',
  };
  for (const [name, body] of Object.entries(bodies)) {
    test(`${name} is 400`, async () => {
      const answer = await raw(server.port, post(body));
      assert.equal(statusOf(answer), 400, answer);
      assert.equal(JSON.parse(answer.split('\r\n\r\n')[1]).errors[0].extensions.code, 'bad-request');
    });
  }

  test('text that is not UTF-8 is 400', async () => {
    for (const bytes of ['c0af', 'eda080', 'f09f', 'f8888080', 'ff']) {
      const body = Buffer.concat([
        Buffer.from('{"query":"{ artist(where: {name: {_eq: \\"'), Buffer.from(bytes, 'hex'),
        Buffer.from('\\"}}) { id } }"}'),
      ]);
      const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      assert.equal(statusOf(await raw(server.port, head, body)), 400, bytes);
    }
  });

  test('GET parameters must be clear', async () => {
    const status = async (text) => (await fetch(`${server.graphql}?${text}`)).status;
    assert.equal(await status(''), 400);
    assert.equal(await status('query=%7B__typename%7D'), 200);
    assert.equal(await status('query=%7B__typename%7D&query=%7Ba%7D'), 400);
    assert.equal(await status('query=%7B__typename%7'), 400);
    assert.equal(await status('query=%7B__typename%7D&extensions=5'), 400);
    assert.equal(await status('query=%7B__typename%7D&extensions=%7B%7D&unknown=1'), 200);
    assert.equal(await status('query=%7B__typename%7D&variables=%5B%5D'), 400);
  });

  test('a NUL in the parameters of a GET does not cut them', async () => {
    const response = await fetch(`${server.graphql}?query=%7B__typename%7D%00%7Bx`);
    assert.ok((await response.json()).errors);
  });

  test('a GET that would change something is refused', async () => {
    const response = await get({ query: 'mutation { __typename }' });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
  });
});

describe('framing', () => {
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const cases = {
    'two lengths': `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`,
    'a length and chunks': `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'a length with a tail': `${head}Content-Length: 2x\r\n\r\n{}`,
    'a signed length': `${head}Content-Length: +2\r\n\r\n{}`,
    'a chunk larger than all': `${head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
    'a chunk size that is no number': `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}`,
    'no Host': 'GET /graphql?query={__typename} HTTP/1.1\r\n\r\n',
    'two Hosts': 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n',
    'no HTTP': 'hello\r\n\r\n',
    'a header without a colon': 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n',
    'an unknown method': 'BREW /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n',
  };
  for (const [name, text] of Object.entries(cases)) {
    test(`${name} is 400, and the connection ends`, async () => {
      const answer = await raw(server.port, text);
      assert.equal(statusOf(answer), 400, answer);
      assert.match(answer, /\r\nConnection: close\r\n/);
    });
  }

  test('a negative length is refused', async () => {
    assert.match(await raw(server.port, `${head}Content-Length: -2\r\n\r\n{}`), /^HTTP\/1\.1 4/);
  });

  test('chunks make a body', async () => {
    const body = '{"query":"{ __typename }"}';
    const answer = await raw(
      server.port,
      `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\n${body.slice(0, 5)}\r\n`, 20,
      `${(body.length - 5).toString(16)}\r\n${body.slice(5)}\r\n0\r\n\r\n`,
    );
    assert.equal(statusOf(answer), 200, answer);
    assert.match(answer, /"__typename"/);
  });

  test('pipelined requests are answered in their order', async () => {
    const one = (query) => {
      const body = JSON.stringify({ query });
      return `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
    };
    const answer = await raw(
      server.port,
      one('{ a: __typename }') + one('{ b: __typename }') + post('{"query":"{ c: __typename }"}'),
    );
    assert.deepEqual(answer.match(/"[abc]":/g), ['"a":', '"b":', '"c":']);
  });

  test('HTTP/1.0 needs no Host and ends the connection', async () => {
    const answer = await raw(server.port, 'GET /healthz HTTP/1.0\r\n\r\n');
    assert.equal(statusOf(answer), 200);
    assert.match(answer, /\r\nConnection: close\r\n/);
  });

  test('a client that expects 100-continue is told to go on, another expectation fails', async () => {
    const body = '{"query":"{ __typename }"}';
    const expecting = (what) => post(body, `Expect: ${what}\r\n`).split('\r\n\r\n');
    const [first] = expecting('100-continue');
    const answer = await raw(server.port, `${first}\r\n\r\n`, 50, body);
    assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    assert.equal(statusOf(await raw(server.port, expecting('miracles').join('\r\n\r\n'))), 417);
  });
});

describe('other paths', () => {
  test('probes', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      assert.equal(response.status, 200);
      assert.equal(await response.text(), 'ok\n');
      assert.equal((await fetch(server.url + path, { method: 'HEAD' })).status, 200);
      assert.equal((await fetch(server.url + path, { method: 'POST', body: 'x' })).status, 405);
    }
  });

  test('the front page needs nothing from elsewhere, and runs only its own script', async () => {
    const response = await fetch(`${server.url}/`);
    const page = await response.text();
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(page, /curl/);
    assert.doesNotMatch(page, /\b(src|href)=|https?:\/\//);
    const policy = response.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    for (const kind of ['script', 'style']) {
      const text = page.match(new RegExp(`<${kind}>([^]*)</${kind}>`))[1];
      const hash = createHash('sha256').update(text).digest('base64');
      assert.ok(policy.includes(`${kind}-src 'sha256-${hash}'`), kind);
    }
  });

  test('nothing else is there', async () => {
    for (const path of ['/nothing', '/graphqlx', '/graphql/', '/graphql/x', '/graphq%6c',
      '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/healthz/..%2f..%2fetc/passwd']) {
      const answer = await raw(
        server.port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      assert.equal(statusOf(answer), 404, path);
      assert.match(answer, /"not-found"/);
    }
  });

  test('more headers, or longer ones, than there is room for are refused', async () => {
    const many = `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(1000)}\r\n`;
    assert.equal(statusOf(await raw(server.port, many)), 431);
    const answer = await raw(server.port, `GET /${'x'.repeat(65536)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    assert.equal(statusOf(answer), 400, answer.slice(0, 200));
  });
});

describe('limits', () => {
  test('a body of as many bytes as allowed passes, one more does not', async (t) => {
    const small = await serve(database, ['--max-body-bytes', '1000']);
    t.after(() => small.stop());
    const body = (length) => '{"query":"{ __typename }"}'.padEnd(length);
    const chunked = (text) =>
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      `Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    assert.equal(statusOf(await raw(small.port, post(body(1000)))), 200);
    assert.equal(statusOf(await raw(small.port, post(body(1001)))), 413);
    assert.equal(statusOf(await raw(small.port, chunked(body(1000)))), 200);
    assert.equal(statusOf(await raw(small.port, chunked(body(1001)))), 413);
  });

  test('a huge body is refused before it is read', async () => {
    const started = Date.now();
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      'Content-Length: 100000000\r\n\r\n';
    assert.equal(statusOf(await raw(server.port, head, 'x'.repeat(100000))), 413);
    assert.ok(Date.now() - started < 10_000);
    assert.equal((await ask(server.graphql, '{ __typename }')).status, 200);
  });

  test('a client that sends its body drop by drop is cut off', async (t) => {
    const strict = await serve(database, ['--transfer-timeout', '300ms', '--request-timeout', '1s']);
    t.after(() => strict.stop());
    const started = Date.now();
    const drops = Array.from({ length: 200 }, (_, i) => (i % 2 ? 100 : ' '));
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
      'Content-Length: 1000\r\n\r\n';
    assert.equal(statusOf(await raw(strict.port, head, ...drops)), 400);
    assert.ok(Date.now() - started < 8000);
  });

  test('so is one that sends its headers drop by drop', async (t) => {
    const strict = await serve(database, ['--request-timeout', '500ms']);
    t.after(() => strict.stop());
    const started = Date.now();
    const drops = Array.from({ length: 100 }, (_, i) => (i % 2 ? 100 : 'x'));
    await raw(strict.port, 'GET /healthz HTTP/1.1\r\nA: ', ...drops);
    assert.ok(Date.now() - started < 4500);
  });

  test('and one that does not take its answer', async (t) => {
    const strict = await serve(database, ['--request-timeout', '500ms', '--pool-size', '1', '--pool-wait', '20s']);
    t.after(() => strict.stop());
    const { connect } = await import('node:net');
    const socket = connect(strict.port, '127.0.0.1');
    t.after(() => socket.destroy());
    socket.on('error', () => {}).pause();
    const all = Array.from({ length: 4 }, (_, i) => `p${i}: page { text }`).join(' ');
    socket.write(post(JSON.stringify({ query: `{ ${all} }` })));
    await sleep(300);
    // The answer is too large to be copied: until it is given up it holds the only connection.
    assert.equal((await ask(strict.graphql, '{ __typename }')).status, 200);
    await until(() => strict.log().filter(({ method }) => method).length === 2);
  });

  test('a large answer arrives as a whole', async () => {
    const { body } = await ask(server.graphql, '{ page { id text } }');
    assert.equal(body.data.page.length, 40);
    assert.ok(body.data.page.every(({ text }) => text.length === 100000));
  });

  test('who finds no database connection is told to come back', async (t) => {
    const narrow = await serve(database, ['--pool-size', '1', '--pool-wait', '50ms', '--timeout', '3s']);
    t.after(() => narrow.stop());
    const first = ask(narrow.graphql, '{ endless { n } }');
    await sleep(500);
    const { status, body, headers } = await ask(narrow.graphql, '{ __typename }');
    assert.equal(status, 503);
    assert.equal(body.errors[0].extensions.code, 'busy');
    assert.equal(headers.get('retry-after'), '1');
    assert.equal((await fetch(`${narrow.url}/readyz`)).status, 503);
    assert.equal((await fetch(`${narrow.url}/healthz`)).status, 200);
    assert.equal((await first).body.errors[0].extensions.code, 'timeout');
    assert.equal((await ask(narrow.graphql, '{ __typename }')).status, 200);
  });

  test('more clients than threads take turns', async (t) => {
    const few = await serve(database, ['--threads', '4', '--keep-alive-timeout', '1m']);
    t.after(() => few.stop());
    const started = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ask(few.graphql, '{ artist { name } }')),
    );
    for (const { body } of answers) assert.deepEqual(body, artists);
    assert.ok(Date.now() - started < 30_000, 'nobody waited for an idle connection to time out');
  });
});

describe('who may call', () => {
  const host = (name, port = server.port) =>
    raw(port, `GET /healthz HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);

  test('on loopback, only names of this machine and those configured', async (t) => {
    for (const name of ['localhost', 'LOCALHOST:1', '127.0.0.1:8080', '[::1]:8080']) {
      assert.equal(statusOf(await host(name)), 200, name);
    }
    for (const name of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '[::2]', '']) {
      assert.equal(statusOf(await host(name)), 403, name);
    }
    const open = await serve(database, ['--allowed-hosts', 'db.example, other.example']);
    t.after(() => open.stop());
    assert.equal(statusOf(await host('db.example:80', open.port)), 200);
    assert.equal(statusOf(await host('other.example', open.port)), 200);
    assert.equal(statusOf(await host('third.example', open.port)), 403);
  });

  test('of pages, only those of configured origins', async (t) => {
    const shared = await serve(database, ['--cors-origins', 'https://good.example']);
    t.after(() => shared.stop());
    const allowed = async (url, origin, init) => {
      const response = await fetch(url, { ...init, headers: { origin, ...init?.headers } });
      return response.headers.get('access-control-allow-origin');
    };
    assert.equal(await allowed(`${shared.url}/healthz`, 'https://good.example'), 'https://good.example');
    for (const origin of ['null', 'https://evil.good.example', 'https://good.example.evil.example',
      'http://good.example', 'https://good.example,']) {
      assert.equal(await allowed(`${shared.url}/healthz`, origin), null, origin);
    }
    assert.equal(await allowed(server.graphql, 'https://good.example'), null);
    assert.equal((await fetch(`${shared.url}/healthz`)).headers.get('vary'), 'Origin');

    const preflight = await fetch(shared.graphql, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://good.example', 'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, x-hasura-role',
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'content-type, x-hasura-role');
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'GET, POST');
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  });

  test('GET can be off, or need a header that no plain link has', async (t) => {
    const off = await serve(database, ['--get-requests', 'off']);
    t.after(() => off.stop());
    const refused = await fetch(`${off.graphql}?query={__typename}`);
    assert.equal(refused.status, 405);
    assert.equal(refused.headers.get('allow'), 'POST');
    const guarded = await serve(database, ['--get-requests', 'preflight']);
    t.after(() => guarded.stop());
    const url = `${guarded.graphql}?query={__typename}`;
    assert.equal((await fetch(url)).status, 400);
    assert.equal((await fetch(url, { headers: { 'graphql-require-preflight': '1' } })).status, 200);
  });
});

describe('the log', () => {
  test('has a line for each request, without what is asked', async (t) => {
    const logged = await serve(database, [], { env: { SOLOQL_ADMIN_SECRET: 'hush-hush' } });
    t.after(() => logged.stop());
    const headers = { 'x-soloql-admin-secret': 'hush-hush', 'x-hasura-user-id': 'claim-7', 'x-request-id': 'r1' };
    await ask(logged.graphql, 'query Find { artist(where: {name: {_eq: "private"}}) { id } }', { headers });
    await fetch(`${logged.url}/a"b\\c?query=private`);
    await raw(logged.port, 'nonsense\r\n\r\n');
    await logged.stop();
    const requests = logged.log().filter(({ method }) => method);
    assert.equal(requests.length, 3);
    const [line] = requests;
    assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(
      { ...line, time: 0, ms: 0, bytes: 0 },
      { time: 0, level: 'info', method: 'POST', path: '/graphql', status: 200, ms: 0, bytes: 0,
        statements: 1, operation: 'Find', request_id: 'r1' },
    );
    assert.ok(line.ms > 0 && line.bytes > 0);
    assert.equal(requests[1].status, 404);
    assert.equal(requests[2].status, 400);
    for (const secret of ['private', 'hush', 'claim-7']) assert.ok(!logged.stderr.includes(secret), secret);
  });

  test('says how many statements an operation took: one for a query of any depth', async (t) => {
    const logged = await serve(library(), ['--log-format', 'json']);
    t.after(() => logged.stop());
    const nested = (depth) => (depth === 0 ? 'id' : `id artist { id album { ${nested(depth - 1)} } }`);
    const expected = {
      '{ artist { id } }': 1,
      [`{ album { ${nested(8)} } artist { id } }`]: 1,
      '{ __typename }': 0,
      '{ nothing }': 0,
      'mutation { a: insert_artist_one(object: {name: "One"}) { id } b: insert_artist_one(object: {name: "Two"}) { id } }': 4, // a write and what it answers, twice
    };
    for (const [i, query] of Object.keys(expected).entries()) await ask(logged.graphql, query, { headers: { 'x-request-id': `${i}` } });
    await fetch(`${logged.url}/healthz`, { headers: { 'x-request-id': 'health' } });
    await logged.stop();
    // A line is written after its answer was sent, so the next request's may come before it.
    const found = Object.fromEntries(logged.log().filter(({ method }) => method).map((line) => [line.request_id, line.statements]));
    assert.deepEqual(found, { ...Object.values(expected), health: undefined });
  });

  test('can be text, or less', async (t) => {
    const text = await serve(database, ['--log-format', 'text']);
    t.after(() => text.stop());
    await fetch(`${text.url}/healthz`);
    await text.stop();
    assert.match(text.stderr, /^time=\S+ level=info method=GET path=\/healthz status=200 ms=[\d.]+ bytes=\d+ request_id=\w+\n$/m);
    const quiet = await serve(database, ['--log-level', 'warn']);
    t.after(() => quiet.stop());
    await fetch(`${quiet.url}/healthz`);
    await quiet.stop();
    assert.equal(quiet.stderr, '');
  });
});
