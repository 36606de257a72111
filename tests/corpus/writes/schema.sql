-- What writing can stumble over: constraints of every kind, keys of bytes, junctions, views.

create table authors (
    id integer primary key,
    name text not null unique,
    score int not null default 0 constraint score_is_small check (score < 1000)
);
create table publishers (id integer primary key, name text not null);
create table books (
    id integer primary key,
    author_id int not null references authors(id),
    publisher_id int references publishers(id) on delete set null,
    editor_id int references authors(id),
    title text not null,
    copies int not null default 1 check (copies >= 0),
    withdrawn boolean not null default 0,
    unique (author_id, title)
);
-- Of the copies that are not withdrawn, one for each publisher and title.
create unique index one_on_sale on books(publisher_id, title) where not withdrawn;
create table pages ( -- They need not be in a book.
    id integer primary key,
    book_id int references books(id),
    number int not null,
    text text
);
create table genres (id integer primary key, label text not null unique);
create table book_genres (
    book_id int not null references books(id) on delete cascade,
    genre_id int not null references genres(id) on delete cascade,
    primary key (book_id, genre_id)
) without rowid;
create table covers ( -- One for each book.
    id integer primary key,
    book_id int unique references books(id),
    color text not null
);
create table prints (
    batch blob not null,
    number int not null,
    note text,
    primary key (batch, number)
) without rowid;
create table expressions (id integer primary key, word text);
create unique index expressions_lower on expressions(lower(word));
create table logs (id integer primary key, about text not null);
create trigger logs_delete before delete on logs when old.about = 'kept' begin
    select raise(ignore);
end;
create view catalogue as
    select b.id, b.title, a.name as author from books b join authors a on a.id = b.author_id;
create trigger catalogue_insert instead of insert on catalogue begin
    insert into authors(name) values (new.author) on conflict do nothing;
    insert into books(id, author_id, title)
        select new.id, id, new.title from authors where name = new.author;
end;
create trigger catalogue_update instead of update on catalogue begin
    update books set title = new.title where id = old.id;
end;
create trigger catalogue_delete instead of delete on catalogue begin
    delete from books where id = old.id;
end;
create table excluded (id integer primary key, n int not null);
