// Scenarios of the language: what the specification's examples and the traps of its neighbourhood
// come to. Each is answered by the product and, where graphql-js has an answer of its own, by
// graphql-js too; the expected answer stands here so that it can be read without running either.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Oracle, plain } from './oracle.mjs';
import { Probe, missing } from './probe.mjs';

const pets = `
type Query { dog: Dog, pets(like: Filter, first: Int! = 3): [Pet!]!, find(by: Key!): Pet }
type Mutation { rename(id: ID!, name: String!): Dog }
type Subscription { dog: Dog, cat: Cat }
interface Pet { name: String! }
type Dog implements Pet { name: String!, barks(loud: Boolean = false): Int, owner: Human }
type Cat implements Pet { name: String!, meows: Int }
type Human { name: String!, pets: [Pet] }
input Filter { name: String, kinds: [Kind!], and: [Filter!], size: Int = 1 }
input Key @oneOf { id: ID, name: String }
enum Kind { DOG CAT }
`;

/** An error at a place, as the expected answers write it. */
const at = (line, column, message) => ({ message, locations: [{ line, column }] });

const documents = [
  ['a query that is right', '{ dog { name barks(loud: true) owner { pets { name } } } }', []],
  [
    'an unknown field',
    '{ dog { nam } }',
    [at(1, 9, 'Cannot query field "nam" on type "Dog". Did you mean "name"?')],
  ],
  [
    'a field of one kind of pet',
    '{ pets { meows } }',
    [
      at(
        1,
        10,
        'Cannot query field "meows" on type "Pet". Did you mean to use an inline fragment on "Cat"?',
      ),
    ],
  ],
  [
    'a leaf with subfields',
    '{ dog { name { x } } }',
    [at(1, 14, 'Field "name" must not have a selection since type "String!" has no subfields.')],
  ],
  [
    'no subfields',
    '{ dog }',
    [
      at(
        1,
        3,
        'Field "dog" of type "Dog" must have a selection of subfields. Did you mean "dog { ... }"?',
      ),
    ],
  ],
  [
    'a fragment in a ring',
    'query { dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }',
    [
      {
        message: 'Cannot spread fragment "A" within itself via "B".',
        locations: [
          { line: 1, column: 44 },
          { line: 1, column: 71 },
        ],
      },
    ],
  ],
  [
    'a fragment that can never match',
    '{ dog { ... on Cat { name } } }',
    [
      at(
        1,
        9,
        'Fragment cannot be spread here as objects of type "Dog" can never be of type "Cat".',
      ),
    ],
  ],
  [
    'one key for two things',
    '{ dog { name: barks name } }',
    [
      {
        message:
          'Fields "name" conflict because "barks" and "name" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
        locations: [
          { line: 1, column: 9 },
          { line: 1, column: 21 },
        ],
      },
    ],
  ],
  [
    'a variable of too weak a type',
    'query ($n: Int) { find(by: {id: $n}) { name } }',
    [
      {
        message: 'Variable "$n" of type "Int" used in position expecting type "ID".',
        locations: [
          { line: 1, column: 8 },
          { line: 1, column: 33 },
        ],
      },
    ],
  ],
  [
    'a nullable variable where a default stands in',
    'query ($n: Int = 1) { pets(first: $n) { name } }',
    [],
  ],
  [
    'two keys of a @oneOf',
    '{ find(by: {id: 1, name: "x"}) { name } }',
    [at(1, 12, 'OneOf Input Object "Key" must specify exactly one key.')],
  ],
  [
    'two roots of a subscription',
    'subscription S { dog { name } cat { name } }',
    [at(1, 31, 'Subscription "S" must select only one top level field.')],
  ],
  ['a syntax error', '{ dog( }', [at(1, 8, 'Syntax Error: Expected Name, found "}".')]],
];

