-- A database of names and shapes that a careless reader trips over.

-- Names ------------------------------------------------------------------------------------

create table "Order Details" (
    "Order ID" integer primary key,
    "we""ird" text, -- a double quote
    [br[acket] text,
    `tick``s` text,
    'single''s' text,
    "select" integer,
    "1st" text,
    "naïve café" text,
    "名前" text,
    "" text, -- no name at all
    "a b" text,
    "a-b" text,
    a_b text,
    "a.b" text,
    "__x" text,
    "__typename" text,
    "new
line" text,
    "tab	stop" text,
    "$x" text,
    "-- no comment" text,
    "/* nor this */" text,
    "back\slash" text,
    "😀" text
);

create table "" (x integer primary key, y text);
create table "select" ("from" integer primary key, "where" text, "order" text references "group"("by"));
create table "group" ("by" text primary key, "having" integer);
create table "semi;colon" (id integer primary key, "a;b" text);
create table "__schema" (id integer primary key, type text);
create table "Query" (id integer primary key, query_root text);
create table "String" (id integer primary key, "Int" integer);
create table "123" (id integer primary key, "456" text);

-- Tables that are named like the fields of another one.
create table t (id integer primary key, v integer);
create table t_aggregate (id integer primary key, t_id integer references t(id));
create table t_by_pk (id integer primary key, v text);
create table insert_t (id integer primary key, v text);
create table t_bool_exp (id integer primary key, v text);
create table t_order_by (id integer primary key, _and text, _or text, _not text);

-- Tables that become one name when what GraphQL forbids is replaced.
create table "x y" (id integer primary key, v text);
create table "x-y" (id integer primary key, v text);
create table x_y (id integer primary key, v text);

-- GraphQL tells case apart, SQLite does not.
create table Cased (Id integer primary key, "NAME" text);
create table cased_child (id integer primary key, parent integer references CASED(ID));

-- Rowids ------------------------------------------------------------------------------------

create table has_rowid (rowid text, v integer); -- _rowid_ still reaches it
create table hides_rowid (rowid text, _rowid_ text, oid text); -- nothing reaches it
create table no_key (v text);
create table key_desc (id integer primary key desc, v text); -- not the rowid, by an old mistake
create table key_desc_table (id integer, v text, primary key (id desc)); -- the rowid
create table key_int (id int primary key, v text); -- not the rowid: INT is not INTEGER
create table key_text (code text primary key, v text); -- admits nulls
create table key_big (id bigint primary key, v text);
create table autoinc (id integer primary key autoincrement, v text);
create table without_rowid (k text primary key, v text) without rowid;
create table composite (
    a integer,
    b text,
    c text,
    primary key (b, a)
) without rowid;

-- Types -------------------------------------------------------------------------------------

create table types (
    id integer primary key,
    i integer,
    i2 int2,
    i8 int8,
    tiny tinyint,
    big bigint,
    ubig unsigned big int,
    r real,
    d double precision,
    f float,
    n numeric,
    dec decimal(10,2),
    s text,
    vc varying character(255),
    nc native character(70),
    nv nvarchar(100),
    cl clob,
    b blob,
    bo boolean,
    da date,
    dt datetime,
    ts timestamp,
    ti time,
    js json,
    jb jsonb,
    uu uuid,
    none,
    odd "weird type",
    fp floating point, -- INTEGER affinity, because of the INT in POINT
    st string -- NUMERIC affinity
);

create table strict_types (
    id integer primary key,
    i int not null,
    r real,
    t text,
    b blob,
    a any
) strict;

create table strict_key (code text primary key, v any) strict;

create table collated (
    id integer primary key,
    name text collate nocase unique,
    padded text collate rtrim,
    plain text
);

create table generated (
    id integer primary key,
    price numeric not null default 0,
    quantity integer not null default (1 + 1),
    total numeric generated always as (price * quantity) virtual,
    label text as ('#' || id) stored,
    made text not null default current_timestamp
);

create table checks (
    id integer primary key,
    percent integer check (percent between 0 and 100),
    state text not null default 'new' check (state in ('new', 'old', 'it''s')),
    constraint low_is_low check (percent < 50 or state <> 'new')
);

-- Relations ---------------------------------------------------------------------------------

create table node (
    id integer primary key,
    parent_id integer references node(id) on delete cascade,
    twin_id integer references node(id) on delete set null,
    name text
);

create table team (id integer primary key, name text not null);
create table match (
    id integer primary key,
    home_id integer not null references team(id),
    away_id integer not null references team(id),
    winner integer references team -- the parent's key is implied
);

create table student (id integer primary key, name text);
create table course (id integer primary key, title text);
create table enrolment (
    student_id integer not null references student(id) on delete cascade,
    course_id integer not null references course(id) on delete cascade,
    primary key (student_id, course_id)
);

create table composite_child (
    id integer primary key,
    x integer,
    y text,
    foreign key (y, x) references composite (b, a),
    foreign key (y, x) references composite -- implied, in the order of the key
);

create table orphan (
    id integer primary key,
    gone_id integer references gone(id), -- there is no such table
    t_id integer references t(no_such_column),
    b integer references composite -- one column for a key of two
);

create table mutual_a (id integer primary key, b_id integer references mutual_b(id));
create table mutual_b (id integer primary key, a_id integer references mutual_a(id));
create unique index mutual_a_b on mutual_a(b_id);

create table by_unique (
    id integer primary key,
    code text unique,
    region text,
    number integer,
    unique (region, number)
);
create table by_unique_child (
    id integer primary key,
    code text references by_unique(code) on update cascade,
    region text,
    number integer,
    foreign key (region, number) references by_unique(region, number)
);
create index by_unique_part on by_unique(number) where number > 0;
create unique index by_unique_expression on by_unique(lower(code));
create index by_unique_down on by_unique(region desc, id);

-- Virtual tables ----------------------------------------------------------------------------

create table docs (id integer primary key, title text, body text);
create virtual table docs_fts using fts5(title, body, content='docs', content_rowid='id');
create virtual table notes using fts5(note);
create virtual table boxes using rtree(id, min_x, max_x, min_y, max_y);
create table notes_extra (id integer primary key, v text); -- no shadow of notes

-- Views -------------------------------------------------------------------------------------

create view home_matches as -- matches, seen from home
    select m.id, m.home_id, m.away_id as opponent_id, t.name as home_name
    from match m join team t on t.id = m.home_id;
create view home_matches_again as select id as match_id, home_id, opponent_id, home_name || '!' as loud from home_matches;
create view team_counts(team_id, "games played") as
    select home_id, count(*) from match group by home_id;
create view mixed_union as select id, name from team union all select id, name from student;
create view over_union as select id, name from mixed_union;
create view duplicate_names as select a.id, b.id, a.id + 1, count(*) from team a, team b;
create view no_rows as select 1 as one, 'x' as x, null as empty where 0;
create view broken as select no_such_column from team;
create view broken_table as select * from no_such_table;
create view over_broken as select * from broken;
create view circle_a as select * from circle_b;
create view circle_b as select * from circle_a;
create view writable as select id, name from team;
create trigger writable_insert instead of insert on writable begin
    insert into team (id, name) values (new.id, new.name);
end;
create trigger writable_update instead of update on writable begin
    update team set name = new.name where id = old.id;
end;
create trigger writable_delete instead of delete on writable begin
    delete from team where id = old.id;
end;

-- Width -------------------------------------------------------------------------------------

create table wide (
    id integer primary key,
    c001 integer, c002 integer, c003 integer, c004 integer, c005 integer, c006 integer, c007 integer, c008 integer,
    c009 integer, c010 integer, c011 integer, c012 integer, c013 integer, c014 integer, c015 integer, c016 integer,
    c017 integer, c018 integer, c019 integer, c020 integer, c021 integer, c022 integer, c023 integer, c024 integer,
    c025 integer, c026 integer, c027 integer, c028 integer, c029 integer, c030 integer, c031 integer, c032 integer,
    c033 integer, c034 integer, c035 integer, c036 integer, c037 integer, c038 integer, c039 integer, c040 integer,
    c041 integer, c042 integer, c043 integer, c044 integer, c045 integer, c046 integer, c047 integer, c048 integer,
    c049 integer, c050 integer, c051 integer, c052 integer, c053 integer, c054 integer, c055 integer, c056 integer,
    c057 integer, c058 integer, c059 integer, c060 integer, c061 integer, c062 integer, c063 integer, c064 integer,
    c065 integer, c066 integer, c067 integer, c068 integer, c069 integer, c070 integer, c071 integer, c072 integer,
    c073 integer, c074 integer, c075 integer, c076 integer, c077 integer, c078 integer, c079 integer, c080 integer,
    c081 integer, c082 integer, c083 integer, c084 integer, c085 integer, c086 integer, c087 integer, c088 integer,
    c089 integer, c090 integer, c091 integer, c092 integer, c093 integer, c094 integer, c095 integer, c096 integer,
    c097 integer, c098 integer, c099 integer, c100 integer, c101 integer, c102 integer, c103 integer, c104 integer,
    c105 integer, c106 integer, c107 integer, c108 integer, c109 integer, c110 integer, c111 integer, c112 integer,
    c113 integer, c114 integer, c115 integer, c116 integer, c117 integer, c118 integer, c119 integer, c120 integer,
    c121 integer, c122 integer, c123 integer, c124 integer, c125 integer, c126 integer, c127 integer, c128 integer,
    c129 integer, c130 integer, c131 integer, c132 integer, c133 integer, c134 integer, c135 integer, c136 integer,
    c137 integer, c138 integer, c139 integer, c140 integer, c141 integer, c142 integer, c143 integer, c144 integer,
    c145 integer, c146 integer, c147 integer, c148 integer, c149 integer, c150 integer, c151 integer, c152 integer,
    c153 integer, c154 integer, c155 integer, c156 integer, c157 integer, c158 integer, c159 integer, c160 integer,
    c161 integer, c162 integer, c163 integer, c164 integer, c165 integer, c166 integer, c167 integer, c168 integer,
    c169 integer, c170 integer, c171 integer, c172 integer, c173 integer, c174 integer, c175 integer, c176 integer,
    c177 integer, c178 integer, c179 integer, c180 integer, c181 integer, c182 integer, c183 integer, c184 integer,
    c185 integer, c186 integer, c187 integer, c188 integer, c189 integer, c190 integer, c191 integer, c192 integer,
    c193 integer, c194 integer, c195 integer, c196 integer, c197 integer, c198 integer, c199 integer, c200 integer,
    c201 integer, c202 integer, c203 integer, c204 integer, c205 integer, c206 integer, c207 integer, c208 integer,
    c209 integer, c210 integer, c211 integer, c212 integer, c213 integer, c214 integer, c215 integer, c216 integer,
    c217 integer, c218 integer, c219 integer, c220 integer, c221 integer, c222 integer, c223 integer, c224 integer,
    c225 integer, c226 integer, c227 integer, c228 integer, c229 integer, c230 integer, c231 integer, c232 integer,
    c233 integer, c234 integer, c235 integer, c236 integer, c237 integer, c238 integer, c239 integer, c240 integer,
    c241 integer, c242 integer, c243 integer, c244 integer, c245 integer, c246 integer, c247 integer, c248 integer,
    c249 integer
);
