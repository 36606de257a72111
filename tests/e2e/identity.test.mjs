// Who is asking: API keys, JSON web tokens, web hooks. The tests F… are those of the list of
// attacks: each forged token is refused, and beside it a good one is accepted.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { test } from 'node:test';
import { CompactEncrypt } from 'jose';
import { algorithms, base64url, claimsOf, forge, hmac, listen, makeKey, now, signer, token } from './issuer.mjs';
import { ask, library, post, raw, run, scratchFile, serve, sleep, statusOf } from './soloql.mjs';

const database = library();
const secret = randomBytes(64);
const shared = secret.toString('base64url');
const hs256 = { alg: 'HS256', secret: Buffer.from(shared) };
const keys = Object.fromEntries(await Promise.all(algorithms.map(async (alg) => [alg, await makeKey(alg)])));

/** A server that must end well: what a sanitizer finds ends it otherwise. */
async function started(t, args, { env } = {}) {
  const server = await serve(database, args, { env: { NO_PROXY: '*', ...env } });
  t.after(async () => {
    const { code, signal } = await server.stop();
    assert.equal(code, 0, `${signal}: ${server.stderr.slice(-2000)}`);
  });
  return server;
}

/** A server whose setting `jwt` is this; tokens may make admins, so that there is data to see. */
async function issuerOf(t, jwt, args = [], env = {}) {
  const server = await started(t, ['--admin-by-token', ...args], {
    env: { SOLOQL_JWT: JSON.stringify(jwt), ...env },
  });
  server.with = (headers) => ask(server.graphql, '{ artist { id } }', { headers });
  server.bearer = (text, headers = {}) => server.with({ authorization: `Bearer ${text}`, ...headers });
  server.accepts = async (text, headers) => {
    const { status, body } = await server.bearer(text, headers);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.data?.artist.length, 2, JSON.stringify(body));
  };
  server.refuses = async (text, what = '', code = 'invalid-jwt', expected = 401) => {
    const { status, body, headers } = await server.bearer(text);
    assert.equal(status, expected, `${what}: ${JSON.stringify(body)}`);
    assert.equal(body.errors[0].extensions.code, code, what);
    assert.equal(body.data, undefined, what);
    if (expected === 401) assert.match(headers.get('www-authenticate'), /^Bearer /);
  };
  return server;
}

const jwks = (...list) => scratchFile(`jwks-${randomBytes(4).toString('hex')}.json`, JSON.stringify({ keys: list.map((key) => key.jwk) }));
const payload = (more = {}) => ({ exp: now() + 600, ...claimsOf('admin'), ...more });

// ---------------------------------------------------------------- what is good

