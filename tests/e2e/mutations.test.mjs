// Writing: transactions, concurrent clients, and random mutations against a model in JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeDatabase, run, serve } from './soloql.mjs';

const schema = `
  CREATE TABLE authors(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, score INT NOT NULL DEFAULT 0);
  CREATE TABLE books(id INTEGER PRIMARY KEY, author_id INT NOT NULL REFERENCES authors(id),
    title TEXT NOT NULL, copies INT NOT NULL DEFAULT 1 CHECK (copies >= 0));
  CREATE TABLE late(id INTEGER PRIMARY KEY,
    author_id INT REFERENCES authors(id) DEFERRABLE INITIALLY DEFERRED);
  CREATE TABLE guarded(id INTEGER PRIMARY KEY);
  CREATE TRIGGER guard BEFORE DELETE ON guarded BEGIN SELECT raise(ABORT, 'these rows stay'); END;
  INSERT INTO guarded VALUES (1);
  INSERT INTO authors(id, name) VALUES (1, 'Ada');`;

const post = async (server, query, variables) => {
  const response = await fetch(server.graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
};

describe('mutations', () => {
  let server, path;
  before(async () => {
    path = makeDatabase(`mutations-${process.pid}.db`, schema);
    server = await serve(path);
  });
  after(() => server.stop());

  const data = async (query, variables) => {
    const answer = await post(server, query, variables);
    assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
    return answer.data;
  };
  const code = async (query) => (await post(server, query)).errors[0].extensions.code;

  test('all root fields happen, or none', async () => {
    const before = await data('{ authors { name } }');
    const answer = await post(
      server,
      `mutation {
        insert_authors_one(object: {name: "Bob"}) { id }
        second: insert_authors_one(object: {name: "Ada"}) { id } }`,
    );
    assert.equal(answer.data, null);
    assert.deepEqual(answer.errors[0].path, ['second']);
    assert.deepEqual(answer.errors[0].locations, [{ line: 3, column: 44 }]);
    assert.equal(answer.errors[0].extensions.code, 'constraint-violation');
    assert.ok(!answer.errors[0].message.includes('Ada'), 'a message shows no values');
    assert.deepEqual(await data('{ authors { name } }'), before);
  });

  test('a foreign key that is checked at the end', async () => {
    assert.equal(
      await code('mutation { insert_late_one(object: {author_id: 99}) { id } }'),
      'constraint-violation',
    );
    assert.deepEqual(await data('{ late { id } }'), { late: [] });
    const both = await data(`mutation {
      insert_late_one(object: {author_id: 50}) { author_id }
      insert_authors_one(object: {id: 50, name: "Late"}) { id } }`);
    assert.equal(both.insert_late_one.author_id, 50);
    await data(`mutation { delete_late(where: {}, _all: true) { affected_rows }
                           delete_authors_by_pk(id: 50) { id } }`);
  });

  test("a trigger's own words", async () => {
    const answer = await post(server, 'mutation { delete_guarded_by_pk(id: 1) { id } }');
    assert.equal(answer.errors[0].message, 'these rows stay');
  });

  test('GET does not write', async () => {
    const query = 'mutation { insert_authors_one(object: {name: "Get"}) { id } }';
    const response = await fetch(`${server.graphql}?query=${encodeURIComponent(query)}`);
    assert.equal(response.status, 405);
    assert.deepEqual(await data('{ authors(where: {name: {_eq: "Get"}}) { id } }'), { authors: [] });
  });

  test('100 clients at once add up to 100', async () => {
    const increment = `mutation {
      update_authors_by_pk(pk_columns: {id: 1}, _inc: {score: 1}) { score } }`;
    const answers = await Promise.all(Array.from({ length: 100 }, () => data(increment)));
    const seen = answers.map((answer) => answer.update_authors_by_pk.score).sort((a, b) => a - b);
    assert.deepEqual(seen, Array.from({ length: 100 }, (_, i) => i + 1));
    assert.equal((await data('{ authors_by_pk(id: 1) { score } }')).authors_by_pk.score, 100);
  });

  test('a thousand rows in one request', async () => {
    const objects = Array.from({ length: 1000 }, (_, i) => ({ title: `t${i}`, author_id: 1 }));
    const answer = await data(
      `mutation ($objects: [books_insert_input!]!) {
        insert_books(objects: $objects) { affected_rows returning { title } }
        delete_books(where: {}, _all: true) { affected_rows } }`,
      { objects },
    );
    assert.equal(answer.insert_books.affected_rows, 1000);
    assert.deepEqual(
      answer.insert_books.returning.map((row) => row.title),
      objects.map((object) => object.title),
    );
    assert.equal(answer.delete_books.affected_rows, 1000);
  });

  test('read-only: refused, and nothing is written', async () => {
    const refused = await run([
      'query', path, '--read-only', 'mutation { insert_authors_one(object: {name: "R"}) { id } }',
    ]);
    assert.match(refused.stdout, /served read-only/);
    assert.deepEqual(await data('{ authors(where: {name: {_eq: "R"}}) { id } }'), { authors: [] });
  });

  // ---- Random mutations against a model ----

  const random = (seed) => () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };

  // What SQLite should hold: two Maps by id. Each step returns [mutation, what it should answer];
  // null as the answer stands for an error, after which nothing has changed.
  class Model {
    constructor(next) {
      this.pick = (list) => list[Math.floor(next() * list.length)];
      this.number = (n) => Math.floor(next() * n);
      this.authors = new Map();
      this.books = new Map();
    }

    free(map) {
      return Math.max(0, ...map.keys()) + 1;
    }

    named(name) {
      return [...this.authors.values()].find((author) => author.name === name);
    }

    insertAuthor() {
      const name = `n${this.number(8)}`;
      const titles = Array.from({ length: this.number(3) }, (_, i) => `b${i}`);
      const books = titles.map((title) => `{title: "${title}"}`).join(', ');
      const query = `insert_authors(objects: [{name: "${name}", books: {data: [${books}]}}]) {
        affected_rows returning { id name } }`;
      if (this.named(name)) return [query, null];
      const id = this.free(this.authors);
      this.authors.set(id, { id, name, score: 0 });
      for (const title of titles) {
        const book = this.free(this.books);
        this.books.set(book, { id: book, author_id: id, title, copies: 1 });
      }
      return [query, { affected_rows: 1 + titles.length, returning: [{ id, name }] }];
    }

    upsertAuthor() {
      const name = `n${this.number(8)}`;
      const score = this.number(100);
      const query = `insert_authors(objects: {name: "${name}", score: ${score}}, on_conflict: {
        constraint: authors_name_key, update_columns: [score], where: {score: {_lt: 50}}}) {
        affected_rows returning { name score } }`;
      const old = this.named(name);
      if (old && old.score >= 50) return [query, { affected_rows: 0, returning: [] }];
      if (old) {
        old.score = score;
      } else {
        const id = this.free(this.authors);
        this.authors.set(id, { id, name, score });
      }
      return [query, { affected_rows: 1, returning: [{ name, score }] }];
    }

    updateBooks() {
      const by = this.number(5) - 2;
      const least = this.number(4);
      const query = `update_books(where: {copies: {_gte: ${least}}}, _all: true, _inc: {copies: ${by}}) {
        affected_rows }`;
      const hit = [...this.books.values()].filter((book) => book.copies >= least);
      if (hit.some((book) => book.copies + by < 0)) return [query, null];
      for (const book of hit) book.copies += by;
      return [query, { affected_rows: hit.length }];
    }

    moveBook() {
      const id = 1 + this.number(12);
      const author = 1 + this.number(8);
      const query = `update_books_by_pk(pk_columns: {id: ${id}}, _set: {author_id: ${author}}) {
        author { id } }`;
      const book = this.books.get(id);
      if (!book) return [query, 'null'];
      if (!this.authors.has(author)) return [query, null];
      book.author_id = author;
      return [query, { author: { id: author } }];
    }

    deleteBooks() {
      const title = `b${this.number(3)}`;
      const query = `delete_books(where: {title: {_eq: "${title}"}}) {
        affected_rows returning { id title } }`;
      const gone = [...this.books.values()].filter((book) => book.title === title);
      for (const book of gone) this.books.delete(book.id);
      gone.sort((a, b) => a.id - b.id);
      return [query, {
        affected_rows: gone.length,
        returning: gone.map((book) => ({ id: book.id, title })),
      }];
    }

    deleteAuthor() {
      const id = 1 + this.number(8);
      const query = `delete_authors_by_pk(id: ${id}) { id }`;
      if (!this.authors.has(id)) return [query, 'null'];
      if ([...this.books.values()].some((book) => book.author_id === id)) return [query, null];
      this.authors.delete(id);
      return [query, { id }];
    }

    step() {
      const dry = this.number(6) === 0;
      const kept = dry && structuredClone([this.authors, this.books]);
      const step = this.pick([
        'insertAuthor', 'upsertAuthor', 'updateBooks', 'moveBook', 'deleteBooks', 'deleteAuthor',
      ]);
      const [query, answer] = this[step]();
      if (dry) [this.authors, this.books] = kept;
      return [dry ? query.replace('(', '(_dry_run: true, ') : query, answer];
    }

    rows() {
      const sorted = (map) => [...map.values()].sort((a, b) => a.id - b.id);
      return { authors: sorted(this.authors), books: sorted(this.books) };
    }
  }

  const all = '{ authors(order_by: {id: asc}) { id name score } books(order_by: {id: asc}) { id author_id title copies } }';
  const sequences = Number(process.env.MUTATION_SEQUENCES ?? 200);

  test(`${sequences} random sequences do what the model does`, async () => {
    for (let seed = 1; seed <= sequences; seed++) {
      await data(`mutation { delete_books(where: {}, _all: true) { affected_rows }
                             delete_authors(where: {}, _all: true) { affected_rows } }`);
      const model = new Model(random(seed));
      for (let i = 0; i < 12; i++) {
        const [query, expected] = model.step();
        const answer = await post(server, `mutation { it: ${query} }`);
        const told = `seed ${seed}, step ${i}: ${query} answered ${JSON.stringify(answer)}`;
        if (expected === null) {
          assert.equal(answer.errors?.[0].extensions.code, 'constraint-violation', told);
        } else {
          assert.deepEqual(answer, { data: { it: expected === 'null' ? null : expected } }, told);
        }
      }
      assert.deepEqual(await data(all), model.rows(), `seed ${seed}`);
    }
  });
});
