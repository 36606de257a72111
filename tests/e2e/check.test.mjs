// The doctor: what `soloql check` finds, with an example and a remedy for each.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDatabase, run, scratchFile } from './soloql.mjs';

const sick = makeDatabase(
  `sick-${process.pid}.db`,
  `CREATE TABLE parent(id INTEGER PRIMARY KEY, code TEXT, meta JSON);
   INSERT INTO parent VALUES (1, 'a', '{}'), (2, 'b', '{bad'), (3, CAST(x'ff' AS TEXT), '1');
   CREATE TABLE child(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id), q TEXT REFERENCES parent(code),
                      big INT, ok BOOLEAN, "odd name" REAL, d DATE, b BLOB);
   INSERT INTO child VALUES (1, 1, 'a', 1, 1, 1.5, 'x', x'00'), (2, 9, 'a', 4294967296, 2, 'x', 1, x'00'),
                            (3, 10, 'z', -4294967296, 0, 1e999, 1, 'text');
   CREATE TABLE keyed(a TEXT, b INT, v INT, PRIMARY KEY(a, b)) WITHOUT ROWID;
   INSERT INTO keyed VALUES ('k', 1, 5), ('k"', 2, 'five');
   CREATE TABLE lost(id INTEGER PRIMARY KEY, x INT REFERENCES nowhere(id));
   INSERT INTO lost VALUES (7, 1), (8, NULL), (9, 2);
   CREATE TABLE indexed(id INTEGER PRIMARY KEY, p INT REFERENCES parent(id), again INT REFERENCES parent(id));
   CREATE INDEX indexed_p ON indexed(p); CREATE INDEX indexed_again ON indexed(again);
   INSERT INTO indexed VALUES (1, 1, 1), (2, 77, 78), (3, 1, 79);
   CREATE TABLE "a b"(id INTEGER PRIMARY KEY, "x-y" TEXT);
   CREATE VIEW broken AS SELECT x FROM nowhere;`,
);

const check = (database, ...more) => {
  const { status, stdout, stderr } = run(['check', database, '--format', 'json', ...more]);
  assert.equal(stderr, '');
  return { status, report: JSON.parse(stdout) };
};

const { status, report } = check(sick);
const found = (kind) =>
  report.findings
    .filter((finding) => finding.kind === kind)
    .map(({ table, column, count, rowid, key }) => [table, column, count, rowid ?? key]);

describe('check', () => {
  test('values', () => {
    assert.deepEqual(found('value-type'), [
      ['child', 'ok', 1, 2],
      ['child', 'odd name', 2, 2],
      ['child', 'b', 1, 3],
      ['keyed', 'v', 1, ['k"', 2]],
    ]);
    assert.deepEqual(found('integer-range'), [['child', 'big', 2, 2]]);
    assert.deepEqual(found('not-utf8'), [['parent', 'code', 1, 3]]);
    assert.deepEqual(found('malformed-json'), [['parent', 'meta', 1, 2]]);
  });

  test('foreign keys', () => {
    assert.deepEqual(found('foreign-key-parent'), [
      ['child', 'q', 0, null],
      ['lost', 'x', 0, null],
    ]);
    assert.deepEqual(found('foreign-key-violation'), [
      ['lost', 'x', 2, 7],
      ['indexed', 'p', 1, 2],
      ['indexed', 'again', 2, 2],
    ]);
    assert.deepEqual(found('foreign-key-index').map(([table, column]) => `${table}.${column}`), [
      'child.p',
      'child.q',
      'lost.x',
    ]);
  });

  test('names, and what is left out', () => {
    assert.deepEqual(found('renamed').map(([table, column]) => [table, column]), [
      ['child', 'odd name'],
      ['a b', null],
      ['a b', 'x-y'],
    ]);
    assert.match(report.findings.find(({ kind }) => kind === 'skipped').message, /view "broken"/);
  });

  test('every finding has a remedy, and errors decide the status', () => {
    assert.ok(report.findings.every(({ remedy, message }) => remedy && message));
    assert.equal(report.errors, report.findings.filter(({ severity }) => severity === 'error').length);
    assert.equal(status, 1);
    const fine = makeDatabase(
      `fine-${process.pid}.db`,
      'CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT REFERENCES a(id));',
    );
    const healthy = check(fine);
    assert.deepEqual([healthy.status, healthy.report.errors, healthy.report.advice], [0, 0, 1]);
    assert.equal(run(['check', fine]).status, 0);
  });

  test('a remedy that is SQL works', () => {
    const index = report.findings.find(({ kind }) => kind === 'foreign-key-index').remedy;
    const cured = makeDatabase(
      `cured-${process.pid}.db`,
      `CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE child(p INT REFERENCES parent(id)); ${index}`,
    );
    assert.equal(check(cured).report.findings.length, 0);
  });

  test('the text says the same', () => {
    const { stdout, status: code } = run(['check', sick]);
    assert.equal(code, 1);
    assert.match(stdout, /^error {3}child\.big: integers outside of 32 bits \(2\)\n +rowid 2: Int cannot[^\n]*\n +remedy: Declare the column BIGINT/m);
    assert.match(stdout, /^error {3}keyed\.v[^\n]*\n +key \["k\\"",2\]: /m);
    assert.match(stdout, new RegExp(`: ${report.errors} errors, ${report.advice} pieces of advice\\n$`));
  });

  test('a type of schema.graphql is what counts', () => {
    const schema = scratchFile('check.graphql', 'extend type child { big: bigint }\n');
    const { report: other } = check(sick, '--schema', schema);
    assert.ok(!other.findings.some(({ kind }) => kind === 'integer-range'));
  });

  test('a file that is none', () => {
    const { status: code, stderr } = run(['check', scratchFile('no.db')]);
    assert.equal(code, 1);
    assert.match(stderr, /there is no such file/);
    assert.equal(run(['check', sick, '--format', 'xml']).status, 2);
  });
});
