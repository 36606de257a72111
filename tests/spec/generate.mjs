// Random schemas, documents and values, valid in the main.
//
// A model of the schema (which types there are) is made first; SDL, documents and variables are
// written from it. Types are kept as they are written, such as [N0!]!.
const names = ['a', 'b', 'c', 'd', 'id', 'name', 'items', 'key'];
const builtIn = ['Int', 'Float', 'String', 'Boolean', 'ID'];

const named = (type) => type.replace(/[[\]!]/g, '');
const nullable = (type) => (type.endsWith('!') ? type.slice(0, -1) : type);
const isList = (type) => nullable(type).startsWith('[');
const item = (type) => nullable(type).slice(1, -1);

/** The type with random wrappers. */
function wrapped(random, name) {
  let type = name;
  if (random.chance(0.3)) type += '!';
  if (random.chance(0.3)) type = `[${type}]${random.chance(0.3) ? '!' : ''}`;
  if (random.chance(0.07)) type = `[${type}]`;
  return type;
}

// ---------------------------------------------------------------------------- schemas

function makeInput(random, model, name, index) {
  const oneOf = random.chance(0.2);
  const fields = random.some(names, 0.5).map((field) => {
    const leaf = random.chance(0.7) || index === 0;
    let type = wrapped(random, leaf ? random.pick(model.leaves) : `N${random.int(index)}`);
    if (random.chance(0.2)) type = nullable(wrapped(random, name)); // itself, but never required
    if (oneOf) type = nullable(type);
    return { name: field, type, default: null };
  });
  if (fields.length === 0) fields.push({ name: 'a', type: 'Int', default: null });
  model.inputs[name] = { fields, oneOf };
  for (const field of fields) {
    const itself = named(field.type) === name;
    if (!oneOf && !itself && random.chance(0.3)) field.default = literal(random, model, field.type);
  }
}

function makeArguments(random, model) {
  if (random.chance(0.6)) return [];
  return random.some(['x', 'y', 'z', 'where'], 0.5).map((name) => {
    const type = wrapped(random, random.pick([...model.leaves, ...Object.keys(model.inputs)]));
    return { name, type, default: random.chance(0.3) ? literal(random, model, type) : null };
  });
}

function makeFields(random, model, outputs) {
  const fields = random.some(names, 0.5).map((name) => ({
    name,
    type: wrapped(random, random.chance(0.5) ? random.pick(model.leaves) : random.pick(outputs)),
    arguments: makeArguments(random, model),
  }));
  return fields.length ? fields : [{ name: 'a', type: 'Int', arguments: [] }];
}

