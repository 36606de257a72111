// Databases that are made for a measurement, and what the engine alone takes on one.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { build } from './contenders.mjs';

export const path = (name) => `${build}/bench/${name}`;

export function makeDatabase(name, sql) {
  for (const end of ['', '-wal', '-shm']) rmSync(path(name) + end, { force: true });
  execFileSync(`${build}/sqlrun`, [path(name), '-', new URL('wal.sql', import.meta.url).pathname], { input: sql });
  return path(name);
}

/** Tables t0, t1 …, each with 8 columns and a foreign key to the one before. */
export const makeTables = (count) =>
  makeDatabase('scale-tables.db', Array.from({ length: count }, (_, i) => `
    create table t${i}(id integer primary key, a text, b integer, c real, d text, e date, f boolean,
                       up integer references t${Math.max(i - 1, 0)}(id));
    insert into t${i} (id) values (1);`).join('\n'));

/** {open_ms, first_us, us, bytes, statements, rss_mb} of the engine without a server. */
export const time = (database, query) => JSON.parse(execFileSync(path('engine'), ['time', database, query], { encoding: 'utf8' }));
