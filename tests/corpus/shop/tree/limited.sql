select
  (select soloql_object('employees_by_manager_tree:raw',
    (select soloql_list('depth:int! node?{name:text! manager?{name:text!}}', t1."depth", t5."id", t5."name", t6."id", t6."name")
    from (select t1."k0", t1."depth" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."id", 0
          union
          select t3."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "employees" as t2 on t2."id" = "_soloql_walk"."k0"
          join "employees" as t3
          where t3."manager_id" = t2."id" and "_soloql_walk"."depth" < 100 and "_soloql_walk"."depth" < ?1)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t1
      where exists (select 1 from "employees" as t4
        where t4."id" = t1."k0" and soloql_like(?2, t4."name"))
      order by t1."depth", t1."k0") as t1
    left join "employees" as t5 on t5."id" = t1."k0"
    left join "employees" as t6 on t6."id" = t5."manager_id"))
  from "employees" as t0
  where t0."id" = ?3) as "employees_by_pk",
  (select soloql_list('name:text! categories_by_parent_tree:raw', t7."name",
    (select soloql_list('node?{name:text!}', t11."id", t11."name")
    from (select t8."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t7."id", 0
          union
          select t10."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "categories" as t9 on t9."id" = "_soloql_walk"."k0"
          join "categories" as t10
          where t10."parent_id" = t9."id" and "_soloql_walk"."depth" < 100 and "_soloql_walk"."depth" < ?4)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t8
      order by t8."depth", t8."k0") as t8
    left join "categories" as t11 on t11."id" = t8."k0"))
  from (select t7."name", t7."id" from "categories" as t7
    where t7."parent_id" is null
    order by t7."id") as t7) as "categories";
-- ?1 int = 2 (slot 0)
-- ?2 text = "%e%"
-- ?3 int = 1
-- ?4 int = 1
