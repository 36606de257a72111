// Attacks by what GraphQL allows: aliases, fragments, introspection, cost, and requests in numbers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { askAnew, assertLinear, attacked, complaint, limited, repeat, series } from './attack.mjs';
import { ask, raw, serve, sleep } from './soloql.mjs';

const servers = attacked();
const aliases = (n, field = '__typename') => series(n, (i) => `alias${i}: ${field}`);
const complaintOf = async (server, query, options) => complaint(await ask(server.graphql, query, options));

describe('B1 aliases', () => {
  test('are no way around the limit of root fields', async (t) => {
    assert.equal(await complaintOf(servers.default, `{ ${aliases(100)} }`), undefined);
    for (const n of [101, 1000]) {
      assert.match(await complaintOf(servers.default, `{ ${aliases(n)} }`), /^query-too-expensive: .* root fields/);
    }
    const server = await limited(t, servers, '--max-root-fields', '3');
    assert.equal(await complaintOf(server, `{ ${aliases(3)} }`), undefined);
    assert.match(await complaintOf(server, `{ ${aliases(4)} }`), /4 root fields; the limit is 3/);
  });

  test('are counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-aliases', '7');
    assert.equal(await complaintOf(server, `{ artist { ${aliases(7, 'name')} } }`), undefined);
    assert.match(await complaintOf(server, `{ artist { ${aliases(8, 'name')} } }`), /too many aliases: more than 7/);
  });

  test('are 1,000 if nothing is set', async () => {
    const expensive = (n) => `{ artist { ${aliases(n, 'album { id }')} } }`;
    assert.match(await complaintOf(servers.default, expensive(1001)), /too many aliases/);
    assert.match(await complaintOf(servers.default, expensive(2500)), /too many aliases/);
  });
});

describe('B2 one field many times', () => {
  test('is merged', async () => {
    const { body } = await ask(servers.default.graphql, `{ ${repeat('__typename\n', 500)} }`);
    assert.deepEqual(body, { data: { __typename: 'query_root' } });
  });
  test('however often, is compared with itself once', async () => {
    assert.equal(await complaintOf(servers.default, `{ ${repeat('__typename\n', 1e4)} }`), undefined);
  });
  test('in different words is compared with each', async (t) => {
    const words = (n) => `{ ${series(n, (i) => `artist { x${i}: id }`)} }`;
    assert.match(await complaintOf(servers.wide, words(1100)), /overlap too many times/);
    const server = await limited(t, servers, '--max-overlap-pairs', String(20 * 19)); // fields, and what is in them
    assert.equal(await complaintOf(server, words(20)), undefined);
    assert.match(await complaintOf(server, words(21)), /overlap too many times/);
  });
  test('takes linear time', () =>
    assertLinear(async (n) => askAnew(servers.wide, `{ ${repeat('__typename ', n)} }`), 1e5));
});

describe('B3 directives', () => {
  test('that are unknown give no more errors than are allowed', async (t) => {
    const many = (n) => `{ __typename ${repeat('@a', n)} }`;
    const count = async (server, n) => (await ask(server.graphql, many(n))).body.errors.length;
    assert.equal(await count(servers.default, 10), 10);
    assert.equal(await count(servers.default, 9000), 101); // the last one says that there are more
    const server = await limited(t, servers, '--max-errors', '7');
    assert.equal(await count(server, 7), 7);
    assert.equal(await count(server, 8), 8);
    assert.equal(await count(server, 9), 8);
    const { body } = await ask(server.graphql, many(8));
    assert.equal(body.errors[7].message, 'Too many validation errors, error limit reached. Validation aborted.');
  });
  test('are counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-directives', '3');
    const included = (n) => `{ artist { ${series(n, (i) => `a${i}: id @include(if: true)`)} } }`;
    assert.equal(await complaintOf(server, included(3)), undefined);
    assert.match(await complaintOf(server, included(4)), /too many directives: more than 3/);
    assert.match(await complaintOf(servers.default, included(1001)), /too many (aliases|directives)/);
  });
  for (const directive of ['@a', '@skip(if: false)', '@include(if: $x)']) {
    test(`${directive} again and again takes linear time`, () =>
      assertLinear((n) => askAnew(servers.wide, `{ __typename ${repeat(directive, n)} }`), 2e4));
  }
});

