select
  (select soloql_object('employees_by_manager_tree:raw',
    (select soloql_list('depth:int! node?{id:int! name:text salary:numeric}', t1."depth", t4."id", t4."id", t4."name*", t4."salary*")
    from (select t1."depth", t1."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."id", 0
          union
          select t3."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "employees" as t2 on t2."id" = "_soloql_walk"."k0"
          join "employees" as t3
          where t3."manager_id" = t2."id" and (t3."title" <> ?1 or t3."manager_id" is null) and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t1
      order by t1."depth", t1."k0" limit 3) as t1
    left join (select "id", "name", "title", "manager_id", "salary", "rowid" as "rowid", case when t4."title" <> ?2 then "name" end as "name*", case when t4."manager_id" is null then "salary" end as "salary*" from "employees" as t4) as t4 on t4."id" = t1."k0"))
  from "employees" as t0
  where ((t0."title" <> ?3 or t0."manager_id" is null) and t0."id" = ?4)) as "employees_by_pk",
  (select soloql_list('manager_tree:raw',
    (select soloql_list('depth:int! node?{id:int! salary:numeric}', t6."depth", t10."id", t10."id", t10."salary*")
    from (select t6."k0", t6."depth" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t5."id", 0
          union
          select t8."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "employees" as t7 on t7."id" = "_soloql_walk"."k0"
          join "employees" as t8
          where t8."id" = t7."manager_id" and (t8."title" <> ?5 or t8."manager_id" is null) and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t6
      where exists (select 1 from (select "id", "name", "title", "manager_id", "salary", "rowid" as "rowid", case when t9."manager_id" is null then "salary" end as "salary*" from "employees" as t9) as t9
        where t9."id" = t6."k0" and ((t9."title" <> ?6 or t9."manager_id" is null) and t9."salary*" > ?7))
      order by t6."depth", t6."k0" limit 3) as t6
    left join (select "id", "name", "title", "manager_id", "salary", "rowid" as "rowid", case when t10."manager_id" is null then "salary" end as "salary*" from "employees" as t10) as t10 on t10."id" = t6."k0"))
  from (select t5."id" from "employees" as t5
    where ((t5."title" <> ?8 or t5."manager_id" is null) and t5."id" = ?9)
    order by t5."id" limit 3) as t5) as "employees";
-- ?1 text = "Head of Sales"
-- ?2 text = "Head of Sales"
-- ?3 text = "Head of Sales"
-- ?4 int = 1
-- ?5 text = "Head of Sales"
-- ?6 text = "Head of Sales"
-- ?7 numeric = 1
-- ?8 text = "Head of Sales"
-- ?9 int = 8