for (const alg of algorithms) {
  test(`${alg}: good by PEM and by JWKS, bad if a letter differs`, async (t) => {
    const key = keys[alg];
    const good = await token(key);
    const [head, body, signature] = good.split('.');
    const flipped = `${head}.${body}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    const other = await token(await makeKey(alg));
    for (const jwt of [{ type: alg, key: key.pem }, { jwks_file: jwks(key) }]) {
      const server = await issuerOf(t, jwt);
      await server.accepts(good);
      await server.accepts(good); // remembered
      await server.refuses(flipped, 'another signature');
      await server.refuses(other, "somebody else's key");
      await server.refuses(`${head}.${base64url(payload({ x: 1 }))}.${signature}`, 'another payload');
      await server.stop();
    }
  });
}

for (const [alg, hash, size] of [['HS256', 'sha256', 32], ['HS384', 'sha384', 48], ['HS512', 'sha512', 64]]) {
  test(`${alg}: good with its secret, which must be as long as its hash`, async (t) => {
    const text = randomBytes(size).toString('hex').slice(0, size);
    const server = await issuerOf(t, { type: alg, key: text });
    const good = await token({ alg, secret: Buffer.from(text) });
    await server.accepts(good);
    await server.refuses(await token({ alg, secret: randomBytes(size) }));
    await server.refuses(forge({ alg }, payload(), (of) => hmac(text, hash)(of).subarray(0, 16)), 'half a signature');
    const { status, stderr } = run(['serve', database, '--port', '0'], {
      env: { SOLOQL_JWT: JSON.stringify({ type: alg, key: text.slice(1) }) },
    });
    assert.equal(status, 1);
    assert.match(stderr, /the secret is too short/);
    assert.ok(!stderr.includes(text.slice(1)));
  });
}

test('keys without alg have the one of their kind', async (t) => {
  const set = ['RS256', 'ES384', 'EdDSA'].map((alg) => ({ jwk: { ...keys[alg].jwk, alg: undefined } }));
  const server = await issuerOf(t, { jwks_file: jwks(...set) });
  for (const alg of ['RS256', 'ES384', 'EdDSA']) await server.accepts(await token(keys[alg]));
  await server.refuses(await token({ ...keys.RS256, alg: 'PS256' }), 'the other padding');
  await server.refuses(await token({ ...keys.RS256, alg: 'RS512' }), 'the other hash');
});

test('a certificate is a public key', async (t) => {
  let certificate;
  try {
    certificate = execFileSync('openssl', ['req', '-x509', '-key', scratchFile('private.pem', keys.RS256.privateKey.export({ type: 'pkcs8', format: 'pem' })), '-subj', '/CN=x', '-days', '2'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return t.skip('there is no openssl command');
  }
  const server = await issuerOf(t, { type: 'RS256', key_file: scratchFile('certificate.pem', certificate) });
  await server.accepts(await token(keys.RS256));
});

// ---------------------------------------------------------------- attacks

test('F1: no algorithm, no signature, another number of parts', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared });
  await server.accepts(await token(hs256));
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', undefined, null, 0, ['HS256'], 'HS256 ', 'hs256', 'HS2567']) {
    await server.refuses(forge({ alg }, payload(), () => ''), `alg ${alg}, unsigned`);
    await server.refuses(forge({ alg }, payload(), hmac(shared)), `alg ${alg}, signed`);
  }
  const [head, body, signature] = (await token(hs256)).split('.');
  for (const wrong of [`${head}.${body}.`, `${head}.${body}`, head, '', '.', '..', '...', `${head}..${signature}`,
    `.${body}.${signature}`, `${head}.${body}.${signature}.`, `${head}.${body}.${signature}.${signature}`,
    `${head}.${body}.${signature}.a.b`, `${head}.${body}.${signature}=`, `${head}.${body}. ${signature}`]) {
    await server.refuses(wrong, wrong);
  }
});

test('F2: a public key is no HMAC secret', async (t) => {
  const key = keys.RS256;
  for (const jwt of [{ type: 'RS256', key: key.pem }, { jwks_file: jwks(key) }]) {
    const server = await issuerOf(t, jwt);
    const der = key.publicKey.export({ type: 'spki', format: 'der' });
    for (const known of [key.pem, key.pem.trimEnd(), `${key.pem}\n`, der, key.publicKey.export({ type: 'pkcs1', format: 'pem' }), key.jwk.n, Buffer.from(key.jwk.n, 'base64url'), JSON.stringify(key.jwk), '']) {
      await server.refuses(forge({ alg: 'HS256', kid: key.kid }, payload(), hmac(known)), 'HMAC with what is public');
      await server.refuses(forge({ alg: 'RS256', kid: key.kid }, payload(), hmac(known)), 'the same called RS256');
    }
    await server.stop();
  }
  const { status, stderr } = run(['serve', database, '--port', '0'], { env: { SOLOQL_JWT: JSON.stringify({ type: 'HS256', key: key.pem }) } });
  assert.equal(status, 1);
  assert.match(stderr, /a PEM is no secret/);
});

test('F3: an empty or short secret is refused at start', () => {
  for (const key of ['', 'x', 'secret', 'your-256-bit-secret', 'a'.repeat(31)]) {
    const { status, stderr } = run(['serve', database, '--port', '0'], { env: { SOLOQL_JWT: JSON.stringify({ type: 'HS256', key }) } });
    assert.equal(status, 1, key);
    assert.match(stderr, /jwt: /);
  }
});

test('F4: kid is only compared', async (t) => {
  const server = await issuerOf(t, { jwks_file: jwks(keys.RS256, keys.ES256) });
  await server.accepts(await token(keys.RS256));
  for (const kid of ['../../../dev/null', '/proc/sys/kernel/randomize_va_space', "' UNION SELECT 'k", '|id', 7, ['key-RS256'], { a: 1 }, null, true, 'x'.repeat(3000), 'key-RS256\u0000', 'key-ES256']) {
    await server.refuses(forge({ alg: 'RS256', kid }, payload(), signer(keys.RS256)), `kid ${kid}`);
    await server.refuses(forge({ alg: 'HS256', kid }, payload(), hmac('')), `kid ${kid}, empty secret`);
  }
  await server.accepts(forge({ alg: 'RS256' }, payload(), signer(keys.RS256)));
});

test('F5: keys and addresses of keys in the header are not looked at', async (t) => {
  const mine = await makeKey('RS256', 'key-RS256');
  const provider = await listen(t, () => ({ body: { keys: [mine.jwk] } }));
  const server = await issuerOf(t, { jwks_file: jwks(keys.RS256) });
  for (const more of [{ jku: provider.url }, { x5u: provider.url }, { jwk: mine.jwk }, { x5c: [base64url('x')] }, { jku: provider.url, jwk: mine.jwk, iss: provider.url }]) {
    await server.refuses(forge({ alg: 'RS256', kid: 'key-RS256', ...more }, payload(), signer(mine)), JSON.stringify(Object.keys(more)));
    await server.accepts(forge({ alg: 'RS256', kid: 'key-RS256', ...more }, payload(), signer(keys.RS256)));
  }
  assert.equal(provider.requests.length, 0);
});

const signed = (text) => forge({ alg: 'HS256' }, text, hmac(shared));

test('F6: times', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared, allowed_skew: 60 });
  const strict = await issuerOf(t, { type: 'HS256', key: shared, allowed_skew: 0, require_exp: true });
  const [before, later] = [now() - 3600, now() + 3600];
  for (const good of [payload({ exp: later }), payload({ exp: later + 0.5 }), payload({ exp: now() - 30 }), payload({ nbf: now() + 30, iat: now() + 30 }), payload({ nbf: before, iat: before }), claimsOf('admin')]) {
    await server.accepts(signed(good));
  }
  const expired = await server.bearer(signed(payload({ exp: before })));
  assert.equal(expired.status, 401);
  assert.equal(expired.body.errors[0].message, 'Could not verify JWT: JWTExpired');
  for (const bad of [{ exp: now() - 61 }, { exp: String(later) }, { exp: -1 }, { exp: null }, { exp: true }, { exp: [later] }, { exp: {} }, { exp: 0 }, { nbf: later }, { nbf: 'x' }, { iat: later }, { iat: null }, { nbf: -5 }]) {
    await server.refuses(signed(payload(bad)), JSON.stringify(bad));
  }
  const text = JSON.stringify(claimsOf('admin')).slice(0, -1);
  for (const exp of ['1e400', '1e16', '0x7fffffff', '9'.repeat(70), '-1e400', '01893456000', '+1893456000', 'NaN', 'Infinity']) {
    await server.refuses(signed(`${text},"exp":${exp}}`), exp);
  }
  await server.accepts(signed(`${text},"exp":18934560e2}`));
  await strict.refuses(signed(claimsOf('admin')), 'no exp');
  await strict.refuses(signed(payload({ exp: now() })), 'exp now');
  await strict.refuses(signed(payload({ nbf: now() + 30 })), 'nbf without leeway');
  await strict.accepts(signed(payload()));
});

test('F7: audience, issuer and subject', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared, audience: ['shop', 'back office'], issuer: 'https://id.example/' });
  const good = { aud: 'shop', iss: 'https://id.example/', sub: '7' };
  for (const more of [{}, { aud: ['x', 'shop'] }, { aud: ['back office'] }, { aud: ['back\u0020office'] }, { sub: undefined }]) await server.accepts(signed(payload({ ...good, ...more })));
  for (const bad of [{ aud: undefined }, { aud: 'Shop' }, { aud: 'shop ' }, { aud: 'sho' }, { aud: 'shops' }, { aud: [] }, { aud: ['x'] }, { aud: [['shop']] }, { aud: { shop: 1 } }, { aud: 7 }, { aud: ['shop', 7] }, { aud: null },
    { iss: undefined }, { iss: 'https://id.example' }, { iss: 'https://id.example/x' }, { iss: ['https://id.example/'] }, { iss: 7 }, { sub: 7 }, { sub: ['7'] }, { sub: {} }, { sub: null }]) {
    await server.refuses(signed(payload({ ...good, ...bad })), JSON.stringify(bad));
  }
  const any = await issuerOf(t, { type: 'HS256', key: shared });
  await any.accepts(signed(payload({ aud: 'whoever', iss: 'whoever' })));
});

test('F8: base64 and JSON are read in one way', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared });
  const encode = (text) => Buffer.from(text).toString('base64url');
  const header = encode('{"alg":"HS256"}');
  const whole = (head, body) => `${head}.${body}.${hmac(shared)(`${head}.${body}`).toString('base64url')}`;
  const claims = JSON.stringify(payload());
  await server.accepts(whole(header, encode(claims)));
  await server.accepts(whole(header, encode(` \n${claims} `)));
  for (const [what, bad] of [
    ['padding', whole(header, Buffer.from(`${claims} `).toString('base64').replace(/=*$/, '='))],
    ['a blank', whole(header, `${encode(claims)} `)],
    ['a blank within', whole(header, `${encode(claims).slice(0, 8)} ${encode(claims).slice(8)}`)],
    ['+ and /', whole(header, encode(claims).replace(/.$/, '+'))],
    ['last bits', whole(header, `${encode(`${claims}${' '.repeat((4 - (claims.length % 3)) % 3)}`).slice(0, -1)}h`)],
    ['UTF-16', whole(header, Buffer.from(claims, 'utf16le').toString('base64url'))],
    ['BOM', whole(header, encode(`\ufeff${claims}`))],
    ['not UTF-8', whole(header, Buffer.concat([Buffer.from(`${claims.slice(0, -1)},"a":"`), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]).toString('base64url'))],
    ['NUL', whole(header, encode(`${claims.slice(0, -1)},"a":"\\u0000"}`))],
    ['raw NUL', whole(header, encode(`${claims}\0`))],
    ['half a surrogate', whole(header, encode(`${claims.slice(0, -1)},"a":"\\ud800"}`))],
    ['a name twice', whole(header, encode(`${claims.slice(0, -1)},"exp":99999999999}`))],
    ['a name twice, escaped', whole(header, encode(`${claims.slice(0, -1)},"e\\u0078p":99999999999}`))],
    ['a role twice', whole(header, encode(claims.replace('"x-hasura-default-role"', '"x-hasura-default-role":"user","x-hasura-default-role"')))],
    ['roles that fold to one', whole(header, encode(claims.replace('"x-hasura-default-role"', '"X-Hasura-Default-Role":"user","x-hasura-default-role"')))],
    ['claims that fold to one', whole(header, encode(claims.replace('"x-hasura-default-role"', '"user-id":"1","user_id":"2","x-hasura-default-role"')))],
    ['alg twice', whole(encode('{"alg":"none","alg":"HS256"}'), encode(claims))],
    ['a comment', whole(header, encode(`${claims}//`))],
    ['a list', whole(header, encode(`[${claims}]`))],
    ['a text', whole(header, encode(JSON.stringify(claims)))],
    ['nothing', whole(header, encode(' '))],
    ['the namespace with its dots as a path', whole(header, encode(JSON.stringify({ exp: now() + 60, 'https://hasura': { 'io/jwt/claims': payload()['https://hasura.io/jwt/claims'] } })))],
  ]) {
    await server.refuses(bad, what);
  }
});

