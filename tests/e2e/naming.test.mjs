// The naming switch: the API in the spelling of graphql-default.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildSchema, validateSchema } from 'graphql';
import { makeDatabase, run, scratchFile } from './soloql.mjs';

const database = makeDatabase(
  `naming-${process.pid}.db`,
  `CREATE TABLE author(id INTEGER PRIMARY KEY, full_name TEXT, "CustomerId" INT, a1 INT, a_1 INT, meta JSON);
   CREATE TABLE blog_posts(id INTEGER PRIMARY KEY, author_id INT REFERENCES author(id), published_at TIMESTAMP,
                           word_count INT, state TEXT);
   CREATE TABLE "blogPosts"(id INTEGER PRIMARY KEY);
   INSERT INTO author VALUES (1, 'Ann', 7, 2, 3, '{"x_y": 1}'), (2, 'Bob', 8, 3, 4, NULL);
   INSERT INTO blog_posts VALUES (1, 1, '2026-01-05', 100, 'is_new'), (2, 1, NULL, 50, NULL);`,
);

const named = ['--naming', 'graphql-default'];
const sdl = (...more) => {
  const { status, stdout } = run(['schema', database, ...more]);
  assert.equal(status, 0);
  return stdout;
};
const ask = (text, ...more) => {
  const { stdout } = run(['query', database, text, ...more]);
  const { data, errors } = JSON.parse(stdout);
  assert.equal(errors, undefined);
  return data;
};

describe('graphql-default', () => {
  const schema = buildSchema(sdl(...named));

  test('is a valid schema in which no name has an underscore within', () => {
    assert.deepEqual(validateSchema(schema), []);
    const kept = new Set(['query_root', 'mutation_root', 'subscription_root']);
    for (const [name, type] of Object.entries(schema.getTypeMap())) {
      if (name.startsWith('__')) continue;
      if (!kept.has(name)) assert.match(name, /^([A-Z][A-Za-z0-9]*|[a-z]+)$/, name);
      for (const field of Object.values(type.getFields?.() ?? {})) {
        assert.match(field.name, /^(_.*|[a-z][A-Za-z0-9]*)$/, `${name}.${field.name}`);
        for (const argument of field.args ?? []) assert.match(argument.name, /^(_.*|[a-z][A-Za-z0-9]*)$/);
      }
      for (const value of type.getValues?.() ?? []) assert.match(value.name, /^[A-Z0-9_]+$/);
    }
  });

  test('has the names of Hasura', () => {
    const query = schema.getQueryType().getFields();
    assert.deepEqual(query.author.args.map(({ name }) => name).slice(0, 5), ['where', 'orderBy', 'limit', 'offset', 'distinctOn']);
    assert.equal(String(query.authorByPk.type), 'Author');
    assert.equal(String(query.author.args[0].type), 'AuthorBoolExp');
    assert.equal(String(query.author.args[1].type), '[AuthorOrderBy!]');
    for (const name of ['IntComparisonExp', 'OrderBy', 'AuthorSelectColumn', 'AuthorAggregateFields', 'bigint', 'jsonb']) {
      assert.ok(schema.getType(name), name);
    }
    assert.ok(schema.getType('IntComparisonExp').getFields()._is_null);
  });

  test('gives a number to what would be the same', () => {
    const author = schema.getType('Author').getFields();
    assert.ok(author.a1 && author.a12 && author.customerId);
    assert.deepEqual(ask('{ authorByPk(id: 1) { a1 a12 } }', ...named), { authorByPk: { a1: 2, a12: 3 } });
    const query = schema.getQueryType().getFields();
    assert.ok(query.blogPosts && query.blogPosts2);
  });

  test('answers as the other one does', () => {
    assert.deepEqual(
      ask(
        `{ author(orderBy: [{fullName: DESC_NULLS_LAST}], where: {blogPosts: {wordCount: {_gt: 60}}}) {
             __typename fullName meta(path: "$.x_y")
             blogPosts(orderBy: {publishedAt: ASC_NULLS_FIRST}) { publishedAt author { __typename } }
             blogPostsAggregate { __typename aggregate { count(columns: [WORD_COUNT]) countDistinct { id } } } }
           blogPostsGroup { key { publishedAt(bucket: MONTH) } aggregate { sum { wordCount } } }
           authorConnection(first: 1) { __typename pageInfo { hasNextPage } edges { node { fullName } } } }`,
        ...named,
      ),
      {
        author: [
          {
            __typename: 'Author',
            fullName: 'Ann',
            meta: 1,
            blogPosts: [
              { publishedAt: null, author: { __typename: 'Author' } },
              { publishedAt: '2026-01-05', author: { __typename: 'Author' } },
            ],
            blogPostsAggregate: {
              __typename: 'BlogPostsAggregate',
              aggregate: { count: 2, countDistinct: { id: 2 } },
            },
          },
        ],
        blogPostsGroup: [
          { key: { publishedAt: '2026-01-01' }, aggregate: { sum: { wordCount: 100 } } },
          { key: { publishedAt: null }, aggregate: { sum: { wordCount: 50 } } },
        ],
        authorConnection: {
          __typename: 'AuthorConnection',
          pageInfo: { hasNextPage: true },
          edges: [{ node: { fullName: 'Ann' } }],
        },
      },
    );
  });
});

describe('schema.graphql', () => {
  const overlay = scratchFile(
    'naming.graphql',
    `extend schema @api(naming: GRAPHQL_DEFAULT)
     enum post_state { is_new is_old }
     extend type blog_posts { state: post_state }
     extend type author @table(root_fields: {select: "all_writers"}) {
       long_posts: [blog_posts!]! @relation(columns: ["id"], references: ["author_id"], where: {word_count: {_gt: 60}})
     }`,
  );

  test('switches it on, and is itself written in the names of the database', () => {
    assert.deepEqual(ask('{ allWriters { fullName longPosts { wordCount } } }', '--schema', overlay), {
      allWriters: [
        { fullName: 'Ann', longPosts: [{ wordCount: 100 }] },
        { fullName: 'Bob', longPosts: [] },
      ],
    });
  });

  test('declares enums whose values are what is stored', () => {
    const text = '{ blogPosts(where: {state: {_eq: is_new}}) { state } __type(name: "PostState") { enumValues { name } } }';
    assert.deepEqual(ask(text, '--schema', overlay), {
      blogPosts: [{ state: 'is_new' }],
      __type: { enumValues: [{ name: 'is_new' }, { name: 'is_old' }] },
    });
  });
});

test('the default is hasura-default', () => {
  assert.equal(sdl(), sdl('--naming', 'hasura-default'));
  assert.match(sdl(), /^input author_bool_exp/m);
  assert.equal(run(['schema', database, '--naming', 'camel']).status, 2);
});
