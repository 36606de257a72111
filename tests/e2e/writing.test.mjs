// The writer: group commit, whom a failure concerns, refusals, journal modes, files that cannot be
// written. What can only be seen from the outside; tests/unit/server/test_writer.c has the rest.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync, closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync,
  writeFileSync, writeSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { ask, makeDatabase, post, root, run, serve, sleep, soloql } from './soloql.mjs';

const sqlrun = process.env.SQLRUN ?? join(root, 'build/sqlrun');
let names = 0;
const database = () =>
  makeDatabase(
    `writing-${process.pid}-${names++}.db`,
    `CREATE TABLE t(id INTEGER PRIMARY KEY, x INT NOT NULL UNIQUE);
     CREATE TABLE part(id INTEGER PRIMARY KEY, t_id INT NOT NULL REFERENCES t(id)
       DEFERRABLE INITIALLY DEFERRED);
     CREATE TABLE page(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
     INSERT INTO page SELECT i, printf('%.*c', 100000, 'x') FROM n;`,
  );

// In rollback mode SQLite counts the commits that changed the file, in its header.
const commits = (path) => readFileSync(path).readUInt32BE(24);
const isWal = (path) => readFileSync(path)[18] === 2;
const makeWal = (path) => {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from([2, 2]), 0, 2, 18);
  closeSync(file);
  return path;
};

const insert = (x) => `mutation { insert_t_one(object: {x: ${x}}) { x } }`;
const violation = (x) => `mutation { insert_part_one(object: {t_id: ${1000000 + x}}) { id } }`;
const codeOf = ({ body }) => body.errors?.[0].extensions.code;
const rows = async (server) => (await ask(server.graphql, '{ t(order_by: {x: asc}) { x } }')).body.data.t;

/** Another process that holds the lock of the file, until `release()`: sqlrun, which has begun its
 * transaction when it waits for what it is to execute. */
async function lock(path) {
  const child = spawn(sqlrun, [path, '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise((done) => child.on('close', done));
  const trial = ['query', path, '--busy-timeout', '1ms',
    'mutation { insert_t_one(object: {x: -1}, _dry_run: true) { x } }'];
  while (!run(trial).stdout.includes('"busy"')) await sleep(1);
  return {
    release: () => {
      child.stdin.end();
      return ended;
    },
  };
}

describe('group commit', () => {
  const path = database();
  let server;
  after(() => server?.stop());

  test('64 mutations that wait are one commit; more are busy; who fails, fails alone', async () => {
    server = await serve(path, ['--write-queue', '63', '--write-batch-time', '1m', '--write-wait', '1m',
      '--busy-timeout', '1m']);
    await ask(server.graphql, insert(0));
    const before = commits(path);
    const { release } = await lock(path);
    let refused = 0;
    let full;
    const all = new Promise((done) => (full = done));
    const asked = Array.from({ length: 90 }, (_, i) => i + 1).map(async (x) => {
      const answer = await ask(server.graphql, x % 8 === 0 ? violation(x) : insert(x));
      refused += answer.status === 503;
      if (refused === 90 - 64) full(); // then one leads, 63 wait, and nobody else is to come
      return [x, answer];
    });
    await all;
    assert.deepEqual(await rows(server), [{ x: 0 }], 'nothing is visible, and reads do not wait');
    await release();
    const answers = await Promise.all(asked);
    const done = [];
    for (const [x, answer] of answers) {
      if (answer.status === 503) {
        assert.equal(codeOf(answer), 'busy');
        assert.equal(answer.headers.get('retry-after'), '1');
      } else if (x % 8 === 0) {
        assert.equal(codeOf(answer), 'constraint-violation');
      } else {
        assert.deepEqual(answer.body, { data: { insert_t_one: { x } } });
        done.push({ x });
      }
    }
    assert.equal(refused, 90 - 64);
    assert.deepEqual(await rows(server), [{ x: 0 }, ...done]);
    assert.equal(commits(path) - before, 1);
    assert.ok(server.log().every(({ path: where, status, code }) =>
      where === undefined || (status === 200) === (code === undefined || code === 'constraint-violation')));
  });

  test('one client alone has a commit for each', async () => {
    const before = commits(path);
    for (let x = 1000; x < 1010; x++) await ask(server.graphql, insert(x));
    assert.equal(commits(path) - before, 10);
  });

  test('a client that has gone is done as a whole', async () => {
    const { release } = await lock(path);
    const query = `mutation { insert_t_one(object: {id: 5000, x: 5000}) { x }
                              insert_part_one(object: {t_id: 5000}) { id } }`;
    const sent = await new Promise((done) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(post(JSON.stringify({ query })), () => done(socket));
      });
    });
    const log = server.log().length;
    sent.destroy();
    await release();
    while (server.log().length === log) await sleep(5); // until it is told of as well
    const { body } = await ask(
      server.graphql,
      '{ t(where: {x: {_eq: 5000}}) { part_aggregate { aggregate { count } } } }',
    );
    assert.ok(body.data.t.length === 0 || body.data.t[0].part_aggregate.aggregate.count === 1);
  });
});