const variables = [
  ['an Int', '$v: Int', '{"v":7}', { coerced: { v: 7 } }],
  ['1.0 is an Int', '$v: Int', '{"v":1.0}', { coerced: { v: 1 } }],
  [
    'an Int of more than 32 bits',
    '$v: Int',
    '{"v":2147483648}',
    [
      at(
        1,
        9,
        'Variable "$v" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648',
      ),
    ],
  ],
  [
    'a string is no Int',
    '$v: Int',
    '{"v":"7"}',
    [at(1, 9, 'Variable "$v" got invalid value "7"; Int cannot represent non-integer value: "7"')],
  ],
  ['an ID may be an integer', '$v: ID', '{"v":7}', { coerced: { v: '7' } }],
  ['one value for a list', '$v: [[Int]]', '{"v":7}', { coerced: { v: [[7]] } }],
  [
    'a default and an explicit null',
    '$v: Int = 3, $w: Int = 4',
    '{"w":null}',
    { coerced: { v: 3, w: null } },
  ],
  [
    'a variable that is missing',
    '$v: Int!',
    '{}',
    [at(1, 9, 'Variable "$v" of required type "Int!" was not provided.')],
  ],
  [
    'defaults of input fields',
    '$v: Filter',
    '{"v":{"and":[{"size":null}]}}',
    { coerced: { v: { and: [{ size: null }], size: 1 } } },
  ],
  [
    'an unknown input field',
    '$v: Filter',
    '{"v":{"nmae":"x"}}',
    [
      at(
        1,
        9,
        'Variable "$v" got invalid value { nmae: "x" }; Field "nmae" is not defined by type "Filter". Did you mean "name"?',
      ),
    ],
  ],
  [
    'a wrong enum value deep inside',
    '$v: Filter',
    '{"v":{"and":[{},{"kinds":["DOG","COW"]}]}}',
    [
      at(
        1,
        9,
        'Variable "$v" got invalid value "COW" at "v.and[1].kinds[1]"; Value "COW" does not exist in "Kind" enum. Did you mean the enum value "CAT" or "DOG"?',
      ),
    ],
  ],
  [
    'null in a @oneOf',
    '$v: Key',
    '{"v":{"id":null}}',
    [at(1, 9, 'Variable "$v" got invalid value null at "v.id"; Field "id" must be non-null.')],
  ],
];

const shapes = [
  ['scalars do not count', '$a: Int, $b: [String!]', ['{"a":1,"b":["x"]}', '{"a":2,"b":[]}']],
  [
    'nor does the order of keys',
    '$v: Filter',
    ['{"v":{"name":"a","size":1}}', '{"v":{"size":2,"name":"b"}}'],
  ],
];

const differentShapes = [
  ['null and a value', '$a: Int', ['{"a":1}', '{"a":null}', '{}']],
  ['true and false', '$a: Boolean', ['{"a":true}', '{"a":false}']],
  ['enum values', '$a: Kind', ['{"a":"DOG"}', '{"a":"CAT"}']],
  [
    'which fields are given',
    '$v: Filter',
    [
      '{"v":{}}',
      '{"v":{"name":"a"}}',
      '{"v":{"size":1}}',
      '{"v":{"and":[{}]}}',
      '{"v":{"and":[{},{}]}}',
    ],
  ],
];

