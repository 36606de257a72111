// The three databases of the reference tests: their tables, how their relations are named by the
// rules of the API, and rows made from a seed. A world is plain data that the interpreter, the
// generator of queries and the SQL of the database are all made from:
//
//   {name, tables: Map(name → {name, key, columns: Map, relations: Map, rows})}
//
// A column's `kind` is the GraphQL type of its values. `exact: false` says that sums of it depend on
// the order of the additions; `collate: 'nocase'` that ASCII letters are compared without their case.
import { Random } from '../spec/random.mjs';

/** A column: name, kind, what DDL says after the name, and how a value is made. */
const column = (name, kind, ddl, make, more = {}) => ({ name, kind, ddl, make, exact: true, ...more });

const words = ['ash', 'Birch', 'cedar', 'Éclair', 'éclair', 'ÖL', 'öl', 'жук', 'ЖУК', 'a_b', '100%', "o'clock",
               'back\\slash', '😀 grin', '\uffee', '', 'two words', 'line\nbreak', 'Ash', 'ASH', '"quoted"'];
const pad = (number, width = 2) => String(number).padStart(width, '0');
const orNull = (make, probability = 0.25) => (random, i, world) =>
  random.chance(probability) ? null : make(random, i, world);
const number = (i) => i + 1;
const text = (random) => random.pick(words);
const smallInt = (random) => random.int(9) - 3;
const quarters = (random) => (random.int(80) - 20) / 4;
const oddDouble = (random) => random.pick([0.1, 0.2, -0.3, 1e-7, 1e21, 123456.789, -2.5, 3, 0, 1 / 3]);
const bigint = (random) => BigInt(random.int(2 ** 30) - 2 ** 29) * 67108859n + BigInt(random.int(2));
const bool = (random) => random.chance(0.5);
const day = (random) => `${2019 + random.int(3)}-${pad(1 + random.int(12))}-${pad(1 + random.int(28))}`;
const time = (random) => `${pad(random.int(24))}:${pad(random.int(60))}:${pad(random.int(60))}`;
const moment = (random) =>
  `${day(random)}${random.pick(['T', ' '])}${time(random)}${random.pick(['', '', 'Z', '+02:00', '.250'])}`;
const oddMoment = (random) =>
  random.pick([
    moment, moment, day, () => 'no date', () => 1500000000 + random.int(10 ** 8), () => 1600000000000 + random.int(10 ** 10),
  ])(random);
const bytes = (random) => Buffer.from(random.times(random.int(4), () => random.int(256)));
const uuid = (random) => `${random.times(8, () => random.int(16).toString(16)).join('')}-0000-4000-8000-000000000000`;
const json = (random) =>
  random.pick([
    () => ({ size: random.int(3), tags: random.some(['a', 'b', 'c']), deep: { on: random.chance(0.5) } }),
    () => ({ size: random.int(3) + 0.5, name: text(random) }),
    () => ({}),
    () => random.some([1, 2, 'a', null]),
    () => random.int(4),
  ])();
/** The key of some row of a table that has its rows already. */
const keyOf = (table, key) => (random, i, world) => random.pick(world.tables.get(table).rows)?.[key] ?? null;

const id = () => column('id', 'Int', 'integer primary key', (random, i) => number(i));
const reference = (name, table, ddl = 'integer') =>
  column(name, 'Int', `${ddl} references ${table}(id)`, orNull(keyOf(table, 'id')));

/** Two ends of a foreign key: the field of the child, the field of the parent. */
const link = (child, field, parent, back, pairs) => [
  { table: child, name: field, target: parent, many: false, pairs },
  { table: parent, name: back, target: child, many: true, pairs: pairs.map(([a, b]) => [b, a]) },
];
/** A field through a junction table, to the rows of its other end. */
const through = (table, name, junction, target, near, far) => ({ table, name, target, many: true, junction, near, far });

