// Attacks on permissions: columns, rows and tables that a role must not see, learn of, or write.
// E13 is about subscriptions, which there are none of yet; E17 is tests/reference/roles.test.mjs.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { run, serve } from './soloql.mjs';
import { headersOf, secret, serveShop, shopForAll } from './roles.mjs';

const shop = shopForAll(['--no-suggestions']);
const data = (...asked) => shop.server.data(...asked);
const complaint = (...asked) => shop.server.complaint(...asked);

/** That a name in its place is as unknown as one that never was; and so as a variable. */
async function assertUnknown(role, makeQuery, name, variables = () => undefined) {
  const never = 'q'.repeat(name.length);
  const ask = (word) => shop.server.text(role, makeQuery(word), { variables: variables(word) });
  const told = await ask(name);
  assert.ok(JSON.parse(told).errors, `${role}: ${makeQuery(name)} is answered`);
  assert.equal(told.replaceAll(name, never), await ask(never), `${role}: ${makeQuery(name)}`);
}

test('E1 a filter on a hidden column is an unknown field, wherever it stands', async () => {
  const filters = [
    (n) => `{${n}: {_like: "a%"}}`, (n) => `{_not: {${n}: {_eq: "alpha"}}}`, (n) => `{_or: [{name: {_eq: "x"}}, {${n}: {_eq: "alpha"}}]}`,
    (n) => `{manager: {${n}: {_is_null: false}}}`, (n) => `{purchase: {customer: {${n}: {_eq: "x"}}}}`,
    (n) => `{customer_by_manager_aggregate: {count: {filter: {${n}: {_eq: "x"}}, predicate: {_gt: 0}}}}`,
    (n) => `{name: {_${n}: "x"}}`,
  ];
  for (const name of ['secret', 'email', 'vault', 'shout']) {
    for (const filter of filters) await assertUnknown('user', (n) => `{ customer(where: ${filter(n)}) { id } }`, name);
    const query = () => 'query ($w: customer_bool_exp) { customer(where: $w) { id } }';
    await assertUnknown('user', query, name, (n) => ({ w: { _not: { [n]: { _eq: 'x' } } } }));
    for (const field of ['update_customer', 'delete_customer']) {
      const change = field.startsWith('update') ? ', _set: {name: "x"}' : '';
      await assertUnknown('user', (n) => `mutation { ${field}(where: {${n}: {_eq: "x"}}${change}) { affected_rows } }`, name);
    }
  }
  // What rules alone have is for rules alone.
  for (const where of ['{_exists: {_table: "vault", _where: {}}}', '{name: {_ceq: "secret"}}']) {
    assert.match(await complaint('user', `{ customer(where: ${where}) { id } }`), /is not defined by type/);
  }
  assert.deepEqual(await data('user', '{ customer(where: {name: {_eq: "$user_id"}}) { id } }'), { customer: [] });
});

test('E2 hidden columns order, group and tell apart nothing, and are in no cursor', async () => {
  for (const name of ['secret', 'email']) {
    for (const query of [
      (n) => `{ customer(order_by: {${n}: asc}) { id } }`, (n) => `{ purchase(order_by: {customer: {${n}: asc}}) { id } }`,
      (n) => `{ customer(order_by: {customer_by_manager_aggregate: {max: {${n}: asc}}}) { id } }`,
      (n) => `{ customer(distinct_on: [${n}]) { id } }`, (n) => `{ customer_group { key { ${n} } } }`,
      (n) => `{ purchase_group { key { customer { ${n} } } } }`, (n) => `{ customer_connection(order_by: {${n}: asc}) { nodes { id } } }`,
      (n) => `{ customer_group(having: {max: {${n}: {_gt: "a"}}}) { aggregate { count } } }`,
    ]) await assertUnknown('user', query, name);
  }
  const { customer_connection: { edges } } = await data('user', '{ customer_connection(order_by: {name: asc}) { edges { cursor } } }');
  for (const { cursor } of edges) {
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
    assert.doesNotMatch(bytes, /alpha|beta|delta|@x/);
  }
  // A masked column orders, groups and pages as the null that it is.
  const masked = await data('masked', `{
    customer(order_by: [{secret: asc_nulls_first}, {id: asc}]) { id secret }
    customer_group(order_by: {key: {secret: asc}}) { key { secret } aggregate { count } }
    a: customer(where: {secret: {_eq: "ALPHA"}}) { id } b: customer(where: {secret: {_gt: "e"}}) { id }
    c: customer(where: {_not: {secret: {_eq: "gamma"}}}, order_by: {id: asc}) { id }
    customer_aggregate { aggregate { max { secret } count(columns: [secret]) count_distinct { shout } } }
    d: customer(distinct_on: [secret], order_by: {secret: asc}) { id }
    purchase(order_by: [{customer: {shout: desc_nulls_last}}, {id: asc}]) { id customer { secret } } }`);
  assert.deepEqual(masked, {
    customer: [[3, null], [4, null], [1, 'alpha'], [2, 'beta'], [5, 'delta']].map(([id, word]) => ({ id, secret: word })),
    customer_group: [['alpha', 1], ['beta', 1], ['delta', 1], [null, 2]].map(([word, count]) => ({ key: { secret: word }, aggregate: { count } })),
    a: [{ id: 1 }], b: [], c: [{ id: 1 }, { id: 2 }, { id: 5 }],
    customer_aggregate: { aggregate: { max: { secret: 'delta' }, count: 3, count_distinct: { shout: 3 } } },
    d: [{ id: 1 }, { id: 2 }, { id: 5 }, { id: 3 }],
    purchase: [[3, 'beta'], [1, 'alpha'], [2, 'alpha'], [4, null], [5, null]].map(([id, word]) => ({ id, customer: { secret: word } })),
  });
  // Of a table with a column that no rule has anything to do with, too.
  assert.deepEqual(await data('masked', '{ setting(order_by: {loud: desc_nulls_last}, where: {value: {_neq: "x"}}) { area secret loud } }'), {
    setting: [{ area: 'ui', secret: 's1', loud: 'S1' }, { area: 'db', secret: null, loud: null }],
  });
  // Its cursors hold nulls: every page through them is right, and no byte of a hidden value is in one.
  const seen = [];
  for (let after = null; ;) {
    const { customer_connection: page } = await data(
      'masked', 'query ($after: String) { customer_connection(first: 1, after: $after, order_by: {secret: desc}) { edges { cursor node { id } } pageInfo { hasNextPage } } }',
      { variables: { after } });
    seen.push(page.edges[0].node.id);
    after = page.edges[0].cursor;
    assert.doesNotMatch(Buffer.from(after, 'base64url').toString('latin1'), /gamma|ALPHA/);
    if (!page.pageInfo.hasNextPage) break;
  }
  assert.deepEqual(seen, [3, 4, 5, 2, 1]);
});

