-- A small shop: the ordinary database of the golden tests.

create table customers ( -- The people and firms who buy.
    id integer primary key,
    name text not null, -- As printed on invoices.
    email text unique collate nocase,
    country char(2) not null default 'DE', -- ISO 3166-1 alpha-2.
    born date, -- Null for firms.
    newsletter boolean not null default 0,
    credit_limit numeric(10,2), -- Null: no limit.
    settings jsonb not null default '{}', -- Whatever the front end wants to remember.
    created_at timestamp not null
);
create index customers_country on customers(country);

create table employees ( -- Who works here; the top of the tree has no manager.
    id integer primary key,
    name text not null,
    title varchar(40) not null,
    manager_id integer references employees(id),
    salary numeric(10,2) not null,
    hired date not null,
    photo blob
);
create index employees_manager_id on employees(manager_id);

create table categories ( -- A tree of shelves.
    id integer primary key,
    name text not null,
    parent_id integer references categories(id) on delete cascade,
    unique (parent_id, name)
);

create table products (
    id integer primary key,
    sku uuid not null unique, -- Never reused.
    name text not null,
    category_id integer references categories(id) on delete set null,
    price numeric(10,2) not null check (price >= 0), -- In euro, without tax.
    weight real, -- In kilograms; null for services.
    stock integer not null default 0,
    units_sold bigint not null default 0, -- Since the first shop opened; it did well.
    discontinued boolean not null default false,
    attributes jsonb, -- Depends on the category.
    description text,
    thumbnail blob
);
create index products_category_id on products(category_id);

create table tags (
    id integer primary key,
    label text not null unique
);

create table product_tags (
    product_id integer not null references products(id) on delete cascade,
    tag_id integer not null references tags(id) on delete cascade,
    primary key (product_id, tag_id)
) without rowid;
create index product_tags_tag_id on product_tags(tag_id);

create table orders ( -- One for each basket that was paid.
    id integer primary key,
    customer_id integer not null references customers(id),
    employee_id integer references employees(id), -- Who served; null for orders on line.
    status text not null default 'open' check (status in ('open', 'paid', 'shipped', 'returned')),
    placed_at datetime not null,
    ship_by date,
    pickup time, -- Null: sent by post.
    note text
);
create index orders_customer_id on orders(customer_id);
create index orders_employee_id on orders(employee_id);
create index orders_placed_at on orders(placed_at);

create table items ( -- The lines of an order.
    order_id integer not null references orders(id) on delete cascade,
    line integer not null, -- From 1 in each order.
    product_id integer not null references products(id),
    quantity integer not null check (quantity > 0),
    price numeric(10,2) not null, -- What was paid for one, at the time.
    total numeric(10,2) generated always as (round(quantity * price, 2)) virtual,
    primary key (order_id, line)
);
create index items_product_id on items(product_id);

create table reviews (
    id integer primary key,
    product_id integer not null references products(id) on delete cascade,
    customer_id integer references customers(id) on delete set null,
    stars integer not null check (stars between 1 and 5),
    title text,
    body text,
    written_at timestamp not null,
    unique (product_id, customer_id)
);
create index reviews_customer_id on reviews(customer_id);

create virtual table reviews_fts using fts5(
    title, body, content='reviews', content_rowid='id', tokenize='unicode61'
);
create trigger reviews_insert after insert on reviews begin
    insert into reviews_fts(rowid, title, body) values (new.id, new.title, new.body);
end;
create trigger reviews_delete after delete on reviews begin
    insert into reviews_fts(reviews_fts, rowid, title, body)
        values ('delete', old.id, old.title, old.body);
end;
create trigger reviews_update after update on reviews begin
    insert into reviews_fts(reviews_fts, rowid, title, body)
        values ('delete', old.id, old.title, old.body);
    insert into reviews_fts(rowid, title, body) values (new.id, new.title, new.body);
end;

create table settings ( -- One row for each key.
    key text primary key,
    value any -- Text, number or null.
) strict;

create view order_totals as -- What each order comes to.
    select o.id as order_id,
           o.customer_id, -- Leads to the customer, as in the table.
           o.placed_at,
           count(i.line) as lines,
           coalesce(sum(i.total), 0) as total -- In euro.
    from orders o left join items i on i.order_id = o.id
    group by o.id;

create view sales_by_month as -- What was sold, month by month and country by country.
    select strftime('%Y-%m', t.placed_at) as month,
           c.country,
           count(*) as orders,
           round(sum(t.total), 2) as revenue -- In euro.
    from order_totals t join customers c on c.id = t.customer_id
    group by 1, 2;

create view product_ratings as
    select p.id as product_id, p.name, count(r.id) as reviews, avg(r.stars) as stars
    from products p left join reviews r on r.product_id = p.id
    group by p.id;
