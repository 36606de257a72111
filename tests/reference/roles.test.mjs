// Roles (attack E17): random rules, sessions and queries over the three databases of the reference.
// A role must be answered what the reference answers over the rows and columns that its rules leave,
// hidden names must be as unknown as those that never were, and no other table may be read.
//
//   REFERENCE_CASES=300   how many queries there are in a run; each is asked in two sessions
//   REFERENCE_SEED=1      where the random numbers begin: the rows, the rules and the queries
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { makeDatabase, run, scratchFile, serve } from '../e2e/soloql.mjs';
import { Random } from '../spec/random.mjs';
import { difference, parseExactly } from './answers.mjs';
import { interpret } from './interpreter.mjs';
import { makeQuery } from './queries.mjs';
import { makeRole, sdlOf, tablesRead, worldSeen } from './rules.mjs';
import { smallerDocuments } from './shrink.mjs';
import { makeWorlds, sqlOf } from './worlds.mjs';

const seed = Number(process.env.REFERENCE_SEED ?? 1);
const cases = Number(process.env.REFERENCE_CASES ?? 300);
const queriesOfRole = 10, rolesOfWorld = 10;
const rounds = Math.ceil(cases / (3 * rolesOfWorld * queriesOfRole));
const share = Math.ceil(cases / (3 * rounds * rolesOfWorld));
const secret = 'only the tests know';

/** The ids of all rows, as admin sees them: what world.idOf answers. */
async function learnIds(world, server) {
  const ids = new Map();
  for (const table of world.tables.values()) {
    const order = table.key.map((name) => `{${name}: asc}`);
    const response = await fetch(server.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hasura-admin-secret': secret },
      body: JSON.stringify({ query: `{ t: ${table.name}(order_by: [${order}]) { _id } }` }),
    });
    const { data } = await response.json();
    const rows = interpret(world, `{ t: ${table.name}(order_by: [${order}]) { ${table.key.join(' ')} } }`, {}).t;
    for (const [i, row] of rows.entries()) ids.set(`${table.name} ${Object.values(row)}`, data.t[i]._id);
  }
  world.idOf = (name, row) => ids.get(`${name} ${world.tables.get(name).key.map((key) => row[key])}`);
}

/** Queries that name something: a place for a name, in a field, an argument, an enum, a variable. */
const places = (table) => [
  (name) => [`{ ${table.name} { ${name} } }`],
  (name) => [`{ ${table.name}(where: {${name}: {}}) { __typename } }`],
  (name) => [`{ ${table.name}(where: {_not: {_or: [{${name}: {_is_null: true}}]}}) { __typename } }`],
  (name) => [`{ ${table.name}(order_by: {${name}: asc}) { __typename } }`],
  (name) => [`{ ${table.name}(distinct_on: [${name}]) { __typename } }`],
  (name) => [`{ ${table.name}_aggregate { aggregate { count(columns: [${name}]) max { ${name} } } } }`],
  (name) => [`{ ${table.name}_group { key { ${name} } } }`],
  (name) => [`{ ${table.name}_by_pk(${name}: 1) { __typename } }`],
  (name) => [`query($w: ${table.name}_bool_exp) { ${table.name}(where: $w) { __typename } }`, { w: { [name]: { _eq: 1 } } }],
  (name) => [`query($o: ${table.name}_order_by!) { ${table.name}(order_by: [$o]) { __typename } }`, { o: { [name]: 'asc' } }],
  (name) => [`query($c: ${table.name}_select_column!) { ${table.name}(distinct_on: [$c]) { __typename } }`, { c: name }],
  (name) => [`mutation { insert_${table.name}(objects: {${name}: 1}) { affected_rows } }`],
];
const placesOfTables = [
  (name) => [`{ ${name} { id } }`], (name) => [`{ ${name}_by_pk(id: 1) { id } }`], (name) => [`{ ${name}_aggregate { __typename } }`],
  (name) => [`{ ... on ${name} { id } }`], (name) => [`query($w: ${name}_bool_exp) { __typename }`],
  (name) => [`{ __type(name: "${name}") { name } }`], (name) => [`mutation { delete_${name}(where: {}) { affected_rows } }`],
];

/** Something that is there, but not for the role: [name, a query about it]; null if it sees all. */
function hiddenName(random, world, seen) {
  const hidden = [...world.tables.values()].flatMap((table) => {
    if (!seen.tables.has(table.name)) return placesOfTables.map((place) => [table.name, place]);
    const { columns, relations } = seen.tables.get(table.name);
    const names = [...table.columns.keys(), ...table.relations.keys()].filter((name) =>
      !columns.has(name) && !relations.has(name) && !seen.tables.has(name));
    return names.flatMap((name) => places(table).map((place) => [name, place]));
  });
  return hidden.length ? random.pick(hidden) : null;
}

for (const [number, { name: worldName }] of makeWorlds(seed).entries()) {
  describe(`the server and the reference agree on ${worldName} as roles see it`, () => {
    for (let round = 0; round < rounds; round++) {
      describeRound(number, seed + round * 1000);
    }
  });
}

