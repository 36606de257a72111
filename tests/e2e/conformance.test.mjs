// What others' tools say of us: the audits of graphql-http, and the npm package graphql.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { serverAudits } from 'graphql-http';
import { ask, library, run, serve } from './soloql.mjs';

const database = library();
let server;
before(async () => (server = await serve(database)));
after(() => server.stop());

describe('GraphQL over HTTP', () => {
  // The address is not known yet when the tests are named.
  const placeholder = 'http://server.invalid/graphql';
  const audits = serverAudits({
    url: placeholder,
    fetchFn: (url, init) => fetch(String(url).replace(placeholder, server.graphql), init),
  });

  test('all audits are there', () => assert.equal(audits.length, 61));

  for (const { id, name, fn } of audits) {
    test(`${id} ${name}`, async () => {
      const { status, reason } = await fn();
      assert.equal(status, 'ok', reason);
    });
  }
});

describe('introspection', () => {
  for (const options of [{}, { descriptions: true, specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true, directiveIsRepeatable: true }]) {
    test(`makes a client schema (${JSON.stringify(options)})`, async () => {
      const { body } = await ask(server.graphql, getIntrospectionQuery(options));
      assert.equal(body.errors, undefined);
      const schema = buildClientSchema(body.data);
      assert.ok(schema.getQueryType().getFields().album);
    });
  }

  test('and the SDL say the same', async () => {
    const options = { specifiedByUrl: true, inputValueDeprecation: true };
    const { body } = await ask(server.graphql, getIntrospectionQuery(options));
    const sorted = (schema) => printSchema(lexicographicSortSchema(schema));
    assert.equal(
      sorted(buildClientSchema(body.data)),
      sorted(buildSchema(run(['schema', database]).stdout)),
    );
  });
});