test('E3 aggregates count what is visible, and are not there for who has none', async () => {
  for (const query of [
    (n) => `{ customer_aggregate { aggregate { count(columns: [${n}]) } } }`, (n) => `{ customer_aggregate { aggregate { max { ${n} } } } }`,
    (n) => `{ customer_aggregate { aggregate { count_distinct { ${n} } } } }`, (n) => `{ customer { ${n}_aggregate { aggregate { count } } } }`,
  ]) await assertUnknown('user', query, 'secret');
  const seen = await data('user', `{
    customer_aggregate { aggregate { count max { name } } } customer_group { aggregate { count } }
    customer_connection(first: 2) { totalCount pageInfo { hasNextPage } }
    purchase_aggregate { aggregate { count sum { total } } nodes { id } } purchase_group { key { status } aggregate { count } }
    each: purchase_group(limit: 9) { key { id } } purchase_connection { totalCount pageInfo { hasNextPage } nodes { id } }
    customer { id purchase_aggregate { aggregate { count } } customer_by_manager_aggregate { aggregate { count } } } }`);
  assert.deepEqual(seen, {
    customer_aggregate: { aggregate: { count: 3, max: { name: 'Eve' } } },
    customer_group: [{ aggregate: { count: 3 } }],
    customer_connection: { totalCount: 3, pageInfo: { hasNextPage: true } },
    purchase_aggregate: { aggregate: { count: 3, sum: { total: 60 } }, nodes: [{ id: 1 }, { id: 2 }] },
    purchase_group: [{ key: { status: 'open' }, aggregate: { count: 2 } }, { key: { status: 'paid' }, aggregate: { count: 1 } }],
    each: [{ key: { id: 1 } }, { key: { id: 2 } }], // no list is longer than his limit
    purchase_connection: { totalCount: 3, pageInfo: { hasNextPage: true }, nodes: [{ id: 1 }, { id: 2 }] },
    customer: [[1, 2, 1], [2, 1, 0], [5, 0, 0]].map(([id, purchases, staff]) => ({
      id, purchase_aggregate: { aggregate: { count: purchases } }, customer_by_manager_aggregate: { aggregate: { count: staff } },
    })),
  });
  // Without the right to aggregate nothing counts or sums: not in a filter or a connection either.
  // (An order by the rows of a relation is there, as Hasura has it: they can be listed.)
  for (const query of [
    '{ customer_aggregate { aggregate { count } } }', '{ customer { purchase_aggregate { aggregate { count } } } }',
    '{ customer_group { aggregate { count } } }', '{ customer(where: {purchase_aggregate: {count: {predicate: {_gt: 1}}}}) { id } }',
    
    '{ customer_connection { totalCount } }', '{ customer { purchase_connection { totalCount } } }',
  ]) assert.match(await complaint('counter', query) ?? `answered: ${query}`, /^validation-failed/, query);
});

