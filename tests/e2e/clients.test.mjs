// The clients, code generators and tools that people use with graphql-js, against our server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import apollo from '@apollo/client/core/core.cjs';
import { generate } from '@graphql-codegen/cli';
import * as inspector from '@graphql-inspector/core';
import * as urql from '@urql/core';
import { buildClientSchema, buildSchema, getIntrospectionQuery, parse, printSchema, validate } from 'graphql';
import { ask, library, makeDatabase, run, scratchFile, serve } from './soloql.mjs';

const documents = `
  query Albums($artist: Int!, $limit: Int = 10) {
    artist_by_pk(id: $artist) { id name }
    album(where: {artist_id: {_eq: $artist}}, order_by: [{year: asc}], limit: $limit) {
      ...Album
      artist { name }
    }
  }
  query Counts { album_aggregate { aggregate { count max { year } } } }
  fragment Album on album { id title year }
`;

let database, server;
before(async () => {
  database = library();
  server = await serve(database);
});
after(() => server.stop());

describe('GraphQL Code Generator', () => {
  /** The TypeScript that the plugins make of the schema at the server. */
  async function types(config = {}) {
    const [file] = await generate(
      {
        schema: server.graphql,
        documents: scratchFile('albums.graphql', documents),
        generates: { 'types.ts': { plugins: ['typescript', 'typescript-operations'], config } },
        silent: true,
      },
      false,
    );
    return file.content;
  }

  test('makes types of the schema', async () => {
    const text = await types();
    assert.match(text, /export type Album = /);
    assert.match(text, /export type Album_Bool_Exp = \{/);
    assert.match(text, /_and\?: InputMaybe<Array<Album_Bool_Exp>>;/);
    assert.match(text, /export enum Order_By \{[^}]*'asc_nulls_first'/);
  });

  test('makes types of operations', async () => {
    const text = await types({ skipTypename: true, enumsAsTypes: true });
    assert.match(
      text,
      /export type AlbumsQueryVariables = Exact<\{\s*artist: Scalars\['Int'\]\['input'\];\s*limit\?: InputMaybe<Scalars\['Int'\]\['input'\]>;\s*\}>;/,
    );
    assert.match(
      text,
      /export type AlbumsQuery = \{[^\n]*artist_by_pk\?: \{ id: number, name: string \} \| null, album: Array<\{ id: number, title: string, year\?: number \| null, artist\?: \{ name: string \} \| null \}> \};/,
    );
  });
});

describe('GraphQL Inspector', () => {
  test('sees no difference between introspection and SDL', async () => {
    const { body } = await ask(server.graphql, getIntrospectionQuery());
    const live = buildClientSchema(body.data), printed = buildSchema(run(['schema', database]).stdout);
    assert.deepEqual(await inspector.diff(printed, live), []);
  });

  test('sees what a migration breaks', async () => {
    const sql = 'CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT NOT NULL);';
    const smaller = buildSchema(run(['schema', makeDatabase('smaller.db', sql)]).stdout);
    const larger = buildSchema(run(['schema', database]).stdout);
    const broken = (await inspector.diff(larger, smaller))
      .filter(({ criticality }) => criticality.level === 'BREAKING');
    assert.ok(broken.some(({ path }) => path === 'album.year'));
    assert.ok((await inspector.diff(smaller, larger)).some(({ path }) => path === 'album.year'));
  });

  test('finds documents that do not fit', () => {
    const schema = buildSchema(run(['schema', database]).stdout);
    const source = (body) => ({ name: 'x', body });
    const bad = 'query Bad { album { titel } }';
    assert.deepEqual(inspector.validate(schema, [source(documents)]), []);
    const [{ errors }] = inspector.validate(schema, [source(bad)]);
    assert.equal(errors[0].message, validate(schema, parse(bad))[0].message);
  });
});

describe('GraphiQL', () => {
  const introspection = {
    'as GraphiQL asks': { schemaDescription: true, inputValueDeprecation: true },
    'with all there is': {
      descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true,
      schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    },
    'without descriptions': { descriptions: false },
  };
  for (const [name, options] of Object.entries(introspection)) {
    test(`introspects ${name}`, async () => {
      const query = getIntrospectionQuery(options).replace('query IntrospectionQuery', 'query Explorer');
      const { status, body } = await ask(server.graphql, query, {
        headers: { accept: 'application/json, multipart/mixed' }, operationName: 'Explorer',
      });
      assert.equal(status, 200);
      assert.equal(body.errors, undefined);
      const schema = buildClientSchema(body.data);
      assert.deepEqual(validate(schema, parse(documents)), []);
      assert.match(printSchema(schema), /album_by_pk\(/);
    });
  }
});

describe('Apollo Client', () => {
  const { ApolloClient, HttpLink, InMemoryCache, gql } = apollo;
  const query = gql(documents.slice(0, documents.indexOf('query Counts')) +
    documents.slice(documents.indexOf('fragment')));
  const client = (options = {}) =>
    new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: server.graphql, fetch, ...options }),
    });

  test('queries with variables and fragments, and normalises into its cache', async () => {
    const apolloClient = client();
    const { data } = await apolloClient.query({ query, variables: { artist: 1 } });
    assert.deepEqual(data.album.map(({ title }) => title), ['Powerage', 'Back in Black']);
    assert.equal(data.album[0].__typename, 'album');
    const again = await apolloClient.query({
      query, variables: { artist: 1 }, fetchPolicy: 'cache-only',
    });
    assert.deepEqual(again.data, data);
    assert.equal(apolloClient.extract()['album:1'].title, 'Back in Black');
    apolloClient.stop();
  });

  test('queries by GET', async () => {
    const { data } = await client({ useGETForQueries: true })
      .query({ query, variables: { artist: 2 } });
    assert.deepEqual(data.album.map(({ title }) => title), ['Debut']);
  });

  test('tells the errors of the server', async () => {
    const bad = gql('{ album { titel } }');
    await assert.rejects(client().query({ query: bad }), (error) => {
      assert.equal(
        error.graphQLErrors[0].message,
        'Cannot query field "titel" on type "album". Did you mean "title"?',
      );
      assert.equal(error.graphQLErrors[0].extensions.code, 'validation-failed');
      return true;
    });
  });
});

describe('urql', () => {
  const client = (options = {}) =>
    new urql.Client({
      url: server.graphql, fetch,
      exchanges: [urql.cacheExchange, urql.fetchExchange],
      preferGetMethod: false,
      ...options,
    });
  const query = urql.gql`
    query ($id: Int!) { artist_by_pk(id: $id) { name } }
  `;

  for (const preferGetMethod of [false, 'force']) {
    test(`queries by ${preferGetMethod ? 'GET' : 'POST'}`, async () => {
      const { data, error } = await client({ preferGetMethod }).query(query, { id: 2 }).toPromise();
      assert.equal(error, undefined);
      assert.equal(data.artist_by_pk.name, 'Björk');
    });
  }

  test('tells the errors of the server', async () => {
    const { error } = await client().query(query, { id: 'two' }).toPromise();
    assert.equal(
      error.graphQLErrors[0].message,
      'Variable "$id" got invalid value "two"; Int cannot represent non-integer value: "two"',
    );
  });
});
