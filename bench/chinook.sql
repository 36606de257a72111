-- A music shop with the tables and the sizes of the well-known Chinook database; the rows are made.

create table artists (
    id integer primary key,
    name text not null
);
create table albums (
    id integer primary key,
    title text not null,
    artist_id integer not null references artists(id)
);
create table genres (
    id integer primary key,
    name text not null
);
create table media_types (
    id integer primary key,
    name text not null
);
create table tracks (
    id integer primary key,
    name text not null,
    album_id integer references albums(id),
    media_type_id integer not null references media_types(id),
    genre_id integer references genres(id),
    composer text,
    milliseconds integer not null,
    bytes integer,
    unit_price numeric(10,2) not null
);
create table playlists (
    id integer primary key,
    name text not null
);
create table playlist_tracks (
    playlist_id integer not null references playlists(id),
    track_id integer not null references tracks(id),
    primary key (playlist_id, track_id)
);
create table employees (
    id integer primary key,
    last_name text not null,
    first_name text not null,
    title text,
    reports_to integer references employees(id)
);
create table customers (
    id integer primary key,
    first_name text not null,
    last_name text not null,
    email text not null,
    country text,
    support_rep_id integer references employees(id)
);
create table invoices (
    id integer primary key,
    customer_id integer not null references customers(id),
    invoice_date timestamp not null,
    billing_country text,
    total numeric(10,2) not null
);
create table invoice_lines (
    id integer primary key,
    invoice_id integer not null references invoices(id),
    track_id integer not null references tracks(id),
    unit_price numeric(10,2) not null,
    quantity integer not null
);

create temp table numbers(n integer primary key);
with recursive counter(n) as (select 1 union all select n + 1 from counter where n < 9000)
insert into numbers select n from counter;

insert into artists select n, printf('Artist %d', n) from numbers where n <= 275;
insert into albums
select n, printf('Album "%d"', n), 1 + (n * 48271) % 275 from numbers where n <= 347;
insert into genres select n, printf('Genre %d', n) from numbers where n <= 25;
insert into media_types select n, printf('Medium %d', n) from numbers where n <= 5;
insert into tracks
select n, printf('Track %d, Part %d', n, n % 7), 1 + (n * 7919) % 347, 1 + n % 5, 1 + n % 25,
       case n % 4 when 0 then null else printf('Composer %d', n % 300) end,
       100000 + (n * 2654435761) % 400000, 1000000 + (n * 2246822519) % 9000000,
       case n % 10 when 0 then 1.99 else 0.99 end
from numbers where n <= 3503;
insert into playlists select n, printf('Playlist %d', n) from numbers where n <= 18;
insert into playlist_tracks
select distinct 1 + (n * 40503) % 18, 1 + (n * 7919) % 3503 from numbers where n <= 8715;
insert into employees
select n, printf('Last%d', n), printf('First%d', n), 'Agent', case n when 1 then null else 1 end
from numbers where n <= 8;
insert into customers
select n, printf('First%d', n), printf('Last%d', n), printf('c%d@example.com', n), 'Brazil',
       1 + n % 8
from numbers where n <= 59;
insert into invoices
select n, 1 + n % 59, strftime('%Y-%m-%dT%H:%M:%S', 1609459200 + n * 86400, 'unixepoch'),
       'Brazil', (n * 99 % 2500) / 100.0
from numbers where n <= 412;
insert into invoice_lines
select n, 1 + n % 412, 1 + (n * 7919) % 3503, 0.99, 1 from numbers where n <= 2240;

create index albums_artist_id on albums(artist_id);
create index tracks_album_id on tracks(album_id);
create index tracks_genre_id on tracks(genre_id);
create index tracks_media_type_id on tracks(media_type_id);
create index playlist_tracks_track_id on playlist_tracks(track_id);
create index employees_reports_to on employees(reports_to);
create index customers_support_rep_id on customers(support_rep_id);
create index invoices_customer_id on invoices(customer_id);
create index invoice_lines_invoice_id on invoice_lines(invoice_id);
create index invoice_lines_track_id on invoice_lines(track_id);
