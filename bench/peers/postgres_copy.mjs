// Copies an SQLite database into PostgreSQL: tables, rows, keys, foreign keys and indexes.
//
// Types are those that give the same JSON: numeric(10,2) is SQLite's double, and a timestamp is text
// in the form that was stored.
import { once } from 'node:events';
import Database from 'better-sqlite3';

const name = (text) => `"${text}"`;
const names = (rows) => rows.map((row) => name(row.name)).join(', ');

function typeOf(declared) {
  if (/^int/i.test(declared)) return 'integer';
  return /^(numeric|real)/i.test(declared) ? 'double precision' : 'text';
}

function* definitions(db, table) {
  const columns = db.pragma(`table_info(${table})`);
  const key = columns.filter(({ pk }) => pk).sort((a, b) => a.pk - b.pk);
  const parts = columns.map((column) => `${name(column.name)} ${typeOf(column.type)}${column.notnull ? ' not null' : ''}`);
  yield `create table ${name(table)} (${[...parts, `primary key (${names(key)})`].join(', ')});\n`;
  yield `copy ${name(table)} (${names(columns)}) from stdin;\n`;
}

function* constraints(db, table) {
  for (const index of db.pragma(`index_list(${table})`).reverse()) {
    const columns = names(db.pragma(`index_info(${index.name})`));
    if (index.origin === 'u') yield `alter table ${name(table)} add unique (${columns});\n`;
    if (index.origin === 'c') yield `create index ${name(index.name)} on ${name(table)} (${columns});\n`;
  }
  for (const key of db.pragma(`foreign_key_list(${table})`).reverse()) {
    yield `alter table ${name(table)} add foreign key (${name(key.from)}) references ${name(key.table)} (${name(key.to)});\n`;
  }
}

const special = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const cell = (value) => (value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (character) => special[character]));

/** All of the database as a script for psql, in pieces. */
function* script(db) {
  const tables = db.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid").pluck().all();
  for (const table of tables) {
    yield* definitions(db, table);
    let rows = [];
    for (const row of db.prepare(`select * from ${name(table)}`).raw().iterate()) {
      rows.push(row.map(cell).join('\t'));
      if (rows.length === 1000) {
        yield `${rows.join('\n')}\n`;
        rows = [];
      }
    }
    yield `${rows.join('\n')}${rows.length ? '\n' : ''}\\.\n`;
  }
  for (const table of tables) yield* constraints(db, table);
  yield 'vacuum (freeze, analyze);\n';
}

/** Into a database of that name, which is made. `psql` starts one on a database. */
export async function copyDatabase(path, database, psql) {
  const db = new Database(path, { readonly: true });
  const run = async (where, pieces) => {
    const child = psql(where);
    const ended = once(child, 'exit');
    child.stdin.on('error', () => {}); // told by its exit
    for (const piece of pieces) {
      if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, 'drain'), ended]);
      if (child.exitCode !== null) break;
    }
    child.stdin.end();
    const [code] = await ended;
    if (code !== 0) throw new Error(`psql ended with ${code} while ${path} was copied`);
  };
  await run('postgres', [`create database ${name(database)};\n`]);
  await run(database, script(db));
  db.close();
}
