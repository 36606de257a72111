// Many requests of every kind must not make the server grow; a very large schema must be served.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildSchema } from 'graphql';
import { ask, library, makeDatabase, run, serve } from './soloql.mjs';

const REQUESTS = Number(process.env.SOAK_REQUESTS ?? 10_000);

const residentKiB = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]);

// Hits and misses of the cache, answers, field errors and refusals, constants and variables.
const kinds = [
  () => ['{ artist { name album { title } } }'],
  (i) => ['query($id: Int!) { album_by_pk(id: $id) { title artist { name } } }', { id: i % 5 }],
  (i) => [`{ album(where: {year: {_gt: ${1900 + i}}}) { title } }`],
  (i) => [`{ a${i}: album_aggregate { aggregate { count max { year } } } }`],
  (i) => [`{ album(limit: -${i + 1}) { title } }`],
  (i) => [`{ no_such_field_${i} }`],
  () => ['{ artist {'],
  (i) => ['query($w: album_bool_exp) { album(where: $w) { id } }', { w: { _or: Array(i % 7).fill({ year: { _eq: i } }) } }],
  () => ['{ page(limit: 1) { text } }'],
  () => ['query($id: Int!) { album_by_pk(id: $id) { title } }', { id: 'no' }],
];

async function requests(server, from, to) {
  for (let i = from; i < to; i += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, k) => {
        const [query, variables] = kinds[(i + k) % kinds.length](i + k);
        return ask(server.graphql, query, { variables });
      }),
    );
  }
}

test(`${REQUESTS} mixed requests leave the memory flat`, async () => {
  // A cache that fills within the first third, so that what grows later is a leak.
  const env = { ASAN_OPTIONS: 'quarantine_size_mb=1' };
  const server = await serve(library(), ['--cache-bytes', '1MiB', '--log-level', 'error'], { env });
  try {
    await requests(server, 0, REQUESTS / 2);
    const before = residentKiB(server.child.pid);
    await requests(server, REQUESTS / 2, REQUESTS);
    const after = residentKiB(server.child.pid);
    // The sanitizers keep what was freed, for a while.
    const allowed = process.env.MODE === 'asan' || process.env.MODE === 'tsan' ? 64 * 1024 : 4 * 1024;
    assert.ok(after - before < allowed, `${before} KiB, then ${after} KiB`);
    const { body } = await ask(server.graphql, '{ artist { name } }');
    assert.equal(body.data.artist.length, 2);
  } finally {
    assert.equal((await server.stop()).code, 0);
  }
});

test('5,000 tables give a schema that graphql builds', () => {
  const tables = Array.from({ length: 5000 }, (_, i) =>
    `create table t${i}(id integer primary key, name text not null, at date, n real${
      i ? `, parent_id integer references t${i - 1}(id)` : ''});`);
  const database = makeDatabase('many.db', tables.join('\n'));
  const sdl = run(['schema', database]);
  assert.equal(sdl.status, 0, sdl.stderr);
  const schema = buildSchema(sdl.stdout, { assumeValid: true, noLocation: true });
  assert.ok(schema.getQueryType().getFields().t4999_by_pk);
  const answer = run(['query', database, '{ t4999(limit: 1) { parent { name } } }']);
  assert.deepEqual(JSON.parse(answer.stdout), { data: { t4999: [] } });
});
