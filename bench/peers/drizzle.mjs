// graphql-yoga with the schema that drizzle-graphql makes of the tables, over better-sqlite3, a
// worker for each core.
//
//     node drizzle.mjs SHOP CHINOOK
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import Database from 'better-sqlite3';
import { buildSchema } from 'drizzle-graphql';
import { relations } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { createYoga } from 'graphql-yoga';

const id = () => integer('id').primaryKey();
const number = (name) => integer(name).notNull();
const string = (name) => text(name).notNull();

function shopTables() {
  const categories = sqliteTable('categories', { id: id(), name: string('name') });
  const products = sqliteTable('products', { id: id(), category_id: number('category_id'), sku: string('sku'), name: string('name'), price: real('price').notNull(), stock: number('stock') });
  const customers = sqliteTable('customers', { id: id(), name: string('name'), email: string('email'), city: string('city'), country: string('country'), created_at: string('created_at') });
  const orders = sqliteTable('orders', { id: id(), customer_id: number('customer_id'), status: string('status'), placed_at: string('placed_at'), total: real('total').notNull() });
  const items = sqliteTable('items', { id: id(), order_id: number('order_id'), product_id: number('product_id'), quantity: number('quantity'), price: real('price').notNull() });
  const reviews = sqliteTable('reviews', { id: id(), product_id: number('product_id'), customer_id: number('customer_id'), rating: number('rating'), title: string('title'), created_at: string('created_at') });
  return {
    categories, products, customers, orders, items, reviews,
    categoriesRelations: relations(categories, ({ many }) => ({ products: many(products) })),
    productsRelations: relations(products, ({ one, many }) => ({ category: one(categories, { fields: [products.category_id], references: [categories.id] }), items: many(items) })),
    customersRelations: relations(customers, ({ many }) => ({ orders: many(orders) })),
    ordersRelations: relations(orders, ({ one, many }) => ({ customer: one(customers, { fields: [orders.customer_id], references: [customers.id] }), items: many(items) })),
    itemsRelations: relations(items, ({ one }) => ({ order: one(orders, { fields: [items.order_id], references: [orders.id] }), product: one(products, { fields: [items.product_id], references: [products.id] }) })),
  };
}

function chinookTables() {
  const artists = sqliteTable('artists', { id: id(), name: string('name') });
  const albums = sqliteTable('albums', { id: id(), title: string('title'), artist_id: number('artist_id') });
  const tracks = sqliteTable('tracks', { id: id(), name: string('name'), album_id: integer('album_id'), milliseconds: number('milliseconds'), unit_price: real('unit_price').notNull() });
  return {
    artists, albums, tracks,
    artistsRelations: relations(artists, ({ many }) => ({ albums: many(albums) })),
    albumsRelations: relations(albums, ({ one, many }) => ({ artist: one(artists, { fields: [albums.artist_id], references: [artists.id] }), tracks: many(tracks) })),
    tracksRelations: relations(tracks, ({ one }) => ({ album: one(albums, { fields: [tracks.album_id], references: [albums.id] }) })),
  };
}

const [shop, chinook, which] = process.argv.slice(2);
if (cluster.isPrimary) {
  let waiting = availableParallelism();
  for (let i = waiting; i > 0; i--) {
    cluster.fork().once('listening', ({ port }) => --waiting === 0 && console.log(`http://127.0.0.1:${port}`));
  }
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });
} else {
  const isChinook = which === 'chinook';
  const db = drizzle(new Database(isChinook ? chinook : shop), { schema: isChinook ? chinookTables() : shopTables() });
  const { schema } = buildSchema(db);
  createServer(createYoga({ schema, logging: false, graphiql: false, maskedErrors: false })).listen(0, '127.0.0.1');
}
