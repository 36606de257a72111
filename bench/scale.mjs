// make bench-scale: how cost grows with rows, depth, tables, roles and connections, and what caches
// save. Prints tables.
//
//   SCALE_ROWS   the most rows (1e7, which takes 600 MB of disk and some minutes)
import { execFileSync } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { build, soloql, workloads } from './contenders.mjs';
import { makeDatabase, makeTables, path, time } from './databases.mjs';
import { residentMegabytes, wrk } from './wrk.mjs';

const show = (cells) => console.log(cells.map((cell) => String(cell).padStart(13)).join(''));

console.log('\nRows: µs an operation');
show(['rows', 'file MB', 'by key', '100 by index', '100 at 50 %', 'count', 'sum by group']);
for (let rows = 1e3; rows <= Number(process.env.SCALE_ROWS ?? 1e7); rows *= 10) {
  const database = makeDatabase('scale-rows.db', `
    create table r(id integer primary key, k integer not null, g integer not null, v real not null);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    insert into r select i, (i * 2654435761) % ${rows}, i % 10, i / 4.0 from n;
    create index r_k on r(k); create index r_g on r(g, v);`);
  show([rows, (statSync(database).size / 1e6).toFixed(1), ...[
    `{ r_by_pk(id: ${rows / 2}) { id k v } }`,
    `{ r(where: {k: {_gte: ${rows / 2}}}, order_by: {k: asc}, limit: 100) { id k v } }`,
    `{ r(order_by: {id: asc}, limit: 100, offset: ${rows / 2}) { id k v } }`,
    '{ r_aggregate { aggregate { count } } }',
    '{ r_group { key { g } aggregate { sum { v } } } }',
  ].map((query) => time(database, query).us)]);
}
rmSync(path('scale-rows.db'), { force: true });

console.log('\nDepth: lists within lists, two rows in each up to 4 levels, then one');
show(['depth', 'first µs', 'µs', 'bytes', 'statements']);
const levels = Array.from({ length: 13 }, (_, i) => i);
const chain = makeDatabase('scale-depth.db', levels.map((i) => `
  create table t${i}(id integer primary key, name text not null${i ? `, up integer not null references t${i - 1}(id)` : ''});
  insert into t${i} ${i === 0 ? "select 1, 'root'" : `select u.id * 2 + d.value, 'row', u.id from t${i - 1} as u join json_each('${i <= 4 ? '[0,1]' : '[0]'}') as d`};
  ${i ? `create index t${i}_up on t${i}(up);` : ''}`).join('\n'));
for (const depth of [1, 2, 4, 6, 8, 10, 12]) {
  const nest = (i) => `name${i < depth - 1 ? ` t${i + 1} { ${nest(i + 1)} }` : ''}`;
  const { first_us: first, us, bytes, statements } = time(chain, `{ t0 { ${nest(0)} } }`);
  show([depth, first, us, bytes, statements]);
}

console.log('\nTables, each with 8 columns and a foreign key');
show(['tables', 'open ms', 'first µs', 'by key µs', 'RSS MB']);
for (const tables of [10, 100, 1000, 5000]) {
  const { open_ms: open, first_us: first, us, rss_mb: rss } = time(makeTables(tables), `{ t${tables - 1}_by_pk(id: 1) { id a } }`);
  show([tables, open, first, us, rss]);
}

console.log('\nRoles, each with rules for two tables, asked for customers and their orders');
show(['roles', 'start ms', 'first µs', 'later µs', 'RSS MB']);
for (const roles of [1, 10, 100]) {
  const names = Array.from({ length: roles }, (_, i) => `role_${i}`);
  writeFileSync(path('scale.graphql'), `
    extend type customers ${names.map((role, i) => `@permit(role: "${role}", select: {where: {id: {_gte: ${i}}}, columns: "*"})`).join('\n')}
    extend type orders ${names.map((role) => `@permit(role: "${role}", select: {where: {customer_id: {_gte: "$user_id"}}, columns: "*", limit: 50})`).join('\n')}`);
  const begun = performance.now();
  const server = await soloql.start({ database: path('shop.db') }, '--schema', path('scale.graphql'));
  const started = performance.now() - begun;
  const askAll = async (some = names) => { // the median
    const times = [];
    for (const role of some) {
      const begin = performance.now();
      const headers = { 'content-type': 'application/json', 'x-hasura-role': role, 'x-hasura-user-id': '1' };
      const response = await fetch(server.url, { method: 'POST', headers, body: '{"query":"{ customers(limit: 2) { id orders { id total } } }"}' });
      const { errors } = await response.json();
      if (errors) throw new Error(`${role}: ${errors[0].message}`);
      times.push((performance.now() - begin) * 1000);
    }
    return times.sort((x, y) => x - y)[times.length >> 1];
  };
  await askAll(['admin', 'admin', 'admin']); // neither the client's nor the admin's first time
  const [first, later] = [await askAll(), await askAll()];
  show([roles, started.toFixed(1), Math.round(first), Math.round(later), residentMegabytes(server.pid).toFixed(1)]);
  await server.stop();
}

console.log('\nConnections, W1, as many threads');
show(['connections', 'requests/s', 'p50 µs', 'p99 µs', 'RSS MB']);
writeFileSync(path('scale.body.json'), '{"query":"{ customers_by_pk(id: 4711) { id name email city created_at } }"}');
for (const connections of [1, 8, 64, 256, 1000]) {
  const server = await soloql.start({ database: path('shop.db') }, '--threads', String(connections));
  const run = await wrk(server.url, { body: path('scale.body.json'), connections, seconds: 3 });
  show([connections, Math.round(run.requestsPerSecond), run.p50, run.p99, residentMegabytes(server.pid).toFixed(1)]);
  await server.stop();
}

console.log("\nThe server's database connections, 64 clients; without the setting they are two for each core");
show(['pool_size', 'W1 req/s', 'p99 µs', 'W4 req/s', 'p99 µs', 'RSS MB']);
for (const size of [1, 2, 4, 8, 16]) {
  const server = await soloql.start({ database: path('shop.db') }, '--pool-size', String(size));
  const runs = [];
  for (const name of ['w1', 'w4']) {
    const { body } = workloads.find((workload) => workload.name === name);
    runs.push(await wrk(server.url, { body, connections: 64, seconds: 3 }));
  }
  show([size, ...runs.flatMap((run) => [Math.round(run.requestsPerSecond), run.p99]), residentMegabytes(server.pid).toFixed(1)]);
  await server.stop();
}

// bench/caches.c: SQLite alone, other customers each time. The server's connections have 4 MB, and no mmap.
const caches = (...words) => execFileSync(path('caches'), words, { encoding: 'utf8' }).trim().split('\n').map((line) => JSON.parse(line));

console.log("\nSQLite's pages: µs an operation of hand-written SQL on the shop");
show(['cache KiB', 'mmap', 'W1', 'W4', 'W6', 'all items', 'cache MB']);
for (const row of caches('pages', path('shop.db'))) {
  show([row.cache_kib, row.mmap ? 'whole file' : 'none', row.w1_us, row.w4_us, row.w6_us, row.scan_us, row.cache_mb]);
}

console.log('\nStatements, as SQLite counts them: one connection, the documents in rotation');
show(['requests', 'documents', 'run', 'prepared', '']);
for (const row of caches('statements', path('shop.db'), `${build}/bench`)) {
  show([row.requests, row.documents, row.runs, row.prepares, `    ${row.mixture}`]);
}