/** Fields of the interfaces go before one's own of the same name. */
function inherit(model, type) {
  const fields = new Map();
  for (const name of type.interfaces) {
    for (const field of model.interfaces[name].fields) fields.set(field.name, field);
  }
  for (const field of type.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  type.fields = [...fields.values()];
}

/** The interfaces that a type may implement together: no two have a field of the same name. */
function chooseInterfaces(random, model) {
  const taken = new Set();
  return random.some(Object.keys(model.interfaces), 0.5).filter((name) => {
    const fields = model.interfaces[name].fields.map((field) => field.name);
    if (fields.some((field) => taken.has(field))) return false;
    fields.forEach((field) => taken.add(field));
    return true;
  });
}

export function makeModel(random) {
  const model = {
    enums: {},
    scalars: random.some(['S0', 'S1']),
    inputs: {},
    interfaces: {},
    objects: {},
    unions: {},
  };
  random.times(1 + random.int(2), (i) => {
    model.enums[`E${i}`] = random
      .some(['RED', 'GREEN', 'BLUE', 'true_', 'A', 'B', 'reed'], 0.5)
      .concat('LAST');
  });
  model.leaves = [...builtIn, ...builtIn, ...Object.keys(model.enums), ...model.scalars];
  random.times(1 + random.int(3), (i) => makeInput(random, model, `N${i}`, i));
  const objects = random.times(1 + random.int(4), (i) => `O${i}`);
  const outputs = [
    ...objects,
    ...random.times(random.int(3), (i) => `I${i}`),
    ...random.times(random.int(2), (i) => `U${i}`),
  ];
  for (const name of outputs.filter((o) => o[0] === 'I')) {
    model.interfaces[name] = { interfaces: [], fields: makeFields(random, model, outputs) };
  }
  for (const name of objects) {
    model.objects[name] = {
      interfaces: chooseInterfaces(random, model),
      fields: makeFields(random, model, outputs),
    };
    inherit(model, model.objects[name]);
  }
  for (const name of outputs.filter((o) => o[0] === 'U')) {
    model.unions[name] = [...random.some(objects, 0.4), random.pick(objects)].filter(
      (o, i, all) => all.indexOf(o) === i,
    );
  }
  model.objects.Query = { interfaces: [], fields: makeFields(random, model, outputs) };
  if (random.chance(0.5))
    model.objects.Mutation = { interfaces: [], fields: makeFields(random, model, outputs) };
  if (random.chance(0.3))
    model.objects.Subscription = { interfaces: [], fields: makeFields(random, model, outputs) };
  model.composites = [
    ...Object.keys(model.objects),
    ...Object.keys(model.interfaces),
    ...Object.keys(model.unions),
  ];
  return model;
}

const describe = (random, indent = '') =>
  random.chance(0.1)
    ? `${indent}${random.pick(['"text"', '"""block\n  two"""', '"é😀"', '""'])}\n`
    : '';
const deprecate = (random, required) =>
  random.chance(0.08) && !required
    ? random.pick([' @deprecated', ' @deprecated(reason: "old")'])
    : '';

function inputText(random, { name, type, default: value }) {
  const required = type.endsWith('!') && value === null;
  return `${name}: ${type}${value === null ? '' : ` = ${value}`}${deprecate(random, required)}`;
}

function fieldText(random, field) {
  const args = field.arguments.map((argument) => inputText(random, argument)).join(', ');
  return `${describe(random, '  ')}  ${field.name}${args ? `(${args})` : ''}: ${field.type}${deprecate(random, false)}`;
}

function compositeText(random, keyword, name, { interfaces, fields }) {
  const implement = interfaces.length ? ` implements ${interfaces.join(' & ')}` : '';
  return `${describe(random)}${keyword} ${name}${implement} {\n${fields.map((f) => fieldText(random, f)).join('\n')}\n}`;
}

/** The model as SDL. */
export function sdlOf(random, model) {
  const parts = [
    ...model.scalars.map(
      (name) =>
        `scalar ${name}${random.chance(0.3) ? ' @specifiedBy(url: "https://example.org")' : ''}`,
    ),
    ...Object.entries(model.enums).map(
      ([name, values]) =>
        `${describe(random)}enum ${name} { ${values.map((v) => v + deprecate(random, false)).join(' ')} }`,
    ),
    ...Object.entries(model.inputs).map(
      ([name, { fields, oneOf }]) =>
        `${describe(random)}input ${name}${oneOf ? ' @oneOf' : ''} { ${fields.map((f) => (oneOf ? `${f.name}: ${f.type}` : inputText(random, f))).join(' ')} }`,
    ),
    ...Object.entries(model.interfaces).map(([name, type]) =>
      compositeText(random, 'interface', name, type),
    ),
    ...Object.entries(model.objects).map(([name, type]) =>
      compositeText(random, 'type', name, type),
    ),
    ...Object.entries(model.unions).map(
      ([name, members]) => `union ${name} = ${members.join(' | ')}`,
    ),
    ...(random.chance(0.3)
      ? [
          'directive @tag(x: Int = 1, y: [String!]) repeatable on FIELD | QUERY | OBJECT | FIELD_DEFINITION',
        ]
      : []),
    ...(random.chance(0.2) ? ['extend type Query { more(x: Int): Int }'] : []),
  ];
  return parts.join('\n');
}

// ---------------------------------------------------------------------------- values

const strings = ['', 'a', 'RED', '1', 'é😀', 'line\nbreak', 'quote"back\\slash', '\u0001', '/'];
export const numbers = [
  '0',
  '1',
  '-1',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '1.5',
  '0.1',
  '1e3',
  '1E-7',
  '123456789.125',
  '-0.0',
  '1e21',
  '-0',
];

/** In JSON: the product keeps digits of an ID that JavaScript's numbers lose. */
const jsonNumbers = numbers.filter((number) => number !== '9007199254740993');

function leafLiteral(random, model, type) {
  switch (type) {
    case 'Int':
      return random.pick(['0', '1', '-7', '2147483647']);
    case 'Float':
      return random.pick(['1', '1.5', '-2e3', '0.25']);
    case 'Boolean':
      return random.pick(['true', 'false']);
    case 'ID':
      return random.pick(['"x"', '7']);
    case 'String':
      return random.chance(0.1) ? '"""block"""' : JSON.stringify(random.pick(strings));
    default:
      return model.enums[type]
        ? random.pick(model.enums[type])
        : random.pick(['1', '"s"', '{a: [1, FOO]}', 'true', '[]']);
  }
}

// Where an input has no end of its own (`input A @oneOf { a: A }`), as neither side's limits are the
// subject here.
const deepest = 20;

function objectLiteral(random, model, name, variables, depth) {
  const { fields, oneOf } = model.inputs[name];
  if (depth > deepest) return '{}';
  const chosen = oneOf
    ? [random.pick(fields)]
    : fields.filter(
        (f) => (f.type.endsWith('!') && f.default === null) || (depth < 3 && random.chance(0.4)),
      );
  const type = (field) => (oneOf ? `${field.type}!` : field.type);
  return `{${chosen.map((f) => `${f.name}: ${literal(random, model, type(f), variables, depth + 1)}`).join(', ')}}`;
}

/** A literal of the type; now and then one of another. With `variables` it may be a variable, noted there. */
export function literal(random, model, type, variables = null, depth = 0) {
  if (variables && random.chance(0.2)) return variables.use(random, type);
  if (random.chance(0.02))
    return random.pick([...numbers, '"s"', 'null', 'RED', '[1]', '{a: 1}', 'true', '{}']);
  if (!type.endsWith('!') && (random.chance(0.08) || depth > 4)) return 'null';
  if (isList(type)) {
    if (random.chance(0.15)) return literal(random, model, item(type), null, depth + 1);
    return `[${random.times(random.int(3), () => literal(random, model, item(type), variables, depth + 1)).join(', ')}]`;
  }
  const name = named(type);
  return model.inputs[name]
    ? objectLiteral(random, model, name, variables, depth)
    : leafLiteral(random, model, name);
}

const json = (text) => text.replace(/^"""(.*)"""$/s, (_, block) => JSON.stringify(block));

/** JSON text of a value of the type; now and then of another. */
export function jsonOf(random, model, type, depth = 0) {
  if (random.chance(0.08)) {
    return random.pick([
      ...jsonNumbers,
      ...strings.map((s) => JSON.stringify(s)),
      'null',
      'true',
      '[]',
      '{}',
      '[1,[2,[3,[4]]]]',
      '{"a":{"b":{"c":{}}}}',
      '{"nam":1}',
      '1e400',
      '[1,2,3,4,5,6,7,8,9,10,11,12]',
    ]);
  }
  if (!type.endsWith('!') && (random.chance(0.1) || depth > 4)) return 'null';
  if (isList(type)) {
    if (random.chance(0.15)) return jsonOf(random, model, item(type), depth + 1);
    return `[${random.times(random.int(4), () => jsonOf(random, model, item(type), depth + 1)).join(',')}]`;
  }
  const name = named(type),
    input = model.inputs[name];
  if (model.enums[name]) return JSON.stringify(random.pick(model.enums[name]));
  if (!input)
    return model.scalars.includes(name)
      ? random.pick(['{"a":[1]}', '2', '"x"'])
      : json(leafLiteral(random, model, name));
  if (depth > deepest) return '{}';
  const chosen = input.oneOf
    ? [random.pick(input.fields)]
    : input.fields.filter(
        (f) =>
          random.chance(0.95) &&
          ((f.type.endsWith('!') && f.default === null) || (depth < 3 && random.chance(0.4))),
      );
  if (random.chance(0.3)) chosen.reverse();
  return `{${chosen.map((f) => `"${f.name}":${jsonOf(random, model, f.type, depth + 1)}`).join(',')}}`;
}

// ---------------------------------------------------------------------------- documents

/** The variables that an operation's values use. */
class Variables {
  types = new Map();

  use(random, type) {
    for (const [name, known] of this.types)
      if (known === type && random.chance(0.5)) return `$${name}`;
    const name = `v${this.types.size}`;
    this.types.set(name, random.chance(0.1) && !type.endsWith('!') ? `${type}!` : type);
    return `$${name}`;
  }

  definitions(random, model) {
    const texts = [...this.types].map(([name, type]) => {
      const value = random.chance(0.2) ? ` = ${literal(random, model, type)}` : '';
      return `$${name}: ${type}${value}`;
    });
    return texts.length ? `(${texts.join(', ')})` : '';
  }
}

class DocumentWriter {
  constructor(random, model) {
    this.random = random;
    this.model = model;
    this.fragments = [];
    this.variables = new Variables();
  }

  fieldsOf(type) {
    return (this.model.objects[type] ?? this.model.interfaces[type])?.fields ?? [];
  }

  directives() {
    const { random } = this;
    if (!random.chance(0.08)) return '';
    const condition = random.chance(0.5)
      ? this.variables.use(random, 'Boolean!')
      : random.pick(['true', 'false']);
    return ` @${random.pick(['skip', 'include'])}(if: ${condition})`;
  }

  arguments(field) {
    const { random, model } = this;
    const given = field.arguments.filter(
      (a) => (a.type.endsWith('!') && a.default === null) || random.chance(0.5),
    );
    if (given.length === 0) return '';
    return `(${given.map((a) => `${a.name}: ${literal(random, model, a.type, this.variables)}`).join(', ')})`;
  }

  field(field, depth) {
    const { random, model } = this,
      type = named(field.type);
    const alias = random.chance(0.15) ? `${random.pick(names)}: ` : '';
    const below = model.composites.includes(type) ? ` ${this.selectionSet(type, depth + 1)}` : '';
    return `${alias}${field.name}${this.arguments(field)}${this.directives()}${below}`;
  }

  /** A type on which a fragment may stand inside of the given one. */
  condition(type) {
    const { random, model } = this;
    const related = model.composites.filter(
      (name) =>
        name === type ||
        model.unions[type]?.includes(name) ||
        model.unions[name]?.includes(type) ||
        model.objects[name]?.interfaces.includes(type) ||
        model.objects[type]?.interfaces.includes(name),
    );
    return random.chance(0.05) ? random.pick(model.composites) : random.pick(related);
  }

  selection(type, depth) {
    const { random } = this,
      fields = this.fieldsOf(type);
    if (random.chance(0.1) && depth < 4) {
      const condition = this.condition(type);
      return `... ${random.chance(0.8) ? `on ${condition}` : ''}${this.directives()} ${this.selectionSet(random.chance(0.8) ? condition : type, depth + 1)}`;
    }
    if (random.chance(0.1) && depth < 4)
      return `...${this.spread(this.condition(type), depth)}${this.directives()}`;
    const choices =
      depth > 3 ? fields.filter((f) => !this.model.composites.includes(named(f.type))) : fields;
    return choices.length === 0 || random.chance(0.08)
      ? '__typename'
      : this.field(random.pick(choices), depth);
  }

  /** The name of a fragment on the type, new or known. */
  spread(type, depth) {
    const { random } = this,
      known = this.fragments.filter((f) => f.type === type);
    if (known.length && random.chance(0.6)) return random.pick(known).name;
    const fragment = { name: `F${this.fragments.length}`, type, body: '{ __typename }' };
    this.fragments.push(fragment);
    fragment.body = this.selectionSet(type, depth + 1);
    return fragment.name;
  }

  selectionSet(type, depth) {
    return `{ ${this.random.times(1 + this.random.int(3), () => this.selection(type, depth)).join(' ')} }`;
  }

  operation(name) {
    const { random, model } = this;
    const keyword = random.pick([
      'query',
      'query',
      'query',
      ...(model.objects.Mutation ? ['mutation'] : []),
      ...(model.objects.Subscription ? ['subscription'] : []),
    ]);
    const root = keyword[0].toUpperCase() + keyword.slice(1);
    const body = this.selectionSet(root, 0);
    return `${keyword} ${name}${this.variables.definitions(random, model)}${this.directives()} ${body}`;
  }
}

/** A document of one operation Q, or of two, and the fragments they use. */
export function makeDocument(random, model) {
  const writer = new DocumentWriter(random, model);
  const operations = [writer.operation('Q')];
  if (random.chance(0.1)) operations.push(writer.operation('R'));
  const fragments = writer.fragments.map((f) => `fragment ${f.name} on ${f.type} ${f.body}`);
  return { text: [...operations, ...fragments].join('\n'), variables: writer.variables.types };
}

/** JSON text of the variables of a document; some are left out. */
export function makeVariables(random, model, types) {
  const members = [...types].filter(([, type]) => random.chance(type.endsWith('!') ? 0.97 : 0.8));
  return `{${members.map(([name, type]) => `"${name}":${jsonOf(random, model, type)}`).join(',')}}`;
}

/** Definitions of variables of random types, in an operation that does nothing else. */
export function makeVariableDefinitions(random, model) {
  const types = new Map(
    random.times(1 + random.int(4), (i) => [
      `v${i}`,
      wrapped(
        random,
        random.pick([...model.leaves, ...Object.keys(model.inputs), ...Object.keys(model.inputs)]),
      ),
    ]),
  );
  const definitions = [...types].map(
    ([name, type]) =>
      `$${name}: ${type}${random.chance(0.2) ? ` = ${literal(random, model, type)}` : ''}`,
  );
  return { text: `query Q(${definitions.join(', ')}) { __typename }`, variables: types };
}

export function makeInputType(random, model) {
  return wrapped(random, random.pick([...model.leaves, ...Object.keys(model.inputs)]));
}