test('F9: degenerate signatures and keys, crit', async (t) => {
  const server = await issuerOf(t, { jwks_file: jwks(keys.ES256, keys.RS256, keys.PS256, keys.EdDSA) });
  const head = { alg: 'ES256', kid: 'key-ES256' };
  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  for (const [what, signature] of [
    ['zero', Buffer.alloc(64)], ['the order', Buffer.concat([order, order])], ['one', Buffer.concat([Buffer.alloc(31), Buffer.from([1]), Buffer.alloc(31), Buffer.from([1])])],
    ['short', Buffer.alloc(63, 1)], ['long', Buffer.alloc(65, 1)], ['all ones', Buffer.alloc(64, 255)],
  ]) {
    await server.refuses(forge(head, payload(), () => signature), what);
  }
  await server.refuses(forge(head, payload(), (text) => sign('sha256', Buffer.from(text), keys.ES256.privateKey)), 'DER');
  await server.refuses(forge({ alg: 'EdDSA', kid: 'key-EdDSA' }, payload(), () => Buffer.alloc(64)), 'zero, EdDSA');
  await server.refuses(await token({ ...keys.PS256, alg: 'RS256' }), 'RS256 by a key for PS256');
  await server.refuses(await token({ ...keys.RS256, alg: 'PS256' }), 'PS256 by a key for RS256');
  for (const crit of [['exp'], ['b64'], [], 'exp', null]) {
    await server.refuses(forge({ alg: 'RS256', kid: 'key-RS256', crit, b64: false }, payload(), signer(keys.RS256)), `crit ${crit}`);
  }
  await server.accepts(await token(keys.ES256));
  await server.accepts(await token({ ...keys.EdDSA, header: { alg: 'Ed25519' } }));

  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = weak.publicKey.export({ type: 'spki', format: 'pem' });
  for (const jwt of [{ type: 'RS256', key: pem }, { jwks_file: scratchFile('weak.json', JSON.stringify({ keys: [{ ...keys.RS256.jwk, e: 'AQ' }] })) },
    { type: 'ES256', key: keys.ES384.pem }, { type: 'RS256', key: keys.ES256.pem }, { type: 'EdDSA', key: keys.RS256.pem },
    { type: 'RS256', key: keys.RS256.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
    { jwks_file: scratchFile('off.json', JSON.stringify({ keys: [{ ...keys.ES256.jwk, x: keys.ES256.jwk.y }] })) },
    { jwks_file: scratchFile('encryption.json', JSON.stringify({ keys: [{ ...keys.RS256.jwk, use: 'enc' }] })) },
    { jwks_file: scratchFile('misfit.json', JSON.stringify({ keys: [{ ...keys.RS256.jwk, alg: 'HS256' }] })) }]) {
    const { status, stderr } = run(['serve', database, '--port', '0'], { env: { SOLOQL_JWT: JSON.stringify(jwt) } });
    assert.equal(status, 1, JSON.stringify(jwt));
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  }
});

test('F10: encrypted, nested, huge and deep tokens', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared }, ['--max-header-bytes', '1m']);
  const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(payload()))).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(randomBytes(32));
  await server.refuses(jwe, 'JWE');
  await server.refuses(forge({ alg: 'HS256', cty: 'JWT' }, signed(payload()), hmac(shared)), 'nested');
  await server.refuses(signed(payload({ a: 'x'.repeat(20_000) })), 'long');
  await server.refuses('x'.repeat(900_000), 'very long');
  await server.refuses(signed(`${JSON.stringify(payload()).slice(0, -1)},"a":${'['.repeat(5000)}${']'.repeat(5000)}}`), 'deep');
  await server.refuses(forge(`{"alg":"HS256","a":${'['.repeat(1000)}${']'.repeat(1000)}}`, payload(), hmac(shared)), 'deep header');
  await server.accepts(signed(payload({ a: 'x'.repeat(8000), b: [[[[1]]]] })));
});

