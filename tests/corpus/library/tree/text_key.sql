select
  (select soloql_list('code:text! subjects_tree:raw subjects_by_wider_tree:raw', t0."code",
    (select soloql_list('depth:int! node?{name:text!}', t1."depth", t4."code", t4."name")
    from (select t1."depth", t1."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."code", 0
          union
          select t3."code", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "subjects" as t2 on t2."code" = "_soloql_walk"."k0"
          join "subjects" as t3
          where t3."code" = t2."wider" and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t1
      order by t1."depth", t1."k0") as t1
    left join "subjects" as t4 on t4."code" = t1."k0"),
    (select soloql_list('depth:int! node?{code:text!}', t5."depth", t8."code", t8."code")
    from (select t5."depth", t5."k0" from
        (with recursive "_soloql_walk"("k0", "depth") as (
          select t0."code", 0
          union
          select t7."code", "_soloql_walk"."depth" + 1
          from "_soloql_walk" join "subjects" as t6 on t6."code" = "_soloql_walk"."k0"
          join "subjects" as t7
          where t7."wider" = t6."code" and "_soloql_walk"."depth" < 100)
        select "k0", min("depth") as "depth" from "_soloql_walk" group by 1 having min("depth") > 0) as t5
      order by t5."depth", t5."k0") as t5
    left join "subjects" as t8 on t8."code" = t5."k0"))
  from (select t0."code" from "subjects" as t0
    order by t0."code") as t0) as "subjects";