test('E4 the condition on rows holds on every way to them', async () => {
  const ids = (rows) => rows.map(({ id }) => id);
  const { customer: all } = await data('', '{ customer(order_by: {id: asc}) { id _id } }');
  const id = Object.fromEntries(all.map((row) => [row.id, row._id]));
  for (const [number, row] of [[1, { id: 1 }], [3, null], [4, null], [99, null]]) {
    assert.deepEqual((await data('user', `{ customer_by_pk(id: ${number}) { id } }`)).customer_by_pk, row);
    assert.deepEqual((await data('user', 'query ($id: ID!) { node(id: $id) { ... on customer { id } } }', { variables: { id: id[number] ?? 'x' } })).node, row);
  }
  const { vault: [hidden] } = await data('', '{ vault { _id } }');
  assert.deepEqual(await data('user', `{ node(id: "${hidden._id}") { __typename } }`), { node: null });
  const seen = await data('user', `{
    customer { id } customer_connection { nodes { id } } customer_aggregate { nodes { id } }
    from_number(n: 2) { id name }
    up: purchase(order_by: {id: desc}) { id customer { id manager { id } } }
    many: customer { id purchase { id } customer_by_manager { id } }
    junction: purchase { id tag { label } purchase_tag { tag_id tag { label } } } tag(where: {purchase: {}}) { id purchase { id } }
    through: customer(where: {manager: {}}) { id } exists: customer(where: {manager: {manager: {}}}) { id }
    rich { id name } }`);
  assert.deepEqual(ids(seen.customer), [1, 2, 5]);
  assert.deepEqual(ids(seen.customer_connection.nodes), [1, 2, 5]);
  assert.deepEqual(ids(seen.customer_aggregate.nodes), [1, 2, 5]);
  assert.deepEqual(seen.from_number, [{ id: 5, name: 'Eve' }, { id: 2, name: 'Bob' }]);
  assert.deepEqual(seen.up, [{ id: 3, customer: { id: 2, manager: { id: 1 } } }, { id: 2, customer: { id: 1, manager: null } }]);
  assert.deepEqual(seen.many, [[1, [1, 2], [2]], [2, [3], []], [5, [], []]].map(([key, purchases, staff]) => ({
    id: key, purchase: purchases.map((p) => ({ id: p })), customer_by_manager: staff.map((c) => ({ id: c })),
  })));
  assert.deepEqual(seen.junction, [
    { id: 1, tag: [{ label: 'red' }], purchase_tag: [{ tag_id: 1, tag: { label: 'red' } }, { tag_id: 3, tag: null }] },
    { id: 2, tag: [], purchase_tag: [] },
  ]);
  assert.deepEqual(seen.tag, [{ id: 1, purchase: [{ id: 1 }] }, { id: 2, purchase: [{ id: 3 }] }]);
  assert.deepEqual([ids(seen.through), ids(seen.exists)], [[2], []]);
  // A walk through a tree ends at a row that is not visible, on the way up and on the way down.
  const trees = await data('user', `{ customer { id customer_by_manager_tree { depth node { id } } manager_tree { node { id } } } }`);
  assert.deepEqual(trees.customer, [
    { id: 1, customer_by_manager_tree: [{ depth: 1, node: { id: 2 } }], manager_tree: [] },
    { id: 2, customer_by_manager_tree: [], manager_tree: [{ node: { id: 1 } }] },
    { id: 5, customer_by_manager_tree: [], manager_tree: [] },
  ]);
  // Words are searched by who sees all columns that are indexed, and find what he sees.
  for (const role of ['user', 'masked']) {
    for (const where of ['{_search: "secret"}', '{_search_raw: "secret"}']) {
      assert.match(await complaint(role, `{ post(where: ${where}) { id } }`), /_search(_raw)?\\?" is not defined/);
    }
    assert.match(await complaint(role, '{ post { _snippet } }'), /Cannot query field/);
    assert.match(await complaint(role, '{ post_fts { rowid } }'), /Cannot query field/);
  }
  assert.deepEqual(await data('editor', '{ a: post(where: {_search: "secret"}) { id _highlight(column: body, start: "<", end: ">") } b: post(where: {_search: "nothing"}) { id } }'),
    { a: [{ id: 1, _highlight: 'the <secret> plan' }], b: [] });
  // Streams and the explanation see no more.
  const csv = await fetch(shop.server.graphql, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/csv', ...headersOf('user') },
    body: JSON.stringify({ query: '{ customer(order_by: {id: asc}) { id name } }' }),
  });
  assert.equal((await csv.text()).replaceAll('\r', '').trim(), 'id,name\n1,Ann\n2,Bob\n5,Eve');
  const told = run(['explain', shop.server.database, '{ customer { name } }', '--schema', shop.server.rules, '--role', 'user', '--session', '{"user_id": 1}']);
  assert.match(told.stdout, /"owner_id" = \?1/);
});

test('E5 what a caller joins with _or is joined to the rule with and', async () => {
  for (const where of ['{_or: [{}, {id: {_gt: 0}}]}', '{_or: [{id: {_eq: 3}}, {id: {_eq: 1}}]}', '{_not: {_and: [{id: {_lt: 0}}]}}']) {
    const { customer } = await data('user', `{ customer(where: ${where}) { id } }`);
    assert.deepEqual(customer.filter(({ id }) => ![1, 2, 5].includes(id)), [], where);
  }
  assert.deepEqual(await data('user', '{ customer(where: {_or: [{id: {_eq: 3}}, {id: {_eq: 1}}]}) { id } }'), { customer: [{ id: 1 }] });
});

test('E6 a claim that is missing or wrong is an error, never an empty comparison', async () => {
  const list = (role, claims) => shop.server.complaint(role, '{ c: customer { id } }', { claims });
  for (const claims of [{}, { 'user-name': '1' }, { 'user-id-x': '1' }]) assert.match(await list('user', claims), /^not-found: Missing session variable: "user_id"/);
  for (const value of ['', 'null', '[]', '[1]', '{1}', 'NaN', '1 or 1=1', "1'--", '1e400', '0x1', '1.5', '99999999999999999999']) {
    assert.match(await list('user', { 'user-id': value }) ?? 'answered', /^(data-exception|not-found): /, value);
  }
  for (const value of ['', 'null', '1', '[1', '{1', '{1}x', '[null]', '[1, null]', '[[1]]', '{"a": 1}', '1,2']) {
    for (const role of ['listed', 'unlisted']) assert.match(await list(role, { ids: value }) ?? 'answered', /^(data-exception|not-found): /, value);
  }
  const rows = async (role, ids) => (await data(role, '{ customer { id } }', { claims: { ids } })).customer.map(({ id }) => id);
  for (const [ids, numbers] of [['[]', []], ['{}', []], ['[1, 3]', [1, 3]], ['{1,3}', [1, 3]], ['["1","3"]', [1, 3]], ['{"1","3"}', [1, 3]]]) {
    assert.deepEqual(await rows('listed', ids), numbers, ids);
    assert.deepEqual(await rows('unlisted', ids), [1, 2, 3, 4, 5].filter((id) => !numbers.includes(id)), ids);
  }
  // Even where no row is reached, or none of the rows is asked for.
  assert.match(await complaint('user', '{ customer(limit: 0) { id } }', { claims: {} }), /^not-found/);
  assert.match(await complaint('user', 'mutation { delete_customer(where: {id: {_lt: 0}}) { affected_rows } }', { claims: {} }), /^not-found/);
});

