// Random queries of the reading API, valid for a world: nesting, filters, orders, pages, aggregates
// and groups; values stand in the text or in variables, selections in fragments or not.

/** A value where the schema wants `type`: what may be a variable. */
export class Typed {
  constructor(type, value) {
    this.type = type;
    this.value = value;
  }

  toJSON() {
    return this.value instanceof Enum ? this.value.name : this.value;
  }
}

export class Enum {
  constructor(name) {
    this.name = name;
  }

  toJSON() {
    return this.name;
  }
}

const directions = ['asc', 'desc', 'asc_nulls_first', 'asc_nulls_last', 'desc_nulls_first', 'desc_nulls_last'];
const numbers = ['Int', 'bigint', 'numeric', 'Float'];
const ordered = [...numbers, 'String', 'date', 'timestamp', 'uuid'];
const buckets = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute'];
const comparisons = ['_eq', '_neq', '_gt', '_gte', '_lt', '_lte', '_in', '_nin', '_is_null'];
const equalities = ['_eq', '_neq', '_in', '_nin', '_is_null'];
const patterns = {
  _like: ['%a%', 'Ö_', '_', '%', '100\\%', 'a\\_b', '%\\\\%', '', 'É%'],
  _regex: ['^[a-c]', 'é', '(l|r)$', '^.{2}$', '\\d+', '^$', 'o+', '[^a-z]', 'ж.к'],
  _similar: ['%(a|b)%', '_+', 'É%', '(A|a)sh', 'o*%'],
  _starts_with: ['a', 'É', '100%', '', '😀'],
};
const operatorsOf = {
  Boolean: equalities, bytea: equalities,
  jsonb: [...equalities, '_contains', '_contained_in', '_has_key', '_has_keys_any', '_has_keys_all'],
  String: [...comparisons, '_starts_with', '_like', '_nlike', '_ilike', '_nilike', '_regex', '_nregex',
           '_iregex', '_niregex', '_similar', '_nsimilar'],
};
const numberFunctions = ['sum', 'avg', 'median', 'stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp'];
/** Functions whose equal results are equal to the last digit, however they are computed. */
const exactFunctions = ['sum', 'avg', 'min', 'max', 'median', 'count_distinct'];

/** Columns that a function takes. */
function columnsFor(name, table) {
  // Of texts that differ in their case alone either may be the least, or stand for a group.
  const columns = [...table.columns.values()].filter((c) => !c.collate);
  if (name === 'count_distinct') return columns;
  const kinds = name === 'min' || name === 'max' ? ordered : numbers;
  return columns.filter((c) => kinds.includes(c.kind));
}

/** What a role may not have, and whoever is everything has: aggregates, all of the key, a root field. */
const hasAggregates = (table) => table.aggregates !== false;
const hasKey = (table) => table.key.every((name) => table.columns.has(name) && !table.columns.get(name).masked);
const hasRoot = (table, name) => !table.roots || table.roots.includes(name);

export class QueryMaker {
  constructor(random, world) {
    this.random = random;
    this.world = world;
    this.definitions = [];
    this.variables = {};
    this.fragments = [];
    this.aliases = 0;
  }

  // ---- text

  /** Declares a variable for a value, or for none; its name with the dollar. */
  variable(type, value) {
    const name = `v${this.definitions.length}`;
    if (value !== undefined && this.random.chance(0.15)) {
      this.definitions.push(`$${name}: ${type} = ${this.literal(value)}`);
    } else {
      this.definitions.push(`$${name}: ${type}`);
      if (value !== undefined) this.variables[name] = JSON.parse(this.json(value));
    }
    return `$${name}`;
  }

