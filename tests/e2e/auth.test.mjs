// The admin secret: who has it is admin, who has not is nobody.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, library, run, serve } from './soloql.mjs';

const database = library();
const secret = 'correct horse battery staple';

test('a caller must send the admin secret', async (t) => {
  const server = await serve(database, [], { env: { SOLOQL_ADMIN_SECRET: secret } });
  t.after(() => server.stop());
  const status = async (headers) => (await ask(server.graphql, '{ artist { id } }', { headers })).status;

  const { status: none, body } = await ask(server.graphql, '{ artist { id } }');
  assert.equal(none, 401);
  assert.equal(body.errors[0].extensions.code, 'access-denied');
  assert.equal(body.data, undefined);
  for (const wrong of ['', 'x', secret.slice(1), secret.slice(0, -1), `${secret}x`, secret.toUpperCase()]) {
    assert.equal(await status({ 'x-soloql-admin-secret': wrong }), 401, wrong);
  }
  assert.equal(await status({ 'x-soloql-admin-secret': secret }), 200);
  assert.equal(await status({ 'x-hasura-admin-secret': secret }), 200);
  assert.equal(await status({ 'x-hasura-role': 'admin' }), 401);
  assert.equal(await status({ 'x-soloql-admin-secret': 'x', 'x-hasura-admin-secret': secret }), 401);

  assert.equal((await ask(`${server.url}/v1/graphql`, '{ artist { id } }')).status, 401);
  assert.equal((await fetch(`${server.graphql}?query={__typename}`)).status, 401);
  for (const path of ['/healthz', '/readyz', '/']) {
    assert.equal((await fetch(server.url + path)).status, 200, path);
  }
});

test('a role that is not there gets no answer', async (t) => {
  const server = await serve(database);
  t.after(() => server.stop());
  const { body } = await ask(server.graphql, '{ artist { id } }', { headers: { 'x-hasura-role': 'stranger' } });
  assert.ok(body.errors.length > 0);
  assert.ok(!body.data);
});

test('a claim that stands twice is refused', async (t) => {
  const server = await serve(database);
  t.after(() => server.stop());
  const { raw, post, statusOf } = await import('./soloql.mjs');
  const twice = 'X-Hasura-User-Id: 1\r\nx-hasura-user-id: 2\r\n';
  assert.equal(statusOf(await raw(server.port, post('{"query":"{ __typename }"}', twice))), 401);
});

test('with a secret, or with --insecure, others may be let in', async (t) => {
  const guarded = await serve(database, ['--host', '0.0.0.0'], { env: { SOLOQL_ADMIN_SECRET: secret } });
  t.after(() => guarded.stop());
  assert.equal((await fetch(`http://127.0.0.1:${guarded.port}/graphql`)).status, 401);
  const open = await serve(database, ['--host', '0.0.0.0', '--insecure']);
  t.after(() => open.stop());
  assert.equal((await ask(`http://127.0.0.1:${open.port}/graphql`, '{ __typename }')).status, 200);
});

test('an empty secret is an error, not no secret', () => {
  for (const [args, env] of [[['--admin-secret', ''], {}], [[], { SOLOQL_ADMIN_SECRET: '' }]]) {
    const { status, stderr } = run(['serve', database, '--port', '0', ...args], { env });
    assert.equal(status, 2);
    assert.match(stderr, /admin_secret is set, but empty/);
  }
});
