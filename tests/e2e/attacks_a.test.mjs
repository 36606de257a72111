// Attacks by size and depth, on the parser, the lexer and the JSON reader.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askAnew, assertLinear, attacked, complaint, limited, repeat, series } from './attack.mjs';
import { ask, post, raw, sleep, statusOf } from './soloql.mjs';

const servers = attacked();
const sizes = [1e3, 1e4, 1e5, 1e6];
const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

/** Asks the server as it comes; what is larger than a body may be is asked where it may. */
async function askDeep(query) {
  const server = query.length < 1e6 ? servers.default : servers.wide;
  return complaint(await ask(server.graphql, query));
}

/** The status and the body that come back for bytes. */
async function answerOf(server, body) {
  const bytes = Buffer.from(body);
  const answer = await raw(
    server.port, `${head}Connection: close\r\nContent-Length: ${bytes.length}\r\n\r\n`, bytes,
  );
  return { status: statusOf(answer), body: JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) };
}

describe('A1 selections within selections', () => {
  const nested = (n) => `${repeat('{a', n)}${repeat('}', n)}`;

  test('are refused, however many', async () => {
    for (const n of sizes) {
      assert.match(await askDeep(nested(n)), /Syntax Error: .*nests deeper than 200 levels/);
    }
  });

  test('are counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-nesting', '7');
    assert.match(complaint(await ask(server.graphql, nested(7))), /^validation-failed: Cannot query/);
    assert.match(complaint(await ask(server.graphql, nested(8))), /Syntax Error: .*deeper than 7 levels/);
  });
});

describe('A2 values, types and fragments within their like', () => {
  const kinds = {
    lists: (n) => `{ a(x: ${repeat('[', n)}${repeat(']', n)}) }`,
    objects: (n) => `{ a(x: ${repeat('{y:', n)}1${repeat('}', n)}) }`,
    'list types': (n) => `query ($v: ${repeat('[', n)}Int${repeat(']', n)}) { a }`,
    'inline fragments': (n) => `${repeat('{...', n - 1)}{a}${repeat('}', n - 1)}`,
    'lists that never end': (n) => `{ a(x: ${repeat('[', n)}`,
    'defaults': (n) => `query ($v: Int = ${repeat('[', n)}1${repeat(']', n)}) { a }`,
  };
  for (const [name, nested] of Object.entries(kinds)) {
    test(`${name} are refused, however many`, async () => {
      for (const n of sizes) assert.match(await askDeep(nested(n)), /Syntax Error: .*deeper than 200/);
    });
    test(`${name} are counted exactly`, async (t) => {
      const server = await limited(t, servers, '--max-nesting', '7');
      assert.doesNotMatch(complaint(await ask(server.graphql, nested(7))), /deeper/);
      assert.match(complaint(await ask(server.graphql, nested(8))), /Syntax Error: .*deeper than 7/);
    });
  }

  test('the deepest that any setting allows fits the stack', async (t) => {
    const server = await limited(
      t, servers, '--max-nesting', '250', '--max-depth', '200', '--max-json-depth', '250',
    );
    for (const nested of Object.values(kinds)) assert.ok(complaint(await ask(server.graphql, nested(250))));
    const not = (n) => `${repeat('{_not:', n)}{}${repeat('}', n)}`;
    assert.ok((await ask(server.graphql, `{ album(where: ${not(248)}) { id } }`)).body);
    const variables = JSON.parse(not(240).replaceAll('_not', '"_not"'));
    const query = 'query ($w: album_bool_exp) { album(where: $w) { id } }';
    assert.ok((await ask(server.graphql, query, { variables })).body);
    const cycle = `${repeat('{artist{album', 99)}{id}${repeat('}}', 99)}`;
    assert.match(complaint(await ask(server.graphql, `{album${cycle}}`)), /^query-too-expensive/);
  });
});

describe('A3 JSON within JSON', () => {
  test('is 400, however deep', async () => {
    for (const n of sizes) {
      for (const deep of [repeat('[', n), repeat('{"a":', n)]) {
        for (const body of [`{"query":"{ __typename }","variables":${deep}`, deep]) {
          const server = body.length < 1e6 ? servers.default : servers.wide;
          assert.equal((await answerOf(server, body)).status, 400);
        }
      }
    }
  });

  test('is counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-json-depth', '9');
    const body = (n) => // the envelope and the variables are two of them
      `{"query":"{ __typename }","variables":{"x":${repeat('[', n - 2)}${repeat(']', n - 2)}}}`;
    assert.equal((await answerOf(server, body(9))).status, 200);
    assert.equal((await answerOf(server, body(10))).status, 400);
  });
});