function describeRound(number, roundSeed) {
  describe(`rows and rules of seed ${roundSeed}`, () => {
    const world = makeWorlds(roundSeed)[number];
    const random = new Random(roundSeed * 7919 + number);
    const roles = Array.from({ length: rolesOfWorld }, (_, i) => makeRole(random, world, `role${i}`));
    const name = `roles-${world.name}-${roundSeed}-${process.pid}`;
    let database, rules, server;
    before(async () => {
      database = makeDatabase(`${name}.db`, sqlOf(world));
      rules = scratchFile(`${name}.graphql`, sdlOf(world, roles));
      server = await serve(database, ['--schema', rules, '--no-suggestions', '--log-level', 'error'], {
        env: { SOLOQL_ADMIN_SECRET: secret },
      });
      await learnIds(world, server);
    });
    after(() => server?.stop());

    async function answerOf({ query, variables }, role, { claims }) {
      // Headers are bytes: those of the value's UTF-8.
      const headers = Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]));
      const response = await fetch(server.graphql, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hasura-admin-secret': secret, 'x-hasura-role': role.name, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return response.text();
    }

    async function disagreement(request, role, session, seen) {
      const wanted = interpret(seen, request.query, request.variables);
      const got = parseExactly(await answerOf(request, role, session));
      if (got.errors) return { kind: got.errors[0].message.replace(/["'].*/s, ''), wanted, got };
      const where = difference(got.data, wanted);
      return where ? { kind: 'data', where, wanted, got } : null;
    }

    /** The request with parts left out, for as long as it stays valid and the same disagreement. */
    async function shrink(request, kind, schema, ...as) {
      for (let found = true; found;) {
        found = false;
        for (const query of smallerDocuments(request.query)) {
          if (validate(schema, parse(query)).length) continue;
          if ((await disagreement({ ...request, query }, ...as).catch(() => null))?.kind !== kind) continue;
          [request, found] = [{ ...request, query }, true];
          break;
        }
      }
      return request;
    }

    const explain = ({ query, variables }, role, session) =>
      run(['explain', database, query, '--variables', JSON.stringify(variables), '--schema', rules, '--role', role.name,
           '--session', JSON.stringify(session.claims)]);

    async function report(request, { kind }, schema, role, session, seen) {
      const smallest = await shrink(request, kind, schema, role, session, seen);
      const { wanted, got, where } = (await disagreement(smallest, role, session, seen)) ?? { wanted: 'agrees when asked again' };
      const { stdout, stderr } = explain(smallest, role, session);
      const show = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
      assert.fail(
        `they disagree on\n${smallest.query}\nvariables: ${show(smallest.variables)}\nas ${role.name} with ${show(session.claims)} and\n` +
          `${sdlOf(world, [role])}at:       ${where ?? kind}\nexpected: ${show(wanted)}\ngot:      ${show(got)}\n${stdout}${stderr}`,
      );
    }

    /** A name that is hidden, and one that never was, in the same place: the same answer but for the name. */
    async function assertHidden(about, role, session) {
      const [hidden, place] = about, words = (text) => text.match(/\w+/g);
      const asked = (name) => JSON.stringify(place(name));
      const never = 'x'.repeat(hidden.length), neverAsked = words(asked(never));
      const renamed = new Map(words(asked(hidden)).map((word, i) => [word, neverAsked[i]]));
      const [told, expected] = await Promise.all([hidden, never].map(async (name) => {
        const [query, variables] = place(name);
        return JSON.parse(await answerOf({ query, variables }, role, session));
      }));
      for (const error of told.errors ?? []) error.message = error.message.replace(/\w+/g, (word) => renamed.get(word) ?? word);
      assert.deepEqual(told, expected, `${role.name} can tell that there is ${hidden}: ${asked(hidden)}`);
    }

    for (const role of roles) {
      test(`${role.name}: ${share} queries`, async () => {
        const seen = role.sessions.map((session) => worldSeen(world, role, session));
        const readable = tablesRead(world, role);
        if (!role.rules.size) return;
        const schema = buildSchema(run(['schema', database, '--schema', rules, '--role', role.name]).stdout, { assumeValid: true });
        for (let i = 0; i < share; i++) {
          const random = new Random(roundSeed * 104729 + number * 7919 + roles.indexOf(role) * 101 + i * 31);
          const request = makeQuery(random, seen[0]);
          assert.deepEqual(validate(schema, parse(request.query)), [], `${request.query}\n${sdlOf(world, [role])}`);
          for (const session of role.sessions) {
            const found = await disagreement(request, role, session, seen[session.number]);
            if (found) await report(request, found, schema, role, session, seen[session.number]);
          }
          const about = hiddenName(random, world, seen[0]);
          if (about) await assertHidden(about, role, role.sessions[0]);
          const { stdout } = explain(request, role, role.sessions[0]);
          const tables = stdout.split('\nTables read\n')[1]?.trim().split(/\s+/) ?? [];
          assert.deepEqual(tables.filter((table) => table && table !== 'soloql_each' && !readable.has(table)), [], `${request.query}\n${sdlOf(world, [role])}${stdout}`);
        }
      });
    }
  });
}