/** A server of the test's own, whose rows may change, and what admin sees in it afterwards. */
async function writable(t) {
  const server = await serveShop(['--no-suggestions']);
  t.after(() => server.stop());
  server.all = (query) => server.data('', query);
  /** That a mutation is refused with a code, and that nothing whatever has changed. */
  server.assertRefused = async (role, mutation, code, options) => {
    const everything = () => server.all(`{ customer(order_by: {id: asc}) { id name email owner_id manager_id } purchase { id customer_id status total note }
      tag { id label } purchase_tag { purchase_id tag_id } vault { id word customer_id } setting { area name value secret } }`);
    const before = await everything(), answer = await server.answer(role, `mutation { ${mutation} }`, options);
    assert.equal(answer.errors?.[0].extensions.code, code, `${mutation}: ${JSON.stringify(answer)}`);
    assert.deepEqual(await everything(), before, mutation);
    return answer.errors[0].message;
  };
  return server;
}

test('E7 no row is moved into or out of reach', async (t) => {
  const server = await writable(t);
  const one = async (role, field) => Object.values(await server.data(role, `mutation { ${field} }`))[0];
  // Rows of others are not there to be written, by whatever way.
  assert.deepEqual(await one('user', 'update_customer(where: {id: {_eq: 3}}, _set: {name: "x"}) { affected_rows returning { id } }'), { affected_rows: 0, returning: [] });
  assert.equal(await one('user', 'update_customer_by_pk(pk_columns: {id: 3}, _set: {name: "x"}) { id }'), null);
  assert.deepEqual(await one('user', 'update_customer_many(updates: [{where: {id: {_eq: 4}}, _set: {name: "x"}}]) { affected_rows }'), [{ affected_rows: 0 }]);
  assert.equal(await one('user', 'delete_customer_by_pk(id: 4) { id }'), null);
  assert.deepEqual(await one('user', 'delete_purchase(where: {id: {_in: [2, 4, 5]}}) { affected_rows returning { id } }'), { affected_rows: 0, returning: [] });
  assert.deepEqual(await one('user', 'update_purchase_by_pk(pk_columns: {id: 4}, _set: {customer_id: 1}) { id }'), null);
  // An upsert updates what an update might, and no more.
  const upsert = (name, email) => `insert_customer(objects: {name: "${name}", email: "${email}"}, on_conflict: {constraint: customer_email_key, update_columns: [name]}) { affected_rows returning { id name } }`;
  assert.deepEqual(await one('user', upsert('taken', 'cyd@x')), { affected_rows: 0, returning: [] });
  assert.deepEqual(await one('user', upsert('Anna', 'ann@x')), { affected_rows: 1, returning: [{ id: 1, name: 'Anna' }] });
  assert.deepEqual(await one('user', upsert('New', 'new@x')), { affected_rows: 1, returning: [{ id: 6, name: 'New' }] });
  assert.deepEqual(await server.all('{ customer(where: {id: {_in: [3, 6]}}) { id name owner_id } }'), { customer: [{ id: 3, name: 'Cyd', owner_id: 2 }, { id: 6, name: 'New', owner_id: 1 }] });
  // What a row becomes is checked when it is there.
  for (const field of [
    'insert_customer(objects: {name: ""}) { affected_rows }', upsert('', 'ann@x'), upsert('', 'newer@x'),
    'update_customer(where: {id: {_eq: 1}}, _set: {name: ""}) { affected_rows }', 'update_customer_by_pk(pk_columns: {id: 1}, _set: {name: ""}) { id }',
    'update_customer_many(updates: [{where: {id: {_eq: 1}}, _set: {name: "ok"}}, {where: {id: {_eq: 2}}, _set: {name: ""}}]) { affected_rows }',
    'insert_purchase(objects: {customer_id: 3, total: 1}) { affected_rows }', 'insert_purchase(objects: [{customer_id: 1, total: 1}, {customer_id: 1, total: -1}]) { affected_rows }',
    'insert_purchase(objects: {customer_id: 1}) { affected_rows }', // the check is unknown of a null
    'update_purchase_by_pk(pk_columns: {id: 1}, _set: {customer_id: 3}) { id }', 'update_purchase(where: {}, _all: true, _inc: {customer_id: 2}) { affected_rows }',
    'insert_purchase_tag(objects: {purchase_id: 4, tag_id: 2}) { affected_rows }',
    'insert_customer(objects: {name: "ok"}) { affected_rows } insert_purchase(objects: {customer_id: 4, total: 1}) { affected_rows }',
    'delete_purchase_by_pk(id: 3) { id } update_customer_by_pk(pk_columns: {id: 1}, _set: {name: ""}) { id }',
  ]) await server.assertRefused('user', field, field.startsWith('delete_purchase_by_pk(id: 3)') ? 'constraint-violation' : 'permission-error');
  // The key is not among the columns of a role that may not set it.
  for (const field of ['update_customer(where: {}, _all: true, _set: {id: 9}) { affected_rows }', 'update_customer(where: {}, _all: true, _inc: {id: 9}) { affected_rows }',
    'insert_customer(objects: {id: 3, name: "x"}) { affected_rows }',
    'insert_customer(objects: {id: 3, name: "x"}, on_conflict: {constraint: customer_pkey, update_columns: [name]}) { affected_rows }',
    'insert_customer(objects: {name: "x", email: "ann@x"}, on_conflict: {constraint: customer_email_key, update_columns: [owner_id]}) { affected_rows }',
  ]) await server.assertRefused('user', field, 'validation-failed');
});

