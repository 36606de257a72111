// Answers that are kept: each caller gets his own, and what somebody has written is seen at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { serveShop } from './roles.mjs';
import { ask, makeDatabase, serve, until } from './soloql.mjs';

const callers = [
  ['user', { 'user-id': '1' }], ['user', { 'user-id': '2' }], ['masked', { 'user-id': '1' }],
  ['masked', { 'user-id': '2' }], ['narrow', { 'user-id': '1' }], [undefined, {}], ['nobody', {}],
];
const queries = [
  '{ customer(order_by: {id: asc}) { id name } }',
  '{ customer(order_by: {id: asc}) { id secret shout } }',
  '{ customer_aggregate { aggregate { count } } }',
  '{ purchase(order_by: {id: asc}) { id status } }',
  '{ from_number(n: 2) { id name } }',
  '{ post(order_by: {id: asc}) { id title } __typename }',
];

describe('of what is asked again and again', () => {
  let kept, fresh;
  before(async () => {
    kept = await serveShop(['--result-cache-after', '0ms']); // however little time it takes
    fresh = await serveShop(['--result-cache-bytes', '0']);
  });
  after(() => Promise.all([kept.stop(), fresh.stop()]));

  const compareAll = async () => {
    for (let round = 0; round < 4; round++) {
      for (const query of queries) {
        for (const [role, claims] of callers) {
          assert.equal(
            await kept.text(role, query, { claims }), await fresh.text(role, query, { claims }),
            `${role} ${JSON.stringify(claims)} ${query}`,
          );
        }
      }
    }
  };

  test('every role and every caller gets what is his', compareAll);

  for (const [role, claims, mutation] of [
    ['user', { 'user-id': '1' }, 'mutation { update_customer(where: {id: {_eq: 2}}, _set: {name: "Bert"}) { affected_rows } }'],
    ['user', { 'user-id': '2' }, 'mutation { delete_purchase(where: {id: {_eq: 5}}) { affected_rows } }'],
    [undefined, {}, 'mutation { insert_customer_one(object: {id: 9, name: "Zoe", owner_id: 2}) { id } }'],
  ]) {
    test(`after ${mutation.slice(11, 40)}…`, async () => {
      for (const server of [kept, fresh]) await server.data(role, mutation, { claims });
      await compareAll();
    });
  }

  test('after another process has written', async () => {
    for (const server of [kept, fresh]) {
      makeDatabase(server.database.split('/').pop(), "UPDATE customer SET name = name || '!', secret = 'new'");
    }
    await compareAll();
  });
});

test('what took long is not computed again after the second time, until its table is written', async () => {
  const path = makeDatabase(`kept-${process.pid}.db`, `
    CREATE TABLE number(i INTEGER PRIMARY KEY);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO number SELECT i FROM n;
    CREATE TABLE other(id INTEGER PRIMARY KEY);
    CREATE VIEW pairs AS SELECT count(*) AS n FROM number AS a, number AS b WHERE (a.i * b.i) % 7 = 3;`);
  const server = await serve(path, ['--log-level', 'info', '--log-format', 'json']);
  const times = async (count) => {
    const seen = server.log().length;
    const answers = [];
    for (let i = 0; i < count; i++) answers.push((await ask(server.graphql, '{ pairs { n } }')).body.data.pairs[0].n);
    await until(() => server.log().length >= seen + count);
    return { answers, statements: server.log().slice(seen).map(({ statements }) => statements) };
  };
  try {
    const first = await times(6);
    assert.equal(new Set(first.answers).size, 1);
    assert.deepEqual(first.statements, [1, 1, 0, 0, 0, 0]);
    await ask(server.graphql, 'mutation { insert_other_one(object: {id: 1}) { id } }');
    await until(() => server.log().length >= 7);
    assert.deepEqual((await times(1)).statements, [0]);
    await ask(server.graphql, 'mutation { delete_number(where: {i: {_gt: 2990}}) { affected_rows } }');
    await until(() => server.log().length >= 9);
    const second = await times(1);
    assert.deepEqual(second.statements, [1]);
    assert.notEqual(second.answers[0], first.answers[0]);
  } finally {
    await server.stop();
  }
});