  json(value) {
    return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v));
  }

  literal(value) {
    if (value instanceof Typed) return this.literal(value.value);
    return this.write(value, this.literal);
  }

  print(value) {
    if (!(value instanceof Typed)) return this.write(value, this.print);
    if (this.random.chance(0.25)) return this.variable(value.type, value.value);
    return this.print(value.value);
  }

  write(value, inner) {
    if (value instanceof Enum) return value.name;
    if (typeof value === 'bigint') return String(value);
    if (Array.isArray(value)) return `[${value.map((item) => inner.call(this, item)).join(', ')}]`;
    if (value === null || typeof value !== 'object') return JSON.stringify(value);
    return `{${Object.entries(value).map(([name, item]) => `${name}: ${inner.call(this, item)}`).join(', ')}}`;
  }

  args(entries) {
    const given = Object.entries(entries).filter(([, value]) => value !== undefined);
    if (!given.length) return '';
    // A variable that is not given leaves its argument out.
    return `(${given.map(([name, value]) =>
      `${name}: ${value instanceof Typed && name !== 'p' && this.random.chance(0.03) ? this.variable(value.type.replace(/!$/, '')) : this.print(value)}`).join(', ')})`;
  }

  maybe(probability, make) {
    return this.random.chance(probability) ? make() : undefined;
  }

  table(name) {
    return this.world.tables.get(name);
  }

  // ---- values

  /** A value that a column holds, or one nearby, as JSON. */
  sample(table, column) {
    const { random } = this;
    const stored = (table.stored ?? table.rows).map((row) => row[column.name]).filter((v) => v !== null && !(column.kind === 'timestamp' && typeof v === 'number'));
    const value = stored.length ? random.pick(stored) : { Boolean: true, String: 'x', timestamp: '2020-01-01T00:00:00' }[column.kind] ?? 1;
    if (Buffer.isBuffer(value)) return value.toString('base64');
    if (column.kind === 'Int' && random.chance(0.3)) return value + random.int(3) - 1;
    return value;
  }

  comparison(table, column) {
    const { random } = this, { kind } = column, comparison = {};
    for (const name of new Set(random.times(random.chance(0.2) ? 2 : 1, () => random.pick(operatorsOf[kind] ?? comparisons)))) {
      const pattern = patterns[name.replace(/^_n?i?(?=like|regex|similar)/, '_')];
      if (name === '_is_null') comparison[name] = new Typed('Boolean', random.chance(0.5));
      else if (name === '_has_key') comparison[name] = new Typed('String', random.pick(['size', 'tags', 'a']));
      else if (name.startsWith('_has_keys')) comparison[name] = new Typed('[String!]', random.some(['size', 'name', 'a']));
      else if (name === '_contains') comparison[name] = new Typed(kind, random.pick([{ size: 1 }, { tags: ['a'] }, { deep: { on: true } }, {}, [1]]));
      else if (pattern && !(name.startsWith('_n') && name === '_nin')) comparison[name] = new Typed('String', random.pick(pattern));
      else if (name === '_in' || name === '_nin') comparison[name] = new Typed(`[${kind}!]`, random.times(random.int(4), () => this.sample(table, column)));
      else comparison[name] = new Typed(kind, this.sample(table, column));
    }
    return comparison;
  }

  countPredicate() {
    return { [this.random.pick(['_eq', '_neq', '_gt', '_gte', '_lt', '_lte'])]: new Typed('Int', this.random.int(4)) };
  }

  /** A condition on a table's rows. */
  where(table, depth) {
    const { random } = this, type = `${table.name}_bool_exp!`;
    const condition = {};
    for (const _ of random.times(random.chance(0.1) ? 0 : 1 + random.int(2), (i) => i)) {
      const way = depth > 0 ? random.next() : 1;
      if (way < 0.1) condition._and = random.times(random.int(3), () => this.where(table, depth - 1));
      else if (way < 0.2) condition._or = random.times(random.int(4), () => this.where(table, depth - 1));
      else if (way < 0.3) condition._not = this.where(table, depth - 1);
      else if (way < 0.55 && table.relations.size) {
        const relation = random.pick([...table.relations.values()]), target = this.table(relation.target);
        if (relation.many && hasAggregates(target) && random.chance(0.4)) condition[`${relation.name}_aggregate`] = this.aggregateCondition(target, depth - 1);
        else condition[relation.name] = this.where(target, depth - 1);
      } else {
        const column = random.pick([...table.columns.values()]);
        condition[column.name] = this.comparison(table, column);
      }
    }
    return new Typed(type, condition);
  }

  aggregateCondition(table, depth) {
    const { random } = this, flags = [...table.columns.values()].filter((c) => c.kind === 'Boolean');
    const filter = random.chance(0.4) ? { filter: this.where(table, depth) } : {};
    if (flags.length && random.chance(0.5)) {
      const predicate = random.pick([{ _eq: new Typed('Boolean', random.chance(0.5)) }, { _is_null: random.chance(0.5) }]);
      return { [random.pick(['bool_and', 'bool_or'])]: { arguments: new Enum(random.pick(flags).name), ...filter, predicate } };
    }
    const counted = random.chance(0.4) ? this.countArguments(table, 'arguments') : {};
    return { count: { ...counted, ...filter, predicate: this.countPredicate() } };
  }

  countArguments(table, name) {
    const { random } = this;
    const columns = [...table.columns.values()].filter((c) => !c.collate).map((c) => new Enum(c.name));
    const chosen = random.some(columns, 1.5 / columns.length);
    if (!columns.length) return {};
    return { [name]: chosen.length ? chosen : [columns[0]], ...(random.chance(0.5) ? { distinct: random.chance(0.7) } : {}) };
  }

  direction() {
    return new Typed('order_by', new Enum(this.random.pick(directions)));
  }

  /** One object of an order_by. */
  order(table, depth) {
    const { random } = this;
    const relations = [...table.relations.values()].filter((r) => !r.many || hasAggregates(this.table(r.target)));
    if (depth > 0 && relations.length && random.chance(0.4)) {
      const relation = random.pick(relations), target = this.table(relation.target);
      if (relation.many) return { [`${relation.name}_aggregate`]: this.aggregateOrder(target) };
      return { [relation.name]: this.order(target, depth - 1) };
    }
    const columns = random.some([...table.columns.values()].filter((c) => c.kind !== 'jsonb'), 0.3);
    return Object.fromEntries(columns.map((c) => [c.name, this.direction()]));
  }

  aggregateOrder(table) {
    const name = this.random.pick(exactFunctions);
    const columns = columnsFor(name, table).filter((c) => c.exact);
    if (!columns.length || this.random.chance(0.4)) return { count: this.direction() };
    return { [name]: { [this.random.pick(columns).name]: this.direction() } };
  }

  orderBy(type, make) {
    const { random } = this;
    return new Typed(`[${type}!]`, random.chance(0.2) ? make() : random.times(random.int(3), make));
  }

  paging() {
    const { random } = this;
    return {
      limit: this.maybe(0.5, () => new Typed('Int', random.chance(0.05) ? null : random.int(6))),
      offset: this.maybe(0.25, () => new Typed('Int', random.int(4))),
    };
  }

  /** Arguments of a list; with distinct_on the order begins with its columns. */
  listArgs(table) {
    const { random } = this, type = `${table.name}_order_by`;
    const where = this.maybe(0.5, () => this.where(table, 3));
    if (!random.chance(0.2)) {
      return { where, order_by: this.maybe(0.6, () => this.orderBy(type, () => this.order(table, 2))), ...this.paging() };
    }
    const columns = random.some([...table.columns.values()].filter((c) => c.kind !== 'jsonb'), 0.3);
    const begin = columns.toReversed().map((c) => ({ [c.name]: this.direction() }));
    return {
      where,
      order_by: this.maybe(0.6, () => new Typed(`[${type}!]`, [...begin, this.order(table, 2)])),
      ...this.paging(),
      distinct_on: columns.length ? new Typed(`[${table.name}_select_column!]`, columns.map((c) => new Enum(c.name))) : undefined,
    };
  }

  // ---- selections

  /** Fields as a selection set: some of them in fragments, some with @skip or @include. */
  braces(type, fields) {
    const { random } = this;
    const marked = fields.map((field) => {
      if (!random.chance(0.06)) return field;
      const test = `${random.pick(['@skip', '@include'])}(if: ${this.print(new Typed('Boolean!', random.chance(0.5)))})`;
      return random.chance(0.5) ? `... ${test} { ${field} }` : `... on ${type} ${test} { ${field} }`;
    });
    if (!random.chance(0.12)) return `{ ${marked.join(' ')} }`;
    const half = random.int(marked.length), rest = marked.slice(half).join(' ');
    if (random.chance(0.5)) return `{ ${marked.slice(0, half).join(' ')} ... on ${type} { ${rest} } }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type} { ${rest} }`);
    return `{ ${marked.slice(0, half).join(' ')} ...${name} }`;
  }

  alias(name) {
    return `a${this.aliases++}: ${name}`;
  }

  selection(table, depth) {
    const { random } = this, columns = [...table.columns.values()];
    const fields = random.some(columns, 0.4).map((c) => {
      if (c.kind === 'jsonb' && random.chance(0.4)) return this.alias(`${c.name}(path: "${random.pick(['$.size', '$.deep.on', '$.none'])}")`);
      return random.chance(0.1) ? this.alias(c.name) : c.name;
    });
    if (random.chance(0.05) || !fields.length) {
      fields.push(random.chance(0.3) || !table.columns.has(table.key[0]) ? '__typename' : table.key[0]);
    }
    if (this.world.idOf && hasKey(table) && random.chance(0.1)) fields.push('_id');
    if (depth > 0) {
      for (const relation of random.some([...table.relations.values()], 0.35)) {
        const target = this.table(relation.target);
        if (relation.many) fields.push(this.alias(this.many(target, relation.name, depth - 1)));
        else fields.push(`${this.alias(relation.name)} ${this.selection(target, depth - 1)}`);
        if (target === table && hasKey(table) && random.chance(0.5)) fields.push(this.tree(table, relation, depth - 1));
      }
    }
    return this.braces(table.name, fields);
  }

  /** A list, an aggregate or groups under a name. */
  many(table, name, depth) {
    const way = this.random.next();
    if (way < 0.5) return this.list(table, name, depth);
    if (way < 0.6) return hasKey(table) ? this.connection(table, name, depth) : this.list(table, name, depth);
    if (!hasAggregates(table)) return this.list(table, name, depth);
    return way < 0.85 ? this.aggregateField(table, name, depth) : this.group(table, name);
  }

  list(table, name, depth) {
    return `${name}${this.args(this.listArgs(table))} ${this.selection(table, depth)}`;
  }

  connection(table, name, depth) {
    const { random } = this;
    const args = this.args({
      where: this.maybe(0.4, () => this.where(table, 2)),
      order_by: this.maybe(0.6, () => this.orderBy(`${table.name}_order_by`, () => this.order(table, 2))),
      [random.pick(['first', 'last'])]: this.maybe(0.7, () => new Typed('Int', random.int(6))),
    });
    const makers = [() => `nodes ${this.selection(table, 0)}`, () => 'pageInfo { hasNextPage hasPreviousPage }'];
    if (hasAggregates(table)) makers.push(() => 'totalCount');
    const parts = random.some(makers, 0.4).map((make) => make());
    return `${name}_connection${args} ${this.braces(`${table.name}_connection`, [`edges { node ${this.selection(table, depth)} }`, ...parts])}`;
  }

  /** A relation of a table with itself, followed again and again. */
  tree(table, relation, depth) {
    const { random } = this;
    const args = this.args({
      where: this.maybe(0.3, () => this.where(table, 1)),
      order_by: this.maybe(0.5, () => this.orderBy(`${table.name}_order_by`, () => this.order(table, 1))),
      max_depth: this.maybe(0.4, () => new Typed('Int', 1 + random.int(3))),
    });
    return `${this.alias(`${relation.name}_tree`)}${args} { depth node ${this.selection(table, Math.min(depth, 1))} }`;
  }

  aggregateField(table, name, depth) {
    const parts = [`aggregate ${this.aggregates(table)}`];
    if (this.random.chance(0.3)) parts.push(`nodes ${this.selection(table, depth)}`);
    return `${name}_aggregate${this.args(this.listArgs(table))} ${this.braces(`${table.name}_aggregate`, parts)}`;
  }

  aggregates(table) {
    const { random } = this, fields = [];
    if (random.chance(0.7)) fields.push(random.chance(0.5) ? 'count' : this.alias(`count${this.args(this.countArguments(table, 'columns'))}`));
    for (const name of random.some(['min', 'max', 'count_distinct', 'percentile', ...numberFunctions], 0.2)) {
      const columns = random.some(columnsFor(name, table).map((c) => c.name), 0.5);
      if (!columns.length) continue;
      const args = name === 'percentile' ? this.args({ p: new Typed('Float!', random.pick([0, 10, 33.3, 90, 100])) }) : '';
      fields.push(`${this.alias(name)}${args} { ${columns.join(' ')} }`);
    }
    return this.braces(`${table.name}_aggregate_fields`, fields.length ? fields : ['count']);
  }

  /** What is selected under `key`: the text, and the paths of columns that an order may name. */
  key(table, depth) {
    const { random } = this, fields = [], paths = [];
    const columns = [...table.columns.values()].filter((c) => !c.collate && !['jsonb', 'bytea'].includes(c.kind));
    for (const c of random.some(columns, 1.2 / columns.length)) {
      const dated = (c.kind === 'date' || c.kind === 'timestamp') && random.chance(0.8);
      fields.push(dated ? this.alias(`${c.name}(bucket: ${random.pick(buckets)})`) : c.name);
      paths.push([c.name]);
    }
    const parents = [...table.relations.values()].filter((r) => !r.many);
    if (depth > 0 && parents.length && random.chance(0.4)) {
      const { name, target } = random.pick(parents), inner = this.key(this.table(target), depth - 1);
      if (inner.fields.length) {
        fields.push(`${this.random.chance(0.3) ? this.alias(name) : name} { ${inner.fields.join(' ')} }`);
        paths.push(...inner.paths.map((path) => [name, ...path]));
      }
    }
    return { fields, paths };
  }

  having(table, depth) {
    const { random } = this, type = `${table.name}_group_having!`, way = depth > 0 ? random.next() : 1;
    if (way < 0.2) return new Typed(type, { _or: random.times(2, () => this.having(table, depth - 1)) });
    if (way < 0.3) return new Typed(type, { _not: this.having(table, depth - 1) });
    const name = random.pick(exactFunctions);
    const column = random.pick(columnsFor(name, table).filter((c) => c.exact));
    if (!column || random.chance(0.4)) return new Typed(type, { count: this.countPredicate() });
    const kept = name === 'min' || name === 'max' || name === 'sum';
    const operand = name === 'count_distinct' ? this.countPredicate()
      : kept && column.kind !== 'Int' ? this.comparison(table, column)
        : { [random.pick(['_gt', '_lte'])]: random.int(9) };
    return new Typed(type, { [name]: { [column.name]: operand } });
  }

  group(table, name) {
    const { random } = this, { fields, paths } = this.key(table, 2);
    const orders = [() => ({ aggregate: this.aggregateOrder(table) })];
    if (paths.length) orders.push(() => ({ key: random.pick(paths).reduceRight((inner, part) => ({ [part]: inner }), this.direction()) }));
    const args = this.args({
      where: this.maybe(0.4, () => this.where(table, 2)),
      having: this.maybe(0.35, () => this.having(table, 2)),
      order_by: this.maybe(0.6, () => this.orderBy(`${table.name}_group_order_by`, () => random.pick(orders)())),
      ...this.paging(),
    });
    const parts = [`aggregate ${this.aggregates(table)}`];
    // Not in a fragment: which fields there are decides what the groups are.
    if (fields.length) parts.unshift(`key { ${fields.join(' ')} }`);
    return `${name}_group${args} { ${parts.join(' ')} }`;
  }

  byKey(table) {
    const { random } = this, row = random.pick(table.stored ?? table.rows);
    const args = table.key.map((name) => {
      const { kind } = table.columns.get(name);
      const value = row && random.chance(0.8) ? row[name] : { String: 'nowhere' }[kind] ?? 99;
      return `${name}: ${this.print(new Typed(`${kind}!`, value))}`;
    });
    return `${table.name}_by_pk(${args.join(', ')}) ${this.selection(table, 3)}`;
  }

  /** The row of an id, if there is one, and it is of a type that is asked for. */
  node() {
    const { random } = this, tables = [...this.world.tables.values()].filter(hasKey);
    if (!tables.length) return '__typename';
    const table = random.pick(tables), row = random.pick(table.stored ?? table.rows);
    const id = row ? this.world.idOf(table.name, row) : 'bm9uZQ';
    const types = new Set([random.chance(0.9) ? table : random.pick(tables), ...random.some(tables, 0.3)]);
    const about = [...types].map((type) => `... on ${type.name} ${this.selection(type, 2)}`);
    return `node(id: ${this.print(new Typed('ID!', id))}) { ${about.join(' ')} }`;
  }

  root() {
    const table = this.random.pick([...this.world.tables.values()]), way = this.random.next();
    if (this.world.idOf && way < 0.08) return this.alias(this.node());
    if (way < 0.18 && hasKey(table) && hasRoot(table, 'select_by_pk')) return this.alias(this.byKey(table));
    if (!table.roots) return this.alias(this.many(table, table.name, 3));
    const makers = { select: 'list', select_aggregate: 'aggregateField', select_group: 'group', select_connection: 'connection' };
    const open = Object.keys(makers).filter((name) =>
      hasRoot(table, name) && (name === 'select' || (name === 'select_connection' ? hasKey(table) : hasAggregates(table))));
    const name = open.length ? this.random.pick(open) : null;
    return this.alias(name ? this[makers[name]](table, table.name, 3) : '__typename');
  }

  query() {
    const body = this.braces('query_root', this.random.times(1 + this.random.int(2), () => this.root()));
    const definitions = this.definitions.length ? `query(${this.definitions.join(', ')}) ` : '';
    return { query: [definitions + body, ...this.fragments].join('\n'), variables: this.variables };
  }
}

/** A random query of a world's API: {query, variables}. */
export const makeQuery = (random, world) => new QueryMaker(random, world).query();