test('E7 masked columns are masked where rows are written, too', async (t) => {
  const server = await writable(t);
  const count = async (field) => {
    const [answer] = Object.values(await server.data('masked', `mutation { ${field} }`));
    return Array.isArray(answer) ? answer[0].affected_rows : answer.affected_rows;
  };
  for (const column of ['secret', 'shout']) {
    const hidden = column === 'secret' ? 'gamma' : 'GAMMA', shown = column === 'secret' ? 'alpha' : 'ALPHA';
    const guess = (value) => `where: {${column}: {_eq: "${value}"}}`;
    assert.equal(await count(`update_customer(${guess(hidden)}, _set: {name: "x"}) { affected_rows }`), 0);
    assert.equal(await count(`update_customer(${guess(shown)}, _set: {name: "x"}) { affected_rows }`), 1);
    assert.equal(await count(`update_customer_many(updates: {${guess(hidden)}, _set: {name: "x"}}) { affected_rows }`), 0);
    assert.equal(await count(`delete_customer(${guess(hidden)}) { affected_rows }`), 0);
    const upsert = (email, value) => `insert_customer(objects: {name: "up", email: "${email}"}, on_conflict: {constraint: customer_email_key, update_columns: [name], ${guess(value)}}) { affected_rows returning { name secret } }`;
    assert.equal(await count(upsert('cyd@x', hidden)), 0);
    assert.equal(await count(upsert('ann@x', shown)), 1);
    await server.assertRefused('masked', `update_customer_by_pk(pk_columns: {id: 3}, _if: {${column}: {_eq: "${hidden}"}}, _set: {name: "y"}) { id }`, 'conflict');
    assert.deepEqual(await server.data('masked', `mutation { update_customer_by_pk(pk_columns: {id: 3}, _if: {${column}: {_is_null: true}}, _set: {name: "y"}) { id secret shout } }`),
      { update_customer_by_pk: { id: 3, secret: null, shout: null } });
  }
  for (const [column, hidden, shown] of [['secret', 's2', 's1'], ['loud', 'S2', 'S1']]) { // a table without a rowid
    const guess = `where: {${column}: {_in: ["${hidden}", "${shown}"]}}`;
    assert.equal(await count(`update_setting(${guess}, _set: {value: "x"}) { affected_rows }`), 1);
    assert.equal(await count(`insert_setting(objects: [{area: "db", name: "size", value: "y"}, {area: "ui", name: "color", value: "y"}],
      on_conflict: {constraint: setting_pkey, update_columns: [value], ${guess}}) { affected_rows }`), 1);
    assert.equal(await count(`delete_setting(where: {${column}: {_eq: "${hidden}"}}) { affected_rows }`), 0);
  }
  assert.deepEqual(await server.all('{ setting(order_by: {area: asc}) { area value } }'), { setting: [{ area: 'db', value: '10' }, { area: 'ui', value: 'y' }] });
});

test('E8 a nested write is allowed only where the role might write that row by itself', async (t) => {
  const server = await writable(t);
  const nested = [
    // a table, or a kind of write, that the role has no rule for
    ['insert_purchase(objects: {total: 1, customer: {data: {name: "x", vault: {data: {word: "w"}}}}}) { affected_rows }', 'validation-failed'],
    ['insert_purchase_tag(objects: {purchase_id: 1, tag: {data: {label: "new"}}}) { affected_rows }', 'validation-failed'],
    // a row that fails its own rule takes all with it
    ['insert_customer(objects: {name: "a", purchase: {data: [{total: 5}, {total: -5}]}}) { affected_rows }', 'permission-error'],
    ['insert_purchase(objects: {total: 1, customer: {data: {name: ""}}}) { affected_rows }', 'permission-error'],
    ['insert_customer_one(object: {name: "a", manager: {data: {name: ""}}}) { id }', 'permission-error'],
    // a preset stands in nested rows, too
    ['insert_purchase(objects: {total: 1, customer: {data: {name: "x", owner_id: 2}}}) { affected_rows }', 'validation-failed'],
    // ties to rows that are not to be written
    ['update_customer_by_pk(pk_columns: {id: 1}, purchase: {connect: [{id: 4}]}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 1}, purchase: {update: [{where: {id: {_eq: 4}}, _set: {status: "x"}}]}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 1}, purchase: {delete: [{id: {_eq: 4}}]}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 1}, purchase: {delete: [{id: {_eq: 2}}]}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 2}, customer_by_manager: {disconnect: [{id: 3}]}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 2}, manager: {connect: {id: 3}}) { id }', null],
    ['update_customer_by_pk(pk_columns: {id: 3}, purchase: {create: [{total: 1}]}) { id }', null],
  ];
  for (const [mutation, code] of nested) {
    if (code) {
      await server.assertRefused('user', mutation, code);
      continue;
    }
    // Refused, or without any effect on rows of others: never one that the role could not have alone.
    const hidden = '{ customer(where: {owner_id: {_eq: 2}}, order_by: {id: asc}) { id name manager_id owner_id } purchase(where: {_or: [{customer: {owner_id: {_eq: 2}}}, {id: {_eq: 4}}, {id: {_eq: 2}}]}, order_by: {id: asc}) { id status customer_id } }';
    const before = await server.all(hidden);
    const { errors } = await server.answer('user', `mutation { ${mutation} }`);
    assert.notEqual(errors?.[0].extensions.code, 'validation-failed', `${mutation}: ${errors?.[0].message}`);
    assert.deepEqual(await server.all(hidden), before, mutation);
  }
  const made = await server.data('user', `mutation { insert_purchase(objects: {total: 7, customer: {data: {name: "Nested"}}}) { affected_rows returning { total customer { name } } } }`);
  assert.deepEqual(made.insert_purchase, { affected_rows: 2, returning: [{ total: 7, customer: { name: 'Nested' } }] });
  assert.deepEqual(await server.all('{ customer(where: {name: {_eq: "Nested"}}) { owner_id } }'), { customer: [{ owner_id: 1 }] });
  // What is returned is what the role may see of it.
  const seen = await server.data('narrow', 'mutation { insert_purchase(objects: [{status: "open", customer_id: 3}, {status: "sent", customer_id: 1}]) { affected_rows returning { status customer { name } } } }');
  assert.deepEqual(seen.insert_purchase, { affected_rows: 2, returning: [{ status: 'open', customer: null }] });
});