test('F11: one place for the token, and one token there', async (t) => {
  const good = await token(hs256);
  const server = await issuerOf(t, { type: 'HS256', key: shared });
  const send = async (on, lines) => statusOf(await raw(on.port, post('{"query":"{ __typename }"}', lines.map((line) => `${line}\r\n`).join(''))));
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) assert.equal(await send(server, [`Authorization: ${scheme} ${good}`]), 200);
  assert.equal(await send(server, [`Authorization: Bearer ${good}`, 'Authorization: Bearer x']), 401);
  assert.equal(await send(server, ['Authorization: Bearer x', `Authorization: Bearer ${good}`]), 401);
  assert.equal(await send(server, [`Authorization: Bearer ${good}`, `authorization: Bearer ${good}`]), 401);
  assert.equal(await send(server, [`Authorization: ${good}`]), 401);
  assert.equal(await send(server, [`Authorization: Basic ${good}`]), 401);
  assert.equal(await send(server, [`Cookie: token=${good}`]), 401);
  assert.equal(await send(server, [`Authorization: Bearer ${good}`, 'X-Hasura-Role: admin', 'X-Hasura-Role: user']), 401);
  assert.equal((await fetch(`${server.graphql}?query={__typename}&access_token=${good}`)).status, 401);

  const cookie = await issuerOf(t, { type: 'HS256', key: shared, header: { type: 'Cookie', name: 'token' } });
  assert.equal(await send(cookie, [`Cookie: a=b; token=${good}; c=d`]), 200);
  assert.equal(await send(cookie, [`Cookie: token=${good}`, `Authorization: Bearer x`]), 200);
  assert.equal(await send(cookie, [`Authorization: Bearer ${good}`]), 401);
  assert.equal(await send(cookie, [`Cookie: token=${good}; token=${good}`]), 401);
  assert.equal(await send(cookie, [`Cookie: token=${good}`, `Cookie: token=x`]), 401);
  assert.equal(await send(cookie, [`Cookie: xtoken=${good}`]), 401);
  assert.equal(await send(cookie, ['Cookie: token=']), 401);

  const custom = await issuerOf(t, { type: 'HS256', key: shared, header: { type: 'CustomHeader', name: 'X-Token' } });
  assert.equal(await send(custom, [`x-token: ${good}`]), 200);
  assert.equal(await send(custom, [`X-Token: ${good}`, `X-Token: ${good}`]), 401);
  assert.equal(await send(custom, [`Authorization: Bearer ${good}`]), 401);
});

test('F12: a token that is remembered ends with its time, and with its key', async (t) => {
  const file = jwks(keys.RS256);
  const server = await issuerOf(t, { jwks_file: file, allowed_skew: 0 });
  const short = await token(keys.RS256, { exp: now() + 4 });
  await server.accepts(short);
  while ((await server.bearer(short)).status === 200) await sleep(100);
  assert.equal((await server.bearer(short)).body.errors[0].message, 'Could not verify JWT: JWTExpired');
  const gone = await token(keys.RS256);
  await server.accepts(gone);
  writeFileSync(file, JSON.stringify({ keys: [keys.ES256.jwk] }));
  await server.accepts(await token(keys.ES256)); // a key that is not known has the file read
  await server.refuses(gone, 'its key is gone');
});

test('F14: the admin secret comes first; an empty one is no setting', async (t) => {
  const good = await token(hs256, { claims: claimsOf('user') });
  const server = await issuerOf(t, { type: 'HS256', key: shared }, [], { SOLOQL_ADMIN_SECRET: 'the secret' });
  await server.accepts('x', { 'x-hasura-admin-secret': 'the secret' });
  await server.accepts(good, { 'x-hasura-admin-secret': 'the secret' });
  for (const wrong of ['', 'x', 'the secre', 'the secret ']) {
    const { status } = await server.bearer(await token(hs256), { 'x-hasura-admin-secret': wrong.trimEnd() || 'x' });
    assert.equal(status, wrong === 'the secret ' ? 200 : 401, `"${wrong}"`);
  }
  assert.equal((await server.with({})).status, 401);
});

// ---------------------------------------------------------------- roles

test('E11: a role is taken only if the token allows it', async (t) => {
  const several = claimsOf('user', { 'x-hasura-allowed-roles': ['user', 'admin'] });
  const server = await issuerOf(t, { type: 'HS256', key: shared });
  await server.accepts(signed({ ...several, exp: now() + 60 }), { 'x-hasura-role': 'admin' });
  for (const role of ['Admin', 'admin ', 'ADMIN', 'nobody', 'user,admin', '']) {
    const { status, body } = await server.bearer(signed({ ...claimsOf('user'), exp: now() + 60 }), { 'x-hasura-role': role });
    assert.equal(status, 403, role);
    assert.equal(body.errors[0].extensions.code, 'access-denied');
  }
  const { status } = await server.bearer(signed({ ...claimsOf('user'), exp: now() + 60 }), { 'x-hasura-role': 'admin' });
  assert.equal(status, 403);
  for (const wrong of [{ 'x-hasura-allowed-roles': ['clerk'] }, { 'x-hasura-allowed-roles': 'user' }, { 'x-hasura-allowed-roles': [7] }, { 'x-hasura-default-role': 7 }, { 'x-hasura-default-role': '' }, { 'x-hasura-default-role': undefined, 'x-hasura-allowed-roles': undefined }]) {
    await server.refuses(signed({ ...claimsOf('user', wrong), exp: now() + 60 }), JSON.stringify(wrong));
  }
  const plain = await started(t, [], { env: { SOLOQL_JWT: JSON.stringify({ type: 'HS256', key: shared }) } });
  const admin = await ask(plain.graphql, '{ artist { id } }', { headers: { authorization: `Bearer ${signed(payload())}` } });
  assert.equal(admin.status, 403, 'admin needs admin_by_token');
});