test("another process's lock is busy, and then it is over", async () => {
  const path = database();
  const server = await serve(path, ['--busy-timeout', '50ms']);
  try {
    const { release } = await lock(path);
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await ask(server.graphql, insert(1), { headers: { accept } });
      assert.equal(answer.status, 503);
      assert.equal(codeOf(answer), 'busy');
      assert.equal(answer.headers.get('retry-after'), '1');
    }
    await release();
    assert.equal((await ask(server.graphql, insert(2))).status, 200);
    assert.deepEqual(await rows(server), [{ x: 2 }]);
  } finally {
    await server.stop();
  }
});

test('SIGTERM: mutations that wait are done first', async () => {
  const path = database();
  const server = await serve(path, ['--busy-timeout', '1m', '--write-wait', '1m']);
  const { release } = await lock(path);
  const answers = [1, 2, 3].map((x) => ask(server.graphql, insert(x)));
  await sleep(200);
  const end = server.stop();
  await release();
  for (const { body } of await Promise.all(answers)) assert.equal(body.errors, undefined);
  assert.deepEqual(await end, { code: 0, signal: null });
  assert.equal(JSON.parse(run(['query', path, '{ t { x } }']).stdout).data.t.length, 3);
});

describe('the journal', () => {
  // A stream whose client does not read: its statement is open as long as we like.
  const reader = (server) =>
    new Promise((done, fail) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('GET /graphql?query=%7Bpage%7Bid%20text%7D%7D HTTP/1.1\r\nHost: localhost\r\n' +
          'Accept: text/csv\r\n\r\n');
        socket.once('readable', () => done(socket));
      });
      socket.on('error', fail);
    });

  test('as it is: an open reader keeps a commit from the file, which is told of', async () => {
    const path = database();
    const server = await serve(path, ['--busy-timeout', '50ms']);
    try {
      const socket = await reader(server);
      const answer = await ask(server.graphql, insert(1));
      assert.equal(answer.status, 503);
      assert.equal(codeOf(answer), 'busy');
      socket.destroy();
      while ((await ask(server.graphql, insert(2))).status === 503); // until the stream is noticed to be over
      assert.deepEqual(await rows(server), [{ x: 2 }]);
      assert.ok(!isWal(path));
    } finally {
      await server.stop();
    }
  });

  test('--wal: switched at start, and neither waits for the other', async () => {
    const path = database();
    const server = await serve(path, ['--wal', '--busy-timeout', '50ms']);
    try {
      assert.ok(isWal(path));
      const socket = await reader(server);
      assert.equal((await ask(server.graphql, insert(1))).status, 200);
      assert.deepEqual(await rows(server), [{ x: 1 }]);
      const { release } = await lock(path);
      assert.deepEqual(await rows(server), [{ x: 1 }]);
      await release();
      socket.destroy();
    } finally {
      await server.stop();
    }
    assert.ok(isWal(path));
    assert.ok(!existsSync(`${path}-wal`), 'the last to close brings the log into the file');
  });

  test('--wal cannot be with --read-only, nor under another lock', async () => {
    const path = database();
    const env = { SOLOQL_LOG_LEVEL: 'off' };
    const { release } = await lock(path);
    for (const [args, expected] of [
      [['--read-only'], /read-only cannot be switched to WAL mode/],
      [['--busy-timeout', '1ms'], /cannot switch database .* to WAL mode: database is locked/],
    ]) {
      const { status, stderr } = run(['serve', path, '--port', '0', '--wal', ...args], { env });
      assert.equal(status, 1);
      assert.match(stderr, /^soloql serve: [^\n]*\n$/);
      assert.match(stderr, expected);
    }
    await release();
    assert.ok(!isWal(path));
  });
});

