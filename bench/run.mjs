// make bench: all workloads over HTTP at 1, 8 and 64 connections, the engine against floor (b), and
// whether the goals are met. Prints tables and writes bench/results.json.
//
//   BENCH_SECONDS   of one run of wrk (2)         BENCH_ROUNDS   of each pair, the best counts (2)
//   BENCH_ONLY      such as w1,w4 (all)           BENCH_PEERS    such as mercurius (those installed)
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, memory, soloql, soloqlKeeping, statementsOf, workloads } from './contenders.mjs';
import { makeTables, time } from './databases.mjs';
import { goals } from './goals.mjs';
import { installedPeers } from './peers/peers.mjs';
import { residentMegabytes, wrk } from './wrk.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const seconds = Number(process.env.BENCH_SECONDS ?? 2);
const rounds = Number(process.env.BENCH_ROUNDS ?? 2);
const only = process.env.BENCH_ONLY?.split(',');
const scratch = (name) => join(build, 'bench', name);

async function ask(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (response.status !== 200 || JSON.parse(text).errors) throw new Error(`${url}: ${text.slice(0, 500)}`);
  return text;
}

/** All values of an answer in order, whatever the fields and the wrappers around them are called. */
function leaves(value) {
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(leaves);
  return [typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value];
}

function compareAnswers(workload, expected, peer, answer) {
  const [ours, theirs] = [leaves(JSON.parse(expected).data), leaves(JSON.parse(answer).data)];
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    const at = ours.findIndex((value, i) => value !== theirs[i]);
    throw new Error(`${workload.name}: ${peer} answers ${theirs[at]} where ${ours[at]} is right (value ${at})`);
  }
}

async function startAll(workload) {
  const database = workload.writes ? scratch(`${workload.name}.db`) : workload.database;
  if (workload.writes) {
    for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true });
    copyFileSync(workload.database, database);
  }
  const statements = await statementsOf(workload, database);
  const running = [{ name: 'soloql', statements, body: workload.body, ...(await soloql.start({ ...workload, database })) }];
  running[0].idle = residentMegabytes(running[0].pid);
  const answer = await ask(running[0].url, readFileSync(workload.body, 'utf8'));
  const file = scratch(`${workload.name}.answer.json`);
  writeFileSync(file, answer);
  if (workload.isSlow) {
    running.push({ name: soloqlKeeping.name, body: workload.body, ...(await soloqlKeeping.start(workload)) });
  }
  if (!workload.cold && !workload.writes) {
    running.push({ name: 'memory', body: workload.body, ...(await memory.start({ answer: file })) });
  }
  for (const peer of installedPeers()) {
    const body = peer.body(workload);
    if (body === null) continue;
    const server = await peer.start(workload);
    running.push({ name: peer.name, body, ...server });
    compareAnswers(workload, answer, peer.name, await ask(server.url, readFileSync(body, 'utf8')));
  }
  return running;
}

async function measure(workload) {
  const running = await startAll(workload);
  const rows = [];
  try {
    // What runs on V8 is slow until that has compiled it, so nobody is measured from his start.
    for (const server of running) await wrk(server.url, { body: server.body, connections: 8, seconds: Math.max(seconds, 2), cold: workload.cold });
    for (const connections of [1, 8, 64]) {
      const best = new Map();
      for (let round = 0; round < rounds; round++) {
        for (const server of running) {
          const run = await wrk(server.url, { body: server.body, connections, seconds, cold: workload.cold });
          if (run.errors) throw new Error(`${workload.name}: ${server.name} failed ${run.errors} requests`);
          if (!(best.get(server)?.requestsPerSecond > run.requestsPerSecond)) best.set(server, run);
        }
      }
      for (const server of running) {
        const row = { workload: workload.name, server: server.name, connections, ...best.get(server), rss: residentMegabytes(server.pid), idle: server.idle, statements: server.statements };
        rows.push(row);
        print(row);
      }
    }
  } finally {
    for (const server of running) await server.stop();
  }
  return rows;
}

const cells = (values, widths) => values.map((value, i) => (i < 2 ? String(value).padEnd(widths[i]) : String(value).padStart(widths[i]))).join('  ');
const widths = [4, 18, 5, 10, 9, 9, 9, 8, 10];

function print(row) {
  console.log(cells([row.workload.toUpperCase(), row.server, row.connections, Math.round(row.requestsPerSecond), row.p50, row.p99, row.bytes, row.rss.toFixed(1), row.statements ?? ''], widths).trimEnd());
}

/** From the start of the process to its first answer, the best of several. */
async function startToFirstAnswer(workload) {
  let best = Infinity;
  for (let i = 0; i < 7; i++) {
    const begun = performance.now();
    const server = await soloql.start(workload);
    await ask(server.url, readFileSync(workload.body, 'utf8'));
    best = Math.min(best, performance.now() - begun);
    await server.stop();
  }
  return best;
}

function compareEngine() {
  const out = execFileSync(scratch('engine'), ['compare', scratch('shop.db'), scratch('chinook.db'), join(here, 'workloads')], { encoding: 'utf8' });
  const rows = out.trim().split('\n').map((line) => JSON.parse(line));
  console.log('\nThe engine alone, µs of processor time an operation: engine, hand-written, SQLite\'s JSON functions');
  for (const row of rows) {
    if (row.cold_us) console.log(`W9   cold ${row.cold_us}, warm ${row.warm_us}: compiling takes ${row.compile_us}`);
    else console.log(cells([row.workload.toUpperCase(), row.ratio, '', row.engine_us, row.floor_us, row.stock_us], [4, 8, 0, 10, 10, 10]));
  }
  return rows;
}

/** A thousand clients that have been answered and keep their connections as long as they may, then one more. */
async function oneMoreClient(workload) {
  const server = await soloql.start(workload);
  const { port } = new URL(server.url);
  const answered = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'));
      socket.once('data', () => resolve(socket)).once('error', reject);
    });
  const idle = await Promise.all(Array.from({ length: 1000 }, answered));
  const begun = performance.now();
  const response = await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: readFileSync(workload.body) });
  await response.text();
  const ms = performance.now() - begun;
  for (const socket of idle) socket.destroy();
  await server.stop();
  return { status: response.status, ms };
}

process.on('unhandledRejection', (error) => {
  console.error(error);
  process.exit(1);
});

const results = { machine: { cores: cpus().length, model: cpus()[0].model, kernel: release() }, seconds, rounds, http: [] };
console.log(cells(['', 'server', 'conns', 'requests/s', 'p50 µs', 'p99 µs', 'bytes', 'RSS MB', 'statements'], widths));
for (const workload of workloads) {
  if (!only || only.includes(workload.name)) results.http.push(...(await measure(workload)));
}
results.engine = compareEngine();
results.startMs = await startToFirstAnswer(workloads.find(({ name }) => name === 'w3'));
results.smallBytes = statSync(join(build, 'small/soloql')).size;
results.tables = time(makeTables(5000), '{ t4999_by_pk(id: 1) { id a } }');
results.oneMore = await oneMoreClient(workloads[0]);
console.log(`\nStart to first answer (Chinook): ${results.startMs.toFixed(1)} ms`);
results.goals = goals(results);
console.log('\nGoals');
for (const { what, goal, value, met } of results.goals) console.log(`  ${met ? 'met   ' : 'MISSED'}  ${what}: ${value} (${goal})`);
writeFileSync(join(here, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
