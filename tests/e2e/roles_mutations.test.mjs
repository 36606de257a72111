// Random mutations by a role, each judged by what all rows were before and are after it: only rows that
// the rules admit are changed or gone, every row that was written meets its check, presets stand, what
// is not granted has not changed, an error changes nothing, and what is returned is visible.
//
//   ROLE_MUTATIONS=400   how many there are in a run
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../spec/random.mjs';
import { makeDatabase, scratchFile, serve } from './soloql.mjs';
import { headersOf, secret } from './roles.mjs';

const schema = `
  CREATE TABLE shop(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, owner_id INT NOT NULL DEFAULT 9, rating INT NOT NULL DEFAULT 0, parent_id INT REFERENCES shop(id));
  CREATE TABLE item(id INTEGER PRIMARY KEY, shop_id INT NOT NULL REFERENCES shop(id), code TEXT NOT NULL, price INT, state TEXT NOT NULL DEFAULT 'open', secret TEXT DEFAULT 's', UNIQUE (shop_id, code));`;
const rules = `
extend type shop @permit(role: "owner",
  select: {where: {owner_id: {_eq: "$user_id"}}, columns: ["id", "name", "rating", "parent_id"]}
  insert: {columns: ["id", "name", "rating", "parent_id"], set: {owner_id: "$user_id"}, check: {rating: {_lte: 5}}}
  update: {columns: ["name", "rating", "parent_id"], where: {owner_id: {_eq: "$user_id"}}, check: {owner_id: {_eq: "$user_id"}, rating: {_lte: 5}}}
  delete: {where: {owner_id: {_eq: "$user_id"}, rating: {_lt: 3}}})
extend type item
  @permit(role: "owner",
    select: {where: {shop: {owner_id: {_eq: "$user_id"}}, state: {_neq: "gone"}}, columns: ["id", "shop_id", "code", "price", "state"]}
    insert: {columns: ["id", "shop_id", "code", "price", "state"], check: {shop: {owner_id: {_eq: "$user_id"}}, price: {_gte: 0}}}
    update: {columns: ["shop_id", "code", "price"], where: {shop: {owner_id: {_eq: "$user_id"}}, state: {_eq: "open"}}, check: {shop: {owner_id: {_eq: "$user_id"}}, price: {_gte: 0}}}
    delete: {where: {shop: {owner_id: {_eq: "$user_id"}}, state: {_eq: "open"}}})
  @permit(role: "owner", select: {where: {state: {_eq: "gone"}}, columns: ["id", "state"]})`;
const everything = '{ shop { id name owner_id rating parent_id } item { id shop_id code price state secret } }';
const total = Number(process.env.ROLE_MUTATIONS ?? 400);

/** Rules of the role, said once more in JavaScript. */
const judge = (user) => {
  const owner = (rows, id) => rows.shop.get(id)?.owner_id;
  const own = (rows, item) => owner(rows, item.shop_id) === user;
  return {
    shop: {
      granted: ['name', 'rating', 'parent_id'], mayUpdate: (_, row) => row.owner_id === user, mayDelete: (_, row) => row.owner_id === user && row.rating < 3,
      holds: (_, row) => row.owner_id === user && row.rating <= 5, sees: (_, row) => row.owner_id === user,
    },
    item: {
      granted: ['shop_id', 'code', 'price'], mayUpdate: (rows, row) => own(rows, row) && row.state === 'open', mayDelete: (rows, row) => own(rows, row) && row.state === 'open',
      holds: (rows, row) => own(rows, row) && row.price !== null && row.price >= 0, sees: (rows, row) => (own(rows, row) && row.state !== 'gone') || row.state === 'gone',
    },
  };
};

class MutationMaker {
  constructor(random) {
    this.random = random;
  }

  id = () => 1 + this.random.int(14);
  word = () => `n${this.random.int(12)}`;
  price = () => this.random.pick([-1, 0, 3, 7, 'null']);
  rating = () => this.random.int(8);
  state = () => this.random.pick(['open', 'open', 'sold', 'gone']);
  maybe = (probability, text) => (this.random.chance(probability) ? text() : '');

  shopRow = (nested = 0.4, parent = 0.2) => `{${this.maybe(0.3, () => `id: ${this.id()}, `)}name: "${this.word()}", rating: ${this.rating()}${this.maybe(parent, () => `, parent_id: ${this.id()}`)}${
    this.maybe(nested, () => `, item: {data: [${this.random.times(1 + this.random.int(2), () => this.itemRow(false))}]${this.maybe(0.3, () => `, ${this.itemConflict()}`)}}`)}}`;

  itemRow = (withShop = true) => `{code: "${this.random.pick(['a', 'b', 'c'])}", price: ${this.price()}${this.maybe(0.3, () => `, state: "${this.state()}"`)}${
    !withShop ? '' : this.random.chance(0.7) ? `, shop_id: ${this.id()}` : `, shop: {data: ${this.shopRow(0)}${this.maybe(0.4, () => `, ${this.shopConflict()}`)}}`}}`;

