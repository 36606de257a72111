// Roles: rules made at random for a world's tables, their SDL, and the world as a role sees it.
//
// A rule is {columns, where, limit?, aggregate?, root_fields?}. Of its `where`, which a query's might
// be but for three things, claims, comparisons of columns and `_exists`, both the SDL and the reference are made.
import { Enum, QueryMaker, Typed } from './queries.mjs';
import { Interpreter, whole } from './interpreter.mjs';
import { and, meets } from './values.mjs';

export const rootFields = ['select', 'select_by_pk', 'select_aggregate', 'select_group', 'select_connection'];

/** What a session says under a name: a value for each of the role's sessions. */
class Claim {
  constructor(name, values) {
    this.name = name;
    this.values = values;
  }
}

/** Another column: of the same row, or of the row that the rule is about. */
class Column {
  constructor(name, ofOwner) {
    this.name = name;
    this.ofOwner = ofOwner;
  }
}

const columnComparisons = { _ceq: '_eq', _cneq: '_neq', _cgt: '_gt', _cgte: '_gte', _clt: '_lt', _clte: '_lte' };
const scalars = ['_eq', '_neq', '_gt', '_gte', '_lt', '_lte', '_starts_with', '_like', '_in', '_nin'];

/** Filters as the rules of a table have them. */
class RuleMaker extends QueryMaker {
  constructor(random, world, claims) {
    super(random, world);
    this.claims = claims;
  }

  filterFor(owner) {
    this.owner = owner;
    return this.where(owner, 2);
  }

  claim(make) {
    const values = [make(), make()];
    // What a header cannot carry is no claim.
    if (values.some((value) => typeof value === 'string' && value !== value.replace(/[\0-\x1f]/g, '').trim())) return values[0];
    const claim = new Claim(`c${this.claims.length}`, values);
    this.claims.push(claim);
    return claim;
  }

  comparison(table, column) {
    const { random } = this;
    const alike = (other) => other.kind === column.kind && !['jsonb', 'bytea'].includes(column.kind);
    if (random.chance(0.15)) {
      const ofOwner = random.chance(0.5);
      const others = [...(ofOwner ? this.owner : table).columns.values()].filter(alike);
      if (others.length) return { [random.pick(Object.keys(columnComparisons))]: new Column(random.pick(others).name, ofOwner) };
    }
    const comparison = super.comparison(table, column);
    for (const [name, typed] of Object.entries(comparison)) {
      if (!scalars.includes(name) || column.kind === 'jsonb' || !random.chance(0.5)) continue;
      const make = Array.isArray(typed.value) ? () => random.times(random.int(4), () => this.sample(table, column))
        : name === '_like' || name === '_starts_with' ? () => typed.value : () => this.sample(table, column);
      comparison[name] = this.claim(make);
    }
    return comparison;
  }

  where(table, depth) {
    const typed = super.where(table, depth);
    if (depth > 0 && this.random.chance(0.1)) {
      const target = this.random.pick([...this.world.tables.values()]);
      typed.value._exists = { _table: target.name, _where: this.where(target, 0) };
    }
    return typed;
  }

  write(value, inner) {
    if (value instanceof Claim) return `"$${value.name}"`;
    if (value instanceof Column) return value.ofOwner ? `["$", "${value.name}"]` : `"${value.name}"`;
    return super.write(value, inner);
  }
}

function makeRule(random, world, table, claims) {
  const maker = new RuleMaker(random, world, claims), names = [...table.columns.keys()];
  const some = random.some(names, 0.7);
  const rule = { columns: random.chance(0.4) ? names : some.length ? some : [random.pick(names)] };
  if (random.chance(0.8)) rule.where = maker.filterFor(table);
  if (random.chance(0.2)) rule.limit = random.int(6);
  if (random.chance(0.8)) rule.aggregate = true;
  if (random.chance(0.15)) rule.root_fields = random.some(rootFields);
  return rule;
}

/** A role: {name, rules: Map(table → [rule]), claims, sessions: [{header: text}]}. */
export function makeRole(random, world, name) {
  const claims = [], rules = new Map();
  for (const table of world.tables.values()) {
    const count = random.pick([0, 1, 1, 1, 2, 2, 3]);
    if (count) rules.set(table.name, random.times(count, () => makeRule(random, world, table, claims)));
  }
  return { name, rules, sessions: [0, 1].map((i) => sessionOf(claims, i)) };
}

const textOf = (value) => (typeof value !== 'object' ? String(value) : JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v)));

/** The claims of a session; lists as JSON or as Hasura has them, `{1,2}`. */
function sessionOf(claims, number) {
  const inBraces = (item) => (typeof item === 'string' ? `"${item.replace(/["\\]/g, '\\$&')}"` : textOf(item));
  return {
    number,
    claims: Object.fromEntries(claims.map(({ name, values }, i) => {
      const value = values[number], braces = Array.isArray(value) && i % 2 && !textOf(value).includes('\\n');
      return [`x-hasura-${name}`, braces ? `{${value.map(inBraces).join(',')}}` : textOf(value)];
    })),
  };
}

