// Many who read at once while other processes write: nobody reads what is out of date.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ask, makeDatabase, scratchFile, serve, sqlrun } from './soloql.mjs';

const COMMITS = 40;

for (const [mode, args] of [['rollback', []], ['WAL', ['--wal']]]) {
  describe(`a crowd in ${mode} mode`, () => {
    let server, database;
    before(async () => {
      database = makeDatabase(`crowd-${mode}.db`, 'CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO t VALUES (1, 0), (2, 0);');
      server = await serve(database, ['--result-cache-bytes', '0', ...args]);
    });
    after(() => server?.stop());

    const data = async (text) => {
      const { body } = await ask(server.graphql, text);
      assert.ok(body.data, JSON.stringify(body));
      return body.data;
    };
    const read = async () => (await data('{ t(order_by: {id: asc}) { n } }')).t.map(({ n }) => n);
    const write = (n) =>
      promisify(execFile)(sqlrun, [database, scratchFile('crowd.sql', `UPDATE t SET n = ${n};`)]);

    test('each commit is seen at once, and whole', async () => {
      let isOver = false, asked = 0;
      const crowd = Array.from({ length: 8 }, async () => {
        for (let last = 0; !isOver; asked++) {
          const [a, b] = await read();
          assert.equal(a, b, 'half of a transaction');
          assert.ok(a >= last, `${a} after ${last}`);
          last = a;
        }
      });
      for (let n = 1; n <= COMMITS; n += 2) {
        await write(n);
        assert.deepEqual(await read(), [n, n]);
        await data(`mutation { update_t(where: {}, _all: true, _set: {n: ${n + 1}}) { affected_rows } }`);
        assert.deepEqual(await read(), [n + 1, n + 1]);
      }
      isOver = true;
      await Promise.all(crowd);
      assert.ok(asked > COMMITS, `${asked}`);
    });
  });
}