  shopConflict = () => `on_conflict: {constraint: ${this.random.pick(['shop_name_key', 'shop_pkey'])}, update_columns: [${this.random.some(['name', 'rating', 'parent_id'], 0.6)}]${this.maybe(0.3, () => `, where: ${this.shopWhere()}`)}}`;
  itemConflict = () => `on_conflict: {constraint: ${this.random.pick(['item_shop_id_code_key', 'item_pkey'])}, update_columns: [${this.random.some(['code', 'price', 'shop_id'], 0.6)}]${this.maybe(0.3, () => `, where: ${this.itemWhere()}`)}}`;

  shopWhere = () => this.random.pick([() => `{id: {_lte: ${this.id()}}}`, () => `{name: {_eq: "${this.word()}"}}`, () => `{item: {price: {_gt: 1}}}`, () => `{_not: {id: {_eq: ${this.id()}}}}`, () => '{id: {_gte: 0}}'])();
  itemWhere = () => this.random.pick([() => `{id: {_lte: ${this.id()}}}`, () => `{price: {_is_null: true}}`, () => `{shop: ${this.shopWhere()}}`, () => `{code: {_in: ["a", "b"]}}`, () => '{_or: [{id: {_gt: 0}}]}'])();
  shopSet = () => this.random.pick([() => `_set: {name: "${this.word()}"}`, () => `_set: {rating: ${this.rating()}}`, () => `_inc: {rating: ${this.random.int(5) - 1}}`, () => `_set: {parent_id: ${this.id()}}`])();
  itemSet = () => this.random.pick([() => `_set: {price: ${this.price()}}`, () => `_inc: {price: ${this.random.int(9) - 4}}`, () => `_set: {shop_id: ${this.id()}}`, () => `_set: {code: "${this.random.pick(['a', 'd', 'e'])}"}`])();

  /** What may stand below update_shop_by_pk and update_item_by_pk. */
  nested = () => this.random.pick([
    () => `item: {create: [${this.itemRow(false)}]}`, () => `item: {connect: [{id: ${this.id()}}]}`, () => `item: {update: [{where: ${this.itemWhere()}, ${this.itemSet()}}]}`,
    () => `item: {delete: [${this.itemWhere()}]}`, () => `shop_by_parent: {connect: [{id: ${this.id()}}]}`, () => `shop_by_parent: {disconnect: [{id: ${this.id()}}]}`,
    () => `shop_by_parent: {update: [{where: ${this.shopWhere()}, ${this.shopSet()}}]}`, () => `shop_by_parent: {create: [${this.shopRow(0, 0)}]}`, () => `parent: {connect: {id: ${this.id()}}}`, () => 'parent: {disconnect: true}',
    () => `parent: {update: {${this.shopSet()}}}`, () => `parent: {create: ${this.shopRow(0)}}`, () => 'parent: {delete: true}',
  ])();

  shows = { shop: '{ id name rating }', item: '{ id state shop_id }' };

  make() {
    const shop = this.shows.shop, item = this.shows.item, both = (fields) => `{ affected_rows returning ${fields} }`;
    return this.random.pick([
      () => `insert_shop(objects: [${this.random.times(1 + this.random.int(2), () => this.shopRow())}]${this.maybe(0.5, () => `, ${this.shopConflict()}`)}) ${both(shop)}`,
      () => `insert_item(objects: [${this.random.times(1 + this.random.int(3), () => this.itemRow())}]${this.maybe(0.5, () => `, ${this.itemConflict()}`)}) ${both(item)}`,
      () => `insert_item_one(object: ${this.itemRow()}) ${item}`,
      () => `update_shop(where: ${this.shopWhere()}, ${this.shopSet()}) ${both(shop)}`, () => `update_item(where: ${this.itemWhere()}, ${this.itemSet()}) ${both(item)}`,
      () => `update_item_many(updates: [{where: ${this.itemWhere()}, ${this.itemSet()}}, {where: ${this.itemWhere()}, ${this.itemSet()}}]) ${both(item)}`,
      () => `update_shop_by_pk(pk_columns: {id: ${this.id()}}, ${this.shopSet()}${this.maybe(0.2, () => `, _if: ${this.shopWhere()}`)}) ${shop}`,
      () => `update_shop_by_pk(pk_columns: {id: ${this.id()}}, ${this.nested()}) ${shop}`, () => `update_shop_by_pk(pk_columns: {id: ${this.id()}}, ${this.nested()}) ${shop}`,
      () => `update_item_by_pk(pk_columns: {id: ${this.id()}}, shop: {${this.random.pick([() => `connect: {id: ${this.id()}}`, () => `update: {${this.shopSet()}}`, () => `create: ${this.shopRow(0)}`])()}}) ${item}`,
      () => `update_item_by_pk(pk_columns: {id: ${this.id()}}, ${this.itemSet()}) ${item}`,
      () => `delete_item(where: ${this.itemWhere()}) ${both(item)}`, () => `delete_item_by_pk(id: ${this.id()}) ${item}`, () => `delete_shop(where: ${this.shopWhere()}) ${both(shop)}`, () => `delete_shop_by_pk(id: ${this.id()}) ${shop}`,
    ])();
  }
}

