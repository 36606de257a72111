// The reference: answers a query by plain loops over rows in memory. It is slow and simple on
// purpose, written from the documents of the API alone, and expects queries that are valid.
import { parse } from 'graphql';
import { aggregate, count, identity } from './aggregates.mjs';
import { and, bucketOf, collated, compare, meets, not, operand, or } from './values.mjs';

const listOf = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);
const isAggregate = (name) => name.endsWith('_aggregate');
const isGroup = (name) => name.endsWith('_group');
const base = (name) => name.replace(/_(aggregate|group|by_pk|connection|tree)$/, '');

/** Of a row that a role sees: all of the row, which its relations and its place in a list hang on. */
export const whole = Symbol('whole');
const allOf = (row) => row[whole] ?? row;

export class Interpreter {
  constructor(world, text, variables) {
    this.world = world;
    const { definitions } = parse(text);
    this.operation = definitions.find((d) => d.kind === 'OperationDefinition');
    this.fragments = new Map(definitions.filter((d) => d.kind === 'FragmentDefinition').map((d) => [d.name.value, d]));
    this.variables = {};
    for (const { variable, defaultValue } of this.operation.variableDefinitions) {
      const { value: name } = variable.name;
      if (Object.hasOwn(variables, name)) this.variables[name] = variables[name];
      else if (defaultValue) this.variables[name] = this.value(defaultValue);
    }
  }

  // ---- the language

  /** A literal as JSON; undefined if it is a variable that was not given. */
  value(node) {
    switch (node.kind) {
      case 'Variable':
        return this.variables[node.name.value];
      case 'NullValue':
        return null;
      case 'IntValue':
        return Number.isSafeInteger(Number(node.value)) ? Number(node.value) : BigInt(node.value);
      case 'FloatValue':
        return Number(node.value);
      case 'ListValue':
        return node.values.map((item) => this.value(item));
      case 'ObjectValue':
        return this.object(node.fields);
      default:
        return node.value;
    }
  }