test('claims stand in a namespace, at the root, in a text, or where a map says', async (t) => {
  const settings = (more) => ({ type: 'HS256', key: shared, ...more });
  const cases = [
    [settings({ claims_namespace: 'mine' }), { mine: { 'default-role': 'admin' } }],
    [settings({ claims_namespace_path: '$' }), { default_role: 'admin', sub: '7' }],
    [settings({ claims_namespace_path: '$' }), { role: 'admin', aud: 'a', iat: 1, nested: { a: 1 } }],
    [settings({ claims_namespace_path: "$.a['b.c'][0]" }), { a: { 'b.c': [{ role: 'admin' }] } }],
    [settings({ claims_namespace_path: '/a/b~1c' }), { a: { 'b/c': { role: 'admin' } } }],
    [settings({ claims_format: 'stringified_json' }), { 'https://hasura.io/jwt/claims': JSON.stringify({ 'x-hasura-default-role': 'admin', 'x-hasura-allowed-roles': ['admin'] }) }],
    [settings({ claims_map: { 'x-hasura-default-role': { path: '$.user.role' }, 'x-hasura-allowed-roles': { path: '/user/roles' } } }), { user: { role: 'admin', roles: ['admin', 'x'] } }],
    [settings({ claims_map: { 'x-hasura-default-role': { path: '$.nowhere', default: 'admin' }, 'x-hasura-user-id': '/sub' } }), { sub: '7' }],
    [settings({ claims_map: { 'x-hasura-default-role': 'admin', 'x-hasura-allowed-roles': ['admin'] } }), {}],
  ];
  for (const [jwt, claims] of cases) {
    const server = await issuerOf(t, jwt);
    await server.accepts(signed(claims));
    await server.refuses(await token({ alg: 'HS256', secret: randomBytes(32) }, { claims }));
    if (!jwt.claims_map?.['x-hasura-allowed-roles']?.includes?.('admin') && !JSON.stringify(jwt).includes('"default"')) {
      await server.refuses(signed({ other: 1 }), 'claims elsewhere');
    }
    await server.stop();
  }
  const map = await issuerOf(t, cases[5][0]);
  await map.refuses(signed(claimsOf('admin')), 'an object where a text should be');
  const object = await issuerOf(t, settings({}));
  await object.refuses(signed(cases[5][1]), 'a text where an object should be');
});

// ---------------------------------------------------------------- keys from a URL

test('a JWKS URL is read once, and anew for a key that is not known', async (t) => {
  let set = [keys.RS256];
  const provider = await listen(t, () => ({ headers: { 'cache-control': 'max-age=3600' }, body: { keys: set.map((key) => key.jwk) } }));
  const server = await issuerOf(t, { jwk_url: provider.url });
  assert.equal(provider.requests.length, 0, 'nothing is read before somebody asks');
  for (let i = 0; i < 5; i++) await server.accepts(await token(keys.RS256));
  assert.equal(provider.requests.length, 1);
  set = [keys.ES256];
  await server.accepts(await token(keys.ES256));
  assert.equal(provider.requests.length, 2);
  await server.refuses(await token(keys.RS256), 'the old key');
  const before = provider.requests.length;
  for (let i = 0; i < 30; i++) await server.refuses(await token({ ...keys.RS256, kid: `unknown-${i}` }));
  assert.ok(provider.requests.length - before <= 6, `asked ${provider.requests.length - before} times`);
});

test('a URL without an audience, or without TLS, is warned of', async (t) => {
  const warnings = async (jwt) => {
    const server = await issuerOf(t, jwt);
    await server.stop();
    return server.log().filter((line) => line.level === 'warn').map((line) => line.message.match(/audience|https/)?.[0]);
  };
  assert.deepEqual(await warnings({ jwk_url: 'https://id.example/' }), ['audience']);
  assert.deepEqual(await warnings({ jwk_url: 'http://id.example/', audience: 'shop' }), ['https']);
  assert.deepEqual(await warnings({ jwk_url: 'http://127.0.0.1:1/', audience: 'shop' }), []);
});

test('the rotation of a JWKS drops no valid request', async (t) => {
  const [old, fresh] = [await makeKey('ES256', 'old'), await makeKey('ES256', 'fresh')];
  let set = [old];
  const provider = await listen(t, async () => {
    const body = { keys: set.map((key) => key.jwk) };
    await sleep(50);
    return { headers: { 'cache-control': 'max-age=60' }, body };
  });
  const server = await issuerOf(t, { jwk_url: provider.url });
  // Each client goes over to the new key at a moment of its own; the set has both from then on.
  const client = async (number) => {
    for (let i = 0; i < 12; i++) {
      if (i === 6 && number === 0) set = [old, fresh];
      const key = i > 6 && set.length === 2 ? fresh : old;
      await server.accepts(await token(key, { exp: now() + 600 + i + number * 100 }));
    }
  };
  await Promise.all(Array.from({ length: 64 }, (_, number) => client(number)));
  assert.ok(provider.requests.length <= 3, `asked ${provider.requests.length} times`);
});

test('while the URL fails the keys that are there stay; without any it is 503', async (t) => {
  let answer = { status: 500 };
  const provider = await listen(t, () => answer);
  const server = await issuerOf(t, { jwk_url: provider.url });
  await server.refuses(await token(keys.RS256), 'no keys', 'unexpected', 503);
  await server.refuses(await token(keys.RS256), 'no keys', 'unexpected', 503);
  assert.equal(provider.requests.length, 1, 'it is not asked again at once');

  answer = { body: { keys: [keys.RS256.jwk] } };
  const other = await issuerOf(t, { jwk_url: provider.url });
  await other.accepts(await token(keys.RS256));
  for (const broken of [{ status: 404 }, { body: 'no JSON' }, { body: { keys: [] } }, { body: ' '.repeat(400_000) }]) {
    answer = broken;
    await other.refuses(await token({ ...keys.ES256, kid: 'asks' }));
    await other.accepts(await token(keys.RS256));
  }
  const secrets = await listen(t, () => ({ body: { keys: [{ kty: 'oct', k: shared, alg: 'HS256' }] } }));
  const open = await issuerOf(t, { jwk_url: secrets.url });
  await open.refuses(await token({ alg: 'HS256', secret: Buffer.from(shared, 'base64url') }), 'a secret that is served', 'unexpected', 503);
  const redirecting = await listen(t, () => ({ status: 302, headers: { location: provider.url } }));
  const moved = await issuerOf(t, { jwk_url: redirecting.url });
  answer = { body: { keys: [keys.RS256.jwk] } };
  await moved.refuses(await token(keys.RS256), 'redirected', 'unexpected', 503);
});

