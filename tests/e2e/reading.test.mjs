// Groups, connections, ids, trees and search against data that changes, and against what is typed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { ask, makeDatabase, serve } from './soloql.mjs';

const sqlrun = process.env.SQLRUN ?? 'build/sqlrun';
let path, server;

before(async () => {
  path = makeDatabase(
    'reading.db',
    `create table node(id integer primary key, name text, up integer references node(id));
     insert into node values (1, 'a', 3), (2, 'b', 1), (3, 'c', 2), (4, 'd', 4), (5, null, null);
     create table event(id integer primary key, at timestamp, weight real, label text collate nocase);
     with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
     insert into event select i,
       case i % 3 when 0 then 1700000000 + i * 3600 when 1 then datetime(1700000000 + i * 3600, 'unixepoch') end,
       case when i % 7 = 0 then null else (i % 5) / 10.0 end, char(65 + i % 4 + (i % 2) * 32) from n;
     create table odd(id integer primary key, n integer not null);
     insert into odd values (1, 'abc');
     create table plain(a text primary key, b);
     insert into plain values ('x', 1), (null, 2), (null, 3);
     create virtual table words using fts5(text, note unindexed);
     insert into words values ('the quick brown fox', 'one'), ('a lazy dog', 'two');
     create table article(id integer primary key, body text);
     insert into article values (1, 'unindexed');
     create virtual table contentless using fts5(body, content='');
     insert into contentless(rowid, body) values (7, 'ghost words');
     create virtual table sparse using fts5(body, detail=none);
     insert into sparse values ('spare words');`,
  );
  server = await serve(path);
});
after(() => server.stop());

const data = async (query, variables) => {
  const { body } = await ask(server.graphql, query, { variables });
  assert.equal(body.errors, undefined, JSON.stringify(body.errors));
  return body.data;
};
const failure = async (query, variables) => {
  const { body } = await ask(server.graphql, query, { variables });
  assert.ok(body.errors, 'no error');
  return body.errors[0];
};
const change = (sql) => execFileSync(sqlrun, [path, '-'], { input: sql });

const orders = [
  '{}', '{at: asc}', '{at: desc}', '{at: asc_nulls_first}', '{at: desc_nulls_last}',
  '[{weight: asc}, {label: desc}]', '[{label: asc}, {weight: desc_nulls_last}]',
];
for (const order of orders) {
  for (const [size, cursor, end, more] of [
    ['first', 'after', 'endCursor', 'hasNextPage'],
    ['last', 'before', 'startCursor', 'hasPreviousPage'],
  ]) {
    test(`pages of a connection are the list: ${order}, ${size}`, async () => {
      const { event } = await data(`{ event(order_by: ${order}) { id } }`);
      const pages = [];
      let at = null;
      for (;;) {
        const { event_connection: page } = await data(
          `query($at: String) { event_connection(${size}: 13, ${cursor}: $at, order_by: ${order}) {
             nodes { id } totalCount pageInfo { ${end} ${more} } } }`,
          { at },
        );
        assert.equal(page.totalCount, event.length);
        if (size === 'first') pages.push(...page.nodes);
        else pages.unshift(...page.nodes);
        if (!page.pageInfo[more]) break;
        at = page.pageInfo[end];
      }
      assert.deepEqual(pages, event);
    });
  }
}

test('rows that come and go neither repeat nor hide others', async () => {
  const query = `query($at: String) { event_connection(first: 50, after: $at, order_by: {weight: asc}) {
    edges { cursor node { id } } pageInfo { endCursor hasNextPage hasPreviousPage } } }`;
  const seen = [];
  let at = null;
  for (let page = 0; ; page++) {
    const { event_connection: c } = await data(query, { at });
    seen.push(...c.edges.map((edge) => edge.node.id));
    at = c.pageInfo.endCursor;
    if (!c.pageInfo.hasNextPage) break;
    const last = c.edges.at(-1).node.id;
    change(`delete from event where id in (${c.edges[3].node.id}, ${last});
            insert into event(id, weight) values (${1000 + page}, -1);`);
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, 200);
});

test('a cursor is valid for its own list and order alone', async () => {
  const { event_connection: c } = await data(
    '{ event_connection(first: 1, order_by: {weight: asc}) { pageInfo { endCursor } } }');
  const cursor = c.pageInfo.endCursor;
  const list = (order, at) => [
    `query($at: String) { event_connection(first: 1, after: $at, order_by: ${order}) { nodes { id } } }`, { at: at ?? cursor }];
  await data(...list('{weight: asc}'));
  for (const [order, at] of [
    ['{weight: desc}'], ['{weight: asc_nulls_first}'], ['{}'], ['[{weight: asc}, {label: asc}]'],
    ['{weight: asc}', cursor.slice(1)], ['{weight: asc}', ''], ['{weight: asc}', 'x'.repeat(100_000)],
    ['{weight: asc}', `${cursor.slice(0, -3)}AAA`], ['{weight: asc}', "' or 1=1 --"],
  ]) {
    const error = await failure(...list(order, at));
    assert.equal(error.extensions.code, 'validation-failed');
    assert.match(error.message, /not a cursor of this list/);
    assert.ok(error.locations);
  }
  const other = await failure(
    'query($at: String) { node_connection(after: $at) { nodes { id } } }', { at: cursor });
  assert.match(other.message, /not a cursor/);
});

