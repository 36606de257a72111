// Mercurius with hand-written resolvers, loaders for what nests, JIT, and a worker for each core,
// over better-sqlite3. The schema is the part of SoloQL's that the workloads ask for, so that both
// are sent the very same requests.
//
//     node mercurius.mjs SHOP CHINOOK
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import mercurius from 'mercurius';

const schema = `
  enum order_by { asc desc }
  input key_order { id: order_by placed_at: order_by status: order_by key: status_order }
  input status_order { status: order_by }
  input text_comparison { _eq: String }
  input customer_filter { city: text_comparison }
  input order_filter { customer: customer_filter }
  type customers { id: Int! name: String! email: String! city: String! created_at: String! orders(limit: Int, order_by: key_order): [orders!]! }
  type orders { id: Int! customer_id: Int! placed_at: String! total: Float! status: String! customer: customers items(order_by: key_order): [items!]! }
  type items { quantity: Int! price: Float! product: products }
  type products { id: Int! sku: String! name: String! price: Float! stock: Int! category_id: Int! category: categories }
  type categories { name: String! }
  type reviews { id: Int! product_id: Int! customer_id: Int! rating: Int! title: String! created_at: String! }
  type artists { name: String! albums(order_by: key_order): [albums!]! }
  type albums { title: String! tracks(order_by: key_order): [tracks!]! }
  type tracks { name: String! milliseconds: Int! unit_price: Float! }
  type group_key { status: String }
  type group_sum { total: Float }
  type group_aggregate { count: Int! sum: group_sum! }
  type orders_group { key: group_key! aggregate: group_aggregate! }
  input reviews_insert_input { product_id: Int! customer_id: Int! rating: Int! title: String! created_at: String! }
  type Query {
    customers_by_pk(id: Int!): customers
    customers(limit: Int, order_by: key_order): [customers!]!
    products(limit: Int, order_by: key_order): [products!]!
    orders(where: order_filter, order_by: key_order, limit: Int): [orders!]!
    orders_group(order_by: key_order): [orders_group!]!
    reviews(limit: Int, order_by: key_order): [reviews!]!
    artists(limit: Int, order_by: key_order): [artists!]!
  }
  type Mutation { insert_reviews_one(object: reviews_insert_input!): reviews }
`;

async function serve(shopPath, chinookPath) {
  const [shop, chinook] = [shopPath, chinookPath].map((path) => new Database(path));
  const get = (db, sql) => { const statement = db.prepare(sql); return (...values) => statement.get(...values); };
  const all = (db, sql) => { const statement = db.prepare(sql); return (...values) => statement.all(...values); };
  const list = (ids) => JSON.stringify([...new Set(ids)]);
  const grouped = (rows, key) => Map.groupBy ? Map.groupBy(rows, key) : rows.reduce((map, row) => map.set(key(row), [...(map.get(key(row)) ?? []), row]), new Map());

  const customer = get(shop, 'select * from customers where id = ?');
  const customers = all(shop, 'select id, name from customers order by id limit ?');
  const products = all(shop, 'select id, sku, name, price, stock, category_id from products order by id limit ?');
  const ordersOfCity = all(shop, 'select o.* from orders as o cross join customers as c on c.id = o.customer_id where c.city = ? order by o.placed_at desc, o.id limit ?');
  const groups = all(shop, 'select status, count(*) as n, sum(total) as total from orders group by status order by status');
  const reviews = all(shop, 'select id, product_id, customer_id, rating, title, created_at from reviews order by id limit ?');
  const insert = get(shop, 'insert into reviews (product_id, customer_id, rating, title, created_at) values (?, ?, ?, ?, ?) returning id');
  const artists = all(chinook, 'select id, name from artists order by id limit ?');
  const albums = all(chinook, 'select id, title, artist_id from albums where artist_id in (select value from json_each(?)) order by id');
  const tracks = all(chinook, 'select name, milliseconds, unit_price, album_id from tracks where album_id in (select value from json_each(?)) order by id');
  const ordersOf = all(shop, 'select id, customer_id, placed_at, total, status from orders where customer_id = ? order by placed_at desc, id limit ?');
  const itemsOf = all(shop, 'select quantity, price, product_id, order_id from items where order_id in (select value from json_each(?)) order by id');
  const productsOf = all(shop, 'select * from products where id in (select value from json_each(?))');
  const categoriesOf = all(shop, 'select * from categories where id in (select value from json_each(?))');
  const customersOf = all(shop, 'select * from customers where id in (select value from json_each(?))');

  const many = (rows, column) => (queries) => {
    const found = grouped(rows(list(queries.map(({ obj }) => obj.id))), (row) => row[column]);
    return queries.map(({ obj }) => found.get(obj.id) ?? []);
  };
  const one = (rows, column) => (queries) => {
    const found = new Map(rows(list(queries.map(({ obj }) => obj[column]))).map((row) => [row.id, row]));
    return queries.map(({ obj }) => found.get(obj[column]) ?? null);
  };
  const loader = (load) => ({ loader: async (queries) => load(queries), opts: { cache: false } });

  const app = Fastify({ logger: false });
  app.register(mercurius, {
    schema,
    jit: 1,
    path: '/graphql',
    resolvers: {
      Query: {
        customers_by_pk: (_, { id }) => customer(id),
        customers: (_, { limit }) => customers(limit),
        products: (_, { limit }) => products(limit),
        orders: (_, { where, limit }) => ordersOfCity(where.customer.city._eq, limit),
        orders_group: () => groups().map(({ status, n, total }) => ({ key: { status }, aggregate: { count: n, sum: { total } } })),
        reviews: (_, { limit }) => reviews(limit),
        artists: (_, { limit }) => artists(limit),
      },
      Mutation: {
        insert_reviews_one: (_, { object: o }) => insert(o.product_id, o.customer_id, o.rating, o.title, o.created_at),
      },
    },
    loaders: {
      customers: { orders: loader((queries) => queries.map(({ obj, params }) => ordersOf(obj.id, params.limit))) },
      orders: { items: loader(many(itemsOf, 'order_id')), customer: loader(one(customersOf, 'customer_id')) },
      items: { product: loader(one(productsOf, 'product_id')) },
      products: { category: loader(one(categoriesOf, 'category_id')) },
      artists: { albums: loader(many(albums, 'artist_id')) },
      albums: { tracks: loader(many(tracks, 'album_id')) },
    },
  });
  await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
  return app.server.address().port;
}

const [shop, chinook] = process.argv.slice(2);
if (cluster.isPrimary) {
  cluster.on('exit', (_, code) => code && process.exit(1)); // a signal has no code
  const port = await new Promise((resolve) => {
    let waiting = availableParallelism();
    for (let i = availableParallelism(); i > 0; i--) {
      cluster.fork().once('listening', (address) => --waiting === 0 && resolve(address.port));
    }
  });
  console.log(`http://127.0.0.1:${port}`);
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
    process.exit(0);
  });
} else {
  await serve(shop, chinook);
}