test('errors of values are no more than are allowed', async (t) => {
  const server = await limited(t, servers, '--max-errors', '7');
  for (const [rows, errors] of [[7, 7], [8, 8], [9, 8]]) {
    const { body } = await ask(server.graphql, `{ odd(limit: ${rows}) { n } }`);
    assert.deepEqual(body.data.odd, Array(rows).fill({ n: null }));
    assert.equal(body.errors.length, errors);
    assert.equal(body.errors.at(-1).message === 'Too many errors, error limit reached.', rows > 7);
    assert.deepEqual(body.errors[6].path, ['odd', 6, 'n']);
  }
});

describe('B4 fragments in a ring', () => {
  const ring = (n) =>
    `{ ...F0 } ${series(n, (i) => `fragment F${i} on query_root { ...F${(i + 1) % n} }`)}`;
  test('are refused, however many', async () => {
    for (const n of [1, 2, 1000]) {
      assert.match(await complaintOf(servers.default, ring(n)), /Cannot spread fragment "F0" within itself/);
    }
    assert.match(complaint(await askAnew(servers.wide, ring(1e4))), /within itself/);
  });
  test('take linear time', () => assertLinear((n) => askAnew(servers.wide, ring(n)), 5e3));
});

describe('B5 a bomb of fragments', () => {
  const bomb = (n) => `{ artist { ...F0 } } ${series(n, (i) =>
    `fragment F${i} on artist { ...F${i + 1} ...F${i + 1} }`)} fragment F${n} on artist { id }`;
  test('is refused, however large', async () => {
    for (const n of [30, 60, 1000]) {
      assert.match(await complaintOf(servers.default, bomb(n)), /too many selections: more than 100000 /);
    }
  });
  test('is counted exactly', async (t) => {
    // artist and its spread, 2 spreads in F0, 2 * 2 in F1, 4 fields
    const at = await limited(t, servers, '--max-selections', '12');
    assert.equal(await complaintOf(at, bomb(2)), undefined);
    const below = await limited(t, servers, '--max-selections', '11');
    assert.match(await complaintOf(below, bomb(2)), /too many selections: more than 11 /);
  });
});

describe('B6 fragments within fragments', () => {
  test('1e4 deep, inline, are refused', async () => {
    const inline = `${repeat('{...', 1e4)}{artist{id}}${repeat('}', 1e4)}`;
    assert.match(await complaintOf(servers.default, inline), /nests deeper/);
  });
  test('in a chain of any length use no stack', async () => {
    const chain = (n) => `{ artist { ...F0 } } ${series(n, (i) =>
      `fragment F${i} on artist { ...F${i + 1} }`)} fragment F${n} on artist { id }`;
    for (const [server, n] of [[servers.default, 1500], [servers.wide, 1e5]]) {
      assert.deepEqual((await ask(server.graphql, chain(n))).body.data?.artist, [{ id: 1 }, { id: 2 }]);
    }
  });
});

