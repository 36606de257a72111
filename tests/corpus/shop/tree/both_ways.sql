select
  (select soloql_list('name:text! manager_tree:raw employees_by_manager_tree:raw', t0."name",
    (select soloql_list('depth:int! node?{name:text!}', t1."depth", t4."id", t4."name")
    from (select t1."depth", t1."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."id", 0
          union
          select t3."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "employees" as t2 on t2."id" = "_soloql_walk"."k0"
          join "employees" as t3
          where t3."id" = t2."manager_id" and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t1
      order by t1."depth", t1."k0") as t1
    left join "employees" as t4 on t4."id" = t1."k0"),
    (select soloql_list('depth:int! node?{name:text! title:text!}', t5."depth", t9."id", t9."name", t9."title")
    from (select t5."k0", t5."depth" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."id", 0
          union
          select t7."id", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "employees" as t6 on t6."id" = "_soloql_walk"."k0"
          join "employees" as t7
          where t7."manager_id" = t6."id" and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t5
      order by t5."depth", (select t8."name" from "employees" as t8
        where t8."id" = t5."k0") desc nulls first, (select t8."id" from "employees" as t8
        where t8."id" = t5."k0") desc nulls first, t5."k0") as t5
    left join "employees" as t9 on t9."id" = t5."k0"))
  from (select t0."name", t0."id" from "employees" as t0
    where t0."id" in (select value from temp.soloql_each(?1, 'int'))
    order by t0."id") as t0) as "employees";
-- ?1 int[] = [1,2,8]
