-- The shop of the bench: 10 k customers, 100 k orders, 400 k items, 2 k products, 50 categories and
-- 200 k reviews, times the factor of the table `scale` if somebody made one before:
--
--     echo 'create temp table scale as select 0.01 as factor' | sqlrun shop.db - bench/shop.sql
--
-- Each value is a function of its row's number, so every machine gets the same file.

create temp table if not exists scale as select 1.0 as factor;

create table categories (
    id integer primary key,
    name text not null
);
create table products (
    id integer primary key,
    category_id integer not null references categories(id),
    sku text not null unique,
    name text not null,
    price numeric(10,2) not null,
    stock integer not null
);
create table customers (
    id integer primary key,
    name text not null,
    email text not null unique,
    city text not null,
    country char(2) not null,
    created_at timestamp not null
);
create table orders (
    id integer primary key,
    customer_id integer not null references customers(id),
    status text not null,
    placed_at timestamp not null,
    total numeric(10,2) not null
);
create table items (
    id integer primary key,
    order_id integer not null references orders(id),
    product_id integer not null references products(id),
    quantity integer not null,
    price numeric(10,2) not null
);
create table reviews (
    id integer primary key,
    product_id integer not null references products(id),
    customer_id integer not null references customers(id),
    rating integer not null,
    title text not null,
    created_at timestamp not null
);

create temp table cities(number integer primary key, name text, country text);
insert into cities values
    (0, 'Berlin', 'DE'), (1, 'Hamburg', 'DE'), (2, 'München', 'DE'), (3, 'Köln', 'DE'),
    (4, 'Paris', 'FR'), (5, 'Lyon', 'FR'), (6, 'Lille', 'FR'), (7, 'Nantes', 'FR'),
    (8, 'London', 'GB'), (9, 'Leeds', 'GB'), (10, 'Madrid', 'ES'), (11, 'Sevilla', 'ES'),
    (12, 'Roma', 'IT'), (13, 'Milano', 'IT'), (14, 'Wien', 'AT'), (15, 'Graz', 'AT'),
    (16, 'Praha', 'CZ'), (17, 'Brno', 'CZ'), (18, 'Oslo', 'NO'), (19, 'Lisboa', 'PT');

-- A number without pattern for each row and purpose, below 2^31.
create temp table numbers(n integer primary key);
with recursive counter(n) as (
    select 1 union all select n + 1 from counter
    where n < max(2000, (select 400000 * factor from scale))
)
insert into numbers select n from counter;

insert into categories
select n, printf('Category %02d', n) from numbers where n <= 50;

insert into products
select n, 1 + (n * 7919) % 50, printf('SKU-%06d', n), printf('Product %d of the "%s" line', n,
       substr('ABCDEFGHIJ', 1 + n % 10, 1)), ((n * 2654435761) % 20000 + 99) / 100.0,
       (n * 40503) % 500
from numbers where n <= 2000;

insert into customers
select n, printf('Customer Nº %d', n), printf('customer%d@example.com', n), cities.name,
       cities.country,
       strftime('%Y-%m-%dT%H:%M:%S', 1577836800 + (n * 2654435761) % 94608000, 'unixepoch')
from numbers join cities on number = (n * 48271) % 20
where n <= (select 10000 * factor from scale);

insert into orders
select n, 1 + (n * 2654435761) % (select count(*) from customers),
       case (n * 40503) % 10 when 0 then 'new' when 1 then 'paid' when 2 then 'packed'
       when 3 then 'returned' when 4 then 'cancelled' else 'delivered' end,
       strftime('%Y-%m-%dT%H:%M:%S', 1672531200 + (n * 2246822519) % 94608000, 'unixepoch'),
       ((n * 3266489917) % 50000 + 500) / 100.0
from numbers where n <= (select 100000 * factor from scale);

insert into items
select n, 1 + (n - 1) / 4, 1 + (n * 2654435761) % 2000, 1 + (n * 40503) % 5,
       ((n * 2246822519) % 20000 + 99) / 100.0
from numbers where n <= (select 400000 * factor from scale);

insert into reviews
select n, 1 + (n * 2654435761) % 2000, 1 + (n * 2246822519) % (select count(*) from customers),
       1 + (n * 40503) % 5, printf('Review %d: %s', n, case n % 3 when 0 then 'as described'
       when 1 then 'would buy again' else 'arrived late, works well' end),
       strftime('%Y-%m-%dT%H:%M:%S', 1672531200 + (n * 3266489917) % 94608000, 'unixepoch')
from numbers where n <= (select 200000 * factor from scale);

create index products_category_id on products(category_id);
create index customers_city on customers(city);
create index orders_customer_id on orders(customer_id, placed_at);
create index orders_placed_at on orders(placed_at);
create index orders_status on orders(status, total);
create index items_order_id on items(order_id);
create index items_product_id on items(product_id);
create index reviews_product_id on reviews(product_id);
create index reviews_customer_id on reviews(customer_id);