describe('B7 fields that overlap', () => {
  const texts = {
    'with selections': (n) => `{ ${repeat('artist { album { id } } ', n)} }`,
    'nested in two fragments': (n) => {
      const nested = `${repeat('artist { album { ', Math.min(n, 90))}id${repeat(' } }', Math.min(n, 90))}`;
      return `{ album { ...A ...B } } fragment A on album { ${nested} } fragment B on album { ${nested} }`;
    },
    'in many fragments': (n) => `{ artist { ${series(n, (i) => `...F${i}`)} } } ${series(n, (i) =>
      `fragment F${i} on artist { album { id } }`)}`,
    'and conflict': (n) => `{ ${series(n, (i) => `a: artist(limit: ${i}) { id }`)} }`,
  };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name} are compared a bounded number of times`, async () => {
      await assertLinear((n) => askAnew(servers.wide, text(n)), 2000);
    });
  }
});

test('B8 aliases in a fragment count wherever it is spread', async () => {
  const query = (spreads) => `{ artist { ${repeat('...F ', spreads)} } } fragment F on artist { ${aliases(14, 'id')} }`;
  assert.equal(await complaintOf(servers.default, query(71)), undefined); // 994
  assert.match(await complaintOf(servers.default, query(72)), /too many aliases/);
  assert.match(await complaintOf(servers.default, query(1000)), /too many aliases/);
});

test('B9 introspection in a circle is refused', async () => {
  const circle = (n) => `{ __schema { types { ${repeat('fields { type { ', n)}name${repeat(' } }', n)} } } }`;
  assert.equal(await complaintOf(servers.default, circle(1)), undefined);
  for (const n of [3, 10, 90]) {
    assert.match(await complaintOf(servers.default, circle(n)), /Maximum introspection depth exceeded/);
  }
});

describe('B10 relations in a circle', () => {
  const circle = (n, list = 'album') => `{ album ${repeat(`{ artist { ${list} `, n)}{ id }${repeat(' } }', n)} }`;
  test('are refused before any SQL when too deep', async () => {
    assert.equal(await complaintOf(servers.default, circle(3)), undefined);
    for (const n of [20, 50]) {
      assert.match(await complaintOf(servers.default, circle(n)), /nested too deeply: at most 40 levels/);
    }
    assert.match(await complaintOf(servers.default, circle(5, 'album(limit: 1000)')), /^query-too-expensive/);
  });
  test('are counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-depth', '4');
    assert.equal(await complaintOf(server, '{ album { artist { album { id } } } }'), undefined);
    assert.match(await complaintOf(server, '{ album { artist { album { artist { id } } } } }'), /at most 4 levels/);
  });
});

test('B11 asking for everything is refused by its cost', async (t) => {
  const most = 2147483647;
  assert.match(await complaintOf(servers.default, `{ artist(limit: ${most}) { id } }`), /^query-too-expensive/);
  assert.match(
    await complaintOf(servers.default, `{ artist { album(limit: ${most}) { artist { album { id } } } } }`),
    /^query-too-expensive/,
  );
  const [, cost] = (await complaintOf(servers.default, `{ artist(limit: ${most}) { id } }`)).match(/cost is (\d+)/);
  const query = '{ artist(limit: 10) { id } }';
  const tight = await limited(t, servers, '--max-cost', '1');
  const [, small] = (await complaintOf(tight, query)).match(/cost is (\d+)/);
  assert.ok(Number(cost) > Number(small));
  const enough = await limited(t, servers, '--max-cost', small);
  assert.equal(await complaintOf(enough, query), undefined);
  const less = await limited(t, servers, '--max-cost', String(Number(small) - 1));
  assert.match(await complaintOf(less, query), /^query-too-expensive/);
});

describe('B12 large filters', () => {
  const query = 'query ($w: artist_bool_exp, $o: [artist_order_by!], $ids: [Int!], $like: String) { artist(where: {_and: [$w, {id: {_in: $ids}}, {name: {_like: $like}}]}, order_by: $o) { id } }';
  const send = (variables) =>
    ask(servers.wide.graphql, query, { variables: { w: {}, o: [], ids: [1], like: '%', ...variables } });
  const equal = (i) => ({ id: { _eq: i } });
  const nested = (key, n) => JSON.parse(`${repeat(`{"${key}":`, n)}{}${repeat('}', n)}`);
  /** Either the right rows or a refusal; never a failure inside. */
  const assertSane = ({ status, body }) => {
    assert.equal(status, 200);
    if (!body.errors) return assert.deepEqual(body.data.artist, [{ id: 1 }]);
    assert.match(complaint({ body }), /^(query-too-expensive|validation-failed|bad-request): /);
  };
  test('with many arms are answered or refused', async () => {
    for (const n of [100, 999, 1001, 2e4]) {
      const arms = Array.from({ length: n }, (_, i) => equal(i + 1));
      assertSane(await send({ w: { _or: arms } }));
      assertSane(await send({ w: { _and: arms.map(() => equal(1)) } }));
    }
  });
  test('within each other are answered or refused', async () => {
    for (const n of [10, 100, 120]) {
      assertSane(await send({ w: nested('_not', n - (n % 2)) }));
    }
    assert.equal((await send({ w: nested('_not', 1000) })).status, 400);
  });
  test('with 1e5 values are answered', async () => {
    assertSane(await send({ ids: Array.from({ length: 1e5 }, (_, i) => (i === 7 ? 1 : i + 10)) }));
  });
  test('with 1e3 orders are answered or refused', async () => {
    assertSane(await send({ o: Array.from({ length: 1000 }, () => ({ name: 'asc' })) }));
  });
  test('with a pattern of 50 kB are answered or refused', async () => {
    const { status, body } = await send({ like: `%${repeat('a%', 25e3)}` });
    assert.equal(status, 200);
    assert.ok(body.errors ?? body.data.artist.length === 0);
  });
});

describe('B13 definitions in numbers', () => {
  const texts = {
    'variables that are not used': (n) => `query (${series(n, (i) => `$v${i}: Int`)}) { __typename }`,
    'variables that are not defined': (n) => `{ artist(limit: [${series(n, (i) => `$v${i}`)}]) { id } }`,
    'operations without a name': (n) => repeat('{ __typename }', n),
    'operations of one name': (n) => repeat('query A { __typename } ', n),
    'fragments that are not used': (n) => `{ __typename } ${series(n, (i) => `fragment F${i} on artist { id }`)}`,
    'fragments of one name': (n) => `{ artist { ...F } } ${repeat('fragment F on artist { id } ', n)}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name}: at most 101 errors, in linear time`, async () => {
      const { body } = await ask(servers.default.graphql, text(2000));
      assert.equal(body.errors.length, 101);
      await assertLinear((n) => askAnew(servers.wide, text(n)), 2500);
    });
  }
});

test('B14 batches are refused', async () => {
  const one = { query: '{ __typename }' };
  for (const body of [[], [one], Array(10).fill(one), Array(1e4).fill(one), [[one]]]) {
    const response = await fetch(servers.default.graphql, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    assert.equal(response.status, 400);
    assert.match(complaint({ body: await response.json() }), /^bad-request: .*batch/);
  }
});

test('B16 websockets and subscriptions are refused', async () => {
  const handshake = 'GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
    'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';
  assert.match(await raw(servers.default.port, handshake), /^HTTP\/1\.1 4\d\d/);
  const { body } = await ask(servers.default.graphql, 'subscription { artist { id } }');
  assert.ok(body.errors && !('data' in body));
});

test('B17 a persisted query that nobody registered is refused', async () => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: repeat('0', 64) } };
  const response = await fetch(servers.default.graphql, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ extensions }),
  });
  assert.equal(response.status, 400);
  assert.match(complaint({ body: await response.json() }), /^bad-request: /);
});

test('B18 different documents do not pile up', async (t) => {
  // What a sanitizer holds back of freed memory is not our subject.
  const env = { ASAN_OPTIONS: 'quarantine_size_mb=1' };
  const server = await serve(servers.database, ['--cache-bytes', '1m'], { env });
  t.after(() => server.stop());
  const memory = () =>
    Number(readFileSync(`/proc/${server.child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
  const flood = async (n) => {
    for (let i = 0; i < n; i += 20) {
      await Promise.all(Array.from({ length: 20 }, () => askAnew(server, '{ artist { id name album { title } } }')));
    }
  };
  await flood(1000);
  const before = memory();
  await flood(3000);
  const allowed = process.env.MODE === 'asan' || process.env.MODE === 'tsan' ? 96 : 32;
  assert.ok(memory() < before + allowed, `${before} MiB became ${memory()} MiB`);
});

