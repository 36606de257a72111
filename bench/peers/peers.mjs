// The peers, and how each of them is asked the workloads. `make bench-peers` installs them into
// build/peers; those that are not there are left out.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, startProgram } from '../contenders.mjs';
import { postgresPrograms } from './postgres.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = (name) => join(build, 'bench', name);
const databases = [scratch('shop.db'), scratch('chinook.db')];

/** A file with the request, or null if the peer cannot be asked that. */
function requests(peer, documents) {
  return ({ name }) => {
    if (!documents[name]) return null;
    const file = scratch(`${name}.${peer}.json`);
    writeFileSync(file, JSON.stringify(documents[name]));
    return file;
  };
}

const run = (script, ...more) => startProgram(process.execPath, [join(build, 'peers', script), ...databases, ...more]);

const mercurius = {
  name: 'mercurius',
  isInstalled: () => existsSync(join(build, 'peers/node_modules/mercurius')),
  body: ({ name, body, cold, writes }) => (cold || writes || name === 'w9' ? null : body),
  start: () => run('mercurius.mjs'),
};

const ascending = 'orderBy: {id: {direction: asc, priority: 1}}';
const newest = 'orderBy: {placed_at: {direction: desc, priority: 2}, id: {direction: asc, priority: 1}}';
const drizzle = {
  name: 'drizzle-graphql',
  isInstalled: () => existsSync(join(build, 'peers/node_modules/drizzle-graphql')),
  body: requests('drizzle', {
    w1: { query: 'query ($id: Int!) { customersSingle(where: {id: {eq: $id}}) { id name email city created_at } }', variables: { id: 4711 } },
    w2: { query: `{ products(limit: 100, ${ascending}) { id sku name price stock category_id } }` },
    w3: { query: `{ artists(limit: 20, ${ascending}) { name albums(${ascending}) { title tracks(${ascending}) { name milliseconds unit_price } } } }` },
    w4: { query: `{ customers(limit: 10, ${ascending}) { name orders(limit: 5, ${newest}) { id placed_at total items(${ascending}) { quantity price product { name category { name } } } } } }` },
    w7: { query: `{ reviews(limit: 10000, ${ascending}) { id product_id customer_id rating title created_at } }` },
  }),
  start: ({ name }) => run('drizzle.mjs', name === 'w3' ? 'chinook' : 'shop'),
};

// Lists rather than connections, which also number their edges. There are no groups (W6) without yet
// another plugin.
const byKey = 'orderBy: ROW_ID_ASC';
const postgraphile = {
  name: 'postgraphile',
  isInstalled: () => existsSync(join(build, 'peers/node_modules/postgraphile-plugin-connection-filter')) && postgresPrograms() !== null,
  body: requests('postgraphile', {
    w1: { query: 'query ($id: Int!) { customerByRowId(rowId: $id) { rowId name email city createdAt } }', variables: { id: 4711 } },
    w2: { query: `{ allProductsList(first: 100, ${byKey}) { rowId sku name price stock categoryId } }` },
    w3: { query: `{ allArtistsList(first: 20, ${byKey}) { name albumsByArtistIdList(${byKey}) { title tracksByAlbumIdList(${byKey}) { name milliseconds unitPrice } } } }` },
    w4: { query: `{ allCustomersList(first: 10, ${byKey}) { name ordersByCustomerIdList(first: 5, orderBy: [PLACED_AT_DESC, ROW_ID_ASC]) { rowId placedAt total itemsByOrderIdList(${byKey}) { quantity price productByProductId { name categoryByCategoryId { name } } } } } }` },
    w5: { query: 'query ($city: String!) { allOrdersList(filter: {customerByCustomerId: {city: {equalTo: $city}}}, orderBy: [PLACED_AT_DESC, ROW_ID_ASC], first: 20) { rowId placedAt total status customerByCustomerId { name city } } }', variables: { city: 'Graz' } },
    w7: { query: `{ allReviewsList(first: 10000, ${byKey}) { rowId productId customerId rating title createdAt } }` },
  }),
  start: ({ name }) => run('postgraphile.mjs', name === 'w3' ? 'chinook' : 'shop'),
};

export const installedPeers = () => {
  const wanted = process.env.BENCH_PEERS?.split(',');
  return [mercurius, drizzle, postgraphile].filter((peer) => peer.isInstalled() && (!wanted || wanted.includes(peer.name)));
};
