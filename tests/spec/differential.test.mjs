// The differential test: random schemas, documents and values, valid and mutated, are given to the
// product (through its language probe) and to graphql-js; both must say the same, to the letter.
//
//   DIFFERENTIAL_CASES=2000   how many cases there are in a run
//   DIFFERENTIAL_SEED=1       where the random numbers begin
//
// A disagreement is made smaller by leaving out tokens for as long as it stays one, and is printed.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { getIntrospectionQuery } from 'graphql';
import * as generate from './generate.mjs';
import { mutateCharacters, mutateTokens, tokensOf } from './mutate.mjs';
import { Oracle, plain } from './oracle.mjs';
import { Probe, missing } from './probe.mjs';
import { Random } from './random.mjs';

const cases = Number(process.env.DIFFERENTIAL_CASES ?? 2000);
const seed = Number(process.env.DIFFERENTIAL_SEED ?? 1);
const casesASchema = 20;

/** Each kind of case: its share, how a request is made, which of its texts can be made smaller. */
const kinds = {
  lex: {
    share: 1,
    shrinks: ['source'],
    make: (random, { document }) => ({ source: mutateCharacters(random, document.text) }),
  },
  parse: {
    share: 3,
    shrinks: ['source'],
    make(random, { document, sdl, model }) {
      const fn = random.pick([
        'parse',
        'parse',
        'parse',
        'parseValue',
        'parseConstValue',
        'parseType',
      ]);
      const source = {
        parseValue: () => generate.literal(random, model, '[S0]'),
        parseConstValue: () => generate.literal(random, model, '[Int]'),
        parseType: () => generate.makeInputType(random, model),
        parse: () => random.pick([document.text, sdl]),
      }[fn]();
      return {
        fn,
        source: random.chance(0.2)
          ? source
          : random.chance(0.7)
            ? mutateTokens(random, source, 0.8)
            : mutateCharacters(random, source),
      };
    },
  },
  validate: {
    share: 6,
    shrinks: ['document'],
    make: (random, { id, document }) => ({
      schema: id,
      document: random.chance(0.25) ? document.text : mutateTokens(random, document.text),
    }),
  },
  sdl: {
    share: 3,
    shrinks: ['sdl'],
    make: (random, { sdl }) => ({
      base: null,
      sdl: random.chance(0.2) ? sdl : mutateTokens(random, sdl),
    }),
  },
  variables: {
    share: 4,
    shrinks: [],
    make(random, { id, model }) {
      const { text, variables } = generate.makeVariableDefinitions(random, model);
      return {
        schema: id,
        document: text,
        operationName: null,
        variablesText: generate.makeVariables(random, model, variables),
      };
    },
  },
  literal: {
    share: 2,
    shrinks: [],
    make(random, { sdl, model }) {
      const type = generate.makeInputType(random, model);
      return { sdl, type, literal: generate.literal(random, model, type), variables: {} };
    },
  },
  input: {
    share: 2,
    shrinks: [],
    make(random, { sdl, model }) {
      const type = generate.makeInputType(random, model);
      return { sdl, type, inputText: generate.jsonOf(random, model, type) };
    },
  },
  collect: {
    share: 2,
    shrinks: ['document'],
    make(random, { id, model, document }) {
      const variables = JSON.parse(generate.makeVariables(random, model, document.variables));
      return {
        schema: id,
        document: document.text,
        operationName: 'Q',
        variables: JSON.parse(JSON.stringify(variables)),
      }; // no Infinity
    },
  },
  introspect: {
    share: 0.5,
    shrinks: [],
    make: (random, { id }) => ({
      schema: id,
      query: getIntrospectionQuery({
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
      variables: null,
    }),
  },
};

/** An answer without what is no part of the comparison, and as JSON would carry it. */
function comparable(answer) {
  const { shape, slots, ...rest } = JSON.parse(JSON.stringify(answer));
  const errors = rest.errors?.map((e) => ({
    ...plain(e),
    ...(e.path?.length ? { path: e.path } : {}),
  }));
  return {
    ...rest,
    ...(Array.isArray(shape) ? { shape } : {}),
    ...(errors ? { errors } : {}),
    ...(rest.error ? { error: plain(rest.error) } : {}),
    ...(rest.schemaErrors
      ? { schemaErrors: rest.schemaErrors.map(({ message }) => ({ message })) }
      : {}),
  };
}

/** Messages that show half of a character, as only UTF-16 can: the product shows the whole one. */
const isIllFormed = ({ errors = [], error = {} }) =>
  /\p{Surrogate}/u.test([...errors.map((e) => e.message), error.message].join());

describe('the product and graphql-js agree', { skip: missing }, () => {
  let probe;
  const oracle = new Oracle();
  before(() => {
    probe = new Probe();
  });
  after(() => probe.close());

  /** What they answer, if they disagree; null if they agree or graphql-js has no answer in UTF-8. */
  async function disagreement(request) {
    let wanted;
    try {
      wanted = comparable(oracle.answer(request));
    } catch {
      return null;
    }
    const got = comparable(await probe.ask(request));
    return isIllFormed(wanted) || isDeepStrictEqual(got, wanted) ? null : { wanted, got };
  }

  /** The request with fewer tokens in its text `key`, for as long as there is a disagreement. */
  async function shrink(request, key) {
    let tokens = tokensOf(request[key]) ?? [...request[key]];
    const glue = tokensOf(request[key]) ? ' ' : '';
    for (
      let size = Math.ceil(tokens.length / 2);
      size > 0;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = 0; at < tokens.length;) {
        const fewer = tokens.toSpliced(at, size);
        const smaller = { ...request, [key]: fewer.join(glue) };
        if (await disagreement(smaller)) [tokens, request] = [fewer, smaller];
        else at += size;
      }
    }
    return request;
  }

  async function makeWorld(number) {
    const random = new Random(seed * 7919 + number),
      model = generate.makeModel(random);
    const world = { id: `${seed}/${number}`, model, sdl: generate.sdlOf(random, model) };
    const request = { op: 'schema', id: world.id, sdl: world.sdl };
    oracle.answer(request);
    await probe.ask(request);
    return world;
  }

  async function report(world, request, kind) {
    for (const key of kind.shrinks) request = await shrink(request, key);
    const { wanted, got } = (await disagreement(request)) ?? {
      wanted: 'agrees when asked again',
      got: null,
    };
    const schema = request.schema ? `\nschema:\n${world.sdl}` : '';
    assert.fail(
      `they disagree on ${JSON.stringify(request, null, 1)}${schema}\n` +
        `graphql-js:  ${JSON.stringify(wanted)}\nthe product: ${JSON.stringify(got)}`,
    );
  }

  const total = Object.values(kinds).reduce((sum, { share }) => sum + share, 0);
  for (const [op, kind] of Object.entries(kinds)) {
    const count = Math.ceil((cases * kind.share) / total);
    test(`${op}: ${count} cases from seed ${seed}`, async () => {
      let world;
      for (let i = 0; i < count; i++) {
        if (i % casesASchema === 0) world = await makeWorld(i / casesASchema);
        const random = new Random(seed * 104729 + i * 31 + op.length);
        world.document = generate.makeDocument(random, world.model);
        const request = { op, ...kind.make(random, world) };
        if (await disagreement(request)) await report(world, request, kind);
      }
    });
  }
});
