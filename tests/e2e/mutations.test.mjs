// Writing: transactions, concurrent clients, and random mutations against a model in JavaScript.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeDatabase, run, serve } from './soloql.mjs';

const schema = `
  CREATE TABLE authors(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, score INT NOT NULL DEFAULT 0);
  CREATE TABLE books(id INTEGER PRIMARY KEY, author_id INT NOT NULL REFERENCES authors(id),
    title TEXT NOT NULL, copies INT NOT NULL DEFAULT 1 CHECK (copies >= 0));
  CREATE TABLE pages(id INTEGER PRIMARY KEY, book_id INT REFERENCES books(id) ON DELETE CASCADE,
    number INT NOT NULL);
  CREATE UNIQUE INDEX numbered ON pages(book_id, number) WHERE number > 0;
  CREATE TABLE tags(id INTEGER PRIMARY KEY, label TEXT NOT NULL);
  CREATE TABLE book_tags(book_id INT NOT NULL REFERENCES books(id) ON DELETE CASCADE,
    tag_id INT NOT NULL REFERENCES tags(id) ON DELETE CASCADE, PRIMARY KEY (book_id, tag_id));
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
    assert.equal(answer.errors[0].extensions.constraint, 'authors_name_key');
    assert.deepEqual(answer.errors[0].extensions.columns, ['name']);
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

  // What SQLite should hold: Maps by id, and a Set of "book tag". Each step returns [mutation, what it
  // should answer]; null, or a code, as the answer stands for an error, after which nothing has
  // changed. A step changes the model only when it is known that it succeeds.
  class Model {
    constructor(next) {
      this.pick = (list) => list[Math.floor(next() * list.length)];
      this.number = (n) => Math.floor(next() * n);
      this.authors = new Map();
      this.books = new Map();
      this.pages = new Map();
      this.tags = new Map();
      this.tagged = new Set();
    }

    free(map) {
      return Math.max(0, ...map.keys()) + 1;
    }

    // Mostly the id of a row that is there.
    some(rows) {
      const ids = [...rows].map((row) => row.id);
      return ids.length !== 0 && this.number(5) !== 0 ? this.pick(ids) : 1 + this.number(9);
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
      const id = this.some(this.books.values());
      const author = this.some(this.authors.values());
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
      for (const book of gone) this.removeBook(book.id);
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

    removeBook(id) {
      this.books.delete(id);
      for (const page of this.pagesOf(id)) this.pages.delete(page.id);
      for (const pair of [...this.tagged]) if (pair.startsWith(`${id} `)) this.tagged.delete(pair);
    }

    sorted(map) {
      return [...map.values()].sort((a, b) => a.id - b.id);
    }

    pagesOf(book) {
      return this.sorted(this.pages).filter((page) => page.book_id === book);
    }

    tagsOf(book) {
      return this.sorted(this.tags).filter((tag) => this.tagged.has(`${book} ${tag.id}`));
    }

    isNumbered(book, number) {
      return number > 0 && this.pagesOf(book).some((page) => page.number === number);
    }

    // Pages are numbered 0 to 5; those with 0 may share it.
    upsertPage() {
      const book = this.some(this.books.values());
      const number = this.number(6);
      const query = `insert_pages(objects: [{book_id: ${book}, number: ${number}}],
        on_conflict: {constraint: numbered}) { affected_rows returning { id } }`;
      if (this.isNumbered(book, number)) return [query, { affected_rows: 0, returning: [] }];
      if (!this.books.has(book)) return [query, null];
      const id = this.free(this.pages);
      this.pages.set(id, { id, book_id: book, number });
      return [query, { affected_rows: 1, returning: [{ id }] }];
    }

    // Nested in a row that is there: its books are added to it.
    addToAuthor() {
      const name = `n${this.number(8)}`;
      const query = `insert_authors_one(object: {name: "${name}", books: {data: [{title: "b1"}]}},
        on_conflict: {columns: [name]}) { id }`;
      const old = this.named(name);
      const id = old ? old.id : this.free(this.authors);
      if (!old) this.authors.set(id, { id, name, score: 0 });
      const book = this.free(this.books);
      this.books.set(book, { id: book, author_id: id, title: 'b1', copies: 1 });
      return [query, old ? 'null' : { id }];
    }

    // delete, disconnect, update, connect, create, in this order, below one book.
    changePages() {
      const id = this.some(this.books.values());
      const asked = {
        gone: this.number(9),
        loose: this.number(3) ? [] : [this.some(this.pagesOf(id))],
        zero: this.number(9),
        tie: this.number(2) ? [] : [this.some(this.pages.values())],
        made: this.number(2) ? [] : [this.number(6)],
      };
      const query = `update_books_by_pk(pk_columns: {id: ${id}}, pages: {
        create: [${asked.made.map((n) => `{number: ${n}}`)}], connect: [${asked.tie.map((n) => `{id: ${n}}`)}]
        update: [{where: {number: {_gte: ${asked.zero}}}, _set: {number: 0}}]
        disconnect: [${asked.loose.map((n) => `{id: ${n}}`)}], delete: [{number: {_eq: ${asked.gone}}}] }) {
        pages(order_by: {id: asc}) { id number } }`;
      if (!this.books.has(id)) return [query, 'null'];
      return this.attempt(query, () => {
        for (const page of this.pagesOf(id)) if (page.number === asked.gone) this.pages.delete(page.id);
        for (const page of asked.loose) {
          if (this.pages.get(page)?.book_id !== id) return 'not-found';
          this.pages.get(page).book_id = null;
        }
        for (const page of this.pagesOf(id)) if (page.number >= asked.zero) page.number = 0;
        for (const page of asked.tie) {
          const row = this.pages.get(page);
          if (!row) return 'not-found';
          if (row.book_id !== id && this.isNumbered(id, row.number)) return null;
          row.book_id = id;
        }
        for (const number of asked.made) {
          if (this.isNumbered(id, number)) return null;
          const page = this.free(this.pages);
          this.pages.set(page, { id: page, book_id: id, number });
        }
        return { pages: this.pagesOf(id).map((page) => ({ id: page.id, number: page.number })) };
      });
    }

    // The author of one book: another one, a new one, or changed, with books of his.
    changeAuthor() {
      const id = this.some(this.books.values());
      const author = this.some(this.authors.values());
      const name = `n${this.number(8)}`;
      const change = this.pick(['connect', 'create', 'update']);
      const query = `update_books_by_pk(pk_columns: {id: ${id}}, _inc: {copies: 1}, author: {${{
        connect: `connect: {id: ${author}}`,
        create: `create: {name: "${name}"}`,
        update: `update: {_inc: {score: 1}, books: {update: [{where: {}, _inc: {copies: -1}}]}}`,
      }[change]}}) { copies author { id score } }`;
      const book = this.books.get(id);
      if (!book) return [query, 'null'];
      return this.attempt(query, () => {
        const row = this.books.get(id);
        if (change === 'connect') {
          if (!this.authors.has(author)) return 'not-found';
          row.author_id = author;
        } else if (change === 'create') {
          if (this.named(name)) return null;
          row.author_id = this.free(this.authors);
          this.authors.set(row.author_id, { id: row.author_id, name, score: 0 });
        } else {
          this.authors.get(row.author_id).score += 1;
          for (const other of this.books.values()) {
            if (other.author_id === row.author_id && --other.copies < 0) return null;
          }
        }
        row.copies += 1;
        const { score } = this.authors.get(row.author_id);
        return { copies: row.copies, author: { id: row.author_id, score } };
      });
    }

    // Through a junction table.
    changeTags() {
      const id = this.some(this.books.values());
      const [off, on] = [this.some(this.tagsOf(id)), this.some(this.tags.values())];
      const [cut, make] = [this.number(3) === 0, this.number(2) === 0];
      const query = `update_books_by_pk(pk_columns: {id: ${id}}, tags: {
        ${cut ? `disconnect: [{id: ${off}}]` : ''} ${make ? 'create: [{label: "new"}]' : `connect: [{id: ${on}}]`}
        update: [{where: {id: {_gt: 2}}, _set: {label: "t${off}"}}], delete: [{id: {_eq: 5}}] }) {
        tags(order_by: {id: asc}) { id label } }`;
      if (!this.books.has(id)) return [query, 'null'];
      return this.attempt(query, () => {
        const has = (tag) => this.tagged.has(`${id} ${tag}`);
        if (has(5)) {
          this.tags.delete(5);
          for (const pair of [...this.tagged]) if (pair.endsWith(' 5')) this.tagged.delete(pair);
        }
        if (cut && !this.tagged.delete(`${id} ${off}`)) return 'not-found';
        for (const tag of this.tags.values()) if (tag.id > 2 && has(tag.id)) tag.label = `t${off}`;
        if (!make && !this.tags.has(on)) return 'not-found';
        const tag = make ? this.free(this.tags) : on;
        if (make) this.tags.set(tag, { id: tag, label: 'new' });
        this.tagged.add(`${id} ${tag}`);
        return { tags: this.tagsOf(id) };
      });
    }

    // What the change answers; an error undoes it.
    attempt(query, change) {
      const kept = this.copy();
      const answer = change();
      if (answer === null || typeof answer === 'string') this.restore(kept);
      return [query, answer === null || typeof answer === 'string' ? answer : structuredClone(answer)];
    }

    copy() {
      return structuredClone([this.authors, this.books, this.pages, this.tags, this.tagged]);
    }

    restore(kept) {
      [this.authors, this.books, this.pages, this.tags, this.tagged] = kept;
    }

    step() {
      const dry = this.number(6) === 0;
      const kept = dry && this.copy();
      const step = this.pick([
        'insertAuthor', 'upsertAuthor', 'updateBooks', 'moveBook', 'deleteBooks', 'deleteAuthor',
        'upsertPage', 'upsertPage', 'addToAuthor', 'changePages', 'changePages', 'changeAuthor',
        'changeAuthor', 'changeTags', 'changeTags',
      ]);
      const [query, answer] = this[step]();
      if (dry) this.restore(kept);
      return [dry ? query.replace('(', '(_dry_run: true, ') : query, answer];
    }

    rows() {
      return {
        authors: this.sorted(this.authors),
        books: this.sorted(this.books),
        pages: this.sorted(this.pages),
        tags: this.sorted(this.tags),
        book_tags: [...this.tagged]
          .map((pair) => pair.split(' ').map(Number))
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
          .map(([book_id, tag_id]) => ({ book_id, tag_id })),
      };
    }
  }

  const all = `{ authors(order_by: {id: asc}) { id name score }
    books(order_by: {id: asc}) { id author_id title copies }
    pages(order_by: {id: asc}) { id book_id number } tags(order_by: {id: asc}) { id label }
    book_tags(order_by: [{book_id: asc}, {tag_id: asc}]) { book_id tag_id } }`;
  const sequences = Number(process.env.MUTATION_SEQUENCES ?? 200);

  test(`${sequences} random sequences do what the model does`, async () => {
    for (let seed = 1; seed <= sequences; seed++) {
      await data(`mutation { delete_pages(where: {}, _all: true) { affected_rows }
                             delete_tags(where: {}, _all: true) { affected_rows }
                             delete_books(where: {}, _all: true) { affected_rows }
                             delete_authors(where: {}, _all: true) { affected_rows } }`);
      const model = new Model(random(seed));
      for (let i = 0; i < 24; i++) {
        const [query, expected] = model.step();
        const answer = await post(server, `mutation { it: ${query} }`);
        const told = `seed ${seed}, step ${i}: ${query} answered ${JSON.stringify(answer)}`;
        if (expected === null || expected === 'not-found') {
          const code = expected ?? 'constraint-violation';
          assert.equal(answer.errors?.[0].extensions.code, code, told);
        } else {
          assert.deepEqual(answer, { data: { it: expected === 'null' ? null : expected } }, told);
        }
      }
      assert.deepEqual(await data(all), model.rows(), `seed ${seed}`);
    }
  });
});
