// Durable mutations a second: one client, 64 clients, and SQLite alone in a loop with a commit for
// each. On a file under build/, which must be on a disk for the figures to mean anything.
//
//     make bench-writing
//     BENCH_SECONDS=5 DIRECTORY=/var/tmp make bench-writing
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';

const build = process.env.BUILD ?? 'build';
const seconds = process.env.BENCH_SECONDS ?? '3';
const directory = mkdtempSync(join(process.env.DIRECTORY ?? build, 'writing-'));
const program = (name) => join(build, name);
const output = (name, ...args) => execFileSync(program(name), args, { encoding: 'utf8' }).trim();

function database(name) {
  const path = join(directory, name);
  execFileSync(program('sqlrun'), [path, '-'], {
    input: 'CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL)',
  });
  return path;
}

async function serving(path, args, work) {
  const child = spawn(program('soloql'), ['serve', path, '--port', '0', '--log-level', 'off', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    return await work(String(line).match(/:(\d+)\s*$/)[1]);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

const stored = (path) =>
  JSON.parse(output('soloql', 'query', path, '{ note_aggregate { aggregate { count } } }'))
    .data.note_aggregate.aggregate.count;

/** A row of figures for one journal mode: [what, a second]. */
async function measure(mode) {
  const args = mode === 'WAL' ? ['--wal'] : [];
  const path = database(`${mode}.db`);
  const rates = {};
  let answers = 0;
  await serving(path, args, (port) => {
    for (const clients of [1, 64]) {
      const [rate, count] = output('bench/load_writing', port, seconds, String(clients)).split(' ');
      rates[`${clients} client${clients === 1 ? '' : 's'}`] = Number(rate);
      answers += Number(count);
    }
  });
  // The file has its mode by now; the same one is written on by the loop.
  if (stored(path) !== answers) throw new Error(`${answers} were answered, ${stored(path)} are there`);
  rates['loop, 1 a commit'] = Number(output('bench/floor_writing', path, seconds, '1'));
  rates['loop, 64 a commit'] = Number(output('bench/floor_writing', path, seconds, '64'));
  return { mode, ...rates, 'against 1 client': `${(rates['64 clients'] / rates['1 client']).toFixed(1)}x`,
    'against the loop': `${(rates['64 clients'] / rates['loop, 1 a commit']).toFixed(1)}x` };
}

try {
  const table = [await measure('rollback'), await measure('WAL')];
  console.log('Durable mutations a second (synchronous=FULL)');
  for (const name of Object.keys(table[0])) {
    console.log(`  ${name.padEnd(20)}${table.map((row) => String(row[name]).padStart(12)).join('')}`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
