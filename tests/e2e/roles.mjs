// What the attacks on roles share: a small shop with hidden columns, rows and tables, and its rules.
import { after, before } from 'node:test';
import { makeDatabase, scratchFile, serve } from './soloql.mjs';

export const secret = 'only the tests know';

export const shop = `
  CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, secret TEXT COLLATE NOCASE,
                        owner_id INTEGER, manager_id INTEGER REFERENCES customer(id));
  CREATE TABLE purchase(id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer(id),
                        status TEXT NOT NULL DEFAULT 'open', total INTEGER, note TEXT);
  CREATE TABLE tag(id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE);
  CREATE TABLE purchase_tag(purchase_id INTEGER NOT NULL REFERENCES purchase(id),
                            tag_id INTEGER NOT NULL REFERENCES tag(id), PRIMARY KEY (purchase_id, tag_id)) WITHOUT ROWID;
  CREATE TABLE vault(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, customer_id INTEGER REFERENCES customer(id));
  CREATE VIEW rich AS SELECT id, name, secret FROM customer WHERE id < 3;
  CREATE TABLE post(id INTEGER PRIMARY KEY, title TEXT, body TEXT, owner_id INT);
  CREATE VIRTUAL TABLE post_fts USING fts5(title, body, content=post, content_rowid=id);
  CREATE TABLE setting(area TEXT, name TEXT, value TEXT, secret TEXT, never TEXT, PRIMARY KEY (area, name)) WITHOUT ROWID;
  INSERT INTO customer VALUES (1, 'Ann', 'ann@x', 'alpha', 1, null), (2, 'Bob', 'bob@x', 'beta', 1, 1),
                              (3, 'Cyd', 'cyd@x', 'gamma', 2, 2), (4, 'Dan', 'dan@x', 'ALPHA', 2, 3), (5, 'Eve', 'eve@x', 'delta', 1, 4);
  INSERT INTO purchase VALUES (1, 1, 'open', 10, 'n1'), (2, 1, 'paid', 20, 'n2'), (3, 2, 'open', 30, 'n3'),
                              (4, 3, 'sent', 40, 'n4'), (5, 4, 'open', 50, 'n5');
  INSERT INTO tag VALUES (1, 'red'), (2, 'blue'), (3, 'hidden');
  INSERT INTO purchase_tag VALUES (1, 1), (1, 3), (3, 2), (4, 1);
  INSERT INTO vault VALUES (1, 'open sesame', 1), (2, 'swordfish', 3);
  INSERT INTO post VALUES (1, 'hello world', 'the secret plan', 1), (2, 'good day', 'nothing here', 2);
  INSERT INTO post_fts(post_fts) VALUES ('rebuild');
  INSERT INTO setting VALUES ('ui', 'color', 'red', 's1', 'n'), ('db', 'size', '10', 's2', 'n');`;

/**
 * user    sees his own customers and their purchases, and writes them; not secret, email, note, vault
 * masked  sees all customers, but secret, email and shout on his own alone; writes names
 * narrow  sees his own customers and open purchases, and writes more than he sees
 * keyless sees no key
 * counter has no aggregates
 * blind   writes, and sees nothing
 */
