create table customers (
    id integer primary key,
    first_name text not null,
    last_name text,
    country text not null,
    language_code text,
    secret text
);
create table orders (
    id integer primary key,
    customer_id integer not null references customers(id),
    status text not null,
    placed date not null,
    total numeric not null
);
create index orders_customer_id on orders(customer_id);
create table lines ( -- A table without a primary key: its rowid breaks ties.
    order_id integer references orders(id),
    sku text,
    quantity int not null,
    price real not null
);
create table "COLOR_TBL" (name text primary key not null, note text);
create table cars (id integer primary key, color text not null references "COLOR_TBL"(name));
create view sales as
    select country, strftime('%Y', placed) as year, sum(total) as total
    from orders join customers on customers.id = customer_id group by 1, 2;
create view countries as select country, count(*) as customers from customers group by 1;