test('E9 presets and columns that are not granted are unknown to inputs', async (t) => {
  const server = await writable(t);
  for (const mutation of [
    'insert_customer(objects: {name: "x", owner_id: 1}) { affected_rows }', 'insert_customer(objects: {name: "x", secret: "s"}) { affected_rows }',
    'insert_customer(objects: {name: "x", shout: "s"}) { affected_rows }', 'update_customer(where: {}, _all: true, _set: {owner_id: 1}) { affected_rows }',
    'update_customer(where: {}, _all: true, _inc: {owner_id: 1}) { affected_rows }', 'insert_purchase(objects: {customer_id: 1, total: 1, note: "x"}) { affected_rows }',
    'insert_vault(objects: {word: "x"}) { affected_rows }', 'insert_tag(objects: {label: "x"}) { affected_rows }', 'update_tag(where: {}, _all: true, _set: {label: "x"}) { affected_rows }',
    'delete_purchase_tag(where: {}, _all: true) { affected_rows }', 'insert_rich(objects: {name: "x"}) { affected_rows }', 'wipe', 'rename(n: 1, name: "x") { id }',
  ]) await server.assertRefused('user', mutation, 'validation-failed');
  for (const [name, value] of [['owner_id', 2], ['secret', 's']]) {
    const { errors } = await server.answer('user', 'mutation ($o: [customer_insert_input!]!) { insert_customer(objects: $o) { affected_rows } }', { variables: { o: [{ name: 'x', [name]: value }] } });
    assert.equal(errors[0].extensions.code, 'validation-failed');
  }
  assert.deepEqual(await server.data('user', 'mutation { insert_customer_one(object: {name: "x"}) { name } }', { claims: { 'user-id': '7' } }), { insert_customer_one: { name: 'x' } });
  assert.deepEqual(await server.all('{ customer(where: {name: {_eq: "x"}}) { owner_id } }'), { customer: [{ owner_id: 7 }] });
});

test('E10 a constraint that fails names nothing that is hidden, and tells rows apart as little as it can', async (t) => {
  const server = await writable(t);
  const hidden = /swordfish|vault\.|customer_id|word|secret|@x|SQLITE|UNIQUE constraint/i;
  const words = [];
  for (const mutation of ['insert_vault(objects: {word: "swordfish"}) { affected_rows }', 'insert_vault(objects: {word: "open sesame"}) { affected_rows }']) {
    words.push(await server.assertRefused('narrow', mutation, 'constraint-violation'));
  }
  assert.equal(words[0], words[1]);
  const told = await server.text('narrow', 'mutation { insert_vault(objects: {word: "swordfish"}) { affected_rows } }');
  assert.doesNotMatch(JSON.parse(told).errors[0].message, hidden);
  for (const [role, mutation] of [
    ['user', 'insert_customer(objects: {name: "x", email: "cyd@x"}) { affected_rows }'], ['user', 'delete_customer(where: {id: {_eq: 1}}) { affected_rows }'],
    ['blind', 'update_customer(where: {}, _all: true, _set: {name: null}) { affected_rows }'],
  ]) {
    const { errors } = await server.answer(role, `mutation { ${mutation} }`);
    assert.match(errors[0].extensions.code, /^(constraint-violation|validation-failed)$/);
    assert.doesNotMatch(JSON.stringify(errors), /vault|secret|SQLITE|constraint failed/, mutation);
  }
  // A foreign key to a row of others fails as one to no row: both say that a check or a key failed.
  const taken = async (id) => (await server.answer('user', `mutation { insert_purchase(objects: {customer_id: ${id}, total: 1}) { affected_rows } }`)).errors[0].extensions.code;
  assert.ok(['permission-error', 'constraint-violation'].includes(await taken(3)) && ['permission-error', 'constraint-violation'].includes(await taken(99)));
});