  /** Fields of an object, or arguments: those whose variable was not given are left out. */
  object(fields) {
    const entries = fields.map((field) => [field.name.value, this.value(field.value)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  isIncluded({ directives }) {
    return directives.every((d) => this.object(d.arguments).if === (d.name.value === 'include'));
  }

  /** The fields that selection sets amount to: response key → {name, args, sets}. */
  collect(sets, fields = new Map()) {
    for (const node of sets.flatMap((set) => set.selections)) {
      if (!this.isIncluded(node)) continue;
      if (node.kind === 'FragmentSpread') this.collect([this.fragments.get(node.name.value).selectionSet], fields);
      else if (node.kind === 'InlineFragment') this.collect([node.selectionSet], fields);
      else {
        const key = (node.alias ?? node.name).value;
        if (!fields.has(key)) fields.set(key, { name: node.name.value, args: this.object(node.arguments), sets: [] });
        if (node.selectionSet) fields.get(key).sets.push(node.selectionSet);
      }
    }
    return fields;
  }

  /** An object of the answer: what `resolve` says for each field. */
  answer(sets, resolve) {
    return Object.fromEntries([...this.collect(sets)].map(([key, field]) => [key, resolve(field)]));
  }

  // ---- rows

  table(name) {
    return this.world.tables.get(name);
  }

  /** The rows at the other end of a relation, in no order. */
  related(relation, row) {
    const match = (pairs, a, b) =>
      pairs.every(([from, to]) => allOf(a)[from] !== null && allOf(a)[from] === allOf(b)[to]);
    const { rows } = this.table(relation.target);
    if (!relation.junction) return rows.filter((other) => match(relation.pairs, row, other));
    const between = this.table(relation.junction).rows.filter((middle) => match(relation.near, row, middle));
    return rows.filter((other) => between.some((middle) => match(relation.far, middle, other)));
  }

  /** Whether a row meets a where: true, false, or null for unknown. */
  test(table, row, where) {
    return and(
      Object.entries(where).map(([name, condition]) => {
        if (name === '_and') return and(listOf(condition).map((c) => this.test(table, row, c)));
        if (name === '_or') return or(listOf(condition).map((c) => this.test(table, row, c)));
        if (name === '_not') return not(this.test(table, row, condition));
        if (table.columns.has(name)) return this.testColumn(table, row, name, condition);
        const relation = table.relations.get(base(name)), target = this.table(relation.target);
        const others = this.related(relation, row);
        if (isAggregate(name)) return this.testAggregate(target, others, condition);
        return others.some((other) => this.test(target, other, condition) === true);
      }),
    );
  }

  testColumn(table, row, name, condition) {
    return meets(row[name], condition, table.columns.get(name));
  }

  /** A condition on related rows taken together: count, bool_and or bool_or. */
  testAggregate(table, rows, condition) {
    const [[name, { arguments: columns, distinct, filter = {}, predicate }]] = Object.entries(condition);
    rows = rows.filter((row) => this.test(table, row, filter) === true);
    if (name === 'count') {
      return meets(count(rows, { columns: columns && listOf(columns), distinct }), predicate, { kind: 'Int' });
    }
    const values = rows.map((row) => row[columns]).filter((value) => value !== null);
    const all = name === 'bool_and' ? values.every(Boolean) : values.some(Boolean);
    return meets(values.length ? all : null, predicate, { kind: 'Boolean' });
  }

  /** The columns of an order_by in their order: [{of: row → value, direction, collate}]. */
  terms(table, orderBy) {
    return listOf(orderBy).flatMap((object) =>
      Object.entries(object ?? {}).flatMap(([name, order]) => {
        if (order === null) return [];
        if (table.columns.has(name)) return [{ of: (row) => row[name], direction: order, ...table.columns.get(name) }];
        const relation = table.relations.get(base(name)), target = this.table(relation.target);
        if (isAggregate(name)) {
          return this.aggregateTerms(target, order).map((term) => ({ ...term, of: (row) => term.of(this.related(relation, row)) }));
        }
        const parent = (row) => this.related(relation, row)[0];
        return this.terms(target, order).map((term) => ({ ...term, of: (row) => (parent(row) ? term.of(parent(row)) : null) }));
      }),
    );
  }

  /** Terms over aggregates: `of` takes the rows that are taken together. */
  aggregateTerms(table, order) {
    return Object.entries(order).flatMap(([name, columns]) => {
      if (name === 'count') return [{ of: (rows) => rows.length, direction: columns }];
      return Object.entries(columns).map(([column, direction]) => ({
        of: (rows) => aggregate(name, rows, table.columns.get(column)),
        direction,
      }));
    });
  }

  sort(rows, terms) {
    const keyed = rows.map((row) => ({ row, keys: terms.map(({ of }) => of(row)) }));
    const order = (a, b) => {
      for (const [i, { direction, collate }] of terms.entries()) {
        const [x, y] = [a.keys[i], b.keys[i]], descends = direction.startsWith('desc');
        if (x === null && y === null) continue;
        const nullsFirst = direction.endsWith('nulls_first') || direction === 'desc';
        if (x === null || y === null) return (x === null) === nullsFirst ? -1 : 1;
        const difference = compare(x, y, collate);
        if (difference) return descends ? -difference : difference;
      }
      return 0;
    };
    return keyed.sort(order).map(({ row }) => row);
  }

  page(rows, { limit, offset }) {
    const from = Number(offset ?? 0);
    return rows.slice(from, limit === undefined || limit === null ? undefined : from + Number(limit));
  }

  filter(table, rows, where) {
    return rows.filter((row) => this.test(table, row, where ?? {}) === true);
  }

  /** The rows that the arguments of a list leave, in order. */
  select(table, rows, args) {
    const distinctOn = listOf(args.distinct_on), order = listOf(args.order_by);
    const asked = this.terms(table, order.length ? order : distinctOn.map((name) => ({ [name]: 'asc' })));
    const ties = table.key.map((name) => ({ of: (row) => allOf(row)[name], direction: 'asc' }));
    const found = this.sort(this.filter(table, rows, args.where), [...asked, ...ties]);
    return this.page(this.thin(table, found, distinctOn), args);
  }

  /** Of rows that agree in the columns only the first. */
  thin(table, found, distinctOn) {
    if (distinctOn.length) {
      const seen = new Set();
      return found.filter((row) => {
        const key = JSON.stringify(distinctOn.map((name) => identity(collated(row[name], table.columns.get(name)))));
        return !seen.has(key) && seen.add(key);
      });
    }
    return found;
  }

  // ---- answers

  row(table, row, sets) {
    return this.answer(sets, ({ name, args, sets: inner }) => {
      if (name === '__typename') return table.name;
      if (name === '_id') return this.world.idOf(table.name, allOf(row));
      if (table.columns.has(name)) return this.stored(row[name], args.path);
      const relation = table.relations.get(name) ?? table.relations.get(base(name));
      if (name.endsWith('_tree')) return this.tree(table, relation, row, args, inner);
      const target = this.table(relation.target), others = this.related(relation, row);
      if (!relation.many) return others.length ? this.row(target, others[0], inner) : null;
      return this.many(target, others, { name: table.relations.has(name) ? '' : name, args, sets: inner });
    });
  }

  /** A column's value; of a JSON column what stands at a path of members, "$.a.b". */
  stored(value, path) {
    if (path === undefined) return value;
    return path.split('.').slice(1).reduce((at, key) => (at && Object.hasOwn(at, key) && !Array.isArray(at) ? at[key] : null), value);
  }

  /** A list, an aggregate or groups of rows, as the field's name ends. */
  many(table, rows, { name, args, sets }) {
    if (isGroup(name)) return this.groups(table, rows, args, sets);
    if (name.endsWith('_connection')) return this.connection(table, rows, args, sets);
    const found = this.select(table, rows, args);
    if (!isAggregate(name)) return this.list(table, found, sets);
    return this.answer(sets, ({ name: part, sets: inner }) => {
      if (part === '__typename') return `${table.name}_aggregate`;
      return part === 'nodes' ? this.list(table, found, inner) : this.aggregates(table, found, inner);
    });
  }

  /** Rows of a list: as many as the role may have of one. */
  list(table, rows, sets) {
    return rows.slice(0, table.limit).map((row) => this.row(table, row, sets));
  }

  /** A page without cursors: the first rows, the last, or all. */
  connection(table, rows, { where, order_by, first, last }, sets) {
    const all = this.select(table, rows, { where, order_by });
    const size = Math.min(Number(first ?? last ?? Infinity), table.limit ?? Infinity, all.length);
    const backward = (last ?? null) !== null;
    const page = backward ? all.slice(all.length - size) : all.slice(0, size);
    const more = size < all.length;
    return this.answer(sets, ({ name, sets: inner }) => {
      if (name === '__typename') return `${table.name}_connection`;
      if (name === 'totalCount') return all.length;
      if (name === 'nodes') return page.map((row) => this.row(table, row, inner));
      if (name === 'edges') return page.map((row) => this.answer(inner, ({ sets: node }) => this.row(table, row, node)));
      return this.answer(inner, ({ name: side }) => more && (side === 'hasNextPage') !== backward);
    });
  }

  /** A relation followed again and again: the rows of each level that were in none before. */
  tree(table, relation, row, { where, order_by, max_depth }, sets) {
    const listed = [], met = new Set([allOf(row)]);
    let level = [row];
    for (let depth = 1; level.length && depth <= Number(max_depth ?? 100); depth++) {
      level = level.flatMap((from) => this.related(relation, from)).filter((to) => !met.has(allOf(to)) && met.add(allOf(to)));
      listed.push(...this.select(table, level, { where, order_by }).map((node) => ({ depth, node })));
    }
    return listed.slice(0, table.limit).map(({ depth, node }) =>
      this.answer(sets, ({ name, sets: inner }) =>
        name === '__typename' ? `${table.name}_tree` : name === 'depth' ? depth : this.row(table, node, inner)));
  }

  aggregates(table, rows, sets) {
    return this.answer(sets, ({ name, args, sets: inner }) => {
      if (name === '__typename') return `${table.name}_aggregate_fields`;
      if (name === 'count') return count(rows, { ...args, columns: args.columns && listOf(args.columns) });
      return this.answer(inner, ({ name: column }) =>
        column === '__typename' ? `${table.name}_${name}_fields` : aggregate(name, rows, table.columns.get(column), args.p));
    });
  }

  // ---- groups

  /** What is selected under `key`: [{path: [response keys], column path, of: row → value}]. */
  keys(table, sets, of = (row) => row, path = [], columns = []) {
    return [...this.collect(sets)].flatMap(([key, { name, args, sets: inner }]) => {
      if (name === '__typename') return [];
      const at = { path: [...path, key], columns: [...columns, name] };
      if (table.columns.has(name)) {
        const value = (row) => (of(row) ? of(row)[name] : null);
        return [{ ...at, of: args.bucket ? (row) => bucketOf(value(row), args.bucket) : value }];
      }
      const relation = table.relations.get(name);
      const parent = (row) => (of(row) ? this.related(relation, of(row))[0] : undefined);
      return this.keys(this.table(relation.target), inner, parent, at.path, at.columns);
    });
  }

  /** The answer to `key`, in the selection's own shape. */
  keyAnswer(table, sets, keys, group, path = []) {
    return Object.fromEntries(
      [...this.collect(sets)].map(([key, { name, sets: inner }]) => {
        const at = [...path, key];
        if (name === '__typename') return [key, `${table.name}_group_key`];
        const i = keys.findIndex((k) => k.path.join('.') === at.join('.'));
        if (i >= 0) return [key, group.values[i]];
        return [key, this.keyAnswer(this.table(table.relations.get(name).target), inner, keys, group, at)];
      }),
    );
  }

  having(table, rows, condition) {
    return and(
      Object.entries(condition).map(([name, wanted]) => {
        if (name === '_and') return and(listOf(wanted).map((c) => this.having(table, rows, c)));
        if (name === '_or') return or(listOf(wanted).map((c) => this.having(table, rows, c)));
        if (name === '_not') return not(this.having(table, rows, wanted));
        if (name === 'count') return meets(rows.length, wanted, { kind: 'Int' });
        return and(
          Object.entries(wanted).map(([column, comparison]) => {
            const { kind, collate } = table.columns.get(column);
            const type = name === 'sum' && kind === 'Int' ? 'bigint' : ['sum', 'min', 'max'].includes(name) ? kind : 'Float';
            return meets(aggregate(name, rows, table.columns.get(column)), comparison, { kind: type, collate });
          }),
        );
      }),
    );
  }

  /** The keys that an order by {key: …} speaks of: all that are built on the column. */
  keyTerms(keys, order, path = []) {
    return Object.entries(order).flatMap(([name, inner]) => {
      const at = [...path, name];
      if (typeof inner === 'object') return this.keyTerms(keys, inner, at);
      return keys.flatMap((key, i) =>
        key.columns.join('.') === at.join('.') ? [{ of: (group) => group.values[i], direction: inner }] : []);
    });
  }

  groups(table, rows, args, sets) {
    const selected = [...this.collect(sets).values()];
    const keySets = selected.filter((field) => field.name === 'key').flatMap((field) => field.sets);
    const keys = this.keys(table, keySets);
    const groups = new Map();
    if (!keys.length) groups.set('', { values: [], rows: [] });
    for (const row of this.filter(table, rows, args.where)) {
      const values = keys.map((key) => key.of(row));
      const name = keys.length ? JSON.stringify(values.map(identity)) : '';
      if (!groups.has(name)) groups.set(name, { values, rows: [] });
      groups.get(name).rows.push(row);
    }
    const terms = listOf(args.order_by).flatMap((object) =>
      Object.entries(object).flatMap(([part, order]) =>
        part === 'key'
          ? this.keyTerms(keys, order)
          : this.aggregateTerms(table, order).map((term) => ({ ...term, of: (group) => term.of(group.rows) }))));
    const ties = keys.map((_, i) => ({ of: (group) => group.values[i], direction: 'asc' }));
    const kept = [...groups.values()].filter((group) => this.having(table, group.rows, args.having ?? {}) === true);
    return this.page(this.sort(kept, [...terms, ...ties]), args).slice(0, table.limit).map((group) =>
      this.answer(sets, ({ name, sets: inner }) => {
        if (name === '__typename') return `${table.name}_group`;
        return name === 'key' ? this.keyAnswer(table, inner, keys, group) : this.aggregates(table, group.rows, inner);
      }));
  }

  // ---- the operation

  byKey(table, args, sets) {
    const found = table.rows.find((row) =>
      table.key.every((name) => compare(row[name], operand(args[name], table.columns.get(name).kind)) === 0));
    return found ? this.row(table, found, sets) : null;
  }

  /** node(id): a row of whatever table; of its type the selection may say nothing. */
  byId({ id }, sets) {
    for (const table of this.world.tables.values()) {
      const row = table.rows.find((candidate) => this.world.idOf(table.name, allOf(candidate)) === id);
      const inner = sets.flatMap((set) => set.selections).filter((node) => node.typeCondition.name.value === table.name);
      const answer = row && this.row(table, row, inner.map((node) => node.selectionSet));
      if (answer && Object.keys(answer).length) return answer;
    }
    return null;
  }

  run() {
    return this.answer([this.operation.selectionSet], ({ name, args, sets }) => {
      if (name === '__typename') return 'query_root';
      if (name === 'node') return this.byId(args, sets);
      const table = this.table(name) ?? this.table(base(name));
      if (name.endsWith('_by_pk')) return this.byKey(table, args, sets);
      return this.many(table, table.rows, { name: this.table(name) ? '' : name, args, sets });
    });
  }
}

/** The data that a valid query gets in a world. */
export const interpret = (world, text, variables) => new Interpreter(world, text, variables).run();