const shop = {
  name: 'shop',
  tables: [
    { name: 'category', rows: 7, key: ['id'], columns: [
      id(), column('name', 'String', 'text not null', text),
      column('parent_id', 'Int', 'integer references category(id)', (random, i) => (i && random.chance(0.7) ? 1 + random.int(i) : null)),
    ] },
    { name: 'customer', rows: 14, key: ['id'], columns: [
      id(), column('name', 'String', 'text', orNull(text)),
      column('email', 'String', 'text collate nocase', orNull(text), { collate: 'nocase' }),
      column('born', 'date', 'date', orNull(day)),
      column('vip', 'Boolean', 'boolean not null', bool),
      column('credit', 'numeric', 'numeric(10,2)', orNull(quarters)),
    ] },
    { name: 'product', rows: 24, key: ['id'], columns: [
      id(), column('sku', 'uuid', 'uuid not null', uuid), column('name', 'String', 'text not null', text),
      reference('category_id', 'category'),
      column('price', 'numeric', 'numeric not null', quarters),
      column('weight', 'Float', 'real', orNull(quarters)),
      column('sold', 'bigint', 'bigint not null', bigint),
      column('gone', 'Boolean', 'boolean', orNull(bool)),
      column('attributes', 'jsonb', 'jsonb', orNull(json)),
      column('picture', 'bytea', 'blob', orNull(bytes)),
    ] },
    { name: 'purchase', rows: 30, key: ['id'], columns: [
      id(), reference('customer_id', 'customer'),
      column('status', 'String', 'text not null', (random) => random.pick(['open', 'paid', 'sent'])),
      column('placed_at', 'timestamp', 'timestamp not null', moment),
    ] },
    { name: 'item', rows: 60, key: ['purchase_id', 'line'], columns: [
      column('purchase_id', 'Int', 'integer not null references purchase(id)', (random, i) => number(Math.floor(i / 3))),
      column('line', 'Int', 'integer not null', (random, i) => number(i % 3)),
      column('product_id', 'Int', 'integer not null references product(id)', keyOf('product', 'id')),
      column('quantity', 'Int', 'integer not null', (random) => number(random.int(4))),
      column('price', 'numeric', 'numeric', orNull(quarters)),
    ] },
    { name: 'label', rows: 5, key: ['id'], columns: [id(), column('text', 'String', 'text not null', text)] },
    { name: 'product_label', rows: 24, key: ['product_id', 'label_id'], withoutRowid: true, columns: [
      column('product_id', 'Int', 'integer not null references product(id)', keyOf('product', 'id')),
      column('label_id', 'Int', 'integer not null references label(id)', keyOf('label', 'id')),
    ] },
  ],
  relations: [
    ...link('category', 'parent', 'category', 'category_by_parent', [['parent_id', 'id']]),
    ...link('product', 'category', 'category', 'product', [['category_id', 'id']]),
    ...link('purchase', 'customer', 'customer', 'purchase', [['customer_id', 'id']]),
    ...link('item', 'purchase', 'purchase', 'item', [['purchase_id', 'id']]),
    ...link('item', 'product', 'product', 'item', [['product_id', 'id']]),
    ...link('product_label', 'product', 'product', 'product_label', [['product_id', 'id']]),
    ...link('product_label', 'label', 'label', 'product_label', [['label_id', 'id']]),
    through('product', 'label', 'product_label', 'label', [['id', 'product_id']], [['label_id', 'id']]),
    through('label', 'product', 'product_label', 'product', [['id', 'label_id']], [['product_id', 'id']]),
  ],
};

const shelfOf = (random, world) => (random.chance(0.3) ? undefined : random.pick(world.tables.get('shelf').rows));