test('E11 a role is chosen by who knows the secret, once, and exactly', async () => {
  const { graphql } = shop.server;
  const send = async (headers) => {
    const response = await fetch(graphql, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ customer { id } }"}' });
    return [response.status, await response.text()];
  };
  for (const headers of [{ 'x-hasura-role': 'admin' }, { 'x-hasura-role': 'user', 'x-hasura-user-id': '1' }, { ...headersOf('user'), 'x-soloql-admin-secret': 'no' }]) {
    const [status, body] = await send(headers);
    assert.equal(status, 401);
    assert.doesNotMatch(body, /"id"/);
  }
  for (const role of ['User', 'USER', 'user2', 'use', 'admin2', 'Admin', 'user, admin', "user' or 1", 'nobody', 'anonymous']) {
    const [, body] = await send(headersOf(role));
    assert.doesNotMatch(body, /"id":/, role);
  }
  const { status } = await fetch(graphql, {
    method: 'POST', body: '{"query":"{ customer { id } }"}',
    headers: [['content-type', 'application/json'], ...Object.entries(headersOf('user')), ['x-hasura-role', 'admin']],
  });
  assert.ok(status >= 400 || (await complaint('user, admin', '{ customer { id } }')));
});

test('E12 what one role or session is answered is never the answer of another', async () => {
  const query = '{ customer(order_by: {id: asc}) { id name } }';
  const wanted = {
    admin: [1, 2, 3, 4, 5], 1: [1, 2, 5], 2: [3, 4], 7: [],
  };
  const ask = async (who) => (await data(who === 'admin' ? '' : 'user', query, { claims: who === 'admin' ? {} : { 'user-id': who } })).customer.map(({ id }) => id);
  const order = ['admin', '1', '2', 'admin', '7', '2', '1', '1', 'admin', '2'];
  for (const who of order) assert.deepEqual(await ask(who), wanted[who], who);
  await Promise.all(Array.from({ length: 200 }, async (_, i) => {
    const who = order[(i * 7) % order.length];
    assert.deepEqual(await ask(who), wanted[who], who);
  }));
  // An entity tag of one is of no use to another.
  const get = (role, claims, etag = '""') => fetch(`${shop.server.graphql}?query=${encodeURIComponent(query)}`, {
    headers: { ...headersOf(role, claims), 'if-none-match': etag },
  });
  const tags = [];
  for (const [role, claims] of [['', {}], ['user', { 'user-id': '1' }], ['user', { 'user-id': '2' }], ['masked', { 'user-id': '1' }]]) {
    const first = await get(role, claims);
    assert.equal(first.status, 200);
    await first.text();
    for (const tag of tags) assert.equal((await get(role, claims, tag)).status, 200);
    const again = await get(role, claims, first.headers.get('etag'));
    assert.ok(first.headers.get('etag') && again.status === 304, role);
    tags.push(first.headers.get('etag'));
  }
  assert.equal(new Set(tags).size, tags.length);
  // A cursor is of one role.
  const cursor = async (role) => (await data(role, '{ customer_connection(first: 1) { pageInfo { endCursor } } }')).customer_connection.pageInfo.endCursor;
  const foreign = await cursor('');
  assert.match(await complaint('user', `{ customer_connection(first: 1, after: "${foreign}") { nodes { id } } }`), /^validation-failed/);
});

test('E14 views, index tables and named queries need grants of their own', async () => {
  for (const name of ['rich', 'post_fts', 'vault', 'setting', 'tag']) {
    await assertUnknown('counter', (n) => `{ ${n} { __typename } }`, name);
    await assertUnknown('counter', (n) => `query ($w: ${n}_bool_exp) { __typename }`, name);
  }
  await assertUnknown('user', (n) => `{ rich { ${n} } }`, 'secret');
  for (const name of ['post_fts_data', 'post_fts_content', 'post_fts_idx', 'post_fts_config', 'post_fts_docsize', 'sqlite_master', 'sqlite_schema', 'sqlite_sequence']) {
    for (const role of ['user', '']) await assertUnknown(role, (n) => `{ ${n} { __typename } }`, name);
  }
  for (const [role, field] of [['user', 'nobody_asks'], ['user', 'all_of_them'], ['user', 'raw_rows { secret }'], ['blind', 'from_number(n: 1) { id }'], ['masked', 'raw_rows { secret }']]) {
    assert.match(await complaint(role, `{ ${field} }`), /^validation-failed: Cannot query field/);
  }
  for (const role of ['user', 'masked', 'narrow']) assert.match(await complaint(role, 'mutation { wipe }'), /^validation-failed/);
  assert.deepEqual(await data('', '{ nobody_asks }'), { nobody_asks: 42 });
  // What they give of a table is what the role may see of it; values of their own are theirs to give.
  assert.deepEqual(await data('masked', '{ from_number(n: 3) { id secret shout } all_of_them }'), {
    from_number: [{ id: 5, secret: 'delta', shout: 'DELTA' }, { id: 4, secret: null, shout: null }, { id: 3, secret: null, shout: null }], all_of_them: 5,
  });
  const { raw_rows: raw } = await data('narrow', '{ raw_rows { customer_id customer { name } } }');
  assert.deepEqual(raw.map(({ customer }) => customer?.name ?? null), ['Ann', 'Bob', null, null, 'Eve']);
});

test('E14 a named statement answers with the rows that the role may see', async (t) => {
  const server = await writable(t);
  assert.deepEqual(await server.data('narrow', 'mutation { rename(n: 2, name: "same") { id name } }'), { rename: [{ id: 2, name: 'same' }, { id: 5, name: 'same' }] });
  assert.deepEqual(await server.data('narrow', 'mutation { update_customer_by_pk(pk_columns: {id: 3}, _set: {name: "unseen"}) { id } }'), { update_customer_by_pk: null });
});