export const rules = `
extend type customer
  @permit(role: "user",
    select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "name", "manager_id"], aggregate: true}
    insert: {columns: ["name", "email", "manager_id"], set: {owner_id: "$user_id"}, check: {owner_id: {_eq: "$user_id"}, name: {_neq: ""}}}
    update: {columns: ["name", "email", "manager_id"], where: {owner_id: {_eq: "$user_id"}}, check: {name: {_neq: ""}}}
    delete: {where: {owner_id: {_eq: "$user_id"}}})
  @permit(role: "masked", select: {columns: ["id", "name"], aggregate: true}
    insert: {columns: ["name", "email"]} update: {columns: ["name"], where: {}} delete: {where: {}})
  @permit(role: "masked", select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "name", "secret", "email", "shout"], aggregate: true})
  @permit(role: "narrow", select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "name"]}
    update: {columns: ["name"], where: {}})
  @permit(role: "keyless", select: {columns: ["name"], aggregate: true} insert: {columns: ["name"]}
    update: {columns: ["name"], where: {}} delete: {where: {id: {_gt: 2}}})
  @permit(role: "counter", select: {columns: ["id"]})
  @permit(role: "blind", insert: {columns: ["name"]} update: {columns: ["name"], where: {}} delete: {where: {id: {_gt: 4}}})
  @permit(role: "listed", select: {where: {id: {_in: "$ids"}}, columns: ["id"], aggregate: true})
  @permit(role: "unlisted", select: {where: {id: {_nin: "$ids"}}, columns: ["id"], aggregate: true}) {
  shout: String @sql(expr: "upper(customer.secret)")
}
extend type purchase
  @permit(role: "user",
    select: {where: {customer: {owner_id: {_eq: "$user_id"}}}, columns: ["id", "customer_id", "status", "total"], aggregate: true, limit: 2}
    insert: {columns: ["customer_id", "status", "total"], check: {customer: {owner_id: {_eq: "$user_id"}}, total: {_gte: 0}}}
    update: {columns: ["customer_id", "status", "total"], where: {customer: {owner_id: {_eq: "$user_id"}}}}
    delete: {where: {status: {_eq: "open"}, customer: {owner_id: {_eq: "$user_id"}}}})
  @permit(role: "masked", select: {columns: "*", aggregate: true} insert: {columns: ["customer_id", "total"]})
  @permit(role: "narrow", select: {where: {status: {_eq: "open"}}, columns: ["id", "status"]}
    insert: {columns: ["status", "customer_id"]} update: {columns: ["status"], where: {}})
  @permit(role: "counter", select: {columns: ["id", "total"]})
extend type tag @permit(role: "user", select: {where: {label: {_neq: "hidden"}}, columns: "*"})
extend type purchase_tag
  @permit(role: "user", select: {columns: "*"} insert: {columns: "*", check: {purchase: {customer: {owner_id: {_eq: "$user_id"}}}}})
extend type vault @permit(role: "narrow", insert: {columns: ["word", "customer_id"]})
extend type rich @permit(role: "user", select: {columns: ["id", "name"]})
extend type post
  @permit(role: "user", select: {columns: ["id", "title"]})
  @permit(role: "editor", select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "title", "body"]})
  @permit(role: "masked", select: {columns: ["id", "title"]})
  @permit(role: "masked", select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "title", "body"]})
extend type setting
  @permit(role: "masked", select: {columns: ["area", "name", "value"]}
    insert: {columns: ["area", "name", "value"]} update: {columns: ["value"], where: {}} delete: {where: {}})
  @permit(role: "masked", select: {where: {area: {_eq: "ui"}}, columns: ["area", "name", "value", "secret", "loud"]}) {
  loud: String @sql(expr: "upper(setting.secret)")
}
extend type query_root {
  from_number(n: Int!): [customer!]! @sql(query: "select * from customer where id >= :n order by id desc") @allow(roles: ["user", "masked"])
  all_of_them: Int @sql(query: "select count(*) from customer") @allow(roles: ["masked"])
  raw_rows: [raw_row!]! @sql(query: "select id as customer_id, secret from customer order by id") @allow(roles: ["narrow"])
  nobody_asks: Int @sql(query: "select 42")
}
type raw_row { customer_id: Int secret: String customer: customer @relation(columns: ["customer_id"], references: ["id"]) }
extend type mutation_root {
  rename(n: Int!, name: String!): [customer!]! @sql(statement: "update customer set name = :name where id >= :n returning id") @allow(roles: ["narrow"])
  wipe: Int @sql(statement: "delete from purchase_tag")
}
`;

let made = 0;

/** Headers of somebody who knows the secret and acts as a role with claims. */
export const headersOf = (role, claims = { 'user-id': '1' }) => ({
  'x-soloql-admin-secret': secret,
  ...(role ? { 'x-hasura-role': role } : {}),
  ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [`x-hasura-${name}`, value])),
});

export async function serveShop(args = [], more = '') {
  const path = makeDatabase(`roles-${process.pid}-${made}.db`, shop);
  const file = scratchFile(`roles-${process.pid}-${made++}.graphql`, rules + more);
  const server = await serve(path, ['--schema', file, ...args], { env: { SOLOQL_ADMIN_SECRET: secret } });
  /** The text of the answer to a role. */
  server.text = async (role, query, { variables, claims, headers } = {}) => {
    const response = await fetch(server.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(role, claims), ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return response.text();
  };
  server.answer = async (...asked) => JSON.parse(await server.text(...asked));
  /** The data; an error if there is any. */
  server.data = async (...asked) => {
    const answer = await server.answer(...asked);
    if (answer.errors) throw new Error(`${asked[0]}: ${asked[1]}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
  /** The first error as "code: message"; undefined if there is none. */
  server.complaint = async (...asked) => {
    const [error] = (await server.answer(...asked)).errors ?? [];
    return error ? `${error.extensions.code}: ${error.message}` : undefined;
  };
  server.database = path;
  server.rules = file;
  return server;
}

/** A server of the shop for the tests of a file. */
export function shopForAll(args) {
  const holder = {};
  before(async () => { holder.server = await serveShop(args); });
  after(() => holder.server.stop());
  return holder;
}
