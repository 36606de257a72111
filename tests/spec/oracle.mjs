// What graphql-js makes of each request that the language probe answers, in the probe's form.
import {
  Kind,
  Lexer,
  Source,
  buildASTSchema,
  coerceInputValue,
  extendSchema,
  getVariableValues,
  isAbstractType,
  isObjectType,
  getNamedType,
  graphqlSync,
  parse,
  parseConstValue,
  parseType,
  parseValue,
  print,
  printSchema,
  TokenKind,
  typeFromAST,
  validate,
  validateSchema,
  valueFromAST,
} from 'graphql';
import collector from 'graphql/execution/collectFields.js';
import execution from 'graphql/execution/execute.js';
import validation from 'graphql/validation/validate.js';

const parsers = { parse, parseValue, parseConstValue, parseType };

export const plain = (error) => ({
  message: error.message,
  ...(error.locations
    ? { locations: error.locations.map(({ line, column }) => ({ line, column })) }
    : {}),
});

/** What `work` makes of the parsed text, or the syntax error. */
function parsed(text, work) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { errors: [plain(error)] };
  }
  return work(document);
}

function variablesOf(schema, operation, given) {
  return getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 50 });
}

const operationOf = (document, name) =>
  document.definitions.find(
    (d) => d.kind === Kind.OPERATION_DEFINITION && (name === null || d.name?.value === name),
  );

/** A type written in a schema's SDL, with the built-in types it names. */
function typeIn({ sdl, type }) {
  const schema = buildASTSchema(parse(`${sdl}\ninput ProbeInput { field: ${type} }`), {
    assumeValidSDL: true,
  });
  return schema.getType('ProbeInput').getFields().field.type;
}

function shapeOf(schema, fragments, variables, type, selections) {
  return [...selections].map(([key, nodes]) => {
    const field = execution.getFieldDef(schema, type, nodes[0]);
    const named = field && getNamedType(field.type);
    const object = isAbstractType(named) ? schema.getPossibleTypes(named)[0] : named;
    if (!nodes[0].selectionSet || !isObjectType(object)) return key;
    const below = collector.collectSubfields(schema, fragments, variables, object, nodes);
    return [key, shapeOf(schema, fragments, variables, object, below)];
  });
}

export class Oracle {
  #schemas = new Map();

  answer(request) {
    return this[request.op](request);
  }

  schema({ id, sdl }) {
    this.#schemas.set(id, buildASTSchema(parse(sdl), { assumeValidSDL: true }));
    return {};
  }

  lex({ source }) {
    const lexer = new Lexer(new Source(source)),
      tokens = [];
    try {
      let token;
      do {
        token = lexer.advance();
        tokens.push([
          token.kind,
          token.value ?? null,
          token.line,
          token.column,
          token.start,
          token.end,
        ]);
      } while (token.kind !== TokenKind.EOF);
    } catch (error) {
      return { tokens, error: plain(error) };
    }
    return { tokens };
  }

  parse({ fn, source }) {
    try {
      return { ok: true, printed: print(parsers[fn](source)) };
    } catch (error) {
      return { ok: false, error: plain(error) };
    }
  }

  validate({ schema, document }) {
    return parsed(document, (ast) => ({
      errors: validate(this.#schemas.get(schema), ast).map(plain),
    }));
  }

  sdl({ base, sdl }) {
    return parsed(sdl, (document) => {
      const from = base === null ? undefined : this.#schemas.get(base);
      const errors = validation.validateSDL(document, from);
      if (errors.length) return { errors: errors.map(plain) };
      const options = { assumeValidSDL: true };
      const schema = from
        ? extendSchema(from, document, options)
        : buildASTSchema(document, options);
      const schemaErrors = validateSchema(schema).map(({ message }) => ({ message }));
      return {
        errors: [],
        schemaErrors,
        ...(schemaErrors.length ? {} : { printed: printSchema(schema) }),
      };
    });
  }

  variables({ schema, document, operationName, variablesText }) {
    const operation = operationOf(parse(document), operationName);
    const result = variablesOf(this.#schemas.get(schema), operation, JSON.parse(variablesText));
    return result.errors ? { errors: result.errors.map(plain) } : { coerced: result.coerced };
  }

  literal(request) {
    const value = valueFromAST(parseValue(request.literal), typeIn(request), request.variables);
    return value === undefined ? { invalid: true } : { value };
  }

  input(request) {
    const errors = [];
    const value = coerceInputValue(
      JSON.parse(request.inputText),
      typeIn(request),
      (path, _, error) => {
        errors.push({ message: error.message, ...(path.length ? { path } : {}) });
      },
    );
    return errors.length ? { errors } : { value };
  }

  collect({ schema: id, document, operationName, variables }) {
    const schema = this.#schemas.get(id),
      ast = parse(document),
      operation = operationOf(ast, operationName);
    const root = schema.getRootType(operation.operation);
    const values = variablesOf(schema, operation, variables);
    if (values.errors) return { errors: values.errors.map(plain) };
    const fragments = Object.fromEntries(
      ast.definitions
        .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
        .map((d) => [d.name.value, d]),
    );
    const fields = collector.collectFields(
      schema,
      fragments,
      values.coerced,
      root,
      operation.selectionSet,
    );
    return { shape: shapeOf(schema, fragments, values.coerced, root, fields) };
  }

  introspect({ schema, query, variables }) {
    const { data, errors } = graphqlSync({
      schema: this.#schemas.get(schema),
      source: query,
      variableValues: variables,
    });
    const failure = errors?.find(({ originalError }) => originalError);
    if (failure) throw failure; // a default value that graphql-js cannot print
    return errors ? { errors: errors.map(plain) } : { data };
  }
}