test('B19 heavy queries together leave room for others, in their turn', async (t) => {
  const server = await limited(t, servers, '--pool-size', '2', '--pool-wait', '100ms', '--timeout', '2s');
  const heavy = Array.from({ length: 12 }, () =>
    ask(server.graphql, '{ a: slow { n } b: slow { n } c: slow { n } }', {
      headers: { accept: 'application/graphql-response+json' },
    }));
  await sleep(20);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  const statuses = (await Promise.all(heavy)).map(({ status }) => status);
  assert.ok(statuses.every((status) => [200, 503, 504].includes(status)), String(statuses));
  assert.ok(statuses.includes(503), String(statuses));
  assert.equal((await ask(server.graphql, '{ __typename }')).status, 200);
});

describe('names that nobody asked for', () => {
  const query = 'query ($w: artist_bool_exp, $o: artist_order_by) { artist(where: $w, order_by: [$o]) { id } }';
  const guesses = [
    ['{ artst { id } }'], ['{ artist { nam } }'], ['{ artist(wher: {}) { id } }'], ['{ artist { ... on albm { id } } }'],
    ['{ artist(where: {nam: {}}) { id } }'], ['{ artist(order_by: {name: ascc}) { id } }'], ['{ artist @skp { id } }'],
    [query, { w: { nam: {} } }], [query, { o: { name: 'ascc' } }], [query, { o: { name: 1 } }],
  ];
  test('are suggested', async () => {
    for (const [text, variables] of guesses.slice(0, 6)) {
      assert.match(complaint(await ask(servers.default.graphql, text, { variables })), /Did you mean/, text);
    }
  });
  for (const setting of ['--no-suggestions', '--no-introspection']) {
    test(`are not, with ${setting}`, async (t) => {
      const server = await limited(t, servers, setting);
      for (const [text, variables] of guesses) {
        const { body } = await ask(server.graphql, text, { variables });
        assert.ok(body.errors, text);
        assert.doesNotMatch(JSON.stringify(body), /Did you mean/, text);
      }
    });
  }
});
