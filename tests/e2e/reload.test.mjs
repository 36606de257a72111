// The schema is read anew while the server answers: on SIGHUP, when the database's schema changes,
// and when schema.graphql is saved. RELOADS=500 asks for as many rounds as one likes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { execFile } from 'node:child_process';
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ask, makeDatabase, root, scratchFile, serve, until } from './soloql.mjs';

const sqlrun = process.env.SQLRUN ?? join(root, 'build/sqlrun');
const rounds = Number(process.env.RELOADS ?? 30);
const clients = 64;

let names = 0;
const database = () => {
  const path = makeDatabase(
    `reload-${names++}.db`,
    `create table t(id integer primary key, a text not null, b text not null);
     insert into t values (1, 'a', 'b');`,
  );
  // In WAL mode readers and a writer do not wait for each other. It is two bytes of the header.
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from([2, 2]), 0, 2, 18);
  closeSync(file);
  return path;
};
const alter = (path, sql) =>
  new Promise((done, fail) => {
    const child = execFile(sqlrun, [path, '-'], (error) => (error ? fail(error) : done()));
    child.stdin.end(sql);
  });
const reloads = (server) => server.log().filter(({ message }) => /read anew/.test(message ?? ''));

describe('a change of the database', () => {
  test('is met by the next request', async () => {
    const path = database();
    const server = await serve(path);
    try {
      assert.deepEqual((await ask(server.graphql, '{ t { a } }')).body.data, { t: [{ a: 'a' }] });
      await alter(path, "alter table t add column c text default 'c'");
      assert.deepEqual((await ask(server.graphql, '{ t { c } }')).body.data, { t: [{ c: 'c' }] });
      await alter(path, 'alter table t rename column a to x; alter table t rename column b to a');
      assert.deepEqual((await ask(server.graphql, '{ t { a } }')).body.data, { t: [{ a: 'b' }] });
      await alter(path, 'create table u(id integer primary key)');
      const { body } = await ask(server.graphql, '{ __type(name: "u") { name } }');
      assert.deepEqual(body.data, { __type: { name: 'u' } });
      assert.equal(reloads(server).length, 3);
    } finally {
      await server.stop();
    }
  });

  test('that schema.graphql does not fit is logged, and the old schema served', async () => {
    const path = database();
    const file = scratchFile('fits.graphql', 'extend type t { c: String @sql(expr: "b || b") }');
    const server = await serve(path, ['--schema', file]);
    try {
      await alter(path, 'alter table t drop column b');
      const { body } = await ask(server.graphql, '{ t { a } }');
      assert.deepEqual(body.data, { t: [{ a: 'a' }] });
      await until(() => reloads(server).length === 1);
      assert.match(server.stderr, /fits\.graphql:1:27: SQLite: no such column: b/);
      await ask(server.graphql, '{ t { a } }');
      assert.equal(reloads(server).length, 1); /* it is not tried again for the same schema */
    } finally {
      await server.stop();
    }
  });
});

describe('schema.graphql', () => {
  const good = (name) => `extend type t { ${name}: String! @column(name: "a") }`;
  const knows = (server, name) => async () =>
    (await ask(server.graphql, `{ t { ${name} } }`)).body.data !== undefined;
  const settles = async (condition) => {
    for (let i = 0; i < 400; i++) if (await condition()) return;
    assert.fail('waited in vain');
  };

  test('is read anew on SIGHUP; a bad one keeps the old', async () => {
    const file = scratchFile('hup.graphql', good('one'));
    const server = await serve(database(), ['--schema', file]);
    try {
      writeFileSync(file, good('two'));
      server.child.kill('SIGHUP');
      await settles(knows(server, 'two'));
      writeFileSync(file, 'extend type nothing @hidden');
      server.child.kill('SIGHUP');
      await until(() => /Cannot extend type \\"nothing\\"/.test(server.stderr));
      assert.ok(await knows(server, 'two')());
    } finally {
      await server.stop();
    }
  });

  test('is read anew when it is saved, with --watch', async () => {
    const file = scratchFile('watch.graphql', good('one'));
    const server = await serve(database(), ['--schema', file, '--watch']);
    try {
      writeFileSync(file, good('two'));
      await settles(knows(server, 'two'));
      writeFileSync(`${file}.new`, good('three'));
      renameSync(`${file}.new`, file);
      await settles(knows(server, 'three'));
    } finally {
      await server.stop();
    }
  });
});

test(`${rounds} reloads under ${clients} clients drop no request and mix no columns`, async () => {
  const path = database();
  const file = scratchFile('storm.graphql', 'extend type t @attribute(column: "id", name: "key")');
  const server = await serve(path, ['--schema', file, '--log-level', 'off', '--threads', '100',
    '--keep-alive-timeout', '1m']);
  let running = true;
  let answers = 0;
  const client = async () => {
    while (running) {
      const { status, body } = await ask(server.graphql, '{ t { key a b } }');
      assert.equal(status, 200, JSON.stringify(body));
      // The names of the two columns change places all the time; each row says which is which.
      assert.ok(['a,b', 'b,a'].includes(`${body.data.t[0].a},${body.data.t[0].b}`));
      answers++;
    }
  };
  try {
    const asking = Array.from({ length: clients }, client);
    for (let round = 0; round < rounds; round++) {
      const before = answers;
      writeFileSync(file, `extend type t @attribute(column: "id", name: "${round % 2 ? 'key' : '1'}")`);
      server.child.kill('SIGHUP');
      await alter(path, `alter table t rename column a to x;
                   alter table t rename column b to a; alter table t rename column x to b;`);
      await until(() => answers > before + clients, 60_000);
    }
    running = false;
    await Promise.all(asking);
    assert.ok(answers > rounds * clients);
  } finally {
    running = false;
    const { code } = await server.stop();
    assert.equal(code, 0, server.stderr);
  }
});