/** The lines of a schema.graphql that give a world's roles their rules. */
export function sdlOf(world, roles) {
  const maker = new RuleMaker(null, world, []);
  const permit = (role) => ({ columns, where, limit, aggregate, root_fields: roots }) => {
    const parts = [`columns: ${JSON.stringify(columns)}`];
    if (where) parts.push(`where: ${maker.literal(where)}`);
    if (limit !== undefined) parts.push(`limit: ${limit}`);
    if (aggregate) parts.push('aggregate: true');
    if (roots) parts.push(`root_fields: [${roots}]`);
    return `  @permit(role: "${role.name}", select: {${parts.join(', ')}})\n`;
  };
  return [...world.tables.keys()].map((table) => {
    const permits = roles.flatMap((role) => (role.rules.get(table) ?? []).map(permit(role)));
    return permits.length ? `extend type ${table}\n${permits.join('')}` : '';
  }).join('');
}

// ---- the world as a role sees it

/** A rule's filter as a query's variable would have it, with the claims' values. */
function plain(value, session) {
  if (value instanceof Typed) return plain(value.value, session);
  if (value instanceof Claim) return value.values[session.number];
  if (value instanceof Enum) return value.name;
  if (Array.isArray(value)) return value.map((item) => plain(item, session));
  if (value === null || typeof value !== 'object' || value instanceof Column || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, session)]));
}

/** Rules see all rows of all tables, and the row that they are about. */
class RuleInterpreter extends Interpreter {
  constructor(world) {
    super(world, '{ __typename }', {});
  }

  admits(table, row, where) {
    this.owner = row;
    return this.test(table, row, where) === true;
  }

  test(table, row, { _exists: exists, ...where }) {
    const rest = super.test(table, row, where);
    if (!exists) return rest;
    const target = this.table(exists._table);
    return and([rest, target.rows.some((other) => this.test(target, other, exists._where) === true)]);
  }

  testColumn(table, row, name, condition) {
    const column = table.columns.get(name);
    return and(Object.entries(condition).map(([operator, operand]) => {
      if (!(operand instanceof Column)) return meets(row[name], { [operator]: operand }, column);
      const other = (operand.ofOwner ? this.owner : row)[operand.name];
      return other === null ? null : meets(row[name], { [columnComparisons[operator]]: other }, { ...column, kind: 'stored' });
    }));
  }
}

/** The columns that some rule grants; those that not all grant are masked. */
function columnsSeen(table, rules) {
  return new Map([...table.columns].flatMap(([name, column]) => {
    const granting = rules.filter((rule) => rule.columns.includes(name));
    return granting.length ? [[name, { ...column, masked: granting.length < rules.length }]] : [];
  }));
}

/** The row as the rules show it that admit it; null if none does. */
function rowSeen(row, table, columns, rules, admits) {
  const admitting = rules.filter((rule) => admits(table, row, rule));
  if (!admitting.length) return null;
  const shown = { [whole]: row };
  for (const name of columns.keys()) {
    shown[name] = admitting.some((rule) => rule.columns.includes(name)) ? row[name] : null;
  }
  return shown;
}

function tableSeen(world, table, role, admits) {
  const rules = role.rules.get(table.name), columns = columnsSeen(table, rules);
  const limits = rules.map(({ limit }) => limit ?? Infinity);
  return {
    ...table,
    columns,
    rows: table.rows.map((row) => rowSeen(row, table, columns, rules, admits)).filter(Boolean),
    stored: table.rows,
    relations: new Map([...table.relations].filter(([, { target, junction }]) =>
      role.rules.has(target) && (!junction || role.rules.has(junction)))),
    aggregates: rules.some((rule) => rule.aggregate),
    roots: [...new Set(rules.flatMap((rule) => rule.root_fields ?? rootFields))],
    limit: Math.max(...limits) === Infinity ? undefined : Math.max(...limits),
  };
}

/** What is there for the role with the claims of the session: a world like any other. */
export function worldSeen(world, role, session) {
  const interpreter = new RuleInterpreter(world);
  const admits = (table, row, { where }) => !where || interpreter.admits(table, row, plain(where, session));
  const tables = [...world.tables.values()].filter(({ name }) => role.rules.has(name));
  return { ...world, tables: new Map(tables.map((table) => [table.name, tableSeen(world, table, role, admits)])) };
}

/** The tables that a rule's filter reads. */
function tablesOf(world, table, where, found) {
  for (const [name, condition] of Object.entries(where ?? {})) {
    if (name === '_exists') {
      found.add(condition._table);
      tablesOf(world, world.tables.get(condition._table), condition._where, found);
      continue;
    }
    if (name.startsWith('_')) {
      for (const inner of [condition].flat()) tablesOf(world, table, inner, found);
      continue;
    }
    const relation = table.relations.get(name) ?? table.relations.get(name.replace(/_aggregate$/, ''));
    if (!relation) continue;
    found.add(relation.target);
    if (relation.junction) found.add(relation.junction);
    const inner = table.relations.has(name) ? condition : Object.values(condition)[0].filter;
    tablesOf(world, world.tables.get(relation.target), inner, found);
  }
  return found;
}

/** The tables that statements of the role may read: its own, and those of its rules' filters. */
export function tablesRead(world, role) {
  const found = new Set(role.rules.keys());
  for (const [name, rules] of role.rules) {
    for (const { where } of rules) tablesOf(world, world.tables.get(name), plain(where ?? {}, role.sessions[0]), found);
  }
  return found;
}