describe('scenarios of the language', { skip: missing }, () => {
  let probe;
  const oracle = new Oracle();
  before(async () => {
    probe = new Probe();
    const request = { op: 'schema', id: 'pets', sdl: pets };
    oracle.answer(request);
    await probe.ask(request);
  });
  after(() => probe.close());

  const cleaned = (answer) => (answer.errors ? answer.errors.map(plain) : answer);
  const coerce = (definitions, variablesText) => ({
    op: 'variables',
    schema: 'pets',
    document: `query Q(${definitions}) { dog { name } }`,
    operationName: null,
    variablesText,
  });

  for (const [name, document, expected] of documents) {
    test(`validation: ${name}`, async () => {
      const request = { op: 'validate', schema: 'pets', document };
      assert.deepEqual(cleaned(oracle.answer(request)), expected, 'graphql-js');
      assert.deepEqual(cleaned(await probe.ask(request)), expected, 'the product');
    });
  }

  for (const [name, definitions, text, expected] of variables) {
    test(`variables: ${name}`, async () => {
      const request = coerce(definitions, text);
      const { coerced, errors } = await probe.ask(request);
      assert.deepEqual(
        JSON.parse(JSON.stringify(cleaned(oracle.answer(request)))),
        expected,
        'graphql-js',
      );
      assert.deepEqual(errors ? cleaned({ errors }) : { coerced }, expected, 'the product');
    });
  }

  for (const [name, definitions, texts] of shapes) {
    test(`equal shapes: ${name}`, async () => {
      const answers = await Promise.all(texts.map((text) => probe.ask(coerce(definitions, text))));
      assert.equal(answers[0].shape, answers[1].shape);
      assert.ok(answers[0].slots > 0);
    });
  }

  for (const [name, definitions, texts] of differentShapes) {
    test(`different shapes: ${name}`, async () => {
      const answers = await Promise.all(texts.map((text) => probe.ask(coerce(definitions, text))));
      assert.equal(new Set(answers.map(({ shape }) => shape)).size, texts.length);
    });
  }

  test('an ID keeps digits that a double would lose', async () => {
    const { coerced } = await probe.ask(coerce('$v: ID', '{"v":9223372036854775807}'));
    assert.deepEqual(coerced, { v: '9223372036854775807' });
  });

  test('fields are merged in the order of their first appearance', async () => {
    const document =
      'query Q($s: Boolean!) { dog { name } ...F dog { owner { name } barks } } fragment F on Query { pets @skip(if: $s) { name } dog { barks name } }';
    for (const [s, expected] of [
      [true, [['dog', ['name', 'barks', ['owner', ['name']]]]]],
      [
        false,
        [
          ['dog', ['name', 'barks', ['owner', ['name']]]],
          ['pets', ['name']],
        ],
      ],
    ]) {
      const request = {
        op: 'collect',
        schema: 'pets',
        document,
        operationName: 'Q',
        variables: { s },
      };
      assert.deepEqual(oracle.answer(request), { shape: expected }, 'graphql-js');
      assert.deepEqual(await probe.ask(request), { shape: expected }, 'the product');
    }
  });

  // What graphql-js answers with an exhausted stack, or late.
  const hostile = [
    ['values', (n) => `{ pets(like: ${'{and: '.repeat(n)}{}${'}'.repeat(n)}) { name } }`],
    ['selections', (n) => `{ ${'dog { owner { pets { '.repeat(n)} name ${'} } }'.repeat(n)} }`],
    ['inline fragments', (n) => `{ ${'... { '.repeat(n)} dog { name } ${'}'.repeat(n)} }`],
    ['list types', (n) => `query ($v: ${'['.repeat(n)}Int${']'.repeat(n)}) { dog { name } }`],
  ];
  for (const [name, make] of hostile) {
    test(`nesting too deep is refused, not followed: ${name}`, async () => {
      const { errors } = await probe.ask({
        op: 'validate',
        schema: 'pets',
        document: make(100000),
      });
      assert.equal(errors.length, 1);
      assert.match(errors[0].message, /deep/i);
    });
  }

  test('a chain of many fragments is followed', async () => {
    const links = Array.from(
      { length: 3000 },
      (_, i) => `fragment F${i} on Dog { ...F${i + 1} }`,
    ).join(' ');
    const document = `query Q { dog { ...F0 } } ${links} fragment F3000 on Dog { name }`;
    const answer = await probe.ask({
      op: 'collect',
      schema: 'pets',
      document,
      operationName: 'Q',
      variables: {},
    });
    assert.deepEqual(answer, { shape: [['dog', ['name']]] });
  });

  test('a hundred thousand wrong items make few errors', async () => {
    const { errors } = await probe.ask(coerce('$v: [Int]', `{"v":[${'"x",'.repeat(100000)}0]}`));
    assert.equal(errors.length, 51);
    assert.equal(
      errors[50].message,
      'Too many errors processing variables, error limit reached. Execution aborted.',
    );
  });
});
