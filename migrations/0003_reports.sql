-- What the town council, the workshop and the van drivers look at.

create view trips_by_month as -- The figures for the town council.
select strftime('%Y-%m', started_at) as month,
       count(*) as trips,
       count(member_id) as member_trips,
       count(*) - count(member_id) as guest_trips,
       round(sum(metres) / 1000.0, 1) as kilometres,
       round(avg(minutes), 1) as average_minutes,
       round(sum(price), 2) as revenue -- From trips alone, in euro.
from trips
group by 1;

create view trips_by_hour as -- When the town rides.
select cast(strftime('%w', started_at) as integer) as weekday, -- 0 is Sunday.
       cast(strftime('%H', started_at) as integer) as hour, -- From 0 to 23.
       count(*) as trips
from trips
group by 1, 2;

create view revenue_by_plan as -- Which plans pay for the trips; guests have none.
select p.id as plan_id,
       p.name as plan,
       strftime('%Y-%m', t.started_at) as month,
       count(*) as trips,
       count(distinct t.member_id) as riders,
       round(sum(t.price), 2) as revenue -- Without the monthly fees, in euro.
from trips t
join members m on m.id = t.member_id
join plans p on p.id = m.plan_id
group by p.id, 3;

create view station_status as -- What the map shows.
select s.id as station_id,
       s.name,
       count(d.id) as docks,
       count(b.id) as bikes,
       count(d.id) - count(b.id) - sum(d.broken and b.id is null) as free_docks,
       sum(d.broken) as broken_docks
from stations s
left join docks d on d.station_id = s.id
left join bikes b on b.dock_id = d.id
group by s.id;

create view station_balance as -- Where the vans have to bring bikes, and fetch them.
select s.id as station_id,
       s.name,
       (select count(*) from trips t where t.start_station_id = s.id) as departures,
       (select count(*) from trips t where t.end_station_id = s.id) as arrivals,
       (select count(*) from trips t where t.end_station_id = s.id)
           - (select count(*) from trips t where t.start_station_id = s.id) as balance -- Above 0 it fills up.
from stations s;

create view routes as -- From where to where.
select start_station_id,
       end_station_id,
       count(*) as trips,
       round(avg(minutes), 1) as average_minutes
from trips
where end_station_id is not null
group by start_station_id, end_station_id;

create view bike_health as -- Bikes that ride much and are seldom seen in the workshop.
select b.id as bike_id,
       b.number,
       (select count(*) from trips t where t.bike_id = b.id) as trips,
       (select round(sum(t.metres) / 1000.0, 1) from trips t where t.bike_id = b.id) as kilometres,
       (select count(*) from jobs j where j.bike_id = b.id) as jobs,
       (select max(j.opened_at) from jobs j where j.bike_id = b.id) as last_job_at
from bikes b;

create view air_by_day as -- What the weather boxes measured, a row for each station and day.
select station_id,
       date(measured_at) as day,
       round(avg(temperature), 1) as temperature,
       round(avg(pm25), 1) as pm25,
       min(battery_volts) as lowest_battery_volts
from sensor_readings
group by station_id, 2;

-- migrate:down
drop view air_by_day;
drop view bike_health;
drop view routes;
drop view station_balance;
drop view station_status;
drop view revenue_by_plan;
drop view trips_by_hour;
drop view trips_by_month;
