-- The demo's rows, the same every time: eighteen months that end on Tuesday, 2026-06-30, at 18:00.
-- Chance comes from a small generator (Lehmer's, multiplier 48271, modulus 2^31 - 1) whose numbers
-- stand in a table, eight to a row; each of them is used for one thing only, modulo something small.

create temp table dice (i integer primary key, a int, b int, c int, d int, e int, f int, g int, h int);
insert into dice
with recursive state(i, s) as (
    select 1, 20260630
    union all
    select i + 1, s * 854716505 % 2147483647 from state where i < 36000
)
select i,
       s * 48271 % 2147483647,
       s * 182605794 % 2147483647,
       s * 1291394886 % 2147483647,
       s * 1914720637 % 2147483647,
       s * 2078669041 % 2147483647,
       s * 407355683 % 2147483647,
       s * 1105902161 % 2147483647,
       s * 854716505 % 2147483647
from state;

-- The town ----------------------------------------------------------------------------------

insert into districts (id, name, residents) values
    (1, 'Old Town', 8120), (2, 'Harbour', 12450), (3, 'Station Quarter', 15980),
    (4, 'University', 9730), (5, 'Riverside', 21040), (6, 'North Hill', 26310),
    (7, 'Garden City', 31870), (8, 'Westfield', 18660);

-- The middle of each district, in millionths of a degree, and how strongly it draws riders: in the
-- morning they leave home for work.
create temp table places (
    district_id integer primary key, latitude int, longitude int, home int, work int
);
insert into places values
    (1, 53075800, 8807200, 2, 7), (2, 53086200, 8792100, 4, 5), (3, 53083100, 8813800, 7, 8),
    (4, 53106300, 8852100, 4, 9), (5, 53067900, 8821300, 7, 2), (6, 53098700, 8824600, 7, 2),
    (7, 53060100, 8796800, 8, 1), (8, 53071400, 8771500, 4, 5);

insert into stations (id, code, name, district_id, latitude, longitude, opened, kiosk, note)
with names(district_id, list) as (
    values (1, '["Market Square","Town Hall","Cathedral Close","Mint Street","Fish Market","Weighhouse","Glover''s Lane","St James''s Gate","City Theatre"]'),
           (2, '["Ferry Landing","Pier 4","Customs House","Ropewalk","Lighthouse","Shipyard Gate","Silo Park","Maritime Museum"]'),
           (3, '["Central Station","North Exit","Bus Terminal","Main Post Office","Congress Hall","Hotel Row","Freight Yard"]'),
           (4, '["Main Campus","University Library","Science Park","Medical School","Botanic Garden","Student Village","Observatory","Sports Hall"]'),
           (5, '["Mill Bridge","The Weir","Rowing Club","Tannery Quay","Willow Bank","Old Ferry House","Swan Meadow"]'),
           (6, '["Hilltop Church","Water Tower","Vineyard Road","Northgate School","Cedar Avenue","Castle View","General Hospital"]'),
           (7, '["Linden Square","Rose Lane","Orchard Way","Community Hall","Chestnut Close","The Allotments","South Cemetery"]'),
           (8, '["Westfield Mall","Stadium","Trade Fair","Airport Line","Brickworks","Industrial Estate","Lakeside"]')
),
numbered as (
    select row_number() over (order by n.district_id, j.key) as id, n.district_id, j.value as name
    from names n, json_each(n.list) j
)
select n.id,
       printf('%s%03d', substr('OHSURNGW', n.district_id, 1), n.id),
       n.name,
       n.district_id,
       (p.latitude + d.a % 11000 - 5500) / 1000000.0,
       (p.longitude + d.b % 16000 - 8000) / 1000000.0,
       date('2022-04-01', '+' || (d.c % 9 * 75) || ' days'),
       n.district_id <= 4 and d.d % 3 < 2,
       case d.e % 12
           when 0 then 'Snow is cleared by the house next door.'
           when 1 then 'No vans on market days.'
           when 2 then 'The lamp above the map belongs to the town.'
       end
from numbered n
join places p on p.district_id = n.district_id
join dice d on d.i = n.id;

insert into amenities (id, name) values
    (1, 'Air pump'), (2, 'Shelter'), (3, 'Child seats'), (4, 'Charging'), (5, 'Lockers'),
    (6, 'Repair stand');
insert into station_amenities (station_id, amenity_id)
select s.id, a.id
from stations s, amenities a
join dice d on d.i = 100 + s.id * 6 + a.id
where d.a % 100 < 48 - 7 * a.id;

insert into docks (station_id, position, broken)
with recursive places_of(station_id, position, size) as (
    select s.id, 1, 12 + d.f % 9 + case when s.kiosk then 6 else 0 end
    from stations s join dice d on d.i = s.id
    union all
    select station_id, position + 1, size from places_of where position < size
)
select station_id, position, (station_id * 31 + position * 17) % 53 = 0
from places_of
order by station_id, position;

-- The bikes ---------------------------------------------------------------------------------

insert into bike_models (id, name, electric, weight, specification) values
    (1, 'Gull', 0, 17.4, '{"gears": 3, "wheel_inches": 26, "basket": true}'),
    (2, 'Heron', 0, 18.1, '{"gears": 7, "wheel_inches": 28, "basket": true}'),
    (3, 'Petrel', 1, 23.6, '{"gears": 5, "wheel_inches": 28, "basket": true, "motor": {"watts": 250, "battery_wh": 418}}'),
    (4, 'Pelican', 1, 34.2, '{"gears": 5, "wheel_inches": 24, "basket": false, "box_litres": 180, "motor": {"watts": 250, "battery_wh": 625}}');

-- Six bikes were lost before the first trip; they are the last ones.
insert into bikes (id, number, model_id, bought, state, battery)
select i,
       printf('B%04d', 1000 + i * 7),
       case when a % 100 < 38 then 1 when a % 100 < 66 then 2 when a % 100 < 94 then 3 else 4 end,
       date('2022-03-07', '+' || (b % 33 * 28) || ' days'),
       case when i > 794 then 'lost' else 'parked' end,
       case when a % 100 >= 66 then 18 + c % 83 end
from dice
where i <= 800;

-- The people --------------------------------------------------------------------------------

insert into plans (id, name, monthly, free_minutes, per_minute, offered) values
    (1, 'Day to day', 0, 0, 0.12, 1), (2, 'Commuter', 9.9, 30, 0.08, 1),
    (3, 'Family', 17.9, 45, 0.08, 1), (4, 'Student', 4.9, 30, 0.08, 1),
    (5, 'Founder', 5, 60, 0.05, 0);

create temp table names (kind text, n integer, name text, primary key (kind, n));
insert into names
select 'first', key, value from json_each('["Ada","Ben","Carla","David","Elif","Finn","Greta","Hannah","Ivan","Jonas","Karim","Lena","Marta","Nils","Olga","Paul","Rosa","Samir","Tilda","Uwe","Vera","Wim","Yara","Zoe","Anton","Birte","Clara","Dario","Emma","Felix","Gina","Henry","Ida","Jasper","Katja","Liam","Mia","Nora","Oskar","Pia"]')
union all
select 'last', key, value from json_each('["Ahlers","Behrens","Çelik","Dirks","Ehlers","Fischer","Gerdes","Hansen","Ihnen","Janssen","Kowalski","Lüders","Meyer","Nguyen","Otten","Petersen","Quast","Renken","Schröder","Tietjen","Ulrich","Vogel","Wessels","Yildiz","Ziegler","Albers","Bruns","Cordes","Detjen","Evers","Folkerts","Grote","Harms","Iwanow","Jürgens","Kück","Lange","Martens","Novak","Öztürk","Pape","Rathjen","Seedorf","Tamm","Uhde","Viebrock","Warnken","Zielinski"]');

insert into members
    (id, card, name, email, plan_id, born, joined, invited_by, newsletter, preferences)
with joining as (
    select row_number() over (order by day, i) as id, j.*
    from (select i, 1550 - (a % 1551 + b % 1551) / 2 + c % 100 - 50 as day, d.* from dice d where i <= 2400) j
)
select j.id,
       printf('%08x-%04x-4%03x-%x%03x-%012x', j.a, j.b & 65535, j.c & 4095, 8 + (j.d & 3),
              j.e & 4095, j.f * 131071),
       f.name || ' ' || l.name,
       lower(f.name) || '.' || printf('%04d', j.id) || '@example.org',
       case when j.day < 240 and j.g % 3 < 2 then 5
            when j.g % 100 < 34 then 1 when j.g % 100 < 68 then 2 when j.g % 100 < 80 then 3
            else 4 end,
       case when j.h % 11 > 0 then date('1948-01-01', '+' || (j.h % 22000) || ' days') end,
       date('2022-04-01', '+' || min(max(j.day, 0), 1550) || ' days'),
       case when j.id > 20 and j.e % 100 < 22 then 1 + j.f % (j.id - 1) end,
       j.b % 5 < 2,
       case j.c % 4
           when 0 then '{}'
           when 1 then '{"language": "de", "units": "km"}'
           when 2 then printf('{"language": "en", "favourites": [%d, %d]}', 1 + j.a % 60, 1 + j.d % 60)
           else '{"language": "de", "notify": {"email": true, "push": false}}'
       end
from joining j
join names f on f.kind = 'first' and f.n = j.d % 40
join names l on l.kind = 'last' and l.n = j.e % 48;

insert into employees (id, name, role, manager_id, hired) values
    (1, 'Henrike Mohr', 'Director', null, '2021-11-01'),
    (2, 'Jakob Steen', 'Head of workshop', 1, '2022-01-15'),
    (3, 'Amina Diallo', 'Head of field work', 1, '2022-02-01'),
    (4, 'Lars Brügge', 'Head of customer care', 1, '2022-03-01'),
    (5, 'Tomasz Wilk', 'Mechanic', 2, '2022-03-15'),
    (6, 'Frauke Ennen', 'Mechanic', 2, '2022-04-01'),
    (7, 'Said Haddad', 'Mechanic', 2, '2023-05-02'),
    (8, 'Mina Park', 'Apprentice', 5, '2024-08-01'),
    (9, 'Joris Bakker', 'Van driver', 3, '2022-03-20'),
    (10, 'Silke Otto', 'Van driver', 3, '2022-09-01'),
    (11, 'Emre Kaya', 'Van driver', 3, '2024-03-01'),
    (12, 'Nele Fricke', 'Electrician', 3, '2022-06-01'),
    (13, 'Paula Reis', 'Customer care', 4, '2022-04-01'),
    (14, 'Till Arndt', 'Customer care', 4, '2025-02-01');

-- The trips ---------------------------------------------------------------------------------

-- Every hour has a weight: of its month, its day and its time; `upto` adds them up, so that a number
-- between 0 and the sum finds an hour as often as its weight says.
create temp table hours (upto integer primary key, starts integer, morning int, members int);
insert into hours
with recursive days(day, i) as (
    select date('2025-01-01'), 1
    union all
    select date(day, '+1 day'), i + 1 from days where day < '2026-06-30'
),
weighed as materialized (
    select d.day,
           strftime('%w', d.day) in ('0', '6') as weekend,
           (select j.value from json_each('[35,40,60,85,105,120,125,118,100,78,50,38]') j
            where j.key = strftime('%m', d.day) - 1)
               * (60 + x.a % 61) * case when d.day >= '2026' then 6 else 5 end / 50 as weight,
           (select count(*) from members m where m.joined <= d.day) as members
    from days d join dice x on x.i = d.i
),
curves(weekend, curve) as (
    values (0, '[2,1,1,1,1,5,18,55,80,40,22,24,34,32,28,36,60,90,66,40,26,18,12,6]'),
           (1, '[8,6,5,3,1,1,2,5,12,25,42,55,60,63,66,64,58,48,40,32,26,22,18,13]')
)
select sum(w.weight * h.value / 10) over (order by w.day, h.key),
       strftime('%s', w.day) + h.key * 3600,
       case when w.weekend then 0 when h.key between 5 and 10 then 1
            when h.key between 15 and 20 then -1 else 0 end,
       w.members
from weighed w
join curves c on c.weekend = w.weekend
join json_each(c.curve) h
where w.day < '2026-06-30' or h.key < 18;

-- The same for stations: where people come from (h), go to (w), and are at other times (x).
create temp table pulls (kind text, upto integer, station_id integer, primary key (kind, upto));
insert into pulls
with weighed as (
    select k.column1 as kind,
           s.id,
           (70 + d.h % 90) * case k.column1 when 'h' then p.home when 'w' then p.work
                                            else p.home + p.work + 4 * s.kiosk end as weight
    from (values ('h'), ('w'), ('x')) k, stations s
    join places p on p.district_id = s.district_id
    join dice d on d.i = s.id
)
select kind,
       sum(weight) over (partition by kind order by id) * 1000000 / sum(weight) over (partition by kind),
       id
from weighed;

create temp table rides (
    started integer, member_id int, start_id int, end_id int, speed int, delay int, rating int
);
insert into rides
with drawn as (
    select d.*,
           (select h.rowid from hours h where h.upto > d.a * (select max(upto) from hours) / 2147483647
            order by h.upto limit 1) as hour
    from dice d
)
select h.starts + d.b % 3600,
       case when d.e % 100 >= 14 then 1 + d.f % h.members * (500 + d.c % 501) / 1000 end,
       (select p.station_id from pulls p
        where p.kind = case h.morning when 1 then 'h' when -1 then 'w' else 'x' end
          and p.upto > d.c % 1000000 order by p.upto limit 1),
       (select p.station_id from pulls p
        where p.kind = case h.morning when 1 then 'w' when -1 then 'h' else 'x' end
          and p.upto > d.d % 1000000 order by p.upto limit 1),
       260 + d.g % 200,
       90 + d.h % 300,
       case when d.e % 1000 < 290 then substr('5555544443325541', 1 + d.g % 16, 1) end
from drawn d
join hours h on h.rowid = d.hour;

-- Bikes take turns, so none is in two places at once. Streets follow a grid, more or less: the way
-- is north to south plus east to west. A trip that ends where it began was a tour.
insert into trips
    (bike_id, member_id, start_station_id, end_station_id, started_at, ended_at, metres, price, rating)
with numbered as (
    select row_number() over (order by started, start_id, speed) as n, * from rides
),
measured as (
    select r.*,
           case when r.start_id = r.end_id then 1200 + r.speed * r.delay % 6400
                else cast(abs(s.latitude - t.latitude) * 111320
                          + abs(s.longitude - t.longitude) * 66900 as integer) + r.delay
           end as metres
    from numbered r
    join stations s on s.id = r.start_id
    join stations t on t.id = r.end_id
),
timed as (
    select m.*, m.started + m.metres * 100 / m.speed + m.delay as ended from measured m
),
priced as (
    select t.*,
           (t.ended - t.started) / 60 as minutes,
           t.ended < strftime('%s', '2026-06-30 18:00:00') + 0 as over
    from timed t
)
select 1 + r.n * 337 % 794,
       r.member_id,
       r.start_id,
       case when r.over then r.end_id end,
       datetime(r.started, 'unixepoch'),
       case when r.over then datetime(r.ended, 'unixepoch') end,
       case when r.over then r.metres end,
       case when not r.over then null
            when r.member_id is null then (100 + 15 * r.minutes) / 100.0
            else max(r.minutes - p.free_minutes, 0) * cast(round(p.per_minute * 100) as integer) / 100.0
       end,
       case when r.over then r.rating end
from priced r
left join members m on m.id = r.member_id
left join plans p on p.id = m.plan_id
order by r.n;

-- The weather boxes -------------------------------------------------------------------------

insert into sensor_readings (station_id, measured_at, temperature, humidity, pm25, battery_volts)
with recursive times(n, at) as (
    select 0, '2026-04-01 00:00:00'
    union all
    select n + 1, datetime(at, '+6 hours') from times where at < '2026-06-30 12:00:00'
),
felt as (
    select s.id,
           s.district_id,
           t.n,
           t.at,
           d.*,
           30 + t.n * 31 / 100 + w.a % 70 + d.a % 18
               + case t.n % 4 when 0 then -25 when 1 then -35 when 2 then 45 else 25 end as tenths
    from times t, stations s
    join dice w on w.i = 5000 + t.n / 4
    join dice d on d.i = 6000 + (t.n * 60 + s.id) % 30000
)
select f.id,
       f.at,
       f.tenths / 10.0,
       max(28, min(99, 78 - (f.tenths - 80) * 18 / 100 + f.b % 15 - 7)),
       case when f.c % 211 > 0 then
           (35 + f.d % 60 + case when f.district_id in (3, 8) then 42 else 0 end
               + case when f.n % 4 in (1, 3) then 24 else 0 end) / 10.0
       end,
       (1290 - case f.n % 4 when 0 then 40 when 1 then 70 else 0 end - f.e % 50) / 100.0
from felt f;

-- The workshop ------------------------------------------------------------------------------

create temp table findings (kind text, n integer, note text, parts text, cents int, primary key (kind, n));
insert into findings values
    ('brakes', 0, 'Rear brake squeals in the wet; pads worn to the metal, both replaced.', '[{"article": "brake pad", "quantity": 2}]', 1840),
    ('brakes', 1, 'Front brake lever loose. Cable stretched, new cable fitted and set.', '[{"article": "brake cable", "quantity": 1}]', 1490),
    ('brakes', 2, 'Rider could not stop in time at the bridge. Brakes adjusted, test ride fine.', '[]', 900),
    ('tyres', 0, 'Flat rear tyre, a shard of glass; new tube.', '[{"article": "tube 28", "quantity": 1}]', 1150),
    ('tyres', 1, 'Front tyre cracked at the side wall, tyre and tube replaced.', '[{"article": "tyre 28", "quantity": 1}, {"article": "tube 28", "quantity": 1}]', 3320),
    ('tyres', 2, 'Pressure far too low, valve leaks. New valve, pumped up.', '[{"article": "valve", "quantity": 1}]', 540),
    ('gears', 0, 'Chain jumps under load. Chain and sprocket worn, both replaced.', '[{"article": "chain", "quantity": 1}, {"article": "sprocket", "quantity": 1}]', 4270),
    ('gears', 1, 'Hub stays in third gear; shift cable frayed and replaced.', '[{"article": "shift cable", "quantity": 1}]', 1690),
    ('gears', 2, 'Chain dry and rusty after the winter, cleaned and oiled.', '[]', 750),
    ('lights', 0, 'Rear light dark, contact corroded by salt water; cleaned.', '[]', 600),
    ('lights', 1, 'Front lamp smashed, new lamp and bracket.', '[{"article": "front lamp", "quantity": 1}, {"article": "bracket", "quantity": 1}]', 2980),
    ('lights', 2, 'Dynamo gives no current. Hub dynamo swapped.', '[{"article": "hub dynamo", "quantity": 1}]', 6450),
    ('frame', 0, 'Basket torn off, frame scratched but straight. New basket.', '[{"article": "basket", "quantity": 1}]', 3890),
    ('frame', 1, 'Fork bent after a crash with a bollard; fork replaced, frame measured.', '[{"article": "fork", "quantity": 1}]', 11900),
    ('frame', 2, 'Saddle post slips down, clamp greased and tightened.', '[]', 450),
    ('battery', 0, 'Battery loses half its charge overnight, cell pack replaced under warranty.', '[{"article": "cell pack", "quantity": 1}]', 0),
    ('battery', 1, 'Charging contact burnt, new contact and cable.', '[{"article": "contact", "quantity": 1}, {"article": "cable", "quantity": 1}]', 5230),
    ('battery', 2, 'Motor cuts out on hills. Firmware updated, test ride to North Hill fine.', '[]', 1500),
    ('lock', 0, 'Dock does not let go of the bike, lock pin bent; pin replaced.', '[{"article": "lock pin", "quantity": 1}]', 1280),
    ('lock', 1, 'Card reader in the lock does not answer, module swapped.', '[{"article": "reader module", "quantity": 1}]', 4800),
    ('lock', 2, 'Chewing gum in the lock. Cleaned.', '[]', 400);

insert into jobs (bike_id, employee_id, kind, opened_at, closed_at, note, parts, cost)
with reported as (
    select t.id, t.bike_id, t.ended_at, m.electric, d.*
    from trips t
    join bikes b on b.id = t.bike_id
    join bike_models m on m.id = b.model_id
    join dice d on d.i = t.id
    where t.ended_at is not null and d.h % 20 = 0
),
timed as (
    select r.*,
           case when r.electric and r.a % 100 < 24 then 'battery'
                else substr('brakestyres tyres brakesgears lightslights tyres lock  frame gears brakes',
                            1 + 6 * (r.b % 12), 6) end as kind,
           datetime(r.ended_at, '+' || (20 + r.c % 1300) || ' minutes') as opened_at,
           datetime(r.ended_at, '+' || (20 + r.c % 1300 + 60 + r.d % 4600) || ' minutes') as closed_at
    from reported r
)
select t.bike_id,
       case when t.closed_at <= '2026-06-30 18:00:00' or t.e % 3 = 0 then
           case when t.kind in ('lights', 'battery') and t.e % 4 < 3 then 12 else 5 + t.f % 4 end
       end,
       f.kind,
       t.opened_at,
       case when t.closed_at <= '2026-06-30 18:00:00' then t.closed_at end,
       f.note || case t.g % 7 when 0 then ' Found by a van driver.' when 1 then ' Reported by a rider.'
                              when 2 then ' Second time this year.' else '' end,
       f.parts,
       (f.cents + t.g % 9 * 50) / 100.0
from timed t
join findings f on f.kind = trim(t.kind) and f.n = t.e % 3
where t.opened_at <= '2026-06-30 18:00:00'
order by t.opened_at, t.id;

-- Where the bikes are in the end ------------------------------------------------------------

update bikes set state = 'riding'
where id in (select bike_id from trips where ended_at is null);
update bikes set state = 'workshop'
where state = 'parked' and id in (select bike_id from jobs where closed_at is null and kind <> 'lights');
update bikes set dock_id = placed.dock_id
from (
    select b.id, k.id as dock_id
    from (select b.id, row_number() over (order by d.d, b.id) as n
          from bikes b join dice d on d.i = b.id where b.state = 'parked') b
    join (select k.id, row_number() over (order by d.e, k.id) as n
          from docks k join dice d on d.i = k.id where not k.broken) k on k.n = b.n
) as placed
where placed.id = bikes.id;

drop table temp.findings;
drop table temp.rides;
drop table temp.pulls;
drop table temp.hours;
drop table temp.names;
drop table temp.places;
drop table temp.dice;

-- migrate:down
update bikes set dock_id = null;
delete from jobs;
delete from employees;
delete from sensor_readings;
delete from trips;
delete from members;
delete from plans;
delete from bikes;
delete from bike_models;
delete from docks;
delete from station_amenities;
delete from amenities;
delete from stations;
delete from districts;
