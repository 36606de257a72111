// How a server starts and how it ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, library, run, serve, sleep } from './soloql.mjs';

const database = library();

test('port 0 picks a port, and one line says where', async () => {
  const server = await serve(database);
  assert.match(server.stdout, /^[^\n]*http:\/\/127\.0\.0\.1:[1-9]\d*\n$/);
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

test('a port that is taken is one line and exit 1', async (t) => {
  const server = await serve(database);
  t.after(() => server.stop());
  const second = run(['serve', database, '--port', String(server.port)], { env: { SOLOQL_LOG_LEVEL: 'off' } });
  assert.equal(second.status, 1);
  assert.match(second.stderr, /^soloql serve: cannot listen on 127\.0\.0\.1:\d+.*\n$/);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} lets a request in flight finish`, async () => {
    // However slow the machine, or instrumented the server: neither limit is what is tested.
    const patient = ['--shutdown-timeout', '5m', '--timeout', '5m'];
    const server = await serve(database, patient);
    const answer = ask(server.graphql, '{ slow { n } }');
    await sleep(200);
    const end = server.stop(signal);
    assert.deepEqual((await answer).body, { data: { slow: [{ n: 4000000 }] } });
    assert.deepEqual(await end, { code: 0, signal: null });
  });
}

test('a request that does not finish is interrupted, and answered', async () => {
  const server = await serve(database, ['--shutdown-timeout', '300ms']);
  const answer = ask(server.graphql, '{ endless { n } }');
  await sleep(200);
  const started = Date.now();
  const end = server.stop();
  await sleep(100);
  const late = await ask(server.graphql, '{ __typename }').catch(() => ({ status: 'closed' }));
  assert.ok(late.status === 503 || late.status === 'closed', String(late.status));
  assert.equal((await answer).body.errors[0].extensions.code, 'timeout');
  assert.deepEqual(await end, { code: 0, signal: null });
  assert.ok(Date.now() - started < 8000);
});

test('under load, each answer is whole, or refused, or not there', async () => {
  const server = await serve(database);
  const counts = { good: 0, refused: 0, gone: 0 };
  let stopping = false;
  const client = async () => {
    for (let left = 20; left > 0; left -= stopping ? 1 : 0) {
      try {
        const { status, body } = await ask(server.graphql, '{ album { title artist { name } } }');
        if (status === 200) assert.equal(body.data.album.length, 3);
        else assert.equal(body.errors[0].extensions.code, 'busy');
        counts[status === 200 ? 'good' : 'refused'] += 1;
      } catch (error) {
        // A connection that ended before an answer began; half an answer would be another error.
        if (error instanceof assert.AssertionError || error instanceof SyntaxError) throw error;
        counts.gone += 1;
      }
    }
  };
  const clients = Array.from({ length: 16 }, client);
  await sleep(300);
  stopping = true;
  const end = server.stop();
  await Promise.all(clients);
  assert.deepEqual(await end, { code: 0, signal: null });
  assert.ok(counts.good > 0, JSON.stringify(counts));
  assert.ok(server.log().every(({ status }) => status === undefined || status === 200 || status === 503));
});

test('what cannot be served is one line and exit 1', () => {
  const env = { SOLOQL_LOG_LEVEL: 'off' };
  for (const [args, expected] of [
    [['no-such-file.db'], /no-such-file\.db/],
    [[database, '--host', '0.0.0.0'], /SOLOQL_ADMIN_SECRET.*--insecure/],
    [[database, '--host', 'no such host'], /host "no such host"/],
  ]) {
    const { status, stderr, stdout } = run(['serve', ...args, '--port', '0'], { env });
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, /^soloql serve: [^\n]*\n$/);
    assert.match(stderr, expected);
    assert.equal(stdout, '');
  }
});