const library = {
  name: 'library',
  tables: [
    { name: 'branch', rows: 4, key: ['code'], withoutRowid: true, columns: [
      column('code', 'String', 'text not null', (random, i) => ['Mid', 'éast', 'A b', 'west'][i]),
      column('opened', 'date', 'date', orNull(day)),
    ] },
    { name: 'shelf', rows: 12, key: ['branch_code', 'number'], withoutRowid: true, columns: [
      column('branch_code', 'String', 'text not null references branch(code)', keyOf('branch', 'code')),
      column('number', 'Int', 'integer not null', (random) => number(random.int(6))),
      column('note', 'String', 'text', orNull(text)),
    ] },
    { name: 'work', rows: 16, key: ['id'], columns: [
      id(), column('title', 'String', 'text not null', text),
      column('original_id', 'Int', 'integer references work(id)', (random, i) => (i && random.chance(0.5) ? 1 + random.int(i) : null)),
      column('written', 'Int', 'integer', orNull((random) => random.int(5) * 500 - 500)),
    ] },
    { name: 'copy', rows: 30, key: ['barcode'], columns: [
      column('barcode', 'bigint', 'bigint primary key not null', (random, i) => 9007199254740993n + BigInt(i)),
      column('work_id', 'Int', 'integer not null references work(id)', keyOf('work', 'id')),
      // Both or neither: a row of the table is made from left to right.
      column('branch_code', 'String', 'text', (random, i, world, row) => (row.$shelf = shelfOf(random, world))?.branch_code ?? null),
      column('shelf', 'Int', 'integer', (random, i, world, row) => (row.$shelf ? row.$shelf.number : orNull(smallInt)(random))),
      column('price', 'numeric', 'numeric', orNull(quarters)),
    ], also: 'foreign key (branch_code, shelf) references shelf(branch_code, number)' },
    { name: 'member', rows: 10, key: ['id'], columns: [
      id(), column('name', 'String', 'text not null collate nocase', text, { collate: 'nocase' }),
      column('balance', 'Float', 'double not null', quarters),
      column('guarantor_id', 'Int', 'integer references member(id)', (random) => (random.chance(0.6) ? number(random.int(10)) : null)),
    ] },
    { name: 'loan', rows: 50, key: ['id'], columns: [
      id(), column('barcode', 'bigint', 'bigint not null references copy(barcode)', keyOf('copy', 'barcode')),
      column('lender_id', 'Int', 'integer not null references member(id)', keyOf('member', 'id')),
      column('keeper_id', 'Int', 'integer references member(id)', orNull(keyOf('member', 'id'))),
      column('lent_at', 'timestamp', 'timestamp not null', moment),
      column('due', 'date', 'date', orNull(day)),
      column('back', 'Boolean', 'boolean', orNull(bool)),
    ] },
    { name: 'citation', rows: 20, key: ['citing_id', 'cited_id'], columns: [
      column('citing_id', 'Int', 'integer not null references work(id)', keyOf('work', 'id')),
      column('cited_id', 'Int', 'integer not null references work(id)', keyOf('work', 'id')),
    ] },
  ],
  relations: [
    ...link('shelf', 'branch', 'branch', 'shelf', [['branch_code', 'code']]),
    ...link('work', 'original', 'work', 'work_by_original', [['original_id', 'id']]),
    ...link('copy', 'work', 'work', 'copy', [['work_id', 'id']]),
    ...link('copy', 'shelf_2', 'shelf', 'copy', [['branch_code', 'branch_code'], ['shelf', 'number']]),
    ...link('member', 'guarantor', 'member', 'member_by_guarantor', [['guarantor_id', 'id']]),
    ...link('loan', 'copy', 'copy', 'loan', [['barcode', 'barcode']]),
    ...link('loan', 'lender', 'member', 'loan_by_lender', [['lender_id', 'id']]),
    ...link('loan', 'keeper', 'member', 'loan_by_keeper', [['keeper_id', 'id']]),
    ...link('citation', 'citing', 'work', 'citation_by_citing', [['citing_id', 'id']]),
    ...link('citation', 'cited', 'work', 'citation_by_cited', [['cited_id', 'id']]),
    through('work', 'work', 'citation', 'work', [['id', 'citing_id']], [['cited_id', 'id']]),
    through('work', 'work_2', 'citation', 'work', [['id', 'cited_id']], [['citing_id', 'id']]),
  ],
};

