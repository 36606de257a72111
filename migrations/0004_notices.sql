-- What is written on the sign of a station, and how urgent it is.

create table notice_levels ( -- How urgent a notice is.
    level text primary key not null,
    meaning text not null
) without rowid;

insert into notice_levels (level, meaning) values
    ('info', 'Good to know.'),
    ('warning', 'Something does not work.'),
    ('closed', 'The station cannot be used.');

create table notices ( -- Shown on the sign of the station.
    id integer primary key,
    station_id integer not null references stations(id) on delete cascade,
    level text not null default 'info' references notice_levels(level),
    text text not null check (length(text) <= 200),
    until text -- A date; null: until further notice.
) strict;
create index notices_station_id on notices(station_id);
create index notices_level on notices(level);

insert into notices (station_id, level, text, until) values
    (1, 'info', 'Two more docks from Monday.', '2026-12-01'),
    (2, 'warning', 'The kiosk takes no cards today.', null),
    (3, 'closed', 'Flood: the quay is closed.', '2026-11-30'),
    (3, 'info', 'Bikes are at the market meanwhile.', null);

-- migrate:down
drop table notices;
drop table notice_levels;
