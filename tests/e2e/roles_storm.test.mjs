// Five roles, 64 clients and a schema.graphql that is saved ten times a second: nobody ever sees
// what is another's, and no request is dropped. STORM=20 asks for that many seconds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeFileSync } from 'node:fs';
import { ask, makeDatabase, scratchFile, serve, sleep } from './soloql.mjs';

const seconds = Number(process.env.STORM ?? 4);
const clients = 64;
const owners = 8;
const secret = 'storm-secret';

const rules = (round) => `
extend type notes
  @permit(role: "reader", select: {where: {owner: {_eq: "$user_id"}}, columns: ["id", "owner", "text"], limit: ${3 + (round % 2)}})
  @permit(role: "masked", select: {where: {owner: {_eq: "$user_id"}}, columns: ["id", "owner", "secret"]})
  @permit(role: "masked", select: {columns: ["id", "owner"], aggregate: true})
  @permit(role: "counter", select: {where: {owner: {_in: "$owners"}}, columns: ["id"], aggregate: true})
  @permit(role: "writer", select: {where: {owner: {_eq: "$user_id"}}, columns: "*"},
    insert: {columns: ["text"], set: {owner: "$user_id", secret: "preset"}, check: {text: {_neq: "bad"}}},
    update: {columns: ["text"], where: {owner: {_eq: "$user_id"}}},
    delete: {where: {owner: {_eq: "$user_id"}, text: {_eq: "new"}}})
extend type owners
  @permit(role: "reader", select: {where: {id: {_eq: "$user_id"}}, columns: ["id"]})
# ${round}
`;

// What each role asks, and what must be true of every answer.
const roles = {
  async reader(id, go) {
    const { data } = await go(`{ notes { owner text owned_by { id } } }`, { 'user-id': `${id}` });
    assert.ok(data.notes.length <= 4);
    for (const note of data.notes) assert.deepEqual([note.owner, note.owned_by.id], [id, id]);
  },
  async masked(id, go) {
    const { data } = await go('{ notes { owner secret } }', { 'user-id': `${id}` });
    for (const note of data.notes) assert.equal(note.secret !== null, note.owner === id);
    assert.ok(new Set(data.notes.map((note) => note.owner)).size === owners);
  },
  async counter(id, go) {
    const { data } = await go('{ notes_aggregate { aggregate { count } } }', { owners: `{${id}}` });
    assert.ok(data.notes_aggregate.aggregate.count >= 5);
    assert.ok(data.notes_aggregate.aggregate.count < 5 * owners);
  },
  async writer(id, go) {
    const { data } = await go(
      `mutation { insert_notes_one(object: {text: "new"}) { owner secret }
                  update_notes(where: {text: {_eq: "new"}}, _set: {text: "new"}) { returning { owner } }
                  delete_notes(where: {text: {_eq: "new"}}) { affected_rows } }`,
      { 'user-id': `${id}` },
    );
    assert.deepEqual(data.insert_notes_one, { owner: id, secret: 'preset' });
    for (const note of data.update_notes.returning) assert.equal(note.owner, id);
    assert.ok(data.delete_notes.affected_rows >= 1);
    const refused = await go('mutation { insert_notes_one(object: {text: "bad"}) { id } }', {
      'user-id': `${id}`,
    });
    assert.equal(refused.errors[0].extensions.code, 'permission-error');
  },
  async nobody(id, go) {
    const { errors } = await go('{ notes { id } }', { 'user-id': `${id}` });
    assert.match(errors[0].message, /Cannot query field "notes"/);
  },
};

test(`five roles for ${seconds} s while schema.graphql is saved ten times a second`, async () => {
  const path = makeDatabase(
    'storm-roles.db',
    `create table owners(id integer primary key);
     create table notes(id integer primary key, owner integer not null references owners(id), text text not null, secret text);
     create index notes_owner on notes(owner);
     with n(i) as (select 1 union all select i + 1 from n where i < ${owners}) insert into owners select i from n;
     with n(i) as (select 0 union all select i + 1 from n where i < ${5 * owners - 1})
       insert into notes select i + 1, i % ${owners} + 1, 'text ' || i, 'secret ' || i from n;`,
  );
  const file = scratchFile('storm-roles.graphql', `${rules(0)}\nextend type notes { owned_by: owners @relation(columns: ["owner"], references: ["id"]) }`);
  const save = (round) =>
    writeFileSync(file, `${rules(round)}\nextend type notes { owned_by: owners @relation(columns: ["owner"], references: ["id"]) }`);
  const server = await serve(path, ['--schema', file, '--wal', '--log-level', 'off', '--threads', '80',
    '--write-wait', '60s', '--keep-alive-timeout', '1m'], { env: { SOLOQL_ADMIN_SECRET: secret } });
  let running = true;
  const answers = Object.fromEntries(Object.keys(roles).map((role) => [role, 0]));
  const client = async (_, number) => {
    const names = Object.keys(roles);
    for (let i = number; running; i++) {
      const role = names[i % names.length];
      const go = async (query, claims) => {
        const headers = { 'x-hasura-admin-secret': secret, 'x-hasura-role': role };
        for (const [name, value] of Object.entries(claims)) headers[`x-hasura-${name}`] = value;
        const { status, body } = await ask(server.graphql, query, { headers });
        assert.equal(status, 200, JSON.stringify(body));
        return body;
      };
      await roles[role]((i % owners) + 1, go);
      answers[role]++;
    }
  };
  try {
    const asking = Array.from({ length: clients }, client);
    for (let round = 1; round <= seconds * 10; round++) {
      await Promise.race([sleep(100), Promise.all(asking)]); // so that a failure ends it
      save(round);
      server.child.kill('SIGHUP');
    }
    running = false;
    await Promise.all(asking);
    for (const [role, count] of Object.entries(answers)) assert.ok(count > 0, role);
  } finally {
    running = false;
    const { code } = await server.stop();
    assert.equal(code, 0);
  }
});