const oddities = {
  name: 'oddities',
  tables: [
    { name: 'void', rows: 0, key: ['id'], columns: [
      id(), column('n', 'Int', 'integer', smallInt), column('on_off', 'Boolean', 'boolean', bool),
      column('t', 'String', 'text', text),
    ] },
    { name: 'tie', rows: 40, key: ['id'], columns: [
      column('id', 'Int', 'integer primary key', (random, i) => i - 20),
      column('a', 'Int', 'integer', orNull((random) => random.int(3) - 1, 0.4)),
      column('b', 'String', 'text', orNull((random) => random.pick(['x', 'X', '']), 0.4)),
      column('f', 'Float', 'real', orNull(oddDouble), { exact: false }),
      column('at', 'timestamp', 'timestamp', orNull(oddMoment)),
      column('yes', 'Boolean', 'boolean', orNull(bool)),
      column('j', 'jsonb', 'json', orNull(json)),
      column('void_id', 'Int', 'integer references void(id)', () => null),
    ] },
    { name: 'leaf', rows: 40, key: ['tie_id', 'name'], withoutRowid: true, columns: [
      column('tie_id', 'Int', 'integer not null references tie(id)', keyOf('tie', 'id')),
      column('name', 'String', 'text not null', text),
      column('big', 'bigint', 'bigint', orNull(bigint)),
      column('raw', 'bytea', 'blob', orNull(bytes)),
    ] },
  ],
  relations: [
    ...link('tie', 'void', 'void', 'tie', [['void_id', 'id']]),
    ...link('leaf', 'tie', 'tie', 'leaf', [['tie_id', 'id']]),
  ],
};

function makeRows(random, table, world) {
  const seen = new Set();
  for (let i = 0; i < table.wanted; i++) {
    const row = {};
    for (const { name, make } of table.columns.values()) row[name] = make(random, i, world, row);
    delete row.$shelf;
    const key = table.key.map((name) => String(row[name])).join('\0');
    if (!seen.has(key)) table.rows.push(row);
    seen.add(key);
  }
}

/** The world of a description, with rows of their own for each seed. */
function makeWorld({ name, tables, relations }, seed) {
  const random = new Random(seed);
  const world = { name, tables: new Map() };
  for (const { columns, rows, ...table } of tables) {
    world.tables.set(table.name, {
      ...table,
      wanted: rows,
      rows: [],
      columns: new Map(columns.map((c) => [c.name, c])),
      relations: new Map(relations.filter((r) => r.table === table.name).map((r) => [r.name, r])),
    });
    makeRows(random, world.tables.get(table.name), world);
  }
  return world;
}

export const makeWorlds = (seed) => [shop, library, oddities].map((description) => makeWorld(description, seed));

function sqlValue(value, kind) {
  if (value === null) return 'null';
  if (kind === 'jsonb') return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
  if (Buffer.isBuffer(value)) return `x'${value.toString('hex')}'`;
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return String(Number(value) === value || typeof value === 'bigint' ? value : Number(value));
}

/** The SQL that makes a world's database; foreign keys may lead anywhere until all rows are there, in one transaction. */
export function sqlOf(world) {
  const statements = [];
  for (const table of world.tables.values()) {
    const columns = [...table.columns.values()];
    const lines = columns.map(({ name, ddl }) => `"${name}" ${ddl}`);
    if (!lines.some((line) => line.includes('primary key'))) lines.push(`primary key (${table.key})`);
    if (table.also) lines.push(table.also);
    statements.push(`create table ${table.name} (${lines.join(', ')})${table.withoutRowid ? ' without rowid' : ''};`);
    for (const row of table.rows) {
      statements.push(`insert into ${table.name} values (${columns.map((c) => sqlValue(row[c.name], c.kind)).join(', ')});`);
    }
  }
  return `pragma defer_foreign_keys = on;\n${statements.join('\n')}\n`;
}