test('E15 nothing that describes the API names what is hidden', async (t) => {
  const hidden = { user: /secret|shout|vault|setting|note|owner_id|post_fts|body|raw_row|all_of_them|nobody_asks|wipe|\bid < 3|backend/, blind: /secret|shout|vault|owner_id|manager_id|email|purchase|tag/, keyless: /\bid\b(?!s)|secret|email|vault|purchase/ };
  const { getIntrospectionQuery } = await import('graphql');
  for (const [role, names] of Object.entries(hidden)) {
    const text = await shop.server.text(role, getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
    const schema = JSON.parse(text).data.__schema;
    const own = JSON.stringify({ types: schema.types.filter(({ name }) => !name.startsWith('__')).map(({ description, ...type }) => type) });
    const found = own.replace(/"description":"(?:[^"\\]|\\.)*"/g, '').match(names);
    assert.equal(found && found.input.slice(found.index - 60, found.index + 60), null, role);
    const sdl = run(['schema', shop.server.database, '--schema', shop.server.rules, '--role', role]).stdout.replace(/"""[^]*?"""/g, '');
    const inSdl = sdl.match(names);
    assert.equal(inSdl && inSdl.input.slice(inSdl.index - 60, inSdl.index + 60), null, role);
  }
  for (const name of ['vault', 'vault_bool_exp', 'setting', 'post_fts', 'raw_row', 'vault_constraint']) await assertUnknownType('user', name);
  const suggesting = await serveShop();
  t.after(() => suggesting.stop());
  for (const query of ['{ vaul { id } }', '{ customer { secre } }', '{ customer { emai } }', '{ customer(where: {secre: {}}) { id } }', '{ customer(order_by: {secre: asc}) { id } }',
    '{ customer(distinct_on: [secre]) { id } }', '{ setting_ { id } }', '{ ... on vaul { id } }', 'mutation { insert_vaul { affected_rows } }', 'mutation { wip }',
    'query ($w: vaul_bool_exp) { __typename }', 'mutation { insert_customer(objects: {nam: "x", owner_i: 1}) { affected_rows } }']) {
    const text = await suggesting.text('user', query);
    assert.doesNotMatch(text, /secret|vault|setting"|owner_id|wipe|customer\.email/, query);
    assert.ok(JSON.parse(text).errors);
  }
});

async function assertUnknownType(role, name) {
  const { __type } = await data(role, `{ __type(name: "${name}") { name } }`);
  assert.equal(__type, null, name);
}

describe('E16 keys', () => {
  test('that are hidden make no by_pk, no id, no node, no connection and no tree', async () => {
    for (const field of ['customer_by_pk(id: 1) { name }', 'customer { _id }', 'node(id: "x") { __typename }', 'customer_connection { nodes { name } }',
      'customer { customer_by_manager_connection { nodes { name } } }', 'customer { manager_tree { depth } }', 'customer { customer_by_manager_tree { node { name } } }', 'customer(order_by: {id: asc}) { name }',
      'customer { id }', 'customer_aggregate { aggregate { max { id } } }']) {
      assert.match(await complaint('keyless', `{ ${field} }`) ?? `answered: ${field}`, /^validation-failed/, field);
    }
    for (const field of ['update_customer_by_pk(pk_columns: {id: 1}, _set: {name: "x"}) { name }', 'delete_customer_by_pk(id: 5) { name }',
      'insert_customer(objects: {name: "x"}, on_conflict: {constraint: customer_pkey, update_columns: [name]}) { affected_rows }']) {
      assert.match(await complaint('keyless', `mutation { ${field} }`), /^validation-failed/, field);
    }
    assert.deepEqual((await data('keyless', '{ customer(order_by: {name: desc}, limit: 2) { name manager { name } } }')).customer, [
      { name: 'Eve', manager: { name: 'Dan' } }, { name: 'Dan', manager: { name: 'Cyd' } }]);
  });

  test('of who sees nothing: rows are written, and none is shown', async (t) => {
    const server = await writable(t);
    assert.deepEqual(await server.data('blind', 'mutation { insert_customer(objects: {name: "x"}) { affected_rows } update_customer(where: {}, _all: true, _set: {name: "y"}) { affected_rows } delete_customer(where: {}, _all: true) { affected_rows } }'),
      { insert_customer: { affected_rows: 1 }, update_customer: { affected_rows: 6 }, delete_customer: { affected_rows: 2 } });
    for (const field of ['insert_customer(objects: {name: "x"}) { returning { name } }', 'insert_customer_one(object: {name: "x"}) { name }', 'update_customer(where: {name: {_eq: "x"}}, _set: {name: "y"}) { affected_rows }',
      'delete_customer(where: {id: {_eq: 1}}) { affected_rows }', 'delete_customer_by_pk(id: 1) { name }']) {
      await server.assertRefused('blind', field, 'validation-failed');
    }
    assert.match(await server.complaint('blind', '{ customer { __typename } }'), /^validation-failed/);
  });
});

test('a server whose rules do not parse does not start', async () => {
  await assert.rejects(serve(shop.server.database, ['--schema', shop.server.rules + '.none'], { env: { SOLOQL_ADMIN_SECRET: secret } }));
  await assert.rejects(serveShop([], 'extend type tag @permit(role: "user", select: {columns: ["labl"]})'), /no column \\?"labl/);
  await assert.rejects(serveShop([], 'extend type tag @permit(role: "user", select: {columns: "*", where: {labl: {_eq: "x"}}})'), /labl/);
});