test(`${total} random mutations write what the role may, and nothing else`, async (t) => {
  const server = await serve(makeDatabase(`role-mutations-${process.pid}.db`, schema), ['--schema', scratchFile(`role-mutations-${process.pid}.graphql`, rules), '--log-level', 'off'], { env: { SOLOQL_ADMIN_SECRET: secret } });
  t.after(() => server.stop());
  const send = async (query, role, claims) => {
    const response = await fetch(server.graphql, { method: 'POST', headers: { 'content-type': 'application/json', ...headersOf(role, claims) }, body: JSON.stringify({ query }) });
    return response.json();
  };
  const rows = async () => Object.fromEntries(Object.entries((await send(everything)).data).map(([name, list]) => [name, new Map(list.map((row) => [row.id, row]))]));
  const fill = () => send(`mutation { delete_item(where: {}, _all: true) { affected_rows } update_shop(where: {}, _all: true, _set: {parent_id: null}) { affected_rows } delete_shop(where: {}, _all: true) { affected_rows }
    insert_shop(objects: [${[1, 2, 3, 4, 5, 6].map((id) => `{id: ${id}, name: "n${id}", owner_id: ${1 + (id % 2)}, rating: ${id}${id > 2 ? `, parent_id: ${id - 2 + (id % 3 ? 0 : 1)}` : ''}}`)}]) { affected_rows }
    insert_item(objects: [${Array.from({ length: 10 }, (_, i) => `{id: ${i + 1}, shop_id: ${1 + (i % 6)}, code: "${'abc'[Math.floor(i / 6)]}", price: ${i}, state: "${['open', 'open', 'sold', 'gone'][i % 4]}"}`)}]) { affected_rows } }`);
  const done = { changed: 0, refused: 0 };
  let before;
  for (let i = 0; i < total; i++) {
    if (i % 20 === 0) {
      assert.equal((await fill()).errors, undefined);
      before = await rows();
    }
    const random = new Random(i * 7919 + 17), user = 1 + random.int(2), mutation = new MutationMaker(random).make();
    const answer = await send(`mutation { it: ${mutation} }`, 'owner', { 'user-id': String(user) }), after = await rows(), rule = judge(user);
    const told = `${i}, user ${user}: ${mutation} answered ${JSON.stringify(answer)}\nbefore: ${JSON.stringify(Object.values(before).map((map) => [...map.values()]))}\nafter: ${JSON.stringify(Object.values(after).map((map) => [...map.values()]))}`;
    if (answer.errors) {
      assert.match(answer.errors[0].extensions.code, /^(permission-error|constraint-violation|conflict|data-exception|not-found)$/, told);
      assert.deepEqual(after, before, told);
      done.refused++;
    }
    for (const [table, { granted, mayUpdate, mayDelete, holds, sees }] of Object.entries(rule)) {
      for (const [id, row] of before[table]) {
        const now = after[table].get(id);
        if (!now) {
          assert.ok(mayDelete(before, row), `gone: ${JSON.stringify(row)} ${told}`);
          continue;
        }
        const changed = Object.keys(row).filter((name) => row[name] !== now[name]);
        if (!changed.length) continue;
        done.changed++;
        assert.ok(mayUpdate(before, row), `changed: ${JSON.stringify(row)} ${told}`);
        assert.ok(holds(after, now), `became: ${JSON.stringify(now)} ${told}`);
        assert.deepEqual(changed.filter((name) => !granted.includes(name)), [], told);
      }
      for (const [id, row] of after[table]) {
        if (before[table].has(id)) continue;
        done.changed++;
        assert.ok(holds(after, row), `made: ${JSON.stringify(row)} ${told}`);
        if (table === 'shop') assert.equal(row.owner_id, user, told);
        else assert.equal(row.secret, 's', told);
      }
      if (!answer.data?.it || !mutation.match(new RegExp(`^\\w+?_${table}\\b|^\\w+?_${table}_`))) continue;
      const [own, shown] = mutation.startsWith('delete') ? [before, before] : [after, after];
      for (const { id } of [answer.data.it].flat().flatMap((part) => part?.returning ?? (part?.id ? [part] : []))) {
        assert.ok(shown[table].has(id) && sees(own, shown[table].get(id)), `shown: ${id} ${told}`);
      }
    }
    before = after;
  }
  assert.ok(done.changed > total / 10 && done.refused > total / 20, JSON.stringify(done));
});