describe('A4 bytes that mean nothing', () => {
  const fillers = {
    blanks: ' ', commas: ',', lines: '\n', comments: '#x\n', 'one comment': '#', 'byte order marks': '\ufeff',
  };
  test('are 413 when there are too many', async () => {
    for (const size of [1, 10]) {
      const body = JSON.stringify({ query: `{__typename}${repeat(' ', size * 2 ** 20)}` });
      assert.equal(statusOf(await raw(servers.default.port, post(body))), 413);
    }
    const huge = `${head}Connection: close\r\nContent-Length: 104857600\r\n\r\n`;
    assert.equal(statusOf(await raw(servers.default.port, huge, repeat(' ', 1e5))), 413);
  });
  for (const [name, filler] of Object.entries(fillers)) {
    test(`${name} take linear time`, () =>
      assertLinear(async (n) => {
        const query = `{__typename}${repeat(filler, n / filler.length)}`;
        assert.deepEqual((await askAnew(servers.wide, query)).body.data, { __typename: 'query_root' });
      }, 1e6));
  }
});

describe('A5 tokens', () => {
  test('are counted exactly', async (t) => {
    const server = await limited(t, servers, '--max-tokens', '5');
    assert.equal((await ask(server.graphql, '{ __typename a: __typename }')).status, 200);
    const ok = await ask(server.graphql, '{ a: __typename }'), over = await ask(server.graphql, '{ a: __typename b }');
    assert.equal(complaint(ok), undefined);
    assert.equal(complaint(over), 'validation-failed: Syntax Error: Document contains more that 5 tokens. Parsing aborted.');
  });

  test('are 20,000 if nothing is set', async () => {
    for (const n of [2e4, 1e5, 3e5]) {
      assert.match(complaint(await ask(servers.default.graphql, `{${repeat('a ', n)}}`)), /Syntax Error: .*20000 tokens/);
    }
  });

  const texts = {
    'a long name': (n) => `{ ${repeat('a', n)} }`,
    'a long string': (n) => `{ artist(where: {name: {_eq: "${repeat('\\u00e9', n / 6)}"}}) { id } }`,
    'a long number': (n) => `{ artist(limit: ${repeat('9', n)}) { id } }`,
    'a block string of deep lines': (n) =>
      `{ artist(where: {name: {_eq: """${repeat('\n' + repeat(' ', 999) + 'x', n / 1000)}"""}}) { id } }`,
    'many block strings': (n) => `{ a(x: [${repeat('"""\n      x\n    """', n / 19)}]) }`,
    'many fields that are none': (n) => `{ ${series(n / 8, (i) => `f${i}`)} }`,
  };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name} takes linear time`, () =>
      assertLinear(async (n) => assert.ok((await askAnew(servers.wide, text(n))).body), 5e5));
  }
});

describe('A6 a length that is not the length', () => {
  const body = '{"query":"{ __typename }"}';
  const cases = {
    'negative': [`${head}Content-Length: -1\r\n\r\n${body}`, /^HTTP\/1\.1 4/],
    'given twice': [`${head}Content-Length: 26\r\nContent-Length: 5\r\n\r\n${body}`, /^HTTP\/1\.1 400/],
    'beside chunks': [`${head}Content-Length: 26\r\nTransfer-Encoding: chunked\r\n\r\n${body}`, /^HTTP\/1\.1 400/],
    'of a chunk, beyond all': [`${head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n${body}`, /^HTTP\/1\.1 400/],
    'beyond 64 bits': [`${head}Content-Length: 99999999999999999999\r\n\r\n${body}`, /^HTTP\/1\.1 4/],
  };
  for (const [name, [text, expected]] of Object.entries(cases)) {
    test(`${name}: one answer, and the connection ends`, async () => {
      const answer = await raw(servers.default.port, text);
      assert.match(answer, expected);
      assert.equal(answer.match(/HTTP\/1\.1 /g).length, 1, answer);
    });
  }

  test('smaller than what is sent: the rest is no request', async () => {
    const answer = await raw(servers.default.port, `${head}Content-Length: 5\r\n\r\n${body}\r\n\r\n`);
    assert.deepEqual(answer.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 400', 'HTTP/1.1 400']);
  });

  test('larger than what is sent: the wait ends', async (t) => {
    const server = await limited(t, servers, '--request-timeout', '300ms', '--transfer-timeout', '300ms');
    assert.equal(statusOf(await raw(server.port, `${head}Content-Length: 100\r\n\r\n${body}`)), 400);
  });
});

describe('A7 slow clients', () => {
  test('are cut off, and others are served', async (t) => {
    const server = await limited(
      t, servers, '--threads', '4', '--request-timeout', '400ms', '--transfer-timeout', '400ms',
      '--keep-alive-timeout', '400ms',
    );
    const handshake = 'GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n';
    const slow = [
      ['GET /graphql HT'], [`${head}Content-Length: 10\r\n\r\n{`], [handshake], [''],
    ].flatMap((pieces) => Array.from({ length: 5 }, () => raw(server.port, ...pieces)));
    await sleep(50);
    const { body } = await ask(server.graphql, '{ __typename }');
    assert.deepEqual(body.data, { __typename: 'query_root' });
    await Promise.all(slow); // each ends by the server's doing
  });
});

describe('A8 text that is not UTF-8', () => {
  const bad = ['c0af', 'e08080', 'eda080', 'f09f', 'f8888080', 'ff', '80'];
  const places = {
    'the query': ['{"query":"{ __typename } #', '"}'],
    'a name': ['{"query":"{ ', ' }"}'],
    'a variable': ['{"query":"{ __typename }","variables":{"x":"', '"}}'],
    'a key': ['{"query":"{ __typename }","', '":1}'],
    'the operation name': ['{"query":"{ __typename }","operationName":"', '"}'],
  };
  for (const [name, [before, after]] of Object.entries(places)) {
    test(`in ${name} is 400`, async () => {
      for (const bytes of bad) {
        const text = Buffer.concat([Buffer.from(before), Buffer.from(bytes, 'hex'), Buffer.from(after)]);
        assert.equal((await answerOf(servers.default, text)).status, 400, bytes);
      }
    });
  }
  test('in a GET is 400', async () => {
    for (const bytes of bad) {
      const escaped = bytes.replace(/../g, '%$&');
      for (const parameters of [
        `query=%7B__typename%7D%23${escaped}`, `query=%7B__typename%7D&variables=%7B%22a%22:%22${escaped}%22%7D`,
      ]) {
        assert.equal((await fetch(`${servers.default.graphql}?${parameters}`)).status, 400, parameters);
      }
    }
  });
  test('in a header does not come back', async () => {
    const answer = await raw(
      servers.default.port,
      Buffer.from('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: \xc0\xaf\r\nConnection: close\r\n\r\n', 'latin1'),
    );
    assert.equal(statusOf(answer), 200);
    assert.doesNotMatch(answer, /\ufffd/);
  });
});

describe('A9 NULs', () => {
  const named = (name) => `{ artist(where: {name: {_eq: "${name}"}}) { id } }`;
  test('in a document are no part of the language', async () => {
    assert.match(complaint(await ask(servers.default.graphql, '{ __typename\0 }')), /Syntax Error: .*U\+0000/);
    const response = await fetch(`${servers.default.graphql}?query=%7B__typename%7D%00`);
    assert.match(complaint({ body: await response.json() }), /Syntax Error/);
  });
  test('in values are part of the value', async () => {
    assert.equal((await ask(servers.default.graphql, named('AC/DC'))).body.data.artist.length, 1);
    assert.equal((await ask(servers.default.graphql, named('AC/DC\\u0000x'))).body.data.artist.length, 0);
    const query = 'query ($n: String!) { artist(where: {name: {_eq: $n}}) { id } }';
    const { body } = await ask(servers.default.graphql, query, { variables: { n: 'AC/DC\0' } });
    assert.deepEqual(body.data.artist, []);
  });
  test('in names come back whole', async () => {
    const operation = await ask(servers.default.graphql, 'query A { __typename }', { operationName: 'A\0' });
    assert.match(complaint(operation), /Unknown operation named "A\0"/);
    const found = complaint(await ask(servers.default.graphql, '{ "\\u0000" }'));
    assert.equal(found, 'validation-failed: Syntax Error: Expected Name, found String "\0".');
  });
});

test('A10 halves of surrogate pairs are refused', async () => {
  for (const escape of ['\\uD800', '\\uDE00', '\\u{110000}', '\\u{}', '\\u{D800}', '\\uD83D\\u0041']) {
    const query = `{ artist(where: {name: {_eq: "${escape}"}}) { id } }`;
    assert.match(complaint(await ask(servers.default.graphql, query)), /Syntax Error: .*Unicode escape/, escape);
  }
  for (const escape of ['\\uD83D', '\\uDE00', '\\uD83Dx']) {
    const body = `{"query":"query ($n: String) { __typename }","variables":{"n":"${escape}"}}`;
    assert.equal((await answerOf(servers.default, body)).status, 400, escape);
  }
});

test('A11 a key that stands twice is 400, wherever it stands', async () => {
  for (const body of [
    '{"query":"{ __typename }","query":"{ artist { id } }"}',
    '{"query":"{ __typename }","\\u0071uery":"{ artist { id } }"}',
    '{"query":"query ($a: Int) { artist(limit: $a) { id } }","variables":{"a":1,"a":2}}',
    '{"query":"{ __typename }","variables":{"a":{"b":1,"b":1}}}',
    '{"query":"{ __typename }","extensions":{},"extensions":{}}',
    `{"query":"{ __typename }","variables":{${series(20, (i) => `"k${i}":1`, ',')},"k7":2}}`,
  ]) {
    assert.equal((await answerOf(servers.default, body)).status, 400, body);
  }
});

test('A12 what is nearly JSON is 400', async () => {
  const around = (value) => `{"query":"{ __typename }","variables":{"x":${value}}}`;
  for (const value of ['NaN', 'Infinity', '-Infinity', '0x1', '01', '+1', '.5', '1.', '1e', "'a'", '"\\x"', '"\\"',
    '"\t"', 'tru', 'nul', '[1,]', '{"a":1,}', '{a:1}', '[1 2]', '/* c */ 1', '1 // c', '', '"a', '\ufeff1']) {
    assert.equal((await answerOf(servers.default, around(value))).status, 400, value);
  }
  for (const body of [`${around(1)} x`, `${around(1)}{}`, `\ufeff${around(1)}`, '', 'null', '1', '"query"']) {
    assert.equal((await answerOf(servers.default, body)).status, 400, body);
  }
  // numbers that JSON has and a double does not are read; whether they fit is for their type to say
  const query = 'query ($x: Float) { artist(where: {score: {_eq: $x}}) { id } }';
  for (const [value, refused] of [['-0', false], ['1e-999', false], ['1e999', true]]) {
    const { status, body } = await answerOf(servers.default, `{"query":"${query}","variables":{"x":${value}}}`);
    assert.equal(status, 200, value);
    assert.equal(body.errors?.[0].message.includes('got invalid value') ?? false, refused, value);
  }
});

describe('A13 keys that collide in simple hashes', () => {
  // "Ez" and "FY" have one hash by djb2 and by Java's, and so have all of their combinations.
  const keys = (n) => {
    const bits = Math.ceil(Math.log2(n));
    return Array.from({ length: n }, (_, i) =>
      i.toString(2).padStart(bits, '0').replaceAll('0', 'Ez').replaceAll('1', 'FY'));
  };
  const send = (query, variables) => askAnew(servers.wide, query, { variables });
  const places = {
    'keys of variables': (n) => send('{ __typename }', Object.fromEntries(keys(n).map((key) => [key, 1]))),
    aliases: (n) => send(`{ artist { ${keys(n).map((key) => `${key}: id`).join(' ')} } }`),
    'names of variables': (n) => send(`query (${keys(n).map((key) => `$${key}: Int`).join(' ')}) { __typename }`),
    'fields of an object': (n) => send(`{ artist(where: {${keys(n).map((key) => `${key}: 1`).join(' ')}}) { id } }`),
    fragments: (n) => send(`{ __typename } ${keys(n).map((key) => `fragment ${key} on artist { id }`).join(' ')}`),
  };
  for (const [name, attack] of Object.entries(places)) {
    test(`as ${name} take linear time`, () =>
      assertLinear(async (n) => assert.ok((await attack(n)).body), 8192));
  }
});
