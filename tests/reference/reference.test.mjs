// Random queries over three databases: the server must answer what the reference interpreter does,
// which knows nothing but the API's documents and loops over rows in memory.
//
//   REFERENCE_CASES=500   how many queries there are in a run
//   REFERENCE_SEED=1      where the random numbers begin: the rows and the queries
//
// A disagreement is made smaller for as long as it stays one, and is printed with its SQL.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildSchema, parse, validate } from 'graphql';
import { makeDatabase, run, serve } from '../e2e/soloql.mjs';
import { Random } from '../spec/random.mjs';
import { difference, parseExactly } from './answers.mjs';
import { interpret } from './interpreter.mjs';
import { makeQuery } from './queries.mjs';
import { smallerDocuments } from './shrink.mjs';
import { makeWorlds, sqlOf } from './worlds.mjs';

const cases = Number(process.env.REFERENCE_CASES ?? 500);
const seed = Number(process.env.REFERENCE_SEED ?? 1);

for (const [number, world] of makeWorlds(seed).entries()) {
  describe(`the server and the reference agree on ${world.name}`, () => {
    let database, server, schema;
    before(async () => {
      database = makeDatabase(`reference-${world.name}-${process.pid}.db`, sqlOf(world));
      server = await serve(database, ['--log-level', 'error']);
      schema = buildSchema(run(['schema', database]).stdout, { assumeValid: true });
    });
    after(() => server?.stop());

    async function serverAnswer({ query, variables }) {
      const response = await fetch(server.graphql, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return parseExactly(await response.text());
    }

    /** How they disagree: {kind, wanted, got}, or null if they agree. */
    async function disagreement(request) {
      const wanted = interpret(world, request.query, request.variables), got = await serverAnswer(request);
      if (got.errors) return { kind: got.errors[0].message.replace(/["'].*/s, ''), wanted, got };
      const kind = difference(got.data, wanted);
      return kind ? { kind: 'data', where: kind, wanted, got } : null;
    }

    /** The request with parts left out, for as long as it stays valid and the same disagreement. */
    async function shrink(request, kind) {
      for (let found = true; found;) {
        found = false;
        for (const query of smallerDocuments(request.query)) {
          const smaller = { ...request, query };
          if (validate(schema, parse(query)).length) continue;
          if ((await disagreement(smaller).catch(() => null))?.kind !== kind) continue;
          [request, found] = [smaller, true];
          break;
        }
      }
      return request;
    }

    async function report(request, { kind }) {
      const smallest = await shrink(request, kind);
      const { wanted, got, where } = (await disagreement(smallest)) ?? { wanted: 'agrees when asked again' };
      const { stdout, stderr } = run(['explain', database, smallest.query, '--variables', JSON.stringify(smallest.variables)]);
      const show = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}n` : v));
      assert.fail(
        `they disagree on\n${smallest.query}\nvariables: ${show(smallest.variables)}\n` +
          `at:       ${where ?? kind}\nexpected: ${show(wanted)}\ngot:      ${show(got)}\n${stdout}${stderr}`,
      );
    }

    const share = Math.ceil(cases / 3);
    test(`${share} queries from seed ${seed}`, async () => {
      for (let i = 0; i < share; i++) {
        const request = makeQuery(new Random(seed * 104729 + number * 7919 + i * 31), world);
        assert.deepEqual(validate(schema, parse(request.query)), [], request.query);
        const found = await disagreement(request);
        if (found) await report(request, found);
      }
    });
  });
}
