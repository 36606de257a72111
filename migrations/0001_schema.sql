-- The demo: a bike share in a harbour town, from its docks to its books.
-- Comments inside a statement become descriptions in the API.

create table districts ( -- The parts of the town.
    id integer primary key,
    name text not null unique,
    residents integer not null -- At the last census.
);

create table stations ( -- Where bikes are taken and left.
    id integer primary key,
    code char(4) not null unique, -- Painted on the sign.
    name text not null,
    district_id integer not null references districts(id),
    latitude real not null, -- WGS 84, in degrees.
    longitude real not null,
    opened date not null,
    kiosk boolean not null default 0, -- True if guests can pay here.
    note text
);
create index stations_district_id on stations(district_id);

create table amenities ( -- What else a station may offer.
    id integer primary key,
    name text not null unique
);

create table station_amenities (
    station_id integer not null references stations(id) on delete cascade,
    amenity_id integer not null references amenities(id) on delete cascade,
    primary key (station_id, amenity_id)
) without rowid;
create index station_amenities_amenity_id on station_amenities(amenity_id);

create table docks ( -- One place for one bike.
    id integer primary key,
    station_id integer not null references stations(id) on delete cascade,
    position integer not null, -- From 1, left to right.
    broken boolean not null default 0,
    unique (station_id, position)
);

create table bike_models (
    id integer primary key,
    name text not null unique,
    electric boolean not null,
    weight real not null, -- In kilograms.
    specification jsonb not null default '{}' -- As the maker gives it.
);

create table bikes (
    id integer primary key,
    number char(5) not null unique, -- Painted on the frame.
    model_id integer not null references bike_models(id),
    bought date not null,
    state text not null default 'parked' check (state in ('parked', 'riding', 'workshop', 'lost')),
    dock_id integer unique references docks(id), -- Null while it is not parked.
    battery integer check (battery between 0 and 100) -- Percent; null without a motor.
);
create index bikes_model_id on bikes(model_id);

create table plans ( -- What a member pays.
    id integer primary key,
    name text not null unique,
    monthly numeric(6,2) not null, -- In euro.
    free_minutes integer not null, -- Of each trip.
    per_minute numeric(4,2) not null, -- In euro, after the free minutes.
    offered boolean not null default 1 -- False: kept by old members only.
);

create table members (
    id integer primary key,
    card uuid not null unique, -- On the chip that opens a dock.
    name text not null,
    email text not null unique collate nocase,
    plan_id integer not null references plans(id),
    born date,
    joined date not null,
    invited_by integer references members(id) on delete set null,
    newsletter boolean not null default 0,
    preferences jsonb not null default '{}' -- Kept for the app.
);
create index members_plan_id on members(plan_id);
create index members_invited_by on members(invited_by);

create table trips ( -- From one dock to another.
    id integer primary key,
    bike_id integer not null references bikes(id),
    member_id integer references members(id) on delete set null, -- Null: a guest, paid at a kiosk.
    start_station_id integer not null references stations(id),
    end_station_id integer references stations(id), -- Null while it is under way.
    started_at timestamp not null,
    ended_at timestamp, -- Null while it is under way.
    metres integer, -- As the lock measured it.
    price numeric(6,2), -- In euro; the monthly fee is not in it.
    rating integer check (rating between 1 and 5), -- Few riders give one.
    minutes integer generated always as
        ((strftime('%s', ended_at) - strftime('%s', started_at)) / 60) virtual -- Whole minutes.
);
create index trips_bike_id on trips(bike_id, started_at);
create index trips_member_id on trips(member_id);
create index trips_start_station_id on trips(start_station_id);
create index trips_end_station_id on trips(end_station_id);
create index trips_started_at on trips(started_at);

create table sensor_readings ( -- Every station has a small weather box on its roof.
    station_id integer not null references stations(id) on delete cascade,
    measured_at timestamp not null,
    temperature real not null, -- In degrees Celsius.
    humidity integer not null, -- Percent.
    pm25 real, -- Fine dust, in micrograms a cubic metre; null while the sensor is cleaned.
    battery_volts real not null, -- Below 11.8 the box switches itself off.
    primary key (station_id, measured_at)
) without rowid;
create index sensor_readings_measured_at on sensor_readings(measured_at);

create table employees ( -- Who keeps it all going.
    id integer primary key,
    name text not null,
    role text not null,
    manager_id integer references employees(id),
    hired date not null
);
create index employees_manager_id on employees(manager_id);

create table jobs ( -- Repairs, small and large.
    id integer primary key,
    bike_id integer not null references bikes(id),
    employee_id integer references employees(id), -- Null: nobody has taken it yet.
    kind text not null
        check (kind in ('brakes', 'tyres', 'gears', 'lights', 'frame', 'battery', 'lock')),
    opened_at timestamp not null,
    closed_at timestamp, -- Null while it is open.
    note text not null, -- What was found and done.
    parts jsonb not null default '[]', -- Article and quantity of each part that was used.
    cost numeric(7,2) not null default 0 -- Parts and work, in euro.
);
create index jobs_bike_id on jobs(bike_id);
create index jobs_employee_id on jobs(employee_id);
create index jobs_opened_at on jobs(opened_at);

create virtual table jobs_fts -- The words of the notes, for search.
using fts5(note, content='jobs', content_rowid='id', tokenize='porter unicode61');

create trigger jobs_fts_insert after insert on jobs begin
    insert into jobs_fts(rowid, note) values (new.id, new.note);
end;
create trigger jobs_fts_delete after delete on jobs begin
    insert into jobs_fts(jobs_fts, rowid, note) values ('delete', old.id, old.note);
end;
create trigger jobs_fts_update after update of note on jobs begin
    insert into jobs_fts(jobs_fts, rowid, note) values ('delete', old.id, old.note);
    insert into jobs_fts(rowid, note) values (new.id, new.note);
end;

-- migrate:down
drop table jobs_fts;
drop table jobs;
drop table employees;
drop table sensor_readings;
drop table trips;
drop table members;
drop table plans;
drop table bikes;
drop table bike_models;
drop table docks;
drop table station_amenities;
drop table amenities;
drop table stations;
drop table districts;
