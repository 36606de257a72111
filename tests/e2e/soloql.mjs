// What the end-to-end tests share: databases of their own making, the program, a running server.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const soloql = process.env.SOLOQL ?? join(root, 'build/soloql');
export const sqlrun = process.env.SQLRUN ?? join(root, 'build/sqlrun');

// The settings of whoever runs the tests must not leak into them.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('SOLOQL_')),
);

const scratch = mkdtempSync(join(tmpdir(), 'soloql-e2e-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

export const scratchFile = (name, text) => {
  const path = join(scratch, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

export function makeDatabase(name, sql) {
  const path = join(scratch, name);
  execFileSync(sqlrun, [path, '-'], { input: sql });
  return path;
}

let overlays = 0;

/** A schema.graphql of its own. */
export const overlay = (text) => scratchFile(`overlay-${overlays++}.graphql`, text);

/** What a command complains of in a schema.graphql that must not be good: [line, column, message]. */
export function overlayErrors(database, text) {
  const { status, stdout, stderr } = run(['schema', database, '--schema', overlay(text)]);
  assert.equal(status, 1, `accepted: ${text}`);
  assert.equal(stdout, '');
  return stderr.trim().split('\n').map((line) => {
    const [, row, column, message] = line.match(/\.graphql:(\d+):(\d+): (.*)$/);
    return [Number(row), Number(column), message];
  });
}

// A database in which every kind of slowness can be asked for.
export const library = () =>
  makeDatabase(
    `library-${process.pid}-${Math.random().toString(36).slice(2)}.db`,
    `CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
     CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT NOT NULL, year INTEGER,
                        artist_id INTEGER REFERENCES artist(id));
     INSERT INTO artist VALUES (1, 'AC/DC'), (2, 'Björk');
     INSERT INTO album VALUES (1, 'Back in Black', 1980, 1), (2, 'Debut', 1993, 2),
                              (3, 'Powerage', 1978, 1);
     CREATE TABLE page(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
     INSERT INTO page SELECT i, printf('%.*c', 100000, 'x') FROM n;
     CREATE VIEW slow AS WITH RECURSIVE n(i) AS
       (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000)
       SELECT count(*) + 0 * random() AS n FROM n; -- which is not kept
     CREATE VIEW endless AS WITH RECURSIVE n(i) AS
       (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n;`,
  );

/** Runs the program to its end: {status, stdout, stderr}. */
export function run(args, { input, env = {} } = {}) {
  const result = spawnSync(soloql, args, {
    input: input ?? '',
    env: { ...environment, ...env },
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const running = new Set();

/** Milliseconds of processor time that the servers of this test have used so far. */
export function processorTime() {
  let ticks = 0; // a hundredth of a second each
  for (const pid of running) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

/** Starts a server on a free port and waits until it is ready. */
export async function serve(database, args = [], { env = {} } = {}) {
  const child = spawn(soloql, ['serve', database, '--port', '0', ...args], {
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = { child, stdout: '', stderr: '' };
  running.add(child.pid);
  child.on('exit', () => running.delete(child.pid));
  child.stdout.setEncoding('utf8').on('data', (text) => (server.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (server.stderr += text));
  child.on('error', (error) => (server.stderr += error));
  server.exited = new Promise((done) =>
    child.on('close', (code, signal) => done({ code, signal })),
  );
  await Promise.race([until(() => server.stdout.includes('\n'), 30_000), server.exited]);
  server.url = server.stdout.match(/http:\/\/\S+/)?.[0];
  if (!server.url) {
    child.kill('SIGKILL');
    throw new Error(`no server: ${server.stdout}${server.stderr}`);
  }
  server.port = Number(new URL(server.url).port);
  server.graphql = `${server.url}/graphql`;
  server.log = () =>
    server.stderr.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  server.stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    const patience = setTimeout(() => child.kill('SIGKILL'), 120_000);
    return server.exited.finally(() => clearTimeout(patience));
  };
  return server;
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function until(condition, ms = 10_000) {
  for (const limit = Date.now() + ms; Date.now() < limit; await sleep(5)) {
    if (condition()) return;
  }
  throw new Error('waited in vain');
}

/** POSTs a query as JSON: {status, headers, body}; `body` is parsed. */
export async function ask(url, query, { headers = {}, variables, operationName } = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, operationName }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends bytes as they are and returns all that comes back until the connection ends. */
export function raw(port, ...pieces) {
  return new Promise((done, fail) => {
    const chunks = [];
    const socket = connect(port, '127.0.0.1', async () => {
      for (const piece of pieces) {
        if (typeof piece === 'number') await sleep(piece);
        else if (!socket.destroyed) socket.write(piece);
      }
    });
    socket.setTimeout(20_000, () => socket.destroy(new Error('no end')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', (error) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 0 : fail(error)));
    socket.on('close', () => done(Buffer.concat(chunks).toString('utf8')));
  });
}

export const statusOf = (answer) => Number(answer.match(/^HTTP\/1\.1 (\d+)/)?.[1]);

/** A POST as raw text, for what fetch would not send. */
export const post = (body, headers = '') =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n` +
  `${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

export const readText = (...path) => readFileSync(join(root, ...path), 'utf8');