// ---------------------------------------------------------------- settings

test('a setting that makes no sense is an error that says so', () => {
  for (const [jwt, message] of [
    ['{"type":"HS256"', /SOLOQL_JWT: "\*\*\*" is not a JSON object/], ['7', /JSON object/],
    ['{"type":"HS256","key":"a","key":"b"}', /no name stands twice/],
    [{ type: 'HS256' }, /needs one of key, key_file, jwk_url and jwks_file/], [{ key: shared }, /needs its type/],
    [{ type: 'none', key: shared }, /type must be one of/], [{ type: 'HS256', key: shared, jwk_url: 'http://x/' }, /and no other/],
    [{ type: 'HS256', key: shared, audiense: 'x' }, /unknown member "audiense"; did you mean "audience"/],
    [{ jwk_url: 'file:///etc/passwd' }, /https:\/\//], [{ jwk_url: 'http://x/', type: 'HS256' }, /public keys/],
    [{ jwks_file: '/does/not/exist' }, /No such file/], [{ type: 'HS256', key: shared, allowed_skew: -1 }, /allowed_skew/],
    [{ type: 'HS256', key: shared, claims_namespace_path: 'a.b' }, /claims_namespace_path/],
    [{ type: 'HS256', key: shared, claims_map: { a: { path: '$..x' } } }, /claims_map/], [{ type: 'HS256', key: shared, header: { type: 'Cookie' } }, /needs a name/],
    [{ type: 'HS256', key: shared, header: 'Cookie' }, /header must be/], [{ type: 'HS256', key: shared, audience: [] }, /audience/], [{ type: 'HS256', key: shared, claims_format: 'xml' }, /claims_format/],
  ]) {
    const { status, stderr } = run(['serve', database, '--port', '0'], { env: { SOLOQL_JWT: typeof jwt === 'string' ? jwt : JSON.stringify(jwt) } });
    assert.notEqual(status, 0, stderr);
    assert.match(stderr, message);
    assert.ok(!stderr.includes(shared), stderr);
  }
  const shown = run(['serve', '--print-config'], { env: { SOLOQL_JWT: JSON.stringify({ type: 'HS256', key: shared }) } });
  assert.match(shown.stdout, /^jwt +\*{8} +environment$/m);
});

test('no secret and no token comes into the log, but the reason does', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared }, [], { SOLOQL_ADMIN_SECRET: 'admin-secret-here' });
  const wrong = await token({ alg: 'HS256', secret: randomBytes(32) });
  await server.bearer(wrong);
  await server.with({ 'x-hasura-admin-secret': 'guessed-secret' });
  await server.with({});
  await server.bearer(signed(payload({ exp: 1 })));
  await server.stop();
  const reasons = server.log().filter((line) => line.status === 401).map((line) => line.reason);
  assert.deepEqual(reasons, ['jwt: no key made its signature, with the algorithm of that key', 'a wrong admin secret', 'no credential that is known here', 'jwt: it has expired']);
  for (const hidden of [wrong, wrong.split('.')[2], shared, 'guessed-secret', 'admin-secret-here']) assert.ok(!server.stderr.includes(hidden));
});

// ---------------------------------------------------------------- API keys

test('API keys: made, used, expired, unknown', async (t) => {
  const make = (...more) => {
    const { status, stdout } = run(['key', 'new', 'report', '--role', 'admin', ...more]);
    assert.equal(status, 0);
    const [key, entry] = stdout.trimEnd().split('\n');
    assert.match(key, /^sq_[A-Za-z0-9_-]{43}$/);
    assert.equal(JSON.parse(entry).sha256, createHash('sha256').update(key).digest('hex'));
    return [key, JSON.parse(entry)];
  };
  const [[good, a], [old, b], [coming, c]] = [make(), make('--expires', '2020-01-01T00:00:00Z'), make('--expires', '2999-12-31T23:00:00+02:00')];
  const config = scratchFile('keys.json', JSON.stringify({ api_keys: [{ ...a, claims: { 'X-Hasura-Region': 'eu' } }, b, c], admin_by_token: true }));
  const server = await started(t, ['--config', config]);
  const status = async (headers) => (await ask(server.graphql, '{ artist { id } }', { headers })).status;
  assert.equal(await status({ 'x-api-key': good }), 200);
  assert.equal(await status({ authorization: `Bearer ${good}` }), 200);
  assert.equal(await status({ 'x-api-key': coming }), 200);
  assert.equal(await status({ 'x-api-key': old }), 401);
  for (const wrong of ['', 'sq_', good.slice(0, -1), `${good}x`, good.toUpperCase(), a.sha256]) assert.equal(await status({ 'x-api-key': wrong }), 401, wrong);
  assert.equal(await status({ 'x-api-key': good, authorization: `Bearer ${good}` }), 401);
  assert.equal(await status({ 'x-api-key': good, 'x-hasura-role': 'other' }), 403);
  assert.equal(await status({ 'x-api-key': good, 'x-hasura-role': 'admin' }), 200);
  assert.equal(await status({}), 401);
  await server.stop();
  assert.ok(!server.stderr.includes(good));
  for (const [entry, message] of [[{ ...a, sha256: 'x' }, /64 hexadecimal digits/], [{ ...a, role: '' }, /a name and a role/], [{ ...a, expires: 'soon' }, /must be a date/], [{ ...a, expires: '2027-01-01T00:00:00' }, /must be a date/], [{ ...a, rolle: 1 }, /unknown member "rolle"/],
    [{ ...a, claims: { 'user-id': 1, user_id: 2 } }, /two claims/], [{ ...a, claims: { role: 'x' } }, /beside the claims/], [{ ...a, claims: [] }, /an object/]]) {
    const { status: code, stderr } = run(['serve', database, '--port', '0'], { env: { SOLOQL_API_KEYS: JSON.stringify([entry]) } });
    assert.equal(code, 1);
    assert.match(stderr, message);
  }
  for (const args of [['key', 'old', 'x', '--role', 'r'], ['key', 'new', 'x'], ['key', 'new']]) assert.equal(run(args).status, 2);
});