test('rows without a key of their own have cursors too', async () => {
  const { plain_connection: all } = await data('{ plain_connection { edges { cursor node { b } } } }');
  const { plain_connection: rest } = await data(
    'query($at: String) { plain_connection(after: $at) { nodes { b } } }', { at: all.edges[0].cursor });
  assert.deepEqual(rest.nodes, all.edges.slice(1).map((edge) => edge.node));
});

test('a table called node keeps its name, and ids are found by node_2', async () => {
  const { node, event } = await data('{ node(limit: 1) { _id name } event(limit: 1) { _id id } }');
  assert.equal(node[0].name, 'a');
  const found = await data(
    `query($n: ID!, $e: ID!, $no: ID!) {
       n: node_2(id: $n) { __typename _id ... on node { name } }
       e: node_2(id: $e) { ... on event { id } ... on node { name } }
       other: node_2(id: $e) { ... on node { name } }
       no: node_2(id: $no) { _id } }`,
    { n: node[0]._id, e: event[0]._id, no: 'nothing' });
  assert.deepEqual(found, {
    n: { __typename: 'node', _id: node[0]._id, name: 'a' }, e: { id: event[0].id }, other: null, no: null });
});

test('an error below an id has the path and the place of its own type', async () => {
  const { odd } = await data('{ odd { _id } }');
  const { body } = await ask(
    server.graphql, 'query($i: ID!) { node_2(id: $i) { ... on node { n: id } ... on odd { id n } } }',
    { variables: { i: odd[0]._id } });
  assert.deepEqual(body.data, { node_2: null });
  assert.deepEqual(body.errors[0].path, ['node_2', 'n']);
  assert.equal(body.errors[0].locations[0].column, 73);
});

test('circles end, and no row is its own ancestor', async () => {
  const { node } = await data(`{ node {
    id up_tree: node_tree { depth node { id } } node_by_up_tree(max_depth: 1) { node { id } } } }`);
  const ids = (row) => row.up_tree.map((step) => step.node.id);
  assert.deepEqual(node.map(ids), [[3, 2], [1, 3], [2, 1], [], []]);
  assert.deepEqual(node.map((row) => row.node_by_up_tree.map((step) => step.node.id)), [[2], [3], [1], [], []]);
});

test('text and epochs fall into the same buckets', async () => {
  const { event_group } = await data(`{ event_group(where: {id: {_lte: 200}}) {
    key { at(bucket: day) } aggregate { count } } }`);
  const days = event_group.filter((group) => group.key.at !== null);
  assert.ok(days.every((group) => /^2023-11-\d\d$/.test(group.key.at)));
  assert.equal(new Set(days.map((group) => group.key.at)).size, days.length);
});

test('what a user types is words, whatever it is', async () => {
  for (const typed of ['"', '""', 'AND', 'a AND', 'NEAR(', '*', '^', 'fox*', '-fox', 'text:fox',
    '{text note}: fox', "'", "it's", '(', ')', '+', '\\', '\u0000', '"\u0000', '', ' ', 'x'.repeat(20_000),
    'rank', 'words', 'fox OR', 'NOT', '\ud83d\ude00', '*: fox', 'fox\u0000"']) {
    const { words } = await data('query($q: String) { words(where: {_search: $q}) { text } }', { q: typed });
    assert.ok(Array.isArray(words), typed);
  }
  const found = await data('{ words(where: {_search: "FOX  quick"}) { text note _rank h: _highlight(column: text) } }');
  assert.equal(found.words[0].h, 'the <b>quick</b> brown <b>fox</b>');
});

test('a query of FTS5 that is wrong is the caller’s mistake', async () => {
  for (const query of ['"', 'AND', 'nocol:x', '(', '', '*', 'fox OR', 'NEAR(a b, x)', '{text nocol}: x']) {
    const error = await failure('query($q: String) { words(where: {_search_raw: $q}) { text } }', { q: query });
    assert.equal(error.extensions.code, 'validation-failed', query);
  }
  const { words } = await data('{ words(where: {_search_raw: "qui* OR lazy"}) { note } }');
  assert.equal(words.length, 2);
});

test('contentless and reduced indexes can be searched', async () => {
  const { contentless_aggregate, sparse } = await data(`{
    contentless_aggregate(where: {_search: "ghost"}) { aggregate { count } }
    sparse(where: {_search: "words spare"}) { body } }`);
  assert.equal(contentless_aggregate.aggregate.count, 1);
  assert.deepEqual(sparse, [{ body: 'spare words' }]);
});

test('defaults of variables hold in each request that the same program serves', async () => {
  const query = `query ($ids: [Int!] = [1, 3], $some: node_bool_exp = {name: {_in: ["a", "c"]}}, $offset: Int = 0) {
    node(where: {_and: [{id: {_in: $ids}}, $some]}, offset: $offset) { id } }`;
  const others = (i) => data(`query ($w: node_bool_exp, $n: Int) { a${i}: node(where: $w, limit: $n) { name } }`, {
    w: { name: { _in: ['x'.repeat(100), 'y', `${i}`] } }, n: 3,
  });
  for (let i = 0; i < 5; i++) {
    assert.deepEqual(await data(query), { node: [{ id: 1 }, { id: 3 }] });
    await others(i);
  }
});
