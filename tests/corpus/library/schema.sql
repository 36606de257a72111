-- A lending library: the database of keys and relations. Composite keys, tables without rowids,
-- several keys between two tables, trees, chains, and views over them.

create table branches ( -- Where books are.
    code char(3) primary key not null,
    name text not null,
    opened date,
    head_id integer references staff(id) -- Null while the post is vacant.
) without rowid;

create table shelves (
    branch_code char(3) not null references branches(code),
    number integer not null, -- From 1 in each branch.
    label text,
    primary key (branch_code, number)
) without rowid;

create table staff (
    id integer primary key,
    name text not null,
    branch_code text references branches(code),
    mentor_id integer references staff(id)
) strict;

create table authors (
    id integer primary key,
    name text not null,
    born int,
    died int
);

create table works (
    id integer primary key,
    title text not null,
    original_id integer references works(id), -- The work that this one translates.
    written int,
    notes json
);

create table work_authors ( -- Who wrote what; the order is that of the title page.
    work_id integer not null references works(id),
    author_id integer not null references authors(id),
    position integer not null,
    primary key (work_id, author_id)
) without rowid;

create table subjects (
    code text primary key not null, -- Dewey's number.
    name text not null,
    wider text references subjects(code)
) without rowid;

create table work_subjects (
    work_id integer not null references works(id),
    subject_code text not null references subjects(code),
    primary key (work_id, subject_code)
);

create table citations ( -- Which work cites which: both ends are works.
    citing_id integer not null references works(id),
    cited_id integer not null references works(id),
    primary key (citing_id, cited_id)
) without rowid;

create table copies (
    barcode bigint primary key not null,
    work_id integer not null references works(id),
    branch_code char(3), -- Null while it is on its way.
    shelf integer,
    price numeric(8,2),
    bought_cents integer generated always as (cast(round(price * 100) as integer)) stored,
    label text as (printf('%s/%02d', branch_code, shelf)) virtual,
    foreign key (branch_code, shelf) references shelves(branch_code, number)
);

create table members (
    id integer primary key,
    name text not null collate nocase,
    joined date not null,
    balance double not null default 0,
    guarantor_id integer references members(id)
);

create table loans (
    id integer primary key,
    barcode bigint not null references copies(barcode),
    member_id integer not null references members(id),
    lent_by integer not null references staff(id),
    taken_by integer references staff(id), -- Null until it is back.
    lent_at timestamp not null,
    due date not null,
    returned_at timestamp,
    unique (barcode, lent_at)
);

create table fines ( -- At most one for a loan.
    loan_id integer primary key references loans(id),
    amount numeric(6,2) not null,
    paid boolean not null default 0
);

create table holidays (day date, note text); -- No key at all.

create table closures ( -- Leads to days, of which there may be two.
    id integer primary key,
    day date references holidays(day),
    branch_code char(3) references branches(code)
);

create view open_loans as -- Loans that are not back; relations come with the columns.
    select id, barcode, member_id, due from loans where returned_at is null;

create view member_activity as
    select m.id as member_id, m.name, count(l.id) as loans, max(l.lent_at) as last_lent
    from members m left join loans l on l.member_id = m.id
    group by m.id;

create view catalogue as -- A view over a view's base, joined: keys of two tables.
    select c.barcode, c.work_id, w.title, c.branch_code, c.shelf
    from copies c join works w on w.id = c.work_id;
