// PostGraphile 5 over PostgreSQL, as in production: grafserv on node's http, a worker for each core,
// each with a pool of ten connections, prepared statements, no GraphiQL; filters through relations
// are postgraphile-plugin-connection-filter's. PostgreSQL is a child of this process, so that its
// memory counts.
//
//     node postgraphile.mjs SHOP CHINOOK shop|chinook
import cluster from 'node:cluster';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCluster, postgresPrograms, startCluster } from './postgres.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'postgres');
const [shop, chinook, which] = process.argv.slice(2);

/** The copy is made when there is none of these very files by this PostgreSQL. */
async function startPostgres() {
  const { copyDatabase } = await import('./postgres_copy.mjs');
  const note = join(folder, 'copied.json');
  const files = JSON.stringify([postgresPrograms(), ...[shop, chinook].map((path) => [statSync(path).size, statSync(path).mtimeMs])]);
  if (existsSync(note) && readFileSync(note, 'utf8') === files) return startCluster(folder);
  await makeCluster(folder);
  const postgres = await startCluster(folder);
  await copyDatabase(shop, 'shop', postgres.psql);
  await copyDatabase(chinook, 'chinook', postgres.psql);
  writeFileSync(note, files);
  return postgres;
}

// PostGraphile asks for node 22. This is what it would miss in the node 20 of its fellows.
Promise.withResolvers ??= function () {
  const made = {};
  made.promise = new this((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

async function serve() {
  const { postgraphile } = await import('postgraphile');
  const { makePgService } = await import('postgraphile/adaptors/pg');
  const { grafserv } = await import('postgraphile/grafserv/node');
  const { PostGraphileAmberPreset } = await import('postgraphile/presets/amber');
  const { PostGraphileConnectionFilterPreset } = await import('postgraphile-plugin-connection-filter');
  const service = postgraphile({
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    schema: { defaultBehavior: '+list', connectionFilterRelations: true },
    pgServices: [makePgService({ poolConfig: { host: folder, user: 'postgres', database: which } })],
    grafserv: { graphiql: false, graphiqlOnGraphQLGET: false },
    grafast: { explain: false },
  });
  const server = createServer();
  await service.createServ(grafserv).addTo(server);
  await service.getSchema();
  server.listen(0, '127.0.0.1');
}

if (cluster.isPrimary) {
  const postgres = await startPostgres();
  cluster.on('exit', (_, code) => code && process.exit(1)); // a signal has no code
  process.on('SIGTERM', async () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    await postgres.stop();
    process.exit(0);
  });
  let waiting = availableParallelism();
  for (let i = waiting; i > 0; i--) {
    cluster.fork({ GRAPHILE_ENV: 'production' }).once('listening', ({ port }) => --waiting === 0 && console.log(`http://127.0.0.1:${port}`));
  }
} else {
  await serve();
}
