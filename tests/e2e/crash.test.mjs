// A server that is killed while several clients write: what was answered is there, nothing is there
// by halves, and the file is sound. CRASH_ROUNDS=20 and CRASH_SEED=7 choose other ones.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ask, makeDatabase, root, serve, sleep } from './soloql.mjs';

const sqlrun = process.env.SQLRUN ?? join(root, 'build/sqlrun');
const rounds = Number(process.env.CRASH_ROUNDS ?? 200);
const firstSeed = Number(process.env.CRASH_SEED ?? 1);
const clients = 8;
const most = 24; // answers, and
const longest = 4; // milliseconds more, then the server is killed

const random = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

// A pack, its items, and the totals over all packs belong together.
const schema = `
  CREATE TABLE packs(id INTEGER PRIMARY KEY, size INT NOT NULL);
  CREATE TABLE items(id INTEGER PRIMARY KEY, pack_id INT NOT NULL REFERENCES packs(id), text TEXT NOT NULL);
  CREATE INDEX items_of_pack ON items(pack_id);
  CREATE TABLE totals(id INTEGER PRIMARY KEY, packs INT NOT NULL, items INT NOT NULL);
  INSERT INTO totals VALUES (1, 0, 0);`;
const mutation = `mutation ($id: Int!, $size: Int!, $items: [items_insert_input!]!) {
  insert_packs_one(object: {id: $id, size: $size, items: {data: $items}}) { id }
  update_totals_by_pk(pk_columns: {id: 1}, _inc: {packs: 1, items: $size}) { packs } }`;
const sums = `query ($from: Int!) {
  totals { packs items }
  packs_aggregate { aggregate { count sum { size } } }
  items_aggregate { aggregate { count } }
  packs(where: {id: {_gte: $from}}) { id size items_aggregate { aggregate { count } } } }`;

const quickCheck = (path) => {
  const { status, stderr } = spawnSync(sqlrun, [path, '-'], {
    input: `CREATE TEMP TABLE sound(said CHECK (said = 'ok'));
            INSERT INTO sound SELECT quick_check FROM pragma_quick_check;
            INSERT INTO sound SELECT 'a key that refers to nothing' FROM pragma_foreign_key_check;`,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
};

class Crash {
  constructor(path, args) {
    Object.assign(this, { path, args, next: 1, answered: 0, unanswered: 0 });
  }

  /** Writes until the server is gone; adds what it was told of to `acknowledged`, and calls. */
  async client(server, acknowledged, number, told) {
    for (;;) {
      const id = this.next++;
      const size = 1 + Math.floor(number() * 4);
      const items = Array.from({ length: size }, () => ({ text: 'x'.repeat(number() * 3000) }));
      let answer;
      try {
        answer = await ask(server.graphql, mutation, { variables: { id, size, items } });
      } catch {
        return;
      }
      assert.equal(answer.body.errors, undefined, JSON.stringify(answer.body));
      acknowledged.push(id);
      told();
    }
  }

  async verify(server, from, acknowledged) {
    const { body } = await ask(server.graphql, sums, { variables: { from } });
    const { totals: [totals], packs_aggregate: packs, items_aggregate: items } = body.data;
    assert.deepEqual(totals, { packs: packs.aggregate.count, items: packs.aggregate.sum.size ?? 0 });
    assert.equal(items.aggregate.count, totals.items);
    const there = new Set();
    for (const pack of body.data.packs) {
      assert.equal(pack.items_aggregate.aggregate.count, pack.size, `pack ${pack.id}`);
      there.add(pack.id);
    }
    for (const id of acknowledged) assert.ok(there.has(id), `pack ${id} was answered and is lost`);
    this.answered += acknowledged.length;
    this.unanswered += there.size - acknowledged.length;
  }

  async serve() {
    this.server = await serve(this.path, ['--log-level', 'off', ...this.args]);
    return this.server;
  }

  async round(seed) {
    const number = random(seed);
    const server = await this.serve();
    const acknowledged = [];
    const from = this.next;
    const enough = Math.floor(number() * most);
    let writing;
    await new Promise((done) => {
      const told = () => acknowledged.length >= enough && done();
      writing = Array.from({ length: clients }, () => this.client(server, acknowledged, number, told));
      told();
    });
    await sleep(number() * longest);
    await server.stop('SIGKILL');
    await Promise.all(writing);
    // The next server, not a tool, finds what the dead one has left.
    const heir = await this.serve();
    await this.verify(heir, from, acknowledged);
    await heir.stop('SIGKILL');
    quickCheck(this.path);
  }
}

// Most of the time is waiting for the disk, so the two wait together.
describe('a server that is killed while it writes', { concurrency: true }, () => {
  for (const [mode, args] of [['rollback', []], ['WAL', ['--wal']]]) {
    const share = Math.ceil(rounds / 2);
    test(`${share} kills in ${mode} mode lose nothing and halve nothing`, async (t) => {
      const crash = new Crash(makeDatabase(`crash-${mode}-${process.pid}.db`, schema), args);
      for (let i = 0; i < share; i++) {
        const seed = firstSeed + i;
        await crash.round(seed).catch(async (error) => {
          await crash.server?.stop('SIGKILL');
          error.message = `seed ${seed}: ${error.message}`;
          throw error;
        });
      }
      assert.ok(crash.answered > share, `${crash.answered} answered`);
      // Where the moment of a kill falls is chance, so this is told and not judged.
      t.diagnostic(`${crash.answered} answered, ${crash.unanswered} committed and not answered`);
    });
  }
});
