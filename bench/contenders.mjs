// The servers that are compared. Each is started with start(workload) and gives {url, pid, stop}.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const build = process.env.BUILD ?? join(here, '../build');
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('SOLOQL_')));

const read = (name) => (existsSync(join(here, 'workloads', name)) ? readFileSync(join(here, 'workloads', name), 'utf8') : '');

function workload(name, notes = {}) {
  const variables = read(`${name}.json`);
  const body = join(build, 'bench', `${name}.body.json`);
  const request = { query: read(`${notes.from ?? name}.graphql`) };
  if (variables) request.variables = JSON.parse(variables);
  writeFileSync(body, JSON.stringify(request));
  return { name, database: join(build, 'bench/shop.db'), body, ...notes };
}

export const workloads = [
  workload('w1', { title: 'by primary key, 5 scalars' }),
  workload('w2', { title: '100 rows × 6' }),
  workload('w3', { title: '20 artists → albums → tracks', database: join(build, 'bench/chinook.db') }),
  workload('w4', { title: '10 customers → 5 orders → items → product → category' }),
  workload('w5', { title: 'filter through a relation, order, limit 20' }),
  workload('w6', { title: 'group by with sums over 100 k rows', isSlow: true }),
  workload('w7', { title: '10,000 rows × 6', isSlow: true }),
  workload('w8', { title: 'insert returning', writes: true }),
  workload('w9', { title: 'W4, never seen before', from: 'w4', cold: true }),
];

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM'))); // they end what they have started
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Starts a program that prints its url on one of its first lines, within a minute. */
export async function startProgram(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment, ...options });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  ended.then(() => running.delete(child));
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const url = await Promise.race([
    (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const found = /http:\/\/\S+/.exec(line);
        if (found) return found[0];
      }
      throw new Error(`${command} ended without a url`);
    })(),
    ended.then((code) => Promise.reject(new Error(`${command} ended with ${code}`))),
  ]);
  clearTimeout(late);
  child.stdout.resume();
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url: url.endsWith('/graphql') ? url : `${url}/graphql`, pid: child.pid, stop };
}

const start = (database, ...settings) =>
  startProgram(join(build, 'soloql'), ['serve', database, '--port', '0', '--log-level', 'error', ...settings]);

/** It keeps no answers: what is measured is the work. */
export const soloql = {
  name: 'soloql',
  start: ({ database }, ...settings) => start(database, '--result-cache-bytes', '0', ...settings),
};

/** As it comes: answers that took a millisecond are kept until their tables are written. */
export const soloqlKeeping = { name: 'soloql, keeping', start: ({ database }) => start(database) };

/** How many SQLite statements a request takes, by the log of a server of its own: the most of several. */
export async function statementsOf({ body }, database) {
  const file = join(build, 'bench/statements.log');
  const log = openSync(file, 'w');
  const server = await startProgram(join(build, 'soloql'), ['serve', database, '--port', '0', '--log-format', 'json', '--result-cache-bytes', '0'], { stdio: ['ignore', 'pipe', log] });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: readFileSync(body) };
  for (let i = 0; i < 3; i++) await (await fetch(server.url, request)).text();
  await server.stop();
  closeSync(log);
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  return Math.max(...lines.filter(({ path }) => path === '/graphql').map(({ statements }) => statements));
}

/** Floor (a): the same bytes from memory. `answer` is the file that holds them. */
export const memory = {
  name: 'memory',
  start: ({ answer }) => startProgram(join(build, 'bench/memory'), [answer, '108']),
};