// ---------------------------------------------------------------- the web hook

async function hooked(t, answer, args = []) {
  const hook = await listen(t, answer);
  const server = await started(t, ['--admin-by-token', '--auth-hook', hook.url, ...args]);
  const of = (headers, query = '{ artist { id } }', more = {}) => ask(server.graphql, query, { headers, ...more });
  return { hook, server, of };
}

test('web hook by GET: headers go there, claims come back', async (t) => {
  const { hook, server, of } = await hooked(t, (request) =>
    request.headers.authorization === 'Bearer good' ? { body: { 'X-Hasura-Role': 'admin', 'X-Hasura-User-Id': '7' } } : { status: 401 });
  const { status, body } = await of({ authorization: 'Bearer good', cookie: 'a=b', 'x-tenant': 't', 'x-hasura-role': 'whatever' });
  assert.equal(status, 200);
  assert.equal(body.data.artist.length, 2);
  const [{ method, headers }] = hook.requests;
  assert.equal(method, 'GET');
  assert.deepEqual([headers.authorization, headers.cookie, headers['x-tenant']], ['Bearer good', 'a=b', 't']);
  for (const name of ['content-length', 'content-type', 'transfer-encoding', 'sec-fetch-mode']) assert.equal(headers[name], undefined, name);
  assert.match(headers.host, /^127\.0\.0\.1:/);
  assert.equal((await of({ authorization: 'Bearer bad' })).status, 401);
  assert.equal((await of({})).status, 401);
  assert.equal((await of({ authorization: 'Bearer good' })).status, 200);
  assert.equal(hook.requests.length, 4, 'without Cache-Control nothing is kept');
  assert.equal((await fetch(`${server.graphql}?query={__typename}`, { headers: { authorization: 'Bearer good' } })).status, 200);
});

test('web hook by POST: headers and operation', async (t) => {
  const { hook, server, of } = await hooked(t, (_, body) =>
    JSON.parse(body).request.operationName === 'Evil' ? { status: 401 } : { headers: { 'cache-control': 'max-age=60' }, body: { 'x-hasura-role': 'admin' } }, ['--auth-hook-mode', 'post']);
  const operation = { operationName: 'Good', variables: { id: 1 } };
  const query = 'query Good($id: Int!) { artist_by_pk(id: $id) { id } } query Evil { artist { id } }';
  assert.equal((await of({ authorization: 'Bearer "a\\' }, query, operation)).status, 200);
  const sent = JSON.parse(hook.requests[0].body);
  assert.deepEqual(sent.request, { query, variables: { id: 1 }, operationName: 'Good' });
  const authorization = Object.entries(sent.headers).find(([name]) => name.toLowerCase() === 'authorization')[1];
  assert.equal(authorization, 'Bearer "a\\');
  assert.equal((await of({ authorization: 'Bearer "a\\' }, query, { operationName: 'Evil' })).status, 401, 'what is kept is for that operation');
  const get = await fetch(`${server.graphql}?query=${encodeURIComponent(query)}&operationName=Good&variables=${encodeURIComponent('{"id":1}')}`);
  assert.equal(get.status, 200);
  assert.deepEqual(JSON.parse(hook.requests.at(-1).body).request, { query, operationName: 'Good', variables: { id: 1 } });
  const before = hook.requests.length;
  assert.equal(statusOf(await raw(server.port, post('{"query":'))), 400);
  assert.equal(statusOf(await raw(server.port, post('{}', '').replace('application/json', 'text/plain'))), 415);
  assert.ok(hook.requests.length - before <= 1);
});

test('web hook: answers are kept as long as they say, for the same headers', async (t) => {
  let age = 'max-age=60';
  const { hook, of } = await hooked(t, (request) => ({
    headers: age ? { 'cache-control': age } : {},
    body: { 'x-hasura-role': request.headers.authorization ? 'admin' : 'nobody', ...(request.headers['x-body'] ? { 'Cache-Control': 'max-age=60' } : {}) },
  }));
  const many = (headers, count) => Promise.all(Array.from({ length: count }, () => of(headers).then(({ status }) => assert.equal(status, 200))));
  await many({ authorization: 'a' }, 64);
  assert.equal(hook.requests.length, 1, 'those that ask the same wait for the first');
  await many({ authorization: 'a', 'x-request-id': 'r1', 'user-agent': 'x' }, 5);
  assert.equal(hook.requests.length, 1);
  await many({ authorization: 'b' }, 2);
  await many({ authorization: 'a', 'x-tenant': '2' }, 2);
  assert.equal(hook.requests.length, 3);
  age = 'no-store';
  await of({ authorization: 'c' });
  await of({ authorization: 'c' });
  assert.equal(hook.requests.length, 5);
  age = '';
  await of({ authorization: 'd', 'x-body': '1' });
  await of({ authorization: 'd', 'x-body': '1' });
  assert.equal(hook.requests.length, 6, 'Cache-Control in the body, as Hasura has it');
});

test('web hook: what is no good answer is 503', async (t) => {
  let answer;
  const { server, of } = await hooked(t, () => answer, ['--auth-hook-timeout', '300ms']);
  for (const bad of [{ status: 500 }, { status: 403 }, { status: 302, headers: { location: '/' } }, { status: 204 }, { body: 'no JSON' }, { body: '[]' }, { body: '{}' }, { body: { 'x-hasura-role': 7 } }, { body: '{"x-hasura-role":"user","X-Hasura-Role":"admin"}' },
    { body: '{"x-hasura-role":"user","x-hasura-role":"admin"}' }, { body: { 'x-hasura-role': 'a', b: 'x'.repeat(100_000) } }, null]) {
    answer = bad;
    const { status, body, headers } = await of({ authorization: 'x' });
    assert.equal(status, 503, JSON.stringify(bad));
    assert.equal(body.errors[0].extensions.code, 'unexpected');
    assert.ok(headers.get('retry-after'));
  }
  answer = { body: { 'x-hasura-role': 'admin' } };
  assert.equal((await of({ authorization: 'x' })).status, 200);
  await server.stop();
  assert.ok(server.log().filter((line) => line.status === 503).every((line) => line.reason.startsWith('web hook: ')));
  const { status, stderr } = run(['serve', database, '--port', '0', '--auth-hook', 'ftp://x/']);
  assert.equal(status, 1);
  assert.match(stderr, /auth_hook: a URL must begin with https/);
});