describe('files that cannot be written', () => {
  // root may write everywhere, so somebody else is asked.
  const isRoot = process.getuid() === 0;
  const directory = mkdtempSync(join(tmpdir(), 'soloql-read-only-'));
  const command = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', soloql]
    : [soloql];
  const stranger = (...args) => {
    const { status, stdout, stderr } = spawnSync(command[0], [...command.slice(1), ...args], {
      encoding: 'utf8', env: { PATH: process.env.PATH },
    });
    return { status, stdout, stderr };
  };
  const file = (name, change = (path) => path) => {
    chmodSync(directory, 0o755);
    const path = join(directory, name);
    copyFileSync(database(), path);
    change(path);
    chmodSync(path, 0o444);
    chmodSync(directory, 0o555);
    return path;
  };
  after(() => {
    chmodSync(directory, 0o755);
    rmSync(directory, { recursive: true });
  });
  const skip = stranger('version').status !== 0 && 'setpriv is missing, or others cannot run the program';
  const query = '{ page(limit: 1) { id } }';
  const good = '{"data":{"page":[{"id":1}]}}\n';

  test('read-only, in rollback mode', { skip }, () => {
    const path = file('plain.db');
    assert.deepEqual(stranger('query', path, query, '--read-only'), { status: 0, stdout: good, stderr: '' });
    assert.equal(stranger('query', path, query).stdout, good);
    const refused = stranger('query', path, insert(1), '--read-only');
    assert.match(refused.stdout, /served read-only; mutations are refused.*access-denied/);
    assert.equal(refused.status, 1);
    const failed = stranger('query', path, insert(1));
    assert.match(failed.stdout, /The database's file cannot be written\./);
    assert.equal(failed.status, 1);
  });

  test('in WAL mode: one line that says what to do, and --immutable', { skip }, () => {
    const path = file('log.db', makeWal);
    for (const args of [[], ['--read-only']]) {
      const { status, stderr } = stranger('query', path, query, ...args);
      assert.equal(status, 1);
      assert.match(stderr, /^soloql query: cannot open database .*WAL mode.*"immutable".*\n$/);
    }
    assert.deepEqual(stranger('query', path, query, '--immutable'), { status: 0, stdout: good, stderr: '' });
    assert.match(stranger('query', path, insert(1), '--immutable').stdout, /served read-only/);
  });

  test('changes that a writer has left beside the file are not overlooked', { skip }, () => {
    for (const ending of ['-wal', '-journal']) {
      const path = file(`left${ending}.db`, (name) => writeFileSync(`${name}${ending}`, 'something'));
      const { status, stderr } = stranger('query', path, query, '--immutable');
      assert.equal(status, 1);
      assert.match(stderr, /a writer has left changes beside it/);
    }
  });
});

test('--immutable: any name of a file, served without files beside it', async () => {
  const plain = makeWal(database());
  const path = `${plain}?mode=memory&x#%41 é.db`;
  copyFileSync(plain, path);
  const server = await serve(path, ['--immutable']);
  try {
    const answer = await ask(server.graphql, '{ page(limit: 1) { id } }');
    assert.deepEqual(answer.body, { data: { page: [{ id: 1 }] } });
    assert.equal(codeOf(await ask(server.graphql, insert(1))), 'access-denied');
    assert.ok(!existsSync(`${path}-shm`));
  } finally {
    await server.stop();
  }
});
