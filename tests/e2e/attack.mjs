// What the attack tests share: hostile texts, servers to throw them at, and what must hold after.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { ask, makeDatabase, serve, processorTime } from './soloql.mjs';

export const repeat = (text, n) => text.repeat(n);

/** n texts, made by number and joined. */
export const series = (n, make, glue = ' ') => Array.from({ length: n }, (_, i) => make(i)).join(glue);

const schema = `
  CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT NOT NULL, score REAL);
  CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER,
                     artist_id INTEGER REFERENCES artist(id));
  INSERT INTO artist VALUES (1, 'AC/DC', 4.5), (2, 'Björk', 5);
  INSERT INTO album VALUES (1, 'Back in Black', 1980, 1), (2, 'Debut', 1993, 2), (3, 'Powerage', 1978, 1);
  CREATE TABLE odd(id INTEGER PRIMARY KEY, n INTEGER);
  INSERT INTO odd(n) VALUES ('a'), ('b'), ('c'), ('d'), ('e'), ('f'), ('g'), ('h'), ('i');
  CREATE VIEW slow AS WITH RECURSIVE n(i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) + 0 * random() AS n FROM n;`;

/** Limits so wide that only the time an attack takes is left to look at. */
const wide = [
  '--max-body-bytes', '64m', '--max-tokens', '10000000', '--max-aliases', '1000000',
  '--max-directives', '1000000', '--max-selections', '10000000', '--max-root-fields', '10000',
  '--max-request-memory', '1g', '--request-timeout', '30s',
];

/**
 * A server as it comes (`default`), and one with wide limits (`wide`), for the tests of a file.
 * After each test both must be alive and answer.
 */
export function attacked() {
  const servers = { database: makeDatabase(`attacked-${process.pid}.db`, schema) };
  before(async () => {
    servers.default = await serve(servers.database);
    servers.wide = await serve(servers.database, wide);
  });
  afterEach(async () => {
    for (const { child, graphql } of [servers.default, servers.wide]) {
      assert.equal(child.exitCode ?? child.signalCode, null, 'the server has died');
      const { status, body } = await ask(graphql, '{ artist_by_pk(id: 2) { name } }');
      assert.deepEqual([status, body.data.artist_by_pk.name], [200, 'Björk']);
    }
  });
  after(() => Promise.all([servers.default.stop(), servers.wide.stop()]));
  return servers;
}

/** A server of a test's own, with settings. */
export async function limited(t, servers, ...settings) {
  const server = await serve(servers.database, settings);
  t.after(() => server.stop());
  return server;
}

let asked = 0;

/** Asks what was never asked before, so that nothing is answered out of a cache. */
export const askAnew = (server, query, options) => ask(server.graphql, `${query}\n#${asked++}`, options);

/** The first error of an answer, as "code: message". */
export const complaint = ({ body }) => {
  const [error] = body.errors ?? [];
  return error ? `${error.extensions.code}: ${error.message}` : undefined;
};

/**
 * That a text four times as long takes about four times the work, not sixteen: what is compared is
 * the server's own processor time, which a machine that is busy elsewhere does not change.
 */
export async function assertLinear(send, n) {
  const work = async (size) => {
    let least = Infinity;
    for (let i = 0; i < 3; i++) {
      const before = processorTime();
      await send(size);
      least = Math.min(least, processorTime() - before);
    }
    return least;
  };
  const small = await work(n), large = await work(4 * n);
  assert.ok(large < 10 * small + 100, `${n}: ${small} ms, ${4 * n}: ${large} ms of processor time`);
}