test('the methods in their order: what one recognises no other is asked about', async (t) => {
  const { hook, of } = await hooked(t, () => ({ body: { 'x-hasura-role': 'admin' } }), ['--config', scratchFile('all.json', JSON.stringify({
    admin_secret: 'the secret', jwt: { type: 'HS256', key: shared }, api_keys: [{ name: 'k', sha256: createHash('sha256').update('sq_key').digest('hex'), role: 'admin' }] }))]);
  const status = async (headers) => (await of(headers)).status;
  assert.equal(await status({ 'x-hasura-admin-secret': 'wrong', 'x-api-key': 'sq_key', authorization: `Bearer ${await token(hs256)}` }), 401);
  assert.equal(await status({ 'x-api-key': 'wrong', authorization: `Bearer ${await token(hs256)}` }), 401);
  assert.equal(await status({ authorization: 'Bearer sq_wrong' }), 401);
  assert.equal(await status({ authorization: 'Bearer x.y.z' }), 401);
  assert.equal(hook.requests.length, 0);
  assert.equal(await status({ authorization: 'Bearer sq_key' }), 200);
  assert.equal(await status({ authorization: 'Basic x' }), 200);
  assert.equal(await status({}), 200);
  assert.equal(hook.requests.length, 2);
});

test('claims reach the rules of the role, whoever vouches for them', async (t) => {
  const schema = scratchFile('roles.graphql', `extend type artist
    @permit(role: "user", select: {where: {id: {_eq: "$user_id"}}, columns: "*"})
    @permit(role: "clerk", select: {where: {id: {_in: "$user_ids"}}, columns: ["id"]})
    @permit(role: "anonymous", select: {columns: ["name"]})\n`);
  const hook = await listen(t, (request) => (request.headers['x-who'] ? { body: { 'X-Hasura-Role': 'user', 'X-Hasura-User-Id': request.headers['x-who'] } } : { status: 401 }));
  const key = { name: 'k', sha256: createHash('sha256').update('sq_two').digest('hex'), role: 'user', claims: { 'user-id': 2 } };
  const config = scratchFile('roles.json', JSON.stringify({ admin_secret: 's', jwt: { type: 'HS256', key: shared }, api_keys: [key], schema }));
  const plain = await started(t, ['--config', config]);
  const ids = async (server, headers) => {
    const { status, body } = await ask(server.graphql, '{ artist(order_by: {id: asc}) { id } }', { headers });
    return body.data ? body.data.artist.map(({ id }) => id) : [status, body.errors[0].extensions.code];
  };
  const bearer = (role, claims, more = {}) => ({ authorization: `Bearer ${signed({ exp: now() + 60, ...claimsOf(role, claims) })}`, ...more });
  assert.deepEqual(await ids(plain, bearer('user', { 'x-hasura-user-id': '2' })), [2]);
  assert.deepEqual(await ids(plain, bearer('user', { user_id: 1 })), [1]);
  assert.deepEqual(await ids(plain, bearer('user', { 'X-Hasura-User-Id': '1' }, { 'x-hasura-user-id': '2' })), [1], 'headers of a caller are no claims');
  assert.deepEqual(await ids(plain, bearer('clerk', { 'x-hasura-user-ids': '{1,2}' })), [1, 2]);
  assert.deepEqual(await ids(plain, bearer('clerk', { 'x-hasura-user-ids': [2] })), [2]);
  const both = { 'x-hasura-allowed-roles': ['user', 'clerk'], 'x-hasura-user-id': 1, 'x-hasura-user-ids': [2] };
  assert.deepEqual(await ids(plain, bearer('user', both)), [1]);
  assert.deepEqual(await ids(plain, bearer('user', both, { 'x-hasura-role': 'clerk' })), [2]);
  assert.deepEqual(await ids(plain, bearer('user', {})), [200, 'not-found'], 'a claim that the rule needs');
  assert.deepEqual(await ids(plain, { 'x-api-key': 'sq_two', 'x-hasura-user-id': '1' }), [2]);
  assert.deepEqual(await ids(plain, { 'x-hasura-admin-secret': 's', 'x-hasura-role': 'user', 'X-Hasura-User-Id': '2' }), [2]);
  assert.deepEqual(await ids(plain, { 'x-hasura-admin-secret': 's' }), [1, 2]);
  const anonymous = await ask(plain.graphql, '{ artist { name } }');
  assert.equal(anonymous.body.data.artist.length, 2);
  assert.deepEqual(await ids(plain, {}), [200, 'validation-failed']);
  assert.deepEqual(await ids(plain, { 'x-hasura-role': 'user', 'x-hasura-user-id': '1' }), [401, 'access-denied']);
  const asked = await started(t, ['--schema', schema, '--auth-hook', hook.url]);
  assert.deepEqual(await ids(asked, { 'x-who': '2' }), [2]);
  assert.deepEqual(await ids(asked, {}), [401, 'access-denied']);
});

test('an issuer whose certificate nobody vouches for is not believed', async (t) => {
  const pem = scratchFile('tls.pem', keys.RS256.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  let certificate;
  try {
    certificate = execFileSync('openssl', ['req', '-x509', '-key', pem, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return t.skip('there is no openssl command');
  }
  let requests = 0;
  const provider = createServer({ key: keys.RS256.privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: certificate }, (_, response) => (requests++, response.end(JSON.stringify({ keys: [keys.ES256.jwk] }))));
  await new Promise((done) => provider.listen(0, '127.0.0.1', done));
  t.after(() => (provider.closeAllConnections(), provider.close()));
  const server = await issuerOf(t, { jwk_url: `https://localhost:${provider.address().port}/` });
  await server.refuses(await token(keys.ES256), 'a false issuer', 'unexpected', 503);
  assert.equal(requests, 0);
});

test('what is set up for others than this machine may be reached by them', async (t) => {
  const server = await issuerOf(t, { type: 'HS256', key: shared }, ['--host', '0.0.0.0']);
  const { status } = await ask(`http://127.0.0.1:${server.port}/graphql`, '{ __typename }', { headers: { authorization: `Bearer ${await token(hs256)}` } });
  assert.equal(status, 200);
  const refused = run(['serve', database, '--port', '0', '--host', '0.0.0.0']);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /no authentication is configured/);
});
